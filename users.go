package understudy

import (
	"math/bits"
	"slices"

	"understudy.example/client"
	"understudy.example/client/certificate"
	"understudy.example/client/conference"
	"understudy.example/client/conversation"
	"understudy.example/machine"
	"understudy.example/pool/membership"
	"understudy.example/pool/replication"
	"understudy.example/registrar"
	"understudy.example/registrar/binding"
)

// people is the half that asks: what each user's client knows. It learns of the servers by DNS and by what register and
// notices tell it, and by nothing else. Slices are by user.
type people struct {
	at      []int16                                  // the pool that it is registered at, or tries; -1 for none
	attempt []uint8                                  // number of the latest request: answers to older ones do not count
	list    [][]address                              // the candidates of this round, each once (H-23)
	why     machine.Move[client.Phase, client.Cause] // of the client's last step, which a SignedOut names
	rule    registrar.RuleID                         // of the answer that is being delivered, which a SignedIn names
}

// mostCandidates is how many addresses one round can try: clients count them in a byte.
const mostCandidates = 255

// attempts is where the numbers of requests begin again.
const attempts = 16

func (s *System) doClient(i int, a client.Action) {
	user := int16(i)
	switch a.Kind {
	case client.Moved:
		s.why = a.Move
	case client.Discover:
		s.discover(user)
	case client.Try:
		s.try(user, s.candidate(user, a.N))
	case client.Refresh:
		s.ask(user, s.at[user], true)
	case client.Unregister:
		s.unregister(user, s.at[user])
	case client.SignedIn:
		s.signedIn(user, a.Mode)
	case client.SignedOut:
		s.signedOut(user)
	}
}

func (s *System) candidate(user int16, n uint8) address {
	if int(n) < len(s.list[user]) {
		return s.list[user][n]
	}
	return -1
}

// addCandidate puts the addresses of a pool into the list at a position, unless it is there already. What is not in the
// topology has no address, so there is nothing to try. It returns how many there are.
func (s *System) addCandidate(user, pool int16, position int) int {
	if pool < 0 {
		return 0
	}
	for _, a := range s.list[user] {
		if s.poolAt(a) == pool {
			return 0
		}
	}
	var buf [membership.Most]address
	found := s.addresses(user, pool, buf[:0])
	found = found[:min(len(found), mostCandidates-len(s.list[user]))]
	s.list[user] = slices.Insert(s.list[user], position, found...)
	return len(found)
}

// try sends REGISTER to a candidate.
func (s *System) try(user int16, a address) {
	pool := int16(-1)
	if a >= 0 {
		pool, s.front[user] = s.poolAt(a), s.frontOf(a)
	}
	s.at[user] = pool
	s.tell(Action{Kind: Tried, Who: Who{PartUser, user, 0}, From: s.front[user], Peer: pool})
	s.ask(user, pool, false)
}

// ask sends a request, and lets the answer come back if there is one (H-39).
func (s *System) ask(user, pool int16, refresh bool) {
	s.attempt[user] = (s.attempt[user] + 1) % attempts
	if pool < 0 {
		return
	}
	switch s.pathTo(user, pool) {
	case silent:
		s.tell(Action{Kind: Unheard, Who: Who{PartUser, user, 0}, From: s.front[user], Peer: pool})
		return
	case refused:
		s.reply(user, pool, client.Reset, 0, 0)
		return
	}
	reply, lost := s.register(user, pool, refresh)
	s.tell(Action{Kind: Replied, Who: Who{PartUser, user, 0}, From: s.front[user], Code: uint16(reply.Rule), Arg: uint8(reply.Verdict), Peer: pool})
	e := s.heardBack(user, pool, reply, lost, refresh)
	s.reply(user, pool, e.On, e.Mode, reply.Rule)
}

// heardBack is what an answer is to the client.
func (s *System) heardBack(user, pool int16, reply registrar.Reply, lost, refresh bool) client.Event {
	e := client.Event{On: answerTo(reply, lost, refresh)}
	if reply.Verdict == registrar.Accepted {
		e.Mode = s.mode(user, pool, reply.Level)
	}
	return e
}

// answerTo is what an answer means to the client.
func answerTo(reply registrar.Reply, lost, refresh bool) client.Cause {
	switch {
	case reply.Verdict == registrar.Accepted && refresh && !lost:
		return client.Refreshed
	case reply.Verdict == registrar.Accepted:
		return client.Accepted
	case reply.Verdict == registrar.Redirected:
		return client.Redirected
	case reply.Verdict == registrar.Unavailable:
		return client.Unavailable
	}
	return client.Rejected
}

