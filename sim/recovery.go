package sim

import (
	"time"

	"understudy.example"
	"understudy.example/cms"
	"understudy.example/dns"
	"understudy.example/machine"
	"understudy.example/pool/pairing"
	"understudy.example/pool/replication"
)

// A RecoveryReport is a failover, or a failback, that was ordered, against what is promised of the release. Its time counts from the order,
// without the decision before and the sign-ins after it (F-79).
type RecoveryReport struct {
	What   string        `json:"what"`
	Pool   string        `json:"pool"` // that is failed over or back; of the store the one that gets it
	Began  Span          `json:"began"`
	Took   Span          `json:"took"` // until it was done, or until now
	Done   bool          `json:"done"`
	Goal   Span          `json:"goal"` // that it takes no longer; 0 where nothing is promised
	Fact   string        `json:"fact"` // which says so
	Points []PointReport `json:"points"`
}

// Met reports whether the recovery time is within the objective.
func (r *RecoveryReport) Met() bool { return r.Done && (r.Goal == 0 || r.Took <= r.Goal) }

// A PointReport is the recovery point of one kind of data: how old the copy of it was when the pool was lost that had written it. What is
// moved in order, with nothing lost, has none (F-61).
type PointReport struct {
	Data    string `json:"data"`
	Carried bool   `json:"carried"` // there is a copy
	Behind  Span   `json:"behind"`  // it was so old
	AtLeast bool   `json:"atLeast"` // or older
	Goal    Span   `json:"goal"`    // that it is no older; 0 where nothing is promised
	Why     string `json:"why"`     // of data that nothing carries: why
}

// Met reports whether the recovery point is within the objective.
func (p *PointReport) Met() bool {
	return p.Carried && !p.AtLeast && (p.Goal == 0 || p.Behind <= p.Goal)
}

// A recovery is one that was ordered.
type recovery struct {
	what   string
	pool   int
	lost   int // whose data count as lost; -1 if none
	copies exposures
	began  machine.Instant
	ended  machine.Instant // machine.Never while it is on
	done   bool
}

// What can be recovered.
const (
	failoverOf = "failover"
	failbackOf = "failback"
	storeOf    = "failover of the store"
)

// exposures are how old the copies of a pool's modules are.
type exposures [replication.Modules]struct {
	age   time.Duration
	exact bool
}

// recoveries are what is kept of the servers' way through failovers.
type recoveries struct {
	orders []recovery
	cut    []bool      // of each pool: those who are homed there do not reach it
	copies []exposures // of each pool: as they were when it was cut off last
	store  int         // the pool that has the active store; -1 if none has
}

func (s *servers) makeRecoveries() {
	n := len(s.config.Topology.Pools)
	s.recoveries = recoveries{cut: make([]bool, n), copies: make([]exposures, n), store: s.hasStore()}
}

// hasStore returns the pool with the active store.
func (s *servers) hasStore() int {
	for i, p := range s.config.Topology.Pools {
		if st, _ := s.system.Pool(p.FQDN); st.Database == cms.Active {
			return i
		}
	}
	return -1
}

// exposed returns how old the copies of a pool's data are.
func (s *servers) exposed(pool int) (e exposures) {
	for m := range e {
		e[m].age, e[m].exact = s.system.Exposure(pool, replication.Module(m))
	}
	return e
}

// cutOff takes note of who does not reach his home pool any more, or does again: what was not carried over by then is what is lost.
func (s *servers) cutOff() {
	for g, crowd := range s.crowds {
		home := crowd.Home()
		cut := s.sheet.row(uint8(g), home).path != understudy.PathOpen
		if cut && !s.cut[home] {
			s.copies[home] = s.exposed(home)
		}
		s.cut[home] = cut
	}
}

// orderedRecovery takes note of an order that was accepted.
func (s *servers) orderedRecovery(in understudy.Input) {
	r := recovery{began: s.now, ended: machine.Never, lost: -1}
	switch in := in.(type) {
	case understudy.PoolFailOver:
		if r.what, r.pool = failoverOf, s.poolOf(in.Pool); in.DisasterMode {
			r.lost = r.pool
		}
	case understudy.PoolFailBack:
		r.what, r.pool = failbackOf, s.poolOf(in.Pool)
	case understudy.ManagementServerFailover:
		if r.what, r.pool = storeOf, s.poolOf(in.Target); in.Force {
			r.lost = s.store
		}
	default:
		return
	}
	for _, a := range s.feed {
		if a.Kind == understudy.Ordered && r.pool >= 0 {
			if r.lost >= 0 {
				if r.copies = s.exposed(r.lost); s.cut[r.lost] {
					r.copies = s.copies[r.lost]
				}
			}
			s.orders = append(s.orders, r)
			return
		}
	}
}

func (s *servers) poolOf(fqdn string) int {
	for i, p := range s.config.Topology.Pools {
		if dns.Equal(p.FQDN, fqdn) {
			return i
		}
	}
	return -1
}

// endedRecoveries takes note of what has come to an end.
func (s *servers) endedRecoveries() {
	for _, a := range s.feed {
		switch a.Kind {
		case understudy.RunFinished, understudy.RunStopped:
			s.end(int(a.Who.A), false, a.Kind == understudy.RunFinished)
		case understudy.StoreFinished, understudy.StoreStopped:
			s.end(int(a.Peer), true, a.Kind == understudy.StoreFinished)
			s.store = s.hasStore()
		}
	}
}

// end ends what is on with a pool, or with its store.
func (s *servers) end(pool int, ofStore, done bool) {
	for i := range s.orders {
		if r := &s.orders[i]; r.ended == machine.Never && r.pool == pool && (r.what == storeOf) == ofStore {
			r.ended, r.done = s.now, done
		}
	}
}

// recovered reports the recoveries that have begun since an instant.
func (s *servers) recovered(from machine.Instant) (all []RecoveryReport) {
	for i := range s.orders {
		r := &s.orders[i]
		if r.began < from {
			continue
		}
		p := s.config.Topology.Pools[r.pool]
		preset := understudy.PresetOf(p.Release)
		goal, fact := preset.Pool, "F-78"
		switch {
		case r.what == storeOf:
			goal, fact = preset.Store, "F-110"
		case p.Release <= pairing.Lync2013:
			fact = "F-77"
		}
		report := RecoveryReport{What: r.what, Pool: p.FQDN, Began: Span(r.began), Took: Span(min(r.ended, s.now).Sub(r.began)),
			Done: r.done, Goal: Span(goal.Recovery), Fact: fact}
		if r.lost >= 0 {
			report.Points = r.points(Span(goal.Loss))
		}
		all = append(all, report)
	}
	return all
}

// points are the recovery points of the data that the recovery is about: of the store its configuration, of a pool all other data.
func (r *recovery) points(goal Span) (all []PointReport) {
	for _, d := range replication.All() {
		if (d == replication.Configuration) != (r.what == storeOf) {
			continue
		}
		p := PointReport{Data: d.String(), Goal: goal}
		if m, ok := d.Carrier(false); ok {
			p.Carried, p.Behind, p.AtLeast = true, Span(r.copies[m].age), !r.copies[m].exact
		} else {
			p.Why = d.Why()
		}
		all = append(all, p)
	}
	return all
}
