package sim

import (
	"testing"
	"time"

	"understudy.example"
	"understudy.example/machine"
	"understudy.example/pool/failover"
	"understudy.example/pool/replication"
)

// F-79, F-110: the time of a recovery counts from the order until the pool is failed over, or active again; the point is the age of the
// copies when the pool was lost, for what is carried at all. Cohorts say the same.
func TestF79Recoveries(t *testing.T) {
	w, a := outage(t, nil)
	k := mustCount(t, outageConfig(), 0)
	b := k.Account(time.Minute)
	acts := outageActs()
	for i := range acts {
		acts[i].At += at(37 * time.Second) // copies are not new
	}
	w.must(t, w.Run(acts[0].At))
	w.system.Step(w.now, nil, nil) // it was later for the servers than what they did last
	var v understudy.View
	w.System().View(fe1, &v)
	p, _ := v.Pool(fe1)
	behind := p.Export
	states := map[failover.Phase]machine.Instant{}
	for _, act := range append(acts, Act{At: at(2 * time.Hour)}) {
		for w.now < act.At {
			w.must(t, w.Run(min(act.At, w.now+at(100*time.Millisecond))))
			if st, _ := w.System().Pool(fe1); states[st.State] == 0 || st.State == failover.Active {
				states[st.State] = max(states[st.State], w.now)
				if st.State == failover.Active && states[failover.FailingBack] > 0 && states[failover.FailingBack+1] == 0 {
					states[failover.FailingBack+1] = w.now // active again
				}
			}
		}
		if act.In != nil {
			w.must(t, w.Do(act.At, act.In))
		}
	}
	w.must(t, k.Play(acts))
	w.must(t, k.Run(at(2*time.Hour)))
	all := a.Report().Recoveries
	if len(all) != 3 || all[0].What != storeOf || all[1].What != failoverOf || all[2].What != failbackOf {
		t.Fatalf("got %+v", all)
	}
	near := func(took Span, began, ended machine.Instant) bool {
		d := ended.Sub(began) - time.Duration(took)
		return d >= 0 && d <= 100*time.Millisecond
	}
	if over := all[1]; !over.Done || !near(over.Took, acts[2].At, states[failover.FailedOver]) || time.Duration(over.Goal) != 30*time.Minute || over.Fact != "F-77" || !over.Met() {
		t.Errorf("%+v, and failed over at %v", over, states[failover.FailedOver])
	}
	if back := all[2]; !back.Done || !near(back.Took, acts[4].At, states[failover.FailingBack+1]) || back.Points != nil {
		t.Errorf("%+v, and active again at %v", back, states[failover.FailingBack+1])
	}
	if store := all[0]; !store.Done || time.Duration(store.Goal) != 5*time.Minute || store.Fact != "F-110" || len(store.Points) != 1 ||
		store.Points[0].Data != replication.Configuration.String() || store.Points[0].Behind != Span(behind[replication.Management].Age) {
		t.Errorf("%+v", store)
	}
	points := map[string]PointReport{}
	for _, p := range all[1].Points {
		points[p.Data] = p
	}
	for d, m := range map[replication.Data]replication.Module{replication.Contacts: replication.UserData, replication.Schedules: replication.UserData, replication.Content: replication.Conference} {
		if p := points[d.String()]; p.Behind != Span(behind[m].Age) || p.Behind <= 0 || !p.Met() || time.Duration(p.Goal) != 30*time.Minute {
			t.Errorf("%+v, and the administrator saw %v", p, behind[m].Age)
		}
	}
	if p := points[replication.Archive.String()]; p.Carried || p.Why == "" || p.Met() || len(points) != 10 {
		t.Errorf("%+v of %d", p, len(points))
	}
	for i, r := range b.Report().Recoveries {
		if r.Took != all[i].Took || len(r.Points) != len(all[i].Points) || len(r.Points) > 0 && r.Points[0] != all[i].Points[0] {
			t.Errorf("cohorts say %+v", r)
		}
	}
}

// F-61: what is moved in order loses nothing; what takes too long, or never ends, has missed its objective.
func TestF61PlannedFailoverHasNoPoint(t *testing.T) {
	w := mustNew(t, crowdOf(20, 0))
	a := w.Account(time.Minute)
	w.must(t, w.Do(at(10*time.Minute), understudy.PoolFailOver{At: fe1, Pool: fe2}))
	w.must(t, w.Run(at(10*time.Minute+time.Second)))
	if r := a.Report().Recoveries; len(r) != 1 || r[0].Done || r[0].Met() || time.Duration(r[0].Took) != time.Second {
		t.Errorf("while it is on: %+v", r)
	}
	w.must(t, w.Run(at(time.Hour)))
	if r := a.Report().Recoveries; !r[0].Done || r[0].Points != nil || !r[0].Met() {
		t.Errorf("%+v", r)
	}
	if late := w.Account(time.Minute); len(late.Report().Recoveries) != 0 {
		t.Error("what was before counts")
	}
	r := RecoveryReport{Done: true, Took: 2, Goal: 1}
	if r.Met() {
		t.Error("too late, and within the objective")
	}
}

// F-14: a Standard Edition pair carries 5,000 users; what a registrar holds counts its guests.
func TestF14Survivor(t *testing.T) {
	for users, suffices := range map[int]bool{4998: true, 4999: false} {
		c := crowdOf(users, 0)
		c.Populations[0].SignedIn = true
		w := mustNew(t, c)
		a := w.Account(time.Hour)
		w.must(t, w.Do(at(10*time.Minute), understudy.Break{Fault: power(fe1)}))
		w.must(t, w.Run(at(time.Hour)))
		one, two := a.Report().Registrars[0], a.Report().Registrars[1]
		if two.Suffices() != suffices || two.Carries != one.Homed+two.Homed || two.Partner != fe1 || two.Held != users || one.Held != users || two.Room != 100_000 {
			t.Errorf("%d users: %+v", users, two)
		}
	}
}
