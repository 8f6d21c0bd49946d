package cms

import (
	"slices"

	"understudy.example/machine"
)

// A Phase is what one database is.
type Phase uint8

// The phases of a database.
const (
	Absent     Phase = iota // there is none
	Standby                 // the partner's copy; it can be made active
	Active                  // the master: marked active, and it takes writes
	ReadOnly                // the source of a planned failover, between its last write and the switch (F-107)
	Orphaned                // marked active on its disk, but a later order has made the other one the master (F-117)
	Errored                 // a standby that cannot be made active
	Unverified              // marked active by a switch that failed behind it; it takes no writes (F-122)
	phases
)

var phaseNames = []string{"absent", "standby", "active", "read only", "orphaned", "in error", "unverified"}

func (p Phase) String() string { return machine.Name(phaseNames, p) }

// A Cause is what an event, an answer or a deadline amounts to, for one database.
type Cause uint8

// The first four, the orders, and the last pair of events stand in the order of their EventKinds.
const (
	created         Cause = iota // the second database is created
	removed                      // deleted
	faulted                      // it fails, or its creation does
	cured                        // put right
	moveOrdered                  // named as the target of a planned failover
	forceOrdered                 // named as the target of a forced failover
	restoreOrdered               // named as the one to restore
	returned                     // its Backup Service runs and reaches the directory
	gone                         // it does not any more
	founded                      // the first database is created
	frozen                       // replication is done: the source takes no more writes
	retired                      // the planned switch, at the source
	deposed                      // the switch without its consent
	promoted                     // the switch, at the target
	restored                     // the restore, at the target
	demoted                      // its own Backup Service takes the mark back
	broke                        // a step of the order fails
	waited                       // a step has waited for too long
	kept                         // the planned switch has failed to take the source's mark
	marked                       // and has given the target one, too
	unmarked                     // the planned switch has given the target no mark
	moveHeadless                 // named as the target of a planned failover while none is marked active
	forceHeadless                // likewise of a forced one
	restoreHeadless              // named as the one to restore while none is marked active
	busy                         // ordered while another order runs
	late                         // an answer that nobody waits for
	repeated                     // said before
	masterless                   // a standby fails where there is no master
	noSuch                       // a database that there cannot be
	causes
)

var causeNames = []string{
	"created", "removed", "faulted", "cured", "planned failover ordered", "forced failover ordered", "restore ordered",
	"returned", "gone", "founded", "set read only", "retired", "deposed", "promoted", "restored", "demoted", "step failed",
	"waited too long", "left marked", "marked behind a failed switch", "left unmarked", "planned failover ordered without a master",
	"forced failover ordered without a master", "restore ordered without a master", "ordered while busy", "late answer", "said before", "failed without a master", "no such database",
}

func (c Cause) String() string { return machine.Name(causeNames, c) }

var row, note = machine.MakeRow[Phase, Cause], machine.MakeNote[Phase, Cause]

// notes writes the same note for several phases.
func notes(on Cause, why string, in ...Phase) []machine.Note[Phase, Cause] {
	var all []machine.Note[Phase, Cause]
	for _, p := range in {
		all = append(all, note(p, on, why))
	}
	return all
}

