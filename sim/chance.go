package sim

import "math/bits"

// Where sign-ins come one after another, each at an instant of its own, a rate turns some away though it has places for all: they come
// while the last place is taken, and places that are free again before the next one comes are lost. That is the queue M/D/1/B: who is
// turned away is who finds B waiting, and a place is lost where nobody is. What such a queue lets in is known in closed form (Brun and
// Garcia, Analytical solution of finite capacity M/D/1 queues, 2000), and is counted here in whole numbers, so that it is the same
// on every processor.

// one is 1 of what is counted in these fractions.
const one = 1 << 56

const (
	mostBurst = 16        // the largest burst that the queue is worked out for
	mostLoad  = 16 * one  // beyond, no place is lost of two or more
	mostOver  = 128 * one // more makes no difference at all
)

// kept is the part of the sign-ins that come, or of the places that there are if those are less, that come together: of a rate with places
// for a burst, to which load times as many come as it takes.
func kept(burst int, load uint64) uint64 {
	if burst > mostBurst { // far from 1 nothing is lost; near it the same is, stretched
		return one - (one-kept(mostBurst, stretched(load, burst)))*mostBurst/uint64(burst)
	}
	n := uint64(burst - 1)
	if n > 0 {
		load = min(load, mostLoad)
	}
	none, e := uint64(one), decay(load)
	for range n {
		none = times(none, e)
	}
	c := clusters(n, times(load, e))
	hi, lo := bits.Mul64(c, max(load, one))
	all := none + times(load, c)
	is, _ := bits.Div64(hi, lo, all)
	return min(is, one)
}

// stretched is how far a load is from 1 for the largest burst that is worked out, if it is so far for another.
func stretched(load uint64, burst int) uint64 {
	ratio := uint64(burst) * one / mostBurst
	if load < one {
		return one - min(times(one-load, ratio), one)
	}
	return one + min(times(min(load, mostLoad)-one, ratio), mostLoad-one)
}

// decay is e to the power of -x.
func decay(x uint64) uint64 {
	x = min(x, mostLoad) / 16
	e := uint64(one)
	for k := uint64(24); k > 0; k-- {
		e = one - times(x, e)/k
	}
	for range 4 {
		e = times(e, e)
	}
	return e
}

// clusters is the sum over k up to n of (-(n-k)x)^k/k!, for x up to 1/e: how likely it is, in parts of what is common to all, that places last.
func clusters(n, x uint64) (sum uint64) {
	for k := range n + 1 {
		term := uint64(one)
		for j := range k {
			term = times(term, (n-k)*x) / (j + 1)
		}
		if k%2 == 1 {
			term = -term
		}
		sum += term
	}
	return sum
}

func times(a, b uint64) uint64 {
	hi, lo := bits.Mul64(a, b)
	return hi<<8 | lo>>56
}
