package understudy

import (
	"time"

	"slices"

	"understudy.example/cms"
	"understudy.example/cms/replicator"
	"understudy.example/dns"
	"understudy.example/pool/failover"
	"understudy.example/pool/fence"
	"understudy.example/pool/membership"
	"understudy.example/pool/mirror"
	"understudy.example/pool/pairing"
	"understudy.example/pool/replication"
	"understudy.example/pool/setup"
	"understudy.example/registrar/binding"
)

// order refuses an order with every guard that stands against it, or carries it out.
func (s *System) order(in Order) {
	r, ok := s.resolve(in)
	if !ok {
		s.tell(Action{Kind: Invalid, Code: uint16(r.kind), Arg: r.unknown(), Peer: -1})
		return
	}
	blocked := false
	for i := range s.parts.Guards {
		if g := &s.parts.Guards[i]; g.asked(r.kind) && g.blocks(s, &r) {
			s.tell(Action{Kind: Blocked, Who: s.about(&r), Code: uint16(i), Arg: uint8(r.kind), Peer: r.partner})
			blocked = true
		}
	}
	if !blocked {
		s.tell(Action{Kind: Ordered, Who: s.about(&r), Code: uint16(r.kind), Peer: r.partner})
		s.carryOut(&r)
	}
}

func (g *Guard) asked(k kind) bool {
	for _, on := range g.on {
		if on == k {
			return true
		}
	}
	return false
}

// about names what an order is about.
func (s *System) about(r *request) Who {
	switch {
	case (r.kind == managementServerFailover || r.kind == moveManagementServer) && s.hasDatabase(r):
		return Who{PartStore, int16(r.db), 0}
	case r.edge >= 0:
		return Who{PartEdge, r.edge, 0}
	case r.kind == moveUser:
		return Who{PartUser, r.user, 0}
	case r.pool >= 0:
		return Who{PartPool, r.pool, 0}
	}
	return Who{Part: PartWorld}
}

