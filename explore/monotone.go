package explore

import (
	"fmt"
	"slices"
	"time"

	"understudy.example"
	"understudy.example/machine"
	"understudy.example/story"
)

// mostSpared is how many faults are left out of one trial, each in a trial of its own: the law costs at most so many more, and one for
// the account of the first, and nothing where the policy has ordered nothing. The faults are the last ones before its last order.
const mostSpared = 2

// slack is how much longer users may be without a registrar before a history counts as worse. Even without a policy one fault less
// can cost some of them a few minutes: a back-off that is longer, a server that hangs where it would have been off (C-105).
const slack = 5 * time.Minute

// monotone is a law of policies: what is better must not confuse them. More failovers alone are not worse, where one fault less lets
// one happen that users are served by.
var monotone = Law{
	Law: understudy.Law{ID: "monotone", Why: "M4, C-105", Duty: understudy.OfPolicy, Severity: understudy.Warn,
		Name: "Without one of its last faults a history is no worse: users are not signed out for five minutes more, and there are no more failovers that they have nothing of"},
	Over: overMonotone,
}

func overMonotone(t *Trial) (applied int, broken error) {
	last, ok := t.lastOrder()
	if !ok {
		return 0, nil
	}
	faults := t.Plan.faults(last)
	if faults = faults[max(0, len(faults)-mostSpared):]; len(faults) == 0 {
		return 0, nil
	}
	before, err := t.setup.toll(t.Plan)
	for _, at := range faults {
		var after toll
		if err == nil {
			after, err = t.setup.toll(t.Plan.spared(at))
		}
		if err != nil {
			return applied, err
		}
		applied++
		if worse := after.worse(before); worse != "" {
			in := t.Plan.Inputs[at]
			return applied, fmt.Errorf("without %s at %v %s", story.FormatInput(in.In), in.At, worse)
		}
	}
	return applied, nil
}

// A toll is what a history has cost.
type toll struct {
	out       time.Duration
	failovers int
}

// toll plays a plan for what it costs.
func (s Setup) toll(p *Plan) (toll, error) {
	a, law := account()
	if _, err := s.Run(p, law); err != nil {
		return toll{}, err
	}
	out, _ := a.Cost()
	return toll{out, a.failovers()}, nil
}

// failovers counts those of pools, and moves of the store.
func (a *Account) failovers() (n int) {
	for _, t := range a.Turns {
		n += one(t.Kind != Back)
	}
	return n
}

// worse says what is worse than in another history, if anything.
func (t toll) worse(than toll) string {
	switch {
	case t.out > than.out+slack:
		return fmt.Sprintf("users are signed out for longer (%s, not %s)", lasted(t.out), lasted(than.out))
	case t.failovers > than.failovers && t.out >= than.out:
		return fmt.Sprintf("there are more failovers (%d, not %d), and users have nothing of it", t.failovers, than.failovers)
	}
	return ""
}

// lastOrder is when the policy gave an order last.
func (t *Trial) lastOrder() (at machine.Instant, ok bool) {
	for _, in := range slices.Backward(t.Given) {
		if _, order := in.In.(understudy.Order); order && !slices.Contains(t.Plan.Inputs, in) {
			return in.At, true
		}
	}
	return 0, false
}

// faults are the places of the inputs that begin a fault before an instant.
func (p *Plan) faults(before machine.Instant) (places []int) {
	for i, in := range p.Inputs {
		if _, ok := in.In.(understudy.Break); ok && in.At < before {
			places = append(places, i)
		}
	}
	return places
}

// spared is the plan without the fault that begins with an input, and without its end.
func (p *Plan) spared(begins int) *Plan {
	c := p.copy()
	heal := understudy.Heal(p.Inputs[begins].In.(understudy.Break))
	if i := slices.IndexFunc(c.Inputs[begins:], func(in Timed) bool { return in.In == heal }); i > 0 {
		c.Inputs = slices.Delete(c.Inputs, begins+i, begins+i+1)
	}
	c.Inputs = slices.Delete(c.Inputs, begins, begins+1)
	return c
}
