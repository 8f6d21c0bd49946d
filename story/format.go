package story

import (
	"strings"

	"understudy.example"
)

// Format writes the story in its canonical form, which Parse reads back as the same story.
func (s *Story) Format() []byte {
	w := &writer{}
	w.line(header)
	if s.Title != "" {
		w.line("title " + s.Title)
	}
	if s.Verbose {
		w.line("verbose")
	}
	if s.Recorded {
		w.line("recorded")
	}
	for _, n := range s.Notes {
		w.comment("", n)
	}
	w.line("")
	w.line("topology")
	w.topology(s.Topology, s.remarks)
	w.line("")
	w.line("story")
	for _, step := range s.Steps {
		w.step(step)
	}
	return []byte(w.String())
}

// A writer writes lines.
type writer struct{ strings.Builder }

func (w *writer) line(s string) {
	w.WriteString(s)
	w.WriteByte('\n')
}

func (w *writer) comment(indent, text string) {
	w.line(strings.TrimRight(indent+"# "+text, " \t"))
}

// topology writes declarations, each behind the remarks that belong to it. What is left of those stands at the end.
func (w *writer) topology(t understudy.Topology, remarks []remark) {
	left := map[string][]string{}
	for _, r := range remarks {
		left[r.before] = append(left[r.before], r.text)
	}
	put := func(before string) {
		for _, text := range left[before] {
			w.comment("  ", text)
		}
		delete(left, before)
	}
	for _, d := range declared(t) {
		put(d)
		w.line("  " + d)
	}
	for _, r := range remarks {
		put(r.before)
	}
}

func (w *writer) step(s Step) {
	if s.Gap {
		w.line("")
	}
	if s.Verb == Comment {
		w.comment("", s.Text)
	} else {
		w.line(s.String())
	}
	for _, h := range s.Happened {
		w.line(strings.TrimRight("| "+h, " \t"))
	}
}

// String writes the step as its line, without what happened.
func (s Step) String() string {
	switch s.Verb {
	case Comment:
		return "# " + s.Text
	case Heading:
		return "== " + s.Text
	case Wait:
		return "+" + short(s.Time)
	case Until:
		return "at " + short(s.Time)
	case Do:
		return FormatInput(s.Input)
	case WhatIf:
		return FormatInput(s.Input) + " -WhatIf"
	case Ask:
		text, _ := write(questions, s.Question)
		return text
	case Expect:
		return "expect " + s.Text
	case Within:
		return "within " + short(s.Time) + " expect " + s.Text
	case Throughout:
		return "for " + short(s.Time) + " expect " + s.Text
	}
	return ""
}
