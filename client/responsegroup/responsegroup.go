// Package responsegroup is one call to a response group, from the queue to an agent.
//
// A call that waits is held by the pool whose service runs the group, and drops when that goes. One that has reached an
// agent is an ordinary call between two people and stays, unless the group hides its agents: then the call runs through
// the pool (C-76). Which pool runs the group, whether its partner has imported it, and which agents are in reach is the
// owner's knowledge (F-145).
package responsegroup

import "understudy.example/machine"

// A Phase is where the call is.
type Phase uint8

// The phases.
const (
	None      Phase = iota // no call
	Queued                 // it waits for an agent
	Connected              // an agent has it
	Anonymous              // an agent whom the group hides has it, through the pool
	phases
)

var phaseNames = []string{"none", "queued", "connected", "connected anonymously"}

func (p Phase) String() string { return machine.Name(phaseNames, p) }

// A Cause is what happens to the call. Each of them is an event.
type Cause uint8

// The causes.
const (
	Call     Cause = iota // somebody calls the group
	Unserved              // somebody calls, and no pool runs the group
	Agent                 // an agent takes it
	Hidden                // an agent of a group that hides its agents takes it
	Outage                // the service that runs the group has gone
	Failback              // the group goes home
	HangUp                // one of the two ends it
	causes
)

var causeNames = []string{"call", "unserved", "agent", "hidden agent", "outage", "failback", "hang up"}

func (c Cause) String() string { return machine.Name(causeNames, c) }

var row, note = machine.MakeRow[Phase, Cause], machine.MakeNote[Phase, Cause]

const (
	busy  = "The caller is in a call to a group already (C-76)"
	taken = "An agent has the call already (C-76)"
	quiet = "There is no call to be dropped (C-76)"
)

// Table holds every rule of a call to a response group.
var Table = machine.MustTable(machine.Spec[Phase, Cause]{
	Name:   "client/responsegroup",
	Doc:    "One call to a response group, from the queue to an agent.",
	Phases: int(phases), Causes: int(causes), Start: None,
	Rows: []machine.Row[Phase, Cause]{
		row(None, Call, Queued, "The pool that runs the group takes the call and looks for an agent (C-76)"),
		row(None, Unserved, None, "No pool runs the group: its own is out, and it was not imported; the call drops (C-76, F-145)"),
		row(Queued, Agent, Connected, "An agent is in reach and takes the call; its media run between the two (C-76)"),
		row(Queued, Hidden, Anonymous, "An agent takes the call, through the pool, which hides him (C-76)"),

		row(Queued, Outage, None, "A call that no agent has yet drops with the pool (C-76)"),
		row(Anonymous, Outage, None, "An anonymous call runs through the pool and drops with it (C-76)"),
		row(Queued, Failback, None, "A queued call of an imported group drops when the group goes home (C-76)"),

		row(Queued, HangUp, None, "The caller gives up (C-76)"),
		row(Connected, HangUp, None, "The call is over (C-76)"),
		row(Anonymous, HangUp, None, "The call is over (C-76)"),
	},
	Ignored: []machine.Note[Phase, Cause]{
		note(Connected, Outage, "A call that an agent has stays: its media run between the two (C-76, C-84)"),
		note(Connected, Failback, "A call that an agent has stays (C-76)"),
		note(Anonymous, Failback, "The pool that it runs through is still there (C-76)"),
		note(None, Outage, quiet),
		note(None, Failback, quiet),
		note(None, HangUp, "The call was dropped before (C-76)"),
	},
	Refused: []machine.Note[Phase, Cause]{
		note(Queued, Call, busy), note(Connected, Call, busy), note(Anonymous, Call, busy),
		note(Queued, Unserved, busy), note(Connected, Unserved, busy), note(Anonymous, Unserved, busy),
		note(Connected, Agent, taken), note(Anonymous, Agent, taken),
		note(Connected, Hidden, taken), note(Anonymous, Hidden, taken),
	},
})

// A State is one caller. The zero State has called no group.
type State struct{ phase Phase }

// Phase returns where the call is.
func (s State) Phase() Phase { return s.phase }

// An Event is what the owner tells.
type Event struct{ On Cause }

// An Action is a row taken or a refusal.
type Action struct{ Move machine.Move[Phase, Cause] }

// Report says where in the Table the action comes from.
func (a Action) Report() (machine.Report, bool) { return Table.Report(a.Move), true }

// Rules are those of a call to a group; there is nothing to be set.
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

// Deadline is Never: a caller waits as long as he likes.
func (Rules) Deadline(State) machine.Instant { return machine.Never }

// Advance has nothing to do.
func (Rules) Advance(s State, out []Action) (State, []Action) { return s, out }

// Code visits the state.
func (Rules) Code(c *machine.Code, s *State) { machine.Enum(c, &s.phase, int(phases)) }
