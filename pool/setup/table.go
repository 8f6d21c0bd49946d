package setup

import "understudy.example/machine"

// A Phase is how far a pool has come on its way into service.
type Phase uint8

// The phases.
const (
	Absent       Phase = iota // nobody has defined it
	Defined                   // it stands in the topology, unpublished
	Published                 // it stands in the published topology, and nothing runs
	Installing                // setup runs for the first time
	Ready                     // it serves
	Reinstalling              // setup runs again, and the pool goes on serving
	Withdrawn                 // it is taken out of the topology again, unpublished, and is as it was
	phases
)

var phaseNames = []string{"absent", "defined", "published", "installing", "ready", "reinstalling", "withdrawn"}

func (p Phase) String() string { return machine.Name(phaseNames, p) }

// A Cause is what an event or a deadline amounts to.
type Cause uint8

// The causes. All but Done are events.
const (
	Define   Cause = iota // the pool is put into the topology
	Withdraw              // and taken out again
	Publish               // the topology is published
	Install               // setup is run
	Break                 // the run fails
	Done                  // the run has taken its time and ends well
	causes
)

var causeNames = []string{"define", "withdraw", "publish", "install", "break", "done"}

func (c Cause) String() string { return machine.Name(causeNames, c) }

var row, note = machine.MakeRow[Phase, Cause], machine.MakeNote[Phase, Cause]

// Table holds every rule of a pool's way into service.
var Table = machine.MustTable(machine.Spec[Phase, Cause]{
	Name:   "pool/setup",
	Doc:    "A pool's way into service, and out of the topology.",
	Phases: int(phases), Causes: int(causes), Start: Absent,
	Rows: []machine.Row[Phase, Cause]{
		row(Absent, Define, Defined, "A pool begins as a definition in the topology (L-1)"),
		row(Defined, Withdraw, Absent, "A definition nobody has published leaves no trace (L-1)"),
		row(Defined, Publish, Published, "Publishing tells every server that the pool exists (L-2)"),
		row(Published, Install, Installing, "Setup turns what is published into services (L-2)"),
		row(Installing, Done, Ready, "Setup has run to its end, so the pool can home users (L-2)"),
		row(Installing, Break, Published, "A first run that fails leaves a pool without services, and can be run again (F-23, L-6)"),
		row(Ready, Install, Reinstalling, "What changed in the topology takes setup again, on a pool that serves (F-19, L-6, Q-6)"),
		row(Reinstalling, Done, Ready, "The services now match the published topology (F-19, L-6)"),
		row(Published, Withdraw, Withdrawn, "What was published ends with the next publication, not before (H-91)"),
		row(Ready, Withdraw, Withdrawn, "The pool serves until its end is published (H-91)"),
		row(Withdrawn, Publish, Absent, "The pool is no longer in the topology, and its servers serve nobody (H-91)"),
		row(Reinstalling, Break, Ready, "A later run that fails leaves the services as they were, and can be run again (F-23, L-6)"),
	},
	Ignored: []machine.Note[Phase, Cause]{
		note(Published, Publish, "The pool stands in the published topology already (L-2)"),
		note(Installing, Publish, "A run goes on with what it has read (L-2)"),
		note(Ready, Publish, "Publishing by itself changes no service; setup does (Q-6)"),
		note(Reinstalling, Publish, "A run goes on with what it has read (L-2)"),
	},
	Refused: []machine.Note[Phase, Cause]{
		note(Absent, Publish, "There is no definition to publish (L-1)"),
		note(Absent, Install, "Setup on a server whose pool is not in the topology has nothing to install (L-2)"),
		note(Defined, Install, "Setup reads the published topology, and the pool is not in it yet (L-2)"),
		note(Withdrawn, Install, "The pool is on its way out of the topology (H-91)"),
		note(Installing, Install, "Setup is running already (L-2)"),
		note(Reinstalling, Install, "Setup is running already (L-6)"),
	},
})
