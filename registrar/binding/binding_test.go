package binding

import (
	"errors"
	"math"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"understudy.example/machine"
	"understudy.example/machine/machinetest"
)

const second = machine.Instant(time.Second)

var events = []Event{
	{On: Register, Level: Full},
	{On: Register, Level: Limited},
	{On: Register, Level: Full, Asked: time.Second},
	{On: Register, Level: Full, Asked: time.Hour},
	{On: Change, Level: Full},
	{On: Change, Level: Limited},
	{On: Unregister},
	{On: Drop, Reason: PreferredRegistrar},
	{On: Forget},
	{On: Drop, Reason: ServicesUnavailable}, // from here on nonsense
	{On: Register},
	{On: Change, Level: phases},
	{On: Forget + 1},
}

func TestContract(t *testing.T) {
	machinetest.Run(t, Default(), State{}, events,
		machinetest.Phase(Table, State.Phase), machinetest.Bytes(16), machinetest.Wild(), machinetest.Cover())
}

// do makes one step from a state and returns what became of it, with the causes and notes that were told.
func do(now machine.Instant, s State, e Event) (State, string) {
	s, out := Default().Step(now, s, e, nil)
	return s, tell(out)
}

func tell(out []Action) string {
	var words []string
	for _, a := range out {
		switch {
		case a.Kind == Notify:
			words = append(words, "NOTIFY "+a.Note.String())
		case a.Move.On == causes:
			words = append(words, a.Kind.String()+" nonsense")
		default:
			words = append(words, a.Kind.String()+" on "+a.Move.On.String())
		}
	}
	return strings.Join(words, ", ")
}

// TestEveryPhaseAndEvent is the whole machine: what each event does in each phase.
func TestEveryPhaseAndEvent(t *testing.T) {
	const now = 100 * second
	bound := map[Phase]State{
		Free:    {},
		Limited: {phase: Limited, expires: machine.At(now + 5)},
		Full:    {phase: Full, expires: machine.At(now + 5)},
	}
	const kept, none = now + 5, machine.Never
	for _, c := range []struct {
		name    string
		in      Phase
		e       Event
		to      Phase
		expires machine.Instant
		told    string
	}{
		{"C-39: added", Free, Event{On: Register, Level: Full}, Full, now + 600*second, "moved on registered"},
		{"C-39: added, user services unavailable", Free, Event{On: Register, Level: Limited}, Limited, now + 600*second,
			"moved on registered limited"},
		{"C-39: refreshed", Full, Event{On: Register, Level: Full}, Full, now + 600*second, ""},
		{"C-39: refreshed, still limited", Limited, Event{On: Register, Level: Limited}, Limited, now + 600*second, ""},
		{"C-44: healed by a refresh", Limited, Event{On: Register, Level: Full}, Full, now + 600*second, "moved on registered"},
		{"C-41: limited by a refresh", Full, Event{On: Register, Level: Limited}, Limited, now + 600*second,
			"moved on registered limited"},
		{"a registration for no service", Full, Event{On: Register}, Full, kept, "refuse nonsense"},
		{"H-14: pushed", Limited, Event{On: Change, Level: Full}, Full, kept, "moved on restored, NOTIFY user services available"},
		{"C-43: pushed", Full, Event{On: Change, Level: Limited}, Limited, kept, "moved on reduced, NOTIFY user services unavailable"},
		{"nothing has changed", Full, Event{On: Change, Level: Full}, Full, kept, ""},
		{"nothing has changed", Limited, Event{On: Change, Level: Limited}, Limited, kept, ""},
		{"nobody to tell", Free, Event{On: Change, Level: Full}, Free, none, ""},
		{"nobody to tell", Free, Event{On: Change, Level: Limited}, Free, none, ""},
		{"a change to no service", Full, Event{On: Change}, Full, kept, "refuse nonsense"},
		{"signs out", Full, Event{On: Unregister}, Free, none, "moved on signed out"},
		{"signs out", Limited, Event{On: Unregister}, Free, none, "moved on signed out"},
		{"signs out twice", Free, Event{On: Unregister}, Free, none, ""},
		{"C-43: moved", Full, Event{On: Drop, Reason: Deactivated}, Free, none, "moved on dropped, NOTIFY deactivated"},
		{"C-43: sent home", Limited, Event{On: Drop, Reason: PreferredRegistrar}, Free, none,
			"moved on dropped, NOTIFY preferred registrar change"},
		{"expired before", Free, Event{On: Drop, Reason: Deactivated}, Free, none, ""},
		{"dropped for no reason", Full, Event{On: Drop}, Full, kept, "refuse nonsense"},
		{"dropped with a note that drops nobody", Full, Event{On: Drop, Reason: ServicesUnavailable}, Full, kept, "refuse nonsense"},
		{"H-10: no notification", Full, Event{On: Forget}, Free, none, "moved on forgotten"},
		{"H-10: no notification", Limited, Event{On: Forget}, Free, none, "moved on forgotten"},
		{"nothing to forget", Free, Event{On: Forget}, Free, none, ""},
		{"nonsense", Free, Event{On: Forget + 1}, Free, none, "refuse nonsense"},
	} {
		got, told := do(now, bound[c.in], c.e)
		if got.Phase() != c.to || got.Level() != c.to || got.Expires() != c.expires || told != c.told {
			t.Errorf("%s: %v, %v: %v until %v, %q", c.name, c.in, c.e.On, got.Phase(), got.Expires(), told)
		}
	}
}

