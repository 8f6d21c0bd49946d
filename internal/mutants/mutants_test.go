package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

// every lists all mutants of a file, as gremlins would.
func every(t *testing.T, name string) *listed {
	t.Helper()
	fset := token.NewFileSet()
	tree, err := parser.ParseFile(fset, name, nil, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	of := listedFile{Name: name}
	ast.Inspect(tree, func(n ast.Node) bool {
		pos, tok := operator(n)
		_, assigns := n.(*ast.AssignStmt)
		for _, kind := range kinds {
			if made(kind, tok) == token.ILLEGAL || kind == "REMOVE_SELF_ASSIGNMENTS" && (!assigns || tok == token.ASSIGN || tok == token.DEFINE) {
				continue
			}
			at := fset.Position(pos)
			of.Mutations = append(of.Mutations, listedMutation{kind, at.Line, at.Column})
		}
		return true
	})
	return &listed{Files: []listedFile{of}}
}

var kinds = []string{"ARITHMETIC_BASE", "CONDITIONALS_BOUNDARY", "CONDITIONALS_NEGATION", "INCREMENT_DECREMENT", "INVERT_ASSIGNMENTS",
	"INVERT_BITWISE", "INVERT_BITWISE_ASSIGNMENTS", "INVERT_LOGICAL", "INVERT_LOOPCTRL", "INVERT_NEGATIVES", "REMOVE_SELF_ASSIGNMENTS"}

// A mutant behind a switch does what the same mutant does when it is built by itself.
func TestSwitchedIsAlone(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "go.mod", "module m\n\ngo 1.26\n")
	write(t, "ops/ops.go", ops)
	p, err := load("ops", every(t, "ops/ops.go"))
	if err != nil {
		t.Fatal(err)
	}
	if err := p.settle(); err != nil {
		t.Fatal(err)
	}
	var imports, calls strings.Builder
	switched := 0
	for _, m := range p.mutants {
		if !m.switches() {
			continue
		}
		switched++
		write(t, fmt.Sprintf("m%d/ops.go", m.id), m.file.alone(m))
		fmt.Fprintf(&imports, "import m%d \"m/m%d\"\n", m.id, m.id)
		fmt.Fprintf(&calls, "if os.Args[1] == \"%d\" { fmt.Print(m%d.Table()) }\n", m.id, m.id)
	}
	for name, text := range p.sources() {
		write(t, name, text)
	}
	write(t, "main.go", "package main\nimport (\n\"fmt\"\n\"os\"\n\"m/ops\"\n)\n"+imports.String()+
		"func main() {\nif os.Args[1] == \"0\" { fmt.Print(ops.Table()) }\n"+calls.String()+"}\n")
	if out, err := exec.Command("go", "build", "-o", "program", ".").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	told := 0
	sound := output(t, "0", "MUTANT=0")
	if sound != opsSound {
		t.Errorf("with no mutant:\n%s", sound)
	}
	for _, m := range p.mutants {
		if !m.switches() {
			continue
		}
		alone := output(t, fmt.Sprint(m.id), "MUTANT=0")
		if got := output(t, "0", fmt.Sprintf("MUTANT=%d", m.id)); got != alone {
			t.Errorf("%s:\n%s\nalone:\n%s", m.key(), got, alone)
		}
		if alone != sound {
			told++
		}
	}
	// Strings cannot be subtracted, and whether 0 < 2 or 0 <= 2 is the same.
	if all, strings, same := len(p.mutants), 6, 1; switched != all-strings || told != switched-same {
		t.Errorf("%d mutants, %d switched, %d told from the sound program", all, switched, told)
	}
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

func output(t *testing.T, arg, env string) string {
	t.Helper()
	cmd := exec.Command("./program", arg)
	cmd.Env = append(os.Environ(), env)
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

// ops uses every operator that can become another, each so that it makes a difference.
const ops = `package ops

import "fmt"

func Table() string {
	return fmt.Sprintln(arithmetic(7, 3)...) + fmt.Sprintln(bits(13, 6)...) + fmt.Sprintln(order(1, 1, 2)...) +
		fmt.Sprintln(logic(true, false)...) + fmt.Sprintln(assigned(13, 2)...) + fmt.Sprintln(loops()...) +
		fmt.Sprintln(typed(3)...)
}

// typed has constants whose types come from around them.
func typed(x uint8) []any {
	var n, set int16 = -1, 1
	set |= 1 << x
	return []any{n, set, []int8{-2}, uint8(1 << x), bit(1 << 40), n == -1}
}

type bit uint64

func arithmetic(x, y int) []any { return []any{x + y, x - y, x * y, x / y, x % y, -x} }

func bits(x, y uint8) []any { return []any{x & y, x | y, x ^ y, x &^ y, x << 1, x >> 1} }

func order(x, y, z int) []any {
	return []any{x < y, x <= y, x > y, x >= y, x == y, x != z, x-1 < y*2}
}

func logic(x, y bool) []any {
	asked := 0
	ask := func(b bool) bool { asked++; return b }
	return []any{x && ask(y), y ||
		x, y && ask(x), x || ask(y), asked}
}

func assigned(x, y int) []any {
	var a [10]int
	for i := range a {
		a[i] = x
	}
	a[0] += y
	a[1] -= y
	a[2] *= y
	a[3] /= y
	a[4] %= y
	a[5] &= y
	a[6] |= y
	a[7] ^= 7
	a[8] <<= y
	a[9] >>= y
	x &^= 4
	return []any{a, x}
}

func loops() []any {
	n, m := 0, 9
	for i := range 9 {
		if i == 1 {
			continue
		}
		n++
		if i > 4 {
			break
		}
	}
	m--
	return []any{n, m}
}
`

// opsSound was worked out by hand.
const opsSound = `10 4 21 2 1 -7
4 15 11 9 26 6
false true false true true true true
false true false true 1
[15 11 26 6 1 0 15 10 52 3] 9
5 8
-1 9 [-2] 8 1099511627776 true
`

// Every verdict, found in a package of testdata whose comments say what it has to be.
func TestVerdicts(t *testing.T) {
	t.Chdir("../..")
	const folder = "internal/mutants/testdata/sample"
	p, err := load(folder, every(t, folder+"/sample.go"))
	if err != nil {
		t.Fatal(err)
	}
	if err := p.test(t.TempDir(), options{workers: 1, only: regexp.MustCompile("")}); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(p.files[0].source, "\n")
	got := map[int]string{}
	for _, m := range p.mutants {
		if m.single && m.verdict != notViable {
			got[m.line] += "single: "
		}
		got[m.line] += m.verdict.String() + " "
	}
	for i, line := range lines {
		_, want, _ := strings.Cut(line, " // ")
		if g := strings.TrimSpace(got[i+1]); g != want && !strings.HasPrefix(line, "//") {
			t.Errorf("%s: %s", line, g)
		}
	}
}

// Every survivor that docs/mutants.md gives a reason for stands in the code, and no reason is empty.
func TestReasonsAreOfWhatIsThere(t *testing.T) {
	t.Chdir("../..")
	doc, err := os.ReadFile("docs/mutants.md")
	if err != nil {
		t.Fatal(err)
	}
	items := survivor.FindAllStringSubmatch(string(doc), -1)
	for _, item := range items {
		source, err := os.ReadFile(item[1])
		if err != nil || !strings.Contains(string(source), item[2]) || len(item[3]) < 20 {
			t.Errorf("%s: %v", item[0], err)
		}
	}
	if all := strings.Count(string(doc), "\n- `"); all != len(items) || all == 0 {
		t.Errorf("%d of %d survivors can be read", len(items), all)
	}
}

var survivor = regexp.MustCompile("(?m)^- `([^`]+)`: `(.+)`, `[^` ]+` for `[^` ]+`(?: \\(\\d+\\))?: (.+)$")

// A row of the document is replaced by the one of the same package, and the row of all is their sum.
func TestRows(t *testing.T) {
	const before = `| package | mutants |
|---|---:|
| a | 10 | 4 | 3 | 2 | 1 | 0 | 100.0 |
| b | 1 | 1 | 0 | 0 | 0 | 0 | 100.0 |
| all | 0 | 0 | 0 | 0 | 0 | 0 | 0 |
`
	const after = `| package | mutants |
|---|---:|
| a | 10 | 4 | 3 | 2 | 1 | 0 | 100.0 |
| b | 4 | 1 | 0 | 0 | 1 | 2 | 33.3 |
| all | 14 | 5 | 3 | 2 | 2 | 2 | 83.3 |
`
	r := row{folder: "b"}
	r.count(killed, "")
	r.count(lived, "equivalent: it is the same")
	r.count(lived, "nobody can wait for that")
	r.count(notCovered, "")
	r.count(notViable, "")
	if got := withRow(before, r); got != after {
		t.Errorf("\n%s", got)
	}
}

// What a sample tells of all, worked out by hand: of 188 and 15 found among 220, as of all that is found.
func TestEstimate(t *testing.T) {
	for _, c := range []struct {
		row
		want string
	}{
		{row{all: 223, killed: 188, elsewhere: 15, equivalent: 3, tolerated: 17}, "203 of 220: 92.3 %, and of all between 88.0 % and 95.1 %"},
		{row{all: 10, killed: 9, endless: 1}, "10 of 10: 100.0 %, and of all between 72.2 % and 100.0 %"},
	} {
		if got := c.estimate(); got != c.want {
			t.Error(got)
		}
	}
}

// The test that has found more comes first, and of two that have found nothing the shorter; who comes by is asked alone.
func TestWhoHasFoundMoreComesFirst(t *testing.T) {
	hits := map[int]bool{7: true}
	s := &suite{tests: []*test{{"TestLong", 2 * time.Millisecond, hits, 0}, {"TestShort", time.Millisecond, hits, 0},
		{"TestElsewhere", 0, nil, 9}, {"TestSlow", 2 * quick, hits, 9}}}
	order := func() (names []string) {
		for _, t := range s.by(7, true) {
			names = append(names, t.name)
		}
		return names
	}
	if got := order(); !slices.Equal(got, []string{"TestShort", "TestLong"}) {
		t.Error(got)
	}
	s.credit(s.tests, "noise\n--- FAIL: TestLong (0.00s)\n")
	if got := order(); !slices.Equal(got, []string{"TestLong", "TestShort"}) {
		t.Error(got)
	}
}
