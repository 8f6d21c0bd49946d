package machine_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"understudy.example/machine"
)

// The door is the table of these tests. Its names are variables, so that a test can spoil them.
type (
	Door  uint8
	Touch uint8
)

const (
	Shut Door = iota
	Open
	Broken
)

const (
	Push Touch = iota
	Pull
	Kick
	Knock
)

var (
	doorNames  = []string{"shut", "open", "broken"}
	touchNames = []string{"push", "pull", "kick", "knock"}
)

func (d Door) String() string  { return machine.Name(doorNames, d) }
func (t Touch) String() string { return machine.Name(touchNames, t) }

type (
	doorSpec = machine.Spec[Door, Touch]
	move     = machine.Move[Door, Touch]
)

var row, note = machine.MakeRow[Door, Touch], machine.MakeNote[Door, Touch]

func door() doorSpec {
	return doorSpec{
		Name: "house/door", Doc: "A door that opens one way.", Phases: 3, Causes: 4, Start: Shut,
		Terminal: []Door{Broken},
		Rows: []machine.Row[Door, Touch]{
			row(Shut, Push, Open, "It opens inwards"),
			row(Shut, Kick, Broken, "It is an old door"),
			row(Open, Pull, Shut, "It closes outwards"),
			row(Open, Kick, Shut, "It closes with a bang | or a slam"),
			row(Open, Push, Open, "It swings"),
		},
		Ignored: []machine.Note[Door, Touch]{
			note(Shut, Knock, "Nobody is at home"),
		},
		Refused: []machine.Note[Door, Touch]{
			note(Broken, Push, "There is nothing left to push"),
		},
	}
}

func TestTake(t *testing.T) {
	table := machine.MustTable(door())
	for _, c := range []struct {
		from    Door
		on      Touch
		to      Door
		outcome machine.Outcome
		why     string
	}{
		{Shut, Push, Open, machine.Taken, "It opens inwards"},
		{Open, Push, Open, machine.Taken, "It swings"},
		{Shut, Kick, Broken, machine.Taken, "It is an old door"},
		{Shut, Knock, Shut, machine.Ignored, "Nobody is at home"},
		{Broken, Push, Broken, machine.Refused, "There is nothing left to push"},
		{Shut, Pull, Shut, machine.Refused, "no rule for pull when shut"},
		{Open, 4, Open, machine.Refused, "there is no such cause, or no such phase"},
		{3, Push, 3, machine.Refused, "there is no such cause, or no such phase"},
		{255, 255, 255, machine.Refused, "there is no such cause, or no such phase"},
	} {
		phase := c.from
		met, outcome := table.Take(&phase, c.on)
		if phase != c.to || outcome != c.outcome || met != (move{From: c.from, On: c.on}) {
			t.Errorf("%v on %v: %v, %v, in %v; want %v in %v", c.from, c.on, met, outcome, phase, c.outcome, c.to)
		}
		want := machine.Entry{Outcome: c.outcome, To: uint8(c.to), Why: c.why}
		if got := table.Look(met); got != want || table.Why(met) != c.why {
			t.Errorf("%v on %v: the table says %+v, want %+v", c.from, c.on, got, want)
		}
		report := table.Report(met)
		if report.Entry() != want || report.From != uint8(c.from) || report.On != uint8(c.on) || report.Sheet != table {
			t.Errorf("%v on %v: reported as %+v", c.from, c.on, report)
		}
	}
}

func TestSheet(t *testing.T) {
	spec := door()
	spec.Start = Open
	spec.Rows = append(spec.Rows, row(Shut, Pull, Open, "It opens both ways"))
	var s machine.Sheet = machine.MustTable(spec)
	if s.Name() != spec.Name || s.Doc() != spec.Doc || s.Start() != uint8(Open) {
		t.Errorf("%q, %q, starts in %d", s.Name(), s.Doc(), s.Start())
	}
	if got := machine.Mermaid(s); !strings.Contains(got, "[*] --> s1\n") {
		t.Errorf("does not start in s1: %s", got)
	}
	if !slices.Equal(s.Phases(), doorNames) || !slices.Equal(s.Causes(), touchNames) {
		t.Errorf("phases %q, causes %q", s.Phases(), s.Causes())
	}
}

func TestName(t *testing.T) {
	for v, want := range map[Door]string{Broken: "broken", 3: "3?", 255: "255?"} {
		if got := v.String(); got != want {
			t.Errorf("%d is called %q, not %q", uint8(v), got, want)
		}
	}
	for o, want := range map[machine.Outcome]string{machine.Refused: "refused", machine.Ignored: "ignored", machine.Taken: "taken", 3: "3?"} {
		if got := o.String(); got != want {
			t.Errorf("outcome %d is called %q, not %q", uint8(o), got, want)
		}
	}
}

