//go:build darwin || dragonfly || freebsd || illumos || linux || netbsd || openbsd

package sweep

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
)

// While one run has a file, another is refused, and loses nothing of it; when it has ended, however it ended, the other goes on.
func TestOneRunAFile(t *testing.T) {
	s, file := pair(), filepath.Join(t.TempDir(), "results.jsonl")
	f := measured(s.Measures)
	again := func() error {
		_, err := s.Run(t.Context(), f, Options{File: file})
		return err
	}
	busy := "sweep: " + file + ": another run writes to this file"
	_, err := s.Run(t.Context(), func(p Point) (Values, error) {
		if err := again(); !errors.Is(err, ErrInUse) || err.Error() != busy {
			t.Errorf("%v, not %s", err, busy)
		}
		return f(p)
	}, Options{File: file, Points: []int{1, 0}, Workers: 1})
	if err != nil {
		t.Fatal(err)
	}
	if _, kept, err := ReadFile(file); err != nil || len(kept) != 2 {
		t.Errorf("%d results, %v", len(kept), err)
	}
	if err := again(); err != nil {
		t.Error(err)
	}
	if _, kept, err := ReadFile(file); err != nil || len(kept) != s.Points() {
		t.Errorf("%d results, %v", len(kept), err)
	}
}

// Who has opened a file that another run then puts in order has one that nobody finds any more.
func TestFileTaken(t *testing.T) {
	s, file := pair(), filepath.Join(t.TempDir(), "results.jsonl")
	j, _, err := s.open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer j.close()
	if err := os.Rename(mustWrite(t, file+".other"), file); err != nil {
		t.Fatal(err)
	}
	if err := j.claim(); !errors.Is(err, ErrInUse) {
		t.Error(err)
	}
	if err := j.finish(nil); !errors.Is(err, ErrInUse) {
		t.Error(err)
	}
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	if err := j.finish(nil); !errors.Is(err, os.ErrNotExist) {
		t.Error(err)
	}
}

func mustWrite(t *testing.T, name string) string {
	t.Helper()
	if err := os.WriteFile(name, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	return name
}
