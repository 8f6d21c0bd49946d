package story

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"understudy.example"
	"understudy.example/machine"
)

// A Player plays stories. The zero Player plays them as they are, against all laws, and tells nobody.
type Player struct {
	Parts     understudy.Parts // machines to play with instead of the project's own
	Tell      func(Event)      // hears everything that happens; nil for nobody
	Deadlines int              // a story that passes more of them is given up; 0 is a million, 80 days of two pools
}

// An Event is one thing that a Player tells: a step that begins or, if Line is there, something that happens in it.
type Event struct {
	At     machine.Instant
	Step   *Step
	Line   *understudy.Line
	Action *understudy.Action // what the Line puts into words; nil for answers, and for what the laws say
	System *understudy.System // as it is then, to be looked at and not to be changed
}

// Play plays s, which it does not change. It returns the story as it happened, which is s with other Happened lines, and
// what went wrong, each as an [*Error]: checks that failed, laws that were broken and, if s says anywhere what happened,
// what happened differently. A topology that is not valid cannot be played: its error is returned alone.
func (pl Player) Play(s *Story) (*Story, error) {
	system, err := understudy.NewWith(s.Topology, pl.Parts)
	if err != nil {
		return nil, err
	}
	happened := *s
	happened.Steps = slices.Clone(s.Steps)
	p := &play{Player: pl, story: &happened, system: system, names: namesIn(&s.Topology), watch: newWatch(),
		last: last{outcome: outcomes}}
	p.most = cmp.Or(pl.Deadlines, 1_000_000)
	for i := range happened.Steps {
		happened.Steps[i].Happened = nil
	}
	for i := range happened.Steps {
		p.step = &happened.Steps[i]
		p.tell(nil, nil)
		p.play()
		if p.over {
			break
		}
	}
	p.reportLaws()
	if !p.over {
		p.compare(s)
	}
	return &happened, errors.Join(p.errs...)
}

// A play is a story that is being played.
type play struct {
	Player
	story   *Story
	system  *understudy.System
	names   *names
	step    *Step
	out     []understudy.Action
	moments int // deadlines passed,
	most    int // of so many
	over    bool
	last    last
	watch   watch
	errs    []error
}

// last is what became of the last input, what-if or question.
type last struct {
	outcome outcome
	guards  []string
	answer  string
	err     error
}

func (l last) String() string {
	switch {
	case l.outcome == blocked:
		return "blocked " + strings.Join(l.guards, ", ")
	case int(l.outcome) < len(outcomeNames):
		return outcomeNames[l.outcome]
	}
	return "no order and no act"
}

func (p *play) now() machine.Instant { return p.system.Now() }

// play plays the running step.
func (p *play) play() {
	switch step := p.step; step.Verb {
	case Wait:
		p.wait(p.now().Add(step.Time), nil)
	case Until:
		if t := machine.Instant(step.Time); t >= p.now() {
			p.wait(t, nil)
		} else {
			p.fail("a time not before "+clock(p.now()), short(step.Time))
		}
	case Do:
		p.do(step.Input)
	case WhatIf:
		p.whatIf(step.Input)
	case Ask:
		p.ask(step.Question)
	case Expect, Within, Throughout:
		p.expect()
	}
}

// wait lets time pass until t, or until stop says so when an instant is over. It ends the play when it takes too long.
func (p *play) wait(t machine.Instant, stop func() bool) {
	if t > machine.Instant(MaxTime) {
		p.end("a story that takes at most "+short(MaxTime), short(time.Duration(t)))
		return
	}
	for d := p.system.Deadline(); d <= t; d = p.system.Deadline() {
		if p.moments++; p.moments > p.most {
			p.end(fmt.Sprintf("a story of at most %d deadlines", p.most), "more of them, at "+clock(p.now()))
			return
		}
		p.did(p.system.Advance(p.out[:0]))
		if stop != nil && p.system.Deadline() > p.now() && stop() {
			return
		}
	}
	if t > p.now() {
		p.did(p.system.Step(t, nil, p.out[:0]))
	}
}

// end ends the play before the story is over.
func (p *play) end(expected, found string) {
	p.over = true
	p.fail(expected, found)
}

// did tells what happened, and what the laws say to it.
func (p *play) did(actions []understudy.Action) {
	p.out = actions
	for _, a := range actions {
		p.say(p.system.Tell(a), &a)
	}
	p.judge(actions)
}

// say tells a line, and writes it down unless it is routine and the story leaves that out.
func (p *play) say(l understudy.Line, about *understudy.Action) {
	p.tell(&l, about)
	if !l.Routine || p.story.Verbose {
		p.step.Happened = append(p.step.Happened, happened(p.now(), l))
	}
}

func (p *play) tell(l *understudy.Line, about *understudy.Action) {
	if p.Tell != nil {
		p.Tell(Event{p.now(), p.step, l, about, p.system})
	}
}

// happened is a line of what happened.
func happened(at machine.Instant, l understudy.Line) string {
	text := clock(at)
	for _, s := range []string{l.Who, l.What, l.Why} {
		if s != "" {
			text += "  " + s
		}
	}
	return text
}

// clock writes an instant like the hands of a clock, to the millisecond: 1h02m30s.
func clock(t machine.Instant) string {
	d := time.Duration(t)
	s := fmt.Sprintf("%dh%02dm%02d", d/time.Hour, d/time.Minute%60, d/time.Second%60)
	if ms := d / time.Millisecond % 1000; ms != 0 {
		s += fmt.Sprintf(".%03d", ms)
	}
	return s + "s"
}

