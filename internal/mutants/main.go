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
)

func main() {
	var o options
	flag.StringVar(&o.doc, "o", "", "the document with the reasons of survivors, and with a row of figures for every package")
	also := flag.String("also", "", "folders, with commas between them, whose tests meet what the package's own have not found")
	flag.IntVar(&o.sample, "sample", 0, "how many mutants of a package are taken at random; 0 is all")
	flag.Uint64Var(&o.seed, "seed", 1, "which sample")
	flag.IntVar(&o.workers, "workers", 1, "how many tests run at the same time")
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
	if err = run(o, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

type options struct {
	doc             string
	also            []string
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

// test finds the verdict of every mutant: by the tests of the package, and of what is left by those that see it at work.
func (p *pkg) test(dir string, o options) error {
	if err := p.own(dir, o); err != nil {
		return err
	}
	for _, of := range o.also {
		if len(p.left()) == 0 {
			break
		}
		if _, err := p.meet(dir, of, o.workers); err != nil {
			return err
		}
	}
	return nil
}

// own finds verdicts by the tests of the package alone.
func (p *pkg) own(dir string, o options) error {
	if err := p.settle(); err != nil {
		return err
	}
	p.draw(o)
	s, err := p.meet(dir, p.folder, o.workers)
	if err != nil {
		return err
	}
	return p.singles(dir, s)
}

// meet runs the tests of a folder against what is left.
func (p *pkg) meet(dir, of string, workers int) (*suite, error) {
	s, err := build(dir, of, p.sources())
	if err != nil {
		return nil, err
	}
	if err := s.measure(dir); err != nil {
		return nil, err
	}
	left := p.left()
	fmt.Printf("%s: %d mutants meet %d tests of %s\n", p.folder, len(left), len(s.tests), of)
	each(left, workers, func(m *mutant) {
		v := s.try(m.id, func(t test) bool { return t.hits[m.id] })
		if of != p.folder && v > lived {
			v = elsewhere
		}
		m.verdict = max(m.verdict, v)
	})
	return s, nil
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

// left are the mutants that nothing has found yet and that can be switched.
func (p *pkg) left() (out []*mutant) {
	for _, m := range p.drawn {
		if m.switches() && m.verdict <= lived {
			out = append(out, m)
		}
	}
	return out
}

func each(ms []*mutant, workers int, do func(*mutant)) {
	next := make(chan *mutant)
	var wg sync.WaitGroup
	for range workers {
		wg.Go(func() {
			for m := range next {
				do(m)
				if m.verdict <= lived {
					fmt.Fprintf(os.Stderr, "%s:%d: %s %s\n", m.file.path, m.line, m.token, m.verdict)
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
func (p *pkg) singles(dir string, sound *suite) error {
	for _, m := range p.drawn {
		if !m.single || m.verdict == notViable {
			continue
		}
		s, err := build(dir, p.folder, map[string]string{m.file.path: m.file.alone(m)})
		if err != nil { // the package compiles, and its tests do not: two cases of theirs have become one
			m.verdict = killed
			continue
		}
		s.tests = sound.tests
		m.verdict = s.try(0, func(test) bool { return true })
	}
	return nil
}
