package understudy

import (
	"fmt"
	"slices"
	"time"

	"understudy.example/dns"
	"understudy.example/pool/health"
	"understudy.example/pool/pairing"
	"understudy.example/pool/replication"
)

// The longest interval that is documented (F-31, D-2), and what is short for one (F-32).
const (
	documentedInterval = 84_400 * time.Second
	shortInterval      = 120 * time.Second
)

// How many endpoints a registrar can be told to take (C-47).
const (
	leastEndpoints = 2_000
	mostEndpoints  = 100_000
)

// Lint returns what the product allows and does not support, what will not do what it looks like, and what will hurt on
// the day of a failover: warnings all, in the topology's order. Of a topology that is not valid it says what it can.
func (t Topology) Lint() []pairing.Finding {
	l := &linter{t: &t, index: t.index(), paired: make([]bool, len(t.Pools)), users: make([]int, len(t.Pools)),
		found: map[seeker][]int{}}
	l.count()
	l.lintSites()
	for i := range t.Pools {
		l.lintPool(i)
		l.lintIntervals(i)
	}
	for i := range t.Pairs {
		l.lintPair(i)
	}
	for i, p := range t.Pools {
		if behind, ok := l.pool(p.Backup); ok {
			l.lintWay(i, behind, p.Later)
		}
	}
	l.lintEdges()
	l.lintGroups()
	for i := range t.Records {
		l.lintRecord(i)
	}
	for _, a := range t.Addresses {
		l.lintAddress(a)
	}
	l.lintUsers()
	l.lintParameters()
	return l.all
}

// A linter collects what is to be said of a topology, whatever is wrong with it.
type linter struct {
	t *Topology
	index
	paired []bool           // of each pool: it is in a pair
	users  []int            // of each pool: how many of Users are homed there
	found  map[seeker][]int // what ways has worked out
	all    []pairing.Finding
}

func (l *linter) warn(is bool, code, fact, format string, args ...any) {
	if is {
		l.all = append(l.all, pairing.Finding{
			Severity: pairing.Warning, Code: code, Text: fmt.Sprintf(format, args...), Fact: fact,
		})
	}
}

func (l *linter) count() {
	for i := range l.t.Pairs {
		if a, b, ok := l.both(i); ok {
			l.paired[a], l.paired[b] = true, true
		}
	}
	for _, u := range l.t.Users {
		if home, ok := l.pool(u.Home); ok {
			l.users[home]++
		}
	}
}

// both returns the pools of a pair; ok is false if it is none.
func (l *linter) both(pair int) (a, b int, ok bool) {
	a, knowsA := l.pool(l.t.Pairs[pair].Pools[0])
	b, knowsB := l.pool(l.t.Pairs[pair].Pools[1])
	return a, b, knowsA && knowsB && a != b
}

// backed reports whether a pool has a backup registrar, of its pair or one way.
func (l *linter) backed(i int) bool { return l.paired[i] || l.t.Pools[i].Backup != "" }

// homed returns how many users a pool is home to.
func (l *linter) homed(pool int) int { return l.users[pool] + l.t.Pools[pool].Homed }

func (l *linter) lintSites() {
	near := 0
	for _, s := range l.t.Sites {
		l.warn(s.NoDirectory, "no-directory", "H-31",
			"site %s has neither directory nor DNS: cut off from the others it finds nobody and orders nothing", s.Name)
		l.warn(s.NoDirectory && s.DHCP120 == "", "no-dhcp", "C-32",
			"site %s has no option 120 in DHCP either: cut off, a client that has nothing cached finds no server", s.Name)
		if !s.NoDirectory {
			near++
		}
	}
	l.warn(near == 0 && len(l.t.Sites) > 0, "no-directory-at-all", "F-95, H-31",
		"no site has a directory: nobody ever finds a server, and no order reaches the Central Management Store")
}

func (l *linter) lintPool(i int) {
	p := &l.t.Pools[i]
	standard := p.Edition == pairing.Standard
	most, fact := pairing.Capacity(p.Edition, p.Release)
	if l.paired[i] || standard {
		most /= 2 // there has to be room for as many of a partner's (F-12)
	}
	l.warn(!l.backed(i), "unpaired", "F-25",
		"%s has no backup pool: it cannot be failed over, and nobody takes its users in", p.FQDN)
	l.warn(!l.paired[i] && p.CMS, "store-alone", "F-22, F-106",
		"the Central Management Store on %s has no standby", p.FQDN)
	l.warn(l.homed(i) > most && p.Edition != pairing.Appliance, "homed", fact,
		"%s is home to %d users, and should be to %d at most", p.FQDN, l.homed(i), most)
	l.warn(standard && p.BackEnd != pairing.NoHA, "standard-back-end", "F-16",
		"%s has %v, which no Standard Edition pool has", p.FQDN, p.BackEnd)
	l.warn(!standard && p.BackEnd == pairing.Mirroring && p.Release.Since(pairing.Skype2019), "mirroring", "F-172",
		"%s has %v, which %v does not support", p.FQDN, p.BackEnd, p.Release)
	l.warn(!l.paired[i] && p.FrontEnds > 0 && p.FrontEnds < 3, "first-users", "F-154",
		"%s has %d front ends, and three should run when its first users are moved", p.FQDN, p.FrontEnds)
	l.warn(!standard && p.BackEnd == pairing.Mirroring && !p.Witness, "no-witness", "F-171",
		"the mirror of %s has no witness: losing the principal takes an order to mend", p.FQDN)
	has := slices.IndexFunc(l.t.Pools[:i], func(q Pool) bool { return q.CallAdmission && dns.Equal(q.Site, p.Site) })
	if p.CallAdmission && has >= 0 {
		l.warn(true, "call-admission", "L-1", "%s wants call admission control, which %s has for site %s",
			p.FQDN, l.t.Pools[has].FQDN, p.Site)
	}
}

