package health

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/looplab/fsm"
	"pgregory.net/rapid"

	"understudy.example/machine"
	"understudy.example/machine/machinetest"
	"understudy.example/pool/internal/reach"
)

const sec = time.Second

// lab is what the lab has configured: 30 s and 30 s (L-5).
func lab(m Mode) Rules {
	r := PoolToPool()
	r.Detect, r.Failback, r.Mode = 30*sec, 30*sec, m
	return r
}

func TestContract(t *testing.T) {
	long := PoolToPool()
	long.Mode = HoldDown
	for _, c := range []struct {
		name  string
		rules Rules
	}{
		{"recheck", PoolToPool()}, {"branch", BranchToPool()}, {"hold down", long},
		{"lab, recheck", lab(Recheck)}, {"lab, hold down", lab(HoldDown)},
	} {
		t.Run(c.name, func(t *testing.T) {
			answer := machinetest.Aim(func(d *machine.Draw, s State) Event {
				return Event{On: Answered, Ask: s.asked, Boot: uint8(d.Below(40) / 39)}
			})
			machinetest.Run(t, c.rules, State{}, controls, answer, machinetest.Phase(Table, State.Phase),
				machinetest.Bytes(32), machinetest.Wild())
		})
	}
}

var controls = []Event{{On: Started}, {On: Stopped}, {On: Reset}, {On: Answered, Ask: 1}, {On: Answered, Ask: 2, Boot: 7}}

// An answer arrives at an instant, or never, from an incarnation.
type answer struct {
	after time.Duration
	boot  uint8
	lost  bool
}

// A watch is an observer, its primary, and the record of what it said.
type watch struct {
	*machine.Cell[State, Event, Action]
	now     machine.Instant
	primary func(ask machine.Instant) answer // what becomes of an ask
	under   []arrival                        // answers under way
	asks    []machine.Instant
	log     []string
	see     func(now machine.Instant, a Action)
}

type arrival struct {
	at machine.Instant
	e  Event
}

// observe starts an observer at 0. Primary says what becomes of an ask.
func observe(r Rules, primary func(ask machine.Instant) answer) *watch {
	w := &watch{Cell: machine.Of(r, State{}), primary: primary}
	w.tell(Started)
	return w
}

func (w *watch) tell(on Cause) { w.do(w.Step(w.now, Event{On: on}, nil)) }

func (w *watch) do(out []Action) {
	for _, a := range out {
		switch a.Kind {
		case Ask:
			w.asks = append(w.asks, w.now)
			if x := w.primary(w.now); !x.lost {
				w.under = append(w.under, arrival{w.now.Add(x.after), Event{Answered, a.Ask, x.boot}})
			}
		case Moved:
			w.log = append(w.log, fmt.Sprintf("%v %v on %v", w.now, a.Move.From, a.Move.On))
		case Refuse:
			w.log = append(w.log, fmt.Sprintf("%v refused %v", w.now, a.Move.On))
		}
		if w.see != nil {
			w.see(w.now, a)
		}
	}
}

// until runs observer and primary up to t, deadlines first, and returns what was said since the last call.
func (w *watch) until(t time.Duration) string {
	end := machine.Instant(t)
	for {
		i, next := -1, machine.Never
		for j, a := range w.under {
			if a.at < next {
				i, next = j, a.at
			}
		}
		switch d := w.Deadline(); {
		case d <= end && d <= next:
			w.now = d
			w.do(w.Advance(nil))
		case next <= end:
			w.now = next
			e := w.under[i].e
			w.under = slices.Delete(w.under, i, i+1)
			w.do(w.Step(w.now, e, nil))
		default:
			w.now = end
			log := strings.Join(w.log, "\n")
			w.log = nil
			return log
		}
	}
}

// A span is when the primary does not answer: from the first instant on, up to the last.
type span struct{ from, to time.Duration }

// deaf answers at once, except to asks in the spans.
func deaf(spans ...span) func(machine.Instant) answer {
	return func(ask machine.Instant) answer {
		return answer{lost: slices.ContainsFunc(spans, func(s span) bool {
			return ask >= machine.Instant(s.from) && ask <= machine.Instant(s.to)
		})}
	}
}

const ever = 1000 * time.Hour

