package understudy

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"understudy.example/cms"
	"understudy.example/machine"
	"understudy.example/pool/failover"
	"understudy.example/pool/replication"
)

func (h *history) view(t tester, place string) (v View) {
	t.Helper()
	if !h.View(place, &v) {
		t.Fatalf("there is no place %s", place)
	}
	return v
}

// isolated are two Systems with one past: in the first FE01 has lost its power, in the second it is cut off with the
// whole east. From the west they cannot be told apart.
type isolated struct{ crash, cut *history }

func isolate(t tester, s *System) isolated {
	w := isolated{&history{System: s}, nil}
	c, err := s.Clone()
	if err != nil {
		t.Fatal(err)
	}
	w.cut = &history{System: c}
	w.crash.brk(Power, fe1)
	for _, h := range []*history{w.crash, w.cut} { // there is a directory in the east, which is no pool's
		h.part("east", "west")
		h.brk(Directory, "east")
		h.brk(Directory, "west")
	}
	return w
}

func (w isolated) same(t tester) {
	t.Helper()
	a, b := w.crash.view(t, "west"), w.cut.view(t, "west")
	if !reflect.DeepEqual(a, b) || a.Changed(&b) {
		t.Fatalf("at %v a crash of FE01 looks like\n%+v\nand a partition like\n%+v\n%s\n%s", a.Now, a, b, w.crash, w.cut)
	}
}

// wait lets both live on, and compares what is seen from the west on the way.
func (w isolated) wait(t tester, d time.Duration) {
	t.Helper()
	for end := w.cut.Now().Add(d); w.cut.Now() < end; {
		step := min(17*second, end.Sub(w.cut.Now()))
		w.crash.wait(step)
		w.cut.wait(step)
		w.same(t)
	}
}

// A partition looks like a crash from the other side, exports included, whatever is done on the side that is cut off.
func TestViewsOfAPartition(t *testing.T) {
	h := alight(t, twoSites(), u1)
	h.wait(7 * second)
	w := isolate(t, h.System)
	w.same(t)
	w.cut.must(t, PoolFailOver{At: fe1, Pool: fe2, DisasterMode: true}) // the store is in the east
	w.wait(t, 10*time.Minute)
	w.cut.must(t, EditContacts{u1}, SetAutomaticFailover{"east", fe1, false})
	w.wait(t, 10*time.Minute)
}

// A batch that is under way when the link fails: nobody in the west can know whether it is imported in the east.
func TestViewsOfABatchUnderWay(t *testing.T) {
	h := alight(t, twoSites(), u1)
	h.until(t, 10*time.Minute, "FE02 exports", func() bool {
		h.wroteUserData(0, 1)
		return h.replication.at[copying(1, replication.UserData)].State.Waiting()
	})
	isolate(t, h.System).wait(t, 10*time.Minute)
}

// The old master is restored on the other side of a partition: here the directory still names the database of FE02, and
// nothing that can be asked here says otherwise.
func TestViewsOfARestoreElsewhere(t *testing.T) {
	h := alight(t, twoSites(), u1)
	h.brk(BackupService, fe1)
	h.must(t, ManagementServerFailover{At: fe2, Target: fe2, Force: true})
	h.wait(time.Hour)
	w := isolate(t, h.System)
	w.cut.must(t, ManagementServerFailover{At: fe1, Restore: true})
	w.wait(t, 10*time.Minute)
	w.cut.must(t, SetPoolState{fe1, fe2, failover.FailedOver})
	w.wait(t, 10*time.Minute)
}

