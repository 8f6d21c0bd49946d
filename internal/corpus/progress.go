package corpus

import (
	"slices"
	"time"

	"understudy.example"
	"understudy.example/client"
	"understudy.example/explore"
	"understudy.example/machine"
	"understudy.example/policy"
	"understudy.example/pool/failover"
	"understudy.example/pool/health"
)

// progress are reports of this kind: stuck, or never failing over.
var progress = []Report{
	{Number: 44, Sources: []string{"https://github.com/hapostgres/pg_auto_failover/issues/774", "https://github.com/hapostgres/pg_auto_failover/issues/883",
		"https://github.com/hapostgres/pg_auto_failover/issues/1025", "https://github.com/hapostgres/pg_auto_failover/issues/1168"},
		What:   "A node was given a goal to which no way led from where it was.",
		Breaks: []string{"P23"}, Law: "way-back",
		Planted: "A failover that has no way on from where a failover has stopped.",
		Plant: modelled("way-back", understudy.Parts{Failover: func(r failover.Rules) understudy.Failover {
			return trapped{understudy.FailoverOf(r)}
		}})},
	{Number: 45, Sources: []string{"https://github.com/hapostgres/pg_auto_failover/issues/369"},
		What:   "Two failovers were asked for at once, and nothing moved any more.",
		Breaks: []string{"P26"}, Law: "way-back",
		Planted: "No guard that refuses a second order, and a failover that hangs when it gets one.",
		Plant: modelled("way-back", understudy.Parts{Guards: besides("run-idle"), Failover: func(r failover.Rules) understudy.Failover {
			return wedged{understudy.FailoverOf(r)}
		}})},
	{Number: 46, Sources: []string{"https://github.com/cloudnative-pg/cloudnative-pg/issues/6091"},
		What:   "The delay before a failover began anew whenever the state was looked at, and was never over.",
		Breaks: []string{"P17", "P23"}, Law: "takes-over",
		Planted: "A detector that waits anew after every look, and looks more often than it waits.",
		Plant:   watched("takes-over", detecting(func() policy.Detector { return &restless{Detector: policy.Silence(5 * time.Minute)} }))},
	{Number: 47, Sources: []string{"https://github.com/cloudnative-pg/cloudnative-pg/issues/11346", "https://github.com/cloudnative-pg/cloudnative-pg/pull/11336"},
		What:   "Whether a failover was safe was checked when it began and not when it was done; one that waited was stalled or undone without a word.",
		Breaks: []string{"P8", "P28"}, Law: "commit",
		Planted: "A failover whose steps are done when their time is over, whatever the world says of them.",
		Plant: modelled("commit", understudy.Parts{Failover: func(r failover.Rules) understudy.Failover {
			return assured{understudy.FailoverOf(r)}
		}})},
	{Number: 48, Sources: []string{"https://github.com/cloudnative-pg/cloudnative-pg/pull/11265"},
		What:   "The lease of a primary was renewed by the healthy agent beside it when its service was dead.",
		Breaks: []string{"P29"}, Law: "takes-over",
		Planted: "A policy that takes a pool whose server answers for one that serves.",
		Plant: watched("takes-over", seeing(func(v *understudy.View) {
			for i := range v.Pools {
				v.Pools[i].Serves = v.Pools[i].Reachable
			}
		}))},
	{Number: 49, Sources: []string{"https://github.com/hashicorp/raft/issues/696"},
		What:   "That a transfer was in progress was still remembered when it had failed, and whoever was elected later refused all work.",
		Breaks: []string{"P30"}, Law: "way-back",
		Planted: "A failover that remembers that it is on, forgets that only when all of it is done, and takes no order before.",
		Plant: modelled("way-back", understudy.Parts{Failover: func(r failover.Rules) understudy.Failover {
			return &latched{Failover: understudy.FailoverOf(r)}
		}})},
	{Number: 50, Sources: []string{"https://github.com/baresip/baresip/pull/1557"},
		What:   "All servers were down, the fallback came back, and the client believed itself registered at the primary and asked nobody any more.",
		Breaks: []string{"P31"}, Law: "accepted",
		Planted: "A client that believes itself registered when it has tried everybody, and then rests.",
		Plant: standing("accepted", understudy.Parts{Client: func(r client.Rules, s client.State) understudy.Client {
			return &deluded{Client: understudy.ClientOf(r, s)}
		}})},
	{Number: 51, Sources: []string{"https://github.com/coredns/coredns/issues/2427", "https://github.com/haproxy/haproxy/issues/1234"},
		What:   "A server that was down was not checked again, and stayed down.",
		Breaks: []string{"P31"}, Law: "heals",
		Planted: "A registrar that no longer asks a pool which it has declared down.",
		Plant: standing("heals", understudy.Parts{Health: func(r health.Rules) understudy.Detector {
			return resigned{understudy.HealthOf(r)}
		}})},
	{Number: 52, Sources: []string{"https://github.com/kamailio/kamailio/issues/2100"},
		What:   "Of a destination that was probed only while it was in use several answers in a row were asked for, so that it was never in use again.",
		Breaks: []string{"P31", "P34"}, Law: "heals",
		Planted: "A registrar that wants two answers in a row of a pool that is down, and begins to count with each question.",
		Plant: standing("heals", understudy.Parts{Health: func(r health.Rules) understudy.Detector {
			return exacting{understudy.HealthOf(r)}
		}})},
	{Number: 53, Sources: []string{"https://github.com/vitessio/vitess/issues/19921", "https://github.com/vitessio/vitess/issues/20078"},
		What:   "Two repairs undid each other, or each waited for the other one, in a loop that led nowhere.",
		Breaks: []string{"P32"}, Law: "settles",
		Planted: "A policy with two rules: the store belongs to the pool that is listed first, and the pool that is listed first must not have the store.",
		Plant:   watched("settles", fussy, explore.Grounds()[0])},
	{Number: 54, Sources: []string{"https://github.com/sorintlab/stolon/issues/322", "https://github.com/sorintlab/stolon/issues/351"},
		What:   "After a power cut the master that had been elected was the one that was dead, and nobody else was eligible.",
		Breaks: []string{"P31", "P32"}, Law: "recovers",
		Planted: "A policy for which nobody is eligible any more who was ever lost, not even to go home.",
		Plant:   watched("recovers", disheartened)},
	{Number: 55, Sources: []string{"https://github.com/patroni/patroni/issues/178", "https://github.com/patroni/patroni/issues/2070"},
		What:   "The only survivor did not think itself the healthiest, and everybody waited for the leader that was gone.",
		Breaks: []string{"P31"}, Law: "takes-over",
		Planted: "A policy that fails a pool over only when it can compare what its backup has with what the pool itself has.",
		Plant: watched("takes-over", giving(func(v *understudy.View, o understudy.Order) bool {
			f, is := o.(understudy.PoolFailOver)
			p, _ := v.Pool(f.Pool)
			return !is || p.Reachable
		}))},
	{Number: 56, Sources: []string{"https://github.com/EnterpriseDB/repmgr/issues/674"},
		What:   "A witness said of a primary that it had been seen a second ago, for as long as it was asked, and every election was called off.",
		Breaks: []string{"P4", "P31"}, Law: "takes-over",
		Planted: "A detector that takes note of when it has looked, for when it has seen the pool.",
		Plant:   watched("takes-over", detecting(func() policy.Detector { return &fresh{Detector: policy.Silence(5 * time.Minute)} }))},
	{Number: 57, Sources: []string{"https://github.com/pjsip/pjproject/issues/4477", "https://github.com/BelledonneCommunications/linphone-android/issues/1344",
		"https://github.com/BelledonneCommunications/linphone-desktop/issues/300", "https://github.com/kamailio/kamailio/issues/210", "https://github.com/OpenSIPS/opensips/issues/140"},
		What:   "Several servers were named by the records of a domain, and only the first one was ever tried.",
		Breaks: []string{"P33"}, Law: "ladder",
		Planted: "A client that knows no more than the first registrar.",
		Plant: standing("ladder", understudy.Parts{Client: func(r client.Rules, s client.State) understudy.Client {
			return narrow{understudy.ClientOf(r, s)}
		}})},
	{Number: 58, Sources: []string{"https://github.com/asterisk/asterisk/issues/1927"},
		What:   "Probes went to the server that was dead, while the registration was on the one that lived.",
		Breaks: []string{"P33"}, Law: "refreshes-there",
		Planted: "A client that refreshes its registration at the first registrar of its list, wherever it is.",
		Plant: standing("refreshes-there", understudy.Parts{Client: func(r client.Rules, s client.State) understudy.Client {
			return absent{understudy.ClientOf(r, s)}
		}})},
}