func same(t *testing.T, got, want string) {
	t.Helper()
	if want = strings.TrimSpace(want); got != want {
		t.Errorf("got\n%s\n\nwant\n%s", got, want)
	}
}

// F-27, F-28, F-29, F-181, H-35: the verdict falls the window and Grace after the last answer, and not an instant
// before; under 90 s counts as 90.
func TestTheVerdictFallsOnItsInstant(t *testing.T) {
	for _, c := range []struct {
		name           string
		rules          func() Rules
		detect, expect time.Duration
	}{
		{"pool", PoolToPool, 0, 305 * sec},
		{"branch", BranchToPool, 0, 125 * sec},
		{"the lab's 30 s", PoolToPool, 30 * sec, 95 * sec},
		{"one below the floor", PoolToPool, 90*sec - 1, 95 * sec},
		{"the floor", PoolToPool, 90 * sec, 95 * sec},
		{"one above the floor", PoolToPool, 90*sec + 1, 95*sec + 1},
		{"no floor", func() Rules { r := PoolToPool(); r.Floor = 0; return r }, 30 * sec, 35 * sec},
	} {
		r := c.rules()
		if c.detect > 0 {
			r.Detect = c.detect
		}
		w := observe(r, deaf(span{1, ever}))
		w.until(34*sec + 999_999_999)
		if w.State.Phase() != Up || w.State.Verdict() != machine.Instant(c.expect) {
			t.Errorf("%s: %v, verdict at %v", c.name, w.State.Phase(), w.State.Verdict())
		}
		w.until(c.expect - 1)
		if p := w.State.Phase(); p == Down {
			t.Errorf("%s: down before %v", c.name, c.expect)
		}
		w.until(c.expect)
		if w.State.Phase() != Down || w.State.Verdict() != machine.Never {
			t.Errorf("%s: %v at %v, verdict at %v", c.name, w.State.Phase(), c.expect, w.State.Verdict())
		}
		// F-38, H-36: asked again one failback interval after the verdict.
		if got := w.State.NextAsk(); got != machine.Instant(c.expect+r.Failback) {
			t.Errorf("%s: asks next at %v", c.name, got)
		}
	}
}

// F-27, F-28: the defaults.
func TestDefaults(t *testing.T) {
	for _, c := range []struct {
		r                Rules
		detect, failback time.Duration
	}{{PoolToPool(), 300 * sec, 600 * sec}, {BranchToPool(), 120 * sec, 240 * sec}} {
		want := Rules{Ping: 30 * sec, Grace: 5 * sec, Detect: c.detect, Floor: 90 * sec, Failback: c.failback, Mode: Recheck}
		if c.r != want {
			t.Errorf("%+v, want %+v", c.r, want)
		}
	}
}

// L-10, L-11, L-13: the network card is out from 1 min 10 s to 10 min. Ping by ping.
func TestTheLab(t *testing.T) {
	w := observe(lab(Recheck), deaf(span{70 * sec, 600 * sec}))
	same(t, w.until(20*time.Minute), `
0s unknown on started
0s unknown on answered
1m35s up on missed
2m5s silent on missed
2m35s silent on missed
2m35s silent on elapsed
10m5s down on returned`)
	if got, want := len(w.asks), 5+16+19; got != want { // 0..120 s, 185..605 s after the verdict at 155 s, then every 30 s
		t.Errorf("%d asks, want %d: %v", got, want, w.asks)
	}
}

// H-10: what was never heard is neither up nor silent, and gets a whole window from the start.
func TestNeverHeard(t *testing.T) {
	w := observe(PoolToPool(), deaf(span{0, ever}))
	same(t, w.until(305*sec-1), "0s unknown on started")
	same(t, w.until(305*sec), "5m5s unknown on elapsed")
	if len(w.asks) != 11 { // 0, 30, ... 300 s
		t.Errorf("%v", w.asks)
	}
	same(t, w.until(905*sec-1), "")
	if len(w.asks) != 11 { // F-38: nothing is asked until the failback interval has passed
		t.Errorf("%v", w.asks)
	}
	w.until(905 * sec)
	if len(w.asks) != 12 {
		t.Errorf("%v", w.asks)
	}
}