// faults are what a table can have wrong with it. Each is planted in the door, alone, and is all that is reported.
var faults = []struct {
	name  string
	spoil func(*doorSpec)
	want  []string
}{
	{"sound", func(s *doorSpec) {}, nil},
	{"no name", func(s *doorSpec) { s.Name = "" }, []string{`machine: table "": Name is empty`}},
	{"no doc", func(s *doorSpec) { s.Doc = "" }, []string{`Doc is empty`}},
	{"no phases", func(s *doorSpec) { s.Phases = 0 }, []string{"Phases 0 and Causes 4 must be between 1 and 256"}},
	{"too many phases", func(s *doorSpec) { s.Phases = 257 }, []string{"Phases 257 and Causes 4 must be between 1 and 256"}},
	{"no causes", func(s *doorSpec) { s.Causes = -1 }, []string{"Phases 3 and Causes -1 must be between 1 and 256"}},
	{"too many causes", func(s *doorSpec) { s.Causes = 257 }, []string{"Phases 3 and Causes 257 must be between 1 and 256"}},
	{"one row twice", func(s *doorSpec) { s.Rows = append(s.Rows, row(Open, Push, Shut, "Again")) },
		[]string{"row open on push stands there already, as row"}},
	{"a row that is ignored", func(s *doorSpec) { s.Ignored = append(s.Ignored, note(Open, Push, "Well")) },
		[]string{"ignored open on push stands there already, as row"}},
	{"a row that is refused", func(s *doorSpec) { s.Refused = append(s.Refused, note(Open, Push, "Well")) },
		[]string{"refused open on push stands there already, as row"}},
	{"ignored and refused", func(s *doorSpec) { s.Refused = append(s.Refused, note(Shut, Knock, "Well")) },
		[]string{"refused shut on knock stands there already, as ignored"}},
	{"ignored twice", func(s *doorSpec) { s.Ignored = append(s.Ignored, note(Shut, Knock, "Well")) },
		[]string{"ignored shut on knock stands there already, as ignored"}},
	{"a row from a phase outside", func(s *doorSpec) { s.Rows = append(s.Rows, row(3, Push, Open, "Well")) },
		[]string{"row 3? on push is outside the table"}},
	{"a row on a cause outside", func(s *doorSpec) { s.Rows = append(s.Rows, row(Open, 4, Open, "Well")) },
		[]string{"row open on 4? is outside the table"}},
	{"a row to a phase outside", func(s *doorSpec) { s.Rows[4].To = 3 },
		[]string{"row open on push leads to a phase outside the table"}},
	{"a note outside", func(s *doorSpec) { s.Ignored = append(s.Ignored, note(Shut, 200, "Well")) },
		[]string{"ignored shut on 200? is outside the table"}},
	{"a start outside", func(s *doorSpec) { s.Start = 3 }, []string{"phase 3 is outside the table"}},
	{"an end outside", func(s *doorSpec) { s.Terminal = append(s.Terminal, 9) }, []string{"phase 9 is outside the table"}},
	{"a row without a reason", func(s *doorSpec) { s.Rows[0].Why = "" }, []string{"row shut on push has no Why"}},
	{"a row with a blank reason", func(s *doorSpec) { s.Rows[0].Why = " \t\n" }, []string{"row shut on push has no Why"}},
	{"a reason of two lines", func(s *doorSpec) { s.Rows[0].Why = "Once,\nand again" }, []string{"row shut on push has a Why of more than one line"}},
	{"a phase that is not reached, and a row without a reason", func(s *doorSpec) { s.Rows[1].To, s.Rows[0].Why = Open, "" },
		[]string{"row shut on push has no Why", "phase broken cannot be reached from shut"}},
	{"a note without a reason", func(s *doorSpec) { s.Ignored[0].Why = "" }, []string{"ignored shut on knock has no Why"}},
	{"a refusal without a reason", func(s *doorSpec) { s.Refused[0].Why = "" }, []string{"refused broken on push has no Why"}},
	{"a phase that is not reached", func(s *doorSpec) { s.Rows[1].To = Open }, []string{"phase broken cannot be reached from shut"}},
	{"phases that only unreached ones lead to", func(s *doorSpec) { s.Start, s.Terminal = Broken, nil },
		[]string{"phase shut cannot be reached from broken", "phase open cannot be reached from broken", "phase broken has no way out and is not terminal"}},
	{"a phase without a way out", func(s *doorSpec) { s.Terminal = nil }, []string{"phase broken has no way out and is not terminal"}},
	{"a row is no way out if it stays", func(s *doorSpec) {
		s.Terminal = nil
		s.Rows = append(s.Rows, row(Broken, Kick, Broken, "It is broken already"))
	}, []string{"phase broken has no way out and is not terminal"}},
	{"an end with a way out", func(s *doorSpec) { s.Rows = append(s.Rows, row(Broken, Kick, Shut, "It was only stuck")) },
		[]string{"phase broken is terminal and has a way out"}},
	{"a cause on no line", func(s *doorSpec) { s.Ignored = nil }, []string{"cause knock is on no line"}},
	{"everything at once", func(s *doorSpec) {
		s.Doc, s.Rows[0].Why, s.Rows[4].To = "", "", 7
		s.Ignored = append(s.Ignored, note(Open, Pull, ""))
	}, []string{"Doc is empty", "row shut on push has no Why", "row open on push leads to a phase outside the table",
		"ignored open on pull stands there already, as row", "ignored open on pull has no Why"}},
}

