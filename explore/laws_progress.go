package explore

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"understudy.example"
	"understudy.example/client"
	"understudy.example/cms"
	"understudy.example/dns"
	"understudy.example/dns/cache"
	"understudy.example/dns/discovery"
	"understudy.example/pool/failover"
	"understudy.example/pool/fence"
	"understudy.example/registrar"
	"understudy.example/story"
)

// progress are laws of what must not be stuck, and of what becomes of orders.
var progress = []Law{
	{Law: understudy.Law{ID: "heals", Name: fmt.Sprintf("Where nobody gives an order, everything is normal again within %s after the last fault has ended", lasted(soon)),
		Why: "P31; F-35, F-38, C-105", Duty: understudy.OfModel}, Over: healsAlone},
	{Law: understudy.Law{ID: "recovers", Name: fmt.Sprintf("A policy that does not leave recovery to people makes everything normal again within %s after the last fault has ended, and as much longer as it says that failbacks may take", lasted(soon)),
		Why: "P31, P23; F-52, F-75", Duty: understudy.OfPolicy}, Over: recovers},
	{Law: understudy.Law{ID: "settles", Name: fmt.Sprintf("Once everything is normal again, and nothing breaks, a policy gives no more orders for %s, but for copies of data", lasted(calm)),
		Why: "P32; F-52", Duty: understudy.OfPolicy}, Over: settles},
	{Law: understudy.Law{ID: "takes-over", Name: fmt.Sprintf("A pool that stays lost is failed over within %s, and as much longer as the policy says that it may take, if its backup serves and nothing stands against the order", lasted(calm)),
		Why: "P31, P29; F-52, F-62", Duty: understudy.OfPolicy}, Over: takesOver},
	{Law: understudy.Law{ID: "runs-end", Name: fmt.Sprintf("Every run ends, or stops where everybody can see it, within %s after the faults have ended", lasted(atLast)),
		Why: "P23, P30; F-74, F-75", Duty: understudy.OfModel}, Over: runsEnd},
	{Law: understudy.Law{ID: "way-back", Name: fmt.Sprintf("From wherever a history leads, the documented orders lead back once the faults have ended, given at most %d times, %s apart", rounds, lasted(atLast)),
		Why: "P23, P26, P30; F-74, F-83, F-121", Duty: understudy.OfModel}, Over: wayBack},
	{Law: understudy.Law{ID: "accepted", Name: "A client believes itself registered only where its request was accepted",
		Why: "P31; C-42, H-5", Duty: understudy.OfModel}, Watch: watchAccepted},
	{Law: understudy.Law{ID: "alternate", Name: "What begins ends before it begins again: a registration, a run and each of its steps",
		Why: "P27, P30; F-74, H-5", Duty: understudy.OfModel}, Watch: watchAlternate},
	{Law: understudy.Law{ID: "ladder", Name: "A client tries every registrar that the records of its domain name before it gives a round up",
		Why: "P33; C-103, C-104, H-23", Duty: understudy.OfModel}, Watch: watchLadder},
	{Law: understudy.Law{ID: "refreshes-there", Name: "A client asks where it is registered, and nowhere else, whether it still is",
		Why: "P33; C-47, H-22", Duty: understudy.OfModel}, Watch: watchRefreshes},
	{Law: understudy.Law{ID: "serving-target", Name: "Nobody is moved, by an order, to a pool that does not serve as far as the policy sees",
		Why: "P19; F-62, F-71, F-83", Duty: understudy.OfPolicy}, Watch: watchTargets},
	{Law: understudy.Law{ID: "commit", Name: "Users are handed over only to a pool that serves at that very moment",
		Why: "P28, P19; F-63, F-83, H-9", Duty: understudy.OfModel, Check: checkCommit}},
	{Law: understudy.Law{ID: "vetoes", Name: "Nothing is ordered of a pool in maintenance, and nobody is moved there",
		Why: "P24, P35; F-52", Duty: understudy.OfPolicy}, Watch: watchVetoes},
	{Law: understudy.Law{ID: "isolation", Name: "What befalls the pools of other pairs makes nobody give an order about a pair, but for copies of data",
		Why: "P37; F-1, F-8", Duty: understudy.OfPolicy}, Over: isolated},
}

