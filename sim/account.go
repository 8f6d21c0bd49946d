package sim

import (
	"time"

	"understudy.example"
	"understudy.example/client"
	"understudy.example/client/features"
	"understudy.example/machine"
	"understudy.example/pool/pairing"
	"understudy.example/registrar"
)

// An Account counts what happens to the clients of a World: how long they were served in which way, how long they were out, and what
// the registrars had to take. It is exact; only the lengths of outages are kept in Buckets.
type Account struct {
	world *World
	next  Observer // who was told before
	slot  time.Duration
	from  machine.Instant
	until machine.Instant // everything is counted up to then

	groups []group
	doors  []door
	lost   []machine.Instant // of each client: since when it is out though it was registered; Never if it is not
	out    int               // how many that are
	less   int               // and how many are served in less than full, or not at all
	ends   [2]machine.Instant
	series []Sample
}

// A group is what is counted of a population.
type group struct {
	counts [phases]int32
	times  [phases]Total
	can    [phases]uint64 // the features there are, as a set
	outage Buckets
}

// A door is what is counted of a registrar.
type door struct {
	slot   Flow
	second machine.Instant // that now counts
	now    int             // first REGISTERs in it, that arrived
	peak   int
	peakAt machine.Instant
}

// A Sample is what was at the end of a slot of time, and what came in it.
type Sample struct {
	Out, Limited, Full int    // clients of all populations; those who do not want in are none of them
	Flows              []Flow // of each registrar
}

// A Flow is what came to a registrar in a slot of time.
type Flow struct {
	Unheard, Accepted, Limited, Redirected, Refused, Refreshed int // REGISTERs by what became of them: Refreshed is the ones of those registered
}

// Account begins to count now, in slots of so much time, which is at least a millisecond. The World's Observer goes on hearing what it heard.
func (w *World) Account(slot time.Duration) *Account {
	a := &Account{world: w, next: w.config.Observer, slot: max(slot, time.Millisecond), from: w.now, until: w.now,
		groups: make([]group, len(w.crowds)), doors: make([]door, len(w.loads)), lost: make([]machine.Instant, len(w.clients))}
	for g := range a.groups {
		a.groups[g].counts = w.counts[g]
		a.less += a.groups[g].less()
	}
	for i := range a.lost {
		a.lost[i] = machine.Never
	}
	a.offers()
	w.config.Observer = a
	return a
}

// less is how many clients want in and have not everything.
func (g *group) less() (n int) {
	for p, count := range g.counts {
		if p := client.Phase(p); p != client.Out && p != client.InNormal && p != client.InFullBackup {
			n += int(count)
		}
	}
	return n
}

// offers asks which features there are in which phase. It asks once: what an import brings back later (C-76) is not counted.
func (a *Account) offers() {
	for g := range a.groups {
		for p := client.InNormal; int(p) < phases; p++ {
			var can uint64
			for f := range features.All() {
				if a.world.crowds[g].Can(client.Mode(p-client.InNormal), f).Available == features.Yes {
					can |= 1 << f
				}
			}
			a.groups[g].can[p] = can
		}
	}
}

// pass counts the time until an instant, slot by slot.
func (a *Account) pass(at machine.Instant) {
	for end := a.end(); end <= at; end = a.end() {
		a.add(end)
		a.sample()
	}
	a.add(at)
}

// end is when the slot that is on ends.
func (a *Account) end() machine.Instant {
	return a.from + machine.Instant(len(a.series)+1)*machine.Instant(a.slot)
}

func (a *Account) add(at machine.Instant) {
	d := at.Sub(a.until)
	if d == 0 {
		return
	}
	for g := range a.groups {
		a.groups[g].add(d)
	}
	a.until = at
}

// add counts what all clients of a group do for a while.
func (g *group) add(d time.Duration) {
	for p, n := range g.counts {
		if n > 0 {
			g.times[p].Add(int64(n), d)
		}
	}
}

// sample ends a slot.
func (a *Account) sample() {
	s := Sample{Flows: make([]Flow, len(a.doors))}
	for g := range a.groups {
		for p, n := range a.groups[g].counts {
			switch client.Phase(p) {
			case client.Out:
			case client.InNormal, client.InFullBackup:
				s.Full += int(n)
			case client.InLimitedHome, client.InLimitedBackup:
				s.Limited += int(n)
			default:
				s.Out += int(n)
			}
		}
	}
	for i := range a.doors {
		s.Flows[i] = a.doors[i].slot
		a.doors[i].slot = Flow{}
	}
	a.series = append(a.series, s)
}

