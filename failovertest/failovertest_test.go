package failovertest

import (
	"errors"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"understudy.example"
	"understudy.example/explore"
	"understudy.example/machine"
)

const fe1, fe2 = "FE01.lab.local", "FE02.lab.local"

// hasty moves the store as soon as it does not see the pool that has it: what a divided pair must not do (F-118, Q-1).
func hasty() understudy.Policy {
	return understudy.PolicyFunc(func(_ machine.Instant, v *understudy.View, out []understudy.Order) []understudy.Order {
		if p, _ := v.Pool(fe1); !p.Reachable {
			out = append(out, understudy.ManagementServerFailover{At: fe2, Target: fe2, Force: true})
		}
		return out
	})
}

func idle() understudy.Policy {
	return understudy.PolicyFunc(func(_ machine.Instant, _ *understudy.View, out []understudy.Order) []understudy.Order { return out })
}

// child is set in the processes whose tests have to fail.
const child = "UNDERSTUDY_FAILOVERTEST_CHILD"

// inChild runs one test of this file in a process and a folder of its own, and returns what it prints and whether it failed.
func inChild(t *testing.T, folder, test string, flags ...string) (printed string, failed bool) {
	t.Helper()
	program, err := filepath.Abs(os.Args[0])
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(program, append([]string{"-test.v", "-test.run", test, "-rapid.checks=25"}, flags...)...)
	cmd.Dir, cmd.Env = folder, append(os.Environ(), child+"=1")
	out, err := cmd.CombinedOutput()
	if _, exited := err.(*exec.ExitError); err != nil && !exited {
		t.Fatal(err)
	}
	return string(out), err != nil
}

func onlyInChild(t *testing.T) {
	t.Helper()
	if os.Getenv(child) == "" {
		t.Skip("fails when it is run: TestFails runs it")
	}
}

func TestHasty(t *testing.T) {
	onlyInChild(t)
	// It moves the store, leaves pools to people, and has no observer whom it could ask.
	TestPolicy(t, hasty, Manual(), Grounds(explore.Grounds()[:2]...))
}

func TestHastyAgain(t *testing.T) {
	onlyInChild(t)
	Replay(t, "testdata/failover/*/*.story", hasty)
}

func FuzzHasty(f *testing.F) {
	if os.Getenv(child) == "" {
		f.Skip("fails when it is run: TestFails runs it")
	}
	FuzzPolicy(f, hasty, Manual())
}

func TestNothingToReplay(t *testing.T) {
	onlyInChild(t)
	Replay(t, "testdata/*.story", hasty)
}

// A bad policy fails in the subtest of the law that it breaks, and nowhere else. What is told there is saved, breaks the policy
// again, and does not break another.
func TestFails(t *testing.T) {
	folder := t.TempDir()
	out, failed := inChild(t, folder, "^TestHasty$")
	if !failed || strings.Count(out, "--- FAIL") != 2 || !strings.Contains(out, "--- FAIL: TestHasty/double-store") ||
		!strings.Contains(out, "-BackupSqlServerFqdn FE02 ") || !strings.Contains(out, "never applied") {
		t.Errorf("failed: %v\n%s", failed, out)
	}
	saved := filepath.Join("testdata", "failover", "TestHasty", "double-store.story")
	if !strings.Contains(out, saved) {
		t.Errorf("does not name %s", saved)
	}
	page, err := os.ReadFile(filepath.Join(folder, strings.TrimSuffix(saved, ".story")+".html"))
	if err != nil || !strings.Contains(string(page), `Law <span class="w">double-store</span> is broken</strong> at <a href=`) {
		t.Errorf("%v, %d bytes of a page", err, len(page))
	}
	again := filepath.Join("testdata", "failover", "TestHastyAgain", "double-store.story")
	if out, failed := inChild(t, folder, "^TestHastyAgain$"); !failed || !strings.Contains(out, "Law double-store is broken") || !strings.Contains(out, again) {
		t.Errorf("failed: %v\n%s", failed, out)
	}
	if one, err := os.ReadFile(filepath.Join(folder, saved)); err != nil {
		t.Error(err)
	} else if two, err := os.ReadFile(filepath.Join(folder, again)); err != nil || len(two) > len(one) {
		t.Errorf("%v, %d bytes of a story that had %d", err, len(two), len(one))
	}
	if out, failed := inChild(t, folder, "^FuzzHasty$"); !failed || !strings.Contains(out, filepath.Join("testdata", "failover", "FuzzHasty", "double-store.story")) {
		t.Errorf("failed: %v\n%s", failed, out)
	}
	Replay(t, filepath.Join(folder, saved), idle, Manual())
	if out, failed := inChild(t, folder, "^TestNothingToReplay$"); !failed || !strings.Contains(out, "no story") {
		t.Errorf("failed: %v\n%s", failed, out)
	}
}

