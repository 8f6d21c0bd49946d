package main

import (
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"maps"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// A mutant is a token that could be another.
type mutant struct {
	id     int // from 1
	kind   string
	file   *file
	node   ast.Node
	token  token.Token // what it becomes
	single bool        // cannot be switched, and is built by itself
	line   int
	verdict
}

func (m *mutant) switches() bool { return !m.single && m.verdict != notViable }

// key names a mutant in the document: not by its line's number, which moves.
func (m *mutant) key() string {
	line := strings.TrimSpace(strings.Split(m.file.source, "\n")[m.line-1])
	pos, tok := operator(m.node)
	at := strings.LastIndex(m.file.source[:pos-m.file.base], "\n") + 1
	nth := strings.Count(m.file.source[at:pos-m.file.base], tok.String()) + 1
	key := fmt.Sprintf("`%s`: `%s`, `%s` for `%s`", m.file.path, line, m.token, tok)
	if nth > 1 {
		key += fmt.Sprintf(" (%d)", nth)
	}
	return key
}

// A pkg is a package with its mutants.
type pkg struct {
	folder  string
	name    string
	fset    *token.FileSet
	files   []*file
	mutants []*mutant
	drawn   []*mutant // that are tried
	imports imported
}

// listed is what gremlins writes of a dry run.
type listed struct{ Files []listedFile }

type listedFile struct {
	Name      string `json:"file_name"`
	Mutations []listedMutation
}

type listedMutation struct {
	Type         string
	Line, Column int
}

const gremlins = "github.com/go-gremlins/gremlins/cmd/gremlins@v0.6.0"

// list asks gremlins for the mutants of a folder. No test has to run for that, and of other folders nothing is built: it
// gets a module of its own with the files of this one, in the place of one below the root.
func list(dir, folder string) (*listed, error) {
	out, alone := filepath.Join(dir, "list.json"), filepath.Join(dir, "alone")
	if err := copyAlone(alone, folder); err != nil {
		return nil, err
	}
	cmd := exec.Command("go", "run", gremlins, "unleash", "--dry-run", "--silent", "-o", out, ".")
	cmd.Dir = alone
	cmd.Env = append(os.Environ(), "GOFLAGS=-run=^$ -vet=off -buildvcs=false -mod=mod")
	if text, err := cmd.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("mutants: gremlins: %w\n%s", err, text)
	}
	data, err := os.ReadFile(out)
	if err != nil {
		return nil, err
	}
	l := new(listed)
	err = json.Unmarshal(data, l)
	for i := range l.Files {
		l.Files[i].Name = path.Join(folder, l.Files[i].Name)
	}
	return l, err
}

// copyAlone makes a module of the files of a folder that are no tests.
func copyAlone(alone, folder string) error {
	root, err := os.Getwd()
	names, e := filepath.Glob(filepath.Join(folder, "*.go"))
	if err = errors.Join(err, e, os.RemoveAll(alone), os.Mkdir(alone, 0o777)); err != nil {
		return err
	}
	mod := fmt.Sprintf("module understudy.example/alone\n\ngo 1.26\n\nrequire understudy.example v0.0.0\n\nreplace understudy.example => %s\n", root)
	err = os.WriteFile(filepath.Join(alone, "go.mod"), []byte(mod), 0o666)
	for _, name := range append(names, "go.sum", ".gremlins.yaml") {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		text, e := os.ReadFile(name)
		err = errors.Join(err, e, os.WriteFile(filepath.Join(alone, filepath.Base(name)), text, 0o666))
	}
	return err
}

// load reads a package and the mutants in it. Two that become the same are one, and what stays as it is is none.
func load(folder string, l *listed) (*pkg, error) {
	slices.SortFunc(l.Files, func(a, b listedFile) int { return strings.Compare(a.Name, b.Name) })
	p := &pkg{folder: folder, fset: token.NewFileSet()}
	for _, of := range l.Files {
		if path.Dir(of.Name) != folder {
			continue
		}
		source, err := os.ReadFile(of.Name)
		if err != nil {
			return nil, err
		}
		tree, err := parser.ParseFile(p.fset, of.Name, source, parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		f := &file{path: of.Name, source: string(source), tree: tree, base: tree.FileStart, mutants: map[ast.Node][]*mutant{}}
		kinds := map[[2]int][]string{}
		for _, m := range of.Mutations {
			kinds[[2]int{m.Line, m.Column}] = append(kinds[[2]int{m.Line, m.Column}], m.Type)
		}
		p.name, p.files = tree.Name.Name, append(p.files, f)
		p.find(f, tree, kinds)
	}
	if len(p.mutants) == 0 {
		return nil, fmt.Errorf("mutants: %s has none", folder)
	}
	return p, nil
}

func (p *pkg) find(f *file, tree *ast.File, kinds map[[2]int][]string) {
	ast.Inspect(tree, func(n ast.Node) bool {
		pos, tok := operator(n)
		if !pos.IsValid() || noOperation(n) {
			return true
		}
		at := p.fset.Position(pos)
		slices.Sort(kinds[[2]int{at.Line, at.Column}])
		for _, kind := range kinds[[2]int{at.Line, at.Column}] {
			is := made(kind, tok)
			same := func(m *mutant) bool { return m.token == is }
			if is == token.ILLEGAL || is == tok || slices.ContainsFunc(f.mutants[n], same) {
				continue
			}
			m := &mutant{id: len(p.mutants) + 1, kind: kind, file: f, node: n, token: is, line: at.Line}
			p.mutants = append(p.mutants, m)
			f.mutants[n] = append(f.mutants[n], m)
		}
		if len(f.mutants[n]) > 0 {
			f.places = append(f.places, n)
		}
		return true
	})
}

// instantiate finds the types of constants, which a call would not have from what is around it: -1 is an int16 where one is
// wanted. What it does not find out is blamed later.
func (p *pkg) instantiate() {
	var trees []*ast.File
	for _, f := range p.files {
		trees = append(trees, f.tree)
	}
	info := types.Info{Types: map[ast.Expr]types.TypeAndValue{}}
	conf := types.Config{Importer: p.imports, Error: func(error) {}} // files without mutants are not read
	conf.Check(p.folder, p.fset, trees, &info)
	for _, f := range p.files {
		f.types = map[ast.Node]string{}
		for _, n := range f.places {
			x, ok := n.(ast.Expr)
			if b, binary := n.(*ast.BinaryExpr); binary && b.Op != token.SHL && b.Op != token.SHR || !ok || info.Types[x].Type == nil {
				continue
			}
			if name := types.TypeString(info.Types[x].Type, func(p *types.Package) string { return p.Name() }); !strings.Contains(name, " ") {
				f.types[n] = "[" + strings.TrimPrefix(name, p.name+".") + "]"
			}
		}
	}
}

// noOperation tells whether a node is an address or a union of types, which gremlins takes for bitwise operations.
func noOperation(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.UnaryExpr:
		return n.Op != token.SUB
	case *ast.BinaryExpr:
		return isType(n.X)
	}
	return false
}

