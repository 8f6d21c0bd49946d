package cms

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"understudy.example/machine"
)

// The small scope: every state that can be reached from an empty store, with every event at every multiple of a quantum
// that divides all durations.
const (
	quantum = 10 * time.Second
	noon    = 1000 * second // states are unpacked at this instant
)

var small = Rules{Work: quantum, Retry: quantum, Patience: 2 * quantum, Demotion: 2 * quantum}

func pack(t *testing.T, s State, now machine.Instant) string {
	var c machine.Code
	c.Pack(now, quantum, nil)
	small.Code(&c, &s)
	if c.Err() != nil {
		t.Fatalf("%v: %v", s, c.Err())
	}
	return fmt.Sprint(c.Words())
}

// normal is the state as if it had been reached at noon.
func normal(t *testing.T, s State, now machine.Instant) State {
	var c machine.Code
	c.Pack(now, quantum, nil)
	small.Code(&c, &s)
	words := c.Words()
	c.Unpack(noon, quantum, words)
	var u State
	small.Code(&c, &u)
	if err := c.Close(); err != nil {
		t.Fatalf("%v: %v", s, err)
	}
	if again := pack(t, u, noon); again != fmt.Sprint(words) {
		t.Fatalf("%v: packed %v, unpacked and packed again %v", s, words, again)
	}
	return u
}

// scope visits every transition once.
func scope(t *testing.T, visit func(before State, what string, after State, out []Action)) (states []State) {
	seen := map[State]bool{{}: true}
	states = []State{{}}
	add := func(before State, what string, after State, now machine.Instant, out []Action) {
		visit(before, what, after, out)
		if after = normal(t, after, now); !seen[after] {
			seen[after] = true
			states = append(states, after)
		}
	}
	for i := 0; i < len(states); i++ {
		s := states[i]
		for on := range Gone + 1 {
			for db := range uint8(2) {
				after, out := small.Step(noon, s, Event{on, db}, nil)
				add(s, fmt.Sprintf("%v %d", on, db), after, noon, out)
			}
		}
		if d := small.Deadline(s); d == noon {
			after, out := small.Advance(s, nil)
			add(s, "due", after, noon, out)
		} else if d != machine.Never {
			add(s, "tick", s, noon.Add(quantum), nil)
		}
	}
	return states
}

func TestScope(t *testing.T) {
	met := map[machine.Move[Phase, Cause]]bool{}
	states := scope(t, func(before State, what string, after State, out []Action) {
		bad := func(format string, args ...any) {
			t.Errorf("%v, %s, %v, %v: %s", before, what, after, out, fmt.Sprintf(format, args...))
		}
		phases, pointed, ended := before.phases, -1, false
		for i, a := range out {
			switch a.Kind {
			case Moved:
				met[a.Move] = true
				if a.Move.From != phases[a.DB] {
					bad("action %d leaves a phase that it is not in", i)
				}
				phases[a.DB] = Phase(Table.Look(a.Move).To)
			case Refuse:
				met[a.Move] = true
				if before != after || len(out) != 1 {
					bad("refused, and something happened")
				}
			case Check:
				if !after.asked || i != len(out)-1 {
					bad("a check that nobody waits for")
				}
			case Pointed:
				pointed = int(a.DB)
			case Finished, Stopped:
				ended = true
				if (a.Kind == Finished) != (pointed == int(a.DB)) || a.DB != before.target {
					bad("what ends well is published, and nothing else")
				}
				if a.Kind == Finished && after.Phase(a.DB) != Active {
					bad("finished, and not active")
				}
			}
		}
		if phases != after.phases {
			bad("the moves lead to %v", phases)
		}
		if ended != (before.order != None && after.order == None) {
			bad("an order ends with an action that says so")
		}
	})
	for _, s := range states {
		for _, law := range laws {
			if !law.holds(s) {
				t.Errorf("%v: %s", s, law.name)
			}
		}
	}
	if len(states) != 447 {
		t.Errorf("%d states; the scope has changed", len(states))
	}
	for from := range phases {
		for on := range causes {
			e := Table.Entry(uint8(from), uint8(on))
			if e.Outcome != machine.Ignored && !strings.HasPrefix(e.Why, "no rule for") && on != noSuch &&
				!met[machine.Move[Phase, Cause]{From: from, On: on}] {
				t.Errorf("%v on %v stands in the table and never happens: %s", from, on, e.Why)
			}
		}
	}
}

// F-109, F-117, F-121: from wherever the store is, whether the running order is broken off or carried through, a restore,
// a Backup Service that runs and a cured standby lead back to one active database and one standby.
func TestAWayBackFromEverywhere(t *testing.T) {
	for _, s := range scope(t, func(State, string, State, []Action) {}) {
		for _, answer := range []EventKind{Confirmed, Broken} {
			if got := wayBack(s, answer); got != [2]Phase{Active, Standby} && got != [2]Phase{Standby, Active} {
				t.Errorf("%v, %v: %v", s, answer, got)
			}
		}
	}
}

func wayBack(s State, answer EventKind) [2]Phase {
	now := noon
	step := func(on EventKind, db uint8) { s, _ = small.Step(now, s, Event{on, db}, nil) }
	run := func(answer EventKind) {
		for range 10 {
			if s.asked {
				step(answer, 0)
			} else if d := small.Deadline(s); d != machine.Never {
				now = max(now, d)
				s, _ = small.Advance(s, nil)
			}
		}
	}
	step(Install, 0)
	run(answer)
	for db := range uint8(2) {
		if s.Phase(db) == ReadOnly || s.headless() && s.Phase(db) == Standby {
			step(Restore, db)
		}
	}
	run(Confirmed)
	for db := range uint8(2) {
		step(Returned, db)
		step(Cure, db)
		step(Install, db)
	}
	if s.headless() { // both were in error, and are standbys now (F-123)
		step(Restore, 0)
	}
	run(Confirmed)
	return s.phases
}

func TestSmallRulesAreValid(t *testing.T) {
	if err := small.Validate(); err != nil {
		t.Error(err)
	}
}
