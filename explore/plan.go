package explore

import (
	"fmt"
	"reflect"
	"slices"
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
// No story is no plan: of nil it makes nil.
func FromStory(s *story.Story, place string, whole bool) *Plan {
	if s == nil {
		return nil
	}
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

// until is the plan up to an instant.
func (p *Plan) until(end machine.Instant) *Plan {
	c := p.copy()
	c.End = end
	c.Inputs = slices.DeleteFunc(c.Inputs, func(in Timed) bool { return in.At > end })
	return c
}

// validate reports inputs that are none, and times that cannot be.
func (p *Plan) validate() error {
	if p == nil {
		return fmt.Errorf("%w: there is no plan", ErrOptions)
	}
	for i, in := range p.Inputs {
		switch before := p.before(i); {
		case in.In == nil:
			return fmt.Errorf("%w: Inputs[%d].In must not be nil", ErrOptions, i)
		case in.At < before:
			return fmt.Errorf("%w: Inputs[%d].At %v must not be before %v", ErrOptions, i, time.Duration(in.At), time.Duration(before))
		}
	}
	if p.End < 0 {
		return fmt.Errorf("%w: End %v must not be below 0", ErrOptions, time.Duration(p.End))
	}
	return nil
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

// deep is a topology that shares no list with another one. Its fields have lists only, of plain values.
func deep(t understudy.Topology) understudy.Topology {
	all := reflect.ValueOf(&t).Elem()
	for i := range all.NumField() {
		if v := all.Field(i); v.Kind() == reflect.Slice && !v.IsNil() {
			v.Set(reflect.AppendSlice(reflect.MakeSlice(v.Type(), 0, v.Len()), v))
		}
	}
	return t
}
