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

// What a tally holds is told up to 99, however it is spread over what is kept, what the next batch takes, and the batch.
func TestTallies(t *testing.T) {
	for _, c := range []struct {
		t    tally
		want uint8
	}{
		{tally{}, 0}, {tally{1, 2, 4}, 7}, {tally{0, 0, 99}, 99}, {tally{99, 0, 0}, 99}, {tally{98, 0, 1}, 99}, {tally{98, 1, 1}, 99},
		{tally{97, 1, 0}, 98}, {tally{99, 99, 99}, 99}, {tally{86, 85, 85}, 99},
	} {
		if got := c.t.sum(); got != c.want {
			t.Errorf("%+v is %d, want %d", c.t, got, c.want)
		}
	}
	for name, c := range map[string]struct {
		from tally
		do   func(*tally)
		want tally
	}{
		"keep": {tally{1, 2, 4}, (*tally).keep, tally{2, 2, 4}}, "keep many": {tally{99, 2, 4}, (*tally).keep, tally{99, 2, 4}},
		"change": {tally{1, 2, 4}, (*tally).change, tally{1, 3, 4}}, "change many": {tally{1, 99, 4}, (*tally).change, tally{1, 99, 4}},
		"release": {tally{1, 2, 4}, (*tally).release, tally{0, 3, 4}}, "release many": {tally{98, 2, 4}, (*tally).release, tally{0, 99, 4}},
		"cut": {tally{1, 2, 4}, (*tally).cut, tally{1, 0, 6}}, "cut many": {tally{1, 2, 98}, (*tally).cut, tally{1, 0, 99}},
	} {
		if c.do(&c.from); c.from != c.want {
			t.Errorf("%s: %+v, want %+v", name, c.from, c.want)
		}
	}
}

// How much is lost is said in words: all, one, some, or 99 and perhaps more.
func TestHowMuchIsLost(t *testing.T) {
	last := uint8(len(things) - 1)
	for _, c := range []struct {
		n, d uint8
		want string
	}{
		{0, 0, "all contacts and meetings"}, {1, 0, "1 change of contacts"}, {2, 0, "2 changes of contacts"}, {98, 1, "98 meetings"},
		{99, 1, "99 or more meetings"}, {1, last, "1 change of configuration"}, {1, last + 1, "?"},
	} {
		if got := some(c.n, c.d); got != c.want {
			t.Errorf("%d of %d: %q, want %q", c.n, c.d, got, c.want)
		}
	}
}

// The end of a pair ends what its pools were to carry, of the users of either, and of no other pool's.
func TestTheEndOfAPairEndsWhatItCarries(t *testing.T) {
	h := begin(t, fourPools())
	other := int16(2) // the user of FE03
	for u := range h.home {
		h.own[u*personal].changed, h.guest[u*personal].changed = 1, 1
	}
	h.home[0], h.home[1] = 0, 1
	h.endTallies(h.pairs[0])
	for u, home := range h.home {
		want := uint8(1)
		if home == 0 || home == 1 {
			want = 0
		} else {
			other = int16(u)
		}
		if own, guest := h.own[u*personal], h.guest[u*personal]; own.sum() != want || guest.sum() != want {
			t.Errorf("%s, homed on %s: %+v and %+v", h.userName(int16(u)), h.poolName(home), own, guest)
		}
	}
	if h.home[other] != 2 {
		t.Error("nobody is homed on another pool")
	}
}

// H-2: who learns that his pool was failed over loses what he wrote there since, be the pool that has his data the first one;
// a pool whose users are loaded at home, or nowhere, loses nothing.
func TestH2StraysAreLost(t *testing.T) {
	for at, want := range map[int16]uint8{-1: 1, 0: 0, 1: 1} {
		h := begin(t, Paired())
		h.home[0] = 1
		h.loaded[1] = at
		h.own[0].kept = 1
		if h.strays(1); h.own[0].sum() != want {
			t.Errorf("loaded on %d: %d changes are left, want %d", at, h.own[0].sum(), want)
		}
	}
}

// F-85: where guests have left no content there is nothing to send, and where the first of them has there is.
func TestF85ContentThatGuestsHaveLeft(t *testing.T) {
	for _, left := range []uint8{0, 1} {
		h := begin(t, Paired())
		i := copying(1, replication.Conference)
		h.guest[int(replication.Content)].kept = left
		before := h.replication.at[i].State
		h.sendContent(1)
		if changed := h.replication.at[i].State != before; changed != (left > 0) || h.guest[int(replication.Content)] != (tally{changed: left}) {
			t.Errorf("%d left: the module has something to do: %v, and %+v", left, changed, h.guest[int(replication.Content)])
		}
	}
}

// F-85: what comes back is told, and where nothing was under way nothing is.
func TestF85WhatComesBack(t *testing.T) {
	for n := range uint8(2) {
		h := begin(t, Paired())
		h.guest[int(replication.Content)].batch = n
		h.carried(1, replication.Conference, replication.Imported)
		told := slices.ContainsFunc(h.System.out, func(a Action) bool { return a.Kind == BroughtBack })
		if told != (n > 0) || h.guest[int(replication.Content)].sum() != 0 {
			t.Errorf("%d under way: told %v, and %+v is left", n, told, h.guest[int(replication.Content)])
		}
	}
}

