package sim

import (
	"cmp"
	"math/bits"
	"slices"
)

// A way is everything that decides which candidates a cohort finds.
type way struct {
	population uint8
	kept       uint8
	failed     bool
}

// A turn is a list of candidates, and how likely it is to be drawn: so many of certain.
type turn struct {
	list  uint16
	share uint64
}

// certain is the share of what is not drawn.
const certain = 1 << 32

// turns returns the lists that a cohort finds, with their shares.
func (c *Cohorts) turns(x *cohort) []turn {
	if c.sought != c.changes {
		clear(c.orders)
		c.sought = c.changes
	}
	w := way{x.population, x.kept, x.state.Failures() > 0}
	all, ok := c.orders[w]
	if !ok {
		t := tree{c: c, way: w}
		all = t.below(nil)
		c.orders[w] = all
	}
	return all
}

// A tree is all that can be drawn for the order of records: every number that the first draw can give, and so on.
type tree struct {
	c      *Cohorts
	way    way
	climbs int
}

// mostClimbs is how many orders are looked at before that counts as too many.
const mostClimbs = 1 << 14

// A script is a source that gives the numbers that it is told to give, and then 0; it takes note of what was asked beyond.
type script struct {
	numbers []uint64
	at      int
	beyond  uint64 // how many numbers the first draw beyond could have given
}

func (s *script) Below(n uint64) uint64 {
	if n <= 1 {
		return 0
	}
	s.at++
	if s.at <= len(s.numbers) {
		return s.numbers[s.at-1]
	}
	if s.at == len(s.numbers)+1 {
		s.beyond = n
	}
	return 0
}

// below returns what comes of all draws that begin so.
func (t *tree) below(drawn []uint64) []turn {
	if t.climbs++; t.climbs > mostClimbs {
		t.c.err = cannot("records of DNS: they come in more orders than %d", mostClimbs)
		return []turn{{0, certain}}
	}
	s := script{numbers: drawn}
	list := t.climb(&s)
	if s.beyond == 0 {
		return []turn{{list, certain}}
	}
	return t.between(drawn, s.beyond, 0, s.beyond)
}

// few is how many numbers are tried one by one. Of more, those in between give what both ends give, if that is the same: a draw
// among weights gives one record after the other.
const few = 64

// between returns what comes of draws that begin so and go on with a number in [from, to), of n that there are.
func (t *tree) between(drawn []uint64, n, from, to uint64) []turn {
	first := t.below(append(slices.Clone(drawn), from))
	if to-from == 1 {
		return scaled(first, 1, n)
	}
	if n > few && slices.Equal(first, t.below(append(slices.Clone(drawn), to-1))) {
		return scaled(first, to-from, n)
	}
	half := from + (to-from)/2
	return joined(t.between(drawn, n, from, half), t.between(drawn, n, half, to), to-from == n)
}

// scaled returns turns of which only part of n counts.
func scaled(all []turn, part, n uint64) []turn {
	all = slices.Clone(all)
	for i := range all {
		hi, lo := bits.Mul64(all[i].share, part)
		all[i].share, _ = bits.Div64(hi, lo, n)
	}
	return all
}

// joined adds turns up; what rounding has lost of all of them goes to the last.
func joined(a, b []turn, all bool) []turn {
	a = append(a, b...)
	slices.SortStableFunc(a, func(x, y turn) int { return cmp.Compare(x.list, y.list) })
	out, sum := a[:0], uint64(0)
	for _, t := range a {
		sum += t.share
		if n := len(out); n > 0 && out[n-1].list == t.list {
			out[n-1].share += t.share
			continue
		}
		out = append(out, t)
	}
	if all {
		out[len(out)-1].share += certain - sum
	}
	return out
}

// climb makes the list that is found when such numbers are drawn.
func (t *tree) climb(s *script) uint16 {
	c := t.c
	kept := int(t.way.kept)
	if t.way.kept == noPool {
		kept = -1
	}
	var buf [mostPools]uint8
	pools := buf[:0]
	crowd := c.crowds[t.way.population]
	crowd.Climb(t.way.failed, kept, s, func(_, rung int) uint64 {
		answer, _, _ := crowd.DNS(rung)
		return answer
	}, func(pool int) bool {
		if has(pools, uint8(pool)) {
			return false
		}
		pools = append(pools, uint8(pool))
		return true
	})
	return c.listOf(pools)
}
