package live

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"time"

	"understudy.example/machine"
)

// Bounds of a recording. What is beyond them is neither written nor read, so that a hostile one cannot make a machine that ticks
// run for ever.
const (
	MaxLine = 1 << 20                   // bytes of a line, without its end
	MaxTime = 10 * 365 * 24 * time.Hour // from the beginning of the run
)

// A Line is one line of a recording: an event and when it happened or, if Event is nil, when the run ended.
type Line[E any] struct {
	At    machine.Instant
	Event *E
}

// errTooLate is about a line that is not within MaxTime.
var errTooLate = fmt.Errorf("it is later than %v after the beginning", MaxTime)

// tape writes lines.
type tape[E any] struct {
	w      io.Writer
	encode func([]byte, Line[E]) ([]byte, error)
	buf    []byte
}

// put writes one line, or nothing if there is no tape or the encoder has nothing to say.
func (t *tape[E]) put(l Line[E]) error {
	if t == nil {
		return nil
	}
	buf, err := t.encode(t.buf[:0], l)
	switch {
	case err != nil || len(buf) == 0:
	case l.At > machine.Instant(MaxTime):
		err = errTooLate
	default:
		t.buf, err = t.write(buf)
	}
	if err != nil {
		return fmt.Errorf("%w: at %v: %w", ErrRecording, l.At, err)
	}
	return nil
}

func (t *tape[E]) write(line []byte) ([]byte, error) {
	switch {
	case bytes.IndexByte(line, '\n') >= 0:
		return line, errors.New("the encoder wrote more than one line")
	case len(line) > MaxLine:
		return line, fmt.Errorf("a line of %d bytes, of %d at most", len(line), MaxLine)
	}
	line = append(line, '\n')
	_, err := t.w.Write(line)
	if f, ok := t.w.(interface{ Flush() error }); ok && err == nil {
		err = f.Flush()
	}
	return line, err
}

// appendJSON writes a line as JSON, and refuses an event that JSON would lose something of.
func appendJSON[E any](dst []byte, l Line[E]) ([]byte, error) {
	if l.Event == nil {
		return fmt.Appendf(dst, `{"at":%d}`, int64(l.At)), nil
	}
	event, err := json.Marshal(l.Event)
	if err != nil {
		return dst, err
	}
	back := new(E)
	if err := strict(event, back); err != nil {
		return dst, fmt.Errorf("%s cannot be read back, so Record needs an encoder: %w", event, err)
	}
	if !reflect.DeepEqual(back, l.Event) {
		return dst, fmt.Errorf("%s reads back as another event, so Record needs an encoder", event)
	}
	return fmt.Appendf(dst, `{"at":%d,"event":%s}`, int64(l.At), event), nil
}

// parseJSON reads what appendJSON has written.
func parseJSON[E any](line []byte) (Line[E], error) {
	var raw struct {
		At    *machine.Instant
		Event json.RawMessage
	}
	switch err := strict(line, &raw); {
	case err != nil:
		return Line[E]{}, err
	case raw.At == nil:
		return Line[E]{}, errors.New(`"at" is missing`)
	case raw.Event == nil:
		return Line[E]{At: *raw.At}, nil
	}
	event := new(E)
	return Line[E]{*raw.At, event}, strict(raw.Event, event)
}

// strict reads one JSON value and nothing else; a field that v does not have is an error.
func strict(text []byte, v any) error {
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(v); err != nil {
		return err
	}
	if _, err := d.Token(); err != io.EOF {
		return errors.New("more than one value")
	}
	return nil
}
