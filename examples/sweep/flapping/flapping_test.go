package flapping

import (
	"errors"
	"slices"
	"testing"
	"time"

	"understudy.example"
	"understudy.example/sim"
	"understudy.example/sim/sweep"
)

// one asks for one place, and seeds.
func one(detect, failback, lasts time.Duration, seeds int) Question {
	q := Default()
	q.Detect, q.Failback, q.Lasts, q.Seeds, q.Users = []time.Duration{detect}, []time.Duration{failback}, []time.Duration{lasts}, seeds, 60
	return q
}

// answers are what the seeds of a question give.
func answers(t *testing.T, q Question) []sweep.Result {
	t.Helper()
	if err := q.Validate(); err != nil {
		t.Fatal(err)
	}
	all, err := q.Sweep().Run(t.Context(), q.Run, sweep.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// F-29: an interval below 90 s is one of 90 s, in every number that comes out.
func TestBelowTheFloor(t *testing.T) {
	short, floor := answers(t, one(30*time.Second, 10*time.Minute, 2*time.Minute, 3)), answers(t, one(90*time.Second, 10*time.Minute, 2*time.Minute, 3))
	for i := range short {
		for name, x := range floor[i].Measured {
			if short[i].Measured[name] != x {
				t.Errorf("seed %d: %s is %v after 30 s and %v after 90 s", short[i].Seed, name, short[i].Measured[name], x)
			}
		}
	}
}

// Who is never taken in has never limited functionality: he is out for as long as the link is, less the time until he notices and more
// the time until he tries again. A failure then lasts as long as the server is away.
func TestNeverAVerdict(t *testing.T) {
	q := one(4*time.Hour, 10*time.Minute, 2*time.Minute, 4)
	for _, r := range answers(t, q) {
		away, flaps := 0.0, lost(t, q, r.Seed)
		for _, f := range flaps {
			away += f.Minutes()
		}
		m := r.Measured
		if m[False] != 0 || m[Limited] != 0 || m[Out] < away-0.6*float64(len(flaps)) || m[Out] > 3*away+2*float64(len(flaps)) {
			t.Errorf("seed %d: %v, and the link was away for %.0f minutes, %d times", r.Seed, m, away, len(flaps))
		}
		if m[FailedOut] < 239 || m[FailedOut] > 275 { // with the last wait of a client, 30 minutes at the most (C-105)
			t.Errorf("seed %d: out for %v minutes of 240", r.Seed, m[FailedOut])
		}
	}
}

// lost is for how long the link is lost, each time.
func lost(t *testing.T, q Question, seed uint32) (all []time.Duration) {
	t.Helper()
	acts, err := sim.Random(seed, []sim.Rate{{Fault: link, Between: q.Every, Lasts: q.Lasts[0]}}, day)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i+1 < len(acts); i += 2 {
		if _, breaks := acts[i].In.(understudy.Break); !breaks {
			t.Fatal(acts[i])
		}
		all = append(all, acts[i+1].At.Sub(acts[i].At))
	}
	return all
}

// F-29, F-33, H-35: a loss of the link that is longer than the interval and Grace is a verdict, and one that is more than a ping shorter
// is none. The count has nothing to do with the failback interval as long as that is shorter than the link holds.
func TestFalseFailovers(t *testing.T) {
	for _, detect := range []time.Duration{90 * time.Second, 3 * time.Minute, 5 * time.Minute} {
		q := one(detect, 30*time.Second, 3*time.Minute, 8)
		q.Every = 2 * time.Hour
		for _, r := range answers(t, q) {
			least, most := 0, 0
			for _, d := range lost(t, q, r.Seed) {
				if d > detect+5*time.Second {
					least++
				}
				if d > detect+5*time.Second-30*time.Second {
					most++
				}
			}
			if n := int(r.Measured[False]); n < least-1 || n > most+1 { // two that are close together count for one, or for a longer one
				t.Errorf("%v, seed %d: %d false failovers, not %d to %d", detect, r.Seed, n, least, most)
			}
		}
	}
}

// A link that is never lost for as long as clients need to notice costs nothing.
func TestNobodyNotices(t *testing.T) {
	for _, r := range answers(t, one(90*time.Second, 10*time.Minute, time.Second, 3)) {
		if m := r.Measured; m[False] != 0 || m[Out] != 0 || m[Limited] != 0 || m[FailedOut] == 0 {
			t.Errorf("seed %d: %v", r.Seed, m)
		}
	}
}

// With the same seeds, a longer interval makes fewer false failovers and a failure that users feel for longer; a longer failback interval
// keeps those who were taken in without need from coming home.
func TestTrade(t *testing.T) {
	at := func(detect, failback time.Duration) sweep.Cell {
		q := one(detect, failback, 3*time.Minute, 6)
		return q.Sweep().Cells(answers(t, q))[0]
	}
	mean := func(c sweep.Cell, name string) float64 { return c.Measured[name].Mean() }
	a, b, c := at(90*time.Second, 10*time.Minute), at(10*time.Minute, 10*time.Minute), at(90*time.Second, 30*time.Minute)
	if mean(a, False) < 3*mean(b, False) || mean(a, Limited) < 3*mean(b, Limited) || mean(a, Out) > mean(b, Out) || mean(b, FailedOut) < mean(a, FailedOut)+8 {
		t.Errorf("90 s: %v\n10 min: %v", a, b)
	}
	if mean(c, Limited) < 1.5*mean(a, Limited) {
		t.Errorf("home after 10 min: %v\nhome after 30 min: %v", a, c)
	}
}

func TestValidate(t *testing.T) {
	for _, f := range []func(*Question){
		func(q *Question) { q.Users = 0 }, func(q *Question) { q.Users = 100_001 }, func(q *Question) { q.Seeds = 0 }, func(q *Question) { q.Every = time.Second },
		func(q *Question) { q.Detect = nil }, func(q *Question) { q.Detect[0] = time.Second }, func(q *Question) { q.Failback[1] = 5 * time.Hour },
		func(q *Question) { q.Lasts[2] = 0 }, func(q *Question) { q.Detect = slices.Concat(q.Detect, q.Detect) },
	} {
		q := Default()
		f(&q)
		if err := q.Validate(); !errors.Is(err, ErrQuestion) {
			t.Error(err)
		}
	}
	q := Default()
	q.Seeds, q.Detect = 10_000, nil
	for i := range 10_000 { // with all else more than sweep.MaxPoints
		q.Detect = append(q.Detect, time.Minute+time.Duration(i)*time.Second)
	}
	if err := q.Validate(); !errors.Is(err, sweep.ErrSweep) {
		t.Error(err)
	}
}
