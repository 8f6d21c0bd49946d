package story

import (
	"cmp"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"understudy.example"
	"understudy.example/internal/encoding"
)

// header is the first line of every story. The number is the version of the format.
const header = "understudy story 1"

// Parse reads a story, in UTF-8 or UTF-16, with a byte-order mark or without. It reports everything that is wrong with it, up to
// MaxErrors, each as an [*Error]. The name is for these errors.
func Parse(name string, src []byte) (*Story, error) { return Reader{}.Parse(name, src) }

// A Reader reads stories. The zero Reader reads what people write, and what a program records in days.
type Reader struct {
	Bytes int // a story that has more of them is not read; 0 is MaxSource
}

// Parse reads a story as the function Parse does.
func (r Reader) Parse(name string, src []byte) (*Story, error) {
	p := &parser{story: &Story{Name: name}}
	p.story.Topology.Parameters = understudy.Defaults()
	if most := cmp.Or(r.Bytes, MaxSource); len(src) > most {
		p.report(0, fmt.Sprintf("a story of at most %d bytes", most), strconv.Itoa(len(src)))
		return nil, p.err()
	}
	p.read(p.decode(src))
	if err := p.err(); err != nil {
		return nil, err
	}
	return p.story, nil
}

// A parser reads a story line by line; section says what a line can be.
type parser struct {
	story   *Story
	section section
	line    int
	indent  int  // bytes before the text of the line
	gap     bool // the last line was empty
	pending []string
	groups  []group
	names   *names
	begun   int              // the line where the topology begins
	lines   map[string][]int // of the declarations, by their first word
	set     []mark           // the settings
	errs    []*Error
}

type section uint8

const (
	beforeHeader section = iota
	inHead
	inTopology
	inStory
	unreadable // it is no story
)

// decode expects a source to be text, though maybe in UTF-16.
func (p *parser) decode(src []byte) string {
	text, err := encoding.Decode(src)
	if wrong, ok := err.(*encoding.Error); ok {
		p.section = unreadable
		p.report(0, wrong.Expected, wrong.Found)
	}
	return string(text)
}

func (p *parser) read(src string) {
	for text := range strings.Lines(src) {
		if p.story.Recorded && !strings.HasSuffix(text, "\n") {
			p.story.Unfinished = text
			break
		}
		p.line++
		if len(p.errs) == MaxErrors {
			return
		}
		text = strings.TrimRight(text, " \t\r\n")
		p.indent = 0
		if p.legible(text) {
			begins := strings.TrimLeft(text, " \t")
			p.indent = len(text) - len(begins)
			p.readLine(begins)
		}
	}
	p.line, p.indent = p.line+1, 0
	next := map[section]string{beforeHeader: header, inHead: "topology", inTopology: "story"}[p.section]
	if next != "" && p.errs == nil {
		p.report(0, strconv.Quote(next), "the end of the file")
	}
}

// legible expects a line to be text that can be shown.
func (p *parser) legible(text string) bool {
	if len(text) > MaxLine {
		p.report(MaxLine+1, fmt.Sprintf("a line of at most %d bytes", MaxLine), strconv.Itoa(len(text)))
		return false
	}
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		if r == utf8.RuneError && n == 1 || r != '\t' && !unicode.IsGraphic(r) {
			p.report(i+1, "text in UTF-8", strconv.Quote(text[i:i+n]))
			return false
		}
		i += n
	}
	return true
}

func (p *parser) readLine(text string) {
	switch {
	case p.section == beforeHeader && text == header:
		p.section = inHead
	case p.section == beforeHeader && text != "":
		p.report(1, strconv.Quote(header), text)
		p.section = unreadable
	case p.section == inHead:
		p.readHead(text)
	case p.section == inTopology:
		p.readDeclaration(text)
	case p.section == inStory:
		p.readStep(text)
	}
}

func (p *parser) readHead(text string) {
	title, isTitle := strings.CutPrefix(text, "title ")
	switch note, isNote := strings.CutPrefix(text, "#"); {
	case text == "":
	case isNote:
		p.story.Notes = append(p.story.Notes, strings.TrimPrefix(note, " "))
	case isTitle && p.story.Title == "":
		p.story.Title = strings.TrimSpace(title)
	case text == "verbose":
		p.story.Verbose = true
	case text == "recorded":
		p.story.Recorded = true
	case text == "topology":
		p.section, p.begun, p.lines = inTopology, p.line, map[string][]int{}
		p.groups = groups(&p.story.Topology)
	default:
		p.report(1, "one title, verbose, recorded, a comment or topology", text)
	}
}