// F-34: one answer in time restarts the whole window, at the last moment too.
func TestOneAnswerRestartsTheWindow(t *testing.T) {
	for late, want := range map[time.Duration]string{
		0:         "5m0s silent on answered",
		5*sec - 1: "5m4.999999999s silent on answered",
		5 * sec:   "5m5s silent on missed\n5m5s silent on elapsed", // a deadline comes before an event at the same instant
	} {
		w := observe(PoolToPool(), func(ask machine.Instant) answer {
			if ask == machine.Instant(300*sec) {
				return answer{after: late}
			}
			return answer{lost: ask > 0}
		})
		w.until(299 * sec)
		same(t, w.until(305*sec), want)
		if w.State.Phase() == Up && w.State.Verdict() != machine.Instant(605*sec+late) {
			t.Errorf("answered after %v, verdict at %v", late, w.State.Verdict())
		}
	}
}

// At the very instant of the verdict the answer may also come first, and then it counts.
func TestAnswerAndVerdictAtOneInstant(t *testing.T) {
	w := observe(PoolToPool(), deaf(span{1, ever}))
	w.until(305*sec - 1)
	s, _ := w.Rules.Step(machine.Instant(305*sec), w.State, Event{On: Answered, Ask: w.State.asked}, nil)
	if s.Phase() != Up || s.Verdict() != machine.Instant(610*sec) {
		t.Errorf("%v, verdict at %v", s.Phase(), s.Verdict())
	}
	if w.until(305 * sec); w.State.Phase() != Down {
		t.Error("the deadline comes first, and there is no verdict")
	}
}

// H-35: an answer is missed when Grace has passed, not before; what comes later is late, and no evidence of anything.
func TestGrace(t *testing.T) {
	for _, c := range []struct {
		after time.Duration
		want  string
	}{
		{5*sec - 1, "4.999999999s unknown on answered"},
		{5 * sec, ""}, // judged first
		{5*sec + 1, ""},
		{31 * sec, ""}, // while the next ask is open
		{61 * sec, ""},
	} {
		w := observe(PoolToPool(), func(machine.Instant) answer { return answer{after: c.after} })
		same(t, w.until(300*sec), strings.TrimSpace("0s unknown on started\n"+c.want))
	}
}

// H-34, P36: answers to asks from before the verdict are no evidence after it, not even while the next ask is open.
func TestAnswersFromBeforeTheVerdictDoNotCount(t *testing.T) {
	for _, m := range []Mode{Recheck, HoldDown} {
		w := observe(lab(m), deaf(span{1, ever}))
		w.until(95*sec - 1)
		before := w.State.asked
		for _, at := range []time.Duration{95 * sec, 125 * sec} {
			w.until(at)
			if asks := len(w.asks); asks != 4+int(at/(100*sec)) {
				t.Fatalf("%v: %d asks at %v", m, asks, at)
			}
			s, out := w.Rules.Step(w.now, w.State, Event{On: Answered, Ask: before}, nil)
			if s != w.State || out != nil {
				t.Errorf("%v: an answer to an ask from before ends the verdict, or moves something: %+v", m, out)
			}
		}
		if s, _ := w.Rules.Step(w.now, w.State, Event{On: Answered, Ask: w.State.asked}, nil); (s.Phase() == Up) != (m == Recheck) {
			t.Errorf("%v: %v after an answer to the ask that is open", m, s.Phase())
		}
	}
}

// An answer counts once.
func TestAnAnswerCountsOnce(t *testing.T) {
	w := observe(PoolToPool(), deaf())
	w.until(10 * sec)
	before := w.State
	w.do(w.Step(w.now, Event{On: Answered, Ask: w.State.asked, Boot: 9}, nil))
	if w.State != before || len(w.log) != 0 {
		t.Errorf("%+v, %v", w.State, w.log)
	}
}

// F-38, H-36: Recheck asks once per failback interval and returns at the first answer, never before.
func TestRecheckReturnsAtTheFirstAnswer(t *testing.T) {
	w := observe(PoolToPool(), deaf(span{1, 305*sec + 1799*sec}))
	w.until(305 * sec)
	same(t, w.until(305*sec+1800*sec-1), "")
	same(t, w.until(305*sec+1800*sec), "35m5s down on returned")
	want := []machine.Instant{machine.Instant(905 * sec), machine.Instant(1505 * sec), machine.Instant(2105 * sec)}
	if got := w.asks[len(w.asks)-3:]; !slices.Equal(got, want) {
		t.Errorf("asks at %v, want %v", got, want)
	}
	if w.State.NextAsk() != machine.Instant(2135*sec) || w.State.Verdict() != machine.Instant(2410*sec) {
		t.Errorf("asks next at %v, verdict at %v", w.State.NextAsk(), w.State.Verdict())
	}
}