// Bounds of what has to happen some time. Failback may wait for its time of day, and one crowd for another.
const (
	soon   = 26 * time.Hour // everything is normal again
	calm   = 4 * time.Hour  // nothing is ordered any more; a lost pool is failed over
	atLast = 2 * time.Hour  // what runs has ended; what was ordered is done
)

// healsAlone plays on without the policy, which has said nothing.
func healsAlone(t *Trial) (int, error) {
	if ordered(t.Given) || !t.Plan.broke() || !t.Plan.inTime() {
		return 0, nil
	}
	s := t.setup
	s.Policy = nil
	return 1, s.normal(t)
}

func recovers(t *Trial) (int, error) {
	if t.setup.Manual || ordered(t.Plan.Inputs) || !ordered(t.Given) || !t.Plan.inTime() {
		return 0, nil
	}
	return 1, t.setup.normal(t)
}

// normal plays a history on until everything is normal.
func (s Setup) normal(t *Trial) error {
	if _, quiet := t.Plan.Quiet(); quiet && Normal(t.System) == nil {
		return nil
	}
	again, err := s.replay(t.Plan.mended())
	if err != nil {
		return err
	}
	within := again.recovery()
	ok, err := again.goesOn(within, func() bool { return Normal(again.System) == nil })
	if ok || err != nil {
		return err
	}
	return fmt.Errorf("if all that is broken then is mended, and %s go by, %w", lasted(within), Normal(again.System))
}

// recovery is how long it may take until everything is normal again: soon and, of each pool in its turn, as long as the policy says that
// its failback may take.
func (t *Trial) recovery() time.Duration {
	within := soon
	var v understudy.View
	t.System.View(t.Plan.Place, &v)
	for i := range v.Pools {
		_, back := t.patience(&v, i)
		within += back
	}
	return within
}

// inTime reports whether pings are answered before they count as missed, as nothing is ever normal where they are not (H-35).
func (p *Plan) inTime() bool {
	top := &p.Topology.Parameters
	return 2*max(top.Latency, top.SiteLatency) < top.Health.Grace
}

// settles plays a history on until everything is normal, and then for a while in which nothing may be ordered.
func settles(t *Trial) (int, error) {
	if t.setup.Manual || ordered(t.Plan.Inputs) || !ordered(t.Given) || !t.Plan.isShort() {
		return 0, nil
	}
	again, err := t.setup.replay(t.Plan.mended())
	if err != nil {
		return 0, err
	}
	if ok, err := again.goesOn(again.recovery(), func() bool { return Normal(again.System) == nil }); !ok {
		return 0, err
	}
	before, last := len(again.Given), -1
	if _, err := again.goesOn(calm, func() bool {
		last = slices.IndexFunc(again.Given[before:], func(in Timed) bool { return !copies(in.In) })
		return last >= 0
	}); err != nil || last < 0 {
		return 1, err
	}
	in := again.Given[before+last]
	return 1, fmt.Errorf("everything was normal and nothing has broken, and at %v it gives %s", in.At, story.FormatInput(in.In))
}

// copies reports whether an order copies what there is, and changes nobody's role: housekeeping, which needs no reason.
func copies(in understudy.Input) bool {
	switch in.(type) {
	case understudy.BackupServiceSync, understudy.ExportUserData, understudy.ExportResponseGroups, understudy.StoreReplication:
		return true
	}
	return false
}

// takesOver plays a history on that ends while something is broken, which stays so.
func takesOver(t *Trial) (int, error) {
	if t.setup.Policy == nil || t.setup.Manual || ordered(t.Plan.Inputs) || len(t.Plan.faultsOn()) == 0 {
		return 0, nil
	}
	again, err := t.setup.replay(t.Plan)
	if err != nil {
		return 0, err
	}
	var v understudy.View
	again.System.View(t.Plan.Place, &v)
	lost := again.lost(&v)
	if len(lost) == 0 {
		return 0, nil
	}
	within := again.longest(&v, lost)
	if _, err := again.goesOn(within, func() bool { return false }); err != nil {
		return len(lost), err
	}
	again.System.View(t.Plan.Place, &v)
	for _, p := range again.lost(&v) {
		if slices.Contains(lost, p) {
			return len(lost), fmt.Errorf("%s is lost, and if things go on like that it still is %s later: nothing brings its users over", p, lasted(within))
		}
	}
	return len(lost), nil
}

