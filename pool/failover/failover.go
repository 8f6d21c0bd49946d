// Package failover is the administrator's failover and failback of one pool: the PoolState, and the procedures that
// change it step by step (F-52..F-76, F-83..F-87).
//
// An order begins a run. Every step takes its time; then the machine asks its owner, with a Check, whether the world
// agrees that the step has done its work, and waits for Confirmed, NotYet or Broken. A run that breaks stops where it
// is: nothing rolls back, and the PoolState stays as it was marked last (F-74, F-75). Whether an order may be given at
// all, as that the partner is up or the Central Management Store was moved first, is for the owner to say.
package failover

import (
	"errors"
	"math"
	"slices"
	"time"

	"understudy.example/machine"
)

// Rules are how long things take. Durations, loads and waits are not below 0, Retry is above it.
type Rules struct {
	Durations  [NumSteps]time.Duration // of each step, up to its first Check
	BackupLoad time.Duration           // what every thousand users add to HydrateBackup; For counts it in, inferred
	HomeLoad   time.Duration           // likewise to HydrateHome (F-80)
	Retry      time.Duration           // from NotYet to the next Check; inferred
	Patience   time.Duration           // from a step's first Check to its last, after which the step fails; inferred
	WaitTime   time.Duration           // after which a failback takes data for synchronised, in whole seconds (F-67)
}

// Lab returns durations that add up to what the lab saw: a disaster failover of 50 s (F-65, L-20), a failback of 12
// min, within its 10..15 (F-81, L-23). What they are made of is inferred, and so is the planned failover of 4 min 20 s.
// With 20,000 users the failback takes the documented hour (F-80, C-59), and with 40,000 the disaster failover the
// documented 20 min (F-78, F-79).
func Lab() Rules {
	return Rules{
		Durations: [NumSteps]time.Duration{
			ReadConfiguration:      5 * time.Second,
			DrainChanges:           60 * time.Second,
			ReplicateConfiguration: 60 * time.Second,
			MarkFailingOver:        5 * time.Second,
			ExportFinal:            60 * time.Second,
			HydrateBackup:          35 * time.Second,
			MarkFailedOver:         5 * time.Second,
			StopServices:           30 * time.Second,
			StopHome:               30 * time.Second,
			StartReplication:       30 * time.Second,
			ReplicateHome:          180 * time.Second,
			DrainBackup:            120 * time.Second,
			StartHome:              60 * time.Second,
			MarkFailingBack:        5 * time.Second,
			ExportBackupFinal:      120 * time.Second,
			HydrateHome:            170 * time.Second,
			MarkActive:             5 * time.Second,
		},
		BackupLoad: 28 * time.Second,
		HomeLoad:   144 * time.Second,
		Retry:      10 * time.Second,
		Patience:   5 * time.Minute,
		WaitTime:   15 * time.Second,
	}
}

// For returns the rules of a pool that is home to so many users: r, and what they add to hydrating, in whole seconds
// (F-80, C-59).
func (r Rules) For(users int) Rules {
	n := time.Duration(max(users, 0))
	r.Durations[HydrateBackup] += (n * r.BackupLoad / 1000).Truncate(time.Second)
	r.Durations[HydrateHome] += (n * r.HomeLoad / 1000).Truncate(time.Second)
	return r
}

// Total returns how long p takes when every step is confirmed at its first Check.
func (r Rules) Total(p Procedure) time.Duration {
	var sum time.Duration
	for _, s := range p.Steps() {
		sum += r.Durations[s]
	}
	return sum
}

// ErrRules is what every error of Validate wraps.
var ErrRules = errors.New("failover: rules contradict each other")

