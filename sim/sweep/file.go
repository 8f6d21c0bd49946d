package sweep

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"understudy.example/internal/filelock"
	"understudy.example/machine"
)

// ErrFile is what every error about what a file says wraps.
var ErrFile = errors.New("sweep: no results")

// ErrInUse is what Run returns, wrapped, where another run writes to its File.
var ErrInUse = errors.New("another run writes to this file")

// A header is the first line of a file.
type header struct {
	Sweep *Sweep `json:"sweep"`
}

// Write writes results of this Sweep as JSON lines: the Sweep, and each Result, in the order in which they are given.
func (s *Sweep) Write(w io.Writer, results []Result) error {
	if err := s.checkAll(results); err != nil {
		return err
	}
	b := bufio.NewWriter(w)
	b.Write(line(header{s}))
	for _, r := range results {
		b.Write(line(r))
	}
	return wrapped(b.Flush())
}

// line is a value in JSON, and the end of the line. What has been checked can be written.
func line(value any) []byte {
	text, err := json.Marshal(value)
	if err != nil {
		panic(err)
	}
	return append(text, '\n')
}

// ReadFile reads what Write has written, and what Run keeps while it runs: in any order, with a last line that may be cut off,
// which is left out as blank lines are. Results are in the order of their points. Errors about what the file says wrap ErrFile.
func ReadFile(name string) (*Sweep, []Result, error) {
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, nil, wrapped(err)
	}
	s, results, _, err := read(name, text)
	return s, results, err
}

// broken is an error about what a file says; without a name it is about what was read.
func broken(name, format string, args ...any) error {
	if name != "" {
		format, args = "%s: "+format, append([]any{name}, args...)
	}
	f := machine.Faults{Package: "sweep", Kind: ErrFile}
	f.If(true, format, args...)
	return f.Err()
}

// inner is the text of an error of this package as part of another: one line, without its beginning.
func inner(err error) string {
	return strings.ReplaceAll(strings.TrimPrefix(err.Error(), "sweep: "), "\nsweep: ", "; ")
}

// read reads a file, and says how much of it are whole lines.
func read(name string, text []byte) (s *Sweep, results []Result, whole int, err error) {
	lines := bytes.SplitAfter(text, []byte("\n"))
	lines = lines[:len(lines)-1] // what is behind the last end of a line
	if len(lines) == 0 {
		return nil, nil, 0, broken(name, "there is no whole line")
	}
	var h header
	if err := parse(lines[0], &h); err != nil || h.Sweep == nil {
		return nil, nil, 0, broken(name, "line 1 is no sweep")
	}
	if err := h.Sweep.Validate(); err != nil {
		return nil, nil, 0, broken(name, "line 1: %s", inner(err))
	}
	for i, l := range lines {
		if whole += len(l); i == 0 || len(bytes.TrimSpace(l)) == 0 {
			continue
		}
		var r Result
		if err := parse(l, &r); err != nil {
			return nil, nil, 0, broken(name, "line %d is no result: %s", i+1, inner(err))
		}
		if err := h.Sweep.check(r); err != nil {
			return nil, nil, 0, broken(name, "line %d: %s", i+1, inner(err))
		}
		results = append(results, r)
	}
	if results, err = h.Sweep.Merge(results); err != nil {
		return nil, nil, 0, broken(name, "%s", inner(err))
	}
	return h.Sweep, results, whole, nil
}

// parse reads one value of JSON, and nothing that it does not know.
func parse(text []byte, value any) error {
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(value); err != nil {
		return err
	}
	if _, err := d.Token(); err != io.EOF {
		return errors.New("there is more on the line")
	}
	return nil
}

// differs reports what is different in the Sweep of a file.
func (s *Sweep) differs(name string, o *Sweep) error {
	if len(s.Axes) != len(o.Axes) || len(s.Measures) != len(o.Measures) {
		return broken(name, "is of another sweep: it has %d axes and %d measures, and this one %d and %d", len(o.Axes), len(o.Measures), len(s.Axes), len(s.Measures))
	}
	type part struct {
		what      string
		here, own any
	}
	parts := []part{{"name", o.Name, s.Name}, {"seeds", o.Seeds, s.Seeds}}
	for i := range s.Axes {
		parts = append(parts, part{"axis", o.Axes[i], s.Axes[i]})
	}
	for i := range s.Measures {
		parts = append(parts, part{"measure", o.Measures[i], s.Measures[i]})
	}
	for _, p := range parts {
		if here, own := line(p.here), line(p.own); !bytes.Equal(here, own) {
			return broken(name, "is of another sweep: its %s is %s, and this one's %s", p.what, bytes.TrimSpace(here), bytes.TrimSpace(own))
		}
	}
	return nil
}

