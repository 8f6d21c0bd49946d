package client

import (
	"slices"

	"understudy.example/machine"
)

// A Phase is how far an endpoint has come.
type Phase uint8

// The phases. In the four from InNormal on it believes itself registered; their order is that of the modes.
const (
	Out             Phase = iota // signed out, and not trying
	Discovering                  // its owner makes the list of candidates
	Connecting                   // a REGISTER is on its way to a candidate
	Waiting                      // a round has failed, the next one is due later
	InNormal                     // registered, Normal
	InLimitedHome                // registered, LimitedHome
	InLimitedBackup              // registered, LimitedBackup
	InFullBackup                 // registered, FullBackup
	phases
)

var phaseNames = slices.Concat([]string{"signed out", "discovering", "connecting", "waiting"}, modeNames)

func (p Phase) String() string { return machine.Name(phaseNames, p) }

// A Cause is what an event or a deadline amounts to.
type Cause uint8

// The causes. Those from SignIn to Dropped are events as well; the rest is concluded.
const (
	SignIn      Cause = iota // the user signs in
	SignOut                  // the user signs out
	Found                    // the list of candidates is made
	Accepted                 // 200: the candidate accepts; of an endpoint that is registered: it had forgotten the registration
	Redirected               // 301: untried contacts were put behind the candidate, none if all were tried (C-33, H-23)
	Rejected                 // a final refusal, authentication included
	Unavailable              // 503
	Reset                    // the connection is refused, or reset (H-22)
	Silence                  // what it sends from now on stays unanswered (H-22)
	Answer                   // what it sends is answered again
	Changed                  // the registrar notifies it of how it is served (C-43)
	Refreshed                // 200: the registrar answers a refresh (C-44)
	Relocated                // deregistered, and another registrar was named: 301, 4142, 4166 (C-43)
	Dropped                  // deregistered, and none was named: 4140, 4141, 4165 (C-43)

	FoundNothing      // there are no candidates
	TimedOut          // the candidate did not answer for Transaction
	Exhausted         // that was the last candidate
	Waited            // the back-off is over
	ToldNormal        // served as Normal, and so on
	ToldLimitedHome   //
	ToldLimitedBackup //
	ToldFullBackup    //
	Lost              // registered, and a request has stayed unanswered for Transaction
	NoNews            // silence or an answer that changes nothing
	causes

	lastEvent = Dropped
)

var causeNames = []string{
	"sign in", "sign out", "found", "accepted", "redirected", "rejected", "unavailable", "reset", "silence", "answer",
	"changed", "refreshed", "relocated", "dropped", "found nothing", "timed out", "exhausted", "waited", "told normal",
	"told limited at home", "told limited on the backup", "told full on the backup", "lost", "no news",
}

func (c Cause) String() string { return machine.Name(causeNames, c) }

// told is the cause of being served in mode m.
func told(m Mode) Cause { return ToldNormal + Cause(m) }

var row, note = machine.MakeRow[Phase, Cause], machine.MakeNote[Phase, Cause]

// in writes one row for each phase in which the endpoint is registered.
func in(on Cause, to Phase, why string) []machine.Row[Phase, Cause] {
	var rows []machine.Row[Phase, Cause]
	for p := InNormal; p <= InFullBackup; p++ {
		rows = append(rows, row(p, on, to, why))
	}
	return rows
}

// stay writes one row for each phase in which the endpoint is registered, which leads to the same phase.
func stay(on Cause, why string) []machine.Row[Phase, Cause] {
	rows := in(on, 0, why)
	for i := range rows {
		rows[i].To = rows[i].From
	}
	return rows
}

// notes writes one note for each cause in each phase.
func notes(why string, ps []Phase, on ...Cause) []machine.Note[Phase, Cause] {
	var all []machine.Note[Phase, Cause]
	for _, p := range ps {
		for _, c := range on {
			all = append(all, note(p, c, why))
		}
	}
	return all
}

var (
	away  = []Phase{Out, Discovering, Connecting, Waiting}
	idle  = []Phase{Out, Discovering, Waiting}
	there = []Phase{InNormal, InLimitedHome, InLimitedBackup, InFullBackup}
)

