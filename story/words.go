package story

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// A word is a piece of a line: a bare word, a quoted string, or one of the marks ">" and ",".
type word struct {
	text   string
	col    int // in bytes, from 1
	quoted bool
}

// is reports whether w is the keyword k: not quoted, and the same but for case.
func (w word) is(k string) bool { return !w.quoted && strings.EqualFold(w.text, k) }

// marks are words by themselves.
const marks = ">,"

// split cuts a line into words. If a quotation does not end it returns the column where it begins.
func split(line string) (words []word, unclosed int) {
	for i := 0; i < len(line); {
		switch rest := line[i:]; {
		case line[i] == ' ' || line[i] == '\t':
			i++
		case line[i] == '"':
			quoted, err := strconv.QuotedPrefix(rest)
			if err != nil {
				return words, i + 1
			}
			text, _ := strconv.Unquote(quoted)
			words = append(words, word{text, i + 1, true})
			i += len(quoted)
		case strings.IndexByte(marks, line[i]) >= 0:
			words = append(words, word{rest[:1], i + 1, false})
			i++
		default:
			n := strings.IndexAny(rest, " \t\""+marks)
			if n < 0 {
				n = len(rest)
			}
			words = append(words, word{rest[:n], i + 1, false})
			i += n
		}
	}
	return words, 0
}

// quote writes a name or a text as one word, in quotes where it would not be read back as it is.
func quote(s string) string {
	if bare(s) && !keywords[strings.ToLower(s)] {
		return s
	}
	return strconv.Quote(s)
}

// bare reports whether s can be written without quotes wherever a word can stand.
func bare(s string) bool {
	for i, r := range s {
		switch {
		case unicode.IsLetter(r) && r != unicode.ReplacementChar, unicode.IsDigit(r), r == '_':
		case i > 0 && strings.ContainsRune(".-@:/$+*", r):
		default:
			return false
		}
	}
	return s != ""
}

// A cursor goes through the words of a line. It remembers how far any reading has come, and what was expected there.
type cursor struct {
	words []word
	names *names // nil: every name will do
	at    int
	best  int
	wants []string
}

// want says what was expected where the cursor stands, and is false.
func (c *cursor) want(what ...string) bool {
	if c.at > c.best {
		c.best, c.wants = c.at, nil
	}
	for _, w := range what {
		if c.at == c.best && !slices.Contains(c.wants, w) {
			c.wants = append(c.wants, w)
		}
	}
	return false
}

// look returns the word the cursor stands at; the zero word is the end of the line.
func (c *cursor) look() word {
	if c.at < len(c.words) {
		return c.words[c.at]
	}
	return word{}
}

func (c *cursor) done() bool { return c.at >= len(c.words) }

// take goes past keyword k if the cursor stands at it.
func (c *cursor) take(k string) bool {
	if c.done() || !c.look().is(k) {
		return false
	}
	c.at++
	return true
}

// name goes past a name, and returns it. A parameter or a mark is no name.
func (c *cursor) name() (string, bool) {
	w := c.look()
	if c.done() || !w.quoted && (strings.HasPrefix(w.text, "-") || strings.Contains(marks, w.text)) {
		return "", false
	}
	c.at++
	return w.text, true
}

// found describes what stands where the reading came to its furthest point, and its column.
func (c *cursor) found() (col int, text string) {
	if c.best < len(c.words) {
		w := c.words[c.best]
		if w.quoted {
			return w.col, strconv.Quote(w.text)
		}
		return w.col, w.text
	}
	return 0, "the end of the line"
}

// list joins alternatives: "a, b or c".
func list(all []string) string {
	if len(all) < 2 {
		return strings.Join(all, "")
	}
	last := len(all) - 1
	return strings.Join(all[:last], ", ") + " or " + all[last]
}
