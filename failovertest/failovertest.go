package failovertest

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"understudy.example"
	"understudy.example/dns"
	"understudy.example/explore"
	"understudy.example/story"
)

// An Option changes how a policy is attacked.
type Option func(*explore.Options)

// Laws are the laws that histories are held to, in place of explore.Laws.
func Laws(laws ...explore.Law) Option { return func(o *explore.Options) { o.Laws = laws } }

// Grounds are the topologies that histories are played on, in place of explore.Grounds.
func Grounds(grounds ...understudy.Topology) Option {
	return func(o *explore.Options) { o.Grounds = grounds }
}

// Places are the sites and pools at which the policy may be, in place of all of them. Grounds that have none of them are left out; a story
// that has none fails.
func Places(places ...string) Option { return func(o *explore.Options) { o.Places = places } }

// Parts replaces machines of the System.
func Parts(p understudy.Parts) Option { return func(o *explore.Options) { o.Parts = p } }

// Manual says that the policy leaves recovery to people, so that no law asks it to recover by itself.
func Manual() Option { return func(o *explore.Options) { o.Manual = true } }

// Operator puts an administrator beside the policy who gives orders as he likes. The laws that are a policy's duty are left out then.
func Operator() Option { return func(o *explore.Options) { o.Operator = true } }

func with(options []Option) *explore.Options {
	o := &explore.Options{}
	for _, option := range options {
		if option != nil {
			option(o)
		}
	}
	return o
}

// ready returns the options of an attack, or says in one line why there is nothing to attack, or nothing to hold it to.
func ready(who string, policy func() understudy.Policy, options []Option) (*explore.Options, error) {
	if policy == nil {
		return nil, fmt.Errorf("failovertest: %s needs a policy; explore.Check attacks the model without one", who)
	}
	if i := slices.IndexFunc(options, func(o Option) bool { return o == nil }); i >= 0 {
		return nil, fmt.Errorf("failovertest: options[%d] must not be nil", i)
	}
	o := with(options)
	_, err := explore.Attack(policy, nil, *o)
	return o, err
}

// perCheck is how many histories one check of rapid plays: 400 with its default of 100 checks, and a fifth of that with -short.
const perCheck = 4

// TestPolicy attacks a policy with random histories, and has a subtest for each law. One that must hold and does not fails, tells the
// shortest history that breaks it, and saves it under testdata/failover: as a story, for Replay, and beside it as a page for a browser. Laws that only warn are logged, and so
// are those that never applied: they have not been tested. How many histories there are, and which, is for rapid's flags to say.
func TestPolicy(t *testing.T, policy func() understudy.Policy, options ...Option) {
	t.Helper()
	o, err := ready("TestPolicy", policy, options)
	if err == nil {
		err = o.Validate()
	}
	if err != nil {
		t.Fatal(err)
	}
	plans, err := draw(t, policy, o)
	if err != nil {
		fail(t, err, t.Name())
	}
	findings, err := explore.Attack(policy, plans, *o)
	if err != nil {
		fail(t, err, t.Name())
	}
	for _, f := range findings {
		t.Run(f.Law.ID, func(t *testing.T) {
			t.Helper()
			report(t, f, len(plans))
		})
	}
}

// draw lets rapid draw the histories. What goes wrong is not for rapid to make smaller, nor to keep: it would go wrong with any other one.
func draw(t *testing.T, policy func() understudy.Policy, o *explore.Options) (plans []*explore.Plan, err error) {
	t.Helper()
	rapid.Check(t, func(t *rapid.T) {
		for i := 0; i < perCheck && err == nil; i++ {
			var p *explore.Plan
			if p, err = explore.Generate(choices(t), policy, o); err == nil {
				plans = append(plans, p)
			}
		}
	})
	return plans, err
}

// choices are those that rapid makes.
func choices(t *rapid.T) explore.Choice {
	return func(n int) int { return rapid.IntRange(0, n-1).Draw(t, "choice") }
}

// fail says in one line why an attack could not be made. Of a panic it logs the stack, and saves the shortest history under a name.
func fail(t *testing.T, err error, name string) {
	t.Helper()
	var p *explore.Panic
	if !errors.As(err, &p) {
		t.Fatal(err)
	}
	p = p.Shortest()
	t.Logf("%s", p.Stack)
	path := filepath.Join("testdata", "failover", filepath.FromSlash(name), "panic.story")
	if err := save(path, p.Plan.Story().Format()); err != nil {
		t.Error(err)
	}
	t.Fatalf("%v. Saved as %s, for failovertest.Replay", p, path)
}

// report says what histories have shown of a law.
func report(t *testing.T, f explore.Finding, played int) {
	t.Helper()
	switch {
	case f.Found != nil && f.Law.Severity == understudy.Must:
		c := f.Found.Shortest()
		t.Errorf("%s\nIt comes of history %d. %s", c.Tell(), c.Histories, keep(t, c, t.Name()))
	case f.Found != nil:
		t.Logf("warning: %v", f.Found)
	case f.Applied == 0:
		t.Logf("law %s never applied in %d histories, so it has not been tested", f.Law.ID, played)
	}
}

