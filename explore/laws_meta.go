package explore

import (
	"fmt"
	"slices"
	"time"

	"understudy.example"
	"understudy.example/machine"
	"understudy.example/story"
)

// meta are laws of what the model itself, and a policy, owe to those who rely on them.
var meta = []Law{
	{Law: understudy.Law{ID: "replay", Name: "The same history under the same policy is the same, to the last bit",
		Why: "M3, P20; F-52", Duty: understudy.OfBoth}, Over: replays},
	{Law: understudy.Law{ID: "restart", Name: "Who is stopped, restored from what he remembers and goes on does as if nothing had been",
		Why: "P20, M3; F-52", Duty: understudy.OfBoth}, Over: restarts},
	{Law: understudy.Law{ID: "shift", Name: "A history that begins some days later is the same: only the time between things matters",
		Why: "P16; H-97", Duty: understudy.OfBoth}, Over: shifts},
	{Law: understudy.Law{ID: "order", Name: "In which order sites, pools and pairs are listed decides nothing",
		Why: "P22, P25; F-1, F-8", Duty: understudy.OfBoth}, Over: reordered},
	{Law: understudy.Law{ID: "ticks", Name: "How finely time passes changes nothing",
		Why: "M5; H-9", Duty: understudy.OfModel}, Over: ticks},
	{Law: understudy.Law{ID: "one-truth", Name: "An order is refused exactly when WhyNot has just said so, for the same reasons",
		Why: "P15; F-71, F-72", Duty: understudy.OfModel}, Over: oneTruth},
	{Law: understudy.Law{ID: "sharp-reasons", Name: "An order is carried out without all of the guards that WhyNot names, and not without only some of them",
		Why: "M6; F-71, F-72", Duty: understudy.OfModel}, Over: sharpReasons},
	{Law: understudy.Law{ID: "fixpoint", Name: "A policy that is shown what has come of its orders does not give one of them again at once",
		Why: "M1; F-52", Duty: understudy.OfPolicy, Severity: understudy.Warn}, Watch: watchRepeats},
	{Law: understudy.Law{ID: "interrupted", Name: "A run that is interrupted after any step, and ordered again, ends where it would have ended",
		Why: "M2, P26; F-74, F-75", Duty: understudy.OfModel}, Over: interrupted},
}

// same compares what a trial has become, played in another way, with what it was.
func (t *Trial) same(how string, again *Trial, from machine.Instant) error {
	return when(how, t.difference(again, from))
}

// when says how something was played that has become different.
func when(how string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", how, err)
}

func (t *Trial) difference(again *Trial, from machine.Instant) error {
	if err := differ(said(t.Given, 0), said(again.Given, from)); err != nil {
		return err
	}
	a, b := t.words(), again.words()
	if a == nil || b == nil {
		return differ(rows(t.System), rows(again.System))
	}
	if !slices.Equal(a, b) {
		return fmt.Errorf("it ends in another state (%w)", differ(rows(t.System), rows(again.System)))
	}
	return nil
}

// words are all that a trial remembers; nil if its parts cannot be packed.
func (t *Trial) words() []uint64 {
	var c machine.Code
	c.Pack(t.System.Now(), time.Nanosecond, nil)
	t.governed.Code(&c)
	if words := c.Words(); c.Err() == nil {
		return words
	}
	return nil
}

// resume makes a trial that goes on at an instant from words of this one.
func (t *Trial) resume(at machine.Instant, words []uint64) (*Trial, error) {
	next, _, err := t.setup.begin(t.Plan)
	if err != nil {
		return nil, err
	}
	if _, ok := t.policy.(interface{ Code(*machine.Code) }); !ok {
		next.policy = t.policy // it cannot be restored
		if err := next.govern(); err != nil {
			return nil, err
		}
	}
	var c machine.Code
	c.Unpack(at, time.Nanosecond, words)
	next.governed.Code(&c)
	next.Given, next.own, next.elsewhere = t.Given, t.own, t.elsewhere
	return next, c.Close()
}

