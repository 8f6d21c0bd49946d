// Package routing is one routing group of an Enterprise pool: the users whose data lie together on three front ends, a
// primary and two secondaries, and what becomes of them when front ends are lost (F-161, F-165).
//
// What is written goes to the replicas at once and to the database of the back end lazily (F-137). A group that has lost
// all its replicas can be loaded from there again, without what had not been saved yet (F-166).
package routing

import (
	"errors"
	"math/bits"
	"time"

	"understudy.example/machine"
)

// Most is how many front ends one pool has at most (F-162).
const Most = 16

// Replicas is how many replicas a routing group has where there are as many front ends (F-161).
const Replicas = 3

// Rules are the parameters of a routing group. All durations are positive.
type Rules struct {
	Rebuild time.Duration // how long a lost replica is waited for before another front end gets one; inferred
	Reload  time.Duration // what quorum loss recovery takes, at most 30 min (F-165)
	Lazy    time.Duration // what is written is in the database after this; inferred (F-137)
}

// Default is the documented longest recovery of 30 min (F-165), and the inferred 10 min before a replica is replaced and
// 1 min until a write is in the database.
func Default() Rules {
	return Rules{Rebuild: 10 * time.Minute, Reload: 30 * time.Minute, Lazy: time.Minute}
}

// ErrRules is what every error of Validate wraps.
var ErrRules = errors.New("routing: rules contradict each other")

// Validate reports every fault of the rules at once; each error wraps ErrRules.
func (r Rules) Validate() error {
	f := machine.Faults{Package: "routing", Kind: ErrRules}
	f.If(r.Rebuild <= 0, "Rebuild %v must be above 0", r.Rebuild)
	f.If(r.Reload <= 0, "Reload %v must be above 0", r.Reload)
	f.If(r.Reload > 30*time.Minute, "Reload %v must not be longer than 30m0s", r.Reload)
	f.If(r.Lazy <= 0, "Lazy %v must be above 0", r.Lazy)
	return f.Err()
}

// A State is what is known of a group. The zero State has never been placed.
type State struct {
	due     machine.Timer   // a lost replica is replaced; reloading: the database has been read
	save    machine.Timer   // what was written is in the database
	running uint16          // front ends that run, a bit for each
	on      [Replicas]uint8 // where the replicas are: the front end's number and 1, 0 for none; the first is the primary
	phase   Phase
	unsaved bool // something was written that is not in the database yet
	blind   bool // the database does not answer
}

// Phase returns how the group stands.
func (s State) Phase() Phase { return s.phase }

// Unsaved reports whether something was written that is not in the database yet.
func (s State) Unsaved() bool { return s.unsaved }

// Primary returns the front end that serves the group's users, -1 if there is none.
func (s State) Primary() int {
	if (s.phase == Full || s.phase == Alone) && s.lives(0) {
		return int(s.on[0]) - 1
	}
	return -1
}

// lives reports whether replica i is on a front end that runs.
func (s State) lives(i int) bool { return s.running&bit(s.on[i]) != 0 }

// bit is the front end of a replica as a set; none for none.
func bit(on uint8) uint16 { return uint16(uint32(1) << on >> 1) }

// live is how many replicas are on front ends that run.
func (s State) live() (n int) {
	for i := range s.on {
		if s.lives(i) {
			n++
		}
	}
	return n
}

// An EventKind is what happens to a group.
type EventKind uint8

// The kinds of event.
const (
	Run         EventKind = iota // other front ends run than before
	Place                        // the pool starts: the group is placed
	Stop                         // the pool stops
	Recover                      // Reset-CsPoolRegistrarState -ResetType QuorumLossRecovery (F-166)
	Wipe                         // the local databases are rebuilt: a full reset (F-166)
	Forget                       // Front will not come back: MachineStateRemoved (F-166)
	Write                        // something was written
	StoreFailed                  // the database does not answer any more
	StoreBack                    // it answers again
)

