package cache

import (
	"slices"

	"understudy.example/machine"
)

// A Phase is what an entry holds.
type Phase uint8

// The phases.
const (
	Empty    Phase = iota // nothing that counts: ask
	Fresh                 // records
	Negative              // the name is known to be missing
	phases
)

var phaseNames = []string{"empty", "fresh", "negative"}

func (p Phase) String() string { return machine.Name(phaseNames, p) }

// A Cause is what an event or the deadline amounts to.
type Cause uint8

// The causes.
const (
	Found    Cause = iota // records that may be kept
	NotFound              // a missing name that may be kept
	Passing               // an answer of either kind that must not be kept
	Unheard               // no usable answer
	Emptied               // the cache was emptied
	Expired               // the time to live is over
	causes
)

var causeNames = []string{"found", "not found", "passing", "unheard", "emptied", "expired"}

func (c Cause) String() string { return machine.Name(causeNames, c) }

var row, note = machine.MakeRow[Phase, Cause], machine.MakeNote[Phase, Cause]

// unasked are the answers that come while another one counts.
func unasked(p Phase) (notes []machine.Note[Phase, Cause]) {
	for _, on := range []Cause{Found, NotFound, Passing} {
		notes = append(notes, note(p, on, "Nobody asks as long as an answer counts, and that one goes on counting (C-31)"))
	}
	return notes
}

// Table holds every rule of an entry.
var Table = machine.MustTable(machine.Spec[Phase, Cause]{
	Name:   "dns/cache",
	Doc:    "One cached answer of DNS.",
	Phases: int(phases), Causes: int(causes), Start: Empty,
	Rows: []machine.Row[Phase, Cause]{
		row(Empty, Found, Fresh, "Records count for their time to live (C-12, C-31)"),
		row(Empty, NotFound, Negative, "What is missing is not asked for again for a while (C-31)"),
		row(Fresh, Expired, Empty, "The time to live is over (C-12, C-31)"),
		row(Negative, Expired, Empty, "A missing name is worth another question (C-31)"),
		row(Fresh, Emptied, Empty, "Somebody emptied the cache, records and all (C-31)"),
		row(Negative, Emptied, Empty, "Somebody emptied the cache, missing names included (C-31)"),
	},
	Ignored: slices.Concat(unasked(Fresh), unasked(Negative), []machine.Note[Phase, Cause]{
		note(Empty, Passing, "An answer that must not be kept serves once, and is not kept (C-31)"),
		note(Empty, Emptied, "There is nothing to throw away (C-31)"),
		note(Empty, Unheard, "A server that fails says nothing about the name (C-31, C-32)"),
		note(Fresh, Unheard, "The records count on while the server fails, until their time is over (C-31, H-31)"),
		note(Negative, Unheard, "A server that fails does not make the name appear (C-31)"),
	}),
})
