package explore

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"understudy.example"
	"understudy.example/machine"
	"understudy.example/pool/failover"
	"understudy.example/pool/health"
)

// careful moves the store and fails a pool over when it is out of reach for two minutes, and back when it has been there for five.
func careful() understudy.Policy {
	return understudy.Every(20*time.Second, func(_ machine.Instant, v *understudy.View, out []understudy.Order) []understudy.Order {
		for _, p := range v.Pools {
			backup, _ := v.Pool(p.Backup)
			lost := !p.Reachable && p.Since >= 2*time.Minute
			switch {
			case !backup.Reachable || p.Run != failover.None && !p.Stopped:
			case v.Active == p.FQDN || !v.ActiveKnown:
				if lost {
					out = append(out, understudy.ManagementServerFailover{At: backup.FQDN, Target: backup.FQDN, Force: true})
				}
			case lost && p.State == failover.Active:
				out = append(out, understudy.PoolFailOver{At: v.Place, Pool: p.FQDN, DisasterMode: true})
			case p.Reachable && p.Since >= 5*time.Minute && p.State == failover.FailedOver:
				out = append(out, understudy.PoolFailBack{At: v.Place, Pool: p.FQDN})
			}
		}
		return out
	})
}

// A census counts what occurs in histories.
type census map[string]int

func (c census) take(t *testing.T, p *Plan) {
	t.Helper()
	s, err := understudy.New(p.Topology)
	if err != nil {
		t.Fatal(err)
	}
	g, err := understudy.Govern(s, careful(), p.Place)
	if err != nil {
		t.Fatal(err)
	}
	c[fmt.Sprintf("%d sites, %d pools, %v, latency %v, front ends %d", len(p.Topology.Sites), len(p.Topology.Pools),
		p.Topology.Parameters.Health.Mode, p.Topology.Parameters.SiteLatency, p.Topology.Pools[0].FrontEnds)]++
	if _, quiet := p.Quiet(); quiet {
		c["ends in peace"]++
	} else {
		c["ends broken"]++
	}
	since := map[understudy.Fault]machine.Instant{}
	for _, in := range p.Inputs {
		g.Do(in.At, nil, nil)
		switch f := in.In.(type) {
		case understudy.Break:
			c.began(s, f.Fault, since)
			since[f.Fault] = in.At
		case understudy.Heal:
			c.ended(s, f.Fault, in.At.Sub(since[f.Fault]))
			delete(since, f.Fault)
		default:
			c[fmt.Sprintf("%T", in.In)]++
		}
		g.Do(in.At, in.In, nil)
		c.cuts(since)
		c.stumbles(&p.Topology, since)
	}
}

func (c census) began(s *understudy.System, f understudy.Fault, on map[understudy.Fault]machine.Instant) {
	c["broken: "+f.Kind.String()]++
	c.during(s, "broken in", f.Of)
	lost := 1
	for other := range on {
		if other.Kind == f.Kind {
			lost++
		}
	}
	if f.Kind == understudy.Power && lost == len(s.Topology().Pools) {
		c["all pools off"]++
	}
}

func (c census) ended(s *understudy.System, f understudy.Fault, lasted time.Duration) {
	if f.Kind == understudy.Power && lasted < 90*time.Second {
		c["restart inside the window"]++
	}
	if lasted > 2*time.Minute-2 && lasted < 2*time.Minute {
		c["two minutes less a tick"]++
	}
	for _, item := range s.Agenda(false) {
		left := item.At.Sub(s.Now())
		if ping := s.Topology().Parameters.Health.Ping; item.Who.Part == understudy.PartHealth && left >= ping && left <= ping+2 {
			c["verdict by one ping"]++
		} else if item.Who.Part == understudy.PartHealth && left == 1 {
			c["verdict by a tick"]++
		}
	}
	c.during(s, "healed in", f.Of)
}