// resolve looks up the names of an order; ok is false if one of them is not there.
func (s *System) resolve(in Order) (r request, ok bool) {
	r = request{kind: kinds, pool: -1, edge: -1, partner: -1, pair: -1, user: -1, target: -1, record: -1}
	switch in := in.(type) {
	case DefinePool:
		ok = s.onPool(&r, in.At, in.Pool)
	case NameBackup:
		ok = s.onPool(&r, in.At, in.Pool) && (in.Backup == "" || s.plan.pool(in.Backup) >= 0)
		s.onPair(&r, in.Backup)
	case ClearBackup:
		ok = s.onPool(&r, in.At, in.Pool)
	case Publish:
		r.at = s.where(in.At)
		ok = r.at >= 0
	case Setup:
		r.stopped = in.Stopped
		ok = s.onPool(&r, in.Pool, in.Pool)
	case Update:
		ok = s.onPool(&r, in.Pool, in.Pool)
	case StartServices:
		ok = s.onPool(&r, in.Pool, in.Pool)
	case RemovePool:
		ok = s.onPool(&r, in.At, in.Pool)
	case RemoveDatabase:
		ok = s.onPool(&r, in.Pool, in.Pool)
	case RestartBackupService:
		ok = s.onPool(&r, in.Pool, in.Pool)
	case RemoveUserStoreBackupData:
		ok = s.onPool(&r, in.At, in.Pool)
	case ExportResponseGroups:
		ok = s.onPool(&r, in.At, in.Pool)
	case ImportResponseGroups:
		ok = s.onPool(&r, in.At, in.Pool)
	case ExportUserData:
		ok = s.onPool(&r, in.At, in.Pool)
	case ImportUserData:
		ok = s.onPool(&r, in.At, in.Pool)
	case InstallDatabase:
		ok = s.onPool(&r, in.Pool, in.Pool)
	case BackupServiceSync:
		r.module, ok = moduleNamed(in.Module)
		ok = s.onPool(&r, in.At, in.Pool) && ok
	case PoolFailOver:
		r.disaster = in.DisasterMode
		ok = s.onPool(&r, in.At, in.Pool) && in.Switches.over(&r)
	case PoolFailBack:
		r.disaster = in.DisasterMode
		ok = s.onPool(&r, in.At, in.Pool) && in.Switches.over(&r)
	case Interrupt:
		ok = s.onPool(&r, in.At, in.Pool)
	case ManagementServerFailover:
		ok = s.onDatabase(&r, in)
	case MoveManagementServer:
		ok = s.onMove(&r, in)
	case StoreReplication:
		r.at = s.where(in.At)
		ok = r.at >= 0
	case ImportConfiguration:
		ok = s.onPool(&r, in.Pool, in.Pool)
	case SetEdgeServer:
		pool := s.plan.pool(in.Registrar)
		ok = s.onEdge(&r, in.At, in.Edge, pool) && pool >= 0
	case SetFederation:
		ok = s.onEdge(&r, in.At, in.Edge, -1)
	case AddFrontEnd:
		ok = s.onPool(&r, in.At, in.Pool)
	case RemoveFrontEnd:
		r.front = in.Front
		ok = s.onPool(&r, in.At, in.Pool) && in.Front > 0 && in.Front <= membership.Most
	case ResetPoolRegistrarState:
		r.reset, r.front = in.Type, in.Front
		ok = s.onPool(&r, in.At, in.Pool) && in.Type <= MachineStateRemoved &&
			(in.Type != MachineStateRemoved || in.Front > 0 && in.Front <= membership.Most)
	case DatabaseFailover:
		ok = s.onPool(&r, in.At, in.Pool)
	case Fence:
		ok = s.onPool(&r, in.At, in.Pool)
	case Unfence:
		ok = s.onPool(&r, in.At, in.Pool)
	case MoveUser:
		r.at, r.user, r.target, r.force = s.where(in.At), s.user(in.User), s.pool(in.Target), in.Force
		r.conference = in.MoveConferenceData
		ok = r.at >= 0 && r.user >= 0 && r.target >= 0
	case SetPoolState:
		r.state = in.State
		ok = s.onPool(&r, in.At, in.Pool) && in.State <= failover.FailingBack
	case SetAutomaticFailover:
		r.on = in.On
		ok = s.onPool(&r, in.At, in.Pool)
	case AddRecord:
		r.record = s.record(in.Name, in.Target)
		ok = r.record >= 0
	case RemoveRecord:
		r.record = s.record(in.Name, in.Target)
		ok = r.record >= 0
	case AddAddress:
		r.record = s.address(in.Name, in.Target)
		ok = r.record >= 0
	case RemoveAddress:
		r.record = s.address(in.Name, in.Target)
		ok = r.record >= 0
	default: // not one of this package's
		return r, false
	}
	r.kind = in.kind()
	return r, ok
}

func (s *System) onPool(r *request, at, pool string) bool {
	r.at, r.pool = s.where(at), s.plan.pool(pool)
	if r.pool >= 0 {
		r.partner, r.pair = s.partner[r.pool], s.pairOf[r.pool]
	}
	return r.at >= 0 && r.pool >= 0
}

// onPair finds the pair that is to be named, if the topology has it.
func (s *System) onPair(r *request, backup string) {
	if r.pair, r.partner = -1, -1; r.pool >= 0 {
		r.pair = s.pairNamed(r.pool, s.plan.pool(backup), backup != "")
	}
	if r.pair >= 0 {
		r.partner = s.otherOf(r.pair, r.pool)
	}
}

// unknown says what an order names that is not there: 1 for the place where it is given, 0 for something else.
func (r *request) unknown() uint8 {
	if r.at < 0 {
		return 1
	}
	return 0
}

// over hands the switches over to a request; ok is false if no cmdlet takes them.
func (w Switches) over(r *request) (ok bool) {
	r.with = failover.Switches{SkipVerification: w.SkipDataVerification, Force: w.Force, Wait: w.WaitTime}
	return w.WaitTime >= 0 && w.WaitTime <= failover.MaxWait && w.WaitTime%time.Second == 0
}