// TestViewsHideWhatCannotBeSeen: the same for a random past, and for random things that are done in the east after it.
// Orders that take time are not among them, and none is under way: there is one failover for each pool and one for the
// store, which all administrators share. Nor is Publish, which ends a pair on both sides at once.
func TestViewsHideWhatCannotBeSeen(t *testing.T) {
	done := 0
	rapid.Check(t, func(t *rapid.T) {
		h, err := newHistory(borderers(), Parts{}, nil)
		if err != nil {
			t.Fatal(err)
		}
		h.roam(t, 12)
		h.wait(30 * time.Minute)
		if order, _, _ := h.store.at[0].Running(); order != cms.None || h.poolRuns() {
			t.Skip("an order is under way")
		}
		w := isolate(t, h.System)
		w.crash.log, w.cut.log = nil, nil
		east, west := newScript(w.cut), newScript(w.cut)
		east.places, east.pools, east.users = []string{fe1, "east"}, []string{fe1, fe2}, []string{u1, "u3@lab.local"}
		west.places, west.users = []string{fe2, "west"}, []string{u2}
		for range rapid.IntRange(1, 6).Draw(t, "inputs") {
			w.wait(t, time.Duration(rapid.IntRange(1, 200).Draw(t, "seconds"))*second)
			switch in := east.local(t, fe1).(type) {
			case PoolFailOver, PoolFailBack, SetPoolState, ManagementServerFailover, Publish:
			default:
				w.cut.do(in)
				done++
			}
			in := west.local(t, fe2)
			w.crash.do(in)
			w.cut.do(in)
			w.same(t)
		}
	})
	if done == 0 {
		t.Error("nothing was done in the east")
	}
}

// local draws something that is done, or breaks, on one side: an order given there, a fault of its pool, an act.
func (c *script) local(t *rapid.T, pool string) Input {
	switch rapid.IntRange(0, 3).Draw(t, "kind") {
	case 0:
		return Break{Fault{Kind: rapid.SampledFrom([]FaultKind{Service, Hung, SQL, BackupService}).Draw(t, "fault"), Of: pool}}
	case 1:
		return c.act(t)
	}
	var here []Order
	for _, o := range c.orders() {
		if at := reflect.ValueOf(o).FieldByName("At"); at.IsValid() && slices.Contains(c.places, at.String()) {
			here = append(here, o)
		}
	}
	return rapid.SampledFrom(here).Draw(t, "order")
}

// Every field of a View but ages and the time is a change.
func TestViewChanged(t *testing.T) {
	top := twoSites()
	top.Observers = []Observer{{Name: "hill", Site: "east"}}
	h := alight(t, top, u1)
	v := h.view(t, "west")
	was := h.view(t, "west")
	if v.Changed(&was) {
		t.Fatal("nothing has changed")
	}
	ages := map[string]bool{"Now": true, "TimeOfDay": true, "Observers.Pools.Since": true, "Observers.Pools.SinceFull": true, "Pools.Since": true, "Pools.SinceFull": true, "Pools.Export.Age": true, "Pools.Export.AgeFull": true}
	fields := 0
	perturb(reflect.ValueOf(&v).Elem(), "", func(name string) {
		fields++
		if v.Changed(&was) == ages[name] {
			t.Errorf("%s: changed is %v", name, !ages[name])
		}
	})
	if fields < 20 {
		t.Errorf("only %d fields", fields)
	}
}

// perturb changes one field after the other, each back again when it has been looked at.
func perturb(v reflect.Value, name string, look func(string)) {
	old := reflect.New(v.Type()).Elem()
	old.Set(v)
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			perturb(v.Field(i), strings.TrimPrefix(name+"."+v.Type().Field(i).Name, "."), look)
		}
		return
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			perturb(v.Index(i), name, look)
		}
		return
	case reflect.String:
		v.SetString(v.String() + "x")
	case reflect.Bool:
		v.SetBool(!v.Bool())
	case reflect.Int, reflect.Int64:
		v.SetInt(v.Int() + 1)
	default:
		v.SetUint(v.Uint() + 1)
	}
	look(name)
	v.Set(old)
}

// A place that is not there has no view, and cannot be governed from.
func TestViewFromNowhere(t *testing.T) {
	h := begin(t, Paired())
	var v View
	if h.View("nowhere", &v) {
		t.Error("a view from nowhere")
	}
	if _, err := Govern(h.System, PolicyFunc(nil), "nowhere"); err == nil {
		t.Error("a policy without a place")
	}
}