func replays(t *Trial) (int, error) {
	if !t.Plan.isShort() {
		return 0, nil
	}
	again, err := t.setup.replay(t.Plan)
	if err != nil {
		return 1, err
	}
	return 1, t.same("played once more", again, 0)
}

// restarts stops everything before each input, and once more in the middle of what is left.
func restarts(t *Trial) (int, error) {
	if !t.Plan.isShort() {
		return 0, nil
	}
	again, _, err := t.setup.begin(t.Plan)
	if err != nil {
		return 0, err
	}
	restart := func() bool {
		words := again.words()
		if words != nil {
			again, err = again.resume(again.System.Now(), words)
		}
		return words != nil && err == nil
	}
	applied := 0
	for _, in := range t.Plan.Inputs {
		if err := again.pass(again.governed, in.At); err != nil {
			return applied, err
		}
		if !restart() {
			return applied, err
		}
		applied++
		if err := again.give(in); err != nil {
			return applied, err
		}
	}
	for done := false; !done; applied++ {
		now := min(t.Plan.End, again.System.Now().Add(20*time.Minute))
		if err := again.pass(again.governed, now); err != nil {
			return applied, err
		}
		if !restart() {
			return applied, err
		}
		done = now == t.Plan.End
	}
	return applied, t.same("stopped and restored again and again", again, 0)
}

// shifts lets everything happen a week later: policies are told the time of day.
func shifts(t *Trial) (int, error) {
	if !t.Plan.isShort() {
		return 0, nil
	}
	first, _, err := t.setup.begin(t.Plan)
	if err != nil {
		return 0, err
	}
	const week = 7 * 24 * time.Hour
	words := first.words()
	if words == nil {
		return 0, nil
	}
	later, err := first.resume(machine.Instant(week), words)
	if err != nil {
		return 0, err
	}
	p := t.Plan.copy()
	p.End = p.End.Add(week)
	for i := range p.Inputs {
		p.Inputs[i].At = p.Inputs[i].At.Add(week)
	}
	later.Plan = p
	if err := later.play(); err != nil {
		return 1, err
	}
	return 1, t.same("a week later", later, machine.Instant(week))
}

// reordered lists everything the other way round.
func reordered(t *Trial) (int, error) {
	if !t.Plan.isShort() {
		return 0, nil
	}
	p := t.Plan.copy()
	top := &p.Topology
	top.Sites, top.Pools, top.Pairs = slices.Clone(top.Sites), slices.Clone(top.Pools), slices.Clone(top.Pairs)
	slices.Reverse(top.Sites)
	slices.Reverse(top.Pools)
	slices.Reverse(top.Pairs)
	for i := range top.Pairs {
		slices.Reverse(top.Pairs[i].Pools[:])
	}
	again, err := t.setup.replay(p)
	if err != nil {
		return 1, err
	}
	mine, other := said(t.Given, 0), said(again.Given, 0)
	slices.Sort(mine)
	slices.Sort(other)
	const how = "with all lists of the topology turned round"
	if err := differ(mine, other); err != nil {
		return 1, when(how, err)
	}
	if differ(rows(t.System), rows(again.System)) == nil {
		return 1, nil
	}
	return 1, when(how, t.alikeLater(again))
}

// alikeLater compares how things stand some time after the end: of two things that happen at one instant one has to come first, which may show
// for a while, and is not decided by anything else.
func (t *Trial) alikeLater(again *Trial) error {
	mine, err := t.setup.replay(t.Plan)
	if err != nil {
		return err
	}
	for _, trial := range []*Trial{mine, again} {
		if err := trial.pass(trial.governed, trial.System.Now().Add(atLast)); err != nil {
			return err
		}
	}
	return differ(rows(mine.System), rows(again.System))
}

const tick = 7 * time.Second

