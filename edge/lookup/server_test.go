package lookup

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	wire "github.com/miekg/dns"

	"understudy.example"
	"understudy.example/dns"
	"understudy.example/dns/cache"
	"understudy.example/edge/serve"
	"understudy.example/machine"
)

// zones are what the servers serve, by origin.
func zones() map[string]string {
	const head = "$TTL 300\n@ SOA ns hostmaster 1 3600 600 86400 60\n@ NS ns\nns A 127.0.0.1\n"
	long := strings.Builder{}
	for i := range 60 {
		fmt.Fprintf(&long, "_many._tcp SRV %d 5 5061 front-end-%02d\n", i/20, i)
	}
	return map[string]string{
		"example.com": head + `
fe01 A 127.0.0.11
fe02 A 127.0.0.12
fe02 AAAA ::12
old  A 127.0.0.13
_sipinternaltls._tcp 120 SRV 10 30 5061 fe02
_sipinternaltls._tcp 120 SRV 0 0 5061 fe01
_sipinternaltls._tcp 120 SRV 10 10 5061 pool
_sip._tls SRV 0 0 443 .
_other._tcp CNAME _sipinternaltls._tcp
pool 30 CNAME fe01
sip A 127.0.0.12
lyncdiscoverinternal CNAME pool
sipexternal A 127.0.0.13
brief 2 A 127.0.0.11
loop CNAME pool2
pool2 CNAME loop
` + long.String(),
		"example.net": head + "_sipinternaltls._tcp SRV 0 0 5061 fe01.example.com.\n" +
			"fe02 A 127.0.0.12\n_sip._tls SRV 0 0 443 elsewhere.example.org.\n",
		"broken.example": "this is no zone\n",
	}
}

func address(port int) string { return fmt.Sprintf("127.0.0.1:%d", port) }

// answers waits until a server answers.
func answers(t *testing.T, port int) Server {
	s := Server{Address: address(port), Timeout: time.Second}
	serve.Until(t, "an answer", func() bool {
		a, err := s.Host(context.Background(), "ns.example.com")
		return err == nil && !a.Missing
	})
	s.Timeout = serve.Patience
	return s
}

// startNSD starts an authoritative server with all zones.
func startNSD(t *testing.T) (port int) {
	port = serve.Port(t)
	serve.NSD(t, t.TempDir(), port, zones())
	answers(t, port)
	return port
}

// startBIND starts an authoritative server; or, if it is given the port of one, a cache in front of that.
func startBIND(t *testing.T, forward int) (port int) {
	dir, port := t.TempDir(), serve.Port(t)
	conf := fmt.Sprintf(`options {
  directory %q; pid-file none; session-keyfile none; lock-file none;
  listen-on port %d { 127.0.0.1; }; listen-on-v6 { none; };
  dnssec-validation no; empty-zones-enable no; %s
};
controls { };
`, dir, port, map[bool]string{true: fmt.Sprintf("recursion yes; forward only; forwarders { 127.0.0.1 port %d; };", forward), false: "recursion no;"}[forward > 0])
	for origin, text := range zones() {
		if forward == 0 {
			serve.File(t, dir, origin, text)
			conf += fmt.Sprintf("zone %q { type primary; file %q; };\n", origin, origin)
		}
	}
	serve.Start(t, dir, nil, "named", "-g", "-c", serve.File(t, dir, "named.conf", conf))
	answers(t, port)
	return port
}

// dig asks another program the same, and returns its raw records.
func dig(t *testing.T, port int, kind, name string) (records []string) {
	t.Helper()
	out, err := exec.Command("dig", "@127.0.0.1", "-p", fmt.Sprint(port), "+noall", "+answer", "+noedns", kind, name).Output()
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(out)) {
		rr, err := wire.NewRR(line)
		if err != nil {
			t.Fatal(err)
		}
		if rr != nil && wire.TypeToString[rr.Header().Rrtype] == kind {
			records = append(records, strings.Join(strings.Fields(strings.TrimPrefix(rr.String(), rr.Header().String())), " "))
		}
	}
	slices.Sort(records)
	return records
}

// raw is an answer the way dig writes records.
func raw(a Answer) (records []string) {
	for _, r := range a.Records {
		records = append(records, fmt.Sprintf("%d %d %d %s", r.Priority, r.Weight, r.Port, r.Target))
	}
	for _, addr := range a.Addresses {
		records = append(records, addr.String())
	}
	slices.Sort(records)
	return records
}

