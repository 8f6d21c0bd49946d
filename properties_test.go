package understudy

import (
	"encoding/binary"
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"understudy.example/machine"
)

// A twin is two Systems that are given the same inputs, of which the second may live in another time.
type twin struct {
	a, b  *System
	shift time.Duration
}

func (w *twin) same(t *rapid.T, what string, x, y []Action) {
	t.Helper()
	if !slices.Equal(x, y) {
		t.Fatalf("%s at %v: %v\nand %v", what, w.a.Now(), wording(w.a, x), wording(w.b, y))
	}
	if da, db := w.a.Deadline(), w.b.Deadline(); da.Add(w.shift) != db && da != db {
		t.Fatalf("%s at %v: due at %v and at %v, which is not %v later", what, w.a.Now(), da, db, w.shift)
	}
}

func wording(s *System, all []Action) (lines []string) {
	for _, a := range all {
		l := s.Tell(a)
		lines = append(lines, l.Who+": "+l.What)
	}
	return lines
}

// goOn gives both the same random rest of a history.
func (w *twin) goOn(t *rapid.T, steps int) {
	h := &history{System: w.a}
	c := newScript(h)
	for n := rapid.IntRange(1, steps).Draw(t, "more steps"); n > 0; n-- {
		end := w.a.Now().Add(c.pause(t))
		for k := 0; w.a.Deadline() <= end && w.a.Deadline() != machine.Never; k++ {
			i := rapid.IntRange(0, w.a.Due()-1).Draw(t, "first")
			w.same(t, "running", w.a.Run(i, nil), w.b.Run(i, nil))
			if k > 5000 {
				t.Skip("too long")
			}
		}
		in := c.input(t)
		w.same(t, fmt.Sprintf("%T%+v", in, in), w.a.Step(end, in, nil), w.b.Step(end.Add(w.shift), in, nil))
	}
}

// somewhere plays a random history and stops in the middle of an instant.
func somewhere(t *rapid.T) *history {
	h, err := newHistory(drawTopology(t), Parts{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	h.play(t, 30)
	for n := rapid.IntRange(0, 400).Draw(t, "advances"); n > 0 && h.Deadline() != machine.Never; n-- {
		h.note(nil, h.Advance(nil))
	}
	return h
}

// TestContinue: what was restored, copied, or shifted in time goes on as the original does.
func TestContinue(t *testing.T) {
	for name, other := range map[string]func(*rapid.T, *System) (*System, time.Duration, error){
		"restored": func(t *rapid.T, s *System) (*System, time.Duration, error) {
			b, err := s.AppendSnapshot(nil)
			if err != nil {
				return nil, 0, err
			}
			r, err := Restore(s.Topology(), b)
			return r, 0, err
		},
		"cloned": func(t *rapid.T, s *System) (*System, time.Duration, error) { c, err := s.Clone(); return c, 0, err },
		"shifted": func(t *rapid.T, s *System) (*System, time.Duration, error) {
			d := time.Duration(rapid.Int64Range(-int64(s.Now()), int64(1000*time.Hour)).Draw(t, "shift"))
			b, err := s.AppendSnapshot(nil)
			if err != nil {
				return nil, 0, err
			}
			binary.LittleEndian.PutUint64(b[13:], uint64(s.Now().Add(d)))
			r, err := Restore(s.Topology(), b)
			return r, d, err
		},
	} {
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				h := somewhere(t)
				b, shift, err := other(t, h.System)
				if err != nil {
					t.Fatal(err)
				}
				w := &twin{h.System, b, shift}
				w.same(t, "at first", nil, nil)
				w.goOn(t, 10)
			})
		})
	}
}

// FuzzRestore: hostile bytes are refused, or make a System that can be stepped for a while.
func FuzzRestore(f *testing.F) {
	lone := Paired()
	lone.Pools, lone.Pairs, lone.Records = lone.Pools[:1], nil, lone.Records[:1]
	tops := []Topology{Paired(), Lab(), threeSites(), lone}
	for i, top := range tops {
		h := begin(f, top)
		for _, u := range top.Users {
			h.do(SignIn{u.URI})
		}
		h.do(PoolFailOver{top.Pools[0].FQDN, top.Pools[len(top.Pools)-1].FQDN, true})
		h.wait(7 * time.Second)
		b, err := h.AppendSnapshot(nil)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(uint8(i), b[snapshotHead:])
	}
	f.Fuzz(func(t *testing.T, which uint8, tail []byte) {
		top := tops[int(which)%len(tops)]
		b := append([]byte(snapshotMagic), snapshotVersion)
		b = binary.LittleEndian.AppendUint64(b, top.clone().fingerprint())
		b = binary.LittleEndian.AppendUint64(b, uint64(time.Minute))
		s, err := Restore(top, append(b, tail...))
		if err != nil {
			return
		}
		h := &history{System: s}
		live(h, 40)
	})
}

// live lets a while pass, with everything that can be asked of a System.
func live(h *history, advances int) {
	var v View
	for _, o := range newScript(h).orders() {
		h.blocks(o)
	}
	for k := range advances {
		if h.Deadline() == machine.Never {
			break
		}
		h.Step(h.Deadline(), nil, nil)
		for _, a := range h.Advance(nil) {
			h.Tell(a)
		}
		if k%8 == 0 {
			for _, p := range h.topology.Sites {
				h.View(p.Name, &v)
			}
			h.Agenda(true)
		}
	}
	for _, u := range h.topology.Users {
		h.Step(h.Now(), SignIn{u.URI}, nil)
		h.Step(h.Now(), SignOut{u.URI}, nil)
	}
	for _, p := range h.topology.Pools {
		for k := range faultKinds {
			h.Step(h.Now(), Break{Fault{Kind: k, Of: p.FQDN, To: p.FQDN}}, nil)
			h.Step(h.Now(), Heal{Fault{Kind: k, Of: p.FQDN, To: p.FQDN}}, nil)
		}
	}
}

// TestRestoreOfNoise mutates good snapshots, which random bytes are too far from.
func TestRestoreOfNoise(t *testing.T) {
	lone := Paired()
	lone.Pools, lone.Pairs, lone.Records = lone.Pools[:1], nil, lone.Records[:1]
	accepted := 0
	for _, top := range []Topology{Paired(), lone, threeSites()} {
		s := begin(t, top).System
		good, err := s.AppendSnapshot(nil)
		if err != nil {
			t.Fatal(err)
		}
		rapid.Check(t, func(t *rapid.T) {
			b := slices.Clone(good)
			for n := rapid.IntRange(1, 3).Draw(t, "n"); n > 0; n-- {
				b[rapid.IntRange(snapshotHead, len(b)-1).Draw(t, "at")] = rapid.Byte().Draw(t, "byte")
			}
			if r, err := Restore(top, b); err == nil {
				accepted++
				live(&history{System: r}, 60)
			}
		})
	}
	if accepted == 0 {
		t.Error("no noise was accepted")
	}
}
