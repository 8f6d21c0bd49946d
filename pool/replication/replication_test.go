package replication

import (
	"context"
	"errors"
	"fmt"
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

func allEvents() []Event {
	var all []Event
	for on := range events {
		all = append(all, Event{on})
	}
	return all
}

func TestContract(t *testing.T) {
	machinetest.Run(t, Lab(), State{}, allEvents(), machinetest.Phase(Table, State.Phase),
		machinetest.Bytes(48), machinetest.Wild())
}

// A play is a machine and the record of what it did.
type play struct {
	*machine.Cell[State, Event, Action]
	r   Rules
	now machine.Instant
	log []string
}

func begin(r Rules) *play { return &play{Cell: machine.Of(r, State{}), r: r} }

// at lets events happen at t, after everything that is due until then, and returns what was done since the last call.
func (p *play) at(t time.Duration, on ...EventKind) string {
	do := func(now machine.Instant, out []Action) {
		for _, a := range out {
			what := fmt.Sprintf("%v %v", time.Duration(now), a.Kind)
			if a.Kind <= Refuse {
				what = fmt.Sprintf("%v %v on %v", time.Duration(now), a.Move.From, a.Move.On)
			}
			p.log = append(p.log, what)
		}
	}
	p.now = machine.Instant(t)
	machine.Until(p, p.now, nil, do)
	for _, e := range on {
		do(p.now, p.Step(p.now, Event{e}, nil))
	}
	log := strings.Join(p.log, "\n")
	p.log = nil
	return log
}

func (p *play) age() string {
	age, exact := p.r.Exposure(p.now, p.State)
	if exact {
		return age.String()
	}
	return "at least " + age.String()
}

func same(t *testing.T, got, want string) {
	t.Helper()
	if want = strings.TrimSpace(want); got != want {
		t.Errorf("got\n%s\n\nwant\n%s", got, want)
	}
}

// L-7, F-133, F-135: steady, and final when idle; the recovery point falls with every cycle that leaves nothing behind.
func TestSteadyThenFinal(t *testing.T) {
	p := begin(Lab())
	if got := p.age(); got != "at least 24h0m0s" {
		t.Errorf("nothing was ever copied, and the age is %s", got)
	}
	same(t, p.at(0, Initialize, Sync), `
0s not initialized on initialized
0s non-steady on batch
0s exported`)
	if got := p.age(); got != "at least 24h0m0s" || p.State.Phase() != Steady || !p.State.Waiting() || !p.State.ImportNormal() {
		t.Errorf("%s, %+v", got, p.State)
	}
	same(t, p.at(5*sec-1), "")
	same(t, p.at(5*sec), "5s imported")
	if got := p.age(); got != "5s" || p.State.Waiting() {
		t.Errorf("%s, %+v", got, p.State)
	}
	same(t, p.at(2*time.Minute-1), "")
	if got := p.age(); got != "1m59.999999999s" {
		t.Error(got)
	}
	same(t, p.at(2*time.Minute), "2m0s steady on nothing left")
	if got := p.age(); got != "0s" || p.State.Phase() != Final {
		t.Errorf("%s, %+v", got, p.State)
	}
	same(t, p.at(4*time.Minute), "") // F-135: final goes on, and the cut-off with it
	if got := p.age(); got != "0s" {
		t.Error(got)
	}
	same(t, p.at(5*time.Minute, Wrote), "5m0s final on wrote")
	same(t, p.at(7*time.Minute), "6m0s exported\n6m5s imported")
	if got := p.age(); got != "1m0s" {
		t.Error(got)
	}
}

// F-130: a cycle at every interval, the bounds included; without a sync the first comes one interval after the start.
func TestCyclesComeAtTheInterval(t *testing.T) {
	for _, interval := range []time.Duration{5 * sec, 2 * time.Minute, 3 * time.Hour} {
		r := Lab()
		r.Interval, r.Transfer = interval, sec
		p := begin(r)
		p.at(0, Initialize)
		for i := time.Duration(1); i < 4; i++ {
			same(t, p.at(i*interval-1), "")
			if got := p.at(i*interval, Wrote); !strings.Contains(got, fmt.Sprint(i*interval, " exported")) {
				t.Errorf("interval %v, cycle %d: %s", interval, i, got)
			}
			p.at(i*interval + sec)
			if got := p.age(); got != "1s" {
				t.Errorf("interval %v, cycle %d: %s", interval, i, got)
			}
		}
	}
}

// F-136: with the partner's service down the file waits, and the source shows steady; with more changes behind it there
// is a backlog (F-133). H-28: what waits is not lost.
func TestTargetDown(t *testing.T) {
	p := begin(Lab())
	p.at(0, Initialize, Sync)
	p.at(time.Minute, Wrote, TargetDown)
	same(t, p.at(10*time.Minute), "2m0s exported")
	if p.State.Phase() != Steady || !p.State.Waiting() || p.State.ImportNormal() || p.age() != "10m0s" {
		t.Errorf("%+v, %s", p.State, p.age())
	}
	same(t, p.at(12*time.Minute, Wrote), "")
	same(t, p.at(20*time.Minute), "14m0s steady on backlog")
	if p.State.Phase() != NonSteady || p.age() != "20m0s" {
		t.Errorf("%+v, %s", p.State, p.age())
	}
	same(t, p.at(20*time.Minute+sec, TargetUp, TargetUp), "")
	same(t, p.at(21*time.Minute), "20m6s imported")
	if p.age() != "19m0s" { // the batch was cut off at 2 min
		t.Error(p.age())
	}
	same(t, p.at(26*time.Minute), `
22m0s non-steady on batch
22m0s exported
22m5s imported
24m0s steady on nothing left`)
}

// H-28: the source dies with a batch in its partner's file store, which is imported all the same; what came after the
// cut-off is lost, so much as Exposure says (F-64, F-79).
func TestSourceDies(t *testing.T) {
	p := begin(Lab())
	p.at(0, Initialize, Sync)
	p.at(3*time.Minute, Wrote)
	p.at(4*time.Minute+sec, Wrote, SourceDown)
	if !p.State.Waiting() || p.age() != "2m1s" {
		t.Errorf("%+v, %s", p.State, p.age())
	}
	same(t, p.at(10*time.Minute, SourceDown), "4m5s imported")
	if p.age() != "6m0s" || p.State.Phase() != Steady {
		t.Errorf("%s, %+v", p.age(), p.State)
	}
	same(t, p.at(11*time.Minute, Sync), "11m0s steady on sync blocked")
	same(t, p.at(time.Hour, SourceUp), "")
	same(t, p.at(time.Hour+time.Minute, SourceUp), "") // up already: the cycle is not put off
	same(t, p.at(time.Hour+2*time.Minute), "1h2m0s exported")
}

// A way that is cut lets nothing through, and shows as a backlog; the batch on the other side is imported all the same.
func TestPathDown(t *testing.T) {
	p := begin(Lab())
	p.at(0, Initialize, Sync, PathDown)
	same(t, p.at(time.Minute, Wrote, Sync), "5s imported\n1m0s steady on sync blocked")
	same(t, p.at(4*time.Minute), "2m0s steady on backlog")
	if p.age() != "4m0s" {
		t.Error(p.age())
	}
	same(t, p.at(5*time.Minute, PathUp), "")
	same(t, p.at(6*time.Minute), "6m0s non-steady on batch\n6m0s exported")
}

// With the way cut and nothing written, the state stays as it is, and so does the cut-off: the source cannot know
// better.
func TestPathDownAndIdle(t *testing.T) {
	p := begin(Lab())
	p.at(0, Initialize, Sync)
	p.at(2*time.Minute, PathDown)
	same(t, p.at(20*time.Minute), "")
	if p.State.Phase() != Final || p.age() != "18m0s" {
		t.Errorf("%+v, %s", p.State, p.age())
	}
}

// F-59, F-135: a read-only pool makes no changes, which is what lets the export reach final and hold it.
func TestReadOnlyHoldsFinal(t *testing.T) {
	p := begin(Lab())
	p.at(0, Initialize, Wrote, ReadOnly, Sync)
	p.at(5*sec, Sync)
	same(t, p.at(time.Minute, Wrote), "1m0s final on wrote while read only")
	same(t, p.at(time.Hour), "")
	if p.State.Phase() != Final || p.age() != "1m55s" { // the last cycle was at 58 min 5 s
		t.Errorf("%+v, %s", p.State, p.age())
	}
	p.at(time.Hour, Writable)
	same(t, p.at(time.Hour, Wrote), "1h0m0s final on wrote")
}

// Q-4, F-140: a sync order can fail; until it works nothing is copied, and the age goes on growing.
func TestError(t *testing.T) {
	p := begin(Lab())
	same(t, p.at(0, Sync, Fail, Wrote), "0s not initialized on sync blocked\n0s not initialized on failed")
	p.at(0, Initialize, Sync)
	p.at(sec, Wrote)
	same(t, p.at(time.Minute, Fail, Fail, Sync, Wrote), `
5s imported
1m0s steady on failed
1m0s error on sync blocked`)
	same(t, p.at(time.Hour), "")
	if p.State.Phase() != Failed || p.age() != "1h0m0s" || !p.State.ImportNormal() {
		t.Errorf("%+v, %s", p.State, p.age())
	}
	same(t, p.at(time.Hour, Repair, Sync), `
1h0m0s error on repaired
1h0m0s non-steady on batch
1h0m0s exported`)
}

// A repair that finds nothing left behind ends in final; a batch that waited meanwhile is waited for.
func TestRepairWithABatchUnderWay(t *testing.T) {
	p := begin(Lab())
	p.at(0, Initialize, TargetDown, Sync, Fail, Repair)
	same(t, p.at(2*time.Minute, TargetUp), "")
	same(t, p.at(4*time.Minute), "2m5s imported\n4m0s non-steady on nothing left")
}

// F-156, F-126: the end of the pair ends the exports. The partner keeps what it has, which only grows older.
func TestUninitialize(t *testing.T) {
	p := begin(Lab())
	p.at(0, Initialize, Sync)
	p.at(sec*121, Wrote, Sync)
	same(t, p.at(sec*122, Uninitialize), "2m2s steady on uninitialized")
	if p.State.Waiting() || p.State.ImportNormal() {
		t.Errorf("%+v", p.State)
	}
	same(t, p.at(time.Hour, Wrote, Uninitialize), "")
	if p.age() != "58m0s" || p.Deadline() != machine.Never {
		t.Errorf("%s, %+v", p.age(), p.State)
	}
	same(t, p.at(time.Hour, Initialize, Sync, TargetDown), `
1h0m0s not initialized on initialized
1h0m0s non-steady on batch
1h0m0s exported`)
}

// Ages are exact up to Memory, and "at least" from there on.
func TestMemory(t *testing.T) {
	p := begin(Lab())
	p.at(0, Initialize, Sync)
	p.at(5*sec, SourceDown)
	for at, want := range map[time.Duration]string{
		24*time.Hour - 1: "23h59m59.999999999s", 24 * time.Hour: "at least 24h0m0s", 25 * time.Hour: "at least 24h0m0s"} {
		if p.now = machine.Instant(at); p.age() != want {
			t.Errorf("%s, want %s", p.age(), want)
		}
	}
}

func TestNonsenseIsRefused(t *testing.T) {
	for p := range phases {
		for _, on := range []EventKind{events, 255} {
			s := State{phase: p}
			if got, out := Lab().Step(0, s, Event{on}, nil); got != s || len(out) != 1 || out[0].Kind != Refuse {
				t.Errorf("%v in %v: %+v, %+v", on, p, got, out)
			}
		}
		if p == Failed {
			continue
		}
		if got, out := Lab().Step(0, State{phase: p}, Event{Repair}, nil); got.phase != p || len(out) != 1 || out[0].Kind != Refuse {
			t.Errorf("repair in %v: %+v, %+v", p, got, out)
		}
	}
}

// quick are rules whose times are a few seconds, so that all states can be visited.
var (
	quick = Rules{Interval: 3 * sec, Transfer: 2 * sec, Retry: 2 * sec, Memory: 4 * sec}
	lazy  = Rules{Interval: 3 * sec, Lazy: 2 * sec, Transfer: 2 * sec, Retry: 1 * sec, Memory: 4 * sec}
)

// What must hold in every state that can be reached, whatever happens in it.
func TestEverywhere(t *testing.T) {
	taken := map[machine.Move[Phase, Cause]]bool{}
	for _, r := range []Rules{quick, lazy} {
		if n := everywhere(t, r, taken); n < 5000 {
			t.Errorf("only %d states", n)
		}
	}
	reach.Rows(t, Table, taken)
}

func everywhere(t *testing.T, r Rules, taken map[machine.Move[Phase, Cause]]bool) int {
	return reach.Every(t, r, State{}, allEvents(), func(s State, e *Event, to State, out []Action) {
		bad := func(is bool, what string) {
			if is {
				t.Errorf("%s: %+v on %v: %+v, %+v", what, s, e, to, out)
			}
		}
		did := map[Kind]bool{}
		for _, a := range out {
			did[a.Kind] = true
			taken[a.Move] = taken[a.Move] || a.Kind == Moved
			surprise := strings.HasPrefix(Table.Why(a.Move), "no rule")
			bad(a.Kind == Refuse && surprise && e != nil && e.On != Repair, "no rule for what can happen")
			bad(a.Kind == Refuse && e == nil, "a deadline is refused")
		}
		is, was := to.under.any, s.under.any
		_, before := r.Exposure(reach.Now, s)
		_, after := r.Exposure(reach.Now, to)
		bad(to.phase == Final && (is(changed|waiting) || to.flush.Armed()), "F-133, F-135, F-137: final, and something is left")
		bad(to.phase == NotInitialized && (to.cycle.Armed() || to.flush.Armed() || is(changed|waiting|rejected)), "F-126: no pair, and something goes on")
		bad(to.cycle.Armed() != to.cycles(), "F-130: cycles come where the service runs, and nowhere else")
		bad(to.arrive.Armed() != (is(waiting) && !is(targetDown)), "F-136: what waits is imported, unless the partner is down")
		bad(!is(waiting) && to.cut.Armed(), "a cut-off of no batch")
		bad(after && !before && !did[Imported] && to.phase != Final, "F-79: younger, and neither imported nor idle")
		bad(e != nil && e.On == Uninitialize && to.phase != NotInitialized, "F-126: no pair, and a Backup Service")
		bad(e != nil && e.On == Fail && s.phase > NotInitialized && to.phase != Failed, "F-133: no error")
		bad(e != nil && (e.On >= SourceDown && e.On <= Writable || e.On >= Reject) && (to.phase != s.phase || out != nil), "conditions are no causes")
		bad(did[Rejected] && (!was(rejects) || to.ImportNormal() || !is(waiting)), "F-140: rejected, and yet normal, or gone")
		bad(did[Imported] && (was(rejects) || is(rejected) || !to.Copied()), "F-140: imported, and yet in error")
		bad(was(copied) && !is(copied) && e.On != Initialize, "F-156: a copy has gone by itself")
		bad(is(copied) && !was(copied) && !did[Imported], "a copy of nothing")
		bad(did[Flushed] && r.Lazy == 0, "F-137: what is at once in the database was late")
	})
}

// A naive pair of stores is the oracle: a number that grows with each write, and the instants of the writes. The copy
// never goes back, it is whole whenever the state says final, and it holds everything written before the recovery point
// (F-64, F-79).
func TestAgainstTwoStores(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := Lab()
		r.Lazy = rapid.SampledFrom([]time.Duration{0, sec, 3 * time.Minute}).Draw(t, "lazy")
		var written []machine.Instant // when each number was written at the source
		var stored int                // how many numbers are in the source's database
		var batch, copied int         // how many numbers are in the batch, and in the copy
		p, now := machine.Of(r, State{}), machine.Instant(0)
		see := func(at machine.Instant, out []Action) {
			for _, a := range out {
				if r.Lazy == 0 || a.Kind == Flushed || a.Kind == Moved && a.Move.On == initialized {
					stored = len(written)
				}
				switch {
				case a.Kind == Exported:
					batch = stored
				case a.Kind == Imported && batch < copied:
					t.Fatalf("the copy goes back from %d to %d", copied, batch)
				case a.Kind == Imported:
					copied = batch
				}
			}
			if p.State.Phase() == Final && copied != len(written) {
				t.Fatalf("final, with %d copied of %d", copied, len(written))
			}
			age, exact := r.Exposure(at, p.State)
			if exact && copied < len(written) && written[copied] < at.Add(-age-r.Lazy) { // F-64
				t.Fatalf("age %v at %v, and what was written at %v is not copied", age, at, written[copied])
			}
		}
		for range rapid.IntRange(1, 60).Draw(t, "events") {
			now = now.Add(rapid.SampledFrom([]time.Duration{0, 1, 5 * sec, 30 * sec, 2 * time.Minute}).Draw(t, "after"))
			machine.Until(p, now, nil, see)
			e := rapid.SampledFrom(allEvents()).Draw(t, "event")
			if e.On == Wrote && !p.State.under.any(readOnly) {
				written = append(written, now)
			}
			see(now, p.Step(now, e, nil))
		}
	})
}

