package machine_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
	"understudy.example/machine"
)

// A bell rings Left more times, every Every, and says which time it is. Events set how often.
type bell struct{ Every time.Duration }

type bellState struct {
	Next machine.Timer
	Left uint8
}

func (b bell) Step(now machine.Instant, s bellState, times uint8, out []string) (bellState, []string) {
	s = bellState{Left: times}
	if times > 0 {
		s.Next = machine.At(now.Add(b.Every))
	}
	return s, append(out, fmt.Sprint("set to ", times))
}

func (b bell) Advance(s bellState, out []string) (bellState, []string) {
	out = append(out, fmt.Sprint("ring ", s.Left))
	if s.Left--; s.Left == 0 {
		return bellState{}, out
	}
	s.Next = machine.At(s.Next.Deadline().Add(b.Every))
	return s, out
}

func (bell) Deadline(s bellState) machine.Instant { return s.Next.Deadline() }

func (b bell) Code(c *machine.Code, s *bellState) {
	machine.Enum(c, &s.Left, 256)
	c.Timer(&s.Next, b.Every)
}

func TestCell(t *testing.T) {
	c := machine.Of(bell{time.Second}, bellState{})
	var _ machine.Process[uint8, string] = c
	if c.Deadline() != machine.Never {
		t.Error("a new cell waits for something")
	}
	out := c.Step(5, 2, []string{"before"})
	out = c.Advance(out)
	if want := []string{"before", "set to 2", "ring 2"}; !slices.Equal(out, want) {
		t.Errorf("did %q, want %q", out, want)
	}
	if want := machine.Instant(5).Add(2 * time.Second); c.Deadline() != want || c.State.Left != 1 {
		t.Errorf("waits for %v with %d left, want %v with 1", c.Deadline(), c.State.Left, want)
	}
}

func TestCellCode(t *testing.T) {
	from, to := machine.Of(bell{time.Second}, bellState{}), machine.Of(bell{time.Second}, bellState{})
	from.Step(5, 9, nil)
	var c machine.Code
	c.Pack(5, 1, nil)
	from.Code(&c)
	words := c.Words()
	c.Unpack(5, 1, words)
	to.Code(&c)
	if err := c.Close(); err != nil || to.State != from.State {
		t.Errorf("unpacked %+v instead of %+v: %v", to.State, from.State, err)
	}

	mute := machine.Of[bellState, uint8, string](struct {
		machine.Machine[bellState, uint8, string]
	}{bell{}}, bellState{})
	c.Pack(0, 1, nil)
	mute.Code(&c)
	if err := c.Err(); !errors.Is(err, machine.ErrCode) {
		t.Errorf("rules without Code are packed: %v", err)
	}
}

// ring runs a bell that was set to times at 0 and ends with Until at t. It returns what happened, each with its instant.
func ring(times uint8, t machine.Instant) (did []string, p *machine.Cell[bellState, uint8, string]) {
	p = machine.Of(bell{10}, bellState{})
	p.Step(0, times, nil)
	out := machine.Until(p, t, nil, func(at machine.Instant, out []string) {
		for _, o := range out {
			did = append(did, fmt.Sprintf("%d %s", at, o))
		}
	})
	if len(out) != 0 {
		did = append(did, fmt.Sprint("left over: ", out))
	}
	return did, p
}

// TestUntil looks one below, at and one above a deadline: each is run at its own instant, t included.
func TestUntil(t *testing.T) {
	for at, want := range map[machine.Instant][]string{
		-1: nil, 0: nil, 9: nil,
		10: {"10 ring 3"}, 11: {"10 ring 3"}, 19: {"10 ring 3"},
		20:            {"10 ring 3", "20 ring 2"},
		1000:          {"10 ring 3", "20 ring 2", "30 ring 1"},
		machine.Never: {"10 ring 3", "20 ring 2", "30 ring 1"},
	} {
		if did, _ := ring(3, at); !slices.Equal(did, want) {
			t.Errorf("until %d: %q, want %q", at, did, want)
		}
	}
}

// TestUntilInParts shows that it does not matter in how many parts time passes.
func TestUntilInParts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		end := machine.Instant(rapid.IntRange(0, 100).Draw(t, "end"))
		want, whole := ring(9, end)
		parts := rapid.SliceOf(rapid.IntRange(0, int(end))).Draw(t, "parts")
		slices.Sort(parts)
		did, p := ring(9, -1)
		var buf []string
		for _, part := range append(parts, int(end)) {
			buf = machine.Until(p, machine.Instant(part), buf, func(at machine.Instant, out []string) {
				did = append(did, fmt.Sprintf("%d %s", at, out[0]))
			})
		}
		if !slices.Equal(did, want) || p.State != whole.State {
			t.Fatalf("did %q, want %q", did, want)
		}
	})
}

func TestUntilDiscards(t *testing.T) {
	p := machine.Of(bell{10}, bellState{})
	p.Step(0, 3, nil)
	if out := machine.Until(p, 25, nil, nil); len(out) != 0 || p.State.Left != 1 {
		t.Errorf("%d left, and %q", p.State.Left, out)
	}
}

// TestFeed lets what is due happen before an event, each at its instant, and says so to whoever wants to hear it.
func TestFeed(t *testing.T) {
	var did []string
	for _, do := range []func(machine.Instant, []string){nil, func(at machine.Instant, out []string) {
		did = append(did, fmt.Sprintf("%d %s", at, out[len(out)-1]))
	}} {
		p := machine.Of(bell{10}, bellState{})
		p.Step(0, 2, nil)
		if out := machine.Feed(p, 10, 3, nil, do); len(out) != 0 || p.State.Left != 3 || p.Deadline() != 20 {
			t.Errorf("%+v, %q", p.State, out)
		}
	}
	if want := []string{"10 ring 2", "10 set to 3"}; !slices.Equal(did, want) {
		t.Errorf("did %q, want %q", did, want)
	}
}

// A stuck process has a deadline that Advance does not move on: it goes through a circle of instants.
type stuck struct {
	circle []machine.Instant
	calls  int
}

func (s *stuck) Step(machine.Instant, int, []int) []int { return nil }
func (s *stuck) Advance(out []int) []int                { s.calls++; return out }
func (s *stuck) Deadline() machine.Instant              { return s.circle[s.calls%len(s.circle)] }

func TestUntilGivesUp(t *testing.T) {
	for _, circle := range [][]machine.Instant{{7}, {7, 6}, {-1 << 63}} {
		p := &stuck{circle: circle}
		machine.Until(p, 10, nil, nil)
		if p.calls < 1<<20 || p.calls > 1<<20+1 {
			t.Errorf("%v: gave up after %d calls, want a million", circle, p.calls)
		}
	}
}
