package understudy

import (
	"errors"
	"fmt"
	"math"
	"reflect"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"understudy.example/client"
	"understudy.example/client/certificate"
	"understudy.example/client/conversation"
	"understudy.example/client/features"
	"understudy.example/cms"
	"understudy.example/cms/directory"
	"understudy.example/cms/replica"
	"understudy.example/cms/replicator"
	"understudy.example/dns"
	"understudy.example/dns/cache"
	"understudy.example/dns/discovery"
	"understudy.example/dns/geo"
	"understudy.example/pool/backend"
	"understudy.example/pool/failover"
	"understudy.example/pool/health"
	"understudy.example/pool/pairing"
	"understudy.example/pool/replication"
	"understudy.example/pool/setup"
	"understudy.example/registrar/admission"
	"understudy.example/registrar/binding"
)

// sentinels are what every line of Validate wraps one of.
var sentinels = []error{ErrTopology, health.ErrRules, setup.ErrRules, failover.ErrRules, replication.ErrRules,
	binding.ErrRules, cms.ErrRules, directory.ErrRules, replicator.ErrRules, replica.ErrRules, client.ErrRules,
	certificate.ErrRules, cache.ErrRules, backend.ErrRules, admission.ErrRules, conversation.ErrRules}

// A fault is one change that makes the lab when it stands invalid, and what is said of it.
type fault struct {
	change func(*Topology)
	want   string
}

