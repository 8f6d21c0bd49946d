// Package machine is the vocabulary of Understudy: what a pure state machine is, what time is to it, and how it is written down.
//
// A [Machine] is a set of rules over small comparable states. Its owner calls three verbs: Step when something happens,
// Advance when a deadline passes, Deadline to learn when that will be. Time is an argument, so the rules read no clock;
// randomness is part of the state ([Draw]), so equal inputs give equal outputs. What must be done comes back as actions,
// appended to the caller's slice. [Until] is the one loop that runs overdue deadlines.
//
// The phases of a machine and the moves between them stand in one [Table], every row with its reason. A machine's
// whole state is visited by a [Code], from which packing, hashing, snapshots and time shifts come.
package machine

import (
	"math"
	"time"
)

// An Instant is a point of elapsed, monotonic time: nanoseconds since the start of the run. It never comes from a wall
// clock, which is what makes clock steps harmless.
type Instant int64

// Never is the deadline of what waits for nothing. It is later than every other Instant.
const Never Instant = math.MaxInt64

// Add returns t+d, saturating: nothing but Never is Never, and Never plus anything stays Never.
func (t Instant) Add(d time.Duration) Instant {
	if t == Never {
		return Never
	}
	u := t + Instant(d)
	switch {
	case d > 0 && u < t, d > 0 && u == Never:
		return Never - 1
	case d < 0 && u > t:
		return math.MinInt64
	}
	return u
}

// Sub returns the duration t-u, saturating. Never minus anything earlier is the largest duration.
func (t Instant) Sub(u Instant) time.Duration {
	if t == Never && u != Never {
		return math.MaxInt64
	}
	d := t - u
	switch {
	case t >= u && d < 0:
		return math.MaxInt64
	case t < u && d > 0:
		return math.MinInt64
	}
	return time.Duration(d)
}

// String writes the elapsed time the way time.Duration does, and "never".
func (t Instant) String() string {
	if t == Never {
		return "never"
	}
	return time.Duration(t).String()
}

// A Timer is a deadline inside a state. The zero Timer is not armed.
type Timer struct {
	at int64 // the deadline with its lower 63 bits inverted, so that zero is Never
}

// At returns a Timer that is due at t; At(Never) is not armed.
func At(t Instant) Timer { return Timer{int64(t) ^ math.MaxInt64} }

// Deadline returns when the timer is due, Never if it is not armed.
func (t Timer) Deadline() Instant { return Instant(t.at ^ math.MaxInt64) }

// Armed reports whether the timer waits for anything.
func (t Timer) Armed() bool { return t != Timer{} }

// Due reports whether the timer is armed and its deadline is not after now.
func (t Timer) Due(now Instant) bool { return t.Armed() && t.Deadline() <= now }

// String says when the timer is due.
func (t Timer) String() string { return "due " + t.Deadline().String() }

// Age reads the timer as an age that stops growing at full: it was armed at (its start).Add(full). It returns how old
// it is at now, and whether that is the whole truth (true) or "at least" (false). A timer that is not armed is as old as can be.
func (t Timer) Age(now Instant, full time.Duration) (age time.Duration, exact bool) {
	left := t.Deadline().Sub(now)
	if !t.Armed() || left <= 0 {
		return full, false
	}
	return max(full-left, 0), true
}

// A Machine is a set of pure rules over states S, events E and actions A.
//
// Neither Step nor Advance panics, whatever the arguments, and neither keeps out. The owner runs every deadline
// before now ahead of an event at now; of a deadline and an event at the same instant either may come first.
type Machine[S comparable, E, A any] interface {
	// Step lets e happen at now. It returns the new state and appends to out what must be done, or known.
	Step(now Instant, s S, e E, out []A) (S, []A)
	// Advance lets the deadline of s pass; that happens at Deadline(s), by definition.
	Advance(s S, out []A) (S, []A)
	// Deadline returns when s changes by itself, Never if it does not.
	Deadline(s S) Instant
}

// A Process is a machine with its state inside.
type Process[E, A any] interface {
	Step(now Instant, e E, out []A) []A
	Advance(out []A) []A
	Deadline() Instant
}

// A Coder visits every field of a state, each with its range, in a fixed order.
type Coder[S any] interface {
	Code(c *Code, s *S)
}

// A Cell is a Process made of rules and a state. Both may be read and set.
type Cell[S comparable, E, A any] struct {
	Rules Machine[S, E, A]
	State S
}

// Of makes a Process of rules and the state they start from.
func Of[S comparable, E, A any](rules Machine[S, E, A], s S) *Cell[S, E, A] {
	return &Cell[S, E, A]{rules, s}
}

// Step lets e happen at now.
func (c *Cell[S, E, A]) Step(now Instant, e E, out []A) []A {
	c.State, out = c.Rules.Step(now, c.State, e, out)
	return out
}

// Advance lets the deadline pass.
func (c *Cell[S, E, A]) Advance(out []A) []A {
	c.State, out = c.Rules.Advance(c.State, out)
	return out
}

// Deadline returns when the process changes by itself.
func (c *Cell[S, E, A]) Deadline() Instant { return c.Rules.Deadline(c.State) }

// Code visits the state if the rules are a Coder, and reports an error through code if they are not.
func (c *Cell[S, E, A]) Code(code *Code) {
	if r, ok := c.Rules.(Coder[S]); ok {
		r.Code(code, &c.State)
		return
	}
	code.fail("the rules have no Code method")
}

// mostAtOnce is how often a process may be advanced at one instant.
const mostAtOnce = 1 << 20

// Until runs every deadline of p that is not after t, each at its own instant, and hands what it did to do, whose slice
// is valid during the call only. It returns out for the next call. A nil do discards what was done.
//
// A process whose deadline does not move on when it is advanced would never end; Until gives up on it after a million
// calls that get no further, which is more than a process of thousands of machines makes at one instant.
func Until[E, A any](p Process[E, A], t Instant, out []A, do func(Instant, []A)) []A {
	last, same := Instant(math.MinInt64), 0
	for {
		d := p.Deadline()
		if d > t || d == Never {
			return out[:0]
		}
		if d > last {
			last, same = d, 0
		}
		if same++; same > mostAtOnce {
			return out[:0]
		}
		out = p.Advance(out[:0])
		if do != nil {
			do(d, out)
		}
	}
}

// Feed is what a driver does with an event: it runs every deadline of p that is not after t (Until), and then lets e
// happen at t. Of a deadline and an event at one instant the deadline comes first.
func Feed[E, A any](p Process[E, A], t Instant, e E, out []A, do func(Instant, []A)) []A {
	out = p.Step(t, e, Until(p, t, out, do))
	if do != nil {
		do(t, out)
	}
	return out[:0]
}
