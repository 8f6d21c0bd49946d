package quorum

import (
	"errors"
	"fmt"
	"math/bits"
	"strings"
	"testing"
	"time"

	"understudy.example/machine"
	"understudy.example/machine/machinetest"
	"understudy.example/pool/internal/reach"
)

var events = []Event{{On: Run, Fronts: 7}, {On: Run, Fronts: 3}, {On: Run, Fronts: 1}, {On: Run}, {On: Run, Fronts: 15},
	{On: Count, Fronts: 15}, {On: Count, Fronts: 7}, {On: WitnessLost}, {On: WitnessBack}, {On: Restart}}

func TestContract(t *testing.T) {
	for name, r := range map[string]Rules{"2013": Lync2013(), "2015": Server2015(), "2019": Server2019()} {
		t.Run(name, func(t *testing.T) {
			machinetest.Run(t, r, Of(3), events, machinetest.Phase(Table, State.Phase), machinetest.Bytes(16),
				machinetest.Wild(), machinetest.Cover())
		})
	}
}

// presets are the tables once more, as their pages have them: size, cold start, staying functional (F-162, F-163, D-12).
var presets = map[string]struct {
	rules Rules
	table string
}{
	"2013": {Lync2013(), `2:1 1/2, 3:3 2/3, 4:3 2/4, 5:4 3/5, 6:5 3/6, 7:5 4/7, 8:6 4/7, 9:7 4/7, 10:8 5/9, 11:9 5/9, 12:10 5/9`},
	"2015": {Server2015(), `2:1 1/2, 3:3 2/3, 4:3 2/4, 5:4 3/5, 6:5 3/6, 7:5 4/7, 8:6 4/7, 9:7 4/7, 10:8 5/9, 11:9 5/9, 12:10 5/9`},
	"2019": {Server2019(), `3:3 2/3, 4:3 2/4, 5:4 3/5, 6:5 3/6, 7:5 4/7, 8:6 4/7, 9:7 4/7, 10:8 5/9, 11:9 5/9, ` +
		`12:10 7/12, 13:11 7/12, 14:11 7/12, 15:12 7/12, 16:12 7/12`}, // 13 to 15: H-42
}

