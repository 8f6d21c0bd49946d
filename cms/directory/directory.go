// Package directory is what one site's view of the directory says about the Central Management Store: the service
// connection point that names the active database (F-95).
//
// A change that is written in this view is seen at once; one that is written in another reaches it Delay later, and not
// while directory replication to this site is cut. So two views can name two masters for a while (H-7). The last
// publication wins everywhere.
package directory

import (
	"errors"
	"time"

	"understudy.example/machine"
)

// Rules are the parameters of a view.
type Rules struct {
	Delay time.Duration // from a publication to its arrival in this view; 0 for at once, inferred (F-119)
}

// SameSite is a view that shares its site, and so its domain controllers, with every writer.
func SameSite() Rules { return Rules{} }

// BetweenSites is a view in another site than the writer's: 15 minutes, the shortest interval that replication between
// Active Directory sites can be given without change notification; inferred, no source of this model names one (F-119).
func BetweenSites() Rules { return Rules{Delay: 15 * time.Minute} }

// ErrRules is what every error of Validate wraps.
var ErrRules = errors.New("directory: rules contradict each other")

// Validate reports every fault of the rules; its error wraps ErrRules.
func (r Rules) Validate() error {
	f := machine.Faults{Package: "directory", Kind: ErrRules}
	f.If(r.Delay < 0, "Delay %v must not be below 0", r.Delay)
	return f.Err()
}

// A State is what one view remembers. The zero State names database 0.
type State struct {
	due     machine.Timer // the pending publication arrives
	Names   uint8         // the database that this view says is active
	next    uint8         // the database that the pending publication names
	pending bool
	phase   Phase
}

// Phase returns how the view stands to the rest of the directory.
func (s State) Phase() Phase { return s.phase }

// Pending returns the database that a publication on its way here names, and whether there is one.
func (s State) Pending() (db uint8, ok bool) { return s.next, s.pending }

// An Event is what the owner tells a view.
type Event struct {
	On Cause // Published, Written, Cut or Healed; everything else is refused
	DB uint8 // Published, Written: the database that is named, 0 or 1
}

// A Kind is what an action is.
type Kind uint8

// The kinds of action.
const (
	Moved  Kind = iota // a row was taken
	Refuse             // the event was refused
)

var kindNames = []string{"moved", "refuse"}

func (k Kind) String() string { return machine.Name(kindNames, k) }

// An Action is what a view did.
type Action struct {
	Kind Kind
	Move machine.Move[Phase, Cause]
}

// Report says where in the Table the action comes from.
func (a Action) Report() (machine.Report, bool) { return Table.Report(a.Move), true }

// take meets a cause; it is the only writer of the phase.
func (s *State) take(on Cause, out []Action) []Action {
	switch move, outcome := Table.Take(&s.phase, on); outcome {
	case machine.Taken:
		return append(out, Action{Moved, move})
	case machine.Refused:
		return append(out, Action{Refuse, move})
	}
	return out
}

// Step lets e happen at now.
func (r Rules) Step(now machine.Instant, s State, e Event, out []Action) (State, []Action) {
	switch {
	case e.On <= Written && e.DB > 1:
		out = s.take(noSuch, out)
	case e.On == Published:
		return r.published(now, s, e.DB, out)
	case e.On == Written:
		s = State{Names: e.DB, phase: s.phase}
		out = s.take(Written, out)
	case e.On == Cut:
		s.due = machine.Timer{}
		out = s.take(Cut, out)
	case e.On == Healed && s.pending && s.phase == CutOff:
		s.due = machine.At(now.Add(r.Delay))
		out = s.take(resumed, out)
	case e.On == Healed:
		out = s.take(Healed, out)
	default:
		out = s.take(causes, out)
	}
	return s, out
}

// published takes note of a publication made elsewhere; it takes the place of one that is still on its way.
func (r Rules) published(now machine.Instant, s State, db uint8, out []Action) (State, []Action) {
	if db == s.Names && !s.pending {
		out = s.take(repeated, out)
		return s, out
	}
	s.next, s.pending = db, true
	if s.phase != CutOff {
		s.due = machine.At(now.Add(r.Delay))
	}
	out = s.take(Published, out)
	return s, out
}

// Deadline returns when the pending publication arrives.
func (r Rules) Deadline(s State) machine.Instant { return s.due.Deadline() }

// Advance lets the pending publication arrive.
func (r Rules) Advance(s State, out []Action) (State, []Action) {
	if !s.due.Armed() {
		return s, out
	}
	s = State{Names: s.next, phase: s.phase}
	out = s.take(arrived, out)
	return s, out
}

// Code visits the state.
func (r Rules) Code(c *machine.Code, s *State) {
	machine.Enum(c, &s.Names, 2)
	machine.Enum(c, &s.next, 2)
	c.Bool(&s.pending)
	machine.Enum(c, &s.phase, int(phases))
	c.Timer(&s.due, r.Delay)
}
