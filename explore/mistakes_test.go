package explore

import (
	"errors"
	"reflect"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"understudy.example"
	"understudy.example/machine"
)

// Mistakes of those who use the package: each is an error of one line, and none passes for an attack that found nothing.

func lawsNamed(ids ...string) []Law {
	return Select(func(l Law) bool { return listed(ids, l.ID) })
}

// sometimes is hasty so often, and idle ever after.
func sometimes(times int64) func() understudy.Policy {
	var made atomic.Int64
	return func() understudy.Policy {
		if made.Add(1) <= times {
			return hasty()
		}
		return idle()
	}
}

const unsteady = "explore: law replay broken at 5m10s: the same history does not break law double-store again: " +
	"the policy is not deterministic, or its instances share what they remember"

// A policy that is not deterministic breaks law replay, wherever that shows: when the first history that breaks a law is played again, or
// when the shortest one is.
func TestNotDeterministic(t *testing.T) {
	o := Options{Laws: lawsNamed("double-store")}
	_, err := Attack(sometimes(1), []*Plan{divided()}, o)
	if b := (*Broken)(nil); !errors.As(err, &b) || b.Law.ID != "replay" || err.Error() != unsteady+" (history 1, seen from west)" {
		t.Error(err)
	}
	for times := int64(2); times < 5; times++ {
		found, err := Attack(sometimes(times), []*Plan{divided()}, o)
		if err != nil || found[0].Found == nil {
			t.Fatal(found, err)
		}
		c := found[0].Found.Shortest()
		if c.Broken.Law.ID != "replay" || c.Broken.Error() != unsteady || c.Histories != 1 || !strings.Contains(c.Tell(), "not deterministic") {
			t.Errorf("after %d times: %v", times, c)
		}
		if s := c.Story(); len(s.Steps) == 0 || len(c.HTML()) == 0 {
			t.Error("no story, or no page")
		}
	}
	o.Histories = 20
	var b *Broken
	if err := Check(sometimes(2*20+1), o); !errors.As(err, &b) || b.Law.ID != "replay" {
		t.Error(err)
	}
}

// fragile panics when it is told that a pool is not there.
func fragile() understudy.Policy {
	return understudy.PolicyFunc(func(_ machine.Instant, v *understudy.View, out []understudy.Order) []understudy.Order {
		if p := v.Pools[0]; !p.Reachable {
			_ = v.Observers[len(v.Pools)]
		}
		return out
	})
}

// What panics in a history is an error that says what and where, and has the history, as short as it can be.
func TestPanics(t *testing.T) {
	var runtimes runtime.Error
	var p *Panic
	err := Check(fragile, Options{Histories: 40})
	if !errors.As(err, &p) || !errors.As(err, &runtimes) || strings.Contains(err.Error(), "\n") ||
		!strings.HasPrefix(err.Error(), "explore: panic at ") || !strings.Contains(err.Error(), "seen from "+p.Plan.Place) {
		t.Fatal(err)
	}
	if len(p.Plan.Inputs) != 1 || p.Plan.End != p.At || !strings.Contains(string(p.Stack), "mistakes_test.go") {
		t.Errorf("%+v until %v\n%s", p.Plan.Inputs, p.Plan.End, p.Stack)
	}
	again := (*Panic)(nil)
	if _, err := (Setup{Policy: fragile}).Run(p.Plan); !errors.As(err, &again) || again.Error() != p.Error() {
		t.Errorf("%v and then %v", p, err)
	}
	for name, policy := range map[string]func() understudy.Policy{
		"mine":    func() understudy.Policy { panic("mine\nand more") },
		"nil":     func() understudy.Policy { return understudy.PolicyFunc(nil) },
		"has nil": func() understudy.Policy { return understudy.Every(time.Minute, nil) },
	} {
		if err := Check(policy, Options{Histories: 1}); !errors.As(err, &p) || !strings.Contains(err.Error(), name) || strings.Contains(err.Error(), "more") {
			t.Error(err)
		}
	}
	law := Law{Law: understudy.Law{ID: "fragile", Check: func(*understudy.Moment) (int, error) { panic("law") }}}
	if err := Check(idle, Options{Histories: 1, Laws: []Law{law}}); !errors.As(err, &p) || !strings.Contains(err.Error(), "law") || p.Unwrap() != nil {
		t.Error(err)
	}
}