// Validate reports every fault of the rules at once; each error wraps ErrRules.
func (r Rules) Validate() error {
	f := machine.Faults{Package: "failover", Kind: ErrRules}
	for s, d := range r.Durations {
		f.If(d < 0, "Durations of %v, %v, must not be below 0", Step(s), d)
	}
	f.If(r.BackupLoad < 0, "BackupLoad %v must not be below 0", r.BackupLoad)
	f.If(r.HomeLoad < 0, "HomeLoad %v must not be below 0", r.HomeLoad)
	f.If(r.WaitTime < 0 || r.WaitTime > MaxWait, "WaitTime %v must be between 0 and %v", r.WaitTime, MaxWait)
	f.If(r.WaitTime%time.Second != 0, "WaitTime %v must be in whole seconds", r.WaitTime)
	f.If(r.Retry <= 0, "Retry %v must be above 0", r.Retry)
	f.If(r.Patience < 0, "Patience %v must not be below 0", r.Patience)
	return f.Err()
}

// A run is what becomes of a procedure.
type run uint8

const (
	none    run = iota // no procedure is on
	stopped            // the last one stopped half way
	working            // a step takes its time
	asking             // a Check waits for its answer
	hanging            // a step takes for ever
	runs
)

// A State is the PoolState of one pool and the run that is on. The zero State is an active pool.
type State struct {
	ends      machine.Timer // the next Check
	patience  machine.Timer // the step's last Check; armed at its first
	wait      uint16        // seconds after which the run takes data for synchronised; 0 for never
	phase     Phase
	procedure Procedure
	step      Step
	run       run
	force     bool // the run passes over steps that are not needed
}

// Phase returns the PoolState.
func (s State) Phase() Phase { return s.phase }

// Procedure returns what runs, or has stopped; None if neither.
func (s State) Procedure() Procedure { return s.procedure }

// Step returns the step that is on, or that the run has stopped at. It means nothing when Procedure is None.
func (s State) Step() Step { return s.step }

// Running reports whether a run is on.
func (s State) Running() bool { return s.run >= working }

// Stopped reports whether the last run stopped half way. It is so until a new run begins or the state is set by hand.
func (s State) Stopped() bool { return s.run == stopped }

// Hung reports whether the step that is on hangs.
func (s State) Hung() bool { return s.run == hanging }

// StepEnds returns when the step that is on is checked next; Never while nothing runs, hangs, or waits for an answer.
func (s State) StepEnds() machine.Instant { return s.ends.Deadline() }

// An EventKind is what happens to a pool's failover.
type EventKind uint8

// The kinds of event: four orders, four answers to a Check, two faults of a step, and a hand on the PoolState.
const (
	FailOver         EventKind = iota // order: Planned
	FailOverDisaster                  // order: Disaster
	FailBack                          // order: Failback
	FailBackDisaster                  // order: DisasterFailback
	Confirmed                         // the step has done its work
	NotYet                            // it has not; ask again
	Unsynced                          // likewise, and nothing is missing but that data are not synchronised yet
	Broken                            // the step has failed; also without being asked, as when the cmdlet dies (F-74)
	Hang                              // the step that is on makes no progress
	Resume                            // it goes on, and takes its whole time again
	Set                               // the PoolState is written by hand (F-57, F-74)
	events
)

var eventNames = []string{"fail over", "fail over in disaster mode", "fail back", "fail back in disaster mode",
	"confirmed", "not yet", "not synchronised yet", "broken", "hang", "resume", "set"}

func (k EventKind) String() string { return machine.Name(eventNames, k) }

// An Event is what the owner tells.
type Event struct {
	On   EventKind
	To   Phase    // Set: what is written
	With Switches // orders
}

// Switches are what an order says besides (F-67, F-68). The zero Switches say nothing.
type Switches struct {
	SkipVerification bool          // do not wait until data are synchronised; disaster mode never does
	Force            bool          // pass over a step that fails and is not needed
	Wait             time.Duration // after which data count as synchronised, in whole seconds up to MaxWait; 0 for the default
}

// MaxWait is the longest wait that an order can name.
const MaxWait = math.MaxUint16 * time.Second

// A Kind is what an action asks for, or tells.
type Kind uint8

// The kinds of action.
const (
	Moved      Kind = iota // a row was taken
	Refuse                 // the event was refused
	Began                  // the step begins
	Check                  // say whether the step has done its work
	Ended                  // the step has done its work
	Finished               // that was the procedure's last step
	Stopped                // the step has failed, and the procedure stops there
	Assumed                // the step's data count as synchronised, because the wait is over (F-67)
	Overlooked             // the step has failed and is passed over, as Force has it (F-67)
)