func TestTableChecks(t *testing.T) {
	for _, f := range faults {
		spec := door()
		f.spoil(&spec)
		table, err := machine.NewTable(spec)
		if (table == nil) != (err != nil) {
			t.Errorf("%s: table %v and error %v", f.name, table, err)
		}
		if got := lines(err); !slices.Equal(got, withTable(spec.Name, f.want)) {
			t.Errorf("%s: got\n\t%s\nwant\n\t%s", f.name, strings.Join(got, "\n\t"), strings.Join(f.want, "\n\t"))
		}
	}
}

// TestTableNames spoils the names themselves.
func TestTableNames(t *testing.T) {
	for _, c := range []struct {
		name string
		is   string
		want string
	}{
		{"empty", "", `phase 1 has no clear name: ""`},
		{"double", "shut", `phase 0 and phase 1 are both called "shut"`},
		{"blank before", " open", `phase 1 has no clear name: " open"`},
		{"blank after", "open ", `phase 1 has no clear name: "open "`},
		{"two lines", "op\nen", `phase 1 has no clear name: "op\nen"`},
		{"as a number without a name", "1?", `phase 1 has no clear name: "1?"`},
		{"with a colon, which Mermaid reads", "o:pen", `phase 1 has no clear name: "o:pen"`},
		{"with a space inside", "half open", ""},
	} {
		doorNames[1] = c.is
		_, err := machine.NewTable(door())
		doorNames[1] = "open"
		want := []string{c.want}
		if c.want == "" {
			want = nil
		}
		if got := lines(err); !slices.Equal(got, withTable("house/door", want)) {
			t.Errorf("%s: got %q, want %q", c.name, got, want)
		}
	}
	touchNames[3] = "kick"
	_, err := machine.NewTable(door())
	touchNames[3] = "knock"
	if err == nil || !strings.Contains(err.Error(), `cause 2 and cause 3 are both called "kick"`) {
		t.Error("two causes of one name:", err)
	}
}

// TestTableForgottenName is how a name that was forgotten shows: the number has none.
func TestTableForgottenName(t *testing.T) {
	spec := door()
	spec.Causes = 5
	spec.Ignored = append(spec.Ignored, note(Shut, 4, "What is it?"))
	want := withTable(spec.Name, []string{`cause 4 has no clear name: "4?"`})
	if _, err := machine.NewTable(spec); !slices.Equal(lines(err), want) {
		t.Errorf("%v, want %q", err, want)
	}
}

// TestTableOfBytes has as many phases and causes as a byte can tell apart; what is wrong is only that they have no names.
func TestTableOfBytes(t *testing.T) {
	spec := door()
	spec.Phases, spec.Causes = 256, 256
	_, err := machine.NewTable(spec)
	if all := lines(err); len(all) < 2*256-7 || strings.Contains(err.Error(), "must be between") {
		t.Errorf("%d faults: %v", len(all), err)
	}
}

// TestOnePhase needs no way out: where would it lead?
func TestOnePhase(t *testing.T) {
	_, err := machine.NewTable(doorSpec{
		Name: "wall", Doc: "A wall.", Phases: 1, Causes: 1,
		Rows: []machine.Row[Door, Touch]{row(Shut, Push, Shut, "It is a wall")},
	})
	if err != nil {
		t.Error(err)
	}
}

func TestMustTable(t *testing.T) {
	defer func() {
		if err, ok := recover().(error); !ok || !strings.Contains(err.Error(), "Doc is empty") {
			t.Errorf("panicked with %v", err)
		}
	}()
	spec := door()
	spec.Doc = ""
	machine.MustTable(spec)
	t.Error("a table that does not pass its checks was made")
}

// lines returns the errors that err joins.
func lines(err error) (all []string) {
	var joined interface{ Unwrap() []error }
	if errors.As(err, &joined) {
		for _, e := range joined.Unwrap() {
			all = append(all, e.Error())
		}
	}
	return all
}

// withTable completes lines with the table that they are about.
func withTable(name string, lines []string) (all []string) {
	for _, l := range lines {
		if !strings.HasPrefix(l, "machine: ") {
			l = "machine: table \"" + name + "\": " + l
		}
		all = append(all, l)
	}
	return all
}

func BenchmarkTableTake(b *testing.B) {
	b.ReportAllocs()
	table := machine.MustTable(door())
	phase, touch := Shut, Push
	for b.Loop() {
		if _, outcome := table.Take(&phase, touch); outcome != machine.Taken {
			b.Fatal(outcome)
		}
		touch ^= Push ^ Pull
	}
}
