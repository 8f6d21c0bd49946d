package cms

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"understudy.example/machine"
)

const second = machine.Instant(time.Second)

func (a Action) String() string {
	if a.Kind <= Refuse {
		return fmt.Sprintf("%d %v: %v", a.DB, a.Kind, a.Move.On)
	}
	return fmt.Sprintf("%d %v", a.DB, a.Kind)
}

func (s State) String() string {
	text := fmt.Sprintf("%v | %v", s.phases[0], s.phases[1])
	if s.order != None {
		text += fmt.Sprintf(", %v to %d", s.order, s.target)
	}
	return text
}

// A beat of a story: at an instant an event, and the state and actions it must lead to. Deadlines up to the instant are
// run first, and what they do is asserted with the beat's own.
type beat struct {
	at    machine.Instant // in seconds
	on    EventKind
	db    uint8
	state string
	out   string // the actions, joined by "; "
}

const look = Gone + 1 // no event: only what is due

// play tells a story and holds the store to every line of it.
func play(t *testing.T, start State, beats []beat) State {
	t.Helper()
	store := machine.Of(Lab(), start)
	for _, b := range beats {
		var all []string
		do := func(_ machine.Instant, out []Action) {
			for _, a := range out {
				all = append(all, a.String())
			}
		}
		now := b.at * second
		machine.Until(store, now, nil, do)
		if b.on != look {
			do(now, store.Step(now, Event{On: b.on, DB: b.db}, nil))
		}
		if got := store.State.String(); got != b.state {
			t.Fatalf("%ds %v %d: state is %q, want %q", b.at, b.on, b.db, got, b.state)
		}
		if got := strings.Join(all, "; "); got != b.out {
			t.Fatalf("%ds %v %d:\n got %s\nwant %s", b.at, b.on, b.db, got, b.out)
		}
	}
	return store.State
}

const switched = "0 moved: retired; 1 moved: promoted; 1 pointed; 1 finished"

