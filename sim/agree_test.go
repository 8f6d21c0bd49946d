package sim

import (
	"flag"
	"fmt"
	"maps"
	"math"
	"testing"
	"time"

	"understudy.example"
	"understudy.example/machine"
	"understudy.example/registrar"
	"understudy.example/registrar/admission"
)

// drawnScenario is six hours of three populations on two sites, and what befalls them.
func drawnScenario(seed uint32) (Config, []Act) {
	d := machine.Draw{Seed: seed}
	t := twoSites(&d)
	t.Sites[1].NoDirectory = false
	p := &t.Parameters
	p.Admission.Standard = pick(&d, admission.Rules{}, admission.Pool(), admission.Rules{Rate: 3, Burst: 9}, admission.Rules{Rate: 40, Burst: 5})
	p.Endpoints = pick(&d, 12_000, 12_000, 12_000, 900)
	p.Client.Jitter = pick(&d, uint8(0), 20, 50, 50, 100)
	p.Client.Base = pick(&d, 5*time.Second, 30*time.Second, 30*time.Second)
	p.Client.Max = pick(&d, time.Minute, 10*time.Minute, 30*time.Minute)
	p.Client.Refresh = pick(&d, 570*time.Second, 570*time.Second, 280*time.Second)
	for i := range t.Pools {
		t.Pools[i].Detect = pick(&d, 90*time.Second, 300*time.Second, 900*time.Second)
		t.Pools[i].Failback = pick(&d, 300*time.Second, 600*time.Second, 1200*time.Second)
	}
	c := Config{Topology: t}
	for _, u := range t.Users {
		p := Population{Like: u.URI, Users: 100 + int(d.Below(700)), Endpoints: int(d.Below(3))}
		switch d.Below(4) {
		case 0:
			p.SignIn = time.Duration(1+d.Below(40)) * time.Minute
		case 1:
		default:
			p.SignedIn = true
		}
		c.Populations = append(c.Populations, p)
	}
	return c, troubles(&d)
}

// figures are what is compared: by name, with how far apart two may be because chance is fine-grained.
type figures map[string]figure

type figure struct{ is, slack float64 }

// figuresOf takes figures out of a report. Where waits are not drawn all act at the same instants, and who of them is served is an
// accident of their numbers: populations are added up.
func figuresOf(r *Report, jitter uint8) figures {
	f := figures{}
	add := func(slack, is float64, name string, args ...any) {
		name = fmt.Sprintf(name, args...)
		f[name] = figure{f[name].is + is, f[name].slack + slack}
	}
	if jitter > 0 {
		add(60, time.Duration(r.Back).Seconds(), "back")
	}
	add(1, float64(r.StillOut), "still out")
	add(1, float64(r.StillLess), "still without full service")
	for i, p := range r.Populations {
		if jitter == 0 {
			i = 0
		}
		add(60, p.OutTime.Minutes(), "minutes out of %d", i)
		add(60, p.LimitedTime.Minutes(), "minutes limited of %d", i)
		add(60, p.FullTime.Minutes(), "minutes in full of %d", i)
		for _, l := range p.Features {
			add(60, l.UserMinutes, "user-minutes without %s of %d", l.Feature, i)
		}
		add(20, float64(p.Outages.Count), "outages of %d", i)
		add(60, p.Outages.Sum.Minutes(), "minutes of outages of %d", i)
	}
	for i, p := range r.Registrars {
		l := p.Load
		add(4*math.Sqrt(float64(p.Peak)), float64(p.Peak), "peak of %d", i)
		add(20, float64(l.Attempts), "REGISTERs to %d", i)
		add(20, float64(l.Unheard+l.Refused), "not heard by %d", i)
		add(20, float64(l.Refreshes), "refreshes at %d", i)
		add(20, float64(l.Verdicts[registrar.Accepted]), "accepted by %d", i)
		add(20, float64(l.Verdicts[registrar.Redirected]), "redirected by %d", i)
		for _, s := range r.Series {
			add(0, float64(s.Flows[i].Accepted), "signed in at %d", i)
		}
		add(20, 0, "signed in at %d", i)
		add(20, float64(l.Verdicts[registrar.Rejected]), "rejected by %d", i)
		add(40, float64(l.Verdicts[registrar.Unavailable]), "turned away by %d", i)
	}
	return f
}

// The tolerance: so much of a figure, and as far as three Worlds with other seeds are from each other.
const tolerance = 0.05

// world plays a scenario with a seed.
func figuresOfWorld(t *testing.T, c Config, acts []Act, seed uint32) figures {
	c.Topology.Seed = seed
	w := mustNew(t, c)
	a := w.Account(time.Minute)
	w.must(t, w.Play(acts))
	w.must(t, w.Run(at(6*time.Hour)))
	return figuresOf(a.Report(), c.Topology.Parameters.Client.Jitter)
}

func figuresOfCohorts(t *testing.T, c Config, acts []Act) figures {
	k, err := NewCohorts(c, 0)
	if err != nil {
		t.Fatal(err)
	}
	a := k.Account(time.Minute)
	if err := k.Play(acts); err != nil {
		t.Fatal(err)
	}
	if err := k.Run(at(6 * time.Hour)); err != nil {
		t.Fatal(err)
	}
	if err := k.sound(); err != nil {
		t.Error(err)
	}
	return figuresOf(a.Report(), c.Topology.Parameters.Client.Jitter)
}

