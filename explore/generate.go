package explore

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"understudy.example"
	"understudy.example/client/conversation"
	"understudy.example/dns"
	"understudy.example/machine"
	"understudy.example/pool/failover"
	"understudy.example/pool/pairing"
)

// A Choice makes every decision of Generate: it returns a number in [0, n), where 0 is the simplest.
type Choice func(n int) int

// Options say how policies are attacked. The zero Options are the defaults.
type Options struct {
	Grounds   []understudy.Topology // what histories are played on; nil is Grounds()
	Places    []string              // where the policy may be, of those that a ground has; nil is every site and every pool
	Laws      []Law                 // what histories are held to; nil is Laws()
	Parts     understudy.Parts      // machines of the System that are replaced
	Histories int                   // how many are played; 0 is Histories
	Seed      uint64                // of the histories: the same gives the same ones
	Manual    bool                  // the policy leaves recovery to people
	Operator  bool                  // an administrator gives orders, too: laws that are a policy's duty are left out then
}

// Histories is how many histories are played unless Options say otherwise.
const Histories = 300

// ErrOptions is what errors of Options wrap, and of SearchOptions, and of a Plan that cannot be played.
var ErrOptions = errors.New("explore: options")

// Validate reports what is wrong with options: a number that cannot be, a law that judges nothing, a ground that is not valid, a place
// that no ground has.
func (o *Options) Validate() error {
	_, err := o.grounds()
	return errors.Join(o.validate(), err)
}

// grounds returns those that have a place for the policy.
func (o *Options) grounds() ([]understudy.Topology, error) {
	grounds := Grounds()
	if o.Grounds != nil {
		grounds = slices.Clone(o.Grounds)
		for i := range grounds {
			if err := grounds[i].Validate(); err != nil {
				return nil, faulty(i, err)
			}
		}
	}
	if len(grounds) == 0 {
		return nil, fmt.Errorf("%w: Grounds must not be empty; nil is all of Grounds()", ErrOptions)
	}
	if err := o.placed(grounds); err != nil {
		return nil, err
	}
	return slices.DeleteFunc(grounds, func(t understudy.Topology) bool { return len(o.PlacesOn(&t)) == 0 }), nil
}

// faulty are the faults of a ground, a line each.
func faulty(ground int, err error) error {
	all := []error{err}
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		all = joined.Unwrap()
	}
	f := machine.Faults{}
	for _, err := range all {
		f.Add(fmt.Errorf("%w: Grounds[%d]: %w", ErrOptions, ground, err))
	}
	return f.Err()
}

// placed reports a place that no ground has.
func (o *Options) placed(grounds []understudy.Topology) error {
	if o.Places != nil && len(o.Places) == 0 {
		return fmt.Errorf("%w: Places must not be empty; nil is every site and every pool", ErrOptions)
	}
	var all []string
	for i := range grounds {
		all = append(all, placesOn(&grounds[i])...)
	}
	slices.Sort(all)
	for _, p := range o.Places {
		if !listed(all, p) {
			return fmt.Errorf("%w: Places: %q must be on one of the Grounds, which have %s", ErrOptions, p, strings.Join(slices.Compact(all), ", "))
		}
	}
	return nil
}

// listed reports whether a name is one of some, compared as in DNS.
func listed(all []string, name string) bool {
	return slices.ContainsFunc(all, func(other string) bool { return dns.Equal(other, name) })
}

// PlacesOn returns where the policy may be on a ground, by the names that the ground has for it.
func (o *Options) PlacesOn(t *understudy.Topology) []string {
	places := placesOn(t)
	if o.Places != nil {
		places = slices.DeleteFunc(places, func(p string) bool { return !listed(o.Places, p) })
	}
	return places
}

// placesOn are the sites and the pools of a ground.
func placesOn(t *understudy.Topology) (places []string) {
	for _, s := range t.Sites {
		places = append(places, s.Name)
	}
	for _, p := range t.Pools {
		places = append(places, p.FQDN)
	}
	return places
}

