package understudy

import (
	"time"

	"understudy.example/client"
	"understudy.example/client/certificate"
	"understudy.example/client/conference"
	"understudy.example/client/conversation"
	"understudy.example/client/parked"
	"understudy.example/client/responsegroup"
	"understudy.example/cms"
	"understudy.example/cms/directory"
	"understudy.example/cms/replica"
	"understudy.example/cms/replicator"
	"understudy.example/dns/cache"
	"understudy.example/dns/geo"
	"understudy.example/machine"
	"understudy.example/pool/backend"
	"understudy.example/pool/failover"
	"understudy.example/pool/fence"
	"understudy.example/pool/health"
	"understudy.example/pool/membership"
	"understudy.example/pool/mirror"
	"understudy.example/pool/pairing"
	"understudy.example/pool/quorum"
	"understudy.example/pool/replication"
	"understudy.example/pool/routing"
	"understudy.example/pool/setup"
	"understudy.example/registrar/admission"
	"understudy.example/registrar/binding"
)

// A System is all machines of a Topology, wired together. It is a machine.Process of Input to Action: Step lets
// something happen, Advance lets the least deadline pass, and machine.Until runs it on. It is not safe for concurrent
// use, reads no clock and draws only from the topology's seed, so equal inputs give equal actions.
//
// Inside are two halves. The servers (servers.go, store.go, orders.go, steps.go) answer; the users (users.go) ask them
// with register and hear their notices, and know nothing else of them. What is decided in one and concerns the other
// goes through one queue.
type System struct {
	*plan
	parts Parts
	bonds
	edges
	lifecycle
	servers
	people
	lookups
	calls
	meetings
	queues
	evidence
	losses
	fronts
	fences

	now      machine.Instant
	out      []Action // what the running call appends to
	news     uint64   // how often something may have changed that a View shows, but for ages
	due      schedule // of all machines
	queue    queue
	banks    []slots  // every kind of machine
	machines int      // how many there are
	words    []uint64 // what CopyFrom packs into
	feed     []Action // what Do appends to

	setup       bank[setup.Event, setup.Action, cell[setup.State, setup.Event, setup.Action]]
	pairing     bank[pairing.Event, pairing.Action, cell[pairing.State, pairing.Event, pairing.Action]]
	health      bank[health.Event, health.Action, Detector]
	failover    bank[failover.Event, failover.Action, Failover]
	replication bank[replication.Event, replication.Action, cell[replication.State, replication.Event, replication.Action]]
	store       bank[cms.Event, cms.Action, Store]
	directory   bank[directory.Event, directory.Action, cell[directory.State, directory.Event, directory.Action]]
	replicator  bank[replicator.Event, replicator.Action, cell[replicator.State, replicator.Event, replicator.Action]]
	replica     bank[replica.Event, replica.Action, cell[replica.State, replica.Event, replica.Action]]
	backend     bank[backend.Event, backend.Action, cell[backend.State, backend.Event, backend.Action]]
	admission   bank[admission.Event, admission.Action, cell[admission.State, admission.Event, admission.Action]]
	members     bank[membership.Event, membership.Action, cell[membership.State, membership.Event, membership.Action]]
	quorum      bank[quorum.Event, quorum.Action, cell[quorum.State, quorum.Event, quorum.Action]]
	routing     bank[routing.Event, routing.Action, cell[routing.State, routing.Event, routing.Action]]
	mirror      bank[mirror.Event, mirror.Action, cell[mirror.State, mirror.Event, mirror.Action]]
	fence       bank[fence.Event, fence.Action, cell[fence.State, fence.Event, fence.Action]]
	binding     bank[binding.Event, binding.Action, cell[binding.State, binding.Event, binding.Action]]
	client      bank[client.Event, client.Action, Client]
	certificate bank[certificate.Event, certificate.Action, cell[certificate.State, certificate.Event, certificate.Action]]
	geo         bank[geo.Event, geo.Action, cell[geo.State, geo.Event, geo.Action]]
	cache       bank[cache.Event, cache.Action, cell[cache.State, cache.Event, cache.Action]]
	groupCalls  bank[responsegroup.Event, responsegroup.Action, cell[responsegroup.State, responsegroup.Event, responsegroup.Action]]
	seats       bank[conference.Event, conference.Action, cell[conference.State, conference.Event, conference.Action]]
	orbits      bank[parked.Event, parked.Action, cell[parked.State, parked.Event, parked.Action]]
	talk        bank[conversation.Event, conversation.Action, cell[conversation.State, conversation.Event, conversation.Action]]
}

