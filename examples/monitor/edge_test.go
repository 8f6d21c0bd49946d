//go:build linux

package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"understudy.example/edge/serve"
	"understudy.example/story"
)

// TestKill: a monitor that is killed while it records loses the line at most that it is writing, and what is left plays in the lab.
func TestKill(t *testing.T) {
	s := newSite(t)
	trace := filepath.Join(s.dir, "trace.story")
	cmd, out := program(s.args("-record", trace)...), &text{}
	cmd.Stdout, cmd.Stderr = out, out
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	defer cmd.Process.Kill()
	out.until(t, "as HQ sees it", 1)
	s.pools[0].Kill()
	out.until(t, "FE01: service stopped", 1)
	s.pools[1].Kill()
	out.until(t, "FE02: service stopped", 1)
	if err := cmd.Process.Signal(syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	cmd.Wait()
	text := read(t, trace)
	for _, line := range []string{"break service FE01.example.com\n", "break service FE02.example.com\n"} {
		if strings.Count(text, line) != 1 {
			t.Errorf("%q is lost: %s", line, text)
		}
	}
	inLab(t, trace)
	checkCuts(t, text)
	cut := serve.File(t, s.dir, "cut.story", text[:strings.LastIndex(text, "le.com\n")])
	if got := inLab(t, cut); !strings.Contains(got, ".examp\"") || !strings.Contains(got, "was not finished, and is left out: ") {
		t.Error(got)
	}
}

// checkCuts cuts a recording off at every byte after its opening: what was whole before that is still there, and it plays.
func checkCuts(t *testing.T, text string) {
	t.Helper()
	opening := strings.Index(text, "\nstory\n") + len("\nstory\n")
	for n := opening; n <= len(text); n++ {
		s, err := story.Parse("cut", []byte(text[:n]))
		if err != nil {
			t.Fatalf("cut off after %q: %v", text[:n], err)
		}
		whole := strings.LastIndex(text[:n], "\n") + 1
		if len(s.Steps) != strings.Count(text[opening:whole], "\n") || s.Unfinished != text[whole:n] {
			t.Fatalf("cut off after %q: %d steps, unfinished %q", text[:n], len(s.Steps), s.Unfinished)
		}
		if _, err := (story.Player{}).Play(s); err != nil {
			t.Errorf("cut off after %q: %v", text[:n], err)
		}
	}
}

// TestTTL: records that change at a real DNS server are seen when the TTL of those before has ended, and not before, whatever -refresh allows.
func TestTTL(t *testing.T) {
	s := newSite(t)
	const ttl = soonest + time.Second
	s.serve(s.zone(2, int(ttl.Seconds()), "fe01"), 1)
	begin := time.Now()
	w := watch(t, s.args("-refresh", "1h")...)
	w.out.until(t, "as HQ sees it", 1)
	s.serve(s.zone(3, int(ttl.Seconds()), "fe01", "fe02"), 2)
	w.out.until(t, "administrator: add record", 1)
	if seen := time.Since(begin); seen < ttl {
		t.Errorf("it was seen after %v, and the TTL is %v", seen, ttl)
	}
}

// TestStopped: a server that has a connection and says nothing is taken to be off, until it goes on (H-100).
func TestStopped(t *testing.T) {
	s := newSite(t)
	w := watch(t, s.args()...)
	w.out.until(t, "as HQ sees it", 1)
	s.pools[0].Stop()
	w.out.until(t, "FE01: power off", 1)
	s.pools[0].Go()
	w.out.until(t, "FE01: mended: power off", 1)
	if text := w.out.String(); strings.Contains(text, "FE02: power off") || strings.Contains(text, "service stopped") {
		t.Error(text)
	}
}

// TestSignals: SIGTERM and SIGINT end the monitor, whose recording says when.
func TestSignals(t *testing.T) {
	s := newSite(t)
	for name, signal := range map[string]syscall.Signal{"terminated": syscall.SIGTERM, "interrupted": syscall.SIGINT} {
		t.Run(name, func(t *testing.T) {
			trace := filepath.Join(t.TempDir(), "trace.story")
			cmd, out := program(s.args("-record", trace)...), &text{}
			cmd.Stdout = out
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			defer cmd.Process.Kill()
			out.until(t, "as HQ sees it", 1)
			cmd.Process.Signal(signal)
			if err := cmd.Wait(); err != nil {
				t.Error(err)
			}
			if steps := parsed(t, trace).Steps; steps[len(steps)-1].Verb != story.Until || steps[len(steps)-1].Time <= stood {
				t.Error(read(t, trace))
			}
			out.until(t, "as HQ sees it", 2)
		})
	}
}

// TestFiles: what cannot be written, read or listened to is one line that names it, and exit code 1.
func TestFiles(t *testing.T) {
	dir := t.TempDir()
	if err := os.Chmod(dir, 0o555); err != nil {
		t.Fatal(err)
	}
	good := t.TempDir()
	file := serve.File(t, good, "topology.story", topology)
	full, taken := serve.File(t, good, "full.story", "x"), fmt.Sprintf("127.0.0.1:%d", serve.Port(t))
	defer listening(t, taken)()
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{"-record", "/dev/full", file}, "monitor: -record: write /dev/full: no space left on device"},
		{[]string{"-record", "/sys/trace.story", file}, "monitor: -record: open /sys/trace.story: (permission denied|read-only file system)"},
		{[]string{"-record", dir + "/no/trace.story", file}, "monitor: -record: open .*: no such file or directory"},
		{[]string{"-record", full, file}, "monitor: -record: .*full.story is not empty, and nothing is written over"},
		{[]string{"-log", dir, file}, "monitor: -log: open .*: is a directory"},
		{[]string{"-metrics", taken, file}, "monitor: -metrics: listen tcp .*: bind: address already in use"},
		{[]string{"-ca", good + "/none", file}, "monitor: -ca: open .*: no such file or directory"},
		{[]string{"-ca", full, file}, "monitor: -ca: there is no certificate in .*"},
		{[]string{"-whynot", "FE03", file}, `monitor: -whynot "FE03" is none of the pools of the topology`},
		{[]string{"-site", "Branch", file}, `monitor: -site "Branch" is none of the topology`},
		{[]string{good + "/none"}, "monitor: open .*/none: no such file or directory"},
		{[]string{full}, `.*full.story:1:1: expected "understudy story 1", found x`},
		{[]string{serve.File(t, good, "x.json", "{]")}, "deployment: .*x.json:1:2: .*"},
		{[]string{serve.File(t, good, "y.json", "\xff\xfe{\x00}\x00")}, "deployment: .*"},
	} {
		var out, errs bytes.Buffer
		code := run(t.Context(), append([]string{"-dns", "127.0.0.1:1"}, c.args...), &out, &errs)
		if code != failed || !whole(c.want+"\n").MatchString(withoutLog(errs.String())) {
			t.Errorf("%q: exit code %d, %q", c.args, code, errs.String())
		}
	}
}

