package charts

import (
	"bytes"
	"fmt"
	"html/template"
	"image/color"
	"math"
	"regexp"
	"slices"
	"strings"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	vgdraw "gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgsvg"
)

// A Chart is one picture, and the table that says the same.
type Chart struct {
	Name  string // of its file, without .svg
	Title string
	Says  string // below the picture: how to read it
	SVG   []byte
	Table
}

// A Table has a name for each column.
type Table struct {
	Head []string
	Rows [][]string
}

// Colours that are told apart by colour-blind readers, on light and on dark ground.
var (
	Red    = color.NRGBA{0xd5, 0x5e, 0x00, 0xff}
	Yellow = color.NRGBA{0xe6, 0x9f, 0x00, 0xff}
	Green  = color.NRGBA{0x00, 0x9e, 0x73, 0xff}
	Blue   = color.NRGBA{0x38, 0x8b, 0xd0, 0xff}
)

// The letters are measured as those of Arial are wide, which most machines have, or a font that is as wide.
func init() { plot.DefaultFont.Variant = "Sans" }

// A Frame is what a chart stands in.
type Frame struct {
	Title, X, Y string
	Ticks       []float64 // on the x axis; nil for whole numbers that are round
	Floor       float64   // of lines: above 0, the y axis is logarithmic, and nothing is below it
	Marks       []float64 // of lines: where dashed lines stand on the x axis
}

// A Curve is one line of a chart.
type Curve struct {
	Name   string
	Shade  color.NRGBA
	At     plotter.XYs
	Band   plotter.XYs // the outline of a paler ground; nil for none
	Points bool        // are drawn, too
	Labels []string    // of the points; nil for none
}

// Lines draws curves.
func (f Frame) Lines(curves ...Curve) ([]byte, error) {
	p := f.plot()
	p.Y.Min = 0
	p.Legend.Top, p.Legend.YOffs, p.Legend.Padding = true, vg.Points(-4), vg.Points(3)
	for _, c := range curves {
		for i := range c.At {
			c.At[i].Y = max(c.At[i].Y, f.Floor)
		}
		if err := c.add(p); err != nil {
			return nil, err
		}
	}
	if slices.ContainsFunc(curves, func(c Curve) bool { return c.Points }) {
		p.X.Max += 0.06 * (p.X.Max - p.X.Min) // room for the last one
	}
	top := p.Y.Max
	if p.Y.Max /= max(0.4, 1-0.08*float64(len(curves))); f.Floor > 0 { // every line of the legend takes that much of the height
		p.Y.Min, p.Y.Max = f.Floor, top*8 // room for the legend
		p.Y.Scale, p.Y.Tick.Marker = plot.LogScale{}, plot.LogTicks{Prec: -1}
	}
	for _, x := range f.Marks {
		if err := mark(p, x, f.Floor, top); err != nil {
			return nil, err
		}
	}
	p.Add(plotter.NewGrid())
	return draw(f.Title, p, 3.6*vg.Inch)
}

// plot is an empty plot.
func (f Frame) plot() *plot.Plot {
	p := plot.New()
	p.X.Label.Text, p.Y.Label.Text = f.X, f.Y
	p.X.Label.Padding, p.Y.Label.Padding = vg.Points(4), vg.Points(4)
	p.X.Tick.Marker, p.Y.Tick.Marker = plot.TickerFunc(Round), plot.TickerFunc(Round)
	if f.Ticks != nil {
		p.X.Tick.Marker = plot.TickerFunc(func(least, most float64) (ticks []plot.Tick) {
			for _, x := range f.Ticks {
				ticks = append(ticks, plot.Tick{Value: x, Label: Short(x)})
			}
			return ticks
		})
	}
	return p
}

// add adds a curve to a plot.
func (c *Curve) add(p *plot.Plot) error {
	l, err := plotter.NewLine(c.At)
	if err != nil {
		return err
	}
	if l.Color, l.Width = c.Shade, vg.Points(1.6); c.Band != nil {
		band, err := plotter.NewPolygon(c.Band)
		if err != nil {
			return err
		}
		shade := c.Shade
		shade.A = 0x30
		band.Color, band.LineStyle.Width = shade, 0
		p.Add(band)
	}
	p.Add(l)
	p.Legend.Add(c.Name, l)
	if !c.Points {
		return nil
	}
	return c.points(p)
}

