// Package quorum is an Enterprise pool as a whole: whether enough of its front ends run for it to start, and to go on.
//
// How many that takes stands in two tables by the size of the pool, not in a percentage (F-162, F-163, D-11). A pool that
// falls below stops all services on the front ends that are left, and takes the number of a cold start to come back.
package quorum

import (
	"errors"
	"math/bits"
	"time"

	"understudy.example/machine"
)

// Most is how many front ends one pool has at most: 16 in 2019, 12 before (F-162).
const Most = 16

// A Witness says in which pools the primary SQL database has a vote; its mirror never has one (F-164).
type Witness uint8

// The pools with a witness.
const (
	EveryPool Witness = iota // 2013 (D-18)
	EvenPools                // since 2015: pools of an even number of front ends (D-18)
)

var witnessNames = []string{"every pool", "even pools"}

func (w Witness) String() string { return machine.Name(witnessNames, w) }

// votes reports whether the database has a vote in a pool of n front ends.
func (w Witness) votes(n int) bool { return w == EveryPool || n%2 == 0 }

// A Stay says how many front ends a pool takes to go on: any Need of the first Of (F-163).
type Stay struct{ Need, Of uint8 }

// Rules are the parameters of a pool's quorum. A size whose ColdStart is 0 is no size of a pool.
type Rules struct {
	ColdStart [Most + 1]uint8 // by size: front ends that must run for a cold start (F-162)
	Stay      [Most + 1]Stay  // by size: front ends that must run for the pool to go on (F-163)
	Witness   Witness         // where the primary database votes, too (F-164)
	StartEach time.Duration   // what a cold start takes for each front end; inferred (F-167)
	StartMost time.Duration   // no cold start takes longer (F-167)
}

// Lync2013 are the documented tables of 2013, up to 12 front ends, with the database as a witness in every pool (F-162,
// F-163, D-12, D-18).
func Lync2013() Rules {
	return Rules{
		ColdStart: [Most + 1]uint8{2: 1, 3: 3, 4: 3, 5: 4, 6: 5, 7: 5, 8: 6, 9: 7, 10: 8, 11: 9, 12: 10},
		Stay: [Most + 1]Stay{2: {1, 2}, 3: {2, 3}, 4: {2, 4}, 5: {3, 5}, 6: {3, 6}, 7: {4, 7}, 8: {4, 7}, 9: {4, 7},
			10: {5, 9}, 11: {5, 9}, 12: {5, 9}},
		StartEach: 5 * time.Minute, StartMost: time.Hour,
	}
}

// Server2015 are the same tables with the database as a witness in pools of even size (D-18).
func Server2015() Rules {
	r := Lync2013()
	r.Witness = EvenPools
	return r
}

// Server2019 are the tables of 2019 and Subscription Edition: up to 16 front ends, and none of two (F-162, F-163, F-168).
// What a cold start of 13, 14 or 15 takes is read off the line between 12 and 16, rounded up (H-42).
func Server2019() Rules {
	r := Server2015()
	r.ColdStart[2], r.Stay[2] = 0, Stay{}
	r.ColdStart[13], r.ColdStart[14], r.ColdStart[15], r.ColdStart[16] = 11, 11, 12, 12
	for n := 12; n <= Most; n++ {
		r.Stay[n] = Stay{7, 12}
	}
	return r
}

// ErrRules is what every error of Validate wraps.
var ErrRules = errors.New("quorum: rules contradict each other")

// Validate reports every fault of the rules at once; each error wraps ErrRules.
func (r Rules) Validate() error {
	f := machine.Faults{Package: "quorum", Kind: ErrRules}
	for n, cold := range r.ColdStart {
		stay := r.Stay[n]
		f.If(int(cold) > n, "ColdStart[%d] %d must not be above %d", n, cold, n)
		f.If(int(stay.Of) > n, "Stay[%d].Of %d must not be above %d", n, stay.Of, n)
		f.If(stay.Need > stay.Of, "Stay[%d].Need %d must not be above Of %d", n, stay.Need, stay.Of)
		f.If(cold > 0 && stay.Need == 0, "Stay[%d].Need 0 must be above 0, as ColdStart[%d] is", n, n)
	}
	f.If(r.Witness > EvenPools, "Witness %d is none of every pool and even pools", uint8(r.Witness))
	f.If(r.StartEach <= 0, "StartEach %v must be above 0", r.StartEach)
	f.If(r.StartMost < r.StartEach, "StartMost %v must not be shorter than StartEach %v", r.StartMost, r.StartEach)
	return f.Err()
}

// Allows reports whether a pool can have n front ends (F-162, F-168).
func (r Rules) Allows(n int) bool { return uint(n) <= Most && r.ColdStart[n] > 0 }

// Start is how long a cold start of n front ends takes (F-167).
func (r Rules) Start(n int) time.Duration {
	return min(time.Duration(max(n, 0))*max(r.StartEach, 0), max(r.StartMost, 0))
}

