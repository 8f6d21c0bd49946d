package sim

import (
	"understudy.example"
	"understudy.example/client"
	"understudy.example/dns/cache"
	"understudy.example/machine"
	"understudy.example/registrar"
	"understudy.example/registrar/admission"
	"understudy.example/registrar/binding"
)

// An endpoint is everything that is kept of one client: 48 bytes, to which its timer adds 12.
type endpoint struct {
	state      client.State
	bound      bound  // at the registrar that it is at, or was at last
	list       uint16 // of candidates
	drawn      uint16 // numbers drawn for the order of records
	record     uint8  // of its certificate
	kept       uint8  // the registrar that it keeps for the next sign-in, or noPool
	attempt    uint8  // number of its latest request
	population uint8
}

const (
	noPool   = mostPools + 1
	attempts = 16 // where the numbers of requests begin again
)

// A bound is a binding in one word: when it ends, the pool, and the level; zero is none.
type bound uint64

func makeBound(pool int, s binding.State) bound {
	if s.Level() == binding.Free {
		return 0
	}
	return bound(s.Expires())<<8 | bound(pool)<<2 | bound(s.Level())
}

func (b bound) pool() int                { return int(b >> 2 & 63) }
func (b bound) level() binding.Level     { return binding.Level(b & 3) }
func (b bound) expires() machine.Instant { return machine.Instant(b >> 8) }
func (b bound) state() binding.State     { return binding.Held(b.level(), b.expires()) }

func (w *World) deadline(s *client.State) machine.Instant {
	if w.own != nil {
		return w.own.Deadline(*s)
	}
	return client.Rules{}.Deadline(*s)
}

// stands reports whether a timer still stands for what is due then: a deadline may have been put off, or have come nearer.
func (w *World) stands(t timer) bool {
	return t.what != clientDue || w.deadline(&w.clients[t.who].state) == t.at
}

// bring reads the clients of timers and decides nothing, so that the processor waits for many of them together. It reads both ends of
// each, which may be in different lines of the cache.
func (w *World) bring(ts []packed) {
	var read uint8
	for i := range ts {
		if t := &ts[i]; t[1]>>24 != actorDue {
			c := &w.clients[t[2]]
			read += uint8(c.state.Failures()) + c.population
		}
	}
	w.seen = read
}

// advance lets the deadline of a client pass.
func (w *World) advance(i uint32, c *endpoint) {
	from, pool := c.state.Phase(), w.watched(c)
	if w.own != nil {
		c.state, w.acts = w.own.Advance(c.state, w.acts[:0])
	} else {
		c.state, w.acts = w.rules.Advance(c.state, w.acts[:0])
	}
	answered := w.did(i, c, from, pool)
	w.arm(i, c, machine.Never, answered)
}

// tell lets a client hear something. Armed is its deadline if there is a timer for it, machine.Never if there may be none.
func (w *World) tell(i uint32, c *endpoint, e client.Event, armed machine.Instant) {
	from, pool := c.state.Phase(), w.watched(c)
	if w.own != nil {
		c.state, w.acts = w.own.Step(w.now, c.state, e, w.acts[:0])
	} else {
		c.state, w.acts = w.rules.Step(w.now, c.state, e, w.acts[:0])
	}
	answered := w.did(i, c, from, pool)
	w.arm(i, c, armed, answered)
}

// watched is where a client is, if anybody wants to know.
func (w *World) watched(c *endpoint) int {
	if w.config.Observer == nil {
		return -1
	}
	return w.at(c)
}

// did carries out what a client wants done. It returns when the answer comes to what it asks now.
func (w *World) did(i uint32, c *endpoint, from client.Phase, pool int) (answered machine.Instant) {
	w.events++
	answered = machine.Never
	for k := range w.acts {
		switch a := &w.acts[k]; a.Kind {
		case client.Discover:
			w.discover(i, c)
		case client.Try:
			answered = w.ask(i, c, w.lists.at(c.list, int(a.N)), false)
		case client.Refresh:
			answered = w.ask(i, c, w.lists.at(c.list, int(a.N)), true)
		case client.Unregister:
			w.unregister(i, c, w.lists.at(c.list, int(a.N)))
		case client.SignedIn:
			w.keep(c, a)
		case client.SignedOut:
			w.leave(i, c)
		}
	}
	if p := c.state.Phase(); c.bound != 0 && p < client.InNormal && p != client.Connecting {
		w.leave(i, c) // what a candidate accepted whose answer was lost
	}
	w.moved(i, c, from, pool)
	return answered
}

