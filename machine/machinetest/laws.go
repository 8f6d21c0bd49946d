package machinetest

import (
	"fmt"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"

	"understudy.example/machine"
)

// A law says what is wrong with a machine on one schedule, "" if nothing is.
type law[E any] struct {
	name  string
	after string // the law without which this one says nothing
	why   string
	check func(plan []step[E]) string
}

func (k *kit[S, E, A]) laws() []law[E] {
	all := []law[E]{
		{"plain", "", "Copying a state must be a snapshot of it, and == must mean equal.", k.plain},
		{"size", "", "A simulator holds states by the million.", k.size},
		{"panic", "", "A machine that panics takes its owner with it, whoever sent the message.", k.panics},
		{"purity", "panic", "Equal arguments must give equal results, or no run can be replayed.", k.purity},
		{"append", "purity", "One slice serves many machines, so each appends to it and leaves the rest alone.", k.appends},
		{"snapshot", "purity", "What rules remember outside the state is lost in every snapshot, and shared by all states.", k.snapshot},
		{"deadlines", "snapshot", "An owner that waits for a deadline that never passes, or has passed, is stuck.", k.deadlines},
		{"refusal", "snapshot", "A refusal that changes something is a change that no table and no timeline shows.", k.refusal},
		{"moves", "snapshot", "Timelines, mirrors and coverage read reported moves and nothing else.", k.moves},
		{"pack", "deadlines", "A state that cannot be packed can be neither stored nor explored.", k.packs},
		{"round trip", "pack", "What Code does not visit is lost in every snapshot.", k.roundTrip},
		{"time shift", "round trip", "Only the time between things may matter, not when the run began.", k.timeShift},
	}
	if k.bytes == 0 {
		all = slices.DeleteFunc(all, func(l law[E]) bool { return l.name == "size" })
	}
	return all
}

// thrift is the law that Run adds.
func (k *kit[S, E, A]) thrift() law[E] {
	return law[E]{"allocations", "panic", "Garbage costs more than a transition does.", k.allocations}
}

// find plays every schedule until one breaks l, and shortens that one.
func (k *kit[S, E, A]) find(l law[E]) *Failure {
	for i, plan := range k.plans {
		found := k.complaint(l, plan)
		if found == "" {
			continue
		}
		plan, found = k.shrink(l, plan, found)
		f := &Failure{Law: l.name, Why: l.why, Found: found, Seed: k.seed + uint32(i)}
		for _, p := range plan {
			f.Schedule = append(f.Schedule, p.String())
		}
		return f
	}
	return nil
}

// complaint checks l on one schedule; a panic breaks any law.
func (k *kit[S, E, A]) complaint(l law[E], plan []step[E]) (found string) {
	k.at, k.before, k.event = 0, k.start, nil
	defer func() {
		if p := recover(); p != nil {
			found = fmt.Sprintf("a panic in, or after, %s: %v", describe(k.at, k.before, k.event), p)
		}
	}()
	return l.check(plan)
}

func (k *kit[S, E, A]) plain([]step[E]) string {
	if path, kind := pointer(reflect.TypeFor[S]()); kind != "" {
		return fmt.Sprintf("%v%s is a %s", reflect.TypeFor[S](), path, kind)
	}
	return ""
}

func (k *kit[S, E, A]) size([]step[E]) string {
	if n := reflect.TypeFor[S]().Size(); n > k.bytes {
		return fmt.Sprintf("%v takes %d bytes, more than %d", reflect.TypeFor[S](), n, k.bytes)
	}
	return ""
}

// panics makes the calls that no good owner makes: at instants before now, at the ends of time, not due. The wild ones
// are drawn from the step's own salt, so that they stay the same when other steps are left out.
func (k *kit[S, E, A]) panics(plan []step[E]) string {
	var d machine.Draw
	return k.play(plan, func(c call[S, E, A]) string {
		k.everywhere(c.after, c.event, c.at)
		if !k.wild {
			return ""
		}
		if d.Seed != c.salt {
			d = machine.Draw{Seed: c.salt}
		}
		for range 4 {
			s, e := c.before, c.event
			scramble(reflect.ValueOf(&s).Elem(), &d)
			if e != nil {
				wild := *e
				scramble(reflect.ValueOf(&wild).Elem(), &d)
				e = &wild
			}
			k.everywhere(s, e, c.at)
		}
		return ""
	})
}

// everywhere makes calls with s, at at and where no owner would.
func (k *kit[S, E, A]) everywhere(s S, e *E, at machine.Instant) {
	k.rules.Deadline(s)
	k.do(at, s, nil, nil)
	if e == nil {
		return
	}
	for _, t := range []machine.Instant{at, at - 1, math.MinInt64, machine.Never - 1, machine.Never} {
		s, _ := k.do(t, s, e, nil)
		k.rules.Deadline(s)
		k.do(t, s, nil, nil)
	}
}

func (k *kit[S, E, A]) purity(plan []step[E]) string {
	return k.play(plan, func(c call[S, E, A]) string { return k.again(c, "made twice") })
}

// again makes a call once more and says what differs.
func (k *kit[S, E, A]) again(c call[S, E, A], how string) string {
	after, out := k.do(c.at, c.before, c.event, nil)
	what := differ(k.rules.Deadline(after), c.due, out, c.out)
	if what == "" && after != c.after {
		what = fmt.Sprintf("states %s and %s", show(&after), show(&c.after))
	}
	if what == "" {
		return ""
	}
	return fmt.Sprintf("%s, %s, gives %s", describe(c.at, c.before, c.event), how, what)
}

