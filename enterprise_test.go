package understudy

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"understudy.example/client"
	"understudy.example/pool/membership"
	"understudy.example/pool/pairing"
	"understudy.example/pool/quorum"
	"understudy.example/pool/routing"
	"understudy.example/registrar"
)

// clustered is the paired lab with Enterprise pools: four front ends and a mirror with a witness, and three front ends.
func clustered() Topology {
	t := Paired()
	for i := range t.Pools {
		t.Pools[i].Edition, t.Pools[i].FrontEnds = pairing.Enterprise, 4-i
	}
	t.Pools[0].BackEnd, t.Pools[0].Witness = pairing.Mirroring, true
	return t
}

// front is the number of the front end that a user is registered at.
func (h *history) front(user string) int { return int(h.System.front[h.System.user(user)]) }

// C-27, C-28, C-29: whichever front end a client comes to first, it ends at the one that holds its routing group; which one
// comes first is random, and each of them does at times. A client from before 2010 has one address only, and is out when
// that is dead; a later one tries the next.
func TestC27EveryAddress(t *testing.T) {
	first, out := map[int]int{}, map[bool]int{}
	for seed := range uint32(200) {
		for _, legacy := range []bool{false, true} {
			top := clustered()
			top.Pools, top.Pairs, top.Records = top.Pools[:1], nil, top.Records[:1]
			top.Seed = seed*7919 + rand.New(rand.NewPCG(1, uint64(seed))).Uint32()
			top.Users[0].Legacy = legacy
			h := begin(t, top)
			h.brkFront(FrontEnd, fe1, 3)
			did := h.do(SignIn{u1})
			for _, a := range did {
				if a.Kind == Tried && !legacy {
					first[int(a.From)]++
					break
				}
			}
			h.wait(time.Minute + 20*time.Second)
			st, _ := h.User(u1)
			switch {
			case !st.Registered:
				out[legacy]++
			case h.front(u1) != 1 || st.Mode != client.Normal:
				t.Errorf("seed %d: at front end %d, %v", seed, h.front(u1), st.Mode)
			}
		}
	}
	if len(first) != 4 || min(first[1], first[2], first[3], first[4]) < 20 {
		t.Errorf("first tried: %v", first)
	}
	if out[false] != 0 || out[true] < 20 {
		t.Errorf("out after more than a minute: %v", out)
	}
}

// F-137, F-165: what a front end that dies held is known to the others; its users alone notice.
func TestF161OnlyItsOwnUsers(t *testing.T) {
	h := begin(t, clustered())
	for _, u := range []string{u1, u2} {
		h.do(SignIn{u})
	}
	h.wait(time.Minute)
	one, two := h.front(u1), h.front(u2)
	if one != 1 || two != 2 {
		t.Fatalf("at front ends %d and %d", one, two)
	}
	h.brkFront(FrontStopped, fe1, one)
	if h.front(u1) != 2 || h.front(u2) != 2 {
		t.Errorf("at front ends %d and %d", h.front(u1), h.front(u2))
	}
	for _, a := range h.log[len(h.log)-1].did {
		if a.Kind == SignedOut && a.Who.A != 0 {
			t.Errorf("signed out: %s", h.Name(a.Who))
		}
	}
	if st, _ := h.Pool(fe1); !st.Up || st.Running != 3 || st.FrontEnds != 4 || st.Quorum != quorum.Functional {
		t.Errorf("%+v", st)
	}
	if h.frontEnds(0) != 3 || h.frontEnds(1) != 3 {
		t.Errorf("H-38: %d and %d servers take sign-ins", h.frontEnds(0), h.frontEnds(1))
	}
}

