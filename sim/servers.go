package sim

import (
	"fmt"
	"time"

	"understudy.example"
	"understudy.example/client"
	"understudy.example/machine"
	"understudy.example/registrar/admission"
	"understudy.example/registrar/binding"
)

// servers are what answers people, be they clients one by one or cohorts of them: a System, and what is kept of it so that nobody has to
// ask twice.
type servers struct {
	people   people
	config   Config
	system   *understudy.System
	crowds   []understudy.Crowd // of each population
	names    int
	now      machine.Instant
	sys      machine.Instant // when the System does something next, or answers otherwise
	sysFirst machine.Instant // when that comes before messages to clients
	begun    machine.Instant // the last instant at which a deadline has passed, or something was done
	judging  uint64          // pools whose registrars are to judge
	err      error

	rules   client.Rules
	binding binding.Rules
	gate    []admission.Rules // of each pool
	door    []admission.State
	room    []int64 // of each pool
	tides   []understudy.Tide
	changes uint64 // how often the sheet was read
	wrote   uint64 // pools that were told of a certificate since the System has changed last
	sheet   sheet
	lists   lists
	ways    []ways
	records records
	loads   []Load
	parts   []Load // of each pool: what is over, in units; of cohorts
	recoveries

	acts  []client.Action
	feed  []understudy.Action
	notes []binding.Action
	gates []admission.Action
}

// people are those whom servers answer.
type people interface {
	forget(pool int)                                       // the registrar of the pool has forgotten its bindings
	pathsChanged(g, pool int, before, now understudy.Path) // between the pool and everybody of a population
	renumber(numbers []uint8)                              // records of certificates have other numbers
}

func makeServers(c Config) servers {
	return servers{config: c, lists: newLists(), begun: -1}
}

// build makes the System, and everything that is by population or pool.
func (s *servers) build() (err error) {
	t := s.config.Topology
	t.Pools = append([]understudy.Pool(nil), t.Pools...)
	for _, p := range s.config.Populations {
		p.addHomed(&t)
	}
	if s.system, err = understudy.NewWith(t, s.config.Parts); err != nil {
		return err
	}
	pools := len(t.Pools)
	s.rules, s.binding = t.Parameters.Client, t.Parameters.Binding
	s.loads, s.parts, s.tides = make([]Load, pools), make([]Load, pools), make([]understudy.Tide, pools)
	s.room, s.door = make([]int64, pools), make([]admission.State, pools)
	for pool := range pools {
		s.tides[pool], s.gate = s.system.Tide(pool), append(s.gate, s.system.Admits(pool))
	}
	for _, p := range s.config.Populations {
		c, _ := s.system.Crowd(p.Like)
		s.crowds, s.ways, s.names = append(s.crowds, c), append(s.ways, ways{}), c.Names()
	}
	s.records.all = append(s.records.all, record{})
	s.sheet = sheet{pools, make([]row, len(s.crowds)*pools)}
	s.config.Topology = t
	s.makeRecoveries()
	return nil
}

// keepsDNS says why what a client has cached can differ from what DNS says; nothing if it cannot.
func (s *servers) keepsDNS() string {
	t := &s.config.Topology
	if s.config.KeepDNS {
		return "KeepDNS"
	}
	if len(t.GeoNames) > 0 {
		return "GeoNames"
	}
	for _, r := range t.Records {
		if r.Later {
			return "Records that come Later"
		}
	}
	for _, a := range t.Addresses {
		if a.Later {
			return "Addresses that come Later"
		}
	}
	for _, site := range t.Sites {
		if site.NoDirectory {
			return "site " + site.Name + " with NoDirectory"
		}
	}
	return ""
}

// Now returns the instant up to which the World has run.
func (s *servers) Now() machine.Instant { return s.now }

// System returns the servers, to look at. What steps them is the World.
func (s *servers) System() *understudy.System { return s.system }

// accepts says why an input cannot be at an instant.
func (s *servers) accepts(at machine.Instant, in understudy.Input) error {
	if at < s.now {
		return fmt.Errorf("sim: %T%+[1]v at %v: it is %v already", in, time.Duration(at), time.Duration(s.now))
	}
	switch in.(type) {
	case understudy.MoveUser:
		return fmt.Errorf("sim: MoveUser: a population stays where it is homed")
	case understudy.Order, understudy.Break, understudy.Heal:
		return nil
	}
	return fmt.Errorf("sim: %T: the users of the topology are what populations are like, and do nothing themselves", in)
}

