package policy

import (
	"errors"
	"math/bits"
	"slices"
	"time"

	"understudy.example"
	"understudy.example/dns"
	"understudy.example/machine"
)

// A Detector says which pools are lost, by what it has seen. It looks at every View, and again at its own Deadline.
type Detector interface {
	Look(now machine.Instant, v *understudy.View)
	Lost(pool int) bool        // of the View's pools; what was never looked at is not lost
	Deadline() machine.Instant // of the next look that it asks for
	Valid() time.Duration      // how old what it goes by can be; 0 is what was seen just now
	Validate() error
	Code(*machine.Code)
}

// ErrRules is what every error of Validate wraps.
var ErrRules = errors.New("policy: rules contradict each other")

// serves reports whether a pool answers, and its front end service with it.
func serves(v *understudy.View, pool int) bool {
	return v.Pools[pool].Reachable && v.Pools[pool].Serves
}

// blind reports whether no pool can be reached, which says more of the place than of the pools: a server that was off has seen nobody (P4).
// A server that is cut off reaches itself, and not even the directory.
func blind(v *understudy.View) bool {
	return !slices.ContainsFunc(v.Pools, func(p understudy.PoolView) bool {
		return p.Reachable && (v.Directory || !dns.Equal(p.FQDN, v.Place))
	})
}

// A spell is how long something has been so without a break: not at all, not long enough yet, or long enough.
type spell struct {
	due  machine.Timer
	long bool
}

// see takes note of what is so now, and begins anew where it is not.
func (s *spell) see(now machine.Instant, is bool, enough time.Duration) {
	switch {
	case !is:
		*s = spell{}
	case s.long:
	case !s.due.Armed():
		s.due = machine.At(now.Add(enough))
	}
	if s.due.Due(now) {
		*s = spell{long: true}
	}
}

func (s *spell) code(c *machine.Code, enough time.Duration) {
	c.Timer(&s.due, enough)
	c.Bool(&s.long)
}

// spells are those of all pools.
type spells []spell

func (all spells) deadline() machine.Instant {
	least := machine.Never
	for _, s := range all {
		least = min(least, s.due.Deadline())
	}
	return least
}

func (all *spells) code(c *machine.Code, enough time.Duration) {
	*all = sized(c, *all)
	for i := range *all {
		(*all)[i].code(c, enough)
	}
}

// mostPools is how many pools a topology can have.
const mostPools = 64

// sized visits how many there are, and makes room for them.
func sized[T any](c *machine.Code, all []T) []T {
	n := uint8(len(all))
	machine.Enum(c, &n, mostPools+1)
	return resize(all, int(n))
}

func resize[T any](all []T, n int) []T {
	if len(all) == n {
		return all
	}
	return slices.Clone(append(all[:min(len(all), n)], make([]T, n-min(len(all), n))...))
}

// Silence is a Detector that takes a pool for lost when it has not served for so long without a break. One answer begins the count
// anew, so that a pool which answers now and then is never lost: Ratio sees that one (P18).
func Silence(after time.Duration) Detector { return &silence{after: after} }

type silence struct {
	after time.Duration
	spells
}

func (d *silence) Look(now machine.Instant, v *understudy.View) {
	d.spells = resize(d.spells, len(v.Pools))
	for i := range v.Pools {
		d.spells[i].see(now, !serves(v, i), d.after)
	}
}

func (d *silence) Lost(pool int) bool        { return pool < len(d.spells) && d.spells[pool].long }
func (d *silence) Deadline() machine.Instant { return d.deadline() }
func (d *silence) Valid() time.Duration      { return 0 }
func (d *silence) Code(c *machine.Code)      { d.code(c, d.after) }

func (d *silence) Validate() error {
	f := machine.Faults{Package: "policy", Kind: ErrRules}
	f.If(d.after < 0, "Silence: after %v must not be below 0", d.after)
	return f.Err()
}

// Ratio is a Detector that looks every so often, and takes a pool for lost when it served fewer than least percent of the last looks,
// whatever their pattern (P18). It knows nothing before it has looked often enough, and again when it has seen nothing at all.
func Ratio(every time.Duration, looks, least int) Detector {
	return &ratio{every: every, looks: looks, least: least}
}

type ratio struct {
	every        time.Duration
	looks, least int
	next         machine.Timer
	seen         []uint64 // of each pool: the last looks, a bit for each that it served, the newest lowest
	count        uint8    // how many looks there were
}

func (d *ratio) Look(now machine.Instant, v *understudy.View) {
	d.seen = resize(d.seen, len(v.Pools))
	if d.next.Armed() && !d.next.Due(now) {
		return
	}
	d.next = machine.At(now.Add(d.every))
	if blind(v) {
		d.count = 0
		return
	}
	d.count = min(d.count+1, uint8(d.looks))
	for i := range v.Pools {
		d.seen[i] = d.seen[i] << 1 & (1<<d.looks - 1)
		if serves(v, i) {
			d.seen[i] |= 1
		}
	}
}

func (d *ratio) Lost(pool int) bool {
	return pool < len(d.seen) && int(d.count) == d.looks && bits.OnesCount64(d.seen[pool])*100 < d.least*d.looks
}

func (d *ratio) Deadline() machine.Instant { return d.next.Deadline() }
func (d *ratio) Valid() time.Duration      { return d.every * time.Duration(d.looks) }

