package failover_test

import (
	"fmt"
	"time"

	"understudy.example/machine"
	"understudy.example/pool/failover"
)

// A disaster failover whose hydration breaks the first time. Nothing rolls back; the order is given again (F-72, F-75).
func Example() {
	pool := machine.Of(failover.Lab(), failover.State{})
	broken := true
	var do func(now machine.Instant, out []failover.Action)
	do = func(now machine.Instant, out []failover.Action) {
		for _, a := range out {
			switch a.Kind {
			case failover.Moved:
				fmt.Printf("%v: %v. %s\n", now, pool.State.Phase(), failover.Table.Why(a.Move))
			case failover.Finished, failover.Stopped:
				fmt.Printf("%v: %v, %v %v at %v\n", now, pool.State.Phase(), a.Procedure, a.Kind, a.Step)
			case failover.Check:
				answer := failover.Confirmed
				if a.Step == failover.HydrateBackup && broken {
					answer, broken = failover.Broken, false
				}
				do(now, pool.Step(now, failover.Event{On: answer}, nil))
			}
		}
	}
	for _, at := range []time.Duration{0, 2 * time.Minute} {
		now := machine.Instant(at)
		do(now, pool.Step(now, failover.Event{On: failover.FailOverDisaster}, nil))
		machine.Until(pool, now.Add(time.Minute), nil, do)
	}
	// Output:
	// 0s: active. A disaster failover begins; what needs the pool itself is left out (F-62, F-64)
	// 10s: failing over. The configuration says so, and makes the pool read only (F-58, F-59)
	// 45s: failing over. Nothing rolls back: the pool stays as it is marked (F-74, F-75)
	// 45s: failing over, disaster failover stopped at hydrate backup
	// 2m0s: failing over. A failover that stopped half way is finished in disaster mode (F-75, H-21)
	// 2m10s: failing over. It is marked already, by the run that stopped (F-72)
	// 2m50s: failed over. The users' data is loaded on the backup, which serves them in full (F-58)
	// 2m50s: failed over, disaster failover finished at mark failed over
}

// How long the procedures take in the lab when nothing goes wrong.
func ExampleRules_Total() {
	for p := failover.Planned; p <= failover.FailbackUnverified; p++ {
		fmt.Println(p, failover.Lab().Total(p))
	}
	// Output:
	// planned failover 4m20s
	// disaster failover 50s
	// failback 12m0s
	// disaster failback 8m0s
	// planned failover without verification 2m20s
	// failback without verification 8m0s
}
