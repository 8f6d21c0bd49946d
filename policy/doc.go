// Package policy has ready policies for understudy.Govern: Manual, which leaves everything to people, Runbook, which follows a
// checklist, and Automatic, which is what readers of the lab ask for: it fails pools over and back by itself and, with an observer and a
// fence, the Central Management Store as well.
//
// A policy sees what can be observed from one place, and gives its orders there. It remembers little, all of it in its Code, so
// that it can be explored together with what it governs.
package policy

import (
	"understudy.example"
	"understudy.example/machine"
)

// Manual gives no orders: the product by itself, which lets users register at the backup and does nothing more (F-35, F-52).
type Manual struct{}

// Step gives no orders.
func (Manual) Step(_ machine.Instant, _ *understudy.View, out []understudy.Order) []understudy.Order {
	return out
}

// Advance does nothing.
func (Manual) Advance(out []understudy.Order) []understudy.Order { return out }

// Deadline is Never.
func (Manual) Deadline() machine.Instant { return machine.Never }

// Code visits nothing.
func (Manual) Code(*machine.Code) {}

// Runbook is Automatic with the patience of people: a pool that has been lost for an hour is failed over, and one that has been
// back for an hour is failed back. The store is left to somebody who can go and see whether its server is off.
func Runbook() Rules {
	r := Default()
	r.After, r.Stable, r.Retry, r.Store = hour, hour, hour/2, false
	return r
}