// longest is how long any of some pools may have to wait for its failover: calm, and as long as the policy says, and until its budget allows
// for one more.
func (t *Trial) longest(v *understudy.View, pools []string) time.Duration {
	within := calm
	if p, ok := t.policy.(interface{ Budget() (int, time.Duration) }); ok {
		_, more := p.Budget()
		within += more
	}
	least := within
	for _, name := range pools {
		over, _ := t.patience(v, seenAt(v, name))
		within = max(within, least+over)
	}
	return within
}

// lost are the pools that the policy could fail over and has not, although they do not serve: active ones of which no run is on
// anywhere, whose backup serves, that it may touch and does not leave to people, and against whose failover nothing stands.
func (t *Trial) lost(v *understudy.View) (all []string) {
	if slices.ContainsFunc(v.Pools, func(p understudy.PoolView) bool { return p.Run != failover.None }) {
		return nil
	}
	for i, p := range v.Pools {
		b, ok := v.Pool(p.Backup)
		if p.Reachable && p.Serves || !ok || !b.Reachable || !b.Serves || t.vetoed(p.FQDN) || t.vetoed(p.Backup) || p.State != failover.Active {
			continue
		}
		why, err := t.System.WhyNot(understudy.PoolFailOver{At: v.Place, Pool: p.FQDN, DisasterMode: true}, 0)
		over, _ := t.patience(v, i)
		if err == nil && len(why.Blocks) == 0 && over >= 0 {
			all = append(all, p.FQDN)
		}
	}
	return all
}

// runsEnd lets the System go on without anybody.
func runsEnd(t *Trial) (int, error) {
	s, err := t.alone()
	if err != nil {
		return 0, nil // parts that cannot be copied
	}
	applied := 0
	for _, p := range t.Plan.Topology.Pools {
		if st, _ := s.Pool(p.FQDN); st.Run.Running() {
			applied++
		}
	}
	if applied == 0 {
		return 0, nil
	}
	wait(s, atLast)
	for _, p := range t.Plan.Topology.Pools {
		if st, _ := s.Pool(p.FQDN); st.Run.Running() {
			err = errors.Join(err, fmt.Errorf("%s is still at %v, %v after the last fault has ended", p.FQDN, st.Run.Step(), atLast))
		}
	}
	return applied, err
}

// rounds is how often an administrator gives the orders that lead back.
const rounds = 8

// wayBack lets an administrator give the orders that lead back, for as long as any is needed.
func wayBack(t *Trial) (int, error) {
	s, err := t.alone()
	if err != nil {
		return 0, nil // parts that cannot be copied
	}
	if back(s) == nil {
		return 0, nil
	}
	for range rounds {
		wait(s, atLast)
		if err = back(s); err == nil {
			break
		}
		for _, o := range wanted(s) {
			s.Step(s.Now(), o, nil)
		}
	}
	return 1, err
}

// back returns nil if nothing is left that an administrator has to do.
func back(s *understudy.System) error {
	active := 0
	for _, p := range s.Topology().Pools {
		st, _ := s.Pool(p.FQDN)
		switch {
		case st.Fence == fence.Fenced:
			return fmt.Errorf("%s is %v", p.FQDN, st.Fence)
		case !resting(st):
			return fmt.Errorf("%s is %v, and its %v has come to %v", p.FQDN, st.State, st.Run.Procedure(), st.Run.Step())
		case st.Database == cms.Active:
			active++
		}
	}
	if active != 1 {
		return fmt.Errorf("%d databases are active", active)
	}
	return nil
}

