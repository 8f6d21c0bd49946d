package understudy

import (
	"fmt"
	"time"

	"understudy.example/machine"
)

// A Policy is an administrator who is a machine: it sees Views and gives Orders. It is stepped with a fresh View whenever
// anything in it but ages has changed, and just before its own deadline; it sees an instant when it is over.
type Policy = machine.Process[*View, Order]

// PolicyFunc is a Policy without a memory or a deadline of its own. It is not stepped when only ages, as PoolView.Since,
// have changed: Every is for functions that compare them.
type PolicyFunc func(now machine.Instant, v *View, out []Order) []Order

// Every is a Policy that asks f at least once in every interval, so that f can compare ages; a PolicyFunc by itself is not
// stepped when nothing but ages has changed. An interval below a second counts as one. It panics if f is nil.
func Every(interval time.Duration, f PolicyFunc) Policy {
	if f == nil {
		panic("understudy: Every needs a PolicyFunc, and has nil")
	}
	return &every{f: f, interval: max(interval, time.Second)}
}

type every struct {
	f        PolicyFunc
	interval time.Duration
	next     machine.Timer
}

func (e *every) Step(now machine.Instant, v *View, out []Order) []Order {
	e.next = machine.At(now.Add(e.interval))
	return e.f(now, v, out)
}

func (e *every) Advance(out []Order) []Order { return out } // Step came just before, with a fresh View

func (e *every) Deadline() machine.Instant { return e.next.Deadline() }

// Step gives the orders that f gives.
func (f PolicyFunc) Step(now machine.Instant, v *View, out []Order) []Order { return f(now, v, out) }

// Advance does nothing.
func (f PolicyFunc) Advance(out []Order) []Order { return out }

// Deadline is Never.
func (f PolicyFunc) Deadline() machine.Instant { return machine.Never }

// A Governed is a System under a Policy: a Process of its own, in which the policy's orders follow what it sees at the
// same instant.
type Governed struct {
	System *System
	Given  func(o Order, denied bool) // hears every order, and whether it was for another site; nil for nobody

	policy Policy
	place  string
	shown  View    // what the policy has seen last; of no place if nothing
	lent   View    // the same, which is the policy's to write to
	view   [2]View // the last look, and a fresh one
	unseen bool    // something has changed since shown, or nothing was shown yet
	looked uint64  // how often something had changed in the System at the last look
	orders []Order
}

// Govern puts s under policy, which sees what can be observed from place and gives its orders at
// that site; those for another site are Denied.
func Govern(s *System, policy Policy, place string) (*Governed, error) {
	g := &Governed{System: s, policy: policy, place: place, unseen: true}
	if !s.View(place, &g.view[1]) {
		return nil, fmt.Errorf("understudy: place %q of the policy is not in the topology", place)
	}
	return g, nil
}

// rounds is how often a policy may answer the consequences of its own orders at one instant.
const rounds = 16

// Do runs every deadline of the System and of the policy that is not after at, and then lets in happen at at; a nil input
// only lets the time pass. It is System.Do under the policy.
func (g *Governed) Do(at machine.Instant, in Input, tell func(machine.Instant, []Action)) {
	machine.Feed(g, max(at, g.System.now), in, nil, tell)
}

// Step lets in happen at now, and the policy see what came of it.
func (g *Governed) Step(now machine.Instant, in Input, out []Action) []Action {
	return g.consult(g.System.Step(now, in, out))
}

// Deadline returns when the System or the policy does something by itself.
func (g *Governed) Deadline() machine.Instant { return min(g.System.Deadline(), g.policy.Deadline()) }

// Advance lets the least deadline pass. Of the two at one instant the System's comes first.
func (g *Governed) Advance(out []Action) []Action { return g.Run(0, out) }

// Due is System.Due; the policy waits until an instant is over.
func (g *Governed) Due() int {
	if g.policy.Deadline() < g.System.Deadline() {
		return 1
	}
	return g.System.Due()
}

// Run is System.Run, under the policy.
func (g *Governed) Run(i int, out []Action) []Action {
	if d := g.policy.Deadline(); d < g.System.Deadline() {
		out = g.show(g.System.Step(d, nil, out))
		if g.policy.Deadline() <= d {
			out = g.give(g.policy.Advance(g.orders[:0]), out)
		}
		return g.consult(out)
	}
	return g.consult(g.System.Run(i, out))
}

// look looks again.
func (g *Governed) look() {
	g.System.View(g.place, &g.view[1])
	g.looked = g.System.news
	g.unseen = g.unseen || g.view[1].Changed(&g.view[0])
	g.view[0], g.view[1] = g.view[1], g.view[0]
}

// show shows the policy a fresh view, whether or not it differs: ages do.
func (g *Governed) show(out []Action) []Action {
	g.look()
	g.unseen = false
	g.System.View(g.place, &g.shown)
	g.System.View(g.place, &g.lent)
	return g.give(g.policy.Step(g.System.now, &g.lent, g.orders[:0]), out)
}

// Shown returns what the policy has seen last, nil if that is nothing, whatever the policy has made of its own copy. It is
// valid until the policy is stepped again.
func (g *Governed) Shown() *View {
	if g.shown.Place == "" {
		return nil
	}
	return &g.shown
}

// consult shows the policy a fresh view for as long as something in it has changed, once the instant is over.
func (g *Governed) consult(out []Action) []Action {
	for range rounds {
		if g.looked != g.System.news {
			g.look()
		}
		if !g.unseen || g.System.Deadline() <= g.System.now {
			return out
		}
		out = g.show(out)
	}
	return out
}

// Code visits the System and, if it can be visited, the policy.
func (g *Governed) Code(c *machine.Code) {
	g.System.Code(c)
	c.Bool(&g.unseen)
	if p, ok := g.policy.(interface{ Code(*machine.Code) }); ok {
		p.Code(c)
	}
	if c.Unpacking() {
		g.System.View(g.place, &g.view[0])
	}
}

func (g *Governed) give(orders []Order, out []Action) []Action {
	g.orders = orders
	for _, o := range orders {
		denied := g.elsewhere(o)
		if g.Given != nil {
			g.Given(o, denied)
		}
		if denied {
			out = append(out, Action{Kind: Denied, Code: uint16(o.kind()), Peer: -1})
			continue
		}
		out = g.System.Step(g.System.now, o, out)
		for g.System.Deadline() <= g.System.now {
			out = g.System.Advance(out)
		}
	}
	return out
}

// elsewhere reports whether an order is given in another site than the policy's: it cannot be in two places.
func (g *Governed) elsewhere(o Order) bool {
	r, ok := g.System.resolve(o)
	if !ok || r.record >= 0 {
		return false
	}
	at, _ := g.System.place(r.at)
	here, _ := g.System.place(g.System.node(g.place))
	return at != here
}
