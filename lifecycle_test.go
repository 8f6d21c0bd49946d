package understudy

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"understudy.example/pool/failover"
	"understudy.example/pool/pairing"
	"understudy.example/pool/replication"
	"understudy.example/pool/setup"
)

const fe3, fe4 = "FE03.lab.local", "FE04.lab.local"

// fourPools is the paired lab with two more pools, each of which can be paired with each.
func fourPools() Topology {
	t := Paired()
	for _, name := range []string{fe3, fe4} {
		p := t.Pools[1]
		p.FQDN = name
		t.Pools = append(t.Pools, p)
		t.Users = append(t.Users, User{URI: strings.Split(name, ".")[0] + "@lab.local", Home: name})
	}
	t.Pools[3].Later, t.Users[len(t.Users)-1].Home = true, fe2
	for i, a := range t.Pools {
		for _, b := range t.Pools[i+1:] {
			if a.FQDN != fe1 || b.FQDN != fe2 {
				t.Pairs = append(t.Pairs, Pair{Pools: [2]string{a.FQDN, b.FQDN}, Later: true})
			}
		}
	}
	return t
}

// again gives FE01 another partner, as F-155 says, but for the restart of its Backup Service.
func again(t tester, h *history) {
	h.must(t, ClearBackup{fe1, fe1}, NameBackup{fe1, fe1, fe3}, Publish{fe1}, Setup{Pool: fe2}, Setup{Pool: fe3})
	h.wait(10 * time.Minute)
}

// F-155, H-89: the old one of a new pair exports nothing before its Backup Service is restarted, however often setup runs
// there; the new one exports from its setup on. It is restarted by an order, by its server and by the end of its fault.
func TestF155_NothingBeforeTheRestart(t *testing.T) {
	for name, restart := range map[string]func(h *history){
		"by order": func(h *history) { h.must(t, RestartBackupService{fe1}) },
		"by its server": func(h *history) {
			h.brk(Power, fe1)
			h.wait(time.Second)
			h.heal(Power, fe1)
		},
		"after its fault": func(h *history) {
			h.brk(BackupService, fe1)
			h.heal(BackupService, fe1)
		},
	} {
		h := alight(t, fourPools())
		again(t, h)
		h.must(t, Setup{Pool: fe1})
		h.wait(time.Hour)
		phase := func(pool string) replication.Phase {
			return h.replication.at[copying(h.plan.pool(pool), replication.UserData)].State.Phase()
		}
		if phase(fe1) != replication.NotInitialized || h.Keeps(fe3, fe1) || phase(fe3) != replication.Final || !h.Keeps(fe1, fe3) {
			t.Errorf("%s: before, %s exports %v, and %s %v", name, fe1, phase(fe1), fe3, phase(fe3))
		}
		if got := h.refused(t, BackupServiceSync{At: fe1, Pool: fe1}); !slices.Equal(got, []string{"sync-restarted"}) {
			t.Errorf("%s: a sync is refused for %v", name, got)
		}
		restart(h)
		h.wait(10 * time.Minute)
		if phase(fe1) != replication.Final || !h.Keeps(fe3, fe1) {
			t.Errorf("%s: after, %s exports %v", name, fe1, phase(fe1))
		}
		h.holds(t)
	}
}

// The recovery point against a new partner begins at nothing, whatever the old one has (F-79, F-155).
func TestF155_TheNewPartnerBeginsWithNothing(t *testing.T) {
	h := alight(t, fourPools())
	h.wait(time.Hour)
	again(t, h)
	h.must(t, RestartBackupService{fe1})
	at := copying(h.plan.pool(fe1), replication.UserData)
	if age, exact := h.topology.Parameters.Replication.Exposure(h.Now(), h.replication.at[at].State); exact {
		t.Errorf("%s would lose %v", fe1, age)
	}
	h.wait(10 * time.Minute)
	if age, exact := h.topology.Parameters.Replication.Exposure(h.Now(), h.replication.at[at].State); !exact || age > 5*time.Minute {
		t.Errorf("%s would lose %v, exactly %v", fe1, age, exact)
	}
}

