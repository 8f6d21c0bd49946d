package story

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"understudy.example"
	"understudy.example/client"
	"understudy.example/client/conference"
	"understudy.example/client/conversation"
	"understudy.example/client/features"
	"understudy.example/client/responsegroup"
	"understudy.example/cms"
	"understudy.example/pool/failover"
	"understudy.example/pool/fence"
	"understudy.example/pool/health"
	"understudy.example/pool/mirror"
	"understudy.example/pool/pairing"
	"understudy.example/pool/quorum"
	"understudy.example/pool/replication"
	"understudy.example/pool/setup"
)

// A check looks at what is, or at what became of the last input or question. It returns what it found, in words.
type check interface {
	holds(p *play) (ok bool, found string)
}

// looked makes the form of a check of what is: it can be waited for.
func looked[V check](describe func(*V) shape) form[check] { return formOf[check](describe) }

// lasting are the forms of checks of what is.
var lasting = []form[check]{
	looked(func(c *userIs) shape {
		return line("% %", user(&c.User), enum("", &c.As, userStateNames)).with(may("at", pool(&c.At)))
	}),
	looked(func(c *userHomed) shape { return line("% homed at %", user(&c.User), pool(&c.At)) }),
	looked(func(c *userCan) shape {
		return line("% % %", user(&c.User), enum("", &c.Not, []string{"can", "cannot"}), enum("a feature", &c.Feature, namesOf[features.Feature]()))
	}),
	looked(func(c *userSilent) shape { return line("% talks to nobody", user(&c.User)) }),
	looked(func(c *userTalksOut) shape { return line("% talks to PSTN", user(&c.User)) }),
	looked(func(c *userKeeps) shape {
		return line("% % %", user(&c.User), enum("", &c.Not, []string{"protected", "unprotected"}), enum("a kind of data", &c.Data, namesOf[replication.Data]()))
	}),
	looked(func(c *userHas) shape {
		return line("% % contacts", user(&c.User), enum("", &c.Not, []string{"has", "lacks"}))
	}),
	looked(func(c *userTalks) shape { return line("% talks to %", user(&c.User), user(&c.Peer)) }),
	looked(func(c *userSeat) shape {
		return line("% %", user(&c.User), enum("", &c.As, namesOf[conference.Phase]()))
	}),
	looked(func(c *userWaits) shape {
		return line("% waits for group %", user(&c.User), newName("a response group", &c.Group))
	}),
	looked(func(c *userParked) shape { return line("% parked at %", user(&c.User), pool(&c.At)) }),
	looked(func(c *userRuns) shape {
		return line("% % %", user(&c.User), enum("", &c.Not, []string{"runs", "misses"}),
			enum("", &c.Modality, namesOf[conversation.Modality]()))
	}),
	looked(func(c *poolCurrent) shape {
		return line("% %", pool(&c.Pool), enum("", &c.Not, []string{"current", "behind"}))
	}),
	looked(func(c *poolNeeds) shape {
		return line("% % setup", pool(&c.Pool), enum("", &c.Not, []string{"needs", "needs no"}))
	}),
	looked(func(c *poolKeeps) shape {
		return line("% % data of %", pool(&c.Pool), enum("", &c.Not, []string{"keeps", "keeps no"}), pool(&c.Of))
	}),
	looked(func(c *poolUp) shape { return line("% %", pool(&c.Pool), enum("", &c.Down, []string{"up", "down"})) }),
	looked(func(c *poolSees) shape {
		return line("% sees % %", pool(&c.Pool), pool(&c.Partner), enum("", &c.As, namesOf[health.Phase]()))
	}),
	looked(func(c *poolIs) shape {
		return line("% % %", pool(&c.Pool), enum("", &c.Own, []string{"is", "believes"}), enum("", &c.State, namesOf[failover.Phase]()))
	}),
	partly("database", func(s understudy.PoolStatus) cms.Phase { return s.Database }),
	partly("setup", func(s understudy.PoolStatus) setup.Phase { return s.Setup }),
	partly("quorum", func(s understudy.PoolStatus) quorum.Phase { return s.Quorum }),
	partly("mirror", func(s understudy.PoolStatus) mirror.Phase { return s.Mirror }),
	partly("fence", func(s understudy.PoolStatus) fence.Phase { return s.Fence }),
	partly("pair", func(s understudy.PoolStatus) pairing.Phase { return s.Pair }),
	looked(func(c *siteFinds) shape { return line("% finds CMS at %", site(&c.Site), pool(&c.At)) }),
	looked(func(c *siteFindsNone) shape { return line("% finds no CMS", site(&c.Site)) }),
	looked(func(c *edgeServes) shape { return line("% hands on to %", edge(&c.Edge), pool(&c.Hop)) }),
	looked(func(c *federates) shape { return line("federation by %", edge(&c.Edge)) }),
	looked(func(c *cutOff) shape { return line("no federation") }),
	looked(func(c *lawBroken) shape { return line("law % broken", law(&c.ID)) }),
}