func TestTables(t *testing.T) {
	for name, p := range presets {
		var got []string
		for n := -1; n <= Most+1; n++ {
			if p.rules.Allows(n) {
				need, of := p.rules.Needs(n, true)
				got = append(got, fmt.Sprintf("%d:%d %d/%d", n, p.rules.ColdStart[n], need, of))
			}
		}
		if s := strings.Join(got, ", "); s != p.table {
			t.Errorf("%s:\n%s, want\n%s", name, s, p.table)
		}
		for n := -1; n <= Most+1; n++ { // where there is no such pool, no number of front ends is enough
			if need, of := p.rules.Needs(n, true); (need <= of) != p.rules.Allows(n) {
				t.Errorf("%s: %d of %d in a pool of %d", name, need, of, n)
			}
		}
		if err := p.rules.Validate(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// F-164, D-18, H-41: where the database votes and is lost, the front ends alone are a majority of all votes.
func TestWithoutTheWitness(t *testing.T) {
	for name, want := range map[string]string{
		"2013": "2:2 3:3 4:3 5:4 6:4 7:5 8:5 9:5 10:6 11:6 12:6",
		"2015": "2:2 3:2 4:3 5:3 6:4 7:4 8:5 9:4 10:6 11:5 12:6",
		"2019": "3:2 4:3 5:3 6:4 7:4 8:5 9:4 10:6 11:5 12:7 13:7 14:7 15:7 16:7",
	} {
		r := presets[name].rules
		var got []string
		for n := range Most + 1 {
			if r.Allows(n) {
				need, of := r.Needs(n, false)
				got = append(got, fmt.Sprintf("%d:%d", n, need))
				if votes := of + 1; r.Witness.votes(n) && 2*need <= votes {
					t.Errorf("%s: %d of %d votes are no majority", name, need, votes)
				}
			}
		}
		if s := strings.Join(got, " "); s != want {
			t.Errorf("%s: %s, want %s", name, s, want)
		}
	}
}

// Every pool of every size, every set of front ends that run, with and without its witness: it starts with the number of
// a cold start and stays with any of the first ones, and with one fewer it does not (F-162, F-163).
func TestEverySet(t *testing.T) {
	for name, p := range presets {
		for n := range 13 {
			if !p.rules.Allows(n) {
				continue
			}
			for set := range uint16(1 << n) {
				for _, blind := range []bool{false, true} {
					need, of := p.rules.Needs(n, !blind)
					stays := bits.OnesCount16(set&(1<<of-1)) >= need
					starts := stays && bits.OnesCount16(set) >= int(p.rules.ColdStart[n])
					s := Of(n)
					s.blind = blind
					cold, _ := p.rules.Step(0, s, Event{On: Run, Fronts: set}, nil)
					s.phase, s.running = Functional, s.members
					warm, _ := p.rules.Step(0, s, Event{On: Run, Fronts: set}, nil)
					if (cold.phase == Starting) != starts || (warm.phase == Functional) != stays {
						t.Fatalf("%s: %0*b of %d, blind %v: %v and %v", name, n, set, n, blind, cold.phase, warm.phase)
					}
				}
			}
		}
	}
}

// F-163: "first" means topology order, also after some have been removed.
func TestFirst(t *testing.T) {
	for set := range uint16(1 << 8) {
		for n := range 10 {
			want, left := uint16(0), n
			for i := range 16 {
				if set>>i&1 != 0 && left > 0 {
					want, left = want|1<<i, left-1
				}
			}
			if got := first(set, n); got != want {
				t.Fatalf("the first %d of %b: %b", n, set, got)
			}
		}
	}
}

// F-167: a cold start takes its time, an hour for twelve front ends and for more, and ends on its instant.
func TestStartTakesItsTime(t *testing.T) {
	for n, want := range map[int]time.Duration{2: 10 * time.Minute, 3: 15 * time.Minute, 12: time.Hour} {
		p := machine.Of(Lync2013(), Of(n))
		p.Step(7, Event{On: Run, Fronts: 1<<n - 1}, nil)
		machine.Until(p, machine.Instant(7).Add(want-1), nil, nil)
		if p.State.Phase() != Starting {
			t.Errorf("%d are %v before %v", n, p.State.Phase(), want)
		}
		if machine.Until(p, machine.Instant(7).Add(want), nil, nil); p.State.Phase() != Functional {
			t.Errorf("%d are %v after %v", n, p.State.Phase(), want)
		}
	}
	if got := Server2019().Start(16); got != time.Hour {
		t.Errorf("16 start in %v", got)
	}
}

// In every state that can be reached, the phase is what the front ends have made of it.
func TestEverywhere(t *testing.T) {
	r := Rules{ColdStart: [17]uint8{2: 1, 3: 3, 4: 3}, Stay: [17]Stay{2: {1, 2}, 3: {2, 3}, 4: {2, 4}},
		StartEach: time.Second, StartMost: 3 * time.Second}
	taken := map[machine.Move[Phase, Cause]]bool{}
	reach.Every(t, r, Of(3), events, func(s State, e *Event, to State, out []Action) {
		for _, a := range out {
			taken[a.Move] = true
		}
		switch {
		case to.due.Armed() != (to.phase == Starting),
			to.phase == Starting && !r.starts(to),
			to.phase == Functional && !r.stays(to),
			to.phase == Lost && (r.starts(to) || to.members&to.running == 0),
			to.phase == Stopped && r.starts(to),
			e != nil && (e.On == WitnessLost || e.On == WitnessBack) && to.blind != (e.On == WitnessLost),
			to.phase == Functional && s.phase != Functional && (e != nil || s.phase != Starting):
			t.Errorf("%+v on %+v: %+v", s, e, to)
		}
	})
	reach.Rows(t, Table, taken)
}

func TestNonsenseIsRefused(t *testing.T) {
	for p := range phases {
		s := Of(3)
		s.phase = p
		if got, out := Lync2013().Step(0, s, Event{On: 99}, nil); got != s || len(out) != 1 {
			t.Errorf("%v: %+v, %+v", p, got, out)
		}
	}
	if Of(-1) != (State{}) || Of(99).Members() != 1<<16-1 {
		t.Error(Of(-1), Of(99))
	}
	if r := Server2019(); r.Allows(2) || r.Allows(17) || r.Allows(0) || r.Allows(-1) {
		t.Error("F-168: 2019 has no pool of two front ends, nor of none, nor of 17")
	}
	if r := Lync2013(); r.Allows(13) || !r.Allows(12) {
		t.Error("X-14: 12 front ends, and not 13")
	}
}

func TestValidate(t *testing.T) {
	r := Rules{ColdStart: [17]uint8{2: 3, 3: 1}, Stay: [17]Stay{4: {6, 5}}, Witness: 2, StartMost: -1}
	want := `quorum: ColdStart[2] 3 must not be above 2
quorum: Stay[2].Need 0 must be above 0, as ColdStart[2] is
quorum: Stay[3].Need 0 must be above 0, as ColdStart[3] is
quorum: Stay[4].Of 5 must not be above 4
quorum: Stay[4].Need 6 must not be above Of 5
quorum: Witness 2 is none of every pool and even pools
quorum: StartEach 0s must be above 0
quorum: StartMost -1ns must not be shorter than StartEach 0s`
	if err := r.Validate(); !errors.Is(err, ErrRules) || err.Error() != want {
		t.Errorf("%v", err)
	}
	r = Lync2013()
	r.StartMost = r.StartEach
	if err := r.Validate(); err != nil {
		t.Error(err)
	}
	if got := fmt.Sprint(Lost, Phase(9), Reset, Cause(9), EvenPools, Witness(9)); got != "lost 9? reset 9? even pools 9?" {
		t.Error(got)
	}
}

// Three front ends go down one by one, and come back.
func Example() {
	pool := machine.Of(Lync2013(), Of(3))
	now := machine.Instant(0)
	show := func(at machine.Instant, out []Action) {
		for _, a := range out {
			fmt.Printf("%v: %v. %s\n", at, Phase(Table.Look(a.Move).To), Table.Why(a.Move))
		}
	}
	for _, running := range []uint16{0b111, 0b110, 0b100, 0b101, 0b111} {
		machine.Feed(pool, now, Event{On: Run, Fronts: running}, nil, show)
		now = now.Add(time.Hour)
	}
	// Output:
	// 0s: starting. As many front ends run as a cold start takes, and they place the routing groups (F-162, D-11)
	// 15m0s: functional. All routing groups are placed; in a large pool that may take an hour (F-167)
	// 2h0m0s: lost. Too few front ends are left, and these stop all services (F-163)
	// 4h0m0s: starting. A pool that has lost its quorum takes the number of a cold start again (F-162, F-163)
}

// A lost database takes its vote away: in a pool of two both front ends have to run (F-164, H-41).
func ExampleRules_Needs() {
	for _, n := range []int{2, 3, 12} {
		with, of := Lync2013().Needs(n, true)
		without, _ := Lync2013().Needs(n, false)
		fmt.Printf("%d front ends: any %d of the first %d, without the database %d\n", n, with, of, without)
	}
	// Output:
	// 2 front ends: any 1 of the first 2, without the database 2
	// 3 front ends: any 2 of the first 3, without the database 3
	// 12 front ends: any 5 of the first 9, without the database 6
}

func BenchmarkStep(b *testing.B) {
	b.ReportAllocs()
	r, s, out := Lync2013(), Of(12), make([]Action, 0, 2)
	for i := range b.N {
		s, out = r.Step(0, s, Event{On: Run, Fronts: uint16(i)}, out[:0])
	}
}

func BenchmarkAdvance(b *testing.B) {
	b.ReportAllocs()
	r, out := Lync2013(), make([]Action, 0, 2)
	s := State{phase: Starting, due: machine.At(1)}
	for range b.N {
		_, out = r.Advance(s, out[:0])
	}
}
