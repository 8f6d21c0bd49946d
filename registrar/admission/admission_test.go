package admission

import (
	"errors"
	"fmt"
	"math"
	"testing"
	"time"

	"pgregory.net/rapid"

	"understudy.example/machine"
	"understudy.example/machine/machinetest"
)

const second = machine.Instant(time.Second)

func TestContract(t *testing.T) {
	for _, r := range []Rules{Pool(), Standard(), {Rate: 3, Burst: 1}, {Rate: 7, Burst: 20}} {
		t.Run(fmt.Sprint(r), func(t *testing.T) {
			options := []machinetest.Option{machinetest.Phase(Table, State.Phase), machinetest.Bytes(16), machinetest.Wild()}
			if r.Burst <= 2 { // a longer burst is not met by chance
				options = append(options, machinetest.Cover())
			}
			machinetest.Run(t, r, State{}, []Event{{SignIn}}, options...)
		})
	}
}

// answer is what one sign-in at now is told.
func answer(t testing.TB, p *machine.Cell[State, Event, Action], now machine.Instant) Kind {
	t.Helper()
	machine.Until(p, now, nil, nil)
	for _, a := range p.Step(now, Event{SignIn}, nil) {
		if a.Kind >= Admit {
			return a.Kind
		}
	}
	t.Fatal("no answer")
	return 0
}

// H-38, C-116: twelve a second for a pool, two for a Standard Edition server; the next one waits exactly as long as the
// rate says, and not a nanosecond less.
func TestTheRateIsExact(t *testing.T) {
	for _, r := range []Rules{Pool(), Standard(), {Rate: 7, Burst: 3}, {Rate: 1, Burst: 1}} {
		p := machine.Of(r, State{})
		for i := range r.Burst {
			if got := answer(t, p, 0); got != Admit {
				t.Fatalf("%+v: number %d of the burst: %v", r, i, got)
			}
		}
		for n := 1; n <= 3*r.Rate; n++ { // place n is there at n/Rate seconds, rounded up
			free := machine.Instant((int64(n)*int64(second) + int64(r.Rate) - 1) / int64(r.Rate))
			if got := p.Deadline(); got != free {
				t.Fatalf("%+v: place %d is free at %d, not at %d", r, n, got, free)
			}
			if before, at, after := answer(t, p, free-1), answer(t, p, free), answer(t, p, free); before != Deny || at != Admit || after != Deny {
				t.Fatalf("%+v: place %d: %v, %v, %v", r, n, before, at, after)
			}
		}
	}
}

// C-118: what a storm takes to drain when everybody comes again as soon as there is room.
func TestC118Drain(t *testing.T) {
	for _, c := range []struct {
		users   int
		rules   Rules
		minutes float64
	}{
		{2_500, Standard(), 21}, {2_500, Pool(), 3.5}, {40_000, Pool(), 56}, {901, Rules{Rate: 5, Burst: 3}, 3},
	} {
		p, now, in := machine.Of(c.rules, State{}), machine.Instant(0), 0
		for {
			for in < c.users && p.State.Phase() == Open {
				p.Step(now, Event{SignIn}, nil)
				in++
			}
			if in == c.users {
				break
			}
			now = p.Deadline()
			p.Advance(nil)
		}
		if d := c.rules.Drain(c.users); machine.Instant(d) != now {
			t.Errorf("%d users: drained at %v, promised after %v", c.users, now, d)
		}
		if got := time.Duration(now).Minutes(); math.Abs(got-c.minutes) > 0.5 {
			t.Errorf("%d users at %d a second take %.1f min, want %v", c.users, c.rules.Rate, got, c.minutes)
		}
	}
	for _, users := range []int{0, 1, 12} {
		for _, r := range []Rules{Pool(), {}} {
			if d := r.Drain(users); d != 0 {
				t.Errorf("%+v: %d at once take %v", r, users, d)
			}
		}
	}
}