// An Event is what the owner tells.
type Event struct {
	On     EventKind
	Fronts uint16 // Run: the front ends that run
	Front  uint8  // Place: where the primary is put if nothing is known; Forget: the front end
}

// A Kind is what an action says.
type Kind uint8

// The kinds of action.
const (
	Moved  Kind = iota // a row was taken
	Refuse             // the event was refused
	Saved              // what was written is in the database now
	Lost               // what was written and not saved is lost
)

var kindNames = []string{"moved", "refuse", "saved", "lost"}

func (k Kind) String() string { return machine.Name(kindNames, k) }

// An Action is what became of the group.
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
	case Run:
		out = r.runs(now, &s, s.running&e.Fronts, out) // first those that are lost
		out = r.runs(now, &s, e.Fronts, out)
	case Place:
		out = r.place(now, &s, e.Front, out)
	case Stop:
		out = r.stop(&s, out)
	case Recover:
		out = r.recover(now, &s, out)
	case Wipe:
		var ok bool
		if out, ok = s.take(Wiped, out); ok {
			out = s.lose(out)
			s.on = [Replicas]uint8{}
		}
	case Forget:
		out = s.forget(now, e.Front, out)
	case Write:
		s.unsaved = true
	case StoreFailed, StoreBack:
		out = r.store(now, &s, e.On == StoreFailed, out)
	default:
		out, _ = s.take(causes, out)
	}
	r.saving(now, &s)
	return s, out
}

// saving arms the lazy write where there is something to be saved and somebody to do it.
func (r Rules) saving(now machine.Instant, s *State) {
	switch can := s.unsaved && !s.blind && (s.phase == Full || s.phase == Alone); {
	case !can:
		s.save = machine.Timer{}
	case !s.save.Armed():
		s.save = machine.At(now.Add(r.Lazy))
	}
}

// runs lets a group live with the front ends that run from now on.
func (r Rules) runs(now machine.Instant, s *State, running uint16, out []Action) []Action {
	before := s.live()
	s.running = running
	if s.phase == Unplaced || s.phase == Reloading {
		return out
	}
	out = s.judge(out)
	if s.live() < before {
		s.due = machine.Timer{}
	}
	r.replace(now, s)
	return out
}

// replace arms the replacement of lost replicas where it can be done.
func (r Rules) replace(now machine.Instant, s *State) {
	live := s.live()
	switch can := live > 0 && live < Replicas && s.spare() >= 0; {
	case !can:
		s.due = machine.Timer{}
	case !s.due.Armed():
		s.due = machine.At(now.Add(r.Rebuild))
	}
}

// judge moves the group to where its replicas have it. A secondary that lives takes the place of a primary that does not.
func (s *State) judge(out []Action) []Action {
	promoted := false
	for i := 1; i < Replicas && !s.lives(0); i++ {
		if s.lives(i) {
			s.on[0], s.on[i], promoted = s.on[i], s.on[0], true
		}
	}
	live := s.live()
	switch {
	case live == 0 && s.phase != None:
		out, _ = s.take(AllLost, out)
	case live == 1 && s.phase == Full:
		out, _ = s.take(LeftAlone, out)
	case live == 1 && s.phase == None:
		out, _ = s.take(OneBack, out)
	case live > 1 && s.phase != Full:
		out, _ = s.take(Back, out)
	case promoted:
		out, _ = s.take(Promoted, out)
	}
	return out
}

// spare returns a front end that runs and holds no replica, the next one after the primary; -1 if there is none.
func (s State) spare() int {
	free := s.running
	for _, on := range s.on {
		free &^= bit(on)
	}
	return next(free, s.on[0])
}

// next returns the first of set from front end i on, going round; -1 if there is none.
func next(set uint16, i uint8) int {
	if set == 0 {
		return -1
	}
	return (bits.TrailingZeros16(bits.RotateLeft16(set, -int(i%Most))) + int(i)) % Most
}

