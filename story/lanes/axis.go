package lanes

import (
	"math"
	"slices"

	"understudy.example/machine"
)

// An axis says where on the page an instant is. Only instants at which something begins or happens have a place of their own; between
// two of them the distance grows with the logarithm of the time that passes.
type axis struct {
	at    []machine.Instant
	x     []int // of each instant, in pixels
	lines []int // the instants with which a line of the page begins
	end   int   // where what goes on after the last instant ends
}

// Measures, in pixels.
const (
	least  = 15   // between two instants: a mark fits in
	spread = 17.0 // for every ten times the time
	tail   = 56   // after the last instant, where there is no room for more
	page   = 880  // a line of the page, as it is printed
)

// newAxis places instants.
func newAxis(instants []machine.Instant, chapters []machine.Instant) *axis {
	a := &axis{at: slices.Compact(slices.Sorted(slices.Values(instants)))}
	sum := 0.0
	var gaps []float64
	for i := 1; i < len(a.at); i++ {
		g := least + spread*math.Log10(1+a.at[i].Sub(a.at[i-1]).Seconds())
		gaps, sum = append(gaps, g), sum+g
	}
	wide := min(max((page-3*tail)/max(sum, 1), 1), 8)
	x := 0
	for i := range a.at {
		if i > 0 {
			x += int(math.Round(gaps[i-1] * wide))
		}
		a.x = append(a.x, x)
	}
	a.end = x + min(max(page-x, tail), 3*tail)
	a.breakLines(chapters)
	return a
}

// breakLines finds where lines of the page begin: with a chapter, if a line is not too short then.
func (a *axis) breakLines(chapters []machine.Instant) {
	a.lines = []int{0}
	begin, best := 0, 0
	for i := range a.at {
		width := a.right(i) - a.x[begin]
		if width > page && i > begin {
			if best == begin {
				best = i
			}
			a.lines = append(a.lines, best)
			begin = best
		}
		if slices.Contains(chapters, a.at[i]) && a.x[i]-a.x[begin] > page/2 {
			best = i
		} else if best < begin {
			best = begin
		}
	}
}

// right is where the time after an instant ends.
func (a *axis) right(i int) int {
	if i+1 < len(a.x) {
		return a.x[i+1]
	}
	return a.end
}

// of is the place of an instant. What is still on in the end goes on to the edge.
func (a *axis) of(t machine.Instant) int {
	i, found := slices.BinarySearch(a.at, t)
	if !found {
		return a.end
	}
	return a.x[i]
}
