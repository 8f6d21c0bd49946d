package understudy

import (
	"slices"

	"understudy.example/client/conference"
	"understudy.example/client/features"
	"understudy.example/machine"
	"understudy.example/registrar"
)

// meetings is who is in whose conference. Slices are by user, and empty where nobody organises any.
type meetings struct {
	of     []int16 // the organiser, -1 for none
	heldAt []int16 // the pool that held the conference when the user last heard of it
}

func (s *System) makeMeetings() {
	n := 0
	if slices.ContainsFunc(s.topology.Users, func(u User) bool { return u.Organiser }) {
		n = len(s.topology.Users)
	}
	s.meetings = meetings{slices.Repeat([]int16{-1}, n), slices.Repeat([]int16{-1}, n)}
}

func (v *meetings) code(c *machine.Code, s *System) {
	for u := range v.of {
		party(c, &v.of[u], len(v.of))
		party(c, &v.heldAt[u], len(s.partner))
	}
}

// holdsFor is the pool that holds the conferences of an organiser: the one that would serve him in full, whether or not he
// is signed in; -1 if none would, as in resiliency mode (F-47, F-90).
func (s *System) holdsFor(organiser int16) int16 {
	for p := range s.partner {
		pool := int16(p)
		if !s.serves(pool) || s.has(pool, Hung) {
			continue
		}
		k := s.knows(organiser, pool)
		k.Certificate, k.Bound, k.Full, k.Crowded = registrar.Recorded, false, false, false
		reply := s.parts.Decide(k, registrar.Request{Survivable: true, FollowsQ: true})
		if reply.Verdict == registrar.Accepted && reply.Level == registrar.Full {
			return s.keeper(organiser, pool)
		}
	}
	return -1
}

// attends reports whether requests get through between a participant and the pool that holds the conference.
func (s *System) attends(user, pool int16) bool {
	return pool >= 0 && s.heard(user) && s.pathTo(user, pool) == open
}

// join takes a user into the conference of an organiser, which may be he himself.
func (s *System) join(user, organiser int16) denial {
	switch {
	case organiser < 0 || !s.topology.Users[organiser].Organiser:
		return noMeeting
	case s.of[user] >= 0 && s.of[user] != organiser:
		return otherMeeting
	case s.of[user] < 0:
		pool := s.holdsFor(organiser)
		if pool < 0 {
			return closedMeeting
		}
		if !s.attends(user, pool) || !s.can(user, features.JoinMeeting) {
			return farMeeting
		}
		s.of[user], s.heldAt[user] = organiser, pool
	}
	s.seats.step(s, int(user), conference.Event{On: conference.Join})
	return done
}

// rejoin clicks the button, or leaves, if the user is in a conference, or was when it ended.
func (s *System) rejoin(user int16, on conference.Cause) denial {
	if len(s.of) == 0 || s.of[user] < 0 {
		return noMeeting
	}
	if on == conference.Rejoin && s.seats.at[user].State.Phase() == conference.Reopened && !s.attends(user, s.heldAt[user]) {
		return farMeeting
	}
	s.seats.step(s, int(user), conference.Event{On: on})
	return done
}

// doSeat answers how an attempt has gone, and forgets whose conference it was for those who are outside.
func (s *System) doSeat(i int, a conference.Action) {
	if a.Kind == conference.Ask {
		on := conference.Failed
		if s.attends(int16(i), s.heldAt[i]) {
			on = conference.Answered
		}
		s.seats.step(s, i, conference.Event{On: on})
		return
	}
	if s.seats.at[i].State.Phase() == conference.Outside {
		s.of[i], s.heldAt[i] = -1, -1
	}
}

// convene tells every participant what has become of the conference since he last heard of it. It reports whether there
// was anything to tell.
func (s *System) convene() (any bool) {
	for u, organiser := range s.of {
		if organiser < 0 {
			continue
		}
		if on, is := s.heardOf(int16(u), s.holdsFor(organiser)); is {
			s.seats.step(s, u, conference.Event{On: on})
			any = true
		}
	}
	return any
}

// heardOf is what a participant has to be told of a conference that pool holds now, if anything.
func (s *System) heardOf(user, pool int16) (on conference.Cause, is bool) {
	at := &s.heldAt[user]
	switch phase := s.seats.at[user].State.Phase(); {
	case phase == conference.Disrupted:
		*at = pool
		return conference.Opened, pool >= 0
	case pool != *at:
		return conference.Closed, true
	case phase == conference.Attending:
		return conference.HopLost, !s.attends(user, pool)
	case phase == conference.Healing:
		return conference.HopBack, s.attends(user, pool)
	}
	return on, false
}

// inMeeting returns where a user stands in whose conference.
func (s *System) inMeeting(user int16) (organiser string, seat conference.State) {
	if len(s.of) == 0 || s.of[user] < 0 {
		return "", seat
	}
	return s.userName(s.of[user]), s.seats.at[user].State
}
