package explore

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"understudy.example"
	"understudy.example/machine"
)

// drawn is a history out of rapid's choices.
func drawn(t *rapid.T) *Plan {
	p, err := Generate(func(n int) int { return rapid.IntRange(0, n-1).Draw(t, "choice") }, nil, &Options{})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// less returns the plan without its i-th input.
func (p *Plan) less(i int) *Plan {
	c := p.copy()
	c.Inputs = slices.Delete(c.Inputs, i, i+1)
	return c
}

// What fails because of some inputs, wherever and whenever they come, is left with these alone, at once, on the smallest ground.
func TestShrinkToCause(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawn(t)
		var cause []understudy.Input
		for _, in := range p.Inputs {
			if rapid.IntRange(0, 3).Draw(t, "cause") == 0 {
				cause = append(cause, in.In)
			}
		}
		short := Shrink(p, func(p *Plan) bool {
			rest := p.Inputs
			for _, c := range cause {
				i := slices.IndexFunc(rest, func(t Timed) bool { return t.In == c })
				if i < 0 {
					return false
				}
				rest = rest[i+1:]
			}
			return true
		})
		var left []understudy.Input
		for _, in := range short.Inputs {
			if left = append(left, in.In); in.At != 0 {
				t.Errorf("%T at %v", in.In, in.At)
			}
		}
		if !slices.Equal(left, cause) || short.End != 0 || len(short.Topology.Users) != 0 {
			t.Errorf("%v until %v with %d users, because of %v", left, short.End, len(short.Topology.Users), cause)
		}
	})
}

// Whatever makes a history fail, what is left of it fails, nothing of it can be left out, it is no longer, its inputs are in order, and it
// is the same every time; the history itself is as it was.
func TestShrink(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawn(t)
		salt := rapid.Uint64().Draw(t, "salt")
		fails := func(p *Plan) bool { return salted(p, salt)%3 == 0 }
		if !fails(p) {
			t.Skip()
		}
		before := string(p.Story().Format())
		short := Shrink(p, fails)
		for i := range short.Inputs {
			if fails(short.less(i)) {
				t.Errorf("%T can be left out", short.Inputs[i].In)
			}
		}
		inOrder := slices.IsSortedFunc(short.Inputs, func(a, b Timed) int { return int(min(max(a.At-b.At, -1), 1)) })
		if !fails(short) || !inOrder || len(short.Inputs) > len(p.Inputs) || short.before(len(short.Inputs)) > short.End {
			t.Errorf("%s\nfrom\n%s", short.Story().Format(), before)
		}
		if again := Shrink(p, fails); string(again.Story().Format()) != string(short.Story().Format()) || string(p.Story().Format()) != before {
			t.Errorf("%s\nand then\n%s", short.Story().Format(), again.Story().Format())
		}
	})
}

// salted is a number that depends on the inputs, and on nothing else, in no way that is easy to see.
func salted(p *Plan, salt uint64) uint64 {
	for _, in := range p.Inputs {
		for _, b := range []byte(fmt.Sprintf("%T%v", in.In, in.In)) {
			salt = mix(salt + uint64(b))
		}
	}
	return salt
}

// Pauses become round where they cannot be short: what has to last so long lasts up to the next second.
func TestShrinkPauses(t *testing.T) {
	for _, c := range []struct{ least, want time.Duration }{
		{0, 0}, {1, time.Second}, {time.Second, time.Second}, {90 * time.Second, 90 * time.Second},
		{4*time.Minute + 1, 4*time.Minute + time.Second}, {95*time.Second - 1, 95 * time.Second},
	} {
		p := &Plan{Topology: understudy.Paired(), End: minutes(60), Inputs: []Timed{
			{minutes(5), understudy.SignIn{User: "u1@lab.local"}},
			{minutes(5).Add(c.least + 3*time.Microsecond), understudy.SignOut{User: "u1@lab.local"}}}}
		short := Shrink(p, func(p *Plan) bool {
			return len(p.Inputs) == 2 && p.Inputs[1].At.Sub(p.Inputs[0].At) >= c.least
		})
		if got := short.Inputs[1].At; short.Inputs[0].At != 0 || got.Sub(0) < c.least || got > machine.Instant(c.want) || short.End != got {
			t.Errorf("at least %v: from %v to %v, until %v", c.least, short.Inputs[0].At, got, short.End)
		}
	}
}
