package understudy

import (
	"time"

	"understudy.example/client/conversation"
	"understudy.example/machine"
	"understudy.example/pool/failover"
)

// An Input is something that happens to a System from outside: an Order of an administrator, an act of a user, or a
// fault. All are small plain structs; names in them are names of the Topology.
type Input interface{ kind() kind }

// An Order is an administrator's: it is carried out, or refused with every guard that stands against it. The At of an
// order says where it is given, and that matters (F-106): the name of a pool, on whose server the cmdlet runs, or the
// name of a site, for a workstation there.
type Order interface {
	Input
	order()
}

// DefinePool defines a pool that the Topology holds back with Later, in Topology Builder (L-1).
type DefinePool struct{ At, Pool string }

// NameBackup picks the associated backup pool of Pool (L-5, F-19): Backup, or without a name the other one of its first
// Pair that has not been named.
type NameBackup struct{ At, Pool, Backup string }

// ClearBackup takes the associated backup pool of Pool away (F-157, Q-8).
type ClearBackup struct{ At, Pool string }

// Publish publishes the topology: what was defined, named or cleared since the last time (L-2, L-6).
type Publish struct{ At string }

// Setup runs setup on every server of Pool, step 2 of the deployment wizard, which makes what was published real there
// (L-2, L-6, F-19).
type Setup struct {
	Pool    string
	Stopped bool // its services are not started, or are stopped (F-153)
}

// StartServices is Start-CsWindowsService on Pool, whose services were not started by its setup (F-153).
type StartServices struct{ Pool string }

// RemovePool takes Pool out of the topology, in Topology Builder (H-91).
type RemovePool struct{ At, Pool string }

// Update applies the cumulative update on every server of Pool, once more where setup has added an older Backup Service
// (F-19, F-20).
type Update struct{ Pool string }

// InstallDatabase creates the standby database of the Central Management Store on Pool by hand (F-23).
type InstallDatabase struct{ Pool string }

// RemoveDatabase is Uninstall-CsDatabase -CentralManagementDatabase: the standby database on Pool is deleted (F-157, Q-3, Q-8).
type RemoveDatabase struct{ Pool string }

// RestartBackupService restarts the Backup Service of Pool, which then reads who its partner is (F-155).
type RestartBackupService struct{ Pool string }

// RemoveUserStoreBackupData is Remove-CsUserStoreBackupData -PoolFqdn: what Pool has copied of other pools' user data is
// deleted (F-156).
type RemoveUserStoreBackupData struct{ At, Pool string }

// ExportUserData is Export-CsUserData -PoolFqdn: what Pool has of users' contacts and meetings goes into a file, the data
// of its own users and its copies of others' (F-153). There is one file.
type ExportUserData struct{ At, Pool string }

// ExportResponseGroups is Export-CsRgsConfiguration: the response groups of Pool go into a file (F-145).
type ExportResponseGroups struct{ At, Pool string }

// ImportResponseGroups is Import-CsRgsConfiguration: Pool takes in what was exported of its partner, and runs those groups
// while the partner cannot (F-145).
type ImportResponseGroups struct{ At, Pool string }

// ImportUserData is Import-CsUserData -PoolFqdn: users of Pool who came without their contacts and meetings get what the
// file has of them (F-153).
type ImportUserData struct{ At, Pool string }

// BackupServiceSync is Invoke-CsBackupServiceSync -PoolFqdn: a cycle from Pool, now (L-7), of all modules or of the one that
// Module names as -BackupModule does (F-127). It takes the meeting content that guests have left there with it (F-85).
type BackupServiceSync struct{ At, Pool, Module string }

// PoolFailOver is Invoke-CsPoolFailOver -PoolFqdn: Pool is the one whose users are to be moved (F-69).
type PoolFailOver struct {
	At, Pool     string
	DisasterMode bool // the pool is lost (F-62)
	Switches
}

// PoolFailBack is Invoke-CsPoolFailBack -PoolFqdn: Pool is the one whose users go home (F-69).
type PoolFailBack struct {
	At, Pool     string
	DisasterMode bool // the backup is lost (F-84)
	Switches
}

// Switches are what the cmdlets for pools can be told besides (F-67).
type Switches struct {
	SkipDataVerification bool          // do not wait until data are synchronised; since 2015 (F-68, D-10)
	Force                bool          // pass over a step that fails and is not needed
	WaitTime             time.Duration // after which data count as synchronised, in whole seconds; 0 for the default
}

