package understudy

import (
	"encoding/binary"
	"fmt"
	"hash/fnv"
	"slices"
	"time"

	"understudy.example/client"
	"understudy.example/machine"
	"understudy.example/pool/health"
	"understudy.example/pool/replication"
	"understudy.example/registrar"
)

// A Refusal says what stands against an input now, and when that can change if nobody does anything.
type Refusal struct {
	Blocks  []Block         // empty: nothing
	Changes machine.Instant // when other blocks, or none, stand against it; Never if that was not found
	Looked  machine.Instant // how far was looked; Never if nothing is due or the System repeats itself: it will not change by itself
}

// A Block is one thing that stands against an input: a guard against an order, or what keeps a client from a pool.
type Block struct{ Name, Why string }

// WhyNot says what stands against an order, or against a client's SignIn, and by running a copy forward without any
// input finds when that changes: until the copy repeats itself, or for horizon. To remove all guards that it names
// allows an order; to remove some of them does not.
func (s *System) WhyNot(in Input, horizon time.Duration) (Refusal, error) {
	now, err := s.blocks(in)
	if err != nil || len(now) == 0 {
		return Refusal{Changes: machine.Never, Looked: s.now}, err
	}
	ahead, err := s.Clone()
	if err != nil {
		return Refusal{}, err
	}
	r := Refusal{Blocks: now, Changes: machine.Never, Looked: s.now.Add(horizon)}
	seen := map[string]bool{}
	var out []Action
	for d := ahead.Deadline(); d <= r.Looked || d == machine.Never; d = ahead.Deadline() {
		if d == machine.Never { // nothing is due any more
			r.Looked = machine.Never
			break
		}
		out = ahead.Advance(out[:0])
		if then, _ := ahead.blocks(in); !slices.Equal(then, now) {
			r.Changes, r.Looked = ahead.now, ahead.now
			break
		}
		if key := ahead.key(); key != "" && seen[key] {
			r.Looked = machine.Never
			break
		} else {
			seen[key] = true
		}
	}
	return r, nil
}

// key is a hash of the state, of 128 bits; empty if it cannot be packed.
func (s *System) key() string {
	var c machine.Code
	c.Pack(s.now, time.Nanosecond, s.words)
	s.Code(&c)
	s.words = c.Words()
	if c.Err() != nil {
		return ""
	}
	h := fnv.New128a()
	var b [8]byte
	for _, w := range s.words {
		binary.LittleEndian.PutUint64(b[:], w)
		h.Write(b[:])
	}
	return string(h.Sum(nil))
}

// blocks lists what stands against in now.
func (s *System) blocks(in Input) (all []Block, err error) {
	switch in := in.(type) {
	case Order:
		r, ok := s.resolve(in)
		if !ok {
			return nil, fmt.Errorf("understudy: %v names %s that is not in the topology", r.kind, []string{"what", "a place"}[r.unknown()])
		}
		for i := range s.parts.Guards {
			if g := &s.parts.Guards[i]; g.asked(r.kind) && g.blocks(s, &r) {
				all = append(all, Block{g.Name, g.Why})
			}
		}
		return all, nil
	case SignIn:
		u := s.user(in.User)
		if u < 0 {
			return nil, fmt.Errorf("understudy: user %q is not in the topology", in.User)
		}
		return s.keptOut(u), nil
	}
	return nil, fmt.Errorf("understudy: WhyNot is for orders and SignIn, not for %T", in)
}

// keptOut lists what each pool that could serve a user would answer now; nothing if one would take him in.
func (s *System) keptOut(user int16) (all []Block) {
	if _, registered := s.client.at[user].Look().Mode(); registered {
		return nil
	}
	home := s.home[user]
	for _, pool := range []int16{home, s.backupOf(home)} {
		if pool >= 0 {
			block, ok := s.keptFrom(user, pool)
			if ok {
				return nil
			}
			all = append(all, block)
		}
	}
	return all
}

// keptFrom says what keeps a user from being served by pool, if anything does.
func (s *System) keptFrom(user, pool int16) (b Block, ok bool) {
	b.Name = s.poolName(pool)
	switch s.pathTo(user, pool) {
	case silent:
		b.Why = "The client gets no answer from it (H-22)"
		return b, false
	case refused:
		b.Why = "Its front end service does not run (H-22)"
		return b, false
	}
	if !s.finds(user, pool) {
		if s.topology.Users[user].Generation.Web() {
			b.Why = "No Autodiscover that its names lead to has this pool for it, or not yet (C-2, F-92, H-59)"
			return b, false
		}
		b.Why = "No record, cached registrar or redirect leads the client there (L-8, C-23, C-24)"
		return b, false
	}
	k := s.knows(user, pool)
	k.Elsewhere = false // a redirect inside the pool keeps nobody out of it (C-29)
	reply := s.parts.Decide(k, s.supports(user))
	b.Why = reply.Rule.Why()
	return b, reply.Verdict == registrar.Accepted
}

// finds reports whether the client can come to know of pool: by its cache, by DNS, or by the redirect of a pool it finds.
func (s *System) finds(user, pool int16) bool {
	if s.knowsOf(user, pool) || s.topology.Users[user].Generation.Web() {
		return s.knowsOf(user, pool)
	}
	home, contacts := s.home[user], s.supports(user).Follows()
	for p := range s.partner {
		via := int16(p)
		if via == pool || !s.knowsOf(user, via) || s.pathTo(user, via) != open {
			continue
		}
		names := pool == home || contacts > 1 && pool == s.replicaRow(via, home).backup()
		if names && s.parts.Decide(s.knows(user, via), s.supports(user)).Verdict == registrar.Redirected {
			return true
		}
	}
	return false
}

