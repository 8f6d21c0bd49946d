package main

import (
	"slices"
	"strings"
	"time"

	"understudy.example"
	"understudy.example/machine"
	"understudy.example/pool/failover"
	"understudy.example/pool/health"
)

// A tally adds up what a story costs: how long users were served how, what every fault led to, and what the orders took.
type tally struct {
	topology understudy.Topology
	grain    time.Duration // instants are cut to it, so that what is shown adds up
	now      machine.Instant
	users    []usage
	faults   []fault
	orders   []order
}

// A usage is how long a user was served how, since he signed in first.
type usage struct {
	user               string
	seen               bool
	first, since       machine.Instant
	level              level
	out, limited, full time.Duration
}

// A fault is one that began, and what came of it.
type fault struct {
	at      machine.Instant
	who     string
	what    string
	mended  bool
	verdict machine.Instant // Never without one
	losses  []loss
}

// cuts are the kinds of fault that can take a pool from its users.
var cuts = map[understudy.FaultKind]bool{
	understudy.NIC: true, understudy.Power: true, understudy.Service: true, understudy.Hung: true, understudy.SQL: true,
	understudy.Link: true, understudy.Heartbeat: true,
}

// A loss is that a user lost his registrar.
type loss struct {
	user          string
	out, in, full machine.Instant // in, full: Never if he did not get in, or was not served in full again
}

// An order is one that takes its time.
type order struct {
	at, end machine.Instant // end: Never while it runs
	who     string
	what    string
	steps   []step
	waiting []string        // users who were not served in full when it ended
	served  machine.Instant // when the last of those was
	failed  bool
}

// slow reports whether it is one of those that take their time: a failover or failback, of a pool or of the store.
func (o *order) slow() bool { return o.steps != nil || o.end != machine.Never }

type step struct {
	name  string
	began machine.Instant
	took  time.Duration
}

func newTally(t understudy.Topology, grain time.Duration) *tally {
	y := &tally{topology: t, grain: grain}
	for _, u := range t.Users {
		y.users = append(y.users, usage{user: u.URI})
	}
	return y
}

// cut is an instant as it counts.
func (y *tally) cut(t machine.Instant) machine.Instant {
	return machine.Instant(time.Duration(t).Truncate(y.grain))
}

// between is the time between two instants as they count.
func (y *tally) between(from, to machine.Instant) time.Duration { return y.cut(to).Sub(y.cut(from)) }

// hear adds what happens at an instant.
func (y *tally) hear(at machine.Instant, beats []beat) {
	y.now = at
	for _, b := range beats {
		switch {
		case b.kind == stood:
			for _, s := range b.users {
				y.stand(s)
			}
		case b.kind == happened && b.action.Who.Part == understudy.PartUser:
			y.user(b)
		case b.kind == happened:
			y.server(b)
		case b.kind == ended:
			y.close()
		}
	}
}

// stand begins a new level of a user, and ends the one before.
func (y *tally) stand(s standing) {
	u := &y.users[y.index(s.User)]
	if !u.seen {
		u.seen, u.first = true, y.now
	} else {
		u.add(y.between(u.since, y.now))
	}
	u.since, u.level = y.now, s.level
	if s.level.full() {
		y.serve(s.User)
	}
}

// index is the place of a user in the topology.
func (y *tally) index(user string) int {
	return slices.IndexFunc(y.users, func(u usage) bool { return u.user == user })
}

// add adds time at the level that was.
func (u *usage) add(d time.Duration) {
	switch {
	case !u.level.in:
		u.out += d
	case u.level.full():
		u.full += d
	default:
		u.limited += d
	}
}

// serve takes note that a user is served in full whom an order has left waiting, or who had lost his registrar.
func (y *tally) serve(user string) {
	for i := range y.faults {
		for k := range y.faults[i].losses {
			if l := &y.faults[i].losses[k]; l.user == user && l.full == machine.Never {
				l.full = y.now
			}
		}
	}
	for i := range y.orders {
		o := &y.orders[i]
		if k := slices.Index(o.waiting, user); k >= 0 {
			o.waiting, o.served = slices.Delete(o.waiting, k, k+1), y.now
		}
	}
}

