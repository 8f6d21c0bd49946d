package sweep_test

import (
	"context"
	"fmt"
	"os"
	"time"

	"understudy.example"
	"understudy.example/machine"
	"understudy.example/sim"
	"understudy.example/sim/sweep"
)

// outage lets the pool of 200 users die for an hour, and measures for how long they are signed out. It makes everything that it
// needs from its Point, so that it can run anywhere.
func outage(p sweep.Point) (sweep.Values, error) {
	t := understudy.Paired()
	t.Seed = p.Seed
	t.Pools[0].Detect = time.Duration(p.Values["detect"]) * time.Second
	w, err := sim.New(sim.Config{Topology: t, Populations: []sim.Population{{Like: "u1@lab.local", Users: 200, SignedIn: true}}})
	if err != nil {
		return nil, err
	}
	a := w.Account(time.Minute)
	power := understudy.Fault{Kind: understudy.Power, Of: "FE01.lab.local"}
	if err := w.Do(machine.Instant(10*time.Minute), understudy.Break{Fault: power}); err != nil {
		return nil, err
	}
	err = w.Run(machine.Instant(70 * time.Minute))
	return sweep.Values{"out": a.Report().Populations[0].OutTime.Minutes()}, err
}

// What does a longer failure detection interval cost when a pool dies?
func Example() {
	s := sweep.Sweep{Name: "outage",
		Axes:     []sweep.Axis{{Name: "detect", Unit: "s", Values: []float64{90, 300, 600}}},
		Seeds:    []uint32{1, 2, 3},
		Measures: []sweep.Measure{{Name: "out", Unit: "user-minutes"}}}
	results, err := s.Run(context.Background(), outage, sweep.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, c := range s.Cells(results) {
		out := c.Measured["out"]
		fmt.Printf("a verdict after %v s: %.0f user-minutes, from %.0f to %.0f\n", c.Values["detect"], out.Mean(), out.Quantile(0), out.Quantile(1))
	}
	// Output:
	// a verdict after 90 s: 362 user-minutes, from 358 to 364
	// a verdict after 300 s: 1479 user-minutes, from 1463 to 1491
	// a verdict after 600 s: 2796 user-minutes, from 2773 to 2815
}

// Two machines take half of the points each, as everybody else's would be run, and their results merge.
func ExampleSweep_Merge() {
	s := sweep.Sweep{Name: "sum", Axes: []sweep.Axis{{Name: "x", Values: []float64{1, 2}}}, Seeds: []uint32{10, 20}, Measures: []sweep.Measure{{Name: "sum"}}}
	sum := func(p sweep.Point) (sweep.Values, error) {
		return sweep.Values{"sum": p.Values["x"] + float64(p.Seed)}, nil
	}
	even, _ := s.Run(context.Background(), sum, sweep.Options{Points: []int{0, 2}})
	odd, _ := s.Run(context.Background(), sum, sweep.Options{Points: []int{1, 3}})
	all, err := s.Merge(odd, even)
	if err != nil {
		fmt.Println(err)
	}
	fmt.Println(s.WriteCSV(os.Stdout, all))
	// Output:
	// point,seed,x,sum
	// 0,10,1,11
	// 1,20,1,21
	// 2,10,2,12
	// 3,20,2,22
	// <nil>
}
