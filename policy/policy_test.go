package policy

import (
	"cmp"
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"understudy.example"
	"understudy.example/explore"
	"understudy.example/machine"
	"understudy.example/pool/failover"
	"understudy.example/pool/quorum"
)

const fe1, fe2 = "FE01.lab.local", "FE02.lab.local"

func brk(kind understudy.FaultKind, of string) understudy.Input {
	return understudy.Break{Fault: understudy.Fault{Kind: kind, Of: of}}
}

func heal(kind understudy.FaultKind, of string) understudy.Input {
	return understudy.Heal{Fault: understudy.Fault{Kind: kind, Of: of}}
}

// divide cuts everything between two sites, and their directories; join mends it.
func divide(a, b string) []understudy.Input {
	return []understudy.Input{understudy.Break{Fault: understudy.Fault{Kind: understudy.Link, Of: a, To: b}},
		understudy.Break{Fault: understudy.Fault{Kind: understudy.Link, Of: b, To: a}},
		brk(understudy.Directory, a), brk(understudy.Directory, b)}
}

func join(a, b string) (all []understudy.Input) {
	for _, in := range divide(a, b) {
		all = append(all, understudy.Heal(in.(understudy.Break)))
	}
	return all
}

// at is inputs at a time.
func at(d time.Duration, ins ...understudy.Input) (all []explore.Timed) {
	for _, in := range ins {
		all = append(all, explore.Timed{At: machine.Instant(d), In: in})
	}
	return all
}

// played plays a history on a ground, seen from a place, and returns the trial and the orders with their times.
func played(t *testing.T, r Rules, top understudy.Topology, place string, end time.Duration, ins ...[]explore.Timed) (*explore.Trial, []explore.Timed) {
	t.Helper()
	p := &explore.Plan{Topology: top, Place: place, Inputs: slices.Concat(ins...), End: machine.Instant(end)}
	trial, err := explore.Setup{Policy: automatic(r)}.Run(p, explore.Laws()...)
	if err != nil {
		t.Fatal(err)
	}
	for _, j := range trial.Laws {
		if j.Broken != nil && j.Law.Severity == understudy.Must {
			t.Error(j.Broken)
		}
	}
	var orders []explore.Timed
	for _, g := range trial.Given {
		if _, ok := g.In.(understudy.Order); ok {
			orders = append(orders, g)
		}
	}
	return trial, orders
}

// wants fails unless just these orders were given, at these times.
func wants(t *testing.T, got []explore.Timed, want ...explore.Timed) {
	t.Helper()
	if !reflect.DeepEqual(got, want) {
		t.Errorf("orders:")
		for _, g := range got {
			t.Logf("%v %T%+v", g.At, g.In, g.In)
		}
	}
}

const s, m, h = time.Second, time.Minute, time.Hour

// A pool that hosts the store is lost: its power is cut, the store is moved, the pool failed over. It comes back when its own side says
// so, too, and is failed back after it has served for the time that is asked for (F-118, H-95, P13).
func TestLostMaster(t *testing.T) {
	trial, orders := played(t, Default(), watched(), "west", 8*h,
		at(10*m, brk(understudy.Power, fe1)), at(2*h, heal(understudy.Power, fe1)))
	wants(t, orders, slices.Concat(
		at(15*m, understudy.Fence{At: "west", Pool: fe1}),
		at(15*m+10*s, understudy.ManagementServerFailover{At: fe2, Target: fe2, Force: true}),
		at(15*m+20*s, understudy.PoolFailOver{At: "west", Pool: fe1, DisasterMode: true}),
		at(30*m+20*s, understudy.Unfence{At: "west", Pool: fe1}), // the directory has reached the east
		at(2*h+30*m, understudy.PoolFailBack{At: "west", Pool: fe1}))...)
	if err := explore.Normal(trial.System); err != nil {
		t.Error(err)
	}
}

// The backup of the master stands half way in a failover of its own, which needed the master's pool: it does not get the store, with which
// that failover could not go on (F-72). When the master is back it goes on, and everything is normal again.
func TestLostMasterOfAPoolHalfWay(t *testing.T) {
	trial, orders := played(t, Default(), watched(), "west", 8*h, at(30*s, brk(understudy.Power, fe2)), at(5*m+30*s, heal(understudy.Power, fe2)),
		at(6*m+10*s, brk(understudy.NIC, fe1)), at(2*h, heal(understudy.NIC, fe1)))
	for _, o := range orders {
		if move, ok := o.In.(understudy.ManagementServerFailover); ok {
			t.Errorf("%v: %+v", o.At, move)
		}
	}
	if err := explore.Normal(trial.System); err != nil {
		t.Error(err)
	}
}

// The network is divided: the observer reaches the master, so its power is left alone, and the store where it is.
func TestDividedNetwork(t *testing.T) {
	trial, orders := played(t, Default(), watched(), "west", 8*h, at(10*m, divide("east", "west")...), at(2*h, join("east", "west")...))
	wants(t, orders)
	if err := explore.Normal(trial.System); err != nil {
		t.Error(err)
	}
}

