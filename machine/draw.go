package machine

import "math/bits"

// A Draw is a source of random numbers that is a value: a seed, and how many numbers were drawn from it. The n-th number
// depends on nothing but the seed and n, so a copy of a state continues as the original does, and the order in which
// states are run changes nothing.
type Draw struct {
	Seed  uint32
	Drawn uint32
}

// Below returns a number in [0, n), each equally likely. A draw with one possible outcome does not move the counter:
// Below(0) and Below(1) are 0.
func (d *Draw) Below(n uint64) uint64 {
	if n <= 1 {
		return 0
	}
	d.Drawn++
	x := uint64(d.Seed)<<32 | uint64(d.Drawn)
	for {
		x = mix(x)
		if hi, lo := bits.Mul64(x, n); lo >= -n%n { // reject the uneven rest, so that every outcome has the same share
			return hi
		}
	}
}

// mix is the finaliser of SplitMix64: neighbouring numbers become unrelated ones.
func mix(x uint64) uint64 {
	x += 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}
