package sim

import (
	"errors"
	"math"
	"time"

	"understudy.example"
	"understudy.example/client"
	"understudy.example/machine"
	"understudy.example/registrar/admission"
)

// Cohorts are the clients of a Config by count: those who are in the same state at the same time are one cohort, which the client
// machine steps once for all of them. So a billion users take as long as ten thousand, milliseconds for hours.
//
// Servers, timings, admission and the order of events are those of a World. What a World draws for each client, cohorts divide by its
// distribution: waits are spread evenly over what they can be, orders of records are split by their probabilities, and people whom
// chance has spread share what room there is evenly, where a World would serve whoever comes first; what chance wastes of a rate is
// taken off. Who acts at one instant by nature, as all do whose connection breaks, stays at that instant exactly.
//
// So cohorts give the course of events without its chance. How far a World is from it is tested over drawn scenarios: see the package's
// documentation, which says which figures of a Report are compared and which are but an indication. Counts are kept in millionths of a
// client, and a person is back when less than half of one is missing.
type Cohorts struct {
	servers
	kernel client.Rules // the topology's, with the longest of all waits in place of a drawn one
	grid   grid
	alarms alarms
	post   post
	demand []demand    // of each pool
	asked  [][]arrival // of each pool: REGISTERs of this instant that are not answered
	spare  []arrival
	sizes  []int64        // of each population
	orders map[way][]turn // orders of candidates, and how likely they are
	sought uint64         // the changes of the sheet that they belong to

	counts   [][phases]int64
	held     []int64 // of each pool: its bindings
	levels   []int64 // population, pool, level: bindings
	left     [][]leaving
	told     uint8             // the number of the last notice
	lost     []machine.Instant // since when people are out, by number
	accounts []*Account
	events   uint64
}

// unit is what a client counts for.
const unit = 1 << 20

// mostGrain is the coarsest grain that was seen to say what Worlds say.
const mostGrain = 30 * time.Second

// MostCounted is how many clients cohorts can have.
const MostCounted = 1 << 33

// A cohort is everything that is the same of some clients.
type cohort struct {
	endpoint        // its attempt is the number of a notice that is on its way
	since    uint16 // the number of the instant since which they are out; 0 if they are not
	smooth   bool   // they come one after another, as chance has spread them, and not all at one instant
}

// A parcel is a cohort, and how many are in it, in units.
type parcel struct {
	cohort
	n int64
}

// An arrival is a REGISTER that waits for its answer.
type arrival struct {
	parcel
	refresh bool
	old     bound
	answers *[answers]answer
	base    int // the variant that answers it while there is room
}

// A leaving is bindings that clients have left behind.
type leaving struct {
	ends       machine.Instant
	population uint8
	level      uint8
	n          int64
}

// ErrCohorts is what every error wraps that says why something cannot be counted: a World can do it.
var ErrCohorts = errors.New("sim: cohorts cannot count this")

// NewCohorts makes Cohorts, which begin at instant 0. Chance is kept apart by the grain; 0 takes a second, or less where the client's
// shortest drawn wait is short. It can be 30 seconds at most, and goes at most 1<<20 times into the longest wait.
func NewCohorts(c Config, grain time.Duration) (*Cohorts, error) {
	if err := c.validate(MostCounted); err != nil {
		return nil, err
	}
	s := &Cohorts{servers: makeServers(c), orders: map[way][]turn{}, lost: make([]machine.Instant, 1)}
	s.people = s
	if err := s.build(grain); err != nil {
		return nil, err
	}
	for g := range c.Populations {
		s.begin(g)
	}
	return s, s.err
}

