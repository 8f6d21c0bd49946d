package browser

import (
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// died is the page of a deployment as it was exported, with its zones.
func died(t *testing.T) []byte {
	t.Helper()
	cmd := exec.Command("go", "run", ".", "-format", "html", "-zone", "testdata/db.example.com", "-zone", "example.net=testdata/db.example.net",
		"../../deployment/testdata/pair.json")
	cmd.Dir, cmd.Stderr = "../../examples/whatif", os.Stderr
	page, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	return page
}

// What each death would do is told on one page, whose links lead to it; nothing is wider than a phone, or hard to read.
func TestWhatIf(t *testing.T) {
	tab := Open(t, died(t), 1000, 1400)
	tab.Size(1280, 1400)
	tab.Picture("whatif")
	text := Eval[string](tab, `document.body.innerText`)
	for _, want := range []string{"What if it died now?", "If fe-n.example.com died now", "fe-s.example.com would carry 2450 users, within its 5000 (F-14)",
		"1800 users of fe-n.example.com", "limited on the backup, fe-s.example.com", "Order 3: fe-s.example.com> Invoke-CsPoolFailOver", "order 3",
		"it is back", "Order 4: fe-s.example.com> Invoke-CsPoolFailBack", "after that everybody who was signed in is served as before", "If site South died now"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q on the page", want)
		}
	}
	tab.Do(chromedp.Click(chromedp.CSS(`nav a[href="#d3"]`)))
	if top := Eval[float64](tab, `document.getElementById("d3").getBoundingClientRect().top`); top < -1 || top > 1000 {
		t.Errorf("the link leads to %v pixels from the top", top)
	}
	for _, dark := range []bool{false, true} {
		tab.Dark(dark)
		if dark {
			tab.Picture("whatif-dark")
		}
		worst := Eval[struct {
			Contrast float64
			Text     string
		}](tab, contrasts)
		if worst.Contrast < 4.5 || worst.Text == "" {
			t.Errorf("dark %t: the least contrast is %+v", dark, worst)
		}
	}
	fits(t, tab, broken, 1280, 390, 600)
	tab.Picture("whatif-600-dark")
	tab.Size(390, 800)
	tab.Picture("whatif-narrow")
	if over := Eval[string](tab, `Array.from(document.querySelectorAll("section *")).filter(function (e) {
		return e.getBoundingClientRect().right > e.closest("section").getBoundingClientRect().right;
	}).map(function (e) { return e.textContent.slice(0, 40); }).join("; ")`); over != "" {
		t.Errorf("on a narrow window stands beside the page: %s", over)
	}
	if pdf := tab.Print(); !strings.HasPrefix(string(pdf), "%PDF") {
		t.Error("it cannot be printed")
	}
}
