package main

import (
	"bufio"
	"fmt"
	"io"
	"strings"
)

// writeText writes a report for people.
func writeText(out io.Writer, r *Report) error {
	w := bufio.NewWriter(out)
	section(w, "As it was read", r.Remarks)
	section(w, "As things are", r.Lint)
	for _, d := range r.Deaths {
		d.write(w)
	}
	return w.Flush()
}

// section writes lines under a title, if there are any.
func section(w io.Writer, title string, lines []string) {
	if len(lines) == 0 {
		return
	}
	fmt.Fprintln(w, title)
	for _, l := range lines {
		wrap(w, "  ", l)
	}
	fmt.Fprintln(w)
}

// Title is the question.
func (d *Death) Title() string {
	if d.Site {
		return "If site " + d.Of + " died now"
	}
	return "If " + d.Of + " died now"
}

func (d *Death) write(w io.Writer) {
	fmt.Fprintln(w, d.Title())
	for _, line := range d.Facts() {
		wrap(w, "  ", line)
	}
	fmt.Fprintln(w, "  by itself")
	changes(w, d.ByItself)
	orders(w, d.Orders)
	if len(d.Lost) > 0 {
		fmt.Fprintln(w, "  missing")
	}
	for _, l := range d.Lost {
		wrap(w, "    ", fmt.Sprintf("%s, for %s: %s", l.When(), people(l.Users), strings.Join(l.Features, ", ")))
	}
	for _, line := range d.End() {
		wrap(w, "  ", line)
	}
	fmt.Fprintln(w, "  once it is back")
	changes(w, d.Back)
	orders(w, d.Returns)
	for _, line := range d.Home() {
		wrap(w, "  ", line)
	}
	fmt.Fprintln(w)
}

func orders(w io.Writer, all []Order) {
	for _, o := range all {
		wrap(w, "  ", fmt.Sprintf("order %d: %s", o.Number, o.Line))
		for _, b := range o.Blocks {
			wrap(w, "    ", "blocked: "+b.Why)
		}
		if line := o.Course(); line != "" {
			wrap(w, "    ", line)
		}
		changes(w, o.Changes)
	}
}

// Facts say whom it concerns.
func (d *Death) Facts() (lines []string) {
	lines = append(lines, fmt.Sprintf("%s homed there", plural(d.Homed, "user is", "users are")))
	if d.Blind != "" {
		lines = append(lines, d.Blind)
	}
	switch {
	case d.Site && d.Cut:
		lines = append(lines, "all of its pools die, its directory, and the network of users who sit there")
	case d.Site:
		lines = append(lines, "all of its pools die, and its directory; users who sit there keep their network (-cut takes it)")
	}
	if d.Behind != "" && d.Homed > 0 {
		lines = append(lines, "their data as it was copied "+d.Behind+" ago is what they would go on with (F-64)")
	}
	for _, l := range d.Load {
		verdict := "within"
		if l.Users > l.Most {
			verdict = "more than"
		}
		lines = append(lines, fmt.Sprintf("%s would carry %d users, %s its %d (%s)", l.Pool, l.Users, verdict, l.Most, l.Fact))
	}
	return lines
}

// Course says how an order goes.
func (o *Order) Course() string {
	switch {
	case len(o.Blocks) > 0 && o.Waits == 0:
		return "nothing that is still there changes that by itself"
	case o.Stopped:
		return fmt.Sprintf("stops half way after %v", o.Takes)
	case o.Waits > 0:
		return fmt.Sprintf("possible after %v, takes %v", o.Waits, o.Takes)
	case o.Takes == 0:
		return "done at once"
	}
	return fmt.Sprintf("takes %v", o.Takes)
}

// End says how it ends while it is dead.
func (d *Death) End() (lines []string) {
	lines = append(d.Stranded[:len(d.Stranded):len(d.Stranded)], still(d.Left)...)
	if len(d.Left) == 0 {
		lines = append(lines, "after that nobody who was signed in is signed out or limited")
	}
	return lines
}

// Home says how it ends when it is back.
func (d *Death) Home() []string {
	if len(d.Away) == 0 {
		return []string{"after that everybody who was signed in is served as before"}
	}
	return still(d.Away)
}

// still says who is not served as he should be.
func still(all []Left) (lines []string) {
	for _, l := range all {
		line := l.User + ": still " + l.Level
		if l.Why != "" {
			line += ": " + l.Why
		}
		lines = append(lines, line)
	}
	return lines
}

func changes(w io.Writer, all []Change) {
	for _, c := range all {
		wrap(w, "    ", fmt.Sprintf("%-18s %s: %s", c.When(), people(c.Users), c.Level))
	}
	if len(all) == 0 {
		fmt.Fprintln(w, "    nobody who was signed in notices")
	}
}

// When is the time, or from when to when.
func (c *Change) When() string {
	if c.Until == c.After {
		return c.After.String()
	}
	return c.After.String() + " to " + c.Until.String()
}

// When is until when.
func (l *Lost) When() string {
	switch {
	case l.Depends:
		return "depends"
	case l.Until == 0:
		return "until it is back"
	}
	return fmt.Sprintf("until order %d", l.Until)
}

// people names a few users, and counts more of them.
func people(uris []string) string {
	if len(uris) > 3 {
		return fmt.Sprintf("%s and %d others", uris[0], len(uris)-1)
	}
	return strings.Join(uris, ", ")
}

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// columns is how wide a line is.
const columns = 120

// wrap writes text in lines that are not too wide; those after the first are indented further.
func wrap(w io.Writer, indent, text string) {
	line := indent
	for i, word := range strings.Split(text, " ") {
		if i > 0 && len(line)+1+len(word) > columns {
			fmt.Fprintln(w, line)
			line, i = indent+"  ", 0
		}
		if i > 0 {
			line += " "
		}
		line += word
	}
	fmt.Fprintln(w, line)
}
