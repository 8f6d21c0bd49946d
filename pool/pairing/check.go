package pairing

import (
	"fmt"
	"strings"

	"understudy.example/machine"
)

// An Edition is the kind of server a pool is made of.
type Edition uint8

// The editions.
const (
	Standard   Edition = iota // one server, with its database
	Enterprise                // front ends in front of a database of its own
	Appliance                 // a branch appliance: a registrar, and the user services of the pool behind it (F-4)
)

var editionNames = []string{"Standard Edition", "Enterprise Edition", "branch appliance"}

func (e Edition) String() string { return machine.Name(editionNames, e) }

// A Host is what the servers run on.
type Host uint8

// The hosts.
const (
	Physical Host = iota
	Virtual
)

var hostNames = []string{"physical", "virtual"}

func (h Host) String() string { return machine.Name(hostNames, h) }

// A Release is the version of the product.
type Release uint8

// The releases. All but the oldest, which stands last because it is the exception, know paired pools (F-2).
const (
	Lync2013 Release = iota
	Skype2015
	Skype2019
	SubscriptionEdition
	Lync2010 // many pools share one backup registrar, and there is no failover of pools (F-2)
	releases
)

// Releases are how many there are.
const Releases = int(releases)

var releaseNames = []string{"Lync Server 2013", "Skype for Business Server 2015",
	"Skype for Business Server 2019", "Skype for Business Server Subscription Edition", "Lync Server 2010"}

func (r Release) String() string { return machine.Name(releaseNames, r) }

// Pairs reports whether two pools of the release can be each other's backup (F-1, F-2).
func (r Release) Pairs() bool { return r != Lync2010 }

// Since reports whether the release is as young as old, or younger.
func (r Release) Since(old Release) bool {
	age := func(r Release) int { return (int(r) + 1) % Releases } // 2010, 2013, ...
	return age(r) >= age(old)
}

// A BackEnd is the kind of high availability that a pool's database has.
type BackEnd uint8

// The kinds.
const (
	NoHA BackEnd = iota // none, as in every Standard Edition pool
	Mirroring
	Clustering
	AlwaysOn
)

var backEndNames = []string{"none", "SQL mirroring", "SQL clustering", "SQL AlwaysOn"}

func (b BackEnd) String() string { return machine.Name(backEndNames, b) }

// A Member is what Check wants to know of a pool. Strings that are empty and numbers that are zero are not known, and
// nothing is said about them.
type Member struct {
	FQDN      string
	Site      string
	Edition   Edition
	Host      Host
	OS        string // of its servers, without patch level
	Release   Release
	BackEnd   BackEnd
	FrontEnds int
	Users     int // homed there
}

// A Severity says how bad a finding is.
type Severity uint8

// The severities.
const (
	Error   Severity = iota // there can be no such pair
	Warning                 // the product lets it happen, and does not support or recommend it (F-7)
)

var severityNames = []string{"error", "warning"}

func (s Severity) String() string { return machine.Name(severityNames, s) }

// A Finding is one thing that is wrong with a pair.
type Finding struct {
	Severity Severity
	Code     string // stays the same between versions, as in "same-site"
	Text     string // one sentence, with the names
	Fact     string // what it rests on, as in "F-9"
}

func (f Finding) String() string { return fmt.Sprintf("%v: %s (%s)", f.Severity, f.Text, f.Fact) }

// Check returns what is wrong with a pair of a and b, errors first. What needs the other pairs, as that a pool is
// paired already (F-8), is for the topology to say.
func Check(a, b Member) []Finding {
	if strings.EqualFold(a.FQDN, b.FQDN) && a.FQDN != "" {
		return []Finding{{Error, "itself", fmt.Sprintf("%s cannot be its own backup", a.FQDN), "F-1"}}
	}
	var all []Finding
	warn := func(is bool, code, fact, format string, args ...any) {
		if is {
			all = append(all, Finding{Warning, code, fmt.Sprintf(format, args...), fact})
		}
	}
	differ := func(x, y string) bool { return x != "" && y != "" && !strings.EqualFold(x, y) }
	warn(a.Edition != b.Edition, "editions", "F-6", "%s is %v, %s is %v", a.FQDN, a.Edition, b.FQDN, b.Edition)
	warn(a.Host != b.Host, "hosts", "F-6", "%s is %v, %s is %v", a.FQDN, a.Host, b.FQDN, b.Host)
	warn(differ(a.OS, b.OS), "operating-systems", "F-6", "%s runs on %s, %s on %s", a.FQDN, a.OS, b.FQDN, b.OS)
	warn(a.Site != "" && strings.EqualFold(a.Site, b.Site), "same-site", "F-9",
		"%s and %s are both in site %s, and are lost together with it", a.FQDN, b.FQDN, a.Site)
	warn(a.Release != b.Release, "releases", "F-17",
		"%s is %v, %s is %v: disaster failover is unsupported and may lose data", a.FQDN, a.Release, b.FQDN, b.Release)
	warn(a.BackEnd != b.BackEnd, "back-ends", "F-16",
		"the databases of %s and %s have different high availability: %v, %v", a.FQDN, b.FQDN, a.BackEnd, b.BackEnd)
	for _, m := range []Member{a, b} {
		warn(m.Edition == Enterprise && m.FrontEnds > 0 && m.FrontEnds < 3, "front-ends", "F-21",
			"%s has %d front ends, and three must have run at once for its data to be synchronised", m.FQDN, m.FrontEnds)
	}
	for _, m := range []Member{a, b} {
		most, fact := Capacity(m.Edition, m.Release)
		warn(a.Users+b.Users > most, "capacity", fact,
			"%s can serve %d users, and has to serve the %d of both", m.FQDN, most, a.Users+b.Users)
	}
	return all
}

// Capacity returns how many users a pool can serve when it serves those of its partner too, and the fact that says so.
// Half of them can be homed in each pool of a pair (F-12).
func Capacity(e Edition, r Release) (users int, fact string) {
	switch {
	case e == Standard:
		return 5_000, "F-14"
	case r.Since(Skype2019):
		return 106_000, "F-15"
	}
	return 80_000, "F-13"
}
