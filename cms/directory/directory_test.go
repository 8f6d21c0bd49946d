package directory

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"understudy.example/machine"
	"understudy.example/machine/machinetest"
)

const minute = machine.Instant(time.Minute)

func (s State) String() string {
	text := fmt.Sprintf("%d, %v", s.Names, s.phase)
	if db, ok := s.Pending(); ok {
		text += fmt.Sprintf(" to %d", db)
	}
	return text
}

// A beat of a story: an event at a minute, and what the view says after it and after all deadlines up to it.
type beat struct {
	at   machine.Instant
	on   Cause
	db   uint8
	want string
}

func TestStories(t *testing.T) {
	const look = causes // refused, and nothing happens
	for _, s := range []struct {
		name  string
		beats []beat
	}{
		{"F-119: a publication reaches another site later, not before its time", []beat{
			{0, Published, 1, "0, converging to 1"},
			{14, look, 0, "0, converging to 1"},
			{15, look, 0, "1, settled"},
		}},
		{"F-95: what is written here is seen here at once", []beat{{0, Written, 1, "1, settled"}}},
		{"F-118: the later publication wins, and takes its own time", []beat{
			{0, Published, 1, "0, converging to 1"},
			{10, Published, 0, "0, converging to 0"},
			{24, look, 0, "0, converging to 0"},
			{25, look, 0, "0, settled"},
		}},
		{"F-118: so does what is written here while another is on its way", []beat{
			{0, Published, 1, "0, converging to 1"},
			{10, Written, 0, "0, settled"},
			{60, look, 0, "0, settled"},
		}},
		{"H-7: a view that is cut off says what it said, for as long as it lasts", []beat{
			{0, Cut, 0, "0, cut off"},
			{1, Published, 1, "0, cut off to 1"},
			{999, Healed, 0, "0, converging to 1"},
			{1013, look, 0, "0, converging to 1"},
			{1014, look, 0, "1, settled"},
		}},
		{"H-7: what was on its way when it was cut off waits", []beat{
			{0, Published, 1, "0, converging to 1"},
			{14, Cut, 0, "0, cut off to 1"},
			{100, Cut, 0, "0, cut off to 1"},
			{200, Healed, 0, "0, converging to 1"},
			{215, look, 0, "1, settled"},
		}},
		{"H-7: a view that is cut off sees its own changes, and they are the later ones", []beat{
			{0, Cut, 0, "0, cut off"},
			{1, Written, 1, "1, cut off"},
			{2, Published, 0, "1, cut off to 0"},
			{3, Written, 1, "1, cut off"},
			{4, Healed, 0, "1, settled"},
		}},
		{"what is said already is ordinary, and so is healing what is whole", []beat{
			{0, Published, 0, "0, settled"},
			{1, Healed, 0, "0, settled"},
			{2, Published, 1, "0, converging to 1"},
			{3, Healed, 0, "0, converging to 1"},
			{17, look, 0, "1, settled"},
		}},
		{"F-106: there are two databases to name", []beat{
			{0, Published, 2, "0, settled"},
			{0, Written, 255, "0, settled"},
		}},
	} {
		t.Run(s.name, func(t *testing.T) {
			view := machine.Of(BetweenSites(), State{})
			for _, b := range s.beats {
				machine.Until(view, b.at*minute, nil, nil)
				view.Step(b.at*minute, Event{b.on, b.db}, nil)
				if got := view.State.String(); got != b.want {
					t.Fatalf("%d min, %v %d: %q, want %q", b.at, b.on, b.db, got, b.want)
				}
			}
		})
	}
}

// Inside the site nothing is to be seen of the way: the publication arrives at its own instant.
func TestSameSite(t *testing.T) {
	r := SameSite()
	s, _ := r.Step(7, State{}, Event{Published, 1}, nil)
	if d := r.Deadline(s); d != 7 {
		t.Fatalf("arrives at %v", d)
	}
	if s, _ = r.Advance(s, nil); s != (State{Names: 1}) {
		t.Errorf("%v", s)
	}
}

