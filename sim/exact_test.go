package sim

import (
	"cmp"
	"fmt"
	"slices"
	"testing"
	"time"

	"understudy.example"
	"understudy.example/client"
	"understudy.example/dns"
	"understudy.example/dns/discovery"
	"understudy.example/machine"
	"understudy.example/registrar/admission"
)

// twoSites is the paired lab on two sites, with somebody to be like for each way of being a client.
func twoSites(d *machine.Draw) understudy.Topology {
	t := understudy.Paired()
	t.Sites = []understudy.Site{{Name: "east"}, {Name: "west", NoDirectory: d.Below(4) == 0}}
	t.Pools[0].Site, t.Pools[1].Site = "east", "west"
	t.Seed = uint32(d.Below(1 << 32))
	p := &t.Parameters
	p.Latency, p.SiteLatency = pick(d, 0, 0, 7*time.Millisecond), pick(d, 0, 31*time.Millisecond, 2*time.Second)
	p.Admission.Standard = pick(d, admission.Rules{}, admission.Standard(), admission.Rules{Rate: 1, Burst: 3})
	p.Endpoints = pick(d, 12_000, 12_000, 30)
	p.AtRefresh = d.Below(4) == 0
	p.Client.Jitter = pick(d, uint8(0), 50)
	p.NoCertificates = d.Below(6) == 0
	t.Records[1].Priority = pick(d, t.Records[0].Priority, 10)
	t.Policy = pick(d, dns.RFC2782, dns.Proportional, dns.HighestWeight)
	t.Pools[0].Automatic = d.Below(5) > 0
	t.Addresses = pick(d, nil, []understudy.Address{{Name: "lyncdiscover.lab.local", Target: "FE01.lab.local"}})
	t.Users = nil
	for i, home := range []string{"FE01.lab.local", "FE01.lab.local", "FE02.lab.local"} {
		t.Users = append(t.Users, understudy.User{URI: fmt.Sprintf("like%d@lab.local", i), Home: home,
			Site:       pick(d, "", "east", "west"),
			Generation: pick(d, discovery.Lync2013, discovery.Lync2010, discovery.Mobile, discovery.PhoneEdition),
			Legacy:     d.Below(6) == 0, IgnoresQ: d.Below(6) == 0,
		})
	}
	return t
}

func pick[T any](d *machine.Draw, of ...T) T { return of[d.Below(uint64(len(of)))] }

// troubles draws what happens in six hours.
func troubles(d *machine.Draw) (all []Act) {
	const fe1, fe2 = "FE01.lab.local", "FE02.lab.local"
	for range 2 + d.Below(9) {
		a := Act{At: machine.Instant(d.Below(5*3600)) * machine.Instant(time.Second)}
		if d.Below(2) == 0 {
			a.At += machine.Instant(d.Below(uint64(time.Second)))
		}
		pool := pick(d, fe1, fe1, fe2)
		fault := understudy.Fault{Kind: pick(d, understudy.NIC, understudy.Power, understudy.Hung, understudy.Service, understudy.SQL, understudy.Heartbeat), Of: pool}
		if d.Below(4) == 0 {
			fault = understudy.Fault{Kind: understudy.Link, Of: pick(d, "east", fe1, fe2), To: pick(d, "west", fe1, fe2)}
		}
		switch d.Below(8) {
		case 0:
			a.In = understudy.PoolFailOver{At: fe2, Pool: fe1, DisasterMode: true}
		case 1:
			a.In = understudy.PoolFailBack{At: fe2, Pool: fe1}
		case 2:
			a.In = understudy.PoolFailOver{At: fe1, Pool: fe1}
		default:
			all = append(all, Act{a.At + machine.Instant(d.Below(4000))*machine.Instant(time.Second), understudy.Heal{Fault: fault}})
			a.In = understudy.Break{Fault: fault}
		}
		all = append(all, a)
	}
	if d.Below(2) == 0 {
		all = append(all, disaster(d, fe1, fe2)...)
	}
	slices.SortStableFunc(all, func(a, b Act) int { return cmp.Compare(a.At, b.At) })
	return all
}