// do gives an input to the system and lets everything happen that is due at the same instant.
func (p *play) do(in understudy.Input) {
	p.did(p.system.Step(p.now(), in, p.out[:0]))
	p.last = p.became(p.out)
	p.wait(p.now(), nil)
}

// became reads what became of an input from what it led to.
func (p *play) became(actions []understudy.Action) (l last) {
	set := func(o outcome) { l.outcome = max(l.outcome, o) }
	for _, a := range actions {
		switch a.Kind {
		case understudy.Refused:
			set(refused)
		case understudy.Denied:
			set(denied)
		case understudy.Invalid:
			set(invalid)
		case understudy.Blocked:
			set(blocked)
			l.guards = append(l.guards, p.guardName(a.Code))
		}
	}
	return l
}

func (p *play) guardName(i uint16) string {
	all := p.Parts.Guards
	if all == nil {
		all = understudy.Guards()
	}
	if int(i) < len(all) {
		return all[i].Name
	}
	return "?"
}

// whatIf tells what stands against an input, and for how long if nobody does anything.
func (p *play) whatIf(in understudy.Input) {
	const horizon = time.Hour
	why, err := p.system.WhatIf(in, horizon)
	if p.last = (last{}); err != nil {
		p.last.outcome = invalid
		p.say(understudy.Line{Who: "what if", What: err.Error()}, nil)
		return
	}
	if why.Store != "" {
		p.say(understudy.Line{Who: "what if", What: "the Central Management Store is on " + why.Store}, nil)
	}
	for _, b := range why.Blocks {
		p.last.outcome = blocked
		p.last.guards = append(p.last.guards, b.Name)
		p.say(understudy.Line{Who: "what if", What: "blocked: " + b.Name, Why: b.Why}, nil)
	}
	switch {
	case why.Blocks == nil:
		p.say(understudy.Line{Who: "what if", What: "accepted"}, nil)
		p.forecast(why)
	case why.Changes != machine.Never:
		p.say(understudy.Line{Who: "what if", What: "by itself this changes at " + clock(why.Changes)}, nil)
	case why.Looked == machine.Never:
		p.say(understudy.Line{Who: "what if", What: "this does not change by itself"}, nil)
	default:
		p.say(understudy.Line{Who: "what if", What: "this does not change by itself within " + short(horizon)}, nil)
	}
}

// forecast tells the steps that an order would take.
func (p *play) forecast(f understudy.Forecast) {
	for _, t := range f.Steps {
		p.say(understudy.Line{Who: "what if", What: t.What + ": " + short(t.Takes)}, nil)
	}
	if len(f.Steps) > 1 {
		p.say(understudy.Line{Who: "what if", What: "all of it: " + short(f.Total())}, nil)
	}
}

// ask puts a question, and tells the answer line by line, or the error.
func (p *play) ask(q understudy.Question) {
	p.last = last{outcome: outcomes}
	p.last.answer, p.last.err = p.system.Ask(q)
	p.last.answer = strings.TrimSpace(p.last.answer)
	answer := p.last.answer
	if p.last.err != nil {
		answer = p.last.err.Error()
	}
	for text := range strings.Lines(answer) {
		p.say(understudy.Line{Who: q.At, What: strings.TrimSpace(text)}, nil)
	}
}

// check finds the check of the running step again.
func (p *play) check() check {
	words, _ := split(p.step.Text)
	c := &cursor{words: words, names: p.names}
	k, _, ok := readCheck(c, p.step.Verb != Expect)
	if !ok {
		_, found := c.found()
		p.fail(list(c.wants), found)
		return nil
	}
	return k
}

// expect checks, now or until it holds, or as long as it does.
func (p *play) expect() {
	k := p.check()
	if k == nil {
		return
	}
	want := p.step.Verb == Within
	stop := func() bool { ok, _ := k.holds(p); return ok == want }
	if p.step.Verb != Expect && !stop() {
		p.wait(p.now().Add(p.step.Time), stop)
	}
	if ok, found := k.holds(p); !ok && !p.over {
		p.fail(p.step.Text, found)
	}
}

// fail takes note of what went wrong in the running step.
func (p *play) fail(expected, found string) {
	p.failAt(p.step.Line, expected, found)
}

func (p *play) failAt(line int, expected, found string) {
	if len(p.errs) < MaxErrors {
		p.errs = append(p.errs, &Error{File: p.story.Name, Line: line, Expected: expected, Found: excerpt(found)})
	}
}

// compare holds what happened against what the story says of it, if it says anything.
func (p *play) compare(s *Story) {
	if !slices.ContainsFunc(s.Steps, func(s Step) bool { return len(s.Happened) > 0 }) {
		return
	}
	for i, step := range s.Steps {
		want, got := step.Happened, p.story.Steps[i].Happened
		n := 0
		for n < len(want) && n < len(got) && same(want[n], got[n]) {
			n++
		}
		if n < len(want) || n < len(got) {
			p.failAt(step.Line, at(want, n), at(got, n))
		}
	}
}

// same compares lines, but not how they are spaced.
func same(a, b string) bool { return slices.Equal(strings.Fields(a), strings.Fields(b)) }

// at is the line at n, if there is one.
func at(lines []string, n int) string {
	if n < len(lines) {
		return "| " + lines[n]
	}
	return "nothing more to happen"
}
