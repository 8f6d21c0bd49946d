package cms_test

import (
	"fmt"
	"time"

	"understudy.example/cms"
	"understudy.example/machine"
)

// told prints what a store did, one row or request a line.
func told(now machine.Instant, out []cms.Action) {
	for _, a := range out {
		if _, ok := a.Report(); ok {
			fmt.Printf("%-6v db %d: %v\n", now, a.DB, cms.Table.Why(a.Move))
			continue
		}
		fmt.Printf("%-6v db %d: %v\n", now, a.DB, a.Kind)
	}
}

// The lab's forced failover (L-19): FE01's database is 0, FE02's is 1, and FE01 is dead. The world answers a check with
// Confirmed; when FE01 returns, its Backup Service takes the old claim back.
func Example() {
	store := machine.Of(cms.Lab(), cms.Installed(0, true))
	told(0, store.Step(0, cms.Event{On: cms.ForceTo, DB: 1}, nil))
	told(store.Deadline(), store.Advance(nil))
	now := machine.Instant(10 * time.Second)
	told(now, store.Step(now, cms.Event{On: cms.Confirmed}, nil))

	now = machine.Instant(time.Hour)
	fmt.Println("marked active:", store.State.Claims(0), store.State.Claims(1))
	fmt.Println("takes writes where the directory names FE02:", store.State.Accepts(0, 1), store.State.Accepts(1, 1))
	told(now, store.Step(now, cms.Event{On: cms.ForceTo, DB: 0}, nil))
	told(now, store.Step(now, cms.Event{On: cms.Returned, DB: 0}, nil))
	told(store.Deadline(), store.Advance(nil))
	// Output:
	// 0s     db 1: A forced failover begins, and skips the accounting for replication (F-108)
	// 10s    db 1: check
	// 10s    db 0: The role has moved without it; its disk still says active (F-117)
	// 10s    db 1: The switch: the standby becomes the master (F-107, F-108)
	// 10s    db 1: pointed
	// 10s    db 1: finished
	// marked active: true true
	// takes writes where the directory names FE02: false true
	// 1h0m0s db 0: Its old claim blocks every further failover until it is demoted (F-117, F-119)
	// 1h0m0s db 0: Its Backup Service runs and begins to take the old claim back (F-117)
	// 1h2m0s db 0: Its Backup Service has taken the old claim back (F-117, L-19)
}

// A planned failover that breaks in the middle leaves no database that takes writes (F-104); a restore is the way out (F-109).
func ExampleRules_Step() {
	store := machine.Of(cms.Lab(), cms.Installed(0, true))
	writable := func() { fmt.Println("writable:", store.State.Accepts(0, 0) || store.State.Accepts(1, 1)) }
	told(0, store.Step(0, cms.Event{On: cms.MoveTo, DB: 1}, nil))
	told(0, store.Step(0, cms.Event{On: cms.Confirmed}, nil))
	now := machine.Instant(5 * time.Second)
	told(now, store.Step(now, cms.Event{On: cms.Broken}, nil))
	writable()
	told(now, store.Step(now, cms.Event{On: cms.Restore, DB: 0}, nil))
	told(store.Deadline(), store.Advance(nil))
	now = machine.Instant(15 * time.Second)
	told(now, store.Step(now, cms.Event{On: cms.Confirmed}, nil))
	writable()
	// Output:
	// 0s     db 1: A planned failover begins by waiting for replication (F-107)
	// 0s     db 1: check
	// 0s     db 0: Replication is done, so the source is set read only before the switch (F-107)
	// 5s     db 0: A step failed half way: no database takes writes (F-104, F-123)
	// 5s     db 1: stopped
	// writable: false
	// 5s     db 0: A restore begins: the way out of a half-done failover (F-109)
	// 15s    db 0: check
	// 15s    db 0: Restored: it takes writes again (F-109)
	// 15s    db 0: pointed
	// 15s    db 0: finished
	// writable: true
}

func ExampleRules_Validate() {
	r := cms.Lab()
	r.Work, r.Patience = 0, 5*time.Second
	fmt.Println(r.Validate())
	// Output:
	// cms: Work 0s must be above 0
	// cms: Patience 5s must not be shorter than Retry 10s
}
