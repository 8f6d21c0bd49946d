package main

import (
	"context"
	"errors"
	"net/netip"
	"reflect"
	"syscall"
	"testing"
	"time"

	"understudy.example"
	"understudy.example/dns"
	"understudy.example/edge/probe"
)

// TestH100WhatPoolsAreTakenFor: what says nothing is off; what refuses, is not trusted or does not serve has its services stopped; and what
// is not asked is neither.
func TestH100WhatPoolsAreTakenFor(t *testing.T) {
	failed := func(stage probe.Stage, is error) probe.Result {
		return probe.Result{Stage: stage, Err: &probeError{"x", is}}
	}
	for name, c := range map[string]struct {
		result probe.Result
		fault  understudy.FaultKind
		broken bool
	}{
		"it serves":          {fine, 0, false},
		"busy":               {busy, understudy.Service, true},
		"refused":            {refused, understudy.Service, true},
		"no connection":      {failed(probe.Connecting, probe.ErrTimeout), understudy.Power, true},
		"no route":           {failed(probe.Connecting, syscall.EHOSTUNREACH), understudy.Power, true},
		"no network":         {failed(probe.Connecting, syscall.ENETUNREACH), understudy.Power, true},
		"no TLS":             {failed(probe.Securing, probe.ErrTimeout), understudy.Power, true},
		"no answer":          {mute, understudy.Power, true},
		"not trusted":        {failed(probe.Securing, probe.ErrCertificate), understudy.Service, true},
		"no SIP":             {failed(probe.Asking, probe.ErrAnswer), understudy.Service, true},
		"no address, no ask": {failed(probe.Connecting, errNoAddress), 0, false},
		"no files left here": {failed(probe.Connecting, errHere), 0, false},
	} {
		if fault, broken := faultOf(c.result); fault != c.fault || broken != c.broken {
			t.Errorf("%s: %v, %t", name, fault, broken)
		}
	}
}

// TestInputs: a pool whose fault turns into another is not whole in between.
func TestInputs(t *testing.T) {
	var whole, stopped, off finding
	now := time.Now()
	whole, stopped, off = whole.next(fine, now), stopped.next(refused, now), off.next(mute, now)
	breaks := func(k understudy.FaultKind) understudy.Input {
		return understudy.Break{Fault: understudy.Fault{Kind: k, Of: fe1}}
	}
	heals := func(k understudy.FaultKind) understudy.Input {
		return understudy.Heal{Fault: understudy.Fault{Kind: k, Of: fe1}}
	}
	for name, c := range map[string]struct {
		was, is finding
		want    []understudy.Input
	}{
		"whole":           {whole, whole, nil},
		"at first":        {finding{}, whole, nil},
		"off at first":    {finding{}, off, []understudy.Input{breaks(understudy.Power)}},
		"stops":           {whole, stopped, []understudy.Input{breaks(understudy.Service)}},
		"stays":           {stopped, stopped, nil},
		"stopped and off": {stopped, off, []understudy.Input{breaks(understudy.Power), heals(understudy.Service)}},
		"comes back":      {off, whole, []understudy.Input{heals(understudy.Power)}},
	} {
		if got := inputs(fe1, c.was, c.is); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: %v", name, got)
		}
	}
	if later := stopped.next(mute, now.Add(time.Hour)); !later.since.Equal(now) {
		t.Errorf("it has not served since %v", later.since)
	}
	if back := stopped.next(fine, now.Add(time.Hour)); !back.since.Equal(now.Add(time.Hour)) {
		t.Errorf("it has served since %v", back.since)
	}
}

