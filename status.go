package understudy

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"understudy.example/client"
	"understudy.example/client/conference"
	"understudy.example/client/conversation"
	"understudy.example/client/features"
	"understudy.example/client/responsegroup"
	"understudy.example/cms"
	"understudy.example/dns/discovery"
	"understudy.example/machine"
	"understudy.example/pool/failover"
	"understudy.example/pool/fence"
	"understudy.example/pool/health"
	"understudy.example/pool/membership"
	"understudy.example/pool/mirror"
	"understudy.example/pool/pairing"
	"understudy.example/pool/quorum"
	"understudy.example/pool/replication"
	"understudy.example/pool/setup"
)

// A UserStatus is how things stand with a user: the truth, not what anybody sees.
type UserStatus struct {
	Phase      client.Phase
	Registered bool        // the client believes itself registered
	Mode       client.Mode // if Registered
	At         string      // if Registered: the pool
	Home       string
	Left       string          // the pool that his contacts and meetings were left on, empty if they are at home (F-150)
	Retry      machine.Instant // when the client begins its next round, Never if it waits for none
	Talking    string          // with whom: a user, Outside or nobody, which is empty
	Talk       conversation.State
	Meeting    string           // whose conference the user is in, or was in when it ended; empty for none
	Seat       conference.State // where in it
	Parked     string           // the pool on whose orbit the user waits, empty for none
	Calling    string           // the response group that the user has called, empty for none
	Answer     responsegroup.Phase
}

// User returns how things stand with a user; ok is false for one who is not in the topology.
func (s *System) User(name string) (st UserStatus, ok bool) {
	u := s.user(name)
	if u < 0 {
		return st, false
	}
	look := s.client.at[u].Look()
	st = UserStatus{Phase: look.Phase(), Home: s.poolName(s.home[u]), Retry: look.Retry(), Talk: s.talk.at[u].State}
	if st.Mode, st.Registered = look.Mode(); st.Registered {
		st.At = s.poolName(s.at[u])
	}
	if s.left[u] >= 0 {
		st.Left = s.poolName(s.left[u])
	}
	if talk := s.talkOf(u); talk >= 0 {
		st.Talking, st.Talk = s.otherName(talk, u), s.talk.at[talk].State
	}
	st.Meeting, st.Seat = s.inMeeting(u)
	if o := slices.Index(s.orbit, u); o >= 0 {
		st.Parked = s.poolName(s.orbitAt[o])
	}
	st.Calling, st.Answer = s.answering(u)
	return st, true
}

// A PoolStatus is how things stand with a pool: the truth, not what anybody sees.
type PoolStatus struct {
	State      failover.Phase // as its procedures have written it
	Believes   failover.Phase // as its own replica has it (H-1)
	Run        failover.State // the procedure that runs, or has stopped
	Sees       health.Phase   // what it holds of its partner
	Database   cms.Phase      // its database of the Central Management Store
	UpToDate   bool           // its replica has what the active database has (F-101)
	Setup      setup.Phase
	Pair       pairing.Phase
	Up         bool // its front end service runs
	NeedsSetup bool // its servers do not match the topology that is published

	// Of an Enterprise pool whose front ends are modelled, and of one whose back end is mirrored.
	Quorum    quorum.Phase
	Fronts    membership.Phase
	FrontEnds int // that count
	Running   int // of those
	Mirror    mirror.Phase
	Fence     fence.Phase // of its power switch, if it has one (H-95)
	Loaded    string
}

