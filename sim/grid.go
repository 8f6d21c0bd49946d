package sim

import (
	"understudy.example/client"
	"understudy.example/machine"
)

// A grid holds cohorts that chance has spread over time: of each, how many are due in which slot of a grain. They are due in the middle
// of it.
type grid struct {
	grain machine.Instant
	size  int64 // slots: a power of two
	next  int64 // the first slot that has not come
	last  int64 // that holds anything
	lots  []*lot
	by    map[uint64]*lot // by hash
}

// dust is how many are too few to be stepped by themselves: they wait for those of the next slot.
const dust = unit / 32

// A lot is people who differ in nothing but when they are due.
type lot struct {
	cohort         // as it would be if it were due at anchor
	more   *lot    // of the same hash
	points []int64 // how many, by slot
	slopes []int64 // by how many more there are from this slot on than before; of those who are spread
	level  int64   // the sum of the slopes up to now
	last   int64   // the last slot that holds anything
}

// anchor is when cohorts are due that are compared.
const anchor = machine.Instant(1) << 50

func (g *grid) make(grain, span machine.Instant) {
	g.grain, g.size, g.by, g.last = grain, 4, map[uint64]*lot{}, -1
	for g.size < int64(span/grain)+4 {
		g.size *= 2
	}
}

// middle is when people of a slot are due.
func (g *grid) middle(slot int64) machine.Instant {
	return machine.Instant(slot)*g.grain + g.grain/2
}

// least is when the next slot comes that may hold anything.
func (g *grid) least() machine.Instant {
	if g.next > g.last {
		return machine.Never
	}
	return g.middle(g.next)
}

// shift moves a cohort in time.
func (x *cohort) shift(d machine.Instant) {
	x.state = x.state.Shift(d.Sub(0))
	if x.bound != 0 {
		x.bound += bound(d) << 8
	}
}

// lot returns the lot of a cohort that is due at an instant; now is not after it.
func (g *grid) lot(x cohort, due, now machine.Instant) *lot {
	if g.next > g.last { // nothing was here for a while
		g.next = max(g.next, int64(now/g.grain))
	}
	if x.state.Phase() != client.Out {
		x.shift(anchor - due)
	}
	h := x.hash()
	for l := g.by[h]; l != nil; l = l.more {
		if l.cohort == x {
			return l
		}
	}
	l := &lot{cohort: x, last: -1, more: g.by[h]}
	g.by[h] = l
	g.lots = append(g.lots, l)
	return l
}

// hash is a number that equal cohorts have alike, and different ones seldom.
func (x *cohort) hash() uint64 {
	s := &x.state
	h := uint64(client.Rules{}.Deadline(*s))
	for _, v := range [...]uint64{uint64(s.Phase()) | uint64(s.Candidate())<<8 | uint64(s.Failures())<<16 | uint64(x.list)<<32 |
		uint64(x.since)<<48, uint64(x.bound), uint64(x.population) | uint64(x.kept)<<8 | uint64(x.record)<<16 | uint64(x.attempt)<<24 | uint64(bit(x.smooth))<<32} {
		h = (h ^ h>>29 ^ v) * 0x9e3779b97f4a7c15
	}
	return h
}

// add lets people be due at an instant, or in the middle of its slot.
func (g *grid) add(x parcel, at, now machine.Instant) {
	l := g.lot(x.cohort, at, now)
	slot := max(int64(at/g.grain), g.next)
	l.point(slot, x.n, g.size)
	l.last, g.last = max(l.last, slot), max(g.last, slot)
}

func (l *lot) point(slot, n, size int64) {
	if l.points == nil {
		l.points = make([]int64, size)
	}
	l.points[slot&(size-1)] += n
}