// passing are the forms of checks of the last input or question.
var passing = []form[check]{
	looked(func(c *became) shape {
		return line("%", enum("", &c.As, outcomeNames))
	}),
	looked(func(c *blockedBy) shape { return line("blocked %", guards(&c.Guards)) }),
	looked(func(c *failed) shape { return line("error") }),
	looked(func(c *answered) shape { return line("answer %", text(&c.Text)) }),
}

// readCheck reads a check and writes it as it is to be written.
func readCheck(c *cursor, waits bool) (check, string, bool) {
	forms := lasting
	if !waits {
		forms = slices.Concat(lasting, passing)
	}
	k, ok := read(forms, c)
	if !ok {
		return nil, "", false
	}
	s, ok := write(forms, k)
	return k, s, ok
}

// A userState is how a user is served, more or less exactly.
type userState uint8

const (
	userIn userState = iota
	userOut
	userWaiting
	userNormal
	userLimited
	userFull
)

var userStateNames = []string{"in", "out", "waiting", "normal", "limited", "full"}

type userIs struct {
	User, At string
	As       userState
}

func (c userIs) holds(p *play) (bool, string) {
	u, _ := p.system.User(c.User)
	is := false
	switch c.As {
	case userIn:
		is = u.Registered
	case userOut:
		is = !u.Registered
	case userWaiting:
		is = u.Phase == client.Waiting
	case userNormal:
		is = u.Registered && u.Mode == client.Normal
	case userLimited:
		is = u.Registered && u.Mode.Limited()
	case userFull:
		is = u.Registered && !u.Mode.Limited()
	}
	found := u.Phase.String()
	if u.Registered {
		found += " at " + u.At
	}
	return is && (c.At == "" || u.At == c.At), found
}

type userHomed struct{ User, At string }

func (c userHomed) holds(p *play) (bool, string) {
	u, _ := p.system.User(c.User)
	return u.Home == c.At, u.Home
}

type userCan struct {
	User    string
	Not     uint8
	Feature features.Feature
}

func (c userCan) holds(p *play) (bool, string) {
	a, ok := p.system.Can(c.User, c.Feature)
	if !ok {
		return c.Not == 1, "that the user is not signed in"
	}
	want := features.Yes
	if c.Not == 1 {
		want = features.No
	}
	return a.Available == want, fmt.Sprintf("%v: %s", a.Available, a.Why)
}

// userKeeps is whether what a user has written is in both pools of his pair.
type userKeeps struct {
	User string
	Not  uint8
	Data replication.Data
}

func (c userKeeps) holds(p *play) (bool, string) {
	for _, l := range p.system.Losses() {
		if l.User == c.User && l.Data == c.Data {
			return c.Not == 1, fmt.Sprintf("%d of them at %s alone", l.Changes, l.At)
		}
	}
	return c.Not == 0, "that nothing is in one place alone"
}

// userHas is whether a user's contacts and meetings are at home.
type userHas struct {
	User string
	Not  uint8
}

func (c userHas) holds(p *play) (bool, string) {
	u, _ := p.system.User(c.User)
	return (u.Left == "") == (c.Not == 0), cmp.Or(u.Left, u.Home)
}

type userTalks struct{ User, Peer string }

func (c userTalks) holds(p *play) (bool, string) { return p.talks(c.User, c.Peer) }

type userSilent struct{ User string }

func (c userSilent) holds(p *play) (bool, string) { return p.talks(c.User, "") }

type userTalksOut struct{ User string }

func (c userTalksOut) holds(p *play) (bool, string) { return p.talks(c.User, understudy.Outside) }

