package explore

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

var large = flag.Bool("large", false, "search the large scopes of the lab, which takes minutes to hours")

// labCounts are what the searches of LabScopes and of automaticScopes find; docs/exploration.md has them, too.
type counts struct{ states, transitions, depth int }

var labCounts = map[string]counts{
	"detectors":              {2672, 8532, 102},
	"one-way links":          {17456, 57752, 85},
	"failover of a pool":     {29960, 104551, 53},
	"orders about the store": {15837, 85301, 41},
	"a user of FE01":         {52096, 123824, 75},
	"a user of FE02":         {8432, 20496, 112},

	"Automatic, one outage":              {11971, 20296, 94},
	"Automatic and the store, one fault": {7517, 12923, 103},
}

// The lab's servers and their users keep every law in every state of its scopes, and come back whatever has happened.
func TestLabScopes(t *testing.T) {
	for _, s := range append(LabScopes(), automaticScopes()...) {
		t.Run(s.Name, func(t *testing.T) {
			v, err := s.Explore(SearchOptions{States: fewer(0, 2700)}) // with -short the first one has no more
			if err != nil {
				t.Fatal(err)
			}
			if testing.Short() && !v.Exhaustive {
				return
			}
			got := counts{v.States, v.Transitions, v.Depth}
			if !v.Exhaustive || v.Lively != s.Recovers || got != labCounts[s.Name] {
				t.Errorf("%v, and not %v", v.Report, labCounts[s.Name])
			}
		})
	}
}

// docs/exploration.md has the same counts.
func TestLabCountsInDocs(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("..", "docs", "exploration.md"))
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range labCounts {
		if row := fmt.Sprintf("| %s | %d | %d | %d |", name, c.states, c.transitions, c.depth); !strings.Contains(string(text), row) {
			t.Errorf("docs/exploration.md does not have %q", row)
		}
	}
}

// The large ones are searched by go test ./explore -run TestLargeLabScopes -large -timeout 0 -v.
func TestLargeLabScopes(t *testing.T) {
	if !*large {
		t.Skip("-large is not set")
	}
	for _, s := range append(LargeLabScopes(), largeAutomaticScopes()...) {
		t.Run(s.Name, func(t *testing.T) { explored(t, s) })
	}
}

// explored searches a scope, and tells of it every now and then.
func explored(t *testing.T, s Scope) {
	begin, told := time.Now(), time.Now()
	v, err := s.Explore(SearchOptions{Progress: func(r Report) {
		if time.Since(told) > 10*time.Second {
			told = time.Now()
			fmt.Printf("%s: %v, %d MB, %.0f states a second\n", s.Name, r, r.Bytes>>20, float64(r.States)/time.Since(begin).Seconds())
		}
	}})
	if err != nil {
		t.Fatal(err)
	}
	fmt.Printf("%v  %.0f states a second\n", v, float64(v.States)/time.Since(begin).Seconds())
}

// BenchmarkLabScopes searches the lab's scopes with one worker. The budget is a million states a minute on a core.
func BenchmarkLabScopes(b *testing.B) {
	for _, s := range LabScopes() {
		b.Run(strings.ReplaceAll(s.Name, " ", "-"), func(b *testing.B) {
			b.ReportAllocs()
			states := 0
			for b.Loop() {
				v, err := s.Explore(SearchOptions{Workers: 1})
				if err != nil {
					b.Fatal(err)
				}
				states += v.States
			}
			b.ReportMetric(float64(states)/b.Elapsed().Minutes()/1e6, "Mstates/min")
		})
	}
}
