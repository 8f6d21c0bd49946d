package explore

import (
	"errors"
	"fmt"
	"math/bits"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"understudy.example"
)

// Check attacks a policy with random histories, and returns a *Counterexample for the first law that must hold and does not, or
// another error if the attack cannot be made; laws that only warn are not asked, and Attack says what becomes of them. The same options
// give the same result, on any number of cores; the policies that it makes may be asked at once, each for itself. A nil policy attacks
// the model, with orders of an administrator. What panics in a history is a *Panic.
func Check(policy func() understudy.Policy, o Options) error {
	if err := o.validate(); err != nil {
		return err
	}
	o.Laws = slices.DeleteFunc(slices.Clone(o.all()), func(l Law) bool { return l.Severity != understudy.Must })
	if _, err := o.judging(policy); err != nil {
		return err
	}
	const batch = 20
	for from := 0; from < o.histories(); from += batch {
		plans, err := o.plans(policy, from, min(from+batch, o.histories()))
		if err != nil {
			return shortest(err)
		}
		findings, err := o.attack(policy, plans)
		if err != nil {
			return shortest(err)
		}
		for _, f := range findings {
			if c := f.Found; c != nil {
				c.Histories += from
				return c.Shortest()
			}
		}
	}
	return nil
}

// Plans returns the histories of an attack, for a policy or, if that is nil, with orders of an administrator.
func Plans(policy func() understudy.Policy, o Options) ([]*Plan, error) {
	if err := o.validate(); err != nil {
		return nil, err
	}
	return o.plans(policy, 0, o.histories())
}

func (o *Options) validate() error {
	if o.Histories < 0 {
		return fmt.Errorf("%w: Histories %d must not be below 0", ErrOptions, o.Histories)
	}
	if o.Histories > mostHistories {
		return fmt.Errorf("%w: Histories %d must not be above %d", ErrOptions, o.Histories, mostHistories)
	}
	return judgeable(o.Laws, ErrOptions)
}

// judgeable reports laws that would judge nothing: a list without any, and one that nobody can name or that does not say how it judges.
// One that is there twice would count twice.
func judgeable(laws []Law, kind error) error {
	if laws != nil && len(laws) == 0 {
		return fmt.Errorf("%w: Laws must not be empty; nil is all of them", kind)
	}
	at := map[string]int{}
	for i, l := range laws {
		first, twice := at[l.ID]
		switch ways := l.ways(); {
		case l.ID == "":
			return fmt.Errorf("%w: Laws[%d] must have an ID", kind, i)
		case ways != 1:
			return fmt.Errorf("%w: law %q must have one of Check, Watch and Over, and has %d", kind, l.ID, ways)
		case twice:
			return fmt.Errorf("%w: law %q must be there once, and is Laws[%d] and Laws[%d]", kind, l.ID, first, i)
		}
		at[l.ID] = i
	}
	return nil
}

func (o *Options) histories() int {
	if o.Histories == 0 {
		return Histories
	}
	return o.Histories
}

func (o *Options) all() []Law {
	if o.Laws == nil {
		return Laws()
	}
	return o.Laws
}

// mostHistories is how many histories one attack plays at the most: more are for other seeds.
const mostHistories = 1 << 24

// judging are the laws that the histories are held to.
func (o *Options) judging(policy func() understudy.Policy) (laws []Law, err error) {
	for _, l := range o.all() {
		if l.Duty != understudy.OfPolicy || policy != nil && !o.Operator {
			laws = append(laws, l)
		}
	}
	switch {
	case len(laws) > 0:
		return laws, nil
	case len(o.all()) == 0:
		return nil, fmt.Errorf("%w: no law is left, for all of Laws only warn", ErrOptions)
	case policy == nil:
		return nil, fmt.Errorf("%w: no law is left, for those that must hold here are a policy's duty, and there is none", ErrOptions)
	}
	return nil, fmt.Errorf("%w: no law is left, for those of a policy's duty do not count beside an Operator", ErrOptions)
}

// plans makes the histories from one number to another.
func (o *Options) plans(policy func() understudy.Policy, from, to int) ([]*Plan, error) {
	plans := make([]*Plan, to-from)
	return plans, each(len(plans), func(i int) (err error) {
		plans[i], err = Generate(numbers(o.Seed, uint64(from+i)), policy, o)
		return err
	})
}

// numbers are the choices of one history: the n-th depends on nothing but the seed, the history and n.
func numbers(seed, history uint64) Choice {
	state := mix(mix(seed) + history)
	return func(n int) int {
		state += 0x9e3779b97f4a7c15
		hi, _ := bits.Mul64(mix(state), uint64(max(n, 1)))
		return int(hi)
	}
}

