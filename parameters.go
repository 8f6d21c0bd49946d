package understudy

import (
	"time"

	"understudy.example/client"
	"understudy.example/client/certificate"
	"understudy.example/client/conference"
	"understudy.example/client/conversation"
	"understudy.example/cms"
	"understudy.example/cms/directory"
	"understudy.example/cms/replica"
	"understudy.example/cms/replicator"
	"understudy.example/dns/cache"
	"understudy.example/dns/geo"
	"understudy.example/machine"
	"understudy.example/pool/backend"
	"understudy.example/pool/failover"
	"understudy.example/pool/fence"
	"understudy.example/pool/health"
	"understudy.example/pool/replication"
	"understudy.example/pool/setup"
	"understudy.example/registrar/binding"
)

// Parameters are the rules of all machines, and what the wiring between them takes. Zero means zero; Defaults returns
// the documented and observed values to start from.
type Parameters struct {
	Health      health.Rules // Ping, Grace, Floor and Mode; the intervals are each pool's own
	Setup       setup.Rules
	Failover    failover.Rules
	Replication replication.Rules
	Binding     binding.Rules
	CMS         cms.Rules
	Directory   directory.Rules // from the site that writes to the others
	Replicator  replicator.Rules
	Replica     replica.Rules
	Client      client.Rules
	Certificate certificate.Rules
	Cache       cache.Rules
	Geo         geo.Rules

	Admission    Admission // of new sign-ins
	BackEnd      backend.Rules
	Fence        fence.Rules
	Conversation conversation.Rules
	Enterprise   EnterpriseTimes // of front ends and mirrors
	Conference   conference.Rules

	Latency                time.Duration // one way, inside a site (H-39)
	SiteLatency            time.Duration // one way, between sites (H-39)
	Endpoints              int           // most endpoints a registrar holds (C-121)
	MobileOutage           time.Duration // how long mobile clients are without service when a failover begins (F-92, H-60)
	PlainTCP               bool          // SIP without TLS is allowed, so that clients ask for its names, too (C-1)
	NoCertificates         bool          // clients are issued none, and sign in with Kerberos or NTLM every time (C-64)
	DisableStrictDNSNaming bool          // an SRV target may be below the SIP domain; the policy has this name (C-16)

	Start      time.Duration // the time of day at which histories begin
	Remembered time.Duration // how far back a View can tell since when a pool has been reachable, or not

	AtRefresh bool // a change of service is learnt at the next refresh instead of being pushed (H-14, C-44)
}

// Defaults are the documented values, the lab's observed ones where nothing is documented, and the inferred ones that
// Assumptions lists.
func Defaults() Parameters {
	return Parameters{
		Health: health.PoolToPool(), Setup: setup.Lab(), Failover: failover.Lab(), Replication: replication.Lab(),
		Binding: binding.Default(), CMS: cms.Lab(), Directory: directory.BetweenSites(), Replicator: replicator.Lab(),
		Replica: replica.Lab(), Client: client.Default(), Certificate: certificate.Default(), Cache: cache.Default(), Geo: geo.Default(),
		BackEnd: backend.Default(), Fence: fence.Default(), Conversation: conversation.Default(), Conference: conference.Default(),
		Enterprise: enterpriseTimes(), Endpoints: 12_000, MobileOutage: 10 * time.Minute,
		Remembered: 24 * time.Hour,
	}
}

// validate reports every fault of the parameters.
func (p Parameters) validate() error {
	h := p.Health
	h.Detect, h.Failback = max(h.Detect, h.Ping), max(h.Failback, h.Ping) // each pool has its own
	f := machine.Faults{Package: "understudy", Kind: ErrTopology}
	for _, err := range []error{
		h.Validate(), p.Setup.Validate(), p.Failover.Validate(), p.Replication.Validate(), p.Binding.Validate(),
		p.CMS.Validate(), p.Directory.Validate(), p.Replicator.Validate(), p.Replica.Validate(), p.Client.Validate(),
		p.Certificate.Validate(), p.Cache.Validate(), p.Geo.Validate(),
		p.Admission.Pool.Validate(), p.Admission.Standard.Validate(), p.BackEnd.Validate(), p.Fence.Validate(), p.Conversation.Validate(),
		p.Conference.Validate(),
	} {
		f.Add(err)
	}
	for _, err := range p.Enterprise.validate() {
		f.Add(err)
	}
	f.If(p.Latency < 0, "Latency %v must not be below 0", p.Latency)
	f.If(p.SiteLatency < 0, "SiteLatency %v must not be below 0", p.SiteLatency)
	f.If(p.MobileOutage < 0, "MobileOutage %v must not be below 0", p.MobileOutage)
	f.If(p.Start < 0 || p.Start >= day, "Start %v must be below 24h", p.Start)
	f.If(p.Remembered < 0, "Remembered %v must not be below 0", p.Remembered)
	f.If(p.Endpoints < 1, "Endpoints %d must be at least 1", p.Endpoints)
	f.If(p.Client.Refresh >= p.Binding.Expires,
		"Client.Refresh %v must be shorter than Binding.Expires %v", p.Client.Refresh, p.Binding.Expires)
	return f.Err()
}