// Nothing is lost where users stay loaded where they are, nor where they are loaded nowhere; what the backup lacks is lost when
// they are loaded there (F-64).
func TestF64LoadedWhereTheyAre(t *testing.T) {
	for at, want := range map[int16]uint8{-1: 1, 0: 1, 1: 0} {
		h := begin(t, Paired())
		h.own[0].changed = 1
		if h.loses(0, at); h.own[0].sum() != want {
			t.Errorf("loaded on %d: %d changes are left, want %d", at, h.own[0].sum(), want)
		}
	}
}

// F-64, F-89: what a batch takes and brings counts from the flush to the import, and nothing else that a module does.
func TestF64WhatAModuleDoesCounts(t *testing.T) {
	for k := range replication.Imported + 3 {
		h := begin(t, Paired())
		h.own[0] = tally{kept: 1, changed: 2, batch: 4}
		want := h.own[0]
		switch k {
		case replication.Flushed:
			want = tally{changed: 3, batch: 4}
		case replication.Exported:
			want = tally{kept: 1, batch: 6}
		case replication.Imported:
			want = tally{kept: 1, changed: 2}
		}
		if h.carried(0, replication.UserData, k); h.own[0] != want {
			t.Errorf("kind %d: %+v, want %+v", k, h.own[0], want)
		}
	}
}

// H-2, F-64: what was written at home is lost as a stray when the users come home, and for lack of a copy when they go: of
// either pool, each with its reason.
func TestLossesOnTheWayThereAndBack(t *testing.T) {
	for pool := range int16(2) {
		for _, c := range []struct {
			from, to   int16
			own, guest lossCause
		}{{pool, 1 - pool, behind, lossCauses}, {1 - pool, pool, stray, unexported}} {
			h := begin(t, Paired())
			h.home[0], h.loaded[pool] = pool, c.from
			h.own[0].changed, h.guest[0].changed = 1, 2
			h.loses(pool, c.to)
			got := [2]lossCause{lossCauses, lossCauses}
			for _, a := range h.System.out {
				if a.Kind == Lost && a.Who.Part == PartUser {
					got[a.On-1] = lossCause(a.From)
				}
			}
			if got != [2]lossCause{c.own, c.guest} {
				t.Errorf("users of pool %d go from %d to %d: causes %v", pool, c.from, c.to, got)
			}
		}
	}
}

// F-19, F-126: that the backup has no copy at all is told where users go there, and not where they come home.
func TestF19NoCopyIsTold(t *testing.T) {
	for _, copied := range []bool{false, true} {
		for _, to := range []int16{0, 1} {
			h := begin(t, Paired())
			h.loaded[0] = 1 - to
			if !copied {
				h.replication.at[copying(0, replication.UserData)].State = replication.State{}
				h.replication.at[copying(1, replication.UserData)].State = replication.State{}
			}
			h.loses(0, to)
			told := slices.ContainsFunc(h.System.out, func(a Action) bool { return a.Kind == Lost && lossCause(a.From) == noCopy })
			if told != (!copied && to == 1) {
				t.Errorf("copied %v, to pool %d: told %v", copied, to, told)
			}
		}
	}
}

// F-110, H-6: a change of configuration waits for the other database where there is one, on the first pool as on the second,
// and for nothing where there is none.
func TestF110WhatWaitsForTheOtherDatabase(t *testing.T) {
	for _, c := range []struct {
		top    Topology
		master string
		want   uint8
	}{{Paired(), fe1, 1}, {Paired(), fe2, 1}, {Lab(), fe1, 0}} {
		h := begin(t, c.top)
		h.wait(time.Hour)
		if c.master == fe2 {
			h.must(t, ManagementServerFailover{At: fe2})
			h.wait(time.Hour)
		}
		if before := h.inSQL[h.master()].sum(); before != 0 {
			t.Errorf("%d changes wait", before)
		}
		h.must(t, SetAutomaticFailover{At: c.master, Pool: c.master})
		if got := h.inSQL[h.master()].sum(); !h.masterIs(c.master) || got != c.want {
			t.Errorf("the master is on %s: %v; %d changes wait, want %d", c.master, h.masterIs(c.master), got, c.want)
		}
	}
}

// F-64: a batch carries the data of the pool's own users and of its partner's, whoever else stands before them in the
// topology, and of nobody else; of users who are loaded elsewhere it counts for nothing (H-2).
func TestF64WhoseDataAModuleCarries(t *testing.T) {
	for _, elsewhere := range []bool{false, true} {
		h := begin(t, fourPools())
		if elsewhere {
			h.loaded[0] = 1
		}
		copy(h.home, []int16{2, 0, 1})
		for i := range h.own {
			h.own[i].batch, h.guest[i].batch = 1, 2
		}
		h.carried(0, replication.UserData, replication.Imported)
		for u, want := range [3][2]uint8{{1, 2}, {0, 2}, {1, 0}} { // what is left of his own, and as a guest
			if elsewhere && u == 1 {
				want[0] = 1
			}
			if own, guest := h.own[u*personal].sum(), h.guest[u*personal].sum(); own != want[0] || guest != want[1] {
				t.Errorf("loaded elsewhere %v, user of pool %d: %d and %d are left, want %v", elsewhere, h.home[u], own, guest, want)
			}
		}
	}
}
