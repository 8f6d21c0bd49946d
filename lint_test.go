package understudy

import (
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"understudy.example/dns"
	"understudy.example/dns/discovery"
	"understudy.example/pool/health"
	"understudy.example/pool/pairing"
)

// sound is the lab as it should have been built: nothing is to be said of it.
func sound() Topology {
	t := Paired()
	t.Sites = append(t.Sites, Site{Name: "Second-Site"})
	t.Pools[1].Site = "Second-Site"
	t.Pools[0].Detect, t.Pools[0].Failback = 300*time.Second, 600*time.Second
	return t
}

// A lint is one change to what is sound, and everything that is said of it.
type lint struct {
	change func(*Topology)
	want   string
}

func (l lint) has(code string) bool { return strings.Contains(l.want, "\n"+code+": ") }

var lints = []lint{
	{func(*Topology) {}, ""},

	// Sites: H-31.
	{func(t *Topology) { t.Sites[1].NoDirectory = true }, `
no-directory: site Second-Site has neither directory nor DNS: cut off from the others it finds nobody and orders nothing (H-31)
no-dhcp: site Second-Site has no option 120 in DHCP either: cut off, a client that has nothing cached finds no server (C-32)`},
	{func(t *Topology) { t.Sites[1].NoDirectory, t.Sites[1].DHCP120 = true, "FE02.lab.local" }, `
no-directory: site Second-Site has neither directory nor DNS: cut off from the others it finds nobody and orders nothing (H-31)`},
	{func(t *Topology) { t.Sites[0].NoDirectory, t.Sites[1].NoDirectory = true, true }, `
no-directory: site HQ has neither directory nor DNS: cut off from the others it finds nobody and orders nothing (H-31)
no-dhcp: site HQ has no option 120 in DHCP either: cut off, a client that has nothing cached finds no server (C-32)
no-directory: site Second-Site has neither directory nor DNS: cut off from the others it finds nobody and orders nothing (H-31)
no-dhcp: site Second-Site has no option 120 in DHCP either: cut off, a client that has nothing cached finds no server (C-32)
no-directory-at-all: no site has a directory: nobody ever finds a server, and no order reaches the Central Management Store (F-95, H-31)`},

	// Pools.
	{func(t *Topology) { t.Pairs = nil }, `
unpaired: FE01.lab.local has no backup pool: it cannot be failed over, and nobody takes its users in (F-25)
store-alone: the Central Management Store on FE01.lab.local has no standby (F-22, F-106)
unpaired: FE02.lab.local has no backup pool: it cannot be failed over, and nobody takes its users in (F-25)`},
	{func(t *Topology) { t.Pools[0].Homed = 2_497 }, ""},
	{func(t *Topology) { t.Pools[0].Homed = 2_498 }, `
homed: FE01.lab.local is home to 2501 users, and should be to 2500 at most (F-14)`},
	{func(t *Topology) { t.Pools[0].Homed, t.Pools[1].Homed = 2_497, 2_501 }, `
homed: FE02.lab.local is home to 2501 users, and should be to 2500 at most (F-14)
capacity: FE01.lab.local can serve 5000 users, and has to serve the 5001 of both (F-14)
capacity: FE02.lab.local can serve 5000 users, and has to serve the 5001 of both (F-14)`},
	{func(t *Topology) { enterprise(t); t.Pools[0].Homed = 39_998 }, `
homed: FE01.lab.local is home to 40001 users, and should be to 40000 at most (F-13)`},
	{func(t *Topology) {
		enterprise(t)
		t.Pools = append(t.Pools, t.Pools[1])
		t.Pools[2].FQDN, t.Pools[2].Homed = "FE03.lab.local", 80_001
	}, `
unpaired: FE03.lab.local has no backup pool: it cannot be failed over, and nobody takes its users in (F-25)
homed: FE03.lab.local is home to 80001 users, and should be to 80000 at most (F-13)`},
	{func(t *Topology) { t.Pools[0].BackEnd, t.Pools[1].BackEnd = pairing.AlwaysOn, pairing.AlwaysOn }, `
standard-back-end: FE01.lab.local has SQL AlwaysOn, which no Standard Edition pool has (F-16)
standard-back-end: FE02.lab.local has SQL AlwaysOn, which no Standard Edition pool has (F-16)`},
	{func(t *Topology) {
		enterprise(t)
		for i := range t.Pools {
			t.Pools[i].BackEnd, t.Pools[i].Release, t.Pools[i].Witness = pairing.Mirroring, pairing.Skype2019, true
		}
	}, `
mirroring: FE01.lab.local has SQL mirroring, which Skype for Business Server 2019 does not support (F-172)
mirroring: FE02.lab.local has SQL mirroring, which Skype for Business Server 2019 does not support (F-172)`},
	{func(t *Topology) {
		enterprise(t)
		for i := range t.Pools {
			t.Pools[i].BackEnd, t.Pools[i].FrontEnds = pairing.Mirroring, 2+i
		}
		t.Pools[1].Witness = true
	}, `
no-witness: the mirror of FE01.lab.local has no witness: losing the principal takes an order to mend (F-171)
front-ends: FE01.lab.local has 2 front ends, and three must have run at once for its data to be synchronised (F-21)`},
	{func(t *Topology) {
		enterprise(t)
		t.Pools = append(t.Pools, t.Pools[1])
		t.Pools[2].FQDN, t.Pools[2].FrontEnds = "FE03.lab.local", 2
	}, `
unpaired: FE03.lab.local has no backup pool: it cannot be failed over, and nobody takes its users in (F-25)
first-users: FE03.lab.local has 2 front ends, and three should run when its first users are moved (F-154)`},
	{func(t *Topology) {
		enterprise(t)
		for i := range t.Pools {
			t.Pools[i].BackEnd, t.Pools[i].Release = pairing.AlwaysOn, pairing.Skype2019
		}
	}, ""},
	{func(t *Topology) { t.Pools[1].CallAdmission = true }, ""}, // one in each site
	{func(t *Topology) { t.Pools[1].CallAdmission, t.Pools[1].Site = true, "hq" }, `
call-admission: FE02.lab.local wants call admission control, which FE01.lab.local has for site hq (L-1)
same-site: FE01.lab.local and FE02.lab.local are both in site HQ, and are lost together with it (F-9)`},

	// Intervals.
	{func(t *Topology) { t.Pools[0].Automatic = false }, `
manual: automatic failover of FE01.lab.local is off: its backup waits for a pool failover (F-40)`},
	{func(t *Topology) { t.Pools[0].Detect = 90 * time.Second }, `
short-intervals: with intervals of 1m30s and 10m0s a short silence of FE01.lab.local under load can move its users (F-32)`},
	{func(t *Topology) { t.Pools[0].Detect = 90*time.Second - 1 }, `
floor: a failure detection interval of 1m29.999999999s for FE01.lab.local counts as 1m30s (F-29)
short-intervals: with intervals of 1m29.999999999s and 10m0s a short silence of FE01.lab.local under load can move its users (F-32)`},
	{func(t *Topology) { t.Pools[0].Detect = 120 * time.Second }, ""},
	{func(t *Topology) { t.Pools[0].Detect = 541 * time.Second }, `
close-intervals: failure detection and failback of FE01.lab.local, 9m1s and 10m0s, are less than two pings apart (F-32)`},
	{func(t *Topology) { t.Pools[0].Detect = 540 * time.Second }, ""},
	{func(t *Topology) { t.Pools[0].Failback = 84_400 * time.Second }, ""},
	{func(t *Topology) { t.Pools[0].Failback = 84_401 * time.Second }, `
long-intervals: one of the intervals of FE01.lab.local, 5m0s and 23h26m41s, is above the documented 23h26m40s (D-2, H-40)`},

	// Pairs: what is not supported and not enforced (F-7).
	{func(t *Topology) { t.Pools[1].Edition = pairing.Enterprise }, `
editions: FE01.lab.local is Standard Edition, FE02.lab.local is Enterprise Edition (F-6)`},
	{func(t *Topology) { t.Pools[1].Host = pairing.Virtual }, `
hosts: FE01.lab.local is physical, FE02.lab.local is virtual (F-6)`},
	{func(t *Topology) { t.Pools[0].OS, t.Pools[1].OS = "Windows Server 2008 R2", "Windows Server 2012" }, `
operating-systems: FE01.lab.local runs on Windows Server 2008 R2, FE02.lab.local on Windows Server 2012 (F-6)`},
	{func(t *Topology) { t.Pools[1].Release = pairing.Skype2015 }, `
releases: FE01.lab.local is Lync Server 2013, FE02.lab.local is Skype for Business Server 2015: disaster failover is unsupported and may lose data (F-17)`},
	{func(t *Topology) { enterprise(t); t.Pools[1].BackEnd = pairing.Clustering }, `
back-ends: the databases of FE01.lab.local and FE02.lab.local have different high availability: none, SQL clustering (F-16)`},
	{func(t *Topology) { t.Parameters.SiteLatency = 2500*time.Millisecond - 1 }, ""},
	{func(t *Topology) { t.Parameters.SiteLatency = 2500 * time.Millisecond }, `
late-answers: an answer between FE01.lab.local and FE02.lab.local takes 5s, and counts as missed after 5s (H-35)`},
	{func(t *Topology) { t.Parameters.Latency = 2500 * time.Millisecond }, ""}, // nobody is asked inside a site
	{func(t *Topology) { t.Pools[1].Site, t.Parameters.Latency = "HQ", 2500*time.Millisecond }, `
same-site: FE01.lab.local and FE02.lab.local are both in site HQ, and are lost together with it (F-9)
late-answers: an answer between FE01.lab.local and FE02.lab.local takes 5s, and counts as missed after 5s (H-35)`},
	{func(t *Topology) { t.Users, t.Parameters.Endpoints = append(t.Users, many(1_997, user)...), 2_000 }, ""},
	{func(t *Topology) { t.Users, t.Parameters.Endpoints = append(t.Users, many(1_998, user)...), 2_000 }, `
full: FE01.lab.local and FE02.lab.local are home to 2001 users, and each takes 2000 endpoints (C-121)`},

	// Records: the way from a pool that is lost to its backup (F-182, L-8).
	{func(t *Topology) { t.Records = t.Records[:1] }, `
no-second-record: what clients look up leads to FE01.lab.local only: when it is lost, no client of its users finds FE02.lab.local (F-182, C-24, L-8)`},
	{func(t *Topology) { t.Records[1].Later = true }, `
no-second-record: what clients look up leads to FE01.lab.local only: when it is lost, no client of its users finds FE02.lab.local (F-182, C-24, L-8)`},
	{func(t *Topology) { t.Records[1].Later, t.Pairs[0].Later = true, true }, ""},
	{func(t *Topology) { t.Records = t.Records[1:] }, ""}, // the backup redirects, and names itself (C-33)
	{func(t *Topology) { t.Records[1].Priority = 0 }, `
same-priority: _sipinternaltls._tcp.lab.local gives FE01.lab.local and FE02.lab.local one priority: clients of both begin at either, and are redirected home (C-21, C-33)`},
	{func(t *Topology) { // one priority matters where clients look, and are led to a pool
		t.Records[1].Priority, t.Records[0].Name, t.Records[1].Name = 0, "_sip.lab.local", "_sip.lab.local"
	}, `
not-asked: no client of lab.local looks up _sip.lab.local (C-1)
not-asked: no client of lab.local looks up _sip.lab.local (C-1)
no-way: nothing that Lync 2013 clients look up leads to a pool, so that they find no server (users: 3) (C-1, C-2)`},
	{func(t *Topology) {
		for i := range 2 {
			name := []string{"FE01.x", "FE02.x"}[i]
			t.Pools[i].FQDN, t.Pairs[0].Pools[i], t.Records[i].Target, t.Records[i].Priority = name, name, name, 0
		}
		for i := range t.Users {
			t.Users[i].Home = "FE01.x"
		}
	}, `
outside: _sipinternaltls._tcp.lab.local leads to FE01.x, which is not in lab.local: clients do not follow it (C-16, C-111)
outside: _sipinternaltls._tcp.lab.local leads to FE02.x, which is not in lab.local: clients do not follow it (C-16, C-111)
no-way: nothing that Lync 2013 clients look up leads to a pool, so that they find no server (users: 3) (C-1, C-2)
trust: FE01.x is not in lab.local: clients ask their users whether to trust it (users: 3) (C-17)`},
	{func(t *Topology) { t.Records[1].Name = "_sip._tls.lab.local" }, ""},
	{func(t *Topology) { t.Records[1].Name = "_sipinternal._tcp.lab.local" }, `
no-second-record: what clients look up leads to FE01.lab.local only: when it is lost, no client of its users finds FE02.lab.local (F-182, C-24, L-8)
not-asked: no client of lab.local looks up _sipinternal._tcp.lab.local (C-1)`},
	{func(t *Topology) { t.Records[1].Target = "FE03.lab.local" }, `
no-second-record: what clients look up leads to FE01.lab.local only: when it is lost, no client of its users finds FE02.lab.local (F-182, C-24, L-8)
nowhere: _sipinternaltls._tcp.lab.local leads to FE03.lab.local, which is no pool (C-7)`},
	{func(t *Topology) {
		t.Pools[1].FQDN, t.Pairs[0].Pools[1], t.Records[1].Target = "FE02.x", "FE02.x", "FE02.x"
	}, `
no-second-record: what clients look up leads to FE01.lab.local only: when it is lost, no client of its users finds FE02.x (F-182, C-24, L-8)
outside: _sipinternaltls._tcp.lab.local leads to FE02.x, which is not in lab.local: clients do not follow it (C-16, C-111)`},
	{func(t *Topology) {
		t.Records = append(t.Records, Record{Name: t.Records[0].Name, SRV: dns.SRV{Target: "."}})
	}, `
no-target: _sipinternaltls._tcp.lab.local has a record without a target among others, which is skipped (H-33)`},
	{func(t *Topology) {
		t.Records = append(t.Records, Record{Name: "_sip._tls.lab.local", SRV: dns.SRV{Target: "."}})
	}, ""},
	{func(t *Topology) { t.Records = append(t.Records, t.Records[1]) }, `
twice: _sipinternaltls._tcp.lab.local has two records to FE02.lab.local, and an order means the first (L-8)`},
	{func(t *Topology) { t.Records[1].Port = 443 }, `
port: _sipinternaltls._tcp.lab.local leads to port 443 of FE02.lab.local, where registrars listen on 5061 (C-12)`},

	// Users.
	{func(t *Topology) { t.Records, t.Users[0].Generation = nil, discovery.SkypeForBusiness }, `
no-way: nothing that Lync 2013 clients look up leads to a pool, so that they find no server (users: 2) (C-1, C-2)
no-way: nothing that Skype for Business clients look up leads to a pool, so that they find no server (users: 1) (C-1, C-2)`},
	{func(t *Topology) { t.Users[0].Generation = discovery.Mobile }, `
no-way: nothing that mobile clients look up leads to a pool, so that they find no server (users: 1) (C-1, C-2)`},
	{func(t *Topology) { t.Users[0].Legacy, t.Users[2].Legacy = true, true }, `
legacy: clients that know no limited mode are out until they are served in full again (users: 2) (C-46)`},

	{func(t *Topology) { t.Users[0].Server, t.Users[1].Server = "FE01.lab.local", "FE02.lab.local" }, `
manual-server: clients that were configured by hand know one server, and when it is lost find no other (users: 2) (C-18)`},

	// Other names than SRV.
	{func(t *Topology) { t.Records, t.Sites[0].DHCP120 = nil, "FE02.lab.local" }, ""}, // C-11
	{func(t *Topology) { t.Records, t.Sites[1].DHCP120 = nil, "FE02.lab.local" }, `
no-way: nothing that Lync 2013 clients look up leads to a pool, so that they find no server (users: 3) (C-1, C-2)`},
	{func(t *Topology) {
		t.Records, t.Addresses = nil, []Address{{Name: "sip.lab.local", Target: "FE02.lab.local"}}
	}, ""},
	{func(t *Topology) { // one name leads to one pool, and the next to the other
		t.Records = nil
		t.Addresses = []Address{{Name: "lyncdiscoverinternal.lab.local", Target: "FE01.lab.local"}, {Name: "sip.lab.local", Target: "FE02.lab.local"}}
	}, ""},
	{func(t *Topology) { // Autodiscover names the home pool (H-30)
		t.Records = nil
		t.Addresses = []Address{{Name: "lyncdiscover.lab.local", Target: "FE02.lab.local"}}
	}, `
no-second-record: what clients look up leads to FE01.lab.local only: when it is lost, no client of its users finds FE02.lab.local (F-182, C-24, L-8)`},
	{func(t *Topology) { t.Addresses = []Address{{Name: "lync.lab.local", Target: "FE03.lab.local"}} }, `
not-asked: no client of lab.local looks up lync.lab.local (C-1)
nowhere: lync.lab.local leads to FE03.lab.local, which is no pool (C-7)`},
	{func(t *Topology) {
		t.Users[0].Generation = discovery.Mobile
		t.Addresses = []Address{{Name: "lyncdiscover.lab.local", Target: "FE01.lab.local"}}
	}, `
no-geo: lyncdiscover.lab.local leads to FE01.lab.local alone: when that pool is lost, mobile clients find no other (C-123, C-124)`},
	{func(t *Topology) {
		t.Users[0].Generation = discovery.Mobile
		t.Addresses = []Address{{Name: "lyncdiscover.lab.local", Target: "geo.example"}}
		t.GeoNames = []GeoName{{Name: "geo.example", Pools: t.Pairs[0].Pools}}
	}, ""},
	{func(t *Topology) { t.Users[0].Generation = discovery.PhoneEdition }, ""},
	{func(t *Topology) { // C-111: the records of one domain are of no use to the users of another
		t.Domains, t.Users[2].URI = []string{"fabrikam.example"}, "u3@fabrikam.example"
	}, `
no-way: nothing that Lync 2013 clients look up leads to a pool, so that they find no server (users: 1) (C-1, C-2)
trust: FE01.lab.local is not in fabrikam.example: clients ask their users whether to trust it (users: 1) (C-17)`},
	{func(t *Topology) {
		t.Domains = []string{"fabrikam.example"}
		t.Records = append(t.Records, Record{Name: "_sipinternaltls._tcp.fabrikam.example",
			SRV: dns.SRV{Target: "FE01.lab.local", Port: 5061}})
	}, `
outside: _sipinternaltls._tcp.fabrikam.example leads to FE01.lab.local, which is not in fabrikam.example: clients do not follow it (C-16, C-111)`},
	{func(t *Topology) { t.Records[1].Name, t.Parameters.PlainTCP = "_sipinternal._tcp.lab.local", true }, ""}, // C-1
	{func(t *Topology) { // C-16: only where strict naming is disabled
		for _, name := range []*string{&t.Pools[1].FQDN, &t.Pairs[0].Pools[1], &t.Records[1].Target} {
			*name = "FE02.emea.lab.local"
		}
		t.Parameters.DisableStrictDNSNaming = true
	}, ""},

	// Parameters.
	{func(t *Topology) { t.Parameters.Health.Ping = 20 * time.Second }, `
not-the-product: Health.Ping is 20s, and 30s in the product (F-29)`},
	{func(t *Topology) { t.Parameters.Health.Floor = 0 }, `
not-the-product: Health.Floor is 0s, and 1m30s in the product (F-29)`},
	{func(t *Topology) { t.Parameters.Health.Mode = health.HoldDown }, `
not-the-product: Health.Mode is hold down, and recheck in the product (H-34)`},
	{func(t *Topology) { t.Parameters.Replication.Interval = time.Minute }, `
sync-interval: Replication.Interval is 1m0s: to change it from 2m0s is discouraged, as the recovery point depends on it (F-130)`},
	{func(t *Topology) { t.Parameters.Endpoints = 1_999 }, `
endpoints: Endpoints are 1999, and 2000 to 100000 in the product (C-47)`},
	{func(t *Topology) { t.Parameters.Endpoints = 100_001 }, `
endpoints: Endpoints are 100001, and 2000 to 100000 in the product (C-47)`},
	{func(t *Topology) { t.Parameters.Latency = 16 * time.Second }, `
slow: an answer can take 32s, and a client waits for 32s (H-37)`},
	{func(t *Topology) { t.Parameters.SiteLatency = 16 * time.Second }, `
late-answers: an answer between FE01.lab.local and FE02.lab.local takes 32s, and counts as missed after 5s (H-35)
slow: an answer can take 32s, and a client waits for 32s (H-37)`},
	{func(t *Topology) { // there is nobody so far away
		t.Sites, t.Pools[1].Site, t.Parameters.SiteLatency = t.Sites[:1], t.Sites[0].Name, 16*time.Second
	}, `
same-site: FE01.lab.local and FE02.lab.local are both in site HQ, and are lost together with it (F-9)`},
}

