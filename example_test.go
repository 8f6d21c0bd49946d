package understudy_test

import (
	"fmt"
	"time"

	"understudy.example"
	"understudy.example/cms"
	"understudy.example/machine"
	"understudy.example/pool/failover"
	"understudy.example/pool/health"
)

// rash fails the store and then FE01 over as soon as FE01 cannot be reached from where he sits.
func rash(_ machine.Instant, v *understudy.View, orders []understudy.Order) []understudy.Order {
	const one, two = "FE01.lab.local", "FE02.lab.local"
	switch fe01 := v.Pools[0]; {
	case fe01.Reachable || v.Moving != cms.None:
	case v.Active != two:
		orders = append(orders, understudy.ManagementServerFailover{At: two, Target: two, Force: true})
	case fe01.State == failover.Active && fe01.Run == failover.None:
		orders = append(orders, understudy.PoolFailOver{At: two, Pool: one, DisasterMode: true})
	}
	return orders
}

// A policy is attacked: the lab's pools are in two sites, the link between them fails, and every law is checked after each
// instant. A partition looks like a crash to him, and he makes a second master.
func Example() {
	system, err := understudy.New(twoSites())
	if err != nil {
		panic(err)
	}
	governed, err := understudy.Govern(system, understudy.PolicyFunc(rash), "west")
	if err != nil {
		panic(err)
	}
	laws := understudy.NewWatch()
	check := func(now machine.Instant, did []understudy.Action) {
		for _, a := range did {
			if line := system.Tell(a); a.Kind == understudy.Ordered {
				fmt.Printf("%v  %s: %s\n", now, line.Who, line.What)
			}
		}
		if err := laws.Check(system, did); err != nil {
			fmt.Println(err)
		}
	}
	for _, in := range partition() {
		machine.Feed(governed, machine.Instant(5*time.Minute), in, nil, check)
	}
	machine.Until(governed, machine.Instant(5*time.Minute+11*time.Second), nil, check)
	// Output:
	// 5m0s  CMS on FE02.lab.local: fail CMS over
	// 5m10s  FE01.lab.local: fail pool over
	// understudy: law double-store broken at 5m10s: FE01.lab.local and FE02.lab.local both take writes, from different sites
}

// twoSites is the lab with its pools in two sites.
func twoSites() understudy.Topology {
	t := understudy.Paired()
	t.Sites = []understudy.Site{{Name: "east"}, {Name: "west"}}
	t.Pools[0].Site, t.Pools[1].Site = "east", "west"
	return t
}

func partition() []understudy.Input {
	return []understudy.Input{
		understudy.Break{Fault: understudy.Fault{Kind: understudy.Link, Of: "east", To: "west"}},
		understudy.Break{Fault: understudy.Fault{Kind: understudy.Link, Of: "west", To: "east"}},
	}
}

// What happens to a user whose server loses its network, and what stands against failing his pool over then.
func ExampleSystem() {
	s, err := understudy.New(understudy.Paired()) // the reference lab, as it stands when it is built
	if err != nil {
		panic(err)
	}
	tell := func(at machine.Instant, did []understudy.Action) {
		for _, a := range did {
			if line := s.Tell(a); line.Who == "u1@lab.local" && !line.Routine {
				fmt.Printf("%-10v %s\n", at, line.What)
			}
		}
	}
	fault := understudy.Fault{Kind: understudy.NIC, Of: "FE01.lab.local"}
	s.Do(0, understudy.SignIn{User: "u1@lab.local"}, nil)
	s.Do(machine.Instant(5*time.Minute), understudy.Break{Fault: fault}, tell)
	s.Do(machine.Instant(8*time.Minute), nil, tell)

	order := understudy.PoolFailOver{At: "FE02.lab.local", Pool: "FE01.lab.local", DisasterMode: true}
	why, _ := s.WhyNot(order, time.Hour)
	for _, guard := range why.Blocks {
		fmt.Println(guard.Why)
	}
	// Output:
	// 5m32s      signed out of FE01.lab.local
	// 5m32s      tries FE01.lab.local, which does not hear it
	// 6m4s       redirected by FE02.lab.local
	// 6m53.032s  tries FE01.lab.local, which does not hear it
	// 7m25.032s  signed in at FE02.lab.local, limited on the backup
	// The pool hosts the active Central Management Store, which has to be failed over first (F-72, F-113, H-32)
}

// A simulator drives one machine from an event loop of its own: it keeps the time, runs what is due before what happens,
// and does what the actions ask for.
func Example_eventLoop() {
	rules := health.PoolToPool()
	var fe02 health.State
	var asked uint8
	var seen health.Phase
	now, end := machine.Instant(0), machine.Instant(15*time.Minute)
	did := func(out []health.Action) {
		for _, a := range out {
			if a.Kind == health.Ask {
				asked = a.Ask
			} else if fe02.Phase() != seen {
				seen = fe02.Phase()
				fmt.Printf("%v: %v. %s\n", now, seen, health.Table.Why(a.Move))
			}
		}
	}
	var out []health.Action
	fe02, out = rules.Step(now, fe02, health.Event{On: health.Started}, out)
	for did(out); rules.Deadline(fe02) <= end; did(out) {
		now = rules.Deadline(fe02)
		if fe02, out = rules.Advance(fe02, out[:0]); now < machine.Instant(5*time.Minute) { // here FE01 dies
			did(out)
			fe02, out = rules.Step(now, fe02, health.Event{On: health.Answered, Ask: asked}, out[:0])
		}
	}
	// Output:
	// 0s: up. Only an answer says that the primary is up (F-34, H-9)
	// 5m5s: silent. The answer was due and Grace has passed (H-35)
	// 9m35s: down. Silent for the failure detection interval and Grace (F-29, F-33, H-35)
}
