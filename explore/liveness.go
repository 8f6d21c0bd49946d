package explore

import (
	"sync"
	"sync/atomic"
)

// A graph is what fair moves make of the states of an exhaustive search, which are numbered by their rank.
type graph struct {
	good  []bool
	next  [][]uint32 // what fair moves lead to
	round []uint32   // of each state: the number of the round trip that it is on, 0 for none
	trips uint32
	far   []int32 // the longest way of fair moves through states that are not good
}

// recovers looks whether every way of fair moves comes to good states for good: none ends in another one, and no round trip passes one.
func (s *search) recovers() error {
	g, err := s.graph()
	if err != nil {
		return err
	}
	g.measure()
	for r, good := range g.good {
		if !good && (g.round[r] != 0 || len(g.next[r]) == 0 && g.next[r] != nil) {
			return s.lost(g)
		}
		s.report.Recover = max(s.report.Recover, int(g.far[r]))
	}
	if err = s.returns(); err != nil {
		return err
	}
	s.report.Lively = true
	return nil
}

// graph makes every fair move of every state.
func (s *search) graph() (*graph, error) {
	s.set.freeze()
	ids := s.set.all()
	g := &graph{good: make([]bool, s.set.span()), next: make([][]uint32, s.set.span())}
	for r := range g.good {
		g.good[r] = true // ranks that no state has
	}
	errs := make([]error, s.workers())
	var taken atomic.Int64
	var wait sync.WaitGroup
	for i := range errs {
		wait.Add(1)
		go func() {
			defer wait.Done()
			f := fair{visitor: s.visitor(), set: s.set, session: s.set.open(), graph: g}
			for errs[i] == nil {
				from := int(taken.Add(portion)) - portion
				if from >= len(ids) {
					return
				}
				errs[i] = f.follow(ids[from:min(from+portion, len(ids))])
			}
		}()
	}
	wait.Wait()
	for _, err := range errs {
		if err != nil {
			return nil, err
		}
	}
	return g, nil
}

// fair is a worker that makes fair moves.
type fair struct {
	*visitor
	set     store
	session session
	graph   *graph
}

func (f *fair) follow(ids []uint64) error {
	for _, id := range ids {
		if err := f.unpack(f.session.get(id, f.key[:0])); err != nil {
			return err
		}
		at, _ := f.set.rank(f.key)
		live := f.home.World.(Live)
		f.graph.good[at], f.graph.next[at] = live.Good(), []uint32{}
		f.options = fairOf(live, f.options)
		for i, m := range f.options {
			to, err := f.reach(i, m)
			if err != nil {
				return err
			}
			f.graph.next[at] = append(f.graph.next[at], to)
		}
	}
	return nil
}

// fairOf keeps those moves that are fair.
func fairOf(w Live, moves []Move) []Move {
	kept := moves[:0]
	for _, m := range moves {
		if w.Fair(m) {
			kept = append(kept, m)
		}
	}
	return kept
}

// reach is the state that a move leads to.
func (f *fair) reach(i int, m Move) (uint32, error) {
	away, err := f.depart(i)
	if err != nil {
		return 0, err
	}
	if err := away.Do(m); err != nil {
		return 0, errAlike
	}
	words, err := f.pack(away)
	if err != nil {
		return 0, err
	}
	to, ok := f.set.rank(words)
	if !ok {
		return 0, errAlike
	}
	return to, nil
}

// measure finds all round trips, and the longest ways, by the algorithm of Tarjan. A round trip is a set of states each of which leads to
// each, and is finished when all that it leads to are.
func (g *graph) measure() {
	n := len(g.good)
	g.round, g.far = make([]uint32, n), make([]int32, n)
	t := &tarjan{graph: g, index: make([]uint32, n), low: make([]uint32, n), on: make([]bool, n)}
	for r := range g.good {
		if t.index[r] == 0 && g.next[r] != nil {
			t.visit(uint32(r))
		}
	}
}

type tarjan struct {
	*graph
	index, low []uint32
	on         []bool
	stack      []uint32
	calls      []call
	count      uint32
}

// A call is a state whose ways are being followed, and how many have been.
type call struct {
	at   uint32
	done int
}

func (t *tarjan) visit(root uint32) {
	t.enter(root)
	for len(t.calls) > 0 {
		c := &t.calls[len(t.calls)-1]
		at := c.at
		if c.done == len(t.next[at]) {
			t.calls = t.calls[:len(t.calls)-1]
			t.leave(at)
			continue
		}
		to := t.next[at][c.done]
		switch {
		case t.index[to] == 0:
			t.enter(to)
			continue // and come back to low
		case t.on[to]:
			t.low[at] = min(t.low[at], t.low[to])
		}
		c.done++
	}
}

func (t *tarjan) enter(at uint32) {
	t.count++
	t.index[at], t.low[at], t.on[at] = t.count, t.count, true
	t.stack = append(t.stack, at)
	t.calls = append(t.calls, call{at: at})
}

// leave finishes a state and, if it is the first one of a set, the set.
func (t *tarjan) leave(at uint32) {
	if t.low[at] != t.index[at] {
		return
	}
	first := len(t.stack) - 1
	for t.stack[first] != at {
		first--
	}
	set := t.stack[first:]
	t.stack = t.stack[:first]
	for _, r := range set {
		t.on[r] = false
	}
	if len(set) > 1 || t.leadsTo(at, at) {
		t.trips++
		for _, r := range set {
			t.round[r] = t.trips
		}
	}
	if len(set) == 1 && !t.good[at] {
		for _, to := range t.next[at] {
			t.far[at] = max(t.far[at], t.far[to])
		}
		t.far[at]++
	}
}

func (g *graph) leadsTo(from, to uint32) bool {
	for _, r := range g.next[from] {
		if r == to {
			return true
		}
	}
	return false
}

// lost finds the shortest way to a state that is not good and from which fair moves lead round to it again, or nowhere.
func (s *search) lost(g *graph) error {
	t := &traced{visitor: s.visitor(), known: map[string]int{}}
	t.stop = func(words []uint64) bool {
		r, _ := s.set.rank(words)
		return !g.good[r] && (g.round[r] != 0 || len(g.next[r]) == 0)
	}
	at, err := t.search()
	if err != nil {
		return err
	}
	v := &Violation{Path: t.path(t.states[at]), Err: ErrNotGood}
	v.Cycle = len(v.Path)
	r, _ := s.set.rank(t.words[at])
	if g.round[r] != 0 {
		v.Path = append(v.Path, s.around(g, t.words[at], r)...)
	}
	if !s.misses(v) {
		return errAlike
	}
	return v
}

// around is the shortest way of fair moves from a state back to it.
func (s *search) around(g *graph, start []uint64, trip uint32) (path []Step) {
	t := &traced{visitor: s.visitor(), known: map[string]int{}, fair: true}
	t.add(start, origin{from: -1})
	for at := 0; at < len(t.states); at++ {
		r, _ := s.set.rank(t.words[at])
		for i, to := range g.next[r] {
			if to == trip {
				return t.path(origin{at, i})
			}
		}
		if t.expand(at) != nil {
			return nil
		}
	}
	return nil
}
