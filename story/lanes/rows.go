package lanes

import (
	"slices"
	"strings"

	"understudy.example"
	"understudy.example/client"
	"understudy.example/cms"
	"understudy.example/machine"
	"understudy.example/pool/failover"
	"understudy.example/pool/fence"
	"understudy.example/pool/health"
	"understudy.example/pool/mirror"
	"understudy.example/pool/quorum"
	"understudy.example/pool/setup"
	"understudy.example/story"
)

// A tone is what a phase means for those who depend on it. It chooses the colour and the pattern of a bar.
type tone string

const (
	plain   tone = ""
	good    tone = "good"    // as it should be
	moved   tone = "moved"   // in full, and elsewhere than at home
	limited tone = "limited" // less than in full
	busy    tone = "busy"    // on its way, or in doubt
	bad     tone = "bad"     // out of service
	idle    tone = "idle"    // nothing is asked of it
	chapter tone = "chapter" // a part of the story
)

// A state is a phase in words.
type state struct {
	text string
	tone tone
}

// A group is the rows of one pool, site or user.
type group struct {
	name string
	rows []*row
}

// A row is what one machine does in the course of time.
type row struct {
	name  string
	look  func(*understudy.System) state // nil for what is told only
	bars  []*bar
	marks []*mark
}

// A bar is a phase, from an instant to another.
type bar struct {
	from, to machine.Instant // Never is the end of the story
	state
	about []int // entries that say how it began
}

// A mark is what happens at an instant and begins no phase.
type mark struct {
	at    machine.Instant
	tone  tone
	about []int
}

// group finds the group of a name, or makes it.
func (t *take) group(name string) *group {
	for _, g := range t.groups {
		if strings.EqualFold(g.name, name) {
			return g
		}
	}
	g := &group{name: name}
	t.groups = append(t.groups, g)
	return g
}

// row finds a row of a group, or makes it. The first one of a group will do for the empty name.
func (g *group) row(name string, look func(*understudy.System) state) *row {
	for _, r := range g.rows {
		if r.name == name || name == "" {
			return r
		}
	}
	r := &row{name: name, look: look}
	if name == "" {
		r.name = "events"
	}
	g.rows = append(g.rows, r)
	return r
}

// populate makes the rows of all that is there, in the order in which people look for the cause of what they see.
func (t *take) populate() {
	top := &t.story.Topology
	for i, site := range top.Sites {
		t.group(site.Name).row("directory", t.directory(i, site.Name))
	}
	for _, p := range top.Pools {
		t.populatePool(p.FQDN)
	}
	for _, e := range top.Edges {
		t.group(e.FQDN).row("events", nil)
	}
	for _, o := range top.Observers {
		t.group(o.Name).row("events", nil)
	}
	for _, u := range top.Users {
		t.group(u.URI).row("service", t.served(u.URI))
	}
}

// populatePool makes the rows of a pool.
func (t *take) populatePool(name string) {
	g := t.group(name)
	of := func(say func(understudy.PoolStatus) state) func(*understudy.System) state {
		return func(s *understudy.System) state {
			st, _ := s.Pool(name)
			return say(st)
		}
	}
	g.row("service", of(inService))
	g.row("pool state", of(poolState))
	for _, other := range t.story.Topology.Pools {
		if other.FQDN != name {
			g.row("sees "+t.names.Text(other.FQDN), func(s *understudy.System) state {
				if as, watches := s.Sees(name, other.FQDN); watches {
					return state{as.String(), sightTones[as]}
				}
				return state{}
			})
		}
	}
	g.row("CMS database", of(func(st understudy.PoolStatus) state { return state{st.Database.String(), databaseTone(st.Database)} }))
	g.row("quorum", of(func(st understudy.PoolStatus) state {
		if st.FrontEnds == 0 {
			return state{}
		}
		return state{st.Quorum.String(), quorumTones[st.Quorum]}
	}))
	g.row("mirror", of(func(st understudy.PoolStatus) state { return state{st.Mirror.String(), mirrorTones[st.Mirror]} }))
	g.row("power switch", of(func(st understudy.PoolStatus) state { return state{st.Fence.String(), fenceTones[st.Fence]} }))
	g.row("user data", nil)
}

var (
	sightTones  = map[health.Phase]tone{health.Unknown: idle, health.Up: good, health.Silent: busy, health.Down: bad}
	quorumTones = map[quorum.Phase]tone{quorum.Stopped: bad, quorum.Starting: busy, quorum.Functional: good, quorum.Lost: bad}
	mirrorTones = map[mirror.Phase]tone{mirror.Mirrored: idle, mirror.Exposed: busy, mirror.FailingOver: busy, mirror.Unavailable: bad}
	fenceTones  = map[fence.Phase]tone{fence.Open: idle, fence.Fenced: bad, fence.Failed: bad, fence.Fencing: busy, fence.Lifting: busy}
)

func inService(st understudy.PoolStatus) state {
	switch {
	case st.Setup != setup.Ready:
		return state{st.Setup.String(), idle}
	case st.Up:
		return state{"up", good}
	}
	return state{"down", bad}
}

func poolState(st understudy.PoolStatus) state {
	switch st.State {
	case failover.Active:
		return state{st.State.String(), good}
	case failover.FailedOver:
		return state{st.State.String(), moved}
	}
	return state{st.State.String(), busy}
}