// C-115: in the user model everybody signs in within 120 minutes. 40,000 users are 5.6 a second, which a pool never has to
// turn away, as little as a Standard Edition server its 2,500; 20,000 would be too many for it.
func TestC115TheMorning(t *testing.T) {
	for _, c := range []struct {
		users  int
		rules  Rules
		denied bool
	}{{40_000, Pool(), false}, {2_500, Standard(), false}, {20_000, Standard(), true}} {
		p, denied := machine.Of(c.rules, State{}), false
		for i := range c.users {
			at := machine.Instant(int64(120*time.Minute) / int64(c.users) * int64(i))
			denied = denied || answer(t, p, at) == Deny
		}
		if denied != c.denied {
			t.Errorf("%d users at %d a second: denied %v", c.users, c.rules.Rate, denied)
		}
	}
}

// Whenever they come, no more are taken in than the burst and the rate allow, and none is turned away that they allow.
func TestAgainstTheLedger(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := Rules{Rate: rapid.IntRange(1, 20).Draw(t, "rate"), Burst: rapid.IntRange(1, 20).Draw(t, "burst")}
		p, now := machine.Of(r, State{}), machine.Instant(0)
		// The bucket in whole parts of a nanosecond, kept naively.
		taken, at := int64(0), machine.Instant(0)
		t.Repeat(map[string]func(*rapid.T){
			"sign in": func(t *rapid.T) {
				taken, at = max(0, taken-int64(now-at)*int64(r.Rate)), now
				want := Deny
				if taken+place <= int64(r.Burst)*place {
					want, taken = Admit, taken+place
				}
				machine.Until(p, now, nil, nil)
				out := p.Step(now, Event{SignIn}, nil)
				if got := out[len(out)-1].Kind; got != want {
					t.Fatalf("%+v at %d, %d taken: %v, want %v", r, now, taken, got, want)
				}
			},
			"wait": func(t *rapid.T) {
				now += machine.Instant(rapid.Int64Range(0, 2*int64(second)/int64(r.Rate)).Draw(t, "wait"))
			},
			"copy": func(t *rapid.T) { // a copy goes on as the state would have done
				machine.Until(p, now, nil, nil)
				var c machine.Code
				c.Pack(now, 1, nil)
				r.Code(&c, &p.State)
				words := c.Words()
				if err := c.Err(); err != nil {
					t.Fatal(err)
				}
				back := p.State.Phase() == Open && (!p.State.free.Armed() || p.State.free.Due(now))
				p.State = State{early: 5}
				c.Unpack(now, 1, words)
				r.Code(&c, &p.State)
				if err := c.Close(); err != nil {
					t.Fatal(err)
				}
				if back && p.State != (State{}) {
					t.Fatalf("%+v, when all room is there again", p.State)
				}
			},
		})
	})
}

// The door is shut by who takes the last place, and by nobody before.
func TestTheLastPlaceShutsTheDoor(t *testing.T) {
	for _, r := range []Rules{Pool(), Standard(), {Rate: 7, Burst: 3}, {Rate: 1, Burst: 1}} {
		s := State{}
		for i := 1; i <= r.Burst; i++ {
			if s, _ = r.Step(0, s, Event{SignIn}, nil); (s.Phase() == Closed) != (i == r.Burst) {
				t.Errorf("%+v: %v after %d", r, s.Phase(), i)
			}
		}
	}
}

// All room is never further away than the rate says, by the nanosecond that is rounded up.
func TestRoomIsNotFurtherAwayThanItCanBe(t *testing.T) {
	r := Rules{Rate: 3, Burst: 7}
	all := machine.Instant(7 * second / 3).Add(1)
	for late, ok := range map[machine.Instant]bool{0: true, 1: false} {
		var c machine.Code
		c.Pack(0, 1, nil)
		if r.Code(&c, &State{phase: Closed, free: machine.At(all + late)}); (c.Err() == nil) != ok {
			t.Errorf("%d later: %v", late, c.Err())
		}
	}
}

// What comes from the table says so, and nothing else does.
func TestReport(t *testing.T) {
	for k := range Deny + 1 {
		if _, ok := (Action{Kind: k}).Report(); ok != (k == Moved || k == Refuse) {
			t.Errorf("%v reports %v", k, ok)
		}
	}
}

