package ledger

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// uncharted returns the citations of one Go file, in its comments and strings, that the ledger has no row for.
func uncharted(name, src string, has map[string]bool) (problems []string) {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, name, src, parser.ParseComments)
	if err != nil {
		return []string{err.Error()}
	}
	cites := func(pos token.Pos, text string) {
		for _, id := range number.FindAllString(text, -1) {
			if !has[id] {
				problems = append(problems, fmt.Sprintf("%s: cites %s, which is not in the ledger", fset.Position(pos), id))
			}
		}
	}
	for _, group := range file.Comments {
		for _, c := range group.List {
			cites(c.Pos(), c.Text)
		}
	}
	ast.Inspect(file, func(n ast.Node) bool {
		if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
			cites(lit.Pos(), lit.Value)
		}
		return true
	})
	return problems
}

// A whyReader finds the reasons in one package: fields named Why, rows and notes of a table, and arguments named why.
type whyReader struct {
	keys     []string // of the ledger's sources
	fset     *token.FileSet
	fields   map[string]int        // struct types with a Why: which field it is
	args     map[string]argument   // functions that take a why
	texts    map[string][]ast.Expr // what constants and variables of the package stand for
	problems []string
}

// An argument named why: its place, and whether a source will do for it, because it does not end up in a table of moves.
type argument struct {
	at    int
	loose bool
}

// groundless returns the reasons of one package that rest on nothing: no number, no RFC. Where there is no table of moves a
// key of the ledger's sources will do as well. Files maps names to Go source.
func groundless(files map[string]string, keys []string) []string {
	r := &whyReader{
		keys:   keys,
		fset:   token.NewFileSet(),
		fields: map[string]int{"machine.Row": 3, "machine.Note": 2},
		args:   map[string]argument{"machine.MakeRow": {at: 3}, "machine.MakeNote": {at: 2}},
		texts:  map[string][]ast.Expr{},
	}
	var parsed []*ast.File
	for _, name := range slices.Sorted(maps.Keys(files)) {
		file, err := parser.ParseFile(r.fset, name, files[name], parser.SkipObjectResolution)
		if err != nil {
			return []string{err.Error()}
		}
		parsed = append(parsed, file)
	}
	for _, file := range parsed {
		for _, decl := range file.Decls {
			r.declare(decl)
		}
	}
	for _, file := range parsed {
		ast.Inspect(file, r.visit)
	}
	return r.problems
}

// declare notes what a declaration of the package says about reasons.
func (r *whyReader) declare(decl ast.Decl) {
	switch d := decl.(type) {
	case *ast.FuncDecl:
		if at, ok := position(d.Type.Params, "why"); ok && d.Recv == nil {
			r.args[d.Name.Name] = argument{at, !moves(d.Type.Results)}
		}
	case *ast.GenDecl:
		for _, spec := range d.Specs {
			switch s := spec.(type) {
			case *ast.TypeSpec:
				r.declareType(s)
			case *ast.ValueSpec:
				r.declareValues(s)
			}
		}
	}
}

func (r *whyReader) declareType(s *ast.TypeSpec) {
	if t, ok := s.Type.(*ast.StructType); ok {
		if at, ok := position(t.Fields, "Why"); ok {
			r.fields[s.Name.Name] = at
		}
	}
	if at, ok := r.fields[typeName(s.Type)]; ok {
		r.fields[s.Name.Name] = at
	}
}

func (r *whyReader) declareValues(s *ast.ValueSpec) {
	for i, value := range s.Values {
		name := s.Names[min(i, len(s.Names)-1)].Name
		if arg, ok := r.args[typeName(value)]; ok {
			r.args[name] = arg
		}
		r.texts[name] = append(r.texts[name], value)
	}
}

// moves reports whether a function returns rows or notes of a table.
func moves(results *ast.FieldList) bool {
	if results == nil {
		return false
	}
	for _, f := range results.List {
		t := f.Type
		if e := elem(t); e != nil {
			t = e
		}
		if name := typeName(t); name == "machine.Row" || name == "machine.Note" {
			return true
		}
	}
	return false
}

// position returns the place of a name among fields or parameters.
func position(fields *ast.FieldList, name string) (at int, ok bool) {
	for _, f := range fields.List {
		for _, n := range f.Names {
			if n.Name == name {
				return at, true
			}
			at++
		}
		if len(f.Names) == 0 {
			at++
		}
	}
	return 0, false
}

// typeName returns the name of a type or a function, without its type arguments.
func typeName(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name
	case *ast.SelectorExpr:
		return typeName(e.X) + "." + e.Sel.Name
	case *ast.IndexExpr:
		return typeName(e.X)
	case *ast.IndexListExpr:
		return typeName(e.X)
	case *ast.StarExpr:
		return typeName(e.X)
	}
	return ""
}

// elem returns the type of the elements of a slice, array or map type.
func elem(e ast.Expr) ast.Expr {
	switch e := e.(type) {
	case *ast.ArrayType:
		return e.Elt
	case *ast.MapType:
		return e.Value
	}
	return nil
}

func (r *whyReader) visit(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.KeyValueExpr:
		if typeName(n.Key) == "Why" {
			r.judge(n.Value, false)
		}
	case *ast.CompositeLit:
		r.literal(n, n.Type)
	case *ast.CallExpr:
		if arg, ok := r.args[typeName(n.Fun)]; ok && arg.at < len(n.Args) {
			r.judge(n.Args[arg.at], arg.loose)
		}
	}
	return true
}

// literal reads a literal of the given type, which may be written outside of it.
func (r *whyReader) literal(lit *ast.CompositeLit, typ ast.Expr) {
	if at, ok := r.fields[typeName(typ)]; ok && at < len(lit.Elts) {
		if _, keyed := lit.Elts[at].(*ast.KeyValueExpr); !keyed {
			r.judge(lit.Elts[at], false)
		}
	}
	for _, e := range lit.Elts {
		if kv, ok := e.(*ast.KeyValueExpr); ok {
			e = kv.Value
		}
		if inner, ok := e.(*ast.CompositeLit); ok && inner.Type == nil && elem(typ) != nil {
			r.literal(inner, elem(typ))
		}
	}
}

// judge reports a reason that is written out and rests on nothing. A reason that is passed on is judged where it is written.
func (r *whyReader) judge(e ast.Expr, loose bool) {
	text, written := r.text(e, 0)
	if written && !number.MatchString(text) && !rfc.MatchString(text) && !(loose && r.sourced(text)) {
		r.problems = append(r.problems, fmt.Sprintf("%s: rests on nothing: %q", r.fset.Position(e.Pos()), text))
	}
}

// sourced reports whether a reason ends in parentheses with keys of sources, and nothing else.
func (r *whyReader) sourced(text string) bool {
	open := strings.LastIndex(text, "(")
	for _, key := range list(strings.TrimSuffix(text[open+1:], ")")) {
		if !slices.Contains(r.keys, key) {
			return false
		}
	}
	return open >= 0
}

// text returns the strings that an expression is made of, and whether there are any.
func (r *whyReader) text(e ast.Expr, depth int) (text string, written bool) {
	var b strings.Builder
	ast.Inspect(e, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BasicLit:
			if s, err := strconv.Unquote(n.Value); err == nil && n.Kind == token.STRING {
				b.WriteString(s)
				written = true
			}
		case *ast.Ident:
			for _, value := range r.texts[n.Name] {
				if s, ok := r.text(value, depth+1); ok && depth < 3 {
					b.WriteString(s)
					written = true
				}
			}
		}
		return true
	})
	return b.String(), written
}
