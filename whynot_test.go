package understudy

import (
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"understudy.example/client"
	"understudy.example/machine"
	"understudy.example/pool/failover"
	"understudy.example/pool/health"
	"understudy.example/pool/membership"
	"understudy.example/registrar"
)

// trial lets an order happen in a copy of a System that has other guards, and reports whether it is carried out.
func trial(t *rapid.T, s *System, o Order, guards []Guard) (accepted bool) {
	t.Helper()
	other, err := NewWith(s.Topology(), Parts{Guards: guards})
	if err != nil {
		t.Fatal(err)
	}
	if err := other.CopyFrom(s); err != nil {
		t.Fatal(err)
	}
	for _, a := range other.Step(s.Now(), o, nil) {
		if a.Kind == Ordered {
			accepted = true
		}
	}
	return accepted
}

// TestWhyNotNamesEveryGuard: at random states, removing all guards that WhyNot names allows the order, and removing any
// proper subset of them does not.
func TestWhyNotNamesEveryGuard(t *testing.T) {
	several := 0
	rapid.Check(t, func(t *rapid.T) {
		h := somewhere(t)
		var refused []Order
		for _, o := range newScript(h).orders() {
			if b, _ := h.blocks(o); len(b) > 0 {
				refused = append(refused, o)
			}
		}
		for range 5 {
			o := rapid.SampledFrom(refused).Draw(t, "order")
			r, err := h.WhyNot(o, 0)
			if err != nil {
				t.Fatal(err)
			}
			var names []string
			for _, b := range r.Blocks {
				if b.Why == "" || slices.Contains(names, b.Name) {
					t.Fatalf("%T%+v: %q is named twice, or without a reason", o, o, b.Name)
				}
				names = append(names, b.Name)
			}
			several += len(names) / 2
			if !trial(t, h.System, o, without(names...)) {
				t.Fatalf("%T%+v is refused without %v", o, o, names)
			}
			for i := range names { // removing less removes no more: one that stands is enough
				if trial(t, h.System, o, without(slices.Delete(slices.Clone(names), i, i+1)...)) {
					t.Fatalf("%T%+v is accepted, although %s stands against it", o, o, names[i])
				}
			}
		}
	})
	if several == 0 {
		t.Error("no order was refused for two reasons")
	}
}

// TestWhyNotIsWhatHappens: what WhyNot says of an order is what becomes of it.
func TestWhyNotIsWhatHappens(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		h := somewhere(t)
		o := newScript(h).order(t)
		r, err := h.WhyNot(o, 0)
		if err != nil {
			t.Skip("there is no such pair")
		}
		var did []string
		for _, a := range h.do(o) {
			if a.Kind == Blocked {
				did = append(did, h.guard(a.Code).Name)
			}
		}
		var said []string
		for _, b := range r.Blocks {
			said = append(said, b.Name)
		}
		if !slices.Equal(did, said) {
			t.Fatalf("%T%+v: WhyNot says %v, and it is refused for %v", o, o, said, did)
		}
	})
}

// TestWhyNotChanges runs a copy forward: until Changes nothing changes, and there it does; where WhyNot has found
// nothing, nothing changes as far as it has looked.
func TestWhyNotChanges(t *testing.T) {
	changed := 0
	rapid.Check(t, func(t *rapid.T) {
		h, err := newHistory(drawTopology(t), Parts{}, nil)
		if err != nil {
			t.Fatal(err)
		}
		h.roam(t, 20)
		h.do(newScript(h).order(t)) // under an order much is refused that will not be for long
		for range 3 {
			in := h.refusal(t)
			r, err := h.WhyNot(in, 15*time.Minute)
			if err != nil {
				t.Fatal(err)
			}
			first := h.changes(t, in, r)
			if first != machine.Never {
				changed++
			}
			if first != r.Changes {
				t.Fatalf("%T%+v at %v: WhyNot says %v, having looked until %v, and it changes at %v\n%v\n%s",
					in, in, h.Now(), r.Changes, r.Looked, first, r.Blocks, h)
			}
		}
	})
	if changed == 0 {
		t.Error("nothing ever changed")
	}
}

