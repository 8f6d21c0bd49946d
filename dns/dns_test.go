package dns

import (
	"cmp"
	"fmt"
	"math"
	"math/big"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"understudy.example/machine"
)

// tree is a Source that plays every possible sequence of draws, one after the other.
type tree struct {
	t     testing.TB
	of    []uint64 // how many outcomes each draw has
	taken []uint64
	at    int
}

func (s *tree) Below(n uint64) uint64 {
	if n < 2 {
		s.t.Fatalf("a draw with %d outcomes", n)
	}
	if s.at == len(s.of) {
		s.of, s.taken = append(s.of, n), append(s.taken, 0)
	}
	s.at++
	return s.taken[s.at-1]
}

// next goes to the next sequence; it returns false when there is none.
func (s *tree) next() bool {
	s.at = 0
	for n := len(s.of); n > 0; n-- {
		if s.taken[n-1]++; s.taken[n-1] < s.of[n-1] {
			return true
		}
		s.of, s.taken = s.of[:n-1], s.taken[:n-1]
	}
	return false
}

// orders returns the exact probability of every order there can be, by playing every sequence of draws.
func orders(t testing.TB, records []SRV, p Policy) map[string]*big.Rat {
	all := map[string]*big.Rat{}
	s := &tree{t: t}
	for more := true; more; more = s.next() {
		key := fmt.Sprint(Order(records, p, s, nil))
		leaves := int64(1)
		for _, n := range s.of {
			leaves *= int64(n)
		}
		if all[key] == nil {
			all[key] = new(big.Rat)
		}
		all[key].Add(all[key], big.NewRat(1, leaves))
	}
	if len(all) == 1 && len(s.of) > 0 {
		t.Fatalf("%v: a draw for one order", records)
	}
	return all
}

// expected returns the same by reasoning: the chance of each record to be the next, and then of the rest. Before it comes
// the text of RFC 2782 with an order that is left open taken as any order, each equally likely.
func expected(records []SRV, p Policy) map[string]*big.Rat {
	all := map[string]*big.Rat{}
	var rest []int
	for i, r := range records {
		if r.Target != "." {
			rest = append(rest, i)
		}
	}
	var walk func(chance *big.Rat, done, rest []int)
	walk = func(chance *big.Rat, done, rest []int) {
		if len(rest) == 0 {
			all[fmt.Sprint(done)] = chance
			return
		}
		for i, share := range shares(records, rest, p) {
			if share.Sign() > 0 {
				share.Mul(share, chance)
				walk(share, append(slices.Clip(done), rest[i]), slices.Delete(slices.Clone(rest), i, i+1))
			}
		}
	}
	walk(big.NewRat(1, 1), []int{}, rest)
	return all
}

// shares returns the chance of each of rest to be the next.
func shares(records []SRV, rest []int, p Policy) []*big.Rat {
	least := uint16(math.MaxUint16)
	for _, i := range rest {
		least = min(least, records[i].Priority)
	}
	var sum, zero, group int64
	for _, i := range rest {
		if r := records[i]; r.Priority == least {
			sum += int64(r.Weight)
			group++
			if r.Weight == 0 {
				zero++
			}
		}
	}
	share := make([]*big.Rat, len(rest))
	for n, i := range rest {
		r := records[i]
		w := int64(r.Weight)
		switch {
		case r.Priority != least:
			share[n] = new(big.Rat)
		case sum == 0:
			share[n] = big.NewRat(1, group)
		case p == Proportional:
			share[n] = big.NewRat(w, sum)
		case zero == 0: // the extra share goes to whoever is first
			share[n] = new(big.Rat).Add(big.NewRat(w, sum+1), big.NewRat(1, group*(sum+1)))
		case w == 0: // to one of those without weight
			share[n] = big.NewRat(1, zero*(sum+1))
		default:
			share[n] = big.NewRat(w, sum+1)
		}
	}
	return share
}

// sets are all sets of up to n records of the given priorities and weights.
func sets(n int, priorities, weights []uint16, visit func([]SRV)) {
	var grow func(set []SRV)
	grow = func(set []SRV) {
		visit(set)
		if len(set) == n {
			return
		}
		for _, p := range priorities {
			for _, w := range weights {
				grow(append(slices.Clip(set), SRV{"a", 5061, p, w}))
			}
		}
	}
	grow(nil)
}

