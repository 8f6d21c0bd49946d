package understudy

import (
	"math"
	"slices"
	"testing"
	"time"

	"understudy.example/machine"
	"understudy.example/pool/failover"
	"understudy.example/pool/health"
	"understudy.example/pool/membership"
	"understudy.example/pool/pairing"
)

// everything is a topology that has at least one of each thing that is packed.
func everything() Topology {
	t := threeSites()
	t.Pools[4].Edition, t.Pools[4].FrontEnds, t.Pools[4].BackEnd, t.Pools[4].Management = pairing.Enterprise, 3, pairing.Mirroring, true
	t.Edges = []Edge{{FQDN: "edge1.x.example", Site: "east", NextHop: "fe1.x.example"}, {FQDN: "edge2.x.example", Site: "west", NextHop: "fe3.x.example"}}
	t.Observers = []Observer{{Name: "lookout", Site: "east"}}
	t.Parameters.Latency, t.Parameters.SiteLatency = 5*time.Millisecond, 50*time.Millisecond
	return t
}

// A packed is one field that is packed, and the least and most it can be.
type packed struct {
	name        string
	set         func(s *System, v int)
	get         func(s *System) int
	least, most int
}

func field[T ~uint8 | ~int16 | ~uint16 | ~uint32 | ~uint64](name string, at func(*System) *T, least, most int) packed {
	return packed{name, func(s *System, v int) { *at(s) = T(v) }, func(s *System) int { return int(*at(s)) }, least, most}
}

func bits32(name string, at func(*System) []uint32, bits int) []packed {
	return ends(name, at, 0, 1<<bits-1)
}

// ends are the first and the last field of a slice.
func ends[T ~uint8 | ~int16 | ~uint16 | ~uint32 | ~uint64](name string, all func(*System) []T, least, most int) []packed {
	return []packed{
		field("the first of "+name, func(s *System) *T { return &all(s)[0] }, least, most),
		field("the last of "+name, func(s *System) *T { return &all(s)[len(all(s))-1] }, least, most),
	}
}

func packedFields(s *System) (all []packed) {
	sites, pools, users := len(s.topology.Sites), len(s.topology.Pools), len(s.topology.Users)
	nodes, fronts := sites+pools+users, 1<<membership.Most-1
	add := func(fields ...packed) { all = append(all, fields...) }
	add(bits32("faults", func(s *System) []uint32 { return s.broken }, int(faultKinds))...)
	add(bits32("failing steps", func(s *System) []uint32 { return s.failing }, int(failover.NumSteps))...)
	add(bits32("hanging steps", func(s *System) []uint32 { return s.hanging }, int(failover.NumSteps))...)
	add(ends("boots", func(s *System) []uint8 { return s.boot }, 0, 255)...)
	add(ends("loaded", func(s *System) []int16 { return s.loaded }, -1, pools-1)...)
	add(ends("orders given", func(s *System) []node { return s.orderAt }, -1, nodes-1)...)
	add(field("the store's order given", func(s *System) *node { return &s.storeAt }, -1, nodes-1))
	add(ends("homes", func(s *System) []int16 { return s.home }, -1, pools-1)...)
	add(ends("rows", func(s *System) []row { return s.conf }, 0, (pools+1)<<backupAt-1)...)
	add(ends("registrars believed in", func(s *System) []uint64 { return s.believes }, 0, 1<<pools-1)...)
	add(ends("copies of others", func(s *System) []uint64 { return s.backups }, 0, 1<<pools-1)...)
	add(ends("answers of DNS", func(s *System) []uint64 { return s.answer }, 0, 1<<len(s.leads)-1)...)
	add(field("a cut's beginning", func(s *System) *node { return &s.cuts[0].from }, -1, nodes-1))
	add(field("a cut's end", func(s *System) *node { return &s.cuts[0].to }, -1, nodes-1))
	add(ends("registrars", func(s *System) []int16 { return s.at }, -1, pools-1)...)
	add(ends("attempts", func(s *System) []uint8 { return s.attempt }, 0, attempts-1)...)
	add(ends("candidates", func(s *System) []address { return s.list[0] }, -1, pools*(membership.Most+1)-1)...)
	add(field("an ask heard", func(s *System) *uint8 { return &s.proof[0].ask }, 0, health.Asks-1))
	add(field("a boot heard", func(s *System) *uint8 { return &s.proof[0].boot }, 0, 255))
	add(ends("hosts", func(s *System) []int16 { return s.hosts[:] }, -1, pools-1)...)
	add(field("the second database", func(s *System) *uint8 { return &s.second }, 0, 1))
	add(ends("next hops", func(s *System) []int16 { return s.nextHop }, -1, pools-1)...)
	add(field("federation", func(s *System) *int16 { return &s.federation }, -1, len(s.topology.Edges)-1))
	add(ends("partners known", func(s *System) []int16 { return s.latest }, -1, pools-1)...)
	add(ends("data left", func(s *System) []int16 { return s.left }, -1, pools-1)...)
	add(ends("peers", func(s *System) []int16 { return s.peer }, -1, users-1)...)
	add(ends("pools of calls", func(s *System) []int16 { return s.through }, -1, pools-1)...)
	add(ends("orbits", func(s *System) []int16 { return s.orbit }, -1, users-1)...)
	add(ends("organisers", func(s *System) []int16 { return s.of }, -1, users-1)...)
	add(ends("pools of conferences", func(s *System) []int16 { return s.heldAt }, -1, pools-1)...)
	add(field("a group that runs", func(s *System) *int16 { return &s.runs[0] }, -1, pools-1))
	add(packed{"a group called", func(s *System, v int) { s.called[0], s.runs[0] = int16(v), 0 },
		func(s *System) int { return int(s.called[0]) }, -1, len(s.topology.Groups) - 1})
	for _, tallies := range []func(s *System) []tally{func(s *System) []tally { return s.own }, func(s *System) []tally { return s.guest },
		func(s *System) []tally { return s.inSQL[:] }} {
		add(field("kept", func(s *System) *uint8 { return &tallies(s)[0].kept }, 0, mostChanges),
			field("changed", func(s *System) *uint8 { return &tallies(s)[0].changed }, 0, mostChanges),
			field("under way", func(s *System) *uint8 { return &tallies(s)[0].batch }, 0, mostChanges))
	}
	add(ends("front ends drawn", func(s *System) []membership.Set { return s.drawn }, 0, fronts)...)
	add(ends("front ends off", func(s *System) []membership.Set { return s.fronts.off }, 0, fronts)...)
	add(ends("front ends stopped", func(s *System) []membership.Set { return s.stopped }, 0, fronts)...)
	add(ends("front ends of clients", func(s *System) []uint8 { return s.front }, 0, membership.Most)...)
	add(ends("front ends of bindings", func(s *System) []uint8 { return s.holder }, 0, membership.Most)...)
	add(ends("registrars kept", func(s *System) []int16 { return s.kept }, -1, pools-1)...)
	add(field("turns", func(s *System) *uint8 { return &s.turn[0] }, 0, 255))
	add(field("seeds", func(s *System) *uint32 { return &s.draw[0].Seed }, 0, min(1<<32-1, math.MaxInt)))
	add(field("draws", func(s *System) *uint32 { return &s.draw[0].Drawn }, 0, min(1<<32-1, math.MaxInt)))
	first := func(s *System) *message { return &s.queue.list[s.queue.head] }
	add(field("kinds of message", func(s *System) *messageKind { return &first(s).kind }, 0, int(messageKinds)-1))
	parties := max(nodes, len(s.sights), s.geo.len())
	add(field("addressees", func(s *System) *int16 { return &first(s).to }, -1, parties-1),
		field("senders", func(s *System) *int16 { return &first(s).from }, -1, parties-1))
	add(ends("what messages say", func(s *System) []uint16 { return first(s).data[:] }, 0, 1<<16-1)...)
	return all
}

