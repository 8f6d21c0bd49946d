//go:build !unix

package serve

import (
	"errors"
	"os"
	"os/exec"
)

// inGroup does nothing where there are no process groups: a server is its first process.
func inGroup(*exec.Cmd) {}

// What a server is told. Where there are no signals, that is to end.
var (
	kill   = end
	stop   = noSignals
	resume = noSignals
	reload = noSignals
)

// end ends a process. One that has ended needs no order.
func end(p *os.Process) error {
	if err := p.Kill(); !errors.Is(err, os.ErrProcessDone) {
		return err
	}
	return nil
}

func noSignals(*os.Process) error { return errors.ErrUnsupported }
