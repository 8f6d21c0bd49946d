package client

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"
	"unsafe"

	"pgregory.net/rapid"

	"understudy.example/machine"
	"understudy.example/machine/machinetest"
)

const sec = time.Second

// sharp are the rules without jitter: a wait is as long as it can be.
func sharp() Rules {
	r := Default()
	r.Jitter = 0
	return r
}

// A desk is an endpoint on a clock.
type desk struct {
	Rules
	State
	now  machine.Instant
	acts []Action // what the last call did
}

func newDesk(r Rules, events ...Event) *desk {
	d := &desk{Rules: r, State: Start(1)}
	return d.do(events...)
}

// do lets events happen now.
func (d *desk) do(events ...Event) *desk {
	for _, e := range events {
		d.State, d.acts = d.Step(d.now, d.State, e, nil)
	}
	return d
}

// pass lets time pass, and every deadline in it.
func (d *desk) pass(by time.Duration) *desk {
	end := d.now.Add(by)
	d.acts = nil
	for next := d.Deadline(d.State); next <= end; next = d.Deadline(d.State) {
		d.now = next
		d.State, d.acts = d.Advance(d.State, d.acts)
	}
	d.now = end
	return d
}

// told writes what the last call did, on one line.
func (d *desk) told() string {
	var words []string
	for _, a := range d.acts {
		words = append(words, show(a))
	}
	return strings.Join(words, "; ")
}

func show(a Action) string {
	switch a.Kind {
	case Moved, Refuse:
		return fmt.Sprintf("%v %v on %v", a.Kind, a.Move.From, a.Move.On)
	case SignedIn:
		return fmt.Sprintf("signed in at %d, %v", a.N, a.Mode)
	case Discover, SignedOut:
		return a.Kind.String()
	}
	return fmt.Sprintf("%v %d", a.Kind, a.N)
}

func (d *desk) want(t *testing.T, told string) *desk {
	t.Helper()
	if got := d.told(); got != told {
		t.Errorf("at %v:\n got %s\nwant %s", d.now, got, told)
	}
	return d
}

func (d *desk) wantPhase(t *testing.T, p Phase) *desk {
	t.Helper()
	if d.Phase() != p {
		t.Errorf("at %v: %v, want %v", d.now, d.Phase(), p)
	}
	return d
}

// at returns the events that lead a new endpoint to phase p.
func at(p Phase) []Event {
	connecting := []Event{{On: SignIn}, {On: Found, N: 3}}
	switch p {
	case Out:
		return nil
	case Discovering:
		return connecting[:1]
	case Connecting:
		return connecting
	case Waiting:
		return []Event{{On: SignIn}, {On: Found}}
	}
	return append(connecting, Event{On: Accepted, Mode: Mode(p - InNormal)})
}

var everyEvent = func() (all []Event) {
	for on := SignIn; on <= lastEvent+1; on++ {
		for m := range modes {
			for n := range uint8(4) {
				all = append(all, Event{On: on, N: n, Mode: m, RetryAfter: time.Duration(n) * 20 * sec})
			}
		}
	}
	return all
}()

func TestContract(t *testing.T) {
	opts := []machinetest.Option{
		machinetest.Phase(Table, State.Phase), machinetest.Bytes(32), machinetest.Wild(), machinetest.Cover(), machinetest.Seeds(1, 400),
		machinetest.Aim(func(d *machine.Draw, s State) Event { return fitting(s.Phase(), d.Below) }),
	}
	t.Run("default", func(t *testing.T) { machinetest.Run(t, Default(), Start(7), everyEvent, opts...) })
	slow := Rules{Transaction: 10 * sec, Probe: 40 * sec, Refresh: 25 * sec, Base: sec, Max: 7 * sec, Jitter: 100}
	t.Run("slow probe", func(t *testing.T) { machinetest.Run(t, slow, Start(7), everyEvent, opts...) })
}