// keep saves a counterexample under a name, and says where.
func keep(t *testing.T, c *explore.Counterexample, name string) string {
	t.Helper()
	path := filepath.Join("testdata", "failover", filepath.FromSlash(name))
	err := errors.Join(save(path+".story", c.Story().Format()), save(path+".html", c.HTML()))
	if err != nil {
		t.Error(err)
	}
	return fmt.Sprintf("Saved as %s.story, for failovertest.Replay, and drawn in %[1]s.html", path)
}

func save(path string, text []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		return err
	}
	return os.WriteFile(path, text, 0o666)
}

// Plans generates histories for a policy or, if that is nil, with orders of an administrator, for properties of your own.
func Plans(policy func() understudy.Policy, options ...Option) *rapid.Generator[*explore.Plan] {
	o := with(options)
	return rapid.Custom(func(t *rapid.T) *explore.Plan {
		p, err := explore.Generate(choices(t), policy, o)
		if err != nil {
			t.Fatal(err)
		}
		return p
	})
}

// FuzzPolicy attacks a policy with histories that the fuzzer makes, and saves what breaks a law as Replay does, by the names of the fuzz
// target and of the law; the input itself is kept by package testing, and means another history when the generator changes.
func FuzzPolicy(f *testing.F, policy func() understudy.Policy, options ...Option) {
	f.Helper()
	o, err := ready("FuzzPolicy", policy, options)
	if err == nil {
		err = o.Validate()
	}
	if err != nil {
		f.Fatal(err)
	}
	under := f.Name() // t's own is that of the input, or the same, as the fuzzer runs or does not
	for i := range seeds {
		f.Add(seed(i))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		t.Helper()
		p, err := explore.Generate(bytes(data), policy, o)
		if err != nil {
			fail(t, err, under)
		}
		hold(t, p, policy, o, under, map[string]string{})
	})
}

// seeds is how many inputs the fuzzer begins with.
const seeds = 8

// seed is a long enough input for the fuzzer to begin with.
func seed(i int) []byte {
	data := make([]byte, 200)
	for k := range data {
		data[k] = byte(k*k*7 + k*i*31 + i*67)
	}
	return data
}

// bytes are choices, each from one byte, or two where there are more than 256. When they are used up, every choice is the simplest.
func bytes(data []byte) explore.Choice {
	next := func() (b int) {
		if len(data) > 0 {
			b, data = int(data[0]), data[1:]
		}
		return b
	}
	return func(n int) int {
		if n > 256 {
			return (next()<<8 | next()) % n
		}
		return next() % n
	}
}

// hold plays one history, and fails for every law that it breaks and that must hold. It tells of each once: told is from where. What it
// saves is under a name.
func hold(t *testing.T, p *explore.Plan, policy func() understudy.Policy, o *explore.Options, under string, told map[string]string) {
	t.Helper()
	findings, err := explore.Attack(policy, []*explore.Plan{p}, *o)
	if err != nil {
		fail(t, err, under)
	}
	for _, f := range findings {
		switch before, again := told[f.Law.ID]; {
		case f.Found == nil:
		case f.Law.Severity != understudy.Must:
			t.Logf("warning: %v", f.Found)
		case again:
			t.Errorf("law %s is broken from %s as well as from %s", f.Law.ID, p.Place, before)
		default:
			told[f.Law.ID] = p.Place
			c := f.Found.Shortest()
			t.Errorf("%s\n%s", c.Tell(), keep(t, c, filepath.Join(under, f.Law.ID)))
		}
	}
}

// Replay plays saved stories under a policy, from every place where it may be: their faults and acts; the orders are the policy's own.
// It fails for every law that is broken, and saves the shortest history that breaks it as TestPolicy does, by the names of the test and of the law.
// A place that none of the stories has is refused.
func Replay(t *testing.T, pattern string, policy func() understudy.Policy, options ...Option) {
	t.Helper()
	o, err := ready("Replay", policy, options)
	if err != nil {
		t.Fatal(err)
	}
	paths, err := filepath.Glob(pattern)
	if err != nil || len(paths) == 0 {
		t.Fatalf("failovertest: no story matches %s", pattern)
	}
	stories, has := make([]*story.Story, len(paths)), []string{}
	for i, path := range paths {
		if stories[i], err = read(path); err != nil {
			t.Fatal(err)
		}
		has = append(has, (&explore.Options{}).PlacesOn(&stories[i].Topology)...)
	}
	for _, place := range o.Places {
		if !slices.ContainsFunc(has, func(name string) bool { return dns.Equal(name, place) }) {
			t.Fatalf("failovertest: Places: %q must be in one of the stories that match %s", place, pattern)
		}
	}
	under := t.Name()
	for i, path := range paths {
		t.Run(filepath.Base(path), func(t *testing.T) {
			t.Helper()
			replay(t, path, stories[i], policy, o, under)
		})
	}
}

func read(path string) (*story.Story, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	return story.Parse(path, text)
}

func replay(t *testing.T, path string, s *story.Story, policy func() understudy.Policy, o *explore.Options, under string) {
	t.Helper()
	places := o.PlacesOn(&s.Topology)
	if len(places) == 0 {
		t.Fatalf("failovertest: %s has none of the Places %q", path, o.Places)
	}
	told := map[string]string{}
	for _, place := range places {
		hold(t, explore.FromStory(s, place, o.Operator), policy, o, under, told)
	}
}
