// Package certificate is the certificate that a client signs in with: none, valid, renewing, expired.
//
// Lync's own server issues it to the user (C-62), and it is presented wherever the client signs in; there is no other try
// with it in hand (H-24). Which pools know it is not its own affair: a pool that has no record of it refuses it (C-65,
// C-67).
package certificate

import (
	"errors"
	"time"

	"understudy.example/machine"
)

// The bounds of Rules.Life (C-63).
const (
	MinLife = 8 * time.Hour
	MaxLife = 8760 * time.Hour
)

// Rules are the parameters of a certificate.
type Rules struct {
	Life  time.Duration // how long it is valid (C-63)
	Renew time.Duration // how long before its end it is renewed (C-63); below Life
}

// Default are 180 days, documented, and a renewal 30 days before, as observed (C-63).
func Default() Rules { return Rules{Life: 4320 * time.Hour, Renew: 720 * time.Hour} }

// ErrRules is what every error of Validate wraps.
var ErrRules = errors.New("certificate: rules contradict each other")

// Validate reports every fault of the rules at once; each error wraps ErrRules.
func (r Rules) Validate() error {
	f := machine.Faults{Package: "certificate", Kind: ErrRules}
	f.If(r.Life < MinLife, "Life %v must not be shorter than %v", r.Life, MinLife)
	f.If(r.Life > MaxLife, "Life %v must not be longer than %v", r.Life, MaxLife)
	f.If(r.Renew <= 0, "Renew %v must be above 0", r.Renew)
	f.If(r.Renew > 0 && r.Renew >= r.Life, "Renew %v must be below Life %v", r.Renew, r.Life)
	return f.Err()
}

// A State is what a client knows of its certificate.
type State struct {
	due   machine.Timer // Valid: the renewal; Renewing: the end
	phase Phase
}

// Phase returns what has become of the certificate.
func (s State) Phase() Phase { return s.phase }

// Presents reports whether the client signs in with a certificate. If it does not, it signs in by Kerberos or NTLM and
// is issued one by the pool it reaches (C-64, H-24).
func (s State) Presents() bool { return s.phase == Valid || s.phase == Renewing }

// An Event is what the owner tells: Issued, Deleted or Revoked.
type Event struct {
	On Cause // everything else is refused
}

// A Kind is what an action asks for.
type Kind uint8

// The kinds of action.
const (
	Moved  Kind = iota // a row was taken
	Refuse             // the event was refused
	Renew              // ask the web services for another, now or at any time before the end; answer with Issued
)

var kindNames = []string{"moved", "refuse", "renew"}

func (k Kind) String() string { return machine.Name(kindNames, k) }

// An Action is what became of a certificate, or is wanted for it.
type Action struct {
	Kind Kind
	Move machine.Move[Phase, Cause] // Moved, Refuse: where in the Table
}

// Report says where in the Table the action comes from.
func (a Action) Report() (machine.Report, bool) { return Table.Report(a.Move), a.Kind <= Refuse }

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

// Step lets e happen at now.
func (r Rules) Step(now machine.Instant, s State, e Event, out []Action) (State, []Action) {
	switch e.On {
	case Issued:
		out = s.take(Issued, out)
		s.due = machine.At(now.Add(r.Life - r.Renew))
	case Deleted:
		out = s.take(Deleted, out)
		s.due = machine.Timer{}
	case Revoked:
		out = s.take(Revoked, out)
	default:
		out = s.take(causes, out)
	}
	return s, out
}

// Deadline returns when the certificate is renewed, or ends.
func (r Rules) Deadline(s State) machine.Instant { return s.due.Deadline() }

// Advance lets the deadline pass.
func (r Rules) Advance(s State, out []Action) (State, []Action) {
	now := r.Deadline(s)
	switch {
	case now == machine.Never:
	case s.phase == Valid:
		out = s.take(RenewalDue, out)
		s.due = machine.At(now.Add(r.Renew))
		out = append(out, Action{Kind: Renew})
	default:
		out = s.take(Elapsed, out)
		s.due = machine.Timer{}
	}
	return s, out
}

// Code visits the state.
func (r Rules) Code(c *machine.Code, s *State) {
	machine.Enum(c, &s.phase, int(phases))
	c.Timer(&s.due, max(r.Life-r.Renew, r.Renew))
}
