package understudy

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"understudy.example/dns"
	"understudy.example/dns/discovery"
	"understudy.example/dns/geo"
	"understudy.example/machine"
	"understudy.example/pool/pairing"
)

// ErrTopology is what every error of Validate wraps that is not a machine's own.
var ErrTopology = errors.New("understudy: topology")

// What a System has room for.
const (
	mostSites  = 1_000
	mostPools  = 64 // where a client believes itself registered is a bit for each
	mostUsers  = 10_000
	mostOrbits = 100
	mostLeads  = 64 // what a client has cached is a bit for each of them
)

// The bounds of the failure detection and the failback interval (F-31, H-40).
const (
	leastInterval = 30 * time.Second
	mostInterval  = 86_400 * time.Second
)

// mostLatency is far beyond any network, and can be doubled without care.
const mostLatency = time.Hour

// Validate reports every fault of the topology at once, one a line. Each wraps ErrTopology, or the ErrRules of the
// machine whose parameters are at fault. What the product allows and does not support is no fault; Lint speaks of that.
func (t Topology) Validate() error {
	v := &validator{t: &t, index: t.index(), taken: map[string]string{}, paired: map[int]bool{}, member: map[int]bool{},
		groups: map[[2]string]bool{}, domains: map[string]bool{}, Faults: machine.Faults{Package: "understudy", Kind: ErrTopology}}
	v.checkWhole()
	for i, s := range t.Sites {
		v.checkKnown(v.checkName("site", "Sites", i, "Name", s.Name), "DHCP120", s.DHCP120)
	}
	for i, p := range t.Pools {
		v.checkPool(v.checkName("pool", "Pools", i, "FQDN", p.FQDN), i)
	}
	for _, p := range t.Pairs {
		v.checkPair(p)
	}
	for i := range t.Groups {
		v.checkGroup(i)
	}
	for i, e := range t.Edges {
		v.checkEdge(v.checkName("edge", "Edges", i, "FQDN", e.FQDN), i)
	}
	v.checkObservers()
	for i, u := range t.Users {
		v.checkUser(v.checkName("user", "Users", i, "URI", u.URI), u)
	}
	for i, r := range t.Records {
		v.checkRecord(fmt.Sprintf("Records[%d]", i), r)
	}
	for i, a := range t.Addresses {
		v.checkText(fmt.Sprintf("Addresses[%d].Name", i), a.Name)
		v.checkText(fmt.Sprintf("Addresses[%d].Target", i), a.Target)
	}
	for i, g := range t.GeoNames {
		v.checkGeoName(v.checkName("geographic name", "GeoNames", i, "Name", g.Name), g)
	}
	v.checkParameters()
	return v.Err()
}

// An index finds what a topology names, whatever is wrong with it. Of two with one name it knows the first.
type index struct{ sites, pools map[string]int }

func (t *Topology) index() index {
	x := index{map[string]int{}, map[string]int{}}
	for i := len(t.Sites) - 1; i >= 0; i-- {
		x.sites[dns.Canonical(t.Sites[i].Name)] = i
	}
	for i := len(t.Pools) - 1; i >= 0; i-- {
		x.pools[dns.Canonical(t.Pools[i].FQDN)] = i
	}
	return x
}

func (x index) site(name string) (i int, ok bool) { i, ok = x.sites[dns.Canonical(name)]; return i, ok }
func (x index) pool(name string) (i int, ok bool) { i, ok = x.pools[dns.Canonical(name)]; return i, ok }

// A validator collects the faults of a topology.
type validator struct {
	t *Topology
	index
	taken   map[string]string  // what has which name
	paired  map[int]bool       // the pools of the pairs so far that are not Later
	member  map[int]bool       // the pools of all pairs so far
	groups  map[[2]string]bool // the groups so far, by name and pool
	carrier *Edge              // the first Edge pool with Federation
	domains map[string]bool    // the SIP domains
	machine.Faults
}

