package understudy

import (
	"slices"

	"understudy.example/client"
	"understudy.example/client/conversation"
	"understudy.example/client/responsegroup"
	"understudy.example/dns"
	"understudy.example/machine"
	"understudy.example/pool/failover"
)

// A Group is a response group: calls to it wait for one of its agents, the users whose Agent it is. Groups of two pools may
// have one name, and then neither pool can import those of the other (F-145).
type Group struct {
	Name  string
	Pool  string // where its service runs
	Hides bool   // its agents stay anonymous: their calls run through the pool (C-76)
}

// queues is who has called which response group. Slices by user are empty where there is no group.
type queues struct {
	called []int16 // of each user: the group, -1 for none
	runs   []int16 // of each user: the pool that runs the group for this call, -1 for none
	filed  []bool  // of each pool: a file of its groups is there
	tookIn []bool  // of each pool: its partner has imported its groups
}

func (s *System) makeQueues() {
	n, pools := 0, len(s.topology.Pools)
	if len(s.topology.Groups) > 0 {
		n = len(s.topology.Users)
	}
	s.queues = queues{slices.Repeat([]int16{-1}, n), slices.Repeat([]int16{-1}, n), make([]bool, pools), make([]bool, pools)}
}

func (v *queues) code(c *machine.Code, s *System) {
	for u := range v.called {
		party(c, &v.called[u], len(s.topology.Groups))
		party(c, &v.runs[u], len(s.partner))
		if c.Unpacking() && v.runs[u] < 0 {
			v.called[u] = -1 // a call that no pool runs is none, whatever a snapshot says
		}
	}
	bools(c, v.filed, v.tookIn)
}

// groupNamed finds the first group of a name, -1 for none.
func (p *plan) groupNamed(name string) int16 {
	return int16(slices.IndexFunc(p.topology.Groups, func(g Group) bool { return dns.Equal(g.Name, name) }))
}

// runsGroup is the pool that runs a group for a caller: the group's own, or while that is out of reach or failed over its
// partner, if it has imported the group; -1 for none (C-76, F-145).
func (s *System) runsGroup(user, group int16) int16 {
	home := s.plan.pool(s.topology.Groups[group].Pool)
	if s.pathTo(user, home) == open && s.replicaRow(home, home).state() != failover.FailedOver {
		return home
	}
	if backup := s.partner[home]; backup >= 0 && s.tookIn[home] && s.pathTo(user, backup) == open {
		return backup
	}
	return -1
}

// callGroup calls a response group. A call that no pool takes drops at once (C-76).
func (s *System) callGroup(user, group int16) denial {
	if group < 0 {
		return noGroup
	}
	if !s.free(user) {
		return noLine
	}
	pool := s.runsGroup(user, group)
	if pool < 0 {
		s.groupCalls.step(s, int(user), responsegroup.Event{On: responsegroup.Unserved})
		return done
	}
	s.called[user], s.runs[user] = group, pool
	s.groupCalls.step(s, int(user), responsegroup.Event{On: responsegroup.Call})
	return done
}

// queued reports whether a user waits for an agent.
func (s *System) queued(user int16) bool { return len(s.called) > 0 && s.called[user] >= 0 }

// agent returns an agent who can take a call: free, served in full, and in reach of the pool that runs the group; -1 for
// none. That is why agents of a dead pool cannot be reached before its failover is complete (C-76, F-145).
func (s *System) agent(group, pool int16) int16 {
	for u, user := range s.topology.Users {
		mode, _ := s.client.at[u].Look().Mode()
		if dns.Equal(user.Agent, s.topology.Groups[group].Name) && s.free(int16(u)) && !mode.Limited() && s.pathTo(int16(u), pool) == open {
			return int16(u)
		}
	}
	return -1
}

// serveGroups gives every call to a group what the world has for it now: an agent, or its end. It reports whether there was
// anything to give.
func (s *System) serveGroups() (any bool) {
	for u, group := range s.called {
		if group >= 0 && s.serveCall(int16(u), group) {
			any = true
		}
	}
	return any
}

