// Package reach visits every state of a small machine, for tests.
package reach

import (
	"encoding/binary"
	"reflect"
	"testing"
	"time"

	"understudy.example/machine"
)

// Rules are a machine whose states can be packed.
type Rules[S comparable, E, A any] interface {
	machine.Machine[S, E, A]
	machine.Coder[S]
}

// Now is the instant at which all states are visited; states that differ only in when they happen are one.
const Now = machine.Instant(1000 * time.Second)

// A walk is one search for everything that can be reached.
type walk[S comparable, E, A any] struct {
	t      testing.TB
	rules  Rules[S, E, A]
	events []E
	code   machine.Code
	seen   map[string]bool
	todo   []string
}

// Every calls visit for every state that can be reached from start when everything happens on whole seconds: once for
// each event, and, where a deadline is due, once for that, with a nil event. Of a deadline and an event at one instant
// both orders are visited. It returns how many states there are.
//
// A state that is packed and unpacked must go on as it would have done.
func Every[S comparable, E, A any](t testing.TB, r Rules[S, E, A], start S, events []E,
	visit func(s S, e *E, to S, out []A)) int {
	t.Helper()
	w := &walk[S, E, A]{t: t, rules: r, events: events, seen: map[string]bool{}}
	w.add(Now, start)
	for len(w.todo) > 0 {
		s := w.unpack(Now, w.todo[len(w.todo)-1])
		w.todo = w.todo[:len(w.todo)-1]
		for i := range events {
			to, out := r.Step(Now, s, events[i], nil)
			visit(s, &events[i], to, out)
			w.add(Now, to)
		}
		if r.Deadline(s) > Now {
			w.add(Now.Add(time.Second), s)
			continue
		}
		to, out := r.Advance(s, nil)
		visit(s, nil, to, out)
		w.add(Now, to)
	}
	return len(w.seen)
}

// add puts s, as it is at now, among the states to visit.
func (w *walk[S, E, A]) add(now machine.Instant, s S) {
	key := w.pack(now, s)
	w.compare(now, s, w.unpack(now, key))
	if !w.seen[key] {
		w.seen[key] = true
		w.todo = append(w.todo, key)
	}
}

// compare holds a state to its copy.
func (w *walk[S, E, A]) compare(now machine.Instant, s, c S) {
	if s == c {
		return
	}
	same := func(what any, a, b S, outA, outB []A) {
		if w.pack(now, a) != w.pack(now, b) || !reflect.DeepEqual(outA, outB) {
			w.t.Errorf("%+v, copied, is %+v; on %+v it goes to\n%+v, and its copy to\n%+v", s, c, what, a, b)
		}
	}
	for _, e := range w.events {
		a, outA := w.rules.Step(now, s, e, nil)
		b, outB := w.rules.Step(now, c, e, nil)
		same(e, a, b, outA, outB)
	}
	if w.rules.Deadline(s) == now || w.rules.Deadline(c) == now {
		a, outA := w.rules.Advance(s, nil)
		b, outB := w.rules.Advance(c, nil)
		same("its deadline", a, b, outA, outB)
	}
}

func (w *walk[S, E, A]) pack(now machine.Instant, s S) string {
	w.code.Pack(now, time.Second, nil)
	w.rules.Code(&w.code, &s)
	var key []byte
	for _, word := range w.code.Words() {
		key = binary.LittleEndian.AppendUint64(key, word)
	}
	if err := w.code.Err(); err != nil {
		w.t.Fatalf("%+v at %v: %v", s, now, err)
	}
	return string(key)
}

func (w *walk[S, E, A]) unpack(now machine.Instant, key string) (s S) {
	var words []uint64
	for b := []byte(key); len(b) > 0; b = b[8:] {
		words = append(words, binary.LittleEndian.Uint64(b))
	}
	w.code.Unpack(now, time.Second, words)
	w.rules.Code(&w.code, &s)
	if err := w.code.Close(); err != nil {
		w.t.Fatal(err)
	}
	return s
}

// Rows compares a table with what was seen of it: every row must have been taken, by one of the moves.
func Rows[P, C machine.Symbol](t testing.TB, table *machine.Table[P, C], taken map[machine.Move[P, C]]bool) {
	t.Helper()
	for from := range table.Phases() {
		for on := range table.Causes() {
			m := machine.Move[P, C]{From: P(from), On: C(on)}
			if table.Look(m).Outcome == machine.Taken && !taken[m] {
				t.Errorf("%v on %v: nothing that can happen takes this row", m.From, m.On)
			}
		}
	}
}
