package explore

import (
	"fmt"
	"slices"
	"time"

	"understudy.example"
	"understudy.example/client"
	"understudy.example/dns"
	"understudy.example/machine"
	"understudy.example/pool/failover"
	"understudy.example/pool/health"
)

// stability are laws of how often roles change, and when they may change back.
var stability = []Law{
	remembering("cold-start", "Before anything has broken no backup holds a pool to be down, and whoever is signed in is at home in full service",
		"P9, F-35, H-10", understudy.OfModel, understudy.Must, watchStart),
	remembering("calm-registrar", "A backup that has heard a pool again, and sends its users home, does so once more only after the detection and the failback interval: links that flap do not move users to and fro",
		"P12, P13, F-27, F-38, H-34", understudy.OfModel, understudy.Must, watchRegistrars),
	remembering("flap-budget", "A policy that says how often a pool may be failed over in a while keeps to that, whatever happens",
		"P12, F-52", understudy.OfPolicy, understudy.Must, watchBudget),
	remembering("flapping", "A policy fails a pool over no more than three times in an hour",
		"P12, F-52", understudy.OfPolicy, understudy.Warn, watchFlapping),
	remembering("failback-gate", "A policy that says how long a pool has to have served before it is failed back keeps to that: without a break, and not while something else is on its way",
		"P13, H-34", understudy.OfPolicy, understudy.Must, watchGate),
	remembering("failback-soon", "A policy fails no pool back that has been seen to serve for less than ten minutes",
		"P13, F-27", understudy.OfPolicy, understudy.Warn, watchSoon),
	remembering("scoped-delay", fmt.Sprintf("A lost pool that was not failed over before is not left alone for %s, and as much longer as the policy says that it may take, because of what befell other pairs, or of an attempt that failed", lasted(neglected)),
		"P14, F-52", understudy.OfPolicy, understudy.Must, watchScope),
	remembering("windowed", "A policy whose detector looks at a window fails a pool over that served in too few looks, whatever their pattern",
		"P18, F-29", understudy.OfPolicy, understudy.Must, watchWindow),
	remembering("no-gratuitous-move", "A policy moves neither users nor the store away from a pool that has been seen to serve for two minutes and has the role",
		"P21, F-52, F-106", understudy.OfPolicy, understudy.Must, watchMoves),
}

// watchStart judges until something breaks or is ordered, if everything is up from the start.
func watchStart(t *Trial) func(*Instant) (int, error) {
	var c peace
	over := !hears(t)
	return func(in *Instant) (applied int, broken error) {
		if over {
			return 0, nil
		}
		if c.look(t, in); !c.is || c.orders {
			over = true
			return 0, nil
		}
		if !c.news {
			return 0, nil
		}
		for _, u := range t.Plan.Topology.Users {
			if st, _ := in.System.User(u.URI); st.Registered {
				if applied++; st.At != st.Home || st.Mode != client.Normal {
					broken = fmt.Errorf("%s is at %s, %v", u.URI, st.At, st.Mode)
				}
			}
		}
		for _, p := range t.Plan.Topology.Pools {
			if st, _ := in.System.Pool(p.FQDN); st.Sees == health.Down {
				broken = fmt.Errorf("%s holds its partner to be down", p.FQDN)
			}
		}
		return applied, broken
	}
}

// watchRegistrars holds backups to the time between two users sent home, while nobody orders anything and they keep what they know.
func watchRegistrars(t *Trial) func(*Instant) (int, error) {
	type sight struct{ backup, home int16 }
	home := map[sight]machine.Instant{} // when the backup has last heard a user's home again, and sent him there
	var c peace
	return func(in *Instant) (applied int, broken error) {
		now := in.System.Now()
		if c.look(t, in); c.orders {
			clear(home)
		}
		for _, a := range in.Actions {
			switch {
			case a.Kind == understudy.Broke || a.Kind == understudy.Mended:
				for s := range home {
					if st, _ := in.System.Pool(poolName(t, s.backup)); !st.Up {
						delete(home, s) // it forgets (H-10)
					}
				}
			case a.Kind == understudy.Moved && a.Who.Part == understudy.PartHealth && health.Cause(a.On) == health.Returned:
				s := sight{a.Who.A, a.Who.B}
				last, known := home[s]
				home[s] = now
				if !known {
					continue
				}
				if applied++; now < last.Add(interval(t, a.Who)+failsBack(t, a.Who)) {
					broken = fmt.Errorf("%s sends users home at %v and again at %v", poolName(t, s.backup), last, now)
				}
			}
		}
		return applied, broken
	}
}