// fitting draws an event that an endpoint in phase p may well meet.
func fitting(p Phase, below func(uint64) uint64) Event {
	on := [phases][]Cause{
		Out: {SignIn}, Discovering: {Found}, Waiting: {SignOut},
		Connecting: {Accepted, Accepted, Redirected, Rejected, Unavailable, Reset},
		InNormal: {
			Silence, Silence, Answer, Answer, Changed, Refreshed, Relocated, Dropped, Accepted, Reset, Rejected, Unavailable,
			SignOut,
		},
	}
	for q := InLimitedHome; q <= InFullBackup; q++ {
		on[q] = on[InNormal]
	}
	return Event{On: on[p][below(uint64(len(on[p])))], N: uint8(below(4)), Mode: Mode(below(4))}
}

// C-47, C-50: a state has to be small, there are a million of them.
func TestStateIsSmall(t *testing.T) {
	if n := unsafe.Sizeof(State{}); n > 32 {
		t.Errorf("a State takes %d bytes, more than 32", n)
	}
}

// TestEveryEventInEveryPhase pins where each event leads, row by row written down by hand and not read from the table:
// "." stays and says nothing, "-" is refused, "=" takes a row that stays; else the initial of the phase it leads to
// (o, d, c, w; registered n, h, b, f).
func TestEveryEventInEveryPhase(t *testing.T) {
	matrix := []struct {
		e    Event
		want string // Out Discovering Connecting Waiting, then InNormal InLimitedHome InLimitedBackup InFullBackup
	}{
		{Event{On: SignIn}, "d--- ----"},
		{Event{On: SignOut}, "-ooo oooo"},
		{Event{On: Found, N: 3}, ".c.. ...."},
		{Event{On: Found}, ".w.. ...."},
		{Event{On: Accepted, Mode: Normal}, "..n. dddd"}, // C-41
		{Event{On: Accepted, Mode: LimitedHome}, "..h. dddd"},
		{Event{On: Accepted, Mode: LimitedBackup}, "..b. dddd"},
		{Event{On: Accepted, Mode: FullBackup}, "..f. dddd"},
		{Event{On: Redirected, N: 3}, "..=. dddd"},
		{Event{On: Redirected, N: 1}, "..w. dddd"}, // H-23: nothing untried
		{Event{On: Rejected}, "..=. dddd"},         // C-104
		{Event{On: Unavailable}, "..=. wwww"},
		{Event{On: Reset}, "..=. dddd"},   // H-22
		{Event{On: Silence}, ".... ===="}, // H-22
		{Event{On: Answer}, ".... ...."},
		{Event{On: Changed, Mode: Normal}, ".... .ndd"}, // C-42..C-44, L-3
		{Event{On: Changed, Mode: LimitedHome}, ".... h.dd"},
		{Event{On: Changed, Mode: LimitedBackup}, ".... dd.b"},
		{Event{On: Changed, Mode: FullBackup}, ".... ddf."}, // H-14
		{Event{On: Refreshed, Mode: Normal}, ".... .ndd"},
		{Event{On: Refreshed, Mode: LimitedHome}, ".... h.dd"},
		{Event{On: Refreshed, Mode: LimitedBackup}, ".... dd.b"},
		{Event{On: Refreshed, Mode: FullBackup}, ".... ddf."},
		{Event{On: Relocated}, ".... dddd"}, // C-43, L-4
		{Event{On: Dropped}, ".... wwww"},   // C-43
		{Event{On: FoundNothing}, "---- ----"},
		{Event{On: TimedOut}, "---- ----"},
		{Event{On: Lost}, "---- ----"},
		{Event{On: 255}, "---- ----"},
		{Event{On: Changed, Mode: 4}, "---- ----"},
	}
	for _, line := range matrix {
		want := strings.ReplaceAll(line.want, " ", "")
		for p := range phases {
			d := newDesk(Default(), at(p)...).do(line.e)
			if got := outcome(p, d); got != want[p] {
				t.Errorf("%v on %v %+v: %c (%s), want %c", p, line.e.On, line.e, got, d.told(), want[p])
			}
		}
	}
}

