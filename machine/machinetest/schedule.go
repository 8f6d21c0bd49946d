package machinetest

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"understudy.example/machine"
)

const (
	steps = 40   // of a drawn schedule
	limit = 1000 // calls of Advance at one instant; machine.Until gives up there too

	// end is the last instant of a schedule, 36 years after its start: a century more or less still fits into an Instant.
	end machine.Instant = 1 << 60
)

// A step is an instant, and mostly an event at it.
type step[E any] struct {
	at    machine.Instant
	event E
	idle  bool   // nothing but the deadlines up to at
	early bool   // the event comes before a deadline at the same instant
	salt  uint32 // seed of what a law draws by itself
}

// overdue reports whether a deadline comes before the step's own event.
func (p *step[E]) overdue(due machine.Instant) bool { return due < p.at || due == p.at && !p.early }

func (p *step[E]) String() string {
	what := show(&p.event)
	switch {
	case p.idle:
		what = "(only what is due)"
	case p.early:
		what += " before what is due"
	}
	return fmt.Sprintf("%-10v %s", p.at, what)
}

// A call is one call of Step or Advance, and what came of it.
type call[S comparable, E, A any] struct {
	at     machine.Instant
	before S
	event  *E // nil: Advance
	after  S
	due    machine.Instant // the deadline of after
	out    []A             // valid until the next call
	salt   uint32
}

// A kit is one machine and the schedules it is tried with.
type kit[S comparable, E, A any] struct {
	options
	rules machine.Machine[S, E, A]
	coder machine.Coder[S] // nil if the rules are none
	start S
	list  []E
	aim   func(*machine.Draw, S) E // nil if all events come from the list
	plans [][]step[E]
	buf   []A

	// The call being made, for the story of a panic.
	at     machine.Instant
	before S
	event  *E
}

func newKit[S comparable, E, A any](rules machine.Machine[S, E, A], start S, events []E, opts []Option) (*kit[S, E, A], error) {
	k := &kit[S, E, A]{options: options{seed: 1, schedules: 200}, rules: rules, start: start, list: events}
	for _, o := range opts {
		o(&k.options)
	}
	k.coder, _ = rules.(machine.Coder[S])
	var fits bool
	if k.aim, fits = k.options.aim.(func(*machine.Draw, S) E); !fits && k.options.aim != nil {
		return nil, fmt.Errorf("machinetest: Aim is a %T and not a %T", k.options.aim, k.aim)
	}
	if k.aim == nil && len(events) == 0 {
		return nil, errors.New("machinetest: there are no events, neither a list nor Aim")
	}
	for _, p := range k.phases {
		if _, fits := p.read.(func(S) uint8); !fits {
			return nil, fmt.Errorf("machinetest: Phase of table %q reads another state than %T", p.sheet.Name(), start)
		}
	}
	for i := range k.schedules {
		k.plans = append(k.plans, k.plan(k.seed+i))
	}
	return k, nil
}

// do makes one call.
func (k *kit[S, E, A]) do(at machine.Instant, s S, event *E, out []A) (S, []A) {
	k.at, k.before, k.event = at, s, event
	if event == nil {
		return k.rules.Advance(s, out)
	}
	return k.rules.Step(at, s, *event, out)
}

// play runs a schedule from the start and shows see every call, until see finds something.
func (k *kit[S, E, A]) play(plan []step[E], see func(call[S, E, A]) string) (found string) {
	s := k.start
	for i := range plan {
		p := &plan[i]
		for n := 0; p.overdue(k.rules.Deadline(s)); n++ {
			if n == limit {
				return "" // the law of deadlines has seen it
			}
			if s, found = k.call(k.rules.Deadline(s), s, nil, p.salt, see); found != "" {
				return found
			}
		}
		if p.idle {
			continue
		}
		if s, found = k.call(p.at, s, &p.event, p.salt, see); found != "" {
			return found
		}
	}
	return ""
}

// call makes a call and shows it to see.
func (k *kit[S, E, A]) call(at machine.Instant, s S, event *E, salt uint32, see func(call[S, E, A]) string) (S, string) {
	after, out := k.do(at, s, event, k.buf[:0])
	k.buf = out
	if see == nil {
		return after, ""
	}
	return after, see(call[S, E, A]{at, s, event, after, k.rules.Deadline(after), out, salt})
}

// A temper makes schedules unlike each other, from busy to quiet, with a few favourite events: what takes a long silence,
// or the same again and again, is met that way.
type temper[E any] struct {
	favourites []E
	aimed      uint64 // of 3 events, so many are drawn by Aim
	idle       uint64 // of 4 steps, so many have no event
}