// Interrupt makes the cmdlet that fails Pool over or back die in the middle of what it does (F-74).
type Interrupt struct{ At, Pool string }

// ManagementServerFailover is Invoke-CsManagementServerFailover. At has to be the pool that is to become active (F-106).
// A forced failover names the target's database server, -BackupSqlServerFqdn, as Target (F-108); a planned one and
// Restore have none (F-107, F-109).
type ManagementServerFailover struct {
	At, Target string
	Force      bool
	Restore    bool
}

// MoveManagementServer is Move-CsManagementServer: the way for a store without a paired standby, once a database was installed
// in the pool At, which is to become active (F-124). Given where a move that has failed began, it cancels that move.
type MoveManagementServer struct {
	At    string
	Force bool // the active one is lost; its configuration comes from a file (H-81)
}

// StoreReplication is Invoke-CsManagementStoreReplication: full copies to all replicas, in a few minutes (F-97).
type StoreReplication struct{ At string }

// ImportConfiguration is Export-CsConfiguration, and Import-CsConfiguration -LocalStore on every server of Pool: its servers
// act on what the store has without waiting for replication (F-121).
type ImportConfiguration struct{ Pool string }

// AddFrontEnd adds the next front end to an Enterprise pool, in Topology Builder; it counts some time after Publish (F-159).
type AddFrontEnd struct{ At, Pool string }

// RemoveFrontEnd takes front end number Front out of an Enterprise pool, in Topology Builder (F-159, F-160).
type RemoveFrontEnd struct {
	At, Pool string
	Front    int // from 1
}

// A ResetType says what ResetPoolRegistrarState resets (F-166).
type ResetType uint8

// The types.
const (
	ServiceReset        ResetType = iota // the services of all front ends
	QuorumLossRecovery                   // lost routing groups are read from the back end
	FullReset                            // services and local databases
	MachineStateRemoved                  // Front will not come back
)

var resetNames = []string{"ServiceReset", "QuorumLossRecovery", "FullReset", "MachineStateRemoved"}

func (t ResetType) String() string { return machine.Name(resetNames, t) }

// ResetPoolRegistrarState is Reset-CsPoolRegistrarState -PoolFqdn -ResetType.
type ResetPoolRegistrarState struct {
	At, Pool string
	Type     ResetType
	Front    int // MachineStateRemoved: the number of the front end, from 1
}

// DatabaseFailover is Invoke-CsDatabaseFailover -PoolFqdn: the mirror of the pool's back end becomes the principal (F-171).
type DatabaseFailover struct{ At, Pool string }

// MoveUser is Move-CsUser -Identity -Target (F-149).
type MoveUser struct {
	At, User, Target   string
	Force              bool // the account alone; contacts and meetings stay behind (F-150)
	MoveConferenceData bool // conference content goes with the user; not for disaster recovery (F-151)
}

// SetPoolState writes the PoolState of Pool by hand (F-57, F-74).
type SetPoolState struct {
	At, Pool string
	State    failover.Phase
}

// SetAutomaticFailover ticks or unticks automatic failover and failback of Pool's registrar (F-40, H-26).
type SetAutomaticFailover struct {
	At, Pool string
	On       bool
}

// AddRecord adds an SRV record that the Topology holds back with Later: the first one with this name and target (L-8).
type AddRecord struct{ Name, Target string }

// RemoveRecord removes an SRV record.
type RemoveRecord struct{ Name, Target string }

// AddAddress adds an address that the Topology holds back with Later: the first one with this name and target (C-123).
type AddAddress struct{ Name, Target string }

// RemoveAddress removes an address.
type RemoveAddress struct{ Name, Target string }

// SignIn starts the user's client.
type SignIn struct{ User string }

// SignOut exits the user's client.
type SignOut struct{ User string }

// DeleteCertificate deletes the certificate that the user's client holds (L-9, C-67).
type DeleteCertificate struct{ User string }

// FlushDNS makes the user's computer forget its cached answers (L-8).
type FlushDNS struct{ User string }

// EditContacts changes the user's contact list: any write of persistent user data (C-69).
type EditContacts struct{ User string }

// ScheduleMeeting schedules a conference: user data, too (F-128).
type ScheduleMeeting struct{ User string }

// UploadContent uploads a presentation into a conference, or draws on a whiteboard there: files (F-128).
type UploadContent struct{ User string }