// A journal is the file of a run that goes on: results in the order in which they came.
type journal struct {
	sweep  *Sweep
	file   *os.File // nil for none
	sorted int      // the number of the last result, as long as they came in order; beyond all numbers if they did not
	failed error    // nothing more is written after half of a line
}

// open opens the file of a run, or makes it, and reads what it has.
func (s *Sweep) open(name string) (*journal, []Result, error) {
	j := &journal{sweep: s, sorted: -1}
	if name == "" {
		return j, nil, nil
	}
	if info, err := os.Stat(name); err == nil && !info.Mode().IsRegular() {
		return nil, nil, fmt.Errorf("sweep: %s is no regular file", name)
	}
	file, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE|os.O_APPEND, 0o666)
	if err != nil {
		return nil, nil, wrapped(err)
	}
	j.file = file
	var kept []Result
	if err = j.claim(); err == nil {
		kept, err = j.resume()
	}
	if err != nil {
		file.Close()
		return nil, nil, err
	}
	return j, kept, nil
}

// claim makes sure that no other run writes to the file, and that it still has its name: another run may have put its own there.
func (j *journal) claim() error {
	name, alone := j.file.Name(), filelock.Lock(j.file)
	own, err := j.file.Stat()
	if err != nil {
		return wrapped(err)
	}
	named, err := os.Stat(name)
	if err != nil {
		return wrapped(err)
	}
	if !alone || !os.SameFile(named, own) {
		return fmt.Errorf("sweep: %s: %w", name, ErrInUse)
	}
	return nil
}

// resume reads what the file has, and takes what was cut off away. What is not ours stays as it is.
func (j *journal) resume() ([]Result, error) {
	text, err := io.ReadAll(j.file)
	if err != nil {
		return nil, wrapped(err)
	}
	begin := line(header{j.sweep})
	if bytes.HasPrefix(begin, text) { // nothing yet, or not all of the first line
		if err := j.file.Truncate(0); err != nil {
			return nil, wrapped(err)
		}
		return nil, j.write(begin)
	}
	of, kept, whole, err := read(j.file.Name(), text)
	if err == nil {
		err = j.sweep.differs(j.file.Name(), of)
	}
	if err != nil {
		return nil, err
	}
	if whole < len(text) {
		if err := j.file.Truncate(int64(whole)); err != nil {
			return nil, wrapped(err)
		}
	}
	j.sorted = MaxPoints // it may be in any order
	return kept, nil
}

// add adds results.
func (j *journal) add(results ...Result) error {
	if j.file == nil {
		return nil
	}
	for _, r := range results {
		if err := j.write(line(r)); err != nil {
			return err
		}
		if r.Number > j.sorted {
			j.sorted = r.Number
		} else {
			j.sorted = MaxPoints
		}
	}
	return nil
}

// write writes whole lines at once, so that what was written before a kill can be read after it.
func (j *journal) write(text []byte) error {
	if j.failed == nil {
		_, err := j.file.Write(text)
		j.failed = wrapped(err)
	}
	return j.failed
}

// finish puts the file in order, and makes sure that it is on the disk.
func (j *journal) finish(results []Result) error {
	if j.file == nil {
		return nil
	}
	if err := j.claim(); err != nil {
		return err
	}
	if j.sorted == MaxPoints {
		return j.replace(results)
	}
	return j.keep(j.file)
}

// replace puts a file that is in order in the place of the one that is not.
func (j *journal) replace(results []Result) error {
	name := j.file.Name()
	ordered, err := os.Create(name + ".new")
	if err != nil {
		return wrapped(err)
	}
	err = j.sweep.Write(ordered, results)
	if kept := j.keep(ordered); err == nil {
		err = kept
	}
	if err == nil {
		err = wrapped(os.Rename(ordered.Name(), name))
	}
	if err != nil {
		os.Remove(ordered.Name())
	}
	return err
}

// wrapped is an error of the operating system, or nil.
func wrapped(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("sweep: %w", err)
}

// keep closes a file that is on the disk.
func (j *journal) keep(file *os.File) error {
	err := file.Sync()
	if closed := file.Close(); err == nil {
		err = closed
	}
	return wrapped(err)
}

func (j *journal) close() {
	if j.file != nil {
		j.file.Close()
	}
}
