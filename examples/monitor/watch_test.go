package main

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"net/netip"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/prometheus/client_golang/prometheus/testutil"

	"understudy.example"
	"understudy.example/dns"
	"understudy.example/edge/lookup"
	"understudy.example/edge/probe"
	"understudy.example/machine"
	"understudy.example/story"
)

// A world is what a monitor under test meets: answers by pool, and records by name.
type world struct {
	mu            sync.Mutex
	answers       map[string]probe.Result
	srv           map[string][]dns.SRV
	ttl, negative time.Duration   // of what DNS says, and of what it says is missing
	lookups       int             // how often FE01's records were asked for
	slow          time.Duration   // how long DNS thinks
	silent        bool            // of DNS
	fails         map[string]bool // the names that DNS has an error for
	hangs         bool            // asks take as long as they may
}

const fe1, fe2, srvName = "FE01.lab.local", "FE02.lab.local", "_sipinternaltls._tcp.lab.local"

var (
	fine    = probe.Result{Stage: probe.Answered, Status: 200, Reason: "OK", Took: 2 * time.Millisecond, NotAfter: time.Date(2000, 6, 1, 0, 0, 0, 0, time.UTC)}
	refused = probe.Result{Stage: probe.Connecting, Err: &probeError{"connection refused", syscall.ECONNREFUSED}}
	mute    = probe.Result{Stage: probe.Asking, Err: &probeError{"no answer in time", probe.ErrTimeout}}
	busy    = probe.Result{Stage: probe.Answered, Status: 503, Reason: "Service \x1b[2J Unavailable", RetryAfter: time.Minute}
)

// A probeError is an error of an ask, without the address and port that differ from run to run.
type probeError struct {
	text string
	is   error
}

func (e *probeError) Error() string { return "probe: " + e.text }
func (e *probeError) Unwrap() error { return e.is }

func newWorld() *world {
	return &world{
		answers: map[string]probe.Result{fe1: fine, fe2: fine}, ttl: time.Hour, negative: time.Hour,
		srv: map[string][]dns.SRV{srvName: {
			{Target: fe1, Port: 5061}, {Target: fe2, Port: 5061, Priority: 10, Weight: 10}}},
	}
}

// set changes the world.
func (w *world) set(change func()) {
	w.mu.Lock()
	defer w.mu.Unlock()
	change()
}

func (w *world) ask(ctx context.Context, t probe.Target) probe.Result {
	w.mu.Lock()
	r, hangs := w.answers[t.Host], w.hangs
	w.mu.Unlock()
	if errors.Is(r.Err, probe.ErrTimeout) || hangs {
		select {
		case <-time.After(t.Timeout):
			return mute
		case <-ctx.Done():
			return probe.Result{Err: ctx.Err()}
		}
	}
	return r
}

var errDNS = errors.New("lookup: 192.0.2.53:53: the server has no answer within 2s")

// think takes the time that DNS takes.
func (w *world) think() {
	w.mu.Lock()
	slow := w.slow
	w.mu.Unlock()
	time.Sleep(slow)
}

func (w *world) SRV(_ context.Context, name string) (lookup.Answer, error) {
	w.think()
	w.mu.Lock()
	defer w.mu.Unlock()
	if name == srvName {
		w.lookups++
	}
	if w.silent || w.fails[dns.Canonical(name)] {
		return lookup.Answer{}, errDNS
	}
	records := w.srv[dns.Canonical(name)]
	if len(records) == 0 {
		return lookup.Answer{Missing: true, Names: []string{name}, TTL: w.negative}, nil
	}
	return lookup.Answer{Records: records, Names: []string{name}, TTL: w.ttl}, nil
}

func (w *world) Host(_ context.Context, name string) (lookup.Answer, error) {
	w.think()
	w.mu.Lock()
	defer w.mu.Unlock()
	hosts := map[string]string{dns.Canonical(fe1): "192.0.2.1", dns.Canonical(fe2): "192.0.2.2"}
	switch addr, ok := hosts[dns.Canonical(name)]; {
	case w.silent || w.fails[dns.Canonical(name)]:
		return lookup.Answer{}, errDNS
	case !ok:
		return lookup.Answer{Missing: true, NoName: true, Names: []string{name}, TTL: w.negative}, nil
	default:
		return lookup.Answer{Addresses: []netip.Addr{netip.MustParseAddr(addr)}, Names: []string{name}, TTL: time.Hour}, nil
	}
}

