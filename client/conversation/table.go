package conversation

import "understudy.example/machine"

// A Phase is what has become of the conversation.
type Phase uint8

// The phases.
const (
	Idle        Phase = iota // not begun
	Established              // media flow, signalling is healthy
	Recovering               // media flow, the signalling route is being healed
	NoMedia                  // media are lost, signalling is healthy
	Severed                  // media are lost, and signalling too
	Ended                    // over
	phases
)

var phaseNames = []string{"idle", "established", "recovering", "media lost", "severed", "ended"}

func (p Phase) String() string { return machine.Name(phaseNames, p) }

// A Cause is what an event or a deadline amounts to.
type Cause uint8

// The causes. Those from Start to Closed are events as well.
const (
	Start          Cause = iota // two people begin, with one modality
	Add                         // one more modality
	Hold                        // one of the two holds it
	Retrieve                    // and takes it up again
	HandOver                    // one of the two transfers it, or parks it: for this pair of people it is over
	SignallingLost              // one of the endpoints has lost its registrar, or signs out and in
	SignallingBack              // both are registered again
	MediaLost                   // the path between the peers is dead, or what carried the media has died
	MediaBack                   // media flow again
	HangUp                      // one of the two ends it
	Closed                      // the pool that it runs through ends it: an anonymous call with an agent (C-76)
	Elapsed                     // media have been dead for Patience
	causes

	lastEvent = Closed
)

var causeNames = []string{
	"start", "add", "hold", "retrieve", "hand over", "signalling lost", "signalling back", "media lost", "media back", "hang up", "closed", "elapsed",
}

func (c Cause) String() string { return machine.Name(causeNames, c) }

var row, note = machine.MakeRow[Phase, Cause], machine.MakeNote[Phase, Cause]

// What many cells share.
const (
	closes = "The pool that it ran through drops it: an anonymous call with an agent (C-76)"
	unsure = "As long as their route is broken requests inside the call get nowhere (C-85, C-86)"
	silent = "With the media path dead there is nothing to hold or to hand over (C-85)"
	gone   = "The call is over (C-83)"
	none   = "There is no call (C-86)"
)

// Table holds every rule of the conversation.
var Table = machine.MustTable(machine.Spec[Phase, Cause]{
	Name:   "client/conversation",
	Doc:    "A call between two endpoints, in two planes: media and signalling.",
	Phases: int(phases), Causes: int(causes), Start: Idle,
	Rows: []machine.Row[Phase, Cause]{
		row(Idle, Start, Established, "The call is set up; media and requests go ways of their own (C-85)"),
		row(Established, Add, Established, "A request inside the call gets through (C-85)"),
		row(Established, Hold, Established, "Held; hold, retrieve and transfer work in resiliency mode as well (F-46, C-77)"),
		row(Established, Retrieve, Established, "Taken up again (F-46, C-77)"),
		row(Established, HandOver, Ended, "It goes on with somebody else, or is parked (F-46, C-77)"),

		row(Established, SignallingLost, Recovering, "The route for requests is broken; media go on by themselves (C-81, C-85, X-5)"),
		row(Recovering, SignallingBack, Established, "The route is healed, and the call goes on as before (C-85)"),
		row(NoMedia, SignallingLost, Severed, "Now requests are lost too; there is still time for the media (C-85, C-86)"),
		row(Severed, SignallingBack, NoMedia, "The route is healed, the media path is not yet (C-85, C-86)"),

		row(Established, MediaLost, NoMedia, "What carried the media is gone, or their path is dead (C-86)"),
		row(Recovering, MediaLost, Severed, "Now the media are lost, too: what carried them is gone, or their path is dead (C-85, C-86)"),
		row(NoMedia, MediaBack, Established, "Media flow again before the call was given up (C-85)"),
		row(Severed, MediaBack, Recovering, "Media flow again; the route for requests is still being healed (C-85)"),

		row(NoMedia, Elapsed, Ended, "A call whose media stay dead for 15 minutes is given up (C-85)"),
		row(Severed, Elapsed, Ended, "A call whose media stay dead for 15 minutes is given up (C-85)"),

		row(Established, HangUp, Ended, "One of the two hangs up (C-85)"),
		row(Recovering, HangUp, Ended, "One of the two hangs up; that needs no registrar (C-86)"),
		row(NoMedia, HangUp, Ended, "One of the two gives up on the silence (C-85)"),
		row(Severed, HangUp, Ended, "One of the two gives up on the silence (C-85)"),

		row(Established, Closed, Ended, closes),
		row(Recovering, Closed, Ended, closes),
		row(NoMedia, Closed, Ended, closes),
		row(Severed, Closed, Ended, closes),

		row(Ended, Start, Established, "A session that ended has to be set up anew (C-83)"),
	},
	Ignored: []machine.Note[Phase, Cause]{
		note(Idle, SignallingLost, "There is no call to be harmed (C-86)"),
		note(Idle, SignallingBack, "There is no call to be healed (C-86)"),
		note(Idle, MediaLost, "There is no call to be harmed (C-86)"),
		note(Idle, MediaBack, "There is no call to be healed (C-86)"),
		note(Ended, SignallingLost, "The call is over (C-86)"),
		note(Ended, SignallingBack, "The call is over (C-86)"),
		note(Ended, MediaLost, "The call is over (C-86)"),
		note(Ended, MediaBack, "The call is over (C-86)"),
		note(Ended, HangUp, "The other side was faster (C-86)"),
		note(Ended, Closed, "The call is over (C-86)"),

		note(Established, SignallingBack, "The route was not broken (C-85)"),
		note(NoMedia, SignallingBack, "The route was not broken (C-85)"),
		note(Recovering, SignallingLost, "The route is being healed already (C-85)"),
		note(Severed, SignallingLost, "The route is being healed already (C-85)"),
		note(Established, MediaBack, "The media were not lost (C-85)"),
		note(Recovering, MediaBack, "The media were not lost (C-85)"),
		note(NoMedia, MediaLost, "Only the first loss counts: the media have been dead since then (C-85)"),
		note(Severed, MediaLost, "Only the first loss counts: the media have been dead since then (C-85)"),
	},
	Refused: []machine.Note[Phase, Cause]{
		note(Recovering, Add, "Until both are signed in again nothing can be started (L-4, C-81, C-86)"),
		note(Severed, Add, "Until both are signed in again nothing can be started (L-4, C-81, C-86)"),
		note(NoMedia, Add, "With the media path dead there is nothing to add to (C-85)"),
		note(Idle, Add, "There is no call to add to (C-86)"),
		note(Ended, Add, gone),
		note(Recovering, Hold, unsure), note(Severed, Hold, unsure), note(NoMedia, Hold, silent),
		note(Recovering, Retrieve, unsure), note(Severed, Retrieve, unsure), note(NoMedia, Retrieve, silent),
		note(Recovering, HandOver, unsure), note(Severed, HandOver, unsure), note(NoMedia, HandOver, silent),
		note(Idle, Hold, none), note(Idle, Retrieve, none), note(Idle, HandOver, none),
		note(Ended, Hold, gone), note(Ended, Retrieve, gone), note(Ended, HandOver, gone),
	},
})
