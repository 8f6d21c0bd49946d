package understudy

import (
	"testing"
	"time"

	"understudy.example/client/features"
	"understudy.example/client/responsegroup"
)

const caller = "u3@lab.local"

// grouped is the lab, paired, with a caller on FE02 and an agent and a group on FE01.
func grouped(hides bool) Topology {
	top := Paired()
	top.Users[2].Home = fe2
	top.Users[0].Agent = "Sales"
	top.Groups = []Group{{Name: "Sales", Pool: fe1, Hides: hides}}
	return top
}

// C-76, F-145, C-127: where a call to a group ends up, by what has died and whether the group was imported.
func TestC76Groups(t *testing.T) {
	for _, c := range []struct {
		name     string
		hides    bool
		imported bool
		outage   bool
		failover bool
		want     responsegroup.Phase
	}{
		{"at work", false, false, false, false, responsegroup.Connected},
		{"at work, anonymously", true, false, false, false, responsegroup.Anonymous},
		{"outage, not imported", false, false, true, false, responsegroup.None},
		{"outage, imported: its agents are limited", false, true, true, false, responsegroup.Queued},
		{"failed over, not imported", false, false, true, true, responsegroup.None},
		{"failed over, imported", false, true, true, true, responsegroup.Connected},
	} {
		h := alight(t, grouped(c.hides), u1, u2, caller)
		if c.imported {
			h.must(t, ExportResponseGroups{fe1, fe1}, ImportResponseGroups{fe2, fe2})
		}
		if c.failover {
			h.must(t, ManagementServerFailover{At: fe2})
			h.wait(time.Minute)
		}
		if c.outage {
			h.do(Break{Fault{Kind: Service, Of: fe1}})
			h.wait(5 * time.Minute)
		}
		if c.failover {
			h.must(t, PoolFailOver{At: fe2, Pool: fe1, DisasterMode: true})
			h.wait(10 * time.Minute)
		}
		h.do(CallGroup{caller, "sales"})
		st, _ := h.User(caller)
		if st.Answer != c.want {
			t.Errorf("%s: %v, want %v\n%s", c.name, st.Answer, c.want, h)
		}
		if talks := st.Talking == u1; talks != (c.want > responsegroup.Queued) {
			t.Errorf("%s: talks to %q", c.name, st.Talking)
		}
		h.holds(t)
	}
}

// F-145: that the groups were imported is known for the users who are on the backup, without being said of all.
func TestF145ImportedGroupsFollow(t *testing.T) {
	for _, imported := range []bool{false, true} {
		h := alight(t, grouped(false), u1)
		if imported {
			h.must(t, ExportResponseGroups{fe1, fe1}, ImportResponseGroups{fe2, fe2})
		}
		h.do(Break{Fault{Kind: Service, Of: fe1}})
		h.wait(5 * time.Minute)
		a, ok := h.Can(u1, features.ResponseGroup)
		if !ok || (a.Available == features.Yes) != imported {
			t.Errorf("imported %v: %+v", imported, a)
		}
	}
}

// A copy of a System knows who waits for whom, and what was exported and imported.
func TestGroupsAreKept(t *testing.T) {
	h := alight(t, grouped(false), u2, caller)
	h.must(t, ExportResponseGroups{fe1, fe1}, ImportResponseGroups{fe2, fe2})
	h.do(CallGroup{caller, "Sales"})
	s, err := h.Clone()
	if err != nil {
		t.Fatal(err)
	}
	if st, _ := s.User(caller); st.Calling != "Sales" || st.Answer != responsegroup.Queued || !s.tookIn[0] || !s.filed[0] {
		t.Errorf("%+v, %v, %v", st, s.tookIn, s.filed)
	}
	s.Step(s.Now(), SignIn{u1}, nil)
	s.Do(s.Now(), nil, nil)
	if st, _ := s.User(caller); st.Talking != u1 {
		t.Errorf("%+v", st)
	}
}

// F-145: the partner runs a group that it has imported while the group's own pool cannot, be the partner the first pool or
// the second; without the import nobody does.
func TestF145ThePartnerRunsTheGroup(t *testing.T) {
	for own, pool := range []string{fe1, fe2} {
		top := Paired()
		top.Groups = []Group{{Name: "Sales", Pool: pool}}
		for _, imported := range []bool{false, true} {
			h := begin(t, top)
			h.tookIn[own] = imported
			if got := h.runsGroup(0, 0); got != int16(own) {
				t.Errorf("%s runs its group: %d", pool, got)
			}
			h.brk(Service, pool)
			want := int16(-1)
			if imported {
				want = int16(1 - own)
			}
			if got := h.runsGroup(0, 0); got != want {
				t.Errorf("%s is down, its group imported: %v, and runs on %d", pool, imported, got)
			}
		}
	}
}

// C-76, C-127: a call that the pool hides dies with the way to it, one that it has only handed on lives, and one that still
// waits has none to die with; whoever is the agent, the first user or another, and nobody is told to end what is over.
func TestC127OnlyTheHiddenCallDies(t *testing.T) {
	for agent := range 3 {
		for _, hides := range []bool{false, true} {
			for _, hangsUp := range []bool{false, true} {
				top := grouped(hides)
				top.Users[0].Agent, top.Users[agent].Agent = "", "Sales" // the caller himself is none
				h := alight(t, top, u1, u2, caller)
				h.must(t, CallGroup{caller, "Sales"})
				if hangsUp {
					h.must(t, HangUp{caller})
				} else {
					h.part(caller, fe1)
				}
				st, _ := h.User(caller)
				if lives := agent < 2 && !hides && !hangsUp; (st.Talking != "") != lives || st.Calling != "" && !lives {
					t.Errorf("hidden %v, agent %d, hung up %v: talks to %q, and has called %q\n%s", hides, agent, hangsUp, st.Talking, st.Calling, h)
				}
				if h.saw(Refused, func(a Action) bool { return a.Who.Part == PartConversation }) {
					t.Errorf("hidden %v, agent %d, hung up %v: something is refused\n%s", hides, agent, hangsUp, h)
				}
			}
		}
	}
}
