package explore

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"understudy.example/machine"
)

// graphWorld is a World of numbered states, drawn at random. A state is spread over so many words.
type graphWorld struct {
	*maze
	at uint32
}

type maze struct {
	next   [][]uint32
	fair   [][]bool
	good   []bool
	broken map[[2]int]bool // state, move
	words  int
	steps  int // different widths of states
}

func (g *graphWorld) Code(c *machine.Code) {
	machine.Enum(c, &g.at, len(g.next))
	for i := range g.words - 1 {
		part := uint64(g.at) >> (i % 5) * 0x9e3779b97f4a7c15 // some words are those of other states
		c.Uint64(&part)
	}
	at := uint64(g.at)
	for range int(g.at) % max(g.steps, 1) {
		c.Uint64(&at)
	}
}

func (g *graphWorld) Moves(out []Move) []Move {
	for m := range g.next[g.at] {
		out = append(out, Move(m))
	}
	return out
}

func (g *graphWorld) Do(m Move) error {
	if g.broken[[2]int{int(g.at), int(m)}] {
		return errors.New("broken")
	}
	g.at = g.next[g.at][m]
	return nil
}

func (g *graphWorld) Label(m Move) string { return fmt.Sprintf("%d to %d", g.at, g.next[g.at][m]) }
func (g *graphWorld) Good() bool          { return g.good[g.at] }
func (g *graphWorld) Fair(m Move) bool    { return g.fair[g.at][m] }

func drawMaze(t *rapid.T) *maze {
	n := rapid.IntRange(1, 30).Draw(t, "states")
	g := &maze{broken: map[[2]int]bool{}, words: rapid.IntRange(1, 9).Draw(t, "words"), steps: rapid.IntRange(1, 3).Draw(t, "widths")}
	for s := range n {
		var next []uint32
		var fair []bool
		for m := range rapid.IntRange(0, 3).Draw(t, "moves") {
			next = append(next, uint32(rapid.IntRange(0, n-1).Draw(t, "to")))
			fair = append(fair, rapid.Bool().Draw(t, "fair"))
			if rapid.IntRange(0, 40).Draw(t, "broken") == 1 {
				g.broken[[2]int{s, m}] = true
			}
		}
		g.next, g.fair = append(g.next, next), append(g.fair, fair)
		g.good = append(g.good, rapid.IntRange(0, 3).Draw(t, "good") > 0)
	}
	return g
}

// reached is what a naive search finds: how far every state is, and how long the shortest way to something broken.
func (g *maze) reached() (depth map[uint32]int, moves, broken int) {
	depth, broken = map[uint32]int{0: 0}, -1
	for list := []uint32{0}; len(list) > 0; list = list[1:] {
		for m, to := range g.next[list[0]] {
			moves++
			if g.broken[[2]int{int(list[0]), m}] {
				if broken < 0 {
					broken = depth[list[0]] + 1
				}
				continue
			}
			if _, ok := depth[to]; !ok {
				depth[to] = depth[list[0]] + 1
				list = append(list, to)
			}
		}
	}
	return depth, moves, broken
}

// fairly reports whether fair moves lead from one state to another.
func (g *maze) fairly(from, to uint32) bool {
	seen := map[uint32]bool{}
	for list := []uint32{from}; len(list) > 0; list = list[1:] {
		for m, next := range g.next[list[0]] {
			if !g.fair[list[0]][m] {
				continue
			}
			if next == to {
				return true
			}
			if !seen[next] {
				seen[next] = true
				list = append(list, next)
			}
		}
	}
	return false
}

// lost reports whether fair moves from a reachable state can miss the good ones for ever: the round trips that pass a bad one, and ends.
func (g *maze) lost(depth map[uint32]int) bool {
	for s := range depth {
		if !g.good[s] && (g.fairly(s, s) || !slices.Contains(g.fair[s], true)) {
			return true
		}
	}
	return false
}

