package understudy

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"understudy.example/client"
	"understudy.example/cms"
	"understudy.example/machine"
	"understudy.example/pool/failover"
	"understudy.example/pool/health"
)

// TestLawsHold plays random histories: every law of the model holds at every instant, and every one of them applied.
func TestLawsHold(t *testing.T) {
	w := modelLaws()
	rapid.Check(t, func(t *rapid.T) {
		h, err := newHistory(drawTopology(t), Parts{}, w)
		if err != nil {
			t.Fatal(err)
		}
		h.play(t, 60)
	})
	for i, law := range w.Laws {
		if w.Applied[i] == 0 {
			t.Errorf("%s never applied", law.ID)
		}
	}
}

// TestLawsAreCounted watches two users who are signed in while nothing happens: each law applies to what it speaks of, once
// more at each look.
func TestLawsAreCounted(t *testing.T) {
	h := begin(t, twoSites())
	h.must(t, SignIn{u1}, SignIn{u2})
	h.wait(5 * time.Minute)
	want := map[string]int{"single-cms": 2, "one-registrar": 2, "double-store": 2, "two-writers": 2} // sites, and users
	w := NewWatch()
	for look := 1; look <= 3; look++ {
		if err := w.Check(h.System, nil); err != nil {
			t.Fatal(err)
		}
		for i, law := range w.Laws {
			if w.Applied[i] != look*want[law.ID] {
				t.Errorf("%s applied %d times in %d looks", law.ID, w.Applied[i], look)
			}
		}
	}
	h.do(Break{Fault{Kind: StepFails, Of: fe2, Step: failover.HydrateBackup}})
	h.must(t, PoolFailOver{At: fe1, Pool: fe2, DisasterMode: true})
	h.wait(10 * time.Minute)
	if err := w.Check(h.System, nil); err != nil || w.Applied[3] != 1 || w.Laws[3].ID != "no-silent-half" {
		t.Errorf("half done: applied %v, %v", w.Applied, err)
	}
}

// TestInvariantsHold plays random histories against what no law speaks of.
func TestInvariantsHold(t *testing.T) {
	for name, check := range map[string]func(*System, []Action) error{
		"packs": checkPacks, "cascade": checkCascade, "truth": checkTruth, "belief": checkBelief, "guards": checkGuards, "evidence": checkEvidence,
	} {
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				h, err := newHistory(drawTopology(t), Parts{}, nil)
				if err != nil {
					t.Fatal(err)
				}
				h.each = append(h.each, check)
				h.play(t, 40)
			})
		})
	}
}

// A plant is a wrong part, or a rash order, and the history in which it breaks one law and no other.
type plant struct {
	name  string
	law   string
	top   func() Topology
	parts Parts // the wrong ones; with none the orders are what is wrong, and the law is a policy's
	story func(t tester, h *history)
}

