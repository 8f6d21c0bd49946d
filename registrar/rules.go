package registrar

import (
	"slices"
	"strings"

	"understudy.example/machine"
)

// A Rule answers the requests it applies to, unless an earlier rule does.
type Rule struct {
	Name    string
	Verdict Verdict
	Level   Level
	Why     string // one sentence with its facts

	need, not facts // it applies where all of these are, and none of those
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

// Inside reports whether a redirect by the rule stays in the pool (C-29).
func (id RuleID) Inside() bool { return int(id) < len(rules) && rules[id].need&elsewhere != 0 }

// Rules returns the whole table, in the order in which the rules are asked.
func Rules() []Rule { return slices.Clone(rules) }

// When returns what the rule asks for, as in "backup, active, not down".
func (r Rule) When() string {
	var words []string
	for i, name := range factNames {
		switch f := facts(1) << i; {
		case r.need&f != 0:
			words = append(words, name)
		case r.not&f != 0:
			words = append(words, "not "+name)
		}
	}
	return strings.Join(words, ", ")
}

// Facts are all that rules ask about: one bit for each of the roles, standings and certificates, and for each flag.
type facts uint32

const (
	home facts = 1 << iota
	backup
	stranger
	active
	failingOver
	failedOver
	failingBack
	uncertified
	recorded
	unheard
	down
	automatic
	loaded
	away
	store
	bound
	full
	crowded
	branch
	alone
	gone
	elsewhere
	directory
	survivable
)

var factNames = slices.Concat(roleNames, standingNames, []string{
	"without certificate", "certificate recorded", "certificate unheard",
	"down", "automatic", "loaded", "away", "store", "bound", "full", "crowded", "branch",
	"primary alone", "without replicas", "elsewhere", "directory", "survivable",
})

// see gathers the facts. Who is in no role is a stranger, a certificate of no kind is unheard, and a standing outside its
// enum is none. It takes a pointer because a copy costs as much as the first rules.
func see(k *Known, r Request) facts {
	f := home<<min(k.Role, Stranger) | uncertified<<min(k.Certificate, Unheard)
	if k.Standing <= FailingBack {
		f |= active << k.Standing
	}
	return f | down.when(k.Down) | automatic.when(k.Automatic) | loaded.when(k.Loaded) | away.when(k.Away) |
		store.when(k.Store) | bound.when(k.Bound) | full.when(k.Full) | crowded.when(k.Crowded) | branch.when(k.Branch) |
		alone.when(k.Replicas == Alone) | gone.when(k.Replicas >= Gone) | elsewhere.when(k.Elsewhere) |
		directory.when(k.Directory) | survivable.when(r.Survivable)
}

// when returns f where is holds, and no facts where it does not.
func (f facts) when(is bool) facts {
	if is {
		return f
	}
	return 0
}

var rules = []Rule{
	// Authentication comes before everything else (C-33).
	{"unheard certificate", Rejected, Nothing,
		"Authentication is denied if this pool has no record of the certificate, and nothing else is tried (C-65, H-24)",
		unheard, 0},
	{"no directory", Rejected, Nothing,
		"Without a certificate it takes Kerberos, and that takes a domain controller (C-64, C-68)",
		uncertified, directory},

	// A pool that is failed over serves nobody, and sends nobody on: its registration does not come up (F-56).
	{"home failed over", Rejected, Nothing,
		"A pool that is failed over refuses registrations, its own restart notwithstanding (F-188, F-56)",
		home | failedOver, 0},
	{"failed over itself", Rejected, Nothing,
		"A pool that is failed over takes nobody in, not even the users whom it is the backup of (F-56, H-13)",
		away, 0},

	// Who is not served here is sent on, or refused.
	{"not homed here", Redirected, Nothing,
		"A registrar that is neither home nor backup sends the user to both (F-42, F-43)",
		stranger, 0},
	{"unknown pool state", Rejected, Nothing,
		"A pool whose state nobody understands is served nowhere (F-52)",
		0, active | failingOver | failedOver | failingBack},
	{"home failing over", Redirected, Nothing,
		"The home pool signs its users out as soon as it is failing over; the backup takes them in (H-15)",
		home | failingOver, 0},
	{"failing back, go home", Redirected, Nothing,
		"New sign-ins go to the home pool during failback (F-89, H-20)",
		backup | failingBack, bound},
	{"failing back, home is loaded", Redirected, Nothing,
		"At some moment of the failback users are sent home: when their routing groups are no longer here (F-89, C-72)",
		backup | failingBack, loaded},
	{"home is alive", Redirected, Nothing,
		"The backup takes nobody in while it holds the home pool to be alive (F-35)",
		backup | active, down | bound},
	{"home is alive again", Redirected, Nothing,
		"The backup has heard the primary again (F-38, H-34)",
		backup | active | automatic, down},
	{"automatic failover is off", Redirected, Nothing,
		"Without automatic failover the backup is not used when the home pool is down (F-40)",
		backup | active, automatic | bound},
	{"no primary replica", Unavailable, Nothing,
		"No front end holds the user's routing group, and nobody of it can sign in (F-165, C-56)",
		gone, 0},
	{"another front end", Redirected, Nothing,
		"The front end that holds the user's routing group is the registrar; the others send the user there (C-29)",
		elsewhere, 0},
	{"no room", Unavailable, Nothing,
		"The registrar holds as many endpoints as it may; those that are bound stay (C-121, H-38)",
		full, bound},
	{"too many at once", Unavailable, Nothing,
		"As many sign in as this registrar takes in a second; nobody says when to come again (C-116, H-38)",
		crowded, bound},

	// Who is served here is served in full, or can do without.
	{"branch", Accepted, Full,
		"The appliance registers its own users, and the pool behind it has their data (F-4, C-40)",
		home | active | store | branch, alone},
	{"pool for its branch", Accepted, Full,
		"The appliance is down, and the data of its users are in this pool all along (H-50)",
		backup | active | store | branch, alone},
	{"home", Accepted, Full,
		"The home pool is active and its store is within reach (F-45)",
		home | active | store, alone},
	{"backup after failover", Accepted, Full,
		"The home pool is failed over and the user's routing groups are loaded here (F-188, F-45)",
		backup | failedOver | loaded | store, alone},
	{"no survivable support", Rejected, Nothing,
		"Limited service is only for endpoints that can register without user services (C-38, C-43, C-46)",
		0, survivable},
	{"primary replica alone", Accepted, Limited,
		"Both secondary replicas of the user's routing group are missing (F-51, F-165)",
		alone, 0},
	{"branch without its pool", Accepted, Limited,
		"The pool behind the appliance does not serve its users, and no other one will (F-5, H-51)",
		home | active | branch, 0},
	{"home without its store", Accepted, Limited,
		"The back end has been out of reach for longer than its threshold (F-51)",
		home | active, 0},
	{"home failing back", Accepted, Limited,
		"Sign-ins during failback land on the home pool in resiliency mode (F-89, F-51)",
		home | failingBack, 0},
	{"backup, not loaded", Accepted, Limited,
		"The home pool is failed over; the user's routing groups are not served here, or not yet (F-188, F-51)",
		backup | failedOver, 0},
	{"backup during failover", Accepted, Limited,
		"The home pool is failing over; no verdict is needed (F-51, H-15)",
		backup | failingOver, 0},
	{"backup during failback", Accepted, Limited,
		"During failback users stay on the backup at first, in resiliency mode (F-89, F-51)",
		backup | failingBack, 0},
	{"backup after its verdict", Accepted, Limited,
		"This registrar has itself declared the home pool down (F-35, F-51)",
		backup | active | down | automatic, 0},
	{"borrowed, now switched off", Accepted, Limited,
		"Who is borrowed when automatic failover is switched off stays until signed out (H-26)",
		backup | active | down, 0},
	{"not pulled back", Accepted, Limited,
		"Without automatic failover nobody is pulled back when the home pool returns (F-40)",
		backup | active, 0},
}
