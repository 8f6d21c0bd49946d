package understudy

import (
	"fmt"

	"understudy.example/machine"
	"understudy.example/pool/replication"
)

// An Action is one thing that happened in a System, or that a machine of it decided. It is small, comparable and
// without pointers; System.Tell puts it into words. Actions carry no time: what one call appends happened at that
// call's instant.
type Action struct {
	Kind     ActionKind
	Who      Who    // the machine, pool or user it is about
	From, On uint8  // Moved, Refused: the cell in Who's table
	Code     uint16 // what the kind says: a guard, a step, a rule, a note, a fault
	Arg      uint8  // what the kind says: a procedure, a verdict, a mode
	Peer     int16  // the other party, a pool unless the kind says otherwise; -1 for none
}

// An ActionKind says what an Action tells.
type ActionKind uint8

// The kinds of action.
const (
	Moved         ActionKind = iota // a machine took a row of its table: From, On
	Refused                         // a machine refused: From, On
	Ordered                         // an order or an act was accepted: Code is the kind of input
	Blocked                         // an order was refused: Code is the guard, one action for each
	Denied                          // an act could not be done: Code is the kind of input
	Invalid                         // the input names what is not there: Code is the kind of input
	StepBegan                       // Code is the failover.Step, Arg the failover.Procedure
	StepEnded                       // likewise, and the step is done
	StepAssumed                     // likewise: its data count as synchronised, because the wait is over (F-67)
	StepSkipped                     // likewise: it has failed, and Force passes over it (F-67)
	RunStopped                      // likewise: the run stopped half way at this step
	RunFinished                     // likewise: the run is complete
	StoreStopped                    // an order on the Central Management Store stopped half way
	StoreFinished                   // an order on the Central Management Store is complete
	SetupDone                       // setup has run on the pool
	SetupFailed                     // a run of setup on the pool failed: Code says why
	ImportFailed                    // the partner, Peer, could not import the batch under way (F-140)
	Warned                          // an order leads to what may not be meant: Code is the warning, Peer the other pool
	Restored                        // the user's contacts and meetings were imported on Peer, his home pool (F-153)
	Hydrated                        // Who's routing groups are loaded on Peer, on none if that is -1
	Lost                            // On changes of the replication.Data Arg, made at Peer, all of it if On is 0: From says why, Code how many seconds the copy that is left is old
	LeftBehind                      // likewise, and they are still in Peer's file store
	BroughtBack                     // likewise, and they are at Peer again
	Tried                           // the user's client sends REGISTER to Peer
	Unheard                         // nothing there can hear it
	Replied                         // Peer answers it: Code is the registrar.RuleID, Arg the registrar.Verdict
	Notified                        // Peer tells the user: Code is the binding.Note
	SentHome                        // Peer, the backup, tells the borrowed user to go home (F-38): Code is the registrar.RuleID, Arg is 1 if it has really heard the home pool
	SignedIn                        // the user's client believes itself registered at Peer: Code is the registrar.RuleID, Arg the client.Mode
	SignedOut                       // the user's client no longer believes itself registered at Peer
	Interrupted                     // the user's call: Code is the conversation.Modality that has stopped running
	Resumed                         // likewise, and it runs again
	Wrote                           // database Code took an administrator's write from site Peer; Arg databases would have
	Unsaved                         // what a routing group had written and not saved is lost (F-137, F-166)
	Broke                           // a fault began: Code is the FaultKind
	Mended                          // a fault ended: Code is the FaultKind
	Overran                         // one instant took more than a cascade may; the rest of it is dropped
	actionKinds
)

var actionNames = []string{
	"moved", "refused", "ordered", "blocked", "denied", "invalid", "step began", "step ended", "step assumed", "step skipped",
	"run stopped", "run finished",
	"store stopped", "store finished", "setup done", "setup failed", "import failed", "warned", "restored", "hydrated", "lost", "left behind",
	"brought back", "tried", "unheard", "replied", "notified",
	"sent home", "signed in", "signed out", "interrupted", "resumed", "wrote", "unsaved", "broke", "mended", "overran",
}

func (k ActionKind) String() string { return machine.Name(actionNames, k) }

// A Part is a kind of machine, or of other thing an action can be about.
type Part uint8

// The parts.
const (
	PartWorld        Part = iota // nothing in particular: the network, the administrator
	PartPool                     // A is the pool
	PartUser                     // A is the user
	PartSetup                    // A is the pool
	PartPairing                  // A is the pair
	PartHealth                   // A is the pool that watches, B the one that is watched
	PartFailover                 // A is the pool
	PartReplication              // A is the pool it comes from, B the replication.Module
	PartStore                    // A is the database
	PartDirectory                // A is the site
	PartReplicator               // of the active database
	PartReplica                  // A is the pool
	PartBackEnd                  // A is the pool
	PartAdmission                // A is the pool
	PartMembership               // A is the pool
	PartQuorum                   // A is the pool
	PartRouting                  // A is the pool, B the routing group
	PartMirror                   // A is the pool
	PartFence                    // A is the pool
	PartBinding                  // A is the pool, B the user
	PartClient                   // A is the user
	PartCertificate              // A is the user
	PartCache                    // A is the user, B the name
	PartGeo                      // A is the geographic name, B its target
	PartConversation             // A is the user who called
	PartOrbit                    // A is the pool, B the orbit
	PartSeat                     // A is the participant of a conference
	PartGroupCall                // A is the user who called a response group
	PartEdge                     // A is the Edge
	partQueue
	parts
)

var partNames = []string{
	"world", "pool", "user", "setup", "pairing", "health", "failover", "replication", "store", "directory", "replicator",
	"replica", "back end", "admission", "front ends", "quorum", "routing group", "mirror", "fence",
	"binding", "client", "certificate", "cache", "health check", "conversation",
	"orbit", "conference", "group call", "edge", "queue",
}

func (p Part) String() string { return machine.Name(partNames, p) }

// Who names one machine of a System, or what else an action is about: pools, pairs, sites and users are numbered in
// the Topology's order.
type Who struct {
	Part Part
	A, B int16
}

// modules are those of the Backup Service that a System has machines for: nothing in it writes response groups.
const modules = replication.Management + 1

// Instance says which of several machines with one table an action comes from, for mirrors and logs.
func (a Action) Instance() string { return fmt.Sprintf("%v %d/%d", a.Who.Part, a.Who.A, a.Who.B) }
