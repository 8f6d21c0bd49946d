package main

import (
	"errors"
	"flag"
	"fmt"
	"math"
	"time"

	"understudy.example"
	"understudy.example/client/features"
	"understudy.example/machine"
	"understudy.example/pool/failover"
	"understudy.example/pool/pairing"
	"understudy.example/registrar/admission"
	"understudy.example/sim"
)

// A Scenario is what the flags say.
type Scenario struct {
	Users    int           // homed on the pool that dies
	Others   int           // homed on its backup
	Seed     uint          // of every draw
	Detect   time.Duration // failure detection interval (F-27)
	Failback time.Duration // failback interval (F-27)
	Rate     int           // sign-ins a second that a pool takes in; 0 for no limit (C-116, H-38)
	Fronts   int           // front ends of either pool: each holds 12,000 endpoints at the most (C-121)
	Jitter   uint          // percent of a client's wait that are drawn (C-105)
	Equal    bool          // both pools have the same priority in DNS, so that half of the clients try the backup first
	Prepared bool          // all that some features take on the backup is there (F-46); otherwise nothing of it

	Dies, Store, Over, Back, Home, End time.Duration // when what happens
}

// Documented is a scenario of documented defaults: an Enterprise pair that takes in what it was tested with.
func Documented() Scenario {
	return Scenario{Users: 40_000, Others: 40_000, Seed: 1, Detect: 300 * time.Second, Failback: 600 * time.Second, Rate: admission.Pool().Rate, Fronts: 12,
		Jitter: 50,
		Dies:   11 * time.Minute, Store: 40 * time.Minute, Over: 45 * time.Minute, Back: 4 * time.Hour, Home: 5 * time.Hour, End: 9 * time.Hour}
}

func (s *Scenario) flags(f *flag.FlagSet) {
	f.IntVar(&s.Users, "users", s.Users, "`users` of the pool that dies")
	f.IntVar(&s.Others, "others", s.Others, "`users` of its backup")
	f.UintVar(&s.Seed, "seed", s.Seed, "`seed` of every draw")
	f.DurationVar(&s.Detect, "detect", s.Detect, "failure detection `interval`")
	f.DurationVar(&s.Failback, "failback", s.Failback, "failback `interval`")
	f.IntVar(&s.Rate, "rate", s.Rate, "`sign-ins` a second that a pool takes in, 0 for no limit")
	f.IntVar(&s.Fronts, "fronts", s.Fronts, "`front ends` of either pool, for how many clients it can hold")
	f.UintVar(&s.Jitter, "jitter", s.Jitter, "`percent` of a client's wait that are drawn")
	f.BoolVar(&s.Equal, "equal", s.Equal, "both pools have one priority in DNS")
	f.BoolVar(&s.Prepared, "prepared", s.Prepared, "all that features take on the backup is there: a gateway elsewhere, a carrier that reroutes, and so on")
	f.DurationVar(&s.Over, "over", s.Over, "`when` the pool is failed over; the store five minutes before")
}

// What a deployment takes: intervals (F-31, H-40), and sign-ins a second.
const (
	least, most = 30 * time.Second, 24 * time.Hour
	mostRate    = 1_000_000
)

// Validate reports what cannot be.
func (s *Scenario) Validate() error {
	f := func(bad bool, format string, a ...any) error {
		if bad {
			return fmt.Errorf(format, a...)
		}
		return nil
	}
	s.Store = s.Over - 5*time.Minute
	return errors.Join(
		f(s.Users < 1, "-users %d must be at least 1", s.Users), f(s.Others < 0, "-others %d must not be below 0", s.Others),
		f(s.Users+s.Others > 4_000_000, "-users and -others are more than 4000000 together"),
		f(uint64(s.Seed) > math.MaxUint32, "-seed %d must not be above %d", s.Seed, uint32(math.MaxUint32)),
		f(s.Detect < least || s.Detect > most, "-detect %v must be between %v and %v", s.Detect, least, most),
		f(s.Failback < least || s.Failback > most, "-failback %v must be between %v and %v", s.Failback, least, most),
		f(s.Rate < 0 || s.Rate > mostRate, "-rate %d must be between 0 and %d", s.Rate, mostRate),
		f(s.Fronts < 1 || s.Fronts > 16, "-fronts %d must be between 1 and 16", s.Fronts),
		f(s.Jitter > 100, "-jitter %d must not be above 100 percent", s.Jitter),
		f(s.Store <= s.Dies || s.Over >= s.Back-time.Hour, "-over %v must be between %v and %v", s.Over, s.Dies+5*time.Minute, s.Back-time.Hour))
}