// close ends the levels that last to the end.
func (y *tally) close() {
	for i := range y.users {
		if u := &y.users[i]; u.seen {
			u.add(y.between(u.since, y.now))
			u.since = y.now
		}
	}
}

// user hears who is out and in, for the faults that are not mended yet.
func (y *tally) user(b beat) {
	for i := range y.faults {
		f := &y.faults[i]
		k := slices.IndexFunc(f.losses, func(l loss) bool { return l.user == b.line.Who })
		switch {
		case b.action.Kind == understudy.SignedOut && y.pool(b.action.Peer) == f.who && !f.mended && k < 0:
			f.losses = append(f.losses, loss{b.line.Who, y.now, machine.Never, machine.Never})
		case b.action.Kind == understudy.SignedIn && k >= 0 && f.losses[k].in == machine.Never:
			f.losses[k].in = y.now
		}
	}
}

func (y *tally) pool(i int16) string {
	if i < 0 || int(i) >= len(y.topology.Pools) {
		return "nobody"
	}
	return y.topology.Pools[i].FQDN
}

// server hears of faults, verdicts, and orders and their steps.
func (y *tally) server(b beat) {
	a := b.action
	switch {
	case a.Kind == understudy.Broke && cuts[understudy.FaultKind(a.Code)]:
		y.faults = append(y.faults, fault{at: y.now, who: b.line.Who, what: b.line.What, verdict: machine.Never})
	case a.Kind == understudy.Mended && cuts[understudy.FaultKind(a.Code)]:
		y.mend(b.line)
	case a.Kind == understudy.Moved && a.Who.Part == understudy.PartHealth:
		y.verdict(a)
	case a.Kind == understudy.Ordered && (a.Who.Part == understudy.PartStore || a.Who.Part == understudy.PartPool):
		y.orders = append(y.orders, order{at: y.now, end: machine.Never, who: b.line.Who, what: b.line.What, served: machine.Never})
	default:
		y.progress(b)
	}
}

// mend ends a fault: the last one of its kind, for none begins twice. A recording may have very many that are over.
func (y *tally) mend(l understudy.Line) {
	what := strings.TrimPrefix(l.What, "mended: ")
	for i := len(y.faults) - 1; i >= 0; i-- {
		if f := &y.faults[i]; f.who == l.Who && f.what == what {
			f.mended = true
			return
		}
	}
}

// verdict takes note that a pool was declared down by its partner.
func (y *tally) verdict(a understudy.Action) {
	if health.Phase(a.From) == health.Down || health.Phase(health.Table.Entry(a.From, a.On).To) != health.Down {
		return
	}
	pool := y.partner(y.pool(a.Who.A))
	for i := range y.faults {
		if f := &y.faults[i]; f.who == pool && !f.mended && f.verdict == machine.Never {
			f.verdict = y.now
		}
	}
}

func (y *tally) partner(pool string) string {
	for _, p := range y.topology.Pairs {
		switch pool {
		case p.Pools[0]:
			return p.Pools[1]
		case p.Pools[1]:
			return p.Pools[0]
		}
	}
	return ""
}

// progress hears how the latest order for the same pool or database gets on.
func (y *tally) progress(b beat) {
	for i := len(y.orders) - 1; i >= 0; i-- {
		if o := &y.orders[i]; o.who == b.line.Who && o.end == machine.Never {
			y.follow(o, b.action)
			return
		}
	}
}

func (y *tally) follow(o *order, a understudy.Action) {
	switch a.Kind {
	case understudy.StepBegan:
		o.what = failover.Procedure(a.Arg).String()
		o.steps = append(o.steps, step{failover.Step(a.Code).String(), y.now, 0})
	case understudy.StepEnded, understudy.RunStopped:
		if n := len(o.steps); n > 0 {
			o.steps[n-1].took = y.between(o.steps[n-1].began, y.now)
		}
	}
	switch a.Kind {
	case understudy.RunFinished:
		o.end, o.waiting = y.now, y.waiting()
	case understudy.StoreFinished:
		o.end = y.now
	case understudy.RunStopped, understudy.StoreStopped:
		o.end, o.failed = y.now, true
	}
}

// waiting are the users who have signed in once and are not served in full.
func (y *tally) waiting() (users []string) {
	for _, u := range y.users {
		if u.seen && !u.level.full() {
			users = append(users, u.user)
		}
	}
	return users
}