// A witness is an audience that remembers.
type witness struct {
	mu     sync.Mutex
	told   []happening
	report *report
}

func (w *witness) happened(h happening)          { w.mu.Lock(); defer w.mu.Unlock(); w.told = append(w.told, h) }
func (w *witness) show(r *report, _ []happening) { w.mu.Lock(); defer w.mu.Unlock(); w.report = r }
func (w *witness) close()                        {}

// seen is what was shown last, and everything that has happened.
func (w *witness) seen() (*report, []happening) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.report, slices.Clone(w.told)
}

// first is the first happening of its words, and how many there are.
func (w *witness) first(who, what string) (h happening, n int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, t := range w.told {
		if t.who == who && t.what == what {
			if n++; n == 1 {
				h = t
			}
		}
	}
	return h, n
}

// play runs a monitor of the lab with the documented intervals in a bubble, whose clock begins at the start of 2000.
func play(t *testing.T, prepare func(*monitor), script func(m *monitor, w *world, sees *witness)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		w, sees := newWorld(), &witness{}
		m := &monitor{
			given: standing(understudy.Paired()), site: "HQ", order: understudy.PoolFailOver{At: "HQ", Pool: fe1}, server: "192.0.2.53:53", source: w,
			ask: w.ask, secured: &tls.Config{}, every: 5 * time.Second, refresh: time.Minute, port: 5061, speed: 1,
			log: slog.New(slog.DiscardHandler), audience: sees, counts: newCounts(),
		}
		if prepare != nil {
			w.set(func() { prepare(m) })
		}
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan error, 1)
		go func() {
			err := m.begin(ctx)
			if err == nil && ctx.Err() == nil {
				err = m.watch(ctx)
			}
			done <- err
		}()
		time.Sleep(1500 * time.Millisecond) // what is scripted happens between the seconds at which reports are made
		synctest.Wait()
		script(m, w, sees)
		cancel()
		if err := <-done; err != nil && m.tape == nil {
			t.Error(err)
		}
	})
}

