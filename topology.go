package understudy

import (
	"time"

	"understudy.example/client/features"
	"understudy.example/dns"
	"understudy.example/dns/discovery"
	"understudy.example/dns/geo"
	"understudy.example/pool/pairing"
)

// A Topology is everything that will ever exist in one model: sites, pools, pairs, users, records, and the parameters of
// all machines. It is plain data; a System never changes it. What carries Later is not there at the start: an order
// brings it, as in the lab, whose story begins before the second pool is defined.
//
// Names are compared the way DNS compares them: without regard to case and to a trailing dot.
type Topology struct {
	Domain     string              // the SIP domain, as in "lab.local"
	Domains    []string            // further SIP domains, each with names of its own in DNS (C-1, C-16)
	Sites      []Site              // at least one
	Pools      []Pool              // at least one; exactly one of them has CMS set
	Pairs      []Pair              // each pool in at most one (F-1)
	Groups     []Group             // response groups, if that matters
	Edges      []Edge              // the way out and in, if that matters
	Observers  []Observer          // who else looks at the pools, which is not in the product
	Users      []User              // one endpoint each
	Records    []Record            // the SRV records of all names
	Addresses  []Address           // the addresses of all names
	GeoNames   []GeoName           // what addresses can lead to instead of a pool
	Policy     dns.Policy          // how clients order records (C-110)
	Conditions features.Conditions // what the conditional cells of the feature table depend on
	Parameters Parameters          // of all machines
	Seed       uint32              // of every draw: back-off and record order
}

// A Site is a place with a network of its own. By default it has a domain controller and a DNS server (H-31).
type Site struct {
	Name        string
	NoDirectory bool   // neither directory nor DNS here: a WAN cut takes them away (H-31)
	DHCP120     string // the pool that DHCP names here in its option 120, which needs no DNS (C-11, C-32); empty is none
}

// A Pool is a front end pool.
type Pool struct {
	FQDN    string
	Site    string
	Edition pairing.Edition // Standard, Enterprise or a branch appliance; a Standard Edition pool is one server (L-1)
	Host    pairing.Host    // physical or virtual (F-6)
	OS      string          // base operating system (F-6)
	Release pairing.Release // of the server (F-17)
	BackEnd pairing.BackEnd // back-end availability (F-16)
	Homed   int             // enabled users homed here, for capacity (F-13..F-15); Users are counted on top

	FrontEnds int  // of an Enterprise pool at the start, each by itself (F-162); 0: the pool is modelled as one server
	Witness   bool // the mirror of the back end has a witness (F-171)

	CMS           bool // the Central Management Store was installed here
	Updated       bool // cumulative updates were applied, and setup adds to them a Backup Service of the first release (F-20)
	Orbits        int  // calls that can be parked here at once (F-146)
	Management    bool // its power can be cut over a management link of its own, which is not in the product (H-95)
	CallAdmission bool // call admission control is wanted here: one pool a site has it (L-1)

	// Backup is the pool that is the backup registrar of this one, and not the other way round: of a branch appliance
	// (F-4), or of a pool of Lync 2010 (F-2). Pools of later releases have a Pair.
	Backup string

	// The settings of this pool's registrar, applied by its backup (H-25). They matter only if it has one.
	Automatic bool          // automatic failover and failback (F-40)
	Detect    time.Duration // the failure detection interval (F-27)
	Failback  time.Duration // the failback interval (F-27)

	Later bool // not defined at the start; DefinePool brings it
}

// A Pair makes two pools each other's backup (F-1, F-3).
type Pair struct {
	Pools [2]string
	Later bool // not paired at the start; NameBackup brings it
}

// A User has one endpoint: a desktop client, a desk phone or a mobile client.
type User struct {
	URI        string               // without the scheme, as in "u1@lab.local"
	Home       string               // FQDN of the home pool
	Site       string               // where the client sits; empty is the home pool's site
	Generation discovery.Generation // of the client (C-1..C-4, C-26)
	Server     string               // the pool that was configured by hand, in place of the whole search (C-18); empty is none
	Legacy     bool                 // cannot register without the presence service (C-46)
	Organiser  bool                 // others may join the conferences that this user organises
	Agent      string               // the response group that the user answers (C-76); empty is none
	IgnoresQ   bool                 // takes the first contact of a redirect only, and so never hears of a backup (C-36)
}

// A Record is an SRV record: a name and what it says.
type Record struct {
	Name string // as in "_sipinternaltls._tcp.lab.local"
	dns.SRV
	Later bool // not there at the start; AddRecord brings it
}

// An Address makes a name stand for a host: an A record, or an alias (CNAME) of a name that has one.
type Address struct {
	Name   string // as in "lyncdiscover.lab.local"
	Target string // a pool, whose registrar or web services it leads to, or a geographic name
	Later  bool   // not there at the start; AddAddress brings it
}

// A GeoName is a name that a geographic DNS service answers, with one of two pools that passes its health check: the
// documented remedy for names that have to follow a failover (C-123).
type GeoName struct {
	Name  string
	Pools [2]string // the primary first
	Order geo.Order // which of them, if both pass
}
