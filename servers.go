package understudy

import (
	"slices"

	"understudy.example/client/certificate"
	"understudy.example/pool/backend"
	"understudy.example/pool/failover"
	"understudy.example/pool/health"
	"understudy.example/registrar"
	"understudy.example/registrar/binding"
)

// A Decider is a registrar's answer to REGISTER, from what this registrar knows and what the endpoint supports. The
// project's own is registrar.Decide.
type Decider func(registrar.Known, registrar.Request) registrar.Reply

func decide(k registrar.Known, r registrar.Request) registrar.Reply { return registrar.Decide(k, r) }

// servers is the half that answers: pools, registrars, the Backup Service. Slices are by pool, or by pool and user.
type servers struct {
	broken  []uint32 // of each pool: its faults, a bit for each kind
	failing []uint32 // of each pool: the failover steps that fail
	hanging []uint32 // of each pool: the failover steps that hang
	byHand  []bool   // the PoolState was written by hand, or by the loss of what the old master knew
	halted  []bool   // the front end service was stopped by a failover
	watched []bool   // of each sight: the observer runs
	judge   []bool   // of each pool: its registrar has to judge again what it holds
	boot    []uint8  // incarnations of the front end service
	held    []int32  // bindings at each pool
	loaded  []int16  // of each pool: where its users' routing groups are loaded, -1 for nowhere
	orderAt []node   // of each pool: where its failover was ordered
	storeAt node     // where the store's running order was given
	back    bool     // the orphan's Backup Service reaches the directory
	home    []int16  // of each user
	known   []bool   // pool, user: the pool has a record of the certificate
	carry   []bool   // pool, user: the record goes with the next export (C-66)
	cuts    []cut    // links that carry nothing, sorted
	conf    []row    // the configuration, in copies: see row
	was     []status //  what change compares
	path    []path   // of each user: what change compares
	tides   []Tide   // of each pool
}

// A cut is a link that carries nothing in one direction.
type cut struct{ from, to node }

// mostCuts is how many links can be cut at once; more are denied.
const mostCuts = 4096

func (s *System) has(pool int16, f FaultKind) bool { return s.broken[pool]>>f&1 != 0 }

// powered reports whether the pool's server runs at all.
func (s *System) powered(pool int16) bool { return !s.has(pool, Power) && !s.fenced[pool] }

// serves reports whether the pool's front end service runs.
func (s *System) serves(pool int16) bool {
	return s.starts(pool) && s.hasQuorum(pool)
}

// backsUp reports whether the pool's Backup Service runs.
func (s *System) backsUp(pool int16) bool {
	return s.powered(pool) && !s.has(pool, BackupService) && !s.has(pool, PatchLevel)
}

// arrives reports whether what from sends arrives at to.
func (s *System) arrives(from, to node) bool {
	fromSite, fromPool := s.place(from)
	toSite, toPool := s.place(to)
	for _, pool := range [...]int16{fromPool, toPool} {
		if pool >= 0 && (s.has(pool, NIC) || !s.powered(pool)) && from != to {
			return false
		}
	}
	if len(s.cuts) == 0 || from == to {
		return true
	}
	return !s.isCut(from, to) && !s.isCut(from, s.siteNode(toSite)) && !s.isCut(s.siteNode(fromSite), to) &&
		!s.isCut(s.siteNode(fromSite), s.siteNode(toSite))
}

func (s *System) isCut(from, to node) bool {
	_, found := slices.BinarySearchFunc(s.cuts, cut{from, to}, cut.compare)
	return found
}

// setCut cuts a link that is whole, or mends one that is cut.
func (s *System) setCut(c cut, begins bool) {
	at, _ := slices.BinarySearchFunc(s.cuts, c, cut.compare)
	if begins {
		s.cuts = slices.Insert(s.cuts, at, c)
		return
	}
	s.cuts = slices.Delete(s.cuts, at, at+1)
}

func (c cut) compare(d cut) int {
	if c.from != d.from {
		return int(c.from) - int(d.from)
	}
	return int(c.to) - int(d.to)
}

// reaches reports whether two places hear each other.
func (s *System) reaches(a, b node) bool { return s.arrives(a, b) && s.arrives(b, a) }

// A path is what becomes of what a user's client sends to a pool.
type path uint8

const (
	open    path = iota
	silent       // nothing comes back
	refused      // the connection is refused, or reset
)

// pathTo returns what becomes of what the user's client sends to pool.
func (s *System) pathTo(user, pool int16) path {
	switch {
	case !s.reaches(s.userNode(user), s.poolNode(pool)), s.frontIs(user, pool, FrontEnd):
		return silent
	case !s.serves(pool), s.frontIs(user, pool, FrontStopped):
		return refused
	case s.has(pool, Hung):
		return silent
	}
	return open
}