// arm sets the timer of a client whose deadline has changed, unless an answer is on its way that comes before it: then it is
// set when that has come. So is one for a binding that the client is too late to refresh.
func (w *World) arm(i uint32, c *endpoint, before, answered machine.Instant) {
	at := w.deadline(&c.state)
	if at != before && at != machine.Never && at <= answered {
		w.timers.push(timer{at, i, clientDue})
	}
	if b := c.bound; b != 0 && b.expires() <= at { // it ends before it is refreshed, or when it is
		w.timers.push(timer{max(b.expires(), w.now), i, uint32(b.pool())})
	}
}

// moved counts, and lets the observer know.
func (w *World) moved(i uint32, c *endpoint, from client.Phase, pool int) {
	to := c.state.Phase()
	if to != from {
		n := &w.counts[c.population]
		n[from]--
		n[to]++
	}
	if at := w.watched(c); to != from || at != pool {
		if w.config.Observer == nil {
			return
		}
		w.config.Observer.Moved(w.now, Move{int(i), int(c.population), from, to, at})
	}
}

// ask sends REGISTER to a pool, and lets the answer come back if there is one. It returns when.
func (w *World) ask(i uint32, c *endpoint, pool int, isRefresh bool) machine.Instant {
	c.attempt = (c.attempt + 1) % attempts
	if b := c.bound; b != 0 && b.pool() != pool {
		w.leave(i, c)
	}
	if pool < 0 {
		return machine.Never
	}
	r, load := w.sheet.row(c.population, pool), &w.loads[pool]
	load.Attempts++
	a := answer{on: client.Reset}
	switch r.path {
	case understudy.PathSilent:
		load.Unheard++
	case understudy.PathRefused:
		load.Refused++
	default:
		a = w.register(i, c, pool, r, isRefresh)
		load.Verdicts[a.verdict&3]++
		load.Refreshes += uint64(bit(isRefresh))
	}
	if w.config.Observer != nil {
		w.config.Observer.Asked(w.now, Ask{int(i), int(c.population), pool, isRefresh, r.path, a.verdict, a.rule})
	}
	if r.path == understudy.PathSilent {
		return machine.Never
	}
	if isRefresh && a.on == client.Refreshed && w.foreseen(c, r, a.mode) {
		c.state, _ = w.rules.Step(w.now+2*r.hop, c.state, client.Event{On: a.on, Mode: a.mode}, nil)
		w.events++
		return machine.Never
	}
	w.mail.send(w.now, 2*r.hop, i, letter{kind: reply, on: a.on, mode: a.mode, pool: pool, attempt: c.attempt}.pack())
	return w.now + 2*r.hop
}

// foreseen reports whether the answer to a refresh that changes nothing is going to arrive before anything else happens to the client, or can
// be seen by anybody: then it need not be sent. So it is nearly always.
func (w *World) foreseen(c *endpoint, r *row, mode client.Mode) bool {
	at := w.now + 2*r.hop
	was, registered := c.state.Mode()
	return registered && was == mode && r.arrives && at < w.sys && at <= w.unseen && at <= w.deadline(&c.state) &&
		w.news == 0 && w.judging == 0 && w.own == nil && len(w.actors) == 0
}

// register lets the registrar of a pool answer, and do what it does then.
func (w *World) register(i uint32, c *endpoint, pool int, r *row, isRefresh bool) answer {
	old, status := w.boundAt(i, c, pool), anew
	if old != 0 {
		status = anewHeld
		if isRefresh {
			status = refresh
		}
	}
	certificate := w.records.at(c.record, pool)
	a := r.answers[variant(status, certificate, int64(w.held[pool]) >= w.room[pool], w.crowded(pool))]
	if a.counts && w.gate[pool].Rate > 0 {
		w.door[pool], w.gates = w.gate[pool].Step(w.now, w.door[pool], admission.Event{On: admission.SignIn}, w.gates[:0])
	}
	if a.verdict != registrar.Accepted {
		return a
	}
	if w.left[pool] != nil {
		w.left[pool][i] = 0
	}
	s, _ := w.binding.Step(w.now, old.state(), binding.Event{On: binding.Register, Level: binding.Level(a.level)}, w.notes[:0])
	c.bound = makeBound(pool, s)
	w.hold(c, old, c.bound, pool)
	if certificate == registrar.None {
		w.enrol(c, pool)
	}
	return a
}

