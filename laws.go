package understudy

import (
	"errors"
	"fmt"

	"understudy.example/cms"
	"understudy.example/machine"
	"understudy.example/pool/failover"
	"understudy.example/pool/health"
)

// A Law is something that holds at every instant of every history. Laws judge by the truth, and by what was really sent
// and delivered, never by what a machine says of itself.
type Law struct {
	ID       string // short and lasting, as in "failback"
	Name     string // the law in one sentence
	Why      string // what it rests on
	Duty     Duty
	Severity Severity
	// Check judges one instant. It returns how often the law applied there, so that a law that never applied is not
	// taken for one that held, and what broke it.
	Check func(*Moment) (applied int, broken error)
}

// A Duty says whose a law is.
type Duty uint8

// The duties.
const (
	OfModel  Duty = iota // it holds whatever is ordered and whatever breaks
	OfPolicy             // it holds where only a policy gives orders, if the policy is right
	OfBoth               // it holds whatever is ordered and whatever breaks, if the policy is right
)

var dutyNames = []string{"model", "policy", "model and of the policy"}

func (d Duty) String() string { return machine.Name(dutyNames, d) }

// A Severity says how much a broken law matters.
type Severity uint8

// The severities.
const (
	Must Severity = iota
	Warn
)

var severityNames = []string{"must", "warn"}

func (v Severity) String() string { return machine.Name(severityNames, v) }

// A Moment is one instant of a System, and what happened there.
type Moment struct {
	System  *System
	Actions []Action
}

// Broken is a broken law. It wraps what broke it.
type Broken struct {
	Law Law
	At  machine.Instant
	Err error
}

func (b *Broken) Error() string {
	return fmt.Sprintf("understudy: law %s broken at %v: %v", b.Law.ID, b.At, b.Err)
}

func (b *Broken) Unwrap() error { return b.Err }

// A Watch checks laws, one instant after the other, and counts how often each applied.
type Watch struct {
	Laws    []Law
	Applied []int // of each law
}

// NewWatch watches over laws, or over all of Laws if none are given.
func NewWatch(laws ...Law) *Watch {
	if laws == nil {
		laws = Laws()
	}
	return &Watch{laws, make([]int, len(laws))}
}

// Check judges what has just happened in s, and returns the first law that is broken as a *Broken.
func (w *Watch) Check(s *System, actions []Action) error {
	m := Moment{s, actions}
	for i, law := range w.Laws {
		applied, err := law.Check(&m)
		w.Applied[i] += applied
		if err != nil {
			return &Broken{law, s.now, err}
		}
	}
	return nil
}

// Laws returns all laws of the model.
func Laws() []Law { return append([]Law(nil), laws...) }

var laws = []Law{
	{"failback", "Failback only after the primary has recovered", "F-35, F-38, F-83, H-34", OfModel, Must, checkFailback},
	{"single-cms", "A single active Central Management Store at any time: no two databases accept writes for one view of the directory",
		"F-112, F-117, H-7", OfModel, Must, checkSingleStore},
	{"one-registrar", "An endpoint believes itself registered at no more than one registrar", "H-5", OfModel, Must, checkOneRegistrar},
	{"no-silent-half", "No order is half done silently: a pool between two states has a run on, or one that is known to have stopped",
		"F-74, F-75", OfModel, Must, checkHalfDone},
	{"planned-keeps", "A planned failover, and a planned failback, that verify their data lose nothing that the Backup Service carries",
		"F-58, F-61, F-67, F-83", OfModel, Must, checkPlannedKeeps},
	{"double-store", "No two databases accept writes at once, whichever view of the directory", "F-118, F-119, H-7", OfPolicy, Must, checkDoubleStore},
	{"two-writers", "No users of one pool have full service at home while others have it on the backup", "H-2, H-6", OfPolicy, Warn, checkTwoWriters},
}

// checkFailback: no registrar sends a borrowed user home before it has heard the primary since its verdict, under HoldDown
// not before an unbroken run of answers; no pool is failed back, nor declared active again, while it is down.
func checkFailback(m *Moment) (applied int, err error) {
	for _, a := range m.Actions {
		switch {
		case a.Kind == SentHome:
			applied++
			if home := m.System.home[a.Who.A]; a.Arg == 0 {
				err = fmt.Errorf("%s sent %s home without having heard %s since its verdict",
					m.System.poolName(a.Peer), m.System.Name(a.Who), m.System.poolName(home))
			}
		case a.Kind == Ordered && kind(a.Code) == poolFailBack,
			a.Kind == StepBegan && failover.Step(a.Code) == failover.HydrateHome,
			a.Kind == StepEnded && failover.Step(a.Code) == failover.MarkActive:
			applied++
			if !m.System.powered(a.Who.A) || m.System.has(a.Who.A, NIC) {
				err = fmt.Errorf("%s is failed back while it is down", m.System.poolName(a.Who.A))
			}
		}
	}
	return applied, err
}

