package explore_test

import (
	"errors"
	"fmt"

	"understudy.example"
	"understudy.example/explore"
	"understudy.example/machine"
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
	err := explore.Check(hasty, explore.Options{Places: []string{"west"}})
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
