package main

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"understudy.example"
	"understudy.example/machine"
	"understudy.example/story"
)

var rewrite = flag.Bool("rewrite", false, "write testdata/lab.txt anew")

// lab runs the program as if with so many columns, and returns its exit code and what it has written.
func lab(t testing.TB, columns string, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	t.Setenv("COLUMNS", columns)
	var out, errs bytes.Buffer
	code = run(context.Background(), args, &out, &errs)
	return code, out.String(), errs.String()
}

// played runs the program and wants it to succeed.
func played(t testing.TB, columns string, args ...string) string {
	t.Helper()
	code, out, errs := lab(t, columns, args...)
	if code != held || errs != "" {
		t.Fatalf("exit code %d, and on stderr %q", code, errs)
	}
	return out
}

const golden = "testdata/lab.txt"

func TestGolden(t *testing.T) {
	got := played(t, "")
	if *rewrite {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		line := 0
		for a, b := strings.Split(got, "\n"), strings.Split(string(want), "\n"); a[line] == b[line]; line++ {
		}
		t.Errorf("differs from line %d on; look at it, and write it anew with -rewrite\ngot  %s\nwant %s", line+1,
			strings.Split(got, "\n")[line], strings.Split(string(want), "\n")[line])
	}
}

// A recording whose program was killed is played up to there, and what is left out is said.
func TestUnfinished(t *testing.T) {
	file := filepath.Join(t.TempDir(), "killed.story")
	text := strings.Replace(string(labStory), "\n", "\nrecorded\n", 1) + "at 3h0m12.5s\nbreak nic FE0"
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	if out := played(t, "1000", file); !strings.Contains(out, `The last line was not finished, and is left out: "break nic FE0"`) ||
		!strings.Contains(out, "at 3h0m12.5s") {
		t.Errorf("%.400s", out)
	}
}

