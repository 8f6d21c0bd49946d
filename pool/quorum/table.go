package quorum

import "understudy.example/machine"

// A Phase is how an Enterprise pool stands.
type Phase uint8

// The phases.
const (
	Stopped    Phase = iota // it has not started: fewer front ends run than a cold start takes
	Starting                // enough run, and the routing groups are being placed
	Functional              // it serves
	Lost                    // it has lost its quorum: what is left has stopped all services
	phases
)

var phaseNames = []string{"stopped", "starting", "functional", "lost"}

func (p Phase) String() string { return machine.Name(phaseNames, p) }

// A Cause is what an event or the deadline amounts to.
type Cause uint8

// The causes.
const (
	Enough     Cause = iota // as many front ends run as a cold start takes
	TooFew                  // while it starts: fewer run than that
	Placed                  // all routing groups are placed
	QuorumLost              // fewer run than the pool needs to go on
	Gone                    // none runs any more
	Reset                   // the services of all front ends are restarted
	causes
)

var causeNames = []string{"enough to start", "too few to start", "groups placed", "too few to go on", "none left", "reset"}

func (c Cause) String() string { return machine.Name(causeNames, c) }

var row, note = machine.MakeRow[Phase, Cause], machine.MakeNote[Phase, Cause]

// Table holds every rule of a pool's quorum.
var Table = machine.MustTable(machine.Spec[Phase, Cause]{
	Name:   "pool/quorum",
	Doc:    "An Enterprise pool as a whole: whether enough of its front ends run.",
	Phases: int(phases), Causes: int(causes), Start: Stopped,
	Rows: []machine.Row[Phase, Cause]{
		row(Stopped, Enough, Starting, "As many front ends run as a cold start takes, and they place the routing groups (F-162, D-11)"),
		row(Starting, Placed, Functional, "All routing groups are placed; in a large pool that may take an hour (F-167)"),
		row(Starting, TooFew, Stopped, "Fewer front ends run than a cold start takes (F-162)"),
		row(Functional, QuorumLost, Lost, "Too few front ends are left, and these stop all services (F-163)"),
		row(Functional, Gone, Stopped, "No front end is left (F-163, H-46)"),
		row(Lost, Gone, Stopped, "The last front end is gone, too (F-163)"),
		row(Lost, Enough, Starting, "A pool that has lost its quorum takes the number of a cold start again (F-162, F-163)"),
		row(Starting, Reset, Stopped, "The reset stops the services of every front end in the middle of their start (F-166)"),
		row(Functional, Reset, Stopped, "The reset stops the services of every front end, and starts them again (F-166)"),
	},
	Ignored: []machine.Note[Phase, Cause]{
		note(Stopped, Reset, "The services do not run; a reset does not make up for missing front ends (F-162, F-166)"),
		note(Lost, Reset, "The services have stopped; a reset does not make up for missing front ends (F-162, F-166)"),
	},
})
