// Package client is how one endpoint signs in, stays in, and finds its way back: discovering, connecting, registered in
// one of four modes, waiting for the next round.
//
// The candidates themselves are the owner's affair; the endpoint keeps a position in their list. Its owner has four
// duties. Answer every Discover with Found. Answer Try and Refresh with what the registrar says, or not at all; of the
// answers, pass on those to the latest request only, as a SIP stack does. Tell an endpoint that is registered when its
// requests stop being answered (Silence) and when they are answered again (Answer). Forget an endpoint's registration at
// SignedOut, whatever the registrar still holds (H-5).
//
// Beside it stand what else a client is made of: features (what works in which mode), conversation (a call, whose media
// live on when the registrar is lost) and certificate (what it signs in with).
package client

import (
	"errors"
	"time"

	"understudy.example/machine"
)

// A Mode is how a registrar serves an endpoint that is registered: connected to its primary or not, with user services
// or without (C-42).
type Mode uint8

// The modes.
const (
	Normal        Mode = iota // at the home pool, everything works
	LimitedHome               // at the home pool, user services unavailable
	LimitedBackup             // at the backup, user services unavailable
	FullBackup                // at the backup, after a completed pool failover
	modes
)

var modeNames = []string{"normal", "limited at home", "limited on the backup", "full on the backup"}

func (m Mode) String() string { return machine.Name(modeNames, m) }

// Limited reports whether the mode is a resiliency mode: registered without user services (F-45).
func (m Mode) Limited() bool { return m == LimitedHome || m == LimitedBackup }

// Backup reports whether the mode is one of the backup's.
func (m Mode) Backup() bool { return m == LimitedBackup || m == FullBackup }

// Rules are the parameters of an endpoint. Default returns the ones to start from.
type Rules struct {
	Transaction time.Duration // an unanswered connect or request counts as failed after this (C-50, H-37)
	Probe       time.Duration // how long an idle endpoint takes to send the request that stays unanswered (H-22)
	Refresh     time.Duration // after the registration, or after its last refresh, it is refreshed (C-47)
	Base, Max   time.Duration // the wait after n failed rounds is at most Base*2^n and at most Max (C-105, H-37)
	Jitter      uint8         // percent of that wait that are drawn: 50 waits for at least half of it; 0 draws nothing (C-105)
}

// Default are RFC 3261's timer F of 32 s (C-50, H-37), a probe at once (H-22), a refresh 30 s before the 600 s granted
// are over (C-47), and RFC 5626's back-off from 30 s to 30 min, of which half is drawn (C-105).
func Default() Rules {
	return Rules{
		Transaction: 32 * time.Second, Refresh: 570 * time.Second,
		Base: 30 * time.Second, Max: 1800 * time.Second, Jitter: 50,
	}
}

// KeepAlive is the interval of keep-alives in the specification's example (C-48). An endpoint that sends nothing else
// notices a lost connection with Probe set to it.
const KeepAlive = 300 * time.Second

// ErrRules is what every error of Validate wraps.
var ErrRules = errors.New("client: rules contradict each other")

// Validate reports every fault of the rules at once; each error wraps ErrRules.
func (r Rules) Validate() error {
	f := machine.Faults{Package: "client", Kind: ErrRules}
	f.If(r.Transaction <= 0, "Transaction %v must be above 0", r.Transaction)
	f.If(r.Probe < 0, "Probe %v must not be below 0", r.Probe)
	f.If(r.Refresh <= 0, "Refresh %v must be above 0", r.Refresh)
	f.If(r.Base <= 0, "Base %v must be above 0", r.Base)
	f.If(r.Base > 0 && r.Max < r.Base, "Max %v must not be shorter than Base %v", r.Max, r.Base)
	f.If(r.Jitter > 100, "Jitter %d must not be above 100 percent", r.Jitter)
	return f.Err()
}

// limit is the longest wait after so many failed rounds: Base*2^failures, or Max if that is shorter (C-105).
func (r Rules) limit(failures uint8) time.Duration {
	if r.Base > r.Max>>failures {
		return r.Max
	}
	return r.Base << failures
}