// An Outlook is what a registrar holds of a pool that it watches, and what it does next.
type Outlook struct {
	By, Of  string
	Phase   health.Phase
	Verdict machine.Instant // when Of is declared down unless it answers (F-33, H-35); Never if it is, or if nobody watches
	Next    machine.Instant // when By asks next (F-29, H-36); Never if it does not watch
}

// Outlooks lists who is to watch whom: of a pair each the other, of a one-way backup the backup its primary, and of a branch
// appliance both. A Detector that tells no Verdict or NextAsk has none here.
func (s *System) Outlooks() (all []Outlook) {
	for i, sight := range s.sights {
		d := s.health.at[i]
		of := Outlook{s.poolName(sight.watcher), s.poolName(sight.watched), d.Phase(), machine.Never, machine.Never}
		if v, ok := d.(interface{ Verdict() machine.Instant }); ok {
			of.Verdict = v.Verdict()
		}
		if n, ok := d.(interface{ NextAsk() machine.Instant }); ok {
			of.Next = n.NextAsk()
		}
		all = append(all, of)
	}
	return all
}

// An Item is one thing that is due.
type Item struct {
	At   machine.Instant
	Who  Who
	Name string // for whom: as System.Name says
	What string // what happens
}

// Agenda lists what is due, and for whom, the earliest first: what would happen next if nothing came in between. Items
// that are part of no story, like the next ping, are left out unless routine is set.
func (s *System) Agenda(routine bool) []Item {
	var all []Item
	for _, b := range s.banks {
		for k := range b.len() {
			all = s.addItems(all, b.who(k), routine)
		}
	}
	slices.SortStableFunc(all, func(a, b Item) int { return int(min(max(a.At-b.At, -1), 1)) })
	return all
}

func (s *System) addItems(all []Item, w Who, routine bool) []Item {
	add := func(at machine.Instant, ordinary bool, what string) {
		if at != machine.Never && (routine || !ordinary) {
			all = append(all, Item{at, w, s.Name(w), what})
		}
	}
	i := int(w.A)
	switch w.Part {
	case PartHealth:
		s.addVerdict(add, s.sightOf(w.A, w.B))
	case PartFailover:
		look := s.failover.at[i].Look()
		add(look.StepEnds(), false, fmt.Sprintf("%v: %v is to be done", look.Procedure(), look.Step()))
	case PartSetup:
		add(s.setup.at[i].Deadline(), false, "setup is done")
	case PartStore:
		add(s.store.at[0].Deadline(), false, "the order on the store goes on, or the old master is demoted")
	case PartDirectory:
		add(s.directory.at[i].Deadline(), false, "the directory here names the new master")
	case PartReplicator:
		add(s.replicator.at[0].Deadline(), true, "the master looks for changes")
	case PartReplica:
		add(s.replica.at[i].Deadline(), false, "the replica applies a copy")
	case PartBackEnd:
		add(s.backend.at[i].Deadline(), false, "user services are given up")
	case PartAdmission:
		add(s.admission.at[i].Deadline(), false, "there is room for another sign-in")
	case PartQuorum:
		add(s.quorum.at[s.cluster[i]].Deadline(), false, "the pool has started")
	case PartRouting:
		add(s.routing.at[int(s.groupsOf[s.cluster[i]])+int(w.B)].Deadline(), true, "a routing group is replaced, reloaded or saved")
	case PartMirror:
		add(s.mirror.at[s.mirrorOf[i]].Deadline(), false, "the mirror is the principal")
	case PartClient:
		s.addClient(add, i)
	case PartSeat:
		add(s.seats.at[i].Deadline(), false, "the attempt to reach the conference is over")
	case PartConversation:
		add(s.talk.at[i].Deadline(), false, "the call without media ends")
	case PartReplication:
		add(s.replication.at[i*int(modules)+int(w.B)].Deadline(), true, replication.Module(w.B).String()+" is exported or imported")
	case PartBinding:
		add(s.binding.at[s.bound(w.A, w.B)].Deadline(), true, "the binding expires")
	case PartCertificate:
		add(s.certificate.at[i].Deadline(), true, "the certificate is renewed, or ends")
	case PartCache:
		add(s.cache.at[s.entry(w.A, w.B)].Deadline(), true, "the cached answer expires")
	case PartGeo:
		add(s.geo.at[2*i+int(w.B)].Deadline(), true, "the next health check begins")
	}
	return all
}

func (s *System) addVerdict(add func(machine.Instant, bool, string), i int) {
	d := s.health.at[i]
	if v, ok := d.(interface{ Verdict() machine.Instant }); ok {
		add(v.Verdict(), d.Phase() == health.Up, "is to be declared down unless it answers")
	}
	add(d.Deadline(), true, "the next ping is sent or judged")
}

func (s *System) addClient(add func(machine.Instant, bool, string), i int) {
	look := s.client.at[i].Look()
	add(look.Retry(), false, "tries again")
	if look.Phase() == client.Connecting {
		add(look.GivesUp(), false, "gives up on "+s.poolName(s.at[i]))
	} else if _, registered := look.Mode(); registered {
		add(look.GivesUp(), false, "signs out, unless it is answered")
		add(s.client.at[i].Deadline(), true, "refreshes its registration")
	}
}
