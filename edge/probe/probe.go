package probe

import (
	"bytes"
	"cmp"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/emiago/sipgo/sip"

	"understudy.example/machine"
)

// A Target is one server.
type Target struct {
	Host    string        // its name, which its certificate has to have
	Address string        // where it is, as in "192.0.2.1:5061"
	TLS     *tls.Config   // nil is plain TCP; its ServerName is Host unless it says otherwise
	Timeout time.Duration // of the whole; 0 is DefaultTimeout
}

// DefaultTimeout is how long one ask takes at most. It is the Grace of pool/health, after which an answer does not count (H-35).
const DefaultTimeout = 5 * time.Second

// MaxAnswer is how many bytes of an answer are read.
const MaxAnswer = 64 << 10

// A Stage is how far an ask came.
type Stage uint8

// The stages.
const (
	Connecting Stage = iota // there is no connection
	Securing                // there is one, and TLS does not come about
	Asking                  // OPTIONS has no final answer
	Answered                // it has
)

var stageNames = []string{"connecting", "securing", "asking", "answered"}

func (s Stage) String() string { return machine.Name(stageNames, s) }

// What the error of a Result is about.
var (
	ErrTimeout     = errors.New("no answer in time")
	ErrCertificate = errors.New("a certificate that is not accepted")
	ErrAnswer      = errors.New("an answer that is not SIP")
)

// A Result is what came of an ask.
type Result struct {
	Stage      Stage
	Status     int           // Answered: of SIP, as in 200
	Reason     string        // Answered: as in "OK"
	RetryAfter time.Duration // Answered: how long the server does not want to be asked; 0 if it does not say
	NotAfter   time.Time     // when the server's certificate ends; zero if none was accepted
	Took       time.Duration
	Err        error // of every other stage
}

// Serves reports whether the server takes requests. Any final answer says so but 503, on which a client goes to the next
// server (RFC 3263, 4.3).
func (r Result) Serves() bool { return r.Stage == Answered && r.Status != 503 }

func (r Result) String() string {
	switch {
	case r.Stage != Answered:
		return r.Err.Error()
	case r.RetryAfter > 0:
		return fmt.Sprintf("%d %s, retry after %v", r.Status, r.Reason, r.RetryAfter)
	}
	return fmt.Sprintf("%d %s", r.Status, r.Reason)
}

// Ask asks a server once. It returns when there is a final answer, when none can come, at the timeout or at the end of ctx,
// whichever is first, and leaves nothing behind.
func Ask(ctx context.Context, t Target) (r Result) {
	begin := time.Now()
	ctx, cancel := context.WithTimeout(ctx, cmp.Or(t.Timeout, DefaultTimeout))
	defer cancel()
	err := r.ask(ctx, t)
	r.Took = time.Since(begin)
	if err != nil {
		r.Err = fmt.Errorf("probe: %s (%s): %v: %w", t.Host, t.Address, r.Stage, cause(ctx, err))
	}
	return r
}

// cause says what an error of the network is about.
func cause(ctx context.Context, err error) error {
	var bad *tls.CertificateVerificationError
	switch {
	case errors.As(err, &bad):
		return fmt.Errorf("%w: %w", ErrCertificate, bad.Err)
	case errors.Is(ctx.Err(), context.Canceled):
		return ctx.Err()
	case ctx.Err() != nil, errors.Is(err, os.ErrDeadlineExceeded), errors.Is(err, context.DeadlineExceeded):
		return ErrTimeout
	}
	return err
}

func (r *Result) ask(ctx context.Context, t Target) error {
	raw, err := new(net.Dialer).DialContext(ctx, "tcp", t.Address)
	if err != nil {
		return err
	}
	defer raw.Close() // of TLS too: a farewell could block
	defer context.AfterFunc(ctx, func() { raw.SetDeadline(time.Unix(1, 0)) })()
	conn := raw
	if t.TLS != nil {
		r.Stage = Securing
		if conn, err = r.secure(ctx, raw, t); err != nil {
			return err
		}
	}
	r.Stage = Asking
	if _, err := conn.Write([]byte(options(t, raw.LocalAddr().String()).String())); err != nil {
		return err
	}
	answer, err := final(conn)
	if err != nil {
		return err
	}
	r.Stage, r.Status, r.Reason, r.RetryAfter = Answered, answer.StatusCode, answer.Reason, retryAfter(answer)
	return nil
}

// secure makes TLS of a connection.
func (r *Result) secure(ctx context.Context, conn net.Conn, t Target) (net.Conn, error) {
	config := t.TLS.Clone()
	config.ServerName = cmp.Or(config.ServerName, t.Host)
	secured := tls.Client(conn, config)
	if err := secured.HandshakeContext(ctx); err != nil {
		return nil, err
	}
	if chain := secured.ConnectionState().PeerCertificates; len(chain) > 0 {
		r.NotAfter = chain[0].NotAfter
	}
	return secured, nil
}

