package understudy

import (
	"testing"
	"time"
)

// watched is twoSites with an observer on a hill.
func watched() Topology {
	t := twoSites()
	t.Sites = append(t.Sites, Site{Name: "hill"})
	t.Observers = []Observer{{Name: "lookout", Site: "hill"}}
	t.Pools[0].Management = true
	return t
}

// H-96: an observer tells a lost pool from a lost link, to whoever can ask it, and since when.
func TestH96Observers(t *testing.T) {
	h := begin(t, watched())
	says := func(reaches, asked bool) {
		t.Helper()
		v := h.view(t, "west")
		sight, ok := v.Observers[0].Says(0)
		if ok != asked || sight.Reaches != reaches {
			t.Errorf("at %v: %+v, asked %v", h.Now(), sight, ok)
		}
	}
	says(true, true)
	h.part("east", "west")
	if p := h.view(t, "west").Pools[0]; p.Reachable {
		t.Error("the link is cut, and FE01 reached")
	}
	says(true, true)
	h.brk(Power, fe1)
	h.wait(time.Minute)
	says(false, true)
	if sight, _ := h.view(t, "west").Observers[0].Says(0); sight.Since != time.Minute || sight.SinceFull {
		t.Errorf("%+v", sight)
	}
	h.part("hill", "west")
	says(false, false)
	h.join("hill", "west")
	h.brk(ObserverDown, "lookout")
	says(false, false)
	h.heal(ObserverDown, "lookout")
	h.heal(Power, fe1)
	says(true, true)
	for i := -1; i <= 2; i++ {
		if _, ok := h.view(t, "west").Observers[0].Says(i); ok != (i == 0 || i == 1) {
			t.Errorf("there are two pools, and of number %d it says something: %v", i, ok)
		}
	}
}

// H-97: the time of day goes round.
func TestH97TimeOfDay(t *testing.T) {
	top := Paired()
	top.Parameters.Start = 23 * time.Hour
	h := begin(t, top)
	h.wait(90 * time.Minute)
	if v := h.view(t, "HQ"); v.TimeOfDay != 30*time.Minute {
		t.Error(v.TimeOfDay)
	}
}

// H-95: a fence takes the power as a fault does, and both have to be gone for it to come back.
func TestH95Power(t *testing.T) {
	h := begin(t, watched())
	up := func(want bool) {
		t.Helper()
		if st, _ := h.Pool(fe1); st.Up != want {
			t.Errorf("at %v: up is %v", h.Now(), st.Up)
		}
	}
	h.must(t, Fence{At: "west", Pool: fe1})
	h.wait(10 * time.Second)
	up(false)
	h.brk(Power, fe1)
	h.must(t, Unfence{At: "west", Pool: fe1})
	h.wait(10 * time.Second)
	up(false)
	h.heal(Power, fe1)
	up(true)
	h.holds(t)
}
