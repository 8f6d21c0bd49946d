package understudy

import (
	"understudy.example/client/features"
	"understudy.example/pool/backend"
	"understudy.example/pool/failover"
	"understudy.example/pool/health"
	"understudy.example/pool/pairing"
	"understudy.example/pool/replication"
)

// A branch appliance, and a pool of Lync 2010, has a backup registrar that it does not back up in turn. A pool can be that
// for any number of them, beside its one pair (F-2, F-4). Their users are borrowed and sent home like those of a pair, but
// nothing else of a pair is theirs: no Backup Service, no failover, and no third registrar when the backup dies (F-5).
//
// An appliance registers its users, and no more. Their data and services are in the pool behind it.

// addOneWay looks up whom a pool has for a one-way backup. The backup watches; an appliance watches back, for without the
// pool behind it its users are limited (H-51).
func (p *plan) addOneWay(pool int16, of Pool) {
	behind := p.pool(of.Backup)
	p.oneWay = append(p.oneWay, behind)
	if behind >= 0 {
		p.sights = append(p.sights, sight{behind, pool})
	}
	if behind >= 0 && of.Edition == pairing.Appliance {
		p.sights = append(p.sights, sight{pool, behind})
	}
}

func (p *plan) isAppliance(pool int16) bool {
	return p.topology.Pools[pool].Edition == pairing.Appliance
}

// rules are those of the observer of a sight: its intervals are those of the one that is watched (H-25), and between an
// appliance and its pool, either way, those of the appliance (F-28).
func (p *plan) rules(i int) health.Rules {
	if p.isAppliance(p.sights[i].watcher) {
		return p.topology.watcher(p.sights[i].watcher)
	}
	return p.topology.watcher(p.sights[i].watched)
}

// backupOf returns the backup of a pool, one way or by its pair; -1 for none.
func (s *System) backupOf(pool int16) int16 {
	if behind := s.oneWay[pool]; behind >= 0 {
		return behind
	}
	return s.partner[pool]
}

// beginOneWay makes the one-way backups known to everybody that are there from the start.
func (s *System) beginOneWay() {
	for p, behind := range s.oneWay {
		if behind >= 0 && !s.topology.Pools[p].Later {
			s.setRow(int16(p), func(r row) row {
				return r.withBackup(behind).with(automatic, s.topology.Pools[p].Automatic)
			})
		}
	}
}

// concerns reports whether the watcher knows of a backup for which the sight is there.
func (s *System) concerns(i sight) bool {
	return s.replicaRow(i.watcher, i.watcher).backup() == i.watched ||
		s.oneWay[i.watched] == i.watcher && s.replicaRow(i.watcher, i.watched).backup() == i.watcher
}

// services reports whether pool's registrar has user services for the users of home. Those of an appliance's users are the
// pool's behind it: while it is active, has its own database, and is not held to be down (F-5, H-50, H-51).
func (s *System) services(pool, home int16) bool {
	at := pool
	if s.isAppliance(home) {
		at = s.oneWay[home]
		if s.replicaRow(pool, at).state() != failover.Active || s.sees(pool, at) == health.Down {
			return false
		}
	}
	return s.backend.at[at].State.Phase() != backend.Unavailable
}

// judgeServices lets all registrars judge again that have the user services of a pool.
func (s *System) judgeServices(pool int16) {
	s.judge[pool] = true
	for p, behind := range s.oneWay {
		if behind == pool {
			s.judge[p] = true
		}
	}
}

// keeper is the pool that keeps the data of a user who is served at pool.
func (s *System) keeper(user, pool int16) int16 {
	if home := s.home[user]; s.isAppliance(home) {
		return s.oneWay[home]
	}
	return pool
}

// shareRecords gives a pool with a one-way backup, and the backup, each other's records of its users' certificates, if
// they reach each other: that is what lets an appliance authenticate while the WAN is down (C-66, H-53).
func (s *System) shareRecords(home int16) {
	behind := s.oneWay[home]
	if behind < 0 || !s.reaches(s.poolNode(home), s.poolNode(behind)) {
		return
	}
	s.tides[home].Shared++
	for u, h := range s.home {
		if h == home {
			here, there := s.bound(home, int16(u)), s.bound(behind, int16(u))
			if s.known[here] && !s.known[there] {
				s.known[there] = true
				s.carryOn(int16(u), behind)
			}
			s.known[here] = s.known[there]
		}
	}
}

// carryOn lets the Backup Service of a pool take the record of a user's certificate to its partner (C-66).
func (s *System) carryOn(user, pool int16) {
	if s.replicates(pool) {
		s.carry[s.bound(pool, user)] = true
		s.changes(pool, replication.Contacts)
	}
}

// atCentral is the column that counts for a branch user whom the pool behind his appliance serves in full: nothing is
// missing but the branch's own gateway, without which calls are as they are after a failover (H-50, C-75).
func atCentral(f features.Feature) features.Column {
	switch f {
	case features.InboundPSTN, features.OutboundPSTN, features.Emergency:
		return features.FailedOver
	}
	return features.Normal
}

// Sees returns what one pool holds of another; ok is false if it is not the other's backup, nor backed by it.
func (s *System) Sees(watcher, watched string) (p health.Phase, ok bool) {
	a, b := s.plan.pool(watcher), s.plan.pool(watched)
	return s.sees(a, b), s.sightOf(a, b) >= 0
}
