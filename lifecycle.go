package understudy

import (
	"slices"

	"understudy.example/cms"
	"understudy.example/machine"
	"understudy.example/pool/failover"
	"understudy.example/pool/pairing"
	"understudy.example/pool/replication"
	"understudy.example/pool/setup"
)

// lifecycle is what former pairs have left, and what a pool that is lost for good is replaced with. Slices are by pool,
// or by user.
type lifecycle struct {
	serviced []bool   // its Backup Service is installed (F-19, F-157)
	stale    []bool   // its Backup Service has not been restarted since it has another partner (F-155)
	latest   []int16  // the partner that its Backup Service knows, -1 for none
	backups  []uint64 // the pools that it holds a copy of the user data of, a bit for each (F-156)
	left     []int16  // of each user: the pool that his contacts and meetings were left on, -1 if they went with him (F-150)
	file     []bool   // of each user: his data is in the file that was exported last (F-153)
}

func (StartServices) kind() kind             { return startServices }
func (RemovePool) kind() kind                { return removePool }
func (RemoveDatabase) kind() kind            { return removeDatabase }
func (RestartBackupService) kind() kind      { return restartBackupService }
func (RemoveUserStoreBackupData) kind() kind { return removeBackupData }
func (ExportUserData) kind() kind            { return exportUserData }
func (ExportResponseGroups) kind() kind      { return exportGroups }
func (ImportResponseGroups) kind() kind      { return importGroups }
func (ImportUserData) kind() kind            { return importUserData }

func (StartServices) order()             {}
func (RemovePool) order()                {}
func (RemoveDatabase) order()            {}
func (RestartBackupService) order()      {}
func (RemoveUserStoreBackupData) order() {}
func (ExportUserData) order()            {}
func (ExportResponseGroups) order()      {}
func (ImportResponseGroups) order()      {}
func (ImportUserData) order()            {}

func (s *System) makeLifecycle() {
	pools, users := len(s.topology.Pools), len(s.topology.Users)
	s.lifecycle = lifecycle{
		serviced: make([]bool, pools), stale: make([]bool, pools), latest: slices.Repeat([]int16{-1}, pools),
		backups: make([]uint64, pools), left: slices.Repeat([]int16{-1}, users), file: make([]bool, users),
	}
}

func (v *lifecycle) code(c *machine.Code) {
	pools := len(v.latest)
	bools(c, v.serviced, v.stale, v.file)
	for p := range v.latest {
		party(c, &v.latest[p], pools)
		members(c, &v.backups[p], pools)
	}
	for u := range v.left {
		party(c, &v.left[u], pools)
	}
}

// A warning is something that an order will lead to and that whoever gives it may not have meant.
type warning uint8

const (
	standbyUseless warning = iota
	copyUseless
	setupNeeded
	restartNeeded
	releasesDiffer
	notInFile
	warnings
)

// warningTable says what every warning says, with % for the other pool that it names, and why.
var warningTable = [warnings]struct{ what, why string }{
	standbyUseless: {"the standby CMS on % will be of no use", "Only the database of the master's partner can be made active (F-106, F-157, Q-8)"},
	copyUseless:    {"the copy of its user data on % will grow old", "What a former partner has stays there and is updated no longer, until it is removed (F-156, Q-8)"},
	setupNeeded:    {"needs setup", "Its servers do not match the topology that is published now (F-19, F-157, Q-6)"},
	restartNeeded:  {"its Backup Service exports nothing to % before it is restarted", "It still works for the former partner, and no setup restarts it (F-155, H-89)"},
	releasesDiffer: {"% runs another release, and a disaster failover to it may lose data", "Disaster mode is not supported while the releases of a pair differ (F-17)"},
	notInFile:      {"no contacts and meetings of his were exported", "What was neither exported nor copied cannot be imported (F-150, F-153)"},
}

// warn tells of something that an order leads to.
func (s *System) warn(w warning, who Who, peer int16) {
	s.tell(Action{Kind: Warned, Who: who, Code: uint16(w), Peer: peer})
}

// warnOfEnd says what the end of a pair makes useless (F-156, F-157, Q-8).
func (s *System) warnOfEnd(pair int16) {
	for _, pool := range s.pairs[pair] {
		partner := s.otherOf(pair, pool)
		if spare := 1 - s.master(); s.hosts[1-spare] == pool && s.hosts[spare] == partner && s.databaseIs(spare, cms.Standby) {
			s.warn(standbyUseless, Who{PartPool, pool, 0}, partner)
		}
		if s.keeps(partner, pool) {
			s.warn(copyUseless, Who{PartPool, pool, 0}, partner)
		}
	}
}

