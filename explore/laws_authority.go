package explore

import (
	"fmt"
	"slices"
	"time"

	"understudy.example"
	"understudy.example/cms"
	"understudy.example/dns"
	"understudy.example/machine"
	"understudy.example/pool/failover"
	"understudy.example/pool/fence"
	"understudy.example/pool/health"
	"understudy.example/pool/pairing"
	"understudy.example/registrar"
)

// authority are laws of who may act, and on what evidence.
var authority = []Law{
	remembering("fresh-evidence", "Nothing is taken for lost that is seen to work: no pool that has been seen to serve for two minutes, and for as long as the policy says that its evidence is valid, no store that has answered for so long, and no master whose pool an observer reaches",
		"P4, F-118, H-96", understudy.OfPolicy, understudy.Must, watchEvidence),
	remembering("no-stale-winner", "A policy gives nobody a role back with older data: no failback that leaves the backup's data behind, no state written by hand, no restore of a master that was replaced. Those are for people to waive",
		"P6, F-57, F-84, F-117", understudy.OfPolicy, understudy.Must, watchStaleWinner),
	remembering("no-comeback", "A database that has lost the role of the master gets it back by an order that was given since, and in no other way",
		"P6, F-106, F-117", understudy.OfModel, understudy.Must, watchComeback),
	remembering("ordered-once", "A run that is complete was ordered, and each order has one outcome",
		"P3, F-52, F-106", understudy.OfModel, understudy.Must, watchOrdered),
	remembering("own-interval", "A verdict falls when the interval of the pool that is watched is over, and not before",
		"P5, F-27, F-33, H-25", understudy.OfModel, understudy.Must, watchInterval),
	remembering("reboot-seen", "A pool that restarts inside the detection window is not taken for one that was up all the time",
		"P7, H-10", understudy.OfModel, understudy.Must, watchReboots),
	remembering("no-undo", "A policy does not undo a failover or failback that is on its way, by hand, by the opposite order, or by an interruption, unless the pool has died on its way home",
		"P8, F-74, F-75, H-20", understudy.OfPolicy, understudy.Must, watchUndoing),
	remembering("client-view", "Once a pool is failed over its backup sends nobody there, and whom it still serves itself it gives up within half an hour without faults",
		"P10, F-56, F-188", understudy.OfModel, understudy.Must, watchClients),
	remembering("passive-silent", "A backup does nothing for the users of a pool that is active and that it hears: it takes nobody in anew, and loads no routing groups",
		"P11, F-35, F-188", understudy.OfModel, understudy.Must, watchPassive),
}

// fresh is for how long a pool has to have been seen to serve, so that nothing speaks for it being lost.
const fresh = 2 * time.Minute

// watchEvidence holds an order that takes something from a pool to what was seen of it at that moment. Who says how old what he goes by
// can be may find a pool lost that has begun to serve since (P18).
func watchEvidence(t *Trial) func(*Instant) (int, error) {
	var seen serving
	var store spell // the master answers
	valid := fresh
	if p, ok := promise[interface{ Valid() time.Duration }](t); ok {
		valid = max(valid, p.Valid())
	}
	return func(in *Instant) (applied int, broken error) {
		now := in.System.Now()
		for _, g := range in.Orders {
			name, power := takesFrom(g)
			i := seenAt(g.View, name)
			if i < 0 {
				continue
			}
			applied++
			_, moves := g.Order.(understudy.ManagementServerFailover)
			switch who := reachedBy(g.View, i); {
			case !moves && !finishes(g, i) && seen.lasts(g.View, i, now, valid):
				broken = fmt.Errorf("%s is taken for lost, and has been seen to serve since %v", name, seen[i].since)
			case moves && g.View.ActiveKnown && store.lasted(now, valid):
				broken = fmt.Errorf("the store on %s is taken for lost, and has answered since %v", name, store.since)
			case power && who != "":
				broken = fmt.Errorf("%s is taken for lost, and %s reaches it", name, who)
			}
		}
		seen.look(in)
		store.see(now, in.View != nil && in.View.ActiveKnown)
		return applied, broken
	}
}

