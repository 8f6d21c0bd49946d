package lanes

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"understudy.example"
	"understudy.example/machine"
	"understudy.example/story"
)

func parsed(t testing.TB, path string) *story.Story {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	s, err := story.Parse(path, text)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// all are the stories that the project has, or some of them.
func all(t *testing.T) (paths []string) {
	t.Helper()
	for _, pattern := range []string{"../testdata/*.story", "../testdata/situations/*.story", "../../examples/lab/*.story", "../../examples/lab/testdata/*.story"} {
		found, err := filepath.Glob(pattern)
		if err != nil || found == nil {
			t.Fatal(pattern, err)
		}
		if testing.Short() {
			found = found[:min(len(found), 6)]
		}
		paths = append(paths, found...)
	}
	return paths
}

var (
	links  = regexp.MustCompile(`href="#([^"]*)"`)
	ids    = regexp.MustCompile(` id="([^"]*)"`)
	abouts = regexp.MustCompile(`data-about="([^"]*)"`)
)

// Every story can be drawn, to the same bytes each time. Nothing is fetched from anywhere, every link and every item leads to a line
// that is there, and whatever happened is in the table.
func TestPages(t *testing.T) {
	for _, path := range all(t) {
		s := parsed(t, path)
		page, err := Draw(s, story.Player{})
		again, _ := Draw(s, story.Player{})
		played, want := story.Player{}.Play(s)
		if !bytes.Equal(page, again) || fmt.Sprint(err) != fmt.Sprint(want) {
			t.Errorf("%s: %v, want %v", path, err, want)
		}
		text := string(page)
		for _, no := range []string{"http:", "https:", "src=", "@import", "url(", "ZgotmplZ", "<no value>"} {
			if strings.Contains(text, no) {
				t.Errorf("%s has %q", path, no)
			}
		}
		names := map[string]int{}
		for _, m := range ids.FindAllStringSubmatch(text, -1) {
			if names[m[1]]++; names[m[1]] > 1 {
				t.Errorf("%s: id %s twice", path, m[1])
			}
		}
		for _, m := range links.FindAllStringSubmatch(text, -1) {
			if names[m[1]] == 0 {
				t.Errorf("%s: no %s", path, m[1])
			}
		}
		for _, m := range abouts.FindAllStringSubmatch(text, -1) {
			for _, n := range strings.Fields(m[1]) {
				if names["e"+n] == 0 {
					t.Errorf("%s: no line %s", path, n)
				}
			}
		}
		happened := 0
		for _, step := range played.Steps {
			happened += len(step.Happened)
		}
		lines := strings.Count(text, `<tr id="e`) - strings.Count(text, ` routine`+`"`) - strings.Count(text, ` routine cue"`)
		if lines < happened {
			t.Errorf("%s: %d lines of what happened, %d of them in the table", path, happened, lines)
		}
	}
}

// taken plays a story for its drawing.
func taken(s *story.Story, broken ...Broken) *take {
	t, whole := newTake(s, broken), *s
	whole.Steps = append(s.Steps[:len(s.Steps):len(s.Steps)], story.Step{Verb: story.Comment})
	_, err := story.Player{Tell: t.hear}.Play(&whole)
	t.end(apart(err))
	return t
}

// Nothing stands on anything else: phases of a row follow each other, marks keep clear of each other and of texts, and so do times.
func TestRoom(t *testing.T) {
	for _, path := range all(t) {
		s := &sheet{}
		s.draw(taken(parsed(t, path)))
		for _, l := range s.Lines {
			for i, tick := range l.Ticks {
				if i > 0 && tick.X < l.Ticks[i-1].X+6*len(l.Ticks[i-1].Text) {
					t.Errorf("%s: %s stands on %s", path, tick.Text, l.Ticks[i-1].Text)
				}
			}
			if l.Width > page+least || l.Width <= 0 {
				t.Errorf("%s: a line of %d pixels", path, l.Width)
			}
			for _, lane := range l.Lanes {
				if err := roomy(lane, l.Width); err != nil {
					t.Errorf("%s: %s: %v", path, lane.Name, err)
				}
			}
		}
	}
}

func roomy(l lane, width int) error {
	for i, a := range l.Items {
		if a.X < 0 || !a.Mark && (a.W <= 0 || a.X+a.W > width) {
			return fmt.Errorf("%q at %d is off the line", a.Label, a.X)
		}
		for _, b := range l.Items[i+1:] {
			clash := a.Mark == b.Mark && (a.Mark && b.X-a.X < least-1 || !a.Mark && b.X < a.X+a.W)
			if bar, mark := a, b; bar.Text != "" && !bar.Mark && mark.Mark {
				clash = mark.X < bar.X+bar.Room && mark.X+least-1 > bar.X+bar.Pad
			}
			if clash {
				return fmt.Errorf("%q stands on %q", b.Label, a.Label)
			}
		}
	}
	return nil
}

// rows writes down what is drawn, one phase or mark a line.
func (t *take) text() string {
	var b strings.Builder
	for _, g := range t.groups {
		for _, r := range g.rows {
			for _, p := range r.bars {
				if !r.empty() {
					fmt.Fprintf(&b, "%s %s: %s to %s %s (%s)\n", t.names.Text(g.name), r.name, clock(p.from), clock(min(p.to, t.now)), p.text, p.tone)
				}
			}
			for _, m := range r.marks {
				fmt.Fprintf(&b, "%s %s: %s %s\n", t.names.Text(g.name), r.name, clock(m.at), t.entries[m.about[0]].text())
			}
		}
	}
	return b.String()
}

const small = `understudy story 1
title <script>alert(1)</script>

topology
  domain lab.local
  site HQ
  pool FE01.lab.local site HQ edition standard cms automatic detect 30s failback 30s
  pool FE02.lab.local site HQ edition standard automatic detect 300s failback 600s
  pair FE01.lab.local FE02.lab.local
  user u1@lab.local home FE01.lab.local
  srv _sipinternaltls._tcp.lab.local priority 0 weight 0 port 5061 target FE01.lab.local
  srv _sipinternaltls._tcp.lab.local priority 10 weight 10 port 5061 target FE02.lab.local

story
== The lead falls ill
u1@lab.local signs in
+10s
break nic FE01.lab.local
+1m50s
FE02.lab.local> Invoke-CsPoolFailOver -PoolFqdn FE01.lab.local -DisasterMode
expect accepted
+10m
`

// Phases are those of the System, from their first instant to their last; what changes none is a mark.
func TestRows(t *testing.T) {
	s, err := story.Parse("small.story", []byte(small))
	if err != nil {
		t.Fatal(err)
	}
	got := taken(s).text()
	for _, want := range []string{
		"story chapters: 0:00:00 to 0:12:00 The lead falls ill (chapter)",
		"FE01 service: 0:00:00 to 0:12:00 up (good)",
		"FE01 fault: network adapter disabled: 0:00:10 to 0:12:00 network adapter disabled (bad)",
		"FE02 sees FE01: 0:00:00 to 0:00:35 up (good)",
		"FE02 sees FE01: 0:00:35 to 0:01:35 silent (busy)",
		"FE02 sees FE01: 0:01:35 to 0:12:00 down (bad)",
		"FE01 CMS database: 0:00:00 to 0:12:00 active (good)",
		"story orders: 0:02:00 FE02> Invoke-CsPoolFailOver -PoolFqdn FE01 -DisasterMode",
		"story laws and checks: 0:02:00 expect accepted: found blocked cms-first",
		"u1 service: 0:00:00 to 0:00:42 normal at FE01 (good)",
		"u1 service: 0:00:42 to 0:01:14 out: connecting (bad)",
	} {
		if !strings.Contains(got, want+"\n") {
			t.Errorf("no line %q in\n%s", want, got)
		}
	}
	if strings.Contains(got, "FE02 CMS database") || strings.Contains(got, "missed") {
		t.Errorf("what says nothing is drawn:\n%s", got)
	}
}

// What is wrong stands at the top and leads to its place: a law that somebody else found broken, with what could be seen of it, and
// a check that failed. Texts of a story are texts.
func TestFindings(t *testing.T) {
	s, err := story.Parse("small.story", []byte(small))
	if err != nil {
		t.Fatal(err)
	}
	heard := 0
	page, err := Draw(s, story.Player{Tell: func(story.Event) { heard++ }}, Broken{At: machine.Instant(3 * time.Minute), ID: "mine", Name: "It holds", Why: "H-7",
		How: "FE01.lab.local does not", Seen: []string{"FE01.lab.local is away"}})
	var failed *story.Error
	if !errors.As(err, &failed) || heard == 0 {
		t.Errorf("%v, %d events heard", err, heard)
	}
	text := string(page)
	for _, want := range []string{
		`<strong>Law mine is broken</strong> at <a href="#i\d+">0:03:00</a>: FE01 does not\.`, `<span class="why">It holds <span class="w">\(H-7\)</span></span>`,
		`<li>FE01 is away</li>`, `<strong>The story fails</strong> at <a href="#i\d+">0:02:00</a>: small.story:\d+: expected accepted`,
		`<h1>&lt;script&gt;alert`, `class="breach" style="left:\d+px"`, `aria-label="story, laws and checks, 0:03:00: law mine broken`,
	} {
		if !regexp.MustCompile(want).MatchString(text) {
			t.Errorf("no %s", want)
		}
	}
	if strings.Contains(text, "<script>alert") {
		t.Error("a title runs")
	}
}

// A story of the laws' own that the player finds broken is marked once, whoever else has found it.
func TestFindingOnce(t *testing.T) {
	s := parsed(t, "../testdata/divided.story")
	tk := taken(s)
	var law *entry
	for _, e := range tk.entries {
		if e.row == tk.rows.laws && strings.HasPrefix(e.who, "law ") {
			law = e
		}
	}
	if law == nil {
		t.Fatal("the divided pair breaks no law")
	}
	page, _ := Draw(s, story.Player{}, Broken{At: law.at, ID: strings.TrimPrefix(law.who, "law "), Name: "x", Why: "x", How: "x"})
	if n := strings.Count(string(page), "is broken</strong> at"); n != 1 {
		t.Errorf("%d findings", n)
	}
}

// A topology that is not valid has no page.
func TestNoPage(t *testing.T) {
	page, err := Draw(&story.Story{}, story.Player{})
	if page != nil || !errors.Is(err, understudy.ErrTopology) {
		t.Errorf("%d bytes, %v", len(page), err)
	}
}

// Pauses are drawn shorter the longer they are, and never so short that two instants cannot be told apart.
func TestAxis(t *testing.T) {
	at := func(s ...float64) (all []machine.Instant) {
		for _, s := range s {
			all = append(all, machine.Instant(s*1e9))
		}
		return all
	}
	a := newAxis(at(0, 3600, 0.001, 10, 10, 40), nil)
	for i := 1; i < len(a.x); i++ {
		if a.x[i]-a.x[i-1] < least {
			t.Errorf("%v and %v are %d apart", a.at[i-1], a.at[i], a.x[i]-a.x[i-1])
		}
	}
	if n := len(a.at); n != 5 || a.of(a.at[2]) != a.x[2] || a.of(machine.Never) != a.end || a.x[4]-a.x[3] <= a.x[3]-a.x[2] || a.x[4] > 100*a.x[1] {
		t.Errorf("%v at %v", a.at, a.x)
	}
	var many []machine.Instant
	for i := range 400 {
		many = append(many, machine.Instant(time.Duration(i)*time.Minute))
	}
	b := newAxis(many, many[:200])
	for i, begin := range b.lines {
		end := b.end
		if i+1 < len(b.lines) {
			end = b.x[b.lines[i+1]]
		}
		if end-b.x[begin] > page || end <= b.x[begin] {
			t.Errorf("line %d is %d wide", i, end-b.x[begin])
		}
	}
}

func TestSpan(t *testing.T) {
	for d, want := range map[time.Duration]string{
		0: "0s", 10 * time.Second: "10s", time.Minute: "1m", 10 * time.Minute: "10m", time.Hour: "1h", 90 * time.Second: "1m30s", 2*time.Hour + 10*time.Minute: "2h10m",
		250 * time.Millisecond: "0.25s", 1500 * time.Millisecond: "1.5s", 20 * time.Hour: "20h", time.Hour + time.Second: "1h0m1s", 61*time.Second + time.Millisecond: "1m1s",
	} {
		if got := span(0, machine.Instant(d)); got != want {
			t.Errorf("%v is %s, want %s", d, got, want)
		}
	}
	if got := clock(machine.Instant(time.Hour + 979*time.Millisecond)); got != "1:00:00.979" {
		t.Errorf("clock: %s", got)
	}
}

// The lab, drawn, and played alone beside it: a drawing looks at every machine whenever anything happens, and writes a quarter of a megabyte.
func BenchmarkDraw(b *testing.B) {
	s := parsed(b, "../../examples/lab/lab.story")
	b.Run("draw", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			Draw(s, story.Player{})
		}
	})
	b.Run("play", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			story.Player{}.Play(s)
		}
	})
}
