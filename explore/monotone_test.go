package explore

import (
	"strings"
	"testing"
	"time"

	"understudy.example"
	"understudy.example/machine"
	"understudy.example/pool/failover"
	"understudy.example/pool/health"
)

// failsOver is a policy that fails FE02 over where it holds that to be right, and asks for replication again and again where it does not.
func failsOver(right func(*understudy.View) bool) func() understudy.Policy {
	return func() understudy.Policy {
		return understudy.Every(time.Minute, func(_ machine.Instant, v *understudy.View, out []understudy.Order) []understudy.Order {
			if p, _ := v.Pool(fe2); right(v) && p.State == failover.Active && p.Run == failover.None {
				return append(out, understudy.PoolFailOver{At: v.Place, Pool: fe2, DisasterMode: true})
			}
			return append(out, understudy.StoreReplication{At: v.Place})
		})
	}
}

// lame is a policy's answer to two faults, one of which misleads it.
func lame(t *testing.T, policy func() understudy.Policy, faults ...Timed) Judged {
	t.Helper()
	p := &Plan{Topology: standing(), Place: "HQ", End: machine.Instant(3 * h),
		Inputs: append([]Timed{at(0, understudy.SignIn{User: "u2@lab.local"})}, faults...)}
	trial, err := Setup{Policy: policy}.Run(p, monotone)
	if err != nil {
		t.Fatal(err)
	}
	return trial.Laws[0]
}

// A policy that does better with one fault more is warned (M4): one that believes heartbeats alone, and so does nothing about a server that
// hangs unless they are lost, too; and the same one where it takes a pool from users whom it serves, as soon as the store can be asked.
// One that looks at the pool itself is not, though it fails over what it could not with another fault.
func TestMonotone(t *testing.T) {
	deaf := failsOver(func(v *understudy.View) bool { return v.Pools[0].Sees == health.Down })
	plain := failsOver(func(v *understudy.View) bool { return !v.Pools[1].Reachable || !v.Pools[1].Serves })
	for _, c := range []struct {
		name   string
		policy func() understudy.Policy
		faults []Timed
		says   string
	}{
		{"deaf", deaf, []Timed{breaks(9*m, understudy.SQL, fe1), breaks(10*m, understudy.Heartbeat, fe2)}, "without break sql FE01.lab.local at 9m0s there are more failovers (1, not 0)"},
		{"deaf", deaf, []Timed{breaks(10*m, understudy.Hung, fe2), breaks(15*m, understudy.Heartbeat, fe2)}, "without break heartbeat FE02.lab.local at 15m0s users are signed out for longer"},
		{"plain", plain, []Timed{breaks(10*m, understudy.SQL, fe1), breaks(10*m, understudy.NIC, fe2)}, ""},
		{"plain", plain, []Timed{breaks(10*m, understudy.Hung, fe2), breaks(15*m, understudy.Heartbeat, fe2)}, ""},
	} {
		switch j := lame(t, c.policy, c.faults...); {
		case j.Applied == 0:
			t.Errorf("%s: never applied", c.name)
		case (j.Broken == nil) != (c.says == "") || j.Broken != nil && !strings.Contains(j.Broken.Error(), c.says):
			t.Errorf("%s: %v", c.name, j.Broken)
		}
	}
}

// It plays a history three times more at the most, and not at all where the policy has ordered nothing, or only before the first fault.
func TestMonotoneIsBounded(t *testing.T) {
	faults := []Timed{breaks(10*m, understudy.NIC, fe1), heals(11*m, understudy.NIC, fe1), breaks(20*m, understudy.NIC, fe2), heals(21*m, understudy.NIC, fe2),
		breaks(30*m, understudy.SQL, fe2), heals(31*m, understudy.SQL, fe2)}
	asks := failsOver(func(*understudy.View) bool { return false })
	first := func() understudy.Policy {
		gave := false
		return understudy.PolicyFunc(func(_ machine.Instant, v *understudy.View, out []understudy.Order) []understudy.Order {
			if !gave {
				gave, out = true, append(out, understudy.StoreReplication{At: v.Place})
			}
			return out
		})
	}
	for _, c := range []struct {
		policy       func() understudy.Policy
		runs, judged int
	}{{asks, 2 + mostSpared, mostSpared}, {first, 1, 0}, {idle, 1, 0}} {
		runs := 0
		j := lame(t, func() understudy.Policy { runs++; return c.policy() }, faults...)
		if runs != c.runs || j.Applied != c.judged {
			t.Errorf("%d runs, and it applied %d times; not %d and %d", runs, j.Applied, c.runs, c.judged)
		}
	}
}

// A fault is left out with its own end, and not with that of another.
func TestSpared(t *testing.T) {
	p := &Plan{Inputs: []Timed{breaks(1, understudy.NIC, fe1), breaks(2, understudy.NIC, fe2), heals(3, understudy.NIC, fe1), breaks(4, understudy.NIC, fe1),
		heals(5, understudy.NIC, fe2), heals(6, understudy.NIC, fe1)}}
	for begins, want := range map[int][]machine.Instant{0: {2, 4, 5, 6}, 1: {1, 3, 4, 6}, 3: {1, 2, 3, 5}} {
		var got []machine.Instant
		for _, in := range p.spared(begins).Inputs {
			got = append(got, in.At)
		}
		if len(got) != len(want) || got[0] != want[0] || got[1] != want[1] || got[2] != want[2] || got[3] != want[3] {
			t.Errorf("without %d: %v", begins, got)
		}
	}
	if n := len(p.faults(4)); n != 2 {
		t.Errorf("%d faults begin before 4", n)
	}
}
