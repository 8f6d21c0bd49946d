package binding_test

import (
	"fmt"
	"time"

	"understudy.example/machine"
	"understudy.example/registrar/binding"
)

// A user borrowed by the backup is told when failover completes, needs no new sign-in, and is forgotten when the client
// stops refreshing.
func Example() {
	b := machine.Of(binding.Default(), binding.State{})
	show := func(now machine.Instant, out []binding.Action) {
		for _, a := range out {
			if a.Kind == binding.Notify {
				fmt.Printf("%v: NOTIFY %v\n", now, a.Note)
				continue
			}
			fmt.Printf("%v: %v\n", now, binding.Table.Why(a.Move))
		}
	}
	minute := machine.Instant(time.Minute)
	show(0, b.Step(0, binding.Event{On: binding.Register, Level: binding.Limited}, nil))
	show(2*minute, b.Step(2*minute, binding.Event{On: binding.Change, Level: binding.Full}, nil))
	show(9*minute, b.Step(9*minute, binding.Event{On: binding.Register, Level: binding.Full}, nil)) // a refresh: nothing to tell
	machine.Until(b, 30*minute, nil, show)
	// Output:
	// 0s: Added, and the answer says that user services are unavailable (C-39, F-44)
	// 2m0s: The endpoint is told that user services are back; no new login (H-14, C-44)
	// 2m0s: NOTIFY user services available
	// 19m0s: Not refreshed in the time granted; the endpoint hears nothing (C-47)
}
