package understudy

import (
	"slices"

	"understudy.example/client/conversation"
	"understudy.example/client/features"
	"understudy.example/client/parked"
	"understudy.example/client/responsegroup"
	"understudy.example/machine"
)

// calls is what runs between two people, or between one and the telephone network, and what waits on an orbit. Slices are
// by user but for orbit.
type calls struct {
	peer     []int16 // whom the user has called: himself stands for the telephone network; -1 for nobody
	through  []int16 // the pool whose servers the call runs through, -1 for none
	bypass   []bool  // its media run past that pool, straight to the gateway (C-86)
	stranded []bool  // the pool's part of the call has died, and does not come back with the pool
	orbit    []int16 // of each orbit: who is parked there, -1 for nobody
}

// Outside is what a UserStatus says of a call with the telephone network.
const Outside = "PSTN"

func (s *System) makeCalls() {
	n := len(s.topology.Users)
	nobody := func(n int) []int16 { return slices.Repeat([]int16{-1}, n) }
	s.calls = calls{nobody(n), nobody(n), make([]bool, n), make([]bool, n), nobody(len(s.orbitAt))}
}

func (v *calls) code(c *machine.Code, s *System) {
	for u := range v.peer {
		party(c, &v.peer[u], len(v.peer))
		party(c, &v.through[u], len(s.partner))
	}
	bools(c, v.bypass, v.stranded)
	for o := range v.orbit {
		party(c, &v.orbit[o], len(v.peer))
	}
}

// A denial is why an act cannot be done.
type denial uint8

const (
	done          denial = iota
	noWrites             // it would write lasting state
	noPeer               // there is nobody to talk to
	noTrunk              // no way to the telephone network
	noParking            // no call park here
	noOrbit              // no orbit is free
	noneParked           // nobody is parked
	noLine               // no way to call a response group
	noGroup              // no such response group
	noMeeting            // no conference
	otherMeeting         // another conference
	closedMeeting        // its organiser is not served in full
	farMeeting           // the pool that holds it is out of reach
	denials
)

var denialWhys = [denials]string{
	noWrites:      "It would write lasting state, and the client has no full service now (C-69, F-49)",
	noPeer:        "Both have to be signed in, in reach of each other and in no other call (C-86)",
	noTrunk:       "It takes a client that is signed in, a gateway in its reach, and no other call (F-46)",
	noParking:     "Calls are parked by who has full service, and within the pool; hold and transfer do without (C-77, F-146)",
	noOrbit:       "No orbit of the pool that serves the user is free (F-146)",
	noLine:        "It takes a client that is signed in, and in no other call (C-86)",
	noGroup:       "There is no such response group (C-76)",
	noMeeting:     "There is no conference there (C-88)",
	otherMeeting:  "The user is in another conference (C-88)",
	closedMeeting: "The organiser is in resiliency mode, or out, and then nobody holds his conferences (F-47, F-90)",
	farMeeting:    "It takes a client that is signed in, and the pool that holds the conference in its reach (F-47)",
	noneParked:    "Nobody is parked there, or its pool cannot be reached (C-77)",
}

// registered reports whether the user's client believes itself registered.
func (s *System) registered(user int16) bool {
	_, registered := s.client.at[user].Look().Mode()
	return registered
}

// talkOf is the number of the call that a user is in, whoever of the two began it; -1 for none.
func (s *System) talkOf(user int16) int16 {
	if s.peer[user] >= 0 {
		return user
	}
	return int16(slices.Index(s.peer, user))
}

// busy reports whether a user is in a call, or waits in one.
func (s *System) busy(user int16) bool {
	return s.talkOf(user) >= 0 || slices.Contains(s.orbit, user) || s.queued(user)
}

// free reports whether a user can take a call now.
func (s *System) free(user int16) bool { return user >= 0 && s.heard(user) && !s.busy(user) }

