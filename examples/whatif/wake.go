package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"understudy.example"
	"understudy.example/client/features"
	"understudy.example/cms"
	"understudy.example/dns"
	"understudy.example/machine"
	"understudy.example/pool/failover"
	"understudy.example/pool/pairing"
	"understudy.example/pool/replication"
	"understudy.example/story"
)

// A wake is what follows a death, played on a copy of the living.
type wake struct {
	*Death
	system   *understudy.System
	topology understudy.Topology
	called   map[string]string // how those are called whom a user stands for, by his address
	since    machine.Instant   // changes are counted from then on
	users    []standing
	well     []standing           // how each was served when all was well,
	before   [][]features.Feature // and what he could do then
	stages   [][]standing         // how each was served after nobody had done anything, and after each order
	faults   []understudy.Fault   // of which it dies
	store    string               // the lost pool that had the Central Management Store, if it was moved away
	rehung   []understudy.Edge    // Edge pools that were given another next hop
}

// standing is how a user is served.
type standing struct {
	level string
	full  bool
	can   []features.Feature
	needs map[features.Feature]string // what others would take, if it depends on how the deployment is built
}

const out = "signed out"

func newWake(alive *understudy.System, called map[string]string, d *Death) (*wake, error) {
	s, err := alive.Clone()
	if err != nil {
		return nil, err
	}
	w := &wake{Death: d, system: s, topology: s.Topology(), called: called}
	w.users = w.stand()
	w.well = w.users
	for _, u := range w.users {
		w.before = append(w.before, u.can)
	}
	return w, nil
}

// stand is how everybody is served now.
func (w *wake) stand() (all []standing) {
	for _, u := range w.topology.Users {
		st, _ := w.system.User(u.URI)
		s := standing{level: out, needs: map[features.Feature]string{}}
		if st.Registered {
			s.level, s.full = st.Mode.String()+" at "+st.At, !st.Mode.Limited()
			if st.Mode.Backup() {
				s.level = st.Mode.String() + ", " + st.At
			}
			for f := range features.All() {
				switch a, ok := w.system.Can(u.URI, f); {
				case ok && a.Available == features.Yes:
					s.can = append(s.can, f)
				case ok && a.Needs != "":
					s.needs[f] = a.Needs
				}
			}
		}
		all = append(all, s)
	}
	return all
}

// alone is how long nobody does anything.
const alone = time.Hour

// play lets it happen, and orders what an administrator would.
func (w *wake) play() {
	w.count()
	w.since, w.faults = w.system.Now(), w.fatal()
	for _, f := range w.faults {
		w.do(understudy.Break{Fault: f}, &w.ByItself)
	}
	w.pass(alone, &w.ByItself)
	w.stages = append(w.stages, w.users)
	w.recover()
	w.lose()
	w.leave()
	w.comeBack()
}

// fatal are the faults of which it dies.
func (w *wake) fatal() (all []understudy.Fault) {
	for _, p := range w.Pools {
		all = append(all, understudy.Fault{Kind: understudy.Power, Of: p})
	}
	if w.Site {
		all = append(all, understudy.Fault{Kind: understudy.Directory, Of: w.Of})
	}
	for _, s := range w.topology.Sites {
		if w.Cut && !dns.Equal(s.Name, w.Of) {
			all = append(all, understudy.Fault{Kind: understudy.Link, Of: w.Of, To: s.Name}, understudy.Fault{Kind: understudy.Link, Of: s.Name, To: w.Of})
		}
	}
	return all
}

// name is how a user is called.
func (w *wake) name(user int) string {
	uri := w.topology.Users[user].URI
	return cmp.Or(w.called[uri], uri)
}

// count counts whom it concerns, what they would lose, and what those who take them in would carry.
func (w *wake) count() {
	homed := map[string]int{}
	for _, p := range w.topology.Pools {
		homed[dns.Canonical(p.FQDN)] += p.Homed
	}
	for _, u := range w.topology.Users {
		homed[dns.Canonical(u.Home)]++
	}
	w.Load = []Load{}
	for _, p := range w.topology.Pools {
		if !w.dead(p.FQDN) {
			continue
		}
		w.Homed += homed[dns.Canonical(p.FQDN)]
		b := w.host(p)
		if b == nil || w.dead(b.FQDN) {
			continue
		}
		i := slices.IndexFunc(w.Load, func(l Load) bool { return l.Pool == b.FQDN })
		if i < 0 {
			most, fact := pairing.Capacity(b.Edition, b.Release)
			i, w.Load = len(w.Load), append(w.Load, Load{b.FQDN, homed[dns.Canonical(b.FQDN)], most, fact})
		}
		w.Load[i].Users += homed[dns.Canonical(p.FQDN)]
	}
	w.Behind, w.Blind = w.behind(), w.blind()
}

