package understudy

import (
	"understudy.example/cms"
	"understudy.example/pool/failover"
	"understudy.example/pool/health"
)

// Forget drops what no rule can tell apart, and changes nothing that happens from now on: what asks and incarnations are
// called, which are only ever compared, and where orders that are over were given. A search over all states calls it
// before it packs one, and finds that many are the same.
func (s *System) Forget() {
	for p := range s.orderAt {
		if s.failover.at[p].Look().Procedure() == failover.None {
			s.orderAt[p] = 0
		}
	}
	if order, _, _ := s.store.at[0].Running(); order == cms.None {
		s.storeAt = 0
	}
	for p := range s.boot {
		if s.renumbers(int16(p)) {
			s.renumber(int16(p))
		}
	}
}

// A renumberer is a Detector that can count anew. One that cannot keeps its numbers, and so does whom it watches.
type renumberer interface{ Renumber(boot uint8) (ask uint8) }

// renumbers reports whether everybody who watches a pool can count anew, and no answer of an older incarnation is under
// way: two older ones could no longer be told apart.
func (s *System) renumbers(pool int16) bool {
	for _, m := range s.queue.list[s.queue.head:] {
		if m.kind == answerMessage && s.sights[m.to].watched == pool && uint8(m.data[1]) != s.boot[pool] {
			return false
		}
	}
	for i, sight := range s.sights {
		if _, ok := s.health.at[i].(renumberer); sight.watched == pool && !ok {
			return false
		}
	}
	return true
}

// renumber calls the incarnation of a pool 0, and the latest ask of everybody who watches it.
func (s *System) renumber(pool int16) {
	boot := s.boot[pool]
	s.boot[pool] = 0
	for i, sight := range s.sights {
		if sight.watched != pool {
			continue
		}
		ask := s.health.at[i].(renumberer).Renumber(boot)
		p := &s.proof[i]
		p.ask = (p.ask + health.Asks - ask) % health.Asks
		p.boot = health.Renumber(p.boot, boot)
		if !p.long.Armed() && !p.held {
			p.boot = 0
		}
		s.renumberAnswers(int16(i), ask, boot)
	}
}

func (s *System) renumberAnswers(sight int16, ask, boot uint8) {
	for i := s.queue.head; i < len(s.queue.list); i++ {
		if m := &s.queue.list[i]; m.kind == answerMessage && m.to == sight {
			m.data[0] = (m.data[0] + health.Asks - uint16(ask)) % health.Asks
			m.data[1] = uint16(health.Renumber(uint8(m.data[1]), boot))
		}
	}
}