var faults = []fault{
	{func(t *Topology) { t.Domain = "" }, "Domain must not be empty"},
	{func(t *Topology) { t.Domain = "lab\tlocal" }, `Domain "lab\tlocal" must be printable, without spaces, quotes and backslashes`},
	{func(t *Topology) { t.Policy = dns.HighestWeight + 1 }, "Policy 3 does not exist"},
	{func(t *Topology) { *t = Topology{Domain: t.Domain, Sites: t.Sites, Parameters: t.Parameters} }, "Pools must not be empty"},
	{func(t *Topology) { t.Sites = nil }, `Sites must not be empty
pool "FE01.lab.local": Site "HQ" is none of Sites
pool "FE02.lab.local": Site "HQ" is none of Sites`},
	{func(t *Topology) { t.Sites = append(t.Sites, many(1000, site)...) }, "Sites must not be more than 1000, and are 1001"},
	{func(t *Topology) { t.Pools = append(t.Pools, many(63, onePool)...) }, "Pools must not be more than 64, and are 65"},
	{func(t *Topology) { t.Users = append(t.Users, many(9_998, user)...) }, "Users must not be more than 10000, and are 10001"},
	{func(t *Topology) { t.Records = append(t.Records, many(63, record)...) }, "Records and Addresses must not lead to more than 64 targets, and do to 65"},

	// F-94: a single master.
	{func(t *Topology) { t.Pools[0].CMS = false }, "CMS must be set for exactly one of Pools, and is for 0 (F-94)"},
	{func(t *Topology) { t.Pools[1].CMS = true }, "CMS must be set for exactly one of Pools, and is for 2 (F-94)"},
	{func(t *Topology) { t.Pairs, t.Users, t.Pools[0].Later = nil, nil, true }, `pool "FE01.lab.local": a pool with CMS must not be Later`},

	// Names: what orders name has one name of its own.
	{func(t *Topology) { t.Sites = append(t.Sites, Site{}) }, "Sites[1].Name must not be empty"},
	{func(t *Topology) { t.Sites = append(t.Sites, Site{Name: "."}) }, "Sites[1].Name must not be empty"},
	{func(t *Topology) { t.Sites = append(t.Sites, Site{Name: "a site"}) }, `Sites[1].Name "a site" must be printable, without spaces, quotes and backslashes`},
	{func(t *Topology) { t.Sites = append(t.Sites, Site{Name: "a\u00a0site"}) }, `Sites[1].Name "a\u00a0site" must be printable, without spaces, quotes and backslashes`},
	{func(t *Topology) { t.Sites = append(t.Sites, Site{Name: "\xff"}) }, `Sites[1].Name "\xff" must be printable, without spaces, quotes and backslashes`},
	{func(t *Topology) { t.Sites = append(t.Sites, t.Sites[0]) }, `site "HQ" has the name of site "HQ"`},
	{func(t *Topology) { t.Sites = append(t.Sites, Site{Name: "fe01.lab.local."}) },
		`pool "FE01.lab.local" has the name of site "fe01.lab.local."`},
	{func(t *Topology) { t.Pools = append(t.Pools, onePool(0)); t.Pools[2].FQDN = "FE02.LAB.local." },
		`pool "FE02.LAB.local." has the name of pool "FE02.lab.local"`},
	{func(t *Topology) { t.Pools = append(t.Pools, onePool(0)); t.Pools[2].FQDN = "" }, "Pools[2].FQDN must not be empty"},
	{func(t *Topology) { t.Users = append(t.Users, t.Users[0]); t.Users[3].URI = "U1@lab.local" },
		`user "U1@lab.local" has the name of user "u1@lab.local"`},
	{func(t *Topology) { t.Pools = append(t.Pools, onePool(0)); t.Pools[2].FQDN = "U1@lab.local" },
		`user "u1@lab.local" has the name of pool "U1@lab.local"`},

	// Pools.
	{func(t *Topology) { t.Pools[1].Site = "Nowhere" }, `pool "FE02.lab.local": Site "Nowhere" is none of Sites`},
	{func(t *Topology) { t.Pools[1].Edition = pairing.Appliance + 1 }, `pool "FE02.lab.local": Edition 3 does not exist`},
	{func(t *Topology) { t.Pools[1].Host = pairing.Virtual + 1 }, `pool "FE02.lab.local": Host 2 does not exist`},
	{func(t *Topology) { t.Pools[1].Release = pairing.Release(pairing.Releases) }, `pool "FE02.lab.local": Release 5 does not exist`},
	{func(t *Topology) { t.Pools[1].BackEnd = pairing.AlwaysOn + 1 }, `pool "FE02.lab.local": BackEnd 4 does not exist`},
	{func(t *Topology) { t.Pools[1].OS = "Windows\nServer 2012" }, `pool "FE02.lab.local": OS "Windows\nServer 2012" must be printable, without quotes and backslashes`},
	{func(t *Topology) { t.Pools[1].Homed = -1 }, `pool "FE02.lab.local": Homed -1 must not be below 0`},

	// Pairs: F-1, F-8.
	{func(t *Topology) { t.Pairs[0].Pools[1] = "fe01.lab.local" }, `pair of "FE01.lab.local" and "fe01.lab.local": a pool must not be its own backup (F-1)`},
	{func(t *Topology) { t.Pairs[0].Pools[1] = "FE03" }, `pair of "FE01.lab.local" and "FE03": "FE03" is none of Pools`},
	{func(t *Topology) {
		t.Pools = append(t.Pools, onePool(0))
		t.Pools[2].Detect, t.Pools[2].Failback = 300*time.Second, 600*time.Second
		t.Pairs = append(t.Pairs, Pair{Pools: [2]string{"fe02.lab.local", "pool0.lab.local"}})
	}, `pair of "fe02.lab.local" and "pool0.lab.local": "fe02.lab.local" must not be in two pairs that are not Later (F-1, F-8)`},
	{func(t *Topology) { t.Pools[1].Later = true }, `pair of "FE01.lab.local" and "FE02.lab.local" must be Later, as "FE02.lab.local" is`},

	// Users.
	{func(t *Topology) { t.Users[0].URI = "" }, "Users[0].URI must not be empty"},
	{func(t *Topology) { t.Users[0].URI = "sip:u1@lab.local" }, `user "sip:u1@lab.local": URI must be of the form name@lab.local, without a scheme`},
	{func(t *Topology) { t.Users[0].URI = "u1" }, `user "u1": URI must be of the form name@lab.local, without a scheme`},
	{func(t *Topology) { t.Users[0].URI = "@lab.local" }, `user "@lab.local": URI must be of the form name@lab.local, without a scheme`},
	{func(t *Topology) { t.Users[0].URI = "u1@u2@lab.local" }, `user "u1@u2@lab.local": URI must be of the form name@lab.local, without a scheme`},
	{func(t *Topology) { t.Users[0].URI = "u1@contoso.com" }, `user "u1@contoso.com": URI must be of the form name@lab.local, without a scheme`},
	{func(t *Topology) { t.Users[0].Home = "" }, `user "u1@lab.local": Home "" is none of Pools`},
	{func(t *Topology) { t.Users[0].Home = "FE03.lab.local" }, `user "u1@lab.local": Home "FE03.lab.local" is none of Pools`},
	{func(t *Topology) {
		t.Pools[1].Later, t.Pairs[0].Later, t.Users[0].Home = true, true, "FE02.lab.local"
	}, `user "u1@lab.local": Home "FE02.lab.local" must not be Later`},
	{func(t *Topology) { t.Users[0].Site = "Nowhere" }, `user "u1@lab.local": Site "Nowhere" is none of Sites`},
	{func(t *Topology) { t.Users[0].Generation = discovery.PhoneEdition + 1 }, `user "u1@lab.local": Generation 5 does not exist`},

	{func(t *Topology) { t.Users[0].Server = "FE03.lab.local" }, `user "u1@lab.local": Server "FE03.lab.local" is none of Pools`},
	{func(t *Topology) { t.Domains = []string{"contoso.com"}; t.Users[0].URI = "u1@fabrikam.com" },
		`user "u1@fabrikam.com": URI must be of the form name@lab.local or name@contoso.com, without a scheme`},

	// Names.
	{func(t *Topology) { t.Domains = []string{""} }, "Domains[0] must not be empty"},
	{func(t *Topology) { t.Sites[0].DHCP120 = "FE03.lab.local" }, `site "HQ": DHCP120 "FE03.lab.local" is none of Pools`},
	{func(t *Topology) { t.Addresses = []Address{{Target: "FE01.lab.local"}} }, "Addresses[0].Name must not be empty"},
	{func(t *Topology) { t.Addresses = []Address{{Name: "sip.lab.local"}} }, "Addresses[0].Target must not be empty"},
	{func(t *Topology) { t.GeoNames = []GeoName{{Name: "HQ", Pools: t.Pairs[0].Pools}} },
		`geographic name "HQ" has the name of site "HQ"`},
	{func(t *Topology) { t.GeoNames = []GeoName{{"geo", [2]string{"FE01.lab.local", "FE03.lab.local"}, 0}} },
		`geographic name "geo": "FE03.lab.local" is none of Pools`},
	{func(t *Topology) { t.GeoNames = []GeoName{{"geo", [2]string{"FE01.lab.local", "fe01.lab.local."}, 2}} },
		"geographic name \"geo\": Pools must not be one and the same\ngeographic name \"geo\": Order 2 does not exist"},
	{func(t *Topology) {
		t.GeoNames, t.Addresses = []GeoName{{"geo", t.Pairs[0].Pools, 0}}, []Address{{Name: "a", Target: "geo"}, {Name: "b", Target: "GEO"}}
		t.Records = append(t.Records, many(59, record)...)
	}, "Records and Addresses must not lead to more than 64 targets, and do to 65"},
	{func(t *Topology) { t.Parameters.Remembered = -1 }, "Remembered -1ns must not be below 0"},
	{func(t *Topology) { t.Parameters.MobileOutage = -1 }, "MobileOutage -1ns must not be below 0"},

	// Records.
	{func(t *Topology) { t.Records[1].Name = "" }, "Records[1].Name must not be empty"},
	{func(t *Topology) { t.Records[1].Name = "_sip tls" }, `Records[1].Name "_sip tls" must be printable, without spaces, quotes and backslashes`},
	{func(t *Topology) { t.Records[1].Target = "" }, "Records[1].Target must not be empty"},
	{func(t *Topology) { t.Records[1].Target = "FE 02" }, `Records[1].Target "FE 02" must be printable, without spaces, quotes and backslashes`},
	{func(t *Topology) { t.Records[1].Name, t.Records[1].Port = "", 0 }, "Records[1].Name must not be empty\nRecords[1]: Port must not be 0"},
	{func(t *Topology) { t.Records[1].Target, t.Records[1].Port = "", 0 }, "Records[1].Target must not be empty\nRecords[1]: Port must not be 0"},
	{func(t *Topology) { t.Records[1].Port = 0 }, `record "_sipinternaltls._tcp.lab.local" to "FE02.lab.local": Port must not be 0`},

	// Intervals: F-31, H-40.
	{func(t *Topology) { t.Pools[0].Detect = 0 }, `pool "FE01.lab.local": Detect 0s must be between 30s and 24h0m0s (F-31, H-40)`},
	{func(t *Topology) { t.Pools[0].Failback = -1 }, `pool "FE01.lab.local": Failback -1ns must be between 30s and 24h0m0s (F-31, H-40)`},
	{func(t *Topology) { t.Pools[0].Detect = 30*time.Second - 1 }, `pool "FE01.lab.local": Detect 29.999999999s must be between 30s and 24h0m0s (F-31, H-40)`},
	{func(t *Topology) { t.Pools[1].Failback = 86_400*time.Second + 1 },
		`pool "FE02.lab.local": Failback 24h0m0.000000001s must be between 30s and 24h0m0s (F-31, H-40)`},
	{func(t *Topology) { // a pool that nobody watches has intervals of no use, and says nothing of those behind it
		t.Pools = append([]Pool{onePool(3)}, t.Pools...)
		t.Pools[0].Detect, t.Pools[2].Detect = time.Second, time.Second
	}, `pool "FE02.lab.local": Detect 1s must be between 30s and 24h0m0s (F-31, H-40)`},
	{func(t *Topology) { t.Parameters.Health.Ping = 40 * time.Second },
		`pool "FE01.lab.local": health: Failback 30s must not be shorter than Ping 40s`},
	{func(t *Topology) {
		t.Parameters.Health.Floor, t.Parameters.Health.Ping = 0, 31*time.Second
		t.Pools[0].Failback = time.Minute
	},
		`pool "FE01.lab.local": health: Detect 30s, which counts as 30s, must not be shorter than Ping 31s`},

	// Parameters: each machine speaks for itself, and once.
	{func(t *Topology) { t.Parameters.Health.Grace = 30 * time.Second }, `health: Grace 30s must be below Ping 30s`},
	{func(t *Topology) { t.Parameters.Health.Floor = 86_400*time.Second + 1 }, `Health.Floor 24h0m0.000000001s must not be above 24h0m0s`},
	{func(t *Topology) { t.Parameters.Health.Mode = 7 }, `health: Mode 7 is none of recheck and hold down`},
	{func(t *Topology) { t.Parameters.Setup.Install = 0 }, `setup: Install 0s must be above 0`},
	{func(t *Topology) { t.Parameters.Failover.Retry = 0 }, `failover: Retry 0s must be above 0`},
	{func(t *Topology) { t.Parameters.Replication.Interval = time.Second }, `replication: Interval 1s must be between 5s and 3h0m0s`},
	{func(t *Topology) { t.Parameters.Binding.Max = 0 }, "binding: Expires 10m0s must not be above Max 0s\nbinding: Min 5m0s must not be above Max 0s"},
	{func(t *Topology) { t.Parameters.CMS.Work = 0 }, `cms: Work 0s must be above 0`},
	{func(t *Topology) { t.Parameters.Directory.Delay = -1 }, `directory: Delay -1ns must not be below 0`},
	{func(t *Topology) { t.Parameters.Replicator.Poll = 0 }, `replicator: Poll 0s must be above 0`},
	{func(t *Topology) { t.Parameters.Replica.Apply = 0 }, `replica: Apply 0s must be above 0`},
	{func(t *Topology) { t.Parameters.Client.Transaction = 0 }, `client: Transaction 0s must be above 0`},
	{func(t *Topology) { t.Parameters.Certificate.Renew = 0 }, `certificate: Renew 0s must be above 0`},
	{func(t *Topology) { t.Parameters.Cache.MaxTTL = -1 }, `cache: MaxTTL -1ns must not be below 0`},
	{func(t *Topology) { t.Parameters.BackEnd.Threshold = 0 }, `backend: Threshold 0s must be above 0`},
	{func(t *Topology) { t.Parameters.Admission.Pool.Rate = 12 }, `admission: Burst 0 must be at least 1`},
	{func(t *Topology) { t.Parameters.Admission.Standard.Rate = -1 }, `admission: Rate -1 must not be below 0`},
	{func(t *Topology) { t.Parameters.Conversation.Patience = 0 }, `conversation: Patience 0s must be above 0`},
	{func(t *Topology) { t.Parameters.Latency = -1 }, `Latency -1ns must not be below 0`},
	{func(t *Topology) { t.Parameters.Latency = time.Hour + 1 }, `Latency 1h0m0.000000001s must not be above 1h0m0s`},
	{func(t *Topology) { t.Parameters.SiteLatency = -1 }, `SiteLatency -1ns must not be below 0`},
	{func(t *Topology) { t.Parameters.SiteLatency = time.Hour + 1 }, `SiteLatency 1h0m0.000000001s must not be above 1h0m0s`},
	{func(t *Topology) { t.Parameters.Endpoints = 0 }, `Endpoints 0 must be at least 1`},
	{func(t *Topology) { t.Parameters.Client.Refresh = 600 * time.Second }, `Client.Refresh 10m0s must be shorter than Binding.Expires 10m0s`},
}