// talks compares with whom a user is in a call.
func (p *play) talks(user, peer string) (bool, string) {
	u, _ := p.system.User(user)
	return u.Talking == peer, cmp.Or(u.Talking, "nobody")
}

// userWaits is whether a user waits for an agent of a response group.
type userWaits struct{ User, Group string }

func (c userWaits) holds(p *play) (bool, string) {
	u, _ := p.system.User(c.User)
	waits := u.Answer == responsegroup.Queued
	return waits && strings.EqualFold(u.Calling, c.Group), either(waits, u.Calling, "no group")
}

// userParked is whether a user waits on an orbit of a pool.
type userParked struct{ User, At string }

func (c userParked) holds(p *play) (bool, string) {
	u, _ := p.system.User(c.User)
	return u.Parked == c.At, cmp.Or(u.Parked, "that nobody parked the user")
}

// userSeat is where a user is in a conference.
type userSeat struct {
	User string
	As   conference.Phase
}

func (c userSeat) holds(p *play) (bool, string) {
	u, _ := p.system.User(c.User)
	return u.Seat.Phase() == c.As, u.Seat.Phase().String()
}

type userRuns struct {
	User     string
	Not      uint8
	Modality conversation.Modality
}

func (c userRuns) holds(p *play) (bool, string) {
	u, _ := p.system.User(c.User)
	return u.Talk.Running(c.Modality) == (c.Not == 0), u.Talk.Phase().String()
}

// poolCurrent is whether a pool's replica has what the active database has.
type poolCurrent struct {
	Pool string
	Not  uint8
}

func (c poolCurrent) holds(p *play) (bool, string) {
	s, _ := p.system.Pool(c.Pool)
	return s.UpToDate == (c.Not == 0), either(s.UpToDate, "current", "behind")
}

type poolNeeds struct {
	Pool string
	Not  uint8
}

func (c poolNeeds) holds(p *play) (bool, string) {
	s, _ := p.system.Pool(c.Pool)
	return s.NeedsSetup == (c.Not == 0), either(s.NeedsSetup, "needs setup", "needs no setup")
}

type poolKeeps struct {
	Pool, Of string
	Not      uint8
}

func (c poolKeeps) holds(p *play) (bool, string) {
	keeps := p.system.Keeps(c.Pool, c.Of)
	return keeps == (c.Not == 0), either(keeps, "keeps", "keeps no")
}

type poolUp struct {
	Pool string
	Down uint8
}

func (c poolUp) holds(p *play) (bool, string) {
	s, _ := p.system.Pool(c.Pool)
	return s.Up == (c.Down == 0), either(s.Up, "up", "down")
}

func either(is bool, yes, no string) string {
	if is {
		return yes
	}
	return no
}

type poolSees struct {
	Pool, Partner string
	As            health.Phase
}

func (c poolSees) holds(p *play) (bool, string) {
	sees, watches := p.system.Sees(c.Pool, c.Partner)
	if !watches {
		return false, "that it does not watch " + c.Partner
	}
	return sees == c.As, sees.String()
}

// poolIs is the PoolState: as the administrators' configuration says, or as the pool's own replica has it (H-1).
type poolIs struct {
	Pool  string
	Own   uint8
	State failover.Phase
}

func (c poolIs) holds(p *play) (bool, string) {
	s, _ := p.system.Pool(c.Pool)
	if c.Own == 1 {
		return s.Believes == c.State, s.Believes.String()
	}
	return s.State == c.State, s.State.String()
}

// A poolPart is the phase of one machine of a pool.
type poolPart[P phase] struct {
	Pool string
	As   P
	of   func(understudy.PoolStatus) P
}

type phase interface {
	~uint8
	String() string
}

// partly makes the form of a check of one machine of a pool.
func partly[P phase](word string, of func(understudy.PoolStatus) P) form[check] {
	return looked(func(c *poolPart[P]) shape {
		c.of = of
		return line("% "+word+" %", pool(&c.Pool), enum("", &c.As, namesOf[P]()))
	})
}

func (c poolPart[P]) holds(p *play) (bool, string) {
	s, _ := p.system.Pool(c.Pool)
	return c.of(s) == c.As, c.of(s).String()
}

type siteFinds struct{ Site, At string }

