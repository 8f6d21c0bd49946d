package explore

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"understudy.example"
	"understudy.example/machine"
	"understudy.example/story"
	"understudy.example/story/lanes"
)

// Story tells the history: what was done, what the policy ordered, what happened, and which law that breaks. It can be played again
// without the policy, and expects the law to be broken if a player can judge it; if not, its notes say so. The zero Counterexample has an
// empty one.
func (c *Counterexample) Story() *story.Story {
	if !c.whole() {
		return &story.Story{}
	}
	law, judged := "law "+c.Broken.Law.ID, false
	told, err := c.player(func(e story.Event) {
		judged = judged || e.Action == nil && e.Line != nil && e.Line.Who == law
	}).Play(c.script())
	if told == nil {
		panic(err) // its topology has been played before
	}
	if judged {
		told.Steps = append(told.Steps, story.Step{Verb: story.Expect, Text: law + " broken"})
	} else {
		told.Notes = append(told.Notes, "Playing it does not judge this law, which takes more than a look at the servers: failovertest.Replay does.")
	}
	return told
}

func (c *Counterexample) player(tell func(story.Event)) story.Player {
	return story.Player{Parts: c.Trial.setup.Parts, Tell: tell}
}

// script is the story before it is played. Orders that nobody took are comments in it.
func (c *Counterexample) script() *story.Story {
	law, t := c.Broken.Law, c.Trial
	s := &story.Story{Topology: c.Plan.Topology, Title: "Law " + law.ID + " is broken"}
	s.Notes = []string{sentence(&law), fmt.Sprintf("At %v: %v.", c.Broken.At, c.Broken.Err)}
	if t.setup.Policy != nil {
		s.Notes = append(s.Notes, "The policy was at "+c.Plan.Place+", and gave its orders there.")
	}
	for i := range len(t.Given) + 1 {
		for _, r := range t.elsewhere {
			if r.before == i {
				remark(s, r)
			}
		}
		if i < len(t.Given) {
			s.Add(t.Given[i].At, t.Given[i].In)
		}
	}
	s.Steps = append(s.Steps, until(c.Plan.End))
	return s
}

// remark writes an order that nobody took into a story.
func remark(s *story.Story, r refusal) {
	text := fmt.Sprintf("The policy is not at the site of its order, which is denied (F-106, H-6): %s", story.FormatInput(r.In))
	if !slices.ContainsFunc(s.Steps, func(step story.Step) bool { return step.Text == text }) { // once is enough
		s.Steps = append(s.Steps, until(r.At), story.Step{Verb: story.Comment, Text: text})
	}
}

// HTML returns the history as a page for a browser, with the law that it breaks marked. The zero Counterexample has none.
func (c *Counterexample) HTML() []byte {
	if !c.whole() {
		return nil
	}
	law, s := c.Broken.Law, c.script()
	s.Notes = s.Notes[2:] // the page says by itself what is broken
	page, err := lanes.Draw(s, c.player(nil), lanes.Broken{
		At: c.Broken.At, ID: law.ID, Name: law.Name, Why: law.Why, How: c.Broken.Err.Error(), Seen: c.tell().seen})
	if page == nil {
		panic(err) // its topology has been played before
	}
	return page
}

// Tell tells the history to people: what was done, and what it led to and why; what the policy saw when it gave its orders, and when
// the law broke. What is routine is left out, unless it happens when the law breaks to somebody whom the breach is about.
func (c *Counterexample) Tell() string {
	if !c.whole() {
		return c.Error() + "\n"
	}
	return c.tell().String()
}

// A telling is a history in words, while it is played.
type telling struct {
	strings.Builder
	c       *Counterexample
	names   story.Short
	done    int    // inputs that were given,
	clock   string // the time that was written last
	at      machine.Instant
	view    []string // what can be seen from where the policy is, now
	seen    []string // and what could be, when the law broke
	shown   []string // what the policy was said to see, nil for nothing yet
	over    bool     // the breach is told
	again   []repeat // since something was done last, of each of whom something was told
	healthy *understudy.System
}

