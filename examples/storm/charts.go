package main

import (
	"fmt"
	"math"
	"strconv"
	"time"

	"gonum.org/v1/plot/plotter"

	"understudy.example/examples/charts"
)

// Page is the report.
func (o *Outcome) Page() (*charts.Page, error) {
	p := &charts.Page{Title: fmt.Sprintf("A pool of %d users dies", o.Users), Summary: o.Summary()}
	for _, of := range []func() (charts.Chart, error){o.served, o.asked, o.outages, o.missed} {
		c, err := of()
		if err != nil {
			return nil, err
		}
		p.Charts = append(p.Charts, c)
	}
	return p, nil
}

// frame is that of a chart over hours, with a line for everything that is done.
func (o *Outcome) frame(c *charts.Chart, y string, floor float64) charts.Frame {
	f := charts.Frame{Title: c.Title, X: "hours", Y: y, Floor: floor}
	for _, m := range o.Marks {
		f.Marks = append(f.Marks, m.At.Hours())
	}
	return f
}

// hours is the end of a slot.
func (o *Outcome) hours(slot int) float64 {
	return (time.Duration(o.Report.From) + time.Duration(slot+1)*time.Duration(o.Report.Slot)).Hours()
}

// served is how clients are served, over time.
func (o *Outcome) served() (charts.Chart, error) {
	c := charts.Chart{Name: "clients", Title: "Clients by how they are served", Says: "dashed lines are what is done, as the list above says",
		Table: charts.Table{Head: []string{"hours", "signed out", "limited", "full"}}}
	out, limited, full := charts.Curve{Name: "signed out", Shade: charts.Red}, charts.Curve{Name: "limited", Shade: charts.Yellow}, charts.Curve{Name: "full service", Shade: charts.Green}
	for i, s := range o.Report.Series {
		x := o.hours(i)
		out.At = append(out.At, plotter.XY{X: x, Y: float64(s.Out)})
		limited.At = append(limited.At, plotter.XY{X: x, Y: float64(s.Limited)})
		full.At = append(full.At, plotter.XY{X: x, Y: float64(s.Full)})
		if i%30 == 29 {
			c.Rows = append(c.Rows, []string{hour(x), number(s.Out), number(s.Limited), number(s.Full)})
		}
	}
	var err error
	c.SVG, err = o.frame(&c, "clients", 0).Lines(full, limited, out)
	return c, err
}

// asked is what registrars have to answer, over time.
func (o *Outcome) asked() (charts.Chart, error) {
	c := charts.Chart{Name: "registrars", Title: "Sign-ins a second that each registrar answers", Says: "with those that it turns away or redirects, without refreshes: the mean of ten seconds, on a scale of powers of ten",
		Table: charts.Table{Head: []string{"hours", "FE01 took in", "FE01 turned away", "most a second", "FE02 took in", "FE02 turned away", "most a second"}}}
	curves := []charts.Curve{{Name: "FE01", Shade: charts.Blue}, {Name: "FE02", Shade: charts.Red}}
	slot := time.Duration(o.Report.Slot).Seconds()
	var took, away [2]int // since the last row of the table
	var most [2]float64
	for i, s := range o.Report.Series {
		x := o.hours(i)
		row := []string{hour(x)}
		for p := range curves {
			f := s.Flows[p]
			rate := float64(f.Accepted+f.Redirected+f.Refused) / slot
			curves[p].At = append(curves[p].At, plotter.XY{X: x, Y: rate})
			took[p], away[p], most[p] = took[p]+f.Accepted, away[p]+f.Refused+f.Redirected, max(most[p], rate)
			row = append(row, number(took[p]), number(away[p]), fmt.Sprintf("%.1f", most[p]))
		}
		if i%30 == 29 {
			c.Rows = append(c.Rows, row)
			took, away, most = [2]int{}, [2]int{}, [2]float64{}
		}
	}
	var err error
	c.SVG, err = o.frame(&c, "a second", 0.1).Lines(curves...)
	return c, err
}

// outages is how long clients of the pool that dies were out.
func (o *Outcome) outages() (charts.Chart, error) {
	b := &o.Report.Populations[0].Outages
	c := charts.Chart{Name: "outages", Title: "How long clients of FE01 were out", Says: "each time, from the registration that was lost to the next one",
		Table: charts.Table{Head: []string{"up to", "outages"}}}
	const step = time.Minute
	bins := make([]float64, int(math.Ceil(time.Duration(b.Most).Minutes()))+1)
	for i, n := range b.Counts {
		from, to := b.Range(i)
		for at := from; at < to; { // what is in a bucket is spread over the minutes that it goes over
			next := min((at/step+1)*step, to)
			bins[min(int(at/step), len(bins)-1)] += float64(n) * float64(next-at) / float64(to-from)
			at = next
		}
	}
	values := make(plotter.XYs, len(bins))
	for i, n := range bins {
		values[i] = plotter.XY{X: float64(i) + 0.5, Y: n}
		if n >= 0.5 {
			c.Rows = append(c.Rows, []string{fmt.Sprintf("%d min", i+1), number(int(n + 0.5))})
		}
	}
	var err error
	c.SVG, err = charts.Frame{Title: c.Title, X: "minutes", Y: "outages"}.Bars(values, 1)
	return c, err
}

// missed is what users of the pool that dies were without.
func (o *Outcome) missed() (charts.Chart, error) {
	c := charts.Chart{Name: "features", Title: "What users of FE01 were without", Says: "for so many hours each on average. " + o.assumed(), Table: charts.Table{Head: []string{"feature", "user-minutes"}}}
	p := &o.Report.Populations[0]
	var names []string
	var hours []float64
	for _, f := range p.Features {
		names, hours = append(names, f.Feature), append(hours, f.UserMinutes/60/float64(p.Users))
		c.Rows = append(c.Rows, []string{f.Feature, number(int(f.UserMinutes))})
	}
	if len(names) == 0 {
		names, hours = []string{"nothing"}, []float64{0}
	}
	var err error
	c.SVG, err = charts.Frame{Title: c.Title, X: "hours a user"}.Rows(names, hours)
	return c, err
}

func number(n int) string { return strconv.Itoa(n) }

func hour(x float64) string { return fmt.Sprintf("%.2f", x) }
