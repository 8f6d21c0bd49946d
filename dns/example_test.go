package dns_test

import (
	"fmt"
	"net"

	"understudy.example/dns"
	"understudy.example/machine"
)

// The two records of a paired pool: the second is tried when the first has failed.
func ExampleOrder() {
	records := []dns.SRV{
		{Target: "FE02.lab.local", Port: 5061, Priority: 10, Weight: 10},
		{Target: "FE01.lab.local", Port: 5061},
	}
	for _, i := range dns.Order(records, dns.RFC2782, nil, nil) { // nothing to draw: each stands alone in its priority
		fmt.Println(records[i].Target)
	}
	// Output:
	// FE01.lab.local
	// FE02.lab.local
}

// Records of one priority share the clients by weight. Equal seeds give equal orders.
func ExampleOrder_weights() {
	records := []dns.SRV{{Target: "a", Weight: 60}, {Target: "b", Weight: 30}, {Target: "c", Weight: 10}}
	draw, first := machine.Draw{Seed: 2782}, map[string]int{}
	var out []int
	for range 1000 {
		out = dns.Order(records, dns.Proportional, &draw, out[:0])
		first[records[out[0]].Target]++
	}
	fmt.Println(first)
	// Output:
	// map[a:579 b:321 c:100]
}

// An SRV has the fields of a record of package net.
func ExampleSRV() {
	answer := net.SRV{Target: "FE01.lab.local.", Port: 5061}
	record := dns.SRV(answer)
	fmt.Println(dns.Canonical(record.Target), dns.StrictMatch(record.Target, "lab.local"))
	// Output:
	// fe01.lab.local true
}
