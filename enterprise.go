package understudy

import (
	"math/bits"
	"time"

	"understudy.example/machine"
	"understudy.example/pool/membership"
	"understudy.example/pool/mirror"
	"understudy.example/pool/pairing"
	"understudy.example/pool/quorum"
	"understudy.example/pool/routing"
	"understudy.example/registrar"
	"understudy.example/registrar/binding"
)

// EnterpriseTimes are the parameters of front ends and mirrors.
type EnterpriseTimes struct {
	StartEach time.Duration // what a cold start takes for each front end (F-167)
	StartMost time.Duration // no cold start takes longer (F-167)
	Rebuild   time.Duration // how long a lost replica is waited for before another front end gets one (F-161)
	Reload    time.Duration // what quorum loss recovery takes (F-165)
	Takeover  time.Duration // what it takes a mirror to become the principal (F-171)
}

func enterpriseTimes() EnterpriseTimes {
	q, r, m := quorum.Lync2013(), routing.Default(), mirror.Documented()
	return EnterpriseTimes{q.StartEach, q.StartMost, r.Rebuild, r.Reload, m.Take}
}

// validate reports every fault of the times.
func (e EnterpriseTimes) validate() []error {
	return []error{e.quorum(pairing.Lync2013).Validate(), e.routing(time.Second).Validate(), e.mirror(true).Validate()}
}

// quorum returns the rules of a release's pools (F-162, F-163, D-12, D-18).
func (e EnterpriseTimes) quorum(release pairing.Release) quorum.Rules {
	r := quorum.Lync2013()
	switch {
	case release.Since(pairing.Skype2019):
		r = quorum.Server2019()
	case release.Since(pairing.Skype2015):
		r = quorum.Server2015()
	}
	r.StartEach, r.StartMost = e.StartEach, e.StartMost
	return r
}

func (e EnterpriseTimes) routing(lazy time.Duration) routing.Rules {
	return routing.Rules{Rebuild: e.Rebuild, Reload: e.Reload, Lazy: max(lazy, 1)}
}

func (e EnterpriseTimes) mirror(witness bool) mirror.Rules {
	return mirror.Rules{Witness: witness, Take: e.Takeover}
}

// clusters are the pools that are modelled front end by front end, and their routing groups and mirrors, numbered. It is
// part of the plan.
type clusters struct {
	cluster  []int16 // of each pool: its number among them, -1 for one server
	fronted  []int16 // of each of them: the pool
	groupsOf []int16 // of each of them: its first routing group; one more at the end
	mirrorOf []int16 // of each pool: the number of its mirror, -1 without
	mirrored []int16 // of each mirror: the pool
}

func cluster(t *Topology) clusters {
	c := clusters{groupsOf: []int16{0}}
	for p, pool := range t.Pools {
		c.cluster, c.mirrorOf = append(c.cluster, -1), append(c.mirrorOf, -1)
		if pool.FrontEnds > 0 {
			c.cluster[p] = int16(len(c.fronted))
			c.fronted = append(c.fronted, int16(p))
			c.groupsOf = append(c.groupsOf, c.groupsOf[len(c.fronted)-1]+int16(pool.FrontEnds))
		}
		if pool.Edition == pairing.Enterprise && pool.BackEnd == pairing.Mirroring {
			c.mirrorOf[p] = int16(len(c.mirrored))
			c.mirrored = append(c.mirrored, int16(p))
		}
	}
	return c
}

// group returns the routing group of user in a pool, -1 where the pool is one server. There are as many groups as the pool
// has front ends at the start, and users are dealt out to them in turn (H-45).
func (c *clusters) group(user, pool int16) int {
	i := c.cluster[pool]
	if i < 0 {
		return -1
	}
	first, n := c.groupsOf[i], c.groupsOf[i+1]-c.groupsOf[i]
	return int(first + user%n)
}

// fronts is what a System remembers of front ends, beside their machines. Slices are by cluster, by user, or by pool and
// user.
type fronts struct {
	drawn    []membership.Set // front ends in Topology Builder, published or not
	off      []membership.Set // front ends whose server is off
	stopped  []membership.Set // front ends whose service is stopped
	quorate  []bool           // the pool has its quorum
	front    []uint8          // of each user: the number of the front end that it is registered at, or tries; 0 for none
	holder   []uint8          // of each binding: the number of the front end that holds it; nil without clusters
	served   []bool           // of each mirror: the database answers
	changing bool             // a change is on
}

