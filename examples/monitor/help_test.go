package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"understudy.example/edge/lookup"
	"understudy.example/edge/serve"
)

var rewrite = flag.Bool("rewrite", false, "write the screens in testdata anew")

// asProgram makes the test's own binary the program.
const asProgram = "MONITOR_TEST_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		main()
	}
	os.Exit(m.Run())
}

// program is a command that runs the program.
func program(args ...string) *exec.Cmd {
	cmd := exec.Command(os.Args[0], args...)
	cmd.Env = append(os.Environ(), asProgram+"=yes")
	return cmd
}

// A text is written by one goroutine and read by others.
type text struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (t *text) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.b.Write(p)
}

func (t *text) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.b.String()
}

// until waits until a text has words in it, or more of the same.
func (t *text) until(tb testing.TB, words string, times int) {
	tb.Helper()
	serve.Until(tb, words, func() bool { return strings.Count(t.String(), words) >= times })
}

// speed is how much faster than life the tests with real servers are: an interval of 30 s, the shortest there is (F-27), takes 1.5 s.
const speed = 20

// topology is two pools in a hurry: Floor is none.
const topology = `understudy story 1
title Two pools in a hurry

topology
  domain example.com
  site HQ
  pool FE01.example.com site HQ edition standard cms automatic detect 30s failback 30s
  pool FE02.example.com site HQ edition standard automatic detect 30s failback 30s
  pair FE01.example.com FE02.example.com
  user u1@example.com home FE01.example.com
  user u2@example.com home FE02.example.com
  srv _sipinternaltls._tcp.example.com priority 0 weight 0 port 5061 target FE01.example.com
  srv _sipinternaltls._tcp.example.com priority 10 weight 10 port 5061 target FE02.example.com
  set health.ping 20s
  set health.grace 19s
  set health.floor 0s

story
`

// A site is two SIP servers and a DNS server that leads to them.
type site struct {
	tb        testing.TB
	dir       string
	authority serve.Authority
	sip, dns  int             // ports
	pools     []*serve.Server // FE01 and FE02
	resolver  *serve.Server
}

func newSite(tb testing.TB) *site {
	s := &site{tb: tb, dir: tb.TempDir(), authority: serve.NewAuthority(tb), sip: serve.Port(tb), dns: serve.Port(tb)}
	s.resolver = serve.NSD(tb, s.folder("nsd"), s.dns, map[string]string{"example.com": s.zone(1, 300, "fe01", "fe02")})
	for i := range 2 {
		s.pools = append(s.pools, nil)
		s.start(i)
	}
	serve.Until(tb, "NSD", func() bool {
		a, err := lookup.Server{Address: fmt.Sprintf("127.0.0.1:%d", s.dns)}.Host(tb.Context(), "ns.example.com")
		return err == nil && !a.Missing
	})
	return s
}

// zone is what the DNS server says: the records of pools, in their order, with a TTL that is that of what is missing, too.
func (s *site) zone(serial, ttl int, pools ...string) string {
	text := fmt.Sprintf("$TTL %d\n@ SOA ns hostmaster %d 3600 600 86400 %d\n@ NS ns\nns A 127.0.0.1\nfe01 A 127.0.0.11\nfe02 A 127.0.0.12\n", ttl, serial, ttl)
	for i, pool := range pools {
		text += fmt.Sprintf("_sipinternaltls._tcp SRV %d %d %d %s\n", 10*i, 10*i, s.sip, pool)
	}
	return text
}

// serve gives the DNS server another zone, and waits until it says so.
func (s *site) serve(zone string, records int) {
	s.tb.Helper()
	serve.File(s.tb, s.folder("nsd"), "example.com", zone)
	s.resolver.Reload()
	serve.Until(s.tb, "the other zone", func() bool {
		a, err := lookup.Server{Address: fmt.Sprintf("127.0.0.1:%d", s.dns)}.SRV(s.tb.Context(), "_sipinternaltls._tcp.example.com")
		return err == nil && len(a.Records) == records
	})
}

func (s *site) folder(name string) string {
	dir := filepath.Join(s.dir, name)
	if err := os.MkdirAll(dir, 0o777); err != nil {
		s.tb.Fatal(err)
	}
	return dir
}

// start starts a pool.
func (s *site) start(i int) {
	s.tb.Helper()
	name := fmt.Sprintf("FE%02d.example.com", i+1)
	dir := s.folder(name)
	cert, key := s.authority.Server(s.tb, dir, name, time.Now().Add(time.Hour))
	ip := fmt.Sprintf("127.0.0.%d", i+11)
	s.pools[i] = serve.Kamailio(s.tb, dir, cert, key, fmt.Sprintf("%s:%d", ip, serve.Port(s.tb)), fmt.Sprintf("%s:%d", ip, s.sip))
}

// args are what the monitor is told to watch this site.
func (s *site) args(more ...string) []string {
	file := serve.File(s.tb, s.dir, "topology.story", topology)
	args := append([]string{"-dns", fmt.Sprintf("127.0.0.1:%d", s.dns), "-ca", s.authority.File(s.tb, s.dir), "-every", "100ms",
		"-refresh", "200ms", "-speed", fmt.Sprint(speed)}, more...)
	return append(args, file)
}

// A watching is a monitor that runs.
type watching struct {
	out, errs text
	stop      func() (code int)
}

// watch runs the program until stop is called.
func watch(tb testing.TB, args ...string) *watching {
	w, code := &watching{}, make(chan int, 1)
	ctx, cancel := context.WithCancel(tb.Context())
	go func() { code <- run(ctx, args, &w.out, &w.errs) }()
	w.stop = sync.OnceValue(func() int { cancel(); return <-code })
	tb.Cleanup(func() { w.stop() })
	return w
}

// whole matches all of a text.
func whole(pattern string) *regexp.Regexp { return regexp.MustCompile("^" + pattern + "$") }

// withoutLog is what stands on stderr beside the log.
func withoutLog(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		if !strings.HasPrefix(line, "time=") {
			b.WriteString(line)
		}
	}
	return b.String()
}

// listening takes a port until it is called.
func listening(tb testing.TB, address string) func() {
	tb.Helper()
	l, err := net.Listen("tcp", address)
	if err != nil {
		tb.Fatal(err)
	}
	return func() { l.Close() }
}

// is reports whether an error is, or wraps, one of a type.
func is[E error](err error) bool {
	var e E
	return errors.As(err, &e)
}
