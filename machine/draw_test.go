package machine_test

import (
	"math"
	"math/big"
	"slices"
	"testing"

	"pgregory.net/rapid"
	"understudy.example/machine"
)

// TestDrawGolden pins the numbers: recorded runs and printed seeds are worth nothing once these change. They were worked
// out apart, from the definition of SplitMix64 and of multiplication with rejection.
func TestDrawGolden(t *testing.T) {
	for _, c := range []struct {
		seed uint32
		n    uint64
		want []uint64
	}{
		{0, 1000, []uint64{566, 591, 113, 431, 386, 739}},
		{1, 6, []uint64{0, 4, 3, 2, 1, 0}},
		{5, 1<<63 + 1, []uint64{ // about every second number is rejected
			0x338f46e6b1c62d0a, 0xd01d05b8782f388, 0x2d0814ad8b19abde, 0x52dadf23727d5d9, 0x8bb3b12c5ab18d1, 0x6f22626f84d0a0de}},
		{42, math.MaxUint64, []uint64{
			0x699733006057f63b, 0x4b074493e3794a77, 0xc95b6f6e95d6540e, 0x2285ea31306cf5a6, 0x6a7b998c270eda89, 0x2bdbeeda5d0dffb7}},
	} {
		d := machine.Draw{Seed: c.seed}
		var got []uint64
		for range 6 {
			got = append(got, d.Below(c.n))
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("seed %d, below %d: %#v", c.seed, c.n, got)
		}
	}
}

// TestDrawIsCounterBased shows that a number depends on the seed and its place alone.
func TestDrawIsCounterBased(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := machine.Draw{Seed: rapid.Uint32().Draw(t, "seed"), Drawn: rapid.Uint32().Draw(t, "drawn")}
		copied, n := d, rapid.Uint64Min(2).Draw(t, "n")
		one, two := d.Below(n), d.Below(n)
		skipped := machine.Draw{Seed: copied.Seed, Drawn: copied.Drawn + 1}
		if one != copied.Below(n) || two != skipped.Below(n) {
			t.Fatal("a copy draws other numbers")
		}
		if d.Drawn != skipped.Drawn {
			t.Fatalf("two numbers moved the counter from %d to %d", copied.Drawn-1, d.Drawn)
		}
		if one >= n || two >= n {
			t.Fatalf("%d or %d is not below %d", one, two, n)
		}
	})
}

func TestDrawWithoutChoice(t *testing.T) {
	d := machine.Draw{Seed: 3, Drawn: 4}
	if d.Below(0) != 0 || d.Below(1) != 0 || d != (machine.Draw{Seed: 3, Drawn: 4}) {
		t.Errorf("a draw without a choice made one: %+v", d)
	}
}

// TestDrawUniform is a chi-square test of 64 cells. The ranges near and above half of all numbers are those whose uneven
// rest is large, where a draw without rejection would be far off. 117 is exceeded once in 20,000 tests, and the seeds
// are fixed.
func TestDrawUniform(t *testing.T) {
	const cells, draws = 64, 64 * 1000
	for _, n := range []uint64{cells, 3 * cells, 1000 * cells, 1 << 63, 1<<63 + 1, 3 << 62, math.MaxUint64 - 1, math.MaxUint64} {
		seen := [cells]float64{}
		d := machine.Draw{Seed: 7}
		for range draws {
			seen[cell(d.Below(n), n, cells)]++
		}
		if x := chiSquare(seen[:], draws); x > 117 {
			t.Errorf("below %d: chi-square %.0f with %d degrees of freedom", n, x, cells-1)
		}
	}
}

// TestDrawSeeds takes the first number of each of many neighbouring seeds, as a million clients do.
func TestDrawSeeds(t *testing.T) {
	const cells, draws = 64, 64 * 1000
	seen := [cells]float64{}
	for seed := range uint32(draws) {
		d := machine.Draw{Seed: seed}
		seen[d.Below(cells)]++
	}
	if x := chiSquare(seen[:], draws); x > 117 {
		t.Errorf("chi-square %.0f with %d degrees of freedom", x, cells-1)
	}
}

// cell says in which of equal parts of [0, n) v lies.
// A power of two leaves no uneven rest, so that nothing is drawn again: one of half as many is the half.
func TestDrawPowersOfTwo(t *testing.T) {
	for seed := range uint32(100) {
		d := machine.Draw{Seed: seed}
		most := d.Below(1 << 63)
		for bits := 1; bits < 63; bits++ {
			d := machine.Draw{Seed: seed}
			if got, want := d.Below(1<<bits), most>>(63-bits); got != want {
				t.Fatalf("seed %d: %d of 2^%d, want %d", seed, got, bits, want)
			}
		}
	}
}

func cell(v, n, cells uint64) uint64 {
	part := new(big.Int).Mul(new(big.Int).SetUint64(v), new(big.Int).SetUint64(cells))
	return part.Div(part, new(big.Int).SetUint64(n)).Uint64()
}

func chiSquare(seen []float64, draws int) (x float64) {
	want := float64(draws) / float64(len(seen))
	for _, n := range seen {
		x += (n - want) * (n - want) / want
	}
	return x
}

func BenchmarkDrawBelow(b *testing.B) {
	b.ReportAllocs()
	d := machine.Draw{Seed: 1}
	for b.Loop() {
		d.Below(1000)
	}
}
