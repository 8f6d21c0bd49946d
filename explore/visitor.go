package explore

import (
	"fmt"
	"time"

	"understudy.example/machine"
)

// A visitor visits states: it unpacks one, and makes one move from it after the other.
type visitor struct {
	_          pad // no two workers write to the same line of memory
	home, away *seat
	quantum    time.Duration
	key        []uint64 // the state that home was unpacked from
	options    []Move   // its moves
	buf        []uint64
	code       machine.Code
	_          pad
}

type pad [64]byte

// A seat is a World, and what it can do besides.
type seat struct {
	World
	clock  Clock           // or nil, as the others
	copier Copier          //
	layout *machine.Layout // packs it faster
}

func (s *search) visitor() *visitor {
	return &visitor{home: s.seat(), away: s.seat(), quantum: s.options.Quantum, buf: make([]uint64, 0, 16)}
}

func (s *search) seat() *seat {
	t := &seat{World: s.make()}
	t.clock, _ = t.World.(Clock)
	t.copier, _ = t.World.(Copier)
	if !s.uneven {
		t.layout, _ = machine.LayoutOf(t.Code)
	}
	return t
}

// pack packs a world. The words are valid until the next state is packed.
func (v *visitor) pack(w *seat) (words []uint64, err error) {
	if w.layout != nil {
		words, err = w.layout.Pack(v.buf[:0])
	} else {
		words, err = v.walk(w)
	}
	if err != nil {
		return nil, fmt.Errorf("explore: a state cannot be packed: %w", err)
	}
	v.buf = words
	return words, nil
}

// walk packs a world field by field.
func (v *visitor) walk(w *seat) ([]uint64, error) {
	var now machine.Instant
	if w.clock != nil {
		now = w.clock.Now()
	}
	v.code.Pack(now, v.quantum, v.buf)
	w.Code(&v.code)
	return v.code.Words(), v.code.Err()
}

func (v *visitor) load(w *seat, words []uint64) (err error) {
	if w.layout != nil {
		err = w.layout.Unpack(words)
	} else {
		v.code.Unpack(0, v.quantum, words)
		w.Code(&v.code)
		err = v.code.Close()
	}
	if err != nil {
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
func (v *visitor) depart(i int) (*seat, error) {
	if i == len(v.options)-1 {
		return v.home, nil
	}
	if v.away.copier != nil {
		v.away.copier.CopyFrom(v.home.World)
		return v.away, nil
	}
	return v.away, v.load(v.away, v.key)
}
