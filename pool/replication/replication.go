// Package replication is the Backup Service: how what one pool writes reaches its partner, and how much of it would be
// missing there (F-126..F-137). One machine is one module in one direction (F-127, F-132).
//
// At every interval the source cuts off what has changed as a batch and puts it into its partner's file store, where it
// waits for the partner's service to import it (F-136). Only one batch is under way; what changes meanwhile is backlog
// until the next cycle. [Rules.Exposure] is the recovery point: how old the partner's copy is.
package replication

import (
	"errors"
	"time"

	"understudy.example/machine"
)

// Rules are the parameters of replication.
type Rules struct {
	Interval time.Duration // between two cycles: 5 s to 3 h (F-130)
	Transfer time.Duration // from the cut-off of a batch to its import; inferred, not below 0
	Memory   time.Duration // ages are exact up to here, and "at least" above; longer than Interval
}

// Lab returns the documented default of 2 min between two cycles (F-130), the inferred 5 s for a batch, and ages up to
// a day.
func Lab() Rules {
	return Rules{Interval: 2 * time.Minute, Transfer: 5 * time.Second, Memory: 24 * time.Hour}
}

// ErrRules is what every error of Validate wraps.
var ErrRules = errors.New("replication: rules contradict each other")

// Validate reports every fault of the rules at once; each error wraps ErrRules.
func (r Rules) Validate() error {
	const least, most = 5 * time.Second, 3 * time.Hour
	f := machine.Faults{Package: "replication", Kind: ErrRules}
	f.If(r.Interval < least || r.Interval > most, "Interval %v must be between %v and %v", r.Interval, least, most)
	f.If(r.Transfer < 0, "Transfer %v must not be below 0", r.Transfer)
	f.If(r.Memory <= r.Interval, "Memory %v must be longer than Interval %v", r.Memory, r.Interval)
	return f.Err()
}

// A State is one module's replication in one direction. The zero State is a pool without a Backup Service, up and
// writable, with its partner up.
type State struct {
	cycle  machine.Timer // the next cycle
	arrive machine.Timer // the import of the batch under way
	cut    machine.Timer // age: the cut-off of the batch under way
	safe   machine.Timer // age: the cut-off of what the partner has
	phase  Phase
	under  conditions
}

// conditions is a set of what is the case.
type conditions uint8

const (
	changed    conditions = 1 << iota // the source has changed since the last cut-off
	waiting                           // a batch is under way
	readOnly                          // the source makes no changes
	sourceDown                        // the source exports nothing
	targetDown                        // the partner imports nothing
	pathDown                          // nothing can be copied to the partner
	everything = 1<<iota - 1
)

func (c conditions) any(of conditions) bool { return c&of != 0 }

// Phase returns the export state.
func (s State) Phase() Phase { return s.phase }

// ImportNormal reports whether the partner's side is in its normal state (F-133): its service is there and runs. Asking
// one that is down gives an error (F-136).
func (s State) ImportNormal() bool { return s.phase != NotInitialized && !s.under.any(targetDown) }

// Waiting reports whether a batch is in the partner's file store and not imported yet (H-28).
func (s State) Waiting() bool { return s.under.any(waiting) }

// Exposure is the recovery point at now: the time since the cut-off of the last imported batch, which is what would be
// lost (F-64, F-79). It grows while nothing is imported. It says "at least" (exact is false) above Memory, and until
// the first import, before which the partner has nothing at all.
func (r Rules) Exposure(now machine.Instant, s State) (age time.Duration, exact bool) {
	return s.safe.Age(now, r.Memory)
}

// An EventKind is what happens to replication.
type EventKind uint8

// The kinds of event.
const (
	Initialize   EventKind = iota // both Backup Services run
	Uninitialize                  // they do not any more: the pair has ended
	Wrote                         // the source has changed
	Sync                          // run a cycle now
	SourceDown                    // nothing is exported
	SourceUp                      //
	TargetDown                    // nothing is imported: a batch waits in the file store (F-136)
	TargetUp                      //
	PathDown                      // nothing can be copied
	PathUp                        //
	ReadOnly                      // the source makes no changes (F-59, F-135)
	Writable                      //
	Fail                          // the service's error state (F-140)
	Repair                        //
	events
)

var eventNames = []string{"initialize", "uninitialize", "wrote", "sync", "source down", "source up", "target down",
	"target up", "path down", "path up", "read only", "writable", "fail", "repair"}

func (k EventKind) String() string { return machine.Name(eventNames, k) }

// An Event is what the owner tells.
type Event struct{ On EventKind }

// A Kind is what an action tells.
type Kind uint8

// The kinds of action.
const (
	Moved    Kind = iota // a row was taken
	Refuse               // the event was refused
	Exported             // a batch was cut off now: it holds what the source holds now
	Imported             // that batch is in
)

var kindNames = []string{"moved", "refuse", "exported", "imported"}

func (k Kind) String() string { return machine.Name(kindNames, k) }

// An Action is what replication did.
type Action struct {
	Kind Kind
	Move machine.Move[Phase, Cause] // Moved, Refuse: where in the Table
}

// Report says where in the Table the action comes from.
func (a Action) Report() (machine.Report, bool) { return Table.Report(a.Move), a.Kind <= Refuse }

// take meets a cause; it is the only writer of the phase.
func (s *State) take(on Cause, out []Action) ([]Action, bool) {
	switch move, outcome := Table.Take(&s.phase, on); outcome {
	case machine.Taken:
		return append(out, Action{Kind: Moved, Move: move}), true
	case machine.Refused:
		return append(out, Action{Kind: Refuse, Move: move}), false
	}
	return out, false
}

