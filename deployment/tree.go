package deployment

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
)

// Bounds of what is read. They are far above what an export of the largest deployment holds, and keep a hostile file from
// taking all memory.
const (
	MaxSource  = 32 << 20 // bytes of a file
	MaxValues  = 1 << 20  // values in it, of all kinds
	MaxDepth   = 32       // of objects and lists within each other
	MaxErrors  = 20       // errors that are reported
	MaxRemarks = 100      // remarks that are reported
)

// A kind is what JSON says a value is.
type kind uint8

const (
	null kind = iota
	boolean
	number
	text
	list
	object
)

var kindNames = []string{"null", "a truth value", "a number", "text", "a list", "an object"}

func (k kind) String() string { return kindNames[k] }

// A value is a value of JSON, with its place.
type value struct {
	kind   kind
	at     int     // offset in the text
	text   string  // of text and numbers; "true" or "false"
	items  []value // of a list
	fields []field // of an object
}

// A field is a property of an object.
type field struct {
	name string
	value
	taken bool // somebody asked for it
}

// get finds a property. PowerShell does not tell names by their case.
func (v *value) get(name string) *field {
	for i := range v.fields {
		if strings.EqualFold(v.fields[i].name, name) {
			return &v.fields[i]
		}
	}
	return nil
}

// A fault is an error without its file.
type fault struct {
	at   int
	text string
}

func (f *fault) Error() string { return f.text }

// A parser makes a tree of a text.
type parser struct {
	*json.Decoder
	src    []byte
	values int
}

// parse reads one value, and nothing after it.
func parse(src []byte) (value, *fault) {
	p := &parser{json.NewDecoder(bytes.NewReader(src)), src, 0}
	p.UseNumber()
	v, err := p.value(0)
	if err != nil {
		return value{}, err
	}
	if at := p.next(); at < len(src) {
		return value{}, &fault{at, "expected the end of the file, found " + quoted(src[at:])}
	}
	return v, nil
}

// quoted is the beginning of what stands there.
func quoted(src []byte) string {
	if r := []rune(string(src[:min(len(src), 64)])); len(r) > 12 {
		return fmt.Sprintf("%q and more", string(r[:12]))
	}
	return fmt.Sprintf("%q", src)
}

// next is where the next token begins.
func (p *parser) next() int {
	at := int(p.InputOffset())
	for at < len(p.src) && strings.IndexByte(" \t\r\n,:", p.src[at]) >= 0 {
		at++
	}
	return at
}

// token reads a token.
func (p *parser) token() (json.Token, int, *fault) {
	at := p.next()
	t, err := p.Token()
	var syntax *json.SyntaxError
	switch {
	case err == nil:
		return t, at, nil
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return nil, at, &fault{len(p.src), "expected more, found the end of the file"}
	case errors.As(err, &syntax):
		return nil, at, &fault{at, "expected JSON, found " + syntax.Error()}
	}
	return nil, at, &fault{at, "expected JSON, found " + err.Error()}
}

func (p *parser) value(depth int) (value, *fault) {
	t, at, err := p.token()
	if err != nil {
		return value{}, err
	}
	if p.values++; p.values > MaxValues {
		return value{}, &fault{at, fmt.Sprintf("expected %d values at most, found more", MaxValues)}
	}
	switch t := t.(type) {
	case bool:
		return value{kind: boolean, at: at, text: fmt.Sprint(t)}, nil
	case json.Number:
		return value{kind: number, at: at, text: t.String()}, nil
	case string:
		return value{kind: text, at: at, text: t}, nil
	case json.Delim:
		if depth == MaxDepth {
			return value{}, &fault{at, fmt.Sprintf("expected %d levels at most, found more", MaxDepth)}
		}
		if t == '[' {
			return p.list(at, depth+1)
		}
		return p.object(at, depth+1)
	}
	return value{kind: null, at: at}, nil
}

func (p *parser) list(at, depth int) (value, *fault) {
	v := value{kind: list, at: at}
	for p.More() {
		item, err := p.value(depth)
		if err != nil {
			return v, err
		}
		v.items = append(v.items, item)
	}
	_, _, err := p.token()
	return v, err
}

func (p *parser) object(at, depth int) (value, *fault) {
	v := value{kind: object, at: at}
	seen := map[string]bool{}
	for p.More() {
		t, at, err := p.token()
		if err != nil {
			return v, err
		}
		name, _ := t.(string)
		if seen[fold(name)] {
			return v, &fault{at, fmt.Sprintf("expected each property once, found %q again", name)}
		}
		seen[fold(name)] = true
		item, err := p.value(depth)
		if err != nil {
			return v, err
		}
		v.fields = append(v.fields, field{name: name, value: item})
	}
	_, _, err := p.token()
	return v, err
}

// fold is the same for names that differ in case alone.
func fold(name string) string { return strings.ToLower(name) }
