package discovery

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// line writes a rung as the table of TestLadders has it.
func line(r Rung) string {
	s := r.Source.String()
	if r.Name != "" {
		s += " " + strings.TrimSuffix(r.Name, ".lab.local")
	}
	if r.Port != 0 {
		s += fmt.Sprint(":", r.Port)
	}
	if r.Alone {
		s += ", alone"
	}
	return s
}

// TestLadders is every ladder, as the sources have them; DHCP stands behind SRV (C-11, H-57), SRV behind Autodiscover (C-6,
// C-10, X-1), and what was kept in front (C-22, H-30).
func TestLadders(t *testing.T) {
	for _, c := range []struct {
		fact string
		of   Client
		want string
	}{
		{"C-1", Client{Generation: Lync2013, PlainTCP: true}, `kept registrar
			Autodiscover lyncdiscoverinternal:443
			Autodiscover lyncdiscover:443
			SRV _sipinternaltls._tcp
			SRV _sipinternal._tcp
			SRV _sip._tls
			DHCP option 120:5061
			A sipinternal:5061
			A sip:443
			A sipexternal:443`},
		{"C-1, without plain TCP", Client{Generation: Lync2013}, `kept registrar
			Autodiscover lyncdiscoverinternal:443
			Autodiscover lyncdiscover:443
			SRV _sipinternaltls._tcp
			SRV _sip._tls
			DHCP option 120:5061
			A sipinternal:5061
			A sip:443
			A sipexternal:443`},
		{"C-2", Client{Generation: Mobile, PlainTCP: true}, `Autodiscover lyncdiscoverinternal:443
			Autodiscover lyncdiscover:443`},
		{"C-3", Client{Generation: SkypeForBusiness, PlainTCP: true}, `kept registrar
			Autodiscover lyncdiscoverinternal:443
			Autodiscover lyncdiscover:443
			SRV _sipinternaltls._tcp
			SRV _sip._tls
			DHCP option 120:5061
			A sipinternal:5061
			A sip:443
			A sipexternal:443`},
		{"C-4", Client{Generation: Lync2010, PlainTCP: true}, `kept registrar
			SRV _sipinternaltls._tcp
			SRV _sipinternal._tcp
			SRV _sip._tls
			DHCP option 120:5061
			A sipinternal:5061
			A sip:443
			A sipexternal:443`},
		{"C-26", Client{Generation: PhoneEdition, PlainTCP: true}, `kept registrar, alone
			SRV _sipinternaltls._tcp
			DHCP option 120:5061
			SRV _sipinternal._tcp
			DHCP option 120:5061
			SRV _sip._tls
			SRV _sip._tcp
			kept registrar`},
		{"C-26, without plain TCP", Client{Generation: PhoneEdition}, `kept registrar, alone
			SRV _sipinternaltls._tcp
			DHCP option 120:5061
			SRV _sip._tls
			kept registrar`},
		{"C-18", Client{Generation: Lync2013, Manual: true}, "manual configuration"},
		{"C-18, whatever it is", Client{Generation: PhoneEdition, Manual: true, PlainTCP: true}, "manual configuration"},
		{"no such generation", Client{Generation: generations, PlainTCP: true}, ""},
		{"no such generation", Client{Generation: 255, Manual: true}, ""},
	} {
		var got []string
		for _, r := range Ladder(c.of, "lab.local", nil) {
			got = append(got, line(r))
		}
		if want := strings.ReplaceAll(c.want, "\t", ""); strings.Join(got, "\n") != want {
			t.Errorf("%s: %v climbs\n%s", c.fact, c.of.Generation, strings.Join(got, "\n"))
		}
	}
}

