package understudy

import (
	"testing"
	"time"

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
	if _, ok := h.CanWith(u1, "nobody@lab.local", features.Video); ok {
		t.Error("there is nobody of that name")
	}
	desk, _ := h.Can(u1, features.VoiceMail)
	phone, ok := h.Can(caller, features.VoiceMail)
	if !ok || phone.Available != features.No || phone == desk {
		t.Errorf("a phone's voice mail: %+v, a desktop's: %+v", phone, desk)
	}
}