// diligent fails FE01 over when it has been unreachable for some time: first the store, then the pool.
type diligent struct {
	after time.Duration
	since machine.Timer
	seen  int
	last  *View
	acted machine.Instant
}

func (p *diligent) Step(now machine.Instant, v *View, out []Order) []Order {
	p.seen++
	p.last = v
	one := v.Pools[0]
	switch {
	case one.Reachable:
		p.since = machine.Timer{}
	case !p.since.Armed() && p.acted == 0:
		p.since = machine.At(now.Add(p.after))
	case v.Active == fe2 && one.State == failover.Active && one.Run == failover.None && p.acted > 0:
		return append(out, PoolFailOver{At: fe2, Pool: fe1, DisasterMode: true})
	}
	return out
}

func (p *diligent) Deadline() machine.Instant { return p.since.Deadline() }

func (p *diligent) Advance(out []Order) []Order {
	p.acted, p.since = p.Deadline(), machine.Timer{}
	return append(out, ManagementServerFailover{At: fe2, Target: fe2, Force: true})
}

// Govern shows a policy what changes when it changes, lets its own deadline pass at its own instant, and carries its
// orders out there.
func TestGovern(t *testing.T) {
	h := alight(t, Paired(), u1)
	p := &diligent{after: 7*time.Minute + 1}
	g, err := Govern(h.System, p, fe2)
	if err != nil {
		t.Fatal(err)
	}
	w := modelLaws()
	run := func(in Input, until time.Duration) {
		machine.Feed(g, machine.Instant(until), in, nil, func(_ machine.Instant, did []Action) {
			if err := w.Check(h.System, did); err != nil {
				t.Fatal(err)
			}
		})
	}
	run(Break{Fault{Kind: NIC, Of: fe1}}, 10*time.Minute)
	seen := p.seen
	run(nil, 16*time.Minute)
	if p.acted != 0 {
		t.Fatalf("it acts at %v", p.acted)
	}
	if n := p.seen - seen; n > 5 { // the verdicts, and no ping
		t.Errorf("it is stepped %d times in six quiet minutes", n)
	}
	run(nil, 30*time.Minute)
	if want := machine.Instant(17*time.Minute + 1); p.acted != want {
		t.Errorf("it acts at %v, not at %v", p.acted, want)
	}
	if st, _ := h.Pool(fe1); st.State != failover.FailedOver {
		t.Errorf("FE01 is %v", st.State)
	}
	if g.Deadline() != h.Deadline() {
		t.Error("its deadline is not the System's, although the policy waits for nothing")
	}
}

// A policy that changes its mind at every view is heard a limited number of times at one instant.
func TestGovernAnEndlessPolicy(t *testing.T) {
	h := alight(t, Paired())
	steps := 0
	g, err := Govern(h.System, PolicyFunc(func(_ machine.Instant, v *View, out []Order) []Order {
		steps++
		to := failover.FailedOver
		if v.Pools[1].State == to {
			to = failover.Active
		}
		return append(out, SetPoolState{fe1, fe2, to})
	}), fe1)
	if err != nil {
		t.Fatal(err)
	}
	g.Step(h.Now(), nil, nil)
	if steps != rounds {
		t.Errorf("it is heard %d times, not %d", steps, rounds)
	}
}

// Views of one System are stable: to look changes nothing, and a View that was used before is filled in anew.
func TestViewChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		h := somewhere(t)
		before, _ := h.AppendSnapshot(nil)
		places := newScript(h).places
		var used View
		for _, place := range places {
			h.View(place, &used)
			var fresh View
			h.View(place, &fresh)
			if fmt.Sprintf("%+v", used) != fmt.Sprintf("%+v", fresh) {
				t.Fatalf("%s: %+v\nand in a used one %+v", place, fresh, used)
			}
		}
		if after, _ := h.AppendSnapshot(nil); string(after) != string(before) {
			t.Fatal("looking has changed something")
		}
	})
}