// disaster is what an administrator does of a pool that is lost, and comes back.
func disaster(d *machine.Draw, lost, other string) (all []Act) {
	at := machine.Instant(d.Below(3600)) * machine.Instant(time.Second)
	then := func(in understudy.Input) {
		all = append(all, Act{at, in})
		at += machine.Instant(600+d.Below(1500)) * machine.Instant(time.Second)
	}
	f := understudy.Fault{Kind: pick(d, understudy.NIC, understudy.Power), Of: lost}
	then(understudy.Break{Fault: f})
	then(understudy.ManagementServerFailover{At: other, Target: other, Force: true})
	then(understudy.PoolFailOver{At: other, Pool: lost, DisasterMode: true})
	then(understudy.Heal{Fault: f})
	then(understudy.PoolFailBack{At: other, Pool: lost})
	return all
}

func signs(in understudy.Input) bool {
	_, is := in.(understudy.SignIn)
	return is
}

// double is the same history of the same people twice: as clients of a World, and as users of a System of their own.
type double struct {
	world  *World
	system *understudy.System
	names  []string // of the users
	acts   []Act
}

func makeDouble(t *testing.T, seed uint32) *double {
	d := machine.Draw{Seed: seed}
	top := twoSites(&d)
	return doubleOf(t, top, pick(&d, 0, time.Minute, 20*time.Minute), &d, func(at machine.Instant) machine.Instant { return at })
}

// doubleOf draws who is there and what befalls them, each thing at an instant that when makes of a drawn one.
func doubleOf(t *testing.T, top understudy.Topology, within time.Duration, d *machine.Draw, when func(machine.Instant) machine.Instant) *double {
	c := Config{Topology: top}
	for _, u := range top.Users {
		c.Populations = append(c.Populations, Population{Like: u.URI, Users: 1 + int(d.Below(25)), SignIn: within})
	}
	w, err := New(c)
	if err != nil {
		t.Fatal(err)
	}
	top.Users = nil
	for i := range w.Clients() {
		u := c.Topology.Users[w.Client(i).Population]
		u.URI = fmt.Sprintf("u%d@lab.local", i)
		top.Users = append(top.Users, u)
	}
	s, err := understudy.New(top)
	if err != nil {
		t.Fatal(err)
	}
	acts := troubles(d)
	for i := range acts {
		acts[i].At = when(acts[i].At)
	}
	var names []string
	for _, u := range top.Users {
		names = append(names, u.URI)
	}
	for i := range w.Clients() {
		acts = append(acts, Act{w.drawn(uint32(i), within), understudy.SignIn{User: top.Users[i].URI}})
	}
	slices.SortStableFunc(acts, func(a, b Act) int {
		if a.At != b.At {
			return cmp.Compare(a.At, b.At)
		}
		return cmp.Compare(bit(!signs(a.In)), bit(!signs(b.In))) // as timers come before inputs
	})
	return &double{w, s, names, acts}
}

// run runs both to an instant.
func (d *double) run(t *testing.T, until machine.Instant) {
	for len(d.acts) > 0 && d.acts[0].At <= until {
		a := d.acts[0]
		d.acts = d.acts[1:]
		d.system.Do(a.At, a.In, nil)
		if !signs(a.In) {
			if err := d.world.Do(a.At, a.In); err != nil {
				t.Fatal(err)
			}
		}
	}
	d.system.Do(until, nil, nil)
	if err := d.world.Run(until); err != nil {
		t.Fatal(err)
	}
}

