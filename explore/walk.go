package explore

import (
	"fmt"
	"slices"
)

// A search unpacks a state before every move, and so sees nothing of what Code leaves out. What it has found is therefore held against
// Worlds that begin, and go on, without ever being unpacked.

// goes makes the moves of a way as far as they can be made, and returns how many that are, and what the last one has broken.
func goes(w World, path []Step) (made int, broken error) {
	for made < len(path) && broken == nil && slices.Contains(w.Moves(nil), path[made].Move) {
		broken = w.Do(path[made].Move)
		made++
	}
	return made, broken
}

// breaks reports whether the last move of a way breaks something, and none before.
func (s *search) breaks(path []Step) bool {
	made, broken := goes(s.make(), path)
	return made == len(path) && broken != nil
}

// misses reports whether a way leads to a state that is not good and where no fair move is left or, if it goes on for ever, by fair
// moves round to it again and again.
func (s *search) misses(v *Violation) bool {
	t := s.visitor()
	live := t.home.World.(Live)
	if made, broken := goes(live, v.Path[:v.Cycle]); made < v.Cycle || broken != nil || live.Good() {
		return false
	}
	if v.Cycle == len(v.Path) {
		return len(fairOf(live, live.Moves(nil))) == 0
	}
	start := s.visitor()
	if made, broken := goes(start.home, v.Path[:v.Cycle]); made < v.Cycle || broken != nil {
		return false
	}
	for range walks {
		for _, next := range v.Path[v.Cycle:] {
			if !live.Fair(next.Move) || !slices.Contains(live.Moves(nil), next.Move) || live.Do(next.Move) != nil {
				return false
			}
		}
		if !t.same(start.home, t.home) {
			return false
		}
	}
	return true
}

// walks is how many ways are drawn when a search has found no fault, and further how many moves they are longer than its longest one: what
// Code leaves out may show only later.
const walks, further = 32, 32

// remembers follows ways that are drawn beside a World that is unpacked for every move. None leaves what has been searched.
func (s *search) remembers() error {
	t, most := s.visitor(), s.report.Depth
	if s.report.Exhaustive {
		most += further
	}
	for i := range uint64(walks) {
		w, draw, on := s.seat(), numbers(0, i), true
		for made := 0; made < most && on; made++ {
			var err error
			if on, err = t.beside(w, draw); err != nil {
				return fmt.Errorf("%w, after %d moves", err, made)
			}
		}
	}
	return nil
}

// beside makes a move that is drawn in a World and in another one, which has been brought to its state, and reports whether there was any.
func (v *visitor) beside(w *seat, draw Choice) (on bool, err error) {
	words, err := v.pack(w)
	if err != nil {
		return false, err
	}
	if err := v.unpack(slices.Clone(words)); err != nil {
		return false, err
	}
	if !slices.Equal(w.Moves(nil), v.options) {
		return false, fmt.Errorf("%w: other moves are possible", errAlike)
	}
	if len(v.options) == 0 {
		return false, nil
	}
	i := draw(len(v.options))
	label := w.Label(v.options[i])
	away, err := v.depart(i)
	if err != nil {
		return false, err
	}
	if w.Do(v.options[i]) != nil || away.Do(v.options[i]) != nil || !v.same(w, away) {
		return false, fmt.Errorf("%w: %q", errAlike, label)
	}
	return true, nil
}

// same reports whether two worlds are in the same state, as far as it can be packed.
func (v *visitor) same(a, b *seat) bool {
	first, err := v.pack(a)
	first = slices.Clone(first)
	second, other := v.pack(b)
	return err == nil && other == nil && slices.Equal(first, second)
}

// returns follows ways that are drawn, and then fair moves for as long as they take to lead to a good state.
func (s *search) returns() error {
	for i := range uint64(walks) {
		w, draw := s.make().(Live), numbers(1, i)
		for range draw(s.report.Depth + 1) {
			step(w, w.Moves(nil), draw)
		}
		for made := 0; !w.Good(); made++ {
			if made == s.report.Recover || !step(w, fairOf(w, w.Moves(nil)), draw) {
				return fmt.Errorf("%w: no good state after %d fair moves", errAlike, made)
			}
		}
	}
	return nil
}

// step makes one of some moves, and reports whether there was any.
func step(w World, moves []Move, draw Choice) bool {
	return len(moves) > 0 && w.Do(moves[draw(len(moves))]) == nil
}