// waits returns the shortest wait after so many failed rounds, and the time that is drawn on top of it (C-105).
func (r Rules) waits(failures uint8) (least, drawn time.Duration) {
	w := r.limit(failures)
	drawn = w / 100 * time.Duration(r.Jitter)
	return w - drawn, drawn
}

// Waits returns the shortest and the longest wait of an endpoint that waits: each between them is equally likely, in whole
// milliseconds from the shortest (C-105). A Retry-After makes it wait longer.
func (r Rules) Waits(s State) (least, most time.Duration) {
	least, drawn := r.waits(s.failures)
	return least, least + drawn/grain*grain
}

// A State is what one endpoint remembers: 32 bytes.
type State struct {
	due      machine.Timer // connecting, or registered with a request unanswered: it gives up; waiting: the next round
	later    machine.Timer // registered: the next refresh; else: the end of the longest Retry-After of this round
	draw     machine.Draw
	phase    Phase
	at, of   uint8 // the candidate it is at; connecting: how many there are
	failures uint8 // rounds that failed since it was last registered; no more than matter
}

// Start returns an endpoint that is signed out. Its waits are drawn from seed.
func Start(seed uint32) State { return State{draw: machine.Draw{Seed: seed}} }

// Phase returns how far the endpoint has come.
func (s State) Phase() Phase { return s.phase }

// Mode returns how it is served, if it believes itself registered.
func (s State) Mode() (m Mode, registered bool) {
	if s.phase < InNormal || s.phase > InFullBackup {
		return 0, false
	}
	return Mode(s.phase - InNormal), true
}

// Candidate returns the position of the candidate that it tries, or is registered at; zero if there is none.
func (s State) Candidate() int { return int(s.at) }

// Failures returns how many rounds have failed since it was last registered. The count stops where the wait has
// reached Max.
func (s State) Failures() int { return int(s.failures) }

// Shift returns the state of an endpoint to which the same has happened, so much later.
func (s State) Shift(d time.Duration) State {
	if s.due.Armed() {
		s.due = machine.At(s.due.Deadline().Add(d))
	}
	if s.later.Armed() {
		s.later = machine.At(s.later.Deadline().Add(d))
	}
	return s
}

// Retry returns when the next round begins; Never if none is waited for.
func (s State) Retry() machine.Instant {
	if s.phase != Waiting {
		return machine.Never
	}
	return s.due.Deadline()
}

// GivesUp returns when the request that is unanswered counts as failed; Never if there is none.
func (s State) GivesUp() machine.Instant {
	if s.phase == Waiting {
		return machine.Never
	}
	return s.due.Deadline()
}

// An Event is what the owner tells an endpoint.
type Event struct {
	On         Cause         // SignIn to Dropped; everything else is refused
	N          uint8         // Found, Redirected: how many candidates there are now
	Mode       Mode          // Accepted, Changed, Refreshed
	RetryAfter time.Duration // Unavailable: for how long to stay away, zero if nothing was said; at most Rules.Max counts
}

// A Kind is what an action tells.
type Kind uint8

// The kinds of action.
const (
	Moved      Kind = iota // a row was taken
	Refuse                 // the event was refused
	Discover               // make the list of candidates, and answer with Found
	Try                    // send REGISTER to candidate N
	Refresh                // send REGISTER to candidate N, where it is registered
	SignedIn               // from now on it believes itself registered at candidate N, in Mode
	SignedOut              // from now on it believes itself registered nowhere
	Unregister             // tell the registrar, candidate N, that its user signs out
)

var kindNames = []string{
	"moved", "refuse", "discover", "try", "refresh", "signed in", "signed out", "unregister",
}

func (k Kind) String() string { return machine.Name(kindNames, k) }

// An Action is what an endpoint did, or wants done.
type Action struct {
	Kind Kind
	N    uint8                      // Try, Refresh, SignedIn, Unregister: the candidate
	Mode Mode                       // SignedIn
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
	out = r.step(now, &s, &e, out)
	return s, out
}