type cell[S comparable, E, A any] = *machine.Cell[S, E, A]

// cascade is how many messages one instant may deliver for each machine there is.
const cascade = 100

// New makes a System of a topology, whose faults it reports all at once, as Validate does.
func New(t Topology) (*System, error) { return NewWith(t, Parts{}) }

// NewWith makes a System with some of its machines replaced.
func NewWith(t Topology, parts Parts) (*System, error) {
	if err := t.Validate(); err != nil {
		return nil, err
	}
	s := assemble(compile(t.clone()), parts.withDefaults())
	s.begin()
	return s, nil
}

// assemble makes all machines of a plan, none of which has begun.
func assemble(p *plan, parts Parts) *System {
	s := &System{plan: p, parts: parts}
	s.makeBonds()
	s.makeEdges()
	s.makeQueues()
	s.makeLifecycle()
	s.makeServers()
	s.makeEnterprise()
	s.makePeople()
	s.makeLookups()
	s.makeCalls()
	s.makeLosses()
	s.makeMeetings()
	s.makeFences()
	s.makeMachines()
	return s
}

// Now returns the instant of the last input or deadline.
func (s *System) Now() machine.Instant { return s.now }

// Topology returns the topology that the System was made of.
func (s *System) Topology() Topology { return s.topology.clone() }

// Step lets in happen at now, and everything that follows from it at the same instant. A nil input only lets now come.
// An input that names what is not there is told as Invalid, an order that is refused as Blocked. A now before the last
// instant counts as that one.
func (s *System) Step(now machine.Instant, in Input, out []Action) []Action {
	s.now, s.out = max(s.now, now), out
	if in != nil {
		s.news++
	}
	switch in := in.(type) {
	case nil:
	case Order:
		s.order(in)
	case Break:
		s.fault(in.Fault, true)
	case Heal:
		s.fault(in.Fault, false)
	default:
		s.act(in)
	}
	return s.settle()
}

// Do runs every deadline that is not after at, each at its own instant, and then lets in happen at at; a nil input only
// lets the time pass. What happened is handed to tell, instant by instant, unless that is nil; the slice is valid during
// the call only.
func (s *System) Do(at machine.Instant, in Input, tell func(machine.Instant, []Action)) {
	s.feed = machine.Feed(s, max(at, s.now), in, s.feed, tell)
}

// Deadline returns when something happens by itself.
func (s *System) Deadline() machine.Instant {
	return min(s.queue.deadline(), s.due.least())
}

// NextMessage returns when the next message arrives that is on its way inside the System: at its Deadline a message comes
// before every machine.
func (s *System) NextMessage() machine.Instant { return s.queue.deadline() }

// Advance lets the least deadline pass: of several machines that are due at one instant the first, in the order of Part.
func (s *System) Advance(out []Action) []Action { return s.Run(0, out) }

// Due returns how many machines are due at Deadline. Which of them comes first is open: Run(0) to Run(Due()-1) are the
// choices, and Advance is Run(0).
func (s *System) Due() (n int) {
	queue, machines := s.queue.deadline(), s.due.least()
	if queue <= machines && queue != machine.Never {
		n = 1
	}
	if machines <= queue {
		n += s.due.due()
	}
	return n
}