// fill puts replicas on front ends that run, in the place of those that do not. The first of a group that has none goes to
// front end first, or the next one.
func (s *State) fill(first uint8) {
	if s.on == [Replicas]uint8{} {
		s.on[0] = uint8(next(s.running, first) + 1)
	}
	for i := range s.on {
		if fe := s.spare(); fe >= 0 && !s.lives(i) {
			s.on[i] = uint8(fe + 1)
		}
	}
}

// place puts the group on front ends when the pool starts. Who held it before holds it again; if none of these runs, the
// group is lost. A group that nobody holds is read from the database.
func (r Rules) place(now machine.Instant, s *State, first uint8, out []Action) []Action {
	fresh, on := s.on == [Replicas]uint8{}, Placed
	if s.phase == Unplaced && (fresh || s.live() > 0) {
		s.fill(first)
	}
	switch s.live() {
	case 0:
		on = NotPlaced
	case 1:
		on = PlacedAlone
	}
	out, ok := s.take(on, out)
	if ok && fresh {
		out = s.lose(out)
	}
	if ok {
		out = s.judge(out)
		r.replace(now, s)
	}
	return out
}

func (r Rules) stop(s *State, out []Action) []Action {
	out, ok := s.take(Stopped, out)
	if ok {
		s.due = machine.Timer{}
	}
	return out
}

// recover reads the group from the database.
func (r Rules) recover(now machine.Instant, s *State, out []Action) []Action {
	on := Recovery
	if s.blind {
		on = NoStore
	}
	out, ok := s.take(on, out)
	if ok {
		s.due = machine.At(now.Add(r.Reload))
	}
	return out
}

// forget gives a replica up whose front end does not run and will not again: another gets it at once.
func (s *State) forget(now machine.Instant, front uint8, out []Action) []Action {
	if s.running>>front&1 != 0 {
		return out
	}
	for i, on := range s.on {
		if int(on) == int(front)+1 {
			s.on[i] = 0
			if s.due.Armed() && s.phase != Reloading {
				s.due = machine.At(now)
			}
		}
	}
	return out
}

// store takes note of whether the database answers. A recovery that reads it breaks off when it does not.
func (r Rules) store(now machine.Instant, s *State, failed bool, out []Action) []Action {
	s.blind = failed
	if !failed || s.phase != Reloading {
		return out
	}
	out, _ = s.take(NoStore, out)
	out = s.judge(out)
	s.due = machine.Timer{}
	r.replace(now, s)
	return out
}

// lose says that what was not saved is lost.
func (s *State) lose(out []Action) []Action {
	if s.unsaved {
		out = append(out, Action{Kind: Lost})
	}
	s.unsaved, s.save = false, machine.Timer{}
	return out
}

// Deadline returns when a replica is replaced, the database has been read, or a write is in it.
func (r Rules) Deadline(s State) machine.Instant { return min(s.due.Deadline(), s.save.Deadline()) }

// Advance lets the deadline pass: what is saved first.
func (r Rules) Advance(s State, out []Action) (State, []Action) {
	now := r.Deadline(s)
	switch {
	case now == machine.Never:
	case s.save.Due(now):
		s.save, s.unsaved = machine.Timer{}, false
		out = append(out, Action{Kind: Saved})
	case s.phase == Reloading:
		s.due = machine.Timer{}
		out = s.lose(out)
		s.on = [Replicas]uint8{}
		s.fill(0)
		out, _ = s.take(Reloaded, out)
		out = s.judge(out)
		r.replace(now, &s)
	default:
		s.due = machine.Timer{}
		s.fill(0)
		out, _ = s.take(Rebuilt, out)
		r.replace(now, &s)
	}
	return s, out
}

// Code visits the state.
func (r Rules) Code(c *machine.Code, s *State) {
	machine.Enum(c, &s.phase, int(phases))
	machine.Enum(c, &s.running, 1<<Most)
	for i := range s.on {
		machine.Enum(c, &s.on[i], Most+1)
	}
	c.Bool(&s.unsaved)
	c.Bool(&s.blind)
	c.Timer(&s.due, max(r.Rebuild, r.Reload))
	c.Timer(&s.save, r.Lazy)
}
