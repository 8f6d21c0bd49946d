package deployment

import (
	"fmt"
	"strings"
	"time"

	"understudy.example"
	"understudy.example/dns"
	"understudy.example/pool/health"
	"understudy.example/pool/pairing"
	"understudy.example/pool/quorum"
)

// deployment makes a topology of the facts.
func (r *reader) deployment() *Deployment {
	t := understudy.Topology{Parameters: understudy.Defaults(), Seed: 1}
	r.addDomains(&t)
	for _, s := range r.sites {
		r.addSite(&t, s.row, s.name)
	}
	for i, p := range r.pools {
		t.Pools = append(t.Pools, r.makePool(&t, p))
		r.mark(p.row, "pool", "Pools", i, p.fqdn)
	}
	for _, p := range r.pools {
		r.complete(p)
	}
	for i, p := range r.pools {
		r.addBackup(&t, p, &t.Pools[i])
	}
	r.addStore(&t)
	r.addEdges(&t)
	for i, u := range r.users {
		t.Users = append(t.Users, understudy.User{URI: u.uri, Home: u.home})
		r.mark(u.row, "user", "Users", i, u.uri)
	}
	r.apply(&t.Parameters)
	if r.zones {
		r.remark(nil, "", "The cmdlets do not tell what the servers run on: host and os are for you to write.")
	} else {
		r.remark(nil, "", "The cmdlets tell neither what the servers run on nor what is in DNS: host, os and srv are for you to write.")
	}
	return &Deployment{t, r.exported, r.allRemarks(), r.file, r.places()}
}

// allRemarks are the remarks, and how many found no room.
func (r *reader) allRemarks() []Remark {
	if r.more == 0 {
		return r.remarks
	}
	more := r.more
	r.more = 0
	return append(r.remarks, Remark{Text: fmt.Sprintf("Further remarks, for which there is no room: %d.", more)})
}

func (r *reader) addDomains(t *understudy.Topology) {
	if len(r.domains) == 0 {
		_, t.Domain, _ = strings.Cut(r.pools[0].fqdn, ".")
		r.remark(nil, "", "No SIP domain is named: %s is that of %s.", t.Domain, r.pools[0].fqdn)
		return
	}
	for i, d := range r.domains {
		if i == r.standard {
			t.Domain = d.name
			r.markAll(d.value, d.path, "Domain")
			continue
		}
		r.markAll(d.value, d.path, fmt.Sprintf("Domains[%d]", len(t.Domains)))
		t.Domains = append(t.Domains, d.name)
	}
}

// makePool is a pool without its backup.
func (r *reader) makePool(t *understudy.Topology, p *pool) understudy.Pool {
	made := understudy.Pool{FQDN: p.fqdn, Site: r.siteOf(t, p), Release: p.release(), Homed: p.homed, CMS: p.cms,
		Automatic: p.automatic, Detect: p.detect, Failback: p.failback}
	switch {
	case p.appliance():
		made.Edition = pairing.Appliance
	case p.database != "" && !dns.Equal(p.database, p.fqdn) || p.computers > 1:
		made.Edition = pairing.Enterprise
		made.FrontEnds = p.frontEnds(made.Release)
	case p.database == "":
		p.remark(p.value, p.path, "tells no user database: %s is taken for Standard Edition", p.fqdn)
	}
	if p.mirrored {
		made.BackEnd = pairing.Mirroring
	}
	return made
}

// siteOf is the site of a pool, which is added if no other cmdlet named it.
func (r *reader) siteOf(t *understudy.Topology, p *pool) string {
	name := p.site
	if name == "" {
		name = "unknown"
	}
	if known, ok := r.siteNames[dns.Canonical(name)]; ok {
		return known
	}
	p.remark(p.value, p.path, "%s is in site %s, which Get-CsSite does not name", p.fqdn, name)
	r.addSite(t, p.row, name)
	return name
}

// addSite adds a site. Of two with one name the first is found.
func (r *reader) addSite(t *understudy.Topology, o row, name string) {
	r.mark(o, "site", "Sites", len(t.Sites), name)
	t.Sites = append(t.Sites, understudy.Site{Name: name})
	if key := dns.Canonical(name); r.siteNames[key] == "" {
		r.siteNames[key] = name
	}
}

// appliance reports whether the user services of a registrar are another pool's (F-4).
func (p *pool) appliance() bool { return p.userPool != "" && !dns.Equal(p.userPool, p.fqdn) }

// pairs reports whether a pool can be in a pair (F-2, F-4).
func (p *pool) pairs() bool { return !p.appliance() && releases[p.version].Pairs() }

// release is what the version stands for (H-98).
func (p *pool) release() pairing.Release {
	release, known := releases[p.version]
	switch {
	case !known:
		p.remark(p.value, p.path, "has version %d: %s is taken for %v", p.version, p.fqdn, release)
	case p.version > 6:
		p.remark(p.value, p.path, "has version %d: %s is taken for %v, and may be younger", p.version, p.fqdn, release)
	}
	return release
}

