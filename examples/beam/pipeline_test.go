package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/apache/beam/sdks/v2/go/pkg/beam/log"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/testing/ptest"

	"understudy.example/examples/sweep/flapping"
	"understudy.example/sim/sweep"
)

func TestMain(m *testing.M) {
	log.LogLevel = "warn"
	ptest.Main(m)
}

// few is a question that takes no time.
func few() flapping.Question {
	q := flapping.Default()
	q.Detect, q.Failback, q.Lasts = []time.Duration{90 * time.Second, 5 * time.Minute}, []time.Duration{10 * time.Minute, 20 * time.Minute}, []time.Duration{3 * time.Minute}
	q.Seeds, q.Users = 3, 20
	return q
}

// The pipeline writes what a run in one process writes, to the byte: as JSON lines and as CSV.
func TestSameAsInProcess(t *testing.T) {
	q, dir := few(), t.TempDir()
	var out, errs bytes.Buffer
	if code := run(t.Context(), q, filepath.Join(dir, "beam"), nil, &out, &errs); code != told {
		t.Fatal(code, errs.String())
	}
	s := q.Sweep()
	results, err := s.Run(t.Context(), q.Run, sweep.Options{File: filepath.Join(dir, lines)})
	if err != nil {
		t.Fatal(err)
	}
	var csv bytes.Buffer
	if err := s.WriteCSV(&csv, results); err != nil {
		t.Fatal(err)
	}
	want, err := os.ReadFile(filepath.Join(dir, lines))
	got, bad := os.ReadFile(filepath.Join(dir, "beam", lines))
	if err != nil || bad != nil || len(results) != 12 || !bytes.Equal(got, want) {
		t.Errorf("%v, %v: %s\nand in one process\n%s", err, bad, got, want)
	}
	if got, err := os.ReadFile(filepath.Join(dir, "beam", rows)); err != nil || !bytes.Equal(got, csv.Bytes()) {
		t.Errorf("%v: %s\nand in one process\n%s", err, got, csv.Bytes())
	}
}

// What goes wrong on a worker, or before, is told in one line.
func TestFails(t *testing.T) {
	plain := filepath.Join(t.TempDir(), "plain")
	if err := os.WriteFile(plain, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	nobody := few()
	nobody.Users = 0
	for _, c := range []struct {
		q      flapping.Question
		folder string
		left   []string
		code   int
		says   string
	}{{few(), plain, nil, failed, "not a directory"}, {few(), "nowhere://x", nil, failed, `"nowhere"`}, {nobody, plain, nil, misused, "Users 0 must be 1 to 100000"},
		{few(), t.TempDir(), []string{"results.jsonl", "-users", "5"}, misused, "results.jsonl is no flag"}} {
		var out, errs bytes.Buffer
		code := run(t.Context(), c.q, c.folder, c.left, &out, &errs)
		if text := errs.String(); code != c.code || !strings.HasPrefix(text, "beam: ") || strings.Count(text, "\n") != 1 || !strings.Contains(text, c.says) || out.Len() > 0 {
			t.Errorf("%s: %d, %s", c.folder, code, text)
		}
	}
}
