package charts

import (
	_ "embed"
	"html/template"
	"os"
	"path/filepath"
	"strings"
)

//go:embed page.html
var pageText string

var page = template.Must(template.New("page").Funcs(template.FuncMap{
	"svg":   func(b []byte) template.HTML { return template.HTML(b) },
	"lines": func(all []string) string { return strings.Join(all, "\n") },
}).Parse(pageText))

// A Page is a report.
type Page struct {
	Title   string
	Table            // below the title, as what matters most; may be empty
	Summary []string // lines of text
	Charts  []Chart
}

// Write writes the report and its charts into a folder, and returns their names, the report's first.
func (p *Page) Write(folder string) ([]string, error) {
	var html strings.Builder
	if err := page.Execute(&html, p); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(folder, 0o777); err != nil {
		return nil, err
	}
	names, texts := []string{"report.html"}, [][]byte{[]byte(html.String())}
	for _, c := range p.Charts {
		names, texts = append(names, c.Name+".svg"), append(texts, c.SVG)
	}
	for i, name := range names {
		if err := os.WriteFile(filepath.Join(folder, name), texts[i], 0o666); err != nil {
			return nil, err
		}
	}
	return names, nil
}
