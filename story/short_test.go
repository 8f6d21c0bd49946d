package story

import (
	"testing"

	"understudy.example"
)

// A name is short where that cannot be anything else.
func TestShort(t *testing.T) {
	n := Shorten(understudy.Topology{
		Sites: []understudy.Site{{Name: "HQ"}},
		Pools: []understudy.Pool{{FQDN: "FE01.lab.local"}, {FQDN: "FE02.lab.local"}, {FQDN: "hq.lab.local"}, {FQDN: "fe02.other"}},
		Users: []understudy.User{{URI: "u1@lab.local"}, {URI: "FE03@lab.local"}},
	})
	for long, want := range map[string]string{
		"FE01.lab.local sees FE02.lab.local":                  "FE01 sees FE02.lab.local",
		"u1@lab.local, xu1@lab.local":                         "u1, xu1@lab.local",
		"_sip._tcp.FE01.lab.local hq.lab.local":               "_sip._tcp.FE01.lab.local hq.lab.local",
		"HQ: FE03@lab.local, and (FE01.lab.local).":           "HQ: FE03, and (FE01).",
		"sip:u1@lab.local -Identity Registrar:FE01.lab.local": "sip:u1 -Identity Registrar:FE01",
	} {
		if got := n.Text(long); got != want {
			t.Errorf("%q is short %q, want %q", long, got, want)
		}
	}
}
