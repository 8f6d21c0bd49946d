package failovertest

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"understudy.example"
	"understudy.example/explore"
	"understudy.example/machine"
)

// Mistakes of those who write tests: each fails in one line that says what to do, and leaves nothing behind.

func duty() []explore.Law {
	return explore.Select(func(l explore.Law) bool { return l.ID == "double-store" })
}

// late has a deadline that has passed, for ever.
type late struct{ understudy.Policy }

func (late) Deadline() machine.Instant { return 0 }

func none() understudy.Policy { return nil }

// fragile panics when a pool is lost.
func fragile() understudy.Policy {
	return understudy.PolicyFunc(func(_ machine.Instant, v *understudy.View, out []understudy.Order) []understudy.Order {
		if !v.Pools[0].Reachable {
			panic("mine")
		}
		return out
	})
}

// A mistake is a test that has to fail, and how.
type mistake struct {
	name string
	make func(t *testing.T)
	want string
}

var mistakes = []mistake{
	{"nil policy", func(t *testing.T) { TestPolicy(t, nil) }, "failovertest: TestPolicy needs a policy; explore.Check attacks the model without one"},
	{"replay of nil", func(t *testing.T) { Replay(t, "*.story", nil) }, "failovertest: Replay needs a policy; explore.Check attacks the model without one"},
	{"nil option", func(t *testing.T) { TestPolicy(t, idle, Manual(), nil) }, "failovertest: options[1] must not be nil"},
	{"none is made", func(t *testing.T) { TestPolicy(t, none) }, "explore: options: Policy makes none"},
	{"no law is left", func(t *testing.T) { TestPolicy(t, idle, Laws(duty()...), Operator()) },
		"explore: options: no law is left, for those of a policy's duty do not count beside an Operator"},
	{"no law is left to replay", func(t *testing.T) { Replay(t, "*.story", idle, Laws(duty()...), Operator()) }, "explore: options: no law is left, "},
	{"a law twice", func(t *testing.T) { TestPolicy(t, idle, Laws(append(duty(), duty()...)...)) },
		`explore: options: law "double-store" must be there once, and is Laws[0] and Laws[1]`},
	{"late", func(t *testing.T) { TestPolicy(t, func() understudy.Policy { return late{idle()} }) },
		"explore: time stands still at 0s: the policy's deadline does not move on"},
	{"panics", func(t *testing.T) { TestPolicy(t, fragile) }, "explore: panic at "},
	{"panics again", func(t *testing.T) { Replay(t, "testdata/failover/*/*/panic.story", fragile) }, "explore: panic at "},
}

func TestMistake(t *testing.T) {
	onlyInChild(t)
	for _, m := range mistakes {
		t.Run(strings.ReplaceAll(m.name, " ", "_"), m.make)
	}
}

// FuzzNothing has no policy.
func FuzzNothing(f *testing.F) {
	if os.Getenv(child) == "" {
		f.Skip("fails when it is run: TestMistakes runs it")
	}
	FuzzPolicy(f, nil)
}

// Each mistake fails with its line, once, and rapid neither shrinks nor keeps anything. What panics is saved, and panics again when it is replayed.
func TestMistakes(t *testing.T) {
	folder, told := t.TempDir(), (&explore.Plan{Topology: understudy.Paired()}).Story()
	if err := os.WriteFile(filepath.Join(folder, "here.story"), told.Format(), 0o666); err != nil {
		t.Fatal(err)
	}
	for _, m := range mistakes {
		name := strings.ReplaceAll(m.name, " ", "_")
		out, failed := inChild(t, folder, "^TestMistake$/^"+name+"$")
		if !failed || strings.Count(out, m.want) != 1 || strings.Contains(out, "[rapid] failed") {
			t.Errorf("%s: failed: %v\n%s", m.name, failed, out)
		}
	}
	if out, failed := inChild(t, folder, "^FuzzNothing$"); !failed || !strings.Contains(out, "failovertest: FuzzPolicy needs a policy") {
		t.Errorf("failed: %v\n%s", failed, out)
	}
	if _, err := os.Stat(filepath.Join(folder, "testdata", "rapid")); !os.IsNotExist(err) {
		t.Errorf("rapid has kept something: %v", err)
	}
	if _, err := os.Stat(filepath.Join(folder, "testdata", "failover", "TestMistake", "panics", "panic.story")); err != nil {
		t.Error(err)
	}
}

// What the fuzzer itself finds is saved under the name of its target, too.
func TestFuzzing(t *testing.T) {
	folder := t.TempDir()
	out, failed := inChild(t, folder, "^$", "-test.fuzz=^FuzzHasty$", "-test.fuzztime=100x", "-test.parallel=1", "-test.fuzzcachedir="+filepath.Join(folder, "cache"))
	saved := filepath.Join("testdata", "failover", "FuzzHasty", "double-store.story")
	if _, err := os.Stat(filepath.Join(folder, saved)); !failed || err != nil || !strings.Contains(out, saved) {
		t.Errorf("failed: %v, %v\n%s", failed, err, out)
	}
}
