package explore

import (
	"slices"
	"strings"
	"time"

	"understudy.example"
	"understudy.example/client"
	"understudy.example/cms"
	"understudy.example/dns"
	"understudy.example/machine"
	"understudy.example/pool/failover"
	"understudy.example/pool/fence"
)

// An Account is what one history has cost, and what was done about it: the truth, exact to the nanosecond.
type Account struct {
	Users  []Usage // in the order of the topology
	Turns  []Turn  // in the order in which they began
	Orders Orders
	Store  int      // changes of the configuration that were lost with a database of the store (F-110)
	Broken []string // the IDs of the laws that were broken, in their order
}

// A Usage is how a user was served, who had signed in, and what was lost of his.
type Usage struct {
	User    string
	Out     time.Duration // without a registrar, though he has not signed out
	Limited time.Duration // in a resiliency mode (F-45)
	Lost    int           // changes of contacts and meetings (F-64, F-84)
	All     int           // how often all of them were lost at once (F-126, F-150)
	Left    int           // uploads of meeting content that were left behind, and not brought back (F-85)
}

// A TurnKind is a kind of Turn.
type TurnKind uint8

// The kinds.
const (
	Over  TurnKind = iota // a pool is failed over
	Back                  // a pool is failed back
	Store                 // the Central Management Store is moved to a pool
)

var turnNames = []string{"fails over", "fails back", "gets the store"}

func (k TurnKind) String() string { return machine.Name(turnNames, k) }

// MarshalText writes the kind as String does.
func (k TurnKind) MarshalText() ([]byte, error) { return []byte(k.String()), nil }

// A Turn is a failover, or the way back. One that stopped half way and was ordered again is one.
type Turn struct {
	Kind    TurnKind
	Pool    string
	Began   machine.Instant
	Ended   machine.Instant // Never if it was not over in the end
	Stopped bool            // it had stopped half way then
	False   bool            // it was ordered as if the pool that it takes things from were lost, and that was up
	Flap    bool            // the last one that gave things back, or the last move of the store, was less than Calm ago
}

// Calm is how long after a failback, or a move of the store, the next one the other way counts as a flap.
const Calm = time.Hour

// Orders counts orders by what became of them.
type Orders struct {
	Given   int // all of them
	Refused int // something stood against them, or they named what is not there
	Denied  int // they were for another site than the policy's
}

// Cost is how long users were without full service, all of them together.
func (a *Account) Cost() (out, limited time.Duration) {
	for _, u := range a.Users {
		out += u.Out
		limited += u.Limited
	}
	return out, limited
}

// An accountant keeps the account of a trial.
type accountant struct {
	Account
	trial    *Trial
	now      machine.Instant
	levels   []level                               // of each user, since now
	on       map[string]uint64                     // faults that take a pool, by the pool's name: bits by kind
	read     int                                   // of the trial's Given
	moves    []understudy.ManagementServerFailover // that were ordered just now
	accepted int                                   // orders
	master   string                                // the pool with the active database, before this instant
}

// A level is how a user is served.
type level uint8

const (
	full level = iota // or not there because he does not want to be
	limited
	out
)

// account keeps the account of the trial that Setup.Run is called for with the law that it returns.
func account() (*accountant, Law) {
	a := &accountant{on: map[string]uint64{}}
	return a, Law{Law: understudy.Law{ID: "account"}, Watch: func(t *Trial) func(*Instant) (int, error) {
		a.trial, a.levels = t, make([]level, len(t.Plan.Topology.Users))
		for _, u := range t.Plan.Topology.Users {
			a.Users = append(a.Users, Usage{User: u.URI})
		}
		a.look()
		return func(in *Instant) (int, error) { a.instant(in); return 0, nil }
	}}
}

// instant adds up the time until now, and takes note of what happens now.
func (a *accountant) instant(in *Instant) {
	d := in.System.Now().Sub(a.now)
	for u, l := range a.levels {
		switch l {
		case out:
			a.Users[u].Out += d
		case limited:
			a.Users[u].Limited += d
		}
	}
	a.now = in.System.Now()
	a.inputs()
	a.orders(in)
	for _, act := range in.Actions {
		a.act(in.System, act)
	}
	if len(in.Actions) > 0 {
		a.look()
	}
}

// look takes note of how everybody is served, and of where the store is.
func (a *accountant) look() {
	s := a.trial.System
	for u := range a.Users {
		st, _ := s.User(a.Users[u].User)
		switch {
		case st.Registered && st.Mode.Limited():
			a.levels[u] = limited
		case !st.Registered && st.Phase != client.Out:
			a.levels[u] = out
		default:
			a.levels[u] = full
		}
	}
	for _, p := range a.trial.Plan.Topology.Pools {
		if st, _ := s.Pool(p.FQDN); st.Database == cms.Active {
			a.master = p.FQDN
		}
	}
}

// taking are the faults that take a pool from its users, or the store from its administrators.
const taking = 1<<understudy.NIC | 1<<understudy.Power | 1<<understudy.Hung | 1<<understudy.SQL