// Call starts a two-party call from User to Peer (L-4).
type Call struct{ User, Peer string }

// Add adds a modality, or meeting content, to the call that User is in.
type Add struct {
	User     string
	Modality conversation.Modality
}

// CallOut starts a call from User to the telephone network, through the Mediation Server of the pool that serves him (F-46).
type CallOut struct {
	User   string
	Bypass bool // its media run straight to the gateway (C-86)
}

// Hold holds the call that User is in (F-46).
type Hold struct{ User string }

// Resume takes up the call that User holds.
type Resume struct{ User string }

// Transfer hands the other end of the call that User is in to somebody else, and leaves (F-46).
type Transfer struct{ User, To string }

// Park parks the other end of the call that User is in, a user, on an orbit of the pool that serves User (C-77).
type Park struct{ User string }

// Retrieve takes up the call that is parked with the user Parked in it (C-77).
type Retrieve struct{ User, Parked string }

// CallGroup calls the first response group of that name (C-76).
type CallGroup struct{ User, Group string }

// Join takes User into the conference that Organiser organises: he himself, if he opens it (F-47).
type Join struct{ User, Organiser string }

// Rejoin clicks the button that User's client shows when a conference has ended (F-90, C-88).
type Rejoin struct{ User string }

// Leave takes User out of the conference, or makes him give up on it.
type Leave struct{ User string }

// HangUp ends the call that User is in, or is parked in.
type HangUp struct{ User string }

// Break makes a fault begin; Heal makes it end.
type Break struct{ Fault Fault }

// Heal ends a fault.
type Heal struct{ Fault Fault }

// A Fault is something that can break. Which fields count depends on Kind.
type Fault struct {
	Kind FaultKind
	Of   string        // the pool, site or user that it befalls
	To   string        // Link: where nothing arrives any more
	Step failover.Step // StepFails, StepHangs: the step of Of's failover or failback

	Front int // FrontEnd, FrontStopped: the number of the front end, from 1
}

// A FaultKind is a way to break.
type FaultKind uint8

// The kinds of fault.
const (
	NIC           FaultKind = iota // the pool's network adapter is disabled: nothing in, nothing out (L-10)
	Power                          // the pool's server is off; everything it held in memory is gone
	Service                        // the front end service is stopped: connections are reset (H-22)
	Hung                           // answers pings and serves nothing
	SQL                            // the back end store does not answer (F-51, H-27)
	BackupService                  // the Backup Service does not run (F-136, F-140)
	Link                           // nothing arrives at To from Of; one direction (Q-5, H-3, H-4)
	Heartbeat                      // pings to the pool are lost, everything else arrives
	Directory                      // directory replication to the site stands still (F-118)
	StandbySetup                   // setup cannot create the standby database on the pool (F-23)
	Rights                         // the operator at the pool is not allowed to run the Backup Service (F-140, Q-4)
	PatchLevel                     // the Backup Service is older than the components beside it, and crashes (F-20, F-180)
	ImportError                    // the pool's database refuses what the Backup Service imports (F-140)
	BadAddress                     // an address homed in the pool has characters that its partner cannot import (F-140)
	StandbyError                   // the standby database on the pool is in error
	SwitchBoth                     // a planned failover of the store to the pool leaves both databases marked active (F-122)
	SwitchNone                     // likewise, and leaves neither marked active (F-123)
	FrontEnd                       // one front end of an Enterprise pool is off (F-161, F-163)
	FrontStopped                   // its services are stopped: connections are reset, as in a restart (F-159)
	MirrorServer                   // the mirror of the back end is down (F-171); SQL is the primary server
	WitnessServer                  // the witness of the mirror is down (F-171)
	Management                     // the management link of the pool's power switch is broken (H-95)
	ObserverDown                   // the observer Of is off (H-96)
	StepFails                      // the step fails whenever it is tried (F-74, F-86)
	StepHangs                      // the step does not end
	faultKinds
)

// A kind tells the inputs apart.
type kind uint8

