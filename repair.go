package understudy

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"understudy.example/cms"
	"understudy.example/cms/replica"
	"understudy.example/machine"
)

// This file is about a Central Management Store whose failover has gone wrong: what can be seen of it, and what the
// administrator does about it (F-101..F-104, F-119..F-124).

// ErrNoMaster is what an error of CMS wraps when the database that the directory names answers, and is not active: where
// the product's query leaves its fields blank (F-102, F-104, D-8).
var ErrNoMaster = fmt.Errorf("%w: no active master", ErrQuery)

// headless reports whether no database of the store is marked active (F-123).
func (s *System) headless() bool {
	for db := range uint8(2) {
		if !s.databaseIs(db, cms.Absent, cms.Standby, cms.Errored) {
			return false
		}
	}
	return true
}

// unfinished reports whether a planned failover of the store has failed in the middle of its switch: both databases are left
// marked active, or neither (F-122, F-123, F-177).
func (s *System) unfinished() bool {
	return s.headless() || s.databaseIs(0, cms.Unverified) || s.databaseIs(1, cms.Unverified)
}

// switchLeaves is how the switch of a planned failover to a pool's database ends: well, or as the field has seen it
// (F-122, F-123).
func (s *System) switchLeaves(pool int16) cms.EventKind {
	switch {
	case s.has(pool, SwitchBoth):
		return cms.LeftBoth
	case s.has(pool, SwitchNone):
		return cms.LeftNone
	}
	return cms.Confirmed
}

// standbyFault lets the standby database on a pool fail, or be put right.
func (s *System) standbyFault(db uint8, begins bool) {
	on := cms.Cure
	if begins {
		on = cms.Fault
	}
	s.store.step(s, 0, cms.Event{On: on, DB: db})
	s.leadFrom(s.master())
}

// databaseOn finds the database that a pool holds.
func (s *System) databaseOn(pool int16) (db uint8, ok bool) {
	for db, host := range s.hosts {
		if host == pool && pool >= 0 && !s.databaseIs(uint8(db), cms.Absent) {
			return uint8(db), true
		}
	}
	return 0, false
}

// mayInstall reports whether a standby database can be created on a pool: the partner's of the pool that hosts the store
// or, if that has none, any other one (F-22, F-23, F-124).
func (s *System) mayInstall(pool int16) bool {
	master := s.master()
	host := s.hosts[master]
	if pool == host || !s.databaseIs(1-master, cms.Absent, cms.Errored) {
		return false
	}
	return s.partner[host] == pool || s.partner[host] < 0
}

// onMove finds the database that a MoveManagementServer is to make active. On the pool that it was to move away from, after
// a move that has failed, it cancels that move (F-124).
func (s *System) onMove(r *request, in MoveManagementServer) bool {
	if !s.onDatabase(r, ManagementServerFailover{At: in.At, Force: in.Force}) {
		return false
	}
	r.restore = s.hosts[r.db] == r.pool && (s.headless() || s.databaseIs(r.db, cms.ReadOnly, cms.Unverified))
	return true
}

// bring gives a database the content that a move brings along, as nothing replicates to it: that of the source or, where
// the move is forced, the configuration that the pool's own replica has (F-124, H-81).
func (s *System) bring(r *request) {
	switch {
	case r.restore:
	case r.force:
		s.copyRows(s.database(r.db), int(r.pool))
	default:
		s.copyRows(s.database(r.db), s.database(1-r.db))
	}
}

// exportable returns the database that configuration can be exported from at place: the one that the directory names
// there, if it answers, active or not (F-121).
func (s *System) exportable(place node) (db uint8, ok bool) {
	site, _ := s.place(place)
	db = s.pointer(site)
	host := s.hosts[db&1]
	return db, s.directoryNear(place) && s.works(place, host) && s.holds(host) && !s.databaseIs(db, cms.Absent)
}

// importLocal exports the configuration and imports it into the local stores of a pool's servers (F-121).
func (s *System) importLocal(pool int16) {
	db, _ := s.exportable(s.poolNode(pool))
	s.copyRows(s.incoming(pool), s.database(db))
	s.replica.step(s, int(pool), replica.Event{On: replica.Delivered})
	if !s.same(s.incoming(pool), s.database(s.master())) {
		s.replica.step(s, int(pool), replica.Event{On: replica.Changed})
	}
}

// askStore answers Get-CsManagementStoreReplicationStatus -CentralManagementStoreStatus, and without the switch the rows of
// the replicas that go with it (F-101). Where the database answers and is not active the fields are blank (F-104, D-8).
func (s *System) askStore(at string) (string, error) {
	active, err := s.CMS(at)
	if err != nil && !errors.Is(err, ErrNoMaster) {
		return "", err
	}
	beat := ""
	if last := s.topology.Parameters.Replicator.LastRound(s.replicator.at[0].State); active != "" && last != machine.Never {
		beat = ago(s.now.Sub(last))
	}
	var here, deleted []string
	var rows strings.Builder
	for p := range s.partner {
		pool := int16(p)
		if !s.setup.at[p].State.Serving() {
			continue
		}
		if name := s.poolName(pool); s.row(pool).has(defined) {
			here = append(here, name)
		} else {
			deleted = append(deleted, name)
		}
		s.putReplica(&rows, pool, active != "")
	}
	return fmt.Sprintf("ActiveMasterFqdn: %[1]s\nActiveMasterLastHeartbeat: %[2]s\n"+
		"ActiveFileTransferAgents: %[1]s\nActiveFileTransferAgentLastHeartbeats: %[2]s\n"+
		"ActiveReplicas: %[3]s\nDeletedReplicas: %[4]s\n%[5]s",
		active, beat, strings.Join(here, ", "), strings.Join(deleted, ", "), rows.String()), nil
}

// putReplica writes the row of one replica. Without a master none is known to be up to date (F-177). Of one that is not,
// it says when it was last: when the update was made that a current one has, nobody has to know (H-80).
func (s *System) putReplica(b *strings.Builder, pool int16, led bool) {
	fmt.Fprintf(b, "UpToDate %s: %v", s.poolName(pool), led && s.current(pool))
	if !s.current(pool) {
		age, exact := s.topology.Parameters.Replica.Age(s.now, s.replica.at[pool].State)
		text := ago(age)
		if !exact {
			text = "more than " + text
		}
		b.WriteString(", LastUpdateCreation: " + text)
	}
	b.WriteByte('\n')
}

func ago(d time.Duration) string { return d.Round(time.Second).String() + " ago" }
