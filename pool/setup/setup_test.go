package setup

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/looplab/fsm"
	"pgregory.net/rapid"

	"understudy.example/machine"
	"understudy.example/machine/machinetest"
	"understudy.example/pool/internal/reach"
)

func TestContract(t *testing.T) {
	events := []Event{{Define}, {Withdraw}, {Publish}, {Install}, {Break}}
	machinetest.Run(t, Lab(), State{}, events, machinetest.Phase(Table, State.Phase),
		machinetest.Bytes(16), machinetest.Wild(), machinetest.Cover())
}

// want is the whole machine once more, a line a phase: what Define, Withdraw, Publish, Install, Break and Done lead to.
// A dot is ignored, a dash refused.
const want = `
absent        defined  -       -          -             -          -
defined       -        absent  published  -             -          -
published     -        withdrawn  .       installing    -          -
installing    -        -       .          -             published  ready
ready         -        withdrawn  .       reinstalling  -          -
reinstalling  -        -       .          -             ready      ready
withdrawn     -        -       absent     -             -          -
`

func TestEveryCell(t *testing.T) {
	for _, line := range strings.Split(strings.TrimSpace(want), "\n") {
		cells := strings.Fields(line)
		from := Phase(0)
		for ; from.String() != cells[0]; from++ {
		}
		for on := range causes {
			got := Table.Look(machine.Move[Phase, Cause]{From: from, On: on})
			is := map[machine.Outcome]string{
				machine.Taken: Phase(got.To).String(), machine.Ignored: ".", machine.Refused: "-"}[got.Outcome]
			if is != cells[1+on] {
				t.Errorf("%v on %v: %s, want %s", from, on, is, cells[1+on])
			}
		}
	}
}

// The end of a run is for the timer to tell, and the kinds of event end with Break.
func TestWhatIsNoEventIsRefused(t *testing.T) {
	for phase := range phases {
		for _, on := range []Cause{Done, causes, 255} {
			s := State{phase: phase}
			got, out := Lab().Step(0, s, Event{on}, nil)
			if got != s || len(out) != 1 || out[0].Kind != Refuse {
				t.Errorf("%v on %v: %+v, %+v", phase, on, got, out)
			}
		}
	}
}

// into returns a pool in the given phase, whose run began at now.
func into(r Rules, p Phase, now machine.Instant) *machine.Cell[State, Event, Action] {
	cell := machine.Of(r, State{})
	for _, on := range []Cause{Define, Publish, Install} {
		cell.Step(now.Add(-r.Install), Event{on}, nil)
	}
	switch p {
	case Ready:
		cell.Advance(nil)
	case Reinstalling:
		cell.Advance(nil)
		cell.Step(now, Event{Install}, nil)
	case Installing:
		cell.Step(0, Event{Break}, nil)
		cell.Step(now, Event{Install}, nil)
	}
	return cell
}

// L-2: the first run takes 10 min, F-19: a later one its own time. Neither ends an instant early.
func TestARunTakesItsTime(t *testing.T) {
	r := Lab()
	for _, c := range []struct {
		in    Phase
		takes time.Duration
	}{{Installing, 10 * time.Minute}, {Reinstalling, 2 * time.Minute}} {
		const begin = machine.Instant(time.Hour)
		cell := into(r, c.in, begin)
		var kinds []Kind
		do := func(_ machine.Instant, out []Action) {
			for _, a := range out {
				kinds = append(kinds, a.Kind)
			}
		}
		machine.Until(cell, begin.Add(c.takes-1), nil, do)
		if cell.State.Phase() != c.in || kinds != nil {
			t.Errorf("%v is over before %v", c.in, c.takes)
		}
		machine.Until(cell, begin.Add(c.takes), nil, do)
		if cell.State.Phase() != Ready || fmt.Sprint(kinds) != "[moved installed]" {
			t.Errorf("%v is %v after %v: %v", c.in, cell.State.Phase(), c.takes, kinds)
		}
	}
}

// F-23, L-6: a run that fails marks what it was, ends at once, and can be repeated.
func TestARunFailsAndIsRepeated(t *testing.T) {
	for in, back := range map[Phase]Phase{Installing: Published, Reinstalling: Ready} {
		cell := into(Lab(), in, 0)
		out := cell.Step(1, Event{Break}, nil)
		if len(out) != 2 || out[1].Kind != Failed || cell.State.Phase() != back {
			t.Errorf("%v breaks: %+v, then %v", in, out, cell.State.Phase())
		}
		if d := cell.Deadline(); d != machine.Never {
			t.Errorf("%v has broken, and its run would still end at %v", in, d)
		}
		if cell.Step(2, Event{Install}, nil); cell.State.Phase() != in {
			t.Errorf("%v cannot be repeated", in)
		}
	}
}

