package sim

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"understudy.example"
	"understudy.example/client"
	"understudy.example/dns"
	"understudy.example/registrar"
	"understudy.example/registrar/admission"
)

func mustCount(t testing.TB, c Config, grain time.Duration) *Cohorts {
	t.Helper()
	k, err := NewCohorts(c, grain)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// What cannot be counted is said by name, and is no panic and no guess.
func TestWhatCohortsCannotCount(t *testing.T) {
	for want, change := range map[string]func(*Config){
		"Rules of your own: what they draw is not known":                    func(c *Config) { c.Rules = c.Topology.Parameters.Client },
		"Observer: there are no single clients for it to hear of":           func(c *Config) { c.Observer = &diary{} },
		"KeepDNS: every client keeps answers of DNS of its own":             func(c *Config) { c.KeepDNS = true },
		"Records that come Later: every client keeps answers of DNS":        func(c *Config) { c.Topology.Records[0].Later = true },
		"site HQ with NoDirectory: every client keeps answers of DNS of it": func(c *Config) { c.Topology.Sites[0].NoDirectory = true },
	} {
		c := crowdOf(10, 2)
		change(&c)
		if _, err := NewCohorts(c, 0); !errors.Is(err, ErrCohorts) || !strings.Contains(err.Error(), "sim: "+want) {
			t.Errorf("got %v, want %s", err, want)
		}
	}
	c := crowdOf(10, 2)
	for want, grain := range map[string]time.Duration{
		"sim: grain -1s must not be below 0":             -time.Second,
		"sim: grain 30.000000001s must not be above 30s": 30*time.Second + 1,
		"sim: grain 1µs: it goes more than ":             time.Microsecond,
	} {
		if _, err := NewCohorts(c, grain); !errors.Is(err, ErrCohorts) || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %s", err, want)
		}
	}
	c.Topology.Parameters.Admission.Standard.Rate = 100_000
	if _, err := NewCohorts(c, 30*time.Second); !errors.Is(err, ErrCohorts) || !strings.Contains(err.Error(), "sim: grain 30s: pool FE01.lab.local lets in more than 2097151 in it") {
		t.Errorf("got %v", err)
	}
	c.Populations = nil
	if _, err := NewCohorts(c, 0); !errors.Is(err, ErrConfig) {
		t.Errorf("got %v of nobody", err)
	}
	k := mustCount(t, crowdOf(10, 2), 0)
	if err := k.Do(0, understudy.SignIn{}); err == nil {
		t.Error("a single user signs in")
	}
	if err := k.Run(Horizon + 1); err == nil {
		t.Error("certificates last for ever")
	}
}

// Records of twelve pools with weights of their own come in more orders than can be counted.
func TestTooManyOrders(t *testing.T) {
	c := crowdOf(10, 0)
	for i := range 10 {
		name := fmt.Sprintf("FE%d.lab.local", 10+i)
		c.Topology.Pools = append(c.Topology.Pools, understudy.Pool{FQDN: name, Site: c.Topology.Pools[0].Site})
		r := c.Topology.Records[0]
		r.Target, r.Weight = name, uint16(i+1)
		c.Topology.Records = append(c.Topology.Records, r)
	}
	k := mustCount(t, c, 0)
	if err := k.Run(at(time.Minute)); !errors.Is(err, ErrCohorts) || !strings.Contains(err.Error(), "more orders than") {
		t.Errorf("got %v", err)
	}
}

// C-91, C-110: records split cohorts as they split clients, whatever their weights.
func TestC110Turns(t *testing.T) {
	for _, policy := range []dns.Policy{dns.RFC2782, dns.Proportional, dns.HighestWeight} {
		for _, weights := range [][2]uint16{{0, 0}, {1, 3}, {0, 5}, {30, 20}, {60_000, 20_000}, {7, 0}} {
			c := crowdOf(20_000, 0)
			c.Topology.Policy = policy
			for i := range c.Topology.Records {
				c.Topology.Records[i].Priority, c.Topology.Records[i].Weight = 0, weights[i]
			}
			w, k := mustNew(t, c), mustCount(t, c, 0)
			w.must(t, w.Run(at(time.Minute)))
			w.must(t, k.Run(at(time.Minute)))
			for pool := range 2 {
				if a, b := float64(w.Load(pool).Attempts), float64(k.Load(pool).Attempts); math.Abs(a-b) > 300 {
					t.Errorf("%v, %v: pool %d is asked %v times, and by cohorts %v", policy, weights, pool, a, b)
				}
			}
		}
	}
}

