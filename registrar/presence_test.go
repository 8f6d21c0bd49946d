package registrar

import (
	"fmt"
	"testing"
)

// C-39, C-40, C-42: from the header alone an endpoint knows in which of the four modes it is, and whether its home is at
// a branch.
func TestPresenceState(t *testing.T) {
	answered := map[PresenceState]bool{}
	for _, in := range inputs {
		reply := Decide(in.k, in.r)
		p, ok := reply.Presence(in.k)
		if ok != (reply.Verdict == Accepted) || !ok && p != (PresenceState{}) {
			t.Fatalf("%+v: %+v, %v", in, p, ok)
		}
		if !ok {
			continue
		}
		answered[p] = true
		if p.Connected != (in.k.Role == Home) || p.Unavailable == (reply.Level == Full) || p.Remote != in.k.Branch || p.Refreshed != in.k.Bound {
			t.Fatalf("%+v: %+v, and %+v", in, reply, p)
		}
	}
	if len(answered) != 16 { // every mode, at a branch and at a central site, added and refreshed
		t.Errorf("%d headers", len(answered))
	}
	for want, p := range map[string]PresenceState{
		`register-action="added";primary-cluster-type="central";is-connected-to-primary="yes"`:                                   {Connected: true},
		`register-action="refreshed";primary-cluster-type="remote";is-connected-to-primary="no";user-services-state=unavailable`: {Refreshed: true, Remote: true, Unavailable: true},
	} {
		if got := p.String(); got != want {
			t.Errorf("%+v: %s", p, got)
		}
	}
}

// A user of a branch appliance, while the pool behind it is there and when it is not (F-5, C-39).
func ExampleReply_Presence() {
	k := Known{Role: Home, Branch: true, Store: true, Certificate: Recorded}
	for _, k.Store = range []bool{true, false} {
		p, _ := Decide(k, Request{Survivable: true}).Presence(k)
		fmt.Println("Presence-State:", p)
	}
	// Output:
	// Presence-State: register-action="added";primary-cluster-type="remote";is-connected-to-primary="yes"
	// Presence-State: register-action="added";primary-cluster-type="remote";is-connected-to-primary="yes";user-services-state=unavailable
}