// frontEnds is the number of front ends, if a pool of its release can have so many.
func (p *pool) frontEnds(release pairing.Release) int {
	rules := quorum.Lync2013()
	if release != pairing.Lync2013 {
		rules = quorum.Server2015()
	}
	switch {
	case p.computers == 0:
		p.remark(p.value, p.path, "Get-CsPool names no computers of %s, which is modelled as one server", p.fqdn)
	case release == pairing.Lync2010:
	case !rules.Allows(p.computers):
		p.remark(p.value, p.path, "%s has %d computers, which is no size of a pool of %v: it is modelled as one server", p.fqdn, p.computers, release)
	default:
		return p.computers
	}
	return 0
}

// complete makes a pair of two pools of which one alone names the other (F-3), and leaves out what no pool can be: its own
// backup.
func (r *reader) complete(p *pool) {
	backup := r.byName[dns.Canonical(p.backup)]
	switch {
	case p.backup == "":
	case backup == nil:
		p.remark(p.value, p.path, "names the backup %s, which is none of the pools, and is left out", p.backup)
		p.backup = ""
	case backup == p:
		p.remark(p.value, p.path, "names itself as its backup, which is left out (F-1)")
		p.backup = ""
	case backup.backup == "" && p.pairs() && backup.pairs():
		p.remark(p.value, p.path, "%s does not name %s as its backup: they are a pair all the same (F-3)", backup.fqdn, p.fqdn)
		backup.backup = p.fqdn
	}
}

// addBackup adds what a registrar's backup means: a pair (F-1), or a backup one way (F-2, F-4).
func (r *reader) addBackup(t *understudy.Topology, p *pool, made *understudy.Pool) {
	if p.backup == "" {
		return
	}
	backup := r.byName[dns.Canonical(p.backup)]
	switch {
	case !p.pairs():
		made.Backup = backup.fqdn
	case !dns.Equal(backup.backup, p.fqdn):
		p.remark(p.value, p.path, "names the backup %s, whose own is %q: they are left out as a pair (F-1)", backup.fqdn, backup.backup)
		return
	case dns.Canonical(p.fqdn) < dns.Canonical(backup.fqdn):
		t.Pairs = append(t.Pairs, understudy.Pair{Pools: [2]string{p.fqdn, backup.fqdn}})
	}
	made.Detect = p.interval("FailureDetectionInterval", p.detect, detect)
	made.Failback = p.interval("FailbackDetectionInterval", p.failback, failback)
}

// The documented intervals (F-27).
var detect, failback = health.PoolToPool().Detect, health.PoolToPool().Failback

// What an interval can be (F-31, H-40).
const (
	leastInterval = 30 * time.Second
	mostInterval  = 86_400 * time.Second
)

// interval is an interval of a registrar, or the documented one where it tells none.
func (p *pool) interval(name string, told, documented time.Duration) time.Duration {
	if told != 0 {
		if told < leastInterval || told > mostInterval {
			p.fail(p.take(name), p.path+"."+name, fmt.Sprintf("expected a TimeSpan between %v and %v, found %v (F-31, H-40)", leastInterval, mostInterval, told))
		}
		return told
	}
	p.remark(p.value, p.path, "tells no %s of %s: it is %v (F-27)", name, p.fqdn, documented)
	return documented
}

// addStore makes sure that one pool has the Central Management Store (F-94).
func (r *reader) addStore(t *understudy.Topology) {
	var holders []*understudy.Pool
	for i := range t.Pools {
		if t.Pools[i].CMS {
			holders = append(holders, &t.Pools[i])
		}
	}
	switch {
	case len(holders) == 0:
		t.Pools[0].CMS = true
		r.remark(nil, "", "No Central Management Store is active among the pools: %s is taken to have it (F-94).", t.Pools[0].FQDN)
	case len(holders) > 1:
		r.remark(nil, "", "The Central Management Store is active in %d pools: %s is taken to have it alone (F-177).", len(holders), holders[0].FQDN)
		for _, p := range holders[1:] {
			p.CMS = false
		}
	}
}

func (r *reader) addEdges(t *understudy.Topology) {
	for _, e := range r.edges {
		hop := r.byName[dns.Canonical(e.nextHop)]
		if hop == nil {
			r.remark(nil, "", "The Edge pool %s hands on to %q, which is none of the pools, and is left out.", e.fqdn, e.nextHop)
			continue
		}
		if e.site == "" {
			e.site = hop.site
		}
		r.mark(e.row, "edge", "Edges", len(t.Edges), e.fqdn)
		t.Edges = append(t.Edges, understudy.Edge{FQDN: e.fqdn, Site: r.siteOf(t, &pool{row: hop.row, fqdn: e.fqdn, site: e.site}), NextHop: hop.fqdn,
			Federation: dns.Equal(e.fqdn, r.route)})
	}
}

// apply applies the settings that are told.
func (r *reader) apply(p *understudy.Parameters) {
	for _, s := range []struct {
		d  time.Duration
		to *time.Duration
	}{
		{r.expires, &p.Binding.Expires}, {r.shortest, &p.Binding.Min}, {r.longest, &p.Binding.Max},
		{r.threshold, &p.BackEnd.Threshold}, {r.sync, &p.Replication.Interval},
	} {
		if s.d != 0 {
			*s.to = s.d
		}
	}
	if r.endpoints != 0 {
		p.Endpoints = r.endpoints
	}
}