func (v *validator) checkWhole() {
	t, masters := v.t, 0
	for _, p := range t.Pools {
		if p.CMS {
			masters++
		}
	}
	for _, d := range t.domains() {
		v.domains[dns.Canonical(d)] = true
	}
	v.checkText("Domain", t.Domain)
	for i, d := range t.Domains {
		v.checkText(fmt.Sprintf("Domains[%d]", i), d)
	}
	v.If(t.Policy > dns.HighestWeight, "Policy %d does not exist", t.Policy)
	v.If(len(t.Sites) == 0, "Sites must not be empty")
	v.If(len(t.Sites) > mostSites, "Sites must not be more than %d, and are %d", mostSites, len(t.Sites))
	v.If(len(t.Pools) == 0, "Pools must not be empty")
	v.If(len(t.Pools) > mostPools, "Pools must not be more than %d, and are %d", mostPools, len(t.Pools))
	v.If(len(t.Pools) > 0 && masters != 1, "CMS must be set for exactly one of Pools, and is for %d (F-94)", masters)
	v.If(len(t.Groups) > mostPools, "Groups must not be more than %d, and are %d", mostPools, len(t.Groups))
	v.If(len(t.Edges) > mostPools, "Edges must not be more than %d, and are %d", mostPools, len(t.Edges))
	v.If(len(t.Users) > mostUsers, "Users must not be more than %d, and are %d", mostUsers, len(t.Users))
	v.If(t.leads() > mostLeads, "Records and Addresses must not lead to more than %d targets, and do to %d", mostLeads, t.leads())
}

// leads counts where records lead to: one target each, and two for an address of a geographic name.
func (t *Topology) leads() int {
	n, twofold := len(t.Records)+len(t.Addresses), map[string]bool{}
	for _, g := range t.GeoNames {
		twofold[dns.Canonical(g.Name)] = true
	}
	for _, a := range t.Addresses {
		if twofold[dns.Canonical(a.Target)] {
			n++
		}
	}
	return n
}

// domains are all SIP domains.
func (t *Topology) domains() []string { return append([]string{t.Domain}, t.Domains...) }

// addressed is what can stand behind the @ of an address. Of many domains it names the first few.
func (t *Topology) addressed() string {
	const few = 4
	text := strings.Join(t.Domains[:min(len(t.Domains), few)], " or name@")
	switch {
	case text == "":
		return t.Domain
	case len(t.Domains) > few:
		text += " or another of the domains"
	}
	return t.Domain + " or name@" + text
}

// empty reports whether a name has nothing but dots.
func empty(name string) bool { return strings.Trim(name, ".") == "" }

// legible reports whether a name can be read, and stays one word, wherever it is written.
func legible(name string) bool {
	return !strings.Contains(name, " ") && fmt.Sprintf("%q", name) == `"`+name+`"`
}

// checkText reports whether a name is one.
func (v *validator) checkText(field, name string) bool {
	v.If(empty(name), "%s must not be empty", field)
	v.If(!legible(name), "%s %q must be printable, without spaces, quotes and backslashes", field, name)
	return !empty(name) && legible(name)
}

// checkName checks the name of a site, a pool or a user. Orders name places by one name, so no two have the same. It
// returns what errors call it.
func (v *validator) checkName(kind, list string, i int, field, name string) (what string) {
	what = fmt.Sprintf("%s[%d]", list, i)
	if !v.checkText(what+"."+field, name) {
		return what
	}
	what = fmt.Sprintf("%s %q", kind, name)
	key := dns.Canonical(name)
	v.If(v.taken[key] != "", "%s has the name of %s", what, v.taken[key])
	if v.taken[key] == "" {
		v.taken[key] = what
	}
	return what
}

