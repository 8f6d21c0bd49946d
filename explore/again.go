package explore

import (
	"fmt"
	"slices"
	"time"

	"understudy.example"
	"understudy.example/dns"
	"understudy.example/machine"
	"understudy.example/story"
)

// What laws use that compare histories: they play one again, a little differently, or play on from where it has ended.

// few is how many faults, and how many inputs, a history may have that is played again for one law after the other: enough for any of
// them to break, and small enough that the attack stays one of seconds.
const few, fewInputs = 3, 12

// isShort reports whether a history can be played again and again. What is left out of one that is short is short, too.
func (p *Plan) isShort() bool {
	n := 0
	for _, in := range p.Inputs {
		if _, is := in.In.(understudy.Break); is {
			n++
		}
	}
	return n <= few && len(p.Inputs) <= fewInputs
}

// ordered reports whether there is an order among inputs.
func ordered(inputs []Timed) bool {
	return slices.ContainsFunc(inputs, func(in Timed) bool { _, is := in.In.(understudy.Order); return is })
}

// broke reports whether a fault has begun.
func (p *Plan) broke() bool {
	return slices.ContainsFunc(p.Inputs, func(in Timed) bool { _, is := in.In.(understudy.Break); return is })
}

// faultsOn are the faults that are on at the end of a plan, in the order in which they began.
func (p *Plan) faultsOn() (on []understudy.Fault) {
	for _, in := range p.Inputs {
		switch in := in.In.(type) {
		case understudy.Break:
			on = append(on, in.Fault)
		case understudy.Heal:
			on = slices.DeleteFunc(on, func(f understudy.Fault) bool { return f == in.Fault })
		}
	}
	return on
}

// mended is a plan at whose end every fault ends.
func (p *Plan) mended() *Plan {
	m := p.copy()
	for _, f := range p.faultsOn() {
		m.Inputs = append(m.Inputs, Timed{p.End, understudy.Heal{Fault: f}})
	}
	return m
}

// replay plays a plan under no laws, and leaves it to be gone on with. An error is of the plan, or of the policy.
func (s Setup) replay(p *Plan) (*Trial, error) {
	t, _, err := s.begin(p)
	if err != nil {
		return nil, err
	}
	return t, t.play()
}

// goesOn lets time pass in a replay, a minute at a time, until is says that it is enough. It reports whether it ever was.
func (t *Trial) goesOn(within time.Duration, is func() bool) (bool, error) {
	for last := t.System.Now().Add(within); ; {
		if is() {
			return true, nil
		}
		if t.System.Now() >= last {
			return false, nil
		}
		if err := t.pass(t.governed, t.System.Now().Add(time.Minute)); err != nil {
			return false, err
		}
	}
}

// alone is the System of a trial without its policy, as it is in the end, with all faults over.
func (t *Trial) alone() (*understudy.System, error) {
	s, err := t.System.Clone()
	if err != nil {
		return nil, err
	}
	for _, f := range t.Plan.faultsOn() {
		s.Step(s.Now(), understudy.Heal{Fault: f}, nil)
	}
	return s, nil
}

// wait lets time pass in a System.
func wait(s *understudy.System, d time.Duration) { s.Do(s.Now().Add(d), nil, nil) }

// rows are how things stand with all pools and users, a line for each: what must not depend on how a history was played.
func rows(s *understudy.System) []string {
	all := pools(s)
	for _, u := range s.Topology().Users {
		st, _ := s.User(u.URI)
		all = append(all, fmt.Sprintf("%s is %v at %s", u.URI, st.Phase, st.At))
	}
	return all
}

// pools are how things stand with all pools, in the order of their names.
func pools(s *understudy.System) (all []string) {
	for _, p := range s.Topology().Pools {
		st, _ := s.Pool(p.FQDN)
		all = append(all, fmt.Sprintf("%s is %v, loaded at %s, database %v, up %v, sees %v", p.FQDN, st.State, st.Loaded, st.Database, st.Up, st.Sees))
	}
	slices.Sort(all)
	return all
}

// differ says which line is not the same; nil if all are.
func differ(a, b []string) error {
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return fmt.Errorf("%s; and as it was: %s", b[i], a[i])
		}
	}
	switch n := min(len(a), len(b)); {
	case n < len(b):
		return fmt.Errorf("%s; and as it was: nothing", b[n])
	case n < len(a):
		return fmt.Errorf("nothing; and as it was: %s", a[n])
	}
	return nil
}

// said are inputs and orders, a line for each, as if the history had begun at an instant.
func said(inputs []Timed, from machine.Instant) []string {
	all := make([]string, len(inputs))
	for i, in := range inputs {
		all[i] = fmt.Sprintf("%v: %s", in.At-from, story.FormatInput(in.In))
	}
	return all
}

// homes are where users are at home; nil where they were in the beginning.
type homes struct {
	given given
	moved []string
}

// look takes note of who was moved at an instant, when it is over.
func (h *homes) look(t *Trial) {
	moves := slices.ContainsFunc(h.given.rest(t), func(in Timed) bool { _, is := in.In.(understudy.MoveUser); return is })
	if !moves {
		return
	}
	h.moved = h.moved[:0]
	for _, u := range t.Plan.Topology.Users {
		st, _ := t.System.User(u.URI)
		h.moved = append(h.moved, st.Home)
	}
}

// of is the home of a user before this instant; empty for who is not in the topology.
func (h *homes) of(t *Trial, user string) string {
	users := t.Plan.Topology.Users
	i := slices.IndexFunc(users, func(u understudy.User) bool { return dns.Equal(u.URI, user) })
	switch {
	case i < 0:
		return ""
	case h.moved == nil:
		return users[i].Home
	}
	return h.moved[i]
}

// about are the pools that an order names, or moves somebody to, or the store, and the one that they are moved away from.
func (t *Trial) about(g Given, at *homes) []string {
	switch o := g.Order.(type) {
	case understudy.PoolFailOver:
		return []string{o.Pool, t.Plan.partner(o.Pool)}
	case understudy.PoolFailBack:
		return []string{o.Pool}
	case understudy.SetPoolState:
		return []string{o.Pool}
	case understudy.SetAutomaticFailover:
		return []string{o.Pool}
	case understudy.Interrupt:
		return []string{o.Pool}
	case understudy.Fence:
		return []string{o.Pool}
	case understudy.Unfence:
		return []string{o.Pool}
	case understudy.MoveUser:
		return []string{o.Target, at.of(t, o.User)}
	case understudy.ManagementServerFailover:
		return []string{storeTarget(o), named(g.View)}
	case understudy.MoveManagementServer:
		return []string{o.At, named(g.View)}
	}
	return nil
}

// storeTarget is the pool whose database is to become active.
func storeTarget(o understudy.ManagementServerFailover) string {
	if o.Target == "" {
		return o.At
	}
	return o.Target
}

// partner is the other pool of the pair of a pool; empty without.
func (p *Plan) partner(pool string) string {
	for _, pair := range p.Topology.Pairs {
		for i, name := range pair.Pools {
			if name == pool {
				return pair.Pools[1-i]
			}
		}
	}
	return ""
}
