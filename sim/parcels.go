package sim

import (
	"math"
	"math/bits"
	"slices"

	"understudy.example"
	"understudy.example/client"
	"understudy.example/machine"
	"understudy.example/registrar"
	"understudy.example/registrar/binding"
)

// What happens to a cohort, as fleet.go says of a client.

// tell lets a cohort hear something.
func (c *Cohorts) tell(x parcel, e client.Event) { c.hear(x, e, false) }

func (c *Cohorts) hear(x parcel, e client.Event, replied bool) {
	from := x.state.Phase()
	x.state, c.acts = c.kernel.Step(c.now, x.state, e, c.acts[:0])
	c.did(x, from, replied)
}

// did carries out what a cohort wants done.
func (c *Cohorts) did(x parcel, from client.Phase, replied bool) {
	c.events++
	var does client.Action
	for _, a := range c.acts {
		switch a.Kind {
		case client.Discover, client.Try, client.Refresh:
			does = a
		case client.SignedIn:
			c.keep(&x.endpoint, &a)
		case client.SignedOut:
			c.leave(&x)
		}
	}
	to := x.state.Phase()
	if x.bound != 0 && !registered(to) && to != client.Connecting {
		c.leave(&x)
	}
	c.moved(&x, from, replied)
	switch does.Kind {
	case client.Discover:
		c.discover(x)
	case client.Try, client.Refresh:
		c.ask(x, c.lists.at(x.list, int(does.N)), does.Kind == client.Refresh)
	default:
		c.settle(x)
	}
}

// moved counts a change of phase. Who loses a registration by anything but the answer to a refresh loses it with everybody.
func (c *Cohorts) moved(x *parcel, from client.Phase, replied bool) {
	to := x.state.Phase()
	if to == from {
		return
	}
	n := &c.counts[x.population]
	n[from] -= x.n
	n[to] += x.n
	for _, a := range c.accounts {
		a.move(c.now, int(x.population), from, to, x.n)
	}
	switch was, is := registered(from), registered(to); {
	case was && !is:
		x.smooth = x.smooth && replied
		x.since, x.attempt = c.sinceNow(), 0
		for _, a := range c.accounts {
			a.lose(x.n)
		}
	case is && x.since != 0:
		for _, a := range c.accounts {
			if x.since > a.mark {
				a.find(c.now, int(x.population), c.lost[x.since], x.n)
				if a.groups[x.population].outage.count > mostUnits {
					c.err = cannot("population %d has had more outages than %d", x.population, mostUnits/unit)
				}
			}
		}
		x.since = 0
	}
}

// settle puts a cohort where it waits for its deadline.
func (c *Cohorts) settle(x parcel) {
	x.record = c.records.like(x.record)
	switch p := x.state.Phase(); {
	case p == client.Out:
	case p == client.Waiting:
		c.wait(x)
	case registered(p) && x.state.GivesUp() == machine.Never:
		if path := c.sheet.row(x.population, c.at(&x.endpoint)).path; path != understudy.PathOpen {
			c.tell(x, client.Event{On: heard(path)})
			return
		}
		c.put(x)
	default:
		c.put(x)
	}
}

// put lets a cohort wait. One that chance has spread waits on the grid, if all it waits for is to refresh. Any other may find that its
// bindings end first.
func (c *Cohorts) put(x parcel) {
	at := c.deadline(&x.cohort)
	if x.smooth && registered(x.state.Phase()) && x.state.GivesUp() == machine.Never {
		c.grid.add(x, at, c.now)
		return
	}
	if b := x.bound; b != 0 && b.expires() <= at {
		at = max(b.expires(), c.now)
	}
	c.alarms.push(at, clientDue, x)
}

// wait spreads a cohort over the waits that it can have (C-105).
func (c *Cohorts) wait(x parcel) {
	x.list = 0
	least, most := c.rules.Waits(x.state)
	if least == most {
		c.alarms.push(c.deadline(&x.cohort), clientDue, x)
		return
	}
	x.smooth = true
	c.grid.spread(x, c.now.Add(least), c.now.Add(most), c.now)
}

