package replication

import "understudy.example/machine"

// A Phase is the export state of one module in one direction (F-133).
type Phase uint8

// The phases.
const (
	NotInitialized Phase = iota // nothing is exported
	NonSteady                   // a backlog: more than the batch under way
	Steady                      // what has changed fits one batch
	Final                       // nothing is left, and all is imported
	Failed                      // the service's error state
	phases
)

var phaseNames = []string{"not initialized", "non-steady", "steady", "final", "error"}

func (p Phase) String() string { return machine.Name(phaseNames, p) }

// A Cause is what an event or a deadline amounts to.
type Cause uint8

const (
	initialized Cause = iota
	uninitialized
	wrote      // the source changed
	wroteFixed // the source changed although it is read only
	batch      // a cycle has cut off a batch
	backlog    // a cycle found changes, and could not cut off a batch
	pending    // a cycle found no changes, and what was exported before is not imported
	late       // a cycle found no changes, and what was written is not in the database yet
	quiet      // a cycle found no changes, and all is imported
	blocked    // a sync was asked for where none can run
	failed
	repaired
	causes
)

var causeNames = []string{
	"initialized", "uninitialized", "wrote", "wrote while read only", "batch", "backlog", "pending", "late", "nothing left",
	"sync blocked", "failed", "repaired",
}

func (c Cause) String() string { return machine.Name(causeNames, c) }

var row, note = machine.MakeRow[Phase, Cause], machine.MakeNote[Phase, Cause]

// Table holds every rule of the export state.
var Table = machine.MustTable(machine.Spec[Phase, Cause]{
	Name:   "pool/replication",
	Doc:    "The Backup Service's export of one module, in one direction.",
	Phases: int(phases), Causes: int(causes), Start: NotInitialized,
	Rows: []machine.Row[Phase, Cause]{
		row(NotInitialized, initialized, NonSteady, "Both Backup Services run, and everything is still to be copied (F-19, F-133, L-6)"),

		row(NonSteady, batch, Steady, "What has changed fits one batch (F-133)"),
		row(Steady, backlog, NonSteady, "There is more to copy than the batch under way (F-133)"),
		row(Steady, quiet, Final, "Nothing has changed since the last batch, which is imported (F-133, F-135)"),
		row(NonSteady, quiet, Final, "Nothing is left of the backlog, and all of it is imported (F-133, F-135)"),
		row(Final, wrote, Steady, "Final holds only while the source makes no changes (F-135)"),

		row(NonSteady, failed, Failed, "The service is in error and exports nothing (F-133, F-140)"),
		row(Steady, failed, Failed, "The service is in error and exports nothing (F-133, F-140)"),
		row(Final, failed, Failed, "The service is in error and exports nothing (F-133, F-140)"),
		row(Failed, repaired, NonSteady, "It works again; whether anything was left behind is not known yet (F-140)"),

		row(NonSteady, uninitialized, NotInitialized, "Without a pair there is no Backup Service (F-126)"),
		row(Steady, uninitialized, NotInitialized, "Without a pair there is no Backup Service (F-126)"),
		row(Final, uninitialized, NotInitialized, "Without a pair there is no Backup Service (F-126)"),
		row(Failed, uninitialized, NotInitialized, "Without a pair there is no Backup Service, nor its error (F-126)"),
	},
	Ignored: []machine.Note[Phase, Cause]{
		note(NonSteady, initialized, "Both Backup Services run already (F-19)"),
		note(Steady, initialized, "Both Backup Services run already (F-19)"),
		note(Final, initialized, "Both Backup Services run already (F-19)"),
		note(Failed, initialized, "Both are installed already; the error has to be repaired (F-140)"),
		note(NotInitialized, uninitialized, "There was nothing to take away (F-126)"),
		note(NotInitialized, wrote, "What is not exported needs no counting; the first batch takes everything (F-133)"),
		note(NonSteady, wrote, "One more change in the backlog (F-133)"),
		note(Steady, wrote, "One more change for the next batch (F-135)"),
		note(Failed, wrote, "One more change that is not exported (F-140)"),
		note(Steady, batch, "Everything fitted one batch again (F-133, F-135)"),
		note(NonSteady, backlog, "The backlog grows (F-133)"),
		note(NonSteady, pending, "The backlog is cut off, and not imported (F-133)"),
		note(Steady, pending, "While the partner's service is down its file waits, and the source shows steady (F-136)"),
		note(NonSteady, late, "What was written is in the pool's memory, and not in its database yet (F-137)"),
		note(Steady, late, "What was written is in the pool's memory, and not in its database yet (F-137)"),
		note(Final, quiet, "Nothing has changed for another cycle (F-135)"),
		note(Final, pending, "Nothing has changed for another cycle (F-135)"),
		note(Failed, failed, "It is in error already (F-140)"),
	},
	Refused: []machine.Note[Phase, Cause]{
		note(NotInitialized, wroteFixed, "The pool is read only (F-59)"),
		note(NonSteady, wroteFixed, "The pool is read only (F-59)"),
		note(Steady, wroteFixed, "The pool is read only (F-59)"),
		note(Final, wroteFixed, "The pool is read only (F-59)"),
		note(Failed, wroteFixed, "The pool is read only (F-59)"),
		note(NotInitialized, blocked, "A sync needs the Backup Services of both pools (F-19, F-126, Q-4)"),
		note(NonSteady, blocked, "A sync needs the source and the way to its partner's file store (F-136, Q-4)"),
		note(Steady, blocked, "A sync needs the source and the way to its partner's file store (F-136, Q-4)"),
		note(Final, blocked, "A sync needs the source and the way to its partner's file store (F-136, Q-4)"),
		note(Failed, blocked, "A service in error syncs nothing until it is repaired (F-140, Q-4)"),
		note(NotInitialized, failed, "There is no Backup Service that could fail (F-126)"),
	},
})