// TestRows shows where each row of the lab is to be seen in the output: under its heading, unless another is named.
func TestRows(t *testing.T) {
	parts := sections(played(t, "1000"))
	for _, row := range []struct{ id, section, want string }{
		{"L-1", "", `FE02 +setup absent → defined .*\(L-1\)`},
		{"L-2", "", `u1 +move user refused: target-set-up .*\(L-2, Q-9\)`},
		{"L-2", "", `run setup on FE02\n(.*\n)*.*setup installing → ready`},
		{"L-3", "", `u1 +move user .*changes at once(.*\n)+.*u1 +signed out of FE01 .*by itself(.*\n)+.*u1 +signed in at FE02, normal`},
		{"L-4", "", `u2 +signed out of FE01(.*\n)+.*whiteboard is interrupted(.*\n)+.*u2 +signed in at FE02(.*\n)+.*✓ u2 runs video\n.*✓ u2 runs sharing`},
		{"L-5", "", `FE01 and FE02 +pairing unpaired → named .*both ways`},
		{"L-5", "The reference lab", `pool FE01.lab.local .* detect 30s failback 30s\n +pool FE02.lab.local .* detect 300s failback 600s`},
		{"L-5", "The reference lab", `warning: FE01 and FE02 are both in site HQ.*\(F-9\)`},
		{"L-5", "The reference lab", `warning: .*30s.* a short silence of FE01 .*\(F-32\)`},
		{"L-5", "L-16", `FE01 sees FE02 +silent: pings missed from 1:14:05 to 1:16:05`}, // FE02's own interval stays at 300 s
		{"L-6", "", `FE02 +setup failed: standby database(.*\n)+.*Install-CsDatabase(.*\n)+.*CMS on FE02 +in error → standby`},
		{"L-6", "", `FE02 sees FE01 up: within 3m(.*\n)+.*pairing half ready → ready`}, // registrar failover before pool failover
		{"L-7", "", `user data: export final, import normal(.*\n)+.*management store: export not initialized`},
		{"L-8", "", `» Add-DnsServerResourceRecord .* -DomainName FE02\n`},
		{"L-9", "", `u3 deletes the certificate(.*\n)+.*certificate none → valid(.*\n)+.*u3 +signed in at FE01`},
		{"L-9b", "", `u1, u2 +signed in at FE01, normal`},
		{"L-10", "", ` 1:02:30 » break nic FE01(.*\n)+ 1:03:02 +u1, u2, u3 +signed out of FE01`},
		{"L-11", "", `up → silent .*\n +FE02 sees FE01\n(.*\n)+.*redirected by FE02(.*\n)+.*pings missed at 1:03:35 and 1:04:05(.*\n)+ ` +
			`1:04:05 +FE02 sees FE01 +silent → down(.*\n)+.*u3 +signed in at FE02, limited on the backup`},
		{"L-11", "", `↳ u3 out for .*30s counts as 1m30s, and Grace 5s: F-29, H-35`},
		{"L-12", "", `= The client itself says: The contact list cannot be shown; .*; etc\. \(L-12, X-9\)\n +✓ u1 can IM`},
		{"L-12", "", `✓ u1 cannot contact list +.*\(F-49, L-12\)`},
		{"L-12", "L-11", `= u1, u2, u3 +limited on FE02\n +can +sign-in, IM, calls.*\n +cannot +.*contact list.*\n +depends .*\n +unknown .*\n +banner `},
		{"L-13", "", `» heal nic FE01(.*\n)+.*FE02 sees FE01 +down → up(.*\n)+.*sent home by FE02(.*\n)+.*u1, u2, u3 +signed in at FE01, normal(.*\n)+.*within 31s, after`},
		{"L-14", "", `ActiveMasterFqdn: FE01\n`},
		{"L-15", "", `BackupPoolFqdn: FE02\n`},
		{"L-16", "", `» break nic FE01(.*\n)+.*error: from FE02 the database on FE01 cannot be reached(.*\n)+.*✓ error(.*\n)+.*u3 limited at FE02`},
		{"L-17", "", `error: FE02 is a Standard Edition pool.*L-17`},
		{"L-18", "", `fail pool over refused: cms-first .*F-72`},
		{"L-19", "", `» FE02> Invoke-CsManagementServerFailover .* -Force\n(.*\n)+.*CMS on FE01 +active → orphaned(.*\n)+.*HQ finds CMS at FE02: within 1m, after 10s`},
		{"L-20", "", `FE01 is failed over: within 51s, after 50s\n.*u1, u2, u3 +limited on the backup → full on the backup .*no new sign-in(.*\n)+.*✓ u1 cannot persistent chat`},
		{"L-21", "", `fail pool over refused: home-up .*F-63`},
		{"L-22", "", `✓ FE01 believes active\n(.*\n)+.*CMS on FE01 +orphaned → standby(.*\n)+.*✓ FE01 is failed over\n.*✓ u1 full at FE02`},
		{"L-23", "", `users' data loaded nowhere(.*\n)+.*u1, u2, u3 +signed out of FE02(.*\n)+.*signed in at FE01, limited at home(.*\n)+.*limited at home → normal`},
		{"L-23", "What it cost", `FE01 +failback: 12m `},
		{"L-24", "", `fail CMS over refused: target-standby .*L-24(.*\n)+.*» FE01> Invoke-CsManagementServerFailover\n(.*\n)+.*HQ finds CMS at FE01: within 5m, after 10s`},
	} {
		name := row.section
		if name == "" {
			name = row.id
		}
		if text, ok := parts[name]; !ok || !regexp.MustCompile(row.want).MatchString(text) {
			t.Errorf("%s: no %s in section %q:\n%s", row.id, row.want, name, text)
		}
	}
}

// L-1: a site has call admission control once, so a second pool that wants it is refused.
func TestSecondCallAdmission(t *testing.T) {
	file := filepath.Join(t.TempDir(), "x.story")
	text := strings.Replace(string(labStory), "standard automatic detect 300s", "standard call-admission automatic detect 300s", 1)
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	code, out, _ := lab(t, "1000", file)
	if want := regexp.MustCompile(`FE02 +define pool refused: call-admission .*\(L-1\)`); code != failed || !want.MatchString(out) {
		t.Errorf("exit code %d, and FE02 gets call admission control: %s", code, sections(out)["L-1"])
	}
}

// sections cuts an output at its headings, each under its first word if that is the number of a row.
func sections(out string) map[string]string {
	parts, name := map[string]string{}, ""
	for line := range strings.Lines(out) {
		if head, ok := strings.CutPrefix(line, "── "); ok {
			name = strings.TrimRight(head, "─ \n")
			if id, _, _ := strings.Cut(name, " "); strings.HasPrefix(id, "L-") {
				name = id
			}
		} else if name == "" {
			name = strings.TrimSpace(line)
		}
		parts[name] += line
	}
	return parts
}

