package replicator

import "understudy.example/machine"

// A Phase is what the replicator does.
type Phase uint8

// The phases.
const (
	Idle    Phase = iota // it does not run: the database beside it is not the active one
	Polling              // it looks for changes
	Forcing              // the same, and full copies are being prepared
	phases
)

var phaseNames = []string{"idle", "polling", "forcing"}

func (p Phase) String() string { return machine.Name(phaseNames, p) }

// A Cause is what an event or a deadline amounts to.
type Cause uint8

// The causes that are events.
const (
	Start Cause = iota // the database beside it is the active one
	Stop               // it is not any more, or the server stops
	Force              // an administrator orders a replication
	sent               // the full copies go out
	causes
)

var causeNames = []string{"start", "stop", "force", "full copies sent"}

func (c Cause) String() string { return machine.Name(causeNames, c) }

var row, note = machine.MakeRow[Phase, Cause], machine.MakeNote[Phase, Cause]

// Table holds every rule of a replicator.
var Table = machine.MustTable(machine.Spec[Phase, Cause]{
	Name:   "cms/replicator",
	Doc:    "The master replicator, which copies the active database's changes to all replicas.",
	Phases: int(phases), Causes: int(causes), Start: Idle,
	Rows: []machine.Row[Phase, Cause]{
		row(Idle, Start, Polling, "The master looks for changes every 60 s (F-96, F-97)"),
		row(Polling, Stop, Idle, "Without a master nothing is replicated; servers go on with what they have (F-99)"),
		row(Forcing, Stop, Idle, "Without a master nothing is replicated, forced or not (F-99)"),
		row(Polling, Force, Forcing, "A forced replication sends full copies and takes minutes to start (F-97)"),
		row(Forcing, sent, Polling, "The full copies go out (F-97)"),
	},
	Ignored: []machine.Note[Phase, Cause]{
		note(Polling, Start, "It runs already (F-97)"),
		note(Forcing, Start, "It runs already (F-97)"),
		note(Idle, Stop, "It does not run (F-99)"),
		note(Forcing, Force, "One is being prepared already (F-97)"),
	},
	Refused: []machine.Note[Phase, Cause]{
		note(Idle, Force, "There is no master here that could replicate (F-94, F-99)"),
	},
})
