package machine

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// A Symbol is a phase or a cause: a small number with a name.
type Symbol interface {
	~uint8
	String() string
}

// Name returns names[v], and the number where there is no name. String methods of enums are made of it.
func Name[T ~uint8](names []string, v T) string {
	if int(v) < len(names) {
		return names[v]
	}
	return fmt.Sprintf("%d?", uint8(v))
}

// A Row is one move of a machine: in phase From, on cause On, to phase To, because Why. A cause is what the guards
// concluded, not the raw event. Why is one short sentence and ends with what it rests on, as in "(F-29)".
type Row[P, C Symbol] struct {
	From P
	On   C
	To   P
	Why  string
}

// MakeRow writes a Row in one line; a package gives it a short name of its own.
func MakeRow[P, C Symbol](from P, on C, to P, why string) Row[P, C] {
	return Row[P, C]{from, on, to, why}
}

// MakeNote writes a Note in one line.
func MakeNote[P, C Symbol](from P, on C, why string) Note[P, C] { return Note[P, C]{from, on, why} }

// A Note says what becomes of a cause that moves nothing, and why.
type Note[P, C Symbol] struct {
	From P
	On   C
	Why  string
}

// A Spec is what a Table is built from. Phases are numbered from 0 to len(Phases)-1, causes likewise.
type Spec[P, C Symbol] struct {
	Name     string // as in "pool/health"
	Doc      string // one sentence: what the machine is
	Phases   int
	Causes   int
	Start    P
	Terminal []P          // phases without a way out, on purpose
	Rows     []Row[P, C]  // what moves
	Ignored  []Note[P, C] // what is ordinary and moves nothing
	Refused  []Note[P, C] // what is refused with a reason of its own; everything else is refused without
}

// An Outcome is what a table says of a cause in a phase.
type Outcome uint8

// The outcomes.
const (
	Refused Outcome = iota // visible, and nothing moved
	Ignored                // ordinary, and nothing moved
	Taken                  // a row was taken
)

var outcomeNames = []string{"refused", "ignored", "taken"}

func (o Outcome) String() string { return Name(outcomeNames, o) }

// A Move names one cell of a table: a cause, met in a phase. What became of it, and why, stands in the table.
type Move[P, C Symbol] struct {
	From P
	On   C
}

// An Entry is what a table says in one cell. To is From unless the outcome is Taken.
type Entry struct {
	Outcome Outcome
	To      uint8
	Why     string
}

// A Table holds all rows of one machine, checked, for dense look-up.
type Table[P, C Symbol] struct {
	spec    Spec[P, C]
	entries []Entry // from*Causes + on
}

// Sheet is a Table without its types: what diagrams, mirrors and coverage read.
type Sheet interface {
	Name() string
	Doc() string
	Phases() []string
	Causes() []string
	Start() uint8
	Entry(from, on uint8) Entry
}

// A Report places an action in a table.
type Report struct {
	Sheet    Sheet
	From, On uint8
}

// Entry returns what the table says there.
func (r Report) Entry() Entry { return r.Sheet.Entry(r.From, r.On) }

// A Reporter is an action that can say where in which table it comes from; ok is false for actions that do not come
// from a table.
type Reporter interface {
	Report() (r Report, ok bool)
}

// NewTable checks spec and builds the table, or says everything that is wrong with it.
func NewTable[P, C Symbol](spec Spec[P, C]) (*Table[P, C], error) {
	if err := spec.check(); err != nil {
		return nil, err
	}
	t := &Table[P, C]{spec: spec, entries: make([]Entry, spec.Phases*spec.Causes)}
	for from := range spec.Phases {
		for on := range spec.Causes {
			t.entries[from*spec.Causes+on] = Entry{Refused, uint8(from), noRule(C(on).String(), P(from).String())}
		}
	}
	for _, n := range spec.Refused {
		*t.at(n.From, n.On) = Entry{Refused, uint8(n.From), n.Why}
	}
	for _, n := range spec.Ignored {
		*t.at(n.From, n.On) = Entry{Ignored, uint8(n.From), n.Why}
	}
	for _, r := range spec.Rows {
		*t.at(r.From, r.On) = Entry{Taken, uint8(r.To), r.Why}
	}
	return t, nil
}

// MustTable is NewTable for package variables: it panics on a table that does not pass its checks.
func MustTable[P, C Symbol](spec Spec[P, C]) *Table[P, C] {
	t, err := NewTable(spec)
	if err != nil {
		panic(err)
	}
	return t
}

func (t *Table[P, C]) at(from P, on C) *Entry { return &t.entries[int(from)*t.spec.Causes+int(on)] }

// Take meets cause on in phase *p. If a row says so it moves *p; it returns the cell that was met and the outcome.
// A phase or a cause that the table does not know is refused.
func (t *Table[P, C]) Take(p *P, on C) (Move[P, C], Outcome) {
	m := Move[P, C]{*p, on}
	if int(*p) >= t.spec.Phases || int(on) >= t.spec.Causes {
		return m, Refused
	}
	e := t.at(*p, on)
	*p = P(e.To)
	return m, e.Outcome
}

// Look returns what the table says of m.
func (t *Table[P, C]) Look(m Move[P, C]) Entry { return t.Entry(uint8(m.From), uint8(m.On)) }

// Why returns the reason that the table gives for m.
func (t *Table[P, C]) Why(m Move[P, C]) string { return t.Look(m).Why }

// Report returns m for readers that do not know the table's types.
func (t *Table[P, C]) Report(m Move[P, C]) Report { return Report{t, uint8(m.From), uint8(m.On)} }

