package main

import (
	"fmt"
	"image/color"
	"math"
	"slices"
	"time"

	"gonum.org/v1/plot/plotter"

	"understudy.example/examples/charts"
	"understudy.example/examples/sweep/flapping"
	"understudy.example/sim/sweep"
)

// findings are what came out.
type findings struct {
	flapping.Question
	cells []sweep.Cell
}

// at finds what came out at one place; nil if that was not run.
func (f *findings) at(detect, failback, lasts time.Duration) *sweep.Cell {
	i := slices.IndexFunc(f.cells, func(c sweep.Cell) bool {
		return c.Values[flapping.Detect] == detect.Seconds() && c.Values[flapping.Failback] == failback.Seconds() && c.Values[flapping.Lasts] == lasts.Seconds()
	})
	if i < 0 {
		return nil
	}
	return &f.cells[i]
}

// usual is the documented interval if it is there, and otherwise the one in the middle.
func usual(all []time.Duration, documented time.Duration) time.Duration {
	if slices.Contains(all, documented) {
		return documented
	}
	return all[len(all)/2]
}

// The documented intervals (F-27).
const (
	documentedDetect   = 300 * time.Second
	documentedFailback = 600 * time.Second
)

func (f *findings) failback() time.Duration { return usual(f.Failback, documentedFailback) }
func (f *findings) lasts() time.Duration    { return usual(f.Lasts, 2*time.Minute) }

// page is the report.
func (f *findings) page() (*charts.Page, error) {
	p := &charts.Page{Title: "Which intervals for a link that flaps?", Table: f.table(), Summary: f.summary()}
	for _, of := range []func() (charts.Chart, error){f.trade, f.curves, f.falses, f.heatOut, f.heatLimited} {
		c, err := of()
		if err != nil {
			return nil, err
		}
		p.Charts = append(p.Charts, c)
	}
	return p, nil
}

var shades = []color.NRGBA{charts.Blue, charts.Green, charts.Yellow, charts.Red}

// trade is what is won and what is lost with a longer detection interval.
func (f *findings) trade() (charts.Chart, error) {
	c := charts.Chart{Name: "trade", Title: "What a failure costs, against false failovers", Table: charts.Table{Head: []string{"link lost for", "detection interval", "false failovers a day", "minutes signed out in a failure"}},
		Says: fmt.Sprintf("each point is a failure detection interval, the same at the same height, with a failback interval of %s; to the lower left is better", span(f.failback()))}
	var curves []charts.Curve
	for i, lasts := range f.Lasts {
		curve := charts.Curve{Name: "link lost for " + span(lasts), Shade: shades[i%len(shades)], Points: true}
		for _, d := range f.Detect {
			if cell := f.at(d, f.failback(), lasts); cell != nil {
				x, y := cell.Measured[flapping.False].Mean(), cell.Measured[flapping.FailedOut].Mean()
				curve.At = append(curve.At, plotter.XY{X: x, Y: y})
				if lasts == f.Lasts[len(f.Lasts)-1] { // the points of the others are at the same height
					curve.Labels = append(curve.Labels, span(d))
				}
				c.Rows = append(c.Rows, []string{span(lasts), span(d), charts.Short(x), charts.Short(y)})
			}
		}
		curves = appendFull(curves, curve)
	}
	var err error
	c.SVG, err = charts.Frame{Title: c.Title, X: "false failovers a day", Y: "minutes signed out in a failure"}.Lines(curves...)
	return c, err
}

// appendFull leaves curves without a point out.
func appendFull(curves []charts.Curve, c charts.Curve) []charts.Curve {
	if len(c.At) == 0 {
		return curves
	}
	return append(curves, c)
}

// over is a curve of a measure over detection intervals, with the ground from the least to the most of all seeds.
func (f *findings) over(name, measure string, shade color.NRGBA, failback, lasts time.Duration) charts.Curve {
	c := charts.Curve{Name: name, Shade: shade}
	var above plotter.XYs
	for _, d := range f.Detect {
		if cell := f.at(d, failback, lasts); cell != nil {
			s := cell.Measured[measure]
			c.At = append(c.At, plotter.XY{X: d.Minutes(), Y: s.Mean()})
			c.Band = append(c.Band, plotter.XY{X: d.Minutes(), Y: s.Quantile(0)})
			above = append(above, plotter.XY{X: d.Minutes(), Y: s.Quantile(1)})
		}
	}
	slices.Reverse(above)
	c.Band = append(c.Band, above...)
	return c
}

