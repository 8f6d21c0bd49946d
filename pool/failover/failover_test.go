package failover

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

// everything is every event there is.
func everything() []Event {
	var all []Event
	for on := range Set {
		all = append(all, Event{On: on})
	}
	for to := range phases {
		all = append(all, Event{On: Set, To: to})
	}
	for _, on := range []EventKind{FailOver, FailOverDisaster, FailBack} {
		all = append(all, Event{On: on, With: Switches{SkipVerification: true}},
			Event{On: on, With: Switches{Force: true, Wait: 2 * sec}})
	}
	return all
}

func TestContract(t *testing.T) {
	aim := machinetest.Aim(func(d *machine.Draw, s State) Event { // what moves on, most of the time
		switch {
		case s.Running() && d.Below(50) == 0:
			return Event{On: NotYet + EventKind(d.Below(5))}
		case s.Running():
			return Event{On: Confirmed}
		}
		return Event{On: EventKind(d.Below(uint64(Confirmed)))}
	})
	machinetest.Run(t, Lab(), State{}, everything(), aim, machinetest.Phase(Table, State.Phase),
		machinetest.Bytes(24), machinetest.Wild())
}

// want says what becomes of the four orders and of Set to each phase where no run is on: the phase, or a dash if
// refused.
const want = `
active        active        active        -            -             active  failing-over  failed-over  failing-back
failing-over  failing-over  failing-over  -            -             active  failing-over  failed-over  failing-back
failed-over   -             -             failed-over  failed-over   active  failing-over  failed-over  failing-back
failing-back  -             failing-back  failing-back failing-back  active  failing-over  failed-over  failing-back
`

// TestOrders pins who may order what when: F-56, F-57, F-71, F-72, F-74, F-75, F-84, F-86, H-20, H-21.
func TestOrders(t *testing.T) {
	orders := everything()
	orders = slices.Concat(orders[:Confirmed], orders[Set:Set+EventKind(phases)])
	for _, line := range strings.Split(strings.TrimSpace(want), "\n") {
		cells := strings.Fields(line)
		from := phaseOf(cells[0])
		for _, before := range []State{{phase: from}, {phase: from, run: stopped, procedure: Failback, step: StartHome}} {
			for i, e := range orders {
				got, out := Lab().Step(0, before, e, nil)
				is := "-"
				if out[0].Kind == Moved {
					is = strings.ReplaceAll(got.phase.String(), " ", "-")
				}
				if is != cells[1+i] {
					t.Errorf("%v, %v: %s, want %s", from, e, is, cells[1+i])
				}
				switch order := e.On < Confirmed; {
				case is == "-" && (got != before || len(out) != 1):
					t.Errorf("%v, %v: refused, and yet %+v, %+v", from, e, got, out)
				case is != "-" && order && (got.Procedure() != Planned+Procedure(e.On) || got.Step() != got.Procedure().Steps()[0] ||
					!got.Running() || got.Stopped() || len(out) != 2 || out[1] != Action{Kind: Began, Procedure: got.procedure, Step: got.step}):
					t.Errorf("%v, %v: %+v, %+v", from, e, got, out)
				case is != "-" && !order && (got != State{phase: e.To} || len(out) != 1):
					t.Errorf("%v, %v: %+v, %+v", from, e, got, out)
				}
			}
		}
	}
}

func phaseOf(name string) Phase {
	return Phase(slices.Index(phaseNames, strings.ReplaceAll(name, "-", " ")))
}

// P26: two orders at once serialise; the second gets a reason, and changes nothing. The same goes for a hand on the
// state.
func TestOneRunAtATime(t *testing.T) {
	for p := range phases {
		for _, on := range []run{working, asking, hanging} {
			s := State{phase: p, run: on, procedure: Planned, step: ExportFinal, ends: machine.At(7)}
			for _, e := range everything() {
				if e.On >= Confirmed && e.On < Set {
					continue
				}
				got, out := Lab().Step(0, s, e, nil)
				if got != s || len(out) != 1 || out[0].Kind != Refuse || out[0].Move.On != busy {
					t.Errorf("%v in a run, %v: %+v, %+v", p, e, got, out)
				}
			}
		}
	}
}

// A play is a machine, what its owner answers when it is asked, and the record of it all.
type play struct {
	*machine.Cell[State, Event, Action]
	r      Rules
	now    machine.Instant
	answer func(p *play, s Step) EventKind
	log    []string
}

func begin(r Rules, s State, answer func(*play, Step) EventKind) *play {
	return &play{Cell: machine.Of(r, s), r: r, answer: answer}
}

func confirm(*play, Step) EventKind { return Confirmed }