// heard is what a path means to who is registered (H-22).
func heard(p understudy.Path) client.Cause {
	switch p {
	case understudy.PathSilent:
		return client.Silence
	case understudy.PathRefused:
		return client.Reset
	}
	return client.Answer
}

// discover splits a cohort by the lists of candidates that it finds (C-1, C-7).
func (c *Cohorts) discover(x parcel) {
	turns, n := c.turns(&x.cohort), x.n
	var share uint64
	for _, t := range turns {
		share += t.share
		hi, lo := bits.Mul64(uint64(n), share)
		upTo := int64(hi<<32 | lo>>32)
		y := x
		y.list, y.n = t.list, upTo-(n-x.n)
		x.n -= y.n
		c.post.send(c.now, 0, letter{kind: found}, y)
	}
}

// ask sends REGISTER to a pool.
func (c *Cohorts) ask(x parcel, pool int, isRefresh bool) {
	if b := x.bound; b != 0 && b.pool() != pool {
		c.leave(&x)
	}
	if pool < 0 {
		c.put(x)
		return
	}
	r, load, parts := c.sheet.row(x.population, pool), &c.loads[pool], &c.parts[pool]
	count(&load.Attempts, &parts.Attempts, x.n)
	switch r.path {
	case understudy.PathSilent:
		count(&load.Unheard, &parts.Unheard, x.n)
		c.was(&x, pool, r.path, isRefresh, 0)
		c.put(x)
	case understudy.PathRefused:
		count(&load.Refused, &parts.Refused, x.n)
		c.was(&x, pool, r.path, isRefresh, 0)
		c.reply(x, pool, answer{on: client.Reset})
	default:
		c.asked[pool] = append(c.asked[pool], arrival{parcel: x, refresh: isRefresh})
	}
}

// was lets accounts know what became of a REGISTER.
func (c *Cohorts) was(x *parcel, pool int, path understudy.Path, isRefresh bool, v registrar.Verdict) {
	for _, a := range c.accounts {
		a.ask(c.now, pool, path, isRefresh, v, x.n)
		if slices.Max(a.doors[pool].slot[:]) > mostUnits {
			c.err = cannot("pool %s has had more REGISTERs than %d in a slot of %v", c.config.Topology.Pools[pool].FQDN, mostUnits/unit, a.slot)
		}
	}
}

// mostUnits is how many units are counted of anything: as many again fit, and as many clients are an int.
const mostUnits = int64(min(1<<62, math.MaxInt*unit))

// count adds units to whole people, and to what is over.
func count(whole, over *uint64, units int64) {
	*over += uint64(units)
	*whole += *over / unit
	*over %= unit
}

func (c *Cohorts) waiting() bool {
	for _, a := range c.asked {
		if len(a) > 0 {
			return true
		}
	}
	return false
}

// answerAll answers the REGISTERs of this instant.
func (c *Cohorts) answerAll() {
	for pool := range c.asked {
		if all := c.asked[pool]; len(all) > 0 {
			c.asked[pool], c.spare = c.spare[:0], nil
			c.answer(pool, all)
			c.spare = all
		}
	}
}

// answer answers the REGISTERs that have come to a pool at one instant. Those that come together are answered in their order, and
// what room is left is for all others alike.
func (c *Cohorts) answer(pool int, all []arrival) {
	var sum int64
	for i := range all {
		a := &all[i]
		r := c.sheet.row(a.population, pool)
		a.old = c.boundHere(&a.parcel, pool)
		status := anew
		if a.old != 0 {
			status = anewHeld
			if a.refresh {
				status = refresh
			}
		} else if c.foreign(a.population, pool) && !slices.Equal(r.answers[:perStatus], r.answers[perStatus:2*perStatus]) {
			c.err = cannot("pool %s answers otherwise who has left a binding there, and who has is not known", c.config.Topology.Pools[pool].FQDN)
		}
		a.answers = &r.answers
		a.base = variant(status, c.records.at(a.record, pool), false, false)
		switch {
		case a.smooth && a.takes():
			sum += a.n
		case !a.smooth && a.takes():
			c.divide(a, pool, c.places(pool, a.n, false))
		}
	}
	c.others(all, pool, c.share(all, pool, sum))
}

