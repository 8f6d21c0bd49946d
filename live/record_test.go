package live_test

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/benbjohnson/clock"
	"pgregory.net/rapid"

	"understudy.example/live"
	"understudy.example/machine"
	"understudy.example/pool/health"
)

// recorded runs a schedule live and returns what was recorded and what was done.
func recorded[E, A any](t interface{ Fatal(...any) }, p machine.Process[E, A], acts []act[E], w io.Writer) string {
	var tr trace
	mock := clock.NewMock()
	d, err := live.New(p, live.Options{Clock: mock})
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Record(w, nil); err != nil {
		t.Fatal(err)
	}
	stop := run(d, keep[A](&tr))
	for _, a := range acts {
		mock.Add(a.Wait)
		if a.Post {
			d.Post(a.Event)
		}
	}
	mock.Add(time.Minute)
	if err := stop(); !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	return tr.String()
}

func observer() machine.Process[health.Event, health.Action] {
	return machine.Of(health.PoolToPool(), health.State{})
}

// A recorded run replays to the same bytes; of a run that was killed, at whatever byte, everything replays but the
// unfinished line.
func TestReplayToTheSameBytes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		acts := drawActs(t, 0, healthEvents)
		var tape bytes.Buffer
		var want string
		rapid.SyncTest(t, func(t *rapid.T) { want = recorded(t, observer(), acts, &tape) })
		var tr trace
		got, err := live.Replay(observer(), bytes.NewReader(tape.Bytes()), nil, keep[health.Action](&tr))
		if err != nil || !got.Ended || got.Unfinished != "" || got.Lines != bytes.Count(tape.Bytes(), []byte("\n")) {
			t.Fatalf("%+v, %v, of\n%s", got, err, &tape)
		}
		if tr.String() != want {
			t.Fatalf("replayed:\n%s\n\nlive:\n%s", &tr, want)
		}
		cut := rapid.IntRange(0, tape.Len()-1).Draw(t, "cut")
		killed, part := tape.Bytes()[:cut], trace{}
		got, err = live.Replay(observer(), bytes.NewReader(killed), nil, keep[health.Action](&part))
		whole := killed[:bytes.LastIndexByte(killed, '\n')+1]
		if err != nil || got.Ended || got.Unfinished != string(killed[len(whole):]) || got.Lines != bytes.Count(whole, []byte("\n")) {
			t.Fatalf("%+v, %v, of\n%s", got, err, killed)
		}
		if !strings.HasPrefix(want, part.String()) {
			t.Fatalf("replayed:\n%s\n\nlive:\n%s", &part, want)
		}
	})
}

func TestTapeIsReadable(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var tape bytes.Buffer
		recorded(t, observer(), []act[health.Event]{
			{Post: true, Event: health.Event{On: health.Started}},
			{Wait: 7 * time.Millisecond, Post: true, Event: health.Event{On: health.Answered, Ask: 1, Boot: 9}},
		}, &tape)
		want := `{"at":0,"event":{"On":0,"Ask":0,"Boot":0}}
{"at":7000000,"event":{"On":3,"Ask":1,"Boot":9}}
{"at":60007000000}
`
		if tape.String() != want {
			t.Errorf("recorded\n%s", &tape)
		}
	})
}

