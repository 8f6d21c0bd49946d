package understudy

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"understudy.example/client"
	"understudy.example/dns"
	"understudy.example/dns/discovery"
	"understudy.example/dns/geo"
	"understudy.example/machine"
)

// bare is the paired lab without a record.
func bare() Topology {
	t := Paired()
	t.Records = nil
	return t
}

// registered reports where a user is registered, or "".
func (h *history) registered(user string) string { st, _ := h.User(user); return st.At }

// C-1, C-2, C-3, C-4, C-11, C-26: which generation gets in by which name, when that is the only one there is. Every name
// leads to FE02, whose registrar or Autodiscover names FE01.
func TestEachNameByItself(t *testing.T) {
	const every = "Lync 2013, Lync 2010, Skype for Business, Phone Edition"
	for name, who := range map[string]string{
		"lyncdiscoverinternal": "Lync 2013, Skype for Business, mobile",
		"lyncdiscover":         "Lync 2013, Skype for Business, mobile",
		"_sipinternaltls._tcp": every,
		"_sipinternal._tcp":    "Lync 2013, Lync 2010, Phone Edition",
		"_sip._tls":            every,
		"_sip._tcp":            "Phone Edition",
		"DHCP option 120":      every,
		"sipinternal":          "Lync 2013, Lync 2010, Skype for Business",
		"sip":                  "Lync 2013, Lync 2010, Skype for Business",
		"sipexternal":          "Lync 2013, Lync 2010, Skype for Business",
		"sips":                 "",
	} {
		got := ""
		for g := range discovery.PhoneEdition + 1 {
			top := bare()
			top.Parameters.PlainTCP, top.Users[0].Generation = true, g
			switch {
			case name[0] == '_':
				top.Records = []Record{{Name: name + ".lab.local", SRV: dns.SRV{Target: fe2, Port: 5061}}}
			case name == "DHCP option 120":
				top.Sites[0].DHCP120 = fe2
			default:
				top.Addresses = []Address{{Name: name + ".lab.local", Target: fe2}}
			}
			h := begin(t, top)
			h.do(SignIn{u1})
			h.wait(time.Minute)
			if h.registered(u1) == fe1 {
				got += ", " + g.String()
			}
		}
		if got = got[min(2, len(got)):]; got != who {
			t.Errorf("by %s get in: %s; not %s", name, got, who)
		}
	}
}

// C-1: plain TCP is asked for only where it is allowed.
func TestC1PlainTCP(t *testing.T) {
	for _, allowed := range []bool{false, true} {
		top := bare()
		top.Records = []Record{{Name: "_sipinternal._tcp.lab.local", SRV: dns.SRV{Target: fe2, Port: 5060}}}
		top.Parameters.PlainTCP = allowed
		h := begin(t, top)
		h.do(SignIn{u1})
		h.wait(time.Minute)
		if in := h.registered(u1) == fe1; in != allowed {
			t.Errorf("plain TCP allowed %v, in %v", allowed, in)
		}
	}
}

// C-7, H-33: neither a record that leads nowhere nor one without a target ends the ladder.
func TestC7WrongRecordDoesNotEndTheLadder(t *testing.T) {
	for _, target := range []string{".", "gone.lab.local", fe1} { // FE01 is down
		top := bare()
		top.Records = []Record{{Name: "_sipinternaltls._tcp.lab.local", SRV: dns.SRV{Target: target, Port: 5061}}}
		top.Addresses = []Address{{Name: "sip.lab.local", Target: fe2}}
		h := begin(t, top)
		h.wait(time.Minute)
		h.brk(NIC, fe1)
		h.wait(10 * time.Minute)
		h.do(SignIn{u1})
		h.wait(5 * time.Minute)
		h.is(t, u1, client.LimitedBackup, fe2)
	}
}

// withAutodiscover has an address for the web services of a pool, and the records only if they are asked for.
func withAutodiscover(pool string, records bool) Topology {
	t := Paired()
	if !records {
		t.Records = nil
	}
	t.Addresses = []Address{{Name: "lyncdiscoverinternal.lab.local", Target: pool}}
	return t
}

