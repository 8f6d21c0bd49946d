package understudy

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"understudy.example/client/conversation"
	"understudy.example/pool/failover"
)

// turned is a topology whose pools, sites, Edge pools and records are listed the other way round.
func turned(t Topology) Topology {
	t = t.clone()
	slices.Reverse(t.Pools)
	slices.Reverse(t.Sites)
	slices.Reverse(t.Edges)
	slices.Reverse(t.Groups)
	slices.Reverse(t.Records)
	slices.Reverse(t.Addresses)
	t.Observers = slices.Clone(t.Observers)
	slices.Reverse(t.Observers)
	return t
}

// A planned failover of either pool, and its failback, with what is written meanwhile.
func TestNoPoolIsSpecialWhenAllGoesWell(t *testing.T) {
	for _, pool := range []string{fe1, fe2} {
		top := twoSites()
		top.Users[1].Home = fe2
		if pool == fe1 {
			top.Pools[0].CMS, top.Pools[1].CMS = false, true
		}
		m := mirrored{begin(t, top), begin(t, turned(top))}
		m.do(SignIn{u1}, SignIn{u2})
		m.wait(5 * time.Minute)
		for _, o := range []Input{PoolFailOver{At: pool, Pool: pool}, PoolFailBack{At: pool, Pool: pool}} {
			m.do(EditContacts{u1}, EditContacts{u2}, UploadContent{u1}, UploadContent{u2}, o)
			for range 40 {
				m.wait(30 * time.Second)
				m.do(ScheduleMeeting{u1}, ScheduleMeeting{u2}, UploadContent{u1})
				m.same(t, fmt.Sprintf("%T of %s", o, pool))
				if a, b := m.one.Losses(), m.other.Losses(); !slices.Equal(a, b) {
					t.Errorf("at %v: %+v\n%+v", m.one.Now(), a, b)
				}
			}
		}
		if st, _ := m.one.Pool(pool); st.State != failover.Active || !m.one.saw(RunFinished, func(Action) bool { return true }) {
			t.Errorf("%s is %v\n%s", pool, st.State, m.one)
		}
	}
}

// A mirrored is two Systems, of a topology and of the same one turned, to which the same happens.
type mirrored struct{ one, other *history }

func (m mirrored) do(ins ...Input) {
	for _, in := range ins {
		m.one.do(in)
		m.other.do(in)
	}
}

func (m mirrored) wait(d time.Duration) {
	m.one.wait(d)
	m.other.wait(d)
}

// same compares how things stand, and what stands against every order.
func (m mirrored) same(t *testing.T, what string) {
	t.Helper()
	for _, u := range m.one.topology.Users {
		a, _ := m.one.User(u.URI)
		b, _ := m.other.User(u.URI)
		if a != b {
			t.Errorf("%s, at %v: %s is\n%+v\n%+v", what, m.one.Now(), u.URI, a, b)
		}
	}
	for _, p := range m.one.topology.Pools {
		a, _ := m.one.Pool(p.FQDN)
		b, _ := m.other.Pool(p.FQDN)
		if a != b {
			t.Errorf("%s, at %v: %s is\n%+v\n%+v", what, m.one.Now(), p.FQDN, a, b)
		}
	}
	for _, o := range newScript(m.one).orders() {
		a, errA := m.one.blocks(o)
		b, errB := m.other.blocks(o)
		if !slices.Equal(a, b) || (errA == nil) != (errB == nil) {
			t.Errorf("%s, at %v: against %T%+v stand\n%v\n%v", what, m.one.Now(), o, o, a, b)
		}
	}
	for _, place := range newScript(m.one).places {
		a, b := m.one.view(t, place), m.other.view(t, place)
		for _, p := range a.Pools {
			if q, ok := b.Pool(p.FQDN); !ok || p != q {
				t.Errorf("%s, at %v: from %s one sees\n%+v\n%+v", what, m.one.Now(), place, p, q)
			}
		}
	}
}

// What happens, and what is allowed, does not depend on the order in which a topology lists its pools and sites: none is
// special because its number is zero.
func TestNoPoolIsSpecial(t *testing.T) {
	edges := twoSites()
	edges.Edges = []Edge{{FQDN: "EDGE01.lab.local", Site: "east", NextHop: fe1}, {FQDN: "EDGE02.lab.local", Site: "west", NextHop: fe2}}
	edges.Pools[0].Management, edges.Pools[1].Management = true, true
	edges.Observers = []Observer{{Name: "lookout", Site: "east"}, {Name: "hill", Site: "west"}}
	edges.Groups = []Group{{Name: "Sales", Pool: fe1}, {Name: "Help", Pool: fe2}}
	for name, top := range map[string]Topology{"two sites": edges, "four pools": fourPools(), "branches": branches(), "clustered": clustered()} {
		kinds := []FaultKind{NIC, Power}
		if name == "two sites" {
			kinds = append(kinds, Service, Hung, SQL, BackupService, Rights, PatchLevel, StandbyError)
		}
		for _, pool := range []string{fe1, fe2} {
			for _, kind := range kinds {
				m := mirrored{begin(t, top), begin(t, turned(top))}
				m.do(SignIn{u1}, SignIn{u2})
				m.wait(2 * time.Minute)
				f := Fault{Kind: kind, Of: pool}
				m.do(Break{f})
				m.same(t, name+": "+kind.String()+" of "+pool)
				m.wait(2*time.Minute + 7*time.Second)
				m.same(t, name+": later")
				other := fe1
				if pool == fe1 {
					other = fe2
				}
				m.do(PoolFailOver{At: other, Pool: pool, DisasterMode: true}, ManagementServerFailover{At: other, Target: other, Force: true})
				m.wait(20 * time.Second)
				m.same(t, name+": under way")
				m.do(PoolFailOver{At: other, Pool: pool, DisasterMode: true})
				m.wait(3 * time.Minute)
				m.do(Heal{f}, PoolFailBack{At: other, Pool: pool}, ClearBackup{other, pool})
				m.wait(20 * time.Second)
				m.same(t, name+": healed")
				m.do(SetPoolState{other, pool, failover.Active})
				m.wait(time.Minute)
				m.do(ClearBackup{other, pool}, Publish{other}, SetPoolState{pool, other, failover.FailedOver})
				m.same(t, name+": apart")
			}
		}
	}
}