// refusal draws something that is refused.
func (h *history) refusal(t *rapid.T) Input {
	var all []Input
	for _, o := range newScript(h).orders() {
		if b, _ := h.blocks(o); len(b) > 0 {
			all = append(all, o)
		}
	}
	for _, u := range h.topology.Users {
		if b, _ := h.blocks(SignIn{u.URI}); len(b) > 0 {
			all = append(all, SignIn{u.URI}, SignIn{u.URI}, SignIn{u.URI})
		}
	}
	return rapid.SampledFrom(all).Draw(t, "refused")
}

// changes returns when what stands against in changes, as far as a refusal has looked; Never if it does not.
func (h *history) changes(t *rapid.T, in Input, r Refusal) machine.Instant {
	ahead, err := h.Clone()
	if err != nil {
		t.Fatal(err)
	}
	until := min(r.Looked, h.Now().Add(24*time.Hour))
	for n := 0; ahead.Deadline() <= until && n < 3000; n++ {
		ahead.Advance(nil)
		if b, _ := ahead.blocks(in); !slices.Equal(b, r.Blocks) {
			return ahead.Now()
		}
	}
	return machine.Never
}

// What repeats itself will not change by itself, and WhyNot says so; one step of a procedure further it would.
func TestWhyNotSaysNever(t *testing.T) {
	h := begin(t, Paired())
	h.wait(25 * time.Hour) // every age is as old as can be
	r, err := h.WhyNot(PoolFailBack{At: fe2, Pool: fe1, DisasterMode: false}, time.Hour)
	if err != nil || len(r.Blocks) == 0 || r.Changes != machine.Never || r.Looked != machine.Never {
		t.Errorf("%+v, %v", r, err)
	}
	h.must(t, PoolFailOver{At: fe1, Pool: fe2, DisasterMode: true})
	r, err = h.WhyNot(PoolFailOver{At: fe1, Pool: fe2, DisasterMode: true}, time.Hour)
	if err != nil || r.Changes == machine.Never || r.Looked != r.Changes {
		t.Errorf("%+v, %v", r, err)
	}
}

// Where nothing is ever due, nothing changes by itself, and WhyNot says so however far it is asked to look.
func TestWhyNotWhereNothingIsDue(t *testing.T) {
	top := Lab()
	top.Users, top.Pools, top.Pairs = nil, top.Pools[:1], nil
	h := begin(t, top)
	h.brk(Power, fe1)
	h.wait(24 * time.Hour)
	if d := h.Deadline(); d != machine.Never {
		t.Fatalf("something is due at %v: %v", d, h.Agenda(true))
	}
	for _, horizon := range []time.Duration{0, time.Hour, math.MaxInt64} {
		r, err := h.WhyNot(PoolFailOver{At: fe1, Pool: fe1, DisasterMode: true}, horizon)
		if err != nil || len(r.Blocks) == 0 || r.Changes != machine.Never || r.Looked != machine.Never {
			t.Errorf("%v: %+v, %v", horizon, r, err)
		}
	}
}

// TestWhyNotOfAUser: while something stands against a sign-in, the user does not get in, even if he tries.
func TestWhyNotOfAUser(t *testing.T) {
	tried := 0
	rapid.Check(t, func(t *rapid.T) {
		h := somewhere(t)
		for _, u := range h.topology.Users {
			if st, _ := h.User(u.URI); st.Phase != client.Out {
				continue
			}
			r, err := h.WhyNot(SignIn{u.URI}, 10*time.Minute)
			if err != nil {
				t.Fatal(err)
			}
			if len(r.Blocks) == 0 {
				continue
			}
			tried++
			ahead, err := h.Clone()
			if err != nil {
				t.Fatal(err)
			}
			limit, who := min(r.Changes, r.Looked), h.user(u.URI)
			did := ahead.Step(ahead.Now(), SignIn{u.URI}, nil)
			for {
				for _, a := range did {
					if a.Kind == Replied && a.Who.A == who && registrar.Verdict(a.Arg) == registrar.Accepted {
						t.Fatalf("%s gets in at %v, although until %v\n%v\n%s", u.URI, ahead.Now(), limit, r.Blocks, h)
					}
				}
				if ahead.Deadline() >= limit || ahead.Deadline() > h.Now().Add(10*time.Minute) {
					break
				}
				did = ahead.Advance(did[:0])
			}
		}
	})
	if tried == 0 && !testing.Short() { // a short run draws too few
		t.Error("nobody was kept out")
	}
}