func automatic(r Rules) func() understudy.Policy {
	return func() understudy.Policy {
		p, err := New(r)
		if err != nil {
			panic(err)
		}
		return p
	}
}

// watched is a pair across two sites, with an observer on a hill and a switch on either pool (H-95, H-96).
func watched() understudy.Topology {
	t := understudy.Paired()
	t.Sites = []understudy.Site{{Name: "east"}, {Name: "west"}, {Name: "hill"}}
	t.Pools[0].Site, t.Pools[1].Site = "east", "west"
	t.Pools[0].Management, t.Pools[1].Management = true, true
	t.Observers = []understudy.Observer{{Name: "lookout", Site: "hill"}}
	t.Users = []understudy.User{{URI: "u1@lab.local", Home: t.Pools[0].FQDN}, {URI: "u2@lab.local", Home: t.Pools[1].FQDN}}
	return t
}

// No policy of this package breaks a law that has to hold, on any ground, seen from anywhere.
func TestNoAlarm(t *testing.T) {
	o := explore.Options{Grounds: append(explore.Grounds(), watched())}
	if testing.Short() {
		o.Histories = 16
	}
	for name, p := range map[string]func() understudy.Policy{
		"manual": func() understudy.Policy { return Manual{} }, "runbook": automatic(Runbook()), "automatic": automatic(Default()),
	} {
		t.Run(name, func(t *testing.T) {
			o.Manual = name == "manual"
			if err := explore.Check(p, o); err != nil {
				t.Error(err)
				if c, ok := err.(*explore.Counterexample); ok {
					t.Logf("%s", c.Story().Format())
				}
			}
		})
	}
}

// F-118: without somebody to ask, without a switch, without its answer, or without the wish, the store is left alone.
func TestLeavesTheStoreAlone(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*understudy.Topology, *Rules)
		also   understudy.Input
		place  string
		fences int
	}{
		"no observer":       {change: func(t *understudy.Topology, _ *Rules) { t.Observers = nil }},
		"observer down":     {also: brk(understudy.ObserverDown, "lookout")},
		"two have to agree": {change: func(_ *understudy.Topology, r *Rules) { r.Agree = 2 }},
		"no switch":         {change: func(t *understudy.Topology, _ *Rules) { t.Pools[0].Management = false }},
		"switch cut off":    {also: brk(understudy.Management, fe1), fences: 2},
		"backup elsewhere":  {place: "east"},
		"backup lost":       {also: brk(understudy.Service, fe2)},
		"not wanted":        {change: func(_ *understudy.Topology, r *Rules) { r.Store = false }},
		"maintenance":       {change: func(_ *understudy.Topology, r *Rules) { r.Maintenance = []string{"fe01.lab.local."} }},
		"partner's":         {change: func(_ *understudy.Topology, r *Rules) { r.Maintenance = []string{fe2} }},
	} {
		top, rules := watched(), Default()
		if c.change != nil {
			c.change(&top, &rules)
		}
		ins := at(10*m, brk(understudy.Power, fe1))
		if c.also != nil {
			ins = append(ins, at(10*m, c.also)...)
		}
		_, orders := played(t, rules, top, cmp.Or(c.place, "west"), 22*m, ins)
		fences := 0
		for _, o := range orders {
			if _, ok := o.In.(understudy.Fence); !ok {
				t.Errorf("%s: %T%+v", name, o.In, o.In)
			}
			fences++
		}
		if fences != c.fences { // once, and again after Retry
			t.Errorf("%s: fenced %d times", name, fences)
		}
	}
}

// P23: a master is fenced at the moment at which it comes back, and its backup, lost as well, was on its way to it: nothing is stuck.
func TestFencedAsItComesBack(t *testing.T) {
	r := Default()
	r.After, r.Retry = 0, s
	for _, d := range []time.Duration{0, s, 5 * s} {
		trial, orders := played(t, r, watched(), "west", 8*h, at(10*m, brk(understudy.Power, fe1)), at(10*m, brk(understudy.Power, fe2)),
			at(10*m+d, heal(understudy.Power, fe1)), at(10*m+2*d, heal(understudy.Power, fe2)))
		if err := explore.Normal(trial.System); err != nil {
			t.Error(err)
			wants(t, orders)
		}
	}
}

// H-96, F-118: one observer who says that the master is lost is not enough while another one reaches it.
func TestObserversDisagree(t *testing.T) {
	top := watched()
	top.Sites = append(top.Sites, understudy.Site{Name: "tower"})
	top.Observers = append(top.Observers, understudy.Observer{Name: "keeper", Site: "tower"})
	cut := slices.Concat(divide("east", "west"), divide("east", "hill"))
	_, orders := played(t, Default(), top, "west", 2*h, at(10*m, cut...))
	wants(t, orders)
}