// Under Recheck a restart does not matter: the first answer counts, whoever it comes from.
func TestRecheckTakesAnyIncarnation(t *testing.T) {
	w := observe(lab(Recheck), func(ask machine.Instant) answer {
		return answer{lost: ask > 0 && ask < machine.Instant(200*sec), boot: uint8(ask / machine.Instant(200*sec))}
	})
	same(t, w.until(220*sec), `
0s unknown on started
0s unknown on answered
35s up on missed
1m5s silent on missed
1m35s silent on missed
1m35s silent on elapsed
3m35s down on returned`)
}

// H-34: HoldDown wants answers, unbroken, for the whole failback interval.
func TestHoldDown(t *testing.T) {
	r := PoolToPool()
	r.Mode = HoldDown
	begins := 305*sec + 30*sec // asked at every ping, the first one after the verdict
	for _, c := range []struct {
		name string
		lost []time.Duration // pings of the run that are not answered, counted from its begin
		boot time.Duration   // a restart after this
		want string
	}{
		{"unbroken", nil, ever, `
5m35s down on run began
15m35s down on run long enough
15m35s down on returned`},
		{"broken at the first ping after it began", []time.Duration{30 * sec}, ever, `
5m35s down on run began
6m10s down on run broken
6m35s down on run began
16m35s down on run long enough
16m35s down on returned`},
		{"broken at the last ping", []time.Duration{600 * sec}, ever, `
5m35s down on run began
15m35s down on run long enough
15m40s down on run broken
16m5s down on run began`},
		{"broken at the last ping but one", []time.Duration{570 * sec}, ever, `
5m35s down on run began
15m10s down on run broken
15m35s down on run began`},
		{"restarted in the middle", nil, 300 * sec, `
5m35s down on run began
10m35s down on rebooted
20m35s down on run long enough
20m35s down on returned`},
		{"restarted at the end", nil, 600 * sec, `
5m35s down on run began
15m35s down on run long enough
15m35s down on rebooted`},
	} {
		w := observe(r, func(ask machine.Instant) answer {
			in := time.Duration(ask) - begins
			x := answer{lost: ask > 0 && in < 0 || slices.Contains(c.lost, in)}
			if in >= c.boot {
				x.boot = 1
			}
			return x
		})
		w.until(305 * sec)
		same(t, w.until(begins+15*time.Minute+30*sec), c.want)
	}
}

// H-34: an answer that comes before the run's end has been noted, at that same instant, ends the verdict as well.
func TestHoldDownAtOneInstant(t *testing.T) {
	w := observe(lab(HoldDown), deaf(span{1, 100 * sec}))
	w.until(154*sec + 999_999_999)
	end := machine.Instant(155 * sec)
	s := w.State
	if s.span.Deadline() != end || s.Verdict() != machine.Never {
		t.Fatalf("the run ends at %v, verdict at %v", s.span.Deadline(), s.Verdict())
	}
	s.judge = machine.At(end + 1) // as if the ask had been out since before
	for at, back := range map[machine.Instant]Phase{end - 1: Down, end: Up, end + 1: Up} {
		if got, _ := w.Rules.Step(at, s, Event{On: Answered, Ask: s.asked}, nil); got.Phase() != back {
			t.Errorf("answered at %v: %v", at, got.Phase())
		}
	}
}

// P7, H-10: a restart inside the window, with no ping missed, is seen all the same; so is one that ends a silence.
func TestRestartInsideTheWindowIsReported(t *testing.T) {
	w := observe(PoolToPool(), func(ask machine.Instant) answer {
		return answer{boot: uint8(ask / machine.Instant(70*sec)), lost: ask == machine.Instant(120*sec)}
	})
	same(t, w.until(160*sec), `
0s unknown on started
0s unknown on answered
1m30s up on rebooted
2m5s up on missed
2m30s silent on rebooted`)
}

