package understudy

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"understudy.example/client"
	"understudy.example/client/features"
	"understudy.example/cms"
	"understudy.example/dns"
	"understudy.example/machine"
	"understudy.example/pool/replication"
	"understudy.example/registrar"
)

// crowd is the paired lab with n users.
func crowd(n int) Topology {
	t := Paired()
	t.Users = nil
	for i := range n {
		t.Users = append(t.Users, User{URI: fmt.Sprintf("u%d@lab.local", i), Home: "FE01.lab.local"})
	}
	return t
}

// Thousands of refreshes fall due at one instant when thousands have signed in at one: none is left behind (C-47).
func TestACrowdIsNotLeftBehind(t *testing.T) {
	const n = 1500
	s, err := New(crowd(n))
	if err != nil {
		t.Fatal(err)
	}
	for i := range n {
		s.Do(0, SignIn{fmt.Sprintf("u%d@lab.local", i)}, nil)
	}
	s.Do(machine.Instant(30*time.Minute), nil, nil)
	if d := s.Deadline(); d < s.Now() {
		t.Fatalf("at %v a deadline of %v is left behind", s.Now(), d)
	}
	if _, err := s.Clone(); err != nil {
		t.Error(err)
	}
	for i := range n {
		if st, _ := s.User(fmt.Sprintf("u%d@lab.local", i)); !st.Registered {
			t.Fatalf("u%d is out", i)
		}
	}
}

// L-3, F-152: a moved user follows his account whatever the settings of automatic failover (F-40 is for borrowed users).
func TestL3MoveWithoutAutomaticFailover(t *testing.T) {
	top := Paired()
	top.Pools[0].Automatic = false
	top.Users[0].Home = "FE02.lab.local"
	h := begin(t, top)
	h.do(SignIn{u1})
	h.wait(5 * time.Minute)
	h.must(t, MoveUser{At: fe1, User: u1, Target: fe1})
	h.wait(time.Minute)
	if st, _ := h.User(u1); !st.Registered || st.At != fe1 {
		t.Errorf("u1 is at %q, %v\n%s", st.At, st.Mode, h)
	}
}

// C-66: a certificate that goes with a moved account goes on to the new home's backup.
func TestC66MovedCertificateIsCarried(t *testing.T) {
	top := Paired()
	add := func(name string) {
		p := top.Pools[1]
		p.FQDN = name
		top.Pools = append(top.Pools, p)
		top.Records = append(top.Records, Record{Name: top.Records[0].Name, SRV: dns.SRV{Target: name, Port: 5061, Priority: 20}})
	}
	add("FE03.lab.local")
	add("FE04.lab.local")
	top.Pairs = append(top.Pairs, Pair{Pools: [2]string{"FE03.lab.local", "FE04.lab.local"}})
	h := begin(t, top)
	h.do(SignIn{u1})
	h.wait(10 * time.Minute)
	h.must(t, MoveUser{At: fe1, User: u1, Target: "FE03.lab.local"})
	h.wait(time.Hour)
	h.do(Break{Fault{Kind: NIC, Of: "FE03.lab.local"}})
	h.wait(30 * time.Minute)
	if st, _ := h.User(u1); !st.Registered || st.At != "FE04.lab.local" {
		t.Errorf("u1 is at %q\n%s", st.At, h)
	}
}

// twins shows both databases as active, and takes writes as it should.
type twins struct{ Store }

func (twins) Phase(uint8) cms.Phase { return cms.Active }

// The law looks at the databases themselves, not only at who takes writes (F-112).
func TestTwoActiveDatabasesAreSeen(t *testing.T) {
	s, err := NewWith(Paired(), Parts{Store: func(r cms.Rules, st cms.State) Store { return twins{StoreOf(r, st)} }})
	if err != nil {
		t.Fatal(err)
	}
	if err := NewWatch().Check(s, nil); err == nil {
		t.Error("two active databases, and no law says so")
	}
}