func (p *parser) readDeclaration(text string) {
	note, isNote := strings.CutPrefix(text, "#")
	switch {
	case text == "":
	case isNote:
		p.pending = append(p.pending, strings.TrimPrefix(note, " "))
	case text == "story":
		p.section = inStory
		p.remark("")
		p.checkTopology()
	default:
		p.declare(text)
	}
}

// declare reads a declaration.
func (p *parser) declare(text string) {
	words, ok := p.words(text)
	if !ok {
		return
	}
	c := &cursor{words: words}
	for i := range p.groups {
		g := &p.groups[i]
		if g.add == nil {
			continue
		}
		if !c.look().is(g.word) {
			c.want(g.word)
			continue
		}
		s := g.add()
		if !s.read(c) {
			p.fail(c)
			return
		}
		if g.once {
			g.add = nil
		}
		p.lines[g.word] = append(p.lines[g.word], p.line)
		if g.word == "set" {
			p.set = append(p.set, setting{name: words[1].text}.marks(p.line)...)
		}
		p.remark(s.String())
		return
	}
	c.want("story")
	p.fail(c)
}

// remark puts the comments that were read before a line.
func (p *parser) remark(before string) {
	for _, text := range p.pending {
		p.story.remarks = append(p.story.remarks, remark{before, text})
	}
	p.pending = nil
}

// mostFault is how many bytes of a topology's error are told: it names two things that a line of the story can have.
const mostFault = 240

// checkTopology looks at the topology as a whole.
func (p *parser) checkTopology() {
	t := &p.story.Topology
	line := p.line
	defer func() { p.line = line }()
	if len(p.errs) > 0 {
		return // names are not known well enough to complain of them below
	}
	p.names = namesIn(t)
	err := t.Validate()
	if err == nil {
		return
	}
	marks := p.marks(t)
	for text := range strings.Lines(err.Error()) {
		if len(p.errs) == MaxErrors {
			return
		}
		text = strings.TrimPrefix(strings.TrimSpace(text), "understudy: ")
		p.line = cmp.Or(about(marks, text), p.begun)
		p.report(0, "a topology that is valid", text)
		p.errs[len(p.errs)-1].Found = cut(text, mostFault)
	}
}

func (p *parser) readStep(text string) {
	if text == "" {
		p.gap = true
		return
	}
	step := Step{Gap: p.gap && len(p.story.Steps) > 0, Line: p.line}
	p.gap = false
	switch {
	case strings.HasPrefix(text, "#"):
		step.Verb, step.Text = Comment, strings.TrimPrefix(text[1:], " ")
	case strings.HasPrefix(text, "=="):
		step.Verb, step.Text, step.Gap = Heading, strings.TrimSpace(text[2:]), len(p.story.Steps) > 0
	case strings.HasPrefix(text, "|"):
		p.happened(strings.TrimSpace(text[1:]))
		return
	default:
		p.readWords(step, text)
		return
	}
	p.add(step)
}

func (p *parser) add(s Step) { p.story.Steps = append(p.story.Steps, s) }

// happened adds what happened to the step before.
func (p *parser) happened(text string) {
	n := len(p.story.Steps)
	if n == 0 || p.story.Steps[n-1].Verb <= Heading {
		p.report(1, "a step, after which something can have happened", "|")
		return
	}
	s := &p.story.Steps[n-1]
	s.Happened = append(s.Happened, text)
}

// timed reads a time, and what is done then, if anything: a recorded run has both in one line.
func (p *parser) timed(step Step, c *cursor) {
	if !p.readTime(c, &step.Time) {
		return
	}
	p.add(step)
	if !c.done() {
		p.readAction(Step{Line: p.line}, c.words[c.at:])
	}
}

// readTime reads a duration that can be waited for.
func (p *parser) readTime(c *cursor, d *time.Duration) bool {
	v := duration(d)
	at := c.at
	if !v.read(c) || *d < 0 || *d > MaxTime {
		c.at = at
		c.want("a duration from 0 to " + short(MaxTime))
		p.fail(c)
		return false
	}
	return true
}

