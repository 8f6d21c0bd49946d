package health

import "understudy.example/machine"

// A Phase is what the observer holds of the observed registrar.
type Phase uint8

// The phases.
const (
	Unknown Phase = iota // nothing heard yet: neither up nor down
	Up                   // it answers
	Silent               // an answer is overdue, the verdict is not due
	Down                 // the verdict: silent for the whole window
	phases
)

var phaseNames = []string{"unknown", "up", "silent", "down"}

func (p Phase) String() string { return machine.Name(phaseNames, p) }

// A Cause is what an event or a deadline amounts to.
type Cause uint8

// The causes.
const (
	Started   Cause = iota // the observer has started, or the pair has just been published to it
	Stopped                // the observer stops
	Reset                  // the observed pool is active again after a failover
	Answered               // the answer to the latest ask
	Rebooted               // the same, from another incarnation
	Idle                   // told to reset while it does not run
	Late                   // an answer to an older ask, or to none
	Missed                 // no answer, Grace after the ask
	Elapsed                // silence for the window and Grace
	Returned               // an answer that ends the verdict
	RunBegan               // an answer that begins a run of them
	RunBroken              // a missed answer in such a run
	RunLong                // the run has lasted the failback interval
	causes
)

var causeNames = []string{
	"started", "stopped", "reset", "answered", "rebooted", "reset while idle", "late answer", "missed", "elapsed",
	"returned", "run began", "run broken", "run long enough",
}

func (c Cause) String() string { return machine.Name(causeNames, c) }

var row, note = machine.MakeRow[Phase, Cause], machine.MakeNote[Phase, Cause]

// Table holds every rule of the observer.
var Table = machine.MustTable(machine.Spec[Phase, Cause]{
	Name:   "pool/health",
	Doc:    "How a backup registrar sees the primary it watches.",
	Phases: int(phases), Causes: int(causes), Start: Unknown,
	Rows: []machine.Row[Phase, Cause]{
		row(Unknown, Started, Unknown, "A new observer knows nothing and gives the primary a whole window (H-10)"),
		row(Unknown, Answered, Up, "Only an answer says that the primary is up (F-34, H-9)"),
		row(Unknown, Elapsed, Down, "A primary that never answered is down after a whole window, not before (H-10, H-35)"),

		row(Up, Missed, Silent, "The answer was due and Grace has passed (H-35)"),
		row(Up, Rebooted, Up, "It answers, and has restarted since the last answer (H-10)"),

		row(Silent, Answered, Up, "One answer ends the silence and restarts the window (F-34)"),
		row(Silent, Rebooted, Up, "It answers again, after a restart inside the window (F-34, H-10)"),
		row(Silent, Missed, Silent, "Another ping without an answer; the window goes on (F-29, F-34)"),
		row(Silent, Elapsed, Down, "Silent for the failure detection interval and Grace (F-29, F-33, H-35)"),

		row(Down, Returned, Up, "The primary has answered since the verdict (F-38, H-34)"),
		row(Down, RunBegan, Down, "It answers; it has to go on for the failback interval (H-34)"),
		row(Down, RunBroken, Down, "A missed answer ends the run; the next answer begins another (H-34)"),
		row(Down, Rebooted, Down, "It restarted in the middle of the run, which begins anew (H-34, H-10)"),
		row(Down, RunLong, Down, "Answered for the whole failback interval; the next answer ends the verdict (H-34)"),

		row(Up, Started, Unknown, "An observer that restarts has forgotten what it knew (H-10)"),
		row(Silent, Started, Unknown, "An observer that restarts has forgotten the silence (H-10)"),
		row(Down, Started, Unknown, "An observer that restarts has forgotten its verdict (H-10)"),
		row(Up, Reset, Unknown, "Back to Active resets the monitor (H-19, H-36)"),
		row(Silent, Reset, Unknown, "Back to Active resets the monitor, and with it the window (H-19, H-36)"),
		row(Down, Reset, Unknown, "Back to Active resets the monitor, and with it the verdict (H-19, H-36)"),
		row(Unknown, Reset, Unknown, "Back to Active begins a new window (H-19, H-36)"),
		row(Up, Stopped, Unknown, "An observer that stops holds nothing (H-10)"),
		row(Silent, Stopped, Unknown, "An observer that stops holds nothing, the silence included (H-10)"),
		row(Down, Stopped, Unknown, "An observer that stops holds nothing, its verdict included (H-10)"),
		row(Unknown, Stopped, Unknown, "An observer that stops asks no more (H-10)"),
	},
	Ignored: []machine.Note[Phase, Cause]{
		note(Up, Answered, "An answer in time is ordinary; it restarts the window (F-34)"),
		note(Down, Answered, "One more answer in a run that is not long enough yet (H-34)"),
		note(Unknown, Idle, "An observer that does not run has nothing to reset (H-10)"),
		note(Unknown, Missed, "What was never heard is not silent yet; only the window counts (H-10)"),
		note(Down, Missed, "It is down already (F-33)"),
		note(Unknown, Late, "A late answer is ordinary; only the answer to the latest ask counts (H-35)"),
		note(Up, Late, "A late answer is ordinary; only the answer to the latest ask counts (H-35)"),
		note(Silent, Late, "A late answer is ordinary; only the answer to the latest ask counts (H-35)"),
		note(Down, Late, "An answer to an ask from before the verdict is no evidence after it (H-34)"),
	},
})
