package explore

import (
	"time"

	"understudy.example"
)

// LabScopes are scopes of the reference lab that take seconds: the detectors under lost power and lost links, the failover of a pool, the orders about
// the store, and one user at a time, for below the limits on sign-ins users do not touch each other.
//
// In all of them both pools have the intervals of FE01, the Backup Services are off, and what a client does by itself is short: it
// has no certificates to renew, remembers no DNS answers, refreshes after 40 s and tries again after 30 s without jitter. In those of
// orders every step takes one Quantum.
func LabScopes() []Scope {
	fe1, fe2 := labPools()
	pool := failedOver(labScope("failover of a pool", 20*time.Second, power(fe1)), fe1, fe2)
	store := labScope("orders about the store", 20*time.Second, power(fe1))
	store.Inputs = storeOrders(fe1, fe2)
	store.brisk()
	return []Scope{
		lively(labScope("detectors", 10*time.Second, power(fe1), power(fe2))),
		lively(labScope("one-way links", 15*time.Second, link(fe1, fe2), link(fe2, fe1))),
		pool,
		store,
		lively(signedIn(fe1, labScope("a user of FE01", 20*time.Second, power(fe1)))),
		lively(signedIn(fe2, labScope("a user of FE02", 20*time.Second, power(fe1)))),
	}
}

// LargeLabScopes ask the same with more that can happen or in finer steps, and also about failback of a pool, about the Backup Service and
// about a user whom an administrator moves. They take minutes to hours.
func LargeLabScopes() []Scope {
	fe1, fe2 := labPools()
	backup := labScope("Backup Service", 15*time.Second, power(fe1))
	backup.Before = nil
	pool := failedOver(labScope("failover and failback of a pool", 20*time.Second, power(fe1)), fe1, fe2)
	pool.Inputs = append(pool.Inputs, understudy.PoolFailBack{At: fe2, Pool: fe1})
	store := labScope("orders about the store, as long as in the lab", 10*time.Second, power(fe1))
	store.Inputs = storeOrders(fe1, fe2)
	moved := signedIn(fe1, labScope("a user who is moved", 15*time.Second, power(fe1)))
	for _, to := range []string{fe1, fe2} {
		moved.Inputs = append(moved.Inputs, understudy.MoveUser{At: fe2, User: labUser, Target: to})
	}
	return []Scope{
		lively(labScope("detectors and links", 10*time.Second, power(fe1), power(fe2), link(fe1, fe2), link(fe2, fe1))),
		lively(backup),
		pool,
		store,
		lively(signedIn(fe1, labScope("a user of FE01, both pools lose power", 15*time.Second, power(fe1), power(fe2)))),
		lively(signedIn(fe2, labScope("a user of FE02, both pools lose power", 15*time.Second, power(fe1), power(fe2)))),
		moved,
	}
}

const labUser = "u1@lab.local"

func labPools() (fe1, fe2 string) {
	t := understudy.Paired()
	return t.Pools[0].FQDN, t.Pools[1].FQDN
}

// labScope is the lab without users, when everything has come to rest.
func labScope(name string, quantum time.Duration, faults ...understudy.Fault) Scope {
	s := Scope{Name: name, Topology: understudy.Paired(), Quantum: quantum, Settle: 30 * time.Minute, Faults: faults}
	t := &s.Topology
	t.Users = nil
	t.Pools[1].Detect, t.Pools[1].Failback = t.Pools[0].Detect, t.Pools[0].Failback
	p := &t.Parameters
	p.NoCertificates, p.MobileOutage = true, 0
	p.Cache.MaxTTL, p.Cache.MaxNegative = 0, 0
	p.Client.Jitter, p.Client.Max, p.Client.Refresh = 0, p.Client.Base, 40*time.Second
	p.Binding.Expires, p.Binding.Min, p.Binding.Max = time.Minute, time.Minute, time.Minute
	for _, pool := range t.Pools {
		s.Before = append(s.Before, understudy.Break{Fault: understudy.Fault{Kind: understudy.BackupService, Of: pool.FQDN}})
	}
	return s
}

// brisk makes every step of an order take one quantum.
func (s *Scope) brisk() {
	p := &s.Topology.Parameters
	for i := range p.Failover.Durations {
		p.Failover.Durations[i] = s.Quantum
	}
	p.Failover.BackupLoad, p.Failover.HomeLoad = s.Quantum, s.Quantum
	p.CMS.Patience = time.Minute
}

func lively(s Scope) Scope {
	s.Recovers = true
	return s
}

// signedIn adds a user, who signs in before all begins.
func signedIn(home string, s Scope) Scope {
	s.Topology.Users = []understudy.User{{URI: labUser, Home: home}}
	s.Before = append(s.Before, understudy.SignIn{User: labUser})
	return s
}

func power(of string) understudy.Fault { return understudy.Fault{Kind: understudy.Power, Of: of} }

func link(from, to string) understudy.Fault {
	return understudy.Fault{Kind: understudy.Link, Of: from, To: to}
}

// failedOver moves the store to the backup of a pool, which an administrator can then fail over at any time.
func failedOver(s Scope, pool, backup string) Scope {
	s.Before = append(s.Before, understudy.ManagementServerFailover{At: backup, Target: backup})
	s.Inputs = append(s.Inputs, understudy.PoolFailOver{At: backup, Pool: pool, DisasterMode: true})
	s.brisk()
	return s
}

// storeOrders move the store away by agreement or by force, and back.
func storeOrders(pool, backup string) []understudy.Input {
	return []understudy.Input{
		understudy.ManagementServerFailover{At: backup, Target: backup},
		understudy.ManagementServerFailover{At: backup, Target: backup, Force: true},
		understudy.ManagementServerFailover{At: pool, Target: pool},
	}
}