// spread lets people be due between two instants, evenly. They are in the state of who is due at the later one.
func (g *grid) spread(x parcel, from, to, now machine.Instant) {
	l := g.lot(x.cohort, to, now)
	first := max(int64((from+g.grain/2)/g.grain), g.next)
	end := max(int64((to+g.grain/2)/g.grain), first+1)
	if l.slopes == nil {
		l.slopes = make([]int64, g.size)
	}
	each := x.n / (end - first)
	rest := x.n - each*(end-first)
	l.slope(first, each+1)
	l.slope(first+rest, -1)
	l.slope(end, -each)
	l.last, g.last = max(l.last, end), max(g.last, end)
}

func (l *lot) slope(slot, by int64) { l.slopes[slot&int64(len(l.slopes)-1)] += by }

// take takes out who is due in a slot.
func (l *lot) take(slot int64) (n int64) {
	if l.slopes != nil {
		at := &l.slopes[slot&int64(len(l.slopes)-1)]
		l.level += *at
		*at = 0
		n = l.level
	}
	if l.points != nil {
		at := &l.points[slot&int64(len(l.points)-1)]
		n += *at
		*at = 0
	}
	return n
}

// parcel is people of the lot who are due at an instant.
func (l *lot) parcel(due machine.Instant, n int64) parcel {
	x := parcel{l.cohort, n}
	if x.state.Phase() != client.Out {
		x.shift(due - anchor)
	}
	return x
}

// come lets a slot come.
func (g *grid) come(do func(parcel)) {
	slot := g.next
	g.next++
	at := g.middle(slot)
	for _, l := range g.lots {
		if l.last < slot {
			continue
		}
		switch n := l.take(slot); {
		case n >= dust || n > 0 && l.last == slot:
			do(l.parcel(at, n))
		case n > 0:
			l.point(slot+1, n, g.size)
		}
	}
	if slot&63 == 0 {
		g.sweep()
	}
}

// sweep forgets lots in which nobody is.
func (g *grid) sweep() {
	kept := g.lots[:0]
	clear(g.by)
	for _, l := range g.lots {
		if l.last >= g.next {
			h := l.hash()
			l.more, g.by[h] = g.by[h], l
			kept = append(kept, l)
		}
	}
	clear(g.lots[len(kept):])
	g.lots = kept
}

// gather takes out all people of the cohorts that match.
func (g *grid) gather(match func(*cohort) bool, out []parcel) []parcel {
	for _, l := range g.lots {
		if !match(&l.cohort) {
			continue
		}
		for slot := g.next; slot <= l.last; slot++ {
			if n := l.take(slot); n > 0 {
				out = append(out, l.parcel(g.middle(slot), n))
			}
		}
		l.last = -1
	}
	return out
}

// Alarms are cohorts that are due at an instant of their own.
type alarms struct {
	heap []alarm
	slab []parcel
	free []uint32
	by   map[uint64]uint32 // by hash: where in the slab somebody like that is
	seq  uint64
}

type alarm struct {
	at         machine.Instant
	seq        uint64
	who        uint32 // in the slab
	what       uint8
	population uint8
}

func (a *alarm) before(b *alarm) bool {
	switch {
	case a.at != b.at:
		return a.at < b.at
	case a.what != b.what:
		return a.what < b.what
	case a.population != b.population:
		return a.population < b.population
	}
	return a.seq < b.seq
}

func (q *alarms) least() machine.Instant {
	if len(q.heap) == 0 {
		return machine.Never
	}
	return q.heap[0].at
}

// push lets a cohort be due, together with those who are like it and due at the same instant.
func (q *alarms) push(at machine.Instant, what uint8, x parcel) {
	if at == machine.Never {
		return
	}
	h := x.hash()
	i, ok := q.by[h]
	switch {
	case ok && q.slab[i].cohort == x.cohort:
		q.slab[i].n += x.n
		return
	case len(q.free) > 0:
		i = q.free[len(q.free)-1]
		q.free = q.free[:len(q.free)-1]
		q.slab[i] = x
	default:
		i = uint32(len(q.slab))
		q.slab = append(q.slab, x)
	}
	if q.by == nil {
		q.by = map[uint64]uint32{}
	}
	if !ok {
		q.by[h] = i
	}
	q.seq++
	q.heap = append(q.heap, alarm{at, q.seq, i, what, x.population})
	for k := len(q.heap) - 1; k > 0 && q.heap[k].before(&q.heap[(k-1)/2]); k = (k - 1) / 2 {
		q.heap[k], q.heap[(k-1)/2] = q.heap[(k-1)/2], q.heap[k]
	}
}