// heardHome reports whether a backup has really heard its primary as its mode asks.
func (s *System) heardHome(backup, home int16) bool {
	sight := s.sightOf(backup, home)
	if sight < 0 {
		return false
	}
	p := s.proofNow(sight)
	if p.down && s.topology.Parameters.Health.Mode == health.HoldDown {
		return p.held
	}
	return p.heard
}

// accepting counts the databases that would take a write from somebody at site.
func (s *System) accepting(site int16) (n int) {
	for db := range uint8(2) {
		if s.store.at[0].Accepts(db, s.pointer(site)) {
			n++
		}
	}
	return n
}

// checkSingleStore looks at the databases themselves, at every view, and at every write that was really taken. An orphan
// that still claims to be active is no second active one: no view that has heard of the failover names it (F-117).
func checkSingleStore(m *Moment) (applied int, err error) {
	s := m.System
	if s.store.at[0].Phase(0) == cms.Active && s.store.at[0].Phase(1) == cms.Active {
		err = errors.New("both databases are active")
	}
	for site := range s.topology.Sites {
		n := s.accepting(int16(site))
		applied += n
		if n > 1 {
			err = fmt.Errorf("both databases take writes from %s", s.topology.Sites[site].Name)
		}
	}
	for _, a := range m.Actions {
		if a.Kind == Wrote {
			applied++
			if a.Arg > 1 {
				err = fmt.Errorf("%s took a write that the other database would have taken, too", s.Name(a.Who))
			}
		}
	}
	return applied, err
}

// checkDoubleStore looks across the views: while the directory converges, two sites can write to two databases.
func checkDoubleStore(m *Moment) (applied int, err error) {
	s := m.System
	var takes [2]bool
	for site := range s.topology.Sites {
		if db, ok := s.writable(s.siteNode(int16(site))); ok {
			takes[db&1] = true
			applied++
		}
	}
	if takes[0] && takes[1] {
		err = fmt.Errorf("%s and %s both take writes, from different sites", s.poolName(s.hosts[0]), s.poolName(s.hosts[1]))
	}
	return applied, err
}

func checkOneRegistrar(m *Moment) (applied int, err error) {
	for u := range m.System.believes {
		n := m.System.believed(int16(u))
		applied += min(n, 1)
		if n > 1 {
			err = fmt.Errorf("%s believes itself registered at %d registrars", m.System.userName(int16(u)), n)
		}
	}
	return applied, err
}

func checkHalfDone(m *Moment) (applied int, err error) {
	for p, f := range m.System.failover.at {
		look := f.Look()
		if state := look.Phase(); state == failover.FailingOver || state == failover.FailingBack {
			applied++
			if !look.Running() && !look.Stopped() && !m.System.byHand[p] {
				err = fmt.Errorf("%s is %v, and no order says so", m.System.poolName(int16(p)), state)
			}
		}
	}
	return applied, err
}

// checkPlannedKeeps looks at what was written and is not where the users are loaded now, when both pools were there to
// hand it over.
func checkPlannedKeeps(m *Moment) (applied int, err error) {
	s := m.System
	for _, a := range m.Actions {
		step, run := failover.Step(a.Code), failover.Procedure(a.Arg)
		if a.Kind != StepEnded || s.assumed[a.Who.A] || !(step == failover.HydrateBackup && run == failover.Planned ||
			step == failover.HydrateHome && run == failover.Failback) {
			continue
		}
		applied++
		if n := lostOf(s, m.Actions, a.Who.A); n > 0 {
			err = fmt.Errorf("a %v of %s loses data of %d kinds or users", run, s.poolName(a.Who.A), n)
		}
	}
	return applied, err
}

// lostOf counts what users of a pool have just lost because a copy is older than what they had written.
func lostOf(s *System, actions []Action, pool int16) (n int) {
	for _, a := range actions {
		cause := lossCause(a.From)
		of := a.Who.Part == PartUser && s.home[a.Who.A] == pool || a.Who.Part == PartPool && a.Who.A == pool
		if a.Kind == Lost && of && (cause == behind || cause == unexported || cause == noCopy) {
			n++
		}
	}
	return n
}

// checkTwoWriters looks for two users of one pool of whom one has full service at home and one on the backup: what they
// write goes into two stores, and one of them will be lost (H-2, H-6).
func checkTwoWriters(m *Moment) (applied int, err error) {
	s := m.System
	for p := range s.partner {
		var full [2]int
		for u, home := range s.home {
			mode, registered := s.client.at[u].Look().Mode()
			if home != int16(p) || !registered || mode.Limited() || s.isAppliance(home) {
				continue
			}
			if s.at[u] == home {
				full[0]++
			} else {
				full[1]++
			}
		}
		applied += full[0] + full[1]
		if full[0] > 0 && full[1] > 0 {
			err = fmt.Errorf("%d users of %s have full service at home and %d on %s", full[0], s.poolName(int16(p)), full[1], s.poolName(s.other(int16(p))))
		}
	}
	return applied, err
}