func (c *Counterexample) tell() *telling {
	w := &telling{c: c, names: story.Shorten(c.Plan.Topology)}
	w.healthy, _ = understudy.NewWith(c.Plan.Topology, c.Trial.setup.Parts)
	w.head()
	c.player(w.hear).Play(c.script())
	if !w.over {
		w.breach()
	}
	return w
}

// head says which law is broken, and on what ground.
func (w *telling) head() {
	b := w.c.Broken
	fmt.Fprintf(w, "Law %s is broken at %v: %s.\n", b.Law.ID, b.At, w.names.Text(b.Err.Error()))
	fmt.Fprintf(w, "  The law: %s\n", sentence(&b.Law))
	if w.c.Trial.setup.Policy != nil {
		fmt.Fprintf(w, "  The policy is at %s, and sees what can be seen from there.\n", w.names.Text(w.c.Plan.Place))
	}
	w.WriteString("\n")
	for _, text := range declared(&w.c.Plan.Topology) {
		w.WriteString("  " + text + "\n")
	}
}

// declared are the declarations of a topology that say who is there. Records are for users to find them, the seed for their clients to draw.
func declared(t *understudy.Topology) (lines []string) {
	bare := *t
	if len(t.Users) == 0 {
		bare.Records, bare.Addresses, bare.GeoNames = nil, nil, nil
	}
	for text := range strings.Lines(string((&story.Story{Topology: bare}).Format())) {
		kind, _, _ := strings.Cut(strings.TrimSpace(text), " ")
		if strings.HasPrefix(text, " ") && kind != "domain" && kind != "seed" {
			lines = append(lines, strings.TrimSpace(text))
		}
	}
	return lines
}

// hear tells an event. What comes after the breach is not told.
func (w *telling) hear(e story.Event) {
	if e.At > w.c.Broken.At && !w.over {
		w.breach()
	}
	if w.over {
		return
	}
	w.at = e.At
	switch l := e.Line; {
	case l == nil:
		w.look(e.System)
		w.step(e.Step)
	case e.Action == nil:
		if l.Who == "law "+w.c.Broken.Law.ID && e.At == w.c.Broken.At {
			w.breach()
		}
	case !l.Routine || e.At == w.c.Broken.At && w.concerned(l):
		w.line(l)
	}
	w.look(e.System)
}

// look looks from where the policy is.
func (w *telling) look(s *understudy.System) {
	if w.c.Trial.setup.Policy == nil || w.over {
		return
	}
	var now, healthy understudy.View
	w.healthy.Do(s.Now(), nil, nil)
	if s.View(w.c.Plan.Place, &now) && w.healthy.View(w.c.Plan.Place, &healthy) {
		w.view = seen(&now, &healthy)
	}
}

// concerned reports whether a line is about somebody whom the breach is about.
func (w *telling) concerned(l *understudy.Line) bool {
	return strings.Contains(w.c.Broken.Err.Error(), l.Who)
}

// step tells what is done: by the policy, with what it saw, or to it.
func (w *telling) step(step *story.Step) {
	if step.Verb == story.Comment || step.Verb == story.Do {
		w.repeats(w.again)
		w.again = w.again[:0]
	}
	switch step.Verb {
	case story.Comment:
		w.write("»", step.Text)
	case story.Do:
		own := w.c.Trial.own[w.done]
		if w.done++; own {
			w.saw()
			w.write("»", "the policy: "+step.String())
		} else {
			w.write("»", step.String())
		}
	}
}

// saw says what the policy sees that it has not been said to see before, and what it sees no longer.
func (w *telling) saw() {
	var news []string
	for _, text := range w.view {
		if !slices.Contains(w.shown, text) {
			news = append(news, text)
		}
	}
	if len(w.view) == 0 && (w.shown == nil || len(w.shown) > 0) {
		news = []string{"nothing unusual"}
	}
	w.shown = append([]string{}, w.view...)
	if news != nil {
		w.write(" ", "the policy sees: "+strings.Join(news, "; "))
	}
}

