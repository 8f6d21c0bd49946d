package understudy

import (
	"understudy.example/pool/failover"
	"understudy.example/pool/replication"
)

// doFailover answers the questions of a pool's failover, and does what its steps do to the world.
func (s *System) doFailover(i int, a failover.Action) {
	pool := int16(i)
	switch a.Kind {
	case failover.Began:
		s.byHand[pool] = false
		s.stepTold(StepBegan, pool, a)
		s.begins(pool, a.Step)
	case failover.Check:
		answer := s.stepDone(pool, a.Step)
		s.post(message{kind: stepMessage, to: pool, data: [4]uint16{uint16(answer)}})
	case failover.Ended:
		s.stepTold(StepEnded, pool, a)
		s.ends(pool, a.Step)
	case failover.Assumed:
		s.assumed[pool] = true
		s.stepTold(StepAssumed, pool, a)
	case failover.Overlooked:
		s.stepTold(StepSkipped, pool, a)
	case failover.Finished:
		s.stepTold(RunFinished, pool, a)
		s.followMaster()
	case failover.Stopped:
		s.stepTold(RunStopped, pool, a)
		s.followMaster()
	case failover.Moved:
		s.stateSet(pool, a)
	}
}

func (s *System) stepTold(kind ActionKind, pool int16, a failover.Action) {
	s.tell(Action{Kind: kind, Who: Who{PartFailover, pool, 0}, Code: uint16(a.Step), Arg: uint8(a.Procedure), Peer: s.partner[pool]})
}

// begins does what a step does to the world while it lasts.
func (s *System) begins(pool int16, step failover.Step) {
	if s.hanging[pool]>>step&1 != 0 {
		s.post(message{kind: stepMessage, to: pool, data: [4]uint16{uint16(failover.Hang)}})
	}
	if s.partner[pool] < 0 {
		return
	}
	switch step {
	case failover.ReplicateConfiguration, failover.ReplicateHome:
		s.replicator.step(s, 0, forceReplication)
	case failover.DrainChanges, failover.ExportFinal:
		s.replication.step(s, copying(pool, replication.UserData), replication.Event{On: replication.Sync})
	case failover.DrainBackup, failover.ExportBackupFinal:
		s.replication.step(s, copying(s.partner[pool], replication.UserData), replication.Event{On: replication.Sync})
	case failover.HydrateHome:
		s.load(pool, -1) // the backup lets go of them
	}
}

// ends does what a step has done to the world when it is over.
func (s *System) ends(pool int16, step failover.Step) {
	switch step {
	case failover.HydrateBackup:
		s.load(pool, s.partner[pool])
	case failover.HydrateHome:
		s.load(pool, pool)
	case failover.StopServices, failover.StopHome:
		s.change(func() { s.halted[pool] = true })
	case failover.StartHome:
		s.change(func() { s.halted[pool] = false })
	}
}

// load says where the routing groups of pool's users are loaded from now on.
func (s *System) load(pool, at int16) {
	s.tell(Action{Kind: Hydrated, Who: Who{PartPool, pool, 0}, Peer: at})
	s.loses(pool, at)
	s.loaded[pool] = at
	s.judge[pool] = true
	if s.partner[pool] >= 0 {
		s.judge[s.partner[pool]] = true
	}
}

// stateSet follows the PoolState where it was not a step that has changed the world already: when it is written by hand
// (F-57, F-74), or when a new master knows less than the old one did. The routing groups are served where the state says,
// and a pool that is active runs its service.
func (s *System) stateSet(pool int16, a failover.Action) {
	at := s.loaded[pool]
	switch to := failover.Phase(failover.Table.Look(a.Move).To); {
	case to == a.Move.From:
		return
	case to == failover.Active:
		at = pool
		s.change(func() { s.halted[pool] = false })
	case to == failover.FailedOver && s.partner[pool] >= 0:
		at = s.partner[pool]
	case to == failover.FailingBack:
		s.parkedFailBack(pool)
	}
	if at != s.loaded[pool] {
		s.load(pool, at)
	}
}

// setByHand writes the PoolState with no run behind it.
func (s *System) setByHand(pool int16, state failover.Phase) {
	s.byHand[pool] = true
	s.failover.step(s, int(pool), failover.Event{On: failover.Set, To: state})
}

// stepDone answers whether a step has done its work by now. Every guard of the order that can have ceased to hold since
// is asked again here, where the step commits.
func (s *System) stepDone(pool int16, step failover.Step) failover.EventKind {
	if s.failing[pool]>>step&1 != 0 {
		return failover.Broken
	}
	switch holds := s.stepHolds(pool, step); {
	case !holds && s.awaitsStart(pool, step):
		return failover.Hang
	case !holds:
		return failover.NotYet
	case !s.synchronised(pool, step):
		return failover.Unsynced
	}
	return failover.Confirmed
}

