package explore

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"understudy.example"
	"understudy.example/machine"
	"understudy.example/story"
)

// A Verdict is what the search of a Scope has found.
type Verdict struct {
	Scope string
	Report
	Rounded []Rounding
	Laws    []Judged // of each law, how often it applied, in the search and on the ways that are drawn after it
	Left    []string // the laws that were left out, for they judge more than one instant
	Refused []string // of the Inputs, the orders that were refused in every state
	Untaken []string // rows of the machines' tables that were never taken
	Broken  error    // what must not be and was found, which ended the search: what Explore returns; nil if nothing was
}

// Explore searches every state of the scope. A law that is broken is a *Counterexample, with the shortest history that breaks it;
// where that rests on the order of what is due at one instant, which a story cannot say, it is a *Violation, and so it is where something
// panics, which is the *Panic in it. Any other error says why the scope cannot be searched.
func (s Scope) Explore(o SearchOptions) (*Verdict, error) {
	if err := o.validate(ErrScope); err != nil {
		return nil, err
	}
	g, err := s.ground()
	if err != nil {
		return nil, err
	}
	o.Quantum = s.Quantum
	report, err := Search(g.world, o)
	v := &Verdict{Scope: s.Name, Report: report, Rounded: g.rounded, Left: g.left}
	g.gather(v)
	var broken *Violation
	if errors.As(err, &broken) {
		v.Broken = err
		if c := g.replay(broken); c != nil {
			v.Broken = c
		}
		return v, v.Broken
	}
	return v, err
}

// gather adds up what all worlds have noted.
func (g *ground) gather(v *Verdict) {
	taken, sheets, accepted := map[row]bool{}, map[machine.Sheet]bool{}, map[int]bool{}
	v.Laws = judges(nil, g.laws)
	for _, a := range g.arenas {
		maps.Copy(taken, a.taken)
		for i := range a.judged {
			v.Laws[i].Applied += a.judged[i].Applied
		}
		for k := range a.accepted {
			accepted[k] = true
		}
	}
	for k, in := range g.Inputs {
		if _, order := in.(understudy.Order); order && !accepted[k] {
			v.Refused = append(v.Refused, story.FormatInput(in))
		}
	}
	for r := range taken {
		sheets[r.sheet] = true
	}
	for _, s := range understudy.Sheets() {
		if sheets[s] {
			v.Untaken = append(v.Untaken, untaken(s, taken)...)
		}
	}
}

// untaken are the rows of a table that were not taken.
func untaken(s machine.Sheet, taken map[row]bool) (all []string) {
	for from, phase := range s.Phases() {
		for on, cause := range s.Causes() {
			r := row{s, uint8(from), uint8(on)}
			if s.Entry(r.from, r.on).Outcome == machine.Taken && !taken[r] {
				all = append(all, fmt.Sprintf("%s: %s, %s", s.Name(), phase, cause))
			}
		}
	}
	return all
}

// plan is the history of a path. An input before what is due at the same instant comes a nanosecond earlier, if early says so.
func (g *ground) plan(path []Step, early bool) *Plan {
	p := &Plan{Topology: g.topology, Place: g.Place}
	if p.Place == "" {
		p.Place = g.topology.Sites[0].Name
	}
	for _, in := range g.Before {
		p.Inputs = append(p.Inputs, Timed{0, in})
	}
	p.End = p.End.Add(g.Settle)
	for i, step := range path {
		if step.Move == pass {
			p.End = p.End.Add(g.Quantum)
		}
		if in := g.start.input(step.Move); in != nil {
			at := p.End
			if early && goesOn(path[i:]) {
				at = max(at-1, 0)
			}
			p.Inputs = append(p.Inputs, Timed{at, in})
		}
	}
	return p
}

// goesOn reports whether something that is due comes before the next quantum.
func goesOn(path []Step) bool {
	for _, step := range path {
		switch step.Move &^ 0xffff {
		case pass:
			return false
		case run:
			return true
		}
	}
	return false
}

// replay plays the path again as a history, and returns nil if it does not break the same law: where something happened between two
// machines that were due at one instant, a history has it before or after both.
func (g *ground) replay(v *Violation) *Counterexample {
	var broken *Broken
	if !errors.As(v.Err, &broken) {
		return nil
	}
	for _, early := range []bool{false, true} {
		if c := g.counterexample(g.plan(v.Path, early), broken.Law); c != nil {
			c.Histories = 1
			return c
		}
	}
	broken.At = g.plan(v.Path, false).End // and not since its state was unpacked
	return nil
}

// found says how far the search went, or what ended it.
func (v *Verdict) found() string {
	if v.Broken == nil {
		return v.Report.String()
	}
	return fmt.Sprintf("broken, after %d states and %d transitions: %v", v.States, v.Transitions, v.Broken)
}

// String tells it all, a line for each thing.
func (v *Verdict) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s\n", v.Scope, v.found())
	for _, j := range v.Laws {
		fmt.Fprintf(&b, "  law %s applied %d times\n", j.Law.ID, j.Applied)
	}
	if len(v.Left) > 0 {
		fmt.Fprintf(&b, "  laws left out: %s\n", strings.Join(slices.Sorted(slices.Values(v.Left)), ", "))
	}
	for _, r := range v.Rounded {
		fmt.Fprintf(&b, "  rounded: %v\n", r)
	}
	for _, o := range v.Refused {
		fmt.Fprintf(&b, "  refused in every state: %s\n", o)
	}
	for _, r := range v.Untaken {
		fmt.Fprintf(&b, "  never taken: %s\n", r)
	}
	return b.String()
}
