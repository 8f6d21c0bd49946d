package machine

import (
	"errors"
	"fmt"
	"math"
	"math/bits"
	"time"
	"unsafe"
)

// A Code visits every field of a state once, each with its range. One visit, written once per state, sizes the domain,
// packs the state into words and unpacks it again; snapshots, hashing, copies and time shifts follow from that.
//
// Deadlines are packed relative to now, in units of a quantum, so that states that differ only in when they happen
// pack to the same words, and unpacking at another now shifts the state in time.
type Code struct {
	mode    mode
	now     Instant
	quantum Instant
	words   []uint64
	pos     int    // unpacking: the word that acc came from
	acc     uint64 // mixed radix: the digits of the current word
	mul     uint64 // the product of their ranges so far
	bits    float64
	layout  *Layout // laying: what is learnt; unpacking: what has to be visited, or nil
	err     error
}

type mode uint8

const (
	sizing mode = iota
	packing
	unpacking
	laying
)

// ErrCode is what every error of a Code wraps.
var ErrCode = errors.New("machine: state and code do not agree")

// Pack starts packing into buf, which is overwritten and grown as needed. A quantum below 1 counts as 1 ns.
func (c *Code) Pack(now Instant, quantum time.Duration, buf []uint64) {
	c.mode, c.now, c.quantum, c.words = packing, now, Instant(max(quantum, 1)), buf[:0]
	c.acc, c.mul, c.bits, c.err = 0, 1, 0, nil
}

// Unpack starts unpacking words that were packed with the same quantum. It keeps words but does not change them.
func (c *Code) Unpack(now Instant, quantum time.Duration, words []uint64) {
	*c = Code{mode: unpacking, now: now, quantum: Instant(max(quantum, 1)), words: words, mul: 1}
	if len(words) == 0 {
		c.fail("no words to unpack")
		return
	}
	c.acc = words[0]
}

// Size starts a visit that counts the states there can be.
func (c *Code) Size(quantum time.Duration) {
	*c = Code{mode: sizing, quantum: Instant(max(quantum, 1)), mul: 1}
}

// Words ends packing and returns the words.
func (c *Code) Words() []uint64 {
	c.words = append(c.words, c.acc)
	c.acc, c.mul = 0, 1
	return c.words
}

// Close ends unpacking: it reports words that were left over, and whatever went wrong before.
func (c *Code) Close() error {
	if c.mode == unpacking && c.err == nil && (c.acc != 0 || c.pos != len(c.words)-1) {
		c.fail("%d words, of which %d were read", len(c.words), c.pos+1)
	}
	return c.err
}

// Unpacking reports whether the visit writes the state; a state that grows makes room for what comes then.
func (c *Code) Unpacking() bool { return c.mode == unpacking }

// Err returns the first thing that went wrong: a value outside its range, or words that ran out.
func (c *Code) Err() error { return c.err }

// Bits returns the size of the domain visited so far, as a power of two.
func (c *Code) Bits() float64 { return c.bits }

// Now returns the instant that deadlines are relative to.
func (c *Code) Now() Instant { return c.now }

func (c *Code) fail(format string, args ...any) {
	if c.err == nil {
		c.err = fmt.Errorf("%w: %s", ErrCode, fmt.Sprintf(format, args...))
	}
}

// digit visits v in [0, n).
func (c *Code) digit(v uint64, n uint64) uint64 {
	hi, mul := bits.Mul64(c.mul, n)
	if hi != 0 {
		c.next()
		mul = n
	}
	at := c.mul
	c.mul = mul
	if c.mode == packing && v < n {
		c.acc += v * at
		return v
	}
	return c.other(v, n)
}

// other is digit in the other modes, and for what does not fit.
func (c *Code) other(v, n uint64) uint64 {
	switch {
	case c.mode == packing:
		c.fail("value %d is outside [0, %d)", v, n)
	case c.mode == sizing:
		c.bits += math.Log2(float64(n))
	case c.mode == laying:
	case n&(n-1) == 0:
		v = c.acc & (n - 1)
		c.acc >>= bits.TrailingZeros64(n)
	default:
		rest := c.acc / n
		v = c.acc - rest*n
		c.acc = rest
	}
	return v
}

