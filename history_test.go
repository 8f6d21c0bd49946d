package understudy

import (
	"fmt"
	"strings"
	"time"

	"pgregory.net/rapid"

	"understudy.example/client"
	"understudy.example/client/conversation"
	"understudy.example/dns"
	"understudy.example/dns/discovery"
	"understudy.example/dns/geo"
	"understudy.example/machine"
	"understudy.example/pool/failover"
	"understudy.example/pool/health"
	"understudy.example/pool/pairing"
	"understudy.example/pool/replication"
)

// ThreeSites has two pairs across three sites, a pool without a pair, names that are prefixes of each other, users who
// sit far from home, one whose client is too old for a backup, one with a mobile client and one with a desk phone.
func threeSites() Topology {
	t := Topology{Domain: "x.example", Parameters: Defaults(), Seed: 7,
		Sites: []Site{{Name: "east"}, {Name: "west"}, {Name: "hut", NoDirectory: true}}}
	for i, p := range []struct {
		name, site string
		cms        bool
	}{{"fe1.x.example", "east", true}, {"fe10.x.example", "west", false}, {"fe2.x.example", "east", false},
		{"fe20.x.example", "hut", false}, {"fe3.x.example", "west", false}} {
		t.Pools = append(t.Pools, Pool{FQDN: p.name, Site: p.site, CMS: p.cms, Release: pairing.Lync2013, Automatic: i != 3, Orbits: i % 3,
			Detect: time.Duration(30+60*i) * time.Second, Failback: time.Duration(30+30*i) * time.Second})
		t.Users = append(t.Users, User{URI: fmt.Sprintf("u%d@x.example", i), Home: p.name, Organiser: i%2 == 0, Agent: []string{"", "Sales", "Help"}[i%3]})
		t.Records = append(t.Records, Record{Name: "_sipinternaltls._tcp.x.example",
			SRV: dns.SRV{Target: p.name, Port: 5061, Priority: uint16(i % 3), Weight: uint16(i)}})
	}
	t.Pairs = []Pair{{Pools: [2]string{"fe1.x.example", "fe10.x.example"}}, {Pools: [2]string{"fe20.x.example", "fe2.x.example"}}}
	t.Users = append(t.Users, User{URI: "far@x.example", Home: "fe1.x.example", Site: "hut"},
		User{URI: "old@x.example", Home: "fe2.x.example", Legacy: true},
		User{URI: "app@x.example", Home: "fe1.x.example", Generation: discovery.Mobile},
		User{URI: "phone@x.example", Home: "fe10.x.example", Generation: discovery.PhoneEdition})
	t.Sites[2].DHCP120 = "fe20.x.example"
	t.Addresses = []Address{{Name: "lyncdiscover.x.example", Target: "geo.x.example"}, {Name: "sip.x.example", Target: "fe2.x.example", Later: true}}
	t.Groups = []Group{{Name: "Sales", Pool: "fe1.x.example"}, {Name: "Help", Pool: "fe1.x.example", Hides: true}, {Name: "Help", Pool: "fe20.x.example"}}
	t.GeoNames = []GeoName{{"geo.x.example", [2]string{"fe1.x.example", "fe10.x.example"}, geo.RoundRobin}}
	return t
}

const (
	fe1, fe2 = "FE01.lab.local", "FE02.lab.local"
	u1, u2   = "u1@lab.local", "u2@lab.local"
)

// twoSites is the paired lab with its pools in two sites, FE01 and all users in the east.
func twoSites() Topology {
	t := Paired()
	t.Sites = []Site{{Name: "east"}, {Name: "west"}}
	t.Pools[0].Site, t.Pools[1].Site = "east", "west"
	return t
}

// drawTopology draws one of the topologies, with parameters that matter to laws.
func drawTopology(t *rapid.T) Topology {
	top := rapid.SampledFrom([]func() Topology{Paired, threeSites, Lab, branches, clustered}).Draw(t, "topology")()
	p := &top.Parameters
	p.Latency = rapid.SampledFrom([]time.Duration{0, 5 * time.Millisecond, 2 * time.Second}).Draw(t, "latency")
	p.SiteLatency = rapid.SampledFrom([]time.Duration{0, 50 * time.Millisecond, 3 * time.Second}).Draw(t, "site latency")
	p.Health.Mode = rapid.SampledFrom([]health.Mode{health.Recheck, health.HoldDown}).Draw(t, "mode")
	p.Admission = rapid.SampledFrom([]Admission{{}, LoadTested()}).Draw(t, "admission")
	p.AtRefresh = rapid.Bool().Draw(t, "at refresh")
	p.Client.Probe = rapid.SampledFrom([]time.Duration{0, 7 * time.Second}).Draw(t, "probe")
	top.Seed = rapid.Uint32().Draw(t, "seed")
	return top
}