// at lets e happen at t, after everything that is due until then.
func (p *play) at(t time.Duration, e Event) *play {
	p.until(t)
	p.do(p.Step(p.now, e, nil))
	return p
}

func (p *play) until(t time.Duration) *play {
	for p.Deadline() <= machine.Instant(t) {
		p.now = p.Deadline()
		p.do(p.Advance(nil))
	}
	p.now = machine.Instant(t)
	return p
}

func (p *play) do(out []Action) {
	for _, a := range out {
		what := fmt.Sprint(a.Step)
		if a.Kind <= Refuse {
			what = fmt.Sprintf("%v on %v", a.Move.From, a.Move.On)
		}
		p.log = append(p.log, fmt.Sprintf("%v %v %s", p.now, a.Kind, what))
		if a.Kind == Check {
			p.do(p.Cell.Step(p.now, Event{On: p.answer(p, a.Step)}, nil))
		}
	}
}

func (p *play) is(t *testing.T, want string) {
	t.Helper()
	if got := strings.Join(p.log, "\n"); got != strings.TrimSpace(want) {
		t.Errorf("got\n%s\n\nwant\n%s", got, strings.TrimSpace(want))
	}
}

// F-58, F-59: the observed order, and the instant of every mark.
func TestPlannedFailover(t *testing.T) {
	p := begin(Lab(), State{}, confirm).at(0, Event{On: FailOver}).until(time.Hour)
	p.is(t, `
0s moved active on planned failover
0s began read configuration
5s check read configuration
5s ended read configuration
5s began drain changes
1m5s check drain changes
1m5s ended drain changes
1m5s began replicate configuration
2m5s check replicate configuration
2m5s ended replicate configuration
2m5s began mark failing over
2m10s check mark failing over
2m10s ended mark failing over
2m10s moved active on marked failing over
2m10s began export to final
3m10s check export to final
3m10s ended export to final
3m10s began hydrate backup
3m45s check hydrate backup
3m45s ended hydrate backup
3m45s began mark failed over
3m50s check mark failed over
3m50s ended mark failed over
3m50s moved failing over on marked failed over
3m50s began stop services
4m20s check stop services
4m20s ended stop services
4m20s finished stop services`)
	if p.State != (State{phase: FailedOver}) {
		t.Errorf("%+v", p.State)
	}
}

// F-65, L-20: about 50 s, and nothing of the dead pool is asked for (F-64).
func TestDisasterFailoverTakesFiftySeconds(t *testing.T) {
	p := begin(Lab(), State{}, confirm).at(0, Event{On: FailOverDisaster}).until(time.Hour)
	p.is(t, `
0s moved active on disaster failover
0s began read configuration
5s check read configuration
5s ended read configuration
5s began mark failing over
10s check mark failing over
10s ended mark failing over
10s moved active on marked failing over
10s began hydrate backup
45s check hydrate backup
45s ended hydrate backup
45s began mark failed over
50s check mark failed over
50s ended mark failed over
50s moved failing over on marked failed over
50s finished mark failed over`)
}

// F-83, D-15: hydration before the pool is marked active; F-81, L-23: within 10..15 min.
func TestFailback(t *testing.T) {
	p := begin(Lab(), State{phase: FailedOver}, confirm).at(0, Event{On: FailBack}).until(time.Hour)
	p.is(t, `
0s moved failed over on failback
0s began stop home
30s check stop home
30s ended stop home
30s began start replication
1m0s check start replication
1m0s ended start replication
1m0s began replicate home
4m0s check replicate home
4m0s ended replicate home
4m0s began drain backup
6m0s check drain backup
6m0s ended drain backup
6m0s began start home
7m0s check start home
7m0s ended start home
7m0s began mark failing back
7m5s check mark failing back
7m5s ended mark failing back
7m5s moved failed over on marked failing back
7m5s began export backup to final
9m5s check export backup to final
9m5s ended export backup to final
9m5s began hydrate home
11m55s check hydrate home
11m55s ended hydrate home
11m55s began mark active
12m0s check mark active
12m0s ended mark active
12m0s moved failing back on marked active
12m0s finished mark active`)
	if p.State != (State{}) {
		t.Errorf("%+v", p.State)
	}
}