func outcome(before Phase, d *desk) byte {
	switch {
	case d.Phase() != before:
		return "odcwnhbf"[d.Phase()]
	case len(d.acts) == 0:
		return '.'
	case d.acts[0].Kind == Refuse:
		return '-'
	}
	return '='
}

// C-103, C-104, H-23: each candidate is tried once a round, whichever way it fails.
func TestRoundTriesEachCandidateOnce(t *testing.T) {
	d := newDesk(sharp(), Event{On: SignIn}).want(t, "moved signed out on sign in; discover")
	d.do(Event{On: Found, N: 4}).want(t, "moved discovering on found; try 0")
	d.pass(32*sec).want(t, "moved connecting on timed out; try 1")
	d.do(Event{On: Reset}).want(t, "moved connecting on reset; try 2")
	d.do(Event{On: Rejected}).want(t, "moved connecting on rejected; try 3")
	d.do(Event{On: Unavailable}).want(t, "moved connecting on unavailable; moved connecting on exhausted")
	if d.Phase() != Waiting || d.Failures() != 1 || d.Candidate() != 0 {
		t.Errorf("%v, %d failures, at %d", d.Phase(), d.Failures(), d.Candidate())
	}
	d.pass(60*sec).want(t, "moved waiting on waited; discover")
}

// C-33, C-34: the contacts of a redirect come behind the candidate that named them, and are tried in their order.
func TestRedirectIsFollowed(t *testing.T) {
	d := newDesk(sharp(), Event{On: SignIn}, Event{On: Found, N: 1})
	d.do(Event{On: Redirected, N: 3}).want(t, "moved connecting on redirected; try 1")
	d.pass(32*sec).want(t, "moved connecting on timed out; try 2")
	d.do(Event{On: Accepted, Mode: LimitedBackup}).
		want(t, "moved connecting on told limited on the backup; signed in at 2, limited on the backup")
	if m, ok := d.Mode(); !ok || m != LimitedBackup || d.Candidate() != 2 {
		t.Errorf("mode %v %v at %d", m, ok, d.Candidate())
	}
}

// H-23, F-35: before its verdict the backup sends the client to the primary, which it has tried: the round ends.
func TestRedirectLoopEnds(t *testing.T) {
	d := newDesk(sharp(), Event{On: SignIn}, Event{On: Found, N: 2})
	d.pass(32 * sec)
	d.do(Event{On: Redirected, N: 2}).want(t, "moved connecting on redirected; moved connecting on exhausted")
	if d.Retry() != d.now.Add(60*sec) {
		t.Errorf("next round at %v, want a minute from %v", d.Retry(), d.now)
	}
}

// H-37, C-50: an unanswered connect fails at 32 s, not a nanosecond before; an answer at the last moment counts.
func TestConnectTimesOut(t *testing.T) {
	for _, c := range []struct {
		after time.Duration
		want  int
	}{{32*sec - 1, 0}, {32 * sec, 1}, {32*sec + 1, 1}} {
		d := newDesk(Default(), at(Connecting)...).pass(c.after)
		if d.Candidate() != c.want {
			t.Errorf("after %v: at candidate %d, want %d", c.after, d.Candidate(), c.want)
		}
		if d.do(Event{On: Accepted}).wantPhase(t, InNormal); d.Candidate() != c.want {
			t.Errorf("after %v: registered at %d, want %d", c.after, d.Candidate(), c.want)
		}
	}
}