// A client goes by its cached answer as long as that counts (C-31), and so does WhyNot.
func TestWhyNotGoesByTheCachedAnswer(t *testing.T) {
	top := Paired()
	h := alight(t, top, u1)
	h.must(t, SignOut{u1}, RemoveRecord{top.Records[1].Name, fe2})
	h.brk(NIC, fe1)
	h.wait(10 * time.Minute)
	r, err := h.WhyNot(SignIn{u1}, time.Hour)
	if err != nil || len(r.Blocks) > 0 {
		t.Errorf("record removed: %+v, %v", r, err)
	}
	h.must(t, SignIn{u1})
	h.wait(time.Hour)
	h.is(t, u1, client.LimitedBackup, fe2)

	top.Records[1].Later = true
	h = alight(t, top, u1)
	h.must(t, SignOut{u1}, AddRecord{top.Records[1].Name, fe2})
	h.brk(NIC, fe1)
	h.wait(10 * time.Minute)
	r, err = h.WhyNot(SignIn{u1}, time.Hour)
	if err != nil || len(r.Blocks) == 0 {
		t.Errorf("record added: %+v, %v", r, err)
	}
	h.must(t, SignIn{u1})
	h.wait(time.Hour)
	h.is(t, u1, 0, "")
}

// What WhyNot is not for is said.
func TestWhyNotOfNothing(t *testing.T) {
	h := begin(t, Paired())
	for _, in := range []Input{SignOut{u1}, SignIn{"nobody"}, PoolFailOver{At: "nowhere", Pool: fe1, DisasterMode: true}, nil} {
		if _, err := h.WhyNot(in, time.Minute); err == nil {
			t.Errorf("%T%+v: no error", in, in)
		}
	}
}

// An Agenda is what comes: its first item is never before the deadline, and every machine's item is at its deadline or
// a verdict.
// What a registrar does next: it asks at every ping (F-29), declares after window and Grace (F-33, H-35), and then asks once a failback
// interval (H-36). A pool that is off watches nobody (H-10).
func TestOutlooks(t *testing.T) {
	h := alight(t, Paired(), u1) // it is 5m0s, and a ping has just been answered
	h.brk(Power, fe1)
	at := func(d time.Duration) machine.Instant { return machine.Instant(5*time.Minute + d) }
	for _, c := range []struct {
		wait time.Duration
		want Outlook
	}{
		{0, Outlook{fe2, fe1, health.Up, at(95 * second), at(30 * second)}},
		{40 * second, Outlook{fe2, fe1, health.Silent, at(95 * second), at(60 * second)}},
		{60 * second, Outlook{fe2, fe1, health.Down, machine.Never, at(125 * second)}},
	} {
		h.wait(c.wait)
		if got := h.Outlooks(); !slices.Contains(got, c.want) || !slices.Contains(got, Outlook{fe1, fe2, health.Unknown, machine.Never, machine.Never}) {
			t.Errorf("at %v: %+v", h.Now(), got)
		}
	}
	s, err := NewWith(Paired(), Parts{Health: func(r health.Rules) Detector { return struct{ Detector }{HealthOf(r)} }})
	if err != nil {
		t.Fatal(err)
	}
	if got := s.Outlooks(); len(got) != 2 || got[0].Verdict != machine.Never || got[0].Next != machine.Never {
		t.Errorf("of a detector that does not say: %+v", got)
	}
}

