package sim_test

import (
	"container/heap"
	"fmt"
	"time"

	"understudy.example"
	"understudy.example/client"
	"understudy.example/machine"
	"understudy.example/registrar/admission"
	"understudy.example/sim"
)

const minute = machine.Instant(time.Minute)

// lab is the paired lab, whose servers take in 12 sign-ins a second, with users like u1 who have been signed in for long.
func lab(users int) sim.Config {
	t := understudy.Paired()
	t.Parameters.Admission.Standard = admission.Pool()
	return sim.Config{Topology: t, Populations: []sim.Population{{Like: "u1@lab.local", Users: users, SignedIn: true}}}
}

// The server of 5,000 users loses its power. How many are signed in, and how, as time goes by?
func Example() {
	w, err := sim.New(lab(5000))
	if err != nil {
		fmt.Println(err)
		return
	}
	lost := understudy.Fault{Kind: understudy.Power, Of: "FE01.lab.local"}
	if err := w.Do(10*minute, understudy.Break{Fault: lost}); err != nil {
		fmt.Println(err)
	}
	for _, at := range []machine.Instant{10, 11, 15, 20, 25, 30} {
		if err := w.Run(at * minute); err != nil {
			fmt.Println(err)
		}
		normal, limited := w.Count(0, client.InNormal), w.Count(0, client.InLimitedBackup)
		fmt.Printf("%5v: %4d normal, %4d limited on the backup, %4d signed out\n", w.Now(), normal, limited, 5000-normal-limited)
	}
	fmt.Printf("FE02 was asked %d times\n", w.Load(1).Attempts)
	// Output:
	// 10m0s: 5000 normal,    0 limited on the backup,    0 signed out
	// 11m0s:    0 normal,    0 limited on the backup, 5000 signed out
	// 15m0s:    0 normal, 1332 limited on the backup, 3668 signed out
	// 20m0s:    0 normal, 3246 limited on the backup, 1754 signed out
	// 25m0s:    0 normal, 4408 limited on the backup,  592 signed out
	// 30m0s:    0 normal, 5000 limited on the backup,    0 signed out
	// FE02 was asked 23235 times
}

// A billion users lose their servers, whose partner takes in a million a second: the same course of events, by count.
func ExampleCohorts() {
	c := lab(1_000_000_000)
	c.Topology.Parameters.Admission.Standard = admission.Rules{Rate: 1_000_000, Burst: 1_000_000}
	c.Topology.Parameters.Endpoints = 1 << 30
	k, err := sim.NewCohorts(c, 0)
	if err != nil {
		fmt.Println(err)
		return
	}
	account := k.Account(time.Minute)
	lost := understudy.Fault{Kind: understudy.Power, Of: "FE01.lab.local"}
	if err := k.Do(10*minute, understudy.Break{Fault: lost}); err != nil {
		fmt.Println(err)
	}
	for _, at := range []machine.Instant{11, 15, 30, 60} {
		if err := k.Run(at * minute); err != nil {
			fmt.Println(err)
		}
		fmt.Printf("%5v: %10d limited on the backup\n", k.Now(), k.Count(0, client.InLimitedBackup))
	}
	r := account.Report()
	fmt.Printf("half of them were out for no more than %v, 99 %% for no more than %v\n",
		r.Populations[0].Outages.Percentile(50).Round(time.Minute), r.Populations[0].Outages.Percentile(99).Round(time.Minute))
	// Output:
	// 11m0s:          0 limited on the backup
	// 15m0s:  109372870 limited on the backup
	// 30m0s:  611001943 limited on the backup
	// 1h0m0s: 1000000000 limited on the backup
	// half of them were out for no more than 15m0s, 99 % for no more than 32m0s
}

// loyal is a client machine of somebody's own: one that would rather wait than be served by the backup.
type loyal struct{ client.Rules }

func (l loyal) Step(now machine.Instant, s client.State, e client.Event, out []client.Action) (client.State, []client.Action) {
	if e.On == client.Accepted && e.Mode.Backup() {
		e.On = client.Unavailable
	}
	return l.Rules.Step(now, s, e, out)
}