// C-118, C-120: the storm at the door of one server, as in a World: 2,500 users at two a second, two at a time, need 20 min 49 s, less at
// most a second: those who come one after another take fractions of places, and all who come in a grain come in its middle.
func TestC118StormOfCohorts(t *testing.T) {
	c := crowdOf(2500, 2)
	c.Topology.Parameters.Client.Base, c.Topology.Parameters.Client.Max = 5*time.Second, 5*time.Second
	k := mustCount(t, c, 0)
	least := c.Topology.Parameters.Admission.Standard.Drain(2500)
	a := k.Account(time.Minute)
	if err := k.Run(at(time.Hour)); err != nil {
		t.Fatal(err)
	}
	if full := time.Duration(a.Report().Full); full < least-time.Second || full > least+least/20 {
		t.Errorf("all are in at %v, want %v to 5%% more", full, least)
	}
}

// Size makes no difference but in the numbers: a thousand times as many users of a server that takes in a thousand times as many, if those
// are so many that chance makes none.
func TestCohortsScale(t *testing.T) {
	of := func(scale int) *Report {
		c := crowdOf(1000*scale, 3*scale)
		c.Topology.Parameters.Endpoints = 1 << 30
		c.Populations[0].SignedIn = true
		k := mustCount(t, c, 0)
		a := k.Account(10 * time.Minute)
		if err := k.Play([]Act{{at(20 * time.Minute), understudy.Break{Fault: power(fe1)}}, {at(time.Hour), understudy.Heal{Fault: power(fe1)}}}); err != nil {
			t.Fatal(err)
		}
		if err := k.Run(at(2 * time.Hour)); err != nil {
			t.Fatal(err)
		}
		return a.Report()
	}
	one, million := of(100), of(100_000)
	for i, p := range one.Populations {
		q := million.Populations[i]
		if a, b := p.OutTime.Minutes()*1e3, q.OutTime.Minutes(); math.Abs(a-b) > a/100 {
			t.Errorf("out for %v and %v", a, b)
		}
		if a, b := p.LimitedTime.Minutes()*1e3, q.LimitedTime.Minutes(); math.Abs(a-b) > a/100 {
			t.Errorf("limited for %v and %v", a, b)
		}
	}
}

// BenchmarkCohorts plays the storm by count, for populations of any size.
func BenchmarkCohorts(b *testing.B) {
	for _, n := range []int{1e4, 1e6, 1e9} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			var events uint64
			for b.Loop() {
				c := storm(n)
				rate := max(n/200, 1)
				c.Topology.Parameters.Admission.Standard = admission.Rules{Rate: min(rate, 1e6), Burst: min(rate, 1e6)}
				k := mustCount(b, c, 0)
				if err := k.Play(stormActs()); err != nil {
					b.Fatal(err)
				}
				if err := k.Run(at(2 * time.Hour)); err != nil {
					b.Fatal(err)
				}
				events += k.Events()
			}
			b.ReportMetric(float64(events)/float64(b.N), "events")
		})
	}
}

// C-47: who comes back to a registrar that holds his old binding has one there, and not two.
func TestC47CohortsComeBackToTheirBindings(t *testing.T) {
	c := crowdOf(1000, 0)
	c.Populations[0].SignedIn = true
	k := mustCount(t, c, 0)
	nic := understudy.Fault{Kind: understudy.NIC, Of: fe1}
	if err := k.Play([]Act{{at(time.Hour), understudy.Break{Fault: nic}}, {at(time.Hour + 2*time.Minute), understudy.Heal{Fault: nic}}}); err != nil {
		t.Fatal(err)
	}
	if n := k.Held(0); n < 750 || n > 850 {
		t.Errorf("FE01 holds %d two minutes later, when a fifth would have been refreshed", n)
	}
	for k.Count(0, client.InNormal) < 1000 {
		if err := k.Run(k.Now().Add(time.Second)); err != nil || k.Now() > at(2*time.Hour) {
			t.Fatal(err, k.Now())
		}
	}
	if n := k.Held(0); k.Now() > at(time.Hour+9*time.Minute) || n < 1000 || n > 1010 {
		t.Errorf("FE01 holds %d of 1,000 when all are back at %v", n, k.Now())
	}
}

