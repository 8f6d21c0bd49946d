package ledger

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// ranges are the numbers that have been given out.
var ranges = map[string]int{"F": 188, "C": 128, "L": 24, "Q": 9, "H": 40, "D": 18, "X": 14}

func numbers() []string {
	all := []string{"L-9b"}
	for letter, last := range ranges {
		for i := range last {
			all = append(all, fmt.Sprintf("%s-%d", letter, i+1))
		}
	}
	return all
}

// A module is what the ledger has to agree with.
type module struct {
	root   string
	source map[string]map[string]string // folder, file, Go source without tests
	world
}

func readModule(t *testing.T) module {
	t.Helper()
	m := module{root(t), map[string]map[string]string{}, world{numbers(), map[string]bool{}, map[string]bool{}}}
	err := filepath.WalkDir(m.root, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if name != m.root && strings.HasPrefix(d.Name(), ".") {
				return fs.SkipDir
			}
			return nil
		}
		rel, err := filepath.Rel(m.root, name)
		if err != nil {
			return err
		}
		return m.add(filepath.ToSlash(rel), name)
	})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// root walks up to go.mod.
func root(t *testing.T) string {
	t.Helper()
	dir, err := os.Getwd()
	for err == nil {
		if _, missing := os.Stat(filepath.Join(dir, "go.mod")); missing == nil {
			return dir
		}
		if dir == filepath.Dir(dir) {
			break
		}
		dir = filepath.Dir(dir)
	}
	t.Fatal("no go.mod above ", dir, err)
	return ""
}

// add takes a file of the module into account.
func (m *module) add(rel, name string) error {
	folder, base := strings.TrimPrefix(path.Dir(rel), "."), path.Base(rel)
	switch {
	case strings.HasSuffix(base, ".story"):
		m.tests[base] = true
	case !strings.HasSuffix(base, ".go") || strings.Contains(rel, "testdata/"):
	case strings.HasSuffix(base, "_test.go"):
		return m.addTests(folder, name)
	default:
		src, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		if m.source[folder] == nil {
			m.source[folder] = map[string]string{}
		}
		m.source[folder][rel] = string(src)
		m.folders[folder] = true
	}
	return nil
}

func (m *module) addTests(folder, name string) error {
	file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
	if err != nil {
		return err
	}
	for _, decl := range file.Decls {
		f, ok := decl.(*ast.FuncDecl)
		if !ok || f.Recv != nil {
			continue
		}
		for _, prefix := range []string{"Test", "Fuzz", "Example"} {
			if strings.HasPrefix(f.Name.Name, prefix) {
				m.tests[f.Name.Name] = true
				m.tests[folder+"."+f.Name.Name] = true
			}
		}
	}
	return nil
}

func facts(t *testing.T, m module) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(m.root, "FACTS.md"))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestLedger holds FACTS.md against the numbers given out, the tests, the stories and the packages.
func TestLedger(t *testing.T) {
	m := readModule(t)
	for _, problem := range check(facts(t, m), m.world) {
		t.Error("FACTS.md: ", problem)
	}
}

// TestCitations holds what the code cites against FACTS.md.
func TestCitations(t *testing.T) {
	m := readModule(t)
	b, _ := read(facts(t, m))
	has := b.has()
	for _, folder := range slices.Sorted(maps.Keys(m.source)) {
		for _, name := range slices.Sorted(maps.Keys(m.source[folder])) {
			for _, problem := range uncharted(name, m.source[folder][name], has) {
				t.Error(problem)
			}
		}
	}
}

// TestWhys wants every reason in the code to say what it rests on. The vocabulary itself knows no facts.
func TestWhys(t *testing.T) {
	m := readModule(t)
	b, _ := read(facts(t, m))
	for _, folder := range slices.Sorted(maps.Keys(m.source)) {
		if folder == "machine" || strings.HasPrefix(folder, "machine/") {
			continue
		}
		for _, problem := range groundless(m.source[folder], b.keys) {
			t.Error(problem)
		}
	}
}
