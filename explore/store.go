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

// flat is a set of words by open addressing, at most half full. Words that differ in their last six bits alone share a slot. Workers add
// words without waiting for each other, but for one who makes room.
type flat struct {
	room   sync.RWMutex // is locked while slots are made more
	slots  []slot
	used   atomic.Int64 // slots that are taken, or may be soon by those who add words just now
	before []uint32     // how many words are in front of each slot, once frozen
}

// A slot has a bit for each of 64 neighbours.
type slot struct{ group, bits uint64 } // group is a word's 64th part and one, or 0

func newFlat() *flat { return &flat{slots: make([]slot, 16)} }

// A place is where a word belongs.
type place struct{ hash, group, bit uint64 }

func placeOf(word uint64) place {
	group := word/64 + 1
	return place{mix(group), group, 1 << (word % 64)}
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
	b.reserve(len(places))
	defer b.room.RUnlock()
	slots, mask := b.slots, uint64(len(b.slots)-1)
	var touched uint64
	for i := range places {
		touched |= atomic.LoadUint64(&slots[places[i].hash&mask].group)
	}
	b.n, b.touched = 0, touched
	taken := 0
	for i := range places {
		p := &places[i]
		s := &slots[p.hash&mask]
		if atomic.LoadUint64(&s.group) != p.group {
			var first bool
			if s, first = b.take(p); first {
				taken++
			}
		}
		if s.put(p.bit) {
			fresh = append(fresh, p.word())
		}
	}
	b.used.Add(int64(taken - len(places)))
	return fresh
}

// put sets a bit, and reports whether that is new. Most are not, and so it only looks at first.
func (s *slot) put(bit uint64) bool {
	return atomic.LoadUint64(&s.bits)&bit == 0 && atomic.OrUint64(&s.bits, bit)&bit == 0
}

// reserve makes room for so many groups, and sees to it that the slots stay where they are until room is unlocked.
func (f *flat) reserve(n int) {
	f.room.RLock()
	for f.used.Add(int64(n)) > int64(len(f.slots)/2) {
		f.used.Add(int64(-n))
		f.room.RUnlock()
		f.grow(n)
		f.room.RLock()
	}
}

func (f *flat) grow(n int) {
	f.room.Lock()
	defer f.room.Unlock()
	if f.used.Load()+int64(n) <= int64(len(f.slots)/2) {
		return // somebody else was faster
	}
	old := f.slots
	f.slots = make([]slot, 2*len(old))
	for _, s := range old {
		if s.group != 0 {
			to, _ := f.take(&place{hash: mix(s.group), group: s.group})
			to.bits = s.bits
		}
	}
}

// take is the slot of a group, which it takes if the group has none.
func (f *flat) take(p *place) (s *slot, first bool) {
	mask := uint64(len(f.slots) - 1)
	for at := p.hash & mask; ; at = (at + 1) & mask {
		s = &f.slots[at]
		is := atomic.LoadUint64(&s.group)
		if is == 0 {
			if first = atomic.CompareAndSwapUint64(&s.group, 0, p.group); first {
				return s, true
			}
			is = atomic.LoadUint64(&s.group)
		}
		if is == p.group {
			return s, false
		}
	}
}

func (b *batch) get(id uint64, buf []uint64) []uint64 { return append(buf, id) }

func (f *flat) freeze() {
	n := uint32(0)
	f.before = make([]uint32, len(f.slots)+1)
	for i, s := range f.slots {
		n += uint32(bits.OnesCount64(s.bits))
		f.before[i+1] = n
	}
}

func (f *flat) all() (ids []uint64) {
	for _, s := range f.slots {
		for b := s.bits; b != 0; b &= b - 1 {
			ids = append(ids, place{group: s.group, bit: b & -b}.word())
		}
	}
	return ids
}

func (f *flat) rank(key []uint64) (uint32, bool) {
	p := placeOf(key[0])
	mask := uint64(len(f.slots) - 1)
	at := p.hash & mask
	for f.slots[at].group != p.group && f.slots[at].group != 0 {
		at = (at + 1) & mask
	}
	b := f.slots[at].bits
	return f.before[at] + uint32(bits.OnesCount64(b&(p.bit-1))), b&p.bit != 0
}

func (f *flat) span() int { return int(f.before[len(f.slots)]) }

func (f *flat) bytes() int { return 16*len(f.slots) + 4*len(f.before) }
