package sim

import (
	"math/bits"
	"time"

	"understudy.example"
	"understudy.example/client"
	"understudy.example/client/features"
	"understudy.example/dns"
	"understudy.example/machine"
	"understudy.example/pool/pairing"
	"understudy.example/registrar"
)

// A tally counts people, each of them as so many units: one by one, or as the fractions that cohorts are counted in.
type tally struct {
	unit  int64
	slot  time.Duration
	from  machine.Instant
	until machine.Instant // everything is counted up to then

	groups []group
	doors  []door
	out    int64 // of those who were registered and are out
	less   int64 // of those who are served in less than full, or not at all
	ends   [2]machine.Instant
	series []Sample
}

// A group is what is counted of a population.
type group struct {
	counts [phases]int64
	times  [phases]area
	can    [phases]uint64 // the features there are, as a set
	outage lengths
}

// A door is what is counted of a registrar.
type door struct {
	slot   [6]int64        // as in Flow
	second machine.Instant // that now counts
	now    int64           // first REGISTERs in it, that arrived
	peak   int64
	peakAt machine.Instant
	held   int64 // the most bindings
}

// The fields of Flow.
const (
	unheard = iota
	accepted
	limited
	redirected
	refused
	refreshed
)

// A Sample is what was at the end of a slot of time, and what came in it.
type Sample struct {
	Out, Limited, Full int    // clients of all populations; those who do not want in are none of them
	Flows              []Flow // of each registrar
}

// A Flow is what came to a registrar in a slot of time.
type Flow struct {
	Unheard, Accepted, Limited, Redirected, Refused, Refreshed int // REGISTERs by what became of them: Refreshed is the ones of those registered
}

// tally begins to count now. Who is where has to be filled in before it begins.
func (s *servers) tally(unit int64, slot time.Duration) tally {
	t := tally{unit: unit, slot: max(slot, time.Millisecond), from: s.now, until: s.now,
		groups: make([]group, len(s.crowds)), doors: make([]door, len(s.loads))}
	for g := range t.groups {
		t.groups[g].offers(s.crowds[g])
	}
	return t
}

// begin looks at who is where at first.
func (t *tally) begin() {
	for g := range t.groups {
		for p, n := range t.groups[g].counts {
			if lacking(client.Phase(p)) {
				t.less += n
			}
		}
	}
}

// offers asks which features there are in which phase. It asks once: what an import brings back later (C-76) is not counted.
func (g *group) offers(crowd understudy.Crowd) {
	for p := client.InNormal; int(p) < phases; p++ {
		for f := range features.All() {
			if crowd.Can(client.Mode(p-client.InNormal), f).Available == features.Yes {
				g.can[p] |= 1 << f
			}
		}
	}
}

// pass counts the time until an instant, slot by slot.
func (t *tally) pass(at machine.Instant) {
	for end := t.end(); end <= at; end = t.end() {
		t.add(end)
		t.sample()
	}
	t.add(at)
}

// end is when the slot that is on ends.
func (t *tally) end() machine.Instant {
	return t.from + machine.Instant(len(t.series)+1)*machine.Instant(t.slot)
}

func (t *tally) add(at machine.Instant) {
	d := at.Sub(t.until)
	if d == 0 {
		return
	}
	for g := range t.groups {
		for p, n := range t.groups[g].counts {
			if n > 0 {
				t.groups[g].times[p].add(n, d)
			}
		}
	}
	t.until = at
}

// whole is how many people so many units are.
func (t *tally) whole(units int64) int { return int((units + t.unit/2) / t.unit) }

// sample ends a slot.
func (t *tally) sample() {
	var served [3]int64 // not at all, limited, full
	for g := range t.groups {
		for p, n := range t.groups[g].counts {
			if p := client.Phase(p); p != client.Out {
				served[service(p)] += n
			}
		}
	}
	s := Sample{Out: t.whole(served[0]), Limited: t.whole(served[1]), Full: t.whole(served[2]), Flows: make([]Flow, len(t.doors))}
	for i := range t.doors {
		f := &t.doors[i].slot
		s.Flows[i] = Flow{Unheard: t.whole(f[unheard]), Accepted: t.whole(f[accepted]), Limited: t.whole(f[limited]),
			Redirected: t.whole(f[redirected]), Refused: t.whole(f[refused]), Refreshed: t.whole(f[refreshed])}
		for k, units := range f { // what was rounded counts in the next slot
			f[k] = units - int64(t.whole(units))*t.unit
		}
	}
	t.series = append(t.series, s)
}