var plants = []plant{
	{"says up by a timer", "failback", Paired, Parts{Health: func(r health.Rules) Detector { return &hopeful{Detector: HealthOf(r)} }},
		func(t tester, h *history) {
			h.must(t, SignIn{u1})
			h.wait(5 * time.Minute)
			h.brk(NIC, fe1)
			h.wait(20 * time.Minute)
		}},
	{"takes a lost ping for an answer", "failback", holding, Parts{Health: func(r health.Rules) Detector { return &wishful{Detector: HealthOf(r)} }},
		brokenRun},
	{"fails a dead pool back", "failback", Paired, Parts{Guards: without("home-back")},
		func(t tester, h *history) {
			h.wait(5 * time.Minute)
			h.must(t, ManagementServerFailover{At: fe2})
			h.wait(5 * time.Minute)
			h.must(t, PoolFailOver{At: fe2, Pool: fe1, DisasterMode: true})
			h.wait(5 * time.Minute)
			h.brk(NIC, fe1)
			h.must(t, PoolFailBack{At: fe2, Pool: fe1, DisasterMode: false})
		}},
	{"writes wherever it is marked active", "single-cms", Paired, Parts{Store: func(r cms.Rules, s cms.State) Store { return blind{StoreOf(r, s)} }},
		forcedStore},
	{"takes writes before the switch", "single-cms", Paired, Parts{Store: func(r cms.Rules, s cms.State) Store { return eager{StoreOf(r, s)} }},
		forcedStore},
	{"never signs out", "one-registrar", Paired, Parts{Client: func(r client.Rules, s client.State) Client { return clinging{ClientOf(r, s)} }},
		func(t tester, h *history) {
			h.must(t, SignIn{u1})
			h.wait(5 * time.Minute)
			h.brk(NIC, fe1)
			h.wait(20 * time.Minute)
		}},
	{"does not say that it stopped", "no-silent-half", Paired, Parts{Failover: func(r failover.Rules) Failover { return forgetful{FailoverOf(r)} }},
		func(t tester, h *history) {
			h.do(Break{Fault{Kind: StepFails, Of: fe2, Step: failover.HydrateBackup}})
			h.must(t, PoolFailOver{At: fe1, Pool: fe2, DisasterMode: true})
			h.wait(10 * time.Minute)
		}},
	{"takes anything for final", "planned-keeps", Paired, Parts{Failover: func(r failover.Rules) Failover { return hasty{FailoverOf(r)} }},
		func(t tester, h *history) {
			h.must(t, MoveUser{At: fe1, User: u1, Target: fe2}, SignIn{u1})
			h.wait(10 * time.Minute)
			h.must(t, PoolFailOver{At: fe1, Pool: fe2})
			h.wait(70 * time.Second)
			h.must(t, ScheduleMeeting{u1})
			h.brk(BackupService, fe2)
			h.wait(10 * time.Minute)
		}},
	{"forces the store while the directory is divided (F-118)", "double-store", twoSites, Parts{},
		func(t tester, h *history) {
			h.wait(5 * time.Minute)
			h.part("east", "west")
			h.must(t, ManagementServerFailover{At: fe2, Target: fe2, Force: true})
			h.wait(time.Hour)
		}},
	{"fails a pool over that only he cannot see (H-2, H-6)", "two-writers", borderers, Parts{},
		func(t tester, h *history) {
			h.must(t, SignIn{u1}, SignIn{u2}, ManagementServerFailover{At: fe2})
			h.wait(time.Hour)
			h.part("east", "west")
			h.wait(20 * time.Minute)
			h.must(t, PoolFailOver{At: fe2, Pool: fe1, DisasterMode: true})
			h.wait(20 * time.Minute)
		}},
}

// holding is the lab with the better rule for the way home (H-34).
func holding() Topology {
	t := Paired()
	t.Parameters.Health.Mode = health.HoldDown
	t.Pools[0].Failback = 5 * time.Minute
	return t
}

// borderers is twoSites with one of FE01's users in the west.
func borderers() Topology {
	t := twoSites()
	t.Users[1].Site = "west"
	return t
}

// brokenRun: the primary is down, and then it flaps: of every three pings one is lost.
func brokenRun(t tester, h *history) {
	h.must(t, SignIn{u1})
	h.wait(5 * time.Minute)
	h.brk(NIC, fe1)
	h.wait(10 * time.Minute)
	h.heal(NIC, fe1)
	for range 3 {
		h.wait(65 * time.Second)
		h.brk(NIC, fe1)
		h.wait(30 * time.Second)
		h.heal(NIC, fe1)
	}
	h.wait(5 * time.Minute)
}

// forcedStore leaves an old master that still claims to be active (L-19).
func forcedStore(t tester, h *history) {
	h.wait(5 * time.Minute)
	h.brk(Power, fe1)
	h.must(t, ManagementServerFailover{At: fe2, Target: fe2, Force: true})
	h.wait(time.Hour)
}

// without are all guards but some.
func without(names ...string) []Guard {
	return slices.DeleteFunc(Guards(), func(g Guard) bool { return slices.Contains(names, g.Name) })
}

// broken plays a story and returns the laws that it breaks.
func (p *plant) broken(t tester, parts Parts) (ids []string) {
	for _, law := range Laws() {
		h, err := newHistory(p.top(), parts, NewWatch(law))
		if err != nil {
			t.Fatal(err)
		}
		p.story(t, h)
		if h.fails != nil {
			var b *Broken
			if !errors.As(h.fails, &b) || b.Law.ID != law.ID || !strings.Contains(b.Error(), law.ID) || b.Unwrap() == nil {
				t.Errorf("%v is no good report of %s", h.fails, law.ID)
			}
			ids = append(ids, law.ID)
		}
	}
	return ids
}

