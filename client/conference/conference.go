// Package conference is one participant's place in one conference: what becomes of it when something moves inside the
// pool of its organiser, and when that pool dies, is failed over or fails back.
//
// A conference lives where its organiser is served in full. When that ends, all of it ends, for everyone; the button to
// rejoin is shown and works for nobody until the organiser is served in full again, and then each participant has to
// click it for himself (F-88, F-90, C-88). Inside a pool the focus of a conference and its conferencing unit, which mixes
// the media, move to another front end apart from each other, and only the unit takes the call with it (C-87).
//
// When the organiser is served in full, which pool that is, and whether requests get through to it is the owner's
// knowledge.
package conference

import (
	"errors"
	"time"

	"understudy.example/machine"
)

// Rules are the parameters of a conference.
type Rules struct {
	Attempt time.Duration // how long it takes to reconnect, or to make a call again; inferred
}

// Default is 10 seconds for an attempt, which is inferred.
func Default() Rules { return Rules{Attempt: 10 * time.Second} }

// ErrRules is what every error of Validate wraps.
var ErrRules = errors.New("conference: rules contradict each other")

// Validate reports every fault of the rules; each error wraps ErrRules.
func (r Rules) Validate() error {
	f := machine.Faults{Package: "conference", Kind: ErrRules}
	f.If(r.Attempt <= 0, "Attempt %v must be above 0", r.Attempt)
	return f.Err()
}

// A State is one participant's place. The zero State is outside.
type State struct {
	due   machine.Timer // an attempt has come to its end
	phase Phase
}

// Phase returns where the participant is.
func (s State) Phase() Phase { return s.phase }

// Media reports whether the participant hears and sees the conference. Where a hop is being healed that may be so (C-87).
func (s State) Media() bool {
	return s.phase == Attending || s.phase == Reconnecting || s.phase == Healing
}

// Button reports whether the client shows the button to rejoin, whether or not it works (C-88).
func (s State) Button() bool { return s.phase == Disrupted || s.phase == Reopened }

// An Event is what the owner tells: Join to Failed; everything else is refused.
type Event struct{ On Cause }

// A Kind is what an action tells.
type Kind uint8

// The kinds of action.
const (
	Moved  Kind = iota // a row was taken
	Refuse             // the event was refused
	Ask                // an attempt is over: Answered or Failed says how it went
)

var kindNames = []string{"moved", "refuse", "ask"}

func (k Kind) String() string { return machine.Name(kindNames, k) }

// An Action is what became of a participant.
type Action struct {
	Kind Kind
	Move machine.Move[Phase, Cause] // Moved, Refuse: where in the Table
}

// Report says where in the Table the action comes from.
func (a Action) Report() (machine.Report, bool) { return Table.Report(a.Move), a.Kind <= Refuse }

// take meets a cause; it is the only writer of the phase. ok is whether a row was taken.
func (s *State) take(on Cause, out []Action) (_ []Action, ok bool) {
	switch move, outcome := Table.Take(&s.phase, on); outcome {
	case machine.Taken:
		return append(out, Action{Moved, move}), true
	case machine.Refused:
		return append(out, Action{Refuse, move}), false
	}
	return out, false
}

// Step lets e happen at now.
func (r Rules) Step(now machine.Instant, s State, e Event, out []Action) (State, []Action) {
	out, ok := s.take(e.On, out)
	if !ok {
		return s, out
	}
	s.due = machine.Timer{}
	if s.phase == Reconnecting || s.phase == Retrying {
		s.due = machine.At(now.Add(r.Attempt))
	}
	return s, out
}

// Deadline returns when an attempt is over.
func (r Rules) Deadline(s State) machine.Instant { return s.due.Deadline() }

// Advance asks how the attempt went.
func (r Rules) Advance(s State, out []Action) (State, []Action) {
	if !s.due.Armed() {
		return s, out
	}
	s.due = machine.Timer{}
	return s, append(out, Action{Kind: Ask})
}

// Code visits the state.
func (r Rules) Code(c *machine.Code, s *State) {
	machine.Enum(c, &s.phase, int(phases))
	c.Timer(&s.due, r.Attempt)
}
