// Package backend is the database behind a pool as its front ends see it: reachable, unreachable, unavailable.
//
// Front ends go on from memory while the database does not answer. After a threshold they give up on it, and their users
// are in resiliency mode until it answers again (F-51, F-172).
package backend

import (
	"errors"
	"time"

	"understudy.example/machine"
)

// Rules are the parameters of a back end.
type Rules struct {
	Threshold time.Duration // BackupStoreUnavailableThreshold; above 0 (F-51)
}

// Default is the documented threshold of 30 minutes (F-51, C-56).
func Default() Rules { return Rules{Threshold: 30 * time.Minute} }

// ErrRules is what every error of Validate wraps.
var ErrRules = errors.New("backend: rules contradict each other")

// Validate reports every fault of the rules; each error wraps ErrRules.
func (r Rules) Validate() error {
	f := machine.Faults{Package: "backend", Kind: ErrRules}
	f.If(r.Threshold <= 0, "Threshold %v must be above 0", r.Threshold)
	return f.Err()
}

// A Phase is what the front ends hold of their database.
type Phase uint8

// The phases.
const (
	Reachable   Phase = iota // it answers
	Unreachable              // it does not, and nobody notices yet
	Unavailable              // it has not for the threshold: user services are gone
	phases
)

var phaseNames = []string{"reachable", "unreachable", "unavailable"}

func (p Phase) String() string { return machine.Name(phaseNames, p) }

// A Cause is what an event or the deadline amounts to.
type Cause uint8

// The causes. Failed and Answered are events, too.
const (
	Failed   Cause = iota // the database does not answer any more
	Answered              // it answers again
	Elapsed               // it has not for the threshold
	causes
)

var causeNames = []string{"failed", "answered", "elapsed"}

func (c Cause) String() string { return machine.Name(causeNames, c) }

var row, note = machine.MakeRow[Phase, Cause], machine.MakeNote[Phase, Cause]

// Table holds every rule of a back end.
var Table = machine.MustTable(machine.Spec[Phase, Cause]{
	Name:   "pool/backend",
	Doc:    "The database behind a pool, as its front ends see it.",
	Phases: int(phases), Causes: int(causes), Start: Reachable,
	Rows: []machine.Row[Phase, Cause]{
		row(Reachable, Failed, Unreachable, "A short outage of the database leaves users unaffected (F-172)"),
		row(Unreachable, Answered, Reachable, "Back within the threshold, and nobody has noticed (F-172)"),
		row(Unreachable, Elapsed, Unavailable, "Unreachable for the threshold: its users are in resiliency mode (F-51, H-27)"),
		row(Unavailable, Answered, Reachable, "The database answers, and everything is back (F-51)"),
	},
	Ignored: []machine.Note[Phase, Cause]{
		note(Reachable, Answered, "It answers already (F-172)"),
		note(Unreachable, Failed, "It is unreachable already; the threshold counts from the first failure (F-51)"),
		note(Unavailable, Failed, "It is unavailable already (F-51)"),
	},
})

// A State is what the front ends remember. The zero State is a database that answers.
type State struct {
	due   machine.Timer
	phase Phase
}

// Phase returns what the front ends hold of their database.
func (s State) Phase() Phase { return s.phase }

// An Event is what the owner tells: Failed or Answered.
type Event struct{ On Cause }

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
	if e.On == Elapsed {
		e.On = causes // it is concluded, never told
	}
	out, ok := s.take(e.On, out)
	if ok {
		s.due = machine.Timer{}
	}
	if ok && s.phase == Unreachable {
		s.due = machine.At(now.Add(r.Threshold))
	}
	return s, out
}

// Deadline returns when the threshold is reached.
func (r Rules) Deadline(s State) machine.Instant { return s.due.Deadline() }

// Advance lets the threshold be reached.
func (r Rules) Advance(s State, out []Action) (State, []Action) {
	if s.due.Armed() {
		s.due = machine.Timer{}
		out, _ = s.take(Elapsed, out)
	}
	return s, out
}

// Code visits the state.
func (r Rules) Code(c *machine.Code, s *State) {
	machine.Enum(c, &s.phase, int(phases))
	c.Timer(&s.due, r.Threshold)
}
