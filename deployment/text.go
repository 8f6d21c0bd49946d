package deployment

import (
	"bytes"
	"encoding/binary"
	"unicode/utf16"
	"unicode/utf8"
)

// decode makes UTF-8 of what PowerShell writes: UTF-8 or UTF-16, with a byte-order mark or without. JSON begins with a
// character of ASCII, so that UTF-16 shows by the zero beside it. It returns what the text is not, if it is neither.
func decode(src []byte) (text []byte, fault string) {
	switch {
	case bytes.HasPrefix(src, []byte{0xff, 0xfe, 0, 0}), bytes.HasPrefix(src, []byte{0, 0, 0xfe, 0xff}):
		return nil, "UTF-8 or UTF-16, found UTF-32"
	case bytes.HasPrefix(src, []byte{0xff, 0xfe}):
		return wide(src[2:], binary.LittleEndian)
	case bytes.HasPrefix(src, []byte{0xfe, 0xff}):
		return wide(src[2:], binary.BigEndian)
	case len(src) > 1 && src[0] != 0 && src[1] == 0:
		return wide(src, binary.LittleEndian)
	case len(src) > 1 && src[0] == 0:
		return wide(src, binary.BigEndian)
	}
	src = bytes.TrimPrefix(src, []byte("\ufeff"))
	if !utf8.Valid(src) {
		return nil, "UTF-8 or UTF-16, found neither"
	}
	return src, ""
}

// wide makes UTF-8 of UTF-16. Half a character is a fault: no text has one.
func wide(src []byte, order binary.ByteOrder) (text []byte, fault string) {
	if len(src)%2 != 0 {
		return nil, "UTF-16, found half of its last character"
	}
	text = make([]byte, 0, len(src)/2)
	for i := 0; i < len(src); i += 2 {
		r := rune(order.Uint16(src[i:]))
		if utf16.IsSurrogate(r) {
			if i+2 >= len(src) {
				return nil, "UTF-16, found half of a pair"
			}
			if r = utf16.DecodeRune(r, rune(order.Uint16(src[i+2:]))); r == utf8.RuneError {
				return nil, "UTF-16, found half of a pair"
			}
			i += 2
		}
		text = utf8.AppendRune(text, r)
	}
	return text, ""
}