func TestValidateNamesEveryFault(t *testing.T) {
	for _, good := range []Rules{Lab(), {Interval: 5 * sec, Retry: 1, Memory: 5*sec + 1},
		{Interval: 3 * time.Hour, Lazy: sec, Transfer: sec, Retry: sec, Memory: 24 * time.Hour}} {
		if err := good.Validate(); err != nil {
			t.Error(err)
		}
	}
	err := Rules{Interval: 5*sec - 1, Lazy: -1, Transfer: -1, Memory: sec}.Validate()
	if !errors.Is(err, ErrRules) || err.Error() != "replication: Interval 4.999999999s must be between 5s and 3h0m0s\n"+
		"replication: Lazy -1ns must not be below 0\nreplication: Transfer -1ns must not be below 0\n"+
		"replication: Retry 0s must be above 0\nreplication: Memory 1s must be longer than Interval 4.999999999s" {
		t.Error(err)
	}
	if err := (Rules{Interval: 3*time.Hour + 1, Retry: 1, Memory: 24 * time.Hour}).Validate(); err == nil || strings.Contains(err.Error(), "\n") {
		t.Error(err)
	}
	if err := (Rules{Interval: sec * 5, Retry: 1, Memory: sec * 5}).Validate(); err == nil || strings.Contains(err.Error(), "\n") {
		t.Error(err)
	}
}

