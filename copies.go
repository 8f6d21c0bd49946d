package understudy

import (
	"strings"

	"understudy.example/pool/replication"
	"understudy.example/pool/routing"
)

// replicates reports whether pool's Backup Service has been set up on both sides (L-6).
func (s *System) replicates(pool int16) bool {
	return s.pairOf[pool] >= 0 && s.pairing.at[s.pairOf[pool]].State.Ready()
}

// wroteUserData takes note that data of user was written at pool: it is replicated from there to the partner, once the pool
// makes changes (see released).
func (s *System) wroteUserData(user, pool int16) {
	pool = s.keeper(user, pool)
	s.wroteReplicas(user, pool)
	if s.replicates(pool) && !s.fixed(pool) {
		s.changes(pool, replication.Contacts)
	}
}

// wroteReplicas takes note that data of user was written on the front ends of pool: the database has it later (F-137).
func (s *System) wroteReplicas(user, pool int16) {
	if g := s.group(user, pool); g >= 0 {
		s.routing.step(s, g, routing.Event{On: routing.Write})
	}
}

// copying is the number of the replication of a module from pool to its partner.
func copying(pool int16, m replication.Module) int { return int(pool)*int(modules) + int(m) }

// doReplication carries what a batch stands for: configuration in the Management module, certificates in UserData (C-66).
func (s *System) doReplication(i int, a replication.Action) {
	pool, m := int16(i/int(modules)), replication.Module(i%int(modules))
	s.carried(pool, m, a.Kind)
	switch {
	case a.Kind == replication.Rejected:
		s.tell(Action{Kind: ImportFailed, Who: s.replication.who(i), Peer: s.partner[pool]})
	case a.Kind == replication.Exported && m == replication.Management:
		s.copyRows(s.batch(), s.database(s.master()))
	case a.Kind == replication.Imported && m == replication.Management:
		s.copyRows(s.database(1-s.master()), s.batch())
	case a.Kind == replication.Imported && m == replication.UserData && s.partner[pool] >= 0:
		s.backups[s.partner[pool]] |= 1 << pool
		s.carryCertificates(pool)
	}
}

func (s *System) carryCertificates(pool int16) {
	s.tides[pool].Carried++
	for u := range s.home {
		from, to := s.bound(pool, int16(u)), s.bound(s.partner[pool], int16(u))
		if s.carry[from] {
			s.carry[from], s.known[to] = false, s.known[from]
		}
	}
}

// beginReplication lets the Backup Service of a pool export to its partner, unless it is not allowed to.
func (s *System) beginReplication(pool int16) {
	if s.has(pool, Rights) || s.stale[pool] {
		return
	}
	for _, m := range []replication.Module{replication.UserData, replication.Conference} {
		s.initialize(copying(pool, m))
	}
	s.leadFrom(s.master())
}

// initialize lets a module begin to export, unless it does already.
func (s *System) initialize(i int) {
	if s.replication.at[i].State.Phase() == replication.NotInitialized {
		s.replication.step(s, i, replication.Event{On: replication.Initialize})
		s.exports(i)
	}
}

// synchronise runs a cycle of a module that leads from pool now, or of all (F-134), and takes along what guests have left
// there (F-85). What rights have kept from beginning begins with it.
func (s *System) synchronise(pool int16, only replication.Module) {
	s.beginReplication(pool)
	for m := range modules {
		i := copying(pool, m)
		if only != m && only != replication.Modules || s.replication.at[i].State.Phase() == replication.NotInitialized {
			continue
		}
		if m == replication.Conference {
			s.sendContent(pool)
		}
		s.replication.step(s, i, replication.Event{On: replication.Sync})
	}
}

// moduleNamed finds the module that -BackupModule means, all of them if it is not given.
func moduleNamed(name string) (replication.Module, bool) {
	for m := range modules {
		if strings.EqualFold(name, m.Cmdlet()) {
			return m, true
		}
	}
	return replication.Modules, name == ""
}

// copiesStand tells the Backup Service of a pool, module by module, what it, its partner and the way between them are
// good for now. What it knows already changes nothing.
func (s *System) copiesStand(pool int16) {
	if pool < 0 || s.partner[pool] < 0 {
		return
	}
	partner := s.partner[pool]
	for m := range modules {
		i := copying(pool, m)
		s.copyEvent(i, s.backsUp(pool), replication.SourceUp, replication.SourceDown)
		s.copyEvent(i, s.backsUp(partner), replication.TargetUp, replication.TargetDown)
		s.copyEvent(i, s.arrives(s.poolNode(pool), s.poolNode(partner)), replication.PathUp, replication.PathDown)
		s.copyEvent(i, s.imports(pool, m), replication.Admit, replication.Reject)
		s.exports(i)
	}
}

func (s *System) copyEvent(i int, good bool, up, down replication.EventKind) {
	on := down
	if good {
		on = up
	}
	s.replication.step(s, i, replication.Event{On: on})
}

// imports reports whether the partner of a pool can import what it gets of a module. Conference content is files; the rest
// goes into a database, which has to answer, and user data are refused for more than that (F-140).
func (s *System) imports(pool int16, m replication.Module) bool {
	partner := s.partner[pool]
	return m == replication.Conference ||
		!s.has(partner, SQL) && (m != replication.UserData || !s.has(partner, ImportError) && !s.has(pool, BadAddress))
}

// exports puts a module into the error state of the Backup Service when the database that it reads does not answer, and
// ends it when that answers again (F-133, H-71).
func (s *System) exports(i int) {
	pool, m := int16(i/int(modules)), replication.Module(i%int(modules))
	phase := s.replication.at[i].State.Phase()
	switch reads := m == replication.Conference || !s.has(pool, SQL); {
	case phase == replication.Failed && reads:
		s.replication.step(s, i, replication.Event{On: replication.Repair})
	case phase != replication.Failed && phase != replication.NotInitialized && !reads:
		s.replication.step(s, i, replication.Event{On: replication.Fail})
	}
}
