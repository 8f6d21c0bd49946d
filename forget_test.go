package understudy

import (
	"reflect"
	"testing"

	"pgregory.net/rapid"

	"understudy.example/machine"
)

// A System that has forgotten acts and looks as one that has not, whatever happens.
func TestForget(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		h, err := newHistory(drawTopology(t), Parts{}, nil)
		if err != nil {
			t.Fatal(err)
		}
		h.roam(t, 20)
		twin, err := h.Clone()
		if err != nil {
			t.Fatal(err)
		}
		twin.Forget()
		c := newScript(h)
		for range rapid.IntRange(1, 10).Draw(t, "more") {
			in, wait := c.input(t), c.pause(t)
			a, b := h.Step(h.Now(), in, nil), twin.Step(h.Now(), in, nil)
			h.note(in, a)
			until := h.Now().Add(wait)
			if !reflect.DeepEqual(a, b) || !reflect.DeepEqual(actionsUntil(h.System, until), actionsUntil(twin, until)) {
				t.Fatalf("%T%+v: what forgot acts otherwise\n%s", in, in, h)
			}
			if rapid.Bool().Draw(t, "again") {
				twin.Forget()
			}
			looksAlike(t, c, twin)
		}
	})
}

// actionsUntil is everything that happens by itself until t.
func actionsUntil(s *System, t machine.Instant) (all []Action) {
	s.Do(t, nil, func(_ machine.Instant, did []Action) { all = append(all, did...) })
	return all
}

func looksAlike(t *rapid.T, c *script, twin *System) {
	for _, place := range c.places {
		var a, b View
		c.h.View(place, &a)
		twin.View(place, &b)
		if !reflect.DeepEqual(a, b) {
			t.Fatalf("from %s:\n%+v\n%+v\n%s", place, a, b, c.h)
		}
	}
}
