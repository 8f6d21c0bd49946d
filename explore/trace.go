package explore

import (
	"encoding/binary"
	"errors"
)

// traced is a search that remembers where every state came from. It finds again what run has found, and the shortest way to it.
type traced struct {
	*visitor
	states []origin
	words  [][]uint64
	known  map[string]int
	name   []byte
	report Report
	stop   func(words []uint64) bool // at the state that a way to is looked for; nil for nowhere
	fair   bool                      // only fair moves are made
}

// An origin is where a state was reached from, and how.
type origin struct {
	from int // -1 for the first state
	move int // number of the move among its moves
}

var errAlike = errors.New("explore: what a World has done it does not do again: it does not move alike, or its Code leaves out what matters")

// trace finds the shortest way to what must not be: of the shortest ones, the first in the order of moves.
func (s *search) trace() (Report, error) {
	s.uneven = true // one state after the other is fast enough
	t := &traced{visitor: s.visitor(), known: map[string]int{}}
	_, err := t.search()
	var broken *Violation
	if errors.As(err, &broken) && !s.breaks(broken.Path) {
		err = errAlike
	}
	return t.report, err
}

// search reaches states until one is to be stopped at, whose number it returns.
func (t *traced) search() (int, error) {
	words, err := t.pack(t.home)
	if err != nil {
		return 0, err
	}
	t.add(words, origin{from: -1})
	for at, level := 0, 1; at < len(t.states); at++ {
		if at == level {
			t.report.Depth++
			level = len(t.states)
		}
		if t.stop != nil && t.stop(t.words[at]) {
			return at, nil
		}
		if err := t.expand(at); err != nil {
			t.report.States = len(t.states)
			return 0, err
		}
	}
	return 0, errAlike
}

func (t *traced) add(words []uint64, from origin) {
	t.name = t.name[:0]
	for _, w := range words {
		t.name = binary.LittleEndian.AppendUint64(t.name, w)
	}
	if _, ok := t.known[string(t.name)]; !ok {
		t.known[string(t.name)] = len(t.states)
		t.states = append(t.states, from)
		t.words = append(t.words, append([]uint64(nil), words...))
	}
}

// expand makes every move of a state, up to one that must not be.
func (t *traced) expand(at int) error {
	if err := t.visit(t.words[at]); err != nil {
		return err
	}
	if len(t.options) == 0 {
		t.report.Ends++
	}
	for i, m := range t.options {
		away, err := t.depart(i)
		if err != nil {
			return err
		}
		t.report.Transitions++
		if err := away.Do(m); err != nil {
			path := t.path(origin{at, i})
			return &Violation{Path: path, Cycle: len(path), Err: err}
		}
		words, err := t.pack(away)
		if err != nil {
			return err
		}
		t.add(words, origin{at, i})
	}
	return nil
}

// path is the way that ends with a move.
func (t *traced) path(end origin) (path []Step) {
	var moves []origin
	for o := end; o.from >= 0; o = t.states[o.from] {
		moves = append(moves, o)
	}
	for i := len(moves) - 1; i >= 0; i-- {
		path = append(path, t.label(t.words[moves[i].from], moves[i].move))
	}
	return path
}

// visit unpacks a state, and chooses its moves.
func (t *traced) visit(words []uint64) error {
	err := t.unpack(words)
	if t.fair {
		t.options = fairOf(t.home.World.(Live), t.options)
	}
	return err
}

// label puts the i-th move of a state that was visited before into words.
func (t *traced) label(words []uint64, i int) Step {
	if t.visit(words) != nil || i >= len(t.options) {
		return Step{}
	}
	return Step{t.options[i], t.home.Label(t.options[i])}
}
