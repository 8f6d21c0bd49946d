package live

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"slices"
	"strings"

	"github.com/looplab/fsm"

	"understudy.example/machine"
)

// An Instancer is an action that says which of several machines with one table it comes from. An action that is none
// comes from the only one, whose name is empty.
type Instancer interface {
	Instance() string
}

// A Moved is the first argument of a mirror's callbacks, e.Args[0].(live.Moved).
type Moved struct {
	At       machine.Instant
	Instance string
	Report   machine.Report // Report.Entry().Why is the reason
}

// Mirror builds a looplab machine from a table: phases are its states, causes its events, and it stands in the table's
// start. Callbacks are checked as those of Options are.
func Mirror(s machine.Sheet, callbacks fsm.Callbacks) (*fsm.FSM, error) {
	if err := errors.Join(checkCallbacks(s, callbacks)...); err != nil {
		return nil, err
	}
	c := castOf(s)
	return fsm.NewFSM(c.phase(s.Start()), c.events, callbacks), nil
}

// checkHooks checks all callbacks of all tables.
func checkHooks(hooks map[machine.Sheet]fsm.Callbacks) []error {
	var errs []error
	for s, callbacks := range hooks {
		errs = append(errs, checkCallbacks(s, callbacks)...)
	}
	slices.SortFunc(errs, func(a, b error) int { return cmp.Compare(a.Error(), b.Error()) })
	return errs
}

// checkCallbacks finds callbacks that looplab would ignore, or that would put the mirror out of step.
func checkCallbacks(s machine.Sheet, callbacks fsm.Callbacks) []error {
	if s == nil {
		return []error{optionError("Hooks must not be of a nil table")}
	}
	valid := append(prefixed("enter_", s.Phases(), "state"), prefixed("after_", s.Causes(), "event")...)
	var errs []error
	for _, name := range slices.Sorted(maps.Keys(callbacks)) {
		wrong := ""
		switch {
		case !slices.Contains(valid, name):
			wrong = wrongName(s, name) + fmt.Sprintf("; there are %q", valid)
		case callbacks[name] == nil:
			wrong = "must not be nil"
		default:
			continue
		}
		errs = append(errs, optionError(fmt.Sprintf("callback %q of %s %s", name, s.Name(), wrong)))
	}
	return errs
}

// wrongName says what is wrong with the name of a callback. A bare name, looplab's short form, is refused because it
// can be a phase and a cause at once, and because of it and the long form looplab takes either.
func wrongName(s machine.Sheet, name string) string {
	switch {
	case strings.HasPrefix(name, "before_"), strings.HasPrefix(name, "leave_"):
		return "would come before a move that has happened already"
	case slices.Contains(s.Phases(), name), slices.Contains(s.Causes(), name):
		return "must have its prefix"
	}
	return "names nothing"
}

func prefixed(prefix string, names []string, all string) []string {
	s := make([]string, 0, len(names)+1)
	for _, n := range append(names, all) {
		s = append(s, prefix+n)
	}
	return s
}

// cast is what the mirrors of one table have in common.
type cast struct {
	phases, causes []string
	events         fsm.Events
}

func castOf(s machine.Sheet) *cast {
	c := &cast{phases: s.Phases(), causes: s.Causes()}
	for from := range c.phases {
		for on, name := range c.causes {
			if e := s.Entry(uint8(from), uint8(on)); e.Outcome == machine.Taken {
				c.events = append(c.events, fsm.EventDesc{Name: name, Src: c.phases[from : from+1], Dst: c.phase(e.To)})
			}
		}
	}
	return c
}

func (c *cast) phase(p uint8) string { return machine.Name(c.phases, p) }
func (c *cast) cause(p uint8) string { return machine.Name(c.causes, p) }

// role is one machine of the process.
type role struct {
	sheet    machine.Sheet
	instance string
}

func (r role) String() string { return strings.TrimSpace(r.sheet.Name() + " " + r.instance) }