// F-64, F-84: disaster mode is the same procedure without the steps that need the pool that is gone.
func TestDisasterModeLeavesStepsOut(t *testing.T) {
	for _, c := range []struct {
		full, disaster Procedure
		out            []Step
		total          time.Duration
	}{
		{Planned, Disaster, []Step{DrainChanges, ReplicateConfiguration, ExportFinal, StopServices}, 50 * sec},
		{Failback, DisasterFailback, []Step{DrainBackup, ExportBackupFinal}, 8 * time.Minute},
	} {
		left := slices.DeleteFunc(slices.Clone(c.full.Steps()), func(s Step) bool { return slices.Contains(c.out, s) })
		if !slices.Equal(left, c.disaster.Steps()) {
			t.Errorf("%v: %v, want %v", c.disaster, c.disaster.Steps(), left)
		}
		if got := Lab().Total(c.disaster); got != c.total {
			t.Errorf("%v takes %v, want %v", c.disaster, got, c.total)
		}
	}
	if None.Steps() != nil || procedures.Steps() != nil || Procedure(255).Steps() != nil || Lab().Total(None) != 0 {
		t.Error("no procedure has steps")
	}
}

// F-81, L-23 and "a few minutes".
func TestTotals(t *testing.T) {
	if d := Lab().Total(Failback); d < 10*time.Minute || d > 15*time.Minute {
		t.Errorf("failback takes %v", d)
	}
	if d := Lab().Total(Planned); d != 260*sec {
		t.Errorf("planned failover takes %v", d)
	}
}

// F-74, F-75, F-86, F-87: wherever a run breaks, the pool stays as it was marked last, and the run can be repeated from
// there.
func TestARunBreaksAtEveryStepAndIsRepeated(t *testing.T) {
	for p := Planned; p < procedures; p++ {
		start, home := Active, p == Failback || p == DisasterFailback || p == FailbackUnverified
		if home {
			start = FailedOver
		}
		marked := start
		for _, at := range p.Steps() {
			breaks := func(pl *play, s Step) EventKind {
				if s == at {
					return Broken
				}
				return Confirmed
			}
			pl := begin(Lab(), State{phase: start}, breaks).at(0, orderOf(p)).until(time.Hour)
			want := State{phase: marked, procedure: p, step: at, run: stopped}
			if pl.State != want || !pl.State.Stopped() || pl.State.Running() {
				t.Errorf("%v breaks at %v: %+v", p, at, pl.State)
			}
			if last := pl.log[len(pl.log)-1]; !strings.HasSuffix(last, "stopped "+at.String()) {
				t.Errorf("%v breaks at %v: %s", p, at, last)
			}
			pl.answer = confirm
			pl.at(2*time.Hour, orderOf(p)).until(4 * time.Hour)
			switch end := map[bool]Phase{true: FailedOver, false: Active}[!home]; {
			case at == StopServices: // F-56: it is failed over; nothing of a failover is left to repeat
				if pl.State != want {
					t.Errorf("%v after %v: %+v", p, at, pl.State)
				}
			case pl.State != State{phase: end}:
				t.Errorf("%v, repeated after %v: %+v", p, at, pl.State)
			}
			if on, ok := at.mark(); ok {
				marked = map[Cause]Phase{markedFailingOver: FailingOver, markedFailedOver: FailedOver,
					markedFailingBack: FailingBack, markedActive: Active}[on]
			}
		}
	}
}

// orderOf is the order that begins a procedure.
func orderOf(p Procedure) Event {
	switch p {
	case PlannedUnverified:
		return Event{On: FailOver, With: Switches{SkipVerification: true}}
	case FailbackUnverified:
		return Event{On: FailBack, With: Switches{SkipVerification: true}}
	}
	return Event{On: EventKind(p - Planned)}
}

// F-68, D-10: without verification the steps that wait for data are left out, in whichever order it is given.
func TestSkipVerificationLeavesDataStepsOut(t *testing.T) {
	for _, c := range []struct{ full, skipped Procedure }{
		{Planned, PlannedUnverified}, {Failback, FailbackUnverified},
		{Disaster, Disaster}, {DisasterFailback, DisasterFailback}, // which never verify
	} {
		want := slices.DeleteFunc(slices.Clone(c.full.Steps()), func(s Step) bool {
			return s == DrainChanges || s == ExportFinal || s == DrainBackup || s == ExportBackupFinal
		})
		e := orderOf(c.full)
		e.With.SkipVerification = true
		s, _ := Lab().Step(0, State{phase: map[bool]Phase{false: Active, true: FailedOver}[e.On >= FailBack]}, e, nil)
		if s.Procedure() != c.skipped || !slices.Equal(s.Procedure().Steps(), want) {
			t.Errorf("%v without verification is %v: %v, want %v", c.full, s.Procedure(), s.Procedure().Steps(), want)
		}
	}
}

