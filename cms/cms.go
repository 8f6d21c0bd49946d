// Package cms is the Central Management Store: two databases, and the orders that move the active role between them.
//
// Databases are numbered 0 and 1. One is the master, the other its partner's standby (F-22, F-112); the directory names
// one of them (F-95). The role moves only when an administrator orders it (F-106), by one of three orders: a planned
// failover, a forced one, or a restore. Each takes Work, asks the world whether its step may pass, and ends in Finished
// or Stopped. A forced failover leaves the old master orphaned: marked active on its disk until its own Backup Service
// takes the mark back (F-117).
//
// The packages directory, replicator and replica beside this one are what hangs on it: what a site's directory names,
// the master's rounds, and one server's copy. They do not know each other.
package cms

import (
	"errors"
	"time"

	"understudy.example/machine"
)

// Rules are the parameters of the store.
type Rules struct {
	Work     time.Duration // the switch itself; above 0 (F-111, L-24)
	Retry    time.Duration // from the answer "not yet" to the next check; above 0, inferred
	Patience time.Duration // a step whose checks say "not yet" for this long stops the order; not below Retry, inferred
	Demotion time.Duration // from Returned until the orphan is a standby; above 0, inferred
}

// Lab is the lab's store: the switch takes 10 s (F-111, L-19, L-24). Inferred: a check every 10 s, for as long as the
// documented recovery time of 5 minutes (F-110); a demotion within one interval of the Backup Service, 2 minutes (F-117, F-130).
func Lab() Rules {
	return Rules{Work: 10 * time.Second, Retry: 10 * time.Second, Patience: 5 * time.Minute, Demotion: 2 * time.Minute}
}

// ErrRules is what every error of Validate wraps.
var ErrRules = errors.New("cms: rules contradict each other")

// Validate reports every fault of the rules at once; each error wraps ErrRules.
func (r Rules) Validate() error {
	f := machine.Faults{Package: "cms", Kind: ErrRules}
	f.If(r.Work <= 0, "Work %v must be above 0", r.Work)
	f.If(r.Retry <= 0, "Retry %v must be above 0", r.Retry)
	f.If(r.Patience < r.Retry, "Patience %v must not be shorter than Retry %v", r.Patience, r.Retry)
	f.If(r.Demotion <= 0, "Demotion %v must be above 0", r.Demotion)
	return f.Err()
}

// An Order is what an administrator can ask of the store.
type Order uint8

// The orders.
const (
	None      Order = iota // nothing runs
	Planned                // a planned failover: replication first, then read only, then the switch (F-107)
	Forced                 // a disaster failover: the switch, without accounting for replication (F-108)
	Restoring              // the restore of a database that is marked active (F-109)
)

var orderNames = []string{"none", "planned", "forced", "restoring"}

func (o Order) String() string { return machine.Name(orderNames, o) }

// A State is what the two databases and the running order remember. The zero State has no database.
type State struct {
	timer     machine.Timer // the end of the work, or the next check
	patience  machine.Timer // "not yet" is good enough until here
	demotion  machine.Timer // the orphan becomes a standby; not armed while its Backup Service does not run
	phases    [2]Phase
	order     Order
	target    uint8
	switching bool // the order has come to its last step: the work, and the check after it
	asked     bool // a check is open
}

// Installed is a store whose database active is the master; both says whether the other one is there, as its standby.
// Of active only the lowest bit counts.
func Installed(active uint8, both bool) State {
	var s State
	s.phases[active&1] = Active
	if both {
		s.phases[partner(active)] = Standby
	}
	return s
}

// partner is the other database.
func partner(db uint8) uint8 { return 1 - db&1 }

// Phase returns the phase of a database; one that there cannot be is absent.
func (s State) Phase(db uint8) Phase {
	if db > 1 {
		return Absent
	}
	return s.phases[db]
}

// Claims reports whether a database is marked active on its disk. A read-only source is: its mark goes with the switch,
// which comes after (F-107). An orphan is, until it is demoted (F-117).
func (s State) Claims(db uint8) bool {
	p := s.Phase(db)
	return p == Active || p == ReadOnly || p == Orphaned || p == Unverified
}

// Accepts reports whether a database takes a write from an administrator whose directory names pointer: it must be marked
// active, not be read only, have been verified, and be the one that is named (H-7, H-79).
func (s State) Accepts(db, pointer uint8) bool {
	p := s.Phase(db)
	return db == pointer && (p == Active || p == Orphaned)
}

// headless reports whether no database is marked active, which is what a planned switch can leave behind (F-123).
func (s State) headless() bool { return !s.Claims(0) && !s.Claims(1) }

// Running returns the running order, the database it is to make active, and when its work ends. That is Never while it
// waits for replication or for the answer to a check, and when nothing runs.
func (s State) Running() (o Order, target uint8, ends machine.Instant) {
	if !s.switching {
		return s.order, s.target, machine.Never
	}
	return s.order, s.target, s.timer.Deadline()
}

// An EventKind says what happened, or what is ordered.
type EventKind uint8

