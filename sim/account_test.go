package sim

import (
	"encoding/json"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"understudy.example"
	"understudy.example/client"
	"understudy.example/client/features"
	"understudy.example/machine"
	"understudy.example/registrar"
	"understudy.example/registrar/admission"
)

// A diary keeps every move of every client: the long way to what an Account counts.
type diary struct {
	moves map[int][]move
	asked map[[2]machine.Instant]int // pool and second: first REGISTERs that arrived
}

type move struct {
	at machine.Instant
	Move
}

func (d *diary) Moved(at machine.Instant, m Move) {
	d.moves[m.Client] = append(d.moves[m.Client], move{at, m})
}

func (d *diary) Asked(at machine.Instant, a Ask) {
	if a.Path == understudy.PathOpen && !(a.Refresh && a.Verdict == registrar.Accepted) {
		d.asked[[2]machine.Instant{machine.Instant(a.Pool), at / machine.Instant(time.Second)}]++
	}
}

// outage is 300 clients of two populations whose pool dies, is failed over, comes back and is failed back.
func outage(t *testing.T, o Observer) (*World, *Account) {
	t.Helper()
	c := outageConfig()
	c.Observer = o
	w := mustNew(t, c)
	return w, w.Account(7 * time.Second)
}

func outageConfig() Config {
	top := understudy.Paired()
	top.Parameters.Admission.Standard = admission.Pool()
	return Config{Topology: top, Populations: []Population{
		{Like: "u1@lab.local", Users: 200, SignedIn: true}, {Like: "u2@lab.local", Users: 50, Endpoints: 2, SignIn: 10 * time.Minute}}}
}

func play(t *testing.T, w *World) {
	t.Helper()
	w.must(t, w.Play(outageActs()))
	w.must(t, w.Run(at(2*time.Hour)))
}

// outageActs are a pool that dies, is failed over, comes back and is failed back.
func outageActs() []Act {
	lost := understudy.Fault{Kind: understudy.Power, Of: fe1}
	return []Act{{at(20 * time.Minute), understudy.Break{Fault: lost}},
		{at(30 * time.Minute), understudy.ManagementServerFailover{At: fe2, Target: fe2, Force: true}},
		{at(31 * time.Minute), understudy.PoolFailOver{At: fe2, Pool: fe1, DisasterMode: true}},
		{at(time.Hour), understudy.Heal{Fault: lost}},
		{at(80 * time.Minute), understudy.PoolFailBack{At: fe2, Pool: fe1}}}
}

// What an Account counts by population is what every client has gone through, added up: to the nanosecond.
func TestAccountIsExact(t *testing.T) {
	d := &diary{map[int][]move{}, map[[2]machine.Instant]int{}}
	w, a := outage(t, d)
	play(t, w)
	r := a.Report()
	for g, p := range r.Populations {
		var out, limited, full Total
		var outages []time.Duration
		for i := int(w.first[g]); i < int(w.first[g+1]); i++ {
			was, since, lost := client.Out, machine.Instant(0), machine.Never
			if w.config.Populations[g].SignedIn {
				was = client.InNormal
			}
			spend := func(at machine.Instant) {
				switch d := at.Sub(since); {
				case was == client.Out:
				case !registered(was):
					out.Add(1, d)
				case lacking(was):
					limited.Add(1, d)
				default:
					full.Add(1, d)
				}
				since = at
			}
			for _, m := range d.moves[i] {
				if m.From != was {
					t.Fatalf("client %d comes from %v and was %v", i, m.From, was)
				}
				spend(m.at)
				if registered(was) && !registered(m.To) {
					lost = m.at
				} else if registered(m.To) && lost != machine.Never {
					outages, lost = append(outages, m.at.Sub(lost)), machine.Never
				}
				was = m.To
			}
			spend(w.Now())
		}
		if out != p.OutTime || limited != p.LimitedTime || full != p.FullTime {
			t.Errorf("%s: %v, %v, %v and the long way %v, %v, %v", p.Like, p.OutTime, p.LimitedTime, p.FullTime, out, limited, full)
		}
		if int(p.Outages.Count) != len(outages) || len(outages) < p.Clients || time.Duration(p.Outages.Most) != slices.Max(outages) {
			t.Errorf("%s: %d outages up to %v, and the long way %d up to %v", p.Like, p.Outages.Count, p.Outages.Most, len(outages), slices.Max(outages))
		}
	}
	most := [2]int{}
	for k, n := range d.asked {
		most[k[0]] = max(most[k[0]], n)
	}
	if got := [2]int{r.Registrars[0].Peak, r.Registrars[1].Peak}; got != most || most[1] < 10 {
		t.Errorf("peaks %v, and the long way %v", got, most)
	}
}

