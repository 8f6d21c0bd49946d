package live_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"runtime"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/benbjohnson/clock"
	"pgregory.net/rapid"

	"understudy.example/live"
	"understudy.example/machine"
	"understudy.example/pool/health"
)

// A trace is every action with its instant, one a line.
type trace struct{ lines []string }

func (tr *trace) String() string { return strings.Join(tr.lines, "\n") }

func keep[A any](tr *trace) func(machine.Instant, []A) {
	return func(at machine.Instant, out []A) {
		if len(out) == 0 {
			tr.lines = append(tr.lines, "an empty call")
		}
		for _, a := range out {
			tr.lines = append(tr.lines, fmt.Sprintf("%d %v", int64(at), a))
		}
	}
}

// start makes a driver and runs it; stop cancels the run and returns its error.
func start[E, A any](t testing.TB, p machine.Process[E, A], o live.Options, do func(machine.Instant, []A)) (
	d *live.Driver[E, A], stop func() error) {
	t.Helper()
	d, err := live.New(p, o)
	if err != nil {
		t.Fatal(err)
	}
	return d, run(d, do)
}

func run[E, A any](d *live.Driver[E, A], do func(machine.Instant, []A)) (stop func() error) {
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- d.Run(ctx, do) }()
	return func() error {
		cancel()
		return <-done
	}
}

func wantErr(t testing.TB, err, target error) {
	t.Helper()
	if !errors.Is(err, target) {
		t.Fatalf("error is %v, want %v", err, target)
	}
}

// An act is a wait and then, unless it is a mere wait, an event.
type act[E any] struct {
	Wait  time.Duration // of the machine's time; below 0 the clock is set back
	Post  bool
	Event E
	Calm  bool // let the driver come to rest first
}

// pure runs a schedule without a driver.
func pure[E, A any](p machine.Process[E, A], acts []act[E], tail time.Duration) string {
	var tr trace
	var out []A
	now := machine.Instant(0)
	do := func(at machine.Instant, out []A) {
		if len(out) > 0 {
			keep[A](&tr)(at, out)
		}
	}
	for _, a := range acts {
		now += machine.Instant(max(a.Wait, 0))
		if a.Post {
			out = machine.Until(p, now, out, do)
			out = p.Step(now, a.Event, out)
			do(now, out)
		}
	}
	machine.Until(p, now+machine.Instant(tail), out, do)
	return tr.String()
}

func drawActs[E any](t *rapid.T, lowest time.Duration, event *rapid.Generator[E]) []act[E] {
	wait := rapid.OneOf(
		rapid.Map(rapid.SampledFrom([]int{0, 1, 2, 3, 5, 10, 15, 30, 90, 600}), func(s int) time.Duration {
			return time.Duration(s) * time.Second
		}),
		rapid.Map(rapid.Int64Range(int64(lowest/1000), int64(time.Minute/1000)), func(us int64) time.Duration {
			return time.Duration(us) * time.Microsecond
		}),
	)
	one := rapid.Custom(func(t *rapid.T) act[E] {
		return act[E]{
			Wait: wait.Draw(t, "wait"), Post: rapid.Bool().Draw(t, "post"), Event: event.Draw(t, "event"),
			Calm: rapid.Bool().Draw(t, "calm"),
		}
	})
	return rapid.SliceOfN(one, 1, 12).Draw(t, "acts")
}

var causesDrawn = rapid.SampledFrom([]cause{lit, stirred, boiled, cooled, nonsense})

var healthEvents = rapid.Custom(func(t *rapid.T) health.Event {
	return health.Event{
		On:   rapid.SampledFrom([]health.Cause{health.Started, health.Answered, health.Reset, health.Stopped}).Draw(t, "on"),
		Ask:  rapid.Uint8Range(0, health.Asks-1).Draw(t, "ask"),
		Boot: rapid.Uint8Range(0, 1).Draw(t, "boot"),
	}
})

// lax is a mock whose timers are late or early by a drawn amount, and on which nothing but Now and AfterFunc may be called.
type lax struct {
	clock.Clock // nil: every other method panics
	mock        *clock.Mock
	off         func() time.Duration
	timers      *[]*clock.Timer
}