// Pool returns how things stand with a pool; ok is false for one that is not in the topology.
func (s *System) Pool(name string) (st PoolStatus, ok bool) {
	p := s.plan.pool(name)
	if p < 0 {
		return st, false
	}
	run := s.failover.at[p].Look()
	st = PoolStatus{
		State: run.Phase(), Believes: s.replicaRow(p, p).state(), Run: run, Sees: s.sees(p, s.backupOf(p)),
		UpToDate: s.current(p), Setup: s.setup.at[p].State.Phase(), Pair: s.pairPhase(p), Up: s.serves(p),
		NeedsSetup: s.needsSetup(p), Fence: s.fencePhase(p),
	}
	if c := s.cluster[p]; c >= 0 {
		members := s.members.at[c].State
		st.Quorum, st.Fronts = s.quorum.at[c].State.Phase(), members.Phase()
		st.FrontEnds, st.Running = members.Counted().Size(), (s.ran(int(c)) & members.Counted()).Size()
	}
	if m := s.mirrorOf[p]; m >= 0 {
		st.Mirror = s.mirror.at[m].State.Phase()
	}
	if s.loaded[p] >= 0 {
		st.Loaded = s.poolName(s.loaded[p])
	}
	for db, host := range s.hosts {
		if host == p {
			st.Database = s.store.at[0].Phase(uint8(db))
		}
	}
	return st, true
}

func (s *System) otherName(talk, user int16) string {
	if other := s.otherEnd(talk, user); other >= 0 {
		return s.userName(other)
	}
	return Outside
}

// can reports whether a feature is there for a user.
func (s *System) can(user int16, f features.Feature) bool {
	a, ok := s.Can(s.userName(user), f)
	return ok && a.Available == features.Yes
}

// Can says whether a user can do something now, and why; ok is false for a user who is not in the topology, or a client
// that is not registered. A desk phone's answers are its guide's (C-128).
func (s *System) Can(user string, f features.Feature) (a features.Answer, ok bool) {
	u := s.user(user)
	if u < 0 || !s.registered(u) {
		return a, false
	}
	mode, _ := s.client.at[u].Look().Mode()
	return s.feature(u, mode, f, s.topology.Conditions), true
}

// CanWith is Can for something between a user and a peer, who are at one site or are not (F-46, F-47); ok is false for a
// peer who is not in the topology, too.
func (s *System) CanWith(user, peer string, f features.Feature) (a features.Answer, ok bool) {
	u, p := s.user(user), s.user(peer)
	if u < 0 || p < 0 || !s.registered(u) {
		return a, false
	}
	conditions := s.topology.Conditions
	conditions.SameSite = s.seat[u] == s.seat[p]
	mode, _ := s.client.at[u].Look().Mode()
	return s.feature(u, mode, f, conditions), true
}

// feature reads the feature table for a user who is registered in a mode.
func (s *System) feature(user int16, mode client.Mode, f features.Feature, conditions features.Conditions) features.Answer {
	column := s.column(user, mode)
	if mode == client.FullBackup && s.isAppliance(s.home[user]) {
		column = atCentral(f)
	}
	conditions.ResponseGroupsImported = s.groupsFollow(user, mode)
	if s.topology.Users[user].Generation == discovery.PhoneEdition {
		return features.LookPhone(f, column, conditions)
	}
	return features.Look(f, column, conditions)
}

// column is the column of the feature table that counts for a user (C-42).
func (s *System) column(user int16, mode client.Mode) features.Column {
	switch {
	case mode == client.LimitedHome && s.isAppliance(s.home[user]):
		return features.Branch
	case mode == client.LimitedHome:
		return features.FailingBack
	case mode == client.LimitedBackup:
		return features.Backup
	case mode == client.FullBackup:
		return features.FailedOver
	}
	return features.Normal
}

// ErrQuery is what every error of Ask and CMS wraps.
var ErrQuery = errors.New("understudy: query")

