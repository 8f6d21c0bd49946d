package understudy

import (
	"strings"
	"testing"

	"understudy.example/client"
	"understudy.example/pool/failover"
	"understudy.example/pool/routing"
)

// TestNamesAtTheEdges names the first and the last of everything, and what there is none of.
func TestNamesAtTheEdges(t *testing.T) {
	s := mustNew(t, threeSites())
	last := func(n int) int16 { return int16(n - 1) }
	pools, users, geos := len(s.topology.Pools), len(s.topology.Users), len(s.topology.GeoNames)
	for w, want := range map[Who]string{
		{PartPool, 0, 0}:                         "fe1.x.example",
		{PartPool, last(pools), 0}:               "fe3.x.example",
		{PartPool, int16(pools), 0}:              "nobody",
		{PartPool, -1, 0}:                        "nobody",
		{PartUser, last(users), 0}:               "phone@x.example",
		{PartUser, int16(users), 0}:              "nobody",
		{PartUser, -1, 0}:                        "nobody",
		{PartPairing, 0, 0}:                      "fe1.x.example and fe10.x.example",
		{PartPairing, 1, 0}:                      "fe20.x.example and fe2.x.example",
		{PartPairing, 2, 0}:                      PartPairing.String(),
		{PartReplication, 0, 0}:                  "fe1.x.example to fe10.x.example",
		{PartReplication, last(pools), 0}:        "fe3.x.example to nobody",
		{PartReplication, int16(pools), 0}:       "nobody to nobody",
		{PartReplication, -1, 0}:                 "nobody to nobody",
		{PartStore, 0, 0}:                        "CMS on fe1.x.example",
		{PartStore, 1, 0}:                        "CMS on fe10.x.example",
		{PartGeo, 0, 0}:                          "geo.x.example to fe1.x.example",
		{PartGeo, last(geos), 1}:                 "geo.x.example to fe10.x.example",
		{PartGeo, int16(geos), 0}:                PartGeo.String(),
		{PartEdge, 0, 0}:                         s.edgeName(-1),
		{PartBinding, last(pools), int16(users)}: "fe3.x.example on nobody",
	} {
		if got := s.Name(w); got != want {
			t.Errorf("%+v is called %q, want %q", w, got, want)
		}
	}
}

// TestReportsAtTheEdges: only moves and refusals of parts that have a table come from one.
func TestReportsAtTheEdges(t *testing.T) {
	for part := range parts + 1 {
		for _, k := range []ActionKind{Moved, Refused, Refused + 1} {
			_, ok := (Action{Kind: k, Who: Who{Part: part}}).Report()
			if want := k <= Refused && part < parts && sheets[part] != nil; ok != want {
				t.Errorf("kind %d of %v comes from a table: %v", k, part, ok)
			}
		}
	}
}

// TestWordsAtTheEdges tells actions with the first number that means nothing, and with the last that does.
func TestWordsAtTheEdges(t *testing.T) {
	s := mustNew(t, threeSites())
	guards := uint16(len(s.parts.Guards))
	for _, c := range []struct {
		a    Action
		want string
	}{
		{Action{Kind: Blocked, Code: guards - 1}, "refused: " + s.parts.Guards[guards-1].Name},
		{Action{Kind: Blocked, Code: guards}, "refused: ?"},
		{Action{Kind: Invalid, Code: uint16(kinds) - 1}, (kinds - 1).String() + " is invalid"},
		{Action{Kind: Invalid, Code: uint16(kinds)}, "input is invalid"},
		{Action{Kind: Refused, Who: Who{Part: PartRouting, B: 4}, From: uint8(routing.Reloading), On: 200}, "routing group 5 200? refused while reloading"},
		{Action{Kind: Refused, Who: Who{Part: PartFence}, From: uint8(len(sheets[PartFence].Phases()))}, "refused while " + label(nil, uint8(len(sheets[PartFence].Phases())))},
	} {
		if got := s.Tell(c.a).What; !strings.HasSuffix(got, c.want) {
			t.Errorf("%+v: %q, want %q", c.a, got, c.want)
		}
	}
}

