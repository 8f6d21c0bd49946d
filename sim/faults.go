package sim

import (
	"cmp"
	"errors"
	"fmt"
	"math/bits"
	"slices"
	"time"

	"understudy.example"
	"understudy.example/machine"
	"understudy.example/story"
)

// An Act is an input at an instant.
type Act struct {
	At machine.Instant
	In understudy.Input
}

// Play lets acts happen, each at its instant, and stops at the first that cannot be, or was to be earlier.
func (w *World) Play(acts []Act) error { return playAll(w, acts) }

func playAll(w interface {
	Do(machine.Instant, understudy.Input) error
}, acts []Act) error {
	for _, a := range acts {
		if err := w.Do(a.At, a.In); err != nil {
			return err
		}
	}
	return nil
}

// A Rate is how often something breaks by itself: after a time that is exponentially distributed with the mean Between it breaks,
// and after another one, with the mean Lasts, it is mended.
type Rate struct {
	Fault   understudy.Fault
	Between time.Duration
	Lasts   time.Duration
}

// ErrRate is what every error about a Rate wraps.
var ErrRate = errors.New("sim: rate")

// Random draws when faults begin and end, from instant 0 until an instant. Each rate draws from a source of its own, so that one
// more changes nothing about the others.
func Random(seed uint32, rates []Rate, until machine.Instant) ([]Act, error) {
	f := machine.Faults{Package: "sim", Kind: ErrRate}
	for i, r := range rates {
		f.If(r.Between < time.Second, "Rate %d: Between %v must be at least 1s", i, r.Between)
		f.If(r.Lasts <= 0, "Rate %d: Lasts %v must be above 0", i, r.Lasts)
	}
	f.If(until > Horizon, "until %v is beyond %v", until, Horizon)
	if err := f.Err(); err != nil {
		return nil, err
	}
	var acts []Act
	for i, r := range rates {
		d := machine.Draw{Seed: seed ^ uint32(i)*0x9e3779b9}
		for at := wait(&d, r.Between); at <= until; at = later(at, wait(&d, r.Between)) {
			acts = append(acts, Act{at, understudy.Break{Fault: r.Fault}})
			if at = later(at, wait(&d, r.Lasts)); at <= until {
				acts = append(acts, Act{at, understudy.Heal{Fault: r.Fault}})
			}
		}
	}
	slices.SortStableFunc(acts, func(a, b Act) int { return cmp.Compare(a.At, b.At) })
	return acts, nil
}

// wait draws a time that is exponentially distributed, as von Neumann did: by comparing numbers, so that it is the same on every
// processor. A run of numbers that fall, of odd length, gives its first as the fraction; each of even length adds one mean.
func wait(d *machine.Draw, mean time.Duration) machine.Instant {
	for whole := machine.Instant(0); ; whole = later(whole, machine.Instant(mean)) {
		first := d.Below(1 << 32)
		n, last := 1, first
		for {
			next := d.Below(1 << 32)
			if next >= last {
				break
			}
			n, last = n+1, next
		}
		if n%2 == 1 {
			hi, lo := bits.Mul64(uint64(mean), first)
			return later(whole, machine.Instant(hi<<32|lo>>32))
		}
	}
}

// later is a time after another; what is too late to tell is later than everything that can be played.
func later(at, by machine.Instant) machine.Instant { return at.Add(by.Sub(0)) }

// Script returns what a story does, for Play. What it checks and asks is left out; a check that lets time pass until
// something holds cannot be, for nobody knows for how long.
func Script(s *story.Story) ([]Act, error) {
	var acts []Act
	var now machine.Instant
	for _, step := range s.Steps {
		switch step.Verb {
		case story.Wait, story.Throughout:
			now += machine.Instant(step.Time)
		case story.Until:
			now = max(now, machine.Instant(step.Time))
		case story.Within:
			return nil, fmt.Errorf("sim: %s:%d: within %v: how long that takes is not known before it is played", s.Name, step.Line, step.Time)
		case story.Do:
			acts = append(acts, Act{now, step.Input})
		}
	}
	return acts, nil
}
