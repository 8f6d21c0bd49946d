package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
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
	tests  []test
}

// A test is one function of a suite: what it takes, and which mutants it comes by.
type test struct {
	name string
	took time.Duration
	hits map[int]bool
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
func (s *suite) run(id int, within time.Duration, tests []string, env ...string) (verdict, time.Duration) {
	limit := fmt.Sprintf("ulimit -t %d; ulimit -v 4000000; exec \"$0\" \"$@\"", int(within.Seconds())+1)
	cmd := exec.Command("sh", "-c", limit, s.binary, "-test.failfast", "-test.timeout", (time.Minute + 50*within).String(),
		"-test.run", "^("+strings.Join(tests, "|")+")$")
	cmd.Dir = s.folder
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
	return killed, took
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
		v, took := s.run(0, time.Hour, []string{name}, "MUTANT_HITS="+hits)
		if v != lived {
			fmt.Printf("%s: %s is left out, it fails with switches in the code\n", s.folder, name)
			continue
		}
		t := test{name: name, took: took, hits: map[int]bool{}}
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
	slices.SortStableFunc(s.tests, func(a, b test) int { return int(a.took - b.took) })
	return nil
}

// quick is how long a test may take to be run together with others.
const quick = 100 * time.Millisecond

// tryQuick runs all quick tests that come by a mutant at once.
func (s *suite) tryQuick(id int) verdict {
	var names []string
	var within time.Duration
	for _, t := range s.tests {
		if t.took <= quick && t.hits[id] {
			names, within = append(names, t.name), within+t.took
		}
	}
	if len(names) == 0 {
		return notCovered
	}
	v, _ := s.run(id, time.Second+10*within, names)
	return v
}

// trySlow runs the others one by one, the shortest first.
func (s *suite) trySlow(id int) verdict {
	out := notCovered
	for _, t := range s.tests {
		if t.took <= quick || !t.hits[id] {
			continue
		}
		if out, _ = s.run(id, time.Second+10*t.took, []string{t.name}); out > lived {
			break
		}
	}
	return out
}
