package policy

import (
	"slices"
	"strings"
	"time"

	"understudy.example"
	"understudy.example/cms"
	"understudy.example/dns"
	"understudy.example/machine"
	"understudy.example/pool/failover"
	"understudy.example/pool/fence"
)

const (
	hour = time.Hour
	day  = 24 * hour
)

// Rules are what Automatic goes by. Zero means zero; Default returns the ones to start from. All of them are choices: the product has
// no automatic failover (F-52).
type Rules struct {
	Lost func() Detector // makes what says that a pool is lost; nil is Silence(After)

	After  time.Duration // a pool that has been lost for so long is failed over
	Stable time.Duration // one that has served for so long without a break is failed back (P13)
	Retry  time.Duration // an order that has come to nothing is given again after this; above 0
	AtOnce int           // most pools between two states at once; at least 1
	Rest   time.Duration // between a failback that has ended and the next one, so that one crowd has signed in before another has to
	Fronts int           // percent of a pool's front ends that have to run before it is failed back, so that it can carry its users

	From, To time.Duration // failback begins between these times of the day alone; equal is any time, and To may be after midnight

	// Each failover of a pool counts. What has counted is halved every HalfLife; while there are more than Suppress, the pool is
	// failed over no more (P12), as routes that flap are suppressed (RFC 2439).
	Suppress int
	HalfLife time.Duration // above 0

	Maintenance []string // pools that nothing is done to, nor to their partners (P24, P35)

	// Store lets it move the Central Management Store to a pool at its own site, if so many observers say that the master is
	// lost, as it says itself, and none that can be asked reaches it, and once the master's server is fenced (F-118, H-95, H-96).
	// Without them a pool that hosts the store is left to people.
	Store bool
	Agree int // at least 1, if Store
}

// Default waits for 5 min before it fails a pool over, and for 30 min before it fails one back, which has to have four fifths of its
// front ends, as many as a cold start takes in a pool of any size (F-162); it stops with the third failover in an hour, and moves the store if one observer agrees.
func Default() Rules {
	return Rules{After: 5 * time.Minute, Stable: 30 * time.Minute, Retry: 5 * time.Minute, AtOnce: 1,
		Rest: 5 * time.Minute, Fronts: 80, Suppress: 2, HalfLife: hour,
		Store: true, Agree: 1}
}

// Validate reports every fault of the rules at once; each error wraps ErrRules.
func (r Rules) Validate() error {
	f := machine.Faults{Package: "policy", Kind: ErrRules}
	f.If(r.After < 0, "After %v must not be below 0", r.After)
	f.If(r.Stable < 0, "Stable %v must not be below 0", r.Stable)
	f.If(r.Retry <= 0, "Retry %v must be above 0", r.Retry)
	f.If(r.AtOnce < 1, "AtOnce %d must be at least 1", r.AtOnce)
	f.If(r.Rest < 0, "Rest %v must not be below 0", r.Rest)
	f.If(r.Fronts < 0 || r.Fronts > 100, "Fronts %d must be between 0 and 100 percent", r.Fronts)
	f.If(r.From < 0 || r.From >= day, "From %v must be below 24h", r.From)
	f.If(r.To < 0 || r.To >= day, "To %v must be below 24h", r.To)
	f.If(r.Suppress < 1 || r.Suppress > mostCount, "Suppress %d must be between 1 and %d", r.Suppress, mostCount)
	f.If(r.HalfLife <= 0, "HalfLife %v must be above 0", r.HalfLife)
	f.If(r.Store && r.Agree < 1, "Agree %d must be at least 1, or nobody tells a lost master from a lost link (H-96)", r.Agree)
	f.Add(r.detector().Validate())
	return f.Err()
}

func (r Rules) detector() Detector {
	if r.Lost == nil {
		return Silence(r.After)
	}
	return r.Lost()
}

// Automatic fails pools over and back. See Rules.
type Automatic struct {
	rules  Rules
	lost   Detector
	agreed Detector      // what observers say
	stable spells        // how long each pool has served
	opens  machine.Timer // failback that has waited for its time of day may begin
	rests  machine.Timer // the next failback may begin
	next   machine.Timer // the next pool has its turn, if nothing has come of an order for the one before
	pools  []memory
	turns  []int // of the pools, which never change
}

// memory is what Automatic remembers of a pool that it has given orders about.
type memory struct {
	gave   order          // the last one,
	again  machine.Timer  // which is given again then
	count  uint8          // failovers that count still,
	halve  machine.Timer  // which are halved then
	state  failover.Phase // as it was told last
	over   bool           // a failover was ordered, and was not seen to be done
	homing bool           // a failback was ordered, or a planned failover, which stops the services as well (F-58), and it is not active again
}

