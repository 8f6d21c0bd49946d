package main

import (
	"bytes"
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"understudy.example"
	"understudy.example/edge/serve"
	"understudy.example/machine"
	"understudy.example/story"
)

// TestFailover: one of two servers dies, after the DNS server has; the verdict falls at the instant that the rules say, its users find
// the other one and go home when it is back, after the failback interval and once. What was recorded replays to the same bytes, here and
// in the lab.
func TestFailover(t *testing.T) {
	s := newSite(t)
	trace, log := filepath.Join(s.dir, "trace.story"), filepath.Join(s.dir, "log")
	metrics := fmt.Sprintf("127.0.0.1:%d", serve.Port(t))
	w := watch(t, s.args("-record", trace, "-log", log, "-metrics", metrics)...)
	w.out.until(t, "FE01\nasked      it serves, for 0s: 200 Here in", 1)
	s.resolver.Kill()
	s.pools[0].Kill()
	w.out.until(t, "u1: signed in at FE02, limited on the backup", 1)
	if seen := scrape(t, metrics); seen[`understudy_pool_serves{pool="FE01.example.com"}`] != 0 || seen[`understudy_pool_serves{pool="FE02.example.com"}`] != 1 ||
		seen[`understudy_asks_total{pool="FE01.example.com",stage="connecting"}`] == 0 || seen[`understudy_lookups_total{result="failed"}`] == 0 {
		t.Error(seen)
	}
	s.start(0)
	w.out.until(t, "u1: signed in at FE01, normal", 1)
	time.Sleep(2 * time.Second) // 40 s of the model: another failback interval
	if code := w.stop(); code != stopped || w.errs.String() != "" {
		t.Fatalf("exit code %d, %s", code, w.errs.String())
	}
	checkRules(t, parsed(t, trace))
	checkReplay(t, trace, read(t, log))
	if text := w.out.String(); !strings.Contains(text, "DNS        no answer for") || strings.Count(text, "as HQ sees it") != 2 {
		t.Error(text)
	}
}

func read(t *testing.T, file string) string {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func parsed(t *testing.T, file string) *story.Story {
	t.Helper()
	s, err := story.Parse(file, []byte(read(t, file)))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// replay plays a trace as the monitor logs it.
func replay(t *testing.T, s *story.Story, do func(e story.Event)) {
	t.Helper()
	_, err := story.Player{Tell: func(e story.Event) {
		if e.Line != nil && !e.Line.Routine {
			do(e)
		}
	}}.Play(s)
	if err != nil {
		t.Error(err)
	}
}

// checkRules holds what became of a trace in which FE01 dies once, and comes back, against what the rules say. Pings go out every 20 s
// from the beginning on (F-29), and the last one that was answered is the last one before the death was found.
func checkRules(t *testing.T, s *story.Story) {
	t.Helper()
	var broke, mended machine.Instant
	var at machine.Instant
	for _, step := range s.Steps {
		switch in := step.Input.(type) {
		case understudy.Break:
			broke = at
			if in.Fault.Kind != understudy.Service || in.Fault.Of != "FE01.example.com" {
				t.Errorf("%+v", in)
			}
		case understudy.Heal:
			mended = at
		}
		if step.Verb == story.Until {
			at = machine.Instant(step.Time)
		}
	}
	const ping, window, grace, failback = 20 * time.Second, 30 * time.Second, 19 * time.Second, 30 * time.Second
	verdict := machine.Instant(time.Duration(broke).Truncate(ping) + window + grace) // F-33, H-35
	back := verdict.Add(failback)                                                    // H-36
	for back <= mended {
		back = back.Add(failback)
	}
	var seen []string
	replay(t, s, func(e story.Event) {
		if e.Line.Who == "FE02.example.com sees FE01.example.com" {
			seen = append(seen, e.At.Sub(0).String()+" "+e.Line.What)
		}
	})
	want := []string{"0s unknown → up", verdict.Sub(0).String() + " silent → down", back.Sub(0).String() + " down → up"}
	moves := slices.DeleteFunc(slices.Clone(seen), func(s string) bool {
		return strings.Contains(s, "silent: missed") || strings.HasSuffix(s, "up → silent")
	})
	if broke == 0 || mended <= verdict || !slices.Equal(moves, want) {
		t.Errorf("it broke at %v and was mended at %v; FE02 saw\n%s\nwant\n%s", broke, mended, strings.Join(seen, "\n"), strings.Join(want, "\n"))
	}
}

var timestamp = regexp.MustCompile(`(?m)^time=\S+ `)

// checkReplay holds the log of a run against that of a replay, byte for byte, and lets the lab play the trace twice.
func checkReplay(t *testing.T, trace, log string) {
	t.Helper()
	var want []string
	for line := range strings.Lines(timestamp.ReplaceAllString(log, "")) {
		if strings.Contains(line, " who=") {
			want = append(want, line)
		}
	}
	var got bytes.Buffer
	logger := slog.New(slog.NewTextHandler(&got, nil))
	replay(t, parsed(t, trace), func(e story.Event) {
		if e.At < machine.Instant(stood) {
			return
		}
		happening{elapsed: e.At, who: e.Line.Who, what: e.Line.What, why: e.Line.Why}.log(logger)
	})
	if got := timestamp.ReplaceAllString(got.String(), ""); got != strings.Join(want, "") {
		t.Errorf("the monitor told\n%s\nand its trace\n%s", strings.Join(want, ""), got)
	}
	first, second := inLab(t, trace), inLab(t, trace)
	if first != second || !strings.Contains(first, "“What a monitor saw”: ") || strings.Contains(first, "is left out") {
		t.Error(first)
	}
}

// inLab plays a trace in the lab.
func inLab(t *testing.T, trace string) string {
	t.Helper()
	cmd := exec.Command("go", "-C", "../..", "run", "./examples/lab", trace)
	cmd.Env, cmd.Stderr = append(os.Environ(), "COLUMNS=1000"), os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}
