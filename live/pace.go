package live

import (
	"math"
	"time"

	"github.com/benbjohnson/clock"

	"understudy.example/machine"
)

// pace turns a clock into elapsed time.
type pace struct {
	clock clock.Clock
	rate  float64
	last  time.Time     // the latest reading
	ran   time.Duration // how far the clock has gone forward, over all readings
}

// read reads the clock and returns the elapsed time.
func (p *pace) read() machine.Instant {
	now := p.clock.Now()
	if d := now.Sub(p.last); d > 0 {
		p.ran += min(d, math.MaxInt64-p.ran)
	}
	p.last = now
	return p.instant(p.ran)
}

// instant is the elapsed time after the clock has run for so long.
func (p *pace) instant(ran time.Duration) machine.Instant {
	if p.rate == 1 {
		return min(machine.Instant(ran), machine.Never-1)
	}
	if f := float64(ran) * p.rate; f < math.MaxInt64 {
		return machine.Instant(f)
	}
	return machine.Never - 1
}

// wait returns how long the clock has to go on from the latest reading until deadline, which lies ahead. Rounding may
// make it short by a trifle; it is above 0.
func (p *pace) wait(deadline machine.Instant) time.Duration {
	at := time.Duration(deadline)
	if p.rate != 1 {
		f := math.Ceil(float64(deadline) / p.rate)
		at = math.MaxInt64
		if f < math.MaxInt64 {
			at = time.Duration(f)
		}
	}
	return max(at-p.ran, 1)
}