// TestRungs: every rung has its fact, and every source what it needs.
func TestRungs(t *testing.T) {
	why := regexp.MustCompile(`^[A-Z][^()]* \([CH]-\d+(, [CHX]-\d+)*\)$`)
	for g := range generations {
		for _, r := range Ladder(Client{Generation: g, PlainTCP: true}, "lab.local", nil) {
			if r.Source.Named() != strings.HasSuffix(r.Name, ".lab.local") || r.Source.Named() != (r.Name != "") {
				t.Errorf("%v: %v asks for %q", g, r.Source, r.Name)
			}
			if host := r.Source == Autodiscover || r.Source == Address || r.Source == DHCP; host != (r.Port != 0) {
				t.Errorf("%v: %v at port %d", g, r.Source, r.Port)
			}
			if (r.Source == Autodiscover) != strings.HasPrefix(r.Name, "lyncdiscover") { // C-8
				t.Errorf("%v: %v of %s", g, r.Source, r.Name)
			}
			if !why.MatchString(r.Why) {
				t.Errorf("%v: %q does not end in its facts", g, r.Why)
			}
		}
	}
}

// TestKeeps: desktop clients keep the primary only (C-23), desk phones the backup, too (C-26), mobile clients nothing (H-58).
func TestKeeps(t *testing.T) {
	want := map[Generation][2]bool{Lync2013: {true, false}, Lync2010: {true, false}, SkypeForBusiness: {true, false},
		Mobile: {false, false}, PhoneEdition: {true, true}}
	for g := range generations {
		if got := [2]bool{g.Keeps(false), g.Keeps(true)}; got != want[g] {
			t.Errorf("%v keeps the primary, the backup: %v", g, got)
		}
		kept := slices.ContainsFunc(Ladder(Client{Generation: g}, "d", nil), func(r Rung) bool { return r.Source == Kept })
		if kept != g.Keeps(false) || g.Web() != (g == Mobile) {
			t.Errorf("%v keeps what it does not use, or uses what it does not keep", g)
		}
	}
}

func TestNames(t *testing.T) {
	for g := range generations {
		if strings.HasSuffix(g.String(), "?") {
			t.Errorf("generation %v has no name", g)
		}
	}
	for s := range sources {
		if strings.HasSuffix(s.String(), "?") {
			t.Errorf("source %v has no name", s)
		}
	}
	if got := fmt.Sprint(generations, sources); got != "5? 6?" {
		t.Error(got)
	}
}

// TestAnyLadder: every ladder takes its names from one order (C-1), whoever climbs it; out keeps what it had; and without
// plain TCP it is the same ladder without some of its rungs.
func TestAnyLadder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := Client{Generation: Generation(rapid.Uint8Max(7).Draw(t, "generation")), Manual: rapid.Bool().Draw(t, "manual")}
		domain := rapid.String().Draw(t, "domain")
		secure := Ladder(c, domain, []Rung{{Name: "before"}})
		c.PlainTCP = true
		plain := Ladder(c, domain, []Rung{{Name: "before"}})
		if plain[0].Name != "before" || secure[0].Name != "before" {
			t.Fatal("out is overwritten")
		}
		if (c.Generation >= generations || domain == "") != (len(secure) == 1) {
			t.Fatalf("%v in %q climbs %v", c, domain, secure[1:])
		}
		if rest := slices.DeleteFunc(slices.Clone(plain), tcp); !slices.Equal(rest, secure) {
			t.Fatalf("%v, and %v without plain TCP", plain, secure)
		}
		longest := Ladder(Client{PlainTCP: true}, domain, nil)
		for _, r := range secure[1:] {
			if !r.Source.Named() {
				continue
			}
			i := slices.Index(longest, r)
			if i < 0 {
				t.Fatalf("%v is out of order", r)
			}
			longest = longest[i+1:]
		}
	})
}

// tcp reports whether a rung is there for plain TCP.
func tcp(r Rung) bool {
	return strings.HasPrefix(r.Name, "_sipinternal._tcp.") || strings.HasPrefix(r.Name, "_sip._tcp.") || r.Why == phoneTCP.Why
}

func BenchmarkLadder(b *testing.B) {
	out := make([]Rung, 0, 16)
	b.ReportAllocs()
	for b.Loop() {
		Ladder(Client{}, "lab.local", out)
	}
}