// An attack that holds a policy to nothing is none.
func TestNoLawIsLeft(t *testing.T) {
	warning := Law{Law: understudy.Law{ID: "warning", Severity: understudy.Warn, Check: func(*understudy.Moment) (int, error) { return 1, nil }}}
	duty, twice := lawsNamed("double-store"), lawsNamed("failback", "single-cms", "failback")
	twice = append(twice, twice[0])
	for _, c := range []struct {
		policy func() understudy.Policy
		o      Options
		want   string
	}{
		{idle, Options{Laws: []Law{warning}}, "explore: options: no law is left, for all of Laws only warn"},
		{idle, Options{Laws: duty, Operator: true}, "explore: options: no law is left, for those of a policy's duty do not count beside an Operator"},
		{nil, Options{Laws: duty}, "explore: options: no law is left, for those that must hold here are a policy's duty, and there is none"},
		{idle, Options{Laws: twice}, `explore: options: law "failback" must be there once, and is Laws[0] and Laws[2]`},
	} {
		c.o.Histories = 1
		if err := Check(c.policy, c.o); !errors.Is(err, ErrOptions) || err.Error() != c.want {
			t.Errorf("%v, not %s", err, c.want)
		}
		if c.o.Laws[0].ID == "warning" {
			continue // an attack tells of it
		}
		if _, err := Attack(c.policy, nil, c.o); err == nil || err.Error() != c.want {
			t.Errorf("%v, not %s", err, c.want)
		}
		if c.policy == nil {
			continue // without a policy there is an idle one
		}
		if _, err := Compare(Contender{Policy: c.policy}, Contender{}, c.o); err == nil || err.Error() != c.want {
			t.Errorf("%v, not %s", err, c.want)
		}
	}
}

// A ground that is not valid is named, in every line.
func TestGroundIsNamed(t *testing.T) {
	err := Check(idle, Options{Grounds: []understudy.Topology{understudy.Paired(), {}}})
	if !errors.Is(err, ErrOptions) || !errors.Is(err, understudy.ErrTopology) {
		t.Fatal(err)
	}
	for line := range strings.Lines(err.Error()) {
		if !strings.HasPrefix(line, "explore: options: Grounds[1]: ") {
			t.Error(line)
		}
	}
}

// Places are compared as names in DNS are.
func TestPlacesAsInDNS(t *testing.T) {
	plans, err := Plans(idle, Options{Places: []string{"WEST", "fe02.LAB.local."}, Histories: 20})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range plans {
		if p.Place != "west" && p.Place != fe2 {
			t.Errorf("%s", p.Place)
		}
	}
	if err := Check(idle, Options{Places: []string{fe2, "wset"}}); !errors.Is(err, ErrOptions) || !strings.Contains(err.Error(), `"wset"`) {
		t.Error(err)
	}
}

// A plan of what cannot be is refused by name, and so is a law that judges nothing.
func TestPlansThatCannotBe(t *testing.T) {
	in, check := understudy.SignIn{User: "u1@lab.local"}, func(*understudy.Moment) (int, error) { return 0, nil }
	for _, c := range []struct {
		inputs []Timed
		end    machine.Instant
		laws   []Law
		want   string
	}{
		{[]Timed{at(0, in), {}}, 0, nil, "Inputs[1].In must not be nil"},
		{[]Timed{at(-7, in)}, 0, nil, "Inputs[0].At -7ns must not be before 0s"},
		{[]Timed{at(m, in), at(s, in)}, 0, nil, "Inputs[1].At 1s must not be before 1m0s"},
		{nil, -7, nil, "End -7ns must not be below 0"},
		{nil, 0, []Law{{}}, `law "" must have one of Check, Watch and Over, and has 0`},
		{nil, 0, []Law{{Law: understudy.Law{ID: "x"}, Watch: func(*Trial) func(*Instant) (int, error) { return nil }}}, `Watch of law "x" must make a check, and makes nil`},
		{nil, 0, []Law{{Law: understudy.Law{ID: "x", Check: check}, Over: func(*Trial) (int, error) { return 0, nil }}}, "and has 2"},
	} {
		_, err := Setup{}.Run(&Plan{Topology: standing(), Place: fe1, Inputs: c.inputs, End: c.end}, c.laws...)
		if !errors.Is(err, ErrOptions) || !strings.HasPrefix(err.Error(), "explore: options: ") || !strings.HasSuffix(err.Error(), c.want) {
			t.Errorf("%v, not %s", err, c.want)
		}
	}
}