// Rules that contradict each other harm nobody: time goes on.
func TestBadRulesMakeProgress(t *testing.T) {
	p := machine.Of(Rules{Interval: -1, Lazy: -1, Transfer: -1, Retry: -1, Memory: -1}, State{})
	p.Step(7, Event{Initialize}, nil)
	p.Step(7, Event{Sync}, nil)
	if d := p.Deadline(); d != 7 {
		t.Errorf("the import is due at %v", d)
	}
	p.Advance(nil)
	if d := p.Deadline(); d != 8 {
		t.Errorf("the cycle is due at %v", d)
	}
	if s, out := (Rules{}).Advance(State{}, nil); s != (State{}) || out != nil {
		t.Error(s, out)
	}
}

// What is the case is known: what is no condition does not belong to a state.
func TestOnlyConditionsAreVisited(t *testing.T) {
	for under, ok := range map[conditions]bool{0: true, everything: true, rejects << 1: false} {
		var c machine.Code
		c.Pack(0, 1, nil)
		if Lab().Code(&c, &State{under: under}); (c.Err() == nil) != ok {
			t.Errorf("%b: %v", under, c.Err())
		}
	}
}

// What comes from the table says so, and nothing else does.
func TestReport(t *testing.T) {
	for k := range Imported + 1 {
		if _, ok := (Action{Kind: k}).Report(); ok != (k == Moved || k == Refuse) {
			t.Errorf("%v reports %v", k, ok)
		}
	}
}