// within says why nothing can be run until an instant.
func (s *servers) within(until machine.Instant) error {
	cert := s.config.Topology.Parameters.Certificate
	if last := min(Horizon, machine.Instant(cert.Life-cert.Renew)); until > last {
		return fmt.Errorf("sim: Run: %v is beyond %v, when certificates are renewed, which populations do not do", until, time.Duration(last))
	}
	return nil
}

// input lets an input happen now.
func (s *servers) input(in understudy.Input) {
	s.feed = s.system.Step(s.now, in, s.feed[:0])
	s.begun = s.now
	s.orderedRecovery(in)
	s.systemDid()
}

// runSystem lets the System's deadline pass.
func (s *servers) runSystem() {
	s.now = s.sys
	s.feed = s.feed[:0]
	if s.system.Deadline() == s.now {
		s.feed = s.system.Advance(s.feed)
	} else {
		s.feed = s.system.Step(s.now, nil, s.feed)
	}
	s.systemDid()
}

// systemDid takes note of what the System has done, and of what that means to clients.
func (s *servers) systemDid() {
	if s.config.Tell != nil && len(s.feed) > 0 {
		s.config.Tell(s.now, s.feed)
	}
	s.wrote = 0
	for pool := range s.tides {
		s.tide(pool)
	}
	s.endedRecoveries()
	s.readSheet()
	s.cutOff()
}

// tide lets come over all clients at a pool what came over the System's users there.
func (s *servers) tide(pool int) {
	was, is := s.tides[pool], s.system.Tide(pool)
	if was == is {
		return
	}
	s.tides[pool] = is
	if was.Stopped != is.Stopped {
		s.people.forget(pool)
	}
	if was.Carried != is.Carried && s.records.carry>>pool&1 != 0 {
		if to := s.crowds[0].Enrols(pool).Carried; to >= 0 {
			s.records.carried(pool, to)
		}
	}
	if was.Shared != is.Shared {
		s.shareAll(pool)
	}
	if was.Judged != is.Judged {
		s.judging |= 1 << pool
	}
}

// shareAll shares the records of all users who are homed on a pool.
func (s *servers) shareAll(home int) {
	for g, crowd := range s.crowds {
		if crowd.Home() != home {
			continue
		}
		for n := 1; n < len(s.records.all); n++ {
			if is := &s.records.all[n]; is.home == home {
				s.share(is, s.crowds[g])
				s.records.carry |= is.carry
			}
		}
		return
	}
}

// mostRoom is more than there can ever be clients.
const mostRoom = 8 * MostCounted

// readSheet reads again what the servers answer, and lets clients know to whom the path has changed.
func (s *servers) readSheet() {
	s.changes++
	for pool := range s.room {
		s.room[pool] = min(int64(s.system.Room(pool)), mostRoom)
	}
	s.sysFirst = min(s.system.NextMessage(), s.system.Lapses())
	s.sys = min(s.system.Deadline(), s.sysFirst)
	for g, crowd := range s.crowds {
		s.ways[g] = ways{}
		for pool := range s.room {
			r := s.sheet.row(uint8(g), pool)
			if before := r.path; r.read(crowd, pool) {
				s.people.pathsChanged(g, pool, before, r.path)
			}
		}
	}
}

// settled returns the state of a client that has signed in at home at an instant, with a certificate that is known where it may need it;
// step lets it hear what it heard then.
func (s *servers) settled(c *endpoint, begun machine.Instant, step func(client.State, client.Event) client.State) client.State {
	crowd := s.crowds[c.population]
	home := crowd.Home()
	c.list, c.kept = s.listOf([]uint8{uint8(home)}), uint8(home)
	state := c.state
	for _, e := range []client.Event{{On: client.SignIn}, {On: client.Found, N: 1}, {On: client.Accepted}} {
		state = step(state, e)
	}
	b, _ := s.binding.Step(begun, binding.State{}, binding.Event{On: binding.Register, Level: binding.Full}, nil)
	c.bound = makeBound(home, b)
	is := record{home: home, known: 1 << home}
	if e := crowd.Enrols(home); !e.None {
		if e.Carried >= 0 {
			is.known |= 1 << e.Carried
		}
		if behind := crowd.Shares(); behind >= 0 {
			is.known |= 1 << behind
		}
		c.record = s.recordOf(is)
	}
	return state
}

