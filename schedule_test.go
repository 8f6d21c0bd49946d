package understudy

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"understudy.example/machine"
)

// A schedule says what a look at every slot says.
func TestSchedule(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 20).Draw(t, "slots")
		s, all := newSchedule(n), slices.Repeat([]machine.Instant{machine.Never}, n)
		for range rapid.IntRange(0, 60).Draw(t, "changes") {
			if n == 0 {
				break
			}
			slot := rapid.IntRange(0, n-1).Draw(t, "slot")
			at := rapid.SampledFrom([]machine.Instant{1, 2, 3, machine.Never}).Draw(t, "at")
			s.set(slot, at)
			all[slot] = at
			checkSchedule(t, s, all)
		}
		checkSchedule(t, s, all)
	})
}

func checkSchedule(t *rapid.T, s schedule, all []machine.Instant) {
	least, due := machine.Never, []int{}
	for _, d := range all {
		least = min(least, d)
	}
	for slot, d := range all {
		if d == least && d != machine.Never {
			due = append(due, slot)
		}
	}
	if s.least() != least || s.due() != len(due) {
		t.Fatalf("least %v, %d due: %v", s.least(), s.due(), all)
	}
	for i := -1; i <= len(due); i++ {
		want := -1
		if i >= 0 && i < len(due) {
			want = due[i]
		}
		if got := s.pick(i); got != want {
			t.Fatalf("%d of those that are due is %d: %v", i, got, all)
		}
	}
}

// A schedule is as large as it has to be: a power of two of leaves, and as many nodes.
func TestScheduleIsNoLargerThanItHasToBe(t *testing.T) {
	for n, want := range map[int]int{0: 2, 1: 2, 2: 4, 3: 8, 4: 8, 5: 16, 8: 16, 9: 32} {
		if s := newSchedule(n); len(s) != want || s.least() != machine.Never || s.due() != 0 {
			t.Errorf("for %d slots: %d nodes, want %d", n, len(s), want)
		}
	}
}