// onDatabase finds the database that a ManagementServerFailover is to make active: the one whose server is named, or the
// one of the pool where it is ordered.
func (s *System) onDatabase(r *request, in ManagementServerFailover) bool {
	r.at, r.force, r.restore = s.where(in.At), in.Force, in.Restore
	target := in.Target
	if target == "" {
		target = in.At
	}
	r.pool = s.plan.pool(target)
	if r.pool < 0 || r.at < 0 {
		return false
	}
	if r.db = 0; s.hosts[1] == r.pool {
		r.db = 1
	}
	return true
}

// record finds a record by its name and target; -1 if there is none.
func (s *System) record(name, target string) int16 {
	for i, r := range s.topology.Records {
		if dns.Equal(r.Name, name) && dns.Equal(r.Target, target) {
			return int16(i)
		}
	}
	return -1
}

// address finds an address by its name and target, and numbers it as one more record; -1 if there is none.
func (s *System) address(name, target string) int16 {
	for i, a := range s.topology.Addresses {
		if dns.Equal(a.Name, name) && dns.Equal(a.Target, target) {
			return int16(len(s.topology.Records) + i)
		}
	}
	return -1
}

// What guards ask.

func (s *System) hasDatabase(r *request) bool { return s.hosts[r.db] == r.pool }
func (s *System) orphan(db uint8) bool        { return s.store.at[0].Phase(db) == cms.Orphaned }

func (s *System) databaseIs(db uint8, phases ...cms.Phase) bool {
	for _, p := range phases {
		if s.store.at[0].Phase(db) == p {
			return true
		}
	}
	return false
}

func (s *System) exists(pool int16) bool { return s.setup.at[pool].State.Phase() != setup.Absent }

func (s *System) pairPhase(pool int16) pairing.Phase {
	if pair := s.pairOf[pool]; pair >= 0 {
		return s.pairing.at[pair].State.Phase()
	}
	return pairing.Unpaired
}

// atRest reports whether pool is active and no failover of it runs.
func (s *System) atRest(pool int16) bool {
	look := s.failover.at[pool].Look()
	return look.Phase() == failover.Active && !look.Running()
}

// restsOrEmpty reports whether nobody minds that a pool loses its backup: it is at rest, or has been emptied because it is
// lost for good (F-153).
func (s *System) restsOrEmpty(pool int16) bool {
	return s.atRest(pool) || !s.failover.at[pool].Look().Running() && !slices.Contains(s.home, pool) && s.topology.Pools[pool].Homed == 0
}

// holdsMaster reports whether the second database, which ends with its pair, is the master, or becomes one. Where the
// first one is lost for good, or goes with its pool, there is nothing to move the role back to (F-153, H-91).
func (s *System) holdsMaster(pair int16) bool {
	order, _, _ := s.store.at[0].Running()
	at, first := s.hosts[s.second], 1-s.second
	lost := s.orphan(first) || s.hosts[first] < 0 || !s.holds(s.hosts[first]) || !s.inTopology(s.hosts[first])
	return at >= 0 && s.pairOf[at] == pair && !lost && (s.master() == s.second || order != cms.None || s.headless())
}

// leaving reports whether what is asked holds of a pair that ends with the next publication.
func (s *System) leaving(is func(pair int16) bool) bool {
	for i, p := range s.pairing.at {
		if p.State.Phase() == pairing.Leaving && is(int16(i)) {
			return true
		}
	}
	return false
}

// state is the PoolState of pool as it was ordered last.
func (s *System) state(pool int16) failover.Phase { return s.failover.at[pool].Look().Phase() }

func (s *System) failoverOf(pool int16) Failover {
	if pool < 0 {
		return nil
	}
	return s.failover.at[pool]
}

func (s *System) poolRuns() bool {
	for _, f := range s.failover.at {
		if f.Look().Running() {
			return true
		}
	}
	return false
}

