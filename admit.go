package understudy

import (
	"understudy.example/pool/pairing"
	"understudy.example/registrar"
	"understudy.example/registrar/admission"
)

// Admission is how many new sign-ins a second a registrar takes in, by what the pool is made of. The zero value takes in
// whoever comes: no source says that the product throttles them (C-120).
type Admission struct {
	Pool     admission.Rules // an Enterprise Edition pool
	Standard admission.Rules // a server by itself
}

// LoadTested are the rates that the product's load tool was supported with, taken for what its servers let in: 12 a
// second for a pool and 2 for a Standard Edition server (C-116, H-38).
func LoadTested() Admission { return Admission{Pool: admission.Pool(), Standard: admission.Standard()} }

// limits reports whether there is anything to count.
func (a Admission) limits() bool { return a.Pool.Rate > 0 || a.Standard.Rate > 0 }

// admission returns the rules of one pool.
func (t *Topology) admission(pool int) admission.Rules {
	if t.Pools[pool].Edition == pairing.Enterprise {
		return t.Parameters.Admission.Pool
	}
	return t.Parameters.Admission.Standard
}

// crowded reports whether the pool takes in nobody new at this instant, for as many have just signed in as it can take.
func (s *System) crowded(pool int16) bool {
	return s.admission.len() > 0 && s.admission.at[pool].State.Phase() != admission.Open
}

// full reports whether the pool's registrar holds as many endpoints as it may (C-121).
func (s *System) full(pool int16) bool {
	return int(s.held[pool]) >= s.topology.Parameters.Endpoints*s.frontEnds(pool)
}

// countSignIn lets the rate of the pool count a sign-in.
func (s *System) countSignIn(pool int16, k registrar.Known, v registrar.Verdict) {
	if s.admission.len() > 0 && counts(k, v) {
		s.admission.step(s, int(pool), admission.Event{On: admission.SignIn})
	}
}

// counts reports whether the rate counts a sign-in that was answered so: one that was taken in, or was turned away because
// of the rate. Who is sent elsewhere, or has no business here, costs it nothing.
func counts(k registrar.Known, v registrar.Verdict) bool {
	return !k.Bound && (v == registrar.Accepted || v == registrar.Unavailable && !k.Full)
}