// encounters are all that three users can do with each other, and two faults amid it. Where there is a nil time passes.
func encounters(a, b, c string) []Input {
	return []Input{SignIn{a}, SignIn{b}, SignIn{c}, nil,
		Call{a, b}, Call{c, a}, Call{a, a}, Add{a, conversation.Video}, Add{b, conversation.Polls}, Hold{b}, Resume{b}, Transfer{a, c}, HangUp{b}, nil,
		Call{a, b}, Transfer{b, c}, HangUp{c}, Call{a, b}, Park{a}, Call{c, b}, Retrieve{c, a}, Retrieve{c, b}, HangUp{c}, nil,
		Call{a, b}, Park{b}, Call{b, c}, Park{b}, HangUp{a}, HangUp{b}, CallOut{a, false}, Transfer{a, b}, Park{b}, HangUp{b}, CallOut{b, true}, HangUp{b}, nil,
		CallGroup{a, "Sales"}, HangUp{a}, Call{b, c}, CallGroup{a, "Sales"}, Call{a, b}, HangUp{c}, HangUp{c}, CallGroup{a, "Help"}, HangUp{a}, nil,
		Join{a, b}, Join{c, b}, Join{c, a}, Join{b, b}, Leave{c}, Leave{c}, Join{c, b}, Call{a, c}, Add{c, conversation.Video}, nil,
		Break{Fault{Kind: NIC, Of: fe1}}, nil, Rejoin{a}, Hold{c}, nil, Heal{Fault{Kind: NIC, Of: fe1}}, nil, Rejoin{a}, Rejoin{b}, nil,
		Break{Fault{Kind: Link, Of: a, To: c}}, nil, Heal{Fault{Kind: Link, Of: a, To: c}}, HangUp{a}, Leave{a}, nil,
		Call{a, b}, Park{a}, Break{Fault{Kind: Service, Of: fe1}}, nil, Heal{Fault{Kind: Service, Of: fe1}}, nil, CallGroup{b, "Sales"}, SignOut{c}, SignOut{a}}
}

// Nor does it matter to calls, conferences and response groups which number a pool has.
func TestNoPoolIsSpecialToCalls(t *testing.T) {
	top := Paired()
	top.Pools[0].Orbits, top.Pools[1].Orbits = 1, 1
	top.Groups = []Group{{Name: "Sales", Pool: fe1}, {Name: "Help", Pool: fe1, Hides: true}}
	const u3 = "u3@lab.local"
	top.Users[2].Agent, top.Users[1].Organiser = "Sales", true
	m := mirrored{begin(t, top), begin(t, turned(top))}
	for i, in := range encounters(u1, u2, u3) {
		if in == nil {
			m.wait(10 * time.Minute)
			m.same(t, fmt.Sprint("encounter ", i))
			continue
		}
		m.do(in)
		for _, u := range top.Users {
			a, _ := m.one.User(u.URI)
			if b, _ := m.other.User(u.URI); a != b {
				t.Errorf("after %T%+v: %s is\n%+v\n%+v", in, in, u.URI, a, b)
			}
		}
	}
}

// What becomes of a call, a conference or a question to a response group does not depend on which of the users it is who
// calls, is called, or is the third: none is special because his number is zero.
func TestNoUserIsSpecial(t *testing.T) {
	var want string
	for i, roles := range [][3]int{{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}} {
		top := Paired()
		top.Parameters.Client.Jitter = 0
		top.Pools[0].Orbits, top.Pools[1].Orbits = 1, 1
		top.Groups = []Group{{Name: "Sales", Pool: fe1}, {Name: "Help", Pool: fe1, Hides: true}}
		a, b, c := top.Users[roles[0]].URI, top.Users[roles[1]].URI, top.Users[roles[2]].URI
		top.Users[roles[2]].Agent, top.Users[roles[1]].Organiser = "Sales", true
		h := begin(t, top)
		stands := func() (all []string) {
			for _, u := range []string{a, b, c} {
				st, _ := h.User(u)
				all = append(all, fmt.Sprintf("%s: %+v", u, st))
			}
			return all
		}
		var lines []string
		for _, in := range encounters(a, b, c) {
			if in == nil {
				h.wait(10 * time.Minute)
			} else {
				h.do(in)
			}
			lines = append(append(lines, fmt.Sprintf("after %T", in)), stands()...)
		}
		got := strings.NewReplacer(a, "a", b, "b", c, "c").Replace(strings.Join(lines, "\n"))
		if i == 0 {
			want = got
		} else if got != want {
			t.Errorf("%v\n%s", roles, firstDifference(got, want))
		}
	}
	for _, told := range []string{"Talking:c", "Talking:PSTN", "Parked:FE01", "Calling:Sales", "Calling:Help", "Meeting:b"} {
		if !strings.Contains(want, told) {
			t.Errorf("nothing of %s", told)
		}
	}
}

func firstDifference(got, want string) string {
	a, b := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return fmt.Sprintf("line %d: %s\nand for others: %s", i, a[i], b[i])
		}
	}
	return fmt.Sprintf("%d lines, and for others %d", len(a), len(b))
}
