package machine_test

import (
	"math"
	"math/big"
	"testing"
	"time"

	"pgregory.net/rapid"
	"understudy.example/machine"
)

const (
	first = machine.Instant(math.MinInt64)
	last  = machine.Never - 1
	long  = time.Duration(math.MaxInt64)
	back  = time.Duration(math.MinInt64)
)

// clamp is big arithmetic cut off at both ends, against which the saturation is held.
func clamp(sum *big.Int, low, high int64) int64 {
	switch {
	case sum.Cmp(big.NewInt(low)) < 0:
		return low
	case sum.Cmp(big.NewInt(high)) > 0:
		return high
	}
	return sum.Int64()
}

func TestAdd(t *testing.T) {
	edges := []int64{math.MinInt64, math.MinInt64 + 1, -2, -1, 0, 1, 2, math.MaxInt64 - 2, math.MaxInt64 - 1, math.MaxInt64}
	number := rapid.OneOf(rapid.SampledFrom(edges), rapid.Int64())
	rapid.Check(t, func(t *rapid.T) {
		at, d := number.Draw(t, "instant"), number.Draw(t, "duration")
		want := machine.Never
		if machine.Instant(at) != machine.Never {
			want = machine.Instant(clamp(new(big.Int).Add(big.NewInt(at), big.NewInt(d)), math.MinInt64, int64(last)))
		}
		if got := machine.Instant(at).Add(time.Duration(d)); got != want {
			t.Fatalf("%d.Add(%d) = %d, want %d", at, d, got, want)
		}
	})
}

func TestSub(t *testing.T) {
	edges := []int64{math.MinInt64, math.MinInt64 + 1, -2, -1, 0, 1, 2, math.MaxInt64 - 2, math.MaxInt64 - 1, math.MaxInt64}
	number := rapid.OneOf(rapid.SampledFrom(edges), rapid.Int64())
	rapid.Check(t, func(t *rapid.T) {
		a, b := number.Draw(t, "instant"), number.Draw(t, "earlier")
		want := time.Duration(clamp(new(big.Int).Sub(big.NewInt(a), big.NewInt(b)), math.MinInt64, math.MaxInt64))
		if machine.Instant(a) == machine.Never && machine.Instant(b) != machine.Never {
			want = long
		}
		if got := machine.Instant(a).Sub(machine.Instant(b)); got != want {
			t.Fatalf("%d.Sub(%d) = %d, want %d", a, b, got, want)
		}
	})
}

// TestSaturation names the corners that the properties above draw.
func TestSaturation(t *testing.T) {
	for _, c := range []struct{ got, want machine.Instant }{
		{machine.Never.Add(back), machine.Never},
		{machine.Never.Add(-1), machine.Never},
		{last.Add(0), last},
		{last.Add(1), last}, // nothing but Never is Never
		{last.Add(long), last},
		{machine.Instant(0).Add(long), last},
		{first.Add(-1), first},
		{first.Add(long), -1},
		{machine.Instant(0).Add(back), first},
	} {
		if c.got != c.want {
			t.Errorf("got %d, want %d", c.got, c.want)
		}
	}
	for _, c := range []struct{ got, want time.Duration }{
		{machine.Never.Sub(machine.Never), 0},
		{machine.Never.Sub(last), long}, // and not 1 ns
		{machine.Never.Sub(first), long},
		{last.Sub(first), long},
		{first.Sub(last), back},
		{first.Sub(machine.Never), back},
	} {
		if c.got != c.want {
			t.Errorf("got %d, want %d", c.got, c.want)
		}
	}
}

func TestInstantString(t *testing.T) {
	for at, want := range map[machine.Instant]string{machine.Never: "never", 0: "0s", machine.Instant(90 * time.Second): "1m30s"} {
		if got := at.String(); got != want {
			t.Errorf("%d is written %q, not %q", int64(at), got, want)
		}
	}
}

func TestTimer(t *testing.T) {
	var zero machine.Timer
	if zero.Armed() || zero.Due(last) || zero.Due(machine.Never) || zero.Deadline() != machine.Never {
		t.Error("the zero Timer waits for something")
	}
	if machine.At(machine.Never) != zero {
		t.Error("a Timer that is due never is not the zero Timer")
	}
	if got := machine.At(machine.Instant(90*time.Second)).String() + ", " + zero.String(); got != "due 1m30s, due never" {
		t.Errorf("timers read %q", got)
	}
	instants := rapid.OneOf(rapid.SampledFrom([]int64{math.MinInt64, -1, 0, 1, int64(last)}), rapid.Int64Max(int64(last)))
	rapid.Check(t, func(t *rapid.T) {
		at := machine.Instant(instants.Draw(t, "deadline"))
		timer := machine.At(at)
		if !timer.Armed() || timer.Deadline() != at {
			t.Fatalf("At(%d) waits for %d, armed %v", at, timer.Deadline(), timer.Armed())
		}
		if !timer.Due(at) || at > first && timer.Due(at-1) || !timer.Due(machine.Never) {
			t.Fatalf("At(%d) is not due at, and only at and after, its deadline", at)
		}
	})
}

// TestAge holds a saturating age to the difference that it stands for.
func TestAge(t *testing.T) {
	hour := rapid.Int64Range(-int64(time.Hour), int64(time.Hour))
	rapid.Check(t, func(t *rapid.T) {
		start, now := machine.Instant(hour.Draw(t, "start")), machine.Instant(hour.Draw(t, "now"))
		full := time.Duration(rapid.Int64Range(1, int64(time.Minute)).Draw(t, "full"))
		age, exact := machine.At(start.Add(full)).Age(now, full)
		real := max(now.Sub(start), 0)
		if age != min(real, full) || exact != (real < full) {
			t.Fatalf("full %v, age %v: got %v, exact %v", full, real, age, exact)
		}
	})
}

func TestAgeAtItsThreshold(t *testing.T) {
	const full = time.Minute
	timer := machine.At(machine.Instant(0).Add(full))
	for _, c := range []struct {
		now   time.Duration
		age   time.Duration
		exact bool
	}{
		{-1, 0, true}, {0, 0, true}, {1, 1, true},
		{full - 1, full - 1, true}, {full, full, false}, {full + 1, full, false}, {long, full, false},
	} {
		if age, exact := timer.Age(machine.Instant(c.now), full); age != c.age || exact != c.exact {
			t.Errorf("at %v: %v, exact %v; want %v, exact %v", c.now, age, exact, c.age, c.exact)
		}
	}
	if age, exact := (machine.Timer{}).Age(0, full); age != full || exact {
		t.Errorf("a Timer that is not armed is %v old, exact %v", age, exact)
	}
}