// differs returns the first client who is elsewhere, or otherwise.
func (d *double) differs() string {
	for i := range d.world.Clients() {
		c := d.world.Client(i)
		is, _ := d.system.User(d.names[i])
		mode, registered := c.State.Mode()
		at := ""
		if c.Pool >= 0 && registered {
			at = d.world.config.Topology.Pools[c.Pool].FQDN
		}
		if !is.Registered {
			is.At = ""
		}
		if c.State.Phase() != is.Phase || c.State.Retry() != is.Retry || registered != is.Registered || mode != is.Mode || at != is.At {
			return fmt.Sprintf("client %d (population %d): %v %v at %q, retry %v; user: %v %v at %q, retry %v",
				i, c.Population, c.State.Phase(), mode, at, c.State.Retry(), is.Phase, is.Mode, is.At, is.Retry)
		}
	}
	return ""
}

// The World gives what stepping the same System with its own users gives, without any queue of ours: everybody is in the same
// phase and mode at the same registrar at every instant, and comes back at the same nanosecond.
func TestAsTheSystemItself(t *testing.T) {
	n := uint32(150)
	if testing.Short() {
		n = 25
	}
	var seen [phases]int
	for seed := range n {
		d := makeDouble(t, seed)
		acts := slices.Clone(d.acts)
		for at := machine.Instant(0); at < machine.Instant(6*time.Hour); at += machine.Instant(9 * time.Second) {
			d.run(t, at)
			if diff := d.differs(); diff != "" {
				for _, a := range acts {
					if !signs(a.In) {
						t.Logf("%v %+v", a.At, a.In)
					}
				}
				t.Errorf("seed %d, at %v: %s", seed, at, diff)
				break
			}
			for i := range d.world.Clients() {
				seen[d.world.Client(i).State.Phase()]++
			}
		}
	}
	for p, n := range seen {
		if n == 0 && client.Phase(p) != client.Out && client.Phase(p) != client.Discovering {
			t.Errorf("nobody was ever seen %v", client.Phase(p))
		}
	}
	t.Logf("seen: %v", seen)
}

// evenly is a double in which everything falls together: nothing is drawn, and all times are multiples of each other, so that answers
// arrive when clients give up, bindings end when they are refreshed, and faults begin when deadlines pass.
func evenly(t *testing.T, seed uint32) *double {
	d := machine.Draw{Seed: seed}
	top := twoSites(&d)
	p := &top.Parameters
	p.Latency, p.SiteLatency = pick(&d, 0, time.Second, 5*time.Second, 10*time.Second, 15*time.Second), pick(&d, 0, 5*time.Second, 10*time.Second, 15*time.Second)
	p.Client.Jitter, p.Client.Transaction, p.Client.Base = 0, 30*time.Second, pick(&d, 5*time.Second, 10*time.Second, 30*time.Second)
	p.Client.Max = pick(&d, p.Client.Base, 2*time.Minute)
	p.Binding.Min, p.Binding.Expires = 30*time.Second, pick(&d, 60*time.Second, 300*time.Second, 600*time.Second)
	p.Client.Refresh = p.Binding.Expires - pick(&d, 5*time.Second, 10*time.Second, 30*time.Second)
	p.Admission.Standard = pick(&d, admission.Rules{}, admission.Rules{Rate: 1, Burst: 1}, admission.Rules{Rate: 1, Burst: 5})
	p.Endpoints = pick(&d, 12_000, 12)
	return doubleOf(t, top, 0, &d, func(at machine.Instant) machine.Instant { return at - at%machine.Instant(10*time.Second) })
}

// The World agrees with the System at every instant at which several things happen, too.
func TestTiesAsTheSystemItself(t *testing.T) {
	n := uint32(60)
	if testing.Short() {
		n = 20
	}
	for seed := range n {
		d := evenly(t, seed+5000)
		for at := machine.Instant(0); at < machine.Instant(3*time.Hour); at += machine.Instant(5 * time.Second) {
			d.run(t, at)
			if diff := d.differs(); diff != "" {
				t.Errorf("seed %d, at %v: %s", seed, at, diff)
				break
			}
		}
	}
}
