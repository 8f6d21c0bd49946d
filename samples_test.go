package understudy

import (
	"slices"
	"testing"
	"time"

	"understudy.example/machine"
	"understudy.example/pool/failover"
	"understudy.example/pool/health"
)

// Nothing has to be remembered of who was seen when.
func TestNothingRemembered(t *testing.T) {
	top := Paired()
	top.Parameters.Remembered = 0
	if err := top.Validate(); err != nil {
		t.Error(err)
	}
}

// An answer is evidence only while its ask is open, and only to the latest one (H-34).
func TestEvidenceNeedsTheLatestAsk(t *testing.T) {
	for _, c := range []struct {
		open       bool
		ask, heard uint8
		counts     bool
	}{{true, 1, 1, true}, {true, 2, 1, false}, {false, 1, 1, false}, {false, 2, 1, false}} {
		h := begin(t, Paired())
		p := proof{ask: c.ask}
		if c.open {
			p.open = machine.At(h.Now().Add(time.Minute))
		}
		h.proof[0] = p
		h.heardAnswer(0, health.Event{On: health.Answered, Ask: c.heard})
		if h.proof[0].heard != c.counts {
			t.Errorf("%+v: it counts: %v", c, !c.counts)
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

// The master that a pair leaves behind is its pool's own from then on, also where that is the first pool of all (F-153).
func TestKeepMasterOnTheFirstPool(t *testing.T) {
	h := begin(t, Paired())
	h.second = h.master()
	if h.hosts[h.second] != 0 {
		t.Fatal("the master is not on the first pool")
	}
	if h.keepMaster(h.pairOf[0]); h.second == h.master() {
		t.Error("it still counts as the second")
	}
}

// A user who is not there is nobody, not the second to last of all, for whoever reads the action.
func TestNobodyActs(t *testing.T) {
	h := begin(t, Paired())
	for _, a := range h.Step(h.Now(), SignIn{"u9@lab.local"}, nil) {
		if a.Kind != Invalid || a.Peer != -1 {
			t.Errorf("%+v", a)
		}
	}
}
