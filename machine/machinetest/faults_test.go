package machinetest_test

import (
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"understudy.example/machine"
	"understudy.example/machine/machinetest"
)

// A fault, planted in the lamp, breaks one law and no other. The constructors exist because some faults have a memory.
var faults = []struct {
	law  string
	name string
	says string // part of what is found
	lamp func() faulty
}{
	{"panic", "at an odd press", "Step(0s, {phase:lit presses:3", func() faulty {
		return faulty{step: func(c call) (State, []Action) {
			if c.s.presses == 3 && c.s.phase == Lit {
				panic("enough")
			}
			return c.step()
		}}
	}},
	{"panic", "before the run began", "index out of range", func() faulty {
		return faulty{step: func(c call) (State, []Action) {
			_ = [4]int{}[min(c.now, 3)]
			return c.step()
		}}
	}},
	{"panic", "when advanced without need", "Advance({phase:lit", func() faulty {
		return faulty{advance: func(c call) (State, []Action) {
			if !c.s.off.Armed() {
				panic("not due")
			}
			return c.advance()
		}}
	}},
	{"panic", "in a state that cannot be", "index out of range", func() faulty {
		return faulty{deadline: func(s State) machine.Instant {
			_ = [4]int{}[s.presses]
			return s.off.Deadline()
		}}
	}},
	{"panic", "on an event that does not exist", "index out of range", func() faulty {
		return faulty{step: func(c call) (State, []Action) {
			_ = [causes]int{}[c.e.On]
			return c.step()
		}}
	}},
	{"purity", "every third call is another", "made twice, gives", func() faulty {
		calls := 0
		return faulty{step: func(c call) (State, []Action) {
			if calls++; calls%3 == 0 {
				c.While *= 2
			}
			return c.step()
		}}
	}},
	{"append", "begins a new slice", "drops", func() faulty {
		return faulty{step: func(c call) (State, []Action) {
			c.out = nil
			return c.step()
		}}
	}},
	{"append", "uses out from its beginning", "overwrites", func() faulty {
		return faulty{step: func(c call) (State, []Action) {
			old := c.out
			c.out = old[:0]
			s, more := c.step()
			return s, append(old, more...)
		}}
	}},
	{"append", "says more when out is not empty", "other actions", func() faulty {
		return faulty{advance: func(c call) (State, []Action) {
			if len(c.out) > 0 {
				c.out = append(c.out, Action{Told: true})
			}
			return c.advance()
		}}
	}},
	{"append", "keeps a slice", "that it keeps", func() faulty {
		kept := make([]Action, 0, 10)
		return faulty{advance: func(c call) (State, []Action) {
			if c.out == nil {
				c.out = kept
			}
			return c.advance()
		}}
	}},
	{"snapshot", "remembers the latest press outside the state", "made again later", func() faulty {
		var pressed machine.Instant
		return faulty{
			step: func(c call) (State, []Action) {
				if c.e.On == Pressed {
					pressed = c.now
				}
				return c.step()
			},
			advance: func(c call) (State, []Action) {
				s, out := c.advance()
				s.warm = machine.At(pressed.Add(time.Minute))
				return s, out
			},
		}
	}},
	{"deadlines", "never goes out", "after 1000 calls", func() faulty {
		return faulty{advance: func(c call) (State, []Action) { return c.s, c.out }}
	}},
	{"deadlines", "goes out before it is lit", "a deadline of -1ns, which has passed", func() faulty {
		return faulty{step: func(c call) (State, []Action) {
			s, out := c.step()
			if s.off.Armed() {
				s.off = machine.At(c.now - 1)
			}
			return s, out
		}}
	}},
	{"refusal", "counts refusals", "lamp: dark on cut (no rule for cut when dark)", func() faulty {
		return faulty{step: func(c call) (State, []Action) {
			if c.s.phase == Dark && c.e.On == Cut {
				c.s.presses = (c.s.presses + 1) % 4
			}
			return c.step()
		}}
	}},
	{"moves", "lights up in secret", "leads to phase lit; its reports lead to dark", func() faulty {
		return faulty{step: func(c call) (State, []Action) {
			s, out := c.step()
			if s.phase == Lit {
				return s, c.out
			}
			return s, out
		}}
	}},
	{"moves", "is confused by an event on its deadline, before it", "reports lead to", func() faulty {
		return faulty{step: func(c call) (State, []Action) {
			if c.s.off.Deadline() == c.now {
				return State{}, c.out
			}
			return c.step()
		}}
	}},
	{"moves", "is confused by an event on its deadline, after it", "reports lead to", func() faulty {
		return faulty{step: func(c call) (State, []Action) {
			if c.s.warm.Deadline() == c.now.Add(c.Warm) {
				c.s.phase, c.s.off = Lit, machine.At(c.now.Add(1))
				return c.s, c.out
			}
			return c.step()
		}}
	}},
	{"moves", "reports the wrong phase", "reports lamp: dark on elapsed, but the phase is lit", func() faulty {
		return faulty{advance: func(c call) (State, []Action) {
			s, out := c.advance()
			out[len(out)-1].Move.From = Dark
			return s, out
		}}
	}},
	{"moves", "reports no phase at all", "from phase 7, which is not in table", func() faulty {
		return faulty{advance: func(c call) (State, []Action) {
			s, out := c.advance()
			return s, append(out, Action{Move: machine.Move[Phase, Cause]{From: 7}})
		}}
	}},
	{"pack", "packs too short a deadline", "outside [0", func() faulty {
		return faulty{code: func(l lamp, c *machine.Code, s *State) {
			l.While /= 2
			l.Code(c, s)
		}}
	}},
	{"pack", "forgets while it packs", "packing makes it", func() faulty {
		return faulty{code: func(l lamp, c *machine.Code, s *State) {
			s.presses = 0
			l.Code(c, s)
		}}
	}},
	{"pack", "packs the age as if it were a deadline", "is past or between two quanta", func() faulty {
		return faulty{code: func(l lamp, c *machine.Code, s *State) {
			c.Timer(&s.warm, l.Warm)
			l.Code(c, s)
		}}
	}},
	{"round trip", "packs in another way each time", "packs as", func() faulty {
		var calls uint8
		return faulty{code: func(l lamp, c *machine.Code, s *State) {
			calls++
			l.Code(c, s)
			count := calls % 4
			machine.Enum(c, &count, 4)
		}}
	}},
	{"round trip", "packs nothing of the age", "where there was one before", func() faulty {
		return faulty{code: func(l lamp, c *machine.Code, s *State) {
			age := s.warm
			s.warm = machine.Timer{}
			l.Code(c, s)
			s.warm = age
		}}
	}},
	{"round trip", "packs the deadline as if it were an age", "has deadline never instead of", func() faulty {
		return faulty{code: func(l lamp, c *machine.Code, s *State) {
			machine.Enum(c, &s.phase, 2)
			machine.Enum(c, &s.presses, 4)
			c.Age(&s.off, 2*l.While)
			c.Age(&s.warm, l.Warm)
			codeDraw(c, &s.draw)
		}}
	}},
	{"round trip", "unpacks more than it packed", "words, of which", func() faulty {
		return faulty{code: func(l lamp, c *machine.Code, s *State) {
			l.Code(c, s)
			if s.phase == Lit && len(c.Words()) > 0 { // Words ends packing; unpacking reads on
				c.Bool(new(bool))
			}
		}}
	}},
	{"round trip", "unpacks the deadline only when lit", "where there was one before", func() faulty {
		return faulty{code: func(l lamp, c *machine.Code, s *State) {
			was := s.off
			l.Code(c, s)
			if s.phase == Dark && was.Armed() {
				s.off = was
			}
		}}
	}},
	{"time shift", "is patient after a century", "876000h0m0s later, gives deadline", func() faulty {
		return faulty{step: func(c call) (State, []Action) {
			if c.now > machine.Instant(100*365*24*time.Hour) {
				c.While *= 2
			}
			return c.step()
		}}
	}},
	{"time shift", "remembers the instant", "876000h0m0s later, gives state", func() faulty {
		return faulty{step: func(c call) (State, []Action) {
			if c.e.On == Cut && c.s.phase == Lit {
				c.s.draw.Seed = uint32(c.now >> 32) // and what is drawn from it
			}
			return c.step()
		}}
	}},
	{"time shift", "takes zero for none", "1s later, gives actions", func() faulty {
		return faulty{step: func(c call) (State, []Action) {
			if c.now == 0 {
				return c.s, c.out
			}
			return c.step()
		}}
	}},
}

