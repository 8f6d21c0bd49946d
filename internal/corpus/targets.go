package corpus

import (
	"strings"
	"time"

	"understudy.example"
	"understudy.example/explore"
	"understudy.example/machine"
	"understudy.example/policy"
	"understudy.example/pool/failover"
)

// targets are reports of this kind: failing over to the wrong one.
var targets = []Report{
	{Number: 34, Sources: []string{"https://github.com/sorintlab/stolon/issues/849"},
		What:   "A standby was elected that had begun to fail itself, only not for long enough to count as failed.",
		Breaks: []string{"P19"}, Law: "serving-target",
		Planted: "A policy that takes a pool for fit until it has been out of reach for five minutes.",
		Plant: watched("serving-target", seeing(func(v *understudy.View) {
			for i := range v.Pools {
				if p := &v.Pools[i]; !p.Reachable && !p.SinceFull && p.Since < 5*time.Minute {
					p.Reachable, p.Serves = true, true
				}
			}
		}))},
	{Number: 35, Sources: []string{"https://github.com/OpenSIPS/opensips/issues/564"},
		What:   "The list of where to fail over to had hosts on it that were known not to answer.",
		Breaks: []string{"P19"}, Law: "serving-target",
		Planted: "A policy that fails a lost pool over and never looks at its backup.",
		Plant: watched("serving-target", looking(func(v *understudy.View, p, _ understudy.PoolView) understudy.Order {
			if serves(p) || !rests(p) {
				return nil
			}
			return understudy.PoolFailOver{At: v.Place, Pool: p.FQDN, DisasterMode: true}
		}))},
	{Number: 36, Sources: []string{"https://github.com/kamailio/kamailio/pull/2964"},
		What:   "One of the ways to distribute calls went on using a destination that was out of service, and half of them failed.",
		Breaks: []string{"P19"}, Law: "serving-target",
		Planted: "A policy that fails a pool back without having looked whether it is there.",
		Plant: watched("serving-target", looking(func(v *understudy.View, p, b understudy.PoolView) understudy.Order {
			switch {
			case !p.Stated || p.Run != failover.None && !p.Stopped:
			case p.State == failover.FailedOver:
				return understudy.PoolFailBack{At: v.Place, Pool: p.FQDN}
			case rests(p) && !serves(p) && serves(b):
				return understudy.PoolFailOver{At: v.Place, Pool: p.FQDN, DisasterMode: true}
			}
			return nil
		}))},
	{Number: 37, Sources: []string{"https://github.com/vitessio/vitess/issues/20579", "https://github.com/vitessio/vitess/pull/20728", "https://github.com/vitessio/vitess/pull/19851"},
		What:   "Candidates were compared in a way that is no order, so that the winner depended on who had answered first.",
		Breaks: []string{"P22"}, Law: "order",
		Planted: "A policy that fails over the pool that has been lost longest, where a difference of two minutes counts as none, and of several the one that it came to first.",
		Plant:   watched("order", longest, three())},
	{Number: 38, Sources: []string{"https://github.com/hapostgres/pg_auto_failover/issues/1060"},
		What:   "The primary that had failed won the election of its own successor, and waited for itself for ever.",
		Breaks: []string{"P19", "P23"}, Law: "serving-target",
		Planted: "A policy that chooses whoever has the newest data, which is the pool that was lost: it is failed over and at once failed back.",
		Plant: watched("serving-target", looking(func(v *understudy.View, p, b understudy.PoolView) understudy.Order {
			switch {
			case serves(p) || !serves(b) || !p.Stated || p.Run != failover.None && !p.Stopped:
			case p.State == failover.Active:
				return understudy.PoolFailOver{At: v.Place, Pool: p.FQDN, DisasterMode: true}
			case p.State == failover.FailedOver:
				return understudy.PoolFailBack{At: v.Place, Pool: p.FQDN, DisasterMode: true}
			}
			return nil
		}))},
	{Number: 39, Sources: []string{"https://github.com/openark/orchestrator/issues/426"},
		What:   "A host that was to be ignored was promoted.",
		Breaks: []string{"P24"}, Law: "vetoes",
		Planted: "A policy that leaves a pool in maintenance alone, and fails its partner over to it.",
		Plant: excused(fe1, func(_ *understudy.View, names []string, o understudy.Order) bool {
			f, is := o.(understudy.PoolFailOver)
			return !is || f.Pool != names[0]
		})},
	{Number: 40, Sources: []string{"https://github.com/EnterpriseDB/repmgr/issues/531"},
		What:   "That a failover was to be left to people was not heeded by a standby behind another standby.",
		Breaks: []string{"P24"}, Law: "vetoes",
		Planted: "A policy that heeds what is said of the pools of its own site only.",
		Plant: excused(fe2, func(v *understudy.View, names []string, o understudy.Order) bool {
			f, is := o.(understudy.PoolFailOver)
			p, _ := v.Pool(names[0])
			return !is || p.Site != v.Site || f.Pool != p.FQDN && f.Pool != p.Backup
		})},
	{Number: 41, Sources: []string{"https://github.com/patroni/patroni/blob/master/docs/releases.rst"},
		What:   "Tags that forbid a failover, or rank who may take over, were lost where they were written in an unusual way, or where no target was named.",
		Breaks: []string{"P24"}, Law: "vetoes",
		Planted: "A policy that compares names letter by letter, and is given one in capitals.",
		Plant: excused(fe2, func(v *understudy.View, names []string, o understudy.Order) bool {
			f, is := o.(understudy.PoolFailOver)
			return !is || f.Pool != strings.ToUpper(names[0])
		})},
	{Number: 42, Sources: []string{"https://github.com/k8gb-io/k8gb/pull/1705"},
		What:   "With three clusters or more, those that were not the primary gave different answers to the same question.",
		Breaks: []string{"P25"}, Law: "order",
		Planted: "A policy that begins with the pool that its list has after the first one at its own site.",
		Plant:   watched("order", beginning, three())},
	{Number: 43, Sources: []string{"https://github.com/vitessio/vitess/pull/20022"},
		What:   "Whether a shard was passed over depended on which of its rows happened to stand for it.",
		Breaks: []string{"P22", "P25"}, Law: "order",
		Planted: "A policy that looks no further at a pair if the one of its pools that is listed first is well.",
		Plant:   watched("order", standingFor)},
}

