package understudy

import (
	"testing"

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