func TestExpiry(t *testing.T) {
	r := Default()
	for _, level := range []Level{Limited, Full} {
		s, _ := do(0, State{}, Event{On: Register, Level: level})
		if d := r.Deadline(s); d != 600*second {
			t.Errorf("C-47: %v is to end at %v", level, d)
		}
		s, out := r.Advance(s, nil)
		if s != (State{}) || tell(out) != "moved on expired" { // and no NOTIFY
			t.Errorf("C-47: %v ends as %v, %q", level, s.Phase(), tell(out))
		}
		if s, out = r.Advance(s, nil); s != (State{}) || len(out) != 0 {
			t.Errorf("what is free expires: %v", out)
		}
	}
}

func TestGranted(t *testing.T) {
	const ns = time.Nanosecond
	for asked, want := range map[time.Duration]time.Duration{
		-1: 600 * time.Second, 0: 600 * time.Second, 1: 300 * time.Second, math.MinInt64: 600 * time.Second,
		300*time.Second - ns: 300 * time.Second, 300 * time.Second: 300 * time.Second, 300*time.Second + ns: 300*time.Second + ns,
		900*time.Second - ns: 900*time.Second - ns, 900 * time.Second: 900 * time.Second, 900*time.Second + ns: 900 * time.Second,
		math.MaxInt64: 900 * time.Second,
	} {
		if got := Default().Granted(asked); got != want {
			t.Errorf("C-47: asked for %v, granted %v, not %v", asked, got, want)
		}
		if s, _ := do(0, State{}, Event{On: Register, Level: Full, Asked: asked}); s.Expires() != machine.Instant(want) {
			t.Errorf("C-47: asked for %v, bound until %v", asked, s.Expires())
		}
	}
}

// TestModel compares a binding with two plain variables: the service there is, and when it ends.
func TestModel(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := Default()
		var now, end machine.Instant = 0, machine.Never
		var level Level
		p := machine.Of(r, State{})
		told := func(out []Action) (notes []Note) {
			for _, a := range out {
				if a.Kind == Notify {
					notes = append(notes, a.Note)
				}
			}
			return notes
		}
		t.Repeat(map[string]func(*rapid.T){
			"": func(t *rapid.T) {
				if p.State.Level() != level || p.State.Expires() != end || p.Deadline() != end {
					t.Fatalf("%v until %v, not %v until %v", p.State.Level(), p.State.Expires(), level, end)
				}
			},
			"time passes": func(t *rapid.T) {
				now += machine.Instant(rapid.Int64Range(0, int64(700*time.Second)).Draw(t, "wait"))
				machine.Until(p, now, nil, func(_ machine.Instant, out []Action) {
					if len(told(out)) > 0 {
						t.Fatal("an endpoint is told that it expired")
					}
				})
				if end <= now {
					level, end = Free, machine.Never
				}
			},
			"an event": func(t *rapid.T) {
				e := rapid.SampledFrom(events).Draw(t, "event")
				notes, before := told(p.Step(now, e, nil)), level
				sensible := e.Level == Limited || e.Level == Full
				switch {
				case e.On == Register && sensible:
					level, end = e.Level, now.Add(r.Granted(e.Asked))
				case e.On == Change && sensible && level != Free:
					level = e.Level
				case e.On == Unregister, e.On == Forget, e.On == Drop && e.Reason >= 4140:
					level, end = Free, machine.Never
				}
				pushed := before != level && (e.On == Change || e.On == Drop)
				if pushed != (len(notes) == 1) || pushed && notes[0].Deregisters() != (level == Free) {
					t.Fatalf("from %v to %v the endpoint is told %v", before, level, notes)
				}
			},
		})
	})
}