var stores = map[string]func() store{"bits": func() store { return newBits(5) }, "flat": func() store { return newFlat() }, "tree": func() store { return newTree() }}

// A search finds what a naive one finds, whatever it keeps the states in, and on any number of workers.
func TestSearchIsExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := drawMaze(t)
		make := func() World { return &graphWorld{maze: g} }
		depth, moves, broken := g.reached()
		for name, kind := range stores {
			for _, workers := range []int{1, 3} {
				report, err := Search(make, SearchOptions{Workers: workers, store: kind})
				var v *Violation
				switch {
				case broken >= 0:
					if !errors.As(err, &v) || len(v.Path) != broken {
						t.Fatalf("%s: %v, and not broken after %d moves", name, err, broken)
					}
					continue
				case report.States != len(depth) || report.Transitions != moves || !report.Exhaustive:
					t.Fatalf("%s: %v, and not %d states, %d moves", name, report, len(depth), moves)
				}
				if lost := g.lost(depth); lost == report.Lively || lost != errors.Is(err, ErrNotGood) {
					t.Fatalf("%s: lost %v, and %v (%v)", name, lost, report, err)
				}
				if errors.As(err, &v) {
					g.walk(t, v)
				}
			}
		}
	})
}

// walk walks the path of a violation: its last round has to be fair, to come back, and to pass a bad state.
func (g *maze) walk(t *rapid.T, v *Violation) {
	w := &graphWorld{maze: g}
	var corner uint32
	for i, s := range v.Path {
		if i == v.Cycle {
			corner = w.at
		}
		if s.Label != w.Label(s.Move) || i >= v.Cycle && !w.Fair(s.Move) || w.Do(s.Move) != nil {
			t.Fatalf("%s cannot be walked", v.Trace())
		}
	}
	if g.good[w.at] || v.Cycle < len(v.Path) && w.at != corner {
		t.Fatalf("%s is no round trip", v.Trace())
	}
}

// The same world gives the same counterexample, move by move.
func TestSearchIsDeterministic(t *testing.T) {
	g := &maze{next: [][]uint32{{1, 2}, {3}, {3}, {0}}, fair: [][]bool{{true, true}, {true}, {true}, {true}},
		good: []bool{true, true, true, true}, broken: map[[2]int]bool{{3, 0}: true}, words: 2}
	for workers := 1; workers < 9; workers++ {
		_, err := Search(func() World { return &graphWorld{maze: g} }, SearchOptions{Workers: workers})
		var v *Violation
		want := []Step{{0, "0 to 1"}, {0, "1 to 3"}, {0, "3 to 0"}}
		if !errors.As(err, &v) || !reflect.DeepEqual(v.Path, want) {
			t.Fatalf("%v", err)
		}
	}
}

// philosophers take the left fork first, and put both back at once.
type philosophers struct{ forks [5]uint8 } // whose each is: 0 nobody's, 1 the left one's, 2 the right one's

func (p *philosophers) Code(c *machine.Code) {
	for i := range p.forks {
		machine.Enum(c, &p.forks[i], 3)
	}
}

func (p *philosophers) holds(i int) (left, right bool) {
	return p.forks[i] == 1, p.forks[(i+1)%len(p.forks)] == 2
}

func (p *philosophers) Moves(out []Move) []Move {
	for i := range p.forks {
		left, right := p.holds(i)
		if !left && p.forks[i] == 0 || left && (right || p.forks[(i+1)%len(p.forks)] == 0) {
			out = append(out, Move(i))
		}
	}
	return out
}

func (p *philosophers) Do(m Move) error {
	switch left, right := p.holds(int(m)); {
	case !left:
		p.forks[m] = 1
	case !right:
		p.forks[(int(m)+1)%len(p.forks)] = 2
	default:
		p.forks[m], p.forks[(int(m)+1)%len(p.forks)] = 0, 0
	}
	return nil
}

func (p *philosophers) CopyFrom(w World) { *p = *w.(*philosophers) }

