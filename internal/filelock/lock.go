//go:build darwin || dragonfly || freebsd || illumos || linux || netbsd || openbsd

// Package filelock lets one process at a time write to a file.
package filelock

import (
	"errors"
	"os"
	"syscall"
)

// Lock claims a file for who has opened it, and reports whether it could: until the file is closed or the process is dead, no other can. A file
// system without locks lets everybody have it.
func Lock(file *os.File) bool {
	for {
		err := syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
		if err != syscall.EINTR {
			return !errors.Is(err, syscall.EWOULDBLOCK)
		}
	}
}
