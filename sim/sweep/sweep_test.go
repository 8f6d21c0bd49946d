package sweep

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"understudy.example/machine"
)

// pair is a sweep of two axes and two measures: 4 * 3 places with 5 seeds.
func pair() *Sweep {
	return &Sweep{Name: "pair 1", Axes: []Axis{{"detect", "s", []float64{90, 120, 300, 600}}, {"failback", "s", []float64{30, 600, 1200}}},
		Seeds: []uint32{1, 2, 3, 5, 8}, Measures: []Measure{{"out", "min"}, {"false", ""}}}
}

// measured is some function of a point, of any sweep with these measures.
func measured(measures []Measure) Func {
	return func(p Point) (Values, error) {
		d, m := machine.Draw{Seed: p.Seed}, Values{}
		for _, x := range p.Values {
			d.Seed += uint32(math.Float64bits(x)>>40) * 31 // whatever the order
		}
		for _, of := range measures {
			m[of.Name] = float64(d.Below(1<<40)) / 1024 / 3
		}
		return m, nil
	}
}

// drawn is any sweep that is not large.
var drawn = rapid.Custom(func(t *rapid.T) *Sweep {
	s := &Sweep{Name: "drawn", Seeds: rapid.SliceOfNDistinct(rapid.Uint32(), 1, 4, rapid.ID[uint32]).Draw(t, "seeds")}
	number := rapid.Float64Range(-1e12, 1e12).Filter(func(x float64) bool { return x != 0 })
	for i := range rapid.IntRange(0, 3).Draw(t, "axes") {
		values := rapid.SliceOfNDistinct(number, 1, 5, rapid.ID[float64]).Draw(t, "values")
		s.Axes = append(s.Axes, Axis{fmt.Sprintf("axis, %d", i), rapid.SampledFrom([]string{"", "s", `"`}).Draw(t, "unit"), values})
	}
	for i := range rapid.IntRange(1, 3).Draw(t, "measures") {
		s.Measures = append(s.Measures, Measure{fmt.Sprintf("measure %d", i), "user-minutes"})
	}
	return s
})

// results runs all points one after the other.
func results(t rapid.TB, s *Sweep) []Result {
	t.Helper()
	var all []Result
	f := measured(s.Measures)
	for n := range s.Points() {
		p, err := s.Point(n)
		if err != nil {
			t.Fatal(err)
		}
		m, _ := f(p)
		all = append(all, Result{p, m})
	}
	return all
}

func lines(t rapid.TB, s *Sweep, all []Result) string {
	t.Helper()
	var b bytes.Buffer
	if err := s.Write(&b, all); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// A grid has every combination of a value of each axis and a seed exactly once, in the order that Point tells, and a point is the same
// after a journey as JSON.
func TestGrid(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawn.Draw(t, "sweep")
		if err := s.Validate(); err != nil {
			t.Fatal(err)
		}
		var want []Point
		var nest func(axis int, values Values)
		nest = func(axis int, values Values) { // the definition
			if axis == len(s.Axes) {
				for _, seed := range s.Seeds {
					want = append(want, Point{len(want), values, seed})
				}
				return
			}
			for _, x := range s.Axes[axis].Values {
				deeper := Values{s.Axes[axis].Name: x}
				for k, v := range values {
					deeper[k] = v
				}
				nest(axis+1, deeper)
			}
		}
		nest(0, Values{})
		if len(want) != s.Points() {
			t.Fatalf("%d points, and %d by the definition", s.Points(), len(want))
		}
		for n, w := range want {
			p, err := s.Point(n)
			text, _ := json.Marshal(p)
			var back Point
			if bad := json.Unmarshal(text, &back); err != nil || bad != nil || !equal(p, w) || !equal(back, w) {
				t.Fatalf("point %d: %v, as JSON %v, and by the definition %v", n, p, back, w)
			}
		}
		for _, n := range []int{-1, len(want), math.MaxInt, math.MinInt} {
			if _, err := s.Point(n); !errors.Is(err, ErrSweep) {
				t.Errorf("point %d: %v", n, err)
			}
		}
	})
}

func equal(a, b Point) bool {
	return a.Number == b.Number && a.Seed == b.Seed && same(a.Values, b.Values)
}