// curves are what users lose.
func (f *findings) curves() (charts.Chart, error) {
	c := charts.Chart{Name: "lost", Title: "User-minutes lost, by the detection interval", Table: charts.Table{Head: []string{"detection interval", "signed out, day of flapping", "limited, day of flapping", "signed out, failure"}},
		Says: fmt.Sprintf("of each user, where the link is lost for %s on average and the failback interval is %s: the mean of %d seeds, and from the least to the most; it goes by steps, because clients try again after waits that double (C-105)", span(f.lasts()), span(f.failback()), f.Seeds)}
	curves := []charts.Curve{
		f.over("signed out on a day of flapping", flapping.Out, charts.Red, f.failback(), f.lasts()),
		f.over("limited on a day of flapping", flapping.Limited, charts.Yellow, f.failback(), f.lasts()),
		f.over("signed out in a failure", flapping.FailedOut, charts.Blue, f.failback(), f.lasts()),
	}
	for _, d := range f.Detect {
		if cell := f.at(d, f.failback(), f.lasts()); cell != nil {
			c.Rows = append(c.Rows, []string{span(d), mean(cell, flapping.Out), mean(cell, flapping.Limited), mean(cell, flapping.FailedOut)})
		}
	}
	var err error
	c.SVG, err = f.frame(&c, "minutes a user").Lines(curves...)
	return c, err
}

// frame is that of a chart over detection intervals.
func (f *findings) frame(c *charts.Chart, y string) charts.Frame {
	return charts.Frame{Title: c.Title, X: "failure detection interval, minutes", Y: y}
}

func mean(c *sweep.Cell, measure string) string { return charts.Short(c.Measured[measure].Mean()) }

// falses are false failovers, for links that are lost for a shorter or longer time.
func (f *findings) falses() (charts.Chart, error) {
	c := charts.Chart{Name: "false", Title: "False failovers, by the detection interval", Table: charts.Table{Head: []string{"detection interval"}},
		Says: "a day, of a pool whose server runs, by how long its link is lost on average: the mean, and from the least to the most of all seeds"}
	var curves []charts.Curve
	for i, lasts := range f.Lasts {
		curves = appendFull(curves, f.over("link lost for "+span(lasts), flapping.False, shades[i%len(shades)], f.failback(), lasts))
		c.Head = append(c.Head, "lost for "+span(lasts))
	}
	for _, d := range f.Detect {
		row := []string{span(d)}
		for _, lasts := range f.Lasts {
			if cell := f.at(d, f.failback(), lasts); cell != nil {
				row = append(row, mean(cell, flapping.False))
			} else {
				row = append(row, "")
			}
		}
		c.Rows = append(c.Rows, row)
	}
	var err error
	c.SVG, err = f.frame(&c, "false failovers a day").Lines(curves...)
	return c, err
}

// heatOut is for how long users are signed out, on a day of flapping and in a failure together.
func (f *findings) heatOut() (charts.Chart, error) {
	return f.heat("out", "Minutes that a user is signed out", "on a day of flapping and in a failure of the server together", flapping.Out, flapping.FailedOut)
}

// heatLimited is for how long they are limited, though no server has failed.
func (f *findings) heatLimited() (charts.Chart, error) {
	return f.heat("limited", "Minutes that a user is limited", "on a day of flapping, on which no server fails", flapping.Limited)
}

// heat draws the sum of measures by both intervals.
func (f *findings) heat(name, title, says string, measures ...string) (charts.Chart, error) {
	c := charts.Chart{Name: name, Title: title, Table: charts.Table{Head: []string{"failback interval"}},
		Says: fmt.Sprintf("%s, where the link is lost for %s on average; the documented intervals have a frame (F-27)", says, span(f.lasts()))}
	h := charts.Heat{Columns: spans(f.Detect), Rows: spans(f.Failback), Cells: make([][]float64, len(f.Detect)),
		Marked: [2]int{slices.Index(f.Detect, documentedDetect), slices.Index(f.Failback, documentedFailback)}}
	c.Head = append(c.Head, h.Columns...)
	for _, failback := range f.Failback {
		row := []string{span(failback)}
		for i, detect := range f.Detect {
			x := math.NaN()
			if cell := f.at(detect, failback, f.lasts()); cell != nil {
				x = 0
				for _, m := range measures {
					x += cell.Measured[m].Mean()
				}
				row = append(row, charts.Short(x))
			} else {
				row = append(row, "")
			}
			h.Cells[i] = append(h.Cells[i], x)
		}
		c.Rows = append(c.Rows, row)
	}
	var err error
	c.SVG, err = charts.Frame{Title: title, X: "failure detection interval", Y: "failback interval"}.Heat(h)
	return c, err
}

// span writes a duration in short.
func span(d time.Duration) string { return flapping.Span(d) }

func spans(all []time.Duration) (words []string) {
	for _, d := range all {
		words = append(words, span(d))
	}
	return words
}
