package understudy

import (
	"slices"

	"understudy.example/dns"
)

// A plan is a Topology with every name looked up. It does not change and is shared by all copies of a System.
type plan struct {
	clusters
	topology Topology
	print    uint64 // of the topology, which snapshots are told apart by
	pools    map[string]int16
	sites    map[string]int16
	users    map[string]int16

	siteOf       []int16    // of each pool
	enabled      []int      // of each pool: how many users it is home to, those included that are only counted
	pairs        [][2]int16 // the pools of each pair
	oneWay       []int16    // of each pool: its one-way backup, -1 without (F-2, F-4)
	sights       []sight    // who may watch whom: two of each pair, one or two of each one-way backup
	sightAt      []int16    // watcher, watched: the number of the sight, -1 for none
	seat         []int16    // of each user: the site of its client
	switched     []int16    // the pools whose power can be cut
	observerSite []int16    // of each observer
	orbitAt      []int16    // of each orbit of call park: its pool
	ways
}

// A sight is one pool that watches another, by the intervals of the one that is watched (H-25). There is one for each
// direction of a pair, whether or not the pair is in effect.
type sight struct{ watcher, watched int16 }

// compile looks up the names of a valid topology.
func compile(t Topology) *plan {
	p := &plan{
		topology: t, clusters: cluster(&t),
		pools: map[string]int16{}, sites: map[string]int16{}, users: map[string]int16{},
		print: t.fingerprint(),
	}
	for i, s := range t.Sites {
		p.sites[dns.Canonical(s.Name)] = int16(i)
	}
	for i, pool := range t.Pools {
		p.pools[dns.Canonical(pool.FQDN)] = int16(i)
		p.siteOf = append(p.siteOf, p.site(pool.Site))
		p.enabled = append(p.enabled, pool.Homed)
		if pool.Management {
			p.switched = append(p.switched, int16(i))
		}
		p.orbitAt = append(p.orbitAt, slices.Repeat([]int16{int16(i)}, pool.Orbits)...)
	}
	for _, o := range t.Observers {
		p.observerSite = append(p.observerSite, p.site(o.Site))
	}
	for _, pair := range t.Pairs {
		a, b := p.pool(pair.Pools[0]), p.pool(pair.Pools[1])
		p.pairs = append(p.pairs, [2]int16{a, b})
		p.sights = append(p.sights, sight{a, b}, sight{b, a})
	}
	for i, pool := range t.Pools {
		p.addOneWay(int16(i), pool)
	}
	p.sightAt = slices.Repeat([]int16{-1}, len(t.Pools)*len(t.Pools))
	for i, sight := range p.sights {
		p.sightAt[int(sight.watcher)*len(t.Pools)+int(sight.watched)] = int16(i)
	}
	for i, u := range t.Users {
		p.users[dns.Canonical(u.URI)] = int16(i)
		p.enabled[p.pool(u.Home)]++
		p.seat = append(p.seat, p.seatOf(u))
	}
	p.compileWays()
	return p
}

func (p *plan) seatOf(u User) int16 {
	if u.Site != "" {
		return p.site(u.Site)
	}
	return p.siteOf[p.pool(u.Home)]
}

func (p *plan) pool(name string) int16 { return find(p.pools, name) }
func (p *plan) site(name string) int16 { return find(p.sites, name) }
func (p *plan) user(name string) int16 { return find(p.users, name) }

// find looks a name up, as it is or in its canonical form, and returns -1 for one that is not there.
func find(names map[string]int16, name string) int16 {
	if i, ok := names[name]; ok {
		return i
	}
	if i, ok := names[dns.Canonical(name)]; ok {
		return i
	}
	return -1
}

// where looks up a place where somebody can be who gives orders or looks around: a pool or a site; -1 if it is neither.
func (p *plan) where(name string) node {
	if p.user(name) >= 0 {
		return -1
	}
	return p.node(name)
}

// A node is a place that something is sent from or to: sites, then pools, then users, then one for no place.
type node int16

func (p *plan) siteNode(site int16) node { return node(site) }
func (p *plan) poolNode(pool int16) node { return node(len(p.topology.Sites)) + node(pool) }
func (p *plan) userNode(user int16) node {
	return node(len(p.topology.Sites)+len(p.topology.Pools)) + node(user)
}
func (p *plan) nodes() int {
	return len(p.topology.Sites) + len(p.topology.Pools) + len(p.topology.Users)
}

// node looks a name up among sites, pools and users; -1 if it is none of them.
func (p *plan) node(name string) node {
	if i := p.pool(name); i >= 0 {
		return p.poolNode(i)
	}
	if i := p.site(name); i >= 0 {
		return p.siteNode(i)
	}
	if i := p.user(name); i >= 0 {
		return p.userNode(i)
	}
	return -1
}

// place returns the site that a node is at, and the pool it is, -1 if it is none.
func (p *plan) place(n node) (site, pool int16) {
	sites, pools := node(len(p.topology.Sites)), node(len(p.topology.Pools))
	switch {
	case n < sites:
		return int16(n), -1
	case n < sites+pools:
		return p.siteOf[n-sites], int16(n - sites)
	default:
		return p.seat[n-sites-pools], -1
	}
}

// name returns what a node is called.
func (p *plan) name(n node) string {
	sites, pools := node(len(p.topology.Sites)), node(len(p.topology.Pools))
	switch {
	case n < 0 || int(n) >= p.nodes():
		return "?"
	case n < sites:
		return p.topology.Sites[n].Name
	case n < sites+pools:
		return p.topology.Pools[n-sites].FQDN
	default:
		return p.topology.Users[n-sites-pools].URI
	}
}
