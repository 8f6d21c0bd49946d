package understudy

import (
	"fmt"
	"testing"
	"time"

	"understudy.example/machine"
	"understudy.example/pool/failover"
	"understudy.example/pool/health"
)

const (
	fe1, fe2 = "FE01.lab.local", "FE02.lab.local"
	u1       = "u1@lab.local"
)

// must lets inputs happen and fails unless nothing stands against them.
func (h *history) must(t *testing.T, ins ...Input) {
	t.Helper()
	for _, in := range ins {
		for _, a := range h.do(in) {
			if a.Kind == Blocked || a.Kind == Invalid || a.Kind == Denied {
				t.Fatalf("%T%+v: %s\n%s", in, in, h.Tell(a).What, h)
			}
		}
	}
}

func (h *history) broke(t *testing.T) {
	t.Helper()
	if h.fails != nil {
		t.Errorf("%v\n%s", h.fails, h)
	}
}

// B1
func TestBugOrdersWithoutANetwork(t *testing.T) {
	h := begin(t, Paired())
	h.wait(5 * time.Minute)
	h.must(t, ManagementServerFailover{At: fe2})
	h.wait(5 * time.Minute)
	h.must(t, PoolFailOver{fe2, fe1, true})
	h.wait(5 * time.Minute)
	h.do(Break{Fault{Kind: NIC, Of: fe1}})
	for _, o := range []Order{ManagementServerFailover{At: fe1, Force: true, Target: fe1}, MoveUser{fe1, u1, fe2, true}} {
		if b, _ := h.blocks(o); len(b) == 0 {
			t.Errorf("%T%+v is accepted on a server without a network, which has no directory (F-95, H-31)", o, o)
		}
	}
}

func TestBugFailbackOrderedAtDeadHome(t *testing.T) {
	h := begin(t, Paired())
	h.wait(5 * time.Minute)
	h.must(t, SetPoolState{fe1, fe1, failover.FailedOver}, Break{Fault{Kind: NIC, Of: fe1}})
	h.do(PoolFailBack{fe1, fe1, true})
	h.broke(t)
}

// B2
func TestBugMasterForcedDuringAFailover(t *testing.T) {
	h := begin(t, Paired())
	h.each = append(h.each, checkTruth)
	h.wait(5 * time.Minute)
	h.must(t, PoolFailOver{fe1, fe2, false}, Break{Fault{Kind: BackupService, Of: fe1}})
	h.wait(126 * time.Second)
	h.must(t, ManagementServerFailover{At: fe2, Force: true, Target: fe2})
	h.wait(20 * time.Minute)
	h.broke(t)
}

// B3
func TestBugPathLostWhileAnAnswerIsUnderWay(t *testing.T) {
	for _, f := range []Fault{{Kind: Link, Of: u1, To: fe1}, {Kind: Service, Of: fe1}, {Kind: Hung, Of: fe1}} {
		top := Paired()
		top.Parameters.Latency = 2 * time.Second
		h := begin(t, top)
		h.each = append(h.each, checkBelief)
		h.do(SignIn{u1})
		h.wait(time.Second)
		h.do(Break{f})
		h.wait(time.Hour)
		h.broke(t)
	}
}

// B4
func TestBugPairEndsUnderAFailover(t *testing.T) {
	t.Run("publish", func(t *testing.T) {
		h := begin(t, Paired())
		h.wait(5 * time.Minute)
		h.must(t, ClearBackup{fe1, fe2}, PoolFailOver{fe1, fe2, true})
		h.wait(5 * time.Minute)
		if b, _ := h.blocks(Publish{fe1}); len(b) == 0 {
			t.Error("Publish takes a pair apart while FE02 is failed over (F-158, Q-8)")
		}
	})
	t.Run("clear", func(t *testing.T) {
		h := begin(t, Paired())
		h.wait(5 * time.Minute)
		h.must(t, PoolFailOver{fe1, fe2, false})
		if b, _ := h.blocks(ClearBackup{fe1, fe2}); len(b) == 0 {
			t.Error("ClearBackup is accepted while FE02 is being failed over (F-158, Q-8)")
		}
	})
	t.Run("master", func(t *testing.T) {
		h := begin(t, Paired())
		h.wait(5 * time.Minute)
		h.must(t, ClearBackup{fe1, fe2}, ManagementServerFailover{At: fe2})
		h.wait(5 * time.Minute)
		if b, _ := h.blocks(Publish{fe2}); len(b) == 0 {
			t.Error("Publish ends a pair whose second pool has the active master (F-158, Q-8)")
		}
		h.each = append(h.each, checkGuards)
		h.do(Publish{fe2})
		h.broke(t)
	})
}

// B5
func twoSites() Topology {
	t := Paired()
	t.Sites = []Site{{Name: "east"}, {Name: "west"}}
	t.Pools[0].Site, t.Pools[1].Site = "east", "west"
	return t
}