func TestAgenda(t *testing.T) {
	h := alight(t, Paired(), u1)
	h.brk(NIC, fe1)
	h.wait(40 * second)
	verdict := machine.Instant(5*time.Minute + 95*second)
	i := slices.IndexFunc(h.Agenda(false), func(i Item) bool { return i.Who.Part == PartHealth && i.At == verdict })
	if i < 0 {
		t.Fatalf("no verdict at %v in %v", verdict, h.Agenda(false))
	}
	rapid.Check(t, func(t *rapid.T) {
		h := somewhere(t)
		all := h.Agenda(true)
		for k, item := range all {
			if item.Name == "" || item.What == "" || k > 0 && item.At < all[k-1].At {
				t.Fatalf("item %d is %+v", k, item)
			}
		}
		if d := h.Deadline(); d != machine.Never && h.queue.deadline() > d && (len(all) == 0 || all[0].At != d) {
			t.Fatalf("something is due at %v, and the agenda begins %+v", d, all[:min(1, len(all))])
		}
	})
}

// WhyNot looks as far as it is asked to, that instant included, and no further.
func TestWhyNotLooksAsFarAsTheHorizon(t *testing.T) {
	h := begin(t, Paired())
	h.must(t, PoolFailOver{At: fe1, Pool: fe2, DisasterMode: true})
	o := PoolFailOver{At: fe1, Pool: fe2, DisasterMode: true}
	r, err := h.WhyNot(o, time.Hour)
	if err != nil || r.Changes == machine.Never {
		t.Fatalf("%+v, %v", r, err)
	}
	d := r.Changes.Sub(h.Now())
	if at, err := h.WhyNot(o, d); err != nil || at.Changes != r.Changes || at.Looked != r.Changes {
		t.Errorf("as far as the change: %+v, %v", at, err)
	}
	if before, err := h.WhyNot(o, d-1); err != nil || before.Changes != machine.Never || before.Looked != r.Changes-1 {
		t.Errorf("up to it: %+v, %v", before, err)
	}
}

// An Agenda has nothing that never comes, and without routine nothing that is not there with it.
func TestAgendaHasWhatComes(t *testing.T) {
	for name, top := range map[string]Topology{"lab": Lab(), "paired": Paired(), "branches": branches(), "clustered": clustered(), "three sites": threeSites()} {
		h := alight(t, top, top.Users[0].URI)
		h.brk(NIC, top.Pools[0].FQDN)
		h.do(PoolFailOver{At: top.Pools[1].FQDN, Pool: top.Pools[0].FQDN, DisasterMode: true})
		h.wait(10 * second)
		all, story := h.Agenda(true), h.Agenda(false)
		for _, i := range all {
			if i.At == machine.Never || i.At < h.Now() {
				t.Errorf("%s at %v: %+v", name, h.Now(), i)
			}
		}
		for _, i := range story {
			if !slices.Contains(all, i) {
				t.Errorf("%s: not among all: %+v", name, i)
			}
		}
		if len(story) == 0 || len(story) >= len(all) {
			t.Errorf("%s: %d items without routine, and %d with it", name, len(story), len(all))
		}
	}
}

// What an order names that is not there is told: the place where it is given, be another the first of the topology, or what
// it is about.
func TestWhatAnOrderNamesThatIsNotThere(t *testing.T) {
	h := begin(t, Paired())
	for _, c := range []struct {
		o     Order
		place uint8
		says  string
	}{
		{PoolFailOver{At: "HQ", Pool: "FE09"}, 0, "names what that"}, {PoolFailOver{At: fe1, Pool: "FE09"}, 0, "names what that"},
		{PoolFailOver{At: "nowhere", Pool: fe1}, 1, "names a place that"}, {PoolFailOver{At: u1, Pool: fe1}, 1, "names a place that"},
	} {
		if did := h.do(c.o); len(did) != 1 || did[0].Kind != Invalid || did[0].Arg != c.place {
			t.Errorf("%+v: %+v", c.o, did)
		}
		if _, err := h.WhyNot(c.o, 0); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%+v: %v", c.o, err)
		}
	}
}