// Moved takes note of a client's change. It is Observer's.
func (a *Account) Moved(at machine.Instant, m Move) {
	if a.next != nil {
		a.next.Moved(at, m)
	}
	a.pass(at)
	g := &a.groups[m.Population]
	g.counts[m.From]--
	g.counts[m.To]++
	a.serve(at, lacking(m.From), lacking(m.To))
	was, is := registered(m.From), registered(m.To)
	since := &a.lost[m.Client]
	switch {
	case was && !is && m.To != client.Out:
		*since = at
		a.out++
	case !was && *since != machine.Never && (is || m.To == client.Out):
		g.outage.Add(at.Sub(*since))
		*since = machine.Never
		if a.out--; a.out == 0 {
			a.ends[0] = at
		}
	}
}

// serve counts who lacks something.
func (a *Account) serve(at machine.Instant, was, is bool) {
	switch {
	case is && !was:
		a.less++
	case was && !is:
		if a.less--; a.less == 0 {
			a.ends[1] = at
		}
	}
}

func registered(p client.Phase) bool { return p >= client.InNormal }

// lacking reports whether a client in a phase wants more than it has.
func lacking(p client.Phase) bool {
	return p != client.Out && p != client.InNormal && p != client.InFullBackup
}

// Asked takes note of a REGISTER. It is Observer's.
func (a *Account) Asked(at machine.Instant, ask Ask) {
	if a.next != nil {
		a.next.Asked(at, ask)
	}
	a.pass(at)
	d := &a.doors[ask.Pool]
	flow := &d.slot
	switch {
	case ask.Path != understudy.PathOpen:
		flow.Unheard++
		return
	case ask.Verdict == registrar.Accepted && ask.Refresh:
		flow.Refreshed++
		return
	case ask.Verdict == registrar.Accepted:
		flow.Accepted++
	case ask.Verdict == registrar.Redirected:
		flow.Redirected++
	default:
		flow.Refused++
	}
	d.arrives(at)
}

// arrives counts a REGISTER that has to be answered, second by second.
func (d *door) arrives(at machine.Instant) {
	if second := at - at%machine.Instant(time.Second); second != d.second {
		d.second, d.now = second, 0
	}
	if d.now++; d.now > d.peak {
		d.peak, d.peakAt = d.now, d.second
	}
}

// Report says what was counted until now. The Account goes on.
func (a *Account) Report() *Report {
	a.pass(a.world.Now())
	r := &Report{From: Span(a.from), Until: Span(a.until), Slot: Span(a.slot), Series: a.series}
	if a.ends[0] > 0 || a.ends[1] > 0 {
		r.Back, r.Full = Span(a.ends[0]), Span(a.ends[1])
	}
	r.StillOut, r.StillLess = a.out, a.less
	for g := range a.groups {
		r.Populations = append(r.Populations, a.population(g))
	}
	for i := range a.doors {
		r.Registrars = append(r.Registrars, a.registrar(i))
	}
	return r
}

// population reports one population.
func (a *Account) population(g int) PopulationReport {
	c, of := a.world.config.Populations[g], &a.groups[g]
	p := PopulationReport{Like: c.Like, Home: a.world.config.Topology.Pools[a.world.crowds[g].Home()].FQDN, Users: c.Users,
		Clients: c.endpoints(), Outages: of.outage}
	for phase, t := range of.times {
		switch client.Phase(phase) {
		case client.Out:
		case client.InNormal, client.InFullBackup:
			p.FullTime.Merge(t)
		case client.InLimitedHome, client.InLimitedBackup:
			p.LimitedTime.Merge(t)
		default:
			p.OutTime.Merge(t)
		}
	}
	for f := range features.All() {
		lost := of.lost(f)
		if m := lost.Minutes() / float64(max(c.Endpoints, 1)); m > 0 {
			p.Features = append(p.Features, FeatureLoss{f.String(), m})
		}
	}
	return p
}

// lost is for how long clients that wanted in were without a feature that they have when all is well.
func (g *group) lost(f features.Feature) (t Total) {
	if g.can[client.InNormal]&(1<<f) == 0 {
		return t
	}
	for p := client.Discovering; int(p) < phases; p++ {
		if !registered(p) || g.can[p]&(1<<f) == 0 {
			t.Merge(g.times[p])
		}
	}
	return t
}

// registrar reports one registrar.
func (a *Account) registrar(i int) RegistrarReport {
	pool := a.world.config.Topology.Pools[i]
	most, fact := pairing.Capacity(pool.Edition, pool.Release)
	homed := pool.Homed + homedOn(a.world.config.Topology.Users, pool.FQDN)
	return RegistrarReport{Pool: pool.FQDN, Load: a.world.loads[i], Peak: a.doors[i].peak, PeakAt: Span(a.doors[i].peakAt),
		Homed: homed, Capacity: most, Fact: fact}
}

func homedOn(users []understudy.User, pool string) (n int) {
	for _, u := range users {
		if u.Home == pool {
			n++
		}
	}
	return n
}
