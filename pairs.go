package understudy

import (
	"slices"

	"understudy.example/machine"
	"understudy.example/pool/health"
	"understudy.example/pool/pairing"
)

// bonds is who belongs to whom: the pairs as they were named last, and the pools that hold the databases of the Central
// Management Store. Slices are by pool.
type bonds struct {
	pairOf  []int16  // its pair, -1 without: the one in effect, or else the one that is named
	partner []int16  // the other pool of that pair, -1 without
	hosts   [2]int16 // of the store's databases: the pool, -1 for none
	second  uint8    // the database that came with a pair; the other one belongs to its pool (F-22)
}

func (s *System) makeBonds() {
	pools := len(s.topology.Pools)
	s.bonds = bonds{pairOf: make([]int16, pools), partner: make([]int16, pools), hosts: [2]int16{-1, -1}, second: 1}
	for p, pool := range s.topology.Pools {
		if pool.CMS {
			s.hosts[0] = int16(p)
		}
	}
	for i, pair := range s.topology.Pairs {
		if !pair.Later && slices.Contains(s.pairs[i][:], s.hosts[0]) {
			s.hosts[1] = s.otherOf(int16(i), s.hosts[0])
		}
	}
	for p := range s.partner {
		s.pairOf[p], s.partner[p] = -1, -1
	}
}

func (v *bonds) code(c *machine.Code, s *System) {
	for db := range v.hosts {
		party(c, &v.hosts[db], len(v.partner))
	}
	machine.Enum(c, &v.second, 2)
}

// bond works out who belongs to whom from the pairs' phases. A pair that is in effect counts before one that is named
// while the end of the first is not published yet (F-155).
func (s *System) bond() {
	for p := range s.partner {
		s.pairOf[p], s.partner[p] = -1, -1
	}
	for i, pair := range s.pairs {
		state := s.pairing.at[i].State
		for side, pool := range pair {
			if state.Phase() == pairing.Unpaired || s.pairOf[pool] >= 0 && !state.Published() {
				continue
			}
			s.pairOf[pool], s.partner[pool] = int16(i), pair[1-side]
		}
	}
}

// doPairing follows a pair that came about, or ended: both pools' Backup Services have another partner from now on.
func (s *System) doPairing(i int, _ pairing.Action) {
	s.bond()
	for _, pool := range s.pairs[i] {
		s.copiesStand(pool)
	}
}

// pairNamed finds the pair that a NameBackup means: the pool's with backup, or, if that is not said, the first of the
// pool's that has not been named; -1 if the topology has none.
func (s *System) pairNamed(pool, backup int16, said bool) int16 {
	found := int16(-1)
	for i, pair := range s.pairs {
		if !slices.Contains(pair[:], pool) || said && s.otherOf(int16(i), pool) != backup {
			continue
		}
		if s.pairing.at[i].State.Phase() == pairing.Unpaired {
			return int16(i)
		}
		found = max(found, int16(i))
	}
	return found
}

// taken reports whether a pool has a backup pool that it keeps with the next publication.
func (s *System) taken(pool int16) bool {
	for i, pair := range s.pairs {
		p := s.pairing.at[i].State.Phase()
		if slices.Contains(pair[:], pool) && p != pairing.Unpaired && p != pairing.Leaving {
			return true
		}
	}
	return false
}

// otherOf returns the pool of a pair that is not pool.
func (p *plan) otherOf(pair, pool int16) int16 {
	if p.pairs[pair][0] == pool {
		return p.pairs[pair][1]
	}
	return p.pairs[pair][0]
}

// sightOf returns the number of the sight in which watcher watches watched, -1 if there is none.
func (p *plan) sightOf(watcher, watched int16) int {
	if watcher < 0 || watched < 0 {
		return -1
	}
	return int(p.sightAt[int(watcher)*len(p.siteOf)+int(watched)])
}

// sees returns what one pool holds of another.
func (s *System) sees(watcher, watched int16) health.Phase {
	if i := s.sightOf(watcher, watched); i >= 0 {
		return s.health.at[i].Phase()
	}
	return health.Unknown
}
