package story

import (
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"
	"testing"

	"understudy.example"
	"understudy.example/machine"
	"understudy.example/registrar"
)

// untaken are patterns of what no golden story shows, each with the reason why none can.
var untaken = map[string]string{
	// Machines refuse what a guard of the System refuses before: they are used without it, too.
	"pool/failover: * on order during a run": "the guard run-idle comes before it",

	// What others may tell a machine, and the System does not.
	"pool/failover: * on word of no step":  "the System answers a step at the instant at which it asks, and nothing comes between",
	"pool/health: up on started":           "the System stops an observer before it starts it again",
	"pool/health: silent on started":       "the System stops an observer before it starts it again",
	"pool/health: down on started":         "the System stops an observer before it starts it again",
	"client: discovering on sign *":        "the System makes the list of candidates at the instant at which it is asked for",
	"client: limited at home on dropped":   "whoever can do without user services is told of another registrar when home lets go of him",
	"cms/directory: * on no such database": "the store has two databases, and names one of them",
	"cms: absent on founded":               "a System begins with a store",
	"dns/cache: fresh on [fnp]*":           "the System asks again when nothing is left in the cache, and not before",
	"dns/cache: negative on [fnp]*":        "the System asks again when nothing is left in the cache, and not before",
	"client/certificate: valid on issued":  "the System asks for another when the old one is due, and not before",
	"registrar unknown pool state":         "a PoolState has two bits in the configuration, and all four values are known",
}