func (c lax) Now() time.Time { return c.mock.Now() }

func (c lax) AfterFunc(d time.Duration, f func()) *clock.Timer {
	if c.off != nil {
		d = max(d+c.off(), (d+1)/2)
	}
	t := c.mock.AfterFunc(d, f)
	if c.timers != nil {
		*c.timers = append(*c.timers, t)
	}
	return t
}

// With the mock, whatever its steps, and however late or early its timers, the actions and their instants are those of
// a run without driver or clock. Steps may be coarse; the clock may be set back, which counts as no time.
func same[E, A any](t *rapid.T, fresh func() machine.Process[E, A], event *rapid.Generator[E]) {
	rate := rapid.SampledFrom([]float64{1, 1, 60, 0.5}).Draw(t, "rate")
	acts := drawActs(t, -30*time.Second, event)
	offs := rapid.SliceOfN(rapid.Int64Range(-int64(time.Second), int64(20*time.Second)), 1, 5).Draw(t, "timers off by")
	for i := range acts { // whole nanoseconds of the clock
		acts[i].Wait = acts[i].Wait / 60 * 60
	}
	const tail = 20 * time.Minute
	want := pure(fresh(), acts, tail)
	rapid.SyncTest(t, func(t *rapid.T) {
		var tr trace
		mock, n := clock.NewMock(), 0
		off := func() time.Duration { n++; return time.Duration(offs[n%len(offs)]) }
		d, err := live.New(fresh(), live.Options{Clock: lax{mock: mock, off: off}, Rate: rate})
		if err != nil {
			t.Fatal(err)
		}
		stop := run(d, keep[A](&tr))
		var last machine.Instant
		for _, a := range acts {
			if a.Calm {
				synctest.Wait()
			}
			mock.Set(mock.Now().Add(time.Duration(float64(a.Wait) / rate)))
			now := d.Now()
			if now < last {
				t.Fatalf("elapsed time went from %v to %v", last, now)
			}
			last = now
			if a.Post {
				if err := d.Post(a.Event); err != nil {
					t.Fatal(err)
				}
			}
		}
		mock.Add(time.Duration(float64(tail) / rate))
		if err := stop(); !errors.Is(err, context.Canceled) {
			t.Fatal(err)
		}
		if got := tr.String(); got != want {
			t.Fatalf("live:\n%s\n\npure:\n%s", got, want)
		}
	})
}

func TestMockAgreesWithPure(t *testing.T) {
	t.Run("kettle", rapid.MakeCheck(func(t *rapid.T) {
		same(t, func() machine.Process[cause, kettleAction] { return newKettle() }, causesDrawn)
	}))
	t.Run("health", rapid.MakeCheck(func(t *rapid.T) {
		same(t, func() machine.Process[health.Event, health.Action] {
			return machine.Of(health.PoolToPool(), health.State{})
		}, healthEvents)
	}))
}

// With the real clock, too, and however slow do is: stamps are of arrival.
func TestRealClockAgreesWithPure(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		acts := drawActs(t, 0, causesDrawn)
		slow := time.Duration(rapid.Int64Range(0, int64(10*time.Second)).Draw(t, "slow"))
		want := pure(newKettle(), acts, time.Minute)
		rapid.SyncTest(t, func(t *rapid.T) {
			var tr trace
			d, err := live.New(newKettle(), live.Options{})
			if err != nil {
				t.Fatal(err)
			}
			stop := run(d, func(at machine.Instant, out []kettleAction) {
				keep[kettleAction](&tr)(at, out)
				time.Sleep(slow)
			})
			for _, a := range acts {
				time.Sleep(a.Wait)
				if a.Post {
					if err := d.Post(a.Event); err != nil {
						t.Fatal(err)
					}
				}
			}
			time.Sleep(time.Minute)
			stop()
			got := tr.String()
			if !strings.HasPrefix(got, want) { // a slow do lets more time pass
				t.Fatalf("live:\n%s\n\npure:\n%s", got, want)
			}
		})
	})
}

