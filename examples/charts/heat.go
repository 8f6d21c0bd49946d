package charts

import (
	"image/color"
	"math"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/palette/brewer"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	vgdraw "gonum.org/v1/plot/vg/draw"
)

// A Heat is a table whose cells are the darker the more they hold.
type Heat struct {
	Columns, Rows []string    // what is along the axes, from the left, and from below
	Cells         [][]float64 // by column and row; NaN is left empty
	Marked        [2]int      // the column and the row of a cell with a frame; negative for none
}

// Heat draws a heat map.
func (f Frame) Heat(h Heat) ([]byte, error) {
	grid, err := h.grid()
	if err != nil {
		return nil, err
	}
	p := f.plot()
	p.Add(grid)
	p.NominalX(h.Columns...)
	p.NominalY(h.Rows...)
	words, err := h.words(grid)
	if err != nil {
		return nil, err
	}
	p.Add(words)
	if h.Marked[0] >= 0 && h.Marked[1] >= 0 {
		p.Add(frame(float64(h.Marked[0]), float64(h.Marked[1])))
	}
	p.X.Padding, p.Y.Padding = 0, 0
	p.X.Min, p.X.Max, p.Y.Min, p.Y.Max = -0.5, float64(len(h.Columns))-0.5, -0.5, float64(len(h.Rows))-0.5
	return draw(f.Title, p, vg.Length(1+0.42*float64(len(h.Rows)))*vg.Inch)
}

// grid is the cells in their colours.
func (h *Heat) grid() (*plotter.HeatMap, error) {
	shades, err := brewer.GetPalette(brewer.TypeSequential, "YlOrRd", 7)
	if err != nil {
		return nil, err
	}
	grid := plotter.NewHeatMap(h, shades)
	if grid.Min > grid.Max { // no cell
		grid.Min = 0
	}
	grid.Max = max(grid.Max, grid.Min+1e-9*max(1, math.Abs(grid.Min))) // one colour
	return grid, nil
}

// words are the numbers in the cells, each in the ink that is read on its ground.
func (h *Heat) words(grid *plotter.HeatMap) (*plotter.Labels, error) {
	at := plotter.XYLabels{}
	var inks []color.Color
	for c, column := range h.Cells {
		for r, x := range column {
			if math.IsNaN(x) {
				continue
			}
			at.XYs, at.Labels = append(at.XYs, plotter.XY{X: float64(c), Y: float64(r)}), append(at.Labels, Short(x))
			inks = append(inks, ink(shade(grid, x)))
		}
	}
	words, err := plotter.NewLabels(at)
	if err != nil {
		return nil, err
	}
	for i := range words.TextStyle {
		s := &words.TextStyle[i]
		s.Color, s.XAlign, s.YAlign = inks[i], vgdraw.XCenter, vgdraw.YCenter
	}
	return words, nil
}

// shade is the colour of a cell that holds x.
func shade(grid *plotter.HeatMap, x float64) color.Color {
	all := grid.Palette.Colors()
	return all[int((x-grid.Min)*float64(len(all)-1)/(grid.Max-grid.Min)+0.5)]
}

// ink is nearly black or white, whichever has more contrast to its ground; black itself would be the ink of the page.
func ink(ground color.Color) color.Color {
	r, g, b, _ := ground.RGBA()
	light := func(x uint32) float64 { return math.Pow(float64(x)/0xffff, 2.2) }
	if 0.2126*light(r)+0.7152*light(g)+0.0722*light(b) > 0.19 {
		return color.NRGBA{0x11, 0x11, 0x11, 0xff}
	}
	return color.White
}

// frame is a line around a cell.
func frame(x, y float64) plot.Plotter {
	const d = 0.47
	l, err := plotter.NewLine(plotter.XYs{{X: x - d, Y: y - d}, {X: x + d, Y: y - d}, {X: x + d, Y: y + d}, {X: x - d, Y: y + d}, {X: x - d, Y: y - d}})
	if err != nil {
		panic(err) // five points are enough
	}
	l.Width, l.Color = vg.Points(2), color.NRGBA{0x11, 0x11, 0x11, 0xff}
	return l
}

// What a heat map asks for.

// Dims is how many columns and rows there are.
func (h *Heat) Dims() (c, r int) { return len(h.Columns), len(h.Rows) }

// Z is what a cell holds.
func (h *Heat) Z(c, r int) float64 { return h.Cells[c][r] }

// X is where a column stands.
func (h *Heat) X(c int) float64 { return float64(c) }

// Y is where a row stands.
func (h *Heat) Y(r int) float64 { return float64(r) }
