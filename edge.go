package understudy

import (
	"understudy.example/dns"
	"understudy.example/machine"
)

// An Edge is a pool of Edge servers: a name at a site, which hands what comes from outside on to a next hop. Edge pools have no
// partner; when pools fail over they are repointed by hand (F-142).
type Edge struct {
	FQDN       string
	Site       string
	NextHop    string // the pool that it hands on to (F-73)
	Federation bool   // outbound federation hangs on it: one Edge pool has it at most (F-142)
}

// SetEdgeServer is Set-CsEdgeServer -Identity EdgeServer:Edge -Registrar Registrar:Registrar: it gives an Edge pool another next
// hop (F-73).
type SetEdgeServer struct{ At, Edge, Registrar string }

// SetFederation lets outbound federation go by another Edge pool (F-142).
type SetFederation struct{ At, Edge string }

// edges is what is known of the Edge pools. Slices are by Edge.
type edges struct {
	nextHop    []int16 // the pool, as it was written last (H-82)
	down       []bool  // its servers are off
	federation int16   // the Edge that outbound federation goes by, -1 for none
}

func (s *System) makeEdges() {
	s.edges = edges{down: make([]bool, len(s.topology.Edges)), federation: -1}
	for i, e := range s.topology.Edges {
		s.nextHop = append(s.nextHop, s.plan.pool(e.NextHop))
		if e.Federation {
			s.federation = int16(i)
		}
	}
}

func (v *edges) code(c *machine.Code, s *System) {
	for i := range v.nextHop {
		party(c, &v.nextHop[i], len(s.partner))
	}
	bools(c, v.down)
	party(c, &v.federation, len(v.nextHop))
}

// edge looks up the name of an Edge; -1 for none.
func (p *plan) edge(name string) int16 {
	for i, e := range p.topology.Edges {
		if dns.Equal(e.FQDN, name) {
			return int16(i)
		}
	}
	return -1
}

func (s *System) edgeName(e int16) string {
	if e < 0 || int(e) >= len(s.topology.Edges) {
		return "nobody"
	}
	return s.topology.Edges[e].FQDN
}

// onEdge finds the Edge that an order is about, and the pool that it names.
func (s *System) onEdge(r *request, at, edge string, pool int16) bool {
	r.at, r.edge, r.pool = s.where(at), s.edge(edge), pool
	return r.at >= 0 && r.edge >= 0
}

// isNextHop reports whether an Edge pool that is up hands on to pool. In the loss of a whole site it is down, and nobody asks
// (F-73).
func (s *System) isNextHop(pool int16) bool {
	for e, hop := range s.nextHop {
		if hop == pool && !s.down[e] {
			return true
		}
	}
	return false
}

// edgeFault lets an Edge pool go down or come up. Nothing else is known to befall one.
func (s *System) edgeFault(edge int16, f Fault, begins bool) {
	k, kind := healFault, Mended
	if begins {
		k, kind = breakFault, Broke
	}
	who := Who{PartEdge, edge, 0}
	switch {
	case f.Kind != Power:
		s.tell(Action{Kind: Invalid, Code: uint16(k), Peer: -1})
	case s.down[edge] == begins:
		s.tell(Action{Kind: Denied, Who: who, Code: uint16(k), Peer: -1})
	default:
		s.down[edge] = begins
		s.tell(Action{Kind: kind, Who: who, Code: uint16(f.Kind), Peer: -1})
	}
}

// Federation returns the Edge pool that outbound federation goes by; ok is false where that is down, or there is none (F-142).
func (s *System) Federation() (edge string, ok bool) {
	if s.federation < 0 {
		return "", false
	}
	return s.edgeName(s.federation), !s.down[s.federation]
}

// NextHop returns the pool that an Edge pool hands on to, and whether the two are up: what comes from outside gets in.
func (s *System) NextHop(edge string) (pool string, ok bool) {
	e := s.edge(edge)
	if e < 0 {
		return "", false
	}
	return s.poolName(s.nextHop[e]), !s.down[e] && s.serves(s.nextHop[e])
}

// checkEdge checks an Edge pool, and that federation hangs on one of them at most.
func (v *validator) checkEdge(what string, i int) {
	e := &v.t.Edges[i]
	_, known := v.site(e.Site)
	v.If(!known, "%s: Site %q is none of Sites", what, e.Site)
	hop, known := v.pool(e.NextHop)
	v.If(!known, "%s: NextHop %q is none of Pools", what, e.NextHop)
	v.If(known && v.t.Pools[hop].Later, "%s: NextHop %q must not be Later", what, e.NextHop)
	if !e.Federation {
		return
	}
	if v.carrier != nil {
		v.If(true, "%s: Federation is set for %q already", what, v.carrier.FQDN)
		return
	}
	v.carrier = e
}

// lintEdges says what has to be done by hand before a pool can be failed over (F-142).
func (l *linter) lintEdges() {
	carries := 0
	for _, e := range l.t.Edges {
		if e.Federation {
			carries++
		}
		hop, ok := l.pool(e.NextHop)
		l.warn(ok && l.paired[hop], "next-hop", "F-73, F-142",
			"%s is the next hop of %s, which has to be given another before a failover", e.NextHop, e.FQDN)
	}
	l.warn(len(l.t.Edges) > 0 && carries == 0, "federation", "F-142",
		"no Edge pool carries outbound federation")
}
