package understudy

import (
	"time"

	"understudy.example/dns"
	"understudy.example/dns/cache"
	"understudy.example/dns/discovery"
	"understudy.example/dns/geo"
	"understudy.example/machine"
	"understudy.example/pool/failover"
)

// How a client comes to know of pools: the rungs of its ladder, with what DNS, DHCP and Autodiscover say on each.

// lookups is what clients, and the geographic names that they ask for, remember of look-ups. Slices are by user, or as said.
type lookups struct {
	present []bool          // of each record, then of each address: it is in DNS
	kept    []int16         // the registrar that is kept for the next sign-in (C-23, C-26); -1 for none
	answer  []uint64        // user, name: the leads of the cached answer, a bit for each
	draw    []machine.Draw  // of the order of records
	turn    []uint8         // of each geographic name: the answers it has given
	mobile  []machine.Timer // of each pool: an age, since a failover of it began (F-92)
}

func (s *System) makeLookups() {
	t, users := &s.topology, len(s.topology.Users)
	s.lookups = lookups{
		present: make([]bool, len(t.Records)+len(t.Addresses)), kept: make([]int16, users),
		answer: make([]uint64, users*len(s.names)), draw: make([]machine.Draw, users),
		turn: make([]uint8, len(t.GeoNames)), mobile: make([]machine.Timer, len(t.Pools)),
	}
	for i, r := range t.Records {
		s.present[i] = !r.Later
	}
	for i, a := range t.Addresses {
		s.present[len(t.Records)+i] = !a.Later
	}
	for u := range users {
		s.kept[u] = -1
		s.draw[u] = machine.Draw{Seed: seed(t.Seed, u, 1)}
	}
}

// discover makes the list of candidates, rung by rung (C-1, C-7): that a rung leads somewhere does not end the ladder, as
// only a sign-in does.
func (s *System) discover(user int16) {
	s.list[user] = s.list[user][:0]
	failed := s.client.at[user].Look().Failures() > 0
	s.climb(user, failed, s.kept[user], &s.draw[user], func(r *rung) uint64 { return s.lookUp(user, r) }, func(pool int16) int {
		return s.addCandidate(user, pool, len(s.list[user]))
	})
	s.post(message{kind: foundMessage, to: user, data: [4]uint16{uint16(len(s.list[user]))}})
}

// climb hands every pool to add that the ladder of a user's client leads to, in the order in which they are tried; add says
// how many candidates came of it. Failed says that a round has failed since the client was registered, kept is the
// registrar that it has kept.
func (s *System) climb(user int16, failed bool, kept int16, src dns.Source, ask func(*rung) uint64, add func(int16) int) {
	var pools [mostLeads]int16
	for i := range s.ladders[user] {
		r := &s.ladders[user][i]
		if r.Alone && failed {
			continue
		}
		added := 0
		for _, pool := range s.follow(user, r, kept, ask(r), src, pools[:0]) {
			added += add(pool)
		}
		if r.Alone && added > 0 {
			break
		}
	}
}

// follow appends the pools that a rung leads to, in the order in which they are tried: answer is what DNS has said.
func (s *System) follow(user int16, r *rung, kept int16, answer uint64, src dns.Source, out []int16) []int16 {
	switch r.Source {
	case discovery.Kept:
		return append(out, kept)
	case discovery.Manual, discovery.DHCP:
		return append(out, r.pool)
	case discovery.SRV:
		return s.ordered(answer, src, out)
	}
	for i, l := range s.leads {
		switch {
		case answer>>i&1 == 0:
		case r.Source == discovery.Autodiscover:
			out = append(out, s.autodiscovers(user, l.pool))
		default:
			out = append(out, l.pool)
		}
	}
	return out
}

// ordered appends the pools that SRV records lead to, in the order of priority and weight (C-90, C-110).
func (s *System) ordered(answer uint64, src dns.Source, out []int16) []int16 {
	var records [mostLeads]dns.SRV
	var pools, order [mostLeads]int
	n := 0
	for i, l := range s.leads {
		if answer>>i&1 != 0 {
			records[n], pools[n] = s.topology.Records[l.record].SRV, int(l.pool)
			n++
		}
	}
	for _, k := range dns.Order(records[:n], s.topology.Policy, src, order[:0]) {
		out = append(out, int16(pools[k]))
	}
	return out
}

// autodiscovers returns the pool that the web service at a pool names to a user, -1 if it does not answer: the home pool, be
// it dead, until its own replica says that this pool was failed over (C-6, C-8, H-30, H-59). To clients that know web
// services only it says so no sooner than the services are ready for them (F-92, H-60).
func (s *System) autodiscovers(user, at int16) int16 {
	home := s.home[user]
	switch {
	case at < 0 || s.pathTo(user, at) != open:
		return -1
	case s.replicaRow(at, home).state() != failover.FailedOver:
		return home
	case s.topology.Users[user].Generation.Web() && s.mobile[home].Armed() && !s.mobile[home].Due(s.now):
		return home
	}
	return s.replicaRow(at, home).backup()
}

// failoverBegins begins the time in which mobile clients are without service (F-92).
func (s *System) failoverBegins(r *request) {
	if r.kind == poolFailOver {
		s.mobile[r.pool] = machine.At(s.now.Add(s.topology.Parameters.MobileOutage))
	}
}