func TestStories(t *testing.T) {
	pair := Installed(0, true)
	stories := []struct {
		name  string
		start State
		beats []beat
	}{
		{"F-94, F-22: the first database is the master, the second its standby", State{}, []beat{
			{0, Fault, 1, "absent | absent", "1 refuse: failed without a master"},
			{0, Install, 1, "absent | active", "1 moved: founded"},
			{1, Install, 0, "standby | active", "0 moved: created"},
			{2, Install, 0, "standby | active", "0 refuse: created"},
			{3, Install, 1, "standby | active", "1 refuse: created"},
		}},
		{"F-107: planned: replication, then read only, then the switch", pair, []beat{
			{0, MoveTo, 1, "active | standby, planned to 1", "1 moved: planned failover ordered; 1 check"},
			{0, NotYet, 0, "active | standby, planned to 1", ""},
			{9, look, 0, "active | standby, planned to 1", ""},
			{10, look, 0, "active | standby, planned to 1", "1 check"},
			{10, Confirmed, 0, "read only | standby, planned to 1", "0 moved: set read only"},
			{19, look, 0, "read only | standby, planned to 1", ""},
			{20, look, 0, "read only | standby, planned to 1", "1 check"},
			{20, Confirmed, 0, "standby | active", switched},
		}},
		{"F-115: and back, whenever one likes", Installed(1, true), []beat{
			{0, MoveTo, 0, "standby | active, planned to 0", "0 moved: planned failover ordered; 0 check"},
			{0, Confirmed, 0, "standby | read only, planned to 0", "1 moved: set read only"},
			{10, look, 0, "standby | read only, planned to 0", "0 check"},
			{10, Confirmed, 0, "active | standby", "1 moved: retired; 0 moved: promoted; 0 pointed; 0 finished"},
		}},
		{"F-117, L-19: forced: the old master stays marked active until its Backup Service is back", pair, []beat{
			{0, ForceTo, 1, "active | standby, forced to 1", "1 moved: forced failover ordered"},
			{10, look, 0, "active | standby, forced to 1", "1 check"},
			{10, Confirmed, 0, "orphaned | active", "0 moved: deposed; 1 moved: promoted; 1 pointed; 1 finished"},
			{99999, look, 0, "orphaned | active", ""},
			{100000, Returned, 0, "orphaned | active", "0 moved: returned"},
			{100100, Returned, 0, "orphaned | active", ""},
			{100119, look, 0, "orphaned | active", ""},
			{100120, look, 0, "standby | active", "0 moved: demoted"},
		}},
		{"F-117: a Backup Service that stops again begins anew", pair, []beat{
			{0, ForceTo, 1, "active | standby, forced to 1", "1 moved: forced failover ordered"},
			{10, look, 0, "active | standby, forced to 1", "1 check"},
			{10, Confirmed, 0, "orphaned | active", "0 moved: deposed; 1 moved: promoted; 1 pointed; 1 finished"},
			{20, Gone, 0, "orphaned | active", ""},
			{100, Returned, 0, "orphaned | active", "0 moved: returned"},
			{219, Gone, 0, "orphaned | active", "0 moved: gone"},
			{500, Returned, 0, "orphaned | active", "0 moved: returned"},
			{619, look, 0, "orphaned | active", ""},
			{620, look, 0, "standby | active", "0 moved: demoted"},
		}},
		{"F-119, F-176: an orphan blocks every further failover", orphaned(0), []beat{
			{0, MoveTo, 0, "orphaned | active", "0 refuse: planned failover ordered"},
			{1, ForceTo, 0, "orphaned | active", "0 refuse: forced failover ordered"},
			{2, MoveTo, 1, "orphaned | active", "1 refuse: planned failover ordered"},
			{3, ForceTo, 1, "orphaned | active", "1 refuse: forced failover ordered"},
		}},
		{"F-153: an orphan whose pool is given up for good blocks nothing any more", orphaned(0), []beat{
			{0, Returned, 0, "orphaned | active", "0 moved: returned"},
			{1, Remove, 0, "absent | active", "0 moved: removed"},
			{2, Install, 0, "standby | active", "0 moved: created"},
		}},
		{"L-24, D-17: naming the pool that is active already is refused", pair, []beat{
			{0, ForceTo, 0, "active | standby", "0 refuse: forced failover ordered"},
			{1, MoveTo, 0, "active | standby", "0 refuse: planned failover ordered"},
		}},
		{"F-178: one order at a time", pair, []beat{
			{0, ForceTo, 1, "active | standby, forced to 1", "1 moved: forced failover ordered"},
			{1, ForceTo, 1, "active | standby, forced to 1", "1 refuse: ordered while busy"},
			{2, MoveTo, 1, "active | standby, forced to 1", "1 refuse: ordered while busy"},
			{3, Restore, 0, "active | standby, forced to 1", "0 refuse: ordered while busy"},
			{4, Remove, 1, "active | standby, forced to 1", "1 refuse: ordered while busy"},
		}},
		{"F-107: replication that is never done stops a planned failover, and nothing has changed", pair, []beat{
			{0, MoveTo, 1, "active | standby, planned to 1", "1 moved: planned failover ordered; 1 check"},
			{299, NotYet, 0, "active | standby, planned to 1", ""},
			{300, look, 0, "active | standby, planned to 1", "1 check"},
			{300, NotYet, 0, "active | standby", "0 moved: waited too long; 1 stopped"},
		}},
		{"F-104, F-123, F-109: a planned failover that stops half way leaves no master; restored", pair, []beat{
			{0, MoveTo, 1, "active | standby, planned to 1", "1 moved: planned failover ordered; 1 check"},
			{0, Confirmed, 0, "read only | standby, planned to 1", "0 moved: set read only"},
			{10, look, 0, "read only | standby, planned to 1", "1 check"},
			{10, Broken, 0, "read only | standby", "0 moved: step failed; 1 stopped"},
			{20, MoveTo, 0, "read only | standby", "0 refuse: planned failover ordered"},
			{30, Restore, 0, "read only | standby, restoring to 0", "0 moved: restore ordered"},
			{40, look, 0, "read only | standby, restoring to 0", "0 check"},
			{40, Confirmed, 0, "active | standby", "0 moved: restored; 0 pointed; 0 finished"},
		}},
		{"F-109: or run again", readOnly(0), []beat{
			{0, MoveTo, 1, "read only | standby, planned to 1", "1 moved: planned failover ordered; 1 check"},
			{0, Confirmed, 0, "read only | standby, planned to 1", "0 moved: set read only"},
			{10, look, 0, "read only | standby, planned to 1", "1 check"},
			{10, Confirmed, 0, "standby | active", switched},
		}},
		{"F-122, F-121: the planned switch leaves both marked; restored where the directory points", pair, []beat{
			{0, MoveTo, 1, "active | standby, planned to 1", "1 moved: planned failover ordered; 1 check"},
			{0, Confirmed, 0, "read only | standby, planned to 1", "0 moved: set read only"},
			{10, look, 0, "read only | standby, planned to 1", "1 check"},
			{10, LeftBoth, 0, "read only | unverified", "0 moved: left marked; 1 moved: marked behind a failed switch; 1 stopped"},
			{20, MoveTo, 1, "read only | unverified", "1 refuse: planned failover ordered"},
			{20, ForceTo, 1, "read only | unverified", "1 refuse: forced failover ordered"},
			{20, MoveTo, 0, "read only | unverified", "0 refuse: planned failover ordered"},
			{20, Remove, 1, "read only | unverified", "1 refuse: removed"},
			{30, Restore, 0, "read only | unverified, restoring to 0", "0 moved: restore ordered"},
			{40, look, 0, "read only | unverified, restoring to 0", "0 check"},
			{40, Confirmed, 0, "active | orphaned", "1 moved: deposed; 0 moved: restored; 0 pointed; 0 finished"},
			{50, Returned, 1, "active | orphaned", "1 moved: returned"},
			{170, look, 0, "active | standby", "1 moved: demoted"},
		}},
		{"F-122: or restored where it was to go", unverified(1), []beat{
			{0, Restore, 1, "read only | unverified, restoring to 1", "1 moved: restore ordered"},
			{10, look, 0, "read only | unverified, restoring to 1", "1 check"},
			{10, Confirmed, 0, "orphaned | active", "0 moved: deposed; 1 moved: restored; 1 pointed; 1 finished"},
		}},
		{"F-122: a restore there can fail, and both are marked as before", unverified(1), []beat{
			{0, Restore, 1, "read only | unverified, restoring to 1", "1 moved: restore ordered"},
			{1, Broken, 0, "read only | unverified", "1 moved: step failed; 1 stopped"},
			{2, Restore, 1, "read only | unverified, restoring to 1", "1 moved: restore ordered"},
			{12, look, 0, "read only | unverified, restoring to 1", "1 check"},
			{312, NotYet, 0, "read only | unverified", "1 moved: waited too long; 1 stopped"},
		}},
		{"F-123, F-104, F-121: the planned switch leaves neither marked; one is restored", pair, []beat{
			{0, MoveTo, 1, "active | standby, planned to 1", "1 moved: planned failover ordered; 1 check"},
			{0, Confirmed, 0, "read only | standby, planned to 1", "0 moved: set read only"},
			{10, look, 0, "read only | standby, planned to 1", "1 check"},
			{10, LeftNone, 0, "standby | standby", "0 moved: retired; 1 moved: left unmarked; 1 stopped"},
			{20, MoveTo, 1, "standby | standby", "1 refuse: planned failover ordered without a master"},
			{20, ForceTo, 0, "standby | standby", "0 refuse: forced failover ordered without a master"},
			{30, Restore, 0, "standby | standby, restoring to 0", "0 moved: restore ordered without a master"},
			{40, look, 0, "standby | standby, restoring to 0", "0 check"},
			{40, Confirmed, 0, "active | standby", "0 moved: restored; 0 pointed; 0 finished"},
		}},
		{"F-123: or both databases are deleted, and one is installed anew", headless, []beat{
			{0, Restore, 0, "standby | standby, restoring to 0", "0 moved: restore ordered without a master"},
			{5, Broken, 0, "standby | standby", "0 moved: step failed; 0 stopped"},
			{6, Restore, 0, "standby | standby, restoring to 0", "0 moved: restore ordered without a master"},
			{16, look, 0, "standby | standby, restoring to 0", "0 check"},
			{316, NotYet, 0, "standby | standby", "0 moved: waited too long; 0 stopped"},
			{400, Remove, 0, "absent | standby", "0 moved: removed"},
			{401, Remove, 1, "absent | absent", "1 moved: removed"},
			{402, Install, 0, "active | absent", "0 moved: founded"},
		}},
		{"F-122, F-123: only a planned switch leaves such a thing behind; any other step just fails", pair, []beat{
			{0, MoveTo, 1, "active | standby, planned to 1", "1 moved: planned failover ordered; 1 check"},
			{0, LeftBoth, 0, "read only | standby, planned to 1", "0 moved: set read only"},
			{10, Broken, 0, "read only | standby", "1 check; 0 moved: step failed; 1 stopped"},
			{11, ForceTo, 1, "read only | standby, forced to 1", "1 moved: forced failover ordered"},
			{12, LeftNone, 0, "read only | standby, forced to 1", ""},
			{21, look, 0, "read only | standby, forced to 1", "1 check"},
			{21, LeftNone, 0, "read only | standby", "0 moved: step failed; 1 stopped"},
		}},
		{"F-108: or forced, which leaves the source behind as an orphan", readOnly(0), []beat{
			{0, ForceTo, 1, "read only | standby, forced to 1", "1 moved: forced failover ordered"},
			{10, look, 0, "read only | standby, forced to 1", "1 check"},
			{10, Confirmed, 0, "orphaned | active", "0 moved: deposed; 1 moved: promoted; 1 pointed; 1 finished"},
		}},
		{"F-119: a forced failover that fails has changed nothing", pair, []beat{
			{0, ForceTo, 1, "active | standby, forced to 1", "1 moved: forced failover ordered"},
			{5, Broken, 0, "active | standby", "0 moved: step failed; 1 stopped"},
			{10, Confirmed, 0, "active | standby", ""},
			{10, Broken, 0, "active | standby", ""},
		}},
		{"the switch waits, too, but not for ever", pair, []beat{
			{0, ForceTo, 1, "active | standby, forced to 1", "1 moved: forced failover ordered"},
			{10, look, 0, "active | standby, forced to 1", "1 check"},
			{309, NotYet, 0, "active | standby, forced to 1", ""},
			{310, look, 0, "active | standby, forced to 1", "1 check"},
			{310, NotYet, 0, "active | standby", "0 moved: waited too long; 1 stopped"},
		}},
		{"H-12: the orphan is restored while the master is dead, and the master is the orphan then", orphaned(0), []beat{
			{0, Restore, 0, "orphaned | active, restoring to 0", "0 moved: restore ordered"},
			{10, look, 0, "orphaned | active, restoring to 0", "0 check"},
			{10, Confirmed, 0, "active | orphaned", "1 moved: deposed; 0 moved: restored; 0 pointed; 0 finished"},
			{500, Returned, 1, "active | orphaned", "1 moved: returned"},
			{620, look, 0, "active | standby", "1 moved: demoted"},
		}},
		{"F-121: a restore of the master demotes an orphan whose Backup Service runs", orphaned(0), []beat{
			{0, Returned, 0, "orphaned | active", "0 moved: returned"},
			{0, Restore, 1, "orphaned | active, restoring to 1", "1 moved: restore ordered"},
			{10, look, 0, "orphaned | active, restoring to 1", "1 check"},
			{10, Confirmed, 0, "standby | active", "0 moved: demoted; 1 moved: restored; 1 pointed; 1 finished"},
			{999, look, 0, "standby | active", ""},
		}},
		{"F-121: but not one that is not there", orphaned(0), []beat{
			{0, Restore, 1, "orphaned | active, restoring to 1", "1 moved: restore ordered"},
			{10, look, 0, "orphaned | active, restoring to 1", "1 check"},
			{10, Confirmed, 0, "orphaned | active", "1 moved: restored; 1 pointed; 1 finished"},
		}},
		{"F-117: a restore that fails does not hold a demotion up", orphaned(0), []beat{
			{0, Returned, 0, "orphaned | active", "0 moved: returned"},
			{0, Restore, 1, "orphaned | active, restoring to 1", "1 moved: restore ordered"},
			{5, Broken, 0, "orphaned | active", "1 moved: step failed; 1 stopped"},
			{119, look, 0, "orphaned | active", ""},
			{120, look, 0, "standby | active", "0 moved: demoted"},
		}},
		{"an orphan that is demoted before it is restored has nothing to restore", orphaned(0), []beat{
			{0, Returned, 0, "orphaned | active", "0 moved: returned"},
			{115, Restore, 0, "orphaned | active, restoring to 0", "0 moved: restore ordered"},
			{120, look, 0, "standby | active", "0 moved: demoted; 0 moved: step failed; 0 stopped"},
		}},
		{"a restore of an orphan can fail, and blocks as before", orphaned(0), []beat{
			{0, Restore, 0, "orphaned | active, restoring to 0", "0 moved: restore ordered"},
			{10, look, 0, "orphaned | active, restoring to 0", "0 check"},
			{310, NotYet, 0, "orphaned | active", "0 moved: waited too long; 0 stopped"},
			{400, Restore, 0, "orphaned | active, restoring to 0", "0 moved: restore ordered"},
			{401, Broken, 0, "orphaned | active", "0 moved: step failed; 0 stopped"},
		}},
		{"the read-only source waits in vain", readOnly(0), []beat{
			{0, Restore, 0, "read only | standby, restoring to 0", "0 moved: restore ordered"},
			{10, look, 0, "read only | standby, restoring to 0", "0 check"},
			{310, NotYet, 0, "read only | standby", "0 moved: waited too long; 0 stopped"},
		}},
		{"F-109: what is not marked active cannot be restored", pair, []beat{
			{0, Restore, 1, "active | standby", "1 refuse: restore ordered"},
		}},
		{"F-106, F-124: without a standby there is nowhere to go", Installed(0, false), []beat{
			{0, ForceTo, 1, "active | absent", "1 refuse: forced failover ordered"},
			{0, MoveTo, 1, "active | absent", "1 refuse: planned failover ordered"},
			{0, Restore, 0, "active | absent, restoring to 0", "0 moved: restore ordered"},
			{1, Install, 1, "active | standby, restoring to 0", "1 moved: created"},
			{10, look, 0, "active | standby, restoring to 0", "0 check"},
			{10, Confirmed, 0, "active | standby", "0 moved: restored; 0 pointed; 0 finished"},
		}},
		{"Q-3, F-119: a standby in error is no target until it is cured", pair, []beat{
			{0, Fault, 1, "active | in error", "1 moved: faulted"},
			{1, MoveTo, 1, "active | in error", "1 refuse: planned failover ordered"},
			{2, ForceTo, 1, "active | in error", "1 refuse: forced failover ordered"},
			{3, Remove, 1, "active | absent", "1 moved: removed"},
			{4, Install, 1, "active | standby", "1 moved: created"},
		}},
		{"F-23: creating the standby fails, and is cured by hand", Installed(0, false), []beat{
			{0, Fault, 1, "active | in error", "1 moved: faulted"},
			{1, Cure, 1, "active | standby", "1 moved: cured"},
		}},
		{"Q-3: a standby that fails stops the order that needs it", pair, []beat{
			{0, ForceTo, 1, "active | standby, forced to 1", "1 moved: forced failover ordered"},
			{5, Fault, 1, "active | in error", "1 moved: faulted; 0 moved: step failed; 1 stopped"},
		}},
		{"F-104: half way too", pair, []beat{
			{0, MoveTo, 1, "active | standby, planned to 1", "1 moved: planned failover ordered; 1 check"},
			{0, Confirmed, 0, "read only | standby, planned to 1", "0 moved: set read only"},
			{5, Fault, 1, "read only | in error", "1 moved: faulted; 0 moved: step failed; 1 stopped"},
		}},
		{"Q-8: the active database does not go", pair, []beat{
			{0, Remove, 0, "active | standby", "0 refuse: removed"},
			{0, Fault, 0, "active | standby", "0 refuse: faulted"},
			{1, Remove, 1, "active | absent", "1 moved: removed"},
		}},
		{"F-106: there are two databases", pair, []beat{
			{0, ForceTo, 2, "active | standby", "2 refuse: no such database"},
			{0, Install, 255, "active | standby", "255 refuse: no such database"},
		}},
	}
	for _, s := range stories {
		t.Run(s.name, func(t *testing.T) { play(t, s.start, s.beats) })
	}
}

