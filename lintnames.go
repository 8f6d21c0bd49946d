package understudy

import (
	"slices"
	"strings"

	"understudy.example/dns"
	"understudy.example/dns/discovery"
)

// A seeker is a kind of client, as far as it matters for what it finds.
type seeker struct {
	generation                 discovery.Generation
	domain, site, server, home string
	later                      bool // when every record is there
}

// seekerOf is a user's client.
func (l *linter) seekerOf(u User, later bool) seeker {
	site := u.Site
	if home, ok := l.pool(u.Home); ok && site == "" {
		site = l.t.Pools[home].Site
	}
	return seeker{u.Generation, dns.Canonical(domainOf(u.URI)), site, u.Server, u.Home, later}
}

// ways returns the pools that a client is led to by what it asks, leaving aside what it keeps. Autodiscover leads home.
func (l *linter) ways(who seeker) []int {
	if pools, ok := l.found[who]; ok {
		return pools
	}
	var pools []int
	add := func(name string) {
		if pool, ok := l.pool(name); ok {
			pools = append(pools, pool)
		}
	}
	c := discovery.Client{Generation: who.generation, Manual: who.server != "", PlainTCP: l.t.Parameters.PlainTCP}
	for _, r := range discovery.Ladder(c, who.domain, nil) {
		site, known := l.site(who.site)
		switch {
		case r.Source == discovery.Manual:
			add(who.server)
		case r.Source == discovery.DHCP && known:
			add(l.t.Sites[site].DHCP120)
		case r.Source == discovery.SRV:
			l.eachRecord(r.Name, who, add)
		case r.Source.Named():
			l.eachAddress(r, who, add)
		}
	}
	l.found[who] = pools
	return pools
}

// eachRecord visits the hosts that an SRV name leads a client to.
func (l *linter) eachRecord(name string, who seeker, visit func(string)) {
	for _, r := range l.t.Records {
		if dns.Equal(r.Name, name) && r.Usable() && (who.later || !r.Later) && l.t.matches(r.Target, who.domain) {
			visit(r.Target)
		}
	}
}

// eachAddress visits the hosts that an address leads a client to.
func (l *linter) eachAddress(asks discovery.Rung, who seeker, visit func(string)) {
	for _, a := range l.t.Addresses {
		if !dns.Equal(a.Name, asks.Name) || a.Later && !who.later {
			continue
		}
		if asks.Source == discovery.Autodiscover {
			visit(who.home)
			continue
		}
		for _, target := range l.targets(a.Target) {
			visit(target)
		}
	}
}

// targets are the hosts that an address can stand for.
func (l *linter) targets(name string) []string {
	for _, g := range l.t.GeoNames {
		if dns.Equal(g.Name, name) {
			return g.Pools[:]
		}
	}
	return []string{name}
}

// lintWay judges whether clients that have lost their home pool find its backup. Only a redirect names it, and the home
// pool itself gives none (C-23). Who was configured by hand is told of elsewhere.
func (l *linter) lintWay(home, backup int, later bool) {
	p := &l.t.Pools[home]
	lost := func(u User) bool {
		ways := l.ways(l.seekerOf(u, later))
		elsewhere := func(pool int) bool { return pool != home }
		return u.Server == "" && !u.Generation.Web() && len(ways) > 0 && !slices.ContainsFunc(ways, elsewhere)
	}
	is := p.Homed > 0 && lost(User{URI: "@" + l.t.Domain, Home: p.FQDN})
	for _, u := range l.t.Users {
		is = is || dns.Equal(u.Home, p.FQDN) && lost(u)
	}
	l.warn(is, "no-second-record", "F-182, C-24, L-8",
		"what clients look up leads to %s only: when it is lost, no client of its users finds %s",
		p.FQDN, l.t.Pools[backup].FQDN)
}

// asked returns the domain for which some client looks up a name in DNS; ok is false if none does.
func (l *linter) asked(name string, srv bool) (domain string, ok bool) {
	for _, domain := range l.t.domains() {
		for g := range discovery.PhoneEdition + 1 {
			for _, r := range discovery.Ladder(discovery.Client{Generation: g, PlainTCP: l.t.Parameters.PlainTCP}, domain, nil) {
				if r.Source.Named() && (r.Source == discovery.SRV) == srv && dns.Equal(r.Name, name) {
					return domain, true
				}
			}
		}
	}
	return l.t.Domain, false
}

// leads returns the pool that an SRV record leads clients to, -1 for none.
func (l *linter) leads(r Record) int {
	domain, asked := l.asked(r.Name, true)
	if pool, ok := l.pool(r.Target); ok && asked && r.Usable() && l.t.matches(r.Target, domain) {
		return pool
	}
	return -1
}