// boundAt returns the binding that a client has at a pool, whether or not it is there.
func (w *World) boundAt(i uint32, c *endpoint, pool int) bound {
	b := c.bound
	if b == 0 || b.pool() != pool {
		if w.left[pool] == nil {
			return 0
		}
		b = w.left[pool][i]
	}
	if b != 0 && (b.expires() < w.now || b.expires() == w.now && w.begun == w.now) {
		w.expire(i, pool, b.expires())
		return 0
	}
	return b
}

// setBound changes the binding of a client at a pool.
func (w *World) setBound(i uint32, c *endpoint, pool int, to bound) {
	if c.bound != 0 && c.bound.pool() == pool {
		w.hold(c, c.bound, to, pool)
		c.bound = to
		return
	}
	w.hold(c, w.left[pool][i], to, pool)
	w.left[pool][i] = to
}

// hold counts what a registrar holds.
func (w *World) hold(c *endpoint, was, is bound, pool int) {
	n := w.levels[(int(c.population)*w.sheet.pools+pool)*3:]
	if was != 0 {
		n[was.level()]--
		w.held[pool]--
	}
	if is != 0 {
		n[is.level()]++
		w.held[pool]++
	}
}

// leave leaves a binding behind: the registrar does not know that the client has gone, and waits until it expires (C-47).
func (w *World) leave(i uint32, c *endpoint) {
	b := c.bound
	if b == 0 {
		return
	}
	c.bound = 0
	pool := b.pool()
	if w.left[pool] == nil {
		w.left[pool] = make([]bound, len(w.clients))
	}
	w.left[pool][i] = b
	w.timers.push(timer{max(b.expires(), w.now), i, uint32(pool)})
}

// expire ends a binding that was not refreshed, if it is still the one that was to end then.
func (w *World) expire(i uint32, pool int, at machine.Instant) {
	c := &w.clients[i]
	switch {
	case c.bound != 0 && c.bound.pool() == pool && c.bound.expires() <= at:
	case w.left[pool] != nil && w.left[pool][i] != 0 && w.left[pool][i].expires() <= at:
	default:
		return
	}
	w.setBound(i, c, pool, 0)
}

// unregister ends the client's binding, if the pool hears it.
func (w *World) unregister(i uint32, c *endpoint, pool int) {
	if pool >= 0 && w.sheet.row(c.population, pool).path == understudy.PathOpen && w.boundAt(i, c, pool) != 0 {
		w.setBound(i, c, pool, 0)
	}
}

// A letter is what a message says.
type letter struct {
	kind    uint8
	on      client.Cause // path, reply
	mode    client.Mode  // reply
	pool    int          // path, reply, notice: from where
	attempt uint8        // reply
	note    uint8        // notice: see notes
	level   binding.Level
}

// The kinds of message.
const (
	found uint8 = iota // the list of candidates is made
	path               // the path to the pool has changed
	reply
	notice
	none // of cohorts: what is not true any more
)

// notices are what registrars tell by themselves.
var notices = [...]binding.Note{binding.Unregistered, binding.Rejected, binding.Deactivated, binding.NoSurvivableSupport,
	binding.PreferredRegistrar, binding.ServicesUnavailable, binding.ServicesAvailable}

func (l letter) pack() uint32 {
	return uint32(l.kind) | uint32(l.on)<<2 | uint32(l.mode)<<7 | uint32(l.pool)<<9 | uint32(l.attempt)<<15 |
		uint32(l.note)<<19 | uint32(l.level)<<22
}

func unpack(d uint32) letter {
	return letter{kind: uint8(d & 3), on: client.Cause(d >> 2 & 31), mode: client.Mode(d >> 7 & 3), pool: int(d >> 9 & 63),
		attempt: uint8(d >> 15 & 15), note: uint8(d >> 19 & 7), level: binding.Level(d >> 22 & 3)}
}