func many[T any](n int, make func(int) T) (all []T) {
	for i := range n {
		all = append(all, make(i))
	}
	return all
}

func site(i int) Site { return Site{Name: fmt.Sprint("site", i)} }
func onePool(i int) Pool {
	return Pool{FQDN: fmt.Sprintf("pool%d.lab.local", i), Site: "HQ"}
}
func user(i int) User {
	return User{URI: fmt.Sprintf("v%d@lab.local", i), Home: "FE01.lab.local"}
}
func record(int) Record {
	return Record{Name: "_sip._tls.lab.local", SRV: dns.SRV{Target: "FE01.lab.local", Port: 443}}
}

// wanted writes the lines of a fault as Validate does: those that no machine has written begin with the package.
func (f fault) wanted() (all []string) {
	for line := range strings.SplitSeq(f.want, "\n") {
		owner, _, _ := strings.Cut(line, ":")
		if line != "" && !strings.Contains(" health setup failover replication binding cms directory replicator replica "+
			"client certificate cache backend admission conversation ", " "+owner+" ") {
			line = "understudy: " + line
		}
		all = append(all, line)
	}
	return all
}

// TestValidate pins every error, each on one change to the lab.
func TestValidate(t *testing.T) {
	for _, f := range faults {
		topology := Paired()
		f.change(&topology)
		err := topology.Validate()
		if want := strings.Join(f.wanted(), "\n"); err == nil || err.Error() != want {
			t.Errorf("got\n%v\nwant\n%v", err, want)
			continue
		}
		if _, made := New(topology); made == nil {
			t.Errorf("New has accepted %v", err)
		}
		for _, line := range err.(interface{ Unwrap() []error }).Unwrap() {
			if !wraps(line) {
				t.Errorf("%v wraps no sentinel", line)
			}
		}
	}
}

