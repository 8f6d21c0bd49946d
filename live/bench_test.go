package live

import (
	"context"
	"fmt"
	"testing"

	"understudy.example/machine"
	"understudy.example/pool/health"
)

// toggle is an observer that hears now and then; it moves at every event.
func toggle(i int) health.Event {
	return health.Event{On: []health.Cause{health.Started, health.Stopped}[i%2]}
}

// From Post to do, there and back, on the real clock.
func BenchmarkPostToAction(b *testing.B) {
	b.ReportAllocs()
	d, err := New(machine.Of(health.PoolToPool(), health.State{}), Options{})
	if err != nil {
		b.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	heard, done := make(chan bool, 16), make(chan error)
	go func() {
		done <- d.Run(ctx, func(_ machine.Instant, out []health.Action) {
			if out[0].Kind == health.Moved {
				heard <- true
			}
		})
	}()
	for i := 0; b.Loop(); i++ {
		d.Post(toggle(i))
		<-heard
	}
	cancel()
	<-done
}

// A move in the mirror, beside looplab's own Event with the same two moves.
func BenchmarkMove(b *testing.B) {
	moves := [2]health.Action{
		{Kind: health.Moved, Move: machine.Move[health.Phase, health.Cause]{From: health.Silent, On: health.Answered}},
		{Kind: health.Moved, Move: machine.Move[health.Phase, health.Cause]{From: health.Up, On: health.Missed}},
	}
	ctx := context.Background()
	b.Run("mirror", func(b *testing.B) {
		b.ReportAllocs()
		m := newMirrors(Options{})
		for i := 0; b.Loop(); i++ {
			if err := follow(ctx, m, machine.Instant(i), &moves[i%2]); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("looplab", func(b *testing.B) {
		b.ReportAllocs()
		f, err := Mirror(health.Table, nil)
		if err != nil {
			b.Fatal(err)
		}
		f.SetState("silent")
		names := [2]string{"answered", "missed"}
		for i := 0; b.Loop(); i++ {
			if err := f.Event(ctx, names[i%2]); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("instances=1000", func(b *testing.B) {
		b.ReportAllocs()
		m, names := newMirrors(Options{}), make([]string, 1000)
		for i := range names {
			names[i] = fmt.Sprint("pool ", i)
		}
		for i := 0; b.Loop(); i++ {
			a := named{moves[i/1000%2], names[i%1000]}
			if err := follow(ctx, m, machine.Instant(i), &a); err != nil {
				b.Fatal(err)
			}
		}
	})
}

type named struct {
	health.Action
	name string
}

func (n named) Instance() string { return n.name }
