package corpus

import (
	"time"

	"understudy.example"
	"understudy.example/explore"
	"understudy.example/policy"
	"understudy.example/pool/health"
)

// stability are reports of this kind: flapping, failing back too soon, and delays that are wrong.
var stability = []Report{
	{Number: 20, Sources: []string{"https://github.com/baresip/baresip/pull/1660"},
		What:   "A client went to and fro between its primary and its secondary server, many times in a short while.",
		Breaks: []string{"P12"}, Law: "calm-registrar",
		Planted: "A detector that asks again after each ping what it has just declared down, and sends the users home at the first answer.",
		Plant: System{Options: explore.Options{Grounds: []understudy.Topology{patient()}, Parts: understudy.Parts{
			Health: func(r health.Rules) understudy.Detector {
				r.Failback = r.Ping
				return understudy.HealthOf(r)
			}}}}},

	{Number: 21, Sources: []string{"https://community.cisco.com/t5/telepresence-and-video/srst-on-single-cluster/td-p/1685529"},
		What:   "A link that flapped moved phones between the cluster and the router of their branch, for nobody waited until it was up for good.",
		Breaks: []string{"P12", "P13"}, Law: "failback",
		Planted: "A detector that goes by the first answer where it is set to hold down.",
		Plant:   System{Options: explore.Options{Grounds: []understudy.Topology{holding()}, Parts: understudy.Parts{Health: hastened}}}},

	{Number: 22, Sources: []string{"https://github.com/redis/redis/issues/8607"},
		What:   "With half a second of patience the master changed again and again.",
		Breaks: []string{"P12"}, Law: "flap-budget",
		Planted: "A policy that takes one look for enough, and does not count what it has done.",
		Plant: System{Right: damped, Options: flapping, Policy: claims(damped, ruled(func(r *policy.Rules) {
			r.Lost = func() policy.Detector { return policy.Ratio(10*second, 1, 100) }
			r.After, r.Stable, r.Suppress = 0, 0, 15
		}))}},

	{Number: 23, Sources: []string{"https://github.com/acassen/keepalived/issues/617", "https://github.com/acassen/keepalived/issues/2032",
		"https://github.com/acassen/keepalived/issues/1515"},
		What:   "Nodes of equal priority that were told not to pre-empt took the role from each other all the same, the one with the higher address from the other.",
		Breaks: []string{"P12", "P21"}, Law: "no-gratuitous-move",
		Planted: "A policy that fails a pool over when its partner comes back and has the name that sorts first.",
		Plant:   System{Policy: preferring, Right: automatic}},

	{Number: 24, Sources: []string{"https://github.com/acassen/keepalived/issues/1893", "https://github.com/acassen/keepalived/issues/296",
		"https://github.com/acassen/keepalived/pull/346"},
		What:   "The delay before the role was taken back did not count for a node that came out of a fault.",
		Breaks: []string{"P13"}, Law: "failback-gate",
		Planted: "A policy that says it waits for half an hour before it fails a pool back, and does not wait.",
		Plant:   System{Right: automatic, Policy: claims(automatic, ruled(func(r *policy.Rules) { r.Stable = 0 }))}},

	{Number: 25, Sources: []string{"https://github.com/vitessio/vitess/issues/13108"},
		What:   "The recovery of a replica used up the pause of the whole cluster, and the recovery of the primary had to wait for it.",
		Breaks: []string{"P14"}, Law: "scoped-delay",
		Planted: "A policy that fails no pool over for two hours after it has failed any over.",
		Plant:   System{Policy: cools(true), Right: automatic, Options: explore.Options{Grounds: explore.Grounds()[6:], Laws: only("scoped-delay")}}},

	{Number: 26, Sources: []string{"https://github.com/vitessio/vitess/issues/15512"},
		What:   "An attempt that could not succeed kept the right one waiting.",
		Breaks: []string{"P14"}, Law: "scoped-delay",
		Planted: "A policy that does not try again for two hours, also if the attempt has failed.",
		Plant:   System{Policy: cools(false), Right: automatic, Options: explore.Options{Grounds: explore.Grounds()[:2], Laws: only("scoped-delay")}}},

	{Number: 27, Sources: []string{"https://github.com/openark/orchestrator/issues/410"},
		What:    "A recovery was acknowledged in one view, and still blocked in another.",
		Breaks:  []string{"P15"},
		Planted: "There is no second place to plant it in: the question whether an order is blocked, its explanation and the decision all read one list of guards."},

	{Number: 28, Sources: []string{"https://github.com/outbrain/orchestrator/issues/294"},
		What:    "A pause of 0 meant that none was set, and so it was an hour.",
		Breaks:  []string{"P34"},
		Planted: "Rules have no unset: 0 is zero or refused by Validate, and a policy that reads it in another way differs from no law."},

	{Number: 29, Sources: []string{"https://github.com/etcd-io/etcd/issues/9333", "https://github.com/etcd-io/etcd/issues/14893"},
		What:   "A node that came back with a higher term deposed a leader that was well.",
		Breaks: []string{"P21"}, Law: "no-gratuitous-move",
		Planted: "A policy that moves the store to the pool that comes back, away from a master that serves.",
		Plant:   System{Policy: deferring, Right: automatic}},

	{Number: 30, Sources: []string{"https://github.com/ionfury/homelab/pull/1591", "https://github.com/cloudnative-pg/cloudnative-pg/issues/507"},
		What:   "No delay was the default, and half a minute without an answer set off a failover that was never needed.",
		Breaks: []string{"P12"}, Law: "flap-budget",
		Planted: "A policy without a delay before it fails over or back, whose count of what it has done is forgotten at once.",
		Plant: System{Right: damped, Options: flapping, Policy: claims(damped, ruled(func(r *policy.Rules) {
			r.After, r.Stable, r.HalfLife = 0, 0, second
		}))}},

	{Number: 31, Sources: []string{"https://github.com/patroni/patroni/pull/3453"},
		What:   "An agent that was frozen was taken for a primary that was dead.",
		Breaks: []string{"P4"}, Law: "fresh-evidence",
		Planted: "A detector that takes a pool for lost whose Backup Service has copied nothing for five minutes.",
		Plant:   System{Right: automatic, Policy: ruled(func(r *policy.Rules) { r.Lost = newAgent })}},

	{Number: 32, Sources: []string{"https://github.com/openshift/machine-config-operator/pull/3357"},
		What:   "Two checks of one node, each with a rise of its own, overtook each other, and the address moved to and fro.",
		Breaks: []string{"P12"}, Law: "flap-budget",
		Planted: "Two policies side by side, each with a count of its own.",
		Plant: System{Right: damped, Policy: claims(damped, leapfrog),
			Options: explore.Options{Grounds: flapping.Grounds, Laws: only("flap-budget")}}},

	{Number: 33, Sources: []string{"https://github.com/vitessio/vitess/issues/19340", "https://github.com/vitessio/vitess/pull/19328"},
		What:   "A primary that was saturated answered now and then, each answer reset the count, and nothing ever happened.",
		Breaks: []string{"P18"}, Law: "windowed",
		Planted: "A policy that says it looks at a window, and counts failures in a row.",
		Plant:   System{Right: windowed, Policy: claims(windowed, ruled(func(r *policy.Rules) { r.After = 2 * minute }))}},
}

