// Package discovery is the ladder by which a client looks for its server, one rung after the other, until one leads to a
// sign-in or the ladder ends: [Ladder].
//
// A rung is a question, to DNS, to DHCP or to the client's own files. What the answers are is the owner's affair.
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
	PhoneEdition                       // desk phones (C-26)
	generations
)

var generationNames = []string{"Lync 2013", "Lync 2010", "Skype for Business", "mobile", "Phone Edition"}

func (g Generation) String() string { return machine.Name(generationNames, g) }

// Web reports whether clients of g know web services only, and no registrar (C-124): no redirect reaches them, and they
// keep nothing that Autodiscover would not tell them again (H-58).
func (g Generation) Web() bool { return g == Mobile }

// Keeps reports whether a client of g keeps the registrar that has just taken it in, the backup or not, for its next
// sign-in: desktop clients keep the primary only (C-23), desk phones whichever was good last (C-26).
func (g Generation) Keeps(backup bool) bool { return g == PhoneEdition || !g.Web() && !backup }

// A Source is where a rung leads from.
type Source uint8

// The sources.
const (
	Kept         Source = iota // the registrar that was kept from the last sign-in (C-22, C-26)
	Manual                     // the server that somebody has configured (C-18)
	Autodiscover               // an address in DNS: a web service there names the pool of the user who asks (C-8)
	SRV                        // a set of hosts in DNS, with their ports
	Address                    // an address in DNS: a host
	DHCP                       // a host that DHCP names in its option 120 (C-11)
	sources
)

var sourceNames = []string{"kept registrar", "manual configuration", "Autodiscover", "SRV", "A", "DHCP option 120"}

func (s Source) String() string { return machine.Name(sourceNames, s) }

// Named reports whether it is DNS that is asked.
func (s Source) Named() bool { return s == Autodiscover || s == SRV || s == Address }

// A Rung is one question.
type Rung struct {
	Source Source
	Name   string // what DNS is asked, if it is
	Port   uint16 // where to connect; an SRV answer says it itself, and so does a server that was configured or kept
	Alone  bool   // only in the first round after a sign-in, and if it leads anywhere that round has nothing else (C-26)
	Why    string
}

// The ports of hosts: HTTPS, SIP over TLS inside, and the Access Edge (C-8, C-14).
const (
	portHTTPS = 443
	portTLS   = 5061
	portEdge  = 443
)

// A step is a Rung without a domain.
type step struct {
	Rung
	plain bool // only where plain TCP is allowed
}

func always(r Rung) step { return step{r, false} }
func ifTCP(r Rung) step  { return step{r, true} }

var (
	cached = always(Rung{Source: Kept,
		Why: "The primary registrar in its cache spares the client the search (C-22, C-23, H-30)"})
	webInside = always(Rung{Source: Autodiscover, Name: "lyncdiscoverinternal", Port: portHTTPS,
		Why: "Autodiscover is preferred; its internal name is asked first (C-1, C-3)"})
	web = always(Rung{Source: Autodiscover, Name: "lyncdiscover", Port: portHTTPS,
		Why: "Then its external name, where the ladder of mobile clients ends (C-1, C-2)"})
	tlsInside = always(Rung{Source: SRV, Name: "_sipinternaltls._tcp",
		Why: "SRV is for who got no answer from Autodiscover; TLS inside is the first (C-1, C-6)"})
	tcpInside = ifTCP(Rung{Source: SRV, Name: "_sipinternal._tcp",
		Why: "Plain TCP inside, where it is allowed; Skype for Business does not ask (C-1, C-3)"})
	edge = always(Rung{Source: SRV, Name: "_sip._tls",
		Why: "The Access Edge, from outside (C-1)"})
	edgeTCP = ifTCP(Rung{Source: SRV, Name: "_sip._tcp",
		Why: "Plain TCP outside, which desk phones alone ask for (C-26)"})
	option120 = always(Rung{Source: DHCP, Port: portTLS,
		Why: "DHCP is asked when SRV has come to nothing, and needs no DNS (C-11, C-32, H-57)"})
	hostInside = always(Rung{Source: Address, Name: "sipinternal", Port: portTLS,
		Why: "Without SRV the bare names remain; inside first (C-1, C-14)"})
	host = always(Rung{Source: Address, Name: "sip", Port: portEdge,
		Why: "The name that may lead inside or outside (C-1, C-14)"})
	hostOutside = always(Rung{Source: Address, Name: "sipexternal", Port: portEdge,
		Why: "The Access Edge by its bare name; after it the ladder ends (C-1, C-14)"})

	lastGood = always(Rung{Source: Kept, Alone: true,
		Why: "A desk phone begins with the registrar that was good last; if that fails, so does the round (C-26)"})
	phoneTLS = always(Rung{Source: DHCP, Port: portTLS,
		Why: "A desk phone asks DNS and DHCP in turn (C-26)"})
	phoneTCP = ifTCP(Rung{Source: DHCP, Port: portTLS,
		Why: "A desk phone asks DNS and DHCP in turn, for plain TCP too (C-26)"})
	fallback = always(Rung{Source: Kept,
		Why: "Where neither DNS nor DHCP helps, a desk phone goes by what it kept (C-26)"})

	manual = always(Rung{Source: Manual,
		Why: "A server that was configured by hand takes the place of the whole ladder (C-18)"})
)

// ladders are all there are.
var ladders = [generations][]step{
	Lync2013:         {cached, webInside, web, tlsInside, tcpInside, edge, option120, hostInside, host, hostOutside}, // C-1
	Lync2010:         {cached, tlsInside, tcpInside, edge, option120, hostInside, host, hostOutside},                 // C-4
	SkypeForBusiness: {cached, webInside, web, tlsInside, edge, option120, hostInside, host, hostOutside},            // C-3
	Mobile:           {webInside, web},                                                                               // C-2
	PhoneEdition:     {lastGood, tlsInside, phoneTLS, tcpInside, phoneTCP, edge, edgeTCP, fallback},                  // C-26
}

// A Client is who looks for a server.
type Client struct {
	Generation Generation
	Manual     bool // the server was configured by hand (C-18)
	PlainTCP   bool // SIP without TLS is allowed (C-1)
}

// Ladder appends the rungs of a client for a user of the SIP domain, in their order, to out. A generation that does not
// exist, and an empty domain, have no ladder.
func Ladder(c Client, sipDomain string, out []Rung) []Rung {
	if c.Generation >= generations || sipDomain == "" {
		return out
	}
	if c.Manual {
		return append(out, manual.Rung)
	}
	for _, s := range ladders[c.Generation] {
		if s.plain && !c.PlainTCP {
			continue
		}
		r := s.Rung
		if r.Source.Named() {
			r.Name += "." + sipDomain
		}
		out = append(out, r)
	}
	return out
}
