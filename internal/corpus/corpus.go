// Package corpus holds the laws against failover bugs that happened: 68 reports from public trackers and manuals, each planted as a small
// wrong policy, detector, registrar, client or driver, which the law that is named for it has to catch. docs/corpus.md is written from it,
// and docs/laws.md says what of each principle behind the laws can be judged here.
package corpus

import (
	"errors"
	"slices"

	"understudy.example"
	"understudy.example/explore"
	"understudy.example/machine/machinetest"
)

// A Report is one bug that happened.
type Report struct {
	Number  int      // from 1
	Sources []string // where it was reported
	What    string   // what happened, in one sentence
	Breaks  []string // the principles that it breaks, as in P12
	Plant   Plant    // nil if the bug cannot be expressed here
	Planted string   // what the plant does wrong, in one sentence; or why there is none
	Law     string   // the ID of the law that catches it, or "machinetest", and the name of its law
}

// A Plant is a bug that was planted.
type Plant interface {
	Catch() (Caught, error) // attacks it, and returns what broke; nothing if that is nothing
	Hold() error            // attacks what is right in its place in the same way, and returns what broke: a false alarm
}

// Caught is what an attack has found: the law that is broken, and the shortest history that breaks it, in inputs and orders.
type Caught struct {
	Law    string
	Length int
	Err    error
}

// A System is a plant in a System: a wrong policy, or wrong Parts, attacked with random histories by explore.Check.
type System struct {
	Policy  func() understudy.Policy // the wrong one, unless Parts are what is wrong; nil for orders of an administrator
	Right   func() understudy.Policy // what it should have been; nil for Policy
	Options explore.Options          // Parts are the wrong ones
	Scope   *explore.Scope           // where every state can be searched as well; nil where the state of the plant has no end, or is too large
}

// Catch attacks with the default number of histories.
func (s System) Catch() (Caught, error) { return attack(s.Policy, s.Options) }

// Hold attacks with the same number, without what is wrong.
func (s System) Hold() error {
	o, policy := s.Options, s.Right
	if policy == nil {
		policy, o.Parts = s.Policy, understudy.Parts{}
	}
	return explore.Check(policy, o)
}

func attack(policy func() understudy.Policy, o explore.Options) (Caught, error) {
	var c *explore.Counterexample
	if err := explore.Check(policy, o); !errors.As(err, &c) {
		return Caught{}, err
	}
	return Caught{c.Broken.Law.ID, len(c.Trial.Given), c}, nil
}

// A Func is a plant that is attacked in a way of its own: a machine by machinetest, a driver against its clock. It attacks what is
// planted, or what is right in its place.
type Func func(planted bool) (Caught, error)

// Catch attacks what is planted.
func (f Func) Catch() (Caught, error) { return f(true) }

// Hold attacks what is right.
func (f Func) Hold() error {
	c, err := f(false)
	return errors.Join(err, c.Err)
}

// byContract is what machinetest.Check has found: the first law that is broken, and how long its schedule is.
func byContract(err error) (Caught, error) {
	var f *machinetest.Failure
	if !errors.As(err, &f) {
		return Caught{}, err
	}
	return Caught{"machinetest " + f.Law, len(f.Schedule), err}, nil
}

// only are the laws of explore with these IDs, for attacks that break another one earlier.
func only(ids ...string) []explore.Law {
	return slices.DeleteFunc(explore.Laws(), func(l explore.Law) bool { return !slices.Contains(ids, l.ID) })
}

// A Kind is a kind of bugs.
type Kind struct {
	Title   string
	Reports []Report
}

// Kinds returns all kinds, and the reports of each in order.
func Kinds() []Kind {
	return []Kind{
		{"Two masters, and masters that have been replaced", authority},
		{"Flapping, failing back too soon, and delays that are wrong", stability},
		{"Failing over to the wrong one", targets},
		{"Stuck, or never failing over", progress},
		{"Clocks, restarts, maintenance and isolation", clocks},
	}
}

// Reports returns all of them, in order.
func Reports() (all []Report) {
	for _, k := range Kinds() {
		all = append(all, k.Reports...)
	}
	return all
}
