package main

import (
	"strings"
	"time"

	"understudy.example"
	"understudy.example/machine"
	"understudy.example/story"
)

// A cue is what a story says at an instant: a step, or lines that come from no machine.
type cue struct {
	at     machine.Instant
	still  bool // nothing has been done yet, and no time has passed
	step   *story.Step
	lines  []understudy.Line
	took   time.Duration // how long a check was waited for
	failed *story.Error
}

// A rehearsal plays a story once in no time at all. It learns when the waits end, what the checks find and what the
// questions are answered, which only a player can tell; the performance needs to be told.
type rehearsal struct {
	cues   []cue
	faults []error // what has gone wrong, one line each
	check  *cue    // the check that is on: it gets its place when it is over
	moved  bool
}

// rehearse plays s, and gives it up after so many deadlines. An empty comment is put behind it, so that its end has an instant.
func rehearse(s *story.Story, deadlines int) *rehearsal {
	r, whole := &rehearsal{}, *s
	whole.Steps = append(s.Steps[:len(s.Steps):len(s.Steps)], story.Step{Verb: story.Comment})
	played, err := story.Player{Tell: r.hear, Deadlines: deadlines}.Play(&whole)
	if r.check != nil {
		r.close(r.check.at)
	}
	if n := len(r.cues); n > 0 && r.cues[n-1].step == &played.Steps[len(s.Steps)] {
		r.cues[n-1].step = nil
	}
	r.faults = apart(err)
	r.blame()
	return r
}

// hear takes note of what the player tells.
func (r *rehearsal) hear(e story.Event) {
	switch {
	case e.Line == nil:
		r.begin(e.At, e.Step)
	case e.Step.Verb == story.Ask || e.Step.Verb == story.WhatIf:
		c := &r.cues[len(r.cues)-1]
		c.lines = append(c.lines, *e.Line)
	case strings.HasPrefix(e.Line.Who, "law ") && strings.HasPrefix(e.Line.What, "broken: "):
		r.cues = append(r.cues, cue{at: e.At, lines: []understudy.Line{*e.Line}})
	}
}

// begin ends the step before, and begins this one.
func (r *rehearsal) begin(at machine.Instant, step *story.Step) {
	if r.check != nil {
		r.close(at)
	}
	c := cue{at: at, still: !r.moved, step: step}
	switch step.Verb {
	case story.Expect, story.Within, story.Throughout:
		r.check = &c
	default:
		r.cues = append(r.cues, c)
		r.moved = r.moved || step.Verb == story.Do || step.Verb == story.Wait || step.Verb == story.Until
	}
}

// close puts the check that is on where it ends.
func (r *rehearsal) close(at machine.Instant) {
	c := *r.check
	c.took, c.at, r.check = at.Sub(c.at), at, nil
	r.moved = r.moved || c.took > 0
	c.still = !r.moved
	r.cues = append(r.cues, c)
}

// blame puts what a check has found beside it.
func (r *rehearsal) blame() {
	for _, fault := range r.faults {
		f, ok := fault.(*story.Error)
		for i := range r.cues {
			c := &r.cues[i]
			if ok && c.step != nil && c.step.Line == f.Line && c.step.Text == f.Expected {
				c.failed = f
			}
		}
	}
	if len(r.faults) == story.MaxErrors {
		r.doubt()
	}
}

// doubt vouches for no check after so many faults that the player has stopped to count them.
func (r *rehearsal) doubt() {
	for i := len(r.cues) - 1; i >= 0 && r.cues[i].failed == nil; i-- {
		r.cues[i].failed = &story.Error{Found: "not told any more, after so many faults"}
	}
}

// apart takes joined errors apart.
func apart(err error) []error {
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		return joined.Unwrap()
	}
	if err != nil {
		return []error{err}
	}
	return nil
}
