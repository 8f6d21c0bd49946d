package live_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"github.com/benbjohnson/clock"
	"github.com/looplab/fsm"

	"understudy.example/live"
	"understudy.example/machine"
	"understudy.example/pool/health"
)

// script is a process that reports what it is told to.
type script struct{}

func (script) Step(_ machine.Instant, e []kettleAction, out []kettleAction) []kettleAction {
	return append(out, e...)
}
func (script) Advance(out []kettleAction) []kettleAction { return out }
func (script) Deadline() machine.Instant                 { return machine.Never }

func say(name string, from phase, on cause) kettleAction {
	return kettleAction{name: name, move: machine.Move[phase, cause]{From: from, On: on}}
}

// play posts one event that reports all of them, and runs it; when Run gives up by itself its error is returned.
func play(t *testing.T, o live.Options, said ...kettleAction) (handed int, err error) {
	t.Helper()
	if o.Clock == nil {
		o.Clock = clock.NewMock()
	}
	d, err := live.New(script{}, o)
	if err != nil {
		t.Fatal(err)
	}
	d.Post(said)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err = d.Run(ctx, func(_ machine.Instant, out []kettleAction) { handed = len(out) }); errors.Is(err, context.Canceled) {
		err = nil
	}
	return handed, err
}

func hooks(c fsm.Callbacks) live.Options {
	return live.Options{Hooks: map[machine.Sheet]fsm.Callbacks{kettleTable: c}}
}

func TestCallbacks(t *testing.T) {
	var called []string
	call := func(name string) fsm.Callback {
		return func(ctx context.Context, e *fsm.Event) {
			moved := e.Args[0].(live.Moved)
			called = append(called, fmt.Sprintf("%s%s: %s %s %s, %s", moved.Instance, name, e.Src, e.Event, e.Dst, moved.Report.Entry().Why))
			if ctx.Err() != nil {
				t.Error("the context of a callback is cancelled:", ctx.Err())
			}
		}
	}
	c := fsm.Callbacks{}
	for _, name := range []string{
		"enter_heating", "enter_boiling over", "enter_state", "after_stirred", "after_boiled", "after_event",
	} {
		c[name] = call(name)
	}
	handed, err := play(t, hooks(c), say("", cold, lit), say("", heating, stirred), say("B ", boilingOver, cooled),
		say("", heating, lit), say("", cold+200, nonsense)) // the last is a phase that does not exist
	wantErr(t, err, live.ErrMove)
	if handed != 0 {
		t.Error("do was called with a move that the table does not have")
	}
	want := []string{
		"enter_heating: cold lit heating, Fire heats (T-1)",
		"enter_state: cold lit heating, Fire heats (T-1)",
		"after_event: cold lit heating, Fire heats (T-1)",
		"after_stirred: heating stirred heating, Stirring begins it anew (T-2)", // it stays: no enter_
		"after_event: heating stirred heating, Stirring begins it anew (T-2)",
		"B enter_state: boiling over cooled cold, Nobody heats it for 5 s (T-4)", // first seen where it was
		"B after_event: boiling over cooled cold, Nobody heats it for 5 s (T-4)",
	}
	if got := strings.Join(called, "\n"); got != strings.Join(want, "\n") {
		t.Errorf("called\n%s", got)
	}
}

