// Package corpus holds the laws against failover bugs that happened: 68 reports from public trackers and manuals, each planted as a small
// wrong policy, detector, registrar, client or driver, which the law that is named for it has to catch. docs/corpus.md is written from it,
// and docs/laws.md says what of each principle behind the laws can be judged here.
package corpus

import (
	"errors"
	"slices"

	"understudy.example"
	"understudy.example/explore"
)

// A Report is one bug that happened.
type Report struct {
	Number  int      // from 1
	Sources []string // where it was reported
	What    string   // what happened, in one sentence
	Breaks  []string // the principles that it breaks, as in P12
	Plant   Plant    // nil if the bug cannot be expressed here
	Planted string   // what the plant does wrong, in one sentence; or why there is none
	Law     string   // the ID of the law that catches it
}

// A Plant is a bug that was planted. Catch attacks it, and returns what broke.
type Plant interface{ Catch() (Caught, error) }

// Caught is what an attack has found: the law that is broken, and the shortest history that breaks it, in inputs and orders.
type Caught struct {
	Law    string
	Length int
	Err    error
}

// A System is a plant in a System: a wrong policy, or wrong Parts, attacked with random histories by explore.Check.
type System struct {
	Policy  func() understudy.Policy
	Options explore.Options
	Scope   *explore.Scope // where every state can be searched as well; nil where the state of the plant has no end, or is too large
}

// Catch attacks with the default number of histories.
func (s System) Catch() (Caught, error) {
	var c *explore.Counterexample
	if err := explore.Check(s.Policy, s.Options); !errors.As(err, &c) {
		return Caught{}, err
	}
	return Caught{c.Broken.Law.ID, len(c.Trial.Given), c}, nil
}

// Func is a plant that is attacked in a way of its own: a machine by machinetest, a driver against its clock.
type Func func() (Caught, error)

// Catch calls f.
func (f Func) Catch() (Caught, error) { return f() }

// Reports returns all of them, in order.
func Reports() []Report {
	return slices.Concat(authority, stability, targets, progress, clocks)
}