// orphaned is a store where db has been deposed; readOnly one where a planned failover away from db stopped half way.
func orphaned(db uint8) State {
	s := Installed(partner(db), true)
	s.phases[db] = Orphaned
	return s
}

func readOnly(db uint8) State {
	s := Installed(db, true)
	s.phases[db] = ReadOnly
	return s
}

// unverified is a store where a planned failover to db has left both marked active; headless one without any mark.
func unverified(db uint8) State {
	s := readOnly(partner(db))
	s.phases[db] = Unverified
	return s
}

var headless = State{phases: [2]Phase{Standby, Standby}}

func TestUnknownEventIsRefused(t *testing.T) {
	for on := Gone + 1; on != 0; on++ {
		s, out := Lab().Step(0, Installed(0, true), Event{On: on}, nil)
		if s != Installed(0, true) || len(out) != 1 || out[0].Kind != Refuse {
			t.Fatalf("event %d: %v, %v", on, s, out)
		}
	}
}

// F-107, F-117, H-7: what is marked, and what takes writes, phase by phase.
func TestClaimsAndAccepts(t *testing.T) {
	for phase, want := range []struct{ claims, accepts bool }{
		Absent: {}, Standby: {}, Active: {true, true}, ReadOnly: {true, false}, Orphaned: {true, true}, Errored: {},
		Unverified: {true, false},
	} {
		for db := range uint8(2) {
			var s State
			s.phases[db] = Phase(phase)
			if got := s.Claims(db); got != want.claims {
				t.Errorf("%v claims: %v", Phase(phase), got)
			}
			if s.Accepts(db, db) != want.accepts || s.Accepts(db, partner(db)) {
				t.Errorf("%v accepts: %v by its own name, %v by the other's", Phase(phase), s.Accepts(db, db), s.Accepts(db, partner(db)))
			}
		}
	}
	if s := Installed(0, true); s.Phase(7) != Absent || s.Claims(7) || s.Accepts(7, 7) {
		t.Error("a database that there cannot be is not absent")
	}
	if Installed(3, true) != Installed(1, true) || Installed(2, false) != Installed(0, false) {
		t.Error("more than the lowest bit counts")
	}
}