// TestLawsCatch: each wrong part, and each rash order, breaks the law that it is there to break, and no other. With the
// project's own parts the same histories break none.
func TestLawsCatch(t *testing.T) {
	caught := map[string]bool{}
	for _, p := range plants {
		t.Run(p.name, func(t *testing.T) {
			got := p.broken(t, p.parts)
			if !slices.Equal(got, []string{p.law}) {
				t.Errorf("it breaks %v, not %s alone", got, p.law)
			}
			caught[p.law] = true
			for _, law := range Laws() {
				if law.ID == p.law && (law.Duty == OfPolicy) != (p.rash()) {
					t.Errorf("%s is a duty of the %v", law.ID, law.Duty)
				}
			}
			if p.rash() || p.parts.Guards != nil {
				return
			}
			if got := p.broken(t, Parts{}); len(got) > 0 {
				t.Errorf("with the right parts it breaks %v", got)
			}
		})
	}
	for _, law := range Laws() {
		if !caught[law.ID] {
			t.Errorf("nothing breaks %s", law.ID)
		}
	}
}

// rash reports whether no part is wrong, so that it is the orders.
func (p *plant) rash() bool {
	return p.parts.Health == nil && p.parts.Failover == nil && p.parts.Store == nil && p.parts.Client == nil && p.parts.Guards == nil
}

// hopeful answers itself ten minutes after its verdict.
type hopeful struct {
	Detector
	patience machine.Timer
}

func (d *hopeful) Step(now machine.Instant, e health.Event, out []health.Action) []health.Action {
	return d.look(now, d.Detector.Step(now, e, out))
}

func (d *hopeful) look(now machine.Instant, out []health.Action) []health.Action {
	for _, a := range out {
		switch {
		case a.Kind == health.Ask && d.Phase() == health.Down && d.patience.Due(now):
			d.patience = machine.Timer{}
			return d.Detector.Step(now, health.Event{On: health.Answered, Ask: a.Ask}, out)
		case a.Kind == health.Moved && d.Phase() == health.Down && !d.patience.Armed():
			d.patience = machine.At(now.Add(10 * time.Minute))
		}
	}
	return out
}

func (d *hopeful) Advance(out []health.Action) []health.Action {
	now := d.Detector.Deadline()
	return d.look(now, d.Detector.Advance(out))
}

// wishful, under HoldDown, answers itself when nothing comes.
type wishful struct {
	Detector
	ask  uint8
	open machine.Timer
	once bool
}

func (d *wishful) look(now machine.Instant, out []health.Action) []health.Action {
	for _, a := range out {
		if a.Kind == health.Ask {
			d.ask, d.open = a.Ask, machine.At(now.Add(time.Second))
		}
	}
	return out
}

func (d *wishful) Step(now machine.Instant, e health.Event, out []health.Action) []health.Action {
	if e.On == health.Answered {
		d.open, d.once = machine.Timer{}, d.Phase() == health.Down
	}
	return d.look(now, d.Detector.Step(now, e, out))
}

func (d *wishful) Deadline() machine.Instant { return min(d.open.Deadline(), d.Detector.Deadline()) }

func (d *wishful) Advance(out []health.Action) []health.Action {
	now := d.Deadline()
	if !d.open.Due(now) {
		return d.look(now, d.Detector.Advance(out))
	}
	d.open = machine.Timer{}
	if d.Phase() == health.Down && d.once { // one lost ping is as good as an answer
		return d.Detector.Step(now, health.Event{On: health.Answered, Ask: d.ask}, out)
	}
	return out
}

// blind takes writes wherever it is marked active, whatever the directory says.
type blind struct{ Store }

func (s blind) Accepts(db, _ uint8) bool { return s.Store.Accepts(db, db) }

// eager takes writes at the target while an order still runs.
type eager struct{ Store }

func (s eager) Accepts(db, pointer uint8) bool {
	order, target, _ := s.Running()
	return s.Store.Accepts(db, pointer) || order != cms.None && db == target
}

// clinging goes elsewhere without giving up where it was.
type clinging struct{ Client }

func (c clinging) Step(now machine.Instant, e client.Event, out []client.Action) []client.Action {
	return staying(c.Client.Step(now, e, out))
}