// backupLost is what an Automatic does when FE02, which hosts no store, is lost and comes back: from the east, where its backup is.
func backupLost(t *testing.T, r Rules, end time.Duration, ins ...[]explore.Timed) []explore.Timed {
	t.Helper()
	_, orders := played(t, r, watched(), "east", end, ins...)
	return orders
}

func over(d time.Duration) []explore.Timed {
	return at(d, understudy.PoolFailOver{At: "east", Pool: fe2, DisasterMode: true})
}

func back(d time.Duration) []explore.Timed {
	return at(d, understudy.PoolFailBack{At: "east", Pool: fe2})
}

// P13: the pool has to serve for Stable without a break; one lost minute begins the count anew.
func TestStable(t *testing.T) {
	got := backupLost(t, Default(), 3*h, at(10*m, brk(understudy.Power, fe2)), at(40*m, heal(understudy.Power, fe2)),
		at(69*m+59*s, brk(understudy.Service, fe2)), at(70*m+1*s, heal(understudy.Service, fe2)))
	wants(t, got, slices.Concat(over(15*m), back(100*m+1*s))...)
}

// P4: a loss that ends before After is none, and a pool that comes back just before it begins the count anew.
func TestAfter(t *testing.T) {
	got := backupLost(t, Default(), 2*h, at(10*m, brk(understudy.Power, fe2)), at(15*m-1, heal(understudy.Power, fe2)),
		at(15*m, brk(understudy.Power, fe2)), at(20*m-1, heal(understudy.Power, fe2)))
	wants(t, got)
}

// Failback waits for its time of day, past midnight too.
func TestWindow(t *testing.T) {
	for _, c := range []struct{ from, to, want time.Duration }{{0, 0, 2 * h}, {3 * h, 4 * h, 3 * h}, {1 * h, 4 * h, 2 * h}, {22 * h, 2*h + m, 2 * h}} {
		r := Default()
		r.From, r.To = c.from, c.to
		got := backupLost(t, r, 6*h, at(10*m, brk(understudy.Power, fe2)), at(90*m, heal(understudy.Power, fe2)))
		wants(t, got, slices.Concat(over(15*m), back(c.want))...)
	}
}

// P12: the third failover within the hour is not made, until what has counted is halved.
func TestSuppress(t *testing.T) {
	r := Default()
	r.After, r.Stable, r.Suppress, r.HalfLife = m, m, 1, 24*h
	var ins []explore.Timed
	for i := range 4 {
		ins = append(ins, at(time.Duration(1+2*i)*h, brk(understudy.Power, fe2))...)
		ins = append(ins, at(time.Duration(2+2*i)*h, heal(understudy.Power, fe2))...)
	}
	if got := backupLost(t, r, 10*h, ins); len(got) != 4 { // twice there and back
		wants(t, got)
	}
	r.Suppress = 15
	if got := backupLost(t, r, 10*h, ins); len(got) != 8 {
		wants(t, got)
	}
	r.Suppress, r.HalfLife = 1, h
	if got := backupLost(t, r, 10*h, ins); len(got) != 8 {
		wants(t, got)
	}
}

// AtOnce: two pools are lost at one instant, and the second waits until the first is failed over.
func TestAtOnce(t *testing.T) {
	for _, most := range []int{1, 2} {
		r := Default()
		r.AtOnce = most
		top := explore.Grounds()
		three := top[slices.IndexFunc(top, func(t understudy.Topology) bool { return len(t.Pools) == 6 })]
		_, orders := played(t, r, three, "west", h, at(10*m, brk(understudy.Power, "fe20.lab.local"), brk(understudy.Power, "fe30.lab.local")))
		if len(orders) != 2 || (orders[0].At == orders[1].At) != (most == 2) {
			wants(t, orders)
		}
	}
}

// H-20: a pool that dies on its way home is failed over once more, if it has come so far that its backup has let go; before that the
// failback is given again when the pool is back.
func TestDiesOnItsWay(t *testing.T) {
	for _, c := range []struct {
		after time.Duration
		overs int
	}{{10 * s, 1}, {3 * m, 1}, {8 * m, 2}} {
		trial, orders := played(t, Default(), watched(), "east", 12*h, at(10*m, brk(understudy.Power, fe2)), at(90*m, heal(understudy.Power, fe2)),
			at(2*h+c.after, brk(understudy.Power, fe2)), at(4*h, heal(understudy.Power, fe2)))
		overs, backs := 0, 0
		for _, o := range orders {
			switch o.In.(type) {
			case understudy.PoolFailOver:
				overs++
			case understudy.PoolFailBack:
				backs++
			}
		}
		if overs != c.overs || backs != 2 {
			t.Error(c.after)
			wants(t, orders)
		}
		if err := explore.Normal(trial.System); err != nil {
			t.Error(err)
		}
	}
}

