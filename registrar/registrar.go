// Package registrar is a pure answer to REGISTER, from what this registrar knows: its own replica of the configuration,
// its own verdict about the home pool, its own bindings (H-1). It never asks anybody else.
//
// The answers stand in one ordered table, [Rules]: the first rule that applies decides ([Decide]), and the reply names it.
package registrar

import "understudy.example/machine"

// A Role is what this registrar is to the user who registers.
type Role uint8

// The roles.
const (
	Home     Role = iota // the user is homed here
	Backup               // the backup of the user's home pool
	Stranger             // neither; a Director, too (F-43)
)

var roleNames = []string{"home", "backup", "stranger"}

func (r Role) String() string { return machine.Name(roleNames, r) }

// A Standing is the PoolState of the user's home pool as this registrar's own replica has it (F-53, H-1).
type Standing uint8

// The standings, in the order of the pool's life.
const (
	Active Standing = iota
	FailingOver
	FailedOver
	FailingBack
)

var standingNames = []string{"active", "failing over", "failed over", "failing back"}

func (s Standing) String() string { return machine.Name(standingNames, s) }

// A Certificate is what the endpoint proves who it is with (C-62, C-64).
type Certificate uint8

// The certificates.
const (
	None     Certificate = iota // none, or an expired one: Kerberos or NTLM, and enrolment here (C-64, H-24)
	Recorded                    // one that this pool has a record of (C-65)
	Unheard                     // one that this pool has no record of (C-65, C-67)
)

var certificateNames = []string{"none", "recorded", "unheard"}

func (c Certificate) String() string { return machine.Name(certificateNames, c) }

// Replicas is what is left of the user's routing group, where an Enterprise pool has loaded it (F-165).
type Replicas uint8

// What can be left.
const (
	Enough Replicas = iota // the primary and a secondary; what one server has, too
	Alone                  // the primary
	Gone                   // nothing
)

var replicaNames = []string{"enough", "alone", "gone"}

func (r Replicas) String() string { return machine.Name(replicaNames, r) }

// Known is what this registrar knows about the user, the home pool and itself.
type Known struct {
	Role        Role
	Standing    Standing
	Down        bool        // this registrar's own verdict: the home pool is down (F-35); counts at the backup
	Automatic   bool        // automatic failover is on for the home pool (F-40); counts at the backup
	Loaded      bool        // the user's routing groups are loaded here (F-188); counts at the backup
	Away        bool        // this pool itself is failed over: its registrar takes nobody in (F-56, F-188)
	Store       bool        // user services are available: the back end was reached within its threshold (F-51)
	Replicas    Replicas    // what is left of the user's routing group here (F-165)
	Elsewhere   bool        // another front end of the pool is the user's registrar (C-29)
	Bound       bool        // the endpoint has a live binding here: a refresh, or one that is judged again
	Full        bool        // there is no room for another endpoint (C-121); counts unless Bound
	Crowded     bool        // as many sign in as it takes in a second (H-38); counts unless Bound
	Branch      bool        // the user is homed on a branch appliance, and his data are in the pool that backs it (F-4)
	Certificate Certificate // what the endpoint presents
	Directory   bool        // a domain controller can be reached (C-68); counts with Certificate None
}

// A Request is what the endpoint declares that it supports.
type Request struct {
	Survivable bool // it can register while user services are away: ms-userservices-state-notification (C-38)
	FollowsQ   bool // it follows all contacts of a redirect in order of q: ms-cluster-failover (C-34)
}

// Follows returns how many contacts of a redirect the endpoint tries: the home pool alone, or then the backup, too (C-34, C-36).
func (r Request) Follows() int {
	if r.FollowsQ {
		return 2
	}
	return 1
}

// The q-values of the two contacts of a redirect: the home pool first, then its backup (F-42, C-33).
const (
	PrimaryQ = 0.7
	BackupQ  = 0.3
)

// A Verdict is the kind of a reply.
type Verdict uint8

// The verdicts.
const (
	Accepted    Verdict = iota // 200: the endpoint is bound here
	Redirected                 // 301: to the home pool, and then to its backup (C-33)
	Rejected                   // not accepted, and not worth another try until something changes
	Unavailable                // 503: not now (H-38)
)

var verdictNames = []string{"accepted", "redirected", "rejected", "unavailable"}

func (v Verdict) String() string { return machine.Name(verdictNames, v) }

// A Level is the service that an accepted registration brings.
type Level uint8

// The levels.
const (
	Nothing Level = iota // not registered
	Limited              // resiliency mode: registered, without user services (F-45)
	Full                 // everything
)

var levelNames = []string{"nothing", "limited", "full"}

func (l Level) String() string { return machine.Name(levelNames, l) }

// A Reply is the answer to a REGISTER, and the rule that gave it. Level is Nothing unless the verdict is Accepted.
type Reply struct {
	Verdict Verdict
	Level   Level
	Rule    RuleID
}

// Decide answers a REGISTER. It has an answer to everything, values outside their enums included.
func Decide(k Known, r Request) Reply {
	f := see(&k, r)
	for i := range rules {
		if rule := &rules[i]; f&rule.need == rule.need && f&rule.not == 0 {
			return Reply{rule.Verdict, rule.Level, RuleID(i)}
		}
	}
	return Reply{Rejected, Nothing, RuleID(len(rules))} // not reached
}
