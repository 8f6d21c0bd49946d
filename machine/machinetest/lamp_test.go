package machinetest_test

import (
	"time"

	"understudy.example/machine"
)

// The lamp of a staircase is the machine that these tests are about: it keeps every law, and its kin break one each.
// A press lights it for a while, a little longer or shorter each time, and for half the while if it is still warm.
type lamp struct{ While, Warm time.Duration }

type Phase uint8

const (
	Dark Phase = iota
	Lit
)

func (p Phase) String() string { return machine.Name([]string{"dark", "lit"}, p) }

type Cause uint8

const (
	Pressed Cause = iota
	Cut
	Elapsed
	causes
)

func (c Cause) String() string { return machine.Name([]string{"pressed", "cut", "elapsed"}, c) }

var row = machine.MakeRow[Phase, Cause]

var table = machine.MustTable(machine.Spec[Phase, Cause]{
	Name: "lamp", Doc: "The lamp of a staircase.", Phases: 2, Causes: int(causes), Start: Dark,
	Rows: []machine.Row[Phase, Cause]{
		row(Dark, Pressed, Lit, "Somebody comes"),
		row(Lit, Pressed, Lit, "Somebody is slow"),
		row(Lit, Cut, Dark, "Somebody saves"),
		row(Lit, Elapsed, Dark, "Nobody is there any more"),
	},
})

type State struct {
	phase   Phase
	presses uint8         // modulo 4
	off     machine.Timer // Lit: when it goes out
	warm    machine.Timer // an age: since it went out
	draw    machine.Draw
}

type Event struct{ On Cause }

type Action struct {
	Told    bool // in place of a move: how often the lamp was pressed
	Presses uint8
	Move    machine.Move[Phase, Cause]
}

func (a Action) Report() (machine.Report, bool) { return table.Report(a.Move), !a.Told }

func (s *State) take(on Cause, out []Action) ([]Action, bool) {
	switch m, outcome := table.Take(&s.phase, on); outcome {
	case machine.Taken, machine.Refused:
		return append(out, Action{Move: m}), outcome == machine.Taken
	}
	return out, false
}

func (l lamp) Step(now machine.Instant, s State, e Event, out []Action) (State, []Action) {
	out, taken := s.take(e.On, out)
	switch {
	case taken && s.phase == Lit:
		d := l.While + time.Duration(s.draw.Below(uint64(l.While/2)))
		if age, _ := s.warm.Age(now, l.Warm); age < l.Warm {
			d /= 2
		}
		s.off = machine.At(now.Add(d))
		s.presses = (s.presses + 1) % 4
		out = append(out, Action{Told: true, Presses: s.presses})
	case taken:
		s.off, s.warm = machine.Timer{}, machine.At(now.Add(l.Warm))
	}
	return s, out
}

func (l lamp) Advance(s State, out []Action) (State, []Action) {
	now := s.off.Deadline()
	s.off, s.warm = machine.Timer{}, machine.At(now.Add(l.Warm))
	out, _ = s.take(Elapsed, out)
	return s, out
}

func (l lamp) Deadline(s State) machine.Instant { return s.off.Deadline() }

func (l lamp) Code(c *machine.Code, s *State) {
	machine.Enum(c, &s.phase, 2)
	machine.Enum(c, &s.presses, 4)
	c.Timer(&s.off, 2*l.While)
	c.Age(&s.warm, l.Warm)
	codeDraw(c, &s.draw)
}

func (s State) Phase() Phase { return s.phase }

var (
	stairs = lamp{While: 30 * time.Second, Warm: 5 * time.Second}
	events = []Event{{Pressed}, {Cut}, {Elapsed}}
)

// A faulty lamp is one in which some methods have been replaced.
type faulty struct {
	lamp
	step     func(call) (State, []Action)
	advance  func(call) (State, []Action)
	deadline func(State) machine.Instant
	code     func(lamp, *machine.Code, *State)
}

// A call is what a method was given; its own methods are the sound lamp's.
type call struct {
	lamp
	now machine.Instant
	s   State
	e   Event
	out []Action
}

func (c call) step() (State, []Action)    { return c.Step(c.now, c.s, c.e, c.out) }
func (c call) advance() (State, []Action) { return c.Advance(c.s, c.out) }

func (f faulty) Step(now machine.Instant, s State, e Event, out []Action) (State, []Action) {
	if f.step != nil {
		return f.step(call{f.lamp, now, s, e, out})
	}
	return f.lamp.Step(now, s, e, out)
}

func (f faulty) Advance(s State, out []Action) (State, []Action) {
	if f.advance != nil {
		return f.advance(call{lamp: f.lamp, s: s, out: out})
	}
	return f.lamp.Advance(s, out)
}

func (f faulty) Deadline(s State) machine.Instant {
	if f.deadline != nil {
		return f.deadline(s)
	}
	return f.lamp.Deadline(s)
}

func (f faulty) Code(c *machine.Code, s *State) {
	if f.code != nil {
		f.code(f.lamp, c, s)
		return
	}
	f.lamp.Code(c, s)
}

func codeDraw(c *machine.Code, d *machine.Draw) {
	n := uint64(d.Seed)<<32 | uint64(d.Drawn)
	c.Uint64(&n)
	*d = machine.Draw{Seed: uint32(n >> 32), Drawn: uint32(n)}
}