// TestScreens draws how things stand at the turns of an outage. A turn's screen is in testdata under its name.
func TestScreens(t *testing.T) {
	short := story.Shorten(understudy.Paired())
	play(t, nil, func(m *monitor, w *world, sees *witness) {
		shot := func(name string, width int) {
			t.Helper()
			r, told := sees.seen()
			golden(t, name, string(page(draw(r, short, width, told))))
		}
		shot("well", columns)
		time.Sleep(time.Minute)
		w.set(func() { w.answers[fe1] = refused })
		time.Sleep(40 * time.Second)
		shot("silent", columns)
		shot("narrow", 60)
		time.Sleep(80 * time.Second)
		w.set(func() { w.silent = true })
		time.Sleep(90 * time.Second)
		shot("down", columns)
		w.set(func() { w.answers[fe1], w.answers[fe2] = busy, mute })
		time.Sleep(30 * time.Second)
		shot("both", columns)
		w.set(func() { w.answers[fe1], w.silent = fine, false })
		time.Sleep(20 * time.Second)
		w.set(func() { w.answers[fe2] = fine })
		time.Sleep(12 * time.Minute)
		shot("again", columns)
	})
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name+".txt")
	if *rewrite {
		if err := errors.Join(os.MkdirAll("testdata", 0o777), os.WriteFile(file, []byte(got), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	if want := read(t, file); got != want {
		t.Errorf("%s is\n%s\nand should be\n%s", name, got, want)
	}
	for line := range strings.Lines(got) {
		if strings.ContainsRune(line, '\x1b') || len([]rune(line)) > columns+1 {
			t.Errorf("%s: %q", name, line)
		}
	}
}

// TestVerdict: with the documented intervals FE01's death is told by the first ask after it; the verdict falls when its interval, which
// counts as 90 s (F-29), and Grace have passed since the last ping that was answered (F-33, H-35); and the first answer to an ask a
// failback interval later ends it (F-38, H-36), once. The clock on the wall is as far.
func TestVerdict(t *testing.T) {
	play(t, nil, func(m *monitor, w *world, sees *witness) {
		began := m.began
		time.Sleep(time.Until(began.Add(10*time.Minute + 3*time.Second)))
		w.set(func() { w.answers[fe1] = refused })
		time.Sleep(10 * time.Minute)
		w.set(func() { w.answers[fe1] = fine })
		time.Sleep(time.Hour)
		sight := "FE02.lab.local sees FE01.lab.local"
		for _, c := range []struct {
			who, what string
			at        time.Duration
		}{
			{fe1, "service stopped", 10*time.Minute + 5*time.Second}, // the next ask
			{sight, "silent → down", 10*time.Minute + 95*time.Second},
			{fe1, "mended: service stopped", 20*time.Minute + 5*time.Second},
			{sight, "down → up", 20*time.Minute + 35*time.Second},
		} {
			h, n := sees.first(c.who, c.what)
			if at := h.elapsed.Sub(machine.Instant(stood)); n != 1 || at != c.at || h.at.Sub(began) != c.at {
				t.Errorf("%s: %s %d times, at %v, want %v", c.who, c.what, n, at, c.at)
			}
		}
	})
}

// TestRecords: what DNS does not say any more is gone from the model, and comes back; what it never said is remarked on.
func TestRecords(t *testing.T) {
	play(t, nil, func(m *monitor, w *world, sees *witness) {
		both := w.srv[srvName]
		w.set(func() { w.srv[srvName] = both[1:] })
		time.Sleep(time.Minute)
		w.set(func() { w.srv[srvName] = append(both, dns.SRV{Target: "fe03.lab.local", Port: 5061}) })
		time.Sleep(time.Minute)
		w.set(func() { w.silent = true })
		time.Sleep(time.Minute)
		r, told := sees.seen()
		for _, what := range []string{"remove record", "add record"} {
			if _, n := sees.first("administrator", what); n != 1 {
				t.Errorf("%s: %d times in %v", what, n, told)
			}
		}
		if text := string(page(draw(r, nil, columns, nil))); !strings.Contains(text, "no answer for 1m1s,") ||
			!strings.Contains(text, srvName+" leads to fe03.lab.local since the monitor began, which counts when it is") {
			t.Error(text)
		}
	})
}

// TestTTLEnds: names are looked up again at the instant at which the first answer ends, be it of records or of what is missing; but not
// sooner than soonest, not later than -refresh, and after that if nobody has answered.
func TestTTLEnds(t *testing.T) {
	for _, c := range []struct {
		name                   string
		refresh, ttl, negative time.Duration
		silent                 bool
		want                   time.Duration
	}{
		{"records", time.Hour, 7 * time.Second, time.Hour, false, 7 * time.Second},
		{"what is missing", time.Hour, time.Hour, 11 * time.Second, false, 11 * time.Second},
		{"no TTL", time.Hour, 0, time.Hour, false, soonest},
		{"a long TTL", time.Minute, time.Hour, time.Hour, false, time.Minute},
		{"nobody answers", time.Minute, 0, 0, true, time.Minute},
	} {
		prepare := func(m *monitor) {
			w := m.source.(*world)
			m.refresh, w.ttl, w.negative, w.silent = c.refresh, c.ttl, c.negative, c.silent
		}
		play(t, prepare, func(m *monitor, w *world, sees *witness) {
			for i := range 3 {
				time.Sleep(time.Until(m.began.Add(time.Duration(i+1)*c.want - 1)))
				synctest.Wait()
				var before, after int
				w.set(func() { before = w.lookups })
				time.Sleep(2 * time.Nanosecond)
				synctest.Wait()
				if w.set(func() { after = w.lookups }); before != i+1 || after != i+2 {
					t.Errorf("%s: %d look-ups before the answers' end, and %d after", c.name, before, after)
				}
			}
		})
	}
}

// TestRecordToCome: a record that only the topology has is not there, until DNS says so.
func TestRecordToCome(t *testing.T) {
	var all []dns.SRV
	half := func(m *monitor) {
		w := m.source.(*world)
		all, w.srv[srvName] = w.srv[srvName], w.srv[srvName][:1]
	}
	play(t, half, func(m *monitor, w *world, sees *witness) {
		time.Sleep(2 * time.Minute)
		if _, told := sees.seen(); len(m.topology.Records) != 2 || !m.topology.Records[1].Later || len(told) > 0 {
			t.Errorf("%+v, %v", m.topology.Records, told)
		}
		w.set(func() { w.srv[srvName] = all })
		time.Sleep(time.Minute)
		if _, n := sees.first("administrator", "add record"); n != 1 {
			t.Error(n)
		}
	})
}

// TestNobodyThere: without DNS no pool is asked, and none is taken to be down; when it answers, they are.
func TestNobodyThere(t *testing.T) {
	silence := func(m *monitor) { m.source.(*world).silent = true }
	play(t, silence, func(m *monitor, w *world, sees *witness) {
		time.Sleep(5 * time.Minute)
		r, told := sees.seen()
		if text := string(page(draw(r, nil, columns, nil))); strings.Count(text, "not asked: ") != 2 ||
			!strings.Contains(text, "no answer, so what the topology says counts") || len(told) > 0 {
			t.Errorf("%s, %v", text, told)
		}
		text := string(page(draw(r, nil, columns, nil)))
		for claim, times := range map[string]int{"holds it to be up": 0, "users      normal": 0, "users      unknown": 2, "registrar  unknown": 2, "and was never asked": 1} {
			if n := strings.Count(text, claim); n != times {
				t.Errorf("%q %d times in\n%s", claim, n, text)
			}
		}
		for name, n := range map[string]int{"pool_asked": 2, "pool_serves": 0, "users_served": 0, "features_missing": 0, "sign_in_seconds": 0} {
			if got := testutil.CollectAndCount(collector{m}, "understudy_"+name); got != n {
				t.Errorf("%s has %d samples, not %d", name, got, n)
			}
		}
		w.set(func() { w.silent = false })
		time.Sleep(70 * time.Second)
		if r, _ := sees.seen(); !r.pools[0].finding.result.Serves() || r.names.err != nil {
			t.Errorf("%+v", r)
		}
	})
}

// TestOneNameFails: a name that DNS has an error for is the only one without an answer. The other pool is asked, and its death is seen; a
// domain whose records fail keeps what was known, and the other's are as DNS says.
func TestOneNameFails(t *testing.T) {
	const other = "_sipinternaltls._tcp.lab.example"
	fails := func(m *monitor) {
		w := m.source.(*world)
		m.given.Domains = []string{"lab.example"}
		w.fails = map[string]bool{dns.Canonical(fe1): true, dns.Canonical(other): true}
		w.answers[fe2] = refused
		m.given.Records = append(m.given.Records, understudy.Record{Name: other, SRV: dns.SRV{Target: fe1, Port: 5061}})
	}
	play(t, fails, func(m *monitor, w *world, sees *witness) {
		r, _ := sees.seen()
		if !errors.Is(r.pools[0].finding.result.Err, errNoAddress) || !r.pools[1].finding.broken || r.names.err == nil || len(r.names.records) != 3 {
			t.Errorf("%+v, %+v", r.pools, r.names)
		}
		w.set(func() { w.srv[srvName] = w.srv[srvName][:1] })
		time.Sleep(time.Minute)
		r, _ = sees.seen()
		if _, n := sees.first("administrator", "remove record"); n != 1 || len(r.names.records) != 2 || r.names.answered.Before(m.began.Add(time.Minute)) {
			t.Errorf("%d, %+v", n, r.names)
		}
		r.names.err = errors.New("lookup: 192.0.2.53:53: A \"FE01.lab.local\"")
		text := string(page(draw(r, story.Shorten(m.given), columns, nil)))
		if text = strings.Join(strings.Fields(text), " "); !strings.Contains(text, `what it does not answer counts as before: lookup: 192.0.2.53:53: A "FE01.lab.local"`) {
			t.Error(text)
		}
	})
}

// TestWaitsForDNS: a topology without records is not watched before DNS has answered, and then with what that says.
func TestWaitsForDNS(t *testing.T) {
	bare := func(m *monitor) {
		m.given.Records = nil
		m.source.(*world).silent = true
	}
	play(t, bare, func(m *monitor, w *world, sees *witness) {
		time.Sleep(150 * time.Second)
		if r, told := sees.seen(); r.waits != 151*time.Second || r.names.err != errDNS || len(told) != 3 || told[0].what != "waits for DNS, for the topology has no records: "+errDNS.Error() {
			t.Errorf("%+v, %v", r, told)
		}
		w.set(func() { w.silent = false })
		time.Sleep(time.Minute)
		if r, _ := sees.seen(); r.waits > 0 || len(r.names.records) != 2 || !r.pools[0].now.in {
			t.Errorf("%+v", r)
		}
	})
	play(t, bare, func(*monitor, *world, *witness) {}) // it can be told to end meanwhile
}

// TestScreenAtOnce: the screen is there while the first names are still looked up, and while the first pools are still asked, with what is
// found so far; it goes on every second.
func TestScreenAtOnce(t *testing.T) {
	short := story.Shorten(understudy.Paired())
	slow := func(m *monitor) {
		w := m.source.(*world)
		w.slow, w.answers[fe1] = time.Second, mute
	}
	play(t, slow, func(m *monitor, w *world, sees *witness) {
		r, _ := sees.seen()
		if r.waits != time.Second {
			t.Errorf("it waits for %v", r.waits)
		}
		golden(t, "names", string(page(draw(r, short, columns, nil))))
		w.set(func() { w.slow = 0 })
		time.Sleep(2 * time.Second)
		r, _ = sees.seen()
		golden(t, "asking", string(page(draw(r, short, columns, nil))))
		time.Sleep(5 * time.Second)
		if r, _ := sees.seen(); r.waits > 0 || !r.pools[0].finding.broken {
			t.Errorf("%+v", r)
		}
	})
	var out text
	lines := &reader{speaker: newSpeaker(&out), short: short}
	for range 2 {
		lines.show(meanwhile(new(understudy.Paired()), time.Second, make([]finding, 2), names{}), nil)
	}
	lines.close()
	if got := out.String(); strings.Count(got, "\n") != 1 || !strings.HasSuffix(got, "  looking names up, and asking every pool, for 1s\n") {
		t.Errorf("%q", got)
	}
}

// TestNobodyWaits: a pool that takes all the time it may keeps nobody waiting, and is asked once at a time.
func TestNobodyWaits(t *testing.T) {
	play(t, nil, func(m *monitor, w *world, sees *witness) {
		w.set(func() { w.answers[fe1] = mute })
		time.Sleep(time.Minute)
		if r, _ := sees.seen(); r.now.Before(time.Now().Add(-time.Second)) || !r.pools[1].finding.result.Serves() || !r.pools[0].finding.broken {
			t.Errorf("%+v", r)
		}
		if h, n := sees.first(fe1, "power off"); n != 1 || h.at.Sub(m.began) > 11*time.Second {
			t.Errorf("%+v, %d times", h, n)
		}
	})
}

// A disk has room for so many bytes.
type disk struct{ room int }

func (d *disk) Write(p []byte) (int, error) {
	n := min(len(p), d.room)
	if d.room -= n; n < len(p) {
		return n, &os.PathError{Op: "write", Path: "trace.story", Err: syscall.ENOSPC}
	}
	return n, nil
}

// TestDiskFills: a monitor that cannot record any more ends, and says why.
func TestDiskFills(t *testing.T) {
	d := &disk{room: 1 << 20}
	synctest.Test(t, func(t *testing.T) {
		w := newWorld()
		m := &monitor{given: standing(understudy.Paired()), site: "HQ", source: w, ask: w.ask, every: 5 * time.Second, refresh: time.Minute,
			speed: 1, log: slog.New(slog.DiscardHandler), audience: nobody{}, counts: newCounts(), tape: d}
		if err := m.begin(t.Context()); err != nil {
			t.Fatal(err)
		}
		d.room = 30
		time.AfterFunc(61*time.Second, func() { w.set(func() { w.answers[fe1] = refused }) })
		err := m.watch(t.Context())
		if !errors.Is(err, syscall.ENOSPC) || err == nil || strings.Contains(err.Error(), "\n") ||
			err.Error() != "live: recording: at 1m5s: write trace.story: no space left on device" {
			t.Error(err)
		}
	})
}

// deaf is somebody who does not read what is written to him.
type deaf struct{ forever chan struct{} }

func (d deaf) Write([]byte) (int, error) { <-d.forever; return 0, nil }

// TestDeaf: nobody has to listen. What finds no room is counted, and the monitor goes on, and ends.
func TestDeaf(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := deaf{make(chan struct{})}
		s := newSpeaker(d)
		s.say([]byte("x"))
		synctest.Wait() // it is being written, and will be for ever
		for range room + 100 {
			s.say([]byte("x"))
		}
		if s.missed != 100 {
			t.Errorf("%d are missed", s.missed)
		}
		begin := time.Now()
		s.close()
		s.say([]byte("nobody hears this"))
		if waited := time.Since(begin); waited != farewell {
			t.Errorf("waited %v", waited)
		}
		close(d.forever)
	})
}

