package understudy

import (
	"slices"

	"understudy.example/cms"
	"understudy.example/pool/failover"
	"understudy.example/pool/pairing"
	"understudy.example/pool/replication"
	"understudy.example/pool/setup"
)

// A Guard is one reason for which an order is refused. An order is carried out when no guard stands against it; each
// guard that does is named in an action of its own, and by WhyNot.
type Guard struct {
	Name string // short and lasting, as in "cms-first"
	Why  string // one sentence, and the fact it rests on

	on     []kind                       // the orders it is asked about
	blocks func(*System, *request) bool // whether it stands against one
}

// Guards returns all guards, for those who want to replace some: a System made with fewer of them accepts more.
func Guards() []Guard { return append([]Guard(nil), guards...) }

// A request is an order with its names looked up.
type request struct {
	kind                         kind
	at                           node  // where it is given
	pool                         int16 // the pool it is about
	partner                      int16 // the other pool of its pair, -1 without
	pair                         int16 // that pair, -1 without
	user                         int16
	target                       int16 // the pool that a user is moved to
	edge                         int16
	record                       int16
	db                           uint8 // the database that is to become active
	disaster, force, restore, on bool
	stopped, conference          bool
	state                        failover.Phase
	reset                        ResetType
	front                        int // number of a front end
	with                         failover.Switches
	module                       replication.Module // Modules for all
}

var (
	poolOrders  = []kind{poolFailOver, poolFailBack}
	frontOrders = []kind{addFrontEnd, removeFrontEnd, resetPoolRegistrarState}
	storeOrders = []kind{managementServerFailover, moveManagementServer}
)

// guards are all of them. Their order is that in which they are named.
var guards = slices.Concat(productGuards, fenceGuards)