func TestClockJumpsForward(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var tr trace
		mock := clock.NewMock()
		d, stop := start(t, newKettle(), live.Options{Clock: mock}, keep[kettleAction](&tr))
		d.Post(lit)
		mock.Add(time.Hour)
		d.Post(lit)
		stop()
		want := "0 cold lit taken\n3000000000 tick\n6000000000 tick\n9000000000 tick\n10000000000 heating boiled taken\n" +
			"15000000000 boiling over cooled taken\n3600000000000 cold lit taken"
		if tr.String() != want {
			t.Fatalf("got\n%s", &tr)
		}
	})
}

// A clock that was set back with a deadline pending: time goes on from there, the deadline comes once.
func TestClockSetBack(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var tr trace
		mock := clock.NewMock()
		d, stop := start(t, newKettle(), live.Options{Clock: mock}, keep[kettleAction](&tr))
		d.Post(lit)
		mock.Add(4 * time.Second)
		mock.Set(time.Unix(-1000, 0))
		if now := d.Now(); now != machine.Instant(4*time.Second) {
			t.Fatalf("now is %v", now)
		}
		d.Post(stirred)
		mock.Add(10 * time.Second) // nothing but the set-back clock moves it on
		synctest.Wait()
		want := "0 cold lit taken\n3000000000 tick\n4000000000 heating stirred taken\n7000000000 tick\n10000000000 tick\n" +
			"13000000000 tick\n14000000000 heating boiled taken"
		if tr.String() != want {
			t.Fatalf("got\n%s", &tr)
		}
		stop()
	})
}

// jumper moves its mock just before a timer is armed, as another goroutine could.
type jumper struct {
	lax
	by *time.Duration
}

func (c jumper) AfterFunc(d time.Duration, f func()) *clock.Timer {
	if by := *c.by; by != 0 {
		*c.by = 0
		c.mock.Set(c.mock.Now().Add(by))
	}
	return c.lax.AfterFunc(d, f)
}

func TestClockMovesWhileTimerIsArmed(t *testing.T) {
	for _, by := range []time.Duration{2 * time.Second, 4 * time.Second, time.Minute} {
		synctest.Test(t, func(t *testing.T) {
			var tr trace
			mock, jump := clock.NewMock(), by
			d, stop := start(t, newKettle(), live.Options{Clock: jumper{lax{mock: mock}, &jump}}, keep[kettleAction](&tr))
			synctest.Wait()
			d.Post(lit)
			time.Sleep(time.Second) // of the bubble: until Run has come to rest, the mock's own pauses included
			mock.Add(max(3*time.Second-by, 0))
			synctest.Wait()
			if len(tr.lines) < 2 || tr.lines[1] != "3000000000 tick" {
				t.Fatalf("jump of %v, got\n%s", by, &tr)
			}
			stop()
		})
	}
}