// TestLogFills: a log that cannot be written ends nothing, and is told of in the end.
func TestLogFills(t *testing.T) {
	var out, errs bytes.Buffer
	file := serve.File(t, t.TempDir(), "topology.story", topology)
	ctx, cancel := context.WithTimeout(t.Context(), 500*time.Millisecond)
	defer cancel()
	code := run(ctx, []string{"-dns", "127.0.0.1:1", "-log", "/dev/full", file}, &out, &errs)
	if code != failed || errs.String() != "monitor: -log: write /dev/full: no space left on device\n" || strings.Count(out.String(), "as HQ sees it") != 2 {
		t.Errorf("exit code %d, %q\n%s", code, errs.String(), out.String())
	}
}

// TestPermission: somebody without rights is told so.
func TestPermission(t *testing.T) {
	dir, err := os.MkdirTemp("", "monitor")
	if err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(dir)
	binary, err := os.ReadFile(os.Args[0])
	if err != nil {
		t.Fatal(err)
	}
	name, file := filepath.Join(dir, "monitor"), serve.File(t, dir, "topology.story", topology)
	if err := errors.Join(os.WriteFile(name, binary, 0o755), os.Chmod(dir, 0o555)); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(name, "-dns", "127.0.0.1:1", "-record", filepath.Join(dir, "trace.story"), file)
	cmd.Env = append(os.Environ(), asProgram+"=yes")
	if os.Getuid() == 0 {
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
	}
	out, err := cmd.CombinedOutput()
	if want := "monitor: -record: open " + dir + "/trace.story: permission denied\n"; err == nil || string(out) != want {
		t.Errorf("%v, %q", err, out)
	}
	if _, err := create(filepath.Join(dir, "none", "x")); !errors.Is(err, fs.ErrNotExist) {
		t.Error(err)
	}
}