func databaseTone(p cms.Phase) tone {
	switch p {
	case cms.Active:
		return good
	case cms.Absent, cms.Standby:
		return idle
	case cms.ReadOnly, cms.Unverified:
		return busy
	}
	return bad
}

// directory is which pool's database the directory of a site names.
func (t *take) directory(i int, site string) func(*understudy.System) state {
	first := ""
	for _, p := range t.story.Topology.Pools {
		if p.CMS {
			first = p.FQDN
		}
	}
	var v understudy.View
	return func(s *understudy.System) state {
		switch s.View(site, &v); {
		case v.Sites[i].Names == "":
			return state{"out of reach", bad}
		case v.Sites[i].Names == first:
			return state{"names " + t.names.Text(first), good}
		}
		return state{"names " + t.names.Text(v.Sites[i].Names), moved}
	}
}

// served is how a user is served.
func (t *take) served(user string) func(*understudy.System) state {
	return func(s *understudy.System) state {
		st, _ := s.User(user)
		where := " at "
		if st.Mode.Backup() {
			where = " on "
		}
		switch where += t.names.Text(st.At); {
		case !st.Registered && st.Phase == client.Out:
			return state{st.Phase.String(), idle}
		case !st.Registered:
			return state{"out: " + st.Phase.String(), bad}
		case st.Mode.Limited():
			return state{"limited" + where, limited}
		case st.Mode == client.FullBackup:
			return state{"full" + where, moved}
		}
		return state{"normal" + where, good}
	}
}

// place is the row where an action is drawn.
func (t *take) place(e story.Event) *row {
	a := e.Action
	switch a.Kind {
	case understudy.Ordered, understudy.Blocked, understudy.Denied, understudy.Invalid, understudy.Warned:
		if e.Step.Verb == story.Do {
			if r := t.giver(e.Step); r != nil {
				return r
			}
		}
	case understudy.Broke, understudy.Mended:
		return t.faulty(e)
	}
	if beat(a) {
		return nil
	}
	owner := strings.TrimPrefix(e.Line.Who, "CMS on ")
	owner = strings.TrimPrefix(owner, "directory in ")
	switch a.Who.Part {
	case understudy.PartHealth:
		owner, sees, _ := strings.Cut(owner, " sees ")
		return t.group(owner).row("sees "+t.names.Text(sees), nil)
	case understudy.PartReplication, understudy.PartBinding, understudy.PartPairing:
		owner, _, _ = strings.Cut(owner, " ")
	}
	if !slices.ContainsFunc(t.groups, func(g *group) bool { return strings.EqualFold(g.name, owner) }) {
		return t.rows.orders
	}
	return t.group(owner).row(rowNames[a.Who.Part], nil)
}

// rowNames are the rows of a pool's machines, where it is not the first one.
var rowNames = map[understudy.Part]string{
	understudy.PartFailover: "pool state", understudy.PartStore: "CMS database", understudy.PartQuorum: "quorum",
	understudy.PartMembership: "quorum", understudy.PartRouting: "quorum", understudy.PartMirror: "mirror",
	understudy.PartFence: "power switch", understudy.PartReplication: "user data",
}

// faulty is the row of a fault, which has a bar for as long as it is on.
func (t *take) faulty(e story.Event) *row {
	what, over := strings.CutPrefix(e.Line.What, "mended: ")
	what = t.names.Text(what)
	r := t.group(e.Line.Who).row("fault: "+what, nil)
	if over {
		r.stand(e.At, state{})
	} else {
		r.stand(e.At, state{what, bad})
	}
	return r
}

// stand says in what phase a machine is from now on.
func (r *row) stand(at machine.Instant, is state) {
	n := len(r.bars)
	if n > 0 && r.bars[n-1].from == at { // what has not lasted is not drawn
		r.bars, n = r.bars[:n-1], n-1
	}
	switch {
	case n > 0 && r.bars[n-1].state == is:
		r.bars[n-1].to = machine.Never
		return
	case n > 0:
		r.bars[n-1].to = at
	}
	r.bars = append(r.bars, &bar{from: at, to: machine.Never, state: is})
}

// note puts an entry to the phase that begins with it, or else to a mark.
func (r *row) note(at machine.Instant, entry int, t tone) {
	for _, b := range r.bars {
		if b.from == at && b.text != "" {
			b.about = append(b.about, entry)
			if t != bad || b.tone == bad {
				return
			}
		}
	}
	i := slices.IndexFunc(r.marks, func(m *mark) bool { return m.at == at })
	if i < 0 {
		i, r.marks = len(r.marks), append(r.marks, &mark{at: at})
	}
	m := r.marks[i]
	m.about, m.tone = append(m.about, entry), worse(m.tone, t)
}

// worse is the tone of the two that matters more.
func worse(a, b tone) tone {
	for _, t := range []tone{bad, busy, good} {
		if a == t || b == t {
			return t
		}
	}
	return plain
}

// end drops what says nothing.
func (r *row) end() {
	r.bars = slices.DeleteFunc(r.bars, func(b *bar) bool { return b.text == "" })
}

// empty reports whether there is nothing to be drawn: no mark, and no phase that means anything.
func (r *row) empty() bool {
	return len(r.marks) == 0 && !slices.ContainsFunc(r.bars, func(b *bar) bool { return b.tone != idle })
}