// lintIntervals judges the settings of a registrar, which matter only if it has a backup (F-31).
func (l *linter) lintIntervals(i int) {
	p := &l.t.Pools[i]
	if !l.backed(i) {
		return
	}
	h := l.t.Parameters.Health
	l.warn(!p.Automatic, "manual", "F-40",
		"automatic failover of %s is off: its backup waits for a pool failover", p.FQDN)
	l.warn(p.Detect < h.Floor, "floor", "F-29",
		"a failure detection interval of %v for %s counts as %v", p.Detect, p.FQDN, h.Floor)
	l.warn(min(p.Detect, p.Failback) < shortInterval, "short-intervals", "F-32",
		"with intervals of %v and %v a short silence of %s under load can move its users", p.Detect, p.Failback, p.FQDN)
	l.warn((p.Detect-p.Failback).Abs() < 2*h.Ping, "close-intervals", "F-32",
		"failure detection and failback of %s, %v and %v, are less than two pings apart", p.FQDN, p.Detect, p.Failback)
	l.warn(max(p.Detect, p.Failback) > documentedInterval, "long-intervals", "D-2, H-40",
		"one of the intervals of %s, %v and %v, is above the documented %v",
		p.FQDN, p.Detect, p.Failback, documentedInterval)
}

// lintPair says what pairing.Check says of its pools, and what comes of where they stand.
func (l *linter) lintPair(i int) {
	x, y, ok := l.both(i)
	if !ok {
		return
	}
	a, b, p := &l.t.Pools[x], &l.t.Pools[y], &l.t.Parameters
	for _, f := range pairing.Check(l.member(x), l.member(y)) {
		l.warn(f.Severity == pairing.Warning, f.Code, f.Fact, "%s", f.Text)
	}
	trip := 2 * p.Latency
	if !dns.Equal(a.Site, b.Site) {
		trip = 2 * p.SiteLatency
	}
	l.warn(trip >= p.Health.Grace, "late-answers", "H-35",
		"an answer between %s and %s takes %v, and counts as missed after %v",
		a.FQDN, b.FQDN, trip, p.Health.Grace)
	l.warn(l.users[x]+l.users[y] > p.Endpoints, "full", "C-121",
		"%s and %s are home to %d users, and each takes %d endpoints",
		a.FQDN, b.FQDN, l.users[x]+l.users[y], p.Endpoints)
	l.lintWay(x, y, l.t.Pairs[i].Later)
	l.lintWay(y, x, l.t.Pairs[i].Later)
	l.lintPriorities(x, y)
}

func (l *linter) member(i int) pairing.Member {
	p := &l.t.Pools[i]
	return pairing.Member{FQDN: p.FQDN, Site: p.Site, Edition: p.Edition, Host: p.Host, OS: p.OS, Release: p.Release,
		BackEnd: p.BackEnd, FrontEnds: p.FrontEnds, Users: l.homed(i)}
}

func (l *linter) lintParameters() {
	p, product := &l.t.Parameters, health.PoolToPool()
	trip := 2 * p.Latency
	if len(l.t.Sites) > 1 {
		trip = max(trip, 2*p.SiteLatency)
	}
	l.warn(p.Health.Ping != product.Ping, "not-the-product", "F-29",
		"Health.Ping is %v, and %v in the product", p.Health.Ping, product.Ping)
	l.warn(p.Health.Floor != product.Floor, "not-the-product", "F-29",
		"Health.Floor is %v, and %v in the product", p.Health.Floor, product.Floor)
	l.warn(p.Health.Mode != product.Mode, "not-the-product", "H-34",
		"Health.Mode is %v, and %v in the product", p.Health.Mode, product.Mode)
	l.warn(p.Replication.Interval != replication.Lab().Interval, "sync-interval", "F-130",
		"Replication.Interval is %v: to change it from %v is discouraged, as the recovery point depends on it",
		p.Replication.Interval, replication.Lab().Interval)
	l.warn(p.Endpoints < leastEndpoints || p.Endpoints > mostEndpoints, "endpoints", "C-47",
		"Endpoints are %d, and %d to %d in the product", p.Endpoints, leastEndpoints, mostEndpoints)
	l.warn(trip >= p.Client.Transaction, "slow", "H-37",
		"an answer can take %v, and a client waits for %v", trip, p.Client.Transaction)
}