// Whatever changes in a View, but for ages, is counted, so that a Governed need not look again where nothing was.
func TestNewsInViews(t *testing.T) {
	still := 0
	rapid.Check(t, func(t *rapid.T) {
		h, err := newHistory(drawTopology(t), Parts{}, nil)
		if err != nil {
			t.Fatal(err)
		}
		place := rapid.SampledFrom(newScript(h).places).Draw(t, "place")
		before, news := h.view(t, place), h.news
		h.each = append(h.each, func(s *System, _ []Action) error {
			v := h.view(t, place)
			switch {
			case s.news != news:
			case v.Changed(&before):
				return fmt.Errorf("%s sees\n%+v\nafter\n%+v", place, v, before)
			default:
				still++
			}
			before, news = v, s.news
			return nil
		})
		h.play(t, 30)
	})
	if still == 0 {
		t.Error("there was something new at every instant")
	}
}

// A function that compares ages is asked in time by Every, and not without it.
func TestEveryAsksWhenOnlyAgesChange(t *testing.T) {
	for _, asked := range []bool{false, true} {
		s, err := New(Paired())
		if err != nil {
			t.Fatal(err)
		}
		var gave machine.Instant
		patient := PolicyFunc(func(now machine.Instant, v *View, out []Order) []Order {
			if p, _ := v.Pool(fe1); gave == 0 && !p.Reachable && p.Since >= 10*time.Minute {
				gave = now
			}
			return out
		})
		var policy Policy = patient
		if asked {
			policy = Every(time.Minute, patient)
		}
		g, err := Govern(s, policy, "HQ")
		if err != nil {
			t.Fatal(err)
		}
		g.Do(machine.Instant(time.Hour), Break{Fault{Kind: NIC, Of: fe1}}, nil)
		g.Do(machine.Instant(2*time.Hour), nil, nil)
		if late := gave - machine.Instant(70*time.Minute); asked && (late < 0 || late > machine.Instant(time.Minute)) {
			t.Errorf("gave its order at %v, want within a minute after 1h10m", gave)
		}
		if !asked && gave != 0 && gave <= machine.Instant(71*time.Minute) {
			t.Errorf("asked in time without Every, at %v: its doc is wrong", gave)
		}
	}
}

// C-85: a call loses its media when its two ends no longer hear each other, and ends when that lasts; none can be set up.
func TestC85MediaAcrossACut(t *testing.T) {
	top := twoSites()
	top.Users[1].Site = "west"
	h := begin(t, top)
	const u2 = "u2@lab.local"
	h.do(SignIn{u1})
	h.do(SignIn{u2})
	h.must(t, Call{u1, u2})
	h.do(Break{Fault{Kind: Link, Of: u1, To: u2}})
	if st, _ := h.User(u1); st.Talk.Media() {
		t.Errorf("media flow across a cut\n%s", h)
	}
	h.wait(16 * time.Minute)
	if st, _ := h.User(u1); st.Talking != "" {
		t.Errorf("the call goes on without media\n%s", h)
	}
	for _, a := range h.do(Call{u1, u2}) {
		if a.Kind == Ordered {
			t.Errorf("a call is set up across a cut\n%s", h)
		}
	}
}

// Who has been shown nothing yet is still to be shown something when he is unpacked.
func TestGovernedUnpackedFresh(t *testing.T) {
	looks := 0
	watcher := PolicyFunc(func(_ machine.Instant, _ *View, out []Order) []Order { looks++; return out })
	govern := func() *Governed {
		s, err := New(Paired())
		if err != nil {
			t.Fatal(err)
		}
		s.Do(machine.Instant(time.Minute), nil, nil) // nothing changes any more
		g, err := Govern(s, watcher, fe1)
		if err != nil {
			t.Fatal(err)
		}
		return g
	}
	var c machine.Code
	first := govern()
	c.Pack(first.System.Now(), time.Nanosecond, nil)
	first.Code(&c)
	words := c.Words()
	g := govern()
	c.Unpack(first.System.Now(), time.Nanosecond, words)
	g.Code(&c)
	g.Do(machine.Instant(61*time.Second), nil, nil)
	if c.Close() != nil || looks == 0 {
		t.Errorf("%v, %d looks", c.Err(), looks)
	}
}