// F-67: when the wait is over, data that are not synchronised count as if they were; one nanosecond earlier they do not.
// A failback waits for 15 s by default, a failover for ever, and what is missing besides counts as before.
func TestWaitTime(t *testing.T) {
	unsynced := func(p *play, s Step) EventKind {
		if s.data() {
			return Unsynced
		}
		return Confirmed
	}
	for _, c := range []struct {
		e    Event
		from Phase
		want string // when the steps' data were assumed to be there, each counted from its first check
	}{
		{Event{On: FailBack}, FailedOver, "15s 15s"},
		{Event{On: FailBack, With: Switches{Wait: 40 * sec}}, FailedOver, "40s 40s"},
		{Event{On: FailBack, With: Switches{Wait: time.Hour}}, FailedOver, "1h0m0s 1h0m0s"},
		{Event{On: FailOver, With: Switches{Wait: sec}}, Active, "1s 1s"},
		{Event{On: FailOver, With: Switches{Wait: 300 * sec}}, Active, "5m0s 5m0s"},
		{Event{On: FailOver}, Active, ""},
	} {
		var waited []string
		first := map[Step]machine.Instant{}
		p := begin(Lab(), State{phase: c.from}, nil)
		p.answer = func(p *play, s Step) EventKind {
			if _, ok := first[s]; !ok {
				first[s] = p.now
			}
			return unsynced(p, s)
		}
		p.at(0, c.e).until(4 * time.Hour)
		for _, line := range p.log {
			at, what, _ := strings.Cut(line, " ")
			if step, ok := strings.CutPrefix(what, "assumed "); ok {
				d, _ := time.ParseDuration(at)
				waited = append(waited, machine.Instant(d).Sub(first[Step(slices.Index(stepNames, step))]).String())
			}
		}
		if got := strings.Join(waited, " "); got != c.want || (c.want == "") != p.State.Stopped() {
			t.Errorf("%+v: assumed after %q, want %q; %+v", c.e, got, c.want, p.State)
		}
	}
	asking := State{phase: FailingBack, procedure: Failback, step: ExportBackupFinal, run: asking, wait: 15,
		patience: machine.At(machine.Instant(5 * time.Minute))}
	for early, done := range map[machine.Instant]bool{1: false, 0: true, -1: true} {
		s, _ := Lab().Step(machine.Instant(15*sec)-early, asking, Event{On: Unsynced}, nil)
		if (s.Step() == HydrateHome) != done {
			t.Errorf("%d ns before the wait is over: %v", early, s.Step())
		}
		if s, _ = Lab().Step(machine.Instant(15*sec)-early, asking, Event{On: NotYet}, nil); s.Step() != ExportBackupFinal {
			t.Error("what is missing besides data is not waited for")
		}
	}
}

// F-67: the wait is for data. What is missing of a step without data is asked for at the pace of all retries.
func TestWaitTimeIsForData(t *testing.T) {
	checks := []machine.Instant{}
	p := begin(Lab(), State{phase: FailedOver}, func(p *play, s Step) EventKind {
		if s == StopHome {
			checks = append(checks, p.now)
			return NotYet
		}
		return Confirmed
	})
	p.at(0, Event{On: FailBack, With: Switches{Wait: 7 * sec}}).until(time.Minute)
	for i := 1; i < len(checks); i++ {
		if d := checks[i].Sub(checks[i-1]); d != Lab().Retry {
			t.Errorf("checked again after %v", d)
		}
	}
	if len(checks) < 3 {
		t.Error(checks)
	}
}

// F-67: with Force a run passes over a step that fails if it is not needed, and over no other; a cmdlet that dies stops.
func TestForcePassesOverWhatIsNotNeeded(t *testing.T) {
	for p := Planned; p < procedures; p++ {
		for _, at := range p.Steps() {
			for _, fails := range []EventKind{Broken, NotYet, Unsynced} {
				e, from := orderOf(p), Active
				if e.On >= FailBack {
					from = FailedOver
				}
				e.With.Force = true
				pl := begin(Lab(), State{phase: from}, func(_ *play, s Step) EventKind {
					if s == at {
						return fails
					}
					return Confirmed
				}).at(0, e).until(4 * time.Hour)
				assumed := fails == Unsynced && at.data() && p == Failback
				needed := at != DrainChanges && at != DrainBackup && at != StopServices && !assumed
				if pl.State.Stopped() != needed {
					t.Errorf("%v, %v at %v: %+v", p, fails, at, pl.State)
				}
			}
		}
	}
	p := begin(Lab(), State{}, confirm).at(0, Event{On: FailOver, With: Switches{Force: true}})
	if p.at(10*sec, Event{On: Broken}); !p.State.Stopped() || p.State.Step() != DrainChanges {
		t.Errorf("%+v", p.State)
	}
}