func (s *System) makeEnterprise() {
	n := len(s.fronted)
	s.fronts = fronts{drawn: make([]membership.Set, n), off: make([]membership.Set, n), stopped: make([]membership.Set, n), quorate: make([]bool, n),
		front: make([]uint8, len(s.topology.Users)), served: make([]bool, len(s.mirrored))}
	for c, pool := range s.fronted {
		s.drawn[c] = membership.First(s.topology.Pools[pool].FrontEnds)
	}
	for m := range s.served {
		s.served[m] = true
	}
	if n > 0 {
		s.holder = make([]uint8, len(s.topology.Pools)*len(s.topology.Users))
	}
}

func (v *fronts) code(c *machine.Code) {
	for i := range v.off {
		for _, set := range [...]*membership.Set{&v.drawn[i], &v.off[i], &v.stopped[i]} {
			machine.Enum(c, set, 1<<membership.Most)
		}
	}
	bools(c, v.quorate, v.served)
	for _, list := range [...][]uint8{v.front, v.holder} {
		for i := range list {
			machine.Enum(c, &list[i], membership.Most+1)
		}
	}
}

// makeClusters makes the machines of the pools that are modelled front end by front end, and of the mirrors.
func (s *System) makeClusters() {
	t, times := &s.topology, s.topology.Parameters.Enterprise
	fill(&s.members, PartMembership, len(s.fronted), 1, (*System).doMembers,
		func(i int) cell[membership.State, membership.Event, membership.Action] {
			return machine.Of(membership.Rules{}, membership.Of(t.Pools[s.fronted[i]].FrontEnds))
		})
	fill(&s.quorum, PartQuorum, len(s.fronted), 1, (*System).doQuorum,
		func(i int) cell[quorum.State, quorum.Event, quorum.Action] {
			pool := &t.Pools[s.fronted[i]]
			return machine.Of(times.quorum(pool.Release), quorum.Of(pool.FrontEnds))
		})
	fill(&s.routing, PartRouting, int(s.groupsOf[len(s.fronted)]), 1, (*System).doRouting,
		cells(times.routing(t.Parameters.Replication.Lazy)))
	fill(&s.mirror, PartMirror, len(s.mirrored), 1, (*System).doMirror,
		func(i int) cell[mirror.State, mirror.Event, mirror.Action] {
			return machine.Of(times.mirror(t.Pools[s.mirrored[i]].Witness), mirror.State{})
		})
	s.members.named = func(i int) Who { return Who{PartMembership, s.fronted[i], 0} }
	s.quorum.named = func(i int) Who { return Who{PartQuorum, s.fronted[i], 0} }
	s.routing.named = s.whoseGroup
	s.mirror.named = func(i int) Who { return Who{PartMirror, s.mirrored[i], 0} }
}

func (s *System) whoseGroup(i int) Who {
	c := 0
	for int(s.groupsOf[c+1]) <= i {
		c++
	}
	return Who{PartRouting, s.fronted[c], int16(i) - s.groupsOf[c]}
}

// beginClusters lets the front ends of the pools that are there at the start run.
func (s *System) beginClusters() {
	s.changing = true // nobody is there yet who could notice
	s.frontsChanged()
	for c, q := range s.quorum.at {
		if q.State.Phase() == quorum.Starting {
			s.quorum.advance(s, c)
		}
	}
	s.changing = false
}

// hasQuorum reports whether the pool has its quorum, or is one server and needs none.
func (s *System) hasQuorum(pool int16) bool {
	c := s.cluster[pool]
	return c < 0 || s.quorate[c]
}

// starting reports whether the front ends of a pool are placing their routing groups.
func (s *System) starting(pool int16) bool {
	return pool >= 0 && s.cluster[pool] >= 0 && s.quorum.at[s.cluster[pool]].State.Phase() == quorum.Starting
}

// starts reports whether a pool's front ends can run their service: its servers are on, it is set up, and nobody has
// stopped it.
func (s *System) starts(pool int16) bool {
	return s.powered(pool) && !s.has(pool, Service) && !s.halted[pool] && s.setup.at[pool].State.Serving()
}

// running returns the front ends of a cluster that run.
func (s *System) running(c int) membership.Set {
	if !s.starts(s.fronted[c]) {
		return 0
	}
	members := s.members.at[c].State
	return (members.Named() | members.Counted()) &^ s.off[c] &^ s.stopped[c]
}