// H-29: a pool can be between two states with no run behind it, as a new master that had heard less says so; it is brought home all the same.
func TestBetweenStates(t *testing.T) {
	for _, state := range []failover.Phase{failover.FailingOver, failover.FailingBack} {
		trial, orders := played(t, Default(), watched(), "east", 6*h, at(10*m, understudy.SetPoolState{At: "east", Pool: fe2, State: state}))
		if err := explore.Normal(trial.System); err != nil {
			t.Errorf("%v: %v", state, err)
			wants(t, orders)
		}
	}
}

// F-110, F-72, H-13: the store is not moved to a pool that was failed over to the master's: a copy that has heard of the beginning alone
// would take it for failing over, and as the host of the store it could be neither failed over nor back.
func TestLostMasterWithTheUsersOfItsBackup(t *testing.T) {
	trial, orders := played(t, Default(), watched(), "west", 8*h, at(20*s, brk(understudy.NIC, fe2)), at(5*m+20*s, heal(understudy.NIC, fe2)),
		at(6*m+10*s, brk(understudy.Power, fe1)), at(h, heal(understudy.Power, fe1)))
	wants(t, orders, slices.Concat(at(5*m+20*s, understudy.PoolFailOver{At: "west", Pool: fe2, DisasterMode: true}),
		at(h+30*m, understudy.PoolFailBack{At: "west", Pool: fe2}))...)
	if err := explore.Normal(trial.System); err != nil {
		t.Error(err)
	}
}

// F-58: a failover that stopped half way is ended as a planned one, which stops the services of its pool; that it does not serve then is
// no reason not to fail it back.
func TestEndsAFailover(t *testing.T) {
	trial, orders := played(t, Default(), watched(), fe2, 6*h, at(10*m, brk(understudy.Hung, fe2)), at(15*m+10*s, brk(understudy.Power, fe2)),
		at(15*m+11*s, heal(understudy.Power, fe2), heal(understudy.Hung, fe2)))
	if err := explore.Normal(trial.System); err != nil {
		t.Error(err)
	}
	planned := func(o explore.Timed) bool { return o.In == understudy.PoolFailOver{At: fe2, Pool: fe2} }
	if !slices.ContainsFunc(orders, planned) {
		wants(t, orders)
	}
}

// P22: of two pools that are lost at once the first by name has its turn first, however they are listed.
func TestTurns(t *testing.T) {
	grounds := explore.Grounds()
	three := grounds[slices.IndexFunc(grounds, func(t understudy.Topology) bool { return len(t.Pools) == 6 })]
	for range 2 {
		_, orders := played(t, Default(), three, "west", h, at(10*m, brk(understudy.Power, "fe20.lab.local"), brk(understudy.Power, "fe30.lab.local")))
		if len(orders) == 0 || orders[0].In != (understudy.PoolFailOver{At: "west", Pool: "fe20.lab.local", DisasterMode: true}) {
			wants(t, orders)
		}
		three.Pools = slices.Clone(three.Pools)
		slices.Reverse(three.Pools)
	}
}

// A step of a failback that waits for a pool which has died is not waited for.
func TestAborts(t *testing.T) {
	_, orders := played(t, Default(), watched(), "east", 4*h, at(10*m, brk(understudy.Power, fe2)), at(90*m, heal(understudy.Power, fe2)),
		at(100*m, understudy.Break{Fault: understudy.Fault{Kind: understudy.StepHangs, Of: fe2, Step: failover.HydrateHome}}),
		at(2*h+10*m, brk(understudy.NIC, fe2)))
	if !slices.ContainsFunc(orders, func(o explore.Timed) bool {
		return o == explore.Timed{At: machine.Instant(2*h + 15*m), In: understudy.Interrupt{At: "east", Pool: fe2}}
	}) {
		wants(t, orders)
	}
}

// Rest: of two pools that have served for long enough the second goes home when the first has been there for a while.
func TestRest(t *testing.T) {
	grounds := explore.Grounds()
	three := grounds[slices.IndexFunc(grounds, func(t understudy.Topology) bool { return len(t.Pools) == 6 })]
	gap := func(rest time.Duration) time.Duration {
		r := Default()
		r.AtOnce, r.Rest = 1, rest
		_, orders := played(t, r, three, "west", 6*h, at(10*m, brk(understudy.Power, "fe20.lab.local"), brk(understudy.Power, "fe30.lab.local")),
			at(h, heal(understudy.Power, "fe20.lab.local"), heal(understudy.Power, "fe30.lab.local")))
		if len(orders) != 4 {
			wants(t, orders)
			return 0
		}
		return orders[3].At.Sub(orders[2].At)
	}
	if none, some := gap(0), gap(20*m); some-none != 20*m {
		t.Errorf("the second pool follows after %v, and with 20 min of rest after %v", none, some)
	}
}

