package understudy

import (
	"math/bits"
	"slices"
	"time"

	"understudy.example/cms"
	"understudy.example/dns"
	"understudy.example/machine"
	"understudy.example/pool/failover"
	"understudy.example/pool/fence"
	"understudy.example/pool/health"
	"understudy.example/pool/replication"
)

// A View is what an administrator at one place can observe: never the truth. A partition looks like a crash from there,
// and what cannot be asked is not known.
type View struct {
	Place string
	Site  string // that Place is, or is in
	Now   machine.Instant
	Pools []PoolView // in the topology's order

	Active      string         // the active master, as the directory here names it and its database confirms
	ActiveKnown bool           // false where the query fails (F-103)
	Moving      cms.Order      // the order on the store that was given and is not over
	TimeOfDay   time.Duration  // since midnight, as Parameters.Start says
	Sites       []SiteView     // in the topology's order
	Observers   []ObserverView // likewise
	Directory   bool           // the directory can be reached from here
}

// A SiteView is what can be asked of a site.
type SiteView struct {
	Name      string
	Reachable bool
	Names     string // if so: the pool whose store the directory there names, whether or not it answers (F-118)
}

// A PoolView is what can be observed of one pool. Fields after Reachable mean something only if it is true.
type PoolView struct {
	FQDN      string
	Site      string
	Backup    string             // of its pair, empty without
	Since     time.Duration      // how long it has been reachable, or unreachable
	SinceFull bool               // Since says "at least"
	Stated    bool               // State is known: the active master can be asked
	State     failover.Phase     // means nothing unless Stated
	Run       failover.Procedure // the procedure that was ordered and runs, or has stopped
	Step      failover.Step
	Stopped   bool        // Run has stopped at Step
	Switch    bool        // its power can be cut (H-95)
	Fence     fence.Phase // if so, how that stands, which anybody can ask
	Reachable bool
	Serves    bool            // its front end service answers
	Fronts    int             // its front ends; where they are not modelled it is one server, which runs if it can be reached,
	FrontsUp  int             // and how many of them run
	Sees      health.Phase    // what its registrar holds of its partner
	UpToDate  bool            // its replica, if the active master can be asked
	Database  cms.Phase       // its database of the Central Management Store
	Export    [modules]Export // to its partner
}

// An Export is what the Backup Service of a pool says of one module.
type Export struct {
	Phase   replication.Phase
	Normal  bool          // the import at the partner (F-133), if that can be asked from here
	Age     time.Duration // likewise, the recovery point: since the cut-off of the last imported batch (F-64)
	AgeFull bool          // Age says "at least"
}

// View fills in what somebody at place, a site or a pool, can observe now. It reuses the slices of v. It reports whether
// there is such a place.
func (s *System) View(place string, v *View) bool {
	at := s.where(place)
	if at < 0 {
		return false
	}
	site, _ := s.place(at)
	pools, sites, observers := v.Pools[:0], v.Sites[:0], v.Observers[:0]
	*v = View{Place: place, Site: s.topology.Sites[site].Name, Now: s.now, Directory: s.directoryNear(at), TimeOfDay: (s.topology.Parameters.Start + time.Duration(s.now)) % day}
	if active, err := s.CMS(place); err == nil {
		v.Active, v.ActiveKnown = active, true
	}
	if s.gaveHere(s.storeAt, site) {
		v.Moving, _, _ = s.store.at[0].Running()
	}
	for p := range s.partner {
		pools = append(pools, s.poolView(at, int16(p), v.ActiveKnown))
	}
	v.Pools = pools
	for i := range s.topology.Sites {
		sites = append(sites, s.siteView(at, int16(i)))
	}
	v.Sites = sites
	for o := range s.topology.Observers {
		var was ObserverView
		if o < cap(observers) {
			was = observers[:o+1][o]
		}
		observers = append(observers, s.observerView(at, o, was))
	}
	v.Observers = observers
	return true
}

// Clone returns a copy that shares nothing with v.
func (v *View) Clone() *View {
	c := *v
	c.Pools, c.Sites, c.Observers = slices.Clone(v.Pools), slices.Clone(v.Sites), slices.Clone(v.Observers)
	for i := range c.Observers {
		c.Observers[i].Pools = slices.Clone(c.Observers[i].Pools)
	}
	return &c
}

func (s *System) siteView(place node, site int16) SiteView {
	v := SiteView{Name: s.topology.Sites[site].Name, Reachable: s.reaches(place, s.siteNode(site))}
	if v.Reachable && s.directoryNear(s.siteNode(site)) {
		v.Names = s.poolName(s.hosts[s.pointer(site)])
	}
	return v
}

// Pool returns what can be observed of a pool; ok is false for one that is not in the topology.
func (v *View) Pool(fqdn string) (p PoolView, ok bool) {
	for _, p := range v.Pools {
		if dns.Equal(p.FQDN, fqdn) {
			return p, true
		}
	}
	return p, false
}

