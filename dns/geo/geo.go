// Package geo is a name that more than one pool can answer to, as a geographic DNS service keeps it (C-123): every target is
// checked again and again, and the name is answered with one that passes.
//
// [Rules] are a machine for the check of one target; [Order.Pick] chooses among the targets of a name. The owner answers
// every Check with Passed, or not at all.
package geo

import (
	"errors"
	"time"

	"understudy.example/machine"
)

// Rules are the parameters of a check, and of the answers that rest on it. No source says how long any of them is (H-61).
type Rules struct {
	Interval  time.Duration // between two checks; above 0
	Threshold uint8         // so many checks in a row put a target out of the answers, or into them again; above 0
	TTL       time.Duration // how long an answer may be kept; not below 0
}

// Default checks every 30 s, believes the third check in a row, and lets nobody keep an answer for longer than a minute (H-61).
func Default() Rules { return Rules{Interval: 30 * time.Second, Threshold: 3, TTL: time.Minute} }

// ErrRules is what every error of Validate wraps.
var ErrRules = errors.New("geo: rules contradict each other")

// Validate reports every fault of the rules at once; each error wraps ErrRules.
func (r Rules) Validate() error {
	f := machine.Faults{Package: "geo", Kind: ErrRules}
	f.If(r.Interval <= 0, "Interval %v must be above 0", r.Interval)
	f.If(r.Threshold == 0, "Threshold must be above 0")
	f.If(r.TTL < 0, "TTL %v must not be below 0", r.TTL)
	return f.Err()
}

// An Order says which of the targets that pass their checks a name is answered with (C-123).
type Order uint8

// The orders.
const (
	PrimaryFirst Order = iota // the first of them
	RoundRobin                // one after the other
)

var orderNames = []string{"primary first", "round robin"}

func (o Order) String() string { return machine.Name(orderNames, o) }

// Pick returns the target that the name is answered with, of targets that pass their checks or do not; turn counts the
// answers so far. If none passes it is the first one, as if there were no checks (H-61); without any target it is -1.
func (o Order) Pick(passing []bool, turn uint8) int {
	good := make([]int, 0, 8)
	for i, p := range passing {
		if p {
			good = append(good, i)
		}
	}
	switch {
	case len(good) == 0:
		return min(0, len(passing)-1)
	case o == RoundRobin:
		return good[int(turn)%len(good)]
	}
	return good[0]
}

// A State is what the service remembers of one target. The zero State is checked by nobody.
type State struct {
	due   machine.Timer // the next check
	phase Phase
	run   uint8 // checks in a row that speak against the phase
	open  bool  // the last check is unanswered
}

// Start returns a target that is in the answers and is checked from the beginning of the run.
func Start() State { return State{due: machine.At(0)} }

// Phase returns whether the target is in the answers.
func (s State) Phase() Phase { return s.phase }

// An Event is what becomes of a check: Passed or Failed.
type Event struct{ On Cause }

// A Kind is what an action is.
type Kind uint8

// The kinds of action.
const (
	Moved  Kind = iota // a row was taken
	Refuse             // the event was refused
	Check              // check the target: does its page answer 200, its port answer at all?
)

var kindNames = []string{"moved", "refuse", "check"}

func (k Kind) String() string { return machine.Name(kindNames, k) }

// An Action is what the check did, or wants done.
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
func (r Rules) Step(_ machine.Instant, s State, e Event, out []Action) (State, []Action) {
	switch {
	case e.On > Failed:
		return s, s.take(causes, out)
	case !s.open:
		return s, s.take(Stray, out)
	}
	out = r.judge(&s, e.On, out)
	return s, out
}

// judge counts a check: one that agrees with the phase ends the run, and a run that is long enough changes the phase.
func (r Rules) judge(s *State, on Cause, out []Action) []Action {
	s.open = false
	if (on == Passed) == (s.phase == In) {
		s.run = 0
		return s.take(on, out)
	}
	if s.run++; s.run < r.Threshold {
		return s.take(on, out)
	}
	s.run = 0
	if s.phase == In {
		return s.take(Fell, out)
	}
	return s.take(Rose, out)
}

// Deadline returns when the target is checked next.
func (r Rules) Deadline(s State) machine.Instant { return s.due.Deadline() }

// Advance lets the next check begin. If the last one was not answered it has failed.
func (r Rules) Advance(s State, out []Action) (State, []Action) {
	if !s.due.Armed() {
		return s, out
	}
	if s.open {
		out = r.judge(&s, Failed, out)
	}
	s.due, s.open = machine.At(s.due.Deadline().Add(r.Interval)), true
	return s, append(out, Action{Kind: Check})
}

// Code visits the state.
func (r Rules) Code(c *machine.Code, s *State) {
	machine.Enum(c, &s.phase, int(phases))
	machine.Enum(c, &s.run, int(max(r.Threshold, 1)))
	c.Bool(&s.open)
	c.Timer(&s.due, r.Interval)
}
