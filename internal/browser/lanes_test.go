package browser

import (
	"bytes"
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"understudy.example"
	"understudy.example/explore"
	"understudy.example/machine"
	"understudy.example/story"
	"understudy.example/story/lanes"
)

// lab is the page of the reference lab.
func lab(t *testing.T) []byte {
	t.Helper()
	text, err := os.ReadFile("../../examples/lab/lab.story")
	if err != nil {
		t.Fatal(err)
	}
	s, err := story.Parse("lab.story", text)
	if err != nil {
		t.Fatal(err)
	}
	page, err := lanes.Draw(s, story.Player{})
	if err != nil {
		t.Fatal(err)
	}
	return page
}

// attacked is the page of a counterexample: a policy that moves the store as soon as it does not see who has it.
func attacked(t *testing.T) []byte {
	t.Helper()
	hasty := func() understudy.Policy {
		return understudy.PolicyFunc(func(_ machine.Instant, v *understudy.View, out []understudy.Order) []understudy.Order {
			if at := v.Pools[1].FQDN; v.Moving == 0 && !v.ActiveKnown && v.Pools[1].Reachable {
				out = append(out, understudy.ManagementServerFailover{At: at, Target: at, Force: true})
			}
			return out
		})
	}
	var c *explore.Counterexample
	if err := explore.Check(hasty, explore.Options{Places: []string{"west"}}); !errors.As(err, &c) {
		t.Fatal(err)
	}
	return c.HTML()
}

// held is what has the focus, and told what the details say.
func held(tab *Tab) string {
	return Eval[string](tab, `document.activeElement.getAttribute("aria-label") || ""`)
}
func told(tab *Tab) string { return Eval[string](tab, `document.getElementById("details").innerText`) }

// enter puts the focus where Tab would put it in the drawing, and waits until the page has heard of it.
func enter(tab *Tab) {
	tab.Do(chromedp.Focus(chromedp.CSS(`#chart [tabindex="0"]`)))
	Eval[bool](tab, `new Promise(function wait(done) { document.querySelector("#details.full") ? done(true) : setTimeout(wait, 20, done); })`)
}

// The lab is on the page, and the keyboard alone leads through it: along a row, across rows, to its ends; each time the details say
// what is there and why.
func TestKeyboard(t *testing.T) {
	tab := Open(t, lab(t), 1400, 1000)
	tab.Picture("lab")
	text := Eval[string](tab, `document.body.innerText`)
	for _, want := range []string{"The reference lab", "limited on FE02", "names FE01", "silent → down", "(F-29, F-33, H-35)", "L-20 Fail the pool over in disaster mode"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q on the page", want)
		}
	}
	if n := Eval[int](tab, `document.querySelectorAll('#chart [tabindex="0"]').length`); n != 1 {
		t.Errorf("%d stops for Tab in the drawing, not 1", n)
	}
	enter(tab)
	first := held(tab)
	tab.Keys(kb.ArrowRight, kb.ArrowRight)
	second := held(tab)
	if first == second || !strings.HasPrefix(second, "story, chapters: L-2 ") || !strings.Contains(told(tab), "L-2 Publish it") {
		t.Errorf("from %q to %q; the details say %q", first, second, told(tab))
	}
	for held(tab) != "" && !strings.HasPrefix(held(tab), "FE02, sees FE01") {
		before := held(tab)
		if tab.Keys(kb.ArrowDown); held(tab) == before {
			t.Fatalf("no way down from %q", before)
		}
	}
	tab.Keys(kb.Home, kb.ArrowRight, kb.ArrowRight, kb.ArrowRight)
	if details := told(tab); !strings.Contains(held(tab), "FE02, sees FE01: down, from 1:04:05") || !strings.Contains(details, "silent → down") || !strings.Contains(details, "(F-29") {
		t.Errorf("at %q; the details say %q", held(tab), details)
	}
	tab.Picture("focus")
	if seen := Eval[bool](tab, `(function () { var a = document.activeElement.getBoundingClientRect(), c = document.getElementById("chart").getBoundingClientRect();
		return a.left >= c.left && a.left < c.right && a.top >= 0 && a.top < innerHeight; })()`); !seen {
		t.Error("what has the focus is out of sight")
	}
	tab.Keys(kb.End)
	end := held(tab)
	if tab.Keys(kb.ArrowRight); held(tab) != end || !strings.Contains(end, "1:57:20.154") {
		t.Errorf("the end is %q, and behind it %q", end, held(tab))
	}
	tab.Keys(kb.ArrowUp)
	if strings.HasPrefix(held(tab), "FE02, sees FE01") {
		t.Error("no way up")
	}
}