func TestReplayFaults(t *testing.T) {
	const ok = `{"at":5,"event":{"On":0,"Ask":0,"Boot":0}}` + "\n"
	for text, want := range map[string]string{
		"":                                    "",
		ok:                                    "",
		ok + `{"at":6`:                        "",
		ok + `{"at":6}`:                       "", // no line end: unfinished
		"\n":                                  "line 1: EOF",
		ok + "\n":                             "line 2: EOF",
		ok + "at 6\n":                         "line 2: invalid character 'a' looking for beginning of value",
		ok + `{"at":4,"event":{}}` + "\n":     "line 2: 4ns is before 5ns",
		`{"at":-1}` + "\n":                    "line 1: -1ns is before 0s",
		`{"at":315360000000000000}` + "\n":    "",
		`{"at":315360000000000001}` + "\n":    "line 1: it is later than 87600h0m0s after the beginning",
		`{"at":9223372036854775807}` + "\n":   "line 1: it is later than 87600h0m0s after the beginning",
		`{"at":9223372036854775808}` + "\n":   "line 1: json: cannot unmarshal number 9223372036854775808 into Go struct field .At of type machine.Instant",
		`{"event":{}}` + "\n":                 `line 1: "at" is missing`,
		`{"at":null,"event":{}}` + "\n":       `line 1: "at" is missing`,
		`{"at":1,"evnt":{}}` + "\n":           `line 1: json: unknown field "evnt"`,
		`{"at":1,"event":{"Onn":1}}` + "\n":   `line 1: json: unknown field "Onn"`,
		`{"at":1} {"at":2}` + "\n":            "line 1: more than one value",
		`{"at":1}` + "\n" + `{"at":1}` + "\n": "line 2: the run has ended in the line before",
		ok + strings.Repeat("x", live.MaxLine+2) + "\n":     "line 2: bufio.Scanner: token too long",
		ok + strings.Repeat(" ", live.MaxLine-8) + "{}\n":   `line 2: "at" is missing`,
		ok + ok + ok + `{"at":5,"event":{"On":"0"}}` + "\n": "line 4: json: cannot unmarshal string into Go struct field Event.On of type health.Cause",
	} {
		got, err := live.Replay(observer(), strings.NewReader(text), nil, nil)
		if want == "" {
			if _, after, _ := strings.Cut(text, "\n"); err != nil || got.Unfinished != after {
				t.Errorf("%q: %+v, %v", text, got, err)
			}
			continue
		}
		if fmt.Sprint(err) != "live: recording: "+want || !errors.Is(err, live.ErrRecording) {
			t.Errorf("%.80q: %v", text, err)
		}
	}
	if _, err := live.Replay(&echo{}, strings.NewReader(`{"at":1,"event":-2}`+"\n"+`{"at":2000000000000}`+"\n"), nil, nil); !errors.Is(err, live.ErrDeadline) {
		t.Error(err)
	}
	broken := io.MultiReader(strings.NewReader(ok), iotestErr{})
	if _, err := live.Replay(observer(), broken, nil, nil); !errors.Is(err, syscall.EIO) || !errors.Is(err, live.ErrRecording) {
		t.Error(err)
	}
}

type iotestErr struct{}

func (iotestErr) Read([]byte) (int, error) { return 0, syscall.EIO }

// disk is full after so many bytes.
type disk struct {
	bytes.Buffer
	room int
}

func (d *disk) Write(p []byte) (int, error) {
	if len(p) > d.room {
		d.Buffer.Write(p[:d.room])
		return d.room, syscall.ENOSPC
	}
	d.room -= len(p)
	return d.Buffer.Write(p)
}

func TestRecordingFails(t *testing.T) {
	d, err := live.New(&echo{}, live.Options{Clock: clock.NewMock()})
	if err != nil {
		t.Fatal(err)
	}
	full := &disk{room: 40}
	d.Record(full, nil)
	for i := range 10 {
		d.Post(i)
	}
	var tr trace
	err = d.Run(context.Background(), keep[string](&tr))
	wantErr(t, err, live.ErrRecording)
	wantErr(t, err, syscall.ENOSPC)
	if err.Error() != "live: recording: at 0s: no space left on device" {
		t.Error(err)
	}
	var again trace
	got, err := live.Replay(&echo{}, &full.Buffer, nil, keep[string](&again))
	if err != nil || got.Unfinished == "" || again.String() != tr.String() || tr.String() == "" {
		t.Errorf("%+v, %v: %v, live %v", got, err, &again, &tr)
	}
}

