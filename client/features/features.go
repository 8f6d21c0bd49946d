// Package features says what a user can do in which service level: the documented lists of limited functionality as one
// table, every cell with its source, and conditions where the answer depends on how a deployment is built.
//
// Two registrations that look alike to a registrar differ to a user: limited on the backup, full there after a completed
// failover, limited at home, and behind a branch appliance that has lost its central site are the four [Column]s, beside
// the normal one. A registration that is client.LimitedHome reads FailingBack, whatever put it into that mode: that
// column is the one whose users are at home with the home pool's gateways and without user services (F-51, C-42, C-70).
//
// What the client's own banner warns of is kept apart, as [Banner].
package features

import (
	"iter"

	"understudy.example/machine"
)

// A Feature is something that a user does, or that is done for him.
type Feature uint8

// The features.
const (
	SignIn           Feature = iota // sign-in and authentication
	IM                              // instant messages between two
	Calls                           // calls between users, by voice
	Video                           // video between two
	Sharing                         // desktop and program sharing between two
	FileTransfer                    // file transfer between two
	PublishPresence                 // to publish one's own presence, or a note
	SeePresence                     // to see the presence of others
	BeSeen                          // to be seen by others as one is
	PresenceRouting                 // routing by presence, do-not-disturb included
	ContactList                     // to see the contact list
	EditContacts                    // to change contacts, groups, privacy
	AddressBook                     // the address book service and its web search
	CreateMeeting                   // to begin or schedule a meeting
	JoinMeeting                     // to join a meeting whose organiser's pool is healthy
	HostMeeting                     // a meeting that the affected user has organised
	OutboundPSTN                    // calls to the telephone network
	InboundPSTN                     // calls from the telephone network
	HoldTransfer                    // hold, retrieve, transfer
	Forwarding                      // call forwarding and simultaneous ring, as they are set
	ChangeForwarding                // to change those settings
	Delegation                      // delegation and team call
	VoiceMail                       // voice mail
	ResponseGroup                   // response groups
	CallPark                        // to park a call
	GroupPickup                     // group call pickup
	AutoAttendant                   // the conferencing auto attendant
	PersistentChat                  // persistent chat
	Emergency                       // emergency calls with a location
	AdmissionControl                // call admission control
	LocationRouting                 // location-based routing, which forbids calls by where their ends are
	CallRecords                     // call detail records
	ExistingDevices                 // phones and clients that are set up
	NewDevices                      // to set up phones and clients
	Announcements                   // announcements for unassigned numbers
	XMPP                            // XMPP contacts
	SimpleURLs                      // the pages behind the meet and dial-in addresses
	features
)

var featureNames = []string{
	"sign-in", "IM", "calls", "video", "sharing", "file transfer", "publish presence", "see presence", "be seen",
	"presence routing", "contact list", "edit contacts", "address book", "create meeting", "join meeting", "host meeting",
	"outbound PSTN", "inbound PSTN", "hold and transfer", "forwarding", "change forwarding", "delegation", "voice mail",
	"response group", "call park", "group pickup", "auto attendant", "persistent chat", "emergency", "admission control",
	"location routing",
	"call records", "existing devices", "new devices", "announcements", "XMPP", "simple URLs",
}

func (f Feature) String() string { return machine.Name(featureNames, f) }

// All yields every feature, in the table's order.
func All() iter.Seq[Feature] {
	return func(yield func(Feature) bool) {
		for f := range features {
			if !yield(f) {
				return
			}
		}
	}
}

// A Column is a service level as a user meets it.
type Column uint8

// The columns.
const (
	Normal      Column = iota // at home, and nothing is missing
	Backup                    // limited on the backup, which has accepted by itself (F-51 a)
	FailedOver                // full on the backup, after a completed pool failover
	FailingBack               // limited at home: during a failback, and by every other trigger (F-51 c..e)
	Branch                    // at a branch appliance that has lost its central site
	columns
)

var columnNames = []string{"normal", "limited on the backup", "failed over", "limited at home", "branch"}

func (c Column) String() string { return machine.Name(columnNames, c) }

// Conditions are what some answers depend on. The zero value is a deployment where nothing was prepared.
type Conditions struct {
	SameSite               bool // all parties are at one site
	GatewayElsewhere       bool // there is a gateway that did not die with the pool, and a route to it
	CarrierReroutes        bool // the carrier, or the gateway, sends calls for the users' numbers there
	VoiceMailRerouted      bool // unified messaging was made reachable another way
	ResponseGroupsImported bool // the response groups were imported into the backup pool
	OrbitsRedirected       bool // the pickup group ranges were pointed at the backup pool
	OrbitsAway             bool // they still are, though everybody is at home again
	ChatRecovers           bool // persistent chat has a recovery of its own, and is in reach
	LocationRestored       bool // the location database was restored on the backup pool
	EmergencyRoute         bool // the voice policy sends emergency calls to the branch's own gateway
	DialsIn                bool // the user dials in to the meeting by telephone
	AnnouncementsRecreated bool // the announcements were created again in the backup pool
	URLsFollow             bool // DNS leads the simple addresses to a pool that is alive
}

// Available is whether a feature works.
type Available uint8

// The answers. Unknown is what no source tells.
const (
	No Available = iota
	Yes
	Unknown
)

var availableNames = []string{"no", "yes", "unknown"}

func (a Available) String() string { return machine.Name(availableNames, a) }

// An Answer is what is known of a feature in a column.
type Answer struct {
	Available  Available
	Documented bool   // a vendor's page or phone manual says so; false: inferred
	Needs      string // the condition that the answer depends on, in words; empty if it depends on none
	Why        string // one sentence; unless the answer is Unknown it ends with facts, or with keys of the ledger's sources
}

// Look returns whether f works in column c under k. Of what is no feature, or no column, nothing is known.
func Look(f Feature, c Column, k Conditions) Answer {
	if f >= features || c >= columns {
		return Answer{Available: Unknown}
	}
	cell := &table[f][c]
	if cell.says == "" {
		return Answer{Available: Yes, Documented: true, Why: "In regular mode nothing is missing (F-89)"}
	}
	a := Answer{Available: cell.is, Documented: !cell.inferred, Why: cell.says}
	if cell.needs != nil {
		a.Needs = cell.needs.words
		if a.Available = No; cell.needs.hold(k) {
			a.Available = Yes
		}
	}
	return a
}

// phone holds the answers that differ at a qualified desk phone in resiliency mode (C-128).
var phone = map[Feature]cell{
	AddressBook: yes("The list of contacts is gone from the phone, its search works (C-128)"),
	VoiceMail:   no("A phone has no voice mail in resiliency mode (C-128)"),
}

// LookPhone is Look for a qualified desk phone: its guide differs in a few answers from what is said of users at large.
func LookPhone(f Feature, c Column, k Conditions) Answer {
	if a, differs := phone[f]; differs && (c == Backup || c == FailingBack || c == Branch) {
		return Answer{Available: a.is, Documented: true, Why: a.says}
	}
	return Look(f, c, k)
}

// Banner returns what the client's own notice was seen to warn of in the lab, in our words (L-12, F-50). It is coarser than
// the table and partly contradicts it; it ended with "etc.".
func Banner() []string {
	return []string{
		"The contact list cannot be shown",
		"Calls may not be forwarded",
		"Delegates and the team may miss calls",
		"Chat rooms are within limited reach",
	}
}
