package main

import (
	_ "embed"
	"fmt"
	"html/template"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

//go:embed page.html
var pageText string

var page = template.Must(template.New("page").Funcs(template.FuncMap{
	"svg":   func(b []byte) template.HTML { return template.HTML(b) },
	"lines": func(all []string) string { return strings.Join(all, "\n") },
}).Parse(pageText))

// write writes the report and its charts, and returns their names, the report's first.
func (o *Outcome) write(folder string) ([]string, error) {
	charts, err := o.Charts()
	if err != nil {
		return nil, err
	}
	var html strings.Builder
	if err := page.Execute(&html, map[string]any{"O": o, "Charts": charts, "Summary": o.Summary()}); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(folder, 0o777); err != nil {
		return nil, err
	}
	names, texts := []string{"report.html"}, [][]byte{[]byte(html.String())}
	for _, c := range charts {
		names, texts = append(names, c.Name+".svg"), append(texts, c.SVG)
	}
	for i, name := range names {
		if err := os.WriteFile(filepath.Join(folder, name), texts[i], 0o666); err != nil {
			return nil, err
		}
	}
	return names, nil
}

func number(n int) string { return strconv.Itoa(n) }

func hour(x float64) string { return fmt.Sprintf("%.2f", x) }
