package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"strings"
	"time"

	"golang.org/x/term"

	"understudy.example"
	"understudy.example/dns"
	"understudy.example/edge/probe"
	"understudy.example/story"
)

// run watches what was asked for until ctx is done, and reports whether every pool served in the end.
func (o *options) run(ctx context.Context, stdout, stderr io.Writer) (serves bool, err error) {
	m, err := o.monitor()
	if err != nil {
		return false, err
	}
	log, closeLog, err := o.logger(stdout, stderr)
	if err != nil {
		return false, err
	}
	m.log = log
	defer func() { err = cmp.Or(err, closeLog()) }()
	o.attend(m, stdout)
	defer m.audience.close()
	if o.metrics != "" {
		stop, err := serveMetrics(o.metrics, m)
		if err != nil {
			return false, err
		}
		defer stop()
	}
	if o.record != "" {
		tape, err := create(o.record)
		if err != nil {
			return false, err
		}
		defer tape.Close()
		m.tape = tape
	}
	if err := m.begin(ctx); err != nil || ctx.Err() != nil {
		return false, err
	}
	if o.once {
		if err := m.report(); err != nil {
			return false, err
		}
		_, err := stdout.Write(page(draw(m.latest.Load(), story.Shorten(m.given), columns, nil)))
		return m.serves(), err
	}
	return false, m.watch(ctx)
}

// monitor makes a monitor of what is to be watched, which nobody looks at yet.
func (o *options) monitor() (*monitor, error) {
	t, err := readTopology(o.file)
	if err != nil {
		return nil, err
	}
	m := &monitor{given: standing(t), ask: probe.Ask, every: o.every, refresh: o.refresh, port: o.port, speed: o.speed, once: o.once, counts: newCounts()}
	if err := m.given.Validate(); err != nil {
		return nil, err
	}
	if m.site, err = siteOf(&t, o.site); err != nil {
		return nil, err
	}
	if o.whynot != "" {
		pool, err := poolOf(&t, o.whynot)
		if err != nil {
			return nil, err
		}
		m.order = understudy.PoolFailOver{At: m.site, Pool: pool}
	}
	source, err := o.source()
	if err != nil {
		return nil, err
	}
	m.source, m.server = source, source.String()
	m.secured, err = o.secured()
	return m, err
}

// siteOf is the site of a name; the first one of an empty name.
func siteOf(t *understudy.Topology, name string) (string, error) {
	for _, s := range t.Sites {
		if name == "" || dns.Equal(s.Name, name) {
			return s.Name, nil
		}
	}
	return "", fmt.Errorf("monitor: -site %q is none of the topology", name)
}

// poolOf is the pool of a name, which may be short.
func poolOf(t *understudy.Topology, name string) (string, error) {
	short := story.Shorten(*t)
	for _, p := range t.Pools {
		if dns.Equal(p.FQDN, name) || strings.EqualFold(short[p.FQDN], name) {
			return p.FQDN, nil
		}
	}
	return "", fmt.Errorf("monitor: -whynot %q is none of the pools of the topology", name)
}

// attend finds those who look: a terminal gets a live view, anybody else lines.
func (o *options) attend(m *monitor, stdout io.Writer) {
	terminal, short := o.terminal(stdout), story.Shorten(m.given)
	switch {
	case terminal != nil:
		m.audience = newViewer(terminal, short)
	case o.once:
		m.audience = nobody{}
	default:
		m.audience = &reader{speaker: newSpeaker(stdout), short: short}
	}
}

// terminal is the terminal that gets a live view; nil for none.
func (o *options) terminal(stdout io.Writer) *os.File {
	if f, ok := stdout.(*os.File); ok && !o.once && term.IsTerminal(int(f.Fd())) {
		return f
	}
	return nil
}

// logger logs to a file, or to stderr where it is in nobody's way. Whoever closes it is told what could not be written to the file.
func (o *options) logger(stdout, stderr io.Writer) (*slog.Logger, func() error, error) {
	if o.log == "" {
		if o.once || o.terminal(stdout) != nil {
			stderr = io.Discard
		}
		lines := newSpeaker(stderr)
		return slog.New(slog.NewTextHandler(lines, nil)), func() error { lines.close(); return nil }, nil
	}
	f, err := os.OpenFile(o.log, os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o666)
	if err != nil {
		return nil, nil, fmt.Errorf("monitor: -log: %w", err)
	}
	lines := newSpeaker(f)
	return slog.New(slog.NewTextHandler(lines, nil)), func() error {
		if err := errors.Join(lines.close(), f.Close()); err != nil {
			return fmt.Errorf("monitor: -log: %w", err)
		}
		return nil
	}, nil
}

// serveMetrics serves metrics until stop is called.
func serveMetrics(address string, m *monitor) (stop func(), err error) {
	l, err := net.Listen("tcp", address)
	if err != nil {
		return nil, fmt.Errorf("monitor: -metrics: %w", err)
	}
	mux := http.NewServeMux()
	mux.Handle("/metrics", metricsOf(m))
	s := &http.Server{Handler: mux, ReadTimeout: 10 * time.Second, WriteTimeout: 10 * time.Second}
	done := make(chan struct{})
	go func() {
		defer close(done)
		s.Serve(l)
	}()
	return func() { s.Close(); <-done }, nil
}

// serves reports whether every pool has answered the latest ask.
func (m *monitor) serves() bool {
	for _, f := range m.found {
		if !f.result.Serves() {
			return false
		}
	}
	return true
}
