package sim

import (
	"errors"
	"fmt"
	"hash/fnv"
	"strings"
	"testing"
	"time"
	"unsafe"

	"understudy.example"
	"understudy.example/client"
	"understudy.example/machine"
	"understudy.example/registrar"
	"understudy.example/registrar/admission"
)

const fe1, fe2 = "FE01.lab.local", "FE02.lab.local"

func at(d time.Duration) machine.Instant { return machine.Instant(d) }

func power(of string) understudy.Fault { return understudy.Fault{Kind: understudy.Power, Of: of} }

// crowdOf is the paired lab with so many users like u1, whose registrars take in rate a second.
func crowdOf(users, rate int) Config {
	t := understudy.Paired()
	t.Parameters.Endpoints = 100_000
	t.Parameters.Admission.Standard = admission.Rules{Rate: rate, Burst: rate}
	return Config{Topology: t, Populations: []Population{{Like: t.Users[0].URI, Users: users}}}
}

func mustNew(t testing.TB, c Config) *World {
	t.Helper()
	w, err := New(c)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func (w *World) must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// until runs the World second by second until is holds, and returns when it does.
func (w *World) until(t testing.TB, last time.Duration, is func() bool) machine.Instant {
	t.Helper()
	for !is() {
		if w.now >= at(last) {
			t.Fatalf("not until %v: %v", last, w.counts)
		}
		w.must(t, w.Run(w.now+at(time.Second)))
	}
	return w.now
}

// C-118, C-120: 2,500 users at the door of one server that takes in two a second need 20 min 49 s and no less (the first second's
// worth comes at once, H-52), and hardly more if they try again at a constant pace from which half is drawn.
func TestC118StormAtTwoASecond(t *testing.T) {
	c := crowdOf(2500, 2)
	c.Topology.Parameters.Client.Base, c.Topology.Parameters.Client.Max = 5*time.Second, 5*time.Second
	w := mustNew(t, c)
	least := c.Topology.Parameters.Admission.Standard.Drain(2500)
	if least != 20*time.Minute+49*time.Second {
		t.Errorf("the rate alone says %v", least)
	}
	end := w.until(t, time.Hour, func() bool { return w.Count(0, client.InNormal) == 2500 })
	if end < at(least) || end > at(least+least/20) {
		t.Errorf("all are in at %v, want %v to 5%% more", end, least)
	}
	if l := w.Load(0); l.Verdicts[registrar.Accepted]-l.Refreshes != 2500 || l.Verdicts[registrar.Unavailable] == 0 {
		t.Errorf("FE01 had %+v", l)
	}
}

// C-118, C-120: a constant pace of which nothing is drawn brings all of them together every five seconds, and each time a burst of two is
// let in, whatever the rate: 1 h 44 min.
func TestC120WithoutJitterAllComeTogether(t *testing.T) {
	c := crowdOf(2500, 2)
	r := &c.Topology.Parameters.Client
	r.Base, r.Max, r.Jitter = 5*time.Second, 5*time.Second, 0
	w, k := mustNew(t, c), mustCount(t, c, 0)
	a, b := w.Account(time.Minute), k.Account(time.Minute)
	w.must(t, w.Run(at(2*time.Hour)))
	w.must(t, k.Run(at(2*time.Hour)))
	for who, full := range map[string]Span{"Worlds": a.Report().Full, "Cohorts": b.Report().Full} {
		if d := time.Duration(full) - 1249*5*time.Second; d < 0 || d > 10*time.Second {
			t.Errorf("%s have everybody in at %v", who, full)
		}
	}
}

// C-118, C-120: with back-off in place of a constant pace the same storm takes longer, for room goes unused while they wait.
func TestC120BackOffLeavesRoomUnused(t *testing.T) {
	w := mustNew(t, crowdOf(2500, 2))
	end := w.until(t, 6*time.Hour, func() bool { return w.Count(0, client.InNormal) == 2500 })
	if end < at(22*time.Minute) {
		t.Errorf("all are in at %v", end)
	}
	t.Logf("all are in at %v", end)
}

// F-38, C-118: 20,000 users who were on the backup are home within the hour that is documented for so many.
func TestFailbackOf20000WithinAnHour(t *testing.T) {
	c := crowdOf(20_000, 12)
	c.Populations[0].SignedIn = true
	c.Topology.Parameters.Client.Max = 2 * time.Minute
	w := mustNew(t, c)
	w.must(t, w.Do(at(time.Hour), understudy.Break{Fault: power(fe1)}))
	w.until(t, 3*time.Hour, func() bool { return w.Count(0, client.InLimitedBackup) == 20_000 })
	w.must(t, w.Do(w.now, understudy.Heal{Fault: power(fe1)}))
	begins := w.until(t, 4*time.Hour, func() bool { return w.Count(0, client.InLimitedBackup) < 20_000 })
	ends := w.until(t, 6*time.Hour, func() bool { return w.Count(0, client.InNormal) == 20_000 })
	if took := ends - begins; took > at(time.Hour) || took < at(20_000/12*time.Second-time.Second) {
		t.Errorf("from %v to %v: %v", begins, ends, took)
	}
}

// spectator holds what it hears against the rules of clients and bindings.
type spectator struct {
	t     *testing.T
	w     *World
	rules client.Rules
	fails []int             // of each client: rounds
	last  []machine.Instant // of each client: its last answer by a registrar it is bound at
	phase []client.Phase
	waits int
}

func (s *spectator) Moved(now machine.Instant, m Move) {
	if s.phase[m.Client] != m.From {
		s.t.Fatalf("client %d comes from %v, and was %v", m.Client, m.From, s.phase[m.Client])
	}
	s.phase[m.Client] = m.To
	switch state := s.w.clients[m.Client].state; {
	case m.To == client.Waiting && m.From < client.InNormal:
		s.fails[m.Client]++
		w := min(s.rules.Base<<min(s.fails[m.Client], 20), s.rules.Max)
		if d := time.Duration(state.Retry() - now); d < w/2 || d > w {
			s.t.Errorf("client %d waits %v after %d failures, want %v to %v (C-105)", m.Client, d, s.fails[m.Client], w/2, w)
		}
		s.waits++
	case m.To >= client.InNormal:
		s.fails[m.Client] = 0
	}
}

func (s *spectator) Asked(now machine.Instant, a Ask) {
	if a.Refresh && a.Path == understudy.PathOpen {
		if d := time.Duration(now - s.last[a.Client]); d > s.rules.Refresh {
			s.t.Errorf("client %d refreshes %v after its last answer (C-47)", a.Client, d)
		}
	}
	if a.Path == understudy.PathOpen && a.Verdict == registrar.Accepted {
		s.last[a.Client] = now
	}
}

// C-47, C-105: refreshes come in time, and every wait is between half of its bound and all of it.
func TestC47C105ExpiryAndBackOff(t *testing.T) {
	c := crowdOf(500, 2)
	c.Populations[0].SignedIn = true
	s := &spectator{t: t, rules: c.Topology.Parameters.Client}
	c.Observer = s
	w := mustNew(t, c)
	s.w, s.fails = w, make([]int, 500)
	for i := range w.Clients() {
		s.phase = append(s.phase, w.Client(i).State.Phase())
		s.last = append(s.last, w.clients[i].bound.expires()-at(c.Topology.Parameters.Binding.Expires))
	}
	w.must(t, w.Do(at(time.Hour), understudy.Break{Fault: power(fe1)}))
	w.must(t, w.Do(at(2*time.Hour), understudy.Heal{Fault: power(fe1)}))
	w.must(t, w.Run(at(6*time.Hour)))
	if s.waits < 1000 {
		t.Errorf("only %d waits were seen", s.waits)
	}
	if n := w.Count(0, client.InNormal); n != 500 {
		t.Errorf("%d are home", n)
	}
}

// C-47: what clients leave behind at a registrar that they cannot reach is gone when it expires, and not before.
func TestC47WhatIsLeftBehindExpires(t *testing.T) {
	c := crowdOf(300, 1000)
	c.Populations[0].SignedIn = true
	w := mustNew(t, c)
	w.must(t, w.Do(at(time.Hour), understudy.Break{Fault: understudy.Fault{Kind: understudy.NIC, Of: fe1}}))
	w.must(t, w.Run(at(time.Hour+33*time.Second)))
	if w.Held(0) < 270 {
		t.Errorf("FE01 holds %d right after", w.Held(0))
	}
	w.must(t, w.Run(at(time.Hour+10*time.Minute)))
	if w.Held(0) != 0 {
		t.Errorf("FE01 still holds %d", w.Held(0))
	}
	w.must(t, w.Run(at(time.Hour+20*time.Minute)))
	if w.Held(1) != 300 {
		t.Errorf("FE02 holds %d", w.Held(1))
	}
}

// C-47: of a silent client the binding ends while the client still waits for an answer; of one that has gone without a word, when it
// would have been refreshed.
func TestC47NoBindingOutlivesItsEnd(t *testing.T) {
	c := crowdOf(3000, 1000)
	c.Populations[0].SignedIn = true
	w := mustNew(t, c)
	w.must(t, w.Run(at(time.Hour)))
	gone := &w.clients[7]
	ends := gone.bound.expires()
	gone.state = client.Start(0)
	w.counts[0][client.InNormal]--
	w.counts[0][client.Out]++
	w.leave(7, gone)
	w.must(t, w.Run(ends-1))
	if w.Held(0) != 3000 {
		t.Errorf("FE01 holds %d", w.Held(0))
	}
	w.must(t, w.Run(ends))
	if w.Held(0) != 2999 {
		t.Errorf("FE01 holds %d of 2,999", w.Held(0))
	}
	w.must(t, w.Do(at(2*time.Hour), understudy.Break{Fault: understudy.Fault{Kind: understudy.NIC, Of: fe1}}))
	for range 320 {
		w.must(t, w.Run(w.now+at(100*time.Millisecond)))
		if err := w.sound(); err != nil {
			t.Fatal(err)
		}
	}
}

// H-99: arrivals are spread evenly over the time that they take, and refreshes over their interval.
func TestH99DrawnInstants(t *testing.T) {
	c := crowdOf(10_000, 0)
	c.Populations[0].SignIn = 2 * time.Hour
	w := mustNew(t, c)
	for quarter := 1; quarter <= 4; quarter++ {
		w.must(t, w.Run(at(time.Duration(quarter)*30*time.Minute)))
		if n := w.Count(0, client.InNormal); n < 2500*quarter-150 || n > 2500*quarter+150 {
			t.Errorf("%d are in after %v", n, w.now)
		}
	}
	c = crowdOf(10_000, 0)
	c.Populations[0].SignedIn = true
	w = mustNew(t, c)
	w.must(t, w.Run(at(c.Topology.Parameters.Client.Refresh/3)))
	if n := w.Load(0).Refreshes; n < 3333-150 || n > 3333+150 {
		t.Errorf("%d have refreshed in a third of the interval", n)
	}
}

// print is what a run leaves behind, in a number.
func (w *World) print() string {
	h := fnv.New64a()
	for i := range w.clients {
		fmt.Fprint(h, w.clients[i])
	}
	fmt.Fprint(h, w.loads, w.counts, w.held, w.levels, w.events)
	return fmt.Sprintf("%x", h.Sum64())
}

// Same configuration, same bytes, whatever holds the timers; and another seed gives others.
func TestSameBytesFromEveryQueue(t *testing.T) {
	run := func(q queue, seed uint32) string {
		c := storm(2000)
		c.Topology.Seed = seed
		c.Topology.Parameters.Admission.Standard = admission.Rules{Rate: 10, Burst: 10}
		w, err := newWorld(c, q)
		if err != nil {
			t.Fatal(err)
		}
		runStorm(t, w)
		return w.print()
	}
	want := run(new(calendar), 1)
	for name, q := range map[string]queue{"heap": new(heap), "container/heap": new(boxes), "calendar": new(calendar)} {
		if got := run(q, 1); got != want {
			t.Errorf("%s gives %s, want %s", name, got, want)
		}
	}
	if run(new(heap), 2) == want {
		t.Error("the seed makes no difference")
	}
}

// sound checks that nobody is lost or in two places: counts agree with clients, and bindings with what registrars count.
func (w *World) sound() error {
	var counts [][phases]int32
	held := make([]int32, len(w.held))
	for range w.counts {
		counts = append(counts, [phases]int32{})
	}
	for i := range w.clients {
		c := &w.clients[i]
		counts[c.population][c.state.Phase()]++
		_, registered := c.state.Mode()
		if registered && w.at(c) < 0 {
			return fmt.Errorf("client %d is registered nowhere", i)
		}
		if c.bound != 0 {
			held[c.bound.pool()]++
			if c.bound.expires() < w.now {
				return fmt.Errorf("client %d is bound beyond %v", i, c.bound.expires())
			}
		}
		for p := range w.left {
			if w.left[p] != nil && w.left[p][i] != 0 {
				held[p]++
				if w.left[p][i].expires() < w.now {
					return fmt.Errorf("client %d has left a binding beyond %v", i, w.left[p][i].expires())
				}
				if c.bound != 0 && c.bound.pool() == p {
					return fmt.Errorf("client %d has two bindings at pool %d", i, p)
				}
			}
		}
	}
	for g, p := range w.config.Populations {
		sum := int32(0)
		for _, n := range w.counts[g] {
			sum += n
		}
		if w.counts[g] != counts[g] || int(sum) != p.endpoints() {
			return fmt.Errorf("population %d is counted %v and is %v", g, w.counts[g], counts[g])
		}
	}
	for p, n := range held {
		if n != w.held[p] {
			return fmt.Errorf("pool %d counts %d bindings and has %d", p, w.held[p], n)
		}
	}
	return nil
}

// Nobody is lost, nobody is in two places, and everybody who is counted is somewhere, after every single event.
func TestNobodyIsLost(t *testing.T) {
	seeds := uint32(40)
	if testing.Short() {
		seeds = 6
	}
	for seed := range seeds {
		d := machine.Draw{Seed: seed + 1000}
		top := twoSites(&d)
		c := Config{Topology: top}
		for i, u := range top.Users {
			c.Populations = append(c.Populations, Population{Like: u.URI, Users: 1 + int(d.Below(12)), Endpoints: i, SignedIn: i == 1})
		}
		w := mustNew(t, c)
		for _, a := range append(troubles(&d), Act{At: at(6 * time.Hour)}) {
			for w.step(a.At) {
				if err := w.sound(); err != nil {
					t.Fatalf("seed %d, at %v: %v", seed, w.now, err)
				}
			}
			if a.In != nil {
				w.must(t, w.Do(a.At, a.In))
			}
		}
	}
}

// Sixty bytes hold a client's state, its binding and its timer; with short words, less.
func TestBytesOfAClient(t *testing.T) {
	if n := unsafe.Sizeof(endpoint{}) + unsafe.Sizeof(packed{}); n > 60 {
		t.Errorf("a client and its timer take %d bytes", n)
	}
}

func TestValidate(t *testing.T) {
	good := crowdOf(1, 1)
	if err := good.Validate(); err != nil {
		t.Error(err)
	}
	for want, change := range map[string]func(*Config){
		"Populations must not be empty":                                               func(c *Config) { c.Populations = nil },
		`Populations[0]: Like "x" is none of Topology.Users`:                          func(c *Config) { c.Populations[0].Like = "x" },
		`Populations[1]: Like "u1@lab.local" is another's already`:                    func(c *Config) { c.Populations = append(c.Populations, c.Populations[0]) },
		"Populations[0]: Users 0 must be at least 1":                                  func(c *Config) { c.Populations[0].Users = 0 },
		"Populations[0]: Endpoints 9 must be 0 to 8 (C-47)":                           func(c *Config) { c.Populations[0].Endpoints = 9 },
		"Populations[0]: SignIn -1ns must not be below 0":                             func(c *Config) { c.Populations[0].SignIn = -1 },
		"Populations[0]: SignIn 1s and SignedIn exclude each other":                   func(c *Config) { c.Populations[0].SignIn, c.Populations[0].SignedIn = time.Second, true },
		"Populations have 2147483640 endpoints together, more than 268435456":         func(c *Config) { c.Populations[0].Users, c.Populations[0].Endpoints = MaxClients-1, 8 },
		"Topology: pool FE01.lab.local has FrontEnds 3; populations know pools as on": func(c *Config) { c.Topology.Pools[0].FrontEnds = 3 },
	} {
		c := crowdOf(1, 1)
		change(&c)
		if _, err := New(c); !errors.Is(err, ErrConfig) || !strings.Contains(err.Error(), "sim: "+want) {
			t.Errorf("got %v, want %s", err, want)
		}
	}
	c := crowdOf(1, 1)
	c.Topology.Sites = nil
	if _, err := New(c); !errors.Is(err, understudy.ErrTopology) {
		t.Errorf("got %v of a topology without sites", err)
	}
}

func TestWhatAWorldDoesNotDo(t *testing.T) {
	w := mustNew(t, crowdOf(1, 1))
	for want, in := range map[string]understudy.Input{
		"sim: MoveUser: a population stays where it is homed": understudy.MoveUser{},
		"sim: understudy.SignIn: the users of the topology":   understudy.SignIn{User: "u1@lab.local"},
		"sim: <nil>: the users of the topology":               nil,
	} {
		if err := w.Do(0, in); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("got %v, want %s", err, want)
		}
	}
	if err := w.Run(at(151 * 24 * time.Hour)); err == nil || !strings.Contains(err.Error(), "beyond 3600h0m0s") {
		t.Errorf("got %v", err)
	}
	if err := w.Run(at(24 * time.Hour)); err != nil {
		t.Error(err)
	}
}

