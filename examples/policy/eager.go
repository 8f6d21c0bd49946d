package main

import (
	"time"

	"understudy.example"
	"understudy.example/dns"
	"understudy.example/machine"
	"understudy.example/pool/failover"
)

// What eager waits for: a pool that has not been reached for lost is taken for lost, and one that has been there for stable goes home.
const (
	lost   = 5 * time.Minute
	stable = 30 * time.Minute
)

// eager is what one writes first. When a pool has not been reached for five minutes, and its backup is there, the store is moved if the
// pool hosts it, and the pool is failed over. When it has been back for half an hour, it is failed back. It is patient, asks whether the
// target is there, and never gives an order while another one runs. What it cannot know is whether the pool is lost, or the way to it.
func eager() understudy.Policy {
	return understudy.Every(time.Minute, func(_ machine.Instant, v *understudy.View, out []understudy.Order) []understudy.Order {
		for _, p := range v.Pools {
			if b, ok := v.Pool(p.Backup); ok && b.Reachable && b.Serves && v.Moving == 0 && (p.Run == failover.None || p.Stopped) {
				out = decide(v, p, b, out)
			}
		}
		return out
	})
}

// decide gives the order that is due for a pool with a backup, if any.
func decide(v *understudy.View, p, b understudy.PoolView, out []understudy.Order) []understudy.Order {
	gone := !p.Reachable && p.Since >= lost
	back := p.Reachable && p.Serves && p.Since >= stable
	switch {
	case gone && hosts(v, p.FQDN):
		return append(out, understudy.ManagementServerFailover{At: b.FQDN, Target: b.FQDN, Force: true})
	case gone && p.Stated && p.State == failover.Active:
		return append(out, understudy.PoolFailOver{At: v.Place, Pool: p.FQDN, DisasterMode: true})
	case back && p.Stated && p.State == failover.FailedOver:
		return append(out, understudy.PoolFailBack{At: v.Place, Pool: p.FQDN})
	}
	return out
}

// hosts reports whether the directory at the policy's site names a pool for the master of the store.
func hosts(v *understudy.View, pool string) bool {
	for _, s := range v.Sites {
		if s.Name == v.Site {
			return dns.Equal(s.Names, pool)
		}
	}
	return false
}