// mirrors holds a looplab machine for every role heard of so far.
type mirrors struct {
	hooks map[machine.Sheet]fsm.Callbacks
	log   *slog.Logger
	casts map[machine.Sheet]*cast
	parts map[role]*fsm.FSM
}

func newMirrors(o Options) *mirrors {
	return &mirrors{hooks: o.Hooks, log: o.Log, casts: map[machine.Sheet]*cast{}, parts: map[role]*fsm.FSM{}}
}

// follow logs and mirrors what an action reports, if it does.
func follow[A any](ctx context.Context, m *mirrors, at machine.Instant, a *A) error {
	reporter, ok := as[machine.Reporter](a)
	if !ok {
		return nil
	}
	report, ok := reporter.Report()
	if !ok {
		return nil
	}
	if report.Sheet == nil {
		return fmt.Errorf("%w: %v reports no table", ErrMove, *a)
	}
	moved := Moved{At: at, Report: report}
	if i, ok := as[Instancer](a); ok {
		moved.Instance = i.Instance()
	}
	m.write(ctx, moved)
	return m.move(ctx, moved)
}

// as returns an action as a T, whether its methods are those of values or of pointers.
func as[T, A any](a *A) (T, bool) {
	if t, ok := any(a).(T); ok {
		return t, true
	}
	t, ok := any(*a).(T)
	return t, ok
}

var levels = map[machine.Outcome]slog.Level{
	machine.Taken: slog.LevelInfo, machine.Ignored: slog.LevelDebug, machine.Refused: slog.LevelWarn,
}

func (m *mirrors) write(ctx context.Context, moved Moved) {
	r, entry := moved.Report, moved.Report.Entry()
	if m.log == nil || !m.log.Enabled(ctx, levels[entry.Outcome]) {
		return
	}
	c := m.cast(r.Sheet)
	attrs := []slog.Attr{
		slog.String("machine", r.Sheet.Name()), slog.String("instance", moved.Instance),
		slog.Duration("at", moved.At.Sub(0)), slog.String("from", c.phase(r.From)), slog.String("on", c.cause(r.On)),
		slog.String("to", c.phase(entry.To)), slog.String("why", entry.Why),
	}
	if moved.Instance == "" {
		attrs = slices.Delete(attrs, 1, 2)
	}
	m.log.LogAttrs(ctx, levels[entry.Outcome], entry.Outcome.String(), attrs...)
}

// move takes a row in the mirror of its role, and checks that the role's reports follow one from another.
func (m *mirrors) move(ctx context.Context, moved Moved) error {
	r := moved.Report
	c, who, entry := m.cast(r.Sheet), role{r.Sheet, moved.Instance}, r.Entry()
	from, on := c.phase(r.From), c.cause(r.On)
	part := m.parts[who]
	if part == nil {
		part = fsm.NewFSM(from, c.events, m.hooks[r.Sheet])
		m.parts[who] = part
	}
	switch is := part.Current(); {
	case int(r.From) >= len(c.phases):
		return fmt.Errorf("%w: %v: there is no phase %s", ErrMove, who, from)
	case is != from:
		return fmt.Errorf("%w: %v: %q when %q, and it was last seen in %q", ErrMove, who, on, from, is)
	case entry.Outcome != machine.Taken:
		return nil
	}
	if err := fire(ctx, part, on, moved); err != nil {
		return fmt.Errorf("live: mirror of %v: %q when %q: %w", who, on, from, err)
	}
	if is, to := part.Current(), c.phase(entry.To); is != to {
		return fmt.Errorf("%w: %v: %q when %q leads to %q, and a callback moved on to %q", ErrMove, who, on, from, to, is)
	}
	return nil
}

// fire is Event, to which a row that stays in its phase is no error.
func fire(ctx context.Context, part *fsm.FSM, on string, moved Moved) error {
	err := part.Event(ctx, on, moved)
	if stays, ok := err.(fsm.NoTransitionError); ok {
		return stays.Err
	}
	return err
}

func (m *mirrors) cast(s machine.Sheet) *cast {
	c, ok := m.casts[s]
	if !ok {
		c = castOf(s)
		m.casts[s] = c
	}
	return c
}