// deliver lets a message arrive.
func (w *World) deliver(m message) {
	c, l := &w.clients[m.who], unpack(m.data)
	switch l.kind {
	case found:
		w.tell(m.who, c, client.Event{On: client.Found, N: uint8(len(w.lists.all[c.list]))}, machine.Never)
	case path:
		w.news--
		if w.at(c) == l.pool {
			w.tell(m.who, c, client.Event{On: l.on}, w.deadline(&c.state))
		}
	case reply:
		w.replied(m.who, c, l)
	case notice:
		w.news--
		_, registered := c.state.Mode()
		if registered && w.at(c) == l.pool && w.sheet.row(c.population, l.pool).arrives {
			e := w.crowds[c.population].Notice(l.pool, notices[l.note], l.level)
			w.tell(m.who, c, e, w.deadline(&c.state))
		}
	}
}

// replied lets an answer arrive, if it gets through and the client still waits for it.
func (w *World) replied(i uint32, c *endpoint, l letter) {
	r := w.sheet.row(c.population, l.pool)
	if l.attempt != c.attempt || !r.arrives {
		w.arm(i, c, machine.Never, machine.Never)
		return
	}
	e := client.Event{On: l.on, Mode: l.mode}
	if e.On == client.Redirected {
		e.N = w.redirect(c, r)
	}
	w.tell(i, c, e, machine.Never)
	if at := w.at(c); at >= 0 {
		w.pathChanged(i, at, understudy.PathOpen, w.sheet.row(c.population, at).path)
	}
}

// pathChanged lets a client hear that what it sends stays unanswered from now on, or is answered again (H-22).
func (w *World) pathChanged(i uint32, pool int, before, now understudy.Path) {
	if now == before {
		return
	}
	on := client.Answer
	switch now {
	case understudy.PathSilent:
		on = client.Silence
	case understudy.PathRefused:
		on = client.Reset
	}
	w.news++
	w.mail.send(w.now, 0, i, letter{kind: path, on: on, pool: pool}.pack())
}

// discover makes the list of candidates (C-1, C-7).
func (w *World) discover(i uint32, c *endpoint) {
	n := 2*int(c.kept) + bit(c.state.Failures() > 0)
	way := &w.ways[c.population][n]
	if *way == 0 || w.cache != nil {
		list, drew := w.climb(i, c)
		c.list = list
		if !drew {
			*way = uint32(list) + 1
		}
	} else {
		c.list = uint16(*way - 1)
	}
	w.mail.send(w.now, 0, i, letter{kind: found}.pack())
}

// climb makes the list of a client, and reports whether that has drawn anything.
func (w *World) climb(i uint32, c *endpoint) (list uint16, drew bool) {
	order, _ := w.config.Topology.Seeds(int(i))
	draw := machine.Draw{Seed: order, Drawn: uint32(c.drawn)}
	kept := int(c.kept)
	if c.kept == noPool {
		kept = -1
	}
	var buf [mostPools]uint8
	pools := buf[:0]
	w.crowds[c.population].Climb(c.state.Failures() > 0, kept, &draw, func(name, rung int) uint64 {
		return w.lookUp(i, c, name, rung)
	}, func(pool int) bool {
		if has(pools, uint8(pool)) {
			return false
		}
		pools = append(pools, uint8(pool))
		return true
	})
	drew = uint16(draw.Drawn) != c.drawn
	c.drawn = uint16(draw.Drawn)
	return w.listOf(pools), drew
}

// lookUp asks DNS, unless the cached answer still counts (C-31).
func (w *World) lookUp(i uint32, c *endpoint, name, rung int) uint64 {
	if w.cache == nil {
		answer, _, _ := w.crowds[c.population].DNS(rung)
		return answer
	}
	rules, at := w.config.Topology.Parameters.Cache, &w.cache[int(i)*w.names+name]
	for rules.Deadline(at.state) <= w.now {
		at.state, _ = rules.Advance(at.state, nil)
	}
	if at.state.Phase() != cache.Empty {
		return at.answer
	}
	answer, ttl, near := w.crowds[c.population].DNS(rung)
	e := cache.Event{On: cache.Answered, TTL: ttl}
	switch {
	case !near:
		e.On = cache.Failed
	case answer == 0:
		e.On = cache.Missing
	}
	at.answer = answer
	at.state, _ = rules.Step(w.now, at.state, e, nil)
	return answer
}
