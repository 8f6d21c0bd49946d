// Package membership is the way of a change of front ends into service: which front ends an Enterprise pool counts, and
// what has to be done before it counts those that the topology names.
//
// Whoever adds or removes front ends publishes that, and restarts every front end, one at a time; or resets the pool
// where that is not enough (F-159).
package membership

import (
	"math/bits"

	"understudy.example/machine"
)

// Most is how many front ends one pool has at most: 16 in 2019, 12 before (F-162).
const Most = 16

// A Set is a set of front ends, a bit for each, in topology order from the lowest. The first ones are those that were
// started first in the pool's life (F-163).
type Set uint16

// First returns the set of the first n front ends.
func First(n int) Set { return 1<<min(max(n, 0), Most) - 1 }

// Size returns how many front ends are in the set.
func (s Set) Size() int { return bits.OnesCount16(uint16(s)) }

// Has reports whether front end i is in the set.
func (s Set) Has(i int) bool { return i >= 0 && s>>i&1 != 0 }

// Rules are the rules of a change; they have no parameters.
type Rules struct{}

// A State is what a pool counts, and what waits.
type State struct {
	counted Set // by which the pool counts its quorum
	named   Set // by the topology
	stale   Set // have not restarted since the change was published
	running Set
	phase   Phase
}

// Of returns the state of a pool that was installed with the first n front ends.
func Of(n int) State { return State{counted: First(n), named: First(n)} }

// Phase returns how far a change is.
func (s State) Phase() Phase { return s.phase }

// Counted returns the front ends by which the pool counts its quorum.
func (s State) Counted() Set { return s.counted }

// Named returns the front ends that the topology names.
func (s State) Named() Set { return s.named }

// Stale returns the front ends that have to restart before a change counts.
func (s State) Stale() Set { return s.stale }

// Rebuilds reports whether a full reset finds enough front ends running: three, or all if the topology names fewer (F-159).
func (s State) Rebuilds() bool { return (s.running & s.named).Size() >= min(3, s.named.Size()) }

// An EventKind is what happens to a pool's front ends.
type EventKind uint8

// The kinds of event.
const (
	Publish      EventKind = iota // the topology names other front ends
	Run                           // other front ends run than before
	ServiceReset                  // Reset-CsPoolRegistrarState -ResetType ServiceReset (F-166)
	FullReset                     // the same with FullReset
)

// An Event is what the owner tells.
type Event struct {
	On     EventKind
	Fronts Set // Publish: those that the topology names; Run: those that run
}

// An Action is a row taken or a refusal.
type Action struct{ Move machine.Move[Phase, Cause] }

// Report says where in the Table the action comes from.
func (a Action) Report() (machine.Report, bool) { return Table.Report(a.Move), true }

// take meets a cause; it is the only writer of the phase.
func (s *State) take(on Cause, out []Action) ([]Action, bool) {
	move, outcome := Table.Take(&s.phase, on)
	if outcome == machine.Ignored {
		return out, false
	}
	return append(out, Action{move}), outcome == machine.Taken
}

// Step lets e happen at now.
func (r Rules) Step(_ machine.Instant, s State, e Event, out []Action) (State, []Action) {
	switch e.On {
	case Publish:
		out = s.publish(e.Fronts, out)
	case Run:
		out = s.run(e.Fronts, out)
	case ServiceReset:
		out = s.reset(ServicesReset, out)
	case FullReset:
		on := Rebuilt
		if !s.Rebuilds() {
			on = TooFewToRebuild
		}
		out = s.reset(on, out)
	default:
		out, _ = s.take(causes, out)
	}
	return s, out
}

func (s *State) publish(fronts Set, out []Action) []Action {
	on := s.published(fronts)
	out, ok := s.take(on, out)
	if ok {
		s.named, s.stale = fronts, 0
	}
	if ok && on == Published {
		s.stale = s.running & fronts & s.counted
	}
	return out
}

// published is what a publication amounts to.
func (s *State) published(fronts Set) Cause {
	switch across := (s.counted.Size() == 2) != (fronts.Size() == 2); {
	case fronts == s.named:
		return PublishedAgain
	case fronts == s.counted:
		return Withdrawn
	case across:
		return PublishedAcross
	case s.running&s.counted == 0:
		return PublishedDown
	}
	return Published
}

func (s *State) run(fronts Set, out []Action) []Action {
	back := s.stale & fronts &^ s.running
	s.stale &^= back
	s.running = fronts
	switch {
	case fronts&s.counted == 0:
		s.stale = 0
		out, _ = s.take(AllDown, out)
	case back != 0 && s.stale == 0:
		out = s.reset(AllRestarted, out)
	case back != 0:
		out, _ = s.take(OneRestarted, out)
	}
	return out
}

// reset lets a change count, if the cause is one that does.
func (s *State) reset(on Cause, out []Action) []Action {
	out, ok := s.take(on, out)
	if ok {
		s.counted, s.stale = s.named, 0
	}
	return out
}

// Deadline is never: nothing counts by itself.
func (r Rules) Deadline(State) machine.Instant { return machine.Never }

// Advance does nothing.
func (r Rules) Advance(s State, out []Action) (State, []Action) { return s, out }

// Code visits the state.
func (r Rules) Code(c *machine.Code, s *State) {
	machine.Enum(c, &s.phase, int(phases))
	for _, set := range [...]*Set{&s.counted, &s.named, &s.stale, &s.running} {
		machine.Enum(c, set, 1<<Most)
	}
}
