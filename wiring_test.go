package understudy

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"understudy.example/client"
	"understudy.example/client/features"
	"understudy.example/machine"
	"understudy.example/pool/failover"
	"understudy.example/pool/pairing"
	"understudy.example/registrar"
	"understudy.example/registrar/binding"
)

// saw reports whether anything that happened is of a kind, and satisfies is.
func (h *history) saw(kind ActionKind, is func(Action) bool) bool {
	for _, e := range h.log {
		if slices.ContainsFunc(e.did, func(a Action) bool { return a.Kind == kind && is(a) }) {
			return true
		}
	}
	return false
}

func (h *history) repliedBy(rule string) func(Action) bool {
	return func(a Action) bool { return registrar.RuleID(a.Code).String() == rule }
}

// F-106: the store is failed over on a server of the pool that is to become active.
func TestF106StoreIsMovedAtItsTarget(t *testing.T) {
	h := begin(t, Paired())
	h.wait(5 * time.Minute)
	b, _ := h.blocks(ManagementServerFailover{At: fe1, Target: fe2, Force: true})
	if len(b) != 1 || b[0].Name != "at-target" {
		t.Errorf("blocked by %v, want at-target alone", b)
	}
}

// F-104: a planned failover that stops half way leaves no master, and the query says so.
func TestF104NoMasterIsAnError(t *testing.T) {
	h := begin(t, Paired())
	h.wait(5 * time.Minute)
	h.must(t, ManagementServerFailover{At: fe2})
	h.wait(time.Second)
	h.do(Break{Fault{Kind: Power, Of: fe2}})
	h.wait(10 * time.Minute)
	if active, err := h.CMS(fe1); err == nil {
		t.Errorf("%s is said to be active\n%s", active, h)
	}
}

// C-16, C-111: a record that leads out of the SIP domain is of no use to a client.
func TestC111RecordOutOfTheDomain(t *testing.T) {
	top := Paired()
	top.Pools[0].FQDN, top.Pairs[0].Pools[0], top.Records[0].Target = "fe01.fabrikam.example", "fe01.fabrikam.example", "fe01.fabrikam.example"
	for i := range top.Users {
		top.Users[i].Home = "fe01.fabrikam.example"
	}
	top.Records = top.Records[:1]
	h := begin(t, top)
	h.do(SignIn{u1})
	h.wait(time.Hour)
	if h.saw(Tried, func(Action) bool { return true }) {
		t.Errorf("u1 tried a host outside of the domain\n%s", h)
	}
}

// C-121: a registrar that is full takes nobody more in.
func TestC121FullRegistrar(t *testing.T) {
	top := Paired()
	top.Parameters.Endpoints = 1
	h := begin(t, top)
	h.do(SignIn{u1})
	h.do(SignIn{"u2@lab.local"})
	h.wait(time.Hour)
	if st, _ := h.User("u2@lab.local"); st.Registered || !h.saw(Replied, h.repliedBy("no room")) {
		t.Errorf("u2 is %v\n%s", st.Phase, h)
	}
}

// C-46: a client that cannot do without user services is not taken in by the backup.
func TestC46LegacyClientIsOut(t *testing.T) {
	top := Paired()
	top.Users[0].Legacy = true
	h := begin(t, top)
	h.do(SignIn{u1})
	h.wait(5 * time.Minute)
	h.do(Break{Fault{Kind: NIC, Of: fe1}})
	h.wait(30 * time.Minute)
	if st, _ := h.User(u1); st.Registered || !h.saw(Replied, h.repliedBy("no survivable support")) {
		t.Errorf("u1 is %v\n%s", st.Phase, h)
	}
}

