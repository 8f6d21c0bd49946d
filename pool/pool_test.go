package pool

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"
)

// Every machine of the map is there, once, under the name of its package; and every package is on the map.
func TestSheets(t *testing.T) {
	doc, err := os.ReadFile("pool.go")
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, s := range Sheets() {
		name, ok := strings.CutPrefix(s.Name(), "pool/")
		if !ok || seen[name] || !strings.Contains(string(doc), "// Package "+name+" is ") {
			t.Errorf("%s: seen before %v, or not on the map", s.Name(), seen[name])
		}
		seen[name] = true
	}
	dirs, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range dirs {
		if d.IsDir() && !seen[d.Name()] && d.Name() != "internal" {
			t.Errorf("%s has no sheet", d.Name())
		}
	}
}

// F-77, F-78: half an hour each in 2013; 15..20 min and 5 min since 2015.
func TestObjectives(t *testing.T) {
	if o := Objectives2013(); o != (Objective{30 * time.Minute, 30 * time.Minute}) {
		t.Error(o)
	}
	if o := Objectives2015(); o.Recovery < 15*time.Minute || o.Recovery > 20*time.Minute || o.Loss != 5*time.Minute {
		t.Error(o)
	}
}

func ExampleSheets() {
	for _, s := range Sheets() {
		fmt.Printf("%s: %s\n", s.Name(), s.Doc())
	}
	// Output:
	// pool/setup: A pool's way into service, and out of the topology.
	// pool/membership: The way of added and removed front ends into service.
	// pool/quorum: An Enterprise pool as a whole: whether enough of its front ends run.
	// pool/routing: A routing group of an Enterprise pool: the users whose data lie on the same three front ends.
	// pool/pairing: How two pools become each other's backup, and cease to be.
	// pool/replication: The Backup Service's export of one module, in one direction.
	// pool/health: How a backup registrar sees the primary it watches.
	// pool/backend: The database behind a pool, as its front ends see it.
	// pool/mirror: The mirrored database of an Enterprise pool's back end.
	// pool/failover: The administrator's failover and failback of one pool.
	// pool/fence: The power switch of a pool's server, which is not in the product.
}