func (h *history) view(place string) (v View) { h.View(place, &v); return v }

func TestBugViewShowsTheOtherSide(t *testing.T) {
	crash, cut := begin(t, twoSites()), begin(t, twoSites())
	for _, h := range []*history{crash, cut} {
		h.wait(5*time.Minute + 7*time.Second)
	}
	crash.do(Break{Fault{Kind: Power, Of: fe1}})
	cut.do(Break{Fault{Kind: Link, Of: "east", To: "west"}})
	cut.do(Break{Fault{Kind: Link, Of: "west", To: "east"}})
	cut.must(t, PoolFailOver{fe1, fe2, true})
	for range 40 {
		crash.wait(7 * time.Second)
		cut.wait(7 * time.Second)
		a, b := crash.view("west"), cut.view("west")
		if fmt.Sprintf("%+v", a) != fmt.Sprintf("%+v", b) {
			t.Fatalf("at %v a crash of FE01 looks like\n%+v\nand a partition like\n%+v", a.Now, a, b)
		}
	}
}

func TestBugViewOfExports(t *testing.T) {
	crash, cut := begin(t, twoSites()), begin(t, twoSites())
	for _, h := range []*history{crash, cut} {
		h.wait(5*time.Minute + 7*time.Second)
	}
	crash.do(Break{Fault{Kind: Power, Of: fe1}})
	cut.do(Break{Fault{Kind: Link, Of: "east", To: "west"}})
	cut.do(Break{Fault{Kind: Link, Of: "west", To: "east"}})
	a, b := crash.view("west"), cut.view("west")
	if fmt.Sprintf("%+v", a) != fmt.Sprintf("%+v", b) {
		t.Fatalf("a crash of FE01 looks like\n%+v\nand a partition like\n%+v", a, b)
	}
}

// B6: a failover that stops without saying so.
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
	return withoutStopped(f.Failover.Step(now, e, out))
}

func withoutStopped(out []failover.Action) []failover.Action {
	kept := out[:0]
	for _, a := range out {
		if a.Kind != failover.Stopped {
			kept = append(kept, a)
		}
	}
	return kept
}

func TestBugForgetfulFailoverIsNotCaught(t *testing.T) {
	h, err := newHistory(Paired(), Parts{Failover: func(r failover.Rules) Failover { return forgetful{FailoverOf(r)} }}, modelLaws())
	if err != nil {
		t.Fatal(err)
	}
	h.do(Break{Fault{Kind: StepFails, Of: fe2, Step: failover.HydrateBackup}})
	h.must(t, PoolFailOver{fe1, fe2, true})
	h.wait(10 * time.Minute)
	if h.fails == nil {
		t.Errorf("a failover that forgets to say that it stopped is not caught\n%s", h)
	}
}

// B7: a detector under HoldDown that answers itself when nothing comes.
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
	if d.open.Due(now) {
		d.open = machine.Timer{}
		if d.Phase() == health.Down && d.once { // one lost ping is as good as an answer
			return d.Detector.Step(now, health.Event{On: health.Answered, Ask: d.ask}, out)
		}
		return out
	}
	return d.look(now, d.Detector.Advance(out))
}

func TestBugBrokenRunIsNotCaught(t *testing.T) {
	top := Paired()
	top.Parameters.Health.Mode = health.HoldDown
	top.Pools[0].Failback = 5 * time.Minute
	h, err := newHistory(top, Parts{Health: func(r health.Rules) Detector { return &wishful{Detector: HealthOf(r)} }}, modelLaws())
	if err != nil {
		t.Fatal(err)
	}
	h.do(SignIn{u1})
	h.wait(5 * time.Minute)
	h.do(Break{Fault{Kind: NIC, Of: fe1}})
	h.wait(10 * time.Minute)
	h.do(Heal{Fault{Kind: NIC, Of: fe1}})
	for range 3 { // the primary flaps: two pings are answered, one is lost
		h.wait(65 * time.Second)
		h.do(Break{Fault{Kind: NIC, Of: fe1}})
		h.wait(30 * time.Second)
		h.do(Heal{Fault{Kind: NIC, Of: fe1}})
	}
	h.wait(5 * time.Minute)
	if h.fails == nil {
		t.Errorf("users are sent home in the middle of a broken run, and no law says so\n%s", h)
	}
}