// F-118: two views of one directory, each told of what is published at the other, disagree only for as long as something
// is on its way or one is cut off, and then both name what was published last, wherever that was.
func TestViewsConverge(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := BetweenSites()
		views := [2]*machine.Cell[State, Event, Action]{machine.Of(r, State{}), machine.Of(r, State{})}
		now, last := machine.Instant(0), uint8(0)
		run := func(wait time.Duration) {
			now = now.Add(wait)
			for _, v := range views {
				machine.Until(v, now, nil, nil)
			}
		}
		site := func(t *rapid.T) int { return rapid.IntRange(0, 1).Draw(t, "site") }
		t.Repeat(map[string]func(*rapid.T){
			"publish": func(t *rapid.T) {
				at, db := site(t), rapid.Uint8Range(0, 1).Draw(t, "db")
				views[at].Step(now, Event{Written, db}, nil)
				views[1-at].Step(now, Event{Published, db}, nil)
				last = db
			},
			"cut":  func(t *rapid.T) { views[site(t)].Step(now, Event{On: Cut}, nil) },
			"heal": func(t *rapid.T) { views[site(t)].Step(now, Event{On: Healed}, nil) },
			"wait": func(t *rapid.T) {
				run(time.Duration(rapid.Int64Range(0, int64(20*time.Minute)).Draw(t, "for")))
			},
			"": func(t *rapid.T) {
				for i, v := range views {
					if s := v.State; s.phase == Settled && s.Names != last {
						t.Fatalf("%v: view %d: %v, and %d was published last", now, i, s, last)
					}
					if s := v.State; (s.phase == Converging) != s.due.Armed() || s.phase == Converging && !s.pending {
						t.Fatalf("%v: view %d: %v, due %v", now, i, s, s.due.Deadline())
					}
				}
			},
		})
		for _, v := range views {
			v.Step(now, Event{On: Healed}, nil)
		}
		run(r.Delay)
		for i, v := range views {
			if v.State != (State{Names: last}) {
				t.Fatalf("in the end view %d: %v, and %d was published last", i, v.State, last)
			}
		}
	})
}

func TestContract(t *testing.T) {
	var events []Event
	for on := range causes + 1 {
		events = append(events, Event{on, 0}, Event{on, 1}, Event{on, 2})
	}
	machinetest.Run(t, BetweenSites(), State{}, events, machinetest.Phase(Table, State.Phase),
		machinetest.Wild(), machinetest.Bytes(16), machinetest.Cover(), machinetest.Seeds(1, 1000))
	machinetest.Run(t, SameSite(), State{}, events, machinetest.Phase(Table, State.Phase))
}

func TestValidate(t *testing.T) {
	if BetweenSites().Delay != 15*time.Minute || BetweenSites().Validate() != nil || SameSite().Validate() != nil {
		t.Error("the presets have changed")
	}
	err := Rules{-1}.Validate()
	if !errors.Is(err, ErrRules) || err.Error() != "directory: Delay -1ns must not be below 0" {
		t.Error(err)
	}
}

func TestNames(t *testing.T) {
	if got := fmt.Sprint(Moved, Refuse, Kind(2), CutOff, noSuch, Phase(9)); got != "moved refuse 2? cut off no such database 9?" {
		t.Error(got)
	}
}

func BenchmarkStep(b *testing.B) {
	b.ReportAllocs()
	r, s, out := BetweenSites(), State{}, make([]Action, 0, 4)
	for i := 0; b.Loop(); i++ {
		s, out = r.Step(0, s, Event{Published, uint8(i & 1)}, out[:0])
	}
}

func BenchmarkAdvance(b *testing.B) {
	b.ReportAllocs()
	r, out := BetweenSites(), make([]Action, 0, 4)
	start, _ := r.Step(0, State{}, Event{Published, 1}, nil)
	for b.Loop() {
		_, out = r.Advance(start, out[:0])
	}
}
