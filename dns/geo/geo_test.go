package geo

import (
	"errors"
	"testing"
	"time"

	"pgregory.net/rapid"

	"understudy.example/machine"
	"understudy.example/machine/machinetest"
)

var events = []Event{{Passed}, {Failed}, {Rose}, {Stray}, {causes}}

func TestContract(t *testing.T) {
	for _, r := range []Rules{Default(), {Interval: time.Second, Threshold: 1}} {
		machinetest.Run(t, r, Start(), events[:2], machinetest.Phase(Table, State.Phase), machinetest.Bytes(16), machinetest.Wild())
	}
	machinetest.Run(t, Default(), Start(), events[:2], machinetest.Phase(Table, State.Phase), machinetest.Seeds(7, 400), machinetest.Cover())
}

// check plays one check of a target: it begins, and passes or is not answered. It returns what was reported of the last.
func check(target *machine.Cell[State, Event, Action], passes bool) (on []Cause) {
	out := target.Advance(nil)
	if passes {
		out = target.Step(target.Deadline()-1, Event{Passed}, out)
	}
	for _, a := range out {
		if a.Kind != Check {
			on = append(on, a.Move.On)
		}
	}
	return on
}

// TestC123Threshold: a target leaves the answers at the check that completes the run, not one earlier, and comes back the
// same way; one check of the other kind begins the run anew (C-123, H-61).
func TestC123Threshold(t *testing.T) {
	for threshold := range uint8(5) {
		r := Rules{Interval: time.Second, Threshold: threshold + 1, TTL: time.Second}
		for _, begins := range []Phase{In, Out} {
			target := machine.Of(r, Start())
			target.State.phase = begins
			against := begins == Out // what speaks against the phase: for a target that is out, to pass
			for range threshold {
				check(target, against)
			}
			check(target, !against) // breaks the run
			target.Advance(nil)     // an unanswered check counts when the next one begins
			target.Step(0, Event{map[bool]Cause{true: Passed, false: Failed}[!against]}, nil)
			for n := range int(threshold) + 1 {
				if target.State.phase != begins {
					t.Fatalf("C-123: threshold %d: %v is left after %d checks", r.Threshold, begins, n)
				}
				target.Advance(nil)
				target.Step(0, Event{map[bool]Cause{true: Passed, false: Failed}[against]}, nil)
			}
			if target.State.phase == begins {
				t.Errorf("C-123: threshold %d: %v is not left", r.Threshold, begins)
			}
		}
	}
}

// TestH61SilenceFails: a check that is not answered before the next one begins has failed; what comes then is stray (H-61).
func TestH61SilenceFails(t *testing.T) {
	target := machine.Of(Rules{Interval: time.Second, Threshold: 2}, Start())
	if on := check(target, false); on != nil {
		t.Errorf("the first check reports %v", on)
	}
	if on := check(target, false); len(on) != 1 || on[0] != Failed {
		t.Errorf("the first silence reports %v", on)
	}
	if on := check(target, false); len(on) != 1 || on[0] != Fell || target.State.Phase() != Out {
		t.Errorf("the second silence reports %v, %v", on, target.State.Phase())
	}
	target.Step(0, Event{Passed}, nil)
	before := target.State
	if out := target.Step(1, Event{Passed}, nil); len(out) != 0 || target.State != before {
		t.Errorf("a stray answer reports %v", out)
	}
}