// untold are those that no golden story shows yet, and that one could.
var untold = map[string]bool{
	"client/conversation: ended on add":                          true,
	"client/conversation: ended on hand over":                    true,
	"client/conversation: ended on hold":                         true,
	"client/conversation: ended on retrieve":                     true,
	"client/conversation: ended on start":                        true,
	"client/conversation: established on closed":                 true,
	"client/conversation: established on hand over":              true,
	"client/conversation: established on hold":                   true,
	"client/conversation: established on media lost":             true,
	"client/conversation: established on retrieve":               true,
	"client/conversation: idle on add":                           true,
	"client/conversation: idle on hand over":                     true,
	"client/conversation: idle on hold":                          true,
	"client/conversation: idle on retrieve":                      true,
	"client/conversation: media lost on add":                     true,
	"client/conversation: media lost on closed":                  true,
	"client/conversation: media lost on elapsed":                 true,
	"client/conversation: media lost on hand over":               true,
	"client/conversation: media lost on hang up":                 true,
	"client/conversation: media lost on hold":                    true,
	"client/conversation: media lost on media back":              true,
	"client/conversation: media lost on retrieve":                true,
	"client/conversation: media lost on signalling lost":         true,
	"client/conversation: recovering on closed":                  true,
	"client/conversation: recovering on hand over":               true,
	"client/conversation: recovering on hang up":                 true,
	"client/conversation: recovering on hold":                    true,
	"client/conversation: recovering on media lost":              true,
	"client/conversation: recovering on retrieve":                true,
	"client/conversation: severed on add":                        true,
	"client/conversation: severed on closed":                     true,
	"client/conversation: severed on elapsed":                    true,
	"client/conversation: severed on hand over":                  true,
	"client/conversation: severed on hang up":                    true,
	"client/conversation: severed on hold":                       true,
	"client/conversation: severed on media back":                 true,
	"client/conversation: severed on retrieve":                   true,
	"client/conversation: severed on signalling back":            true,
	"cms/directory: converging on cut":                           true,
	"cms/directory: converging on published":                     true,
	"cms/directory: converging on written":                       true,
	"cms/directory: cut off on healed":                           true,
	"cms/replica: applying on lost":                              true,
	"cms/replicator: forcing on stop":                            true,
	"cms/replicator: idle on force":                              true,
	"cms: absent on failed without a master":                     true,
	"cms: absent on faulted":                                     true,
	"cms: absent on forced failover ordered":                     true,
	"cms: absent on no such database":                            true,
	"cms: absent on ordered while busy":                          true,
	"cms: absent on planned failover ordered":                    true,
	"cms: absent on restore ordered":                             true,
	"cms: active on created":                                     true,
	"cms: active on forced failover ordered":                     true,
	"cms: active on ordered while busy":                          true,
	"cms: active on planned failover ordered":                    true,
	"cms: active on removed":                                     true,
	"cms: active on restore ordered":                             true,
	"cms: active on restored":                                    true,
	"cms: active on step failed":                                 true,
	"cms: active on waited too long":                             true,
	"cms: in error on created":                                   true,
	"cms: in error on cured":                                     true,
	"cms: in error on forced failover ordered":                   true,
	"cms: in error on ordered while busy":                        true,
	"cms: in error on planned failover ordered":                  true,
	"cms: in error on removed":                                   true,
	"cms: in error on restore ordered":                           true,
	"cms: orphaned on created":                                   true,
	"cms: orphaned on forced failover ordered":                   true,
	"cms: orphaned on ordered while busy":                        true,
	"cms: orphaned on planned failover ordered":                  true,
	"cms: orphaned on removed":                                   true,
	"cms: orphaned on step failed":                               true,
	"cms: orphaned on waited too long":                           true,
	"cms: read only on created":                                  true,
	"cms: read only on deposed":                                  true,
	"cms: read only on forced failover ordered":                  true,
	"cms: read only on left marked":                              true,
	"cms: read only on ordered while busy":                       true,
	"cms: read only on planned failover ordered":                 true,
	"cms: read only on removed":                                  true,
	"cms: read only on restore ordered":                          true,
	"cms: read only on restored":                                 true,
	"cms: read only on set read only":                            true,
	"cms: read only on step failed":                              true,
	"cms: read only on waited too long":                          true,
	"cms: standby on created":                                    true,
	"cms: standby on faulted":                                    true,
	"cms: standby on forced failover ordered without a master":   true,
	"cms: standby on left unmarked":                              true,
	"cms: standby on marked behind a failed switch":              true,
	"cms: standby on ordered while busy":                         true,
	"cms: standby on planned failover ordered without a master":  true,
	"cms: standby on restore ordered":                            true,
	"cms: standby on restore ordered without a master":           true,
	"cms: standby on restored":                                   true,
	"cms: standby on step failed":                                true,
	"cms: standby on waited too long":                            true,
	"cms: unverified on created":                                 true,
	"cms: unverified on deposed":                                 true,
	"cms: unverified on forced failover ordered":                 true,
	"cms: unverified on ordered while busy":                      true,
	"cms: unverified on planned failover ordered":                true,
	"cms: unverified on removed":                                 true,
	"cms: unverified on restore ordered":                         true,
	"cms: unverified on restored":                                true,
	"cms: unverified on step failed":                             true,
	"cms: unverified on waited too long":                         true,
	"guard at-target":                                            true,
	"guard directory-near":                                       true,
	"guard given-here":                                           true,
	"guard move-idle":                                            true,
	"guard moves-somewhere":                                      true,
	"guard pools-idle":                                           true,
	"guard restorable":                                           true,
	"guard run-idle":                                             true,
	"guard run-on":                                               true,
	"guard set-paired":                                           true,
	"guard set-partner-active":                                   true,
	"guard source-reached":                                       true,
	"guard standby-exists":                                       true,
	"guard store-idle":                                           true,
	"pool/failover: active on disaster failback":                 true,
	"pool/failover: active on failback":                          true,
	"pool/failover: active on set active":                        true,
	"pool/failover: active on set failing back":                  true,
	"pool/failover: active on set failing over":                  true,
	"pool/failover: failed over on disaster failover":            true,
	"pool/failover: failed over on planned failover":             true,
	"pool/failover: failed over on set failed over":              true,
	"pool/failover: failed over on set failing back":             true,
	"pool/failover: failed over on set failing over":             true,
	"pool/failover: failing back on disaster failback":           true,
	"pool/failover: failing back on planned failover":            true,
	"pool/failover: failing back on set active":                  true,
	"pool/failover: failing back on set failed over":             true,
	"pool/failover: failing back on set failing back":            true,
	"pool/failover: failing back on set failing over":            true,
	"pool/failover: failing over on disaster failback":           true,
	"pool/failover: failing over on failback":                    true,
	"pool/failover: failing over on set failed over":             true,
	"pool/failover: failing over on set failing back":            true,
	"pool/failover: failing over on set failing over":            true,
	"pool/health: silent on reset":                               true,
	"pool/health: unknown on reset":                              true,
	"pool/health: unknown on stopped":                            true,
	"pool/pairing: half ready on name":                           true,
	"pool/pairing: leaving on clear":                             true,
	"pool/pairing: leaving on name":                              true,
	"pool/pairing: named on name":                                true,
	"pool/pairing: published on name":                            true,
	"pool/pairing: ready on name":                                true,
	"pool/pairing: unpaired on clear":                            true,
	"pool/replication: error on sync blocked":                    true,
	"pool/replication: error on uninitialized":                   true,
	"pool/replication: error on wrote while read only":           true,
	"pool/replication: final on sync blocked":                    true,
	"pool/replication: final on wrote while read only":           true,
	"pool/replication: non-steady on failed":                     true,
	"pool/replication: non-steady on sync blocked":               true,
	"pool/replication: non-steady on wrote while read only":      true,
	"pool/replication: not initialized on failed":                true,
	"pool/replication: not initialized on sync blocked":          true,
	"pool/replication: not initialized on wrote while read only": true,
	"pool/replication: steady on wrote while read only":          true,
	"pool/setup: absent on install":                              true,
	"pool/setup: absent on publish":                              true,
	"pool/setup: defined on install":                             true,
	"pool/setup: defined on withdraw":                            true,
	"pool/setup: installing on install":                          true,
	"pool/setup: reinstalling on install":                        true,
	"registrar branch":                                           true,
	"registrar branch without its pool":                          true,
	"registrar failing back, home is loaded":                     true,
	"registrar pool for its branch":                              true,
	"registrar/binding: limited on expired":                      true,
	"registrar/binding: limited on registered":                   true,
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
		case got[what] && untold[what]:
			t.Errorf("a story shows %s: take it off untold", what)
		case !got[what] && !excused && !untold[what]:
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
	for what := range untold {
		if !want[what] {
			t.Errorf("there is no %s: take it off untold", what)
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
	return fmt.Sprintf("%s: %s on %s", r.Sheet.Name(), r.Sheet.Phases()[r.From], r.Sheet.Causes()[r.On])
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
