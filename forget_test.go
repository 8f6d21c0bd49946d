package understudy

import (
	"reflect"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"understudy.example/machine"
	"understudy.example/pool/health"
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

// A pool that is watched by who cannot count anew keeps the name of its incarnation, and only that pool does.
func TestForgetGoesByTheDetector(t *testing.T) {
	for watched := range int16(2) {
		h := begin(t, Paired())
		h.boot[0], h.boot[1] = 3, 3
		for i, x := range h.sights {
			if x.watched == watched {
				h.health.at[i] = struct{ Detector }{h.health.at[i]} // which hides Renumber
			}
		}
		if h.Forget(); h.boot[watched] != 3 || h.boot[1-watched] != 0 {
			t.Errorf("who watches pool %d cannot count anew: %v", watched, h.boot)
		}
	}
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

// What an incarnation is called is forgotten as long as nobody can take it for another one: an answer of the one before may
// be under way to who watches this pool, of this one or to others it may not matter.
func TestForgetKeepsAnOlderAnswerApart(t *testing.T) {
	sight := func(s *System, watched int16) int16 {
		return int16(slices.IndexFunc(s.sights, func(x sight) bool { return x.watched == watched }))
	}
	for _, c := range []struct {
		kind    messageKind
		watched int16
		boot    uint16
		want    uint8
	}{
		{answerMessage, 0, 3, 0}, {answerMessage, 0, 2, 3}, {answerMessage, 1, 2, 0}, {pathMessage, 0, 2, 0},
	} {
		h := begin(t, Paired())
		h.boot[0] = 3
		h.queue.push(message{at: h.now + 1, kind: c.kind, to: sight(h.System, c.watched), data: [4]uint16{0, c.boot}})
		if h.Forget(); h.boot[0] != c.want {
			t.Errorf("%+v: the incarnation is called %d", c, h.boot[0])
		}
	}
}

// What has been forgotten can be packed, and its numbers are as low as can be, whatever has happened before.
func TestForgetCountsAnew(t *testing.T) {
	for wait := range 5 {
		h := alight(t, Paired(), u1)
		h.brk(Service, fe1)
		h.heal(Service, fe1)
		h.wait(10*time.Minute + time.Duration(wait)*30*time.Second)
		h.Forget()
		for i, p := range h.proof {
			if p.ask >= health.Asks || p.boot != 0 || h.boot[h.sights[i].watched] != 0 {
				t.Errorf("%d: proof %d is of ask %d of incarnation %d", wait, i, p.ask, p.boot)
			}
		}
		if h.key() == "" {
			t.Error("it cannot be packed")
		}
	}
}

// Where an order was given is kept while it runs, and forgotten when it is over: of a pool's and of the store's.
func TestForgetDropsPlaces(t *testing.T) {
	h := alight(t, Paired())
	at := h.node(fe2)
	h.must(t, ManagementServerFailover{At: fe2})
	if h.Forget(); h.storeAt != at {
		t.Errorf("the order on the store runs, and was given at %d, not %d", at, h.storeAt)
	}
	h.wait(10 * time.Minute)
	h.must(t, PoolFailOver{At: fe2, Pool: fe1, DisasterMode: true})
	if h.Forget(); h.storeAt != 0 || h.orderAt[0] != at {
		t.Errorf("the store's is over, and was given at %d; the pool's runs, and was given at %d, not %d", h.storeAt, at, h.orderAt[0])
	}
	h.wait(time.Hour)
	if h.Forget(); h.orderAt[0] != 0 {
		t.Errorf("the pool's is over, and was given at %d", h.orderAt[0])
	}
}
