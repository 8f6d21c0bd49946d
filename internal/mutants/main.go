package main

import (
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
)

func main() {
	var o options
	flag.StringVar(&o.doc, "o", "", "the document with the reasons of survivors, and with a row of figures for every package")
	also := flag.String("also", "", "folders, with commas between them, whose tests meet what the package's own have not found")
	flag.IntVar(&o.sample, "sample", 0, "how many mutants of a package are taken at random; 0 is all")
	flag.Uint64Var(&o.seed, "seed", 1, "which sample")
	flag.IntVar(&o.workers, "workers", 1, "how many tests run at the same time")
	short := flag.Bool("short", false, "run the tests as go test -short does, which finds fewer")
	only := flag.String("only", "", "a regular expression: only mutants whose file:line matches are tried, and no row is written")
	flag.Parse()
	var err error
	if o.only, err = regexp.Compile(*only); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	if *also != "" {
		o.also = strings.Split(*also, ",")
	}
	if *short {
		o.flags = []string{"-test.short"}
	}
	if err = run(o, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

type options struct {
	doc             string
	also, flags     []string
	sample, workers int
	seed            uint64
	only            *regexp.Regexp
}

func run(o options, folders []string) error {
	dir, err := os.MkdirTemp("", "mutants")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	var all error
	for _, folder := range folders {
		folder = path.Clean(folder)
		l, err := list(dir, folder)
		if err != nil {
			return err
		}
		p, err := load(folder, l)
		if err != nil {
			return err
		}
		if err := p.test(dir, o); err != nil {
			return err
		}
		all = errors.Join(all, p.report(o.doc, o.only.String() == "" && o.doc != ""))
	}
	return all
}

// test finds the verdict of every mutant.
func (p *pkg) test(dir string, o options) error {
	if err := p.settle(); err != nil {
		return err
	}
	p.draw(o)
	var suites []*suite
	for _, of := range append([]string{p.folder}, o.also...) {
		s, err := build(dir, of, p.sources())
		if err != nil {
			return err
		}
		s.flags = o.flags
		if err := s.measure(dir); err != nil {
			return err
		}
		suites = append(suites, s)
		fmt.Printf("%s: %d mutants meet %d tests of %s\n", p.folder, len(p.drawn), len(s.tests), of)
	}
	single := func(m *mutant) bool { return m.single }
	each(slices.DeleteFunc(slices.Clone(p.drawn), single), o.workers, func(m *mutant) { m.meet(suites) })
	p.singles(dir, suites)
	return nil
}

// meet lets the tests come that are quick, of all suites, and then the others. The first suite is that of the package.
func (m *mutant) meet(suites []*suite) {
	for _, pass := range []func(*suite, int) verdict{(*suite).tryQuick, (*suite).trySlow} {
		for i, s := range suites {
			v := pass(s, m.id)
			if i > 0 && v > lived {
				v = elsewhere
			}
			if m.verdict = max(m.verdict, v); v > lived {
				return
			}
		}
	}
}

// draw leaves a sample of the mutants that compile. They keep their ids.
func (p *pkg) draw(o options) {
	p.drawn = slices.DeleteFunc(slices.Clone(p.mutants), func(m *mutant) bool {
		return m.verdict == notViable || !o.only.MatchString(fmt.Sprintf("%s:%d", m.file.path, m.line))
	})
	if o.sample > 0 && o.sample < len(p.drawn) {
		r := rand.New(rand.NewPCG(o.seed, 0))
		r.Shuffle(len(p.drawn), func(i, j int) { p.drawn[i], p.drawn[j] = p.drawn[j], p.drawn[i] })
		p.drawn = p.drawn[:o.sample]
	}
}

func each(ms []*mutant, workers int, do func(*mutant)) {
	next := make(chan *mutant)
	var done atomic.Int32
	var wg sync.WaitGroup
	for range workers {
		wg.Go(func() {
			for m := range next {
				do(m)
				if n := done.Add(1); m.verdict <= lived || n%100 == 0 {
					fmt.Fprintf(os.Stderr, "%d of %d: %s:%d: %s %s\n", n, len(ms), m.file.path, m.line, m.token, m.verdict)
				}
			}
		})
	}
	for _, m := range ms {
		next <- m
	}
	close(next)
	wg.Wait()
}

// singles builds the tests with each mutant that cannot be switched, and runs them all.
func (p *pkg) singles(dir string, sound []*suite) {
	for _, m := range p.drawn {
		for i := 0; m.single && i < len(sound) && m.verdict <= lived; i++ {
			s, err := sound[i].with(dir, m)
			if err != nil { // the package compiles, and its tests do not: two cases of theirs have become one
				m.verdict = killed
				break
			}
			m.meet([]*suite{s})
			if i > 0 && m.verdict > lived {
				m.verdict = elsewhere
			}
		}
	}
}

// with builds a suite with one mutant that cannot be switched: any test may come by it.
func (s *suite) with(dir string, m *mutant) (*suite, error) {
	alone, err := build(dir, s.folder, map[string]string{m.file.path: m.file.alone(m)})
	if err != nil {
		return nil, err
	}
	alone.flags = s.flags
	for _, t := range s.tests {
		alone.tests = append(alone.tests, &test{t.name, t.took, map[int]bool{m.id: true}, t.found})
	}
	return alone, nil
}
