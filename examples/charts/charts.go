package main

import (
	"bytes"
	"fmt"
	"image/color"
	"math"
	"regexp"
	"strings"
	"time"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	vgdraw "gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgsvg"
)

// A Chart is one picture, and the table that says the same.
type Chart struct {
	Name, Title, Says string
	SVG               []byte
	Head              []string
	Rows              [][]string
}

// The colours of how a client is served, fit for colour-blind readers on light and on dark ground.
var (
	red    = color.NRGBA{0xd5, 0x5e, 0x00, 0xff}
	yellow = color.NRGBA{0xe6, 0x9f, 0x00, 0xff}
	green  = color.NRGBA{0x00, 0x9e, 0x73, 0xff}
	blue   = color.NRGBA{0x38, 0x8b, 0xd0, 0xff}
)

// The letters are measured as those of Arial are wide, which most machines have, or a font that is as wide.
func init() { plot.DefaultFont.Variant = "Sans" }

// A curve is one line of a chart.
type curve struct {
	name  string
	shade color.Color
	at    plotter.XYs
}

// lines draws curves over hours, with a line for each mark; with a floor above 0 by their logarithm, and never below it.
func lines(title, y string, floor float64, marks []Mark, curves ...curve) ([]byte, error) {
	p := plot.New()
	p.X.Label.Text, p.Y.Label.Text = "hours", y
	p.X.Tick.Marker = plot.TickerFunc(hourly)
	p.Y.Min, p.Legend.Top = 0, true
	for _, c := range curves {
		for i := range c.at {
			c.at[i].Y = max(c.at[i].Y, floor)
		}
		l, err := plotter.NewLine(c.at)
		if err != nil {
			return nil, err
		}
		l.Color, l.Width = c.shade, vg.Points(1.6)
		p.Add(l)
		p.Legend.Add(c.name, l)
	}
	top := p.Y.Max
	if p.Y.Max *= 1.2; floor > 0 {
		p.Y.Min, p.Y.Max = floor, top*8 // room for the legend
		p.Y.Scale, p.Y.Tick.Marker = plot.LogScale{}, plot.LogTicks{Prec: -1}
	}
	for _, m := range marks {
		l, err := plotter.NewLine(plotter.XYs{{X: m.At.Hours(), Y: floor}, {X: m.At.Hours(), Y: top}})
		if err != nil {
			return nil, err
		}
		l.Width, l.Dashes, l.Color = vg.Points(0.6), []vg.Length{vg.Points(3), vg.Points(3)}, color.Black
		p.Add(l)
	}
	return svg(title, p)
}

// hourly is a tick for every hour.
func hourly(least, most float64) (ticks []plot.Tick) {
	for h := math.Ceil(least); h <= most; h++ {
		ticks = append(ticks, plot.Tick{Value: h, Label: fmt.Sprintf("%.0f", h)})
	}
	return ticks
}

// whole are the usual ticks, with whole numbers alone.
func whole(least, most float64) (ticks []plot.Tick) {
	for _, t := range (plot.DefaultTicks{}).Ticks(least, most) {
		if t.Label != "" && t.Value == math.Trunc(t.Value) {
			t.Label = fmt.Sprintf("%.0f", t.Value)
			ticks = append(ticks, t)
		}
	}
	return ticks
}

// bars draws a histogram.
func bars(title, x, y string, values plotter.XYs, width float64) ([]byte, error) {
	p := plot.New()
	p.X.Label.Text, p.Y.Label.Text = x, y
	p.X.Tick.Marker, p.Y.Tick.Marker = plot.TickerFunc(whole), plot.TickerFunc(whole)
	h, err := plotter.NewHistogram(values, len(values))
	if err != nil {
		return nil, err
	}
	h.FillColor, h.LineStyle.Width, h.Width = blue, 0, width
	p.Add(h)
	p.Y.Max *= 1.05
	return svg(title, p)
}

// svg draws a plot.
func svg(title string, p *plot.Plot) ([]byte, error) {
	p.Add(plotter.NewGrid())
	return draw(title, p, 3.6*vg.Inch)
}

var text = regexp.MustCompile(`font-family:[^;"]*`)

// draw draws a plot that is so high, and takes its ink and its letters from the page that it is on.
func draw(title string, p *plot.Plot, high vg.Length) ([]byte, error) {
	p.BackgroundColor = color.Transparent
	c := vgsvg.New(9*vg.Inch, high)
	p.Draw(vgdraw.New(c))
	var b bytes.Buffer
	if _, err := c.WriteTo(&b); err != nil {
		return nil, err
	}
	drawn := b.String()
	drawn = drawn[strings.Index(drawn, "<svg"):]
	end := strings.Index(drawn, ">") + 1
	drawn = drawn[:end] + "\n<title>" + title + "</title>" + text.ReplaceAllString(drawn[end:], "font-family:Liberation Sans,Arial,Helvetica,sans-serif")
	for _, black := range []string{"#000000", "#000"} {
		drawn = strings.ReplaceAll(drawn, black, "currentColor")
	}
	return []byte(drawn), nil
}