// snapshot makes, after every call, one of the earlier calls once more.
func (k *kit[S, E, A]) snapshot(plan []step[E]) string {
	var calls []call[S, E, A]
	return k.play(plan, func(c call[S, E, A]) string {
		c.out = slices.Clone(c.out)
		calls = append(calls, c)
		return k.again(calls[len(calls)/2], "made again later")
	})
}

func (k *kit[S, E, A]) appends(plan []step[E]) string {
	var prefix [2]A // the second one is what was last seen
	return k.play(plan, func(c call[S, E, A]) string {
		for _, room := range []int{2, 16} {
			given := append(make([]A, 0, room), prefix[:]...)
			_, out := k.do(c.at, c.before, c.event, given)
			switch {
			case !same(given, prefix[:]):
				return describe(c.at, c.before, c.event) + " overwrites what was in out"
			case len(out) < 2 || !same(out[:2], prefix[:]):
				return describe(c.at, c.before, c.event) + " drops what was in out"
			case !same(out[2:], c.out):
				return describe(c.at, c.before, c.event) + " appends other actions when out is not empty"
			}
		}
		_, one := k.do(c.at, c.before, c.event, nil)
		_, two := k.do(c.at, c.before, c.event, nil)
		if len(one) > 0 && len(two) > 0 && &one[0] == &two[0] && reflect.TypeFor[A]().Size() > 0 {
			return describe(c.at, c.before, c.event) + " returns a slice that it keeps"
		}
		if len(c.out) > 0 {
			prefix[1] = c.out[0]
		}
		return ""
	})
}

func (k *kit[S, E, A]) deadlines(plan []step[E]) string {
	last, calls := machine.Instant(math.MinInt64), 0
	return k.play(plan, func(c call[S, E, A]) string {
		if c.event != nil || c.at != last {
			calls = 0
		}
		last = c.at
		calls++
		switch {
		case c.due < c.at:
			return fmt.Sprintf("%s leaves a deadline of %v, which has passed", describe(c.at, c.before, c.event), c.due)
		case calls >= limit && c.due == c.at:
			return fmt.Sprintf("the deadline is still %v after %d calls like %s", c.due, calls, describe(c.at, c.before, c.event))
		}
		return ""
	})
}

func (k *kit[S, E, A]) refusal(plan []step[E]) string {
	return k.play(plan, func(c call[S, E, A]) string {
		refused, taken := "", false
		for r := range reports(c.out) {
			switch e := r.Entry(); e.Outcome {
			case machine.Refused:
				refused = fmt.Sprintf("%s (%s)", place(r), e.Why)
			case machine.Taken:
				taken = true
			}
		}
		if refused == "" || taken || c.event == nil || c.before == c.after {
			return ""
		}
		return fmt.Sprintf("%s is refused, %s, and changes the state to %s", describe(c.at, c.before, c.event), refused, show(&c.after))
	})
}

// moves follows every phase through the reported moves. Nonsense may be refused under a cause that is in no table.
func (k *kit[S, E, A]) moves(plan []step[E]) string {
	return k.play(plan, func(c call[S, E, A]) string {
		what := ""
		for r := range reports(c.out) {
			if int(r.From) >= len(r.Sheet.Phases()) {
				what = fmt.Sprintf("reports a move from phase %d, which is not in table %q", r.From, r.Sheet.Name())
			}
		}
		for _, p := range k.phases {
			if w := follow(p, c); what == "" {
				what = w
			}
		}
		if what == "" {
			return ""
		}
		return describe(c.at, c.before, c.event) + " " + what
	})
}

// follow holds one phase to the moves that a call reports.
func follow[S comparable, E, A any](p phase, c call[S, E, A]) string {
	read := p.read.(func(S) uint8)
	at, end := read(c.before), read(c.after)
	for r := range reports(c.out) {
		if r.Sheet != p.sheet {
			continue
		}
		if r.From != at {
			return fmt.Sprintf("reports %s, but the phase is %s", place(r), name(p.sheet.Phases(), at))
		}
		at = r.Entry().To
	}
	if at != end {
		return fmt.Sprintf("leads to phase %s; its reports lead to %s", name(p.sheet.Phases(), end), name(p.sheet.Phases(), at))
	}
	return ""
}

func (k *kit[S, E, A]) allocations(plan []step[E]) string {
	n := testing.AllocsPerRun(5, func() { k.play(plan, nil) })
	if n == 0 {
		return ""
	}
	return fmt.Sprintf("%v allocations in this schedule", n)
}

// coverage lists the rows that no schedule takes.
func (k *kit[S, E, A]) coverage() *Failure {
	sheets, taken := k.taken()
	var missed []string
	for _, s := range sheets {
		for from := range s.Phases() {
			for on := range s.Causes() {
				r := machine.Report{Sheet: s, From: uint8(from), On: uint8(on)}
				if r.Entry().Outcome == machine.Taken && !taken[place(r)] {
					missed = append(missed, place(r))
				}
			}
		}
	}
	if missed == nil {
		return nil
	}
	return &Failure{Law: "coverage", Why: "A row that no schedule takes was checked by no law.",
		Found: "no schedule takes " + strings.Join(missed, "; ")}
}

// taken plays all schedules and returns the tables, and the cells that were reported.
func (k *kit[S, E, A]) taken() ([]machine.Sheet, map[string]bool) {
	var sheets []machine.Sheet
	for _, p := range k.phases {
		sheets = append(sheets, p.sheet)
	}
	cells := map[string]bool{}
	for _, plan := range k.plans {
		k.play(plan, func(c call[S, E, A]) string {
			for r := range reports(c.out) {
				if !slices.Contains(sheets, r.Sheet) {
					sheets = append(sheets, r.Sheet)
				}
				cells[place(r)] = true
			}
			return ""
		})
	}
	return sheets, cells
}