// Of an order that nothing stands against, and of a user who can sign in, WhyNot says so, and looks no further.
func TestWhyNotOfWhatIsAllowed(t *testing.T) {
	h := alight(t, Paired())
	for _, in := range []Input{SetPoolState{fe1, fe1, failover.Active}, StoreReplication{"HQ"}, SignIn{u1}, SignIn{u2}} {
		r, err := h.WhyNot(in, time.Hour)
		if err != nil || len(r.Blocks) > 0 || r.Changes != machine.Never || r.Looked != h.Now() {
			t.Errorf("%T%+v: %+v, %v", in, in, r, err)
		}
	}
}

// Orders are understood that name the first, and the last, of everything in a topology, and none that names what is not in it.
func TestOrdersOfTheFirstAndTheLast(t *testing.T) {
	h := begin(t, everything())
	top := h.topology
	named := func(pool, place, user, edge, name, target, host string) []Order {
		return []Order{
			DefinePool{place, pool}, NameBackup{At: place, Pool: pool}, NameBackup{At: place, Pool: "fe1.x.example", Backup: pool},
			ClearBackup{place, pool}, Setup{Pool: pool}, Update{pool}, StartServices{pool}, RemovePool{place, pool}, RemoveDatabase{pool},
			RestartBackupService{pool}, RemoveUserStoreBackupData{place, pool}, ExportResponseGroups{place, pool},
			ImportResponseGroups{place, pool}, ExportUserData{place, pool}, ImportUserData{place, pool}, InstallDatabase{pool},
			BackupServiceSync{place, pool, ""}, PoolFailOver{At: place, Pool: pool}, PoolFailBack{At: place, Pool: pool}, Interrupt{place, pool},
			ManagementServerFailover{At: pool}, ManagementServerFailover{At: place, Target: pool, Force: true}, MoveManagementServer{At: pool},
			ImportConfiguration{pool}, SetEdgeServer{place, edge, pool}, AddFrontEnd{place, pool}, RemoveFrontEnd{place, pool, 1},
			ResetPoolRegistrarState{place, pool, ServiceReset, 0}, DatabaseFailover{place, pool}, Fence{place, pool}, Unfence{place, pool},
			MoveUser{At: place, User: user, Target: pool}, SetPoolState{place, pool, failover.FailingBack}, SetAutomaticFailover{place, pool, true},
			AddRecord{name, target}, RemoveRecord{name, target}, AddAddress{host, "geo.x.example"}, RemoveAddress{host, "geo.x.example"},
			Publish{place}, StoreReplication{place}, SetFederation{place, edge},
		}
	}
	last := len(top.Pools) - 1
	for _, c := range []struct {
		all  []Order
		want bool
	}{
		{named(top.Pools[0].FQDN, "east", "u0@x.example", "edge1.x.example", top.Records[0].Name, top.Records[0].Target, top.Addresses[0].Name), true},
		{named(top.Pools[last].FQDN, "hut", "phone@x.example", "edge2.x.example", top.Records[last].Name, top.Records[last].Target, top.Addresses[0].Name), true},
		{named(top.Pools[last].FQDN, top.Pools[0].FQDN, "u0@x.example", "edge1.x.example", top.Records[0].Name, top.Records[last].Target, top.Addresses[0].Name), true},
		{named("nothing", "nowhere", "nobody", "nothing", "nothing", "nothing", "nothing"), false},
		{named("nothing", "east", "nobody", "nothing", "nothing", top.Records[0].Target, "nothing")[:34], false},
		{named(top.Pools[0].FQDN, "nowhere", "u0@x.example", "edge1.x.example", top.Records[0].Name, "nothing", "nothing")[17:20], false},
		{named(top.Pools[0].FQDN, "u0@x.example", "u0@x.example", "edge1.x.example", top.Records[0].Name, "nothing", "nothing")[25:], false},
		{[]Order{MoveUser{At: "east", User: "nobody", Target: top.Pools[0].FQDN}, MoveUser{At: "east", User: "u0@x.example", Target: "nothing"},
			SetEdgeServer{"east", "nothing", top.Pools[0].FQDN}, SetEdgeServer{"east", "edge1.x.example", "nothing"},
			BackupServiceSync{"east", top.Pools[0].FQDN, "nothing"}, NameBackup{"east", top.Pools[0].FQDN, "nothing"},
			SetPoolState{"east", top.Pools[0].FQDN, failover.FailingBack + 1}, ManagementServerFailover{At: "east"}}, false},
	} {
		for _, o := range c.all {
			if _, ok := h.resolve(o); ok != c.want {
				t.Errorf("%T%+v is understood: %v", o, o, ok)
			}
		}
	}
}

