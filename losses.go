package understudy

import (
	"fmt"
	"time"

	"understudy.example/machine"
	"understudy.example/pool/failover"
	"understudy.example/pool/replication"
)

// losses is what was written in one place and is nowhere else: what is lost with that place (F-64, F-79). It is the truth,
// which no administrator can see; he sees ages (see Export).
type losses struct {
	own   []tally  // of each user and kind of data: written at the home pool, and not at its backup
	guest []tally  // likewise: written at the backup, and not at home
	inSQL [2]tally // of each database of the store: written there, and not in the other one

	assumed []bool // of each pool: the run on has taken data for synchronised (F-67)
}

// personal is how many kinds of data users write: contacts, meetings, meeting content.
const personal = int(replication.Content) + 1

// A tally counts changes by how far they have come. It stops at mostChanges.
type tally struct {
	kept    uint8 // the next batch does not take it: not in the database yet (F-137), or left behind (F-85)
	changed uint8 // the next batch takes it
	batch   uint8 // in the batch under way
}

// mostChanges is where counting ends: so many, or more.
const mostChanges = 99

func (t tally) sum() uint8 { return uint8(min(int(t.kept)+int(t.changed)+int(t.batch), mostChanges)) }

func (t *tally) keep()    { t.kept = min(t.kept+1, mostChanges) }
func (t *tally) change()  { t.changed = min(t.changed+1, mostChanges) }
func (t *tally) release() { t.changed, t.kept = min(t.changed+t.kept, mostChanges), 0 }
func (t *tally) cut()     { t.batch, t.changed = min(t.batch+t.changed, mostChanges), 0 }

func (s *System) makeLosses() {
	n := len(s.topology.Users) * personal
	s.losses = losses{own: make([]tally, n), guest: make([]tally, n), assumed: make([]bool, len(s.topology.Pools))}
}

func (v *losses) code(c *machine.Code) {
	bools(c, v.assumed)
	for _, all := range [][]tally{v.own, v.guest, v.inSQL[:]} {
		for i := range all {
			machine.Enum(c, &all[i].kept, mostChanges+1)
			machine.Enum(c, &all[i].changed, mostChanges+1)
			machine.Enum(c, &all[i].batch, mostChanges+1)
		}
	}
}

// tallyOf is the tally of what a user has written at pool.
func (s *System) tallyOf(user, pool int16, d replication.Data) *tally {
	if pool == s.home[user] {
		return &s.own[int(user)*personal+int(d)]
	}
	return &s.guest[int(user)*personal+int(d)]
}

// wrote takes note that a user has written data at a pool, whose Backup Service carries it to the partner. Of meeting
// content it carries only what belongs to the pool's own users; what guests leave has to be asked for (F-85).
func (s *System) wrote(user, pool int16, d replication.Data) {
	if d != replication.Content {
		s.wroteReplicas(user, pool)
	}
	switch {
	case s.isAppliance(s.home[user]): // no failover of the pool behind it moves him, so none loses it (F-5)
		s.wroteUserData(user, pool)
		return
	case !s.replicates(pool):
		return
	}
	t, files := s.tallyOf(user, pool, d), d == replication.Content
	if files && pool != s.home[user] || !files && s.fixed(pool) {
		t.keep()
		return
	}
	if s.topology.Parameters.Replication.Lazy > 0 {
		t.keep()
	} else {
		t.change()
	}
	s.changes(pool, d)
}

// changes tells the Backup Service of a pool that data have changed.
func (s *System) changes(pool int16, d replication.Data) {
	m, _ := d.Carrier(false)
	s.replication.step(s, copying(pool, m), replication.Event{On: replication.Wrote})
}

// fixed reports whether a pool has learnt that it makes no changes to user data: while it is failed over, or failed back
// from (F-59, F-89).
func (s *System) fixed(pool int16) bool {
	return s.readOnly(pool) || s.stateIn(pool, s.partner[pool]) == failover.FailingBack
}

// takes reports whether a pool takes a user's changes: not while it hands his data over to the other one (F-59, F-89).
func (s *System) takes(pool, user int16) bool {
	home := s.home[user]
	state := s.replicaRow(pool, home).state()
	return pool == home && state != failover.FailingOver || pool != home && state != failover.FailingBack
}