func TestRunning(t *testing.T) {
	r, now := Lab(), 100*second
	if o, _, ends := Installed(0, true).Running(); o != None || ends != machine.Never {
		t.Errorf("nothing runs: %v, %v", o, ends)
	}
	s, _ := r.Step(now, Installed(0, true), Event{On: MoveTo, DB: 1}, nil)
	if o, target, ends := s.Running(); o != Planned || target != 1 || ends != machine.Never {
		t.Errorf("waiting for replication: %v to %d, %v", o, target, ends)
	}
	s, _ = r.Step(now, s, Event{On: NotYet}, nil)
	if _, _, ends := s.Running(); ends != machine.Never {
		t.Errorf("the next check is not the end: %v", ends)
	}
	s, _ = r.Advance(s, nil)
	s, _ = r.Step(110*second, s, Event{On: Confirmed}, nil)
	if _, _, ends := s.Running(); ends != 120*second {
		t.Errorf("the work ends at %v", ends)
	}
}

func TestValidate(t *testing.T) {
	if err := Lab().Validate(); err != nil {
		t.Error(err)
	}
	if Lab() != (Rules{10 * time.Second, 10 * time.Second, 300 * time.Second, 120 * time.Second}) {
		t.Error("L-24, F-110, F-130: the lab's numbers have changed")
	}
	err := Rules{Patience: -1}.Validate()
	want := "cms: Work 0s must be above 0\ncms: Retry 0s must be above 0\n" +
		"cms: Patience -1ns must not be shorter than Retry 0s\ncms: Demotion 0s must be above 0"
	if err == nil || err.Error() != want || !errors.Is(err, ErrRules) {
		t.Errorf("got %v", err)
	}
	if err := (Rules{1, 1, 1, 1}).Validate(); err != nil {
		t.Errorf("the least there can be: %v", err)
	}
}

