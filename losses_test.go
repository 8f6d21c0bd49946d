package understudy

import (
	"slices"
	"testing"
	"time"

	"understudy.example/machine"
	"understudy.example/pool/failover"
	"understudy.example/pool/replication"
)

// lost are the lines of what was lost, left or brought back.
func (h *history) lost() (all []string) {
	for _, e := range h.log {
		for _, a := range e.did {
			if a.Kind == Lost || a.Kind == LeftBehind || a.Kind == BroughtBack {
				l := h.Tell(a)
				all = append(all, l.Who+" "+l.What)
			}
		}
	}
	return all
}

// goTo lets time pass until at.
func (h *history) goTo(at time.Duration) { h.wait(machine.Instant(at).Sub(h.Now())) }

// storeOnBackup is the lab with the store on FE02, so that FE01 can be lost.
func storeOnBackup() Topology {
	t := Paired()
	t.Pools[0].CMS, t.Pools[1].CMS = false, true
	return t
}

// F-64, H-28: of what was written before a cut-off nothing is lost, and all of what came after it.
func TestF64_WhatADisasterFailoverLoses(t *testing.T) {
	for _, c := range []struct {
		writes, dies time.Duration // the cycles are at 10 and 12 min
		lazy         time.Duration
		want         []string
	}{
		{writes: 12*time.Minute - 1, dies: 12*time.Minute - 1, want: []string{"2m44s"}},
		{writes: 12*time.Minute - 1, dies: 12 * time.Minute},
		{writes: 12*time.Minute - 1, dies: 12*time.Minute + 1},
		{writes: 12 * time.Minute, dies: 12*time.Minute + 1, want: []string{"45s"}},
		{writes: 12*time.Minute - 10*time.Second, dies: 12*time.Minute + 1, lazy: 10 * time.Second},
		{writes: 12*time.Minute - 10*time.Second + 1, dies: 12*time.Minute + 1, lazy: 10 * time.Second, want: []string{"2m45s"}}, // F-137
	} {
		top := storeOnBackup()
		top.Parameters.Replication.Lazy = c.lazy
		h := begin(t, top)
		h.must(t, SignIn{u1})
		h.goTo(c.writes)
		h.must(t, ScheduleMeeting{u1})
		h.goTo(c.dies)
		h.brk(Power, fe1)
		h.must(t, PoolFailOver{At: fe2, Pool: fe1, DisasterMode: true})
		h.wait(10 * time.Minute)
		got := h.lost()
		for i := range c.want {
			c.want[i] = u1 + " loses 1 meeting made at FE01.lab.local since the copy of " + c.want[i] + " ago"
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("written at %v, dead at %v: %q, want %q", c.writes, c.dies, got, c.want)
		}
		if left := h.Losses(); len(left) > 0 {
			t.Errorf("%+v is lost and still there", left)
		}
	}
}

// F-64: where nothing breaks, what is in one pool alone is younger than an interval and the way of a batch.
func TestWhatIsWrittenIsCopied(t *testing.T) {
	h := begin(t, storeOnBackup())
	h.must(t, SignIn{u1})
	for range 20 {
		h.must(t, EditContacts{u1}, ScheduleMeeting{u1}, UploadContent{u1})
		want := []Loss{{u1, replication.Contacts, 1, fe1}, {u1, replication.Schedules, 1, fe1}, {u1, replication.Content, 1, fe1}}
		if got := h.Losses(); !slices.Equal(got, want) {
			t.Fatalf("%+v, want %+v", got, want)
		}
		h.wait(2*time.Minute + 5*time.Second)
		if got := h.Losses(); len(got) > 0 {
			t.Fatalf("%+v", got)
		}
		h.wait(7 * time.Second)
	}
}

// H-73: a pair from the start can be failed over at once; one that is new cannot be without losing everything.
func TestH73_APairFromTheStart(t *testing.T) {
	h := begin(t, storeOnBackup())
	h.brk(Power, fe1)
	h.must(t, PoolFailOver{At: fe2, Pool: fe1, DisasterMode: true})
	h.wait(10 * time.Minute)
	if got := h.lost(); got != nil {
		t.Error(got)
	}
	top := storeOnBackup()
	top.Pairs[0].Later = true
	h = begin(t, top)
	h.must(t, NameBackup{At: fe2, Pool: fe1}, Publish{fe2})
	h.wait(3 * time.Minute)
	h.must(t, Setup{Pool: fe1}, Setup{Pool: fe2})
	h.wait(2 * time.Minute)
	h.brk(Power, fe1)
	h.must(t, PoolFailOver{At: fe2, Pool: fe1, DisasterMode: true})
	h.wait(10 * time.Minute)
	if got := h.lost(); !slices.Equal(got, []string{"FE01.lab.local everything is lost: no copy of FE01.lab.local's users"}) {
		t.Error(got)
	}
}

// H-75: what FE02's own user writes while FE02 hands its guests back is exported afterwards; a guest cannot write then.
func TestH75_TheBackupsOwnUsersGoOnWriting(t *testing.T) {
	h := begin(t, storeOnBackup())
	h.must(t, MoveUser{At: fe2, User: u2, Target: fe2}, SignIn{u1}, SignIn{u2})
	h.wait(10 * time.Minute)
	h.must(t, PoolFailOver{At: fe2, Pool: fe1})
	h.wait(20 * time.Minute)
	h.must(t, PoolFailBack{At: fe2, Pool: fe1})
	for h.stateIn(1, 0) != failover.FailingBack {
		h.wait(time.Second)
	}
	h.must(t, EditContacts{u2})
	if h.takes(1, 0) {
		t.Error("a guest can write while he is handed back")
	}
	h.wait(20 * time.Minute)
	if got := h.Losses(); len(got) > 0 || h.state(0) != failover.Active {
		t.Errorf("%+v", got)
	}
}

// Whatever is lost says why.
func TestEveryLossHasAReason(t *testing.T) {
	for c := range lossCauses + 2 {
		if why := c.why(); (why != "") != (c < lossCauses) {
			t.Errorf("cause %d: %q", c, why)
		}
	}
}