// A policy sees fresh ages at its own deadline, and gives orders at its own site alone (H-6).
func TestPolicyHereAndNow(t *testing.T) {
	top := Paired()
	top.Sites = []Site{{Name: "east"}, {Name: "west"}}
	top.Pools[0].Site, top.Pools[1].Site = "east", "west"
	s, err := New(top)
	if err != nil {
		t.Fatal(err)
	}
	p := &sleeper{due: machine.At(machine.Instant(7 * time.Minute))}
	g, err := Govern(s, p, "west")
	if err != nil {
		t.Fatal(err)
	}
	var denied int
	machine.Until(g, machine.Instant(8*time.Minute), nil, func(_ machine.Instant, did []Action) {
		for _, a := range did {
			if a.Kind == Denied {
				denied++
			}
		}
	})
	if want := machine.Instant(7 * time.Minute); p.saw != want {
		t.Errorf("the last view before the deadline at %v is of %v", want, p.saw)
	}
	if denied != 1 {
		t.Errorf("%d orders given in the other site were denied, want 1", denied)
	}
}

// sleeper looks, wakes up once, and then tries to order something in the east.
type sleeper struct {
	due machine.Timer
	saw machine.Instant
}

func (p *sleeper) Step(_ machine.Instant, v *View, out []Order) []Order {
	if p.due.Armed() {
		p.saw = v.Now
	}
	return out
}
func (p *sleeper) Deadline() machine.Instant { return p.due.Deadline() }
func (p *sleeper) Advance(out []Order) []Order {
	p.due = machine.Timer{}
	return append(out, SetAutomaticFailover{At: "east", Pool: fe1, On: false})
}

// The lab that is built in and the lab of the story are one: IM within the one site works in resiliency mode (F-46).
func TestLabIsOneSite(t *testing.T) {
	h := begin(t, Paired())
	h.do(SignIn{u1})
	h.wait(5 * time.Minute)
	h.do(Break{Fault{Kind: NIC, Of: fe1}})
	h.wait(10 * time.Minute)
	if a, ok := h.Can(u1, features.IM); !ok || a.Available != features.Yes {
		t.Errorf("IM is %v: %s", a.Available, a.Why)
	}
}

// F-92, H-60: what is told to a crowd lapses when the web services are ready after a failover, be that of the first pool or
// of another one; the earliest comes first, and what is over does not lapse again.
func TestCrowdLapses(t *testing.T) {
	h := begin(t, Paired())
	if at := h.Lapses(); at != machine.Never {
		t.Errorf("nothing was failed over, and something lapses at %v", at)
	}
	outage := h.topology.Parameters.MobileOutage
	h.mobile[1] = machine.At(machine.Instant(2 * outage))
	h.mobile[0] = machine.At(machine.Instant(outage))
	for _, c := range []struct{ now, want machine.Instant }{
		{0, machine.Instant(outage)}, {machine.Instant(outage) - 1, machine.Instant(outage)}, {machine.Instant(outage), machine.Instant(2 * outage)},
		{machine.Instant(2*outage) - 1, machine.Instant(2 * outage)}, {machine.Instant(2 * outage), machine.Never},
	} {
		h.now = c.now
		if got := h.Lapses(); got != c.want {
			t.Errorf("at %v: %v, want %v", c.now, got, c.want)
		}
	}
}

// A crowd is answered as its one user is: a refresh that is held is refreshed, one that is not held and a first REGISTER are
// taken for the first (C-41), and only what is no refresh counts (H-38).
func TestCrowdRegisters(t *testing.T) {
	h := alight(t, Paired(), u1)
	c, ok := h.Crowd(u1)
	if _, other := h.Crowd("nobody"); !ok || other {
		t.Fatal("which crowds there are")
	}
	for _, held := range []bool{false, true} {
		for _, refresh := range []bool{false, true} {
			k := c.Knows(0, held)
			k.Certificate = registrar.Recorded
			want := client.Accepted
			if held && refresh {
				want = client.Refreshed
			}
			if a := c.Register(0, k, refresh); a.Client.On != want || a.Client.Mode != client.Normal || a.Counts != !held {
				t.Errorf("held %v, a refresh %v: %+v", held, refresh, a)
			}
		}
	}
}

