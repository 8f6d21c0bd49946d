// Package encoding reads text as editors and PowerShell write it.
package encoding

import (
	"bytes"
	"encoding/binary"
	"unicode/utf16"
	"unicode/utf8"
)

// An Error says what a text is not.
type Error struct{ Expected, Found string }

func (e *Error) Error() string { return "expected " + e.Expected + ", found " + e.Found }

// Decode makes UTF-8 of UTF-16, and takes the byte-order mark away from either. What is read begins with a character of ASCII, so that
// UTF-16 without a mark shows by the zero beside it. Its errors are *Error. Whether what was not UTF-16 is UTF-8 is left to the reader, who
// can say where it is not.
func Decode(src []byte) ([]byte, error) {
	switch {
	case bytes.HasPrefix(src, []byte{0xff, 0xfe, 0, 0}), bytes.HasPrefix(src, []byte{0, 0, 0xfe, 0xff}):
		return nil, &Error{"UTF-8 or UTF-16", "UTF-32"}
	case bytes.HasPrefix(src, []byte{0xff, 0xfe}):
		return wide(src[2:], binary.LittleEndian)
	case bytes.HasPrefix(src, []byte{0xfe, 0xff}):
		return wide(src[2:], binary.BigEndian)
	case len(src) > 1 && src[0] != 0 && src[1] == 0:
		return wide(src, binary.LittleEndian)
	case len(src) > 1 && src[0] == 0:
		return wide(src, binary.BigEndian)
	}
	return bytes.TrimPrefix(src, []byte("\ufeff")), nil
}

// wide makes UTF-8 of UTF-16. Half a character is an error: no text has one.
func wide(src []byte, order binary.ByteOrder) ([]byte, error) {
	if len(src)%2 != 0 {
		return nil, &Error{"UTF-16", "half of its last character"}
	}
	text := make([]byte, 0, len(src)/2)
	for i := 0; i < len(src); i += 2 {
		r := rune(order.Uint16(src[i:]))
		if utf16.IsSurrogate(r) {
			if i+2 < len(src) {
				r = utf16.DecodeRune(r, rune(order.Uint16(src[i+2:])))
			}
			if i += 2; r == utf8.RuneError || utf16.IsSurrogate(r) {
				return nil, &Error{"UTF-16", "half of a pair"}
			}
		}
		text = utf8.AppendRune(text, r)
	}
	return text, nil
}

// UTF16 makes UTF-16 of UTF-8, for the tests of those who read it.
func UTF16(text string, order binary.AppendByteOrder) (all []byte) {
	for _, c := range utf16.Encode([]rune(text)) {
		all = order.AppendUint16(all, c)
	}
	return all
}
