package understudy

import (
	"time"

	"understudy.example/dns"
	"understudy.example/machine"
	"understudy.example/pool/fence"
)

// An Observer looks at all pools from a site of its own, and tells whoever can ask it what it reaches. It is not in the product:
// whoever wants to move the Central Management Store by himself needs somebody to tell him a lost pool from a lost link (F-118, H-96).
type Observer struct {
	Name string
	Site string
}

// Fence cuts the power of Pool's server, over its management link. It is not in the product (H-95). The View of
// whoever looks says when it is confirmed, or has failed.
type Fence struct{ At, Pool string }

// Unfence lets the power of Pool's server through again. It is not in the product (H-95).
type Unfence struct{ At, Pool string }

func (Fence) kind() kind   { return fenceOrder }
func (Unfence) kind() kind { return unfenceOrder }
func (Fence) order()       {}
func (Unfence) order()     {}

// fences is what is known of power switches and observers.
type fences struct {
	fenced []bool // of each pool: its switch keeps the power away
	blind  []bool // of each observer: it is down
}

func (v *fences) code(c *machine.Code) { bools(c, v.fenced, v.blind) }

// makeFences makes the switches of the pools that have one. fenceOf tells which is whose.
func (s *System) makeFences() {
	t := &s.topology
	s.fences = fences{fenced: make([]bool, len(t.Pools)), blind: make([]bool, len(t.Observers))}
	fill(&s.fence, PartFence, len(s.switched), 1, (*System).doFence, cells(t.Parameters.Fence))
	s.fence.named = func(i int) Who { return Who{PartFence, s.switched[i], 0} }
}

// fenceOf is the number of a pool's switch, -1 without.
func (p *plan) fenceOf(pool int16) int {
	for i, of := range p.switched {
		if of == pool {
			return i
		}
	}
	return -1
}

// doFence follows a switch: the power goes, or comes back.
func (s *System) doFence(i int, _ fence.Action) {
	pool := s.switched[i]
	if off := s.fence.at[i].State.Off(); off != s.fenced[pool] {
		s.change(func() { s.fenced[pool] = off })
	}
}

func (s *System) fencePhase(pool int16) fence.Phase {
	if i := s.fenceOf(pool); i >= 0 {
		return s.fence.at[i].State.Phase()
	}
	return fence.Open
}

// managed lets the management link of a pool break, or mends it.
func (s *System) managed(pool int16, breaks bool) {
	on := fence.LinkBack
	if breaks {
		on = fence.LinkCut
	}
	s.fence.step(s, s.fenceOf(pool), fence.Event{On: on})
}

// isUnmanaged reports whether the management link of a pool is broken.
func (s *System) isUnmanaged(pool int16) bool {
	i := s.fenceOf(pool)
	return i >= 0 && s.fence.at[i].State.Cut()
}

// observer looks up the name of an observer; -1 for none.
func (p *plan) observer(name string) int16 {
	for i, o := range p.topology.Observers {
		if dns.Equal(o.Name, name) {
			return int16(i)
		}
	}
	return -1
}

// observerFault lets an observer go down, or come back.
func (s *System) observerFault(o int16, f Fault, begins bool) {
	k := healFault
	if begins {
		k = breakFault
	}
	who := Who{PartWorld, int16(s.siteNode(s.observerSite[o])), 0}
	switch {
	case f.Kind != ObserverDown:
		s.tell(Action{Kind: Invalid, Code: uint16(k), Peer: -1})
	case s.blind[o] == begins:
		s.tell(Action{Kind: Denied, Who: who, Code: uint16(k), Peer: -1})
	default:
		kind := Mended
		if begins {
			kind = Broke
		}
		s.blind[o] = begins
		s.tell(Action{Kind: kind, Who: who, Code: uint16(f.Kind), Peer: -1})
	}
}

// An ObserverView is what an Observer says, if it can be asked.
type ObserverView struct {
	Name      string
	Reachable bool    // it can be asked; otherwise nothing is known
	Pools     []Sight // in the topology's order
}

// A Sight is what an observer says of one pool.
type Sight struct {
	Reaches   bool
	Since     time.Duration // how long it has been so
	SinceFull bool          // Since says "at least"
}

// Says returns what the observer says of the i-th pool; ok is false if it cannot be asked.
func (o *ObserverView) Says(i int) (sight Sight, ok bool) {
	if !o.Reachable || i < 0 || i >= len(o.Pools) {
		return sight, false
	}
	return o.Pools[i], true
}

// observerView fills in what an observer says to somebody at place, and reuses the slice of v.
func (s *System) observerView(place node, o int, v ObserverView) ObserverView {
	site := s.observerSite[o]
	v = ObserverView{Name: s.topology.Observers[o].Name, Pools: v.Pools[:0]}
	if s.blind[o] || !s.arrives(place, s.siteNode(site)) || !s.arrives(s.siteNode(site), place) {
		return v
	}
	v.Reachable = true
	for p := range s.partner {
		i := int(site)*len(s.partner) + p
		age, exact := s.turned[i].Age(s.now, s.topology.Parameters.Remembered)
		v.Pools = append(v.Pools, Sight{s.reached[i], age, !exact})
	}
	return v
}

// differs reports whether anything but ages differs between two answers.
func (o *ObserverView) differs(from *ObserverView) bool {
	if o.Name != from.Name || o.Reachable != from.Reachable || len(o.Pools) != len(from.Pools) {
		return true
	}
	for i := range o.Pools {
		if o.Pools[i].Reaches != from.Pools[i].Reaches {
			return true
		}
	}
	return false
}

func (v *validator) checkObservers() {
	for i, o := range v.t.Observers {
		what := v.checkName("observer", "Observers", i, "Name", o.Name)
		_, known := v.site(o.Site)
		v.If(!known, "%s: Site %q is none of Sites", what, o.Site)
	}
	v.If(len(v.t.Observers) > mostPools, "Observers must not be more than %d, and are %d", mostPools, len(v.t.Observers))
}

// fenceGuards are those of power switches.
var fenceGuards = []Guard{
	{"fence-there", "The pool has no power switch with a management link (H-95)", []kind{fenceOrder, unfenceOrder},
		func(s *System, r *request) bool { return s.fenceOf(r.pool) < 0 }},
	{"fence-elsewhere", "Nobody cuts the power of the server that he works on (H-95)", []kind{fenceOrder, unfenceOrder},
		func(s *System, r *request) bool { _, pool := s.place(r.at); return pool == r.pool }},
	{"fence-idle", "An order to the same switch is on its way (H-95)", []kind{fenceOrder, unfenceOrder},
		func(s *System, r *request) bool {
			p := s.fencePhase(r.pool)
			return p == fence.Fencing || p == fence.Lifting
		}},
	{"not-fenced", "The server is fenced already (H-95)", []kind{fenceOrder},
		func(s *System, r *request) bool { return s.fencePhase(r.pool) == fence.Fenced }},
	{"fenced", "The server is not fenced (H-95)", []kind{unfenceOrder},
		func(s *System, r *request) bool {
			p := s.fencePhase(r.pool)
			return s.fenceOf(r.pool) >= 0 && (p == fence.Open || p == fence.Failed)
		}},
}
