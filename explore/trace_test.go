package explore

import (
	"errors"
	"testing"

	"understudy.example/machine"
)

// leaky is a World whose Code leaves out that it was armed.
type leaky struct {
	at    uint8
	armed bool
}

func (w *leaky) Code(c *machine.Code) { machine.Enum(c, &w.at, 5) }

// Moves are to go on and, in the beginning, to arm.
func (w *leaky) Moves(out []Move) []Move {
	switch w.at {
	case 0:
		return append(out, 1, 2)
	case 4:
		return out
	}
	return append(out, 3)
}

func (w *leaky) Do(m Move) error {
	switch {
	case m == 2:
		w.at, w.armed = 2, true
	case m == 1:
		w.at = 1
	case w.at == 1:
		w.at = 3
	case w.at == 3 && w.armed:
		return errors.New("armed")
	default:
		w.at = 4
	}
	return nil
}

func (w *leaky) Label(Move) string { return "on" }

// What is found because a World carries over what its Code leaves out is no violation: nobody could go that way.
func TestWrongCodeIsNotBelieved(t *testing.T) {
	_, err := Search(func() World { return &leaky{} }, SearchOptions{Workers: 1})
	if !errors.Is(err, errAlike) {
		t.Error(err)
	}
}