// CMS returns the pool that the directory names as the active master, as somebody at place sees it, who must reach its
// database. With the active master unreachable that is an error, not an empty name (F-103, L-16).
func (s *System) CMS(place string) (string, error) {
	at := s.where(place)
	if at < 0 {
		return "", fmt.Errorf("%w: place %q is not in the topology", ErrQuery, place)
	}
	site, _ := s.place(at)
	db := s.pointer(site)
	host := s.hosts[db&1]
	switch {
	case !s.directoryNear(at):
		return "", fmt.Errorf("%w: from %s the directory cannot be reached (H-31)", ErrQuery, place)
	case host < 0 || !s.works(at, host) || !s.holds(host):
		return "", fmt.Errorf("%w: from %s the database on %s cannot be reached (F-103, L-16)", ErrQuery, place, s.poolName(host))
	case !s.store.at[0].Accepts(db, db):
		return "", fmt.Errorf("%w: the database on %s is %v (F-104)", ErrNoMaster, s.poolName(host), s.store.at[0].Phase(db))
	}
	return s.poolName(host), nil
}

// A Question is a cmdlet that changes nothing: Get-CsManagementStoreReplicationStatus, Get-CsManagementConnection,
// Get-CsConfigurationStoreLocation, Get-CsService -CentralManagement, Get-CsPoolBackupRelationship,
// Get-CsDatabaseMirrorState, Get-CsUserPoolInfo or Get-CsBackupServiceStatus.
type Question struct {
	Cmdlet     string
	At         string // the place where it is asked
	Of         string // the pool or user it is about, if any
	LocalStore bool   // Get-CsPoolBackupRelationship: read from a local replica, not from the master (F-24)
}

// Ask answers a question, one "Field: value" a line, or with the error that the cmdlet gives.
func (s *System) Ask(q Question) (string, error) {
	at, pool := s.where(q.At), s.plan.pool(q.Of)
	if at < 0 {
		return "", fmt.Errorf("%w: place %q is not in the topology", ErrQuery, q.At)
	}
	cmdlet := strings.ToLower(q.Cmdlet)
	switch cmdlet {
	case "get-csmanagementconnection":
		return s.askConnection(at)
	case "get-csconfigurationstorelocation":
		return s.askLocation(at)
	case "get-csservice":
		return s.askServices(at)
	case "get-csmanagementstorereplicationstatus":
		return s.askStore(q.At)
	case "get-csuserpoolinfo":
		return s.askUser(q.Of)
	}
	if pool < 0 {
		return "", fmt.Errorf("%w: pool %q is not in the topology", ErrQuery, q.Of)
	}
	switch cmdlet {
	case "get-cspoolbackuprelationship":
		return s.askBackup(at, pool, q.LocalStore)
	case "get-csdatabasemirrorstate":
		return s.askMirror(at, pool)
	case "get-csbackupservicestatus":
		return s.askBackupService(at, pool)
	}
	return "", fmt.Errorf("%w: there is no cmdlet %q here", ErrQuery, q.Cmdlet)
}

// askBackup reads the pair from the database that the directory names or, with -LocalStore, from the nearest replica, which
// answers while the store is out of reach (F-24).
func (s *System) askBackup(at node, pool int16, local bool) (string, error) {
	db, ok := s.exportable(at)
	from := s.database(db)
	if local {
		near := s.nearest(at)
		from, ok = int(near), near >= 0
	}
	if !ok {
		return "", fmt.Errorf("%w: from %s the store cannot be reached; -LocalStore reads a replica (F-24)", ErrQuery, s.name(at))
	}
	backup := s.rows(from)[pool].backup()
	if backup < 0 {
		return "", fmt.Errorf("%w: %s has no backup pool (F-24)", ErrQuery, s.poolName(pool))
	}
	return fmt.Sprintf("BackupPoolFqdn: %s\n", s.poolName(backup)), nil
}

// askLocation is what the service connection point says, whether or not anything answers there (F-95).
func (s *System) askLocation(at node) (string, error) {
	if !s.directoryNear(at) {
		return "", fmt.Errorf("%w: from %s the directory cannot be reached (F-95, H-31)", ErrQuery, s.name(at))
	}
	site, _ := s.place(at)
	return fmt.Sprintf("BackEndServer: %s\n", s.poolName(s.hosts[s.pointer(site)&1])), nil
}

