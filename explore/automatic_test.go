package explore

import (
	"errors"
	"slices"
	"testing"
	"time"

	"understudy.example"
	"understudy.example/machine"
	"understudy.example/policy"
)

// automaticScope is the lab under Automatic when FE01 loses its power so often, each time for as long as may be. The store is at FE02.
func automaticScope(times uint8) Scope {
	fe1, fe2 := labPools()
	s := failedOver(labScope("Automatic, one outage", 20*time.Second, power(fe1)), fe1, fe2)
	s.Inputs, s.Times = nil, times
	return lively(s.under(policy.Default()))
}

// watchedScope is the lab's pair across two sites, watched from a third one, under an Automatic in the west that can fence the master in the
// east and move the store.
func watchedScope(times uint8) Scope {
	fe1, _ := labPools()
	s := labScope("Automatic and the store, one fault", 20*time.Second, power(fe1), link("east", "west"), link("west", "east"))
	s.Topology.Sites = watched().Sites
	s.Topology.Observers = watched().Observers
	for i := range s.Topology.Pools {
		s.Topology.Pools[i].Site, s.Topology.Pools[i].Management = s.Topology.Sites[i].Name, true
	}
	s.Topology.Parameters.Directory.Delay = s.Quantum
	s.brisk()
	s.Times = times
	s = lively(s.under(policy.Default()))
	s.Place = "west"
	return s
}

// under puts a scope under Automatic, whose times become a few quanta.
func (s Scope) under(r policy.Rules) Scope {
	r.After, r.Stable, r.Retry, r.Rest, r.HalfLife = s.Quantum, 2*s.Quantum, 3*s.Quantum, s.Quantum, 6*s.Quantum
	s.Topology.Parameters.Remembered = s.Quantum // Automatic does not ask since when
	s.Place = s.Topology.Sites[0].Name
	s.Policy = func() understudy.Policy {
		p, err := policy.New(r)
		if err != nil {
			panic(err)
		}
		return p
	}
	return s
}

// automaticScopes are searched like those of the lab; Automatic is not made for explore to know of.
func automaticScopes() []Scope {
	return []Scope{automaticScope(1), watchedScope(1)}
}

// largeAutomaticScopes have another fault, also before what the first one has left behind is over.
func largeAutomaticScopes() []Scope {
	outages, faults := automaticScope(2), watchedScope(2)
	outages.Name, faults.Name = "Automatic, two outages", "Automatic and the store, two faults"
	return []Scope{outages, faults}
}

// staying is a policy that fails nothing back.
type staying struct{ *policy.Automatic }

func (p staying) Step(now machine.Instant, v *understudy.View, orders []understudy.Order) []understudy.Order {
	return slices.DeleteFunc(p.Automatic.Step(now, v, orders), func(o understudy.Order) bool {
		_, back := o.(understudy.PoolFailBack)
		return back
	})
}

// Automatic that fails nothing back is found, and so is one whose Code visits nothing of what it remembers.
func TestScopeOfAWrongAutomatic(t *testing.T) {
	for want, wrong := range map[error]func(understudy.Policy) understudy.Policy{
		ErrNotGood: func(p understudy.Policy) understudy.Policy { return staying{p.(*policy.Automatic)} },
		errAlike:   func(p understudy.Policy) understudy.Policy { return forgetful{p} },
	} {
		s := automaticScope(1)
		right := s.Policy
		s.Policy = func() understudy.Policy { return wrong(right()) }
		if _, err := s.Explore(SearchOptions{Workers: 1}); !errors.Is(err, want) {
			t.Errorf("%v, and not %v", err, want)
		}
	}
}

// Faults begin so often, and end however often they have begun.
func TestScopeLimitsFaults(t *testing.T) {
	s := labScopeNamed(t, "detectors")
	s.Times = 2
	g, err := s.ground()
	if err != nil {
		t.Fatal(err)
	}
	a := g.world()
	for _, m := range []Move{begin, end, begin | 1, end | 1} {
		if !slices.Contains(a.Moves(nil), m) {
			t.Fatalf("%s is not possible", a.Label(m))
		}
		if err := a.Do(m); err != nil {
			t.Fatal(err)
		}
	}
	for _, m := range []Move{begin, begin | 1} {
		if slices.Contains(a.Moves(nil), m) {
			t.Errorf("a third time: %s", a.Label(m))
		}
	}
}
