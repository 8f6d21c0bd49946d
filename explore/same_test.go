package explore

import (
	"bytes"
	"flag"
	"fmt"
	"hash/fnv"
	"os"
	"testing"

	"understudy.example"
	"understudy.example/machine"
)

var rewrite = flag.Bool("rewrite", false, "write testdata/traces.txt anew")

// Same seed, same bytes: on any number of cores, under the race detector, with words of 32 bits. The sums in testdata are of everything
// that happened in histories that a policy and an administrator have made; every build compares its own with them.
func TestSameBytes(t *testing.T) {
	const path = "testdata/traces.txt"
	plans, err := Plans(careful, Options{Histories: 24, Seed: 1, Operator: true})
	if err != nil {
		t.Fatal(err)
	}
	lines := make([]string, len(plans))
	if err := each(len(plans), func(i int) (err error) {
		lines[i], err = sum(plans[i])
		return err
	}); err != nil {
		t.Fatal(err)
	}
	var got bytes.Buffer
	for i, line := range lines {
		fmt.Fprintf(&got, "%2d %s\n", i, line)
	}
	if *rewrite {
		if err := os.WriteFile(path, got.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if want, err := os.ReadFile(path); err != nil || !bytes.Equal(got.Bytes(), want) {
		t.Errorf("histories with the same seed differ (%v); if the model or the generator has changed, -rewrite is for you\n%s", err, got.Bytes())
	}
}

// sum counts what happens in a history, and sums it up with everything that the policy orders.
func sum(p *Plan) (string, error) {
	h, n := fnv.New64a(), 0
	record := Law{Watch: func(t *Trial) func(*Instant) (int, error) {
		return func(in *Instant) (int, error) {
			for _, a := range in.Actions {
				n++
				fmt.Fprintf(h, "%d %+v\n", t.System.Now(), a)
			}
			for _, o := range in.Orders {
				fmt.Fprintf(h, "%d %+v\n", t.System.Now(), o.Order)
			}
			return 1, nil
		}
	}}
	t, err := Setup{Policy: careful}.Run(p, record)
	if err != nil {
		return "", err
	}
	h.Write(packed(t.System))
	return fmt.Sprintf("%d inputs and orders, %d actions: %016x", len(t.Given), n, h.Sum64()), nil
}

// packed is the state that a history ends in.
func packed(s *understudy.System) []byte {
	var c machine.Code
	c.Pack(s.Now(), 0, nil)
	s.Code(&c)
	return fmt.Appendf(nil, "%x", c.Words())
}
