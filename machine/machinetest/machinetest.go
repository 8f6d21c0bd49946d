// Package machinetest holds any machine to its contract, in the manner of testing/fstest.
//
// A test of a machine needs one line, and a list of events, or a way to draw them ([Aim]):
//
//	func TestContract(t *testing.T) {
//		events := []Event{{On: Started}, {On: Answered}, {On: Stopped}}
//		machinetest.Run(t, rules, State{}, events, machinetest.Phase(Table, State.Phase))
//	}
//
// [Run] draws schedules of events, near and on the machine's own deadlines, and checks one law in each subtest; of a
// deadline and an event at the same instant, now the one comes first and now the other. [Check] does the same without a
// testing.T. What fails is a [Failure]: the law, why it matters, and the shortest schedule found that breaks it. Equal
// options draw equal schedules, so a verdict never changes by itself.
//
// The laws, in the order in which they rest on each other. A law that rests on one that fails is not checked, because
// it would say nothing.
//
//	plain        the state has neither pointers nor strings, so that copying it is a snapshot
//	size         the state fits (option Bytes)
//	panic        neither Step nor Advance nor Deadline panics, at no instant, due or not (option Wild: for no argument at all)
//	purity       equal arguments, equal results
//	append       actions are appended to out, the rest of out is left alone, and out is not kept
//	snapshot     a call made again later, among others, does what it did
//	deadlines    a deadline that is run moves on, and none is left in the past
//	refusal      a Step that reports a refusal, and no row, leaves the state as it was
//	moves        reported moves lead from phase to phase (option Phase)
//	pack         every state that is reached can be packed, with a quantum of 1 ns, and packing leaves it as it was
//	round trip   what was packed and unpacked, into whatever was there before, goes on as the original does
//	time shift   everything a second, a century later, or a century earlier, is the same run
//	allocations  Step, Advance and Deadline allocate nothing beyond out (Run only)
//	coverage     every row of every table is taken by some schedule (a log line; option Cover: a law)
//
// What the laws take for granted: events carry no instants (which no shift could find), no deadline is more than a century
// away, and reflect.DeepEqual tells whether two actions are the same.
package machinetest

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"understudy.example/machine"
)

// A Failure is a law that a machine breaks.
type Failure struct {
	Law      string   // its name
	Why      string   // why it matters, in one sentence
	Found    string   // what happened
	Seed     uint32   // Seeds(Seed, 1) draws the schedule that showed it
	Schedule []string // that schedule, as short as it could be made, one line a step; empty if the law needs none
}

// Error returns the law and what happened in one line, and then, on lines of their own, why that matters and the schedule.
func (f *Failure) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "machinetest: %s: %s\n\twhy: %s", f.Law, f.Found, f.Why)
	if len(f.Schedule) > 0 {
		fmt.Fprintf(&b, "\n\tschedule, shortened from Seeds(%d, 1):", f.Seed)
	}
	for _, line := range f.Schedule {
		fmt.Fprintf(&b, "\n\t\t%s", line)
	}
	return b.String()
}

// An Option changes what is drawn, or adds to what is checked.
type Option func(*options)

type options struct {
	seed, schedules uint32
	bytes           uintptr
	wild, cover     bool
	phases          []phase
	aim             any // a func(*machine.Draw, S) E
}

// phase reads the phase that a sheet speaks of out of a state.
type phase struct {
	sheet machine.Sheet
	read  any // a func(S) uint8
}

// Seeds draws n schedules, from the seeds first, first+1 and so on. Without it there are 200, from seed 1.
func Seeds(first uint32, n int) Option {
	return func(o *options) { o.seed, o.schedules = first, uint32(n) }
}

// Bytes adds the law that a state takes at most n bytes.
func Bytes(n uintptr) Option { return func(o *options) { o.bytes = n } }

// Wild has the law against panics try states and events that no schedule reaches: their numbers are overwritten, those in
// unexported fields included, out of every range.
func Wild() Option { return func(o *options) { o.wild = true } }

// Cover makes it a failure that a row of a table is taken by no schedule. Tables are known from the actions' reports and
// from Phase.
func Cover() Option { return func(o *options) { o.cover = true } }

// Phase says where in the state the phase stands that table speaks of. The law of moves then holds every reported move to
// it, and every change of phase to the reported moves. A state with several phases takes several such options, unless they
// share one table.
func Phase[S any, P, C machine.Symbol](table *machine.Table[P, C], of func(S) P) Option {
	read := func(s S) uint8 { return uint8(of(s)) }
	return func(o *options) { o.phases = append(o.phases, phase{table, read}) }
}

// Aim draws events with a look at the state that they will meet, which no list can foresee: the answer with the number that
// was asked with, say. Schedules take none, some or all of their events from draw, and the others from the list; all, if
// the list is empty.
func Aim[S, E any](draw func(d *machine.Draw, s S) E) Option {
	return func(o *options) { o.aim = draw }
}

// Check draws schedules for a machine that is in state start at instant 0, and returns a Failure for every law it breaks,
// joined.
func Check[S comparable, E, A any](rules machine.Machine[S, E, A], start S, events []E, opts ...Option) error {
	k, err := newKit(rules, start, events, opts)
	if err != nil {
		return err
	}
	var errs []error
	failed := map[string]bool{}
	for _, l := range k.laws() {
		if failed[l.after] {
			failed[l.name] = true
		} else if f := k.find(l); f != nil {
			failed[l.name] = true
			errs = append(errs, f)
		}
	}
	if k.cover && !failed["panic"] {
		if f := k.coverage(); f != nil {
			errs = append(errs, f)
		}
	}
	return errors.Join(errs...)
}

// Run is Check with one subtest a law. It counts allocations besides, and logs the rows that no schedule takes.
func Run[S comparable, E, A any](t *testing.T, rules machine.Machine[S, E, A], start S, events []E, opts ...Option) {
	t.Helper()
	k, err := newKit(rules, start, events, opts)
	if err != nil {
		t.Fatal(err)
	}
	failed := map[string]bool{}
	sub := func(name, after string, check func(*testing.T) *Failure) {
		t.Run(name, func(t *testing.T) {
			if failed[after] {
				failed[name] = true
				t.Skipf("not checked: it rests on %q, which fails", after)
			}
			if f := check(t); f != nil {
				failed[name] = true
				t.Error(f)
			}
		})
	}
	for _, l := range k.laws() {
		sub(l.name, l.after, func(*testing.T) *Failure { return k.find(l) })
	}
	sub("allocations", "panic", func(t *testing.T) *Failure {
		if !countable() {
			t.Skip("not checked: allocations cannot be counted while tests run in parallel")
		}
		return k.find(k.thrift())
	})
	sub("coverage", "panic", func(t *testing.T) *Failure {
		f := k.coverage()
		if f != nil && !k.cover {
			t.Log(f.Found)
			return nil
		}
		return f
	})
}

// countable reports whether testing.AllocsPerRun works here: it panics while tests run in parallel.
func countable() (ok bool) {
	defer func() { ok = recover() == nil }()
	testing.AllocsPerRun(1, func() {})
	return true
}
