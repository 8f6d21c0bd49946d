package responsegroup

import (
	"fmt"
	"testing"

	"understudy.example/machine"
	"understudy.example/machine/machinetest"
)

var events = []Event{{Call}, {Unserved}, {Agent}, {Hidden}, {Outage}, {Failback}, {HangUp}, {causes}, {255}}

func TestContract(t *testing.T) {
	machinetest.Run(t, Rules{}, State{}, events, machinetest.Phase(Table, State.Phase),
		machinetest.Bytes(1), machinetest.Wild(), machinetest.Cover())
}

// C-76, phase by phase of an outage, written down by hand: "." stays and says nothing, "-" is refused, "=" takes a row that
// stays, else the initial of the phase it leads to.
func TestEveryEventInEveryPhase(t *testing.T) {
	const letters = "nqca" // none, queued, connected, anonymously
	for on, want := range map[Cause]string{
		Call:     "q---",
		Unserved: "=---", // a new call drops
		Agent:    "-c--",
		Hidden:   "-a--",
		Outage:   ".n.n", // with an agent it stays, unless it is anonymous
		Failback: ".n..", // the queue drops
		HangUp:   ".nnn",
		causes:   "----",
		255:      "----",
	} {
		for p := range phases {
			s, acts := Rules{}.Step(0, State{p}, Event{on}, nil)
			got := letters[s.Phase()]
			switch {
			case len(acts) == 0:
				got = '.'
			case Table.Look(acts[0].Move).Outcome == machine.Refused:
				got = '-'
			case s.Phase() == p:
				got = '='
			}
			if got != want[p] {
				t.Errorf("%v on %v: %c, want %c", p, on, got, want[p])
			}
		}
	}
}

func TestNothingHappensByItself(t *testing.T) {
	for p := range phases {
		if r := (Rules{}); r.Deadline(State{p}) != machine.Never || r.Validate() != nil {
			t.Errorf("%v ends at %v, %v", p, r.Deadline(State{p}), r.Validate())
		}
	}
	if s, out := (Rules{}).Advance(State{Queued}, nil); s != (State{Queued}) || out != nil {
		t.Error(s, out)
	}
	if got := fmt.Sprint(Anonymous, Phase(9), Hidden, Cause(9)); got != "connected anonymously 9? hidden agent 9?" {
		t.Error(got)
	}
}

// The pool of a group dies: of three calls the one that has an ordinary agent stays.
func Example() {
	for _, way := range [][]Cause{{Call, Agent}, {Call, Hidden}, {Call}} {
		call := machine.Of(Rules{}, State{})
		for _, on := range append(way, Outage) {
			call.Step(0, Event{On: on}, nil)
		}
		fmt.Printf("%v: %v\n", way, call.State.Phase())
	}
	// Output:
	// [call agent]: connected
	// [call hidden agent]: none
	// [call]: none
}

func BenchmarkStep(b *testing.B) {
	b.ReportAllocs()
	r, s, out := Rules{}, State{}, make([]Action, 0, 1)
	events := [2]Event{{Call}, {HangUp}}
	for i := 0; b.Loop(); i++ {
		s, out = r.Step(0, s, events[i&1], out[:0])
	}
}
