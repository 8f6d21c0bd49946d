package registrar

import (
	"slices"

	"understudy.example/machine"
)

// A Rule answers the requests it applies to, unless an earlier rule does.
type Rule struct {
	Name    string
	Verdict Verdict
	Level   Level
	Why     string // one sentence with its facts

	applies func(k *Known, r Request) bool
}

// A RuleID is the place of a rule in the table.
type RuleID uint8

// String returns the name of the rule.
func (id RuleID) String() string {
	if int(id) >= len(rules) {
		return machine.Name(nil, id)
	}
	return rules[id].Name
}

// Why returns the reason of the rule; it is empty for a rule that does not exist.
func (id RuleID) Why() string {
	if int(id) >= len(rules) {
		return ""
	}
	return rules[id].Why
}

// Rules returns the whole table, in the order in which the rules are asked.
func Rules() []Rule { return slices.Clone(rules) }

var rules = []Rule{
	// Authentication comes before everything else (C-33).
	{"unheard certificate", Rejected, Nothing,
		"Authentication is denied if this pool has no record of the certificate, and nothing else is tried (C-65, H-24)",
		func(k *Known, _ Request) bool { return k.Certificate != None && k.Certificate != Recorded }},
	{"no directory", Rejected, Nothing,
		"Without a certificate it takes Kerberos, and that takes a domain controller (C-64, C-68)",
		func(k *Known, _ Request) bool { return k.Certificate == None && !k.Directory }},

	// Who is not served here is sent on, or refused.
	{"not homed here", Redirected, Nothing,
		"A registrar that is neither home nor backup sends the user to both (F-42, F-43)",
		func(k *Known, _ Request) bool { return k.Role != Home && k.Role != Backup }},
	{"unknown pool state", Rejected, Nothing,
		"A pool whose state nobody understands is served nowhere (F-52)",
		func(k *Known, _ Request) bool { return k.Standing > FailingBack }},
	{"home failing over", Redirected, Nothing,
		"The home pool signs its users out as soon as it is failing over; the backup takes them in (H-15)",
		func(k *Known, _ Request) bool { return k.at(Home, FailingOver) }},
	{"home failed over", Rejected, Nothing,
		"A pool that is failed over refuses registrations, its own restart notwithstanding (F-188, F-56)",
		func(k *Known, _ Request) bool { return k.at(Home, FailedOver) }},
	{"failing back, go home", Redirected, Nothing,
		"New sign-ins go to the home pool during failback, and so does who was not loaded here (F-89, H-20)",
		func(k *Known, _ Request) bool { return k.at(Backup, FailingBack) && !(k.Bound && k.Loaded) }},
	{"home is alive", Redirected, Nothing,
		"The backup accepts nobody while it holds the home pool to be alive, and sends borrowed users back (F-35, F-38)",
		func(k *Known, _ Request) bool { return k.at(Backup, Active) && !k.Down && (k.Automatic || !k.Bound) }},
	{"automatic failover is off", Redirected, Nothing,
		"Without automatic failover the backup is not used when the home pool is down (F-40)",
		func(k *Known, _ Request) bool { return k.at(Backup, Active) && k.Down && !k.Automatic && !k.Bound }},

	// Who is to be served here must be able to be.
	{"no survivable support", Rejected, Nothing,
		"Limited service is only for endpoints that can register without user services (C-38, C-43, C-46)",
		func(k *Known, r Request) bool { return !r.Survivable && !k.wholly() }},
	{"no room", Unavailable, Nothing,
		"The registrar holds as many endpoints as it may; those that are bound stay (C-121, H-38)",
		func(k *Known, _ Request) bool { return k.Full && !k.Bound }},

	// The level of service.
	{"home", Accepted, Full,
		"The home pool is active and its store is within reach (F-45)",
		func(k *Known, _ Request) bool { return k.at(Home, Active) && k.Store }},
	{"home without its store", Accepted, Limited,
		"The back end has been out of reach for longer than its threshold, or replicas are missing (F-51)",
		func(k *Known, _ Request) bool { return k.at(Home, Active) }},
	{"home failing back", Accepted, Limited,
		"Sign-ins during failback land on the home pool in resiliency mode (F-89, F-51)",
		func(k *Known, _ Request) bool { return k.at(Home, FailingBack) }},
	{"backup after failover", Accepted, Full,
		"The home pool is failed over and the user's routing groups are loaded here (F-188, F-45)",
		func(k *Known, _ Request) bool { return k.at(Backup, FailedOver) && k.Loaded && k.Store }},
	{"backup, not loaded", Accepted, Limited,
		"The home pool is failed over; the user's routing groups are not served here, or not yet (F-188, F-51)",
		func(k *Known, _ Request) bool { return k.at(Backup, FailedOver) }},
	{"backup during failover", Accepted, Limited,
		"The home pool is failing over; no verdict is needed (F-51, H-15)",
		func(k *Known, _ Request) bool { return k.at(Backup, FailingOver) }},
	{"backup during failback", Accepted, Limited,
		"During failback users stay on the backup at first, in resiliency mode (F-89, F-51)",
		func(k *Known, _ Request) bool { return k.at(Backup, FailingBack) }},
	{"backup after its verdict", Accepted, Limited,
		"This registrar has itself declared the home pool down (F-35, F-51)",
		func(k *Known, _ Request) bool { return k.Down && k.Automatic }},
	{"borrowed when it was switched off", Accepted, Limited,
		"Who is borrowed when automatic failover is switched off stays until signed out (H-26)",
		func(k *Known, _ Request) bool { return k.Down }},
	{"not pulled back", Accepted, Limited,
		"Without automatic failover nobody is pulled back when the home pool returns (F-40)",
		func(*Known, Request) bool { return true }},
}

func (k *Known) at(r Role, s Standing) bool { return k.Role == r && k.Standing == s }

// wholly reports whether the user would be served in full here.
func (k *Known) wholly() bool {
	return k.Store && (k.at(Home, Active) || k.at(Backup, FailedOver) && k.Loaded)
}