// F-156: a former partner keeps its copy until it is removed; the partner's own is not touched (H-88).
func TestF156_CopiesAreKept(t *testing.T) {
	h := alight(t, fourPools())
	again(t, h)
	h.must(t, RestartBackupService{fe1})
	h.wait(24 * time.Hour)
	if !h.Keeps(fe2, fe1) || !h.Keeps(fe1, fe2) || !h.Keeps(fe1, fe3) {
		t.Fatal("a copy has gone by itself")
	}
	h.must(t, RemoveUserStoreBackupData{fe1, fe1}, RemoveUserStoreBackupData{fe1, fe2})
	if h.Keeps(fe2, fe1) || h.Keeps(fe1, fe2) || !h.Keeps(fe1, fe3) {
		t.Error("what is left over has to go, and nothing else")
	}
	if h.Keeps("nobody", fe1) || h.Keeps(fe1, "") {
		t.Error("nobody keeps something")
	}
}

// F-106, F-157, H-90: a standby that a pair has left over is no target, and can be removed; nothing of the pair's own can.
func TestF157_WhatIsLeftOfTheStandby(t *testing.T) {
	h := alight(t, fourPools())
	if got := h.refused(t, RemoveDatabase{fe2}); !slices.Equal(got, []string{"standby-needed"}) {
		t.Error(got)
	}
	h.must(t, ClearBackup{fe1, fe1}, Publish{fe1})
	for _, o := range []Order{ManagementServerFailover{At: fe2}, ManagementServerFailover{At: fe2, Target: fe2, Force: true}} {
		if got := h.refused(t, o); !slices.Contains(got, "standby-defined") {
			t.Errorf("%+v: %v", o, got)
		}
	}
	h.must(t, RemoveDatabase{fe2})
	if got := h.refused(t, RemoveDatabase{fe2}); !slices.Equal(got, []string{"has-standby"}) {
		t.Error(got)
	}
	h.holds(t)
}

// F-153: where a pair ends with its first pool lost, the master stays and is its pool's own: what came with that pair does not
// stand against the end of the next one.
func TestF153_TheMasterStays(t *testing.T) {
	h := alight(t, fourPools())
	h.must(t, ManagementServerFailover{At: fe2})
	h.wait(time.Minute)
	power := Fault{Kind: Power, Of: fe1}
	h.do(Break{power})
	h.must(t, ClearBackup{fe2, fe2}, NameBackup{fe2, fe2, fe3}, Publish{fe2})
	h.do(Heal{power})
	h.wait(5 * time.Minute)
	if names, _ := h.blocks(ClearBackup{fe2, fe2}); len(names) > 0 {
		t.Error(names)
	}
	h.holds(t)
}

// after a publication the servers that need setup are named, and no others, until it has run there.
func TestQ6_WhoNeedsSetup(t *testing.T) {
	h := alight(t, fourPools())
	needs := func(want ...string) {
		t.Helper()
		for _, p := range h.topology.Pools {
			if st, _ := h.Pool(p.FQDN); st.NeedsSetup != slices.Contains(want, p.FQDN) {
				t.Errorf("%s needs setup: %v, want it of %v", p.FQDN, st.NeedsSetup, want)
			}
		}
	}
	needs()
	h.must(t, ClearBackup{fe1, fe1}, DefinePool{fe1, fe4})
	needs()
	var said []string
	for _, a := range h.do(Publish{fe1}) {
		if a.Kind == Warned && warning(a.Code) == setupNeeded {
			said = append(said, h.Name(a.Who))
		}
	}
	if want := []string{fe1, fe2, fe4}; !slices.Equal(said, want) {
		t.Errorf("named are %v, not %v", said, want)
	}
	needs(fe1, fe2, fe4)
	h.must(t, Setup{Pool: fe1})
	h.wait(5 * time.Minute)
	needs(fe2, fe4)
	h.must(t, Setup{Pool: fe2}, Setup{Pool: fe4})
	h.wait(20 * time.Minute)
	needs()
}