// Name returns the machine's name.
func (t *Table[P, C]) Name() string { return t.spec.Name }

// Doc returns the sentence that says what the machine is.
func (t *Table[P, C]) Doc() string { return t.spec.Doc }

// Start returns the phase a machine starts in.
func (t *Table[P, C]) Start() uint8 { return uint8(t.spec.Start) }

// Phases returns the names of all phases, in their order.
func (t *Table[P, C]) Phases() []string { return names[P](t.spec.Phases) }

// Causes returns the names of all causes, in their order.
func (t *Table[P, C]) Causes() []string { return names[C](t.spec.Causes) }

// Entry returns what the table says of cause on in phase from; outside the table everything is refused.
func (t *Table[P, C]) Entry(from, on uint8) Entry {
	if int(from) >= t.spec.Phases || int(on) >= t.spec.Causes {
		return Entry{Refused, from, "there is no such cause, or no such phase"}
	}
	return *t.at(P(from), C(on))
}

func names[T Symbol](n int) []string {
	s := make([]string, n)
	for i := range s {
		s[i] = T(i).String()
	}
	return s
}

// check returns every fault of the spec, one line each.
func (spec *Spec[P, C]) check() error {
	var errs []error
	bad := func(format string, args ...any) {
		errs = append(errs, fmt.Errorf("machine: table %q: "+format, append([]any{spec.Name}, args...)...))
	}
	if spec.Name == "" {
		bad("Name is empty")
	}
	if spec.Doc == "" {
		bad("Doc is empty")
	}
	if spec.Phases < 1 || spec.Phases > 256 || spec.Causes < 1 || spec.Causes > 256 {
		bad("Phases %d and Causes %d must be between 1 and 256", spec.Phases, spec.Causes)
		return errors.Join(errs...)
	}
	checkNames("phase", names[P](spec.Phases), bad)
	checkNames("cause", names[C](spec.Causes), bad)
	if spec.checkCells(bad) {
		spec.checkReach(bad)
	}
	return errors.Join(errs...)
}

func checkNames(kind string, names []string, bad func(string, ...any)) {
	seen := map[string]int{}
	for i, n := range names {
		if j, dup := seen[n]; dup {
			bad("%s %d and %s %d are both called %q", kind, j, kind, i, n)
		}
		seen[n] = i
		if n == "" || strings.Trim(n, " ") != n || strings.ContainsAny(n, "?%\"\n\t:;,|[]") {
			bad("%s %d has no clear name: %q", kind, i, n)
		}
	}
}

// checkCells finds cells outside the table, cells named twice, and lines without a reason. It reports whether all that is
// named is inside the table.
func (spec *Spec[P, C]) checkCells(bad func(string, ...any)) bool {
	inside, seen := true, map[Move[P, C]]string{}
	cell := func(kind string, from P, on C, why string) {
		m := Move[P, C]{from, on}
		switch before, dup := seen[m]; {
		case int(from) >= spec.Phases || int(on) >= spec.Causes:
			inside = false
			bad("%s %v on %v is outside the table", kind, from, on)
		case dup:
			bad("%s %v on %v stands there already, as %s", kind, from, on, before)
		}
		seen[m] = kind
		switch {
		case strings.TrimSpace(why) == "":
			bad("%s %v on %v has no Why", kind, from, on)
		case strings.ContainsAny(why, "\n\r"):
			bad("%s %v on %v has a Why of more than one line", kind, from, on)
		}
	}
	for _, r := range spec.Rows {
		cell("row", r.From, r.On, r.Why)
		if int(r.To) >= spec.Phases {
			inside = false
			bad("row %v on %v leads to a phase outside the table", r.From, r.On)
		}
	}
	for _, n := range spec.Ignored {
		cell("ignored", n.From, n.On, n.Why)
	}
	for _, n := range spec.Refused {
		cell("refused", n.From, n.On, n.Why)
	}
	for _, p := range append([]P{spec.Start}, spec.Terminal...) {
		if int(p) >= spec.Phases {
			inside = false
			bad("phase %d is outside the table", uint8(p))
		}
	}
	return inside
}

// checkReach finds phases that no row leads to, phases that no row leads out of, and causes that stand on no line.
func (spec *Spec[P, C]) checkReach(bad func(string, ...any)) {
	reached := make([]bool, spec.Phases)
	reached[spec.Start] = true
	for grew := true; grew; {
		grew = false
		for _, r := range spec.Rows {
			if reached[r.From] && !reached[r.To] {
				reached[r.To], grew = true, true
			}
		}
	}
	exit, used := make([]bool, spec.Phases), make([]bool, spec.Causes)
	for _, r := range spec.Rows {
		exit[r.From] = exit[r.From] || r.To != r.From
		used[r.On] = true
	}
	for _, n := range slices.Concat(spec.Ignored, spec.Refused) {
		used[n.On] = true
	}
	terminal := make([]bool, spec.Phases)
	for _, p := range spec.Terminal {
		terminal[p] = true
	}
	for i := range spec.Phases {
		switch p := P(i); {
		case !reached[i]:
			bad("phase %v cannot be reached from %v", p, spec.Start)
		case !exit[i] && !terminal[i] && spec.Phases > 1:
			bad("phase %v has no way out and is not terminal", p)
		case exit[i] && terminal[i]:
			bad("phase %v is terminal and has a way out", p)
		}
	}
	for i := range spec.Causes {
		if !used[i] {
			bad("cause %v is on no line", C(i))
		}
	}
}