// points draws the points of a curve, with what each is called.
func (c *Curve) points(p *plot.Plot) error {
	dots, err := plotter.NewScatter(c.At)
	if err != nil {
		return err
	}
	dots.Color, dots.Shape, dots.Radius = c.Shade, vgdraw.CircleGlyph{}, vg.Points(3)
	if p.Add(dots); c.Labels == nil {
		return nil
	}
	words, err := plotter.NewLabels(plotter.XYLabels{XYs: c.At, Labels: c.Labels})
	if err != nil {
		return err
	}
	words.Offset = vg.Point{X: vg.Points(5), Y: vg.Points(4)}
	for i := range words.TextStyle {
		words.TextStyle[i].Font.Size = vg.Points(9)
	}
	p.Add(words)
	return nil
}

// mark draws a dashed line upwards.
func mark(p *plot.Plot, x, from, to float64) error {
	l, err := plotter.NewLine(plotter.XYs{{X: x, Y: from}, {X: x, Y: to}})
	if err != nil {
		return err
	}
	l.Width, l.Dashes, l.Color = vg.Points(0.6), []vg.Length{vg.Points(3), vg.Points(3)}, color.Black
	p.Add(l)
	return nil
}

// Bars draws a histogram of bars that are so wide.
func (f Frame) Bars(values plotter.XYs, width float64) ([]byte, error) {
	p := f.plot()
	h, err := plotter.NewHistogram(values, len(values))
	if err != nil {
		return nil, err
	}
	h.FillColor, h.LineStyle.Width, h.Width = Blue, 0, width
	p.Add(h, plotter.NewGrid())
	p.Y.Max *= 1.05
	return draw(f.Title, p, 3.6*vg.Inch)
}

// Rows draws a bar from the left for each name, the first at the top.
func (f Frame) Rows(names []string, values []float64) ([]byte, error) {
	p := f.plot()
	names, values = slices.Clone(names), slices.Clone(values)
	slices.Reverse(names)
	slices.Reverse(values)
	b, err := plotter.NewBarChart(plotter.Values(values), vg.Points(7))
	if err != nil {
		return nil, err
	}
	b.Horizontal, b.Color, b.LineStyle.Width = true, Yellow, 0
	p.Add(b)
	p.NominalY(names...)
	p.Y.Tick.Label.Font.Size = vg.Points(7)
	return draw(f.Title, p, vg.Length(1.2+0.15*float64(len(names)))*vg.Inch)
}

// steps are what ticks may be apart, times a power of ten.
var steps = []float64{1, 2, 5}

// Round has four to ten ticks at round numbers; there is none between whole numbers unless all would be.
func Round(least, most float64) (ticks []plot.Tick) {
	if most <= least {
		return []plot.Tick{{Value: least, Label: Short(least)}}
	}
	step := 1.0
	for unit := math.Pow(10, math.Floor(math.Log10((most-least)/100))); ; unit *= 10 {
		if i := slices.IndexFunc(steps, func(s float64) bool { return (most-least)/(s*unit) <= 9 }); i >= 0 {
			step = steps[i] * unit
			break
		}
	}
	for i := math.Ceil(least / step); i*step <= most; i++ {
		ticks = append(ticks, plot.Tick{Value: i * step, Label: Short(i * step)})
	}
	return ticks
}

// Short writes a number with three digits that count at the most, or as a whole number; below 1 with two.
func Short(x float64) string {
	switch size := math.Abs(x); {
	case size >= 100:
		return fmt.Sprintf("%.0f", x)
	case size < 1:
		return fmt.Sprintf("%.2g", x)
	}
	return fmt.Sprintf("%.3g", x)
}

var text = regexp.MustCompile(`font-family:[^;"]*`)

// draw draws a plot that is so high, and takes its ink and its letters from the page that it is on.
func draw(title string, p *plot.Plot, high vg.Length) ([]byte, error) {
	p.BackgroundColor = nil
	c := vgsvg.New(9*vg.Inch, high)
	const edge = 6 // points, for letters that stand out
	p.Draw(vgdraw.Crop(vgdraw.New(c), edge, -edge, edge, -edge))
	var b bytes.Buffer
	if _, err := c.WriteTo(&b); err != nil {
		return nil, err
	}
	drawn := b.String()
	drawn = strings.Replace(drawn[strings.Index(drawn, "<svg"):], "<svg", `<svg fill="currentColor"`, 1)
	end := strings.Index(drawn, ">") + 1
	drawn = drawn[:end] + "\n<title>" + template.HTMLEscapeString(title) + "</title>" + text.ReplaceAllString(drawn[end:], "font-family:Liberation Sans,Arial,Helvetica,sans-serif")
	for _, black := range []string{"#000000", "#000"} {
		drawn = strings.ReplaceAll(drawn, black, "currentColor")
	}
	return []byte(drawn), nil
}
