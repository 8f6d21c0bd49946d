package understudy

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/fnv"
	"time"

	"understudy.example/cms"
	"understudy.example/machine"
	"understudy.example/pool/failover"
	"understudy.example/pool/health"
)

// Code visits everything that a System remembers: what is packed at one instant and unpacked at another is the same
// state, shifted in time. It is what explorers hash, and what snapshots and copies are made of.
func (s *System) Code(c *machine.Code) {
	s.queue.code(c, 2*max(s.topology.Parameters.Latency, s.topology.Parameters.SiteLatency), max(s.nodes(), len(s.sights), s.geo.len()))
	s.bonds.code(c, s)
	s.edges.code(c, s)
	s.lifecycle.code(c)
	s.servers.code(c, s)
	s.people.code(c, s)
	s.lookups.code(c, s)
	s.calls.code(c, s)
	s.meetings.code(c, s)
	s.queues.code(c, s)
	s.evidence.code(c, s)
	s.losses.code(c)
	s.fronts.code(c)
	s.fences.code(c)
	for _, b := range s.banks {
		b.code(c)
	}
	if c.Unpacking() {
		s.now = c.Now()
		s.news++
		s.sync()
	}
}

// sync works out again what follows from the state.
func (s *System) sync() {
	for _, b := range s.banks {
		b.sync(s)
	}
	s.bond()
	for p := range s.held {
		s.held[p] = 0
		for u := range s.home {
			s.held[p] += held(uint8(s.binding.at[s.bound(int16(p), int16(u))].State.Phase()))
		}
	}
}

func bools(c *machine.Code, all ...[]bool) {
	for _, list := range all {
		for i := range list {
			c.Bool(&list[i])
		}
	}
}

func (v *servers) code(c *machine.Code, s *System) {
	pools := len(v.broken)
	for p := range v.broken {
		machine.Enum(c, &v.broken[p], 1<<faultKinds)
		machine.Enum(c, &v.failing[p], 1<<failover.NumSteps)
		machine.Enum(c, &v.hanging[p], 1<<failover.NumSteps)
		c.Bool(&v.judge[p])
		machine.Enum(c, &v.boot[p], 256)
		party(c, &v.loaded[p], pools)
		party(c, (*int16)(&v.orderAt[p]), s.nodes())
	}
	party(c, (*int16)(&v.storeAt), s.nodes())
	for u := range v.home {
		party(c, &v.home[u], pools)
	}
	for i := range v.conf {
		machine.Enum(c, &v.conf[i], (pools+1)<<backupAt)
	}
	c.Bool(&v.back)
	bools(c, v.byHand, v.halted, v.watched, v.known, v.carry)
	n := uint16(len(v.cuts))
	machine.Enum(c, &n, mostCuts+1)
	if c.Unpacking() {
		v.cuts = make([]cut, n)
	}
	for i := range v.cuts {
		party(c, (*int16)(&v.cuts[i].from), s.nodes())
		party(c, (*int16)(&v.cuts[i].to), s.nodes())
	}
}

func (v *people) code(c *machine.Code, s *System) {
	pools := len(s.partner)
	for u := range v.at {
		party(c, &v.at[u], pools)

		machine.Enum(c, &v.attempt[u], attempts)
		n := uint16(len(v.list[u]))
		machine.Enum(c, &n, s.mostAddresses()+1)
		if c.Unpacking() {
			v.list[u] = v.list[u][:n]
		}
		for i := range v.list[u] {
			party(c, (*int16)(&v.list[u][i]), s.addressed())
		}
	}
}

func (v *evidence) code(c *machine.Code, s *System) {
	for u := range v.believes {
		members(c, &v.believes[u], len(s.partner))
	}
	bools(c, v.reached)
	for i := range v.turned {
		c.Age(&v.turned[i], s.topology.Parameters.Remembered)
	}
	for p := range v.proof {
		v.proof[p] = s.proofNow(p)
		c.Timer(&v.proof[p].open, s.topology.Parameters.Health.Grace)
		c.Timer(&v.proof[p].long, s.rules(p).Failback)
		c.Bool(&v.proof[p].down)
		c.Bool(&v.proof[p].heard)
		c.Bool(&v.proof[p].held)
		machine.Enum(c, &v.proof[p].ask, health.Asks)
		machine.Enum(c, &v.proof[p].boot, 256)
	}
}

// CopyFrom makes s a copy of from, which has to be made of the same topology and parts.
func (s *System) CopyFrom(from *System) error {
	var c machine.Code
	c.Pack(from.now, time.Nanosecond, s.words)
	from.Code(&c)
	s.words = c.Words()
	if err := c.Err(); err != nil {
		return fmt.Errorf("understudy: copy: %w", err)
	}
	return s.unpack(from.now, s.words)
}

// Clone returns a copy of s that shares nothing with it that changes.
func (s *System) Clone() (*System, error) {
	copied := assemble(s.plan, s.parts)
	return copied, copied.CopyFrom(s)
}

func (s *System) unpack(now machine.Instant, words []uint64) error {
	var c machine.Code
	c.Unpack(now, time.Nanosecond, words)
	s.Code(&c)
	if err := c.Close(); err != nil {
		return fmt.Errorf("understudy: %w", err)
	}
	return s.sane()
}

