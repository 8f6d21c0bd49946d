package corpus

import (
	"strings"
	"time"

	"understudy.example"
	"understudy.example/machine"
	"understudy.example/machine/machinetest"
	"understudy.example/policy"
	"understudy.example/pool/health"
)

// clocks are reports of this kind: clocks, restarts, maintenance and isolation.
var clocks = []Report{
	{Number: 59, Sources: []string{"https://github.com/patroni/patroni/issues/3560", "https://github.com/patroni/patroni/pull/2969", "https://github.com/patroni/patroni/pull/3612"},
		What:   "A clock was set back, and a loop slept until the old time had come; and where zero stood for never it did so for a clock that begins at zero, too.",
		Breaks: []string{"P16", "P17"}, Law: "shift",
		Planted: "A policy that remembers since when a pool is lost, and takes instant zero for not at all. What a clock that is set does to instants is pinned by the tests of package live.",
		Plant:   watched("shift", zeroed)},
	{Number: 60, Sources: []string{"https://github.com/redis/redis/issues/10547", "https://github.com/redis/redis/issues/13185"},
		What:   "Monitors that were called late took their clocks for wrong, waited, were called late again, and never failed anything over.",
		Breaks: []string{"P17", "P31"}, Law: "takes-over",
		Planted: "A policy that waits for half a minute when it has not looked for two seconds, and looks every half minute.",
		Plant:   watched("takes-over", tilted)},
	{Number: 61, Sources: []string{"https://github.com/OpenSIPS/opensips/pull/4074"},
		What:   "A node that was restarted counted its messages from zero, and for ten hours the others took all of them for repeated ones.",
		Breaks: []string{"P20"}, Law: "restart",
		Planted: "A policy that numbers its orders, carries out only those with a number above the last one, and keeps one of the two numbers only in memory.",
		Plant:   watched("restart", func() understudy.Policy { return &numbered{Automatic: automatic().(*policy.Automatic)} })},
	{Number: 62, Sources: []string{"https://github.com/hashicorp/memberlist/issues/311", "https://github.com/hashicorp/memberlist/pull/359"},
		What:   "When all nodes restarted their incarnations began anew, and what was said of the old ones counted for more than what was said of the new ones.",
		Breaks: []string{"P20"}, Law: "machinetest round trip",
		Planted: "A registrar that does not keep which incarnation of a pool it has heard last.",
		Plant: Func(func(planted bool) (Caught, error) {
			if planted {
				return byContract(machinetest.Check(reborn{health.PoolToPool()}, health.State{}, heard))
			}
			return byContract(machinetest.Check(health.PoolToPool(), health.State{}, heard))
		})},
	{Number: 63, Sources: []string{"https://github.com/haproxy/haproxy/issues/918", "https://github.com/haproxy/haproxy/issues/2085"},
		What:   "After a reload servers that were down counted as up until they were checked for the first time.",
		Breaks: []string{"P20"}, Law: "restart",
		Planted: "A policy that keeps nothing of what its detector has seen.",
		Plant:   watched("restart", detecting(func() policy.Detector { return reloaded{policy.Silence(5 * time.Minute)} }))},
	{Number: 64, Sources: []string{"https://github.com/patroni/patroni/blob/master/docs/releases.rst"},
		What:   "That automation was paused was forgotten for one cycle when the configuration could not be read, and what had been stopped on purpose was started.",
		Breaks: []string{"P35"}, Law: "vetoes",
		Planted: "A policy that knows of maintenance by the master, and for which nothing is in maintenance when it hears of it again.",
		Plant:   excusedBy(fe2, paused)},
	{Number: 65, Sources: []string{"https://github.com/hapostgres/pg_auto_failover/issues/1025", "https://github.com/hapostgres/pg_auto_failover/issues/1074",
		"https://github.com/CrunchyData/postgres-operator/issues/821"},
		What:   "Maintenance and a divided network stood in each other's way, and the automatic failover undid the one by hand.",
		Breaks: []string{"P35", "P26"}, Law: "vetoes",
		Planted: "A policy for which a pool that it cannot reach is lost, whether or not it is in maintenance.",
		Plant: excused(fe2, func(v *understudy.View, names []string, o understudy.Order) bool {
			f, is := o.(understudy.PoolFailOver)
			p, _ := v.Pool(names[0])
			return !is || !p.Reachable || f.Pool != p.FQDN && f.Pool != p.Backup
		})},
	{Number: 66, Sources: []string{"https://github.com/kamailio/kamailio/pull/2959"},
		What:   "The answer to a probe came when probing had been given up, and began it anew.",
		Breaks: []string{"P36"}, Law: "failback",
		Planted: "A registrar that keeps an answer which comes too late, for its next question.",
		Plant: standing("failback", understudy.Parts{Health: func(r health.Rules) understudy.Detector {
			return &hoarding{Detector: understudy.HealthOf(r)}
		}})},
	{Number: 67, Sources: []string{"https://github.com/ClusterLabs/pacemaker/pull/420"},
		What:   "A failure of one resource was counted against another one whose name it begins with.",
		Breaks: []string{"P37"}, Law: "isolation",
		Planted: "A policy that counts against a pool what befalls any pool whose name begins with its name.",
		Plant:   watched("isolation", seeing(prefixed), crossed())},
	{Number: 68, Sources: []string{"https://github.com/envoyproxy/envoy/issues/12076", "https://github.com/istio/istio/issues/20135"},
		What:   "So many hosts had been taken out for what was seen of them in passing that those which failed their checks were left in; elsewhere the limit was not kept.",
		Breaks: []string{"P38"}, Law: "takes-over",
		Planted: "Two detectors of which one may not take more than so many pools for lost; when it has, the other one is not heard, either.",
		Plant: watched("takes-over", detecting(func() policy.Detector {
			return capped{policy.Silence(5 * time.Minute), policy.Ratio(look, 4, 50)}
		}))},
}