func (r *Rules) step(now machine.Instant, s *State, e *Event, out []Action) []Action {
	switch _, registered := s.Mode(); {
	case e.On > lastEvent || e.Mode >= modes:
		return s.take(causes, out)
	case e.On == SignOut:
		return s.signOut(out)
	case registered:
		return r.registered(now, s, e, out)
	case s.phase == Connecting:
		return r.connecting(now, s, e, out)
	case s.phase == Discovering && e.On == Found:
		return r.found(now, s, e.N, out)
	case s.phase == Out && e.On == SignIn:
		out = s.take(SignIn, out)
		return append(out, Action{Kind: Discover})
	}
	return s.take(e.On, out)
}

// clear forgets everything but the phase, the failures and the draw.
func (s *State) clear() { *s = State{phase: s.phase, failures: s.failures, draw: s.draw} }

// signOut ends whatever it does; a registration is taken back.
func (s *State) signOut(out []Action) []Action {
	_, registered := s.Mode()
	out = s.take(SignOut, out)
	if registered {
		out = append(out, Action{Kind: Unregister, N: s.at}, Action{Kind: SignedOut})
	}
	*s = State{phase: s.phase, draw: s.draw}
	return out
}

// found begins a round, if there is anything to try.
func (r *Rules) found(now machine.Instant, s *State, n uint8, out []Action) []Action {
	if n == 0 {
		return r.wait(now, s, FoundNothing, out)
	}
	out = s.take(Found, out)
	s.of = n
	return r.try(now, s, 0, out)
}

// try sends REGISTER to candidate n.
func (r *Rules) try(now machine.Instant, s *State, n uint8, out []Action) []Action {
	s.at, s.due = n, machine.At(now.Add(r.Transaction))
	return append(out, Action{Kind: Try, N: n})
}

// connecting hears from the candidate it tries.
func (r *Rules) connecting(now machine.Instant, s *State, e *Event, out []Action) []Action {
	switch e.On {
	case Accepted:
		out = s.take(told(e.Mode), out)
		s.due, s.of, s.failures = machine.Timer{}, 0, 0
		s.later = machine.At(now.Add(r.Refresh))
		return append(out, Action{Kind: SignedIn, N: s.at, Mode: e.Mode})
	case Redirected:
		s.of = e.N
		return r.next(now, s, Redirected, out)
	case Unavailable:
		r.avoid(now, s, e.RetryAfter)
		return r.next(now, s, Unavailable, out)
	case Rejected, Reset:
		return r.next(now, s, e.On, out)
	}
	return s.take(e.On, out)
}

// avoid begins no round for d from now, of which no more than Max counts.
func (r *Rules) avoid(now machine.Instant, s *State, d time.Duration) {
	if d <= 0 {
		return
	}
	end := now.Add(min(d, r.Max))
	if s.later.Armed() {
		end = max(end, s.later.Deadline())
	}
	s.later = machine.At(end)
}

// next gives up the candidate, and goes on with the next one if there is one: each is tried once per round (C-104, H-23).
func (r *Rules) next(now machine.Instant, s *State, on Cause, out []Action) []Action {
	out = s.take(on, out)
	if int(s.at)+1 >= int(s.of) {
		return r.wait(now, s, Exhausted, out)
	}
	return r.try(now, s, s.at+1, out)
}

// grain is what drawn waits are whole numbers of; a range below it draws nothing.
const grain = time.Millisecond

// wait ends the round, which has failed. The next one begins after the back-off (C-105), and not before the longest
// Retry-After is over (C-104).
func (r *Rules) wait(now machine.Instant, s *State, on Cause, out []Action) []Action {
	out = s.take(on, out)
	if s.failures == 0 || r.limit(s.failures) < r.Max {
		s.failures++
	}
	least, drawn := r.waits(s.failures)
	until := now.Add(least).Add(time.Duration(s.draw.Below(uint64(drawn/grain)+1)) * grain)
	if s.later.Armed() {
		until = max(until, s.later.Deadline())
	}
	s.clear()
	s.due = machine.At(until)
	return out
}

