package parked

import (
	"fmt"
	"testing"

	"understudy.example/machine"
	"understudy.example/machine/machinetest"
)

var events = []Event{{Park}, {Retrieve}, {HangUp}, {Outage}, {Failback}, {causes}, {255}}

func TestContract(t *testing.T) {
	machinetest.Run(t, Rules{}, State{}, events, machinetest.Phase(Table, State.Phase),
		machinetest.Bytes(1), machinetest.Wild(), machinetest.Cover())
}

// C-77, F-146: what becomes of an orbit, written down by hand: "." stays and says nothing, "-" is refused, "=" takes a row
// that stays, else the initial of the phase it leads to.
func TestEveryEventInEveryPhase(t *testing.T) {
	for on, want := range map[Cause]string{ // Free Parked
		Park:     "p-",
		Retrieve: "-f", // stays, as an ordinary call
		HangUp:   ".f",
		Outage:   ".f", // dropped
		Failback: ".=", // stays parked
		causes:   "--",
		255:      "--",
	} {
		for p := range phases {
			s, acts := Rules{}.Step(0, State{p}, Event{on}, nil)
			got := s.Phase().String()[0]
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
	if s, out := (Rules{}).Advance(State{Parked}, nil); s != (State{Parked}) || out != nil {
		t.Error(s, out)
	}
	if got := fmt.Sprint(Parked, Phase(9), Failback, Cause(9)); got != "parked 9? failback 9?" {
		t.Error(got)
	}
}

// Two calls are parked; one is retrieved in time, the other drops with the pool.
func Example() {
	orbit := machine.Of(Rules{}, State{})
	for _, on := range []Cause{Park, Failback, Retrieve, Park, Outage, Retrieve} {
		for _, a := range orbit.Step(0, Event{On: on}, nil) {
			fmt.Printf("%v: %v. %s\n", on, orbit.State.Phase(), Table.Why(a.Move))
		}
	}
	// Output:
	// park: parked. The call park service of the pool holds the call from now on (C-77, F-146)
	// failback: parked. It stays parked in a failback (C-77)
	// retrieve: free. A call that was retrieved is an ordinary call again, and stays (C-77)
	// park: parked. The call park service of the pool holds the call from now on (C-77, F-146)
	// outage: free. A call that is parked and not retrieved drops at the outage (C-77, F-146)
	// retrieve: free. Nobody waits there any more (C-77)
}

func BenchmarkStep(b *testing.B) {
	b.ReportAllocs()
	r, s, out := Rules{}, State{}, make([]Action, 0, 1)
	for i := 0; b.Loop(); i++ {
		s, out = r.Step(0, s, events[i&1], out[:0])
	}
}
