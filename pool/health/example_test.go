package health_test

import (
	"fmt"
	"time"

	"understudy.example/machine"
	"understudy.example/pool/health"
)

// FE02 watches FE01, whose network card is out from 1 min 10 s to 5 min. The lab has configured 30 s, which counts as
// 90 (L-11); FE01 is asked for once per failback interval and is back at its first answer (L-13).
func Example() {
	rules := health.PoolToPool()
	rules.Detect, rules.Failback = 30*time.Second, 30*time.Second
	fe02 := machine.Of(rules, health.State{})

	var do func(now machine.Instant, out []health.Action)
	do = func(now machine.Instant, out []health.Action) {
		for _, a := range out {
			switch {
			case a.Kind == health.Moved:
				fmt.Printf("%v: %v. %s\n", now, fe02.State.Phase(), health.Table.Why(a.Move))
			case a.Kind == health.Ask && (now < machine.Instant(70*time.Second) || now > machine.Instant(5*time.Minute)):
				do(now, fe02.Step(now, health.Event{On: health.Answered, Ask: a.Ask}, nil)) // it answers at once
			}
		}
	}
	do(0, fe02.Step(0, health.Event{On: health.Started}, nil))
	machine.Until(fe02, machine.Instant(10*time.Minute), nil, do)
	// Output:
	// 0s: unknown. A new observer knows nothing and gives the primary a whole window (H-10)
	// 0s: up. Only an answer says that the primary is up (F-34, H-9)
	// 1m35s: silent. The answer was due and Grace has passed (H-35)
	// 2m5s: silent. Another ping without an answer; the window goes on (F-29, F-34)
	// 2m35s: silent. Another ping without an answer; the window goes on (F-29, F-34)
	// 2m35s: down. Silent for the failure detection interval and Grace (F-29, F-33, H-35)
	// 5m5s: up. The primary has answered since the verdict (F-38, H-34)
}

// A configured interval under 90 s counts as 90 (F-29).
func ExampleRules_Window() {
	r := health.PoolToPool()
	for _, r.Detect = range []time.Duration{30 * time.Second, 90 * time.Second, 300 * time.Second} {
		fmt.Println(r.Detect, "counts as", r.Window())
	}
	// Output:
	// 30s counts as 1m30s
	// 1m30s counts as 1m30s
	// 5m0s counts as 5m0s
}

// Everything that is wrong with rules is said at once.
func ExampleRules_Validate() {
	r := health.PoolToPool()
	r.Grace, r.Failback = 40*time.Second, 5*time.Second
	fmt.Println(r.Validate())
	// Output:
	// health: Grace 40s must be below Ping 30s
	// health: Failback 5s must not be shorter than Ping 30s
}
