package main

import (
	"fmt"
	"slices"

	"understudy.example"
	"understudy.example/dns"
)

// standIns gives every pool whose users are counted one who stands for them all, beside those who are named. It returns how those are
// called whom each stands for.
func standIns(t *understudy.Topology) (called map[string]string) {
	t.Pools, called = slices.Clone(t.Pools), map[string]string{}
	for i := range t.Pools {
		p := &t.Pools[i]
		if p.Homed == 0 || p.Later {
			continue
		}
		uri := fmt.Sprintf("one-of-%s@%s", dns.Canonical(p.FQDN), t.Domain)
		called[uri] = plural(p.Homed, "user", "users") + " of " + p.FQDN
		t.Users = append(slices.Clip(t.Users), understudy.User{URI: uri, Home: p.FQDN})
		p.Homed-- // he is one of them
	}
	return called
}