// L-11: the explanations hold together. The last answered ping lies in the 30 s before the network adapter is disabled,
// the verdict 95 s after it, and nobody is in before the verdict.
func TestExplanations(t *testing.T) {
	form := regexp.MustCompile(`↳ (u\d) out for (\S+): last answered ping of FE01 (\S+); (\S+) no answer; (\S+) refused; ` +
		`(\S+) verdict, 1m35s after .*; (\S+) in, (\S+) after the verdict`)
	parts := sections(played(t, "1000"))
	for section, nic := range map[string]string{"L-11": "1:02:30", "L-16": "1:11:05"} {
		found := form.FindAllStringSubmatch(parts[section], -1)
		if len(found) != 3 {
			t.Fatalf("%s: %d explanations, not 3", section, len(found))
		}
		for _, m := range found {
			at := func(i int) time.Duration { return clocked(t, m[i]) }
			broke := clocked(t, nic)
			if m[2] != (at(7)-at(4)).String() || m[8] != (at(7)-at(6)).String() && m[8]+"0s" != (at(7)-at(6)).String() {
				t.Errorf("%s: out for %s, %s after the verdict: %s", section, m[2], m[8], m[0])
			}
			if at(3) > broke || at(3) <= broke-30*time.Second || at(6) != at(3)+95*time.Second || at(5) >= at(6) || at(7) < at(6) {
				t.Errorf("%s: %s", section, m[0])
			}
		}
	}
}

// clocked reads h:mm:ss.
func clocked(t *testing.T, s string) time.Duration {
	t.Helper()
	d, err := time.ParseDuration(strings.Replace(strings.Replace(s, ":", "h", 1), ":", "m", 1) + "s")
	if err != nil {
		t.Fatal(err)
	}
	return d
}

var stories = []string{"lab.story", "testdata/faults.story"}

