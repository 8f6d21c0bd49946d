package explore

import (
	"errors"
	"math"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"understudy.example"
	"understudy.example/machine"
)

func hasty() understudy.Policy { return understudy.PolicyFunc(rash) }

func idle() understudy.Policy { return understudy.PolicyFunc(nobody) }

// fewer is how many histories are enough with -short, which is for what the race detector, or an emulator, sees in any of them.
func fewer(all, short int) int {
	if testing.Short() {
		return short
	}
	return all
}

// broken attacks a policy that is known to be bad.
func broken(t *testing.T, policy func() understudy.Policy, o Options) *Counterexample {
	t.Helper()
	var c *Counterexample
	if err := Check(policy, o); !errors.As(err, &c) {
		t.Fatalf("%v", err)
	}
	return c
}

// Check finds the one input after which a policy that moves the store at once has two masters: half of a divided network.
func TestCheck(t *testing.T) {
	c := broken(t, hasty, Options{})
	if c.Broken.Law.ID != "double-store" || len(c.Plan.Inputs) != 1 || len(c.Plan.Topology.Users) != 0 {
		t.Fatalf("%v\n%s", c, c.Story().Format())
	}
	link, ok := c.Plan.Inputs[0].In.(understudy.Break)
	if !ok || link.Fault.Kind != understudy.Link || c.Plan.Inputs[0].At != 0 || c.Plan.End > minutes(1) {
		t.Errorf("%+v until %v", c.Plan.Inputs, c.Plan.End)
	}
	var b *Broken
	if line := c.Error(); strings.Contains(line, "\n") || !strings.HasPrefix(line, "explore: law double-store broken") || !errors.As(c, &b) {
		t.Errorf("%q", line)
	}
	again, err := Setup{}.Run(FromStory(c.Story(), c.Plan.Place, true), Laws()...)
	if err != nil || again.Broken() == nil || again.Broken().Error() != c.Broken.Error() {
		t.Errorf("%v and then %v (%v)", c.Broken, again.Broken(), err)
	}
}

// A policy that does nothing breaks nothing, and neither does the model, whatever an administrator orders beside it.
func TestCheckNothing(t *testing.T) {
	o := Options{Histories: fewer(100, 8), Manual: true}
	if err := Check(idle, o); err != nil {
		t.Error(err)
	}
	if err := Check(nil, o); err != nil {
		t.Error(err)
	}
	o.Operator = true
	if err := Check(hasty, o); err != nil {
		t.Error(err) // two masters are the duty of the policy, and an administrator is none
	}
}

// A guard that is taken away is missed: the model does not hold whatever is ordered.
func TestCheckModel(t *testing.T) {
	var guards []understudy.Guard
	for _, g := range understudy.Guards() {
		if g.Name != "home-back" {
			guards = append(guards, g)
		}
	}
	if c := broken(t, nil, Options{Parts: understudy.Parts{Guards: guards}}); c.Broken.Law.ID != "failback" {
		t.Errorf("%v", c)
	}
}

// The same options give the same story, on one core and on two; other seeds give others.
func TestCheckAgain(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	one := broken(t, hasty, Options{Seed: 5})
	runtime.GOMAXPROCS(2)
	two := broken(t, hasty, Options{Seed: 5})
	if one.Error() != two.Error() || string(one.Story().Format()) != string(two.Story().Format()) {
		t.Errorf("%v and %v", one, two)
	}
	a, _ := Plans(idle, Options{Histories: 1, Seed: 5})
	b, _ := Plans(idle, Options{Histories: 1, Seed: 6})
	if string(a[0].Story().Format()) == string(b[0].Story().Format()) {
		t.Error("two seeds, and one history")
	}
}

func TestOptions(t *testing.T) {
	for _, c := range []struct {
		o    Options
		want string
	}{
		{Options{Places: []string{"west", "moon"}}, `explore: options: Places: "moon" must be on one of the Grounds, which have FE01.lab.local, FE02.lab.local, `},
		{Options{Places: []string{}}, "explore: options: Places must not be empty; nil is every site and every pool"},
		{Options{Grounds: []understudy.Topology{}}, "explore: options: Grounds must not be empty; nil is all of Grounds()"},
	} {
		if err := Check(idle, c.o); !errors.Is(err, ErrOptions) || !strings.HasPrefix(err.Error(), c.want) || err.Error() != c.o.Validate().Error() {
			t.Error(err)
		}
	}
	if err := Check(idle, Options{Grounds: []understudy.Topology{{}}}); !errors.Is(err, understudy.ErrTopology) {
		t.Error(err)
	}
	if err := Check(idle, Options{Histories: -1}); !errors.Is(err, ErrOptions) {
		t.Error(err)
	}
	if _, err := Plans(idle, Options{Histories: -1}); !errors.Is(err, ErrOptions) {
		t.Error(err)
	}
	plans, err := Plans(idle, Options{Places: []string{"west"}, Histories: 20})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range plans {
		if p.Place != "west" {
			t.Errorf("%s", p.Place)
		}
	}
}

// lone moves the store to its standby as soon as it does not find the master.
func lone() understudy.Policy {
	return understudy.PolicyFunc(func(_ machine.Instant, v *understudy.View, out []understudy.Order) []understudy.Order {
		if at := v.Pools[1].FQDN; !v.ActiveKnown && v.Pools[1].Reachable {
			out = append(out, understudy.ManagementServerFailover{At: at, Target: at, Force: true})
		}
		return out
	})
}