func (l *linter) lintPriorities(x, y int) {
	for _, r := range l.t.Records {
		alike := func(q Record) bool {
			return l.leads(q) == y && dns.Equal(q.Name, r.Name) && q.Priority == r.Priority
		}
		l.warn(l.leads(r) == x && slices.ContainsFunc(l.t.Records, alike), "same-priority", "C-21, C-33",
			"%s gives %s and %s one priority: clients of both begin at either, and are redirected home",
			r.Name, l.t.Pools[x].FQDN, l.t.Pools[y].FQDN)
	}
}

func (l *linter) lintRecord(i int) {
	r := &l.t.Records[i]
	_, known := l.pool(r.Target)
	domain, asked := l.asked(r.Name, true)
	inside := l.t.matches(r.Target, domain)
	same := func(q Record) bool { return dns.Equal(q.Name, r.Name) }
	again := func(q Record) bool { return same(q) && dns.Equal(q.Target, r.Target) }
	usable := func(q Record) bool { return same(q) && q.Usable() }
	l.warn(!asked, "not-asked", "C-1", "no client of %s looks up %s", strings.Join(l.t.domains(), " or "), r.Name)
	l.warn(!r.Usable() && slices.ContainsFunc(l.t.Records, usable), "no-target", "H-33",
		"%s has a record without a target among others, which is skipped", r.Name)
	l.warn(slices.ContainsFunc(l.t.Records[:i], again), "twice", "L-8",
		"%s has two records to %s, and an order means the first", r.Name, r.Target)
	if !r.Usable() {
		return
	}
	l.warn(!inside, "outside", "C-16, C-111",
		"%s leads to %s, which is not in %s: clients do not follow it", r.Name, r.Target, domain)
	l.warn(inside && !known, "nowhere", "C-7", "%s leads to %s, which is no pool", r.Name, r.Target)
	l.warn(r.Port != 5061 && dns.Equal(r.Name, "_sipinternaltls._tcp."+domain), "port", "C-12",
		"%s leads to port %d of %s, where registrars listen on 5061",
		r.Name, r.Port, r.Target)
}

// lintAddress judges an address. One that leads mobile clients straight to a pool does not follow a failover.
func (l *linter) lintAddress(a Address) {
	domain, asked := l.asked(a.Name, false)
	l.warn(!asked, "not-asked", "C-1", "no client of %s looks up %s", strings.Join(l.t.domains(), " or "), a.Name)
	targets := l.targets(a.Target)
	for _, target := range targets {
		_, known := l.pool(target)
		l.warn(!known, "nowhere", "C-7", "%s leads to %s, which is no pool", a.Name, target)
	}
	mobile := func(u User) bool { return u.Generation.Web() && dns.Equal(domainOf(u.URI), domain) }
	l.warn(asked && len(targets) == 1 && slices.ContainsFunc(l.t.Users, mobile) && strings.HasPrefix(dns.Canonical(a.Name), "lyncdiscover"),
		"no-geo", "C-123, C-124", "%s leads to %s alone: when that pool is lost, mobile clients find no other", a.Name, a.Target)
}

func (l *linter) lintUsers() {
	legacy, manual := 0, 0
	lost := map[discovery.Generation]int{}
	for _, u := range l.t.Users {
		if u.Legacy {
			legacy++
		}
		if u.Server != "" {
			manual++
		}
		if len(l.ways(l.seekerOf(u, true))) == 0 {
			lost[u.Generation]++
		}
	}
	for g := range discovery.PhoneEdition + 1 {
		l.warn(lost[g] > 0, "no-way", "C-1, C-2",
			"nothing that %v clients look up leads to a pool, so that they find no server (users: %d)", g, lost[g])
	}
	l.warn(manual > 0, "manual-server", "C-18",
		"clients that were configured by hand know one server, and when it is lost find no other (users: %d)", manual)
	l.warn(legacy > 0, "legacy", "C-46",
		"clients that know no limited mode are out until they are served in full again (users: %d)", legacy)
	l.lintTrust()
}

// lintTrust finds users whose home pool has a name outside of their SIP domain.
func (l *linter) lintTrust() {
	for _, domain := range l.t.domains() {
		for i, p := range l.t.Pools {
			n := 0
			for _, u := range l.t.Users {
				if home, ok := l.pool(u.Home); ok && home == i && u.Generation == discovery.Lync2013 && dns.Equal(domainOf(u.URI), domain) {
					n++
				}
			}
			l.warn(n > 0 && !dns.RelaxedMatch(p.FQDN, domain), "trust", "C-17",
				"%s is not in %s: clients ask their users whether to trust it (users: %d)", p.FQDN, domain, n)
		}
	}
}