// So many clients that they send more REGISTERs than 64 bits can hold in the units that cohorts are counted in.
func TestLoadsOfCohortsDoNotOverflow(t *testing.T) {
	c := crowdOf(1<<30, 0)
	c.Topology.Parameters.Endpoints = math.MaxInt
	c.Populations[0].SignedIn = true
	c.Topology.Parameters.Client.Refresh = 150 * time.Second
	k := mustCount(t, c, 30*time.Second)
	a := k.Account(4 * time.Minute)
	if err := k.Run(at(32 * 24 * time.Hour)); err != nil {
		t.Fatal(err)
	}
	want := float64(1<<30) * 32 * 86400 / c.Topology.Parameters.Client.Refresh.Seconds()
	var flows float64
	for _, s := range a.Report().Series {
		flows += float64(s.Flows[0].Refreshed)
	}
	for name, is := range map[string]float64{"Load": float64(k.Load(0).Refreshes), "Attempts": float64(a.Report().Registrars[0].Load.Attempts), "Series": flows} {
		if math.Abs(is-want) > want/20 {
			t.Errorf("%s has %.3g refreshes, want %.3g", name, is, want)
		}
	}
	k = mustCount(t, c, 30*time.Second)
	k.Account(365 * 24 * time.Hour)
	if err := k.Run(at(32 * 24 * time.Hour)); !errors.Is(err, ErrCohorts) || !strings.Contains(err.Error(), "pool FE01.lab.local has had more REGISTERs than ") {
		t.Errorf("one slot: %v", err)
	}
}

// A registrar that has room for two thousand million holds as many.
func TestRoomOfCohorts(t *testing.T) {
	c := crowdOf(2e9, 0)
	c.Topology.Parameters.Endpoints = math.MaxInt
	c.Populations[0].SignIn = time.Hour
	k := mustCount(t, c, 0)
	a := k.Account(time.Minute)
	if err := k.Run(at(2 * time.Hour)); err != nil {
		t.Fatal(err)
	}
	if r := a.Report().Registrars[0]; k.Count(0, client.InNormal) != 2e9 || r.Held < 2e9 || r.Room != math.MaxInt {
		t.Errorf("%d are in, FE01 holds %d and has room for %d", k.Count(0, client.InNormal), r.Held, r.Room)
	}
}

// C-121: of those who have been signed in for long a registrar holds as many as it has room for. The others try to sign in.
func TestC121SignedInAsLongAsThereIsRoom(t *testing.T) {
	c := crowdOf(1000, 0)
	c.Topology.Parameters.Endpoints = 900
	c.Populations[0].SignedIn = true
	w, k := mustNew(t, c), mustCount(t, c, 0)
	for _, until := range []time.Duration{0, 30 * time.Minute} {
		w.must(t, w.Run(at(until)))
		w.must(t, k.Run(at(until)))
		for who, held := range map[string][2]int{"World": {w.Held(0), w.Count(0, client.InNormal)}, "Cohorts": {k.Held(0), k.Count(0, client.InNormal)}} {
			if held != [2]int{900, 900} {
				t.Errorf("%s at %v: FE01 holds %v, and has room for 900", who, until, held)
			}
		}
	}
	a, b := w.Load(0).Verdicts[registrar.Unavailable], k.Load(0).Verdicts[registrar.Unavailable]
	if a < 300 || a > 800 || math.Abs(float64(a)-float64(b)) > float64(a)/20 {
		t.Errorf("%d and by count %d are turned away", a, b)
	}
}

// C-47: the binding of a silent client ends when it does, though the client waits for its answer for longer.
func TestC47BindingsOfSilentCohortsEnd(t *testing.T) {
	c := crowdOf(20_000, 0)
	c.Populations[0].SignedIn = true
	c.Topology.Parameters.Client.Probe, c.Topology.Parameters.Client.Transaction = client.KeepAlive, 2*time.Minute
	w, k := mustNew(t, c), mustCount(t, c, 0)
	cut := []Act{{at(time.Hour), understudy.Break{Fault: understudy.Fault{Kind: understudy.NIC, Of: fe1}}}}
	w.must(t, w.Play(cut))
	w.must(t, k.Play(cut))
	for m := time.Duration(0); m < 12*time.Minute; m += 20 * time.Second {
		w.must(t, w.Run(at(time.Hour+m)))
		w.must(t, k.Run(at(time.Hour+m)))
		if a, b := w.Held(0), k.Held(0); a-b > 200 || b-a > 200 {
			t.Errorf("%v later FE01 holds %d, and by count %d", m, a, b)
		}
	}
}