// What is said in numbers is understood up to its last one: front ends, resets, and how long to wait, in whole seconds (F-67).
func TestOrdersWithNumbers(t *testing.T) {
	h := begin(t, clustered())
	for front, want := range map[int]bool{-1: false, 0: false, 1: true, membership.Most: true, membership.Most + 1: false} {
		for _, o := range []Order{RemoveFrontEnd{fe1, fe1, front}, ResetPoolRegistrarState{fe1, fe1, MachineStateRemoved, front}} {
			if _, ok := h.resolve(o); ok != want {
				t.Errorf("%T%+v is understood: %v", o, o, ok)
			}
		}
	}
	for reset := range MachineStateRemoved + 2 {
		if _, ok := h.resolve(ResetPoolRegistrarState{fe1, fe1, reset, 1}); ok != (reset <= MachineStateRemoved) {
			t.Errorf("%v is understood: %v", reset, ok)
		}
	}
	for wait, want := range map[time.Duration]bool{-time.Second: false, 0: true, time.Second: true, time.Second + 1: false,
		failover.MaxWait: true, failover.MaxWait + time.Second: false} {
		for _, o := range []Order{PoolFailOver{At: fe1, Pool: fe1, Switches: Switches{WaitTime: wait}}, PoolFailBack{At: fe1, Pool: fe1, Switches: Switches{WaitTime: wait}}} {
			if _, ok := h.resolve(o); ok != want {
				t.Errorf("%T%+v is understood: %v", o, o, ok)
			}
		}
	}
}

// An order is about a database of the store, an Edge pool, a user, a pool, be it the first, or nothing in particular.
func TestWhatAnOrderIsAbout(t *testing.T) {
	top := withEdges()
	top.Addresses = []Address{{Name: "sip.lab.local", Target: fe1}}
	h := begin(t, top)
	for _, c := range []struct {
		o    Order
		want Who
	}{
		{ManagementServerFailover{At: fe1}, Who{PartStore, 0, 0}}, {ManagementServerFailover{At: fe2}, Who{PartStore, 1, 0}},
		{MoveManagementServer{At: fe2}, Who{PartStore, 1, 0}}, {ManagementServerFailover{At: fe1, Target: fe2, Force: true}, Who{PartStore, 1, 0}},
		{SetEdgeServer{fe1, "EDGE01.lab.local", fe2}, Who{PartEdge, 0, 0}}, {SetFederation{fe1, "EDGE02.lab.local"}, Who{PartEdge, 1, 0}},
		{MoveUser{At: fe1, User: u1, Target: fe2}, Who{PartUser, 0, 0}}, {MoveUser{At: fe1, User: u2, Target: fe2}, Who{PartUser, 1, 0}},
		{PoolFailOver{At: fe1, Pool: fe1}, Who{PartPool, 0, 0}}, {PoolFailOver{At: fe1, Pool: fe2}, Who{PartPool, 1, 0}},
		{Publish{fe1}, Who{Part: PartWorld}}, {StoreReplication{fe1}, Who{Part: PartWorld}}, {AddAddress{"sip.lab.local", fe1}, Who{Part: PartWorld}},
	} {
		r, ok := h.resolve(c.o)
		if got := h.about(&r); !ok || got != c.want {
			t.Errorf("%T%+v is about %+v, want %+v", c.o, c.o, got, c.want)
		}
	}
	h.hosts[1] = -1
	for _, o := range []Order{ManagementServerFailover{At: fe2}, MoveManagementServer{At: fe2}} {
		r, _ := h.resolve(o)
		if got := h.about(&r); got != (Who{PartPool, 1, 0}) {
			t.Errorf("without a database there %T is about %+v", o, got)
		}
	}
}