// The kinds of event. The answers to a Check (Confirmed to LeftNone) concern the running order, whatever their DB.
const (
	Install   EventKind = iota // the database is created: the first one as the master, the second as its standby
	Remove                     // the standby is deleted, or an orphan's pool given up for good (F-153)
	Fault                      // the standby fails, or its creation does (Q-3, F-23)
	Cure                       // a standby in error is put right (Q-3, F-23)
	MoveTo                     // order: planned failover to DB (F-107)
	ForceTo                    // order: forced failover to DB (F-108)
	Restore                    // order: restore DB, which is marked active, or was the last one that was (F-109, F-121)
	Confirmed                  // the step may pass
	NotYet                     // not yet: ask again
	Broken                     // the step fails; may come unasked while an order runs
	LeftBoth                   // the step may pass, but the planned switch will leave both marked active (F-122)
	LeftNone                   // likewise, and will leave neither marked active (F-123)
	Returned                   // the Backup Service of an orphan runs and reaches the directory: say so as soon as it does
	Gone                       // it does not any more
)

var eventNames = []string{
	"install", "remove", "fault", "cure", "move", "force", "restore", "confirmed", "not yet", "broken", "left both", "left none",
	"returned", "gone",
}

func (k EventKind) String() string { return machine.Name(eventNames, k) }

// An Event is what the owner tells the store.
type Event struct {
	On EventKind
	DB uint8 // the database it concerns: 0 or 1
}

// A Kind is what an action is, or asks for.
type Kind uint8

// The kinds of action.
const (
	Moved    Kind = iota // DB took a row
	Refuse               // the event was refused
	Check                // may the order to DB pass its step now? Planned: is replication to DB done (F-107)?
	Pointed              // publish in the directory that DB is the master (F-95)
	Finished             // the order is done: DB is active
	Stopped              // the order has stopped where it was, and DB is not what it should become
)

var kindNames = []string{"moved", "refuse", "check", "pointed", "finished", "stopped"}

func (k Kind) String() string { return machine.Name(kindNames, k) }

// An Action is what the store did, or wants done.
type Action struct {
	Kind Kind
	DB   uint8
	Move machine.Move[Phase, Cause] // Moved, Refuse: where in the Table
}

// Report says where in the Table the action comes from.
func (a Action) Report() (machine.Report, bool) {
	return Table.Report(a.Move), a.Kind == Moved || a.Kind == Refuse
}

// take meets a cause; it is the only writer of a phase.
func (s *State) take(db uint8, on Cause, out []Action) []Action {
	switch move, outcome := Table.Take(&s.phases[db&1], on); outcome {
	case machine.Taken:
		return append(out, Action{Kind: Moved, DB: db, Move: move})
	case machine.Refused:
		return append(out, Action{Kind: Refuse, DB: db, Move: move})
	}
	return out
}

// Step lets e happen at now.
func (r Rules) Step(now machine.Instant, s State, e Event, out []Action) (State, []Action) {
	switch {
	case e.DB > 1:
		out = append(out, Action{Kind: Refuse, DB: e.DB, Move: machine.Move[Phase, Cause]{From: Absent, On: noSuch}})
	case e.On <= Cure:
		out = s.maintain(e, out)
	case e.On <= Restore:
		out = r.begin(now, &s, e, out)
	case e.On <= LeftNone:
		out = r.answer(now, &s, e.On, out)
	case e.On <= Gone:
		out = r.orphan(now, &s, e, out)
	default:
		out = s.take(e.DB, causes, out)
	}
	return s, out
}

// maintain creates and deletes databases, and lets a standby fail and be cured.
func (s *State) maintain(e Event, out []Action) []Action {
	on, none := created+Cause(e.On), s.phases == [2]Phase{}
	switch {
	case e.On == Install && none:
		on = founded
	case e.On == Fault && none:
		on = masterless
	case e.On == Remove && s.order != None:
		on = busy
	}
	out = s.take(e.DB, on, out)
	if s.phases[0] != Orphaned && s.phases[1] != Orphaned {
		s.demotion = machine.Timer{}
	}
	return s.overtaken(out)
}

// begin starts an order.
func (r Rules) begin(now machine.Instant, s *State, e Event, out []Action) []Action {
	if s.order != None {
		return s.take(e.DB, busy, out)
	}
	on := moveOrdered + Cause(e.On-MoveTo)
	if s.headless() && s.phases[e.DB] == Standby {
		on = moveHeadless + Cause(e.On-MoveTo)
	}
	out = s.take(e.DB, on, out)
	if out[len(out)-1].Kind == Refuse {
		return out
	}
	s.order, s.target = Planned+Order(e.On-MoveTo), e.DB
	if s.order != Planned {
		r.work(now, s)
		return out
	}
	s.patience = machine.At(now.Add(r.Patience))
	return s.check(out)
}

// work begins the last step of an order.
func (r Rules) work(now machine.Instant, s *State) {
	ends := now.Add(r.Work)
	s.switching, s.timer, s.patience = true, machine.At(ends), machine.At(ends.Add(r.Patience))
}

