package story

import (
	"fmt"
	"time"

	"understudy.example"
	"understudy.example/machine"
)

// A Story is a topology, and what is done to it, checked of it, and seen to happen.
type Story struct {
	Name     string   // of the file, for errors; not part of the text
	Title    string   // one line
	Notes    []string // the opening comment, line by line
	Verbose  bool     // routine counts as something that happened, too
	Recorded bool     // a program wrote it line by line as it happened, and may have been killed in the middle of a line
	Topology understudy.Topology
	Steps    []Step

	// What follows the last line end, if Recorded: the line that a killed program was writing. It is no part of the text.
	Unfinished string

	remarks []remark
}

// A remark is a comment in the topology: it stands before a declaration, or at the end.
type remark struct{ before, text string }

// A Verb is what a step does.
type Verb uint8

// The verbs, and which fields of a Step count.
const (
	Comment    Verb = iota // nothing: Text is for readers
	Heading                // nothing: Text is what the following steps are about
	Wait                   // lets Time pass
	Until                  // lets time pass until Time has elapsed since the beginning
	Do                     // gives Input to the System
	WhatIf                 // asks which guards stand against Input, and changes nothing
	Ask                    // asks Question, and changes nothing
	Expect                 // checks Text now
	Within                 // lets time pass until Text holds, and fails if that takes longer than Time
	Throughout             // lets Time pass, all of which Text has to hold
	verbs
)

var verbNames = []string{"comment", "heading", "wait", "until", "do", "what if", "ask", "expect", "within", "throughout"}

func (v Verb) String() string { return machine.Name(verbNames, v) }

// A Step is one line of a story after its topology, and what happened then.
type Step struct {
	Verb     Verb
	Time     time.Duration
	Text     string
	Input    understudy.Input
	Question understudy.Question
	Happened []string // what happened from this step to the next one, one line each
	Gap      bool     // an empty line stands before it
	Line     int      // in the source; 0 if it comes from none
}

// Add appends an input at an instant, which must not be before the last one.
func (s *Story) Add(at machine.Instant, in understudy.Input) {
	until := Step{Verb: Until, Time: time.Duration(at)}
	i := len(s.Steps) - 1
	for i >= 0 && (s.Steps[i].Verb == Do || s.Steps[i].Verb == Comment) {
		i--
	}
	if i < 0 || s.Steps[i].Verb != Until || s.Steps[i].Time != until.Time {
		s.Steps = append(s.Steps, until)
	}
	s.Steps = append(s.Steps, Step{Verb: Do, Input: in})
}

// An Error is one thing that is wrong with a story: with its text, or with what happened when it was played.
type Error struct {
	File     string
	Line     int // from 1; 0 if it is about no line
	Col      int // in bytes, from 1; 0 if it is about the whole line, or its end
	Expected string
	Found    string
}

func (e *Error) Error() string {
	where := e.File
	if where == "" {
		where = "story"
	}
	if e.Line > 0 {
		where += fmt.Sprintf(":%d", e.Line)
	}
	if e.Col > 0 {
		where += fmt.Sprintf(":%d", e.Col)
	}
	return fmt.Sprintf("%s: expected %s, found %s", where, e.Expected, e.Found)
}

// Bounds of what is read and played. They are far above what people write, and keep hostile stories from taking for ever.
const (
	MaxSource = 4 << 20                   // bytes of a story, unless a Reader allows others
	MaxLine   = 4096                      // bytes of a line
	MaxErrors = 20                        // errors that are reported
	MaxTime   = 10 * 365 * 24 * time.Hour // elapsed time
)