// ticks lets time pass in small steps.
func ticks(t *Trial) (int, error) {
	if !t.Plan.isShort() {
		return 0, nil
	}
	again, _, err := t.setup.begin(t.Plan)
	if err != nil {
		return 0, err
	}
	until := func(end machine.Instant) error {
		for again.System.Now() < end-machine.Instant(tick) {
			if err := again.pass(again.governed, again.System.Now().Add(tick)); err != nil {
				return err
			}
		}
		return again.pass(again.governed, end)
	}
	for _, in := range t.Plan.Inputs {
		if err := until(in.At); err != nil {
			return 1, err
		}
		if err := again.give(in); err != nil {
			return 1, err
		}
	}
	if err := until(t.Plan.End); err != nil {
		return 1, err
	}
	return 1, t.same(fmt.Sprintf("in steps of %v", tick), again, 0)
}

// asks plays what happened without the policy, and lets f look at every order just before it is given.
func (t *Trial) asks(f func(*understudy.System, understudy.Order) error) error {
	s, err := understudy.NewWith(t.Plan.Topology, t.setup.Parts)
	if err != nil {
		return err
	}
	for _, in := range t.Given {
		s.Do(in.At, nil, nil)
		if o, is := in.In.(understudy.Order); is {
			if err := f(s, o); err != nil {
				return fmt.Errorf("%s at %v %w", story.FormatInput(o), in.At, err)
			}
		}
		s.Step(in.At, in.In, nil)
	}
	return nil
}

func oneTruth(t *Trial) (applied int, err error) {
	if !ordered(t.Given) || !t.Plan.isShort() {
		return 0, nil
	}
	err = t.asks(func(s *understudy.System, o understudy.Order) error {
		why, err := s.WhyNot(o, 0)
		if err != nil {
			return nil // it names what is not there
		}
		applied++
		then, err := s.Clone()
		if err != nil {
			return nil
		}
		refused := 0
		for _, a := range then.Step(then.Now(), o, nil) {
			switch a.Kind {
			case understudy.Ordered:
				if len(why.Blocks) > 0 {
					return fmt.Errorf("is carried out, and WhyNot says that %s stands against it", why.Blocks[0].Name)
				}
			case understudy.Blocked:
				refused++
			}
		}
		if refused != len(why.Blocks) {
			return fmt.Errorf("is refused for %d reasons, and WhyNot says %d", refused, len(why.Blocks))
		}
		return nil
	})
	return applied, err
}

func sharpReasons(t *Trial) (applied int, err error) {
	if !ordered(t.Given) || !t.Plan.isShort() {
		return 0, nil
	}
	err = t.asks(func(s *understudy.System, o understudy.Order) error {
		why, err := s.WhyNot(o, 0)
		if err != nil || len(why.Blocks) == 0 || applied > 0 {
			return nil
		}
		applied++
		var names []string
		for _, b := range why.Blocks {
			names = append(names, b.Name)
		}
		if ok, err := t.accepts(s, o, names); !ok {
			return orElse(err, "is refused without %v", names)
		}
		for i := range names {
			left := slices.Delete(slices.Clone(names), i, i+1)
			if ok, err := t.accepts(s, o, left); ok || err != nil {
				return orElse(err, "is carried out without %v, although %s stands against it", left, names[i])
			}
		}
		return nil
	})
	return applied, err
}

// orElse is an error, or else what has been found.
func orElse(err error, format string, args ...any) error {
	if err != nil {
		return err
	}
	return fmt.Errorf(format, args...)
}

// accepts reports whether an order is carried out where some guards are not.
func (t *Trial) accepts(s *understudy.System, o understudy.Order, without []string) (bool, error) {
	parts := t.setup.Parts
	if parts.Guards == nil {
		parts.Guards = understudy.Guards()
	}
	parts.Guards = slices.DeleteFunc(slices.Clone(parts.Guards), func(g understudy.Guard) bool { return slices.Contains(without, g.Name) })
	other, err := understudy.NewWith(t.Plan.Topology, parts)
	if err != nil {
		return false, err
	}
	if err := other.CopyFrom(s); err != nil {
		return false, err
	}
	return slices.ContainsFunc(other.Step(s.Now(), o, nil), func(a understudy.Action) bool { return a.Kind == understudy.Ordered }), nil
}