// A sample has as many different places as were asked for, each with all seeds; the same with the same seed.
func TestSample(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, n, seed := drawn.Draw(t, "sweep"), rapid.IntRange(0, 130).Draw(t, "cells"), rapid.Uint32().Draw(t, "seed")
		numbers := s.Sample(n, seed)
		if want := min(n, s.cells()) * len(s.Seeds); len(numbers) != want || !slices.IsSorted(numbers) || len(slices.Compact(slices.Clone(numbers))) != want {
			t.Fatalf("%v of %d cells are not %d different numbers in order", numbers, s.cells(), want)
		}
		for i, at := range numbers {
			if at%len(s.Seeds) != i%len(s.Seeds) || at < 0 || at >= s.Points() {
				t.Fatalf("%v: %d stands at %d", numbers, at, i)
			}
		}
		if again := s.Sample(n, seed); !slices.Equal(numbers, again) {
			t.Fatalf("%v and then %v", numbers, again)
		}
	})
}

// Each place is in a sample as often as another, and each pair of places: 3,000 samples of 3 of 12.
func TestSampleIsFair(t *testing.T) {
	s := pair()
	s.Seeds = s.Seeds[:1]
	var single [12]int
	var pairs [12][12]int
	for seed := range uint32(3000) {
		all := s.Sample(3, seed)
		for _, a := range all {
			single[a]++
			for _, b := range all {
				pairs[a][b]++
			}
		}
	}
	for a := range single { // 750 expected with a deviation of 24, and of pairs 136 with 11
		if single[a] < 650 || single[a] > 850 {
			t.Errorf("place %d is in %d of 3000 samples", a, single[a])
		}
		for b := range a {
			if pairs[a][b] < 86 || pairs[a][b] > 190 {
				t.Errorf("places %d and %d are in %d of 3000 samples together", a, b, pairs[a][b])
			}
		}
	}
	s.Axes = []Axis{s.Axes[0], s.Axes[0], s.Axes[0], s.Axes[0], s.Axes[0], s.Axes[0], s.Axes[0], s.Axes[0], s.Axes[0], s.Axes[0], s.Axes[0], s.Axes[0]}
	if all := s.Sample(5, 1); len(all) != 5 || all[4] < 1<<20 {
		t.Errorf("of 16,777,216 places %v", all)
	}
}

// However results are dealt out to files, in whatever order and however often, they merge to what one run would have written.
func TestMerge(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawn.Draw(t, "sweep")
		all := results(t, s)
		parts := make([][]Result, rapid.IntRange(1, 4).Draw(t, "parts"))
		for _, i := range rapid.Permutation(indices(len(all))).Draw(t, "order") {
			to := rapid.IntRange(0, len(parts)-1).Draw(t, "part")
			parts[to] = append(parts[to], all[i])
			if rapid.IntRange(0, 9).Draw(t, "twice") == 0 {
				parts[0] = append(parts[0], all[i])
			}
		}
		var read, rows [][]Result
		for _, p := range parts {
			_, r, err := readText(lines(t, s, p))
			if err != nil {
				t.Fatal(err)
			}
			var b bytes.Buffer
			if err := s.WriteCSV(&b, p); err != nil {
				t.Fatal(err)
			}
			c, err := s.ReadCSV(&b)
			if err != nil {
				t.Fatal(err)
			}
			read, rows = append(read, r), append(rows, c)
		}
		for _, of := range [][][]Result{read, rows} {
			merged, err := s.Merge(of...)
			if err != nil {
				t.Fatal(err)
			}
			if got, want := lines(t, s, merged), lines(t, s, all); got != want {
				t.Fatalf("%s\nand in one run\n%s", got, want)
			}
		}
	})
}

func indices(n int) (all []int) {
	for i := range n {
		all = append(all, i)
	}
	return all
}

// Two results of one point that differ are no results of one function.
func TestContradiction(t *testing.T) {
	s := pair()
	all := results(t, s)
	other := Result{all[7].Point, Values{"out": all[7].Measured["out"], "false": 1}}
	if _, err := s.Merge(all, []Result{other}); !errors.Is(err, ErrSweep) || !strings.Contains(err.Error(), "sweep: point 7 has measured ") {
		t.Error(err)
	}
}

// Spreads merge to the same in any order, and their mean is that of all.
func TestSpread(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		of := rapid.SliceOf(rapid.Float64Range(-1e6, 1e6))
		a, b, c := of.Draw(t, "a"), of.Draw(t, "b"), of.Draw(t, "c")
		single := func(xs []float64) (s Spread) {
			for _, x := range xs {
				s = s.Merge(Spread{x})
			}
			return s
		}
		x, y, z := single(a), single(b), single(c)
		one, two := x.Merge(y).Merge(z), z.Merge(y.Merge(x))
		sorted := slices.Sorted(slices.Values(slices.Concat(a, b, c)))
		if !slices.Equal(one, sorted) || !slices.Equal(two, sorted) || one.Mean() != two.Mean() {
			t.Fatalf("%v and %v of %v", one, two, sorted)
		}
		if n := len(sorted); n > 0 && (one.Quantile(0) != sorted[0] || one.Quantile(1) != sorted[n-1] || one.Quantile(0.5) != sorted[(n-1)/2]) {
			t.Fatalf("%v: %v, %v, %v", sorted, one.Quantile(0), one.Quantile(0.5), one.Quantile(1))
		}
	})
	if s := (Spread{1, 2, 6}); s.Mean() != 3 || Spread(nil).Mean() != 0 || Spread(nil).Quantile(0.5) != 0 {
		t.Error(s.Mean())
	}
}