// Run lets the i-th of the machines pass its deadline that are due at Deadline; one that is not among them changes nothing.
func (s *System) Run(i int, out []Action) []Action {
	if i < 0 || i >= s.Due() {
		return out
	}
	s.out = out
	s.now = max(s.now, s.Deadline())
	if queue := s.queue.deadline(); queue <= s.due.least() {
		i-- // the message comes first
	}
	if i < 0 {
		s.deliver(s.queue.pop())
	} else {
		s.advance(s.due.pick(i))
	}
	return s.settle()
}

func (s *System) advance(slot int) {
	for _, b := range s.banks {
		if slot < b.len() {
			b.advance(s, slot)
			return
		}
		slot -= b.len()
	}
}

// settle lets registrars judge again what they hold, and delivers every message that has arrived, until nothing is left
// to be done at this instant.
func (s *System) settle() []Action {
	for left := cascade * s.machines; left > 0; left-- {
		if s.judgeAll() {
			continue
		}
		if !s.queue.arrived(s.now) {
			if !s.judgesLater() && (s.convene() || s.serveGroups()) {
				continue
			}
			out := s.out
			s.out = nil
			return out
		}
		s.deliver(s.queue.pop())
	}
	s.tell(Action{Kind: Overran, Peer: -1})
	for s.queue.arrived(s.now) {
		s.queue.pop()
	}
	out := s.out
	s.out = nil
	return out
}

// judgeAll reports whether a registrar had something to judge.
func (s *System) judgeAll() bool {
	if s.judgesLater() {
		return false
	}
	for p, again := range s.judge {
		if again && !s.has(int16(p), Hung) {
			s.judgeAgain(int16(p))
			return true
		}
	}
	return false
}

// judgesLater reports whether machines are still due at this instant: registrars judge when all have had their turn, so
// that it does not matter which of two replicas learns first what both learn now.
func (s *System) judgesLater() bool {
	return s.due.least() <= s.now
}

func (s *System) tell(a Action) {
	s.out = append(s.out, a)
	s.news++
}

// send sends m on its way from one place to another, there and back again if hops is 2.
func (s *System) send(m message, from, to node, hops int) {
	latency := s.topology.Parameters.Latency
	a, _ := s.place(from)
	b, _ := s.place(to)
	if a != b {
		latency = s.topology.Parameters.SiteLatency
	}
	m.at = s.now.Add(time.Duration(hops) * latency)
	s.queue.push(m)
}

// post sends m to somebody at the same place.
func (s *System) post(m message) {
	m.at = s.now
	s.queue.push(m)
}

func (s *System) deliver(m message) {
	switch m.kind {
	case answerMessage:
		s.answered(m)
	case stepMessage:
		s.failover.step(s, int(m.to), failover.Event{On: failover.EventKind(m.data[0])})
	case storeMessage:
		s.store.step(s, 0, cms.Event{On: cms.EventKind(m.data[0]), DB: uint8(m.data[1])})
	case foundMessage:
		s.client.step(s, int(m.to), client.Event{On: client.Found, N: uint8(m.data[0])})
	case passedMessage:
		s.geo.step(s, int(m.to), geo.Event{On: geo.Passed})
	case pathMessage:
		if s.at[m.to] == m.from {
			s.client.step(s, int(m.to), client.Event{On: client.Cause(m.data[0])})
		}
	case replyMessage:
		s.replied(m)
	case noticeMessage:
		s.noticed(m)
	}
}

// answered delivers an answer to a ping, if it gets through to an observer that still runs.
func (s *System) answered(m message) {
	i := int(m.to)
	if sight := s.sights[i]; !s.serves(sight.watcher) || !s.arrives(s.poolNode(sight.watched), s.poolNode(sight.watcher)) {
		return
	}
	e := health.Event{On: health.Answered, Ask: uint8(m.data[0]), Boot: uint8(m.data[1])}
	s.heardAnswer(i, e)
	s.health.step(s, i, e)
}

