package discovery_test

import (
	"fmt"

	"understudy.example/dns/discovery"
)

// What a client of the lab asks, one name after the other, until one leads to a sign-in.
func ExampleLadder() {
	for _, l := range discovery.Ladder(discovery.Lync2013, "lab.local", false, nil) {
		fmt.Println(l.Type, l.Name)
	}
	// Output:
	// A lyncdiscoverinternal.lab.local
	// A lyncdiscover.lab.local
	// SRV _sipinternaltls._tcp.lab.local
	// SRV _sip._tls.lab.local
	// A sipinternal.lab.local
	// A sip.lab.local
	// A sipexternal.lab.local
}
