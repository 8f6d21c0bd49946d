package main

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/netip"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"understudy.example"
	"understudy.example/edge/lookup"
	"understudy.example/edge/probe"
	"understudy.example/live"
	"understudy.example/machine"
)

// A monitor watches one deployment. What it finds, it tells a System that stands for the deployment and runs in real time, and what
// that does is what it shows.
type monitor struct {
	given    understudy.Topology // as it was read
	site     string
	order    understudy.PoolFailOver // what stands against it is told; its Pool is empty for none
	server   string                  // the name of source
	source   lookup.Source
	ask      func(context.Context, probe.Target) probe.Result
	secured  *tls.Config // nil is plain TCP
	every    time.Duration
	refresh  time.Duration
	port     int
	speed    float64   // of the model
	once     bool      // it shows once how things stand, and does not watch
	tape     io.Writer // nil for none
	log      *slog.Logger
	audience audience
	counts   *counts

	topology understudy.Topology // with what DNS says
	began    time.Time
	driver   *live.Driver[understudy.Input, understudy.Action]
	system   settled       // the driver's; what things are called is read from it, and nothing else
	news     chan struct{} // something has happened
	latest   atomic.Pointer[report]

	copy  *understudy.System // of the model; the reporter's own, as is what follows
	ahead forecast
	seen  int // the version of it

	mu      sync.Mutex
	found   []finding // of each pool
	names   names
	there   []bool // which records and addresses the System has
	told    []happening
	version int // how often something has happened
}

// begin looks up all names and asks all pools once, and makes a System of what that says, unless ctx ends before. Meanwhile it shows how far
// it has come.
func (m *monitor) begin(ctx context.Context) error {
	m.news, m.seen = make(chan struct{}, 1), -1
	m.names, m.found = names{server: m.server}, make([]finding, len(m.given.Pools))
	defer m.showMeanwhile(ctx)()
	m.findNames(ctx)
	m.topology = known(m.given, m.names)
	for _, r := range m.topology.Records {
		m.there = append(m.there, !r.Later)
	}
	for _, a := range m.topology.Addresses {
		m.there = append(m.there, !a.Later)
	}
	var err error
	if m.system, err = settle(m.topology); err != nil {
		return err
	}
	var asks sync.WaitGroup
	for i := range m.found {
		asks.Go(func() { m.heard(i, m.askPool(ctx, i)) })
	}
	if asks.Wait(); ctx.Err() != nil { // nothing has been found then
		return nil
	}
	m.began = time.Now()
	first := m.first()
	if m.tape != nil {
		if _, err := m.tape.Write(opening(m.topology, first, m.began)); err != nil {
			return fmt.Errorf("monitor: -record: %w", err)
		}
	}
	for _, in := range first {
		m.hear(0, m.system.Step(0, in, nil))
		machine.Until[understudy.Input, understudy.Action](m.system, 0, nil, m.hear)
	}
	return m.drive()
}

// findNames looks names up. Without records nobody in the model would ever find a pool, so it waits for DNS if the topology has none.
func (m *monitor) findNames(ctx context.Context) {
	for {
		is := lookUp(ctx, m.source, &m.given, names{server: m.server})
		m.counts.lookedUp(is.err)
		m.mu.Lock()
		m.names = is
		m.mu.Unlock()
		if m.names.err == nil || len(m.names.records)+len(m.given.Records) > 0 || m.once || ctx.Err() != nil {
			return
		}
		h := happening{at: time.Now(), who: "monitor", what: "waits for DNS, for the topology has no records: " + m.names.err.Error()}
		h.log(m.log)
		m.audience.happened(h)
		select {
		case <-ctx.Done():
			return
		case <-time.After(m.refresh):
		}
	}
}

// showMeanwhile shows at once, and then every second, what is known while there is no model yet. It ends with ctx, or when stop is called.
func (m *monitor) showMeanwhile(ctx context.Context) (stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	began := time.Now()
	show := func() {
		m.mu.Lock()
		found, names := slices.Clone(m.found), m.names
		m.mu.Unlock()
		if ctx.Err() == nil {
			m.audience.show(meanwhile(&m.given, time.Since(began), found, names), nil)
		}
	}
	var all sync.WaitGroup
	all.Go(func() {
		show()
		each(ctx, time.Second, nil, show)
	})
	return func() { cancel(); all.Wait() }
}

// first are the inputs that the monitor begins with: what was found.
func (m *monitor) first() (all []understudy.Input) {
	for i, p := range m.topology.Pools {
		all = append(all, inputs(p.FQDN, finding{}, m.found[i])...)
	}
	return all
}

// drive puts the model on the clock.
func (m *monitor) drive() (err error) {
	if m.copy, err = m.system.Clone(); err != nil {
		return err
	}
	if m.driver, err = live.New[understudy.Input, understudy.Action](m.system, live.Options{Rate: m.speed}); err != nil || m.tape == nil {
		return err
	}
	return m.driver.Record(recorder{m.tape}, encode)
}

// watch watches until ctx is done, which is no error.
func (m *monitor) watch(ctx context.Context) error {
	inner, end := context.WithCancelCause(ctx)
	var all sync.WaitGroup
	for i := range m.found {
		all.Go(func() { m.askOn(inner, i) })
	}
	all.Go(func() { m.lookUpOn(inner) })
	all.Go(func() { m.reportOn(inner, end) })
	err := m.driver.Run(inner, m.hear)
	end(nil)
	all.Wait()
	if ctx.Err() != nil && errors.Is(err, context.Cause(ctx)) {
		return m.report()
	}
	return err
}