// build makes the servers, and everything that is by population or pool.
func (c *Cohorts) build(grain time.Duration) error {
	if err := c.servers.build(); err != nil {
		return err
	}
	if err := c.countable(grain); err != nil {
		return err
	}
	c.kernel = c.rules
	c.kernel.Jitter = 0
	span := max(c.rules.Max, c.rules.Refresh)
	pools := len(c.config.Topology.Pools)
	c.held, c.left, c.asked = make([]int64, pools), make([][]leaving, pools), make([][]arrival, pools)
	c.levels, c.demand = make([]int64, len(c.crowds)*pools*3), make([]demand, pools)
	for _, p := range c.config.Populations {
		n := int64(p.Users) * int64(max(p.Endpoints, 1)) * unit
		c.sizes = append(c.sizes, n)
		c.counts = append(c.counts, [phases]int64{client.Out: n})
		span = max(span, p.SignIn)
	}
	if grain == 0 {
		grain = c.usual()
	}
	if span/grain > 1<<20 {
		return cannot("grain %v: it goes more than %d times into %v, which clients can wait", grain, 1<<20, span)
	}
	for i, r := range c.gate {
		if portion(int64(r.Rate), int64(grain), int64(time.Second)) >= mostPlaces {
			return cannot("grain %v: pool %s lets in more than %d in it", grain, c.config.Topology.Pools[i].FQDN, mostPlaces)
		}
	}
	c.grid.make(machine.Instant(grain), machine.Instant(span))
	c.readSheet()
	c.post = post{}
	return nil
}

// usual is the grain that nobody has chosen.
func (c *Cohorts) usual() time.Duration {
	s := client.Start(0)
	s, _ = c.kernel.Step(0, s, client.Event{On: client.SignIn}, nil)
	s, _ = c.kernel.Step(0, s, client.Event{On: client.Found}, nil)
	grain := time.Second
	if least, most := c.rules.Waits(s); most > least {
		grain = min(grain, (most-least)/16)
	}
	return max(grain, 10*time.Millisecond)
}

func cannot(format string, args ...any) error {
	f := machine.Faults{Package: "sim", Kind: ErrCohorts}
	f.If(true, format, args...)
	return f.Err()
}

// countable says what of the configuration only a World can do.
func (c *Cohorts) countable(grain time.Duration) error {
	f := machine.Faults{Package: "sim", Kind: ErrCohorts}
	f.If(grain < 0, "grain %v must not be below 0", grain)
	f.If(grain > mostGrain, "grain %v must not be above %v", grain, mostGrain)
	f.If(c.config.Rules != nil, "Rules of your own: what they draw is not known")
	f.If(c.config.Observer != nil, "Observer: there are no single clients for it to hear of")
	if why := c.keepsDNS(); why != "" {
		f.If(true, "%s: every client keeps answers of DNS of its own", why)
	}
	return f.Err()
}

// begin brings a population to where it is at the beginning.
func (c *Cohorts) begin(g int) {
	p, n := c.config.Populations[g], c.sizes[g]
	x := parcel{n: n}
	x.population, x.kept, x.state = uint8(g), noPool, client.Start(0)
	switch {
	case p.SignedIn:
		home := c.crowds[g].Home()
		x.n = min(n, max(c.room[home]*unit-c.held[home], 0))
		c.signedIn(x)
		x.n = n - x.n
		c.signsIn(x, c.rules.Refresh)
	case p.SignIn > 0:
		c.signsIn(x, p.SignIn)
	default:
		c.alarms.push(0, signInDue, x)
	}
}

// signsIn lets clients sign in within some time.
func (c *Cohorts) signsIn(x parcel, within time.Duration) {
	if x.n > 0 {
		x.smooth = true
		c.grid.spread(x, 0, machine.Instant(within), c.now)
	}
}

// signedIn makes clients ones that have been registered at home for some time: see World.
func (c *Cohorts) signedIn(x parcel) {
	if x.n == 0 {
		return
	}
	g := int(x.population)
	x.state = c.settled(&x.endpoint, 0, func(s client.State, e client.Event) client.State {
		s, _ = c.kernel.Step(0, s, e, nil)
		return s
	})
	x.smooth = true
	c.hold(g, x.bound.pool(), x.bound.level(), x.n)
	c.counts[g][client.Out] -= x.n
	c.counts[g][x.state.Phase()] += x.n
	c.grid.spread(x, 0, c.deadline(&x.cohort), c.now)
}

func (c *Cohorts) deadline(x *cohort) machine.Instant { return client.Rules{}.Deadline(x.state) }

// Count returns how many clients of a population are in a phase, to the nearest.
func (c *Cohorts) Count(population int, p client.Phase) int { return whole(c.counts[population][p]) }

