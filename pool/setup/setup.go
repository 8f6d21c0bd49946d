// Package setup is a pool's way into service: defined, published, installed, ready; setup again later on, while the
// pool serves (L-2, L-6); and its way out of the topology (H-91).
//
// A pool that is not ready homes nobody. A run of setup takes its time and then ends well, unless Break comes
// first.
package setup

import (
	"errors"
	"time"

	"understudy.example/machine"
)

// Rules are the parameters of setup. All durations are positive.
type Rules struct {
	Install   time.Duration // the first run (L-2)
	Reinstall time.Duration // every later run; inferred, no source times it
}

// Lab returns what the lab saw: 10 min for the run that installs the services (L-2), and the inferred 2 min for a later
// run.
func Lab() Rules { return Rules{Install: 10 * time.Minute, Reinstall: 2 * time.Minute} }

// ErrRules is what every error of Validate wraps.
var ErrRules = errors.New("setup: rules contradict each other")

// Validate reports every fault of the rules at once; each error wraps ErrRules.
func (r Rules) Validate() error {
	f := machine.Faults{Package: "setup", Kind: ErrRules}
	f.If(r.Install <= 0, "Install %v must be above 0", r.Install)
	f.If(r.Reinstall <= 0, "Reinstall %v must be above 0", r.Reinstall)
	return f.Err()
}

// A State is how far one pool has come. The zero State is a pool that nobody has defined.
type State struct {
	ends  machine.Timer // the run of setup; armed while one is on
	phase Phase
	built bool // setup has run to its end once
}

// Phase returns how far the pool has come.
func (s State) Phase() Phase { return s.phase }

// Serving reports whether the pool's services are installed: it can home users.
func (s State) Serving() bool { return s.built }

// An Event is what happens to a pool on its way.
type Event struct {
	On Cause // any but Done, which is refused
}

// A Kind is what an action asks for.
type Kind uint8

// The kinds of action.
const (
	Moved     Kind = iota // a row was taken
	Refuse                // the event was refused
	Installed             // a run of setup ended well
	Failed                // a run of setup failed
)

var kindNames = []string{"moved", "refuse", "installed", "failed"}

func (k Kind) String() string { return machine.Name(kindNames, k) }

// An Action is what became of the pool.
type Action struct {
	Kind Kind
	Move machine.Move[Phase, Cause] // Moved, Refuse: where in the Table
}

// Report says where in the Table the action comes from.
func (a Action) Report() (machine.Report, bool) { return Table.Report(a.Move), a.Kind <= Refuse }

// take meets a cause; it is the only writer of the phase.
func (s *State) take(on Cause, out []Action) ([]Action, bool) {
	switch move, outcome := Table.Take(&s.phase, on); outcome {
	case machine.Taken:
		return append(out, Action{Kind: Moved, Move: move}), true
	case machine.Refused:
		return append(out, Action{Kind: Refuse, Move: move}), false
	}
	return out, false
}

// Step lets e happen at now.
func (r Rules) Step(now machine.Instant, s State, e Event, out []Action) (State, []Action) {
	if e.On == Done {
		e.On = causes
	}
	out, ok := s.take(e.On, out)
	switch {
	case ok && s.phase == Installing:
		s.ends = machine.At(now.Add(max(r.Install, 0)))
	case ok && s.phase == Reinstalling:
		s.ends = machine.At(now.Add(max(r.Reinstall, 0)))
	case ok && s.phase == Absent:
		s.built = false
	case ok && e.On == Break:
		s.ends = machine.Timer{}
		out = append(out, Action{Kind: Failed})
	}
	return s, out
}

// Deadline returns when the run of setup ends.
func (r Rules) Deadline(s State) machine.Instant { return s.ends.Deadline() }

// Advance lets the run end.
func (r Rules) Advance(s State, out []Action) (State, []Action) {
	if !s.ends.Armed() {
		return s, out
	}
	s.ends = machine.Timer{}
	out, ok := s.take(Done, out)
	if ok {
		s.built = true
		out = append(out, Action{Kind: Installed})
	}
	return s, out
}

// Code visits the state.
func (r Rules) Code(c *machine.Code, s *State) {
	machine.Enum(c, &s.phase, int(phases))
	c.Bool(&s.built)
	c.Timer(&s.ends, max(r.Install, r.Reinstall))
}
