package probe

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"understudy.example/edge/serve"
	"understudy.example/machine"
	"understudy.example/pool/health"
)

const host = "fe01.example.com"

func address(port int) string { return fmt.Sprintf("127.0.0.1:%d", port) }

// sipp starts a server that waits, and then answers as it is told.
func sipp(t *testing.T, pause time.Duration, status string, headers ...string) (port int) {
	t.Helper()
	dir, port := t.TempDir(), serve.Port(t)
	scenario := serve.File(t, dir, "answer.xml", fmt.Sprintf(`<?xml version="1.0" encoding="ISO-8859-1" ?>
<!DOCTYPE scenario SYSTEM "sipp.dtd">
<scenario name="answer">
<recv request="OPTIONS"/>
<send><![CDATA[

SIP/2.0 100 Trying
[last_Via:]
[last_From:]
[last_To:]
[last_Call-ID:]
[last_CSeq:]
Content-Length: 0

]]></send>
<pause milliseconds="%d"/>
<send><![CDATA[

SIP/2.0 %s
[last_Via:]
[last_From:]
[last_To:];tag=[call_number]
[last_Call-ID:]
[last_CSeq:]
%sContent-Length: 0

]]></send>
</scenario>
`, pause.Milliseconds(), status, strings.Join(append(headers, ""), "\n")))
	serve.Start(t, dir, []string{filepath.Join(dir, "sipp.err")}, "sipp", "-sf", scenario, "-t", "t1", "-i", "127.0.0.1", "-p", fmt.Sprint(port), "-nostdin", "-trace_err",
		"-error_file", filepath.Join(dir, "sipp.err"))
	serve.Until(t, "SIPp", func() bool {
		return Ask(context.Background(), Target{Host: host, Address: address(port), Timeout: time.Second}).Stage >= Asking
	})
	return port
}

// TestKamailio: a server that is there answers, over TCP and TLS; and each way in which it is not, is told apart.
func TestKamailio(t *testing.T) {
	a, dir, tcp, secure := serve.NewAuthority(t), t.TempDir(), serve.Port(t), serve.Port(t)
	end := time.Now().Add(time.Hour).Truncate(time.Second)
	cert, key := a.Server(t, dir, host, end)
	s := serve.Kamailio(t, dir, cert, key, address(tcp), address(secure))
	trusted := &tls.Config{RootCAs: a.Pool}
	ask := func(target Target) Result {
		target.Timeout = cmpOr(target.Timeout, serve.Patience)
		return Ask(context.Background(), target)
	}
	if r := ask(Target{Host: host, Address: address(tcp)}); !r.Serves() || r.String() != "200 Here" || !r.NotAfter.IsZero() {
		t.Errorf("TCP: %+v", r)
	}
	if r := ask(Target{Host: host, Address: address(secure), TLS: trusted}); !r.Serves() || r.Status != 200 || !r.NotAfter.Equal(end) {
		t.Errorf("TLS: %+v", r)
	}
	for _, c := range []struct {
		name   string
		target Target
		stage  Stage
		is     error
	}{
		{"nobody there", Target{Host: host, Address: address(serve.Port(t))}, Connecting, syscall.ECONNREFUSED},
		{"another's name", Target{Host: "fe02.example.com", Address: address(secure), TLS: trusted}, Securing, ErrCertificate},
		{"an authority that is not trusted", Target{Host: host, Address: address(secure), TLS: &tls.Config{RootCAs: x509.NewCertPool()}}, Securing, ErrCertificate},
		{"TLS to a port without", Target{Host: host, Address: address(tcp), TLS: trusted, Timeout: time.Second}, Securing, nil},
		{"a port with TLS without it", Target{Host: host, Address: address(secure), Timeout: time.Second}, Asking, nil},
	} {
		r := ask(c.target)
		if r.Serves() || r.Stage != c.stage || r.Err == nil || c.is != nil && !errors.Is(r.Err, c.is) || strings.Contains(r.String(), "\n") ||
			!strings.HasPrefix(r.String(), "probe: ") {
			t.Errorf("%s: %+v", c.name, r)
		}
	}
	s.Stop()
	for _, c := range []struct {
		config *tls.Config
		port   int
		stage  Stage
	}{{nil, tcp, Asking}, {trusted, secure, Securing}} { // the kernel still connects for a process that is stopped
		if r := ask(Target{Host: host, Address: address(c.port), TLS: c.config, Timeout: 800 * time.Millisecond}); r.Stage != c.stage || !errors.Is(r.Err, ErrTimeout) {
			t.Errorf("stopped: %+v", r)
		}
	}
	s.Go()
	if r := ask(Target{Host: host, Address: address(secure), TLS: trusted}); !r.Serves() {
		t.Errorf("running again: %+v", r)
	}
	s.Kill()
	serve.Until(t, "the end of its last process", func() bool {
		r := ask(Target{Host: host, Address: address(tcp)})
		return r.Stage == Connecting && errors.Is(r.Err, syscall.ECONNREFUSED)
	})
}

