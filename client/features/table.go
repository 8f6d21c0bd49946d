package features

// A cell is one answer of the table.
type cell struct {
	is       Available
	inferred bool
	needs    *condition // nil: unconditional
	says     string     // ends with facts, or keys of the ledger's sources where no fact has a number
}

// A condition is what a cell depends on.
type condition struct {
	words string
	hold  func(Conditions) bool
}

var (
	sameSite      = &condition{"all parties are at one site", func(k Conditions) bool { return k.SameSite }}
	gateway       = &condition{"a gateway elsewhere, and a route to it", func(k Conditions) bool { return k.GatewayElsewhere }}
	reroutes      = &condition{"the carrier reroutes", func(k Conditions) bool { return k.CarrierReroutes }}
	voiceMail     = &condition{"voice mail can be reached another way", func(k Conditions) bool { return k.VoiceMailRerouted }}
	imported      = &condition{"the response groups were imported", func(k Conditions) bool { return k.ResponseGroupsImported }}
	orbits        = &condition{"the group ranges were redirected", func(k Conditions) bool { return k.OrbitsRedirected }}
	orbitsHome    = &condition{"the group ranges were led home again", func(k Conditions) bool { return !k.OrbitsAway }}
	chat          = &condition{"persistent chat recovers by itself", func(k Conditions) bool { return k.ChatRecovers }}
	location      = &condition{"the location database was restored", func(k Conditions) bool { return k.LocationRestored }}
	emergency     = &condition{"the voice policy names the local gateway", func(k Conditions) bool { return k.EmergencyRoute }}
	dialIn        = &condition{"the user dials in by telephone", func(k Conditions) bool { return k.DialsIn }}
	announcements = &condition{"the announcements were created again", func(k Conditions) bool { return k.AnnouncementsRecreated }}
	urls          = &condition{"DNS follows the failover", func(k Conditions) bool { return k.URLsFollow }}
)

func yes(says string) cell { return cell{is: Yes, says: says} }
func no(says string) cell  { return cell{is: No, says: says} }
func unknown() cell {
	return cell{is: Unknown, inferred: true, says: "No source says whether it works"}
}
func when(needs *condition, says string) cell { return cell{needs: needs, says: says} }
func inferred(c cell) cell                    { c.inferred = true; return c }

// Reasons that many cells share.
const (
	full    = "The failover is complete, and the backup serves in full (F-88)"
	peers   = "Between two it works during a failback (F-90)"
	buttons = "The client leaves the control usable in resiliency mode; it needs no user services (C-74)"
	persist = "It would write lasting state, and that is refused in resiliency mode (C-69, F-49)"
	branch  = "A branch appliance keeps it while the central site is out of reach (L-brfea)"
	central = "It needs the central site, and that is out of reach (L-brfea)"
)

