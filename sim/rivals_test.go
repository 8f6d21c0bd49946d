package sim

import (
	stdheap "container/heap"
	"context"
	"fmt"
	"iter"
	"runtime"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/looplab/fsm"

	"understudy.example/machine"
)

// boxes is container/heap, which boxes every timer: the rival of the calendar inside the same World.
type boxes struct{ list boxed }

type boxed []*timer

func (b boxed) Len() int           { return len(b) }
func (b boxed) Less(i, j int) bool { return b[i].compare(*b[j]) < 0 }
func (b boxed) Swap(i, j int)      { b[i], b[j] = b[j], b[i] }
func (b *boxed) Push(x any)        { *b = append(*b, x.(*timer)) }
func (b *boxed) Pop() any {
	last := (*b)[len(*b)-1]
	(*b)[len(*b)-1] = nil
	*b = (*b)[:len(*b)-1]
	return last
}

func (q *boxes) push(t timer) { stdheap.Push(&q.list, &t) }
func (q *boxes) pop()         { stdheap.Pop(&q.list) }
func (q *boxes) peek(limit machine.Instant) (timer, bool) {
	if len(q.list) == 0 || q.list[0].at > limit {
		return timer{}, false
	}
	return *q.list[0], true
}

// The rivals below are what people write without an engine. Each plays the history of the storm with a client that is far simpler
// than ours: it refreshes, loses its registrar, asks whether it is let in, and backs off; one event is one waking up.

// A plain client has a phase and counts its failures.
type plain struct {
	draw  machine.Draw
	fails uint8
	at    int8 // the registrar, -1 for none
	gen   uint32
}

// plainWorld is two registrars that take in 5,000 a second.
type plainWorld struct {
	open   [2]bool
	next   [2]machine.Instant
	events int
}

// wake lets a client do what it has waited for, and says how long it waits next.
func (w *plainWorld) wake(now machine.Instant, c *plain) machine.Instant {
	w.events++
	if c.at >= 0 {
		return machine.Instant(570 * time.Second)
	}
	for p := range w.open {
		if w.open[p] && w.next[p] < now+machine.Instant(time.Second) {
			w.next[p] = max(w.next[p], now) + machine.Instant(time.Second)/5000
			c.at, c.fails = int8(p), 0
			return machine.Instant(570 * time.Second)
		}
	}
	c.fails = min(c.fails+1, 6)
	most := min(30*time.Second<<c.fails, 30*time.Minute)
	return machine.Instant(most/2) + machine.Instant(c.draw.Below(uint64(most/2)))
}

// The turns of the history: the first pool is lost, the second has its verdict, the first is back, and takes its users home.
var turns = []struct {
	at   machine.Instant
	do   func(*plainWorld)
	lost int8 // whose clients are out
}{
	{at(20 * time.Minute), func(w *plainWorld) { w.open[0] = false }, 0},
	{at(20*time.Minute + 45*time.Second), func(w *plainWorld) { w.open[1] = true }, -1},
	{at(81 * time.Minute), func(w *plainWorld) { w.open[0], w.open[1] = true, false }, 1},
	{at(2 * time.Hour), func(*plainWorld) {}, -1},
}

func plainClients(n int) []plain {
	clients := make([]plain, n)
	for i := range clients {
		clients[i].draw.Seed = uint32(i)
	}
	return clients
}

// An engine lets clients sleep, each with a function that it calls when a client wakes up.
type sleepers []sleeper

type sleeper struct {
	at  machine.Instant
	seq int
	run func(now machine.Instant)
}

func (s sleepers) Len() int { return len(s) }
func (s sleepers) Less(i, j int) bool {
	return s[i].at < s[j].at || s[i].at == s[j].at && s[i].seq < s[j].seq
}
func (s sleepers) Swap(i, j int) { s[i], s[j] = s[j], s[i] }
func (s *sleepers) Push(x any)   { *s = append(*s, x.(sleeper)) }
func (s *sleepers) Pop() any {
	last := (*s)[len(*s)-1]
	*s = (*s)[:len(*s)-1]
	return last
}

// playPlain plays the history on container/heap with a closure for every sleep; wake is how a client is woken.
func playPlain(n int, makeWake func(w *plainWorld, c *plain) func(now machine.Instant) machine.Instant) int {
	w, clients := &plainWorld{open: [2]bool{true, false}}, plainClients(n)
	var s sleepers
	seq := 0
	sleep := func(at machine.Instant, run func(machine.Instant)) {
		seq++
		stdheap.Push(&s, sleeper{at, seq, run})
	}
	wakes := make([]func(machine.Instant) machine.Instant, n)
	var schedule func(c *plain, i int, at machine.Instant)
	schedule = func(c *plain, i int, at machine.Instant) {
		gen := c.gen
		sleep(at, func(now machine.Instant) {
			if c.gen == gen {
				schedule(c, i, now+wakes[i](now))
			}
		})
	}
	for i := range clients {
		c := &clients[i]
		wakes[i] = makeWake(w, c)
		schedule(c, i, machine.Instant(c.draw.Below(uint64(570*time.Second))))
	}
	for _, turn := range turns {
		for len(s) > 0 && s[0].at <= turn.at {
			e := stdheap.Pop(&s).(sleeper)
			e.run(e.at)
		}
		turn.do(w)
		for i := range clients {
			if c := &clients[i]; turn.lost >= 0 && c.at == turn.lost {
				c.at, c.gen = -1, c.gen+1
				schedule(c, i, turn.at)
			}
		}
	}
	return w.events
}

func playClosures(n int) int {
	return playPlain(n, func(w *plainWorld, c *plain) func(machine.Instant) machine.Instant {
		return func(now machine.Instant) machine.Instant { return w.wake(now, c) }
	})
}

