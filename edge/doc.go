// Package edge is where the model meets what is real: package lookup reads zone files and asks DNS servers, package probe asks SIP
// servers whether they are there, for an observer of package pool/health; package serve starts real servers for tests. It is a module
// of its own, so that nobody who wants the model alone has to take their libraries:
//
//	go -C edge test ./...
//
// The tests run against servers that are not part of the project, on loopback: NSD, BIND, dig, Kamailio, SIPp and openssl, of Debian's
// packages nsd, bind9, bind9-dnsutils, kamailio, kamailio-tls-modules, sip-tester, openssl and iproute2. Without them the tests fail. One
// cuts a network of namespaces off; where the kernel allows none it fails, unless EDGE_WITHOUT_NAMESPACES says that this is known.
package edge
