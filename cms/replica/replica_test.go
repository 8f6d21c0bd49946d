package replica

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"understudy.example/machine"
	"understudy.example/machine/machinetest"
)

const second = machine.Instant(time.Second)

// A beat of a story: an event at a second, whether a copy was applied up to there, and the phase after it.
type beat struct {
	at      machine.Instant
	on      Cause
	applied bool
	phase   Phase
}

func TestStories(t *testing.T) {
	for _, s := range []struct {
		name  string
		beats []beat
	}{
		{"F-57: a copy takes 30 s to be acted on", []beat{
			{0, Changed, false, Stale},
			{60, Delivered, false, Applying},
			{89, causes, false, Applying},
			{90, causes, true, Current},
		}},
		{"F-97: a full copy is applied even by a replica that is current", []beat{
			{0, Delivered, false, Applying},
			{30, causes, true, Current},
		}},
		{"a change while a copy is applied leaves the replica stale, and says so", []beat{
			{0, Changed, false, Stale},
			{10, Delivered, false, Applying},
			{20, Changed, false, Applying},
			{40, causes, true, Stale},
			{70, Delivered, false, Applying},
			{100, causes, true, Current},
		}},
		{"a newer copy takes the older one's place and its deadline", []beat{
			{0, Changed, false, Stale},
			{10, Delivered, false, Applying},
			{20, Changed, false, Applying},
			{30, Delivered, false, Applying},
			{40, causes, true, Current},
			{90, causes, false, Current},
		}},
		{"a server that stops loses the copy it applies, and nothing else", []beat{
			{0, Lost, false, Current},
			{1, Changed, false, Stale},
			{2, Lost, false, Stale},
			{3, Delivered, false, Applying},
			{4, Changed, false, Applying},
			{5, Lost, false, Stale},
			{99, Delivered, false, Applying},
			{129, causes, true, Current},
		}},
		{"F-101: what is stale does not get staler", []beat{{0, Changed, false, Stale}, {9, Changed, false, Stale}}},
	} {
		t.Run(s.name, func(t *testing.T) {
			p := machine.Of(Lab(), State{})
			for _, b := range s.beats {
				applied := false
				machine.Until(p, b.at*second, nil, func(_ machine.Instant, out []Action) {
					applied = applied || out[len(out)-1].Kind == Applied
				})
				p.Step(b.at*second, Event{b.on}, nil)
				if applied != b.applied || p.State.phase != b.phase || p.State.UpToDate() != (b.phase == Current) {
					t.Fatalf("%ds, %v: applied %v, %v; want %v, %v", b.at, b.on, applied, p.State.phase, b.applied, b.phase)
				}
			}
		})
	}
}

// F-101: the age runs from the last instant at which the replica was current, through copies that are out of date when
// they are in, and stops at Memory.
func TestAge(t *testing.T) {
	r := Lab()
	p := machine.Of(r, State{})
	at := func(now machine.Instant) machine.Instant { machine.Until(p, now*second, nil, nil); return now * second }
	want := func(now machine.Instant, age time.Duration, exact bool) {
		t.Helper()
		if got, is := r.Age(at(now), p.State); got != age || is != exact {
			t.Errorf("at %ds: %v, %v; want %v, %v", now, got, is, age, exact)
		}
	}
	want(99, 0, true)
	p.Step(at(100), Event{Changed}, nil)
	want(100, 0, true)
	p.Step(at(160), Event{Delivered}, nil)
	p.Step(at(170), Event{Changed}, nil)
	want(200, 100*time.Second, true)
	const day = 24 * 3600
	want(100+day-1, (day-1)*time.Second, true)
	want(100+day, day*time.Second, false)
	want(100+2*day, day*time.Second, false)
	p.Step(at(100+2*day), Event{Delivered}, nil)
	want(129+2*day, day*time.Second, false)
	want(130+2*day, 0, true)
}

// Against a model that numbers the master's versions: the replica is up to date when its server acts on the latest.
func TestVersions(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := Lab()
		p, now := machine.Of(r, State{}), machine.Instant(0)
		master, copied, acts, current := 0, 0, 0, machine.Instant(0)
		applied := func(at machine.Instant, out []Action) {
			if out[len(out)-1].Kind != Applied {
				t.Fatalf("%v: %v", at, out)
			}
			acts = copied
			if acts == master {
				current = at
			}
		}
		t.Repeat(map[string]func(*rapid.T){
			"change": func(*rapid.T) {
				if p.State.UpToDate() {
					current = now
				}
				master++
				p.Step(now, Event{Changed}, nil)
			},
			"deliver": func(t *rapid.T) {
				if p.State.UpToDate() {
					t.Skip("nothing to copy")
				}
				copied = master
				p.Step(now, Event{Delivered}, nil)
			},
			"lose": func(*rapid.T) { p.Step(now, Event{Lost}, nil) },
			"wait": func(t *rapid.T) {
				now = now.Add(time.Duration(rapid.Int64Range(0, int64(40*time.Second)).Draw(t, "for")))
				machine.Until(p, now, nil, applied)
			},
			"": func(t *rapid.T) {
				if p.State.UpToDate() != (acts == master) {
					t.Fatalf("%v: %v, and acts on %d of %d", now, p.State.phase, acts, master)
				}
				age, exact := r.Age(now, p.State)
				if p.State.UpToDate() {
					current = now
				}
				if exact != (now.Sub(current) < r.Memory) || exact && age != now.Sub(current) {
					t.Fatalf("%v: age %v, %v; current at %v", now, age, exact, current)
				}
				if (p.State.phase == Applying) != p.State.due.Armed() {
					t.Fatalf("%v: %v, due %v", now, p.State.phase, p.State.due.Deadline())
				}
			},
		})
	})
}

func TestContract(t *testing.T) {
	var events []Event
	for on := range causes + 1 {
		events = append(events, Event{on})
	}
	machinetest.Run(t, Lab(), State{}, events, machinetest.Phase(Table, State.Phase),
		machinetest.Wild(), machinetest.Bytes(24), machinetest.Cover())
}

func TestValidate(t *testing.T) {
	if Lab().Validate() != nil || Lab() != (Rules{30 * time.Second, 24 * time.Hour}) {
		t.Error("F-57: the lab's numbers have changed")
	}
	if err := (Rules{1, 1}).Validate(); err != nil {
		t.Error(err)
	}
	err := Rules{}.Validate()
	if !errors.Is(err, ErrRules) || err.Error() != "replica: Apply 0s must be above 0\nreplica: Memory 0s must be above 0" {
		t.Error(err)
	}
}

func TestNames(t *testing.T) {
	if got := fmt.Sprint(Moved, Refuse, Applied, Kind(3), Applying, appliedOld, Phase(9)); got != "moved refuse applied 3? applying applied an older one 9?" {
		t.Error(got)
	}
}

func BenchmarkStep(b *testing.B) {
	b.ReportAllocs()
	r, s, out := Lab(), State{}, make([]Action, 0, 4)
	for i := 0; b.Loop(); i++ {
		s, out = r.Step(0, s, Event{Cause(i & 1)}, out[:0])
	}
}

func BenchmarkAdvance(b *testing.B) {
	b.ReportAllocs()
	r, out := Lab(), make([]Action, 0, 4)
	start, _ := r.Step(0, State{}, Event{Delivered}, nil)
	for b.Loop() {
		_, out = r.Advance(start, out[:0])
	}
}
