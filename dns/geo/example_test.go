package geo_test

import (
	"fmt"
	"time"

	"understudy.example/dns/geo"
	"understudy.example/machine"
)

// The first of two pools stops answering: at the third failed check the name leads to the second.
func Example() {
	first := machine.Of(geo.Default(), geo.Start())
	dies := machine.Instant(40 * time.Second)
	machine.Until(first, machine.Instant(3*time.Minute), nil, func(now machine.Instant, out []geo.Action) {
		for _, a := range out {
			if a.Kind == geo.Moved {
				fmt.Printf("%v: %v. %s\n", now, first.State.Phase(), geo.Table.Why(a.Move))
			}
			if a.Kind == geo.Check && now < dies {
				first.Step(now, geo.Event{On: geo.Passed}, nil)
			}
		}
	})
	fmt.Println("target", geo.PrimaryFirst.Pick([]bool{first.State.Phase() == geo.In, true}, 0))
	// Output:
	// 1m30s: in the answers. A failed check alone changes no answer yet (C-123, H-61)
	// 2m0s: in the answers. A failed check alone changes no answer yet (C-123, H-61)
	// 2m30s: out of the answers. It has failed often enough: the name leads elsewhere (C-123)
	// target 1
}