func wraps(err error) bool {
	for _, s := range sentinels {
		if errors.Is(err, s) {
			return true
		}
	}
	return false
}

// Every fault is reported at once, with the names it is about.
func ExampleTopology_Validate() {
	t := Paired()
	t.Pools[0].Failback = 20 * time.Second
	t.Users[0].Home = "FE03.lab.local"
	fmt.Println(t.Validate())
	// Output:
	// understudy: user "u1@lab.local": Home "FE03.lab.local" is none of Pools
	// understudy: pool "FE01.lab.local": Failback 20s must be between 30s and 24h0m0s (F-31, H-40)
}

// TestValidateAll has a fault everywhere, and every one of them is reported, once.
func TestValidateAll(t *testing.T) {
	topology := Topology{
		Domain: " ",
		Sites:  []Site{{Name: "A"}, {Name: "a."}},
		Pools: []Pool{
			{FQDN: "P", Site: "B", Homed: -1, Edition: 9, Later: true, CMS: true},
			{FQDN: "Q", Site: "A", CMS: true, Detect: time.Second, Failback: 30 * time.Second},
		},
		Pairs:   []Pair{{Pools: [2]string{"P", "Q"}}, {Pools: [2]string{"Q", "R"}}},
		Users:   []User{{URI: "u", Home: "P", Site: "C"}},
		Records: []Record{{}},
		Policy:  9, Parameters: Defaults(),
	}
	topology.Parameters.Health.Ping, topology.Parameters.Health.Grace, topology.Parameters.Latency = time.Minute, 0, -1
	want := `understudy: Domain " " must be printable, without spaces, quotes and backslashes
understudy: Policy 9 does not exist
understudy: CMS must be set for exactly one of Pools, and is for 2 (F-94)
understudy: site "a." has the name of site "A"
understudy: pool "P": Site "B" is none of Sites
understudy: pool "P": Edition 9 does not exist
understudy: pool "P": Homed -1 must not be below 0
understudy: pool "P": a pool with CMS must not be Later
understudy: pair of "P" and "Q" must be Later, as "P" is
understudy: pair of "Q" and "R": "Q" must not be in two pairs that are not Later (F-1, F-8)
understudy: pair of "Q" and "R": "R" is none of Pools
understudy: user "u": Home "P" must not be Later
understudy: user "u": Site "C" is none of Sites
understudy: Records[0].Name must not be empty
understudy: Records[0].Target must not be empty
understudy: Records[0]: Port must not be 0
health: Grace 0s must be above 0
understudy: Latency -1ns must not be below 0
understudy: pool "P": Detect 0s must be between 30s and 24h0m0s (F-31, H-40)
understudy: pool "P": Failback 0s must be between 30s and 24h0m0s (F-31, H-40)
understudy: pool "Q": Detect 1s must be between 30s and 24h0m0s (F-31, H-40)
understudy: pool "Q": health: Failback 30s must not be shorter than Ping 1m0s`
	if got := topology.Validate(); got == nil || got.Error() != want {
		t.Errorf("got\n%v\nwant\n%v", got, want)
	}
}

