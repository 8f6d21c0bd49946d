package sim

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"hash/fnv"
	"os"
	"slices"
	"testing"
	"time"
)

var rewrite = flag.Bool("rewrite", false, "write testdata/sums.txt anew")

// Same seed, same bytes: on any number of cores, under the race detector, with words of 32 bits. The sums in testdata are of reports, and of
// what every client is doing in the end; every build compares its own with them.
func TestSameSums(t *testing.T) {
	const path = "testdata/sums.txt"
	var got bytes.Buffer
	for seed := range uint32(6) {
		c, acts := drawnScenario(seed)
		acts = slices.DeleteFunc(acts, func(a Act) bool { return a.At > at(2*time.Hour) })
		w, k := mustNew(t, c), mustCount(t, c, 0)
		a, b := w.Account(time.Minute), k.Account(time.Minute)
		for _, err := range []error{w.Play(acts), w.Run(at(2 * time.Hour)), k.Play(acts), k.Run(at(2 * time.Hour)), w.sound(), k.sound()} {
			if err != nil {
				t.Fatal(seed, err)
			}
		}
		fmt.Fprintf(&got, "%d clients %s, reported %s; cohorts %d events, reported %s\n", seed, w.print(), sum(t, a.Report()), k.Events(), sum(t, b.Report()))
	}
	if *rewrite {
		if err := os.WriteFile(path, got.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if want, err := os.ReadFile(path); err != nil || !bytes.Equal(got.Bytes(), want) {
		t.Errorf("runs with the same seed differ (%v); if the model has changed, -rewrite is for you\n%s", err, got.Bytes())
	}
}

// sum is a report in a number.
func sum(t *testing.T, r *Report) string {
	t.Helper()
	text, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	h := fnv.New64a()
	h.Write(text)
	return fmt.Sprintf("%x", h.Sum64())
}