// What could not be read back for its time is not written.
func TestRecordingIsTooLong(t *testing.T) {
	mock, tape := clock.NewMock(), bytes.Buffer{}
	d, err := live.New(&echo{}, live.Options{Clock: mock})
	if err != nil {
		t.Fatal(err)
	}
	d.Record(&tape, nil)
	mock.Add(live.MaxTime)
	d.Post(1)
	mock.Add(1)
	d.Post(2)
	wantText(t, d.Run(context.Background(), nil), "live: recording: at 87600h0m0.000000001s: it is later than 87600h0m0s after the beginning")
	if got, err := live.Replay(&echo{}, &tape, nil, nil); err != nil || got.Lines != 1 {
		t.Errorf("%+v, %v", got, err)
	}
}

// secret loses a field in JSON.
type secret struct {
	Shown int
	kept  int
}

type anything[E any] struct{}

func (anything[E]) Step(_ machine.Instant, e E, out []string) []string {
	return append(out, fmt.Sprint(e))
}
func (anything[E]) Advance(out []string) []string { return out }
func (anything[E]) Deadline() machine.Instant     { return machine.Never }

func recordOne[E any](t *testing.T, event E, encode func([]byte, live.Line[E]) ([]byte, error)) (string, error) {
	t.Helper()
	var tape bytes.Buffer
	d, err := live.New(anything[E]{}, live.Options{Clock: clock.NewMock()})
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Record(&tape, encode); err != nil {
		t.Fatal(err)
	}
	d.Post(event)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err = d.Run(ctx, nil); errors.Is(err, context.Canceled) {
		err = nil
	}
	return tape.String(), err
}

func wantText(t *testing.T, err error, want string) {
	t.Helper()
	if fmt.Sprint(err) != want || !errors.Is(err, live.ErrRecording) {
		t.Errorf("error is %v, want %s", err, want)
	}
}

func TestEventsThatCannotBeRecorded(t *testing.T) {
	_, err := recordOne(t, secret{1, 2}, nil)
	wantText(t, err, `live: recording: at 0s: {"Shown":1} reads back as another event, so Record needs an encoder`)
	_, err = recordOne[fmt.Stringer](t, time.Second, nil)
	wantText(t, err, `live: recording: at 0s: 1000000000 cannot be read back, so Record needs an encoder: `+
		`json: cannot unmarshal number into Go value of type fmt.Stringer`)
	_, err = recordOne(t, math.NaN(), nil)
	wantText(t, err, "live: recording: at 0s: json: unsupported value: NaN")
	_, err = recordOne(t, 1, func(dst []byte, l live.Line[int]) ([]byte, error) { return append(dst, "a\nb"...), nil })
	wantText(t, err, "live: recording: at 0s: the encoder wrote more than one line")
	_, err = recordOne(t, strings.Repeat("x", live.MaxLine), nil)
	wantText(t, err, "live: recording: at 0s: a line of 1048595 bytes, of 1048576 at most")
	_, err = recordOne(t, 1, func(dst []byte, l live.Line[int]) ([]byte, error) { return dst, os.ErrInvalid })
	wantText(t, err, "live: recording: at 0s: invalid argument")
}

// null is an event like any other, and the longest line is read back.
func TestEventsThatCan(t *testing.T) {
	tape, err := recordOne[*int](t, nil, nil)
	if err != nil || tape != "{\"at\":0,\"event\":null}\n{\"at\":0}\n" {
		t.Errorf("%q, %v", tape, err)
	}
	var tr trace
	if got, err := live.Replay(anything[*int]{}, strings.NewReader(tape), nil, keep[string](&tr)); err != nil || got.Lines != 2 || len(tr.lines) != 1 {
		t.Errorf("%+v, %v, %q", got, err, tr.lines)
	}
	tape, err = recordOne(t, strings.Repeat("x", live.MaxLine-len(`{"at":0,"event":""}`)), nil)
	if err != nil || strings.IndexByte(tape, '\n') != live.MaxLine {
		t.Fatal(err)
	}
	if got, err := live.Replay(anything[string]{}, strings.NewReader(tape), nil, nil); err != nil || !got.Ended {
		t.Errorf("%+v, %v", got, err)
	}
}