// F-74: a run is broken off where it was ordered, and nowhere else; where none is on there is none to be.
func TestF74WhereARunIsBrokenOff(t *testing.T) {
	h := begin(t, Paired())
	names := func(at string) (all []string) {
		blocks, err := h.blocks(Interrupt{at, fe2})
		if err != nil {
			t.Fatal(err)
		}
		for _, b := range blocks {
			all = append(all, b.Name)
		}
		return all
	}
	for _, at := range []string{fe1, fe2, "HQ"} {
		if got := names(at); !slices.Equal(got, []string{"run-on"}) {
			t.Errorf("nothing is on, at %s: %v", at, got)
		}
	}
	h.must(t, PoolFailOver{At: fe1, Pool: fe2, DisasterMode: true})
	for _, at := range []string{fe2, "HQ"} {
		if got := names(at); !slices.Equal(got, []string{"given-here"}) {
			t.Errorf("it was ordered at FE01, and is broken off at %s: %v", at, got)
		}
	}
	if got := names(fe1); len(got) > 0 {
		t.Errorf("where it was ordered: %v", got)
	}
}

// A sign-in is kept out of every pool that could serve it, home and backup, each with its reason, be either the first of the
// topology; who is in is kept out of none.
func TestWhyNotNamesEveryPool(t *testing.T) {
	top := Paired()
	top.Users[1].Home = fe2
	h := begin(t, top)
	for _, c := range []struct {
		user  string
		pools []string
	}{{u1, []string{fe1, fe2}}, {u2, []string{fe2, fe1}}} {
		r, err := h.WhyNot(SignIn{c.user}, 0)
		if err != nil || len(r.Blocks) != 0 {
			t.Errorf("%s, and all is well: %v, %v", c.user, r.Blocks, err)
		}
		down := &history{System: mustClone(t, h.System)}
		down.brk(Service, fe1)
		down.brk(NIC, fe2)
		r, err = down.WhyNot(SignIn{c.user}, 0)
		var pools []string
		for _, b := range r.Blocks {
			pools = append(pools, b.Name)
			if refused := strings.Contains(b.Why, "does not run"); refused != (b.Name == fe1) {
				t.Errorf("%s is kept from %s: %s", c.user, b.Name, b.Why)
			}
		}
		if err != nil || !slices.Equal(pools, c.pools) {
			t.Errorf("%s: %v, %v", c.user, pools, err)
		}
	}
	lone := Lab()
	lone.Pairs = nil
	alone := begin(t, lone)
	alone.brk(NIC, fe1)
	if r, err := alone.WhyNot(SignIn{u1}, 0); err != nil || len(r.Blocks) != 1 || r.Blocks[0].Name != fe1 {
		t.Errorf("without a backup: %v, %v", r.Blocks, err)
	}
}

func mustClone(t tester, s *System) *System {
	t.Helper()
	c, err := s.Clone()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// C-23, C-33, C-36: a redirect of a pool that a client knows of leads it home, and to the backup as the second contact, if it
// follows more than one and the pool that redirects can be reached.
func TestWhyNotFollowsARedirect(t *testing.T) {
	find := func(to string, first, cut bool) (home, backup bool) {
		top := fourPools()
		top.Records = top.Records[:1]
		top.Records[0].Target = to
		top.Users[0].IgnoresQ = first
		h := begin(t, top)
		if cut {
			h.brk(NIC, to)
		}
		return h.finds(0, 0), h.finds(0, 1)
	}
	for _, c := range []struct {
		to           string
		first, cut   bool
		home, backup bool
	}{
		{fe1, false, false, true, false}, {fe2, false, false, true, true}, {fe3, false, false, true, true},
		{fe3, true, false, true, false}, {fe2, false, true, false, true}, {fe3, false, true, false, false},
	} {
		if home, backup := find(c.to, c.first, c.cut); home != c.home || backup != c.backup {
			t.Errorf("%+v: finds home %v, backup %v", c, home, backup)
		}
	}
}
