package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"understudy.example/registrar"
	"understudy.example/sim"
)

// Summary is the outcome in words.
func (o *Outcome) Summary() (lines []string) {
	r := o.Report
	say := func(format string, a ...any) { lines = append(lines, fmt.Sprintf(format, a...)) }
	say("%d users of FE01 and %d of FE02, seed %d; a verdict after %v, %s", o.Users, o.Others, o.Seed, o.Detect, rate(o.Rate))
	say("")
	for _, m := range o.Marks {
		say("  %-10s %s", clock(m.At), m.What)
	}
	say("")
	for _, p := range r.Populations {
		say("Users of %s", p.Home)
		say("  signed out   %s; %s", userTime(p.OutTime, p.Clients), outages(&p.Outages))
		say("  limited      %s", userTime(p.LimitedTime, p.Clients))
		for _, f := range worst(p.Features) {
			say("  without      %.0f user-minutes of %s", f.UserMinutes, f.names())
		}
	}
	say("%s", o.assumed())
	say("")
	for _, x := range r.Registrars {
		say("%s had %d REGISTERs: %d not heard, %d turned away, %d redirected; %s", x.Pool, x.Load.Attempts,
			x.Load.Unheard+x.Load.Refused, x.Load.Verdicts[registrar.Rejected]+x.Load.Verdicts[registrar.Unavailable], x.Load.Verdicts[registrar.Redirected], o.peak(&x))
	}
	say("%s", survives(&r.Registrars[1]))
	say("")
	for i := range r.Recoveries {
		lines = append(lines, recovery(&r.Recoveries[i])...)
	}
	say("%s", o.end())
	return lines
}

// peak tells of the second in which most clients tried to sign in. A pool takes in what it saved and what a second allows (C-116).
func (o *Outcome) peak(r *sim.RegistrarReport) string {
	most := fmt.Sprintf("most attempts to sign in in one second %d, at %s", r.Peak, clock(time.Duration(r.PeakAt)))
	if o.Rate > 0 && r.Peak > 4*o.Rate {
		most += ", most of them turned away or redirected"
	}
	return most
}

// assumed tells what the times without a feature depend on.
func (o *Outcome) assumed() string {
	if o.Prepared {
		return "Features are those of a pair for which all was prepared: a gateway elsewhere, a carrier that reroutes, and so on (F-46)"
	}
	return "Features are those of a pair for which nothing was prepared: no gateway elsewhere, no carrier that reroutes, and so on (F-46); -prepared tells what it saves"
}

// end tells when all was as it had been, or who is still without what.
func (o *Outcome) end() string {
	r := o.Report
	end := clock(time.Duration(r.Until))
	switch back := clock(time.Duration(r.Back)); {
	case r.StillOut > 0:
		return fmt.Sprintf("Not everybody was registered again: in the end, at %s, %d of %d clients are out, and %d without full service", end, r.StillOut, o.Users+o.Others, r.StillLess)
	case r.StillLess > 0:
		return fmt.Sprintf("Everybody was registered again at %s; in the end, at %s, %d are without full service", back, end, r.StillLess)
	default:
		return fmt.Sprintf("Everybody was registered again at %s, and in full service for good from %s", back, clock(time.Duration(r.Full)))
	}
}

// survives tells what the pool has to carry that is left, and whether it can.
func survives(r *sim.RegistrarReport) string {
	can := "can carry"
	if !r.Suffices() {
		can = "can carry no more than"
	}
	return fmt.Sprintf("%s carried %d users, and %s %d (%s); it held %d clients at most, and has room for %d (C-121)", r.Pool, r.Carries, can, r.Capacity, r.Fact, r.Held, r.Room)
}

// recovery tells how long one took and what it lost, beside what is promised.
func recovery(r *sim.RecoveryReport) (lines []string) {
	took, which := "took", "of"
	if r.What == "failover of the store" {
		which = "to"
	}
	if !r.Done {
		took = "was not done after"
	}
	lines = append(lines, fmt.Sprintf("%s %s %s %s %v; the objective is %v: %s (%s)", title(r.What), which, r.Pool, took,
		time.Duration(r.Took).Round(time.Second), time.Duration(r.Goal), met(r.Met()), r.Fact))
	var gone []string
	for i := range r.Points {
		p := &r.Points[i]
		if !p.Carried {
			gone = append(gone, p.Data)
			continue
		}
		least := ""
		if p.AtLeast {
			least = "at least "
		}
		lines = append(lines, fmt.Sprintf("  %-16s the copy was %s%v old; the objective is %v: %s", p.Data, least, time.Duration(p.Behind).Round(time.Second), time.Duration(p.Goal), met(p.Met())))
	}
	if len(gone) > 0 {
		lines = append(lines, "  nothing copies   "+strings.Join(gone, ", "))
	}
	return lines
}

func met(is bool) string {
	if is {
		return "met"
	}
	return "missed"
}

// title begins with a capital.
func title(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

func rate(n int) string {
	if n == 0 {
		return "pools that take in everybody at once"
	}
	return fmt.Sprintf("pools that take in %d a second", n)
}

// outages tells how long they were.
func outages(b *sim.Buckets) string {
	if b.Count == 0 {
		return "no outage"
	}
	at := func(p float64) string { return b.Percentile(p).Round(time.Second).String() }
	return fmt.Sprintf("%d outages, half of them within %s, 90 %% within %s, 99 %% within %s, the longest %v", b.Count, at(50), at(90), at(99),
		time.Duration(b.Most).Round(time.Second))
}

// userTime is a sum of times, and what that is for each client.
func userTime(t sim.Total, clients int) string {
	each := time.Duration(t.Minutes() / float64(clients) * float64(time.Minute))
	return fmt.Sprintf("%.0f h in all, %v each", t.Minutes()/60, each.Round(time.Second))
}

// A miss is a feature that was missed, and how many others were for just as long.
type miss struct {
	sim.FeatureLoss
	others int
}

func (m *miss) names() string {
	if m.others == 0 {
		return m.Feature
	}
	return fmt.Sprintf("%s and %d more", m.Feature, m.others)
}

// worst are the features that were missed most.
func worst(all []sim.FeatureLoss) (some []miss) {
	sorted := slices.Clone(all)
	slices.SortStableFunc(sorted, func(a, b sim.FeatureLoss) int { return cmp.Compare(b.UserMinutes, a.UserMinutes) })
	for _, f := range sorted {
		if last := len(some) - 1; last >= 0 && f.UserMinutes == some[last].UserMinutes {
			some[last].others++
			continue
		}
		some = append(some, miss{FeatureLoss: f})
	}
	return some[:min(3, len(some))]
}

// clock is a time since the beginning, in whole seconds.
func clock(d time.Duration) string { return d.Round(time.Second).String() }
