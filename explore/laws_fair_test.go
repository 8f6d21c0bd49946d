package explore

import (
	"strings"
	"testing"
	"time"

	"understudy.example"
	"understudy.example/machine"
	"understudy.example/policy"
	"understudy.example/pool/failover"
)

// A run that does not end because it was ordered at a bad time is not one that an interruption has spoilt (M2): here no data gets from FE01
// to FE02, for which a failover that is ordered early has the time to wait.
func TestInterruptedByTimeAlone(t *testing.T) {
	rules := policy.Default()
	rules.After = 0
	made := func() understudy.Policy {
		p, err := policy.New(rules)
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	applied := 0
	for s := time.Duration(0); s < 7*m; s += 25 * time.Second {
		p := &Plan{Topology: Grounds()[0], Place: fe2, End: minutes(28), Inputs: []Timed{
			at(0, understudy.SignIn{User: "u2@lab.local"}),
			breaks(0, understudy.BackupService, fe1),
			breaks(s, understudy.Hung, fe2),
		}}
		trial, err := Setup{Policy: made}.Run(p, lawsNamed("interrupted")...)
		if err != nil {
			t.Fatal(err)
		}
		applied += trial.Laws[0].Applied
		if b := trial.Broken(); b != nil {
			t.Errorf("hung at %v: %v", s, b)
		}
	}
	if applied == 0 {
		t.Error("nothing was interrupted")
	}
}

// stubborn fails a pool over that is lost, and again whenever it sees that half of it is done.
func stubborn(_ machine.Instant, v *understudy.View, out []understudy.Order) []understudy.Order {
	p, _ := v.Pool(fe2)
	if p.State == failover.Active && !p.Reachable || p.Stated && p.State == failover.FailingOver && p.Stopped {
		out = append(out, understudy.PoolFailOver{At: fe1, Pool: fe2, DisasterMode: true})
	}
	return out
}

// A failover that has stopped half way is finished in disaster mode, although the pool serves again: that is the documented way out (F-75),
// and nothing is taken for lost by it (P4).
func TestFinishingIsNoNewVerdict(t *testing.T) {
	fails := understudy.Fault{Kind: understudy.StepFails, Of: fe2, Step: failover.HydrateBackup}
	p := &Plan{Topology: standing(), Place: fe1, End: minutes(60), Inputs: []Timed{
		breaks(m, understudy.Power, fe2), at(m, understudy.Break{Fault: fails}),
		heals(5*m, understudy.Power, fe2), at(30*m, understudy.Heal{Fault: fails}),
	}}
	trial, err := Setup{Policy: func() understudy.Policy { return understudy.Every(time.Minute, stubborn) }}.Run(p, lawsNamed("fresh-evidence")...)
	if err != nil {
		t.Fatal(err)
	}
	if trial.Laws[0].Applied < 2 || trial.Broken() != nil {
		t.Errorf("of %d orders: %v", trial.Laws[0].Applied, trial.Broken())
	}
}

// What is given every night and copies data only is no sign that a policy does not settle, or that it mixes pairs up (P32, P37); another
// failover is.
func TestHousekeepingSettles(t *testing.T) {
	for _, c := range []struct {
		order  understudy.Order
		broken bool
	}{
		{understudy.BackupServiceSync{At: fe1, Pool: fe1}, false},
		{understudy.ExportUserData{At: fe1, Pool: fe1}, false},
		{understudy.StoreReplication{At: fe1}, false},
		{understudy.SetAutomaticFailover{At: fe1, Pool: fe1}, true},
	} {
		given := func() understudy.Policy {
			return understudy.Every(time.Hour, func(_ machine.Instant, _ *understudy.View, out []understudy.Order) []understudy.Order {
				return append(out, c.order)
			})
		}
		p := &Plan{Topology: standing(), Place: fe1, End: minutes(130), Inputs: []Timed{breaks(m, understudy.Hung, fe2), heals(2*m, understudy.Hung, fe2)}}
		trial, err := Setup{Policy: given}.Run(p, lawsNamed("settles")...)
		if err != nil {
			t.Fatal(err)
		}
		if trial.Laws[0].Applied == 0 || (trial.Broken() != nil) != c.broken {
			t.Errorf("%T: %v, which was judged %d times", c.order, trial.Broken(), trial.Laws[0].Applied)
		}
	}
}

// What depends on the order of lists says so: nothing else in the history shows it.
func TestOrderSaysWhatWasTurned(t *testing.T) {
	first := func() understudy.Policy {
		return understudy.PolicyFunc(func(_ machine.Instant, v *understudy.View, out []understudy.Order) []understudy.Order {
			if v.Now == 0 {
				out = append(out, understudy.ExportUserData{At: v.Pools[0].FQDN, Pool: v.Pools[0].FQDN})
			}
			return out
		})
	}
	trial, err := Setup{Policy: first}.Run(&Plan{Topology: standing(), Place: "HQ", End: minutes(10)}, lawsNamed("order")...)
	if err != nil {
		t.Fatal(err)
	}
	if b := trial.Broken(); b == nil || !strings.Contains(b.Error(), "with all lists of the topology turned round: ") {
		t.Error(b)
	}
}
