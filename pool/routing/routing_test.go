package routing

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"understudy.example/machine"
	"understudy.example/machine/machinetest"
	"understudy.example/pool/internal/reach"
)

var events = []Event{{On: Run, Fronts: 0b1111}, {On: Run, Fronts: 0b1110}, {On: Run, Fronts: 0b1100}, {On: Run, Fronts: 0b1000},
	{On: Run, Fronts: 0b0001}, {On: Run, Fronts: 0b0111}, {On: Run, Fronts: 0b0010}, {On: Run}, {On: Place}, {On: Place, Front: 2},
	{On: Stop}, {On: Recover}, {On: Wipe}, {On: Forget, Front: 1}, {On: Write}, {On: StoreFailed}, {On: StoreBack}}

func TestContract(t *testing.T) {
	most := append(slices.Clone(events), Event{On: Run, Fronts: 1<<Most - 1}, Event{On: Place, Front: Most - 2})
	machinetest.Run(t, Default(), State{}, most, machinetest.Phase(Table, State.Phase), machinetest.Bytes(32), machinetest.Wild())
}

// A group in a pool of n front ends, all of which run, placed at 0 with its primary on front end first.
func group(n int, first uint8) *machine.Cell[State, Event, Action] {
	g := machine.Of(Default(), State{})
	g.Step(0, Event{On: Run, Fronts: 1<<n - 1}, nil)
	g.Step(0, Event{On: Place, Front: first}, nil)
	return g
}

// F-161: three replicas on distinct front ends, the primary first and the others after it, going round; as many as there
// are front ends in a smaller pool.
func TestPlacement(t *testing.T) {
	for n := 1; n <= Most; n++ {
		for first := range uint8(n) {
			g := group(n, first).State
			for i := range Replicas {
				want := uint8((int(first)+i)%n + 1)
				if i >= n {
					want = 0
				}
				if g.on[i] != want {
					t.Errorf("%d front ends, from %d: %v", n, first, g.on)
				}
			}
			if g.Primary() != int(first) || (g.phase == Full) != (n > 1) {
				t.Errorf("%d front ends, from %d: primary %d, %v", n, first, g.Primary(), g.phase)
			}
		}
	}
}

// Every set of three replicas and every loss: the level is what is left, and who serves is alive (F-51, F-161, F-165).
func TestLevels(t *testing.T) {
	for before := range uint16(16) {
		for after := range uint16(16) {
			g := group(3, 0)
			g.Step(0, Event{On: Run, Fronts: before}, nil)
			lost := g.State.phase != None && g.State.running&after&0b111 == 0 // what comes back meanwhile comes too late
			out := g.Step(0, Event{On: Run, Fronts: after}, nil)
			if (len(out) > 0 && out[0].Move.On == AllLost) != lost {
				t.Errorf("%b, then %b: %+v", before, after, out)
			}
			want := [...]Phase{None, Alone, Full, Full}[g.State.live()]
			if p := g.State.Primary(); g.State.phase != want || (p >= 0) != (want != None) || p >= 0 && after>>p&1 == 0 {
				t.Errorf("%b, then %b: %v on %d", before, after, g.State.phase, p)
			}
		}
	}
}

// F-161: what is lost is waited for, counted from the latest loss, and then replaced; what comes back in time is not.
func TestReplacement(t *testing.T) {
	const wait = machine.Instant(10 * time.Minute)
	for _, c := range []struct {
		name   string
		events map[machine.Instant]uint16
		at     machine.Instant
		want   [Replicas]uint8
	}{
		{"not yet", map[machine.Instant]uint16{0: 0b11110}, wait - 1, [Replicas]uint8{2, 1, 3}},
		{"now", map[machine.Instant]uint16{0: 0b11110}, wait, [Replicas]uint8{2, 4, 3}},
		{"back in time", map[machine.Instant]uint16{0: 0b11110, wait - 1: 0b11111}, wait, [Replicas]uint8{2, 1, 3}},
		{"another loss", map[machine.Instant]uint16{0: 0b11110, 5: 0b11010}, wait + 4, [Replicas]uint8{2, 1, 3}},
		{"and its time", map[machine.Instant]uint16{0: 0b11110, 5: 0b11010}, wait + 5, [Replicas]uint8{2, 4, 5}},
		{"an outsider lost", map[machine.Instant]uint16{0: 0b11110, 5: 0b01110}, wait, [Replicas]uint8{2, 4, 3}},
		{"no other", map[machine.Instant]uint16{0: 0b00110}, 10 * wait, [Replicas]uint8{2, 1, 3}},
		{"another comes", map[machine.Instant]uint16{0: 0b00110, 7: 0b01110}, wait + 7, [Replicas]uint8{2, 4, 3}},
		{"all lost", map[machine.Instant]uint16{0: 0b11000}, 10 * wait, [Replicas]uint8{1, 2, 3}},
	} {
		g := group(5, 0)
		for _, at := range []machine.Instant{0, 5, 7, wait - 1} {
			if up, ok := c.events[at]; ok {
				machine.Feed(g, at, Event{On: Run, Fronts: up}, nil, nil)
			}
		}
		machine.Until(g, c.at, nil, nil)
		if g.State.on != c.want {
			t.Errorf("%s: %v, want %v", c.name, g.State.on, c.want)
		}
	}
}

