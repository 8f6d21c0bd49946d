package sweep

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

func read1(t *testing.T, file string) string {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// One worker, two or eight: the same results, and the same file, though the first point of several workers is not the first to end.
func TestSameWithAnyWorkers(t *testing.T) {
	s := pair()
	want := lines(t, s, results(t, s))
	for _, workers := range []int{0, 1, 2, 8, 1000} {
		file := filepath.Join(t.TempDir(), "results.jsonl")
		other := make(chan bool)
		f := func(p Point) (Values, error) {
			if p.Number == 0 && workers > 1 {
				<-other
			}
			return measured(s.Measures)(p)
		}
		all, err := s.Run(t.Context(), f, Options{Workers: workers, File: file, Progress: func(p Progress) {
			if p.Done == 1 {
				close(other)
			}
		}})
		if err != nil || lines(t, s, all) != want || read1(t, file) != want {
			t.Errorf("%d workers: %v\n%s", workers, err, read1(t, file))
		}
		if left, _ := filepath.Glob(file + "*"); len(left) != 1 {
			t.Errorf("%d workers leave %v", workers, left)
		}
	}
}

// killed is in the environment of a process that is to die: the file that it writes.
const killed = "SWEEP_TEST_FILE"

// A process that is killed in the middle of a sweep loses nothing of what was finished, but for a last line that is cut off; the next
// one goes on, is killed, too, and a third runs the rest: the file is that of a process that was not killed.
func TestKilled(t *testing.T) {
	const finished = 23 // points before a process dies
	s := pair()
	if file := os.Getenv(killed); file != "" {
		var begun atomic.Int32
		s.Run(context.Background(), func(p Point) (Values, error) {
			if begun.Add(1) > finished {
				time.Sleep(time.Hour) // until the end
			}
			return measured(s.Measures)(p)
		}, Options{Workers: 4, File: file})
		t.Fatal("that sweep ended")
	}
	want := lines(t, s, results(t, s))
	for _, cut := range []int{0, 1, 20} {
		file := filepath.Join(t.TempDir(), "results.jsonl")
		kill(t, file, finished)
		if err := os.Truncate(file, int64(len(read1(t, file))-cut)); err != nil {
			t.Fatal(err)
		}
		kept := 2*finished - min(cut, 1)
		kill(t, file, kept)
		var told []Progress
		var run atomic.Int32
		all, err := s.Run(t.Context(), func(p Point) (Values, error) { run.Add(1); return measured(s.Measures)(p) },
			Options{Workers: 3, File: file, Progress: func(p Progress) { told = append(told, p) }})
		if int(run.Load()) != s.Points()-kept || told[0] != (Progress{kept, kept, s.Points()}) || told[len(told)-1] != (Progress{s.Points(), kept, s.Points()}) {
			t.Errorf("with %d bytes cut off: %d points are run again, after %+v", cut, run.Load(), told[0])
		}
		if err != nil || lines(t, s, all) != want || read1(t, file) != want {
			t.Errorf("with %d bytes cut off: %v\n%s\nand at once\n%s", cut, err, read1(t, file), want)
		}
	}
}

// kill runs this test in a process of its own, and kills it when its file has so many results.
func kill(t *testing.T, file string, finished int) {
	t.Helper()
	child := exec.Command(os.Args[0], "-test.run=^TestKilled$")
	child.Env = append(os.Environ(), killed+"="+file)
	var said bytes.Buffer
	child.Stdout, child.Stderr = &said, &said
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- child.Wait() }()
	for {
		text, _ := os.ReadFile(file)
		if bytes.Count(text, []byte("\n")) == finished+1 {
			break
		}
		select {
		case err := <-ended:
			t.Fatalf("the child has ended by itself: %v\n%s", err, said.String())
		case <-time.After(5 * time.Millisecond):
		}
	}
	if err := child.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	if err := <-ended; err == nil {
		t.Fatal("the child has ended well")
	}
}

// A context that ends stops the sweep; what was finished is kept, and the next run goes on from there.
func TestCancel(t *testing.T) {
	s := pair()
	file := filepath.Join(t.TempDir(), "results.jsonl")
	ctx, stop := context.WithCancelCause(t.Context())
	enough := errors.New("enough")
	var run atomic.Int32
	f := func(p Point) (Values, error) {
		if run.Add(1) == 11 {
			stop(enough)
		}
		return measured(s.Measures)(p)
	}
	some, err := s.Run(ctx, f, Options{Workers: 2, File: file})
	if n := len(some); n < 11 || n == s.Points() || !errors.Is(err, enough) || err.Error() != fmt.Sprintf("sweep: stopped at %d of 60 points: enough", n) {
		t.Fatalf("%d results, %v", n, err)
	}
	if n := strings.Count(read1(t, file), "\n"); n != len(some)+1 || int(run.Load()) != len(some) {
		t.Errorf("%d lines of %d results, %d runs", n, len(some), run.Load())
	}
	all, err := s.Run(t.Context(), f, Options{Workers: 2, File: file})
	if want := lines(t, s, results(t, s)); err != nil || lines(t, s, all) != want || read1(t, file) != want || int(run.Load()) != s.Points() {
		t.Errorf("%v, %d runs", err, run.Load())
	}
	if none, err := s.Run(ctx, f, Options{}); len(none) != 0 || !errors.Is(err, enough) {
		t.Error(none, err)
	}
}