// enterprise makes both pools of a pair Enterprise Edition pools.
func enterprise(t *Topology) {
	t.Pools[0].Edition, t.Pools[1].Edition = pairing.Enterprise, pairing.Enterprise
}

// said writes findings, a line each.
func said(all []pairing.Finding) string {
	var b strings.Builder
	for _, f := range all {
		b.WriteString("\n" + f.Code + ": " + strings.TrimPrefix(f.String(), "warning: "))
	}
	return b.String()
}

// TestLint pins every finding, each on one change.
func TestLint(t *testing.T) {
	for _, c := range lints {
		topology := sound()
		c.change(&topology)
		if err := topology.Validate(); err != nil {
			t.Errorf("an error, not for Lint: %v", err)
		}
		if got := said(topology.Lint()); got != c.want {
			t.Errorf("got%s\nwant%s", got, c.want)
		}
	}
}

// TestLintLab pins what is to be said of the lab, at its beginning and when it stands: its article says the same (L-5).
func TestLintLab(t *testing.T) {
	want := `
floor: a failure detection interval of 30s for FE01.lab.local counts as 1m30s (F-29)
short-intervals: with intervals of 30s and 30s a short silence of FE01.lab.local under load can move its users (F-32)
close-intervals: failure detection and failback of FE01.lab.local, 30s and 30s, are less than two pings apart (F-32)
same-site: FE01.lab.local and FE02.lab.local are both in site HQ, and are lost together with it (F-9)`
	for _, topology := range []Topology{Lab(), Paired()} {
		if got := said(topology.Lint()); got != want {
			t.Errorf("got%s\nwant%s", got, want)
		}
	}
}