// Who held the group holds it again when the pool starts, others take the place of those that do not run, and where none
// of them runs the group is lost, however many others do (F-161, F-165).
func TestPlacedAgain(t *testing.T) {
	for _, c := range []struct {
		running uint16
		phase   Phase
		on      [Replicas]uint8
	}{
		{0b111111, Full, [Replicas]uint8{1, 2, 3}},
		{0b111110, Full, [Replicas]uint8{4, 2, 3}},
		{0b110001, Full, [Replicas]uint8{1, 5, 6}},
		{0b000010, Alone, [Replicas]uint8{2, 1, 3}},
		{0b111000, None, [Replicas]uint8{1, 2, 3}},
	} {
		g := group(6, 0)
		for _, e := range []Event{{On: Stop}, {On: Run, Fronts: c.running}, {On: Place, Front: 5}} {
			g.Step(0, e, nil)
		}
		if g.State.phase != c.phase || g.State.on != c.on {
			t.Errorf("%b: %v on %v, want %v on %v", c.running, g.State.phase, g.State.on, c.phase, c.on)
		}
	}
}

// F-166: what is given up for good is replaced at once, and a front end that runs is not given up.
func TestForget(t *testing.T) {
	g := group(5, 0)
	g.Step(0, Event{On: Forget, Front: 0}, nil)
	if g.State.on[0] != 1 {
		t.Error("a front end that runs is forgotten")
	}
	g.Step(0, Event{On: Run, Fronts: 0b11110}, nil)
	g.Step(9, Event{On: Forget, Front: 0}, nil)
	if g.Deadline() != 9 {
		t.Errorf("replaced at %v", g.Deadline())
	}
	if g.Advance(nil); g.State.on != [Replicas]uint8{2, 4, 3} {
		t.Error(g.State.on)
	}
}

// F-137, F-166: what is written is in the database after the lazy write, and one instant before it is lost with a recovery;
// never while the database does not answer.
func TestUnsaved(t *testing.T) {
	lazy := machine.Instant(Default().Lazy)
	for _, c := range []struct {
		at    machine.Instant
		blind bool
		lost  bool
	}{{lazy - 1, false, true}, {lazy, false, false}, {10 * lazy, true, true}} {
		g := group(6, 0)
		if c.blind {
			g.Step(0, Event{On: StoreFailed}, nil)
		}
		g.Step(0, Event{On: Write}, nil)
		machine.Until(g, c.at, nil, nil)
		g.Step(c.at, Event{On: Run, Fronts: 0b111000}, nil)
		g.Step(c.at, Event{On: StoreBack}, nil)
		g.Step(c.at, Event{On: Recover}, nil)
		lost, done := false, machine.Never
		machine.Until(g, c.at.Add(24*time.Hour), nil, func(now machine.Instant, out []Action) {
			for _, a := range out {
				lost = lost || a.Kind == Lost
				if a.Kind == Moved {
					done = now
				}
			}
		})
		if lost != c.lost || g.State.Unsaved() || done != c.at.Add(30*time.Minute) || g.State.phase != Full {
			t.Errorf("%v, blind %v: lost %v, done at %v, %+v", c.at, c.blind, lost, done, g.State)
		}
	}
}

// A full reset drops what is not saved; a stop and a start do not (F-166).
func TestWipe(t *testing.T) {
	for _, wipe := range []bool{false, true} {
		g := group(3, 0)
		g.Step(0, Event{On: Write}, nil)
		g.Step(0, Event{On: Stop}, nil)
		var out []Action
		if wipe {
			out = g.Step(0, Event{On: Wipe}, nil)
		}
		if g.Deadline() != machine.Never {
			t.Error("something is due while the pool does not run")
		}
		g.Step(0, Event{On: Place}, nil)
		if g.State.Unsaved() == wipe || wipe != (len(out) == 2 && out[1].Kind == Lost) || g.State.save.Armed() == wipe {
			t.Errorf("wiped %v: %+v, %+v", wipe, g.State, out)
		}
	}
}

// F-166: without the database there is no recovery, and one that is on breaks off; what is back meanwhile serves.
func TestRecoveryWithoutTheDatabase(t *testing.T) {
	g := group(6, 0)
	g.Step(0, Event{On: Run, Fronts: 0b111000}, nil)
	g.Step(0, Event{On: StoreFailed}, nil)
	if out := g.Step(0, Event{On: Recover}, nil); len(out) != 1 || out[0].Kind != Refuse {
		t.Errorf("%+v", out)
	}
	g.Step(0, Event{On: StoreBack}, nil)
	g.Step(0, Event{On: Recover}, nil)
	g.Step(1, Event{On: Run, Fronts: 0b111001}, nil)
	if g.State.phase != Reloading || g.State.Primary() >= 0 {
		t.Errorf("%+v", g.State)
	}
	if g.Step(2, Event{On: StoreFailed}, nil); g.State.phase != Alone || g.State.Primary() != 0 {
		t.Errorf("%+v", g.State)
	}
}

