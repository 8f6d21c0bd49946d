package explore

import "sync"

// tree is a set of states of many words, which mostly differ in few: each word, and each pair of neighbours, and of pairs, is kept
// once, under a number. A state is the pair at the top. Nothing is left out, so that two states are never taken for one.
type tree struct {
	words, pairs interner

	mutex  sync.Mutex
	tops   []*top // by the length of states
	before []int
}

// A top holds all states of one length.
type top struct {
	interner
	length int
}

func newTree() *tree { return new(tree) }

// top returns the states of a length, and their number among the tops.
func (t *tree) top(length int) (n int, states *top) {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	for n, states = range t.tops {
		if states.length == length {
			return n, states
		}
	}
	states = &top{length: length}
	t.tops = append(t.tops, states)
	return len(t.tops) - 1, states
}

func (t *tree) open() session { return &climber{tree: t} }

func (t *tree) freeze() {
	t.before = make([]int, len(t.tops)+1)
	for i, top := range t.tops {
		t.before[i+1] = t.before[i] + top.span()
	}
}

func (t *tree) all() (ids []uint64) {
	for n, top := range t.tops {
		for i := range top.shards {
			for k := range top.shards[i].values {
				ids = append(ids, uint64(n)<<32|uint64(k*shards+i))
			}
		}
	}
	return ids
}

func (t *tree) rank(words []uint64) (uint32, bool) {
	id, fresh := (&climber{tree: t}).put(words)
	return uint32(t.before[id>>32] + int(id&0xffffffff)), !fresh
}

func (t *tree) span() int { return t.before[len(t.tops)] }

func (t *tree) bytes() int {
	n := t.words.bytes() + t.pairs.bytes()
	for _, top := range t.tops {
		n += top.bytes()
	}
	return n
}

// A climber goes up and down the tree. It remembers the state that it came down to last: where the next one is the same, nothing
// has to be looked up.
type climber struct {
	*tree
	last   []uint64
	leaves []uint32 // the number of each of its words,
	nodes  []uint32 // and of the pair that is split in front of each
	now    []uint64
}

// split is where the pair for a range of words is split.
func split(lo, hi int) int {
	size := 1
	for 2*size < hi-lo {
		size *= 2
	}
	return lo + size
}

func (c *climber) add(words, fresh []uint64) ([]uint64, error) {
	if id, is := c.put(words); is {
		fresh = append(fresh, id)
	}
	return fresh, nil
}

func (c *climber) flush(fresh []uint64) []uint64 { return fresh }

// put adds a state, and reports whether it is new.
func (c *climber) put(words []uint64) (id uint64, fresh bool) {
	c.now = words
	n, states := c.top(len(words))
	key := words[0]
	if len(words) > 1 {
		mid := split(0, len(words))
		left, _ := c.up(0, mid)
		right, _ := c.up(mid, len(words))
		key = pair(left, right)
	}
	number, fresh := states.intern(key)
	return uint64(n)<<32 | uint64(number), fresh
}

func pair(left, right uint32) uint64 { return uint64(left)<<32 | uint64(right) }

// up numbers a range of words, and says whether it is the last state's.
func (c *climber) up(lo, hi int) (number uint32, same bool) {
	known := len(c.last) == len(c.now)
	if hi-lo == 1 {
		if known && c.now[lo] == c.last[lo] {
			return c.leaves[lo], true
		}
		number, _ = c.words.intern(c.now[lo])
		return number, false
	}
	mid := split(lo, hi)
	left, a := c.up(lo, mid)
	right, b := c.up(mid, hi)
	if a && b {
		return c.nodes[mid], true
	}
	number, _ = c.pairs.intern(pair(left, right))
	return number, false
}

func (c *climber) get(id uint64, buf []uint64) []uint64 {
	_, states := int(id>>32), c.at(int(id>>32))
	for len(c.leaves) < states.length {
		c.leaves, c.nodes = append(c.leaves, 0), append(c.nodes, 0)
	}
	key := states.value(uint32(id))
	if states.length == 1 {
		buf = append(buf, key)
	} else {
		mid := split(0, states.length)
		buf = c.down(uint32(key>>32), 0, mid, buf)
		buf = c.down(uint32(key), mid, states.length, buf)
	}
	c.last = append(c.last[:0], buf...)
	if states.length == 1 {
		c.last = c.last[:0] // its only word is no leaf
	}
	return buf
}

func (t *tree) at(n int) *top {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	return t.tops[n]
}

// down appends the words of a range.
func (c *climber) down(number uint32, lo, hi int, buf []uint64) []uint64 {
	if hi-lo == 1 {
		c.leaves[lo] = number
		return append(buf, c.words.value(number))
	}
	mid := split(lo, hi)
	c.nodes[mid] = number
	key := c.pairs.value(number)
	buf = c.down(uint32(key>>32), lo, mid, buf)
	return c.down(uint32(key), mid, hi, buf)
}

// shards is how many parts an interner has, each of which is locked, and grows, by itself.
const shards = 256

// An interner numbers words. Numbers are not given in order, and not all are given.
type interner struct {
	shards [shards]struct {
		sync.Mutex
		values []uint64
		slots  []uint32 // number in values, from 1
	}
}

func (n *interner) intern(key uint64) (number uint32, fresh bool) {
	h := mix(key)
	s := &n.shards[h%shards]
	s.Lock()
	defer s.Unlock()
	if 4*(len(s.values)+1) > 3*len(s.slots) {
		old := s.values
		s.slots = make([]uint32, max(16, 2*len(s.slots)))
		for i, v := range old {
			*probe(s.slots, old, v, mix(v)/shards) = uint32(i) + 1
		}
	}
	slot := probe(s.slots, s.values, key, h/shards)
	if fresh = *slot == 0; fresh {
		s.values = append(s.values, key)
		*slot = uint32(len(s.values))
	}
	return (*slot-1)*shards + uint32(h%shards), fresh
}

// probe finds the slot that a word has, or would have.
func probe(slots []uint32, values []uint64, key, hash uint64) *uint32 {
	mask := uint64(len(slots) - 1)
	for at := hash & mask; ; at = (at + 1) & mask {
		if s := slots[at]; s == 0 || values[s-1] == key {
			return &slots[at]
		}
	}
}

func (n *interner) value(number uint32) uint64 {
	s := &n.shards[number%shards]
	s.Lock()
	defer s.Unlock()
	return s.values[number/shards]
}

func (n *interner) span() (most int) {
	for i := range n.shards {
		most = max(most, len(n.shards[i].values))
	}
	return most * shards
}

func (n *interner) bytes() (b int) {
	for i := range n.shards {
		b += 8*cap(n.shards[i].values) + 4*cap(n.shards[i].slots)
	}
	return b
}
