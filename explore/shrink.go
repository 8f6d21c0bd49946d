package explore

import (
	"slices"
	"time"

	"understudy.example"
	"understudy.example/dns"
	"understudy.example/machine"
)

// most is how many histories Shrink tries.
const most = 600

// Shrink returns the shortest history that it finds and that still fails: without inputs that are not needed, with pauses that are short
// and round, on no more of the ground than is needed, and over as soon as it can be. It tries most changes at every place, always in the
// same order, and a few hundred at the most; p itself has to fail. It returns nil for nil, and panics if fails is nil.
func Shrink(p *Plan, fails func(*Plan) bool) *Plan {
	if fails == nil {
		panic("explore: Shrink needs a func that says what fails")
	}
	if p == nil {
		return nil
	}
	s := &shrinker{best: p, fails: fails, left: most}
	for s.left > 0 {
		before := s.best
		s.inputs()
		s.ground()
		s.end()
		s.pauses()
		if s.best == before {
			break
		}
	}
	return s.best
}

type shrinker struct {
	best  *Plan
	fails func(*Plan) bool
	left  int
}

// try takes p for the best if it fails, too.
func (s *shrinker) try(p *Plan) bool {
	if s.left == 0 {
		return false
	}
	s.left--
	if !s.fails(p) {
		return false
	}
	s.best = p
	return true
}

// inputs leaves inputs out: halves first, then smaller and smaller parts, at last each one, and faults with their ends.
func (s *shrinker) inputs() {
	for size := max(len(s.best.Inputs)/2, 1); ; size = (size + 1) / 2 {
		for at := 0; at < len(s.best.Inputs); {
			p := s.best.copy()
			p.Inputs = slices.Delete(p.Inputs, at, min(at+size, len(p.Inputs)))
			if !s.try(p) {
				at += size
			}
		}
		if size == 1 {
			break
		}
	}
	s.faults()
}

// faults leaves faults out together with their ends.
func (s *shrinker) faults() {
	for at := 0; at < len(s.best.Inputs); {
		p := s.best.copy()
		if b, ok := p.Inputs[at].In.(understudy.Break); ok {
			if i := slices.IndexFunc(p.Inputs[at:], func(t Timed) bool { return t.In == understudy.Heal(b) }); i > 0 {
				p.Inputs = slices.Delete(p.Inputs, at+i, at+i+1)
				p.Inputs = slices.Delete(p.Inputs, at, at+1)
				if s.try(p) {
					continue
				}
			}
		}
		at++
	}
}

// end lets the history end as early as it can.
func (s *shrinker) end() {
	last := s.best.before(len(s.best.Inputs))
	for _, d := range simpler(s.best.End.Sub(last)) {
		p := s.best.copy()
		p.End = last.Add(d)
		if s.try(p) {
			return
		}
	}
}

// pauses makes the time before each input simpler, and what follows comes that much earlier; or else that input alone does.
func (s *shrinker) pauses() {
	for i := range s.best.Inputs {
		gap := s.best.Inputs[i].At.Sub(s.best.before(i))
		for _, d := range simpler(gap) {
			if s.try(s.best.shifted(i, d-gap)) || s.try(s.best.moved(i, d-gap)) {
				break
			}
		}
	}
}

var units = []time.Duration{time.Second, 10 * time.Second, time.Minute, 10 * time.Minute, time.Hour}

// simpler are the durations that are simpler than d, the simplest first: shorter ones, and then the next whole second.
func simpler(d time.Duration) (all []time.Duration) {
	all = append(all, 0)
	for _, unit := range units {
		all = append(all, unit, d.Truncate(unit))
	}
	all = slices.DeleteFunc(all, func(r time.Duration) bool { return r >= d })
	slices.Sort(all)
	all = slices.Compact(all)
	if d%time.Second != 0 {
		all = append(all, d.Truncate(time.Second)+time.Second)
	}
	return all
}

// ground leaves out users, observers and pairs that nothing happens to, sites without anybody, and parameters that are not the defaults.
func (s *shrinker) ground() {
	for i := len(s.best.Topology.Users) - 1; i >= 0; i-- {
		s.try(s.best.without(s.best.Topology.Users[i].URI))
	}
	for i := len(s.best.Topology.Observers) - 1; i >= 0; i-- {
		s.try(s.best.without(s.best.Topology.Observers[i].Name))
	}
	for i := len(s.best.Topology.Pairs) - 1; i >= 0; i-- {
		pools := s.best.Topology.Pairs[i].Pools
		s.try(s.best.without(pools[0], pools[1]))
	}
	for i := len(s.best.Topology.Sites) - 1; i >= 0; i-- {
		s.try(s.best.without(s.best.Topology.Sites[i].Name))
	}
	if p := s.best.copy(); p.Topology.Parameters != understudy.Defaults() {
		p.Topology.Parameters = understudy.Defaults()
		s.try(p)
	}
}

// copy returns a plan whose inputs can be changed.
func (p *Plan) copy() *Plan {
	c := *p
	c.Inputs = slices.Clone(p.Inputs)
	return &c
}

// before is when the input before the i-th one comes.
func (p *Plan) before(i int) machine.Instant {
	if i == 0 {
		return 0
	}
	return p.Inputs[i-1].At
}

// shifted moves the i-th input, and all that comes later.
func (p *Plan) shifted(i int, by time.Duration) *Plan {
	c := p.copy()
	for ; i < len(c.Inputs); i++ {
		c.Inputs[i].At = c.Inputs[i].At.Add(by)
	}
	c.End = c.End.Add(by)
	return c
}

// moved moves the i-th input alone, up to the next one at the most.
func (p *Plan) moved(i int, by time.Duration) *Plan {
	c := p.copy()
	at := c.Inputs[i].At.Add(by)
	if i+1 < len(c.Inputs) {
		at = min(at, c.Inputs[i+1].At)
	}
	c.Inputs[i].At, c.End = at, max(c.End, at)
	return c
}

// without leaves sites, pools and users out of the ground, with all that hangs on them. Inputs that name them are left as they are: they
// are Invalid then.
func (p *Plan) without(names ...string) *Plan {
	gone := func(name string) bool {
		return slices.ContainsFunc(names, func(n string) bool { return dns.Equal(n, name) })
	}
	c := *p
	t := &c.Topology
	t.Sites = without(t.Sites, func(s understudy.Site) bool { return gone(s.Name) })
	t.Pools = without(t.Pools, func(p understudy.Pool) bool { return gone(p.FQDN) })
	t.Pairs = without(t.Pairs, func(p understudy.Pair) bool { return gone(p.Pools[0]) || gone(p.Pools[1]) })
	t.Observers = without(t.Observers, func(o understudy.Observer) bool { return gone(o.Name) || gone(o.Site) })
	t.Users = without(t.Users, func(u understudy.User) bool { return gone(u.URI) || gone(u.Home) || gone(u.Site) })
	t.Records = without(t.Records, func(r understudy.Record) bool { return gone(r.Target) })
	t.Addresses = without(t.Addresses, func(a understudy.Address) bool { return gone(a.Target) })
	return &c
}

func without[T any](all []T, gone func(T) bool) []T {
	return slices.DeleteFunc(slices.Clone(all), gone)
}