// table holds the columns from Backup on, and of the normal one what can be missing there.
var table = [features][columns]cell{
	SignIn: {
		Backup:      yes("Authentication goes on at the backup (F-46)"),
		FailedOver:  yes(full),
		FailingBack: yes("New sign-ins go home, into resiliency mode (F-89)"),
		Branch:      yes("The appliance authenticates by a certificate that the pool has replicated to it (C-66)"),
	},
	IM: {
		Backup:      when(sameSite, "Promised between users of one site only (F-46)"),
		FailedOver:  yes(full),
		FailingBack: yes(peers),
		Branch:      yes(branch),
	},
	Calls: {
		Backup:      yes("Calls within a site and between sites go on (F-46)"),
		FailedOver:  yes(full),
		FailingBack: yes(peers),
		Branch:      yes("Calls to other sites are rerouted over the telephone network (C-79, L-brfea)"),
	},
	Video: {
		Backup:      when(sameSite, "Promised between users of one site only (F-46)"),
		FailedOver:  yes(full),
		FailingBack: yes(peers),
		Branch:      inferred(yes(buttons)),
	},
	Sharing: {
		Backup:      inferred(yes(buttons)),
		FailedOver:  yes(full),
		FailingBack: yes(peers),
		Branch:      inferred(yes(buttons)),
	},
	FileTransfer: {
		Backup:      inferred(yes(buttons)),
		FailedOver:  yes(full),
		FailingBack: yes(peers),
		Branch:      inferred(yes(buttons)),
	},
	PublishPresence: {
		Backup:      no("Presence cannot be changed in resiliency mode (C-70)"),
		FailedOver:  yes(full),
		FailingBack: no("Presence cannot be changed in resiliency mode (C-70)"),
		Branch:      no("One's own status and note are disabled in branch resiliency mode (C-74)"),
	},
	SeePresence: {
		Backup:      no("Presence is shown as unknown (F-49)"),
		FailedOver:  yes(full),
		FailingBack: no("Presence is shown as unknown (F-49)"),
		Branch:      no("Presence is shown as unknown (C-74)"),
	},
	BeSeen: {
		Backup:      no("Unknown to users of the same pool; others, it is inferred, see the last state (F-49)"),
		FailedOver:  yes(full),
		FailingBack: no("Unknown to users of the same pool; others see the last state that was set (F-49, F-91)"),
		Branch:      no("Presence is shown as unknown (F-49)"),
	},
	PresenceRouting: {
		Backup:      no("Routing by presence is lost (F-48)"),
		FailedOver:  yes(full),
		FailingBack: inferred(no("There is no presence to route by (F-49)")),
		Branch:      no("Only a full deployment at the branch has it, an appliance has not (L-voice, L-brfea)"),
	},
	ContactList: {
		Backup:      no("The contact list is unavailable (F-49, L-12)"),
		FailedOver:  yes(full),
		FailingBack: no("The contact list is unavailable (F-49)"),
		Branch:      no("The contact list is disabled in branch resiliency mode (C-74)"),
	},
	EditContacts: {
		Backup:      no(persist),
		FailedOver:  yes(full),
		FailingBack: inferred(no(persist)),
		Branch:      no(persist),
	},
	AddressBook: {
		Backup:      no("The address book is unavailable; what was found before stays usable (F-48, F-49)"),
		FailedOver:  yes(full),
		FailingBack: no("The address book is unavailable; what was found before stays usable (F-49)"),
		Branch:      inferred(no("The address book is out of reach; what was found before stays usable (C-74)")),
	},
	CreateMeeting: {
		Backup:      no("Meetings of others can be joined, none created (F-47)"),
		FailedOver:  yes(full),
		FailingBack: no("Nothing can be scheduled meanwhile (F-90)"),
		Branch:      no("All conferencing is off in branch resiliency mode (C-74, X-8)"),
	},
	JoinMeeting: {
		Backup:      yes("Meetings on pools that are alive can be joined (F-47)"),
		FailedOver:  yes(full),
		FailingBack: yes("Meetings of other organisers go on (F-90, F-91)"),
		Branch:      when(dialIn, "Only by dialling in from the telephone network (L-brfea)"),
	},
	HostMeeting: {
		Backup:      no("The user may not host (F-47)"),
		FailedOver:  yes("It can be held again; everyone has to rejoin (F-88, F-90)"),
		FailingBack: no("It has ended, and cannot be rejoined before its organiser leaves resiliency mode (F-90, C-88)"),
		Branch:      inferred(no("All conferencing is off in branch resiliency mode (C-74)")),
	},
	OutboundPSTN: {
		Backup:      when(gateway, "It needs a gateway and a route that did not die with the pool (F-46)"),
		FailedOver:  when(gateway, "It needs a gateway and a route that did not die with the pool (F-46, L-voice)"),
		FailingBack: inferred(yes("At home again, with the home pool's gateways (F-89)")),
		Branch:      yes("The branch has its own gateway (L-brfea)"),
	},
	InboundPSTN: {
		Backup:      when(reroutes, "The carrier or the gateway has to redirect the users' numbers (F-46)"),
		FailedOver:  when(reroutes, "The carrier or the gateway has to redirect the users' numbers (F-46, L-voice)"),
		FailingBack: inferred(when(reroutes, "What was redirected has to be led home again (F-46, F-89)")),
		Branch:      yes("The branch has its own gateway (L-brfea)"),
	},
	HoldTransfer: {
		Backup:      yes("Hold, retrieve and transfer go on (F-46)"),
		FailedOver:  yes(full),
		FailingBack: yes("A connected call can be held and transferred (C-77)"),
		Branch:      yes(branch),
	},
	Forwarding: {
		Backup:      yes("Settings that exist go on working; the banner is less sure (F-46, X-9)"),
		FailedOver:  yes(full),
		FailingBack: inferred(yes("Settings that exist go on working (F-46)")),
		Branch:      yes(branch),
	},
	ChangeForwarding: {
		Backup:      no("The settings cannot be changed (F-48)"),
		FailedOver:  yes(full),
		FailingBack: inferred(no(persist)),
		Branch:      no("The settings cannot be changed (L-brfea, B-yea)"),
	},
	Delegation: {
		Backup:      when(sameSite, "Only when all parties are in the same site (F-46)"),
		FailedOver:  yes(full),
		FailingBack: inferred(when(sameSite, "Only when all parties are in the same site (F-46)")),
		Branch:      when(sameSite, "Only when all members are in the same site (L-brfea)"),
	},
	VoiceMail: {
		Backup:      when(voiceMail, "Unified messaging has to be made reachable, by DNS or dial plan (F-47)"),
		FailedOver:  when(voiceMail, "Unified messaging has to be made reachable, by DNS or dial plan (F-47, L-voice)"),
		FailingBack: inferred(when(voiceMail, "Unified messaging has to be reachable from where the call is (F-47)")),
		Branch:      when(voiceMail, "Rerouted over the telephone network; notices of missed calls wait (L-brreq)"),
	},
	ResponseGroup: {
		Backup:      when(imported, "Imported groups take calls; agents of the dead pool are out of reach (C-76)"),
		FailedOver:  when(imported, "Imported groups work, others drop their calls (C-76)"),
		FailingBack: when(imported, "New calls reach no agent until it is done, queued ones of imported groups drop (C-76)"),
		Branch:      no(central),
	},
	CallPark: {
		Backup:      no("A connected call stays, and cannot be parked (F-48, F-146)"),
		FailedOver:  yes("With the backup pool's call park and its settings (F-146)"),
		FailingBack: no("A connected call stays, and cannot be parked (C-77, F-146)"),
		Branch:      no(central),
	},
	GroupPickup: {
		Normal:      when(orbitsHome, "Ranges that were redirected are led home by hand, too (F-146)"),
		Backup:      no("Nobody can pick up until the group ranges are redirected (F-146)"),
		FailedOver:  when(orbits, "Once the group ranges are redirected to the backup pool (F-146)"),
		FailingBack: no("Nobody can pick up until the group ranges are led home again (F-146)"),
		Branch:      inferred(no("It lives in the call park service, which is out of reach (F-146)")),
	},
	AutoAttendant: {
		Backup:      no("The conferencing attendant is lost (F-48)"),
		FailedOver:  inferred(yes(full)),
		FailingBack: inferred(no("There is no conference to announce (F-90)")),
		Branch:      yes("Dialling in from the telephone network is listed as available (L-brfea)"),
	},
	PersistentChat: {
		Backup:      when(chat, "Not part of pool pairing; access is limited at best (L-12, F-129)"),
		FailedOver:  when(chat, "Not part of pool pairing: not restored unless it has a recovery of its own (L-20, F-129)"),
		FailingBack: unknown(),
		Branch:      when(chat, "No rooms can be created, and no room cards opened (L-brsol)"),
	},
	Emergency: {
		Backup:      when(location, "The location database is not replicated (F-125, X-11)"),
		FailedOver:  when(location, "The location database is not replicated (F-125, X-11)"),
		FailingBack: inferred(when(location, "The location database is not replicated (F-125, X-11)")),
		Branch:      when(emergency, "By the branch's gateway, if the voice policy says so (L-brfea)"),
	},
	AdmissionControl: {
		Backup:      inferred(no("Its bandwidth policy service does not fail over: every call passes (F-144)")),
		FailedOver:  inferred(no("Its bandwidth policy service does not fail over: every call passes (F-144)")),
		FailingBack: inferred(no("Until its bandwidth policy service is back every call passes (F-144)")),
		Branch:      unknown(),
	},
	LocationRouting: {
		Backup:      yes("It is enforced throughout (F-144)"),
		FailedOver:  yes("It is enforced throughout (F-144)"),
		FailingBack: yes("It is enforced throughout (F-144)"),
		Branch:      unknown(),
	},
	CallRecords: {
		Backup:      yes("Call records go on (F-46)"),
		FailedOver:  yes(full),
		FailingBack: inferred(yes("Call records go on (F-46)")),
		Branch:      yes(branch),
	},
	ExistingDevices: {
		Backup:      yes("Devices that are set up go on (F-46)"),
		FailedOver:  yes(full),
		FailingBack: yes("Devices that are set up go on (F-46, L-voice)"),
		Branch:      yes("Devices that are set up go on (F-46, L-voice)"),
	},
	NewDevices: {
		Backup:      no("New devices cannot be set up (F-48)"),
		FailedOver:  yes(full),
		FailingBack: inferred(no(persist)),
		Branch:      no("Only a full deployment with a directory at the branch has it (L-voice, L-brfea)"),
	},
	Announcements: {
		Backup:      inferred(no("They are not in the backup pool (F-129)")),
		FailedOver:  when(announcements, "They have to be created again in the backup pool (F-129)"),
		FailingBack: inferred(when(announcements, "Calls that still reach the backup pool need them there (F-129)")),
		Branch:      unknown(),
	},
	XMPP: {
		Backup:      unknown(),
		FailedOver:  unknown(),
		FailingBack: unknown(),
		Branch:      no("Never supported at an appliance (L-brfea)"),
	},
	SimpleURLs: {
		Backup:      when(urls, "DNS has to lead the names to a pool that is alive (C-123)"),
		FailedOver:  when(urls, "DNS has to lead the names to a pool that is alive (C-123)"),
		FailingBack: inferred(when(urls, "DNS has to lead the names to a pool that is alive (C-123)")),
		Branch:      inferred(no("No pool is in reach that could answer (C-122)")),
	},
}