// TestExact compares the order with the reasoning, chance by chance, in a small scope that is complete.
func TestExact(t *testing.T) {
	check := func(set []SRV) {
		for _, p := range []Policy{RFC2782, Proportional} {
			got, want := orders(t, set, p), expected(set, p)
			if len(got) != len(want) {
				t.Fatalf("%v, %v: %d orders, not %d", p, set, len(got), len(want))
			}
			for order, chance := range want {
				if got[order] == nil || got[order].Cmp(chance) != 0 {
					t.Fatalf("%v, %v: %s has chance %v, not %v", p, set, order, got[order], chance)
				}
			}
		}
	}
	sets(3, []uint16{0, 10}, []uint16{0, 1, 2}, check) // C-91
	sets(4, []uint16{7}, []uint16{0, 2}, check)
	check([]SRV{{"a", 1, 0, 5}, {".", 1, 0, 9}, {"b", 1, 0, 2}}) // H-33: what is skipped has no share
	check([]SRV{{"a", 1, 0, 1}, {"a", 1, 0, 1}, {"a", 2, 0, 1}}) // C-113: duplicates, and ports, count one by one
}

// TestMeasured is the table of C-94, which was measured with a million draws; Go's rule has the group without weight
// shuffled here, so two records without weight share alike (C-110).
func TestMeasured(t *testing.T) {
	for _, c := range []struct {
		weights           []uint16
		rfc, proportional []float64
	}{
		{[]uint16{1, 1}, []float64{.5, .5}, []float64{.5, .5}},
		{[]uint16{1, 2}, []float64{.375, .625}, []float64{.333, .667}},
		{[]uint16{0, 1, 1}, []float64{.333, .333, .334}, []float64{0, .5, .5}},
		{[]uint16{0, 10}, []float64{.091, .909}, []float64{0, 1}},
		{[]uint16{0, 0}, []float64{.5, .5}, []float64{.5, .5}},
		{[]uint16{60, 30, 10}, []float64{.597, .301, .102}, []float64{.6, .3, .1}},
		{[]uint16{0, 0, 100}, []float64{.005, .005, .990}, []float64{0, 0, 1}},
	} {
		records := make([]SRV, len(c.weights))
		for i, w := range c.weights {
			records[i] = SRV{Target: "a", Weight: w}
		}
		for p, want := range map[Policy][]float64{RFC2782: c.rfc, Proportional: c.proportional} {
			got := make([]float64, len(records))
			for order, chance := range orders(t, records, p) {
				var first int
				if _, err := fmt.Sscanf(order, "[%d", &first); err != nil {
					t.Fatal(err)
				}
				f, _ := chance.Float64()
				got[first] += f
			}
			for i := range got {
				if math.Abs(got[i]-want[i]) > .0015 {
					t.Errorf("C-94, %v, weights %v: first picks %.4f, not %v", p, c.weights, got, want)
					break
				}
			}
		}
	}
}

// TestChiSquare draws whole orders from a machine.Draw and compares how often each comes with its exact chance. The
// bound is the 99.9th percentile for the degrees of freedom (Wilson and Hilferty); the seed is fixed, so the test is, too.
func TestChiSquare(t *testing.T) {
	const trials = 20_000
	for _, weights := range [][]uint16{{1, 1}, {0, 1, 1}, {60, 30, 10}, {0, 0, 3, 5}, {1, 2, 3, 4}} {
		records := make([]SRV, len(weights))
		for i, w := range weights {
			records[i] = SRV{Target: "a", Weight: w}
		}
		for _, p := range []Policy{RFC2782, Proportional} {
			want, count := expected(records, p), map[string]int{}
			src := &machine.Draw{Seed: 20120815}
			out := make([]int, 0, len(records))
			for range trials {
				count[fmt.Sprint(Order(records, p, src, out))]++
			}
			first, firstWant := make([]float64, len(records)), make([]float64, len(records))
			var all float64
			for order, chance := range want {
				f, _ := chance.Float64()
				all += square(float64(count[order]), f*trials)
				first[order[1]-'0'] += float64(count[order])
				firstWant[order[1]-'0'] += f * trials
			}
			if limit := percentile(len(want) - 1); all > limit {
				t.Errorf("C-113, %v, weights %v: whole orders: chi-square %.1f above %.1f", p, weights, all, limit)
			}
			var pick float64
			for i := range first {
				pick += square(first[i], firstWant[i])
			}
			if limit := percentile(len(first) - 1); pick > limit {
				t.Errorf("C-113, %v, weights %v: first picks: chi-square %.1f above %.1f", p, weights, pick, limit)
			}
		}
	}
}