// In every state that can be reached the phase is what the replicas have made of it, no front end holds two, and rows are all taken.
func TestEverywhere(t *testing.T) {
	taken := map[machine.Move[Phase, Cause]]bool{}
	check := func(s State) {
		live := s.live()
		for i, a := range s.on {
			for _, b := range s.on[i+1:] {
				if a == b && a > 0 {
					t.Fatalf("%+v: two replicas on one front end", s)
				}
			}
		}
		switch {
		case s.phase == Full && live < 2, s.phase == Alone && live != 1, s.phase == None && live > 0,
			s.due.Armed() && (s.phase == Unplaced || s.phase == None), s.phase == Reloading && !s.due.Armed(),
			(s.phase == Full || s.phase == Alone) && s.due.Armed() != (live < Replicas && s.spare() >= 0),
			s.save.Armed() != (s.unsaved && !s.blind && (s.phase == Full || s.phase == Alone)),
			(s.phase == Full || s.phase == Alone) && s.Primary() < 0:
			t.Fatalf("%+v", s)
		}
	}
	r := Rules{Rebuild: 2 * time.Second, Reload: 2 * time.Second, Lazy: time.Second}
	n := reach.Every(t, r, State{}, events, func(_ State, _ *Event, to State, out []Action) {
		for _, a := range out {
			taken[a.Move] = taken[a.Move] || a.Kind == Moved
		}
		check(to)
	})
	t.Log(n, "states")
	reach.Rows(t, Table, taken)
}

func TestValidate(t *testing.T) {
	if err := Default().Validate(); err != nil {
		t.Error(err)
	}
	want := "routing: Rebuild 0s must be above 0\nrouting: Reload 31m0s must not be longer than 30m0s\nrouting: Lazy 0s must be above 0"
	if err := (Rules{Reload: 31 * time.Minute}).Validate(); !errors.Is(err, ErrRules) || err.Error() != want {
		t.Error(err)
	}
	if err := (Rules{1, 0, 1}).Validate(); err == nil || err.Error() != "routing: Reload 0s must be above 0" {
		t.Error(err)
	}
	got := fmt.Sprint(Alone, Phase(9), Wiped, Cause(99), Lost, Kind(9))
	if got != "primary alone 9? wiped 99? lost 9?" {
		t.Error(got)
	}
	for p := range phases {
		s := State{phase: p}
		if to, out := Default().Step(0, s, Event{On: 99}, nil); to != s || len(out) != 1 || out[0].Kind != Refuse {
			t.Errorf("%v: %+v, %+v", p, to, out)
		}
	}
	if s, out := Default().Advance(State{}, nil); s != (State{}) || out != nil {
		t.Error(s, out)
	}
}

// What comes from the table says so.
func TestReport(t *testing.T) {
	for k := range Lost + 1 {
		if _, ok := (Action{Kind: k}).Report(); ok != (k <= Refuse) {
			t.Errorf("%v reports %v", k, ok)
		}
	}
}

// A group loses its front ends one by one.
func Example() {
	g := machine.Of(Default(), State{})
	now := machine.Instant(0)
	do := func(e Event) {
		machine.Feed(g, now, e, nil, func(at machine.Instant, out []Action) {
			for _, a := range out {
				fmt.Printf("%v: %v, primary %d. %s\n", at, g.State.Phase(), g.State.Primary()+1, Table.Why(a.Move))
			}
		})
		now = now.Add(time.Minute)
	}
	do(Event{On: Run, Fronts: 0b111})
	do(Event{On: Place})
	for _, running := range []uint16{0b110, 0b100, 0b101} {
		do(Event{On: Run, Fronts: running})
	}
	// Output:
	// 1m0s: full, primary 1. A primary and its secondaries, each on a front end of its own (F-161)
	// 2m0s: full, primary 2. The primary's front end is lost, and a secondary is promoted (F-161)
	// 3m0s: primary alone, primary 3. Both secondaries are missing, so its users are limited (F-51, F-165)
	// 4m0s: full, primary 3. A front end with a secondary is back (F-165)
}

func BenchmarkStep(b *testing.B) {
	b.ReportAllocs()
	r, out := Default(), make([]Action, 0, 4)
	s := group(4, 0).State
	for i := range b.N {
		s, out = r.Step(0, s, Event{On: Run, Fronts: uint16(i&15 | 1)}, out[:0])
	}
}

func BenchmarkAdvance(b *testing.B) {
	b.ReportAllocs()
	r, out := Default(), make([]Action, 0, 4)
	s := group(4, 0).State
	s.due = machine.At(1)
	for range b.N {
		_, out = r.Advance(s, out[:0])
	}
}
