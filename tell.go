package understudy

import (
	"fmt"
	"strings"

	"understudy.example/client"
	"understudy.example/client/certificate"
	"understudy.example/client/conference"
	"understudy.example/client/conversation"
	"understudy.example/client/parked"
	"understudy.example/client/responsegroup"
	"understudy.example/cms"
	"understudy.example/cms/directory"
	"understudy.example/cms/replica"
	"understudy.example/cms/replicator"
	"understudy.example/dns/cache"
	"understudy.example/dns/geo"
	"understudy.example/machine"
	"understudy.example/pool/backend"
	"understudy.example/pool/failover"
	"understudy.example/pool/fence"
	"understudy.example/pool/health"
	"understudy.example/pool/membership"
	"understudy.example/pool/mirror"
	"understudy.example/pool/pairing"
	"understudy.example/pool/quorum"
	"understudy.example/pool/replication"
	"understudy.example/pool/routing"
	"understudy.example/pool/setup"
	"understudy.example/registrar"
	"understudy.example/registrar/admission"
	"understudy.example/registrar/binding"
)

// A Line is an Action in words.
type Line struct {
	Who, What, Why string
	Routine        bool // the ordinary course of things: timelines leave it out unless they are asked for it
}

// sheets are the tables of the parts, nil for those that have none.
var sheets = [parts]machine.Sheet{
	PartSetup: setup.Table, PartPairing: pairing.Table, PartHealth: health.Table, PartFailover: failover.Table,
	PartReplication: replication.Table, PartStore: cms.Table, PartDirectory: directory.Table, PartReplicator: replicator.Table,
	PartReplica: replica.Table, PartBackEnd: backend.Table, PartAdmission: admission.Table,
	PartMembership: membership.Table, PartQuorum: quorum.Table, PartRouting: routing.Table, PartMirror: mirror.Table, PartFence: fence.Table,
	PartBinding: binding.Table, PartClient: client.Table,
	PartCertificate: certificate.Table, PartCache: cache.Table, PartGeo: geo.Table, PartConversation: conversation.Table,
	PartOrbit: parked.Table, PartSeat: conference.Table, PartGroupCall: responsegroup.Table,
}

// Sheets returns the tables of all machines that a System is made of.
func Sheets() []machine.Sheet {
	var all []machine.Sheet
	for _, s := range sheets {
		if s != nil {
			all = append(all, s)
		}
	}
	return all
}

// Report says where in which table an action comes from.
func (a Action) Report() (machine.Report, bool) {
	if a.Kind > Refused || a.Who.Part >= parts || sheets[a.Who.Part] == nil {
		return machine.Report{}, false
	}
	return machine.Report{Sheet: sheets[a.Who.Part], From: a.From, On: a.On}, true
}

// Name says what an action is about, in the names of the topology.
func (s *System) Name(w Who) string {
	switch w.Part {
	case PartPool, PartSetup, PartFailover, PartReplica, PartBackEnd, PartAdmission, PartMembership, PartQuorum, PartRouting, PartMirror, PartFence:
		return s.poolName(w.A)
	case PartHealth:
		return s.poolName(w.A) + " sees " + s.poolName(w.B)
	case PartPairing:
		if int(w.A) < len(s.topology.Pairs) {
			return s.topology.Pairs[w.A].Pools[0] + " and " + s.topology.Pairs[w.A].Pools[1]
		}
	case PartReplication:
		return s.poolName(w.A) + " to " + s.poolName(s.other(w.A))
	case PartStore:
		return "CMS on " + s.poolName(s.hosts[w.A&1])
	case PartDirectory:
		return "directory in " + s.name(s.siteNode(w.A))
	case PartEdge:
		return s.edgeName(w.A)
	case PartReplicator:
		return "CMS replicator"
	case PartBinding:
		return s.poolName(w.A) + " on " + s.userName(w.B)
	case PartOrbit:
		return s.poolName(w.A)
	case PartUser, PartSeat, PartGroupCall, PartClient, PartCertificate, PartCache, PartConversation:
		return s.userName(w.A)
	case PartGeo:
		if int(w.A) < len(s.topology.GeoNames) {
			return s.topology.GeoNames[w.A].Name + " to " + s.topology.GeoNames[w.A].Pools[w.B&1]
		}
	case PartWorld:
		return "administrator"
	}
	return w.Part.String()
}

