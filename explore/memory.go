package explore

import (
	"slices"
	"time"

	"understudy.example"
	"understudy.example/dns"
	"understudy.example/machine"
	"understudy.example/pool/fence"
)

// A watch makes the check of a law that remembers.
type watch = func(*Trial) func(*Instant) (applied int, broken error)

// remembering makes a law that remembers.
func remembering(id, name, why string, d understudy.Duty, v understudy.Severity, w watch) Law {
	return Law{Law: understudy.Law{ID: id, Name: name, Why: why, Duty: d, Severity: v}, Watch: w}
}

// promise returns the policy as one that says more of itself than it has to, if it does.
func promise[T any](t *Trial) (says T, ok bool) {
	if t.setup.Policy != nil {
		says, ok = t.setup.Policy().(T)
	}
	return says, ok
}

// poolAt is the place of a pool in the topology, -1 for none.
func poolAt(t *Trial, name string) int {
	return slices.IndexFunc(t.Plan.Topology.Pools, func(p understudy.Pool) bool { return dns.Equal(p.FQDN, name) })
}

// seenAt is the place of a pool in a View, -1 for none.
func seenAt(v *understudy.View, name string) int {
	return slices.IndexFunc(v.Pools, func(p understudy.PoolView) bool { return dns.Equal(p.FQDN, name) })
}

// A given is how much has been read of what a trial was given.
type given int

// rest is what has been given since.
func (g *given) rest(t *Trial) []Timed {
	rest := t.Given[*g:]
	*g = given(len(t.Given))
	return rest
}

// A peace is since when nothing is broken, every pool is up, and none has its power cut; and since when that is not so.
type peace struct {
	given  given
	on     map[understudy.Fault]bool
	news   bool // something has happened at this instant,
	orders bool // and orders were given
	is     bool
	since  machine.Instant // it is so, or not
	before time.Duration   // how long the other way lasted before that
}

// A shutdown, as in a fence, is not a fault.
func fenced(st understudy.PoolStatus) bool { return st.Fence == fence.Fenced }

// look takes note of what is so now. Nothing changes without an input or an action.
func (c *peace) look(t *Trial, in *Instant) {
	first := c.on == nil
	if first {
		c.on, c.is = map[understudy.Fault]bool{}, true
	}
	rest := c.given.rest(t)
	c.news, c.orders = first || len(rest) > 0 || len(in.Actions) > 0, false
	if !c.news {
		return
	}
	for _, g := range rest {
		switch in := g.In.(type) {
		case understudy.Break:
			c.on[in.Fault] = true
		case understudy.Heal:
			delete(c.on, in.Fault)
		case understudy.Order:
			c.orders = true
		}
	}
	now := in.System.Now()
	if is := len(c.on) == 0 && allUp(t); is != c.is {
		c.is, c.since, c.before = is, now, now.Sub(c.since)
	}
}

func allUp(t *Trial) bool {
	for _, p := range t.Plan.Topology.Pools {
		if st, _ := t.System.Pool(p.FQDN); !st.Up || fenced(st) {
			return false
		}
	}
	return true
}

// A spell is since when something has been so without a break.
type spell struct {
	on    bool
	since machine.Instant
}

func (s *spell) see(now machine.Instant, is bool) {
	if is && !s.on {
		s.since = now
	}
	s.on = is
}

// lasted reports whether it is so, and has been for so long.
func (s spell) lasted(now machine.Instant, d time.Duration) bool {
	return s.on && now >= s.since.Add(d)
}

// serving are the spells in which a policy has seen pools serve.
type serving []spell

func serves(v *understudy.View, i int) bool { return v.Pools[i].Reachable && v.Pools[i].Serves }

func (s *serving) look(in *Instant) {
	if in.View == nil {
		return
	}
	if *s == nil {
		*s = make(serving, len(in.View.Pools))
	}
	for i := range in.View.Pools {
		(*s)[i].see(in.System.Now(), serves(in.View, i))
	}
}

// lasts reports whether a pool is seen to serve, and has been for so long.
func (s serving) lasts(v *understudy.View, i int, now machine.Instant, d time.Duration) bool {
	return i >= 0 && i < len(s) && serves(v, i) && s[i].lasted(now, d)
}

// slowest is how long an answer to a ping takes at most.
func slowest(t *Trial) time.Duration {
	p := &t.Plan.Topology.Parameters
	return 2 * max(p.Latency, p.SiteLatency)
}

// hears reports whether answers to pings come in time.
func hears(t *Trial) bool { return slowest(t) < t.Plan.Topology.Parameters.Health.Grace }