// TestServers: two servers that others have written, a cache, a zone file and dig agree on every answer.
func TestServers(t *testing.T) {
	nsd := startNSD(t)
	ports := map[string]int{"NSD": nsd, "BIND": startBIND(t, 0), "BIND as a cache": startBIND(t, nsd)}
	for name, port := range ports {
		t.Run(name, func(t *testing.T) { checkServer(t, port, name != "BIND as a cache") })
	}
}

func checkServer(t *testing.T, port int, authoritative bool) {
	ctx, s, zone := context.Background(), Server{Address: address(port), Timeout: serve.Patience}, parseZone(t, "example.com")
	for _, c := range []struct {
		ask   string
		ttl   time.Duration
		names int
		tcp   bool
	}{
		{"_sipinternaltls._tcp.example.com", 120 * time.Second, 1, false},
		{"_OTHER._tcp.Example.com.", 120 * time.Second, 2, false},
		{"_sip._tls.example.com", 300 * time.Second, 1, false},
		{"_many._tcp.example.com", 300 * time.Second, 1, true},
	} {
		a, err := s.SRV(ctx, c.ask)
		z, zoneErr := zone.SRV(ctx, c.ask)
		if err != nil || zoneErr != nil || a.Missing || len(a.Names) != c.names || a.TCP != c.tcp || a.TTL > c.ttl || z.TTL != c.ttl || authoritative && a.TTL != c.ttl {
			t.Errorf("%s: %+v, %v; from the file %+v, %v", c.ask, a, err, z, zoneErr)
		}
		if want := dig(t, port, "SRV", c.ask); len(want) == 0 || !reflect.DeepEqual(raw(a), want) || !reflect.DeepEqual(raw(z), want) {
			t.Errorf("%s: %v, from the file %v, and dig says %v", c.ask, raw(a), raw(z), want)
		}
	}
	a, err := s.Host(ctx, "lyncdiscoverinternal.example.com")
	if err != nil || !reflect.DeepEqual(a.Names, []string{"lyncdiscoverinternal.example.com", "pool.example.com", "fe01.example.com"}) ||
		!reflect.DeepEqual(raw(a), dig(t, port, "A", "lyncdiscoverinternal.example.com")) || a.TTL > 30*time.Second {
		t.Errorf("an alias of an alias: %+v, %v", a, err)
	}
	a, err = s.Host(ctx, "fe02.example.com")
	if both := append(dig(t, port, "A", "fe02.example.com"), dig(t, port, "AAAA", "fe02.example.com")...); err != nil || !reflect.DeepEqual(raw(a), both) {
		t.Errorf("both kinds: %v, %v; dig says %v", a, err, both)
	}
	for _, c := range []struct {
		ask    string
		noName bool
	}{{"nobody.example.com", true}, {"_sip._tcp.example.com", true}, {"fe01.example.com", false}, {"_tcp.example.com", false}} {
		a, err := s.SRV(ctx, c.ask)
		z, _ := zone.SRV(ctx, c.ask)
		if err != nil || !a.Missing || a.NoName != c.noName || a.TTL > time.Minute || authoritative && a.TTL != time.Minute || z.NoName != c.noName || z.TTL != time.Minute {
			t.Errorf("%s: %+v, %v; from the file %+v", c.ask, a, err, z)
		}
	}
	if a, err := s.Host(ctx, "loop.example.com"); !errors.Is(err, ErrAliases) && !errors.Is(err, ErrServer) {
		t.Errorf("a loop: %+v, %v", a, err)
	}
	a, err = s.SRV(ctx, "_sip._tls.broken.example")
	if !errors.Is(err, ErrServer) || !strings.Contains(err.Error(), "SERVFAIL") || a.Event(err).On != cache.Failed {
		t.Errorf("a zone that was not loaded: %+v, %v", a, err)
	}
}

