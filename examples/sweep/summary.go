package main

import (
	"fmt"

	"understudy.example/examples/charts"
	"understudy.example/examples/sweep/flapping"
	"understudy.example/sim/sweep"
)

// summary is what was found, in words.
func (f *findings) summary() (lines []string) {
	say := func(format string, a ...any) { lines = append(lines, fmt.Sprintf(format, a...)) }
	say("%d users; the link of their pool holds for %s on average, and is lost for %s; %d seeds", f.Users, span(f.Every), span(f.lasts()), f.Seeds)
	say("A failback interval of %s; minutes are those of each user, and the mean of all seeds", span(f.failback()))
	say("")
	say("  detection   false failovers   signed out   limited   signed out")
	say("  interval              a day        a day     a day   in a failure")
	for _, d := range f.Detect {
		if c := f.at(d, f.failback(), f.lasts()); c != nil {
			say("  %-9s %17s %12s %9s %14s", span(d), mean(c, flapping.False), mean(c, flapping.Out), mean(c, flapping.Limited), mean(c, flapping.FailedOut))
		}
	}
	return append(lines, f.advice()...)
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
