package sim

import (
	"fmt"
	"time"

	"understudy.example"
	"understudy.example/client"
	"understudy.example/dns/cache"
	"understudy.example/machine"
	"understudy.example/registrar/admission"
	"understudy.example/registrar/binding"
)

// Rules are a client machine over the project's own states and events.
type Rules = machine.Machine[client.State, client.Event, client.Action]

// A World is a System, and populations of clients that its servers answer, in virtual time. It is not safe for concurrent use,
// reads no clock, and draws only from the topology's seed: equal configurations and inputs give equal runs.
type World struct {
	config   Config
	system   *understudy.System
	crowds   []understudy.Crowd // of each population
	first    []uint32           // the first client of each population, and one more
	names    int
	now      machine.Instant
	sys      machine.Instant // when the System does something next, or answers otherwise
	sysFirst machine.Instant // when that comes before messages to clients
	begun    machine.Instant // the last instant at which a deadline has passed, or something was done
	judging  uint64          // pools whose registrars are to judge
	err      error

	rules   client.Rules
	own     Rules // in place of rules
	binding binding.Rules
	gate    []admission.Rules // of each pool
	door    []admission.State
	room    []int32 // of each pool
	held    []int32 // of each pool: its bindings
	levels  []int32 // population, pool, level: bindings
	tides   []understudy.Tide
	wrote   uint64 // pools that were told of a certificate since the System has changed last

	clients []endpoint
	left    [][]bound // of each pool: bindings that clients have left behind there
	cache   []cached  // client, name
	sheet   sheet
	lists   lists
	ways    []ways
	records records
	timers  queue
	mail    mail
	actors  []Actor

	counts [][phases]int32
	loads  []Load
	events uint64
	acts   []client.Action
	feed   []understudy.Action
	notes  []binding.Action
	gates  []admission.Action
}

// phases is how many phases a client has.
const phases = int(client.InFullBackup) + 1

// ways are the lists that a population finds as long as the System does not change, by the registrar that is kept and by
// whether a round has failed: a list and 1, 0 where it is not known, or where it is drawn.
type ways [2 * (noPool + 1)]uint32

// cached is a client's answer for a name.
type cached struct {
	state  cache.State
	answer uint64
}

// An Actor is a process of somebody else's in the World: a client machine of one's own, a monitor, a person. Of what is due at
// one instant, actors come after clients, in the order in which they joined.
type Actor interface {
	// Deadline returns when it acts next; machine.Never if it does not.
	Deadline() machine.Instant
	// Act lets its deadline pass. It may look at the World, and give it inputs.
	Act(now machine.Instant)
}

// New makes a World, which begins at instant 0.
func New(c Config) (*World, error) { return newWorld(c, new(calendar)) }

func newWorld(c Config, q queue) (*World, error) {
	if err := c.Validate(); err != nil {
		return nil, err
	}
	w := &World{config: c, timers: q, lists: newLists(), own: c.Rules, begun: -1}
	if q, ok := q.(*calendar); ok {
		q.stands = w.stands
	}
	if err := w.build(); err != nil {
		return nil, err
	}
	for g := range c.Populations {
		w.begin(g)
	}
	return w, w.err
}

// build makes the System, and everything that is by population or pool.
func (w *World) build() (err error) {
	t := w.config.Topology
	t.Pools = append([]understudy.Pool(nil), t.Pools...)
	for _, p := range w.config.Populations {
		w.addHomed(&t, p)
	}
	if w.system, err = understudy.NewWith(t, w.config.Parts); err != nil {
		return err
	}
	pools := len(t.Pools)
	p := &t.Parameters
	w.rules, w.binding = p.Client, p.Binding
	w.held, w.left, w.loads = make([]int32, pools), make([][]bound, pools), make([]Load, pools)
	w.tides, w.room, w.door = make([]understudy.Tide, pools), make([]int32, pools), make([]admission.State, pools)
	for pool := range pools {
		w.tides[pool], w.gate = w.system.Tide(pool), append(w.gate, w.system.Admits(pool))
	}
	for g, p := range w.config.Populations {
		c, _ := w.system.Crowd(p.Like)
		w.crowds, w.ways = append(w.crowds, c), append(w.ways, ways{})
		w.first = append(w.first, uint32(len(w.clients)))
		w.clients = append(w.clients, make([]endpoint, p.endpoints())...)
		w.counts = append(w.counts, [phases]int32{client.Out: int32(p.endpoints())})
		w.names = c.Names()
		for i := w.first[g]; i < uint32(len(w.clients)); i++ {
			w.clients[i].population, w.clients[i].kept = uint8(g), noPool
			_, waits := t.Seeds(int(i))
			w.clients[i].state = client.Start(waits)
		}
	}
	w.first = append(w.first, uint32(len(w.clients)))
	w.levels = make([]int32, len(w.crowds)*pools*3)
	w.records.all = append(w.records.all, record{})
	w.sheet = sheet{pools, make([]row, len(w.crowds)*pools)}
	if w.keepsDNS(&t) {
		w.cache = make([]cached, len(w.clients)*w.names)
	}
	w.config.Topology = t
	w.readSheet()
	return nil
}

// addHomed counts the users of a population for the capacity of their home pool; the one they are like is counted already.
func (w *World) addHomed(t *understudy.Topology, p Population) {
	for _, u := range t.Users {
		if u.URI != p.Like {
			continue
		}
		for i := range t.Pools {
			if t.Pools[i].FQDN == u.Home {
				t.Pools[i].Homed += p.Users - 1
			}
		}
	}
}