// Generate makes a history out of choices. It runs the history while it makes it, under a policy unless that is nil, so that faults
// begin and end when it hurts: just before, at and just after something is due, which a step of a run, a verdict or the policy's own
// next look may be. Without a policy, and with Operator, orders of an administrator are part of it. What is due at one instant always
// happens in the System's own order; every other order is for Search to try.
// A *Panic says what has panicked.
func Generate(choose Choice, policy func() understudy.Policy, o *Options) (plan *Plan, err error) {
	grounds, err := o.grounds()
	if err != nil {
		return nil, err
	}
	g := &generator{choose: choose, orders: o.Operator || policy == nil}
	top := deep(grounds[choose(len(grounds))])
	g.plan = &Plan{Topology: top, Place: pick(choose, o.PlacesOn(&top))}
	setup := Setup{Parts: o.Parts}
	if policy != nil {
		setup.Policy = func() understudy.Policy { g.policy = policy(); return g.policy }
	}
	defer func() {
		if v := recover(); v != nil {
			plan, err = nil, Setup{Policy: policy, Parts: o.Parts, Manual: o.Manual}.panicked(v, g.plan, g.trial.instant())
		}
	}()
	if g.trial, g.governed, err = setup.begin(g.plan); err != nil {
		return nil, err
	}
	g.trial.Laws = judges(g.trial, []Law{{Law: understudy.Law{Check: g.look}}})
	g.survey()
	g.write()
	return g.plan, g.err
}

// tail is how long nothing breaks any more at the end of most histories.
const tail = 2 * time.Hour

// mostMoves is how often something happens in one history.
const mostMoves = 8

// A generator writes one plan, and runs it while it does.
type generator struct {
	choose   Choice
	plan     *Plan
	trial    *Trial
	governed *understudy.Governed
	policy   understudy.Policy // nil without
	orders   bool              // an administrator gives orders, too
	eventful bool              // something has happened that follow waits for
	places   []string
	on       []understudy.Fault // that have begun and not ended
	err      error
}

func pick[T any](choose Choice, all []T) T { return all[choose(len(all))] }

// survey looks at what there is.
func (g *generator) survey() {
	for _, s := range g.plan.Topology.Sites {
		g.places = append(g.places, s.Name)
	}
	for _, p := range g.plan.Topology.Pools {
		g.places = append(g.places, p.FQDN)
	}
}

// write writes the whole history.
func (g *generator) write() {
	for _, u := range g.plan.Topology.Users {
		if g.choose(4) > 0 {
			g.do(understudy.SignIn{User: u.URI})
		}
	}
	for range g.choose(mostMoves) {
		g.wait()
		g.move()
	}
	if g.choose(4) == 3 { // what is broken stays so
		g.wait()
		g.plan.End = g.now()
		return
	}
	g.wait()
	for _, f := range slices.Clone(g.on) {
		g.heal(f)
	}
	g.plan.End = g.now().Add(tail)
}

func (g *generator) now() machine.Instant { return g.trial.System.Now() }

// do lets in happen now.
func (g *generator) do(in understudy.Input) {
	if g.err == nil {
		g.plan.Inputs = append(g.plan.Inputs, Timed{g.now(), in})
		g.governed.Step(g.now(), in, nil)
		g.pass(0)
	}
}

// pass lets time pass.
func (g *generator) pass(d time.Duration) {
	if g.err == nil {
		g.err = g.trial.pass(g.governed, g.now().Add(d))
	}
}

func (g *generator) breaks(f understudy.Fault) {
	if !slices.Contains(g.on, f) {
		g.on = append(g.on, f)
		g.do(understudy.Break{Fault: f})
	}
}

func (g *generator) heal(f understudy.Fault) {
	g.on = slices.DeleteFunc(g.on, func(other understudy.Fault) bool { return other == f })
	g.do(understudy.Heal{Fault: f})
}

