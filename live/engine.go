package live

import (
	"fmt"
	"math"
	"sync"

	"understudy.example/machine"
)

// engine steps a process and tells what it did. It is itself a Process, for machine.Until: one that is locked while it
// moves, and that waits for nothing once something went wrong.
type engine[E, A any] struct {
	tell func(machine.Instant, []A) error
	out  []A
	err  error

	mu      sync.Mutex // held while the process moves or is looked at, never while tell runs
	process machine.Process[E, A]
	at      machine.Instant // of the latest call
}

func newEngine[E, A any](p machine.Process[E, A], tell func(machine.Instant, []A) error) *engine[E, A] {
	return &engine[E, A]{tell: tell, process: p, at: math.MinInt64}
}

// until runs every deadline that is not after t.
func (g *engine[E, A]) until(t machine.Instant) error {
	g.out = machine.Until[E, A](g, t, g.out, g.told)
	if d := g.Deadline(); d <= t && d != machine.Never {
		g.err = fmt.Errorf("%w: %v is still due after %v has passed", ErrDeadline, d, t)
	}
	return g.err
}

// step runs what is due until now and lets e happen then.
func (g *engine[E, A]) step(now machine.Instant, e E) error {
	if err := g.until(now); err != nil {
		return err
	}
	g.out = g.Step(now, e, g.out[:0])
	g.told(now, g.out)
	return g.err
}

func (g *engine[E, A]) told(at machine.Instant, out []A) {
	if len(out) > 0 {
		g.err = g.tell(at, out)
	}
}

// Step lets e happen at now.
func (g *engine[E, A]) Step(now machine.Instant, e E, out []A) []A {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.at = now
	return g.process.Step(now, e, out)
}

// Advance lets the deadline pass, unless that would be before what has happened already.
func (g *engine[E, A]) Advance(out []A) []A {
	g.mu.Lock()
	defer g.mu.Unlock()
	d := g.process.Deadline()
	if d < g.at {
		g.err = fmt.Errorf("%w: %v is before %v, which has passed", ErrDeadline, d, g.at)
		return out
	}
	g.at = d
	return g.process.Advance(out)
}

// Deadline returns when the process changes by itself.
func (g *engine[E, A]) Deadline() machine.Instant {
	if g.err != nil {
		return machine.Never
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.process.Deadline()
}