// C-68, C-32, H-31: a site that has neither directory nor DNS of its own, cut off from the one that has.
func TestH31SiteWithoutDirectory(t *testing.T) {
	top := Paired()
	top.Sites = []Site{{Name: "hut", NoDirectory: true}, {Name: "town"}}
	top.Pools[0].Site, top.Pools[1].Site = "hut", "town"
	h := begin(t, top)
	h.do(SignIn{u1})
	h.wait(5 * time.Minute)
	h.do(SignOut{u1})
	h.do(DeleteCertificate{u1})
	h.do(Break{Fault{Kind: Link, Of: "hut", To: "town"}})
	h.do(Break{Fault{Kind: Link, Of: "town", To: "hut"}})
	h.do(SignIn{u1})
	h.do(SignIn{"u2@lab.local"})
	h.wait(time.Minute)
	if st, _ := h.User(u1); st.Registered || !h.saw(Replied, h.repliedBy("no directory")) {
		t.Errorf("u1, without a certificate, is %v\n%s", st.Phase, h)
	}
	if st, _ := h.User("u2@lab.local"); st.Phase != client.Waiting || h.saw(Tried, func(a Action) bool { return a.Who.A == 1 }) {
		t.Errorf("u2, who has nothing cached, is %v\n%s", st.Phase, h)
	}
}

// F-24, F-99: who is the backup of whom is known from the local replica when the master cannot be asked.
func TestF24BackupIsKnownWithoutTheMaster(t *testing.T) {
	h := begin(t, Paired())
	h.wait(5 * time.Minute)
	h.do(Break{Fault{Kind: NIC, Of: fe1}})
	var v View
	h.View(fe2, &v)
	if v.ActiveKnown || v.Pools[0].Stated || v.Pools[0].Backup != fe2 {
		t.Errorf("from FE02: active known %v, stated %v, backup %q", v.ActiveKnown, v.Pools[0].Stated, v.Pools[0].Backup)
	}
}

// H-39: an answer takes the way there and back.
func TestH39AnswersTakeTheirTime(t *testing.T) {
	top := Paired()
	top.Parameters.Latency = time.Second
	h := begin(t, top)
	h.do(SignIn{u1})
	h.wait(2*time.Second - 1)
	if st, _ := h.User(u1); st.Registered {
		t.Error("u1 is in before the answer can be there")
	}
	h.wait(1)
	if st, _ := h.User(u1); !st.Registered {
		t.Errorf("u1 is %v when the answer is there\n%s", st.Phase, h)
	}
}

// F-76, F-93: failover changes nobody's home, and the pool information says so.
func TestF93UserPoolInfo(t *testing.T) {
	h := begin(t, Paired())
	h.do(SignIn{u1})
	h.wait(5 * time.Minute)
	h.must(t, ManagementServerFailover{At: fe2})
	h.wait(5 * time.Minute)
	h.must(t, PoolFailOver{At: fe2, Pool: fe1, DisasterMode: true})
	h.wait(10 * time.Minute)
	got, err := h.Ask(Question{Cmdlet: "Get-CsUserPoolInfo", At: fe2, Of: u1})
	if want := "PrimaryPoolFqdn: FE01.lab.local\nBackupPoolFqdn: FE02.lab.local\n"; err != nil || got != want {
		t.Errorf("got %q, %v; want %q", got, err, want)
	}
}

// C-86: a call is between two who are both signed in, in reach of each other and in no other call; nobody calls himself.
func TestC86WhoCanBeCalled(t *testing.T) {
	top := Paired()
	h := alight(t, top, u1, u2)
	for _, c := range []struct {
		from, to string
		want     denial
	}{
		{u1, u1, noPeer}, {u1, top.Users[2].URI, noPeer}, {top.Users[2].URI, u1, noPeer}, {u1, u2, done}, {u1, u2, noPeer}, {u2, u1, noPeer},
	} {
		got := done
		for _, a := range h.do(Call{c.from, c.to}) {
			if a.Kind == Denied {
				got = denial(a.Arg)
			}
		}
		if got != c.want {
			t.Errorf("%s calls %s: %d, want %d", c.from, c.to, got, c.want)
		}
	}
}

