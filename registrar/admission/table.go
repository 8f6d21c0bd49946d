package admission

import "understudy.example/machine"

// A Phase is whether there is room for another sign-in.
type Phase uint8

// The phases.
const (
	Open   Phase = iota // there is
	Closed              // there is none at this instant
	phases
)

var phaseNames = []string{"open", "closed"}

func (p Phase) String() string { return machine.Name(phaseNames, p) }

// A Cause is what an event or the deadline amounts to.
type Cause uint8

// The causes. SignIn is an event, too.
const (
	SignIn Cause = iota // somebody signs in
	Last                // the same, and it takes the last place
	Freed               // there is room for one again
	causes
)

var causeNames = []string{"sign-in", "last place", "freed"}

func (c Cause) String() string { return machine.Name(causeNames, c) }

var row, note = machine.MakeRow[Phase, Cause], machine.MakeNote[Phase, Cause]

// Table holds every rule of admission.
var Table = machine.MustTable(machine.Spec[Phase, Cause]{
	Name:   "registrar/admission",
	Doc:    "How many sign-ins a registrar takes in.",
	Phases: int(phases), Causes: int(causes), Start: Open,
	Rows: []machine.Row[Phase, Cause]{
		row(Open, Last, Closed, "As many have signed in as it takes in at once (C-116, H-38)"),
		row(Closed, SignIn, Closed, "Over the rate: told to come back, and not when (H-38)"),
		row(Closed, Freed, Open, "At its rate there is room for another sign-in (C-116)"),
	},
	Ignored: []machine.Note[Phase, Cause]{
		note(Open, SignIn, "A sign-in within the rate is ordinary (C-116)"),
	},
})
