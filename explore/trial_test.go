package explore

import (
	"testing"
	"time"

	"understudy.example"
	"understudy.example/machine"
)

const fe1, fe2 = "FE01.lab.local", "FE02.lab.local"

// rash moves the store as soon as its own pool does not see the other one: what a divided pair must not do (F-118, Q-1).
func rash(_ machine.Instant, v *understudy.View, out []understudy.Order) []understudy.Order {
	if p, _ := v.Pool(fe1); !p.Reachable {
		out = append(out, understudy.ManagementServerFailover{At: fe2, Target: fe2, Force: true})
	}
	return out
}

func minutes(n int) machine.Instant { return machine.Instant(time.Duration(n) * time.Minute) }

func divided() *Plan {
	top := understudy.Paired()
	top.Sites = []understudy.Site{{Name: "east"}, {Name: "west"}}
	top.Pools[0].Site, top.Pools[1].Site = "east", "west"
	cut := func(a, b string) understudy.Input {
		return understudy.Break{Fault: understudy.Fault{Kind: understudy.Link, Of: a, To: b}}
	}
	return &Plan{Topology: top, Place: "west", End: minutes(30), Inputs: []Timed{
		{minutes(5), cut("east", "west")}, {minutes(5), cut("west", "east")},
	}}
}

// all are the laws of the root package.
func all() (laws []Law) {
	for _, l := range understudy.Laws() {
		laws = append(laws, Law{Law: l})
	}
	return laws
}

// What a policy did can be played again without it, and breaks the same law at the same instant.
func TestTrialStory(t *testing.T) {
	setup := Setup{Policy: func() understudy.Policy { return understudy.PolicyFunc(rash) }}
	first, err := setup.Run(divided(), all()...)
	if err != nil || first.Broken() == nil || first.Broken().Law.ID != "double-store" {
		t.Fatalf("%v %v", first.Broken(), err)
	}
	again, err := Setup{}.Run(FromStory(first.Played().Story(), "west", true), all()...)
	if err != nil || again.Broken() == nil || again.Broken().Error() != first.Broken().Error() {
		t.Fatalf("%v and then %v (%v)", first.Broken(), again.Broken(), err)
	}
}