// C-43: what a registrar tells an endpoint that it no longer serves, by how it has judged and where it stands.
func TestC43WhyABindingIsDropped(t *testing.T) {
	for _, c := range []struct {
		role     registrar.Role
		replicas registrar.Replicas
		survives bool
		verdict  registrar.Verdict
		want     binding.Note
	}{
		{registrar.Stranger, registrar.Gone, true, registrar.Redirected, binding.Deactivated},
		{registrar.Home, registrar.Gone, true, registrar.Redirected, binding.PreferredRegistrar},
		{registrar.Backup, registrar.Gone, true, registrar.Redirected, binding.PreferredRegistrar},
		{registrar.Home, registrar.Gone, false, registrar.Rejected, binding.NoSurvivableSupport},
		{registrar.Home, registrar.Gone, true, registrar.Rejected, binding.Rejected},
		{registrar.Home, 0, true, registrar.Rejected, binding.PreferredRegistrar},
		{registrar.Backup, 0, true, registrar.Rejected, binding.Rejected},
	} {
		k := registrar.Known{Role: c.role, Replicas: c.replicas}
		got := judgement(k, registrar.Request{Survivable: c.survives}, registrar.Reply{Verdict: c.verdict})
		if want := (binding.Event{On: binding.Drop, Reason: c.want}); got != want {
			t.Errorf("%+v: %+v, want %+v", c, got, want)
		}
	}
}

// Who is in no topology, or not signed in, can do nothing, and no state can be set that a pool cannot have (F-25).
func TestEdgesOfQuestions(t *testing.T) {
	h := alight(t, Lab(), u1)
	if _, ok := h.Can("nobody", features.IM); ok {
		t.Error("nobody can")
	}
	if _, ok := h.Can(u2, features.IM); ok {
		t.Error("who is not signed in can")
	}
	if _, ok := h.Can(u1, features.IM); !ok {
		t.Error("who is signed in cannot")
	}
	for state, want := range map[failover.Phase]bool{failover.Active: false, failover.FailedOver: true} {
		blocks, err := h.blocks(SetPoolState{fe1, fe1, state})
		has := slices.ContainsFunc(blocks, func(b Block) bool { return b.Name == "set-paired" })
		if err != nil || has != want {
			t.Errorf("no backup, to %v: %v %v", state, blocks, err)
		}
	}
}

// Orders about the first and the last record and address of a topology are orders like others, and those about one that is
// not in it are none.
func TestRecordsAtTheEdges(t *testing.T) {
	const srv = "_sipinternaltls._tcp.lab.local"
	for _, records := range [][]Record{Paired().Records, nil} {
		top := Paired()
		top.Records = records
		top.Addresses = []Address{{Name: "sip.lab.local", Target: fe1}, {Name: "sip.lab.local", Target: fe2}}
		h := begin(t, top)
		for _, target := range []string{fe1, fe2, fe3} {
			for _, o := range []Order{RemoveAddress{"sip.lab.local", target}, AddAddress{"sip.lab.local", target}} {
				if _, known := h.resolve(o); known != (target != fe3) {
					t.Errorf("%T%+v: %v", o, o, known)
				}
			}
			for _, o := range []Order{RemoveRecord{srv, target}, AddRecord{srv, target}} {
				if _, known := h.resolve(o); known != (target != fe3 && records != nil) {
					t.Errorf("%T%+v: %v", o, o, known)
				}
			}
		}
	}
}

// F-84, H-8: a failback that is no disaster's needs the backup, be that the first pool of the topology or the second.
func TestF84BackupIsReached(t *testing.T) {
	for _, c := range []struct{ pool, backup string }{{fe1, fe2}, {fe2, fe1}} {
		h := begin(t, Paired())
		h.brk(NIC, c.backup)
		for _, disaster := range []bool{false, true} {
			blocks, err := h.blocks(PoolFailBack{At: c.pool, Pool: c.pool, DisasterMode: disaster})
			has := slices.ContainsFunc(blocks, func(b Block) bool { return b.Name == "backup-reached" })
			if err != nil || has == disaster {
				t.Errorf("%s, disaster mode %v: %v %v", c.pool, disaster, blocks, err)
			}
		}
	}
}

