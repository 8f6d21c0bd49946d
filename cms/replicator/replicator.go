// Package replicator is the master replicator: it runs beside the active database, looks for changes every 60 s and has
// them copied to every replica that can be reached (F-96, F-97).
package replicator

import (
	"errors"
	"time"

	"understudy.example/machine"
)

// Rules are the parameters of a replicator.
type Rules struct {
	Poll       time.Duration // between two rounds (F-97); above 0
	ForceDelay time.Duration // from an order to replicate until its full copies go out (F-97); not below 0
}

// Lab is the documented product: a round every 60 s, and a forced replication that starts after 2 to 3 minutes, here
// 150 s (F-97).
func Lab() Rules { return Rules{Poll: 60 * time.Second, ForceDelay: 150 * time.Second} }

// ErrRules is what every error of Validate wraps.
var ErrRules = errors.New("replicator: rules contradict each other")

// Validate reports every fault of the rules at once; each error wraps ErrRules.
func (r Rules) Validate() error {
	f := machine.Faults{Package: "replicator", Kind: ErrRules}
	f.If(r.Poll <= 0, "Poll %v must be above 0", r.Poll)
	f.If(r.ForceDelay < 0, "ForceDelay %v must not be below 0", r.ForceDelay)
	return f.Err()
}

// A State is what a replicator remembers. The zero State does not run.
type State struct {
	poll  machine.Timer // the next round
	full  machine.Timer // the full copies go out
	phase Phase
}

// Phase returns what the replicator does.
func (s State) Phase() Phase { return s.phase }

// NextPoll returns when the next round begins, Never if the replicator does not run.
func (s State) NextPoll() machine.Instant { return min(s.poll.Deadline(), s.full.Deadline()) }

// LastRound returns when the replicator last looked for changes, or began to run; Never if it does not run. It is taken for
// the last heartbeat of the master and of the agents that copy for it (F-101).
func (r Rules) LastRound(s State) machine.Instant { return s.poll.Deadline().Add(-r.Poll) }

// An Event is what the owner tells a replicator.
type Event struct {
	On Cause // Start, Stop or Force; everything else is refused
}

// A Kind is what an action is, or asks for.
type Kind uint8

// The kinds of action.
const (
	Moved  Kind = iota // a row was taken
	Refuse             // the event was refused
	Poll               // hand the changes to every stale replica that can be reached
)

var kindNames = []string{"moved", "refuse", "poll"}

func (k Kind) String() string { return machine.Name(kindNames, k) }

// An Action is what a replicator did, or wants done.
type Action struct {
	Kind Kind
	Full bool                       // Poll: hand a full copy to every replica that can be reached, stale or not (F-97)
	Move machine.Move[Phase, Cause] // Moved, Refuse: where in the Table
}

// Report says where in the Table the action comes from.
func (a Action) Report() (machine.Report, bool) { return Table.Report(a.Move), a.Kind != Poll }

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

// Step lets e happen at now. A replicator that starts makes its first round one Poll later (inferred).
func (r Rules) Step(now machine.Instant, s State, e Event, out []Action) (State, []Action) {
	before := s.phase
	if e.On > Force {
		out = s.take(causes, out)
		return s, out
	}
	out = s.take(e.On, out)
	switch {
	case s.phase == before:
	case e.On == Start:
		s.poll = machine.At(now.Add(r.Poll))
	case e.On == Force:
		s.full = machine.At(now.Add(r.ForceDelay))
	default:
		s = State{phase: s.phase}
	}
	return s, out
}

// Deadline returns when the next round begins.
func (r Rules) Deadline(s State) machine.Instant { return s.NextPoll() }

// Advance begins a round: the one with full copies if that is due, else an ordinary one.
func (r Rules) Advance(s State, out []Action) (State, []Action) {
	now := r.Deadline(s)
	switch {
	case now == machine.Never:
	case s.full.Due(now):
		s.full = machine.Timer{}
		out = append(s.take(sent, out), Action{Kind: Poll, Full: true})
	default:
		s.poll = machine.At(now.Add(max(r.Poll, 1)))
		out = append(out, Action{Kind: Poll})
	}
	return s, out
}

// Code visits the state.
func (r Rules) Code(c *machine.Code, s *State) {
	machine.Enum(c, &s.phase, int(phases))
	c.Timer(&s.poll, r.Poll)
	c.Timer(&s.full, r.ForceDelay)
}
