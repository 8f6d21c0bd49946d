package binding

import "understudy.example/machine"

// A Phase is where a binding stands.
type Phase uint8

// The phases.
const (
	Free    Phase = iota // no binding
	Limited              // registered, without user services (F-45)
	Full                 // registered, with everything
	phases
)

var phaseNames = []string{"free", "limited", "full"}

func (p Phase) String() string { return machine.Name(phaseNames, p) }

// A Cause is what an event or the deadline amounts to.
type Cause uint8

// The causes.
const (
	Registered        Cause = iota // accepted with full service
	RegisteredLimited              // accepted with limited service
	Restored                       // judged again: full service
	Reduced                        // judged again: limited service
	SignedOut                      // the endpoint unregistered
	Dropped                        // the registrar ended it and said so
	Expired                        // not refreshed in time
	Forgotten                      // the registrar restarted
	causes
)

var causeNames = []string{
	"registered", "registered limited", "restored", "reduced", "signed out", "dropped", "expired", "forgotten",
}

func (c Cause) String() string { return machine.Name(causeNames, c) }

var row, note = machine.MakeRow[Phase, Cause], machine.MakeNote[Phase, Cause]

// Table holds every rule of a binding.
var Table = machine.MustTable(machine.Spec[Phase, Cause]{
	Name:   "registrar/binding",
	Doc:    "The binding of one endpoint at one registrar.",
	Phases: int(phases), Causes: int(causes), Start: Free,
	Rows: []machine.Row[Phase, Cause]{
		row(Free, Registered, Full, "The answer says that the binding was added (C-39)"),
		row(Free, RegisteredLimited, Limited, "Added, and the answer says that user services are unavailable (C-39, F-44)"),

		row(Limited, Registered, Full, "The answer to a refresh says that user services are back; no new login (C-44)"),
		row(Full, RegisteredLimited, Limited, "The answer to a refresh says that user services are unavailable (C-39, C-41)"),
		row(Limited, Restored, Full, "The endpoint is told that user services are back; no new login (H-14, C-44)"),
		row(Full, Reduced, Limited, "The endpoint is told that user services are gone, and stays registered (C-43, F-44)"),

		row(Limited, SignedOut, Free, "The endpoint signed out, whatever service it had (C-45)"),
		row(Full, SignedOut, Free, "The endpoint signed out (C-45)"),
		row(Limited, Dropped, Free, "The registrar ends a limited binding and names the reason (C-43)"),
		row(Full, Dropped, Free, "The registrar ends the binding and names the reason (C-43)"),
		row(Limited, Expired, Free, "A limited binding was not refreshed in the time granted (C-47)"),
		row(Full, Expired, Free, "Not refreshed in the time granted; the endpoint hears nothing (C-47)"),
		row(Limited, Forgotten, Free, "A registrar that restarts has forgotten whom it had borrowed (H-10)"),
		row(Full, Forgotten, Free, "A registrar that restarts has forgotten its bindings (H-10)"),
	},
	Ignored: []machine.Note[Phase, Cause]{
		note(Full, Registered, "A refresh is ordinary; the time granted begins anew (C-39, C-47)"),
		note(Limited, RegisteredLimited, "A refresh in limited service is as ordinary as any (C-39, C-47)"),
		note(Full, Restored, "Judged again, with the same result (H-14)"),
		note(Limited, Reduced, "Judged again, and limited it stays (H-14)"),
		note(Free, Restored, "Nobody is bound here, so nobody is told (C-43)"),
		note(Free, Reduced, "Nobody is bound here, so nothing is taken away (C-43)"),
		note(Free, SignedOut, "Signing out of what has expired or was dropped is ordinary (C-47)"),
		note(Free, Dropped, "What has just expired need not be dropped (C-47)"),
		note(Free, Forgotten, "There is nothing to forget (H-10)"),
	},
})
