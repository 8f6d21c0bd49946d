package understudy

import (
	"time"

	"understudy.example/client"
	"understudy.example/client/features"
	"understudy.example/dns"
	"understudy.example/dns/discovery"
	"understudy.example/machine"
	"understudy.example/pool/replication"
	"understudy.example/registrar"
	"understudy.example/registrar/admission"
	"understudy.example/registrar/binding"
)

// A Crowd is any number of users who are like one user of the topology, in everything but what each of them remembers:
// the servers of a System answer them as they answer him. Somebody else keeps them, as package sim does, and with them
// their clients, bindings and certificates, and all that is counted. Pools are numbered in the topology's order, -1 for none.
//
// What a Crowd answers changes only when the System does, and when it Lapses; Enrolled alone changes the System.
type Crowd struct {
	s    *System
	user int16
}

// Crowd returns the users who are like one of the topology's; ok is false if there is none of that name.
func (s *System) Crowd(uri string) (c Crowd, ok bool) {
	user := s.user(uri)
	return Crowd{s, user}, user >= 0
}

// Seeds returns the seeds of client i of a topology with this seed: of the order of records, and of its waits. Users have
// their numbers in Users.
func (t *Topology) Seeds(i int) (order, waits uint32) { return seed(t.Seed, i, 1), seed(t.Seed, i, 2) }

// Admits returns how many sign-ins the registrar of a pool takes in (C-116, H-38).
func (s *System) Admits(pool int) admission.Rules { return s.topology.admission(pool) }

// Room returns how many endpoints the registrar of a pool holds at most, now (C-121).
func (s *System) Room(pool int) int {
	return s.topology.Parameters.Endpoints * s.frontEnds(int16(pool))
}

// A Tide counts what came over everybody at the registrar of a pool at once, since the System was made. It is no part of
// its state: two Systems that go on alike can have other Tides.
type Tide struct {
	Judged  uint32 // the registrar judged again what it holds (H-2, H-14)
	Stopped uint32 // the front end service stopped, and has forgotten its bindings (H-10)
	Carried uint32 // records of certificates came to the partner (C-66)
	Shared  uint32 // the users' records were shared with the one-way backup (H-53)
}

// Tide returns the counts of a pool.
func (s *System) Tide(pool int) Tide { return s.tides[pool] }

// Exposure returns how old the partner's copy of a module of pool is, which is what would be lost if the pool were lost now; exact is
// false where it is at least that, or there is no copy (F-64, F-79). It is the truth, which no administrator sees.
func (s *System) Exposure(pool int, m replication.Module) (age time.Duration, exact bool) {
	if m >= modules || s.partner[pool] < 0 {
		return 0, false
	}
	return s.topology.Parameters.Replication.Exposure(s.now, s.replication.at[copying(int16(pool), m)].State)
}

// Lapses returns when an answer to a Crowd changes next by mere time, though nothing happens in the System: when the web
// services of a pool that fails over are ready for mobile clients (F-92, H-60). A Step with a nil input lets that time come.
func (s *System) Lapses() machine.Instant {
	next := machine.Never
	for _, t := range s.mobile {
		if t.Armed() && !t.Due(s.now) {
			next = min(next, t.Deadline())
		}
	}
	return next
}

// Home returns the home pool.
func (c Crowd) Home() int { return int(c.s.home[c.user]) }

// Generation returns the generation of the clients.
func (c Crowd) Generation() discovery.Generation { return c.s.topology.Users[c.user].Generation }

// A Path is what becomes of what a client sends to a pool (H-22).
type Path = path

// The paths.
const (
	PathOpen    = open    // it is answered
	PathSilent  = silent  // nothing comes back
	PathRefused = refused // the connection is refused, or reset
)

// Path returns what becomes of what is sent to pool.
func (c Crowd) Path(pool int) Path { return c.s.pathTo(c.user, int16(pool)) }

// Arrives reports whether what pool sends arrives.
func (c Crowd) Arrives(pool int) bool {
	return c.s.arrives(c.s.poolNode(int16(pool)), c.s.userNode(c.user))
}

// Latency returns how long it takes, one way, between pool and the clients (H-39).
func (c Crowd) Latency(pool int) time.Duration {
	if c.s.siteOf[pool] != c.s.seat[c.user] {
		return c.s.topology.Parameters.SiteLatency
	}
	return c.s.topology.Parameters.Latency
}

// Knows returns what the registrar of pool knows of an endpoint, but for what its keeper has to fill in: Certificate, Full
// and Crowded, and Bound where an endpoint that is held registers anew. Held says that the pool has a binding of it.
func (c Crowd) Knows(pool int, held bool) registrar.Known {
	return c.s.knowsOfHome(c.user, int16(pool), held)
}