var productGuards = []Guard{
	{"server-up", "The server on which the order is given has to run (F-106)",
		[]kind{definePool, nameBackup, clearBackup, publish, setUp, update, installDatabase, startServices, removePool, removeDatabase,
			restartBackupService, removeBackupData, exportUserData, importUserData, exportGroups, importGroups,
			backupServiceSync, poolFailOver,
			poolFailBack, managementServerFailover, moveManagementServer, storeReplication, importConfiguration,
			addFrontEnd, removeFrontEnd, resetPoolRegistrarState, databaseFailover, fenceOrder, unfenceOrder,
			setEdgeServer, setFederation, moveUser, setPoolState, setAutomaticFailover},
		func(s *System, r *request) bool { _, pool := s.place(r.at); return pool >= 0 && !s.powered(pool) }},

	{"server-there", "No server is set up in the pool where the order is given (L-2)",
		[]kind{definePool, nameBackup, clearBackup, publish, update, installDatabase, startServices, removePool, removeDatabase,
			restartBackupService, removeBackupData, exportUserData, importUserData, exportGroups, importGroups,
			backupServiceSync, poolFailOver,
			poolFailBack, managementServerFailover, moveManagementServer, storeReplication, importConfiguration,
			setEdgeServer, setFederation, moveUser, setPoolState, setAutomaticFailover},
		func(s *System, r *request) bool {
			_, pool := s.place(r.at)
			return pool >= 0 && !s.setup.at[pool].State.Serving()
		}},

	// Building.
	{"call-admission", "Call admission control runs in one pool of a site (L-1)", []kind{definePool},
		func(s *System, r *request) bool { return s.secondCallAdmission(r.pool) }},
	{"defined", "The pool is defined already (L-1)", []kind{definePool},
		func(s *System, r *request) bool { return s.setup.at[r.pool].State.Phase() != setup.Absent }},
	{"pair-known", "The topology has no such pair (F-1)", []kind{nameBackup},
		func(s *System, r *request) bool { return r.pair < 0 }},
	{"pool-defined", "Both pools have to be defined (F-8)", []kind{nameBackup},
		func(s *System, r *request) bool {
			return !s.inTopology(r.pool) || r.partner >= 0 && !s.inTopology(r.partner)
		}},
	{"unpaired", "A pool that has a backup pool already cannot be given another (F-8)", []kind{nameBackup},
		func(s *System, r *request) bool {
			return s.taken(r.pool) || r.pair >= 0 && (s.taken(r.partner) || s.pairing.at[r.pair].State.Phase() != pairing.Unpaired)
		}},
	{"published", "Setup makes real what was published, and the pool is not (L-2)", []kind{setUp},
		func(s *System, r *request) bool { return s.setup.at[r.pool].State.Phase() < setup.Published }},
	{"pool-stays", "The pool is on its way out of the topology (H-91)", []kind{setUp},
		func(s *System, r *request) bool { return s.setup.at[r.pool].State.Phase() == setup.Withdrawn }},
	{"setup-idle", "Setup runs there already (L-2)", []kind{setUp, removePool},
		func(s *System, r *request) bool {
			p := s.setup.at[r.pool].State.Phase()
			return p == setup.Installing || p == setup.Reinstalling
		}},
	{"standby-missing", "There is a standby database already, or there is to be none here (F-22, F-23)", []kind{installDatabase},
		func(s *System, r *request) bool {
			return !s.mayInstall(r.pool)
		}},
	{"has-pair", "There is no backup pool to clear (F-157)", []kind{clearBackup},
		func(s *System, r *request) bool {
			p := s.pairPhase(r.pool)
			return p == pairing.Unpaired || p == pairing.Leaving
		}},
	{"both-active", "A pair is not taken apart while one of its pools is not active and has users (F-158, F-153, Q-8)", []kind{clearBackup},
		func(s *System, r *request) bool {
			return r.partner >= 0 && !(s.restsOrEmpty(r.pool) && s.restsOrEmpty(r.partner))
		}},
	{"master-stays", "The active Central Management Store would go with the pair (F-158, Q-8)", []kind{clearBackup},
		func(s *System, r *request) bool { return r.pair >= 0 && s.holdsMaster(r.pair) }},
	{"leaving-active", "A pair that was cleared does not end while one of its pools is not active and has users (F-158, F-153, Q-8)", []kind{publish},
		func(s *System, r *request) bool {
			return s.leaving(func(pair int16) bool {
				return !s.restsOrEmpty(s.pairs[pair][0]) || !s.restsOrEmpty(s.pairs[pair][1])
			})
		}},
	{"leaving-master", "The active Central Management Store would go with a pair that was cleared (F-158, Q-8)", []kind{publish},
		func(s *System, r *request) bool { return s.leaving(s.holdsMaster) }},

	{"retiring-master", "A pool that is taken out of the topology has become the active Central Management Store (H-91, F-158)", []kind{publish},
		func(s *System, r *request) bool { return s.retiresMaster() }},

	// What former pairs have left.
	{"has-standby", "The pool has no standby database of the Central Management Store (F-106)", []kind{removeDatabase},
		func(s *System, r *request) bool {
			return s.hosts[1-s.master()] != r.pool || s.databaseIs(1-s.master(), cms.Absent)
		}},
	{"standby-unmarked", "A database that is marked active has to be demoted or restored first (F-117, F-121)", []kind{removeDatabase},
		func(s *System, r *request) bool {
			db := 1 - s.master()
			return s.hosts[db] == r.pool && !s.databaseIs(db, cms.Absent, cms.Standby, cms.Errored)
		}},
	{"standby-needed", "The pool is still the partner of the one that hosts the store, and this is its standby (F-22, Q-8)", []kind{removeDatabase},
		func(s *System, r *request) bool {
			db := 1 - s.master()
			return s.hosts[db] == r.pool && s.databaseIs(db, cms.Standby) && !s.leftover(db)
		}},
	{"service-installed", "No Backup Service is installed in the pool (F-126)", []kind{restartBackupService},
		func(s *System, r *request) bool { return !s.serviced[r.pool] }},
	{"service-starts", "The Backup Service does not start (F-20, F-136)", []kind{restartBackupService},
		func(s *System, r *request) bool { return s.has(r.pool, BackupService) || s.has(r.pool, PatchLevel) }},
	{"data-reached", "The databases of the pool cannot be reached (F-153)", []kind{removeBackupData, exportUserData, importUserData},
		func(s *System, r *request) bool {
			return !s.works(r.at, r.pool) || !s.holds(r.pool) || !s.setup.at[r.pool].State.Serving()
		}},
	{"copy-left-over", "The pool has no copy of user data but that of its partner's users, if any (F-156, H-88)", []kind{removeBackupData},
		func(s *System, r *request) bool { return s.leftovers(r.pool) == 0 }},
	{"file-there", "Nothing has been exported that could be imported (F-153)", []kind{importUserData},
		func(s *System, _ *request) bool { return !slices.Contains(s.file, true) }},

	{"groups-reached", "The pool's applications cannot be reached (F-145)", []kind{exportGroups, importGroups},
		func(s *System, r *request) bool {
			return !s.works(r.at, r.pool) || !s.serves(r.pool) || !s.holds(r.pool)
		}},
	{"groups-there", "The pool has no response groups (F-145)", []kind{exportGroups},
		func(s *System, r *request) bool { return !s.groupsOfPool(r.pool) }},
	{"groups-exported", "No file of the partner's response groups is there; they are exported while it runs (F-145)", []kind{importGroups},
		func(s *System, r *request) bool { return r.partner < 0 || !s.filed[r.partner] }},
	{"groups-unique", "The pool has a response group of the same name, and the import fails (F-145)", []kind{importGroups},
		func(s *System, r *request) bool { return r.partner >= 0 && s.groupsClash(r.pool, r.partner) }},

	// Taking a pool out of the topology: one guard for each who still needs it (H-91).
	{"in-topology", "The pool is not in the topology, or on its way out of it (H-91)", []kind{removePool},
		func(s *System, r *request) bool { return !s.inTopology(r.pool) }},
	{"homes-nobody", "Users are homed on the pool, and have to be moved first (H-91)", []kind{removePool},
		func(s *System, r *request) bool { return !s.emptied(r.pool) }},
	{"not-paired", "The pool has a backup pool, which has to be cleared first (H-91, F-157)", []kind{removePool},
		func(s *System, r *request) bool { return s.taken(r.pool) }},
	{"hosts-no-store", "The pool hosts a database of the Central Management Store (H-91, F-158)", []kind{removePool},
		func(s *System, r *request) bool { return s.hostsStore(r.pool) }},

	{"backs-nobody", "The pool is the backup of a branch appliance or of a pool of Lync 2010, which goes first (F-2, F-4, H-91)", []kind{removePool},
		func(s *System, r *request) bool { return s.backsOneWay(r.pool) }},

	// Replacing a pool that is lost for good.
	{"services-stopped", "The services of the pool run, or nobody has stopped them (F-153)", []kind{startServices},
		func(s *System, r *request) bool { return !s.halted[r.pool] }},
	{"starts-by-hand", "The services of a pool that is failed over are started by its failback (F-83)", []kind{startServices},
		func(s *System, r *request) bool { return !s.atRest(r.pool) }},

	// Everything that is written into the Central Management Store.
	{"cms-writable", "No Central Management Store takes writes from there (F-55, F-99, H-8)",
		[]kind{publish, poolFailOver, poolFailBack, storeReplication, setEdgeServer, setFederation, setPoolState, setAutomaticFailover},
		func(s *System, r *request) bool { _, ok := s.writable(r.at); return !ok && !s.cmsOnLost(r) }},

	// Failing a pool over and back.
	{"has-backup", "A pool is failed over to its backup pool, and has none that is set up (F-25, L-6)", poolOrders,
		func(s *System, r *request) bool { return !s.replicates(r.pool) && s.oneWay[r.pool] < 0 }},
	{"one-way", "A branch appliance, or a pool of Lync 2010, has a backup registrar, and cannot be failed over (F-2, F-5)", poolOrders,
		func(s *System, r *request) bool { return s.oneWay[r.pool] >= 0 }},
	{"skip-known", "The release of the pool has no -SkipDataVerification, which came with 2015 (F-68, D-10)", poolOrders,
		func(s *System, r *request) bool {
			return r.with.SkipVerification && s.topology.Pools[r.pool].Release < pairing.Skype2015
		}},
	{"run-idle", "A failover or failback of the pool is in progress (F-74)", []kind{poolFailOver, poolFailBack, setPoolState},
		func(s *System, r *request) bool { return s.failover.at[r.pool].Look().Running() }},
	{"run-on", "No failover or failback of the pool is in progress (F-74)", []kind{interrupt},
		func(s *System, r *request) bool { return !s.failover.at[r.pool].Look().Running() }},
	{"given-here", "It was ordered at another place (F-74)", []kind{interrupt},
		func(s *System, r *request) bool {
			return s.failover.at[r.pool].Look().Running() && s.orderAt[r.pool] != r.at
		}},
	{"pool-active", "The pool is failed over already, or on its way back (F-71)", []kind{poolFailOver},
		func(s *System, r *request) bool {
			p := s.failover.at[r.pool].Look().Phase()
			return p == failover.FailedOver || p == failover.FailingBack && !r.disaster
		}},
	{"pool-failed-over", "Only a pool that was failed over is failed back (F-84)", []kind{poolFailBack},
		func(s *System, r *request) bool {
			p := s.failover.at[r.pool].Look().Phase()
			return p != failover.FailedOver && p != failover.FailingBack
		}},
	{"partner-active", "Of a pair at most one pool is not active, and the backup is not (F-71)", []kind{poolFailOver},
		func(s *System, r *request) bool {
			f := s.failoverOf(r.partner)
			return f != nil && (f.Look().Phase() != failover.Active || f.Look().Running())
		}},
	{"set-partner-active", "Of a pair at most one pool is not active, and the other one is not (F-71)", []kind{setPoolState},
		func(s *System, r *request) bool {
			return r.state != failover.Active && r.partner >= 0 && s.state(r.partner) != failover.Active
		}},
	{"set-paired", "A pool without a backup has nowhere to be failed over to (F-25)", []kind{setPoolState},
		func(s *System, r *request) bool { return r.state != failover.Active && !s.replicates(r.pool) }},
	{"cms-first", "The pool hosts the active Central Management Store, which has to be failed over first (F-72, F-113, H-32)",
		[]kind{poolFailOver},
		func(s *System, r *request) bool { return s.hosts[s.master()] == r.pool }},
	{"store-idle", "The Central Management Store is being moved (F-119, H-18)", poolOrders,
		func(s *System, r *request) bool { o, _, _ := s.store.at[0].Running(); return o != cms.None }},
	{"edge-next-hop", "The pool is the next hop of an Edge pool, which has to be given another one first (F-73, C-126)", []kind{poolFailOver, removePool},
		func(s *System, r *request) bool { return s.isNextHop(r.pool) }},
	{"hop-set-up", "The next hop has to be a pool that is set up (F-73)", []kind{setEdgeServer},
		func(s *System, r *request) bool { return !s.setup.at[r.pool].State.Serving() }},
	{"home-up", "The pool cannot be reached; without disaster mode it has to be up (F-62, F-63)", []kind{poolFailOver},
		func(s *System, r *request) bool { return !r.disaster && !(s.works(r.at, r.pool) && s.serves(r.pool)) }},
	{"database-up", "The pool's back end does not answer; without disaster mode it has to (F-62)", []kind{poolFailOver},
		func(s *System, r *request) bool {
			return !r.disaster && s.topology.Pools[r.pool].Edition == pairing.Enterprise && !s.sqlUp(r.pool)
		}},
	{"home-back", "The home pool cannot be reached, so nobody can be sent back to it (F-83, H-8)", []kind{poolFailBack},
		func(s *System, r *request) bool { return !s.works(r.at, r.pool) }},
	{"backup-up", "The backup pool cannot be reached or its service does not run (H-8)", []kind{poolFailOver},
		func(s *System, r *request) bool {
			return r.partner >= 0 && !(s.works(r.at, r.partner) && s.serves(r.partner))
		}},
	{"backup-reached", "The backup pool cannot be reached; without disaster mode it has to be (F-84, H-8)", []kind{poolFailBack},
		func(s *System, r *request) bool { return !r.disaster && r.partner >= 0 && !s.works(r.at, r.partner) }},

	// Moving the Central Management Store.
	{"standby-exists", "The pool has no database of the Central Management Store (F-106)", storeOrders,
		func(s *System, r *request) bool { return !s.hasDatabase(r) }},
	{"at-target", "It is ordered on a server of the pool that is to become active (F-106)", storeOrders,
		func(s *System, r *request) bool { return s.hasDatabase(r) && r.at != s.poolNode(s.hosts[r.db]) }},
	{"standby-defined", "Only the partner of the pool that hosts the active one can take the role (F-106)", []kind{managementServerFailover},
		func(s *System, r *request) bool { return s.hasDatabase(r) && s.leftover(r.db) }},
	{"target-standby", "That database is not in standby: it is active, in error or missing (F-119, L-24, Q-3)", storeOrders,
		func(s *System, r *request) bool {
			return !r.restore && s.hasDatabase(r) && s.store.at[0].Phase(r.db) != cms.Standby && !s.orphan(r.db)
		}},
	{"restorable", "Only a database that is marked active is restored, or one of two that are not (F-109, F-121)", storeOrders,
		func(s *System, r *request) bool {
			return r.restore && s.hasDatabase(r) && (s.databaseIs(r.db, cms.Absent, cms.Errored) ||
				s.databaseIs(r.db, cms.Standby) && !s.headless())
		}},
	{"store-whole", "An earlier failover has left both databases marked active, or neither; one has to be restored first (F-119, F-121)", storeOrders,
		func(s *System, r *request) bool { return !r.restore && s.unfinished() }},
	{"demoted", "The old master is still marked active, which blocks another failover until it is demoted (F-117, H-12)", storeOrders,
		func(s *System, r *request) bool { return !r.restore && (s.orphan(0) || s.orphan(1)) }},
	{"move-idle", "A failover of the Central Management Store is in progress (F-119, F-178)",
		append(storeOrders, installDatabase, removeDatabase),
		func(s *System, r *request) bool { o, _, _ := s.store.at[0].Running(); return o != cms.None }},
	{"pools-idle", "It is not moved during the failover or failback of a pool (H-18)", storeOrders,
		func(s *System, r *request) bool { return !r.force && !r.restore && s.poolRuns() }},
	{"source-up", "The active one cannot be reached; it has to be, unless the failover is forced (F-107, H-8)", storeOrders,
		func(s *System, r *request) bool {
			return !r.force && !r.restore && s.hasDatabase(r) && !s.works(r.at, s.hosts[1-r.db])
		}},
	{"directory-near", "The directory cannot be reached from there (F-95, H-31)", []kind{managementServerFailover, moveManagementServer, moveUser},
		func(s *System, r *request) bool { return !s.directoryNear(r.at) }},

	{"export-reached", "No database of the store can be reached from there, so nothing can be exported (F-121)", []kind{importConfiguration},
		func(s *System, r *request) bool { _, ok := s.exportable(r.at); return !ok }},

	// Front ends and mirrors.
	{"has-front-ends", "Only an Enterprise pool consists of front ends (F-159, F-166)", frontOrders,
		func(s *System, r *request) bool { return !s.hasFronts(r) }},
	{"pool-size", "The release has no pool of so many front ends (F-162, F-168)", []kind{addFrontEnd, removeFrontEnd},
		func(s *System, r *request) bool { return s.hasFronts(r) && !s.allowed(r) }},
	{"front-end-there", "The pool has no front end of that number (F-159)", []kind{removeFrontEnd},
		func(s *System, r *request) bool { return s.hasFronts(r) && !s.hasFront(r) }},
	{"change-counts", "Another change of the pool's front ends waits to count (F-159, H-44)", []kind{addFrontEnd, removeFrontEnd},
		func(s *System, r *request) bool { return s.hasFronts(r) && s.waits(r) }},
	{"pool-reached", "The pool cannot be reached (F-166, F-171)", []kind{resetPoolRegistrarState, databaseFailover},
		func(s *System, r *request) bool { return !s.works(r.at, r.pool) }},
	{"enough-to-rebuild", "A full reset takes three running front ends, or both of two (F-159)", []kind{resetPoolRegistrarState},
		func(s *System, r *request) bool { return r.reset == FullReset && s.hasFronts(r) && !s.rebuilds(r) }},
	{"database-answers", "The back end, from which users' data would be read, does not answer (F-166)", []kind{resetPoolRegistrarState},
		func(s *System, r *request) bool {
			return (r.reset == FullReset || r.reset == QuorumLossRecovery) && s.hasFronts(r) && !s.sqlUp(r.pool)
		}},
	{"machine-gone", "The front end runs, so its state is not given up (F-166)", []kind{resetPoolRegistrarState},
		func(s *System, r *request) bool {
			return r.reset == MachineStateRemoved && s.hasFronts(r) && s.frontRuns(r)
		}},
	{"mirrored", "Only the back end of an Enterprise pool has a mirror, if it has one (F-116, L-17)", []kind{databaseFailover},
		func(s *System, r *request) bool { return !s.isMirrored(r.pool) }},
	{"mirror-ready", "The mirror cannot become the principal now (F-171)", []kind{databaseFailover},
		func(s *System, r *request) bool { return s.isMirrored(r.pool) && !s.mirrorReady(r.pool) }},

	// Moving users, and the rest.
	{"target-set-up", "The target pool is not set up (L-2, Q-9)", []kind{moveUser},
		func(s *System, r *request) bool { return !s.setup.at[r.target].State.Serving() }},
	{"target-stays", "The target pool is on its way out of the topology (H-91)", []kind{moveUser},
		func(s *System, r *request) bool { return s.setup.at[r.target].State.Phase() == setup.Withdrawn }},
	{"conference-data", "Conference content is moved between pools that run, and by no force; in a disaster it is the Backup Service's (F-151)",
		[]kind{moveUser}, func(s *System, r *request) bool {
			h := s.home[r.user]
			return r.conference && (r.force || s.state(h) != failover.Active || !(s.works(r.at, h) && s.serves(h)))
		}},
	{"moves-somewhere", "The user is homed there already (F-149)", []kind{moveUser},
		func(s *System, r *request) bool { return s.home[r.user] == r.target }},
	{"target-up", "The target pool cannot be reached (Q-9)", []kind{moveUser},
		func(s *System, r *request) bool {
			waits := r.force && s.halted[r.target] && s.state(r.target) == failover.Active // for its services to be started (F-153)
			return s.setup.at[r.target].State.Serving() && !(s.works(r.at, r.target) && (waits || s.serves(r.target)))
		}},
	{"source-reached", "The user's home pool cannot be reached; without force it has to be (F-150, Q-9)", []kind{moveUser},
		func(s *System, r *request) bool {
			h := s.home[r.user]
			return !r.force && !(s.works(r.at, h) && s.serves(h)) && s.state(h) == failover.Active
		}},
	{"source-active", "The user's home pool is failed over; without force nobody is moved from it (H-17)", []kind{moveUser},
		func(s *System, r *request) bool { return !r.force && s.state(s.home[r.user]) != failover.Active }},
	{"target-active", "Nobody is moved to a pool that is not active (H-17)", []kind{moveUser},
		func(s *System, r *request) bool { return s.state(r.target) != failover.Active }},
	{"sync-paired", "No Backup Service is set up in the pool (F-126)", []kind{backupServiceSync},
		func(s *System, r *request) bool { return !s.replicates(r.pool) }},
	{"sync-up", "The Backup Service of the pool cannot be reached (F-136)", []kind{backupServiceSync},
		func(s *System, r *request) bool {
			return s.replicates(r.pool) && !(s.works(r.at, r.pool) && s.backsUp(r.pool))
		}},
	{"sync-restarted", "The Backup Service still works for the former partner, until it is restarted (F-155)", []kind{backupServiceSync},
		func(s *System, r *request) bool { return s.replicates(r.pool) && s.stale[r.pool] }},
	{"sync-rights", "The operator is not allowed to, until he is a member of the administrators' group and has signed in anew (F-140, Q-4)",
		[]kind{backupServiceSync}, func(s *System, r *request) bool { return s.has(r.pool, Rights) }},
	{"record-missing", "The record is there already (L-8)", []kind{addRecord, addAddress},
		func(s *System, r *request) bool { return s.present[r.record] }},
	{"record-there", "There is no such record (L-8)", []kind{removeRecord, removeAddress},
		func(s *System, r *request) bool { return !s.present[r.record] }},
}