// frontEnds is how many servers of a pool take sign-ins (H-38).
func (s *System) frontEnds(pool int16) int {
	if c := s.cluster[pool]; c >= 0 {
		return max(1, (s.ran(int(c)) & s.members.at[c].State.Counted()).Size())
	}
	return 1
}

// frontsChanged tells the clusters which of their front ends run now, where that has changed: first the pool as a whole,
// and then each routing group.
func (s *System) frontsChanged() {
	for c := range s.fronted {
		s.witnessChanged(c)
		for running := s.running(c); running != s.ran(c); running = s.running(c) {
			s.quorum.step(s, c, quorum.Event{On: quorum.Run, Fronts: uint16(running)})
			s.members.step(s, c, membership.Event{On: membership.Run, Fronts: running})
			s.groupsRun(c)
		}
	}
}

// ran returns the front ends of a cluster that ran when they were told of last.
func (s *System) ran(c int) membership.Set { return membership.Set(s.quorum.at[c].State.Running()) }

// witnessChanged tells a pool's quorum whether its primary database answers; the mirror does not count (F-164).
func (s *System) witnessChanged(c int) {
	up := !s.has(s.fronted[c], SQL)
	if m := s.mirrorOf[s.fronted[c]]; m >= 0 {
		up = s.mirror.at[m].State.Up(mirror.Primary)
	}
	switch blind := s.quorum.at[c].State.Blind(); {
	case up && blind:
		s.quorum.step(s, c, quorum.Event{On: quorum.WitnessBack})
	case !up && !blind:
		s.quorum.step(s, c, quorum.Event{On: quorum.WitnessLost})
	}
}

// groupsRun tells the routing groups of a cluster which front ends can hold them: those that run, and count.
func (s *System) groupsRun(c int) {
	s.eachGroup(c, routing.Event{On: routing.Run, Fronts: uint16(s.ran(c) & s.members.at[c].State.Counted())})
	s.forgetLost(c)
}

// groupsStore tells the routing groups of a pool whether their database answers.
func (s *System) groupsStore(pool int16, answers bool) {
	e := routing.Event{On: routing.StoreFailed}
	if answers {
		e.On = routing.StoreBack
	}
	if c := s.cluster[pool]; c >= 0 {
		s.eachGroup(int(c), e)
	}
}

// eachGroup lets something happen to all routing groups of a cluster.
func (s *System) eachGroup(c int, e routing.Event) {
	for g := s.groupsOf[c]; g < s.groupsOf[c+1]; g++ {
		if e.On == routing.Place { // dealt out in turn, too
			e.Front = uint8(g - s.groupsOf[c])
		}
		s.routing.step(s, int(g), e)
	}
}

// forgetLost ends the bindings that front ends held which do not run any more: what they had in memory is gone.
func (s *System) forgetLost(c int) {
	pool, running := s.fronted[c], s.ran(c)
	for u := range s.home {
		if at := s.bound(pool, int16(u)); s.holder[at] > 0 && !running.Has(int(s.holder[at])-1) {
			s.binding.step(s, at, binding.Event{On: binding.Forget})
		}
	}
}

// doMembers lets the pool count other front ends when a change of them is complete.
func (s *System) doMembers(c int, _ membership.Action) {
	counted := uint16(s.members.at[c].State.Counted())
	if counted == s.quorum.at[c].State.Members() {
		return
	}
	s.quorum.step(s, c, quorum.Event{On: quorum.Count, Fronts: counted})
	s.groupsRun(c)
	s.within(func() {}) // one that is removed runs no more
}

// doQuorum lets the service of a pool begin when the pool has started, and end when its quorum is lost.
func (s *System) doQuorum(c int, a quorum.Action) {
	if a.Move.From == quorum.Starting && s.quorum.at[c].State.Phase() != quorum.Starting {
		defer s.started(s.fronted[c])
	}
	functional := s.quorum.at[c].State.Phase() == quorum.Functional
	if functional == s.quorate[c] {
		return
	}
	s.within(func() {
		s.quorate[c] = functional
		if functional {
			s.eachGroup(c, routing.Event{On: routing.Place})
		} else {
			s.eachGroup(c, routing.Event{On: routing.Stop})
		}
	})
}

