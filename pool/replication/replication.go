// Package replication is the Backup Service: how what one pool writes reaches its partner, and how much of it would be
// missing there (F-126..F-137). One machine is one module in one direction (F-127, F-132).
//
// What a pool writes reaches its database lazily (F-137). At every interval the source cuts off what has changed there as
// a batch and puts it into its partner's file store, where it waits for the partner's service to import it (F-136). An
// import that fails is tried again, and again (F-140). Only one batch is under way; what changes meanwhile is backlog
// until the next cycle. [Rules.Exposure] is the recovery point: how old the partner's copy is.
//
// [Data] is what there is to lose, kind by kind, and which module carries it, if one does (F-128, F-129).
package replication

import (
	"errors"
	"time"

	"understudy.example/machine"
)

// Rules are the parameters of replication.
type Rules struct {
	Interval time.Duration // between two cycles: 5 s to 3 h (F-130)
	Lazy     time.Duration // until what was written is in the source's database; inferred, not below 0 (F-137)
	Transfer time.Duration // from the cut-off of a batch to its import; inferred, not below 0
	Retry    time.Duration // from an import that failed to the next try; above 0 (F-140)
	Memory   time.Duration // ages are exact up to here, and "at least" above; longer than Interval
}

// Lab returns the documented default of 2 min between two cycles (F-130), the inferred 5 s for a batch, the 10 min that
// were seen between two failures of an import (F-140), a database that has everything at once, and ages up to a day.
func Lab() Rules {
	return Rules{Interval: 2 * time.Minute, Transfer: 5 * time.Second, Retry: 10 * time.Minute, Memory: 24 * time.Hour}
}

// ErrRules is what every error of Validate wraps.
var ErrRules = errors.New("replication: rules contradict each other")

// Validate reports every fault of the rules at once; each error wraps ErrRules.
func (r Rules) Validate() error {
	const least, most = 5 * time.Second, 3 * time.Hour
	f := machine.Faults{Package: "replication", Kind: ErrRules}
	f.If(r.Interval < least || r.Interval > most, "Interval %v must be between %v and %v", r.Interval, least, most)
	f.If(r.Lazy < 0, "Lazy %v must not be below 0", r.Lazy)
	f.If(r.Transfer < 0, "Transfer %v must not be below 0", r.Transfer)
	f.If(r.Retry <= 0, "Retry %v must be above 0", r.Retry)
	f.If(r.Memory <= r.Interval, "Memory %v must be longer than Interval %v", r.Memory, r.Interval)
	return f.Err()
}

// A State is one module's replication in one direction. The zero State is a pool without a Backup Service, up and
// writable, with its partner up.
type State struct {
	flush  machine.Timer // what was written is in the source's database
	cycle  machine.Timer // the next cycle
	arrive machine.Timer // the import of the batch under way
	cut    machine.Timer // age: the cut-off of the batch under way
	safe   machine.Timer // age: the cut-off of what the partner has
	phase  Phase
	under  conditions
}

// conditions is a set of what is the case.
type conditions uint16

const (
	changed    conditions = 1 << iota // the source's database has changed since the last cut-off
	waiting                           // a batch is under way
	copied                            // the partner has a copy of some age
	rejected                          // the last import failed
	readOnly                          // the source makes no changes
	sourceDown                        // the source exports nothing
	targetDown                        // the partner imports nothing
	pathDown                          // nothing can be copied to the partner
	rejects                           // the partner cannot import what it has got
	everything = 1<<iota - 1
)

func (c conditions) any(of conditions) bool { return c&of != 0 }

// Phase returns the export state.
func (s State) Phase() Phase { return s.phase }

// ImportNormal reports whether the partner's side is in its normal state (F-133): its service is there and runs, and has
// imported what it tried last. Asking one that is down gives an error (F-136).
func (s State) ImportNormal() bool {
	return s.phase != NotInitialized && !s.under.any(targetDown|rejected)
}

// Waiting reports whether a batch is in the partner's file store and not imported yet (H-28).
func (s State) Waiting() bool { return s.under.any(waiting) }

// Copied reports whether the partner has a copy at all, however old. It keeps it when the pair ends, and it grows older
// there (F-156); a pair that begins anew begins with none.
func (s State) Copied() bool { return s.under.any(copied) }

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
	Fail                          // the source cannot export: its service's error state (F-133)
	Repair                        //
	Reject                        // the partner cannot import: its service's error state (F-133, F-140)
	Admit                         //
	events
)

