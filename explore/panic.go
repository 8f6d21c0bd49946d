package explore

import (
	"errors"
	"fmt"
	"runtime/debug"
	"strings"
	"time"

	"understudy.example/machine"
)

// A Panic is an error: a policy, one of the Parts or a law has panicked in a history.
type Panic struct {
	Value any
	At    machine.Instant
	Plan  *Plan  // until then
	Stack []byte // of the goroutine, as debug.Stack writes it

	setup Setup
}

// panicked is the error of a panic at an instant of a plan.
func (s Setup) panicked(v any, p *Plan, now machine.Instant) error {
	if n, ok := v.(noOrder); ok {
		return n
	}
	return &Panic{Value: v, At: now, Plan: p.until(now), Stack: debug.Stack(), setup: s}
}

// Error is one line. Stack says where.
func (p *Panic) Error() string {
	value, _, _ := strings.Cut(fmt.Sprint(p.Value), "\n")
	text := fmt.Sprintf("explore: panic at %v: %s", time.Duration(p.At), value)
	if p.Plan != nil {
		text += fmt.Sprintf(" (%d inputs, seen from %s)", len(p.Plan.Inputs), p.Plan.Place)
	}
	return text
}

// Unwrap returns what was panicked with if that is an error, as those of the runtime are.
func (p *Panic) Unwrap() error {
	err, _ := p.Value.(error)
	return err
}

// Shortest returns the shortest history that Shrink finds to panic, too. Where it takes a law it is the same one.
func (p *Panic) Shortest() *Panic {
	best := p
	again := func(plan *Plan) bool {
		_, err := p.setup.Run(plan)
		return errors.As(err, &best)
	}
	if p.Plan != nil && again(p.Plan) {
		Shrink(best.Plan, again)
	}
	return best
}

// shortest is an error whose history, if it is a *Panic, is as short as it can be.
func shortest(err error) error {
	if p := (*Panic)(nil); errors.As(err, &p) {
		return p.Shortest()
	}
	return err
}
