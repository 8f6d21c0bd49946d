package story

import (
	"fmt"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"understudy.example"
	"understudy.example/machine"
	"understudy.example/registrar"
)

// untaken are patterns of what no golden story shows, each with the reason why none can.
var untaken = map[string]string{
	// What a guard of the System refuses before a machine can, which others use without guards.
	"pool/failover: * on order during a run (refused)":          "the guard run-idle comes before it",
	"pool/failover: active on *failback (refused)":              "the guard pool-failed-over comes before it",
	"pool/failover: failing over on *failback (refused)":        "the guard pool-failed-over comes before it",
	"pool/failover: failed over on *failover (refused)":         "the guard pool-active comes before it",
	"pool/failover: failing back on planned failover (refused)": "the guard pool-active comes before it",
	"pool/pairing: * on name (refused)":                         "the guard unpaired comes before it",
	"pool/pairing: * on clear (refused)":                        "the guard has-pair comes before it",
	"pool/setup: * on install (refused)":                        "the guards published and setup-idle come before it",
	"cms: * on ordered while busy (refused)":                    "the guard move-idle comes before it",
	"cms: * on created (refused)":                               "the guard standby-missing comes before it",
	"cms: * on planned failover ordered (refused)":              "the guards target-standby and standby-exists come before it",
	"cms: * on forced failover ordered (refused)":               "the guards target-standby and standby-exists come before it",
	"cms: standby on * ordered without a master (refused)":      "the guard store-whole comes before it",
	"cms: * on restore ordered (refused)":                       "the guard restorable comes before it",
	"cms: * on removed (refused)":                               "the guards master-stays and leaving-master come before it",

	// What others may tell a machine, and the System does not.
	"pool/failover: * on word of no step (refused)":          "the System answers a step at the instant at which it asks, and nothing comes between",
	"pool/health: up on started":                             "the System stops an observer before it starts it again",
	"pool/health: silent on started":                         "the System stops an observer before it starts it again",
	"pool/health: down on started":                           "the System stops an observer before it starts it again",
	"pool/setup: absent on publish (refused)":                "the System publishes what is defined",
	"pool/replication: * on wrote while read only (refused)": "the System sends no changes from a pool that makes none",
	"pool/replication: not initialized on failed (refused)":  "the System tells a service of its database when it has begun",
	"client: discovering on sign out":                        "the System makes the list of candidates at the instant at which it is asked for",
	"client: discovering on sign in (refused)":               "the System makes the list of candidates at the instant at which it is asked for",
	"client: limited at home on dropped":                     "whoever can do without user services is told of another registrar when home lets go of him",
	"cms/directory: * on no such database (refused)":         "the store has two databases, and names one of them",
	"cms: absent on no such database (refused)":              "the store has two databases, and names one of them",
	"cms: absent on founded":                                 "a System begins with a store",
	"cms: absent on failed without a master (refused)":       "a System begins with a store",
	"client/certificate: valid on issued":                    "the System asks for another when the old one is due, and not before",
	"client/parked: free on retrieve (refused)":              "the System finds nobody parked there before it asks the orbit",
	"client/parked: parked on park (refused)":                "the System looks for an orbit that is free",
	"client/conference: outside on leave (refused)":          "the System finds the user in no conference before it asks",
	"client/conference: outside on rejoin (refused)":         "the System finds the user in no conference before it asks",
	"client/conversation: established on closed":             "a call has lost its media or its signalling by the time its pool drops it",
	"client/responsegroup: * (refused)":                      "the System finds the user in a call before it asks for another, and an agent once",
	"client/conference: * on focus moved":                    "the System does not say on which front end of a pool a conference is",
	"client/conference: * on unit moved":                     "the System does not say on which front end of a pool a conference is",
	"client/conference: reconnecting on *":                   "the System does not say on which front end of a pool a conference is",
	"client/conference: retrying on *":                       "the System does not say on which front end of a pool a conference is",
	"registrar unknown pool state":                           "a PoolState has two bits in the configuration, and all four values are known",
	"registrar failing back, home is loaded":                 "a registrar lets go of whom it holds as soon as they are not loaded, and nobody asks it first",

	"pool/membership: * on full reset with too few (refused)": "the guard enough-to-rebuild comes before it",
	"pool/membership: [rw]* on published* (refused)":          "the guard change-counts comes before it",
	"pool/fence: * (refused)":                                 "the guards fence-idle, fenced and not-fenced come before it",
	"pool/mirror: * on ordered without a mirror (refused)":    "the guard mirror-ready comes before it",
	"pool/mirror: failing over on failover ordered (refused)": "the guard mirror-ready comes before it",
	"pool/routing: [flpu]* on no database (refused)":          "the guard database-answers comes before it",
	"pool/routing: full on all lost":                          "the System's front ends are lost one at a time, or the pool stops",
	"pool/routing: lost on back":                              "the System's front ends come back one at a time, or the pool starts",
	"pool/routing: [flpr]* on wiped (refused)":                "a full reset of the System stops the services first",
	"registrar/binding: limited on registered":                "the registrar judges what it holds before anybody refreshes",
}