// Fronts: a pool that is back with too few of its front ends is not failed back.
func TestFronts(t *testing.T) {
	grounds := explore.Grounds()
	top := grounds[slices.IndexFunc(grounds, func(t understudy.Topology) bool { return t.Pools[1].FrontEnds == 3 })]
	top.Pools[1].FrontEnds = 4
	front := understudy.Fault{Kind: understudy.FrontEnd, Of: fe2, Front: 1}
	for least, want := range map[int]time.Duration{75: 90 * m, 76: 4 * h} {
		r := Default()
		r.Fronts = least
		_, orders := played(t, r, top, top.Sites[0].Name, 8*h, at(10*m, brk(understudy.Power, fe2)), at(h, heal(understudy.Power, fe2)),
			at(80*m, understudy.Break{Fault: front}), at(4*h, understudy.Heal{Fault: front}))
		if len(orders) != 2 || orders[1].At.Sub(machine.Instant(want)) > 20*m || orders[1].At < machine.Instant(want) {
			t.Errorf("%d percent", least)
			wants(t, orders)
		}
	}
}

// F-162: a pool of any size that Default fails back has the front ends for the cold start that a failback is.
func TestDefaultFronts(t *testing.T) {
	for _, rules := range []quorum.Rules{quorum.Lync2013(), quorum.Server2019()} {
		for n, cold := range rules.ColdStart {
			if up := (n*Default().Fronts + 99) / 100; up < int(cold) {
				t.Errorf("%d of %d front ends are too few", up, n)
			}
		}
	}
}

// P14: a failover that comes to nothing uses up none of those that may be made: when the step is mended, the next one goes through.
func TestFailedAttempts(t *testing.T) {
	step := understudy.Fault{Kind: understudy.StepFails, Of: fe2, Step: failover.MarkFailingOver}
	trial, orders := played(t, Default(), watched(), "east", 2*h, at(0, understudy.Break{Fault: step}), at(h, brk(understudy.Power, fe2)),
		at(76*m, understudy.Heal{Fault: step}))
	if st, _ := trial.System.Pool(fe2); st.State != failover.FailedOver || trial.System.Now() > machine.Instant(2*h) || len(orders) < 3 {
		wants(t, orders)
	}
	if last := orders[len(orders)-1].At; last > machine.Instant(82*m) {
		t.Errorf("it is failed over at %v", last)
	}
}

// P14, P37: a run of another pair that hangs keeps a lost pool from its failover no longer than until it would be ordered again.
func TestHangsElsewhere(t *testing.T) {
	grounds := explore.Grounds()
	three := grounds[slices.IndexFunc(grounds, func(t understudy.Topology) bool { return len(t.Pools) == 6 })]
	hangs := understudy.Fault{Kind: understudy.StepHangs, Of: "fe2.lab.local", Step: failover.MarkFailingOver}
	_, orders := played(t, Default(), three, "west", 2*h, at(0, understudy.Break{Fault: hangs}), at(h, brk(understudy.Power, "fe2.lab.local")),
		at(h+2*m, brk(understudy.Power, "fe3.lab.local")))
	i := slices.IndexFunc(orders, func(o explore.Timed) bool {
		return o.In == understudy.PoolFailOver{At: "west", Pool: "fe3.lab.local", DisasterMode: true}
	})
	if i < 0 || orders[i].At > machine.Instant(h+11*m) {
		wants(t, orders)
	}
}

// P34: 0 means zero, or is refused.
func TestValidate(t *testing.T) {
	for name, change := range map[string]func(*Rules){
		"After": func(r *Rules) { r.After = -1 }, "Stable": func(r *Rules) { r.Stable = -1 }, "Retry": func(r *Rules) { r.Retry = 0 },
		"AtOnce": func(r *Rules) { r.AtOnce = 0 }, "From": func(r *Rules) { r.From = 24 * h }, "To": func(r *Rules) { r.To = -1 },
		"Rest": func(r *Rules) { r.Rest = -1 }, "Fronts": func(r *Rules) { r.Fronts = 101 },
		"Suppress": func(r *Rules) { r.Suppress = 0 }, "HalfLife": func(r *Rules) { r.HalfLife = 0 }, "Agree": func(r *Rules) { r.Agree = 0 },
		"Ratio":      func(r *Rules) { r.Lost = func() Detector { return Ratio(0, 64, 0) } },
		"KofN":       func(r *Rules) { r.Lost = func() Detector { return All(KofN(0, 0)) } },
		"a detector": func(r *Rules) { r.Lost = func() Detector { return Any() } },
	} {
		r := Default()
		change(&r)
		if _, err := New(r); !errors.Is(err, ErrRules) || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: %v", name, err)
		}
	}
	r := Default()
	r.After, r.Stable, r.Store, r.Agree = 0, 0, false, 0
	if _, err := New(r); err != nil {
		t.Error(err)
	}
	if got := backupLost(t, r, h, at(10*m, brk(understudy.Power, fe2))); len(got) != 1 || got[0].At != machine.Instant(10*m) {
		wants(t, got)
	}
}