// C-6, C-8, H-30: Autodiscover names the home pool, dead or alive; SRV follows, and so it does where nobody answers.
func TestH30AutodiscoverNamesTheHomePool(t *testing.T) {
	for _, c := range []struct {
		at      string
		records bool
		in      bool
	}{{fe2, false, false}, {fe2, true, true}, {fe1, false, false}, {fe1, true, true}} {
		h := begin(t, withAutodiscover(c.at, c.records))
		h.wait(time.Minute)
		h.brk(NIC, fe1)
		h.wait(10 * time.Minute)
		h.do(SignIn{u1})
		h.wait(time.Minute)
		if in := h.registered(u1) == fe2; in != c.in {
			t.Errorf("Autodiscover at %s, records %v: in %v\n%s", c.at, c.records, in, h)
		}
	}
	top := withAutodiscover(fe2, true)
	top.Records = top.Records[1:] // C-6: first the web service, which sends nobody the wrong way
	h := begin(t, top)
	h.do(SignIn{u1})
	if h.saw(Tried, func(a Action) bool { return a.Peer != 0 }) || h.registered(u1) != fe1 {
		t.Errorf("u1, told of FE01, tries another pool\n%s", h)
	}
}

// H-59: once the replica of who answers has the home pool failed over, Autodiscover names the backup.
func TestH59AutodiscoverFollowsTheFailover(t *testing.T) {
	h := disaster(t, withAutodiscover(fe2, false))
	h.do(SignIn{u1})
	h.wait(time.Minute)
	h.is(t, u1, client.FullBackup, fe2)
}

// C-16: strict naming can be disabled, and then the target may be anywhere below the domain.
func TestC16StrictNaming(t *testing.T) {
	for _, disabled := range []bool{false, true} {
		top := Paired()
		for _, name := range []*string{&top.Pools[1].FQDN, &top.Pairs[0].Pools[1], &top.Records[1].Target} {
			*name = "FE02.emea.lab.local"
		}
		top.Records, top.Parameters.DisableStrictDNSNaming = top.Records[1:], disabled
		h := begin(t, top)
		h.do(SignIn{u1})
		h.wait(time.Minute)
		if in := h.registered(u1) == fe1; in != disabled {
			t.Errorf("strict naming disabled %v: in %v", disabled, in)
		}
	}
}

// C-18, H-62: who was configured by hand asks nobody, keeps nothing, and finds no backup.
func TestC18ConfiguredByHand(t *testing.T) {
	top := Paired()
	top.Users[0].Server, top.Users[1].Server = fe1, fe2
	h := alight(t, top, u1, u2)
	h.do(SignOut{u2})
	before := len(h.log)
	h.do(SignIn{u2}) // FE02 again, though he was in at FE01
	if len(h.log) == before || !h.saw(Replied, func(a Action) bool { return a.Who.A == 1 && a.Peer == 1 }) || h.registered(u2) != fe1 {
		t.Errorf("u2 does not begin at FE02\n%s", h)
	}
	h.brk(NIC, fe1)
	h.wait(time.Hour)
	h.is(t, u1, 0, "")
	h.is(t, u2, client.LimitedBackup, fe2)
}

// C-22, C-23, C-26: a desk phone goes by the registrar that was good last, the backup too; a desktop client by its primary.
func TestC26PhoneKeepsTheBackup(t *testing.T) {
	for _, g := range []discovery.Generation{discovery.PhoneEdition, discovery.Lync2013} {
		top := Paired()
		top.Sites = []Site{{Name: "hut", NoDirectory: true}, {Name: "town"}}
		top.Pools[0].Site, top.Pools[1].Site = "town", "hut"
		top.Users[0].Site, top.Users[0].Generation = "hut", g
		top.Parameters.Cache.MaxTTL = time.Minute
		h := alight(t, top, u1)
		h.brk(NIC, fe1)
		h.wait(15 * time.Minute)
		h.is(t, u1, client.LimitedBackup, fe2)
		h.part("hut", "town") // no DNS any more
		h.must(t, SignOut{u1}, SignIn{u1})
		h.wait(time.Hour)
		if in := h.registered(u1) == fe2; in != (g == discovery.PhoneEdition) {
			t.Errorf("%v: in %v\n%s", g, in, h)
		}
	}
}

// C-26, H-63: what a phone kept is the whole of its first round; later ones are built from DNS and DHCP.
func TestC26PhoneRebuildsItsList(t *testing.T) {
	top := Paired()
	top.Users[0].Generation = discovery.PhoneEdition
	h := alight(t, top, u1)
	h.brk(NIC, fe1)
	h.wait(33 * time.Second)
	if h.saw(Tried, func(a Action) bool { return a.Peer == 1 }) {
		t.Errorf("the first round goes beyond what was kept\n%s", h)
	}
	h.wait(15 * time.Minute)
	h.is(t, u1, client.LimitedBackup, fe2)
}

