package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"understudy.example"
	"understudy.example/machine"
)

func TestDiagrams(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "new", "pages")
	for range 2 { // the second time it writes over the first
		played(t, "", "-diagrams", folder)
	}
	files, err := os.ReadDir(folder)
	if err != nil || len(files) != len(understudy.Sheets())+1 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	index, err := os.ReadFile(filepath.Join(folder, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range understudy.Sheets() {
		link := regexp.MustCompile(`\[` + regexp.QuoteMeta(s.Name()) + `\]\(([^)]*)\)`).FindSubmatch(index)
		if link == nil {
			t.Errorf("the index has no %s", s.Name())
			continue
		}
		page, err := os.ReadFile(filepath.Join(folder, string(link[1])))
		if err != nil || string(page) != machine.Reference(s) || !strings.Contains(string(page), machine.Mermaid(s)) {
			t.Errorf("%s is not the reference of %s: %v", link[1], s.Name(), err)
		}
	}
	inTheWay := filepath.Join(folder, "README.md", "x")
	if code, _, errs := lab(t, "", "-diagrams", inTheWay); code != failed || !strings.Contains(errs, "not a directory") {
		t.Errorf("exit code %d, %q", code, errs)
	}
}