var eventNames = []string{"initialize", "uninitialize", "wrote", "sync", "source down", "source up", "target down",
	"target up", "path down", "path up", "read only", "writable", "fail", "repair", "reject", "admit"}

func (k EventKind) String() string { return machine.Name(eventNames, k) }

// An Event is what the owner tells.
type Event struct{ On EventKind }

// A Kind is what an action tells.
type Kind uint8

// The kinds of action.
const (
	Moved    Kind = iota // a row was taken
	Refuse               // the event was refused
	Flushed              // what was written until now is in the source's database
	Exported             // a batch was cut off now: it holds what the source's database holds now
	Imported             // that batch is in
	Rejected             // it is not, and is tried again
)

var kindNames = []string{"moved", "refuse", "flushed", "exported", "imported", "rejected"}

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
	case Reject, Admit:
		s.under.set(rejects, e.On == Reject)
	case Wrote:
		return r.wrote(now, s, out)
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
	case ok && on == initialized: // whatever another pair has left there
		s.under.set(changed, true)
		s.under.set(copied, false)
		s.safe = machine.Timer{}
	case ok && on == uninitialized:
		s.under.set(changed|waiting|rejected, false)
		s.flush, s.arrive, s.cut = machine.Timer{}, machine.Timer{}, machine.Timer{}
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

// wrote lets the source change. In its database that is when what was written before has got there, too: it is written
// there in turns, each Lazy after what it begins with.
func (r Rules) wrote(now machine.Instant, s State, out []Action) (State, []Action) {
	if s.under.any(readOnly) {
		out, _ = s.take(wroteFixed, out)
		return s, out
	}
	out, _ = s.take(wrote, out)
	switch {
	case s.phase == NotInitialized:
	case r.Lazy <= 0:
		s.under.set(changed, true)
	case !s.flush.Armed():
		s.flush = machine.At(now.Add(r.Lazy))
	}
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
	case s.flush.Armed():
		out, _ = s.take(late, out)
	default:
		out, _ = s.take(quiet, out)
		s.safe = r.cutOff(now)
	}
	return out
}

// cutOff is the age of what is cut off at now.
func (r Rules) cutOff(now machine.Instant) machine.Timer { return machine.At(now.Add(r.Memory)) }

// Deadline returns when what was written is in the database, the next batch is imported, or the next cycle runs.
func (r Rules) Deadline(s State) machine.Instant {
	return min(s.flush.Deadline(), s.arrive.Deadline(), s.cycle.Deadline())
}

// Advance lets what was written get into the database, imports the batch under way, or runs a cycle. Of several at one
// instant that is their order.
func (r Rules) Advance(s State, out []Action) (State, []Action) {
	now := r.Deadline(s)
	switch {
	case now == machine.Never:
		return s, out
	case s.flush.Due(now):
		s.flush = machine.Timer{}
		s.under.set(changed, true)
		return s, append(out, Action{Kind: Flushed})
	case s.arrive.Due(now):
		return r.arrives(now, s, out)
	}
	out = r.run(now, &s, out)
	return s, out
}

// arrives is the import of the batch under way. One that fails is tried again, until it does not (F-140).
func (r Rules) arrives(now machine.Instant, s State, out []Action) (State, []Action) {
	if s.under.any(rejects) {
		s.under.set(rejected, true)
		s.arrive = machine.At(now.Add(max(r.Retry, 1)))
		return s, append(out, Action{Kind: Rejected})
	}
	s.safe, s.cut, s.arrive = s.cut, machine.Timer{}, machine.Timer{}
	s.under.set(waiting|rejected, false)
	s.under.set(copied, true)
	return s, append(out, Action{Kind: Imported})
}

// Code visits the state.
func (r Rules) Code(c *machine.Code, s *State) {
	machine.Enum(c, &s.phase, int(phases))
	machine.Enum(c, &s.under, everything+1)
	c.Timer(&s.cycle, r.Interval)
	c.Timer(&s.flush, r.Lazy)
	c.Timer(&s.arrive, max(r.Transfer, r.Retry))
	c.Age(&s.cut, r.Memory)
	c.Age(&s.safe, r.Memory)
}
