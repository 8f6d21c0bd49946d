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
