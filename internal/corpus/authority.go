package corpus

import (
	"understudy.example"
	"understudy.example/client"
	"understudy.example/cms"
	"understudy.example/explore"
	"understudy.example/pool/failover"
	"understudy.example/pool/health"
	"understudy.example/registrar"
)

// authority are reports of this kind: two masters, and masters that have been replaced.
var authority = []Report{
	{Number: 1, Sources: []string{"https://github.com/acassen/keepalived/issues/80", "https://github.com/acassen/keepalived/pull/82"},
		What:   "A delay that was meant for taking the role away from somebody was applied at every start and reload, so that a master fell silent while it kept its addresses, and a first start waited for nothing.",
		Breaks: []string{"P1", "P9", "P20"}, Law: "cold-start",
		Planted: "A detector that takes its primary for down when it starts, until the failback interval is over.",
		Plant: watching(func(r health.Rules) understudy.Detector {
			return &pessimist{Detector: understudy.HealthOf(r), failback: r.Failback}
		})},

	{Number: 2, Sources: []string{"https://github.com/acassen/keepalived/issues/2387"},
		What:   "Both nodes started at once and were reloaded, and both stayed master for good.",
		Breaks: []string{"P1", "P20"}, Law: "single-cms",
		Planted: "A database that takes writes because its own disk says that it is active, whatever the directory names.",
		Plant:   forcing(storing(func(s understudy.Store) understudy.Store { return blind{s} }))},

	{Number: 3, Sources: []string{"https://github.com/acassen/keepalived/issues/2066"},
		What:   "A timer thread came late, the peer took over, and the old master did not step down.",
		Breaks: []string{"P2", "P17"}, Law: "one-registrar",
		Planted: "A client that says only at its next deadline that it has signed out, and meanwhile signs in elsewhere.",
		Plant:   asking(func(c understudy.Client) understudy.Client { return &tardy{Client: c} })},

	{Number: 4, Sources: []string{"https://github.com/EnterpriseDB/repmgr/issues/821"},
		What:   "A standby promoted itself although the witness had seen the primary a second ago.",
		Breaks: []string{"P4"}, Law: "fresh-evidence",
		Planted: "A policy that cuts the master's power and moves the store on its own word, and asks no observer.",
		Plant:   System{Policy: alone(true), Right: automatic, Options: attended}},

	{Number: 5, Sources: []string{"https://github.com/EnterpriseDB/repmgr/issues/439"},
		What:   "Nodes promoted themselves without the quorum that they were set up to need.",
		Breaks: []string{"P1", "P4"}, Law: "double-store",
		Planted: "A policy that counts an observer who cannot be asked as one who says that the master is lost, and forces the store.",
		Plant:   System{Policy: abstaining, Right: automatic, Options: attended}},

	{Number: 6, Sources: []string{"https://github.com/EnterpriseDB/repmgr/issues/699", "https://github.com/EnterpriseDB/repmgr/issues/698"},
		What:   "A second standby promoted itself when it came back, while the failover was over already.",
		Breaks: []string{"P3"}, Law: "ordered-once",
		Planted: "A pool that fails itself back as soon as its failover is complete.",
		Plant:   failing(func(f understudy.Failover) understudy.Failover { return &homesick{Failover: f} })},

	{Number: 7, Sources: []string{"https://github.com/kubernetes/kubernetes/issues/23731"},
		What:   "A leader lost its lease, and what it should have stopped doing was never told.",
		Breaks: []string{"P2"}, Law: "one-registrar",
		Planted: "A client that registers elsewhere without having given up where it was.",
		Plant:   asking(func(c understudy.Client) understudy.Client { return clinging{c} })},

	{Number: 8, Sources: []string{"https://github.com/kubernetes/kubernetes/issues/67651"},
		What:   "Under load the terms of two leaders overlapped.",
		Breaks: []string{"P1"}, Law: "single-cms",
		Planted: "A database that takes writes as soon as it is named as the target, while the order still runs.",
		Plant:   forcing(storing(func(s understudy.Store) understudy.Store { return eager{s} }))},

	{Number: 9, Sources: []string{"https://github.com/kubernetes/kubernetes/pull/114872", "https://github.com/fabric8io/kubernetes-client/pull/7258"},
		What:   "A candidate judged by its own lease duration, and not by the holder's, when the lease was over, and took over too early.",
		Breaks: []string{"P5", "P16"}, Law: "own-interval",
		Planted: "A detector that goes by an interval of its own of a minute and a half, whatever the pool that it watches is set to.",
		Plant: watching(func(r health.Rules) understudy.Detector {
			r.Detect, r.Floor = 90*second, 0
			return understudy.HealthOf(r)
		})},

	{Number: 10, Sources: []string{"https://github.com/hashicorp/nomad/issues/4749", "https://github.com/hashicorp/nomad/pull/6977"},
		What:   "Word of a lost leadership was merged with word of a new one, and two leader loops ran.",
		Breaks: []string{"P27"}, Law: "alternate",
		Planted: "A client that tells only the last of what has happened to its registration at one instant.",
		Plant: System{Options: explore.Options{Laws: only("alternate"), Parts: understudy.Parts{
			Client: func(r client.Rules, s client.State) understudy.Client { return merging{understudy.ClientOf(r, s)} }}}}},

	{Number: 11, Sources: []string{"https://github.com/redis/redis/issues/12570"},
		What:   "The role went from A to B, B died, A came back as it had been, and what had been written at B was lost.",
		Breaks: []string{"P6"}, Law: "no-stale-winner",
		Planted: "A policy that fails a pool back in disaster mode when its backup is lost.",
		Plant:   System{Policy: eitherWay, Right: automatic}},

	{Number: 12, Sources: []string{"https://github.com/redis/redis/issues/1297", "https://github.com/redis/redis/issues/4561",
		"https://github.com/redis/redis/pull/9438", "https://github.com/apecloud/kubeblocks/issues/10753"},
		What:   "A master restarted, empty, before anybody had noticed, and its replicas followed it.",
		Breaks: []string{"P7"}, Law: "reboot-seen",
		Planted: "A detector that does not look at which incarnation has answered.",
		Plant: watching(func(r health.Rules) understudy.Detector {
			return trusting{understudy.HealthOf(r)}
		})},

	{Number: 13, Sources: []string{"https://github.com/redis/redis/issues/1445"},
		What:   "An observer made the node that had just been promoted a replica again, in the middle of the failover.",
		Breaks: []string{"P8"}, Law: "no-undo",
		Planted: "A policy that interrupts a failover when it finds the pool between two states.",
		Plant:   System{Policy: correcting, Right: automatic}},

	{Number: 14, Sources: []string{"https://github.com/redis/redis/pull/2370"},
		What:   "Two failovers had a leader each, one epoch apart, and both came about.",
		Breaks: []string{"P3"}, Law: "ordered-once",
		Planted: "A store that carries an order out twice: there, and back again.",
		Plant: System{Options: explore.Options{Laws: only("ordered-once"), Parts: understudy.Parts{
			Store: func(r cms.Rules, s cms.State) understudy.Store { return &twice{Store: understudy.StoreOf(r, s)} }}}}},

	{Number: 15, Sources: []string{"https://github.com/patroni/patroni/issues/890", "https://github.com/patroni/patroni/blob/master/docs/releases.rst"},
		What:   "A node that had hung won the race for the leader with data that was out of date.",
		Breaks: []string{"P6"}, Law: "no-stale-winner",
		Planted: "A policy that restores the old master when it does not find the new one.",
		Plant:   System{Policy: nostalgic, Right: automatic, Options: explore.Options{Laws: only("no-stale-winner")}}},

	{Number: 16, Sources: []string{"https://github.com/cloudnative-pg/cloudnative-pg/pull/10409"},
		What:   "Clients were sent to the old primary for as long as the failover took.",
		Breaks: []string{"P10"}, Law: "client-view",
		Planted: "A registrar of the backup that goes on to send users to their home pool after that was failed over.",
		Plant:   answering(stubborn)},

	{Number: 17, Sources: []string{"https://github.com/cloudnative-pg/cloudnative-pg/issues/7407"},
		What:   "A primary that was cut off went on to serve, while another one was promoted.",
		Breaks: []string{"P2"}, Law: "double-store",
		Planted: "A policy that forces the store to its own side when it does not reach the master, whose power it leaves on.",
		Plant:   System{Policy: alone(false), Right: automatic}},

	{Number: 18, Sources: []string{"https://github.com/OpenSIPS/opensips/issues/2400", "https://github.com/OpenSIPS/opensips/issues/1848",
		"https://github.com/OpenSIPS/opensips/issues/2960"},
		What:   "The passive node of a pair did what only the active one should: it pinged clients, and let their subscriptions expire.",
		Breaks: []string{"P11"}, Law: "passive-silent",
		Planted: "A registrar of the backup that takes users in although it hears their home pool.",
		Plant:   answering(hospitable)},

	{Number: 19, Sources: []string{"https://github.com/bitnami/charts/issues/20998", "https://github.com/bitnami/charts/issues/5418"},
		What:   "An old primary restarted and did not follow the one that had been elected meanwhile.",
		Breaks: []string{"P6", "P20"}, Law: "no-comeback",
		Planted: "A store whose old master takes the role again when its server is back.",
		Plant:   storing(func(s understudy.Store) understudy.Store { return &usurping{Store: s} })},
}

