package explore_test

import (
	"errors"
	"fmt"
	"time"

	"understudy.example"
	"understudy.example/explore"
	"understudy.example/machine"
	"understudy.example/pool/failover"
	"understudy.example/story"
)

// A policy moves the Central Management Store as soon as it does not see the pool that has it. That goes well until the network is
// divided, in one direction alone: then both databases take writes.
func ExampleCheck() {
	hasty := func() understudy.Policy {
		return understudy.PolicyFunc(func(_ machine.Instant, v *understudy.View, out []understudy.Order) []understudy.Order {
			if v.Moving == 0 && !v.ActiveKnown && v.Pools[1].Reachable {
				at := v.Pools[1].FQDN
				out = append(out, understudy.ManagementServerFailover{At: at, Target: at, Force: true})
			}
			return out
		})
	}
	err := explore.Check(hasty, explore.Options{Places: []string{"west"}, Seed: 2})
	var c *explore.Counterexample
	if errors.As(err, &c) {
		fmt.Println(c.Broken)
		for _, in := range c.Trial.Given {
			fmt.Println(in.At, story.FormatInput(in.In))
		}
	}
	// Output:
	// explore: law double-store broken at 10s: FE01.lab.local and FE02.lab.local both take writes, from different sites
	// 0s break link east to west
	// 0s FE02.lab.local> Invoke-CsManagementServerFailover -BackupSqlServerFqdn FE02.lab.local -BackupSqlInstanceName RTC -Force
}

// One policy with two patiences, and an afternoon with two outages: the second one is over before the patient one does anything.
func ExampleCompare() {
	p := explore.Plan{Topology: understudy.Paired(), Place: "FE01.lab.local", End: hours(6)}
	p.Topology.Users = []understudy.User{{URI: "u2@lab.local", Home: "FE02.lab.local"}}
	fault := understudy.Fault{Kind: understudy.Power, Of: "FE02.lab.local"}
	p.Inputs = []explore.Timed{{At: 0, In: understudy.SignIn{User: "u2@lab.local"}},
		{At: hours(1), In: understudy.Break{Fault: fault}}, {At: hours(2), In: understudy.Heal{Fault: fault}},
		{At: hours(4), In: understudy.Break{Fault: fault}}, {At: hours(4) + hours(1)/10, In: understudy.Heal{Fault: fault}}}

	quick := explore.Contender{Name: "one minute", Policy: func() understudy.Policy { return failsOver(time.Minute) }}
	patient := explore.Contender{Name: "ten minutes", Policy: func() understudy.Policy { return failsOver(10 * time.Minute) }}
	c, err := explore.Compare(quick, patient, explore.Options{}, &p)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Print(c)
	// Output:
	// Histories: 1, under one minute and under ten minutes
	//
	//                                                    one minute  ten minutes   difference
	// users signed out, mean of a history                      8m8s       13m15s        +5m7s
	//   median                                                 8m8s       13m15s        +5m7s
	//   worst                                                  8m8s       13m15s        +5m7s
	// users limited, mean of a history                           8m        8m24s         +24s
	//   median                                                   8m        8m24s         +24s
	//   worst                                                    8m        8m24s         +24s
	// pools failed over                                           2            1           -1
	// pools failed back                                           2            1           -1
	// orders given                                                4            2           -2
	// histories that break law failback-soon (warning)            1            0           -1
	//
	// Went differently: 1, and most of all
	//
	// History 1, seen from FE01.lab.local:
	//   0          u2@lab.local signs in
	//   1h         break power FE02.lab.local
	//   2h         heal power FE02.lab.local
	//   4h         break power FE02.lab.local
	//   4h6m       heal power FE02.lab.local
	//   under one minute until 6h:
	//     FE02.lab.local fails over at 1h1m5s, in 50s
	//     FE02.lab.local fails back at 2h1m, in 12m
	//     FE02.lab.local fails over at 4h1m5s, in 50s
	//     FE02.lab.local fails back at 4h7m, in 12m
	//     u2@lab.local: signed out for 8m8s, limited for 8m
	//     law failback-soon is broken
	//   under ten minutes until 6h:
	//     FE02.lab.local fails over at 1h10m5s, in 50s
	//     FE02.lab.local fails back at 2h10m5s, in 12m
	//     u2@lab.local: signed out for 13m15s, limited for 8m24s
}

// A law of one's own that remembers: a policy has five minutes to do something about a pool that it does not reach. Watch makes a check for
// every history, which hears of every instant and says how often it applied.
func ExampleLaw() {
	prompt := explore.Law{
		Law: understudy.Law{ID: "prompt", Name: "Something is done about a pool within five minutes of its loss", Duty: understudy.OfPolicy},
		Watch: func(*explore.Trial) func(*explore.Instant) (int, error) {
			var since machine.Timer // what has been lost since then has been lost for too long
			return func(in *explore.Instant) (applied int, broken error) {
				pool, _ := in.System.Pool("FE02.lab.local")
				switch {
				case pool.Up || pool.Run.Running() || pool.State != failover.Active:
					since = machine.Timer{}
				case !since.Armed():
					since, applied = machine.At(in.System.Now().Add(5*time.Minute)), 1
				case since.Due(in.System.Now()):
					broken = errors.New("FE02.lab.local is lost, and nothing is done")
				}
				return applied, broken
			}
		},
	}
	p := &explore.Plan{Topology: understudy.Paired(), Place: "FE01.lab.local", End: hours(2), Inputs: []explore.Timed{
		{At: hours(1), In: understudy.Break{Fault: understudy.Fault{Kind: understudy.Power, Of: "FE02.lab.local"}}}}}
	for _, wait := range []time.Duration{time.Minute, 10 * time.Minute} {
		trial, err := explore.Setup{Policy: func() understudy.Policy { return failsOver(wait) }}.Run(p, prompt)
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(wait, trial.Laws[0].Applied, trial.Laws[0].Broken != nil)
	}
	// Output:
	// 1m0s 1 false
	// 10m0s 1 true
}

func hours(n int) machine.Instant { return machine.Instant(n) * machine.Instant(time.Hour) }

// failsOver fails a pool over that has been out of reach for some time, unless it hosts the store, and back as soon as it is there.
func failsOver(wait time.Duration) understudy.Policy {
	return understudy.Every(wait/4, func(_ machine.Instant, v *understudy.View, out []understudy.Order) []understudy.Order {
		for _, p := range v.Pools {
			switch {
			case v.Active == p.FQDN || p.Run != failover.None && !p.Stopped:
			case p.State == failover.Active && !p.Reachable && p.Since >= wait:
				out = append(out, understudy.PoolFailOver{At: v.Place, Pool: p.FQDN, DisasterMode: true})
			case p.State == failover.FailedOver && p.Reachable && p.Since >= wait:
				out = append(out, understudy.PoolFailBack{At: v.Place, Pool: p.FQDN})
			}
		}
		return out
	})
}
