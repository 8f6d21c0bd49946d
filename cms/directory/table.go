package directory

import "understudy.example/machine"

// A Phase is how a view stands to the rest of the directory.
type Phase uint8

// The phases.
const (
	Settled    Phase = iota // nothing is on its way here
	Converging              // a publication is on its way
	CutOff                  // nothing reaches this view
	phases
)

var phaseNames = []string{"settled", "converging", "cut off"}

func (p Phase) String() string { return machine.Name(phaseNames, p) }

// A Cause is what an event or a deadline amounts to.
type Cause uint8

// The causes that are events.
const (
	Published Cause = iota // another view was told which database is active
	Written                // this view was told
	Cut                    // directory replication to this site is interrupted
	Healed                 // it works again
	resumed                // the same, and a publication has waited for it
	arrived                // the pending publication is here
	repeated               // published what this view says already
	noSuch                 // named a database that there cannot be
	causes
)

var causeNames = []string{"published", "written", "cut", "healed", "resumed", "arrived", "published again", "no such database"}

func (c Cause) String() string { return machine.Name(causeNames, c) }

var row, note = machine.MakeRow[Phase, Cause], machine.MakeNote[Phase, Cause]

// Table holds every rule of a view.
var Table = machine.MustTable(machine.Spec[Phase, Cause]{
	Name:   "cms/directory",
	Doc:    "What one site's view of the directory says about where the Central Management Store is.",
	Phases: int(phases), Causes: int(causes), Start: Settled,
	Rows: []machine.Row[Phase, Cause]{
		row(Settled, Published, Converging, "What another site publishes takes its time to get here (F-119, H-7)"),
		row(Converging, Published, Converging, "A later publication takes the place of the one on its way (F-118)"),
		row(CutOff, Published, CutOff, "It waits until the directory is whole again (H-7)"),
		row(Converging, arrived, Settled, "The view names the database that was published last (F-95)"),

		row(Settled, Written, Settled, "What is written here is seen here at once (F-95)"),
		row(Converging, Written, Settled, "What is written here is later than what is on its way, and wins (F-118)"),
		row(CutOff, Written, CutOff, "Even a view that is cut off sees its own changes (H-7)"),

		row(Settled, Cut, CutOff, "Nothing reaches this view until it is healed (H-7)"),
		row(Converging, Cut, CutOff, "What was on its way has to wait (H-7)"),
		row(CutOff, Healed, Settled, "Whole again, and nothing has waited (H-7)"),
		row(CutOff, resumed, Converging, "Whole again; what has waited is on its way (H-7)"),
	},
	Ignored: []machine.Note[Phase, Cause]{
		note(Settled, repeated, "It says so already (F-95)"),
		note(CutOff, repeated, "It says so already (F-95)"),
		note(CutOff, Cut, "It is cut off already (H-7)"),
		note(Settled, Healed, "It was not cut off (H-7)"),
		note(Converging, Healed, "It was not cut off (H-7)"),
	},
	Refused: []machine.Note[Phase, Cause]{
		note(Settled, noSuch, "There are two databases to name (F-106)"),
		note(Converging, noSuch, "There are two databases to name (F-106)"),
		note(CutOff, noSuch, "There are two databases to name (F-106)"),
	},
})