// next goes to the next word.
func (c *Code) next() {
	c.mul = 1
	switch {
	case c.mode == packing:
		c.words = append(c.words, c.acc)
		c.acc = 0
	case c.mode == laying:
		c.pos++
	case c.mode == unpacking && c.acc != 0:
		c.fail("word %d has digits left over", c.pos)
		c.acc = 0
	case c.mode == unpacking && c.pos+1 >= len(c.words):
		c.fail("%d words are too few", len(c.words))
	case c.mode == unpacking:
		c.pos++
		c.acc = c.words[c.pos]
	}
}

// Enum visits a value in [0, n).
func Enum[T ~uint8 | ~uint16 | ~uint32](c *Code, p *T, n int) {
	if c.layout != nil {
		if v, ok := c.layout.visited(c, unsafe.Pointer(p), unsafe.Sizeof(*p), uint64(max(n, 1))); ok {
			*p = T(v)
		}
		return
	}
	v := c.digit(uint64(*p), uint64(max(n, 1)))
	if c.mode == unpacking {
		*p = T(v)
	}
}

// Bool visits a bool.
func (c *Code) Bool(p *bool) {
	if c.layout != nil {
		if v, ok := c.layout.visited(c, unsafe.Pointer(p), 1, 2); ok {
			*p = v != 0
		}
		return
	}
	var v uint64
	if *p {
		v = 1
	}
	if c.mode == packing && c.mul < 1<<63 {
		c.acc += v * c.mul
		c.mul <<= 1
		return
	}
	v = c.digit(v, 2)
	if c.mode == unpacking {
		*p = v != 0
	}
}

// Uint64 visits any 64-bit value.
func (c *Code) Uint64(p *uint64) {
	if c.layout != nil {
		c.layout.strange(c)
		return
	}
	lo, hi := *p&math.MaxUint32, *p>>32
	lo = c.digit(lo, 1<<32)
	hi = c.digit(hi, 1<<32)
	if c.mode == unpacking {
		*p = lo | hi<<32
	}
}

// Timer visits a deadline that is at most ahead of now, or not armed. A deadline before now, or between two quanta, is
// an error when packing.
func (c *Code) Timer(p *Timer, ahead time.Duration) {
	c.timer(p, ahead, false)
}

// Age visits a Timer that is read as an age: one that is due counts as the same, however long it has been so, and is
// unpacked as not armed; an age between two quanta is packed as the younger one.
func (c *Code) Age(p *Timer, full time.Duration) {
	c.timer(p, full, true)
}

// steps is how many quanta it takes to cover d.
func steps(d, quantum Instant) uint64 {
	quantum = max(quantum, 1)
	n := uint64(d / quantum)
	if d%quantum != 0 {
		n++
	}
	return n
}

func (c *Code) timer(p *Timer, ahead time.Duration, age bool) {
	if c.layout != nil {
		c.layout.strange(c)
		return
	}
	var v uint64
	if c.mode == packing && p.Armed() {
		d := Instant(p.Deadline().Sub(c.now))
		switch {
		case age && d <= 0:
			d = -c.quantum // as not armed
		case age:
			d = (d + c.quantum - 1) / c.quantum * c.quantum
		case d < 0 || d%c.quantum != 0:
			c.fail("deadline %v at %v is past or between two quanta of %v", p.Deadline(), c.now, time.Duration(c.quantum))
		}
		v = uint64(d/c.quantum + 1)
	}
	v = c.digit(v, steps(Instant(max(ahead, 0)), c.quantum)+2)
	if c.mode == unpacking {
		*p = Timer{}
		if v != 0 {
			*p = At(c.now.Add(time.Duration(v-1) * time.Duration(c.quantum)))
		}
	}
}
