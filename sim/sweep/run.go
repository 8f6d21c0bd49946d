package sweep

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync"
)

// A Func runs a Point. It depends on nothing but the Point, and several are run at once.
type Func func(Point) (Values, error)

// Options are how a Sweep is run.
type Options struct {
	Points   []int          // by number; nil is all
	Workers  int            // how many are run at once; 0 is one for each core
	Known    []string       // files of this Sweep, as from other machines: results that they have are not run again
	File     string         // JSON lines: results that it has are not run again, new ones are added; empty for none
	Progress func(Progress) // hears of the beginning and of every result, one at a time; may be nil
}

// A Progress is how far a run is.
type Progress struct {
	Done  int // points that have a result
	Known int // of those: they had it before
	All   int
}

// Run runs the points that have no result yet, and returns all results, in the order of the points. When the context ends or a Func
// fails, no other point is begun; Run waits for those that were, keeps their results, and returns what it has with the error.
func (s *Sweep) Run(ctx context.Context, f Func, o Options) ([]Result, error) {
	if err := s.Validate(); err != nil {
		return nil, err
	}
	for _, n := range o.Points {
		if _, err := s.Point(n); err != nil {
			return nil, err
		}
	}
	j, kept, err := s.open(o.File)
	if err != nil {
		return nil, err
	}
	defer j.close()
	known, err := s.gather(kept, o.Known)
	if err != nil {
		return nil, err
	}
	if err := j.add(missing(known, kept)...); err != nil {
		return nil, err
	}
	results, err := s.runAll(ctx, f, o, known, j)
	if err != nil {
		return results, err
	}
	return results, j.finish(results)
}

// gather puts what files have to what is there.
func (s *Sweep) gather(results []Result, files []string) ([]Result, error) {
	for _, name := range files {
		of, more, err := ReadFile(name)
		if err == nil {
			err = s.differs(name, of)
		}
		if err != nil {
			return nil, err
		}
		results = append(results, more...)
	}
	return s.Merge(results)
}

// missing are the results whose points others do not have.
func missing(of, have []Result) []Result {
	has := map[int]bool{}
	for _, r := range have {
		has[r.Number] = true
	}
	return slices.DeleteFunc(slices.Clone(of), func(r Result) bool { return has[r.Number] })
}

// todo are the numbers of the points that have no result, in order.
func (s *Sweep) todo(points []int, known []Result) []int {
	has := make(map[int]bool, len(known))
	for _, r := range known {
		has[r.Number] = true
	}
	var numbers []int
	add := func(n int) {
		if !has[n] {
			has[n] = true
			numbers = append(numbers, n)
		}
	}
	for _, n := range points {
		add(n)
	}
	for n := 0; points == nil && n < s.Points(); n++ {
		add(n)
	}
	slices.Sort(numbers)
	return numbers
}

// runAll runs what is to be done, and takes results in as they come.
func (s *Sweep) runAll(ctx context.Context, f Func, o Options, known []Result, j *journal) ([]Result, error) {
	todo := s.todo(o.Points, known)
	told := Progress{Done: len(known), Known: len(known), All: len(known) + len(todo)}
	tell := func() {
		if o.Progress != nil {
			o.Progress(told)
		}
	}
	tell()
	results := slices.Clone(known)
	err := s.work(ctx, f, todo, o.Workers, func(r Result) error {
		results = append(results, r)
		told.Done++
		tell()
		return j.add(r)
	})
	slices.SortFunc(results, func(a, b Result) int { return a.Number - b.Number })
	if err == nil && len(results) < told.All {
		err = fmt.Errorf("sweep: stopped at %d of %d points: %w", len(results), told.All, context.Cause(ctx))
	}
	return results, err
}

// An outcome is what became of a point.
type outcome struct {
	Result
	err error
}

// work runs points on several goroutines, and gives each result to take, one at a time. Of several errors it returns that of the
// first point.
func (s *Sweep) work(ctx context.Context, f Func, todo []int, workers int, take func(Result) error) error {
	if workers < 1 {
		workers = runtime.GOMAXPROCS(0)
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	next, done := make(chan int), make(chan outcome)
	go func() {
		defer close(next)
		for _, n := range todo {
			if ctx.Err() != nil {
				return // a select may choose to begin one more
			}
			select {
			case <-ctx.Done():
				return
			case next <- n:
			}
		}
	}()
	var busy sync.WaitGroup
	for range min(workers, len(todo)) {
		busy.Go(func() {
			for n := range next {
				done <- s.measure(f, n)
			}
		})
	}
	go func() { busy.Wait(); close(done) }()
	var failed error
	at := s.Points()
	for o := range done {
		if o.err == nil {
			o.err = take(o.Result)
		}
		if o.err != nil && o.Number < at {
			failed, at = o.err, o.Number
			stop()
		}
	}
	return failed
}

// measure runs one point.
func (s *Sweep) measure(f Func, number int) outcome {
	p := s.point(number)
	measured, err := f(p)
	r := Result{s.point(number), measured} // whatever became of p
	if err != nil {
		return outcome{r, fmt.Errorf("sweep: point %d, %sseed %d: %w", number, s.place(r.Values), r.Seed, err)}
	}
	return outcome{r, s.check(r)}
}

// place tells where in the grid something is, as in "detect 300 s, ".
func (s *Sweep) place(at Values) string {
	var b strings.Builder
	for _, a := range s.Axes {
		b.WriteString(a.Name + " " + strings.TrimSpace(written(at[a.Name])+" "+a.Unit) + ", ")
	}
	return b.String()
}
