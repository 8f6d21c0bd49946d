package lanes

import (
	"cmp"
	"fmt"
	"strings"

	"understudy.example"
	"understudy.example/machine"
	"understudy.example/pool/health"
	"understudy.example/story"
)

// An entry is a line of the table: something that is done, checked or said, or that happens.
type entry struct {
	at             machine.Instant
	sign           string // what kind of line it is: one of the signs, or nothing
	who, what, why string
	tone           tone
	routine        bool
	row            *row        // where it is drawn, nil for nowhere
	step           *story.Step // that it is, if it is one
}

// The signs, as the text of the lab has them.
const (
	heading = "=="
	remark  = "#"
	given   = "»"
	right   = "✓"
	wrong   = "✗"
)

// A take is a story while it is played, and what is to be drawn of it.
type take struct {
	story   *story.Story
	names   story.Short
	entries []*entry
	groups  []*group
	rows    special
	broken  []Broken
	faults  []fault
	check   *entry // that is on
	now     machine.Instant
}

// A fault is something that went wrong with the play of the story, and the line of the table that shows it, if one does.
type fault struct {
	text string
	by   *entry
}

// special are the rows that belong to no machine.
type special struct{ chapters, orders, laws *row }

func newTake(s *story.Story, broken []Broken) *take {
	t := &take{story: s, names: story.Shorten(s.Topology), broken: broken}
	top := t.group("story")
	t.rows = special{chapters: top.row("chapters", nil), orders: top.row("orders", nil), laws: top.row("laws and checks", nil)}
	t.populate()
	return t
}

// hear takes note of what the player tells.
func (t *take) hear(e story.Event) {
	t.pass(e.At)
	if e.Line == nil {
		t.begin(e.Step)
	} else {
		t.line(e)
	}
	for _, g := range t.groups {
		for _, r := range g.rows {
			if r.look != nil {
				r.stand(e.At, r.look(e.System))
			}
		}
	}
}

// pass notes the broken laws that the player does not know, as soon as their instant is over.
func (t *take) pass(at machine.Instant) {
	for i := range t.broken {
		if b := &t.broken[i]; b.At < at && t.now <= b.At {
			t.breach(b)
		}
	}
	t.now = at
}

// breach notes a broken law, unless the player has told of it.
func (t *take) breach(b *Broken) {
	for _, e := range t.entries {
		if e.at == b.At && e.row == t.rows.laws && e.who == "law "+b.ID {
			return
		}
	}
	t.add(&entry{at: b.At, sign: wrong, who: "law " + b.ID, what: "broken: " + b.How, why: b.Name + " (" + b.Why + ")", tone: bad, row: t.rows.laws})
}

func (t *take) add(e *entry) *entry {
	e.who, e.what = t.names.Text(e.who), t.names.Text(e.what)
	t.entries = append(t.entries, e)
	return e
}

// begin takes note of a step. A check has its place where it ends.
func (t *take) begin(step *story.Step) {
	t.close()
	e := &entry{at: t.now, what: step.String(), step: step}
	switch step.Verb {
	case story.Comment:
		e.sign, e.what = remark, step.Text
	case story.Heading:
		e.sign, e.what, e.row = heading, step.Text, t.rows.chapters
		t.chapter(t.names.Text(step.Text))
	case story.Do:
		e.sign, e.row = given, t.giver(step)
	case story.Ask, story.WhatIf:
		e.sign = given
	case story.Expect, story.Within, story.Throughout:
		e.sign, t.check = right, e
		return
	default:
		return // time that passes is seen
	}
	if e.what != "" {
		t.add(e)
	}
}

// chapter begins a chapter. One that lasts no time shares its bar with the next.
func (t *take) chapter(text string) {
	if n := len(t.rows.chapters.bars); n > 0 && t.rows.chapters.bars[n-1].from == t.now {
		text = t.rows.chapters.bars[n-1].text + " · " + text
	}
	t.rows.chapters.stand(t.now, state{text, chapter})
}

