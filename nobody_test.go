package understudy

import (
	"slices"
	"testing"
	"time"

	"understudy.example/client/conference"
	"understudy.example/dns/discovery"
)

// Who is nobody, and where nothing is: everywhere that is -1, and the first of a list, which is 0, is somebody.

// peered are the kinds of action that name another party. Every other kind has none, in whatever history.
var peered = [actionKinds]bool{ImportFailed: true, Warned: true, Restored: true, Hydrated: true, Lost: true, LeftBehind: true, BroughtBack: true,
	Tried: true, Unheard: true, Replied: true, Notified: true, SentHome: true, SignedIn: true, SignedOut: true, Interrupted: true, Resumed: true,
	Wrote: true, Ordered: true, Blocked: true, StepBegan: true, StepEnded: true, StepAssumed: true, StepSkipped: true, RunStopped: true,
	RunFinished: true, StoreStopped: true, StoreFinished: true}

// stranger is the first action that names a party which its kind has none of, nor the warning of who needs setup.
func stranger(did []Action) (a Action, found bool) {
	i := slices.IndexFunc(did, func(a Action) bool {
		none := !peered[a.Kind] || a.Kind == Warned && warning(a.Code) == setupNeeded
		return none && a.Peer != -1
	})
	if i < 0 {
		return a, false
	}
	return did[i], true
}

// furnished is a topology that has some of everything that has a name.
func furnished() Topology {
	top := withEdges()
	top.Sites = append(top.Sites, Site{Name: "hill"}, Site{Name: "hut"})
	top.Observers = []Observer{{Name: "lookout", Site: "hill"}, {Name: "tower", Site: "hut"}}
	top.Groups = []Group{{Name: "Sales", Pool: fe1}, {Name: "Help", Pool: fe2}}
	top.Addresses = []Address{{Name: "sip.lab.local", Target: fe1}, {Name: "sip.lab.local", Target: fe2}}
	top.Users[1].Site = "hill"
	return top
}

// A name is the number of who has it, however it is written, and what has no such name has none.
func TestNamesAndNumbers(t *testing.T) {
	s := mustNew(t, furnished())
	top := s.Topology()
	check := func(what string, n int, find func(string) int16, name func(int) string) {
		t.Helper()
		if n < 2 {
			t.Errorf("%s: there are %d", what, n)
		}
		for i := range n {
			if got := find(name(i)); got != int16(i) {
				t.Errorf("%s %q is %d, want %d", what, name(i), got, i)
			}
		}
		for _, nobody := range []string{"", ".", "nobody", top.Domain} {
			if got := find(nobody); got != -1 {
				t.Errorf("%s %q is %d", what, nobody, got)
			}
		}
	}
	node := func(find func(string) node, from int) func(string) int16 {
		return func(name string) int16 { return max(int16(find(name))-int16(from), -1) }
	}
	sites, pools := len(top.Sites), len(top.Pools)
	check("site", sites, s.site, func(i int) string { return top.Sites[i].Name })
	check("pool", pools, s.plan.pool, func(i int) string { return top.Pools[i].FQDN })
	check("user", len(top.Users), s.user, func(i int) string { return top.Users[i].URI })
	check("edge", len(top.Edges), s.edge, func(i int) string { return top.Edges[i].FQDN })
	check("observer", len(top.Observers), s.observer, func(i int) string { return top.Observers[i].Name })
	check("group", len(top.Groups), s.groupNamed, func(i int) string { return top.Groups[i].Name })
	check("node of a site", sites, node(s.node, 0), func(i int) string { return top.Sites[i].Name })
	check("node of a pool", pools, node(s.node, sites), func(i int) string { return top.Pools[i].FQDN })
	check("node of a user", len(top.Users), node(s.node, sites+pools), func(i int) string { return top.Users[i].URI })
	check("place", sites, node(s.where, 0), func(i int) string { return top.Sites[i].Name })
	records := len(top.Records)
	check("record", records, func(target string) int16 { return s.record(top.Records[0].Name, target) },
		func(i int) string { return top.Records[i].Target })
	check("address", len(top.Addresses), func(target string) int16 { return max(s.address("sip.lab.local", target)-int16(records), -1) },
		func(i int) string { return top.Addresses[i].Target })
	for u := range top.Users {
		if at := s.where(top.Users[u].URI); at != -1 {
			t.Errorf("user %d is at place %d, and nobody gives orders there", u, at)
		}
	}
}

// Every node is at a site, and a pool if it is one.
func TestPlaces(t *testing.T) {
	s := mustNew(t, furnished())
	for i := range s.topology.Sites {
		if site, pool := s.place(s.siteNode(int16(i))); site != int16(i) || pool != -1 {
			t.Errorf("site %d is at %d, pool %d", i, site, pool)
		}
	}
	for i := range s.topology.Pools {
		if site, pool := s.place(s.poolNode(int16(i))); site != s.siteOf[i] || pool != int16(i) {
			t.Errorf("pool %d is at %d, pool %d", i, site, pool)
		}
	}
	for i := range s.topology.Users {
		if site, pool := s.place(s.userNode(int16(i))); site != s.seat[i] || pool != -1 {
			t.Errorf("user %d is at %d, pool %d", i, site, pool)
		}
	}
}

