package main

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"understudy.example"
	"understudy.example/edge/probe"
	"understudy.example/edge/serve"
	"understudy.example/machine"
)

// BenchmarkAsk asks Kamailio, one ask after the other and many at once: what one connection, OPTIONS and its answer cost.
func BenchmarkAsk(b *testing.B) {
	dir, authority := b.TempDir(), serve.NewAuthority(b)
	const host = "FE01.example.com"
	cert, key := authority.Server(b, dir, host, time.Now().Add(time.Hour))
	tcp, secure := fmt.Sprintf("127.0.0.1:%d", serve.Port(b)), fmt.Sprintf("127.0.0.1:%d", serve.Port(b))
	serve.Kamailio(b, dir, cert, key, tcp, secure)
	for _, c := range []struct {
		name   string
		target probe.Target
	}{
		{"tcp", probe.Target{Host: host, Address: tcp, Timeout: serve.Patience}},
		{"tls", probe.Target{Host: host, Address: secure, Timeout: serve.Patience, TLS: &tls.Config{RootCAs: authority.Pool}}},
	} {
		ask := func(b *testing.B) {
			if r := probe.Ask(context.Background(), c.target); !r.Serves() {
				b.Error(r)
			}
		}
		b.Run(c.name+"/one", func(b *testing.B) {
			for b.Loop() {
				ask(b)
			}
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "asks/s")
		})
		b.Run(c.name+"/many", func(b *testing.B) {
			b.SetParallelism(8)
			b.RunParallel(func(pb *testing.PB) {
				for pb.Next() {
					ask(b)
				}
			})
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "asks/s")
		})
	}
}

// unhurried is the topology of the tests with pings that a slow machine answers in time. The failure detection interval of 30 s is the
// shortest that there can be (F-27), and nothing makes more of it.
var unhurried = strings.NewReplacer("set health.ping 20s", "set health.ping 10s", "set health.grace 19s", "set health.grace 5s").Replace(topology)

// BenchmarkVerdict kills a server, in real time: how long it takes until that is found, until the verdict falls, and how late the verdict
// is told.
func BenchmarkVerdict(b *testing.B) {
	s := newSite(b)
	o, err := parse(s.args("-speed", "1", "-every", "1s"), io.Discard)
	if err != nil {
		b.Fatal(err)
	}
	o.file = serve.File(b, s.dir, "unhurried.story", unhurried)
	m, err := o.monitor()
	if err != nil {
		b.Fatal(err)
	}
	sees := &stopwatch{}
	m.log, m.audience = slog.New(slog.DiscardHandler), sees
	ctx, cancel := context.WithCancel(b.Context())
	if err := m.begin(ctx); err != nil {
		b.Fatal(err)
	}
	done := make(chan error, 1)
	go func() { done <- m.watch(ctx) }()
	var found, verdict, late time.Duration
	for range b.N {
		killed := time.Now()
		s.pools[0].Kill()
		_, told := sees.until(b, "FE01.example.com", "service stopped")
		found += told.Sub(killed)
		at, fell := sees.until(b, "FE02.example.com sees FE01.example.com", "silent → down")
		verdict, late = verdict+fell.Sub(killed), late+fell.Sub(at)
		s.start(0)
		sees.until(b, "FE02.example.com sees FE01.example.com", "down → up")
	}
	cancel()
	if err := <-done; err != nil {
		b.Fatal(err)
	}
	n := float64(b.N)
	b.ReportMetric(found.Seconds()/n, "s-to-found")
	b.ReportMetric(verdict.Seconds()/n, "s-to-verdict")
	b.ReportMetric(float64(late.Microseconds())/1000/n, "ms-late")
	b.ReportMetric(0, "ns/op")
}

// A stopwatch is an audience that takes the time.
type stopwatch struct {
	nobody
	mu   sync.Mutex
	seen []happening
	told []time.Time
}

func (s *stopwatch) happened(h happening) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.seen, s.told = append(s.seen, h), append(s.told, time.Now())
}

// until waits until something happens that was not waited for yet, and returns when it did and when it was told.
func (s *stopwatch) until(b *testing.B, who, what string) (at, told time.Time) {
	b.Helper()
	for end := time.Now().Add(2 * time.Minute); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		s.mu.Lock()
		for i, h := range s.seen {
			if h.who == who && h.what == what {
				at, told = h.at, s.told[i]
				s.seen, s.told = s.seen[i+1:], s.told[i+1:]
				s.mu.Unlock()
				return at, told
			}
		}
		s.mu.Unlock()
	}
	b.Fatalf("%s: %s did not happen", who, what)
	return at, told
}

