package conference

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"understudy.example/machine"
	"understudy.example/machine/machinetest"
)

var everyEvent = func() (all []Event) {
	for on := range causes + 1 {
		all = append(all, Event{on})
	}
	return append(all, Event{255})
}()

func TestContract(t *testing.T) {
	machinetest.Run(t, Default(), State{}, everyEvent, machinetest.Phase(Table, State.Phase),
		machinetest.Bytes(16), machinetest.Wild(), machinetest.Cover(), machinetest.Aim(fitting))
}

// fitting draws an event that a participant in state s may well meet.
func fitting(d *machine.Draw, s State) Event {
	if s.Phase() == Outside {
		return Event{Join}
	}
	return Event{Cause(d.Below(uint64(causes)))}
}

// at returns the events that lead to phase p.
func at(p Phase) []Cause {
	return [phases][]Cause{
		Attending:    {Join},
		Reconnecting: {Join, FocusMoved},
		Healing:      {Join, HopLost},
		Retrying:     {Join, UnitMoved},
		Disrupted:    {Join, Closed},
		Reopened:     {Join, Closed, Opened},
	}[p]
}

func after(on ...Cause) (s State) {
	for _, on := range on {
		s, _ = Default().Step(0, s, Event{on}, nil)
	}
	return s
}

// TestEveryEventInEveryPhase pins where each event leads, written down by hand: "." stays and says nothing, "-" is refused,
// "=" takes a row that stays; else the letter of the phase it leads to.
func TestEveryEventInEveryPhase(t *testing.T) {
	const letters = "oachtdp" // outside, attending, reconnecting, healing, retrying, disrupted, reopened
	for _, c := range []struct {
		on   Cause
		want string // Outside Attending Reconnecting Healing Retrying Disrupted Reopened
	}{
		{Join, "a------"},
		{Rejoin, "------a"}, // F-90, C-88: nobody before the organiser is served in full again
		{Leave, "-oooooo"},
		{FocusMoved, ".c.c..."}, // C-87: one attempt
		{UnitMoved, ".ttt..."},  // C-87: the call is dropped
		{HopLost, ".h....."},
		{HopBack, "...a..."},
		{Closed, ".dddd.d"}, // F-88, F-90: all modalities end
		{Opened, ".....p."},
		{Answered, "..a.a.."},
		{Failed, "..o.=.."}, // C-87: one attempt only; the call is tried again
		{causes, "-------"},
	} {
		for p := range phases {
			before := after(at(p)...)
			if before.Phase() != p {
				t.Fatalf("%v: %v", p, before.Phase())
			}
			s, acts := Default().Step(0, before, Event{c.on}, nil)
			got := byte('.')
			switch {
			case len(acts) == 0:
			case acts[0].Kind == Refuse:
				got = '-'
			case s.Phase() == p:
				got = '='
			default:
				got = letters[s.Phase()]
			}
			if got != c.want[p] {
				t.Errorf("%v on %v: %c, want %c", p, c.on, got, c.want[p])
			}
		}
	}
}

// C-87: a move of the focus costs no call, a move of the unit does; a hop that is being healed may cost none, and none of the
// three survives the end of the organiser's full service (C-88).
func TestWhatIsHeard(t *testing.T) {
	for p, want := range []struct{ media, button bool }{
		Attending: {true, false}, Reconnecting: {true, false}, Healing: {true, false},
		Disrupted: {false, true}, Reopened: {false, true}, Retrying: {}, Outside: {},
	} {
		if s := after(at(Phase(p))...); s.Media() != want.media || s.Button() != want.button {
			t.Errorf("%v: media %v, button %v", s.Phase(), s.Media(), s.Button())
		}
	}
}

