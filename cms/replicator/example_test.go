package replicator_test

import (
	"fmt"
	"time"

	"understudy.example/cms/replicator"
	"understudy.example/machine"
)

// An administrator forces a replication; the full copies go out two and a half minutes later (F-97).
func Example() {
	master := machine.Of(replicator.Lab(), replicator.State{})
	master.Step(0, replicator.Event{On: replicator.Start}, nil)
	master.Step(0, replicator.Event{On: replicator.Force}, nil)
	machine.Until(master, machine.Instant(3*time.Minute), nil, func(now machine.Instant, out []replicator.Action) {
		fmt.Println(now, "full copies:", out[len(out)-1].Full)
	})
	// Output:
	// 1m0s full copies: false
	// 2m0s full copies: false
	// 2m30s full copies: true
	// 3m0s full copies: false
}