// cmsOnLost reports whether an order fails a pool over that hosts the active store: that has a guard of its own.
func (s *System) cmsOnLost(r *request) bool {
	return r.kind == poolFailOver && s.hosts[s.master()] == r.pool
}

// secondCallAdmission reports whether another pool of the site has call admission control already (L-1).
func (s *System) secondCallAdmission(pool int16) bool {
	if !s.topology.Pools[pool].CallAdmission {
		return false
	}
	for p := range s.partner {
		if int16(p) != pool && s.siteOf[p] == s.siteOf[pool] && s.topology.Pools[p].CallAdmission && s.exists(int16(p)) {
			return true
		}
	}
	return false
}

var forceReplication = replicator.Event{On: replicator.Force}

// carryOut does what an order says. Nothing stands against it any more.
func (s *System) carryOut(r *request) {
	switch r.kind {
	case definePool:
		s.setup.step(s, int(r.pool), setup.Event{On: setup.Define})
	case nameBackup:
		if r.pair >= 0 {
			s.pairing.step(s, int(r.pair), pairing.Event{On: pairing.Name})
		}
	case clearBackup:
		if r.pair >= 0 {
			s.pairing.step(s, int(r.pair), pairing.Event{On: pairing.Clear})
			s.warnOfEnd(r.pair)
		}
	case fenceOrder:
		s.fence.step(s, s.fenceOf(r.pool), fence.Event{On: fence.Fence})
	case unfenceOrder:
		s.fence.step(s, s.fenceOf(r.pool), fence.Event{On: fence.Lift})
	case publish:
		s.publish(r.at)
	case setUp:
		s.change(func() { s.halted[r.pool] = s.halted[r.pool] || r.stopped })
		s.setup.step(s, int(r.pool), setup.Event{On: setup.Install})
	case update:
		s.setPatchLevel(r.pool, false)
	case installDatabase:
		s.installStandby(r.pool, false)
	case startServices:
		s.change(func() { s.halted[r.pool] = false })
	case removePool:
		s.setup.step(s, int(r.pool), setup.Event{On: setup.Withdraw})
	case removeDatabase:
		s.dropDatabase(1 - s.master())
	case restartBackupService:
		for _, down := range []bool{true, false} {
			s.change(func() { setBit(&s.broken[r.pool], uint(BackupService), down) })
		}
	case removeBackupData:
		s.backups[r.pool] &^= s.leftovers(r.pool)
	case exportGroups:
		s.filed[r.pool] = true
	case importGroups:
		if r.partner >= 0 {
			s.tookIn[r.partner] = true
		}
	case exportUserData:
		s.export(r.pool)
	case importUserData:
		s.bringIn(r.pool)
	case backupServiceSync:
		s.synchronise(r.pool, r.module)
	case poolFailOver, poolFailBack:
		s.warnOfReleases(r)
		s.orderAt[r.pool], s.assumed[r.pool] = r.at, false
		s.failoverBegins(r)
		s.failover.step(s, int(r.pool), failover.Event{On: procedure(r), With: r.with})
	case interrupt:
		s.failover.step(s, int(r.pool), failover.Event{On: failover.Broken})
	case managementServerFailover:
		s.storeAt = r.at
		s.store.step(s, 0, cms.Event{On: storeOrder(r), DB: r.db})
	case moveManagementServer:
		s.storeAt = r.at
		s.bring(r)
		s.store.step(s, 0, cms.Event{On: storeOrder(r), DB: r.db})
	case storeReplication:
		s.replicator.step(s, 0, forceReplication)
	case importConfiguration:
		s.importLocal(r.pool)
	case setEdgeServer:
		s.nextHop[r.edge] = r.pool
	case setFederation:
		s.federation = r.edge
	case addFrontEnd, removeFrontEnd:
		s.drawn[s.cluster[r.pool]] = s.changed(r)
	case resetPoolRegistrarState:
		s.reset(r)
	case databaseFailover:
		s.mirror.step(s, int(s.mirrorOf[r.pool]), mirror.Event{On: mirror.Order})
	case moveUser:
		s.move(r.user, r.target, r.force)
	case setPoolState:
		s.write(r.at, r.pool, func(old row) row { return old&^stateBits | row(r.state) })
		s.setByHand(r.pool, r.state)
	case setAutomaticFailover:
		s.write(r.at, r.pool, func(old row) row { return old.with(automatic, r.on) })
	case addRecord, removeRecord, addAddress, removeAddress:
		s.present[r.record] = r.kind == addRecord || r.kind == addAddress
	}
}

