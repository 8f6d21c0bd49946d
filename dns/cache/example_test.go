package cache_test

import (
	"fmt"
	"time"

	"understudy.example/dns/cache"
	"understudy.example/machine"
)

// The second record is added just after a client has heard that there is none: it asks again when that is forgotten.
func Example() {
	entry := machine.Of(cache.Default(), cache.State{})
	show := func(now machine.Instant, out []cache.Action) {
		for _, a := range out {
			fmt.Printf("%v: %v\n", now, cache.Table.Why(a.Move))
		}
	}
	show(0, entry.Step(0, cache.Event{On: cache.Missing, TTL: time.Hour}, nil))
	machine.Until(entry, machine.Instant(time.Hour), nil, show)
	now := machine.Instant(time.Hour)
	show(now, entry.Step(now, cache.Event{On: cache.Answered, TTL: 24 * time.Hour}, nil))
	fmt.Println(entry.State.Phase(), "until", entry.State.Expires())
	// Output:
	// 0s: What is missing is not asked for again for a while (C-31)
	// 15m0s: A missing name is worth another question (C-31)
	// 1h0m0s: Records count for their time to live (C-12, C-31)
	// fresh until 25h0m0s
}
