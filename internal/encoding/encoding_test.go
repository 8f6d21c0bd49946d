package encoding

import (
	"encoding/binary"
	"errors"
	"testing"
	"unicode/utf8"
)

func TestDecode(t *testing.T) {
	const text = "a Zürich-😀\r\n\ufeff"
	for name, src := range map[string][]byte{
		"UTF-8":                 []byte(text),
		"UTF-8 with a mark":     []byte("\ufeff" + text),
		"UTF-16 LE":             UTF16(text, binary.LittleEndian),
		"UTF-16 BE":             UTF16(text, binary.BigEndian),
		"UTF-16 LE with a mark": UTF16("\ufeff"+text, binary.LittleEndian),
		"UTF-16 BE with a mark": UTF16("\ufeff"+text, binary.BigEndian),
	} {
		if got, err := Decode(src); string(got) != text || err != nil {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
	for _, src := range []string{"", "\xff", "a\xff"} { // not UTF-16, and whether it is text is not said
		if got, err := Decode([]byte(src)); string(got) != src || err != nil {
			t.Errorf("%q: %q, %v", src, got, err)
		}
	}
}

func TestErrors(t *testing.T) {
	for src, want := range map[string]string{
		"\xff\xfe\x00\x00a\x00\x00\x00": "expected UTF-8 or UTF-16, found UTF-32",
		"\x00\x00\xfe\xff\x00\x00\x00a": "expected UTF-8 or UTF-16, found UTF-32",
		"\xff\xfea":                     "expected UTF-16, found half of its last character",
		"\xff\xfea\x00\x00\xd8":         "expected UTF-16, found half of a pair",
		"\xff\xfe\x00\xd8a\x00":         "expected UTF-16, found half of a pair",
		"\xff\xfe\x00\xdca\x00":         "expected UTF-16, found half of a pair",
	} {
		var wrong *Error
		if got, err := Decode([]byte(src)); got != nil || !errors.As(err, &wrong) || err.Error() != want {
			t.Errorf("%q: %q, %v", src, got, err)
		}
	}
}

// FuzzDecode: what was UTF-16 is UTF-8, and never longer than three bytes for two.
func FuzzDecode(f *testing.F) {
	f.Add(UTF16("\ufeffa😀", binary.LittleEndian))
	f.Add(UTF16("a\u20ac", binary.BigEndian))
	f.Add([]byte("\ufeffa"))
	f.Fuzz(func(t *testing.T, src []byte) {
		text, err := Decode(src)
		if err == nil && len(text) > len(src) && (!utf8.Valid(text) || 2*len(text) > 3*len(src)) {
			t.Errorf("%q is %q", src, text)
		}
	})
}
