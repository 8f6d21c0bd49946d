package explore

import (
	"errors"
	"fmt"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"understudy.example/machine"
)

// SearchOptions say how far a search goes.
type SearchOptions struct {
	States   int           // the search ends with the step in which it has found so many; 0 for 1<<26
	Depth    int           // the search ends after so many steps; 0 for any number
	Workers  int           // how many worlds search at once; 0 for runtime.GOMAXPROCS
	Quantum  time.Duration // in which times are packed; 0 for nanoseconds
	Progress func(Report)  // hears of every step when it is over; nil for nobody

	store func() store // for tests; nil chooses by the size of the domain
}

// validate reports numbers that cannot be.
func (o *SearchOptions) validate(kind error) error {
	f := machine.Faults{Package: "explore", Kind: kind}
	f.If(o.States < 0, "States %d must not be below 0", o.States)
	f.If(o.Depth < 0, "Depth %d must not be below 0", o.Depth)
	f.If(o.Workers < 0, "Workers %d must not be below 0", o.Workers)
	f.If(o.Quantum < 0, "Quantum %v must not be below 0", o.Quantum)
	return f.Err()
}

// A Report is what a search has found.
type Report struct {
	States      int  // different ones
	Transitions int  // moves that were made
	Depth       int  // the longest of the shortest ways to a state, in moves
	Ends        int  // states in which nothing can happen
	Exhaustive  bool // these are all states there are
	Bytes       int  // that the set of states takes

	Lively  bool // and from each of them every way of fair moves leads to a good state and stays with good ones
	Recover int  // the longest such way through states that are not good
}

func (r Report) String() string {
	how := fmt.Sprintf("bounded at %d states", r.States)
	if r.Exhaustive {
		how = fmt.Sprintf("exhaustive: %d states", r.States)
	}
	how += fmt.Sprintf(", %d transitions, depth %d", r.Transitions, r.Depth)
	if r.Ends > 0 {
		how += fmt.Sprintf(", %d ends", r.Ends)
	}
	if r.Lively {
		how += fmt.Sprintf(", good again after at most %d fair moves", r.Recover)
	}
	return how
}

// A Violation is a way to what must not be: an error of World.Do or, for a World that is Live, fair moves that never come back to a
// good state, of which the last ones, from Cycle on, go on for ever.
type Violation struct {
	Path  []Step
	Cycle int // len(Path) if nothing goes on for ever
	Err   error
}

// A Step is a move, and what it was called.
type Step struct {
	Move  Move
	Label string
}

func (v *Violation) Error() string {
	return fmt.Sprintf("explore: after %d moves: %v", len(v.Path), v.Err)
}

func (v *Violation) Unwrap() error { return v.Err }

// Trace tells the way, a line for each move.
func (v *Violation) Trace() string {
	var b strings.Builder
	for i, s := range v.Path {
		if i == v.Cycle {
			b.WriteString("and for ever again:\n")
		}
		fmt.Fprintf(&b, "%d. %s\n", i+1, s.Label)
	}
	fmt.Fprintf(&b, "%v\n", v.Err)
	return b.String()
}

// ErrNotGood is what a Violation of a Live World wraps.
var ErrNotGood = errors.New("explore: not every way of fair moves leads back to good states for good")

// A Copier is a World that takes over the state of another one made by the same function, faster than through Code.
type Copier interface{ CopyFrom(World) }

// A Clock is a World in which time passes. Its states are packed relative to Now, and unpacked at the instant 0.
type Clock interface{ Now() machine.Instant }

// Search reaches every state of the worlds that make makes, breadth first, and is exact: states are compared, not their hashes. The
// worlds begin in the same state, and move alike; each is used by one goroutine. What must not be is a *Violation, whose Path is the
// shortest there is, and of those the first one in the order of Moves; any other error is a state that cannot be packed, or ErrOptions.
func Search(make func() World, o SearchOptions) (Report, error) {
	if err := o.validate(ErrOptions); err != nil {
		return Report{}, err
	}
	if make == nil || make() == nil {
		return Report{}, fmt.Errorf("%w: there must be a World to search", ErrOptions)
	}
	s := &search{make: make, options: o, limit: o.States}
	if s.limit == 0 {
		s.limit = 1 << 26
	}
	s.set = s.choose()
	err := s.run()
	for s.settle(err) {
		err = s.run()
	}
	if errors.Is(err, errBroken) {
		return s.trace()
	}
	if err == nil {
		err = s.remembers()
	}
	if _, live := make().(Live); err == nil && live && s.report.Exhaustive {
		err = s.recovers()
	}
	return s.report, err
}

