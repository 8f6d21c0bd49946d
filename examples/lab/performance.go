package main

import (
	"understudy.example"
	"understudy.example/machine"
	"understudy.example/story"
)

// A performance is a rehearsed story that is played for an audience: a System and its cues. It is a Process, so it can be
// run in no time or by a clock. Nothing comes to it from outside: an input is a cue, and happens at its own instant
// however late the clock is, which is why a live run tells the same as a plain one.
type performance struct {
	system  *understudy.System
	cues    []cue
	users   []string
	levels  []level // of each user, as it was told last
	absence absences
	did     []understudy.Action
}

// perform makes a performance of a rehearsed story.
func perform(s *story.Story, cues []cue) (*performance, error) {
	system, err := understudy.New(s.Topology)
	if err != nil {
		return nil, err
	}
	p := &performance{system: system, cues: cues, absence: newAbsences(s.Topology)}
	for _, u := range s.Topology.Users {
		p.users, p.levels = append(p.users, u.URI), append(p.levels, levelOf(system, u.URI))
	}
	return p, nil
}

// Step does nothing: everything that happens is in the story.
func (p *performance) Step(_ machine.Instant, _ struct{}, out []beat) []beat { return out }

// Deadline returns when something happens next; Never when the story is over.
func (p *performance) Deadline() machine.Instant {
	if len(p.cues) == 0 {
		return machine.Never
	}
	return min(p.cues[0].at, p.system.Deadline())
}

// Advance plays one instant.
func (p *performance) Advance(out []beat) []beat {
	at := p.Deadline()
	for p.Deadline() <= at && len(p.cues) > 0 {
		out = p.next(at, out)
	}
	out = p.look(out)
	if len(p.cues) == 0 {
		out = append(out, beat{kind: ended})
	}
	return out
}

// next lets one thing happen at an instant: deadlines first, unless nothing has begun yet.
func (p *performance) next(at machine.Instant, out []beat) []beat {
	c := p.cues[0]
	switch {
	case p.system.Deadline() <= at && !c.still:
		return p.happened(p.system.Advance(p.did[:0]), out)
	case p.system.Now() < at:
		return p.happened(p.system.Step(at, nil, p.did[:0]), out)
	}
	p.cues = p.cues[1:]
	if c.step == nil || c.step.Verb != story.Do {
		out = p.look(out)
	}
	if c.step != nil {
		out = append(out, beat{kind: cued, step: c.step, took: c.took, failed: c.failed})
	}
	for _, l := range c.lines {
		out = append(out, beat{kind: said, line: l, step: c.step})
	}
	if c.step != nil && c.step.Verb == story.Do {
		out = p.happened(p.system.Step(at, c.step.Input, p.did[:0]), out)
	}
	return out
}

// happened tells actions, and what is to be made of them.
func (p *performance) happened(actions []understudy.Action, out []beat) []beat {
	p.did = actions
	for _, a := range actions {
		out = append(out, beat{kind: happened, action: a, line: p.system.Tell(a)})
		if note := p.absence.hear(p.system, a); note != "" {
			out = append(out, beat{kind: noted, line: understudy.Line{Who: p.system.Name(a.Who), What: note}})
		}
	}
	return out
}

// look tells whose service has changed.
func (p *performance) look(out []beat) []beat {
	var changed []standing
	for i, user := range p.users {
		if now := levelOf(p.system, user); now != p.levels[i] {
			p.levels[i] = now
			changed = append(changed, stands(p.system, user))
		}
	}
	if changed == nil {
		return out
	}
	return append(out, beat{kind: stood, users: changed})
}