// move lets one thing happen, or a few that belong together.
func (g *generator) move() {
	moves := []func(){g.fault, g.mend, g.cut, g.train, g.together, g.brief, g.brief, g.relapse, g.relapse, g.stumble, g.act}
	if g.orders {
		moves = append(moves, g.order, g.order, g.order, g.order, g.roundTrip, g.roundTrip, g.roundTrip)
	}
	pick(g.choose, moves)()
}

func (g *generator) fault() { g.breaks(g.anyFault()) }

// mend lets a fault end, or begin if there is none.
func (g *generator) mend() {
	if len(g.on) == 0 {
		g.fault()
		return
	}
	g.heal(pick(g.choose, g.on))
}

// cut takes the network between two places away, or between one and all others, in both directions, and now and then directory
// replication with it.
func (g *generator) cut() {
	places := g.sites()
	f := g.link(places)
	if g.choose(3) < 2 {
		places = []string{f.To}
	}
	for _, to := range places {
		if to != f.Of {
			g.breaks(understudy.Fault{Kind: understudy.Link, Of: f.Of, To: to})
			g.breaks(understudy.Fault{Kind: understudy.Link, Of: to, To: f.Of})
		}
	}
	if sites := g.plan.Topology.Sites; len(sites) > 1 && g.choose(3) == 2 {
		g.breaks(understudy.Fault{Kind: understudy.Directory, Of: f.Of})
		g.breaks(understudy.Fault{Kind: understudy.Directory, Of: f.To})
	}
}

// train breaks and heals the same thing again and again: now and then there is one success between the failures.
func (g *generator) train() {
	f, bad, good := g.anyFault(), g.pause(), g.pause()
	for range 2 + g.choose(4) {
		g.breaks(f)
		g.pass(bad)
		g.heal(f)
		g.pass(good)
	}
}

// together loses several pools at one instant. Half of the time they come back at one instant, too.
func (g *generator) together() {
	kind := pick(g.choose, hard)
	var lost []understudy.Fault
	for _, p := range g.plan.Topology.Pools {
		if g.choose(3) < 2 {
			lost = append(lost, understudy.Fault{Kind: kind, Of: p.FQDN})
		}
	}
	for _, f := range lost {
		g.breaks(f)
	}
	if g.choose(2) == 0 {
		g.wait()
		for _, f := range lost {
			g.heal(f)
		}
	}
}

// brief takes a pool away and brings it back: before anybody has noticed, or just before, or just after that.
func (g *generator) brief() {
	f := understudy.Fault{Kind: pick(g.choose, hard), Of: g.pool()}
	g.breaks(f)
	if g.choose(2) == 0 {
		g.pass(pick(g.choose, pauses))
	} else {
		ping := g.plan.Topology.Parameters.Health.Ping
		d := pick(g.choose, g.due(understudy.PartHealth)).Sub(g.now())
		g.pass(min(max(d-pick(g.choose, []time.Duration{1, 0, ping, ping + 1}), 0), longest))
	}
	g.heal(f)
}

// relapse loses a pool for as long as it takes to do something about it, and again while it is on its way back; or its backup.
func (g *generator) relapse() {
	pool := g.pool()
	f := understudy.Fault{Kind: pick(g.choose, hard), Of: pool}
	g.breaks(f)
	g.followOn(g.choose(10))
	g.heal(f)
	g.followOn(g.choose(12))
	if g.choose(3) == 2 {
		pool = g.backup(pool)
	}
	f = understudy.Fault{Kind: pick(g.choose, hard), Of: pool}
	g.breaks(f)
	if g.choose(2) == 1 {
		g.wait()
		g.heal(f)
	}
}

