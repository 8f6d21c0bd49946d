package registrar

import "strings"

// A PresenceState is the header of that name in a 200 to REGISTER: from it the endpoint learns how it is served (C-39, C-40).
type PresenceState struct {
	Refreshed   bool // the binding was there; if not, it was added, which a refresh takes for a loss (C-41)
	Remote      bool // the primary is a branch appliance; if not, it is a pool at a central site
	Connected   bool // this registrar is the user's primary
	Unavailable bool // user services are: resiliency mode
}

// Presence returns the header that goes with a reply to what k is known about; ok is false if the reply is no 200.
func (r Reply) Presence(k Known) (p PresenceState, ok bool) {
	if r.Verdict != Accepted {
		return p, false
	}
	return PresenceState{
		Refreshed: k.Bound, Remote: k.Branch, Connected: k.Role == Home, Unavailable: r.Level == Limited,
	}, true
}

// String returns the value of the header, as it goes over the wire. The third action of the specification, "fixed", is one
// that the model's registrars have no use for.
func (p PresenceState) String() string {
	pick := func(is bool, yes, no string) string {
		if is {
			return yes
		}
		return no
	}
	var b strings.Builder
	b.WriteString(pick(p.Refreshed, `register-action="refreshed"`, `register-action="added"`))
	b.WriteString(pick(p.Remote, `;primary-cluster-type="remote"`, `;primary-cluster-type="central"`))
	b.WriteString(pick(p.Connected, `;is-connected-to-primary="yes"`, `;is-connected-to-primary="no"`))
	b.WriteString(pick(p.Unavailable, `;user-services-state=unavailable`, ``))
	return b.String()
}