// warnOfReleases warns of a disaster failover between two releases (F-17).
func (s *System) warnOfReleases(r *request) {
	if r.kind == poolFailOver && r.disaster && r.partner >= 0 &&
		s.topology.Pools[r.pool].Release != s.topology.Pools[r.partner].Release {
		s.warn(releasesDiffer, Who{PartPool, r.pool, 0}, r.partner)
	}
}

// keeps reports whether holder has a copy of the user data of another pool (F-156).
func (s *System) keeps(holder, of int16) bool { return s.backups[holder]>>of&1 != 0 }

// Keeps reports whether the pool holder has a copy of the user data of another pool, which a former partner does until it
// is removed (F-156).
func (s *System) Keeps(holder, of string) bool {
	h, o := s.plan.pool(holder), s.plan.pool(of)
	return h >= 0 && o >= 0 && s.keeps(h, o)
}

// inPair reports whether two pools are a pair, as published.
func (s *System) inPair(a, b int16) bool {
	return a >= 0 && b >= 0 && s.partner[a] == b && s.pairing.at[s.pairOf[a]].State.Published()
}

// leftover reports whether a database is neither the master nor on the master's partner: no failover leads there (F-106).
func (s *System) leftover(db uint8) bool {
	host := s.hosts[db]
	return host >= 0 && db != s.master() && !s.databaseIs(db, cms.Absent) && !s.inPair(host, s.hosts[1-db])
}

// keepMaster lets the master stay where a pair that ends has brought it, because its first pool is lost (F-153): from now
// on it is that pool's own.
func (s *System) keepMaster(pair int16) {
	if host := s.hosts[s.second]; host >= 0 && s.pairOf[host] == pair && s.master() == s.second {
		s.second = 1 - s.second
	}
}

// makeRoom forgets a leftover database once the master's pool has another partner, whose database takes its place: the
// store has two (H-90).
func (s *System) makeRoom() {
	if spare := 1 - s.master(); s.leftover(spare) && s.hasPartner(s.hosts[s.master()]) && !s.storeRuns() {
		s.dropDatabase(spare)
	}
}

// hasPartner reports whether a pool has a partner, as published.
func (s *System) hasPartner(pool int16) bool { return pool >= 0 && s.inPair(pool, s.partner[pool]) }

// dropDatabase deletes a database that is not the master.
func (s *System) dropDatabase(db uint8) {
	s.store.step(s, 0, cms.Event{On: cms.Remove, DB: db})
	clear(s.rows(s.database(db)))
}

// takesPartner follows the publication of a pair on one side. Where a Backup Service is installed it stays, but it works
// for the partner it knows until it is restarted (F-155).
func (s *System) takesPartner(pair int16, side uint8) {
	pool := s.pairs[pair][side]
	partner := s.otherOf(pair, pool)
	if s.serviced[pool] {
		s.stale[pool] = s.latest[pool] != partner
		s.pairing.step(s, int(pair), pairing.Event{On: pairing.Install, Side: side})
	}
	if s.stale[pool] {
		s.warn(restartNeeded, Who{PartPool, pool, 0}, partner)
		return
	}
	s.latest[pool] = partner
}

// restarted lets the Backup Service of a pool read who its partner is (F-155).
func (s *System) restarted(pool int16) {
	if !s.stale[pool] {
		return
	}
	s.stale[pool], s.latest[pool] = false, s.partner[pool]
	if s.replicates(pool) {
		s.beginReplication(pool)
	}
}

// needsSetup reports whether the servers of a pool do not match what is published: setup has to install what a pair
// needs, or to take away what it needed.
func (s *System) needsSetup(pool int16) bool {
	state := s.setup.at[pool].State
	pair := s.pairOf[pool]
	if pair < 0 || !s.pairing.at[pair].State.Published() {
		return state.Phase() == setup.Published || state.Serving() && s.serviced[pool]
	}
	return state.Phase() == setup.Published || state.Serving() && !s.pairing.at[pair].State.Installed(s.side(pair, pool))
}

// side is 0 or 1: which of the two pools of a pair a pool is.
func (p *plan) side(pair, pool int16) uint8 {
	if p.pairs[pair][1] == pool {
		return 1
	}
	return 0
}

