package understudy

import (
	"fmt"
	"slices"

	"understudy.example/pool/failover"
)

// An Assumption is something that the model rests on and that no source says.
type Assumption struct {
	Name  string // of a parameter, the way to it, as in "Client.Probe"; of a rule, what it is about
	Value string // of a parameter; empty for a rule
	Why   string // one sentence, and the facts and decisions that it rests on
}

// Assumptions returns every parameter whose value is inferred, and every rule that is. What they rest on is told in
// FACTS.md. Parameters that are not here are documented, or were observed.
func (t Topology) Assumptions() []Assumption {
	all := inferred(&t.Parameters)
	for i, d := range t.Parameters.Failover.Durations {
		s := failover.Step(i)
		all = append(all, Assumption{fmt.Sprintf("Failover.Durations[%v]", s), d.String(), whyDuration(s)})
	}
	all = append(all, Assumption{"Policy", t.Policy.String(),
		"Of how clients use weights there is only a book, which differs from the standard (C-110, X-3)"})
	for _, d := range decided {
		all = append(all, Assumption{d.Name, "", d.Why})
	}
	return all
}

// Assumptions returns those of the System's Topology.
func (s *System) Assumptions() []Assumption { return s.topology.Assumptions() }

// inferred returns the inferred parameters, but for the times of steps.
func inferred(p *Parameters) []Assumption {
	return []Assumption{
		{"Health.Grace", p.Health.Grace.String(),
			"No source says how late an answer to a ping may be (H-35)"},
		{"Health.Mode", p.Health.Mode.String(),
			"The failback interval is the wait before a check, and no more is documented of it (F-38, H-34)"},
		{"Setup.Reinstall", p.Setup.Reinstall.String(),
			"The lab timed the first run of setup only (L-2, L-6)"},
		{"Failover.BackupLoad", p.Failover.BackupLoad.String(),
			"The recovery time was measured with 40,000 users, and nothing says how it grows (F-78, F-79)"},
		{"Failover.Retry", p.Failover.Retry.String(),
			"The trace shows polling and not how often (F-58, F-83)"},
		{"Failover.Patience", p.Failover.Patience.String(),
			"A step is known to give up, and not after how long (F-74, F-86)"},
		{"Replication.Lazy", p.Replication.Lazy.String(),
			"The database is known to be written later than memory, and not how much later (F-137)"},
		{"Replication.Transfer", p.Replication.Transfer.String(),
			"How a batch travels is known, and not how long it takes (F-136)"},
		{"Replication.Memory", p.Replication.Memory.String(),
			"A recovery point is told exactly up to here, and as \"at least\" above (F-64)"},
		{"Fence.Takes", p.Fence.Takes.String(),
			"A power switch is not in the product; what it takes is a guess (H-95)"},
		{"Start", p.Start.String(),
			"No source says at which time of day anything begins; it matters only to policies (H-97)"},
		{"Remembered", p.Remembered.String(),
			"How long an administrator has seen a pool up or down is told exactly up to here, and as \"at least\" above (H-2)"},
		{"CMS.Retry", p.CMS.Retry.String(),
			"A planned failover waits for replication, and it is not known how often it looks (F-107)"},
		{"CMS.Patience", p.CMS.Patience.String(),
			"The documented recovery time is taken for the longest that a step may take (F-110)"},
		{"CMS.Demotion", p.CMS.Demotion.String(),
			"The Backup Service demotes the old master; one of its intervals is taken for it (F-117, F-130)"},
		{"Directory.Delay", p.Directory.Delay.String(),
			"A delay between the sites of the directory is documented, and not how long it is (F-119)"},
		{"Replica.Apply", p.Replica.Apply.String(),
			"A PoolState took 90 s to be seen, of which the replicator's round explains 60 s (F-57, F-97)"},
		{"Replica.Memory", p.Replica.Memory.String(),
			"The age of a replica is told exactly up to here, and as \"at least\" above (F-101)"},
		{"Client.Transaction", p.Client.Transaction.String(),
			"Only the timer of a SIP transaction fits a sign-out about 30 s after the loss (C-50, H-37)"},
		{"Client.Probe", p.Client.Probe.String(),
			"No source says when an idle client notices that nobody answers (H-22)"},
		{"Client.Refresh", p.Client.Refresh.String(),
			"A refresh has to come before the expiry; another client sends it 30 s before (C-47)"},
		{"Client.Base", p.Client.Base.String(),
			"The product's back-off is not known, so the standard's is taken (C-105, C-120)"},
		{"Client.Max", p.Client.Max.String(),
			"The product's back-off is not known, so the standard's is taken (C-105, C-120)"},
		{"Client.Jitter", fmt.Sprintf("%d%%", p.Client.Jitter),
			"The product's back-off is not known, so the standard's is taken (C-105, C-120)"},
		{"Conference.Attempt", p.Conference.Attempt.String(),
			"One attempt to reconnect is documented, and not how long it takes (C-87, H-64)"},
		{"Cache.MaxTTL", p.Cache.MaxTTL.String(),
			"No source says how long the client keeps an answer, so its system's resolver decides (C-31)"},
		{"Cache.MaxNegative", p.Cache.MaxNegative.String(),
			"No source says how long it keeps that a name is missing, so the resolver decides (C-31)"},
		{"Admission.Pool.Rate", fmt.Sprint(p.Admission.Pool.Rate),
			"No source says that a registrar throttles sign-ins, so by itself it does not (C-120, H-38)"},
		{"Admission.Standard.Rate", fmt.Sprint(p.Admission.Standard.Rate),
			"No source says that a registrar throttles sign-ins, so by itself it does not (C-120, H-38)"},
		{"Admission.Pool.Burst", fmt.Sprint(p.Admission.Pool.Burst),
			"Where sign-ins are limited, one second's worth may come at one instant (H-52)"},
		{"Admission.Standard.Burst", fmt.Sprint(p.Admission.Standard.Burst),
			"Where sign-ins are limited, one second's worth may come at one instant (H-52)"},
		{"Geo.Interval", p.Geo.Interval.String(),
			"That names are kept by health checks is documented, and not how often these are made (C-123, H-61)"},
		{"Geo.Threshold", fmt.Sprint(p.Geo.Threshold),
			"A check that fails once is no verdict; how many are is not documented (C-123, H-61)"},
		{"Geo.TTL", p.Geo.TTL.String(),
			"An answer that follows a failover must not be kept for long; no source says how long (C-123, H-61)"},
		{"PlainTCP", fmt.Sprint(p.PlainTCP),
			"Clients ask for plain TCP only where that is allowed, and the documented records are for TLS (C-1, C-12)"},
		{"Enterprise.StartEach", p.Enterprise.StartEach.String(),
			"A large pool may take an hour to start, which is five minutes for each of twelve front ends (F-167)"},
		{"Enterprise.Rebuild", p.Enterprise.Rebuild.String(),
			"No source says how long a lost replica is waited for before it is replaced (F-161)"},
		{"Latency", p.Latency.String(),
			"A server decides at once, and in the lab the network takes no time either (H-39)"},
		{"SiteLatency", p.SiteLatency.String(),
			"A server decides at once, and in the lab the network takes no time either (H-39)"},
		{"Endpoints", fmt.Sprint(p.Endpoints),
			"The documented number is taken for a hard limit of every pool, on endpoints (C-121, H-38)"},
		{"AtRefresh", fmt.Sprint(p.AtRefresh),
			"Full service came a minute after the lab's failover, too soon for a refresh (C-44, H-14)"},
	}
}