// Names.
const fe1, fe2, u1, u2 = "FE01.lab.local", "FE02.lab.local", "u1@lab.local", "u2@lab.local"

// prepared is a deployment in which all was prepared for the death of a pool that can be.
var prepared = features.Conditions{SameSite: true, GatewayElsewhere: true, CarrierReroutes: true, VoiceMailRerouted: true, ResponseGroupsImported: true,
	OrbitsRedirected: true, ChatRecovers: true, LocationRestored: true, AnnouncementsRecreated: true, URLsFollow: true}

// config is the pair, with everybody signed in.
func (s *Scenario) config() sim.Config {
	t := understudy.Paired()
	t.Seed = uint32(s.Seed)
	for i := range t.Pools {
		p := &t.Pools[i]
		p.Edition, p.Detect, p.Failback = pairing.Enterprise, s.Detect, s.Failback
	}
	t.Users = []understudy.User{{URI: u1, Home: fe1}, {URI: u2, Home: fe2}}
	t.Parameters.Admission.Pool = admission.Rules{Rate: s.Rate, Burst: s.Rate}
	t.Parameters.Endpoints *= s.Fronts
	t.Parameters.Client.Jitter = uint8(s.Jitter)
	if s.Prepared {
		t.Conditions = prepared
	}
	for i := range t.Records {
		if s.Equal {
			t.Records[i].Priority, t.Records[i].Weight = 0, 0
		}
	}
	c := sim.Config{Topology: t, Populations: []sim.Population{{Like: u1, Users: s.Users, SignedIn: true}}}
	if s.Others > 0 {
		c.Populations = append(c.Populations, sim.Population{Like: u2, Users: s.Others, SignedIn: true})
	}
	return c
}

// An Outcome is what became of a scenario.
type Outcome struct {
	Scenario
	Report *sim.Report
	Marks  []Mark
	Events uint64
}

// A Mark is something that is done, or that is so, at a time.
type Mark struct {
	At   time.Duration
	What string
}

// Play plays it.
func (s *Scenario) Play() (*Outcome, error) {
	w, err := sim.New(s.config())
	if err != nil {
		return nil, err
	}
	a, o := w.Account(10*time.Second), &Outcome{Scenario: *s}
	power := understudy.Fault{Kind: understudy.Power, Of: fe1}
	for _, in := range []struct {
		at   time.Duration
		in   understudy.Input
		what string
	}{
		{s.Dies, understudy.Break{Fault: power}, "FE01 dies"},
		{s.Store, understudy.ManagementServerFailover{At: fe2, Target: fe2, Force: true}, "the store is moved"},
		{s.Over, understudy.PoolFailOver{At: fe2, Pool: fe1, DisasterMode: true}, "FE01 is failed over"},
		{s.Back, understudy.Heal{Fault: power}, "FE01 is back"},
		{s.Home, understudy.PoolFailBack{At: fe2, Pool: fe1}, "FE01 is failed back"},
	} {
		if err := w.Do(machine.Instant(in.at), in.in); err != nil {
			return nil, err
		}
		o.Marks = append(o.Marks, Mark{in.at, in.what})
	}
	if err := o.watch(w); err != nil {
		return nil, err
	}
	o.Report, o.Events = a.Report(), w.Events()
	return o, nil
}

// watch waits until the pool is active again, and for the end.
func (o *Outcome) watch(w *sim.World) error {
	for active := false; w.Now() < machine.Instant(o.End); {
		if err := w.Run(min(w.Now().Add(time.Minute), machine.Instant(o.End))); err != nil {
			return err
		}
		if st, _ := w.System().Pool(fe1); !active && st.State == failover.Active {
			active = true
			o.Marks = append(o.Marks, Mark{time.Duration(w.Now()), "FE01 is active"})
		}
	}
	return nil
}
