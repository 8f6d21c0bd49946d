package membership

import "understudy.example/machine"

// A Phase is how far a change of front ends is.
type Phase uint8

// The phases.
const (
	Settled    Phase = iota // the pool counts what the topology names
	Restarting              // every front end has to restart, one at a time
	Unreset                 // the services have to be reset
	Unrebuilt               // the pool has to be reset in full
	phases
)

var phaseNames = []string{"settled", "restarting", "waiting for a reset", "waiting for a full reset"}

func (p Phase) String() string { return machine.Name(phaseNames, p) }

// A Cause is what an event amounts to.
type Cause uint8

// The causes.
const (
	Published       Cause = iota // other front ends are named
	PublishedAcross              // the same, from two to more or from more to two
	PublishedDown                // the same, while none of the pool's front ends runs
	PublishedAgain               // nothing new is named
	Withdrawn                    // what is named is what counts
	OneRestarted                 // one that had to restart is back
	AllRestarted                 // the last one that had to is back
	AllDown                      // none of the pool's front ends runs any more
	ServicesReset
	Rebuilt         // a full reset
	TooFewToRebuild // a full reset that finds too few front ends running
	causes
)

var causeNames = []string{"published", "published across two", "published while down", "published again", "withdrawn",
	"one restarted", "all restarted", "all down", "services reset", "full reset", "full reset with too few"}

func (c Cause) String() string { return machine.Name(causeNames, c) }

var row, note = machine.MakeRow[Phase, Cause], machine.MakeNote[Phase, Cause]

const (
	oneByOne = "A change of front ends counts once every one has restarted, one at a time (F-159)"
	oneLeft  = "One front end has restarted, and the others wait for their turn (F-159)"
	undone   = "The topology names what the pool counts, so nothing waits any more (F-159, H-44)"
	again    = "A change is published already, and has to count before the next one does (H-44)"
	same     = "The topology names these front ends already (F-159)"
	tooFew   = "A full reset takes three running front ends, or both of two (F-159)"
)

// Table holds every rule of a change.
var Table = machine.MustTable(machine.Spec[Phase, Cause]{
	Name:   "pool/membership",
	Doc:    "The way of added and removed front ends into service.",
	Phases: int(phases), Causes: int(causes), Start: Settled,
	Rows: []machine.Row[Phase, Cause]{
		row(Settled, Published, Restarting, oneByOne),
		row(Settled, PublishedDown, Unreset, "Changed while the whole pool was down: its services have to be reset (F-159)"),
		row(Settled, PublishedAcross, Unrebuilt, "From two front ends to more, or from more to two, takes a full reset (F-159)"),
		row(Restarting, OneRestarted, Restarting, oneLeft),
		row(Restarting, AllRestarted, Settled, "Every front end has restarted, and the pool counts what the topology names (F-159)"),
		row(Restarting, AllDown, Unreset, "The whole pool went down in the middle of the change: its services have to be reset (F-159)"),
		row(Restarting, ServicesReset, Settled, "A reset restarts the services of every front end, and the change counts (F-159, F-166)"),
		row(Restarting, Rebuilt, Settled, "A full reset restarts every front end, and the change counts (F-159, F-166)"),
		row(Restarting, Withdrawn, Settled, undone),
		row(Unreset, ServicesReset, Settled, "The services are reset, and the pool counts what the topology names (F-159)"),
		row(Unreset, Rebuilt, Settled, "A full reset does what a reset of services does, and more (F-166)"),
		row(Unreset, Withdrawn, Settled, undone),
		row(Unrebuilt, Rebuilt, Settled, "The pool is rebuilt for the front ends that the topology names (F-159)"),
		row(Unrebuilt, Withdrawn, Settled, undone),
	},
	Ignored: []machine.Note[Phase, Cause]{
		note(Settled, AllDown, "Nothing waits (F-159)"),
		note(Unreset, AllDown, "The reset is needed already (F-159)"),
		note(Unrebuilt, AllDown, "The full reset is needed already (F-159)"),
		note(Settled, ServicesReset, "Nothing waits for a reset (F-166)"),
		note(Settled, Rebuilt, "Nothing waits for a reset (F-166)"),
		note(Settled, PublishedAgain, same),
		note(Restarting, PublishedAgain, same),
		note(Unreset, PublishedAgain, same),
		note(Unrebuilt, PublishedAgain, same),
	},
	Refused: []machine.Note[Phase, Cause]{
		note(Restarting, Published, again),
		note(Restarting, PublishedAcross, again),
		note(Unreset, Published, again),
		note(Unreset, PublishedAcross, again),
		note(Unreset, PublishedDown, again),
		note(Unrebuilt, Published, again),
		note(Unrebuilt, PublishedAcross, again),
		note(Unrebuilt, PublishedDown, again),
		note(Unrebuilt, ServicesReset, "From two front ends to more, or from more to two, only a full reset will do (F-159)"),
		note(Settled, TooFewToRebuild, tooFew),
		note(Restarting, TooFewToRebuild, tooFew),
		note(Unreset, TooFewToRebuild, tooFew),
		note(Unrebuilt, TooFewToRebuild, tooFew),
	},
})
