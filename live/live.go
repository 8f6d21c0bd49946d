package live

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math"
	"sync"
	"time"

	"github.com/benbjohnson/clock"
	"github.com/looplab/fsm"

	"understudy.example/machine"
)

// What an error of this package is about.
var (
	ErrOptions   = errors.New("live: options are not usable")
	ErrRunning   = errors.New("live: the driver is running already")
	ErrStopped   = errors.New("live: the driver has stopped")
	ErrMove      = errors.New("live: a move that the table does not allow")
	ErrDeadline  = errors.New("live: a deadline that makes no progress")
	ErrRecording = errors.New("live: recording")
)

// Options are what a driver can be given. The zero Options are a real clock at its own speed, no log and no callbacks.
type Options struct {
	Clock clock.Clock                     // nil is the real clock
	Rate  float64                         // how many times faster than the clock; 0 is 1
	Log   *slog.Logger                    // rows taken at Info, refusals at Warn; nil is silent
	Hooks map[machine.Sheet]fsm.Callbacks // enter_ and after_ callbacks, by table (the same one, not an equal one)
}

// Validate reports everything that is wrong with the options at once; each error wraps ErrOptions.
func (o Options) Validate() error {
	errs := checkHooks(o.Hooks)
	if !(o.Rate >= 0) || math.IsInf(o.Rate, 1) {
		errs = append(errs, optionError(fmt.Sprintf("Rate %v must be finite and above 0", o.Rate)))
	}
	return errors.Join(errs...)
}

// optionError is one fault of some Options.
type optionError string

func (e optionError) Error() string { return "live: " + string(e) }
func (optionError) Unwrap() error   { return ErrOptions }

// A Driver runs one process in real time.
type Driver[E, A any] struct {
	engine  *engine[E, A]
	mirrors *mirrors
	clock   clock.Clock
	tape    *tape[E]
	wake    chan struct{} // something has been posted, or is due
	timer   *clock.Timer  // for the least deadline; Run's own
	spare   []posted[E]   // the emptied queue of the round before; Run's own
	do      func(machine.Instant, []A)
	calls   context.Context // for the log and the callbacks: Run's, without its cancellation

	mu      sync.Mutex // guards what follows; held for moments, so Post does not wait for do
	elapsed pace
	queue   []posted[E]
	stage   stage
}

// posted is an event with its stamp.
type posted[E any] struct {
	at    machine.Instant
	event E
}

type stage uint8

const (
	made stage = iota
	running
	stopped
)

// tooLate is why a driver cannot be run any more.
var tooLate = [...]error{made: nil, running: ErrRunning, stopped: ErrStopped}

// New makes a driver for p. Elapsed time begins now. The driver owns p from here on: read it with Look.
func New[E, A any](p machine.Process[E, A], o Options) (*Driver[E, A], error) {
	if err := o.Validate(); err != nil {
		return nil, err
	}
	if o.Clock == nil {
		o.Clock = clock.New()
	}
	if o.Rate == 0 {
		o.Rate = 1
	}
	d := &Driver[E, A]{
		mirrors: newMirrors(o),
		clock:   o.Clock,
		wake:    make(chan struct{}, 1),
		elapsed: pace{clock: o.Clock, rate: o.Rate, last: o.Clock.Now()},
	}
	d.engine = newEngine(p, d.tell)
	return d, nil
}

// Post hands an event to the process. The event happens now: it is stamped before Post returns, from whatever
// goroutine, and events are stepped in the order of their stamps. Every event posted without an error is stepped before
// Run returns, unless Run returns an error of its own. After that, Post returns ErrStopped. Events may be posted before
// Run; the queue has no bound.
func (d *Driver[E, A]) Post(event E) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.stage == stopped {
		return ErrStopped
	}
	d.queue = append(d.queue, posted[E]{d.elapsed.read(), event})
	d.poke()
	return nil
}

// Now returns the elapsed time.
func (d *Driver[E, A]) Now() machine.Instant {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.elapsed.read()
}

// Look calls f while the process is between two steps, so that f can read it. Whatever is due by now may not have been
// run yet: a deadline before now is one that Run is about to run. Look may be called at any time, even after Run.
func (d *Driver[E, A]) Look(f func(now machine.Instant)) {
	d.engine.mu.Lock()
	defer d.engine.mu.Unlock()
	f(d.Now())
}