// TestValidateTooMany has more pools in pairs than have numbers.
func TestValidateTooMany(t *testing.T) {
	topology := Paired()
	topology.Pools = append(topology.Pools, many(32_800, onePool)...)
	for i := 2; i < len(topology.Pools); i += 2 {
		topology.Pairs = append(topology.Pairs, Pair{Pools: [2]string{topology.Pools[i].FQDN, topology.Pools[i+1].FQDN}})
	}
	err := topology.Validate()
	if err == nil || !strings.Contains(err.Error(), "Pools must not be more than 64, and are 32802") {
		t.Error(err)
	}
	if _, err := New(topology); err == nil {
		t.Error("New has accepted it")
	}
}

// TestValidateIsLinear has so many of everything that comparing each with each would not end in a test's time.
func TestValidateIsLinear(t *testing.T) {
	const n = 100_000
	topology := Paired()
	topology.Domains = many(n, func(i int) string { return fmt.Sprintf("d%d.local", i) })
	topology.Edges = many(n, func(i int) Edge { return Edge{FQDN: fmt.Sprint("edge", i), Site: "HQ", NextHop: fe1, Federation: true} })
	topology.Groups = many(n, func(i int) Group { return Group{Name: fmt.Sprint("group", i/2), Pool: fe1} })
	topology.GeoNames = many(n, func(i int) GeoName { return GeoName{Name: fmt.Sprint("geo", i), Pools: [2]string{fe1, fe2}} })
	topology.Addresses = many(n, func(i int) Address { return Address{Name: "a.lab.local", Target: fmt.Sprint("geo", i)} })
	topology.Users = many(n, func(i int) User { return User{URI: fmt.Sprintf("u%d@other.local", i), Home: fe1} })
	err := fmt.Sprint(topology.Validate())
	for _, want := range []string{
		"Edges must not be more than 64, and are 100000", "edge \"edge99999\": Federation is set for \"edge0\" already",
		"group \"group49999\" is there twice on \"" + fe1 + "\"", "targets, and do to 200002",
		"user \"u99999@other.local\": URI must be of the form name@lab.local or name@d0.local or name@d1.local or name@d2.local " +
			"or name@d3.local or another of the domains, without a scheme",
	} {
		if !strings.Contains(err, want) {
			t.Errorf("%q is not said", want)
		}
	}
}