// takesFrom is the pool that an order takes for lost, empty for none; and whether it takes its power or its store.
func takesFrom(g Given) (pool string, power bool) {
	switch o := g.Order.(type) {
	case understudy.PoolFailOver:
		if o.DisasterMode {
			return o.Pool, false
		}
	case understudy.Fence:
		return o.Pool, true
	case understudy.ManagementServerFailover:
		if master := named(g.View); o.Force && seenAt(g.View, o.At) >= 0 && !dns.Equal(master, o.At) {
			return master, true
		}
	}
	return "", false
}

// finishes reports whether an order finishes a failover that has stopped half way: disaster mode is the documented way out, and the pool
// was taken for lost before (F-75, H-21).
func finishes(g Given, pool int) bool {
	p := &g.View.Pools[pool]
	_, is := g.Order.(understudy.PoolFailOver)
	return is && p.Stated && p.State == failover.FailingOver
}

// named is the master that the directory names where the policy is.
func named(v *understudy.View) string {
	for _, s := range v.Sites {
		if s.Name == v.Site {
			return s.Names
		}
	}
	return ""
}

// reachedBy is an observer that reaches a pool which the policy does not reach, unless its power is known to be cut.
func reachedBy(v *understudy.View, i int) string {
	if p := &v.Pools[i]; p.Reachable || p.Fence == fence.Fenced {
		return ""
	}
	for o := range v.Observers {
		if sight, ok := v.Observers[o].Says(i); ok && sight.Reaches {
			return v.Observers[o].Name
		}
	}
	return ""
}

// watchStaleWinner looks at orders that bring a role back to who has lost it.
func watchStaleWinner(*Trial) func(*Instant) (int, error) {
	return func(in *Instant) (applied int, broken error) {
		for _, g := range in.Orders {
			switch o := g.Order.(type) {
			case understudy.PoolFailBack:
				applied++
				if o.DisasterMode {
					broken = fmt.Errorf("%s is failed back without what its users did on the backup", o.Pool)
				}
			case understudy.SetPoolState:
				applied++
				if i := seenAt(g.View, o.Pool); o.State == failover.Active && i >= 0 && g.View.Pools[i].State != failover.Active {
					broken = fmt.Errorf("%s is written active by hand, without what its users did on the backup", o.Pool)
				}
			case understudy.ManagementServerFailover:
				applied++
				if i := seenAt(g.View, o.At); o.Restore && i >= 0 && g.View.Pools[i].Database == cms.Orphaned {
					broken = fmt.Errorf("the store on %s is restored, which another one has replaced", o.At)
				}
			}
		}
		return applied, broken
	}
}

// watchComeback counts the orders on the store, and holds every database to how many there were when it lost the role.
func watchComeback(t *Trial) func(*Instant) (int, error) {
	pools := t.Plan.Topology.Pools
	was, lost := make([]cms.Phase, len(pools)), make([]int, len(pools))
	orders := 1
	return func(in *Instant) (applied int, broken error) {
		moved := false
		for _, a := range in.Actions {
			moved = moved || a.Who.Part == understudy.PartStore
			if a.Kind == understudy.Ordered && a.Who.Part == understudy.PartStore {
				orders++
			}
		}
		for i := 0; moved && i < len(pools); i++ {
			st, _ := in.System.Pool(pools[i].FQDN)
			switch is := st.Database == cms.Active; {
			case was[i] == cms.Active && !is:
				lost[i] = orders
			case is && was[i] != cms.Active && lost[i] > 0:
				if applied++; lost[i] == orders {
					broken = fmt.Errorf("the store on %s is active again, and nobody has ordered it", pools[i].FQDN)
				}
			}
			was[i] = st.Database
		}
		return applied, broken
	}
}