// connect begins a call.
func (s *System) connect(from, to, through int16, bypass bool) {
	s.peer[from], s.through[from], s.bypass[from] = to, through, bypass
	s.talk.step(s, int(from), conversation.Event{On: conversation.Start, Modality: conversation.Audio})
	s.signalling()
}

// inCall lets something happen to the call that a user is in; without one it is refused.
func (s *System) inCall(user int16, e conversation.Event) denial {
	if talk := s.talkOf(user); talk >= 0 {
		user = talk
	}
	s.talk.step(s, int(user), e)
	return done
}

func (s *System) doTalk(i int, a conversation.Action) {
	switch a.Kind {
	case conversation.Interrupted:
		s.tell(Action{Kind: Interrupted, Who: Who{PartUser, int16(i), 0}, Code: uint16(a.Modality), Peer: s.peer[i]})
	case conversation.Resumed:
		s.tell(Action{Kind: Resumed, Who: Who{PartUser, int16(i), 0}, Code: uint16(a.Modality), Peer: s.peer[i]})
	}
	if s.talk.at[i].State.Phase() == conversation.Ended {
		s.peer[i], s.through[i], s.bypass[i], s.stranded[i] = -1, -1, false, false
		s.groupCallOver(int16(i))
	}
}

// flows reports whether the media of a user's call have a way: between the two, to the gateway, or through the pool that
// carries them (C-85, C-86).
func (s *System) flows(user int16) bool {
	a, b, pool := s.userNode(user), s.userNode(s.peer[user]), s.through[user]
	switch {
	case pool < 0:
		return s.reaches(a, b)
	case s.bypass[user]:
		return s.reaches(a, s.siteNode(s.siteOf[pool]))
	}
	return !s.stranded[user] && s.serves(pool) && s.reaches(a, s.poolNode(pool)) && s.reaches(b, s.poolNode(pool))
}

// media tells every call whose media have lost their way, or have it again.
func (s *System) media() {
	for u, peer := range s.peer {
		if peer < 0 {
			continue
		}
		flows := s.flows(int16(u))
		if flows == s.talk.at[u].State.Media() {
			continue
		}
		on := conversation.MediaLost
		if flows {
			on = conversation.MediaBack
		}
		s.talk.step(s, u, conversation.Event{On: on})
	}
}

// signals reports whether requests inside a user's call get through: both ends are signed in and reach their registrars,
// and nothing between them has died (C-85, C-86).
func (s *System) signals(user int16) bool {
	return s.heard(user) && s.heard(s.peer[user]) && !s.stranded[user]
}

// heard reports whether a user is registered, and his registrar hears him.
func (s *System) heard(user int16) bool {
	return s.registered(user) && s.pathTo(user, s.at[user]) == open
}

// signalling tells every call whether requests inside it get through.
func (s *System) signalling() {
	for u, peer := range s.peer {
		if peer < 0 {
			continue
		}
		through := s.signals(int16(u))
		if s.talk.at[u].State.Signalling() == through {
			continue
		}
		on := conversation.SignallingLost
		if through {
			on = conversation.SignallingBack
		}
		s.talk.step(s, u, conversation.Event{On: on})
	}
}

// strand takes note that a pool has lost what it held of calls that run through it.
func (s *System) strand(pool int16) {
	for u, through := range s.through {
		s.stranded[u] = s.stranded[u] || through == pool
	}
}

// call starts a two-party call between users who are both signed in.
func (s *System) call(user, peer int16) denial {
	if peer == user || !s.free(user) || !s.free(peer) || !s.reaches(s.userNode(user), s.userNode(peer)) {
		return noPeer
	}
	s.connect(user, peer, -1, false)
	return done
}

// callOut starts a call with the telephone network, by the Mediation Server of the pool that serves the user.
func (s *System) callOut(user int16, bypass bool) denial {
	if !s.free(user) || !s.can(user, features.OutboundPSTN) {
		return noTrunk
	}
	s.connect(user, user, s.at[user], bypass)
	return done
}