// F-163, F-33: losing the quorum is a pool that is down for its backup, and nothing else is: with one front end more there
// is no verdict.
func TestF163QuorumIsThePool(t *testing.T) {
	for lost := 1; lost <= 3; lost++ {
		top := clustered()
		top.Pools[0].Detect = 90 * time.Second
		h := begin(t, top)
		h.wait(time.Minute)
		for n := range lost {
			h.brkFront(FrontEnd, fe1, n+1)
		}
		h.wait(5 * time.Minute)
		if st, _ := h.Pool(fe1); st.Up != (lost < 3) {
			t.Errorf("%d lost: up %v", lost, st.Up)
		}
		if st, _ := h.Sees(fe2, fe1); (st.String() == "down") != (lost == 3) {
			t.Errorf("%d lost: the backup sees it %v", lost, st)
		}
	}
}

// What can be no size of a pool, and what is no server of it.
func TestFrontEndsThatAreNotThere(t *testing.T) {
	for want, change := range map[string]func(*Pool){
		"pool \"FE01.lab.local\": FrontEnds 13 is no size of an Enterprise pool of Lync Server 2013 (F-162, F-168)": func(p *Pool) { p.FrontEnds = 13 },
		"pool \"FE01.lab.local\": FrontEnds 1 is no size of an Enterprise pool of Lync Server 2013 (F-162, F-168)":  func(p *Pool) { p.FrontEnds = 1 },
		"pool \"FE01.lab.local\": FrontEnds 2 is no size of an Enterprise pool of Skype for Business Server 2019 (F-162, F-168)": func(p *Pool) {
			p.FrontEnds, p.Release = 2, pairing.Skype2019
		},
		"pool \"FE01.lab.local\": FrontEnds 3 must be 0 in a Standard Edition pool (L-1)": func(p *Pool) {
			p.Edition, p.FrontEnds, p.BackEnd, p.Witness = pairing.Standard, 3, pairing.NoHA, false
		},
		"pool \"FE01.lab.local\": Witness must not be set without a mirrored back end (F-171)": func(p *Pool) { p.BackEnd = pairing.NoHA },
	} {
		top := clustered()
		change(&top.Pools[0])
		if err := top.Validate(); err == nil || err.Error() != "understudy: "+want {
			t.Errorf("%v, want %s", err, want)
		}
	}
	h := begin(t, clustered())
	for _, f := range []Fault{{Kind: FrontEnd, Of: fe1}, {Kind: FrontEnd, Of: fe1, Front: 5}, {Kind: FrontStopped, Of: fe2, Front: 4},
		{Kind: MirrorServer, Of: fe2}, {Kind: WitnessServer, Of: fe2}} {
		if did := h.do(Break{f}); len(did) != 1 || did[0].Kind != Invalid {
			t.Errorf("%+v: %+v", f, did)
		}
	}
}

func (h *history) brkFront(k FaultKind, of string, n int) {
	h.do(Break{Fault{Kind: k, Of: of, Front: n}})
}

// F-18: a pool cannot be stretched over two sites; it stands in one.
func TestF18OneSite(t *testing.T) {
	for _, site := range []string{"HQ,DR", "HQ DR", ""} {
		top := clustered()
		top.Sites = append(top.Sites, Site{Name: "DR"})
		top.Pools[0].Site = site
		if err := top.Validate(); err == nil {
			t.Errorf("a pool stands in %q", site)
		}
	}
}

// F-162: a View counts the front ends of a pool, and those that run, as long as the pool can be reached; one server is one.
func TestF162FrontsInView(t *testing.T) {
	h := begin(t, clustered())
	h.brkFront(FrontEnd, fe1, 3)
	counts := func(fqdn string) [2]int {
		var v View
		h.View(h.topology.Sites[0].Name, &v)
		p, _ := v.Pool(fqdn)
		return [2]int{p.Fronts, p.FrontsUp}
	}
	if one, two := counts(fe1), counts(fe2); one != [2]int{4, 3} || two != [2]int{3, 3} {
		t.Errorf("%v and %v", one, two)
	}
	if h = begin(t, Paired()); counts(fe1) != [2]int{1, 1} {
		t.Errorf("%v for one server", counts(fe1))
	}
	h.do(Break{Fault{Kind: NIC, Of: fe1}})
	if counts(fe1) != [2]int{} {
		t.Errorf("%v for a server that cannot be reached", counts(fe1))
	}
}