// loaded is a System in which there is one of everything that comes and goes.
func loaded(t tester) *System {
	s, err := New(everything())
	if err != nil {
		t.Fatal(err)
	}
	s.cuts = []cut{{0, 1}}
	s.list[0] = append(s.list[0], 0, 1)
	s.post(message{})
	return s
}

// packs packs a System into another one; what that has becomes of it is not judged.
func packs(from, to *System) error {
	var c machine.Code
	c.Pack(from.now, time.Nanosecond, nil)
	from.Code(&c)
	words := c.Words()
	if err := c.Err(); err != nil {
		return err
	}
	c.Unpack(from.now, time.Nanosecond, words)
	to.Code(&c)
	return c.Close()
}

// Every field is packed with the range that it has: the least and the most it can be comes out as it went in, and one more
// or one less is an error, if the field can say it at all.
func TestEveryFieldIsPackedAtItsEnds(t *testing.T) {
	s, to := loaded(t), loaded(t)
	for _, f := range packedFields(s) {
		was := f.get(s)
		for _, v := range []int{f.least - 1, f.least, f.least + 1, f.most - 1, f.most, f.most + 1} {
			f.set(s, v)
			inside := f.least <= v && v <= f.most
			if f.get(s) != v || !inside && f.most == math.MaxInt { // as 256 in a byte; and short words have no more than there can be
				continue
			}
			err := packs(s, to)
			switch {
			case inside != (err == nil):
				t.Errorf("%s: %d in [%d, %d]: %v", f.name, v, f.least, f.most, err)
			case inside && f.get(to) != v:
				t.Errorf("%s: %d comes out as %d", f.name, v, f.get(to))
			}
		}
		f.set(s, was)
	}
}

