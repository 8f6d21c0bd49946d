//go:build !windows

package main

import "syscall"

var (
	// unreachable are errors of a network or host to which nothing leads, from here or from where the way ends.
	unreachable = []error{syscall.EHOSTUNREACH, syscall.ENETUNREACH}

	// local are errors of the machine that asks: it has no file, memory, port or right left for a connection, its network is off, or its routes
	// send what is for the pool into a black hole, which is EINVAL.
	local = []error{syscall.EMFILE, syscall.ENFILE, syscall.ENOBUFS, syscall.ENOMEM, syscall.EADDRNOTAVAIL, syscall.EACCES, syscall.EPERM,
		syscall.EAFNOSUPPORT, syscall.ENETDOWN, syscall.EINVAL}
)