// A client of somebody's own that tries a candidate which its round does not have tries nobody.
func TestTryBeyondTheList(t *testing.T) {
	s := mustNew(t, Paired())
	for _, user := range []int16{0, 1} {
		if s.try(user, s.candidate(user, uint8(len(s.list[user])))); s.at[user] != -1 {
			t.Errorf("user %d is at pool %d", user, s.at[user])
		}
	}
}

// F-106: no order is given on a server that is off, be that the first pool of the topology or the last, and from a site
// every order is.
func TestF106OnAServerThatIsOff(t *testing.T) {
	for _, c := range []struct {
		off, at string
		want    bool
	}{{fe1, fe1, true}, {fe2, fe2, true}, {fe1, fe2, false}, {fe2, fe1, false}, {fe1, "east", false}, {fe2, "west", false}} {
		h := begin(t, twoSites())
		h.brk(Power, c.off)
		blocks, err := h.blocks(SetPoolState{c.at, fe1, failover.Active})
		has := slices.ContainsFunc(blocks, func(b Block) bool { return b.Name == "server-up" })
		if err != nil || has != c.want {
			t.Errorf("%s is off, and it is given at %s: %v, %v", c.off, c.at, blocks, err)
		}
	}
}

// F-24: the backup pool of each pool of a pair is told, be it the first of the topology, from the store and from a replica.
func TestF24BackupOfEach(t *testing.T) {
	h := begin(t, Paired())
	for _, c := range []struct{ of, want string }{{fe1, fe2}, {fe2, fe1}} {
		for _, local := range []bool{false, true} {
			for _, at := range []string{"HQ", fe1, fe2} {
				text, err := h.Ask(Question{Cmdlet: "Get-CsPoolBackupRelationship", At: at, Of: c.of, LocalStore: local})
				if err != nil || text != "BackupPoolFqdn: "+c.want+"\n" {
					t.Errorf("of %s at %s: %q, %v", c.of, at, text, err)
				}
			}
		}
	}
}

// Where a message and machines are due at one instant the message comes first, and counts as one of what is due.
func TestAMessageComesFirst(t *testing.T) {
	h := begin(t, Paired())
	at := h.Deadline()
	machines := h.Due()
	if machines == 0 || h.NextMessage() != machine.Never {
		t.Fatalf("%d machines are due at %v, and a message at %v", machines, at, h.NextMessage())
	}
	for _, c := range []struct {
		at         machine.Instant
		due, after int
	}{{at - 1, 1, machines}, {at, machines + 1, machines}, {at + 1, machines, machines - 1}} {
		s, err := h.Clone()
		if err != nil {
			t.Fatal(err)
		}
		s.queue.push(message{at: c.at, kind: messageKinds})
		if got := s.Due(); got != c.due {
			t.Errorf("a message at %v, and machines at %v: %d are due, want %d", c.at, at, got, c.due)
		}
		s.Run(0, nil)
		if left := s.Due(); left != c.after && c.after > 0 {
			t.Errorf("a message at %v, and machines at %v: %d are due after the first, want %d", c.at, at, left, c.after)
		}
		if first := s.NextMessage() == machine.Never; first != (c.at <= at) {
			t.Errorf("a message at %v, and machines at %v: it comes first: %v", c.at, at, first)
		}
	}
}

// Where the users of each pool are loaded is told, of the first as of the last, and of a pool that is failed over (F-188).
func TestF188WhereUsersAreLoaded(t *testing.T) {
	h := begin(t, storeOnBackup())
	loaded := func(pool, want string) {
		t.Helper()
		if st, ok := h.Pool(pool); !ok || st.Loaded != want {
			t.Errorf("at %v: the users of %s are loaded on %q", h.Now(), pool, st.Loaded)
		}
	}
	loaded(fe1, fe1)
	loaded(fe2, fe2)
	h.must(t, PoolFailOver{At: fe2, Pool: fe1})
	h.wait(20 * time.Minute)
	loaded(fe1, fe2)
	h.loaded[0] = -1
	loaded(fe1, "")
	if _, ok := h.Pool("nothing"); ok {
		t.Error("a pool that is not there")
	}
}