const (
	definePool kind = iota
	nameBackup
	clearBackup
	publish
	setUp
	update
	installDatabase
	startServices
	removePool
	removeDatabase
	restartBackupService
	removeBackupData
	exportUserData
	importUserData
	exportGroups
	importGroups
	backupServiceSync
	poolFailOver
	poolFailBack
	interrupt
	managementServerFailover
	moveManagementServer
	storeReplication
	importConfiguration
	setEdgeServer
	setFederation
	addFrontEnd
	removeFrontEnd
	resetPoolRegistrarState
	databaseFailover
	fenceOrder
	unfenceOrder
	moveUser
	setPoolState
	setAutomaticFailover
	addRecord
	removeRecord
	addAddress
	removeAddress
	signIn
	signOut
	deleteCertificate
	flushDNS
	editContacts
	scheduleMeeting
	uploadContent
	startCall
	startCallOut
	addModality
	hold
	resume
	transfer
	park
	retrieve
	hangUp
	callGroup
	joinMeeting
	rejoinMeeting
	leaveMeeting
	breakFault
	healFault
	kinds
)

func (DefinePool) kind() kind               { return definePool }
func (NameBackup) kind() kind               { return nameBackup }
func (ClearBackup) kind() kind              { return clearBackup }
func (Publish) kind() kind                  { return publish }
func (Setup) kind() kind                    { return setUp }
func (Update) kind() kind                   { return update }
func (InstallDatabase) kind() kind          { return installDatabase }
func (BackupServiceSync) kind() kind        { return backupServiceSync }
func (PoolFailOver) kind() kind             { return poolFailOver }
func (Interrupt) kind() kind                { return interrupt }
func (PoolFailBack) kind() kind             { return poolFailBack }
func (ManagementServerFailover) kind() kind { return managementServerFailover }
func (MoveManagementServer) kind() kind     { return moveManagementServer }
func (StoreReplication) kind() kind         { return storeReplication }
func (ImportConfiguration) kind() kind      { return importConfiguration }
func (SetEdgeServer) kind() kind            { return setEdgeServer }
func (SetFederation) kind() kind            { return setFederation }
func (AddFrontEnd) kind() kind              { return addFrontEnd }
func (RemoveFrontEnd) kind() kind           { return removeFrontEnd }
func (ResetPoolRegistrarState) kind() kind  { return resetPoolRegistrarState }
func (DatabaseFailover) kind() kind         { return databaseFailover }
func (MoveUser) kind() kind                 { return moveUser }
func (SetPoolState) kind() kind             { return setPoolState }
func (SetAutomaticFailover) kind() kind     { return setAutomaticFailover }
func (AddRecord) kind() kind                { return addRecord }
func (RemoveRecord) kind() kind             { return removeRecord }
func (AddAddress) kind() kind               { return addAddress }
func (RemoveAddress) kind() kind            { return removeAddress }
func (SignIn) kind() kind                   { return signIn }
func (SignOut) kind() kind                  { return signOut }
func (DeleteCertificate) kind() kind        { return deleteCertificate }
func (FlushDNS) kind() kind                 { return flushDNS }
func (EditContacts) kind() kind             { return editContacts }
func (ScheduleMeeting) kind() kind          { return scheduleMeeting }
func (UploadContent) kind() kind            { return uploadContent }
func (Call) kind() kind                     { return startCall }
func (CallOut) kind() kind                  { return startCallOut }
func (Add) kind() kind                      { return addModality }
func (Hold) kind() kind                     { return hold }
func (Resume) kind() kind                   { return resume }
func (Transfer) kind() kind                 { return transfer }
func (Park) kind() kind                     { return park }
func (Retrieve) kind() kind                 { return retrieve }
func (HangUp) kind() kind                   { return hangUp }
func (CallGroup) kind() kind                { return callGroup }
func (Join) kind() kind                     { return joinMeeting }
func (Rejoin) kind() kind                   { return rejoinMeeting }
func (Leave) kind() kind                    { return leaveMeeting }
func (Break) kind() kind                    { return breakFault }
func (Heal) kind() kind                     { return healFault }

func (DefinePool) order()               {}
func (NameBackup) order()               {}
func (ClearBackup) order()              {}
func (Publish) order()                  {}
func (Setup) order()                    {}
func (Update) order()                   {}
func (InstallDatabase) order()          {}
func (BackupServiceSync) order()        {}
func (PoolFailOver) order()             {}
func (Interrupt) order()                {}
func (PoolFailBack) order()             {}
func (ManagementServerFailover) order() {}
func (MoveManagementServer) order()     {}
func (StoreReplication) order()         {}
func (ImportConfiguration) order()      {}
func (SetEdgeServer) order()            {}
func (SetFederation) order()            {}
func (AddFrontEnd) order()              {}
func (RemoveFrontEnd) order()           {}
func (ResetPoolRegistrarState) order()  {}
func (DatabaseFailover) order()         {}
func (MoveUser) order()                 {}
func (SetPoolState) order()             {}
func (SetAutomaticFailover) order()     {}
func (AddRecord) order()                {}
func (RemoveRecord) order()             {}
func (AddAddress) order()               {}
func (RemoveAddress) order()            {}

