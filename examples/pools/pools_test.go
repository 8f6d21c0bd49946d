package main

import (
	"errors"
	"reflect"
	"testing"

	"understudy.example/explore"
	"understudy.example/machine"
)

var small = &limits{down: 3, recovered: 5}

// The counts are SPIN's, of pools.pml with DOWN 3 and RECOVERED 5.
func TestCounts(t *testing.T) {
	r, err := explore.Search(func() explore.World { return newPair(small) }, explore.SearchOptions{})
	if err != nil || !r.Exhaustive || r.States != 65_536 || r.Transitions != 373_760 || r.Ends != 0 {
		t.Errorf("%v, %v", r, err)
	}
}

// A report does not depend on how many worlds search, nor on how a world is copied.
func TestSameReport(t *testing.T) {
	type slow struct{ explore.World } // is copied through Code
	first, err := explore.Search(func() explore.World { return newPair(small) }, explore.SearchOptions{Workers: 1})
	if err != nil {
		t.Fatal(err)
	}
	for workers := range 3 {
		r, err := explore.Search(func() explore.World { return slow{newPair(small)} }, explore.SearchOptions{Workers: workers + 1})
		if r != first || err != nil {
			t.Errorf("%d workers: %v and %v, %v", workers+1, r, first, err)
		}
	}
}

// hasty fails back at the first tick that is heard.
type hasty struct{ *pair }

func (w hasty) Moves(to []explore.Move) []explore.Move {
	to = w.pair.Moves(to)
	if w.pools[0].failedOver && w.pools[0].heard > 0 {
		to = append(to, failBack)
	}
	return to
}

func (w hasty) CopyFrom(from explore.World) { w.pair.CopyFrom(from.(hasty).pair) }

// generous takes the store from nobody. The law is broken by the move after that.
type generous struct{ *pair }

func (w generous) Do(m explore.Move) error {
	err := w.pair.Do(m)
	if m&^7 == take {
		w.pools[m&1].active = true
	}
	return err
}

func (w generous) CopyFrom(from explore.World) { w.pair.CopyFrom(from.(generous).pair) }

// Each law is broken by the model that a fault was planted in, after as many moves as it takes.
func TestFaultsAreFound(t *testing.T) {
	for _, c := range []struct {
		make  func() explore.World
		err   error
		moves int // the pool stops, is missed three times and failed over; and it starts, is heard and failed back too early
	}{
		{func() explore.World { return hasty{newPair(small).(*pair)} }, errEarly, 8},
		{func() explore.World { return generous{newPair(small).(*pair)} }, errTwice, 7},
	} {
		var first *explore.Violation
		for workers := 1; workers < 3; workers++ {
			_, err := explore.Search(c.make, explore.SearchOptions{Workers: workers})
			var v *explore.Violation
			if !errors.As(err, &v) || !errors.Is(err, c.err) || len(v.Path) != c.moves {
				t.Fatalf("%v, and not %v after %d moves", err, c.err, c.moves)
			}
			if first == nil {
				first = v
			}
			if !reflect.DeepEqual(v.Path, first.Path) {
				t.Errorf("%d workers find another way:\n%s\n%s", workers, v.Trace(), first.Trace())
			}
		}
	}
}

// A state fits into one word for any limits, which is what makes a search fast.
func TestOneWord(t *testing.T) {
	var c machine.Code
	c.Size(0)
	newPair(&limits{255, 255}).Code(&c)
	if c.Bits() >= 64 {
		t.Errorf("%.1f bits", c.Bits())
	}
}

func BenchmarkPools(b *testing.B) {
	states := 0
	for b.Loop() {
		r, err := explore.Search(func() explore.World { return newPair(small) }, explore.SearchOptions{Workers: 1})
		if err != nil {
			b.Fatal(err)
		}
		states += r.States
	}
	b.ReportMetric(float64(states)/b.Elapsed().Seconds(), "states/s")
}