// watchOrdered looks for an order behind every run that is complete.
func watchOrdered(*Trial) func(*Instant) (int, error) {
	open := map[understudy.Who]bool{} // orders that were accepted, and have had no outcome
	return func(in *Instant) (applied int, broken error) {
		for _, a := range in.Actions {
			about := understudy.Who{Part: understudy.PartStore}
			if a.Who.Part != understudy.PartStore {
				about = understudy.Who{Part: understudy.PartPool, A: a.Who.A}
			}
			switch {
			case a.Kind == understudy.Ordered && onRole(in, a):
				open[about] = true
			case a.Kind == understudy.RunFinished || a.Kind == understudy.StoreFinished:
				if applied++; !open[about] {
					broken = fmt.Errorf("%s: a run is complete that nobody has ordered", in.System.Name(a.Who))
				}
				delete(open, about)
			}
		}
		return applied, broken
	}
}

// onRole reports whether an order that was accepted changes who has a role.
func onRole(in *Instant, a understudy.Action) bool {
	what := in.System.Tell(a).What
	return a.Who.Part == understudy.PartStore || what == "fail pool over" || what == "fail pool back"
}

// watchInterval holds verdicts to when the last answer must have come: while all was well, for long enough to be asked and to answer.
func watchInterval(t *Trial) func(*Instant) (int, error) {
	var c peace
	rules := t.Plan.Topology.Parameters.Health
	once := rules.Ping + rules.Grace + slowest(t) // in so much time there is an answer
	return func(in *Instant) (applied int, broken error) {
		now := in.System.Now()
		c.look(t, in)
		last, well := c.since, c.before
		if c.is {
			last, well = now, now.Sub(c.since)
		}
		for _, a := range in.Actions {
			if a.Kind != understudy.Moved || a.Who.Part != understudy.PartHealth || health.Cause(a.On) != health.Elapsed || well < once || !hears(t) {
				continue
			}
			applied++
			if least := interval(t, a.Who) - once; now.Sub(last) < least {
				broken = fmt.Errorf("%s down %v after all was well, and the interval is %v", in.System.Name(a.Who), now.Sub(last), least+once)
			}
		}
		return applied, broken
	}
}

// interval is the failure detection interval that counts between two pools: that of the one that is watched, or of the branch appliance
// (H-25, F-28).
func interval(t *Trial, sight understudy.Who) time.Duration {
	r, pools := t.Plan.Topology.Parameters.Health, t.Plan.Topology.Pools
	r.Detect = pools[sight.B].Detect
	if pools[sight.A].Edition == pairing.Appliance {
		r.Detect = pools[sight.A].Detect
	}
	return r.Window()
}

// watchReboots waits for a watcher to see that a pool has restarted, for as long as it takes to be asked and to answer, if nothing
// else happens.
func watchReboots(t *Trial) func(*Instant) (int, error) {
	var c peace
	n := len(t.Plan.Topology.Pools)
	w := &reboots{Trial: t, up: make([]bool, n), due: make([]machine.Timer, n*n)}
	return func(in *Instant) (applied int, broken error) {
		if c.look(t, in); len(c.on) > 0 || c.orders || !hears(t) {
			clear(w.due)
		}
		if c.news && hears(t) {
			applied = w.begin(in.System.Now(), len(c.on) == 0)
		}
		for _, a := range in.Actions {
			if a.Kind == understudy.Moved && a.Who.Part == understudy.PartHealth && !plain(health.Cause(a.On)) {
				w.due[int(a.Who.A)*n+int(a.Who.B)] = machine.Timer{}
			}
		}
		return applied, w.judge(in)
	}
}

// plain reports whether a cause says nothing of a restart.
func plain(on health.Cause) bool {
	return on == health.Answered || on == health.Missed || on == health.Late
}

type reboots struct {
	*Trial
	up  []bool          // which pools were up at the last look
	due []machine.Timer // watcher, watched: when the restart has to have been seen
}

