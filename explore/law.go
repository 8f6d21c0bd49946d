package explore

import (
	"fmt"

	"understudy.example"
	"understudy.example/machine"
)

// A Law is one that histories are held to. The embedded Check judges one instant, as understudy.Laws do; a law that has to
// remember has Watch instead, and one that compares whole trials has Over. Exactly one of the three is there.
type Law struct {
	understudy.Law
	// Watch makes a check that judges one trial, instant by instant, and may remember what it has seen.
	Watch func(*Trial) func(*Instant) (applied int, broken error)
	// Over judges a trial that is over. It may run it again.
	Over func(*Trial) (applied int, broken error)
}

// ways is how many of the three there are.
func (l *Law) ways() int { return one(l.Check != nil) + one(l.Watch != nil) + one(l.Over != nil) }

// An Instant is one instant of a trial, or a part of it that the policy has answered. It is valid during the call only.
type Instant struct {
	understudy.Moment
	View   *understudy.View // what the policy saw last; nil if it has seen nothing
	Orders []Given          // the policy's, at this instant
}

// A Given is an order of the policy.
type Given struct {
	Order  understudy.Order
	View   *understudy.View // what it saw when it gave it
	Denied bool             // it was for another site than the policy's
}

// A Broken law, where, and by what, which it wraps.
type Broken struct {
	Law Law
	At  machine.Instant
	Err error
}

func (b *Broken) Error() string {
	return fmt.Sprintf("explore: law %s broken at %v: %v", b.Law.ID, b.At, b.Err)
}

func (b *Broken) Unwrap() error { return b.Err }

// Judged is what became of one law in a trial.
type Judged struct {
	Law     Law
	Applied int     // how often it applied: a law that never did has not held
	Broken  *Broken // the first time, nil if it held
	check   func(*Instant) (int, error)
}

// judges makes the checks of a trial.
func judges(t *Trial, laws []Law) []Judged {
	all := make([]Judged, len(laws))
	for i, l := range laws {
		all[i].Law = l
		switch {
		case l.Watch != nil:
			all[i].check = l.Watch(t)
		case l.Check != nil:
			all[i].check = func(in *Instant) (int, error) { return l.Check(&in.Moment) }
		}
	}
	return all
}

// judging makes the checks of a trial. An error names a law that would judge nothing.
func judging(t *Trial, laws []Law) ([]Judged, error) {
	for _, l := range laws {
		if l.ways() != 1 {
			return nil, fmt.Errorf("%w: law %q must have one of Check, Watch and Over, and has %d", ErrOptions, l.ID, l.ways())
		}
	}
	all := judges(t, laws)
	for _, j := range all {
		if j.Law.Over == nil && j.check == nil {
			return nil, fmt.Errorf("%w: Watch of law %q must make a check, and makes nil", ErrOptions, j.Law.ID)
		}
	}
	return all, nil
}

// instant judges one instant, unless the law is broken already.
func (j *Judged) instant(in *Instant) {
	if j.check == nil || j.Broken != nil {
		return
	}
	applied, err := j.check(in)
	j.note(in.System.Now(), applied, err)
}

// over judges the whole trial.
func (j *Judged) over(t *Trial) {
	if j.Law.Over == nil {
		return
	}
	applied, err := j.Law.Over(t)
	j.note(t.System.Now(), applied, err)
}

func (j *Judged) note(at machine.Instant, applied int, err error) {
	j.Applied += applied
	if err != nil {
		j.Broken = &Broken{j.Law, at, err}
	}
}
