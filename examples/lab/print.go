package main

import (
	"bufio"
	"cmp"
	"slices"
	"strings"
	"time"

	"understudy.example"
	"understudy.example/machine"
	"understudy.example/story"
)

// A printer tells a story to people.
type printer struct {
	*page
	title   string
	names   story.Short
	verbose bool // routine is told, too
	tally   *tally
	judged  judged
	users   map[string]standing

	clock  string          // the time that was printed last
	whys   map[string]bool // the reasons that this section has given
	told   map[string]bool // the levels and banners that this section has explained
	block  block
	missed []miss
	stood  []standing // whose level is not printed yet
}

func newPrinter(w *bufio.Writer, t understudy.Topology, width int, colour, verbose bool) *printer {
	p := &printer{
		page: newPage(w, width, colour), names: story.Shorten(t), verbose: verbose, tally: newTally(t, time.Second),
		users: map[string]standing{},
	}
	p.section()
	return p
}

// section begins a section, which repeats what was told before.
func (p *printer) section() {
	p.clock, p.whys, p.told = "", map[string]bool{}, map[string]bool{}
}

// legend says what the marks mean.
const legend = "» what is done or asked  … time passes  ✓ ✗ what is checked  = how users are served  ↳ what explains it"

// open writes the title, what the story is about, where it plays, and what is to be said of that.
func (p *printer) open(s *story.Story) {
	p.title = cmp.Or(s.Title, "The story")
	p.judged.written = slices.ContainsFunc(s.Steps, func(step story.Step) bool { return step.Happened != nil })
	p.line(p.paint(bold, p.title))
	p.text(strings.Join(s.Notes, " "), 0, plain)
	p.text(legend, 0, dim)
	p.line("")
	for _, line := range topology(s) {
		p.text(line, 2, dim)
	}
	p.line("")
	for _, f := range s.Topology.Lint() {
		p.text(p.names.Text(f.String()), 2, yellow)
	}
}

// topology are the lines of a story that declare where it plays.
func topology(s *story.Story) (lines []string) {
	bare := story.Story{Topology: s.Topology}
	for line := range strings.Lines(string(bare.Format())) {
		if strings.HasPrefix(line, " ") {
			lines = append(lines, strings.TrimSpace(line))
		}
	}
	return lines
}

// hear prints what happens at one instant.
func (p *printer) hear(at machine.Instant, beats []beat) {
	p.tally.hear(at, beats)
	p.judged.hear(beats)
	p.beforeNext(beats)
	for _, b := range beats {
		switch {
		case b.kind == cued && b.step.Verb == story.Do:
			p.order(at, b.step)
		case b.kind == happened || b.kind == noted:
			p.add(at, b)
		default:
			p.flush(at)
			p.print(at, b)
		}
	}
	p.flush(at)
}

// print prints what stands by itself.
func (p *printer) print(at machine.Instant, b beat) {
	p.flushMissed()
	switch b.kind {
	case cued:
		p.flushStood()
		p.cue(at, b)
	case said:
		p.said(at, b)
	case stood:
		p.stand(b.users)
	case ended:
		p.flushStood()
	}
}

// said prints a line of an answer, or one that does not come from the System.
func (p *printer) said(at machine.Instant, b beat) {
	what := p.names.Text(b.line.What)
	if b.step == nil || b.step.Verb != story.Ask {
		p.row(p.time(at), "", p.names.Text(b.line.Who), what, b.line.Why, yellow)
		return
	}
	if text, is := strings.CutPrefix(what, understudy.ErrQuery.Error()+": "); is {
		what = "error: " + text
	}
	p.wide("", "", what, plain)
}

// cue prints a step that is not an order.
func (p *printer) cue(at machine.Instant, b beat) {
	switch b.step.Verb {
	case story.Comment:
		p.wide("", "#", b.step.Text, dim)
	case story.Heading:
		p.section()
		p.heading(b.step.Text)
	case story.Wait, story.Until:
		p.wide("", "…", b.step.String(), dim)
	case story.Expect, story.Within, story.Throughout:
		p.check(b)
	default:
		p.wide(p.time(at), "»", p.names.Text(b.step.String()), cyan)
	}
}

// check prints what was checked, and what was found if that is something else.
func (p *printer) check(b beat) {
	text := p.names.Text(b.step.Text)
	switch b.step.Verb {
	case story.Within:
		text += ": within " + duration(b.step.Time)
	case story.Throughout:
		text += ": for " + duration(b.step.Time)
	}
	switch {
	case b.failed != nil:
		p.wide("", "✗", text+"; found "+p.names.Text(b.failed.Found), red)
	case b.step.Verb == story.Within:
		p.wide("", "✓", text+after(b.took), green)
	case !p.ability(b.step.Text):
		p.wide("", "✓", text, green)
	}
}

// after says how long something was waited for.
func after(d time.Duration) string {
	if d == 0 {
		return ", at once"
	}
	return ", after " + duration(d.Truncate(time.Second))
}

// ability prints a check of what a user can do, with the reason that the table of features has; and before, once in a
// section, what his client itself says. It reports whether the check is one.
func (p *printer) ability(text string) bool {
	user, rest, _ := strings.Cut(text, " ")
	verb, feature, _ := strings.Cut(rest, " ")
	s, ok := p.users[user]
	if !ok || verb != "can" && verb != "cannot" {
		return false
	}
	if b := s.banner(); b != "" && !p.told[b] {
		p.told[b] = true
		p.wide("", "=", b, yellow)
	}
	p.reasoned("✓", p.names.Text(text), s.whys[feature], green)
	return true
}

// time is the time, if it was not printed just before.
func (p *printer) time(at machine.Instant) string {
	if c := clock(at); c != p.clock {
		p.clock = c
		return c
	}
	return ""
}

// reason is a reason, or its facts alone if the section has given it before.
func (p *printer) reason(why string) string {
	before := p.whys[why]
	p.whys[why] = true
	if facts := citation.FindString(why); before && facts != "" {
		return facts
	}
	return why
}
