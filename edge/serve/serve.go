// Package serve starts the servers that tests run against, on loopback, and ends them with the test.
package serve

import (
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// Patience is how long anything that a test waits for may take on a busy machine.
const Patience = 20 * time.Second

// Port is a port of loopback that nobody uses, for UDP and TCP.
func Port(t testing.TB) int {
	t.Helper()
	for range 50 {
		tcp, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		port := tcp.Addr().(*net.TCPAddr).Port
		udp, err := net.ListenPacket("udp", fmt.Sprintf("127.0.0.1:%d", port))
		tcp.Close()
		if err == nil {
			udp.Close()
			return port
		}
	}
	t.Fatal("no port is free")
	return 0
}

// File writes a file into a folder.
func File(t testing.TB, dir, name, text string) string {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// A Server is a running server.
type Server struct {
	t    testing.TB
	cmd  *exec.Cmd
	done chan struct{}
	once sync.Once
}

// Start starts a server in a process group of its own, which ends with the test. What it says, and the files named logs, are kept in
// the folder that the variable EDGE_LOGS names, and shown if the test fails.
func Start(t testing.TB, dir string, logs []string, name string, args ...string) *Server {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		if path, err = exec.LookPath("/usr/sbin/" + name); err != nil {
			t.Fatalf("%v: see the documentation of package edge for what the tests need", err)
		}
	}
	out, err := os.Create(filepath.Join(dir, name+".out"))
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(path, args...)
	cmd.Dir, cmd.Stdout, cmd.Stderr = dir, out, out
	inGroup(cmd)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	guard(t, cmd.Process.Pid)
	s := &Server{t: t, cmd: cmd, done: make(chan struct{})}
	go func() {
		cmd.Wait()
		out.Close()
		close(s.done)
	}()
	t.Cleanup(func() {
		s.Kill()
		keep(t, append(logs, out.Name()))
	})
	return s
}

// guard ends a process group when the test is gone, whatever has ended it: then nobody holds the other end of the guard's input.
func guard(t testing.TB, group int) {
	t.Helper()
	cmd := exec.Command("sh", "-c", `read -r gone; kill -s KILL -- "-$1"`, "guard", fmt.Sprint(group))
	inGroup(cmd)
	input, err := cmd.StdinPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		input.Close()
		cmd.Wait() // it fails where the group is gone already
	})
}

// keep shows logs of a test that has failed, and puts all of them where EDGE_LOGS says.
func keep(t testing.TB, logs []string) {
	for _, name := range logs {
		text, err := os.ReadFile(name)
		if err != nil || len(text) == 0 {
			continue
		}
		if t.Failed() {
			t.Logf("%s:\n%s", filepath.Base(name), text[max(0, len(text)-4000):])
		}
		if dir := os.Getenv("EDGE_LOGS"); dir != "" {
			to := filepath.Join(dir, strings.ReplaceAll(t.Name(), "/", "_")+"-"+filepath.Base(name))
			if err := errors.Join(os.MkdirAll(dir, 0o755), os.WriteFile(to, text, 0o644)); err != nil {
				t.Log(err)
			}
		}
	}
}

// Kill ends the server at once, with all its processes.
func (s *Server) Kill() {
	s.once.Do(func() {
		s.do(kill)
		<-s.done
	})
}

// Reload lets the server read its files again.
func (s *Server) Reload() { s.do(reload) }

// Stop lets no process of the server run until Go.
func (s *Server) Stop() { s.do(stop) }

// Go lets the server run on.
func (s *Server) Go() { s.do(resume) }

func (s *Server) do(order func(*os.Process) error) {
	if err := order(s.cmd.Process); err != nil {
		s.t.Error(err)
	}
}

// Until waits until something holds, and fails the test if it takes too long.
func Until(t testing.TB, what string, holds func() bool) {
	t.Helper()
	for end := time.Now().Add(Patience); !holds(); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("waited %v for %s", Patience, what)
		}
	}
}