// emptied reports whether nobody is homed on a pool.
func (s *System) emptied(pool int16) bool {
	return !slices.Contains(s.home, pool) && s.topology.Pools[pool].Homed == 0
}

// inTopology reports whether a pool is defined, and not taken out again.
func (s *System) inTopology(pool int16) bool {
	return s.exists(pool) && s.setup.at[pool].State.Phase() != setup.Withdrawn
}

// backsOneWay reports whether a pool is the backup of another one that is not its own.
func (s *System) backsOneWay(pool int16) bool {
	for p, behind := range s.oneWay {
		if behind == pool && s.inTopology(int16(p)) {
			return true
		}
	}
	return false
}

// hostsStore reports whether a pool has a database that cannot go with it: the master, or a standby that its server could
// still remove. What is on a server that is lost for good goes with the pool (F-153).
func (s *System) hostsStore(pool int16) bool {
	for db, host := range s.hosts {
		db := uint8(db)
		if host == pool && !s.databaseIs(db, cms.Absent, cms.Orphaned) && (db == s.master() || s.holds(pool)) {
			return true
		}
	}
	return false
}

// retiresMaster reports whether a pool that ends with the next publication has the master, or is about to.
func (s *System) retiresMaster() bool {
	for db, host := range s.hosts {
		if host >= 0 && s.setup.at[host].State.Phase() == setup.Withdrawn && (uint8(db) == s.master() || s.storeRuns()) {
			return true
		}
	}
	return false
}

// retire publishes the end of a pool: its servers serve nobody any more, and what they had is gone.
func (s *System) retire(at node, pool int16) {
	for db, host := range s.hosts {
		if host == pool && uint8(db) != s.master() && !s.databaseIs(uint8(db), cms.Absent) && !s.storeRuns() {
			s.dropDatabase(uint8(db))
		}
	}
	s.change(func() {
		s.setup.step(s, int(pool), setup.Event{On: setup.Publish})
		s.halted[pool] = false
	})
	s.serviced[pool], s.stale[pool], s.latest[pool], s.backups[pool] = false, false, -1, 0
	s.write(at, pool, func(r row) row { return r & stateBits })
}

// appear publishes a definition. Whatever state a pool of this name was left in, the new one is active.
func (s *System) appear(at node, pool int16) {
	s.setup.step(s, int(pool), setup.Event{On: setup.Publish})
	s.write(at, pool, func(r row) row { return r.withState(failover.Active) | defined })
	if s.state(pool) != failover.Active {
		s.setByHand(pool, failover.Active)
	}
}

// storeRuns reports whether an order on the Central Management Store is in progress.
func (s *System) storeRuns() bool { o, _, _ := s.store.at[0].Running(); return o != cms.None }

// leftovers returns the pools whose copy of their user data a pool has and nobody needs: all but that of its partner's
// users (F-156, H-88).
func (s *System) leftovers(pool int16) uint64 {
	if partner := s.partner[pool]; s.inPair(pool, partner) && !s.emptied(partner) {
		return s.backups[pool] &^ (1 << partner)
	}
	return s.backups[pool]
}

// hasData reports whether the contacts and meetings of a user are in the databases of a pool: his own, or a copy.
func (s *System) hasData(pool, user int16) bool {
	at := s.left[user]
	if at < 0 {
		at = s.keeper(user, s.home[user])
	}
	return at == pool || s.keeps(pool, at)
}

// export writes what a pool has of the users' data into the file (F-153).
func (s *System) export(pool int16) {
	for u := range s.file {
		s.file[u] = s.hasData(pool, int16(u))
	}
}

// bringIn gives the users of a pool who came without their contacts and meetings what the file has of them (F-153).
func (s *System) bringIn(pool int16) {
	for u, left := range s.left {
		user := int16(u)
		switch {
		case s.home[u] != pool || left < 0:
		case s.file[u]:
			s.left[u] = -1
			s.tell(Action{Kind: Restored, Who: Who{PartUser, user, 0}, Peer: pool})
			s.wrote(user, pool, replication.Contacts)
		default:
			s.warn(notInFile, Who{PartUser, user, 0}, pool)
		}
	}
}

// leave takes note of where the contacts and meetings of a user stay whose account alone is moved (F-150).
func (s *System) leave(user, from, to int16) {
	if s.left[user] < 0 {
		s.left[user] = from
	}
	if s.left[user] == to {
		s.left[user] = -1
		s.movedAll(user)
		return
	}
	s.movedAlone(user, s.left[user])
}