// TestFit: twenty pools fit every terminal. Those that something is wrong with come first, each pool has a row or is counted, and no row is
// left out where there is room.
func TestFit(t *testing.T) {
	play(t, nil, func(m *monitor, w *world, sees *witness) {
		w.set(func() { w.answers[fe1] = refused })
		time.Sleep(40 * time.Second)
		r, told := sees.seen()
		ill, well := r.pools[0], r.pools[1]
		r.pools = nil
		for i := range 20 {
			p := well
			if i == 7 || i == 13 {
				p = ill
			}
			p.fqdn = fmt.Sprintf("FE%02d.lab.local", i+1)
			r.pools = append(r.pools, p)
		}
		short := story.Shorten(understudy.Paired())
		for i, p := range r.pools {
			short[p.fqdn] = fmt.Sprintf("FE%02d", i+1)
		}
		all := draw(r, short, 80, told)
		for height := range len(all) + 2 {
			rows := fit(r, short, 80, height, told)
			if len(rows) > height || height >= len(all) && !slices.Equal(rows, all) {
				t.Errorf("%d rows of %d", len(rows), height)
			}
			text, counted := string(page(rows)), 0
			if i := strings.Index(text, "... and "); i >= 0 {
				fmt.Sscanf(text[i:], "... and %d more pools", &counted)
			}
			for _, p := range r.pools {
				if strings.Contains("\n"+text, "\n"+short[p.fqdn]) {
					counted++
				}
			}
			if height > 5 && counted != 20 {
				t.Errorf("%d pools are shown or counted in %d rows:\n%s", counted, height, text)
			}
			if i := strings.Index(text, "\nFE"); height > 7 && height < len(all) && !strings.HasPrefix(text[i:], "\nFE08") {
				t.Errorf("the first pool in %d rows is not the first that something is wrong with:\n%s", height, text)
			}
		}
		golden(t, "small", string(page(fit(r, short, 80, 23, told))))
		golden(t, "large", string(page(fit(r, short, 80, 50, told))))
	})
}