// F-17: only a failover in disaster mode between two releases is warned of.
func TestF17_ReleasesThatDiffer(t *testing.T) {
	for _, c := range []struct {
		release  pairing.Release
		disaster bool
		warned   bool
	}{{pairing.Lync2013, true, false}, {pairing.Skype2015, false, false}, {pairing.Skype2015, true, true}} {
		top := Paired()
		top.Pools[0].Release, top.Pools[1].Release = pairing.Lync2013, c.release
		h := alight(t, top)
		warned := slices.ContainsFunc(h.do(PoolFailOver{At: fe1, Pool: fe2, DisasterMode: c.disaster}),
			func(a Action) bool { return a.Kind == Warned && warning(a.Code) == releasesDiffer })
		if warned != c.warned {
			t.Errorf("%+v: %v", c, warned)
		}
	}
}

// F-151: conference content is moved while both pools run and nothing is forced; otherwise it stays with the Backup Service.
func TestF151_ConferenceDataInADisaster(t *testing.T) {
	for _, c := range []struct {
		name    string
		before  []Input
		force   bool
		refused bool
	}{
		{"nothing is wrong", nil, false, false},
		{"forced", nil, true, true},
		{"the home pool is down", []Input{Break{Fault{Kind: Service, Of: fe2}}}, false, true},
		{"the home pool is failing over", []Input{PoolFailOver{At: fe1, Pool: fe2, DisasterMode: true}}, false, true},
	} {
		top := Paired()
		top.Users[0].Home = fe2
		h := alight(t, top)
		h.must(t, c.before...)
		h.wait(time.Minute)
		blocks, err := h.blocks(MoveUser{At: fe1, User: top.Users[0].URI, Target: fe1, Force: c.force, MoveConferenceData: true})
		is := slices.ContainsFunc(blocks, func(b Block) bool { return b.Name == "conference-data" })
		if err != nil || is != c.refused {
			t.Errorf("%s: %v, %v", c.name, blocks, err)
		}
	}
}

// F-153, F-150, H-92: an import brings back what the file has, which is what the pool had that it was exported from.
func TestF153_WhatAnImportBringsBack(t *testing.T) {
	for _, c := range []struct {
		name   string
		before []Input
		from   string // where it is exported
		back   bool
	}{
		{"from the old home", nil, fe1, true},
		{"from the partner's copy", nil, fe2, true},
		{"from a pool that has neither", nil, fe3, false},
		{"from a copy that was removed", []Input{ClearBackup{fe1, fe1}, Publish{fe1}, RemoveUserStoreBackupData{fe1, fe2}}, fe2, false},
	} {
		h := alight(t, fourPools())
		h.must(t, MoveUser{At: fe1, User: u1, Target: fe3, Force: true})
		h.must(t, c.before...)
		h.must(t, ExportUserData{fe1, c.from}, ImportUserData{fe1, fe3})
		if st, _ := h.User(u1); (st.Left == "") != c.back || !c.back && st.Left != fe1 {
			t.Errorf("%s: left on %q", c.name, st.Left)
		}
	}
}

// Whoever comes back to where his data was left has it; an ordinary move brings nothing of it along.
func TestF150_DataStaysWhereItWasLeft(t *testing.T) {
	h := alight(t, fourPools())
	left := func(want string) {
		t.Helper()
		if st, _ := h.User(u1); st.Left != want {
			t.Errorf("left on %q, not on %q", st.Left, want)
		}
	}
	// From the first pool of the topology on, and then from another.
	for _, c := range []struct{ home, away, further string }{{fe1, fe3, fe2}, {fe2, fe3, fe1}} {
		if st, _ := h.User(u1); st.Home != c.home {
			h.must(t, MoveUser{At: fe1, User: u1, Target: c.home})
		}
		left("")
		h.must(t, MoveUser{At: fe1, User: u1, Target: c.away, Force: true})
		left(c.home)
		h.must(t, MoveUser{At: fe1, User: u1, Target: c.further, Force: true})
		left(c.home)
		h.must(t, MoveUser{At: fe1, User: u1, Target: c.away})
		left(c.home)
		h.must(t, MoveUser{At: fe1, User: u1, Target: c.home, Force: true})
		left("")
	}
}