// lookUp asks DNS what a rung asks, unless the cached answer still counts (C-31).
func (s *System) lookUp(user int16, r *rung) uint64 {
	if r.name < 0 {
		return 0
	}
	entry := s.entry(user, r.name)
	if s.cache.at[entry].State.Phase() != cache.Empty {
		return s.answer[entry]
	}
	if !s.directoryNear(s.userNode(user)) {
		s.answer[entry] = 0
		s.cache.step(s, entry, cache.Event{On: cache.Failed})
		return 0
	}
	answer, ttl := s.dnsSays(r)
	on := cache.Answered
	if answer == 0 {
		on = cache.Missing
	}
	s.answer[entry] = answer
	s.cache.step(s, entry, cache.Event{On: on, TTL: ttl})
	s.takeTurns(answer)
	return answer
}

// entry is the number of a user's cached answer for a name.
func (s *System) entry(user, name int16) int { return int(user)*len(s.names) + int(name) }

// dnsSays returns what DNS says, and for how long that may be kept.
func (s *System) dnsSays(r *rung) (answer uint64, ttl time.Duration) {
	ttl = s.topology.Parameters.Cache.MaxTTL
	for i, l := range s.leads {
		if r.leads>>i&1 == 0 || !s.present[l.record] {
			continue
		}
		if l.geo >= 0 {
			ttl = s.topology.Parameters.Geo.TTL
		}
		if l.geo < 0 || s.picks(l.geo) == l.target {
			answer |= 1 << i
		}
	}
	return answer, ttl
}

// picks returns the target that a geographic name is answered with now (C-123).
func (s *System) picks(name int16) int {
	passing := [2]bool{s.passes(name, 0), s.passes(name, 1)}
	return s.topology.GeoNames[name].Order.Pick(passing[:], s.turn[name])
}

func (s *System) passes(name int16, target int) bool {
	return s.geo.at[2*int(name)+target].State.Phase() == geo.In
}

// takeTurns counts an answer for every geographic name that it came from.
func (s *System) takeTurns(answer uint64) {
	for i, l := range s.leads {
		if answer>>i&1 != 0 && l.geo >= 0 {
			s.turn[l.geo]++
		}
	}
}

// doGeo lets a health check see what a client anywhere would see: a page that answers, or not (C-123, H-61).
func (s *System) doGeo(i int, a geo.Action) {
	if a.Kind != geo.Check {
		return
	}
	pool := s.plan.pool(s.topology.GeoNames[i/2].Pools[i%2])
	if s.serves(pool) && !s.has(pool, NIC) && !s.has(pool, Hung) {
		s.post(message{kind: passedMessage, to: int16(i)})
	}
}

// keep lets a client keep the registrar that has just taken it in, if clients like it do (C-23, C-26).
func (s *System) keep(user, pool int16, backup bool) {
	if s.topology.Users[user].Generation.Keeps(backup) {
		s.kept[user] = pool
	}
}

// knowsOf reports whether the client can come to know of pool by itself: by what it kept, or by what it would be told if it
// asked now (C-31).
func (s *System) knowsOf(user, pool int16) bool {
	var pools [mostLeads]int16
	for i := range s.ladders[user] {
		r := &s.ladders[user][i]
		for _, found := range s.follow(user, r, s.kept[user], s.hears(user, r), nil, pools[:0]) {
			if found == pool {
				return true
			}
		}
	}
	return false
}

// hears is what lookUp would return, and changes nothing.
func (s *System) hears(user int16, r *rung) uint64 {
	switch {
	case r.name < 0:
		return 0
	case s.cache.at[s.entry(user, r.name)].State.Phase() != cache.Empty:
		return s.answer[s.entry(user, r.name)]
	case !s.directoryNear(s.userNode(user)):
		return 0
	}
	answer, _ := s.dnsSays(r)
	return answer
}

// misled returns a user who has an answer that no rung of its client's ladder can be given, -1 for none.
func (s *System) misled() int16 {
	for u := range s.home {
		for n := range s.names {
			var can uint64
			for _, r := range s.ladders[u] {
				if int(r.name) == n {
					can |= r.leads
				}
			}
			if s.answer[s.entry(int16(u), int16(n))]&^can != 0 {
				return int16(u)
			}
		}
	}
	return -1
}

// flushDNS empties a user's cache.
func (s *System) flushDNS(user int16) denial {
	for name := range s.names {
		s.cache.step(s, s.entry(user, int16(name)), cache.Event{On: cache.Flushed})
	}
	return done
}

func (v *lookups) code(c *machine.Code, s *System) {
	bools(c, v.present)
	for u := range v.kept {
		party(c, &v.kept[u], len(s.partner))
		draw := uint64(v.draw[u].Seed)<<32 | uint64(v.draw[u].Drawn)
		c.Uint64(&draw)
		v.draw[u] = machine.Draw{Seed: uint32(draw >> 32), Drawn: uint32(draw)}
	}
	for i := range v.answer {
		members(c, &v.answer[i], len(s.leads))
	}
	for g := range v.turn {
		machine.Enum(c, &v.turn[g], 256)
	}
	for p := range v.mobile {
		c.Age(&v.mobile[p], s.topology.Parameters.MobileOutage)
	}
}