// TestNamesInErrors: what is wrong with a name is said of the name as it is.
func TestNamesInErrors(t *testing.T) {
	r := meanwhile(new(understudy.Paired()), time.Second, make([]finding, 2), names{})
	r.pools[0].finding = finding{}.next(probe.Result{Stage: probe.Securing, Err: errors.New("probe: FE01.lab.local: x509: certificate is valid for FE01, not FE01.lab.local")}, r.now)
	text := string(page(draw(r, story.Shorten(understudy.Paired()), 200, nil)))
	if !strings.Contains(text, "\nFE01\n") || !strings.Contains(text, "probe: FE01.lab.local: x509: certificate is valid for FE01, not FE01.lab.local\n") {
		t.Error(text)
	}
}

// TestPage: a screen is no higher than its terminal, and what is left of the one before is cleared.
func TestPage(t *testing.T) {
	rows := []row{{loud, "a"}, {bad, "b"}, {even, "c"}, {even, "d"}}
	plain, coloured := &viewer{}, &viewer{colours: true}
	if got, want := string(plain.page(rows, 4)), home+"a"+clearRow+"b"+clearRow+"c\x1b[K"+clearEnd; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got, want := string(coloured.page(rows, 3)), home+"\x1b[1ma\x1b[0m"+clearRow+"\x1b[31mb\x1b[0m\x1b[K"+clearEnd; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
