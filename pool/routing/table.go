package routing

import "understudy.example/machine"

// A Phase is how a routing group stands.
type Phase uint8

// The phases.
const (
	Unplaced  Phase = iota // the pool does not run
	Full                   // a primary and at least one secondary
	Alone                  // a primary without secondaries: its users are limited
	None                   // no replica: its users cannot sign in
	Reloading              // the same, while it is read from the database
	phases
)

var phaseNames = []string{"unplaced", "full", "primary alone", "lost", "reloading"}

func (p Phase) String() string { return machine.Name(phaseNames, p) }

// A Cause is what an event or a deadline amounts to.
type Cause uint8

// The causes. Stopped, Recovery and Wiped are events, too.
const (
	Placed      Cause = iota // the pool starts, and two or three front ends hold the group
	PlacedAlone              // the same, and one holds it
	NotPlaced                // the same, and none that runs holds it
	Stopped                  // the pool stops
	Promoted                 // the primary is lost, and a secondary takes its place
	LeftAlone                // one replica is left
	AllLost                  // none is left
	OneBack                  // one is back
	Back                     // secondaries are back
	Rebuilt                  // other front ends hold what was lost
	Recovery                 // the group is to be read from the database
	Reloaded                 // it has been
	NoStore                  // it cannot be: the database does not answer
	Wiped                    // the local databases are rebuilt
	causes
)

var causeNames = []string{"placed", "placed alone", "not placed", "stopped", "promoted", "left alone", "all lost", "one back",
	"back", "rebuilt", "recovery", "reloaded", "no database", "wiped"}

func (c Cause) String() string { return machine.Name(causeNames, c) }

var row, note = machine.MakeRow[Phase, Cause], machine.MakeNote[Phase, Cause]

const (
	stops     = "The pool stops, and its routing groups with it (F-163)"
	placed    = "It is placed already (F-161)"
	notLost   = "The group is not lost; only lost ones are read from the database (F-165, F-166)"
	unreached = "A group is read from the database, and that does not answer (F-166)"
	standing  = "Local databases are rebuilt while the services are stopped (F-166)"
)

// Table holds every rule of a routing group.
var Table = machine.MustTable(machine.Spec[Phase, Cause]{
	Name:   "pool/routing",
	Doc:    "A routing group of an Enterprise pool: the users whose data lie on the same three front ends.",
	Phases: int(phases), Causes: int(causes), Start: Unplaced,
	Rows: []machine.Row[Phase, Cause]{
		row(Unplaced, Placed, Full, "A primary and its secondaries, each on a front end of its own (F-161)"),
		row(Unplaced, PlacedAlone, Alone, "Only one front end runs; a primary without secondaries serves in resiliency mode (F-165)"),
		row(Unplaced, NotPlaced, None, "None of the front ends that hold it runs, so its users cannot sign in (F-165)"),
		row(Full, Promoted, Full, "The primary's front end is lost, and a secondary is promoted (F-161)"),
		row(Full, LeftAlone, Alone, "Both secondaries are missing, so its users are limited (F-51, F-165)"),
		row(Full, AllLost, None, "All its replicas are lost at once, so its users cannot sign in (F-165)"),
		row(Full, Rebuilt, Full, "Another front end holds a replica in the place of one that did not come back (F-161)"),
		row(Alone, AllLost, None, "The last replica is lost, so its users cannot sign in (F-165)"),
		row(Alone, Back, Full, "A front end with a secondary is back (F-165)"),
		row(Alone, Rebuilt, Full, "Other front ends hold secondaries in the place of those that did not come back (F-161)"),
		row(None, OneBack, Alone, "A front end that holds it is back, and is the primary, without secondaries (F-165)"),
		row(None, Back, Full, "Front ends that hold it are back (F-165)"),
		row(None, Recovery, Reloading, "It is read from the database of the back end (F-165, F-166)"),
		row(Reloading, Reloaded, Full, "Read from the database, as it was saved there last (F-137, F-166)"),
		row(Reloading, NoStore, None, "The database does not answer any more, so the recovery breaks off (F-166)"),
		row(Full, Stopped, Unplaced, stops),
		row(Alone, Stopped, Unplaced, stops),
		row(None, Stopped, Unplaced, stops),
		row(Reloading, Stopped, Unplaced, "The pool stops in the middle of the recovery (F-163, F-166)"),
		row(Unplaced, Wiped, Unplaced, "A full reset rebuilds the local databases; the group will be read from the back end (F-166)"),
	},
	Ignored: []machine.Note[Phase, Cause]{
		note(Unplaced, Stopped, "The pool does not run (F-163)"),
		note(Full, Placed, placed),
		note(Full, PlacedAlone, placed),
		note(Full, NotPlaced, placed),
		note(Alone, Placed, placed),
		note(Alone, PlacedAlone, placed),
		note(Alone, NotPlaced, placed),
		note(None, Placed, placed),
		note(None, PlacedAlone, placed),
		note(None, NotPlaced, placed),
		note(Reloading, Placed, placed),
		note(Reloading, PlacedAlone, placed),
		note(Reloading, NotPlaced, placed),
		note(Full, Recovery, notLost),
		note(Alone, Recovery, notLost),
		note(Reloading, Recovery, "It is being read already (F-166)"),
	},
	Refused: []machine.Note[Phase, Cause]{
		note(Unplaced, Recovery, "The pool does not run; a lost routing group is recovered while it does (F-165)"),
		note(Unplaced, NoStore, unreached),
		note(Full, NoStore, unreached),
		note(Alone, NoStore, unreached),
		note(None, NoStore, unreached),
		note(Full, Wiped, standing),
		note(Alone, Wiped, standing),
		note(None, Wiped, standing),
		note(Reloading, Wiped, standing),
	},
})
