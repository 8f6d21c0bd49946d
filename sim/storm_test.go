package sim

import (
	"testing"
	"time"

	"understudy.example"
	"understudy.example/registrar/admission"
)

// storm is the history that every engine runs: so many users of one pool, signed in; the pool is lost, they go over to the
// other one, which takes in 5,000 a second, and home again an hour later.
func storm(users int) Config {
	t := understudy.Paired()
	t.Parameters.Endpoints = 1 << 30
	t.Parameters.Admission.Standard = admission.Rules{Rate: 5000, Burst: 5000}
	t.Parameters.Latency = time.Millisecond
	return Config{Topology: t, Populations: []Population{{Like: t.Users[0].URI, Users: users, SignedIn: true}}}
}

// stormActs are what befalls them.
func stormActs() []Act {
	return []Act{{at(20 * time.Minute), understudy.Break{Fault: power(fe1)}}, {at(80 * time.Minute), understudy.Heal{Fault: power(fe1)}}}
}

func runStorm(b testing.TB, w *World) {
	if err := w.Play(stormActs()); err != nil {
		b.Fatal(err)
	}
	if err := w.Run(at(2 * time.Hour)); err != nil {
		b.Fatal(err)
	}
}