// Charts draws the outcome.
func (o *Outcome) Charts() (charts []Chart, err error) {
	for _, of := range []func() (Chart, error){o.served, o.asked, o.outages, o.missed} {
		c, err := of()
		if err != nil {
			return nil, err
		}
		charts = append(charts, c)
	}
	return charts, nil
}

// hours is the end of a slot.
func (o *Outcome) hours(slot int) float64 {
	return (time.Duration(o.Report.From) + time.Duration(slot+1)*time.Duration(o.Report.Slot)).Hours()
}

// served is how clients are served, over time.
func (o *Outcome) served() (Chart, error) {
	c := Chart{Name: "clients", Title: "Clients by how they are served", Says: "dashed lines are what is done, as the list above says",
		Head: []string{"hours", "signed out", "limited", "full"}}
	out, limited, full := curve{name: "signed out", shade: red}, curve{name: "limited", shade: yellow}, curve{name: "full service", shade: green}
	for i, s := range o.Report.Series {
		x := o.hours(i)
		out.at = append(out.at, plotter.XY{X: x, Y: float64(s.Out)})
		limited.at = append(limited.at, plotter.XY{X: x, Y: float64(s.Limited)})
		full.at = append(full.at, plotter.XY{X: x, Y: float64(s.Full)})
		if i%30 == 29 {
			c.Rows = append(c.Rows, []string{hour(x), number(s.Out), number(s.Limited), number(s.Full)})
		}
	}
	var err error
	c.SVG, err = lines(c.Title, "clients", 0, o.Marks, full, limited, out)
	return c, err
}

// asked is what registrars have to answer, over time.
func (o *Outcome) asked() (Chart, error) {
	c := Chart{Name: "registrars", Title: "Sign-ins a second that each registrar answers", Says: "with those that it turns away or redirects, without refreshes: the mean of ten seconds, on a scale of powers of ten",
		Head: []string{"hours", "FE01 took in", "FE01 turned away", "most a second", "FE02 took in", "FE02 turned away", "most a second"}}
	curves := []curve{{name: "FE01", shade: blue}, {name: "FE02", shade: red}}
	slot := time.Duration(o.Report.Slot).Seconds()
	var took, away [2]int // since the last row of the table
	var most [2]float64
	for i, s := range o.Report.Series {
		x := o.hours(i)
		row := []string{hour(x)}
		for p := range curves {
			f := s.Flows[p]
			rate := float64(f.Accepted+f.Redirected+f.Refused) / slot
			curves[p].at = append(curves[p].at, plotter.XY{X: x, Y: rate})
			took[p], away[p], most[p] = took[p]+f.Accepted, away[p]+f.Refused+f.Redirected, max(most[p], rate)
			row = append(row, number(took[p]), number(away[p]), fmt.Sprintf("%.1f", most[p]))
		}
		if i%30 == 29 {
			c.Rows = append(c.Rows, row)
			took, away, most = [2]int{}, [2]int{}, [2]float64{}
		}
	}
	var err error
	c.SVG, err = lines(c.Title, "a second", 0.1, o.Marks, curves...)
	return c, err
}

// outages is how long clients of the pool that dies were out.
func (o *Outcome) outages() (Chart, error) {
	b := &o.Report.Populations[0].Outages
	c := Chart{Name: "outages", Title: "How long clients of FE01 were out", Says: "each time, from the registration that was lost to the next one",
		Head: []string{"up to", "outages"}}
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
	c.SVG, err = bars(c.Title, "minutes", "outages", values, 1)
	return c, err
}

// missed is what users of the pool that dies were without.
func (o *Outcome) missed() (Chart, error) {
	c := Chart{Name: "features", Title: "What users of FE01 were without", Says: "for so many hours each on average", Head: []string{"feature", "user-minutes"}}
	p := &o.Report.Populations[0]
	pl := plot.New()
	pl.X.Label.Text = "hours a user"
	var values plotter.Values
	var names []string
	for i := len(p.Features) - 1; i >= 0; i-- {
		f := p.Features[i]
		values, names = append(values, f.UserMinutes/60/float64(p.Users)), append(names, f.Feature)
	}
	for _, f := range p.Features {
		c.Rows = append(c.Rows, []string{f.Feature, number(int(f.UserMinutes))})
	}
	if len(values) == 0 {
		values, names = plotter.Values{0}, []string{"nothing"}
	}
	b, err := plotter.NewBarChart(values, vg.Points(7))
	if err != nil {
		return c, err
	}
	b.Horizontal, b.Color, b.LineStyle.Width = true, yellow, 0
	pl.Add(b)
	pl.NominalY(names...)
	pl.Y.Tick.Label.Font.Size = vg.Points(7)
	c.SVG, err = draw(c.Title, pl, vg.Length(1.2+0.15*float64(len(names)))*vg.Inch)
	return c, err
}
