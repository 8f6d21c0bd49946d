// Package binding is one endpoint's binding at one registrar: free, limited or full.
//
// The registrar decides (package registrar); a binding remembers the level of service that came of it and when it
// expires, and says what the endpoint is to be told when the level changes under it or the binding is dropped (C-43).
package binding

import (
	"errors"
	"fmt"
	"time"

	"understudy.example/machine"
)

// Rules say how long a binding lasts. All durations are positive, and Expires is between Min and Max.
type Rules struct {
	Expires time.Duration // granted to an endpoint that asks for nothing
	Min     time.Duration // granted to one that asks for less
	Max     time.Duration // granted to one that asks for more
}

// Default are the documented expiries: 600 s, between 300 s and 900 s (C-47).
func Default() Rules {
	return Rules{Expires: 600 * time.Second, Min: 300 * time.Second, Max: 900 * time.Second}
}

// ErrRules is what every error of Validate wraps.
var ErrRules = errors.New("binding: rules contradict each other")

// Validate reports every fault of the rules at once; each error wraps ErrRules.
func (r Rules) Validate() error {
	f := machine.Faults{Package: "binding", Kind: ErrRules}
	f.If(r.Min <= 0, "Min %v must be above 0", r.Min)
	f.If(r.Expires < r.Min, "Expires %v must not be below Min %v", r.Expires, r.Min)
	f.If(r.Expires > r.Max, "Expires %v must not be above Max %v", r.Expires, r.Max)
	f.If(r.Min > r.Max, "Min %v must not be above Max %v", r.Min, r.Max)
	return f.Err()
}

// Granted returns the expiry that an endpoint gets that asks for this one; nothing, or less, asks for none in particular.
func (r Rules) Granted(asked time.Duration) time.Duration {
	if asked <= 0 {
		return r.Expires
	}
	return min(max(asked, r.Min), r.Max)
}

// A Level is the phase of a binding, seen as service: Free is none. Its values are those of the registrar's levels.
type Level = Phase

// A State is what one binding remembers.
type State struct {
	expires machine.Timer
	phase   Phase
}

// Held returns a binding of some level that ends at expires, for owners who keep its two fields more densely; at level Free
// it is none.
func Held(level Level, expires machine.Instant) State {
	if level == Free {
		return State{}
	}
	return State{expires: machine.At(expires), phase: level}
}

// Phase returns where the binding stands.
func (s State) Phase() Phase { return s.phase }

// Level returns the service that the endpoint has here.
func (s State) Level() Level { return s.phase }

// Expires returns when the binding ends unless it is refreshed; Never if there is none.
func (s State) Expires() machine.Instant { return s.expires.Deadline() }

// An EventKind says what happens to a binding.
type EventKind uint8

// The kinds of event.
const (
	Register   EventKind = iota // a first REGISTER or a refresh is accepted
	Unregister                  // the endpoint signs out
	Change                      // the registrar has judged again what it holds
	Drop                        // the registrar ends the binding, and says why
	Forget                      // the registrar has restarted
)

var eventNames = []string{"register", "unregister", "change", "drop", "forget"}

func (k EventKind) String() string { return machine.Name(eventNames, k) }

// An Event is what the owner tells a binding.
type Event struct {
	On     EventKind
	Level  Level         // Register, Change: Limited or Full; everything else is refused
	Asked  time.Duration // Register: the expiry that the endpoint asks for; zero for none in particular
	Reason Note          // Drop: what the endpoint is told; must be one of the notes that deregister
}

// A Note is what the endpoint is told by NOTIFY: the number of a deregistration, or a change of service (C-43).
type Note uint16

// The notes. The last two leave the endpoint registered; they have no number of their own in the specification, and the
// spelling of the last one's event is ours (H-14).
const (
	Unregistered        Note = 4140 // over the quota of endpoints
	Rejected            Note = 4141 // the user is disabled
	Deactivated         Note = 4142 // the user is being moved
	NoSurvivableSupport Note = 4165 // user services are gone, and the endpoint cannot do without
	PreferredRegistrar  Note = 4166 // another registrar is to be used, and named (4167 likewise)
	ServicesUnavailable Note = 1    // still registered, limited from now on
	ServicesAvailable   Note = 2    // still registered, in full from now on (H-14)
)

