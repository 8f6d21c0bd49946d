package explore

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"understudy.example"
	"understudy.example/machine"
	"understudy.example/pool/failover"
	"understudy.example/pool/health"
)

// labScopeNamed is one of LabScopes.
func labScopeNamed(t *testing.T, name string) Scope {
	t.Helper()
	for _, s := range LabScopes() {
		if s.Name == name {
			return s
		}
	}
	t.Fatalf("no scope %q", name)
	return Scope{}
}

// wrong is a Detector with a fault; it counts anew like the one inside, so that a search comes to an end.
type wrong struct {
	understudy.Detector
	step func(d understudy.Detector, now machine.Instant, e health.Event, out []health.Action) []health.Action
}

func (d wrong) Renumber(boot uint8) uint8 {
	return d.Detector.(interface{ Renumber(uint8) uint8 }).Renumber(boot)
}

func (d wrong) Step(now machine.Instant, e health.Event, out []health.Action) []health.Action {
	return d.step(d.Detector, now, e, out)
}

// deaf never takes a pool that is down for up again.
func deaf(r health.Rules) understudy.Detector {
	return wrong{understudy.HealthOf(r), func(d understudy.Detector, now machine.Instant, e health.Event, out []health.Action) []health.Action {
		if d.Phase() == health.Down && e.On == health.Answered {
			return out
		}
		return d.Step(now, e, out)
	}}
}

// hopeful takes its own ask for an answer, once a pool is down.
type hopeful struct{ wrong }

func (d hopeful) Advance(out []health.Action) []health.Action {
	now := d.Deadline()
	out = d.Detector.Advance(out)
	for _, a := range out {
		if a.Kind == health.Ask && d.Phase() == health.Down {
			return d.Detector.Step(now, health.Event{On: health.Answered, Ask: a.Ask}, out)
		}
	}
	return out
}

func honest(d understudy.Detector, now machine.Instant, e health.Event, out []health.Action) []health.Action {
	return d.Step(now, e, out)
}

func hoping(r health.Rules) understudy.Detector {
	return hopeful{wrong{understudy.HealthOf(r), honest}}
}

// A detector that stays down is no broken law, but nothing comes back: the search for liveness finds the way on which that is so.
func TestScopeFindsWhatDoesNotRecover(t *testing.T) {
	s := labScopeNamed(t, "detectors")
	s.Faults, s.Parts.Health = s.Faults[:1], deaf
	var first *Violation
	for workers := 1; workers < 3; workers++ {
		v, err := s.Explore(SearchOptions{Workers: workers})
		var lost *Violation
		if !errors.As(err, &lost) || !errors.Is(err, ErrNotGood) || v.Lively || !v.Exhaustive || lost.Cycle == len(lost.Path) {
			t.Fatalf("%v, %v", v, err)
		}
		if first == nil {
			first = lost
		}
		if !reflect.DeepEqual(first.Path, lost.Path) || first.Cycle != lost.Cycle {
			t.Errorf("on %d workers\n%snot\n%s", workers, lost.Trace(), first.Trace())
		}
	}
	if trace := first.Trace(); !strings.Contains(trace, "break power FE01.lab.local") || !strings.Contains(trace, "for ever again") {
		t.Error(trace)
	}
}

// A detector that answers itself sends users home to a pool that is down. The history is the shortest one, the same on any number of
// workers, and plays again as a story.
func TestScopeFindsFailbackTooEarly(t *testing.T) {
	s := labScopeNamed(t, "a user of FE01")
	s.Parts.Health, s.Quantum = hoping, 15*time.Second
	var first string
	for workers := 1; workers < 3; workers++ {
		_, err := s.Explore(SearchOptions{Workers: workers})
		var c *Counterexample
		if !errors.As(err, &c) || c.Broken.Law.ID != "failback" {
			t.Fatal(err)
		}
		text := string(c.Story().Format())
		if first == "" {
			first = text
		}
		if text != first {
			t.Errorf("on %d workers\n%s\nnot\n%s", workers, text, first)
		}
		again, err := Setup{Parts: s.Parts}.Run(FromStory(c.Story(), c.Plan.Place, true), c.Broken.Law)
		if err != nil || again.Broken() == nil || again.Broken().Error() != c.Broken.Error() {
			t.Errorf("%v, and again %v (%v)", c.Broken, again.Broken(), err)
		}
		if last := c.Plan.Inputs[len(c.Plan.Inputs)-1].In; last != understudy.Input(understudy.Break{Fault: power(fe1)}) {
			t.Errorf("the last input is %v", last)
		}
	}
}

// Without its guard a pool is failed back that is down, which a search of the orders finds.
func TestScopeFindsAMissingGuard(t *testing.T) {
	s := labScopeNamed(t, "failover of a pool")
	s.Inputs = append(s.Inputs, understudy.PoolFailBack{At: fe2, Pool: fe1})
	for _, g := range understudy.Guards() {
		if g.Name != "home-back" {
			s.Parts.Guards = append(s.Parts.Guards, g)
		}
	}
	_, err := s.Explore(SearchOptions{})
	var c *Counterexample
	if !errors.As(err, &c) || c.Broken.Law.ID != "failback" {
		t.Fatal(err)
	}
	if last := c.Plan.Inputs[len(c.Plan.Inputs)-1].In; last != s.Inputs[1] {
		t.Errorf("the last input is %v", last)
	}
}

