package understudy

import (
	"slices"
	"testing"
	"time"

	"understudy.example/pool/failover"
)

// What is broken cannot break once more, and what is whole cannot be mended (H-22): every kind of fault that a pool can
// have by itself, and each step of a failover apart from the others.
func TestH22_FaultsAreThereOrNot(t *testing.T) {
	s := mustNew(t, Paired())
	var all []Fault
	for k := range faultKinds {
		switch {
		case k == Link:
			all = append(all, Fault{Kind: k, Of: fe1, To: fe2}, Fault{Kind: k, Of: fe2, To: fe1})
		case k >= StepFails:
			for step := range failover.NumSteps {
				all = append(all, Fault{Kind: k, Of: fe1, Step: step}, Fault{Kind: k, Of: fe2, Step: step})
			}
		case k == Directory, k == StandbyError, k >= FrontEnd && k <= ObserverDown: // not on every server
		default:
			all = append(all, Fault{Kind: k, Of: fe1}, Fault{Kind: k, Of: fe2})
		}
	}
	does := func(in Input, want ActionKind) {
		t.Helper()
		if did := s.Step(s.Now(), in, nil); len(did) == 0 || did[0].Kind != want {
			t.Errorf("%+v: %+v", in, did)
		}
	}
	for _, f := range all {
		does(Heal{f}, Denied)
		does(Break{f}, Broke)
		does(Break{f}, Denied)
		for _, other := range all {
			if other != f {
				does(Heal{other}, Denied)
			}
		}
		does(Heal{f}, Mended)
	}
}

// What befalls nothing that is there is no fault: a kind that does not exist, a place that is none, a switch that the pool does
// not have. The first site, the first pool and the first switch are there.
func TestFaultsOfTheFirst(t *testing.T) {
	top := watched()
	for _, c := range []struct {
		f    Fault
		want ActionKind
	}{
		{Fault{Kind: faultKinds, Of: fe1}, Invalid}, {Fault{Kind: faultKinds + 1, Of: fe1}, Invalid}, {Fault{Kind: NIC, Of: "nowhere"}, Invalid},
		{Fault{Kind: NIC, Of: "east"}, Invalid}, {Fault{Kind: Directory, Of: "east"}, Broke}, {Fault{Kind: Directory, Of: "hill"}, Broke},
		{Fault{Kind: Directory, Of: fe1}, Invalid}, {Fault{Kind: Link, Of: "east", To: "west"}, Broke}, {Fault{Kind: Link, Of: "west", To: "east"}, Broke},
		{Fault{Kind: Link, Of: "east", To: "nowhere"}, Invalid}, {Fault{Kind: Link, Of: u1, To: fe1}, Broke}, {Fault{Kind: NIC, Of: u1}, Invalid},
		{Fault{Kind: Management, Of: fe1}, Broke}, {Fault{Kind: Management, Of: fe2}, Invalid}, {Fault{Kind: StandbyError, Of: fe1}, Broke},
		{Fault{Kind: StepFails, Of: fe1, Step: failover.NumSteps - 1}, Broke}, {Fault{Kind: StepFails, Of: fe1, Step: failover.NumSteps}, Invalid},
		{Fault{Kind: ObserverDown, Of: fe1}, Invalid}, {Fault{Kind: ObserverDown, Of: "lookout"}, Broke}, {Fault{Kind: NIC, Of: "lookout"}, Invalid},
	} {
		h := begin(t, top)
		if c.f.Kind == StandbyError {
			h = begin(t, storeOnBackup())
		}
		did := h.do(Break{c.f})
		if len(did) == 0 || did[0].Kind != c.want {
			t.Errorf("%+v: %+v, want %v", c.f, did, c.want)
			continue
		}
		if c.want != Broke {
			continue
		}
		if again := h.do(Break{c.f}); again[0].Kind != Denied {
			t.Errorf("%+v, again: %+v", c.f, again)
		}
		if over := h.do(Heal{c.f}); over[0].Kind != Mended {
			t.Errorf("%+v, healed: %+v", c.f, over)
		}
		if over := h.do(Heal{c.f}); over[0].Kind != Denied {
			t.Errorf("%+v, healed again: %+v", c.f, over)
		}
	}
}