// failsBack is the failback interval between two pools (H-25).
func failsBack(t *Trial, sight understudy.Who) time.Duration {
	pools := t.Plan.Topology.Pools
	return min(pools[sight.A].Failback, pools[sight.B].Failback)
}

// changes are when a pool was failed over.
type changes map[int16][]machine.Instant

// look takes note of failovers that are complete, and returns a pool that has more than most of them in a while.
func (c changes) look(t *Trial, in *Instant, most int, within time.Duration) (applied int, broken error) {
	now := in.System.Now()
	for _, a := range in.Actions {
		if a.Kind != understudy.RunFinished || homeward(failover.Procedure(a.Arg)) {
			continue
		}
		applied++
		recent := slices.DeleteFunc(append(c[a.Who.A], now), func(at machine.Instant) bool { return now.Sub(at) >= within })
		if c[a.Who.A] = recent; len(recent) > most {
			broken = fmt.Errorf("%s is failed over %d times in %v", poolName(t, a.Who.A), len(recent), within)
		}
	}
	return applied, broken
}

// watchBudget holds a policy to what it says of itself.
func watchBudget(t *Trial) func(*Instant) (int, error) {
	p, ok := promise[interface {
		Budget() (failovers int, within time.Duration)
	}](t)
	if !ok {
		return silent
	}
	most, within := p.Budget()
	c := changes{}
	return func(in *Instant) (int, error) { return c.look(t, in, most, within) }
}

// silent judges nothing.
func silent(*Instant) (int, error) { return 0, nil }

func watchFlapping(t *Trial) func(*Instant) (int, error) {
	c := changes{}
	return func(in *Instant) (int, error) { return c.look(t, in, 3, time.Hour) }
}

// watchGate holds a policy to what it says of itself.
func watchGate(t *Trial) func(*Instant) (int, error) {
	p, ok := promise[interface{ Gate() time.Duration }](t)
	if !ok {
		return silent
	}
	return failsBackAfter(p.Gate())
}

func watchSoon(*Trial) func(*Instant) (int, error) { return failsBackAfter(10 * time.Minute) }

// failsBackAfter holds failbacks to how long the pool was seen to serve, and to what is seen to be on its way. A failback that has begun
// stops the pool's services: given again it asks only that the pool can be reached.
func failsBackAfter(d time.Duration) func(*Instant) (int, error) {
	var good []spell
	var homing []bool // such an order was given, and the pool is not active again
	return func(in *Instant) (applied int, broken error) {
		now := in.System.Now()
		for _, g := range in.Orders {
			i := seenAt(g.View, ordersPool(g.Order))
			if i < 0 || good == nil {
				continue
			}
			if o, ok := g.Order.(understudy.PoolFailBack); ok {
				applied++
				if on := onItsWay(g.View, i); on != "" {
					broken = fmt.Errorf("%s is failed back while %s is between two states", o.Pool, on)
				}
				if p := &g.View.Pools[i]; d > 0 && !(isGood(p, homing[i]) && good[i].lasted(now, d)) {
					broken = fmt.Errorf("%s is failed back, and has not been seen to serve for %v without a break", o.Pool, d)
				}
			}
			homing[i] = homing[i] || !disaster(g.Order)
		}
		if in.View == nil {
			return applied, broken
		}
		if good == nil {
			good, homing = make([]spell, len(in.View.Pools)), make([]bool, len(in.View.Pools))
		}
		for i := range in.View.Pools {
			p := &in.View.Pools[i]
			good[i].see(now, isGood(p, homing[i]))
			homing[i] = homing[i] && !(p.Stated && p.State == failover.Active && p.Run == failover.None)
		}
		return applied, broken
	}
}

func isGood(p *understudy.PoolView, homing bool) bool { return p.Reachable && (p.Serves || homing) }

// disaster reports whether an order leaves the services of the pool alone (F-58, F-64).
func disaster(o understudy.Order) bool {
	over, ok := o.(understudy.PoolFailOver)
	return ok && over.DisasterMode
}