func square(got, want float64) float64 {
	if want == 0 {
		return 0 // and that nothing came is TestExact's affair
	}
	return (got - want) * (got - want) / want
}

func percentile(freedom int) float64 {
	k := float64(max(freedom, 1))
	return k * math.Pow(1-2/(9*k)+3.09*math.Sqrt(2/(9*k)), 3)
}

// TestHighestWeight: priority ascending, weight descending, ties as the answer has them, and not one draw (C-107, C-110).
func TestHighestWeight(t *testing.T) {
	sets(4, []uint16{0, 10}, []uint16{0, 1, 2}, func(set []SRV) {
		order := Order(set, HighestWeight, &tree{t: t, at: -1}, nil) // a draw would panic
		if len(order) != len(set) {
			t.Fatalf("%v: %v", set, order)
		}
		for i := 1; i < len(order); i++ {
			a, b := set[order[i-1]], set[order[i]]
			if cmp.Or(cmp.Compare(a.Priority, b.Priority), cmp.Compare(b.Weight, a.Weight), cmp.Compare(order[i-1], order[i])) > 0 {
				t.Fatalf("%v: %v", set, order)
			}
		}
	})
}

// TestNothingThere: a name whose only record is "." offers nothing; among others the record is skipped (C-92, H-33).
func TestNothingThere(t *testing.T) {
	dot, host := SRV{Target: ".", Weight: 100}, SRV{Target: "a.", Port: 5061, Priority: 10}
	for _, p := range []Policy{RFC2782, Proportional, HighestWeight} {
		for _, c := range []struct {
			records []SRV
			want    []int
		}{
			{nil, nil},
			{[]SRV{dot}, nil},
			{[]SRV{dot, dot}, nil},
			{[]SRV{{}}, nil},
			{[]SRV{dot, host}, []int{1}},
			{[]SRV{host, dot}, []int{0}},
		} {
			if got := Order(c.records, p, &tree{t: t, at: -1}, nil); !slices.Equal(got, c.want) {
				t.Errorf("%v, %v: %v", p, c.records, got)
			}
		}
	}
}

// source is a function as a Source.
type source func(n uint64) uint64

func (f source) Below(n uint64) uint64 { return f(n) }

// TestLargeSums: the sum of the weights goes beyond 32 bits (C-113).
func TestLargeSums(t *testing.T) {
	records := make([]SRV, 70_000)
	for i := range records {
		records[i] = SRV{Target: "a", Weight: math.MaxUint16}
	}
	var largest uint64
	Order(records, RFC2782, source(func(n uint64) uint64 { largest = max(largest, n); return 0 }), nil)
	if want := uint64(70_000*math.MaxUint16 + 1); largest != want {
		t.Errorf("the largest draw is below %d, not %d", largest, want)
	}
}

// TestBadSource: no source breaks an order, whatever it returns.
func TestBadSource(t *testing.T) {
	sets(3, []uint16{0, 10}, []uint16{0, 1, math.MaxUint16}, func(set []SRV) {
		for _, src := range []Source{
			nil, source(func(n uint64) uint64 { return n }), source(func(uint64) uint64 { return math.MaxUint64 }),
		} {
			for p := range HighestWeight + 2 {
				got := Order(set, p, src, nil)
				slices.Sort(got)
				for i, v := range got {
					if i != v {
						t.Fatalf("%v, %v: %v", p, set, got)
					}
				}
			}
		}
	})
}

// TestNoSource: a nil source is one that always draws 0.
func TestNoSource(t *testing.T) {
	sets(4, []uint16{0}, []uint16{0, 1, 2}, func(set []SRV) {
		for p := range HighestWeight + 1 {
			none, zero := Order(set, p, nil, nil), Order(set, p, source(func(uint64) uint64 { return 0 }), nil)
			if !slices.Equal(none, zero) {
				t.Fatalf("%v, %v: %v, not %v", p, set, none, zero)
			}
		}
	})
}

