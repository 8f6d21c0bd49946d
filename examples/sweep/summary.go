package main

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"understudy.example/examples/charts"
	"understudy.example/examples/sweep/flapping"
	"understudy.example/sim/sweep"
)

// table is what matters most: each detection interval, with the usual failback interval.
func (f *findings) table() charts.Table {
	t := charts.Table{Head: []string{"detection interval", "false failovers a day", "signed out a day", "limited a day", "signed out in a failure"}}
	for _, d := range f.Detect {
		if c := f.at(d, f.failback(), f.lasts()); c != nil {
			t.Rows = append(t.Rows, []string{span(d), mean(c, flapping.False), mean(c, flapping.Out), mean(c, flapping.Limited), mean(c, flapping.FailedOut)})
		}
	}
	return t
}

// print prints the table and the summary.
func (f *findings) print(w io.Writer) {
	t := f.table()
	columns := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, row := range append([][]string{t.Head}, t.Rows...) {
		fmt.Fprintln(columns, strings.Join(row, "\t"))
	}
	columns.Flush()
	for _, line := range append([]string{""}, f.summary()...) {
		fmt.Fprintln(w, line)
	}
}

// summary is what was found, in words.
func (f *findings) summary() []string {
	return append([]string{fmt.Sprintf("Times are minutes of each of %d users, with a failback interval of %s: %s. The link holds for %s on average, and is lost for %s.",
		f.Users, span(f.failback()), f.drawn(), span(f.Every), span(f.lasts()))}, f.advice()...)
}

// drawn is how many draws a number is of.
func (f *findings) drawn() string {
	if f.Seeds == 1 {
		return "of one seed"
	}
	return fmt.Sprintf("the mean of %d seeds", f.Seeds)
}

// advice compares the ends of either axis with each other.
func (f *findings) advice() (lines []string) {
	short, long := f.Detect[0], f.Detect[len(f.Detect)-1]
	if a, b := f.at(short, f.failback(), f.lasts()), f.at(long, f.failback(), f.lasts()); a != nil && b != nil && a != b {
		lines = append(lines, "", fmt.Sprintf("A verdict after %s rather than %s: on a day of flapping %s, %s and %s; in a failure %s.", span(long), span(short),
			change(flapping.False, "", a, b), change(flapping.Limited, " min", a, b), change(flapping.Out, " min", a, b), change(flapping.FailedOut, " min", a, b)))
	}
	detect, soon, late := usual(f.Detect, documentedDetect), f.Failback[0], f.Failback[len(f.Failback)-1]
	if a, b := f.at(detect, late, f.lasts()), f.at(detect, soon, f.lasts()); a != nil && b != nil && a != b {
		lines = append(lines, "", fmt.Sprintf("Home after %s rather than %s, with a verdict after %s: on a day of flapping %s, %s and %s.", span(soon), span(late), span(detect),
			change(flapping.False, "", a, b), change(flapping.Limited, " min", a, b), change(flapping.Out, " min", a, b)))
	}
	return lines
}

// called is what a measure is called in a sentence.
var called = map[string]string{flapping.Limited: "limited", flapping.Out: "signed out", flapping.FailedOut: "signed out"}

// change tells how a measure changes from one cell to another, with its sign.
func change(measure, unit string, a, b *sweep.Cell) string {
	name, d := measure, b.Measured[measure].Mean()-a.Measured[measure].Mean()
	if n, ok := called[measure]; ok {
		name = n
	}
	sign := ""
	if d > 0 {
		sign = "+"
	}
	return fmt.Sprintf("%s%s%s %s", sign, charts.Short(d), unit, name)
}
