package mirror

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"understudy.example/machine"
	"understudy.example/machine/machinetest"
	"understudy.example/pool/internal/reach"
)

var events = []Event{{Fail, Primary}, {Fail, Secondary}, {Fail, Witness}, {Mend, Primary}, {Mend, Secondary}, {Mend, Witness}, {On: Order}}

func TestContract(t *testing.T) {
	for _, witness := range []bool{false, true} {
		r := Documented()
		r.Witness = witness
		machinetest.Run(t, r, State{}, events, machinetest.Phase(Table, State.Phase), machinetest.Bytes(16), machinetest.Wild())
	}
}

// F-171: what is left serves, or takes over by itself, or waits for an order, or does not serve at all. The first letters
// are who is down of principal, mirror and witness.
func TestWhatIsLeft(t *testing.T) {
	for _, c := range []struct {
		down                   string
		with, without, ordered Phase // ordered: after Invoke-CsDatabaseFailover where there is no witness
	}{
		{"", Mirrored, Mirrored, FailingOver},
		{"p", FailingOver, Unavailable, FailingOver},
		{"m", Exposed, Exposed, Exposed},
		{"w", Mirrored, Mirrored, FailingOver},
		{"pm", Unavailable, Unavailable, Unavailable},
		{"wp", Unavailable, Unavailable, FailingOver},
		{"mw", Unavailable, Exposed, Exposed},
		{"pmw", Unavailable, Unavailable, Unavailable},
	} {
		for _, witness := range []bool{true, false} {
			db := machine.Of(Rules{witness, time.Minute}, State{})
			for _, who := range c.down {
				server := map[rune]Server{'p': Primary, 'm': Secondary, 'w': Witness}[who]
				if server != Witness || witness {
					db.Step(0, Event{Fail, server}, nil)
				}
			}
			want := c.with
			if !witness {
				want = c.without
			}
			if got := db.State.Phase(); got != want {
				t.Errorf("%q down, witness %v: %v, want %v", c.down, witness, got, want)
			}
			if db.Step(0, Event{On: Order}, nil); !witness && db.State.Phase() != c.ordered {
				t.Errorf("%q down, ordered: %v, want %v", c.down, db.State.Phase(), c.ordered)
			}
		}
	}
}

// F-171: the takeover takes its five minutes, and the lost server becomes the mirror when it is back.
func TestTakeover(t *testing.T) {
	db := machine.Of(Documented(), State{})
	db.Step(3, Event{Fail, Primary}, nil)
	machine.Until(db, machine.Instant(2).Add(5*time.Minute), nil, nil)
	if db.State.Serves() || db.State.Principal() != Primary {
		t.Errorf("too early: %+v", db.State)
	}
	machine.Until(db, machine.Instant(3).Add(5*time.Minute), nil, nil)
	if db.State.Phase() != Exposed || !db.State.Serves() || db.State.Principal() != Secondary {
		t.Errorf("%+v", db.State)
	}
	if db.Step(machine.Instant(time.Hour), Event{Mend, Primary}, nil); db.State.Phase() != Mirrored || !db.State.Serves() || db.State.Principal() != Secondary {
		t.Errorf("%+v", db.State)
	}
}

// A mirror that has missed something never becomes the principal.
func TestBehind(t *testing.T) {
	for _, witness := range []bool{false, true} {
		db := machine.Of(Rules{witness, time.Minute}, State{})
		for _, e := range []Event{{Fail, Secondary}, {Fail, Primary}, {Mend, Secondary}} {
			db.Step(0, e, nil)
		}
		if out := db.Step(0, Event{On: Order}, nil); db.State.Phase() != Unavailable || len(out) != 1 {
			t.Errorf("witness %v: %+v, %+v", witness, db.State, out)
		}
		if db.Step(0, Event{Mend, Primary}, nil); db.State.Phase() != Mirrored || db.State.Principal() != Primary {
			t.Errorf("witness %v: %+v", witness, db.State)
		}
	}
}

// In every state that can be reached, what serves is up and has the votes.
func TestEverywhere(t *testing.T) {
	taken := map[machine.Move[Phase, Cause]]bool{}
	for _, witness := range []bool{false, true} {
		r := Rules{witness, 2 * time.Second}
		all := events
		if !witness {
			all = []Event{{Fail, Primary}, {Fail, Secondary}, {Mend, Primary}, {Mend, Secondary}, {On: Order}}
		}
		reach.Every(t, r, State{}, all, func(s State, e *Event, to State, out []Action) {
			for _, a := range out {
				taken[a.Move] = true
			}
			principal, other := to.Up(to.Principal()), to.Up(1-to.Principal())
			switch {
			case to.Serves() && (!principal || !r.quorate(to)),
				(to.phase == Mirrored) && !other, to.phase == Mirrored && to.behind,
				to.due.Armed() != (to.phase == FailingOver), to.phase == FailingOver && !r.Ready(to),
				to.swapped != s.swapped && (e != nil || s.behind):
				t.Errorf("%+v on %+v: %+v", s, e, to)
			}
		})
	}
	reach.Rows(t, Table, taken)
}

func TestNonsenseIsRefused(t *testing.T) {
	for _, e := range []Event{{On: 9}, {Fail, servers}, {Fail, Witness}} {
		if s, out := (Rules{false, 1}).Step(0, State{}, e, nil); s != (State{}) || len(out) != 1 {
			t.Errorf("%+v: %+v, %+v", e, s, out)
		}
	}
	if s, out := Documented().Advance(State{}, nil); s != (State{}) || out != nil {
		t.Error(s, out)
	}
}

func TestValidate(t *testing.T) {
	if err := Documented().Validate(); err != nil {
		t.Error(err)
	}
	for take, want := range map[time.Duration]string{0: "mirror: Take 0s must be above 0",
		6 * time.Minute: "mirror: Take 6m0s must not be longer than 5m0s"} {
		if err := (Rules{Take: take}).Validate(); !errors.Is(err, ErrRules) || err.Error() != want {
			t.Error(err)
		}
	}
	got := fmt.Sprint(Exposed, Phase(9), Switched, Cause(99), Secondary, Server(9))
	if got != "without its mirror 9? switched 99? mirror 9?" {
		t.Error(got)
	}
}

// The principal is lost; with a witness the mirror takes over by itself.
func Example() {
	db := machine.Of(Documented(), State{})
	show := func(now machine.Instant, out []Action) {
		for _, a := range out {
			fmt.Printf("%v: %v. %s\n", now, db.State.Phase(), Table.Why(a.Move))
		}
	}
	show(0, db.Step(0, Event{Fail, Primary}, nil))
	machine.Until(db, machine.Instant(time.Hour), nil, show)
	fmt.Println("the principal is the", db.State.Principal())
	// Output:
	// 0s: failing over. The principal is lost; mirror and witness agree, and the mirror takes over by itself (F-171)
	// 5m0s: without its mirror. The mirror is the principal now, and the lost one its mirror (F-171)
	// the principal is the mirror
}

func BenchmarkStep(b *testing.B) {
	b.ReportAllocs()
	s, out := State{}, make([]Action, 0, 1)
	for i := range b.N {
		s, out = Documented().Step(0, s, events[i%len(events)], out[:0])
	}
}

func BenchmarkAdvance(b *testing.B) {
	b.ReportAllocs()
	out := make([]Action, 0, 1)
	s := State{phase: FailingOver, due: machine.At(1)}
	for range b.N {
		_, out = Documented().Advance(s, out[:0])
	}
}
