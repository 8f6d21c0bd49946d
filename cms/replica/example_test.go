package replica_test

import (
	"fmt"
	"time"

	"understudy.example/cms/replica"
	"understudy.example/machine"
)

// A change reaches a server with the master's next round, and is acted on half a minute later (F-57, F-97).
func Example() {
	r := replica.Lab()
	server := machine.Of(r, replica.State{})
	server.Step(0, replica.Event{On: replica.Changed}, nil)
	now := machine.Instant(time.Minute)
	server.Step(now, replica.Event{On: replica.Delivered}, nil)
	age, _ := r.Age(now, server.State)
	fmt.Println(now, "up to date:", server.State.UpToDate(), "for", age)
	machine.Until(server, machine.Instant(time.Hour), nil, func(now machine.Instant, _ []replica.Action) {
		fmt.Println(now, "up to date:", server.State.UpToDate())
	})
	// Output:
	// 1m0s up to date: false for 1m0s
	// 1m30s up to date: true
}
