package explore

import (
	"time"

	"understudy.example"
	"understudy.example/machine"
	"understudy.example/story"
)

// A Plan is a history but for what the policy does: the ground that it is played on, what happens to it from outside, and how long
// it is watched. It is a plain value; a Story says the same.
type Plan struct {
	Topology understudy.Topology
	Place    string          // where the policy is: a site or a pool
	Inputs   []Timed         // in order of time
	End      machine.Instant // the trial ends then
}

// A Timed is something that happens to a System at an instant.
type Timed struct {
	At machine.Instant
	In understudy.Input
}

// Story is the plan as a story that can be played without the policy.
func (p *Plan) Story() *story.Story {
	s := &story.Story{Topology: p.Topology}
	for _, in := range p.Inputs {
		s.Add(in.At, in.In)
	}
	s.Steps = append(s.Steps, story.Step{Verb: story.Until, Time: time.Duration(p.End)})
	return s
}

// FromStory makes a plan of what a story gives to its System, for a policy at place, which gives the orders itself: orders of the
// story are left out, unless whole says that it is to be played as it is. Lines that let time pass until a check holds let all of it pass.
func FromStory(s *story.Story, place string, whole bool) *Plan {
	p := &Plan{Topology: s.Topology, Place: place}
	for _, step := range s.Steps {
		switch step.Verb {
		case story.Until:
			p.End = max(p.End, machine.Instant(step.Time))
		case story.Wait, story.Within, story.Throughout:
			p.End = p.End.Add(step.Time)
		case story.Do:
			if _, order := step.Input.(understudy.Order); whole || !order {
				p.Inputs = append(p.Inputs, Timed{p.End, step.Input})
			}
		}
	}
	return p
}

// Quiet returns since when no fault is on at the end of the plan; ok is false if one is.
func (p *Plan) Quiet() (since machine.Instant, ok bool) {
	on := map[understudy.Fault]bool{}
	for _, t := range p.Inputs {
		switch in := t.In.(type) {
		case understudy.Break:
			on[in.Fault] = true
			since = t.At
		case understudy.Heal:
			delete(on, in.Fault)
			since = t.At
		}
	}
	return since, len(on) == 0
}