func (v *validator) checkPool(what string, i int) {
	p := &v.t.Pools[i]
	_, known := v.site(p.Site)
	v.If(!known, "%s: Site %q is none of Sites", what, p.Site)
	v.If(p.Edition > pairing.Appliance, "%s: Edition %d does not exist", what, p.Edition)
	v.If(p.Host > pairing.Virtual, "%s: Host %d does not exist", what, p.Host)
	v.If(int(p.Release) >= pairing.Releases, "%s: Release %d does not exist", what, p.Release)
	v.If(p.BackEnd > pairing.AlwaysOn, "%s: BackEnd %d does not exist", what, p.BackEnd)
	v.If(p.FrontEnds != 0 && p.Edition != pairing.Enterprise, "%s: FrontEnds %d must be 0 in a %v pool (L-1)", what, p.FrontEnds, p.Edition)
	v.If(p.FrontEnds != 0 && p.Edition == pairing.Enterprise && !EnterpriseTimes{}.quorum(p.Release).Allows(p.FrontEnds),
		"%s: FrontEnds %d is no size of an Enterprise pool of %v (F-162, F-168)", what, p.FrontEnds, p.Release)
	v.If(p.FrontEnds != 0 && !p.Release.Pairs(), "%s: FrontEnds %d must be 0 in %v, which has no quorum (F-2)", what, p.FrontEnds, p.Release)
	v.If(p.Witness && (p.BackEnd != pairing.Mirroring || p.Edition != pairing.Enterprise),
		"%s: Witness must not be set without a mirrored back end (F-171)", what)
	v.If(!legible(strings.ReplaceAll(p.OS, " ", "")),
		"%s: OS %q must be printable, without quotes and backslashes", what, p.OS)
	v.If(p.Homed < 0, "%s: Homed %d must not be below 0", what, p.Homed)
	v.If(p.Orbits < 0 || p.Orbits > mostOrbits, "%s: Orbits %d must be between 0 and %d", what, p.Orbits, mostOrbits)
	v.If(p.CMS && p.Later, "%s: a pool with CMS must not be Later", what)
	v.checkBackup(what, p)
}

// checkBackup checks a one-way backup (F-2, F-4). It is that of a pool which serves its own users and has none itself.
func (v *validator) checkBackup(what string, p *Pool) {
	appliance := p.Edition == pairing.Appliance
	v.If(appliance && p.CMS, "%s: a branch appliance must not have CMS (F-4)", what)
	v.If(appliance && p.Backup == "", "%s: a branch appliance must have a Backup (F-4)", what)
	if p.Backup == "" {
		return
	}
	behind, known := v.pool(p.Backup)
	v.If(!appliance && p.Release.Pairs(), "%s: a pool of %v must not have a Backup, but a pair (F-2)", what, p.Release)
	v.If(!known, "%s: Backup %q is none of Pools", what, p.Backup)
	if !known {
		return
	}
	of := &v.t.Pools[behind]
	v.If(of.Edition == pairing.Appliance || of.Backup != "", "%s: Backup %q must be no branch appliance, and have no Backup itself (F-4)", what, p.Backup)
	v.If(of.Later && !p.Later, "%s must be Later, as its Backup %q is", what, p.Backup)
}

// checkPair checks what no pair can be (F-1, F-8). That its pools differ in kind is for Lint (F-7).
func (v *validator) checkPair(p Pair) {
	what := fmt.Sprintf("pair of %q and %q", p.Pools[0], p.Pools[1])
	if dns.Equal(p.Pools[0], p.Pools[1]) {
		v.If(true, "%s: a pool must not be its own backup (F-1)", what)
		return
	}
	for _, name := range p.Pools {
		pool, known := v.pool(name)
		if !known {
			v.If(true, "%s: %q is none of Pools", what, name)
			continue
		}
		v.If(v.paired[pool] && !p.Later, "%s: %q must not be in two pairs that are not Later (F-1, F-8)", what, name)
		v.If(!v.t.Pools[pool].Release.Pairs(), "%s: %q is of %v, which knows no pairs (F-2)", what, name, v.t.Pools[pool].Release)
		v.If(v.t.Pools[pool].Later && !p.Later, "%s must be Later, as %q is", what, name)
		v.If(v.t.Pools[pool].Edition == pairing.Appliance, "%s: %q is a branch appliance, which is in no pair (F-4)", what, name)
	}
	for _, name := range p.Pools {
		if pool, known := v.pool(name); known {
			v.member[pool] = true
			v.paired[pool] = v.paired[pool] || !p.Later
		}
	}
}