func (s *System) other(pool int16) int16 {
	if pool < 0 || int(pool) >= len(s.partner) {
		return -1
	}
	return s.partner[pool]
}

func (s *System) poolName(p int16) string {
	if p < 0 || int(p) >= len(s.topology.Pools) {
		return "nobody"
	}
	return s.topology.Pools[p].FQDN
}

func (s *System) userName(u int16) string {
	if u < 0 || int(u) >= len(s.topology.Users) {
		return "nobody"
	}
	return s.topology.Users[u].URI
}

// Tell puts an action into words.
func (s *System) Tell(a Action) Line {
	l := Line{Who: s.Name(a.Who)}
	switch a.Kind {
	case Moved, Refused:
		return s.tellMove(a, l)
	case Ordered:
		l.What, l.Why, l.Routine = kind(a.Code).String(), kind(a.Code).why(), kind(a.Code) >= signIn
	case Denied:
		l.What, l.Why = "cannot "+kind(a.Code).String(), denialWhys[a.Arg%uint8(denials)]
		if k := kind(a.Code); k == breakFault || k == healFault {
			l.Who, l.Why = s.befallen(a.Who), "It is so already, or there are more cuts than can be (H-22)"
		} else if k < signIn {
			l.Why = "The policy is not at the site where it gives the order (F-106, H-6)"
		}
	case Blocked:
		l.What = kind(a.Arg).String() + " refused: " + s.guard(a.Code).Name
		l.Why = s.guard(a.Code).Why
	case Invalid:
		l.What, l.Why = kind(a.Code).String()+" is invalid", "It names what is not in the topology (Q-6)"
		if a.Arg == 1 {
			l.Why = "The place where it is given is not in the topology (F-106)"
		}
		if kind(a.Code) >= kinds {
			l.What, l.Why = "input is invalid", "It is none that the model knows (Q-6)"
		}
	case StepBegan, StepEnded, StepAssumed, StepSkipped, RunStopped, RunFinished:
		return s.tellStep(a, l)
	case Warned, Restored:
		return s.tellWarning(a, l)
	case StoreStopped, StoreFinished, SetupDone, SetupFailed, Unsaved, ImportFailed, Hydrated, Wrote:
		return s.tellServer(a, l)
	case Lost, LeftBehind, BroughtBack:
		return s.tellLoss(a, l)
	case Tried, Unheard, Replied, Notified, SentHome, SignedIn, SignedOut, Interrupted, Resumed:
		return s.tellUser(a, l)
	case Broke, Mended:
		return s.tellFault(a, l)
	case Overran:
		l.What, l.Why = "gave up on this instant", "It went on for more messages than a cascade may take (H-23)"
	}
	return l
}

func (s *System) guard(i uint16) Guard {
	if int(i) < len(s.parts.Guards) {
		return s.parts.Guards[i]
	}
	return Guard{Name: "?"}
}

func (s *System) tellMove(a Action, l Line) Line {
	r, ok := a.Report()
	if !ok {
		return l
	}
	e := r.Entry()
	phases, causes := r.Sheet.Phases(), r.Sheet.Causes()
	from, to, on := label(phases, a.From), label(phases, e.To), label(causes, a.On)
	subject := ""
	if a.Who.Part == PartReplication {
		subject = replication.Module(a.Who.B).String() + " "
	} else if a.Who.Part == PartRouting {
		subject = fmt.Sprintf("routing group %d ", a.Who.B+1)
	} else if subjects[a.Who.Part] {
		subject = a.Who.Part.String() + " "
	}
	switch {
	case a.Kind == Refused:
		l.What = subject + on + " refused while " + from
	case from == to:
		l.What = subject + from + ": " + on
	default:
		l.What = subject + from + " → " + to
	}
	l.Why = e.Why
	l.Routine = a.Kind == Moved && (routine[a.Who.Part] && !served(a, e.To) && !inError(a, e.To) || placing(a, e.To))
	return l
}