// H-10, H-19, H-36: an observer that starts, stops or is reset forgets everything, its verdict included.
func TestForgetting(t *testing.T) {
	for _, c := range []struct {
		on   Cause
		runs bool
	}{{Started, true}, {Reset, true}, {Stopped, false}} {
		for at, phase := range map[time.Duration]Phase{20 * sec: Up, 200 * sec: Silent, 306 * sec: Down} {
			w := observe(PoolToPool(), deaf(span{1, ever}))
			w.until(at)
			if w.State.Phase() != phase {
				t.Fatalf("%v at %v", w.State.Phase(), at)
			}
			w.log = nil
			w.tell(c.on)
			want := State{asked: w.State.asked}
			if c.runs {
				want.running, want.ask, want.span = true, machine.At(w.now), machine.At(w.now.Add(305*sec))
			}
			if w.State != want || len(w.log) != 1 {
				t.Errorf("%v when %v: %+v, %v", c.on, phase, w.State, w.log)
			}
			if stopped := w.Deadline() == machine.Never; stopped == c.runs {
				t.Errorf("%v when %v: deadline %v", c.on, phase, w.Deadline())
			}
		}
	}
	s := State{asked: 3}
	if got, out := PoolToPool().Step(9, s, Event{On: Reset}, nil); got != s || out != nil {
		t.Errorf("an observer that does not run is reset: %+v, %+v", got, out)
	}
	if s, _ := PoolToPool().Step(9, State{}, Event{On: Reset}, nil); s.NextAsk() != machine.Never {
		t.Error("an observer that does not run asks after a reset")
	}
}

// What is concluded cannot be told.
func TestConclusionsAreNoEvents(t *testing.T) {
	told := []Cause{Started, Stopped, Reset, Answered}
	for p := range phases {
		for on := range causes + 2 {
			s := State{phase: p, running: true}
			if slices.Contains(told, on) {
				continue
			}
			if got, out := PoolToPool().Step(0, s, Event{On: on}, nil); got != s || len(out) != 1 || out[0].Kind != Refuse {
				t.Errorf("%v in %v: %+v, %+v", on, p, got, out)
			}
		}
	}
}

// A history is all that ever happened to one observer: what an observer would need if it could not remember deadlines.
// It is the oracle for the phases of Recheck and HoldDown.
type history struct {
	r       Rules
	runs    bool
	begun   machine.Instant   // last start or reset, or the end of the last verdict
	asks    []machine.Instant // since then
	heard   []machine.Instant // answers that count, since then
	answers map[int]bool      // asks that were answered
	down    bool
	run     []machine.Instant // down: answers since the last that was missed, or the last restart
	boot    int               // -1: not known
}

// phase says what the observer holds at now, from nothing but the history.
func (h *history) phase(now machine.Instant) Phase {
	last := h.begun
	if len(h.heard) > 0 {
		last = h.heard[len(h.heard)-1]
	}
	switch {
	case !h.runs:
		return Unknown
	case h.down || now >= last.Add(h.r.Window()+h.r.Grace):
		return Down
	case len(h.heard) == 0:
		return Unknown
	}
	for i, ask := range h.asks {
		if ask > last && !h.answers[i] && now >= ask.Add(h.r.Grace) {
			return Silent
		}
	}
	return Up
}

func (h *history) forget(now machine.Instant, runs bool) {
	*h = history{r: h.r, runs: runs, begun: now, answers: map[int]bool{}, boot: -1}
}

// answered takes in an answer to the i-th ask, and says whether it ends the verdict.
func (h *history) answered(now machine.Instant, i int, boot uint8) bool {
	h.missed(now)
	ask := h.asks[i]
	if i != len(h.asks)-1 || h.answers[i] || now >= ask.Add(h.r.Grace) {
		return false
	}
	h.answers[i] = true
	rebooted := h.boot >= 0 && h.boot != int(boot)
	h.boot = int(boot)
	if !h.down {
		h.heard = append(h.heard, now)
		return false
	}
	if rebooted {
		h.run = nil
	}
	h.run = append(h.run, now)
	if h.r.Mode == HoldDown && now.Sub(h.run[0]) < h.r.Failback {
		return false
	}
	*h = history{r: h.r, runs: true, begun: now, heard: []machine.Instant{now}, answers: map[int]bool{}, boot: h.boot}
	return true
}

