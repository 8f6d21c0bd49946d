package fence

import "understudy.example/machine"

// A Phase is how a fence stands, as whoever gave the order knows it.
type Phase uint8

// The phases.
const (
	Open    Phase = iota // the server has its power
	Fencing              // the order is on its way
	Fenced               // confirmed: the server is off
	Failed               // nothing answered: whether the server is off is not known
	Lifting              // the order to let the power through is on its way
	phases
)

var phaseNames = []string{"open", "fencing", "fenced", "failed", "lifting"}

func (p Phase) String() string { return machine.Name(phaseNames, p) }

// A Cause is what an event or the deadline amounts to.
type Cause uint8

// The causes.
const (
	Ordered     Cause = iota // cut the power
	LiftOrdered              // let it through
	Confirmed                // the switch answers that it is done
	Unanswered               // the management link is broken
	causes
)

var causeNames = []string{"ordered", "lift ordered", "confirmed", "unanswered"}

func (c Cause) String() string { return machine.Name(causeNames, c) }

var row, note = machine.MakeRow[Phase, Cause], machine.MakeNote[Phase, Cause]

const running = "An order to the same switch is on its way (H-95)"

// Table holds every rule of a fence.
var Table = machine.MustTable(machine.Spec[Phase, Cause]{
	Name:   "pool/fence",
	Doc:    "The power switch of a pool's server, which is not in the product.",
	Phases: int(phases), Causes: int(causes), Start: Open,
	Rows: []machine.Row[Phase, Cause]{
		row(Open, Ordered, Fencing, "The order goes over the management link (H-95)"),
		row(Failed, Ordered, Fencing, "It is tried again (H-95)"),
		row(Fencing, Confirmed, Fenced, "The server is off, and the switch says so (H-95)"),
		row(Fencing, Unanswered, Failed, "Nothing answers, so nothing is known (H-95)"),
		row(Fenced, LiftOrdered, Lifting, "The order goes over the management link (H-95)"),
		row(Lifting, Confirmed, Open, "The server has its power again (H-95)"),
		row(Lifting, Unanswered, Fenced, "Nothing answers, and the switch stays as it was (H-95)"),
	},
	Refused: []machine.Note[Phase, Cause]{
		note(Open, LiftOrdered, "The server is not fenced (H-95)"),
		note(Failed, LiftOrdered, "The server was not fenced (H-95)"),
		note(Fenced, Ordered, "The server is fenced (H-95)"),
		note(Fencing, Ordered, running),
		note(Fencing, LiftOrdered, running),
		note(Lifting, Ordered, running),
		note(Lifting, LiftOrdered, running),
	},
})