var (
	errWider  = errors.New("explore: a state takes more room than the first one") // of the store that was chosen
	errBroken = errors.New("explore: broken")                                     // something must not be; what is found again
)

// settle takes another store, or visits states one by one, if that is what an error asks for.
func (s *search) settle(err error) bool {
	switch {
	case errors.Is(err, errWider):
		s.set = newTree()
	case errors.Is(err, machine.ErrLayout):
		s.uneven, s.set = true, s.choose()
	default:
		return false
	}
	return true
}

type search struct {
	make    func() World
	options SearchOptions
	limit   int
	set     store
	report  Report
	uneven  bool // states are not always visited alike
}

// choose chooses a store by how many states there can be.
func (s *search) choose() store {
	if s.options.store != nil {
		return s.options.store()
	}
	var c machine.Code
	c.Size(s.options.Quantum)
	s.make().Code(&c)
	switch bits := c.Bits(); {
	case bits <= mostBits:
		return newBits(bits)
	case bits < 64:
		return newFlat()
	}
	return newTree()
}

func (s *search) workers() int {
	if s.options.Workers > 0 {
		return s.options.Workers
	}
	return runtime.GOMAXPROCS(0)
}

// run reaches all states, step by step.
func (s *search) run() error {
	s.report = Report{}
	team := make([]*worker, s.workers())
	for i := range team {
		team[i] = s.worker()
	}
	front, err := team[0].begin()
	if err != nil {
		return err
	}
	var next []uint64
	for s.report.States = 1; ; s.report.Depth++ {
		next, err = s.step(team, front, next[:0])
		if err != nil {
			return err
		}
		s.report.States += len(next)
		s.report.Bytes = s.set.bytes()
		if s.options.Progress != nil {
			s.options.Progress(s.report)
		}
		if s.report.Exhaustive = len(next) == 0; s.report.Exhaustive {
			return nil
		}
		if s.report.States >= s.limit || s.report.Depth+1 == s.options.Depth {
			s.report.Depth++
			return team[0].check(next)
		}
		front, next = next, front
	}
}

// portion is how many states a worker takes at once.
const portion = 64

// step makes every move of every state of the front, and appends the states that are new to next.
func (s *search) step(team []*worker, front, next []uint64) (_ []uint64, err error) {
	var taken atomic.Int64
	var stop atomic.Bool
	var wait sync.WaitGroup
	for _, w := range team {
		wait.Add(1)
		go func() {
			defer wait.Done()
			for w.err == nil && !stop.Load() {
				from := int(taken.Add(portion)) - portion
				if from >= len(front) {
					w.found = w.set.flush(w.found)
					return
				}
				w.expand(front[from:min(from+portion, len(front))])
			}
			stop.Store(true)
		}()
	}
	wait.Wait()
	for _, w := range team {
		if w.err != nil && (err == nil || errors.Is(err, errBroken)) {
			err = w.err
		}
		s.report.Transitions += w.moves
		s.report.Ends += w.ends
		next = append(next, w.found...)
		w.found, w.moves, w.ends = w.found[:0], 0, 0
	}
	return next, err
}

// A worker has a world to decode states in, and one to move.
type worker struct {
	*visitor
	set         session
	found       []uint64
	moves, ends int
	err         error
}

func (s *search) worker() *worker { return &worker{visitor: s.visitor(), set: s.set.open()} }

// begin is the first state.
func (w *worker) begin() ([]uint64, error) {
	words, err := w.pack(w.home)
	if err != nil {
		return nil, err
	}
	first, err := w.set.add(words, nil)
	return w.set.flush(first), err
}

// expand makes every move of some states.
func (w *worker) expand(states []uint64) {
	for _, id := range states {
		if w.err = w.unpack(w.set.get(id, w.key[:0])); w.err != nil {
			return
		}
		for i, m := range w.options {
			if w.err = w.move(i, m); w.err != nil {
				return
			}
		}
		if len(w.options) == 0 {
			w.ends++
		}
	}
}

// check unpacks states that no move is made from.
func (w *worker) check(states []uint64) error {
	for _, id := range states {
		if err := w.load(w.home, w.set.get(id, w.key[:0])); err != nil {
			return err
		}
	}
	return nil
}

// move makes a move, and takes note of where it leads.
func (w *worker) move(i int, m Move) error {
	away, err := w.depart(i)
	if err != nil {
		return err
	}
	w.moves++
	if err := away.Do(m); err != nil {
		return errBroken
	}
	words, err := w.pack(away)
	if err != nil {
		return err
	}
	w.found, err = w.set.add(words, w.found)
	return err
}
