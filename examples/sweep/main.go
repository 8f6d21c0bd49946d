// Sweep asks what failure detection interval and what failback interval to configure where the link of a pool flaps: for how long users are
// signed out or limited, and how often a pool is failed over whose server runs. It prints a summary and writes a report, one page that
// needs no network, with the charts and the results beside it.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"understudy.example/examples/sweep/flapping"
	"understudy.example/sim/sweep"
)

const help = `usage: sweep [flags] [results.jsonl...]

A pair of pools. For a day, the link of the first is lost every now and then; a few hours later its server fails for four hours. All
combinations of the intervals are tried, each with the same seeds. What files have of the same sweep, from other machines, is
not run again. The results of the sweep before, if it ended, are kept beside the new ones, in results.old.jsonl.

`

// Exit codes.
const (
	told    = 0
	failed  = 1
	misused = 2
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second signal ends the program at once, which loses nothing that was finished
	os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

// A task is what the flags say.
type task struct {
	flapping.Question
	folder  string
	resume  bool
	workers int
	sample  int
	part    part
	files   []string
}

// run is the program.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	t, flags := task{Question: flapping.Default()}, flag.NewFlagSet("sweep", flag.ContinueOnError)
	t.flags(flags)
	flags.SetOutput(io.Discard)
	err := flags.Parse(args)
	if errors.Is(err, flag.ErrHelp) {
		flags.SetOutput(stdout)
		fmt.Fprint(stdout, help)
		flags.PrintDefaults()
		return told
	}
	if t.files = flags.Args(); err == nil {
		err = t.Validate()
	}
	if err != nil {
		fmt.Fprintf(stderr, "sweep: %s; -h explains\n", line(err))
		return misused
	}
	if err := t.do(ctx, stdout, stderr); err != nil {
		fmt.Fprintln(stderr, err)
		return failed
	}
	return told
}

// line is an error in one line, without the packages that it is from. A field of the question is called by its flag.
func line(err error) string {
	lines := strings.Split(err.Error(), "\n")
	for i, l := range lines {
		lines[i] = strings.TrimPrefix(l, "sweep: ")
		if field, ok := strings.CutPrefix(l, "flapping: "); ok {
			lines[i] = "-" + strings.ToLower(field[:1]) + field[1:]
		}
	}
	return strings.Join(lines, "; ")
}

func (t *task) flags(f *flag.FlagSet) {
	t.Question.Flags(f)
	f.IntVar(&t.workers, "workers", 0, "how many points are run at once, 0 for one on each core")
	f.IntVar(&t.sample, "sample", 0, "so many `combinations`, drawn from all; 0 for all")
	f.Var(&t.part, "part", "this machine's part of the points, as `2/3` for the second of three")
	f.StringVar(&t.folder, "out", "sweep", "the report and the results go into this `folder`")
	f.BoolVar(&t.resume, "resume", false, "go on with the results that are in the folder")
}

// Validate reports what cannot be.
func (t *task) Validate() error {
	if t.sample < 0 {
		return fmt.Errorf("-sample %d must not be below 0", t.sample)
	}
	if t.workers < 0 {
		return fmt.Errorf("-workers %d must not be below 0", t.workers)
	}
	if t.folder == "" {
		return errors.New("-out must not be empty")
	}
	return t.Question.Validate()
}

// A part is a flag: which of several machines this is.
type part struct{ number, of int }

func (p *part) String() string {
	if p.of == 0 {
		return ""
	}
	return fmt.Sprintf("%d/%d", p.number, p.of)
}

// Set reads it.
func (p *part) Set(text string) error {
	number, of, _ := strings.Cut(text, "/")
	n, bad := strconv.Atoi(number)
	m, worse := strconv.Atoi(of)
	switch {
	case bad != nil || worse != nil:
		return errors.New("must be two whole numbers as in 2/3")
	case n < 1 || n > m:
		return errors.New("the first must be at least 1, and not above the second")
	}
	*p = part{n, m}
	return nil
}

// points are the numbers of the points to run; nil for all, and empty for a part that has none.
func (t *task) points(s *sweep.Sweep) []int {
	if t.sample == 0 && t.part.of == 0 {
		return nil
	}
	cells := t.sample
	if cells == 0 {
		cells = s.Points()
	}
	numbers := []int{}
	for i, n := range s.Sample(cells, 1) {
		if t.part.of == 0 || i%t.part.of == t.part.number-1 {
			numbers = append(numbers, n)
		}
	}
	return numbers
}

// do runs the sweep, prints the summary, and writes the report.
func (t *task) do(ctx context.Context, stdout, stderr io.Writer) error {
	file := filepath.Join(t.folder, "results.jsonl")
	if _, err := os.Stat(file); t.resume && err != nil {
		return fmt.Errorf("sweep: -resume has nothing to go on with: %w", err)
	}
	for _, name := range t.files {
		if _, _, err := sweep.ReadFile(name); err != nil {
			return fmt.Errorf("sweep: %s", line(err))
		}
	}
	if err := os.MkdirAll(t.folder, 0o777); err != nil {
		return fmt.Errorf("sweep: %w", err)
	}
	if err := t.clear(file); err != nil {
		return err
	}
	s := t.Sweep()
	m := newMeter(stderr, time.Now)
	results, err := s.Run(ctx, t.Run, sweep.Options{Points: t.points(s), Workers: t.workers, Known: t.files, File: file, Progress: m.tell})
	m.end()
	if err != nil {
		return goOn(ctx, err)
	}
	return t.report(&findings{t.Question, s.Cells(results)}, s, results, stdout)
}

// goOn adds to an error how to go on.
func goOn(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return fmt.Errorf("%w; the same with -resume goes on", err)
	}
	return err
}

// clear makes room for new results, unless there are some of a run that did not end. Those of one that did are set aside.
func (t *task) clear(file string) error {
	if t.resume || slices.Contains(t.files, file) {
		return nil
	}
	of, results, err := sweep.ReadFile(file)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return nil
	case errors.Is(err, sweep.ErrFile) || err == nil && len(results) < of.Points():
		return fmt.Errorf("sweep: %s has no results, or not all of them: -resume goes on with it, another -out leaves it alone", file)
	case err != nil:
		return err
	}
	return os.Rename(file, strings.TrimSuffix(file, ".jsonl")+".old.jsonl")
}

// report prints and writes what was found.
func (t *task) report(f *findings, s *sweep.Sweep, results []sweep.Result, stdout io.Writer) error {
	f.print(stdout)
	page, err := f.page()
	if err != nil {
		return err
	}
	names, err := page.Write(t.folder)
	if err != nil {
		return fmt.Errorf("sweep: %w", err)
	}
	table, err := os.Create(filepath.Join(t.folder, "results.csv"))
	if err != nil {
		return fmt.Errorf("sweep: %w", err)
	}
	err = s.WriteCSV(table, results)
	if closed := table.Close(); err == nil {
		err = closed
	}
	if err == nil {
		fmt.Fprintf(stdout, "\n%s, and %d charts and the results beside it\n", filepath.Join(t.folder, names[0]), len(names)-1)
	}
	return err
}