// modelled is a plant in what an administrator gives orders to.
func modelled(law string, parts understudy.Parts) Plant {
	return System{Options: explore.Options{Laws: only(law), Parts: parts}}
}

// standing is a plant in what nobody gives any orders to.
func standing(law string, parts understudy.Parts) Plant {
	return System{Policy: manual, Options: explore.Options{Laws: only(law), Parts: parts, Manual: true}}
}

// besides are all guards but one.
func besides(name string) []understudy.Guard {
	return slices.DeleteFunc(understudy.Guards(), func(g understudy.Guard) bool { return g.Name == name })
}

// orders reports whether an event is an order.
func orders(e failover.Event) bool { return e.On <= failover.FailBackDisaster }

// trapped takes no order where a failover has stopped.
type trapped struct{ understudy.Failover }

func (f trapped) Step(now machine.Instant, e failover.Event, out []failover.Action) []failover.Action {
	if orders(e) && f.Look().Phase() == failover.FailingOver {
		return out
	}
	return f.Failover.Step(now, e, out)
}

// wedged hangs when it gets an order while it runs.
type wedged struct{ understudy.Failover }

func (f wedged) Step(now machine.Instant, e failover.Event, out []failover.Action) []failover.Action {
	if orders(e) && f.Look().Running() {
		e = failover.Event{On: failover.Hang}
	}
	return f.Failover.Step(now, e, out)
}