// during counts what a pool and its partner were doing.
func (c census) during(s *understudy.System, what, of string) {
	for _, pair := range s.Topology().Pairs {
		if pair.Pools[0] != of && pair.Pools[1] != of {
			continue
		}
		for _, pool := range pair.Pools {
			if st, _ := s.Pool(pool); st.Run.Running() {
				c[fmt.Sprintf("%s %v: %v", what, st.Run.Procedure(), st.Run.Step())]++
			}
		}
	}
}

// stumbles counts pools that are lost while a step of their failover is broken, and whether one of another pair is lost, too.
func (c census) stumbles(top *understudy.Topology, on map[understudy.Fault]machine.Instant) {
	for step := range on {
		if step.Kind != understudy.StepFails && step.Kind != understudy.StepHangs {
			continue
		}
		for f, since := range on {
			switch partner := (&Plan{Topology: *top}).partner(step.Of); {
			case !slices.Contains(hard, f.Kind) || since < on[step]:
			case f.Of == step.Of:
				c["lost with a broken step"]++
			case f.Of != partner && slices.ContainsFunc(hard, func(k understudy.FaultKind) bool { _, lost := on[understudy.Fault{Kind: k, Of: step.Of}]; return lost }):
				c["and another pair's"]++
			}
		}
	}
}

func (c census) cuts(on map[understudy.Fault]machine.Instant) {
	for f := range on {
		if f.Kind != understudy.Link {
			continue
		}
		if _, both := on[understudy.Fault{Kind: understudy.Link, Of: f.To, To: f.Of}]; both {
			c["cut both ways"]++
		} else {
			c["cut one way"]++
		}
	}
}

// What generators should favour does occur: every kind of fault, on every ground, at every step of a run, and just before a verdict.
func TestGenerate(t *testing.T) {
	histories, must := 700, []string{"ends in peace", "ends broken", "all pools off", "restart inside the window",
		"cut both ways", "cut one way", "two minutes less a tick", "verdict by one ping", "verdict by a tick", "understudy.EditContacts",
		"lost with a broken step", "and another pair's"}
	for k := understudy.FaultKind(0); k.String() != machine.Name(nil, k); k++ {
		must = append(must, "broken: "+k.String())
	}
	for _, run := range []failover.Procedure{failover.Disaster, failover.Failback} {
		for _, step := range run.Steps() {
			must = append(must, fmt.Sprintf("healed in %v: %v", run, step), fmt.Sprintf("broken in %v: %v", run, step))
		}
	}
	for _, g := range Grounds() {
		must = append(must, fmt.Sprintf("%d sites, %d pools, %v, latency %v, front ends %d", len(g.Sites), len(g.Pools), g.Parameters.Health.Mode,
			g.Parameters.SiteLatency, g.Pools[0].FrontEnds))
	}
	if testing.Short() {
		histories, must = 60, must[:6]
	}
	plans, err := Plans(careful, Options{Histories: histories, Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	c := census{}
	for _, p := range plans {
		c.take(t, p)
	}
	for _, what := range must {
		if c[what] == 0 {
			t.Errorf("%q did not occur in %d histories", what, histories)
		}
	}
}

// Histories of an administrator have his orders in them, and none goes to a policy that is alone.
func TestGenerateOrders(t *testing.T) {
	for _, c := range []struct {
		policy   func() understudy.Policy
		operator bool
		orders   bool
	}{{nil, false, true}, {idle, false, false}, {idle, true, true}} {
		plans, err := Plans(c.policy, Options{Histories: 20, Operator: c.operator})
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for _, p := range plans {
			for _, in := range p.Inputs {
				if _, order := in.In.(understudy.Order); order {
					n++
				}
			}
		}
		if (n > 0) != c.orders {
			t.Errorf("%d orders, operator %v", n, c.operator)
		}
	}
}

// The simplest choices make the simplest history: nothing happens on the first ground.
func TestGenerateSimplest(t *testing.T) {
	p, err := Generate(func(int) int { return 0 }, nil, &Options{})
	if err != nil || len(p.Inputs) != 0 || len(p.Topology.Sites) != 1 || p.Topology.Parameters.Health.Mode != health.Recheck {
		t.Errorf("%+v %v", p.Inputs, err)
	}
}
