package explore

import (
	"slices"
	"testing"
	"time"

	"understudy.example"
	"understudy.example/machine"
)

// A mover moves users at the fifth minute, in this order; it keeps its hands off some pools, as it says.
type mover struct {
	moves []understudy.MoveUser
	kept  []string
	done  bool
}

func (p *mover) Step(now machine.Instant, _ *understudy.View, out []understudy.Order) []understudy.Order {
	if now < minutes(5) || p.done {
		return out
	}
	p.done = true
	for _, m := range p.moves {
		out = append(out, m)
	}
	return out
}

func (p *mover) Advance(out []understudy.Order) []understudy.Order { return out }

func (p *mover) Deadline() machine.Instant {
	if p.done {
		return machine.Never
	}
	return minutes(5)
}

func (p *mover) Vetoed() []string { return p.kept }

// Users are moved away from where they are at home, also when they were moved before: not from a pool that serves and is active (P21), and
// neither from nor to one in maintenance (P24, P35).
func TestMovesOfUsers(t *testing.T) {
	const u1 = "u1@lab.local" // at home on FE01
	to := func(pool string, force bool) understudy.MoveUser {
		return understudy.MoveUser{At: "HQ", User: u1, Target: pool, Force: force}
	}
	lost := []Timed{breaks(m, understudy.Power, fe1)}
	moved := []Timed{at(2*m, to(fe2, false))}
	for _, c := range []struct {
		name   string
		moves  []understudy.MoveUser
		kept   []string
		inputs []Timed
		broken []string
	}{
		{"from one that serves", []understudy.MoveUser{to(fe2, false)}, nil, nil, []string{"no-gratuitous-move"}},
		{"from one that serves, by force", []understudy.MoveUser{to(fe2, true)}, nil, nil, []string{"no-gratuitous-move"}},
		{"to where he is", []understudy.MoveUser{to(fe1, false)}, nil, nil, nil},
		{"to where he has been moved", []understudy.MoveUser{to(fe2, false)}, nil, moved, nil},
		{"from where he has been moved", []understudy.MoveUser{to(fe1, false)}, nil, moved, []string{"no-gratuitous-move"}},
		{"nobody", []understudy.MoveUser{{At: "HQ", User: "u9@lab.local", Target: fe2}}, nil, nil, nil},
		{"from one that is lost", []understudy.MoveUser{to(fe2, true)}, nil, lost, nil},
		{"from one in maintenance", []understudy.MoveUser{to(fe2, true)}, []string{fe1}, lost, []string{"vetoes"}},
		{"to one in maintenance", []understudy.MoveUser{to(fe2, true)}, []string{fe2}, lost, []string{"vetoes"}},
	} {
		p := &Plan{Topology: standing(), Place: "HQ", Inputs: c.inputs, End: minutes(10)}
		policy := func() understudy.Policy { return &mover{moves: c.moves, kept: c.kept} }
		trial, err := Setup{Policy: policy}.Run(p, Select(func(l Law) bool { return l.ID == "no-gratuitous-move" || l.ID == "vetoes" })...)
		if err != nil {
			t.Fatal(err)
		}
		var broken []string
		for _, j := range trial.Laws {
			if j.Broken != nil {
				broken = append(broken, j.Law.ID)
			}
		}
		if !slices.Equal(broken, c.broken) {
			t.Errorf("%s: %v, not %v", c.name, broken, c.broken)
		}
	}
}

// A store that is moved is moved away from a pool, too (P24).
func TestStoreIsMovedAway(t *testing.T) {
	p := &Plan{Topology: twoSites(), Place: "west", End: minutes(10)}
	for _, kept := range []string{fe1, fe2} {
		gave := false
		policy := func() understudy.Policy {
			return keeping{understudy.Every(time.Minute, func(_ machine.Instant, v *understudy.View, out []understudy.Order) []understudy.Order {
				if gave {
					return out
				}
				gave = true
				return append(out, understudy.ManagementServerFailover{At: fe2, Target: fe2, Force: true})
			}), kept}
		}
		trial, err := Setup{Policy: policy}.Run(p, Select(func(l Law) bool { return l.ID == "vetoes" })...)
		if err != nil || trial.Broken() == nil {
			t.Errorf("%s: %v, %v", kept, trial.Broken(), err)
		}
	}
}

// keeping has a pool in maintenance.
type keeping struct {
	understudy.Policy
	pool string
}

func (p keeping) Vetoed() []string { return []string{p.pool} }
