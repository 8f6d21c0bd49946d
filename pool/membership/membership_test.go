package membership

import (
	"fmt"
	"strings"
	"testing"

	"understudy.example/machine"
	"understudy.example/machine/machinetest"
	"understudy.example/pool/internal/reach"
)

var events = []Event{{Publish, 0b11}, {Publish, 0b111}, {Publish, 0b1111}, {Publish, 0b1101}, {Run, 0}, {Run, 0b1},
	{Run, 0b11}, {Run, 0b101}, {Run, 0b110}, {Run, 0b111}, {Run, 0b1111}, {On: ServiceReset}, {On: FullReset}}

func TestContract(t *testing.T) {
	machinetest.Run(t, Rules{}, Of(3), events, machinetest.Phase(Table, State.Phase), machinetest.Bytes(16),
		machinetest.Wild())
}

// want is the whole table once more, causes in their order. A dot is ignored, a dash refused.
const want = `
restarting  unrebuilt  unreset  .  -        -           -        .        .        .        -
-           -          -        .  settled  restarting  settled  unreset  settled  settled  -
-           -          -        .  settled  -           -        .        settled  settled  -
-           -          -        .  settled  -           -        .        -        settled  -
`

func TestEveryCell(t *testing.T) {
	short := []string{"settled", "restarting", "unreset", "unrebuilt"}
	for from, line := range strings.Split(strings.TrimSpace(want), "\n") {
		for on, cell := range strings.Fields(line) {
			got := Table.Entry(uint8(from), uint8(on))
			is := map[machine.Outcome]string{machine.Taken: short[got.To%4], machine.Ignored: ".", machine.Refused: "-"}[got.Outcome]
			if is != cell {
				t.Errorf("%v on %v: %s, want %s", Phase(from), Cause(on), is, cell)
			}
		}
	}
}

// F-159: nothing counts before every front end that ran has been down and is back; the new one does not have to.
func TestOneAtATime(t *testing.T) {
	p := machine.Of(Rules{}, Of(3))
	p.Step(0, Event{Run, 0b111}, nil)
	p.Step(0, Event{Publish, 0b1111}, nil)
	for _, running := range []Set{0b1111, 0b1110, 0b1111, 0b1101, 0b1111, 0b1011} {
		if p.Step(0, Event{Run, running}, nil); p.State.Counted() != 0b111 {
			t.Fatalf("%b run: the change counts", running)
		}
	}
	if p.Step(0, Event{Run, 0b1111}, nil); p.State.Counted() != 0b1111 || p.State.Phase() != Settled {
		t.Errorf("all have restarted: %+v", p.State)
	}
}

// F-159: a full reset from two to more takes three that run; from more to two it takes the two.
func TestFullResetTakesThree(t *testing.T) {
	for _, c := range []struct {
		from          int
		to, run, want Set
	}{
		{2, 0b111, 0b11, 0b11}, {2, 0b111, 0b111, 0b111}, {4, 0b11, 0b1, 0b1111}, {4, 0b11, 0b11, 0b11},
		{4, 0b11, 0b1101, 0b1111}, {2, 0b1111, 0b1011, 0b1111},
	} {
		p := machine.Of(Rules{}, Of(c.from))
		p.Step(0, Event{Publish, c.to}, nil)
		p.Step(0, Event{Run, c.run}, nil)
		if p.State.Phase() != Unrebuilt {
			t.Errorf("from %d to %b: %v", c.from, c.to, p.State.Phase())
		}
		p.Step(0, Event{On: ServiceReset}, nil)
		if p.Step(0, Event{On: FullReset}, nil); p.State.Counted() != c.want {
			t.Errorf("from %d to %b with %b: %b", c.from, c.to, c.run, p.State.Counted())
		}
	}
}

// In every state that can be reached what counts is what is named unless a change waits, and only a restart, a reset or a
// withdrawal ends the waiting.
func TestEverywhere(t *testing.T) {
	taken := map[machine.Move[Phase, Cause]]bool{}
	reach.Every(t, Rules{}, Of(3), events, func(s State, e *Event, to State, out []Action) {
		for _, a := range out {
			taken[a.Move] = true
		}
		switch {
		case (to.phase == Settled) != (to.counted == to.named), to.stale != 0 && to.phase != Restarting,
			to.phase == Restarting && to.stale == 0, to.stale&^to.named != 0,
			to.counted != s.counted && to.counted != s.named:
			t.Errorf("%+v on %+v: %+v", s, e, to)
		}
	})
	reach.Rows(t, Table, taken)
}

func TestNames(t *testing.T) {
	if s, out := (Rules{}).Step(0, Of(3), Event{On: 9}, nil); s != Of(3) || len(out) != 1 {
		t.Error(s, out)
	}
	if s, out := (Rules{}).Advance(Of(3), nil); s != Of(3) || out != nil {
		t.Error(s, out)
	}
	got := fmt.Sprint(Settled, Phase(9), Rebuilt, Cause(99), First(3), First(99), First(-1), First(3).Has(0), First(3).Has(2), First(3).Has(3), First(3).Has(-1))
	if got != "settled 9? full reset 99? 7 65535 0 true true false false" {
		t.Error(got)
	}
}

// A fourth front end is published; each of the three restarts.
func Example() {
	pool := machine.Of(Rules{}, Of(3))
	for _, e := range []Event{{Run, 0b111}, {Publish, 0b1111}, {Run, 0b110}, {Run, 0b1111}, {Run, 0b1101}, {Run, 0b1111},
		{Run, 0b1011}, {Run, 0b1111}} {
		for _, a := range pool.Step(0, e, nil) {
			fmt.Printf("%v: %s\n", Phase(Table.Look(a.Move).To), Table.Why(a.Move))
		}
	}
	fmt.Println(pool.State.Counted().Size(), "count")
	// Output:
	// restarting: A change of front ends counts once every one has restarted, one at a time (F-159)
	// restarting: One front end has restarted, and the others wait for their turn (F-159)
	// restarting: One front end has restarted, and the others wait for their turn (F-159)
	// settled: Every front end has restarted, and the pool counts what the topology names (F-159)
	// 4 count
}

func BenchmarkStep(b *testing.B) {
	b.ReportAllocs()
	s, out := Of(3), make([]Action, 0, 2)
	for i := range b.N {
		s, out = Rules{}.Step(0, s, events[i%len(events)], out[:0])
	}
}