// All clients can run by rules of your own.
func ExampleConfig_rules() {
	c := lab(1000)
	c.Rules = loyal{c.Topology.Parameters.Client}
	w, err := sim.New(c)
	if err != nil {
		fmt.Println(err)
		return
	}
	lost := understudy.Fault{Kind: understudy.Power, Of: "FE01.lab.local"}
	fmt.Println(w.Do(10*minute, understudy.Break{Fault: lost}), w.Do(40*minute, understudy.Heal{Fault: lost}))
	for _, at := range []machine.Instant{39, 80} {
		fmt.Println(w.Run(at*minute), w.Count(0, client.InLimitedBackup), "on the backup,", w.Count(0, client.InNormal), "at home")
	}
	// Output:
	// <nil> <nil>
	// <nil> 0 on the backup, 0 at home
	// <nil> 0 on the backup, 1000 at home
}

// monitor is a process of somebody's own in a World: it looks at the registrars every ten minutes, and gives an order when it has
// had enough.
type monitor struct {
	w     *sim.World
	next  machine.Instant
	quiet bool
}

func (m *monitor) Deadline() machine.Instant { return m.next }

func (m *monitor) Act(now machine.Instant) {
	m.next = now + 10*minute
	out := m.w.Clients() - m.w.Count(0, client.InNormal)
	fmt.Printf("%v: %d of %d not as usual\n", now, out, m.w.Clients())
	if out > 0 && !m.quiet {
		m.quiet = true
		err := m.w.Do(now, understudy.ManagementServerFailover{At: "FE02.lab.local", Target: "FE02.lab.local", Force: true})
		fmt.Println("store failed over:", err)
	}
}

// A process of your own takes part in the order of events, and may act.
func ExampleActor() {
	w, err := sim.New(lab(1000))
	if err != nil {
		fmt.Println(err)
		return
	}
	w.Join(&monitor{w: w, next: 5 * minute})
	fmt.Println(w.Do(10*minute, understudy.Break{Fault: understudy.Fault{Kind: understudy.Power, Of: "FE01.lab.local"}}), w.Run(40*minute))
	// Output:
	// 5m0s: 0 of 1000 not as usual
	// 15m0s: 1000 of 1000 not as usual
	// store failed over: <nil>
	// 25m0s: 1000 of 1000 not as usual
	// 35m0s: 1000 of 1000 not as usual
	// <nil> <nil>
}

// An errand is an event of somebody else's loop.
type errand struct {
	at  machine.Instant
	run func()
}

type errands []errand

func (e errands) Len() int           { return len(e) }
func (e errands) Less(i, j int) bool { return e[i].at < e[j].at }
func (e errands) Swap(i, j int)      { e[i], e[j] = e[j], e[i] }
func (e *errands) Push(x any)        { *e = append(*e, x.(errand)) }
func (e *errands) Pop() any {
	last := (*e)[len(*e)-1]
	*e = (*e)[:len(*e)-1]
	return last
}

// The machines need no engine of ours: any event loop can drive them that calls Advance when the Deadline comes, and asks for the
// Deadline again after whatever it has told them.
func Example_embedding() {
	s, err := understudy.New(understudy.Paired())
	if err != nil {
		fmt.Println(err)
		return
	}
	var loop errands
	var now machine.Instant
	var out []understudy.Action
	tell := func() {
		for _, a := range out {
			if a.Kind == understudy.SignedIn || a.Kind == understudy.SignedOut {
				fmt.Printf("%v: %s %v\n", now, s.Topology().Users[a.Who.A].URI, a.Kind)
			}
		}
	}
	var watch func()
	watch = func() { // one errand for the deadline; one that comes when that has moved on does nothing
		heap.Push(&loop, errand{s.Deadline(), func() {
			if s.Deadline() == now {
				out = s.Advance(out[:0])
				tell()
				watch()
			}
		}})
	}
	input := func(at machine.Instant, in understudy.Input) {
		heap.Push(&loop, errand{at, func() {
			out = s.Step(now, in, out[:0])
			tell()
			watch()
		}})
	}
	watch()
	input(minute, understudy.SignIn{User: "u1@lab.local"})
	input(10*minute+1, understudy.Break{Fault: understudy.Fault{Kind: understudy.NIC, Of: "FE01.lab.local"}})
	for len(loop) > 0 && loop[0].at < 20*minute {
		e := heap.Pop(&loop).(errand)
		now = e.at
		e.run()
	}
	// Output:
	// 1m0s: u1@lab.local signed in
	// 10m32.000000001s: u1@lab.local signed out
	// 12m25.032000001s: u1@lab.local signed in
}