// String returns what the registrar writes into the event, in our spelling.
func (n Note) String() string {
	switch n {
	case Unregistered:
		return "unregistered"
	case Rejected:
		return "rejected"
	case Deactivated:
		return "deactivated"
	case NoSurvivableSupport:
		return "no survivable support"
	case PreferredRegistrar:
		return "preferred registrar change"
	case ServicesUnavailable:
		return "user services unavailable"
	case ServicesAvailable:
		return "user services available"
	}
	return fmt.Sprintf("%d?", uint16(n))
}

// Event returns the body of the NOTIFY, as it goes over the wire; empty for what is no note (C-43).
func (n Note) Event() string {
	switch n {
	case Unregistered:
		return "deregistered;event=unregistered"
	case Rejected:
		return "deregistered;event=rejected"
	case Deactivated:
		return "deregistered;event=deactivated"
	case NoSurvivableSupport:
		return "deregistered;event=userservices-unavailable"
	case PreferredRegistrar:
		return "deregistered;event=preferred-registrar-change"
	case ServicesUnavailable:
		return "registered;event=userservices-unavailable"
	case ServicesAvailable:
		return "registered;event=userservices-available"
	}
	return ""
}

// Deregisters reports whether the endpoint is no longer registered when it is told this.
func (n Note) Deregisters() bool {
	switch n {
	case Unregistered, Rejected, Deactivated, NoSurvivableSupport, PreferredRegistrar:
		return true
	}
	return false
}

// A Kind is what an action asks for.
type Kind uint8

// The kinds of action.
const (
	Moved  Kind = iota // a row was taken
	Refuse             // the event was refused
	Notify             // tell the endpoint
)

var kindNames = []string{"moved", "refuse", "notify"}

func (k Kind) String() string { return machine.Name(kindNames, k) }

// An Action is what a binding did, or wants done.
type Action struct {
	Kind Kind
	Move machine.Move[Phase, Cause] // Moved, Refuse: where in the Table
	Note Note                       // Notify: what to tell
}

// Report says where in the Table the action comes from.
func (a Action) Report() (machine.Report, bool) { return Table.Report(a.Move), a.Kind != Notify }

// take meets a cause; it is the only writer of the phase.
func (s *State) take(on Cause, out []Action) ([]Action, machine.Outcome) {
	move, outcome := Table.Take(&s.phase, on)
	switch outcome {
	case machine.Taken:
		out = append(out, Action{Kind: Moved, Move: move})
	case machine.Refused:
		out = append(out, Action{Kind: Refuse, Move: move})
	}
	return out, outcome
}

// Step lets e happen at now.
func (r Rules) Step(now machine.Instant, s State, e Event, out []Action) (State, []Action) {
	on, note := cause(e)
	out, outcome := s.take(on, out)
	switch {
	case outcome == machine.Refused:
	case e.On == Register:
		s.expires = machine.At(now.Add(r.Granted(e.Asked)))
	case s.phase == Free:
		s.expires = machine.Timer{}
	}
	if outcome == machine.Taken && note != 0 {
		out = append(out, Action{Kind: Notify, Note: note})
	}
	return s, out
}

// cause returns what an event amounts to, and what the endpoint is told if it moves anything.
func cause(e Event) (Cause, Note) {
	switch {
	case e.On == Unregister:
		return SignedOut, 0
	case e.On == Forget:
		return Forgotten, 0
	case e.On == Drop && e.Reason.Deregisters():
		return Dropped, e.Reason
	case e.On == Register && e.Level == Full:
		return Registered, 0
	case e.On == Register && e.Level == Limited:
		return RegisteredLimited, 0
	case e.On == Change && e.Level == Full:
		return Restored, ServicesAvailable
	case e.On == Change && e.Level == Limited:
		return Reduced, ServicesUnavailable
	}
	return causes, 0
}

// Deadline returns when the binding expires.
func (r Rules) Deadline(s State) machine.Instant { return s.expires.Deadline() }

// Advance lets the binding expire. The endpoint hears nothing.
func (r Rules) Advance(s State, out []Action) (State, []Action) {
	if s.expires.Armed() {
		s.expires = machine.Timer{}
		out, _ = s.take(Expired, out)
	}
	return s, out
}

// Code visits the state.
func (r Rules) Code(c *machine.Code, s *State) {
	machine.Enum(c, &s.phase, int(phases))
	c.Timer(&s.expires, max(r.Expires, r.Min, r.Max))
}
