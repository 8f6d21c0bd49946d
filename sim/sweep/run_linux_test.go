package sweep

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
)

// A full disk: /dev/full is one.
func TestDiskFull(t *testing.T) {
	s := pair()
	all := results(t, s)
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer full.Close()
	j := &journal{sweep: s, file: full}
	for what, err := range map[string]error{"Write": s.Write(full, all), "WriteCSV": s.WriteCSV(full, all), "journal": j.add(all...)} {
		if !errors.Is(err, syscall.ENOSPC) || err.Error() != "sweep: write /dev/full: no space left on device" {
			t.Errorf("%s: %v", what, err)
		}
	}
	// The file of a run is put in order beside itself, where there is no room: what it has stays.
	file := filepath.Join(t.TempDir(), "results.jsonl")
	if err := os.Symlink("/dev/full", file+".new"); err != nil {
		t.Fatal(err)
	}
	points := []int{3, 2, 1}
	known := filepath.Join(t.TempDir(), "known.jsonl")
	if err := s.Write(mustCreate(t, known), []Result{all[5], all[4]}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Run(t.Context(), measured(s.Measures), Options{File: file, Points: points, Known: []string{known}, Workers: 1}); !errors.Is(err, syscall.ENOSPC) || strings.Contains(err.Error(), "\n") {
		t.Error(err)
	}
	if _, kept, err := ReadFile(file); err != nil || len(kept) != 5 {
		t.Errorf("%d results are left, %v", len(kept), err)
	}
}

// A folder or a file that one may not write to, even where the tests run as root.
func TestPermission(t *testing.T) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	s, dir := pair(), t.TempDir()
	file := filepath.Join(dir, "results.jsonl")
	if err := s.Write(mustCreate(t, file), nil); err != nil {
		t.Fatal(err)
	}
	for _, f := range []func() error{func() error { return os.Chmod(file, 0o444) }, func() error { return os.Chmod(dir, 0o555) }} {
		if err := f(); err != nil {
			t.Fatal(err)
		}
	}
	t.Cleanup(func() { os.Chmod(dir, 0o755) })
	if os.Geteuid() == 0 {
		if err := syscall.Setfsuid(65534); err != nil {
			t.Fatal(err)
		}
		defer syscall.Setfsuid(0)
	}
	for _, name := range []string{file, filepath.Join(dir, "new")} {
		_, err := s.Run(t.Context(), measured(s.Measures), Options{File: name, Workers: 1})
		if !errors.Is(err, os.ErrPermission) || err.Error() != "sweep: open "+name+": permission denied" {
			t.Errorf("%v", err)
		}
	}
}

func mustCreate(t *testing.T, name string) *os.File {
	t.Helper()
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}