// TestSeeded pins orders of seeded draws: a change of algorithm changes every recorded run.
func TestSeeded(t *testing.T) {
	var records []SRV
	for i := range 8 {
		records = append(records, SRV{"a", 5061, uint16(i / 6 * 10), uint16(i % 4 * 10)})
	}
	for _, c := range []struct {
		p     Policy
		seed  uint32
		want  []int
		drawn uint32
	}{
		{RFC2782, 1, []int{2, 5, 1, 3, 4, 0, 7, 6}, 10},
		{RFC2782, 2, []int{3, 2, 1, 5, 0, 4, 7, 6}, 10},
		{Proportional, 1, []int{3, 2, 1, 5, 4, 0, 6, 7}, 5},
		{HighestWeight, 1, []int{3, 2, 1, 5, 0, 4, 7, 6}, 0},
	} {
		d := machine.Draw{Seed: c.seed}
		if got := Order(records, c.p, &d, nil); !slices.Equal(got, c.want) || d.Drawn != c.drawn {
			t.Errorf("%v, seed %d: %#v after %d draws", c.p, c.seed, got, d.Drawn)
		}
	}
}

// TestOrder draws sets of any kind: out keeps what it had, each usable record comes once, priorities ascend, and the same
// seed gives the same order.
func TestOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		records := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) SRV {
			return SRV{
				rapid.SampledFrom([]string{"a", "b", "b.", ".", ""}).Draw(t, "target"),
				rapid.Uint16().Draw(t, "port"),
				rapid.Uint16Range(0, 3).Draw(t, "priority"),
				rapid.OneOf(rapid.Just(uint16(0)), rapid.Uint16()).Draw(t, "weight"),
			}
		}), 0, 20).Draw(t, "records")
		p := Policy(rapid.Uint8Range(0, 3).Draw(t, "policy"))
		d := machine.Draw{Seed: rapid.Uint32().Draw(t, "seed")}
		e := d
		got := Order(records, p, &d, []int{-1, -2})
		if again := Order(records, p, &e, []int{-1, -2}); !slices.Equal(got, again) || d != e {
			t.Fatalf("%v, and then %v", got, again)
		}
		if !slices.Equal(got[:2], []int{-1, -2}) {
			t.Fatalf("out had been %v", got[:2])
		}
		got = got[2:]
		if !slices.IsSortedFunc(got, func(i, j int) int { return cmp.Compare(records[i].Priority, records[j].Priority) }) {
			t.Fatalf("%v: %v", records, got)
		}
		sorted := slices.Sorted(slices.Values(got))
		i := 0
		for n, r := range records {
			if r.Usable() {
				if i >= len(sorted) || sorted[i] != n {
					t.Fatalf("%v: %v", records, got)
				}
				i++
			}
		}
		if i != len(got) {
			t.Fatalf("%v: %v", records, got)
		}
	})
}

func TestOrderAllocatesNothing(t *testing.T) {
	records := []SRV{{"a", 1, 0, 0}, {"b", 1, 0, 0}, {"c", 1, 0, 5}, {"d", 1, 1, 5}, {"e", 1, 1, 5}, {".", 1, 0, 0}}
	d, out := &machine.Draw{}, make([]int, 0, len(records))
	for p := range HighestWeight + 1 {
		if n := testing.AllocsPerRun(100, func() { Order(records, p, d, out) }); n != 0 {
			t.Errorf("%v: %v allocations", p, n)
		}
	}
}

func BenchmarkOrder(b *testing.B) {
	lab := []SRV{{"fe01.lab.local", 5061, 0, 0}, {"fe02.lab.local", 5061, 10, 10}}
	var eight []SRV
	for i := range 8 {
		eight = append(eight, SRV{"a", 5061, 0, uint16(i % 4 * 10)})
	}
	for _, records := range [][]SRV{lab, eight} {
		for p := range HighestWeight + 1 {
			b.Run(fmt.Sprint(len(records), " records, ", p), func(b *testing.B) {
				d, out := &machine.Draw{}, make([]int, 0, len(records))
				b.ReportAllocs()
				for b.Loop() {
					Order(records, p, d, out)
				}
			})
		}
	}
}
