package explore

import (
	"time"

	"understudy.example"
	"understudy.example/dns"
	"understudy.example/pool/health"
	"understudy.example/pool/pairing"
)

// Grounds are the topologies that policies are attacked on unless others are given, the simplest first: the lab when it stands;
// its pair across two sites; the same watched from a third one, with power switches (H-95, H-96); with links so slow that answers
// come late, and registrars that hold down (H-34); where nothing takes any time that need not; Enterprise pools; and three pairs
// across three sites, with names that are prefixes of each other.
func Grounds() []understudy.Topology {
	return []understudy.Topology{standing(), twoSites(), watched(), slow(), instant(), clustered(), threeSites()}
}

// standing is the lab with a user on either pool.
func standing() understudy.Topology {
	t := understudy.Paired()
	t.Users = []understudy.User{{URI: "u1@lab.local", Home: t.Pools[0].FQDN}, {URI: "u2@lab.local", Home: t.Pools[1].FQDN}}
	return t
}

func twoSites() understudy.Topology {
	t := standing()
	t.Sites, t.Conditions.SameSite = []understudy.Site{{Name: "east"}, {Name: "west"}}, false
	t.Pools[0].Site, t.Pools[1].Site = "east", "west"
	t.Users = append(t.Users, understudy.User{URI: "u3@lab.local", Home: t.Pools[0].FQDN, Site: "west"})
	t.Parameters.SiteLatency = 50 * time.Millisecond
	return t
}

// watched has what a policy needs that moves the store by itself.
func watched() understudy.Topology {
	t := twoSites()
	t.Sites = append(t.Sites, understudy.Site{Name: "hill"})
	t.Observers = []understudy.Observer{{Name: "lookout", Site: "hill"}}
	for i := range t.Pools {
		t.Pools[i].Management = true
	}
	return t
}

// slow has answers to pings that come after they count as missed.
func slow() understudy.Topology {
	t := twoSites()
	t.Parameters.Latency, t.Parameters.SiteLatency = 5*time.Millisecond, 3*time.Second
	t.Parameters.Health.Mode = health.HoldDown
	return t
}

func instant() understudy.Topology {
	t := twoSites()
	p := &t.Parameters
	clear(p.Failover.Durations[:])
	p.SiteLatency, p.Directory.Delay, p.Replicator.ForceDelay, p.Replication.Transfer = 0, 0, 0, 0
	return t
}

func clustered() understudy.Topology {
	t := standing()
	for i := range t.Pools {
		t.Pools[i].Edition, t.Pools[i].FrontEnds = pairing.Enterprise, 3
	}
	t.Pools[0].BackEnd, t.Pools[0].Witness = pairing.Mirroring, true
	return t
}

// threeSites has two pairs across sites and one inside a site.
func threeSites() understudy.Topology {
	t := understudy.Paired()
	t.Sites, t.Conditions.SameSite = []understudy.Site{{Name: "east"}, {Name: "west"}, {Name: "north"}}, false
	t.Pools, t.Pairs, t.Users, t.Records = nil, nil, nil, nil
	t.Parameters.SiteLatency = 20 * time.Millisecond
	for i, p := range []struct{ name, site string }{{"fe1", "east"}, {"fe10", "west"}, {"fe2", "west"}, {"fe20", "north"}, {"fe3", "north"}, {"fe30", "north"}} {
		fqdn := p.name + ".lab.local"
		t.Pools = append(t.Pools, understudy.Pool{FQDN: fqdn, Site: p.site, Release: pairing.Lync2013, CMS: i == 0,
			Automatic: true, Detect: time.Duration(90+30*i) * time.Second, Failback: time.Duration(30+60*i) * time.Second})
		t.Records = append(t.Records, understudy.Record{Name: "_sipinternaltls._tcp.lab.local",
			SRV: dns.SRV{Target: fqdn, Port: 5061, Priority: uint16(10 * (i % 2)), Weight: uint16(i)}})
		if i%2 == 1 {
			t.Pairs = append(t.Pairs, understudy.Pair{Pools: [2]string{t.Pools[i-1].FQDN, fqdn}})
		}
		if i%2 == 0 || i == 1 {
			t.Users = append(t.Users, understudy.User{URI: "u" + p.name[2:] + "@lab.local", Home: fqdn})
		}
	}
	return t
}
