//go:build linux

package probe

import (
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"understudy.example/edge/serve"
	"understudy.example/pool/health"
)

// inside tells the test's own binary that it runs in namespaces of its own; without says that the kernel is known to allow none.
const inside, without = "EDGE_INSIDE_NAMESPACES", "EDGE_WITHOUT_NAMESPACES"

// TestCutOff: the verdict falls on a server when the network between it and here is cut, at either end, by a link that is down or a route
// into a black hole; and ends when that is mended. The network is one of the kernel's, in namespaces.
func TestCutOff(t *testing.T) {
	if os.Getenv(inside) != "" {
		checkCuts(t)
		return
	}
	t.Parallel()
	cmd, out := exec.Command(os.Args[0], "-test.run", "^TestCutOff$"), &strings.Builder{}
	cmd.Env, cmd.Stdout, cmd.Stderr = append(os.Environ(), inside+"=yes"), out, out
	cmd.SysProcAttr = &syscall.SysProcAttr{Cloneflags: syscall.CLONE_NEWUSER | syscall.CLONE_NEWNET, Pdeathsig: syscall.SIGKILL,
		UidMappings: []syscall.SysProcIDMap{{HostID: os.Getuid(), Size: 1}}, GidMappings: []syscall.SysProcIDMap{{HostID: os.Getgid(), Size: 1}}}
	err := cmd.Start()
	switch {
	case err != nil && os.Getenv(without) != "":
		t.Skipf("this kernel allows no namespaces, as %s says: %v", without, err)
	case err != nil:
		t.Fatalf("this kernel allows no namespaces, so nobody has cut a network off: %v; %s=yes says that this is known", err, without)
	}
	if err := cmd.Wait(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

// checkCuts runs in namespaces that nobody else is in.
func checkCuts(t *testing.T) {
	const here, there = "192.0.2.1", "192.0.2.2:5060"
	holder := exec.Command("sleep", "600")
	holder.SysProcAttr = &syscall.SysProcAttr{Cloneflags: syscall.CLONE_NEWNET, Pdeathsig: syscall.SIGKILL}
	if err := holder.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() { holder.Process.Kill(); holder.Wait() }()
	elsewhere := func(do func()) { within(t, holder.Process.Pid, do) }
	near, far := func(args string) { ip(t, args) }, func(args string) { elsewhere(func() { ip(t, args) }) }
	near("link add near type veth peer name far netns " + fmt.Sprint(holder.Process.Pid))
	near("address add 192.0.2.1/24 dev near")
	near("link set near up")
	far("link set lo up")
	far("address add 192.0.2.2/24 dev far")
	far("link set far up")

	a, dir := serve.NewAuthority(t), t.TempDir()
	cert, key := a.Server(t, dir, host, time.Now().Add(time.Hour))
	elsewhere(func() { serve.Kamailio(t, dir, cert, key, there, "192.0.2.2:5061") })
	w := watch(t, func() Target { return Target{Host: host, Address: there} })
	w.until(health.Up)
	for _, c := range []struct {
		name      string
		at        func(string)
		cut, mend string
		is        error
	}{
		{"the server's link is down", far, "link set far down", "link set far up", nil},
		{"the server's answers go into a black hole", far, "route add blackhole " + here, "route del blackhole " + here, ErrTimeout},
		{"the link here is down", near, "link set near down", "link set near up", syscall.ENETUNREACH},
		{"what is for the server goes into a black hole here", near, "route add blackhole 192.0.2.2", "route del blackhole 192.0.2.2", syscall.EINVAL},
	} {
		c.at(c.cut)
		w.until(health.Down)
		w.fell(c.is)
		c.at(c.mend)
		w.until(health.Up)
		if t.Failed() {
			t.Fatal(c.name)
		}
	}
}

// ip changes the network of the namespace that this thread is in.
func ip(t *testing.T, args string) {
	t.Helper()
	if out, err := exec.Command("ip", strings.Fields(args)...).CombinedOutput(); err != nil {
		t.Fatalf("ip %s: %v: %s", args, err, out)
	}
}

// within does something in the network namespace of a process.
func within(t *testing.T, pid int, do func()) {
	t.Helper()
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	open := func(name string) *os.File {
		f, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		return f
	}
	home, there := open("/proc/thread-self/ns/net"), open(fmt.Sprintf("/proc/%d/ns/net", pid))
	defer home.Close()
	defer there.Close()
	if err := unix.Setns(int(there.Fd()), unix.CLONE_NEWNET); err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := unix.Setns(int(home.Fd()), unix.CLONE_NEWNET); err != nil {
			panic(err) // this thread is of no use
		}
	}()
	do()
}