// wanted are the orders that an administrator tries then, as the checklists have them.
func wanted(s *understudy.System) (all []understudy.Order) {
	active, t := 0, s.Topology()
	for _, p := range t.Pools {
		if st, _ := s.Pool(p.FQDN); st.Database == cms.Active {
			active++
		}
	}
	for _, p := range t.Pools {
		st, _ := s.Pool(p.FQDN)
		if st.Fence == fence.Fenced {
			all = append(all, understudy.Unfence{At: p.FQDN, Pool: p.FQDN}, understudy.Unfence{At: p.Site, Pool: p.FQDN})
		}
		if active != 1 && st.Database != cms.Absent {
			all = append(all, understudy.ManagementServerFailover{At: p.FQDN, Restore: true},
				understudy.ManagementServerFailover{At: p.FQDN, Target: p.FQDN, Force: true})
		}
		switch {
		case resting(st):
		case st.State == failover.FailingOver && st.Database == cms.Active:
			all = append(all, understudy.ManagementServerFailover{At: (&Plan{Topology: t}).partner(p.FQDN)})
		case st.State == failover.FailingOver:
			all = append(all, understudy.PoolFailOver{At: p.FQDN, Pool: p.FQDN, DisasterMode: true})
		default:
			all = append(all, understudy.PoolFailBack{At: p.FQDN, Pool: p.FQDN})
		}
	}
	return all
}

// watchAccepted remembers who has accepted each user since his client last began to ask.
func watchAccepted(t *Trial) func(*Instant) (int, error) {
	by := users(t, -1)
	return func(in *Instant) (applied int, err error) {
		for _, a := range in.Actions {
			switch a.Kind {
			case understudy.Tried:
				by[a.Who.A] = -1
			case understudy.Replied:
				if registrar.Verdict(a.Arg) == registrar.Accepted {
					by[a.Who.A] = a.Peer
				}
			case understudy.SignedIn:
				if applied++; a.Peer < 0 || by[a.Who.A] != a.Peer {
					err = fmt.Errorf("%s believes itself registered, and nobody has accepted it there", in.System.Name(a.Who))
				}
			}
		}
		return applied, err
	}
}

// users is something about each user.
func users(t *Trial, is int16) []int16 { return slices.Repeat([]int16{is}, len(t.Plan.Topology.Users)) }

// A thing is what begins and ends: of a pool, or of a user, and there a step, or whatever it is.
type thing struct {
	kind understudy.ActionKind
	of   int16
	step uint16
}

// watchAlternate remembers what has begun and not ended.
func watchAlternate(*Trial) func(*Instant) (int, error) {
	on := map[thing]bool{}
	turn := func(is thing, to bool) error {
		if on[is] == to {
			return fmt.Errorf("%v twice", is.kind)
		}
		on[is] = to
		return nil
	}
	return func(in *Instant) (applied int, err error) {
		for _, a := range in.Actions {
			var broken error
			is := thing{understudy.SignedIn, a.Who.A, 0}
			switch a.Kind {
			case understudy.SignedIn, understudy.SignedOut:
				broken = turn(is, a.Kind == understudy.SignedIn)
			case understudy.StepBegan, understudy.StepEnded, understudy.StepSkipped:
				broken = turn(thing{understudy.StepBegan, a.Who.A, a.Code}, a.Kind == understudy.StepBegan)
			case understudy.RunStopped:
				broken = turn(thing{understudy.StepBegan, a.Who.A, a.Code}, false)
			default:
				continue
			}
			if applied++; broken != nil {
				err = fmt.Errorf("%s: %v, %w", in.System.Name(a.Who), a.Kind, broken)
			}
		}
		return applied, err
	}
}

// A ladder is what a client has tried since it last looked for registrars.
type ladder struct {
	targets []int16 // the pools that the records of the domain name, if a question for them is all that there is to ask
	tried   uint64  // a bit for each pool
	cached  uint64  // a bit for each name of which an answer counts
	knows   bool    // DNS has said what there is, in this round
}

// watchLadder remembers whom each client tries in a round. It does not apply where no DNS server was reached: such a client knows only the
// registrar that it has kept.
func watchLadder(t *Trial) func(*Instant) (int, error) {
	all := make([]ladder, len(t.Plan.Topology.Users))
	for u := range all {
		all[u].targets = t.Plan.targets(u)
	}
	return func(in *Instant) (applied int, err error) {
		for _, a := range in.Actions {
			if a.Kind == understudy.Tried && a.Peer >= 0 {
				all[a.Who.A].tried |= 1 << a.Peer
			}
			if a.Kind != understudy.Moved || a.Who.Part != understudy.PartClient && a.Who.Part != understudy.PartCache {
				continue
			}
			l := &all[a.Who.A]
			if applied += l.moved(a); len(l.missed()) > 0 && a.Who.Part == understudy.PartClient && client.Cause(a.On) == client.Exhausted {
				err = fmt.Errorf("%s gives up and has not tried %v", in.System.Name(a.Who), l.names(in.System))
			}
		}
		return applied, err
	}
}

