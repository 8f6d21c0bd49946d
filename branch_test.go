package understudy

import (
	"slices"
	"strings"
	"testing"
	"time"

	"understudy.example/client"
	"understudy.example/client/features"
	"understudy.example/pool/health"
	"understudy.example/pool/pairing"
	"understudy.example/pool/replication"
)

const (
	br1, br2, old = "BR01.lab.local", "BR02.lab.local", "FE10.lab.local"
	b1, b2, o1    = "b1@lab.local", "b2@lab.local", "o1@lab.local"
)

// branches is the paired lab with two branch appliances and a pool of Lync 2010 behind FE01 (F-2, F-4).
func branches() Topology {
	t := Paired()
	t.Sites = append(t.Sites, Site{Name: "Berlin", NoDirectory: true}, Site{Name: "Bonn"})
	add := func(fqdn, site string, edition pairing.Edition, release pairing.Release, detect, failback time.Duration) {
		t.Pools = append(t.Pools, Pool{FQDN: fqdn, Site: site, Edition: edition, Release: release, Backup: fe1,
			Automatic: true, Detect: detect, Failback: failback})
	}
	add(br1, "Berlin", pairing.Appliance, pairing.Lync2013, 120*time.Second, 240*time.Second)
	add(br2, "Bonn", pairing.Appliance, pairing.Lync2013, 120*time.Second, 240*time.Second)
	add(old, "HQ", pairing.Standard, pairing.Lync2010, 300*time.Second, 600*time.Second)
	t.Users = append(t.Users, User{URI: b1, Home: br1}, User{URI: b2, Home: br2}, User{URI: o1, Home: old})
	return t
}

// F-28, H-25: between an appliance and its pool, either way, the appliance's intervals count; a pool of 2010 brings its own.
func TestF28BranchIntervals(t *testing.T) {
	top := branches()
	top.Parameters.Health.Grace = time.Second
	h := begin(t, top)
	h.wait(10 * time.Minute)
	last := h.Now()
	h.brk(NIC, br1)
	h.brk(NIC, old)
	for _, c := range []struct {
		after time.Duration
		sees  [3]health.Phase // FE01 the appliance, the appliance FE01, FE01 the pool of 2010
	}{
		{121*time.Second - 1, [3]health.Phase{health.Silent, health.Silent, health.Silent}},
		{121 * time.Second, [3]health.Phase{health.Down, health.Down, health.Silent}},
		{301*time.Second - 1, [3]health.Phase{health.Down, health.Down, health.Silent}},
		{301 * time.Second, [3]health.Phase{health.Down, health.Down, health.Down}},
	} {
		h.wait(last.Add(c.after).Sub(h.Now()))
		for i, pair := range [][2]string{{fe1, br1}, {br1, fe1}, {fe1, old}} {
			if p, ok := h.Sees(pair[0], pair[1]); !ok || p != c.sees[i] {
				t.Errorf("%v after the last answer %s sees %s %v, want %v", c.after, pair[0], pair[1], p, c.sees[i])
			}
		}
	}
	if _, ok := h.Sees(old, fe1); ok {
		t.Error("F-2: the backup is not backed up in turn")
	}
	if _, ok := h.Sees(br1, br2); ok {
		t.Error("F-4: appliances do not watch each other")
	}
}

// F-5, C-78, H-51: every state in which FE01 does not serve its own users in full leaves its branches limited, and none of
// them moves them elsewhere.
func TestF5BranchNeedsItsPool(t *testing.T) {
	for name, breaks := range map[string]func(h *history){
		"dead":     func(h *history) { h.brk(Power, fe1) },
		"stopped":  func(h *history) { h.brk(Service, fe1) },
		"cut off":  func(h *history) { h.part("Bonn", "HQ") },
		"database": func(h *history) { h.brk(SQL, fe1) },
		"failed over": func(h *history) {
			h.must(t, ManagementServerFailover{At: fe2})
			h.wait(10 * time.Minute)
			h.must(t, PoolFailOver{At: fe2, Pool: fe1})
		},
	} {
		h := begin(t, branches())
		h.do(SignIn{b2})
		h.wait(10 * time.Minute)
		h.is(t, b2, client.Normal, br2)
		if a, _ := h.Can(b2, features.SeePresence); a.Available != features.Yes {
			t.Errorf("%s: before, presence is %v", name, a)
		}
		breaks(h)
		h.wait(40 * time.Minute)
		h.is(t, b2, client.LimitedHome, br2)
		if a, _ := h.Can(b2, features.SeePresence); a.Available != features.No || !strings.Contains(a.Why, "C-74") {
			t.Errorf("%s: presence is %v", name, a)
		}
		if a, _ := h.Can(b2, features.InboundPSTN); a.Available != features.Yes {
			t.Errorf("%s: the branch's own gateway is out: %v", name, a)
		}
		h.holds(t)
	}
}

