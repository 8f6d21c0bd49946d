// Package flapping asks what the intervals of a registrar do for its users when the link of their pool flaps, and when its server fails.
package flapping

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"understudy.example"
	"understudy.example/machine"
	"understudy.example/pool/health"
	"understudy.example/pool/pairing"
	"understudy.example/registrar/admission"
	"understudy.example/sim"
	"understudy.example/sim/sweep"
)

// A Question is what is varied, and what is not.
type Question struct {
	Detect   []time.Duration // failure detection intervals (F-27)
	Failback []time.Duration // failback intervals (F-27)
	Lasts    []time.Duration // for how long the link is lost each time, on average
	Seeds    int             // of every draw: 1 and so on
	Users    int             // of the pool, all signed in; the more they are, the longer it takes to let them in again (C-116)
	Every    time.Duration   // how long the link holds, on average
}

// Default has the documented intervals among others (F-27, F-29).
func Default() Question {
	return Question{Detect: minutes(1.5, 2, 3, 4, 5, 7.5, 10, 15), Failback: minutes(1.5, 5, 10, 20, 30), Lasts: minutes(1, 2, 5),
		Seeds: 5, Users: 300, Every: time.Hour}
}

func minutes(all ...float64) (d []time.Duration) {
	for _, m := range all {
		d = append(d, time.Duration(m*float64(time.Minute)))
	}
	return d
}

// The names of axes and measures. Times that users lose are minutes for each of them.
const (
	Detect, Failback, Lasts = "detect", "failback", "lasts"

	False     = "false failovers" // verdicts on the pool while its server runs, in a day on which its link flaps
	Out       = "out"             // signed out, on that day
	Limited   = "limited"         // signed in with limited functionality (F-45), on that day
	FailedOut = "failed out"      // signed out, when the server fails
)

// The parts of a run: a day on which the link flaps, time to come to rest, and, at a drawn instant of an hour, a failure of the server.
const (
	day    = machine.Instant(24 * time.Hour)
	rest   = machine.Instant(4 * time.Hour)
	outage = machine.Instant(4 * time.Hour)
)

// Sweep is the sweep that answers the question. Its name tells what is not varied.
func (q Question) Sweep() *sweep.Sweep {
	s := &sweep.Sweep{Name: fmt.Sprintf("flapping 1: %d users, a link that holds for %v", q.Users, q.Every),
		Axes:     []sweep.Axis{axis(Detect, q.Detect), axis(Failback, q.Failback), axis(Lasts, q.Lasts)},
		Measures: []sweep.Measure{{Name: False}, {Name: Out, Unit: "min/user"}, {Name: Limited, Unit: "min/user"}, {Name: FailedOut, Unit: "min/user"}}}
	for seed := range q.Seeds {
		s.Seeds = append(s.Seeds, uint32(seed+1))
	}
	return s
}

func axis(name string, values []time.Duration) sweep.Axis {
	a := sweep.Axis{Name: name, Unit: "s"}
	for _, v := range values {
		a.Values = append(a.Values, v.Seconds())
	}
	return a
}

// ErrQuestion is what every error about a Question wraps.
var ErrQuestion = errors.New("flapping: no question")

// Validate reports what cannot be asked.
func (q Question) Validate() error {
	f := machine.Faults{Package: "flapping", Kind: ErrQuestion}
	f.If(q.Users < 1 || q.Users > 100_000, "Users %d must be 1 to 100000", q.Users)
	f.If(q.Seeds < 1 || q.Seeds > 10_000, "Seeds %d must be 1 to 10000", q.Seeds)
	f.If(q.Every < time.Minute, "Every %v must be at least 1m", q.Every)
	within := func(name string, all []time.Duration, least, most time.Duration) {
		f.If(len(all) == 0, "%s must not be empty", name)
		f.If(repeats(all), "%s %v must differ from each other", name, all)
		for _, d := range all {
			f.If(d < least || d > most, "%s %v must be %v to %v", name, d, least, most)
		}
	}
	ping := health.PoolToPool().Ping
	within("Detect", q.Detect, ping, 4*time.Hour)
	within("Failback", q.Failback, ping, 4*time.Hour)
	within("Lasts", q.Lasts, time.Second, 4*time.Hour)
	if err := f.Err(); err != nil {
		return err
	}
	return q.Sweep().Validate()
}

