package replica

import "understudy.example/machine"

// A Phase is how the replica stands to the master.
type Phase uint8

// The phases.
const (
	Current  Phase = iota // it has what the master has
	Stale                 // the master has something newer
	Applying              // a copy has arrived and is being applied
	phases
)

var phaseNames = []string{"current", "stale", "applying"}

func (p Phase) String() string { return machine.Name(phaseNames, p) }

// A Cause is what an event or a deadline amounts to.
type Cause uint8

// The causes that are events.
const (
	Changed    Cause = iota // the master has something newer
	Delivered               // a copy of what the master has arrives
	Lost                    // the server stops, and a copy it was applying is lost
	applied                 // the copy is in, and it is what the master has
	appliedOld              // the copy is in, and the master has changed since it was made
	causes
)

var causeNames = []string{"changed", "delivered", "lost", "applied", "applied an older one"}

func (c Cause) String() string { return machine.Name(causeNames, c) }

var row, note = machine.MakeRow[Phase, Cause], machine.MakeNote[Phase, Cause]

// Table holds every rule of a replica.
var Table = machine.MustTable(machine.Spec[Phase, Cause]{
	Name:   "cms/replica",
	Doc:    "One server's read-only copy of the Central Management Store.",
	Phases: int(phases), Causes: int(causes), Start: Current,
	Rows: []machine.Row[Phase, Cause]{
		row(Current, Changed, Stale, "Only the master is written; its copies learn of it later (F-94, F-97)"),
		row(Stale, Delivered, Applying, "A copy has arrived and is applied (F-96)"),
		row(Current, Delivered, Applying, "A full copy is applied even if nothing has changed (F-97)"),
		row(Applying, Delivered, Applying, "A newer copy takes the place of the one being applied (F-96)"),
		row(Applying, Changed, Applying, "The copy being applied is not the newest any more (F-94)"),
		row(Applying, applied, Current, "The server acts on what the master has (F-99, F-101)"),
		row(Applying, appliedOld, Stale, "The server acts on the copy, which is not the newest any more (F-99, F-101)"),
		row(Applying, Lost, Stale, "The server stopped before it could act on the copy (F-96)"),
	},
	Ignored: []machine.Note[Phase, Cause]{
		note(Stale, Changed, "It is stale already (F-101)"),
		note(Current, Lost, "There is no copy to lose; what was applied is on disk (F-94)"),
		note(Stale, Lost, "There is no copy to lose; what was applied is on disk (F-94)"),
	},
})