// wild are zones with every set of six names, of which one can be below another, and with wildcards among them. In each set one is given
// another type than A: by its number's rest.
func wild() map[string]string {
	owners := []string{"a", "*", "a.a", "*.a", "a.*", "*.*"}
	all := map[string]string{}
	for set := range 1 << len(owners) {
		text := "$TTL 300\n@ SOA ns hostmaster 1 3600 600 86400 60\n@ NS ns.example.com.\n"
		for i, owner := range owners {
			switch {
			case set>>i&1 == 0:
			case set%7 == i:
				text += owner + " CNAME a.b\n"
			case set%5 == i:
				text += owner + " SRV 0 0 5061 fe01.example.com.\n"
			default:
				text += fmt.Sprintf("%s %d A 127.0.0.%d\n", owner, 100+i, i+1)
			}
		}
		all[fmt.Sprintf("z%d.example", set)] = text
	}
	return all
}

// TestWildcards: NSD and a zone file agree on what wildcards stand for (RFC 4592): every name of up to three labels, in every set of names.
func TestWildcards(t *testing.T) {
	port, all := serve.Port(t), wild()
	serve.NSD(t, t.TempDir(), port, all)
	server := Server{Address: address(port), Timeout: time.Second}
	serve.Until(t, "an answer", func() bool { _, err := server.SRV(context.Background(), "z0.example"); return err == nil })
	server.Timeout = serve.Patience
	var names []string
	labels := []string{"a", "b", "*"}
	for _, x := range labels {
		names = append(names, x)
		for _, y := range labels {
			names = append(names, x+"."+y)
			for _, z := range labels {
				names = append(names, x+"."+y+"."+z)
			}
		}
	}
	stood := 0
	for origin, text := range all {
		zone, err := ParseZone("f", strings.NewReader(text), origin)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			name += "." + origin
			for _, ask := range []func(Source) (Answer, error){
				func(s Source) (Answer, error) { return s.SRV(context.Background(), name) },
				func(s Source) (Answer, error) { return s.Host(context.Background(), name) },
			} {
				want, err := ask(server)
				got, zoneErr := ask(zone)
				if !reflect.DeepEqual(got, want) || (err == nil) != (zoneErr == nil) {
					t.Errorf("%s: NSD says %+v, %v, and the file %+v, %v:\n%s", name, want, err, got, zoneErr, text)
				}
				if zone.records[name] == nil && !got.Missing {
					stood++
				}
			}
		}
	}
	if stood < 100 {
		t.Errorf("wildcards stood for %d names", stood)
	}
}

// TestTTL: a cache's answers grow old and are asked for anew; and the cache of the model keeps them just as long.
func TestTTL(t *testing.T) {
	port := startBIND(t, startNSD(t))
	ctx, s := context.Background(), Server{Address: address(port), Timeout: serve.Patience}
	ask := func() time.Duration {
		a, err := s.Host(ctx, "brief.example.com")
		if err != nil || a.Missing {
			t.Fatalf("%+v, %v", a, err)
		}
		return a.TTL
	}
	serve.Until(t, "a fresh answer", func() bool { return ask() == 2*time.Second })
	serve.Until(t, "an older answer", func() bool { return ask() < 2*time.Second })
	serve.Until(t, "an answer after the old one's end", func() bool { return ask() == 2*time.Second })

	a, err := s.Host(ctx, "brief.example.com")
	p := machine.Of(cache.Default(), cache.State{})
	p.Step(0, a.Event(err), nil)
	if p.State.Phase() != cache.Fresh || p.Deadline() != machine.Instant(a.TTL) {
		t.Errorf("%v until %v, from %+v", p.State.Phase(), p.Deadline(), a)
	}
	p.Advance(nil)
	if p.State.Phase() != cache.Empty {
		t.Errorf("%v after the end", p.State.Phase())
	}
	missing, err := s.Host(ctx, "nobody.example.com")
	p.Step(p.Deadline(), missing.Event(err), nil)
	if p.State.Phase() != cache.Negative {
		t.Errorf("%v, from %+v, %v", p.State.Phase(), missing, err)
	}
}

// TestSystem: the servers of resolv.conf are asked in their order, at the port of DNS.
func TestSystem(t *testing.T) {
	dir := t.TempDir()
	file := serve.File(t, dir, "resolv.conf", "search lab.local\nnameserver 2001:db8::53\nnameserver 192.0.2.53\n")
	if s, err := systemServers(file); err != nil || s.String() != "[2001:db8::53]:53, 192.0.2.53:53" {
		t.Errorf("%v, %v", s, err)
	}
	for _, none := range []string{filepath.Join(dir, "none"), serve.File(t, dir, "empty.conf", "search lab.local\n")} {
		if s, err := systemServers(none); err == nil || !strings.HasPrefix(err.Error(), "lookup: ") || strings.Contains(err.Error(), "\n") {
			t.Errorf("%+v, %v", s, err)
		}
	}
}

