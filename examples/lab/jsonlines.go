package main

import (
	"encoding/json"
	"fmt"
	"io"
	"regexp"
	"strings"
	"time"

	"understudy.example/machine"
	"understudy.example/story"
)

// jsonHelp documents the JSON lines.
const jsonHelp = `
With -format json each line is one object. Its fields, in this order:
  at       nanoseconds since the beginning
  time     the same in words, as in 1:04:40.979
  heading  of the section of the story
  kind     heading, comment, wait, input, what-if, question, answer, check, law, note, state, usage, failure, or what
           happened: "signed in", "moved" and so on
  who      whom it is about; the step itself has nobody
  what     what is done, found or happens
  why      the reason, which ends with its facts
  facts    the numbers of FACTS.md in what and why
  routine  true for the ordinary course of things, which -verbose shows
  passed   of a check: whether it held
  users    of a state: those whose service has changed, how they are served, and what that lets them do
  usage    of a user: nanoseconds signed out, limited, full; together they are the time since the first sign-in
`

// A record is one line.
type record struct {
	At      machine.Instant `json:"at"`
	Time    string          `json:"time"`
	Heading string          `json:"heading"`
	Kind    string          `json:"kind"`
	Who     string          `json:"who"`
	What    string          `json:"what"`
	Why     string          `json:"why"`
	Facts   []string        `json:"facts"`
	Routine bool            `json:"routine,omitempty"`
	Passed  *bool           `json:"passed,omitempty"`
	Users   []standing      `json:"users,omitempty"`
	Usage   *spent          `json:"usage,omitempty"`
}

// spent is a usage in nanoseconds.
type spent struct {
	Out     time.Duration `json:"out"`
	Limited time.Duration `json:"limited"`
	Full    time.Duration `json:"full"`
}

// jsonLines tells a story to programs.
type jsonLines struct {
	out     *json.Encoder
	verbose bool
	heading string
	tally   *tally
}

func newJSONLines(w io.Writer, s *story.Story, verbose bool) *jsonLines {
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	return &jsonLines{out: out, verbose: verbose, tally: newTally(s.Topology, 1)}
}

func (j *jsonLines) hear(at machine.Instant, beats []beat) {
	j.tally.hear(at, beats)
	for _, b := range beats {
		if b.kind == ended || b.line.Routine && !j.verbose {
			continue
		}
		j.write(at, recordOf(b))
	}
}

// end writes how the users were served, and what has gone wrong.
func (j *jsonLines) end(faults []error) {
	for _, u := range j.tally.users {
		if u.seen {
			j.write(j.tally.now, record{Kind: "usage", Who: u.user, Usage: &spent{u.out, u.limited, u.full}})
		}
	}
	for _, f := range faults {
		j.write(j.tally.now, record{Kind: "failure", What: f.Error()})
	}
}

func (j *jsonLines) write(at machine.Instant, r record) {
	if r.Kind == "heading" {
		j.heading = r.What
	}
	r.At, r.Time, r.Heading, r.Facts = at, exact(at), j.heading, facts(r.What+" "+r.Why)
	j.out.Encode(r)
}

// recordOf is what a beat has to say.
func recordOf(b beat) record {
	r := record{Who: b.line.Who, What: b.line.What, Why: b.line.Why, Routine: b.line.Routine, Users: b.users}
	switch b.kind {
	case happened:
		r.Kind = b.action.Kind.String()
	case noted:
		r.Kind = "note"
	case stood:
		r.Kind = "state"
	case said:
		r.Kind = "answer"
		if b.step == nil {
			r.Kind = "law"
		}
	case cued:
		r.cue(b)
	}
	return r
}

func (r *record) cue(b beat) {
	r.What = b.step.String()
	switch b.step.Verb {
	case story.Comment:
		r.Kind, r.What = "comment", b.step.Text
	case story.Heading:
		r.Kind, r.What = "heading", b.step.Text
	case story.Wait, story.Until:
		r.Kind = "wait"
	case story.Do:
		r.Kind = "input"
	case story.WhatIf:
		r.Kind = "what-if"
	case story.Ask:
		r.Kind = "question"
	default:
		passed := b.failed == nil
		r.Kind, r.Passed = "check", &passed
		if !passed {
			r.Why = "found " + b.failed.Found
		}
	}
}

var fact = regexp.MustCompile(`\b(?:[FCHLQDX]-\d+b?|RFC \d+)\b`)

// facts finds the numbers of facts in a text.
func facts(s string) []string {
	if all := fact.FindAllString(s, -1); all != nil {
		return all
	}
	return []string{}
}

// exact writes an instant with its fraction of a second, if it has one.
func exact(t machine.Instant) string {
	rest := time.Duration(t) % time.Second
	if rest == 0 {
		return clock(t)
	}
	return clock(t) + "." + strings.TrimRight(fmt.Sprintf("%09d", rest), "0")
}