// Cells are places in the order of the grid, with the results of all their seeds.
func TestCells(t *testing.T) {
	s := pair()
	all := results(t, s)
	cells := s.Cells(all)
	if len(cells) != 12 {
		t.Fatal(len(cells))
	}
	for i, c := range cells {
		var want Spread
		for _, r := range all[i*5 : i*5+5] {
			want = want.Merge(Spread{r.Measured["out"]})
		}
		if !same(c.Values, all[i*5].Values) || !slices.Equal(c.Measured["out"], want) || len(c.Measured["false"]) != 5 {
			t.Errorf("cell %d: %v", i, c)
		}
	}
	if some := s.Cells([]Result{all[3], all[7], all[8]}); len(some) != 2 || len(some[1].Measured["out"]) != 2 {
		t.Error(some)
	}
}

// Every fault is reported at once, each in its line.
func TestValidate(t *testing.T) {
	s := &Sweep{Name: "a\nb", Seeds: []uint32{4, 1, 4}, Axes: []Axis{
		{"seed", "", []float64{1}}, {"", "s", nil}, {"x", "\x00", []float64{1, 1}}, {"y", "", []float64{math.NaN(), math.Inf(1)}}}, Measures: []Measure{{"x", ""}}}
	want := `sweep: Name "a\nb" must be printable and not empty
sweep: Seeds [4 1 4] must differ from each other
sweep: Axes[0]: Name "seed" is another column's already
sweep: Axes[1]: Name "" must be printable and not empty
sweep: Axes[1]: Values must not be empty
sweep: Axes[2]: Unit "\x00" must be printable
sweep: Axes[2]: Values [1 1] must differ from each other
sweep: Axes[3]: Values [NaN +Inf] must be finite
sweep: Measures[0]: Name "x" is another column's already`
	if err := s.Validate(); !errors.Is(err, ErrSweep) || err.Error() != want {
		t.Errorf("%v", err)
	}
	large := &Sweep{Name: "x", Seeds: []uint32{1}, Measures: []Measure{{"m", ""}}}
	for i := range 31 {
		large.Axes = append(large.Axes, Axis{fmt.Sprint(i), "", []float64{1, 2}})
	}
	if err := large.Validate(); err == nil || err.Error() != "sweep: Axes and Seeds make more than 1073741824 points" {
		t.Error(err)
	}
	large.Axes = large.Axes[:30]
	if err := large.Validate(); err != nil {
		t.Error(err)
	}
	if err := new(Sweep).Validate(); !errors.Is(err, ErrSweep) {
		t.Error(err)
	}
}

// What cannot be written is refused, and nothing is written.
func TestWriteRefuses(t *testing.T) {
	s := pair()
	good := results(t, s)[3]
	for _, c := range []struct {
		change func(*Result)
		says   string
	}{
		{func(r *Result) { r.Number = 60 }, "sweep: point 60 is none of the 60, which are counted from 0"},
		{func(r *Result) { r.Seed = 4 }, "sweep: point 3: seed 4 must be 5"},
		{func(r *Result) { r.Values = Values{"detect": 90} }, "sweep: point 3: values map[detect:90] must be map[detect:90 failback:30]"},
		{func(r *Result) { r.Measured = Values{"out": 1} }, `sweep: point 3: measure "false" must be a finite number`},
		{func(r *Result) { r.Measured = Values{"out": math.Inf(1), "false": 1} }, `sweep: point 3: measure "out" must be a finite number`},
		{func(r *Result) { r.Measured = Values{"out": 1, "false": 1, "x": 2} }, "sweep: point 3: measured map[false:1 out:1 x:2] must be the 2 measures alone"},
	} {
		r := good
		c.change(&r)
		var b bytes.Buffer
		for _, err := range []error{s.Write(&b, []Result{r}), s.WriteCSV(&b, []Result{r})} {
			if !errors.Is(err, ErrSweep) || err.Error() != c.says || b.Len() > 0 {
				t.Errorf("%v, not %s; %d bytes", err, c.says, b.Len())
			}
		}
		if _, err := s.Merge([]Result{r}); err == nil || err.Error() != c.says {
			t.Error(err)
		}
	}
}
