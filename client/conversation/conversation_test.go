package conversation

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

var everyEvent = func() (all []Event) {
	for on := Start; on <= lastEvent+1; on++ {
		for m := range modalities {
			all = append(all, Event{on, m})
		}
	}
	return append(all, Event{On: 255}, Event{On: Add, Modality: modalities}, Event{On: Start, Modality: 255})
}()

func TestContract(t *testing.T) {
	machinetest.Run(t, Default(), State{}, everyEvent,
		machinetest.Phase(Table, State.Phase), machinetest.Bytes(16), machinetest.Wild(), machinetest.Cover(),
		machinetest.Aim(fitting))
}

// fitting draws an event that a conversation in state s may well meet.
func fitting(d *machine.Draw, s State) Event {
	if s.Phase() == Idle || s.Phase() == Ended {
		return Event{Start, Modality(d.Below(uint64(modalities)))}
	}
	return Event{Add + Cause(d.Below(uint64(lastEvent))), Modality(d.Below(uint64(modalities)))}
}

// at returns the events that lead a new conversation to phase p.
func at(p Phase) []Event {
	return [phases][]Event{
		Established: {{On: Start}},
		Recovering:  {{On: Start}, {On: SignallingLost}},
		NoMedia:     {{On: Start}, {On: MediaLost}},
		Severed:     {{On: Start}, {On: SignallingLost}, {On: MediaLost}},
		Ended:       {{On: Start}, {On: HangUp}},
	}[p]
}

func after(events ...Event) State {
	s, _ := run(State{}, events...)
	return s
}

// run lets events happen at instant 0 and writes what they did.
func run(s State, events ...Event) (State, string) {
	var acts []Action
	var words []string
	for _, e := range events {
		s, acts = Default().Step(0, s, e, acts)
	}
	for _, a := range acts {
		switch a.Kind {
		case Moved, Refuse:
			words = append(words, fmt.Sprintf("%v %v on %v", a.Kind, a.Move.From, a.Move.On))
		default:
			words = append(words, fmt.Sprintf("%v %v", a.Kind, a.Modality))
		}
	}
	return s, strings.Join(words, "; ")
}

// TestEveryEventInEveryPhase pins where each event leads, written down by hand: "." stays and says nothing, "-" is refused,
// "=" takes a row that stays; else the initial of the phase it leads to (media lost is m).
func TestEveryEventInEveryPhase(t *testing.T) {
	for _, c := range []struct {
		on   Cause
		want string // Idle Established Recovering NoMedia Severed Ended
	}{
		{Start, "e----e"}, // C-83: set up anew
		{Add, "-=----"},   // C-86, L-4
		{Hold, "-=----"},  // F-46, C-86
		{Retrieve, "-=----"},
		{HandOver, "-e----"},
		{SignallingLost, ".r.s.."}, // C-85
		{SignallingBack, "..e.m."},
		{MediaLost, ".ms..."}, // C-86
		{MediaBack, "...er."},
		{HangUp, "-eeee."},
		{Closed, "-eeee."}, // C-76
		{Elapsed, "------"},
		{causes, "------"},
	} {
		for p := range phases {
			before := after(at(p)...)
			s, acts := Default().Step(0, before, Event{On: c.on}, nil)
			got := s.Phase().String()[0]
			switch {
			case len(acts) == 0:
				got = '.'
			case acts[0].Kind == Refuse:
				got = '-'
			case s.Phase() == p:
				got = '='
			}
			if got != c.want[p] {
				t.Errorf("%v on %v: %c, want %c", p, c.on, got, c.want[p])
			}
		}
	}
}

// L-4, C-81: while one of the two signs out and in, what runs from peer to peer goes on, nothing can be started, and
// polls, whiteboard and slides are interrupted until he is back.
func TestSignOutAndInDuringACall(t *testing.T) {
	s := after(Event{On: Start})
	for m := range modalities {
		s, _ = run(s, Event{Add, m})
		if !s.Running(m) {
			t.Errorf("%v was added and does not run", m)
		}
	}
	s, said := run(s, Event{On: SignallingLost})
	if said != "moved established on signalling lost; interrupted polls; interrupted whiteboard; interrupted slides" {
		t.Error(said)
	}
	for m := range modalities {
		if s.Running(m) == m.Content() || !s.Started(m) {
			t.Errorf("%v: running %v, started %v", m, s.Running(m), s.Started(m))
		}
	}
	if _, said = run(s, Event{Add, Video}); said != "refuse recovering on add" {
		t.Error(said)
	}
	_, said = run(s, Event{On: SignallingBack})
	if said != "moved recovering on signalling back; resumed polls; resumed whiteboard; resumed slides" {
		t.Error(said)
	}
}

