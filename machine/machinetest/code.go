package machinetest

import (
	"fmt"
	"reflect"
	"slices"
	"time"

	"understudy.example/machine"
)

func (k *kit[S, E, A]) packs(plan []step[E]) string {
	if k.coder == nil {
		return fmt.Sprintf("%T has no method Code(*machine.Code, *%v)", k.rules, reflect.TypeFor[S]())
	}
	if _, err := k.pack(0, k.start); err != nil {
		return fmt.Sprintf("the start %s: %v", show(&k.start), err)
	}
	return k.play(plan, func(c call[S, E, A]) string {
		if _, err := k.pack(c.at, c.before); err != nil {
			return fmt.Sprintf("at %v %s: %v", c.at, show(&c.before), err)
		}
		if _, err := k.pack(c.at, c.after); err != nil {
			return fmt.Sprintf("at %v %s: %v", c.at, show(&c.after), err)
		}
		return ""
	})
}

func (k *kit[S, E, A]) pack(at machine.Instant, s S) ([]uint64, error) {
	var c machine.Code
	was := s
	c.Pack(at, 1, nil)
	k.coder.Code(&c, &s)
	if s != was {
		return nil, fmt.Errorf("packing makes it %s", show(&s))
	}
	return c.Words(), c.Err()
}

func (k *kit[S, E, A]) unpack(at machine.Instant, words []uint64, s *S) error {
	var c machine.Code
	c.Unpack(at, 1, words)
	k.coder.Code(&c, s)
	return c.Close()
}

func (k *kit[S, E, A]) roundTrip(plan []step[E]) string {
	return k.play(plan, func(c call[S, E, A]) string { return k.elsewhere(c, 0) })
}

func (k *kit[S, E, A]) timeShift(plan []step[E]) string {
	const century = 100 * 365 * 24 * time.Hour
	for _, by := range []time.Duration{time.Second, century, -century} {
		if found := k.play(plan, func(c call[S, E, A]) string { return k.elsewhere(c, by) }); found != "" {
			return found
		}
	}
	return ""
}

// elsewhere makes a call once more, by later, from a state that was packed now and unpacked then. What results must pack
// as it does here. When that holds for each call, it holds for all that follow.
func (k *kit[S, E, A]) elsewhere(c call[S, E, A], by time.Duration) string {
	s, found := k.trip(c.at, by, c.before, c.after)
	if found == "" {
		_, found = k.trip(c.at, by, c.after, c.before)
	}
	if found != "" {
		return found
	}
	after, out := k.do(c.at.Add(by), s, c.event, nil)
	what := differ(k.rules.Deadline(after).Add(-by), c.due, out, c.out)
	if what == "" {
		words, err := k.pack(c.at.Add(by), after)
		if here, _ := k.pack(c.at, c.after); err != nil || !slices.Equal(words, here) {
			what = fmt.Sprintf("state %s instead of %s", show(&after), show(&c.after))
		}
	}
	if what == "" {
		return ""
	}
	return fmt.Sprintf("%s, its state packed and unpacked%s, gives %s", describe(c.at, c.before, c.event), later(by), what)
}

// trip packs s and unpacks it, by later, into nothing and into another state.
func (k *kit[S, E, A]) trip(at machine.Instant, by time.Duration, s, other S) (fresh S, found string) {
	then := at.Add(by)
	words, _ := k.pack(at, s)
	err := k.unpack(then, words, &fresh)
	if err == nil {
		err = k.unpack(then, words, &other)
	}
	again, _ := k.pack(then, fresh)
	what := ""
	switch due, was := k.rules.Deadline(fresh).Add(-by), k.rules.Deadline(s); {
	case err != nil:
		what = err.Error()
	case other != fresh:
		what = "is another state where there was one before: " + show(&other)
	case !slices.Equal(again, words):
		what = fmt.Sprintf("packs as %x instead of %x", again, words)
	case due != was:
		what = fmt.Sprintf("has deadline %v instead of %v", due, was)
	default:
		return fresh, ""
	}
	return fresh, fmt.Sprintf("at %v %s, packed and unpacked%s, %s", at, show(&s), later(by), what)
}

func later(by time.Duration) string {
	if by == 0 {
		return ""
	}
	return fmt.Sprintf(" %v later", by)
}