// missed breaks a run that has a gap.
func (h *history) missed(now machine.Instant) {
	if n := len(h.asks) - 1; n >= 0 && !h.answers[n] && now >= h.asks[n].Add(h.r.Grace) {
		h.run = nil
	}
}

// sync lets the history learn that a verdict has fallen.
func (h *history) sync(now machine.Instant) {
	if !h.down && h.phase(now) == Down {
		h.down, h.asks, h.answers, h.run = true, nil, map[int]bool{}, nil
	}
}

// Every phase at every instant is what the whole history says (F-33, F-34, F-38, H-10, H-34, H-35): so down never comes
// without the window and Grace of silence since the last answer that counts, nor later; up never without an answer; the
// verdict ends at the first answer (Recheck), or at the end of an unbroken run (HoldDown), and never otherwise.
func TestAgainstTheWholeHistory(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := Rules{Ping: 30 * sec, Grace: time.Duration(rapid.IntRange(1, 29).Draw(t, "grace")) * sec, Floor: 90 * sec}
		r.Detect = rapid.SampledFrom([]time.Duration{30 * sec, 90 * sec, 100 * sec, 300 * sec}).Draw(t, "detect")
		r.Failback = rapid.SampledFrom([]time.Duration{30 * sec, 60 * sec, 100 * sec}).Draw(t, "failback")
		r.Mode = Mode(rapid.IntRange(0, 1).Draw(t, "mode"))
		if err := r.Validate(); err != nil {
			t.Fatal(err)
		}
		bad := rapid.IntRange(0, 9).Draw(t, "silences")
		h := &history{r: r}
		h.forget(0, true)
		type flight struct {
			at   machine.Instant
			i    int
			ask  uint8
			boot uint8
			gen  int
			n    int // how many asks there had been
		}
		var under []flight
		gen, silent, sent, boot := 0, 0, 0, uint8(0)
		s, now := State{}, machine.Instant(0)
		var out []Action
		look := func() {
			h.sync(now)
			if got, want := s.Phase(), h.phase(now); got != want {
				t.Fatalf("at %v: %v, and the history says %v", now, got, want)
			}
		}
		send := func() {
			for _, a := range out {
				if a.Kind != Ask {
					continue
				}
				h.asks = append(h.asks, now)
				if sent++; silent > 0 {
					silent--
					continue
				}
				late := rapid.SampledFrom([]time.Duration{0, 0, 0, 0, 1, r.Grace - 1, r.Grace, r.Grace + 1, 31 * sec, 95 * sec}).Draw(t, "late")
				under = append(under, flight{now.Add(late), len(h.asks) - 1, a.Ask, boot, gen, sent})
				switch rapid.IntRange(0, 29).Draw(t, "fate") {
				case 0:
					boot++
				case 1, 2, 3:
					if bad > 0 {
						bad, silent = bad-1, rapid.IntRange(1, 12).Draw(t, "silence")
					}
				}
			}
		}
		s, out = r.Step(0, s, Event{On: Started}, nil)
		for range rapid.SampledFrom([]int{15, 40, 100, 300}).Draw(t, "steps") {
			next := slices.MinFunc(append(under, flight{at: machine.Never}), func(a, b flight) int {
				return int(max(-1, min(1, a.at-b.at)))
			})
			if d := r.Deadline(s); d <= next.at {
				now = d
				down := h.down
				s, out = r.Advance(s, nil)
				h.missed(now)
				for r.Deadline(s) == now { // everything at this instant, so that the history can be asked
					send()
					s, out = r.Advance(s, nil)
				}
				if h.sync(now); h.down && !down {
					gen++
				}
				send()
				look()
				continue
			}
			under = slices.DeleteFunc(under, func(f flight) bool { return f == next })
			if sent-next.n >= Asks {
				continue // the numbers have come round: see Asks
			}
			now = next.at
			s, out = r.Step(now, s, Event{Answered, next.ask, next.boot}, nil)
			if next.gen == gen && h.answered(now, next.i, next.boot) {
				gen++
			}
			look()
			if rapid.IntRange(0, 60).Draw(t, "control") == 0 {
				on := rapid.SampledFrom([]Cause{Started, Reset}).Draw(t, "on")
				s, out = r.Step(now, s, Event{On: on}, nil)
				h.forget(now, true)
				gen++
				look()
			}
		}
	})
}

