package explore

import (
	"slices"
	"sync/atomic"
	"testing"

	"understudy.example"
	"understudy.example/client"
	"understudy.example/machine"
	"understudy.example/pool/failover"
)

// A flaw is something wrong that one law is there to find.
type flaw struct {
	law    string
	policy func() understudy.Policy // nil for orders of an administrator
	parts  understudy.Parts
}

// The laws that no planted report breaks find what they are there for, and nothing where nothing is wrong.
func TestFlaws(t *testing.T) {
	for _, f := range []flaw{
		{"runs-end", nil, understudy.Parts{Failover: func(r failover.Rules) understudy.Failover { return hanging{understudy.FailoverOf(r)} }}},
		{"alternate", nil, understudy.Parts{Client: func(r client.Rules, s client.State) understudy.Client { return unheard{understudy.ClientOf(r, s)} }}},
		{"replay", second(), understudy.Parts{}},
		{"ticks", func() understudy.Policy { return &counting{} }, understudy.Parts{}},
		{"sharp-reasons", nil, understudy.Parts{Guards: append(understudy.Guards(), understudy.Guards()...)}},
		{"fixpoint", func() understudy.Policy { return understudy.PolicyFunc(repeating) }, understudy.Parts{}},
		{"interrupted", nil, understudy.Parts{Failover: func(r failover.Rules) understudy.Failover { return &busy{Failover: understudy.FailoverOf(r)} }}},
	} {
		t.Run(f.law, func(t *testing.T) {
			t.Parallel()
			if f.found(t, f.policy, f.parts) == nil {
				t.Error("not found")
			}
			policy := f.policy
			if policy != nil {
				policy = idle
			}
			if c := f.found(t, policy, understudy.Parts{}); c != nil {
				t.Errorf("found where nothing is wrong: %v", c)
			}
		})
	}
}

func (f *flaw) found(t *testing.T, policy func() understudy.Policy, parts understudy.Parts) *Counterexample {
	o := Options{Laws: Select(func(l Law) bool { return l.ID == f.law }), Parts: parts, Histories: 100}
	plans, err := Plans(policy, o)
	if err != nil {
		t.Fatal(err)
	}
	findings, err := Attack(policy, plans, o)
	if err != nil || len(findings) != 1 {
		t.Fatal(findings, err)
	}
	return findings[0].Found
}

// hanging never gets beyond where a pool is marked.
type hanging struct{ understudy.Failover }

func (f hanging) Step(now machine.Instant, e failover.Event, out []failover.Action) []failover.Action {
	if e.On == failover.Confirmed && f.Look().Step() == failover.HydrateBackup {
		e.On = failover.Hang
	}
	return f.Failover.Step(now, e, out)
}

// unheard never says that it is no longer registered.
type unheard struct{ understudy.Client }

func (c unheard) Step(now machine.Instant, e client.Event, out []client.Action) []client.Action {
	return unsaid(c.Client.Step(now, e, out))
}

func (c unheard) Advance(out []client.Action) []client.Action { return unsaid(c.Client.Advance(out)) }

func unsaid(out []client.Action) []client.Action {
	return slices.DeleteFunc(out, func(a client.Action) bool { return a.Kind == client.SignedOut })
}

// busy takes no order after one that was not carried out to its end.
type busy struct {
	understudy.Failover
	on bool
}

func (f *busy) Step(now machine.Instant, e failover.Event, out []failover.Action) []failover.Action {
	if e.On <= failover.FailBackDisaster {
		if f.on {
			return out
		}
		f.on = true
	}
	out = f.Failover.Step(now, e, out)
	f.on = f.on && !slices.ContainsFunc(out, func(a failover.Action) bool { return a.Kind == failover.Finished })
	return out
}

func (f *busy) Code(c *machine.Code) {
	c.Bool(&f.on)
	f.Failover.Code(c)
}

// takeOver fails every pool over that is out of reach.
func takeOver(v *understudy.View, out []understudy.Order) []understudy.Order {
	for _, p := range v.Pools {
		if p.Stated && p.State == failover.Active && !p.Reachable {
			out = append(out, understudy.PoolFailOver{At: v.Place, Pool: p.FQDN, DisasterMode: true})
		}
	}
	return out
}

// repeating orders it again for as long as the pool is active.
func repeating(_ machine.Instant, v *understudy.View, out []understudy.Order) []understudy.Order {
	return takeOver(v, out)
}

// second makes policies of which every other one does nothing: what they do hangs on something outside.
func second() func() understudy.Policy {
	var made atomic.Int64
	return func() understudy.Policy {
		if made.Add(1)%2 == 0 {
			return understudy.PolicyFunc(nobody)
		}
		return understudy.PolicyFunc(repeating)
	}
}

// counting looks when it was asked often enough when it wants to.
type counting struct{ asked int }

func (c *counting) Deadline() machine.Instant {
	c.asked++
	return machine.Never
}

func (c *counting) Step(_ machine.Instant, v *understudy.View, out []understudy.Order) []understudy.Order {
	if c.asked < 500 {
		return out
	}
	return takeOver(v, out)
}

func (c *counting) Advance(out []understudy.Order) []understudy.Order { return out }

// What a history has to do with, to be played again and again, is what is broken in it.
func TestShort(t *testing.T) {
	p := &Plan{Topology: standing()}
	cut := func(of string) Timed {
		return Timed{0, understudy.Break{Fault: understudy.Fault{Kind: understudy.NIC, Of: of}}}
	}
	for n := range few + 2 {
		if p.isShort() != (n <= few) {
			t.Errorf("%d faults", n)
		}
		p.Inputs = append(p.Inputs, cut(fe1))
	}
	p.Inputs = []Timed{cut(fe1), cut(fe2), {0, understudy.Heal{Fault: understudy.Fault{Kind: understudy.NIC, Of: fe1}}}}
	if on := p.faultsOn(); len(on) != 1 || on[0].Of != fe2 {
		t.Errorf("%v", on)
	}
	if _, quiet := p.mended().Quiet(); !quiet || len(p.Inputs) != 3 {
		t.Error("not mended, or mended itself")
	}
}