// A Func that fails ends the sweep, with the error of the first point that failed; the rest is kept.
func TestFuncFails(t *testing.T) {
	s := pair()
	no := errors.New("no such pool")
	f := func(p Point) (Values, error) {
		if p.Number%20 == 17 {
			return nil, no
		}
		return measured(s.Measures)(p)
	}
	some, err := s.Run(t.Context(), f, Options{Workers: 1})
	if !errors.Is(err, no) || err.Error() != "sweep: point 17, detect 120 s, failback 30 s, seed 3: no such pool" || len(some) < 17 || len(some) > 18 {
		t.Errorf("%d results, %v", len(some), err)
	}
	_, err = s.Run(t.Context(), func(Point) (Values, error) { return Values{"out": 1}, nil }, Options{Workers: 1})
	if !errors.Is(err, ErrSweep) || err.Error() != `sweep: point 0: measure "false" must be a finite number` {
		t.Error(err)
	}
	spoils := func(p Point) (Values, error) { // what a Func does to its Point stays there
		m, err := measured(s.Measures)(p)
		p.Values["detect"] = 0
		return m, err
	}
	if all, err := s.Run(t.Context(), spoils, Options{}); err != nil || lines(t, s, all) != lines(t, s, results(t, s)) {
		t.Error(err)
	}
}

// Several machines each take a part; their files merge to that of one, and what is known is not run again.
func TestParts(t *testing.T) {
	s, dir := pair(), t.TempDir()
	var parts [3][]int
	for n := range s.Points() {
		parts[n%3] = append(parts[n%3], n)
	}
	var known []Result
	var files []string
	for i, points := range parts {
		file := filepath.Join(dir, fmt.Sprint(i))
		if _, err := s.Run(t.Context(), measured(s.Measures), Options{Points: points, File: file}); err != nil {
			t.Fatal(err)
		}
		_, some, err := ReadFile(file)
		if err != nil || len(some) != 20 {
			t.Fatal(len(some), err)
		}
		known, files = append(known, some...), append(files, file)
	}
	file := filepath.Join(dir, "all")
	never := func(Point) (Values, error) { return nil, errors.New("it is known") }
	all, err := s.Run(t.Context(), never, Options{Known: files, File: file})
	if want := lines(t, s, results(t, s)); err != nil || lines(t, s, all) != want || read1(t, file) != want {
		t.Error(err)
	}
	other := pair()
	other.Name = "pair 2"
	if _, err := other.Run(t.Context(), never, Options{Known: files}); !errors.Is(err, ErrFile) || !strings.HasPrefix(err.Error(), "sweep: "+files[0]+": is of another sweep") {
		t.Error(err)
	}
	slices.Reverse(known)
	if err := os.WriteFile(file, []byte(lines(t, s, known)), 0o666); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Run(t.Context(), never, Options{File: file}); err != nil || read1(t, file) != lines(t, s, all) {
		t.Error("a file that is not in order", err)
	}
	if _, err := s.Run(t.Context(), never, Options{Points: []int{60}}); !errors.Is(err, ErrSweep) {
		t.Error(err)
	}
	if all, err := s.Run(t.Context(), measured(s.Measures), Options{Points: []int{5, 3, 5}}); err != nil || len(all) != 2 || all[0].Number != 3 {
		t.Error(all, err)
	}
}

