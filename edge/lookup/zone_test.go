package lookup

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"understudy.example"
	"understudy.example/dns"
	"understudy.example/internal/encoding"
)

func parseZone(t testing.TB, origin string) *Zone {
	t.Helper()
	z, err := ParseZone(origin, strings.NewReader(zones()[origin]), origin)
	if err != nil {
		t.Fatal(err)
	}
	return z
}

// TestZoneErrors: what is no zone is told in one line, with its place.
func TestZoneErrors(t *testing.T) {
	for _, c := range []struct{ name, src, want string }{
		{"no zone", zones()["broken.example"], `lookup: a zone file that cannot be read: f: dns: not a TTL: "is" at line: 1:8`},
		{"a port", "\n@ SRV 0 0 70000 fe01", "line: 2:"},
		{"no TTL", "sip A 127.0.0.1", "dns: missing TTL with no previous value"},
		{"a long name", strings.Repeat("a", 9999) + ".", `aaa...aaa`},
		{"a long name", strings.Repeat("a", 9999) + ".", `." at line: 1:10000`},
		{"an include", "$INCLUDE /etc/passwd", "$INCLUDE directive not allowed"},
		{"too many", "$GENERATE 1-60000 a$ A 127.0.0.1\n$GENERATE 1-60000 b$ A 127.0.0.1\n", "there are more than 100000 records"},
		{"half a character", "\xff\xfea", "it is not text: expected UTF-16, found half of its last character"},
		{"UTF-32", "\xff\xfe\x00\x00a\x00\x00\x00", "it is not text: expected UTF-8 or UTF-16, found UTF-32"},
		{"nothing", "; nothing\n", "there is no record in it"},
		{"too long", strings.Repeat(";\n", MaxZone), "it is longer than 8388608 bytes"},
	} {
		z, err := ParseZone("f", strings.NewReader(c.src), "example.com")
		if !errors.Is(err, ErrZone) || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "\n") || !strings.Contains(err.Error(), " f: ") {
			t.Errorf("%s: %v, %v", c.name, z, err)
		}
	}
}

// redirected is a text as Windows PowerShell redirects it into a file.
func redirected(text string) string { return string(encoding.UTF16(text, binary.LittleEndian)) }

// TestZoneEncodings: a zone says the same in every encoding that people's tools write it in.
func TestZoneEncodings(t *testing.T) {
	const text = "; Zürich\n@ 1 IN SOA ns admin 1 2 3 4 5\n_sip._tls 60 IN SRV 1 2 5061 fe01\n"
	for _, src := range []string{text, "\uFEFF" + text, redirected(text), redirected("\uFEFF" + text), strings.ReplaceAll(text, "\n", "\r\n")} {
		z, err := ParseZone("f", strings.NewReader(src), "example.com")
		if err != nil {
			t.Errorf("%q: %v", src, err)
			continue
		}
		if a, err := z.SRV(context.Background(), "_sip._tls.example.com"); err != nil || len(a.Records) != 1 || a.Records[0].Target != "fe01.example.com." {
			t.Errorf("%q: %+v, %v", src, a, err)
		}
	}
}

// deaf answers nothing about hosts.
type deaf struct{ *Zone }

func (deaf) Host(context.Context, string) (Answer, error) { return Answer{}, ErrServer }

