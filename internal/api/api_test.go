package api

import (
	"bytes"
	"flag"
	"go/ast"
	"go/doc"
	"go/format"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

var rewrite = flag.Bool("rewrite", false, "write what is exported anew")

// A module is one whose packages can be imported.
type module struct {
	path, root string
	golden     string // every exported declaration of its packages
	least      int    // packages
}

var modules = []module{
	{"understudy.example", "../..", "../../docs/api.txt", 20},
	{"understudy.example/edge", "../../edge", "../../docs/api-edge.txt", 3},
}

// docs/api.txt and docs/api-edge.txt are every exported declaration of every package that can be imported. Who changes one on purpose
// runs this with -rewrite, and reads what has changed: it is what CHANGELOG.md has to tell.
func TestAPI(t *testing.T) {
	for _, m := range modules {
		t.Run(filepath.Base(m.golden), m.check)
	}
}

func (m module) check(t *testing.T) {
	var got bytes.Buffer
	for _, dir := range m.packages(t) {
		m.write(t, &got, dir)
	}
	if *rewrite {
		if err := os.WriteFile(m.golden, got.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(m.golden)
	if err != nil {
		t.Fatal(err)
	}
	if line := differ(got.String(), string(want)); line != "" {
		t.Errorf("%s is not what the packages export, first at: %s", m.golden, line)
	}
}

// differ returns the first line in which two texts differ.
func differ(got, want string) string {
	a, b := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range max(len(a), len(b)) {
		switch {
		case i >= len(a):
			return b[i] + " (gone)"
		case i >= len(b) || a[i] != b[i]:
			return a[i]
		}
	}
	return ""
}

// packages are the folders of all packages but programs, those of internal folders and of other modules.
func (m module) packages(t *testing.T) (dirs []string) {
	t.Helper()
	err := filepath.WalkDir(m.root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.IsDir() {
			return err
		}
		name, _ := filepath.Rel(m.root, path)
		_, nested := os.Stat(filepath.Join(path, "go.mod"))
		if name != "." && (strings.HasPrefix(d.Name(), ".") || slices.Contains([]string{"internal", "testdata", "examples"}, d.Name()) || nested == nil) {
			return filepath.SkipDir
		}
		if files, _ := filepath.Glob(filepath.Join(path, "*.go")); len(files) > 0 {
			dirs = append(dirs, filepath.ToSlash(name))
		}
		return nil
	})
	if err != nil || len(dirs) < m.least {
		t.Fatal(dirs, err)
	}
	return dirs
}

// write writes the exported declarations of a package.
func (m module) write(t *testing.T, out *bytes.Buffer, dir string) {
	t.Helper()
	set := token.NewFileSet()
	path := strings.TrimSuffix(m.path+"/"+dir, "/.")
	d, err := doc.NewFromFiles(set, m.parsed(t, set, dir), path)
	if err != nil {
		t.Fatal(err)
	}
	out.WriteString("package " + path + "\n")
	values(t, out, set, d.Consts, d.Vars)
	functions(t, out, set, d.Funcs)
	for _, typ := range d.Types {
		values(t, out, set, typ.Consts, typ.Vars)
		print(t, out, set, typ.Decl)
		functions(t, out, set, typ.Funcs, typ.Methods)
	}
	out.WriteString("\n")
}

// parsed are the files of a package but those of its tests.
func (m module) parsed(t *testing.T, set *token.FileSet, dir string) (files []*ast.File) {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(m.root, dir, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(set, name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, f)
	}
	return files
}

func values(t *testing.T, out *bytes.Buffer, set *token.FileSet, all ...[]*doc.Value) {
	for _, v := range slices.Concat(all...) {
		for _, s := range v.Decl.Specs {
			for _, e := range s.(*ast.ValueSpec).Values {
				ast.Inspect(e, short)
			}
		}
		print(t, out, set, v.Decl)
	}
}

// short leaves the bodies of functions and the elements of composite values out.
func short(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.FuncLit:
		n.Body = &ast.BlockStmt{}
	case *ast.CompositeLit:
		n.Elts = nil
	}
	return true
}

func functions(t *testing.T, out *bytes.Buffer, set *token.FileSet, all ...[]*doc.Func) {
	for _, f := range slices.Concat(all...) {
		f.Decl.Body = nil
		print(t, out, set, f.Decl)
	}
}

// print prints a declaration, on as few lines as it has without blank ones.
func print(t *testing.T, out *bytes.Buffer, set *token.FileSet, decl ast.Decl) {
	t.Helper()
	var text bytes.Buffer
	if err := format.Node(&text, set, decl); err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(text.String()) {
		if strings.TrimSpace(line) != "" {
			out.WriteString(strings.TrimRight(line, "\n") + "\n")
		}
	}
}
