package pairing

import "understudy.example/machine"

// A Phase is how far a pair has come.
type Phase uint8

// The phases.
const (
	Unpaired  Phase = iota // no pair
	Named                  // picked in the topology, unpublished
	Published              // every server knows; no Backup Service runs
	HalfReady              // setup was run again in one of the two pools
	Ready                  // setup was run again in both: both Backup Services run
	Leaving                // the end of the pair is in the topology, unpublished
	phases
)

var phaseNames = []string{"unpaired", "named", "published", "half ready", "ready", "leaving"}

func (p Phase) String() string { return machine.Name(phaseNames, p) }

// A Cause is what an event amounts to.
type Cause uint8

// The causes. All but InstallAgain are events.
const (
	Name         Cause = iota // a backup pool is picked
	Clear                     // the backup pool is taken out
	Publish                   // the topology is published
	Install                   // setup was run again in one of the two pools
	InstallAgain              // the same, where it had been run since the pair was published
	causes
)

var causeNames = []string{"name", "clear", "publish", "install", "install again"}

func (c Cause) String() string { return machine.Name(causeNames, c) }

var row, note = machine.MakeRow[Phase, Cause], machine.MakeNote[Phase, Cause]

// Table holds every rule of a pair.
var Table = machine.MustTable(machine.Spec[Phase, Cause]{
	Name:   "pool/pairing",
	Doc:    "How two pools become each other's backup, and cease to be.",
	Phases: int(phases), Causes: int(causes), Start: Unpaired,
	Rows: []machine.Row[Phase, Cause]{
		row(Unpaired, Name, Named, "Naming a backup pool pairs both ways, once it is published (F-1, F-24)"),
		row(Named, Clear, Unpaired, "What was not published has had no effect (F-19)"),
		row(Named, Publish, Published, "From here the two are each other's backup registrar (F-3, L-6)"),
		row(Published, Install, HalfReady, "The Backup Service is installed in one of the two (F-19)"),
		row(HalfReady, Install, Ready, "It is installed in both, so replication can begin (F-19, L-6)"),
		row(Published, Clear, Leaving, "The pair ends with the next publication, not before (F-157)"),
		row(HalfReady, Clear, Leaving, "The pair ends with the next publication, not before (F-157)"),
		row(Ready, Clear, Leaving, "The pair ends with the next publication, until which both Backup Services run on (F-157)"),
		row(Leaving, Install, Leaving, "Setup follows what is published, and that is still the pair (F-19, F-157)"),
		row(Leaving, Publish, Unpaired, "Neither pool is backup of the other any more (F-157, Q-8)"),
	},
	Ignored: []machine.Note[Phase, Cause]{
		note(Published, Publish, "The pair is published already (F-19)"),
		note(HalfReady, Publish, "The pair is published already (F-19)"),
		note(Ready, Publish, "The pair is published already (F-19)"),
		note(Unpaired, Install, "Setup without a pair installs no Backup Service (F-126)"),
		note(Unpaired, Publish, "A publication without a pair changes none (F-24)"),
		note(Named, Install, "Setup reads the published topology, and the pair is not in it yet (F-19)"),
		note(HalfReady, InstallAgain, "The Backup Service is installed there; the other pool is missing (F-19)"),
		note(Ready, InstallAgain, "The Backup Service is installed there (F-19)"),
		note(Leaving, InstallAgain, "The Backup Service is installed there, and the pair still published (F-19, F-157)"),
	},
	Refused: []machine.Note[Phase, Cause]{
		note(Unpaired, Clear, "There is no backup pool to take out (F-25)"),
		note(Named, Name, "Only a pool that is not paired can be picked (F-8)"),
		note(Published, Name, "Only a pool that is not paired can be picked (F-8)"),
		note(HalfReady, Name, "Only a pool that is not paired can be picked (F-8)"),
		note(Ready, Name, "Only a pool that is not paired can be picked (F-8)"),
		note(Leaving, Name, "Only a pool that is not paired can be picked; publish the end of this pair first (F-8, F-157)"),
		note(Leaving, Clear, "The backup pool is taken out already; publish it (F-157)"),
	},
})