// C-105, H-37: the first failure counts as 1; the wait doubles up to Max, and stays there.
func TestBackOffDoubles(t *testing.T) {
	d := newDesk(sharp(), Event{On: SignIn})
	for i, want := range []time.Duration{60, 120, 240, 480, 960, 1800, 1800, 1800} {
		d.do(Event{On: Found})
		if got := d.Retry().Sub(d.now); got != want*sec || d.Failures() != min(i+1, 6) {
			t.Errorf("after round %d: wait %v as failure %d, want %v", i+1, got, d.Failures(), want*sec)
		}
		d.pass(want*sec-1).wantPhase(t, Waiting).pass(1).wantPhase(t, Discovering)
	}
	d.do(Event{On: Found, N: 1}, Event{On: Accepted}, Event{On: Reset}, Event{On: Found})
	if d.Failures() != 1 || d.Retry().Sub(d.now) != 60*sec {
		t.Error("a registration must reset the back-off")
	}
	d = newDesk(sharp(), at(Waiting)...).do(Event{On: SignOut})
	if d.State != Start(1) {
		t.Error("signing out must reset the back-off")
	}
	odd := sharp()
	odd.Base, odd.Max = 30*sec, 60*sec+1
	if d = newDesk(odd, at(Waiting)...); d.Retry() != machine.Instant(60*sec) {
		t.Errorf("a Max just above twice Base: %v", d.Retry())
	}
	short := sharp()
	short.Base, short.Max = 10*sec, 10*sec
	if d = newDesk(short, at(Waiting)...); d.Failures() != 1 || d.Retry() != machine.Instant(10*sec) {
		t.Errorf("Base equal to Max: %v as failure %d", d.Retry(), d.Failures())
	}
}

// C-105: a wait is drawn from the last part of W, ends included; without jitter nothing is drawn (H-37).
func TestBackOffIsDrawn(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := Default()
		r.Jitter = rapid.Uint8Range(0, 100).Draw(t, "jitter")
		s := Start(rapid.Uint32().Draw(t, "seed"))
		s, _ = r.Step(0, s, Event{On: SignIn}, nil)
		for n := range rapid.IntRange(1, 9).Draw(t, "rounds") {
			now := r.Deadline(s)
			if now == machine.Never {
				now = 0
			} else {
				s, _ = r.Advance(s, nil)
			}
			s, _ = r.Step(now, s, Event{On: Found}, nil)
			w := min(30*sec<<(n+1), 1800*sec)
			got := s.Retry().Sub(now)
			if low := w - w/100*time.Duration(r.Jitter); got < low || got > w {
				t.Fatalf("round %d: waits %v, which is outside %v to %v", n+1, got, low, w)
			}
		}
		if r.Jitter == 0 && s.draw.Drawn != 0 {
			t.Fatal("drew a number where there is nothing to draw")
		}
	})
}

// C-105: both ends of the range are drawn, and what is between them to the millisecond.
func TestBackOffIncludesItsEnds(t *testing.T) {
	const ms = time.Millisecond
	r := Rules{Transaction: ms, Refresh: ms, Base: 100 * ms, Max: 200 * ms, Jitter: 1}
	seen := map[machine.Instant]bool{}
	for seed := range uint32(200) {
		s, _ := r.Step(0, Start(seed), Event{On: SignIn}, nil)
		s, _ = r.Step(0, s, Event{On: Found}, nil)
		seen[s.Retry()/machine.Instant(ms)] = true
	}
	if len(seen) != 3 || !seen[198] || !seen[200] {
		t.Errorf("drew %v, want 198 to 200 ms", seen)
	}
}

// C-105: the draw reaches both halves of its range, or a crowd of clients would stay a crowd.
func TestBackOffSpreads(t *testing.T) {
	var early, late int
	for seed := range uint32(1000) {
		s, _ := Default().Step(0, Start(seed), Event{On: SignIn}, nil)
		s, _ = Default().Step(0, s, Event{On: Found}, nil)
		if s.Retry() < machine.Instant(45*sec) {
			early++
		} else {
			late++
		}
	}
	if early < 440 || late < 440 { // 3.8 standard deviations
		t.Errorf("%d clients wait less than 45 s, %d more", early, late)
	}
}

