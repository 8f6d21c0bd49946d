// Package mirror is the mirrored database of an Enterprise pool's back end: two servers, of which one is the principal, and
// perhaps a witness.
//
// With a witness the mirror takes over by itself when the principal is lost; without one it is ordered to. Of principal,
// mirror and witness two have to be there (F-171).
package mirror

import (
	"errors"
	"math/bits"
	"time"

	"understudy.example/machine"
)

// Rules are the parameters of a mirrored database.
type Rules struct {
	Witness bool          // there is one
	Take    time.Duration // what it takes the mirror to become the principal; above 0, at most 5 min (F-171)
}

// Documented is the documented recovery time of 5 min, with a witness (F-171).
func Documented() Rules { return Rules{Witness: true, Take: 5 * time.Minute} }

// ErrRules is what every error of Validate wraps.
var ErrRules = errors.New("mirror: rules contradict each other")

// Validate reports every fault of the rules; each error wraps ErrRules.
func (r Rules) Validate() error {
	f := machine.Faults{Package: "mirror", Kind: ErrRules}
	f.If(r.Take <= 0, "Take %v must be above 0", r.Take)
	f.If(r.Take > 5*time.Minute, "Take %v must not be longer than 5m0s", r.Take)
	return f.Err()
}

// A Server is one of the three.
type Server uint8

// The servers. Which of the first two is the principal changes.
const (
	Primary Server = iota // the principal at first
	Secondary
	Witness
	servers
)

var serverNames = []string{"primary", "mirror", "witness"}

func (s Server) String() string { return machine.Name(serverNames, s) }

// A State is how the servers stand. The zero State has all of them up, and the first is the principal.
type State struct {
	due     machine.Timer // the mirror has become the principal
	phase   Phase
	down    uint8 // servers that are down, a bit for each
	swapped bool  // the second is the principal
	behind  bool  // the mirror does not have what the principal has
}

// Phase returns how the database stands.
func (s State) Phase() Phase { return s.phase }

// Serves reports whether the database answers.
func (s State) Serves() bool { return s.phase == Mirrored || s.phase == Exposed }

// Principal returns the server that is the principal.
func (s State) Principal() Server {
	if s.swapped {
		return Secondary
	}
	return Primary
}

// Up reports whether a server is up.
func (s State) Up(server Server) bool { return s.down>>server&1 == 0 }

// Ready reports whether the mirror could become the principal.
func (r Rules) Ready(s State) bool {
	return s.Up(1-s.Principal()) && !s.behind && r.quorate(s)
}

// quorate reports whether two of principal, mirror and witness are up; without a witness nobody counts.
func (r Rules) quorate(s State) bool {
	return !r.Witness || bits.OnesCount8(s.down) <= 1
}

// An EventKind is what happens to the servers.
type EventKind uint8

// The kinds of event.
const (
	Fail  EventKind = iota // Server is lost
	Mend                   // Server is back
	Order                  // Invoke-CsDatabaseFailover
)

// An Event is what the owner tells.
type Event struct {
	On     EventKind
	Server Server // Fail, Mend
}

// An Action is a row taken or a refusal.
type Action struct{ Move machine.Move[Phase, Cause] }

// Report says where in the Table the action comes from.
func (a Action) Report() (machine.Report, bool) { return Table.Report(a.Move), true }

// take meets a cause; it is the only writer of the phase.
func (s *State) take(on Cause, out []Action) ([]Action, bool) {
	move, outcome := Table.Take(&s.phase, on)
	if s.phase != FailingOver {
		s.due = machine.Timer{}
	}
	if outcome == machine.Ignored {
		return out, false
	}
	return append(out, Action{move}), outcome == machine.Taken
}

// Step lets e happen at now.
func (r Rules) Step(now machine.Instant, s State, e Event, out []Action) (State, []Action) {
	switch {
	case e.On <= Mend && e.Server < servers && (e.Server != Witness || r.Witness):
		s.down &^= 1 << e.Server
		if e.On == Fail {
			s.down |= 1 << e.Server
		}
		out = r.judge(now, &s, out)
	case e.On == Order:
		on := Ordered
		if !r.Ready(s) {
			on = NotReady
		}
		var ok bool
		if out, ok = s.take(on, out); ok {
			s.due = machine.At(now.Add(r.Take))
		}
	default:
		out, _ = s.take(causes, out)
	}
	return s, out
}

// judge moves the database to where its servers have it.
func (r Rules) judge(now machine.Instant, s *State, out []Action) []Action {
	principal, other := s.Up(s.Principal()), s.Up(1-s.Principal())
	on := Lost
	switch {
	case s.phase == FailingOver && r.Ready(*s):
		return out // it goes on, whether or not the principal is back
	case principal && other:
		on = Both
	case principal && r.quorate(*s):
		on = Single
	case r.Witness && r.Ready(*s):
		on = PrincipalLost
	}
	out, ok := s.take(on, out)
	if ok && s.phase == FailingOver {
		s.due = machine.At(now.Add(r.Take))
	}
	s.inStep()
	return out
}

// inStep takes note of what the mirror has: it falls behind while the principal serves without it, and catches up when both
// are there.
func (s *State) inStep() {
	switch s.phase {
	case Mirrored:
		s.behind = false
	case Exposed:
		s.behind = true
	}
}

// Deadline returns when the mirror has become the principal.
func (r Rules) Deadline(s State) machine.Instant { return s.due.Deadline() }

// Advance lets the mirror become the principal.
func (r Rules) Advance(s State, out []Action) (State, []Action) {
	if !s.due.Armed() {
		return s, out
	}
	s.due = machine.Timer{}
	on := TookOver
	if s.Up(s.Principal()) {
		on = Switched
	}
	out, ok := s.take(on, out)
	if ok {
		s.swapped = !s.swapped
	}
	s.inStep()
	return s, out
}

// Code visits the state.
func (r Rules) Code(c *machine.Code, s *State) {
	machine.Enum(c, &s.phase, int(phases))
	machine.Enum(c, &s.down, 1<<servers)
	c.Bool(&s.swapped)
	c.Bool(&s.behind)
	c.Timer(&s.due, r.Take)
}