// C-36: a client that takes the first contact only never hears of the backup.
func TestC36FirstContactOnly(t *testing.T) {
	for _, ignores := range []bool{false, true} {
		top := bare()
		top.Pools = append(top.Pools, Pool{FQDN: "FE03.lab.local", Site: "HQ", Automatic: true})
		top.Records = []Record{{Name: "_sipinternaltls._tcp.lab.local", SRV: dns.SRV{Target: "FE03.lab.local", Port: 5061}}}
		top.Users[0].IgnoresQ = ignores
		h := alight(t, top, u1)
		h.must(t, DeleteCertificate{u1}) // FE03 would have no record of it (C-65)
		h.brk(NIC, fe1)
		h.wait(30 * time.Minute)
		if in := h.registered(u1) == fe2; in == ignores {
			t.Errorf("ignores q %v: in %v", ignores, in)
		}
		if r, _ := h.WhyNot(SignIn{u1}, time.Minute); (len(r.Blocks) > 0) != ignores {
			t.Errorf("ignores q %v: %+v", ignores, r)
		}
	}
}

// C-11, C-32: DHCP helps where DNS is out of reach, and where it has nothing.
func TestC32DHCPInACutSite(t *testing.T) {
	for _, option := range []string{"", fe1} {
		top := Paired()
		top.Sites = []Site{{Name: "hut", NoDirectory: true, DHCP120: option}, {Name: "town"}}
		top.Pools[0].Site, top.Pools[1].Site = "hut", "town"
		h := alight(t, top, u1)
		h.must(t, SignOut{u1}, FlushDNS{u1})
		h.System.kept[0] = -1 // another computer
		h.part("hut", "town")
		h.must(t, SignIn{u1})
		h.wait(time.Minute)
		if in := h.registered(u1) == fe1; in != (option != "") {
			t.Errorf("option 120 %q: in %v", option, in)
		}
	}
}

// C-31: each name has an answer of its own: that one is missing says nothing of the others, and each expires by itself.
func TestC31EachNameIsCachedByItself(t *testing.T) {
	top := Paired()
	top.Records[0].Name, top.Records[1].Name = "_sip._tls.lab.local", "_sipinternaltls._tcp.lab.local"
	top.Records[1].Later = true
	h := alight(t, top, u1)
	h.must(t, SignOut{u1}, AddRecord{top.Records[1].Name, fe2})
	h.brk(NIC, fe1)
	h.wait(5 * time.Minute)
	if r, _ := h.WhyNot(SignIn{u1}, time.Second); len(r.Blocks) != 2 {
		t.Errorf("what was missing is not missing long enough: %+v", r)
	}
	h.wait(5 * time.Minute) // 15 min since it was asked for
	h.must(t, SignIn{u1})
	h.wait(5 * time.Minute)
	h.is(t, u1, client.LimitedBackup, fe2)
}

// one direction is enough to lose DNS, either of them.
func TestQ5EitherDirectionTakesDNSAway(t *testing.T) {
	for _, link := range []Fault{{Kind: Link, Of: "hut", To: "town"}, {Kind: Link, Of: "town", To: "hut"}} {
		top := Paired()
		top.Sites = []Site{{Name: "hut", NoDirectory: true}, {Name: "town"}}
		top.Pools[0].Site, top.Pools[1].Site = "hut", "town"
		h := begin(t, top)
		h.do(Break{link})
		h.do(SignIn{u1})
		h.wait(time.Minute)
		if h.saw(Tried, func(Action) bool { return true }) {
			t.Errorf("%s to %s is cut, and u1 finds a pool", link.Of, link.To)
		}
		h.do(Heal{link})
		h.wait(5 * time.Minute)
		h.is(t, u1, client.Normal, fe1)
	}
}

// C-111, C-16: each SIP domain has names of its own.
func TestC111TwoDomains(t *testing.T) {
	top := Paired()
	top.Domains, top.Users[1].URI = []string{"fabrikam.example"}, "u2@fabrikam.example"
	h := begin(t, top)
	h.do(SignIn{u1})
	h.do(SignIn{"u2@fabrikam.example"})
	h.wait(time.Hour)
	h.is(t, u1, client.Normal, fe1)
	h.is(t, "u2@fabrikam.example", 0, "")

	top.Addresses = []Address{{Name: "sip.fabrikam.example", Target: fe2}}
	h = begin(t, top)
	h.do(SignIn{"u2@fabrikam.example"})
	h.is(t, "u2@fabrikam.example", client.Normal, fe1)
}