// attended are attacks where there is an observer to ask, and a switch to cut the power with.
var attended = explore.Options{Grounds: explore.Grounds()[2:3], Manual: true}

// Plants of one part, attacked with orders of an administrator.

func watching(f func(health.Rules) understudy.Detector) Plant {
	return System{Options: explore.Options{Parts: understudy.Parts{Health: f}}}
}

func storing(f func(understudy.Store) understudy.Store) System {
	return System{Options: explore.Options{Parts: understudy.Parts{
		Store: func(r cms.Rules, s cms.State) understudy.Store { return f(understudy.StoreOf(r, s)) }}}}
}

// forcing searches every state of a plant in the store as well: while the master's server comes and goes, and somebody forces the store.
func forcing(s System) System {
	t := understudy.Paired()
	t.Users = nil
	master, standby := t.Pools[0].FQDN, t.Pools[1].FQDN
	s.Scope = &explore.Scope{Name: "the store is forced", Topology: t, Setup: explore.Setup{Parts: s.Options.Parts}, Settle: 10 * minute,
		Faults:  []understudy.Fault{{Kind: understudy.Power, Of: master}},
		Inputs:  []understudy.Input{understudy.ManagementServerFailover{At: standby, Target: standby, Force: true}},
		Quantum: 10 * second, Laws: only("single-cms")}
	return s
}

func asking(f func(understudy.Client) understudy.Client) Plant {
	return System{Options: explore.Options{Parts: understudy.Parts{
		Client: func(r client.Rules, s client.State) understudy.Client { return f(understudy.ClientOf(r, s)) }}}}
}

func failing(f func(understudy.Failover) understudy.Failover) Plant {
	return System{Options: explore.Options{Parts: understudy.Parts{
		Failover: func(r failover.Rules) understudy.Failover { return f(understudy.FailoverOf(r)) }}}}
}

func answering(f func(registrar.Known, registrar.Request) registrar.Reply) Plant {
	return System{Options: explore.Options{Parts: understudy.Parts{Decide: f}}}
}