// service is how a phase is served: 0 not at all, 1 limited, 2 in full.
func service(p client.Phase) int {
	switch p {
	case client.InNormal, client.InFullBackup:
		return 2
	case client.InLimitedHome, client.InLimitedBackup:
		return 1
	}
	return 0
}

func registered(p client.Phase) bool { return p >= client.InNormal }

// lacking reports whether a client in a phase wants more than it has.
func lacking(p client.Phase) bool { return p != client.Out && service(p) < 2 }

// move counts a change of phase.
func (t *tally) move(at machine.Instant, g int, from, to client.Phase, units int64) {
	t.pass(at)
	n := &t.groups[g].counts
	n[from] -= units
	n[to] += units
	switch was, is := lacking(from), lacking(to); {
	case is && !was:
		t.less += units
	case was && !is:
		t.fewer(&t.less, units, &t.ends[1], at)
	}
}

// fewer takes away, and takes note of when that leaves nobody: less than half a person is nobody.
func (t *tally) fewer(of *int64, units int64, end *machine.Instant, at machine.Instant) {
	few := t.unit / 2
	if was := *of; was > few && was-units <= few {
		*end = at
	}
	*of -= units
}

// lose counts people who were registered and are out.
func (t *tally) lose(units int64) { t.out += units }

// find counts those of them who are back, or have given up.
func (t *tally) find(at machine.Instant, g int, since machine.Instant, units int64) {
	t.groups[g].outage.add(at.Sub(since), units)
	t.fewer(&t.out, units, &t.ends[0], at)
}

// ask counts a REGISTER.
func (t *tally) ask(at machine.Instant, pool int, path understudy.Path, isRefresh bool, verdict registrar.Verdict, units int64) {
	t.pass(at)
	d := &t.doors[pool]
	switch {
	case path != understudy.PathOpen:
		d.slot[unheard] += units
		return
	case verdict == registrar.Accepted && isRefresh:
		d.slot[refreshed] += units
		return
	case verdict == registrar.Accepted:
		d.slot[accepted] += units
	case verdict == registrar.Redirected:
		d.slot[redirected] += units
	default:
		d.slot[refused] += units
	}
	d.arrives(at, units)
}

// holds takes note of how many bindings a registrar holds.
func (t *tally) holds(pool int, units int64) { t.doors[pool].held = max(t.doors[pool].held, units) }

// arrives counts a REGISTER that has to be answered, second by second.
func (d *door) arrives(at machine.Instant, units int64) {
	if second := at - at%machine.Instant(time.Second); second != d.second {
		d.second, d.now = second, 0
	}
	if d.now += units; d.now > d.peak {
		d.peak, d.peakAt = d.now, d.second
	}
}

// report says what was counted until now.
func (t *tally) report(s *servers) *Report {
	t.pass(s.now)
	r := &Report{From: Span(t.from), Until: Span(t.until), Slot: Span(t.slot), Series: t.series,
		Back: Span(t.ends[0]), Full: Span(t.ends[1]), StillOut: t.whole(t.out), StillLess: t.whole(t.less)}
	for g := range t.groups {
		r.Populations = append(r.Populations, t.population(s, g))
	}
	for i := range t.doors {
		r.Registrars = append(r.Registrars, t.registrar(s, i))
	}
	r.Recoveries = s.recovered(t.from)
	return r
}