// carried follows what a module does, in the tallies of those whose data it carries. While a pool's users are loaded
// elsewhere, what it sends of their data does not count: the copy there is the one that lives (H-2).
func (s *System) carried(pool int16, m replication.Module, k replication.Kind) {
	if k < replication.Flushed || k > replication.Imported {
		return
	}
	if m == replication.Management {
		if db, ok := s.databaseOn(pool); ok {
			s.inSQL[db].follow(k)
		}
		return
	}
	for u, home := range s.home {
		user := int16(u)
		if home != pool && home != s.partner[pool] || m == replication.UserData && home == pool && s.loaded[pool] != pool {
			continue
		}
		for d := range replication.Data(personal) {
			if by, _ := d.Carrier(false); by != m {
				continue
			}
			t := s.tallyOf(user, pool, d)
			if d == replication.Content && home != pool && k == replication.Imported && t.batch > 0 {
				s.tell(Action{Kind: BroughtBack, Who: Who{PartUser, user, 0}, On: t.batch, Arg: uint8(d), Peer: home})
			}
			if d != replication.Content || home == pool || k != replication.Flushed {
				t.follow(k)
			}
		}
	}
}

// follow follows what the Backup Service does with what is counted.
func (t *tally) follow(k replication.Kind) {
	switch k {
	case replication.Flushed:
		t.release()
	case replication.Exported:
		t.cut()
	case replication.Imported:
		t.batch = 0
	}
}

// released lets a pool that makes changes again carry what its own users have written meanwhile, and the certificates that
// it has issued (H-75).
func (s *System) released(pool int16) {
	for u, home := range s.home {
		if s.carry[s.bound(pool, int16(u))] {
			s.changes(pool, replication.Contacts)
		}
		for d := range replication.Content {
			if t := s.tallyOf(int16(u), pool, d); home == pool && t.kept > 0 {
				if s.topology.Parameters.Replication.Lazy == 0 {
					t.release()
				}
				s.changes(pool, d)
			}
		}
	}
}

// sendContent lets a pool carry the meeting content that guests have left there (F-85).
func (s *System) sendContent(pool int16) {
	for u, home := range s.home {
		if t := s.tallyOf(int16(u), pool, replication.Content); home == s.partner[pool] && t.kept > 0 {
			t.release()
			s.changes(pool, replication.Content)
		}
	}
}

// A lossCause says why something is lost.
type lossCause uint8

const (
	behind     lossCause = iota // the backup's copy is older
	unexported                  // the home pool's copy is older
	noCopy                      // the backup has no copy
	stray                       // the home pool served on after its failover
	alone                       // the account was moved alone
	overtaken                   // another database of the store counts from now on
	lossCauses
)

var lossWhys = [lossCauses]string{
	behind:     "The backup has what was imported last, and this came after its cut-off (F-64, F-79)",
	unexported: "The home pool has what it imported last, and the backup had not exported this (F-84, H-12)",
	noCopy:     "The Backup Service has never brought a batch there (F-19, F-126)",
	stray:      "The pool served on after it was failed over, and what was written there meanwhile does not count (H-2, H-6)",
	alone:      "With force the account alone is moved, and they stay where they are (F-150, H-92)",
	overtaken:  "The other database is the master now, and had not got this (F-110, H-6)",
}

func (c lossCause) why() string {
	if c < lossCauses {
		return lossWhys[c]
	}
	return ""
}

// loses tells how old the copy is that a pool's users are served from, as far as it lacks what they have written.
func (s *System) loses(pool, at int16) {
	if at < 0 || at == s.loaded[pool] {
		return
	}
	from, cause := pool, behind
	if at == pool {
		from, cause = s.partner[pool], unexported
	}
	if i := copying(from, replication.UserData); from == pool && !s.replication.at[i].State.Copied() {
		s.tell(Action{Kind: Lost, Who: Who{PartPool, pool, 0}, From: uint8(noCopy), Peer: pool})
	}
	s.loseAll(pool, from, cause, s.ageOf(from, replication.UserData))
	if at == pool {
		s.loseAll(pool, pool, stray, ageless)
	}
}

// loseAll forgets what the users of a pool have written at from. Meeting content is not forgotten: it lies in the file
// store there.
func (s *System) loseAll(pool, from int16, cause lossCause, age uint16) {
	if from < 0 {
		return
	}
	for u, home := range s.home {
		for d := range replication.Data(personal) {
			t := s.tallyOf(int16(u), from, d)
			files := d == replication.Content
			if n := t.sum(); home == pool && n > 0 && !(files && cause == stray) {
				a := Action{Kind: Lost, Who: Who{PartUser, int16(u), 0}, From: uint8(cause), On: n, Code: age, Arg: uint8(d), Peer: from}
				if files {
					a.Kind = LeftBehind
				} else {
					*t = tally{}
				}
				s.tell(a)
			}
		}
	}
}