// What is empty says so, and does not panic.
func TestNothingToTell(t *testing.T) {
	c := &Counterexample{}
	if c.Error() != errNothing.Error() || !errors.Is(c, errNothing) || c.Shortest() != c || !strings.HasPrefix(c.Tell(), "explore: ") ||
		len(c.Story().Steps) != 0 || c.HTML() != nil {
		t.Errorf("%v", c)
	}
	d := &Difference{}
	if _, _, err := d.Stories(); !errors.Is(err, ErrOptions) || d.String() == "" {
		t.Error(err)
	}
	if text := (&Panic{}).Error(); !strings.HasPrefix(text, "explore: panic") || (&Panic{}).Shortest() == nil {
		t.Error(text)
	}
	if Shrink(nil, func(*Plan) bool { return true }) != nil || FromStory(nil, "", true) != nil {
		t.Error("a plan of nothing")
	}
	defer func() {
		if recover() == nil {
			t.Error("Shrink shrinks what nothing holds to fail")
		}
	}()
	Shrink(divided(), nil)
}

// A Change, or whoever gets a history, writes into a topology of his own, in every list that a Topology has.
func TestTopologiesShareNothing(t *testing.T) {
	var top understudy.Topology
	all := reflect.ValueOf(&top).Elem()
	for i := range all.NumField() {
		if f := all.Field(i); f.Kind() == reflect.Slice {
			f.Set(reflect.MakeSlice(f.Type(), 1, 1))
		}
	}
	copied := deep(top)
	if !reflect.DeepEqual(top, copied) || !reflect.DeepEqual(deep(understudy.Topology{}), understudy.Topology{}) {
		t.Errorf("%+v", copied)
	}
	apart(t, "Topology", all, reflect.ValueOf(&copied).Elem())
}

// apart fails where two values share something.
func apart(t *testing.T, name string, a, b reflect.Value) {
	t.Helper()
	switch a.Kind() {
	case reflect.Struct:
		for i := range a.NumField() {
			apart(t, name+"."+a.Type().Field(i).Name, a.Field(i), b.Field(i))
		}
	case reflect.Slice:
		if a.Pointer() == b.Pointer() && a.Cap() > 0 {
			t.Errorf("%s is shared", name)
		}
		if a.Len() == 0 {
			a, b = reflect.MakeSlice(a.Type(), 1, 1), reflect.MakeSlice(a.Type(), 1, 1)
		}
		if e := a.Index(0); e.Kind() == reflect.Slice {
			t.Errorf("%s has lists of lists, which are shared", name)
		}
		apart(t, name+"[]", a.Index(0), b.Index(0))
	case reflect.Array:
		apart(t, name+"[]", a.Index(0), b.Index(0))
	case reflect.Pointer, reflect.Map, reflect.Interface, reflect.Func, reflect.Chan:
		t.Errorf("%s is a %v, which is shared", name, a.Type())
	}
}

// What a Change writes stays in its own histories, and what is done to a plan in that plan.
func TestChangeStays(t *testing.T) {
	ground := watched()
	p := &Plan{Topology: ground, Place: "west", End: minutes(1)}
	change := func(t *understudy.Topology) { t.Pairs[0].Pools = [2]string{fe2, fe1}; t.Observers[0].Site = "west" }
	if _, err := Compare(Contender{}, Contender{Change: change}, Options{}, p); err != nil {
		t.Fatal(err)
	}
	o := Options{Grounds: []understudy.Topology{ground}, Histories: 2}
	plans, err := Plans(idle, o)
	if err != nil {
		t.Fatal(err)
	}
	change(&plans[0].Topology)
	if want := watched(); !reflect.DeepEqual(ground, want) || !reflect.DeepEqual(plans[1].Topology, want) {
		t.Errorf("%+v", ground)
	}
}