func (c siteFinds) holds(p *play) (bool, string) {
	at, err := p.system.CMS(c.Site)
	if err != nil {
		return false, err.Error()
	}
	return at == c.At, at
}

type siteFindsNone struct{ Site string }

func (c siteFindsNone) holds(p *play) (bool, string) {
	at, err := p.system.CMS(c.Site)
	return err != nil, at
}

type edgeServes struct{ Edge, Hop string }

func (c edgeServes) holds(p *play) (bool, string) {
	hop, ok := p.system.NextHop(c.Edge)
	return ok && hop == c.Hop, hop + either(ok, ", up", ", and one of the two is down")
}

// federates is by which Edge pool outbound federation goes, cutOff that it does not.
type (
	federates struct{ Edge string }
	cutOff    struct{}
)

func (c federates) holds(p *play) (bool, string) {
	edge, ok := p.system.Federation()
	return ok && edge == c.Edge, either(ok, edge, "none")
}

func (cutOff) holds(p *play) (bool, string) {
	edge, ok := p.system.Federation()
	return !ok, edge
}

type lawBroken struct{ ID string }

func (c lawBroken) holds(p *play) (bool, string) {
	if !p.excuse(c.ID) {
		return false, "that it holds"
	}
	return true, ""
}

// An outcome is what became of an input.
type outcome uint8

const (
	accepted outcome = iota
	refused
	denied
	invalid
	blocked
	outcomes
)

var outcomeNames = []string{"accepted", "refused", "denied", "invalid"}

type became struct{ As outcome }

// holds takes refused in its wide sense: whatever did not happen, but for what names nothing that is there.
func (c became) holds(p *play) (bool, string) {
	is := p.last.outcome == c.As
	if c.As == refused {
		is = p.last.outcome == refused || p.last.outcome == denied || p.last.outcome == blocked
	}
	return is, p.last.String()
}

type blockedBy struct{ Guards []string }

func (c blockedBy) holds(p *play) (bool, string) {
	want := slices.Sorted(slices.Values(c.Guards))
	got := slices.Sorted(slices.Values(p.last.guards))
	return p.last.outcome == blocked && slices.Equal(want, got), p.last.String()
}

type failed struct{}

func (failed) holds(p *play) (bool, string) { return p.last.err != nil, p.last.answer }

type answered struct{ Text string }

func (c answered) holds(p *play) (bool, string) {
	if p.last.err != nil {
		return false, p.last.err.Error()
	}
	return strings.Contains(p.last.answer, c.Text), p.last.answer
}

// guards are names of what can stand against an input: guards against an order, pools that do not let a user in.
func guards(p *[]string) value {
	return value{
		what: []string{"a guard"},
		read: func(c *cursor) bool {
			*p = nil
			for more := true; more; more = c.take(",") {
				at := c.at
				name, ok := c.name()
				if ok && c.names != nil {
					name, ok = in(c.names.guards, name)
				}
				if !ok {
					c.at = at
					return false
				}
				*p = append(*p, name)
			}
			return true
		},
		write: func() string {
			var all []string
			for _, name := range *p {
				all = append(all, quote(name))
			}
			return strings.Join(all, ", ")
		},
	}
}

// law is the ID of a law.
func law(p *string) value {
	return value{
		what: []string{"a law"},
		read: func(c *cursor) bool {
			i := slices.IndexFunc(understudy.Laws(), func(l understudy.Law) bool { return c.look().is(l.ID) })
			if i < 0 {
				return false
			}
			*p = understudy.Laws()[i].ID
			c.at++
			return true
		},
		write: func() string { return *p },
	}
}

// text is the rest of a line: one quotation, or words.
func text(p *string) value {
	return value{
		what: []string{"a text"},
		read: func(c *cursor) bool {
			if c.done() || c.look().quoted && len(c.words) > c.at+1 {
				return false
			}
			var all []string
			for ; !c.done(); c.at++ {
				all = append(all, c.look().text)
			}
			*p = strings.Join(all, " ")
			return true
		},
		write: func() string {
			words := strings.Fields(*p)
			if strings.Join(words, " ") == *p && !slices.ContainsFunc(words, func(s string) bool { return !bare(s) }) && *p != "" {
				return *p
			}
			return fmt.Sprintf("%q", *p)
		},
	}
}