// registered hears from the registrar it is at, or no longer does.
func (r *Rules) registered(now machine.Instant, s *State, e *Event, out []Action) []Action {
	switch e.On {
	case Silence:
		return r.silence(now, s, out)
	case Answer:
		return r.answer(now, s, out)
	case Changed, Refreshed:
		return r.changed(now, s, e, out)
	case Redirected, Relocated:
		return s.again(Relocated, out)
	case Accepted, Rejected, Reset:
		return s.again(e.On, out)
	case Unavailable, Dropped:
		s.later = machine.Timer{}
		r.avoid(now, s, e.RetryAfter)
		out = r.wait(now, s, e.On, out)
		return append(out, Action{Kind: SignedOut})
	}
	return s.take(e.On, out)
}

// again signs out, and in again by itself.
func (s *State) again(on Cause, out []Action) []Action {
	out = s.take(on, out)
	s.clear()
	return append(out, Action{Kind: SignedOut}, Action{Kind: Discover})
}

// silence begins with the first request that stays unanswered: the probe, or the refresh if that comes first (H-22).
func (r *Rules) silence(now machine.Instant, s *State, out []Action) []Action {
	if s.due.Armed() {
		return s.take(NoNews, out)
	}
	s.due = machine.At(min(now.Add(r.Probe), s.later.Deadline()).Add(r.Transaction))
	return s.take(Silence, out)
}

// answer ends the silence. A refresh that was lost in it is sent again.
func (r *Rules) answer(now machine.Instant, s *State, out []Action) []Action {
	if !s.due.Armed() {
		return s.take(NoNews, out)
	}
	s.due = machine.Timer{}
	out = s.take(Answer, out)
	if s.later.Armed() {
		return out
	}
	return r.refresh(now, s, out)
}

// refresh sends REGISTER to where it is registered, and waits for the answer unless it waits for one already.
func (r *Rules) refresh(now machine.Instant, s *State, out []Action) []Action {
	s.later = machine.Timer{}
	if !s.due.Armed() {
		s.due = machine.At(now.Add(r.Transaction))
	}
	return append(out, Action{Kind: Refresh, N: s.at})
}

// changed hears how it is served now. A registrar that has changed sides, from home to backup or back, has been given
// the account, or has lost it: the endpoint signs in anew (L-3).
func (r *Rules) changed(now machine.Instant, s *State, e *Event, out []Action) []Action {
	if m, _ := s.Mode(); m.Backup() != e.Mode.Backup() {
		return s.again(Relocated, out)
	}
	if e.On == Refreshed {
		s.due, s.later = machine.Timer{}, machine.At(now.Add(r.Refresh))
	}
	return s.take(told(e.Mode), out)
}

// Deadline returns when the endpoint gives up, refreshes or begins the next round.
func (r Rules) Deadline(s State) machine.Instant {
	if _, registered := s.Mode(); !registered {
		return s.due.Deadline()
	}
	return min(s.due.Deadline(), s.later.Deadline())
}

// Advance lets the deadline pass.
func (r Rules) Advance(s State, out []Action) (State, []Action) {
	if now := r.Deadline(s); now != machine.Never {
		out = r.advance(now, &s, out)
	}
	return s, out
}

func (r *Rules) advance(now machine.Instant, s *State, out []Action) []Action {
	switch {
	case s.phase == Connecting:
		return r.next(now, s, TimedOut, out)
	case s.phase == Waiting:
		out = s.take(Waited, out)
		s.clear()
		return append(out, Action{Kind: Discover})
	case s.due.Due(now):
		return s.again(Lost, out)
	}
	return r.refresh(now, s, out)
}

// Code visits the state.
func (r Rules) Code(c *machine.Code, s *State) {
	draw := uint64(s.draw.Seed)<<32 | uint64(s.draw.Drawn)
	c.Uint64(&draw)
	s.draw = machine.Draw{Seed: uint32(draw >> 32), Drawn: uint32(draw)}
	machine.Enum(c, &s.phase, int(phases))
	machine.Enum(c, &s.at, 256)
	machine.Enum(c, &s.of, 256)
	machine.Enum(c, &s.failures, 64)
	c.Timer(&s.due, max(r.Probe+r.Transaction, r.Max))
	if _, registered := s.Mode(); registered {
		c.Timer(&s.later, max(r.Refresh, r.Max))
	} else { // a Retry-After that is over counts as none
		c.Age(&s.later, max(r.Refresh, r.Max))
	}
}
