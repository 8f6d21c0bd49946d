package sim

import (
	"fmt"
	"testing"
	"time"

	"understudy.example"
	"understudy.example/machine"
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

func runStorm(b testing.TB, w *World) {
	for _, a := range []Act{
		{machine.Instant(20 * time.Minute), understudy.Break{Fault: understudy.Fault{Kind: understudy.Power, Of: "FE01.lab.local"}}},
		{machine.Instant(80 * time.Minute), understudy.Heal{Fault: understudy.Fault{Kind: understudy.Power, Of: "FE01.lab.local"}}},
	} {
		if err := w.Do(a.At, a.In); err != nil {
			b.Fatal(err)
		}
	}
	if err := w.Run(machine.Instant(2 * time.Hour)); err != nil {
		b.Fatal(err)
	}
}

func BenchmarkStorm(b *testing.B) {
	for _, n := range []int{1e4, 1e5, 1e6} {
		b.Run(fmt.Sprintf("calendar/%d", n), func(b *testing.B) { benchStorm(b, n, func() queue { return new(calendar) }) })
		b.Run(fmt.Sprintf("heap/%d", n), func(b *testing.B) { benchStorm(b, n, func() queue { return new(heap) }) })
	}
}

func benchStorm(b *testing.B, n int, q func() queue) {
	var events uint64
	for b.Loop() {
		b.StopTimer()
		w, err := newWorld(storm(n), q())
		if err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
		runStorm(b, w)
		events += w.Events()
	}
	b.ReportMetric(float64(events)/b.Elapsed().Seconds()/1e6, "Mevents/s")
	b.ReportMetric(float64(events)/float64(b.N), "events")
}