// F-51, C-78: the branch hears of its pool's database when the pool's own users do, and not at the next refresh; and a pool
// that runs but is failed over brings it nothing.
func TestBranchHearsAtOnce(t *testing.T) {
	h := begin(t, branches())
	h.do(SignIn{b2})
	h.wait(10 * time.Minute)
	h.brk(SQL, fe1)
	h.wait(30*time.Minute - 1)
	h.is(t, b2, client.Normal, br2)
	h.wait(1)
	h.is(t, b2, client.LimitedHome, br2)
	h.heal(SQL, fe1)
	h.wait(0)
	h.is(t, b2, client.Normal, br2)

	h.brk(NIC, fe1)
	h.wait(time.Minute)
	h.must(t, ManagementServerFailover{At: fe2, Target: fe2, Force: true})
	h.wait(time.Minute)
	h.must(t, PoolFailOver{At: fe2, Pool: fe1, DisasterMode: true})
	h.wait(10 * time.Minute)
	h.heal(NIC, fe1)
	h.wait(30 * time.Minute)
	if p, _ := h.Sees(br2, fe1); p != health.Up {
		t.Errorf("%s sees %s %v", br2, fe1, p)
	}
	h.is(t, b2, client.LimitedHome, br2)
	h.holds(t)
}

// H-50, C-75: at the pool behind his dead appliance a branch user has everything but the branch's own gateway.
func TestH50FullAtThePool(t *testing.T) {
	h := begin(t, branches())
	h.do(SignIn{b1})
	h.wait(10 * time.Minute)
	h.brk(Power, br1)
	h.wait(30 * time.Minute)
	h.is(t, b1, client.FullBackup, fe1)
	for f := range features.All() {
		a, _ := h.Can(b1, f)
		gateway := f == features.InboundPSTN || f == features.OutboundPSTN || f == features.Emergency
		if (a.Available == features.Yes) == gateway {
			t.Errorf("%v: %v", f, a)
		}
	}
	if did := h.do(EditContacts{b1}); !slices.ContainsFunc(did, func(a Action) bool { return a.Kind == Ordered }) {
		t.Error("his contacts cannot be edited")
	}
	// F-5: when the pool dies, too, there is no third registrar.
	h.brk(Power, fe1)
	h.wait(time.Minute)
	h.must(t, ManagementServerFailover{At: fe2, Target: fe2, Force: true})
	h.wait(time.Minute)
	h.must(t, PoolFailOver{At: fe2, Pool: fe1, DisasterMode: true})
	h.wait(time.Hour)
	h.is(t, b1, 0, "")
	h.holds(t)
}

// C-66, H-53: certificates are known at both ends of a one-way backup; one that was issued during a cut is when it is over.
func TestC66BranchCertificates(t *testing.T) {
	for _, c := range []struct{ user, home string }{{b1, br1}, {o1, old}} {
		h := begin(t, branches())
		h.do(SignIn{c.user})
		h.wait(5 * time.Minute)
		if !h.known[h.bound(h.plan.pool(fe2), h.user(c.user))] {
			t.Errorf("the backup's own partner does not know %s, and would refuse him instead of sending him on", c.user)
		}
		h.brk(Power, c.home)
		h.wait(30 * time.Minute)
		if st, _ := h.User(c.user); st.At != fe1 {
			t.Errorf("%s is at %q\n%s", c.user, st.At, h)
		}
	}
	top := branches()
	top.Records = append(top.Records, Record{Name: top.Records[0].Name, SRV: top.Records[0].SRV})
	top.Records[len(top.Records)-1].Target, top.Records[len(top.Records)-1].Priority = br2, 90
	h := begin(t, top)
	h.part("Bonn", "HQ")
	h.do(SignIn{b2}) // Bonn has a directory, so that he is let in
	h.wait(10 * time.Minute)
	h.is(t, b2, client.LimitedHome, br2)
	if bound := h.bound(h.plan.pool(fe1), h.user(b2)); h.known[bound] {
		t.Error("a record went across the cut")
	}
	h.join("Bonn", "HQ")
	h.wait(10 * time.Minute)
	h.brk(Power, br2)
	h.wait(30 * time.Minute)
	h.is(t, b2, client.FullBackup, fe1)
}

