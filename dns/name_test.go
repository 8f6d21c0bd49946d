package dns

import (
	"strings"
	"testing"
)

func TestCanonical(t *testing.T) {
	for name, want := range map[string]string{
		"": "", ".": ".", "..": "..", "a..": "a..", "a.": "a", "FE01.Lab.local.": "fe01.lab.local",
		"fe01.lab.local": "fe01.lab.local", "\u212a.": "\u212a", // the Kelvin sign is no k to DNS
		"@A[Z`a{z": "@a[z`a{z",
	} {
		if got := Canonical(name); got != want {
			t.Errorf("%q: %q", name, got)
		}
	}
	if n := testing.AllocsPerRun(10, func() { Canonical("fe01.lab.local.") }); n != 0 {
		t.Errorf("a name that is canonical but for its dot: %v allocations", n)
	}
}

func TestMatch(t *testing.T) {
	for _, c := range []struct {
		target, domain  string
		strict, relaxed bool
	}{
		{"pool01.fabrikam.com", "litwareinc.com", false, false}, // C-16
		{"pool01.litwareinc.com", "litwareinc.com", true, true},
		{"POOL01.litwareinc.com.", "LitwareInc.com", true, true},
		{"pool01.litwareinc.com", "litwareinc.com.", true, true},
		{"pool01.emea.litwareinc.com", "litwareinc.com", false, true},
		{"notlitwareinc.com", "litwareinc.com", false, false},
		{"litwareinc.com", "litwareinc.com", false, true},
		{".litwareinc.com", "litwareinc.com", false, false},
		{"litwareinc.com", "pool01.litwareinc.com", false, false},
		{"a", "", false, false}, {"a.", "", false, false}, {"", "", false, false}, {".", ".", false, true}, {"a", ".", false, false},
	} {
		if got := StrictMatch(c.target, c.domain); got != c.strict {
			t.Errorf("%q in %q, strictly: %v", c.target, c.domain, got)
		}
		if got := RelaxedMatch(c.target, c.domain); got != c.relaxed {
			t.Errorf("%q in %q, relaxed: %v", c.target, c.domain, got)
		}
	}
}

// FuzzNames holds any two names to what every comparison of names must be.
func FuzzNames(f *testing.F) {
	for _, pair := range [][2]string{
		{"FE01.lab.local", "fe01.LAB.local."}, {".", ""}, {"a..", "a."}, {"a.b", "b"}, {"x.a.b", "b."}, {"\u212a", "k"},
	} {
		f.Add(pair[0], pair[1])
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		c := Canonical(a)
		if Canonical(c) != c {
			t.Errorf("%q becomes %q and then %q", a, c, Canonical(c))
		}
		if Equal(a, b) != (c == Canonical(b)) || Equal(a, b) != Equal(b, a) || !Equal(a, c) {
			t.Errorf("%q and %q: equal %v", a, b, Equal(a, b))
		}
		if StrictMatch(a, b) && !RelaxedMatch(a, b) {
			t.Errorf("%q is in %q strictly and not relaxed", a, b)
		}
		if RelaxedMatch(a, b) != RelaxedMatch(c, Canonical(b)) || StrictMatch(a, b) != StrictMatch(c, Canonical(b)) {
			t.Errorf("%q and %q: case or the last dot matters", a, b)
		}
		if RelaxedMatch(a, b) && !strings.HasSuffix(c, Canonical(b)) {
			t.Errorf("%q does not end in %q", a, b)
		}
	})
}