// register answers a REGISTER of the user's client at pool, and does what the registrar does then. It is decided at once
// (H-39); the caller delivers the answer. lost says that a refresh found no registration (C-41).
func (s *System) register(user, pool int16, refresh bool) (reply registrar.Reply, lost bool) {
	k := s.knows(user, pool)
	lost = refresh && !k.Bound
	k.Bound = k.Bound && refresh // who registers anew is nobody's guest, whatever is left of an old binding
	reply = s.parts.Decide(k, s.supports(user))
	if reply.Verdict == registrar.Redirected && refresh {
		s.tellSentHome(k, reply.Rule, user, pool)
	}
	s.countSignIn(pool, k, reply.Verdict)
	if reply.Verdict != registrar.Accepted {
		return reply, lost
	}
	s.hold(user, pool)
	s.binding.step(s, s.bound(pool, user), binding.Event{On: binding.Register, Level: binding.Level(reply.Level)})
	if k.Certificate == registrar.None {
		s.enrol(user, pool)
	}
	return reply, lost
}

// unregister ends the user's binding at pool.
func (s *System) unregister(user, pool int16) {
	if s.pathTo(user, pool) == open {
		s.binding.step(s, s.bound(pool, user), binding.Event{On: binding.Unregister})
	}
}

// bound is the number of the binding of user at pool.
func (s *System) bound(pool, user int16) int { return int(pool)*len(s.home) + int(user) }

// supports returns what the user's client declares.
func (s *System) supports(user int16) registrar.Request {
	u := &s.topology.Users[user]
	return registrar.Request{Survivable: !u.Legacy, FollowsQ: !u.IgnoresQ}
}

// knows returns what pool's registrar knows when user's client registers there: its own replica, its own verdict, its own
// bindings, and nothing else (H-1).
func (s *System) knows(user, pool int16) registrar.Known {
	k := s.knowsOfHome(user, pool, s.binding.at[s.bound(pool, user)].State.Phase() != binding.Free)
	k.Replicas, k.Elsewhere = s.replicas(user, pool), s.elsewhere(user, pool, s.frontAt(user, pool))
	k.Full, k.Crowded = s.full(pool), s.crowded(pool)
	switch {
	case !s.certificate.at[user].State.Presents():
		k.Certificate = registrar.None
	case s.known[s.bound(pool, user)]:
		k.Certificate = registrar.Recorded
	default:
		k.Certificate = registrar.Unheard
	}
	return k
}

// knowsOfHome returns what pool's registrar knows of everybody who is like user, bound or not.
func (s *System) knowsOfHome(user, pool int16, bound bool) registrar.Known {
	home := s.home[user]
	row := s.replicaRow(pool, home)
	k := registrar.Known{
		Role:      s.role(pool, home, row),
		Standing:  registrar.Standing(row.state()),
		Away:      s.replicaRow(pool, pool).state() == failover.FailedOver,
		Automatic: row.has(automatic),
		Loaded:    s.loaded[home] == pool,
		Store:     s.services(pool, home),
		Branch:    s.isAppliance(home),
		Bound:     bound,
		Directory: s.directoryNear(s.userNode(user)),
	}
	if sees := s.sees(pool, home); k.Role == registrar.Backup { // nobody is sent home to what was not heard (H-34)
		k.Down = sees == health.Down || sees == health.Unknown && k.Bound
	}
	return k
}

func (s *System) role(pool, home int16, row row) registrar.Role {
	switch {
	case pool == home:
		return registrar.Home
	case row.backup() == pool:
		return registrar.Backup
	}
	return registrar.Stranger
}

// directoryNear reports whether somebody at place reaches a domain controller, and with it DNS (C-68, H-31).
func (s *System) directoryNear(place node) bool {
	for i, site := range s.topology.Sites {
		if !site.NoDirectory && s.reaches(place, s.siteNode(int16(i))) {
			return true
		}
	}
	return false
}

// enrol gives the user a certificate that pool has a record of (C-64). If the pool's user data is replicated, the record
// is, too (C-66).
func (s *System) enrol(user, pool int16) {
	if s.topology.Parameters.NoCertificates {
		return
	}
	for p := range s.partner {
		s.known[s.bound(int16(p), user)], s.carry[s.bound(int16(p), user)] = false, false
	}
	s.known[s.bound(pool, user)] = true
	s.wroteUserData(user, pool)
	s.carry[s.bound(pool, user)] = s.replicates(pool)
	s.shareRecords(s.home[user])
	s.certificate.step(s, int(user), certificate.Event{On: certificate.Issued})
}

// held is how many of a registrar's endpoints a binding in some phase is.
func held(phase uint8) int32 {
	if binding.Phase(phase) == binding.Free {
		return 0
	}
	return 1
}