func (p *philosophers) Label(m Move) string { return fmt.Sprintf("philosopher %d", m) }

// The dining philosophers have one end, at which each holds one fork.
func TestPhilosophers(t *testing.T) {
	r, err := Search(func() World { return &philosophers{} }, SearchOptions{})
	if err != nil || r.Ends != 1 || !r.Exhaustive {
		t.Errorf("%v %v", r, err)
	}
	type slow struct{ World } // through Code alone
	again, err := Search(func() World { return slow{&philosophers{}} }, SearchOptions{})
	if err != nil || again != r {
		t.Errorf("%v and %v (%v)", r, again, err)
	}
}

// wide packs a value that is outside its range.
type wide struct{ at uint8 }

func (w *wide) Code(c *machine.Code)    { machine.Enum(c, &w.at, 2) }
func (w *wide) Moves(out []Move) []Move { return append(out, 0) }
func (w *wide) Do(Move) error           { w.at++; return nil }
func (w *wide) Label(Move) string       { return "up" }
func wideWorld() World                  { return &wide{} }
func bounded() World                    { return &graphWorld{maze: line(1000)} }
func line(n int) *maze {
	g := &maze{words: 1}
	for i := range n {
		g.next, g.fair, g.good = append(g.next, []uint32{uint32(min(i+1, n-1))}), append(g.fair, []bool{true}), append(g.good, true)
	}
	return g
}

// A state that cannot be packed is an error, and no panic.
func TestSearchOutsideTheRange(t *testing.T) {
	if _, err := Search(wideWorld, SearchOptions{}); !errors.Is(err, machine.ErrCode) {
		t.Error(err)
	}
}

// A bound ends a search, which says so.
func TestSearchBounds(t *testing.T) {
	for _, o := range []SearchOptions{{States: 100}, {Depth: 99}} {
		var told int
		o.Progress = func(Report) { told++ }
		if r, err := Search(bounded, o); err != nil || r.Exhaustive || r.States != 100 || r.Depth != 99 || told != 99 {
			t.Errorf("%v %v, told %d times", r, err, told)
		}
	}
	if r, err := Search(bounded, SearchOptions{}); err != nil || r.States != 1000 || r.Depth != 999 || !r.Lively {
		t.Errorf("%v %v", r, err)
	}
}

// A shape is visited in two ways: what its kind does not call for is not visited, which no layout can know.
type shape struct {
	kind    uint8
	a, b, c uint8
	bare    bool // it is not packed by a layout, whatever it looks like
	odd     uint64
}

func (s *shape) Code(c *machine.Code) {
	if s.bare {
		c.Uint64(&s.odd)
	}
	machine.Enum(c, &s.kind, 3)
	switch s.kind {
	case 0:
		machine.Enum(c, &s.a, 5)
		s.leave(c, &s.b, &s.c)
	case 1:
		machine.Enum(c, &s.b, 5)
		s.leave(c, &s.a, &s.c)
	default:
		machine.Enum(c, &s.c, 7)
		s.leave(c, &s.a, &s.b)
	}
}

func (s *shape) leave(c *machine.Code, fields ...*uint8) {
	for _, f := range fields {
		if c.Unpacking() {
			*f = 0
		}
	}
}

func (s *shape) Moves(to []Move) []Move { return append(to, 0, 1, 2, 3) }

func (s *shape) Do(m Move) error {
	switch {
	case m < 3:
		s.kind, s.a, s.b, s.c = uint8(m), 0, 0, 0
	case s.kind == 0:
		s.a = (s.a + 1) % 5
	case s.kind == 1:
		s.b = (s.b + 1) % 5
	default:
		s.c = (s.c + 1) % 7
	}
	return nil
}

func (s *shape) Label(m Move) string { return fmt.Sprint(m) }