// watcher returns the health rules of a backup that watches pool p, whose intervals they are (H-25).
func (t *Topology) watcher(p int16) health.Rules {
	r := t.Parameters.Health
	r.Detect, r.Failback = t.Pools[p].Detect, t.Pools[p].Failback
	return r
}

// Parts are constructors of the machines that can be replaced: by a wrong one, to see a law break, or by a better one.
// A nil constructor is the project's own.
type Parts struct {
	Health   func(health.Rules) Detector
	Failover func(failover.Rules) Failover
	Store    func(cms.Rules, cms.State) Store
	Client   func(client.Rules, client.State) Client
	Decide   Decider // the registrars' answer
	Guards   []Guard // which orders are refused; nil is Guards()
}

// A Detector is how a backup sees its primary.
type Detector interface {
	Process[health.Event, health.Action]
	Phase() health.Phase
}

// A Failover is the administrative failover of one pool.
type Failover interface {
	Process[failover.Event, failover.Action]
	Look() failover.State
}

// A Store is the two databases of the Central Management Store.
type Store interface {
	Process[cms.Event, cms.Action]
	Phase(db uint8) cms.Phase
	Accepts(db, pointer uint8) bool
	Running() (o cms.Order, target uint8, ends machine.Instant)
}

// A Client is one endpoint.
type Client interface {
	Process[client.Event, client.Action]
	Look() client.State
}

type (
	detector struct {
		*machine.Cell[health.State, health.Event, health.Action]
	}
	failing struct {
		*machine.Cell[failover.State, failover.Event, failover.Action]
	}
	storing struct {
		*machine.Cell[cms.State, cms.Event, cms.Action]
	}
	endpoint struct {
		*machine.Cell[client.State, client.Event, client.Action]
	}
)

func (d detector) Phase() health.Phase { return d.State.Phase() }
func (d detector) Renumber(boot uint8) (ask uint8) {
	d.State, ask = d.State.Renumbered(boot)
	return ask
}
func (d detector) Verdict() machine.Instant                    { return d.State.Verdict() }
func (d detector) NextAsk() machine.Instant                    { return d.State.NextAsk() }
func (f failing) Look() failover.State                         { return f.State }
func (s storing) Phase(db uint8) cms.Phase                     { return s.State.Phase(db) }
func (s storing) Accepts(db, pointer uint8) bool               { return s.State.Accepts(db, pointer) }
func (s storing) Running() (cms.Order, uint8, machine.Instant) { return s.State.Running() }
func (e endpoint) Look() client.State                          { return e.State }

// HealthOf makes a Detector of rules, the project's own or others over the same states.
func HealthOf(rules machine.Machine[health.State, health.Event, health.Action]) Detector {
	return detector{machine.Of(rules, health.State{})}
}

// FailoverOf makes a Failover of rules, the project's own or others over the same states.
func FailoverOf(rules machine.Machine[failover.State, failover.Event, failover.Action]) Failover {
	return failing{machine.Of(rules, failover.State{})}
}

// StoreOf makes a Store of rules, the project's own or others over the same states.
func StoreOf(rules machine.Machine[cms.State, cms.Event, cms.Action], s cms.State) Store {
	return storing{machine.Of(rules, s)}
}

// ClientOf makes a Client of rules, the project's own or others over the same states.
func ClientOf(rules machine.Machine[client.State, client.Event, client.Action], s client.State) Client {
	return endpoint{machine.Of(rules, s)}
}

// withDefaults fills in what is nil.
func (p Parts) withDefaults() Parts {
	if p.Health == nil {
		p.Health = func(r health.Rules) Detector { return HealthOf(r) }
	}
	if p.Failover == nil {
		p.Failover = func(r failover.Rules) Failover { return FailoverOf(r) }
	}
	if p.Store == nil {
		p.Store = func(r cms.Rules, s cms.State) Store { return StoreOf(r, s) }
	}
	if p.Client == nil {
		p.Client = func(r client.Rules, s client.State) Client { return ClientOf(r, s) }
	}
	if p.Decide == nil {
		p.Decide = decide
	}
	if p.Guards == nil {
		p.Guards = guards
	}
	return p
}