// C-29, H-23: a redirect inside a pool puts the front end that is the user's registrar next, wherever it stood behind the one
// that says so; one that this round has tried, and the one that says so itself, are not tried again, and a full list stays.
func TestC29SendsOnInsideAPool(t *testing.T) {
	h := begin(t, clustered())
	own := uint8(h.routing.at[h.group(0, 0)].State.Primary() + 1)
	other := own%4 + 1
	third := other%4 + 1
	full := make([]address, mostCandidates)
	for i := range full {
		full[i] = h.addressOf(1, 1)
	}
	full[3] = h.addressOf(0, other)
	at := func(fronts ...uint8) (all []address) {
		for _, n := range fronts {
			all = append(all, h.addressOf(0, n))
		}
		return all
	}
	for name, c := range map[string]struct {
		speaks     uint8
		list, want []address
	}{
		"it stands further behind":      {other, at(other, third, own), at(other, own, third)},
		"it stands next":                {other, at(other, own, third), at(other, own, third)},
		"it does not stand there":       {other, at(third, other), at(third, other, own)},
		"it was tried":                  {other, at(own, other, third), at(own, other, third)},
		"it is the one that says so":    {own, at(third, own, other), at(third, own, other)},
		"it is the first that does":     {own, at(own, other), at(own, other)},
		"the list is as long as it can": {other, full, full},
	} {
		h.System.front[0], h.list[0] = c.speaks, slices.Clone(c.list)
		if h.sendOn(0, 0); !slices.Equal(h.list[0], c.want) {
			t.Errorf("%s: %v, want %v", name, h.list[0], c.want)
		}
	}
}

// An address is a pool and a front end, and both are read from it again, of the first pool and the last.
func TestAddresses(t *testing.T) {
	h := begin(t, clustered())
	seen := map[address]bool{}
	for pool := range int16(2) {
		for front := range uint8(membership.Most + 1) {
			a := h.addressOf(pool, front)
			if h.poolAt(a) != pool || h.frontOf(a) != front || seen[a] || int(a) >= h.addressed() {
				t.Errorf("pool %d, front end %d: address %d is of %d, %d", pool, front, a, h.poolAt(a), h.frontOf(a))
			}
			seen[a] = true
		}
	}
	if n := h.addressed(); n != len(seen) {
		t.Errorf("there can be %d addresses, and are %d", n, len(seen))
	}
	if n := mustNew(t, Paired()).addressed(); n != 2 {
		t.Errorf("two servers have %d addresses", n)
	}
}

// What a topology has none of takes no room in what is packed: front ends, response groups, conferences, limits.
func TestWhatIsNotThereTakesNoRoom(t *testing.T) {
	s := mustNew(t, Paired())
	if s.holder != nil || len(s.called) > 0 || len(s.runs) > 0 || len(s.of) > 0 || len(s.heldAt) > 0 || s.admission.len() > 0 {
		t.Errorf("%d front ends of bindings, %d calls, %d seats, %d limits", len(s.holder), len(s.called), len(s.of), s.admission.len())
	}
	s = mustNew(t, everything())
	pools, users := len(s.partner), len(s.home)
	if len(s.holder) != pools*users || len(s.called) != users || len(s.runs) != users || len(s.of) != users || len(s.heldAt) != users {
		t.Errorf("%d front ends of bindings, %d calls, %d seats", len(s.holder), len(s.called), len(s.of))
	}
}

