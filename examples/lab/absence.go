package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"understudy.example"
	"understudy.example/client"
	"understudy.example/machine"
	"understudy.example/pool/health"
	"understudy.example/registrar"
)

// absences explain why a user who gets in at the backup was out for so long (L-11). They are put together from what
// happened: what was tried and came to nothing, and when the verdict fell.
type absences struct {
	topology understudy.Topology
	verdicts map[int16]machine.Instant // of each pool that watches: since when it holds its partner to be down, after answers
	users    map[int16]*absence
}

// An absence is the time that a user is out.
type absence struct {
	since machine.Instant
	tries []try
}

// A try is an attempt to sign in that came to nothing.
type try struct {
	at     machine.Instant
	result string
}

func newAbsences(t understudy.Topology) absences {
	return absences{t, map[int16]machine.Instant{}, map[int16]*absence{}}
}

// hear takes note of an action. It returns the explanation when the action ends an absence at the backup.
func (all *absences) hear(s *understudy.System, a understudy.Action) string {
	user, now := all.users[a.Who.A], s.Now()
	switch {
	case a.Kind == understudy.Moved && a.Who.Part == understudy.PartHealth:
		all.judged(now, a)
	case a.Kind == understudy.SignedOut:
		all.users[a.Who.A] = &absence{since: now}
	case user == nil:
	case a.Kind == understudy.Unheard:
		user.tries = append(user.tries, try{now, "no answer"})
	case a.Kind == understudy.Replied && registrar.Verdict(a.Arg) != registrar.Accepted:
		user.tries = append(user.tries, try{now, "refused"})
	case a.Kind == understudy.SignedIn:
		delete(all.users, a.Who.A)
		if verdict, ok := all.verdicts[a.Peer]; ok && client.Mode(a.Arg) == client.LimitedBackup {
			status, _ := s.User(all.topology.Users[a.Who.A].URI)
			return all.explain(user, now, verdict, status.Home)
		}
	}
	return ""
}

// judged takes note of a verdict that falls or ends.
func (all *absences) judged(now machine.Instant, a understudy.Action) {
	switch from, to := health.Phase(a.From), health.Phase(health.Table.Entry(a.From, a.On).To); {
	case from == health.Silent && to == health.Down:
		all.verdicts[a.Who.A] = now
	case to != health.Down:
		delete(all.verdicts, a.Who.A)
	}
}

// explain says in one line what an absence was made of, in the order of time.
func (all *absences) explain(user *absence, now, verdict machine.Instant, home string) string {
	r := all.rules(home)
	window := r.Window() + r.Grace
	rule := fmt.Sprintf("verdict, %s after that ping (%s, and Grace %s: F-29, H-35)", duration(window), counted(r), duration(r.Grace))
	tries := append(slices.Clone(user.tries), try{verdict, rule})
	slices.SortStableFunc(tries, func(a, b try) int { return cmp.Compare(a.at, b.at) })
	parts := []string{fmt.Sprintf("out for %s: last answered ping of %s %s", span(user.since, now), home, clock(verdict.Add(-window)))}
	for _, t := range tries {
		parts = append(parts, clock(t.at)+" "+t.result)
	}
	parts = append(parts, fmt.Sprintf("%s in, %s after the verdict", clock(now), span(verdict, now)))
	return strings.Join(parts, "; ")
}

// rules are those by which the backup watches a pool: the pool's own intervals (H-25).
func (all *absences) rules(pool string) health.Rules {
	r := all.topology.Parameters.Health
	for _, p := range all.topology.Pools {
		if p.FQDN == pool {
			r.Detect, r.Failback = p.Detect, p.Failback
		}
	}
	return r
}

// counted is the failure detection interval, and what it counts as.
func counted(r health.Rules) string {
	if w := r.Window(); w != r.Detect {
		return duration(r.Detect) + " counts as " + duration(w)
	}
	return duration(r.Detect)
}
