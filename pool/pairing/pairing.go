// Package pairing is how two pools become each other's backup: what may be paired with what, and the way of one pair
// from the topology into effect (F-1..F-25).
//
// [Check] says what is wrong with a pair; hardly anything is forbidden, much is unsupported (F-7). The machine has two
// moments that matter: from its publication on, the pools are each other's backup registrar; from the second setup on,
// the Backup Services replicate, and a pool can be failed over (F-19, L-6).
package pairing

import "understudy.example/machine"

// Rules are the rules of one pair. They have no parameters: a pair moves when somebody moves it.
type Rules struct{}

// Validate finds no fault, as there is none to find.
func (Rules) Validate() error { return nil }

// A State is how far one pair has come. The zero State is no pair.
type State struct {
	phase     Phase
	installed uint8 // a bit for each side where setup has been run since the pair was published
}

const both = 0b11

// Phase returns how far the pair has come.
func (s State) Phase() Phase { return s.phase }

// Published reports whether the servers know of the pair: each pool is the other's backup registrar (F-3).
func (s State) Published() bool { return s.phase >= Published && s.phase < phases }

// Installed reports whether setup has been run in one of the two pools, 0 or 1, since the pair was published.
func (s State) Installed(side uint8) bool { return s.installed>>(side&1)&1 != 0 }

// Ready reports whether both Backup Services run, on which replication and pool failover rest (L-6). A pair that is
// leaving stays ready until that is published.
func (s State) Ready() bool { return s.Published() && s.installed == both }

// An Event is what an administrator does to a pair.
type Event struct {
	On   Cause // Name, Clear, Publish or Install; everything else is refused
	Side uint8 // Install: in which of the two pools, 0 or 1
}

// A Kind is what an action asks for.
type Kind uint8

// The kinds of action.
const (
	Moved  Kind = iota // a row was taken
	Refuse             // the event was refused
)

var kindNames = []string{"moved", "refuse"}

func (k Kind) String() string { return machine.Name(kindNames, k) }

// An Action is what became of the pair.
type Action struct {
	Kind Kind
	Move machine.Move[Phase, Cause]
}

// Report says where in the Table the action comes from.
func (a Action) Report() (machine.Report, bool) { return Table.Report(a.Move), true }

// take meets a cause; it is the only writer of the phase.
func (s *State) take(on Cause, out []Action) ([]Action, bool) {
	switch move, outcome := Table.Take(&s.phase, on); outcome {
	case machine.Taken:
		return append(out, Action{Moved, move}), true
	case machine.Refused:
		return append(out, Action{Refuse, move}), false
	}
	return out, false
}

// Step lets e happen.
func (Rules) Step(_ machine.Instant, s State, e Event, out []Action) (State, []Action) {
	side := uint8(1) << (e.Side & 1)
	switch {
	case e.On == Install && e.Side > 1, e.On == InstallAgain:
		e.On = causes
	case e.On == Install && s.installed&side != 0:
		e.On = InstallAgain
	}
	out, ok := s.take(e.On, out)
	switch {
	case ok && e.On == Install:
		s.installed |= side
	case s.phase == Unpaired:
		s.installed = 0
	}
	return s, out
}

// Deadline returns Never.
func (Rules) Deadline(State) machine.Instant { return machine.Never }

// Advance does nothing.
func (Rules) Advance(s State, out []Action) (State, []Action) { return s, out }

// Code visits the state.
func (Rules) Code(c *machine.Code, s *State) {
	machine.Enum(c, &s.phase, int(phases))
	machine.Enum(c, &s.installed, both+1)
}