func TestFaults(t *testing.T) {
	for _, f := range faults {
		t.Run(f.law+"/"+f.name, func(t *testing.T) {
			rules := f.lamp()
			rules.lamp = stairs
			err := machinetest.Check(rules, State{}, events, whole[:4]...)
			if got := broken(err); !slices.Equal(got, []string{f.law}) {
				t.Fatalf("breaks %q and not only %q:\n%v", got, f.law, err)
			}
			if !strings.Contains(err.Error(), f.says) {
				t.Errorf("the failure does not say %q:\n%v", f.says, err)
			}
		})
	}
}

// broken returns the names of the laws that err says are broken.
func broken(err error) (laws []string) {
	var f *machinetest.Failure
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		for _, e := range joined.Unwrap() {
			if errors.As(e, &f) {
				laws = append(laws, f.Law)
			}
		}
	}
	return laws
}

// A burdened lamp carries something else in its state.
type burdened[T comparable] struct{ lamp }

type burden[T comparable] struct {
	State
	Extra struct{ Load [2]T }
}

func (l burdened[T]) Step(now machine.Instant, s burden[T], e Event, out []Action) (burden[T], []Action) {
	s.State, out = l.lamp.Step(now, s.State, e, out)
	return s, out
}

func (l burdened[T]) Advance(s burden[T], out []Action) (burden[T], []Action) {
	s.State, out = l.lamp.Advance(s.State, out)
	return s, out
}