// B8
func TestBugSnapshotAtTheLastCheck(t *testing.T) {
	h := begin(t, Paired())
	h.do(Break{Fault{Kind: Power, Of: fe2}})
	h.do(Break{Fault{Kind: Service, Of: fe1}})
	rules := failover.Lab()
	s, _ := rules.Step(0, failover.State{}, failover.Event{On: failover.FailOver}, nil)
	for range 100 {
		now := rules.Deadline(s)
		var c machine.Code
		c.Pack(now, 1, nil)
		was := s
		rules.Code(&c, &was)
		words := c.Words()
		var copied failover.State
		c.Unpack(now, 1, words)
		rules.Code(&c, &copied)
		a, _ := rules.Advance(s, nil)
		b, _ := rules.Advance(copied, nil)
		a, _ = rules.Step(now, a, failover.Event{On: failover.NotYet}, nil)
		b, _ = rules.Step(now, b, failover.Event{On: failover.NotYet}, nil)
		if a != b {
			t.Fatalf("at %v\n%+v goes on as\n%+v, and its copy as\n%+v", now, s, a, b)
		}
		if s = a; s.Stopped() {
			return
		}
	}
}

// B9
func TestBugForeignInputs(t *testing.T) {
	type mine struct{ SignIn }
	type order struct{ PoolFailOver }
	type hollow struct{ Order }
	for _, in := range []Input{mine{SignIn{u1}}, &SignIn{u1}, &Break{}, &Heal{}, order{}, &PoolFailOver{fe1, fe1, true}, (*SignIn)(nil), (*PoolFailOver)(nil), hollow{}, (*Break)(nil)} {
		func() {
			defer func() {
				if r := recover(); r != nil {
					t.Errorf("%T: %v", in, r)
				}
			}()
			h := begin(t, Paired())
			if did := h.Step(0, in, nil); len(did) == 0 {
				t.Errorf("%T is swallowed", in)
			}
		}()
	}
}

// B10
func TestBugOrdersOnAServerThatIsNotThere(t *testing.T) {
	h := begin(t, Lab())
	for _, o := range []Order{InstallDatabase{fe2}, Publish{fe2}, MoveUser{fe2, u1, fe1, true}, SetPoolState{fe2, fe1, failover.FailedOver}} {
		if b, _ := h.blocks(o); len(b) == 0 || len(b) == 1 && b[0].Name == "moves-somewhere" {
			t.Errorf("%T%+v is accepted, and FE02 is not even defined", o, o)
		}
	}
}

// B11
func TestBugPanicWithoutGuards(t *testing.T) {
	top := threeSites()
	const lone = "fe3.x.example"
	h, err := newHistory(top, Parts{Guards: []Guard{}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if r := recover(); r != nil {
			t.Errorf("%v", r)
		}
	}()
	h.do(SetPoolState{lone, lone, failover.FailedOver})
	h.do(PoolFailBack{"fe1.x.example", lone, false})
	h.wait(time.Hour)
	h.do(SetPoolState{"fe1.x.example", lone, failover.FailingOver})
	h.wait(time.Hour)
}

// B13
func TestBugHungRegistrarSpeaks(t *testing.T) {
	h := begin(t, Paired())
	h.do(SignIn{u1})
	h.wait(5 * time.Minute)
	h.do(Break{Fault{Kind: NIC, Of: fe1}})
	h.wait(10 * time.Minute)
	h.do(Break{Fault{Kind: Hung, Of: fe2}})
	h.do(Heal{Fault{Kind: NIC, Of: fe1}})
	h.wait(time.Second * 31)
	for _, e := range h.log {
		for _, a := range e.did {
			if a.Kind == SentHome {
				t.Errorf("a registrar that hangs sends its users home\n%s", h)
				return
			}
		}
	}
}

// B14
func TestBugNoticeThroughACut(t *testing.T) {
	top := Paired()
	top.Parameters.Latency = 2 * time.Second
	h := begin(t, top)
	h.do(SignIn{u1})
	h.wait(5 * time.Minute)
	h.must(t, MoveUser{fe1, u1, fe2, false})
	h.do(Break{Fault{Kind: Link, Of: fe1, To: u1}})
	h.wait(3 * time.Second)
	if st, _ := h.User(u1); !st.Registered || st.At != fe1 {
		t.Errorf("a notice gets through a link that is cut\n%s", h)
	}
}

// B15: the PoolState is written by hand while the home pool is dead, which resets the monitor (H-19, H-34).
func TestBugResetSendsHomeToTheDead(t *testing.T) {
	h := begin(t, Paired())
	h.do(SignIn{u1})
	h.wait(5 * time.Minute)
	h.must(t, ManagementServerFailover{At: fe2})
	h.wait(5 * time.Minute)
	h.do(Break{Fault{Kind: NIC, Of: fe1}})
	h.wait(5 * time.Minute)
	h.must(t, PoolFailOver{fe2, fe1, true})
	h.wait(5 * time.Minute)
	h.must(t, SetPoolState{fe2, fe1, failover.Active})
	h.wait(5 * time.Minute)
	h.broke(t)
	if st, _ := h.User(u1); !st.Registered {
		t.Errorf("u1 was sent to a dead pool\n%s", h)
	}
}
