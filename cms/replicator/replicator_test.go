package replicator

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"understudy.example/machine"
	"understudy.example/machine/machinetest"
)

const second = machine.Instant(time.Second)

// rounds runs a replicator until a second and says which rounds it has made.
func rounds(p *machine.Cell[State, Event, Action], until machine.Instant) string {
	var b strings.Builder
	machine.Until(p, until*second, nil, func(now machine.Instant, out []Action) {
		for _, a := range out {
			switch {
			case a.Kind == Poll && a.Full:
				fmt.Fprintf(&b, "full %v ", now)
			case a.Kind == Poll:
				fmt.Fprintf(&b, "%v ", now)
			}
		}
	})
	return strings.TrimSpace(b.String())
}

// F-97: a round every 60 s for as long as the master is here; a forced one starts 2 to 3 minutes after the order and
// leaves the ordinary ones alone.
func TestRounds(t *testing.T) {
	p := machine.Of(Lab(), State{})
	for _, b := range []struct {
		at     machine.Instant
		on     Cause
		rounds string // up to at
		phase  Phase
	}{
		{0, Stop, "", Idle},
		{5, Force, "", Idle},
		{10, Start, "", Polling},
		{69, Start, "", Polling},
		{70, Start, "1m10s", Polling},
		{100, Force, "", Forcing},
		{110, Force, "", Forcing},
		{251, Start, "2m10s 3m10s full 4m10s 4m10s", Polling},
		{260, Force, "", Forcing},
		{300, Stop, "", Idle},
		{999, Start, "", Polling},
		{1058, Stop, "", Idle},
		{9999, Stop, "", Idle},
	} {
		if got := rounds(p, b.at); got != b.rounds {
			t.Fatalf("%ds: rounds %q, want %q", b.at, got, b.rounds)
		}
		_, out := p.State, p.Step(b.at*second, Event{b.on}, nil)
		if p.State.phase != b.phase {
			t.Fatalf("%ds: %v, want %v (%v)", b.at, p.State.phase, b.phase, out)
		}
		if refused := len(out) == 1 && out[0].Kind == Refuse; refused != (b.at == 5) {
			t.Errorf("%ds, %v: %v", b.at, b.on, out)
		}
	}
}

// Whatever is ordered, two ordinary rounds in one unbroken run are exactly Poll apart, and every order to force is
// answered by full copies within ForceDelay unless the replicator stops.
func TestHistories(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := Rules{Poll: 60 * time.Second, ForceDelay: time.Duration(rapid.Int64Range(0, 200).Draw(t, "delay")) * time.Second}
		p, now := machine.Of(r, State{}), machine.Instant(0)
		last, forced := machine.Instant(0), machine.Never // since when it has polled; the oldest order that waits
		t.Repeat(map[string]func(*rapid.T){
			"event": func(t *rapid.T) {
				on, before := Cause(rapid.Uint8Range(0, uint8(causes)).Draw(t, "on")), p.State.phase
				p.Step(now, Event{on}, nil)
				switch {
				case on == Start && before == Idle:
					last = now
				case on == Force && before == Polling:
					forced = now
				case on == Stop:
					forced = machine.Never
				}
			},
			"wait": func(t *rapid.T) {
				now = now.Add(time.Duration(rapid.Int64Range(0, int64(3*time.Minute)).Draw(t, "for")))
				machine.Until(p, now, nil, func(at machine.Instant, out []Action) {
					a := out[len(out)-1]
					switch {
					case a.Kind != Poll:
						t.Fatalf("%v: %v", at, out)
					case a.Full && at != forced.Add(r.ForceDelay):
						t.Fatalf("full copies at %v, ordered at %v", at, forced)
					case a.Full:
						forced = machine.Never
					case at != last.Add(r.Poll):
						t.Fatalf("a round at %v, after %v", at, last)
					default:
						last = at
					}
				})
			},
			"": func(t *rapid.T) {
				s := p.State
				if (s.phase == Idle) == s.poll.Armed() || (s.phase == Forcing) != s.full.Armed() {
					t.Fatalf("%v: %v, next %v", now, s.phase, s.NextPoll())
				}
				heard := machine.Never
				if s.phase != Idle {
					heard = last
				}
				if r.LastRound(s) != heard {
					t.Fatalf("%v: %v, last round %v, want %v", now, s.phase, r.LastRound(s), heard)
				}
				if (forced != machine.Never) != (s.phase == Forcing) {
					t.Fatalf("%v: %v, ordered at %v", now, s.phase, forced)
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

// Rules that contradict each other are not refused here, but their deadlines move on all the same.
func TestProgressWithoutPoll(t *testing.T) {
	s, _ := Rules{}.Step(0, State{}, Event{Start}, nil)
	for range 3 {
		before := s.NextPoll()
		if s, _ = (Rules{}).Advance(s, nil); s.NextPoll() <= before {
			t.Fatalf("%v after %v", s.NextPoll(), before)
		}
	}
}

func TestValidate(t *testing.T) {
	if Lab().Validate() != nil || Lab() != (Rules{60 * time.Second, 150 * time.Second}) {
		t.Error("F-97: the lab's numbers have changed")
	}
	if err := (Rules{1, 0}).Validate(); err != nil {
		t.Error(err)
	}
	err := Rules{0, -1}.Validate()
	if !errors.Is(err, ErrRules) ||
		err.Error() != "replicator: Poll 0s must be above 0\nreplicator: ForceDelay -1ns must not be below 0" {
		t.Error(err)
	}
}

func TestNames(t *testing.T) {
	if got := fmt.Sprint(Moved, Refuse, Poll, Kind(3), Forcing, sent, Phase(9)); got != "moved refuse poll 3? forcing full copies sent 9?" {
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
	s, _ := r.Step(0, State{}, Event{Start}, nil)
	for b.Loop() {
		s, out = r.Advance(s, out[:0])
	}
}
