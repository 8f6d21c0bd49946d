// Package replica is one server's read-only copy of the Central Management Store: current, stale, or being brought up
// to date (F-94, F-96). Its server reads nothing else, so it acts on what the replica knows (F-99, H-1).
//
// What a copy says is the owner's matter: it keeps what it Delivered last, and makes that the replica's content when the
// replica says Applied.
package replica

import (
	"errors"
	"time"

	"understudy.example/machine"
)

// Rules are the parameters of a replica.
type Rules struct {
	Apply  time.Duration // from the arrival of a copy until the server acts on it; above 0
	Memory time.Duration // ages are exact up to here; above 0
}

// Lab applies a copy 30 s after it has arrived, inferred from the 90 s and 30 s that a change of PoolState took to be
// seen (F-57), and remembers ages for 24 h.
func Lab() Rules { return Rules{Apply: 30 * time.Second, Memory: 24 * time.Hour} }

// ErrRules is what every error of Validate wraps.
var ErrRules = errors.New("replica: rules contradict each other")

// Validate reports every fault of the rules at once; each error wraps ErrRules.
func (r Rules) Validate() error {
	f := machine.Faults{Package: "replica", Kind: ErrRules}
	f.If(r.Apply <= 0, "Apply %v must be above 0", r.Apply)
	f.If(r.Memory <= 0, "Memory %v must be above 0", r.Memory)
	return f.Err()
}

// A State is what a replica remembers. The zero State is current.
type State struct {
	due    machine.Timer // the copy is applied
	age    machine.Timer // Memory after it was current last
	phase  Phase
	behind bool // applying: the master has changed since the copy was made
}

// Phase returns how the replica stands to the master.
func (s State) Phase() Phase { return s.phase }

// UpToDate reports whether the server acts on what the master has (F-101).
func (s State) UpToDate() bool { return s.phase == Current }

// Age returns how long ago the replica was current, and whether that is exact or "at least".
func (r Rules) Age(now machine.Instant, s State) (age time.Duration, exact bool) {
	if s.phase == Current {
		return 0, true
	}
	return s.age.Age(now, r.Memory)
}

// An Event is what the owner tells a replica.
type Event struct {
	On Cause // Changed, Delivered or Lost; everything else is refused
}

// A Kind is what an action is.
type Kind uint8

// The kinds of action.
const (
	Moved   Kind = iota // a row was taken
	Refuse              // the event was refused
	Applied             // the server acts on the copy that was delivered last
)

var kindNames = []string{"moved", "refuse", "applied"}

func (k Kind) String() string { return machine.Name(kindNames, k) }

// An Action is what a replica did.
type Action struct {
	Kind Kind
	Move machine.Move[Phase, Cause] // Moved, Refuse: where in the Table
}

// Report says where in the Table the action comes from.
func (a Action) Report() (machine.Report, bool) { return Table.Report(a.Move), a.Kind != Applied }

// take meets a cause; it is the only writer of the phase.
func (s *State) take(on Cause, out []Action) []Action {
	switch move, outcome := Table.Take(&s.phase, on); outcome {
	case machine.Taken:
		return append(out, Action{Kind: Moved, Move: move})
	case machine.Refused:
		return append(out, Action{Kind: Refuse, Move: move})
	}
	return out
}

// Step lets e happen at now. A copy that arrives while another is applied takes its place and its deadline.
func (r Rules) Step(now machine.Instant, s State, e Event, out []Action) (State, []Action) {
	before := s.phase
	if e.On > Lost {
		out = s.take(causes, out)
		return s, out
	}
	out = s.take(e.On, out)
	if before == Current && s.phase != Current {
		s.age = machine.At(now.Add(r.Memory))
	}
	switch {
	case e.On == Lost:
		s.due, s.behind = machine.Timer{}, false
	case e.On == Changed:
		s.behind = s.phase == Applying
	case before == Applying:
		s.behind = false
	default:
		s.due = machine.At(now.Add(r.Apply))
	}
	return s, out
}

// Deadline returns when the copy is applied.
func (r Rules) Deadline(s State) machine.Instant { return s.due.Deadline() }

// Advance applies the copy.
func (r Rules) Advance(s State, out []Action) (State, []Action) {
	if !s.due.Armed() {
		return s, out
	}
	if s.behind {
		s.due, s.behind = machine.Timer{}, false
		out = s.take(appliedOld, out)
	} else {
		s = State{phase: s.phase}
		out = s.take(applied, out)
	}
	return s, append(out, Action{Kind: Applied})
}

// Code visits the state.
func (r Rules) Code(c *machine.Code, s *State) {
	machine.Enum(c, &s.phase, int(phases))
	c.Bool(&s.behind)
	c.Timer(&s.due, r.Apply)
	c.Age(&s.age, r.Memory)
}