// withGeo has a mobile user, and his name answered by health checks.
func withGeo(order geo.Order) Topology {
	t := Paired()
	t.Addresses = []Address{{Name: "lyncdiscover.lab.local", Target: "lyncdiscover.geo.example"}}
	t.GeoNames = []GeoName{{"lyncdiscover.geo.example", [2]string{fe1, fe2}, order}}
	t.Users[0].Generation = discovery.Mobile
	return t
}

// C-123, C-124, H-59, H-60, F-92: a mobile client follows a failover by a name that is kept by health checks, when the
// documented outage is over; by an address of the lost pool it does not.
func TestC124MobileFollowsTheName(t *testing.T) {
	for _, kept := range []bool{false, true} {
		top := withGeo(geo.PrimaryFirst)
		if !kept {
			top.Addresses[0].Target = fe1
		}
		h := alight(t, top, u1)
		h.is(t, u1, client.Normal, fe1)
		h.brk(NIC, fe1)
		h.wait(20 * time.Minute)
		h.is(t, u1, 0, "") // the backup's verdict helps nobody who is not redirected (H-58)
		h.must(t, ManagementServerFailover{At: fe2, Target: fe2, Force: true})
		h.until(t, time.Minute, "the store is on FE02", func() bool { return h.masterIs(fe2) })
		h.wait(time.Minute)
		began := h.Now()
		h.must(t, PoolFailOver{At: fe2, Pool: fe1, DisasterMode: true})
		h.wait(10*time.Minute - 1)
		h.is(t, u1, 0, "")
		h.wait(time.Hour)
		if in := h.registered(u1) == fe2; in != kept {
			t.Errorf("by a name that is kept %v: in %v\n%s", kept, in, h)
		}
		if at := h.told(began, func(a Action) bool { return a.Kind == SignedIn }); kept && at < began.Add(10*time.Minute) {
			t.Errorf("F-92: in after %v", at.Sub(began))
		}
	}
}

// F-92: without the outage the client is in as soon as Autodiscover names the backup.
func TestF92IsTheOutage(t *testing.T) {
	top := withGeo(geo.PrimaryFirst)
	top.Parameters.MobileOutage = 0
	h := disaster(t, top)
	h.do(SignIn{u1})
	h.is(t, u1, client.FullBackup, fe2)

	h = disaster(t, withGeo(geo.PrimaryFirst))
	h.do(SignIn{u1})
	h.wait(time.Second)
	h.is(t, u1, 0, "")
}

// H-58: no redirect reaches a mobile client; it asks again.
func TestH58MobileIsNotRedirected(t *testing.T) {
	h := alight(t, withGeo(geo.PrimaryFirst), u1)
	h.must(t, MoveUser{At: fe1, User: u1, Target: fe2})
	h.wait(time.Minute)
	h.is(t, u1, client.Normal, fe2) // told to go elsewhere, it has asked Autodiscover
	if h.saw(Tried, func(a Action) bool { return a.Peer < 0 }) {
		t.Errorf("it tries nobody\n%s", h)
	}
}

// H-58: the contacts of a 301 are not candidates of a mobile client, and are of every other one.
func TestH58ContactsAreNotFollowed(t *testing.T) {
	h := begin(t, withGeo(geo.PrimaryFirst))
	for user, want := range []uint8{1, 2} {
		h.list[user] = append(h.list[user][:0], 0)
		if got := h.redirect(int16(user), 0); got != want {
			t.Errorf("%v has %d candidates", h.topology.Users[user].Generation, got)
		}
	}
}

// F-92: a copy remembers when a failover began.
func TestF92IsRemembered(t *testing.T) {
	h := disaster(t, withGeo(geo.PrimaryFirst))
	again, err := h.Clone()
	if err != nil {
		t.Fatal(err)
	}
	again.Step(again.Now(), SignIn{u1}, nil)
	if st, _ := again.User(u1); st.Registered {
		t.Errorf("u1 is in at %s", st.At)
	}
}

// C-1: an address is not what is asked for by the name of an SRV record.
func TestC1AddressIsNoRecord(t *testing.T) {
	top := bare()
	top.Addresses = []Address{{Name: "_sipinternaltls._tcp.lab.local", Target: fe1}}
	h := begin(t, top)
	h.do(SignIn{u1})
	h.is(t, u1, 0, "")
}