var kindNames = []string{"moved", "refuse", "began", "check", "ended", "finished", "stopped", "assumed", "overlooked"}

func (k Kind) String() string { return machine.Name(kindNames, k) }

// An Action is what the run did, or wants to know.
type Action struct {
	Kind      Kind
	Move      machine.Move[Phase, Cause] // Moved, Refuse: where in the Table
	Procedure Procedure                  // all others
	Step      Step                       // all others
}

// Report says where in the Table the action comes from.
func (a Action) Report() (machine.Report, bool) { return Table.Report(a.Move), a.Kind <= Refuse }

// take meets a cause; it is the only writer of the phase.
func (s *State) take(on Cause, out []Action) ([]Action, bool) {
	switch move, outcome := Table.Take(&s.phase, on); outcome {
	case machine.Taken:
		return append(out, Action{Kind: Moved, Move: move}), true
	default: // the table ignores nothing
		return append(out, Action{Kind: Refuse, Move: move}), false
	}
}

// tell appends word of the step that is on.
func (s *State) tell(k Kind, out []Action) []Action {
	return append(out, Action{Kind: k, Procedure: s.procedure, Step: s.step})
}

// Step lets e happen at now.
func (r Rules) Step(now machine.Instant, s State, e Event, out []Action) (State, []Action) {
	switch {
	case e.On <= FailBackDisaster:
		out = r.order(now, &s, e, out)
	case e.On == Set:
		out = s.set(e.To, out)
	case e.On < events:
		out = r.word(now, &s, e.On, out)
	default:
		out, _ = s.take(causes, out)
	}
	return s, out
}

// order begins a run, if the table has a row for it. (The unexported methods take a pointer because Rules is large.)
func (r *Rules) order(now machine.Instant, s *State, e Event, out []Action) []Action {
	on := planned + Cause(e.On)
	if s.Running() {
		on = busy
	}
	out, ok := s.take(on, out)
	if !ok {
		return out
	}
	s.procedure, s.force, s.wait = e.Procedure(), e.With.Force, r.waits(e)
	return r.begin(now, s, s.procedure.Steps()[0], out)
}

// Procedure returns what an order begins; None for what is no order.
func (e Event) Procedure() Procedure {
	switch {
	case e.On > FailBackDisaster:
		return None
	case e.On == FailOver && e.With.SkipVerification:
		return PlannedUnverified
	case e.On == FailBack && e.With.SkipVerification:
		return FailbackUnverified
	}
	return Planned + Procedure(e.On)
}

// waits is after how many seconds a run takes data for synchronised. Only a failback has a default (F-67).
func (r *Rules) waits(e Event) uint16 {
	d := e.With.Wait
	if d <= 0 && e.On == FailBack {
		d = r.WaitTime
	}
	return uint16(min(max(d, 0), MaxWait) / time.Second)
}

// set writes the PoolState by hand, and forgets a run that has stopped.
func (s *State) set(to Phase, out []Action) []Action {
	on := causes
	switch {
	case to >= phases:
	case s.Running():
		on = busy
	default:
		on = setActive + Cause(to)
	}
	out, ok := s.take(on, out)
	if ok {
		*s = State{phase: s.phase}
	}
	return out
}

// word is what the owner says of the step that is on. A step that hangs, or goes on, leaves the mark as it is.
func (r *Rules) word(now machine.Instant, s *State, word EventKind, out []Action) []Action {
	asked, unready := s.run == asking, word == NotYet || word == Unsynced
	switch {
	case word == Confirmed && asked:
		return r.confirmed(now, s, out)
	case word == Unsynced && asked && s.step.data() && s.wait > 0 && now >= r.assumes(s):
		return r.confirmed(now, s, s.tell(Assumed, out))
	case unready && asked && s.patience.Armed() && !s.patience.Due(now):
		s.run, s.ends = working, machine.At(r.retry(now, s))
	case (unready || word == Broken) && asked && s.force && s.step.spare():
		return r.next(now, s, s.tell(Overlooked, out))
	case unready && asked, word == Broken && s.Running():
		return s.stop(out)
	case word == Hang && s.Running():
		s.run, s.ends, s.patience = hanging, machine.Timer{}, machine.Timer{}
	case word == Resume && s.run == hanging:
		s.run, s.ends = working, r.due(now, s.step)
	default:
		out, _ = s.take(idle, out)
	}
	return out
}