func TestNames(t *testing.T) {
	for got, want := range map[fmt.Stringer]string{
		Orphaned: "orphaned", phases: "7?", noSuch: "no such database", Restoring: "restoring", Order(9): "9?",
		Gone: "gone", look: "14?", Stopped: "stopped", Kind(6): "6?",
	} {
		if got.String() != want {
			t.Errorf("%q is not %q", got, want)
		}
	}
}

// Any history in which the world answers every check at once: an order lasts for no longer than its two waits and its
// work, a planned failover never leaves two marked active, and a database that is named takes a write only alone.
func TestHistories(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r, s, now, began := Lab(), State{}, machine.Instant(0), machine.Instant(0)
		var out []Action
		forced := false
		answers := []EventKind{Confirmed, Confirmed, NotYet, Broken, LeftBoth, LeftNone}
		settle := func(acts []Action) {
			for len(acts) > 0 && acts[len(acts)-1].Kind == Check {
				s, acts = r.Step(now, s, Event{On: rapid.SampledFrom(answers).Draw(t, "answer")}, nil)
			}
		}
		run := func(until machine.Instant) {
			for d := r.Deadline(s); d <= until && d != machine.Never; d = r.Deadline(s) {
				now = d
				s, out = r.Advance(s, nil)
				settle(out)
			}
			now = until
		}
		t.Repeat(map[string]func(*rapid.T){
			"event": func(t *rapid.T) {
				e := Event{EventKind(rapid.Uint8Range(0, uint8(Gone)).Draw(t, "on")), rapid.Uint8Range(0, 1).Draw(t, "db")}
				idle := s.order == None
				s, out = r.Step(now, s, e, nil)
				forced = forced || e.On == ForceTo || e.On == Restore
				if idle {
					began = now
				}
				settle(out)
			},
			"wait": func(t *rapid.T) {
				run(now.Add(time.Duration(rapid.Int64Range(0, int64(3*time.Minute)).Draw(t, "for"))))
			},
			"": func(t *rapid.T) {
				if s.order != None && now.Sub(began) > 2*r.Patience+r.Work {
					t.Fatalf("%v: %v runs since %v", now, s, began)
				}
				if !forced && s.Claims(0) && s.Claims(1) && s.phases[0] != Unverified && s.phases[1] != Unverified {
					t.Fatalf("%v: %v: two are marked active, and nothing was forced", now, s)
				}
				for _, law := range laws {
					if !law.holds(s) {
						t.Fatalf("%v: %v: %s", now, s, law.name)
					}
				}
			},
		})
	})
}