func cmpOr(a, b time.Duration) time.Duration {
	if a != 0 {
		return a
	}
	return b
}

// TestExpired: a certificate that has ended is not accepted.
func TestExpired(t *testing.T) {
	a, dir, tcp, secure := serve.NewAuthority(t), t.TempDir(), serve.Port(t), serve.Port(t)
	cert, key := a.Server(t, dir, host, time.Now().Add(-time.Hour))
	serve.Kamailio(t, dir, cert, key, address(tcp), address(secure))
	r := Ask(context.Background(), Target{Host: host, Address: address(secure), TLS: &tls.Config{RootCAs: a.Pool}, Timeout: serve.Patience})
	if r.Stage != Securing || !errors.Is(r.Err, ErrCertificate) || !strings.Contains(r.String(), "expired") {
		t.Errorf("%+v", r)
	}
}

// TestSIPp: provisional answers are none; a slow answer counts within the timeout; 503 is no service, and says for how long.
func TestSIPp(t *testing.T) {
	slow := Target{Host: host, Address: address(sipp(t, 1200*time.Millisecond, "200 OK"))}
	slow.Timeout = serve.Patience
	if r := Ask(context.Background(), slow); !r.Serves() || r.Took < 1200*time.Millisecond {
		t.Errorf("slow: %+v", r)
	}
	slow.Timeout = 800 * time.Millisecond // a busy machine connects within that
	if r := Ask(context.Background(), slow); r.Stage != Asking || !errors.Is(r.Err, ErrTimeout) {
		t.Errorf("too slow: %+v", r)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if r := Ask(ctx, slow); !errors.Is(r.Err, context.Canceled) {
		t.Errorf("cancelled: %+v", r)
	}
	for header, want := range map[string]time.Duration{
		"Retry-After: 120": 2 * time.Minute, "Retry-After: 7 (upgrade);duration=3600": 7 * time.Second, "Retry-After: soon": 0,
	} {
		busy := Target{Host: host, Address: address(sipp(t, 0, "503 Service Unavailable", header)), Timeout: serve.Patience}
		if r := Ask(context.Background(), busy); r.Stage != Answered || r.Serves() || r.Status != 503 || r.RetryAfter != want || r.Err != nil {
			t.Errorf("%s: %+v", header, r)
		}
	}
	odd := Target{Host: host, Address: address(sipp(t, 0, "483 Too Many Hops")), Timeout: serve.Patience}
	if r := Ask(context.Background(), odd); !r.Serves() || r.String() != "483 Too Many Hops" {
		t.Errorf("%+v", r)
	}
}

// TestNoSIP: what is not SIP, ends early or never ends is an error.
func TestNoSIP(t *testing.T) {
	for name, c := range map[string]struct {
		say string
		is  error
	}{
		"another protocol": {"HTTP/1.1 400 Bad Request\r\n\r\n", ErrAnswer},
		"half an answer":   {"SIP/2.0 200 OK\r\nVia: SIP/2.0/TCP a", io.EOF},
		"nothing":          {"", io.EOF},
		"a bad line":       {"SIP/2.0 two hundred\r\n\r\n", ErrAnswer},
		"no end":           {"SIP/2.0 200 OK\r\n" + strings.Repeat("X: y\r\n", MaxAnswer/4), ErrAnswer},
	} {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		go func() {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			defer conn.Close()
			conn.Read(make([]byte, 4096))
			io.WriteString(conn, c.say)
		}()
		r := Ask(context.Background(), Target{Host: host, Address: l.Addr().String(), Timeout: serve.Patience})
		l.Close()
		if r.Stage != Asking || !errors.Is(r.Err, c.is) || strings.Contains(r.String(), "\n") {
			t.Errorf("%s: %+v", name, r)
		}
	}
}

// A wire forwards connections until it is cut; then they stay, and nothing passes.
type wire struct {
	net.Listener
	to  string
	cut atomic.Bool
}

func newWire(t *testing.T, to string) *wire {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	w := &wire{Listener: l, to: to}
	var running sync.WaitGroup
	running.Go(func() {
		for {
			near, err := l.Accept()
			if err != nil {
				return
			}
			running.Go(func() { w.forward(near) })
		}
	})
	t.Cleanup(func() { l.Close(); running.Wait() })
	return w
}

func (w *wire) forward(near net.Conn) {
	defer near.Close()
	far, err := net.Dial("tcp", w.to)
	if err != nil {
		return
	}
	defer far.Close()
	both := sync.WaitGroup{}
	both.Go(func() { w.pass(far, near); far.Close() })
	both.Go(func() { w.pass(near, far) })
	both.Wait()
}

func (w *wire) pass(to, from net.Conn) {
	buffer := make([]byte, 4096)
	for {
		n, err := from.Read(buffer)
		if err != nil {
			return
		}
		if !w.cut.Load() {
			to.Write(buffer[:n])
		}
	}
}

// rules are those of an observer in a hurry: two missed asks, and the third ends it.
func rules() health.Rules {
	return health.Rules{Ping: 500 * time.Millisecond, Grace: 400 * time.Millisecond, Detect: 1500 * time.Millisecond, Failback: 500 * time.Millisecond}
}

// A watched server is one with an observer, whose moves are kept.
type watched struct {
	t     *testing.T
	mu    sync.Mutex
	seen  []health.Phase
	heard Result
}

// watch watches a server until the test ends.
func watch(t *testing.T, target func() Target) *watched {
	w := &watched{t: t}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	var d *Driver
	go func() {
		done <- Watcher{
			Rules: rules(),
			Ask:   func(ctx context.Context) Result { return Ask(ctx, target()) },
			Heard: func(r Result) { w.mu.Lock(); defer w.mu.Unlock(); w.heard = r },
			Ready: func(made *Driver) { d = made },
			Told:  func(_ machine.Instant, a health.Action) { w.told(a) },
		}.Watch(ctx)
	}()
	t.Cleanup(func() {
		cancel()
		if err := <-done; !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
		if err := d.Post(health.Event{On: health.Started}); err == nil {
			t.Error("the driver still runs")
		}
	})
	return w
}

func (w *watched) told(a health.Action) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if report, ok := a.Report(); ok && a.Kind == health.Moved {
		if to := health.Phase(report.Entry().To); len(w.seen) == 0 || w.seen[len(w.seen)-1] != to {
			w.seen = append(w.seen, to)
		}
	}
}

