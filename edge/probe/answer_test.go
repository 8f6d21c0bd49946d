package probe

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"
)

const (
	trying = "SIP/2.0 100 Trying\r\nVia: SIP/2.0/TCP 127.0.0.1;branch=z9hG4bK1\r\nCSeq: 1 OPTIONS\r\nContent-Length: 0\r\n\r\n"
	busy   = "SIP/2.0 503 Service Unavailable\r\nRetry-After: 7 (upgrade);duration=3600\r\nCSeq: 1 OPTIONS\r\nContent-Length: 0\r\n\r\n"
)

// FuzzAnswer: whatever comes, and in whatever pieces, it is a final answer, or one error, and no more is read than is allowed.
func FuzzAnswer(f *testing.F) {
	for _, text := range []string{
		"", "\r\n", trying, busy, "\r\n\r\n" + trying + busy, trying + "SIP/2.0 200 OK\r\nContent-Length: 5\r\n\r\nhello", "SIP/2.0 two\r\n\r\n",
		"HTTP/1.1 400 Bad Request\r\n\r\n", "OPTIONS sip:fe01 SIP/2.0\r\n\r\n", "SIP/2.0 200 OK\r\nContent-Length: -1\r\n\r\n",
		"SIP/2.0 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n", "SIP/2.0 200 OK\nCSeq: 1 OPTIONS\n\n", "S",
		"SIP/2.0 200 OK\r\nServer: a\r\n b\r\nContent-Length: 2\r\n\r\n\r\n" + busy,
		"SIP/2.0 200 OK\r\nRetry-After: 4294967296\r\nCall-ID: a\r\nContent-Length: 0\r\n\r\n",
	} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		left := bytes.NewReader(text)
		whole, err := final(left)
		switch {
		case (whole == nil) == (err == nil):
			t.Fatalf("%v, %v", whole, err)
		case whole != nil && (whole.IsProvisional() || retryAfter(whole) < 0):
			t.Errorf("%v", whole)
		case err != nil && (strings.ContainsAny(err.Error(), "\r\n") || !errors.Is(err, ErrAnswer) && !errors.Is(err, io.EOF)):
			t.Errorf("%v", err)
		case len(text)-left.Len() > MaxAnswer+4096:
			t.Errorf("%d bytes were read", len(text)-left.Len())
		}
		if pieces, err := final(iotest.OneByteReader(bytes.NewReader(text))); whole != nil && len(text) < MaxAnswer &&
			(pieces == nil || pieces.StatusCode != whole.StatusCode) {
			t.Errorf("%v; byte by byte %v, %v", whole, pieces, err)
		}
	})
}
