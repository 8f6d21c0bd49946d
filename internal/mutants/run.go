package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"
)

// A verdict is what became of a mutant.
type verdict uint8

const (
	notCovered verdict = iota
	lived
	killed
	timedOut
	elsewhere // found by the tests of another package
	notViable
)

func (v verdict) String() string {
	return [...]string{"not covered", "lived", "killed", "timed out", "killed elsewhere", "not viable"}[v]
}

// A suite is the tests of one package, built with mutants of the same or another.
type suite struct {
	folder string // whose tests
	binary string
	tests  []*test
	flags  []string   // of every run
	counts sync.Mutex // of what tests have found
}

// A test is one function of a suite: what it takes, which mutants it comes by, and how many it has found.
type test struct {
	name  string
	took  time.Duration
	hits  map[int]bool
	found int
}

// build makes a suite with some files replaced.
func build(dir, folder string, sources map[string]string) (*suite, error) {
	replace := map[string]string{}
	for _, name := range slices.Sorted(maps.Keys(sources)) {
		at := filepath.Join(dir, strconv.Itoa(len(replace))+".go")
		if err := os.WriteFile(at, []byte(sources[name]), 0o666); err != nil {
			return nil, err
		}
		abs, err := filepath.Abs(name)
		if err != nil {
			return nil, err
		}
		replace[abs] = at
	}
	overlay, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		return nil, err
	}
	at := filepath.Join(dir, "overlay.json")
	if err := os.WriteFile(at, overlay, 0o666); err != nil {
		return nil, err
	}
	s := &suite{folder: folder, binary: filepath.Join(dir, strings.NewReplacer("/", "_", ".", "root").Replace(folder)+".test")}
	out, err := exec.Command("go", "test", "-c", "-vet=off", "-overlay", at, "-o", s.binary, "./"+folder).CombinedOutput()
	if err != nil {
		return nil, fmt.Errorf("mutants: %s does not build: %w\n%s", folder, err, out)
	}
	if _, err := os.Stat(s.binary); err != nil {
		return nil, fmt.Errorf("mutants: %s has no tests: %w", folder, err)
	}
	return s, nil
}

// run runs tests against a mutant and says what processor time they took. It ends them when they take too much of that: a
// busy machine takes longer, and changes nothing.
func (s *suite) run(id int, within time.Duration, tests []*test, env ...string) (verdict, time.Duration) {
	names := make([]string, len(tests))
	for i, t := range tests {
		names[i] = t.name
	}
	limit := fmt.Sprintf("ulimit -t %d; ulimit -v 4000000; exec \"$0\" \"$@\"", int(within.Seconds())+1)
	cmd := exec.Command("sh", append([]string{"-c", limit, s.binary, "-test.failfast", "-test.timeout", (time.Minute + 50*within).String(),
		"-test.run", "^(" + strings.Join(names, "|") + ")$"}, s.flags...)...)
	var told head
	cmd.Dir, cmd.Stdout = s.folder, &told
	cmd.Env = append(os.Environ(), "MUTANT="+strconv.Itoa(id), "GOMAXPROCS=1", "RAPID_SEED=1", "RAPID_NOFAILFILE=1", "RAPID_SHRINKTIME=1ns")
	cmd.Env = append(cmd.Env, env...)
	err := cmd.Run()
	took := cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	switch {
	case err == nil:
		return lived, took
	case cmd.ProcessState.Sys().(syscall.WaitStatus).Signaled():
		return timedOut, took
	}
	s.credit(tests, told.String())
	return killed, took
}

// head keeps the beginning of what is written to it.
type head struct{ strings.Builder }

func (h *head) Write(p []byte) (int, error) {
	if h.Len() < 1<<16 {
		h.Builder.Write(p)
	}
	return len(p), nil
}

var failure = regexp.MustCompile(`(?m)^--- FAIL: (\w+)`)

// credit counts what a test has found, by what it printed.
func (s *suite) credit(tests []*test, told string) {
	s.counts.Lock()
	defer s.counts.Unlock()
	if name := failure.FindStringSubmatch(told); name != nil {
		for _, t := range tests {
			if t.name == name[1] {
				t.found++
			}
		}
	}
}

// measure runs every test of the sound program by itself. Tests that fail already, because they count allocations or the
// like, are told and left out.
func (s *suite) measure(dir string) error {
	cmd := exec.Command(s.binary, "-test.list", "^(Test|Example|Fuzz)")
	cmd.Dir = s.folder
	out, err := cmd.Output()
	if err != nil {
		return err
	}
	hits := filepath.Join(dir, "hits")
	for _, name := range strings.Fields(string(out)) {
		if err := os.WriteFile(hits, nil, 0o666); err != nil {
			return err
		}
		t := &test{name: name, hits: map[int]bool{}}
		v, took := s.run(0, time.Hour, []*test{t}, "MUTANT_HITS="+hits)
		if t.took = took; v != lived {
			fmt.Printf("%s: %s is left out, it fails with switches in the code\n", s.folder, name)
			continue
		}
		data, err := os.ReadFile(hits)
		if err != nil {
			return err
		}
		for _, id := range bytes.Fields(data) {
			n, err := strconv.Atoi(string(id))
			if err != nil {
				return err
			}
			t.hits[n] = true
		}
		s.tests = append(s.tests, t)
	}
	return nil
}

// quick is how long a test may take to be run together with others.
const quick = 100 * time.Millisecond

// by lists the tests that come by a mutant: those first that have found the most for what they take.
func (s *suite) by(id int, isQuick bool) (out []*test) {
	s.counts.Lock()
	defer s.counts.Unlock()
	for _, t := range s.tests {
		if t.hits[id] && (t.took <= quick) == isQuick {
			out = append(out, t)
		}
	}
	worth := func(t *test) float64 { return float64(t.found+1) / float64(t.took+quick/10) }
	slices.SortStableFunc(out, func(a, b *test) int { return cmp.Compare(worth(b), worth(a)) })
	return out
}

// tryQuick runs the quick tests that come by a mutant: few at first, and then twice as many at once.
func (s *suite) tryQuick(id int) verdict {
	out := notCovered
	for tests, atOnce := s.by(id, true), 8; len(tests) > 0 && out <= lived; atOnce *= 2 {
		few := tests[:min(atOnce, len(tests))]
		tests = tests[len(few):]
		var within time.Duration
		for _, t := range few {
			within += t.took
		}
		out, _ = s.run(id, time.Second+10*within, few)
	}
	return out
}

// trySlow runs the others one by one.
func (s *suite) trySlow(id int) verdict {
	out := notCovered
	for _, t := range s.by(id, false) {
		if out, _ = s.run(id, time.Second+10*t.took, []*test{t}); out > lived {
			break
		}
	}
	return out
}
