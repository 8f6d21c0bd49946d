package understudy

import (
	"slices"

	"understudy.example/cms"
	"understudy.example/cms/directory"
	"understudy.example/cms/replica"
	"understudy.example/cms/replicator"
	"understudy.example/pool/failover"
	"understudy.example/pool/health"
	"understudy.example/pool/replication"
	"understudy.example/registrar/binding"
)

// A row is what the configuration says of one pool. The configuration is a slice of rows, and there are many copies of
// it: the replica of each pool, which is all that the pool acts on (H-1), what is on its way to each of them, the two
// databases of the store, and the batch on its way from one database to the other.
type row uint16

const (
	stateBits  row = 3      // the PoolState (F-52)
	automatic  row = 1 << 2 // automatic failover and failback (F-40)
	defined    row = 1 << 3 // the pool is published
	backupBits row = 127 << backupAt

	backupAt = 4 // the associated backup pool, counted from 1; 0 for none (F-24)
)

func (r row) state() failover.Phase { return failover.Phase(r & stateBits) }
func (r row) has(bit row) bool      { return r&bit != 0 }

// backup returns the associated backup pool, -1 for none.
func (r row) backup() int16                  { return int16(r&backupBits>>backupAt) - 1 }
func (r row) withBackup(pool int16) row      { return r&^backupBits | row(pool+1)<<backupAt }
func (r row) withState(s failover.Phase) row { return r&^stateBits | row(s) }

func (r row) with(bit row, on bool) row {
	if on {
		return r | bit
	}
	return r &^ bit
}

// The copies: replicas first, then what is on its way to them, then the two databases, then the batch.
func (s *System) incoming(pool int16) int     { return len(s.partner) + int(pool) }
func (s *System) database(db uint8) int       { return 2*len(s.partner) + int(db) }
func (s *System) batch() int                  { return 2*len(s.partner) + 2 }
func (s *System) copies() int                 { return 2*len(s.partner) + 3 }
func (s *System) rows(copy int) []row         { n := len(s.partner); return s.conf[copy*n : copy*n+n] }
func (s *System) same(a, b int) bool          { return slices.Equal(s.rows(a), s.rows(b)) }
func (s *System) current(pool int16) bool     { return s.same(int(pool), s.database(s.master())) }
func (s *System) replicaRow(at, of int16) row { return s.rows(int(at))[of] }

// copyRows is what a copy hears of another one.
func (s *System) copyRows(to, from int) {
	if !s.same(to, from) {
		copy(s.rows(to), s.rows(from))
		s.news++
	}
}

// master is the database that replicas are copies of: the active one, or the one that was active last while an order has
// not come to its end, or has stopped half way.
func (s *System) master() uint8 {
	if leads(s.store.at[0].Phase(1)) > leads(s.store.at[0].Phase(0)) {
		return 1
	}
	return 0
}

// leads ranks the phases of a database by how much it is the master.
func leads(p cms.Phase) int {
	switch p {
	case cms.Active:
		return 3
	case cms.ReadOnly:
		return 2
	case cms.Orphaned, cms.Unverified:
		return 1
	}
	return 0
}

// pointer returns the database that the directory names, as site sees it.
func (s *System) pointer(site int16) uint8 { return s.directory.at[site].State.Names }

// writable returns the database that takes an administrator's writes from place, and whether one does: the directory is
// near, the database it names accepts, and the pool that holds it can be reached (H-7, H-8).
func (s *System) writable(place node) (db uint8, ok bool) {
	site, pool := s.place(place)
	if !s.directoryNear(place) {
		return 0, false
	}
	db = s.pointer(site)
	host := s.hosts[db&1]
	if host < 0 || !s.holds(host) || !s.store.at[0].Accepts(db, db) {
		return db, false
	}
	return db, pool == host || s.reaches(place, s.poolNode(host))
}

// write changes what the configuration says of a pool, for somebody at place, and reports whether a database took it.
func (s *System) write(place node, pool int16, change func(row) row) bool {
	db, ok := s.writable(place)
	if !ok {
		return false
	}
	site, _ := s.place(place)
	s.tell(Action{Kind: Wrote, Who: Who{PartStore, int16(db), 0}, Code: uint16(db), Arg: uint8(s.accepting(site)), Peer: site})
	at := &s.rows(s.database(db))[pool]
	*at = change(*at)
	if !s.databaseIs(1-db, cms.Absent) {
		s.inSQL[db].change()
	}
	s.published(db)
	return true
}