var errOrder = errors.New("FE02 has looked before FE01")

// inOrder says that FE02 does not take FE01 for down before whatever else is due at that instant: of two detectors that are, FE01's
// comes first whenever a System runs by itself.
func inOrder(m *understudy.Moment) (int, error) {
	sees, _ := m.System.Pool(fe2)
	for _, a := range m.Actions {
		if a.Who.Part == understudy.PartHealth && m.System.Name(a.Who) == fe2+" sees "+fe1 &&
			a.From == uint8(health.Silent) && sees.Sees == health.Down && m.System.Deadline() <= m.System.Now() {
			return 1, errOrder
		}
	}
	return 1, nil
}

// What is due at one instant comes in every order: a fault that only another order than the System's own shows is found, and is told
// as the way that it is, for no story says it.
func TestScopeTriesEveryOrder(t *testing.T) {
	s := labScopeNamed(t, "one-way links")
	s.Recovers, s.Laws = false, []Law{{Law: understudy.Law{ID: "in-order", Check: inOrder}}}
	_, err := s.Explore(SearchOptions{})
	var v *Violation
	var c *Counterexample
	if !errors.As(err, &v) || errors.As(err, &c) || !errors.Is(err, errOrder) {
		t.Fatal(err)
	}
	var b *Broken
	if !errors.As(err, &b) || b.At <= machine.Instant(s.Settle) {
		t.Errorf("%v is not said to be after %v", err, s.Settle)
	}
	if last := v.Path[len(v.Path)-1].Label; !strings.HasPrefix(last, "number 2 of the 2 ") {
		t.Errorf("%s", v.Trace())
	}
}

// The report says which rows were never taken: those of a rule for the way home that the scope does not have, and none once it has.
func TestScopeTellsRowsNeverTaken(t *testing.T) {
	s := labScopeNamed(t, "detectors")
	for _, mode := range []health.Mode{health.Recheck, health.HoldDown} {
		s.Topology.Parameters.Health.Mode = mode
		v, err := s.Explore(SearchOptions{})
		if err != nil {
			t.Fatal(err)
		}
		never := strings.Contains(v.String(), "never taken: pool/health: down, run long enough")
		if taken := !strings.Contains(v.String(), "never taken: pool/health: silent, missed"); never != (mode == health.Recheck) || !taken {
			t.Errorf("%v: %v", mode, v)
		}
	}
}

// A verdict does not depend on the number of workers, but for what they count while they look.
func TestSameVerdict(t *testing.T) {
	names := []string{"detectors", "a user of FE02"}
	for _, name := range names[:fewer(2, 1)] {
		s := labScopeNamed(t, name)
		s.Quantum = 20 * time.Second
		one, err := s.Explore(SearchOptions{Workers: 1})
		if err != nil {
			t.Fatal(err)
		}
		two, err := s.Explore(SearchOptions{Workers: 2})
		if err != nil {
			t.Fatal(err)
		}
		one.Bytes, two.Bytes = 0, 0 // tables grow when they are full
		if fmt.Sprint(one) != fmt.Sprint(two) || one.Report != two.Report {
			t.Errorf("%v\nand\n%v", one, two)
		}
	}
}

// forgetful is a policy that has nothing to remember.
type forgetful struct{ understudy.Policy }

func (forgetful) Code(*machine.Code) {}

// dividedUnder is the lab's pair across two sites whose network can be divided, one way, under a policy in the west.
func dividedUnder(policy func() understudy.Policy) Scope {
	s := labScope("divided", 20*time.Second, link("east", "west"))
	s.Topology.Sites = []understudy.Site{{Name: "east"}, {Name: "west"}}
	s.Topology.Pools[0].Site, s.Topology.Pools[1].Site = "east", "west"
	s.Policy, s.Place = func() understudy.Policy { return forgetful{policy()} }, "west"
	s.brisk()
	return s
}

// A policy in a Scope gives its orders in every state, and is held to the laws that are its duty: the one that moves the store as soon as
// it does not see it has two masters, and the one that does nothing has not.
func TestScopeOfAPolicy(t *testing.T) {
	_, err := dividedUnder(hasty).Explore(SearchOptions{})
	var c *Counterexample
	if !errors.As(err, &c) || c.Broken.Law.ID != "double-store" {
		t.Fatal(err)
	}
	order := func(in Timed) bool {
		_, ok := in.In.(understudy.ManagementServerFailover)
		return ok
	}
	if !slices.ContainsFunc(c.Trial.Given, order) {
		t.Errorf("the policy gave no order in %v", c.Trial.Given)
	}
	v, err := dividedUnder(idle).Explore(SearchOptions{States: 5000})
	if err != nil {
		t.Fatal(err)
	}
	for _, j := range v.Laws {
		if j.Law.ID == "double-store" && j.Applied == 0 {
			t.Errorf("%v", v)
		}
	}
}