// mode says how pool serves user at some level (C-42).
func (s *System) mode(user, pool int16, level registrar.Level) client.Mode {
	switch home, full := s.home[user] == pool, level == registrar.Full; {
	case home && full:
		return client.Normal
	case home:
		return client.LimitedHome
	case full:
		return client.FullBackup
	}
	return client.LimitedBackup
}

func (s *System) reply(user, pool int16, on client.Cause, mode client.Mode, rule registrar.RuleID) {
	s.send(message{kind: replyMessage, to: user, from: pool,
		data: [4]uint16{uint16(on), uint16(mode), uint16(s.attempt[user]), uint16(rule)}},
		s.poolNode(pool), s.userNode(user), 2)
}

// replied delivers an answer, if it gets through and the client still waits for it.
func (s *System) replied(m message) {
	user, pool := m.to, m.from
	if m.data[2] != uint16(s.attempt[user]) || !s.arrives(s.poolNode(pool), s.userNode(user)) {
		return
	}
	e := client.Event{On: client.Cause(m.data[0]), Mode: client.Mode(m.data[1])}
	s.rule = registrar.RuleID(m.data[3])
	if e.On == client.Redirected {
		e.N = s.redirect(user, pool)
	}
	s.client.step(s, int(user), e)
	s.pathChanged(user, open) // the path may have been lost while the answer was under way
}

// redirect puts the two contacts of a 301 behind the current candidate, the primary first, unless this round has them
// already (C-33, H-23). It returns how many candidates there are now. Clients that know web services only are not reached
// by it (H-58).
func (s *System) redirect(user, from int16) uint8 {
	contacts := s.contacts(user, from)
	if contacts[0] < 0 {
		return uint8(len(s.list[user]))
	}
	if s.rule.Inside() && s.cluster[from] >= 0 {
		s.sendOn(user, from)
		return uint8(len(s.list[user]))
	}
	next := slices.Index(s.list[user], s.addressOf(from, s.front[user])) + 1
	s.list[user] = append(s.list[user][:next], slices.DeleteFunc(s.list[user][next:], func(a address) bool { // it has answered
		return s.poolAt(a) == from
	})...)
	for _, pool := range contacts {
		next += s.addCandidate(user, pool, next)
	}
	return uint8(len(s.list[user]))
}

// contacts are the pools that a user's client follows a redirect to, in their order; -1 for none.
func (s *System) contacts(user, from int16) [2]int16 {
	switch home := s.home[user]; {
	case s.topology.Users[user].Generation.Web():
		return [2]int16{-1, -1}
	case s.supports(user).Follows() > 1:
		return [2]int16{home, s.replicaRow(from, home).backup()}
	default:
		return [2]int16{home, -1}
	}
}

// noticed delivers a notice of the registrar.
func (s *System) noticed(m message) {
	user, note := m.to, binding.Note(m.data[0])
	if _, registered := s.client.at[user].Look().Mode(); !registered || s.at[user] != m.from ||
		!s.arrives(s.poolNode(m.from), s.userNode(user)) {
		return
	}
	s.client.step(s, int(user), s.notice(user, m.from, note, registrar.Level(m.data[1])))
}

// notice is what a notice is to the client.
func (s *System) notice(user, pool int16, note binding.Note, level registrar.Level) client.Event {
	switch {
	case note == binding.PreferredRegistrar, note == binding.Deactivated:
		return client.Event{On: client.Relocated}
	case note.Deregisters():
		return client.Event{On: client.Dropped}
	}
	return client.Event{On: client.Changed, Mode: s.mode(user, pool, level)}
}

// signedIn takes note of where a client believes itself registered.
func (s *System) signedIn(user int16, mode client.Mode) {
	pool := s.at[user]
	s.tell(Action{Kind: SignedIn, Who: Who{PartUser, user, 0}, From: s.front[user], Code: uint16(s.rule), Arg: uint8(mode), Peer: pool})
	if pool < 0 {
		return
	}
	s.believes[user] |= 1 << pool
	s.keep(user, pool, mode.Backup())
	s.signalling()
}

func (s *System) signedOut(user int16) {
	pool := s.at[user]
	s.tell(Action{Kind: SignedOut, Who: Who{PartUser, user, 0}, From: uint8(s.why.From), On: uint8(s.why.On), Peer: pool})
	if pool >= 0 {
		s.believes[user] &^= 1 << pool
	}
	s.at[user], s.front[user] = -1, 0
	s.signalling()
}

