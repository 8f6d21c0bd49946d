package replication

import "understudy.example/machine"

// A Module is a part of the Backup Service, with an export and an import of its own (F-127).
type Module uint8

// The modules. The last two came with the first update of 2019 (F-127, F-141).
const (
	UserData Module = iota
	Conference
	Management
	ResponseGroups
	ResponseGroupFiles
	Modules // how many there are; as the module of something: none
)

var moduleNames = []string{"user data", "conference content", "management store", "response groups", "response group files"}

func (m Module) String() string { return machine.Name(moduleNames, m) }

var cmdletNames = []string{"UserServices.PresenceFocus", "ConfServices.DataConf", "CentralMgmt.CMSMaster",
	"ApplicationServer.RGSDataStore", "ApplicationServer.RGSFileStore"}

// Cmdlet returns the name that Invoke-CsBackupServiceSync has for the module, as its -BackupModule (F-127).
func (m Module) Cmdlet() string { return machine.Name(cmdletNames, m) }

// Data is a kind of data that a pool holds: what there is to lose.
type Data uint8

// The kinds of data.
const (
	Contacts      Data = iota // addresses, contact lists, settings
	Schedules                 // of conferences
	Content                   // of conferences: presentations and whiteboards
	Configuration             // topology, policies, pool states: the Central Management Store
	Groups                    // agents, queues and workflows of response groups
	GroupFiles                // their music and messages
	Location                  // addresses and networks for emergency calls
	CallPark                  // orbits, settings and music
	Announcements             // their audio files
	Archive                   // archiving and monitoring
	ChatRooms                 // persistent chat
	kindsOfData
)

var dataNames = []string{"contacts", "meetings", "meeting content", "configuration", "response groups",
	"response group files", "location data", "call park", "announcements", "archive", "chat rooms"}

func (d Data) String() string { return machine.Name(dataNames, d) }

// All returns all kinds of data.
func All() []Data {
	all := make([]Data, kindsOfData)
	for d := range all {
		all[d] = Data(d)
	}
	return all
}

// fates say what becomes of each kind of data when its pool is lost.
var fates = [kindsOfData]struct {
	by   Module
	why  string
	cure string
}{
	Contacts:      {UserData, "The Backup Service carries it with the users (F-128)", ""},
	Schedules:     {UserData, "The Backup Service carries it with the users (F-128)", ""},
	Content:       {Conference, "It lies in the file store, whose copy does not come back with a failback (F-85, F-128)", "Invoke-CsBackupServiceSync -BackupModule ConfServices.DataConf"},
	Configuration: {Management, "The Backup Service carries it from the active store to the standby (F-128)", ""},
	Groups:        {ResponseGroups, "Before the first update of 2019 nothing carries it (F-127, F-129, F-145)", "Export-CsRgsConfiguration and Import-CsRgsConfiguration"},
	GroupFiles:    {ResponseGroupFiles, "Before the first update of 2019 nothing carries it (F-127, F-129, F-145)", "Export-CsRgsConfiguration and Import-CsRgsConfiguration"},
	Location:      {Modules, "It is beside the active store, and not in the standby (F-125, F-129)", "Export-CsLisConfiguration and Import-CsLisConfiguration, and publish"},
	CallPark:      {Modules, "Each pool has orbits and music of its own (F-129, F-146)", "set it up in both pools"},
	Announcements: {Modules, "The audio files stay in the file store of their pool (F-129)", "create them again at the partner"},
	Archive:       {Modules, "Its databases are none of the Backup Service's (F-129)", "a backup of the databases"},
	ChatRooms:     {Modules, "It has a recovery of its own, by hand (F-129, F-147)", "a stretched pool and log shipping"},
}

// Carrier returns the module that carries data of this kind to the partner; ok is false if none does. The modules for
// response groups are there since the first update of 2019 only (F-127, F-129).
func (d Data) Carrier(responseGroups bool) (m Module, ok bool) {
	if d >= kindsOfData {
		return Modules, false
	}
	m = fates[d].by
	if (m == ResponseGroups || m == ResponseGroupFiles) && !responseGroups {
		m = Modules
	}
	return m, m < Modules
}

// Why says in one sentence what becomes of data of this kind.
func (d Data) Why() string {
	if d >= kindsOfData {
		return ""
	}
	return fates[d].why
}

// Cure returns what an administrator does about data of this kind that no failover brings to the other pool by itself;
// empty where a failover and a failback bring everything that was carried.
func (d Data) Cure() string {
	if d >= kindsOfData {
		return ""
	}
	return fates[d].cure
}
