package explore

import (
	"fmt"
	"time"

	"understudy.example/machine"
)

// A visitor visits states: it unpacks one, and makes one move from it after the other.
type visitor struct {
	home, away World
	quantum    time.Duration
	key        []uint64 // the state that home was unpacked from
	options    []Move   // its moves
	buf        []uint64
	code       machine.Code
}

func (s *search) visitor() *visitor {
	return &visitor{home: s.make(), away: s.make(), quantum: s.options.Quantum}
}

// pack packs a world. The words are valid until the next state is packed.
func (v *visitor) pack(w World) ([]uint64, error) {
	var now machine.Instant
	if clock, ok := w.(Clock); ok {
		now = clock.Now()
	}
	v.code.Pack(now, v.quantum, v.buf)
	w.Code(&v.code)
	v.buf = v.code.Words()
	if err := v.code.Err(); err != nil {
		return nil, fmt.Errorf("explore: a state cannot be packed: %w", err)
	}
	return v.buf, nil
}

func (v *visitor) load(w World, words []uint64) error {
	v.code.Unpack(0, v.quantum, words)
	w.Code(&v.code)
	if err := v.code.Close(); err != nil {
		return fmt.Errorf("explore: a state cannot be unpacked: %w", err)
	}
	return nil
}

// unpack brings the visitor to a state.
func (v *visitor) unpack(words []uint64) error {
	v.key = words
	if err := v.load(v.home, words); err != nil {
		return err
	}
	v.options = v.home.Moves(v.options[:0])
	return nil
}

// depart returns a world in the visitor's state, for its i-th move. Home itself goes last.
func (v *visitor) depart(i int) (World, error) {
	if i == len(v.options)-1 {
		return v.home, nil
	}
	if copier, ok := v.away.(Copier); ok {
		copier.CopyFrom(v.home)
		return v.away, nil
	}
	return v.away, v.load(v.away, v.key)
}