// Held returns how many bindings the registrar of a pool holds, those included that clients have left behind.
func (c *Cohorts) Held(pool int) int {
	c.tidy(pool)
	return whole(c.held[pool])
}

// Load returns what has come to the registrar of a pool.
func (c *Cohorts) Load(pool int) Load { return c.load(pool) }

func whole(n int64) int { return int((n + unit/2) / unit) }

// Events returns how many events and deadlines cohorts have had.
func (c *Cohorts) Events() uint64 { return c.events }

// Account begins to count now, in slots of so much time, which is at least a millisecond.
func (c *Cohorts) Account(slot time.Duration) *Account {
	a := &Account{of: &c.servers, tally: c.tally(unit, slot), mark: uint16(len(c.lost) - 1)}
	for g := range a.groups {
		a.groups[g].counts = c.counts[g]
	}
	for pool := range c.held {
		a.holds(pool, c.held[pool])
	}
	a.begin()
	c.accounts = append(c.accounts, a)
	return a
}

// Do runs until at, and lets an input happen then: an order of an administrator, or a fault that begins or ends. An instant
// that is past already is an error.
func (c *Cohorts) Do(at machine.Instant, in understudy.Input) error {
	if err := c.accepts(at, in); err != nil {
		return err
	}
	if err := c.Run(at); err != nil {
		return err
	}
	c.input(in)
	return c.Run(at)
}

// Play lets acts happen, each at its instant, and stops at the first that cannot be, or was to be earlier.
func (c *Cohorts) Play(acts []Act) error { return playAll(c, acts) }

// Run lets everything happen until an instant, which is included.
func (c *Cohorts) Run(until machine.Instant) error {
	if err := c.within(until); err != nil {
		return err
	}
	for c.err == nil && c.step(until) {
	}
	if c.err == nil {
		c.now = max(c.now, until)
	}
	return c.err
}

// step lets the next thing happen that is not after until, and reports whether there was one: in the order of a World. REGISTERs of
// one instant are answered together, when nothing else is due then.
func (c *Cohorts) step(until machine.Instant) bool {
	posted := c.post.least()
	due := min(c.alarms.least(), c.grid.least())
	next := min(c.sys, posted, due)
	if c.waiting() && (next > c.now || c.judging != 0 && due > c.now) {
		c.answerAll()
		return true
	}
	if c.judging != 0 && due > c.now {
		c.judge()
		return true
	}
	limit := min(c.sys, posted, until)
	switch {
	case due < limit:
		c.wake(due)
	case c.sysFirst == limit:
		c.runSystem()
	case posted == limit:
		c.now = limit
		c.deliver(c.post.pop())
	case c.sys == limit:
		c.runSystem()
	case due == limit:
		c.wake(due)
	default:
		return false
	}
	return true
}

// wake lets the first deadline pass.
func (c *Cohorts) wake(at machine.Instant) {
	c.now = max(c.now, at)
	c.begun = c.now
	if c.alarms.least() == at {
		if x, what := c.alarms.pop(); x.n > 0 {
			c.pass(x, what == signInDue)
		}
		return
	}
	c.grid.come(func(x parcel) { c.pass(x, x.state.Phase() == client.Out) })
}

// pass lets the deadline of a cohort pass, or of its bindings: see put.
func (c *Cohorts) pass(x parcel, signIn bool) {
	if b := x.bound; b != 0 && b.expires() <= c.now {
		c.hold(int(x.population), b.pool(), b.level(), -x.n)
		x.bound = 0
		c.put(x)
		return
	}
	if signIn {
		c.tell(x, client.Event{On: client.SignIn})
		return
	}
	from := x.state.Phase()
	x.state, c.acts = c.kernel.Advance(x.state, c.acts[:0])
	c.did(x, from, false)
}