// onItsWay is the pool, or its partner, if a run of it is seen to go on.
func onItsWay(v *understudy.View, i int) string {
	for _, p := range v.Pools {
		mine := dns.Equal(p.FQDN, v.Pools[i].FQDN) || dns.Equal(p.FQDN, v.Pools[i].Backup)
		if mine && p.Run != failover.None && !p.Stopped {
			return p.FQDN
		}
	}
	return ""
}

// neglected is for how long a pool is left alone before it is asked why, at least.
const neglected = 30 * time.Minute

// A neglect is what is known of a pool that is lost, could be failed over, and is left alone.
type neglect struct {
	lost, alone spell
	asked       bool // in this spell
	over        bool // it was failed over once: what is done from then on may be damped
}

// watchScope looks for pools that are neglected, and plays the history again: without what befell others, and with a policy that has seen
// nothing of what was before. If that one fails the pool over, this is what has kept the policy from doing so.
func watchScope(t *Trial) func(*Instant) (int, error) {
	pools := make([]neglect, len(t.Plan.Topology.Pools))
	return func(in *Instant) (applied int, broken error) {
		for _, a := range in.Actions {
			if a.Kind == understudy.RunFinished && !homeward(failover.Procedure(a.Arg)) {
				pools[a.Who.A].over = true
			}
		}
		if in.View == nil || t.setup.Policy == nil {
			return 0, nil
		}
		for i := range pools {
			if !pools[i].look(t, in, i) {
				continue
			}
			applied++
			name, alone, now := in.View.Pools[i].FQDN, pools[i].alone.since, in.System.Now()
			why := "without what befell others it is failed over"
			at, ok := overIn(name, pools[i].lost.since, now)(t.without(name, now))
			if !ok {
				why = "by one who has seen nothing of what was before it is failed over"
				at, ok = overIn(name, alone, now)(t.afresh(alone, now))
			}
			if ok {
				broken = fmt.Errorf("%s is lost, and left alone since %v; %s at %v", name, alone, why, at)
			}
		}
		return applied, broken
	}
}

// look reports whether it has to be asked now why the i-th pool is left alone.
func (n *neglect) look(t *Trial, in *Instant, i int) bool {
	now, p := in.System.Now(), &in.View.Pools[i]
	left := couldFailOver(in.View, i) && !n.over && !slices.ContainsFunc(in.Orders, func(g Given) bool { return dns.Equal(ordersPool(g.Order), p.FQDN) })
	n.lost.see(now, !serves(in.View, i))
	n.alone.see(now, left)
	n.asked = n.asked && left
	if n.asked || !n.alone.lasted(now, neglected) {
		return false
	}
	over, _ := t.patience(in.View, i)
	n.asked = over >= 0 && n.alone.lasted(now, over+neglected/2)
	return n.asked
}

// patience is how long the policy says that it may wait with the failover of a pool, below 0 for ever, and with its failback.
func (t *Trial) patience(v *understudy.View, pool int) (over, back time.Duration) {
	p, ok := t.policy.(interface {
		Patience(v *understudy.View, pool int) (over, back time.Duration)
	})
	if ok {
		over, back = p.Patience(v, pool)
	}
	return over, back
}

// couldFailOver reports whether a pool is seen to be lost and active, while its backup serves and nothing of both is on its way.
func couldFailOver(v *understudy.View, i int) bool {
	p := &v.Pools[i]
	b := seenAt(v, p.Backup)
	return b >= 0 && !serves(v, i) && serves(v, b) && p.Stated && (p.State == failover.Active || p.State == failover.FailingOver && p.Stopped) &&
		v.Pools[b].State == failover.Active && onItsWay(v, i) == "" && !dns.Equal(named(v), p.FQDN)
}

// without plays what has happened again, but for the faults of other pairs. Those of the place where the policy is are its own.
func (t *Trial) without(pool string, to machine.Instant) (*Trial, error) {
	p := t.Plan.copy()
	p.End = to
	partner := partnerOf(t, pool)
	other := func(name string) bool {
		return poolAt(t, name) >= 0 && !dns.Equal(name, pool) && !dns.Equal(name, partner) && !dns.Equal(name, t.Plan.Place)
	}
	p.Inputs = slices.DeleteFunc(p.Inputs, func(in Timed) bool {
		f, is := faultOf(in.In)
		return in.At > to || is && other(f.Of) && (f.Kind != understudy.Link || other(f.To))
	})
	return t.setup.replay(p)
}

