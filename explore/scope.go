package explore

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"understudy.example"
	"understudy.example/machine"
	"understudy.example/story"
)

// A Scope is a bounded part of what a System can do, small enough to reach all of its states: which System, what can
// happen to it from outside, how many faults at once, and how finely time passes. What it leaves out is left out of its verdict.
type Scope struct {
	Name     string
	Topology understudy.Topology
	Setup                       // the policy has to be one with Code; without one nobody gives orders but Inputs
	Place    string             // of the policy
	Before   []understudy.Input // happen first, one after the other,
	Settle   time.Duration      // and then so much time passes
	Faults   []understudy.Fault // can begin and end at any time
	AtOnce   int                // so many of them; 0 for all
	Times    uint8              // so often in all one begins; 0 for any number
	Inputs   []understudy.Input // can happen at any time
	Quantum  time.Duration      // time passes in steps of it
	Recovers bool               // and from every state all is Normal again some time after the last fault has ended
	Laws     []Law              // nil for all of Laws that have to hold there; only those of one instant are checked
}

// ErrScope is what every error about a Scope wraps that cannot be searched.
var ErrScope = errors.New("explore: scope")

// A Rounding is a parameter that a Scope cannot have as it is.
type Rounding struct {
	Name     string // what a story calls it, as in "health.grace", or "FE01.lab.local detect"
	From, To time.Duration
	Rule     string
}

func (r Rounding) String() string {
	return fmt.Sprintf("%s %v for %v: %s", r.Name, r.To, r.From, r.Rule)
}

// most moves of each kind, so that a Move has room for its kind.
const mostInputs = 1 << 8

// validate reports what is wrong with a scope but for its topology.
func (s *Scope) validate() error {
	f := machine.Faults{Package: "explore", Kind: ErrScope}
	f.Add(judgeable(s.Laws, ErrScope))
	f.If(s.Quantum <= 0, "Quantum %v must be above 0", s.Quantum)
	f.If(len(s.Faults) > 32, "Faults are %d and must be at most 32", len(s.Faults))
	f.If(len(s.Inputs) > mostInputs, "Inputs are %d and must be at most %d", len(s.Inputs), mostInputs)
	f.If(s.Settle < 0, "Settle %v must not be below 0", s.Settle)
	f.If(s.AtOnce < 0, "AtOnce %d must not be below 0", s.AtOnce)
	for i, in := range s.Before {
		f.If(in == nil, "Before[%d] must not be nil", i)
	}
	for i, in := range s.Inputs {
		f.If(in == nil, "Inputs[%d] must not be nil", i)
	}
	for i, fault := range s.Faults {
		first := slices.Index(s.Faults, fault)
		f.If(first < i, "Faults[%d] must not be Faults[%d] once more", i, first)
	}
	f.If(s.Topology.Parameters.Client.Jitter > 0 && len(s.Topology.Users) > 0,
		"Parameters.Client.Jitter %d must be 0, for a search cannot draw", s.Topology.Parameters.Client.Jitter)
	if s.Policy != nil {
		_, ok := s.Policy().(interface{ Code(*machine.Code) })
		f.If(!ok, "Policy %T must have Code(*machine.Code) that visits all it remembers, or its states cannot be told apart; random histories need none", s.Policy())
	}
	return f.Err()
}

// unknown reports faults and inputs that name what is not there when the search begins: they would be moves that change nothing.
func (g *ground) unknown() error {
	f := machine.Faults{Package: "explore", Kind: ErrScope}
	for i, fault := range g.Faults {
		in := understudy.Break{Fault: fault}
		f.If(!g.comesLater(fault) && g.knowsNot(in), "Faults[%d], %s, must name what is in the Topology", i, story.FormatInput(in))
	}
	for i, in := range g.Inputs {
		f.If(g.knowsNot(in), "Inputs[%d], %s, must be one of package understudy, and name what is in the Topology", i, story.FormatInput(in))
	}
	return f.Err()
}

// knowsNot reports whether the System finds an input to be invalid where the search begins.
func (g *ground) knowsNot(in understudy.Input) bool {
	a := g.fresh()
	return invalid(a.system.Step(a.system.Now(), in, nil))
}

// invalid reports whether what came first of an input is that it is Invalid.
func invalid(out []understudy.Action) bool { return len(out) > 0 && out[0].Kind == understudy.Invalid }

// comesLater reports whether a fault can be of a front end, or of a database, that an order brings.
func (s *Scope) comesLater(f understudy.Fault) bool {
	switch f.Kind {
	case understudy.FrontEnd, understudy.FrontStopped, understudy.StandbyError:
		return (s.Policy != nil || len(s.Inputs) > 0) && listed(placesOn(&s.Topology), f.Of)
	}
	return false
}

// coarse is the topology with every time rounded up to whole quanta, and every age that nothing reads made as short as can be.
func (s *Scope) coarse() (understudy.Topology, []Rounding) {
	t := s.Topology
	t.Pools = slices.Clone(t.Pools)
	c := coarsening{quantum: s.Quantum}
	p := &t.Parameters
	story.Times(&t, func(name string, d *time.Duration) {
		switch d {
		case &p.Latency, &p.SiteLatency:
			c.latency(name, d)
		default:
			c.round(name, d)
		}
	})
	for i := range t.Pools {
		c.round(t.Pools[i].FQDN+" detect", &t.Pools[i].Detect)
		c.round(t.Pools[i].FQDN+" failback", &t.Pools[i].Failback)
	}
	c.age("replication.memory", &p.Replication.Memory, p.Replication.Interval+s.Quantum)
	c.age("replica.memory", &p.Replica.Memory, s.Quantum)
	if s.Policy == nil {
		c.age("remembered", &p.Remembered, 0)
	}
	return t, c.done
}

// A coarsening rounds, and takes note of it.
type coarsening struct {
	quantum time.Duration
	done    []Rounding
}

// round rounds up: what takes any time at all takes a quantum at least.
func (c *coarsening) round(name string, d *time.Duration) {
	if up := (*d + c.quantum - 1) / c.quantum * c.quantum; up != *d {
		c.done = append(c.done, Rounding{name, *d, up, fmt.Sprintf("time passes in steps of %v", c.quantum)})
		*d = up
	}
}

// latency rounds down: an answer that comes before time has passed comes at once.
func (c *coarsening) latency(name string, d *time.Duration) {
	if down := *d / c.quantum * c.quantum; down != *d {
		c.done = append(c.done, Rounding{name, *d, down, "what is faster than time passes comes at once"})
		*d = down
	}
}

func (c *coarsening) age(name string, d *time.Duration, least time.Duration) {
	if *d > least {
		c.done = slices.DeleteFunc(c.done, func(r Rounding) bool { return r.Name == name })
		c.done = append(c.done, Rounding{name, *d, least, "no rule reads an age that is longer"})
		*d = least
	}
}

// checked are the laws that are checked, and the names of those that are left out because they judge more than one instant.
func (s *Scope) checked() (checked []Law, left []string) {
	all := s.Laws
	if all == nil {
		all = slices.DeleteFunc(Laws(), func(l Law) bool {
			return l.Severity != understudy.Must || l.Duty == understudy.OfPolicy && (s.Policy == nil || len(s.Inputs) > 0)
		})
	}
	for _, l := range all {
		if l.Check == nil {
			left = append(left, l.ID)
			continue
		}
		checked = append(checked, l)
	}
	return checked, left
}
