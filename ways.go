package understudy

import (
	"strings"

	"understudy.example/dns"
	"understudy.example/dns/discovery"
)

// Where records, DHCP and configuration by hand can lead the clients of a plan.

// A lead is where a record leads: an SRV record or an address, to a pool or to one of the targets of a geographic name.
type lead struct {
	record int16 // SRV records first, then addresses
	pool   int16 // -1 for what is no pool
	geo    int16 // the geographic name; -1 for none
	target int   // of the geographic name
}

// A rung is one question of a user's client, and everything that the answer can be.
type rung struct {
	discovery.Rung
	name  int16  // the number of the name, which has a cached answer; -1 for what DNS is not asked
	leads uint64 // a bit for each lead
	pool  int16  // where configuration by hand, and DHCP, lead
}

// ways are what a plan knows of the ways to a pool.
type ways struct {
	leads   []lead
	names   []string // the names that are asked for and that a record is for
	ladders [][]rung // of each user
}

// compileWays follows all records, and builds the ladder of every user.
func (p *plan) compileWays() {
	t := &p.topology
	for i, r := range t.Records {
		p.leads = append(p.leads, lead{int16(i), p.pool(r.Target), -1, 0})
	}
	for i, a := range t.Addresses {
		p.leads = append(p.leads, p.leadsOf(int16(len(t.Records)+i), a.Target)...)
	}
	for i, u := range t.Users {
		var ladder []rung
		c := discovery.Client{Generation: u.Generation, Manual: u.Server != "", PlainTCP: t.Parameters.PlainTCP}
		for _, r := range discovery.Ladder(c, domainOf(u.URI), nil) {
			if built, leads := p.rung(int16(i), r); leads {
				ladder = append(ladder, built)
			}
		}
		p.ladders = append(p.ladders, ladder)
	}
}

// domainOf is the SIP domain of a user.
func domainOf(uri string) string {
	_, domain, _ := strings.Cut(uri, "@")
	return domain
}

// leadsOf follows an address.
func (p *plan) leadsOf(record int16, target string) []lead {
	for g, name := range p.topology.GeoNames {
		if dns.Equal(name.Name, target) {
			return []lead{{record, p.pool(name.Pools[0]), int16(g), 0}, {record, p.pool(name.Pools[1]), int16(g), 1}}
		}
	}
	return []lead{{record, p.pool(target), -1, 0}}
}

// rung finds out where a rung can lead a user's client; leads is false where that is nowhere.
func (p *plan) rung(user int16, asks discovery.Rung) (r rung, leads bool) {
	t := &p.topology
	r = rung{Rung: asks, name: -1, pool: -1}
	switch {
	case asks.Source == discovery.Manual:
		r.pool = p.pool(t.Users[user].Server)
	case asks.Source == discovery.DHCP:
		r.pool = p.pool(t.Sites[p.seat[user]].DHCP120)
	case asks.Source.Named():
		for i, l := range p.leads {
			if name, ok := t.recordName(l.record, asks.Source); ok && dns.Equal(name, asks.Name) && p.follows(user, asks.Source, l) {
				r.leads |= 1 << i
			}
		}
		if r.leads != 0 {
			r.name = p.nameOf(asks.Name)
		}
	}
	return r, asks.Source == discovery.Kept || r.pool >= 0 || r.leads != 0
}

// recordName returns the name of a record if it is of the type that a rung asks for.
func (t *Topology) recordName(record int16, asks discovery.Source) (string, bool) {
	if n := int(record) - len(t.Records); n >= 0 {
		return t.Addresses[n].Name, asks != discovery.SRV
	}
	return t.Records[record].Name, asks == discovery.SRV
}

// follows reports whether a client takes a lead for its own: an SRV target has to be in the user's SIP domain, or below it
// where strict naming is disabled (C-16, C-111).
func (p *plan) follows(user int16, asks discovery.Source, l lead) bool {
	t := &p.topology
	return asks != discovery.SRV || t.matches(t.Records[l.record].Target, domainOf(t.Users[user].URI))
}

// matches reports whether clients of a SIP domain follow an SRV record to target.
func (t *Topology) matches(target, domain string) bool {
	if t.Parameters.DisableStrictDNSNaming {
		return dns.RelaxedMatch(target, domain)
	}
	return dns.StrictMatch(target, domain)
}

// nameOf numbers the names that are asked for.
func (p *plan) nameOf(name string) int16 {
	for i, n := range p.names {
		if dns.Equal(n, name) {
			return int16(i)
		}
	}
	p.names = append(p.names, dns.Canonical(name))
	return int16(len(p.names) - 1)
}