// A run is timed while it is on, and then only; it ends in one of two words, and nothing else is ever said of it.
func TestEverywhere(t *testing.T) {
	events := []Event{{Define}, {Withdraw}, {Publish}, {Install}, {Break}}
	runs := func(p Phase) bool { return p == Installing || p == Reinstalling }
	n := reach.Every(t, Rules{3 * time.Second, 2 * time.Second}, State{}, events, func(s State, e *Event, to State, out []Action) {
		want := "[]"
		switch m := (machine.Move[Phase, Cause]{From: s.phase}); {
		case e == nil && runs(s.phase):
			m.On = Done
			want = fmt.Sprint([]Action{{Moved, m}, {Kind: Installed}})
		case e == nil:
		case e.On == Break && runs(s.phase):
			m.On = Break
			want = fmt.Sprint([]Action{{Moved, m}, {Kind: Failed}})
		default:
			m.On = e.On
			want = fmt.Sprint([][]Action{{{Refuse, m}}, {}, {{Moved, m}}}[Table.Look(m).Outcome])
		}
		if got := fmt.Sprint(out); got != want || to.ends.Armed() != runs(to.phase) {
			t.Errorf("%+v on %+v: %+v, %s, want %s", s, e, to, got, want)
		}
		for _, a := range out {
			if r, ok := a.Report(); ok != (a.Kind <= Refuse) || r.Sheet != machine.Sheet(Table) {
				t.Errorf("%+v reports %v", a, ok)
			}
		}
	})
	if n != 4+2+4+3 { // four phases without a run, withdrawn before and after the first one, a run of 3 s, a run of 2 s
		t.Errorf("%d states", n)
	}
}

// Q-9, L-2: a pool serves from the end of its first run on, whatever happens to later runs. H-91: it ceases to with the
// publication of its end, and no sooner.
func TestServingBeginsOnceAndEndsWithThePool(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cell := machine.Of(Lab(), State{})
		installed, now := false, machine.Instant(0)
		see := func(_ machine.Instant, out []Action) {
			for _, a := range out {
				installed = installed || a.Kind == Installed
			}
			if installed = installed && cell.State.Phase() != Absent; cell.State.Serving() != installed {
				t.Fatalf("serving %v, installed %v", cell.State.Serving(), installed)
			}
		}
		for range 30 {
			now = now.Add(time.Duration(rapid.IntRange(0, 9).Draw(t, "minutes")) * time.Minute)
			machine.Until(cell, now, nil, see)
			on := rapid.SampledFrom([]Cause{Define, Publish, Install, Break, Withdraw}).Draw(t, "event")
			see(now, cell.Step(now, Event{on}, nil))
		}
	})
}

// F-19, Q-6: publishing again is ordinary and does not disturb a run.
func TestPublishingLeavesARunAlone(t *testing.T) {
	for _, in := range []Phase{Installing, Reinstalling} {
		cell := into(Lab(), in, 0)
		before := cell.State
		if out := cell.Step(1, Event{Publish}, nil); out != nil || cell.State != before {
			t.Errorf("%v: %+v", in, out)
		}
	}
}

func TestValidateNamesEveryFault(t *testing.T) {
	if err := Lab().Validate(); err != nil {
		t.Error(err)
	}
	if err := (Rules{1, 1}).Validate(); err != nil {
		t.Error(err)
	}
	err := Rules{}.Validate()
	if !errors.Is(err, ErrRules) || err.Error() != "setup: Install 0s must be above 0\nsetup: Reinstall 0s must be above 0" {
		t.Error(err)
	}
}

func TestNames(t *testing.T) {
	if got := fmt.Sprint(Moved, Refuse, Installed, Failed, Kind(9), Phase(9), Cause(9)); got != "moved refuse installed failed 9? 9? 9?" {
		t.Error(got)
	}
}

// Rules that contradict each other are not refused here, and harm nobody.
func TestNegativeDurationsEndAtOnce(t *testing.T) {
	r := Rules{-1, -1}
	for _, from := range []Phase{Published, Ready} {
		s, _ := r.Step(5, State{phase: from}, Event{Install}, nil)
		if d := r.Deadline(s); d != 5 {
			t.Errorf("%v: ends at %v", from, d)
		}
	}
}

func BenchmarkStep(b *testing.B) {
	b.Run("understudy", func(b *testing.B) {
		b.ReportAllocs()
		r, s, out := Lab(), State{phase: Published}, make([]Action, 0, 4)
		for i := range b.N {
			s, out = r.Step(machine.Instant(i), s, Event{Install}, out[:0])
			s, out = r.Step(machine.Instant(i), s, Event{Break}, out[:0])
		}
	})
	b.Run("looplab", func(b *testing.B) {
		b.ReportAllocs()
		m := fsm.NewFSM("published", fsm.Events{
			{Name: "install", Src: []string{"published"}, Dst: "installing"},
			{Name: "break", Src: []string{"installing"}, Dst: "published"},
		}, nil)
		for range b.N {
			_ = m.Event(context.Background(), "install")
			_ = m.Event(context.Background(), "break")
		}
	})
}

func BenchmarkAdvance(b *testing.B) {
	b.ReportAllocs()
	r, out := Lab(), make([]Action, 0, 4)
	s := State{phase: Installing, ends: machine.At(1)}
	for range b.N {
		_, out = r.Advance(s, out[:0])
	}
}
