package discovery

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestLadders is every ladder, as the sources have them.
func TestLadders(t *testing.T) {
	for _, c := range []struct {
		name  string
		g     Generation
		plain bool
		want  []string
	}{
		{"C-1", Lync2013, true, []string{
			"A lyncdiscoverinternal.lab.local:443", "A lyncdiscover.lab.local:443",
			"SRV _sipinternaltls._tcp.lab.local", "SRV _sipinternal._tcp.lab.local", "SRV _sip._tls.lab.local",
			"A sipinternal.lab.local:5061", "A sip.lab.local:443", "A sipexternal.lab.local:443"}},
		{"C-1, without plain TCP", Lync2013, false, []string{
			"A lyncdiscoverinternal.lab.local:443", "A lyncdiscover.lab.local:443",
			"SRV _sipinternaltls._tcp.lab.local", "SRV _sip._tls.lab.local",
			"A sipinternal.lab.local:5061", "A sip.lab.local:443", "A sipexternal.lab.local:443"}},
		{"C-2", Mobile, true, []string{"A lyncdiscoverinternal.lab.local:443", "A lyncdiscover.lab.local:443"}},
		{"C-3", SkypeForBusiness, true, []string{
			"A lyncdiscoverinternal.lab.local:443", "A lyncdiscover.lab.local:443",
			"SRV _sipinternaltls._tcp.lab.local", "SRV _sip._tls.lab.local",
			"A sipinternal.lab.local:5061", "A sip.lab.local:443", "A sipexternal.lab.local:443"}},
		{"C-4", Lync2010, true, []string{
			"SRV _sipinternaltls._tcp.lab.local", "SRV _sipinternal._tcp.lab.local", "SRV _sip._tls.lab.local",
			"A sipinternal.lab.local:5061", "A sip.lab.local:443", "A sipexternal.lab.local:443"}},
		{"no such generation", generations, true, nil},
	} {
		var got []string
		for _, l := range Ladder(c.g, "lab.local", c.plain, nil) {
			line := fmt.Sprint(l.Type, " ", l.Name)
			if l.Type == A {
				line += fmt.Sprint(":", l.Port)
			}
			if l.Web != strings.HasPrefix(l.Name, "lyncdiscover") { // C-8
				t.Errorf("%s: %s is a web service: %v", c.name, l.Name, l.Web)
			}
			got = append(got, line)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %v looks up %q", c.name, c.g, got)
		}
	}
}

// TestRungs: what leads to a web service comes first and is an address, and every rung has its fact (C-6, C-8, C-12).
func TestRungs(t *testing.T) {
	why := regexp.MustCompile(`^[A-Z][^()]* \(C-\d+(, C-\d+)*\)$`)
	web := true
	for _, l := range Ladder(Lync2013, "lab.local", true, nil) {
		if l.Web && !web {
			t.Errorf("C-6: %s comes after what it should come before", l.Name)
		}
		web = l.Web
		if l.Web && l.Type != A || (l.Port == 0) != (l.Type == SRV) {
			t.Errorf("%s has type %v and port %d", l.Name, l.Type, l.Port)
		}
		if !why.MatchString(l.Why) {
			t.Errorf("%s: %q does not end in its facts", l.Name, l.Why)
		}
	}
}

func TestNames(t *testing.T) {
	for g := range generations {
		if strings.HasSuffix(g.String(), "?") {
			t.Errorf("generation %v has no name", g)
		}
	}
}

// TestAnyLadder: every ladder is part of the longest, in its order; out keeps what it had; and without plain TCP it is the
// same ladder without one rung.
func TestAnyLadder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g, domain := Generation(rapid.Uint8().Draw(t, "generation")), rapid.String().Draw(t, "domain")
		plain := Ladder(g, domain, true, []Lookup{{Name: "before"}})
		secure := Ladder(g, domain, false, []Lookup{{Name: "before"}})
		if plain[0].Name != "before" || secure[0].Name != "before" {
			t.Fatal("out is overwritten")
		}
		plain = slices.DeleteFunc(plain, func(l Lookup) bool { return l.Name == "_sipinternal._tcp."+domain })
		if !slices.Equal(plain, secure) {
			t.Fatalf("%v, and %v without plain TCP", plain, secure)
		}
		longest := Ladder(Lync2013, domain, true, nil)
		for _, l := range secure[1:] {
			i := slices.Index(longest, l)
			if i < 0 {
				t.Fatalf("%v is out of order", l)
			}
			longest = longest[i+1:]
		}
		if g >= generations && len(secure) > 1 || domain == "" && len(secure) > 1 {
			t.Fatalf("%v in %q looks up %v", g, domain, secure[1:])
		}
	})
}

func BenchmarkLadder(b *testing.B) {
	out := make([]Lookup, 0, 8)
	b.ReportAllocs()
	for b.Loop() {
		Ladder(Lync2013, "lab.local", true, out)
	}
}