// transfer lets a call go on between the other end and a third party.
func (s *System) transfer(user, to int16) denial {
	talk := s.talkOf(user)
	if talk < 0 || s.talk.at[talk].State.Phase() != conversation.Established {
		return s.inCall(user, conversation.Event{On: conversation.HandOver}) // refused there
	}
	other, through, bypass := s.otherEnd(talk, user), s.through[talk], s.bypass[talk]
	if !s.free(to) || !s.reaches(s.userNode(max(other, 0)), s.userNode(to)) {
		return noPeer
	}
	s.talk.step(s, int(talk), conversation.Event{On: conversation.HandOver})
	if other < 0 {
		other = to // outside
	}
	s.connect(to, other, through, bypass)
	return done
}

// otherEnd is the other end of a call, -1 for the telephone network.
func (s *System) otherEnd(talk, user int16) int16 {
	switch peer := s.peer[talk]; {
	case talk != user:
		return talk
	case peer == user:
		return -1
	default:
		return peer
	}
}

// park parks the call that a user is in, at the pool that serves him.
func (s *System) park(user int16) denial {
	talk := s.talkOf(user)
	if talk < 0 || s.talk.at[talk].State.Phase() != conversation.Established {
		return s.inCall(user, conversation.Event{On: conversation.HandOver}) // refused there
	}
	other := s.otherEnd(talk, user)
	if other < 0 || !s.can(user, features.CallPark) {
		return noParking
	}
	o := slices.IndexFunc(s.orbitAt, func(pool int16) bool { return pool == s.at[user] })
	for o >= 0 && o < len(s.orbit) && s.orbit[o] >= 0 && s.orbitAt[o] == s.at[user] {
		o++
	}
	if o < 0 || o == len(s.orbit) || s.orbitAt[o] != s.at[user] {
		return noOrbit
	}
	s.talk.step(s, int(talk), conversation.Event{On: conversation.HandOver})
	s.orbit[o] = other
	s.orbits.step(s, o, parked.Event{On: parked.Park})
	return done
}

// retrieve takes up a parked call: a call to its orbit, which needs no user services (H-65).
func (s *System) retrieve(user, waits int16) denial {
	o := slices.Index(s.orbit, waits)
	if waits < 0 || o < 0 || !s.free(user) || s.pathTo(user, s.orbitAt[o]) != open {
		return noneParked
	}
	s.orbits.step(s, o, parked.Event{On: parked.Retrieve})
	s.connect(user, waits, -1, false)
	return done
}

// doOrbit empties an orbit whose call was retrieved or dropped.
func (s *System) doOrbit(o int, _ parked.Action) {
	if s.orbits.at[o].State.Phase() == parked.Free {
		s.orbit[o] = -1
	}
}

// dropParked drops parked calls whose pool has gone, or cannot be reached any more (C-77).
func (s *System) dropParked() {
	for o, waits := range s.orbit {
		if pool := s.orbitAt[o]; waits >= 0 && !(s.serves(pool) && s.reaches(s.userNode(waits), s.poolNode(pool))) {
			s.orbits.step(s, o, parked.Event{On: parked.Outage})
		}
	}
}

// hangUp ends the call that a user is in, or waits in.
func (s *System) hangUp(user int16) denial {
	if o := slices.Index(s.orbit, user); o >= 0 {
		s.orbits.step(s, o, parked.Event{On: parked.HangUp})
		return done
	}
	if s.queued(user) && s.talkOf(user) < 0 {
		s.groupEvent(user, responsegroup.HangUp)
		return done
	}
	return s.inCall(user, conversation.Event{On: conversation.HangUp})
}

// parkedFailBack tells what waits on the orbits of a failed over pool's partner that its users are going home.
func (s *System) parkedFailBack(pool int16) {
	for o, at := range s.orbitAt {
		if at == s.partner[pool] {
			s.orbits.step(s, o, parked.Event{On: parked.Failback})
		}
	}
}