// inputs reads what was given to the System since it was called last: faults and orders.
func (a *accountant) inputs() {
	a.moves = a.moves[:0]
	for ; a.read < len(a.trial.Given); a.read++ {
		switch in := a.trial.Given[a.read].In.(type) {
		case understudy.Break:
			a.on[dns.Canonical(in.Fault.Of)] |= 1 << in.Fault.Kind & taking
		case understudy.Heal:
			a.on[dns.Canonical(in.Fault.Of)] &^= 1 << in.Fault.Kind
		case understudy.ManagementServerFailover:
			a.Orders.Given++
			a.moves = append(a.moves, in)
		case understudy.Order:
			a.Orders.Given++
		}
	}
}

// orders counts what has become of orders: each that was not refused is told as Ordered, as acts of users are, too, which are routine.
func (a *accountant) orders(in *Instant) {
	for _, o := range in.Orders {
		if o.Denied {
			a.Orders.Given++
			a.Orders.Denied++
		}
	}
	for _, act := range in.Actions {
		if act.Kind == understudy.Ordered && !in.System.Tell(act).Routine {
			a.accepted++
		}
	}
	a.Orders.Refused = a.Orders.Given - a.Orders.Denied - a.accepted
}

// act takes note of one thing that has happened.
func (a *accountant) act(s *understudy.System, act understudy.Action) {
	who, run := s.Name(act.Who), failover.Procedure(act.Arg)
	switch act.Kind {
	case understudy.StepBegan:
		a.begin(kindOf(run), who, run == failover.Disaster && a.up(who))
	case understudy.RunFinished, understudy.RunStopped:
		a.end(kindOf(run), who, act.Kind == understudy.RunStopped)
	case understudy.Ordered:
		if pool, ok := strings.CutPrefix(who, "CMS on "); ok {
			a.begin(Store, pool, a.forced(pool) && a.up(a.master))
		}
	case understudy.StoreFinished, understudy.StoreStopped:
		a.end(Store, strings.TrimPrefix(who, "CMS on "), act.Kind == understudy.StoreStopped)
	case understudy.Lost, understudy.LeftBehind, understudy.BroughtBack:
		a.lose(s, act)
	}
}

func kindOf(run failover.Procedure) TurnKind {
	switch run {
	case failover.Planned, failover.PlannedUnverified, failover.Disaster:
		return Over
	}
	return Back
}

// up reports whether a pool can serve, or could but for a power switch.
func (a *accountant) up(pool string) bool {
	st, _ := a.trial.System.Pool(pool)
	return a.on[dns.Canonical(pool)] == 0 && (st.Up || st.Fence != fence.Open)
}

// forced reports whether somebody has just ordered that the store be moved to a pool by force.
func (a *accountant) forced(to string) bool {
	return slices.ContainsFunc(a.moves, func(m understudy.ManagementServerFailover) bool { return m.Force && dns.Equal(m.At, to) })
}

// last returns the last turn of a kind, of a pool or, of the store, of any; nil if there was none.
func (a *accountant) last(k TurnKind, pool string) *Turn {
	for i := len(a.Turns) - 1; i >= 0; i-- {
		if t := &a.Turns[i]; t.Kind == k && (t.Pool == pool || k == Store) {
			return t
		}
	}
	return nil
}

// begin begins a turn, or goes on with one that is not over.
func (a *accountant) begin(k TurnKind, pool string, wrong bool) {
	before := a.last(k, pool)
	if before != nil && before.Pool == pool && before.open() {
		before.False = before.False || wrong && before.Stopped // ordered once more; else it goes on as it was ordered
		before.Ended, before.Stopped = machine.Never, false
		return
	}
	if k == Over {
		before = a.last(Back, pool)
	}
	flap := k != Back && before != nil && !before.open() && a.now.Sub(before.Ended) < Calm
	a.Turns = append(a.Turns, Turn{Kind: k, Pool: pool, Began: a.now, Ended: machine.Never, False: wrong, Flap: flap})
}

// open reports whether a turn goes on, or has stopped half way.
func (t *Turn) open() bool { return t.Stopped || t.Ended == machine.Never }

// end ends a turn, or stops it.
func (a *accountant) end(k TurnKind, pool string, stopped bool) {
	if t := a.last(k, pool); t != nil && t.Pool == pool && t.open() {
		if t.Stopped = stopped; !stopped {
			t.Ended = a.now
		}
	}
}

// lose takes note of what is lost, left behind or brought back.
func (a *accountant) lose(s *understudy.System, act understudy.Action) {
	n := int(act.On)
	switch {
	case act.Who.Part == understudy.PartStore:
		a.Store += n
	case act.Who.Part == understudy.PartPool:
		for u := range a.Users {
			if st, _ := s.User(a.Users[u].User); st.Home == s.Name(act.Who) {
				a.Users[u].All++
			}
		}
	case act.Kind == understudy.LeftBehind:
		a.Users[act.Who.A].Left += n
	case act.Kind == understudy.BroughtBack:
		a.Users[act.Who.A].Left -= min(n, a.Users[act.Who.A].Left)
	case n == 0:
		a.Users[act.Who.A].All++
	default:
		a.Users[act.Who.A].Lost += n
	}
}
