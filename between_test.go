package understudy

import (
	"testing"
	"time"

	"understudy.example/client/conference"
	"understudy.example/client/features"
	"understudy.example/dns/discovery"
)

// F-46, F-47: what the backup promises between two people of one site it does not promise across sites; C-128: a desk phone
// in limited mode has lost its voice mail.
func TestF46BetweenTwo(t *testing.T) {
	top := Paired()
	top.Sites = append(top.Sites, Site{Name: "branch"})
	top.Users[1].Site, top.Users[2].Generation = "branch", discovery.PhoneEdition
	h := alight(t, top, u1, u2, caller)
	h.do(Break{Fault{Kind: Service, Of: fe1}})
	h.wait(5 * time.Minute)
	for _, c := range []struct {
		peer string
		want features.Available
	}{{caller, features.Yes}, {u2, features.No}} {
		if a, ok := h.CanWith(u1, c.peer, features.Video); !ok || a.Available != c.want {
			t.Errorf("video with %s: %+v", c.peer, a)
		}
	}
	for _, c := range [][2]string{{u1, "nobody@lab.local"}, {"nobody@lab.local", u1}} {
		if _, ok := h.CanWith(c[0], c[1], features.Video); ok {
			t.Error("there is nobody of that name")
		}
	}
	if _, ok := h.CanWith(caller, u1, features.Video); !ok {
		t.Error("the first user is somebody to be with")
	}
	desk, _ := h.Can(u1, features.VoiceMail)
	phone, ok := h.Can(caller, features.VoiceMail)
	if !ok || phone.Available != features.No || phone == desk {
		t.Errorf("a phone's voice mail: %+v, a desktop's: %+v", phone, desk)
	}
}

// C-88: a conference ends for those in it when its organiser is moved, though he is served in full without a gap.
func TestC88TheOrganiserMoves(t *testing.T) {
	top := Paired()
	top.Users[0].Organiser, top.Users[1].Home = true, fe2
	h := alight(t, top, u1, u2)
	h.do(Join{u2, u1})
	h.must(t, MoveUser{At: fe1, User: u1, Target: fe2})
	h.wait(time.Minute)
	if st, _ := h.User(u2); st.Seat.Phase() != conference.Reopened || st.Meeting != u1 {
		t.Errorf("%v in the conference of %q", st.Seat.Phase(), st.Meeting)
	}
	h.do(Rejoin{u2})
	if st, _ := h.User(u2); st.Seat.Phase() != conference.Attending {
		t.Error(st.Seat.Phase())
	}
}

// C-88, F-47: the button works if the pool that holds the conference now can be reached; to leave takes no way.
func TestC88TheButton(t *testing.T) {
	for _, moved := range []bool{false, true} {
		for _, far := range []bool{false, true} {
			for on, want := range map[conference.Cause]denial{conference.Rejoin: done, conference.Leave: done} {
				top := Paired()
				top.Users[0].Organiser, top.Users[1].Home = true, fe2
				h := alight(t, top, u1, u2)
				if got := h.rejoin(1, on); got != noMeeting {
					t.Errorf("in no conference: %d", got)
				}
				h.must(t, Join{u2, u1})
				if moved {
					h.must(t, MoveUser{At: fe1, User: u1, Target: fe2})
				}
				if far {
					h.part(u2, fe2)
					h.part(u2, fe1)
				}
				if moved && far && on == conference.Rejoin {
					want = farMeeting
				}
				if got := h.rejoin(1, on); got != want {
					t.Errorf("moved %v, far %v, %v: %d, want %d", moved, far, on, got, want)
				}
			}
		}
	}
}