// Table holds every rule of the endpoint.
var Table = machine.MustTable(machine.Spec[Phase, Cause]{
	Name:   "client",
	Doc:    "How one endpoint signs in, stays in, and finds its way back.",
	Phases: int(phases), Causes: int(causes), Start: Out,
	Rows: slices.Concat([]machine.Row[Phase, Cause]{
		row(Out, SignIn, Discovering, "Signing in begins with the question where to (C-1)"),

		row(Discovering, Found, Connecting, "The first candidate is tried (C-103)"),
		row(Discovering, FoundNothing, Waiting, "Nowhere to go: the round has failed (C-1, C-105)"),

		row(Connecting, ToldNormal, InNormal, "The home pool accepts, with user services (C-42)"),
		row(Connecting, ToldLimitedHome, InLimitedHome, "The home pool accepts, without user services (F-51, C-42)"),
		row(Connecting, ToldLimitedBackup, InLimitedBackup, "The backup accepts, as a registrar only (F-35, F-51, C-42)"),
		row(Connecting, ToldFullBackup, InFullBackup, "The pool has been failed over: the backup serves in full (F-45, C-42)"),
		row(Connecting, Redirected, Connecting, "It names where to go instead; what was tried is not tried again (C-33, C-104, H-23)"),
		row(Connecting, Rejected, Connecting, "It refuses for good; there may be others (C-104)"),
		row(Connecting, Unavailable, Connecting, "Out of service counts as a failure of this candidate (C-103, C-104)"),
		row(Connecting, Reset, Connecting, "Nobody listens there, known at once (H-22, C-103)"),
		row(Connecting, TimedOut, Connecting, "No answer until the transaction timed out (C-50, H-37)"),
		row(Connecting, Exhausted, Waiting, "Each candidate was tried once; the round has failed (H-23, C-105)"),

		row(Waiting, Waited, Discovering, "The back-off is over; candidates are looked for anew, no backup is remembered (C-23, C-105)"),

		row(Discovering, SignOut, Out, "The user gives up; it is registered nowhere yet (H-5)"),
		row(Connecting, SignOut, Out, "The user gives up; what the candidate may still accept expires by itself (H-5)"),
		row(Waiting, SignOut, Out, "The user gives up waiting; it is registered nowhere (H-5)"),

		row(InNormal, ToldLimitedHome, InLimitedHome, "User services have gone; it stays signed in (C-43, F-51)"),
		row(InLimitedHome, ToldNormal, InNormal, "User services are back; no new sign-in is needed (C-44, C-72)"),
		row(InLimitedBackup, ToldFullBackup, InFullBackup, "The backup serves in full from now on; no new sign-in is needed (H-14, C-44)"),
		row(InFullBackup, ToldLimitedBackup, InLimitedBackup, "User services have gone, by a failback or an outage; it stays signed in (C-43, F-51, F-89)"),
	},
		in(SignOut, Out, "The user signs out; the registrar is told, so that no stale binding stays there (H-5)"),
		stay(Silence, "A request stays unanswered; it is given the transaction timeout (H-22, C-50)"),
		stay(Answer, "Answered before it gave up: it never noticed more than a delay (C-50)"),
		in(Lost, Discovering, "The first unanswered request has timed out: out, and looking for a registrar (C-50, H-22)"),
		in(Reset, Discovering, "The connection is reset: out at once, and looking for a registrar (H-22)"),
		in(Accepted, Discovering, "Its refresh was taken for a new registration: the old one was lost, start anew (C-41)"),
		in(Rejected, Discovering, "Its refresh was refused: start anew (C-41)"),
		in(Relocated, Discovering, "Another registrar has the account now: out and in by itself (C-43, F-38, L-4)"),
		in(Unavailable, Waiting, "Its refresh failed; the same registrar is not asked again at once (C-103, C-104)"),
		in(Dropped, Waiting, "Deregistered and sent nowhere; the same registrar is not asked again at once (C-43, C-104)"),
	),
	Ignored: slices.Concat(
		notes("An answer to a request it no longer waits for (C-104)", idle, Accepted, Redirected, Rejected, Unavailable, Reset),
		notes("News of a registration it no longer has (H-5)", away, Changed, Refreshed, Relocated, Dropped),
		notes("It sends nothing now (H-22)", idle, Silence, Answer),
		notes("The transaction's own timer runs already (C-50)", []Phase{Connecting}, Silence, Answer),
		notes("A list of candidates it no longer waits for (C-1)", []Phase{Out, Connecting, Waiting}, Found),
		notes("A list of candidates it no longer waits for (C-1)", there, Found),
		notes("Only the first unanswered request counts, and an answer is ordinary (H-22)", there, NoNews),
		[]machine.Note[Phase, Cause]{
			note(InNormal, ToldNormal, "Served as before (C-47)"),
			note(InLimitedHome, ToldLimitedHome, "Served as before (C-47)"),
			note(InLimitedBackup, ToldLimitedBackup, "Served as before (C-47)"),
			note(InFullBackup, ToldFullBackup, "Served as before (C-47)"),
		},
	),
	Refused: slices.Concat(
		notes("It is signing in already, and at no more than one registrar (H-5)",
			[]Phase{Discovering, Connecting, Waiting}, SignIn),
		notes("It is signed in already, and at no more than one registrar (H-5)", there, SignIn),
		notes("It is registered nowhere that it could sign out from (H-5)", []Phase{Out}, SignOut),
	),
})