// takes reports whether a REGISTER takes a place, if there is one.
func (a *arrival) takes() bool {
	open := a.answers[a.base]
	return open.verdict == registrar.Accepted && (open.counts || a.answers[a.base+1] != open || a.answers[a.base+2] != open)
}

// An outcome is what becomes of sign-ins: so many are taken in, so many find the pool full, so many come too many at once.
type outcome struct{ in, full, crowded int64 }

// share divides the room among those who have come one after another, and says what became of so many of them.
func (c *Cohorts) share(all []arrival, pool int, sum int64) (o outcome) {
	if sum == 0 {
		return o
	}
	o = c.places(pool, sum, true)
	left := o
	for i := range all {
		if a := &all[i]; a.n > 0 && a.takes() {
			n := a.n
			own := left.of(n, sum)
			left = outcome{left.in - own.in, left.full - own.full, left.crowded - own.crowded}
			sum -= n
			c.divide(a, pool, own)
		}
	}
	return o
}

// of is the part of an outcome of sum people that n of them have.
func (o outcome) of(n, sum int64) outcome {
	in := min(portion(o.in, n, sum), n)
	full := min(portion(o.full, n, sum), n-in)
	return outcome{in, full, n - in - full}
}

// others answers those who take no place: they may still hear that there is none.
func (c *Cohorts) others(all []arrival, pool int, became outcome) {
	sum := became.in + became.full + became.crowded
	for i := range all {
		a := &all[i]
		switch {
		case a.n == 0:
		case a.answers[a.base] == a.answers[a.base+1] && a.answers[a.base] == a.answers[a.base+2]:
			c.divide(a, pool, outcome{in: a.n})
		case a.smooth && sum > 0:
			c.divide(a, pool, became.of(a.n, sum))
		case c.held[pool] >= c.room[pool]*unit:
			c.divide(a, pool, outcome{full: a.n})
		case c.closed(pool):
			c.divide(a, pool, outcome{crowded: a.n})
		default:
			c.divide(a, pool, outcome{in: a.n})
		}
	}
}

// portion is the share of an amount that n of sum have.
func portion(of, n, sum int64) int64 {
	hi, lo := bits.Mul64(uint64(of), uint64(n))
	q, _ := bits.Div64(hi, lo, uint64(sum))
	return int64(q)
}

// divide answers a REGISTER of people.
func (c *Cohorts) divide(a *arrival, pool int, o outcome) {
	c.answered(a, o.in, pool, a.answers[a.base])
	c.answered(a, o.full, pool, a.answers[a.base+2])
	c.answered(a, o.crowded, pool, a.answers[a.base+1])
	a.n = 0
}

// answered lets a registrar answer so many of those who ask.
func (c *Cohorts) answered(a *arrival, n int64, pool int, with answer) {
	if n == 0 {
		return
	}
	x := a.parcel
	x.n = n
	load, parts, v := &c.loads[pool], &c.parts[pool], with.verdict&3
	count(&load.Verdicts[v], &parts.Verdicts[v], n)
	if a.refresh {
		count(&load.Refreshes, &parts.Refreshes, n)
	}
	c.was(&x, pool, understudy.PathOpen, a.refresh, with.verdict)
	if with.verdict == registrar.Accepted {
		c.bind(&x, a.old, pool, with.level)
	}
	c.reply(x, pool, with)
}

// bind gives a cohort bindings at a pool, or prolongs them.
func (c *Cohorts) bind(x *parcel, old bound, pool int, level registrar.Level) {
	g := int(x.population)
	if old == 0 {
		c.relieve(g, pool, x.n)
	} else {
		c.hold(g, pool, old.level(), -x.n)
	}
	s, _ := c.binding.Step(c.now, old.state(), binding.Event{On: binding.Register, Level: binding.Level(level)}, c.notes[:0])
	x.bound = makeBound(pool, s)
	c.hold(g, pool, s.Level(), x.n)
	for _, a := range c.accounts {
		a.holds(pool, c.held[pool])
	}
	if c.records.at(x.record, pool) == registrar.None {
		c.enrol(&x.endpoint, pool)
	}
}

