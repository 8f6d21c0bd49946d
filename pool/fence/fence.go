// Package fence is the power switch of one pool's server, behind a management link of its own: fencing cuts the power, and
// is confirmed when the server is off.
//
// It is not in the product, which has nothing that takes the right to write from an old master that cannot be reached (F-118).
// Whoever wants to move the Central Management Store by himself needs one (H-95).
package fence

import (
	"errors"
	"time"

	"understudy.example/machine"
)

// Rules are the parameters of a fence.
type Rules struct {
	Takes time.Duration // from the order to the confirmation that the power is off, or on, or to giving up; above 0
}

// Default is the inferred 10 s (H-95).
func Default() Rules { return Rules{Takes: 10 * time.Second} }

// ErrRules is what every error of Validate wraps.
var ErrRules = errors.New("fence: rules contradict each other")

// Validate reports every fault of the rules; each error wraps ErrRules.
func (r Rules) Validate() error {
	f := machine.Faults{Package: "fence", Kind: ErrRules}
	f.If(r.Takes <= 0, "Takes %v must be above 0", r.Takes)
	return f.Err()
}

// A State is what the switch remembers. The zero State lets the power through.
type State struct {
	due   machine.Timer // the order is carried out, or given up
	phase Phase
	cut   bool // the management link is broken
}

// Phase returns how the switch stands, as whoever gave the order knows it.
func (s State) Phase() Phase { return s.phase }

// Off reports whether the switch keeps the server without power.
func (s State) Off() bool { return s.phase == Fenced || s.phase == Lifting }

// Cut reports whether the management link is broken.
func (s State) Cut() bool { return s.cut }

// An EventKind is what happens to a fence.
type EventKind uint8

// The kinds of event.
const (
	Fence    EventKind = iota // cut the power
	Lift                      // let it through again
	LinkCut                   // the management link breaks
	LinkBack                  // it is there again
)

// An Event is what the owner tells.
type Event struct{ On EventKind }

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
func (r Rules) Step(now machine.Instant, s State, e Event, out []Action) (State, []Action) {
	ordered := false
	switch e.On {
	case Fence:
		out, ordered = s.take(Ordered, out)
	case Lift:
		out, ordered = s.take(LiftOrdered, out)
	case LinkCut:
		s.cut = true
	case LinkBack:
		s.cut = false
	default:
		out, _ = s.take(causes, out)
	}
	if ordered {
		s.due = machine.At(now.Add(r.Takes))
	}
	return s, out
}

// Deadline returns when a running order is carried out, or given up.
func (r Rules) Deadline(s State) machine.Instant { return s.due.Deadline() }

// Advance lets the deadline pass.
func (r Rules) Advance(s State, out []Action) (State, []Action) {
	if !s.due.Armed() {
		return s, out
	}
	on := Confirmed
	if s.cut {
		on = Unanswered
	}
	s.due = machine.Timer{}
	out, _ = s.take(on, out)
	return s, out
}

// Code visits the state.
func (r Rules) Code(c *machine.Code, s *State) {
	machine.Enum(c, &s.phase, int(phases))
	c.Bool(&s.cut)
	c.Timer(&s.due, r.Takes)
}