func TestMovesOutsideTheTable(t *testing.T) {
	for _, c := range []struct {
		name string
		said []kettleAction
		want string // "" is no error
	}{
		{"in step", []kettleAction{say("", cold, lit), say("", heating, boiled), say("", boilingOver, cooled)}, ""},
		{"begins anywhere", []kettleAction{say("", boilingOver, cooled), say("", cold, lit)}, ""},
		{"two instances", []kettleAction{say("A", cold, lit), say("B", cold, lit)}, ""},
		{"refusals move nothing", []kettleAction{say("", cold, boiled), say("", cold, nonsense), say("", cold, lit)}, ""},
		{"ignored causes move nothing", []kettleAction{say("", cold, stirred), say("", cold, lit)}, ""},
		{"a jump", []kettleAction{say("", cold, lit), say("", boilingOver, cooled)},
			`live: a move that the table does not allow: test/kettle: "cooled" when "boiling over", and it was last seen in "heating"`},
		{"a jump that a row could explain", []kettleAction{say("", heating, boiled), say("", cold, lit)},
			`live: a move that the table does not allow: test/kettle: "lit" when "cold", and it was last seen in "boiling over"`},
		{"a jump seen by a refusal", []kettleAction{say("A", cold, lit), say("A", cold, boiled)},
			`live: a move that the table does not allow: test/kettle A: "boiled" when "cold", and it was last seen in "heating"`},
		{"no such phase", []kettleAction{say("", 9, lit)},
			`live: a move that the table does not allow: test/kettle: there is no phase 9?`},
	} {
		t.Run(c.name, func(t *testing.T) {
			handed, err := play(t, live.Options{}, c.said...)
			if got := fmt.Sprint(err); c.want != "" && (got != c.want || handed != 0 || !errors.Is(err, live.ErrMove)) {
				t.Errorf("error is %s, and %d handed on", got, handed)
			}
			if c.want == "" && (err != nil || handed != len(c.said)) {
				t.Errorf("error is %v, and %d handed on", err, handed)
			}
		})
	}
}

// sheetless reports a table that is not there; pointed has its Report on the pointer.
type sheetless struct{}

func (sheetless) Report() (machine.Report, bool) { return machine.Report{}, true }

type pointed struct{ kettleAction }

func (p *pointed) Report() (machine.Report, bool) { return p.kettleAction.Report() }
func (p *pointed) Instance() string               { return "pointed" }

// mixed is a process whose actions are of many kinds.
type mixed struct{ script }

func (mixed) Step(_ machine.Instant, e any, out []any) []any { return append(out, e) }
func (mixed) Advance(out []any) []any                        { return out }

func TestActionsOfAnyKind(t *testing.T) {
	var log bytes.Buffer
	d, err := live.New(mixed{}, live.Options{Log: slog.New(slog.NewTextHandler(&log, nil)), Clock: clock.NewMock()})
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range []any{nil, 5, say("", cold, lit), &pointed{say("", cold, lit)}, sheetless{}} {
		d.Post(a)
	}
	wantErr(t, d.Run(context.Background(), nil), live.ErrMove)
	if got := log.String(); strings.Count(got, "msg=taken") != 2 || strings.Count(got, "instance=pointed") != 1 {
		t.Error(got)
	}
}

func TestCallbackErrors(t *testing.T) {
	oops := errors.New("oops")
	fail := func(_ context.Context, e *fsm.Event) { e.Err = oops }
	for name, want := range map[string]error{
		"enter_heating": oops, "after_lit": oops, "after_stirred": oops, "enter_cold": nil,
	} {
		_, err := play(t, hooks(fsm.Callbacks{name: fail}), say("", cold, lit), say("", heating, stirred))
		if !errors.Is(err, want) || err != nil && errors.Is(err, live.ErrMove) {
			t.Errorf("%s: %v", name, err)
		}
	}
	_, err := play(t, hooks(fsm.Callbacks{"enter_heating": func(_ context.Context, e *fsm.Event) { e.Cancel() }}),
		say("", cold, lit), say("", heating, boiled))
	if err != nil {
		t.Error("Cancel comes too late to do anything:", err)
	}
	for name, move := range map[string]func(*fsm.FSM){
		"SetState": func(f *fsm.FSM) { f.SetState("cold") },
		"Event":    func(f *fsm.FSM) { f.Event(context.Background(), "boiled") },
	} {
		_, err := play(t, hooks(fsm.Callbacks{"enter_heating": func(_ context.Context, e *fsm.Event) { move(e.FSM) }}),
			say("", cold, lit))
		if !errors.Is(err, live.ErrMove) {
			t.Errorf("a callback used %s: %v", name, err)
		}
	}
}

