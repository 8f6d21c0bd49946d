package main

import (
	"context"
	"errors"

	"understudy.example/live"
	"understudy.example/machine"
)

// errOver is why a live run ends when its story does.
var errOver = errors.New("the story is over")

// playLive plays a performance on a clock until it is over or ctx is done. It returns how far it came, and whether it is
// over.
func playLive(ctx context.Context, p *performance, o live.Options, hear func(machine.Instant, []beat)) (at machine.Instant, over bool, err error) {
	driver, err := live.New(p, o)
	if err != nil {
		return 0, false, err
	}
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	err = driver.Run(ctx, func(at machine.Instant, beats []beat) {
		hear(at, beats)
		if beats[len(beats)-1].kind == ended {
			stop(errOver)
		}
	})
	switch {
	case errors.Is(err, errOver):
		return driver.Now(), true, nil
	case ctx.Err() != nil && errors.Is(err, context.Cause(ctx)):
		return driver.Now(), false, nil
	}
	return driver.Now(), false, err
}