// C-59, F-80: a failback of 20,000 users takes an hour; F-78, F-79: a disaster failover of 40,000 takes 20 min. What the
// lab saw with three users stays as it was.
func TestUsersTakeTheirTime(t *testing.T) {
	for _, c := range []struct {
		users int
		p     Procedure
		least time.Duration
		most  time.Duration
	}{
		{3, Failback, 12 * time.Minute, 12 * time.Minute},
		{3, Disaster, 50 * sec, 50 * sec},
		{20_000, Failback, 55 * time.Minute, 60 * time.Minute},
		{40_000, Disaster, 15 * time.Minute, 20 * time.Minute},
		{-5, Failback, 12 * time.Minute, 12 * time.Minute},
	} {
		if d := Lab().For(c.users).Total(c.p); d < c.least || d > c.most {
			t.Errorf("%v of %d users takes %v", c.p, c.users, d)
		}
	}
}

// H-21: stuck in a planned failover because the pool died, finished in disaster mode.
func TestDisasterFinishesAPlannedFailover(t *testing.T) {
	die := func(_ *play, s Step) EventKind {
		if s == ExportFinal {
			return Broken
		}
		return Confirmed
	}
	p := begin(Lab(), State{}, die).at(0, Event{On: FailOver}).at(time.Hour, Event{On: FailBack})
	if last := p.log[len(p.log)-1]; !strings.Contains(last, "refuse failing over on failback") {
		t.Error(last)
	}
	p.log = nil
	p.at(time.Hour, Event{On: FailOverDisaster}).until(2 * time.Hour)
	if p.State != (State{phase: FailedOver}) || p.log[0] != "1h0m0s moved failing over on disaster failover" {
		t.Errorf("%+v after %s", p.State, p.log[0])
	}
}

// H-20: the home pool dies again during failback, and is failed over once more.
func TestDisasterTurnsAFailbackRound(t *testing.T) {
	die := func(_ *play, s Step) EventKind {
		if s == HydrateHome {
			return Broken
		}
		return Confirmed
	}
	p := begin(Lab(), State{phase: FailedOver}, die).at(0, Event{On: FailBack}).at(time.Hour, Event{On: FailOver})
	if last := p.log[len(p.log)-1]; p.State.Phase() != FailingBack || !strings.Contains(last, "refuse") {
		t.Errorf("%v: %s", p.State.Phase(), last)
	}
	p.at(time.Hour, Event{On: FailOverDisaster}).until(time.Hour + 10*sec)
	if p.State.Phase() != FailingOver {
		t.Errorf("%v after its mark", p.State.Phase())
	}
	if p.until(2 * time.Hour); p.State != (State{phase: FailedOver}) {
		t.Errorf("%+v", p.State)
	}
}

// A step is checked at its time and not before, then every Retry, for the last time when Patience ends.
func TestPatience(t *testing.T) {
	for _, c := range []struct{ retry, patience, checks string }{
		{"10s", "30s", "5s 15s 25s 35s"},
		{"10s", "25s", "5s 15s 25s 30s"},
		{"10s", "10s", "5s 15s"},
		{"10s", "9s", "5s 14s"},
		{"10s", "1ns", "5s 5.000000001s"},
		{"10s", "0s", "5s"},
		{"0s", "2ns", "5s 5.000000001s 5.000000002s"}, // invalid rules, which make progress all the same
		{"10s", "-1s", "5s"},
	} {
		r := Lab()
		r.Retry, _ = time.ParseDuration(c.retry)
		r.Patience, _ = time.ParseDuration(c.patience)
		var checks []string
		p := begin(r, State{}, func(p *play, _ Step) EventKind {
			checks = append(checks, p.now.String())
			return NotYet
		}).at(0, Event{On: FailOver}).until(time.Hour)
		if got := strings.Join(checks, " "); got != c.checks || !p.State.Stopped() || p.State.Phase() != Active {
			t.Errorf("retry %s, patience %s: %s, want %s; %+v", c.retry, c.patience, got, c.checks, p.State)
		}
		if last := p.log[len(p.log)-1]; last != checks[len(checks)-1]+" stopped read configuration" {
			t.Errorf("retry %s, patience %s: %s", c.retry, c.patience, last)
		}
	}
}

// Every step has a patience of its own, which begins with its own first Check.
func TestPatienceBeginsAnewWithEachStep(t *testing.T) {
	last := map[Step]bool{}
	p := begin(Lab(), State{}, func(p *play, s Step) EventKind {
		if p.State.patience.Deadline() > p.now.Add(10*sec) && !last[s] {
			return NotYet
		}
		last[s] = true
		return Confirmed
	}).at(0, Event{On: FailOverDisaster}).until(time.Hour)
	if p.State != (State{phase: FailedOver}) {
		t.Errorf("%+v", p.State)
	}
	if end := p.log[len(p.log)-1]; end != "20m10s finished mark failed over" { // four times 290 s, and 50 s
		t.Error(end)
	}
}