// TestValidateAccepts holds what looks like a fault and is none.
func TestValidateAccepts(t *testing.T) {
	for name, change := range map[string]func(*Topology){
		"the lab when it stands":                   func(*Topology) {},
		"the lab at its beginning (L-1)":           func(t *Topology) { *t = Lab() },
		"the last of the policies":                 func(t *Topology) { t.Policy = dns.HighestWeight },
		"nobody":                                   func(t *Topology) { t.Users, t.Records = nil, nil },
		"names as DNS compares them":               func(t *Topology) { t.Pools[0].Site, t.Users[0].Home = "hq.", "fe01.LAB.local." },
		"a user in the domain by its full name":    func(t *Topology) { t.Users[0].URI = "u1@Lab.local." },
		"a name in another script":                 func(t *Topology) { t.Sites = append(t.Sites, Site{Name: "Zürich"}) },
		"an operating system":                      func(t *Topology) { t.Pools[0].OS = "Windows Server 2012" },
		"no host for a service, so no port (C-92)": func(t *Topology) { t.Records[1].SRV = dns.SRV{Target: "."} },
		"the bounds of the intervals (F-31, H-40)": func(t *Topology) { t.Pools[0].Detect, t.Pools[0].Failback = 30*time.Second, 86_400*time.Second },
		"a later pair of pools that stand":         func(t *Topology) { t.Pairs[0].Later = true },
		"intervals that matter to nobody (F-31)":   func(t *Topology) { t.Pairs, t.Pools[0].Detect = nil, -1 },
		"what is not supported (F-7)":              func(t *Topology) { t.Pools[1].Edition = pairing.Enterprise },
		"as many pools and records as there can be": func(t *Topology) {
			t.Pools = append(t.Pools, many(62, onePool)...)
			t.Records = append(t.Records, many(62, record)...)
		},
		"as many sites and users as there can be": func(t *Topology) {
			t.Sites = append(t.Sites, many(999, site)...)
			t.Users = append(t.Users, many(9_997, user)...)
		},
		"the slowest network":                      func(t *Topology) { t.Parameters.Latency, t.Parameters.SiteLatency = time.Hour, time.Hour },
		"a failback interval as long as two pings": func(t *Topology) { t.Pools[0].Failback = time.Minute },
		"a failback interval as long as one ping":  func(t *Topology) { t.Pools[0].Failback = 30 * time.Second },
		"a target that does not exist is for Lint": func(t *Topology) { t.Records[1].Target = "nowhere.lab.local" },
		"a second domain's record is for Lint":     func(t *Topology) { t.Records[1].Name = "_sip._tls.contoso.com" },
		"Detect under the ping, above it by the floor": func(t *Topology) {
			t.Parameters.Health.Ping, t.Pools[0].Failback = 80*time.Second, 80*time.Second
		},
	} {
		topology := Paired()
		change(&topology)
		if err := topology.Validate(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestValidImpliesRuns builds what Validate accepts and lets it run: nothing panics, and it can be copied. What it does not
// accept is still judged by Lint, and has Assumptions.
func TestValidImpliesRuns(t *testing.T) {
	valid := 0
	rapid.Check(t, func(t *rapid.T) {
		topology := anyTopology(t)
		topology.Lint()
		topology.Assumptions()
		err := topology.Validate()
		s, made := New(topology)
		if (err == nil) != (made == nil) {
			t.Fatalf("Validate says %v, New %v", err, made)
		}
		if err == nil {
			valid++
			runSome(t, s)
		}
	})
	if !t.Failed() && valid == 0 {
		t.Error("no topology was valid")
	}
}

// runSome lets a few things happen to s.
func runSome(t *rapid.T, s *System) {
	names := []string{"nobody", ""}
	for _, p := range s.topology.Pools {
		names = append(names, p.FQDN)
	}
	for _, p := range s.topology.Sites {
		names = append(names, p.Name)
	}
	for _, u := range s.topology.Users {
		names = append(names, u.URI)
	}
	name := rapid.SampledFrom(names)
	var view View
	for range rapid.IntRange(0, 12).Draw(t, "inputs") {
		in := anyInput(t, name)
		now := s.Now().Add(time.Duration(rapid.Int64Range(0, int64(time.Hour)).Draw(t, "pause")))
		for range 50 {
			if s.Deadline() >= now {
				break
			}
			tellAll(s, s.Advance(nil))
		}
		tellAll(s, s.Step(min(now, s.Deadline()), in, nil))
		s.View(name.Draw(t, "place"), &view)
		if _, err := s.Clone(); err != nil {
			t.Fatal(err)
		}
	}
}

func tellAll(s *System, actions []Action) {
	for _, a := range actions {
		s.Tell(a)
	}
}

func anyInput(t *rapid.T, name *rapid.Generator[string]) Input {
	a, b, c, on := name.Draw(t, "a"), name.Draw(t, "b"), name.Draw(t, "c"), rapid.Bool().Draw(t, "on")
	f := Fault{Kind: FaultKind(rapid.IntRange(0, int(faultKinds)).Draw(t, "kind")), Of: a, To: b,
		Step: failover.Step(rapid.IntRange(0, int(failover.NumSteps)).Draw(t, "step"))}
	return rapid.SampledFrom([]Input{
		nil, DefinePool{a, b}, NameBackup{At: a, Pool: b}, ClearBackup{a, b}, Publish{a}, Setup{Pool: a, Stopped: on}, InstallDatabase{a},
		StartServices{a}, RemovePool{a, b}, RemoveDatabase{a}, RestartBackupService{a}, RemoveUserStoreBackupData{a, b}, ExportUserData{a, b}, ImportUserData{a, b},
		ExportResponseGroups{a, b}, ImportResponseGroups{a, b}, CallGroup{a, b},
		BackupServiceSync{a, b, ""}, PoolFailOver{At: a, Pool: b, DisasterMode: on}, PoolFailBack{At: a, Pool: b, DisasterMode: on}, MoveUser{At: a, User: b, Target: c, Force: on},
		ManagementServerFailover{At: a, Target: b, Force: on}, ManagementServerFailover{At: a, Restore: on},
		SetPoolState{a, b, failover.FailedOver}, SetAutomaticFailover{a, b, on}, SignIn{a}, SignOut{a},
		DeleteCertificate{a}, FlushDNS{a}, EditContacts{a}, Call{a, b}, CallOut{a, on}, Transfer{a, b}, Park{a}, Retrieve{a, b}, HangUp{a}, Join{a, b}, Rejoin{a}, Leave{a}, Break{f}, Break{f}, Heal{f},
		AddRecord{"_sipinternaltls._tcp.lab.local", a}, RemoveRecord{"_sipinternaltls._tcp.lab.local", a},
	}).Draw(t, "input")
}

// anyTopology draws a small topology, which is valid more often than not.
func anyTopology(t *rapid.T) Topology {
	chance := func(label string) bool { return rapid.IntRange(0, 9).Draw(t, label) == 9 }
	enum := func(label string, last uint8) uint8 { return rapid.Uint8Range(0, last).Draw(t, label) }
	sites := rapid.IntRange(1, 3).Draw(t, "sites")
	pools := rapid.IntRange(1, 4).Draw(t, "pools")
	out := func(label string, n int) int { // an index, which is seldom out of range
		if chance(label + " out of range") {
			return n
		}
		return rapid.IntRange(0, n-1).Draw(t, label)
	}
	fqdn := func(i int) string { return fmt.Sprintf("pool%d.lab.local", i) }
	topology := Topology{Domain: "lab.local", Parameters: anyParameters(t), Policy: dns.Policy(enum("policy", 2)),
		Seed: rapid.Uint32().Draw(t, "seed"), Conditions: features.Conditions{SameSite: true}}
	for i := range sites {
		topology.Sites = append(topology.Sites, Site{Name: fmt.Sprint("site", i), NoDirectory: chance("no directory")})
	}
	for i := range pools {
		topology.Pools = append(topology.Pools, Pool{
			FQDN: fqdn(i), Site: fmt.Sprint("site", out("site of pool", sites)), CMS: i == 0,
			Edition: pairing.Edition(enum("edition", 1)), Release: pairing.Release(enum("release", 3)),
			CallAdmission: chance("call admission"), Automatic: !chance("manual"), Later: i > 1 && chance("later pool"), Orbits: int(enum("orbits", 2)),
			Detect:   rapid.SampledFrom([]time.Duration{30 * time.Second, 5 * time.Minute, 24 * time.Hour}).Draw(t, "detect"),
			Failback: rapid.SampledFrom([]time.Duration{30 * time.Second, 10 * time.Minute, 24 * time.Hour}).Draw(t, "failback"),
		})
	}
	for i := 0; i+1 < pools; i += 2 {
		topology.Pairs = append(topology.Pairs, Pair{Pools: [2]string{fqdn(i), fqdn(out("partner", i+2))}, Later: chance("later pair")})
	}
	for i := range rapid.IntRange(0, 3).Draw(t, "users") {
		topology.Users = append(topology.Users, User{URI: fmt.Sprintf("u%d@lab.local", i), Home: fqdn(out("home", pools)),
			Generation: discovery.Generation(enum("generation", 4)), Legacy: chance("legacy"), IgnoresQ: chance("ignores q"), Organiser: !chance("no organiser")})
		if chance("manual server") {
			topology.Users[i].Server = fqdn(out("server", pools))
		}
	}
	for i := range rapid.IntRange(0, 2).Draw(t, "groups") {
		topology.Groups = append(topology.Groups, Group{fmt.Sprint("Group", out("group name", 2)), fqdn(out("pool of group", pools)), !chance("shows")})
		if i < len(topology.Users) {
			topology.Users[i].Agent = topology.Groups[i].Name
		}
	}
	for range rapid.IntRange(0, 4).Draw(t, "records") {
		topology.Records = append(topology.Records, Record{
			Name:  rapid.SampledFrom([]string{"_sipinternaltls._tcp.lab.local", "_sip._tls.lab.local.", "x"}).Draw(t, "name"),
			SRV:   dns.SRV{Target: rapid.SampledFrom([]string{fqdn(0), fqdn(1), "."}).Draw(t, "target"), Port: 5061},
			Later: chance("later record")})
	}
	for range rapid.IntRange(0, 3).Draw(t, "addresses") {
		topology.Addresses = append(topology.Addresses, Address{
			Name:   rapid.SampledFrom([]string{"lyncdiscover.lab.local", "sip.lab.local", "x"}).Draw(t, "name"),
			Target: rapid.SampledFrom([]string{fqdn(0), fqdn(1), "geo.lab.local"}).Draw(t, "target"), Later: chance("later address")})
	}
	if pools > 1 && rapid.Bool().Draw(t, "geographic name") {
		topology.GeoNames = []GeoName{{"geo.lab.local", [2]string{fqdn(0), fqdn(out("second", pools))}, geo.Order(enum("order", 1))}}
	}
	topology.Sites[0].DHCP120 = rapid.SampledFrom([]string{"", fqdn(0)}).Draw(t, "option 120")
	return topology
}

// anyParameters draws parameters that are the defaults but for a few, which are extreme.
func anyParameters(t *rapid.T) Parameters {
	p := Defaults()
	var leaves []reflect.Value
	eachLeaf("", reflect.ValueOf(&p).Elem(), func(_ string, v reflect.Value) { leaves = append(leaves, v) })
	extremes := []int64{0, 1, -1, int64(time.Second), int64(time.Hour), math.MaxInt64 / 2, math.MaxInt64, math.MinInt64}
	for range rapid.IntRange(-2, 3).Draw(t, "extremes") {
		v, x := rapid.SampledFrom(leaves).Draw(t, "leaf"), rapid.SampledFrom(extremes).Draw(t, "extreme")
		switch v.Kind() {
		case reflect.Int64, reflect.Int:
			v.SetInt(x)
		case reflect.Uint8:
			v.SetUint(uint64(uint8(x)))
		case reflect.Bool:
			v.SetBool(!v.Bool())
		}
	}
	return p
}

// eachLeaf visits every field below v that has none of its own, by its path.
func eachLeaf(path string, v reflect.Value, visit func(path string, v reflect.Value)) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			eachLeaf(strings.TrimPrefix(path+"."+v.Type().Field(i).Name, "."), v.Field(i), visit)
		}
	case reflect.Array:
		for i := range v.Len() {
			eachLeaf(fmt.Sprintf("%s[%v]", path, failover.Step(i)), v.Index(i), visit)
		}
	default:
		visit(path, v)
	}
}