// each does something at every interval until ctx is done, and at once whenever it is told to.
func each(ctx context.Context, interval time.Duration, now <-chan struct{}, do func()) {
	tick := time.NewTicker(interval)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		case <-now:
		}
		do()
	}
}

// askOn asks a pool again and again: one that does not answer keeps nobody else waiting.
func (m *monitor) askOn(ctx context.Context, pool int) {
	each(ctx, m.every, nil, func() {
		if r := m.askPool(ctx, pool); ctx.Err() == nil {
			m.heard(pool, r)
		}
	})
}

func (m *monitor) askPool(ctx context.Context, pool int) probe.Result {
	m.mu.Lock()
	var hosts []netip.Addr
	if m.names.hosts != nil {
		hosts = m.names.hosts[pool]
	}
	m.mu.Unlock()
	fqdn := m.topology.Pools[pool].FQDN
	r := askAll(ctx, m.ask, probe.Target{Host: fqdn, TLS: m.secured, Timeout: m.real(m.topology.Parameters.Health.Grace)},
		port(&m.topology, fqdn, m.secured != nil, m.port), hosts)
	m.counts.asked(fqdn, r)
	return r
}

// real is how long something takes on the clock that takes so long in the model.
func (m *monitor) real(d time.Duration) time.Duration { return time.Duration(float64(d) / m.speed) }

// heard takes note of an answer or its lack, and tells the model what has changed.
func (m *monitor) heard(pool int, r probe.Result) {
	m.mu.Lock()
	defer m.mu.Unlock()
	fqdn, was := m.topology.Pools[pool].FQDN, m.found[pool]
	is := was.next(r, time.Now())
	m.found[pool] = is
	if !was.asked || was.result.Stage != r.Stage || was.result.Status != r.Status || unasked(was.result) != unasked(r) {
		m.log.Info("asked", "pool", fqdn, "serves", r.Serves(), "result", r.String(), "took", r.Took)
	}
	if m.driver == nil { // it is told at the beginning
		return
	}
	for _, in := range inputs(fqdn, was, is) {
		m.driver.Post(in) // a driver that has stopped needs no news
	}
}

// lookUpOn looks names up again and again, whenever what DNS has said may not be kept any longer.
func (m *monitor) lookUpOn(ctx context.Context) {
	for {
		m.mu.Lock()
		was := m.names
		m.mu.Unlock()
		select {
		case <-ctx.Done():
			return
		case <-time.After(was.again(m.refresh)):
		}
		if is := lookUp(ctx, m.source, &m.given, was); ctx.Err() == nil {
			m.lookedUp(is)
		}
	}
}

// lookedUp takes note of what DNS says, and tells the model of records that have come or gone.
func (m *monitor) lookedUp(is names) {
	m.counts.lookedUp(is.err)
	m.mu.Lock()
	defer m.mu.Unlock()
	if (is.err == nil) != (m.names.err == nil) {
		m.log.Info("looked up", "server", is.server, "error", is.err)
	}
	if is.heard {
		is.remarks = append(is.remarks, unknown(&m.topology, is)...)
		there := present(&m.topology, is)
		for _, in := range changes(&m.topology, m.there, there) {
			m.driver.Post(in)
		}
		m.there = there
	}
	m.names = is
}

// hear tells what the model has done.
func (m *monitor) hear(at machine.Instant, actions []understudy.Action) {
	for _, a := range actions {
		line := m.system.Tell(a)
		if line.Routine {
			continue
		}
		m.happened(happening{m.began.Add(m.real(time.Duration(at))), at.Add(stood), line.Who, line.What, line.Why})
	}
}

// kept is how many happenings are kept for those who look.
const kept = 50

func (m *monitor) happened(h happening) {
	h.log(m.log)
	m.audience.happened(h)
	m.mu.Lock()
	m.version++
	m.told = append(m.told, h)
	if len(m.told) >= 2*kept {
		m.told = slices.Clone(m.told[len(m.told)-kept:])
	}
	m.mu.Unlock()
	select {
	case m.news <- struct{}{}:
	default:
	}
}

// reportOn shows how things stand every second, and whenever something happens. What it cannot show is the end.
func (m *monitor) reportOn(ctx context.Context, end context.CancelCauseFunc) {
	show := func() {
		if err := m.report(); err != nil {
			end(err)
		}
	}
	show()
	each(ctx, time.Second, m.news, show)
}

func (m *monitor) report() error {
	m.mu.Lock()
	version, found, names, told := m.version, slices.Clone(m.found), m.names, slices.Clone(m.told)
	m.mu.Unlock()
	now, err := m.catch()
	if err == nil && version != m.seen {
		m.ahead, err = foresee(m.copy, now, m.orderFor(found))
		m.seen = version
	}
	if err != nil {
		return fmt.Errorf("monitor: looking ahead: %w", err)
	}
	r := look(m.copy, now, m.site, found, m.ahead)
	r.now, r.names = time.Now(), names
	m.latest.Store(r)
	m.audience.show(r, told)
	return nil
}

// catch copies the model as it is, so that it goes on while the copy is looked at.
func (m *monitor) catch() (now machine.Instant, err error) {
	m.driver.Look(func(at machine.Instant) { now, err = at.Add(stood), m.copy.CopyFrom(m.system.System) })
	return now, err
}

// orderFor is the order whose obstacles are told: a pool that does not serve is failed over as in a disaster (F-62).
func (m *monitor) orderFor(found []finding) understudy.PoolFailOver {
	order := m.order
	for i, p := range m.topology.Pools {
		if p.FQDN == order.Pool {
			order.DisasterMode = found[i].broken
		}
	}
	return order
}