// What grows is packed at any length, up to the most there can be: cuts and candidates.
func TestWhatGrowsIsPacked(t *testing.T) {
	s, to := loaded(t), loaded(t)
	for _, n := range []int{0, 1, mostCuts - 1, mostCuts, mostCuts + 1} {
		s.cuts = make([]cut, n)
		if err := packs(s, to); (err == nil) != (n <= mostCuts) || err == nil && len(to.cuts) != n {
			t.Errorf("%d cuts: %d, %v", n, len(to.cuts), err)
		}
	}
	s.cuts = nil
	most := len(s.topology.Pools) + membership.Most
	for _, n := range []int{0, most - 1, most, most + 1} {
		s.list[1] = make([]address, n)
		if err := packs(s, to); (err == nil) != (n <= most) || err == nil && len(to.list[1]) != n {
			t.Errorf("%d candidates: %d, %v", n, len(to.list[1]), err)
		}
	}
	s.list[1] = nil
	for _, n := range []int{0, 1, 2, mostMessages} {
		s.queue = queue{list: make([]message, n+1), head: 1}
		if err := packs(s, to); err != nil || len(to.queue.list)-to.queue.head != n {
			t.Errorf("%d messages: %v", n, err)
		}
	}
}

// A message is packed from now to the time that an answer takes there and back at most.
func TestMessagesArePackedAhead(t *testing.T) {
	s, to := loaded(t), loaded(t)
	ahead := 2 * max(s.topology.Parameters.Latency, s.topology.Parameters.SiteLatency)
	for _, d := range []time.Duration{0, 1, ahead - 1, ahead, ahead + 1} {
		s.queue.list[s.queue.head].at = s.now.Add(d)
		if err := packs(s, to); (err == nil) != (d <= ahead) || err == nil && to.queue.deadline() != s.now.Add(d) {
			t.Errorf("%v ahead: %v, %v", d, to.queue.deadline(), err)
		}
	}
}

// What no run can have left behind, and what would lead out of the topology, is not taken in.
func TestSanity(t *testing.T) {
	sites, pools, users := 3, len(everything().Pools), len(everything().Users)
	sights, targets := 2*len(everything().Pairs), 2*len(everything().GeoNames)
	for kind, ends := range map[messageKind][2]int{
		answerMessage: {sights, 0}, stepMessage: {pools, 0}, foundMessage: {users, 0}, passedMessage: {targets, 0},
		pathMessage: {users, pools}, replyMessage: {users, pools}, noticeMessage: {users, pools},
	} {
		s := loaded(t)
		for _, to := range []int{-1, 0, ends[0] - 1, ends[0]} {
			for _, from := range []int{-1, 0, ends[1] - 1, ends[1]} {
				want := to >= 0 && to < ends[0] && (ends[1] == 0 || from >= 0 && from < ends[1])
				s.queue.list[s.queue.head] = message{kind: kind, to: int16(to), from: int16(from)}
				if err := s.sane(); (err == nil) != want {
					t.Errorf("message %d from %d to %d: %v", kind, from, to, err)
				}
			}
		}
	}
	for name, c := range map[string]struct {
		change func(*System)
		sound  bool
	}{
		"nothing":                     {func(*System) {}, true},
		"a home that is the first":    {func(s *System) { s.home[0] = 0 }, true},
		"the first has no home":       {func(s *System) { s.home[0] = -1 }, false},
		"the last has no home":        {func(s *System) { s.home[users-1] = -1 }, false},
		"ordered at the first place":  {func(s *System) { s.orderAt[0] = 0 }, true},
		"ordered nowhere":             {func(s *System) { s.orderAt[0] = -1 }, false},
		"the store ordered nowhere":   {func(s *System) { s.storeAt = -1 }, false},
		"the store ordered at a site": {func(s *System) { s.storeAt = node(sites - 1) }, true},
		"a database on no pool":       {func(s *System) { s.hosts[0] = -1 }, false},
		"a standby on the first pool": {func(s *System) { s.hosts[1] = 0 }, true},
		"a message of the past":       {func(s *System) { s.now = 1 }, false},
		"two messages at once":        {func(s *System) { s.post(message{}) }, true},
		"messages in disorder": {func(s *System) {
			s.queue.list = append(s.queue.list, message{at: 2}, message{at: 1})
		}, false},
	} {
		s := loaded(t)
		c.change(s)
		if err := s.sane(); (err == nil) != c.sound {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Every copy of the configuration has a place of its own, and there is none without: replicas, what is on its way to them,
// both databases and the batch.
func TestCopiesHavePlaces(t *testing.T) {
	s := mustNew(t, threeSites())
	all := []int{s.database(0), s.database(1), s.batch()}
	for p := range s.partner {
		all = append(all, p, s.incoming(int16(p)))
	}
	slices.Sort(all)
	for i, at := range all {
		if i != at || len(all) != s.copies() {
			t.Fatalf("%d copies at %v", s.copies(), all)
		}
	}
}

// A set of numbers below n is packed and unpacked as it is, whatever n, and a number that is not below n is none to pack.
func TestMembersOfASet(t *testing.T) {
	for n := 1; n <= 64; n++ {
		for bit := range 64 {
			var c machine.Code
			c.Pack(0, 1, nil)
			set := uint64(1)<<bit | 1
			members(&c, &set, n)
			words := c.Words()
			if err := c.Err(); (err == nil) != (bit < n) {
				t.Fatalf("%d of %d: %v", bit, n, err)
			}
			if bit >= n {
				continue
			}
			c.Unpack(0, 1, words)
			var got uint64
			if members(&c, &got, n); got != set || c.Close() != nil {
				t.Fatalf("%d of %d is unpacked as %b", bit, n, got)
			}
		}
	}
}