// A policy gives the orders of its site: what is given elsewhere is denied, what is given nowhere is invalid, and a record of
// DNS, be it the first, has no place.
func TestPolicyOrdersFromItsSite(t *testing.T) {
	top := twoSites()
	top.Addresses = []Address{{Name: "sip.lab.local", Target: fe1}}
	srv := top.Records[0]
	for _, c := range []struct {
		o    Order
		want ActionKind
	}{
		{RemoveRecord{srv.Name, srv.Target}, Ordered}, {RemoveRecord{srv.Name, fe2}, Ordered}, {RemoveAddress{"sip.lab.local", fe1}, Ordered},
		{RemoveRecord{srv.Name, fe3}, Invalid}, {SetPoolState{"nowhere", fe1, failover.FailedOver}, Invalid},
		{SetPoolState{fe1, fe1, failover.Active}, Denied}, {SetPoolState{"east", fe1, failover.Active}, Denied},
		{SetPoolState{fe2, fe1, failover.Active}, Ordered}, {SetPoolState{"west", fe1, failover.Active}, Ordered},
	} {
		h := begin(t, top)
		h.wait(61 * time.Second) // nothing is due now
		first := true
		g, err := Govern(h.System, PolicyFunc(func(_ machine.Instant, _ *View, out []Order) []Order {
			if first {
				first, out = false, append(out, c.o)
			}
			return out
		}), fe2)
		if err != nil {
			t.Fatal(err)
		}
		did := g.Step(h.Now(), nil, nil)
		if i := slices.IndexFunc(did, func(a Action) bool { return a.Kind == Ordered || a.Kind == Denied || a.Kind == Invalid }); i < 0 || did[i].Kind != c.want {
			t.Errorf("%T%+v: %+v, want %v", c.o, c.o, did, c.want)
		}
	}
}

// What may show in a View is counted upwards, once at least for an input and for all that is told at once: it never comes back
// to a number that a Governed has looked at.
func TestNewsOnlyGrow(t *testing.T) {
	s := mustNew(t, Paired())
	last := s.news
	grows := func(what string) {
		t.Helper()
		if s.news <= last {
			t.Errorf("%s: news are %d, and were %d", what, s.news, last)
		}
		last = s.news
	}
	var out []Action
	for _, in := range []Input{SignIn{"nobody"}, Publish{"nowhere"}, SignIn{u1}, Break{Fault{Kind: NIC, Of: fe1}}, Publish{fe2}} {
		was := s.news
		out = s.Step(s.Now(), in, out[:0])
		if grows(fmt.Sprintf("%T", in)); last < was+1+uint64(len(out)) {
			t.Errorf("%T has told %d actions, and news grow by %d", in, len(out), s.news-was)
		}
	}
	words, err := s.Clone()
	if err != nil {
		t.Fatal(err)
	}
	if err := s.CopyFrom(words); err != nil {
		t.Fatal(err)
	}
	grows("unpacked")
	s.rows(0)[0] ^= automatic
	s.copyRows(0, s.database(0))
	grows("rows that differ")
	s.copyRows(0, s.database(0))
	if s.news != last {
		t.Error("rows that are the same are news")
	}
}

