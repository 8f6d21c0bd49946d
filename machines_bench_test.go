package understudy

import (
	"context"
	"testing"

	"github.com/looplab/fsm"

	"understudy.example/client"
	"understudy.example/client/certificate"
	"understudy.example/client/conversation"
	"understudy.example/cms"
	"understudy.example/cms/directory"
	"understudy.example/cms/replica"
	"understudy.example/cms/replicator"
	"understudy.example/dns/cache"
	"understudy.example/machine"
	"understudy.example/pool/backend"
	"understudy.example/pool/failover"
	"understudy.example/pool/health"
	"understudy.example/pool/pairing"
	"understudy.example/pool/replication"
	"understudy.example/pool/setup"
	"understudy.example/registrar/admission"
	"understudy.example/registrar/binding"
)

// loop steps a machine through events that lead back to where it began, one event an operation.
func loop[S comparable, E, A any](rules machine.Machine[S, E, A], s S, events ...E) func(*testing.B) {
	return func(b *testing.B) {
		b.ReportAllocs()
		out, i := make([]A, 0, 16), 0
		for b.Loop() {
			s, out = rules.Step(0, s, events[i], out[:0])
			if i++; i == len(events) {
				i = 0
			}
		}
	}
}

// BenchmarkMachines is one Step of every machine, beside one Event of looplab's that changes its state.
func BenchmarkMachines(b *testing.B) {
	b.Run("looplab", func(b *testing.B) {
		m := fsm.NewFSM("a", fsm.Events{{Name: "go", Src: []string{"a"}, Dst: "b"}, {Name: "back", Src: []string{"b"}, Dst: "a"}}, nil)
		b.ReportAllocs()
		events, i := [2]string{"go", "back"}, 0
		for b.Loop() {
			if err := m.Event(context.Background(), events[i]); err != nil {
				b.Fatal(err)
			}
			i = 1 - i
		}
	})
	p := Defaults()
	type h = health.Event
	b.Run("pool/health", loop(p.Health, health.State{}, h{On: health.Started}, h{On: health.Stopped}))
	b.Run("pool/backend", loop(p.BackEnd, backend.State{}, backend.Event{On: backend.Failed}, backend.Event{On: backend.Answered}))
	b.Run("pool/setup", loop(p.Setup, setup.State{}, setup.Event{On: setup.Define}, setup.Event{On: setup.Withdraw}))
	b.Run("pool/pairing", loop(pairing.Rules{}, pairing.State{}, pairing.Event{On: pairing.Name}, pairing.Event{On: pairing.Clear}))
	b.Run("pool/failover", loop(p.Failover, failover.State{}, failover.Event{On: failover.FailOver}, failover.Event{On: failover.Broken}))
	b.Run("pool/replication", loop(p.Replication, replication.State{},
		replication.Event{On: replication.Initialize}, replication.Event{On: replication.Wrote}, replication.Event{On: replication.Uninitialize}))
	b.Run("registrar/admission", loop(admission.Pool(), admission.State{}, admission.Event{On: admission.SignIn}))
	b.Run("registrar/binding", loop(p.Binding, binding.State{},
		binding.Event{On: binding.Register, Level: binding.Full}, binding.Event{On: binding.Unregister}))
	b.Run("cms", loop(p.CMS, cms.Installed(0, true), cms.Event{On: cms.Fault, DB: 1}, cms.Event{On: cms.Cure, DB: 1}))
	b.Run("cms/directory", loop(p.Directory, directory.State{}, directory.Event{On: directory.Cut}, directory.Event{On: directory.Healed}))
	b.Run("cms/replica", loop(p.Replica, replica.State{}, replica.Event{On: replica.Changed}, replica.Event{On: replica.Delivered}, replica.Event{On: replica.Lost}))
	b.Run("cms/replicator", loop(p.Replicator, replicator.State{}, replicator.Event{On: replicator.Start}, replicator.Event{On: replicator.Stop}))
	b.Run("client", loop(p.Client, client.Start(1), client.Event{On: client.SignIn}, client.Event{On: client.Found, N: 1},
		client.Event{On: client.Accepted}, client.Event{On: client.SignOut}))
	b.Run("client/certificate", loop(p.Certificate, certificate.State{}, certificate.Event{On: certificate.Issued}, certificate.Event{On: certificate.Deleted}))
	b.Run("client/conversation", loop(p.Conversation, conversation.State{},
		conversation.Event{On: conversation.Start}, conversation.Event{On: conversation.HangUp}))
	b.Run("dns/cache", loop(p.Cache, cache.State{}, cache.Event{On: cache.Answered, TTL: p.Cache.MaxTTL}, cache.Event{On: cache.Flushed}))
}
