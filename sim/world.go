package sim

import (
	"understudy.example"
	"understudy.example/client"
	"understudy.example/dns/cache"
	"understudy.example/machine"
)

// Rules are a client machine over the project's own states and events.
type Rules = machine.Machine[client.State, client.Event, client.Action]

// A World is a System, and populations of clients that its servers answer, in virtual time. It is not safe for concurrent use,
// reads no clock, and draws only from the topology's seed: equal configurations and inputs give equal runs.
type World struct {
	servers
	first []uint32 // the first client of each population, and one more
	own   Rules    // in place of rules

	held   []int32 // of each pool: its bindings
	levels []int32 // population, pool, level: bindings

	clients []endpoint
	left    [][]bound // of each pool: bindings that clients have left behind there
	cache   []cached  // client, name
	timers  queue
	mail    mail
	news    int             // messages on their way that are no answers
	unseen  machine.Instant // nobody looks at the World before
	actors  []Actor

	counts [][phases]int32
	events uint64
	seen   uint8 // what bring has read
}

// phases is how many phases a client has.
const phases = int(client.InFullBackup) + 1

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
	w := &World{servers: makeServers(c), timers: q, own: c.Rules}
	w.people = w
	if q, ok := q.(*calendar); ok {
		q.stands, q.near = w.stands, w.bring
	}
	if err := w.build(); err != nil {
		return nil, err
	}
	for g := range c.Populations {
		w.begin(g)
	}
	return w, w.err
}

// build makes the servers, and everything that is by population or client.
func (w *World) build() error {
	if err := w.servers.build(); err != nil {
		return err
	}
	t, pools := &w.config.Topology, len(w.config.Topology.Pools)
	w.held, w.left = make([]int32, pools), make([][]bound, pools)
	for g, p := range w.config.Populations {
		w.first = append(w.first, uint32(len(w.clients)))
		w.clients = append(w.clients, make([]endpoint, p.endpoints())...)
		w.counts = append(w.counts, [phases]int32{client.Out: int32(p.endpoints())})
		for i := w.first[g]; i < uint32(len(w.clients)); i++ {
			w.clients[i].population, w.clients[i].kept = uint8(g), noPool
			_, waits := t.Seeds(int(i))
			w.clients[i].state = client.Start(waits)
		}
	}
	w.first = append(w.first, uint32(len(w.clients)))
	w.levels = make([]int32, len(w.crowds)*pools*3)
	if w.keepsDNS() != "" {
		w.cache = make([]cached, len(w.clients)*w.names)
	}
	w.readSheet()
	return nil
}

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
// An instant that is past already is an error.
func (w *World) Do(at machine.Instant, in understudy.Input) error {
	if err := w.accepts(at, in); err != nil {
		return err
	}
	if err := w.Run(at); err != nil {
		return err
	}
	w.input(in)
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
	if err := w.within(until); err != nil {
		return err
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
	w.unseen = until
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