// changing draws what changes pairs and pools, most of the time something that nothing stands against.
func (c *script) changing(t *rapid.T) (in Input) {
	for range 4 {
		in = c.change(t)
		if o, ok := in.(Order); !ok {
			return in
		} else if b, err := c.h.blocks(o); err == nil && len(b) == 0 {
			return in
		}
	}
	return in
}

func (c *script) change(t *rapid.T) Input {
	if rapid.IntRange(0, 9).Draw(t, "any") == 0 {
		return c.input(t)
	}
	a, b := rapid.SampledFrom(c.pools).Draw(t, "pool"), rapid.SampledFrom(c.pools).Draw(t, "other")
	at := rapid.SampledFrom(c.places).Draw(t, "at")
	return rapid.SampledFrom([]Input{
		ClearBackup{at, a}, NameBackup{at, a, b}, Publish{at}, Publish{at}, Setup{Pool: a}, Setup{Pool: b}, RestartBackupService{a},
		RemovePool{at, a}, DefinePool{at, a}, RemoveDatabase{a}, InstallDatabase{a}, StartServices{a}, Setup{a, true},
		RemoveUserStoreBackupData{at, a}, ExportUserData{at, a}, ImportUserData{at, b}, BackupServiceSync{At: at, Pool: a},
		MoveUser{At: at, User: c.users[0], Target: b, Force: true}, MoveUser{At: at, User: rapid.SampledFrom(c.users).Draw(t, "user"), Target: b},
		PoolFailOver{At: at, Pool: a, DisasterMode: true}, PoolFailBack{At: at, Pool: a}, ManagementServerFailover{At: a},
		ManagementServerFailover{At: a, Target: a, Force: true}, Break{Fault{Kind: Power, Of: a}}, Heal{Fault{Kind: Power, Of: a}},
	}).Draw(t, "change")
}

// checkPairs: no pool has two partners, who is whose partner is mutual, and no pool is backed up by one that is gone; unless the store has
// been lost and came back as it once was, where what was taken out since then stands again (F-110).
func checkPairs() func(*System, []Action) error {
	older := false
	return func(s *System, did []Action) error {
		for _, a := range did {
			older = older || a.Kind == Lost && replication.Data(a.Arg) == replication.Configuration
		}
		in := make([]int, len(s.partner))
		for i, p := range s.pairing.at {
			if p.State.Published() {
				in[s.pairs[i][0]]++
				in[s.pairs[i][1]]++
			}
		}
		for p, partner := range s.partner {
			backup := s.row(int16(p)).backup()
			switch {
			case in[p] > 1:
				return fmt.Errorf("%s is in %d pairs", s.poolName(int16(p)), in[p])
			case backup >= 0 && !s.exists(backup) && !older:
				return fmt.Errorf("%s is the backup of %s, and is not in the topology", s.poolName(backup), s.poolName(int16(p)))
			case s.inPair(int16(p), partner) && s.partner[partner] != int16(p):
				return fmt.Errorf("%s has a partner that has another", s.poolName(int16(p)))
			}
		}
		return nil
	}
}

// checkStrangers: no registrar serves users of another pool whose backup it is not, as its own replica has it (F-42).
func checkStrangers(s *System, did []Action) error {
	for _, a := range did {
		if a.Kind != SignedIn {
			continue
		}
		if home := s.home[a.Who.A]; home != a.Peer && s.replicaRow(a.Peer, home).backup() != a.Peer {
			return fmt.Errorf("%s serves %s, whose home is %s", s.poolName(a.Peer), s.Name(a.Who), s.poolName(home))
		}
	}
	return nil
}

// checkHomes: nobody is homed on a pool that is not in the topology, and no master is there.
func checkHomes(s *System, _ []Action) error {
	for u, home := range s.home {
		if !s.exists(home) {
			return fmt.Errorf("%s is homed on %s, which is not in the topology", s.userName(int16(u)), s.poolName(home))
		}
	}
	if host := s.hosts[s.master()]; !s.exists(host) {
		return fmt.Errorf("the master is on %s, which is not in the topology", s.poolName(host))
	}
	return nil
}

