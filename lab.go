package understudy

import (
	"time"

	"understudy.example/client/features"
	"understudy.example/dns"
	"understudy.example/pool/pairing"
)

// Lab is the reference lab at its beginning (L-1): one site, the Standard Edition pool FE01, which hosts the Central
// Management Store, and three users. The second pool, the pair and the second SRV record are Later.
func Lab() Topology {
	const domain, site = "lab.local", "HQ"
	t := Topology{
		Domain: domain,
		Sites:  []Site{{Name: site}},
		Pools: []Pool{
			{FQDN: "FE01.lab.local", Site: site, Edition: pairing.Standard, Release: pairing.Lync2013, CMS: true, CallAdmission: true,
				Automatic: true, Detect: 30 * time.Second, Failback: 30 * time.Second},
			{FQDN: "FE02.lab.local", Site: site, Edition: pairing.Standard, Release: pairing.Lync2013,
				Automatic: true, Detect: 300 * time.Second, Failback: 600 * time.Second, Later: true},
		},
		Pairs: []Pair{{Pools: [2]string{"FE01.lab.local", "FE02.lab.local"}, Later: true}},
		Records: []Record{
			{Name: "_sipinternaltls._tcp.lab.local", SRV: dns.SRV{Target: "FE01.lab.local", Port: 5061}},
			{Name: "_sipinternaltls._tcp.lab.local", Later: true,
				SRV: dns.SRV{Target: "FE02.lab.local", Port: 5061, Priority: 10, Weight: 10}},
		},
		Conditions: features.Conditions{SameSite: true},
		Parameters: Defaults(),
		Seed:       1,
	}
	for _, uri := range []string{"u1@lab.local", "u2@lab.local", "u3@lab.local"} {
		t.Users = append(t.Users, User{URI: uri, Home: "FE01.lab.local"})
	}
	return t
}

// Paired is the reference lab when it stands (L-9b): both pools set up and paired, both records in DNS, every user homed
// on FE01 and none signed in.
func Paired() Topology {
	t := Lab()
	t.Pools[1].Later, t.Pairs[0].Later, t.Records[1].Later = false, false, false
	return t
}
