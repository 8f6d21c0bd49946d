package main

import "golang.org/x/sys/windows"

var (
	// unreachable are errors of a network or host to which nothing leads, from here or from where the way ends.
	unreachable = []error{windows.WSAEHOSTUNREACH, windows.WSAENETUNREACH}

	// local are errors of the machine that asks: it has no socket, memory, port or right left for a connection, or its network is off.
	local = []error{windows.WSAEMFILE, windows.WSAENOBUFS, windows.WSAEADDRNOTAVAIL, windows.WSAEACCES, windows.WSAEAFNOSUPPORT, windows.WSAENETDOWN}
)