// Record writes every input of the coming Run to w, one line each, before it is stepped, and the end of the run as the
// last line. Encode appends a line without its end; nil is JSON, {"at":ns,"event":...}, which also refuses an event
// that does not read back as it was. Each line is one Write, followed by Flush if w has it. An error ends Run.
func (d *Driver[E, A]) Record(w io.Writer, encode func(dst []byte, line Line[E]) ([]byte, error)) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := tooLate[d.stage]; err != nil {
		return err
	}
	if encode == nil {
		encode = appendJSON[E]
	}
	d.tape = &tape[E]{w: w, encode: encode}
	return nil
}

// Run steps the process until ctx is done; it can be called once. It calls do, in this goroutine, with what one call of
// the process appended, if that is anything; the slice is valid during the call only, and nil do discards it. When ctx
// is done Run first steps what has been posted and runs what is due, then returns the cause. Any other error means that
// Run gave up before: ErrMove, ErrDeadline, ErrRecording, or what a callback left in its event.
func (d *Driver[E, A]) Run(ctx context.Context, do func(machine.Instant, []A)) error {
	if err := d.begin(); err != nil {
		return err
	}
	defer d.end()
	d.calls, d.do = context.WithoutCancel(ctx), do
	for {
		last := ctx.Err() != nil
		now, err := d.round(last)
		switch {
		case err != nil:
			return err
		case last:
			return cmp.Or(d.tape.put(Line[E]{At: now}), context.Cause(ctx))
		}
		d.arm(d.engine.Deadline())
		select {
		case <-d.wake:
		case <-ctx.Done():
		}
		d.disarm()
	}
}

// tell hands on what one call of the process appended: to the log and the mirrors, then to do.
func (d *Driver[E, A]) tell(at machine.Instant, out []A) error {
	for i := range out {
		if err := follow(d.calls, d.mirrors, at, &out[i]); err != nil {
			return err
		}
	}
	if d.do != nil {
		d.do(at, out)
	}
	return nil
}

func (d *Driver[E, A]) begin() error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := tooLate[d.stage]; err != nil {
		return err
	}
	d.stage = running
	return nil
}

func (d *Driver[E, A]) end() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.stage, d.queue, d.spare = stopped, nil, nil
}

// round steps everything posted until now and runs everything due until now.
func (d *Driver[E, A]) round(last bool) (machine.Instant, error) {
	now, batch := d.take(last)
	for i := range batch {
		if err := d.step(&batch[i]); err != nil {
			return now, err
		}
	}
	clear(batch)
	d.spare = batch[:0]
	return now, d.engine.until(now)
}

// take empties the queue and reads the clock in one go: whatever is posted later is stamped later too.
func (d *Driver[E, A]) take(last bool) (machine.Instant, []posted[E]) {
	d.mu.Lock()
	defer d.mu.Unlock()
	batch := d.queue
	d.queue = d.spare
	if last {
		d.stage = stopped
	}
	return d.elapsed.read(), batch
}

func (d *Driver[E, A]) step(p *posted[E]) error {
	if err := d.tape.put(Line[E]{p.at, &p.event}); err != nil {
		return err
	}
	return d.engine.step(p.at, p.event)
}

// slack is how far the clock may go on between its reading and the arming of the timer, which makes the timer late by as much.
const slack = time.Millisecond

// arm sets the timer for deadline. A firing says no more than "look at the clock", so a stale one is harmless, and needs
// no number to be told by.
func (d *Driver[E, A]) arm(deadline machine.Instant) {
	for deadline != machine.Never {
		before, wait := d.wait(deadline)
		if wait <= 0 {
			d.poke()
			return
		}
		d.timer = d.clock.AfterFunc(wait, d.poke)
		if after, _ := d.wait(deadline); after.Sub(before).Abs() <= slack {
			return
		}
		d.disarm() // the clock was moved in between
	}
}

// wait returns what the clock reads, and how long it has to go on from there until deadline.
func (d *Driver[E, A]) wait(deadline machine.Instant) (time.Time, time.Duration) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.elapsed.read() >= deadline {
		return d.elapsed.last, 0
	}
	return d.elapsed.last, d.elapsed.wait(deadline)
}

func (d *Driver[E, A]) disarm() {
	if d.timer != nil {
		d.timer.Stop()
		d.timer = nil
	}
}

// poke wakes Run, now or when it looks next.
func (d *Driver[E, A]) poke() {
	select {
	case d.wake <- struct{}{}:
	default:
	}
}