// host is the pool that takes in the users of another one: its partner, or a backup registrar that has none of their data (F-2, F-4).
func (w *wake) host(p understudy.Pool) *understudy.Pool {
	if b := w.backup(p.FQDN); b != nil || p.Backup == "" {
		return b
	}
	i := slices.IndexFunc(w.topology.Pools, func(b understudy.Pool) bool { return dns.Equal(b.FQDN, p.Backup) })
	if i < 0 {
		return nil
	}
	return &w.topology.Pools[i]
}

// blind says that none of those who are homed there was signed in, or nobody at all; empty if somebody was.
func (w *wake) blind() string {
	there := func(u understudy.User) bool {
		return slices.ContainsFunc(w.Pools, func(p string) bool { return dns.Equal(p, u.Home) })
	}
	some := slices.ContainsFunc(w.topology.Users, there)
	for i, u := range w.topology.Users {
		if (there(u) || !some) && w.well[i].level != out {
			return ""
		}
	}
	line := "nobody whom this concerns could sign in before"
	if silent(w.topology) {
		line += ": " + noDNS
	}
	return line
}

// behind is how old the oldest last copy of user data is, as an administrator at the pool sees it before it dies (F-64).
func (w *wake) behind() string {
	oldest, least := time.Duration(-1), ""
	for _, name := range w.Pools {
		var v understudy.View
		w.system.View(name, &v)
		if p, ok := v.Pool(name); ok && w.backup(name) != nil {
			if e := p.Export[replication.UserData]; e.Age > oldest {
				oldest, least = e.Age, ""
				if e.AgeFull {
					least = "at least "
				}
			}
		}
	}
	if oldest < 0 {
		return ""
	}
	return least + Span(oldest).String()
}

// backup is the pool that backs another one up; nil without.
func (w *wake) backup(pool string) *understudy.Pool {
	name := ""
	for _, pair := range w.topology.Pairs {
		for i, p := range pair.Pools {
			if dns.Equal(p, pool) {
				name = pair.Pools[1-i]
			}
		}
	}
	i := slices.IndexFunc(w.topology.Pools, func(p understudy.Pool) bool { return dns.Equal(p.FQDN, name) })
	if i < 0 {
		return nil
	}
	return &w.topology.Pools[i]
}

// do lets an input happen now, and takes note of what that changes.
func (w *wake) do(in understudy.Input, into *[]Change) {
	w.system.Do(w.system.Now(), in, nil)
	w.note(into)
}

// pass lets time pass, deadline by deadline.
func (w *wake) pass(d time.Duration, into *[]Change) {
	end := w.system.Now().Add(d)
	for next := w.system.Deadline(); next <= end; next = w.system.Deadline() {
		w.system.Do(next, nil, nil)
		w.note(into)
	}
	w.system.Do(end, nil, nil)
}

// note takes note of who is served in another way than before.
func (w *wake) note(into *[]Change) {
	now := w.stand()
	for i, s := range now {
		was := w.users[i]
		if s.level == was.level {
			continue
		}
		after := Span(w.system.Now().Sub(w.since))
		c := Change{After: after, Until: after, Users: []string{w.name(i)}, Level: s.level}
		if s.level != out {
			c.Without = names(w.before[i], s.can)
		}
		*into = join(*into, c)
	}
	w.users = now
}

// lose says what each user is without when nobody has done anything, and which order brings it back.
func (w *wake) lose() {
	w.Lost = []Lost{}
	for u := range w.users {
		missing := minus(w.before[u], w.stages[0][u].can)
		for until := 1; until < len(w.stages); until++ {
			still := minus(missing, w.stages[until][u].can)
			w.lack(Lost{Until: until}, u, names(minus(missing, still), nil))
			missing = still
		}
		w.depend(u, missing)
	}
	slices.SortStableFunc(w.Lost, func(a, b Lost) int { return cmp.Compare(uint(a.Until-1), uint(b.Until-1)) })
}