func (s *System) doCertificate(i int, a certificate.Action) {
	if _, registered := s.client.at[i].Look().Mode(); a.Kind == certificate.Renew && registered {
		if s.pathTo(int16(i), s.at[i]) == open {
			s.enrol(int16(i), s.at[i])
		}
	}
}

// act carries out what a user does.
func (s *System) act(in Input) {
	switch in := in.(type) {
	case SignIn:
		s.personal(in, in.User, func(u int16) denial { s.client.step(s, int(u), client.Event{On: client.SignIn}); return done })
	case SignOut:
		s.personal(in, in.User, func(u int16) denial { s.client.step(s, int(u), client.Event{On: client.SignOut}); return done })
	case DeleteCertificate:
		s.personal(in, in.User, func(u int16) denial {
			s.certificate.step(s, int(u), certificate.Event{On: certificate.Deleted})
			return done
		})
	case FlushDNS:
		s.personal(in, in.User, s.flushDNS)
	case EditContacts:
		s.personal(in, in.User, func(u int16) denial { return s.edit(u, replication.Contacts) })
	case ScheduleMeeting:
		s.personal(in, in.User, func(u int16) denial { return s.edit(u, replication.Schedules) })
	case UploadContent:
		s.personal(in, in.User, func(u int16) denial { return s.edit(u, replication.Content) })
	case Call:
		s.personal(in, in.User, func(u int16) denial { return s.call(u, s.user(in.Peer)) })
	case CallOut:
		s.personal(in, in.User, func(u int16) denial { return s.callOut(u, in.Bypass) })
	case Add:
		s.personal(in, in.User, func(u int16) denial {
			return s.inCall(u, conversation.Event{On: conversation.Add, Modality: in.Modality})
		})
	case Hold:
		s.personal(in, in.User, func(u int16) denial { return s.inCall(u, conversation.Event{On: conversation.Hold}) })
	case Resume:
		s.personal(in, in.User, func(u int16) denial { return s.inCall(u, conversation.Event{On: conversation.Retrieve}) })
	case Transfer:
		s.personal(in, in.User, func(u int16) denial { return s.transfer(u, s.user(in.To)) })
	case Park:
		s.personal(in, in.User, s.park)
	case Retrieve:
		s.personal(in, in.User, func(u int16) denial { return s.retrieve(u, s.user(in.Parked)) })
	case HangUp:
		s.personal(in, in.User, s.hangUp)
	case CallGroup:
		s.personal(in, in.User, func(u int16) denial { return s.callGroup(u, s.groupNamed(in.Group)) })
	case Join:
		s.personal(in, in.User, func(u int16) denial { return s.join(u, s.user(in.Organiser)) })
	case Rejoin:
		s.personal(in, in.User, func(u int16) denial { return s.rejoin(u, conference.Rejoin) })
	case Leave:
		s.personal(in, in.User, func(u int16) denial { return s.rejoin(u, conference.Leave) })
	default: // not one of this package's
		s.tell(Action{Kind: Invalid, Code: uint16(kinds), Peer: -1})
	}
}

// personal lets a user do something, or says that there is no such user or that it cannot be done.
func (s *System) personal(in Input, name string, do func(int16) denial) {
	user := s.user(name)
	if user < 0 {
		s.tell(Action{Kind: Invalid, Code: uint16(in.kind()), Peer: -1})
		return
	}
	kind, at := Ordered, len(s.out)
	s.tell(Action{Kind: kind, Who: Who{PartUser, user, 0}, Code: uint16(in.kind()), Peer: -1})
	if why := do(user); why != done {
		s.out[at].Kind, s.out[at].Arg = Denied, uint8(why)
	}
}

// edit writes data where the user has full service; in resiliency mode every such write is refused (C-69), and so it is by
// a pool that hands the user's data over (F-59).
func (s *System) edit(user int16, d replication.Data) denial {
	mode, registered := s.client.at[user].Look().Mode()
	if !registered || mode.Limited() || s.pathTo(user, s.at[user]) != open || !s.takes(s.at[user], user) {
		return noWrites
	}
	s.wrote(user, s.at[user], d)
	return done
}

// believed counts the registrars that a user's client believes itself registered at.
func (s *System) believed(user int16) int { return bits.OnesCount64(s.believes[user]) }
