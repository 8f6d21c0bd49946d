package corpus

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"understudy.example"
	"understudy.example/explore"
	"understudy.example/failovertest"
)

// caught attacks every plant once, whoever asks.
var caught = func() map[int]func() (Caught, error) {
	all := map[int]func() (Caught, error){}
	for _, r := range Reports() {
		if r.Plant != nil {
			all[r.Number] = sync.OnceValues(r.Plant.Catch)
		}
	}
	return all
}()

func (r *Report) name() string { return fmt.Sprintf("%02d", r.Number) }

// whole reports whether a plant is attacked until it is found. With -short that is every tenth one; of the others a few histories are
// played, for what the race detector sees in any of them.
func (r *Report) whole() bool { return !testing.Short() || r.Number%10 == 0 }

// few is how many histories those are.
const few = 2

// each runs a subtest for every report that has a plant, several at once.
func each(t *testing.T, f func(*testing.T, Report)) {
	for _, r := range Reports() {
		if r.Plant != nil {
			t.Run(r.name(), func(t *testing.T) {
				t.Parallel()
				f(t, r)
			})
		}
	}
}

// Every report says where it comes from and what it breaks; its law is there and judges that, or it says why there is none.
func TestReports(t *testing.T) {
	var numbers []int
	for _, r := range Reports() {
		numbers = append(numbers, r.Number)
		if len(r.Sources) == 0 || r.What == "" || r.Planted == "" || len(r.Breaks) == 0 {
			t.Errorf("%d is not told whole", r.Number)
		}
		for _, s := range r.Sources {
			if !strings.HasPrefix(s, "https://") {
				t.Errorf("%d: source %q", r.Number, s)
			}
		}
		judged := slices.ContainsFunc(r.Breaks, func(id string) bool { return slices.Contains(principle(t, id).Laws, r.Law) })
		if judged != (r.Plant != nil) {
			t.Errorf("%d: law %q, of the principles %v", r.Number, r.Law, r.Breaks)
		}
	}
	for i, n := range numbers {
		if n != i+1 {
			t.Fatalf("report %d in place %d", n, i+1)
		}
	}
	if len(numbers) != 68 {
		t.Errorf("%d reports", len(numbers))
	}
}

func principle(t *testing.T, id string) Principle {
	for _, p := range Principles() {
		if p.ID == id {
			return p
		}
	}
	t.Errorf("there is no principle %s", id)
	return Principle{}
}

// Every principle names laws that there are, or says why none can judge it; and every law rests on some principle.
func TestPrinciples(t *testing.T) {
	used := map[string]bool{}
	for _, p := range Principles() {
		if p.What != "" && len(p.Laws) == 0 && p.Not == "" {
			t.Errorf("%s is judged by nothing, and nothing says why", p.ID)
		}
		for _, id := range p.Laws {
			used[id] = true
			if _, ok := find(id); !ok && !strings.HasPrefix(id, "machinetest ") {
				t.Errorf("%s: there is no law %q", p.ID, id)
			}
		}
	}
	for _, l := range explore.Laws() {
		if !used[l.ID] {
			t.Errorf("law %s rests on no principle", l.ID)
		}
	}
}

func find(id string) (explore.Law, bool) {
	all := explore.Laws()
	i := slices.IndexFunc(all, func(l explore.Law) bool { return l.ID == id })
	if i < 0 {
		return explore.Law{}, false
	}
	return all[i], true
}

// Every bug is caught by the law that is named for it, within the default budget.
func TestCaught(t *testing.T) {
	each(t, func(t *testing.T, r Report) {
		if s, ok := r.Plant.(System); ok && !r.whole() {
			s.played(t)
			return
		}
		c, err := caught[r.Number]()
		switch {
		case err != nil:
			t.Fatal(err)
		case c.Law != r.Law:
			t.Errorf("law %q caught it, not %q: %v", c.Law, r.Law, c.Err)
		}
		if testing.Verbose() {
			tell(t, c)
		}
	})
}

// played plays a few histories, whatever they show.
func (s System) played(t *testing.T) {
	s.Options.Histories = few
	plans, err := explore.Plans(s.Policy, s.Options)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := explore.Attack(s.Policy, plans, s.Options); err != nil {
		t.Error(err)
	}
}

func tell(t *testing.T, c Caught) {
	t.Logf("%v", c.Err)
	if found, ok := c.Err.(*explore.Counterexample); ok {
		t.Logf("%s", found.Story().Format())
	}
}

// What is right in the place of the bug passes as many histories as the bug was found in, and forty more: the law raises no false alarm.
func TestHolds(t *testing.T) {
	each(t, func(t *testing.T, r Report) {
		if s, ok := r.Plant.(System); ok {
			if s.Right == nil && wrong(s.Options.Parts) == 0 {
				t.Fatal("nothing is planted")
			}
			s.Options.Histories = few
			if r.whole() {
				s.Options.Histories = again(r.Number)
			}
			r.Plant = s
		}
		if err := r.Plant.Hold(); err != nil {
			t.Error(err)
		}
	})
}

// again is as many histories as a bug was found in, and forty more.
func again(number int) int {
	var found *explore.Counterexample
	if c, _ := caught[number](); errors.As(c.Err, &found) {
		return found.Histories + 40
	}
	return 40
}

// wrong is how many parts are replaced.
func wrong(p understudy.Parts) (n int) {
	for _, is := range []bool{p.Health != nil, p.Failover != nil, p.Store != nil, p.Client != nil, p.Decide != nil, p.Guards != nil} {
		if is {
			n++
		}
	}
	return n
}

// rapid finds every bug, too, and never with the same histories.
func TestRapid(t *testing.T) {
	each(t, func(t *testing.T, r Report) {
		s, ok := r.Plant.(System)
		if !ok || !r.whole() {
			return
		}
		law, _ := find(r.Law)
		setup := explore.Setup{Policy: s.Policy, Parts: s.Options.Parts, Manual: s.Options.Manual}
		drawn := failovertest.Plans(s.Policy, func(o *explore.Options) { *o = s.Options })
		found := false
		rapid.Check(t, func(t *rapid.T) {
			for range tries {
				if found {
					return
				}
				trial, err := setup.Run(drawn.Draw(t, "history"), law)
				if err != nil {
					t.Fatal(err)
				}
				found = trial.Broken() != nil
			}
		})
		if !found {
			t.Error("not found")
		}
	})
}

// tries is how many histories one check of rapid draws until one is found.
const tries = 40

// The search of every state finds the bugs that are small enough, and as far as it goes for them nothing where they are not planted.
func TestScopes(t *testing.T) {
	searched := 0
	for _, r := range Reports() {
		s, ok := r.Plant.(System)
		if !ok || s.Scope == nil {
			continue
		}
		searched++
		found, err := s.Scope.Explore(explore.SearchOptions{})
		if c, ok := err.(*explore.Counterexample); !ok || c.Broken.Law.ID != r.Law {
			t.Errorf("%d: not found: %v", r.Number, err)
		}
		right := *s.Scope
		right.Parts = understudy.Parts{}
		if v, err := right.Explore(explore.SearchOptions{Depth: max(found.Depth, 6)}); err != nil || v.Laws[0].Applied == 0 {
			t.Errorf("%d: nothing is planted, and it finds %v", r.Number, err)
		}
	}
	if searched == 0 {
		t.Error("none is searched")
	}
}