func procedure(r *request) failover.EventKind {
	switch {
	case r.kind == poolFailOver && r.disaster:
		return failover.FailOverDisaster
	case r.kind == poolFailOver:
		return failover.FailOver
	case r.disaster:
		return failover.FailBackDisaster
	}
	return failover.FailBack
}

func storeOrder(r *request) cms.EventKind {
	switch {
	case r.restore:
		return cms.Restore
	case r.force:
		return cms.ForceTo
	}
	return cms.MoveTo
}

// publish publishes every definition and every change of a pair (L-2, L-6).
func (s *System) publish(at node) {
	s.publishFronts()
	for p := range s.partner {
		if s.setup.at[p].State.Phase() == setup.Defined {
			s.appear(at, int16(p))
		}
	}
	for i := range s.pairs {
		if s.pairing.at[i].State.Phase() == pairing.Leaving {
			s.endReplication(i)
			s.keepMaster(int16(i))
			s.pairing.step(s, i, pairing.Event{On: pairing.Publish})
		}
	}
	for p := range s.partner {
		if s.setup.at[p].State.Phase() == setup.Withdrawn {
			s.retire(at, int16(p))
		}
	}
	for i := range s.pairs {
		if named := s.pairing.at[i].State.Phase() == pairing.Named; named {
			s.pairing.step(s, i, pairing.Event{On: pairing.Publish})
			s.takesPartner(int16(i), 0)
			s.takesPartner(int16(i), 1)
			s.beginPair(int16(i))
		}
	}
	s.makeRoom()
	for p := range s.partner {
		s.publishBackup(at, int16(p))
	}
	for p := range s.partner {
		if s.needsSetup(int16(p)) {
			s.warn(setupNeeded, Who{PartPool, int16(p), 0}, -1)
		}
	}
}

// publishBackup publishes whom a pool has as its backup pool, and with it what the registrar's settings are (F-24, F-40).
func (s *System) publishBackup(at node, pool int16) {
	backup := int16(-1)
	if pair := s.pairOf[pool]; pair >= 0 && s.pairing.at[pair].State.Published() {
		backup = s.partner[pool]
	} else if behind := s.oneWay[pool]; behind >= 0 && s.exists(pool) && s.exists(behind) {
		backup = behind
	}
	if s.row(pool).backup() != backup {
		on := backup >= 0 && s.topology.Pools[pool].Automatic
		s.write(at, pool, func(r row) row { return r.withBackup(backup).with(automatic, on) })
	}
}

// row is what the active database says of a pool.
func (s *System) row(pool int16) row { return s.rows(s.database(s.master()))[pool] }

// endReplication stops what a pair that was taken apart replicates.
func (s *System) endReplication(pair int) {
	for _, pool := range s.pairs[pair] {
		for m := range modules {
			s.replication.step(s, copying(pool, m), replication.Event{On: replication.Uninitialize})
		}
	}
	s.endTallies(s.pairs[pair])
}

// Why a run of setup failed.
const (
	standbyBroken = iota // it could not create the standby database (F-23)
	serverLost           // its server went off
)