var scenarios = flag.Int("scenarios", 24, "how many scenarios cohorts and Worlds are compared in")

// Cohorts say what Worlds say, within the tolerance: peaks of load, who is refused, when everybody is back, who is out and
// limited for how long; over drawn scenarios of users, rates, jitter, intervals, orders of records, failovers and failbacks.
func TestCohortsAgree(t *testing.T) {
	seeds := *scenarios
	if testing.Short() {
		seeds = min(seeds, 6)
	}
	for seed := range uint32(seeds) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			c, acts := drawnScenario(seed)
			agree(t, c, acts)
		})
		t.Run(fmt.Sprint(seed, " with few places at a time"), func(t *testing.T) {
			t.Parallel()
			c, acts := drawnScenario(seed)
			d := machine.Draw{Seed: seed + 77}
			c.Topology.Parameters.Admission.Standard = admission.Rules{Rate: pick(&d, 1, 2, 3, 5, 12, 40), Burst: 1 + int(seed%8)}
			agree(t, c, acts)
		})
	}
}

func agree(t *testing.T, c Config, acts []Act) {
	worlds := []figures{figuresOfWorld(t, c, acts, 1), figuresOfWorld(t, c, acts, 2), figuresOfWorld(t, c, acts, 3)}
	cohorts := figuresOfCohorts(t, c, acts)
	all := maps.Clone(cohorts)
	for _, w := range worlds {
		maps.Copy(all, w)
	}
	compared := 0
	for name := range all {
		is := cohorts[name]
		least, most, slack := math.Inf(1), math.Inf(-1), is.slack
		for _, w := range worlds {
			least, most, slack = min(least, w[name].is), max(most, w[name].is), max(slack, w[name].slack)
		}
		slack += most - least + tolerance*most
		if is.is < least-slack || is.is > most+slack {
			t.Errorf("%s: %.6g, and Worlds %.6g to %.6g", name, is.is, least, most)
		}
		if most > 4*slack {
			compared++
		}
	}
	if compared < 3 {
		t.Errorf("only %d figures are large enough to be compared", compared)
	}
}

// C-118, H-38: of a rate that takes few sign-ins at a time, chance wastes places. Cohorts count that, down to one at a time, however fast
// 2,500 clients come.
func TestFewPlacesAtATime(t *testing.T) {
	for _, rate := range []int{2, 40} {
		for _, burst := range []int{1, 2, 3, 5, 8} {
			for name, change := range map[string]func(*Config){
				"all at once":               func(*Config) {},
				"as many as the rate takes": func(c *Config) { c.Populations[0].SignIn = 2500 * time.Second / time.Duration(rate) },
				"half as many":              func(c *Config) { c.Populations[0].SignIn = 5000 * time.Second / time.Duration(rate) },
				"over and over":             func(c *Config) { constantly(c, 5*time.Second) },
				"from a pool that is lost":  func(c *Config) { c.Populations[0].SignedIn = true },
				"from there, over and over": func(c *Config) { c.Populations[0].SignedIn = true; constantly(c, 30*time.Second) },
			} {
				if testing.Short() && (rate != 40 || burst > 2) {
					continue
				}
				t.Run(fmt.Sprintf("%d at a time, %d a second, %s", burst, rate, name), func(t *testing.T) {
					t.Parallel()
					c := crowdOf(2500, rate)
					c.Topology.Parameters.Admission.Standard.Burst = burst
					change(&c)
					var acts []Act
					if c.Populations[0].SignedIn {
						acts = []Act{{at(20 * time.Minute), understudy.Break{Fault: power(fe1)}}}
					}
					agree(t, c, acts)
				})
			}
		}
	}
}

func constantly(c *Config, every time.Duration) {
	c.Topology.Parameters.Client.Base, c.Topology.Parameters.Client.Max = every, every
}

// sound checks that nobody is lost: everybody counted is in some cohort, and bindings are what registrars count.
func (c *Cohorts) sound() error {
	counts := make([][phases]int64, len(c.crowds))
	held := make([]int64, len(c.held))
	add := func(x parcel) {
		counts[x.population][x.state.Phase()] += x.n
		if x.bound != 0 {
			held[x.bound.pool()] += x.n
		}
	}
	for _, l := range c.grid.lots {
		copied := *l
		copied.points, copied.slopes = append([]int64(nil), l.points...), append([]int64(nil), l.slopes...)
		for slot := c.grid.next; slot <= l.last; slot++ {
			add(parcel{l.cohort, copied.take(slot)})
		}
	}
	for _, a := range c.alarms.heap {
		add(c.alarms.slab[a.who])
	}
	for _, l := range c.post.lanes {
		for _, f := range l.list[l.head:] {
			add(f.parcel)
		}
	}
	for g, n := range c.counts {
		var sum int64
		for _, n := range n {
			sum += n
		}
		if n != counts[g] || sum != c.sizes[g] {
			return fmt.Errorf("population %d is counted %v and is %v", g, n, counts[g])
		}
	}
	for pool, n := range held {
		for _, l := range c.left[pool] {
			n += l.n
		}
		if n != c.held[pool] {
			return fmt.Errorf("pool %d counts %d bindings and has %d", pool, c.held[pool], n)
		}
	}
	return nil
}
