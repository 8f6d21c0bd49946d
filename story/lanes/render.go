package lanes

import (
	"bytes"
	_ "embed"
	"fmt"
	"html/template"
	"slices"
	"strings"

	"understudy.example/internal/markup"
	"understudy.example/machine"
)

//go:embed page.html
var pageHTML string

//go:embed page.css
var pageCSS string

//go:embed page.js
var pageJS string

var pageTemplate = template.Must(template.New("page").Funcs(template.FuncMap{"whole": markup.Whole}).Parse(pageHTML))

// A sheet is what the template is filled with.
type sheet struct {
	CSS     template.CSS
	JS      template.JS
	Title   string
	Notes   []string
	Where   []string
	End     string
	Broken  []finding
	Labels  []label
	Lines   []line
	Entries []record
	Legend  []legend
	Routine int
	drawn   map[int]bool // entries that an item has the name of
}

// A finding is a law that is broken, or a check that failed.
type finding struct {
	Title, Text, Why, At string
	Seen                 []string
	Link                 int // entry, from 1; 0 for none
}

// A label names a row; the first row of a group names the group, too.
type label struct {
	Group, Name string
	First       bool
}

// A line is as much of the drawing as fits on a page from left to right.
type line struct {
	Width, Number int
	Ticks         []tick
	Pauses        []tick
	Breaches      []int
	Lanes         []lane
}

type tick struct {
	X, W int
	Text string
}

type lane struct {
	Name  string
	First bool
	Items []item
}

// An item is a bar or a mark.
type item struct {
	X, W        int
	Tone        tone
	Mark        bool
	Open, Goes  bool // a bar that began on an earlier line, or goes on on the next one
	Pad, Room   int  // where in a bar its text begins, and what it may take: marks stand clear of it
	Text, Label string
	About       string
	Lane, Place int
	ID          int // entry, from 1, that links lead to
}

// A record is a line of the table.
type record struct {
	N                         int
	Time, Clock, Sign         string // the time, and the same if it is not that of the line before
	Who, What                 string
	Why                       string
	Tone                      tone
	Heading, Routine, InDrawn bool
}

type legend struct {
	Tone tone
	Text string
}

var legends = []legend{
	{good, "as it should be"}, {moved, "in full, on the other pool"}, {limited, "limited functionality"},
	{busy, "on its way, or in doubt"}, {bad, "out of service"}, {idle, "nothing is asked of it"},
}

// render writes the page.
func render(t *take) []byte {
	s := &sheet{CSS: template.CSS(pageCSS), JS: template.JS(pageJS), Title: t.names.Text(t.title()), End: clock(t.now), Legend: legends}
	for _, n := range t.story.Notes {
		s.Notes = append(s.Notes, t.names.Text(n))
	}
	s.Where = where(t)
	s.findings(t)
	s.draw(t)
	s.link()
	s.table(t)
	var out bytes.Buffer
	if err := pageTemplate.Execute(&out, s); err != nil {
		panic(err) // the template is tested, and a buffer takes all
	}
	return out.Bytes()
}

// where are the lines of the story that declare its topology.
func where(t *take) (lines []string) {
	for text := range strings.Lines(string(t.story.Format())) {
		if text == "story\n" {
			break
		}
		if strings.HasPrefix(text, "  ") {
			lines = append(lines, strings.TrimSpace(text))
		}
	}
	return lines
}

// findings are what stands at the top: broken laws, and whatever else went wrong.
func (s *sheet) findings(t *take) {
	for i, e := range t.entries {
		if e.row != t.rows.laws || !strings.HasPrefix(e.who, "law ") {
			continue
		}
		f := finding{Title: "L" + e.who[1:] + " is broken", Text: strings.TrimPrefix(e.what, "broken: "), Why: e.why, At: clock(e.at), Link: i + 1}
		for _, b := range t.broken {
			if "law "+b.ID == e.who && b.At == e.at {
				for _, text := range b.Seen {
					f.Seen = append(f.Seen, t.names.Text(text))
				}
			}
		}
		s.Broken = append(s.Broken, f)
	}
	for _, f := range t.faults {
		if strings.Contains(f.text, "expected law ") && len(s.Broken) > 0 {
			continue // told as a broken law
		}
		found := finding{Title: "The story fails", Text: f.text}
		if f.by != nil {
			found.Link, found.At = slices.Index(t.entries, f.by)+1, clock(f.by.at)
		}
		s.Broken = append(s.Broken, found)
	}
}

// draw lays the rows out on the axis, and cuts them into lines.
func (s *sheet) draw(t *take) {
	instants, chapters := []machine.Instant{0, t.now}, []machine.Instant{}
	var lanes []lane
	var rows []*row
	for _, g := range t.groups {
		first := true
		for _, r := range g.rows {
			if r.empty() {
				continue
			}
			for _, b := range r.bars {
				instants = append(instants, b.from, min(b.to, t.now))
			}
			for _, m := range r.marks {
				instants = append(instants, m.at)
			}
			l := label{Group: t.names.Text(g.name), Name: r.name, First: first}
			l.Name, _, _ = strings.Cut(l.Name, ":")
			s.Labels, rows, first = append(s.Labels, l), append(rows, r), false
			lanes = append(lanes, lane{Name: l.Group + ", " + l.Name, First: l.First})
		}
	}
	for _, b := range t.rows.chapters.bars {
		chapters = append(chapters, b.from)
	}
	a := newAxis(instants, chapters)
	for n := range a.lines {
		s.Lines = append(s.Lines, a.line(t, n, rows, lanes))
	}
}