func (d *ratio) Code(c *machine.Code) {
	c.Timer(&d.next, d.every)
	machine.Enum(c, &d.count, d.looks+1)
	d.seen = sized(c, d.seen)
	for i := range d.seen {
		c.Uint64(&d.seen[i])
	}
}

func (d *ratio) Validate() error {
	f := machine.Faults{Package: "policy", Kind: ErrRules}
	f.If(d.every < time.Second, "Ratio: every %v must not be below 1s", d.every)
	f.If(d.looks < 1 || d.looks > 63, "Ratio: looks %d must be between 1 and 63", d.looks)
	f.If(d.least < 1 || d.least > 100, "Ratio: least %d must be between 1 and 100 percent", d.least)
	return f.Err()
}

// window is that of a detector, or of one that is enough by itself; looks is 0 without one.
func window(d Detector) (every time.Duration, looks, least int) {
	switch d := d.(type) {
	case *ratio:
		return d.every, d.looks, d.least
	case *both:
		for i := 0; i < len(d.of) && !d.all && looks == 0; i++ {
			every, looks, least = window(d.of[i])
		}
	}
	return every, looks, least
}

// patience is how long a detector takes at most to hold a pool for lost that does not serve, if all stays as v shows it; ok is false if it
// never will. One of somebody else's says nothing of that.
func patience(d Detector, v *understudy.View, pool int) (most time.Duration, ok bool) {
	switch d := d.(type) {
	case *silence:
		return d.after, true
	case *ratio:
		return d.every * time.Duration(d.looks+1), true
	case *kOfN:
		return d.after, d.agree(v, pool)
	case *both:
		return d.patience(v, pool)
	}
	return 0, true
}

// KofN is a Detector that takes a pool for lost when k observers say that they have not reached it for so long (H-96). One that cannot
// be asked says nothing: what nobody is asked about is never lost, nor is a pool that can be seen to serve, whatever is said (P4).
func KofN(k int, after time.Duration) Detector { return &kOfN{k: k, after: after} }

type kOfN struct {
	k     int
	after time.Duration
	spells
}

func (d *kOfN) Look(now machine.Instant, v *understudy.View) {
	d.spells = resize(d.spells, len(v.Pools))
	for i := range v.Pools {
		d.spells[i].see(now, d.agree(v, i), d.after)
	}
}

// agree reports whether as many say so, of a pool that is not seen to serve.
func (d *kOfN) agree(v *understudy.View, pool int) bool {
	n := 0
	for o := range v.Observers {
		if sight, ok := v.Observers[o].Says(pool); ok && !sight.Reaches {
			n++
		}
	}
	return n >= d.k && !serves(v, pool)
}

func (d *kOfN) Lost(pool int) bool        { return pool < len(d.spells) && d.spells[pool].long }
func (d *kOfN) Deadline() machine.Instant { return d.deadline() }
func (d *kOfN) Valid() time.Duration      { return 0 }
func (d *kOfN) Code(c *machine.Code)      { d.code(c, d.after) }

func (d *kOfN) Validate() error {
	f := machine.Faults{Package: "policy", Kind: ErrRules}
	f.If(d.k < 1, "KofN: k %d must be at least 1", d.k)
	f.If(d.after < 0, "KofN: after %v must not be below 0", d.after)
	return f.Err()
}

// reached reports whether an observer says that it reaches a pool.
func reached(v *understudy.View, pool int) bool {
	return slices.ContainsFunc(v.Observers, func(o understudy.ObserverView) bool {
		sight, ok := o.Says(pool)
		return ok && sight.Reaches
	})
}

// Any is a Detector that takes a pool for lost when one of several does, and All when every one does: what one of them is silent about
// does not keep the others from speaking, or does (P38).
func Any(of ...Detector) Detector { return &both{of, false} }

// All is like Any, but for every one.
func All(of ...Detector) Detector { return &both{of, true} }

type both struct {
	of  []Detector
	all bool
}

func (d *both) Look(now machine.Instant, v *understudy.View) {
	for _, p := range d.of {
		p.Look(now, v)
	}
}

func (d *both) Lost(pool int) bool {
	for _, p := range d.of {
		if p.Lost(pool) != d.all {
			return !d.all
		}
	}
	return d.all && len(d.of) > 0
}

func (d *both) Deadline() machine.Instant {
	least := machine.Never
	for _, p := range d.of {
		least = min(least, p.Deadline())
	}
	return least
}

// Valid is that of the oldest one, of which one is enough, and of the newest one where every one has to say so.
func (d *both) Valid() (valid time.Duration) {
	for i, p := range d.of {
		switch {
		case i == 0:
			valid = p.Valid()
		case d.all:
			valid = min(valid, p.Valid())
		default:
			valid = max(valid, p.Valid())
		}
	}
	return valid
}

// patience is that of the slowest one where every one has to say so, and else of the quickest one.
func (d *both) patience(v *understudy.View, pool int) (most time.Duration, ok bool) {
	ok = d.all
	for _, p := range d.of {
		switch takes, does := patience(p, v, pool); {
		case d.all:
			most, ok = max(most, takes), ok && does
		case does && (!ok || takes < most):
			most, ok = takes, true
		}
	}
	return most, ok
}

func (d *both) Code(c *machine.Code) {
	for _, p := range d.of {
		p.Code(c)
	}
}

func (d *both) Validate() error {
	f := machine.Faults{Package: "policy", Kind: ErrRules}
	f.If(len(d.of) == 0, "Any and All need a detector")
	for _, p := range d.of {
		f.Add(p.Validate())
	}
	return f.Err()
}