func TestEveryPhaseAndEvent(t *testing.T) {
	closed := machine.Of(Rules{Rate: 1, Burst: 1}, State{})
	closed.Step(0, Event{SignIn}, nil)
	for _, s := range []State{{}, closed.State} {
		for _, on := range []Cause{Last, Freed, causes, 255} {
			if got, out := Standard().Step(0, s, Event{on}, nil); got != s || len(out) != 1 || out[0].Kind != Refuse {
				t.Errorf("%v in %v: %+v, %+v", on, s.Phase(), got, out)
			}
		}
	}
	if s, out := (Rules{}).Step(0, State{}, Event{SignIn}, nil); s != (State{}) || len(out) != 1 || out[0].Kind != Admit {
		t.Errorf("without a limit: %+v, %+v", s, out)
	}
	if at := (Rules{}).Deadline(closed.State); at != machine.Never {
		t.Errorf("without a limit a closed door opens at %v", at)
	}
	if s, out := Pool().Advance(State{}, nil); s != (State{}) || out != nil {
		t.Errorf("nothing is due: %+v, %+v", s, out)
	}
}

func TestValidate(t *testing.T) {
	for _, r := range []Rules{{}, Pool(), Standard(), {Rate: most, Burst: most}} {
		if err := r.Validate(); err != nil {
			t.Errorf("%+v: %v", r, err)
		}
	}
	for want, r := range map[string]Rules{
		"admission: Rate -1 must not be below 0":             {Rate: -1},
		"admission: Rate 1000001 must not be above 1000000":  {Rate: most + 1, Burst: 1},
		"admission: Burst 0 must be at least 1":              {Rate: 1},
		"admission: Burst 1000001 must not be above 1000000": {Rate: 1, Burst: most + 1},
	} {
		if err := r.Validate(); !errors.Is(err, ErrRules) || err.Error() != want {
			t.Errorf("%+v: %v", r, err)
		}
	}
	if got := fmt.Sprint(Open, Closed, Phase(9), SignIn, Cause(9), Deny, Kind(9)); got != "open closed 9? sign-in 9? deny 9?" {
		t.Error(got)
	}
}

// Three users of a Standard Edition server sign in at once (H-38).
func Example() {
	door := machine.Of(Standard(), State{})
	for _, at := range []time.Duration{0, 0, 0, time.Second / 2} {
		now := machine.Instant(at)
		machine.Until(door, now, nil, nil)
		out := door.Step(now, Event{On: SignIn}, nil)
		fmt.Println(now, out[len(out)-1].Kind)
	}
	fmt.Println("2,500 users take", Standard().Drain(2_500))
	// Output:
	// 0s admit
	// 0s admit
	// 0s deny
	// 500ms admit
	// 2,500 users take 20m49s
}

func BenchmarkStep(b *testing.B) {
	b.ReportAllocs()
	r, s, out := Pool(), State{}, make([]Action, 0, 2)
	for i := range b.N {
		s, out = r.Step(machine.Instant(i)*second, s, Event{SignIn}, out[:0])
	}
}

func BenchmarkAdvance(b *testing.B) {
	b.ReportAllocs()
	r, out := Rules{Rate: 1, Burst: 1}, make([]Action, 0, 2)
	s, _ := r.Step(0, State{}, Event{SignIn}, nil)
	for range b.N {
		_, out = r.Advance(s, out[:0])
	}
}

// Many at once are taken in as they are one by one.
func TestTakeIsManySteps(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := Rules{Rate: rapid.IntRange(0, 9).Draw(t, "rate"), Burst: rapid.IntRange(1, 12).Draw(t, "burst")}
		one, many := State{}, State{}
		now := machine.Instant(0)
		for range rapid.IntRange(1, 12).Draw(t, "times") {
			now = now.Add(time.Duration(rapid.Int64Range(0, int64(2*time.Second)).Draw(t, "wait")))
			n := rapid.Int64Range(0, 15).Draw(t, "sign-ins")
			if r.Deadline(one) <= now {
				one, _ = r.Advance(one, nil)
			}
			if r.Deadline(many) <= now {
				many, _ = r.Advance(many, nil)
			}
			admitted := int64(0)
			for range n {
				var out []Action
				one, out = r.Step(now, one, Event{SignIn}, nil)
				for _, a := range out {
					if a.Kind == Admit {
						admitted++
					}
				}
			}
			var took int64
			if many, took = r.Take(now, many, n); took != admitted || many != one {
				t.Fatalf("%d of %d at %v and %+v, one by one %d and %+v", took, n, now, many, admitted, one)
			}
		}
	})
}