// whyDuration says what the time that a step takes rests on. The lab timed procedures, not steps.
func whyDuration(s failover.Step) string {
	switch {
	case slices.Contains(failover.Disaster.Steps(), s):
		return "The lab timed a disaster failover as a whole, at 50 s; the share of a step is a guess (F-65)"
	case slices.Contains(failover.Failback.Steps(), s):
		return "The lab timed a failback as a whole, at 10 to 15 min; the share of a step is a guess (F-81)"
	}
	return "No source times a planned failover (F-58)"
}

// decided are the rules for what the sources leave open, in the order of the decisions.
var decided = []struct{ Name, Why string }{
	{"whose pool state counts", "A pool acts on its own replica of the configuration, an order on the master (H-1)"},
	{"a home pool that never heard of its failover", "It serves its users until its replica knows (H-2)"},
	{"a cut between the sites of two pools", "Each side serves whom it reaches, and judges by what it hears (H-3)"},
	{"a client that alone has lost its home pool", "A backup that hears the primary redirects the client there (H-4)"},
	{"one registration", "An endpoint believes in one registrar; what others still hold of it expires there (H-5)"},
	{"a disaster failover across a cut", "The order is accepted, and what the old home wrote since is lost (H-6)"},
	{"a writable store", "A database takes writes if it claims to be active and the writer's directory names it (H-7)"},
	{"orders on what is out of reach", "Only disaster mode and force do without one of the two sides (H-8)"},
	{"the direction of heartbeats", "The backup asks and the primary answers; loss either way is silence (H-9)"},
	{"a restart of the backup's registrar", "It forgets verdict and bindings, and waits a whole window again (H-10)"},
	{"both pools were down, the backup returns", "It takes its partner's users in after a whole window (H-11)"},
	{"both pools were down, the home returns", "One that is failed over refuses its users until its failback (H-12)"},
	{"the backup dies after a failover", "The home pool has to be failed back in disaster mode first (H-13)"},
	{"the end of a failover", "Who is limited on the backup is served in full without a new sign-in (H-14)"},
	{"users during a planned failover", "They are signed out, and limited on the backup without a verdict (H-15)"},
	{"the backup's own users", "They are served in full, and their own pool cannot be failed over meanwhile (H-16)"},
	{"moving users of a failed over pool", "It is refused without force, and so is a move to such a pool (H-17)"},
	{"a failback while the store is on the backup", "It goes on, but the store is not moved at the same time (H-18)"},
	{"verdict against pool state", "The pool state prevails, and back at active the observer starts anew (H-19)"},
	{"the home pool dies in its failback", "Who is on the backup still stays there, and nobody new gets in (H-20)"},
	{"the home pool dies in its failover", "It is stuck until disaster mode, or until its state is set by hand (H-21)"},
	{"kinds of death", "A process that stops resets its connections; a link that dies is noticed by a timeout (H-22)"},
	{"an old certificate", "A client that has one tries nothing else; one without enrols where it signs in (H-24)"},
	{"whose intervals", "They belong to the primary registrar, and its backup applies them (H-25)"},
	{"automatic failover is switched off", "Users who are borrowed at that moment stay until they sign out (H-26)"},
	{"a dead database", "It leads to no verdict; its users stay, and are limited after the threshold (H-27)"},
	{"a batch under way", "What lies in the partner's file store is imported even if its source has died (H-28)"},
	{"a pool state that is only documented", "FailedBack is read as FailingBack (H-29, D-3)"},
	{"a client that has lost its registrar", "It begins with the primary in its cache, and SRV follows (H-30)"},
	{"DHCP in the search", "Its option 120 comes after all SRV names and before the bare ones (H-57)"},
	{"mobile clients", "They keep no registrar, are reached by no redirect, and ask Autodiscover each time (H-58)"},
	{"what Autodiscover answers", "The home pool, until the replica of who answers has it failed over; then the backup (H-59)"},
	{"mobile clients and a failover", "The backup serves them when the documented bound is over, and no sooner (H-60)"},
	{"geographic names", "If no target passes its check the first is the answer; cuts between sites fail no check (H-61)"},
	{"configuration by hand", "It names one pool, and takes the place of the cache, too (H-62)"},
	{"rounds of a desk phone", "The first round after a sign-in tries what it kept, if that is anything; later ones ask (H-63)"},
	{"a cut and the directory", "A site without one of its own can neither look up names nor order anything (H-31)"},
	{"a failover of the pool with the store", "It is refused until the store has been moved (H-32)"},
	{"an SRV target of \".\"", "Alone it offers nothing, and beside others it is skipped (H-33)"},
	{"checks after the verdict", "One each failback interval, the first of them an interval after the verdict (H-36)"},
	{"a database and the Backup Service", "One that does not answer is neither exported from nor imported into (H-71)"},
	{"a server that goes off during setup", "The run has failed, and what was installed before is still there (H-72)"},
	{"a store whose failover went wrong", "Neither database takes writes until one of them is restored (H-79)"},
	{"heartbeats of the store", "The last round of the replicator is taken for the last heartbeat (H-80)"},
	{"a store that is moved by force", "It goes on with the configuration that the new pool's replica has (H-81)"},
	{"the next hop of an Edge pool", "It counts as the store has it, from the moment at which it is written (H-82)"},
	{"errors that are not fatal", "They are those of steps that are done again later, or that nothing rests on (H-78)"},
	{"the server on which a cmdlet runs", "When it loses its power the cmdlet ends, however far it has come (H-85)"},
	{"a pair from the start", "It has been there before, so that its first copies are made (H-73)"},
	{"what is lost", "Changes that one pool alone has are counted, and told when a copy without them counts (H-74)"},
	{"the backup's own users during a failback", "They go on writing, and it is exported afterwards (H-75)"},
	{"copies of user data that are left over", "All but the partner's, whose users may have to live on it (H-88)"},
	{"a Backup Service with another partner", "It is there already, but works for the old one until it is restarted (H-89)"},
	{"what a pair leaves of the store", "A standby that is no target stays until it is removed, or another takes its place (H-90)"},
	{"taking a pool out of the topology", "Nobody may be homed there, nor may it have a backup pool or the store (H-91)"},
	{"contacts and meetings after a forced move", "They are where they were left and where that was copied, and can be exported (H-92)"},
	{"bounds of the intervals", "30 s to 86,400 s are accepted, though the documented limit is less (H-40)"},
	{"front ends without their witness", "Where the database has a vote and is lost, they are a majority by themselves (H-41)"},
	{"cold starts between 12 and 16 front ends", "They are on the line between the two, rounded up (H-42)"},
	{"a pool of two front ends", "With one left no secondary is, so its users are limited (H-43)"},
	{"a change of front ends while one waits", "It is refused until the first one counts, or takes it back (H-44)"},
	{"users and their routing groups", "As many groups as front ends, and users dealt out to them in turn (H-45)"},
	{"faults of a whole Enterprise pool", "They befall all its front ends, which still hear each other (H-46)"},
	{"users of a branch appliance that is down", "Their data are in the pool that backs it, which serves them in full (H-50)"},
	{"an appliance that has lost its pool", "It notices as an observer does, and then its users are limited (H-51)"},
	{"a burst of sign-ins", "One second's worth of them may come at one instant (H-52)"},
	{"certificates and a one-way backup", "Both ends know those that either has a record of (C-66, H-53)"},
	{"conferences in resiliency mode", "They are held by the pool that would serve their organiser in full, if any would (H-66)"},
	{"a parked call", "It waits until somebody retrieves it, which takes a registration and no user services (H-65)"},
	{"who answers a response group", "The first agent with full service and no call, at the pool that the caller reaches (H-93)"},
	{"a pool that starts cold", "A cmdlet waits for its front ends as long as they take (H-94)"},
	{"a power switch", "It is not in the product; it takes the power from a server over a link of its own, and says when it has (H-95)"},
	{"an observer", "It is not in the product; it says what it reaches to whoever can ask it (H-96)"},
	{"when many sign in", "Those who arrive, and the refreshes of those who are there, are spread evenly over their time (H-99)"},
	{"what a monitor makes of silence", "A real pool that says nothing counts as off, and one that refuses or answers 503 as one whose services are stopped (H-100)"},
	{"what a monitor finds", "The deployment has stood in good health for half an hour with everybody signed in, so that everything is replicated (H-101)"},
	{"what a Director is", "A pool with a registrar and no users is no part of the topology that an export becomes (H-102)"},
	{"when a monitor looks names up", "The first TTL of all that DNS has said ends, though not within 5 s and after its refresh at the latest (H-103)"},
	{"the time of day", "Histories begin at midnight unless Start says otherwise (H-97)"},
}