// H-45: there are as many routing groups as front ends, and users are dealt out to them in turn; one server has none.
func TestH45Groups(t *testing.T) {
	top := clustered()
	top.Users = many(9, user)
	s := mustNew(t, top)
	for u := range int16(9) {
		if one, two := s.group(u, 0), s.group(u, 1); one != int(u)%4 || two != 4+int(u)%3 {
			t.Errorf("user %d: groups %d and %d", u, one, two)
		}
	}
	for g := range 7 {
		want := Who{PartRouting, int16(g / 4), int16(g % 4)}
		if got := s.whoseGroup(g); got != want {
			t.Errorf("group %d is %+v", g, got)
		}
	}
	if g := mustNew(t, Paired()).group(0, 0); g != -1 {
		t.Errorf("one server has group %d", g)
	}
}

// F-116, F-171: the first mirror answers for its pool, and what is asked about a mirror is answered, or why not.
func TestF171TheFirstMirror(t *testing.T) {
	h := begin(t, clustered())
	asks := func(of, want string) {
		t.Helper()
		text, err := h.Ask(Question{Cmdlet: "Get-CsDatabaseMirrorState", At: "HQ", Of: of})
		if err != nil {
			text = err.Error()
		}
		if !strings.Contains(text, want) {
			t.Errorf("%s: %q does not say %q", of, text, want)
		}
	}
	asks(fe1, "primary server: principal, up")
	asks(fe2, "has no mirror (F-116)")
	h.brk(SQL, fe1)
	h.wait(h.topology.Parameters.Enterprise.Takeover + time.Second)
	asks(fe1, "primary server: mirror, down")
	if !h.sqlUp(0) || !h.sqlUp(1) || h.has(0, SQL) {
		t.Errorf("the mirror is the principal, and the databases answer: %v and %v", h.sqlUp(0), h.sqlUp(1))
	}
	if blind := h.quorum.at[0].State.Blind(); !blind {
		t.Error("F-164: the quorum has its primary database, which is down")
	}
	h.brk(SQL, fe2)
	if h.sqlUp(1) {
		t.Error("without a mirror a database that is down answers")
	}
	h.brk(Power, fe1)
	asks(fe1, "cannot be reached")
	h = begin(t, Paired())
	asks(fe1, "is a Standard Edition pool")
}

// F-165: what is left of the first routing group counts for its users, as long as they are loaded there.
func TestF165TheFirstGroup(t *testing.T) {
	h := begin(t, clustered())
	if got := h.System.replicas(0, 0); got != registrar.Enough {
		t.Errorf("at first %v", got)
	}
	h.routing.step(h.System, 0, routing.Event{On: routing.Stop})
	if got := h.System.replicas(0, 0); got != registrar.Gone {
		t.Errorf("stopped: %v", got)
	}
	if got := h.System.replicas(1, 0); got != registrar.Enough {
		t.Errorf("of the next group: %v", got)
	}
	if got := h.System.replicas(0, 1); got != registrar.Enough {
		t.Errorf("where he is not loaded: %v", got)
	}
}

// F-171: while the mirror takes over, the database of the pool does not answer.
func TestF171NothingAnswersMeanwhile(t *testing.T) {
	h := begin(t, clustered())
	h.brk(SQL, fe1)
	if h.sqlUp(0) || !h.sqlUp(1) {
		t.Errorf("the databases answer: %v and %v", h.sqlUp(0), h.sqlUp(1))
	}
}

// F-167: a pool starts cold when its server comes back, be it the first, and only that one does; a server by itself, and no
// pool at all, does not.
func TestF167WhoStarts(t *testing.T) {
	for i, pool := range []string{fe1, fe2} {
		h := begin(t, clustered())
		h.brk(Power, pool)
		h.wait(time.Minute)
		h.heal(Power, pool)
		for p := int16(-1); p < 2; p++ {
			if got := h.starting(p); got != (p == int16(i)) {
				t.Errorf("%s has come back, and %s starts: %v", pool, h.poolName(p), got)
			}
		}
	}
	if h := begin(t, Paired()); h.starting(0) || h.starting(1) {
		t.Error("a server by itself has a quorum")
	}
}

