package live_test

import (
	"fmt"
	"time"

	"understudy.example/machine"
)

// The kettle is the machine under test: two timers, one of which recurs, a phase whose name has a space, a row that
// stays in its phase, a refusal and an ignored cause.

type phase uint8

const (
	cold phase = iota
	heating
	boilingOver
)

func (p phase) String() string {
	return machine.Name([]string{"cold", "heating", "boiling over"}, p)
}

type cause uint8

const (
	lit cause = iota
	stirred
	boiled
	cooled
	nonsense
)

func (c cause) String() string {
	return machine.Name([]string{"lit", "stirred", "boiled", "cooled"}, c)
}

var kettleTable = machine.MustTable(machine.Spec[phase, cause]{
	Name: "test/kettle", Doc: "A kettle.", Phases: 3, Causes: 4,
	Rows: []machine.Row[phase, cause]{
		{From: cold, On: lit, To: heating, Why: "Fire heats (T-1)"},
		{From: heating, On: stirred, To: heating, Why: "Stirring begins it anew (T-2)"},
		{From: heating, On: boiled, To: boilingOver, Why: "Heated for 10 s (T-3)"},
		{From: boilingOver, On: cooled, To: cold, Why: "Nobody heats it for 5 s (T-4)"},
	},
	Ignored: []machine.Note[phase, cause]{{From: cold, On: stirred, Why: "It does no harm (T-5)"}},
})

type kettle struct {
	phase phase
	turn  machine.Timer // boiled, or cooled
	tick  machine.Timer // every 3 s of heating
}

// tick is an action that comes from no table; it has no Report of its own.
type kettleAction struct {
	tick bool
	move machine.Move[phase, cause]
	name string
}

func (a kettleAction) Report() (machine.Report, bool) { return kettleTable.Report(a.move), !a.tick }
func (a kettleAction) Instance() string               { return a.name }

func (a kettleAction) String() string {
	if a.tick {
		return "tick"
	}
	return fmt.Sprintf("%v %v %v", a.move.From, a.move.On, kettleTable.Look(a.move).Outcome)
}

type kettleRules struct{}

func (kettleRules) take(now machine.Instant, s kettle, on cause, out []kettleAction) (kettle, []kettleAction) {
	move, outcome := kettleTable.Take(&s.phase, on)
	if outcome == machine.Ignored {
		return s, out
	}
	out = append(out, kettleAction{move: move})
	if outcome == machine.Taken {
		s.turn, s.tick = machine.Timer{}, machine.Timer{}
		switch s.phase {
		case heating:
			s.turn, s.tick = machine.At(now.Add(10*time.Second)), machine.At(now.Add(3*time.Second))
		case boilingOver:
			s.turn = machine.At(now.Add(5 * time.Second))
		}
	}
	return s, out
}

func (r kettleRules) Step(now machine.Instant, s kettle, on cause, out []kettleAction) (kettle, []kettleAction) {
	return r.take(now, s, on, out)
}

func (r kettleRules) Advance(s kettle, out []kettleAction) (kettle, []kettleAction) {
	now := r.Deadline(s)
	switch {
	case s.tick.Due(now):
		s.tick = machine.At(now.Add(3 * time.Second))
		return s, append(out, kettleAction{tick: true})
	case s.phase == heating:
		return r.take(now, s, boiled, out)
	}
	return r.take(now, s, cooled, out)
}

func (kettleRules) Deadline(s kettle) machine.Instant {
	return min(s.turn.Deadline(), s.tick.Deadline())
}

func newKettle() *machine.Cell[kettle, cause, kettleAction] {
	return machine.Of(kettleRules{}, kettle{})
}
