package sim

import (
	"cmp"
	"math/bits"
	"slices"

	"understudy.example/machine"
)

// A timer says that something of a client is due. Timers are run in the order of instants, of several at one instant in that
// of what is due, and then in that of clients: an order that does not depend on when they were set.
type timer struct {
	at   machine.Instant
	who  uint32 // the client, or the actor
	what uint32
}

// What can be due. Below clientDue are the pools at which a binding expires.
const (
	mostPools = 62
	clientDue = 64 // the client's own deadline
	actorDue  = 65 // that of an Actor
	signInDue = 66 // the user signs in
)

func (t timer) compare(u timer) int {
	switch {
	case t.at != u.at:
		return cmp.Compare(t.at, u.at)
	case t.what != u.what:
		return cmp.Compare(t.what, u.what)
	}
	return cmp.Compare(t.who, u.who)
}

// A queue holds timers. What is taken out comes in their order, with equal ones as often as they were put in; what is put in
// is not before the last limit.
type queue interface {
	push(timer)
	peek(limit machine.Instant) (timer, bool) // the first one, if it is not after limit
	pop()                                     // takes out what peek has just returned
}

// The calendar is a queue of three levels: slots of 17 milliseconds for the minute that is on, slots of a minute for the three
// days that are, and a list for what is later. A timer is moved twice at most, and sorted only among those of its slot. When
// a slot comes, those that do not stand any more are left out. Before that all its clients are read in one go, when the processor can
// wait for many of them at once, and finds them near when their time comes.
type calendar struct {
	stands func(timer) bool // nil: all do
	near   func([]packed)   // nil: nothing is done; brings near what stands is going to look at
	ready  []uint64         // timers of the slot that came last, packed, in reverse order
	base   machine.Instant  // when that slot begins
	late   heap             // put in for slots that have come
	next   int64            // the first fine slot that has not come
	open   int64            // the coarse slot that is spread over the fine ones
	fine   ring
	coarse ring    // of the same era as the one that is open
	far    []timer // of later eras
	least  int64   // the first era of those
	spare  *chunk
	spares int
}

// A fine slot is 2^24 ns, a coarse one 2^36 ns, an era 2^48 ns.
const (
	fineBits = 24
	slots    = 1 << 12
)

// A ring is one level: 4096 slots, and which of them hold anything.
type ring struct {
	slot [slots]*chunk
	full [slots / 64]uint64
}

// A chunk holds timers of one slot, in no order.
type chunk struct {
	next  *chunk
	n     int
	timer [20]packed
}

// A packed timer has 12 bytes: 56 bits of its instant, which is beyond the Horizon of a World, and 8 of what is due.
type packed [3]uint32

func (t timer) packed() packed {
	return packed{uint32(t.at), uint32(t.at>>32) | t.what<<24, t.who}
}

func (p *packed) at() machine.Instant {
	return machine.Instant(uint64(p[1]&(1<<24-1))<<32 | uint64(p[0]))
}
func (p *packed) timer() timer { return timer{p.at(), p[2], p[1] >> 24} }

func (c *calendar) push(t timer) {
	switch slot := int64(t.at) >> fineBits; {
	case slot < c.next:
		c.late.push(t)
	case slot>>12 == c.open:
		c.put(&c.fine, slot, t.packed())
	case slot>>24 == c.open>>12:
		c.put(&c.coarse, slot>>12, t.packed())
	default:
		if era := slot >> 24; len(c.far) == 0 || era < c.least {
			c.least = era
		}
		c.far = append(c.far, t)
	}
}

func (c *calendar) put(r *ring, slot int64, t packed) {
	i := slot & (slots - 1)
	at := r.slot[i]
	if at == nil || at.n == len(at.timer) {
		at = c.chunk(at)
		r.slot[i] = at
		r.full[i/64] |= 1 << (i % 64)
	}
	at.timer[at.n] = t
	at.n++
}

func (c *calendar) chunk(next *chunk) *chunk {
	free := c.spare
	if free == nil {
		return &chunk{next: next}
	}
	c.spare = free.next
	c.spares--
	free.next, free.n = next, 0
	return free
}

// take hands over what is in a slot, and empties it.
func (c *calendar) take(r *ring, slot int64, do func([]packed)) {
	i := slot & (slots - 1)
	r.full[i/64] &^= 1 << (i % 64)
	at := r.slot[i]
	r.slot[i] = nil
	for at != nil {
		do(at.timer[:at.n])
		next := at.next
		if c.spares < most {
			at.next, c.spare = c.spare, at
			c.spares++
		}
		at = next
	}
}

// after returns the next slot of a ring that holds anything, within the ring's present turn; -1 for none.
func (r *ring) after(slot int64) int64 {
	first := slot & (slots - 1)
	for w := first / 64; w < slots/64; w++ {
		word := r.full[w]
		if w == first/64 {
			word &= ^uint64(0) << (first % 64)
		}
		if word != 0 {
			return slot&^(slots-1) | w*64 + int64(bits.TrailingZeros64(word))
		}
	}
	return -1
}

func (c *calendar) peek(limit machine.Instant) (timer, bool) {
	for len(c.ready)+len(c.late) == 0 {
		if !c.turn(int64(limit) >> fineBits) {
			return timer{}, false
		}
	}
	t := c.first()
	return t, t.at <= limit
}

func (c *calendar) first() timer {
	if c.isLate() {
		return c.late[0]
	}
	return c.unpack(c.ready[len(c.ready)-1])
}

// pack makes a timer of the slot a number; numbers are in reverse order of timers. What is due is below 256.
func (c *calendar) pack(t timer) uint64 {
	return ^(uint64(t.at-c.base)<<(64-fineBits) | uint64(t.what)<<32 | uint64(t.who))
}