func TestLifecycle(t *testing.T) {
	d, err := live.New(newKettle(), live.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Post(lit); err != nil {
		t.Fatal("before Run:", err)
	}
	why := errors.New("lights out")
	ctx, cancel := context.WithCancelCause(context.Background())
	cancel(why)
	var tr trace
	wantErr(t, d.Run(ctx, keep[kettleAction](&tr)), why)
	if len(tr.lines) != 1 || !strings.HasSuffix(tr.lines[0], "cold lit taken") {
		t.Fatalf("what was posted before the end must be stepped, got %q", tr.lines)
	}
	wantErr(t, d.Post(lit), live.ErrStopped)
	wantErr(t, d.Run(ctx, nil), live.ErrStopped)
	wantErr(t, d.Record(nil, nil), live.ErrStopped)
}

// The last round steps what was posted and runs what is due, and from its beginning Post says that it is too late.
func TestLastRound(t *testing.T) {
	var tr trace
	mock := clock.NewMock()
	d, err := live.New(newKettle(), live.Options{Clock: mock})
	if err != nil {
		t.Fatal(err)
	}
	d.Post(lit)
	mock.Add(4 * time.Second)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	wantErr(t, d.Run(ctx, func(at machine.Instant, out []kettleAction) {
		keep[kettleAction](&tr)(at, out)
		wantErr(t, d.Post(stirred), live.ErrStopped)
	}), context.Canceled)
	if want := "0 cold lit taken\n3000000000 tick"; tr.String() != want {
		t.Errorf("got\n%s", &tr)
	}
}

// However far the clock goes, time stays before Never and does not decrease.
func TestClockAtTheEndOfTime(t *testing.T) {
	for _, rate := range []float64{1, 60} {
		mock := clock.NewMock()
		d, err := live.New(&echo{}, live.Options{Clock: mock, Rate: rate})
		if err != nil {
			t.Fatal(err)
		}
		for range 3 {
			mock.Set(mock.Now().Add(math.MaxInt64 - 1))
			if now := d.Now(); now < math.MaxInt64-1 || now == machine.Never {
				t.Errorf("rate %v: now is %d", rate, now)
			}
		}
	}
}

func TestOneRunAtATime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d, stop := start(t, newKettle(), live.Options{}, nil)
		synctest.Wait()
		wantErr(t, d.Run(context.Background(), nil), live.ErrRunning)
		wantErr(t, d.Record(nil, nil), live.ErrRunning)
		wantErr(t, stop(), context.Canceled)
	})
}

func TestLook(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		cell := newKettle()
		var d *live.Driver[cause, kettleAction]
		d, stop := start(t, cell, live.Options{}, func(machine.Instant, []kettleAction) {
			d.Look(func(machine.Instant) {}) // between two steps, too
		})
		d.Post(lit)
		time.Sleep(4 * time.Second)
		synctest.Wait()
		d.Look(func(now machine.Instant) {
			if left := cell.Deadline().Sub(now); cell.State.phase != heating || left != 2*time.Second {
				t.Errorf("%v, %v before the next deadline", cell.State.phase, left)
			}
		})
		stop()
		d.Look(func(machine.Instant) {})
	})
}

// Post does not wait for do; do may post; and nothing posted by many at once is lost or out of order.
func TestPostFromEverywhere(t *testing.T) {
	const each = 200
	var wg sync.WaitGroup
	var seen []machine.Instant
	posted, looked := 0, 0
	process := &echo{}
	d, err := live.New(process, live.Options{})
	if err != nil {
		t.Fatal(err)
	}
	stop := run(d, func(at machine.Instant, out []string) {
		seen = append(seen, at)
		if len(seen)%50 == 1 && posted < 20 {
			posted++
			d.Post(-1)
		}
	})
	for range 8 {
		wg.Go(func() {
			for i := range each {
				if err := d.Post(i); err != nil {
					t.Error(err)
				}
				d.Look(func(machine.Instant) { looked = max(looked, process.steps) })
			}
		})
	}
	wg.Wait()
	wantErr(t, stop(), context.Canceled)
	if len(seen) < 8*each || process.steps != len(seen) || looked > len(seen) {
		t.Fatalf("%d of %d events were stepped, looked at up to %d", len(seen), 8*each, looked)
	}
	for i := 1; i < len(seen); i++ {
		if seen[i] < seen[i-1] {
			t.Fatalf("event %d at %v, after one at %v", i, seen[i], seen[i-1])
		}
	}
}

func TestPostDoesNotWaitForDo(t *testing.T) {
	release := make(chan struct{})
	d, stop := start(t, &echo{}, live.Options{}, func(machine.Instant, []string) { <-release })
	for i := range 1000 {
		if err := d.Post(i); err != nil {
			t.Fatal(err)
		}
	}
	close(release)
	stop()
}

// echo is a process without a table that answers every event. Event -2 gives it a deadline that does not move, event -3
// one that has passed already and then goes away.
type echo struct {
	steps    int
	deadline machine.Timer
	stuck    bool
}

func (p *echo) Step(_ machine.Instant, e int, out []string) []string {
	p.steps++
	switch e {
	case -2:
		p.deadline, p.stuck = machine.At(1<<40), true
	case -3:
		p.deadline = machine.At(5)
	}
	return append(out, fmt.Sprint(e))
}