// moved follows what the client and its cache do. It returns 1 where a round is over of which it is known what there was to try.
func (l *ladder) moved(a understudy.Action) int {
	switch {
	case a.Who.Part == understudy.PartCache && cache.Cause(a.On) == cache.Found:
		l.cached |= 1 << a.Who.B
	case a.Who.Part == understudy.PartCache:
		l.cached &^= 1 << a.Who.B
	case client.Cause(a.On) == client.Found:
		l.tried, l.knows = 0, l.cached != 0 && len(l.targets) > 0
	case client.Cause(a.On) == client.Exhausted && l.knows:
		return 1
	}
	return 0
}

// missed are the targets that were not tried.
func (l *ladder) missed() (all []int16) {
	if !l.knows {
		return nil
	}
	for _, p := range l.targets {
		if l.tried>>p&1 == 0 {
			all = append(all, p)
		}
	}
	return all
}

func (l *ladder) names(s *understudy.System) (all []string) {
	for _, p := range l.missed() {
		all = append(all, s.Name(understudy.Who{Part: understudy.PartPool, A: p}))
	}
	return all
}

// targets are the pools that the SRV records for a user's domain name; none if anything else tells the client where to go, or if records
// come and go.
func (p *Plan) targets(user int) (all []int16) {
	u := &p.Topology.Users[user]
	if u.Server != "" || u.Generation != discovery.Lync2013 || len(p.Topology.Addresses) > 0 || ordered(p.Inputs) {
		return nil
	}
	for _, r := range p.Topology.Records {
		if r.Later || !dns.Equal(r.Name, p.Topology.Records[0].Name) {
			return nil
		}
		i := slices.IndexFunc(p.Topology.Pools, func(pool understudy.Pool) bool { return dns.Equal(pool.FQDN, r.Target) })
		if i < 0 || p.Topology.Pools[i].Later {
			return nil
		}
		all = append(all, int16(i))
	}
	return all
}

// watchRefreshes remembers where each client believes itself registered.
func watchRefreshes(t *Trial) func(*Instant) (int, error) {
	at := users(t, -1)
	return func(in *Instant) (applied int, err error) {
		for _, a := range in.Actions {
			switch a.Kind {
			case understudy.SignedIn:
				at[a.Who.A] = a.Peer
			case understudy.SignedOut:
				at[a.Who.A] = -1
			case understudy.Tried, understudy.Unheard, understudy.Replied:
				if at[a.Who.A] < 0 {
					continue
				}
				if applied++; a.Kind == understudy.Tried || a.Peer != at[a.Who.A] {
					err = fmt.Errorf("%s believes itself registered and asks %s", in.System.Name(a.Who), in.System.Name(understudy.Who{Part: understudy.PartPool, A: a.Peer}))
				}
			}
		}
		return applied, err
	}
}

// watchTargets looks at what the policy saw when it gave an order.
func watchTargets(t *Trial) func(*Instant) (int, error) {
	return func(in *Instant) (applied int, err error) {
		for _, o := range in.Orders {
			to, serves := t.Plan.movesTo(o.Order)
			if to == "" || o.Denied {
				continue
			}
			p, _ := o.View.Pool(to)
			if applied++; !p.Reachable || serves && !p.Serves {
				err = fmt.Errorf("%s would move somebody to %s, which does not serve", story.FormatInput(o.Order), to)
			}
		}
		return applied, err
	}
}

// movesTo is the pool that an order moves users to, and whether its front end service has to run by then: that of a pool which is failed
// back is started by its failback. Orders that move the store are given on the server that takes it, so that it has to be there.
func (p *Plan) movesTo(o understudy.Order) (to string, serves bool) {
	switch o := o.(type) {
	case understudy.PoolFailOver:
		return p.partner(o.Pool), true
	case understudy.PoolFailBack:
		return o.Pool, false
	case understudy.MoveUser:
		return o.Target, true
	}
	return "", false
}

