package browser

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp/kb"
)

// A report is a page that a program of examples writes: a summary, and charts, each with its table.
type report struct {
	program string
	args    []string
	says    []string
	charts  int
}

var reports = []report{
	{"storm", []string{"-users", "400", "-others", "100", "-rate", "2", "-o"}, []string{"A pool of 400 users dies", "FE01 is failed back", "Clients by how they are served",
		"Sign-ins a second that each registrar answers", "How long clients of FE01 were out", "What users of FE01 were without"}, 4},
	{"sweep", []string{"-users", "30", "-seeds", "2", "-detect", "90s,2m,3m,5m,10m,15m", "-failback", "90s,10m,30m", "-out"}, []string{"Which intervals for a link that flaps?",
		"A verdict after 15m rather than 1m30s", "What a failure costs, against false failovers", "User-minutes lost, by the detection interval",
		"False failovers, by the detection interval", "Minutes that a user is signed out", "Minutes that a user is limited"}, 5},
}

// write lets the program write its report.
func (r *report) write(t *testing.T) []byte {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "report")
	command := exec.Command("go", append([]string{"run", "."}, append(r.args[:len(r.args):len(r.args)], dir)...)...)
	command.Dir = filepath.Join("..", "..", "examples", r.program)
	if said, err := command.CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", r.program, err, said)
	}
	page, err := os.ReadFile(filepath.Join(dir, "report.html"))
	if err != nil {
		t.Fatal(err)
	}
	return page
}

// collisions are words of a chart that stand on each other, or that are cut off at its edge.
const collisions = `(function () {
	var bad = [];
	document.querySelectorAll("svg").forEach(function (svg) {
		var edge = svg.getBoundingClientRect(), seen = [];
		svg.querySelectorAll("text").forEach(function (t) {
			var r = t.getBoundingClientRect();
			if (r.left < edge.left - 1 || r.right > edge.right + 1 || r.top < edge.top - 1 || r.bottom > edge.bottom + 1) { bad.push(t.textContent + " is cut off"); }
			seen.forEach(function (s) {
				var w = Math.min(r.right, s.r.right) - Math.max(r.left, s.r.left), h = Math.min(r.bottom, s.r.bottom) - Math.max(r.top, s.r.top);
				if (w > 1 && h > r.height / 3) { bad.push(t.textContent + " on " + s.t); }
			});
			seen.push({r: r, t: t.textContent});
		});
	});
	return bad.join(", ");
})()`

// The reports say what they have to say, in light and in dark colours, in wide and in narrow windows, by keyboard, and on paper.
func TestReports(t *testing.T) {
	for _, r := range reports {
		t.Run(r.program, func(t *testing.T) {
			tab := Open(t, r.write(t), 1200, 1000)
			text := Eval[string](tab, `document.body.innerText`)
			for _, want := range r.says {
				if !strings.Contains(text, want) {
					t.Errorf("no %q on the page", want)
				}
			}
			r.colours(t, tab)
			r.widths(t, tab)
			r.keys(t, tab)
			r.paper(t, tab)
		})
	}
}

// colours: everything can be read in either, and the charts change with the page.
func (r *report) colours(t *testing.T, tab *Tab) {
	var looks []string
	for _, dark := range []bool{false, true} {
		tab.Dark(dark)
		looks = append(looks, Eval[string](tab, `getComputedStyle(document.body).backgroundColor + " " + getComputedStyle(document.querySelector('svg text')).fill`))
		worst := Eval[struct {
			Contrast float64
			Text     string
		}](tab, contrasts)
		if worst.Contrast < 4.5 || worst.Text == "" {
			t.Errorf("dark %t: the least contrast is %+v", dark, worst)
		}
		tab.Picture(r.program + map[bool]string{false: "-light", true: "-dark"}[dark])
	}
	a, b := strings.Split(looks[0], " rgb"), strings.Split(looks[1], " rgb")
	if len(a) != 2 || a[0] == b[0] || a[1] == b[1] {
		t.Errorf("light, the page is %s, and dark %s", looks[0], looks[1])
	}
	tab.Dark(false)
}

// widths: nothing stands on anything else, and the page never scrolls sideways.
func (r *report) widths(t *testing.T, tab *Tab) {
	fits(t, tab, collisions, 1200, 800, 420)
	fits(t, tab, broken, 1280, 600)
	tab.Picture(r.program + "-narrow")
}

// keys: Tab and Enter open every table, and Tab leads into it, where arrows scroll.
func (r *report) keys(t *testing.T, tab *Tab) {
	held := func() string {
		return Eval[string](tab, `document.activeElement.tagName + " " + document.activeElement.className`)
	}
	for i := range r.charts {
		if tab.Keys(kb.Tab); held() != "SUMMARY " {
			t.Fatalf("chart %d: the focus is on %s", i, held())
		}
		tab.Keys(kb.Enter)
		if tab.Keys(kb.Tab); held() != "DIV scroll" {
			t.Fatalf("chart %d: the focus is on %s", i, held())
		}
	}
	if open := Eval[int](tab, `document.querySelectorAll("details[open] td").length`); open < 4*r.charts {
		t.Errorf("%d cells of tables are open", open)
	}
	Eval[int](tab, `document.querySelectorAll("details").forEach(function (d) { d.open = false; }), 0`)
}

// paper: the tables are printed, too, though they are closed on the page; in light colours.
func (r *report) paper(t *testing.T, tab *Tab) {
	tab.Size(1200, 900)
	const hidden = `Array.from(document.querySelectorAll("td")).filter(function (d) { return !d.checkVisibility(); }).length`
	if Eval[int](tab, hidden) == 0 {
		t.Error("tables are open that should be closed")
	}
	command(tab, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print",
		Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: "dark"}}})
	if n := Eval[int](tab, hidden); n > 0 {
		t.Errorf("%d cells are not printed", n)
	}
	if ground := Eval[string](tab, `getComputedStyle(document.body).backgroundColor`); ground != "rgb(255, 255, 255)" {
		t.Errorf("paper is %s", ground)
	}
	pdf := tab.Print()
	if folder := os.Getenv("PICTURES"); folder != "" {
		os.WriteFile(filepath.Join(folder, r.program+".pdf"), pdf, 0o644)
	}
	if n := bytes.Count(pdf, []byte("/Type /Page\n")); n < 3 || n > 15 {
		t.Errorf("%d sheets", n)
	}
}
