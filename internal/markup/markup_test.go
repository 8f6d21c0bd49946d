package markup

import (
	"html"
	"regexp"
	"strings"
	"testing"
)

func TestWhole(t *testing.T) {
	for text, want := range map[string]string{
		"":                         "",
		"The verdict (F-29, H-35)": `The verdict <span class="w">(F-29,</span> <span class="w">H-35)</span>`,
		"a> Move-CsUser -Force":    `a&gt; <span class="w">Move-CsUser</span> <span class="w">-Force</span>`,
		`<b-"c">`:                  `<span class="w">&lt;b-&#34;c&#34;&gt;</span>`,
		"  plain  ":                "  plain  ",
		strings.Repeat("-", 40):    `<span class="w">` + strings.Repeat("-", 40) + `</span>`,
		strings.Repeat("-", 41):    strings.Repeat("-", 41),
	} {
		if got := string(Whole(text)); got != want {
			t.Errorf("%q is %s, want %s", text, got, want)
		}
	}
}

// FuzzWhole: whatever the text, the page says it and nothing else, and nothing but our own element is in it.
func FuzzWhole(f *testing.F) {
	f.Add("a <script>-</script> & (F-29, H-35)")
	tag := regexp.MustCompile(`</?span( class="w")?>`)
	f.Fuzz(func(t *testing.T, text string) {
		if strings.Contains(text, "\x00") {
			return // no text has one, and HTML cannot
		}
		bare := tag.ReplaceAllString(string(Whole(text)), "")
		if html.UnescapeString(bare) != text || strings.ContainsAny(bare, "<>\"") {
			t.Errorf("%q is %q", text, bare)
		}
	})
}