// readWords reads a line that begins with a keyword, or is done.
func (p *parser) readWords(step Step, text string) {
	words, ok := p.words(text)
	if !ok {
		return
	}
	switch w := words[0]; {
	case text[0] == '+':
		words[0].text, words[0].col = w.text[1:], w.col+1
		step.Verb = Wait
		p.timed(step, &cursor{words: words, names: p.names})
	case w.is("at"):
		step.Verb = Until
		p.timed(step, &cursor{words: words, names: p.names, at: 1})
	case w.is("expect"):
		step.Verb = Expect
		p.readCheck(step, words, 1)
	case w.is("within"), w.is("for"):
		step.Verb = Within
		if w.is("for") {
			step.Verb = Throughout
		}
		c := &cursor{words: words, at: 1}
		if p.readTime(c, &step.Time) {
			p.readCheck(step, words, c.at)
		}
	default:
		p.readAction(step, words)
	}
}

// readCheck reads a check, which follows the word expect, which is at or before words[at].
func (p *parser) readCheck(step Step, words []word, at int) {
	c := &cursor{words: words, at: at, names: p.names}
	if step.Verb != Expect && !c.take("expect") {
		c.want("expect")
		p.fail(c)
		return
	}
	c = &cursor{words: words[c.at:], names: p.names}
	_, text, ok := readCheck(c, step.Verb != Expect)
	if !ok {
		c.misnamed()
		p.fail(c)
		return
	}
	step.Text = text
	p.add(step)
}

// readAction reads an input, what-if or question.
func (p *parser) readAction(step Step, words []word) {
	words, whatIf := cutWhatIf(words)
	c := &cursor{words: words, names: p.names}
	in, ok := read(inputs, c)
	if ok {
		step.Verb, step.Input = Do, in
		if whatIf {
			step.Verb = WhatIf
			p.onlyOrders(in)
		}
		p.add(step)
		return
	}
	if step.Question, ok = read(questions, c); ok {
		if step.Verb = Ask; whatIf {
			p.report(0, "an order with -WhatIf", "a question")
			return
		}
		p.add(step)
		return
	}
	switch {
	case c.misnamed():
	case c.best == 0:
		c.wants = []string{"an order, an act, a fault or a check"}
	case c.words[c.best-1].is(">"): // the names of all cmdlets
		c.wants = []string{"an order or a question that there is"}
	}
	p.fail(c)
}

// onlyOrders expects an input that one can ask what-if of.
func (p *parser) onlyOrders(in understudy.Input) {
	switch in.(type) {
	case understudy.Order, understudy.SignIn:
	default:
		p.report(0, "an order or a sign-in with -WhatIf", FormatInput(in))
	}
}

// cutWhatIf takes the parameter away that turns an order into a question.
func cutWhatIf(words []word) (rest []word, whatIf bool) {
	for _, w := range words {
		if w.is("-WhatIf") {
			whatIf = true
		} else {
			rest = append(rest, w)
		}
	}
	return rest, whatIf
}

// words cuts a line into words.
func (p *parser) words(text string) ([]word, bool) {
	words, unclosed := split(text)
	if unclosed > 0 {
		p.report(unclosed, "a quotation that ends", text[unclosed-1:])
		return nil, false
	}
	return words, true
}

// fail reports what a cursor has not found.
func (p *parser) fail(c *cursor) error {
	col, found := c.found()
	return p.report(col, list(c.wants), found)
}

func (p *parser) report(col int, expected, found string) error {
	if col > 0 {
		col += p.indent
	}
	e := &Error{Line: p.line, Col: col, Expected: expected, Found: cmp.Or(excerpt(found), "nothing")}
	if p.story != nil {
		e.File = p.story.Name
	}
	if len(p.errs) < MaxErrors {
		p.errs = append(p.errs, e)
	}
	return e
}

func (p *parser) err() error {
	var errs []error
	for _, e := range p.errs {
		errs = append(errs, e)
	}
	return errors.Join(errs...)
}

// excerpt is the beginning of a text, in one line that is short enough for an error.
func excerpt(s string) string { return cut(s, 80) }

// cut is the beginning of a text, of at most so many bytes, in one line.
func cut(s string, most int) string {
	s = strings.NewReplacer("\n", "; ", "\t", " ").Replace(strings.TrimSpace(s))
	if len(s) <= most {
		return s
	}
	n := most
	for !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n] + "..."
}
