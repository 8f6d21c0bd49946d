package geo

import "understudy.example/machine"

// A Phase is whether a target is in the answers.
type Phase uint8

// The phases.
const (
	In  Phase = iota // the name may lead there
	Out              // it does not
	phases
)

var phaseNames = []string{"in the answers", "out of the answers"}

func (p Phase) String() string { return machine.Name(phaseNames, p) }

// A Cause is what a check amounts to.
type Cause uint8

// The causes. Passed and Failed are events, too.
const (
	Passed Cause = iota // the target answered as it should
	Failed              // it did not, or not in time
	Rose                // it passed often enough in a row
	Fell                // it failed often enough in a row
	Stray               // an answer that no check waits for
	causes
)

var causeNames = []string{"passed", "failed", "rose", "fell", "stray"}

func (c Cause) String() string { return machine.Name(causeNames, c) }

var row, note = machine.MakeRow[Phase, Cause], machine.MakeNote[Phase, Cause]

// Table holds every rule of a check.
var Table = machine.MustTable(machine.Spec[Phase, Cause]{
	Name:   "dns/geo",
	Doc:    "The health check of one target of a name, which is in the answers or out of them.",
	Phases: int(phases), Causes: int(causes), Start: In,
	Rows: []machine.Row[Phase, Cause]{
		row(In, Failed, In, "A failed check alone changes no answer yet (C-123, H-61)"),
		row(In, Fell, Out, "It has failed often enough: the name leads elsewhere (C-123)"),
		row(Out, Passed, Out, "A check that passes changes no answer yet (C-123, H-61)"),
		row(Out, Rose, In, "It has passed often enough: the name may lead there again (C-123)"),
	},
	Ignored: []machine.Note[Phase, Cause]{
		note(In, Passed, "It is in the answers, and belongs there (C-123)"),
		note(Out, Failed, "It is out of the answers, and belongs there (C-123)"),
		note(In, Stray, "No check waits for it: the answer came too late, or twice (H-61)"),
		note(Out, Stray, "No check waits for it: the answer came too late, or twice (H-61)"),
	},
})