// check asks the world whether the step may pass.
func (s *State) check(out []Action) []Action {
	s.timer, s.asked = machine.Timer{}, true
	return append(out, Action{Kind: Check, DB: s.target})
}

// answer weighs what the world says of the running order.
func (r Rules) answer(now machine.Instant, s *State, on EventKind, out []Action) []Action {
	switch {
	case on == Broken && s.order != None:
		return s.stop(broke, out)
	case !s.asked:
		return s.take(s.target, late, out)
	}
	s.asked = false
	switch {
	case on == NotYet && (!s.patience.Armed() || s.patience.Due(now)):
		return s.stop(waited, out)
	case on == NotYet:
		s.timer = machine.At(min(now.Add(r.Retry), s.patience.Deadline()))
	case on >= LeftBoth && s.order != Planned:
		return s.stop(broke, out)
	case on >= LeftBoth && s.switching:
		return s.leave(on == LeftBoth, out)
	case s.switching:
		return s.commit(out)
	default:
		out = s.take(partner(s.target), frozen, out)
		r.work(now, s)
	}
	return out
}

// commit makes the target active. The other database gives its mark up first, so that there is no instant with two.
func (s *State) commit(out []Action) []Action {
	target, other, on := s.target, partner(s.target), promoted
	switch {
	case s.order == Planned:
		out = s.take(other, retired, out)
	case s.order == Restoring && s.demotion.Armed() && s.phases[other] == Orphaned:
		out = s.take(other, demoted, out)
	default:
		out = s.take(other, deposed, out)
	}
	if s.order == Restoring {
		on, s.demotion = restored, machine.Timer{}
	}
	out = s.take(target, on, out)
	s.end()
	return append(out, Action{Kind: Pointed, DB: target}, Action{Kind: Finished, DB: target})
}

// leave stops a planned failover in the middle of its switch, as it has happened: the source keeps its mark and the
// target's is never verified, or the source gives its mark up and the target gets none (F-122, F-123).
func (s *State) leave(both bool, out []Action) []Action {
	target, atSource, atTarget := s.target, retired, unmarked
	if both {
		atSource, atTarget = kept, marked
	}
	out = s.take(partner(target), atSource, out)
	out = s.take(target, atTarget, out)
	s.end()
	return append(out, Action{Kind: Stopped, DB: target})
}

// stop ends the order where it is. The database that holds the role, or should get it back, says why.
func (s *State) stop(on Cause, out []Action) []Action {
	target, holder := s.target, partner(s.target)
	if s.order == Restoring {
		holder = target
	}
	out = s.take(holder, on, out)
	s.end()
	return append(out, Action{Kind: Stopped, DB: target})
}

// overtaken stops the order if its target has meanwhile become something that cannot be made active.
func (s *State) overtaken(out []Action) []Action {
	able := s.Phase(s.target) == Standby
	if s.order == Restoring {
		able = s.Claims(s.target) || able && s.headless()
	}
	if s.order == None || able {
		return out
	}
	return s.stop(broke, out)
}

// end forgets the order.
func (s *State) end() { *s = State{phases: s.phases, demotion: s.demotion} }

// orphan begins or interrupts the demotion of a database that an order has left marked active.
func (r Rules) orphan(now machine.Instant, s *State, e Event, out []Action) []Action {
	orphaned, back := s.phases[e.DB] == Orphaned, e.On == Returned
	switch {
	case orphaned && back == s.demotion.Armed():
		return s.take(e.DB, repeated, out)
	case orphaned && back:
		s.demotion = machine.At(now.Add(r.Demotion))
	case orphaned:
		s.demotion = machine.Timer{}
	}
	return s.take(e.DB, returned+Cause(e.On-Returned), out)
}

// Deadline returns when the work, the wait for the next check, or the demotion of the orphan ends.
func (r Rules) Deadline(s State) machine.Instant {
	return min(s.timer.Deadline(), s.demotion.Deadline())
}

// Advance lets the deadline pass: an orphan is demoted first, then the order asks whether its step may pass.
func (r Rules) Advance(s State, out []Action) (State, []Action) {
	now := r.Deadline(s)
	switch {
	case now == machine.Never:
	case s.demotion.Due(now):
		s.demotion = machine.Timer{}
		out = s.demote(out)
	default:
		out = s.check(out)
	}
	return s, out
}

// demote makes the orphan a standby, which leaves nothing to restore.
func (s *State) demote(out []Action) []Action {
	for db := range uint8(2) {
		if s.phases[db] == Orphaned {
			out = s.take(db, demoted, out)
		}
	}
	return s.overtaken(out)
}

// Code visits the state.
func (r Rules) Code(c *machine.Code, s *State) {
	machine.Enum(c, &s.phases[0], int(phases))
	machine.Enum(c, &s.phases[1], int(phases))
	machine.Enum(c, &s.order, int(Restoring)+1)
	machine.Enum(c, &s.target, 2)
	c.Bool(&s.switching)
	c.Bool(&s.asked)
	c.Timer(&s.timer, max(r.Work, r.Retry))
	c.Age(&s.patience, r.Work+r.Patience)
	c.Timer(&s.demotion, r.Demotion)
}
