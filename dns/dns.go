// Package dns is what a client makes of a DNS answer: in which order it tries the records of an SRV set ([Order]), and
// which names it takes for its own ([StrictMatch]). It asks no server.
package dns

import (
	"cmp"
	"slices"

	"understudy.example/machine"
)

// An SRV is one record. Its fields are those of net.SRV, so that one converts into the other.
type SRV struct {
	Target   string
	Port     uint16
	Priority uint16
	Weight   uint16
}

// Usable reports whether the record names a host. The target "." says that the service is not there: alone, the name offers
// nothing; among others, the record is skipped (C-92, H-33).
func (r SRV) Usable() bool { return r.Target != "" && r.Target != "." }

// A Policy says how records of one priority are ordered by weight (C-110).
type Policy uint8

// The policies.
const (
	// RFC2782 is the algorithm to the letter: records without weight first, a draw from 0 to the sum of the weights, both
	// included, and the first record whose running sum reaches it; again for the rest (C-91). Where the letter leaves the
	// order open, the records without weight and those with are shuffled, each among themselves; a fixed order would
	// favour the first by one share (C-93). Once is enough: what is left is in random order still.
	RFC2782 Policy = iota
	// Proportional gives each record exactly its share and those without weight the last places, as Go's standard library
	// does (C-95), which however leaves the latter in the order of the answer; here they are shuffled.
	Proportional
	// HighestWeight takes the highest weight first, and of equals the one that the answer names first; it draws nothing.
	// One book says so of the client, the vendor's documentation of the Access Edge (C-107, C-108).
	HighestWeight
)

var policyNames = []string{"RFC 2782", "proportional", "highest weight"}

func (p Policy) String() string { return machine.Name(policyNames, p) }

// A Source gives random numbers in [0, n), each equally likely. *machine.Draw is one.
type Source interface {
	Below(n uint64) uint64
}

// Order appends the indexes of the usable records to out, in the order in which they are to be tried: the lowest priority
// first (C-90), and within one priority by policy. Out is all it works on, so it allocates nothing if out has room.
//
// It draws only where more than one outcome is possible. A nil source stands for one that always draws 0; a policy that
// does not exist for RFC2782.
func Order(records []SRV, p Policy, src Source, out []int) []int {
	begin := len(out)
	for i, r := range records {
		if r.Usable() {
			out = append(out, i)
		}
	}
	order := out[begin:]
	slices.SortStableFunc(order, func(i, j int) int { return p.compare(records[i], records[j]) })
	if p == HighestWeight {
		return out
	}
	for len(order) > 0 {
		n := alike(records, order)
		p.draw(records, order[:n], src)
		order = order[n:]
	}
	return out
}

// compare sorts by priority, and within one priority so that draw finds the records without weight in one place.
func (p Policy) compare(a, b SRV) int {
	switch c := cmp.Compare(a.Priority, b.Priority); {
	case c != 0:
		return c
	case p == HighestWeight:
		return cmp.Compare(b.Weight, a.Weight)
	case p == Proportional:
		return cmp.Compare(min(b.Weight, 1), min(a.Weight, 1)) // at the end
	}
	return cmp.Compare(min(a.Weight, 1), min(b.Weight, 1)) // at the beginning
}

// alike counts the records at the beginning of order that have one priority.
func alike(records []SRV, order []int) int {
	n := 1
	for n < len(order) && records[order[n]].Priority == records[order[0]].Priority {
		n++
	}
	return n
}

// draw orders records of one priority, which compare has sorted.
func (p Policy) draw(records []SRV, order []int, src Source) {
	weighted := 0
	for _, i := range order {
		weighted += int(min(records[i].Weight, 1))
	}
	if p == Proportional {
		shuffle(order[weighted:], src)
		choose(records, order[:weighted], 0, src)
		return
	}
	zero := len(order) - weighted
	shuffle(order[:zero], src)
	shuffle(order[zero:], src)
	choose(records, order, 1, src)
}

// choose puts one record after the other in front: a draw among the shares, and the first record whose running sum
// reaches it. There are as many shares as the weights say, and extra ones for whichever record is the first.
func choose(records []SRV, order []int, extra uint64, src Source) {
	var sum uint64 // 65,538 records of the largest weight are more than 32 bits hold
	for _, i := range order {
		sum += uint64(records[i].Weight)
	}
	for ; len(order) > 1 && sum > 0; order = order[1:] {
		share := below(src, sum+extra) + 1 - extra
		n, running := 0, uint64(records[order[0]].Weight)
		for running < share {
			n++
			running += uint64(records[order[n]].Weight)
		}
		chosen := order[n]
		copy(order[1:], order[:n]) // the others keep their order
		order[0] = chosen
		sum -= uint64(records[chosen].Weight)
	}
}

// shuffle puts order into any order, each equally likely.
func shuffle(order []int, src Source) {
	for n := len(order); n > 1; n-- {
		i := below(src, uint64(n))
		order[i], order[n-1] = order[n-1], order[i]
	}
}

// below draws from src and trusts it with nothing.
func below(src Source, n uint64) uint64 {
	if src == nil {
		return 0
	}
	return min(src.Below(n), n-1)
}