func (k *kit[S, E, A]) temper(d *machine.Draw) temper[E] {
	t := temper[E]{aimed: d.Below(4), idle: d.Below(4)}
	switch {
	case k.aim == nil:
		t.aimed = 0
	case len(k.list) == 0:
		t.aimed = 3
		return t
	}
	for range d.Below(6) + 1 {
		t.favourites = append(t.favourites, k.list[d.Below(uint64(len(k.list)))])
	}
	return t
}

// plan draws a schedule. The machine is run alongside, so that steps fall where its deadlines are.
func (k *kit[S, E, A]) plan(seed uint32) []step[E] {
	d := machine.Draw{Seed: seed}
	t := k.temper(&d)
	plan := make([]step[E], 0, steps)
	s, now, fit := k.start, machine.Instant(0), true
	for len(plan) < steps && fit {
		p := step[E]{idle: d.Below(4) < t.idle, early: d.Below(2) == 0, salt: uint32(d.Below(1 << 32))}
		s, fit = k.wait(&d, s, now, &p)
		switch {
		case p.idle:
		case d.Below(3) < t.aimed:
			p.event = k.aim(&d, s)
		default:
			p.event = t.favourites[d.Below(uint64(len(t.favourites)))]
		}
		if fit && !p.idle {
			s, fit = k.step(s, &p)
		}
		plan, now = append(plan, p), p.at
	}
	return plan
}

// wait draws when p happens and runs the machine up to there. A machine that panics is not fit to go on; the panic is met
// again, and told, by whoever plays the schedule.
func (k *kit[S, E, A]) wait(d *machine.Draw, s S, now machine.Instant, p *step[E]) (after S, fit bool) {
	defer func() { fit = recover() == nil }()
	p.at, after = now, s
	p.at = min(max(now, when(d, now, k.rules.Deadline(s))), end)
	for hops := 1 << d.Below(7); p.overdue(k.rules.Deadline(after)); hops-- {
		if hops == 0 {
			p.at = max(now, k.rules.Deadline(after)-1)
			break
		}
		after, k.buf = k.rules.Advance(after, k.buf[:0])
	}
	return after, true
}

// step runs the event of p, as wait runs what comes before it.
func (k *kit[S, E, A]) step(s S, p *step[E]) (after S, fit bool) {
	defer func() { fit = recover() == nil }()
	after, k.buf = k.rules.Step(p.at, s, p.event, k.buf[:0])
	return after, true
}

// when draws an instant not far from the next deadline, or a round time from now.
func when(d *machine.Draw, now, due machine.Instant) machine.Instant {
	round := time.Duration(d.Below(9) + 1)
	for range 6 + d.Below(10) { // 1 ms to 104 days
		round *= 10
	}
	if due > end {
		due = now.Add(round)
	}
	switch d.Below(7) {
	case 0:
		return now
	case 1:
		return due
	case 2:
		return due - 1
	case 3:
		return due + 1
	case 4:
		return now + (due-now)/machine.Instant(d.Below(9)+2)
	}
	return now.Add(round)
}

// shrink leaves out of plan whatever the law fails without, first the end, then smaller and smaller parts, and shortens
// the waits between what remains. It returns what is found at last; rules that are not pure may break the law only once.
func (k *kit[S, E, A]) shrink(l law[E], plan []step[E], found string) ([]step[E], string) {
	try := func(other []step[E]) bool {
		f := k.complaint(l, other)
		if f != "" {
			plan, found = other, f
		}
		return f != ""
	}
	for size := len(plan); size > 0; size /= 2 {
		for from := len(plan) - size; from >= 0; from -= size {
			try(slices.Delete(slices.Clone(plan), from, from+size))
		}
	}
	for n := 0; n != len(plan); { // single steps, until none can go
		n = len(plan)
		for from := n - 1; from >= 0; from-- {
			try(slices.Delete(slices.Clone(plan), from, from+1))
		}
	}
	for i := range plan {
		_ = try(sooner(plan, i, 0)) || try(sooner(plan, i, machine.Instant(time.Second)))
	}
	return plan, found
}

// sooner moves step i, and all that follow, so that it comes no later than gap after the step before.
func sooner[E any](plan []step[E], i int, gap machine.Instant) []step[E] {
	plan = slices.Clone(plan)
	due := gap
	if i > 0 {
		due += plan[i-1].at
	}
	by := max(plan[i].at-due, 0)
	for j := range plan[i:] {
		plan[i+j].at -= by
	}
	return plan
}