// L-10, C-50, H-22: the endpoint signs out 32 s after the first request that stays unanswered. That is sent when it is
// idle for Probe, or when the refresh is due.
func TestSilence(t *testing.T) {
	for _, c := range []struct {
		name          string
		probe         time.Duration
		before, leave time.Duration // silence begins; from then on to the sign-out
	}{
		{"at once", 0, 100 * sec, 32 * sec},
		{"probe", 10 * sec, 100 * sec, 42 * sec},
		{"C-48: an idle endpoint's keep-alive", KeepAlive, 100 * sec, 332 * sec},
		{"refresh comes first", 100 * sec, 567 * sec, 35 * sec},
		{"refresh comes last", 3 * sec, 567 * sec, 35 * sec},
		{"probe comes first", 2 * sec, 567 * sec, 34 * sec},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := sharp()
			r.Probe = c.probe
			d := newDesk(r, at(InNormal)...).pass(c.before).do(Event{On: Silence}).want(t, "moved normal on silence")
			d.do(Event{On: Silence}).want(t, "") // H-22: the first one counts
			if d.GivesUp() != d.now.Add(c.leave) {
				t.Errorf("gives up at %v, want %v after %v", d.GivesUp(), c.leave, d.now)
			}
			d.pass(c.leave-1).wantPhase(t, InNormal)
			if d.pass(1); !strings.HasSuffix(d.told(), "moved normal on lost; signed out; discover") {
				t.Errorf("did %s", d.told())
			}
		})
	}
}

// C-50: an answer before the end leaves the user where he was; a refresh that the silence has swallowed is sent again.
func TestAnswerEndsSilence(t *testing.T) {
	d := newDesk(sharp(), at(InLimitedHome)...).do(Event{On: Answer}).want(t, "")
	d.pass(100*sec).do(Event{On: Silence}).pass(32*sec-1).do(Event{On: Answer}).want(t, "moved limited at home on answer")
	if d.GivesUp() != machine.Never {
		t.Error("still about to give up")
	}
	d.pass(437*sec).want(t, "").pass(2*sec).want(t, "refresh 0") // at 570 s
	d.do(Event{On: Silence}).want(t, "").pass(20*sec).do(Event{On: Answer}).want(t, "moved limited at home on answer; refresh 0")
	d.pass(32*sec-1).wantPhase(t, InLimitedHome).pass(1).wantPhase(t, Discovering)
}

// C-47: a registration is refreshed before it ends, again and again; a refresh without an answer is a request without one.
func TestRefresh(t *testing.T) {
	d := newDesk(Default(), at(InNormal)...)
	d.pass(570*sec-1).want(t, "").pass(1).want(t, "refresh 0").do(Event{On: Refreshed}).want(t, "")
	d.pass(570*sec-1).want(t, "").pass(1).want(t, "refresh 0")
	d.pass(32*sec-1).wantPhase(t, InNormal).pass(1).want(t, "moved normal on lost; signed out; discover")
}

// C-44, C-42: a refresh tells of another level, and so ends limited mode without a sign-in.
func TestRefreshHeals(t *testing.T) {
	d := newDesk(Default(), at(InLimitedHome)...).pass(570 * sec).do(Event{On: Refreshed, Mode: Normal})
	d.want(t, "moved limited at home on told normal").wantPhase(t, InNormal)
	if d.Deadline(d.State) != machine.Instant(1140*sec) {
		t.Errorf("next deadline at %v, want the next refresh", d.Deadline(d.State))
	}
}

// H-22: a connection that is reset is known at once.
func TestResetIsKnownAtOnce(t *testing.T) {
	newDesk(Default(), at(InFullBackup)...).do(Event{On: Reset}).want(t, "moved full on the backup on reset; signed out; discover")
}

// H-14, L-20, F-89: the levels of one registrar change without a new sign-in, by notice as by refresh.
func TestLevelChangesWithoutSigningIn(t *testing.T) {
	for _, on := range []Cause{Changed, Refreshed} {
		d := newDesk(Default(), at(InLimitedBackup)...)
		d.do(Event{On: on, Mode: FullBackup}).want(t, "moved limited on the backup on told full on the backup")
		d.do(Event{On: on, Mode: LimitedBackup}).want(t, "moved full on the backup on told limited on the backup")
	}
}