// stub is a server that answers every question with one code and no records, and counts them. With -1 it says nothing.
func stub(t *testing.T, code int) (s Server, asked *atomic.Int32) {
	t.Helper()
	conn, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	asked = &atomic.Int32{}
	go func() {
		buffer, q := make([]byte, 512), new(wire.Msg)
		for {
			n, from, err := conn.ReadFrom(buffer)
			if err != nil {
				return
			}
			asked.Add(1)
			if q.Unpack(buffer[:n]) == nil && code >= 0 {
				reply, _ := new(wire.Msg).SetRcode(q, code).Pack()
				conn.WriteTo(reply, from)
			}
		}
	}()
	return Server{Address: conn.LocalAddr().String(), Timeout: 100 * time.Millisecond}, asked
}

// TestNextServer: after a server that is silent and one that fails the next one is asked, each once; none after one that has answered, be it
// that there is no such name. If none has an answer, the error is of all; and with ctx it ends.
func TestNextServer(t *testing.T) {
	mute, mutes := stub(t, -1)
	fails, failed := stub(t, wire.RcodeServerFailure)
	good, goods := stub(t, wire.RcodeNameError)
	good.Timeout = serve.Patience
	fails.Timeout = serve.Patience
	last, lasts := stub(t, wire.RcodeSuccess)
	a, err := Servers{mute, fails, good, last}.SRV(context.Background(), "_sip._tls.example.com")
	if err != nil || !a.NoName || mutes.Load() != 1 || failed.Load() != 1 || goods.Load() != 1 || lasts.Load() != 0 {
		t.Errorf("%+v, %v, asked %d %d %d %d", a, err, mutes.Load(), failed.Load(), goods.Load(), lasts.Load())
	}
	_, err = Servers{mute, fails}.Host(context.Background(), "fe01.example.com")
	if want := fmt.Sprintf(`lookup: %s: A "fe01.example.com": the server has no answer within 100ms; lookup: %s: A "fe01.example.com": the server has no answer: SERVFAIL`,
		mute.Address, fails.Address); !errors.Is(err, ErrServer) || err.Error() != want {
		t.Errorf("%v, want %s", err, want)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Millisecond)
	defer cancel()
	if _, err := (Servers{mute, last}).SRV(ctx, "fe01.example.com"); err == nil || lasts.Load() != 0 {
		t.Errorf("%v, asked %d times after the end", err, lasts.Load())
	}
	if _, err := (Servers{}).SRV(context.Background(), "fe01.example.com"); !errors.Is(err, ErrServer) {
		t.Error(err)
	}
}

