package corpus

import (
	"time"

	"understudy.example"
	"understudy.example/explore"
	"understudy.example/machine"
	"understudy.example/policy"
	"understudy.example/pool/failover"
)

// What many wrong ones are made of.

// look is how often those look that go by ages.
const look = 30 * time.Second

// seeing is an Automatic that sees something else than there is.
func seeing(change func(*understudy.View)) func() understudy.Policy {
	return func() understudy.Policy {
		right := automatic()
		return understudy.Every(look, func(now machine.Instant, v *understudy.View, out []understudy.Order) []understudy.Order {
			other := v.Clone()
			change(other)
			return right.Step(now, other, out)
		})
	}
}

// giving is an Automatic whose orders pass through somebody's hands; keep says of each whether it is given, and is asked of none first, at
// every look.
func giving(keep func(*understudy.View, understudy.Order) bool) func() understudy.Policy {
	return func() understudy.Policy {
		return given(automatic(), keep)
	}
}

func given(right understudy.Policy, keep func(*understudy.View, understudy.Order) bool) understudy.Policy {
	return understudy.Every(look, func(now machine.Instant, v *understudy.View, out []understudy.Order) []understudy.Order {
		keep(v, nil)
		for _, o := range right.Step(now, v, nil) {
			if keep(v, o) {
				out = append(out, o)
			}
		}
		return out
	})
}

// detecting is an Automatic with another detector.
func detecting(lost func() policy.Detector) func() understudy.Policy {
	return func() understudy.Policy {
		r := policy.Default()
		r.Lost = lost
		return with(r)
	}
}

// looking is a policy that looks at one pool after the other, in the order in which they are listed, by itself.
func looking(f func(v *understudy.View, p, backup understudy.PoolView) understudy.Order) func() understudy.Policy {
	return func() understudy.Policy {
		return understudy.Every(look, func(_ machine.Instant, v *understudy.View, out []understudy.Order) []understudy.Order {
			for _, p := range v.Pools {
				if b, ok := v.Pool(p.Backup); ok {
					if o := f(v, p, b); o != nil {
						out = append(out, o)
					}
				}
			}
			return out
		})
	}
}

// serves reports whether somebody answers there.
func serves(p understudy.PoolView) bool { return p.Reachable && p.Serves }

// rests reports whether a pool is active and nothing is done about it.
func rests(p understudy.PoolView) bool {
	return p.Stated && p.State == failover.Active && (p.Run == failover.None || p.Stopped)
}

// crossed is the ground with three pairs, of which two have names that begin like those of the other.
func crossed() understudy.Topology {
	t := three()
	t.Pairs = []understudy.Pair{{Pools: [2]string{"fe1.lab.local", "fe2.lab.local"}}, {Pools: [2]string{"fe10.lab.local", "fe20.lab.local"}}, t.Pairs[2]}
	return t
}

// three is the ground with three pairs.
func three() understudy.Topology {
	grounds := explore.Grounds()
	return grounds[len(grounds)-1]
}

// watched is a plant in a policy that should have been an Automatic, held to one law.
func watched(law string, wrong func() understudy.Policy, grounds ...understudy.Topology) Plant {
	return System{Policy: wrong, Right: automatic, Options: explore.Options{Laws: only(law), Grounds: grounds}}
}
