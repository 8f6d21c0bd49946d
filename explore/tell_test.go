package explore

import (
	"bytes"
	"errors"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"understudy.example"
	"understudy.example/machine"
	"understudy.example/story"
)

// How a counterexample is told is a golden file: a person reads it first, and should have to read nothing else.
func TestTell(t *testing.T) {
	const path = "testdata/hasty.txt"
	got := broken(t, hasty, Options{}).Tell()
	if *rewrite {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if want, err := os.ReadFile(path); err != nil || got != string(want) {
		t.Errorf("%v\n%s\nwant\n%s", err, got, want)
	}
	for line := range strings.Lines(got) {
		if n := len([]rune(line)) - 1; n > width {
			t.Errorf("%d runes: %s", n, line)
		}
	}
}

// The page of a counterexample marks the law, and says what the policy could see.
func TestHTML(t *testing.T) {
	c := broken(t, hasty, Options{})
	page := c.HTML()
	for _, want := range []string{`Law <span class="w">double-store</span> is broken</strong> at <a href=`, "<li>site east cannot be reached</li>", `class="breach"`} {
		if !bytes.Contains(page, []byte(want)) {
			t.Errorf("no %s", want)
		}
	}
	if !bytes.Equal(page, c.HTML()) {
		t.Error("two pages")
	}
}

// A law that remembers is told at the end of its instant, and one that judges the whole at the end.
func TestTellLaws(t *testing.T) {
	after := func(at machine.Instant) Law {
		return Law{Law: understudy.Law{ID: "mine", Name: "Nothing lasts", Why: "H-7", Duty: understudy.OfPolicy}, Watch: func(*Trial) func(*Instant) (int, error) {
			return func(in *Instant) (int, error) {
				if in.System.Now() < at {
					return 1, nil
				}
				return 1, errors.New("FE01.lab.local sees it")
			}
		}}
	}
	whole := after(0)
	whole.Watch, whole.Over = nil, func(*Trial) (int, error) { return 1, errors.New("it was so") }
	plan := &Plan{Topology: understudy.Paired(), Place: "FE02.lab.local", End: minutes(2), Inputs: []Timed{
		{machine.Instant(time.Minute), understudy.Break{Fault: understudy.Fault{Kind: understudy.NIC, Of: "FE01.lab.local"}}}}}
	for _, c := range []struct {
		law  Law
		want string
	}{
		{after(minutes(1)), "1m0s      » break nic FE01\n            FE01: network adapter disabled            Nothing reaches it and nothing leaves it; its services run on\n" +
			strings.Repeat(" ", 54) + "(L-10, H-22)\n          ✗ law mine is broken: FE01 sees it\n              from FE02 that looks so:\n"},
		{whole, "\n2m0s      ✗ law mine is broken: it was so\n"},
	} {
		got := Setup{Policy: idle}.counterexample(plan, c.law).Tell()
		if !strings.Contains(got, c.want) || !strings.Contains(got, "FE01 cannot be reached, for") {
			t.Errorf("no\n%s\nin\n%s", c.want, got)
		}
	}
}

// What happens to somebody again and again is told once, and how often when something else happens, until something is done.
func TestTellRepeats(t *testing.T) {
	law := Law{Law: understudy.Law{ID: "mine", Name: "x", Why: "x"}, Over: func(*Trial) (int, error) { return 1, errors.New("y") }}
	plan := &Plan{Topology: standing(), Place: "HQ", End: minutes(9), Inputs: []Timed{
		breaks(0, understudy.NIC, fe1), breaks(4*m+5*s, understudy.SQL, fe2)}}
	told := Setup{Policy: idle}.counterexample(plan, law).Tell()
	for want, n := range map[string]int{"FE01 sees FE02: silent: missed": 4, "missed, 6 times": 1, "more until 4m5s": 1, "missed, once": 2} {
		if strings.Count(told, want) != n {
			t.Errorf("no %q in\n%s", want, told)
		}
	}
}

// An order that nobody took, because the policy is elsewhere, is told and said to be denied, once; the story plays without it.
func TestTellDenied(t *testing.T) {
	lost := func() understudy.Policy {
		return understudy.PolicyFunc(func(now machine.Instant, v *understudy.View, out []understudy.Order) []understudy.Order {
			if p := v.Pools[1]; !p.Reachable {
				out = append(out, understudy.PoolFailOver{At: p.FQDN, Pool: v.Pools[0].FQDN})
			}
			return out
		})
	}
	law := Law{Law: understudy.Law{ID: "mine", Name: "x", Why: "x"}, Over: func(*Trial) (int, error) { return 1, errors.New("y") }}
	plan := &Plan{Topology: twoSites(), Place: "east", End: minutes(2), Inputs: []Timed{
		{minutes(1), understudy.Break{Fault: understudy.Fault{Kind: understudy.Power, Of: "FE02.lab.local"}}},
		{minutes(1), understudy.Break{Fault: understudy.Fault{Kind: understudy.Link, Of: "west", To: "east"}}}}}
	c := Setup{Policy: lost}.counterexample(plan, law)
	text := string(c.Story().Format())
	if strings.Count(text, "# The policy is not at the site of its order") != 1 || !strings.Contains(c.Tell(), "which is denied (F-106, H-6): FE02>") {
		t.Errorf("%s\n%s", text, c.Tell())
	}
	s, err := story.Parse("denied.story", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := (story.Player{}).Play(s); err != nil {
		t.Error(err)
	}
}

// The story of a broken law plays by itself where a player can judge it: it expects the law to be broken, and fails when it is not any
// more. Of a law that a player knows nothing of it says so.
func TestStoryExpects(t *testing.T) {
	s := broken(t, hasty, Options{}).Story()
	if last := s.Steps[len(s.Steps)-1]; last.String() != "expect law double-store broken" {
		t.Fatal(last)
	}
	if _, err := (story.Player{}).Play(s); err != nil {
		t.Error(err)
	}
	s.Steps = slices.DeleteFunc(s.Steps, func(step story.Step) bool { _, is := step.Input.(understudy.Order); return is })
	for i := range s.Steps {
		s.Steps[i].Happened = nil
	}
	if _, err := (story.Player{}).Play(s); err == nil || !strings.Contains(err.Error(), "expected law double-store broken, found that it holds") {
		t.Error(err)
	}
	law := Law{Law: understudy.Law{ID: "mine", Name: "x", Why: "x"}, Over: func(*Trial) (int, error) { return 1, errors.New("y") }}
	s = Setup{Policy: idle}.counterexample(&Plan{Topology: standing(), Place: "HQ", End: minutes(1)}, law).Story()
	if note := s.Notes[len(s.Notes)-1]; !strings.Contains(note, "does not judge this law") || s.Steps[len(s.Steps)-1].Verb != story.Until {
		t.Errorf("%q", note)
	}
}

// Every field of a view that is not as usual is put into words.
func TestSeen(t *testing.T) {
	top := twoSites()
	top.Observers = []understudy.Observer{{Name: "eye", Site: "east"}}
	for _, c := range []struct {
		place string
		give  []understudy.Input
		want  string
	}{
		{"west", []understudy.Input{understudy.Break{Fault: understudy.Fault{Kind: understudy.Power, Of: "FE01.lab.local"}}},
			"no active master: the query for it fails; FE01.lab.local cannot be reached, for 1m0s; FE02.lab.local holds its partner to be silent; observer eye does not reach FE01.lab.local, for 1m0s"},
		{"west", []understudy.Input{understudy.Break{Fault: understudy.Fault{Kind: understudy.Service, Of: "FE01.lab.local"}}},
			"FE01.lab.local does not serve: its front end service gives no answer; FE01.lab.local holds its partner to be unknown: nothing heard yet; FE02.lab.local holds its partner to be silent"},
		{"east", []understudy.Input{understudy.ManagementServerFailover{At: "FE02.lab.local", Target: "FE02.lab.local"}},
			"no active master: the query for it fails; the directory in west names FE02.lab.local; " +
				"FE01.lab.local has a database of the store that is standby, and was active; FE02.lab.local has a database of the store that is active, and was standby"},
		{"west", []understudy.Input{understudy.ManagementServerFailover{At: "FE02.lab.local", Target: "FE02.lab.local"}},
			"the active master is FE02.lab.local, and was FE01.lab.local; the directory in west names FE02.lab.local; "},
		{"west", []understudy.Input{understudy.PoolFailOver{At: "west", Pool: "FE02.lab.local"}}, "is in a planned failover: "},
		{"west", []understudy.Input{understudy.Break{Fault: understudy.Fault{Kind: understudy.Link, Of: "east", To: "west"}}},
			"site east cannot be reached; FE01.lab.local cannot be reached, for 1m0s; FE02.lab.local holds its partner to be silent; observer eye cannot be asked"},
		{"west", []understudy.Input{understudy.Break{Fault: understudy.Fault{Kind: understudy.Directory, Of: "west"}}}, ""},
	} {
		s, err := understudy.New(top)
		if err != nil {
			t.Fatal(err)
		}
		healthy, err := understudy.New(top)
		if err != nil {
			t.Fatal(err)
		}
		for _, in := range c.give {
			s.Do(minutes(1), in, nil)
		}
		s.Do(minutes(2), nil, nil)
		healthy.Do(minutes(2), nil, nil)
		var v, h understudy.View
		s.View(c.place, &v)
		healthy.View(c.place, &h)
		if got := strings.Join(seen(&v, &h), "; "); c.want == "" && got != "" || !strings.Contains(got, c.want) {
			t.Errorf("%+v: %s\nwant %s", c.give, got, c.want)
		}
	}
}
