package understudy

import (
	"time"

	"understudy.example/dns/discovery"
	"understudy.example/pool"
	"understudy.example/pool/health"
	"understudy.example/pool/pairing"
)

// A Preset is what a release of the server brings along: what a Topology of it begins with, and what was promised of it
// . What a Preset does not have is the same in all releases.
type Preset struct {
	Release  pairing.Release
	Pairs    bool // two pools can be each other's backup (F-1); before, many share a backup registrar (F-2)
	Detect   time.Duration
	Failback time.Duration // with Detect, the intervals between two pools (F-27)

	Pool  pool.Objective // of a failover or failback of a pool (F-77, F-78); zero where there is none
	Store pool.Objective // of a failover of the Central Management Store (F-110); zero where there is none

	Users         int // that an Enterprise pool serves when it serves its partner's, too (F-13, F-15); zero: no source
	StandardUsers int // likewise, of a Standard Edition pool (F-14)
	FrontEnds     int // most of an Enterprise pool (F-13, F-15, X-14); zero: no source

	Client   discovery.Generation // the client of that time (C-1, C-3, C-4)
	Verifies bool                 // its cmdlets can be told not to verify data, with SkipDataVerification (F-68, D-10)
}

// PresetOf returns the preset of a release; that of Lync Server 2013 for one that does not exist.
func PresetOf(r pairing.Release) Preset {
	if int(r) >= len(presets) {
		r = pairing.Lync2013
	}
	p, between := presets[r], health.PoolToPool()
	p.Release, p.Pairs = r, r.Pairs()
	p.Detect, p.Failback = between.Detect, between.Failback
	if p.Pairs {
		p.Users, _ = pairing.Capacity(pairing.Enterprise, r)
		p.StandardUsers, _ = pairing.Capacity(pairing.Standard, r)
		p.Store = pool.Objective{Recovery: 5 * time.Minute, Loss: 5 * time.Minute} // F-110
	}
	return p
}

// presets hold what differs. The Subscription Edition is the code of 2019 (F-185, F-186), and of 2010 nothing is promised
// but voice (F-2).
var presets = [pairing.Releases]Preset{
	pairing.Lync2010:            {Client: discovery.Lync2010},
	pairing.Lync2013:            {Pool: pool.Objectives2013(), FrontEnds: 12, Client: discovery.Lync2013},
	pairing.Skype2015:           {Pool: pool.Objectives2015(), FrontEnds: 12, Client: discovery.SkypeForBusiness, Verifies: true},
	pairing.Skype2019:           {Pool: pool.Objectives2015(), FrontEnds: 16, Client: discovery.SkypeForBusiness, Verifies: true},
	pairing.SubscriptionEdition: {Pool: pool.Objectives2015(), FrontEnds: 16, Client: discovery.SkypeForBusiness, Verifies: true},
}

// NewPool is a pool of the release as it is without any settings: automatic failover off, and the documented intervals.
func (p Preset) NewPool(fqdn, site string, edition pairing.Edition) Pool {
	return Pool{FQDN: fqdn, Site: site, Edition: edition, Release: p.Release, Detect: p.Detect, Failback: p.Failback}
}