// F-24, F-99: the replica that is read where the master is out of reach is one's own or, from a site, that of the first pool
// in reach, be it the first of the topology; from where none is in reach none.
func TestF24TheNearestReplica(t *testing.T) {
	h := begin(t, twoSites())
	near := func(place string, want int16) {
		t.Helper()
		if got := h.nearest(h.where(place)); got != want {
			t.Errorf("from %s: %d, want %d", place, got, want)
		}
	}
	backup := func(place, of, want string) {
		t.Helper()
		v := h.view(t, place)
		if p, ok := v.Pool(of); !ok || p.Backup != want {
			t.Errorf("seen from %s %s is backed by %q", place, of, p.Backup)
		}
	}
	near(fe1, 0)
	near(fe2, 1)
	near("east", 0)
	near("west", 0)
	backup("west", fe1, fe2)
	backup("west", fe2, fe1)
	h.part("east", "west")
	near("east", 0)
	near("west", 1)
	backup("east", fe2, fe1)
	h.brk(Power, fe2)
	near("west", -1)
	near(fe2, 1)
	backup("west", fe1, "")
	if v := h.view(t, "west"); len(v.Pools) != 2 || v.Pools[0].FQDN != fe1 {
		t.Errorf("%+v", v.Pools)
	}
	if _, ok := (&View{}).Pool(fe1); ok {
		t.Error("a View of nothing has a pool")
	}
}

// Of a System and its policy that are due at one instant the System comes first, and the policy when the instant is over.
func TestTheSystemComesBeforeItsPolicy(t *testing.T) {
	for _, c := range []struct {
		ahead time.Duration
		first bool
	}{{-1, true}, {0, false}, {1, false}} {
		s := mustNew(t, twoSites())
		due := s.Deadline()
		p := &sleeper{due: machine.At(due.Add(c.ahead))}
		g, err := Govern(s, p, "west")
		if err != nil {
			t.Fatal(err)
		}
		if n := g.Due(); (n == 1) != c.first && s.Due() > 1 {
			t.Errorf("%v ahead: %d are due", c.ahead, n)
		}
		g.Advance(nil)
		if first := !p.due.Armed(); first != c.first {
			t.Errorf("%v ahead of the System: the policy came first: %v", c.ahead, first)
		}
	}
}

// A policy is shown nothing before an instant is over: while something is still due at it, the policy waits.
func TestPolicyWaitsForTheInstant(t *testing.T) {
	s := mustNew(t, Paired())
	shown := 0
	g, err := Govern(s, PolicyFunc(func(_ machine.Instant, _ *View, out []Order) []Order {
		shown++
		return out
	}), fe1)
	if err != nil {
		t.Fatal(err)
	}
	g.Step(s.Now(), SetAutomaticFailover{fe1, fe1, false}, nil)
	for s.Deadline() <= s.Now() {
		if shown > 0 {
			t.Fatalf("at %v it is shown something, and %d machines are due", s.Now(), s.Due())
		}
		g.Advance(nil)
	}
	if shown != 1 {
		t.Errorf("when all is over it is shown something %d times", shown)
	}
}

// A run is seen where it was given, and nowhere else (F-74); who has no power switch is seen to have none (H-95).
func TestViewOfARunIsWhereItWasGiven(t *testing.T) {
	h := alight(t, twoSites(), u1)
	h.must(t, ManagementServerFailover{At: fe2})
	h.wait(5 * time.Minute)
	h.must(t, PoolFailOver{At: fe2, Pool: fe1, DisasterMode: true})
	for place, want := range map[string]bool{"west": true, "east": false} {
		v := h.view(t, place)
		p, _ := v.Pool(fe1)
		if runs := p.Run != failover.None; runs != want || p.Switch {
			t.Errorf("from %s: %+v", place, p)
		}
		if other, _ := v.Pool(fe2); other.Run != failover.None {
			t.Errorf("from %s: %+v", place, other)
		}
	}
}