// An Answer is a registrar's reply, and what follows from it.
type Answer struct {
	registrar.Reply
	Client client.Event // what the client hears; of a redirect without the number of candidates
	Counts bool         // the rate of the pool counts it (H-38)
}

// Register answers a REGISTER of an endpoint that pool's registrar knows this of; a refresh of one that it does not hold
// is taken for a first one (C-41).
func (c Crowd) Register(pool int, k registrar.Known, refresh bool) Answer {
	reply := c.s.parts.Decide(k, c.s.supports(c.user))
	return Answer{reply, c.s.heardBack(c.user, int16(pool), reply, refresh && !k.Bound, refresh), counts(k, reply.Verdict)}
}

// Judge returns what becomes of a binding that pool's registrar judges again (H-14).
func (c Crowd) Judge(pool int) binding.Event {
	k := c.Knows(pool, true)
	k.Certificate = registrar.Recorded // it has authenticated
	r := c.s.supports(c.user)
	return judgement(k, r, c.s.parts.Decide(k, r))
}

// Notice returns what the client hears when pool tells it a note, with the level of its binding there.
func (c Crowd) Notice(pool int, note binding.Note, level binding.Level) client.Event {
	return c.s.notice(c.user, int16(pool), note, registrar.Level(level))
}

// Contacts returns the pools that a client follows a redirect of pool to, in their order (C-33, C-36).
func (c Crowd) Contacts(pool int) [2]int {
	to := c.s.contacts(c.user, int16(pool))
	return [2]int{int(to[0]), int(to[1])}
}

// Can says whether those of the crowd who are registered in a mode can do something now, and why.
func (c Crowd) Can(mode client.Mode, f features.Feature) features.Answer {
	return c.s.feature(c.user, mode, f, c.s.topology.Conditions)
}

// Names returns how many names the clients of the System ask DNS for, each of which a client can keep an answer of.
func (c Crowd) Names() int { return len(c.s.names) }

// DNS returns what DNS says of a name when the question is put on the ladder of this crowd's clients, and for how long that
// may be kept; zero of what does not exist. Near is false, and nothing is said, if they do not reach DNS (H-31). Each call
// is a question, after which a geographic name may answer otherwise (C-123).
func (c Crowd) DNS(rung int) (answer uint64, ttl time.Duration, near bool) {
	s := c.s
	if !s.directoryNear(s.userNode(c.user)) {
		return 0, 0, false
	}
	answer, ttl = s.dnsSays(&s.ladders[c.user][rung])
	s.takeTurns(answer)
	return answer, ttl, true
}

// Climb hands every pool to add that the ladder of a client leads to, in the order in which they are tried; add says whether
// it was new. Failed says that a round has failed since the client was registered, kept is the registrar that it has kept,
// -1 for none; src orders the records. Of each name on the ladder ask is given the number, and that of the rung, and says
// what DNS answers, or has answered.
func (c Crowd) Climb(failed bool, kept int, src dns.Source, ask func(name, rung int) uint64, add func(pool int) bool) {
	ladder := c.s.ladders[c.user]
	n := 0 // of the rung
	c.s.climb(c.user, failed, int16(kept), src, func(r *rung) uint64 {
		for &ladder[n] != r {
			n++
		}
		if r.name < 0 {
			return 0
		}
		return ask(int(r.name), n)
	}, func(pool int16) int {
		if pool >= 0 && add(int(pool)) {
			return 1
		}
		return 0
	})
}

// An Enrolment says who hears of the certificate of an endpoint that was just issued one at a pool (C-64).
type Enrolment struct {
	None    bool // clients are issued none here
	Carried int  // the pool that the Backup Service takes the record to, with its next import (C-66)
}

// Enrols returns who hears of a certificate that pool issues.
func (c Crowd) Enrols(pool int) Enrolment {
	r := Enrolment{None: c.s.topology.Parameters.NoCertificates, Carried: -1}
	if c.s.replicates(int16(pool)) {
		r.Carried = int(c.s.partner[pool])
	}
	return r
}

// Shares returns the one-way backup that the home pool shares its users' records with now, -1 if there is none or the two
// do not reach each other (H-53).
func (c Crowd) Shares() int {
	home := c.s.home[c.user]
	behind := c.s.oneWay[home]
	if behind < 0 || !c.s.reaches(c.s.poolNode(home), c.s.poolNode(behind)) {
		return -1
	}
	return int(behind)
}

// Enrolled takes note at now that pool has a new record of a certificate, which its Backup Service is to take along (C-66).
// A second call before the System has changed again has no effect.
func (c Crowd) Enrolled(now machine.Instant, pool int, out []Action) []Action {
	s := c.s
	s.now, s.out = max(s.now, now), out
	s.wroteUserData(c.user, int16(pool))
	return s.settle()
}