// C-66: who is issued his certificate at the pool while his appliance is down takes it home, and it is known to the pool's
// own partner, which does not refuse whom it sends on.
func TestC66IssuedAtThePool(t *testing.T) {
	h := begin(t, branches())
	h.brk(Power, br2)
	h.wait(10 * time.Minute)
	h.do(SignIn{b2})
	h.wait(10 * time.Minute)
	h.is(t, b2, client.FullBackup, fe1)
	h.heal(Power, br2)
	h.wait(10 * time.Minute)
	h.is(t, b2, client.Normal, br2)
	if user := h.user(b2); !h.known[h.bound(h.plan.pool(br2), user)] || !h.known[h.bound(h.plan.pool(fe2), user)] {
		t.Errorf("his certificate is not known at home, or at the partner\n%s", h)
	}
}

// F-2, F-4: neither an appliance nor a pool of 2010 is failed over, and whoever asks is told why.
func TestOneWayIsNeverFailedOver(t *testing.T) {
	h := begin(t, branches())
	h.wait(10 * time.Minute)
	for _, pool := range []string{br1, old} {
		for _, o := range []Order{PoolFailOver{At: fe1, Pool: pool}, PoolFailOver{At: fe1, Pool: pool, DisasterMode: true}} {
			if names := h.refused(t, o); !slices.Contains(names, "one-way") || slices.Contains(names, "has-backup") {
				t.Errorf("%+v: %v", o, names)
			}
		}
	}
	if text, err := h.Ask(Question{Cmdlet: "Get-CsUserPoolInfo", At: fe1, Of: b1}); err != nil || !strings.Contains(text, "BackupPoolFqdn: "+fe1) {
		t.Errorf("F-93: %q, %v", text, err)
	}
}

// F-4: an appliance that is defined later has its backup with the publication, and serves when it is set up.
func TestF4LaterAppliance(t *testing.T) {
	top := branches()
	top.Pools[2].Later = true
	top.Users[slices.IndexFunc(top.Users, func(u User) bool { return u.URI == b1 })].Home = fe1
	h := begin(t, top)
	h.do(SignIn{b1})
	h.wait(5 * time.Minute)
	if _, ok := h.Pool(br1); !ok || h.row(2).backup() >= 0 {
		t.Error("the backup is there before its appliance")
	}
	h.must(t, DefinePool{At: fe1, Pool: br1}, Publish{At: fe1})
	h.wait(5 * time.Minute)
	h.must(t, Setup{Pool: br1})
	h.wait(time.Hour)
	if p, _ := h.Sees(fe1, br1); p != health.Up {
		t.Errorf("%s sees %s %v", fe1, br1, p)
	}
	h.must(t, MoveUser{At: fe1, User: b1, Target: br1})
	h.wait(10 * time.Minute)
	h.is(t, b1, client.Normal, br1)
	h.brk(Power, br1)
	h.wait(30 * time.Minute)
	h.is(t, b1, client.FullBackup, fe1)
	h.holds(t)
}

// What a user of a branch writes is kept, and replicated, by the pool behind his appliance (F-4, F-126).
func TestBranchDataAreInThePool(t *testing.T) {
	h := begin(t, branches())
	h.do(SignIn{b2})
	h.wait(10 * time.Minute)
	fe, br := copying(h.plan.pool(fe1), replication.UserData), copying(h.plan.pool(br2), replication.UserData)
	before := h.replication.at[fe].State
	h.do(EditContacts{b2})
	if h.replication.at[fe].State == before || h.replication.at[br].State.Phase() != 0 {
		t.Errorf("%v has %+v, %v has %+v", fe1, h.replication.at[fe].State, br2, h.replication.at[br].State)
	}
}

