package main

import (
	"time"

	"understudy.example"
	"understudy.example/machine"
)

// stood is how long the deployment is taken to have stood in good health when the monitor begins: long enough for everything to have been
// replicated (H-101). Instants of the model count from before that.
const stood = 30 * time.Minute

// A settled System has stood for so long. It is a Process whose time begins then.
type settled struct{ *understudy.System }

// settle makes a System of a topology, with all its users signed in, and lets it stand.
func settle(t understudy.Topology) (settled, error) {
	s, err := understudy.New(t)
	if err != nil {
		return settled{}, err
	}
	for _, u := range t.Users {
		s.Do(0, understudy.SignIn{User: u.URI}, nil)
	}
	s.Do(machine.Instant(stood), nil, nil)
	return settled{s}, nil
}

// Step lets in happen.
func (s settled) Step(now machine.Instant, in understudy.Input, out []understudy.Action) []understudy.Action {
	return s.System.Step(now.Add(stood), in, out)
}

// Deadline returns when something happens by itself.
func (s settled) Deadline() machine.Instant {
	if d := s.System.Deadline(); d != machine.Never {
		return d.Add(-stood)
	}
	return machine.Never
}
