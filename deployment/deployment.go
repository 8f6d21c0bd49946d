package deployment

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"understudy.example"
	"understudy.example/internal/encoding"
	"understudy.example/story"
)

// Options say what is taken of a file.
type Options struct {
	People bool // users become those of the topology, by their addresses; without it they are counted
	Zones  bool // zone files tell what is in DNS: no remark says that it is still to be written
}

// A Deployment is what a file says.
type Deployment struct {
	Topology understudy.Topology
	Exported time.Time // when the script ran, in UTC; zero if the file does not say
	Remarks  []Remark  // in the order of the file's sections; at most MaxRemarks, the last of which says how many there are

	file   string
	places map[string]place // of what errors of a topology are about
}

// A Remark is something that the file says and the topology does not, or that was a choice.
type Remark struct {
	Line, Col int    // in the file, from 1, Col in bytes of its UTF-8; 0 if it is about no place
	Path      string // as in "Get-CsSite[1].Identity"
	Text      string // as in "is not used"
}

func (m Remark) String() string {
	if m.Path == "" {
		return m.Text
	}
	return m.Path + " " + m.Text
}

// An Error is one thing that is wrong with a file.
type Error struct {
	File      string
	Line, Col int    // from 1, Col in bytes of its UTF-8; 0 if it is about no place
	Path      string // as in "Get-CsSite[1].Identity"; empty if it is about the text
	Text      string // what was expected, and what was found

	err error // of the topology, if it is about that
}

// Unwrap is the error of the topology that this one gives a place to; nil for none.
func (e *Error) Unwrap() error { return e.err }

func (e *Error) Error() string {
	where := e.File
	if where == "" {
		where = "file"
	}
	if e.Line > 0 {
		where += fmt.Sprintf(":%d:%d", e.Line, e.Col)
	}
	if e.Path != "" {
		where += ": " + e.Path
	}
	return "deployment: " + where + ": " + e.Text
}

// Parse reads a file of the given name. Its errors are *Error, at most MaxErrors of them, joined. The topology that it makes
// can still be wrong as a whole, as one of too many pools is; Deployment.Validate says so.
func Parse(name string, src []byte, o Options) (*Deployment, error) {
	if len(src) > MaxSource {
		return nil, &Error{File: name, Text: fmt.Sprintf("expected %d bytes at most, found %d", MaxSource, len(src))}
	}
	src, err := encoding.Decode(src)
	if err == nil && !utf8.Valid(src) {
		err = &encoding.Error{Expected: "UTF-8 or UTF-16", Found: "neither"}
	}
	if err != nil {
		return nil, &Error{File: name, Text: err.Error()}
	}
	root, wrong := parse(src)
	r := &reader{file: name, src: src, people: o.People, zones: o.Zones, facts: newFacts()}
	if wrong != nil {
		return nil, r.fault(wrong.at, "", wrong.text)
	}
	r.read(&root)
	if err := errors.Join(r.errors...); err != nil {
		return nil, err
	}
	d := r.deployment()
	if err := errors.Join(r.errors...); err != nil {
		return nil, err
	}
	return d, nil
}

// Story is the topology as a story without steps, with the remarks as its opening comment.
func (d *Deployment) Story(title string) *story.Story {
	s := &story.Story{Title: title, Topology: d.Topology}
	if !d.Exported.IsZero() {
		s.Notes = append(s.Notes, "Exported "+d.Exported.Format("2006-01-02 15:04 UTC"))
	}
	for _, m := range d.Remarks {
		s.Notes = append(s.Notes, m.String())
	}
	return s
}

// A reader collects what the sections of a file say, and what is wrong with them.
type reader struct {
	file    string
	src     []byte
	people  bool
	zones   bool
	errors  []error
	remarks []Remark
	more    int             // remarks that found no room
	seen    map[string]bool // what is reported once
	marks   []mark
	facts
}

// place is the line and column of an offset.
func (r *reader) place(at int) (line, col int) {
	before := r.src[:min(at, len(r.src))]
	return 1 + bytes.Count(before, []byte{'\n'}), len(before) - bytes.LastIndexByte(before, '\n')
}

// oneLine is a text that stays one, whatever names it has in it.
func oneLine(text string) string {
	line := []rune(strings.Map(func(c rune) rune {
		if strconv.IsPrint(c) {
			return c
		}
		return '\ufffd'
	}, text))
	return string(line[:min(len(line), 400)])
}

func (r *reader) fault(at int, path, text string) *Error {
	line, col := r.place(at)
	return &Error{r.file, line, col, path, oneLine(text), nil}
}

// wrong adds an error about a value.
func (r *reader) wrong(v *value, path, expected string) {
	found := v.kind.String()
	if v.kind == text || v.kind == number {
		found = quoted([]byte(v.text))
	}
	r.fail(v, path, "expected "+expected+", found "+found)
}

func (r *reader) fail(v *value, path, text string) {
	if len(r.errors) < MaxErrors {
		r.errors = append(r.errors, r.fault(v.at, path, text))
	}
}

// remark adds a remark about a value, or about none.
func (r *reader) remark(v *value, path, format string, args ...any) {
	if len(r.remarks) == MaxRemarks-1 {
		r.more++
		return
	}
	m := Remark{Path: path, Text: oneLine(fmt.Sprintf(format, args...))}
	if v != nil {
		m.Line, m.Col = r.place(v.at)
	}
	r.remarks = append(r.remarks, m)
}

// unknown reports a property that is not used, once for all rows of its section.
func (r *reader) unknown(f *field, section string) {
	if r.first(section + " " + fold(f.name)) {
		r.remark(&f.value, section, "has the property %.80q, which is not used", f.name)
	}
}

// first reports whether this is said for the first time.
func (r *reader) first(key string) bool {
	known := r.seen[key]
	if r.seen == nil {
		r.seen = map[string]bool{}
	}
	r.seen[key] = true
	return !known
}