func (v *validator) checkUser(what string, u User) {
	name, domain, _ := strings.Cut(u.URI, "@")
	formed := name != "" && !strings.Contains(name, ":") && v.domains[dns.Canonical(domain)]
	if !formed && !empty(u.URI) && !empty(v.t.Domain) && legible(v.t.Domain) {
		v.If(true, "%s: URI must be of the form name@%s, without a scheme", what, v.t.addressed())
	}
	home, known := v.pool(u.Home)
	v.If(!known, "%s: Home %q is none of Pools", what, u.Home)
	v.If(known && v.t.Pools[home].Later, "%s: Home %q must not be Later", what, u.Home)
	_, known = v.site(u.Site)
	v.If(!known && u.Site != "", "%s: Site %q is none of Sites", what, u.Site)
	v.checkKnown(what, "Server", u.Server)
	v.If(u.Generation > discovery.PhoneEdition, "%s: Generation %d does not exist", what, u.Generation)
}

// checkKnown checks the name of a pool that can be left out.
func (v *validator) checkKnown(what, field, pool string) {
	_, known := v.pool(pool)
	v.If(!known && pool != "", "%s: %s %q is none of Pools", what, field, pool)
}

func (v *validator) checkGeoName(what string, g GeoName) {
	for _, name := range g.Pools {
		_, known := v.pool(name)
		v.If(!known, "%s: %q is none of Pools", what, name)
	}
	v.If(dns.Equal(g.Pools[0], g.Pools[1]), "%s: Pools must not be one and the same", what)
	v.If(g.Order > geo.RoundRobin, "%s: Order %d does not exist", what, g.Order)
}

func (v *validator) checkRecord(what string, r Record) {
	named := v.checkText(what+".Name", r.Name)
	if r.Target == "." { // there is no such service (C-92, H-33)
		return
	}
	if v.checkText(what+".Target", r.Target) && named {
		what = fmt.Sprintf("record %q to %q", r.Name, r.Target)
	}
	v.If(r.Port == 0, "%s: Port must not be 0", what)
}

// checkParameters checks the parameters of all machines, and what the pools of pairs bring along for their observers.
func (v *validator) checkParameters() {
	p := &v.t.Parameters
	v.If(p.Latency > mostLatency, "Latency %v must not be above %v", p.Latency, mostLatency)
	v.If(p.SiteLatency > mostLatency, "SiteLatency %v must not be above %v", p.SiteLatency, mostLatency)
	v.If(p.Health.Floor > mostInterval, "Health.Floor %v must not be above %v", p.Health.Floor, mostInterval)
	said := map[string]bool{}
	for _, err := range lines(p.validate()) {
		v.Add(err)
		said[err.Error()] = true
	}
	for i, pool := range v.t.Pools {
		if !v.member[i] && pool.Backup == "" || i >= mostPools {
			continue
		}
		what, h := fmt.Sprintf("pool %q", pool.FQDN), v.t.watcher(int16(i))
		v.checkInterval(what, "Detect", &h.Detect)
		v.checkInterval(what, "Failback", &h.Failback)
		for _, err := range lines(h.Validate()) {
			if !said[err.Error()] {
				v.Add(fmt.Errorf("understudy: %s: %w", what, err))
			}
		}
	}
}

// checkInterval checks an interval of a pool. One that is out of bounds has said enough: no other check sees it.
func (v *validator) checkInterval(what, field string, d *time.Duration) {
	if *d < leastInterval || *d > mostInterval {
		v.If(true, "%s: %s %v must be between %v and %v (F-31, H-40)", what, field, *d, leastInterval, mostInterval)
		*d = mostInterval
	}
}

// lines takes apart what errors.Join has put together.
func lines(err error) (all []error) {
	switch joined, ok := err.(interface{ Unwrap() []error }); {
	case err == nil:
	case !ok:
		all = append(all, err)
	default:
		for _, err := range joined.Unwrap() {
			all = append(all, lines(err)...)
		}
	}
	return all
}