// Step lets e happen at now.
func (r Rules) Step(now machine.Instant, s State, e Event, out []Action) (State, []Action) {
	switch e.On {
	case SourceDown, SourceUp:
		return r.setSource(now, s, e.On == SourceDown), out
	case TargetDown, TargetUp:
		return r.setTarget(now, s, e.On == TargetDown), out
	case PathDown, PathUp:
		s.under.set(pathDown, e.On == PathDown)
	case ReadOnly, Writable:
		s.under.set(readOnly, e.On == ReadOnly)
	case Wrote:
		return s.wrote(out)
	case Sync:
		return r.sync(now, s, out)
	default:
		return r.service(now, s, e.On, out)
	}
	return s, out
}

func (c *conditions) set(of conditions, is bool) {
	*c &^= of
	if is {
		*c |= of
	}
}

// service lets a Backup Service come, go, fail or work again.
func (r Rules) service(now machine.Instant, s State, e EventKind, out []Action) (State, []Action) {
	on := causes
	switch e {
	case Initialize:
		on = initialized
	case Uninitialize:
		on = uninitialized
	case Fail:
		on = failed
	case Repair:
		on = repaired
	}
	out, ok := s.take(on, out)
	switch {
	case ok && on == initialized:
		s.under.set(changed, true)
	case ok && on == uninitialized:
		s.under.set(changed|waiting, false)
		s.arrive, s.cut = machine.Timer{}, machine.Timer{}
	}
	if ok {
		s.cycle = r.next(now, &s)
	}
	return s, out
}

// next is the timer of the cycle after one at now.
func (r Rules) next(now machine.Instant, s *State) machine.Timer {
	if !s.cycles() {
		return machine.Timer{}
	}
	return machine.At(now.Add(max(r.Interval, 1)))
}

// cycles reports whether the source's service runs.
func (s *State) cycles() bool {
	return s.phase != NotInitialized && s.phase != Failed && !s.under.any(sourceDown)
}

// setSource lets the source go down or come up. What is in its partner's file store stays there (H-28).
func (r Rules) setSource(now machine.Instant, s State, down bool) State {
	if s.under.any(sourceDown) != down {
		s.under.set(sourceDown, down)
		s.cycle = r.next(now, &s)
	}
	return s
}

// setTarget lets the partner's service go down or come up. It begins again with a batch that waits.
func (r Rules) setTarget(now machine.Instant, s State, down bool) State {
	if s.under.any(targetDown) != down {
		s.under.set(targetDown, down)
		s.arrive = r.arrival(now, &s)
	}
	return s
}

// arrival is the timer of the import of a batch that the partner begins to work on at now.
func (r Rules) arrival(now machine.Instant, s *State) machine.Timer {
	if !s.under.any(waiting) || s.under.any(targetDown) {
		return machine.Timer{}
	}
	return machine.At(now.Add(max(r.Transfer, 0)))
}

func (s State) wrote(out []Action) (State, []Action) {
	if s.under.any(readOnly) {
		out, _ = s.take(wroteFixed, out)
		return s, out
	}
	out, _ = s.take(wrote, out)
	s.under.set(changed, s.phase != NotInitialized)
	return s, out
}

// sync runs a cycle now, if one can run.
func (r Rules) sync(now machine.Instant, s State, out []Action) (State, []Action) {
	if !s.cycles() || s.under.any(pathDown) {
		out, _ = s.take(blocked, out)
		return s, out
	}
	out = r.run(now, &s, out)
	return s, out
}

// run is one cycle.
func (r Rules) run(now machine.Instant, s *State, out []Action) []Action {
	s.cycle = r.next(now, s)
	stuck := s.under.any(waiting | pathDown)
	switch dirty := s.under.any(changed); {
	case dirty && stuck:
		out, _ = s.take(backlog, out)
	case dirty:
		out, _ = s.take(batch, out)
		out = append(out, Action{Kind: Exported})
		s.under = s.under&^changed | waiting
		s.cut, s.arrive = r.cutOff(now), r.arrival(now, s)
	case stuck:
		out, _ = s.take(pending, out)
	default:
		out, _ = s.take(quiet, out)
		s.safe = r.cutOff(now)
	}
	return out
}

// cutOff is the age of what is cut off at now.
func (r Rules) cutOff(now machine.Instant) machine.Timer { return machine.At(now.Add(r.Memory)) }

// Deadline returns when the next batch is imported, or the next cycle runs.
func (r Rules) Deadline(s State) machine.Instant { return min(s.arrive.Deadline(), s.cycle.Deadline()) }

// Advance imports the batch under way, or runs a cycle. Of the two at one instant the import comes first.
func (r Rules) Advance(s State, out []Action) (State, []Action) {
	now := r.Deadline(s)
	switch {
	case now == machine.Never:
		return s, out
	case s.arrive.Due(now):
		s.safe, s.cut, s.arrive = s.cut, machine.Timer{}, machine.Timer{}
		s.under.set(waiting, false)
		return s, append(out, Action{Kind: Imported})
	}
	out = r.run(now, &s, out)
	return s, out
}

// Code visits the state.
func (r Rules) Code(c *machine.Code, s *State) {
	machine.Enum(c, &s.phase, int(phases))
	machine.Enum(c, &s.under, everything+1)
	c.Timer(&s.cycle, r.Interval)
	c.Timer(&s.arrive, r.Transfer)
	c.Age(&s.cut, r.Memory)
	c.Age(&s.safe, r.Memory)
}
