package certificate

import "understudy.example/machine"

// A Phase is what has become of the certificate.
type Phase uint8

// The phases.
const (
	None     Phase = iota // the client has none
	Valid                 // it has one
	Renewing              // it has one that ends soon, and has asked for another
	Expired               // it has one that is over, which counts as none (H-24)
	phases
)

var phaseNames = []string{"none", "valid", "renewing", "expired"}

func (p Phase) String() string { return machine.Name(phaseNames, p) }

// A Cause is what an event or a deadline amounts to.
type Cause uint8

// The causes.
const (
	Issued     Cause = iota // a pool has issued one (C-62, C-64)
	Deleted                 // the user has deleted it from the store (L-9)
	Revoked                 // an administrator has revoked it on the server (C-65)
	RenewalDue              // it ends in Renew
	Elapsed                 // its life is over
	causes
)

var causeNames = []string{"issued", "deleted", "revoked", "renewal due", "elapsed"}

func (c Cause) String() string { return machine.Name(causeNames, c) }

var row, note = machine.MakeRow[Phase, Cause], machine.MakeNote[Phase, Cause]

const revoking = "Revoking removes the server's record only; the client cannot tell, and is refused when it signs in (C-65)"

// Table holds every rule of the certificate.
var Table = machine.MustTable(machine.Spec[Phase, Cause]{
	Name:   "client/certificate",
	Doc:    "The certificate that a client signs in with.",
	Phases: int(phases), Causes: int(causes), Start: None,
	Rows: []machine.Row[Phase, Cause]{
		row(None, Issued, Valid, "A client without one signs in by Kerberos or NTLM and is issued one (C-64)"),
		row(Valid, Issued, Valid, "Another one takes its place (C-64)"),
		row(Renewing, Issued, Valid, "It has been renewed in time (C-63)"),
		row(Expired, Issued, Valid, "An expired one counts as none: the client is issued another (H-24, C-64)"),

		row(Valid, RenewalDue, Renewing, "It is renewed well before it ends, by default about a month (C-63)"),
		row(Renewing, Elapsed, Expired, "Its validity is over, and it was not renewed (C-63)"),

		row(Valid, Deleted, None, "The user deletes it, so that the next sign-in brings another (L-9, C-67)"),
		row(Renewing, Deleted, None, "The user deletes it, so that the next sign-in brings another (L-9, C-67)"),
		row(Expired, Deleted, None, "The user clears away what is of no use any more (L-9)"),
	},
	Ignored: []machine.Note[Phase, Cause]{
		note(None, Revoked, revoking), note(Valid, Revoked, revoking),
		note(Renewing, Revoked, revoking), note(Expired, Revoked, revoking),
	},
	Refused: []machine.Note[Phase, Cause]{
		note(None, Deleted, "There is none to delete (L-9)"),
	},
})