// published tells all replicas, and the Backup Service, that database db has changed.
func (s *System) published(db uint8) {
	for pool := range s.partner {
		if !s.same(pool, s.database(db)) {
			s.replica.step(s, pool, replica.Event{On: replica.Changed})
		}
	}
	if host := s.hosts[db]; host >= 0 && s.replicates(host) {
		s.replication.step(s, copying(host, replication.Management), replication.Event{On: replication.Wrote})
	}
}

// doReplicator hands what has changed to every replica that can be reached (F-97).
func (s *System) doReplicator(_ int, a replicator.Action) {
	if a.Kind != replicator.Poll {
		return
	}
	from := s.database(s.master())
	host := s.poolNode(s.hosts[s.master()])
	for p := range s.partner {
		pool := int16(p)
		there := s.powered(pool) && s.arrives(host, s.poolNode(pool)) && s.setup.at[pool].State.Serving()
		if there && (a.Full || !s.same(p, from)) {
			s.copyRows(s.incoming(pool), from)
			s.replica.step(s, p, replica.Event{On: replica.Delivered})
		}
	}
}

// doReplica lets a pool act on a copy that it has applied. That the partner is active again resets what the pool holds of
// it (H-19).
func (s *System) doReplica(i int, a replica.Action) {
	if a.Kind != replica.Applied {
		return
	}
	pool, partner := int16(i), s.partner[i]
	before, own := s.stateIn(pool, partner), s.stateIn(pool, pool)
	s.copyRows(i, s.incoming(pool))
	s.judge[pool] = true
	s.watch(pool)
	s.followsState(pool)
	if own == failover.Active && s.stateIn(pool, pool) != failover.Active {
		s.strays(pool)
	}
	if s.stateIn(pool, partner) == failover.Active && before != failover.Active {
		s.releaseGuests(pool, partner)
		s.health.step(s, s.sightOf(pool, partner), health.Event{On: health.Reset})
	}
}

// releaseGuests sends the users of a partner that is active again home, as far as the rule for borrowed ones would keep
// them: without automatic failover nobody pulls them back (F-40), and the failover is over (H-19).
func (s *System) releaseGuests(pool, partner int16) {
	sees := s.sees(pool, partner)
	if s.replicaRow(pool, partner).has(automatic) || sees == health.Down || sees == health.Unknown {
		return
	}
	for u, home := range s.home {
		if at := s.bound(pool, int16(u)); home == partner && s.binding.at[at].State.Phase() != binding.Free {
			s.binding.step(s, at, binding.Event{On: binding.Drop, Reason: binding.PreferredRegistrar})
		}
	}
}

// stateIn is the PoolState of another pool as the replica at a pool has it; Active for no pool.
func (s *System) stateIn(at, of int16) failover.Phase {
	if of < 0 {
		return failover.Active
	}
	return s.replicaRow(at, of).state()
}

// followsState makes the pool's user data read only while its own replica says that it is failing over, or that it is
// failed back to from the partner (F-59, F-89).
func (s *System) followsState(pool int16) {
	if !s.replicates(pool) {
		return
	}
	on := replication.Writable
	if s.fixed(pool) {
		on = replication.ReadOnly
	}
	s.replication.step(s, copying(pool, replication.UserData), replication.Event{On: on})
	if on == replication.Writable {
		s.released(pool)
	}
}

// doStore answers the store's questions and lets the directory follow it.
func (s *System) doStore(_ int, a cms.Action) {
	switch a.Kind {
	case cms.Check:
		answer := s.storeMay(a.DB)
		s.post(message{kind: storeMessage, data: [4]uint16{uint16(answer), uint16(a.DB)}})
	case cms.Pointed:
		s.pointTo(a.DB)
	case cms.Stopped:
		s.tell(Action{Kind: StoreStopped, Who: Who{PartStore, int16(a.DB), 0}, Peer: s.hosts[a.DB]})
	case cms.Finished:
		s.tell(Action{Kind: StoreFinished, Who: Who{PartStore, int16(a.DB), 0}, Peer: s.hosts[a.DB]})
	case cms.Moved:
		s.storeMoved(a)
	}
}

// storeMay answers whether the running order may pass its step. A planned failover waits until nothing of the source is
// missing at the target, and takes the role only while both are there (F-107); the others need the target (H-8).
func (s *System) storeMay(target uint8) cms.EventKind {
	order, _, _ := s.store.at[0].Running()
	source := 1 - target&1
	to := s.hosts[target&1]
	switch {
	case to < 0 || !s.holds(to) || !s.near(s.storeAt, to):
		return cms.NotYet
	case order != cms.Planned:
		return cms.Confirmed
	case !s.holds(s.hosts[source]) || !s.reaches(s.poolNode(to), s.poolNode(s.hosts[source])):
		return cms.NotYet
	case !s.same(s.database(target), s.database(source)):
		return cms.NotYet
	}
	return s.switchLeaves(to)
}

