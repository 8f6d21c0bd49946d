// Package health is how a backup registrar sees the primary it watches: unknown, up, silent, down.
//
// It asks at every ping (F-29). "Up" is only ever said by an answer, "down" only by a timer: the verdict falls when the
// window and Grace have passed since the last answer (F-33, H-35). How the verdict ends is a [Mode].
package health

import (
	"errors"
	"time"

	"understudy.example/machine"
)

// A Mode says when an observer that has declared its primary down takes the verdict back (H-34).
type Mode uint8

// The modes.
const (
	// Recheck asks once per failback interval and takes the verdict back at the first answer: the product's documented
	// meaning (F-38, H-36).
	Recheck Mode = iota
	// HoldDown asks at every ping and takes the verdict back when the answers have gone on, unbroken, for the whole
	// failback interval. Not in the product.
	HoldDown
)

var modeNames = []string{"recheck", "hold down"}

func (m Mode) String() string { return machine.Name(modeNames, m) }

// Rules are the parameters of an observer. All durations are positive.
type Rules struct {
	Ping     time.Duration // between two asks (F-29)
	Grace    time.Duration // how long after an ask its answer counts as missed; below Ping (H-35)
	Detect   time.Duration // the failure detection interval, as configured (F-27)
	Floor    time.Duration // a shorter Detect counts as this (F-29); zero for none
	Failback time.Duration // the failback interval (F-27); not below Ping
	Mode     Mode          // when the verdict ends (H-34)
}

// PoolToPool are the documented defaults between two paired pools: 300 s and 600 s (F-27), a ping every 30 s and a
// floor of 90 s (F-29), with the inferred Grace of 5 s (H-35).
func PoolToPool() Rules {
	return Rules{
		Ping: 30 * time.Second, Grace: 5 * time.Second,
		Detect: 300 * time.Second, Floor: 90 * time.Second, Failback: 600 * time.Second,
	}
}

// BranchToPool are the documented defaults between a branch appliance and its pool: 120 s and 240 s (F-28).
func BranchToPool() Rules {
	r := PoolToPool()
	r.Detect, r.Failback = 120*time.Second, 240*time.Second
	return r
}

// ErrRules is what every error of Validate wraps.
var ErrRules = errors.New("health: rules contradict each other")

// Validate reports every fault of the rules at once; each error wraps ErrRules.
func (r Rules) Validate() error {
	f := machine.Faults{Package: "health", Kind: ErrRules}
	f.If(r.Ping <= 0, "Ping %v must be above 0", r.Ping)
	f.If(r.Grace <= 0, "Grace %v must be above 0", r.Grace)
	f.If(r.Grace > 0 && r.Grace >= r.Ping, "Grace %v must be below Ping %v", r.Grace, r.Ping)
	f.If(r.Detect <= 0, "Detect %v must be above 0", r.Detect)
	f.If(r.Floor < 0, "Floor %v must not be below 0", r.Floor)
	f.If(r.Detect > 0 && r.Window() < r.Ping, "Detect %v, which counts as %v, must not be shorter than Ping %v",
		r.Detect, r.Window(), r.Ping)
	f.If(r.Failback <= 0, "Failback %v must be above 0", r.Failback)
	f.If(r.Failback > 0 && r.Failback < r.Ping, "Failback %v must not be shorter than Ping %v", r.Failback, r.Ping)
	f.If(r.Mode > HoldDown, "Mode %d is none of recheck and hold down", uint8(r.Mode))
	return f.Err()
}

// Window is the failure detection interval that counts: Detect, or Floor if that is longer (F-29).
func (r Rules) Window() time.Duration { return max(r.Detect, r.Floor) }

// next is how long an observer waits between two asks in phase p (H-36).
func (r Rules) next(p Phase) time.Duration {
	if p == Down && r.Mode == Recheck {
		return r.Failback
	}
	return r.Ping
}

// Asks is what the numbers of asks are counted modulo: few, so that the states of an observer are few. An answer that
// is late by that many asks, two minutes in the presets, is taken for one in time; the owner's links must not be as
// slow as that.
const Asks = 4

// A State is what one observer remembers.
type State struct {
	ask     machine.Timer // the next ask
	judge   machine.Timer // when the open ask counts as missed; not armed when none is open
	span    machine.Timer // not down: the verdict; down: the end of a run of answers that is long enough
	phase   Phase
	asked   uint8 // number of the latest ask, modulo Asks
	boot    uint8 // incarnation of the primary that answered last
	heard   bool  // whether boot is known
	running bool  // the observer runs
	held    bool  // down: the run of answers has lasted the failback interval
}

// Phase returns what the observer holds of its primary.
func (s State) Phase() Phase { return s.phase }

// Verdict returns when the primary will be declared down if it stays silent; Never if it is down already, or if nobody
// watches.
func (s State) Verdict() machine.Instant {
	if s.phase == Down {
		return machine.Never
	}
	return s.span.Deadline()
}

// Renumbered returns s with its numbers counted anew: the latest ask, whose number is returned, is number 0, and the
// primary's incarnation is 0 if it is boot, and the one before if it is another. Numbers are only ever compared, so an
// owner that renumbers answers under way alike changes nothing.
func (s State) Renumbered(boot uint8) (_ State, ask uint8) {
	ask, s.asked = s.asked, 0
	if s.heard {
		s.boot = Renumber(s.boot, boot)
	}
	return s, ask
}

// Renumber returns what an incarnation is called when boot is called 0.
func Renumber(of, boot uint8) uint8 {
	if of == boot {
		return 0
	}
	return 255
}

// NextAsk returns when the observer asks next; Never if it does not run.
func (s State) NextAsk() machine.Instant { return s.ask.Deadline() }

