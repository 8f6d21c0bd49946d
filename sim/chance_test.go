package sim

import (
	"math"
	"testing"
	"time"

	"understudy.example/machine"
	"understudy.example/registrar/admission"
)

// What is worked out of a rate is what the rate does when as many come by chance.
func TestKeptIsWhatARateDoes(t *testing.T) {
	const come = 200_000
	for _, burst := range []int{1, 2, 3, 5, 8, 16, 40} {
		for _, percent := range []uint64{10, 50, 90, 100, 110, 200, 800} {
			r := admission.Rules{Rate: 7, Burst: burst}
			d := machine.Draw{Seed: uint32(burst)}
			p := machine.Of(r, admission.State{})
			in, now := 0, machine.Instant(0)
			for range come {
				now += wait(&d, time.Second*100/7/time.Duration(percent))
				machine.Until(p, now, nil, nil)
				for _, a := range p.Step(now, admission.Event{On: admission.SignIn}, nil) {
					in += bit(a.Kind == admission.Admit)
				}
			}
			load := float64(percent) / 100
			got, want := float64(kept(burst, percent*(one/100)))/one, float64(in)/come*max(1, load)
			if math.Abs(got-want) > 0.01 {
				t.Errorf("%d at a time, %d %%: %.4f, and the rate itself %.4f", burst, percent, got, want)
			}
		}
	}
}