// A notice is no answer: what is unanswered stays so, since a link can be dead in one direction only (C-50).
func TestNoticeIsNoAnswer(t *testing.T) {
	d := newDesk(Default(), at(InLimitedBackup)...).do(Event{On: Silence}, Event{On: Changed, Mode: FullBackup})
	if d.pass(32 * sec); d.Phase() != Discovering {
		t.Errorf("%v, want discovering", d.Phase())
	}
	d = newDesk(Default(), at(InLimitedBackup)...).do(Event{On: Silence}, Event{On: Refreshed, Mode: FullBackup})
	if d.pass(32 * sec); d.Phase() != InFullBackup {
		t.Errorf("%v, want full on the backup", d.Phase())
	}
}

// L-3, L-4, C-43: a client whose account is elsewhere now goes out and in by itself. So does one whose registrar has
// become its home, or is its home no longer.
func TestRelocatedGoesOutAndIn(t *testing.T) {
	for _, e := range []Event{{On: Relocated}, {On: Redirected, N: 2}, {On: Changed, Mode: LimitedHome}, {On: Refreshed}} {
		newDesk(Default(), at(InLimitedBackup)...).do(e).want(t, "moved limited on the backup on relocated; signed out; discover")
	}
}

// C-41: a refresh that was taken for a first registration, or refused, ends the old one.
func TestRefreshThatFailsStartsAnew(t *testing.T) {
	for _, on := range []Cause{Accepted, Rejected} {
		d := newDesk(Default(), at(InNormal)...).pass(570 * sec).do(Event{On: on})
		d.want(t, fmt.Sprintf("moved normal on %v; signed out; discover", on))
	}
}

// C-43, C-104: deregistered without a place to go, or 503 to a refresh: not again at once.
func TestNotAgainAtOnce(t *testing.T) {
	for _, on := range []Cause{Dropped, Unavailable} {
		d := newDesk(sharp(), at(InNormal)...).do(Event{On: on})
		d.want(t, fmt.Sprintf("moved normal on %v; signed out", on))
		if d.Retry() != machine.Instant(60*sec) {
			t.Errorf("%v: next round at %v", on, d.Retry())
		}
	}
}

// C-104: the next round does not begin before the longest Retry-After of this one is over; Max bounds it.
func TestRetryAfter(t *testing.T) {
	for _, c := range []struct {
		first, second, want time.Duration // Retry-After of two candidates, 10 s apart; the next round, from the second
	}{
		{0, 0, 60 * sec},
		{70 * sec, 0, 60 * sec},
		{70*sec + 1, 0, 60*sec + 1},
		{300 * sec, 200 * sec, 290 * sec},
		{200 * sec, 300 * sec, 300 * sec},
		{-5 * sec, -1, 60 * sec},
		{1, 100 * time.Hour, 1800 * sec},
	} {
		d := newDesk(sharp(), Event{On: SignIn}, Event{On: Found, N: 2}, Event{On: Unavailable, RetryAfter: c.first})
		if d.State.later.Armed() != (c.first > 0) {
			t.Errorf("after %v: %+v", c.first, d.State)
		}
		d.pass(10 * sec).do(Event{On: Unavailable, RetryAfter: c.second})
		if got := d.Retry().Sub(d.now); got != c.want {
			t.Errorf("after %v and %v: the next round begins in %v, want %v", c.first, c.second, got, c.want)
		}
	}
	d := newDesk(sharp(), at(InNormal)...).pass(570 * sec).do(Event{On: Unavailable, RetryAfter: 200 * sec})
	if got := d.Retry().Sub(d.now); got != 200*sec {
		t.Errorf("503 to a refresh: the next round begins in %v, want 200 s", got)
	}
}

