package sweep

import (
	"errors"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"understudy.example/machine"
)

// A Sweep is what is varied and what is measured: plain data.
type Sweep struct {
	Name     string    `json:"name"`     // of what is run, and its version if results of another must not be taken for its
	Axes     []Axis    `json:"axes"`     // what is varied, the slowest first
	Seeds    []uint32  `json:"seeds"`    // at least one: every place is run with each, so that places differ by their values alone
	Measures []Measure `json:"measures"` // what comes out, at least one
}

// An Axis is a parameter, and the values that it takes in turn.
type Axis struct {
	Name   string    `json:"name"`
	Unit   string    `json:"unit,omitempty"` // as in "s"; empty for a bare number
	Values []float64 `json:"values"`
}

// A Measure is a number that comes out of a run.
type Measure struct {
	Name string `json:"name"`
	Unit string `json:"unit,omitempty"`
}

// Values are numbers by the names of axes, or of measures.
type Values map[string]float64

// A Point is one unit of work.
type Point struct {
	Number int    `json:"point"` // its place in the order of the Sweep, from 0
	Values Values `json:"values"`
	Seed   uint32 `json:"seed"`
}

// A Result is what came out at a Point.
type Result struct {
	Point
	Measured Values `json:"measured"`
}

// ErrSweep is what every error about a Sweep, a Point or a Result that cannot be wraps.
var ErrSweep = errors.New("sweep: no sweep")

// MaxPoints is how many points a Sweep has at most.
const MaxPoints = 1 << 30

// Validate reports every fault of the Sweep at once; each error wraps ErrSweep.
func (s *Sweep) Validate() error {
	f := machine.Faults{Package: "sweep", Kind: ErrSweep}
	f.If(!readable(s.Name), "Name %q must be printable and not empty", s.Name)
	f.If(len(s.Seeds) == 0, "Seeds must not be empty")
	f.If(repeats(s.Seeds), "Seeds %v must differ from each other", s.Seeds)
	f.If(len(s.Measures) == 0, "Measures must not be empty")
	names := map[string]bool{"point": true, "seed": true} // the other columns
	name := func(what string, i int, name, unit string) {
		f.If(!readable(name), "%s[%d]: Name %q must be printable and not empty", what, i, name)
		f.If(unit != "" && !readable(unit), "%s[%d]: Unit %q must be printable", what, i, unit)
		f.If(names[name], "%s[%d]: Name %q is another column's already", what, i, name)
		names[name] = true
	}
	for i, a := range s.Axes {
		name("Axes", i, a.Name, a.Unit)
		f.If(len(a.Values) == 0, "Axes[%d]: Values must not be empty", i)
		f.If(repeats(a.Values), "Axes[%d]: Values %v must differ from each other", i, a.Values)
		f.If(slices.ContainsFunc(a.Values, infinite), "Axes[%d]: Values %v must be finite", i, a.Values)
	}
	for i, m := range s.Measures {
		name("Measures", i, m.Name, m.Unit)
	}
	f.If(s.Points() > MaxPoints, "Axes and Seeds make more than %d points", MaxPoints)
	return f.Err()
}

func readable(s string) bool {
	return s != "" && utf8.ValidString(s) && !strings.ContainsFunc(s, func(r rune) bool { return !unicode.IsPrint(r) })
}

func infinite(x float64) bool { return math.IsNaN(x) || math.IsInf(x, 0) }

func repeats[T float64 | uint32](all []T) bool {
	sorted := slices.Clone(all)
	slices.Sort(sorted)
	return len(slices.Compact(sorted)) < len(all)
}

// Points returns how many points there are; more than MaxPoints are MaxPoints and one.
func (s *Sweep) Points() int { return times(s.cells(), len(s.Seeds)) }

// cells is how many places the grid has.
func (s *Sweep) cells() int {
	n := 1
	for _, a := range s.Axes {
		n = times(n, len(a.Values))
	}
	return n
}

func times(a, b int) int { return int(min(int64(a)*int64(b), MaxPoints+1)) }

// Point returns the point of a number. Seeds go round first, then the last axis, and the first axis last.
func (s *Sweep) Point(number int) (Point, error) {
	if number < 0 || number >= s.Points() {
		return Point{}, fault("point %d is none of the %d, which are counted from 0", number, s.Points())
	}
	return s.point(number), nil
}

func (s *Sweep) point(number int) Point {
	p := Point{Number: number, Values: make(Values, len(s.Axes)), Seed: s.Seeds[number%len(s.Seeds)]}
	cell := number / len(s.Seeds)
	for _, a := range slices.Backward(s.Axes) {
		p.Values[a.Name] = a.Values[cell%len(a.Values)]
		cell /= len(a.Values)
	}
	return p
}

// Sample draws so many different places of the grid, each equally likely, and returns the numbers of their points with all seeds,
// in order. It is all of them if there are not so many.
func (s *Sweep) Sample(cells int, seed uint32) (numbers []int) {
	all := s.cells()
	drawn, d := map[int]bool{}, machine.Draw{Seed: seed}
	for last := max(all-cells, 0); last < all; last++ { // as Floyd does it: without a list of all
		cell := int(d.Below(uint64(last) + 1))
		if drawn[cell] {
			cell = last
		}
		drawn[cell] = true
		for i := range s.Seeds {
			numbers = append(numbers, cell*len(s.Seeds)+i)
		}
	}
	slices.Sort(numbers)
	return numbers
}

// check reports what is wrong with a result.
func (s *Sweep) check(r Result) error {
	p, err := s.Point(r.Number)
	switch {
	case err != nil:
		return err
	case r.Seed != p.Seed:
		return fault("point %d: seed %d must be %d", r.Number, r.Seed, p.Seed)
	case !same(r.Values, p.Values):
		return fault("point %d: values %v must be %v", r.Number, r.Values, p.Values)
	}
	for _, m := range s.Measures {
		if x, ok := r.Measured[m.Name]; !ok || infinite(x) {
			return fault("point %d: measure %q must be a finite number", r.Number, m.Name)
		}
	}
	if len(r.Measured) != len(s.Measures) {
		return fault("point %d: measured %v must be the %d measures alone", r.Number, r.Measured, len(s.Measures))
	}
	return nil
}

// checkAll reports what is wrong with the Sweep, or with the first result that cannot be.
func (s *Sweep) checkAll(results []Result) error {
	if err := s.Validate(); err != nil {
		return err
	}
	for _, r := range results {
		if err := s.check(r); err != nil {
			return err
		}
	}
	return nil
}

// fault is an error about a Sweep.
func fault(format string, args ...any) error {
	f := machine.Faults{Package: "sweep", Kind: ErrSweep}
	f.If(true, format, args...)
	return f.Err()
}