// TestLintOfTheInvalid wants Lint to get along with every topology that Validate rejects.
func TestLintOfTheInvalid(t *testing.T) {
	for _, f := range faults {
		topology := Paired()
		f.change(&topology)
		topology.Lint()
	}
	for _, none := range []string{"FE01.lab.local", "FE03.lab.local"} {
		topology := sound()
		topology.Pairs[0].Pools[1] = none
		if got, n := said(topology.Lint()), len(topology.Lint()); n != 3 || strings.Count(got, "\nunpaired: ") != 2 {
			t.Errorf("paired with %s:%s", none, got)
		}
	}
	if got := (Topology{}).Lint(); len(got) == 0 {
		t.Error("nothing was said of no parameters")
	}
}

// TestLintCodes wants every code that is in the source to be in a case, so that no check is without one.
func TestLintCodes(t *testing.T) {
	for _, file := range []string{"lint.go", "lintnames.go", "pool/pairing/check.go"} {
		src, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		codes := regexp.MustCompile(`"([a-z-]+)", (?:fact|"[A-Z]-[0-9][^"]*"),`).FindAllSubmatch(src, -1)
		if len(codes) < 7 {
			t.Errorf("%s: only %d codes were found", file, len(codes))
		}
		for _, m := range codes {
			code := string(m[1])
			if !slices.ContainsFunc(lints, func(l lint) bool { return l.has(code) }) {
				t.Errorf("%s: no case has %q", file, code)
			}
		}
	}
}