// H-5: signing out tells the registrar, and only the one it is at.
func TestSignOut(t *testing.T) {
	newDesk(Default(), at(InFullBackup)...).do(Event{On: SignOut}).
		want(t, "moved full on the backup on sign out; unregister 0; signed out")
	newDesk(Default(), at(Connecting)...).do(Event{On: SignOut}).want(t, "moved connecting on sign out").
		do(Event{On: Accepted}).want(t, "")
	newDesk(Default(), Event{On: SignOut}).want(t, "refuse signed out on sign out")
}

// TestRandomHistories lets anything happen at any time.
func TestRandomHistories(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := Default()
		r.Probe = time.Duration(rapid.IntRange(0, 40).Draw(t, "probe")) * sec
		d := newDesk(r)
		believes := false // by the actions alone, it is registered
		tried := -1       // the last candidate of this round
		heard := func() {
			for _, a := range d.acts {
				switch a.Kind {
				case SignedIn:
					if believes {
						t.Fatalf("H-5: signed in at %d while registered", a.N)
					}
					if believes = true; int(a.N) != d.Candidate() {
						t.Fatalf("signed in at %d, and is at %d", a.N, d.Candidate())
					}
				case SignedOut:
					if !believes {
						t.Fatal("signed out, and was registered nowhere")
					}
					believes = false
				case Discover:
					tried = -1
				case Try:
					if int(a.N) != tried+1 {
						t.Fatalf("H-23: tries %d after %d", a.N, tried)
					}
					tried = int(a.N)
				case Refresh, Unregister:
					if a.Kind == Refresh && (!believes || int(a.N) != d.Candidate()) {
						t.Fatalf("%v without a registration", a.Kind)
					}
				}
			}
		}
		t.Repeat(map[string]func(*rapid.T){
			"": func(t *rapid.T) {
				m, registered := d.Mode()
				switch p := d.Phase(); {
				case registered != believes:
					t.Fatalf("is %v, and the actions say registered: %v", p, believes)
				case registered && m.String() != p.String():
					t.Fatalf("is %v in mode %v", p, m)
				case p != Out && p != Discovering && d.Deadline(d.State) == machine.Never:
					t.Fatalf("stuck for ever when %v", p)
				case (p == Waiting) != (d.Retry() != machine.Never):
					t.Fatalf("is %v, and retries at %v", p, d.Retry())
				}
			},
			"event": func(t *rapid.T) {
				d.do(rapid.SampledFrom(everyEvent).Draw(t, "event"))
				heard()
			},
			"fitting": func(t *rapid.T) {
				d.do(fitting(d.Phase(), func(n uint64) uint64 { return rapid.Uint64Range(0, n-1).Draw(t, "choice") }))
				heard()
			},
			"deadline": func(t *rapid.T) {
				if due := d.Deadline(d.State); due != machine.Never {
					d.pass(due.Sub(d.now))
					heard()
				}
			},
			"pass": func(t *rapid.T) {
				if due := d.Deadline(d.State); due > d.now {
					d.now = d.now.Add(time.Duration(rapid.Int64Range(0, int64(min(due.Sub(d.now), time.Hour)-1)).Draw(t, "time")))
				}
			},
		})
	})
}

func TestModes(t *testing.T) {
	for m, want := range []struct{ limited, backup bool }{{}, {true, false}, {true, true}, {false, true}} { // C-42, F-45
		if m := Mode(m); m.Limited() != want.limited || m.Backup() != want.backup {
			t.Errorf("%v: limited %v, at the backup %v", m, m.Limited(), m.Backup())
		}
	}
}

// What comes from the table says so, and nothing else does.
func TestReport(t *testing.T) {
	for k := range Unregister + 1 {
		if _, ok := (Action{Kind: k}).Report(); ok != (k == Moved || k == Refuse) {
			t.Errorf("%v reports %v", k, ok)
		}
	}
}