// places lets so many sign-ins into a pool as have a place there, and says of how many others there is no room, and how many are too many
// at once: where the rate leaves room, nobody finds the pool full.
func (c *Cohorts) places(pool int, n int64, smooth bool) outcome {
	room := c.room[pool] * unit
	if c.held[pool]+n > room {
		c.tidy(pool)
	}
	free := max(room-c.held[pool], 0)
	in, places := min(n, free), min(free, c.admits(pool, unit*unit, smooth))
	switch {
	case smooth:
		in = c.demand[pool].ration(int64(c.now/c.grid.grain), n, places)
	case places < n: // who comes together takes whole places
		in = min(in, places/unit*unit)
	}
	if in = c.admit(pool, in, smooth); in == free {
		return outcome{in: in, full: n - in}
	}
	if smooth {
		in = c.lucky(pool, in)
	}
	return outcome{in: in, crowded: n - in}
}

// lucky says how many of those for whom a rate has places come when it has them: see kept.
func (c *Cohorts) lucky(pool int, n int64) int64 {
	r := c.gate[pool]
	if r.Rate == 0 {
		return n
	}
	takes := portion(int64(r.Rate)*unit, int64(c.grid.grain), int64(time.Second))
	come := min(c.demand[pool].expected(), mostOver/one*takes)
	return portion(n, int64(kept(r.Burst, uint64(portion(one, come, takes)))), one)
}

// A demand is how many have come to a pool one after another, in one grain and the one before.
type demand struct {
	slot        int64
	before, now int64
	in          int64 // of those of now
}

// ration says how many of n have a place of those that there are: those who come at other instants of the same grain have a claim
// to theirs.
func (d *demand) ration(slot, n, places int64) int64 {
	if d.slot != slot {
		*d = demand{slot: slot, before: d.now * int64(bit(slot == d.slot+1))}
	}
	d.now += n
	in := min(n, places, portion(min(places+d.in, d.now+d.before), n, d.expected()))
	d.in += in
	return in
}

// expected is how many come in a grain: no fewer than in the one before.
func (d *demand) expected() int64 { return max(d.before, d.now) }

// part is what the rate of a pool counts a sign-in as: so many parts.
const part = 1 << 10

// mostPlaces is how many a rate may let in in a grain: their parts are an int.
const mostPlaces = math.MaxInt32 / part

// rate returns the rules of a pool's rate, by parts; and lets room come back that is due.
func (c *Cohorts) rate(pool int, smooth bool) admission.Rules {
	r := c.gate[pool]
	r = admission.Rules{Rate: r.Rate * part, Burst: r.Burst * part}
	if smooth { // those who come one after another take what grows meanwhile
		r.Burst = max(r.Burst, int(portion(int64(r.Rate), int64(c.grid.grain), int64(time.Second))))
	}
	if r.Deadline(c.door[pool]) <= c.now {
		c.door[pool], c.gates = r.Advance(c.door[pool], c.gates[:0])
	}
	return r
}

// admits says how many of n the rate of a pool would let in now.
func (c *Cohorts) admits(pool int, n int64, smooth bool) int64 {
	_, in := c.rate(pool, smooth).Take(c.now, c.door[pool], n/(unit/part))
	return in * (unit / part)
}

// admit lets so many in as the rate of a pool lets in now.
func (c *Cohorts) admit(pool int, n int64, smooth bool) (in int64) {
	asked := n / (unit / part)
	if c.door[pool], in = c.rate(pool, smooth).Take(c.now, c.door[pool], asked); in == asked {
		return n
	}
	return in * (unit / part)
}

// closed reports whether as many have just signed in as the pool takes in.
func (c *Cohorts) closed(pool int) bool {
	return c.rate(pool, false).Rate > 0 && c.door[pool].Phase() != admission.Open
}

// sinceNow numbers this instant. Instants that are near each other are one: what is told of outages is no finer.
func (c *Cohorts) sinceNow() uint16 {
	last := len(c.lost) - 1
	near := max(c.grid.grain, machine.Instant(5*time.Second))
	if last > 0 && c.now-c.lost[last] < near && (len(c.accounts) == 0 || last > int(c.accounts[len(c.accounts)-1].mark)) {
		return uint16(last)
	}
	if last == 1<<16-1 {
		c.err = cannot("clients have been lost at more than %d instants", last)
		return uint16(last)
	}
	c.lost = append(c.lost, c.now)
	return uint16(last + 1)
}
