package explore

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"understudy.example/machine"
	"understudy.example/story"
)

// A figure is a line of the table that a Comparison is printed as.
type figure struct {
	name   string
	lasted bool // it is a time, and otherwise a number
	of     func(*Summary) int64
}

var figures = []figure{
	{"users signed out, mean of a history", true, func(s *Summary) int64 { return int64(s.Out.Mean) }},
	{"  median", true, func(s *Summary) int64 { return int64(s.Out.Median) }},
	{"  worst", true, func(s *Summary) int64 { return int64(s.Out.Worst) }},
	{"users limited, mean of a history", true, func(s *Summary) int64 { return int64(s.Limited.Mean) }},
	{"  median", true, func(s *Summary) int64 { return int64(s.Limited.Median) }},
	{"  worst", true, func(s *Summary) int64 { return int64(s.Limited.Worst) }},
	{"pools failed over", false, func(s *Summary) int64 { return int64(s.Over.All) }},
	{"  that were up", false, func(s *Summary) int64 { return int64(s.Over.False) }},
	{"  soon after a failback", false, func(s *Summary) int64 { return int64(s.Over.Flaps) }},
	{"pools failed back", false, func(s *Summary) int64 { return int64(s.Back.All) }},
	{"moves of the store", false, func(s *Summary) int64 { return int64(s.Store.All) }},
	{"  from a pool that was up", false, func(s *Summary) int64 { return int64(s.Store.False) }},
	{"  soon after another", false, func(s *Summary) int64 { return int64(s.Store.Flaps) }},
	{"not over in the end", false, func(s *Summary) int64 { return int64(s.Open) }},
	{"changes lost", false, func(s *Summary) int64 { return int64(s.Lost) }},
	{"users who lost everything", false, func(s *Summary) int64 { return int64(s.All) }},
	{"uploads left behind", false, func(s *Summary) int64 { return int64(s.Left) }},
	{"orders given", false, func(s *Summary) int64 { return int64(s.Orders.Given) }},
	{"  refused", false, func(s *Summary) int64 { return int64(s.Orders.Refused) }},
	{"  for another site", false, func(s *Summary) int64 { return int64(s.Orders.Denied) }},
}

// shown is how many Differences are printed.
const shown = 3

// String is the Table and, in short, the histories that differ most.
func (c *Comparison) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "Histories: %d, under %s and under %s\n\n%s", c.Histories, c.A.Name, c.B.Name, c.Table())
	if len(c.Differences) == 0 {
		b.WriteString("\nWent differently: none\n")
		return b.String()
	}
	fmt.Fprintf(&b, "\nWent differently: %d, and most of all\n", len(c.Differences))
	for i := range c.Differences[:min(shown, len(c.Differences))] {
		fmt.Fprintf(&b, "\n%v", &c.Differences[i])
	}
	return b.String()
}

// Table has a line for every figure that is not 0 under both, and for every law that was broken. Times are those of all users of a
// history, cut to seconds; soon is within Calm.
func (c *Comparison) Table() string {
	var b strings.Builder
	lines := c.lines()
	name, wide := 0, max(10, len(c.A.Name), len(c.B.Name))
	for _, l := range lines {
		name = max(name, len(l[0]))
	}
	for _, l := range lines {
		fmt.Fprintf(&b, "%-*s  %*s  %*s  %*s\n", name, l[0], wide, l[1], wide, l[2], wide, l[3])
	}
	return b.String()
}

// lines are those of the table: a name, a cell for either contender, and the difference.
func (c *Comparison) lines() [][4]string {
	lines := [][4]string{{"", c.A.Name, c.B.Name, "difference"}}
	add := func(f figure) {
		if x, y := f.value(&c.A), f.value(&c.B); x != 0 || y != 0 {
			lines = append(lines, [4]string{f.name, f.cell(x, ""), f.cell(y, ""), f.cell(y-x, "+")})
		}
	}
	for _, f := range figures {
		add(f)
	}
	for _, l := range append(slices.Clone(c.A.Broken), c.B.Broken...) {
		f := figure{name: "histories that break law " + l.Law, of: func(s *Summary) int64 { return int64(s.breaks(l.Law)) }}
		if l.Warning {
			f.name += " (warning)"
		}
		if !slices.ContainsFunc(lines, func(line [4]string) bool { return line[0] == f.name }) {
			add(f)
		}
	}
	return lines
}

