//go:build darwin || dragonfly || freebsd || illumos || linux || netbsd || openbsd

package main

import (
	"errors"
	"os"
	"syscall"
)

// lock claims a file for one monitor, and reports whether it could: until the file is closed or the process is dead, no other can. A file
// system without locks lets everybody have it.
func lock(file *os.File) bool {
	for {
		err := syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
		if err != syscall.EINTR {
			return !errors.Is(err, syscall.EWOULDBLOCK)
		}
	}
}