// Up is only ever said by an answer, and down only by a timer, in every state that can be reached (H-35).
func TestUpByAnAnswerDownByATimer(t *testing.T) {
	events := []Event{{On: Started}, {On: Stopped}, {On: Reset}}
	for ask := range uint8(Asks) {
		events = append(events, Event{Answered, ask, 0}, Event{Answered, ask, 1})
	}
	taken := map[machine.Move[Phase, Cause]]bool{}
	for _, m := range []Mode{Recheck, HoldDown} {
		r := Rules{Ping: 2 * sec, Grace: sec, Detect: 4 * sec, Failback: 5 * sec, Mode: m}
		n := reach.Every(t, r, State{}, events, func(s State, e *Event, to State, out []Action) {
			switch {
			case to.phase == s.phase, to.phase == Unknown && e != nil && e.On != Answered:
			case to.phase == Up && e != nil && e.On == Answered && e.Ask == s.asked && s.judge.Armed():
			case to.phase == Silent && s.phase == Up && e == nil:
			case to.phase == Down && s.phase != Up && e == nil && s.span.Due(reach.Now):
			default:
				t.Errorf("%+v on %+v: %+v", s, e, to)
			}
			if to.held && to.phase != Down {
				t.Errorf("%+v on %+v: %+v holds a run", s, e, to)
			}
			if to.running != to.ask.Armed() || to.phase != Down && to.running != to.span.Armed() {
				t.Errorf("%+v on %+v: %+v", s, e, to)
			}
			for _, a := range out {
				taken[a.Move] = taken[a.Move] || a.Kind == Moved
				if a.Kind == Refuse {
					t.Errorf("%+v on %+v is refused", s, e)
				}
			}
		})
		if n < 100 {
			t.Errorf("%v: only %d states", m, n)
		}
	}
	reach.Rows(t, Table, taken)
}

func TestValidateNamesEveryFault(t *testing.T) {
	zero := `health: Ping 0s must be above 0
health: Grace 0s must be above 0
health: Detect 0s must be above 0
health: Failback 0s must be above 0`
	for _, c := range []struct {
		name string
		do   func(r *Rules)
		want string
	}{
		{"pool", func(r *Rules) {}, ""},
		{"branch", func(r *Rules) { *r = BranchToPool() }, ""},
		{"hold down", func(r *Rules) { r.Mode = HoldDown }, ""},
		{"no floor", func(r *Rules) { r.Floor = 0 }, ""},
		{"grace as long as it may be", func(r *Rules) { r.Grace = r.Ping - 1 }, ""},
		{"grace and ping alike", func(r *Rules) { r.Grace = r.Ping }, "health: Grace 30s must be below Ping 30s"},
		{"failback and ping alike", func(r *Rules) { r.Failback = r.Ping }, ""},
		{"failback below ping", func(r *Rules) { r.Failback = r.Ping - 1 }, "health: Failback 29.999999999s must not be shorter than Ping 30s"},
		{"window and ping alike", func(r *Rules) { r.Detect, r.Floor = r.Ping, 0 }, ""},
		{"window below ping", func(r *Rules) { r.Detect, r.Floor = 10*sec, 20*sec },
			"health: Detect 10s, which counts as 20s, must not be shorter than Ping 30s"},
		{"no window at all", func(r *Rules) { r.Detect, r.Floor = 0, 0 }, "health: Detect 0s must be above 0"},
		{"no failback at all", func(r *Rules) { r.Failback = 0 }, "health: Failback 0s must be above 0"},
		{"a floor below 0", func(r *Rules) { r.Floor = -1 }, "health: Floor -1ns must not be below 0"},
		{"a mode that is none", func(r *Rules) { r.Mode = 2 }, "health: Mode 2 is none of recheck and hold down"},
		{"zero", func(r *Rules) { *r = Rules{} }, zero},
	} {
		r := PoolToPool()
		c.do(&r)
		err := r.Validate()
		switch {
		case c.want == "" && err != nil:
			t.Errorf("%s: %v", c.name, err)
		case c.want != "" && (err == nil || err.Error() != c.want || !errors.Is(err, ErrRules)):
			t.Errorf("%s: %v, want %v", c.name, err, c.want)
		}
	}
}

