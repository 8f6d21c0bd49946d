package setup_test

import (
	"fmt"
	"time"

	"understudy.example/machine"
	"understudy.example/pool/setup"
)

// The second pool of the lab on its way into service (L-1, L-2).
func Example() {
	pool := machine.Of(setup.Lab(), setup.State{})
	show := func(now machine.Instant, out []setup.Action) {
		for _, a := range out {
			if r, ok := a.Report(); ok {
				fmt.Printf("%v: %v on %v. %s\n", now, a.Move.From, a.Move.On, r.Entry().Why)
			}
		}
	}
	for i, on := range []setup.Cause{setup.Define, setup.Install, setup.Publish, setup.Install} {
		now := machine.Instant(time.Duration(i) * time.Minute)
		show(now, pool.Step(now, setup.Event{On: on}, nil))
	}
	machine.Until(pool, machine.Instant(time.Hour), nil, show)
	fmt.Println(pool.State.Phase(), pool.State.Serving())
	// Output:
	// 0s: absent on define. A pool begins as a definition in the topology (L-1)
	// 1m0s: defined on install. Setup reads the published topology, and the pool is not in it yet (L-2)
	// 2m0s: defined on publish. Publishing tells every server that the pool exists (L-2)
	// 3m0s: published on install. Setup turns what is published into services (L-2)
	// 13m0s: installing on done. Setup has run to its end, so the pool can home users (L-2)
	// ready true
}
