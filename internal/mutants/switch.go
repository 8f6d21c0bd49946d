package main

import (
	"fmt"
	"go/ast"
	"go/token"
	"slices"
	"strings"
)

// becomes says what each kind of mutant makes of a token.
var becomes = map[string]map[token.Token]token.Token{
	"ARITHMETIC_BASE": {token.ADD: token.SUB, token.SUB: token.ADD, token.MUL: token.QUO, token.QUO: token.MUL, token.REM: token.MUL},
	"CONDITIONALS_BOUNDARY": {
		token.LSS: token.LEQ, token.LEQ: token.LSS, token.GTR: token.GEQ, token.GEQ: token.GTR},
	"CONDITIONALS_NEGATION": {token.EQL: token.NEQ, token.NEQ: token.EQL,
		token.LSS: token.GEQ, token.LEQ: token.GTR, token.GTR: token.LEQ, token.GEQ: token.LSS},
	"INCREMENT_DECREMENT": {token.INC: token.DEC, token.DEC: token.INC},
	"INVERT_ASSIGNMENTS": {token.ADD_ASSIGN: token.SUB_ASSIGN, token.SUB_ASSIGN: token.ADD_ASSIGN,
		token.MUL_ASSIGN: token.QUO_ASSIGN, token.QUO_ASSIGN: token.MUL_ASSIGN},
	"INVERT_BITWISE": {token.AND: token.OR, token.OR: token.AND, token.XOR: token.AND, token.AND_NOT: token.AND,
		token.SHL: token.SHR, token.SHR: token.SHL},
	"INVERT_BITWISE_ASSIGNMENTS": {token.AND_ASSIGN: token.OR_ASSIGN, token.OR_ASSIGN: token.AND_ASSIGN,
		token.XOR_ASSIGN: token.AND_ASSIGN, token.AND_NOT_ASSIGN: token.AND_ASSIGN,
		token.SHL_ASSIGN: token.SHR_ASSIGN, token.SHR_ASSIGN: token.SHL_ASSIGN},
	"INVERT_LOGICAL":   {token.LAND: token.LOR, token.LOR: token.LAND},
	"INVERT_LOOPCTRL":  {token.BREAK: token.CONTINUE, token.CONTINUE: token.BREAK},
	"INVERT_NEGATIVES": {token.SUB: token.ADD},
}

// made is the token that stands where tok stood, or token.ILLEGAL.
func made(kind string, tok token.Token) token.Token {
	if kind == "REMOVE_SELF_ASSIGNMENTS" {
		return token.ASSIGN
	}
	return becomes[kind][tok]
}

// operator is where and what the operator of a node is.
func operator(n ast.Node) (token.Pos, token.Token) {
	switch n := n.(type) {
	case *ast.BinaryExpr:
		return n.OpPos, n.Op
	case *ast.UnaryExpr:
		return n.OpPos, n.Op
	case *ast.IncDecStmt:
		return n.TokPos, n.Tok
	case *ast.AssignStmt:
		return n.TokPos, n.Tok
	case *ast.BranchStmt:
		return n.TokPos, n.Tok
	}
	return token.NoPos, token.ILLEGAL
}

// A file is one source file with the mutants in it.
type file struct {
	path    string
	source  string
	tree    *ast.File
	base    token.Pos
	places  []ast.Node // with mutants, in the order of an inspection: the outer before the inner
	mutants map[ast.Node][]*mutant
	types   map[ast.Node]string // of constants: what the functions of switches have to be told
}

// switched is the text of the file with every mutant that allows it behind a switch, on the lines where it was.
func (f *file) switched() string { return f.text(f.base, f.base+token.Pos(len(f.source))) }

func (f *file) raw(from, to token.Pos) string { return f.source[from-f.base : to-f.base] }

// text is the switched text of what stands between two places.
func (f *file) text(from, to token.Pos) string {
	var b strings.Builder
	for _, n := range f.places {
		if n.Pos() < from || n.End() > to || !slices.ContainsFunc(f.mutants[n], (*mutant).switches) {
			continue
		}
		b.WriteString(f.raw(from, n.Pos()))
		b.WriteString(f.switchOf(n))
		from = n.End()
	}
	b.WriteString(f.raw(from, to))
	return b.String()
}

func (f *file) switchOf(n ast.Node) string {
	switch n := n.(type) {
	case *ast.BinaryExpr:
		return f.binary(n)
	case *ast.UnaryExpr:
		return fmt.Sprintf("mutant_minus%s(%d, %s)", f.types[n], f.mutants[n][0].id, f.text(n.X.Pos(), n.X.End()))
	}
	return f.statement(n)
}

// binary makes a call of an operation: mutant_LSS(7, x, y). Whatever negates is asked around it.
func (f *file) binary(n *ast.BinaryExpr) string {
	x, between, y := f.text(n.X.Pos(), n.X.End()), [2]string{f.raw(n.X.End(), n.OpPos), f.raw(n.OpPos+token.Pos(len(n.Op.String())), n.Y.Pos())}, f.text(n.Y.Pos(), n.Y.End())
	out := x + between[0] + n.Op.String() + between[1] + y
	for _, m := range f.mutants[n] {
		switch {
		case !m.switches() || m.kind == "CONDITIONALS_NEGATION":
		case n.Op == token.LAND || n.Op == token.LOR:
			out = fmt.Sprintf("%s(%d, %s,%s%sfunc() bool { return %s })", name(n.Op), m.id, x, between[0], between[1], y)
		default:
			out = fmt.Sprintf("%s%s(%d, %s,%s%s%s)", name(n.Op), f.types[n], m.id, x, between[0], between[1], y)
		}
	}
	for _, m := range f.mutants[n] {
		if m.switches() && m.kind == "CONDITIONALS_NEGATION" {
			out = fmt.Sprintf("mutant_not(%d, %s)", m.id, out)
		}
	}
	return out
}

// statement makes a function that does one of several statements; what leaves or repeats a loop cannot be in a function.
func (f *file) statement(n ast.Node) string {
	pos, tok := operator(n)
	before, after := f.text(n.Pos(), pos), f.text(pos+token.Pos(len(tok.String())), n.End())
	var b strings.Builder
	for _, m := range f.mutants[n] {
		if m.switches() {
			fmt.Fprintf(&b, "if mutant_on(%d) { %s } else ", m.id, before+m.token.String()+after)
		}
	}
	fmt.Fprintf(&b, "{ %s }", before+tok.String()+after)
	if _, branch := n.(*ast.BranchStmt); branch {
		return b.String()
	}
	return "func() { " + b.String() + " }()"
}

// alone is the text of the file with one mutant in it.
func (f *file) alone(m *mutant) string {
	pos, tok := operator(m.node)
	return f.raw(f.base, pos) + m.token.String() + f.raw(pos+token.Pos(len(tok.String())), f.base+token.Pos(len(f.source)))
}

// name is the function of switches that stands for an operator.
func name(t token.Token) string {
	return "mutant_" + map[token.Token]string{token.ADD: "add", token.SUB: "sub", token.MUL: "mul", token.QUO: "quo", token.REM: "rem",
		token.LSS: "lss", token.LEQ: "leq", token.GTR: "gtr", token.GEQ: "geq", token.LAND: "land", token.LOR: "lor", token.AND: "and",
		token.OR: "or", token.XOR: "xor", token.AND_NOT: "andnot", token.SHL: "shl", token.SHR: "shr"}[t]
}
