package explore

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"
	"time"

	"understudy.example"
	"understudy.example/machine"
	"understudy.example/story"
)

// A Contender is one of the two that are compared: a policy, or the same one with other timings.
type Contender struct {
	Name   string
	Policy func() understudy.Policy   // makes a fresh one; nil is the product by itself
	Change func(*understudy.Topology) // sets what is different in every ground, as timings; nil is nothing. Sites, pools and users stay whom they are
}

// A Comparison says what two contenders made of the same histories. It is plain data.
type Comparison struct {
	Histories   int
	A, B        Summary
	Differences []Difference // the histories that went differently: first those in which more laws that must hold were broken by one alone
}

// A Difference is a history that went differently.
type Difference struct {
	History int   // its number, from 1
	Plan    *Plan `json:"-"`
	A, B    Account

	sides [2]*side
}

// A Summary adds up the accounts of one contender.
type Summary struct {
	Name         string
	Out, Limited Spread // of what all users of a history together have spent so
	Over, Back   Count  // of pools
	Store        Count  // moves of the Central Management Store
	Open         int    // turns that were not over in the end, or had stopped half way
	Lost         int    // changes, of users and of the configuration
	All          int    // how often everything of a user was lost
	Left         int    // uploads that were left behind
	Orders       Orders
	Broken       []Breach // a law each, in their order
}

// A Count is of turns of one kind.
type Count struct{ All, False, Flaps int }

// A Spread is how a time is spread over histories. Median is the lower one of two.
type Spread struct{ Mean, Median, Worst time.Duration }

// A Breach says in how many histories a law was broken.
type Breach struct {
	Law       string
	Warning   bool // it only warns
	Histories int
}

// Compare plays the same histories under two contenders: plans or, if there are none, as many as the options say. Of those, every other
// one is generated to hurt the first, and the rest to hurt the second, on the grounds as they are without any Change. Laws that compare
// whole trials play them again, and are left out unless the options name them. The same options give the same result, on any number of
// cores.
func Compare(a, b Contender, o Options, plans ...*Plan) (*Comparison, error) {
	if err := o.validate(); err != nil {
		return nil, err
	}
	if o.Laws == nil {
		o.Laws = Select(func(l Law) bool { return l.Over == nil })
	}
	laws, err := o.judging(nobodys)
	if err != nil {
		return nil, err
	}
	sides := [2]*side{newSide(a, &o, laws), newSide(b, &o, laws)}
	if len(plans) == 0 {
		plans = make([]*Plan, o.histories())
	}
	all := make([]Difference, len(plans))
	err = each(len(all), func(i int) (err error) {
		all[i] = Difference{History: i + 1, Plan: plans[i], sides: sides}
		return all[i].play(&o)
	})
	if err != nil {
		return nil, err
	}
	c := &Comparison{Histories: len(all),
		A: sides[0].sum(all, func(d *Difference) *Account { return &d.A }),
		B: sides[1].sum(all, func(d *Difference) *Account { return &d.B })}
	for _, d := range all {
		if !d.A.like(&d.B) {
			c.Differences = append(c.Differences, d)
		}
	}
	slices.SortStableFunc(c.Differences, func(d, e Difference) int {
		return cmp.Or(cmp.Compare(e.breaches(), d.breaches()), cmp.Compare(e.apart(), d.apart()))
	})
	return c, nil
}

// like reports whether two histories went alike, whatever was ordered in vain.
func (a *Account) like(b *Account) bool {
	x, y := *a, *b
	x.Orders, y.Orders = Orders{}, Orders{}
	return reflect.DeepEqual(x, y)
}

// A side is a contender, and what it is held to.
type side struct {
	Contender
	setup Setup
	laws  []Law
}

func newSide(c Contender, o *Options, laws []Law) *side {
	if c.Policy == nil {
		c.Policy = nobodys
	}
	return &side{c, Setup{Policy: c.Policy, Parts: o.Parts, Manual: o.Manual}, laws}
}

// play plays the history under both, and generates it before if there is none yet.
func (d *Difference) play(o *Options) (err error) {
	if d.Plan == nil {
		i := d.History - 1
		if d.Plan, err = Generate(numbers(o.Seed, uint64(i)), d.sides[i%2].Policy, o); err != nil {
			return err
		}
	}
	if d.A, _, err = d.sides[0].play(d.Plan); err != nil {
		return err
	}
	d.B, _, err = d.sides[1].play(d.Plan)
	return err
}

// play plays a history on the side's own ground.
func (s *side) play(p *Plan) (Account, *Trial, error) {
	p, err := s.changed(p)
	if err != nil {
		return Account{}, nil, err
	}
	a, law := account()
	t, err := s.setup.Run(p, append(slices.Clip(s.laws), law)...)
	if err != nil {
		return Account{}, nil, err
	}
	for _, j := range t.Laws {
		if j.Broken != nil {
			a.Broken = append(a.Broken, j.Law.ID)
		}
	}
	return a.Account, t, nil
}

