package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"understudy.example/sim/sweep"
)

// few are flags for a sweep that takes no time.
var few = []string{"-detect", "90s,5m", "-failback", "10m,20m", "-lasts", "3m", "-seeds", "2", "-users", "20"}

// sweeps runs the program, and returns what it prints.
func sweeps(t *testing.T, code int, args ...string) (out, errs string) {
	t.Helper()
	var o, e bytes.Buffer
	if got := run(t.Context(), append(few[:len(few):len(few)], args...), &o, &e); got != code {
		t.Fatalf("%v: %d, not %d: %s", args, got, code, e.String())
	}
	return o.String(), e.String()
}

var names = []string{"results.jsonl", "results.csv", "report.html", "trade.svg", "lost.svg", "false.svg", "out.svg", "limited.svg"}

func same(t *testing.T, one, two string) {
	t.Helper()
	for _, name := range names {
		a, err := os.ReadFile(filepath.Join(one, name))
		b, bad := os.ReadFile(filepath.Join(two, name))
		if err != nil || bad != nil || len(a) == 0 || !bytes.Equal(a, b) {
			t.Errorf("%s: %d and %d bytes, %v, %v", name, len(a), len(b), err, bad)
		}
	}
}

// One worker or four, one machine or two of which the second puts together what both have: the same results, report and pictures; none of
// them needs a network.
func TestSameReport(t *testing.T) {
	one, two, half, all := t.TempDir(), t.TempDir(), t.TempDir(), t.TempDir()
	out, errs := sweeps(t, told, "-out", one, "-workers", "1")
	if !strings.Contains(out, "A verdict after 5m rather than 1m30s: on a day of flapping -") || !strings.HasPrefix(errs, "0 of 8 points\n") || !strings.Contains(errs, "8 of 8 points, ") {
		t.Error(out, errs)
	}
	sweeps(t, told, "-out", two, "-workers", "4")
	same(t, one, two)
	sweeps(t, told, "-out", half, "-part", "1/2")
	_, errs = sweeps(t, told, "-out", all, filepath.Join(half, "results.jsonl"))
	if !strings.HasPrefix(errs, "4 of 8 points\n") {
		t.Error(errs)
	}
	same(t, one, all)
	rest := t.TempDir()
	sweeps(t, told, "-out", rest, "-part", "2/2")
	_, errs = sweeps(t, told, "-out", t.TempDir(), filepath.Join(rest, "results.jsonl"), filepath.Join(half, "results.jsonl"))
	if errs != "8 of 8 points, 0s\n" {
		t.Errorf("the halves are not the whole: %q", errs)
	}
	for _, name := range names {
		text, _ := os.ReadFile(filepath.Join(one, name))
		for _, bad := range []string{"src=", "@import", "<script", "<link", "url(", "NaN"} {
			if bytes.Contains(text, []byte(bad)) {
				t.Errorf("%s has %q", name, bad)
			}
		}
	}
}

// A sweep that was stopped is gone on with, and never lost by mistake.
func TestResume(t *testing.T) {
	one, two := t.TempDir(), t.TempDir()
	sweeps(t, told, "-out", one)
	ctx, stop := context.WithCancel(t.Context())
	stop()
	var out, errs bytes.Buffer
	if code := run(ctx, append(few, "-out", two), &out, &errs); code != failed || !strings.HasSuffix(errs.String(), "sweep: stopped at 0 of 8 points: context canceled; the same with -resume goes on\n") {
		t.Error(code, errs.String())
	}
	sweeps(t, told, "-out", two, "-sample", "3", "-resume")
	if _, errs := sweeps(t, failed, "-out", two); !strings.Contains(errs, "results.jsonl has no results, or not all of them: -resume goes on with it") {
		t.Error(errs)
	}
	if _, errs := sweeps(t, failed, "-out", two, "-resume", "-seeds", "3"); !strings.Contains(errs, "is of another sweep: its seeds is [1,2], and this one's [1,2,3]") {
		t.Error(errs)
	}
	if _, errs := sweeps(t, told, "-out", two, "-resume"); !strings.HasPrefix(errs, "6 of 8 points\n") {
		t.Error(errs)
	}
	same(t, one, two)
	sweeps(t, failed, "-out", two, "nowhere.jsonl")
	same(t, one, two)
	sweeps(t, told, "-out", two, "-seeds", "1") // that one has ended, and is set aside
	if _, all, err := sweep.ReadFile(filepath.Join(two, "results.old.jsonl")); err != nil || len(all) != 8 {
		t.Errorf("%d results were kept: %v", len(all), err)
	}
	sweeps(t, told, "-out", two)
	if err := os.Remove(filepath.Join(two, "results.old.jsonl")); err != nil {
		t.Error(err)
	}
	same(t, one, two)
}

