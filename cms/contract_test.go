package cms

import (
	"testing"

	"github.com/looplab/fsm"

	"understudy.example/machine"
	"understudy.example/machine/machinetest"
)

// events is every event there is.
func events() (all []Event) {
	for on := range Gone + 1 {
		all = append(all, Event{on, 0}, Event{on, 1})
	}
	return all
}

// aim draws what can matter: an answer to whoever waits for one, both databases, and after that anything at all.
func aim(d *machine.Draw, s State) Event {
	e := Event{EventKind(d.Below(uint64(Gone) + 1)), uint8(d.Below(2))}
	switch {
	case s.asked:
		e.On = []EventKind{Confirmed, Confirmed, Confirmed, NotYet, NotYet, NotYet, Broken, LeftBoth, LeftNone}[d.Below(9)]
	case s.phases[0] == Absent || s.phases[1] == Absent:
		e.On = Install
	case s.order == None && (s.headless() || s.phases[0] == Unverified || s.phases[1] == Unverified) && d.Below(4) > 0:
		e.On = Restore
	}
	return e
}

func TestContract(t *testing.T) {
	machinetest.Run(t, small, State{}, events(),
		machinetest.Aim(aim), machinetest.Wild(), machinetest.Bytes(32), machinetest.Cover(), machinetest.Seeds(1, 1800))
}

// The thresholds, one nanosecond around each.
func TestThresholds(t *testing.T) {
	r := Lab()
	run := func(t *testing.T, s State, within bool, at machine.Instant, want Kind) {
		t.Helper()
		d := r.Deadline(s)
		if d != at {
			t.Fatalf("%v is due at %v, not at %v", s, d, at)
		}
		if _, out := r.Advance(s, nil); !within || len(out) != 1 || out[0].Kind != want {
			t.Errorf("%v: %v", s, out)
		}
	}
	const now = 7*second + 1
	forced, _ := r.Step(now, Installed(0, true), Event{ForceTo, 1}, nil)
	run(t, forced, true, now.Add(r.Work), Check)
	back, _ := r.Step(now, orphaned(0), Event{Returned, 0}, nil)
	run(t, back, true, now.Add(r.Demotion), Moved)
	for _, early := range []machine.Instant{1, 0, -1} {
		s, _ := r.Step(now, Installed(0, true), Event{MoveTo, 1}, nil)
		s, out := r.Step(now.Add(r.Patience)-early, s, Event{On: NotYet}, nil)
		switch gaveUp := out != nil; {
		case gaveUp != (early <= 0):
			t.Errorf("%d ns before patience ends: %v", early, out)
		case !gaveUp:
			run(t, s, true, now.Add(r.Patience), Check) // not a whole Retry later: the last check comes when patience ends
		}
	}
}

func BenchmarkStep(b *testing.B) {
	r, out := Lab(), make([]Action, 0, 8)
	b.Run("ours", func(b *testing.B) {
		b.ReportAllocs()
		s := orphaned(0)
		for i := 0; b.Loop(); i++ {
			s, out = r.Step(second, s, Event{Returned + EventKind(i&1), 0}, out[:0])
		}
	})
	b.Run("looplab", func(b *testing.B) {
		b.ReportAllocs()
		m := fsm.NewFSM("gone", fsm.Events{
			{Name: "returned", Src: []string{"gone"}, Dst: "back"}, {Name: "gone", Src: []string{"back"}, Dst: "gone"},
		}, nil)
		names := [2]string{"returned", "gone"}
		for i := 0; b.Loop(); i++ {
			_ = m.Event(b.Context(), names[i&1])
		}
	})
}

func BenchmarkAdvance(b *testing.B) {
	b.ReportAllocs()
	r, out := Lab(), make([]Action, 0, 8)
	start, _ := r.Step(0, orphaned(0), Event{Returned, 0}, nil)
	for b.Loop() {
		_, out = r.Advance(start, out[:0])
	}
}