// The pointer shows the same, and what has the focus comes back when it is gone.
func TestPointer(t *testing.T) {
	tab := Open(t, attacked(t), 1300, 1000)
	enter(tab)
	focused := told(tab)
	over := `document.querySelector('[aria-label^="FE01, CMS database: orphaned"]')`
	Eval[bool](tab, over+`.dispatchEvent(new MouseEvent("mouseover", {bubbles: true}))`)
	if details := told(tab); !strings.Contains(details, "active → orphaned") || !strings.Contains(details, "(F-117)") {
		t.Errorf("the details say %q", details)
	}
	Eval[bool](tab, `document.getElementById("chart").dispatchEvent(new MouseEvent("mouseleave"))`)
	if told(tab) != focused {
		t.Errorf("the details say %q, and not again %q", told(tab), focused)
	}
}

// The broken law stands at the top, with what the policy saw, and its link leads to the place.
func TestLaw(t *testing.T) {
	tab := Open(t, attacked(t), 1300, 1100)
	tab.Picture("law")
	top := Eval[string](tab, `document.querySelector(".broken").innerText`)
	if !strings.Contains(top, "Law double-store is broken at 0:00:10") || !strings.Contains(top, "What the policy could see then") || !strings.Contains(top, "orphaned, and was active") {
		t.Errorf("at the top stands %q", top)
	}
	tab.Do(chromedp.Click(chromedp.CSS(".broken a")))
	Eval[bool](tab, `new Promise(function wait(done) { document.activeElement.classList.contains("i") ? done(true) : setTimeout(wait, 20, done); })`)
	if !strings.HasPrefix(held(tab), "story, laws and checks, 0:00:10: law double-store") || !strings.Contains(told(tab), "both take writes") {
		t.Errorf("the link leads to %q; the details say %q", held(tab), told(tab))
	}
}

// contrasts is the least contrast of a text to what is behind it, of all that is on the page, and the text.
const contrasts = `(function () {
	function channels(c) { return (c.match(/[\d.]+/g) || [0, 0, 0, 0]).map(Number); }
	function light(c) {
		var v = channels(c).slice(0, 3).map(function (x) { x /= 255; return x <= .03928 ? x / 12.92 : Math.pow((x + .055) / 1.055, 2.4); });
		return .2126 * v[0] + .7152 * v[1] + .0722 * v[2];
	}
	function behind(e) {
		for (; e; e = e.parentElement) {
			var c = getComputedStyle(e).backgroundColor;
			if (/^rgb/.test(c) && (channels(c)[3] === undefined || channels(c)[3] === 1)) { return c; }
		}
		return "rgb(255,255,255)";
	}
	var worst = [99, ""];
	document.querySelectorAll("h1, h2, p, pre, a, li, label, summary, figcaption, th, td, .label b, .label span, .tick, .pause, .bar > span, .mark").forEach(function (e) {
		if (!e.textContent.trim() || !e.getClientRects().length) { return; }
		var a = light(getComputedStyle(e).color), b = light(behind(e)), c = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
		if (c < worst[0]) { worst = [c, e.className + " " + e.textContent.slice(0, 40)]; }
	});
	return {contrast: worst[0], text: worst[1]};
})()`

// Dark mode is another page to look at, and in both everything can be read: a contrast of 4.5, as the guidelines for the web ask for.
func TestColours(t *testing.T) {
	for _, page := range [][]byte{lab(t), attacked(t)} {
		tab := Open(t, page, 1400, 1000)
		var grounds []string
		for _, dark := range []bool{false, true} {
			tab.Dark(dark)
			grounds = append(grounds, Eval[string](tab, `getComputedStyle(document.body).backgroundColor`))
			worst := Eval[struct {
				Contrast float64
				Text     string
			}](tab, contrasts)
			if worst.Contrast < 4.5 || worst.Text == "" {
				t.Errorf("dark %t: the least contrast is %+v", dark, worst)
			}
		}
		tab.Picture("dark")
		if grounds[0] == grounds[1] {
			t.Errorf("dark or not, the page is %s", grounds[0])
		}
	}
}

