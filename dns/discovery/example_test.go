package discovery_test

import (
	"fmt"
	"strings"

	"understudy.example/dns/discovery"
)

// What a client of the lab asks, one question after the other, until one leads to a sign-in.
func ExampleLadder() {
	for _, r := range discovery.Ladder(discovery.Client{Generation: discovery.Lync2013}, "lab.local", nil) {
		fmt.Println(strings.TrimSpace(r.Source.String() + " " + r.Name))
	}
	// Output:
	// kept registrar
	// Autodiscover lyncdiscoverinternal.lab.local
	// Autodiscover lyncdiscover.lab.local
	// SRV _sipinternaltls._tcp.lab.local
	// SRV _sip._tls.lab.local
	// DHCP option 120
	// A sipinternal.lab.local
	// A sip.lab.local
	// A sipexternal.lab.local
}

// A desk phone keeps the backup, if that was good last; a desktop client keeps the primary only.
func ExampleGeneration_Keeps() {
	fmt.Println(discovery.PhoneEdition.Keeps(true), discovery.Lync2013.Keeps(true))
	// Output: true false
}