// Needs returns how many of the first of front ends a pool of n needs to go on, with and without its witness (F-163,
// F-164). The table takes the database to be up. Where it has a vote and is lost, the front ends alone have to be the
// majority of all votes, theirs and the witness's (H-41).
func (r Rules) Needs(n int, witness bool) (need, of int) {
	if !r.Allows(n) {
		return Most + 1, Most
	}
	need, of = int(r.Stay[n].Need), int(r.Stay[n].Of)
	if !witness && r.Witness.votes(n) {
		need = max(need, (of+1)/2+1)
	}
	return need, of
}

// A State is what a pool's front ends know of each other. The zero State has none; Of makes one.
type State struct {
	due     machine.Timer // starting: when all routing groups are placed
	members uint16        // the front ends that count, a bit for each, in topology order
	running uint16        // those that run
	phase   Phase
	blind   bool // the primary database, a witness, does not answer
}

// Of returns the state of a pool of n front ends, none of which runs yet.
func Of(n int) State { return State{members: 1<<min(max(n, 0), Most) - 1} }

// Phase returns how the pool stands.
func (s State) Phase() Phase { return s.phase }

// Members returns the front ends that count.
func (s State) Members() uint16 { return s.members }

// Running returns the front ends that run.
func (s State) Running() uint16 { return s.running }

// Blind reports whether the witness does not answer.
func (s State) Blind() bool { return s.blind }

// starts reports whether enough front ends run for a cold start, and to go on after it.
func (r Rules) starts(s State) bool {
	n := bits.OnesCount16(s.members)
	return r.Allows(n) && bits.OnesCount16(s.members&s.running) >= int(r.ColdStart[n]) && r.stays(s)
}

// stays reports whether enough front ends run for the pool to go on.
func (r Rules) stays(s State) bool {
	need, of := r.Needs(bits.OnesCount16(s.members), !s.blind)
	return bits.OnesCount16(first(s.members, of)&s.running) >= need
}

// first returns the first n front ends of a set.
func first(set uint16, n int) uint16 {
	rest := set
	for range n {
		rest &= rest - 1
	}
	return set &^ rest
}

// An EventKind is what happens to a pool's front ends.
type EventKind uint8

// The kinds of event.
const (
	Run         EventKind = iota // other front ends run than before
	Count                        // other front ends count than before
	WitnessLost                  // the primary database does not answer any more
	WitnessBack                  // it answers again
	Restart                      // the services of every front end are stopped and started again
)

// An Event is what the owner tells.
type Event struct {
	On     EventKind
	Fronts uint16 // Run: those that run; Count: those that count
}

// An Action is a row taken or a refusal.
type Action struct{ Move machine.Move[Phase, Cause] }

// Report says where in the Table the action comes from.
func (a Action) Report() (machine.Report, bool) { return Table.Report(a.Move), true }

// take meets a cause; it is the only writer of the phase.
func (s *State) take(on Cause, out []Action) []Action {
	move, outcome := Table.Take(&s.phase, on)
	if s.phase != Starting {
		s.due = machine.Timer{}
	}
	if outcome == machine.Ignored {
		return out
	}
	return append(out, Action{move})
}

// Step lets e happen at now.
func (r Rules) Step(now machine.Instant, s State, e Event, out []Action) (State, []Action) {
	switch e.On {
	case Run:
		s.running = e.Fronts
	case Count:
		s.members = e.Fronts
	case WitnessLost, WitnessBack:
		s.blind = e.On == WitnessLost
	case Restart:
		out = s.take(Reset, out)
	default:
		out = s.take(causes, out)
		return s, out
	}
	return r.judge(now, s, out)
}

// judge moves the pool to where its front ends have it.
func (r Rules) judge(now machine.Instant, s State, out []Action) (State, []Action) {
	starts := r.starts(s)
	switch {
	case s.members&s.running == 0 && (s.phase == Functional || s.phase == Lost):
		out = s.take(Gone, out)
	case s.phase == Starting && !starts:
		out = s.take(TooFew, out)
	case s.phase == Functional && !r.stays(s):
		out = s.take(QuorumLost, out)
	case (s.phase == Stopped || s.phase == Lost) && starts:
		out = s.take(Enough, out)
		s.due = machine.At(now.Add(r.Start(bits.OnesCount16(s.members))))
	}
	return s, out
}

// Deadline returns when a cold start is over.
func (r Rules) Deadline(s State) machine.Instant { return s.due.Deadline() }

// Advance lets the cold start be over.
func (r Rules) Advance(s State, out []Action) (State, []Action) {
	if s.due.Armed() {
		out = s.take(Placed, out)
	}
	return s, out
}

// Code visits the state.
func (r Rules) Code(c *machine.Code, s *State) {
	machine.Enum(c, &s.phase, int(phases))
	machine.Enum(c, &s.members, 1<<Most)
	machine.Enum(c, &s.running, 1<<Most)
	c.Bool(&s.blind)
	c.Timer(&s.due, r.Start(Most))
}
