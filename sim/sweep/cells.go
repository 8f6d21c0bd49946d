package sweep

import (
	"maps"
	"math"
	"slices"
)

// Merge puts results of this Sweep together, in the order of their points. A result may come more than once; two different ones of one
// point are an error, and so is one of another Sweep. Errors wrap ErrSweep.
func (s *Sweep) Merge(parts ...[]Result) ([]Result, error) {
	all := slices.Concat(parts...)
	for _, r := range all {
		if err := s.check(r); err != nil {
			return nil, err
		}
	}
	slices.SortStableFunc(all, func(a, b Result) int { return a.Number - b.Number })
	merged := all[:0]
	for _, r := range all {
		if n := len(merged); n == 0 || merged[n-1].Number != r.Number {
			merged = append(merged, r)
		} else if !same(merged[n-1].Measured, r.Measured) {
			return nil, fault("point %d has measured %v and %v: the runs are not of one function", r.Number, merged[n-1].Measured, r.Measured)
		}
	}
	return merged, nil
}

// same reports whether values are the same to the bit.
func same(a, b Values) bool {
	return maps.EqualFunc(a, b, func(x, y float64) bool { return math.Float64bits(x) == math.Float64bits(y) })
}

// A Cell is a place of the grid, and what came out there with all seeds.
type Cell struct {
	Values   Values
	Measured map[string]Spread // by measure
}

// Cells puts results of one place together, in the order of the grid. Places without a result are left out. The results are merged ones.
func (s *Sweep) Cells(results []Result) (cells []Cell) {
	last := -1
	for _, r := range results {
		if cell := r.Number / len(s.Seeds); cell != last {
			cells, last = append(cells, Cell{r.Values, map[string]Spread{}}), cell
		}
		measured := cells[len(cells)-1].Measured
		for name, x := range r.Measured {
			measured[name] = measured[name].Merge(Spread{x})
		}
	}
	return cells
}

// A Spread is what a measure was in several runs, from the least to the most. Spreads merge to the same in any order.
type Spread []float64

// Merge returns both together.
func (s Spread) Merge(o Spread) Spread {
	all := slices.Concat(s, o)
	slices.Sort(all)
	return all
}

// Mean returns the mean; 0 of none.
func (s Spread) Mean() float64 {
	sum := 0.0
	for _, x := range s {
		sum += x
	}
	return sum / float64(max(len(s), 1))
}

// Quantile returns the least value that so much of the Spread, from 0 to 1, is not above: 0 gives the least, 1 the most; 0 of none.
func (s Spread) Quantile(part float64) float64 {
	for i, x := range s {
		if float64(i+1) >= part*float64(len(s)) || i == len(s)-1 {
			return x
		}
	}
	return 0
}