// What an order sets off at its own instant is over before the next one is given: a failover that takes no time is done
// when its failback is ordered.
func TestOrdersAreGivenOneByOne(t *testing.T) {
	top := Paired()
	top.Parameters.Failover.Durations = [failover.NumSteps]time.Duration{}
	top.Parameters.Failover.BackupLoad, top.Parameters.Failover.HomeLoad = 0, 0
	h := alight(t, top)
	h.must(t, ManagementServerFailover{At: fe2})
	h.wait(10 * time.Minute)
	p := &twoOrders{PoolFailOver{At: fe2, Pool: fe1, DisasterMode: true}, PoolFailBack{At: fe2, Pool: fe1, DisasterMode: true}}
	g, err := Govern(h.System, p, fe2)
	if err != nil {
		t.Fatal(err)
	}
	ordered := 0
	for _, a := range g.Step(h.Now(), EditContacts{u1}, nil) {
		if a.Kind == Ordered {
			ordered++
		}
	}
	if ordered != 2 {
		t.Errorf("%d orders are accepted", ordered)
	}
}

// twoOrders gives two orders when it is shown something for the first time.
type twoOrders []Order

func (p *twoOrders) Step(_ machine.Instant, _ *View, out []Order) []Order {
	out = append(out, *p...)
	*p = nil
	return out
}
func (p *twoOrders) Deadline() machine.Instant   { return machine.Never }
func (p *twoOrders) Advance(out []Order) []Order { return out }

// What a policy makes of the View that it is shown is its own affair: laws, and whoever asks what it has seen, are told of what there was.
func TestPolicyWritesToItsView(t *testing.T) {
	s, err := New(Paired())
	if err != nil {
		t.Fatal(err)
	}
	blind := func(_ machine.Instant, v *View, out []Order) []Order {
		v.Place, v.Active = "nowhere", ""
		for i := range v.Pools {
			v.Pools[i].Reachable = false
		}
		for i := range v.Sites {
			v.Sites[i].Names = ""
		}
		return out
	}
	g, err := Govern(s, PolicyFunc(blind), "FE02.lab.local")
	if err != nil {
		t.Fatal(err)
	}
	g.Do(machine.Instant(time.Minute), nil, nil)
	var want View
	s.View("FE02.lab.local", &want)
	if v := g.Shown(); v == nil || v.Changed(&want) {
		t.Errorf("%+v", v)
	}
}

// F-117, F-118: an old master is an orphan to who hears of the new one, and the master to who does not; the standby is none.
func TestF117WhoTellsAnOrphan(t *testing.T) {
	h := alight(t, twoSites())
	h.must(t, Break{Fault{Kind: Directory, Of: "east"}})
	seen := func(place, pool string) cms.Phase {
		v := h.view(t, place)
		p, _ := v.Pool(pool)
		return p.Database
	}
	for _, place := range []string{"east", "west"} {
		if one, two := seen(place, fe1), seen(place, fe2); one != cms.Active || two != cms.Standby {
			t.Errorf("from %s: %v and %v", place, one, two)
		}
	}
	h.brk(NIC, fe1)
	h.must(t, ManagementServerFailover{At: fe2, Target: fe2, Force: true})
	h.until(t, time.Hour, "FE02 has the master", func() bool { return h.masterIs(fe2) })
	h.heal(NIC, fe1)
	if east, west := seen("east", fe1), seen("west", fe1); east != cms.Active || west != cms.Orphaned {
		t.Errorf("FE01's database is %v from the east and %v from the west\n%s", east, west, h)
	}
}

// There may be something new in views when what they show of a machine is another than before, and only then.
func TestNewsOfAMachine(t *testing.T) {
	h := begin(t, Paired())
	b := &h.System.health
	for i := range b.at {
		if b.changed(i) {
			t.Errorf("observer %d: nothing has happened, and it has changed", i)
		}
		b.shown[i]++
		if !b.changed(i) || b.changed(i) {
			t.Errorf("observer %d: a change is told once", i)
		}
	}
	for range 2 {
		if every := &h.System.failover; !every.changed(0) {
			t.Error("of a machine that says nothing of it, every step may be a change")
		}
	}
}

// Every asks a function: without one it says so at once, and not when it would be asked.
func TestEveryNeedsAFunction(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("Every asks nobody")
		}
	}()
	Every(time.Minute, nil)
}