// F-74: the cmdlet can die at any moment of a run, not only when a step is checked.
func TestBrokenUnasked(t *testing.T) {
	p := begin(Lab(), State{}, confirm).at(0, Event{On: FailOver}).at(2*time.Minute+20*sec, Event{On: Broken})
	if !p.State.Stopped() || p.State.Phase() != FailingOver || p.State.Step() != ExportFinal || p.Deadline() != machine.Never {
		t.Errorf("%+v", p.State)
	}
	p.at(3*time.Minute, Event{On: Set, To: Active}) // F-74: the way out that the field found
	if p.State != (State{}) {
		t.Errorf("%+v", p.State)
	}
}

// A step that hangs is not checked, however long, and takes its whole time once it goes on.
func TestHang(t *testing.T) {
	p := begin(Lab(), State{}, confirm).at(0, Event{On: FailOver})
	if d := p.State.StepEnds(); d != machine.Instant(5*sec) {
		t.Error(d)
	}
	p.at(4*sec, Event{On: Hang})
	if d := p.State.StepEnds(); !p.State.Hung() || !p.State.Running() || d != machine.Never {
		t.Errorf("%+v, %v", p.State, d)
	}
	p.at(time.Hour, Event{On: Resume}).until(time.Hour + 5*sec - 1)
	if p.State.Hung() || p.State.Step() != ReadConfiguration || len(p.log) != 2 {
		t.Errorf("%+v, %s", p.State, p.log)
	}
	if p.until(time.Hour + 5*sec); p.State.Step() != DrainChanges {
		t.Errorf("%+v", p.State)
	}
}

// A step that hangs in the middle of its retries has all its patience again when it goes on.
func TestHangBetweenRetries(t *testing.T) {
	checks := 0
	p := begin(Lab(), State{}, func(*play, Step) EventKind { checks++; return NotYet })
	p.at(0, Event{On: FailOver}).at(15*sec, Event{On: Hang}).at(time.Hour, Event{On: Resume}).until(2 * time.Hour)
	if checks != 2+31 || !p.State.Stopped() {
		t.Errorf("%d checks, %+v", checks, p.State)
	}
}

// Hanging twice is hanging; a run that hangs can still be broken off, so that nothing is stuck for ever.
func TestAHangingRunCanBeBrokenOff(t *testing.T) {
	p := begin(Lab(), State{}, confirm).at(0, Event{On: FailOver}).at(sec, Event{On: Hang}).at(2*sec, Event{On: Hang})
	if !p.State.Hung() || len(p.log) != 2 {
		t.Errorf("%+v", p.State)
	}
	if p.at(3*sec, Event{On: Broken}); !p.State.Stopped() {
		t.Errorf("%+v", p.State)
	}
}

// Answers that nobody asked for, and word of steps while no run is on, are refused and change nothing.
func TestWordOfNoStepIsRefused(t *testing.T) {
	on := State{procedure: Planned, step: DrainChanges}
	type set = []EventKind
	for _, c := range []struct {
		run  run
		says set
	}{
		{none, set{Confirmed, NotYet, Unsynced, Broken, Hang, Resume, events, 255}},
		{stopped, set{Confirmed, NotYet, Unsynced, Broken, Hang, Resume, events, 255}},
		{working, set{Confirmed, NotYet, Unsynced, Resume, events, 255}},
		{asking, set{Resume, events, 255}},
		{hanging, set{Confirmed, NotYet, Unsynced, events, 255}},
	} {
		for p := range phases {
			for _, say := range c.says {
				s := on
				s.phase, s.run = p, c.run
				got, out := Lab().Step(0, s, Event{On: say}, nil)
				if got != s || len(out) != 1 || out[0].Kind != Refuse {
					t.Errorf("%v, %v: %+v, %+v", s, say, got, out)
				}
			}
		}
	}
}

// What is no event at all is refused as such.
func TestNonsenseIsRefused(t *testing.T) {
	for _, on := range []EventKind{events, 255} {
		if _, out := Lab().Step(0, State{}, Event{On: on}, nil); len(out) != 1 || out[0].Move.On != causes {
			t.Errorf("%v: %+v", on, out)
		}
	}
}

func TestSetToNoPhaseIsRefused(t *testing.T) {
	for _, on := range []run{none, stopped, working} {
		s := State{run: on}
		got, out := Lab().Step(0, s, Event{On: Set, To: phases}, nil)
		if got != s || len(out) != 1 || out[0].Kind != Refuse || out[0].Move.On != causes {
			t.Errorf("%+v, %+v", got, out)
		}
	}
}

