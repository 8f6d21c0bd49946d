package machine

import (
	"errors"
	"math"
	"math/bits"
	"unsafe"
)

// A Layout is where a state keeps its fields, if it stays where it is and is always visited alike: the same fields in the
// same order with the same ranges. It packs the state into the words that a Code would pack it into, in a fraction of the
// time, because nothing is visited.
type Layout struct {
	visit func(*Code)
	code  Code
	words []fields
	order []visit
	seen  int // how many visits there have been
}

// fields are those that are packed into one word, by their size.
type fields struct {
	bytes, halves, wholes []field
	visits                int // of the fields up to here
}

type field struct {
	at        unsafe.Pointer
	most, mul uint64
}

// A visit is of a field that can have n values.
type visit struct {
	at      unsafe.Pointer
	n       uint64
	inverse uint64 // of n, times 1<<64 and rounded up
	value   uint64 // that the field is unpacked to
}

// ErrLayout is that a state was visited in another way than when its Layout was learnt. It has to be packed by a Code.
var ErrLayout = errors.New("machine: a visit differs from the layout")

// LayoutOf visits a state to learn where its fields are. Enums and bools have a place in a Layout; if there is anything
// else, the error wraps ErrCode.
func LayoutOf(visit func(*Code)) (*Layout, error) {
	l := &Layout{visit: visit, words: make([]fields, 1)}
	l.code = Code{mode: laying, mul: 1, layout: l}
	visit(&l.code)
	if l.code.err != nil {
		return nil, l.code.err
	}
	l.code.mode = unpacking
	return l, nil
}

// visited hears of a visit: it learns it, or returns what the field is unpacked to; ok is false if it is not the visit that it should be.
func (l *Layout) visited(c *Code, at unsafe.Pointer, size uintptr, n uint64) (value uint64, ok bool) {
	if l.seen < len(l.order) {
		if v := &l.order[l.seen]; v.at == at && v.n == n {
			l.seen++
			return v.value, true
		}
	}
	return 0, l.learn(c, at, size, n)
}

func (l *Layout) learn(c *Code, at unsafe.Pointer, size uintptr, n uint64) bool {
	if c.mode != laying {
		l.strange(c)
		return false
	}
	c.digit(0, n)
	l.lay(field{at, n - 1, c.mul / n}, size, c.pos)
	l.order = append(l.order, visit{at, n, math.MaxUint64/n + 1, 0})
	l.seen = len(l.order)
	l.words[c.pos].visits = l.seen
	return false
}

// strange hears of a visit of what has no place in a Layout.
func (l *Layout) strange(c *Code) {
	if l.seen = len(l.order) + 1; c.mode == laying {
		c.fail("a layout has a place for enums and bools alone")
	}
}

func (l *Layout) lay(f field, size uintptr, word int) {
	for len(l.words) <= word {
		l.words = append(l.words, fields{})
	}
	switch w := &l.words[word]; size {
	case 1:
		w.bytes = append(w.bytes, f)
	case 2:
		w.halves = append(w.halves, f)
	default:
		w.wholes = append(w.wholes, f)
	}
}

// Pack appends the state's words to buf.
func (l *Layout) Pack(buf []uint64) ([]uint64, error) {
	var beyond uint64 // its upper bit is set once a value is more than it can be
	for i := range l.words {
		w, acc := &l.words[i], uint64(0)
		for _, f := range w.bytes {
			v := uint64(*(*uint8)(f.at))
			acc, beyond = acc+v*f.mul, beyond|(f.most-v)
		}
		for _, f := range w.halves {
			v := uint64(*(*uint16)(f.at))
			acc, beyond = acc+v*f.mul, beyond|(f.most-v)
		}
		for _, f := range w.wholes {
			v := uint64(*(*uint32)(f.at))
			acc, beyond = acc+v*f.mul, beyond|(f.most-v)
		}
		buf = append(buf, acc)
	}
	if beyond>>63 != 0 {
		return l.outside(buf)
	}
	return buf, nil
}

// outside packs the state by a Code, which tells which value is outside its range.
func (l *Layout) outside(buf []uint64) ([]uint64, error) {
	var c Code
	c.Pack(0, 1, nil)
	l.visit(&c)
	return buf, c.err
}

// Unpack brings the state to what was packed, and makes sure that it was visited as it was before: else the error is
// ErrLayout, and words that Pack has packed since the Layout was learnt may be those of another state.
func (l *Layout) Unpack(words []uint64) error {
	if !l.split(words) {
		return ErrLayout
	}
	l.seen = 0
	l.visit(&l.code)
	if l.seen != len(l.order) {
		return ErrLayout
	}
	return nil
}

// split splits words into the values of fields, and reports whether nothing is left over.
func (l *Layout) split(words []uint64) bool {
	if len(words) != len(l.words) {
		return false
	}
	from := 0
	for i, acc := range words {
		to := l.words[i].visits
		for k := range l.order[from:to] {
			v := &l.order[from+k]
			rest, _ := bits.Mul64(acc, v.inverse)
			if v.value = acc - rest*v.n; v.value >= v.n { // an inverse that is rounded up, or of 1
				rest = acc / v.n
				v.value = acc - rest*v.n
			}
			acc = rest
		}
		if acc != 0 {
			return false
		}
		from = to
	}
	return true
}