// askConnection is the database that a session works with: the one that the directory names, if it answers (F-95, F-121).
func (s *System) askConnection(at node) (string, error) {
	db, ok := s.exportable(at)
	if !ok {
		return "", fmt.Errorf("%w: from %s no database of the store answers (F-95)", ErrQuery, s.name(at))
	}
	return fmt.Sprintf("Connection: %s, %v\n", s.poolName(s.hosts[db]), s.databaseFrom(s.siteOfNode(at), db)), nil
}

// askServices lists the pools that have a database of the store, and what each is marked as if it can be asked (F-105).
func (s *System) askServices(at node) (string, error) {
	var b strings.Builder
	for db, host := range s.hosts {
		if host < 0 || s.databaseIs(uint8(db), cms.Absent) {
			continue
		}
		mark := "not reached"
		if s.works(at, host) && s.holds(host) {
			mark = s.databaseFrom(s.siteOfNode(at), uint8(db)).String()
		}
		fmt.Fprintf(&b, "CentralManagement:%s: %s\n", s.poolName(host), mark)
	}
	return b.String(), nil
}

func (p *plan) siteOfNode(at node) int16 { site, _ := p.place(at); return site }

func (s *System) askMirror(at node, pool int16) (string, error) {
	m := s.mirrorOf[pool]
	switch {
	case s.topology.Pools[pool].Edition == pairing.Standard:
		return "", fmt.Errorf("%w: %s is a Standard Edition pool, and only an Enterprise Edition back end is mirrored (F-116, L-17)", ErrQuery, s.poolName(pool))
	case m < 0:
		return "", fmt.Errorf("%w: the back end of %s has no mirror (F-116)", ErrQuery, s.poolName(pool))
	case !s.works(at, pool):
		return "", fmt.Errorf("%w: the back end of %s cannot be reached (F-116)", ErrQuery, s.poolName(pool))
	}
	text := ""
	for _, server := range []mirror.Server{mirror.Primary, mirror.Secondary} {
		role, up := "mirror", "down"
		if s.mirror.at[m].State.Principal() == server {
			role = "principal"
		}
		if s.mirror.at[m].State.Up(server) {
			up = "up"
		}
		text += fmt.Sprintf("%v server: %s, %s\n", server, role, up)
	}
	return text + fmt.Sprintf("Database: %v\n", s.mirror.at[m].State.Phase()), nil
}

func (s *System) askUser(name string) (string, error) {
	u := s.user(name)
	if u < 0 {
		return "", fmt.Errorf("%w: user %q is not in the topology", ErrQuery, name)
	}
	home := s.home[u]
	text := fmt.Sprintf("PrimaryPoolFqdn: %s\n", s.poolName(home))
	if p := s.row(home).backup(); p >= 0 {
		text += fmt.Sprintf("BackupPoolFqdn: %s\n", s.poolName(p))
	}
	return text, nil
}

func (s *System) askBackupService(at node, pool int16) (string, error) {
	switch {
	case !s.replicates(pool):
		return "", fmt.Errorf("%w: no Backup Service is set up in %s (F-126)", ErrQuery, s.poolName(pool))
	case !s.works(at, pool) || !s.backsUp(pool):
		return "", fmt.Errorf("%w: the Backup Service of %s cannot be reached (F-136)", ErrQuery, s.poolName(pool))
	}
	var b strings.Builder
	for m := range modules {
		// The pool's own side of both directions: what it exports, and how it imports (F-132, F-133).
		out, in := s.replication.at[copying(pool, m)].State, s.replication.at[copying(s.partner[pool], m)].State
		imports := "normal"
		if in.Phase() != replication.NotInitialized && !in.ImportNormal() {
			imports = "error"
		}
		fmt.Fprintf(&b, "%v: export %v, import %s\n", m, out.Phase(), imports)
	}
	return b.String(), nil
}