// checkExports: a Backup Service that has not been restarted exports nothing (F-155).
func checkExports(s *System, _ []Action) error {
	for p, stale := range s.stale {
		for m := range modules {
			if phase := s.replication.at[copying(int16(p), m)].State.Phase(); stale && phase != replication.NotInitialized {
				return fmt.Errorf("%s exports to a partner that its Backup Service does not know: %v", s.poolName(int16(p)), phase)
			}
		}
	}
	return nil
}

// Pairs and pools come and go in any order: laws and invariants hold, and every state is kept by a snapshot.
func TestPairsChange(t *testing.T) {
	paired, replaced, retired := 0, 0, 0
	rapid.Check(t, func(t *rapid.T) {
		h := begin(t, fourPools())
		h.each = append(h.each, checkPairs(), checkStrangers, checkHomes, checkExports, checkTruth, checkGuards, checkPacks, checkCascade)
		c := newScript(h)
		for _, u := range c.users {
			h.do(SignIn{u})
		}
		for n := rapid.IntRange(1, 200).Draw(t, "steps"); n > 0 && h.fails == nil; n-- {
			h.run(rapid.SampledFrom([]time.Duration{0, 0, time.Second, time.Minute, 3 * time.Minute, 15 * time.Minute}).Draw(t, "pause"), nil)
			for _, a := range h.do(c.changing(t)) {
				retired += or0(a.Kind == Moved && a.Who.Part == PartSetup && setup.Phase(a.From) == setup.Withdrawn)
			}
		}
		if h.fails != nil {
			t.Fatalf("%v\n%s", h.fails, h)
		}
		for p := range h.stale {
			replaced += or0(h.stale[p])
			paired += or0(h.replicates(int16(p)))
		}
		snapshot, err := h.AppendSnapshot(nil)
		if err != nil {
			t.Fatal(err)
		}
		back, err := Restore(h.Topology(), snapshot)
		if err != nil || back.key() != h.key() {
			t.Fatalf("%v, or another state", err)
		}
	})
	if !testing.Short() && (paired == 0 || replaced == 0 || retired == 0) {
		t.Errorf("paired %d, with a new partner %d, out of the topology %d", paired, replaced, retired)
	}
}

func or0(is bool) int {
	if is {
		return 1
	}
	return 0
}

// H-91: what a pool was does not come back with its name.
func TestH91_ANewPoolOfAnOldName(t *testing.T) {
	h := alight(t, fourPools())
	h.must(t, ManagementServerFailover{At: fe2})
	h.wait(5 * time.Minute)
	h.brk(Power, fe1)
	h.must(t, PoolFailOver{At: fe2, Pool: fe1, DisasterMode: true})
	h.wait(10 * time.Minute)
	for _, u := range h.topology.Users {
		if u.Home == fe1 {
			h.must(t, MoveUser{At: fe2, User: u.URI, Target: fe3, Force: true})
		}
	}
	h.must(t, ClearBackup{fe2, fe1}, RemovePool{fe2, fe1}, Publish{fe2})
	if st, _ := h.Pool(fe1); st.Up || st.Setup != setup.Absent {
		t.Fatalf("%+v", st)
	}
	h.heal(Power, fe1)
	h.must(t, DefinePool{fe2, fe1}, Publish{fe2}, Setup{Pool: fe1})
	h.wait(20 * time.Minute)
	st, _ := h.Pool(fe1)
	if !st.Up || st.State != failover.Active || st.Believes != failover.Active || h.Keeps(fe1, fe2) {
		t.Errorf("%+v", st)
	}
	h.holds(t)
}

// No warning is without words and a fact.
func TestWarnings(t *testing.T) {
	s, err := New(Paired())
	if err != nil {
		t.Fatal(err)
	}
	for w := range warnings {
		l := s.Tell(Action{Kind: Warned, Who: Who{PartPool, 0, 0}, Code: uint16(w), Peer: 1})
		if l.What == "warning: " || strings.Contains(l.What, "%") || !strings.HasSuffix(l.Why, ")") || l.Routine {
			t.Errorf("%d: %+v", w, l)
		}
	}
	if l := s.Tell(Action{Kind: Warned, Code: uint16(warnings)}); l.What != "" {
		t.Errorf("%+v", l)
	}
}