// holding is the lab with registrars that hold down (H-34).
func holding() understudy.Topology {
	t := explore.Grounds()[0]
	t.Parameters.Health.Mode = health.HoldDown
	return t
}

// hastened is a detector that is content with the first answer.
func hastened(r health.Rules) understudy.Detector {
	r.Mode, r.Failback = health.Recheck, r.Ping
	return understudy.HealthOf(r)
}

// patient is the lab with short detection intervals, and long ones for failback.
func patient() understudy.Topology {
	t := explore.Grounds()[0]
	for i := range t.Pools {
		t.Pools[i].Detect, t.Pools[i].Failback = 90*second, 10*minute
	}
	return t
}

// flapping are attacks where nothing takes any time that need not, so that there is time to flap.
var flapping = explore.Options{Grounds: explore.Grounds()[4:5]}

// damped fails a pool over twice, and then no more for a while.
var damped = ruled(func(r *policy.Rules) { r.After, r.Stable, r.Suppress, r.HalfLife = 0, 0, 1, 2*time.Hour })

// leapfrog are two that are damped, and of which the second sees everything a little later.
func leapfrog() understudy.Policy {
	late := ruled(func(r *policy.Rules) {
		r.Lost = func() policy.Detector { return policy.Silence(10 * second) }
		r.After, r.Stable, r.Suppress, r.HalfLife = 10*second, 10*second, 1, 2*time.Hour
	})
	return both{damped(), late()}
}

var windowed = ruled(func(r *policy.Rules) {
	r.Lost = func() policy.Detector { return policy.Ratio(10*second, 9, 50) }
})