// States that are visited in more than one way are told from each other as well, and so are those of a search that ends early.
func TestSearchVisitsUneven(t *testing.T) {
	for depth := range 8 {
		for workers := 1; workers < 3; workers++ {
			o := SearchOptions{Depth: depth, Workers: workers}
			got, err := Search(func() World { return &shape{} }, o)
			want, wantErr := Search(func() World { return &shape{bare: true} }, o)
			got.Bytes, want.Bytes = 0, 0
			if err != nil || wantErr != nil || got != want || depth == 0 && got.States != 17 {
				t.Errorf("to depth %d: %v (%v), and field by field %v (%v)", depth, got, err, want, wantErr)
			}
		}
	}
}

// A store is a set: each state is fresh once, comes back as it was, and has a rank of its own.
func TestStores(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.OneOf(rapid.Uint64Range(0, 31), rapid.SampledFrom([]uint64{0, 1<<64 - 1, 1<<64 - 2, 1 << 63}))
		for name, kind := range stores {
			most := map[string]int{"bits": 1, "flat": 1, "tree": 9}[name]
			values := word
			if name == "bits" {
				values = rapid.Uint64Range(0, 31)
			}
			s, seen := kind(), map[string]bool{}
			sessions := []session{s.open(), s.open()}
			added := map[string]bool{}
			fresh := func(w session, ids []uint64) {
				for _, id := range ids {
					words := fmt.Sprint(w.get(id, nil))
					if !added[words] || seen[words] {
						t.Fatalf("%s: %s is fresh: added %v, seen %v", name, words, added[words], seen[words])
					}
					seen[words] = true
				}
			}
			for range rapid.IntRange(1, 60).Draw(t, "states") {
				words := rapid.SliceOfN(values, 1, most).Draw(t, "words")
				w := sessions[rapid.IntRange(0, 1).Draw(t, "worker")]
				for range rapid.SampledFrom([]int{1, 1, 1, 300}).Draw(t, "times") { // more than are put off
					added[fmt.Sprint(words)] = true
					ids, err := w.add(words, nil)
					if err != nil {
						t.Fatalf("%s: %v", name, err)
					}
					fresh(w, ids)
				}
				if rapid.Bool().Draw(t, "flush") {
					fresh(w, w.flush(nil))
				}
			}
			for _, w := range sessions {
				fresh(w, w.flush(nil))
			}
			if len(seen) != len(added) {
				t.Fatalf("%s: %d of %d states were fresh", name, len(seen), len(added))
			}
			s.freeze()
			ranks := map[uint32]bool{}
			for _, id := range s.all() {
				words := sessions[0].get(id, nil)
				r, ok := s.rank(words)
				if !ok || !seen[fmt.Sprint(words)] || int(r) >= s.span() || ranks[r] {
					t.Fatalf("%s: %v has rank %d of %d (%v)", name, words, r, s.span(), ok)
				}
				ranks[r] = true
			}
			if len(ranks) != len(seen) {
				t.Fatalf("%s: %d of %d states", name, len(ranks), len(seen))
			}
		}
	})
}

// Workers that add the same words at once, while the set makes room, are told of each word once among them.
func TestStoreOfManyWorkers(t *testing.T) {
	const words, workers = 20_000, 4
	f := newFlat()
	fresh := make([][]uint64, workers)
	var wait sync.WaitGroup
	for w := range fresh {
		wait.Add(1)
		go func() {
			defer wait.Done()
			s := f.open()
			for i := range uint64(words) {
				fresh[w], _ = s.add([]uint64{(i + uint64(w)*words/8) % words * 21}, fresh[w]) // three in a slot
			}
			fresh[w] = s.flush(fresh[w])
		}()
	}
	wait.Wait()
	told := slices.Sorted(slices.Values(slices.Concat(fresh...)))
	all := slices.Sorted(slices.Values(f.all()))
	if len(told) != words || !slices.Equal(told, all) {
		t.Errorf("%d words are fresh, %d are in the set, and %d were added", len(told), len(all), words)
	}
}