func (l burdened[T]) Deadline(s burden[T]) machine.Instant { return l.lamp.Deadline(s.State) }

func (l burdened[T]) Code(c *machine.Code, s *burden[T]) {
	l.lamp.Code(c, &s.State)
	s.Extra.Load = [2]T{}
}

func carry[T comparable](opts ...machinetest.Option) error {
	return machinetest.Check(burdened[T]{stairs}, burden[T]{}, events, opts...)
}

func TestPlain(t *testing.T) {
	wild, few := machinetest.Wild(), machinetest.Seeds(1, 20)
	for kind, err := range map[string]error{
		"ptr": carry[*int](wild, few), "string": carry[string](wild, few), "interface": carry[any](wild, few),
		"chan": carry[chan int](wild, few), "ptr ": carry[time.Time](wild, few),
	} {
		if got := broken(err); !slices.Equal(got, []string{"plain"}) {
			t.Errorf("%s: breaks %q and not only plain: %v", kind, got, err)
		} else if !strings.Contains(err.Error(), "Load[0]") || !strings.Contains(err.Error(), "is a "+strings.TrimSpace(kind)+"\n") {
			t.Errorf("%s: %v", kind, err)
		}
	}
	for _, err := range []error{carry[int8](wild, few), carry[uintptr](wild, few), carry[float64](wild, few), carry[[0]machine.Timer](wild, few), carry[bool](wild, few)} {
		if err != nil {
			t.Error("false alarm:", err)
		}
	}
}

func TestSize(t *testing.T) {
	n, few := reflect.TypeFor[burden[int64]]().Size(), machinetest.Seeds(1, 20)
	if err := carry[int64](machinetest.Bytes(n), few); err != nil {
		t.Error("false alarm:", err)
	}
	if got := broken(carry[int64](machinetest.Bytes(n-1), few)); !slices.Equal(got, []string{"size"}) {
		t.Errorf("breaks %q and not only size", got)
	}
}

// TestStaleDeadline packs a deadline that has passed only between two calls: the next press clears it.
func TestStaleDeadline(t *testing.T) {
	stale := faulty{
		lamp: stairs,
		step: func(c call) (State, []Action) {
			s, out := c.step()
			s.warm = machine.Timer{}
			return s, out
		},
		code: func(l lamp, c *machine.Code, s *State) {
			c.Timer(&s.warm, l.Warm)
			l.Code(c, s)
		},
	}
	err := machinetest.Check(stale, State{}, []Event{{Pressed}}, machinetest.Seeds(1, 20))
	if got := broken(err); !slices.Equal(got, []string{"pack"}) {
		t.Errorf("breaks %q and not only pack: %v", got, err)
	}
}

// TestTakenAndRefused moves first, and is then refused: the change is the move's.
func TestTakenAndRefused(t *testing.T) {
	twice := faulty{lamp: stairs, step: func(c call) (State, []Action) {
		s, out := c.step()
		if c.s.phase == Lit && c.e.On == Cut {
			out, _ = s.take(Cut, out)
		}
		return s, out
	}}
	if err := machinetest.Check(twice, State{}, events, whole[:4]...); err != nil {
		t.Error("false alarm:", err)
	}
}

func TestOverdueStart(t *testing.T) {
	err := machinetest.Check(stairs, State{phase: Lit, off: machine.At(-5)}, events, machinetest.Seeds(1, 20))
	if got := broken(err); !slices.Equal(got, []string{"pack"}) || !strings.Contains(err.Error(), "the start {phase:lit") {
		t.Errorf("breaks %q and not only pack: %v", got, err)
	}
}

// bare hides the method Code.
type bare struct {
	machine.Machine[State, Event, Action]
}

func TestNoCoder(t *testing.T) {
	err := machinetest.Check(bare{stairs}, State{}, events, machinetest.Seeds(1, 20))
	if got := broken(err); !slices.Equal(got, []string{"pack"}) || !strings.Contains(err.Error(), "no method Code") {
		t.Errorf("breaks %q and not only pack: %v", got, err)
	}
}

func TestCover(t *testing.T) {
	press, few := []Event{{Pressed}}, machinetest.Seeds(1, 20)
	if err := machinetest.Check(stairs, State{}, press, few); err != nil {
		t.Error("coverage is only an option:", err)
	}
	for _, opts := range [][]machinetest.Option{{few, machinetest.Cover()}, {few, machinetest.Cover(), machinetest.Phase(table, State.Phase)}} {
		err := machinetest.Check(stairs, State{}, press, opts...)
		if got := broken(err); !slices.Equal(got, []string{"coverage"}) || !strings.Contains(err.Error(), "takes lamp: lit on cut\n") {
			t.Errorf("breaks %q and not only coverage: %v", got, err)
		}
	}
}
