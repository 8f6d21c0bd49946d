package live_test

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/benbjohnson/clock"
	"github.com/looplab/fsm"

	"understudy.example/live"
	"understudy.example/machine"
	"understudy.example/pool/health"
)

// Watch a primary pool that does not answer, ten thousand times faster than life: after 300 s of silence and 5 s of
// Grace it is down. A program that means it sends a ping at every Ask, and posts Answered when one comes back.
func Example() {
	ctx, cancel := context.WithCancel(context.Background())
	asked := 0
	down := func(_ context.Context, e *fsm.Event) {
		fmt.Printf("%s to %s after %d asks: %s\n", e.Src, e.Dst, asked, e.Args[0].(live.Moved).Report.Entry().Why)
		cancel()
	}
	watch, err := live.New(machine.Of(health.PoolToPool(), health.State{}), live.Options{
		Rate:  10_000,
		Hooks: map[machine.Sheet]fsm.Callbacks{health.Table: {"enter_down": down}},
	})
	if err != nil {
		panic(err)
	}
	watch.Post(health.Event{On: health.Started})
	err = watch.Run(ctx, func(_ machine.Instant, actions []health.Action) {
		for _, a := range actions {
			if a.Kind == health.Ask {
				asked++
			}
		}
	})
	fmt.Println(err)
	// Output:
	// unknown to down after 11 asks: A primary that never answered is down after a whole window, not before (H-10, H-35)
	// context canceled
}

// A recording is replayed without a clock, to the same actions at the same instants.
func ExampleReplay() {
	show := func(at machine.Instant, actions []health.Action) {
		for _, a := range actions {
			if a.Kind == health.Moved {
				fmt.Println(at, a.Move.On)
			}
		}
	}
	var tape bytes.Buffer
	mock := clock.NewMock()
	d, _ := live.New(machine.Of(health.PoolToPool(), health.State{}), live.Options{Clock: mock})
	d.Record(&tape, nil)
	d.Post(health.Event{On: health.Started})
	mock.Add(400 * time.Second)
	ctx, cancel := context.WithCancel(context.Background())
	cancel() // Run steps what there is, and returns
	d.Run(ctx, show)
	fmt.Print(&tape)
	got, err := live.Replay(machine.Of(health.PoolToPool(), health.State{}), &tape, nil, show)
	fmt.Println(got.Lines, got.At, got.Ended, err)
	// Output:
	// 0s started
	// 5m5s elapsed
	// {"at":0,"event":{"On":0,"Ask":0,"Boot":0}}
	// {"at":400000000000}
	// 0s started
	// 5m5s elapsed
	// 2 6m40s true <nil>
}

// A looplab machine made from a table, for the tools that take one.
func ExampleMirror() {
	mirror, err := live.Mirror(health.Table, nil)
	if err != nil {
		panic(err)
	}
	fmt.Println(mirror.Current(), mirror.Can("elapsed"), mirror.Can("missed"))
	_, err = live.Mirror(health.Table, fsm.Callbacks{"before_elapsed": nil})
	reason, _, _ := strings.Cut(err.Error(), ";")
	fmt.Println(reason)
	// Output:
	// unknown true false
	// live: callback "before_elapsed" of pool/health would come before a move that has happened already
}