// doRouting lets the registrars judge again when a group's level, or the front end that serves it, changes.
func (s *System) doRouting(g int, a routing.Action) {
	pool := s.whoseGroup(g).A
	switch a.Kind {
	case routing.Moved:
		s.judge[pool] = true
	case routing.Lost:
		s.tell(Action{Kind: Unsaved, Who: s.whoseGroup(g), Peer: -1})
	}
}

// doMirror tells the front ends whether their database answers.
func (s *System) doMirror(m int, _ mirror.Action) {
	if serves := s.mirror.at[m].State.Serves(); serves != s.served[m] {
		s.within(func() { s.served[m] = serves })
	}
}

// sqlUp reports whether the database of a pool's back end answers.
func (s *System) sqlUp(pool int16) bool {
	if m := s.mirrorOf[pool]; m >= 0 {
		return s.served[m]
	}
	return !s.has(pool, SQL)
}

// within is change, or a part of the one that is on.
func (s *System) within(do func()) {
	if s.changing {
		do()
		return
	}
	s.change(do)
}

// frontFault lets a fault of one front end, or of a server of a mirror, begin or end.
func (s *System) frontFault(f Fault, pool int16, begins bool) {
	switch c := s.cluster[pool]; f.Kind {
	case FrontEnd:
		setBit(&s.off[c], uint(f.Front-1), begins)
	case FrontStopped:
		setBit(&s.stopped[c], uint(f.Front-1), begins)
	default:
		on := mirror.Mend
		if begins {
			on = mirror.Fail
		}
		s.mirror.step(s, int(s.mirrorOf[pool]), mirror.Event{On: on, Server: mirrorServer(f.Kind)})
	}
}

// isFrontFault reports whether a fault is one of frontFault's: the database of a mirrored back end is one of its servers.
func (s *System) isFrontFault(k FaultKind, pool int16) bool {
	return k == FrontEnd || k == FrontStopped || k == MirrorServer || k == WitnessServer || k == SQL && s.mirrorOf[pool] >= 0
}

// isFrontBroken reports whether such a fault is there.
func (s *System) isFrontBroken(f Fault, pool int16) bool {
	switch c := s.cluster[pool]; f.Kind {
	case FrontEnd:
		return s.off[c].Has(f.Front - 1)
	case FrontStopped:
		return s.stopped[c].Has(f.Front - 1)
	}
	return !s.mirror.at[s.mirrorOf[pool]].State.Up(mirrorServer(f.Kind))
}

func mirrorServer(k FaultKind) mirror.Server {
	switch k {
	case MirrorServer:
		return mirror.Secondary
	case WitnessServer:
		return mirror.Witness
	}
	return mirror.Primary
}

// hasServer reports whether there is what a fault befalls: the front end of that number, a mirror, or its witness.
func (s *System) hasServer(f Fault, pool int16) bool {
	switch f.Kind {
	case FrontEnd, FrontStopped:
		c := s.cluster[pool]
		return c >= 0 && (s.members.at[c].State.Named() | s.members.at[c].State.Counted()).Has(f.Front-1)
	case MirrorServer:
		return s.mirrorOf[pool] >= 0
	case WitnessServer:
		return s.mirrorOf[pool] >= 0 && s.topology.Pools[pool].Witness
	}
	return true
}

// replicas is what is left of the routing group of a user whose data are loaded in a pool (F-165).
func (s *System) replicas(user, pool int16) registrar.Replicas {
	g := s.group(user, pool)
	if g < 0 || s.loaded[s.home[user]] != pool {
		return registrar.Enough
	}
	switch s.routing.at[g].State.Phase() {
	case routing.Alone:
		return registrar.Alone
	case routing.Full:
		return registrar.Enough
	}
	return registrar.Gone
}

// elsewhere reports whether another front end than number n of the pool is the user's registrar (C-29). Clients that know
// web services only are served by whichever they reach (H-58).
func (s *System) elsewhere(user, pool int16, n uint8) bool {
	g := s.group(user, pool)
	if g < 0 || n == 0 || s.topology.Users[user].Generation.Web() {
		return false
	}
	return s.routing.at[g].State.Primary() >= 0 && s.routing.at[g].State.Primary() != int(n)-1
}

// frontAt returns the number of the front end that the user's client speaks to in a pool, 0 if it does not or there are
// none.
func (s *System) frontAt(user, pool int16) uint8 {
	if s.at[user] != pool {
		return 0
	}
	return s.front[user]
}