// What an owner keeps of a binding, level and end, is enough to make it again.
func TestHeld(t *testing.T) {
	for _, e := range events {
		s, _ := Default().Step(second, State{}, e, nil)
		if got := Held(s.Level(), s.Expires()); got != s {
			t.Errorf("after %+v: %+v, want %+v", e, got, s)
		}
	}
	if got := Held(Free, 7); got != (State{}) {
		t.Errorf("no binding is %+v", got)
	}
}

func TestNotes(t *testing.T) {
	for n, want := range map[Note]string{ // C-43
		4140: "unregistered", 4141: "rejected", 4142: "deactivated", 4165: "no survivable support",
		4166: "preferred registrar change", 4143: "4143?", 0: "0?",
		ServicesUnavailable: "user services unavailable", ServicesAvailable: "user services available",
	} {
		if n.String() != want {
			t.Errorf("note %d is called %q", uint16(n), n)
		}
	}
	for n, want := range map[Note]string{ // C-43
		Unregistered: "deregistered;event=unregistered", NoSurvivableSupport: "deregistered;event=userservices-unavailable",
		ServicesUnavailable: "registered;event=userservices-unavailable",
	} {
		if got := n.Event(); got != want {
			t.Errorf("C-43: %v goes out as %q", n, got)
		}
	}
	for n := range Note(math.MaxUint16) {
		if body := n.Event(); n.Deregisters() != strings.HasPrefix(body, "deregistered;event=") || (body == "") != strings.HasSuffix(n.String(), "?") {
			t.Errorf("C-43: %v goes out as %q", n, body)
		}
		if named := !strings.HasSuffix(n.String(), "?"); n.Deregisters() != (named && n > ServicesAvailable) {
			t.Errorf("%v deregisters: %v", n, n.Deregisters())
		}
	}
}

// C-48: the server looks at idle clients after 20 minutes; whoever has vanished has long lost his binding by then.
func TestC48ExpiryComesBeforeTheIdleCheck(t *testing.T) {
	p := machine.Of(Default(), State{})
	p.Step(0, Event{On: Register, Level: Full, Asked: math.MaxInt64}, nil)
	machine.Until(p, machine.Instant(20*time.Minute)-1, nil, nil)
	if got := p.State.Phase(); got != Free {
		t.Errorf("after 20 minutes of silence the binding is %v", got)
	}
}

func TestValidate(t *testing.T) {
	if err := Default().Validate(); err != nil {
		t.Error(err)
	}
	for _, c := range []struct {
		rules Rules
		want  string
	}{
		{Rules{Expires: 1, Min: 1, Max: 1}, ""},
		{Rules{Expires: 4, Min: 3, Max: 5}, ""},
		{Rules{Expires: 2, Min: 3, Max: 5}, "binding: Expires 2ns must not be below Min 3ns"},
		{Rules{Expires: 6, Min: 3, Max: 5}, "binding: Expires 6ns must not be above Max 5ns"},
		{Rules{Expires: 1, Min: 0, Max: 1}, "binding: Min 0s must be above 0"},
		{Rules{Expires: 2, Min: 3, Max: 1}, "binding: Expires 2ns must not be below Min 3ns\n" +
			"binding: Expires 2ns must not be above Max 1ns\nbinding: Min 3ns must not be above Max 1ns"},
	} {
		err := c.rules.Validate()
		if got := ""; err != nil {
			got = err.Error()
			if got != c.want || !errors.Is(err, ErrRules) {
				t.Errorf("%+v: %v", c.rules, err)
			}
		} else if c.want != got {
			t.Errorf("%+v has no fault", c.rules)
		}
	}
}

func BenchmarkStep(b *testing.B) {
	r, out := Default(), make([]Action, 0, 4)
	s, _ := r.Step(0, State{}, Event{On: Register, Level: Full}, out)
	for _, c := range []struct {
		name string
		e    Event
	}{{"refresh", Event{On: Register, Level: Full}}, {"reduce", Event{On: Change, Level: Limited}}} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				r.Step(second, s, c.e, out)
			}
		})
	}
}

func BenchmarkAdvance(b *testing.B) {
	r, out := Default(), make([]Action, 0, 4)
	s, _ := r.Step(0, State{}, Event{On: Register, Level: Full}, out)
	b.ReportAllocs()
	for b.Loop() {
		r.Advance(s, out)
	}
}