// served reports whether a move changes how a client that is registered is served.
func served(a Action, to uint8) bool {
	in := uint8(client.InNormal)
	return a.Who.Part == PartClient && a.From >= in && to >= in && a.From != to
}

// inError reports whether a move leads into the error state of a Backup Service, or out of it.
func inError(a Action, to uint8) bool {
	failed := uint8(replication.Failed)
	return a.Who.Part == PartReplication && (a.From == failed) != (to == failed)
}

// placing reports whether a routing group only follows its pool, which has started or stopped.
func placing(a Action, to uint8) bool {
	nowhere := uint8(routing.Unplaced)
	return a.Who.Part == PartRouting && a.From != to && (to == nowhere || a.From == nowhere && to == uint8(routing.Full))
}

// subjects are the parts whose phases would not be understood without their names.
var subjects = [parts]bool{
	PartReplica: true, PartBackEnd: true, PartAdmission: true, PartMembership: true, PartQuorum: true, PartMirror: true,
	PartCertificate: true, PartCache: true, PartConversation: true, PartOrbit: true, PartSeat: true,
	PartSetup: true, PartPairing: true,
}

// routine are the parts whose moves are the ordinary course of things; what they lead to is told by others.
var routine = [parts]bool{
	PartReplication: true, PartReplica: true, PartReplicator: true, PartAdmission: true, PartBinding: true, PartCache: true, PartClient: true,
}

func label(names []string, i uint8) string {
	if int(i) < len(names) {
		return names[i]
	}
	return fmt.Sprintf("%d?", i)
}

func (s *System) tellStep(a Action, l Line) Line {
	step, run := failover.Step(a.Code), failover.Procedure(a.Arg)
	switch a.Kind {
	case StepBegan:
		l.What, l.Why, l.Routine = run.String()+": "+step.String(), "A step of the procedure begins (F-58, F-83)", true
	case StepEnded:
		l.What, l.Why = run.String()+": "+step.String()+" done", "The step has done its work, and the next one follows (F-58, F-83)"
	case StepAssumed:
		l.What, l.Why = run.String()+": "+step.String()+" waits no longer", "The wait is over: data count as synchronised and may be lost (F-67)"
	case StepSkipped:
		l.What, l.Why = run.String()+": "+step.String()+" failed and is passed over", "With Force an error that is not fatal stops nothing (F-67)"
	case RunStopped:
		l.What, l.Why = run.String()+" stopped: "+step.String(), "Nothing rolls back; the state stays until it is run again or set by hand (F-74, F-75)"
	default:
		l.What, l.Why = run.String()+" finished", "The last step has done its work (F-58, F-83)"
	}
	return l
}

func (s *System) tellWarning(a Action, l Line) Line {
	if a.Kind == Restored {
		l.What, l.Why = "contacts and meetings imported on "+s.poolName(a.Peer), "The file has them that was exported elsewhere (F-153)"
		return l
	}
	if w := warning(a.Code); w < warnings {
		l.What, l.Why = "warning: "+strings.Replace(warningTable[w].what, "%", s.poolName(a.Peer), 1), warningTable[w].why
	}
	return l
}

