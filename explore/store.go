package explore

import (
	"math"
	"math/bits"
	"sync"
	"sync/atomic"
)

// A store is a set of states, for many workers at once. Each has a session of its own.
type store interface {
	open() session
	freeze()                            // no more is added, and states have ranks from now on
	all() []uint64                      // their ids
	rank(words []uint64) (uint32, bool) // the number of a state, below span
	span() int
	bytes() int
}

// A session is one worker's way to a store. It may put off what it adds.
type session interface {
	add(words, fresh []uint64) ([]uint64, error) // appends the ids of states that have turned out to be new
	flush(fresh []uint64) []uint64               // and those of the states that were put off
	get(id uint64, buf []uint64) []uint64        // the words of a state; what is added next differs little from it
}

// mostBits is the size of a domain, as a power of two, for which a bit for each state that there can be takes no more room than a set.
const mostBits = 28

// bitset is a bit for each state that there can be.
type bitset struct {
	words  []uint64
	before []uint32 // how many bits are set in front of each word, once frozen
}

func newBits(size float64) *bitset {
	return &bitset{words: make([]uint64, int(math.Ceil(math.Exp2(size)))/64+1)}
}

func (b *bitset) add(key, fresh []uint64) ([]uint64, error) {
	if len(key) != 1 || key[0]/64 >= uint64(len(b.words)) {
		return fresh, errWider
	}
	word, bit := &b.words[key[0]/64], uint64(1)<<(key[0]%64)
	if atomic.LoadUint64(word)&bit == 0 && atomic.OrUint64(word, bit)&bit == 0 {
		fresh = append(fresh, key[0])
	}
	return fresh, nil
}

func (b *bitset) flush(fresh []uint64) []uint64 { return fresh }

func (b *bitset) get(id uint64, buf []uint64) []uint64 { return append(buf, id) }

func (b *bitset) open() session { return b }

func (b *bitset) freeze() {
	b.before = make([]uint32, len(b.words)+1)
	for i, w := range b.words {
		b.before[i+1] = b.before[i] + uint32(bits.OnesCount64(w))
	}
}

func (b *bitset) all() (ids []uint64) {
	for i, w := range b.words {
		for ; w != 0; w &= w - 1 {
			ids = append(ids, uint64(64*i+bits.TrailingZeros64(w)))
		}
	}
	return ids
}

func (b *bitset) rank(key []uint64) (uint32, bool) {
	word, bit := b.words[key[0]/64], uint64(1)<<(key[0]%64)
	return b.before[key[0]/64] + uint32(bits.OnesCount64(word&(bit-1))), word&bit != 0
}

func (b *bitset) span() int { return int(b.before[len(b.words)]) }

func (b *bitset) bytes() int { return 8*len(b.words) + 4*len(b.before) }

// flat is a set of words. Words that differ in their last six bits alone share a slot; and most additions are of what is in the
// set already, which needs no lock.
type flat struct {
	shards [shards]struct {
		sync.Mutex
		table atomic.Pointer[table]
		_     [64]byte
	}
	before [shards + 1][]uint32 // how many words are in front of each slot, once frozen
}

// shards is how many parts a set has, each of which is locked, and grows, by itself.
const shards = 256

func newFlat() *flat {
	f := new(flat)
	for i := range f.shards {
		f.shards[i].table.Store(&table{slots: make([]slot, 16)})
	}
	return f
}

// A place is where a word belongs.
type place struct{ shard, hash, group, bit uint64 }

func placeOf(word uint64) place {
	group := word/64 + 1
	h := mix(group)
	return place{h % shards, h / shards, group, 1 << (word % 64)}
}

func (p place) word() uint64 { return 64*(p.group-1) + uint64(bits.TrailingZeros64(p.bit)) }

func (f *flat) open() session { return &batch{flat: f} }

// A batch is a worker's way to a flat. It adds many words at once, so that they come from memory at the same time.
type batch struct {
	*flat
	places  [256]place
	n       int
	touched uint64 // of no meaning; without it nothing would be read ahead
}