// holds reports whether the SQL instance of a pool runs, which holds its database of the store (L-19).
func (s *System) holds(pool int16) bool { return s.powered(pool) && s.sqlUp(pool) }

// near reports whether something at place can work with pool.
func (s *System) near(place node, pool int16) bool {
	return place == s.poolNode(pool) || s.reaches(place, s.poolNode(pool))
}

// pointTo publishes in the directory that db is the master, from the site of the pool that holds it.
func (s *System) pointTo(db uint8) {
	host := s.hosts[db&1]
	for site := range s.topology.Sites {
		on := directory.Published
		if int16(site) == s.siteOf[host] {
			on = directory.Written
		}
		s.directory.step(s, site, directory.Event{On: on, DB: db})
	}
}

// storeMoved follows the role: the replicator runs beside the master, the Management module leads from it, and what the
// new master says of the pools is what counts from now on.
func (s *System) storeMoved(a cms.Action) {
	to := cms.Phase(cms.Table.Look(a.Move).To)
	if to == a.Move.From {
		return
	}
	switch to {
	case cms.Active:
		s.restartReplicator()
		s.storeLoses(1 - a.DB)
		s.leadFrom(a.DB)
		s.published(a.DB)
		s.followStore(a.DB)
	case cms.ReadOnly:
		s.copyRows(s.database(1-a.DB), s.database(a.DB)) // nothing more will be written here
		s.inSQL[a.DB] = tally{}
	case cms.Orphaned:
		s.back = false
		s.orphanReturns()
	case cms.Standby:
		s.storeLoses(a.DB)
		s.leadFrom(s.master())
		s.followStore(s.master())
	}
	if s.unfinished() {
		s.restartReplicator() // it does not start without an active database (F-123)
	}
}

// restartReplicator lets the replicator run where the active database is, if its server runs.
func (s *System) restartReplicator() {
	s.replicator.step(s, 0, replicator.Event{On: replicator.Stop})
	host := s.hosts[s.master()]
	if host >= 0 && s.holds(host) && s.store.at[0].Phase(s.master()) == cms.Active {
		s.replicator.step(s, 0, replicator.Event{On: replicator.Start})
	}
}

// leadFrom lets the Management module carry from the master to the standby, and nothing the other way (F-134).
func (s *System) leadFrom(db uint8) {
	for d, host := range s.hosts {
		if host < 0 {
			continue
		}
		i := copying(host, replication.Management)
		if uint8(d) != db || s.headless() || !s.replicates(host) || s.has(host, Rights) || s.stale[host] ||
			s.store.at[0].Phase(1-db) != cms.Standby || s.leftover(1-db) {
			s.replication.step(s, i, replication.Event{On: replication.Uninitialize})
			continue
		}
		s.initialize(i)
		if !s.same(s.database(0), s.database(1)) {
			s.replication.step(s, i, replication.Event{On: replication.Wrote})
		}
	}
}

// followStore lets the failovers that do not run take the PoolState that the new master has: what the old one had been
// told since its last export is lost (F-110, H-6).
func (s *System) followStore(db uint8) {
	for p, f := range s.failover.at {
		state := s.rows(s.database(db))[p].state()
		if look := f.Look(); look.Phase() != state && !look.Running() {
			s.setByHand(int16(p), state)
		}
	}
}

// followMaster is followStore at the end of a run, which a new master may have overtaken. As long as the old one still
// claims to be active, what was written there counts for whoever wrote it; its demotion ends that (F-117).
func (s *System) followMaster() {
	if !s.orphan(0) && !s.orphan(1) {
		s.followStore(s.master())
	}
}

// orphanReturns begins the demotion of the old master once its Backup Service runs and reaches the directory, and
// interrupts it when that ends (F-117).
func (s *System) orphanReturns() {
	for db := range uint8(2) {
		host := s.hosts[db]
		if host < 0 || s.store.at[0].Phase(db) != cms.Orphaned {
			continue
		}
		other := s.hosts[1-db]
		back := s.backsUp(host) && s.reaches(s.poolNode(host), s.poolNode(other))
		if back == s.back {
			continue
		}
		s.back = back
		on := cms.Gone
		if back {
			on = cms.Returned
		}
		s.store.step(s, 0, cms.Event{On: on, DB: db})
	}
}