// TestNoServer: a server that is not there, or says nothing, is an error within the time that was given.
func TestNoServer(t *testing.T) {
	silent, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer silent.Close()
	for _, s := range []Server{{address(serve.Port(t)), time.Second}, {silent.LocalAddr().String(), 50 * time.Millisecond}} {
		a, err := s.SRV(context.Background(), "_sip._tls.example.com")
		if err == nil || !strings.HasPrefix(err.Error(), `lookup: 127.0.0.1:`) || strings.Contains(err.Error(), "\n") || a.Event(err).On != cache.Failed {
			t.Errorf("%v, %v", a, err)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := (Server{Address: silent.LocalAddr().String()}).Host(ctx, "example.com"); err == nil {
		t.Error("a cancelled question was answered")
	}
	if _, err := (Server{}).SRV(context.Background(), "a..b"); !errors.Is(err, ErrName) {
		t.Error(err)
	}
}

// TestOrder: what a server says is tried by priority and in proportion to weight (C-90, C-91), "." and what is not there left out
// (C-92).
func TestOrder(t *testing.T) {
	s := Server{Address: address(startNSD(t)), Timeout: serve.Patience}
	a, err := s.SRV(context.Background(), "_sipinternaltls._tcp.example.com")
	if err != nil {
		t.Fatal(err)
	}
	const rounds = 10_000
	draw, second := machine.Draw{Seed: 1}, map[string]int{}
	for range rounds {
		order := dns.Order(a.Records, dns.Proportional, &draw, nil)
		if len(order) != 3 || !dns.Equal(a.Records[order[0]].Target, "fe01.example.com") {
			t.Fatalf("%v of %v", order, a.Records)
		}
		second[dns.Canonical(a.Records[order[1]].Target)]++
	}
	if n := second["fe02.example.com"]; n < rounds*70/100 || n > rounds*80/100 {
		t.Errorf("weights of 30 and 10 gave %v", second)
	}
	gone, err := s.SRV(context.Background(), "_sip._tls.example.com")
	if err != nil || len(gone.Records) != 1 || len(dns.Order(gone.Records, dns.RFC2782, nil, nil)) != 0 {
		t.Errorf("%+v, %v", gone, err)
	}
}

// TestFill: a topology that was filled from a server and one from zone files are the same, and its users sign in by it.
func TestFill(t *testing.T) {
	s := Server{Address: address(startNSD(t)), Timeout: serve.Patience}
	fill := func(src Source) (understudy.Topology, []string) {
		topology := pools()
		found, err := Fill(context.Background(), &topology, src)
		if err != nil || found.TTL != 30*time.Second { // of the alias
			t.Fatal(found.TTL, err)
		}
		return topology, found.Remarks
	}
	got, remarks := fill(s)
	want, others := fill(Zones{parseZone(t, "example.com"), parseZone(t, "example.net")})
	without := func(all []string, text string) []string {
		i := slices.IndexFunc(all, func(s string) bool { return strings.HasSuffix(s, text) })
		if i < 0 {
			t.Fatalf("%q is not among %q", text, all)
		}
		return slices.Delete(all, i, i+1)
	}
	remarks = without(remarks, `"elsewhere.example.org.": the server has no answer: REFUSED`)
	others = without(others, `"elsewhere.example.org.": it is in none of the zones`)
	if !reflect.DeepEqual(got, want) || !reflect.DeepEqual(remarks, others) {
		t.Errorf("from the server %+v, %q\nfrom the files %+v, %q", got, remarks, want, others)
	}
	if text := fmt.Sprint(got.Records); text != "[{_sipinternaltls._tcp.example.com {fe02.example.com 5061 10 30} false}"+
		" {_sipinternaltls._tcp.example.com {fe01.example.com 5061 0 0} false} {_sipinternaltls._tcp.example.com {fe01.example.com 5061 10 10} false}"+
		" {_sip._tls.example.com {. 443 0 0} false} {_sipinternaltls._tcp.example.net {fe01.example.com 5061 0 0} false}"+
		" {_sip._tls.example.net {elsewhere.example.org 443 0 0} false}]" {
		t.Error(text)
	}
	if text := fmt.Sprint(got.Addresses); text != "[{lyncdiscoverinternal.example.com fe01.example.com false} {sip.example.com fe02.example.com false}]" {
		t.Error(text)
	}
	if text := strings.Join(remarks, "\n"); text != "_sipinternaltls._tcp.example.com leads to pool.example.com, which is an alias of fe01.example.com: no target should be one\n"+
		"sipexternal.example.com leads to [127.0.0.13], which is none of the pools\n"+
		"_sip._tls.example.net leads to elsewhere.example.org, which is none of the pools" {
		t.Error(text)
	}
	model, err := understudy.New(got)
	if err != nil {
		t.Fatal(err)
	}
	do := func(machine.Instant, []understudy.Action) {}
	model.Do(0, understudy.SignIn{User: "u1@example.com"}, do)
	machine.Until[understudy.Input, understudy.Action](model, machine.Instant(time.Minute), nil, do)
	if u, ok := model.User("u1@example.com"); !ok || !dns.Equal(u.At, "fe01.example.com") {
		t.Errorf("%+v", u)
	}
}

// pools are two pools whose names the zones know.
func pools() understudy.Topology {
	t := understudy.Paired()
	t.Domain, t.Domains, t.Records = "example.com", []string{"example.net"}, nil
	for i := range t.Pools {
		t.Pools[i].FQDN = strings.ToLower(strings.Replace(t.Pools[i].FQDN, "lab.local", "example.com", 1))
	}
	t.Pairs[0].Pools = [2]string{t.Pools[0].FQDN, t.Pools[1].FQDN}
	t.Users = []understudy.User{{URI: "u1@example.com", Home: t.Pools[0].FQDN}}
	return t
}
