package main

import (
	"fmt"
	"time"

	"understudy.example"
	"understudy.example/machine"
	"understudy.example/story"
)

// A beat is one thing that an audience is told. What counts, beside the kind, is said there.
type beat struct {
	kind   beatKind
	step   *story.Step       // cued
	took   time.Duration     // cued: how long a check was waited for
	failed *story.Error      // cued: what a check has found instead
	line   understudy.Line   // happened, said, noted
	action understudy.Action // happened
	users  []standing        // stood
}

type beatKind uint8

const (
	cued     beatKind = iota // a step of the story begins; a check is told when it is over
	happened                 // a machine did something
	said                     // an answer to a question, or that a law is broken
	noted                    // what the program makes of what happened
	stood                    // the service of these users has changed since it was told last
	ended                    // the story is over
)

// Report says where in which table a beat comes from, so that a live run is mirrored (package live).
func (b beat) Report() (machine.Report, bool) {
	if b.kind != happened {
		return machine.Report{}, false
	}
	return b.action.Report()
}

// Instance tells apart the machines that share a table.
func (b beat) Instance() string { return fmt.Sprint(b.action.Who.A, ".", b.action.Who.B) }

// An audience is told the beats of a story, those of one instant at a time.
type audience interface {
	hear(at machine.Instant, beats []beat)
	end(faults []error) // what has gone wrong, if anything
}
