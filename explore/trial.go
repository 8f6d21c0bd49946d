package explore

import (
	"fmt"

	"understudy.example"
	"understudy.example/machine"
)

// A Trial is a plan that was played under a policy.
type Trial struct {
	Plan   *Plan
	System *understudy.System // as it is in the end
	Given  []Timed            // what was given to it, in order: the plan's inputs, and the policy's orders
	Laws   []Judged

	setup     Setup
	policy    understudy.Policy
	own       []bool    // of each of Given: it is an order of the policy
	elsewhere []refusal // orders of the policy for another site, which nobody there takes
	now       Instant
	governed  *understudy.Governed
}

// A Setup is what is on trial: a policy, and what it governs.
type Setup struct {
	Policy func() understudy.Policy // makes a fresh one; nil for none at all
	Parts  understudy.Parts         // machines of the System that are replaced
	Manual bool                     // the policy leaves recovery to people
}

// Run plays a plan, under all of laws. An error says why it cannot be played, which may be a *Panic; laws that are broken are in the trial.
func (s Setup) Run(p *Plan, laws ...Law) (t *Trial, err error) {
	if err := p.validate(); err != nil {
		return nil, err
	}
	defer func() {
		if v := recover(); v != nil {
			t, err = nil, s.panicked(v, p, t.instant())
		}
	}()
	if t, _, err = s.begin(p); err != nil {
		return nil, err
	}
	if t.Laws, err = judging(t, laws); err != nil {
		return nil, err
	}
	if err := t.play(); err != nil {
		return nil, err
	}
	for i := range t.Laws {
		t.Laws[i].over(t)
	}
	return t, nil
}

// instant is how far a trial has come: not at all if there is none yet.
func (t *Trial) instant() machine.Instant {
	if t == nil {
		return 0
	}
	return t.System.Now()
}

// play lets everything happen that the plan says.
func (t *Trial) play() error {
	for _, in := range t.Plan.Inputs {
		if err := t.give(in); err != nil {
			return err
		}
	}
	return t.pass(t.governed, t.Plan.End)
}

// give lets an input happen, and everything that is due before it.
func (t *Trial) give(in Timed) error {
	if err := t.pass(t.governed, in.At); err != nil {
		return err
	}
	t.Given, t.own = append(t.Given, in), append(t.own, false)
	t.did(t.governed.Step(max(in.At, t.System.Now()), in.In, nil))
	return nil
}

// begin makes the System and puts it under the policy.
func (s Setup) begin(p *Plan) (*Trial, *understudy.Governed, error) {
	system, err := understudy.NewWith(p.Topology, s.Parts)
	if err != nil {
		return nil, nil, err
	}
	t := &Trial{Plan: p, System: system, setup: s, policy: understudy.PolicyFunc(nobody)}
	if s.Policy != nil {
		if t.policy = s.Policy(); t.policy == nil {
			return nil, nil, fmt.Errorf("%w: Policy makes none", ErrOptions)
		}
	}
	if err := t.govern(); err != nil {
		return nil, nil, err
	}
	return t, t.governed, nil
}

// govern puts the System under the policy.
func (t *Trial) govern() error {
	g, err := understudy.Govern(t.System, t.policy, t.Plan.Place)
	if err != nil {
		return err
	}
	t.governed, g.Given = g, t.given
	return nil
}

func nobody(_ machine.Instant, _ *understudy.View, out []understudy.Order) []understudy.Order {
	return out
}

// nobodys makes a policy that does nothing.
func nobodys() understudy.Policy { return understudy.PolicyFunc(nobody) }

// stuck is how many deadlines may pass at one instant.
const stuck = 100_000

// pass lets time pass until at, and everything that is due by then happen.
func (t *Trial) pass(g *understudy.Governed, at machine.Instant) error {
	same, last := 0, t.System.Now()
	for d := g.Deadline(); d <= at; d = g.Deadline() {
		if same++; d > last {
			same, last = 0, d
		}
		if same > stuck {
			return fmt.Errorf("explore: time stands still at %v: the policy's deadline does not move on", last)
		}
		t.did(g.Advance(nil))
	}
	if at > t.System.Now() {
		t.did(g.Step(at, nil, nil))
	}
	return nil
}

// did judges what has happened.
func (t *Trial) did(actions []understudy.Action) {
	t.now.Moment = understudy.Moment{System: t.System, Actions: actions}
	t.now.View = t.governed.Shown()
	for i := range t.Laws {
		t.Laws[i].instant(&t.now)
	}
	t.now.Orders = t.now.Orders[:0]
}

// given takes note of an order.
func (t *Trial) given(o understudy.Order, denied bool) {
	if !isOrder(o) {
		panic(noOrder{o, t.System.Now(), t.Plan.Place}) // whoever plays the trial returns it as an error
	}
	t.now.Orders = append(t.now.Orders, Given{o, t.governed.Shown().Clone(), denied})
	if denied {
		t.elsewhere = append(t.elsewhere, refusal{len(t.Given), Timed{t.System.Now(), o}})
		return
	}
	t.Given, t.own = append(t.Given, Timed{t.System.Now(), o}), append(t.own, true)
}

// A refusal is an order that was not given: when, and before which input.
type refusal struct {
	before int
	Timed
}

// Broken returns the first law that is broken, in the order of the laws, or nil.
func (t *Trial) Broken() *Broken {
	for _, j := range t.Laws {
		if j.Broken != nil {
			return j.Broken
		}
	}
	return nil
}

// Played is what happened as a plan: the old one's inputs, and the policy's orders among them. Without a policy it does the same.
func (t *Trial) Played() *Plan {
	p := *t.Plan
	p.Inputs = t.Given
	return &p
}