// A tester is what a test and a property have in common.
type tester interface {
	Helper()
	Errorf(format string, args ...any)
	Fatalf(format string, args ...any)
	Fatal(args ...any)
}

// A history is a System with everything that has happened in it, and what is checked at every instant.
type history struct {
	*System
	watch *Watch
	each  []func(*System, []Action) error
	log   []event
	out   []Action
	fails error

	picked bool // what is due at one instant was not always run in its order
}

type event struct {
	at  machine.Instant
	in  Input
	did []Action
}

func newHistory(top Topology, parts Parts, w *Watch) (*history, error) {
	s, err := NewWith(top, parts)
	return &history{System: s, watch: w}, err
}

// begin is newHistory for topologies that are known to be good.
func begin(t tester, top Topology) *history {
	h, err := newHistory(top, Parts{}, modelLaws())
	if err != nil {
		t.Fatal(err)
	}
	h.each = append(h.each, func(s *System, did []Action) error {
		if a, found := stranger(did); found {
			t.Errorf("at %v: %+v names a party", s.Now(), a)
		}
		return nil
	})
	return h
}

// modelLaws watches over what holds whatever is ordered.
func modelLaws() *Watch {
	var all []Law
	for _, l := range Laws() {
		if l.Duty == OfModel {
			all = append(all, l)
		}
	}
	return NewWatch(all...)
}

// note keeps what happened, and checks it.
func (h *history) note(in Input, did []Action) {
	if in != nil || len(did) > 0 {
		h.log = append(h.log, event{h.Now(), in, append([]Action(nil), did...)})
	}
	if h.fails != nil {
		return
	}
	if h.watch != nil {
		h.fails = h.watch.Check(h.System, did)
	}
	for _, check := range h.each {
		if err := check(h.System, did); h.fails == nil && err != nil {
			h.fails = fmt.Errorf("at %v: %w", h.Now(), err)
		}
	}
}

// do lets in happen now.
func (h *history) do(in Input) []Action {
	h.out = h.Step(h.Now(), in, h.out[:0])
	h.note(in, h.out)
	return h.out
}

// run lets d pass; pick chooses among what is due at one instant.
func (h *history) run(d time.Duration, pick func(n int) int) {
	end := h.Now().Add(d)
	for same, last := 0, h.Now(); h.Deadline() <= end && h.Deadline() != machine.Never; same++ {
		if h.Now() > last {
			same, last = 0, h.Now()
		}
		if same > 10_000 {
			h.fails = fmt.Errorf("at %v: time stands still", h.Now())
			return
		}
		i := 0
		if n := h.Due(); n > 1 && pick != nil {
			i = pick(n)
		}
		h.out = h.Run(i, h.out[:0])
		h.note(nil, h.out)
	}
	h.Step(end, nil, nil)
}

// wait is run with the first choice.
func (h *history) wait(d time.Duration) { h.run(d, nil) }

// must lets inputs happen and fails if anything stands against them.
func (h *history) must(t tester, ins ...Input) {
	t.Helper()
	for _, in := range ins {
		for _, a := range h.do(in) {
			if a.Kind == Blocked || a.Kind == Invalid || a.Kind == Denied {
				t.Fatalf("%T%+v: %s\n%s", in, in, h.Tell(a).What, h)
			}
		}
	}
}

// refused lets an order happen that guards have to stand against, and returns their names.
func (h *history) refused(t tester, o Order) (names []string) {
	t.Helper()
	blocks, err := h.blocks(o)
	if err != nil || len(blocks) == 0 {
		t.Fatalf("%T%+v is accepted (%v)\n%s", o, o, err, h)
	}
	for _, b := range blocks {
		names = append(names, b.Name)
	}
	h.do(o)
	return names
}

// brk and heal begin and end a fault of one pool.
func (h *history) brk(kind FaultKind, of string)  { h.do(Break{Fault{Kind: kind, Of: of}}) }
func (h *history) heal(kind FaultKind, of string) { h.do(Heal{Fault{Kind: kind, Of: of}}) }