// What comes from the table says so, and an ask does not.
func TestReport(t *testing.T) {
	for k := range Ask + 1 {
		if _, ok := (Action{Kind: k}).Report(); ok != (k == Moved || k == Refuse) {
			t.Errorf("%v reports %v", k, ok)
		}
	}
}

func TestNames(t *testing.T) {
	got := fmt.Sprint(Recheck, HoldDown, Mode(2), Unknown, Down, Phase(4), Started, Cause(99), Moved, Ask, Kind(3))
	if got != "recheck hold down 2? unknown down 4? started 99? moved ask 3?" {
		t.Error(got)
	}
}

// The line for an Up observer whose verdict is due is there for rules that contradict each other; nothing gets stuck on
// it.
func TestAWindowBelowThePing(t *testing.T) {
	r := Rules{Ping: 30 * sec, Grace: sec, Detect: 5 * sec, Failback: 30 * sec}
	w := observe(r, deaf(span{1, ever}))
	same(t, w.until(20*sec), `
0s unknown on started
0s unknown on answered
6s up on missed
6s silent on elapsed`)
	if s, out := r.Advance(State{}, nil); s != (State{}) || out != nil {
		t.Errorf("nothing is due: %+v, %+v", s, out)
	}
}

func BenchmarkStep(b *testing.B) {
	b.Run("understudy", func(b *testing.B) {
		b.ReportAllocs()
		r, out := PoolToPool(), make([]Action, 0, 4)
		s, _ := r.Step(0, State{}, Event{On: Started}, nil)
		s, _ = r.Advance(s, nil)
		s.phase = Silent
		for i := range b.N {
			_, out = r.Step(machine.Instant(i), s, Event{On: Answered, Ask: s.asked}, out[:0])
		}
	})
	b.Run("looplab", func(b *testing.B) {
		b.ReportAllocs()
		m := fsm.NewFSM("up", fsm.Events{
			{Name: "missed", Src: []string{"up"}, Dst: "silent"},
			{Name: "answered", Src: []string{"silent"}, Dst: "up"},
		}, nil)
		names := [2]string{"missed", "answered"}
		for i := range b.N {
			_ = m.Event(context.Background(), names[i&1])
		}
	})
}

func BenchmarkAdvance(b *testing.B) {
	b.ReportAllocs()
	r, out := PoolToPool(), make([]Action, 0, 4)
	s := State{phase: Silent, span: machine.At(1), ask: machine.At(30)}
	for range b.N {
		_, out = r.Advance(s, out[:0])
	}
}

// An owner that numbers a state and the answers under way anew changes nothing: the latest ask is still the one that is
// open, and a restart of the primary is still one.
func TestRenumberedAlike(t *testing.T) {
	now := machine.Instant(5 * sec)
	s := State{phase: Up, running: true, asked: 2, boot: 7, heard: true, judge: machine.At(now)}
	for latest := range uint8(3) { // the incarnation that is called 0
		boot := 6 + latest
		anew, ask := s.Renumbered(boot)
		if ask != 2 {
			t.Fatalf("the latest ask is number %d", ask)
		}
		for _, e := range []Event{{On: Answered, Ask: 2, Boot: 7}, {On: Answered, Ask: 2, Boot: boot}, {On: Answered, Ask: 1, Boot: 7}} {
			f := Event{On: Answered, Ask: (e.Ask - ask) % Asks, Boot: Renumber(e.Boot, boot)}
			got, gotOut := lab(Recheck).Step(now, anew, f, nil)
			want, wantOut := lab(Recheck).Step(now, s, e, nil)
			if want, _ = want.Renumbered(boot); got != want || !slices.Equal(gotOut, wantOut) {
				t.Errorf("%d is 0: after %+v %+v, %+v; after %+v renumbered %+v, %+v", boot, f, got, gotOut, e, want, wantOut)
			}
		}
	}
	if now, before := Renumber(7, 7), Renumber(6, 7); now != 0 || before == 0 {
		t.Errorf("the incarnation now is %d, the one before %d", now, before)
	}
	if s, _ := (State{asked: 1, boot: 7}).Renumbered(7); s != (State{boot: 7}) {
		t.Errorf("an incarnation nobody has heard of is %+v", s)
	}
}