// awaitsStart reports whether a step has nothing to do before the front ends of an Enterprise pool have placed their
// routing groups. The cmdlet does not lose its patience over that, as it may take an hour (F-167, H-94).
func (s *System) awaitsStart(pool int16, step failover.Step) bool {
	switch step {
	case failover.HydrateBackup, failover.MarkFailedOver:
		return s.starting(s.partner[pool])
	case failover.ExportBackupFinal, failover.HydrateHome, failover.MarkActive:
		return s.starting(pool)
	}
	return false
}

// started lets the steps go on that have waited for the front ends of a pool.
func (s *System) started(pool int16) {
	for _, p := range [...]int16{pool, s.partner[pool]} {
		if p < 0 {
			continue
		}
		if look := s.failover.at[p].Look(); look.Hung() && s.hanging[p]>>look.Step()&1 == 0 {
			s.failover.step(s, int(p), failover.Event{On: failover.Resume})
		}
	}
}

// synchronised reports whether the data are there that a step waits for (F-60, F-67).
func (s *System) synchronised(pool int16, step failover.Step) bool {
	switch step {
	case failover.DrainChanges:
		return s.exported(pool)
	case failover.ExportFinal: // final holds only once the pool itself is read only (F-59)
		return s.final(pool)
	case failover.DrainBackup:
		return s.exported(s.partner[pool])
	case failover.ExportBackupFinal:
		return s.final(s.partner[pool])
	}
	return true
}

func (s *System) stepHolds(pool int16, step failover.Step) bool {
	at, partner := s.orderAt[pool], s.partner[pool]
	home, backup := s.works(at, pool), s.works(at, partner)
	if partner < 0 {
		return false
	}
	switch step {
	case failover.ReadConfiguration:
		_, ok := s.writable(at)
		return ok
	case failover.DrainChanges:
		return home
	case failover.ReplicateConfiguration, failover.ReplicateHome:
		return home && s.current(pool)
	case failover.MarkFailingOver:
		return s.mark(pool, failover.FailingOver)
	case failover.ExportFinal:
		return home && s.readOnly(pool)
	case failover.HydrateBackup: // what lies in the backup's file store is imported before (H-28)
		return backup && s.serves(partner) && !s.replication.at[copying(pool, replication.UserData)].State.Waiting()
	case failover.MarkFailedOver:
		return s.serves(partner) && s.mark(pool, failover.FailedOver)
	case failover.StopServices, failover.StopHome, failover.StartReplication:
		return home
	case failover.DrainBackup:
		return backup
	case failover.StartHome:
		return home && !s.has(pool, Service)
	case failover.MarkFailingBack:
		return home && s.mark(pool, failover.FailingBack)
	case failover.ExportBackupFinal: // both have to know: the home pool to take its users in, the backup to be read only
		return home && s.serves(pool) && backup && s.knowsState(pool, pool) && s.knowsState(partner, pool)
	case failover.HydrateHome:
		return home && s.serves(pool) && s.knowsState(pool, pool)
	case failover.MarkActive: // never with the home pool down
		return home && s.serves(pool) && s.mark(pool, failover.Active)
	}
	return false
}

// works reports whether somebody at place can work with the server of pool.
func (s *System) works(place node, pool int16) bool {
	return pool >= 0 && s.powered(pool) && s.near(place, pool) && s.reaches(s.poolNode(pool), place)
}

// mark writes the PoolState of pool into the Central Management Store (F-55).
func (s *System) mark(pool int16, state failover.Phase) bool {
	return s.write(s.orderAt[pool], pool, func(r row) row { return r.withState(state) })
}

// knowsState reports whether at's own replica has the PoolState of pool that the master has (H-1).
func (s *System) knowsState(at, pool int16) bool {
	return s.replicaRow(at, pool).state() == s.rows(s.database(s.master()))[pool].state()
}

// readOnly reports whether pool has learnt that it is failing over.
func (s *System) readOnly(pool int16) bool {
	return s.replicaRow(pool, pool).state() == failover.FailingOver
}

// exported reports whether the user data of pool is steady: what has changed is under way or there (F-133).
func (s *System) exported(pool int16) bool {
	phase := s.replication.at[copying(pool, replication.UserData)].State.Phase()
	return phase == replication.Steady || phase == replication.Final
}

// final reports whether nothing of pool's user data is left to export and all is imported (F-133).
func (s *System) final(pool int16) bool {
	return s.replication.at[copying(pool, replication.UserData)].State.Phase() == replication.Final
}