func TestNames(t *testing.T) {
	got := fmt.Sprint(NotInitialized, Failed, Phase(9), initialized, Cause(99), Initialize, EventKind(99), Moved, Imported, Kind(9))
	if got != "not initialized error 9? initialized 99? initialize 99? moved imported 9?" {
		t.Error(got)
	}
	if len(eventNames) != int(events) || len(causeNames) != int(causes) {
		t.Error("a name is missing")
	}
}

func BenchmarkStep(b *testing.B) {
	b.Run("understudy", func(b *testing.B) {
		b.ReportAllocs()
		r, out := Lab(), make([]Action, 0, 4)
		s := State{phase: Final}
		for i := range b.N {
			_, out = r.Step(machine.Instant(i), s, Event{Wrote}, out[:0])
		}
	})
	b.Run("looplab", func(b *testing.B) {
		b.ReportAllocs()
		m := fsm.NewFSM("final", fsm.Events{
			{Name: "wrote", Src: []string{"final"}, Dst: "steady"},
			{Name: "nothing left", Src: []string{"steady"}, Dst: "final"},
		}, nil)
		names := [2]string{"wrote", "nothing left"}
		for i := range b.N {
			_ = m.Event(context.Background(), names[i&1])
		}
	})
}

func BenchmarkAdvance(b *testing.B) {
	b.ReportAllocs()
	r, out := Lab(), make([]Action, 0, 4)
	s := State{phase: NonSteady, under: changed, cycle: machine.At(1)}
	for range b.N {
		_, out = r.Advance(s, out[:0])
	}
}