// overlaps are labels of the axis that stand on each other, and names of rows that are cut off.
const overlaps = `(function () {
	var bad = [], right = -9999;
	document.querySelectorAll(".tick").forEach(function (t) {
		var r = t.getBoundingClientRect();
		if (r.left < right + 2) { bad.push("time " + t.textContent); }
		right = r.right;
	});
	document.querySelectorAll(".pause").forEach(function (p) { if (p.scrollWidth > p.clientWidth + 1) { bad.push("pause " + p.textContent); } });
	document.querySelectorAll(".chart > .labels .label *").forEach(function (l) { if (l.scrollWidth > l.clientWidth + 1) { bad.push("name " + l.textContent); } });
	return bad.join(", ");
})()`

// Nothing stands on anything else, in a wide window and in a narrow one, where the drawing scrolls and the page does not.
func TestWidths(t *testing.T) {
	for _, page := range [][]byte{lab(t), attacked(t)} {
		tab := Open(t, page, 1400, 1000)
		fits(t, tab, overlaps, 1400, 800, 420)
		fits(t, tab, broken, 1280, 420, 600)
		tab.Picture("narrow")
	}
}

// broken are words with hyphens that go over the end of a line, where facts, cmdlets and names of hosts are hard to read.
const broken = `(function () {
	var bad = [], walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), range = document.createRange();
	for (var n = walk.nextNode(); n; n = walk.nextNode()) {
		if (/^(SCRIPT|STYLE)$/.test(n.parentNode.tagName)) { continue; }
		for (var m, word = /\S*-\S*/g; m = word.exec(n.data);) {
			range.setStart(n, m.index);
			range.setEnd(n, m.index + m[0].length);
			var tops = Array.from(range.getClientRects()).map(function (r) { return Math.round(r.top); });
			if (m[0].length <= 40 && new Set(tops).size > 1) { bad.push(m[0]); }
		}
	}
	return bad.slice(0, 9).join(" ");
})()`

// fits: in windows of these widths a script finds nothing wrong, and the page never scrolls sideways.
func fits(t *testing.T, tab *Tab, wrong string, widths ...int64) {
	t.Helper()
	for _, width := range widths {
		tab.Size(width, 900)
		if bad := Eval[string](tab, wrong); bad != "" {
			t.Errorf("%d pixels: %s", width, bad)
		}
		if w := Eval[int64](tab, `document.scrollingElement.scrollWidth`); w > width {
			t.Errorf("%d pixels: the page is %d wide", width, w)
		}
	}
}

// The table can be searched, and shows what is routine when it is asked to.
func TestTable(t *testing.T) {
	tab := Open(t, lab(t), 1200, 900)
	rows := `Array.from(document.querySelectorAll("tbody tr")).filter(function (r) { return r.getClientRects().length > 0; }).length`
	before := Eval[int](tab, rows)
	tab.Do(chromedp.Click(chromedp.CSS("#routine")))
	if all := Eval[int](tab, rows); all <= before || all != Eval[int](tab, `document.querySelectorAll("tbody tr").length`) {
		t.Errorf("%d lines, and %d with what is routine", before, all)
	}
	tab.Do(chromedp.SendKeys(chromedp.CSS("#find"), "orphaned fe01"))
	if found := Eval[int](tab, rows); found == 0 || found > 20 || !strings.Contains(Eval[string](tab, `document.getElementById("found").textContent`), "line") {
		t.Errorf("%d lines found", found)
	}
}

// The page prints on a few sheets, drawing and table.
func TestPrint(t *testing.T) {
	pdf := Open(t, lab(t), 1200, 900).Print()
	if folder := os.Getenv("PICTURES"); folder != "" {
		os.WriteFile(folder+"/lab.pdf", pdf, 0o644)
	}
	if n := bytes.Count(pdf, []byte("/Type /Page\n")); !bytes.HasPrefix(pdf, []byte("%PDF")) || n < 4 || n > 20 {
		t.Errorf("%d bytes, %d sheets", len(pdf), n)
	}
}

// What must not be is heard: an error on the console, an exception, a request to somewhere else.
func TestHears(t *testing.T) {
	for name, script := range map[string]string{
		"console: error": `console.error("x")`, "exception": `setTimeout(function () { throw new Error("x"); })`,
		"asks for": `new Image().src = "http://127.0.0.1:9/x.png"`,
	} {
		tab := Open(t, []byte("<!DOCTYPE html><title>x</title><p>x"), 400, 300)
		Eval[int](tab, script+`; new Promise(function (done) { setTimeout(done, 300, 1); })`)
		if all := strings.Join(tab.Faults(), "\n"); !strings.Contains(all, name) {
			t.Errorf("%s: heard %q", script, all)
		}
	}
}