func (c clinging) Advance(out []client.Action) []client.Action { return staying(c.Client.Advance(out)) }

func staying(out []client.Action) []client.Action {
	return slices.DeleteFunc(out, func(a client.Action) bool { return a.Kind == client.SignedOut })
}

// hasty takes every answer for a yes while it waits for the final export.
type hasty struct{ Failover }

func (f hasty) Step(now machine.Instant, e failover.Event, out []failover.Action) []failover.Action {
	if e.On == failover.NotYet && f.Look().Step() == failover.ExportFinal {
		e.On = failover.Confirmed
	}
	return f.Failover.Step(now, e, out)
}

// forgetful stops half way without saying so.
type forgetful struct{ Failover }

func (f forgetful) Look() failover.State {
	s := f.Failover.Look()
	if !s.Stopped() {
		return s
	}
	s, _ = failover.Lab().Step(0, failover.State{}, failover.Event{On: failover.Set, To: s.Phase()}, nil)
	return s
}

func (f forgetful) Step(now machine.Instant, e failover.Event, out []failover.Action) []failover.Action {
	return slices.DeleteFunc(f.Failover.Step(now, e, out), func(a failover.Action) bool { return a.Kind == failover.Stopped })
}

// Laws are broken by what breaks them, and by no half of it, be it of the first user or pool or of another: each is shown a
// System with one thing changed by hand.
func TestLawsSeeEveryHalf(t *testing.T) {
	law := func(id string) Law {
		all := Laws()
		return all[slices.IndexFunc(all, func(l Law) bool { return l.ID == id })]
	}
	sent := func(heard uint8) []Action {
		return []Action{{Kind: SentHome, Who: Who{PartUser, 0, 0}, Arg: heard, Peer: 1}}
	}
	step := func(kind ActionKind, s failover.Step, p failover.Procedure, pool int16) Action {
		return Action{Kind: kind, Who: Who{PartFailover, pool, 0}, Code: uint16(s), Arg: uint8(p)}
	}
	lost := func(cause lossCause, who Who) Action { return Action{Kind: Lost, Who: who, From: uint8(cause), On: 1} }
	planned := step(StepEnded, failover.HydrateBackup, failover.Planned, 0)
	back := step(StepEnded, failover.HydrateHome, failover.Failback, 0)
	for name, c := range map[string]struct {
		law     string
		change  func(*System)
		did     []Action
		applied int
		broken  bool
	}{
		"sent home, and heard":            {"failback", nil, sent(1), 1, false},
		"sent home unheard":               {"failback", nil, sent(0), 1, true},
		"failed back":                     {"failback", nil, []Action{step(Ordered, failover.Step(poolFailBack), 0, 0)}, 1, false},
		"failed over while it is down":    {"failback", func(s *System) { s.broken[0] = 1 << Power }, []Action{step(Ordered, failover.Step(poolFailOver), 0, 0)}, 0, false},
		"failed back without power":       {"failback", func(s *System) { s.broken[0] = 1 << Power }, []Action{step(Ordered, failover.Step(poolFailBack), 0, 0)}, 1, true},
		"failed back without its network": {"failback", func(s *System) { s.broken[0] = 1 << NIC }, []Action{step(StepBegan, failover.HydrateHome, 0, 0)}, 1, true},
		"another is down":                 {"failback", func(s *System) { s.broken[1] = 1 << NIC }, []Action{step(StepEnded, failover.MarkActive, 0, 0)}, 1, false},
		"declared active while down":      {"failback", func(s *System) { s.broken[0] = 1 << NIC }, []Action{step(StepEnded, failover.MarkActive, 0, 0)}, 1, true},
		"a step that hydrates has ended":  {"failback", func(s *System) { s.broken[0] = 1 << NIC }, []Action{step(StepEnded, failover.HydrateHome, 0, 0)}, 0, false},
		"a step that marks has begun":     {"failback", func(s *System) { s.broken[0] = 1 << NIC }, []Action{step(StepBegan, failover.MarkActive, 0, 0)}, 0, false},

		"one master":                  {"single-cms", nil, nil, 1, false},
		"a write that one took":       {"single-cms", nil, []Action{{Kind: Wrote, Arg: 1}}, 2, false},
		"a write that two would take": {"single-cms", nil, []Action{{Kind: Wrote, Arg: 2}}, 2, true},

		"nobody is registered":       {"one-registrar", nil, nil, 0, false},
		"the first is, at the first": {"one-registrar", func(s *System) { s.believes[0] = 1 }, nil, 1, false},
		"the first at two":           {"one-registrar", func(s *System) { s.believes[0] = 3 }, nil, 1, true},
		"all of them, at different":  {"one-registrar", func(s *System) { s.believes[0], s.believes[1], s.believes[2] = 1, 2, 1 }, nil, 3, false},

		"nothing is half done":  {"no-silent-half", nil, nil, 0, false},
		"half done, by hand":    {"no-silent-half", func(s *System) { s.setByHand(0, failover.FailingOver) }, nil, 1, false},
		"half done by nobody":   {"no-silent-half", func(s *System) { s.setByHand(0, failover.FailingOver); s.byHand[0] = false }, nil, 1, true},
		"half back by nobody":   {"no-silent-half", func(s *System) { s.setByHand(0, failover.FailingBack); s.byHand[0] = false }, nil, 1, true},
		"failed over by nobody": {"no-silent-half", func(s *System) { s.setByHand(0, failover.FailedOver); s.byHand[0] = false }, nil, 0, false},

		"planned, and nothing lost":         {"planned-keeps", nil, []Action{planned}, 1, false},
		"planned, and behind":               {"planned-keeps", nil, []Action{planned, lost(behind, Who{PartUser, 0, 0})}, 1, true},
		"planned, and no copy":              {"planned-keeps", nil, []Action{planned, lost(noCopy, Who{PartPool, 0, 0})}, 1, true},
		"failed back, and not exported":     {"planned-keeps", nil, []Action{back, lost(unexported, Who{PartUser, 0, 0})}, 1, true},
		"planned, and astray":               {"planned-keeps", nil, []Action{planned, lost(stray, Who{PartUser, 0, 0})}, 1, false},
		"planned, and another pool's":       {"planned-keeps", nil, []Action{planned, lost(behind, Who{PartPool, 1, 0})}, 1, false},
		"planned, and another pool's user":  {"planned-keeps", func(s *System) { s.home[0] = 1 }, []Action{planned, lost(behind, Who{PartUser, 0, 0})}, 1, false},
		"planned, and of no user":           {"planned-keeps", nil, []Action{planned, lost(behind, Who{PartStore, 0, 0})}, 1, false},
		"planned, and left behind":          {"planned-keeps", nil, []Action{planned, {Kind: LeftBehind, Who: Who{PartUser, 0, 0}, From: uint8(behind)}}, 1, false},
		"planned, and waited long enough":   {"planned-keeps", func(s *System) { s.assumed[0] = true }, []Action{planned, lost(behind, Who{PartUser, 0, 0})}, 0, false},
		"a disaster":                        {"planned-keeps", nil, []Action{step(StepEnded, failover.HydrateBackup, failover.Disaster, 0), lost(behind, Who{PartUser, 0, 0})}, 0, false},
		"another step of a planned one":     {"planned-keeps", nil, []Action{step(StepEnded, failover.DrainChanges, failover.Planned, 0), lost(behind, Who{PartUser, 0, 0})}, 0, false},
		"the step of a failback, otherwise": {"planned-keeps", nil, []Action{step(StepEnded, failover.HydrateHome, failover.Planned, 0), lost(behind, Who{PartUser, 0, 0})}, 0, false},
		"a step that begins":                {"planned-keeps", nil, []Action{step(StepBegan, failover.HydrateBackup, failover.Planned, 0), lost(behind, Who{PartUser, 0, 0})}, 0, false},
	} {
		s := mustNew(t, Paired())
		if c.change != nil {
			c.change(s)
		}
		applied, err := law(c.law).Check(&Moment{s, c.did})
		if applied != c.applied || (err != nil) != c.broken {
			t.Errorf("%s: applied %d times, want %d, and broken: %v", name, applied, c.applied, err)
		}
	}
}