// What the product accepts and does not do, or does not support.
func ExampleTopology_Lint() {
	t := Paired()
	t.Pools[1].Edition = pairing.Enterprise
	for _, f := range t.Lint() {
		fmt.Println(f)
	}
	// Output:
	// warning: a failure detection interval of 30s for FE01.lab.local counts as 1m30s (F-29)
	// warning: with intervals of 30s and 30s a short silence of FE01.lab.local under load can move its users (F-32)
	// warning: failure detection and failback of FE01.lab.local, 30s and 30s, are less than two pings apart (F-32)
	// warning: FE01.lab.local is Standard Edition, FE02.lab.local is Enterprise Edition (F-6)
	// warning: FE01.lab.local and FE02.lab.local are both in site HQ, and are lost together with it (F-9)
}

// Of what is not there Lint says nothing: a topology without sites has none without a directory, and a pair with a pool that
// is not in it leaves the other one alone, whichever of the two it is.
func TestLintOfNothing(t *testing.T) {
	if got := said((Topology{}).Lint()); strings.Contains(got, "no-directory") {
		t.Errorf("no sites:%s", got)
	}
	for i := range 2 {
		topology := sound()
		topology.Pairs[0].Pools[i] = "FE09.lab.local"
		if got := said(topology.Lint()); strings.Count(got, "\nunpaired: ") != 2 {
			t.Errorf("pool %d of the pair is none:%s", i, got)
		}
	}
}