func TestValidate(t *testing.T) {
	for _, ok := range []Rules{Default(), {Transaction: 1, Refresh: 1, Base: 1, Max: 1, Jitter: 100}} {
		if err := ok.Validate(); err != nil {
			t.Error(err)
		}
	}
	for want, r := range map[string]Rules{
		"Transaction 0s must be above 0":            {Refresh: 1, Base: 1, Max: 1},
		"Probe -1ns must not be below 0":            {Transaction: 1, Probe: -1, Refresh: 1, Base: 1, Max: 1},
		"Refresh 0s must be above 0":                {Transaction: 1, Base: 1, Max: 1},
		"Base 0s must be above 0":                   {Transaction: 1, Refresh: 1, Max: -1},
		"Max 1ns must not be shorter than Base 2ns": {Transaction: 1, Refresh: 1, Base: 2, Max: 1},
		"Jitter 101 must not be above 100 percent":  {Transaction: 1, Refresh: 1, Base: 1, Max: 1, Jitter: 101},
	} {
		if err := r.Validate(); !errors.Is(err, ErrRules) || err.Error() != "client: "+want {
			t.Errorf("got %v, want %s", err, want)
		}
	}
	if err := (Rules{Probe: -1, Jitter: 200}).Validate(); strings.Count(err.Error(), "\n") != 4 {
		t.Errorf("want five faults at once, got\n%v", err)
	}
}

func BenchmarkStep(b *testing.B) {
	b.ReportAllocs()
	r, out := Default(), make([]Action, 0, 8)
	events := []Event{
		{On: SignIn}, {On: Found, N: 2}, {On: Reset}, {On: Accepted, Mode: LimitedBackup}, {On: Changed, Mode: FullBackup},
		{On: SignOut},
	}
	s := Start(1)
	for i := 0; b.Loop(); i++ {
		s, out = r.Step(machine.Instant(i), s, events[i%len(events)], out[:0])
	}
}

func BenchmarkAdvance(b *testing.B) {
	b.ReportAllocs()
	r, out := Default(), make([]Action, 0, 8)
	connecting := newDesk(r, at(Connecting)...).State
	waiting := newDesk(r, at(Waiting)...).State
	silent := newDesk(r, append(at(InNormal), Event{On: Silence})...).State
	states := []State{connecting, waiting, silent}
	for i := 0; b.Loop(); i++ {
		_, out = r.Advance(states[i%len(states)], out[:0])
	}
}

// Waits are as long as Waits says, at least and at most; and what is shifted goes on as it would have, later.
func TestC105WaitsAndShift(t *testing.T) {
	r := Default()
	for _, r.Jitter = range []uint8{0, 50, 100} {
		s := Start(3)
		for range 9 {
			now := r.Deadline(s)
			if s.Phase() == Out {
				now = 0
			}
			least, most := time.Duration(1<<62), time.Duration(0)
			for n := range uint32(2000) {
				s := s
				s.draw.Seed = n
				if s.Phase() == Out {
					s, _ = r.Step(now, s, Event{On: SignIn}, nil)
				} else {
					s, _ = r.Advance(s, nil)
				}
				s, _ = r.Step(now, s, Event{On: Found}, nil)
				wait := s.Retry().Sub(now)
				least, most = min(least, wait), max(most, wait)
				if from, to := r.Waits(s); wait < from || wait > to {
					t.Fatalf("waits %v, and is to wait between %v and %v", wait, from, to)
				}
			}
			if s.Phase() == Out {
				s, _ = r.Step(now, s, Event{On: SignIn}, nil)
			} else {
				later, _ := r.Advance(s.Shift(time.Hour), nil)
				s, _ = r.Advance(s, nil)
				if later != s.Shift(time.Hour) {
					t.Fatalf("%+v goes on as %+v", s, later)
				}
			}
			s, _ = r.Step(now, s, Event{On: Found}, nil)
			if from, to := r.Waits(s); least-from > (to-from)/100 || to-most > (to-from)/100 {
				t.Errorf("2,000 wait between %v and %v, and can between %v and %v", least, most, from, to)
			}
		}
	}
}