// An order is one of those that Automatic gives.
type order uint8

const (
	none order = iota
	cutPower
	moveStore
	failOver
	letPower
	failBack
	abort
	orders
)

// mostCount is how many failovers can count.
const mostCount = 15

// New makes an Automatic of rules.
func New(r Rules) (*Automatic, error) {
	if err := r.Validate(); err != nil {
		return nil, err
	}
	r.Maintenance = slices.Clone(r.Maintenance)
	return &Automatic{rules: r, lost: r.detector(), agreed: KofN(max(r.Agree, 1), r.After)}, nil
}

// Step looks at v, and gives what orders are due.
func (a *Automatic) Step(now machine.Instant, v *understudy.View, out []understudy.Order) []understudy.Order {
	a.look(now, v)
	d := decision{Automatic: a, now: now, view: v, out: out}
	for _, i := range a.inOrder(v) {
		if p := &v.Pools[i]; p.Backup != "" && !a.kept(p.FQDN) && !a.kept(p.Backup) {
			d.decide(i)
		}
	}
	return d.out
}

// inOrder is the order in which pools have their turn, for where not all can: that of their names, so that it does not matter in which
// order somebody has listed them (P22).
func (a *Automatic) inOrder(v *understudy.View) []int {
	if len(a.turns) != len(v.Pools) {
		a.turns = make([]int, len(v.Pools))
		for i := range a.turns {
			a.turns[i] = i
		}
		slices.SortFunc(a.turns, func(i, j int) int {
			return strings.Compare(dns.Canonical(v.Pools[i].FQDN), dns.Canonical(v.Pools[j].FQDN))
		})
	}
	return a.turns
}

// Advance does nothing: a Governed has just shown the View.
func (a *Automatic) Advance(out []understudy.Order) []understudy.Order { return out }

// Deadline is the next time at which something has been so for long enough.
func (a *Automatic) Deadline() machine.Instant {
	least := min(a.lost.Deadline(), a.agreed.Deadline(), a.stable.deadline(), a.opens.Deadline(), a.rests.Deadline(), a.next.Deadline())
	for i := range a.pools {
		least = min(least, a.pools[i].again.Deadline(), a.pools[i].halve.Deadline())
	}
	return least
}

// Gate is how long a pool has been seen to serve, without a break, before it is failed back (P13).
func (a *Automatic) Gate() time.Duration { return a.rules.Stable }

// Budget is how often a pool can be failed over within a time: up to Suppress and once more, and what a halving lets through again (P12).
func (a *Automatic) Budget() (failovers int, within time.Duration) {
	most := a.rules.Suppress + 1
	return most + (most+1)/2, a.rules.HalfLife
}

// Window is that of the detector: it looks so often, and takes a pool for lost that served in fewer than least percent of the last looks
// (P18). Without one, looks is 0.
func (a *Automatic) Window() (every time.Duration, looks, least int) { return window(a.lost) }

// Valid is how old that can be which the detector goes by (P4).
func (a *Automatic) Valid() time.Duration { return a.lost.Valid() }

// Patience is how long a pool that does not serve can wait for its failover, while all stays as v shows it and the budget lasts, below 0
// for ever; and how long one that has recovered can wait for its failback when it has its turn.
func (a *Automatic) Patience(v *understudy.View, pool int) (over, back time.Duration) {
	r := &a.rules
	back = r.Stable + a.Valid() + r.Rest + r.Retry
	if r.From != r.To {
		back += day
	}
	over, ok := patience(a.lost, v, pool)
	if !ok {
		return -1, back
	}
	return over + 2*r.Retry, back // a run that hangs in another pair may hold it up once, and an attempt of its own that comes to nothing
}

// Code visits what it remembers.
func (a *Automatic) Code(c *machine.Code) {
	a.lost.Code(c)
	a.agreed.Code(c)
	a.stable.code(c, a.rules.Stable)
	c.Timer(&a.opens, day)
	c.Timer(&a.rests, a.rules.Rest)
	c.Timer(&a.next, a.turn())
	a.pools = sized(c, a.pools)
	for i := range a.pools {
		m := &a.pools[i]
		machine.Enum(c, &m.gave, int(orders))
		c.Timer(&m.again, a.rules.Retry)
		machine.Enum(c, &m.count, mostCount+1)
		c.Timer(&m.halve, a.rules.HalfLife)
		machine.Enum(c, &m.state, int(failover.FailingBack)+1)
		c.Bool(&m.over)
		c.Bool(&m.homing)
	}
}

// Vetoed returns the pools in maintenance.
func (a *Automatic) Vetoed() []string { return slices.Clone(a.rules.Maintenance) }