// What a crowd asks of the first pool, the first name and the first user is answered like what it asks of others.
func TestCrowdOfTheFirst(t *testing.T) {
	h := begin(t, branches())
	crowd := func(uri string) Crowd {
		c, ok := h.Crowd(uri)
		if !ok {
			t.Fatalf("no crowd like %s", uri)
		}
		return c
	}
	for uri, want := range map[string][3]int{u1: {0, -1, 1}, b1: {2, 0, 1}, b2: {3, 0, 1}, o1: {4, 0, 1}} {
		c := crowd(uri)
		if got := [3]int{c.Home(), c.Shares(), c.Enrols(0).Carried}; got != want {
			t.Errorf("%s: home, shares with and carried to %v, want %v", uri, got, want)
		}
		if back := c.Enrols(1).Carried; back != 0 {
			t.Errorf("%s: FE02 carries to %d", uri, back)
		}
		if none := c.Enrols(2).Carried; none != -1 {
			t.Errorf("%s: an appliance carries to %d", uri, none)
		}
	}
	c := crowd(u1)
	var names, pools []int
	c.Climb(false, -1, &machine.Draw{}, func(name, rung int) uint64 {
		names = append(names, name)
		answer, ttl, near := c.DNS(rung)
		if !near || ttl != h.topology.Parameters.Cache.MaxTTL {
			t.Errorf("name %d: %v, %v", name, ttl, near)
		}
		return answer
	}, func(pool int) bool {
		pools = append(pools, pool)
		return true
	})
	if !slices.Equal(names, []int{0}) || !slices.Equal(pools, []int{0, 1}) || c.Names() != 1 {
		t.Errorf("%d names, of which %v are asked for; they lead to %v", c.Names(), names, pools)
	}
	h.part("Berlin", "HQ")
	if with := crowd(b1).Shares(); with != -1 {
		t.Errorf("across a link that is cut records are shared with %d", with)
	}
	h.part("Berlin", "Bonn")
	if _, _, near := crowd(b1).DNS(len(h.ladders[h.user(b1)]) - 1); near {
		t.Error("DNS is reached where nothing is")
	}
}

// F-64, F-79: either pool of a pair has a copy at the other one, the second one's at the first, but for the store, which is
// in one place; a pool by itself has none, and there is no module beyond the last.
func TestExposureOfEither(t *testing.T) {
	top := Paired()
	lone := top.Pools[1]
	lone.FQDN = fe3
	top.Pools = append(top.Pools, lone)
	h := begin(t, top)
	h.wait(10 * time.Minute)
	for pool := range 3 {
		for m := range modules + 1 {
			age, exact := h.Exposure(pool, m)
			copies := pool < 2 && m < modules
			if exact != (copies && (pool == 0 || m != replication.Management)) || !copies && age != 0 {
				t.Errorf("pool %d, module %v: %v, exactly %v", pool, m, age, exact)
			}
		}
	}
}

// H-39: what stands between a crowd and a pool is the way between their sites, or inside the one they share.
func TestH39LatencyOfACrowd(t *testing.T) {
	top := borderers()
	top.Parameters.SiteLatency = 7 * time.Millisecond
	h := begin(t, top)
	for u, uri := range []string{u1, u2} {
		c, _ := h.Crowd(uri)
		for pool := range 2 {
			want := h.topology.Parameters.SiteLatency
			if pool == u {
				want = h.topology.Parameters.Latency
			}
			if got := c.Latency(pool); got != want {
				t.Errorf("%s and pool %d: %v, want %v", uri, pool, got, want)
			}
		}
	}
}

// What a Tide counts, it counts up, one by one.
func TestTidesRise(t *testing.T) {
	h := begin(t, branches())
	for pool := range h.tides {
		h.tides[pool] = Tide{10, 20, 30, 40}
	}
	h.judgeAgain(0)
	h.serviceChanged(1, false)
	h.shareRecords(2)
	h.carryCertificates(0)
	if h.Tide(0) != (Tide{11, 20, 31, 40}) || h.Tide(1).Stopped != 21 || h.Tide(2).Shared != 41 {
		t.Errorf("%+v, %+v, %+v", h.Tide(0), h.Tide(1), h.Tide(2))
	}
}
