package readme

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var (
	link    = regexp.MustCompile(`\]\(([^)\s]+)\)`)
	heading = regexp.MustCompile(`(?m)^#+ (.*)$`)
)

// Links between pages lead to what is there, and the indexes know every program and every page.
func TestLinks(t *testing.T) {
	root := filepath.Join("..", "..")
	var pages []string
	for _, pattern := range []string{"*.md", "docs/*.md", "examples/*.md"} {
		found, err := filepath.Glob(filepath.Join(root, filepath.FromSlash(pattern)))
		if err != nil || len(found) == 0 {
			t.Fatal(pattern, err)
		}
		pages = append(pages, found...)
	}
	for _, page := range pages {
		for _, m := range link.FindAllStringSubmatch(read(t, page), -1) {
			if !strings.Contains(m[1], "://") && !leads(t, page, m[1]) {
				t.Errorf("%s: the link %s leads nowhere", page, m[1])
			}
		}
	}
	indexed(t, filepath.Join(root, "docs", "README.md"), filepath.Join(root, "docs"), "](")
	indexed(t, filepath.Join(root, "examples", "README.md"), filepath.Join(root, "examples"), "examples/")
}

// leads reports whether the target of a link is there, and the heading in it.
func leads(t *testing.T, page, target string) bool {
	file, place, placed := strings.Cut(target, "#")
	path := page
	if file != "" {
		path = filepath.Join(filepath.Dir(page), filepath.FromSlash(file))
	}
	if _, err := os.Stat(path); err != nil {
		return false
	}
	if !placed || !strings.HasSuffix(path, ".md") {
		return true
	}
	return slices.ContainsFunc(heading.FindAllStringSubmatch(read(t, path), -1), func(m []string) bool {
		return strings.ReplaceAll(strings.ToLower(m[1]), " ", "-") == place
	})
}

// indexed expects a page to name everything in a folder.
func indexed(t *testing.T, page, folder, before string) {
	t.Helper()
	text := read(t, page)
	all, err := fs.ReadDir(os.DirFS(folder), ".")
	if err != nil || len(all) < 5 {
		t.Fatal(len(all), err)
	}
	for _, e := range all {
		if e.Name() != filepath.Base(page) && !strings.Contains(text, before+e.Name()) {
			t.Errorf("%s does not name %s", page, e.Name())
		}
	}
}

func read(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