// What a one-way backup cannot be (F-2, F-4).
func TestValidateOneWay(t *testing.T) {
	if err := branches().Validate(); err != nil {
		t.Fatal(err)
	}
	for want, change := range map[string]func(*Topology){
		`pool "BR01.lab.local": a branch appliance must have a Backup (F-4)`:                                               func(t *Topology) { t.Pools[2].Backup = "" },
		`pool "BR01.lab.local": Backup "nowhere" is none of Pools`:                                                         func(t *Topology) { t.Pools[2].Backup = "nowhere" },
		`pool "BR01.lab.local": Backup "BR02.lab.local" must be no branch appliance, and have no Backup itself (F-4)`:      func(t *Topology) { t.Pools[2].Backup = br2 },
		`pool "BR01.lab.local": Backup "BR01.lab.local" must be no branch appliance, and have no Backup itself (F-4)`:      func(t *Topology) { t.Pools[2].Backup = br1 },
		`pool "BR01.lab.local": Backup "FE10.lab.local" must be no branch appliance, and have no Backup itself (F-4)`:      func(t *Topology) { t.Pools[2].Backup = old },
		`pool "BR01.lab.local": a branch appliance must not have CMS (F-4)`:                                                func(t *Topology) { t.Pools[0].CMS, t.Pools[2].CMS = false, true },
		`pool "BR01.lab.local": Detect 29s must be between 30s and 24h0m0s (F-31, H-40)`:                                   func(t *Topology) { t.Pools[2].Detect = 29 * time.Second },
		`pool "FE10.lab.local": a pool of Lync Server 2013 must not have a Backup, but a pair (F-2)`:                       func(t *Topology) { t.Pools[4].Release = pairing.Lync2013 },
		`pair of "FE01.lab.local" and "BR01.lab.local": "BR01.lab.local" is a branch appliance, which is in no pair (F-4)`: func(t *Topology) { t.Pairs[0].Pools[1] = br1 },
	} {
		top := branches()
		change(&top)
		if err := top.Validate(); err == nil || err.Error() != "understudy: "+want {
			t.Errorf("got\n%v\nwant\nunderstudy: %s", err, want)
		}
	}
	top := branches()
	top.Pools[1].Later, top.Pairs[0].Later, top.Pools[4].Backup = true, true, fe2
	if err := top.Validate(); err == nil || !strings.Contains(err.Error(), `pool "FE10.lab.local" must be Later, as its Backup "FE02.lab.local" is`) {
		t.Error(err)
	}
}

// F-32: what the appliance's page warns of, and F-40; an appliance needs no pair.
func TestLintOneWay(t *testing.T) {
	said := func(change func(*Topology)) (all []string) {
		top := branches()
		change(&top)
		for _, f := range top.Lint() {
			if strings.Contains(f.Text, br1) || strings.Contains(f.Text, old) {
				all = append(all, f.Code)
			}
		}
		return all
	}
	for _, c := range []struct {
		change func(*Topology)
		want   string
	}{
		{func(*Topology) {}, ""},
		{func(t *Topology) { t.Pools[2].Detect = 119 * time.Second }, "short-intervals"},
		{func(t *Topology) { t.Pools[2].Failback = 179 * time.Second }, "close-intervals"},
		{func(t *Topology) { t.Pools[2].Failback = 180 * time.Second }, ""},
		{func(t *Topology) { t.Pools[2].Automatic = false }, "manual"},
		{func(t *Topology) { t.Records = t.Records[:1]; t.Records[0].Target = br1 }, "no-second-record"},
	} {
		if got := strings.Join(said(c.change), " "); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

// C-66, H-53: what an appliance and its pool tell each other of certificates is what one of them knows: of a user who has
// none they know none.
func TestC66NoCertificateIsShared(t *testing.T) {
	const other = "other@lab.local"
	top := branches()
	top.Users = append(top.Users, User{URI: other, Home: br2})
	h := alight(t, top, b2)
	pools := []int16{h.plan.pool(br2), h.plan.pool(fe1)}
	for _, pool := range pools {
		if !h.known[h.bound(pool, h.user(b2))] || h.known[h.bound(pool, h.user(other))] {
			t.Errorf("%s: of the one who has signed in %v, of the other %v", h.poolName(pool),
				h.known[h.bound(pool, h.user(b2))], h.known[h.bound(pool, h.user(other))])
		}
	}
	for _, c := range []struct{ here, there, want bool }{{false, false, false}, {true, false, true}, {true, true, true}, {false, true, true}} {
		here, there := h.bound(pools[0], h.user(other)), h.bound(pools[1], h.user(other))
		h.known[here], h.known[there] = c.here, c.there
		h.shareRecords(pools[0])
		if h.known[here] != c.want || h.known[there] != c.want {
			t.Errorf("%+v: %v at home, %v behind it", c, h.known[here], h.known[there])
		}
	}
}
