// Package discovery is the ladder of names by which a client looks for its server, one rung after the other, until one
// leads to a sign-in or the ladder ends.
//
// It holds what is asked of DNS. A server that is configured by hand takes the place of the whole ladder (C-18), and DHCP
// option 120 is tried where SRV is not available (C-11); neither is a name, and neither is here.
package discovery

import "understudy.example/machine"

// A Generation is a kind of client, as far as discovery goes.
type Generation uint8

// The generations.
const (
	Lync2013         Generation = iota // Lync 2013, and Lync 2010 from the update of November 2011 (C-1)
	Lync2010                           // Lync 2010 before that update (C-4)
	SkypeForBusiness                   // every Skype for Business desktop client (C-3)
	Mobile                             // phones, tablets and the Windows Store app (C-2)
	generations
)

var generationNames = []string{"Lync 2013", "Lync 2010", "Skype for Business", "mobile"}

func (g Generation) String() string { return machine.Name(generationNames, g) }

// A Type is the type of record that is asked for.
type Type uint8

// The types.
const (
	A   Type = iota // an address: the name is a host
	SRV             // a set of hosts with their ports
)

var typeNames = []string{"A", "SRV"}

func (t Type) String() string { return machine.Name(typeNames, t) }

// A Lookup is one rung of a ladder.
type Lookup struct {
	Name string
	Type Type
	Port uint16 // where to connect, for an address; the answer says it for SRV
	Web  bool   // the host is a web service that names the user's home pool, dead or alive (C-8, H-30)
	Why  string
}

// The ports of the rungs that are hosts: HTTPS, SIP over TLS inside, and the Access Edge (C-8, C-14).
const (
	portHTTPS = 443
	portTLS   = 5061
	portEdge  = 443
)

// A rung is a Lookup without a domain, and who asks it.
type rung struct {
	prefix string
	what   Lookup
	plain  bool // only where plain TCP is allowed
	asks   [generations]bool
}

var (
	desktops  = [generations]bool{Lync2013: true, Lync2010: true, SkypeForBusiness: true}
	lync      = [generations]bool{Lync2013: true, Lync2010: true}
	autoFinds = [generations]bool{Lync2013: true, SkypeForBusiness: true, Mobile: true}
)

// rungs are all there are, in their order (C-1).
var rungs = []rung{
	{"lyncdiscoverinternal", Lookup{Type: A, Port: portHTTPS, Web: true,
		Why: "Autodiscover is preferred; its internal name is asked first (C-1, C-3)"}, false, autoFinds},
	{"lyncdiscover", Lookup{Type: A, Port: portHTTPS, Web: true,
		Why: "Then its external name, where the ladder of mobile clients ends (C-1, C-2)"}, false, autoFinds},
	{"_sipinternaltls._tcp", Lookup{Type: SRV,
		Why: "SRV is for who got no answer from Autodiscover; TLS inside is the first (C-1, C-6)"}, false, desktops},
	{"_sipinternal._tcp", Lookup{Type: SRV,
		Why: "Plain TCP inside, where it is allowed; Skype for Business does not ask (C-1, C-3)"}, true, lync},
	{"_sip._tls", Lookup{Type: SRV,
		Why: "The Access Edge, from outside (C-1)"}, false, desktops},
	{"sipinternal", Lookup{Type: A, Port: portTLS,
		Why: "Without SRV the bare names remain; inside first (C-1, C-14)"}, false, desktops},
	{"sip", Lookup{Type: A, Port: portEdge,
		Why: "The name that may lead inside or outside (C-1, C-14)"}, false, desktops},
	{"sipexternal", Lookup{Type: A, Port: portEdge,
		Why: "The Access Edge by its bare name; after it the ladder ends (C-1, C-14)"}, false, desktops},
}

// Ladder appends what a client of generation g looks up for a user of the SIP domain, in this order, to out. PlainTCP says
// whether SIP without TLS is allowed. A generation that does not exist, and an empty domain, have no ladder.
func Ladder(g Generation, sipDomain string, plainTCP bool, out []Lookup) []Lookup {
	if g >= generations || sipDomain == "" {
		return out
	}
	for _, r := range rungs {
		if r.asks[g] && (plainTCP || !r.plain) {
			l := r.what
			l.Name = r.prefix + "." + sipDomain
			out = append(out, l)
		}
	}
	return out
}
