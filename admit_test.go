package understudy

import (
	"fmt"
	"testing"
	"time"

	"understudy.example/pool/pairing"
	"understudy.example/registrar/admission"
)

// H-38, C-116: a Standard Edition server takes in two sign-ins at one instant and an Enterprise pool twelve; the next ones
// are told to come again, and their own back-off brings them in. By itself nobody is limited (C-120).
func TestH38SignInsAreLimited(t *testing.T) {
	for _, c := range []struct {
		edition pairing.Edition
		limits  Admission
		at      int // once
	}{
		{pairing.Standard, LoadTested(), 2}, {pairing.Enterprise, LoadTested(), 12}, {pairing.Standard, Admission{}, 20},
		{pairing.Standard, Admission{Standard: admission.Standard()}, 2}, {pairing.Enterprise, Admission{Pool: admission.Pool()}, 12},
	} {
		top := crowd(20)
		top.Pools[0].Edition, top.Parameters.Admission = c.edition, c.limits
		h := begin(t, top)
		for i := range 20 {
			h.do(SignIn{fmt.Sprintf("u%d@lab.local", i)})
		}
		if n := registered(h); n != c.at {
			t.Errorf("%v, %+v: %d are in at once, want %d", c.edition, c.limits, n, c.at)
		}
		if copied, err := h.Clone(); err != nil || copied.key() != h.key() {
			t.Errorf("%v: a closed door is copied: %v", c.edition, err)
		}
		h.wait(10 * time.Minute)
		if n := registered(h); n != 20 {
			t.Errorf("%v: after ten minutes %d are in", c.edition, n)
		}
	}
}

func registered(h *history) (n int) {
	for i := range h.Topology().Users {
		if st, _ := h.User(fmt.Sprintf("u%d@lab.local", i)); st.Registered {
			n++
		}
	}
	return n
}

// H-38: what is no new sign-in, or ends elsewhere, takes no room: a refresh, a redirect, and 503 for want of endpoints.
func TestH38OnlySignInsCount(t *testing.T) {
	top := crowd(4)
	top.Parameters.Admission = LoadTested()
	for i := range 2 {
		top.Users[i].Home = "FE02.lab.local"
	}
	h := begin(t, top)
	for i := range 4 { // FE01 sends the first two to FE02, and has room for its own two
		h.do(SignIn{fmt.Sprintf("u%d@lab.local", i)})
	}
	if n := registered(h); n != 4 {
		t.Errorf("%d are in", n)
	}
	// The refreshes of all fall due at two instants.
	h.wait(9*time.Minute + 30*time.Second)
	if h.crowded(0) || h.crowded(1) {
		t.Error("refreshes took some of the rate")
	}
	h.wait(time.Second)
	if n := registered(h); n != 4 {
		t.Errorf("after the refreshes %d are in", n)
	}

	top = crowd(3)
	top.Parameters.Admission, top.Parameters.Endpoints = LoadTested(), 1
	h = begin(t, top)
	for i := range 3 {
		h.do(SignIn{fmt.Sprintf("u%d@lab.local", i)})
	}
	if h.crowded(0) {
		t.Error("who found no room took some of the rate")
	}
}