func (a *Automatic) kept(fqdn string) bool {
	return slices.ContainsFunc(a.rules.Maintenance, func(m string) bool { return dns.Equal(m, fqdn) })
}

// look takes note of what is so now.
func (a *Automatic) look(now machine.Instant, v *understudy.View) {
	for _, t := range []*machine.Timer{&a.opens, &a.rests, &a.next} {
		if t.Due(now) {
			*t = machine.Timer{}
		}
	}
	a.stable, a.pools = resize(a.stable, len(v.Pools)), resize(a.pools, len(v.Pools))
	v = a.excused(v)
	a.lost.Look(now, v)
	a.agreed.Look(now, v)
	for i := range v.Pools {
		m := &a.pools[i]
		a.stable[i].see(now, serves(v, i), a.rules.Stable)
		if m.again.Due(now) {
			m.gave, m.again = none, machine.Timer{}
		}
		if m.halve.Due(now) {
			m.count, m.halve = m.count/2, machine.Timer{}
			m.wait(now, a.rules.HalfLife)
		}
		if p := &v.Pools[i]; p.Stated {
			m.heard(now, p.State, a.rules.HalfLife)
		}
		if p := &v.Pools[i]; m.homing && p.Stated && p.State == failover.Active && p.Run == failover.None {
			m.homing, a.rests = false, machine.At(now.Add(a.rules.Rest))
		}
	}
}

// excused is v, but that a pool which is on its way home need only be there: a failback stops its services for a while (F-83), and that is no loss.
func (a *Automatic) excused(v *understudy.View) *understudy.View {
	if !slices.ContainsFunc(a.pools, func(m memory) bool { return m.homing }) {
		return v
	}
	other := *v
	other.Pools = slices.Clone(v.Pools)
	for i := range other.Pools {
		p := &other.Pools[i]
		p.Serves = p.Serves || a.pools[i].homing && p.Reachable
	}
	return &other
}

// heard takes note of what state a pool is in. A failover that was ordered counts when it is done: one that comes to nothing keeps no other from its turn (P14).
func (m *memory) heard(now machine.Instant, is failover.Phase, half time.Duration) {
	if is == failover.FailedOver && m.over {
		m.over = false
		m.count = min(m.count+1, mostCount)
		m.wait(now, half)
	}
	m.state = is
}

// wait waits for the next halving, if there is something to halve.
func (m *memory) wait(now machine.Instant, half time.Duration) {
	if m.count > 0 && !m.halve.Armed() {
		m.halve = machine.At(now.Add(half))
	}
}

// A decision is one look at one View.
type decision struct {
	*Automatic
	now  machine.Instant
	view *understudy.View
	out  []understudy.Order

	began int // pools that were ordered into another state just now
}

// decide gives the order that is due for a pool, if any.
func (d *decision) decide(i int) {
	p := &d.view.Pools[i]
	b := slices.IndexFunc(d.view.Pools, func(q understudy.PoolView) bool { return dns.Equal(q.FQDN, p.Backup) })
	switch {
	case b < 0:
	case p.Fence == fence.Fenced && (d.oneStore(p.FQDN) || d.named(p.FQDN) && d.halfWay(b)):
		d.give(i, letPower, understudy.Unfence{At: d.view.Place, Pool: p.FQDN})
	case d.lost.Lost(i) && serves(d.view, b):
		d.takeOver(i, b)
	case p.Stated && d.stable[i].long && d.stable[b].long && !d.lost.Lost(i):
		d.goHome(i)
	}
}

// oneStore reports whether every directory can be asked, and all name one master that answers and is another than pool. Before that
// a master that gets its power back would find somebody who writes to it (F-119).
func (d *decision) oneStore(pool string) bool {
	if !d.view.ActiveKnown || dns.Equal(d.view.Active, pool) {
		return false
	}
	for _, s := range d.view.Sites {
		if !dns.Equal(s.Names, d.view.Active) {
			return false
		}
	}
	return true
}

// halfWay reports whether a pool cannot get the store, for it is itself half way to its backup, the master: a master that was fenced gets its
// power back then, or nothing would go on (P23).
func (d *decision) halfWay(b int) bool {
	return d.view.Moving == cms.None && (d.view.Pools[b].Run != failover.None || d.pools[b].state != failover.Active)
}