// seen is a View of one pool that serves, or does not, and of observers that reach it, or do not, or cannot be asked.
func seen(up bool, observers string) *understudy.View {
	v := &understudy.View{Pools: []understudy.PoolView{{Reachable: up, Serves: up}}}
	for _, o := range observers {
		v.Observers = append(v.Observers, understudy.ObserverView{Reachable: o != '?', Pools: []understudy.Sight{{Reaches: o == '+'}}})
	}
	return v
}

// P18: whatever the pattern, a pool that serves in too few looks is lost within a window; Silence never sees it.
func TestRatio(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		looks, least := rapid.IntRange(1, 20).Draw(t, "looks"), rapid.IntRange(1, 100).Draw(t, "least")
		d := Ratio(10*s, looks, least)
		var served []bool
		for i := range rapid.IntRange(1, 60).Draw(t, "n") {
			up := rapid.Bool().Draw(t, "up")
			served = append(served, up)
			d.Look(machine.Instant(time.Duration(i)*10*s), answering(up))
			d.Look(machine.Instant(time.Duration(i)*10*s+1), answering(!up)) // nobody asked for this look
			n := 0
			for _, up := range served[max(0, len(served)-looks):] {
				if up {
					n++
				}
			}
			if want := len(served) >= looks && 100*n < least*looks; d.Lost(0) != want {
				t.Fatalf("lost %v after %v", d.Lost(0), served)
			}
		}
	})
}

// answering is a View of one pool that can be reached, and serves or does not.
func answering(serves bool) *understudy.View {
	return &understudy.View{Pools: []understudy.PoolView{{FQDN: fe1, Reachable: true, Serves: serves}}}
}

// P4: who could not reach anybody, as a server that was off, has seen nothing, and begins anew.
func TestRatioBlind(t *testing.T) {
	d := Ratio(10*s, 3, 50)
	for i, v := range []*understudy.View{seen(false, ""), seen(false, ""), seen(false, ""), answering(true), answering(false), answering(false)} {
		d.Look(machine.Instant(time.Duration(i)*10*s), v)
		if want := i == 5; d.Lost(0) != want {
			t.Errorf("look %d: lost %v", i, d.Lost(0))
		}
	}
}

// P4, L-10: a server whose own adapter is off still reaches itself, and nobody else; what it has not seen then is no evidence when it is back.
func TestRatioOfAServerThatIsCutOff(t *testing.T) {
	r := Default()
	r.Lost = func() Detector { return Ratio(30*s, 10, 50) }
	_, orders := played(t, r, watched(), fe1, 3*h, at(10*m, brk(understudy.NIC, fe1)), at(30*m, heal(understudy.NIC, fe1)))
	wants(t, orders)
}

// H-96, P4: k observers have to say so, for as long as it takes, and one that cannot be asked says nothing.
func TestKofN(t *testing.T) {
	for _, c := range []struct {
		said string
		lost bool
	}{{"--", true}, {"-?", false}, {"-+", false}, {"??", false}, {"-?-", true}, {"", false}} {
		d := KofN(2, m)
		d.Look(0, seen(false, c.said))
		if d.Lost(0) {
			t.Errorf("%q: lost at once", c.said)
		}
		d.Look(machine.Instant(m), seen(false, c.said))
		if d.Lost(0) != c.lost || c.lost && d.Deadline() != machine.Never {
			t.Errorf("%q: lost %v", c.said, d.Lost(0))
		}
	}
}

// P38: Any is lost when one of its parts is, All when each is.
func TestCombinators(t *testing.T) {
	for _, c := range []struct{ self, observer, any, all bool }{{false, false, false, false}, {true, false, true, false}, {false, true, false, false}, {true, true, true, true}} {
		any, all := Any(Silence(0), KofN(1, 0)), All(Silence(0), KofN(1, 0))
		v := seen(!c.self, map[bool]string{true: "-", false: "+"}[c.observer])
		any.Look(0, v)
		all.Look(0, v)
		if any.Lost(0) != c.any || all.Lost(0) != c.all {
			t.Errorf("%+v: any %v, all %v", c, any.Lost(0), all.Lost(0))
		}
	}
	if d := Any(Silence(m), KofN(1, 0)); !lostAtOnce(d) {
		t.Error("what one of them does not say yet keeps the other one from speaking")
	}
}

func lostAtOnce(d Detector) bool {
	d.Look(0, seen(false, "-"))
	return d.Lost(0)
}

// P12, P18: that a pool does not serve on its way home is no loss to a detector that looks at a window: it is not failed over once more.
func TestRatioAfterAFailback(t *testing.T) {
	for _, of := range []struct {
		every        time.Duration
		looks, least int
	}{{30 * s, 30, 50}, {10 * s, 63, 100}, {2 * m, 63, 100}} {
		r := Default()
		r.Lost = func() Detector { return Ratio(of.every, of.looks, of.least) }
		trial, orders := played(t, r, watched(), "east", 24*h, at(3*h, brk(understudy.Power, fe2)), at(7*h, heal(understudy.Power, fe2)))
		if err := explore.Normal(trial.System); err != nil || len(orders) != 2 {
			t.Error(err)
			wants(t, orders)
		}
	}
}

