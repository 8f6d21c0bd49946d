package understudy

import (
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"understudy.example/client/conversation"
	"understudy.example/machine"
	"understudy.example/pool/failover"
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

// hostile are topologies with good snapshots to spoil.
func hostile(t tester) (tops []Topology, good [][]byte) {
	lone := Paired()
	lone.Pools, lone.Pairs, lone.Records = lone.Pools[:1], nil, lone.Records[:1]
	for _, top := range []Topology{Paired(), Lab(), threeSites(), lone} {
		h := begin(t, top)
		for _, u := range top.Users {
			h.do(SignIn{u.URI})
		}
		h.do(PoolFailOver{At: top.Pools[0].FQDN, Pool: top.Pools[len(top.Pools)-1].FQDN, DisasterMode: true})
		h.wait(7 * time.Second)
		b, err := h.AppendSnapshot(nil)
		if err != nil {
			t.Fatal(err)
		}
		tops, good = append(tops, top), append(good, b)
	}
	return tops, good
}

// FuzzRestore: hostile bytes are refused, or make a System that can be stepped for a while. What is fuzzed are edits of
// good snapshots, two bytes of position and one of value each, and what is cut off or added at the end: random bytes are too
// far from anything, and whole snapshots take the fuzzer minutes to minimise.
func FuzzRestore(f *testing.F) {
	tops, good := hostile(f)
	for i := range tops {
		f.Add(uint8(i), []byte{}, uint16(0), []byte{})
		f.Add(uint8(i), []byte{0, 13, 1, 0, 21, 2, 1, 0, 3}, uint16(8), []byte("one word"))
	}
	f.Fuzz(func(t *testing.T, which uint8, edits []byte, less uint16, more []byte) {
		i := int(which) % len(tops)
		b := slices.Clone(good[i])
		for ; len(edits) > 2; edits = edits[3:] {
			b[int(binary.BigEndian.Uint16(edits))%len(b)] ^= edits[2]
		}
		b = append(b[:max(0, len(b)-int(less))], more...)
		if s, err := Restore(tops[i], b); err == nil {
			live(&history{System: s}, 40)
		} else if text := err.Error(); !errors.Is(err, ErrSnapshot) || strings.Contains(text, "\n") || len(text) > 1000 {
			t.Errorf("%q is no error of a snapshot", text)
		}
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

// TestRestoreOfNoise is FuzzRestore for every test run.
func TestRestoreOfNoise(t *testing.T) {
	tops, good := hostile(t)
	accepted := 0
	rapid.Check(t, func(t *rapid.T) {
		i := rapid.IntRange(0, len(tops)-1).Draw(t, "topology")
		b := slices.Clone(good[i])
		for n := rapid.IntRange(1, 3).Draw(t, "n"); n > 0; n-- {
			b[rapid.IntRange(0, len(b)-1).Draw(t, "at")] ^= 1 << rapid.IntRange(0, 7).Draw(t, "bit")
		}
		if r, err := Restore(tops[i], b); err == nil {
			accepted++
			live(&history{System: r}, 60)
		}
	})
	if accepted == 0 && !testing.Short() { // a short run draws too few to count
		t.Error("no noise was accepted")
	}
}

// What is wrong with a snapshot as a whole is said before anything is read.
func TestRestoreOfOthers(t *testing.T) {
	tops, good := hostile(t)
	b := good[0]
	spoilt := func(at int) []byte { c := slices.Clone(b); c[at]++; return c }
	for name, c := range map[string]struct {
		top  Topology
		b    []byte
		says string
	}{
		"nothing":          {tops[0], nil, "do not begin like one"},
		"half a head":      {tops[0], b[:snapshotHead-1], "do not begin like one"},
		"another file":     {tops[0], spoilt(0), "do not begin like one"},
		"another version":  {tops[0], spoilt(len(snapshotMagic)), "version"},
		"another topology": {tops[1], b, "another topology"},
		"a byte too few":   {tops[0], b[:len(b)-1], "whole words"},
		"a word too few":   {tops[0], b[:len(b)-8], "words"},
		"a word too many":  {tops[0], append(slices.Clone(b), make([]byte, 8)...), "words"},
	} {
		if _, err := Restore(c.top, c.b); !errors.Is(err, ErrSnapshot) || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A copy taken at the last check of a step goes on as the original does, down to how long it is still waited for.
func TestContinueAtTheLastCheck(t *testing.T) {
	rules := failover.Lab()
	s, _ := rules.Step(0, failover.State{}, failover.Event{On: failover.FailOver}, nil)
	for !s.Stopped() {
		now := rules.Deadline(s)
		var c machine.Code
		c.Pack(now, 1, nil)
		was := s
		rules.Code(&c, &was)
		words := c.Words()
		var copied failover.State
		c.Unpack(now, 1, words)
		rules.Code(&c, &copied)
		a, _ := rules.Advance(s, nil)
		b, _ := rules.Advance(copied, nil)
		a, _ = rules.Step(now, a, failover.Event{On: failover.NotYet}, nil)
		b, _ = rules.Step(now, b, failover.Event{On: failover.NotYet}, nil)
		if a != b {
			t.Fatalf("at %v\n%+v goes on as\n%+v, and its copy as\n%+v", now, s, a, b)
		}
		s = a
	}
}

// A System that has just begun is copied and restored like any other.
func TestContinueFromTheBeginning(t *testing.T) {
	for _, top := range []Topology{Paired(), Lab(), threeSites()} {
		s := begin(t, top).System
		c, err := s.Clone()
		if err != nil {
			t.Fatal(err)
		}
		a, _ := s.AppendSnapshot(nil)
		b, _ := c.AppendSnapshot(nil)
		if string(a) != string(b) {
			t.Error("a copy has another snapshot")
		}
		c.Step(c.Now(), SignIn{top.Users[0].URI}, nil)
		if err := c.CopyFrom(s); err != nil {
			t.Fatal(err)
		}
		if b, _ = c.AppendSnapshot(nil); string(a) != string(b) {
			t.Error("CopyFrom leaves something of what was there before")
		}
	}
}

// Equal inputs give equal actions and equal snapshots: nothing depends on the order of a map, or on what was there before.
func TestDeterminism(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		top := drawTopology(t)
		h, err := newHistory(top, Parts{}, nil)
		if err != nil {
			t.Fatal(err)
		}
		h.play(t, 40)
		again, err := New(top)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range h.log {
			if e.in != nil {
				again.Do(e.at, e.in, nil)
			}
		}
		again.Do(h.Now(), nil, nil)
		a, _ := h.AppendSnapshot(nil)
		b, _ := again.AppendSnapshot(nil)
		if !h.picked && string(a) != string(b) {
			t.Fatalf("the same inputs end elsewhere\n%s", h)
		}
	})
}

// Inputs that are none of this package's, and nil pointers, are told as invalid; they do not panic.
func TestForeignInputs(t *testing.T) {
	type mine struct{ SignIn }
	type order struct{ PoolFailOver }
	type hollow struct{ Order }
	for _, in := range []Input{mine{SignIn{u1}}, &SignIn{u1}, &Break{}, &Heal{}, order{}, &PoolFailOver{At: fe1, Pool: fe1, DisasterMode: true},
		(*SignIn)(nil), (*PoolFailOver)(nil), hollow{}, (*Break)(nil)} {
		h := begin(t, Paired())
		if did := h.Step(0, in, nil); len(did) != 1 || did[0].Kind != Invalid || h.Tell(did[0]).What == "" {
			t.Errorf("%T: %v", in, wording(h.System, did))
		}
	}
}

// Any values in any input: nothing panics, and what names nobody is told as invalid.
func TestAnyInput(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		h, err := newHistory(drawTopology(t), Parts{}, nil)
		if err != nil {
			t.Fatal(err)
		}
		c := newScript(h)
		names := append(append([]string{"", ".", "nobody", "FE1.X.EXAMPLE.", "fe1"}, c.places...), c.users...)
		name := func() string { return rapid.SampledFrom(names).Draw(t, "name") }
		yes := func() bool { return rapid.Bool().Draw(t, "yes") }
		small := func() uint8 { return rapid.Uint8().Draw(t, "enum") }
		for range 60 {
			a, b, d := name(), name(), name()
			f := Fault{FaultKind(small() % (uint8(faultKinds) + 2)), a, b, failover.Step(small() % (uint8(failover.NumSteps) + 2)), int(small()) % 20}
			in := rapid.SampledFrom([]Input{DefinePool{a, b}, NameBackup{At: a, Pool: b}, ClearBackup{a, b}, Publish{a}, Setup{a, yes()}, InstallDatabase{a},
				StartServices{a}, RemovePool{a, b}, RemoveDatabase{a}, RestartBackupService{a}, RemoveUserStoreBackupData{a, b}, ExportUserData{a, b}, ImportUserData{a, b},
				ExportResponseGroups{a, b}, ImportResponseGroups{a, b}, CallGroup{a, b},
				BackupServiceSync{a, b, ""}, PoolFailOver{At: a, Pool: b, DisasterMode: yes()}, PoolFailBack{At: a, Pool: b, DisasterMode: yes()}, ManagementServerFailover{a, b, yes(), yes()},
				AddFrontEnd{a, b}, RemoveFrontEnd{a, b, int(small()) % 20}, DatabaseFailover{a, b},
				ResetPoolRegistrarState{a, b, ResetType(small() % 6), int(small()) % 20}, MoveUser{a, b, d, yes(), yes()}, SetPoolState{a, b, failover.Phase(small())}, SetAutomaticFailover{a, b, yes()}, AddRecord{a, b},
				RemoveRecord{a, b}, SignIn{a}, SignOut{a}, DeleteCertificate{a}, FlushDNS{a}, EditContacts{a}, Call{a, b},
				Add{a, conversation.Modality(small())}, HangUp{a},
				CallOut{a, yes()}, Hold{a}, Resume{a}, Transfer{a, b}, Park{a}, Retrieve{a, b}, Join{a, b}, Rejoin{a}, Leave{a}, Break{f}, Heal{f}}).Draw(t, "input")
			for _, e := range h.do(in) {
				if l := h.Tell(e); l.What == "" {
					t.Fatalf("%T%+v: no words for %+v", in, in, e)
				}
			}
			h.run(time.Duration(rapid.Int64Range(0, int64(time.Minute)).Draw(t, "pause")), nil)
		}
		if n := len(h.queue.list) - h.queue.head; n > len(h.due) {
			t.Fatalf("%d messages are under way", n)
		}
	})
}

// Without any guard every order is carried out, and nothing panics.
func TestNoGuardsAtAll(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		h, err := newHistory(drawTopology(t), Parts{Guards: []Guard{}}, nil)
		if err != nil {
			t.Fatal(err)
		}
		h.play(t, 40)
	})
	h, err := newHistory(threeSites(), Parts{Guards: []Guard{}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	const lone = "fe3.x.example" // a pool without a pair is failed over to nowhere
	h.do(SetPoolState{lone, lone, failover.FailedOver})
	h.do(PoolFailBack{At: "fe1.x.example", Pool: lone, DisasterMode: false})
	h.wait(time.Hour)
	h.do(SetPoolState{"fe1.x.example", lone, failover.FailingOver})
	h.wait(time.Hour)
}

// Run and Due: what is not due does nothing, and a now in the past is the present.
func TestRunOutOfRange(t *testing.T) {
	h := begin(t, Paired())
	h.wait(time.Minute)
	a, _ := h.AppendSnapshot(nil)
	for _, i := range []int{-1, h.Due(), 1 << 30} {
		if did := h.Run(i, nil); len(did) > 0 {
			t.Errorf("Run(%d) does %v", i, wording(h.System, did))
		}
	}
	h.Step(0, nil, nil)
	if b, _ := h.AppendSnapshot(nil); string(a) != string(b) {
		t.Error("something has changed")
	}
}

// A message from or to who is not there is none that a snapshot can hold, and from and to the first and the last it is.
func TestDeliverable(t *testing.T) {
	s := mustNew(t, threeSites())
	pools, users, all := len(s.partner), len(s.home), 1<<15-1
	for kind, ends := range map[messageKind][2]int{ // how many there are whom it can be to, and from
		answerMessage: {len(s.sights), all}, stepMessage: {pools, all}, foundMessage: {users, all}, passedMessage: {s.geo.len(), all},
		pathMessage: {users, pools}, replyMessage: {users, pools}, noticeMessage: {users, pools},
	} {
		for _, to := range []int{-1, 0, ends[0] - 1, ends[0]} {
			for _, from := range []int{-1, 0, ends[1] - 1, ends[1]} {
				if from == all {
					continue
				}
				is := s.deliverable(message{kind: kind, to: int16(to), from: int16(from)})
				if want := to >= 0 && to < ends[0] && (ends[1] == all || from >= 0 && from < ends[1]); is != want {
					t.Errorf("message %d to %d of %d, from %d of %d: %v", kind, to, ends[0], from, ends[1], is)
				}
			}
		}
	}
}

// What a snapshot can hold at the edges, it does: messages that arrive at one instant, and at this one; and what it cannot
// is refused: one that should have arrived, an order that nobody gave, a user or a database that is nowhere.
func TestSaneAtTheEdges(t *testing.T) {
	for name, c := range map[string]struct {
		spoil func(*System)
		says  string
	}{
		"two at one instant":        {func(s *System) { s.queue.list = []message{{at: s.now + 1}, {at: s.now + 1}} }, ""},
		"one now":                   {func(s *System) { s.queue.list = []message{{at: s.now}} }, ""},
		"one too late":              {func(s *System) { s.queue.list = []message{{at: s.now - 1}} }, "no place in the queue"},
		"a wrong order":             {func(s *System) { s.queue.list = []message{{at: s.now + 2}, {at: s.now + 1}} }, "no place in the queue"},
		"no such pool":              {func(s *System) { s.queue.list = []message{{at: s.now, kind: stepMessage, to: -1}} }, "no place in the queue"},
		"orders at the first place": {func(s *System) { s.orderAt[0], s.orderAt[1], s.storeAt = 0, 0, 0 }, ""},
		"an order nowhere":          {func(s *System) { s.orderAt[1] = -1 }, "given nowhere"},
		"the store's nowhere":       {func(s *System) { s.storeAt = -1 }, "given nowhere"},
		"no home":                   {func(s *System) { s.home[1] = -1 }, "has no home"},
		"registered nowhere":        {func(s *System) { s.at[0] = -1 }, "registered nowhere"},
		"out, and nowhere":          {func(s *System) { s.at[1] = -1 }, ""},
		"a database nowhere":        {func(s *System) { s.hosts[1] = -1 }, "on no pool"},
	} {
		h := alight(t, Paired(), u1)
		c.spoil(h.System)
		if err := h.sane(); (err == nil) != (c.says == "") || err != nil && !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