// Table holds every rule of one database. An action's DB says which of the two it is about.
var Table = machine.MustTable(machine.Spec[Phase, Cause]{
	Name:   "cms",
	Doc:    "One of the two databases of the Central Management Store.",
	Phases: int(phases), Causes: int(causes), Start: Absent,
	Rows: []machine.Row[Phase, Cause]{
		row(Absent, founded, Active, "The first database of a deployment is its one master (F-94)"),
		row(Absent, created, Standby, "A second database is the standby of the first, as pairing creates one at the partner (F-22, F-124)"),
		row(Absent, faulted, Errored, "Creating the standby failed half way through setup (F-23)"),
		row(Standby, faulted, Errored, "The standby has failed, and the backup does not become healthy (Q-3)"),
		row(Errored, cured, Standby, "Created again by hand, and setup run again (F-23, Q-3)"),
		row(Standby, removed, Absent, "A standby may be deleted, as after unpairing (Q-8)"),
		row(Errored, removed, Absent, "Deleting the broken standby is the first half of its cure (Q-3)"),
		row(Orphaned, removed, Absent, "Its pool is out of the topology for good, and nobody asks for its claim any more (F-153)"),

		row(Standby, moveOrdered, Standby, "A planned failover begins by waiting for replication (F-107)"),
		row(Standby, forceOrdered, Standby, "A forced failover begins, and skips the accounting for replication (F-108)"),
		row(Active, restoreOrdered, Active, "A restore begins at the one that the management connection points to (F-121)"),
		row(ReadOnly, restoreOrdered, ReadOnly, "A restore begins: the way out of a half-done failover (F-109)"),
		row(Orphaned, restoreOrdered, Orphaned, "A restore begins: the way out when the old claim blocks a failover (H-12, F-109)"),

		row(Unverified, restoreOrdered, Unverified, "A restore begins at one that was marked and never verified (F-121, F-122)"),
		row(Standby, restoreHeadless, Standby, "A restore begins where no database is marked active (F-104, F-121)"),

		row(Active, frozen, ReadOnly, "Replication is done, so the source is set read only before the switch (F-107)"),
		row(ReadOnly, frozen, ReadOnly, "Read only since an earlier attempt, which is run again (F-107, F-109)"),
		row(ReadOnly, retired, Standby, "The switch: the source becomes the standby (F-107, F-112)"),
		row(Standby, promoted, Active, "The switch: the standby becomes the master (F-107, F-108)"),
		row(Active, deposed, Orphaned, "The role has moved without it; its disk still says active (F-117)"),
		row(ReadOnly, deposed, Orphaned, "The role has moved without it; its disk still says active (F-117)"),
		row(Unverified, deposed, Orphaned, "The other one was restored; its own mark has still to be taken back (F-117, F-122)"),
		row(Standby, restored, Active, "Restored: there is a master again (F-109, F-123)"),
		row(Unverified, restored, Active, "Restored: what the switch left unverified is the master now (F-121, F-122)"),
		row(Active, restored, Active, "Restored: it stays the master and is published anew (F-109, F-121)"),
		row(ReadOnly, restored, Active, "Restored: it takes writes again (F-109)"),
		row(Orphaned, restored, Active, "Restored: its old claim is good again (F-109, H-12)"),

		row(Orphaned, returned, Orphaned, "Its Backup Service runs and begins to take the old claim back (F-117)"),
		row(Orphaned, gone, Orphaned, "Its Backup Service does not run, so the old claim stands (F-117)"),
		row(Orphaned, demoted, Standby, "Its Backup Service has taken the old claim back (F-117, L-19)"),

		row(ReadOnly, kept, ReadOnly, "The switch failed to take its mark: both are marked active, and none takes writes (F-122)"),
		row(Standby, marked, Unverified, "Marked active beside the old master, so its verification fails (F-122, F-177)"),
		row(Standby, unmarked, Standby, "The switch has not marked it either, so there is no master (F-123, F-177)"),

		row(Active, broke, Active, "A step failed before anything was switched; the master stays (F-119)"),
		row(ReadOnly, broke, ReadOnly, "A step failed half way: no database takes writes (F-104, F-123)"),
		row(Orphaned, broke, Orphaned, "The restore failed; the old claim still blocks (F-117)"),
		row(Standby, broke, Standby, "The restore has come to nothing, and it is not marked active (F-109, F-117)"),
		row(Unverified, broke, Unverified, "The restore failed; both are still marked active (F-122)"),
		row(Active, waited, Active, "The step waited in vain; the master stays (F-107)"),
		row(ReadOnly, waited, ReadOnly, "The step waited in vain half way: no database takes writes (F-104, F-123)"),
		row(Standby, waited, Standby, "The restore waited in vain, and there is still no master (F-123)"),
		row(Unverified, waited, Unverified, "The restore waited in vain; both are still marked active (F-122)"),
		row(Orphaned, waited, Orphaned, "The restore waited in vain; the old claim still blocks (F-117)"),
	},
	Ignored: slices.Concat(
		notes(deposed, "It claims nothing that could be taken from it (F-112)", Absent, Standby, Errored),
		notes(deposed, "Its Backup Service is not there to take the claim back (F-117)", Orphaned),
		notes(returned, "Only an orphan has a claim to take back (F-117)", Absent, Standby, Active, ReadOnly, Errored, Unverified),
		notes(gone, "Only an orphan has a claim to take back (F-117)", Absent, Standby, Active, ReadOnly, Errored, Unverified),
		notes(broke, "It has failed itself, which is told already (Q-3)", Errored),
		notes(repeated, "Its Backup Service has not changed (F-117)", Orphaned),
		notes(late, "The order that asked is over (F-119)", Absent, Standby, Active, ReadOnly, Orphaned, Errored, Unverified),
	),
	Refused: slices.Concat(
		ordered(moveOrdered), ordered(forceOrdered),
		notes(moveHeadless, "An earlier failover has left no master; one has to be restored first (F-119, F-123)", Standby),
		notes(forceHeadless, "An earlier failover has left no master; one has to be restored first (F-119, F-123)", Standby),
		notes(restoreOrdered, "There is no claim to restore: it is not marked active (F-109)", Absent, Standby, Errored),
		notes(created, "The database is there already (F-112)", Standby, Active, ReadOnly, Orphaned, Errored, Unverified),
		notes(removed, "The active database must be moved before it can go (Q-8)", Active, ReadOnly),
		notes(removed, "It is marked active, and has to be restored or replaced first (F-121, F-122)", Unverified),
		notes(busy, "Another order is in progress (F-119, F-178)", Absent, Standby, Active, ReadOnly, Orphaned, Errored, Unverified),
		notes(masterless, "There is no master yet that a standby could belong to (F-22)", Absent),
		notes(noSuch, "There are two databases, the master's and its partner's (F-106)", Absent),
	),
})

// ordered says why a database that is no healthy standby cannot be the target of a failover.
func ordered(on Cause) []machine.Note[Phase, Cause] {
	return slices.Concat(
		notes(on, "There is no standby database there (F-106, F-124)", Absent),
		notes(on, "It is the active one already (L-24, D-17)", Active),
		notes(on, "It is the source of a failover that stopped half way; restore it instead (F-109)", ReadOnly),
		notes(on, "Its old claim blocks every further failover until it is demoted (F-117, F-119)", Orphaned),
		notes(on, "An earlier failover has failed behind it; restore it instead (F-119, F-122)", Unverified),
		notes(on, "The target is in error, not in backup mode (F-119, Q-3)", Errored),
	)
}