// TestOneRecorder: two monitors that begin at once do not record into one file, an empty one that was left over is taken, and one that cannot
// listen leaves none.
func TestOneRecorder(t *testing.T) {
	dir := t.TempDir()
	name := serve.File(t, dir, "seen.story", "")
	first, err := create(name)
	if err != nil {
		t.Fatal(err)
	}
	if second, err := create(name); err == nil || err.Error() != "monitor: -record: another monitor records into "+name {
		t.Errorf("%v, %v", second, err)
	}
	fmt.Fprintln(first, "# a story")
	first.Close()
	if second, err := create(name); err == nil || !strings.HasSuffix(err.Error(), "is not empty, and nothing is written over") {
		t.Errorf("%v, %v", second, err)
	}
	none, errs := filepath.Join(dir, "none.story"), &text{}
	code := run(t.Context(), []string{"-dns", "127.0.0.1:1", "-metrics", "nowhere", "-record", none, serve.File(t, dir, "topology.story", topology)}, io.Discard, errs)
	if _, err := os.Stat(none); code != failed || !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("exit code %d, %v, %s", code, err, errs)
	}
}

// TestTerminal: at a terminal the view has a screen of its own, which is drawn anew, and is gone in the end. The log is in nobody's way.
func TestTerminal(t *testing.T) {
	master, slave := terminal(t)
	defer master.Close()
	file := serve.File(t, t.TempDir(), "topology.story", topology)
	cmd, errs := program("-dns", "127.0.0.1:1", file), &text{}
	cmd.Stdout, cmd.Stderr = slave, errs
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	defer cmd.Process.Kill()
	slave.Close()
	out := &text{}
	over := make(chan error, 1)
	go func() { _, err := io.Copy(out, master); over <- err }()
	out.until(t, "as HQ sees it", 2)
	cmd.Process.Signal(syscall.SIGTERM)
	if err := cmd.Wait(); err != nil {
		t.Error(err)
	}
	<-over
	if got := out.String(); !strings.HasPrefix(got, enter+home) || !strings.HasSuffix(got, leave) || strings.Count(got, enter) != 1 || errs.String() != "" {
		t.Errorf("%q, %q", got, errs.String())
	}
}

// terminal makes a terminal of 80 by 30, and the end at which one sits.
func terminal(t *testing.T) (master, slave *os.File) {
	t.Helper()
	master, err := os.OpenFile("/dev/ptmx", os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Fatal(err)
	}
	fd := int(master.Fd())
	number, err := unix.IoctlGetUint32(fd, unix.TIOCGPTN)
	if err = errors.Join(err, unix.IoctlSetPointerInt(fd, unix.TIOCSPTLCK, 0),
		unix.IoctlSetWinsize(fd, unix.TIOCSWINSZ, &unix.Winsize{Row: 30, Col: 80})); err != nil {
		t.Fatal(err)
	}
	slave, err = os.OpenFile(fmt.Sprintf("/dev/pts/%d", number), os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Fatal(err)
	}
	return master, slave
}

// TestStopsEarly: who is told to end before anything was found ends, and records nothing.
func TestStopsEarly(t *testing.T) {
	dir := t.TempDir()
	trace := filepath.Join(dir, "trace.story")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	var out, errs bytes.Buffer
	code := run(ctx, []string{"-dns", "127.0.0.1:1", "-record", trace, serve.File(t, dir, "topology.story", topology)}, &out, &errs)
	if code != stopped || out.Len() > 0 || read(t, trace) != "" {
		t.Errorf("exit code %d, %q, %q", code, out.String(), errs.String())
	}
}