// depend adds what no order brings back to a user, and apart from it what depends on how the deployment is built (F-46).
func (w *wake) depend(user int, missing []features.Feature) {
	var gone, depends []string
	for _, f := range missing {
		if needs := w.stages[len(w.stages)-1][user].needs[f]; needs != "" {
			depends = append(depends, fmt.Sprintf("%v (%s)", f, needs))
		} else {
			gone = append(gone, f.String())
		}
	}
	w.lack(Lost{}, user, gone)
	w.lack(Lost{Depends: true}, user, depends)
}

// lack adds what a user is without until then.
func (w *wake) lack(l Lost, user int, missing []string) {
	switch len(missing) {
	case 0:
		return
	case len(w.before[user]):
		missing = []string{"everything"}
	}
	i := slices.IndexFunc(w.Lost, func(o Lost) bool {
		return o.Until == l.Until && o.Depends == l.Depends && slices.Equal(o.Features, missing)
	})
	if i < 0 {
		l.Features = missing
		i, w.Lost = len(w.Lost), append(w.Lost, l)
	}
	w.Lost[i].Users = append(w.Lost[i].Users, w.name(user))
}

// minus are the features in one list that are not in another.
func minus(in, notIn []features.Feature) []features.Feature {
	return slices.DeleteFunc(slices.Clone(in), func(f features.Feature) bool { return slices.Contains(notIn, f) })
}

// names are the features in one list that are not in another.
func names(in, notIn []features.Feature) (all []string) {
	for _, f := range minus(in, notIn) {
		all = append(all, f.String())
	}
	return all
}

// join adds a change, to the same change of others if there was one.
func join(all []Change, c Change) []Change {
	i := slices.IndexFunc(all, func(o Change) bool {
		return o.Level == c.Level && slices.Equal(o.Without, c.Without) && !slices.Contains(o.Users, c.Users[0])
	})
	if i < 0 {
		return append(all, c)
	}
	all[i].Users, all[i].Until = append(all[i].Users, c.Users...), c.After
	return all
}

// recover orders what an administrator would: the Central Management Store first, then each lost pool, once no Edge pool needs it
// any more (F-72, F-73).
func (w *wake) recover() {
	w.Orders = []Order{}
	for _, host := range w.Pools {
		if st, _ := w.system.Pool(host); st.Database != cms.Active {
			continue
		}
		if b := w.backup(host); b != nil && !w.dead(b.FQDN) {
			w.rescue(understudy.ManagementServerFailover{At: b.FQDN, Target: b.FQDN, Force: true}, w.moved(b.FQDN))
			w.store = host
		}
	}
	for _, p := range w.Pools {
		switch b := w.backup(p); {
		case b == nil:
			w.Stranded = append(w.Stranded, p+" has no backup pool that it could be failed over to (F-25)")
		case w.dead(b.FQDN):
			w.Stranded = append(w.Stranded, fmt.Sprintf("%s has its backup %s in the same place, which is lost, too", p, b.FQDN))
		default:
			w.rehang(p, b.FQDN)
			w.rescue(understudy.PoolFailOver{At: b.FQDN, Pool: p, DisasterMode: true}, w.ran(p))
		}
	}
}

// rehang gives the Edge pools that hand on to a lost pool another next hop, without which it cannot be failed over (F-73).
func (w *wake) rehang(lost, next string) {
	for _, e := range w.topology.Edges {
		if dns.Equal(e.NextHop, lost) {
			w.rescue(understudy.SetEdgeServer{At: next, Edge: e.FQDN, Registrar: next}, atOnce)
			w.rehung = append(w.rehung, e)
		}
	}
}

// settled is how long nobody does anything once it is back: a large pool takes an hour to start, and clients back off for half an hour
// (F-167, C-105).
const settled = 2 * time.Hour

