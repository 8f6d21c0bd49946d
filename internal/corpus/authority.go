package corpus

import (
	"slices"

	"understudy.example"
	"understudy.example/client"
	"understudy.example/explore"
	"understudy.example/machine"
	"understudy.example/policy"
)

// authority are reports of this kind: two masters, and masters that have been replaced.
var authority = []Report{
	{Number: 7, Sources: []string{"https://github.com/kubernetes/kubernetes/issues/23731"},
		What:   "A leader lost its lease, and what it should have stopped doing was never told.",
		Breaks: []string{"P2"}, Law: "one-registrar",
		Planted: "A client that registers elsewhere without having given up where it was.",
		Plant: System{Policy: manual, Options: explore.Options{Manual: true, Parts: understudy.Parts{
			Client: func(r client.Rules, s client.State) understudy.Client { return clinging{understudy.ClientOf(r, s)} }}}}},
}

func manual() understudy.Policy { return policy.Manual{} }

// automatic is the policy that most others here are wrong copies of.
func automatic() understudy.Policy { return with(policy.Default()) }

func with(r policy.Rules) *policy.Automatic {
	p, err := policy.New(r)
	if err != nil {
		panic(err)
	}
	return p
}

// clinging goes elsewhere and does not give up where it was.
type clinging struct{ understudy.Client }

func (c clinging) Step(now machine.Instant, e client.Event, out []client.Action) []client.Action {
	return staying(c.Client.Step(now, e, out))
}

func (c clinging) Advance(out []client.Action) []client.Action { return staying(c.Client.Advance(out)) }

func staying(out []client.Action) []client.Action {
	return slices.DeleteFunc(out, func(a client.Action) bool { return a.Kind == client.SignedOut })
}