// Of three pairs the one is left that a counterexample is about.
func TestCheckSmall(t *testing.T) {
	c := broken(t, lone, Options{Grounds: []understudy.Topology{threeSites()}, Laws: Select(func(l Law) bool { return l.ID == "double-store" })})
	if top := c.Plan.Topology; len(top.Pools) != 2 || len(top.Pairs) != 1 || len(top.Users) != 0 {
		t.Errorf("%v\n%s", c, c.Story().Format())
	}
}

// Grounds may be of any kind: those of all golden stories will do.
func TestCheckAnywhere(t *testing.T) {
	paths, err := filepath.Glob("../story/testdata/*/*.story")
	if err != nil || len(paths) < 50 {
		t.Fatal(paths, err)
	}
	paths = paths[:fewer(len(paths), 5)]
	var grounds []understudy.Topology
	for _, path := range paths {
		grounds = append(grounds, storyOf(t, path).Topology)
	}
	if err := Check(nil, Options{Grounds: grounds, Histories: len(grounds)}); err != nil {
		t.Error(err)
	}
	one := understudy.Paired()
	one.Pools, one.Pairs, one.Users, one.Records = one.Pools[:1], nil, nil, nil
	if err := Check(nil, Options{Grounds: []understudy.Topology{one}, Histories: fewer(20, 5)}); err != nil {
		t.Error(err)
	}
}

// A law that only warns is found to be broken, in the first history already, and no reason to fail.
func TestCheckWarning(t *testing.T) {
	law := Law{Law: understudy.Law{ID: "never", Severity: understudy.Warn,
		Check: func(*understudy.Moment) (int, error) { return 1, errors.New("always") }}}
	o := Options{Laws: []Law{law, Laws()[0]}, Histories: 10}
	if err := Check(idle, o); err != nil {
		t.Error(err)
	}
	plans, err := Plans(idle, o)
	if err != nil {
		t.Fatal(err)
	}
	findings, err := Attack(idle, plans, o)
	if err != nil || len(findings) != 2 || findings[0].Found == nil || findings[0].Found.Histories != 1 {
		t.Errorf("%+v, %v", findings, err)
	}
}

// What an attack found says how often every law applied.
func TestAttack(t *testing.T) {
	o := Options{Histories: fewer(60, 20), Manual: true}
	plans, err := Plans(hasty, o)
	if err != nil {
		t.Fatal(err)
	}
	findings, err := Attack(hasty, plans, o)
	if err != nil || len(findings) != len(Laws()) {
		t.Fatal(findings, err)
	}
	for _, f := range findings {
		// It moves the master of whichever pair has it, whatever hides it: that is no isolation either, where that is seen. And it names pools
		// that not every ground has.
		if f.Law.Severity == understudy.Must && f.Law.ID != "isolation" && f.Law.ID != "known-names" && (f.Law.ID == "double-store") != (f.Found != nil) {
			t.Errorf("%s: %v", f.Law.ID, f.Found)
		}
		if f.Law.ID == "single-cms" && f.Applied == 0 {
			t.Errorf("%s never applied", f.Law.ID)
		}
	}
}

// What cannot be played is an error, and none of the workers dies of it.
func TestNothingToPlay(t *testing.T) {
	if err := Check(func() understudy.Policy { return nil }, Options{Histories: 2}); !errors.Is(err, ErrOptions) {
		t.Error(err)
	}
	if _, err := Attack(idle, []*Plan{nil}, Options{}); !errors.Is(err, ErrOptions) {
		t.Error(err)
	}
	if _, err := Plans(idle, Options{Histories: math.MaxInt}); !errors.Is(err, ErrOptions) {
		t.Error(err)
	}
}

// Laws are selected by what they say of themselves.
func TestSelect(t *testing.T) {
	musts := Select(func(l Law) bool { return l.Duty == understudy.OfPolicy && l.Severity == understudy.Must })
	if len(musts) == 0 || len(musts) == len(Laws()) {
		t.Errorf("%d of %d", len(musts), len(Laws()))
	}
	for _, l := range musts {
		if l.Duty != understudy.OfPolicy || l.Severity != understudy.Must {
			t.Errorf("%s", l.ID)
		}
	}
}

// A law that would judge nothing is refused, and so is a list of laws without any.
func TestLawsThatJudgeNothing(t *testing.T) {
	check := func(*understudy.Moment) (int, error) { return 0, nil }
	for want, laws := range map[string][]Law{"must have an ID": {{Law: understudy.Law{Check: check}}}, `law "x" must have one of`: {{Law: understudy.Law{ID: "x"}}},
		"must not be empty": {}, "and has 2": {{Law: understudy.Law{ID: "x", Check: check}, Over: func(*Trial) (int, error) { return 0, nil }}}} {
		if err := Check(idle, Options{Laws: laws}); !errors.Is(err, ErrOptions) || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, not %s", err, want)
		}
		if _, err := Attack(idle, nil, Options{Laws: laws}); !errors.Is(err, ErrOptions) {
			t.Error(err)
		}
	}
	s := LabScopes()[0]
	s.Laws = []Law{{Law: understudy.Law{ID: "over"}, Over: func(*Trial) (int, error) { return 0, nil }}}
	if _, err := s.Explore(SearchOptions{}); !errors.Is(err, ErrScope) || !strings.Contains(err.Error(), "over") {
		t.Error(err)
	}
}
