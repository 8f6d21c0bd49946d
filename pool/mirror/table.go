package mirror

import "understudy.example/machine"

// A Phase is how a mirrored database stands.
type Phase uint8

// The phases.
const (
	Mirrored    Phase = iota // the principal serves, and the mirror has all that it has
	Exposed                  // the principal serves without its mirror
	FailingOver              // the mirror becomes the principal
	Unavailable              // nothing serves
	phases
)

var phaseNames = []string{"mirrored", "without its mirror", "failing over", "unavailable"}

func (p Phase) String() string { return machine.Name(phaseNames, p) }

// A Cause is what an event or the deadline amounts to.
type Cause uint8

// The causes.
const (
	Both          Cause = iota // principal and mirror are up
	Single                     // the principal is, and may serve
	PrincipalLost              // the mirror and the witness are up
	Lost                       // what is up may not serve
	Ordered                    // a failover is ordered
	NotReady                   // the same, and the mirror cannot become the principal
	TookOver                   // the mirror has become the principal of a lost one
	Switched                   // principal and mirror have changed places
	causes
)

var causeNames = []string{"both up", "principal alone", "principal lost", "not enough left", "failover ordered",
	"ordered without a mirror", "taken over", "switched"}

func (c Cause) String() string { return machine.Name(causeNames, c) }

var row, note = machine.MakeRow[Phase, Cause], machine.MakeNote[Phase, Cause]

const notReady = "The mirror is down or behind, or two of principal, mirror and witness are lost (F-171)"

// Table holds every rule of a mirrored database.
var Table = machine.MustTable(machine.Spec[Phase, Cause]{
	Name:   "pool/mirror",
	Doc:    "The mirrored database of an Enterprise pool's back end.",
	Phases: int(phases), Causes: int(causes), Start: Mirrored,
	Rows: []machine.Row[Phase, Cause]{
		row(Mirrored, Single, Exposed, "The mirror is lost, and the principal goes on without it (F-171)"),
		row(Mirrored, PrincipalLost, FailingOver, "The principal is lost; mirror and witness agree, and the mirror takes over by itself (F-171)"),
		row(Mirrored, Lost, Unavailable, "The principal is lost, and nobody is there to agree that the mirror takes over (F-171)"),
		row(Mirrored, Ordered, FailingOver, "Principal and mirror are ordered to change places (F-171)"),
		row(Exposed, Both, Mirrored, "The mirror is back, and catches up (F-171)"),
		row(Exposed, Lost, Unavailable, "Two of principal, mirror and witness are lost, or both servers where there is no witness (F-171)"),
		row(FailingOver, TookOver, Exposed, "The mirror is the principal now, and the lost one its mirror (F-171)"),
		row(FailingOver, Switched, Mirrored, "Principal and mirror have changed places (F-171)"),
		row(FailingOver, Lost, Unavailable, "The servers that the takeover needs are lost in the middle of it (F-171)"),
		row(FailingOver, Single, Exposed, "The mirror is lost in the middle of the takeover, and the principal is there to go on (F-171)"),
		row(Unavailable, Both, Mirrored, "Both servers are back (F-171)"),
		row(Unavailable, Single, Exposed, "The principal may serve again (F-171)"),
		row(Unavailable, PrincipalLost, FailingOver, "Mirror and witness are back, and the mirror takes over by itself (F-171)"),
		row(Unavailable, Ordered, FailingOver, "The mirror is ordered to become the principal (F-171)"),
	},
	Ignored: []machine.Note[Phase, Cause]{
		note(Mirrored, Both, "Both servers are up (F-171)"),
		note(Exposed, Single, "The principal serves already (F-171)"),
		note(Unavailable, Lost, "It does not serve anyway (F-171)"),
	},
	Refused: []machine.Note[Phase, Cause]{
		note(Mirrored, NotReady, notReady),
		note(Exposed, NotReady, notReady),
		note(FailingOver, NotReady, notReady),
		note(Unavailable, NotReady, notReady),
		note(FailingOver, Ordered, "A failover is on already (F-171)"),
	},
})