// zeroed remembers since when each pool is lost; zero is not at all.
func zeroed() understudy.Policy {
	since := map[string]machine.Instant{}
	return understudy.Every(look, func(now machine.Instant, v *understudy.View, out []understudy.Order) []understudy.Order {
		for _, p := range v.Pools {
			b, ok := v.Pool(p.Backup)
			switch {
			case serves(p):
				since[p.FQDN] = 0
			case since[p.FQDN] == 0:
				since[p.FQDN] = now
			case ok && rests(p) && serves(b) && now.Sub(since[p.FQDN]) >= 5*time.Minute:
				out = append(out, understudy.PoolFailOver{At: v.Place, Pool: p.FQDN, DisasterMode: true})
			}
		}
		return out
	})
}

// tilted gives no orders for a while after it has been late.
func tilted() understudy.Policy {
	var last, until machine.Instant
	return giving(func(v *understudy.View, o understudy.Order) bool {
		if o == nil {
			if v.Now.Sub(last) > 2*time.Second {
				until = v.Now.Add(look)
			}
			last = v.Now
		}
		return v.Now >= until
	})()
}

// numbered gives each order a number, and drops those that do not come after the last one.
type numbered struct {
	*policy.Automatic
	next, last uint8
}

func (n *numbered) Step(now machine.Instant, v *understudy.View, out []understudy.Order) []understudy.Order {
	for _, o := range n.Automatic.Step(now, v, nil) {
		if n.next++; n.next > n.last {
			n.last = n.next
			out = append(out, o)
		}
	}
	return out
}

func (n *numbered) Code(c *machine.Code) {
	machine.Enum(c, &n.last, 256)
	n.Automatic.Code(c)
}

// heard are events of an observer.
var heard = []health.Event{{On: health.Started}, {On: health.Stopped}, {On: health.Reset},
	{On: health.Answered, Ask: 1}, {On: health.Answered, Ask: 1, Boot: 1}, {On: health.Answered, Ask: 2, Boot: 1}, {On: health.Answered, Ask: 3}}

// reborn keeps its state as if the pool had never been another one.
type reborn struct{ health.Rules }

func (r reborn) Code(c *machine.Code, s *health.State) {
	if c.Unpacking() {
		r.Rules.Code(c, s)
		return
	}
	kept, _ := s.Renumbered(0)
	r.Rules.Code(c, &kept)
}

// reloaded keeps nothing.
type reloaded struct{ policy.Detector }

func (reloaded) Code(*machine.Code) {}

// paused heeds maintenance but for the first look after the master was out of reach.
func paused() func(*understudy.View, []string, understudy.Order) bool {
	known, was := true, true
	return func(v *understudy.View, names []string, o understudy.Order) bool {
		if o == nil {
			known, was = v.ActiveKnown, known
		}
		f, is := o.(understudy.PoolFailOver)
		p, _ := v.Pool(names[0])
		return !is || !was || f.Pool != p.FQDN && f.Pool != p.Backup
	}
}

// hoarding keeps an answer that is late, and gives it to the next question.
type hoarding struct {
	understudy.Detector
	late bool
}

func (d *hoarding) Step(now machine.Instant, e health.Event, out []health.Action) []health.Action {
	before := len(out)
	out = d.Detector.Step(now, e, out)
	if e.On == health.Answered && len(out) == before { // the table ignores what is late
		d.late = true
	}
	return out
}

func (d *hoarding) Advance(out []health.Action) []health.Action {
	now, before := d.Deadline(), len(out)
	out = d.Detector.Advance(out)
	for _, a := range out[before:] {
		if a.Kind == health.Ask && d.late {
			d.late = false
			return d.Detector.Step(now, health.Event{On: health.Answered, Ask: a.Ask}, out)
		}
	}
	return out
}

func (d *hoarding) Code(c *machine.Code) {
	c.Bool(&d.late)
	d.Detector.Code(c)
}

// prefixed counts against each pool what befalls those whose names begin with its own.
func prefixed(v *understudy.View) {
	for i := range v.Pools {
		host, _, _ := strings.Cut(v.Pools[i].FQDN, ".")
		for _, other := range v.Pools {
			if strings.HasPrefix(other.FQDN, host) && !serves(other) {
				v.Pools[i].Serves = false
			}
		}
	}
}

// capped hears nobody when one of two has taken some pool for lost.
type capped struct{ active, passive policy.Detector }

func (d capped) Look(now machine.Instant, v *understudy.View) {
	d.active.Look(now, v)
	d.passive.Look(now, v)
}

func (d capped) Lost(pool int) bool {
	for p := range 64 {
		if d.passive.Lost(p) {
			return false
		}
	}
	return d.active.Lost(pool)
}

func (d capped) Deadline() machine.Instant { return min(d.active.Deadline(), d.passive.Deadline()) }
func (d capped) Valid() time.Duration      { return max(d.active.Valid(), d.passive.Valid()) }
func (d capped) Validate() error           { return d.passive.Validate() }

func (d capped) Code(c *machine.Code) {
	d.active.Code(c)
	d.passive.Code(c)
}