func (s *System) serveCall(user, group int16) bool {
	pool, phase := s.runs[user], s.groupCalls.at[user].State.Phase()
	switch {
	case phase == responsegroup.Connected:
		return false
	case s.pathTo(user, pool) != open:
		s.groupEvent(user, responsegroup.Outage)
		return true
	case phase == responsegroup.Anonymous:
		return false
	case !s.heard(user):
		s.groupEvent(user, responsegroup.HangUp)
		return true
	case pool != s.runsGroup(user, group):
		s.groupEvent(user, responsegroup.Failback)
		return true
	}
	agent := s.agent(group, pool)
	if agent < 0 {
		return false
	}
	if s.topology.Groups[group].Hides {
		s.groupEvent(user, responsegroup.Hidden)
		s.connect(user, agent, pool, false)
	} else {
		s.groupEvent(user, responsegroup.Agent)
		s.connect(user, agent, -1, false)
	}
	return true
}

// groupEvent lets something happen to a user's call to a group. A call that ran through the pool is dropped with it (C-76).
func (s *System) groupEvent(user int16, on responsegroup.Cause) {
	hidden := s.groupCalls.at[user].State.Phase() == responsegroup.Anonymous
	s.groupCalls.step(s, int(user), responsegroup.Event{On: on})
	if hidden && on == responsegroup.Outage {
		s.talk.step(s, int(user), conversation.Event{On: conversation.Closed})
	}
}

// doGroupCall forgets which group it was when the call is over.
func (s *System) doGroupCall(i int, _ responsegroup.Action) {
	if s.groupCalls.at[i].State.Phase() == responsegroup.None {
		s.called[i], s.runs[i] = -1, -1
	}
}

// groupCallOver ends a user's call to a group with the conversation that it led to.
func (s *System) groupCallOver(user int16) {
	if s.queued(user) {
		s.groupEvent(user, responsegroup.HangUp)
	}
}

// groupsOfPool reports whether a pool has response groups.
func (s *System) groupsOfPool(pool int16) bool {
	return slices.ContainsFunc(s.topology.Groups, func(g Group) bool { return s.plan.pool(g.Pool) == pool })
}

// groupsClash reports whether two pools have groups of one name (F-145).
func (s *System) groupsClash(a, b int16) bool {
	for _, g := range s.topology.Groups {
		for _, other := range s.topology.Groups {
			if s.plan.pool(g.Pool) == a && s.plan.pool(other.Pool) == b && dns.Equal(g.Name, other.Name) {
				return true
			}
		}
	}
	return false
}

// answering says whom a user waits for, empty for no group.
func (s *System) answering(user int16) (group string, phase responsegroup.Phase) {
	if !s.queued(user) {
		return "", responsegroup.None
	}
	return s.topology.Groups[s.called[user]].Name, s.groupCalls.at[user].State.Phase()
}

// checkGroup checks one response group.
func (v *validator) checkGroup(i int) {
	g := &v.t.Groups[i]
	what := "group \"" + g.Name + "\""
	v.checkText(what+": Name", g.Name)
	_, known := v.pool(g.Pool)
	v.If(!known, "%s: Pool %q is none of Pools", what, g.Pool)
	key := [2]string{dns.Canonical(g.Name), dns.Canonical(g.Pool)}
	v.If(v.groups[key], "%s is there twice on %q", what, g.Pool)
	v.groups[key] = true
}

// lintGroups says what a failover will not bring along by itself (F-145).
func (l *linter) lintGroups() {
	for i, g := range l.t.Groups {
		for _, other := range l.t.Groups[:i] {
			l.warn(dns.Equal(g.Name, other.Name), "group-names", "F-145",
				"%s and %s both have a response group %s, so neither can import those of the other", g.Pool, other.Pool, g.Name)
		}
		agents := slices.ContainsFunc(l.t.Users, func(u User) bool { return dns.Equal(u.Agent, g.Name) })
		l.warn(!agents, "no-agents", "C-76", "response group %s has no agents, and nobody will answer", g.Name)
	}
}

// groupsFollow reports whether the groups of a user's home pool can be used on its backup, as far as the model knows.
func (s *System) groupsFollow(user int16, mode client.Mode) bool {
	home := s.home[user]
	return s.topology.Conditions.ResponseGroupsImported || mode.Backup() && s.tookIn[home]
}