// begin waits for those who held a pool to be up that has just restarted, as long as both stay up.
func (w *reboots) begin(now machine.Instant, quiet bool) (applied int) {
	pools, rules := w.Plan.Topology.Pools, w.Plan.Topology.Parameters.Health
	was := slices.Clone(w.up)
	for i, p := range pools {
		st, _ := w.System.Pool(p.FQDN)
		w.up[i] = st.Up
	}
	for k := range w.due {
		watcher, watched := k/len(pools), k%len(pools)
		sees, ok := w.System.Sees(pools[watcher].FQDN, pools[watched].FQDN)
		switch {
		case !ok || !w.up[watcher] || !w.up[watched]:
			w.due[k] = machine.Timer{}
		case now > 0 && quiet && was[watcher] && !was[watched] && (sees == health.Up || sees == health.Silent):
			w.due[k] = machine.At(now.Add(2*rules.Ping + rules.Grace + slowest(w.Trial)))
			applied++
		}
	}
	return applied
}

func (w *reboots) judge(in *Instant) (broken error) {
	pools := w.Plan.Topology.Pools
	for k := range w.due {
		if !w.due[k].Due(in.System.Now()) {
			continue
		}
		w.due[k] = machine.Timer{}
		watcher, watched := pools[k/len(pools)].FQDN, pools[k%len(pools)].FQDN
		if sees, _ := in.System.Sees(watcher, watched); sees == health.Up {
			broken = fmt.Errorf("%s holds %s to have been up all the time, and it has restarted", watcher, watched)
		}
	}
	return broken
}

// watchUndoing holds a policy to what it saw to be on its way.
func watchUndoing(*Trial) func(*Instant) (int, error) {
	return func(in *Instant) (applied int, broken error) {
		for _, g := range in.Orders {
			name, undoes := undoing(g.Order)
			i := seenAt(g.View, name)
			if i < 0 {
				continue
			}
			p := &g.View.Pools[i]
			running := p.Run != failover.None && !p.Stopped
			between := p.Stated && (p.State == failover.FailingOver || p.State == failover.FailingBack)
			if !running && !between {
				continue
			}
			if applied++; undoes(p, running) {
				broken = fmt.Errorf("%s is %v, and %T undoes that", name, p.State, g.Order)
			}
		}
		return applied, broken
	}
}

// undoing is the pool that an order is about, and whether it undoes what is on its way there.
func undoing(o understudy.Order) (pool string, undoes func(p *understudy.PoolView, running bool) bool) {
	switch o := o.(type) {
	case understudy.Interrupt:
		return o.Pool, func(p *understudy.PoolView, running bool) bool { return running && (p.Reachable || !homeward(p.Run)) }
	case understudy.SetPoolState:
		return o.Pool, func(*understudy.PoolView, bool) bool { return true }
	case understudy.PoolFailOver:
		return o.Pool, func(p *understudy.PoolView, running bool) bool { return running && homeward(p.Run) }
	case understudy.PoolFailBack:
		return o.Pool, func(p *understudy.PoolView, running bool) bool { return running && !homeward(p.Run) }
	}
	return "", nil
}

func homeward(run failover.Procedure) bool {
	return run == failover.Failback || run == failover.DisasterFailback
}

// givesUp is how long a registrar may take to give up whom it must not serve any more, while nothing is broken.
const givesUp = 30 * time.Minute

// watchClients looks at where registrars send users of a pool that is failed over, and at whom the pool itself still serves.
func watchClients(t *Trial) func(*Instant) (int, error) {
	var c peace
	kept := make([]spell, len(t.Plan.Topology.Users))
	return func(in *Instant) (applied int, broken error) {
		now := in.System.Now()
		c.look(t, in)
		for _, a := range in.Actions {
			if user, st, ok := replied(in, a); ok && masterSays(t, in, &st, failover.FailedOver) && currentBackup(t, in, a, user) {
				if applied++; registrar.Verdict(a.Arg) == registrar.Redirected && !registrar.RuleID(a.Code).Inside() {
					broken = fmt.Errorf("%s sends %s to %s, which is failed over", poolName(t, a.Peer), in.System.Name(a.Who), user.Home)
				}
			}
		}
		for u := range kept {
			if c.news {
				kept[u].see(now, c.is && servedAtHome(in, t.Plan.Topology.Users[u].URI))
			}
			if kept[u].lasted(now, givesUp) {
				broken = fmt.Errorf("%s is served since %v by a home pool that knows it is failed over", t.Plan.Topology.Users[u].URI, kept[u].since)
			}
		}
		return applied, broken
	}
}