// breaks is in how many histories a law was broken.
func (s *Summary) breaks(law string) int {
	for _, b := range s.Broken {
		if b.Law == law {
			return b.Histories
		}
	}
	return 0
}

// value is as it is shown: what is shown as the difference is that of what is shown.
func (f figure) value(s *Summary) int64 {
	v := f.of(s)
	if f.lasted {
		v -= v % int64(time.Second)
	}
	return v
}

// cell writes a value, or a difference with its sign; none is a dash.
func (f figure) cell(v int64, sign string) string {
	text := strconv.FormatInt(v, 10)
	if f.lasted {
		text = lasted(time.Duration(v))
	}
	switch {
	case sign != "" && text == "0":
		return "-"
	case v > 0:
		return sign + text
	}
	return text
}

// lasted writes a duration in whole seconds, without zeros at its end: 1m35s, 5m, 2h.
func lasted(d time.Duration) string {
	s := d.Truncate(time.Second).String()
	if s == "0s" {
		return "0"
	}
	if strings.HasSuffix(s, "m0s") {
		s = strings.TrimSuffix(s, "0s")
	}
	if strings.HasSuffix(s, "h0m") {
		s = strings.TrimSuffix(s, "0m")
	}
	return s
}

// String tells the history in short: what came from outside, and what became of it under either contender.
func (d *Difference) String() string {
	var b strings.Builder
	if d.Plan == nil || d.sides[0] == nil || d.sides[1] == nil {
		return fmt.Sprintf("History %d\n", d.History)
	}
	fmt.Fprintf(&b, "History %d, seen from %s:\n", d.History, d.Plan.Place)
	for _, in := range d.Plan.Inputs {
		fmt.Fprintf(&b, "  %-10s %s\n", lastedAt(in.At), story.FormatInput(in.In))
	}
	for i, a := range []*Account{&d.A, &d.B} {
		fmt.Fprintf(&b, "  under %s until %s:\n", d.sides[i].Name, lastedAt(d.Plan.End))
		for _, line := range a.lines() {
			fmt.Fprintf(&b, "    %s\n", line)
		}
	}
	return b.String()
}

func lastedAt(t machine.Instant) string { return lasted(time.Duration(t)) }

// lines tell an account in short.
func (a *Account) lines() (lines []string) {
	for i := range a.Turns {
		lines = append(lines, a.Turns[i].String())
	}
	for _, u := range a.Users {
		if u.Out+u.Limited >= time.Second || u.Lost+u.All+u.Left > 0 {
			lines = append(lines, u.String())
		}
	}
	if a.Store > 0 {
		lines = append(lines, fmt.Sprintf("changes lost with the store: %d", a.Store))
	}
	for _, id := range a.Broken {
		lines = append(lines, "law "+id+" is broken")
	}
	return lines
}

// String tells a turn: "FE02.lab.local gets the store at 5m, in 10s, from a pool that was up".
func (t Turn) String() string {
	s := fmt.Sprintf("%s %v at %s", t.Pool, t.Kind, lastedAt(t.Began))
	switch {
	case t.Stopped:
		s += ", and stops half way"
	case t.Ended == machine.Never:
		s += ", and is not done"
	case t.Ended > t.Began:
		s += ", in " + lasted(t.Ended.Sub(t.Began))
	}
	switch {
	case t.False && t.Kind == Store:
		s += ", from a pool that was up"
	case t.False:
		s += ", though it was up"
	}
	if t.Flap {
		s += ", again"
	}
	return s
}

// String tells what a user has had to bear.
func (u Usage) String() string {
	s := fmt.Sprintf("%s: signed out for %s, limited for %s", u.User, lasted(u.Out), lasted(u.Limited))
	for _, n := range []struct {
		n    int
		what string
	}{{u.Lost, "changes lost"}, {u.All, "everything lost"}, {u.Left, "uploads left behind"}} {
		if n.n > 0 {
			s += fmt.Sprintf("; %s: %d", n.what, n.n)
		}
	}
	return s
}