// The pools of most grounds.
const fe1, fe2 = "FE01.lab.local", "FE02.lab.local"

// mostly are orders for one pool at a time: the one that choose returns, if any is lost.
func mostly(choose func(*understudy.View, []understudy.PoolView) understudy.PoolView) func() understudy.Policy {
	return func() understudy.Policy {
		return understudy.Every(look, func(_ machine.Instant, v *understudy.View, out []understudy.Order) []understudy.Order {
			var lost []understudy.PoolView
			for _, p := range v.Pools {
				b, ok := v.Pool(p.Backup)
				if p.Run != failover.None && !p.Stopped {
					return out
				}
				if ok && rests(p) && !serves(p) && serves(b) {
					lost = append(lost, p)
				}
			}
			if len(lost) == 0 {
				return out
			}
			return append(out, understudy.PoolFailOver{At: v.Place, Pool: choose(v, lost).FQDN, DisasterMode: true})
		})
	}
}

// longest chooses the pool that has been lost longest, and takes two minutes for nothing.
var longest = mostly(func(_ *understudy.View, lost []understudy.PoolView) understudy.PoolView {
	best := lost[0]
	for _, p := range lost[1:] {
		if p.Since > best.Since+2*time.Minute {
			best = p
		}
	}
	return best
})

// beginning chooses the first one after the pools of its own site.
var beginning = mostly(func(v *understudy.View, lost []understudy.PoolView) understudy.PoolView {
	from := 0
	for i, p := range v.Pools {
		if p.Site == v.Site {
			from = i
			break
		}
	}
	for k := range v.Pools {
		next := v.Pools[(from+1+k)%len(v.Pools)].FQDN
		for _, p := range lost {
			if p.FQDN == next {
				return p
			}
		}
	}
	return lost[0]
})

// standingFor looks at the first pool of each pair, and at the other one only if that is not well.
func standingFor() understudy.Policy {
	return understudy.Every(look, func(_ machine.Instant, v *understudy.View, out []understudy.Order) []understudy.Order {
		seen := map[string]bool{}
		for _, p := range v.Pools {
			b, ok := v.Pool(p.Backup)
			first := !seen[p.Backup]
			seen[p.FQDN] = true
			if ok && first && !serves(p) && serves(b) && rests(p) {
				out = append(out, understudy.PoolFailOver{At: v.Place, Pool: p.FQDN, DisasterMode: true})
			}
		}
		return out
	})
}

// excusing is an Automatic that says of some pools that they are in maintenance, and has a way of its own to see to that.
type excusing struct {
	understudy.Policy
	names []string
}

func (e excusing) Vetoed() []string { return e.names }

// excused is a plant in that: keep says of each order whether it is given. The store is left to people.
func excused(name string, keep func(*understudy.View, []string, understudy.Order) bool) Plant {
	return excusedBy(name, func() func(*understudy.View, []string, understudy.Order) bool { return keep })
}

// excusedBy is excused for those that remember something.
func excusedBy(name string, fresh func() func(*understudy.View, []string, understudy.Order) bool) Plant {
	r := policy.Default()
	r.Store = false
	names := []string{name}
	wrong := func() understudy.Policy {
		keep := fresh()
		return excusing{given(with(r), func(v *understudy.View, o understudy.Order) bool { return keep(v, names, o) }), names}
	}
	right := func() understudy.Policy {
		kept := r
		kept.Maintenance = names
		return with(kept)
	}
	grounds := explore.Grounds()
	return System{Policy: wrong, Right: right, Options: explore.Options{Laws: only("vetoes"), Grounds: grounds[:len(grounds)-1]}}
}
