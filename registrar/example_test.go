package registrar_test

import (
	"fmt"

	"understudy.example/registrar"
)

// The backup's registrar is asked by a user of the other pool, before its verdict and after it.
func ExampleDecide() {
	k := registrar.Known{
		Role: registrar.Backup, Standing: registrar.Active, Automatic: true,
		Store: true, Certificate: registrar.Recorded,
	}
	lync := registrar.Request{Survivable: true, FollowsQ: true}
	for _, k.Down = range []bool{false, true} {
		reply := registrar.Decide(k, lync)
		fmt.Printf("%v, %v: %v\n", reply.Verdict, reply.Level, reply.Rule.Why())
	}
	// Output:
	// redirected, nothing: The backup takes nobody in while it holds the home pool to be alive (F-35)
	// accepted, limited: This registrar has itself declared the home pool down (F-35, F-51)
}

// The rules are asked in this order, and the first that applies decides; these are the ones that let somebody in.
func ExampleRules() {
	for _, r := range registrar.Rules() {
		if r.Level != registrar.Nothing {
			fmt.Printf("%v: %s\n", r.Level, r.When())
		}
	}
	// Output:
	// full: home, active, store
	// full: backup, failed over, loaded, store
	// limited: home, active
	// limited: home, failing back
	// limited: backup, failed over
	// limited: backup, failing over
	// limited: backup, failing back
	// limited: backup, active, down, automatic
	// limited: backup, active, down
	// limited: backup, active
}