func (s *System) tellServer(a Action, l Line) Line {
	switch a.Kind {
	case StoreStopped:
		l.What, l.Why = "order stopped half way", "A restore, or another try, is the way out (F-109, F-119)"
	case StoreFinished:
		l.What, l.Why = "is the active master", "The order is complete, and the directory names it (F-95, F-112)"
	case SetupDone:
		l.What, l.Why, l.Routine = "setup done", "What was published is real here now (F-19, L-2)", true
	case SetupFailed:
		l.What, l.Why = "setup failed: standby database", "Install the database by hand and run setup again (F-23)"
		if a.Code == serverLost {
			l.What, l.Why = "setup failed: the server went off", "It has to be run again; what an earlier run installed is still there (H-72)"
		}
	case ImportFailed:
		l.What = replication.Module(a.Who.B).String() + " could not be imported"
		l.Why = "The batch waits in the partner's file store and is tried again and again (F-136, F-140)"
	case Hydrated:
		l.What, l.Why = "users' data loaded on "+s.poolName(a.Peer), "Who has loaded their routing groups gives them full service (F-188)"
		if a.Peer < 0 {
			l.What, l.Why = "users' data loaded nowhere", "The backup lets go of them before they are loaded at home (F-83, F-89)"
		}
	case Unsaved:
		l.What = fmt.Sprintf("routing group %d: what was not saved is lost", a.Who.B+1)
		l.Why = "What front ends had not yet written to the database is not in what is read from there (F-137, F-166)"
	case Wrote:
		l.What, l.Why, l.Routine = "takes a write", "It is marked active, and the directory names it there (H-7)", true
	}
	return l
}

func (s *System) tellUser(a Action, l Line) Line {
	at := s.poolName(a.Peer)
	switch a.Kind {
	case Tried, Unheard, Replied, SignedIn:
		if a.From > 0 {
			at = fmt.Sprintf("front end %d of %s", a.From, at)
		}
	}
	switch a.Kind {
	case Tried:
		l.What, l.Why, l.Routine = "tries "+at, "Each candidate once per round (C-104, H-23)", true
	case Unheard:
		l.What, l.Why = "tries "+at+", which does not hear it", "Nothing will come back; the attempt times out after 32 s (H-37)"
	case Replied:
		v := registrar.Verdict(a.Arg)
		l.What, l.Why, l.Routine = v.String()+" by "+at, registrar.RuleID(a.Code).Why(), v == registrar.Accepted
		if v == registrar.Unavailable {
			l.What = "told by " + at + " to come again later"
		}
	case Notified:
		l.What, l.Why, l.Routine = "told by "+at+": "+binding.Note(a.Code).String(), "The registrar notifies its endpoint (C-43)", true
	case SentHome:
		l.What, l.Why = "sent home by "+at, registrar.RuleID(a.Code).Why()
	case SignedIn:
		l.What, l.Why = "signed in at "+at+", "+client.Mode(a.Arg).String(), registrar.RuleID(a.Code).Why()
	case SignedOut:
		l.What = "signed out of " + at
		l.Why = client.Table.Entry(a.From, a.On).Why
	case Interrupted:
		l.What, l.Why = conversation.Modality(a.Code).String()+" is interrupted", "It cannot do without the registrars, as media can (L-4, C-81, C-86)"
		if !conversation.Modality(a.Code).Content() {
			l.Why = "Its way is dead, or what carried it is gone (C-85, C-86)"
		}
	case Resumed:
		l.What, l.Why = conversation.Modality(a.Code).String()+" goes on", "Both ends are signed in again (L-4, C-81)"
		if !conversation.Modality(a.Code).Content() {
			l.Why = "It has a way again (C-85)"
		}
	}
	return l
}

// befallen names what a fault befalls: an Edge pool, or a place.
func (s *System) befallen(w Who) string {
	if w.Part == PartEdge {
		return s.Name(w)
	}
	return s.name(node(w.A))
}

func (s *System) tellFault(a Action, l Line) Line {
	l.Who = s.befallen(a.Who)
	f := FaultKind(a.Code)
	l.What = f.String()
	if f == Link {
		l.What += " to " + s.name(node(a.Who.B))
	}
	if f == FrontEnd || f == FrontStopped {
		l.What = strings.Replace(l.What, "front end", fmt.Sprintf("front end %d", a.Arg), 1)
	}
	if f >= StepFails {
		l.What = strings.Replace(l.What, "step", failover.Step(a.Arg).String(), 1)
	}
	l.Why = f.why()
	if a.Kind == Mended {
		l.What, l.Why = "mended: "+l.What, "The fault is over (H-22)"
	}
	return l
}