// fault lets a fault begin or end.
func (s *System) fault(f Fault, begins bool) {
	if edge := s.edge(f.Of); edge >= 0 {
		s.edgeFault(edge, f, begins)
		return
	}
	if o := s.observer(f.Of); o >= 0 {
		s.observerFault(o, f, begins)
		return
	}
	k := healFault
	if begins {
		k = breakFault
	}
	of, to := s.node(f.Of), s.node(f.To)
	_, pool := s.place(max(of, 0))
	site := s.site(f.Of)
	db, held := s.databaseOn(pool)
	switch {
	case f.Kind >= faultKinds, of < 0,
		f.Kind == Link && to < 0,
		f.Kind == Directory && site < 0,
		f.Kind != Link && f.Kind != Directory && (pool < 0 || s.pool(f.Of) != pool),
		f.Kind == StandbyError && !held,
		f.Kind == ObserverDown,
		f.Kind == Management && s.fenceOf(pool) < 0,
		f.Kind >= StepFails && f.Step >= failover.NumSteps,
		pool >= 0 && !s.hasServer(f, pool):
		s.tell(Action{Kind: Invalid, Code: uint16(k), Peer: -1})
		return
	}
	kind := Mended
	if begins {
		kind = Broke
	}
	if s.isBroken(f, cut{of, to}) == begins || f.Kind == Link && begins && len(s.cuts) == mostCuts {
		s.tell(Action{Kind: Denied, Who: Who{PartWorld, int16(of), int16(max(to, 0))}, Code: uint16(k), Peer: -1})
		return
	}
	s.tell(Action{Kind: kind, Who: Who{PartWorld, int16(of), int16(max(to, 0))}, Code: uint16(f.Kind), Arg: faultArg(f), Peer: -1})
	if pool >= 0 && s.isFrontFault(f.Kind, pool) {
		s.change(func() { s.frontFault(f, pool, begins) })
		return
	}
	switch f.Kind {
	case Link:
		s.change(func() { s.setCut(cut{of, to}, begins) })
	case Directory:
		on := directory.Healed
		if begins {
			on = directory.Cut
		}
		s.directory.step(s, int(site), directory.Event{On: on})
	case StandbyError:
		s.standbyFault(db, begins)
	case Management:
		s.managed(pool, begins)
	case StepFails:
		setBit(&s.failing[pool], uint(f.Step), begins)
	case StepHangs:
		setBit(&s.hanging[pool], uint(f.Step), begins)
		s.hangs(pool, f.Step, begins)
	default:
		s.change(func() { setBit(&s.broken[pool], uint(f.Kind), begins) })
	}
}

// isBroken reports whether a fault is there.
func (s *System) isBroken(f Fault, link cut) bool {
	pool := s.pool(f.Of)
	if pool >= 0 && s.isFrontFault(f.Kind, pool) {
		return s.isFrontBroken(f, pool)
	}
	switch f.Kind {
	case Link:
		return s.isCut(link.from, link.to)
	case Directory:
		return s.directory.at[s.site(f.Of)].State.Phase() == directory.CutOff
	case StandbyError:
		db, _ := s.databaseOn(pool)
		return s.databaseIs(db, cms.Errored)
	case Management:
		return s.isUnmanaged(pool)
	case StepFails:
		return s.failing[pool]>>f.Step&1 != 0
	case StepHangs:
		return s.hanging[pool]>>f.Step&1 != 0
	}
	return s.has(pool, f.Kind)
}

// faultArg is what an action says of a fault besides its kind.
func faultArg(f Fault) uint8 {
	if f.Kind == FrontEnd || f.Kind == FrontStopped {
		return uint8(f.Front)
	}
	return uint8(f.Step)
}

func setBit[T ~uint16 | ~uint32](set *T, bit uint, on bool) {
	*set &^= 1 << bit
	if on {
		*set |= 1 << bit
	}
}

// hangs tells a failover that the step that is on hangs, or goes on.
func (s *System) hangs(pool int16, step failover.Step, begins bool) {
	look := s.failover.at[pool].Look()
	if !look.Running() || look.Step() != step || look.Hung() == begins {
		return
	}
	on := failover.Resume
	if begins {
		on = failover.Hang
	}
	s.failover.step(s, int(pool), failover.Event{On: on})
}