// link gives every entry that is drawn one item to lead to: a mark rather than a phase.
func (s *sheet) link() {
	s.drawn = map[int]bool{}
	for _, marks := range []bool{true, false} {
		for _, l := range s.Lines {
			for _, lane := range l.Lanes {
				for i := range lane.Items {
					it := &lane.Items[i]
					if it.Mark != marks {
						continue
					}
					if s.drawn[it.ID] {
						it.ID = 0
					}
					s.drawn[it.ID] = it.ID > 0
				}
			}
		}
	}
}

// line is one line of the page.
func (a *axis) line(t *take, n int, rows []*row, lanes []lane) line {
	begin, last := a.lines[n], len(a.at)
	left, right := a.x[begin], a.end
	if n+1 < len(a.lines) {
		last = a.lines[n+1]
		right = a.x[last]
	}
	l := line{Width: right - left, Number: n}
	free := 0
	for i := begin; i < last; i++ {
		x := a.x[i] - left
		if text := clock(a.at[i]); x >= free && (right == a.end || x+7*len(text)+6 < l.Width) {
			l.Ticks = append(l.Ticks, tick{X: x, Text: text})
			free = x + 7*len(text) + 14
		}
		if i+1 < len(a.at) {
			w, gap := a.right(i)-a.x[i], a.at[i+1].Sub(a.at[i])
			p := tick{X: x, W: w}
			if text := span(a.at[i], a.at[i+1]); 6*len(text)+4 <= w {
				p.Text = text
			}
			if gap >= 60e9 || p.Text != "" {
				l.Pauses = append(l.Pauses, p)
			}
		}
	}
	for _, m := range t.rows.laws.marks {
		if x := a.of(m.at); x >= left && x < right && m.tone == bad {
			l.Breaches = append(l.Breaches, x-left)
		}
	}
	for k, r := range rows {
		drawn := lanes[k]
		drawn.Items = a.items(t, r, k, lanes[k].Name, left, right)
		l.Lanes = append(l.Lanes, drawn)
	}
	return l
}

// items are the bars and marks of a row on a line, in the order of time.
func (a *axis) items(t *take, r *row, k int, name string, left, right int) (items []item) {
	for _, b := range r.bars {
		from, to := a.of(b.from), a.of(b.to)
		if from >= right || to <= left {
			continue
		}
		it := item{X: max(from, left) - left, W: min(to, right) - max(from, left), Tone: b.tone, Open: from < left, Goes: to > right, Lane: k, Place: max(from, left)}
		lasts := "from " + clock(b.from) + " to " + clock(b.to) + ", " + span(b.from, b.to)
		if b.to == machine.Never {
			lasts = "from " + clock(b.from) + " to the end"
		}
		it.Label = name + ": " + b.text + ", " + lasts
		it.Text = b.text
		it.About, it.ID = about(b.about), id(b.about, it.Open)
		items = append(items, it)
	}
	for _, m := range r.marks {
		x := a.of(m.at)
		if x < left || x >= right {
			continue
		}
		it := item{X: x - left, Mark: true, Tone: m.tone, Lane: k, Place: x, About: about(m.about), ID: id(m.about, false)}
		if len(m.about) > 1 {
			it.Text = fmt.Sprint(len(m.about))
		}
		it.Label = name + ", " + clock(m.at) + ": " + t.entries[m.about[0]].text()
		items = append(items, it)
	}
	slices.SortStableFunc(items, func(a, b item) int { return a.Place - b.Place })
	for i := range items {
		if !items[i].Mark {
			items[i].fit(items)
		}
	}
	return items
}

// fit finds room for the text of a bar between the marks that stand on it: the first that takes a few letters, or all of them where
// the text only says again what an earlier line has said.
func (it *item) fit(items []item) {
	const few, side = 30, 8
	need := few
	if it.Open {
		need = 7*len([]rune(it.Text)) + side
	}
	from := it.X
	for _, m := range append(items[:len(items):len(items)], item{Mark: true, X: it.X + it.W}) {
		if !m.Mark || m.X < it.X || m.X > it.X+it.W {
			continue
		}
		if m.X-from >= need {
			it.Pad, it.Room = from-it.X, m.X-from
			return
		}
		from = m.X + least - 1
	}
	it.Text = ""
}

// about are the numbers of entries, from 1.
func about(entries []int) string {
	var all []string
	for _, e := range entries {
		all = append(all, fmt.Sprint(e+1))
	}
	return strings.Join(all, " ")
}

// id is the number by which an item is found: that of its first entry, once.
func id(entries []int, open bool) int {
	if len(entries) == 0 || open {
		return 0
	}
	return entries[0] + 1
}

// text is an entry in one line.
func (e *entry) text() string {
	text := strings.TrimSpace(e.who + " " + e.what)
	if e.why != "" {
		text += ": " + e.why
	}
	return text
}

// table writes down all entries.
func (s *sheet) table(t *take) {
	last := ""
	for i, e := range t.entries {
		r := record{N: i + 1, Time: clock(e.at), Clock: clock(e.at), InDrawn: s.drawn[i+1], Sign: e.sign, Who: e.who, What: e.what, Why: e.why, Tone: e.tone, Routine: e.routine, Heading: e.sign == heading}
		switch {
		case e.routine:
			s.Routine++
		case r.Heading:
		case r.Clock == last:
			r.Clock = ""
		default:
			last = r.Clock
		}
		s.Entries = append(s.Entries, r)
	}
}