// population reports one population.
func (t *tally) population(s *servers, g int) PopulationReport {
	c, of := s.config.Populations[g], &t.groups[g]
	p := PopulationReport{Like: c.Like, Home: s.config.Topology.Pools[s.crowds[g].Home()].FQDN, Users: c.Users,
		Clients: c.endpoints(), Outages: of.outage.buckets(t)}
	for phase := client.Discovering; int(phase) < phases; phase++ {
		sum := [...]*Total{&p.OutTime, &p.LimitedTime, &p.FullTime}[service(phase)]
		sum.Merge(of.times[phase].total(t.unit))
	}
	for f := range features.All() {
		lost := of.lost(f, t.unit)
		if m := lost.Minutes() / float64(max(c.Endpoints, 1)); m > 0 {
			p.Features = append(p.Features, FeatureLoss{f.String(), m})
		}
	}
	return p
}

// lost is for how long clients that wanted in were without a feature that they have when all is well.
func (g *group) lost(f features.Feature, unit int64) (t Total) {
	if g.can[client.InNormal]&(1<<f) == 0 {
		return t
	}
	for p := client.Discovering; int(p) < phases; p++ {
		if !registered(p) || g.can[p]&(1<<f) == 0 {
			t.Merge(g.times[p].total(unit))
		}
	}
	return t
}

// registrar reports one registrar.
func (t *tally) registrar(s *servers, i int) RegistrarReport {
	pool, d := s.config.Topology.Pools[i], &t.doors[i]
	most, fact := pairing.Capacity(pool.Edition, pool.Release)
	r := RegistrarReport{Pool: pool.FQDN, Load: s.load(i), Peak: t.whole(d.peak), PeakAt: Span(d.peakAt),
		Homed: s.homedAt(i), Capacity: most, Fact: fact, Held: t.whole(d.held), Room: s.system.Room(i)}
	r.Carries = r.Homed
	if p := s.partner(i); p >= 0 {
		r.Partner = s.config.Topology.Pools[p].FQDN
		r.Carries += s.homedAt(p)
	}
	return r
}

// homedAt is how many users a pool is home to.
func (s *servers) homedAt(pool int) int {
	p := &s.config.Topology.Pools[pool]
	return p.Homed + homedOn(s.config.Topology.Users, p.FQDN)
}

// partner is the other pool of a pair, -1 without.
func (s *servers) partner(pool int) int {
	name := s.config.Topology.Pools[pool].FQDN
	for _, p := range s.config.Topology.Pairs {
		for i := range p.Pools {
			if dns.Equal(p.Pools[i], name) {
				return s.poolOf(p.Pools[1-i])
			}
		}
	}
	return -1
}

func homedOn(users []understudy.User, pool string) (n int) {
	for _, u := range users {
		if u.Home == pool {
			n++
		}
	}
	return n
}

// An area is people times time, in units and nanoseconds: more than 64 bits hold.
type area struct{ hi, lo uint64 }

func (a *area) add(units int64, d time.Duration) {
	hi, lo := bits.Mul64(uint64(units), uint64(d))
	var carry uint64
	a.lo, carry = bits.Add64(a.lo, lo, 0)
	a.hi += hi + carry
}

// total is the time of all people together.
func (a area) total(unit int64) Total {
	seconds, rest := bits.Div64(a.hi, a.lo, uint64(unit)*uint64(time.Second))
	return Total{int64(seconds), int64(rest / uint64(unit))}
}

// lengths are durations of people, counted as Buckets are.
type lengths struct {
	counts []int64
	count  int64
	most   time.Duration
	sum    area
}

func (l *lengths) add(d time.Duration, units int64) {
	i := bucket(d)
	for len(l.counts) <= i {
		l.counts = append(l.counts, 0)
	}
	l.counts[i] += units
	l.count += units
	l.most = max(l.most, d)
	l.sum.add(units, d)
}

// buckets are the lengths in whole people: what is rounded off one bucket counts in the next.
func (l *lengths) buckets(t *tally) (b Buckets) {
	b.Sum = l.sum.total(t.unit)
	var units int64
	for i, n := range l.counts {
		units += n
		n := uint64(t.whole(units)) - b.Count
		if n == 0 {
			continue
		}
		b.Counts = append(b.Counts, make([]uint64, i+1-len(b.Counts))...)
		b.Counts[i] = n
		b.Count += n
		b.Most = Span(min(l.most, floor(i+1)))
	}
	return b
}