// takeOver fails a lost pool over to its backup, once the store is out of the way. One that is lost on its way home is failed over once
// more (H-20).
func (d *decision) takeOver(i, b int) {
	p := &d.view.Pools[i]
	switch {
	case int(d.pools[i].count) > d.rules.Suppress:
	case d.named(p.FQDN):
		d.rescue(i, b)
	case p.Run == failover.Failback && !p.Stopped:
		if !p.Reachable { // it has died on its way home, and the cmdlet may wait for it for long
			d.give(i, abort, understudy.Interrupt{At: d.view.Place, Pool: p.FQDN})
		}
	case d.view.Pools[b].State != failover.Active: // of a pair at most one pool is not active (F-71)
	case d.transits(i, false):
	case p.Stated && (p.State == failover.Active || (p.State == failover.FailingOver || p.State == failover.FailingBack) && idle(p)):
		d.pools[i].over = d.give(i, failOver, understudy.PoolFailOver{At: d.view.Place, Pool: p.FQDN, DisasterMode: true}) || d.pools[i].over
	}
}

// idle reports whether no run of a pool is on, as far as that is told here. A pool can be between two states without any: a new master that
// has heard less than the old one says so (H-29).
func idle(p *understudy.PoolView) bool { return p.Run == failover.None || p.Stopped }

// named reports whether the directory here names a pool for the master.
func (d *decision) named(pool string) bool {
	for _, s := range d.view.Sites {
		if dns.Equal(s.Name, d.view.Site) {
			return dns.Equal(s.Names, pool)
		}
	}
	return false
}

// rescue moves the store away from a lost master: first its power goes, then the store.
func (d *decision) rescue(i, b int) {
	p, backup := &d.view.Pools[i], &d.view.Pools[b]
	switch {
	case !d.rules.Store || !d.agreed.Lost(i) || reached(d.view, i) || !p.Switch,
		backup.Run != failover.None,         // its own failover could not go on once it has the store (F-72), which may have heard
		d.pools[b].state != failover.Active, // of its beginning alone (F-110): its users are served, or lost, with the master's pool (H-13)
		backup.Database != cms.Standby || !dns.Equal(backup.Site, d.view.Site) || d.view.Moving != cms.None:
	case p.Fence == fence.Open || p.Fence == fence.Failed:
		d.give(i, cutPower, understudy.Fence{At: d.view.Place, Pool: p.FQDN})
	case p.Fence == fence.Fenced:
		d.give(i, moveStore, understudy.ManagementServerFailover{At: backup.FQDN, Target: backup.FQDN, Force: true})
	}
}

// goHome fails a pool back that has recovered, or first ends a failover that stopped half way.
func (d *decision) goHome(i int) {
	p := &d.view.Pools[i]
	switch {
	case p.State == failover.Active: // it is at home
	case d.transits(i, true):
	case p.State == failover.FailingOver && idle(p):
		d.pools[i].homing = d.give(i, failOver, understudy.PoolFailOver{At: d.view.Place, Pool: p.FQDN}) || d.pools[i].homing
	case p.State != failover.FailedOver && !(p.State == failover.FailingBack && idle(p)):
	case d.rests.Armed():
	case p.FrontsUp*100 < p.Fronts*d.rules.Fronts && !d.pools[i].homing: // what it has begun itself, it ends
	case !d.open():
		d.opens = machine.At(d.now.Add((d.rules.From - d.view.TimeOfDay + day) % day))
	default:
		d.pools[i].homing = d.give(i, failBack, understudy.PoolFailBack{At: d.view.Place, Pool: p.FQDN}) || d.pools[i].homing
	}
}

// open reports whether it is the time of day for failback.
func (d *decision) open() bool {
	from, to, t := d.rules.From, d.rules.To, d.view.TimeOfDay
	switch {
	case from == to:
		return true
	case from < to:
		return from <= t && t < to
	}
	return from <= t || t < to
}

// transits reports whether as many pools as may be are between two states, or a run of the i-th or of its partner goes on. On its way out a
// pool waits for failovers that have just been ordered, and not for a crowd that goes home, or a run that hangs elsewhere (P14).
func (d *decision) transits(i int, home bool) bool {
	n := d.began
	for k, p := range d.view.Pools {
		switch {
		case p.Run == failover.None || p.Stopped:
		case k == i || dns.Equal(p.FQDN, d.view.Pools[i].Backup):
			return true
		case home || d.pools[k].gave == failOver:
			n++
		}
	}
	waits := n >= d.rules.AtOnce
	if waits && d.began > 0 {
		d.next = machine.At(d.now.Add(d.turn()))
	}
	return waits
}

// give gives an order, unless it was given and is not due again.
func (d *decision) give(i int, o order, in understudy.Order) bool {
	m := &d.pools[i]
	if m.gave == o {
		return false
	}
	m.gave, m.again = o, machine.At(d.now.Add(d.rules.Retry))
	if d.out = append(d.out, in); o == failOver || o == failBack {
		d.began++
	}
	return true
}

// turn is after how long the next pool has its turn: soon enough for every pool to have had one before an order is given again.
func (a *Automatic) turn() time.Duration { return a.rules.Retry / (2 * mostPools) }