// stumble breaks a step of a failover, and then the pool that it is of is lost; half of the time one of another pair is lost with it, and
// half of the time the step is mended when something has come of it.
func (g *generator) stumble() {
	pool := pick(g.choose, g.plan.Topology.Pools).FQDN
	step := understudy.Fault{Kind: pick(g.choose, rare[:2]), Of: pool, Step: pick(g.choose, failover.Disaster.Steps())}
	g.breaks(step)
	kind := pick(g.choose, hard)
	g.breaks(understudy.Fault{Kind: kind, Of: pool})
	if other := g.stranger(pool); other != "" && g.choose(2) == 1 {
		g.breaks(understudy.Fault{Kind: kind, Of: other})
	}
	g.followOn(g.choose(4))
	if g.choose(2) == 1 {
		g.heal(step)
	}
}

// stranger is a pool of another pair; empty without.
func (g *generator) stranger(pool string) string {
	others := slices.DeleteFunc(slices.Clone(g.plan.Topology.Pools), func(p understudy.Pool) bool {
		return p.FQDN == pool || p.FQDN == g.backup(pool)
	})
	if len(others) == 0 {
		return ""
	}
	return pick(g.choose, others).FQDN
}

// backup is the other pool of a pair, or the same one without.
func (g *generator) backup(pool string) string {
	for _, pair := range g.plan.Topology.Pairs {
		for i, name := range pair.Pools {
			if name == pool {
				return pair.Pools[1-i]
			}
		}
	}
	return pool
}

func (g *generator) pool() string { return pick(g.choose, g.plan.Topology.Pools).FQDN }

// sites are the places to cut between: sites if there are several, or else pools.
func (g *generator) sites() []string {
	switch n := len(g.plan.Topology.Sites); {
	case n > 1:
		return g.places[:n]
	case len(g.places) > 2:
		return g.places[1:]
	}
	return g.places
}

// link is a fault of one direction between two different places, if there are two.
func (g *generator) link(places []string) understudy.Fault {
	from := g.choose(len(places))
	to := (from + 1 + g.choose(max(len(places)-1, 1))) % len(places)
	return understudy.Fault{Kind: understudy.Link, Of: places[from], To: places[to]}
}

// The faults that are drawn: those that take a whole pool, and of pools, sites and links common ones and rare ones.
var (
	hard   = []understudy.FaultKind{understudy.NIC, understudy.Power, understudy.Hung}
	common = []understudy.FaultKind{understudy.NIC, understudy.Power, understudy.Hung, understudy.Link, understudy.Heartbeat,
		understudy.Service, understudy.SQL, understudy.BackupService, understudy.Directory}
	rare = []understudy.FaultKind{understudy.StepFails, understudy.StepHangs, understudy.StepFails, understudy.StepHangs,
		understudy.StandbyError, understudy.SwitchBoth, understudy.SwitchNone, understudy.StandbySetup, understudy.Rights,
		understudy.PatchLevel, understudy.ImportError, understudy.BadAddress}
	fronts = []understudy.FaultKind{understudy.FrontEnd, understudy.FrontStopped}
	mirror = []understudy.FaultKind{understudy.MirrorServer, understudy.WitnessServer}
	helper = []understudy.FaultKind{understudy.Management, understudy.ObserverDown}
)

// anyFault draws a fault that can befall what there is.
func (g *generator) anyFault() understudy.Fault {
	pool := pick(g.choose, g.plan.Topology.Pools)
	f := understudy.Fault{Of: pool.FQDN, Kind: pick(g.choose, g.kinds(&pool))}
	switch f.Kind {
	case understudy.Link:
		return g.link(g.ends())
	case understudy.Directory:
		f.Of = pick(g.choose, g.plan.Topology.Sites).Name
	case understudy.StepFails, understudy.StepHangs:
		f.Step = failover.Step(g.choose(int(failover.NumSteps)))
	case understudy.ObserverDown:
		f.Of = pick(g.choose, g.plan.Topology.Observers).Name
	case understudy.FrontEnd, understudy.FrontStopped:
		f.Front = 1 + g.choose(pool.FrontEnds)
	}
	return f
}

