// Package conversation is a call between two endpoints, in two planes: media, which run from peer to peer, and
// signalling, which runs through the registrars (C-86).
//
// Losing the registrar costs the signalling plane only: what runs goes on, nothing can be started, and what needs the
// servers all the time is interrupted (L-4, C-81, C-85). Sources that say such sessions end (C-83) mean the session, not
// the sound (D-4, X-5). Media that pass through a server that died are lost with it (C-86); which those are is the
// owner's knowledge, as is when the signalling plane is lost and back: with the sign-in of either endpoint.
package conversation

import (
	"errors"
	"time"

	"understudy.example/machine"
)

// A Modality is something that two people do in a conversation.
type Modality uint8

// The modalities. Those from Polls on are content, which passes through the servers (C-81, C-86).
const (
	Audio Modality = iota
	Video
	Sharing // of the desktop, or of a program
	Polls
	Whiteboard
	Slides
	modalities
)

var modalityNames = []string{"audio", "video", "sharing", "polls", "whiteboard", "slides"}

func (m Modality) String() string { return machine.Name(modalityNames, m) }

// Content reports whether the modality depends on signalling all the time, as against media, which run from peer to peer.
func (m Modality) Content() bool { return m >= Polls }

// Rules are the parameters of a conversation.
type Rules struct {
	Patience time.Duration // a conversation whose media stay dead ends after this (C-85)
}

// Default is 15 minutes (C-85).
func Default() Rules { return Rules{Patience: 15 * time.Minute} }

// ErrRules is what every error of Validate wraps.
var ErrRules = errors.New("conversation: rules contradict each other")

// Validate reports every fault of the rules at once; each error wraps ErrRules.
func (r Rules) Validate() error {
	f := machine.Faults{Package: "conversation", Kind: ErrRules}
	f.If(r.Patience <= 0, "Patience %v must be above 0", r.Patience)
	return f.Err()
}

// A State is one conversation.
type State struct {
	end     machine.Timer // media lost: the conversation ends
	phase   Phase
	started uint8 // a bit for each modality that was started
	held    bool  // one of the two holds it
}

// Phase returns what has become of the conversation.
func (s State) Phase() Phase { return s.phase }

// Media reports whether media flow.
func (s State) Media() bool { return s.phase == Established || s.phase == Recovering }

// Signalling reports whether requests get through: without it nothing can be held, transferred, parked or added (C-86).
func (s State) Signalling() bool { return s.phase == Established || s.phase == NoMedia }

// Started reports whether m was started, and has not ended.
func (s State) Started(m Modality) bool { return s.started&(1<<m) != 0 }

// Held reports whether one of the two holds the call. What was started goes on to be so, and counts as running.
func (s State) Held() bool { return s.held }

// Running reports whether m was started and is not interrupted.
func (s State) Running(m Modality) bool {
	if m.Content() {
		return s.Started(m) && s.Signalling()
	}
	return s.Started(m) && s.Media()
}

// An Event is what the owner tells a conversation.
type Event struct {
	On       Cause    // Start to Closed; everything else is refused
	Modality Modality // Start: the first one; Add: one more
}

// A Kind is what an action tells.
type Kind uint8

// The kinds of action.
const (
	Moved       Kind = iota // a row was taken
	Refuse                  // the event was refused
	Interrupted             // Modality has stopped running
	Resumed                 // Modality runs again
)

var kindNames = []string{"moved", "refuse", "interrupted", "resumed"}

func (k Kind) String() string { return machine.Name(kindNames, k) }

// An Action is what became of a conversation.
type Action struct {
	Kind     Kind
	Modality Modality                   // Interrupted, Resumed
	Move     machine.Move[Phase, Cause] // Moved, Refuse: where in the Table
}

// Report says where in the Table the action comes from.
func (a Action) Report() (machine.Report, bool) { return Table.Report(a.Move), a.Kind <= Refuse }

// take meets a cause; it is the only writer of the phase. ok is whether a row was taken.
func (s *State) take(on Cause, out []Action) (_ []Action, ok bool) {
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
	on := e.On
	if on > lastEvent || e.Modality >= modalities {
		on = causes
	}
	before := s
	out, ok := s.take(on, out)
	if !ok {
		return s, out
	}
	switch on {
	case Start, Add:
		s.started |= 1 << e.Modality
	case MediaLost:
		s.end = machine.At(now.Add(r.Patience))
	case MediaBack:
		s.end = machine.Timer{}
	case Hold, Retrieve:
		s.held = on == Hold
	case HandOver, HangUp, Closed:
		return State{phase: s.phase}, out
	}
	return s, s.compare(before, out)
}

// compare appends what of before has been interrupted, and what runs again.
func (s State) compare(before State, out []Action) []Action {
	for m := range modalities {
		switch was, is := before.Running(m), s.Running(m); {
		case was && !is:
			out = append(out, Action{Kind: Interrupted, Modality: m})
		case is && !was && before.Started(m):
			out = append(out, Action{Kind: Resumed, Modality: m})
		}
	}
	return out
}

// Deadline returns when a conversation without media ends.
func (r Rules) Deadline(s State) machine.Instant { return s.end.Deadline() }

// Advance lets the deadline pass.
func (r Rules) Advance(s State, out []Action) (State, []Action) {
	if !s.end.Armed() {
		return s, out
	}
	out, _ = s.take(Elapsed, out)
	return State{phase: s.phase}, out
}

// Code visits the state.
func (r Rules) Code(c *machine.Code, s *State) {
	machine.Enum(c, &s.phase, int(phases))
	machine.Enum(c, &s.started, 1<<modalities)
	c.Bool(&s.held)
	c.Timer(&s.end, r.Patience)
}