// C-86, X-5: media and signalling fail apart from each other; only what runs on a plane is lost with it.
func TestPlanes(t *testing.T) {
	call := []Event{{On: Start}, {Add, Video}, {Add, Slides}}
	for _, c := range []struct {
		then              []Event
		media, signalling bool
		said              string
	}{
		{[]Event{{On: MediaLost}}, false, true, "moved established on media lost; interrupted audio; interrupted video"},
		{[]Event{{On: SignallingLost}}, true, false, "moved established on signalling lost; interrupted slides"},
		{[]Event{{On: SignallingLost}, {On: MediaLost}}, false, false, "moved established on signalling lost; interrupted slides; " +
			"moved recovering on media lost; interrupted audio; interrupted video"},
		{[]Event{{On: MediaLost}, {On: SignallingLost}, {On: MediaBack}}, true, false, "moved established on media lost; " +
			"interrupted audio; interrupted video; moved media lost on signalling lost; interrupted slides; " +
			"moved severed on media back; resumed audio; resumed video"},
	} {
		s, said := run(after(call...), c.then...)
		if s.Media() != c.media || s.Signalling() != c.signalling || said != c.said {
			t.Errorf("%v: media %v, signalling %v: %s", s.Phase(), s.Media(), s.Signalling(), said)
		}
	}
	for _, p := range []Phase{Idle, Ended} {
		if s := after(at(p)...); s.Media() || s.Signalling() {
			t.Errorf("%v: there is no call", p)
		}
	}
}

// C-85: a call whose media stay dead ends after 15 minutes, whatever becomes of signalling; one that hears again does not.
func TestDeadMediaEndTheCall(t *testing.T) {
	r := Default()
	end := machine.Instant(15 * time.Minute)
	for _, p := range []Phase{NoMedia, Severed} {
		s := after(at(p)...)
		s, _ = r.Step(end/2, s, Event{On: MediaLost}, nil) // only the first loss counts
		s, _ = r.Step(end/2, s, Event{On: SignallingLost}, nil)
		if r.Deadline(s) != end {
			t.Errorf("%v: ends at %v", p, r.Deadline(s))
		}
		back, _ := r.Step(end-1, s, Event{On: MediaBack}, nil)
		if !back.Running(Audio) || r.Deadline(back) != machine.Never {
			t.Errorf("back in time: %v until %v", back.Phase(), r.Deadline(back))
		}
		s, acts := r.Advance(s, nil)
		if s != (State{phase: Ended}) || len(acts) != 1 || acts[0].Move.On != Elapsed {
			t.Errorf("%+v %v", s, acts)
		}
	}
}

// F-46, C-77, C-86: a call is held, taken up and handed over as long as requests get through, whoever serves its ends; while
// they do not it stays as it was, held or not.
func TestHoldAndHandOver(t *testing.T) {
	s := after(Event{On: Start})
	for _, on := range []Cause{Hold, Hold, Retrieve, Retrieve} {
		s, _ = run(s, Event{On: on})
		if s.Held() != (on == Hold) || !s.Running(Audio) {
			t.Errorf("%v: held %v, audio %v", on, s.Held(), s.Running(Audio))
		}
	}
	s, _ = run(s, Event{On: Hold})
	for _, lost := range []Cause{SignallingLost, MediaLost} {
		out, _ := run(s, Event{On: lost})
		for _, on := range []Cause{Retrieve, HandOver} {
			if got, said := run(out, Event{On: on}); got != out || said != fmt.Sprintf("refuse %v on %v", out.Phase(), on) {
				t.Errorf("%v after %v: %s", on, lost, said)
			}
		}
	}
	if s, said := run(s, Event{On: HandOver}); s != (State{phase: Ended}) || said != "moved established on hand over" {
		t.Errorf("handed over: %+v, %s", s, said)
	}
}

// C-83: a call that was set up anew has nothing of the old one.
func TestStartedAnew(t *testing.T) {
	s := after(Event{Start, Video}, Event{On: MediaLost}, Event{On: Closed})
	if s != (State{phase: Ended}) {
		t.Errorf("ended: %+v", s)
	}
	if s, said := run(s, Event{Start, Sharing}); said != "moved ended on start" || s.Running(Video) || !s.Running(Sharing) {
		t.Errorf("%s; video %v, sharing %v", said, s.Running(Video), s.Running(Sharing))
	}
}

