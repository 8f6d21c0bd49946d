package sim

import (
	"errors"
	"slices"
)

// lists are all lists of candidates that clients have had, each once: pools in the order in which they are tried. List 0 is
// empty. What is looked up by content is never walked through.
type lists struct {
	all    [][]uint8
	number map[string]uint16
}

func newLists() lists { return lists{[][]uint8{nil}, map[string]uint16{"": 0}} }

var errLists = errors.New("sim: clients have had more than 65,536 different lists of candidates")

func (l *lists) of(pools []uint8) (uint16, error) {
	if n, ok := l.number[string(pools)]; ok {
		return n, nil
	}
	if len(l.all) == 1<<16 {
		return 0, errLists
	}
	n := uint16(len(l.all))
	l.all = append(l.all, slices.Clone(pools))
	l.number[string(pools)] = n
	return n, nil
}

// at returns a candidate, -1 if there is none.
func (l *lists) at(list uint16, n int) int {
	if all := l.all[list]; n < len(all) {
		return int(all[n])
	}
	return -1
}