// laws hold in every state that can be reached.
var laws = []struct {
	name  string
	holds func(State) bool
}{
	{"F-94, F-123: once there is a database, one holds the role, and only one, unless a switch has left none marked", func(s State) bool {
		n := 0
		for _, p := range s.phases {
			if p == Active || p == ReadOnly {
				n++
			}
		}
		return n == 1 || n == 0 && s.headless()
	}},
	{"F-122: an unverified one stands beside the source that has kept its mark", func(s State) bool {
		return s.phases[0] != Unverified && s.phases[1] != Unverified || s.phases[0] == ReadOnly || s.phases[1] == ReadOnly
	}},
	{"H-7: for one pointer at most one takes writes", func(s State) bool {
		for pointer := range uint8(2) {
			if s.Accepts(0, pointer) && s.Accepts(1, pointer) {
				return false
			}
		}
		return true
	}},
	{"F-117: two that take writes by different pointers are a master and an orphan", func(s State) bool {
		pair := slices.Sorted(slices.Values(s.phases[:]))
		return !(s.Accepts(0, 0) && s.Accepts(1, 1)) || pair[0] == Active && pair[1] == Orphaned
	}},
	{"F-107: a planned failover has no second claim beside it", func(s State) bool {
		return s.order != Planned || !(s.Claims(0) && s.Claims(1))
	}},
	{"F-107: read only as soon as the switch is at work", func(s State) bool {
		return s.order != Planned || !s.switching || s.phases[partner(s.target)] == ReadOnly
	}},
	{"a running order has a target that it can make active", func(s State) bool {
		switch {
		case s.order == None:
			return true
		case s.order == Restoring && !s.headless():
			return s.Claims(s.target)
		}
		return s.Phase(s.target) == Standby
	}},
	{"a running order waits for a deadline or for an answer, one of the two; no other waits for anything", func(s State) bool {
		if s.order == None {
			return s == State{phases: s.phases, demotion: s.demotion}
		}
		return s.timer.Armed() != s.asked
	}},
	{"a demotion is on only where there is an orphan", func(s State) bool {
		return !s.demotion.Armed() || s.phases[0] == Orphaned || s.phases[1] == Orphaned
	}},
}
