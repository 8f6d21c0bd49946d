package replication_test

import (
	"fmt"
	"time"

	"understudy.example/machine"
	"understudy.example/pool/replication"
)

// A pool writes something every 50 s and dies at 7 min. What its partner does not get is what was written since the
// cut-off of the last batch, which was in the partner's file store (F-64, H-28).
func ExampleRules_Exposure() {
	r := replication.Lab()
	export := machine.Of(r, replication.State{})
	export.Step(0, replication.Event{On: replication.Initialize}, nil)
	look := func(now machine.Instant, out []replication.Action) {
		for _, a := range out {
			if a.Kind != replication.Moved {
				age, exact := r.Exposure(now, export.State)
				fmt.Println(now, a.Kind, export.State.Phase(), age, exact)
			}
		}
	}
	for t := time.Duration(0); t < 7*time.Minute; t += 50 * time.Second {
		machine.Until(export, machine.Instant(t), nil, look)
		export.Step(machine.Instant(t), replication.Event{On: replication.Wrote}, nil)
	}
	dead := machine.Instant(7 * time.Minute)
	machine.Until(export, dead, nil, look)
	export.Step(dead, replication.Event{On: replication.SourceDown}, nil)
	fmt.Println(r.Exposure(dead, export.State))
	// Output:
	// 2m0s exported steady 24h0m0s false
	// 2m5s imported steady 5s true
	// 4m0s exported steady 2m0s true
	// 4m5s imported steady 5s true
	// 6m0s exported steady 2m0s true
	// 6m5s imported steady 5s true
	// 1m0s true
}