func (c *calendar) unpack(n uint64) timer {
	n = ^n
	return timer{c.base + machine.Instant(n>>(64-fineBits)), uint32(n), uint32(n >> 32 & (1<<(32-fineBits) - 1))}
}

func (c *calendar) isLate() bool {
	n := len(c.ready)
	return n == 0 || len(c.late) > 0 && c.late[0].compare(c.unpack(c.ready[n-1])) < 0
}

func (c *calendar) pop() {
	if c.isLate() {
		c.late.pop()
		return
	}
	if c.ready = c.ready[:len(c.ready)-1]; len(c.ready) == 0 && cap(c.ready) > most {
		c.ready = nil
	}
}

// turn lets the next slot come, or opens what it is in, unless that begins after the slot last.
func (c *calendar) turn(last int64) bool {
	if slot := c.fine.after(c.next); slot >= 0 && c.next>>12 == c.open {
		return slot <= last && c.come(slot)
	}
	if coarse := c.coarse.after(c.open + 1); coarse >= 0 && (c.open+1)>>12 == c.open>>12 {
		return coarse<<12 <= last && c.spread(coarse)
	}
	return len(c.far) > 0 && c.least<<24 <= last && c.begin(c.least)
}

// come makes the timers of a fine slot ready.
func (c *calendar) come(slot int64) bool {
	c.next, c.base = slot+1, machine.Instant(slot)<<fineBits
	c.take(&c.fine, slot, func(ts []packed) {
		if c.near != nil {
			c.near(ts)
		}
		for i := range ts {
			t := ts[i].timer()
			if c.stands == nil || c.stands(t) {
				c.ready = append(c.ready, c.pack(t))
			}
		}
	})
	slices.Sort(c.ready)
	return true
}

// spread opens a coarse slot.
func (c *calendar) spread(coarse int64) bool {
	c.open, c.next = coarse, coarse<<12
	c.take(&c.coarse, coarse, func(ts []packed) {
		for i := range ts {
			c.put(&c.fine, int64(ts[i].at())>>fineBits, ts[i])
		}
	})
	return true
}

// begin opens an era.
func (c *calendar) begin(era int64) bool {
	far := c.far
	c.open, c.next, c.far = era<<12, era<<24, nil
	for _, t := range far {
		c.push(t)
	}
	return true
}

// A heap is a queue, and the plainest that there is.
type heap []timer

func (h *heap) push(t timer) {
	a := append(*h, t)
	i := len(a) - 1
	for i > 0 && t.compare(a[(i-1)/2]) < 0 {
		a[i] = a[(i-1)/2]
		i = (i - 1) / 2
	}
	a[i] = t
	*h = a
}

func (h *heap) pop() {
	a := *h
	last := len(a) - 1
	t := a[last]
	*h = a[:last]
	for i := 0; last > 0; {
		child := 2*i + 1
		if child+1 < last && a[child+1].compare(a[child]) < 0 {
			child++
		}
		if child >= last || t.compare(a[child]) <= 0 {
			a[i] = t
			return
		}
		a[i] = a[child]
		i = child
	}
}

func (h *heap) peek(limit machine.Instant) (timer, bool) {
	if len(*h) == 0 || (*h)[0].at > limit {
		return timer{}, false
	}
	return (*h)[0], true
}

// A message is on its way to a client.
type message struct {
	at   machine.Instant
	seq  uint32
	who  uint32
	data uint32
}

// Mail holds messages by the instant they arrive, first sent first. Few latencies are different, and what takes one arrives in
// the order in which it is sent.
type mail struct {
	lanes []lane
	seq   uint32
}

type lane struct {
	takes machine.Instant
	list  []message // a ring; its length is a power of two
	head  uint32
	n     uint32
}

// send puts a message on its way that takes so long.
func (m *mail) send(now, takes machine.Instant, who, data uint32) {
	i := 0
	for i < len(m.lanes) && m.lanes[i].takes != takes {
		i++
	}
	if i == len(m.lanes) {
		m.lanes = append(m.lanes, lane{takes: takes, list: make([]message, least)})
	}
	m.seq++
	m.lanes[i].push(message{now + takes, m.seq, who, data})
}

func (l *lane) push(m message) {
	if int(l.n) == len(l.list) {
		list := make([]message, 2*len(l.list))
		k := copy(list, l.list[l.head:])
		copy(list[k:], l.list[:l.head])
		l.list, l.head = list, 0
	}
	l.list[(l.head+l.n)&uint32(len(l.list)-1)] = m
	l.n++
}

// first returns the lane whose first message arrives first; -1 if there is none.
func (m *mail) first() int {
	best := -1
	for i := range m.lanes {
		l := &m.lanes[i]
		if l.n > 0 && (best < 0 || l.list[l.head].before(&m.lanes[best].list[m.lanes[best].head])) {
			best = i
		}
	}
	return best
}

func (a *message) before(b *message) bool {
	return a.at < b.at || a.at == b.at && int32(a.seq-b.seq) < 0
}

// least returns when the first message arrives, and its lane.
func (m *mail) least() (at machine.Instant, lane int) {
	if lane = m.first(); lane < 0 {
		return machine.Never, lane
	}
	return m.lanes[lane].list[m.lanes[lane].head].at, lane
}

// pop takes the first message out of a lane. A lane that a storm has filled is made small again when that is over.
func (m *mail) pop(lane int) message {
	l := &m.lanes[lane]
	msg := l.list[l.head]
	l.head = (l.head + 1) & uint32(len(l.list)-1)
	if l.n--; l.n == 0 && len(l.list) > most {
		l.list, l.head = make([]message, least), 0
	}
	return msg
}

// What is kept of storage that is not in use: no more than most items.
const (
	least = 64
	most  = 4096
)
