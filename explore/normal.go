package explore

import (
	"fmt"

	"understudy.example"
	"understudy.example/client"
	"understudy.example/cms"
	"understudy.example/pool/failover"
	"understudy.example/pool/health"
)

// Normal returns nil if everything is as it should be, and otherwise the first thing that is not: every pool up, active and seen, with no run
// on, one of the databases active and found from every site, and every user who is not signed out in full service at home.
func Normal(s *understudy.System) error {
	t := s.Topology()
	active := 0
	for _, p := range t.Pools {
		switch st, _ := s.Pool(p.FQDN); {
		case !st.Up:
			return fmt.Errorf("%s is down", p.FQDN)
		case !resting(st):
			return fmt.Errorf("%s is %v", p.FQDN, st.State)
		case st.Sees == health.Down:
			return fmt.Errorf("%s sees its partner down", p.FQDN)
		case st.Database == cms.Active:
			active++
		}
	}
	for _, site := range t.Sites {
		if _, err := s.CMS(site.Name); err != nil && active > 0 {
			return err
		}
	}
	for _, u := range t.Users {
		st, _ := s.User(u.URI)
		if st.Phase != client.Out && (!st.Registered || st.Mode != client.Normal) {
			return fmt.Errorf("%s is %v", u.URI, st.Phase)
		}
	}
	return nil
}

// resting reports whether a pool is active and no run of it is on. One that has stopped there has changed nothing yet.
func resting(st understudy.PoolStatus) bool { return st.State == failover.Active && !st.Run.Running() }

// recovering is an arena that has to be Normal again when no fault begins any more and people do nothing.
type recovering struct{ *arena }

// Good is asked when every state is known.
func (r recovering) Good() bool {
	r.lively.Store(true)
	return Normal(r.system) == nil
}

// Fair are the ends of faults and, once none is on, time and what is due.
func (r recovering) Fair(m Move) bool {
	kind := m &^ 0xffff
	return kind == end || r.on == 0 && (kind == pass || kind == run)
}