// C-87: one attempt to reach the focus, over after Attempt and not before; the call to the unit is tried until it
// succeeds; a hop is healed without limit of time.
func TestAttempts(t *testing.T) {
	r := Rules{Attempt: 10 * time.Second}
	const over = machine.Instant(10 * time.Second)
	for _, c := range []struct {
		lost, answer Cause
		then         Phase
		again        bool // another attempt follows
	}{
		{FocusMoved, Answered, Attending, false},
		{FocusMoved, Failed, Outside, false},
		{UnitMoved, Answered, Attending, false},
		{UnitMoved, Failed, Retrying, true},
	} {
		s, _ := r.Step(0, after(Join), Event{c.lost}, nil)
		s, _ = r.Step(over/2, s, Event{HopLost}, nil) // changes nothing
		if r.Deadline(s) != over {
			t.Errorf("%v: the attempt is over at %v", c.lost, r.Deadline(s))
		}
		s, acts := r.Advance(s, nil)
		if len(acts) != 1 || acts[0].Kind != Ask || r.Deadline(s) != machine.Never {
			t.Errorf("%v: %v, then %v", c.lost, acts, r.Deadline(s))
		}
		s, _ = r.Step(over, s, Event{c.answer}, nil)
		if s.Phase() != c.then || (r.Deadline(s) == 2*over) != c.again {
			t.Errorf("%v, %v: %v until %v", c.lost, c.answer, s.Phase(), r.Deadline(s))
		}
	}
	if s := after(at(Healing)...); r.Deadline(s) != machine.Never {
		t.Errorf("healing ends at %v", r.Deadline(s))
	}
}

// A timer runs in the two phases that wait for an attempt, and nowhere else.
func TestDeadlineFollowsThePhase(t *testing.T) {
	for p := range phases {
		for _, e := range everyEvent {
			s, _ := Default().Step(0, after(at(p)...), e, nil)
			if waits := s.Phase() == Reconnecting || s.Phase() == Retrying; s.due.Armed() != waits {
				t.Errorf("%v on %v: %v until %v", p, e.On, s.Phase(), s.due.Deadline())
			}
		}
	}
}

// What comes from the table says so, and nothing else does.
func TestReport(t *testing.T) {
	for k := range Ask + 1 {
		if _, ok := (Action{Kind: k}).Report(); ok != (k == Moved || k == Refuse) {
			t.Errorf("%v reports %v", k, ok)
		}
	}
}

func TestValidate(t *testing.T) {
	if err := Default().Validate(); err != nil {
		t.Error(err)
	}
	if err := (Rules{}).Validate(); !errors.Is(err, ErrRules) || err.Error() != "conference: Attempt 0s must be above 0" {
		t.Error(err)
	}
	if got := fmt.Sprint(Outside, Phase(9), Join, Cause(99), Ask, Kind(9)); got != "outside 9? join 99? ask 9?" {
		t.Error(got)
	}
}

// The pool of the organiser is failed back: the conference ends, the button is there, and works when the failback is done.
func Example() {
	seat := machine.Of(Default(), State{})
	for _, on := range []Cause{Join, Closed, Rejoin, Opened, Rejoin} {
		for _, a := range seat.Step(0, Event{On: on}, nil) {
			fmt.Printf("%v: %v, button %v. %s\n", a.Kind, seat.State.Phase(), seat.State.Button(), Table.Why(a.Move))
		}
	}
	// Output:
	// moved: attending, button false. The organiser is served in full, and so is the conference (F-47, F-90)
	// moved: disrupted, button true. All modalities end with the full service of the organiser (F-88, F-90, C-88)
	// refuse: disrupted, button true. Nobody can rejoin before the organiser has left resiliency mode (F-90, C-88)
	// moved: reopened, button true. The organiser has left resiliency mode; each participant has to rejoin (F-90, C-88)
	// moved: attending, button false. The participant has clicked rejoin (F-90, C-88)
}

func BenchmarkStep(b *testing.B) {
	b.ReportAllocs()
	r, s, out := Default(), after(Join), make([]Action, 0, 4)
	events := [2]Event{{HopLost}, {HopBack}}
	for i := 0; b.Loop(); i++ {
		s, out = r.Step(machine.Instant(i), s, events[i&1], out[:0])
	}
}

func BenchmarkAdvance(b *testing.B) {
	b.ReportAllocs()
	r, s, out := Default(), after(at(Retrying)...), make([]Action, 0, 4)
	for b.Loop() {
		_, out = r.Advance(s, out[:0])
	}
}