// ways are the lists that a population finds as long as the System does not change, by the registrar that is kept and by
// whether a round has failed: a list and 1, 0 where it is not known, or where it is drawn.
type ways [2 * (noPool + 1)]uint32

// crowded reports whether a registrar takes in nobody new nos. A place that is free from now on is taken by what is due
// now, and not by what has just arrived.
func (s *servers) crowded(pool int) bool {
	rules := s.gate[pool]
	if rules.Rate == 0 {
		return false
	}
	if d := rules.Deadline(s.door[pool]); d < s.now || d == s.now && s.begun == s.now {
		s.door[pool], s.gates = rules.Advance(s.door[pool], s.gates[:0])
	}
	return s.door[pool].Phase() != admission.Open
}

// at is the pool that a client is registered at, or tries; -1 for none.
func (s *servers) at(c *endpoint) int {
	if p := c.state.Phase(); p == client.Connecting || p >= client.InNormal {
		return s.lists.at(c.list, c.state.Candidate())
	}
	return -1
}

// keep lets a client keep the registrar that has just taken it in, if clients like it do (C-23, C-26).
func (s *servers) keep(c *endpoint, a *client.Action) {
	if pool := s.lists.at(c.list, int(a.N)); pool >= 0 && s.crowds[c.population].Generation().Keeps(a.Mode.Backup()) {
		c.kept = uint8(pool)
	}
}

// redirect puts the contacts of a 301 behind the candidate that has answered (C-33, H-23).
func (s *servers) redirect(c *endpoint, r *row) uint8 {
	var buf [mostPools]uint8
	list := s.lists.all[c.list]
	if r.contacts[0] < 0 || c.state.Phase() != client.Connecting {
		return uint8(len(list))
	}
	next := c.state.Candidate() + 1
	now := append(buf[:0], list[:next]...)
	for _, to := range r.contacts {
		if to >= 0 && !has(list, uint8(to)) && !has(now, uint8(to)) {
			now = append(now, uint8(to))
		}
	}
	now = append(now, list[next:]...)
	c.list = s.listOf(now)
	return uint8(len(now))
}

func has(list []uint8, pool uint8) bool {
	for _, p := range list {
		if p == pool {
			return true
		}
	}
	return false
}

func (s *servers) listOf(pools []uint8) uint16 {
	n, err := s.lists.of(pools)
	if err != nil {
		s.err = err
	}
	return n
}

// enrol gives a client a certificate that pool has a record of (C-64, C-66).
func (s *servers) enrol(c *endpoint, pool int) {
	crowd := s.crowds[c.population]
	e := crowd.Enrols(pool)
	if e.None {
		return
	}
	is := record{home: crowd.Home(), known: 1 << pool}
	if e.Carried >= 0 {
		is.carry = 1 << pool
	}
	if s.share(&is, crowd); is.carry&^(1<<pool) != 0 {
		s.write(c, crowd.Shares())
	}
	c.record = s.recordOf(is)
	s.write(c, pool)
}

// write lets a pool know that it has new data of its users, once for as long as nothing else happens there.
func (s *servers) write(c *endpoint, pool int) {
	if s.wrote>>pool&1 != 0 {
		return
	}
	s.feed = s.crowds[c.population].Enrolled(s.now, pool, s.feed[:0])
	s.systemDid()
	s.wrote |= 1 << pool
}

// share gives a pool with a one-way backup, and the backup, each other's record of a certificate (H-53).
func (s *servers) share(is *record, crowd understudy.Crowd) {
	behind, home := crowd.Shares(), is.home
	if behind < 0 {
		return
	}
	if is.known>>home&1 != 0 && is.known>>behind&1 == 0 {
		is.known |= 1 << behind
		if crowd.Enrols(behind).Carried >= 0 {
			is.carry |= 1 << behind
		}
	}
	is.known = is.known&^(1<<home) | is.known>>behind&1<<home
}

// recordOf returns the number of a record; if there are too many, equal ones become one.
func (s *servers) recordOf(is record) uint8 {
	n, ok := s.records.of(is)
	if !ok {
		s.people.renumber(s.records.compact())
		if n, ok = s.records.of(is); !ok {
			s.err = errRecords
		}
	}
	return n
}
