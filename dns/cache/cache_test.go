package cache

import (
	"errors"
	"math"
	"testing"
	"time"

	"pgregory.net/rapid"

	"understudy.example/machine"
	"understudy.example/machine/machinetest"
)

var events = []Event{
	{Answered, 86400 * time.Second}, {Answered, time.Minute}, {Answered, 0}, {Answered, math.MinInt64}, {Answered, math.MaxInt64},
	{Missing, time.Hour}, {Missing, time.Minute}, {Missing, 0}, {Failed, time.Minute}, {Flushed, time.Minute},
	{Flushed + 1, time.Minute},
}

func TestContract(t *testing.T) {
	machinetest.Run(t, Default(), State{}, events,
		machinetest.Phase(Table, State.Phase), machinetest.Bytes(16), machinetest.Wild(), machinetest.Cover())
}

// TestEveryPhaseAndEvent is the whole machine: what each event does in each phase.
func TestEveryPhaseAndEvent(t *testing.T) {
	const now, minute = machine.Instant(time.Hour), time.Minute
	kept := machine.At(now + 5)
	held := []State{Empty: {}, Fresh: {kept, Fresh}, Negative: {kept, Negative}}
	type row struct {
		name string
		e    Event
		to   [phases]State // by the phase it began in
		on   [phases]Cause // the cause that is reported; silent for none
	}
	const silent = causes + 1
	all := func(p Phase, after time.Duration) [phases]State {
		return [phases]State{{machine.At(now.Add(after)), p}, held[1], held[2]} // what counts goes on counting
	}
	same := [phases]State{held[0], held[1], held[2]}
	each := func(c Cause) [phases]Cause { return [phases]Cause{c, c, c} }
	asked := func(c Cause) [phases]Cause { return [phases]Cause{c, silent, silent} }
	for _, c := range []row{
		{"C-12", Event{Answered, 86400 * time.Second}, all(Fresh, 86400*time.Second), asked(Found)},
		{"just below the limit", Event{Answered, 86400*time.Second - 1}, all(Fresh, 86400*time.Second-1), asked(Found)},
		{"just above the limit", Event{Answered, 86400*time.Second + 1}, all(Fresh, 86400*time.Second), asked(Found)},
		{"the shortest time there is", Event{Answered, 1}, all(Fresh, 1), asked(Found)},
		{"no time at all", Event{Answered, 0}, same, each(silent)},
		{"less than none", Event{Answered, -1}, same, each(silent)},
		{"missing", Event{Missing, minute}, all(Negative, minute), asked(NotFound)},
		{"missing, just below the limit", Event{Missing, 15*minute - 1}, all(Negative, 15*minute-1), asked(NotFound)},
		{"missing, just above the limit", Event{Missing, 15*minute + 1}, all(Negative, 15*minute), asked(NotFound)},
		{"missing, and not to be kept", Event{Missing, 0}, same, each(silent)},
		{"the server fails", Event{Failed, minute}, same, each(silent)},
		{"flushed", Event{Flushed, minute}, [phases]State{}, [phases]Cause{silent, Emptied, Emptied}},
		{"nonsense", Event{Flushed + 1, minute}, same, each(causes)},
	} {
		for p, s := range held {
			got, out := Default().Step(now, s, c.e, nil)
			on := silent
			if len(out) == 1 {
				on = out[0].Move.On
			}
			if got != c.to[p] || on != c.on[p] || len(out) > 1 {
				t.Errorf("C-31, %v, %s: %v until %v, on %v", Phase(p), c.name, got.Phase(), got.Expires(), on)
			}
		}
	}
}

func TestExpiry(t *testing.T) {
	r := Default()
	for _, e := range []Event{{Answered, time.Minute}, {Missing, time.Minute}} {
		s, _ := r.Step(0, State{}, e, nil)
		if d := r.Deadline(s); d != machine.Instant(time.Minute) {
			t.Errorf("%v is to expire at %v", e.On, d)
		}
		s, out := r.Advance(s, nil)
		if s != (State{}) || len(out) != 1 || out[0].Move.On != Expired {
			t.Errorf("%v expires as %v, %v", e.On, s.Phase(), out)
		}
		if s, out = r.Advance(s, nil); s != (State{}) || len(out) != 0 {
			t.Errorf("what is empty expires: %v", out)
		}
	}
}

// TestBoundToZero: rules that keep nothing keep nothing.
func TestBoundToZero(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := rapid.SampledFrom(events).Draw(t, "event")
		if s, _ := (Rules{}).Step(0, State{}, e, nil); s != (State{}) {
			t.Fatalf("%v: %v until %v", e, s.Phase(), s.Expires())
		}
	})
}

func TestValidate(t *testing.T) {
	for _, r := range []Rules{{}, Default()} {
		if err := r.Validate(); err != nil {
			t.Error(err)
		}
	}
	err := Rules{MaxTTL: -1, MaxNegative: -2}.Validate()
	if want := "cache: MaxTTL -1ns must not be below 0\ncache: MaxNegative -2ns must not be below 0"; err == nil || err.Error() != want {
		t.Errorf("%v", err)
	}
	if !errors.Is(err, ErrRules) {
		t.Error("the errors do not wrap ErrRules")
	}
}

func TestNames(t *testing.T) {
	for name, got := range map[string]interface{ String() string }{
		"negative": Negative, "3?": phases, "expired": Expired, "6?": causes, "flushed": Flushed, "4?": Flushed + 1,
		"refuse": Refuse, "2?": Refuse + 1,
	} {
		if got.String() != name {
			t.Errorf("%q is called %q", name, got)
		}
	}
}

func BenchmarkStep(b *testing.B) {
	r, out := Default(), make([]Action, 0, 4)
	b.ReportAllocs()
	for b.Loop() {
		r.Step(0, State{}, events[0], out)
	}
}

func BenchmarkAdvance(b *testing.B) {
	r, out := Default(), make([]Action, 0, 4)
	s, _ := r.Step(0, State{}, events[0], out)
	b.ReportAllocs()
	for b.Loop() {
		r.Advance(s, out)
	}
}