// sane reports what no run can have left behind, and what would lead out of the topology.
func (s *System) sane() error {
	for u, home := range s.home {
		if home < 0 {
			return fmt.Errorf("understudy: %s has no home", s.userName(int16(u)))
		}
		if _, registered := s.client.at[u].Look().Mode(); registered && s.at[u] < 0 {
			return fmt.Errorf("understudy: %s is registered nowhere", s.userName(int16(u)))
		}
	}
	for p, at := range s.orderAt {
		if at < 0 || s.storeAt < 0 {
			return fmt.Errorf("understudy: an order on %s was given nowhere", s.poolName(int16(p)))
		}
	}
	order, _, _ := s.store.at[0].Running()
	for db, host := range s.hosts {
		if host < 0 && s.store.at[0].Phase(uint8(db)) != cms.Absent {
			return fmt.Errorf("understudy: database %d is on no pool", db)
		}
		if host < 0 && order == cms.Planned {
			return fmt.Errorf("understudy: the store moves by agreement, and database %d is on no pool", db)
		}
	}
	if user := s.misled(); user >= 0 {
		return fmt.Errorf("understudy: %s was told by DNS what it did not ask for", s.userName(user))
	}
	last := s.now
	for _, m := range s.queue.list[s.queue.head:] {
		if m.at < last || !s.deliverable(m) {
			return fmt.Errorf("understudy: message %d at %v has no place in the queue", m.kind, m.at)
		}
		last = m.at
	}
	return nil
}

// deliverable reports whether those exist whom a message is from and to.
func (s *System) deliverable(m message) bool {
	pools, users := int16(len(s.partner)), int16(len(s.home))
	switch m.kind {
	case answerMessage:
		return m.to >= 0 && int(m.to) < len(s.sights)
	case stepMessage:
		return m.to >= 0 && m.to < pools
	case foundMessage:
		return m.to >= 0 && m.to < users
	case passedMessage:
		return m.to >= 0 && int(m.to) < s.geo.len()
	case pathMessage, replyMessage, noticeMessage:
		return m.to >= 0 && m.to < users && m.from >= 0 && m.from < pools
	}
	return true
}

// ErrSnapshot is what every error of Restore wraps that is about the bytes.
var ErrSnapshot = errors.New("understudy: snapshot")

const (
	snapshotMagic   = "USTD"
	snapshotVersion = 2
	snapshotHead    = len(snapshotMagic) + 1 + 8 + 8
)

// AppendSnapshot appends everything that s remembers to b. It can be restored with the same topology and parts.
func (s *System) AppendSnapshot(b []byte) ([]byte, error) {
	var c machine.Code
	c.Pack(s.now, time.Nanosecond, nil)
	s.Code(&c)
	words := c.Words()
	if err := c.Err(); err != nil {
		return b, fmt.Errorf("understudy: snapshot: %w", err)
	}
	b = append(b, snapshotMagic...)
	b = append(b, snapshotVersion)
	b = binary.LittleEndian.AppendUint64(b, s.print)
	b = binary.LittleEndian.AppendUint64(b, uint64(s.now))
	for _, w := range words {
		b = binary.LittleEndian.AppendUint64(b, w)
	}
	return b, nil
}

// Restore makes a System of a topology and what AppendSnapshot wrote of one made of the same topology. Its parts are the
// project's own.
func Restore(t Topology, snapshot []byte) (*System, error) { return RestoreWith(t, Parts{}, snapshot) }

// RestoreWith is Restore for a System with some of its machines replaced by the same ones as before.
func RestoreWith(t Topology, parts Parts, snapshot []byte) (*System, error) {
	s, err := NewWith(t, parts)
	if err != nil {
		return nil, err
	}
	switch head := snapshot[:min(len(snapshot), snapshotHead)]; {
	case len(head) < snapshotHead || string(head[:4]) != snapshotMagic:
		return nil, fmt.Errorf("%w: %d bytes do not begin like one", ErrSnapshot, len(snapshot))
	case head[4] != snapshotVersion:
		return nil, fmt.Errorf("%w: version %d is not %d", ErrSnapshot, head[4], snapshotVersion)
	case binary.LittleEndian.Uint64(head[5:]) != s.print:
		return nil, fmt.Errorf("%w: it was made of another topology", ErrSnapshot)
	case len(snapshot)%8 != snapshotHead%8:
		return nil, fmt.Errorf("%w: %d bytes are not whole words", ErrSnapshot, len(snapshot))
	}
	now := machine.Instant(binary.LittleEndian.Uint64(snapshot[13:]))
	var words []uint64
	for b := snapshot[snapshotHead:]; len(b) > 0; b = b[8:] {
		words = append(words, binary.LittleEndian.Uint64(b))
	}
	if err := s.unpack(now, words); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrSnapshot, err)
	}
	return s, nil
}

// fingerprint tells topologies apart.
func (t Topology) fingerprint() uint64 {
	h := fnv.New64a()
	fmt.Fprintf(h, "%+v", t)
	return h.Sum64()
}