// TestFillKeeps: a host of which nobody can tell anything is a remark, and what was known of it stays; that there is no answer for
// records is an error, and so is the end of patience.
func TestFillKeeps(t *testing.T) {
	topology := pools()
	topology.Addresses = []understudy.Address{{Name: "sip.example.com", Target: topology.Pools[0].FQDN}}
	found, err := Fill(context.Background(), &topology, deaf{parseZone(t, "example.com")})
	if err != nil || len(topology.Addresses) != 1 || len(topology.Records) != 4 || !strings.Contains(strings.Join(found.Remarks, " "), ErrServer.Error()) {
		t.Errorf("%v, %q, %+v, %+v", err, found.Remarks, topology.Addresses, topology.Records)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Fill(ctx, &topology, deaf{parseZone(t, "example.com")}); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	loop, err := ParseZone("f", strings.NewReader("$TTL 1\n_sip._tls CNAME a\na CNAME _sip._tls\n"), "example.com")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Fill(context.Background(), &topology, loop); !errors.Is(err, ErrAliases) {
		t.Error(err)
	}
}

// TestZones: a name is of the innermost zone that it is in; records of a name that is in none stay as they were.
func TestZones(t *testing.T) {
	zone := func(text, origin string) *Zone {
		z, err := ParseZone("f", strings.NewReader("$TTL 1\n"+text), origin)
		if err != nil {
			t.Fatal(err)
		}
		return z
	}
	outer := zone("a.b A 127.0.0.1\nc.b A 127.0.0.1\n", "example.com")
	inner := zone("$ORIGIN b.example.com.\n@ SOA ns hostmaster 1 1 1 1 1\na A 127.0.0.2\n", "example.com")
	for name, want := range map[string]string{"a.b.example.com": "127.0.0.2", "c.b.example.com.": "", "x.example.com": "", "EXAMPLE.com": ""} {
		a, err := Zones{outer, inner}.Host(context.Background(), name)
		if got := fmt.Sprint(a.Addresses); err != nil || got != "["+want+"]" {
			t.Errorf("%s: %s, %v", name, got, err)
		}
	}
	if _, err := (Zones{outer}).Host(context.Background(), "notexample.com"); !errors.Is(err, ErrNoZone) {
		t.Error(err)
	}
	if a, err := (Zones{outer, zone("b.example.net. A 127.0.0.3\n", "")}).Host(context.Background(), "b.example.net"); err != nil || len(a.Addresses) != 1 {
		t.Error(a, err) // the root has all names
	}
	topology := pools()
	topology.Records = []understudy.Record{{Name: "_sip._tls.example.com", SRV: dns.SRV{Target: topology.Pools[0].FQDN, Port: 443}}}
	before := slices.Clone(topology.Records)
	found, err := Fill(context.Background(), &topology, Zones{zone("a A 127.0.0.1\n", "example.org")})
	if err != nil || !reflect.DeepEqual(topology.Records, before) || !strings.Contains(strings.Join(found.Remarks, "\n"), ErrNoZone.Error()) ||
		found.Answers != 0 || found.TTL != 0 {
		t.Errorf("%v, %+v, %v", err, found, topology.Records)
	}
}

// TestFillTTL: all answers together may be kept as long as the one that ends first: of records, of an alias on the way to them, or of
// what is missing, by the SOA record (RFC 2308); and not at all without that.
func TestFillTTL(t *testing.T) {
	const soa, records = "@ SOA ns hostmaster 1 3600 600 86400 ", "_sipinternaltls._tcp 900 SRV 0 0 5061 fe01\nfe01 A 127.0.0.1\nfe02 A 127.0.0.2\n"
	for _, c := range []struct {
		name, zone string
		want       time.Duration
	}{
		{"missing", soa + "60\n" + records, time.Minute},
		{"missing, by the TTL of the SOA record", "@ 50 SOA ns hostmaster 1 3600 600 86400 60\n" + records, 50 * time.Second},
		{"records", soa + "3600\n" + records, 15 * time.Minute},
		{"an address", soa + "3600\n" + records + "sip 40 A 127.0.0.1\n", 40 * time.Second},
		{"an alias", soa + "3600\n" + records + "sip 30 CNAME fe02\n", 30 * time.Second},
		{"another name", soa + "3600\n" + records + "other 1 A 127.0.0.1\n", 15 * time.Minute},
		{"no SOA record", records, 0},
	} {
		z, err := ParseZone("f", strings.NewReader("$TTL 1800\n"+c.zone), "example.com")
		if err != nil {
			t.Fatal(err)
		}
		topology := pools()
		topology.Domains = nil
		if found, err := Fill(context.Background(), &topology, z); err != nil || found.TTL != c.want || found.Answers == 0 {
			t.Errorf("%s: %+v, %v", c.name, found, err)
		}
	}
}

// TestShared: names share whole labels, and a dot that is part of a label ends none.
func TestShared(t *testing.T) {
	for _, c := range [][3]string{
		{"a.b.c", "x.b.c", "b.c"}, {"ab.c", "b.c", "c"}, {"b.c", "b.c", "b.c"}, {"b.c", "a.b.c", "b.c"}, {"c", "d", ""}, {"", "a.b", ""},
		{`a\.b.c`, "b.c", "c"}, {`a\.b.c`, `x.a\.b.c`, `a\.b.c`},
	} {
		if got, back := shared(c[0], c[1]), shared(c[1], c[0]); got != c[2] || back != c[2] {
			t.Errorf("%s and %s share %q, and the other way round %q", c[0], c[1], got, back)
		}
	}
}

// placed is an error of one line, with its place; what is too much is so as a whole.
var placed = regexp.MustCompile(`^lookup: a zone file that cannot be read: f: (\PC+ at line: [0-9]+:[0-9]+|(there (?:are|is)|it is) \PC+)$`)

// FuzzZone: whatever the file, an error is one line and has a place, and a zone answers, and fills a topology.
func FuzzZone(f *testing.F) {
	for _, text := range zones() {
		f.Add(text)
	}
	f.Add("\uFEFF@ 1 IN A 127.0.0.1\n")
	f.Add(redirected("\uFEFF@ 1 IN A 127.0.0.1\n"))
	f.Add("\xff\xfe@")
	f.Add("$ORIGIN .\n_sipinternaltls._tcp.example.com 1 IN SRV 1 2 3 .\n$GENERATE 0-3 a$ CNAME b$\n")
	f.Fuzz(func(t *testing.T, text string) {
		z, err := ParseZone("f", strings.NewReader(text), "example.com")
		if err != nil {
			if text := err.Error(); !errors.Is(err, ErrZone) || !placed.MatchString(text) || len(text) > 2000 {
				t.Errorf("%q", text)
			}
			return
		}
		topology := pools()
		if _, err := Fill(context.Background(), &topology, z); err != nil && !errors.Is(err, ErrAliases) {
			t.Error(err)
		}
	})
}

func ExampleFill() {
	z, err := ParseZone("db.lab.local", strings.NewReader(`
$TTL 1h
_sipinternaltls._tcp SRV 0  0  5061 FE01
_sipinternaltls._tcp SRV 10 10 5061 FE02
FE01 A 192.0.2.1
FE02 A 192.0.2.2
sip  CNAME FE01
`), "lab.local")
	if err != nil {
		fmt.Println(err)
		return
	}
	t := understudy.Paired()
	found, err := Fill(context.Background(), &t, z)
	fmt.Println(len(t.Records), t.Addresses, found.Remarks, err)
	a, _ := z.SRV(context.Background(), "_sipinternaltls._tcp.lab.local")
	fmt.Println(a.Records[1].Target, a.TTL == time.Hour)
	// Output:
	// 2 [{sip.lab.local FE01.lab.local false}] [] <nil>
	// FE02.lab.local. true
}

// A patchy source has an error for some names.
type patchy struct {
	Source
	fails string // what these end in
}

func (p patchy) SRV(ctx context.Context, name string) (Answer, error) {
	if strings.HasSuffix(name, p.fails) {
		return Answer{}, fmt.Errorf("lookup: %s: %w", name, ErrServer)
	}
	return p.Source.SRV(ctx, name)
}

// TestFillGoesOn: the error of one domain is told, and takes nothing from the other domain's records.
func TestFillGoesOn(t *testing.T) {
	topology := pools()
	_, err := Fill(context.Background(), &topology, patchy{Zones{parseZone(t, "example.com"), parseZone(t, "example.net")}, "example.com"})
	if !errors.Is(err, ErrServer) || len(topology.Records) != 2 || topology.Records[0].Name != "_sipinternaltls._tcp.example.net" {
		t.Errorf("%+v, %v", topology.Records, err)
	}
}