// C-123: in round robin the answers take turns, and a pool that is lost gets none.
func TestC123RoundRobin(t *testing.T) {
	top := withGeo(geo.RoundRobin)
	top.Parameters.Cache.MaxTTL = 0
	h := begin(t, top)
	r := &h.ladders[0][0]
	for i, want := range []uint64{1, 2, 1, 2} {
		h.System.now += 1
		if r.name < 0 {
			t.Fatal("nobody asks")
		}
		if got := h.lookUp(0, r) >> len(top.Records); got != want {
			t.Errorf("answer %d is %b", i, got)
		}
	}
	h.System.out = nil
	for _, kind := range []FaultKind{Power, NIC, Service, Hung} { // H-61: what a client anywhere would notice
		h.brk(kind, fe1)
		h.wait(5 * time.Minute)
		for range 3 {
			if got := h.lookUp(0, r) >> len(top.Records); got != 2 {
				t.Errorf("with FE01 lost by %v the answer is %b", kind, got)
			}
		}
		h.System.out = nil
		h.heal(kind, fe1)
		h.wait(5 * time.Minute)
	}
}

// C-107, C-110: of two records of one priority the heavier is the first for everybody under one policy, and for its share
// of the users under the others.
func TestC110WeightsByPolicy(t *testing.T) {
	for policy := range dns.HighestWeight + 1 {
		top := crowd(300)
		for i, weight := range []uint16{30, 10} {
			top.Records[i].Priority, top.Records[i].Weight = 0, weight
		}
		top.Policy = policy
		h := begin(t, top)
		first := map[int16]int{}
		for u := range top.Users {
			for _, a := range h.do(SignIn{fmt.Sprintf("u%d@lab.local", u)}) {
				if a.Kind == Tried {
					first[a.Peer]++
					break
				}
			}
		}
		if heavy := first[0]; policy == dns.HighestWeight && heavy != 300 || policy != dns.HighestWeight && (heavy < 195 || heavy > 255) {
			t.Errorf("%v: %v", policy, first)
		}
	}
}

// C-26: a desk phone's first round after a sign-in begins with the registrar that it kept, whatever DNS would say first; the
// sign-in before, when it had kept none, went by DNS.
func TestC26TheFirstRoundIsTheKeptOne(t *testing.T) {
	top := Paired()
	top.Users[0].Generation = discovery.PhoneEdition
	top.Records[0].Priority, top.Records[1].Priority = 20, 10
	h := begin(t, top)
	for _, first := range []string{fe2, fe1} {
		got := ""
		for _, a := range h.do(SignIn{u1}) {
			if a.Kind == Tried && got == "" {
				got = h.poolName(a.Peer)
			}
		}
		h.wait(time.Minute)
		if got != first || h.registered(u1) != fe1 {
			t.Errorf("it tries %q first, want %q, and is at %q", got, first, h.registered(u1))
		}
		h.must(t, SignOut{u1})
		h.wait(time.Minute)
	}
}

// H-30, H-59: the web service of a pool that answers names the home pool, be it the first; one that does not answer, for want
// of a service or of a way, names none, and what is no pool neither.
func TestH30WhoAnswersNames(t *testing.T) {
	for name, c := range map[string]struct {
		fault FaultKind
		at    int16
		want  int16
	}{
		"the home pool": {Heartbeat, 0, 0}, "the backup": {Heartbeat, 1, 0}, "no pool": {Heartbeat, -1, -1},
		"a service that is stopped": {Service, 1, -1}, "a network that is gone": {NIC, 1, -1}, "one that hangs": {Hung, 1, -1},
	} {
		h := begin(t, Paired())
		h.brk(c.fault, fe2)
		if got := h.autodiscovers(0, c.at); got != c.want {
			t.Errorf("%s names %d, want %d", name, got, c.want)
		}
	}
}

// A copy of a System draws on where it had got to, whatever the seed (C-110).
func TestDrawsAreKept(t *testing.T) {
	h := begin(t, Paired())
	for u := range h.draw {
		h.draw[u] = machine.Draw{Seed: 0x8000_0001 + uint32(u), Drawn: 0x4000_0003 + uint32(u)}
	}
	s, err := h.Clone()
	if err != nil || !slices.Equal(s.draw, h.draw) {
		t.Errorf("%+v, %v, want %+v", s.draw, err, h.draw)
	}
}