// F-46, C-86: a call with the telephone network runs through the pool, be it the first, and dies with its service; one that
// bypasses it does not.
func TestC86CallsThroughThePool(t *testing.T) {
	for i, pool := range []string{fe1, fe2} {
		for _, bypass := range []bool{false, true} {
			top := Paired()
			top.Users[0].Home = pool
			h := alight(t, top, u1)
			h.must(t, CallOut{u1, bypass})
			if !h.flows(0) || h.through[0] != int16(i) {
				t.Fatalf("at %s: it runs through %d", pool, h.through[0])
			}
			h.brk(Service, pool)
			if h.peer[0] >= 0 && h.flows(0) != bypass {
				t.Errorf("%s is down, and past it is %v: the call has a way: %v", pool, bypass, h.flows(0))
			}
		}
	}
}

// F-105: every pool that has a database is told, the first one, too.
func TestF105WhoHasADatabase(t *testing.T) {
	h := begin(t, Paired())
	text, err := h.Ask(Question{Cmdlet: "Get-CsService", At: "HQ"})
	for _, pool := range []string{fe1, fe2} {
		if err != nil || !strings.Contains(text, "CentralManagement:"+pool+": ") {
			t.Errorf("%q, %v", text, err)
		}
	}
}

// F-105: what a database is marked as is asked of a server that can be worked with, and whose database answers.
func TestF105WhoCanBeAsked(t *testing.T) {
	for _, fault := range []FaultKind{NIC, SQL, Power} {
		for _, pool := range []string{fe1, fe2} {
			h := begin(t, Paired())
			h.brk(fault, pool)
			text, err := h.Ask(Question{Cmdlet: "Get-CsService", At: "HQ"})
			for _, of := range []string{fe1, fe2} {
				if silent := strings.Contains(text, of+": not reached"); err != nil || silent != (of == pool) {
					t.Errorf("fault %v of %s: %q, %v", fault, pool, text, err)
				}
			}
		}
	}
}

// F-68, D-10: who does not know -SkipDataVerification refuses it, and the release that brought it does not.
func TestF68WhoKnowsTheSwitch(t *testing.T) {
	for _, r := range []pairing.Release{pairing.Lync2013, pairing.Skype2015, pairing.Skype2019, pairing.SubscriptionEdition} {
		top := Paired()
		top.Pools[0].Release, top.Pools[1].Release = r, r
		h := begin(t, top)
		blocks, err := h.blocks(PoolFailOver{At: fe2, Pool: fe1, Switches: Switches{SkipDataVerification: true}})
		has := slices.ContainsFunc(blocks, func(b Block) bool { return b.Name == "skip-known" })
		if err != nil || has != (r == pairing.Lync2013) {
			t.Errorf("%v: %v, %v", r, blocks, err)
		}
	}
}

// H-22: there is a way that can change under a client as long as it is registered or tries to be, at the first pool as at
// another one; of others nothing is watched.
func TestH22WhoseWayIsWatched(t *testing.T) {
	watched := 0
	for _, home := range []string{fe1, fe2} {
		top := Paired()
		top.Users[0].Home = home
		h := begin(t, top)
		h.each = append(h.each, func(s *System, _ []Action) error {
			look := s.client.at[0].Look()
			_, registered := look.Mode()
			want := open
			if registered || look.Phase() == client.Connecting {
				want = s.pathTo(0, s.at[0])
			}
			if want != open {
				watched++
			}
			if got := s.pathOf(0); got != want {
				return fmt.Errorf("%v, registered %v, at %d: %v, want %v", look.Phase(), registered, s.at[0], got, want)
			}
			return nil
		})
		h.must(t, SignIn{u1})
		h.wait(time.Minute)
		h.brk(NIC, home)
		h.wait(20 * second)
		h.brk(NIC, map[string]string{fe1: fe2, fe2: fe1}[home])
		h.wait(3 * time.Minute)
		h.must(t, SignOut{u1})
		h.heal(NIC, home)
		h.brk(NIC, home)
		h.wait(time.Minute)
		h.holds(t)
	}
	if watched == 0 {
		t.Error("no way was ever lost")
	}
}