// A roll is who there is of one kind.
type roll struct {
	what  string
	names []string
}

// rolls are those of a ground.
func rolls(t *understudy.Topology) []roll {
	sites, pools, users := roll{what: "Sites"}, roll{what: "Pools"}, roll{what: "Users"}
	for _, s := range t.Sites {
		sites.names = append(sites.names, s.Name)
	}
	for _, p := range t.Pools {
		pools.names = append(pools.names, p.FQDN)
	}
	for _, u := range t.Users {
		users.names = append(users.names, u.URI)
	}
	return []roll{sites, pools, users}
}

// changed is a history on the side's own ground. An error says who is not there any more, or has another name.
func (s *side) changed(p *Plan) (*Plan, error) {
	if s.Change == nil {
		return p, nil
	}
	c := p.copy()
	c.Topology = deep(c.Topology)
	s.Change(&c.Topology)
	f := machine.Faults{Package: "explore", Kind: ErrOptions}
	is := rolls(&c.Topology)
	for i, was := range rolls(&p.Topology) {
		f.If(!slices.Equal(was.names, is[i].names), "Change of %s: %s %v must stay, and are %v", s.Name, was.what, was.names, is[i].names)
	}
	return c, f.Err()
}

// sum adds up the accounts of a side.
func (s *side) sum(all []Difference, of func(*Difference) *Account) Summary {
	sum := Summary{Name: s.Name}
	var out, limited []time.Duration
	broken := map[string]int{}
	for i := range all {
		a := of(&all[i])
		o, l := a.Cost()
		out, limited = append(out, o), append(limited, l)
		sum.add(a)
		for _, id := range a.Broken {
			broken[id]++
		}
	}
	sum.Out, sum.Limited = spread(out), spread(limited)
	for _, l := range s.laws {
		if n := broken[l.ID]; n > 0 {
			sum.Broken = append(sum.Broken, Breach{l.ID, l.Severity == understudy.Warn, n})
		}
	}
	return sum
}

// add counts what one history has led to.
func (s *Summary) add(a *Account) {
	counts := [...]*Count{Over: &s.Over, Back: &s.Back, Store: &s.Store}
	for _, t := range a.Turns {
		c := counts[t.Kind]
		c.All, c.False, c.Flaps = c.All+1, c.False+one(t.False), c.Flaps+one(t.Flap)
		s.Open += one(t.open())
	}
	for _, u := range a.Users {
		s.Lost, s.All, s.Left = s.Lost+u.Lost, s.All+u.All, s.Left+u.Left
	}
	s.Lost += a.Store
	s.Orders.Given += a.Orders.Given
	s.Orders.Refused += a.Orders.Refused
	s.Orders.Denied += a.Orders.Denied
}

func one(is bool) int {
	if is {
		return 1
	}
	return 0
}

func spread(all []time.Duration) (s Spread) {
	if len(all) == 0 {
		return s
	}
	slices.Sort(all)
	var total time.Duration
	for _, d := range all {
		total += d
	}
	n := len(all)
	return Spread{total / time.Duration(n), all[(n-1)/2], all[n-1]}
}

// breaches counts the laws that must hold and that one alone has broken.
func (d *Difference) breaches() (n int) {
	for _, l := range d.sides[0].laws {
		if l.Severity == understudy.Must && slices.Contains(d.A.Broken, l.ID) != slices.Contains(d.B.Broken, l.ID) {
			n++
		}
	}
	return n
}

// apart is how much longer users were without full service under one than under the other: each user by himself, so that what one has
// lost and another has won does not cancel out.
func (d *Difference) apart() (sum time.Duration) {
	for i, a := range d.A.Users {
		b := d.B.Users[i]
		sum += (a.Out - b.Out).Abs() + (a.Limited - b.Limited).Abs()
	}
	return sum
}

// Stories tell the history under either contender: what was done, what the policy ordered, and what happened. They can be played again
// without the policies. A Difference that Compare has not made has none.
func (d *Difference) Stories() (a, b *story.Story, err error) {
	if d.sides[0] == nil || d.sides[1] == nil {
		return nil, nil, fmt.Errorf("%w: Compare has not made this Difference, and so it has no Stories", ErrOptions)
	}
	if a, err = d.sides[0].story(d); err != nil {
		return nil, nil, err
	}
	b, err = d.sides[1].story(d)
	return a, b, err
}

func (s *side) story(d *Difference) (*story.Story, error) {
	_, t, err := s.play(d.Plan)
	if err != nil {
		return nil, err
	}
	told := t.Played().Story()
	told.Title = fmt.Sprintf("History %d under %s", d.History, s.Name)
	told.Notes = []string{"The policy was at " + d.Plan.Place + ", and gave its orders there."}
	return story.Player{Parts: s.setup.Parts}.Play(told)
}