// TestWhatIsRoutine: orders of administrators are told, and what users do by themselves is not.
func TestWhatIsRoutine(t *testing.T) {
	s := mustNew(t, threeSites())
	for k := range kinds {
		if got := s.Tell(Action{Kind: Ordered, Code: uint16(k)}).Routine; got != (k >= signIn) {
			t.Errorf("%v is routine: %v", k, got)
		}
	}
}

// What there is no kind of has a number for a name and no reason, and the last kind there is has both; who is denied an order
// is told of his place, and who is denied an act why.
func TestKindsAtTheEdges(t *testing.T) {
	for k := range faultKinds + 2 {
		if is := k < faultKinds; (k.why() != "") != is || k.String() == "" {
			t.Errorf("fault %d: %q, %q", k, k, k.why())
		}
	}
	for k := range kinds + 2 {
		if why := k.why(); k >= kinds && why != "" || k.String() == "" {
			t.Errorf("kind %d: %q, %q", k, k, why)
		}
	}
	s := mustNew(t, threeSites())
	for k := range signIn + 2 {
		why := s.Tell(Action{Kind: Denied, Code: uint16(k), Arg: uint8(noWrites)}).Why
		if order := strings.Contains(why, "not at the site"); order != (k < signIn) {
			t.Errorf("%v: %q", k, why)
		}
	}
	if n := node(s.nodes()); s.name(n) != "?" || s.name(n-1) == "?" || s.name(-1) != "?" || s.name(0) == "?" {
		t.Errorf("%q, %q, %q and %q", s.name(-1), s.name(0), s.name(n-1), s.name(n))
	}
}

// A client that is served otherwise than before is told of, from the first way of being served to the last, and what else it
// does is routine; a fault of a step names the step.
func TestServedOtherwise(t *testing.T) {
	in, last := uint8(client.InNormal), uint8(len(sheets[PartClient].Phases())-1)
	for _, c := range []struct {
		from, to uint8
		want     bool
	}{{in, in + 1, true}, {in + 1, in, true}, {in, last, true}, {in, in, false}, {in - 1, in, false}, {in, in - 1, false}, {in - 1, in - 2, false}} {
		if got := served(Action{Who: Who{Part: PartClient}, From: c.from}, c.to); got != c.want {
			t.Errorf("from %d to %d, where %d is the first way: %v", c.from, c.to, in, got)
		}
	}
	s := mustNew(t, Paired())
	for f := StandbyError; f < faultKinds; f++ {
		for step := range failover.NumSteps {
			what := s.Tell(Action{Kind: Broke, Code: uint16(f), Arg: uint8(step)}).What
			if names := strings.HasPrefix(what, step.String()+" "); names != (f >= StepFails) {
				t.Errorf("%v of step %v: %q", f, step, what)
			}
		}
	}
}

// A fault that begins or ends twice is told of what it befalls; what is lost is said to be made where it was, but for all that
// there is and for what a database had.
func TestWhatIsToldOfTwo(t *testing.T) {
	s := mustNew(t, Paired())
	for _, k := range []kind{breakFault, healFault} {
		l := s.Tell(Action{Kind: Denied, Who: Who{PartWorld, int16(s.poolNode(1)), 0}, Code: uint16(k)})
		if l.Who != fe2 || !strings.Contains(l.Why, "(H-22)") {
			t.Errorf("%v: %+v", k, l)
		}
	}
	for _, c := range []struct {
		a    Action
		want string
	}{
		{Action{Kind: Lost, Who: Who{PartUser, 0, 0}, Peer: 0, On: 2, Code: ageless}, "loses 2 changes of contacts made at FE01.lab.local"},
		{Action{Kind: Lost, Who: Who{PartUser, 0, 0}, Peer: 0, Code: ageless}, "loses all contacts and meetings"},
		{Action{Kind: Lost, Who: Who{PartStore, 0, 0}, Peer: 0, On: 2, Arg: 3, Code: 60}, "loses 2 changes of configuration since the copy of 1m0s ago"},
	} {
		if got := s.Tell(c.a).What; got != c.want {
			t.Errorf("%+v: %q, want %q", c.a, got, c.want)
		}
	}
}