// An input that came before what was due at its instant is a nanosecond earlier in a history, if nothing else breaks the law.
func TestScopePlans(t *testing.T) {
	s := labScopeNamed(t, "detectors")
	g, err := s.ground()
	if err != nil {
		t.Fatal(err)
	}
	path := []Step{{Move: pass}, {Move: begin}, {Move: run}, {Move: end}, {Move: pass}, {Move: run}}
	at := machine.Instant(s.Settle + s.Quantum)
	for early, want := range map[bool]machine.Instant{false: at, true: at - 1} {
		p := g.plan(path, early)
		n := len(s.Before)
		if len(p.Inputs) != n+2 || p.Inputs[n].At != want || p.Inputs[n+1].At != at || p.End != at.Add(s.Quantum) {
			t.Errorf("early %v: %+v until %v", early, p.Inputs, p.End)
		}
	}
}

// Parameters that a scope cannot have as they are are named as stories name them, and as pools' lines do.
func TestScopeTellsRoundings(t *testing.T) {
	s := labScopeNamed(t, "a user of FE01")
	_, rounded := s.coarse()
	for _, want := range []string{"health.grace 20s for 5s: time passes in steps of 20s", "FE02.lab.local detect 40s for 30s: time passes in steps of 20s",
		"failover.home-load 2m40s for 2m24s: time passes in steps of 20s", "replica.memory 20s for 24h0m0s: no rule reads an age that is longer"} {
		if !slices.ContainsFunc(rounded, func(r Rounding) bool { return r.String() == want }) {
			t.Errorf("no %q in %v", want, rounded)
		}
	}
	s.Topology.Parameters.SiteLatency, s.Topology.Parameters.Failover.Durations[failover.StopHome] = 30*time.Millisecond, time.Second
	_, rounded = s.coarse()
	for _, want := range []string{"site-latency 0s for 30ms: what is faster than time passes comes at once", "failover.durations.stop-home 20s for 1s: time passes in steps of 20s"} {
		if !slices.ContainsFunc(rounded, func(r Rounding) bool { return r.String() == want }) {
			t.Errorf("no %q in %v", want, rounded)
		}
	}
}

// A verdict says what has ended the search, and not that it was bounded.
func TestScopeTellsWhatBroke(t *testing.T) {
	s := labScopeNamed(t, "detectors")
	s.Faults, s.Parts.Health = s.Faults[:1], deaf
	v, err := s.Explore(SearchOptions{})
	if text := v.String(); err == nil || v.Broken != err || strings.Contains(text, "bounded") || !strings.Contains(text, "detectors: broken, after ") || !strings.Contains(text, ErrNotGood.Error()) {
		t.Errorf("%v\n%v", err, v)
	}
	s.Parts, s.Recovers = understudy.Parts{}, false
	s.Laws = []Law{{Law: understudy.Law{ID: "mine", Check: inOrder}}}
	if v, err = s.Explore(SearchOptions{}); v.Broken != err || err != nil && !strings.Contains(v.String(), "law mine broken") {
		t.Errorf("%v\n%v", err, v)
	}
	if v, err = s.Explore(SearchOptions{States: 10}); err != nil || v.Broken != nil || !strings.Contains(v.String(), "bounded at ") {
		t.Errorf("%v\n%v", err, v)
	}
}

// Every move is judged once, whether or not liveness is asked for as well.
func TestScopeCountsOnce(t *testing.T) {
	s := labScopeNamed(t, "detectors")
	with, err := s.Explore(SearchOptions{})
	if err != nil {
		t.Fatal(err)
	}
	s.Recovers = false
	without, err := s.Explore(SearchOptions{})
	if err != nil {
		t.Fatal(err)
	}
	for i, j := range with.Laws {
		if j.Applied != without.Laws[i].Applied {
			t.Errorf("law %s applied %d times, and without liveness %d times", j.Law.ID, j.Applied, without.Laws[i].Applied)
		}
	}
}

// Orders that are refused in every state have not been tried.
func TestScopeTellsWhatIsAlwaysRefused(t *testing.T) {
	s := labScopeNamed(t, "failover of a pool")
	s.Faults = nil
	s.Inputs = append(s.Inputs, understudy.PoolFailOver{At: fe2, Pool: fe2, DisasterMode: true})
	v, err := s.Explore(SearchOptions{})
	if err != nil || len(v.Refused) != 1 || !strings.Contains(v.String(), "refused in every state: FE02.lab.local> Invoke-CsPoolFailOver -PoolFqdn FE02.lab.local") {
		t.Errorf("%v\n%v", err, v)
	}
}

// What a scope cannot have is said at once, all of it.
func TestScopeIsValidated(t *testing.T) {
	s := Scope{Topology: understudy.Paired(), AtOnce: -1, Setup: Setup{Policy: hasty}}
	_, err := s.Explore(SearchOptions{})
	for _, want := range []string{"Quantum 0s must be above 0", "AtOnce -1", "Jitter 50", "must have Code"} {
		if !errors.Is(err, ErrScope) || !strings.Contains(err.Error(), want) {
			t.Errorf("%v does not say %q", err, want)
		}
	}
}
