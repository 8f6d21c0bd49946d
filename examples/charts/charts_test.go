package charts

import (
	"encoding/xml"
	"errors"
	"image/color"
	"io"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gonum.org/v1/plot/plotter"
)

// wellFormed fails for a picture that is no XML, that has a number that is none, or that asks for anything.
func wellFormed(t *testing.T, svg []byte, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(string(svg), `<svg fill="currentColor" `) {
		t.Errorf("the letters do not have the ink of the page: %.40s", svg)
	}
	d := xml.NewDecoder(strings.NewReader(string(svg)))
	for {
		_, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, bad := range []string{"NaN", "Inf", "href", "#000", "url(", "#-"} {
		if strings.Contains(string(svg), bad) {
			t.Errorf("the picture has %q", bad)
		}
	}
}

// Whatever there is to draw, one point, equal values, nothing at all in most cells, is drawn.
func TestPictures(t *testing.T) {
	f := Frame{Title: "a title & more", X: "x", Y: "y"}
	one := Curve{Name: "one", Shade: Red, At: plotter.XYs{{X: 1, Y: 0}}, Points: true, Labels: []string{"1m"}}
	flat := Curve{Name: "flat", Shade: Blue, At: plotter.XYs{{X: 1, Y: 5}, {X: 2, Y: 5}}, Band: plotter.XYs{{X: 1, Y: 5}, {X: 2, Y: 5}, {X: 2, Y: 6}, {X: 1, Y: 5}}}
	for _, curves := range [][]Curve{{one}, {flat}, {one, flat}, nil} {
		svg, err := f.Lines(curves...)
		wellFormed(t, svg, err)
	}
	rare := f
	rare.Floor, rare.Marks = 0.1, []float64{1, 1.5}
	svg, err := rare.Lines(flat)
	wellFormed(t, svg, err)
	svg, err = f.Bars(plotter.XYs{{X: 0.5, Y: 0}}, 1)
	wellFormed(t, svg, err)
	svg, err = f.Rows([]string{"nothing"}, []float64{0})
	wellFormed(t, svg, err)
	none := math.NaN()
	for _, cells := range [][][]float64{{{1, 2}, {3, 4}}, {{1, none}, {none, none}}, {{0, 0}, {0, 0}}, {{-7e30, -7e30}, {-7e30, -7e30}}, {{none, none}, {none, none}}} {
		svg, err := f.Heat(Heat{Columns: []string{"a", "b"}, Rows: []string{"c", "d"}, Cells: cells, Marked: [2]int{1, 0}})
		wellFormed(t, svg, err)
	}
	svg, err = f.Heat(Heat{Columns: []string{"a"}, Rows: []string{"c"}, Cells: [][]float64{{7}}, Marked: [2]int{-1, 0}})
	wellFormed(t, svg, err)
	if !strings.Contains(string(svg), ">7</text>") {
		t.Error(string(svg))
	}
}

// Ticks are at round numbers, four to ten of them, within what is drawn.
func TestRound(t *testing.T) {
	for _, c := range [][2]float64{{0, 1}, {0, 16.9}, {-3, 3}, {1.5, 15}, {0, 1e6}, {0.001, 0.004}, {990, 1010}} {
		ticks := Round(c[0], c[1])
		if n := len(ticks); n < 4 || n > 10 {
			t.Errorf("%v: %d ticks", c, n)
		}
		for i, tick := range ticks {
			if tick.Value < c[0] || tick.Value > c[1] || i > 0 && tick.Label == ticks[i-1].Label {
				t.Errorf("%v: %v", c, ticks)
			}
		}
	}
	if ticks := Round(3, 3); len(ticks) > 1 {
		t.Error(ticks)
	}
}

func TestShort(t *testing.T) {
	for x, want := range map[float64]string{0: "0", 0.0974: "0.097", 1: "1", 7.224: "7.22", 77.8: "77.8", 226.4: "226", 12345.6: "12346", -0.04999: "-0.05", 99.96: "100", 0.999: "1"} {
		if got := Short(x); got != want {
			t.Errorf("%v: %s, not %s", x, got, want)
		}
	}
}

// The numbers in a heat map are read on every colour that it has: a contrast of 4.5.
func TestInk(t *testing.T) {
	f := Heat{Columns: []string{"a"}, Rows: []string{"b"}, Cells: [][]float64{{1}}}
	grid, err := f.grid()
	if err != nil {
		t.Fatal(err)
	}
	light := func(c color.Color) float64 {
		r, g, b, _ := c.RGBA()
		v := func(x uint32) float64 {
			if s := float64(x) / 0xffff; s > 0.03928 {
				return math.Pow((s+0.055)/1.055, 2.4)
			} else {
				return s / 12.92
			}
		}
		return 0.2126*v(r) + 0.7152*v(g) + 0.0722*v(b)
	}
	for _, ground := range grid.Palette.Colors() {
		a, b := light(ground), light(ink(ground))
		if c := (max(a, b) + 0.05) / (min(a, b) + 0.05); c < 4.5 {
			t.Errorf("%v on %v: a contrast of %.1f", ink(ground), ground, c)
		}
	}
}

// A page names its files, escapes what it is told, and says where it cannot be written.
func TestPage(t *testing.T) {
	svg, err := Frame{Title: "a"}.Lines()
	wellFormed(t, svg, err)
	p := Page{Title: "<b>", Summary: []string{"one", "two"}, Charts: []Chart{{Name: "a", Title: "a & b", Says: "c", SVG: svg, Table: Table{[]string{"h"}, [][]string{{"<td>"}}}}}}
	dir := filepath.Join(t.TempDir(), "new")
	names, err := p.Write(dir)
	if err != nil || strings.Join(names, " ") != "report.html a.svg" {
		t.Fatal(names, err)
	}
	text, err := os.ReadFile(filepath.Join(dir, "report.html"))
	for _, want := range []string{"<h1>&lt;b&gt;</h1>", "one\ntwo", "<h2>a &amp; b</h2>", "<td>&lt;td&gt;</td>", string(svg)} {
		if err != nil || !strings.Contains(string(text), want) {
			t.Errorf("no %q on the page, %v", want, err)
		}
	}
	if _, err := p.Write(filepath.Join(dir, "a.svg")); err == nil {
		t.Error("written into a file")
	}
}