// doSetup follows a run of setup: it installs the Backup Service in a pool whose pair is published there, and the standby
// database if the partner hosts the store (F-19, F-22, L-6).
func (s *System) doSetup(i int, a setup.Action) {
	pool := int16(i)
	switch a.Kind {
	case setup.Failed:
		s.tell(Action{Kind: SetupFailed, Who: Who{PartPool, pool, 0}, Code: uint16(serverLost), Peer: -1})
		return
	case setup.Moved, setup.Refuse:
		return
	}
	s.frontsChanged()
	kind, backup := SetupDone, s.replicaRow(pool, pool).backup()
	switch {
	case backup >= 0 && backup == s.partner[pool] && !s.installBackup(pool):
		kind = SetupFailed
	case backup < 0 && !s.inPair(pool, s.partner[pool]): // the Backup Service goes (F-157)
		s.serviced[pool], s.stale[pool] = false, false
	}
	s.tell(Action{Kind: kind, Who: Who{PartPool, pool, 0}, Code: standbyBroken, Peer: -1})
}

// breakSetup ends a run of setup whose server has gone: it has to be run again.
func (s *System) breakSetup(pool int16) {
	if p := s.setup.at[pool].State.Phase(); p == setup.Installing || p == setup.Reinstalling {
		s.setup.step(s, int(pool), setup.Event{On: setup.Break})
	}
}

// setPatchLevel lets setup put a Backup Service of the first release beside newer components, or an update cure that (F-20).
func (s *System) setPatchLevel(pool int16, wrong bool) {
	if s.has(pool, PatchLevel) != wrong {
		s.fault(Fault{Kind: PatchLevel, Of: s.poolName(pool)}, wrong)
	}
}

// installBackup installs what a paired pool has besides. It fails if the standby database is to be created and cannot be:
// the cure is to install it by hand and to run setup again (F-23).
func (s *System) installBackup(pool int16) bool {
	s.makeRoom()
	if spare := 1 - s.master(); s.partner[pool] == s.hosts[s.master()] && s.databaseIs(spare, cms.Absent, cms.Errored) {
		s.installStandby(pool, s.has(pool, StandbySetup))
		if s.has(pool, StandbySetup) {
			return false
		}
	}
	pair := s.pairOf[pool]
	before := s.pairing.at[pair].State
	s.pairing.step(s, int(pair), pairing.Event{On: pairing.Install, Side: s.side(pair, pool)})
	if s.topology.Pools[pool].Updated && s.pairing.at[pair].State != before {
		s.setPatchLevel(pool, true)
	}
	if !s.serviced[pool] {
		s.serviced[pool], s.latest[pool] = true, s.partner[pool]
	}
	s.beginPair(pair)
	return true
}

// beginPair lets both pools of a pair export, if both have been set up.
func (s *System) beginPair(pair int16) {
	for _, pool := range s.pairs[pair] {
		if s.replicates(pool) {
			s.beginReplication(pool)
		}
	}
}

// installStandby creates the second database on pool, or puts it right if it is in error; or that fails, and leaves one in
// error (F-22, F-23, Q-3).
func (s *System) installStandby(pool int16, fails bool) {
	on, db := cms.Install, 1-s.master()
	switch errored := s.databaseIs(db, cms.Errored); {
	case fails && errored:
		return
	case fails:
		on = cms.Fault
	case errored:
		on = cms.Cure
	}
	s.hosts[db], s.second = pool, db
	s.store.step(s, 0, cms.Event{On: on, DB: db})
}

// move changes a user's home at once (L-3). His certificate is known where his data are, and goes on from there (C-66);
// without force they go with him, with force the account goes alone (F-150). Wherever he is bound he is told (C-43).
func (s *System) move(user, target int16, force bool) {
	from, to := s.bound(s.home[user], user), s.bound(target, user)
	if force {
		s.leave(user, s.keeper(user, s.home[user]), target)
	} else {
		s.movedAll(user)
	}
	s.home[user] = target
	if !force {
		s.known[to] = s.known[to] || s.known[from]
		s.carry[to] = s.known[to] && s.replicates(target)
		s.wrote(user, target, replication.Contacts)
		s.shareRecords(target)
	}
	for p := range s.partner {
		at := s.bound(int16(p), user)
		if s.binding.at[at].State.Phase() != binding.Free {
			s.binding.step(s, at, binding.Event{On: binding.Drop, Reason: binding.Deactivated})
		}
		s.judge[p] = true
	}
}
