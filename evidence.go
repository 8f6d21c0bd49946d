package understudy

import (
	"understudy.example/machine"
	"understudy.example/pool/health"
)

// evidence is what laws judge by: kept by the wiring, from what was really sent and delivered, so that a machine that is
// wrong, or was replaced by a wrong one, cannot vouch for itself.
type evidence struct {
	believes []uint64 // of each user: the registrars that its client believes itself registered at, a bit for each pool
	proof    []proof  // of each sight: what the watcher has heard of the watched

	reached []bool          // site, pool: somebody at the site can work with the pool
	turned  []machine.Timer // site, pool: an age, since that has changed
}

// proof is what a watching pool has really heard since its last verdict, or since it was reset.
type proof struct {
	open  machine.Timer // an ask is unanswered, and counts as missed here
	long  machine.Timer // the unbroken run of answers is long enough here
	down  bool          // it began with a verdict; without one, as when the monitor is reset, any answer will do
	heard bool          // an answer since the verdict, to an ask since the verdict
	held  bool          // the run was long enough
	ask   uint8         // the number of the latest ask
	boot  uint8         // the incarnation that answered last in this run
}

// forgetEvidence begins anew, with a verdict or without one.
func (s *System) forgetEvidence(sight int, down bool) { s.proof[sight] = proof{down: down} }

// asked takes note of an ask, whether or not the watched pool hears it.
func (s *System) asked(sight int, ask uint8) {
	p := s.proofNow(sight)
	p.ask, p.open = ask, machine.At(s.now.Add(s.topology.Parameters.Health.Grace))
	s.proof[sight] = p
}

// heardAnswer takes note of an answer that was delivered. Only an answer to the latest ask is evidence, and one from
// another incarnation begins the run anew.
func (s *System) heardAnswer(sight int, e health.Event) {
	p := s.proofNow(sight)
	if !p.open.Armed() || p.ask != e.Ask {
		return
	}
	running := (p.long.Armed() || p.held) && p.boot == e.Boot
	p.open, p.heard, p.boot = machine.Timer{}, true, e.Boot
	if !running {
		p.held = false
		p.long = machine.At(s.now.Add(s.rules(sight).Failback))
	}
	s.proof[sight] = p
}

// proofNow is the proof with what has passed since taken into account: an answer that did not come breaks the run.
func (s *System) proofNow(sight int) proof {
	p := s.proof[sight]
	if p.long.Due(s.now) {
		p.long, p.held = machine.Timer{}, true
	}
	if p.open.Due(s.now) {
		p.open, p.long, p.held = machine.Timer{}, machine.Timer{}, false
	}
	return p
}