// An encoder and a decoder of one's own; an encoder may leave out the end of the run.
func TestOwnEncoder(t *testing.T) {
	tape, err := recordOne(t, 42, func(dst []byte, l live.Line[int]) ([]byte, error) {
		if l.Event == nil {
			return dst, nil
		}
		return fmt.Appendf(dst, "at %v: %d", l.At, *l.Event), nil
	})
	if err != nil || tape != "at 0s: 42\n" {
		t.Fatalf("%q, %v", tape, err)
	}
	var tr trace
	_, err = live.Replay(anything[int]{}, strings.NewReader(tape), func(line []byte) (live.Line[int], error) {
		e := 0
		_, err := fmt.Sscanf(string(line), "at 0s: %d", &e)
		return live.Line[int]{Event: &e}, err
	}, keep[string](&tr))
	if err != nil || tr.String() != "0 42" {
		t.Errorf("%v, %v", &tr, err)
	}
}

// Each line is on its way before its event is stepped, through a buffered writer, too.
func TestLineIsWrittenAhead(t *testing.T) {
	for _, buffered := range []bool{false, true} {
		var tape bytes.Buffer
		var w io.Writer = &tape
		if buffered {
			w = bufio.NewWriter(&tape)
		}
		d, err := live.New(&echo{}, live.Options{Clock: clock.NewMock()})
		if err != nil {
			t.Fatal(err)
		}
		d.Record(w, nil)
		d.Post(1)
		d.Post(2)
		lines := 0
		ctx, cancel := context.WithCancel(context.Background())
		cancel()
		d.Run(ctx, func(machine.Instant, []string) {
			if lines++; strings.Count(tape.String(), "\n") != lines {
				t.Errorf("buffered %v: with event %d, recorded is\n%s", buffered, lines, &tape)
			}
		})
	}
}

// Whatever is fed to Replay, it ends, and what it accepts it accepts again, written anew.
func FuzzReplay(f *testing.F) {
	f.Add([]byte(`{"at":0,"event":0}` + "\n" + `{"at":7000000000,"event":1}` + "\n" + `{"at":60000000000}` + "\n"))
	f.Add([]byte(`{"at":0,"event":0}` + "\n" + `{"at":70`))
	f.Add([]byte("\n\xff{}\n"))
	f.Fuzz(func(t *testing.T, tape []byte) { replayed(t, kettles, tape) })
}

func kettles() machine.Process[cause, kettleAction] { return newKettle() }

// FuzzReplayObserver: the events are objects, and the machine ticks for as long as the recording goes on.
func FuzzReplayObserver(f *testing.F) {
	f.Add([]byte(`{"at":0,"event":{"On":0,"Ask":0,"Boot":0}}` + "\n" + `{"at":400000000000}` + "\n"))
	f.Add([]byte(`{"at":1,"event":{"On":1,"Ask":1,"Boot":255}}` + "\n" + `{"at":60000000000,"event":{"On":9}}` + "\n" + `{"at":6e10}`))
	f.Fuzz(func(t *testing.T, tape []byte) { replayed(t, observer, tape) })
}

// replayed replays bytes, twice: what is no recording is told in one line, with its place, and what is one goes the same way again.
func replayed[E, A any](t *testing.T, fresh func() machine.Process[E, A], tape []byte) {
	var tr, again trace
	got, err := live.Replay(fresh(), bytes.NewReader(tape), nil, keep[A](&tr))
	if err != nil {
		wantErr(t, err, live.ErrRecording)
		if text := err.Error(); strings.ContainsAny(text, "\n\r") || len(text) > 2000 || !strings.HasPrefix(text, "live: recording: line ") {
			t.Errorf("%q", text)
		}
		return
	}
	if n := bytes.Count(tape, []byte("\n")); got.Lines != n {
		t.Fatalf("%d of %d lines", got.Lines, n)
	}
	whole := bytes.TrimSuffix(tape, []byte(got.Unfinished))
	if _, err := live.Replay(fresh(), bytes.NewReader(whole), nil, keep[A](&again)); err != nil || again.String() != tr.String() {
		t.Fatalf("%v, once\n%s\nand then\n%s", err, &tr, &again)
	}
}