func (w *watched) until(p health.Phase) {
	w.t.Helper()
	serve.Until(w.t, p.String(), func() bool {
		w.mu.Lock()
		defer w.mu.Unlock()
		return len(w.seen) > 0 && w.seen[len(w.seen)-1] == p
	})
}

// fell checks that the last verdict came by way of silence, and that the last answer was not one of service.
func (w *watched) fell(is error) {
	w.t.Helper()
	w.mu.Lock()
	defer w.mu.Unlock()
	n := len(w.seen)
	if n < 2 || w.seen[n-2] != health.Silent || w.heard.Serves() || is != nil && !errors.Is(w.heard.Err, is) {
		w.t.Errorf("%v, after %v", w.seen, w.heard)
	}
}

// TestWatch: the verdict falls on a server that was killed, stopped or cut off, and ends when it is back.
func TestWatch(t *testing.T) {
	a, dir, tcp, secure := serve.NewAuthority(t), t.TempDir(), serve.Port(t), serve.Port(t)
	cert, key := a.Server(t, dir, host, time.Now().Add(time.Hour))
	s, line := serve.Kamailio(t, dir, cert, key, address(tcp), address(secure)), newWire(t, address(secure))
	target := func() Target {
		return Target{Host: host, Address: line.Addr().String(), TLS: &tls.Config{RootCAs: a.Pool}}
	}
	w := watch(t, target)
	w.until(health.Up)

	line.cut.Store(true)
	w.until(health.Down)
	w.fell(ErrTimeout)
	line.cut.Store(false)
	w.until(health.Up)

	s.Stop()
	w.until(health.Down)
	w.fell(ErrTimeout)
	s.Go()
	w.until(health.Up)

	s.Kill()
	w.until(health.Down)
	w.fell(nil)
	serve.Kamailio(t, dir, cert, key, address(tcp), address(secure))
	w.until(health.Up)
}

// TestWatchBusy: who answers 503 is not there, and who answers too late neither.
func TestWatchBusy(t *testing.T) {
	t.Parallel()
	good := address(sipp(t, 0, "200 OK"))
	for name, bad := range map[string]string{
		"busy": address(sipp(t, 0, "503 Service Unavailable", "Retry-After: 30")), "slow": address(sipp(t, time.Second, "200 OK")),
	} {
		t.Run(name, func(t *testing.T) {
			var at atomic.Value
			at.Store(good)
			w := watch(t, func() Target { return Target{Host: host, Address: at.Load().(string)} })
			w.until(health.Up)
			at.Store(bad)
			w.until(health.Down)
			w.fell(nil)
			at.Store(good)
			w.until(health.Up)
		})
	}
}

// TestWatchErrors: rules that contradict each other are told before anything is asked.
func TestWatchErrors(t *testing.T) {
	if err := (Watcher{}).Watch(context.Background()); !errors.Is(err, health.ErrRules) {
		t.Error(err)
	}
}