// faultTable says what every kind of fault is called and does.
var faultTable = [faultKinds]struct{ name, why string }{
	NIC:           {"network adapter disabled", "Nothing reaches it and nothing leaves it; its services run on (L-10, H-22)"},
	Power:         {"power off", "Its server is off, and what it held in memory is gone (H-22, H-10)"},
	Service:       {"service stopped", "Connections are reset, so clients know at once (H-22)"},
	Hung:          {"hung", "It answers pings and serves nothing (H-22)"},
	SQL:           {"SQL down", "The back end does not answer; users notice after the threshold (F-51, F-172)"},
	BackupService: {"Backup Service down", "Nothing is exported or imported there (F-136)"},
	Link:          {"link cut", "Nothing arrives in this direction (Q-5, H-3)"},
	Heartbeat:     {"heartbeats lost", "Pings to it are lost, so nobody hears it answer; everything else arrives (H-9)"},
	Directory:     {"directory replication cut", "Directory replication to the site stands still (F-118, F-119)"},
	StandbySetup:  {"standby setup broken", "Setup will fail to create the standby database (F-23)"},
	Rights:        {"operator without rights", "The Backup Service refuses this operator (F-140, Q-4)"},
	PatchLevel:    {"Backup Service at the wrong patch level", "It is older than what runs beside it, and crashes until the update is applied again (F-20, F-180)"},
	ImportError:   {"import error", "Its database refuses what the Backup Service imports; each batch is tried again (F-140)"},
	BadAddress:    {"invalid address", "A SIP address homed there has characters that the partner cannot import (F-140)"},
	StandbyError:  {"standby database in error", "It cannot be made active, and is not exported to (Q-3)"},
	SwitchBoth:    {"switch leaves both databases active", "A planned failover of the store to it will go wrong (F-122)"},
	SwitchNone:    {"switch leaves no database active", "A planned failover of the store to it will go wrong (F-123)"},
	FrontEnd:      {"front end down", "One of the pool's front ends is off, with what it held in memory (F-161, F-163)"},
	FrontStopped:  {"front end stopped", "The services of one front end are stopped, as in a restart (F-159)"},
	MirrorServer:  {"mirror down", "The mirror of the back end is lost (F-171)"},
	WitnessServer: {"witness down", "The witness of the back end's mirror is lost (F-171)"},
	Management:    {"management link cut", "Its power switch cannot be reached (H-95)"},
	ObserverDown:  {"observer down", "Nobody there looks at the pools (H-96)"},
	StepFails:     {"step fails", "The step fails whenever it is tried (F-74, F-86)"},
	StepHangs:     {"step hangs", "The step does not end (F-74)"},
}

func (k FaultKind) String() string {
	if k < faultKinds {
		return faultTable[k].name
	}
	return machine.Name(nil, k)
}

func (k FaultKind) why() string {
	if k < faultKinds {
		return faultTable[k].why
	}
	return ""
}