// TestAskAll: a pool with several addresses serves if one of them does; and without one it is not asked.
func TestAskAll(t *testing.T) {
	results := map[string]probe.Result{"192.0.2.1:5062": refused, "[2001:db8::2]:5062": fine, "192.0.2.3:5062": mute}
	ask := func(_ context.Context, t probe.Target) probe.Result { return results[t.Address] }
	a, b, c := netip.MustParseAddr("192.0.2.1"), netip.MustParseAddr("2001:db8::2"), netip.MustParseAddr("192.0.2.3")
	for _, x := range []struct {
		hosts []netip.Addr
		want  probe.Result
	}{{[]netip.Addr{a, b, c}, fine}, {[]netip.Addr{c, a}, mute}} {
		if got := askAll(t.Context(), ask, probe.Target{Host: fe1}, 5062, x.hosts); !reflect.DeepEqual(got, x.want) {
			t.Errorf("%v: %+v", x.hosts, got)
		}
	}
	if got := askAll(t.Context(), ask, probe.Target{Host: fe1}, 5062, nil); got.Err == nil || got.String() != "monitor: no address is known of FE01.lab.local, so it is not asked" {
		t.Errorf("%+v", got)
	}
}

// TestH100AnErrorHere: an error of the machine that asks says nothing of the pool, nor does an address that it has no route to. What was found
// before stays.
func TestH100AnErrorHere(t *testing.T) {
	for _, c := range []struct {
		stage  probe.Stage
		err    error
		routed bool
		want   bool
	}{
		{probe.Connecting, syscall.EMFILE, true, true}, {probe.Connecting, syscall.EINVAL, true, true}, {probe.Connecting, syscall.ENFILE, true, true}, {probe.Connecting, syscall.EACCES, true, true},
		{probe.Connecting, syscall.EPERM, true, true}, {probe.Connecting, syscall.ENETUNREACH, false, true},
		{probe.Connecting, syscall.EHOSTUNREACH, false, true}, {probe.Connecting, syscall.EHOSTUNREACH, true, false},
		{probe.Connecting, syscall.ENETUNREACH, true, false}, {probe.Connecting, syscall.ECONNREFUSED, true, false},
		{probe.Asking, syscall.EPERM, true, false}, {probe.Connecting, probe.ErrTimeout, false, false},
	} {
		if got := here(probe.Result{Stage: c.stage, Err: &probeError{"x", c.err}}, func() bool { return c.routed }); got != c.want {
			t.Errorf("%v, %v, a route: %t: %t", c.stage, c.err, c.routed, got)
		}
	}
	if !routed("127.0.0.1:5061") {
		t.Error("there is no route to this machine itself")
	}
	full := probe.Result{Stage: probe.Connecting, Err: &probeError{"dial", syscall.EMFILE}}
	ask := func(_ context.Context, t probe.Target) probe.Result {
		return map[string]probe.Result{"192.0.2.1:1": full, "192.0.2.2:1": refused}[t.Address]
	}
	a, b := netip.MustParseAddr("192.0.2.1"), netip.MustParseAddr("192.0.2.2")
	alone := askAll(t.Context(), ask, probe.Target{Host: fe1}, 1, []netip.Addr{a})
	if !unasked(alone) || !errors.Is(alone.Err, syscall.EMFILE) {
		t.Errorf("%+v", alone)
	}
	if both := askAll(t.Context(), ask, probe.Target{Host: fe1}, 1, []netip.Addr{a, b}); !reflect.DeepEqual(both, refused) {
		t.Errorf("%+v", both)
	}
	down := finding{}.next(refused, time.Now())
	if still := down.next(alone, time.Now()); !still.broken || inputs(fe1, down, still) != nil {
		t.Errorf("%+v", still)
	}
}

// TestPort: a pool is asked where clients inside find it, and not where somebody outside is led.
func TestPort(t *testing.T) {
	topology := understudy.Topology{Records: []understudy.Record{
		{Name: "_sip._tls.lab.local", SRV: dns.SRV{Target: fe1, Port: 443}},
		{Name: "_SIPInternalTLS._tcp.lab.local.", SRV: dns.SRV{Target: fe1 + ".", Port: 5062}},
		{Name: "_sipinternal._tcp.lab.local", SRV: dns.SRV{Target: fe1, Port: 5060}},
	}}
	if a, b, c := port(&topology, fe1, true, 1), port(&topology, fe1, false, 1), port(&topology, fe2, true, 1); a != 5062 || b != 5060 || c != 1 {
		t.Error(a, b, c)
	}
}
