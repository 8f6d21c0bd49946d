//go:build unix

package serve

import (
	"errors"
	"os"
	"os/exec"
	"syscall"
)

// inGroup gives a command that is about to start a process group of its own.
func inGroup(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} }

// What a server is told: all its processes, but for reload, which is for the first one to hand on.
var (
	kill   = toGroup(syscall.SIGKILL)
	stop   = toGroup(syscall.SIGSTOP)
	resume = toGroup(syscall.SIGCONT)
	reload = func(p *os.Process) error { return p.Signal(syscall.SIGHUP) }
)

// toGroup sends a signal to a process and its group. One that has ended needs none.
func toGroup(what syscall.Signal) func(*os.Process) error {
	return func(p *os.Process) error {
		if err := syscall.Kill(-p.Pid, what); !errors.Is(err, syscall.ESRCH) {
			return err
		}
		return nil
	}
}