// P8, H-20: a pool that a window still holds for lost, and that is there, is on its way home and stays on it.
func TestRatioOnTheWayHome(t *testing.T) {
	r := Default()
	r.Stable, r.Lost = 0, func() Detector { return Any(Ratio(30*s, 63, 50), Silence(5*m)) }
	_, orders := played(t, r, watched(), "east", 2*h, at(0, brk(understudy.Power, fe2)), at(20*m, heal(understudy.Power, fe2)))
	if slices.ContainsFunc(orders, func(o explore.Timed) bool { _, is := o.In.(understudy.Interrupt); return is }) {
		wants(t, orders)
	}
}

// P14, P37: an order that something stands against, or that comes to nothing, keeps no other pool waiting: of two that are lost at one
// instant the second has its turn when the first has had it, however often that one is tried.
func TestRefusedElsewhere(t *testing.T) {
	grounds := explore.Grounds()
	three := grounds[slices.IndexFunc(grounds, func(t understudy.Topology) bool { return len(t.Pools) == 6 })]
	const fe2, fe20, fe3 = "fe2.lab.local", "fe20.lab.local", "fe3.lab.local"
	over := func(pool string) understudy.Order {
		return understudy.PoolFailOver{At: "west", Pool: pool, DisasterMode: true}
	}
	for _, retry := range []time.Duration{s, 5 * m} {
		r := Default()
		r.Retry, r.Suppress = retry, 15
		// The backup of fe2 is itself failed over to it (F-71), and then that of fe3 breaks down with fe2.
		_, orders := played(t, r, three, "west", 2*h, at(10*m, brk(understudy.Hung, fe20)), at(20*m, heal(understudy.Hung, fe20)),
			at(21*m, brk(understudy.Hung, fe2), brk(understudy.Hung, fe3)))
		if i := slices.IndexFunc(orders, func(o explore.Timed) bool { return o.In == over(fe3) }); i < 0 || orders[i].At > machine.Instant(27*m) {
			wants(t, orders)
		}
		if slices.ContainsFunc(orders, func(o explore.Timed) bool { return o.In == over(fe2) }) {
			t.Error("it is ordered what its partner stands against")
		}
		step := understudy.Break{Fault: understudy.Fault{Kind: understudy.StepFails, Of: fe2, Step: failover.MarkFailingOver}}
		_, orders = played(t, r, three, "west", 2*h, at(0, step), at(10*m, brk(understudy.Hung, fe2), brk(understudy.Hung, fe3)))
		if i := slices.IndexFunc(orders, func(o explore.Timed) bool { return o.In == over(fe3) }); i < 0 || orders[i].At > machine.Instant(21*m) {
			wants(t, orders)
		}
	}
}

// What rules take upon themselves is no breach: patience that is longer than the bounds of the laws (P31), a detector that nobody has told
// anything (H-96, P38), evidence as old as the oldest part says (P4), an attempt that waits for its time (P14). Nothing is left undone.
func TestPatience(t *testing.T) {
	const after = 5 * time.Minute
	agreed := func() Detector { return All(Silence(after), KofN(1, after)) }
	blind := watched()
	blind.Observers = nil
	fails := understudy.Break{Fault: understudy.Fault{Kind: understudy.StepFails, Of: fe2, Step: failover.MarkFailingOver}}
	for _, c := range []struct {
		name   string
		change func(*Rules)
		top    understudy.Topology
		end    time.Duration
		ins    []explore.Timed
		orders int
	}{
		{"long After", func(r *Rules) { r.After = 5 * h }, watched(), h, at(10*m, brk(understudy.Power, fe2)), 0},
		{"long Silence", func(r *Rules) { r.Lost = func() Detector { return Silence(5 * h) } }, watched(), 6 * h, at(10*m, brk(understudy.Power, fe2)), 1},
		{"long Stable", func(r *Rules) { r.Stable = 48 * h }, watched(), h, slices.Concat(at(10*m, brk(understudy.Power, fe2)), at(40*m, heal(understudy.Power, fe2))), 1},
		{"long HalfLife", func(r *Rules) { r.After, r.Stable, r.Suppress, r.HalfLife = m, m, 1, 24*h }, watched(), 7 * h, slices.Concat(
			at(h, brk(understudy.Power, fe2)), at(2*h, heal(understudy.Power, fe2)), at(3*h, brk(understudy.Power, fe2)), at(4*h, heal(understudy.Power, fe2)),
			at(5*h, brk(understudy.Power, fe2))), 4},
		{"nobody to ask", func(r *Rules) { r.Lost = agreed }, blind, h, at(10*m, brk(understudy.Power, fe2)), 0},
		{"nobody to ask any more", func(r *Rules) { r.Lost = agreed }, watched(), 3 * h, slices.Concat(at(0, fails),
			at(10*m, brk(understudy.Power, fe2)), at(16*m, brk(understudy.ObserverDown, "lookout"), understudy.Heal(fails))), 1},
		{"long Retry", func(r *Rules) { r.Retry = 3 * h }, watched(), 5 * h, slices.Concat(at(0, fails),
			at(10*m, brk(understudy.Power, fe2)), at(16*m, understudy.Heal(fails))), 2},
		{"the oldest of two", func(r *Rules) { r.Lost = func() Detector { return Any(Ratio(10*s, 6, 50), Ratio(m, 20, 80)) } }, watched(), h, slices.Concat(
			at(10*m, brk(understudy.Service, fe1)), at(10*m+30*s, brk(understudy.Service, fe2)), at(20*m+20*s, heal(understudy.Service, fe2)), at(25*m, heal(understudy.Service, fe1))), 2},
		{"who is seen to serve", func(r *Rules) { r.Lost = func() Detector { return KofN(1, after) } }, watched(), h,
			at(10*m, divide("hill", "west")...), 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := Default()
			c.change(&r)
			if _, orders := played(t, r, c.top, "east", c.end, c.ins); len(orders) != c.orders {
				t.Errorf("%d orders, not %d", len(orders), c.orders)
				wants(t, orders)
			}
		})
	}
}