func TestCallbackNames(t *testing.T) {
	nop := func(context.Context, *fsm.Event) {}
	const there = `; there are ["enter_cold" "enter_heating" "enter_boiling over" "enter_state" ` +
		`"after_lit" "after_stirred" "after_boiled" "after_cooled" "after_event"]`
	for name, want := range map[string]string{
		"enter_cold": "", "enter_boiling over": "", "after_lit": "", "enter_state": "", "after_event": "",
		"before_lit":   "would come before a move that has happened already" + there,
		"before_event": "would come before a move that has happened already" + there,
		"leave_cold":   "would come before a move that has happened already" + there,
		"leave_state":  "would come before a move that has happened already" + there,
		"cold":         "must have its prefix" + there,
		"lit":          "must have its prefix" + there,
		"enter_colt":   "names nothing" + there,
		"enter_lit":    "names nothing" + there,
		"after_cold":   "names nothing" + there,
		"Enter_cold":   "names nothing" + there,
		"":             "names nothing" + there,
	} {
		_, err := live.New(newKettle(), hooks(fsm.Callbacks{name: nop}))
		_, again := live.Mirror(kettleTable, fsm.Callbacks{name: nop})
		if fmt.Sprint(err) != fmt.Sprint(again) {
			t.Errorf("New says %v, Mirror says %v", err, again)
		}
		if want == "" {
			if err != nil {
				t.Error(err)
			}
			continue
		}
		if want = fmt.Sprintf("live: callback %q of test/kettle %s", name, want); fmt.Sprint(err) != want {
			t.Errorf("error is\n%v, want\n%s", err, want)
		}
		wantErr(t, err, live.ErrOptions)
	}
}

// Every fault at once, in a fixed order.
func TestOptionsSayEverything(t *testing.T) {
	o := live.Options{Rate: -2, Hooks: map[machine.Sheet]fsm.Callbacks{
		nil:          {"enter_cold": nil},
		kettleTable:  {"enter_cold": nil, "oops": nil},
		health.Table: {"leave_up": nil},
	}}
	var first string
	for range 20 {
		got := o.Validate().Error()
		if first == "" {
			first = got
		}
		if got != first || strings.Count(got, "\n") != 4 {
			t.Fatalf("%s\n\n%s", got, first)
		}
	}
}

// The mirror of a table has its start, its rows and nothing else.
func TestMirrorIsTheTable(t *testing.T) {
	for _, s := range []machine.Sheet{kettleTable, health.Table} {
		f, err := live.Mirror(s, nil)
		if err != nil {
			t.Fatal(err)
		}
		if want := s.Phases()[s.Start()]; f.Current() != want {
			t.Errorf("%s starts in %q, want %q", s.Name(), f.Current(), want)
		}
		for from, p := range s.Phases() {
			for on, c := range s.Causes() {
				f.SetState(p)
				err := f.Event(context.Background(), c)
				e := s.Entry(uint8(from), uint8(on))
				if stays := errors.As(err, new(fsm.NoTransitionError)); stays {
					err = nil
				}
				if (err == nil) != (e.Outcome == machine.Taken) || f.Current() != s.Phases()[e.To] {
					t.Errorf("%s: %s on %s: %v, now in %s; the table says %+v", s.Name(), p, c, err, f.Current(), e)
				}
			}
		}
	}
}

func TestLog(t *testing.T) {
	var log bytes.Buffer
	drop := func(_ []string, a slog.Attr) slog.Attr {
		if a.Key == slog.TimeKey {
			return slog.Attr{}
		}
		return a
	}
	o := live.Options{Log: slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug, ReplaceAttr: drop}))}
	play(t, o, say("", cold, lit), say("A", cold, stirred), say("A", cold, boiled), kettleAction{tick: true}, say("", heating, nonsense))
	want := `level=INFO msg=taken machine=test/kettle at=0s from=cold on=lit to=heating why="Fire heats (T-1)"
level=DEBUG msg=ignored machine=test/kettle instance=A at=0s from=cold on=stirred to=cold why="It does no harm (T-5)"
level=WARN msg=refused machine=test/kettle instance=A at=0s from=cold on=boiled to=cold why="no rule for boiled when cold"
level=WARN msg=refused machine=test/kettle at=0s from=heating on=4? to=heating why="` + kettleTable.Entry(1, 4).Why + "\"\n"
	if got := log.String(); got != want {
		t.Errorf("log is\n%s", got)
	}
}
