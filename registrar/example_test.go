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

// P1 is failed over to P2, and P2 dies. P1 is the backup of P2's users and has its verdict, and refuses them all the same:
// they are out until P1 is failed back.
func ExampleDecide_failedOver() {
	p1 := registrar.Known{
		Role: registrar.Backup, Standing: registrar.Active, Down: true, Automatic: true,
		Store: true, Certificate: registrar.Recorded,
	}
	for _, p1.Away = range []bool{true, false} {
		reply := registrar.Decide(p1, registrar.Request{Survivable: true})
		fmt.Printf("%v, %v: %v\n", reply.Verdict, reply.Level, reply.Rule.Why())
	}
	// Output:
	// rejected, nothing: A pool that is failed over takes nobody in, not even the users whom it is the backup of (F-56, H-13)
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
	// full: home, active, store, branch, not primary alone
	// full: backup, active, store, branch, not primary alone
	// full: home, active, store, not primary alone
	// full: backup, failed over, loaded, store, not primary alone
	// limited: primary alone
	// limited: home, active, branch
	// limited: home, active
	// limited: home, failing back
	// limited: backup, failed over
	// limited: backup, failing over
	// limited: backup, failing back
	// limited: backup, active, down, automatic
	// limited: backup, active, down
	// limited: backup, active
}
