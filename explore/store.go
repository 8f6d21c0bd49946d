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

// A session is one worker's way to a store.
type session interface {
	add(words []uint64) (id uint64, fresh bool, err error)
	get(id uint64, buf []uint64) []uint64 // the words of a state; what is added next differs little from it
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

func (b *bitset) add(key []uint64) (uint64, bool, error) {
	if len(key) != 1 || key[0]/64 >= uint64(len(b.words)) {
		return 0, false, errWider
	}
	word, bit := &b.words[key[0]/64], uint64(1)<<(key[0]%64)
	if atomic.LoadUint64(word)&bit != 0 {
		return key[0], false, nil
	}
	return key[0], atomic.OrUint64(word, bit)&bit == 0, nil
}

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

// flat is a set of words.
type flat struct {
	shards [shards]struct {
		sync.Mutex
		table
		_ [64]byte
	}
	before [shards + 1]uint32
}

// shards is how many parts a set has, each of which is locked, and grows, by itself.
const shards = 256

func newFlat() *flat { return new(flat) }

func (f *flat) add(key []uint64) (uint64, bool, error) {
	if len(key) != 1 {
		return 0, false, errWider
	}
	h := mix(key[0])
	s := &f.shards[h%shards]
	s.Lock()
	_, fresh := s.put(key[0], h/shards)
	s.Unlock()
	return key[0], fresh, nil
}

func (f *flat) get(id uint64, buf []uint64) []uint64 { return append(buf, id) }

func (f *flat) open() session { return f }

func (f *flat) freeze() {
	for i := range f.shards {
		f.before[i+1] = f.before[i] + uint32(len(f.shards[i].slots)) + 1
	}
}

func (f *flat) all() (ids []uint64) {
	for i := range f.shards {
		s := &f.shards[i]
		for _, key := range s.slots {
			switch key {
			case 0:
			case math.MaxUint64:
				ids = append(ids, 0)
			default:
				ids = append(ids, key)
			}
		}
		if s.all {
			ids = append(ids, math.MaxUint64)
		}
	}
	return ids
}

func (f *flat) rank(key []uint64) (uint32, bool) {
	h := mix(key[0])
	at, ok := f.shards[h%shards].find(key[0], h/shards)
	return f.before[h%shards] + uint32(at), ok
}

func (f *flat) span() int { return int(f.before[shards]) }

func (f *flat) bytes() (n int) {
	for i := range f.shards {
		n += 8 * cap(f.shards[i].slots)
	}
	return n
}

// table is a set of words by open addressing. The word 0 is kept as ^0, and that one apart.
type table struct {
	slots []uint64
	used  int
	all   bool // ^0 is in the set
}

// find returns where a word is, or where it would be.
func (t *table) find(key, hash uint64) (at int, ok bool) {
	switch {
	case key == math.MaxUint64:
		return len(t.slots), t.all
	case key == 0:
		key = math.MaxUint64
	}
	if len(t.slots) == 0 {
		return 0, false
	}
	mask := uint64(len(t.slots) - 1)
	for at := hash & mask; ; at = (at + 1) & mask {
		if s := t.slots[at]; s == 0 || s == key {
			return int(at), s == key
		}
	}
}

func (t *table) put(key, hash uint64) (at int, fresh bool) {
	if key == math.MaxUint64 {
		fresh, t.all = !t.all, true
		return len(t.slots), fresh
	}
	at, ok := t.find(key, hash)
	if ok {
		return at, false
	}
	if 4*(t.used+1) > 3*len(t.slots) {
		t.grow()
		at, _ = t.find(key, hash)
	}
	if key == 0 {
		key = math.MaxUint64
	}
	t.slots[at] = key
	t.used++
	return at, true
}

func (t *table) grow() {
	old := t.slots
	t.slots = make([]uint64, max(16, 2*len(old)))
	for _, key := range old {
		if key == 0 {
			continue
		}
		if key == math.MaxUint64 {
			key = 0
		}
		at, _ := t.find(key, mix(key)/shards)
		if key == 0 {
			key = math.MaxUint64
		}
		t.slots[at] = key
	}
}
