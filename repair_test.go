package understudy

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"understudy.example/cms"
	"understudy.example/machine"
	"understudy.example/pool/failover"
)

// leftBy is the paired lab after a planned failover of the store to FE02 that ended in a fault.
func leftBy(t *testing.T, kind FaultKind) *System {
	t.Helper()
	s := mustNew(t, Paired())
	at := machine.Instant(time.Minute)
	s.Do(at, Break{Fault{Kind: kind, Of: "FE02.lab.local"}}, nil)
	s.Do(at, ManagementServerFailover{At: "FE02.lab.local"}, nil)
	s.Do(at.Add(time.Minute), nil, nil)
	return s
}

func mustNew(t *testing.T, top Topology) *System {
	t.Helper()
	s, err := New(top)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// F-102, F-104, D-8: a database that answers and is not active leaves the fields blank; one that does not is an error. F-177:
// no replica counts as up to date then, and nobody is signed out.
func TestBlankOrError(t *testing.T) {
	for _, kind := range []FaultKind{SwitchBoth, SwitchNone} {
		s := leftBy(t, kind)
		status := Question{Cmdlet: "Get-CsManagementStoreReplicationStatus", At: "HQ"}
		answer, err := s.Ask(status)
		if err != nil || !strings.HasPrefix(answer, "ActiveMasterFqdn: \nActiveMasterLastHeartbeat: \n") || strings.Contains(answer, "true") ||
			!strings.Contains(answer, "UpToDate FE01.lab.local: false") {
			t.Errorf("%v: %q, %v", kind, answer, err)
		}
		if _, err := s.CMS("HQ"); !errors.Is(err, ErrNoMaster) || !errors.Is(err, ErrQuery) {
			t.Errorf("%v: %v", kind, err)
		}
		s.Do(s.Now(), Break{Fault{Kind: NIC, Of: "FE01.lab.local"}}, nil)
		if _, err = s.Ask(status); err == nil || errors.Is(err, ErrNoMaster) {
			t.Errorf("%v: %v", kind, err)
		}
	}
}

// F-101: the last heartbeat is as old as the replicator's last round, and each replica that is behind says since when.
func TestStoreStatus(t *testing.T) {
	s := mustNew(t, Paired())
	s.Do(machine.Instant(90*time.Second), Break{Fault{Kind: Link, Of: "FE01.lab.local", To: "FE02.lab.local"}}, nil)
	s.Do(machine.Instant(100*time.Second), SetAutomaticFailover{At: "FE01.lab.local", Pool: "FE01.lab.local"}, nil)
	s.Do(machine.Instant(285*time.Second), nil, nil)
	answer, err := s.Ask(Question{Cmdlet: "Get-CsManagementStoreReplicationStatus", At: "FE01.lab.local"})
	want := `ActiveMasterFqdn: FE01.lab.local
ActiveMasterLastHeartbeat: 45s ago
ActiveFileTransferAgents: FE01.lab.local
ActiveFileTransferAgentLastHeartbeats: 45s ago
ActiveReplicas: FE01.lab.local, FE02.lab.local
DeletedReplicas: ` + `
UpToDate FE01.lab.local: true
UpToDate FE02.lab.local: false, LastUpdateCreation: 3m5s ago
`
	if err != nil || answer != want {
		t.Errorf("%v, %s", err, answer)
	}
}

// F-97: a forced replication sends a full copy to every replica, and takes minutes to start.
func TestForcedReplicationTakesMinutes(t *testing.T) {
	s := mustNew(t, Paired())
	began := machine.Instant(10 * time.Second)
	s.Do(began, StoreReplication{At: "FE01.lab.local"}, nil)
	var full []time.Duration
	s.Do(began.Add(10*time.Minute), nil, func(now machine.Instant, all []Action) {
		for _, a := range all {
			if a.Kind == Moved && a.Who.Part == PartReplica && a.Who.A == 1 && a.From == 0 {
				full = append(full, now.Sub(began))
			}
		}
	})
	if len(full) != 1 || full[0] < 2*time.Minute || full[0] > 3*time.Minute {
		t.Errorf("full copies after %v", full)
	}
}

// F-121: what is imported into the local store counts without waiting for the replicator; from a database that is not the
// newest it does not make the replica current.
func TestImportIntoTheLocalStore(t *testing.T) {
	s := mustNew(t, Paired())
	s.Do(machine.Instant(time.Second), SetAutomaticFailover{At: "FE01.lab.local", Pool: "FE01.lab.local"}, nil)
	s.Do(machine.Instant(2*time.Second), ImportConfiguration{Pool: "FE02.lab.local"}, nil)
	s.Do(machine.Instant(2*time.Second).Add(s.topology.Parameters.Replica.Apply), nil, nil)
	if p, _ := s.Pool("FE02.lab.local"); !p.UpToDate || s.replicaRow(1, 0).has(automatic) {
		t.Error("what was imported does not count")
	}
	if p, _ := s.Pool("FE01.lab.local"); p.UpToDate {
		t.Error("the other pool has waited for the replicator")
	}
}

// F-122, F-123: both aftermaths survive a snapshot, a fork, and every question.
func TestAftermathsAreKept(t *testing.T) {
	for kind, want := range map[FaultKind][2]cms.Phase{
		SwitchBoth: {cms.ReadOnly, cms.Unverified}, SwitchNone: {cms.Standby, cms.Standby},
	} {
		s, err := leftBy(t, kind).Clone()
		if err != nil {
			t.Fatal(err)
		}
		for db := range uint8(2) {
			if p := s.store.at[0].Phase(db); p != want[db] {
				t.Errorf("%v: database %d is %v", kind, db, p)
			}
		}
	}
}

// A move by agreement brings along what the other database has, whichever of the two is moved to (F-124).
func TestBringFromTheOtherDatabase(t *testing.T) {
	for db := range uint8(2) {
		h := begin(t, Paired())
		source := h.rows(h.database(1 - db))
		source[0] = source[0].withState(failover.FailedOver)
		h.bring(&request{db: db})
		if !slices.Equal(h.rows(h.database(db)), source) {
			t.Errorf("database %d has %v, and the other one %v", db, h.rows(h.database(db)), source)
		}
	}
}