// H-2: of users of one pool some have full service at home and some on the backup: that is two writers, whichever of them come
// first. Users of two pools are none, nor are who is limited, or out.
func TestH2TwoWritersAreTwo(t *testing.T) {
	for name, c := range map[string]struct {
		at      [3]int16
		modes   [3]client.Mode
		homes   [3]int16
		applied int
		broken  bool
	}{
		"all at home":             {modes: [3]client.Mode{client.Normal, client.Normal, client.Normal}, applied: 3},
		"all on the backup":       {at: [3]int16{1, 1, 1}, modes: [3]client.Mode{client.FullBackup, client.FullBackup, client.FullBackup}, applied: 3},
		"the first on the backup": {at: [3]int16{1, 0, 0}, modes: [3]client.Mode{client.FullBackup, client.Normal, client.Normal}, applied: 3, broken: true},
		"the last on the backup":  {at: [3]int16{0, 0, 1}, modes: [3]client.Mode{client.Normal, client.Normal, client.FullBackup}, applied: 3, broken: true},
		"the last is limited":     {at: [3]int16{0, 0, 1}, modes: [3]client.Mode{client.Normal, client.Normal, client.LimitedBackup}, applied: 2},
		"one of another pool":     {at: [3]int16{0, 0, 1}, modes: [3]client.Mode{client.Normal, client.Normal, client.Normal}, homes: [3]int16{0, 0, 1}, applied: 3},
	} {
		s := mustNew(t, Paired())
		for u := range 3 {
			s.home[u], s.at[u] = c.homes[u], c.at[u]
			s.client.step(s, u, client.Event{On: client.SignIn})
			s.client.step(s, u, client.Event{On: client.Found, N: 1})
			s.at[u] = c.at[u]
			s.client.step(s, u, client.Event{On: client.Accepted, Mode: c.modes[u]})
			if mode, in := s.client.at[u].Look().Mode(); !in || mode != c.modes[u] {
				t.Fatalf("%s: %v, %v", name, mode, in)
			}
		}
		applied, err := checkTwoWriters(&Moment{s, nil})
		if applied != c.applied || (err != nil) != c.broken {
			t.Errorf("%s: applied %d times, want %d, and broken: %v", name, applied, c.applied, err)
		}
	}
}