// As many groups and observers as there can be are no fault, and one more is.
func TestValidateAsManyAsThereCanBe(t *testing.T) {
	for n := mostPools - 1; n <= mostPools+1; n++ {
		topology := twoSites()
		topology.Groups = many(n, func(i int) Group { return Group{Name: fmt.Sprint("group", i), Pool: fe1} })
		if err := topology.Validate(); (err == nil) != (n <= mostPools) {
			t.Errorf("%d groups: %v", n, err)
		}
		topology.Groups, topology.Observers = nil, many(n, func(i int) Observer { return Observer{Name: fmt.Sprint("hill", i), Site: "east"} })
		if err := topology.Validate(); (err == nil) != (n <= mostPools) {
			t.Errorf("%d observers: %v", n, err)
		}
	}
}

// Bounds are no faults themselves: orbits, the floor of the intervals, the time of day; nor does Lint speak of them.
func TestValidateBounds(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*Topology)
		sound  bool
	}{
		"as many orbits as there can be": {func(t *Topology) { t.Pools[0].Orbits = mostOrbits }, true},
		"one orbit more":                 {func(t *Topology) { t.Pools[0].Orbits = mostOrbits + 1 }, false},
		"the highest floor":              {func(t *Topology) { t.Parameters.Health.Floor = mostInterval }, true},
		"a floor above it":               {func(t *Topology) { t.Parameters.Health.Floor = mostInterval + 1 }, false},
		"the last instant of a day":      {func(t *Topology) { t.Parameters.Start = day - 1 }, true},
		"the next day":                   {func(t *Topology) { t.Parameters.Start = day }, false},
		"yesterday":                      {func(t *Topology) { t.Parameters.Start = -1 }, false},
	} {
		topology := Paired()
		c.change(&topology)
		if err := topology.Validate(); (err == nil) != c.sound {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, endpoints := range []int{leastEndpoints, mostEndpoints} {
		topology := sound()
		topology.Parameters.Endpoints = endpoints
		if got := said(topology.Lint()); got != "" {
			t.Errorf("%d endpoints:%s", endpoints, got)
		}
	}
	topology := clustered()
	topology.Pairs, topology.Pools[1].FrontEnds = nil, 3
	if got := said(topology.Lint()); strings.Contains(got, "first-users") {
		t.Errorf("three front ends:%s", got)
	}
}

// A user's URI is of the domain or of one of the others, of which a few are named.
func TestWhichDomainsAreNamed(t *testing.T) {
	for n, want := range []string{"x", "x or name@d0", "x or name@d0 or name@d1", "x or name@d0 or name@d1 or name@d2",
		"x or name@d0 or name@d1 or name@d2 or name@d3", "x or name@d0 or name@d1 or name@d2 or name@d3 or another of the domains"} {
		top := Topology{Domain: "x", Domains: many(n, func(i int) string { return fmt.Sprint("d", i) })}
		if got := top.addressed(); got != want {
			t.Errorf("%d domains: %q", n, got)
		}
	}
}

// Nothing has to be remembered of who was seen when.
func TestNothingRemembered(t *testing.T) {
	top := Paired()
	top.Parameters.Remembered = 0
	if err := top.Validate(); err != nil {
		t.Error(err)
	}
}