// kinds are those of the faults that can befall a pool: most of the time a common one.
func (g *generator) kinds(pool *understudy.Pool) []understudy.FaultKind {
	switch n := g.choose(6); {
	case n >= 4 && pool.Management && len(g.plan.Topology.Observers) > 0:
		return helper
	case n >= 4 && pool.FrontEnds > 0 && pool.BackEnd == pairing.Mirroring && g.choose(2) == 1:
		return mirror
	case n >= 4 && pool.FrontEnds > 0:
		return fronts
	case n == 5:
		return rare
	}
	return common
}

// ends are what a link can lead to and from: places, and a user now and then.
func (g *generator) ends() []string {
	if n := g.choose(6); n == 5 && len(g.plan.Topology.Users) > 0 {
		return append(slices.Clone(g.places), pick(g.choose, g.plan.Topology.Users).URI)
	}
	return g.places
}

// act is what a user does.
func (g *generator) act() {
	users := g.plan.Topology.Users
	if len(users) == 0 {
		return
	}
	u, peer := pick(g.choose, users).URI, pick(g.choose, users).URI
	g.do(pick(g.choose, []understudy.Input{understudy.SignIn{User: u}, understudy.EditContacts{User: u}, understudy.SignOut{User: u},
		understudy.FlushDNS{User: u}, understudy.UploadContent{User: u}, understudy.ScheduleMeeting{User: u},
		understudy.DeleteCertificate{User: u}, understudy.Call{User: u, Peer: peer},
		understudy.Add{User: u, Modality: conversation.Video}, understudy.HangUp{User: u}}))
}

// order is what an administrator does: most of the time something that nothing stands against.
func (g *generator) order() {
	in := g.anyOrder()
	for range g.choose(8) {
		if why, err := g.trial.System.WhyNot(in, 0); err == nil && len(why.Blocks) == 0 {
			break
		}
		in = g.anyOrder()
	}
	g.do(in)
}

// roundTrip fails a pool over and back, and disturbs either.
func (g *generator) roundTrip() {
	at, pool, disaster := pick(g.choose, g.places), g.pool(), g.choose(2) == 1
	g.do(understudy.ManagementServerFailover{At: g.backup(pool)})
	g.followOn(3)
	g.do(understudy.PoolFailOver{At: at, Pool: pool, DisasterMode: disaster})
	g.followOn(g.choose(10))
	g.disturb(pool)
	g.do(understudy.PoolFailBack{At: at, Pool: pool, DisasterMode: g.choose(2) == 1})
	g.followOn(g.choose(12))
	g.disturb(pool)
}

// disturb breaks a pool or its backup, now and then.
func (g *generator) disturb(pool string) {
	if g.choose(3) == 2 {
		pool = g.backup(pool)
	}
	switch g.choose(3) {
	case 1:
		g.breaks(understudy.Fault{Kind: pick(g.choose, hard), Of: pool})
	case 2:
		g.fault()
	}
}

// anyOrder draws an order, most of the time one that matters most.
func (g *generator) anyOrder() understudy.Input {
	at, pool, disaster := pick(g.choose, g.places), g.pool(), g.choose(2) == 1
	switch g.choose(8) {
	case 0, 1:
		return understudy.PoolFailOver{At: at, Pool: pool, DisasterMode: disaster}
	case 2, 3:
		return understudy.PoolFailBack{At: at, Pool: pool, DisasterMode: disaster}
	case 4:
		return understudy.ManagementServerFailover{At: pool}
	case 5, 6:
		return understudy.ManagementServerFailover{At: pool, Target: pool, Force: true}
	}
	return g.lightOrder(at, pool)
}

