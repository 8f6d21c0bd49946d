package conference

import "understudy.example/machine"

// A Phase is where a participant is.
type Phase uint8

// The phases.
const (
	Outside      Phase = iota // in no conference
	Attending                 // in it
	Reconnecting              // the focus has moved; the call goes on, and one attempt is made to reach the focus again
	Healing                   // requests do not get through; what runs may go on
	Retrying                  // the conferencing unit has moved; the call to it is made again
	Disrupted                 // its organiser's pool has ended it; the button to rejoin is shown and does not work
	Reopened                  // the button to rejoin works
	phases
)

var phaseNames = []string{"outside", "attending", "reconnecting", "healing", "retrying", "disrupted", "reopened"}

func (p Phase) String() string { return machine.Name(phaseNames, p) }

// A Cause is what an event amounts to.
type Cause uint8

// The causes. Each of them is an event.
const (
	Join       Cause = iota // the participant joins; the organiser is served in full
	Rejoin                  // he clicks the button
	Leave                   // he leaves, or gives up
	FocusMoved              // the focus fails over to another front end of the pool
	UnitMoved               // the conferencing unit does
	HopLost                 // requests between the participant and the focus do not get through
	HopBack                 // they do again
	Closed                  // the organiser is no longer served in full
	Opened                  // the organiser is served in full again
	Answered                // the attempt that was asked about has succeeded
	Failed                  // it has not
	causes
)

var causeNames = []string{
	"join", "rejoin", "leave", "focus moved", "unit moved", "hop lost", "hop back", "closed", "opened", "answered", "failed",
}

func (c Cause) String() string { return machine.Name(causeNames, c) }

var row, note = machine.MakeRow[Phase, Cause], machine.MakeNote[Phase, Cause]

// What many cells share.
const (
	ended   = "All modalities end with the full service of the organiser (F-88, F-90, C-88)"
	pending = "What was under way fails at once, the call stays, and one attempt is made to reconnect (C-87)"
	dropped = "The call to the unit is dropped and has to be made again (C-87)"
	leaves  = "The participant leaves (C-87)"
	over    = "There is no conference left to be harmed (F-90)"
	inside  = "The participant is in it (C-87)"
	asked   = "No attempt is under way (C-87)"
)

// Table holds every rule of a participant's place.
var Table = machine.MustTable(machine.Spec[Phase, Cause]{
	Name:   "client/conference",
	Doc:    "One participant's place in one conference.",
	Phases: int(phases), Causes: int(causes), Start: Outside,
	Rows: []machine.Row[Phase, Cause]{
		row(Outside, Join, Attending, "The organiser is served in full, and so is the conference (F-47, F-90)"),

		row(Attending, FocusMoved, Reconnecting, pending),
		row(Healing, FocusMoved, Reconnecting, pending),
		row(Reconnecting, Answered, Attending, "Connected again, with a fresh roster (C-87)"),
		row(Reconnecting, Failed, Outside, "There is one attempt only, and it has failed (C-87)"),

		row(Attending, UnitMoved, Retrying, dropped),
		row(Reconnecting, UnitMoved, Retrying, dropped),
		row(Healing, UnitMoved, Retrying, dropped),
		row(Retrying, Answered, Attending, "The call to the unit is made again (C-87)"),
		row(Retrying, Failed, Retrying, "The unit was not reached, and is tried again (C-87)"),

		row(Attending, HopLost, Healing, "Requests do not get through; audio may go on, without limit of time (C-87)"),
		row(Healing, HopBack, Attending, "Requests get through again (C-87)"),

		row(Attending, Closed, Disrupted, ended),
		row(Reconnecting, Closed, Disrupted, ended),
		row(Healing, Closed, Disrupted, ended),
		row(Retrying, Closed, Disrupted, ended),
		row(Disrupted, Opened, Reopened, "The organiser has left resiliency mode; each participant has to rejoin (F-90, C-88)"),
		row(Reopened, Closed, Disrupted, "The organiser is in resiliency mode again (F-90, C-88)"),
		row(Reopened, Rejoin, Attending, "The participant has clicked rejoin (F-90, C-88)"),

		row(Attending, Leave, Outside, leaves),
		row(Reconnecting, Leave, Outside, leaves),
		row(Healing, Leave, Outside, leaves),
		row(Retrying, Leave, Outside, leaves),
		row(Disrupted, Leave, Outside, "The participant gives up on it (C-88)"),
		row(Reopened, Leave, Outside, "The participant gives up on it (C-88)"),
	},
	Ignored: []machine.Note[Phase, Cause]{
		note(Outside, FocusMoved, over), note(Disrupted, FocusMoved, over), note(Reopened, FocusMoved, over),
		note(Outside, UnitMoved, over), note(Disrupted, UnitMoved, over), note(Reopened, UnitMoved, over),
		note(Outside, HopLost, over), note(Disrupted, HopLost, over), note(Reopened, HopLost, over),
		note(Outside, HopBack, over), note(Disrupted, HopBack, over), note(Reopened, HopBack, over),
		note(Outside, Closed, over), note(Disrupted, Closed, over),
		note(Outside, Answered, asked), note(Attending, Answered, asked), note(Healing, Answered, asked),
		note(Disrupted, Answered, asked), note(Reopened, Answered, asked),
		note(Outside, Failed, asked), note(Attending, Failed, asked), note(Healing, Failed, asked),
		note(Disrupted, Failed, asked), note(Reopened, Failed, asked),

		note(Reconnecting, FocusMoved, "There is one attempt, and it is under way (C-87)"),
		note(Retrying, FocusMoved, "The call is made again wherever the focus is (C-87)"),
		note(Retrying, UnitMoved, "The call is being made again already (C-87)"),
		note(Reconnecting, HopLost, "The attempt that is under way will find it out (C-87)"),
		note(Retrying, HopLost, "The attempt that is under way will find it out (C-87)"),
		note(Healing, HopLost, "It is being healed already (C-87)"),
		note(Attending, HopBack, "The hop was not lost (C-87)"),
		note(Reconnecting, HopBack, "The attempt that is under way will find it out (C-87)"),
		note(Retrying, HopBack, "The attempt that is under way will find it out (C-87)"),

		note(Outside, Opened, "Nobody here was disrupted (F-90)"),
		note(Attending, Opened, "The conference was not ended (F-90)"),
		note(Reconnecting, Opened, "The conference was not ended (F-90)"),
		note(Healing, Opened, "The conference was not ended (F-90)"),
		note(Retrying, Opened, "The conference was not ended (F-90)"),
		note(Reopened, Opened, "It works already (F-90)"),
	},
	Refused: []machine.Note[Phase, Cause]{
		note(Outside, Rejoin, "There is nothing to rejoin (C-88)"),
		note(Outside, Leave, "There is nothing to leave (C-88)"),
		note(Attending, Rejoin, inside), note(Reconnecting, Rejoin, inside), note(Healing, Rejoin, inside), note(Retrying, Rejoin, inside),
		note(Attending, Join, inside), note(Reconnecting, Join, inside), note(Healing, Join, inside), note(Retrying, Join, inside),
		note(Disrupted, Rejoin, "Nobody can rejoin before the organiser has left resiliency mode (F-90, C-88)"),
		note(Disrupted, Join, "Nobody can rejoin before the organiser has left resiliency mode (F-90, C-88)"),
		note(Reopened, Join, "The button to rejoin leads back to it (F-90, C-88)"),
	},
})