// A repeat is what was told of somebody last, and how often it has happened since, which is not told line by line.
type repeat struct {
	who, text string
	more      int
	last      machine.Instant
}

func (w *telling) line(l *understudy.Line) {
	text := l.What
	if l.Who != "" {
		text = l.Who + ": " + l.What
	}
	i := slices.IndexFunc(w.again, func(r repeat) bool { return r.who == l.Who })
	switch {
	case i < 0:
		w.again = append(w.again, repeat{who: l.Who, text: text})
	case w.again[i].text == text:
		w.again[i].more, w.again[i].last = w.again[i].more+1, w.at
		return
	default:
		w.repeats(w.again[i : i+1])
		w.again[i] = repeat{who: l.Who, text: text}
	}
	w.row(" ", text, l.Why)
}

// repeats tells how often something has happened again, once something else does.
func (w *telling) repeats(all []repeat) {
	for _, r := range all {
		switch {
		case r.more == 1:
			w.row(" ", fmt.Sprintf("%s, once more at %v", r.text, r.last), "")
		case r.more > 1:
			w.row(" ", fmt.Sprintf("%s, %d times more until %v", r.text, r.more, r.last), "")
		}
	}
}

// breach tells which law breaks, and what could be seen of that.
func (w *telling) breach() {
	w.over, w.at, w.seen = true, w.c.Broken.At, w.view
	w.repeats(w.again)
	w.write("✗", fmt.Sprintf("law %s is broken: %v", w.c.Broken.Law.ID, w.c.Broken.Err))
	switch {
	case w.c.Trial.setup.Policy == nil:
	case len(w.view) == 0:
		w.write(" ", "  from "+w.c.Plan.Place+" nothing unusual can be seen")
	default:
		w.write(" ", "  from "+w.c.Plan.Place+" that looks so:")
		for _, text := range w.view {
			w.write(" ", "    "+text)
		}
	}
}

// Columns of the text: the time and a sign, what happens, and why.
const whatAt, whyAt, width = 12, 54, 118

// write writes a line across the page.
func (w *telling) write(sign, text string) {
	w.cells(sign, wrap(w.names.Text(text), width-whatAt), nil)
}

// row writes what happens, and why beside it.
func (w *telling) row(sign, what, why string) {
	w.cells(sign, wrap(w.names.Text(what), whyAt-whatAt-2), wrap(why, width-whyAt))
}

// cells writes columns behind a sign and the time, if that is another than before.
func (w *telling) cells(sign string, what, why []string) {
	clock := w.at.String()
	if clock == w.clock {
		clock = ""
	} else {
		w.clock = clock
		w.WriteString("\n")
	}
	head := fmt.Sprintf("%-9s %s ", clock, sign)
	for i := range max(len(what), len(why)) {
		line := head + cell(what, i)
		if i < len(why) {
			line += strings.Repeat(" ", max(whyAt-utf8.RuneCountInString(line), 0)) + why[i]
		}
		w.WriteString(strings.TrimRight(line, " ") + "\n")
		head = strings.Repeat(" ", whatAt)
	}
}

func cell(lines []string, i int) string {
	if i < len(lines) {
		return lines[i]
	}
	return ""
}

// wrap breaks a text into lines of at most width runes, unless a word is longer. It keeps what it is indented by.
func wrap(text string, width int) (lines []string) {
	indent := text[:len(text)-len(strings.TrimLeft(text, " "))]
	line := ""
	for _, word := range strings.Fields(text) {
		if line != "" && utf8.RuneCountInString(indent+line+" "+word) > width {
			lines, line = append(lines, indent+line), ""
		}
		if line != "" {
			line += " "
		}
		line += word
	}
	return append(lines, indent+line)
}

func until(t machine.Instant) story.Step { return story.Step{Verb: story.Until, Time: t.Sub(0)} }

// sentence is a law, and what it rests on.
func sentence(l *Law) string {
	if l.Why == "" {
		return l.Name + "."
	}
	return fmt.Sprintf("%s (%s).", l.Name, l.Why)
}