func (g *generator) lightOrder(at, pool string) understudy.Input {
	all := []understudy.Input{understudy.Interrupt{At: at, Pool: pool}, understudy.ManagementServerFailover{At: pool, Restore: true},
		understudy.SetAutomaticFailover{At: at, Pool: pool, On: g.choose(2) == 1}, understudy.BackupServiceSync{At: at, Pool: pool},
		understudy.SetPoolState{At: at, Pool: pool, State: failover.Phase(g.choose(4))},
		understudy.StoreReplication{At: at}, understudy.RestartBackupService{Pool: pool},
		understudy.Fence{At: at, Pool: pool}, understudy.Unfence{At: at, Pool: pool}}
	if users := g.plan.Topology.Users; len(users) > 0 {
		all = append(all, understudy.MoveUser{At: at, User: pick(g.choose, users).URI, Target: pool, Force: g.choose(2) == 1})
	}
	return pick(g.choose, all)
}

// longest is the longest time in which nothing comes from outside.
const longest = 3 * time.Hour

// wait lets time pass in which nothing comes from outside.
func (g *generator) wait() {
	if g.choose(3) == 2 {
		g.follow()
		g.pass(pick(g.choose, []time.Duration{0, 1, time.Second}))
		return
	}
	g.pass(g.pause())
}

// patience is how long follow waits.
const patience = 15 * time.Minute

// follow waits for the next order or step of a run.
func (g *generator) follow() {
	g.eventful = false
	last := g.now().Add(patience)
	if g.policy != nil && g.policy.Deadline() < g.now().Add(longest) {
		last = max(last, g.policy.Deadline())
	}
	for d := g.governed.Deadline(); d <= last && !g.eventful && g.err == nil; d = g.governed.Deadline() {
		g.pass(d.Sub(g.now()))
	}
}

// followOn follows so many things that happen one after the other, or as many as there are.
func (g *generator) followOn(n int) {
	for g.eventful = true; n > 0 && g.eventful; n-- {
		g.follow()
		if g.choose(4) == 3 {
			g.act()
		}
	}
}

// look takes note of what follow waits for.
func (g *generator) look(m *understudy.Moment) (int, error) {
	for _, a := range m.Actions {
		switch a.Kind {
		case understudy.Ordered, understudy.StepBegan, understudy.RunFinished, understudy.RunStopped, understudy.StoreFinished, understudy.StoreStopped:
			g.eventful = true
		}
	}
	return 0, nil
}

// pauses are round ones.
var pauses = []time.Duration{0, time.Second, 10 * time.Second, 30 * time.Second, time.Minute, 95 * time.Second, 2 * time.Minute,
	5 * time.Minute, 15 * time.Minute, 31 * time.Minute}

// pause is a round while, or the time until something is due or the last ping before that, or a little more or less.
func (g *generator) pause() time.Duration {
	d := pick(g.choose, pauses)
	if g.choose(2) == 1 {
		ping := g.plan.Topology.Parameters.Health.Ping
		d = pick(g.choose, g.due()).Sub(g.now()) - pick(g.choose, []time.Duration{0, 0, ping})
	}
	return min(max(d+pick(g.choose, []time.Duration{0, 0, -1, 1, time.Second}), 0), longest)
}

// due are instants at which something happens by itself, soon: to the machines of some parts or, if none is named, to all of them and
// to the policy.
func (g *generator) due(parts ...understudy.Part) []machine.Instant {
	all := []machine.Instant{min(g.governed.Deadline(), g.now().Add(longest))}
	for _, item := range g.trial.System.Agenda(true) {
		counts := len(parts) == 0 || slices.Contains(parts, item.Who.Part)
		if last := all[len(all)-1]; counts && item.At > last && item.At.Sub(g.now()) < longest && len(all) < 8 {
			all = append(all, item.At)
		}
	}
	if g.policy != nil && len(parts) == 0 && g.policy.Deadline() != machine.Never {
		all = append(all, g.policy.Deadline())
	}
	return all
}