// An Event is what the owner tells an observer: Started, Stopped, Reset, or Answered with what the answer carried.
type Event struct {
	On   Cause // Started, Stopped, Reset or Answered; everything else is refused
	Ask  uint8 // Answered: the number of the ask
	Boot uint8 // Answered: the incarnation that answered
}

// A Kind is what an action asks for.
type Kind uint8

// The kinds of action.
const (
	Moved  Kind = iota // a row was taken
	Refuse             // the event was refused
	Ask                // ask the primary now
)

var kindNames = []string{"moved", "refuse", "ask"}

func (k Kind) String() string { return machine.Name(kindNames, k) }

// An Action is what an observer did, or wants done.
type Action struct {
	Kind Kind
	Move machine.Move[Phase, Cause] // Moved, Refuse: where in the Table
	Ask  uint8                      // Ask: the number that the answer must carry
}

// Report says where in the Table the action comes from.
func (a Action) Report() (machine.Report, bool) { return Table.Report(a.Move), a.Kind != Ask }

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
	case Reset:
		if !s.running {
			out = s.take(Idle, out)
			return s, out
		}
		out = s.take(Reset, out)
		s = r.begin(now, s)
	case Started:
		out = s.take(Started, out)
		s = r.begin(now, s)
	case Stopped:
		out = s.take(Stopped, out)
		s = State{phase: s.phase, asked: s.asked}
	case Answered:
		out = r.answered(now, &s, e, out)
	default:
		out = s.take(causes, out)
	}
	return s, out
}

// begin forgets everything and watches from now.
func (r Rules) begin(now machine.Instant, s State) State {
	return State{phase: s.phase, asked: s.asked, running: true, ask: machine.At(now), span: r.verdict(now)}
}

// verdict is the deadline that an answer at now sets: the window and Grace later (H-35).
func (r Rules) verdict(now machine.Instant) machine.Timer {
	return machine.At(now.Add(r.Window()).Add(r.Grace))
}

func (r Rules) answered(now machine.Instant, s *State, e Event, out []Action) []Action {
	if !s.judge.Armed() || e.Ask != s.asked {
		return s.take(Late, out)
	}
	s.judge = machine.Timer{}
	rebooted := s.heard && s.boot != e.Boot
	s.boot, s.heard = e.Boot, true
	if s.phase == Down {
		return r.answeredDown(now, s, rebooted, out)
	}
	s.span = r.verdict(now)
	if rebooted {
		return s.take(Rebooted, out)
	}
	return s.take(Answered, out)
}

// answeredDown weighs an answer against the verdict (H-34).
func (r Rules) answeredDown(now machine.Instant, s *State, rebooted bool, out []Action) []Action {
	began := !s.span.Armed() && !s.held
	switch {
	case r.Mode == Recheck, !rebooted && (s.held || s.span.Due(now)):
		out = s.take(Returned, out)
		s.span, s.held = r.verdict(now), false
		s.ask = machine.At(now.Add(r.Ping))
	case began, rebooted:
		on := RunBegan
		if !began {
			on = Rebooted
		}
		out = s.take(on, out)
		s.span, s.held = machine.At(now.Add(r.Failback)), false
	default:
		out = s.take(Answered, out)
	}
	return out
}

// Deadline returns when the observer asks, judges or decides next.
func (r Rules) Deadline(s State) machine.Instant {
	return min(s.ask.Deadline(), s.judge.Deadline(), s.span.Deadline())
}

// Advance lets the deadline pass: an open ask is judged first, then the window or the run ends, then the next ask is
// sent.
func (r Rules) Advance(s State, out []Action) (State, []Action) {
	now := r.Deadline(s)
	switch {
	case now == machine.Never:
	case s.judge.Due(now):
		s.judge = machine.Timer{}
		out = s.missed(out)
	case s.span.Due(now) && s.phase == Down:
		s.span, s.held = machine.Timer{}, true
		out = s.take(RunLong, out)
	case s.span.Due(now):
		out = r.declare(now, &s, out)
	default:
		s.asked = (s.asked + 1) % Asks
		s.ask = machine.At(now.Add(max(r.next(s.phase), 1)))
		s.judge = machine.At(now.Add(r.Grace))
		out = append(out, Action{Kind: Ask, Ask: s.asked})
	}
	return s, out
}

func (s *State) missed(out []Action) []Action {
	if s.phase == Down && (s.span.Armed() || s.held) {
		s.span, s.held = machine.Timer{}, false
		return s.take(RunBroken, out)
	}
	return s.take(Missed, out)
}

// declare says that the primary is down. Asks from before the verdict are closed: their answers are no evidence after
// it.
func (r Rules) declare(now machine.Instant, s *State, out []Action) []Action {
	if s.phase == Up { // only where Window is below Ping: the answer that was not even asked for is missing
		return s.take(Missed, out)
	}
	out = s.take(Elapsed, out)
	s.judge, s.span, s.held = machine.Timer{}, machine.Timer{}, false
	s.ask = machine.At(now.Add(max(r.next(Down), 1)))
	return out
}

// Code visits the state.
func (r Rules) Code(c *machine.Code, s *State) {
	machine.Enum(c, &s.phase, int(phases))
	machine.Enum(c, &s.asked, Asks)
	machine.Enum(c, &s.boot, 256)
	c.Bool(&s.heard)
	c.Bool(&s.running)
	c.Bool(&s.held)
	c.Timer(&s.ask, max(r.Ping, r.Failback))
	c.Timer(&s.judge, r.Grace)
	c.Timer(&s.span, max(r.Window()+r.Grace, r.Failback))
}
