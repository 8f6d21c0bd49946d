package understudy

import (
	"testing"
	"time"

	"understudy.example/machine"
	"understudy.example/pool/health"
)

// Whatever the period of a flapping adapter, from 5 s to 10 min, and whatever the mode, the laws of the model hold at every
// instant, above all that nobody is sent home before the primary has answered since the verdict (H-34); a user is taken in
// by the backup once for a verdict at most, and sent home once for that.
func TestFlappingAdapter(t *testing.T) {
	step := 5 * time.Second
	if testing.Short() {
		step = 35 * time.Second
	}
	for _, mode := range []health.Mode{health.Recheck, health.HoldDown} {
		borrowed := 0
		for period := 5 * time.Second; period <= 10*time.Minute; period += step {
			top := Paired()
			top.Parameters.Health.Mode = mode
			h := begin(t, top)
			h.must(t, SignIn{"u1@lab.local"})
			for h.Now() < machine.Instant(time.Hour) {
				h.wait(period - period/2)
				h.brk(NIC, "FE01.lab.local")
				h.wait(period / 2)
				h.heal(NIC, "FE01.lab.local")
			}
			h.holds(t)
			verdicts, home, in := h.flaps()
			if home > in || in > verdicts {
				t.Errorf("%v, %v: %d verdicts, taken in %d times and sent home %d times\n%s", mode, period, verdicts, in, home, h)
			}
			borrowed += in
		}
		if borrowed == 0 {
			t.Errorf("%v: nobody was ever borrowed", mode)
		}
	}
}

// flaps counts the verdicts on FE01, how often the backup took the user in, and how often it sent him home.
func (h *history) flaps() (verdicts, home, in int) {
	for _, e := range h.log {
		for _, a := range e.did {
			switch {
			case a.Kind == Moved && a.Who.Part == PartHealth && a.On == uint8(health.Elapsed) && h.Name(a.Who) == "FE02.lab.local sees FE01.lab.local":
				verdicts++
			case a.Kind == SignedIn && a.Peer == 1:
				in++
			case a.Kind == SentHome:
				home++
			}
		}
	}
	return verdicts, home, in
}
