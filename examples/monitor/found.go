package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"slices"
	"strconv"
	"sync"
	"time"

	"understudy.example"
	"understudy.example/edge/probe"
)

// A finding is what asking has found of one pool.
type finding struct {
	asked  bool
	known  bool         // some ask has said something of it
	result probe.Result // of the latest ask
	since  time.Time    // since when it has served, or has not
	broken bool         // the model is told of a fault
	fault  understudy.FaultKind
}

// Why a pool is not asked. It is not known to be down, and the model is told of nothing.
var (
	errNoAddress = errors.New("monitor: no address is known")
	errHere      = errors.New("monitor: this machine cannot ask")
)

// unasked reports whether a result says nothing of the pool.
func unasked(r probe.Result) bool { return errors.Is(r.Err, errNoAddress) || errors.Is(r.Err, errHere) }

// isOf reports whether an error is one of several.
func isOf(err error, all []error) bool {
	return slices.ContainsFunc(all, func(e error) bool { return errors.Is(err, e) })
}

// here reports whether an ask has failed on this machine. An unreachable host or network is of this machine if it has no route there.
func here(r probe.Result, routed func() bool) bool {
	switch {
	case r.Stage != probe.Connecting || r.Err == nil:
		return false
	case isOf(r.Err, unreachable):
		return !routed()
	}
	return isOf(r.Err, local)
}

// routed reports whether this machine has a route to an address. To connect over UDP sends nothing.
func routed(address string) bool {
	conn, err := net.Dial("udp", address)
	if err == nil {
		conn.Close()
	}
	return !isOf(err, unreachable)
}

// faultOf is what the model is told of a pool that does not serve. What says nothing is taken for a server that is off, for nobody
// can tell that from a network that is cut; what refuses, or answers and does not serve, for one whose services are stopped (H-22, H-100).
func faultOf(r probe.Result) (fault understudy.FaultKind, broken bool) {
	silent := errors.Is(r.Err, probe.ErrTimeout) || isOf(r.Err, unreachable)
	switch {
	case r.Serves(), unasked(r):
		return 0, false
	case silent:
		return understudy.Power, true
	}
	return understudy.Service, true
}

// inputs tell the model what has changed from a finding to the next: the new fault comes before the old one goes, so that a pool is at
// no instant whole that never was.
func inputs(pool string, was, is finding) (all []understudy.Input) {
	if was.broken == is.broken && was.fault == is.fault {
		return nil
	}
	if is.broken {
		all = append(all, understudy.Break{Fault: understudy.Fault{Kind: is.fault, Of: pool}})
	}
	if was.broken {
		all = append(all, understudy.Heal{Fault: understudy.Fault{Kind: was.fault, Of: pool}})
	}
	return all
}

// next is the finding that follows from one more ask. One that did not come about leaves what the model was told.
func (f finding) next(r probe.Result, now time.Time) finding {
	if !f.asked || f.result.Serves() != r.Serves() {
		f.since = now
	}
	f.asked, f.result = true, r
	if !unasked(r) {
		f.known = true
		f.fault, f.broken = faultOf(r)
	}
	return f
}

// askAll asks a pool at all its addresses at once. It serves if one of them does; if none does, the first one speaks for it
// that could be asked.
func askAll(ctx context.Context, ask func(context.Context, probe.Target) probe.Result, t probe.Target, port int, hosts []netip.Addr) probe.Result {
	if len(hosts) == 0 {
		return probe.Result{Err: fmt.Errorf("%w of %s, so it is not asked", errNoAddress, t.Host)}
	}
	results := make([]probe.Result, len(hosts))
	var asks sync.WaitGroup
	for i, host := range hosts {
		asks.Go(func() {
			t := t
			t.Address = net.JoinHostPort(host.String(), strconv.Itoa(port))
			r := ask(ctx, t)
			if here(r, func() bool { return routed(t.Address) }) {
				r.Err = fmt.Errorf("%w: %w", errHere, r.Err)
			}
			results[i] = r
		})
	}
	asks.Wait()
	for _, r := range results {
		if r.Serves() {
			return r
		}
	}
	return results[max(0, slices.IndexFunc(results, func(r probe.Result) bool { return !unasked(r) }))]
}