// Every row of every table is taken by some golden story, every refusal that has a reason of its own is met in one, every
// guard refuses an order in one, and every rule of the registrar is an answer in one: what nobody has seen happen, nobody
// has read. Exceptions have a reason, and are struck off as soon as a story has them after all.
func TestEveryRowIsTaken(t *testing.T) {
	want, got := expected(), shown(t)
	var missing []string
	used := map[string]bool{}
	for _, what := range slices.Sorted(maps.Keys(want)) {
		pattern, excused := exception(what)
		used[pattern] = true
		switch {
		case !got[what] && !excused:
			missing = append(missing, what)
		case got[what] && excused:
			t.Errorf("a story shows %s, so %q is no exception", what, pattern)
		}
	}
	for pattern, why := range untaken {
		if !used[pattern] || why == "" {
			t.Errorf("the exception %q matches nothing, or has no reason", pattern)
		}
	}
	if len(missing) > 0 {
		t.Errorf("no golden story shows these %d:\n%s", len(missing), strings.Join(missing, "\n"))
	}
}

// exception finds the pattern that excuses something.
func exception(what string) (pattern string, ok bool) {
	for pattern := range untaken {
		if is, err := path.Match(pattern, what); is || err != nil {
			return pattern, true
		}
	}
	return "", false
}

// expected is everything that a golden story has to show.
func expected() map[string]bool {
	want := map[string]bool{}
	for _, sheet := range understudy.Sheets() {
		for from := range sheet.Phases() {
			for on := range sheet.Causes() {
				r := machine.Report{Sheet: sheet, From: uint8(from), On: uint8(on)}
				if e := r.Entry(); e.Outcome == machine.Taken || e.Outcome == machine.Refused && reasoned(e) {
					want[cell(r)] = true
				}
			}
		}
	}
	for _, g := range understudy.Guards() {
		want["guard "+g.Name] = true
	}
	for _, r := range registrar.Rules() {
		want["registrar "+r.Name] = true
	}
	return want
}

// reasoned reports whether a refusal has a reason of its own: all of those name a fact.
func reasoned(e machine.Entry) bool { return strings.HasSuffix(e.Why, ")") }

// cell names a cell of a table.
func cell(r machine.Report) string {
	name := fmt.Sprintf("%s: %s on %s", r.Sheet.Name(), r.Sheet.Phases()[r.From], r.Sheet.Causes()[r.On])
	if r.Entry().Outcome == machine.Refused {
		name += " (refused)"
	}
	return name
}

// shown is everything that the golden stories show.
func shown(t *testing.T) map[string]bool {
	got := map[string]bool{}
	for _, pattern := range []string{"testdata/*.story", "testdata/situations/*.story", labStory} {
		for _, name := range files(t, pattern) {
			for a := range goldenOf(t, name).actions {
				switch r, ok := a.Report(); {
				case ok:
					got[cell(r)] = true
				case a.Kind == understudy.Blocked:
					got["guard "+understudy.Guards()[a.Code].Name] = true
				case a.Kind == understudy.Replied, a.Kind == understudy.SentHome:
					got["registrar "+registrar.RuleID(a.Code).String()] = true
				}
			}
		}
	}
	return got
}

// Every decision on what the sources leave open, from H-1 to H-40, and every question of the lab's readers stands in some
// golden story: in its words, or in the reason of something that happens there.
func TestEveryDecisionIsTold(t *testing.T) {
	var text strings.Builder
	for _, pattern := range []string{"testdata/*.story", "testdata/situations/*.story", labStory} {
		for _, name := range files(t, pattern) {
			text.Write(goldenOf(t, name).src)
		}
	}
	for _, numbers := range []struct {
		letter string
		last   int
	}{{"H", 40}, {"Q", 9}} {
		for n := range numbers.last {
			number := fmt.Sprintf("%s-%d", numbers.letter, n+1)
			if !regexp.MustCompile(`\b` + number + `\b`).MatchString(text.String()) {
				t.Errorf("no golden story tells of %s", number)
			}
		}
	}
}