// C-1: a name is asked for as a record or as an address, and never as both; what has no name is not asked for.
func TestWhatIsAskedFor(t *testing.T) {
	top := Paired()
	l := linter{t: &top}
	for name, want := range map[string][2]bool{ // as an address, as a record
		"_sipinternaltls._tcp.lab.local": {false, true}, "_SIP._tls.lab.local.": {false, true}, "sip.lab.local": {true, false},
		"lyncdiscover.lab.local": {true, false}, "": {}, "lab.local": {}, fe1: {}, "_sipinternal._tcp.lab.local": {},
		"_sipinternaltls._tcp.fabrikam.example": {},
	} {
		for i, srv := range []bool{false, true} {
			if domain, asked := l.asked(name, srv); asked != want[i] || domain != top.Domain {
				t.Errorf("%q, as a record %v: asked %v, for %q", name, srv, asked, domain)
			}
		}
	}
}

// C-32: a client is at the user's own site, or else at that of his home pool, if there is one.
func TestWhereASeekerIs(t *testing.T) {
	top := twoSites()
	l := linter{t: &top, index: top.index()}
	for user, want := range map[User]string{{Home: fe1}: "east", {Home: fe2}: "west", {Home: fe2, Site: "east"}: "east", {Home: fe3}: "", {Home: fe3, Site: "west"}: "west"} {
		if got := l.seekerOf(user, false).site; got != want {
			t.Errorf("%+v is at %q, want %q", user, got, want)
		}
	}
}