func (b *batch) add(key, fresh []uint64) ([]uint64, error) {
	if len(key) != 1 {
		return fresh, errWider
	}
	b.places[b.n] = placeOf(key[0])
	if b.n++; b.n == len(b.places) {
		fresh = b.flush(fresh)
	}
	return fresh, nil
}

func (b *batch) flush(fresh []uint64) []uint64 {
	places := b.places[:b.n]
	var bits uint64
	for _, p := range places {
		bits |= b.shards[p.shard].table.Load().first(p)
	}
	b.n, b.touched = 0, bits
	for _, p := range places {
		if b.put(p) {
			fresh = append(fresh, p.word())
		}
	}
	return fresh
}

// put adds a word, and reports whether it is new.
func (f *flat) put(p place) bool {
	s := &f.shards[p.shard]
	t := s.table.Load()
	if at := t.find(p); atomic.LoadUint64(&t.slots[at].bits)&p.bit != 0 {
		return false
	}
	s.Lock()
	defer s.Unlock()
	if t = s.table.Load(); t.full() {
		t = t.grown()
		s.table.Store(t)
	}
	return t.put(p)
}

func (b *batch) get(id uint64, buf []uint64) []uint64 { return append(buf, id) }

func (f *flat) freeze() {
	n := uint32(0)
	for i := range f.shards {
		t := f.shards[i].table.Load()
		f.before[i] = make([]uint32, len(t.slots))
		for k, s := range t.slots {
			f.before[i][k] = n
			n += uint32(bits.OnesCount64(s.bits))
		}
	}
	f.before[shards] = []uint32{n}
}

func (f *flat) all() (ids []uint64) {
	for i := range f.shards {
		for _, s := range f.shards[i].table.Load().slots {
			for b := s.bits; b != 0; b &= b - 1 {
				ids = append(ids, 64*(s.group-1)+uint64(bits.TrailingZeros64(b)))
			}
		}
	}
	return ids
}

func (f *flat) rank(key []uint64) (uint32, bool) {
	p := placeOf(key[0])
	t := f.shards[p.shard].table.Load()
	at := t.find(p)
	b := t.slots[at].bits
	return f.before[p.shard][at] + uint32(bits.OnesCount64(b&(p.bit-1))), b&p.bit != 0
}

func (f *flat) span() int { return int(f.before[shards][0]) }

func (f *flat) bytes() (n int) {
	for i := range f.shards {
		n += 16*len(f.shards[i].table.Load().slots) + 4*len(f.before[i])
	}
	return n
}

// table is a set of words by open addressing.
type table struct {
	slots []slot
	used  int
}

// A slot has a bit for each of 64 neighbours.
type slot struct{ group, bits uint64 } // group is a word's 64th part and one, or 0

// find returns where a word's group is, or where it would be.
func (t *table) find(p place) int {
	mask := uint64(len(t.slots) - 1)
	for at := p.hash & mask; ; at = (at + 1) & mask {
		if g := atomic.LoadUint64(&t.slots[at].group); g == p.group || g == 0 {
			return int(at)
		}
	}
}

// first reads where a word's group is likely to be.
func (t *table) first(p place) uint64 {
	return atomic.LoadUint64(&t.slots[p.hash&uint64(len(t.slots)-1)].group)
}

// put adds a word, for which there has to be room, and reports whether it is new.
func (t *table) put(p place) bool {
	s := &t.slots[t.find(p)]
	if s.group == 0 {
		atomic.StoreUint64(&s.group, p.group)
		t.used++
	}
	return atomic.OrUint64(&s.bits, p.bit)&p.bit == 0
}

func (t *table) full() bool { return 4*(t.used+1) > 3*len(t.slots) }

// grown is the set with room for more. Who still reads the old one finds nothing there that is not in the set.
func (t *table) grown() *table {
	g := &table{slots: make([]slot, 2*len(t.slots)), used: t.used}
	for _, s := range t.slots {
		if s.group != 0 {
			g.slots[g.find(placeOf(64*(s.group-1)))] = s
		}
	}
	return g
}
