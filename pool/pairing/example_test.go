package pairing_test

import (
	"fmt"

	"understudy.example/machine"
	"understudy.example/pool/pairing"
)

// The pair of the lab: both pools in one site, which draws a warning that can be ignored (F-9, L-5).
func ExampleCheck() {
	fe01 := pairing.Member{FQDN: "FE01.lab.local", Site: "Lab", Users: 3}
	fe02 := pairing.Member{FQDN: "FE02.lab.local", Site: "Lab"}
	for _, finding := range pairing.Check(fe01, fe02) {
		fmt.Println(finding)
	}
	// Output:
	// warning: FE01.lab.local and FE02.lab.local are both in site Lab, and are lost together with it (F-9)
}

// From the topology into effect (L-5, L-6), and back (Q-8).
func Example() {
	pair := machine.Of(pairing.Rules{}, pairing.State{})
	for _, e := range []pairing.Event{
		{On: pairing.Name}, {On: pairing.Publish}, {On: pairing.Install, Side: 0}, {On: pairing.Install, Side: 1},
		{On: pairing.Clear}, {On: pairing.Publish},
	} {
		for _, a := range pair.Step(0, e, nil) {
			fmt.Printf("%v: %s\n", pair.State.Phase(), pairing.Table.Why(a.Move))
		}
	}
	// Output:
	// named: Naming a backup pool pairs both ways, once it is published (F-1, F-24)
	// published: From here the two are each other's backup registrar (F-3, L-6)
	// half ready: The Backup Service is installed in one of the two (F-19)
	// ready: It is installed in both, so replication can begin (F-19, L-6)
	// leaving: The pair ends with the next publication, until which both Backup Services run on (F-157)
	// unpaired: Neither pool is backup of the other any more (F-157, Q-8)
}
