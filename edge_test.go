package understudy

import (
	"fmt"
	"strings"
	"testing"

	"understudy.example/machine"
)

// withEdges is the paired lab with two Edge pools, one for each front end pool.
func withEdges() Topology {
	t := Paired()
	t.Edges = []Edge{
		{FQDN: "EDGE01.lab.local", Site: "HQ", NextHop: "FE01.lab.local", Federation: true},
		{FQDN: "EDGE02.lab.local", Site: "HQ", NextHop: "FE02.lab.local"},
	}
	return t
}

// F-73, F-142: what an Edge pool needs, and what is said of one.
func TestEdgesAreChecked(t *testing.T) {
	if err := withEdges().Validate(); err != nil {
		t.Error(err)
	}
	bad := withEdges()
	bad.Edges[0].Site, bad.Edges[0].NextHop = "nowhere", "FE09"
	bad.Edges[1].FQDN, bad.Edges[1].Federation = "FE01.lab.local", true
	err := bad.Validate()
	for _, want := range []string{
		`edge "EDGE01.lab.local": Site "nowhere" is none of Sites`, `edge "EDGE01.lab.local": NextHop "FE09" is none of Pools`,
		`has the name of pool "FE01.lab.local"`, `Federation is set for "EDGE01.lab.local" already`,
	} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v does not say %s", err, want)
		}
	}
	none := withEdges()
	none.Edges[0].Federation = false
	hops, federation := 0, 0
	for _, f := range none.Lint() {
		switch f.Code {
		case "next-hop":
			hops++
		case "federation":
			federation++
		}
	}
	if hops != 2 || federation != 1 {
		t.Errorf("%d warnings of next hops, %d of federation", hops, federation)
	}
}

// F-73, C-126, F-142: only an Edge pool that is up stands against the failover of its next hop, and a copy of the System
// knows the same.
func TestEdgeStandsAgainstAFailover(t *testing.T) {
	s := mustNew(t, withEdges())
	blocked := func(s *System) bool {
		why, err := s.WhyNot(PoolFailOver{At: "FE01.lab.local", Pool: "FE02.lab.local"}, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, b := range why.Blocks {
			if b.Name == "edge-next-hop" {
				return true
			}
		}
		return false
	}
	is := func(what string, want bool) {
		t.Helper()
		fork, err := s.Clone()
		if err != nil || blocked(s) != want || blocked(fork) != want {
			t.Errorf("%s: blocked is not %v, %v", what, want, err)
		}
	}
	is("at first", true)
	s.Do(0, Break{Fault{Kind: Power, Of: "EDGE02.lab.local"}}, nil)
	is("with the Edge pool down", false)
	s.Do(0, Heal{Fault{Kind: Power, Of: "EDGE02.lab.local"}}, nil)
	is("up again", true)
	s.Do(0, SetEdgeServer{"FE01.lab.local", "EDGE02.lab.local", "FE01.lab.local"}, nil)
	is("repointed", false)
	for _, in := range []Input{
		Break{Fault{Kind: NIC, Of: "EDGE01.lab.local"}}, SetEdgeServer{"FE01.lab.local", "EDGE09", "FE01.lab.local"},
		SetEdgeServer{"FE01.lab.local", "EDGE01.lab.local", "FE09"}, SetFederation{"HQ", "FE01.lab.local"},
	} {
		invalid := false
		s.Do(0, in, func(_ machine.Instant, all []Action) { invalid = all[0].Kind == Invalid })
		if !invalid {
			t.Errorf("%+v is not invalid", in)
		}
	}
	s.Do(0, SetFederation{"HQ", "EDGE02.lab.local"}, nil)
	if edge, ok := s.Federation(); edge != "EDGE02.lab.local" || !ok {
		t.Error(edge, ok)
	}
}

// What is no Edge pool has no name and no next hop, and the last one has both; as many as there can be are no fault.
func TestEdgesAtTheEdges(t *testing.T) {
	top := withEdges()
	s := mustNew(t, top)
	for e, want := range map[int16]string{-1: "nobody", 0: "EDGE01.lab.local", 1: "EDGE02.lab.local", 2: "nobody"} {
		if got := s.Name(Who{PartEdge, e, 0}); got != want {
			t.Errorf("Edge pool %d is called %q", e, got)
		}
	}
	for i := len(top.Edges); i <= mostPools; i++ {
		if err := top.Validate(); err != nil {
			t.Fatalf("%d Edge pools: %v", i, err)
		}
		top.Edges = append(top.Edges, Edge{FQDN: fmt.Sprintf("EDGE%02d.lab.local", i+1), Site: "HQ", NextHop: fe1})
	}
	if err := top.Validate(); err == nil || !strings.Contains(err.Error(), "Edges must not be more than 64, and are 65") {
		t.Error(err)
	}
}

// F-73, F-142: what an Edge pool hands on to, and what federation goes by, while it is up; of what is no Edge pool nothing
// is said.
func TestEdgesSayWhatTheyAre(t *testing.T) {
	h := begin(t, withEdges())
	says := func(edge, want string, up bool) {
		t.Helper()
		if pool, ok := h.NextHop(edge); pool != want || ok != up {
			t.Errorf("%s hands on to %q, %v", edge, pool, ok)
		}
	}
	federation := func(want string, up bool) {
		t.Helper()
		if edge, ok := h.Federation(); edge != want || ok != up {
			t.Errorf("federation goes by %q, %v", edge, ok)
		}
	}
	says("EDGE01.lab.local", fe1, true)
	says("EDGE02.lab.local", fe2, true)
	says("EDGE03.lab.local", "", false)
	federation("EDGE01.lab.local", true)
	h.brk(Power, fe1)
	says("EDGE01.lab.local", fe1, false)
	says("EDGE02.lab.local", fe2, true)
	h.heal(Power, fe1)
	h.brk(Power, "EDGE01.lab.local")
	says("EDGE01.lab.local", fe1, false)
	federation("EDGE01.lab.local", false)
	top := withEdges()
	top.Edges[0].Federation = false
	h = begin(t, top)
	federation("", false)
}