// part cuts everything between two places, and join mends it.
func (h *history) part(a, b string) {
	h.do(Break{Fault{Kind: Link, Of: a, To: b}})
	h.do(Break{Fault{Kind: Link, Of: b, To: a}})
}

func (h *history) join(a, b string) {
	h.do(Heal{Fault{Kind: Link, Of: a, To: b}})
	h.do(Heal{Fault{Kind: Link, Of: b, To: a}})
}

// holds fails if anything that is checked at every instant has not held.
func (h *history) holds(t tester) {
	t.Helper()
	if h.fails != nil {
		t.Errorf("%v\n%s", h.fails, h)
	}
}

// is fails unless a user is served in some mode at some pool, or, with an empty pool, is registered nowhere.
func (h *history) is(t tester, user string, mode client.Mode, pool string) {
	t.Helper()
	if st, _ := h.User(user); st.Registered != (pool != "") || st.At != pool || st.Registered && st.Mode != mode {
		t.Fatalf("at %v: %s is %v (%v) at %q, not %v at %q\n%s", h.Now(), user, st.Mode, st.Registered, st.At, mode, pool, h)
	}
}

// String is the timeline.
func (h *history) String() string {
	var b strings.Builder
	for _, e := range h.log {
		if e.in != nil {
			fmt.Fprintf(&b, "%v\t%T%+v\n", e.at, e.in, e.in)
		}
		for _, a := range e.did {
			if l := h.Tell(a); !l.Routine {
				fmt.Fprintf(&b, "%v\t\t%s: %s\n", e.at, l.Who, l.What)
			}
		}
	}
	return b.String()
}

// A script draws inputs that fit a topology.
type script struct {
	h      *history
	places []string
	pools  []string
	users  []string
}

func newScript(h *history) *script {
	c := &script{h: h}
	for _, p := range h.topology.Pools {
		c.pools = append(c.pools, p.FQDN)
	}
	for _, u := range h.topology.Users {
		c.users = append(c.users, u.URI)
	}
	c.places = append(c.places, c.pools...)
	for _, s := range h.topology.Sites {
		c.places = append(c.places, s.Name)
	}
	return c
}

// orders are all orders that make a difference here.
func (c *script) orders() (all []Order) {
	for _, at := range c.places {
		for _, p := range c.pools {
			for _, disaster := range []bool{false, true} {
				all = append(all, PoolFailOver{At: at, Pool: p, DisasterMode: disaster}, PoolFailBack{At: at, Pool: p, DisasterMode: disaster})
			}
			all = append(all, SetAutomaticFailover{at, p, false}, SetAutomaticFailover{at, p, true}, BackupServiceSync{at, p, ""}, BackupServiceSync{at, p, replication.Conference.Cmdlet()},
				NameBackup{At: at, Pool: p}, ClearBackup{at, p}, DefinePool{at, p}, RemovePool{at, p},
				RemoveUserStoreBackupData{at, p}, ExportUserData{at, p}, ImportUserData{at, p},
				ExportResponseGroups{at, p}, ImportResponseGroups{at, p})
			for st := failover.Active; st <= failover.FailingBack; st++ {
				all = append(all, SetPoolState{at, p, st})
			}
			for _, u := range c.users {
				all = append(all, MoveUser{At: at, User: u, Target: p}, MoveUser{At: at, User: u, Target: p, Force: true},
					MoveUser{At: at, User: u, Target: p, MoveConferenceData: true})
			}
		}
		all = append(all, Publish{at})
	}
	for _, p := range c.pools {
		if s := c.h.System; s.cluster[s.plan.pool(p)] >= 0 {
			all = append(all, AddFrontEnd{p, p}, RemoveFrontEnd{p, p, 1}, RemoveFrontEnd{p, p, 4}, DatabaseFailover{p, p})
			for r := range MachineStateRemoved + 1 {
				all = append(all, ResetPoolRegistrarState{p, p, r, 2})
			}
		}
		all = append(all, Setup{Pool: p}, Setup{Pool: p, Stopped: true}, StartServices{p}, InstallDatabase{p}, RemoveDatabase{p}, RestartBackupService{p}, ManagementServerFailover{At: p},
			ManagementServerFailover{At: p, Force: true, Target: p}, ManagementServerFailover{At: p, Restore: true})
	}
	for _, a := range c.h.topology.Addresses {
		all = append(all, AddAddress{a.Name, a.Target}, RemoveAddress{a.Name, a.Target})
	}
	for _, r := range c.h.topology.Records {
		all = append(all, AddRecord{r.Name, r.Target}, RemoveRecord{r.Name, r.Target})
	}
	return all
}