// TestRunningFollowsTheActions holds Running to a reader who hears nothing but the actions, and to the planes (C-86).
func TestRunningFollowsTheActions(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, running := State{}, [modalities]bool{}
		for range rapid.IntRange(1, 30).Draw(t, "events") {
			e := rapid.SampledFrom(everyEvent).Draw(t, "event")
			var acts []Action
			s, acts = Default().Step(0, s, e, nil)
			for _, a := range acts {
				switch {
				case a.Kind == Moved && (e.On == Start || e.On == Add):
					running[e.Modality] = true
				case a.Kind == Moved && s.Phase() == Ended:
					running = [modalities]bool{}
				case a.Kind == Interrupted || a.Kind == Resumed:
					if running[a.Modality] == (a.Kind == Resumed) {
						t.Fatalf("%v %v: it was so already", a.Kind, a.Modality)
					}
					running[a.Modality] = a.Kind == Resumed
				}
			}
			for m := range modalities {
				if s.Running(m) != running[m] {
					t.Fatalf("%v on %v: %v runs: %v", s.Phase(), e.On, m, s.Running(m))
				}
				if s.Running(m) && !(s.Media() || m.Content()) || s.Running(m) && m.Content() && !s.Signalling() {
					t.Fatalf("%v runs when %v", m, s.Phase())
				}
			}
			if s.end.Armed() != (s.Phase() == NoMedia || s.Phase() == Severed) {
				t.Fatalf("%v ends at %v", s.Phase(), s.end.Deadline())
			}
		}
	})
}

// What comes from the table says so, and nothing else does.
func TestReport(t *testing.T) {
	for k := range Resumed + 1 {
		if _, ok := (Action{Kind: k}).Report(); ok != (k == Moved || k == Refuse) {
			t.Errorf("%v reports %v", k, ok)
		}
	}
}

func TestValidate(t *testing.T) {
	if err := Default().Validate(); err != nil {
		t.Error(err)
	}
	if err := (Rules{}).Validate(); !errors.Is(err, ErrRules) || err.Error() != "conversation: Patience 0s must be above 0" {
		t.Error(err)
	}
	if s := after(Event{On: Start}); s.Started(modalities) || s.Running(255) {
		t.Error("there is no such modality")
	}
}

// A user is moved to another pool in the middle of a call with video and a whiteboard (L-4).
func Example() {
	call := machine.Of(Default(), State{})
	for _, e := range []Event{
		{Start, Audio}, {Add, Video}, {Add, Whiteboard}, {On: SignallingLost}, {Add, Sharing}, {On: SignallingBack},
	} {
		for _, a := range call.Step(0, e, nil) {
			switch a.Kind {
			case Moved:
				fmt.Printf("%v: %v\n", call.State.Phase(), Table.Why(a.Move))
			case Refuse:
				fmt.Printf("no %v: %v\n", e.Modality, Table.Why(a.Move))
			default:
				fmt.Printf("%v is %v; video runs: %v\n", a.Modality, a.Kind, call.State.Running(Video))
			}
		}
	}
	// Output:
	// established: The call is set up; media and requests go ways of their own (C-85)
	// established: A request inside the call gets through (C-85)
	// established: A request inside the call gets through (C-85)
	// recovering: The route for requests is broken; media go on by themselves (C-81, C-85, X-5)
	// whiteboard is interrupted; video runs: true
	// no sharing: Until both are signed in again nothing can be started (L-4, C-81, C-86)
	// established: The route is healed, and the call goes on as before (C-85)
	// whiteboard is resumed; video runs: true
}

func BenchmarkStep(b *testing.B) {
	b.ReportAllocs()
	r, out := Default(), make([]Action, 0, 8)
	s := after(Event{On: Start}, Event{Add, Polls})
	events := [2]Event{{On: SignallingLost}, {On: SignallingBack}}
	for i := 0; b.Loop(); i++ {
		s, out = r.Step(machine.Instant(i), s, events[i&1], out[:0])
	}
}

func BenchmarkAdvance(b *testing.B) {
	b.ReportAllocs()
	r, out, s := Default(), make([]Action, 0, 8), after(at(NoMedia)...)
	for b.Loop() {
		_, out = r.Advance(s, out[:0])
	}
}