// watchRepeats looks for an order that was given twice at one instant: the policy has been shown in between what came of the first.
func watchRepeats(*Trial) func(*Instant) (int, error) {
	return func(in *Instant) (applied int, err error) {
		for i, o := range in.Orders {
			applied++
			if slices.ContainsFunc(in.Orders[:i], func(other Given) bool { return other.Order == o.Order }) {
				err = fmt.Errorf("%s twice", story.FormatInput(o.Order))
			}
		}
		return applied, err
	}
}

func refuses(a understudy.Action) bool {
	return a.Kind == understudy.Blocked || a.Kind == understudy.Denied || a.Kind == understudy.Invalid
}

// interrupted lets the first run of a history end, and also interrupts it after each of its steps and orders it once more.
func interrupted(t *Trial) (applied int, err error) {
	if !ordered(t.Given) || !t.Plan.isShort() {
		return 0, nil
	}
	err = t.asks(func(s *understudy.System, o understudy.Order) error {
		at, pool := runs(o)
		if why, err := s.WhyNot(o, 0); pool == "" || applied > 0 || err != nil || len(why.Blocks) > 0 {
			return nil
		}
		stop := understudy.Interrupt{At: at, Pool: pool}
		whole, _ := carryOut(s, o, stop, -1)
		if whole == nil {
			return nil
		}
		for after := 0; ; after++ {
			parts, cut := carryOut(s, o, stop, after)
			switch {
			case !cut.Armed():
				return nil
			case slices.Equal(whole, parts):
			case !slices.Equal(whole, runLater(s, cut.Deadline(), o, stop)):
				continue // not the interruption makes the difference, but that it is later
			case parts == nil:
				return fmt.Errorf("is interrupted after %d steps and given again, and does not end within %s, as it would have", after, lasted(atLast))
			default:
				return fmt.Errorf("is interrupted after %d steps and given again: %w", after, differ(whole, parts))
			}
			applied++
		}
	})
	return applied, err
}

// runLater is carryOut without an interruption, when it is later.
func runLater(s *understudy.System, at machine.Instant, o understudy.Order, stop understudy.Interrupt) []string {
	c, err := s.Clone()
	if err != nil {
		return nil
	}
	c.Do(at, nil, nil)
	rows, _ := carryOut(c, o, stop, -1)
	return rows
}

// runs is where an order that begins a run is given, and the pool of the run.
func runs(o understudy.Order) (at, pool string) {
	switch o := o.(type) {
	case understudy.PoolFailOver:
		return o.At, o.Pool
	case understudy.PoolFailBack:
		return o.At, o.Pool
	}
	return "", ""
}

// carryOut gives an order to a copy of a System, and returns how things stand with its pools when all is done; nil if that is never. After so
// many steps it interrupts the run and gives the order again, and says when, if there were as many.
func carryOut(s *understudy.System, o understudy.Order, stop understudy.Interrupt, after int) (rows []string, cut machine.Timer) {
	c, err := s.Clone()
	if err != nil {
		return nil, cut
	}
	c.Step(c.Now(), o, nil)
	running := func() bool { st, _ := c.Pool(stop.Pool); return st.Run.Running() }
	for end := c.Now().Add(atLast); running() && c.Deadline() <= end; {
		for _, a := range c.Advance(nil) {
			if a.Kind != understudy.StepEnded || cut.Armed() {
				continue
			}
			if after == 0 {
				c.Step(c.Now(), stop, nil)
				if slices.ContainsFunc(c.Step(c.Now(), o, nil), refuses) {
					return nil, cut // the last steps are not done again
				}
				cut = machine.At(c.Now())
			}
			after--
		}
	}
	if st, _ := c.Pool(stop.Pool); st.Run.Procedure() != 0 {
		return nil, cut
	}
	wait(c, atLast)
	return pools(c), cut
}
