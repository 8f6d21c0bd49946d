package corpus

import (
	"time"

	"understudy.example"
	"understudy.example/cms"
	"understudy.example/machine"
	"understudy.example/policy"
	"understudy.example/pool/failover"
	"understudy.example/pool/fence"
	"understudy.example/pool/replication"
)

func manual() understudy.Policy { return policy.Manual{} }

// automatic is the policy that most others here are wrong copies of.
func automatic() understudy.Policy { return with(policy.Default()) }

func with(r policy.Rules) *policy.Automatic {
	p, err := policy.New(r)
	if err != nil {
		panic(err)
	}
	return p
}

// ruled makes an automatic policy of rules that differ from the default.
func ruled(change func(*policy.Rules)) func() understudy.Policy {
	r := policy.Default()
	change(&r)
	return func() understudy.Policy { return with(r) }
}

// An adding policy is automatic, and gives orders of its own besides.
type adding struct {
	*policy.Automatic
	also understudy.PolicyFunc
}

func (p adding) Step(now machine.Instant, v *understudy.View, out []understudy.Order) []understudy.Order {
	return p.also(now, v, p.Automatic.Step(now, v, out))
}

func more(f understudy.PolicyFunc) func() understudy.Policy {
	return func() understudy.Policy { return adding{with(policy.Default()), f} }
}

// A claiming policy says of itself what holds for another one.
type claiming struct {
	understudy.Policy
	as *policy.Automatic
}

func (p claiming) Gate() time.Duration                             { return p.as.Gate() }
func (p claiming) Budget() (failovers int, within time.Duration)   { return p.as.Budget() }
func (p claiming) Window() (every time.Duration, looks, least int) { return p.as.Window() }
func (p claiming) Valid() time.Duration                            { return p.as.Valid() }

func claims(as, is func() understudy.Policy) func() understudy.Policy {
	return func() understudy.Policy { return claiming{is(), as().(*policy.Automatic)} }
}

// partner is the other pool of a pair, nil if it cannot be seen.
func partner(v *understudy.View, p *understudy.PoolView) *understudy.PoolView {
	for i := range v.Pools {
		if v.Pools[i].FQDN == p.Backup {
			return &v.Pools[i]
		}
	}
	return nil
}

// master is the pool that the directory names where the policy is.
func master(v *understudy.View) *understudy.PoolView {
	for _, s := range v.Sites {
		for i := range v.Pools {
			if s.Name == v.Site && s.Names == v.Pools[i].FQDN {
				return &v.Pools[i]
			}
		}
	}
	return nil
}

// force moves the store to the backup of a lost master.
func force(v *understudy.View, p *understudy.PoolView, out []understudy.Order) []understudy.Order {
	if b := partner(v, p); b != nil && b.Database == cms.Standby && b.Site == v.Site && v.Moving == cms.None {
		out = append(out, understudy.ManagementServerFailover{At: b.FQDN, Target: b.FQDN, Force: true})
	}
	return out
}

// alone goes by what it sees itself: it forces the store when it has not reached the master for five minutes. With cut it cuts the
// master's power first.
func alone(cut bool) func() understudy.Policy {
	return func() understudy.Policy {
		return understudy.Every(30*second, func(_ machine.Instant, v *understudy.View, out []understudy.Order) []understudy.Order {
			p := master(v)
			switch {
			case p == nil || p.Reachable || p.Since < 5*minute:
			case cut && p.Switch && (p.Fence == fence.Open || p.Fence == fence.Failed):
				out = append(out, understudy.Fence{At: v.Place, Pool: p.FQDN})
			case !cut || p.Fence == fence.Fenced:
				out = force(v, p, out)
			}
			return out
		})
	}
}

// abstaining counts every observer who does not say that the master is there.
func abstaining() understudy.Policy {
	return understudy.Every(30*second, func(_ machine.Instant, v *understudy.View, out []understudy.Order) []understudy.Order {
		p, votes := master(v), 0
		for o := range v.Observers {
			for i := range v.Pools {
				if sight, ok := v.Observers[o].Says(i); p == &v.Pools[i] && !(ok && sight.Reaches) {
					votes++
				}
			}
		}
		if p != nil && !p.Reachable && p.Since >= 5*minute && votes > 0 {
			out = force(v, p, out)
		}
		return out
	})
}

// eitherWay fails a pool back without its backup when that is lost.
var eitherWay = more(func(_ machine.Instant, v *understudy.View, out []understudy.Order) []understudy.Order {
	for i := range v.Pools {
		p := &v.Pools[i]
		if b := partner(v, p); b != nil && p.Stated && p.State == failover.FailedOver && serves(*p) && !serves(*b) {
			out = append(out, understudy.PoolFailBack{At: v.Place, Pool: p.FQDN, DisasterMode: true})
		}
	}
	return out
})