// order draws an order; most of the time one that nothing stands against, and of those most often one that matters most.
func (c *script) order(t *rapid.T) Order {
	all := c.orders()
	if rapid.IntRange(0, 4).Draw(t, "blocked too") > 0 {
		var open, heavy []Order
		for _, o := range all {
			if b, err := c.h.blocks(o); err != nil || len(b) > 0 {
				continue
			}
			open = append(open, o)
			switch o.(type) {
			case PoolFailOver, PoolFailBack, ManagementServerFailover:
				heavy = append(heavy, o)
			}
		}
		if all = open; len(heavy) > 0 && rapid.IntRange(0, 3).Draw(t, "light too") > 0 {
			all = heavy
		}
	}
	return rapid.SampledFrom(all).Draw(t, "order")
}

func (c *script) fault(t *rapid.T) Fault {
	f := Fault{Kind: rapid.SampledFrom([]FaultKind{NIC, NIC, NIC, Power, Power, Service, Hung, SQL, BackupService, Link, Link, Link,
		Heartbeat, Heartbeat, Directory, StandbySetup, Rights, PatchLevel, ImportError, BadAddress, FrontEnd, FrontEnd, FrontStopped,
		FrontStopped, MirrorServer, WitnessServer, StepFails, StepHangs}).Draw(t, "fault")}
	switch f.Kind {
	case Link:
		nodes := append(append([]string{}, c.places...), c.users...)
		f.Of, f.To = rapid.SampledFrom(nodes).Draw(t, "from"), rapid.SampledFrom(nodes).Draw(t, "to")
	case Directory:
		f.Of = rapid.SampledFrom(c.h.topology.Sites).Draw(t, "site").Name
	default:
		f.Of = rapid.SampledFrom(c.pools).Draw(t, "pool")
	}
	if f.Kind == FrontEnd || f.Kind == FrontStopped {
		f.Front = rapid.IntRange(1, 5).Draw(t, "front")
	}
	if f.Kind >= StepFails {
		f.Step = failover.Step(rapid.IntRange(0, int(failover.NumSteps)-1).Draw(t, "step"))
	}
	return f
}

func (c *script) act(t *rapid.T) Input {
	u := rapid.SampledFrom(c.users).Draw(t, "user")
	return rapid.SampledFrom([]Input{SignIn{u}, SignIn{u}, SignIn{u}, SignOut{u}, DeleteCertificate{u}, FlushDNS{u}, EditContacts{u},
		ScheduleMeeting{u}, UploadContent{u},
		Call{u, c.other(t)}, Add{u, conversation.Video}, Add{u, conversation.Polls}, HangUp{u},
		CallOut{u, true}, CallOut{u, false}, Hold{u}, Resume{u}, Park{u}, Rejoin{u}, Leave{u}, Transfer{u, c.other(t)}, Retrieve{u, c.other(t)},
		Join{u, c.other(t)}, CallGroup{u, "Sales"}, CallGroup{u, "Help"}}).Draw(t, "act")
}

// other draws another user, most of the time.
func (c *script) other(t *rapid.T) string { return rapid.SampledFrom(c.users).Draw(t, "peer") }

// broken are the faults that have begun and not ended.
func (h *history) broken() (all []Fault) {
	for _, e := range h.log {
		switch in := e.in.(type) {
		case Break:
			all = append(all, in.Fault)
		case Heal:
			for i := len(all) - 1; i >= 0; i-- {
				if all[i] == in.Fault {
					all = append(all[:i], all[i+1:]...)
				}
			}
		}
	}
	return all
}

// input draws what happens next: orders, faults and their ends, acts.
func (c *script) input(t *rapid.T) Input {
	switch n := rapid.IntRange(0, 9).Draw(t, "kind"); {
	case n < 4:
		return c.order(t)
	case n < 6:
		return Break{c.fault(t)}
	case n < 8:
		if all := c.h.broken(); len(all) > 0 {
			return Heal{rapid.SampledFrom(all).Draw(t, "heal")}
		}
		return Break{c.fault(t)}
	}
	return c.act(t)
}