func (p *echo) Advance(out []string) []string {
	if !p.stuck {
		p.deadline = machine.Timer{}
	}
	return append(out, "advanced")
}

func (p *echo) Deadline() machine.Instant { return p.deadline.Deadline() }

func TestDeadlineWithoutProgress(t *testing.T) {
	for _, event := range []int{-2, -3} {
		synctest.Test(t, func(t *testing.T) {
			d, err := live.New(&echo{}, live.Options{})
			if err != nil {
				t.Fatal(err)
			}
			time.Sleep(time.Second)
			d.Post(event)
			ctx, cancel := context.WithTimeout(context.Background(), time.Hour)
			defer cancel()
			wantErr(t, d.Run(ctx, nil), live.ErrDeadline)
			wantErr(t, d.Post(1), live.ErrStopped)
		})
	}
}

func TestPanicLeavesRun(t *testing.T) {
	d, err := live.New(&echo{}, live.Options{})
	if err != nil {
		t.Fatal(err)
	}
	d.Post(1)
	func() {
		defer func() {
			if r := recover(); r != "dropped" {
				t.Errorf("recovered %v", r)
			}
		}()
		d.Run(context.Background(), func(machine.Instant, []string) { panic("dropped") })
	}()
	wantErr(t, d.Post(1), live.ErrStopped)
	d.Look(func(machine.Instant) {})
}

// Neither goroutines nor timers outlive Run.
func TestNothingIsLeft(t *testing.T) {
	before := runtime.NumGoroutine()
	for range 50 {
		d, stop := start(t, newKettle(), live.Options{}, nil)
		d.Post(lit)
		stop()
	}
	for i := 0; runtime.NumGoroutine() > before && i < 100; i++ {
		time.Sleep(10 * time.Millisecond)
	}
	if after := runtime.NumGoroutine(); after > before {
		t.Errorf("%d goroutines before, %d after", before, after)
	}
	synctest.Test(t, func(t *testing.T) {
		var timers []*clock.Timer
		mock := clock.NewMock()
		d, stop := start(t, newKettle(), live.Options{Clock: lax{mock: mock, timers: &timers}}, nil)
		d.Post(lit)
		mock.Add(4 * time.Second)
		synctest.Wait()
		stop()
		for i, timer := range timers {
			if timer.Stop() {
				t.Errorf("timer %d of %d is still pending", i, len(timers))
			}
		}
		if len(timers) < 2 {
			t.Errorf("%d timers", len(timers))
		}
	})
}

func TestRates(t *testing.T) {
	for _, rate := range []float64{math.NaN(), math.Inf(1), math.Inf(-1), -1} {
		_, err := live.New(newKettle(), live.Options{Rate: rate})
		wantErr(t, err, live.ErrOptions)
		if !strings.HasPrefix(err.Error(), "live: Rate "+fmt.Sprint(rate)) {
			t.Errorf("rate %v: %v", rate, err)
		}
	}
	for _, rate := range []float64{math.SmallestNonzeroFloat64, math.MaxFloat64} {
		synctest.Test(t, func(t *testing.T) {
			d, stop := start(t, newKettle(), live.Options{Rate: rate}, nil)
			d.Post(lit)
			time.Sleep(time.Second)
			stop()
		})
	}
}

// A minute of the machine takes a second, to the nanosecond.
func TestSixtyTimesFaster(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		began, down := time.Now(), time.Duration(0)
		d, stop := start(t, machine.Of(health.PoolToPool(), health.State{}), live.Options{Rate: 60},
			func(at machine.Instant, out []health.Action) {
				for _, a := range out {
					if a.Kind == health.Moved && health.Table.Look(a.Move).To == uint8(health.Down) {
						down = time.Since(began)
					}
				}
			})
		d.Post(health.Event{On: health.Started})
		time.Sleep(10 * time.Second)
		stop()
		if want := 305 * time.Second / 60; down < want || down > want+1 {
			t.Errorf("down after %v, want %v", down, want)
		}
	})
}
