package understudy

import (
	"slices"

	"understudy.example/pool/membership"
)

// An address is where a client sends a request: a pool and, where its front ends are modelled, the number of one of them.
type address int16

func (p *plan) addressOf(pool int16, front uint8) address {
	return address(int(pool) + int(front)*len(p.topology.Pools))
}

func (p *plan) poolAt(a address) int16  { return int16(int(a) % len(p.topology.Pools)) }
func (p *plan) frontOf(a address) uint8 { return uint8(int(a) / len(p.topology.Pools)) }

// addressed is how many addresses there can be.
func (p *plan) addressed() int {
	if len(p.fronted) == 0 {
		return len(p.topology.Pools)
	}
	return len(p.topology.Pools) * (1 + membership.Most)
}

// mostAddresses is how many candidates a round can have.
func (p *plan) mostAddresses() int {
	return min(len(p.topology.Pools)+len(p.fronted)*membership.Most, mostCandidates)
}

// addresses finds the addresses behind a pool's name: that of its server, or those of its front ends in random order, of
// which the client tries one after another (C-27, C-28). A client from before 2010 stays at the first (C-29, C-30).
func (s *System) addresses(user, pool int16, to []address) []address {
	c := s.cluster[pool]
	if c < 0 {
		return append(to, s.addressOf(pool, 0))
	}
	named := s.members.at[c].State.Named()
	for i := range membership.Most {
		if named.Has(i) {
			to = append(to, s.addressOf(pool, uint8(i+1)))
		}
	}
	for i := len(to) - 1; i > 0; i-- {
		j := s.draw[user].Below(uint64(i + 1))
		to[i], to[j] = to[j], to[i]
	}
	if s.topology.Users[user].Legacy {
		to = to[:1]
	}
	return to
}

// sendOn puts the front end that is the user's registrar behind the one that says so, unless this round has tried it
// already (C-29, H-23).
func (s *System) sendOn(user, pool int16) {
	own := s.addressOf(pool, uint8(s.routing.at[s.group(user, pool)].State.Primary()+1))
	list := s.list[user]
	here, there := slices.Index(list, s.addressOf(pool, s.front[user])), slices.Index(list, own)
	switch {
	case there > here:
		list = slices.Delete(list, there, there+1)
	case there >= 0 || len(list) == mostCandidates:
		return
	}
	s.list[user] = slices.Insert(list, here+1, own)
}
