package understudy

import (
	"slices"

	"understudy.example/client"
	"understudy.example/client/parked"
	"understudy.example/client/responsegroup"
	"understudy.example/cms"
	"understudy.example/cms/directory"
	"understudy.example/dns/cache"
	"understudy.example/dns/geo"
	"understudy.example/machine"
	"understudy.example/pool/pairing"
	"understudy.example/pool/replication"
	"understudy.example/pool/setup"
	"understudy.example/registrar/admission"
)

func (t Topology) clone() Topology {
	t.Sites, t.Pools, t.Pairs = slices.Clone(t.Sites), slices.Clone(t.Pools), slices.Clone(t.Pairs)
	t.Users, t.Records, t.Domains = slices.Clone(t.Users), slices.Clone(t.Records), slices.Clone(t.Domains)
	t.Edges, t.Groups = slices.Clone(t.Edges), slices.Clone(t.Groups)
	t.Addresses, t.GeoNames = slices.Clone(t.Addresses), slices.Clone(t.GeoNames)
	return t
}

func (s *System) makeServers() {
	pools, users := len(s.topology.Pools), len(s.topology.Users)
	s.servers = servers{
		broken: make([]uint32, pools), failing: make([]uint32, pools), hanging: make([]uint32, pools),
		byHand: make([]bool, pools), halted: make([]bool, pools), watched: make([]bool, len(s.sights)), judge: make([]bool, pools),
		boot: make([]uint8, pools), held: make([]int32, pools), loaded: make([]int16, pools), orderAt: make([]node, pools),
		home: make([]int16, users), known: make([]bool, pools*users), carry: make([]bool, pools*users),
		conf: make([]row, (2*pools+3)*pools), tides: make([]Tide, pools),
	}
	for p := range s.loaded {
		s.loaded[p] = int16(p)
	}
	for u, user := range s.topology.Users {
		s.home[u] = s.plan.pool(user.Home)
	}
	s.proof = make([]proof, len(s.sights))
	s.reached, s.turned = make([]bool, len(s.topology.Sites)*pools), make([]machine.Timer, len(s.topology.Sites)*pools)
}

func (s *System) makePeople() {
	n := len(s.topology.Users)
	s.people = people{
		at: make([]int16, n), attempt: make([]uint8, n), list: make([][]address, n),
	}
	for u := range n {
		s.at[u] = -1
		s.list[u] = make([]address, 0, s.mostAddresses())
	}
	s.believes = make([]uint64, n)
}

// seed gives every client sources of its own.
func seed(of uint32, user, use int) uint32 {
	d := machine.Draw{Seed: of, Drawn: uint32(2*user + use)}
	return uint32(d.Below(1 << 32))
}

// fill makes the machines of a bank.
func fill[E any, A machine.Reporter, P Process[E, A]](b *bank[E, A, P], part Part, n, width int, do func(*System, int, A), make func(i int) P) {
	*b = bank[E, A, P]{part: part, width: width, do: do}
	for i := range n {
		b.at = append(b.at, make(i))
	}
}

// cells makes machines that are rules and states of the project's own.
func cells[S comparable, E, A any](rules machine.Machine[S, E, A]) func(int) cell[S, E, A] {
	return func(int) cell[S, E, A] { var start S; return machine.Of(rules, start) }
}

func nothing[A any](*System, int, A) {}

func showsNothing[S comparable, E, A any](cell[S, E, A]) uint8 { return 0 }

func showsExport(c cell[replication.State, replication.Event, replication.Action]) uint8 {
	if c.State.ImportNormal() {
		return uint8(c.State.Phase())<<1 | 1
	}
	return uint8(c.State.Phase()) << 1
}