// A Scope about what is not there would be exhausted at once, and say nothing of what was meant: each is refused by field and number.
func TestScopesOfNothing(t *testing.T) {
	nobody := understudy.SignIn{User: "nobody@lab.local"}
	power, link := understudy.Fault{Kind: understudy.Power, Of: "nosuch"}, understudy.Fault{Kind: understudy.Link, Of: "HQ", To: "wset"}
	for _, c := range []struct {
		change func(*Scope)
		want   string
	}{
		{func(s *Scope) { s.Faults = append(s.Faults, link) }, "Faults[2], break link HQ to wset, must name what is in the Topology"},
		{func(s *Scope) { s.Faults = []understudy.Fault{power} }, "Faults[0], break power nosuch, must name what is in the Topology"},
		{func(s *Scope) { s.Faults[1] = understudy.Fault{} }, `Faults[1], break nic "", must name what is in the Topology`},
		{func(s *Scope) { s.Faults = append(s.Faults, s.Faults[1]) }, "Faults[2] must not be Faults[1] once more"},
		{func(s *Scope) {
			s.Faults[0] = understudy.Fault{Kind: understudy.FrontEnd, Of: fe1, Front: 9}
		}, "must name what is in the Topology"},
		{func(s *Scope) { s.Inputs = []understudy.Input{nil} }, "Inputs[0] must not be nil"},
		{func(s *Scope) { s.Inputs = []understudy.Input{nobody} }, "Inputs[0], nobody@lab.local signs in, must be one of package understudy, and name what is in the Topology"},
		{func(s *Scope) { s.Inputs = []understudy.Input{&understudy.PoolFailOver{At: fe1, Pool: fe1}} }, "Inputs[0], \"*understudy.PoolFailOver\", must be"},
		{func(s *Scope) { s.Before = append(s.Before, nil) }, "Before[2] must not be nil"},
		{func(s *Scope) { s.Before = append(s.Before, nobody) }, "Before[2], nobody@lab.local signs in, must be one of package understudy, and name"},
		{func(s *Scope) { s.Settle = -time.Hour }, "Settle -1h0m0s must not be below 0"},
	} {
		s := labScopeNamed(t, "detectors")
		c.change(&s)
		v, err := s.Explore(SearchOptions{})
		if v != nil || !errors.Is(err, ErrScope) || !strings.HasPrefix(err.Error(), "explore: ") || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%v, not %s", err, c.want)
		}
	}
	brought := Scope{Inputs: []understudy.Input{understudy.AddFrontEnd{At: fe1, Pool: fe1}}, Topology: understudy.Paired()}
	if front := (understudy.Fault{Kind: understudy.FrontEnd, Of: fe1, Front: 9}); !brought.comesLater(front) || (&Scope{}).comesLater(front) {
		t.Error("an order can bring a front end")
	}
}

// A search that cannot begin says why.
func TestSearchesOfNothing(t *testing.T) {
	for _, c := range []struct {
		o    SearchOptions
		want string
	}{{SearchOptions{States: -1}, "States -1"}, {SearchOptions{Depth: -1}, "Depth -1"}, {SearchOptions{Workers: -3}, "Workers -3"}, {SearchOptions{Quantum: -1}, "Quantum -1ns"}} {
		world := func() World { return &graphWorld{maze: &maze{next: [][]uint32{{}}, good: []bool{true}, words: 1}} }
		if _, err := Search(world, c.o); !errors.Is(err, ErrOptions) || err.Error() != "explore: "+c.want+" must not be below 0" {
			t.Error(err)
		}
		if _, err := labScopeNamed(t, "detectors").Explore(c.o); c.o.Quantum == 0 && (!errors.Is(err, ErrScope) || !strings.Contains(err.Error(), c.want)) {
			t.Error(err)
		}
	}
	for _, none := range []func() World{nil, func() World { return nil }} {
		if _, err := Search(none, SearchOptions{}); !errors.Is(err, ErrOptions) {
			t.Error(err)
		}
	}
}

// Only on a ground of one site is everybody at one site.
func TestGroundsSayWhereEverybodyIs(t *testing.T) {
	for i, g := range Grounds() {
		if g.Conditions.SameSite != (len(g.Sites) == 1) {
			t.Errorf("ground %d of %d sites: same site %v", i, len(g.Sites), g.Conditions.SameSite)
		}
	}
}

