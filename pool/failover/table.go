package failover

import "understudy.example/machine"

// A Phase is the PoolState: what the configuration says of a pool (F-52, F-53). It is sticky: only a step of a run, or
// a hand, changes it (F-56, F-75).
type Phase uint8

// The phases.
const (
	Active      Phase = iota // it serves its own users
	FailingOver              // read only, on the way to its backup
	FailedOver               // its backup serves its users
	FailingBack              // on the way home
	phases
)

var phaseNames = []string{"active", "failing over", "failed over", "failing back"}

func (p Phase) String() string { return machine.Name(phaseNames, p) }

// A Cause is what an event amounts to.
type Cause uint8

const (
	planned Cause = iota // the four orders, given while no run is on
	disaster
	failback
	disasterFailback
	busy // an order, or a hand on the state, while a run is on
	markedFailingOver
	markedFailedOver
	markedFailingBack
	markedActive
	broken // a step has failed
	idle   // word of a step while no run is on, or an answer nobody asked for
	setActive
	setFailingOver
	setFailedOver
	setFailingBack
	causes
)

var causeNames = []string{
	"planned failover", "disaster failover", "failback", "disaster failback", "order during a run",
	"marked failing over", "marked failed over", "marked failing back", "marked active",
	"step failed", "word of no step", "set active", "set failing over", "set failed over", "set failing back",
}

func (c Cause) String() string { return machine.Name(causeNames, c) }

var row, note = machine.MakeRow[Phase, Cause], machine.MakeNote[Phase, Cause]

// Table holds every rule of the PoolState.
var Table = machine.MustTable(machine.Spec[Phase, Cause]{
	Name:   "pool/failover",
	Doc:    "The administrator's failover and failback of one pool.",
	Phases: int(phases), Causes: int(causes), Start: Active,
	Rows: []machine.Row[Phase, Cause]{
		row(Active, planned, Active, "A planned failover begins while the pool still serves (F-58)"),
		row(Active, disaster, Active, "A disaster failover begins; what needs the pool itself is left out (F-62, F-64)"),
		row(Active, markedFailingOver, FailingOver, "The configuration says so, and makes the pool read only (F-58, F-59)"),
		row(Active, broken, Active, "The run ends before anything was marked, and can be run again (F-72)"),

		row(FailingOver, planned, FailingOver, "A failover that stopped half way is run again (F-72, F-75)"),
		row(FailingOver, disaster, FailingOver, "A failover that stopped half way is finished in disaster mode (F-75, H-21)"),
		row(FailingOver, markedFailingOver, FailingOver, "It is marked already, by the run that stopped (F-72)"),
		row(FailingOver, markedFailedOver, FailedOver, "The users' data is loaded on the backup, which serves them in full (F-58)"),
		row(FailingOver, broken, FailingOver, "Nothing rolls back: the pool stays as it is marked (F-74, F-75)"),

		row(FailedOver, failback, FailedOver, "A failback begins while the backup still serves (F-83)"),
		row(FailedOver, disasterFailback, FailedOver, "A failback that leaves out what needs the backup pool begins (F-84)"),
		row(FailedOver, markedFailingBack, FailingBack, "The configuration says so; new sign-ins go home (F-83, F-89)"),
		row(FailedOver, broken, FailedOver, "The run ends where nothing more was marked; the backup goes on serving (F-56, F-87)"),

		row(FailingBack, failback, FailingBack, "A failback that stopped half way is run again (F-86)"),
		row(FailingBack, disasterFailback, FailingBack, "A failback that stopped half way is finished without the backup pool (F-84, F-86)"),
		row(FailingBack, disaster, FailingBack, "The home pool has died again on the way back and is failed over once more (H-20)"),
		row(FailingBack, markedFailingOver, FailingOver, "Failed over once more, in the middle of a failback (H-20)"),
		row(FailingBack, markedFailingBack, FailingBack, "It is marked already, by the run that stopped (F-86)"),
		row(FailingBack, markedActive, Active, "The users' data is loaded at home, which serves them in full (F-83)"),
		row(FailingBack, broken, FailingBack, "Nothing rolls back: the pool stays as it is marked (F-86, F-174)"),

		row(Active, setActive, Active, "Written by hand as it was; a run that stopped is forgotten (F-57)"),
		row(Active, setFailingOver, FailingOver, "Written with no run behind it: by hand, or by a new master that had heard less (F-57, F-110)"),
		row(Active, setFailedOver, FailedOver, "Written by hand, which moves the users without their data (F-57)"),
		row(Active, setFailingBack, FailingBack, "Written with no run behind it: by hand, or by a new master that had heard less (F-57, F-110, H-29)"),
		row(FailingOver, setActive, Active, "The way out of a failover that is stuck, written by hand (F-74)"),
		row(FailingOver, setFailingOver, FailingOver, "Written by hand as it was; a run that stopped is forgotten (F-57)"),
		row(FailingOver, setFailedOver, FailedOver, "Written by hand, however far the run had come (F-57)"),
		row(FailingOver, setFailingBack, FailingBack, "Written with no run behind it: by hand, or by a new master that had heard less (F-57, F-110, H-29)"),
		row(FailedOver, setActive, Active, "Written by hand; what the users did on the backup is not brought home (F-57, F-74)"),
		row(FailedOver, setFailingOver, FailingOver, "Written with no run behind it: by hand, or by a new master that had heard less (F-57, F-110)"),
		row(FailedOver, setFailedOver, FailedOver, "Written by hand as it was; a run that stopped is forgotten (F-57)"),
		row(FailedOver, setFailingBack, FailingBack, "Written with no run behind it: by hand, or by a new master that had heard less (F-57, F-110, H-29)"),
		row(FailingBack, setActive, Active, "Written by hand, however far the run had come (F-57, F-74)"),
		row(FailingBack, setFailingOver, FailingOver, "Written with no run behind it: by hand, or by a new master that had heard less (F-57, F-110)"),
		row(FailingBack, setFailedOver, FailedOver, "Written by hand, which gives the users back to the backup (F-57)"),
		row(FailingBack, setFailingBack, FailingBack, "Written by hand as it was; a run that stopped is forgotten (F-57, H-29)"),
	},
	Refused: []machine.Note[Phase, Cause]{
		note(Active, failback, "It is not failed over, so there is nothing to fail back (F-83)"),
		note(Active, disasterFailback, "It is not failed over, so there is nothing to fail back (F-83, F-84)"),
		note(FailingOver, failback, "A failover that stopped is finished, or its state written by hand, before a failback (F-75)"),
		note(FailingOver, disasterFailback, "A failover that stopped is finished, or its state written by hand, before a failback (F-75)"),
		note(FailedOver, planned, "It is failed over already, and stays so until it is failed back (F-56, F-71)"),
		note(FailedOver, disaster, "It is failed over already, and stays so until it is failed back (F-56, F-71)"),
		note(FailingBack, planned, "A failback that stopped is run again; only disaster mode turns it round (F-86, H-20)"),
		note(Active, busy, "A run is on, which has to end or stop first (F-75)"),
		note(FailingOver, busy, "A run is on, which has to end or stop first (F-75)"),
		note(FailedOver, busy, "A run is on, which has to end or stop first (F-75)"),
		note(FailingBack, busy, "A run is on, which has to end or stop first (F-75)"),
		note(Active, idle, "No step has asked, or none is on (F-58)"),
		note(FailingOver, idle, "No step has asked, or none is on (F-58)"),
		note(FailedOver, idle, "No step has asked, or none is on (F-83)"),
		note(FailingBack, idle, "No step has asked, or none is on (F-83)"),
	},
})
