package main

import (
	"flag"
	"fmt"
	"os"
	"time"

	"understudy.example/explore"
)

func main() {
	down := flag.Uint("down", 20, "missed ticks in a row after which a pool counts as down, below 256")
	recovered := flag.Uint("recovered", 60, "ticks in a row after which it counts as recovered, below 256")
	workers := flag.Int("workers", 0, "how many worlds search at once; 0 for one on each core")
	flag.Parse()
	if *down > 255 || *recovered > 255 {
		fmt.Fprintf(os.Stderr, "pools: -down %d and -recovered %d must be below 256\n", *down, *recovered)
		os.Exit(2)
	}
	if err := search(&limits{uint8(*down), uint8(*recovered)}, *workers); err != nil {
		fmt.Fprintln(os.Stderr, "pools:", err)
		os.Exit(1)
	}
}

// search reaches every state, and says what that took.
func search(l *limits, workers int) error {
	begin := time.Now()
	r, err := explore.Search(func() explore.World { return newPair(l) }, explore.SearchOptions{Workers: workers})
	if err != nil {
		return err
	}
	took := time.Since(begin).Seconds()
	fmt.Println(r)
	fmt.Printf("%d states, %d transitions, %.2f seconds, %.0f states a second, %.1f MB of states\n",
		r.States, r.Transitions, took, float64(r.States)/took, float64(r.Bytes)/1e6)
	return nil
}
