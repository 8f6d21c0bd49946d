package sim

import (
	"time"

	"understudy.example/client"
	"understudy.example/machine"
)

// An Account counts what happens to the clients of a World: how long they were served in which way, how long they were out, and what
// the registrars had to take. It is exact; only the lengths of outages are kept in Buckets.
type Account struct {
	tally
	world *World // nil for cohorts
	of    *servers
	next  Observer          // who was told before
	lost  []machine.Instant // of each client: since when it is out though it was registered; Never if it is not
	mark  uint16            // of cohorts: who was lost before counts as nobody lost
}

// Account begins to count now, in slots of so much time, which is at least a millisecond. The World's Observer goes on hearing what it heard.
func (w *World) Account(slot time.Duration) *Account {
	a := &Account{world: w, of: &w.servers, next: w.config.Observer, lost: make([]machine.Instant, len(w.clients)), tally: w.tally(1, slot)}
	for g := range a.groups {
		for p, n := range w.counts[g] {
			a.groups[g].counts[p] = int64(n)
		}
	}
	for i := range a.lost {
		a.lost[i] = machine.Never
	}
	for pool, n := range w.held {
		a.holds(pool, int64(n))
	}
	a.begin()
	w.config.Observer = a
	return a
}

// Moved takes note of a client's change. It is Observer's.
func (a *Account) Moved(at machine.Instant, m Move) {
	if a.next != nil {
		a.next.Moved(at, m)
	}
	a.move(at, m.Population, m.From, m.To, 1)
	was, is := registered(m.From), registered(m.To)
	since := &a.lost[m.Client]
	switch {
	case was && !is && m.To != client.Out:
		*since = at
		a.lose(1)
	case !was && *since != machine.Never && (is || m.To == client.Out):
		a.find(at, m.Population, *since, 1)
		*since = machine.Never
	}
}

// Asked takes note of a REGISTER. It is Observer's.
func (a *Account) Asked(at machine.Instant, ask Ask) {
	if a.next != nil {
		a.next.Asked(at, ask)
	}
	a.ask(at, ask.Pool, ask.Path, ask.Refresh, ask.Verdict, 1)
	a.holds(ask.Pool, int64(a.world.held[ask.Pool]))
}

// Report says what was counted until now. The Account goes on.
func (a *Account) Report() *Report { return a.report(a.of) }