// F-140: what cannot be imported is tried again every ten minutes; meanwhile the partner's side is in error, and the
// source says nothing of it but that a backlog builds (F-133, F-136).
func TestImportError(t *testing.T) {
	p := begin(Lab())
	p.at(0, Initialize, Sync, Reject)
	same(t, p.at(5*sec-1), "")
	if !p.State.ImportNormal() {
		t.Error("in error before anything was tried")
	}
	same(t, p.at(5*sec), "5s rejected")
	if p.State.ImportNormal() || p.State.Phase() != Steady || !p.State.Waiting() || p.State.Copied() {
		t.Errorf("%+v", p.State)
	}
	same(t, p.at(10*time.Minute+5*sec-1, Wrote), "")
	same(t, p.at(20*time.Minute+5*sec-1), "10m5s rejected\n12m0s steady on backlog")
	same(t, p.at(21*time.Minute, Admit), "20m5s rejected")
	if p.State.ImportNormal() {
		t.Error("normal before it has imported what it could not")
	}
	same(t, p.at(30*time.Minute+5*sec), "30m5s imported") // what waited all the time
	if !p.State.ImportNormal() || p.age() != "30m5s" || !p.State.Copied() {
		t.Errorf("%+v, %s", p.State, p.age())
	}
}

// F-140: a partner whose service starts again tries what waits at once.
func TestImportErrorAndRestart(t *testing.T) {
	p := begin(Lab())
	p.at(0, Initialize, Sync, Reject)
	p.at(time.Minute, Admit, TargetDown, TargetUp)
	same(t, p.at(time.Minute+5*sec), "1m5s imported")
}

// F-137, F-64: what a pool writes is in its database a while later, and is exported from there. A cycle that comes before
// exports nothing of it, and the export is not final.
func TestLazyDatabase(t *testing.T) {
	r := Lab()
	r.Lazy = 30 * sec
	p := begin(r)
	p.at(0, Initialize, Sync)
	p.at(4*time.Minute, Sync)
	p.at(5*time.Minute+50*sec, Wrote)
	same(t, p.at(6*time.Minute+15*sec, Wrote), "") // with the first, 30 s after it
	if p.State.Phase() != Steady {
		t.Errorf("%+v", p.State)
	}
	same(t, p.at(6*time.Minute+20*sec-1), "")
	same(t, p.at(6*time.Minute+20*sec), "6m20s flushed")
	same(t, p.at(7*time.Minute, Wrote), "")
	same(t, p.at(12*time.Minute), `
7m30s flushed
8m0s exported
8m5s imported
10m0s steady on nothing left`)
	r.Lazy = 0
	p = begin(r)
	p.at(0, Initialize, Sync)
	same(t, p.at(2*time.Minute-1, Wrote), "5s imported")
	same(t, p.at(2*time.Minute), "2m0s exported")
}
