package explore

import (
	"errors"
	"testing"

	"understudy.example/machine"
)

// A patient World tries something three times, after which nothing goes on, or something else does. It may forget how often it has.
type patient struct {
	tries, at uint8
	forgets   bool // Code leaves out tries,
	careless  bool // or CopyFrom does
	stops     bool // after three times; else at is 1 from then on, which is good
}

func (w *patient) Code(c *machine.Code) {
	if !w.forgets {
		machine.Enum(c, &w.tries, 4)
	}
	machine.Enum(c, &w.at, 2)
	if c.Unpacking() && w.forgets {
		w.tries = 0
	}
}

func (w *patient) Moves(out []Move) []Move {
	if w.stops && w.tries == 3 {
		return out
	}
	return append(out, 0, 1)
}

func (w *patient) Do(m Move) error {
	w.tries = min(w.tries+1, 3)
	if w.tries == 3 && !w.stops {
		w.at = 1
	}
	return nil
}

func (w *patient) Label(Move) string { return "try" }
func (w *patient) Good() bool        { return w.at == 1 }
func (w *patient) Fair(Move) bool    { return true }

func (w *patient) CopyFrom(from World) {
	tries := w.tries
	if *w = *from.(*patient); w.careless {
		w.tries = tries
	}
}

// A World that forgets is found out when no law is broken: by other moves, or by the same ones that lead elsewhere.
func TestSearchFindsWhatIsForgotten(t *testing.T) {
	for _, w := range []patient{{}, {stops: true}, {forgets: true}, {forgets: true, stops: true}, {careless: true}} {
		r, err := Search(func() World { fresh := w; return &fresh }, SearchOptions{Workers: 1})
		switch faulty := w.forgets || w.careless; {
		case faulty && !errors.Is(err, errAlike), !faulty && !w.stops && (err != nil || !r.Lively), !faulty && w.stops && !errors.Is(err, ErrNotGood):
			t.Errorf("%+v: %v, %v", w, r, err)
		}
	}
}

// What goes on for ever only where it is unpacked again and again is no violation, and what comes back only there has not come back.
func TestLivenessIsNotBelieved(t *testing.T) {
	try := Step{0, "try"}
	round := &Violation{Path: []Step{try, try, try}, Cycle: 2}
	end := &Violation{Path: []Step{try, try, try}, Cycle: 3}
	for _, c := range []struct {
		w           patient
		round, end  bool
		recovers    int
		comesToGood bool
	}{
		{patient{}, false, false, 3, true},
		{patient{}, false, false, 2, false},
		{patient{stops: true}, false, true, 3, false},
	} {
		s := &search{make: func() World { fresh := c.w; return &fresh }, report: Report{Recover: c.recovers}}
		if s.misses(round) != c.round || s.misses(end) != c.end {
			t.Errorf("%+v: goes round %v, ends %v", c.w, s.misses(round), s.misses(end))
		}
		if err := s.returns(); (err == nil) != c.comesToGood || err != nil && !errors.Is(err, errAlike) {
			t.Errorf("%+v: good after %d moves: %v", c.w, c.recovers, err)
		}
	}
	stuck := patient{tries: 3, at: 0, stops: false}
	s := &search{make: func() World { return &idleWorld{stuck} }}
	if !s.misses(round) {
		t.Error("what goes on for ever is not believed")
	}
}

// idleWorld tries for ever.
type idleWorld struct{ patient }

func (w *idleWorld) Do(Move) error { return nil }
