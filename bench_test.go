package understudy

import (
	"context"
	"testing"
	"time"

	"github.com/looplab/fsm"

	"understudy.example/machine"
	"understudy.example/pool/failover"
)

// standing is the lab when it stands, with its users signed in.
func standing(b *testing.B) *System {
	s, err := New(Paired())
	if err != nil {
		b.Fatal(err)
	}
	for _, u := range s.topology.Users {
		s.Step(0, SignIn{u.URI}, nil)
	}
	s.Do(machine.Instant(5*time.Minute), nil, nil)
	return s
}

// What one input, or one deadline, costs a whole System, and beside them what looplab/fsm takes to move one machine once.
func BenchmarkSystem(b *testing.B) {
	ins := func(inputs ...Input) func(*testing.B) {
		return func(b *testing.B) {
			b.ReportAllocs()
			s := standing(b)
			out := make([]Action, 0, 64)
			for i := 0; b.Loop(); i++ {
				out = s.Step(s.now, inputs[i%len(inputs)], out[:0])
			}
		}
	}
	link := Fault{Kind: Link, Of: fe1, To: u1}
	nic := Fault{Kind: NIC, Of: fe1}
	b.Run("looplab", func(b *testing.B) {
		b.ReportAllocs()
		f := fsm.NewFSM("up", fsm.Events{
			{Name: "missed", Src: []string{"up"}, Dst: "silent"}, {Name: "answered", Src: []string{"silent"}, Dst: "up"},
		}, nil)
		names, ctx := [2]string{"missed", "answered"}, context.Background()
		for i := 0; b.Loop(); i++ {
			if err := f.Event(ctx, names[i%2]); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("order", ins(SetAutomaticFailover{fe1, fe1, false}, SetAutomaticFailover{fe1, fe1, true}))
	b.Run("refused", ins(PoolFailOver{At: fe2, Pool: fe1, DisasterMode: false}))
	b.Run("state", ins(SetPoolState{fe1, fe2, failover.FailedOver}, SetPoolState{fe1, fe2, failover.Active}))
	b.Run("adapter", ins(Break{nic}, Heal{nic}))
	b.Run("link", ins(Break{link}, Heal{link}))
	b.Run("sign-in", ins(SignOut{u1}, SignIn{u1}))
	b.Run("contacts", ins(EditContacts{u1}))
	b.Run("deadline", func(b *testing.B) {
		b.ReportAllocs()
		s := standing(b)
		out := make([]Action, 0, 64)
		for b.Loop() {
			out = s.Advance(out[:0])
		}
	})
	b.Run("hour", func(b *testing.B) { // of the lab, with nothing happening
		b.ReportAllocs()
		s := standing(b)
		for b.Loop() {
			s.Do(s.now.Add(time.Hour), nil, nil)
		}
	})
	b.Run("outage", func(b *testing.B) { // from one loss of FE01 to the next, ten minutes each way
		b.ReportAllocs()
		s := standing(b)
		for b.Loop() {
			s.Do(s.now, Break{nic}, nil)
			s.Do(s.now.Add(10*time.Minute), Heal{nic}, nil)
			s.Do(s.now.Add(10*time.Minute), nil, nil)
		}
	})
}

func BenchmarkNew(b *testing.B) {
	b.ReportAllocs()
	t := Paired()
	for b.Loop() {
		if _, err := New(t); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkCopy(b *testing.B) {
	s := standing(b)
	b.Run("clone", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := s.Clone(); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("copy", func(b *testing.B) {
		b.ReportAllocs()
		to, err := s.Clone()
		if err != nil {
			b.Fatal(err)
		}
		for b.Loop() {
			if err := to.CopyFrom(s); err != nil {
				b.Fatal(err)
			}
		}
	})
	var snapshot []byte
	b.Run("snapshot", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			snapshot, _ = s.AppendSnapshot(snapshot[:0])
		}
		b.ReportMetric(float64(len(snapshot)), "bytes")
	})
	b.Run("restore", func(b *testing.B) {
		b.ReportAllocs()
		t := s.Topology()
		for b.Loop() {
			if _, err := Restore(t, snapshot); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func BenchmarkLook(b *testing.B) {
	s := standing(b)
	b.Run("view", func(b *testing.B) {
		b.ReportAllocs()
		var v View
		for b.Loop() {
			s.View(fe2, &v)
		}
	})
	b.Run("agenda", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			s.Agenda(false)
		}
	})
	b.Run("laws", func(b *testing.B) {
		b.ReportAllocs()
		w := NewWatch()
		for b.Loop() {
			if err := w.Check(s, nil); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("why not", func(b *testing.B) { // until a failover that runs is over
		b.ReportAllocs()
		s.Step(s.now, PoolFailOver{At: fe1, Pool: fe2, DisasterMode: true}, nil)
		for b.Loop() {
			if r, err := s.WhyNot(PoolFailOver{At: fe1, Pool: fe2, DisasterMode: true}, time.Hour); err != nil || r.Changes == machine.Never {
				b.Fatal(r, err)
			}
		}
	})
}