// ordering gives one order, again and again, while a pool is not reached.
func ordering(o understudy.Order) func() understudy.Policy {
	return func() understudy.Policy {
		return understudy.PolicyFunc(func(_ machine.Instant, v *understudy.View, out []understudy.Order) []understudy.Order {
			if p, _ := v.Pool(fe1); !p.Reachable {
				out = append(out, o)
			}
			return out
		})
	}
}

// An order that means nothing is seen: what is none is an error, and what names nothing that is there breaks a law.
func TestOrdersOfNothing(t *testing.T) {
	type mine struct{ understudy.PoolFailOver }
	for _, c := range []struct {
		order understudy.Order
		what  string
	}{
		{nil, "<nil>"}, {&understudy.PoolFailOver{At: "west", Pool: fe1}, "*understudy.PoolFailOver"},
		{(*understudy.PoolFailOver)(nil), "*understudy.PoolFailOver"}, {mine{understudy.PoolFailOver{At: "west", Pool: fe1}}, "explore.mine"},
	} {
		want := "explore: the policy at west gives " + c.what + " at 5m0s, which is no order: orders are values of package understudy"
		if _, err := (Setup{Policy: ordering(c.order)}).Run(divided()); err == nil || err.Error() != want {
			t.Errorf("%v, not %s", err, want)
		}
		if err := Check(ordering(c.order), Options{Places: []string{"west"}, Histories: 20}); err == nil || !strings.Contains(err.Error(), "which is no order") {
			t.Error(err)
		}
	}
	o := Options{Laws: lawsNamed("known-names")}
	for order, breaks := range map[understudy.Order]string{
		understudy.PoolFailOver{At: "west", Pool: "FE99"}:                  "Invoke-CsPoolFailOver",
		understudy.PoolFailOver{At: "wset", Pool: fe1}:                     "wset",
		understudy.MoveUser{At: "west", User: "u9@lab.local", Target: fe2}: "u9@lab.local",
		understudy.PoolFailOver{At: "west", Pool: fe1}:                     "",
		understudy.PoolFailOver{At: "east", Pool: fe1}:                     "",
	} {
		plan := divided()
		plan.Inputs = append(plan.Inputs, Timed{minutes(5), understudy.SignIn{User: "nobody@lab.local"}}) // is not the policy's
		found, err := Attack(ordering(order), []*Plan{plan}, o)
		if err != nil || found[0].Applied == 0 || (breaks == "") != (found[0].Found == nil) {
			t.Fatalf("%+v: %+v, %v", order, found, err)
		}
		if c := found[0].Found; c != nil && (!strings.Contains(c.Error(), breaks) || !strings.Contains(c.Error(), "names what is not in the topology")) {
			t.Error(c)
		}
	}
}

// packable has nothing to remember, so that it can be searched; it panics, or gives an order, when it does not reach a pool.
type packable struct{ understudy.Policy }

func (packable) Code(*machine.Code) {}

// In a search what panics is found by the shortest way, on any number of workers, and so is what is no order.
func TestScopePanics(t *testing.T) {
	s := labScopeNamed(t, "detectors")
	s.Place, s.Recovers = fe2, false
	s.Policy = func() understudy.Policy { return packable{fragile()} }
	for workers := 1; workers < 3; workers++ {
		_, err := s.Explore(SearchOptions{Workers: workers})
		var v *Violation
		var p *Panic
		if !errors.As(err, &v) || !errors.As(err, &p) || len(v.Path) == 0 || strings.Contains(err.Error(), "\n") {
			t.Fatal(err)
		}
		if !strings.Contains(v.Trace(), "break power "+fe1) || !strings.Contains(string(p.Stack), "mistakes_test.go") {
			t.Errorf("%s\n%s", v.Trace(), p.Stack)
		}
	}
	s.Policy = func() understudy.Policy { return packable{ordering(nil)()} }
	if _, err := s.Explore(SearchOptions{}); err == nil || !strings.Contains(err.Error(), "gives <nil> at") {
		t.Error(err)
	}
	s.Policy = func() understudy.Policy { panic("mine") }
	if _, err := s.Explore(SearchOptions{}); !errors.Is(err, ErrScope) || !strings.Contains(err.Error(), "mine") {
		t.Error(err)
	}
}
