package main

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"understudy.example"
	"understudy.example/explore"
	"understudy.example/failovertest"
	"understudy.example/story"
)

var rewrite = flag.Bool("rewrite", false, "write testdata/partition.story anew")

// kept is the history that taught us what a policy must not do. It stays in the suite: whoever changes the policy is held to it.
const kept = "testdata/partition.story"

// on is where the policies are attacked.
var on = []failovertest.Option{failovertest.Grounds(ground()), failovertest.Places("west")}

// The policy keeps all laws, each in a subtest. The histories are new ones in every run.
func TestWitnessed(t *testing.T) { failovertest.TestPolicy(t, witnessed, on...) }

// It is not broken by what broke others. What the attack above saves, if it ever fails, belongs beside it.
func TestWitnessedOldMistakes(t *testing.T) { failovertest.Replay(t, kept, witnessed, on...) }

func FuzzWitnessed(f *testing.F) { failovertest.FuzzPolicy(f, witnessed, on...) }

// The story still tells the old mistake: eager breaks the same law by the same faults. A policy that is known to be bad is pinned so,
// by what is found, as Replay would fail. If this test fails, the story has gone stale, and no longer protects anybody.
func TestEagerIsUnsafe(t *testing.T) {
	if *rewrite {
		if err := os.WriteFile(kept, found(t).Story().Format(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	text, err := os.ReadFile(kept)
	if err != nil {
		t.Fatal(err)
	}
	s, err := story.Parse(kept, text)
	if err != nil {
		t.Fatal(err)
	}
	plan := explore.FromStory(s, "west", false)
	if len(plan.Inputs) != 1 || plan.Inputs[0].In != understudy.Input(cut) {
		t.Errorf("its faults are %v", plan.Inputs)
	}
	trial, err := explore.Setup{Policy: eager}.Run(plan, explore.Laws()...)
	if err != nil {
		t.Fatal(err)
	}
	if b := trial.Broken(); b == nil || b.Law.ID != "double-store" {
		t.Errorf("eager breaks %v by it", b)
	}
}

// cut is what the story is about: one direction between the sites is lost.
var cut = understudy.Break{Fault: understudy.Fault{Kind: understudy.Link, Of: "east", To: "west"}}

// found is what the program finds.
func found(t *testing.T) *explore.Counterexample {
	t.Helper()
	err := explore.Check(eager, attack(100))
	c, ok := err.(*explore.Counterexample)
	if !ok {
		t.Fatal(err)
	}
	return c
}

// What the program says of the history is so: one cut of one direction, and nothing else. If the generator makes other histories by now,
// another Seed finds such a one.
func TestFound(t *testing.T) {
	if c := found(t); c.Broken.Law.ID != "double-store" || len(c.Plan.Inputs) != 1 || c.Plan.Inputs[0].In != understudy.Input(cut) {
		t.Errorf("%v\n%s", c, c.Tell())
	}
}

// The program tells the way from the first policy to the second, and draws what broke the first.
func TestProgram(t *testing.T) {
	page := filepath.Join(t.TempDir(), "eager.html")
	var out, errs bytes.Buffer
	if code := run([]string{"-histories", "20", "-html", page}, &out, &errs); code != told || errs.Len() > 0 {
		t.Fatal(code, errs.String())
	}
	for _, want := range []string{"(Q-1)", "law double-store is broken", "broke no law", "moves of the store", "histories that break law double-store"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("it does not say %q:\n%s", want, &out)
		}
	}
	for _, line := range strings.Split(out.String(), "\n") {
		if n := len([]rune(line)); n > 120 {
			t.Errorf("%d columns: %s", n, line)
		}
	}
	if html, err := os.ReadFile(page); err != nil || !bytes.Contains(html, []byte("double-store")) {
		t.Errorf("%v, %d bytes", err, len(html))
	}
}

func TestFlags(t *testing.T) {
	for _, c := range []struct {
		args string
		code int
		says string
	}{
		{"-h", told, "usage: policy"},
		{"-x", misused, "policy -h explains"},
		{"more", misused, `"more" is no flag`},
		{"-histories -1", failed, "explore: options"},
		{"-histories 1", failed, "give it more"},
		{"-histories 20 -html " + t.TempDir(), failed, "is a directory"},
	} {
		var out, errs bytes.Buffer
		if code := run(strings.Fields(c.args), &out, &errs); code != c.code || !strings.Contains(out.String()+errs.String(), c.says) {
			t.Errorf("%s: %d\n%s", c.args, code, errs.String())
		}
	}
}