// F-106: a database is left over where it is on a pool, not the master, there, and not on the master's partner: each of these
// by itself saves it.
func TestF106WhatIsLeftOver(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*System)
		want   [2]bool
	}{
		"the standby of a pair": {func(*System) {}, [2]bool{}},
		"on another pool":       {func(s *System) { s.hosts[1] = 2 }, [2]bool{false, true}},
		"on no pool":            {func(s *System) { s.hosts[1] = -1 }, [2]bool{}},
		"absent": {func(s *System) {
			s.dropDatabase(1)
			s.hosts[1] = 2
		}, [2]bool{}},
		"the master on the first pool, the standby elsewhere": {func(s *System) { s.hosts = [2]int16{2, 0} }, [2]bool{false, true}},
	} {
		h := begin(t, fourPools())
		c.change(h.System)
		if got := [2]bool{h.leftover(0), h.leftover(1)}; got != c.want {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

// H-91: the pool that has the master cannot end with a publication, be it the first of the topology.
func TestH91TheMasterDoesNotRetire(t *testing.T) {
	for pool := range int16(3) {
		h := begin(t, fourPools())
		h.setup.step(h.System, int(pool), setup.Event{On: setup.Withdraw})
		if got := h.retiresMaster(); got != (pool == h.hosts[h.master()]) {
			t.Errorf("%s is on its way out, and the master with it: %v", h.poolName(pool), got)
		}
	}
}

// F-22, F-124: a standby is installed on the partner of the pool that hosts the store, be that the first pool, and on no other
// one; where there is no partner, on any but the host.
func TestF22WhereAStandbyCanBe(t *testing.T) {
	top := fourPools()
	top.Pools[0].CMS, top.Pools[1].CMS = false, true
	h := begin(t, top)
	for pool := range int16(3) {
		if h.mayInstall(pool) {
			t.Errorf("there is one, and another can be on %s", h.poolName(pool))
		}
	}
	h.dropDatabase(1 - h.master())
	for pool := range int16(3) {
		if got := h.mayInstall(pool); got != (pool == 0) {
			t.Errorf("on %s: %v", h.poolName(pool), got)
		}
	}
	h.partner[1] = -1
	for pool := range int16(3) {
		if got := h.mayInstall(pool); got != (pool != 1) {
			t.Errorf("without a partner, on %s: %v", h.poolName(pool), got)
		}
	}
}

// F-8: the pair that is to be named is found, be it the first, and the other pool of it.
func TestF8ThePairThatIsNamed(t *testing.T) {
	h := begin(t, Lab())
	for _, c := range []struct {
		o             NameBackup
		pair, partner int16
	}{{NameBackup{fe1, fe1, ""}, 0, 1}, {NameBackup{fe1, fe2, ""}, 0, 0}, {NameBackup{fe1, fe2, fe1}, 0, 0}, {NameBackup{fe1, fe2, fe2}, -1, -1}} {
		if r, ok := h.resolve(c.o); !ok || r.pair != c.pair || r.partner != c.partner {
			t.Errorf("%+v: pair %d with %d", c.o, r.pair, r.partner)
		}
	}
}

// F-8: a pool is not named as a backup while it is in another pair, be it the first pair that would be named, and be it
// either of its two pools that is taken.
func TestF8EitherPoolIsTaken(t *testing.T) {
	top := Paired()
	third := top.Pools[1]
	third.FQDN = fe3
	top.Pools = append(top.Pools, third)
	for first, pair := range [][2]string{{fe1, fe3}, {fe3, fe1}} {
		for _, at := range []int{0, 1} {
			top.Pairs = slices.Insert(Paired().Pairs, at, Pair{Pools: pair, Later: true})
			for _, pool := range pair {
				h := begin(t, top)
				other := pair[0]
				if pool == other {
					other = pair[1]
				}
				if names := h.refused(t, NameBackup{At: fe2, Pool: pool, Backup: other}); !slices.Contains(names, "unpaired") {
					t.Errorf("%d: pair %d of %s and %s: %v", first, at, pool, other, names)
				}
			}
		}
	}
}

// F-157, H-1: setup takes the Backup Service away where the pool's own replica names no backup any more, and not where the
// pool is in a pair again, of which it has not heard, nor where it has not heard of the end.
func TestF157SetupGoesByItsReplica(t *testing.T) {
	for pool := range int16(2) {
		for _, named := range []bool{false, true} {
			for _, paired := range []bool{false, true} {
				h := begin(t, Paired())
				own := &h.rows(int(pool))[pool]
				if !named {
					*own = own.withBackup(-1)
				}
				if !paired {
					h.partner[pool], h.partner[1-pool] = -1, -1
				}
				if h.doSetup(int(pool), setup.Action{Kind: setup.Installed}); h.serviced[pool] != (named || paired) {
					t.Errorf("pool %d, its backup named %v, in a pair %v: the service is there: %v", pool, named, paired, h.serviced[pool])
				}
			}
		}
	}
}

// F-106, F-157, Q-8: that the standby will be of no use is told at the end of the pair that the store is on, whichever of its
// pools has the master, and of no other pair; nor where there is no standby left.
func TestQ8WhichPairLeavesTheStandby(t *testing.T) {
	for _, master := range []string{fe1, fe2} {
		for _, standby := range []bool{true, false} {
			h := alight(t, fourPools())
			if master == fe2 {
				h.must(t, ManagementServerFailover{At: fe2})
				h.wait(5 * time.Minute)
			}
			if !standby {
				h.brk(StandbyError, h.poolName(h.hosts[1-h.master()]))
			}
			for pair := range h.pairs {
				h.System.out = nil
				h.warnOfEnd(int16(pair))
				n := 0
				for _, a := range h.System.out {
					if a.Kind == Warned && warning(a.Code) == standbyUseless {
						n++
						if h.poolName(a.Who.A) != master || a.Peer != h.hosts[1-h.master()] {
							t.Errorf("master on %s: %+v", master, a)
						}
					}
				}
				if told := n == 1; told != (pair == 0 && standby) || n > 1 {
					t.Errorf("master on %s, a standby %v, pair %d: told %d times", master, standby, pair, n)
				}
			}
			h.System.out = nil
		}
	}
}

// Who has a partner: either pool of a pair, and neither a pool by itself nor none.
func TestWhoHasAPartner(t *testing.T) {
	h := begin(t, fourPools())
	for pool, want := range map[int16]bool{-1: false, 0: true, 1: true, 2: false, 3: false} {
		if got := h.hasPartner(pool); got != want {
			t.Errorf("pool %d: %v", pool, got)
		}
	}
}

// F-153: the file gives those of a pool what they came without, and says of whom it has nothing; to who has left nothing, or
// is homed elsewhere, it does nothing, be the pool that has his contacts the first one.
func TestF153WhomTheFileHelps(t *testing.T) {
	for pool := range int16(2) {
		for home := range int16(2) {
			for left := int16(-1); left < 3; left++ {
				for _, has := range []bool{false, true} {
					h := begin(t, fourPools())
					h.home[0], h.left[0], h.file[0] = home, left, has
					h.bringIn(pool)
					var told []ActionKind
					for _, a := range h.System.out {
						if a.Kind == Restored || a.Kind == Warned {
							told = append(told, a.Kind)
						}
					}
					var want []ActionKind
					stays := left
					switch without := home == pool && left >= 0; {
					case without && has:
						want, stays = []ActionKind{Restored}, -1
					case without:
						want = []ActionKind{Warned}
					}
					if !slices.Equal(told, want) || h.left[0] != stays {
						t.Errorf("of pool %d, left on %d, in the file %v, brought into %d: told %v, and left on %d", home, left, has, pool, told, h.left[0])
					}
					h.System.out = nil
				}
			}
		}
	}
}
