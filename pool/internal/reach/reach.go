// Package reach visits every state of a small machine, for tests.
package reach

import (
	"encoding/binary"
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

// Every calls visit for every state that can be reached from start when everything happens on whole seconds: once for
// each event, and, where a deadline is due, once for that, with a nil event. Of a deadline and an event at one instant
// both orders are visited. It returns how many states there are.
func Every[S comparable, E, A any](t testing.TB, r Rules[S, E, A], start S, events []E, visit func(s S, e *E, to S, out []A)) int {
	t.Helper()
	var c machine.Code
	pack := func(now machine.Instant, s S) string {
		c.Pack(now, time.Second, nil)
		r.Code(&c, &s)
		var key []byte
		for _, w := range c.Words() {
			key = binary.LittleEndian.AppendUint64(key, w)
		}
		if err := c.Err(); err != nil {
			t.Fatalf("%+v at %v: %v", s, now, err)
		}
		return string(key)
	}
	unpack := func(key string) (s S) {
		var words []uint64
		for b := []byte(key); len(b) > 0; b = b[8:] {
			words = append(words, binary.LittleEndian.Uint64(b))
		}
		c.Unpack(Now, time.Second, words)
		if r.Code(&c, &s); c.Close() != nil {
			t.Fatal(c.Close())
		}
		return s
	}
	first := pack(Now, start)
	seen := map[string]bool{first: true}
	todo := []string{first}
	add := func(key string) {
		if !seen[key] {
			seen[key] = true
			todo = append(todo, key)
		}
	}
	for len(todo) > 0 {
		s := unpack(todo[len(todo)-1])
		todo = todo[:len(todo)-1]
		for i := range events {
			to, out := r.Step(Now, s, events[i], nil)
			visit(s, &events[i], to, out)
			add(pack(Now, to))
		}
		if r.Deadline(s) > Now {
			add(pack(Now.Add(time.Second), s))
			continue
		}
		to, out := r.Advance(s, nil)
		visit(s, nil, to, out)
		add(pack(Now, to))
	}
	return len(seen)
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