// afresh plays what has happened up to an instant again as it was, and from then on under a policy that begins there.
func (t *Trial) afresh(from, to machine.Instant) (*Trial, error) {
	p := t.Plan.copy()
	p.Inputs, p.End = nil, from
	var later []Timed
	for i, in := range t.Given {
		if in.At <= from {
			p.Inputs = append(p.Inputs, in)
		} else if !t.own[i] {
			later = append(later, in)
		}
	}
	again, err := Setup{Parts: t.setup.Parts}.replay(p)
	if err != nil {
		return nil, err
	}
	again.setup, again.policy = t.setup, t.setup.Policy()
	if err := again.govern(); err != nil {
		return nil, err
	}
	for _, in := range later {
		if err := again.give(in); err != nil {
			return nil, err
		}
	}
	return again, again.pass(again.governed, to)
}

// overIn asks of a history that was played again when a pool is failed over there, if it is: ordered by the policy between two instants,
// early enough, and failed over in the end.
func overIn(pool string, from, to machine.Instant) func(*Trial, error) (machine.Instant, bool) {
	return func(again *Trial, err error) (at machine.Instant, ok bool) {
		if err != nil {
			return 0, false
		}
		if st, _ := again.System.Pool(pool); st.State != failover.FailedOver {
			return 0, false
		}
		for i, g := range again.Given {
			if o, is := g.In.(understudy.PoolFailOver); is && again.own[i] && dns.Equal(o.Pool, pool) && from <= g.At && g.At <= to.Add(-neglected/2) {
				return g.At, true
			}
		}
		return 0, false
	}
}

func faultOf(in understudy.Input) (f understudy.Fault, ok bool) {
	switch in := in.(type) {
	case understudy.Break:
		return in.Fault, true
	case understudy.Heal:
		return in.Fault, true
	}
	return f, false
}

func partnerOf(t *Trial, pool string) string {
	for _, pair := range t.Plan.Topology.Pairs {
		for i, name := range pair.Pools {
			if dns.Equal(name, pool) {
				return pair.Pools[1-i]
			}
		}
	}
	return ""
}

// reacts is how long a policy may take to fail a pool over that its detector has to hold for lost.
const reacts = time.Minute

// watchWindow counts how often a pool can have served in the last looks of a detector, whenever it looked.
func watchWindow(t *Trial) func(*Instant) (int, error) {
	w := &windows{trial: t}
	if w.every, w.looks, w.least = windowOf(t); w.looks == 0 {
		return silent
	}
	return w.look
}

// windowOf is what a policy says of its detector; looks is 0 if that is nothing.
func windowOf(t *Trial) (every time.Duration, looks, least int) {
	p, ok := promise[interface {
		Window() (every time.Duration, looks, least int)
	}](t)
	if ok {
		every, looks, least = p.Window()
	}
	return every, looks, least
}

// A windows is what a policy has seen of every pool.
type windows struct {
	trial        *Trial
	every        time.Duration
	looks, least int
	began        machine.Instant
	served       [][][2]machine.Instant // of each pool, the times in which it was seen to serve: from, and to if that is over, or else Never
	lost         []spell                // it has to be held for lost, and could be failed over
	done         []bool                 // it was failed over once: what it does from then on may be damped
}

func (w *windows) look(in *Instant) (applied int, broken error) {
	if in.View == nil {
		return 0, nil
	}
	now := in.System.Now()
	if w.lost == nil {
		n := len(in.View.Pools)
		w.began, w.served, w.lost, w.done = now, make([][][2]machine.Instant, n), make([]spell, n), make([]bool, n)
	}
	if blind(in.View) {
		w.began = now
	}
	for i := range in.View.Pools {
		w.note(now, i, serves(in.View, i))
		for _, g := range in.Orders {
			w.done[i] = w.done[i] || dns.Equal(ordersPool(g.Order), in.View.Pools[i].FQDN)
		}
		lost := !w.done[i] && !w.kept(&in.View.Pools[i]) && now >= w.began.Add(w.span()) && 100*w.most(now, i) < w.least*w.looks && atRest(in.View) && couldTakeOver(in.View, i)
		if w.lost[i].see(now, lost); w.lost[i].lasted(now, reacts) {
			broken = fmt.Errorf("%s has served in fewer than %d%% of %d looks since %v, and is not failed over", in.View.Pools[i].FQDN, w.least, w.looks, w.lost[i].since)
		}
		if lost {
			applied++
		}
	}
	return applied, broken
}

