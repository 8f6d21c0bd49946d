// Package cache is one cached DNS answer as a machine: empty, fresh or negative. The owner keeps the records themselves,
// and asks when the entry is empty; the machine says whether they still count.
//
// No source says how the client caches (C-31); the rules are those of the resolver of Windows.
package cache

import (
	"errors"
	"time"

	"understudy.example/machine"
)

// Rules bound how long an answer is kept. Neither bound is negative; an answer that is bounded to zero is not kept.
type Rules struct {
	MaxTTL      time.Duration // the longest that records are kept (inferred, C-31)
	MaxNegative time.Duration // the longest that a missing name is kept (inferred, C-31)
}

// Default are the limits of the resolver of Windows: a day, which is what the records of the examples carry (C-12), and
// 15 minutes for what is missing (C-31).
func Default() Rules { return Rules{MaxTTL: 24 * time.Hour, MaxNegative: 15 * time.Minute} }

// ErrRules is what every error of Validate wraps.
var ErrRules = errors.New("cache: rules contradict each other")

// Validate reports every fault of the rules at once; each error wraps ErrRules.
func (r Rules) Validate() error {
	f := machine.Faults{Package: "cache", Kind: ErrRules}
	f.If(r.MaxTTL < 0, "MaxTTL %v must not be below 0", r.MaxTTL)
	f.If(r.MaxNegative < 0, "MaxNegative %v must not be below 0", r.MaxNegative)
	return f.Err()
}

// A State is what one entry remembers.
type State struct {
	expires machine.Timer
	phase   Phase
}

// Phase returns what the entry holds.
func (s State) Phase() Phase { return s.phase }

// Expires returns when the answer stops counting; Never if there is none.
func (s State) Expires() machine.Instant { return s.expires.Deadline() }

// An EventKind says what was heard about a name.
type EventKind uint8

// The kinds of event.
const (
	Answered EventKind = iota // there are records
	Missing                   // there is no such name, or no such record
	Failed                    // no usable answer: the server did not answer, or failed
	Flushed                   // the cache is emptied
)

var eventNames = []string{"answered", "missing", "failed", "flushed"}

func (k EventKind) String() string { return machine.Name(eventNames, k) }

// An Event is what the owner tells an entry.
type Event struct {
	On  EventKind
	TTL time.Duration // Answered, Missing: how long the answer may be kept; not above zero: not at all
}

// A Kind is what an action is.
type Kind uint8

// The kinds of action.
const (
	Moved  Kind = iota // a row was taken
	Refuse             // the event was refused
)

var kindNames = []string{"moved", "refuse"}

func (k Kind) String() string { return machine.Name(kindNames, k) }

// An Action is what an entry did.
type Action struct {
	Kind Kind
	Move machine.Move[Phase, Cause] // where in the Table
}

// Report says where in the Table the action comes from.
func (a Action) Report() (machine.Report, bool) { return Table.Report(a.Move), true }

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
	switch e.On {
	case Answered:
		return s.keep(now, Found, min(e.TTL, r.MaxTTL), out)
	case Missing:
		return s.keep(now, NotFound, min(e.TTL, r.MaxNegative), out)
	case Flushed:
		s.expires = machine.Timer{}
		out = s.take(Emptied, out)
	case Failed:
		out = s.take(Unheard, out)
	default:
		out = s.take(causes, out)
	}
	return s, out
}

// keep keeps an answer for ttl, if that is any time at all and no other answer counts.
func (s State) keep(now machine.Instant, on Cause, ttl time.Duration, out []Action) (State, []Action) {
	if ttl <= 0 {
		on = Passing
	}
	empty := s.phase == Empty
	if out = s.take(on, out); empty && s.phase != Empty {
		s.expires = machine.At(now.Add(ttl))
	}
	return s, out
}

// Deadline returns when the answer stops counting.
func (r Rules) Deadline(s State) machine.Instant { return s.expires.Deadline() }

// Advance lets the answer expire.
func (r Rules) Advance(s State, out []Action) (State, []Action) {
	if s.expires.Armed() {
		s.expires = machine.Timer{}
		out = s.take(Expired, out)
	}
	return s, out
}

// Code visits the state.
func (r Rules) Code(c *machine.Code, s *State) {
	machine.Enum(c, &s.phase, int(phases))
	c.Timer(&s.expires, max(r.MaxTTL, r.MaxNegative))
}