// options is a request for what the server can do, which every server answers (RFC 3261, 11).
func options(t Target, local string) *sip.Request {
	transport := "TCP"
	if t.TLS != nil {
		transport = "TLS"
	}
	uri := sip.Uri{Scheme: "sip", Host: t.Host}
	uri.UriParams = sip.NewParams()
	uri.UriParams.Add("transport", strings.ToLower(transport))
	req := sip.NewRequest(sip.OPTIONS, uri)
	for _, h := range [][2]string{
		{"Via", "SIP/2.0/" + transport + " " + local + ";branch=" + sip.GenerateBranch()},
		{"Max-Forwards", "0"}, // this server and no other
		{"From", "<sip:understudy@" + t.Host + ">;tag=" + sip.GenerateTagN(16)},
		{"To", "<sip:" + t.Host + ">"},
		{"Call-ID", sip.GenerateTagN(24)},
		{"CSeq", "1 OPTIONS"},
		{"Contact", "<sip:understudy@" + local + ";transport=" + strings.ToLower(transport) + ">"},
		{"Content-Length", "0"},
	} {
		req.AppendHeader(sip.NewHeader(h[0], h[1]))
	}
	return req
}

// final reads answers until a final one.
func final(conn io.Reader) (*sip.Response, error) {
	all, buffer := answers{stream: sip.NewParser().NewSIPStream()}, make([]byte, 4096)
	defer all.stream.Close()
	var start []byte
	for read := 0; read < MaxAnswer; {
		n, err := conn.Read(buffer)
		if n > 0 {
			read += n
			if start = begin(start, buffer[:n]); !bytes.HasPrefix(protocol, start) {
				return nil, fmt.Errorf("%w: it begins with %.20q", ErrAnswer, start)
			}
			answer, wrong := all.final(buffer[:n])
			if answer != nil || wrong != nil {
				return answer, wrong
			}
		}
		if err != nil {
			return nil, err
		}
	}
	return nil, fmt.Errorf("%w: it is longer than %d bytes", ErrAnswer, MaxAnswer)
}

// protocol is what an answer begins with, after the empty lines that may stand before it.
var protocol = []byte("SIP/")

// begin is as much of the beginning as there is with one more piece: the first of them may end within it.
func begin(start, piece []byte) []byte {
	if len(start) < len(protocol) {
		start = bytes.TrimLeft(append(start, piece...), "\r\n")
	}
	return start[:min(len(start), len(protocol))]
}

// answers makes answers of a stream. The parser takes a line for a whole header as soon as it has ended, though the next one may go on with
// it, so it gets all headers of an answer at once.
type answers struct {
	stream *sip.ParserStream
	held   []byte // headers that have not ended
	inBody bool
}

// final is the final answer that a piece of the stream completes; nil if it completes none.
func (a *answers) final(piece []byte) (*sip.Response, error) {
	a.held = append(a.held, piece...)
	for {
		m, err := a.next()
		switch r, ok := m.(*sip.Response); {
		case err != nil:
			return nil, fmt.Errorf("%w: %.80q", ErrAnswer, err.Error())
		case ok && !r.IsProvisional():
			return r, nil
		case m == nil:
			return nil, nil
		}
	}
}

// next is the next message; nil if there is no whole one.
func (a *answers) next() (sip.Message, error) {
	if !a.inBody {
		a.held = bytes.TrimLeft(a.held, "\r\n")
		if !bytes.Contains(a.held, []byte("\r\n\r\n")) {
			return nil, nil
		}
	}
	a.stream.Write(a.held) // its buffer grows as it must
	a.held = a.held[:0]
	m, _, err := a.stream.ParseNext()
	if a.inBody = errors.Is(err, io.ErrUnexpectedEOF); a.inBody {
		return nil, nil
	}
	a.held = append(a.held, a.stream.Buffer().Bytes()...)
	a.stream.Reset()
	return m, err
}

// retryAfter is the time that an answer names, without the comment and parameters that may follow it.
func retryAfter(r *sip.Response) time.Duration {
	h := r.GetHeader("Retry-After")
	if h == nil {
		return 0
	}
	digits := strings.TrimSpace(h.Value())
	if i := strings.IndexFunc(digits, func(c rune) bool { return c < '0' || c > '9' }); i >= 0 {
		digits = digits[:i]
	}
	seconds, err := strconv.ParseUint(digits, 10, 32)
	if err != nil {
		return 0
	}
	return time.Duration(seconds) * time.Second
}