// Every client is somewhere in every slot, every REGISTER in one of them, and all is well in the end.
func TestAccountKeepsEverybody(t *testing.T) {
	w, a := outage(t, nil)
	play(t, w)
	r := a.Report()
	sums := make([]Flow, 2)
	for i, s := range r.Series {
		if n := s.Out + s.Limited + s.Full; n > 300 || n < 300 && time.Duration(i+1)*7*time.Second > 11*time.Minute {
			t.Fatalf("slot %d has %d clients", i, n)
		}
		for p, f := range s.Flows {
			sums[p].Unheard += f.Unheard
			sums[p].Accepted += f.Accepted + f.Refreshed
			sums[p].Redirected += f.Redirected
			sums[p].Refused += f.Refused
		}
	}
	for p, x := range r.Registrars {
		l := x.Load
		rest := a.doors[p].slot // of the slot that is not over
		if got := sums[p].Unheard + int(rest[unheard]); uint64(got) != l.Unheard+l.Refused {
			t.Errorf("%d of %d not heard", got, l.Unheard+l.Refused)
		}
		if got := sums[p].Accepted + int(rest[accepted]) + int(rest[refreshed]); uint64(got) != l.Verdicts[registrar.Accepted] {
			t.Errorf("%d of %d accepted", got, l.Verdicts[registrar.Accepted])
		}
	}
	if len(r.Series) != int(2*time.Hour/(7*time.Second)) || r.StillOut != 0 || r.StillLess != 0 {
		t.Errorf("%d slots; %d out, %d limited", len(r.Series), r.StillOut, r.StillLess)
	}
	if back := time.Duration(r.Full); back < 80*time.Minute || back > 110*time.Minute || r.Registrars[1].Homed != 0 || r.Registrars[0].Homed != 251 {
		t.Errorf("everybody is back at %v; %d and %d users", back, r.Registrars[0].Homed, r.Registrars[1].Homed)
	}
}

// F-46: a user without a client lacks everything, and a limited one what the table of features says; two clients are one user.
func TestAccountFeatures(t *testing.T) {
	w, a := outage(t, nil)
	play(t, w)
	for _, p := range a.Report().Populations {
		lost := map[string]float64{}
		for _, f := range p.Features {
			lost[f.Feature] = f.UserMinutes
		}
		each := float64(p.Clients / p.Users)
		if out := p.OutTime.Minutes() / each; !near(lost[features.IM.String()], out) {
			t.Errorf("%s: without IM for %v min, signed out for %v", p.Like, lost[features.IM.String()], out)
		}
		if less := (p.OutTime.Minutes() + p.LimitedTime.Minutes()) / each; !near(lost[features.PublishPresence.String()], less) {
			t.Errorf("%s: without presence for %v min, limited or out for %v", p.Like, lost[features.PublishPresence.String()], less)
		}
	}
}

func near(a, b float64) bool { return a > b*0.999999 && a < b*1.000001 }

// Buckets say what the sorted durations do, within a sixteenth; added up in any order they are the same.
func TestBuckets(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	var parts [4]Buckets
	var all []time.Duration
	for range 5000 {
		d := time.Duration(random.Int64N(1 << (20 + random.IntN(24))))
		all = append(all, d)
		parts[random.IntN(4)].Add(d)
	}
	slices.Sort(all)
	var one, two Buckets
	for i := range parts {
		one.Merge(&parts[i])
		two.Merge(&parts[3-i])
	}
	if a, b := text(t, one), text(t, two); a != b {
		t.Errorf("%s\n%s", a, b)
	}
	for _, p := range []float64{1, 25, 50, 90, 99, 100} {
		want := all[min(int(p/100*5000+0.999999), 5000)-1]
		if got := one.Percentile(p); got < want-time.Millisecond || got > want+want/16+2*time.Millisecond {
			t.Errorf("percentile %v is %v, not %v", p, got, want)
		}
	}
	for i := range one.Counts {
		if from, to := one.Range(i); bucket(from) != i || bucket(to) != i+1 || i >= 32 && float64(to) > float64(from)*(1+1.0/16)+1 {
			t.Fatalf("bucket %d goes from %v to %v", i, from, to)
		}
	}
	var back Buckets
	if err := json.Unmarshal([]byte(text(t, one)), &back); err != nil || text(t, back) != text(t, one) {
		t.Error(err)
	}
	if (&Buckets{}).Percentile(50) != 0 {
		t.Error("a percentile of nothing")
	}
}

func text(t *testing.T, b Buckets) string {
	t.Helper()
	s, err := json.Marshal(&b)
	if err != nil {
		t.Fatal(err)
	}
	return string(s)
}

// A million clients for a year are more nanoseconds than an int64 holds.
func TestTotal(t *testing.T) {
	var sum Total
	sum.Add(1e6, 365*24*time.Hour+999*time.Millisecond)
	sum.Add(1, 2*time.Millisecond)
	if want := (Total{1e6*365*24*3600 + 999000, 2e6}); sum != want || !near(sum.Minutes(), 1e6*365*24*60+16650) {
		t.Errorf("%v, %v min", sum, sum.Minutes())
	}
}
