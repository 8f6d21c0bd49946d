package backend

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"understudy.example/machine"
	"understudy.example/machine/machinetest"
	"understudy.example/pool/internal/reach"
)

var events = []Event{{Failed}, {Answered}}

func TestContract(t *testing.T) {
	machinetest.Run(t, Default(), State{}, events, machinetest.Phase(Table, State.Phase),
		machinetest.Bytes(16), machinetest.Wild(), machinetest.Cover())
}

// F-51, F-172, H-27: nobody notices for half an hour, counted from the first failure; then it is unavailable until it answers.
func TestUnavailableAtTheThreshold(t *testing.T) {
	const half = machine.Instant(30 * time.Minute)
	for at, want := range map[machine.Instant]Phase{half - 1: Unreachable, half: Unavailable, half + 1: Unavailable} {
		db := machine.Of(Default(), State{})
		db.Step(0, Event{Failed}, nil)
		db.Step(half/2, Event{Failed}, nil)
		machine.Until(db, at, nil, nil)
		if got := db.State.Phase(); got != want {
			t.Errorf("%v at %v, want %v", got, at, want)
		}
		if db.Step(at, Event{Answered}, nil); db.State != (State{}) {
			t.Errorf("answers at %v: %+v", at, db.State)
		}
	}
}

// The threshold is armed while the database is unreachable, and then only; only the deadline makes it unavailable.
func TestEverywhere(t *testing.T) {
	taken := map[machine.Move[Phase, Cause]]bool{}
	n := reach.Every(t, Rules{3 * time.Second}, State{}, events, func(s State, e *Event, to State, out []Action) {
		if to.due.Armed() != (to.phase == Unreachable) || to.phase == Unavailable && s.phase == Unreachable && e != nil {
			t.Errorf("%+v on %+v: %+v", s, e, to)
		}
		for _, a := range out {
			taken[a.Move] = true
		}
	})
	reach.Rows(t, Table, taken)
	if n != 6 { // reachable, unreachable for 0 to 3 s, unavailable
		t.Errorf("%d states", n)
	}
}

func TestNonsenseIsRefused(t *testing.T) {
	for p := range phases {
		for _, on := range []Cause{Elapsed, causes, 255} {
			s := State{phase: p}
			if got, out := Default().Step(0, s, Event{on}, nil); got != s || len(out) != 1 {
				t.Errorf("%v in %v: %+v, %+v", on, p, got, out)
			}
		}
	}
	if s, out := Default().Advance(State{}, nil); s != (State{}) || out != nil {
		t.Error(s, out)
	}
}

func TestValidate(t *testing.T) {
	if err := (Rules{1}).Validate(); err != nil {
		t.Error(err)
	}
	if err := (Rules{}).Validate(); !errors.Is(err, ErrRules) || err.Error() != "backend: Threshold 0s must be above 0" {
		t.Error(err)
	}
	if got := fmt.Sprint(Reachable, Phase(9), Elapsed, Cause(9)); got != "reachable 9? elapsed 9?" {
		t.Error(got)
	}
}

// SQL dies, nobody notices; after half an hour its users are limited (F-51, F-172).
func Example() {
	db := machine.Of(Default(), State{})
	show := func(now machine.Instant, out []Action) {
		for _, a := range out {
			fmt.Printf("%v: %v. %s\n", now, db.State.Phase(), Table.Why(a.Move))
		}
	}
	show(0, db.Step(0, Event{On: Failed}, nil))
	machine.Until(db, machine.Instant(time.Hour), nil, show)
	show(machine.Instant(time.Hour), db.Step(machine.Instant(time.Hour), Event{On: Answered}, nil))
	// Output:
	// 0s: unreachable. A short outage of the database leaves users unaffected (F-172)
	// 30m0s: unavailable. Unreachable for the threshold: its users are in resiliency mode (F-51, H-27)
	// 1h0m0s: reachable. The database answers, and everything is back (F-51)
}

func BenchmarkStep(b *testing.B) {
	b.ReportAllocs()
	r, s, out := Default(), State{}, make([]Action, 0, 1)
	for i := range b.N {
		s, out = r.Step(0, s, events[i&1], out[:0])
	}
}

func BenchmarkAdvance(b *testing.B) {
	b.ReportAllocs()
	r, out := Default(), make([]Action, 0, 1)
	s := State{phase: Unreachable, due: machine.At(1)}
	for range b.N {
		_, out = r.Advance(s, out[:0])
	}
}