// F-60, F-74: what each step of a procedure needs, and nothing else: which of what can be wrong stops it. The order is given
// at the site, and FE02, the backup, has the store.
func TestF74WhatEachStepNeeds(t *testing.T) {
	base := alight(t, Paired())
	base.must(t, ManagementServerFailover{At: fe2})
	base.wait(20 * time.Minute)
	base.orderAt[0] = base.siteNode(0)
	for _, at := range []int{0, 1, base.database(base.master())} {
		row := &base.rows(at)[0]
		*row = row.withState(failover.FailingOver)
	}
	wrongs := []struct {
		name string
		is   func(*history)
	}{
		{"home lost", func(h *history) { h.brk(NIC, fe1) }}, {"home stopped", func(h *history) { h.brk(Service, fe1) }},
		{"backup lost", func(h *history) { h.brk(NIC, fe2) }}, {"backup stopped", func(h *history) { h.brk(Service, fe2) }},
		{"home behind", func(h *history) { h.rows(0)[0] = h.rows(0)[0].withState(failover.Active) }},
		{"backup behind", func(h *history) { h.rows(1)[0] = h.rows(1)[0].withState(failover.Active) }},
		{"nothing", func(*history) {}},
	}
	for step, stops := range [failover.NumSteps][]string{
		failover.ReadConfiguration: {"backup lost"}, failover.DrainChanges: {"home lost"},
		failover.ReplicateConfiguration: {"home lost", "home behind"}, failover.ReplicateHome: {"home lost", "home behind"},
		failover.MarkFailingOver: {"backup lost"}, failover.ExportFinal: {"home lost", "home behind"},
		failover.HydrateBackup: {"backup lost", "backup stopped"}, failover.MarkFailedOver: {"backup lost", "backup stopped"},
		failover.StopServices: {"home lost"}, failover.StopHome: {"home lost"}, failover.StartReplication: {"home lost"},
		failover.DrainBackup: {"backup lost"}, failover.StartHome: {"home lost", "home stopped"},
		failover.MarkFailingBack:   {"home lost", "backup lost"},
		failover.ExportBackupFinal: {"home lost", "home stopped", "backup lost", "home behind", "backup behind"},
		failover.HydrateHome:       {"home lost", "home stopped", "home behind"}, failover.MarkActive: {"home lost", "home stopped", "backup lost"},
	} {
		for _, w := range wrongs {
			h := &history{System: mustClone(t, base.System)}
			w.is(h)
			if holds := h.stepHolds(0, failover.Step(step)); holds == slices.Contains(stops, w.name) {
				t.Errorf("%v, %s: it holds: %v", failover.Step(step), w.name, holds)
			}
		}
	}
}

// Nothing but its power can fail an Edge, and an observer is up or down; what is so already cannot be made so.
func TestFaultsOfEdgesAndObservers(t *testing.T) {
	for _, of := range []Fault{{Kind: Power, Of: "EDGE01.lab.local"}, {Kind: Power, Of: "EDGE02.lab.local"},
		{Kind: ObserverDown, Of: "lookout"}, {Kind: ObserverDown, Of: "tower"}} {
		h := begin(t, furnished())
		other := of
		other.Kind = NIC
		for i, c := range []struct {
			in   Input
			kind ActionKind
		}{{Heal{of}, Denied}, {Break{of}, Broke}, {Break{of}, Denied}, {Heal{of}, Mended}, {Heal{of}, Denied}, {Break{other}, Invalid}, {Heal{other}, Invalid}} {
			if did := h.do(c.in); len(did) == 0 || did[0].Kind != c.kind {
				t.Errorf("%d: %+v: %+v, want %v", i, c.in, did, c.kind)
			}
		}
	}
}

// F-74: a run gets to the step that hangs, be it any, and no further, and when the fault ends it gets to its end.
func TestF74WhereARunHangs(t *testing.T) {
	base := alight(t, Paired())
	base.must(t, ManagementServerFailover{At: fe2})
	base.wait(20 * time.Minute)
	for _, step := range failover.Disaster.Steps() {
		h := &history{System: mustClone(t, base.System)}
		f := Fault{Kind: StepHangs, Of: fe1, Step: step}
		h.must(t, Break{f}, PoolFailOver{At: fe2, Pool: fe1, DisasterMode: true})
		h.wait(30 * time.Minute)
		if run := h.failover.at[0].Look(); !run.Running() || run.Step() != step || !run.Hung() {
			t.Errorf("%v hangs, and the run is at %v: %v", step, run.Step(), run.Hung())
		}
		h.must(t, Heal{f})
		h.wait(30 * time.Minute)
		if st := h.stateOf(fe1); st != failover.FailedOver {
			t.Errorf("%v hangs no more, and FE01 is %v", step, st)
		}
	}
}

// Where as many links are cut as are kept, one more cannot be, and everything else can break and be mended.
func TestNoMoreLinksThanAreKept(t *testing.T) {
	h := begin(t, Paired())
	h.cuts = slices.Repeat([]cut{{h.userNode(0), h.userNode(1)}}, mostCuts)
	link := Fault{Kind: Link, Of: fe1, To: fe2}
	for _, c := range []struct {
		in   Input
		kind ActionKind
	}{{Break{link}, Denied}, {Break{Fault{Kind: BadAddress, Of: fe1}}, Broke}, {Heal{Fault{Kind: BadAddress, Of: fe1}}, Mended}, {Heal{link}, Denied}} {
		if did := h.do(c.in); did[0].Kind != c.kind {
			t.Errorf("%+v: %+v, want %v", c.in, did[0], c.kind)
		}
	}
	h.cuts = h.cuts[1:]
	if did := h.do(Break{link}); did[0].Kind != Broke || len(h.cuts) != mostCuts {
		t.Errorf("%+v, and %d links are cut", did[0], len(h.cuts))
	}
}