// mix is the finaliser of SplitMix64: neighbouring numbers become unrelated ones.
func mix(x uint64) uint64 {
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// each does something n times, on all cores, and returns the error of the lowest number.
func each(n int, do func(i int) error) error {
	errs := make([]error, n)
	var next atomic.Int64
	var workers sync.WaitGroup
	for range min(n, runtime.GOMAXPROCS(0)) {
		workers.Add(1)
		go func() {
			defer workers.Done()
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				errs[i] = do(i)
			}
		}()
	}
	workers.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// A Finding is what many histories have shown of one law.
type Finding struct {
	Law     Law
	Applied int             // how often it applied: a law that never did has not held
	Found   *Counterexample // the first one; nil if it held
}

// Attack plays histories, and tells of every law what they have shown, in the order of the laws of the options. It does not generate
// any: Histories and Seed, Grounds and Places do not count.
func Attack(policy func() understudy.Policy, plans []*Plan, o Options) ([]Finding, error) {
	if err := o.validate(); err != nil {
		return nil, err
	}
	return o.attack(policy, plans)
}

func (o *Options) attack(policy func() understudy.Policy, plans []*Plan) ([]Finding, error) {
	laws, err := o.judging(policy)
	if err != nil {
		return nil, err
	}
	s, judged := Setup{Policy: policy, Parts: o.Parts, Manual: o.Manual}, make([][]Judged, len(plans))
	err = each(len(plans), func(i int) error {
		t, err := s.Run(plans[i], laws...)
		if err == nil {
			judged[i] = t.Laws
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	findings := make([]Finding, len(laws))
	for l := range laws {
		findings[l] = Finding{Law: laws[l]}
		if err := findings[l].gather(s, plans, func(i int) Judged { return judged[i][l] }); err != nil {
			return nil, err
		}
	}
	return findings, nil
}

// gather adds up what the histories say of the law. The first one that breaks it is played again, to be told.
func (f *Finding) gather(s Setup, plans []*Plan, judged func(i int) Judged) error {
	for i, p := range plans {
		j := judged(i)
		f.Applied += j.Applied
		if j.Broken == nil || f.Found != nil {
			continue
		}
		if f.Found = s.counterexample(p, f.Law); f.Found == nil {
			return fmt.Errorf("%w (history %d, seen from %s)", s.unsteady(j.Broken), i+1, p.Place)
		}
		f.Found.Histories = i + 1
	}
	return nil
}

// A Counterexample is a history that breaks a law.
type Counterexample struct {
	Broken    *Broken
	Plan      *Plan
	Trial     *Trial // of the plan, held to that law
	Histories int    // how many were played until one broke the law
}

// counterexample plays a plan, and returns nil if the law holds.
func (s Setup) counterexample(p *Plan, l Law) *Counterexample {
	t, err := s.Run(p, l)
	if err != nil || t.Broken() == nil {
		return nil
	}
	return &Counterexample{Broken: t.Broken(), Plan: p, Trial: t}
}

// unsteady is what breaks law replay where a law that was broken is not broken again.
func (s Setup) unsteady(b *Broken) *Broken {
	who := "the policy is not deterministic, or its instances share what they remember"
	if s.Policy == nil {
		who = "one of the Parts is not deterministic, or its instances share what they remember"
	}
	law := Select(func(l Law) bool { return l.ID == "replay" })[0]
	return &Broken{law, b.At, fmt.Errorf("the same history does not break law %s again: %s", b.Law.ID, who)}
}

var errNothing = errors.New("explore: a Counterexample of nothing: Check, Attack and Explore make those that there are")

// whole reports whether there is a history. The zero Counterexample tells of none.
func (c *Counterexample) whole() bool { return c.Broken != nil && c.Plan != nil && c.Trial != nil }

func (c *Counterexample) Error() string {
	if !c.whole() {
		return errNothing.Error()
	}
	return fmt.Sprintf("%v (history %d; %d inputs and orders, seen from %s)", c.Broken, c.Histories, len(c.Trial.Given), c.Plan.Place)
}

func (c *Counterexample) Unwrap() error {
	if c.Broken == nil {
		return errNothing
	}
	return c.Broken
}

// Shortest returns the shortest history that Shrink finds to break the same law. It is over when the law is broken. One that breaks the
// law only now and then breaks law replay instead: the policy is not deterministic.
func (c *Counterexample) Shortest() *Counterexample {
	if !c.whole() {
		return c
	}
	s, law, best := c.Trial.setup, c.Broken.Law, c.until()
	Shrink(best.Plan, func(p *Plan) bool {
		found := s.counterexample(p, law)
		if found != nil {
			best = found
		}
		return found != nil
	})
	best = best.until()
	found := *best
	if s.counterexample(best.Plan, law) == nil {
		found.Broken = s.unsteady(best.Broken)
	}
	found.Histories = c.Histories
	return &found
}

// until is the history up to where the law is broken, if it is broken there without what comes later, too.
func (c *Counterexample) until() *Counterexample {
	if found := c.Trial.setup.counterexample(c.Plan.until(c.Broken.At), c.Broken.Law); found != nil {
		return found
	}
	return c
}
