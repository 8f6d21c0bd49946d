package sim

import (
	"understudy.example"
	"understudy.example/client"
	"understudy.example/registrar/binding"
)

// What comes over many cohorts at once, as tides.go says of clients.

// everybody lets all hear something who match, wherever they wait: for a deadline, or for an answer.
func (c *Cohorts) everybody(match func(*cohort) bool, e client.Event) {
	for _, x := range c.alarms.gather(match, c.grid.gather(match, nil)) {
		if next, _ := c.kernel.Step(c.now, x.state, e, c.acts[:0]); next == x.state {
			c.put(x)
			continue
		}
		c.tell(x, e)
	}
	for i := range c.post.lanes {
		for k := c.post.lanes[i].head; k < len(c.post.lanes[i].list); k++ {
			f := &c.post.lanes[i].list[k]
			if f.letter.kind != reply || !match(&f.cohort) {
				continue
			}
			if next, _ := c.kernel.Step(c.now, f.state, e, c.acts[:0]); next != f.state {
				x := f.parcel
				f.letter.kind, f.n = none, 0
				c.tell(x, e)
			}
		}
	}
}

// change changes all cohorts that have bindings at a pool.
func (c *Cohorts) change(pool int, do func(*parcel)) {
	match := func(x *cohort) bool { return x.bound != 0 && x.bound.pool() == pool }
	for _, x := range c.alarms.gather(match, c.grid.gather(match, nil)) {
		do(&x)
		c.put(x)
	}
	for _, asked := range c.asked {
		for i := range asked {
			if match(&asked[i].cohort) {
				do(&asked[i].parcel)
			}
		}
	}
	for i := range c.post.lanes {
		for k := c.post.lanes[i].head; k < len(c.post.lanes[i].list); k++ {
			if f := &c.post.lanes[i].list[k]; f.n > 0 && match(&f.cohort) {
				do(&f.parcel)
			}
		}
	}
}

// forget empties the registrar of a pool, whose service has stopped (H-10).
func (c *Cohorts) forget(pool int) {
	c.change(pool, func(x *parcel) { x.bound = 0 })
	c.left[pool] = c.left[pool][:0]
	c.held[pool] = 0
	for g := range c.crowds {
		clear(c.levels[(g*c.sheet.pools+pool)*3:][:3])
	}
}

// pathsChanged lets all of a population know who are registered at a pool, or try it.
func (c *Cohorts) pathsChanged(g, pool int, _, now understudy.Path) {
	c.post.send(c.now, 0, letter{kind: path, on: heard(now), pool: pool}, c.those(g))
}

// those are all of a population, to send them something.
func (c *Cohorts) those(g int) (x parcel) {
	x.population = uint8(g)
	return x
}

// renumber gives cohorts the new numbers of their records. There are too many of them then, for cohorts that is an error.
func (c *Cohorts) renumber([]uint8) { c.err = errRecords }

// judge lets registrars judge again what they hold (H-14).
func (c *Cohorts) judge() {
	c.begun = c.now
	for pool := range c.left {
		if c.judging>>pool&1 != 0 {
			c.judgeAt(pool)
		}
	}
	c.judging = 0
}

func (c *Cohorts) judgeAt(pool int) {
	c.tidy(pool)
	for i := range c.left[pool] {
		l := &c.left[pool][i]
		s, _ := c.binding.Step(c.now, binding.Held(binding.Level(l.level), l.ends), c.sheet.row(l.population, pool).judged, c.notes[:0])
		c.hold(int(l.population), pool, binding.Level(l.level), -l.n)
		c.hold(int(l.population), pool, s.Level(), l.n)
		if l.level = uint8(s.Level()); s.Level() == binding.Free {
			l.ends = c.now
		}
	}
	sent := map[word]uint8{}
	c.change(pool, func(x *parcel) {
		old, r := c.boundHere(x, pool), c.sheet.row(x.population, pool)
		if old == 0 {
			return
		}
		var s binding.State
		s, c.notes = c.binding.Step(c.now, old.state(), r.judged, c.notes[:0])
		c.hold(int(x.population), pool, old.level(), -x.n)
		c.hold(int(x.population), pool, s.Level(), x.n)
		x.bound = makeBound(pool, s)
		for _, a := range c.notes {
			if a.Kind != binding.Notify || !r.arrives || c.config.Topology.Parameters.AtRefresh && !a.Note.Deregisters() {
				continue
			}
			k := word{x.population, a.Note, s.Level()}
			if sent[k] == 0 {
				c.told = c.told%250 + 1
				sent[k] = c.told
				c.notify(k, pool, r)
			}
			x.attempt = sent[k]
		}
	})
}

// A word is what a registrar has to say to some of a population.
type word struct {
	population uint8
	note       binding.Note
	level      binding.Level
}

// notify lets a registrar tell those of a population something whose bindings it has just changed.
func (c *Cohorts) notify(k word, pool int, r *row) {
	for n := range notices {
		if notices[n] == k.note {
			c.post.send(c.now, r.hop, letter{kind: notice, pool: pool, note: uint8(n), level: k.level, attempt: c.told}, c.those(int(k.population)))
		}
	}
}

// noticed lets a notice arrive.
func (c *Cohorts) noticed(m flight) {
	l := m.letter
	match := func(x *cohort) bool {
		return x.population == m.population && x.attempt == l.attempt && c.at(&x.endpoint) == l.pool
	}
	e := c.crowds[m.population].Notice(l.pool, notices[l.note], l.level)
	hears := c.sheet.row(m.population, l.pool).arrives
	for _, x := range c.alarms.gather(match, c.grid.gather(match, nil)) {
		if x.attempt = 0; hears && registered(x.state.Phase()) {
			c.tell(x, e)
		} else {
			c.put(x)
		}
	}
	for i := range c.post.lanes {
		for k := c.post.lanes[i].head; k < len(c.post.lanes[i].list); k++ {
			f := &c.post.lanes[i].list[k]
			if f.letter.kind != reply || !match(&f.cohort) {
				continue
			}
			f.attempt = 0
			if next, _ := c.kernel.Step(c.now, f.state, e, c.acts[:0]); hears && registered(f.state.Phase()) && next != f.state {
				x := f.parcel
				f.letter.kind, f.n = none, 0
				c.tell(x, e)
			}
		}
	}
}