// blind reports whether the place of a View reaches no pool but itself, and no directory: who sees nobody knows nothing of anybody.
func blind(v *understudy.View) bool {
	return !slices.ContainsFunc(v.Pools, func(p understudy.PoolView) bool {
		return p.Reachable && (v.Directory || !dns.Equal(p.FQDN, v.Place))
	})
}

// kept reports whether the policy keeps its hands off a pool or its backup (P24, P35).
func (w *windows) kept(p *understudy.PoolView) bool {
	return w.trial.vetoed(p.FQDN) || w.trial.vetoed(p.Backup)
}

// span is the time that all looks take, and one more.
func (w *windows) span() time.Duration { return w.every * time.Duration(w.looks+1) }

// note takes note of whether a pool is seen to serve, and forgets what is too long ago.
func (w *windows) note(now machine.Instant, i int, is bool) {
	all := w.served[i]
	open := len(all) > 0 && all[len(all)-1][1] == machine.Never
	switch {
	case is && !open:
		all = append(all, [2]machine.Instant{now, machine.Never})
	case !is && open:
		all[len(all)-1][1] = now
	}
	w.served[i] = slices.DeleteFunc(all, func(s [2]machine.Instant) bool { return s[1] < now.Add(-w.span()) })
}

// most is in how many looks the pool can have served.
func (w *windows) most(now machine.Instant, i int) (n int) {
	for _, s := range w.served[i] {
		from := max(s[0], now.Add(-w.span()))
		n += int(min(s[1], now).Sub(from)/w.every) + 1
	}
	return n
}

// couldTakeOver is couldFailOver of a pool that may serve at the moment.
func couldTakeOver(v *understudy.View, i int) bool {
	p := &v.Pools[i]
	b := seenAt(v, p.Backup)
	return b >= 0 && serves(v, b) && p.Stated && p.State == failover.Active && v.Pools[b].State == failover.Active && !dns.Equal(named(v), p.FQDN)
}

// atRest reports whether nothing is on its way.
func atRest(v *understudy.View) bool {
	return !slices.ContainsFunc(v.Pools, func(p understudy.PoolView) bool { return p.Run != failover.None })
}

// watchMoves looks at planned moves away from who has the role and serves.
func watchMoves(t *Trial) func(*Instant) (int, error) {
	var seen serving
	var at homes
	return func(in *Instant) (applied int, broken error) {
		for _, g := range in.Orders {
			name := t.movesFrom(g, &at)
			i := seenAt(g.View, name)
			if i < 0 {
				continue
			}
			if applied++; seen.lasts(g.View, i, in.System.Now(), fresh) {
				broken = fmt.Errorf("%T takes the role from %s, which has been seen to serve since %v", g.Order, name, seen[i].since)
			}
		}
		seen.look(in)
		at.look(t)
		return applied, broken
	}
}

// movesFrom is the pool that has a role, which a planned order takes away, or any order that moves one of its users; empty for none. A
// failover that has stopped half way is only ended by one.
func (t *Trial) movesFrom(g Given, at *homes) string {
	switch o := g.Order.(type) {
	case understudy.MoveUser:
		home := at.of(t, o.User)
		if i := seenAt(g.View, home); i >= 0 && !dns.Equal(home, o.Target) && g.View.Pools[i].State == failover.Active {
			return home
		}
	case understudy.PoolFailOver:
		if i := seenAt(g.View, o.Pool); i >= 0 && !o.DisasterMode && g.View.Pools[i].State == failover.Active {
			return o.Pool
		}
	case understudy.ManagementServerFailover:
		if !o.Force && !o.Restore && g.View.ActiveKnown && !dns.Equal(g.View.Active, o.At) {
			return g.View.Active
		}
	case understudy.MoveManagementServer:
		if !o.Force && g.View.ActiveKnown && !dns.Equal(g.View.Active, o.At) {
			return g.View.Active
		}
	}
	return ""
}