// inputTable says what every kind of input is called, and of an order that is accepted why it is.
var inputTable = [kinds]struct{ name, why string }{
	definePool:               {"define pool", "Defined in Topology Builder; nothing is real before it is published and set up (L-1, L-2)"},
	nameBackup:               {"name backup", "The pair is in the topology, which is not published yet (L-5, F-19)"},
	clearBackup:              {"clear backup", "The end of the pair is in the topology, which is not published yet (F-157)"},
	publish:                  {"publish", "The topology goes into the Central Management Store, and from there to every server (L-6, F-97)"},
	setUp:                    {"run setup", "Setup makes real on the pool's servers what was published (L-2, L-6)"},
	update:                   {"apply update", "Whatever setup has added is as new as the rest then (F-19, F-20)"},
	installDatabase:          {"install standby database", "The standby database is created by hand (F-23)"},
	startServices:            {"start services", "The services start, and the pool takes its users in (F-153)"},
	removePool:               {"remove pool", "The end of the pool is in the topology, which is not published yet (H-91)"},
	removeDatabase:           {"remove standby database", "A standby that nobody can make active is of no use (F-106, Q-8)"},
	restartBackupService:     {"restart Backup Service", "It reads who its partner is when it starts (F-155)"},
	removeBackupData:         {"remove backup data", "What was copied of other pools' user data is deleted (F-156)"},
	exportUserData:           {"export user data", "What the pool has of users' data goes into a file, copies of other pools' included (F-153)"},
	exportGroups:             {"export response groups", "What the pool's response groups are goes into a file (F-145)"},
	importGroups:             {"import response groups", "The groups of the partner can be run here, while it cannot (F-145)"},
	importUserData:           {"import user data", "Users who came without their data get it from the file (F-153)"},
	backupServiceSync:        {"synchronise backup service", "The Backup Service runs a cycle of its modules now (L-7, F-127)"},
	poolFailOver:             {"fail pool over", "Nothing stands against the failover (F-72, H-8)"},
	poolFailBack:             {"fail pool back", "Nothing stands against the failback (F-84, H-8)"},
	interrupt:                {"interrupt", "Whatever step is on stops half way (F-74)"},
	managementServerFailover: {"fail CMS over", "Nothing stands against the failover of the store (F-106, F-119)"},
	moveManagementServer:     {"move CMS", "The database is there, and the configuration is brought along (F-124)"},
	storeReplication:         {"force CMS replication", "Every replica is sent a full copy, which takes minutes to start (F-97)"},
	setEdgeServer:            {"set next hop", "What comes from outside goes to the pool that is named from now on (F-73)"},
	setFederation:            {"set federation", "Outbound federation goes by this Edge pool from now on (F-142)"},
	importConfiguration:      {"import configuration", "What the store has goes into the local stores at once (F-121)"},
	addFrontEnd:              {"add front end", "It is in the topology, which is not published yet (F-159)"},
	removeFrontEnd:           {"remove front end", "One that does not come back soon leaves the topology, which is not published yet (F-160)"},
	resetPoolRegistrarState:  {"reset pool registrar state", "Nothing stands against the reset (F-166)"},
	fenceOrder:               {"fence", "The power of its server is to be cut (H-95)"},
	unfenceOrder:             {"unfence", "The power of its server is to be let through (H-95)"},
	databaseFailover:         {"fail database over", "The mirror can become the principal (F-171)"},
	moveUser:                 {"move user", "The home of the user changes at once (L-3, F-149)"},
	setPoolState:             {"set pool state", "The PoolState is written by hand (F-57, F-74)"},
	setAutomaticFailover:     {"set automatic failover", "The registrar's setting goes the way of all configuration (F-40)"},
	addRecord:                {"add record", "Clients see it when their cached answer is gone (L-8, C-31)"},
	removeRecord:             {"remove record", "Clients go on with it until their cached answer is gone (C-31)"},
	addAddress:               {"add address", "Clients see it when their cached answer is gone (C-31, C-123)"},
	removeAddress:            {"remove address", "Clients go on with it until their cached answer is gone (C-31)"},
	signIn:                   {"sign in", ""},
	signOut:                  {"sign out", ""},
	deleteCertificate:        {"delete certificate", ""},
	flushDNS:                 {"flush DNS cache", ""},
	editContacts:             {"edit contacts", ""},
	scheduleMeeting:          {"schedule a meeting", ""},
	uploadContent:            {"upload content", ""},
	startCall:                {"call", ""},
	startCallOut:             {"call PSTN", ""},
	addModality:              {"add to the call", ""},
	hold:                     {"hold the call", ""},
	resume:                   {"resume the call", ""},
	transfer:                 {"transfer the call", ""},
	park:                     {"park the call", ""},
	retrieve:                 {"retrieve a parked call", ""},
	hangUp:                   {"hang up", ""},
	callGroup:                {"call the group", ""},
	joinMeeting:              {"join the conference", ""},
	rejoinMeeting:            {"rejoin the conference", ""},
	leaveMeeting:             {"leave the conference", ""},
	breakFault:               {"break", ""},
	healFault:                {"heal", ""},
}

func (k kind) String() string {
	if k < kinds {
		return inputTable[k].name
	}
	return machine.Name(nil, k)
}

func (k kind) why() string {
	if k < kinds {
		return inputTable[k].why
	}
	return ""
}
