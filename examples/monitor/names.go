package main

import (
	"cmp"
	"context"
	"fmt"
	"net/netip"
	"slices"
	"strings"
	"sync"
	"time"

	"understudy.example"
	"understudy.example/dns"
	"understudy.example/edge/lookup"
)

// patience is how long all questions of one look-up may take together.
const patience = 10 * time.Second

// names are what DNS says, or said last.
type names struct {
	server    string
	records   []understudy.Record
	addresses []understudy.Address
	hosts     [][]netip.Addr // of each pool
	remarks   []string
	heard     bool          // the latest look-up had an answer, if not for every name
	ttl       time.Duration // heard: how long its answers may be kept
	answered  time.Time     // when there was an answer last; zero: never
	err       error         // of the latest look-up
}

// lookUp asks for everything that the clients of a topology ask for, and for its pools. An error of one name is of that name alone: of what
// has no answer, what was known stays.
func lookUp(ctx context.Context, src lookup.Source, t *understudy.Topology, was names) names {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	now, filled := was, *t
	filled.Records, filled.Addresses = slices.Clone(t.Records), slices.Clone(t.Addresses)
	if !was.answered.IsZero() {
		filled.Records, filled.Addresses = slices.Clone(was.records), slices.Clone(was.addresses)
	}
	hosts, poolErr := lookUpPools(ctx, src, t, was.hosts)
	found, err := lookup.Fill(ctx, &filled, src)
	now.hosts, now.err, now.heard, now.ttl = hosts, cmp.Or(poolErr, err), found.Answers > 0, found.TTL
	if now.heard {
		now.records, now.addresses, now.remarks, now.answered = filled.Records, filled.Addresses, found.Remarks, time.Now()
	}
	return now
}

// soonest is how long no name is looked up again at least, whatever its TTL: one of 0, or one that is about to end in the cache
// of the server that is asked, would have it asked without end.
const soonest = 5 * time.Second

// again is in how long names are looked up again: when the first answer has ended, after refresh at the latest, and then if there was none (H-103).
func (n *names) again(refresh time.Duration) time.Duration {
	if !n.heard {
		return refresh
	}
	return min(refresh, max(n.ttl, soonest))
}

// lookUpPools asks for the addresses of all pools at once, so that none waits for another's. The error is of the first one that has one.
func lookUpPools(ctx context.Context, src lookup.Source, t *understudy.Topology, was [][]netip.Addr) (hosts [][]netip.Addr, err error) {
	hosts = make([][]netip.Addr, len(t.Pools))
	copy(hosts, was)
	errs := make([]error, len(t.Pools))
	var asks sync.WaitGroup
	for i, p := range t.Pools {
		asks.Go(func() {
			a, err := src.Host(ctx, p.FQDN)
			if errs[i] = err; err == nil && !a.Missing {
				hosts[i] = a.Addresses
			}
		})
	}
	asks.Wait()
	return hosts, cmp.Or(errs...)
}

// known makes a topology of what DNS says and of what it does not say any more: that is there later, if at all.
func known(t understudy.Topology, n names) understudy.Topology {
	if n.answered.IsZero() {
		return t
	}
	records, addresses := slices.Clone(n.records), slices.Clone(n.addresses)
	for _, r := range t.Records {
		if !slices.ContainsFunc(records, sameRecord(r)) {
			r.Later = true
			records = append(records, r)
		}
	}
	for _, a := range t.Addresses {
		if !slices.ContainsFunc(addresses, sameAddress(a)) {
			a.Later = true
			addresses = append(addresses, a)
		}
	}
	t.Records, t.Addresses = records, addresses
	return t
}

func sameRecord(r understudy.Record) func(understudy.Record) bool {
	return func(o understudy.Record) bool { return dns.Equal(r.Name, o.Name) && dns.Equal(r.Target, o.Target) }
}

func sameAddress(a understudy.Address) func(understudy.Address) bool {
	return func(o understudy.Address) bool { return dns.Equal(a.Name, o.Name) && dns.Equal(a.Target, o.Target) }
}

// present is which records and addresses of a topology are there, one after the other.
func present(t *understudy.Topology, n names) (there []bool) {
	for _, r := range t.Records {
		there = append(there, slices.ContainsFunc(n.records, sameRecord(r)))
	}
	for _, a := range t.Addresses {
		there = append(there, slices.ContainsFunc(n.addresses, sameAddress(a)))
	}
	return there
}

// changes are the inputs that make of what was there what is.
func changes(t *understudy.Topology, was, is []bool) (all []understudy.Input) {
	for i := range is {
		if was[i] == is[i] {
			continue
		}
		var in understudy.Input
		if i < len(t.Records) {
			r := t.Records[i]
			in = understudy.RemoveRecord{Name: r.Name, Target: r.Target}
			if is[i] {
				in = understudy.AddRecord{Name: r.Name, Target: r.Target}
			}
		} else {
			a := t.Addresses[i-len(t.Records)]
			in = understudy.RemoveAddress{Name: a.Name, Target: a.Target}
			if is[i] {
				in = understudy.AddAddress{Name: a.Name, Target: a.Target}
			}
		}
		all = append(all, in)
	}
	return all
}

// unknown remarks on what DNS says and the topology does not have, for a topology has everything that will ever be.
func unknown(t *understudy.Topology, n names) (remarks []string) {
	for _, r := range n.records {
		i := slices.IndexFunc(t.Records, sameRecord(r))
		switch {
		case i < 0:
			remarks = append(remarks, fmt.Sprintf("%s leads to %s since the monitor began, which counts when it is started again", r.Name, r.Target))
		case r.SRV != t.Records[i].SRV:
			remarks = append(remarks, fmt.Sprintf("%s ranks %s otherwise since the monitor began, which counts when it is started again",
				r.Name, r.Target))
		}
	}
	return remarks
}

// port is where a pool is asked: as the first record says by which clients inside find it, over TLS or without (C-1).
func port(t *understudy.Topology, pool string, secured bool, otherwise int) int {
	service := "_sipinternal._tcp."
	if secured {
		service = "_sipinternaltls._tcp."
	}
	for _, r := range t.Records {
		if strings.HasPrefix(dns.Canonical(r.Name), service) && dns.Equal(r.Target, pool) {
			return int(r.Port)
		}
	}
	return otherwise
}