func (s *System) poolView(at node, pool int16, stated bool) PoolView {
	site, _ := s.place(at)
	v := PoolView{FQDN: s.poolName(pool), Site: s.topology.Sites[s.siteOf[pool]].Name, Stated: stated,
		Switch: s.fenceOf(pool) >= 0, Fence: s.fencePhase(pool)}
	if run := s.failover.at[pool].Look(); run.Procedure() != failover.None && s.gaveHere(s.orderAt[pool], site) {
		v.Run, v.Step, v.Stopped = run.Procedure(), run.Step(), run.Stopped()
	}
	if near := s.nearest(at); near >= 0 && s.replicaRow(near, pool).backup() >= 0 {
		v.Backup = s.poolName(s.replicaRow(near, pool).backup())
	}
	asked := s.database(s.pointer(site)) // what the directory names here is what is asked here
	if stated {
		v.State = s.rows(asked)[pool].state()
	}
	v.Reachable, v.SinceFull = s.works(at, pool), true
	if i := int(site)*len(s.partner) + int(pool); v.Reachable == s.reached[i] { // a server that is cut off knows no more than that
		age, exact := s.turned[i].Age(s.now, s.topology.Parameters.Remembered)
		v.Since, v.SinceFull = age, !exact
	}
	if !v.Reachable {
		return v
	}
	v.Serves, v.Sees = s.serves(pool) && !s.has(pool, Hung), s.sees(pool, s.backupOf(pool))
	v.Fronts, v.FrontsUp = s.countFronts(pool)
	v.UpToDate = stated && s.same(int(pool), asked)
	for db, host := range s.hosts {
		if host == pool {
			v.Database = s.databaseFrom(site, uint8(db))
		}
	}
	for m := range modules {
		st := s.replication.at[copying(pool, m)].State
		v.Export[m] = Export{Phase: st.Phase()}
		if s.works(at, s.partner[pool]) {
			age, exact := s.topology.Parameters.Replication.Exposure(s.now, st)
			v.Export[m] = Export{st.Phase(), st.ImportNormal(), age, !exact}
		}
	}
	return v
}

// countFronts counts a pool's front ends, and those that run.
func (s *System) countFronts(pool int16) (all, up int) {
	c := s.cluster[pool]
	if c < 0 {
		return 1, 1
	}
	q := s.quorum.at[c].State
	return bits.OnesCount16(q.Members()), bits.OnesCount16(q.Members() & q.Running())
}

// databaseFrom is what a database looks like from site: an orphan is told from the master only by the directory, which may
// not have heard yet that it names another (F-117, F-118).
func (s *System) databaseFrom(site int16, db uint8) cms.Phase {
	if p := s.store.at[0].Phase(db); p != cms.Orphaned || s.pointer(site) != db {
		return p
	}
	return cms.Active
}

// nearest is the pool whose replica somebody at place reads when the master cannot be reached (F-24, F-99): his own, or
// the first one that he reaches; -1 if he reaches none.
func (s *System) nearest(place node) int16 {
	if _, pool := s.place(place); pool >= 0 {
		return pool
	}
	for p := range s.partner {
		if s.works(place, int16(p)) {
			return int16(p)
		}
	}
	return -1
}

const day = 24 * time.Hour

// gaveHere reports whether an order was given at site: only there it is known how it goes.
func (s *System) gaveHere(order node, site int16) bool {
	at, _ := s.place(order)
	return at == site
}

// lookAround takes note of who reaches whom, so that views can tell since when.
func (s *System) lookAround() {
	for site := range s.topology.Sites {
		for pool := range s.partner {
			i := site*len(s.partner) + pool
			if is := s.works(s.siteNode(int16(site)), int16(pool)); is != s.reached[i] {
				s.reached[i], s.turned[i] = is, machine.At(s.now.Add(s.topology.Parameters.Remembered))
			}
		}
	}
}

// Changed reports whether anything but ages and the time differs between two views.
func (v *View) Changed(from *View) bool {
	if v.Place != from.Place || v.Site != from.Site || v.Active != from.Active || v.ActiveKnown != from.ActiveKnown || v.Moving != from.Moving ||
		v.Directory != from.Directory || len(v.Pools) != len(from.Pools) || len(v.Observers) != len(from.Observers) ||
		!slices.Equal(v.Sites, from.Sites) {
		return true
	}
	for i := range v.Observers {
		if v.Observers[i].differs(&from.Observers[i]) {
			return true
		}
	}
	for i := range v.Pools {
		if v.Pools[i].ageless() != from.Pools[i].ageless() {
			return true
		}
	}
	return false
}

func (p PoolView) ageless() PoolView {
	p.Since, p.SinceFull = 0, false
	for m := range p.Export {
		p.Export[m].Age, p.Export[m].AgeFull = 0, false
	}
	return p
}