// keepsDNS reports whether what a client has cached can ever differ from what DNS says.
func (w *World) keepsDNS(t *understudy.Topology) bool {
	keeps := w.config.KeepDNS || len(t.GeoNames) > 0
	for _, r := range t.Records {
		keeps = keeps || r.Later
	}
	for _, a := range t.Addresses {
		keeps = keeps || a.Later
	}
	for _, s := range t.Sites {
		keeps = keeps || s.NoDirectory
	}
	return keeps
}

// Now returns the instant up to which the World has run.
func (w *World) Now() machine.Instant { return w.now }

// System returns the servers, to look at. What steps them is the World.
func (w *World) System() *understudy.System { return w.system }

// Clients returns how many clients there are. Those of one population have numbers in a row, in the populations' order.
func (w *World) Clients() int { return len(w.clients) }

// A Client is what one client is doing.
type Client struct {
	Population int
	State      client.State
	Pool       int // that it is registered at, or tries; -1 for none
}

// Client returns what client i is doing.
func (w *World) Client(i int) Client {
	c := &w.clients[i]
	return Client{int(c.population), c.state, w.at(c)}
}

// Count returns how many clients of a population are in a phase.
func (w *World) Count(population int, p client.Phase) int { return int(w.counts[population][p]) }

// Held returns how many bindings the registrar of a pool holds, those included that clients have left behind.
func (w *World) Held(pool int) int { return int(w.held[pool]) }

// Load returns what has come to the registrar of a pool.
func (w *World) Load(pool int) Load { return w.loads[pool] }

// Events returns how many events and deadlines clients have had.
func (w *World) Events() uint64 { return w.events }

// Join lets an Actor take part from now on.
func (w *World) Join(a Actor) {
	w.actors = append(w.actors, a)
	w.wake(uint32(len(w.actors) - 1))
}

// Woke takes note that the Deadline of an Actor has changed by anything but its Act.
func (w *World) Woke(a Actor) {
	for i := range w.actors {
		if w.actors[i] == a {
			w.wake(uint32(i))
		}
	}
}

func (w *World) wake(actor uint32) {
	if at := w.actors[actor].Deadline(); at != machine.Never {
		w.timers.push(timer{max(at, w.now), actor, actorDue})
	}
}

// Do runs the World until at, and lets an input happen then: an order of an administrator, or a fault that begins or ends.
func (w *World) Do(at machine.Instant, in understudy.Input) error {
	switch in.(type) {
	case understudy.MoveUser:
		return fmt.Errorf("sim: MoveUser: a population stays where it is homed")
	case understudy.Order, understudy.Break, understudy.Heal:
	default:
		return fmt.Errorf("sim: %T: the users of the topology are what populations are like, and do nothing themselves", in)
	}
	if err := w.Run(at); err != nil {
		return err
	}
	w.feed = w.system.Step(w.now, in, w.feed[:0])
	w.begun = w.now
	w.systemDid()
	w.settle()
	return w.err
}

// settle lets everything happen that follows at this instant.
func (w *World) settle() {
	for w.err == nil && w.step(w.now) {
	}
}

// Run lets everything happen until an instant, which is included.
func (w *World) Run(until machine.Instant) error {
	cert := w.config.Topology.Parameters.Certificate
	if last := min(Horizon, machine.Instant(cert.Life-cert.Renew)); until > last {
		return fmt.Errorf("sim: Run: %v is beyond %v, when certificates are renewed, which populations do not do", until, time.Duration(last))
	}
	for w.err == nil && w.step(until) {
	}
	if w.err == nil {
		w.now = max(w.now, until)
	}
	return w.err
}

// step lets the next thing happen that is not after until, and reports whether there was one. At one instant, messages come
// before deadlines, those of servers before those of clients, and registrars judge when nothing else is due.
func (w *World) step(until machine.Instant) bool {
	posted, lane := w.mail.least()
	limit := min(w.sys, posted, until)
	if w.judging != 0 && !w.isDue(w.now) {
		w.judge()
		return true
	}
	t, due := w.timers.peek(limit)
	switch {
	case due && t.at < limit:
		w.timers.pop()
		w.pass(t)
	case w.sysFirst == limit:
		w.runSystem()
	case posted == limit:
		w.now = limit
		w.deliver(w.mail.pop(lane))
	case w.sys == limit:
		w.runSystem()
	case due:
		w.timers.pop()
		w.pass(t)
	default:
		return false
	}
	return true
}

// isDue reports whether anything but a sign-in is due at now.
func (w *World) isDue(now machine.Instant) bool {
	for {
		t, ok := w.timers.peek(now)
		if !ok || t.what > clientDue {
			return false
		}
		if w.stands(t) {
			return true
		}
		w.timers.pop() // it has been put off
	}
}

// pass lets a deadline pass, unless it has been put off.
func (w *World) pass(t timer) {
	if !w.stands(t) {
		return
	}
	w.now, w.begun = max(w.now, t.at), max(w.now, t.at)
	switch t.what {
	case clientDue:
		w.advance(t.who, &w.clients[t.who])
	case signInDue:
		w.tell(t.who, &w.clients[t.who], client.Event{On: client.SignIn}, machine.Never)
	case actorDue:
		if a := w.actors[t.who]; a.Deadline() <= w.now {
			a.Act(w.now)
			w.wake(t.who)
		}
	default:
		w.expire(t.who, int(t.what), t.at)
	}
}

// runSystem lets the System's deadline pass.
func (w *World) runSystem() {
	w.now = w.sys
	w.feed = w.feed[:0]
	if w.system.Deadline() == w.now {
		w.feed = w.system.Advance(w.feed)
	} else {
		w.feed = w.system.Step(w.now, nil, w.feed)
	}
	w.systemDid()
}