// F-106, Q-5: a server can be worked with if it has power and both ways are open: from who works, and back to him; who sits at
// it needs no way to it.
func TestWhoCanWorkWithAServer(t *testing.T) {
	for _, c := range []struct {
		power, there, back bool
	}{{true, true, true}, {false, true, true}, {true, false, true}, {true, true, false}, {false, false, false}} {
		for pool, name := range []string{fe1, fe2} {
			h := begin(t, twoSites())
			far := []string{"west", "east"}[pool]
			if !c.power {
				h.brk(Power, name)
			}
			if !c.there {
				h.do(Break{Fault{Kind: Link, Of: far, To: name}})
			}
			if !c.back {
				h.do(Break{Fault{Kind: Link, Of: name, To: far}})
			}
			if got := h.works(h.node(far), int16(pool)); got != (c.power && c.there && c.back) {
				t.Errorf("%+v: from %s one can work with %s: %v", c, far, name, got)
			}
			if got := h.works(h.node(name), int16(pool)); got != c.power {
				t.Errorf("%+v: at %s one can work with it: %v", c, name, got)
			}
		}
		if h := begin(t, twoSites()); h.works(h.node("west"), -1) {
			t.Error("one can work with no pool")
		}
	}
}

// F-74: a step that hangs is the one that is on, from when the fault begins, or the step does, until it ends; a fault of
// another step changes nothing.
func TestF74OnlyTheStepThatIsOnHangs(t *testing.T) {
	h := alight(t, Paired())
	h.must(t, ManagementServerFailover{At: fe2})
	h.wait(5 * time.Minute)
	hangs := func(step failover.Step, begins bool) {
		t.Helper()
		f := Fault{Kind: StepHangs, Of: fe1, Step: step}
		if begins {
			h.must(t, Break{f})
		} else {
			h.must(t, Heal{f})
		}
	}
	is := func(hung bool) {
		t.Helper()
		if run := h.failover.at[0].Look(); !run.Running() || run.Hung() != hung {
			t.Errorf("at %v %v hangs: %v", h.Now(), run.Step(), run.Hung())
		}
	}
	h.must(t, PoolFailOver{At: fe2, Pool: fe1, DisasterMode: true})
	on := h.failover.at[0].Look().Step()
	other := (on + 1) % failover.NumSteps
	hangs(other, true)
	is(false)
	hangs(on, true)
	is(true)
	hangs(other, false)
	is(true)
	hangs(on, false)
	is(false)
	if h.saw(Refused, func(Action) bool { return true }) {
		t.Errorf("something is refused\n%s", h)
	}
}

// F-105: a database that is not there is not told, be it the first or the second.
func TestF105WhichDatabaseIsThere(t *testing.T) {
	for _, gone := range []uint8{0, 1} {
		h := alight(t, Paired())
		if gone == 0 {
			h.must(t, ManagementServerFailover{At: fe2})
			h.wait(5 * time.Minute)
		}
		h.dropDatabase(gone)
		h.System.out = nil
		text, err := h.Ask(Question{Cmdlet: "Get-CsService", At: "HQ"})
		if want := "CentralManagement:" + h.poolName(int16(1-gone)) + ": active\n"; err != nil || text != want {
			t.Errorf("database %d is gone: %q, %v", gone, text, err)
		}
	}
}
