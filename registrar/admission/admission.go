// Package admission is how many sign-ins a registrar takes in: so many a second, and no more. What is over the rate is
// answered with 503, and told no time to come back (H-38).
//
// Room grows evenly, at the rate, up to a burst; a sign-in takes one place of it. Nothing is rounded: places are kept in
// fractions of a nanosecond, so that a million sign-ins at twelve a second take as long as they should.
package admission

import (
	"errors"
	"time"

	"understudy.example/machine"
)

// Rules are the parameters of one registrar. The zero value lets everybody in.
type Rules struct {
	Rate  int // sign-ins a second; zero for no limit (C-116)
	Burst int // how many are taken in at one instant when none came for a while; one second's worth (H-52)
}

// Pool is the rate that pools were tested with: 12 sign-ins a second (C-116, H-38).
func Pool() Rules { return Rules{Rate: 12, Burst: 12} }

// Standard is the rate of one Standard Edition server: 2 sign-ins a second (C-116, H-38).
func Standard() Rules { return Rules{Rate: 2, Burst: 2} }

// ErrRules is what every error of Validate wraps.
var ErrRules = errors.New("admission: rules contradict each other")

// most is far beyond any server, and can be multiplied without care.
const most = 1_000_000

// Validate reports every fault of the rules at once; each error wraps ErrRules.
func (r Rules) Validate() error {
	f := machine.Faults{Package: "admission", Kind: ErrRules}
	f.If(r.Rate < 0, "Rate %d must not be below 0", r.Rate)
	f.If(r.Rate > most, "Rate %d must not be above %d", r.Rate, most)
	f.If(r.Rate > 0 && r.Burst < 1, "Burst %d must be at least 1", r.Burst)
	f.If(r.Burst > most, "Burst %d must not be above %d", r.Burst, most)
	return f.Err()
}

// Drain returns how long a storm of so many sign-ins takes at least, all of them at the door from the beginning (C-118).
func (r Rules) Drain(users int) time.Duration {
	if r.Rate <= 0 {
		return 0
	}
	late := max(users-r.Burst, 0)
	whole, rest := late/r.Rate, late%r.Rate
	return time.Duration(whole)*time.Second + time.Duration((place*int64(rest)+int64(r.Rate)-1)/int64(r.Rate))
}

// place is what one sign-in takes, in the unit that room is counted in: the Rate-th part of a nanosecond. In a nanosecond
// Rate of them grow again.
const place = int64(time.Second)

// A State is how much room is taken. The zero State has all of it.
type State struct {
	free  machine.Timer // when all room is there again, rounded up
	early uint32        // how much earlier than free it really is, in the Rate-th parts of a nanosecond
	phase Phase
}

// Phase returns whether there is room.
func (s State) Phase() Phase { return s.phase }

// An Event is what the owner tells: SignIn.
type Event struct {
	On Cause // everything else is refused
}

// A Kind is what an action tells.
type Kind uint8

// The kinds of action.
const (
	Moved  Kind = iota // a row was taken
	Refuse             // the event was refused
	Admit              // the sign-in is taken in
	Deny               // it is not: 503, without a time to come back
)

var kindNames = []string{"moved", "refuse", "admit", "deny"}

func (k Kind) String() string { return machine.Name(kindNames, k) }

// An Action is the answer to a sign-in, or what became of the room.
type Action struct {
	Kind Kind
	Move machine.Move[Phase, Cause] // Moved, Refuse: where in the Table
}

// Report says where in the Table the action comes from.
func (a Action) Report() (machine.Report, bool) { return Table.Report(a.Move), a.Kind <= Refuse }

// take meets a cause; it is the only writer of the phase.
func (s *State) take(on Cause, out []Action) []Action {
	switch move, outcome := Table.Take(&s.phase, on); outcome {
	case machine.Taken:
		return append(out, Action{Kind: Moved, Move: move})
	case machine.Refused:
		return append(out, Action{Kind: Refuse, Move: move})
	}
	return out
}

// Step lets e happen at now.
func (r Rules) Step(now machine.Instant, s State, e Event, out []Action) (State, []Action) {
	switch {
	case e.On != SignIn:
		out = s.take(causes, out)
		return s, out
	case r.Rate <= 0:
		return s, append(out, Action{Kind: Admit})
	case s.phase != Open:
		out = s.take(SignIn, out)
		return s, append(out, Action{Kind: Deny})
	}
	on, taken := SignIn, r.taken(now, &s)+place
	if taken+place > r.room() {
		on = Last
	}
	r.fill(now, &s, taken)
	out = s.take(on, out)
	return s, append(out, Action{Kind: Admit})
}

// Take lets n sign-ins come at now, all at once, and returns how many are taken in: as many Steps say the same, one by one.
// Like Step it leaves what was due before now to its owner.
func (r Rules) Take(now machine.Instant, s State, n int64) (State, int64) {
	switch {
	case n <= 0 || r.Rate > 0 && s.phase != Open:
		return s, 0
	case r.Rate <= 0:
		return s, n
	}
	taken := r.taken(now, &s)
	n = min(n, max((r.room()-taken)/place, 1))
	if taken += n * place; taken+place > r.room() {
		s.take(Last, nil)
	}
	r.fill(now, &s, taken)
	return s, n
}

// room is all room there is.
func (r Rules) room() int64 { return int64(r.Burst) * place }

// taken is how much of the room is taken at now.
func (r Rules) taken(now machine.Instant, s *State) int64 {
	if !s.free.Armed() || s.free.Due(now) {
		return 0
	}
	return int64(s.free.Deadline().Sub(now))*int64(r.Rate) - int64(s.early)
}

// fill says how much of the room is taken at now.
func (r Rules) fill(now machine.Instant, s *State, taken int64) {
	rate := int64(r.Rate)
	wait := (taken + rate - 1) / rate
	s.free, s.early = machine.At(now.Add(time.Duration(wait))), uint32(wait*rate-taken)
}

// Deadline returns when there is room again for one; Never while there is.
func (r Rules) Deadline(s State) machine.Instant {
	if s.phase == Open || !s.free.Armed() || r.Rate <= 0 {
		return machine.Never
	}
	return s.free.Deadline().Add(-time.Duration((r.room() - place + int64(s.early)) / int64(r.Rate)))
}

// Advance lets the deadline pass.
func (r Rules) Advance(s State, out []Action) (State, []Action) {
	if r.Deadline(s) != machine.Never {
		out = s.take(Freed, out)
	}
	return s, out
}

// Code visits the state. While there is room, what has all come back is the same however long that is so.
func (r Rules) Code(c *machine.Code, s *State) {
	machine.Enum(c, &s.phase, int(phases))
	early := s.early
	if all := time.Duration(r.room()/int64(max(r.Rate, 1)) + 1); s.phase == Open {
		c.Age(&s.free, all)
		if !s.free.Armed() || s.free.Due(c.Now()) {
			early = 0
		}
	} else {
		c.Timer(&s.free, all)
	}
	machine.Enum(c, &early, max(r.Rate, 1))
	if c.Unpacking() {
		s.early = early
	}
}
