package client_test

import (
	"fmt"
	"time"

	"understudy.example/client"
	"understudy.example/machine"
)

// The primary's network card is pulled while somebody is signed in there (L-10). SRV names two pools: after the primary,
// which is silent, the backup is tried. It has no verdict yet and points back to the primary; in the next round it has one.
func Example() {
	rules := client.Default()
	rules.Jitter = 0
	var now machine.Instant
	say := func(acts []client.Action) {
		for _, a := range acts {
			switch a.Kind {
			case client.Moved:
				fmt.Printf("%-6v  %s\n", now, client.Table.Why(a.Move))
			case client.Try:
				fmt.Printf("%-6v  -> candidate %d\n", now, a.N)
			case client.SignedIn:
				fmt.Printf("%-6v  signed in at candidate %d, %v\n", now, a.N, a.Mode)
			}
		}
	}
	endpoint := machine.Of(rules, client.Start(1))
	happens := func(events ...client.Event) {
		for _, e := range events {
			say(endpoint.Step(now, e, nil))
		}
	}
	pass := func(d time.Duration) {
		end := now.Add(d)
		machine.Until(endpoint, end, nil, func(t machine.Instant, acts []client.Action) { now = t; say(acts) })
		now = end
	}

	happens(client.Event{On: client.SignIn}, client.Event{On: client.Found, N: 2}, client.Event{On: client.Accepted})
	happens(client.Event{On: client.Silence})
	pass(32 * time.Second)
	happens(client.Event{On: client.Found, N: 2})
	pass(32 * time.Second)
	happens(client.Event{On: client.Redirected, N: 2})
	pass(60 * time.Second)
	happens(client.Event{On: client.Found, N: 2})
	pass(32 * time.Second)
	happens(client.Event{On: client.Accepted, Mode: client.LimitedBackup})
	// Output:
	// 0s      Signing in begins with the question where to (C-1)
	// 0s      The first candidate is tried (C-103)
	// 0s      -> candidate 0
	// 0s      The home pool accepts, with user services (C-42)
	// 0s      signed in at candidate 0, normal
	// 0s      A request stays unanswered; it is given the transaction timeout (H-22, C-50)
	// 32s     The first unanswered request has timed out: out, and looking for a registrar (C-50, H-22)
	// 32s     The first candidate is tried (C-103)
	// 32s     -> candidate 0
	// 1m4s    No answer until the transaction timed out (C-50, H-37)
	// 1m4s    -> candidate 1
	// 1m4s    It names where to go instead; what was tried is not tried again (C-33, C-104, H-23)
	// 1m4s    Each candidate was tried once; the round has failed (H-23, C-105)
	// 2m4s    The back-off is over; candidates are looked for anew, no backup is remembered (C-23, C-105)
	// 2m4s    The first candidate is tried (C-103)
	// 2m4s    -> candidate 0
	// 2m36s   No answer until the transaction timed out (C-50, H-37)
	// 2m36s   -> candidate 1
	// 2m36s   The backup accepts, as a registrar only (F-35, F-51, C-42)
	// 2m36s   signed in at candidate 1, limited on the backup
}

func ExampleRules_Validate() {
	rules := client.Default()
	rules.Max = 10 * time.Second
	rules.Jitter = 150
	fmt.Println(rules.Validate())
	// Output:
	// client: Max 10s must not be shorter than Base 30s
	// client: Jitter 150 must not be above 100 percent
}
