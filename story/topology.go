package story

import (
	"slices"

	"understudy.example"
	"understudy.example/dns"
	"understudy.example/dns/discovery"
	"understudy.example/dns/geo"
	"understudy.example/pool/pairing"
)

// A group is all declarations of one kind, in the order in which a topology is written.
type group struct {
	word string
	add  func() shape   // makes room for one more
	all  func() []shape // those that differ from what a topology begins with
	once bool           // there can be no second one
}

// groups are the declarations that t can have.
func groups(t *understudy.Topology) []group {
	return []group{
		domains(t),
		many("site", &t.Sites, func(s *understudy.Site) shape {
			return line("site %", newName("a name", &s.Name)).with(
				may("no-directory", toggle(&s.NoDirectory)), may("dhcp120", newName("a pool", &s.DHCP120)))
		}),
		many("pool", &t.Pools, poolShape),
		many("pair", &t.Pairs, func(p *understudy.Pair) shape {
			return line("pair % %", newName("a pool", &p.Pools[0]), newName("a pool", &p.Pools[1])).with(may("later", toggle(&p.Later)))
		}),
		many("group", &t.Groups, func(g *understudy.Group) shape {
			return line("group %", newName("a name", &g.Name)).with(
				must("pool", newName("a pool", &g.Pool)), may("hides-agents", toggle(&g.Hides)))
		}),
		many("edge", &t.Edges, func(e *understudy.Edge) shape {
			return line("edge %", newName("a name", &e.FQDN)).with(
				must("site", newName("a site", &e.Site)), must("next-hop", newName("a pool", &e.NextHop)),
				may("federation", toggle(&e.Federation)))
		}),
		many("observer", &t.Observers, func(o *understudy.Observer) shape {
			return line("observer %", newName("a name", &o.Name)).with(must("site", newName("a site", &o.Site)))
		}),
		many("user", &t.Users, func(u *understudy.User) shape {
			return line("user %", newName("an address", &u.URI)).with(
				must("home", newName("a pool", &u.Home)),
				may("site", newName("a site", &u.Site)),
				may("client", enum("a generation of clients", &u.Generation, namesOf[discovery.Generation]())),
				may("server", newName("a pool", &u.Server)),
				may("organiser", toggle(&u.Organiser)),
				may("agent-of", newName("a response group", &u.Agent)),
				may("legacy", toggle(&u.Legacy)),
				may("ignores-q", toggle(&u.IgnoresQ)))
		}),
		many("srv", &t.Records, func(r *understudy.Record) shape {
			return line("srv %", newName("the name of a record", &r.Name)).with(
				must("priority", number(&r.Priority)), must("weight", number(&r.Weight)), must("port", number(&r.Port)),
				must("target", newName("a host", &r.Target)), may("later", toggle(&r.Later)))
		}),
		many("address", &t.Addresses, func(a *understudy.Address) shape {
			return line("address %", newName("a name", &a.Name)).with(
				must("target", newName("a host", &a.Target)), may("later", toggle(&a.Later)))
		}),
		many("geo", &t.GeoNames, func(g *understudy.GeoName) shape {
			return line("geo % % %", newName("a name", &g.Name), newName("a pool", &g.Pools[0]), newName("a pool", &g.Pools[1])).with(
				may("order", enum("an order", &g.Order, namesOf[geo.Order]())))
		}),
		single("policy", func() shape { return line("policy %", enum("a policy", &t.Policy, namesOf[dns.Policy]())) },
			func() bool { return t.Policy == 0 }),
		settings(t),
		single("seed", func() shape { return line("seed %", number(&t.Seed)) }, func() bool { return t.Seed == 0 }),
	}
}

func poolShape(p *understudy.Pool) shape {
	return line("pool %", newName("a name", &p.FQDN)).with(
		must("site", newName("a site", &p.Site)),
		may("edition", always(enum("an edition", &p.Edition, []string{"standard", "enterprise", "appliance"}))),
		may("host", enum("a kind of host", &p.Host, namesOf[pairing.Host]())),
		may("os", newName("an operating system", &p.OS)),
		may("release", enum("a release", &p.Release, []string{"2013", "2015", "2019", "SE", "2010"})),
		may("back-end", enum("a kind of back end", &p.BackEnd, []string{"none", "mirroring", "clustering", "always-on"})),
		may("witness", toggle(&p.Witness)),
		may("front-ends", number(&p.FrontEnds)),
		may("homed", number(&p.Homed)),
		may("orbits", number(&p.Orbits)),
		may("cms", toggle(&p.CMS)),
		may("updated", toggle(&p.Updated)),
		may("management", toggle(&p.Management)),
		may("call-admission", toggle(&p.CallAdmission)),
		may("backup", newName("a pool", &p.Backup)),
		may("automatic", toggle(&p.Automatic)),
		may("detect", interval(&p.Detect)),
		may("failback", interval(&p.Failback)),
		may("later", toggle(&p.Later)))
}

// always is v, written even where it could be left out.
func always(v value) value {
	v.zero = func() bool { return false }
	return v
}

// domains are the SIP domains, the first of which a topology cannot do without.
func domains(t *understudy.Topology) group {
	describe := func(p *string) shape { return line("domain %", newName("a SIP domain", p)) }
	return group{
		word: "domain",
		add: func() shape {
			if t.Domain == "" {
				return describe(&t.Domain)
			}
			t.Domains = append(t.Domains, "")
			return describe(&t.Domains[len(t.Domains)-1])
		},
		all: func() (shapes []shape) {
			if t.Domain != "" {
				shapes = append(shapes, describe(&t.Domain))
			}
			for i := range t.Domains {
				shapes = append(shapes, describe(&t.Domains[i]))
			}
			return shapes
		},
	}
}

// many are the declarations behind a slice.
func many[T any](word string, all *[]T, describe func(*T) shape) group {
	return group{
		word: word,
		add: func() shape {
			*all = append(*all, *new(T))
			return describe(&(*all)[len(*all)-1])
		},
		all: func() (shapes []shape) {
			for i := range *all {
				shapes = append(shapes, describe(&(*all)[i]))
			}
			return shapes
		},
	}
}

// single is a declaration that there is once, or not at all.
func single(word string, describe func() shape, absent func() bool) group {
	return group{word: word, once: true, add: describe, all: func() []shape {
		if absent() {
			return nil
		}
		return []shape{describe()}
	}}
}

// namesIn collects the names of a topology, and those of all guards.
func namesIn(t *understudy.Topology) *names {
	n := &names{map[string]string{}, map[string]string{}, map[string]string{}, map[string]string{}, map[string]string{}, map[string]string{}}
	put := func(to map[string]string, name string) { to[dns.Canonical(name)] = name }
	for _, g := range understudy.Guards() {
		put(n.guards, g.Name)
	}
	for _, p := range t.Pools {
		put(n.pools, p.FQDN)
		put(n.guards, p.FQDN)
	}
	for _, s := range t.Sites {
		put(n.sites, s.Name)
	}
	for _, e := range t.Edges {
		put(n.edges, e.FQDN)
	}
	for _, o := range t.Observers {
		put(n.observers, o.Name)
	}
	for _, u := range t.Users {
		put(n.users, u.URI)
	}
	return n
}

// declared writes all declarations of a topology, in their order.
func declared(t understudy.Topology) (lines []string) {
	for _, g := range groups(&t) {
		for _, s := range g.all() {
			lines = append(lines, s.String())
		}
	}
	return slices.Clip(lines)
}