// TestEvery visits every phase, run, open or not, with every event and the deadline.
func TestEvery(t *testing.T) {
	r := Rules{Interval: 10, Threshold: 3}
	for phase := range phases {
		for run := range r.Threshold {
			for _, open := range []bool{false, true} {
				s := State{machine.At(100), phase, run, open}
				for _, e := range events {
					to, out := r.Step(99, s, e, nil)
					against := (e.On == Passed) != (phase == In)
					switch {
					case e.On > Failed:
						if to != s || len(out) != 1 || out[0].Kind != Refuse {
							t.Errorf("%+v on %v: %+v, %v", s, e.On, to, out)
						}
					case !open:
						if to != s || len(out) != 0 {
							t.Errorf("%+v on a stray %v: %+v, %v", s, e.On, to, out)
						}
					case to.open || to.due != s.due:
						t.Errorf("%+v on %v: %+v", s, e.On, to)
					case (to.phase != phase) != (against && run == 2), (to.run == 0) != (!against || run == 2):
						t.Errorf("%+v on %v: %+v", s, e.On, to)
					}
				}
				to, out := r.Advance(s, nil)
				if to.due != machine.At(110) || !to.open || out[len(out)-1].Kind != Check {
					t.Errorf("%+v, advanced: %+v, %v", s, to, out)
				}
				if !open && (to.phase != phase || to.run != run) || open && phase == In && (to.phase == Out) != (run == 2) {
					t.Errorf("%+v, advanced: %+v", s, to)
				}
			}
		}
	}
	if s, out := r.Advance(State{}, nil); s != (State{}) || out != nil || r.Deadline(s) != machine.Never {
		t.Errorf("what nobody checks is advanced: %+v, %v", s, out)
	}
}

// TestPick is every choice among up to four targets, against a list of those that pass (C-123, H-61).
func TestPick(t *testing.T) {
	for n := range 5 {
		for set := range 1 << n {
			passing, good := make([]bool, n), []int(nil)
			for i := range passing {
				if passing[i] = set>>i&1 != 0; passing[i] {
					good = append(good, i)
				}
			}
			for turn := range uint8(9) {
				first, next := PrimaryFirst.Pick(passing, turn), RoundRobin.Pick(passing, turn)
				wantFirst, wantNext := min(0, n-1), min(0, n-1)
				if len(good) > 0 {
					wantFirst, wantNext = good[0], good[int(turn)%len(good)]
				}
				if first != wantFirst || next != wantNext {
					t.Errorf("C-123: %v in turn %d: %d and %d", passing, turn, first, next)
				}
			}
		}
	}
}

// TestRoundRobinIsFair: as long as the same targets pass, each gets as many answers as the others, give or take one.
func TestRoundRobinIsFair(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		passing := rapid.SliceOfN(rapid.Bool(), 1, 6).Draw(t, "passing")
		answers, got := rapid.IntRange(1, 200).Draw(t, "answers"), make([]int, len(passing))
		good := 0
		for turn := range answers {
			got[RoundRobin.Pick(passing, uint8(turn))]++
		}
		for _, p := range passing {
			if p {
				good++
			}
		}
		for i, p := range passing {
			if p && (got[i] < answers/good || got[i] > answers/good+1) || !p && good > 0 && got[i] > 0 {
				t.Fatalf("%v: %v", passing, got)
			}
		}
	})
}

// What comes from the table says so, and nothing else does.
func TestReport(t *testing.T) {
	for k := range Check + 1 {
		if _, ok := (Action{Kind: k}).Report(); ok != (k == Moved || k == Refuse) {
			t.Errorf("%v reports %v", k, ok)
		}
	}
}

func TestValidate(t *testing.T) {
	good := Default()
	good.TTL = 0
	for _, r := range []Rules{Default(), good} {
		if err := r.Validate(); err != nil {
			t.Error(err)
		}
	}
	err := Rules{TTL: -1}.Validate()
	want := "geo: Interval 0s must be above 0\ngeo: Threshold must be above 0\ngeo: TTL -1ns must not be below 0"
	if !errors.Is(err, ErrRules) || err.Error() != want {
		t.Error(err)
	}
}

func TestNames(t *testing.T) {
	for name, got := range map[string]interface{ String() string }{
		"out of the answers": Out, "2?": phases, "stray": Stray, "5?": causes, "round robin": RoundRobin, "check": Check, "3?": Check + 1,
	} {
		if got.String() != name {
			t.Errorf("%q is called %q", name, got)
		}
	}
}

func BenchmarkStep(b *testing.B) {
	r, out := Default(), make([]Action, 0, 4)
	s, _ := r.Advance(Start(), nil)
	b.ReportAllocs()
	for b.Loop() {
		r.Step(0, s, Event{Failed}, out)
	}
}