// pause draws how long nothing comes from outside: often until just before, at or just after something is due.
func (c *script) pause(t *rapid.T) time.Duration {
	const s, m = time.Second, time.Minute
	next := max(c.h.Deadline().Sub(c.h.Now()), 0)
	if all := c.h.Agenda(false); len(all) > 0 && rapid.Bool().Draw(t, "agenda") {
		next = max(all[rapid.IntRange(0, min(3, len(all)-1)).Draw(t, "item")].At.Sub(c.h.Now()), 0)
	}
	if next > 48*time.Hour {
		next = m
	}
	d := rapid.SampledFrom([]time.Duration{0, 0, next, next, next - 1, next + 1, 1, s, 5 * s, 29 * s, 30 * s, 31 * s, 32 * s, m, 2 * m, 5 * m,
		15 * m, 31 * m}).Draw(t, "pause")
	return max(d, 0)
}

// play plays a random history to its end, or to the first thing that fails.
func (h *history) play(t *rapid.T, steps int) {
	h.roam(t, steps)
	h.run(10*time.Minute, nil)
	if h.fails != nil {
		t.Fatalf("%v\n%s", h.fails, h)
	}
}

// roam plays a random history up to its last input.
func (h *history) roam(t *rapid.T, steps int) {
	c := newScript(h)
	pick := func(n int) int { return rapid.IntRange(0, n-1).Draw(t, "first") }
	if h.picked = rapid.Bool().Draw(t, "any order"); !h.picked {
		pick = nil
	}
	for _, u := range c.users {
		if rapid.IntRange(0, 3).Draw(t, "in") > 0 {
			h.do(SignIn{u})
		}
	}
	for n := rapid.IntRange(1, steps).Draw(t, "steps"); n > 0 && h.fails == nil; n-- {
		h.run(c.pause(t), pick)
		h.do(c.input(t))
	}
}

// Invariants of the wiring that no law speaks of.

// checkPacks: at every instant the state can be packed.
func checkPacks(s *System, _ []Action) error {
	var c machine.Code
	c.Pack(s.now, time.Nanosecond, s.words)
	s.Code(&c)
	s.words = c.Words()
	return c.Err()
}

// checkCascade: no instant takes more than a cascade may.
func checkCascade(_ *System, did []Action) error {
	for _, a := range did {
		if a.Kind == Overran {
			return fmt.Errorf("overran")
		}
	}
	return nil
}

// checkTruth: what the orders know of a pool's state is what the master says, unless a run is on.
func checkTruth(s *System, _ []Action) error {
	if s.orphan(0) || s.orphan(1) { // somebody may still write into the old master (H-7)
		return nil
	}
	for p, f := range s.failover.at {
		if look, said := f.Look(), s.row(int16(p)).state(); !look.Running() && look.Phase() != said {
			return fmt.Errorf("%s is %v, and the master says %v", s.poolName(int16(p)), look.Phase(), said)
		}
	}
	return nil
}

// checkBelief: a client that believes itself registered where it gets no answer gives up some time soon.
func checkBelief(s *System, _ []Action) error {
	for u := range s.home {
		user := int16(u)
		look := s.client.at[u].Look()
		if _, registered := look.Mode(); !registered {
			continue
		}
		p := s.topology.Parameters.Client
		limit := s.now.Add(p.Probe + p.Transaction)
		if s.pathTo(user, s.at[u]) != open && look.GivesUp() > limit {
			return fmt.Errorf("%s believes in %s, which does not answer, until %v", s.userName(user), s.poolName(s.at[u]), look.GivesUp())
		}
	}
	return nil
}

// checkGuards: what the guards let through, no table refuses.
func checkGuards(s *System, did []Action) error {
	for i, a := range did {
		if a.Kind != Ordered || kind(a.Code) >= addRecord {
			continue
		}
		for _, b := range did[i+1:] {
			if b.Kind == Refused && (b.Who.Part == PartFailover || b.Who.Part == PartStore || b.Who.Part == PartSetup || b.Who.Part == PartPairing) {
				return fmt.Errorf("%v was ordered, and then: %s", kind(a.Code), s.Tell(b).What)
			}
		}
	}
	return nil
}

// checkEvidence: what laws judge by is what the clients say, as long as they are the project's own.
func checkEvidence(s *System, _ []Action) error {
	for u := range s.home {
		_, registered := s.client.at[u].Look().Mode()
		if n := s.believed(int16(u)); registered != (n == 1) || registered && s.believes[u] != 1<<s.at[u] {
			return fmt.Errorf("%s: registered %v at %d, evidence %b", s.userName(int16(u)), registered, s.at[u], s.believes[u])
		}
	}
	return nil
}
