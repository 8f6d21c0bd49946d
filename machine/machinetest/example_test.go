package machinetest_test

import (
	"fmt"
	"time"

	"understudy.example/machine"
	"understudy.example/machine/machinetest"
)

// An Egg is a kitchen timer: turn it, and it rings after a while. Broken ones count from the beginning of the run.
type Egg struct {
	After  time.Duration
	Broken bool
}

type (
	Turn struct{}
	Ring struct{}
	Set  struct{ due machine.Timer }
)

func (e Egg) Step(now machine.Instant, s Set, _ Turn, out []Ring) (Set, []Ring) {
	if e.Broken && now < 0 {
		now = 0
	}
	return Set{machine.At(now.Add(e.After))}, out
}

func (e Egg) Advance(s Set, out []Ring) (Set, []Ring) { return Set{}, append(out, Ring{}) }

func (e Egg) Deadline(s Set) machine.Instant { return s.due.Deadline() }

func (e Egg) Code(c *machine.Code, s *Set) { c.Timer(&s.due, e.After) }

func ExampleCheck() {
	egg := Egg{After: 5 * time.Minute}
	fmt.Println(machinetest.Check(egg, Set{}, []Turn{{}}))

	egg.Broken = true
	fmt.Println(machinetest.Check(egg, Set{}, []Turn{{}}))
	// Output:
	// <nil>
	// machinetest: time shift: Step(0s, {due:never}, {}), its state packed and unpacked -876000h0m0s later, gives deadline 876000h5m0s instead of 5m0s
	// 	why: Only the time between things may matter, not when the run began.
	// 	schedule, shortened from Seeds(1, 1):
	// 		0s         {} before what is due
}

// Events that have to answer something are drawn with a look at the state.
func ExampleAim() {
	turnOnlyWhenQuiet := func(d *machine.Draw, s Set) Turn { return Turn{} }
	err := machinetest.Check(Egg{After: time.Second}, Set{}, nil, machinetest.Aim(turnOnlyWhenQuiet), machinetest.Seeds(7, 20))
	fmt.Println(err)
	// Output: <nil>
}
