package understudy

import "understudy.example/machine"

// A schedule holds the deadline of every machine, by slot, and knows the least: a tree in an array, in which every node
// is the lesser of its two. The leaves are the slots, from len(schedule)/2 on; of two that are due at once the lower
// slot comes first.
type schedule []machine.Instant

// newSchedule has room for n slots, in which nothing is due.
func newSchedule(n int) schedule {
	leaves := 1
	for leaves < n {
		leaves *= 2
	}
	s := make(schedule, 2*leaves)
	for i := range s {
		s[i] = machine.Never
	}
	return s
}

// least returns the least deadline.
func (s schedule) least() machine.Instant { return s[1] }

// set changes the deadline of a slot.
func (s schedule) set(slot int, at machine.Instant) {
	i := len(s)/2 + slot
	if s[i] == at {
		return
	}
	s[i] = at
	for i /= 2; i >= 1; i /= 2 {
		at = min(s[2*i], s[2*i+1])
		if s[i] == at {
			return
		}
		s[i] = at
	}
}

// due returns how many slots are due at the least deadline.
func (s schedule) due() int {
	if s[1] == machine.Never {
		return 0
	}
	return s.dueBelow(1)
}

func (s schedule) dueBelow(node int) int {
	switch {
	case s[node] != s[1]:
		return 0
	case node >= len(s)/2:
		return 1
	}
	return s.dueBelow(2*node) + s.dueBelow(2*node+1)
}

// pick returns the i-th of the slots that are due at the least deadline, -1 if there are not so many.
func (s schedule) pick(i int) int {
	if s[1] == machine.Never || i < 0 {
		return -1
	}
	slot, _ := s.pickBelow(1, i)
	return slot
}

// pickBelow returns the i-th slot below node, or how many are left to pass over.
func (s schedule) pickBelow(node, i int) (slot, left int) {
	switch {
	case s[node] != s[1]:
		return -1, i
	case node >= len(s)/2 && i > 0:
		return -1, i - 1
	case node >= len(s)/2:
		return node - len(s)/2, 0
	}
	if slot, left = s.pickBelow(2*node, i); slot >= 0 {
		return slot, 0
	}
	return s.pickBelow(2*node+1, left)
}