// What a registrar has really heard of the other one is kept for each by itself, the first included; who watches nobody has
// heard nobody (H-34).
func TestH34WhoHasHeardWhom(t *testing.T) {
	s := mustNew(t, Paired())
	for i, sight := range s.sights {
		s.proof[i].heard = true
		if !s.heardHome(sight.watcher, sight.watched) || s.heardHome(sight.watched, sight.watcher) || s.heardHome(sight.watcher, sight.watcher) {
			t.Errorf("%s has heard %s, and nobody else anybody", s.poolName(sight.watcher), s.poolName(sight.watched))
		}
		s.proof[i].heard = false
	}
	p := health.PoolToPool()
	p.Mode = health.HoldDown
	s.topology.Parameters.Health = p
	for _, c := range []struct{ down, heard, held, want bool }{{true, true, false, false}, {true, false, true, true}, {false, true, false, true}, {false, false, true, false}} {
		s.proof[0] = proof{down: c.down, heard: c.heard, held: c.held}
		if got := s.heardHome(s.sights[0].watcher, s.sights[0].watched); got != c.want {
			t.Errorf("%+v: %v", c, got)
		}
	}
}

// Of two databases that claim the same the first is the master (F-119).
func TestF119TheFirstOfTwoLeads(t *testing.T) {
	s, err := NewWith(Paired(), Parts{Store: func(r cms.Rules, st cms.State) Store { return twins{StoreOf(r, st)} }})
	if err != nil || s.master() != 0 {
		t.Errorf("%d, %v", s.master(), err)
	}
}

// An answer is evidence only while its ask is open, and only to the latest one (H-34).
func TestEvidenceNeedsTheLatestAsk(t *testing.T) {
	for _, c := range []struct {
		open       bool
		ask, heard uint8
		counts     bool
	}{{true, 1, 1, true}, {true, 2, 1, false}, {false, 1, 1, false}, {false, 2, 1, false}} {
		h := begin(t, Paired())
		p := proof{ask: c.ask}
		if c.open {
			p.open = machine.At(h.Now().Add(time.Minute))
		}
		h.proof[0] = p
		h.heardAnswer(0, health.Event{On: health.Answered, Ask: c.heard})
		if h.proof[0].heard != c.counts {
			t.Errorf("%+v: it counts: %v", c, !c.counts)
		}
	}
}