// A file that is not of this sweep is left as it is, and told apart in one line.
func TestOtherFiles(t *testing.T) {
	s := pair()
	full := lines(t, s, results(t, s))
	change := func(f func(*Sweep)) string {
		o := pair()
		f(o)
		return lines(t, o, nil)
	}
	first, rest, _ := strings.Cut(full, "\n")
	for _, c := range []struct{ name, text, says string }{
		{"name", change(func(o *Sweep) { o.Name = "pair 2" }), `FILE: is of another sweep: its name is "pair 2", and this one's "pair 1"`},
		{"axis", change(func(o *Sweep) { o.Axes[1].Values[0] = 60 }), `FILE: is of another sweep: its axis is {"name":"failback","unit":"s","values":[60,600,1200]}, and this one's {"name":"failback","unit":"s","values":[30,600,1200]}`},
		{"axes", change(func(o *Sweep) { o.Axes = o.Axes[:1] }), "FILE: is of another sweep: it has 1 axes and 2 measures, and this one 2 and 2"},
		{"measure", change(func(o *Sweep) { o.Measures[0].Unit = "h" }), `FILE: is of another sweep: its measure is {"name":"out","unit":"h"}, and this one's {"name":"out","unit":"min"}`},
		{"seeds", change(func(o *Sweep) { o.Seeds = o.Seeds[1:] }), "FILE: is of another sweep: its seeds is [2,3,5,8], and this one's [1,2,3,5,8]"},
		{"text", "dear diary", "FILE: there is no whole line"},
		{"lines", "dear\ndiary\n", "FILE: line 1 is no sweep"},
		{"broken", `{"sweep":{"name":""}}` + "\n", `FILE: line 1: Name "" must be printable and not empty; Seeds must not be empty; Measures must not be empty`},
		{"middle", first + "\n" + rest[:30] + "\n" + rest, "FILE: line 2 is no result: unexpected EOF"},
		{"more", first + "\n{} {}\n", "FILE: line 2 is no result: there is more on the line"},
		{"unknown", first + "\n{\"points\":1}\n", `FILE: line 2 is no result: json: unknown field "points"`},
		{"point", first + "\n" + strings.Replace(rest, `"seed":2`, `"seed":9`, 1), "FILE: line 3: point 1: seed 9 must be 2"},
	} {
		file := filepath.Join(t.TempDir(), c.name)
		if err := os.WriteFile(file, []byte(c.text), 0o666); err != nil {
			t.Fatal(err)
		}
		_, err := s.Run(t.Context(), measured(s.Measures), Options{File: file})
		if want := "sweep: " + strings.Replace(c.says, "FILE", file, 1); !errors.Is(err, ErrFile) || err.Error() != want {
			t.Errorf("%s: %v, not %s", c.name, err, want)
		}
		if strings.HasPrefix(c.says, "FILE: is of another") != (readFileErr(file) == nil) {
			t.Errorf("%s: ReadFile says %v", c.name, readFileErr(file))
		}
		if read1(t, file) != c.text {
			t.Errorf("%s: the file has changed", c.name)
		}
	}
	for at := 0; at < len(first); at += 11 { // a header that was cut off is begun anew
		file := filepath.Join(t.TempDir(), "cut")
		if err := os.WriteFile(file, []byte(full[:at]), 0o666); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Run(t.Context(), measured(s.Measures), Options{File: file, Points: []int{0}}); err != nil || !strings.HasPrefix(full, read1(t, file)) {
			t.Fatalf("cut at %d: %v", at, err)
		}
	}
}

func readFileErr(file string) error {
	_, _, err := ReadFile(file)
	return err
}

// What the disk refuses is told in one line, by the name of the file, and whatever had been kept stays.
func TestDiskRefuses(t *testing.T) {
	s, dir := pair(), t.TempDir()
	plain := filepath.Join(dir, "plain")
	if err := os.WriteFile(plain, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	for file, says := range map[string]string{
		dir:                             "sweep: " + dir + " is no regular file",
		os.DevNull:                      "sweep: " + os.DevNull + " is no regular file",
		filepath.Join(dir, "none", "x"): "sweep: open " + filepath.Join(dir, "none", "x") + ": no such file or directory",
		filepath.Join(plain, "x"):       "sweep: open " + filepath.Join(plain, "x") + ": not a directory",
	} {
		if _, err := s.Run(t.Context(), measured(s.Measures), Options{File: file}); err == nil || err.Error() != says {
			t.Errorf("%v, not %s", err, says)
		}
	}
}

// Nothing is written after half of a line, so that a file of a full disk can be read, and gone on with.
func TestHalfALine(t *testing.T) {
	s := pair()
	file := filepath.Join(t.TempDir(), "results.jsonl")
	j, _, err := s.open(file)
	if err != nil {
		t.Fatal(err)
	}
	all := results(t, s)
	if err := j.add(all[:3]...); err != nil {
		t.Fatal(err)
	}
	rest := j.file
	full, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	full.Close()
	j.file = w // which nobody reads any more
	first, second := j.add(all[3]), j.add(all[4])
	j.file = rest
	if third := j.add(all[5]); first == nil || second != first || third != first || !strings.HasPrefix(first.Error(), "sweep: write ") {
		t.Error(first, second, third)
	}
	j.close()
	if text := read1(t, file); text != lines(t, s, all[:3]) {
		t.Error(text)
	}
	if got, err := s.Run(t.Context(), measured(s.Measures), Options{File: file}); err != nil || !slices.EqualFunc(got, all, func(a, b Result) bool { return equal(a.Point, b.Point) }) {
		t.Error(err)
	}
}

// Blank lines, as an editor leaves them, are not results, and do not stay.
func TestBlankLines(t *testing.T) {
	s, file := pair(), filepath.Join(t.TempDir(), "results.jsonl")
	want := lines(t, s, results(t, s))
	if err := os.WriteFile(file, []byte(strings.Replace(want, "\n", "\n\r\n", 2)+"\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Run(t.Context(), nil, Options{File: file}); err != nil {
		t.Fatal(err)
	}
	if got, err := os.ReadFile(file); err != nil || string(got) != want {
		t.Errorf("%v: %s", err, got)
	}
}