// witness is an Actor that acts once, and sees what there is to see then.
type witness struct {
	at  machine.Instant
	see func()
}

func (a *witness) Deadline() machine.Instant { return a.at }
func (a *witness) Act(machine.Instant) {
	a.at = machine.Never
	a.see()
}

// At one instant clients come before actors, those in the order in which they joined, and people who sign in come last.
func TestActorsComeAfterClients(t *testing.T) {
	c := crowdOf(1, 0)
	w := mustNew(t, c)
	var seen []string
	see := func(name string) func() {
		return func() { seen = append(seen, fmt.Sprint(name, " ", w.Client(0).State.Phase())) }
	}
	w.Join(&witness{0, see("first")})
	w.must(t, w.Run(at(time.Hour)))
	w.must(t, w.Do(w.now, understudy.Break{Fault: understudy.Fault{Kind: understudy.NIC, Of: fe1}}))
	lost := w.deadline(&w.clients[0].state)
	w.Join(&witness{lost, see("second")})
	w.Join(&witness{lost, see("third")})
	w.must(t, w.Run(lost))
	if got := strings.Join(seen, ", "); got != "first signed out, second connecting, third connecting" {
		t.Error(got)
	}
}

// Whoever looks between a refresh and its answer sees a client that waits; and an answer that a fault comes before is lost.
func TestRefreshesAreSeenToWait(t *testing.T) {
	c := crowdOf(1, 0)
	c.Topology.Parameters.Latency = 7 * time.Millisecond
	c.Populations[0].SignedIn = true
	for _, cut := range []bool{false, true} {
		w := mustNew(t, c)
		asks := w.deadline(&w.clients[0].state)
		w.must(t, w.Run(asks+at(3*time.Millisecond)))
		if got := w.Client(0).State.GivesUp(); got != asks+at(32*time.Second) {
			t.Fatalf("it gives up at %v, and asked at %v", got, asks)
		}
		if cut {
			w.must(t, w.Do(w.now, understudy.Break{Fault: understudy.Fault{Kind: understudy.NIC, Of: fe1}}))
		}
		w.must(t, w.Run(asks+at(14*time.Millisecond)))
		if waits := w.Client(0).State.GivesUp() != machine.Never; waits != cut {
			t.Errorf("cut off: %v, and it waits: %v", cut, waits)
		}
	}
}