// Where more machines share the work than there are points, some have none.
func TestEmptyPart(t *testing.T) {
	dir := t.TempDir()
	out, errs := sweeps(t, told, "-out", dir, "-part", "9/9")
	if _, all, err := sweep.ReadFile(filepath.Join(dir, "results.jsonl")); err != nil || len(all) != 0 || errs != "0 of 0 points, 0s\n" {
		t.Errorf("%d results, %v: %s%s", len(all), err, out, errs)
	}
	if text, err := os.ReadFile(filepath.Join(dir, "report.html")); err != nil || bytes.Contains(text, []byte("NaN")) {
		t.Error(err)
	}
}

// Some of the places alone make a report, too.
func TestSample(t *testing.T) {
	for _, n := range []string{"1", "2", "3"} {
		dir := t.TempDir()
		sweeps(t, told, "-out", dir, "-sample", n)
		if text, err := os.ReadFile(filepath.Join(dir, "report.html")); err != nil || bytes.Contains(text, []byte("NaN")) {
			t.Error(n, err)
		}
	}
}

// What is misused is told as it was said.
func TestRelations(t *testing.T) {
	for _, c := range []struct{ flag, value, says string }{
		{"-detect", "2m,2m", "sweep: -detect [2m0s 2m0s] must differ from each other; -h explains\n"},
		{"-users", "0", "sweep: -users 0 must be 1 to 100000; -h explains\n"},
		{"-part", "4/3", "sweep: invalid value \"4/3\" for flag -part: the first must be at least 1, and not above the second; -h explains\n"},
		{"-part", "a/3", "sweep: invalid value \"a/3\" for flag -part: must be two whole numbers as in 2/3; -h explains\n"},
		{"-workers", "-3", "sweep: -workers -3 must not be below 0; -h explains\n"},
	} {
		if _, errs := sweeps(t, misused, c.flag, c.value); errs != c.says {
			t.Errorf("%q, not %q", errs, c.says)
		}
	}
	none := filepath.Join(t.TempDir(), "none")
	if _, errs := sweeps(t, failed, "-out", none, "-resume"); errs != "sweep: -resume has nothing to go on with: stat "+filepath.Join(none, "results.jsonl")+": no such file or directory\n" {
		t.Error(errs)
	}
	if _, err := os.Stat(none); err == nil {
		t.Error("it has made the folder")
	}
	if out, _ := sweeps(t, told, "-out", t.TempDir(), "-seeds", "1"); !strings.Contains(out, "of 20 users, with a failback interval of 10m: of one seed.") {
		t.Error(out)
	}
}

func TestUsage(t *testing.T) {
	for _, args := range [][]string{{"-users", "0"}, {"-detect", "1s"}, {"-detect", "x"}, {"-detect", "90s,90s"}, {"-part", "3/2"}, {"-part", "1"}, {"-sample", "-1"}, {"-out", ""}, {"-none"}} {
		if _, errs := sweeps(t, misused, args...); !strings.HasPrefix(errs, "sweep: ") || strings.Count(errs, "\n") != 1 {
			t.Errorf("%v: %q", args, errs)
		}
	}
	dir := t.TempDir()
	sweeps(t, told, "-out", dir, "-sample", "1")
	other := filepath.Join(dir, "results.jsonl") // with 20 users
	for _, args := range [][]string{{"-out", os.DevNull}, {"-out", t.TempDir(), "none.jsonl"}, {"-out", t.TempDir(), "main.go"}, {"-out", t.TempDir(), "-users", "21", other}} {
		if _, errs := sweeps(t, failed, args...); !strings.HasPrefix(errs, "sweep: ") || strings.Count(errs, "\n") != 1 {
			t.Errorf("%v: %q", args, errs)
		}
	}
}

// A bar has the time that is left, as the points until now have taken; lines come every tenth.
func TestMeter(t *testing.T) {
	var b strings.Builder
	now := time.Unix(0, 0)
	m := newMeter(&b, func() time.Time { return now })
	for done := 20; done <= 60; done++ {
		m.tell(sweep.Progress{Done: done, Known: 20, All: 60})
		now = now.Add(time.Second)
	}
	m.end()
	if b.String() != `20 of 60 points
24 of 60 points, 36s left
30 of 60 points, 30s left
36 of 60 points, 24s left
42 of 60 points, 18s left
48 of 60 points, 12s left
54 of 60 points, 6s left
60 of 60 points, 40s
` {
		t.Error(b.String())
	}
	b.Reset()
	m = &meter{out: &b, now: func() time.Time { return now }, begun: now, shown: -1, bar: true}
	m.tell(sweep.Progress{All: 2})
	now = now.Add(time.Minute)
	m.tell(sweep.Progress{Done: 1, All: 2})
	m.tell(sweep.Progress{Done: 1, All: 2})
	m.end()
	if want := "\r" + strings.Repeat("░", 30) + " 0 of 2 points\x1b[K\r" + strings.Repeat("█", 15) + strings.Repeat("░", 15) + " 1 of 2 points, 1m0s left\x1b[K\n"; b.String() != want {
		t.Errorf("%q", b.String())
	}
}