// comeBack lets what has died come back, and orders the way home: each pool that was failed over, its Edge pools, and then the Central
// Management Store, for which the pool has to be there again (F-83, L-23, L-24).
func (w *wake) comeBack() {
	w.Back, w.Returns = []Change{}, []Order{}
	w.since = w.system.Now()
	for _, f := range w.faults {
		w.do(understudy.Heal{Fault: f}, &w.Back)
	}
	w.pass(settled, &w.Back)
	for _, p := range w.Pools {
		if st, _ := w.system.Pool(p); st.State == failover.FailedOver {
			w.lead(understudy.PoolFailBack{At: w.backup(p).FQDN, Pool: p}, w.ran(p))
		}
	}
	for _, e := range w.rehung {
		w.lead(understudy.SetEdgeServer{At: e.NextHop, Edge: e.FQDN, Registrar: e.NextHop}, atOnce)
	}
	if w.store != "" {
		w.lead(understudy.ManagementServerFailover{At: w.store, Target: w.store}, w.moved(w.store))
	}
	if n := len(w.Returns); n > 0 {
		w.pass(alone, &w.Returns[n-1].Changes)
	}
	w.miss()
}

// miss says who is not served as he was when all was well.
func (w *wake) miss() {
	for i, was := range w.well {
		is := w.users[i]
		l := Left{w.name(i), is.level, w.outside(w.topology.Users[i].URI)}
		without := names(was.can, is.can)
		if without != nil && is.level != out {
			l.Why = "without " + strings.Join(without, ", ")
		}
		if is.level != was.level || without != nil {
			w.Away = append(w.Away, l)
		}
	}
}

// rescue gives an order while what died is dead, and lead one that leads home.
func (w *wake) rescue(in understudy.Order, over func() (over, stopped bool)) {
	w.Orders, w.stages = append(w.Orders, w.order(in, over)), append(w.stages, w.users)
}

func (w *wake) lead(in understudy.Order, over func() (over, stopped bool)) {
	w.Returns = append(w.Returns, w.order(in, over))
}

// ran reports whether no order on a pool is on its way.
func (w *wake) ran(pool string) func() (over, stopped bool) {
	return func() (over, stopped bool) {
		st, _ := w.system.Pool(pool)
		return st.Run.Procedure() == failover.None || st.Run.Stopped(), st.Run.Stopped()
	}
}

func atOnce() (over, stopped bool) { return true, false }

// moved reports whether no order on the store is on its way that was given at a pool.
func (w *wake) moved(at string) func() (over, stopped bool) {
	return func() (over, stopped bool) {
		var v understudy.View
		return !w.system.View(at, &v) || v.Moving == cms.None, false
	}
}

// patience is how long an order may wait for what stands against it, and how long it may take.
const patience = 4 * time.Hour

// order gives an order as soon as nothing stands against it, and waits until it is over and users have followed.
func (w *wake) order(in understudy.Order, over func() (over, stopped bool)) Order {
	o := Order{Number: len(w.Orders) + len(w.Returns) + 1, Line: story.FormatInput(in), Changes: []Change{}}
	why, err := w.system.WhyNot(in, patience)
	if err != nil {
		o.Blocks = []Blocked{{"invalid", err.Error()}}
		return o
	}
	for _, b := range why.Blocks {
		o.Blocks = append(o.Blocks, Blocked{b.Name, b.Why})
	}
	if len(why.Blocks) > 0 && why.Changes == machine.Never {
		return o
	}
	if len(why.Blocks) > 0 {
		o.Waits = Span(why.Changes.Sub(w.system.Now()))
		w.pass(time.Duration(o.Waits), &o.Changes)
	}
	w.since = w.system.Now()
	w.do(in, &o.Changes)
	end := w.since.Add(patience)
	for ended := false; !ended && w.system.Deadline() <= end; {
		if ended, o.Stopped = over(); !ended {
			w.pass(w.system.Deadline().Sub(w.system.Now()), &o.Changes)
		}
	}
	o.Takes = Span(w.system.Now().Sub(w.since))
	w.pass(alone/4, &o.Changes)
	return o
}

// leave says who is not served in full in the end, and why; not who was signed out before anything died.
func (w *wake) leave() {
	for i, u := range w.topology.Users {
		if w.users[i].full || len(w.before[i]) == 0 {
			continue
		}
		w.Left = append(w.Left, Left{w.name(i), w.users[i].level, w.outside(u.URI)})
	}
}

// outside says what keeps a user out who is signed out, if anything does.
func (w *wake) outside(uri string) string {
	if st, _ := w.system.User(uri); st.Registered {
		return ""
	}
	why, err := w.system.WhyNot(understudy.SignIn{User: uri}, 0)
	if err != nil || len(why.Blocks) == 0 {
		return ""
	}
	return why.Blocks[0].Why
}