// P4: what any of several is enough for can be as old as what the oldest goes by, and what every one has to say no older than the newest.
func TestValid(t *testing.T) {
	old, young := Ratio(30*s, 10, 50), Ratio(10*s, 6, 50)
	for want, d := range map[time.Duration]Detector{5 * m: Any(young, old), m: All(old, young), 0: All(old, Silence(m))} {
		if d.Valid() != want {
			t.Errorf("%v, not %v", d.Valid(), want)
		}
	}
}

// What Automatic remembers is in its Code: packed at one instant and unpacked at another it decides alike.
func TestCode(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := Default()
		r.Lost = func() Detector { return Any(Silence(r.After), Ratio(30*s, 10, 50), KofN(1, m)) }
		a, _ := New(r)
		now := machine.Instant(0)
		for range rapid.IntRange(0, 30).Draw(t, "n") {
			now = now.Add(time.Duration(rapid.IntRange(1, 600).Draw(t, "s")) * s)
			now = min(now, max(a.Deadline(), now-machine.Instant(600*s)))
			a.Step(now, seen(rapid.Bool().Draw(t, "up"), "-"), nil)
		}
		pack := func(a *Automatic, now machine.Instant) []uint64 {
			var c machine.Code
			c.Pack(now, 1, nil)
			a.Code(&c)
			words := c.Words()
			if c.Err() != nil {
				t.Fatal(c.Err())
			}
			return words
		}
		words := pack(a, now)
		b, _ := New(r)
		var c machine.Code
		c.Unpack(now+7, 1, words)
		if b.Code(&c); c.Close() != nil || !slices.Equal(pack(b, now+7), words) {
			t.Fatal(c.Close())
		}
		if a.Deadline() != machine.Never && a.Deadline()+7 != b.Deadline() {
			t.Fatalf("%v and %v", a.Deadline(), b.Deadline())
		}
	})
}

// P14: of two pools that are lost at once one is failed over. If nothing comes of that the other has its turn, long before the first is tried
// again; and who waits for nobody asks for no turn.
func TestNextPoolHasItsTurn(t *testing.T) {
	lost := func(name, backup string) []understudy.PoolView {
		return []understudy.PoolView{{FQDN: name, Backup: backup, Stated: true, State: failover.Active},
			{FQDN: backup, Backup: name, Stated: true, State: failover.Active, Reachable: true, Serves: true}}
	}
	for _, c := range []struct {
		pools []understudy.PoolView
		turns []string // whose, one after the other
	}{
		{lost("a1", "a2"), []string{"a1"}},
		{append(lost("b1", "b2"), lost("a1", "a2")...), []string{"a1", "b1"}},
	} {
		a, now := automatic(Default())(), machine.Instant(0)
		v := &understudy.View{Place: "east", Site: "east", Directory: true, Pools: c.pools}
		a.Step(now, v, nil)
		for i, who := range c.turns {
			turn := a.Deadline()
			if i > 0 && turn.Sub(now) > Default().Retry/100 {
				t.Errorf("%s has its turn %v later", who, turn.Sub(now))
			}
			now = turn
			if got := a.Step(now, v, nil); len(got) != 1 || got[0] != understudy.Order(understudy.PoolFailOver{At: "east", Pool: who, DisasterMode: true}) {
				t.Errorf("%v: %+v, and not %s", now, got, who)
			}
		}
		if next := a.Deadline().Sub(now); len(c.turns) == 1 && next < Default().Retry {
			t.Errorf("after %s somebody has a turn in %v", c.turns[0], next)
		}
	}
}
