// Package parked is one orbit of a pool's call park service: a place where a call waits until somebody retrieves it.
//
// A call that is parked is held by the pool alone, so it drops when that pool goes out; a failback leaves it where it is.
// Before it is parked and after it is retrieved it is an ordinary call (C-77, F-146). Who may park, and at which pool, is
// the owner's knowledge.
package parked

import "understudy.example/machine"

// A Phase is whether the orbit holds a call.
type Phase uint8

// The phases.
const (
	Free   Phase = iota // no call
	Parked              // a call, which nobody has retrieved yet
	phases
)

var phaseNames = []string{"free", "parked"}

func (p Phase) String() string { return machine.Name(phaseNames, p) }

// A Cause is what happens to the orbit. Each of them is an event.
type Cause uint8

// The causes.
const (
	Park     Cause = iota // a call is parked
	Retrieve              // somebody retrieves it
	HangUp                // who was parked gives up
	Outage                // the pool's service has gone
	Failback              // the pool's users are failed back, or to it
	causes
)

var causeNames = []string{"park", "retrieve", "hang up", "outage", "failback"}

func (c Cause) String() string { return machine.Name(causeNames, c) }

var row, note = machine.MakeRow[Phase, Cause], machine.MakeNote[Phase, Cause]

// Table holds every rule of an orbit.
var Table = machine.MustTable(machine.Spec[Phase, Cause]{
	Name:   "client/parked",
	Doc:    "One orbit of a pool's call park service.",
	Phases: int(phases), Causes: int(causes), Start: Free,
	Rows: []machine.Row[Phase, Cause]{
		row(Free, Park, Parked, "The call park service of the pool holds the call from now on (C-77, F-146)"),
		row(Parked, Retrieve, Free, "A call that was retrieved is an ordinary call again, and stays (C-77)"),
		row(Parked, HangUp, Free, "Who was parked has given up (C-77)"),
		row(Parked, Outage, Free, "A call that is parked and not retrieved drops at the outage (C-77, F-146)"),
		row(Parked, Failback, Parked, "It stays parked in a failback (C-77)"),
	},
	Ignored: []machine.Note[Phase, Cause]{
		note(Free, Outage, "There is no call to be dropped (C-77)"),
		note(Free, Failback, "There is no call (C-77)"),
		note(Free, HangUp, "The call was retrieved, or dropped, before (C-77)"),
	},
	Refused: []machine.Note[Phase, Cause]{
		note(Parked, Park, "The orbit is taken (C-77)"),
		note(Free, Retrieve, "Nobody waits there any more (C-77)"),
	},
})

// A State is one orbit. The zero State is free.
type State struct{ phase Phase }

// Phase returns whether the orbit holds a call.
func (s State) Phase() Phase { return s.phase }

// An Event is what the owner tells.
type Event struct{ On Cause }

// An Action is a row taken or a refusal.
type Action struct{ Move machine.Move[Phase, Cause] }

// Report says where in the Table the action comes from.
func (a Action) Report() (machine.Report, bool) { return Table.Report(a.Move), true }

// Rules are those of an orbit; there is nothing to be set.
type Rules struct{}

// Validate finds no fault, as there is none to find.
func (Rules) Validate() error { return nil }

// Step lets e happen; Take is the only writer of the phase.
func (Rules) Step(_ machine.Instant, s State, e Event, out []Action) (State, []Action) {
	move, outcome := Table.Take(&s.phase, e.On)
	if outcome == machine.Ignored {
		return s, out
	}
	return s, append(out, Action{move})
}

// Deadline is Never: nothing happens by itself.
func (Rules) Deadline(State) machine.Instant { return machine.Never }

// Advance has nothing to do.
func (Rules) Advance(s State, out []Action) (State, []Action) { return s, out }

// Code visits the state.
func (Rules) Code(c *machine.Code, s *State) { machine.Enum(c, &s.phase, int(phases)) }
