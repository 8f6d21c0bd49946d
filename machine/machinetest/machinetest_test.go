package machinetest_test

import (
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"

	"understudy.example/machine"
	"understudy.example/machine/machinetest"
)

var whole = []machinetest.Option{
	machinetest.Phase(table, State.Phase), machinetest.Bytes(32), machinetest.Wild(), machinetest.Seeds(1, 60), machinetest.Cover(),
}

func TestLamp(t *testing.T) {
	machinetest.Run(t, stairs, State{}, events, whole...)
}

// TestFalseAlarms draws many more schedules than anybody does, from another start.
func TestFalseAlarms(t *testing.T) {
	start := State{phase: Lit, off: machine.At(7), presses: 3, warm: machine.At(12), draw: machine.Draw{Seed: 9}}
	if err := machinetest.Check(stairs, start, events, append(whole, machinetest.Seeds(1000, 300))...); err != nil {
		t.Error(err)
	}
}

// TestTwoTables has a second phase, of which no action speaks because it never changes.
func TestTwoTables(t *testing.T) {
	other := machine.MustTable(machine.Spec[Phase, Cause]{
		Name: "other lamp", Doc: "A lamp that nobody touches.", Phases: 2, Causes: int(causes), Start: Dark,
		Rows: []machine.Row[Phase, Cause]{
			row(Dark, Pressed, Lit, "Never"), row(Lit, Cut, Dark, "Never"), row(Lit, Elapsed, Dark, "Never"),
		},
	})
	dark := func(State) Phase { return Dark }
	err := machinetest.Check(stairs, State{}, events,
		machinetest.Phase(table, State.Phase), machinetest.Phase(other, dark), machinetest.Seeds(1, 20))
	if err != nil {
		t.Error(err)
	}
}

// TestPatience has deadlines as far away as the laws allow.
func TestPatience(t *testing.T) {
	if err := machinetest.Check(lamp{While: 1 << 61, Warm: 1 << 61}, State{}, events); err != nil {
		t.Error(err)
	}
}

func TestParallel(t *testing.T) {
	t.Parallel()
	machinetest.Run(t, stairs, State{}, events)
}

// TestRun runs itself as another process, with a faulty lamp, and looks at what is printed.
func TestRun(t *testing.T) {
	litter := func(c call) (State, []Action) {
		if c.s.phase == Lit {
			garbage = new(int)
		}
		return c.step()
	}
	calls := 0
	fickle := func(c call) (State, []Action) {
		calls++
		c.While += machine.Instant(calls).Sub(0)
		return c.step()
	}
	cases := map[string]struct {
		step  func(call) (State, []Action)
		lines []string
	}{
		"litter": {litter, []string{
			"--- PASS: TestRun/purity", "--- FAIL: TestRun/allocations", "1 allocations in this schedule",
			"no schedule takes lamp: lit on cut", "--- PASS: TestRun/coverage",
		}},
		"fickle": {fickle, []string{
			"--- PASS: TestRun/plain", "--- FAIL: TestRun/purity",
			`not checked: it rests on "purity", which fails`, "--- SKIP: TestRun/append", "--- SKIP: TestRun/time_shift",
		}},
	}
	if c, child := cases[os.Getenv("MACHINETEST_FAULT")]; child {
		machinetest.Run(t, faulty{lamp: stairs, step: c.step}, State{}, []Event{{Pressed}})
		return
	}
	for fault, c := range cases {
		cmd := exec.Command(os.Args[0], "-test.run=^TestRun$", "-test.v")
		cmd.Env = append(os.Environ(), "MACHINETEST_FAULT="+fault)
		out, err := cmd.CombinedOutput()
		if err == nil {
			t.Errorf("%s: the test did not fail", fault)
		}
		for _, line := range c.lines {
			if !strings.Contains(string(out), line) {
				t.Errorf("%s: does not print %q:\n%s", fault, line, out)
			}
		}
	}
}

var garbage *int

// TestAim needs as many presses as the state says, which only Aim can know.
func TestAim(t *testing.T) {
	secret := faulty{lamp: stairs, step: func(c call) (State, []Action) {
		if c.e.On == Cause(17+c.s.presses*5) {
			return State{phase: Lit}, c.out
		}
		return c.step()
	}}
	aim := machinetest.Aim(func(d *machine.Draw, s State) Event { return Event{Cause(17 + s.presses*5)} })
	opts := []machinetest.Option{machinetest.Phase(table, State.Phase), machinetest.Seeds(1, 60)}
	for name, c := range map[string]struct {
		list []Event
		opts []machinetest.Option
		want string
	}{
		"only the list": {events, opts, ""},
		"only aim":      {nil, append(opts, aim), "moves"},
		"both":          {events, append(opts, aim), "moves"},
	} {
		if got := strings.Join(broken(machinetest.Check(secret, State{}, c.list, c.opts...)), " "); got != c.want {
			t.Errorf("%s: breaks %q, not %q", name, got, c.want)
		}
	}
}

func TestMisuse(t *testing.T) {
	other := func(int) Phase { return Dark }
	aim := func(*machine.Draw, int) Event { return Event{} }
	for want, err := range map[string]error{
		"another state than":   machinetest.Check(stairs, State{}, events, machinetest.Phase(table, other)),
		"Aim is a func":        machinetest.Check(stairs, State{}, events, machinetest.Aim(aim)),
		"there are no events,": machinetest.Check(stairs, State{}, nil),
	} {
		if err == nil || !strings.HasPrefix(err.Error(), "machinetest: ") || !strings.Contains(err.Error(), want) {
			t.Errorf("%q is not said: %v", want, err)
		}
	}
}

// A toggle has an interface for events, as a System has.
type toggle struct{ broken bool }

type (
	input interface{ input() }
	on    struct{ level int }
	off   struct{}
)

func (on) input()  {}
func (off) input() {}

func (t toggle) Step(_ machine.Instant, s bool, e input, out []string) (bool, []string) {
	switch e := e.(type) {
	case on:
		if t.broken && e.level > 1<<20 {
			panic("too bright")
		}
		return true, append(out, "on")
	case off:
		return false, append(out, "off")
	}
	return s, out
}
func (toggle) Advance(s bool, out []string) (bool, []string) { return s, out }
func (toggle) Deadline(bool) machine.Instant                 { return machine.Never }
func (toggle) Code(c *machine.Code, s *bool)                 { c.Bool(s) }

func TestInterfaceEvents(t *testing.T) {
	inputs := []input{on{1}, off{}, nil}
	machinetest.Run(t, toggle{}, false, inputs, machinetest.Wild())
	err := machinetest.Check(toggle{broken: true}, false, inputs, machinetest.Wild())
	if got := fmt.Sprint(err); !strings.Contains(got, "on{level:") || !strings.Contains(got, "too bright") {
		t.Error(got)
	}
}