// C-33, C-36, H-58: whom a client follows a redirect to: home and then the backup, home alone, or nobody.
func TestC36WhomARedirectLeadsTo(t *testing.T) {
	for home := range int16(2) {
		for _, c := range []struct {
			user User
			want [2]int16
		}{
			{User{}, [2]int16{home, 1 - home}}, {User{IgnoresQ: true}, [2]int16{home, -1}},
			{User{Generation: discovery.Mobile}, [2]int16{-1, -1}},
		} {
			top := Paired()
			c.user.URI, c.user.Home = u1, top.Pools[home].FQDN
			top.Users[0] = c.user
			if got := mustNew(t, top).contacts(0, 1-home); got != c.want {
				t.Errorf("home %d, %+v: %v, want %v", home, c.user, got, c.want)
			}
		}
	}
}

// nowhere fails unless everybody is where nobody has done anything yet.
func (h *history) nowhere(t *testing.T, when string) {
	t.Helper()
	for what, all := range map[string][]int16{"registered": h.at, "in a call with": h.peer, "in a call through": h.through, "parked": h.orbit,
		"in a conference of": h.of, "in a conference at": h.heldAt, "waiting for group": h.called, "waiting at": h.runs, "left at": h.left} {
		if i := slices.IndexFunc(all, func(n int16) bool { return n != -1 }); i >= 0 || len(all) == 0 {
			t.Errorf("%s: %d is %s %d", when, i, what, all[max(i, 0)])
		}
	}
}

// Who has done nothing is nowhere, and who is through with everything is there again: out, in no call, conference or queue.
func TestNobodyIsAnywhere(t *testing.T) {
	top := grouped(false)
	top.Users[1].Organiser = true
	for i := range top.Pools {
		top.Pools[i].Orbits = 1
	}
	h := begin(t, top)
	h.nowhere(t, "at first")
	for _, c := range []struct {
		name string
		acts []Input
		over []Input
	}{
		{"a call", []Input{Call{u1, u2}}, []Input{HangUp{u1}}},
		{"a call outside", []Input{CallOut{u1, false}}, []Input{HangUp{u1}}},
		{"a parked call", []Input{Call{u1, u2}, Park{u1}, Retrieve{u1, u2}}, []Input{HangUp{u1}}},
		{"a conference", []Input{Join{u1, u2}}, []Input{Leave{u1}}},
		{"a group", []Input{CallGroup{caller, "Sales"}}, []Input{HangUp{caller}}},
		{"a group without an agent", []Input{SignOut{u1}, CallGroup{caller, "Sales"}}, []Input{HangUp{caller}}},
	} {
		for _, u := range []string{u1, u2, caller} {
			h.do(SignIn{u})
		}
		h.wait(time.Minute)
		h.must(t, c.acts...)
		h.must(t, c.over...)
		for _, u := range []string{u1, u2, caller} {
			h.do(SignOut{u})
		}
		h.wait(time.Minute)
		h.nowhere(t, c.name)
	}
	if st, _ := h.User(u1); st.Seat.Phase() != conference.Outside || st.Meeting != "" || st.Parked != "" || st.Calling != "" || st.Talking != "" {
		t.Errorf("%+v", st)
	}
}

// An order that is about nobody names nobody: what it does not say is no pool, pair, user, Edge or record, and not the first.
func TestWhomAnOrderIsAbout(t *testing.T) {
	s := mustNew(t, furnished())
	r, ok := s.resolve(Publish{At: fe1})
	if want := (request{kind: publish, at: s.node(fe1), pool: -1, partner: -1, pair: -1, user: -1, target: -1, edge: -1, record: -1}); !ok || r != want {
		t.Errorf("%+v, want %+v", r, want)
	}
}

// The master that a pair leaves behind is its pool's own from then on, also where that is the first pool of all (F-153).
func TestKeepMasterOnTheFirstPool(t *testing.T) {
	h := begin(t, Paired())
	h.second = h.master()
	if h.hosts[h.second] != 0 {
		t.Fatal("the master is not on the first pool")
	}
	if h.keepMaster(h.pairOf[0]); h.second == h.master() {
		t.Error("it still counts as the second")
	}
}

// A user who is not there is nobody, not the second to last of all, for whoever reads the action.
func TestNobodyActs(t *testing.T) {
	h := begin(t, Paired())
	for _, a := range h.Step(h.Now(), SignIn{"u9@lab.local"}, nil) {
		if a.Kind != Invalid || a.Peer != -1 {
			t.Errorf("%+v", a)
		}
	}
}
