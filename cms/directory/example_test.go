package directory_test

import (
	"fmt"
	"time"

	"understudy.example/cms/directory"
	"understudy.example/machine"
)

// Two sites disagree for a quarter of an hour about where the Central Management Store is (H-7).
func Example() {
	here, there := machine.Of(directory.BetweenSites(), directory.State{}), machine.Of(directory.BetweenSites(), directory.State{})
	here.Step(0, directory.Event{On: directory.Written, DB: 1}, nil)
	there.Step(0, directory.Event{On: directory.Published, DB: 1}, nil)
	fmt.Println("here:", here.State.Names, "there:", there.State.Names, "until", there.Deadline())
	machine.Until(there, machine.Instant(time.Hour), nil, func(now machine.Instant, out []directory.Action) {
		fmt.Printf("%v: %s\n", now, directory.Table.Why(out[0].Move))
	})
	fmt.Println("here:", here.State.Names, "there:", there.State.Names)
	// Output:
	// here: 1 there: 0 until 15m0s
	// 15m0s: The view names the database that was published last (F-95)
	// here: 1 there: 1
}