// take empties a place in the slab.
func (q *alarms) take(i uint32) parcel {
	x := q.slab[i]
	if h := x.hash(); q.by[h] == i {
		delete(q.by, h)
	}
	q.free = append(q.free, i)
	q.slab[i].n = 0
	return x
}

func (q *alarms) pop() (parcel, uint8) {
	h := q.heap
	top, last := h[0], len(h)-1
	h[0] = h[last]
	q.heap = h[:last]
	q.sink(0)
	return q.take(top.who), top.what
}

func (q *alarms) sink(i int) {
	h := q.heap
	for {
		child := 2*i + 1
		if child+1 < len(h) && h[child+1].before(&h[child]) {
			child++
		}
		if child >= len(h) || !h[child].before(&h[i]) {
			return
		}
		h[i], h[child] = h[child], h[i]
		i = child
	}
}

// gather takes out the cohorts that match.
func (q *alarms) gather(match func(*cohort) bool, out []parcel) []parcel {
	kept := q.heap[:0]
	for _, a := range q.heap {
		if a.what == clientDue && match(&q.slab[a.who].cohort) {
			out = append(out, q.take(a.who))
		} else {
			kept = append(kept, a)
		}
	}
	if len(kept) == len(q.heap) {
		return out
	}
	q.heap = kept
	for i := len(kept)/2 - 1; i >= 0; i-- {
		q.sink(i)
	}
	return out
}

// A flight is a message on its way to a cohort, or, where there is nobody in it, to those of its population whom it concerns.
type flight struct {
	at     machine.Instant
	seq    uint64
	letter letter
	parcel
}

// A post is a mail of cohorts.
type post struct {
	lanes []postLane
	seq   uint64
}

type postLane struct {
	takes machine.Instant
	list  []flight
	head  int
}

// alike is how many of the last messages are looked through for one that says the same to the same people.
const alike = 8

// send puts a message on its way that takes so long.
func (p *post) send(now, takes machine.Instant, l letter, x parcel) {
	i := 0
	for i < len(p.lanes) && p.lanes[i].takes != takes {
		i++
	}
	if i == len(p.lanes) {
		p.lanes = append(p.lanes, postLane{takes: takes})
	}
	lane, at := &p.lanes[i], now+takes
	for k := len(lane.list) - 1; x.n > 0 && k >= max(lane.head, len(lane.list)-alike); k-- {
		if f := &lane.list[k]; f.n > 0 && f.at == at && f.letter == l && f.cohort == x.cohort {
			f.n += x.n
			return
		}
	}
	p.seq++
	lane.list = append(lane.list, flight{at, p.seq, l, x})
}

// first is the lane whose first message arrives first, nil if there is none.
func (p *post) first() (best *postLane) {
	for i := range p.lanes {
		l := &p.lanes[i]
		if l.head == len(l.list) {
			continue
		}
		a := &l.list[l.head]
		if best == nil || a.at < best.list[best.head].at || a.at == best.list[best.head].at && a.seq < best.list[best.head].seq {
			best = l
		}
	}
	return best
}

func (p *post) least() machine.Instant {
	if l := p.first(); l != nil {
		return l.list[l.head].at
	}
	return machine.Never
}

func (p *post) pop() flight {
	l := p.first()
	f := l.list[l.head]
	if l.head++; l.head == len(l.list) {
		l.list, l.head = l.list[:0], 0
	}
	return f
}