// frontIs reports whether that front end has a fault.
func (s *System) frontIs(user, pool int16, k FaultKind) bool {
	c, n := s.cluster[pool], int(s.frontAt(user, pool))
	if c < 0 || n == 0 {
		return false
	}
	if k == FrontEnd {
		return s.off[c].Has(n - 1)
	}
	members := s.members.at[c].State
	return s.stopped[c].Has(n-1) || !(members.Named() | members.Counted()).Has(n-1)
}

// heldBy returns the number of the front end that holds a binding, 0 where there are none.
func (s *System) heldBy(bound int) uint8 {
	if s.holder == nil {
		return 0
	}
	return s.holder[bound]
}

// hold lets the front end that the user's client speaks to hold its binding.
func (s *System) hold(user, pool int16) {
	if s.holder != nil {
		s.holder[s.bound(pool, user)] = s.frontAt(user, pool)
	}
}

// publishFronts publishes the front ends that Topology Builder has. New ones run from then on.
func (s *System) publishFronts() {
	for c, drawn := range s.drawn {
		if drawn != s.members.at[c].State.Named() {
			s.members.step(s, c, membership.Event{On: membership.Publish, Fronts: drawn})
			s.change(func() {})
		}
	}
}

// reset is Reset-CsPoolRegistrarState (F-166).
func (s *System) reset(r *request) {
	c := int(s.cluster[r.pool])
	switch r.reset {
	case ServiceReset:
		s.members.step(s, c, membership.Event{On: membership.ServiceReset})
		s.quorum.step(s, c, quorum.Event{On: quorum.Restart})
	case FullReset:
		s.members.step(s, c, membership.Event{On: membership.FullReset})
		s.quorum.step(s, c, quorum.Event{On: quorum.Restart})
		s.eachGroup(c, routing.Event{On: routing.Wipe})
	case QuorumLossRecovery:
		s.eachGroup(c, routing.Event{On: routing.Recover})
	case MachineStateRemoved:
		s.eachGroup(c, routing.Event{On: routing.Forget, Front: uint8(r.front - 1)})
	}
}

// changed returns the front ends of a pool after the one of an order is added, behind all others, or removed.
func (s *System) changed(r *request) membership.Set {
	drawn := s.drawn[s.cluster[r.pool]]
	if r.kind == addFrontEnd {
		if next := 1 << bits.Len16(uint16(drawn)); next < 1<<membership.Most {
			return drawn | membership.Set(next)
		}
		return drawn | (drawn+1)&^drawn // a number that was given up
	}
	return drawn &^ (1 << (r.front - 1))
}

// What guards ask of front ends and mirrors.

func (s *System) hasFronts(r *request) bool { return s.cluster[r.pool] >= 0 }

// allowed reports whether a pool of the release can have the front ends that it is to have (F-162, F-168).
func (s *System) allowed(r *request) bool {
	rules := s.topology.Parameters.Enterprise.quorum(s.topology.Pools[r.pool].Release)
	return rules.Allows(s.changed(r).Size())
}

// waits reports whether a change of front ends waits to be published or to count, and this one does not take it back (H-44).
func (s *System) waits(r *request) bool {
	c := s.cluster[r.pool]
	members, next := s.members.at[c].State, s.changed(r)
	return (members.Phase() != membership.Settled || s.drawn[c] != members.Named()) && next != members.Counted() && next != s.drawn[c]
}

// frontRuns reports whether front end number n of a pool runs.
func (s *System) frontRuns(r *request) bool { return s.ran(int(s.cluster[r.pool])).Has(r.front - 1) }

func (s *System) hasFront(r *request) bool { return s.drawn[s.cluster[r.pool]].Has(r.front - 1) }

// rebuilds reports whether a full reset finds enough front ends running (F-159).
func (s *System) rebuilds(r *request) bool { return s.members.at[s.cluster[r.pool]].State.Rebuilds() }

func (s *System) isMirrored(pool int16) bool { return s.mirrorOf[pool] >= 0 }

// mirrorReady reports whether the mirror of a pool's back end can become the principal now.
func (s *System) mirrorReady(pool int16) bool {
	m := s.mirrorOf[pool]
	rules := s.topology.Parameters.Enterprise.mirror(s.topology.Pools[pool].Witness)
	return rules.Ready(s.mirror.at[m].State) && s.mirror.at[m].State.Phase() != mirror.FailingOver
}