func parsed(t testing.TB, file string) *story.Story {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	s, err := story.Parse(file, text)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// A performance tells what the player tells, line by line and instant by instant.
func TestPerformanceIsThePlay(t *testing.T) {
	type told struct {
		at   machine.Instant
		line understudy.Line
	}
	for _, file := range stories {
		s := parsed(t, file)
		var want, got []told
		story.Player{Tell: func(e story.Event) {
			if e.Line != nil {
				want = append(want, told{e.At, *e.Line})
			}
		}}.Play(s)
		p, err := perform(s, rehearse(s, mostDeadlines).cues)
		if err != nil {
			t.Fatal(err)
		}
		machine.Until(p, machine.Never, nil, func(at machine.Instant, beats []beat) {
			for _, b := range beats {
				if b.kind == happened || b.kind == said {
					got = append(got, told{at, b.line})
				}
			}
		})
		for i := range max(len(want), len(got)) {
			if i >= len(want) || i >= len(got) || want[i] != got[i] {
				t.Fatalf("%s: line %d of %d and %d: got %v, want %v", file, i, len(got), len(want), got[min(i, len(got)-1)], want[min(i, len(want)-1)])
			}
		}
	}
}

// TestAddsUp: what is shown of each user adds up, to the second, to the time from the first sign-in to the end.
func TestAddsUp(t *testing.T) {
	form := regexp.MustCompile(`(?m)^  \S+ +(\S+) +(\S+) +(\S+) +(\S+) +(\d:\d\d:\d\d)$`)
	for _, file := range stories {
		_, out, _ := lab(t, "", file)
		rows := form.FindAllStringSubmatch(out, -1)
		if len(rows) != 3 {
			t.Fatalf("%s: %d users, not 3", file, len(rows))
		}
		cues := rehearse(parsed(t, file), mostDeadlines).cues
		end := time.Duration(cues[len(cues)-1].at).Truncate(time.Second)
		for _, row := range rows {
			var d [5]time.Duration
			for i := 1; i < 5; i++ {
				d[i], _ = time.ParseDuration(row[i])
			}
			if d[1]+d[2]+d[3] != d[4] || clocked(t, row[5])+d[4] != end || d[1] == 0 || d[2] == 0 {
				t.Errorf("%s: does not add up to %v: %s", file, end, row[0])
			}
		}
	}
}

func TestJSON(t *testing.T) {
	heading, at, users, usages, checks := "", machine.Instant(0), map[string]level{}, 0, 0
	for line := range strings.Lines(played(t, "", "-format", "json")) {
		if !strings.HasPrefix(line, `{"at":`) {
			t.Fatalf("begins differently: %s", line)
		}
		var r record
		d := json.NewDecoder(strings.NewReader(line))
		d.DisallowUnknownFields()
		if err := d.Decode(&r); err != nil {
			t.Fatalf("%v in %s", err, line)
		}
		if r.Kind == "heading" {
			heading = r.What
		}
		if r.At < at || r.Heading != heading || r.Time != exact(r.At) || r.Facts == nil || r.Routine {
			t.Errorf("at %v under %q: %s", at, heading, line)
		}
		at = r.At
		for _, f := range r.Facts {
			if !strings.Contains(r.What+r.Why, f) {
				t.Errorf("%s is not in %s", f, line)
			}
		}
		for _, s := range r.Users {
			if n := len(s.Can) + len(s.Cannot) + len(s.Unknown) + len(s.Depends); (n == 0) != (s.Level == "signed out") {
				t.Errorf("%d abilities: %s", n, line)
			}
			users[s.User] = s.level
		}
		if r.What == "silent → down" && !slices.Equal(r.Facts, []string{"F-29", "F-33", "H-35"}) {
			t.Errorf("facts %v: %s", r.Facts, line)
		}
		switch r.Kind {
		case "check":
			if checks++; r.Passed == nil || !*r.Passed {
				t.Errorf("has not passed: %s", line)
			}
		case "usage":
			if usages++; r.Usage.Out+r.Usage.Limited+r.Usage.Full != time.Duration(at) {
				t.Errorf("does not add up to %v: %s", at, line)
			}
		}
	}
	if len(users) != 3 || usages != 3 || checks != strings.Count(string(labStory), "expect ") {
		t.Errorf("%d users, %d usages, %d checks", len(users), usages, checks)
	}
	if verbose := played(t, "", "-format", "json", "-verbose"); !strings.Contains(verbose, `"routine":true`) {
		t.Error("-verbose shows no routine")
	}
}

// -html draws the lab, or any other story, instead of telling it.
func TestDrawn(t *testing.T) {
	for _, args := range [][]string{nil, {"../../story/testdata/call.story"}} {
		file := filepath.Join(t.TempDir(), "x.html")
		code, out, errs := lab(t, "", append([]string{"-html", file}, args...)...)
		page, err := os.ReadFile(file)
		if code != held || err != nil || errs != "" || !strings.HasSuffix(out, " is drawn in "+file+"\n") || strings.Count(out, "\n") != 1 {
			t.Errorf("%v: exit code %d, %v: %s%s", args, code, err, out, errs)
		}
		title, _, _ := strings.Cut(out, " is drawn in ")
		if !strings.Contains(string(page), "<h1>"+title+"</h1>") || !strings.Contains(string(page), `class="i bar good"`) {
			t.Errorf("%v: %d bytes without %q", args, len(page), title)
		}
	}
}

func TestExitCodes(t *testing.T) {
	file := func(text string) string {
		name := filepath.Join(t.TempDir(), "x.story")
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return name
	}
	tests := []struct {
		name           string
		args           []string
		code           int
		stdout, stderr string
	}{
		{"help", []string{"-h"}, held, "(?s)usage: lab .*-diagrams.*nanoseconds", "^$"},
		{"unknown flag", []string{"-bogus"}, misused, "^$", "not defined: -bogus; lab -h explains"},
		{"format", []string{"-format", "xml"}, misused, "^$", "xml is neither text nor json"},
		{"speed", []string{"-live", "-speed", "0"}, misused, "^$", "-speed 0 must be above 0"},
		{"endless speed", []string{"-live", "-speed", "Inf"}, misused, "^$", "and finite"},
		{"speed alone", []string{"-speed", "2"}, misused, "^$", "-speed goes with -live"},
		{"flag after the story", []string{"a", "-html", "x.html"}, misused, "^$", "^-html stands after FILE: flags go before it; lab -h"},
		{"two stories", []string{"a", "b"}, misused, "^$", "one story at a time, not a, b"},
		{"diagrams and a story", []string{"-diagrams", "x", "b"}, misused, "^$", "-diagrams goes with a folder, and no story"},
		{"diagrams nowhere", []string{"-diagrams", ""}, misused, "^$", "-diagrams goes with a folder"},
		{"diagrams and html", []string{"-diagrams", "x", "-html", "y"}, misused, "^$", "-diagrams plays nothing, and does not go with -html"},
		{"html and JSON", []string{"-html", "x.html", "-format", "json"}, misused, "^$", "-html prints nothing, and does not go with -format; lab -h"},
		{"html and live", []string{"-bytes", "9", "-html", "x.html", "-live"}, misused, "^$", "-html prints nothing, and does not go with -live; lab -h"},
		{"no bytes", []string{"-bytes", "0"}, misused, "^$", "-bytes 0 and -deadlines 20000000 must be above 0"},
		{"no deadlines", []string{"-deadlines", "-1"}, misused, "^$", "-bytes 33554432 and -deadlines -1 must be above 0"},
		{"more bytes", []string{"-bytes", "100"}, failed, "^$", `^lab\.story: expected a story of at most 100 bytes, found \d+\n$`},
		{"more deadlines", []string{"-deadlines", "100"}, failed, `lab\.story:\d+: expected a story of at most 100 deadlines, found more of them, at .*\n$`, "^$"},
		{"more deadlines on a page", []string{"-html", filepath.Join(t.TempDir(), "x.html"), "-deadlines", "100"}, failed,
			`lab\.story:\d+: expected a story of at most 100 deadlines, found more of them, at .*\n$`, "^$"},
		{"html nowhere", []string{"-html", ""}, misused, "^$", "-html goes with a file to write"},
		{"html in no folder", []string{"-html", filepath.Join(t.TempDir(), "none", "x.html")}, failed, "^$", "no such file"},
		{"html of no story", []string{"-html", filepath.Join(t.TempDir(), "x.html"), "testdata/none.story"}, failed, "^$", `none\.story: no such file`},
		{"html of failed checks", []string{"-html", filepath.Join(t.TempDir(), "x.html"), "testdata/faults.story"}, failed,
			`(?s) is drawn in .*x\.html\ntestdata/faults.story:\d+: expected u1@lab.local in, found connecting\n`, "^$"},
		{"an export", []string{"../../deployment/testdata/pair.json"}, failed, "^$",
			`^.*pair.json:1:1: expected "understudy story 1", found {; if it is an export, examples/whatif -format story makes a story of it\n$`},
		{"no such story", []string{"testdata/none.story"}, failed, "^$", `none\.story: no such file`},
		{"not a story", []string{file("understudy story 1\ntopology\n  foo\nstory\nbreak leg\n")}, failed, "^$",
			`(?m)^.*x\.story:3:3: expected .*\n.*x\.story:5:7: expected .*\n$`},
		{"failed checks", []string{"testdata/faults.story"}, failed,
			`(?s)✗ u1 in: for 1m; found connecting\n.*✗ u1 normal at FE01.lab.local; found limited on the backup at FE02\n.*` +
				`\ntestdata/faults.story:\d+: expected u1@lab.local in, found connecting\ntestdata/faults.story:\d+: expected .*\n$`, "^$"},
		{"failed checks in JSON", []string{"-format", "json", "testdata/faults.story"}, failed,
			`(?s)"why":"found connecting","facts":\[\],"passed":false.*"kind":"failure"`, "^$"},
		{"more faults than are told", []string{file(head(t) + strings.Repeat("expect u1@lab.local in\n", 30))}, failed,
			`(?s)(✗ u1 in; found signed out\n +){20}(✗ u1 in; found not told any more, [^✗✓]*){10}── What it cost`, "^$"},
		{"a story that was edited", []string{file(edited(t))}, failed, `expected \| 0h00m00s nonsense`, "^$"},
	}
	for _, test := range tests {
		code, stdout, stderr := lab(t, "", test.args...)
		if code != test.code || !regexp.MustCompile(test.stdout).MatchString(stdout) || !regexp.MustCompile(test.stderr).MatchString(stderr) {
			t.Errorf("%s: exit code %d\nstdout: %s\nstderr: %s", test.name, code, stdout[max(0, len(stdout)-600):], stderr)
		}
	}
}

// head is the lab without its steps.
func head(t *testing.T) string {
	text, _, ok := strings.Cut(string(labStory), "\nstory\n")
	if !ok {
		t.Fatal("no steps")
	}
	return text + "\nstory\n"
}

// edited is the lab with something in it that has not happened.
func edited(t *testing.T) string {
	return strings.Replace(string(labStory), "u1@lab.local signs in\n", "u1@lab.local signs in\n| 0h00m00s nonsense\n", 1)
}

// What is shown fits on the page, and no list of facts is broken or lost.
func TestWidths(t *testing.T) {
	list := regexp.MustCompile(`\([FCHLQDX]-\d+b?[^()]*\)`)
	want := list.FindAllString(strings.Join(strings.Fields(played(t, "1000")), " "), -1)
	for _, columns := range []string{"80", "99", "100", "140"} {
		out := played(t, columns)
		var got []string
		for line := range strings.Lines(out) {
			if n := len([]rune(line)) - 1; n > atoi(columns) {
				t.Errorf("%s columns: %d: %s", columns, n, line)
			}
			got = append(got, list.FindAllString(line, -1)...)
		}
		if slices.Sort(got); !slices.Equal(got, slices.Sorted(slices.Values(want))) {
			t.Errorf("%s columns: %d lists of facts, not %d", columns, len(got), len(want))
		}
	}
}

func atoi(s string) (n int) {
	json.Unmarshal([]byte(s), &n)
	return n
}