func repeats(all []time.Duration) bool {
	return len(slices.Compact(slices.Sorted(slices.Values(all)))) < len(all)
}

// A run is a World at one point, and what is heard of it.
type run struct {
	*sim.World
	users    float64
	verdicts int
}

const pool, user = "FE01.lab.local", "u1@lab.local"

// Run runs a point of the Sweep.
func (q Question) Run(p sweep.Point) (sweep.Values, error) {
	r := &run{users: float64(q.Users)}
	w, err := sim.New(q.config(p, r))
	if err != nil {
		return nil, err
	}
	r.World = w
	flaps, err := sim.Random(p.Seed, []sim.Rate{{Fault: link, Between: q.Every, Lasts: seconds(p, Lasts)}}, day)
	if err != nil {
		return nil, err
	}
	if len(flaps)%2 == 1 { // lost until the end of the day
		flaps = append(flaps, sim.Act{At: day, In: understudy.Heal{Fault: link}})
	}
	m := sweep.Values{}
	if m[Out], m[Limited], err = r.lose(flaps, day+rest); err != nil {
		return nil, err
	}
	m[False] = float64(r.verdicts)
	draw := machine.Draw{Seed: ^p.Seed}
	begin := day + rest + machine.Instant(draw.Below(uint64(time.Hour)))
	fails := []sim.Act{{At: begin, In: understudy.Break{Fault: power}}, {At: begin + outage, In: understudy.Heal{Fault: power}}}
	m[FailedOut], _, err = r.lose(fails, begin+outage+rest)
	return m, err
}

// The faults.
var (
	link  = understudy.Fault{Kind: understudy.NIC, Of: pool}
	power = understudy.Fault{Kind: understudy.Power, Of: pool}
)

func seconds(p sweep.Point, name string) time.Duration {
	return time.Duration(p.Values[name] * float64(time.Second))
}

// config is the pair of Enterprise pools, with everybody signed in.
func (q Question) config(p sweep.Point, r *run) sim.Config {
	t := understudy.Paired()
	t.Seed = p.Seed
	for i := range t.Pools {
		pool := &t.Pools[i]
		pool.Edition, pool.Detect, pool.Failback = pairing.Enterprise, seconds(p, Detect), seconds(p, Failback)
	}
	t.Parameters.Admission.Pool = admission.Pool()
	t.Parameters.Endpoints = max(t.Parameters.Endpoints, 2*q.Users)
	return sim.Config{Topology: t, Populations: []sim.Population{{Like: user, Users: q.Users, SignedIn: true}}, Tell: r.hear}
}

// hear counts verdicts on the pool.
func (r *run) hear(_ machine.Instant, all []understudy.Action) {
	for _, a := range all {
		if a.Kind == understudy.Moved && a.Who == watcher && a.On == uint8(health.Elapsed) {
			r.verdicts++
		}
	}
}

// watcher is how the second pool sees the first.
var watcher = understudy.Who{Part: understudy.PartHealth, A: 1, B: 0}

// lose plays acts, runs on, and tells how many minutes each user has been signed out and limited meanwhile.
func (r *run) lose(acts []sim.Act, until machine.Instant) (out, limited float64, err error) {
	a := r.Account(time.Hour)
	if err := r.Play(acts); err != nil {
		return 0, 0, err
	}
	if err := r.World.Run(until); err != nil {
		return 0, 0, err
	}
	p := a.Report().Populations[0]
	return p.OutTime.Minutes() / r.users, p.LimitedTime.Minutes() / r.users, nil
}