// An owner that does not answer keeps the machine waiting, and nothing else happens; it may still answer later.
func TestWaitingForAnAnswer(t *testing.T) {
	r := Lab()
	s, _ := r.Step(0, State{}, Event{On: FailOver}, nil)
	s, out := r.Advance(s, nil)
	if len(out) != 1 || out[0].Kind != Check || r.Deadline(s) != machine.Never || s.StepEnds() != machine.Never {
		t.Fatalf("%+v, %+v", s, out)
	}
	if same, out := r.Advance(s, nil); same != s || out != nil {
		t.Errorf("%+v, %+v", same, out)
	}
	patience := machine.Instant(5 * time.Minute).Add(5 * sec)
	for late, stops := range map[machine.Instant]bool{patience - 1: false, patience: true, patience + 1: true} {
		if got, _ := r.Step(late, s, Event{On: NotYet}, nil); got.Stopped() != stops {
			t.Errorf("not yet at %v: %+v", late, got)
		}
	}
}

// quick are rules whose times are a few seconds, so that all states can be visited.
func quick() Rules {
	r := Rules{Retry: 2 * sec, Patience: 3 * sec}
	for i := range r.Durations {
		r.Durations[i] = time.Duration(i%3) * sec
	}
	return r
}

// F-56, F-75: the state is sticky. In no state that can be reached does anything but the end of a marking step, or a
// hand, change it; and a run is on, or has stopped, exactly when there is a procedure.
func TestStickyEverywhere(t *testing.T) {
	taken := map[machine.Move[Phase, Cause]]bool{}
	n := reach.Every(t, quick(), State{}, everything(), func(s State, e *Event, to State, out []Action) {
		_, marks := s.step.mark()
		switch {
		case to.phase == s.phase:
		case e != nil && e.On == Set && !s.Running() && to.phase == e.To:
		case e != nil && e.On == Confirmed && s.run == asking && marks:
		default:
			t.Errorf("%+v on %+v: %+v", s, e, to)
		}
		if (to.procedure == None) != (to.run == none) || to.ends.Armed() != (to.run == working) {
			t.Errorf("%+v on %+v: %+v", s, e, to)
		}
		if to.procedure != None && !slices.Contains(to.procedure.Steps(), to.step) {
			t.Errorf("%+v on %+v: %v has no step %v", s, e, to.procedure, to.step)
		}
		for _, a := range out {
			taken[a.Move] = taken[a.Move] || a.Kind == Moved
		}
	})
	reach.Rows(t, Table, taken)
	if n < 500 {
		t.Errorf("only %d states", n)
	}
}

// P23: from everywhere there is a way to every phase, without waiting for anything: break the run off, then set by
// hand.
func TestNoTrap(t *testing.T) {
	reach.Every(t, quick(), State{}, everything(), func(s State, _ *Event, _ State, _ []Action) {
		for to := range phases {
			got := s
			for got.Running() { // with Force a step that fails may be passed over; the next word is about one that is not asked
				got, _ = Lab().Step(reach.Now, got, Event{On: Broken}, nil)
			}
			if got, _ = Lab().Step(reach.Now, got, Event{On: Set, To: to}, nil); got != (State{phase: to}) {
				t.Fatalf("%+v does not get to %v: %+v", s, to, got)
			}
		}
	})
}

// Whatever is ordered and whatever the world answers, a run is a prefix of its procedure: every step begins once, after
// the one before has ended, and a run that finishes has been through all of them.
func TestARunIsAPrefixOfItsProcedure(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var steps []Step
		var open bool
		r, s, now := Lab(), State{}, machine.Instant(0)
		see := func(out []Action) {
			for _, a := range out {
				switch a.Kind {
				case Began:
					if a.Step == a.Procedure.Steps()[0] {
						steps = nil
					}
					steps, open = append(steps, a.Step), true
				case Ended, Overlooked:
					open = false
				case Finished:
					if len(steps) != len(a.Procedure.Steps()) {
						t.Fatalf("%v finished after %v", a.Procedure, steps)
					}
				}
				if a.Kind > Refuse && (!slices.Equal(steps, a.Procedure.Steps()[:len(steps)]) || a.Step != steps[len(steps)-1]) {
					t.Fatalf("%v: %v, then %v of %v", a.Procedure, steps, a.Kind, a.Step)
				}
				if open == (a.Kind == Finished) && a.Kind != Stopped && a.Kind > Refuse && a.Kind != Ended && a.Kind != Overlooked {
					t.Fatalf("%v of %v, open %v", a.Kind, a.Step, open)
				}
			}
		}
		t.Repeat(map[string]func(*rapid.T){
			"advance": func(t *rapid.T) {
				if d := r.Deadline(s); d != machine.Never {
					var out []Action
					now = d
					s, out = r.Advance(s, nil)
					see(out)
				}
			},
			"confirm": func(t *rapid.T) {
				var out []Action
				s, out = r.Step(now, s, Event{On: Confirmed}, nil)
				see(out)
			},
			"event": func(t *rapid.T) {
				var out []Action
				s, out = r.Step(now, s, rapid.SampledFrom(everything()).Draw(t, "event"), nil)
				see(out)
			},
		})
	})
}