// F-159: a new front end comes behind all others; when the last number is taken it takes the first that was given up.
func TestF159TheNextFrontEnd(t *testing.T) {
	const last = membership.Set(1) << (membership.Most - 1)
	for _, c := range []struct{ drawn, want membership.Set }{
		{0b0111, 0b1111}, {0b0101, 0b1101}, {last >> 1, last>>1 | last}, {last | 0b0001, last | 0b0011}, {last | 0b0110, last | 0b0111}, {last | 0b1011, last | 0b1111},
	} {
		h := begin(t, clustered())
		h.drawn[0] = c.drawn
		r, ok := h.resolve(AddFrontEnd{fe1, fe1})
		if got := h.changed(&r); !ok || got != c.want {
			t.Errorf("%b and one more: %b, want %b", c.drawn, got, c.want)
		}
	}
	h := begin(t, clustered())
	for front, want := range map[int]membership.Set{1: 0b1110, 4: 0b0111, 5: 0b1111} {
		r, _ := h.resolve(RemoveFrontEnd{fe1, fe1, front})
		if got := h.changed(&r); got != want {
			t.Errorf("without %d: %b, want %b", front, got, want)
		}
	}
}

// A fault of one front end is there or not, of the first pool as of another.
func TestFrontEndsBreakByThemselves(t *testing.T) {
	for _, pool := range []string{fe1, fe2} {
		for _, kind := range []FaultKind{FrontEnd, FrontStopped} {
			h := begin(t, clustered())
			for _, f := range []Fault{{Kind: kind, Of: pool, Front: 1}, {Kind: kind, Of: pool, Front: 3}} {
				for _, c := range []struct {
					in   Input
					want ActionKind
				}{{Heal{f}, Denied}, {Break{f}, Broke}, {Break{f}, Denied}, {Heal{f}, Mended}, {Heal{f}, Denied}} {
					if did := h.do(c.in); len(did) == 0 || did[0].Kind != c.want {
						t.Errorf("%+v: %+v, want %v", c.in, did, c.want)
					}
				}
			}
		}
	}
}

// F-166: the state of a front end is not given up while that one runs; other resets, and other front ends, may be running.
func TestF166WhoseStateIsGivenUp(t *testing.T) {
	h := begin(t, clustered())
	h.brkFront(FrontEnd, fe1, 2)
	for reset := range MachineStateRemoved + 1 {
		for front := 1; front <= 4; front++ {
			blocks, err := h.blocks(ResetPoolRegistrarState{fe1, fe1, reset, front})
			has := slices.ContainsFunc(blocks, func(b Block) bool { return b.Name == "machine-gone" })
			if err != nil || has != (reset == MachineStateRemoved && front != 2) {
				t.Errorf("%v of front end %d: %v, %v", reset, front, blocks, err)
			}
		}
	}
}

// F-166: what is read from the back end needs it: a full reset and the recovery from a lost quorum, of a pool of front ends.
func TestF166WhatNeedsTheBackEnd(t *testing.T) {
	top := clustered()
	top.Pools = append(top.Pools, Pool{FQDN: fe3, Site: "HQ"})
	for _, pool := range []string{fe2, fe3} {
		for _, down := range []bool{false, true} {
			h := begin(t, top)
			if down {
				h.brk(SQL, pool)
			}
			for reset := range MachineStateRemoved + 1 {
				blocks, err := h.blocks(ResetPoolRegistrarState{pool, pool, reset, 1})
				has := slices.ContainsFunc(blocks, func(b Block) bool { return b.Name == "database-answers" })
				if want := pool == fe2 && down && (reset == FullReset || reset == QuorumLossRecovery); err != nil || has != want {
					t.Errorf("%v of %s, its back end down %v: %v, %v", reset, pool, down, blocks, err)
				}
			}
		}
	}
}
