package understudy

import (
	"understudy.example/client"
	"understudy.example/cms"
	"understudy.example/cms/replica"
	"understudy.example/pool/backend"
	"understudy.example/pool/failover"
	"understudy.example/registrar/binding"
)

// status is what others notice of a pool when it changes.
type status struct {
	powered, serves, backsUp, sql, path bool
	imports                             bool // its database takes what is imported
	clean                               bool // all its users can be imported elsewhere
}

func (s *System) status(pool int16) status {
	st := status{powered: s.powered(pool), serves: s.serves(pool), backsUp: s.backsUp(pool), sql: s.sqlUp(pool),
		imports: !s.has(pool, ImportError), clean: !s.has(pool, BadAddress)}
	if to := s.partner[pool]; to >= 0 {
		st.path = s.arrives(s.poolNode(pool), s.poolNode(to))
	}
	return st
}

// change lets something happen to what the machines stand on: servers, services and links. Whoever notices is told. It
// is the only place where that is done, so that no fault can be forgotten by one of those who have to notice it.
func (s *System) change(do func()) {
	was, paths := s.was, s.path
	s.was, s.path = nil, nil // a change that follows from this one takes slices of its own
	was, paths = s.look(was[:0], paths[:0])
	outer := s.changing
	s.changing = true
	do()
	s.frontsChanged()
	s.changing = outer
	for p, before := range was {
		if now := s.status(int16(p)); now != before {
			s.poolChanged(int16(p), before, now)
		}
	}
	s.orphanReturns()
	s.lookAround()
	s.media()
	s.signalling()
	s.dropParked()
	for u, before := range paths {
		s.pathChanged(int16(u), before)
	}
	s.was, s.path = was, paths
}

func (s *System) look(was []status, paths []path) ([]status, []path) {
	for p := range s.partner {
		was = append(was, s.status(int16(p)))
	}
	for u := range s.home {
		paths = append(paths, s.pathOf(int16(u)))
	}
	return was, paths
}

// pathOf is the path of a user's client to where it is registered; or tries to be; open for others.
func (s *System) pathOf(user int16) path {
	look := s.client.at[user].Look()
	_, registered := look.Mode()
	if at := s.at[user]; at >= 0 && (registered || look.Phase() == client.Connecting) {
		return s.pathTo(user, at)
	}
	return open
}

func (s *System) poolChanged(pool int16, before, now status) {
	if before.powered && !now.powered {
		s.replica.step(s, int(pool), replica.Event{On: replica.Lost})
		s.breakSetup(pool)
		s.breakOff(s.poolNode(pool))
	}
	if (before.powered != now.powered || before.sql != now.sql) && s.hosts[s.master()] == pool {
		s.restartReplicator()
	}
	if before.serves != now.serves {
		s.serviceChanged(pool, now.serves)
	}
	if before.sql != now.sql {
		s.storeChanged(pool, now.sql)
	}
	s.copiesStand(pool)
	s.copiesStand(s.partner[pool])
	if !before.backsUp && now.backsUp {
		s.restarted(pool)
	}
}

// breakOff ends what was ordered on a server that has lost its power: a cmdlet runs where it was given (F-74, H-85).
func (s *System) breakOff(at node) {
	for p, f := range s.failover.at {
		if f.Look().Running() && s.orderAt[p] == at {
			s.failover.step(s, p, failover.Event{On: failover.Broken})
		}
	}
	if order, _, _ := s.store.at[0].Running(); order != cms.None && s.storeAt == at {
		s.store.step(s, 0, cms.Event{On: cms.Broken})
	}
}

// serviceChanged lets the front end service of a pool start or stop. What it held in memory is gone: bindings, and what
// it knew of its partner (H-10).
func (s *System) serviceChanged(pool int16, serves bool) {
	s.watch(pool)
	if serves {
		s.boot[pool]++
		return
	}
	s.tides[pool].Stopped++
	s.strand(pool)
	for u := range s.home {
		s.binding.step(s, s.bound(pool, int16(u)), binding.Event{On: binding.Forget})
	}
}

// storeChanged tells the front ends that their database does not answer, or answers again (F-51, F-172).
func (s *System) storeChanged(pool int16, answers bool) {
	on := backend.Failed
	if answers {
		on = backend.Answered
	}
	s.backend.step(s, int(pool), backend.Event{On: on})
	s.groupsStore(pool, answers)
}

// pathChanged tells a client that what it sends stays unanswered from now on, or is answered again (H-22).
func (s *System) pathChanged(user int16, before path) {
	now := s.pathOf(user)
	if now == before {
		return
	}
	on := client.Answer
	switch now {
	case silent:
		on = client.Silence
	case refused:
		on = client.Reset
	}
	s.post(message{kind: pathMessage, to: user, from: s.at[user], data: [4]uint16{uint16(on)}})
}
