package probe

import (
	"context"
	"sync"

	"understudy.example/live"
	"understudy.example/machine"
	"understudy.example/pool/health"
)

// A Watcher is an observer of pool/health with a server to watch.
type Watcher struct {
	Rules   health.Rules
	Options live.Options
	Ask     func(context.Context) Result         // asks once, in a goroutine of its own; for no longer than Rules.Grace
	Heard   func(Result)                         // what came of each ask, from that goroutine; nil is nobody
	Told    func(machine.Instant, health.Action) // what the observer does; nil is nobody
	Ready   func(*Driver)                        // called once, before the first ask; nil is nobody
}

// A Driver drives an observer: Look reads it, Record keeps what it hears.
type Driver = live.Driver[health.Event, health.Action]

// Watch watches until ctx ends, and returns its error or that of the driver. When it returns, no ask is under way.
func (w Watcher) Watch(ctx context.Context) error {
	if err := w.Rules.Validate(); err != nil {
		return err
	}
	d, err := live.New[health.Event, health.Action](machine.Of(w.Rules, health.State{}), w.Options)
	if err != nil {
		return err
	}
	if w.Ready != nil {
		w.Ready(d)
	}
	if err := d.Post(health.Event{On: health.Started}); err != nil {
		return err
	}
	ctx, cancel := context.WithCancel(ctx)
	var asks sync.WaitGroup
	defer asks.Wait()
	defer cancel()
	return d.Run(ctx, func(at machine.Instant, actions []health.Action) {
		for _, a := range actions {
			if w.Told != nil {
				w.Told(at, a)
			}
			if a.Kind == health.Ask {
				asks.Go(func() { w.ask(ctx, d, a.Ask) })
			}
		}
	})
}

// ask asks once, and posts an answer. Who does not serve has not answered.
func (w Watcher) ask(ctx context.Context, d *Driver, number uint8) {
	ctx, cancel := context.WithTimeout(ctx, w.Rules.Grace)
	defer cancel()
	r := w.Ask(ctx)
	if w.Heard != nil {
		w.Heard(r)
	}
	if r.Serves() {
		d.Post(health.Event{On: health.Answered, Ask: number}) // a driver that has stopped needs no answer
	}
}