// assured takes every answer for yes.
type assured struct{ understudy.Failover }

func (f assured) Step(now machine.Instant, e failover.Event, out []failover.Action) []failover.Action {
	if e.On == failover.NotYet {
		e.On = failover.Confirmed
	}
	return f.Failover.Step(now, e, out)
}

// latched is on from an order until all of it is done.
type latched struct {
	understudy.Failover
	on bool
}

func (f *latched) Step(now machine.Instant, e failover.Event, out []failover.Action) []failover.Action {
	if orders(e) && f.on {
		return out
	}
	f.on = f.on || orders(e)
	out = f.Failover.Step(now, e, out)
	f.on = f.on && !slices.ContainsFunc(out, func(a failover.Action) bool { return a.Kind == failover.Finished })
	return out
}

func (f *latched) Code(c *machine.Code) {
	c.Bool(&f.on)
	f.Failover.Code(c)
}

// restless begins to wait whenever it looks, which is every minute.
type restless struct {
	policy.Detector
	next machine.Timer
}

func (d *restless) Look(now machine.Instant, v *understudy.View) {
	d.next = machine.At(now.Add(time.Minute))
	d.Detector = policy.Silence(5 * time.Minute)
	d.Detector.Look(now, v)
}

func (d *restless) Deadline() machine.Instant { return d.next.Deadline() }

// fresh says of every pool that it was seen when it was looked for.
type fresh struct{ policy.Detector }

func (d *fresh) Look(now machine.Instant, v *understudy.View) {
	seen := v.Clone()
	for i := range seen.Pools {
		seen.Pools[i].Reachable, seen.Pools[i].Serves = true, true
	}
	d.Detector.Look(now, seen)
}

// resigned asks no more of a pool that is down.
type resigned struct{ understudy.Detector }

func (d resigned) Deadline() machine.Instant {
	if d.Phase() == health.Down {
		return machine.Never
	}
	return d.Detector.Deadline()
}

// exacting takes the first answer of a pool that is down for none, and every answer is the first.
type exacting struct{ understudy.Detector }

func (d exacting) Step(now machine.Instant, e health.Event, out []health.Action) []health.Action {
	if e.On == health.Answered && d.Phase() == health.Down {
		return out
	}
	return d.Detector.Step(now, e, out)
}

// fussy moves the store to the first pool, and away from it.
func fussy() understudy.Policy {
	return understudy.Every(10*time.Minute, func(_ machine.Instant, v *understudy.View, out []understudy.Order) []understudy.Order {
		for _, p := range v.Pools {
			if v.ActiveKnown && v.Moving == 0 && p.FQDN != v.Active && serves(p) {
				out = append(out, understudy.ManagementServerFailover{At: p.FQDN})
			}
		}
		return out
	})
}

// disheartened fails no pool back that it has ever seen not to serve.
func disheartened() understudy.Policy {
	lost := map[string]bool{}
	return giving(func(v *understudy.View, o understudy.Order) bool {
		for _, p := range v.Pools {
			lost[p.FQDN] = lost[p.FQDN] || !serves(p)
		}
		b, is := o.(understudy.PoolFailBack)
		return !is || !lost[b.Pool]
	})()
}

// deluded believes itself registered when it has tried everybody.
type deluded struct {
	understudy.Client
	is bool
}

func (c *deluded) Advance(out []client.Action) []client.Action { return c.look(c.Client.Advance(out)) }

func (c *deluded) Step(now machine.Instant, e client.Event, out []client.Action) []client.Action {
	return c.look(c.Client.Step(now, e, out))
}

func (c *deluded) look(out []client.Action) []client.Action {
	if slices.ContainsFunc(out, func(a client.Action) bool { return a.Kind == client.Moved && a.Move.On == client.Exhausted }) {
		c.is = true
		out = append(out, client.Action{Kind: client.SignedIn})
	}
	return out
}

func (c *deluded) Deadline() machine.Instant {
	if c.is {
		return machine.Never
	}
	return c.Client.Deadline()
}

func (c *deluded) Code(code *machine.Code) {
	code.Bool(&c.is)
	c.Client.Code(code)
}

// narrow is told of one registrar only.
type narrow struct{ understudy.Client }

func (c narrow) Step(now machine.Instant, e client.Event, out []client.Action) []client.Action {
	if e.On == client.Found {
		e.N = min(e.N, 1)
	}
	return c.Client.Step(now, e, out)
}

// absent refreshes where it tries first.
type absent struct{ understudy.Client }

func (c absent) Step(now machine.Instant, e client.Event, out []client.Action) []client.Action {
	return firstly(c.Client.Step(now, e, out))
}

func (c absent) Advance(out []client.Action) []client.Action { return firstly(c.Client.Advance(out)) }

func firstly(out []client.Action) []client.Action {
	for i := range out {
		if out[i].Kind == client.Refresh {
			out[i] = client.Action{Kind: client.Try}
		}
	}
	return out
}