// judgeAgain lets a registrar judge what it holds by what it knows now: a binding lasts as long as the registrar would
// accept it. That is how borrowed users are sent home, how a finished failover gives its users everything back without
// a new sign-in (C-44, H-14), and how the home pool drops them when it learns that it was failed over (H-2).
func (s *System) judgeAgain(pool int16) {
	s.judge[pool] = false
	if !s.serves(pool) {
		return
	}
	s.tides[pool].Judged++
	for u := range s.home {
		user := int16(u)
		at := s.bound(pool, user)
		if s.binding.at[at].State.Phase() == binding.Free {
			continue
		}
		k := s.knows(user, pool)
		k.Elsewhere = s.elsewhere(user, pool, s.heldBy(at))
		k.Certificate = registrar.Recorded // it has authenticated
		reply := s.parts.Decide(k, s.supports(user))
		if reply.Verdict == registrar.Redirected {
			s.tellSentHome(k, reply.Rule, user, pool)
		}
		s.binding.step(s, at, judgement(k, s.supports(user), reply))
	}
}

// judgement is what becomes of a binding that a registrar judges again.
func judgement(k registrar.Known, r registrar.Request, reply registrar.Reply) binding.Event {
	switch reply.Verdict {
	case registrar.Accepted:
		return binding.Event{On: binding.Change, Level: binding.Level(reply.Level)}
	case registrar.Redirected:
		return binding.Event{On: binding.Drop, Reason: sendsOn(k.Role)}
	}
	return binding.Event{On: binding.Drop, Reason: refusal(k, r)}
}

// tellSentHome tells of a borrowed user whom the backup sends home by itself: the registrar's failback (F-38).
func (s *System) tellSentHome(k registrar.Known, rule registrar.RuleID, user, pool int16) {
	if k.Role == registrar.Backup && k.Standing == registrar.Active && k.Bound {
		heard := uint8(0)
		if s.heardHome(pool, s.home[user]) {
			heard = 1
		}
		s.tell(Action{Kind: SentHome, Who: Who{PartUser, user, 0}, Code: uint16(rule), Arg: heard, Peer: pool})
	}
}

// sendsOn is what a registrar tells an endpoint that is to go elsewhere (C-43).
func sendsOn(r registrar.Role) binding.Note {
	if r == registrar.Stranger {
		return binding.Deactivated
	}
	return binding.PreferredRegistrar
}

// refusal is what a registrar tells an endpoint that it will not serve any more (C-43).
func refusal(k registrar.Known, r registrar.Request) binding.Note {
	if !r.Survivable {
		return binding.NoSurvivableSupport
	}
	if k.Role == registrar.Home && k.Replicas != registrar.Gone {
		return binding.PreferredRegistrar // the backup serves, and is named
	}
	return binding.Rejected
}

func (s *System) doBinding(i int, a binding.Action) {
	pool, user := int16(i/len(s.home)), int16(i%len(s.home))
	if a.Kind == binding.Moved {
		s.held[pool] += held(binding.Table.Look(a.Move).To) - held(uint8(a.Move.From))
	}
	if a.Kind != binding.Notify {
		return
	}
	if s.topology.Parameters.AtRefresh && !a.Note.Deregisters() {
		return
	}
	s.tell(Action{Kind: Notified, Who: Who{PartUser, user, 0}, Code: uint16(a.Note), Peer: pool})
	if s.arrives(s.poolNode(pool), s.userNode(user)) {
		level := uint16(s.binding.at[i].State.Level())
		s.send(message{kind: noticeMessage, to: user, from: pool, data: [4]uint16{uint16(a.Note), level}},
			s.poolNode(pool), s.userNode(user), 1)
	}
}

func (s *System) doHealth(i int, a health.Action) {
	if a.Kind != health.Ask {
		s.judged(i, a)
		return
	}
	s.asked(i, a.Ask)
	watcher, watched := s.sights[i].watcher, s.sights[i].watched
	if !s.serves(watched) || s.has(watched, Heartbeat) || !s.reaches(s.poolNode(watcher), s.poolNode(watched)) {
		return
	}
	s.send(message{kind: answerMessage, to: int16(i), data: [4]uint16{uint16(a.Ask), uint16(s.boot[watched])}},
		s.poolNode(watcher), s.poolNode(watched), 2)
}

// judged takes note of a verdict, or of its end.
func (s *System) judged(sight int, a health.Action) {
	to := health.Phase(health.Table.Look(a.Move).To)
	if to == a.Move.From {
		return
	}
	if to == health.Down || a.Move.From == health.Down || a.Move.From == health.Unknown {
		s.judge[s.sights[sight].watcher] = true
	}
	if to == health.Up {
		s.shareRecords(s.sights[sight].watched)
	}
	if to == health.Down || to == health.Unknown {
		s.forgetEvidence(sight, to == health.Down)
	}
}

// watch starts or stops the observers of a pool: it watches another one as soon as its own replica says that one of them
// backs the other (L-6).
func (s *System) watch(pool int16) {
	for i, sight := range s.sights {
		if sight.watcher != pool {
			continue
		}
		should := s.serves(pool) && s.concerns(sight)
		if should == s.watched[i] {
			continue
		}
		s.watched[i] = should
		on := health.Stopped
		if should {
			on = health.Started
		}
		s.health.step(s, i, health.Event{On: on})
	}
}

// doBackEnd lets a registrar judge again when user services are gone or back (F-51).
func (s *System) doBackEnd(i int, _ backend.Action) { s.judgeServices(int16(i)) }
