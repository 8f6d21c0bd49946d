package main

import (
	"bufio"
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"
)

// A page is what text is laid out on: a time, a mark, and the columns who, what and why.
type page struct {
	w      *bufio.Writer
	width  int
	colour bool
	who    int // width of the column
	what   int
	why    int // 0: what is too wide for the page stands below
}

// Where the columns begin.
const (
	markAt = 9
	whoAt  = 11
	gap    = 2
)

func newPage(w *bufio.Writer, width int, colour bool) *page {
	p := &page{w: w, width: max(width, 60), colour: colour, who: 16}
	rest := p.width - whoAt - p.who - gap
	if p.what = rest; p.width >= 100 {
		p.what = rest * 45 / 100
		p.why = rest - p.what - gap
	}
	return p
}

// A style is how text looks on a terminal, as a parameter of SGR.
type style string

const (
	plain  style = ""
	bold   style = "1"
	dim    style = "2"
	red    style = "31"
	green  style = "32"
	yellow style = "33"
	cyan   style = "36"
)

func (p *page) paint(st style, s string) string {
	if !p.colour || st == plain || s == "" {
		return s
	}
	return "\x1b[" + string(st) + "m" + s + "\x1b[0m"
}

// A cell is text in a column.
type cell struct {
	text  string
	at    int // where the column begins
	width int
	style style
}

// cells writes cells side by side, each wrapped into its column, behind a time and a mark.
func (p *page) cells(time, mark string, st style, cells ...cell) {
	rows := make([][]string, len(cells))
	n := 0
	for i, c := range cells {
		rows[i] = wrap(c.text, c.width)
		n = max(n, len(rows[i]))
	}
	for k := range n {
		line, at := "", 0
		put := func(to int, text string, st style) {
			if text != "" {
				line += strings.Repeat(" ", max(to-at, 0)) + p.paint(st, text)
				at = max(to, at) + utf8.RuneCountInString(text)
			}
		}
		if k == 0 {
			put(markAt-1-len(time), time, dim)
			put(markAt, mark, st)
		}
		for i, c := range cells {
			if k < len(rows[i]) {
				put(c.at, rows[i][k], c.style)
			}
		}
		p.line(line)
	}
}

func (p *page) line(s string) { fmt.Fprintln(p.w, s) }

// row writes who, what and why.
func (p *page) row(time, mark, who, what, why string, st style) {
	whatAt := whoAt + p.who + gap
	left := cell{who, whoAt, p.who, bold}
	n := utf8.RuneCountInString(what) + gap
	switch {
	case p.why > 0:
		p.cells(time, mark, plain, left, cell{what, whatAt, p.what, st}, cell{why, whatAt + p.what + gap, p.why, dim})
	case n+utf8.RuneCountInString(why) <= p.what:
		p.cells(time, mark, plain, left, cell{what, whatAt, n, st}, cell{why, whatAt + n, p.what, dim})
	default:
		p.cells(time, mark, plain, left, cell{what, whatAt, p.what, st})
		p.below(why)
	}
}

// reasoned writes text across the columns who and what, and its reason in that of why.
func (p *page) reasoned(mark, text, why string, st style) {
	whyAt := whoAt + p.who + gap + p.what + gap
	if p.why > 0 {
		p.cells("", mark, st, cell{text, whoAt, whyAt - gap - whoAt, st}, cell{why, whyAt, p.why, dim})
		return
	}
	p.wide("", mark, text, st)
	p.below(why)
}

// below writes a reason that is too wide for its own column.
func (p *page) below(why string) {
	at := whoAt + p.who + 2*gap
	p.cells("", "", plain, cell{why, at, p.width - at, dim})
}

// wide writes text from the first column to the edge of the page.
func (p *page) wide(time, mark, text string, st style) {
	p.cells(time, mark, st, cell{text, whoAt, p.width - whoAt, st})
}

// text writes a paragraph.
func (p *page) text(s string, indent int, st style) {
	if s == "" {
		return
	}
	for i, line := range wrap(s, p.width-indent-2) {
		p.line(strings.Repeat(" ", indent+2*min(i, indent/2)) + p.paint(st, line))
	}
}

// heading writes a line across the page.
func (p *page) heading(text string) {
	p.line("")
	left := p.width - utf8.RuneCountInString(text) - 4
	p.line(p.paint(bold, "── "+text+" "+strings.Repeat("─", max(left, 0))))
}

// citation is a list of facts, which is not broken.
var citation = regexp.MustCompile(`\([A-Z][A-Za-z]*-[0-9a-z]+b?(, ([A-Z][A-Za-z]*-[0-9a-z]+b?|RFC \d+))*\)`)

// wrap breaks a text into lines of at most width, and words that are longer than that where they end.
func wrap(s string, width int) (lines []string) {
	const glue = "\u00a0"
	s = citation.ReplaceAllStringFunc(s, func(c string) string { return strings.ReplaceAll(c, " ", glue) })
	line := ""
	for _, word := range strings.Split(s, " ") {
		if line != "" && utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) > width {
			lines = append(lines, line)
			line = ""
		}
		if line != "" {
			line += " "
		}
		line += word
	}
	lines = append(lines, line)
	for i := range lines {
		lines[i] = strings.ReplaceAll(lines[i], glue, " ")
	}
	return lines
}