// reply lets an answer come back, unless they have given up by then.
func (c *Cohorts) reply(x parcel, pool int, a answer) {
	takes := 2 * c.sheet.row(x.population, pool).hop
	if c.deadline(&x.cohort) < c.now+takes {
		c.put(x)
		return
	}
	c.post.send(c.now, takes, letter{kind: reply, on: a.on, mode: a.mode, pool: pool}, x)
}

// boundHere returns the binding of a cohort at a pool, if it is still there.
func (c *Cohorts) boundHere(x *parcel, pool int) bound {
	b := x.bound
	if b == 0 || b.pool() != pool {
		return 0
	}
	if b.expires() < c.now || b.expires() == c.now && c.begun == c.now {
		c.hold(int(x.population), pool, b.level(), -x.n)
		x.bound = 0
		return 0
	}
	return b
}

func (c *Cohorts) hold(g, pool int, level binding.Level, n int64) {
	if level == binding.Free {
		return
	}
	c.levels[(g*c.sheet.pools+pool)*3+int(level)] += n
	c.held[pool] += n
}

// leave leaves bindings behind, until they expire (C-47).
func (c *Cohorts) leave(x *parcel) {
	b := x.bound
	if b == 0 {
		return
	}
	x.bound = 0
	pool := b.pool()
	if b.expires() <= c.now {
		c.hold(int(x.population), pool, b.level(), -x.n)
		return
	}
	c.left[pool] = append(c.left[pool], leaving{b.expires(), x.population, uint8(b.level()), x.n})
}

// tidy forgets what has expired of what was left behind.
func (c *Cohorts) tidy(pool int) {
	kept := c.left[pool][:0]
	for _, l := range c.left[pool] {
		if l.ends <= c.now {
			c.hold(int(l.population), pool, binding.Level(l.level), -l.n)
		} else {
			kept = append(kept, l)
		}
	}
	c.left[pool] = kept
}

// foreign reports whether people of a population have left bindings behind at a pool.
func (c *Cohorts) foreign(g uint8, pool int) bool {
	for _, l := range c.left[pool] {
		if l.population == g && l.ends > c.now {
			return true
		}
	}
	return false
}

// relieve takes away what people have left behind who sign in anew: of all those of the population who are not bound at the pool, so many
// have as there are bindings.
func (c *Cohorts) relieve(g, pool int, n int64) {
	if len(c.left[pool]) == 0 {
		return
	}
	c.tidy(pool)
	var there int64
	for _, l := range c.left[pool] {
		if int(l.population) == g {
			there += l.n
		}
	}
	if there == 0 {
		return
	}
	others := c.sizes[g] + there
	for level := binding.Limited; level <= binding.Full; level++ {
		others -= c.levels[(g*c.sheet.pools+pool)*3+int(level)]
	}
	gone := min(there, portion(there, n, max(others, n)))
	for i := range c.left[pool] {
		if l := &c.left[pool][i]; int(l.population) == g {
			some := min(gone, l.n)
			l.n -= some
			gone -= some
			c.hold(g, pool, binding.Level(l.level), -some)
		}
	}
}

// deliver lets a message arrive.
func (c *Cohorts) deliver(m flight) {
	switch l := m.letter; l.kind {
	case found:
		c.tell(m.parcel, client.Event{On: client.Found, N: uint8(len(c.lists.all[m.list]))})
	case reply:
		r := c.sheet.row(m.population, l.pool)
		if !r.arrives {
			c.put(m.parcel)
			return
		}
		e := client.Event{On: l.on, Mode: l.mode}
		if e.On == client.Redirected {
			e.N = c.redirect(&m.endpoint, r)
		}
		c.hear(m.parcel, e, true)
	case path:
		c.everybody(func(x *cohort) bool { return x.population == m.population && c.at(&x.endpoint) == l.pool },
			client.Event{On: l.on})
	case notice:
		c.noticed(m)
	}
}
