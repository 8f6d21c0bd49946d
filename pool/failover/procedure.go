package failover

import "understudy.example/machine"

// A Procedure is what an administrator orders: a sequence of steps.
type Procedure uint8

// The procedures.
const (
	None               Procedure = iota
	Planned                      // the pool is up: nothing is lost (F-58, F-61)
	Disaster                     // the pool cannot be reached: what was not replicated is lost (F-62, F-64)
	Failback                     // both pools are up (F-83)
	DisasterFailback             // the backup cannot be reached: what its guests did there is lost (F-84)
	PlannedUnverified            // planned, and nobody waits until data are synchronised (F-68)
	FailbackUnverified           // likewise a failback
	procedures
)

var procedureNames = []string{"none", "planned failover", "disaster failover", "failback", "disaster failback",
	"planned failover without verification", "failback without verification"}

func (p Procedure) String() string { return machine.Name(procedureNames, p) }

// A Step is one step of a procedure.
type Step uint8

// The steps of all procedures.
const (
	ReadConfiguration      Step = iota // of the pool, from the Central Management Store
	DrainChanges                       // export most of what has changed, while the pool serves
	ReplicateConfiguration             // force the configuration to the pool, and see it arrive
	MarkFailingOver                    // write the PoolState: the pool becomes read only
	ExportFinal                        // export until nothing is left
	HydrateBackup                      // load the users' data on the backup
	MarkFailedOver                     // write the PoolState
	StopServices                       // of the pool that was failed over
	StopHome                           // stop the front end service of the home pool
	StartReplication                   // start the home pool's Backup Service and replica
	ReplicateHome                      // force the configuration to the home pool, and see it arrive
	DrainBackup                        // export most of what the guests have changed on the backup
	StartHome                          // start the front end service of the home pool
	MarkFailingBack                    // write the PoolState: new sign-ins go home
	ExportBackupFinal                  // export what the guests have changed until nothing is left
	HydrateHome                        // load the users' data at home
	MarkActive                         // write the PoolState
	NumSteps
)

var stepNames = []string{
	"read configuration", "drain changes", "replicate configuration", "mark failing over", "export to final",
	"hydrate backup", "mark failed over", "stop services",
	"stop home", "start replication", "replicate home", "drain backup", "start home", "mark failing back",
	"export backup to final", "hydrate home", "mark active",
}

func (s Step) String() string { return machine.Name(stepNames, s) }

// steps holds the order of each procedure as traced (F-58, F-83), and what is left of it in disaster mode (F-64, F-84),
// and without the steps that verify data (F-68).
var steps = [procedures][]Step{
	Planned: {ReadConfiguration, DrainChanges, ReplicateConfiguration, MarkFailingOver,
		ExportFinal, HydrateBackup, MarkFailedOver, StopServices},
	Disaster: {ReadConfiguration, MarkFailingOver, HydrateBackup, MarkFailedOver},
	Failback: {StopHome, StartReplication, ReplicateHome, DrainBackup, StartHome, MarkFailingBack,
		ExportBackupFinal, HydrateHome, MarkActive},
	DisasterFailback: {StopHome, StartReplication, ReplicateHome, StartHome, MarkFailingBack, HydrateHome, MarkActive},
	PlannedUnverified: {ReadConfiguration, ReplicateConfiguration, MarkFailingOver,
		HydrateBackup, MarkFailedOver, StopServices},
	FailbackUnverified: {StopHome, StartReplication, ReplicateHome, StartHome, MarkFailingBack, HydrateHome, MarkActive},
}

// Steps returns the steps of p in their order. The slice is shared and must not be changed.
func (p Procedure) Steps() []Step {
	if p >= procedures {
		return nil
	}
	return steps[p]
}

// data reports whether a step waits until data are synchronised.
func (s Step) data() bool {
	return s == DrainChanges || s == ExportFinal || s == DrainBackup || s == ExportBackupFinal
}

// spare reports whether a procedure reaches its end without the step: a later one does its work again, or none rests on
// it. An error in it is one that Force suppresses (F-67).
func (s Step) spare() bool { return s == DrainChanges || s == DrainBackup || s == StopServices }

// mark returns the cause that the end of a step amounts to, if the step marks the pool.
func (s Step) mark() (Cause, bool) {
	switch s {
	case MarkFailingOver:
		return markedFailingOver, true
	case MarkFailedOver:
		return markedFailedOver, true
	case MarkFailingBack:
		return markedFailingBack, true
	case MarkActive:
		return markedActive, true
	}
	return causes, false
}
