package sim

import (
	"testing"
	"time"

	"understudy.example"
	"understudy.example/client"
	"understudy.example/machine"
	"understudy.example/registrar"
)

// Answers that are not sent because they are foreseen change nothing: an Actor who never acts is somebody who might see them arrive, so that
// all are sent, and at every instant at which anybody looks every client is what it is without him, and so is what is counted. Answers take up to seconds, refreshes are
// frequent, so that failovers, faults, judgements and other messages come while some are on their way, and clients give up before them.
func TestForeseenAnswersAreAsIfSent(t *testing.T) {
	seeds := uint32(40)
	if testing.Short() {
		seeds = 8
	}
	spared := 0
	for seed := range seeds {
		c, acts := inFlight(seed)
		foreseen, sent := mustNew(t, c), mustNew(t, c)
		sent.Join(&witness{at: machine.Never})
		a, b := foreseen.Account(time.Minute), sent.Account(time.Minute)
		for now := machine.Instant(0); now < at(3*time.Hour); now += at(17 * time.Second) {
			for len(acts) > 0 && acts[0].At <= now {
				foreseen.must(t, foreseen.Play(acts[:1]))
				sent.must(t, sent.Play(acts[:1]))
				acts = acts[1:]
			}
			foreseen.must(t, foreseen.Run(now))
			sent.must(t, sent.Run(now))
			for i := range foreseen.clients {
				if foreseen.clients[i] != sent.clients[i] {
					t.Fatalf("seed %d, at %v: client %d is\n%+v, and with answers sent\n%+v", seed, time.Duration(now), i, foreseen.clients[i], sent.clients[i])
				}
			}
		}
		if sum(t, a.Report()) != sum(t, b.Report()) || foreseen.events != sent.events {
			t.Errorf("seed %d: %+v, and with answers sent %+v", seed, a.Report(), b.Report())
		}
		spared += int(sent.mail.seq) - int(foreseen.mail.seq)
	}
	if spared < 10_000 {
		t.Errorf("only %d answers were foreseen", spared)
	}
}

// inFlight are clients whose refreshes are often on their way.
func inFlight(seed uint32) (Config, []Act) {
	d := machine.Draw{Seed: seed + 9000}
	top := twoSites(&d)
	p := &top.Parameters
	p.Latency, p.SiteLatency = pick(&d, 5*time.Millisecond, 200*time.Millisecond, 5*time.Second), pick(&d, 0, 3*time.Second)
	p.Client.Refresh, p.Client.Transaction = pick(&d, 20*time.Second, 40*time.Second, 100*time.Second), pick(&d, 32*time.Second, 20*time.Second)
	c := Config{Topology: top}
	for _, u := range top.Users {
		c.Populations = append(c.Populations, Population{Like: u.URI, Users: 60, SignedIn: true})
	}
	return c, troubles(&d)
}

// The answer that comes when a client gives up is in time (C-50): what arrives comes before what is due. A nanosecond later it is not.
func TestC50AnswerAtTheInstantOfGivingUp(t *testing.T) {
	for i := range 4 {
		late := time.Duration(i % 2)
		c := crowdOf(1, 0)
		c.Populations[0].SignedIn = true
		c.Topology.Parameters.Latency, c.Topology.Parameters.Client.Transaction = 5*time.Millisecond+late, 10*time.Millisecond
		w := mustNew(t, c)
		if i >= 2 { // so that it is not foreseen
			w.Join(&witness{at: machine.Never})
		}
		gives := w.deadline(&w.clients[0].state) + at(10*time.Millisecond)
		w.must(t, w.Run(gives+at(time.Minute)))
		if in := w.Count(0, client.InNormal) == 1; in != (late == 0) {
			t.Errorf("%v late, and it is still in: %v", late, in)
		}
	}
}

// told are rules that count what they hear.
type told struct {
	client.Rules
	refreshed *int
}

func (r told) Step(now machine.Instant, s client.State, e client.Event, out []client.Action) (client.State, []client.Action) {
	*r.refreshed += bit(e.On == client.Refreshed)
	return r.Rules.Step(now, s, e, out)
}

// Rules of one's own hear every answer.
func TestOwnRulesHearEveryAnswer(t *testing.T) {
	c, n := crowdOf(20, 0), 0
	c.Populations[0].SignedIn = true
	c.Rules = told{c.Topology.Parameters.Client, &n}
	w := mustNew(t, c)
	w.must(t, w.Run(at(time.Hour)))
	if is := w.Load(0).Refreshes; n != int(is) || n < 100 {
		t.Errorf("%d of %d answers were heard", n, is)
	}
}

// H-38: an input lets what is due at its instant come first, as in a System: the place that is free from now on is there for the client
// whose silence the input ends, and whose refresh takes a place, for its binding has ended. A nanosecond earlier it is not.
func TestH38InputAtTheInstantOfAPlace(t *testing.T) {
	for _, early := range []time.Duration{0, 1} {
		c := crowdOf(1, 1)
		top := &c.Topology
		top.Sites = []understudy.Site{{Name: "east"}, {Name: "west"}}
		top.Pools[0].Site, top.Pools[1].Site = "east", "east"
		top.Users[0].Site, top.Users[1].Site = "west", "east"
		top.Users[1].Home = top.Users[0].Home
		top.Parameters.Client.Transaction = 3 * time.Hour
		c.Populations[0].SignedIn = true
		c.Populations = append(c.Populations, Population{Like: top.Users[1].URI, Users: 1, SignIn: time.Hour})
		for top.Seed = 1; mustNew(t, c).drawn(1, time.Hour) < at(20*time.Minute); {
			top.Seed++
		}
		w := mustNew(t, c)
		cut := understudy.Fault{Kind: understudy.Link, Of: "west", To: "east"}
		w.must(t, w.Do(0, understudy.Break{Fault: cut}))
		free := w.drawn(1, time.Hour) + at(time.Second)
		w.must(t, w.Do(free-at(early), understudy.Heal{Fault: cut}))
		w.must(t, w.Run(free))
		if got, want := w.Load(0).Verdicts[registrar.Accepted], uint64(2-early); got != want {
			t.Errorf("%v early, and FE01 accepts %d, want %d", early, got, want)
		}
	}
}