// servedAtHome reports whether a user is registered at home, and home knows that it is failed over.
func servedAtHome(in *Instant, uri string) bool {
	user, _ := in.System.User(uri)
	if !user.Registered || user.At != user.Home {
		return false
	}
	st, _ := in.System.Pool(user.Home)
	return st.Believes == failover.FailedOver
}

func poolName(t *Trial, pool int16) string { return t.Plan.Topology.Pools[pool].FQDN }

// replied is the user to whom an answer was given, and how things stand with the home pool.
func replied(in *Instant, a understudy.Action) (user understudy.UserStatus, home understudy.PoolStatus, ok bool) {
	if a.Kind != understudy.Replied {
		return user, home, false
	}
	user, ok = in.System.User(in.System.Name(a.Who))
	home, _ = in.System.Pool(user.Home)
	return user, home, ok
}

// currentBackup reports whether an answer is that of the backup of the user's home pool, which has heard all that the store has.
func currentBackup(t *Trial, in *Instant, a understudy.Action, user understudy.UserStatus) bool {
	st, _ := in.System.Pool(poolName(t, a.Peer))
	_, watches := in.System.Sees(poolName(t, a.Peer), user.Home)
	return watches && st.UpToDate && !dns.Equal(user.Home, poolName(t, a.Peer))
}

// masterSays reports whether the active database says that a pool is in a state. What its procedures have written may have gone to one that was
// active then, and while one of them runs nobody has compared that.
func masterSays(t *Trial, in *Instant, st *understudy.PoolStatus, is failover.Phase) bool {
	if st.UpToDate {
		return st.Believes == is
	}
	orphan := slices.ContainsFunc(t.Plan.Topology.Pools, func(p understudy.Pool) bool {
		of, _ := in.System.Pool(p.FQDN)
		return of.Database == cms.Orphaned
	})
	return st.State == is && !st.Run.Running() && !orphan
}

// binds is how long a registrar holds a binding that is not refreshed.
const binds = 20 * time.Minute

// watchPassive looks at what backups do for the users of pools that are active and that they hear.
func watchPassive(t *Trial) func(*Instant) (int, error) {
	type binding struct{ user, pool int16 }
	bound := map[binding]machine.Instant{} // when each may have ended
	return func(in *Instant) (applied int, broken error) {
		now := in.System.Now()
		for _, a := range in.Actions {
			if a.Kind == understudy.Hydrated && a.Peer >= 0 && a.Peer != a.Who.A {
				applied++
				if st, _ := in.System.Pool(poolName(t, a.Who.A)); st.State == failover.Active {
					broken = fmt.Errorf("%s loads the routing groups of %s, which is active", poolName(t, a.Peer), poolName(t, a.Who.A))
				}
			}
			b := binding{a.Who.A, a.Peer}
			switch a.Kind {
			case understudy.SignedIn:
				bound[b] = machine.Never
			case understudy.SignedOut:
				bound[b] = now.Add(binds)
			}
			user, home, ok := replied(in, a)
			if !ok || !currentBackup(t, in, a, user) {
				continue
			}
			accepted := registrar.Verdict(a.Arg) == registrar.Accepted
			sees, _ := in.System.Sees(poolName(t, a.Peer), user.Home)
			if masterSays(t, in, &home, failover.Active) && sees == health.Up {
				if applied++; accepted && now > bound[b] {
					broken = fmt.Errorf("%s takes %s in, whose home pool it hears", poolName(t, a.Peer), in.System.Name(a.Who))
				}
			}
			if accepted {
				bound[b] = max(bound[b], now.Add(binds))
			}
		}
		return applied, broken
	}
}

// ordersPool is the pool that an order fails over or back, empty for none.
func ordersPool(in understudy.Input) string {
	switch o := in.(type) {
	case understudy.PoolFailOver:
		return o.Pool
	case understudy.PoolFailBack:
		return o.Pool
	}
	return ""
}