func TestValidateNamesEveryFault(t *testing.T) {
	good := Lab()
	if err := good.Validate(); err != nil {
		t.Error(err)
	}
	for _, wait := range []time.Duration{0, MaxWait} {
		if err := (Rules{Retry: 1, WaitTime: wait}).Validate(); err != nil {
			t.Error(err)
		}
	}
	bad := Rules{Patience: -1, BackupLoad: -1, HomeLoad: -2, WaitTime: MaxWait + 1}
	bad.Durations[StartHome] = -sec
	err := bad.Validate()
	if !errors.Is(err, ErrRules) || err.Error() != "failover: Durations of start home, -1s, must not be below 0\n"+
		"failover: BackupLoad -1ns must not be below 0\nfailover: HomeLoad -2ns must not be below 0\n"+
		"failover: WaitTime 18h12m15.000000001s must be between 0 and 18h12m15s\n"+
		"failover: WaitTime 18h12m15.000000001s must be in whole seconds\n"+
		"failover: Retry 0s must be above 0\nfailover: Patience -1ns must not be below 0" {
		t.Error(err)
	}
	s, _ := bad.Step(9, State{step: StopHome, procedure: Failback, run: asking}, Event{On: Hang}, nil)
	s.step = StartHome
	if s, _ = bad.Step(9, s, Event{On: Resume}, nil); bad.Deadline(s) != 9 {
		t.Errorf("a negative duration ends at %v", bad.Deadline(s))
	}
}

// A run goes on even where its step is none, and every wait that an order can name can be told from the others.
func TestAtTheEdges(t *testing.T) {
	hung := State{procedure: Planned, step: NumSteps, run: hanging}
	if s, _ := Lab().Step(9, hung, Event{On: Resume}, nil); Lab().Deadline(s) != 9 {
		t.Errorf("%+v", s)
	}
	s, _ := Lab().Step(0, State{}, Event{On: FailOver, With: Switches{Wait: MaxWait}}, nil)
	var c machine.Code
	c.Pack(0, 1, nil)
	if Lab().Code(&c, &s); c.Err() != nil {
		t.Error(c.Err())
	}
}

// What comes from the table says so, and nothing else does.
func TestReport(t *testing.T) {
	for k := range Overlooked + 1 {
		if _, ok := (Action{Kind: k}).Report(); ok != (k == Moved || k == Refuse) {
			t.Errorf("%v reports %v", k, ok)
		}
	}
}

func TestNames(t *testing.T) {
	got := fmt.Sprint(Active, Phase(9), planned, Cause(99), Failback, Procedure(9), ReadConfiguration, Step(99), Moved, Kind(9),
		FailOver, EventKind(99))
	if got != "active 9? planned failover 99? failback 9? read configuration 99? moved 9? fail over 99?" {
		t.Error(got)
	}
	for _, c := range []struct{ names, kinds int }{
		{len(stepNames), int(NumSteps)}, {len(eventNames), int(events)}, {len(causeNames), int(causes)},
		{len(procedureNames), int(procedures)}, {len(kindNames), int(Overlooked) + 1},
	} {
		if c.names != c.kinds {
			t.Error(c)
		}
	}
}

func BenchmarkStep(b *testing.B) {
	b.Run("understudy", func(b *testing.B) {
		b.ReportAllocs()
		r, out := Lab(), make([]Action, 0, 4)
		s := State{phase: FailingOver, procedure: Disaster, step: HydrateBackup, run: asking}
		for range b.N {
			_, out = r.Step(0, s, Event{On: Confirmed}, out[:0])
		}
	})
	b.Run("looplab", func(b *testing.B) {
		b.ReportAllocs()
		m := fsm.NewFSM("active", fsm.Events{
			{Name: "fail over", Src: []string{"active"}, Dst: "failing over"},
			{Name: "set active", Src: []string{"failing over"}, Dst: "active"},
		}, nil)
		names := [2]string{"fail over", "set active"}
		for i := range b.N {
			_ = m.Event(context.Background(), names[i&1])
		}
	})
}

func BenchmarkAdvance(b *testing.B) {
	b.ReportAllocs()
	r, out := Lab(), make([]Action, 0, 4)
	s := State{procedure: Disaster, step: HydrateBackup, run: working, ends: machine.At(1)}
	for range b.N {
		_, out = r.Advance(s, out[:0])
	}
}