func (s *System) makeMachines() {
	t, p := &s.topology, &s.topology.Parameters
	pools, users := len(t.Pools), len(t.Users)
	fill(&s.setup, PartSetup, pools, 1, (*System).doSetup, cells(p.Setup))
	fill(&s.pairing, PartPairing, len(t.Pairs), 1, (*System).doPairing, cells(pairing.Rules{}))
	fill(&s.health, PartHealth, len(s.sights), 1, (*System).doHealth, func(i int) Detector {
		return s.parts.Health(s.rules(i))
	})
	s.health.shows = func(d Detector) uint8 { return uint8(d.Phase()) }
	s.health.named = func(i int) Who { return Who{PartHealth, s.sights[i].watcher, s.sights[i].watched} }
	fill(&s.failover, PartFailover, pools, 1, (*System).doFailover, func(i int) Failover {
		return s.parts.Failover(p.Failover.For(s.enabled[i]))
	})
	fill(&s.replication, PartReplication, pools*int(modules), int(modules), (*System).doReplication,
		cells(p.Replication))
	s.replication.shows = showsExport
	fill(&s.store, PartStore, 1, 1, (*System).doStore, func(int) Store { return s.parts.Store(p.CMS, s.storeAtStart()) })
	s.store.about = func(_ int, a cms.Action) Who { return Who{PartStore, int16(a.DB), 0} }
	fill(&s.directory, PartDirectory, len(t.Sites), 1, nothing[directory.Action], cells(p.Directory))
	fill(&s.replicator, PartReplicator, 1, 1, (*System).doReplicator, cells(p.Replicator))
	s.replicator.shows = showsNothing // only the rows that it copies are seen
	fill(&s.replica, PartReplica, pools, 1, (*System).doReplica, cells(p.Replica))
	fill(&s.backend, PartBackEnd, pools, 1, (*System).doBackEnd, cells(p.BackEnd))
	limited := 0
	if p.Admission.limits() {
		limited = pools
	}
	fill(&s.admission, PartAdmission, limited, 1, nothing[admission.Action], func(i int) cell[admission.State, admission.Event, admission.Action] {
		return machine.Of(t.admission(i), admission.State{})
	})
	s.makeClusters()
	fill(&s.binding, PartBinding, pools*users, users, (*System).doBinding, cells(p.Binding))
	fill(&s.client, PartClient, users, 1, (*System).doClient, func(i int) Client {
		return s.parts.Client(p.Client, client.Start(seed(t.Seed, i, 2)))
	})
	fill(&s.certificate, PartCertificate, users, 1, (*System).doCertificate, cells(p.Certificate))
	fill(&s.cache, PartCache, users*len(s.names), max(len(s.names), 1), nothing[cache.Action], cells(p.Cache))
	fill(&s.geo, PartGeo, 2*len(t.GeoNames), 2, (*System).doGeo, func(int) cell[geo.State, geo.Event, geo.Action] {
		return machine.Of(p.Geo, geo.Start())
	})
	fill(&s.talk, PartConversation, users, 1, (*System).doTalk, cells(p.Conversation))
	fill(&s.orbits, PartOrbit, len(s.orbitAt), 1, (*System).doOrbit, cells(parked.Rules{}))
	s.orbits.named = func(i int) Who { return Who{PartOrbit, s.orbitAt[i], int16(i)} }
	fill(&s.groupCalls, PartGroupCall, len(s.called), 1, (*System).doGroupCall, cells(responsegroup.Rules{}))
	fill(&s.seats, PartSeat, len(s.of), 1, (*System).doSeat, cells(p.Conference))
	s.placeMachines()
}

// placeMachines gives every machine the slot of its deadline.
func (s *System) placeMachines() {
	s.banks = []slots{&s.setup, &s.pairing, &s.health, &s.failover, &s.replication, &s.store, &s.directory, &s.replicator,
		&s.replica, &s.backend, &s.admission, &s.members, &s.quorum, &s.routing, &s.mirror, &s.fence,
		&s.binding, &s.client, &s.certificate, &s.cache, &s.geo, &s.talk, &s.orbits, &s.seats, &s.groupCalls}
	n := 0
	for _, b := range s.banks {
		n += b.len()
	}
	s.due, s.machines = newSchedule(n), n
	n = 0
	for _, b := range s.banks {
		b.place(s, n)
		n += b.len()
	}
}

// storeAtStart has the standby if the pair of the pool that hosts the store is there.
func (s *System) storeAtStart() cms.State {
	return cms.Installed(0, s.hosts[1] >= 0)
}

// begin brings into service what is not Later, at instant 0, and forgets what was told on the way.
func (s *System) begin() {
	for p, pool := range s.topology.Pools {
		if !pool.Later {
			for _, on := range []setup.Cause{setup.Define, setup.Publish, setup.Install} {
				s.setup.step(s, p, setup.Event{On: on})
			}
			s.setup.at[p].State = serving(s.setup.at[p])
			s.setup.sync(s)
			s.setRow(int16(p), func(r row) row { return r | defined })
		}
	}
	s.beginClusters()
	for i, pair := range s.topology.Pairs {
		if pair.Later {
			continue
		}
		for _, e := range []pairing.Event{{On: pairing.Name}, {On: pairing.Publish}, {On: pairing.Install}, {On: pairing.Install, Side: 1}} {
			s.pairing.step(s, i, e)
		}
		for _, name := range pair.Pools {
			pool := s.plan.pool(name)
			s.serviced[pool], s.latest[pool] = true, s.partner[pool]
			s.backups[s.partner[pool]] |= 1 << pool // it has stood before (H-73)
			s.setRow(pool, func(r row) row {
				return r.withBackup(s.partner[pool]).with(automatic, s.topology.Pools[pool].Automatic)
			})
		}
	}
	s.beginOneWay()
	for p := range s.partner {
		s.watch(int16(p))
		if s.replicates(int16(p)) {
			s.beginReplication(int16(p))
			s.copyAtOnce(int16(p))
		}
	}
	s.restartReplicator()
	s.lookAround()
	s.out = nil
}

// copyAtOnce lets the first batches of a pool be imported: a pair that stands from the start has stood before.
func (s *System) copyAtOnce(pool int16) {
	for m := range modules {
		if c := s.replication.at[copying(pool, m)]; c.State.Phase() != replication.NotInitialized {
			s.replication.step(s, copying(pool, m), replication.Event{On: replication.Sync})
			for c.State.Waiting() {
				c.State, _ = c.Rules.Advance(c.State, nil)
			}
		}
	}
	s.replication.sync(s)
}

// serving is the state of a setup that has just ended.
func serving(c cell[setup.State, setup.Event, setup.Action]) setup.State {
	s, _ := c.Rules.Advance(c.State, nil)
	return s
}

// setRow changes what every copy of the configuration says of a pool.
func (s *System) setRow(pool int16, change func(row) row) {
	for c := range s.copies() {
		at := &s.rows(c)[pool]
		*at = change(*at)
	}
}