// checkCommit looks at the pool that takes users in, when it does.
func checkCommit(m *understudy.Moment) (applied int, err error) {
	for _, a := range m.Actions {
		if a.Kind != understudy.StepEnded {
			continue
		}
		to := int16(-1)
		switch failover.Step(a.Code) {
		case failover.HydrateBackup, failover.MarkFailedOver:
			to = a.Peer
		case failover.HydrateHome, failover.MarkActive:
			to = a.Who.A
		}
		if to < 0 {
			continue
		}
		name := m.System.Name(understudy.Who{Part: understudy.PartPool, A: to})
		if st, _ := m.System.Pool(name); !st.Up {
			err = fmt.Errorf("%v ends, and %s does not serve", failover.Step(a.Code), name)
		}
		applied++
	}
	return applied, err
}

// vetoed reports whether the policy says of a pool that it is in maintenance.
func (t *Trial) vetoed(pool string) bool {
	p, ok := t.policy.(interface{ Vetoed() []string })
	return ok && slices.ContainsFunc(p.Vetoed(), func(v string) bool { return dns.Equal(v, pool) })
}

// watchVetoes applies to each order of a policy that has pools in maintenance.
func watchVetoes(t *Trial) func(*Instant) (int, error) {
	p, ok := promise[interface{ Vetoed() []string }](t)
	if !ok || len(p.Vetoed()) == 0 {
		return silent
	}
	return watchAbout(t, func(o understudy.Order, of []string) error {
		if slices.ContainsFunc(of, t.vetoed) {
			return fmt.Errorf("%s, and one of %v is in maintenance", story.FormatInput(o), of)
		}
		return nil
	})
}

// watchAbout holds every order against something, with the pools that it is about.
func watchAbout(t *Trial, holds func(o understudy.Order, of []string) error) func(*Instant) (int, error) {
	var at homes
	return func(in *Instant) (applied int, err error) {
		for _, g := range in.Orders {
			applied++
			if broken := holds(g.Order, t.about(g, &at)); broken != nil {
				err = broken
			}
		}
		at.look(t)
		return applied, err
	}
}

// isolated plays a history again for each pair, with nothing but what befalls pools of other pairs by themselves: nobody has a reason to
// give an order about this one.
func isolated(t *Trial) (applied int, err error) {
	pairs := t.Plan.Topology.Pairs
	if len(pairs) < 2 || ordered(t.Plan.Inputs) || !ordered(t.Given) || !t.Plan.isShort() {
		return 0, nil
	}
	for _, pair := range pairs {
		p := t.Plan.besides(pair)
		if !p.broke() {
			continue
		}
		applied++
		again, broken := t.setup.Run(p, Law{Watch: func(again *Trial) func(*Instant) (int, error) {
			return watchAbout(again, func(o understudy.Order, of []string) error {
				if !copies(o) && slices.ContainsFunc(of, func(pool string) bool { return slices.Contains(pair.Pools[:], pool) }) {
					return fmt.Errorf("nothing has befallen %v, and at %v it gets %s", pair.Pools, again.System.Now(), story.FormatInput(o))
				}
				return nil
			})
		}})
		if broken != nil {
			return applied, broken
		}
		if b := again.Broken(); b != nil {
			err = b.Err
		}
	}
	return applied, err
}

// besides is what a plan has of faults of pools that are not in a pair.
func (p *Plan) besides(pair understudy.Pair) *Plan {
	c := p.copy()
	c.Inputs = slices.DeleteFunc(c.Inputs, func(in Timed) bool {
		var f understudy.Fault
		switch in := in.In.(type) {
		case understudy.Break:
			f = in.Fault
		case understudy.Heal:
			f = in.Fault
		}
		isPool := slices.ContainsFunc(p.Topology.Pools, func(pool understudy.Pool) bool { return pool.FQDN == f.Of })
		return !isPool || f.Kind == understudy.Link || slices.Contains(pair.Pools[:], f.Of)
	})
	return c
}