// BenchmarkMemory lets a monitor watch for an hour of the model with each iteration, in 10 s of the clock, and asks it a hundred times a
// second: what it takes of memory after the first iteration, and after the last.
func BenchmarkMemory(b *testing.B) {
	s := newSite(b)
	metrics := fmt.Sprintf("127.0.0.1:%d", serve.Port(b))
	args := s.args("-speed", "360", "-every", "10ms", "-refresh", "100ms", "-metrics", metrics)
	// Grace is short at that speed, so it is as long as it may be.
	args[len(args)-1] = serve.File(b, s.dir, "long.story", strings.NewReplacer("health.ping 20s", "health.ping 30m", "health.grace 19s", "health.grace 29m",
		"detect 30s", "detect 40m", "failback 30s", "failback 40m").Replace(topology))
	cmd, out := program(args...), &text{}
	cmd.Stdout, cmd.Stderr = io.Discard, out
	if err := cmd.Start(); err != nil {
		b.Fatal(err)
	}
	defer func() { cmd.Process.Kill(); cmd.Wait() }()
	serve.Until(b, "metrics", func() bool {
		conn, err := net.Dial("tcp", metrics)
		if err == nil {
			conn.Close()
		}
		return err == nil
	})
	begin := time.Now()
	var first, last map[string]float64
	for range b.N {
		time.Sleep(10 * time.Second)
		if last = scrape(b, metrics); first == nil {
			first = last
		}
	}
	const resident, heap, asks = "process_resident_memory_bytes", "go_memstats_heap_inuse_bytes", `understudy_asks_total{pool="FE01.example.com",stage="answered"}`
	b.ReportMetric(first[resident]/1e6, "MB-first")
	b.ReportMetric(last[resident]/1e6, "MB-last")
	b.ReportMetric(last[heap]/1e6, "MB-heap")
	b.ReportMetric(2*last[asks]/time.Since(begin).Seconds(), "asks/s")
	b.ReportMetric(last["understudy_watched_seconds"]/3600, "h-watched")
	b.ReportMetric(last["go_goroutines"], "goroutines")
	b.ReportMetric(0, "ns/op")
}

var sample = regexp.MustCompile(`(?m)^([a-z_]+(?:\{.*\})?) (\S+)$`)

// scrape reads all metrics.
func scrape(tb testing.TB, address string) map[string]float64 {
	tb.Helper()
	response, err := http.Get("http://" + address + "/metrics")
	if err != nil {
		tb.Fatal(err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		tb.Fatal(err)
	}
	all := map[string]float64{}
	for _, m := range sample.FindAllStringSubmatch(string(text), -1) {
		all[m[1]], _ = strconv.ParseFloat(m[2], 64)
	}
	return all
}

// BenchmarkReport reads the model for the screen, and looks ahead in it, which is done when something has happened.
func BenchmarkReport(b *testing.B) {
	for _, pairs := range []int{1, 10} {
		t := standing(manyPairs(pairs))
		s, err := settle(t)
		if err != nil {
			b.Fatal(err)
		}
		s.Step(0, understudy.Break{Fault: understudy.Fault{Kind: understudy.Power, Of: t.Pools[0].FQDN}}, nil)
		now, order := machine.Instant(stood), understudy.PoolFailOver{At: "HQ", Pool: t.Pools[0].FQDN, DisasterMode: true}
		found := make([]finding, len(t.Pools))
		ahead, err := foresee(s.System, now, order)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(fmt.Sprintf("copy/%d", 2*pairs), func(b *testing.B) {
			to, err := s.Clone()
			for b.Loop() {
				err = errors.Join(err, to.CopyFrom(s.System))
			}
			if err != nil {
				b.Fatal(err)
			}
		})
		b.Run(fmt.Sprintf("look/%d", 2*pairs), func(b *testing.B) {
			for b.Loop() {
				look(s.System, now, "HQ", found, ahead)
			}
		})
		b.Run(fmt.Sprintf("ahead/%d", 2*pairs), func(b *testing.B) {
			for b.Loop() {
				foresee(s.System, now, order)
			}
		})
	}
}

// manyPairs is the lab so many times over, with one master.
func manyPairs(n int) understudy.Topology {
	t := understudy.Paired()
	one := t
	for i := 1; i < n; i++ {
		name := func(s string) string { return strings.Replace(s, ".", fmt.Sprintf("-%d.", i), 1) }
		for _, p := range one.Pools {
			p.FQDN, p.CMS, p.CallAdmission = name(p.FQDN), false, false
			t.Pools = append(t.Pools, p)
		}
		pair := one.Pairs[0]
		pair.Pools = [2]string{name(pair.Pools[0]), name(pair.Pools[1])}
		t.Pairs = append(t.Pairs, pair)
		for _, r := range one.Records {
			r.Target = name(r.Target)
			t.Records = append(t.Records, r)
		}
	}
	return t
}