// patient is how long a step is checked: as long as its data may take at least.
func (r *Rules) patient(s *State) time.Duration {
	return max(r.Patience, time.Duration(s.wait)*time.Second, 0)
}

// assumes is when the step's data count as synchronised: the wait after its first Check.
func (r *Rules) assumes(s *State) machine.Instant {
	if !s.patience.Armed() { // its last Check, which is not earlier
		return math.MinInt64
	}
	return s.patience.Deadline().Add(time.Duration(s.wait)*time.Second - r.patient(s))
}

// retry is when the step is checked again.
func (r *Rules) retry(now machine.Instant, s *State) machine.Instant {
	next := min(now.Add(max(r.Retry, 1)), s.patience.Deadline())
	if at := r.assumes(s); s.step.data() && at > now {
		next = min(next, at)
	}
	return next
}

// due is the timer of a step that begins, or begins again, at now.
func (r *Rules) due(now machine.Instant, step Step) machine.Timer {
	var d time.Duration
	if step < NumSteps {
		d = max(r.Durations[step], 0)
	}
	return machine.At(now.Add(d))
}

func (r *Rules) begin(now machine.Instant, s *State, step Step, out []Action) []Action {
	s.step, s.run, s.ends, s.patience = step, working, r.due(now, step), machine.Timer{}
	return s.tell(Began, out)
}

// confirmed ends the step and goes on to the next.
func (r *Rules) confirmed(now machine.Instant, s *State, out []Action) []Action {
	return r.next(now, s, s.tell(Ended, out))
}

// next marks the pool if that is what the step was for, and begins the step that follows.
func (r *Rules) next(now machine.Instant, s *State, out []Action) []Action {
	if on, ok := s.step.mark(); ok {
		out, _ = s.take(on, out)
	}
	all := s.procedure.Steps()
	if next := slices.Index(all, s.step) + 1; next < len(all) {
		return r.begin(now, s, all[next], out)
	}
	out = s.tell(Finished, out)
	*s = State{phase: s.phase}
	return out
}

// stop ends the run half way; the pool stays as it is marked.
func (s *State) stop(out []Action) []Action {
	out, _ = s.take(broken, out)
	*s = State{phase: s.phase, procedure: s.procedure, step: s.step, run: stopped}
	return s.tell(Stopped, out)
}

// Deadline returns when the step that is on is checked next.
func (r Rules) Deadline(s State) machine.Instant { return s.ends.Deadline() }

// Advance asks whether the step has done its work. At the first Check the step's patience begins; at the last it is
// over.
func (r Rules) Advance(s State, out []Action) (State, []Action) {
	now := s.ends.Deadline()
	if now == machine.Never {
		return s, out
	}
	switch {
	case !s.patience.Armed():
		s.patience = machine.At(now.Add(r.patient(&s)))
	case s.patience.Due(now):
		s.patience = machine.Timer{}
	}
	s.run, s.ends = asking, machine.Timer{}
	out = s.tell(Check, out)
	return s, out
}

// Code visits the state. While a step waits for an answer its last Check may be over, and how long ago does not matter;
// before that its last Check is still to come, and none that is over must be taken for none at all.
func (r Rules) Code(c *machine.Code, s *State) {
	machine.Enum(c, &s.phase, int(phases))
	machine.Enum(c, &s.procedure, int(procedures))
	machine.Enum(c, &s.step, int(NumSteps))
	machine.Enum(c, &s.run, int(runs))
	machine.Enum(c, &s.wait, math.MaxUint16+1)
	c.Bool(&s.force)
	c.Timer(&s.ends, max(slices.Max(r.Durations[:]), r.Retry))
	if s.run == working {
		c.Timer(&s.patience, r.patient(s))
	} else {
		c.Age(&s.patience, r.patient(s))
	}
}
