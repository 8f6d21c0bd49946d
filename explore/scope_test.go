package explore

import (
	"fmt"
	"os"
	"testing"
	"time"

	"understudy.example"
)

func detectors() Scope {
	t := understudy.Paired()
	t.Users = nil
	for i := range t.Pools {
		t.Pools[i].Detect, t.Pools[i].Failback = 90*time.Second, 60*time.Second
	}
	t.Parameters.Health.Failback = 60 * time.Second
	off := func(fqdn string) understudy.Input {
		return understudy.Break{Fault: understudy.Fault{Kind: understudy.BackupService, Of: fqdn}}
	}
	power := func(fqdn string) understudy.Fault { return understudy.Fault{Kind: understudy.Power, Of: fqdn} }
	return Scope{Name: "detectors", Topology: t, Quantum: 10 * time.Second, Settle: 20 * time.Minute,
		Before: []understudy.Input{off(fe1), off(fe2)}, Faults: []understudy.Fault{power(fe1), power(fe2)}}
}

func TestScopes(t *testing.T) {
	s := detectors()
	s.Recovers = true
	v, err := s.Explore(SearchOptions{Progress: func(r Report) {
		if os.Getenv("ZZ") != "" && r.Depth%20 == 0 {
			fmt.Println(r, r.Bytes)
		}
	}})
	if err != nil {
		if v, ok := err.(*Violation); ok {
			fmt.Println(v.Trace())
		}
		t.Fatal(err)
	}
	t.Logf("%v", v)
}