// correcting interrupts failovers.
var correcting = more(func(_ machine.Instant, v *understudy.View, out []understudy.Order) []understudy.Order {
	for _, p := range v.Pools {
		if p.Run != failover.None && !p.Stopped && p.Stated && p.State == failover.FailingOver {
			out = append(out, understudy.Interrupt{At: v.Place, Pool: p.FQDN})
		}
	}
	return out
})

// nostalgic forces the store to its side, and restores the old master when it does not find the new one.
func nostalgic() understudy.Policy {
	return understudy.Every(30*second, func(_ machine.Instant, v *understudy.View, out []understudy.Order) []understudy.Order {
		if v.ActiveKnown || v.Moving != cms.None {
			return out
		}
		if p := master(v); p != nil && !p.Reachable {
			out = force(v, p, out)
		}
		for _, p := range v.Pools {
			if p.Reachable && p.Database == cms.Orphaned && p.Site == v.Site {
				out = append(out, understudy.ManagementServerFailover{At: p.FQDN, Restore: true})
			}
		}
		return out
	})
}

// returned reports whether a pool was away, and is back since a few minutes.
func returned(v *understudy.View, p *understudy.PoolView) bool {
	return serves(*p) && !p.SinceFull && p.Since < min(5*minute, time.Duration(v.Now))
}

// deferring moves the store to whoever comes back.
func deferring() understudy.Policy {
	return understudy.Every(minute, func(_ machine.Instant, v *understudy.View, out []understudy.Order) []understudy.Order {
		for i := range v.Pools {
			p := &v.Pools[i]
			if returned(v, p) && p.Database == cms.Standby && v.ActiveKnown && v.Moving == cms.None {
				out = append(out, understudy.ManagementServerFailover{At: p.FQDN})
			}
		}
		return out
	})
}

// preferring fails a pool over when its partner comes back and is the first by name.
func preferring() understudy.Policy {
	return understudy.Every(minute, func(_ machine.Instant, v *understudy.View, out []understudy.Order) []understudy.Order {
		for i := range v.Pools {
			p := &v.Pools[i]
			if b := partner(v, p); b != nil && returned(v, b) && b.FQDN < p.FQDN && serves(*p) && p.Stated && p.State == failover.Active {
				out = append(out, understudy.PoolFailOver{At: v.Place, Pool: p.FQDN})
			}
		}
		return out
	})
}

// cooling is automatic, and holds failovers back: for two hours after it has failed any pool over, or tried to fail the same one over.
type cooling struct {
	*policy.Automatic
	any  bool
	last map[string]machine.Instant
}

func cools(any bool) func() understudy.Policy {
	return func() understudy.Policy { return &cooling{with(policy.Default()), any, map[string]machine.Instant{}} }
}

func (p *cooling) Step(now machine.Instant, v *understudy.View, out []understudy.Order) []understudy.Order {
	for _, o := range p.Automatic.Step(now, v, nil) {
		over, is := o.(understudy.PoolFailOver)
		if !is {
			out = append(out, o)
			continue
		}
		of := over.Pool
		if p.any {
			of = ""
		}
		if last, gave := p.last[of]; gave && now < last.Add(2*time.Hour) {
			continue
		}
		p.last[of] = now
		out = append(out, o)
	}
	return out
}

// agent takes a pool for lost whose Backup Service has not copied anything for a while.
type agent struct {
	policy.Detector
	lost []bool
}

func newAgent() policy.Detector { return &agent{Detector: policy.Silence(5 * minute)} }

func (a *agent) Look(now machine.Instant, v *understudy.View) {
	a.Detector.Look(now, v)
	a.lost = make([]bool, len(v.Pools))
	for i, p := range v.Pools {
		a.lost[i] = !p.Reachable || p.Export[replication.UserData].Age > 5*minute
	}
}

func (a *agent) Lost(pool int) bool { return pool < len(a.lost) && a.lost[pool] }

// both are two policies that know nothing of each other.
type both [2]understudy.Policy

func (p both) Step(now machine.Instant, v *understudy.View, out []understudy.Order) []understudy.Order {
	return p[1].Step(now, v, p[0].Step(now, v, out))
}

func (p both) Advance(out []understudy.Order) []understudy.Order {
	return p[1].Advance(p[0].Advance(out))
}

func (p both) Deadline() machine.Instant { return min(p[0].Deadline(), p[1].Deadline()) }
