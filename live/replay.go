package live

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode"

	"understudy.example/machine"
)

// A Replayed is what Replay found in a recording.
type Replayed struct {
	Lines      int             // complete lines that were read and stepped
	At         machine.Instant // of the last of them
	Ended      bool            // the last of them is the end of a run; if not, the run was killed
	Unfinished string          // what followed the last line end: the line that a killed run was writing
}

// Replay steps p, which must be as the recorded process was when its run began, by the lines of a recording, and hands
// do what the recorded run handed to its own. Decode reads a line without its end; nil is JSON. Deadlines are run up to
// the last line, which is the end of the run if that was recorded. What has no line end was never stepped; it is
// reported, and not stepped here either. Any other fault is an error that wraps ErrRecording and names the line.
func Replay[E, A any](p machine.Process[E, A], r io.Reader, decode func(line []byte) (Line[E], error),
	do func(machine.Instant, []A)) (Replayed, error) {
	if decode == nil {
		decode = parseJSON[E]
	}
	engine := newEngine(p, func(at machine.Instant, out []A) error {
		if do != nil {
			do(at, out)
		}
		return nil
	})
	var got Replayed
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, MaxLine+1)
	lines.Split(splitLines)
	for lines.Scan() {
		text, whole := bytes.CutSuffix(lines.Bytes(), []byte("\n"))
		if !whole {
			got.Unfinished = string(text)
			break
		}
		line, err := decode(text)
		if err == nil {
			err = replayLine(engine, &got, line)
		}
		if err != nil {
			return got, faulty(got.Lines+1, err)
		}
		got.Lines++
	}
	if err := lines.Err(); err != nil {
		return got, faulty(got.Lines+1, err)
	}
	return got, nil
}

// A lineError is what is wrong with a line of a recording, in one line of its own that is not too long: what decoders say can hold
// whatever they have read.
type lineError struct {
	line int
	err  error
}

func faulty(line int, err error) error { return &lineError{line, err} }

func (e *lineError) Error() string {
	text := []rune(strings.Map(func(c rune) rune {
		if unicode.IsPrint(c) {
			return c
		}
		return unicode.ReplacementChar
	}, e.err.Error()))
	return fmt.Sprintf("%v: line %d: %s", ErrRecording, e.line, string(text[:min(len(text), 400)]))
}

func (e *lineError) Unwrap() []error { return []error{ErrRecording, e.err} }

func replayLine[E, A any](engine *engine[E, A], got *Replayed, line Line[E]) error {
	switch {
	case got.Ended:
		return errors.New("the run has ended in the line before")
	case line.At < got.At:
		return fmt.Errorf("%v is before %v", line.At, got.At)
	case line.At > machine.Instant(MaxTime):
		return errTooLate
	}
	got.At, got.Ended = line.At, line.Event == nil
	if got.Ended {
		return engine.until(line.At)
	}
	return engine.step(line.At, *line.Event)
}

// splitLines is bufio.ScanLines, but keeps the line ends, so that a last line without one can be told.
func splitLines(data []byte, eof bool) (int, []byte, error) {
	if i := bytes.IndexByte(data, '\n'); i >= 0 {
		return i + 1, data[:i+1], nil
	}
	if eof && len(data) > 0 {
		return len(data), data, nil
	}
	return 0, nil, nil
}
