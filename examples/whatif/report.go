package main

import (
	"cmp"
	"slices"
	"time"

	"understudy.example"
	"understudy.example/dns"
)

// A Report says what each death would do.
type Report struct {
	Remarks []string `json:"remarks"` // on the files that it was made of
	Lint    []string `json:"lint"`    // what is allowed and harmful as things are
	Deaths  []*Death `json:"deaths"`
}

// A Death is of a pool, or of a site with all of its pools and its directory. Users who sit at the site keep their network, unless Cut says
// that it goes, too. When the orders have done what they can, what has died comes back as it was, and two hours later an administrator orders
// the way home.
type Death struct {
	Of       string   `json:"of"`
	Site     bool     `json:"site"`
	Cut      bool     `json:"cut,omitempty"` // the links of the site go with it
	Pools    []string `json:"pools"`
	Blind    string   `json:"blind,omitempty"`    // why none of them, or nobody at all if there are none, was signed in, so that no change says anything
	Homed    int      `json:"homed"`              // enabled users whose home is lost
	Behind   string   `json:"behind,omitempty"`   // how old the last copy of their data is, with which they go on (F-64)
	Load     []Load   `json:"load"`               // of who takes them in
	ByItself []Change `json:"byItself"`           // what happens when, if nobody does anything
	Orders   []Order  `json:"orders"`             // that bring back what can be brought back, in this order
	Lost     []Lost   `json:"lost"`               // what is still missing when nobody has done anything, and until when
	Left     []Left   `json:"left,omitempty"`     // who is not served in full after all of them
	Stranded []string `json:"stranded,omitempty"` // lost pools that no order brings back, and why
	Back     []Change `json:"back"`               // what happens by itself once it is back
	Returns  []Order  `json:"returns"`            // that lead home, in this order
	Away     []Left   `json:"away,omitempty"`     // who is not served after all of them as he was before the death
}

// A Load is what a backup pool would carry.
type Load struct {
	Pool  string `json:"pool"`
	Users int    `json:"users"`
	Most  int    `json:"most"` // that it should carry
	Fact  string `json:"fact"`
}

// A Change is of how users are served.
type Change struct {
	After   Span     `json:"after"` // the death, the order or the return: of the first of them,
	Until   Span     `json:"until"` // and of the last
	Users   []string `json:"users"`
	Level   string   `json:"level"`
	Without []string `json:"without,omitempty"` // what they could do before the death, and cannot now; signed out, everything
}

// An Order is an administrator's, and what comes of it.
type Order struct {
	Number  int       `json:"number"` // from 1, through both lists of a death
	Line    string    `json:"line"`
	Blocks  []Blocked `json:"blocks,omitempty"`
	Waits   Span      `json:"waits,omitempty"` // until nothing stands against it
	Takes   Span      `json:"takes"`           // until it has ended
	Stopped bool      `json:"stopped,omitempty"`
	Changes []Change  `json:"changes"`
}

// A Blocked order is one that something stands against.
type Blocked struct {
	Guard string `json:"guard"`
	Why   string `json:"why"`
}

// A Lost row is what some users have to do without, until an order has been carried out.
type Lost struct {
	Until    int      `json:"until"`             // the number of the order, from 1; 0 if none helps, and what died has to come back
	Depends  bool     `json:"depends,omitempty"` // or on what Features say of each, in brackets
	Users    []string `json:"users"`
	Features []string `json:"features"` // or everything
}

// A Left user is one who is not served in full, and what keeps him from it.
type Left struct {
	User  string `json:"user"`
	Level string `json:"level"`
	Why   string `json:"why"`
}

// A Span is a duration that JSON gets in words.
type Span time.Duration

// MarshalText writes it as time.Duration does.
func (s Span) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// String writes it in whole seconds.
func (s Span) String() string { return time.Duration(s).Round(time.Second).String() }

// NewReport lets everything die, one at a time. A site that is cut takes the network of those who sit there with it.
func NewReport(t understudy.Topology, cut bool) (*Report, error) {
	r := &Report{Remarks: []string{}, Lint: []string{}}
	for _, l := range t.Lint() {
		r.Lint = append(r.Lint, l.String())
	}
	called := standIns(&t)
	alive, err := living(t)
	if err != nil {
		return nil, err
	}
	r.Lint = append(r.Lint, absent(alive, called)...)
	for _, p := range t.Pools {
		r.Deaths = append(r.Deaths, &Death{Of: p.FQDN, Pools: []string{p.FQDN}})
	}
	for _, s := range t.Sites {
		d := &Death{Of: s.Name, Site: true, Cut: cut}
		for _, p := range t.Pools {
			if dns.Equal(p.Site, s.Name) {
				d.Pools = append(d.Pools, p.FQDN)
			}
		}
		switch {
		case len(d.Pools) == 0:
			r.Lint = append(r.Lint, "note: site "+s.Name+" has no pool: its death is left out")
		case len(t.Sites) == 1:
			r.Lint = append(r.Lint, "note: "+s.Name+" is the only site, with which everything would be lost: its death is left out")
		default:
			r.Deaths = append(r.Deaths, d)
		}
	}
	for _, d := range r.Deaths {
		w, err := newWake(alive, called, d)
		if err != nil {
			return nil, err
		}
		w.play()
	}
	return r, nil
}

// settle is how long everything has been well before the death: it does not come just after a copy.
const settle = 6*time.Hour + time.Minute

// living is the System when all users have signed in and everything has settled.
func living(t understudy.Topology) (*understudy.System, error) {
	s, err := understudy.New(t)
	if err != nil {
		return nil, err
	}
	for _, u := range t.Users {
		s.Do(s.Now(), understudy.SignIn{User: u.URI}, nil)
	}
	s.Do(s.Now().Add(settle), nil, nil)
	return s, nil
}

// noDNS is why nobody can sign in if a topology is silent.
const noDNS = "nothing is known of DNS that clients look up"

func silent(t understudy.Topology) bool { return len(t.Records)+len(t.Addresses) == 0 }

// absent says who is signed out before anything has died, and whom nothing that is told after that concerns.
func absent(s *understudy.System, called map[string]string) (lines []string) {
	t := s.Topology()
	for _, u := range t.Users {
		if st, _ := s.User(u.URI); st.Registered {
			continue
		}
		line := "warning: signed out before anything dies, so that no death changes anything: " + cmp.Or(called[u.URI], u.URI)
		if why, err := s.WhyNot(understudy.SignIn{User: u.URI}, 0); err == nil && len(why.Blocks) > 0 {
			line += ": " + why.Blocks[0].Why
		}
		if silent(t) {
			line += "; " + noDNS
		}
		lines = append(lines, line)
	}
	return lines
}

func (d *Death) dead(pool string) bool { return slices.Contains(d.Pools, pool) }