// A place that is not there attacks nothing, and so fails, whichever way a policy is attacked.
func TestNowhere(t *testing.T) {
	folder, told := t.TempDir(), (&explore.Plan{Topology: understudy.Paired()}).Story()
	if err := os.WriteFile(filepath.Join(folder, "here.story"), told.Format(), 0o666); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"TestPolicyOnMars":    `explore: options: Places: "mars" must be on one of the Grounds, which have `,
		"FuzzPolicyOnMars":    `explore: options: Places: "mars" must be on one of the Grounds, which have `,
		"TestReplayOnMars":    `failovertest: Places: "mars" must be in one of the stories that match *.story`,
		"TestReplayOnMarsToo": `failovertest: Places: "mars" must be in one of the stories that match *.story`,
	} {
		if out, failed := inChild(t, folder, "^"+name+"$"); !failed || strings.Count(out, want) != 1 || strings.Contains(out, "rapid") {
			t.Errorf("%s: failed: %v\n%s", name, failed, out)
		}
	}
}

func TestPolicyOnMars(t *testing.T) {
	onlyInChild(t)
	TestPolicy(t, idle, Places("mars"))
}

func FuzzPolicyOnMars(f *testing.F) {
	if os.Getenv(child) == "" {
		f.Skip("fails when it is run: TestNowhere runs it")
	}
	FuzzPolicy(f, idle, Places("mars"))
}

func TestReplayOnMars(t *testing.T) {
	onlyInChild(t)
	Replay(t, "*.story", idle, Places("mars"))
}

func TestReplayOnMarsToo(t *testing.T) {
	onlyInChild(t)
	Replay(t, "*.story", idle, Places("hq", "mars"))
}

// A policy that does nothing passes.
func TestIdle(t *testing.T) { TestPolicy(t, idle, Manual()) }

func FuzzIdle(f *testing.F) { FuzzPolicy(f, idle, Manual()) }

// A law that only warns never fails, however often it is broken.
func TestWarning(t *testing.T) {
	law := explore.Law{Law: understudy.Law{ID: "never", Severity: understudy.Warn,
		Check: func(*understudy.Moment) (int, error) { return 1, errors.New("always") }}}
	TestPolicy(t, idle, Laws(law), Places("west"))
}

// Every option says one thing of an attack.
func TestOptions(t *testing.T) {
	law, ground := explore.Laws()[0], understudy.Paired()
	o := with([]Option{Laws(law), Grounds(ground), Places("HQ"), Parts(understudy.Parts{Guards: understudy.Guards()}), Manual(), Operator()})
	if len(o.Laws) != 1 || o.Laws[0].ID != law.ID || len(o.Grounds) != 1 || len(o.Grounds[0].Sites) != len(ground.Sites) ||
		len(o.Places) != 1 || o.Places[0] != "HQ" || o.Parts.Guards == nil || !o.Manual || !o.Operator {
		t.Errorf("%+v", o)
	}
}

// Histories out of bytes are as good: those that the fuzzer begins with break the bad policy.
func TestBytes(t *testing.T) {
	var plans []*explore.Plan
	for i := range seeds {
		p, err := explore.Generate(bytes(seed(i)), hasty, &explore.Options{})
		if err != nil {
			t.Fatal(err)
		}
		plans = append(plans, p)
	}
	if found(t, plans) == nil {
		t.Error("no seed breaks double-store")
	}
	simplest, err := explore.Generate(bytes(nil), hasty, &explore.Options{})
	if err != nil || len(simplest.Inputs) != 0 {
		t.Errorf("%d inputs of nothing, %v", len(simplest.Inputs), err)
	}
}

// found is the counterexample against the law that the bad policy breaks.
func found(t interface{ Fatal(...any) }, plans []*explore.Plan) *explore.Counterexample {
	findings, err := explore.Attack(hasty, plans, explore.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range findings {
		if f.Law.ID == "double-store" {
			return f.Found
		}
	}
	return nil
}

// A recorder is a test that may fail.
type recorder struct {
	rapid.TB
	failed bool
}

func (r *recorder) Errorf(string, ...any) { r.failed = true }
func (r *recorder) Failed() bool          { return r.failed }
func (r *recorder) FailNow()              {}
func (r *recorder) Logf(string, ...any)   {}
func (r *recorder) Log(...any)            {}

// Plans serve properties of one's own.
func TestPlans(t *testing.T) {
	for name, value := range map[string]string{"rapid.nofailfile": "true", "rapid.shrinktime": "1ms"} {
		old := flag.Lookup(name).Value.String()
		if err := flag.Set(name, value); err != nil {
			t.Fatal(err)
		}
		defer flag.Set(name, old)
	}
	r, plans := &recorder{TB: t}, rapid.SliceOfN(Plans(hasty), 20, 20)
	rapid.Check(r, func(t *rapid.T) {
		if found(t, plans.Draw(t, "plans")) != nil {
			t.Fatalf("broken")
		}
	})
	if !r.failed {
		t.Error("rapid finds nothing")
	}
}