// close puts the check that is on where it has ended.
func (t *take) close() {
	if t.check != nil {
		t.check.at = t.now
		t.add(t.check)
		t.check = nil
	}
}

// giver is the row of what is done: orders have one for all, users have theirs, and a fault is drawn as what it leads to.
func (t *take) giver(step *story.Step) *row {
	switch step.Input.(type) {
	case understudy.Break, understudy.Heal:
		return nil
	}
	if _, order := step.Input.(understudy.Order); order {
		return t.rows.orders
	}
	who, _, _ := strings.Cut(step.String(), " ")
	return t.group(who).row("", nil)
}

// line takes note of a line.
func (t *take) line(e story.Event) {
	l := *e.Line
	entry := &entry{at: e.At, who: l.Who, what: l.What, why: l.Why, routine: l.Routine}
	switch {
	case e.Action != nil:
		entry.row, entry.tone = t.place(e), toneOf(e.Action)
	case e.Step.Verb != story.Ask && e.Step.Verb != story.WhatIf:
		entry.sign, entry.row, entry.tone = wrong, t.rows.laws, bad
	}
	t.add(entry)
}

// toneOf is the tone of what happened, where it says more than that something did.
func toneOf(a *understudy.Action) tone {
	switch a.Kind {
	case understudy.Blocked, understudy.Refused, understudy.Denied, understudy.Invalid, understudy.RunStopped, understudy.StoreStopped,
		understudy.SetupFailed, understudy.ImportFailed, understudy.Lost, understudy.Unsaved, understudy.Overran, understudy.Broke:
		return bad
	case understudy.Warned, understudy.StepAssumed, understudy.StepSkipped, understudy.LeftBehind, understudy.Unheard:
		return busy
	case understudy.RunFinished, understudy.StoreFinished, understudy.SetupDone, understudy.SignedIn, understudy.Mended, understudy.BroughtBack:
		return good
	}
	return plain
}

// beat reports whether a move is one more of a series that changes nothing: a ping without an answer.
func beat(a *understudy.Action) bool {
	return a.Kind == understudy.Moved && a.Who.Part == understudy.PartHealth && health.Table.Entry(a.From, a.On).To == a.From
}

// end takes note of what went wrong, and puts what is drawn into its place.
func (t *take) end(errs []error) {
	t.close()
	over := t.now
	t.pass(machine.Never)
	for _, b := range t.broken {
		over = max(over, b.At)
	}
	t.now = over
	for _, err := range errs {
		t.faults = append(t.faults, fault{text: t.names.Text(err.Error()), by: t.blame(err)})
	}
	for i, e := range t.entries {
		if e.row != nil && !e.routine {
			e.row.note(e.at, i, e.tone)
		}
	}
	for _, g := range t.groups {
		for _, r := range g.rows {
			r.end()
		}
	}
}

// blame finds the check that a fault is about, and marks it.
func (t *take) blame(err error) *entry {
	f, ok := err.(*story.Error)
	for _, e := range t.entries {
		if ok && e.step != nil && e.sign == right && e.step.Line == f.Line && e.step.Text == f.Expected {
			e.sign, e.tone, e.row, e.why = wrong, bad, t.rows.laws, "found "+t.names.Text(f.Found)
			return e
		}
	}
	return nil
}

// title is the title of the page.
func (t *take) title() string { return cmp.Or(t.story.Title, "A story without a title") }

// span says how long something lasts.
func span(from, to machine.Instant) string {
	d := to.Sub(from)
	switch {
	case d < 0:
		return ""
	case d%1e9 != 0 && d < 60e9:
		return fmt.Sprintf("%.3gs", d.Seconds())
	}
	text := d.Round(1e9).String()
	text = strings.TrimSuffix(text, "0s")
	if strings.HasSuffix(text, "h0m") {
		text = strings.TrimSuffix(text, "0m")
	}
	switch {
	case text == "":
		return "0s"
	case !strings.HasSuffix(text, "m") && !strings.HasSuffix(text, "h") && !strings.HasSuffix(text, "s"):
		return d.Round(1e9).String() // a ten of seconds has lost its nought
	}
	return text
}
