package main

import (
	"slices"
	"time"

	"understudy.example"
	"understudy.example/client"
	"understudy.example/client/features"
	"understudy.example/machine"
)

// A report is everything that is shown, at one instant.
type report struct {
	site     string
	now      time.Time
	elapsed  machine.Instant // of the model, which has stood for a while when the monitor begins
	pools    []poolReport
	outlooks []understudy.Outlook
	due      []understudy.Item
	view     understudy.View
	names    names
	why      *whyReport
	waits    time.Duration // for how long there has been no model yet, and nothing but what was found; 0 if there is one
}

// meanwhile is a report while there is no model.
func meanwhile(t *understudy.Topology, waits time.Duration, found []finding, n names) *report {
	r := &report{now: time.Now(), names: n, waits: max(waits, 1)}
	for i, p := range t.Pools {
		r.pools = append(r.pools, poolReport{fqdn: p.FQDN, finding: found[i]})
	}
	return r
}

// A poolReport is how things stand with a pool and the users who are homed there.
type poolReport struct {
	fqdn    string
	backup  string
	finding finding
	now     level    // how its users are served
	signIn  arrival  // what becomes of a client that signs in now
	without []string // what its users cannot do, or would be able to do on a condition
}

// unknown reports whether a pool was never asked, so that what the model holds of it is no more than an assumption.
func (r *report) unknown(fqdn string) bool {
	return slices.ContainsFunc(r.pools, func(p poolReport) bool { return p.fqdn == fqdn && !p.finding.known })
}

// fares reports whether anything is known of how the users of a pool fare: of that pool, and of the one that serves them.
func (r *report) fares(p *poolReport) bool { return p.finding.known && !r.unknown(p.now.pool) }

// A level is how a user is served.
type level struct {
	in   bool
	mode client.Mode
	pool string
}

// String writes the level in words: "limited on the backup, at FE02.lab.local".
func (l level) String() string {
	if !l.in {
		return "signed out"
	}
	return l.mode.String() + ", at " + l.pool
}

// An arrival is how a client that signs in now will be served, and from when on; not at all within the horizon if that is Never.
type arrival struct {
	then level
	at   machine.Instant
}

// A whyReport is what stands against failing a pool over.
type whyReport struct {
	pool string
	understudy.Refusal
}

// horizon is how far is looked ahead.
const horizon = time.Hour

// A forecast is what takes a copy of the model to find out. It changes only when something happens.
type forecast struct {
	arrivals []arrival // of each pool
	why      *whyReport
}

// look reads the model, and what was found.
func look(s *understudy.System, now machine.Instant, site string, found []finding, ahead forecast) *report {
	r := &report{site: site, elapsed: now, outlooks: s.Outlooks(), why: ahead.why}
	s.View(site, &r.view)
	t := s.Topology()
	for i, p := range t.Pools {
		user := t.Users[i].URI
		pr := poolReport{fqdn: p.FQDN, backup: r.view.Pools[i].Backup, finding: found[i], now: levelOf(s, user), signIn: ahead.arrivals[i]}
		for f := range features.All() {
			if a, ok := s.Can(user, f); ok && a.Available == features.No {
				pr.without = append(pr.without, f.String())
			}
		}
		r.pools = append(r.pools, pr)
	}
	for _, item := range s.Agenda(false) {
		if item.Who.Part != understudy.PartHealth && item.At > now {
			r.due = append(r.due, item)
		}
	}
	return r
}

func levelOf(s *understudy.System, user string) level {
	u, _ := s.User(user)
	return level{u.Registered, u.Mode, u.At}
}

// foresee asks copies of the model what a client of each pool would meet, and what stands against an order.
func foresee(s *understudy.System, now machine.Instant, order understudy.PoolFailOver) (f forecast, err error) {
	ahead, err := s.Clone()
	if err != nil {
		return f, err
	}
	for _, u := range s.Topology().Users {
		if err := ahead.CopyFrom(s); err != nil {
			return f, err
		}
		f.arrivals = append(f.arrivals, arrive(ahead, now, u.URI))
	}
	if order.Pool != "" {
		f.why = &whyReport{pool: order.Pool}
		f.why.Refusal, err = s.WhyNot(order, horizon)
	}
	return f, err
}

// arrive lets a client begin anew in a model that runs ahead.
func arrive(ahead *understudy.System, now machine.Instant, user string) arrival {
	ahead.Do(now, understudy.SignOut{User: user}, nil)
	ahead.Do(now, understudy.SignIn{User: user}, nil)
	end := now.Add(horizon)
	for {
		if l := levelOf(ahead, user); l.in {
			return arrival{l, ahead.Now()}
		}
		if ahead.Deadline() > end {
			return arrival{at: machine.Never}
		}
		ahead.Advance(nil)
	}
}