func isType(x ast.Expr) bool {
	switch x := x.(type) {
	case *ast.UnaryExpr:
		return x.Op == token.TILDE
	case *ast.BinaryExpr:
		return isType(x.X)
	}
	return false
}

//go:embed switches.go.txt
var switches string

// sources are the switched files of the package, and the file with the switches.
func (p *pkg) sources() map[string]string {
	out := map[string]string{path.Join(p.folder, "mutants_switches.go"): fmt.Sprintf(switches, p.name, len(p.mutants)+1)}
	for _, f := range p.files {
		out[f.path] = f.switched()
	}
	return out
}

var switchID = regexp.MustCompile(`mutant_\w+(?:\[\w+(?:\.\w+)?\])?\((\d+)`)

// settle finds out what cannot be switched, and which of that does not compile at all.
func (p *pkg) settle() error {
	p.imports = imported{importer.ForCompiler(token.NewFileSet(), "source", nil), map[string]*types.Package{}}
	p.instantiate()
	check := p.checker()
	for {
		sources := p.sources()
		errs := check(sources)
		if len(errs) == 0 {
			break
		}
		if err := p.blame(sources, errs); err != nil {
			return err
		}
	}
	for _, m := range p.mutants {
		if m.single && len(check(map[string]string{m.file.path: m.file.alone(m)})) > 0 {
			m.verdict = notViable
		}
	}
	return nil
}

// blame takes all switches off the lines with errors.
func (p *pkg) blame(sources map[string]string, errs []types.Error) error {
	blamed := false
	for _, e := range errs {
		at := e.Fset.Position(e.Pos)
		for _, id := range switchID.FindAllStringSubmatch(strings.Split(sources[at.Filename], "\n")[at.Line-1], -1) {
			n, err := strconv.Atoi(id[1])
			if err != nil {
				return err
			}
			p.mutants[n-1].single, blamed = true, true
		}
	}
	if !blamed {
		return fmt.Errorf("mutants: %s does not compile with switches: %w", p.folder, errs[0])
	}
	return nil
}

// imported remembers what has been imported: the importer of sources starts a program each time to find out where they are.
type imported struct {
	from types.Importer
	seen map[string]*types.Package
}

func (i imported) Import(path string) (p *types.Package, err error) {
	p, seen := i.seen[path]
	if !seen {
		p, err = i.from.Import(path)
		i.seen[path] = p
	}
	return p, err
}

// checker makes a function that says what is wrong with the package when some of its files are others.
func (p *pkg) checker() func(map[string]string) []types.Error {
	sound := map[string]string{}
	for _, f := range p.files {
		sound[f.path] = f.source
	}
	names, err := filepath.Glob(path.Join(p.folder, "*.go"))
	for _, name := range names {
		if text, e := os.ReadFile(name); !strings.HasSuffix(name, "_test.go") {
			sound[filepath.ToSlash(name)], err = string(text), errors.Join(err, e)
		}
	}
	if err != nil {
		panic(err)
	}
	fset := token.NewFileSet()
	return func(others map[string]string) (errs []types.Error) {
		all := maps.Clone(sound)
		maps.Copy(all, others)
		var trees []*ast.File
		for _, name := range slices.Sorted(maps.Keys(all)) {
			tree, err := parser.ParseFile(fset, name, all[name], parser.SkipObjectResolution)
			if err != nil {
				return []types.Error{{Fset: fset, Pos: tree.FileStart, Msg: err.Error()}}
			}
			trees = append(trees, tree)
		}
		conf := types.Config{Importer: p.imports, Error: func(err error) { errs = append(errs, err.(types.Error)) }}
		conf.Check(p.folder, fset, trees, nil)
		return errs
	}
}