// strays forgets what a pool's users have written there since they were failed over: the pool has just learnt of it (H-2).
func (s *System) strays(pool int16) {
	if s.loaded[pool] >= 0 && s.loaded[pool] != pool {
		s.loseAll(pool, pool, stray, ageless)
	}
}

// storeLoses forgets what is in a database and not in the other one, which counts from now on.
func (s *System) storeLoses(db uint8) {
	if n := s.inSQL[db].sum(); n > 0 {
		age := s.ageOf(s.hosts[db], replication.Management)
		s.tell(Action{Kind: Lost, Who: Who{PartStore, int16(db), 0}, From: uint8(overtaken), On: n, Code: age,
			Arg: uint8(replication.Configuration), Peer: s.hosts[db]})
	}
	s.inSQL[db] = tally{}
}

// movedAlone forgets everything of a user whose account was moved without his data, and movedAll what he had written: it
// has gone with him.
func (s *System) movedAlone(user, from int16) {
	s.tell(Action{Kind: Lost, Who: Who{PartUser, user, 0}, From: uint8(alone), Code: ageless, Peer: from})
	s.movedAll(user)
}

func (s *System) movedAll(user int16) {
	i := int(user) * personal
	clear(s.own[i : i+personal])
	clear(s.guest[i : i+personal])
}

// endTallies forgets what the pools of a pair that ends were to carry: there is nothing to fail over to.
func (s *System) endTallies(pair [2]int16) {
	for u, home := range s.home {
		if home == pair[0] || home == pair[1] {
			s.movedAll(int16(u))
		}
	}
}

// things are what there is of each kind of data, one and many.
var things = [...][2]string{
	replication.Contacts:      {"change of contacts", "changes of contacts"},
	replication.Schedules:     {"meeting", "meetings"},
	replication.Content:       {"upload of meeting content", "uploads of meeting content"},
	replication.Configuration: {"change of configuration", "changes of configuration"},
}

// some says how much of a kind of data.
func some(n, d uint8) string {
	switch {
	case int(d) >= len(things):
		return "?"
	case n == 0:
		return "all contacts and meetings"
	case n == 1:
		return "1 " + things[d][0]
	case n == mostChanges:
		return fmt.Sprintf("%d or more %s", n, things[d][1])
	}
	return fmt.Sprintf("%d %s", n, things[d][1])
}

// tellLoss puts what is lost, left or brought back into words.
func (s *System) tellLoss(a Action, l Line) Line {
	what, at, cause := some(a.On, a.Arg), s.poolName(a.Peer), lossCause(a.From)
	switch {
	case a.Kind == LeftBehind:
		l.What = what + " left at " + at
		l.Why = "It lies in the file store there, and had not been copied (F-85, F-128)"
		if cause == unexported {
			l.Why = "Meeting content does not come back by itself: have ConfServices.DataConf synchronised from there (F-85, D-5)"
		}
		return l
	case a.Kind == BroughtBack:
		l.What, l.Why = what+" back at "+at, "Synchronised from the backup, as was asked for (F-85)"
		return l
	case cause == noCopy:
		l.What = "everything is lost: no copy of " + at + "'s users"
	case a.On == 0 || a.Who.Part == PartStore:
		l.What = "loses " + what
	default:
		l.What = "loses " + what + " made at " + at
	}
	if a.Code != ageless && cause != noCopy {
		l.What += " since the copy of " + (time.Duration(a.Code) * time.Second).String() + " ago"
	}
	l.Why = cause.why()
	return l
}

// ageless is the age of what has none that is known.
const ageless = 1<<16 - 1

// ageOf is the recovery point of a module in seconds, or ageless.
func (s *System) ageOf(pool int16, m replication.Module) uint16 {
	if pool < 0 {
		return ageless
	}
	age, exact := s.topology.Parameters.Replication.Exposure(s.now, s.replication.at[copying(pool, m)].State)
	if !exact || age >= ageless*time.Second {
		return ageless
	}
	return uint16(age / time.Second)
}

// A Loss is what a user has written in one place and is nowhere else.
type Loss struct {
	User    string
	Data    replication.Data
	Changes int // up to 99
	At      string
}

// Losses returns what would be lost with the pools where it was written (F-64): the truth, which nobody sees before.
func (s *System) Losses() (all []Loss) {
	for u, home := range s.home {
		for _, pool := range []int16{home, s.partner[home]} {
			for d := range replication.Data(personal) {
				if pool < 0 {
					continue
				}
				if n := s.tallyOf(int16(u), pool, d).sum(); n > 0 {
					all = append(all, Loss{s.userName(int16(u)), d, int(n), s.poolName(pool)})
				}
			}
		}
	}
	return all
}