// playCoroutines has a coroutine for every client, as process-oriented simulators do.
func playCoroutines(n int) int {
	var stops []func()
	defer func() {
		for _, stop := range stops {
			stop()
		}
	}()
	return playPlain(n, func(w *plainWorld, c *plain) func(machine.Instant) machine.Instant {
		var now machine.Instant
		next, stop := iter.Pull(func(yield func(machine.Instant) bool) {
			for yield(w.wake(now, c)) {
			}
		})
		stops = append(stops, stop)
		return func(at machine.Instant) machine.Instant {
			now = at
			wait, _ := next()
			return wait
		}
	})
}

// playLooplab has a looplab/fsm for every client, which every waking up moves.
func playLooplab(n int) int {
	ctx := context.Background()
	return playPlain(n, func(w *plainWorld, c *plain) func(machine.Instant) machine.Instant {
		m := fsm.NewFSM("in", fsm.Events{
			{Name: "refresh", Src: []string{"in", "out"}, Dst: "in"},
			{Name: "wait", Src: []string{"in", "out"}, Dst: "out"},
		}, nil)
		return func(now machine.Instant) machine.Instant {
			wait := w.wake(now, c)
			event := "refresh"
			if c.at < 0 {
				event = "wait"
			}
			_ = m.Event(ctx, event) // staying where one is counts as an error there
			return wait
		}
	})
}

// playSynctest has a goroutine for every client, in the virtual time of testing/synctest.
func playSynctest(t *testing.T, n int) (events int) {
	synctest.Test(t, func(*testing.T) {
		begin := time.Now()
		w, clients := &plainWorld{open: [2]bool{true, false}}, plainClients(n)
		var mu sync.Mutex
		lost := make(chan struct{})
		done := make(chan struct{})
		for i := range clients {
			c := &clients[i]
			go func() {
				d := time.Duration(c.draw.Below(uint64(570 * time.Second)))
				for {
					mu.Lock()
					out := lost
					mu.Unlock()
					select {
					case <-time.After(d):
					case <-out:
					case <-done:
						return
					}
					mu.Lock()
					d = time.Duration(w.wake(machine.Instant(time.Since(begin)), c))
					mu.Unlock()
				}
			}()
		}
		for _, turn := range turns {
			time.Sleep(time.Until(begin.Add(time.Duration(turn.at))))
			mu.Lock()
			turn.do(w)
			if turn.lost >= 0 {
				for i := range clients {
					clients[i].at = -1
				}
				close(lost)
				lost = make(chan struct{})
			}
			mu.Unlock()
		}
		close(done)
		mu.Lock()
		events = w.events
		mu.Unlock()
	})
	return events
}

// The rivals play one history: those whose order is determined agree to the event.
func TestRivalsAgree(t *testing.T) {
	want := playClosures(500)
	if n := playCoroutines(500); n != want {
		t.Errorf("coroutines have %d events, closures %d", n, want)
	}
	if n := playLooplab(500); n != want {
		t.Errorf("looplab has %d events, closures %d", n, want)
	}
	begin := time.Now()
	n := playSynctest(t, 500)
	if n < want*9/10 || n > want*11/10 {
		t.Errorf("synctest has %d events, closures %d", n, want)
	}
	t.Logf("synctest: %.2f million events a second", float64(n)/time.Since(begin).Seconds()/1e6) // it cannot run in a benchmark
}

// BenchmarkRivals plays the storm on our World, on the same World with other queues, and on what people write without an
// engine. Compare seconds for the same history, or events a second; an event of a rival is far less than one of ours.
func BenchmarkRivals(b *testing.B) {
	for _, n := range []int{1e4, 1e5, 1e6} {
		b.Run(fmt.Sprintf("sim/%d", n), func(b *testing.B) { benchStorm(b, n, func() queue { return new(calendar) }) })
		b.Run(fmt.Sprintf("sim-heap/%d", n), func(b *testing.B) { benchStorm(b, n, func() queue { return new(heap) }) })
		b.Run(fmt.Sprintf("sim-container-heap/%d", n), func(b *testing.B) { benchStorm(b, n, func() queue { return new(boxes) }) })
		b.Run(fmt.Sprintf("closures/%d", n), func(b *testing.B) { benchPlain(b, n, playClosures) })
		b.Run(fmt.Sprintf("coroutines/%d", n), func(b *testing.B) { benchPlain(b, n, playCoroutines) })
		b.Run(fmt.Sprintf("looplab/%d", n), func(b *testing.B) { benchPlain(b, n, playLooplab) })
	}
}

func benchPlain(b *testing.B, n int, play func(int) int) {
	events := 0
	for b.Loop() {
		events += play(n)
	}
	b.ReportMetric(float64(events)/b.Elapsed().Seconds()/1e6, "Mevents/s")
	b.ReportMetric(float64(events)/float64(b.N)/float64(n), "events/client")
}

// benchStorm measures a World, and how many bytes it keeps for each client at the end.
func benchStorm(b *testing.B, n int, q func() queue) {
	var events uint64
	var kept uint64
	for b.Loop() {
		b.StopTimer()
		before := heapInUse()
		w, err := newWorld(storm(n), q())
		if err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
		runStorm(b, w)
		b.StopTimer()
		kept = heapInUse() - before
		events += w.Events()
		runtime.KeepAlive(w)
		b.StartTimer()
	}
	b.ReportMetric(float64(events)/b.Elapsed().Seconds()/1e6, "Mevents/s")
	b.ReportMetric(float64(events)/float64(b.N)/float64(n), "events/client")
	b.ReportMetric(float64(kept)/float64(n), "B/client")
}

func heapInUse() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}
