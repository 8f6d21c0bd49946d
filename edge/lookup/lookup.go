package lookup

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/netip"
	"slices"
	"time"

	wire "github.com/miekg/dns"

	"understudy.example"
	"understudy.example/dns"
	"understudy.example/dns/cache"
	"understudy.example/dns/discovery"
)

// A Source answers what a client asks of DNS. An error says that there was no usable answer; that a name or its records do not
// exist is an answer.
type Source interface {
	SRV(ctx context.Context, name string) (Answer, error)
	Host(ctx context.Context, name string) (Answer, error)
}

// An Answer is what DNS says of a name.
type Answer struct {
	Records   []dns.SRV     // of SRV, in the order of the answer; "." among them as it came
	Addresses []netip.Addr  // of Host, in the order of the answer
	Names     []string      // the name that was asked for, and the aliases (CNAME) on the way to what was found
	TTL       time.Duration // how long it may be kept: the least of all records in it, or of what is missing (RFC 2308)
	Missing   bool          // there is no such name, or it has no such records
	NoName    bool          // there is no such name (NXDOMAIN)
	TCP       bool          // the answer over UDP was cut off
}

// Event is what the answer, or its lack, means to a cache.
func (a Answer) Event(err error) cache.Event {
	switch {
	case err != nil:
		return cache.Event{On: cache.Failed}
	case a.Missing:
		return cache.Event{On: cache.Missing, TTL: a.TTL}
	}
	return cache.Event{On: cache.Answered, TTL: a.TTL}
}

// MostAliases is how many aliases are followed.
const MostAliases = 8

// answer takes from the records of a message what they say of a name, along its aliases. What is missing keeps as long as negative
// says.
func answer(name string, kind uint16, records []wire.RR, negative time.Duration) (Answer, error) {
	a, ttl := Answer{Names: []string{dns.Canonical(name)}}, uint32(1<<31-1)
	for {
		at, next := a.Names[len(a.Names)-1], ""
		for _, rr := range records {
			h := rr.Header()
			if !dns.Equal(h.Name, at) {
				continue
			}
			if alias, ok := rr.(*wire.CNAME); ok {
				next, ttl = dns.Canonical(alias.Target), min(ttl, h.Ttl)
			} else if a.add(rr, kind) {
				ttl = min(ttl, h.Ttl)
			}
		}
		a.TTL = time.Duration(ttl) * time.Second
		switch {
		case len(a.Records)+len(a.Addresses) > 0:
			return a, nil
		case next == "":
			a.Missing, a.TTL = true, min(a.TTL, negative)
			return a, nil
		case slices.Contains(a.Names, next) || len(a.Names) > MostAliases:
			return a, fmt.Errorf("lookup: %s: %w", name, ErrAliases)
		}
		a.Names = append(a.Names, next)
	}
}

// add takes a record of the kind that was asked for.
func (a *Answer) add(rr wire.RR, kind uint16) bool {
	switch rr := rr.(type) {
	case *wire.SRV:
		if kind == wire.TypeSRV {
			a.Records = append(a.Records, dns.SRV{Target: rr.Target, Port: rr.Port, Priority: rr.Priority, Weight: rr.Weight})
			return true
		}
	case *wire.A:
		return kind == wire.TypeA && a.addAddress(rr.A)
	case *wire.AAAA:
		return kind == wire.TypeA && a.addAddress(rr.AAAA)
	}
	return false
}

func (a *Answer) addAddress(ip []byte) bool {
	addr, ok := netip.AddrFromSlice(ip)
	if ok {
		a.Addresses = append(a.Addresses, addr.Unmap())
	}
	return ok
}

// Found is what a look-up of all names has found beside what it has put into a topology.
type Found struct {
	Remarks []string      // what could not be used, names that are in none of the zones, and those that had no answer
	Answers int           // how many questions had an answer, be it that there is nothing
	TTL     time.Duration // how long all answers may be kept: the least of theirs (RFC 2308 of what is missing); 0 without any
}

// Fill puts into a topology what a source says of the names that its clients ask for: the SRV records of all its SIP domains, and the
// names of hosts that lead to its pools, by an alias or by the same address. That there is no answer for SRV records is an error: the first one,
// after everything else has been asked for, unless ctx is done. What was in Records and Addresses before stays, but for what is found anew.
func Fill(ctx context.Context, t *understudy.Topology, src Source) (Found, error) {
	f := filler{ctx: ctx, t: t, src: src}
	f.findPools()
	for _, name := range f.names() {
		if ctx.Err() != nil {
			f.err = cmp.Or(f.err, ctx.Err())
			break
		}
		if name.Source == discovery.SRV {
			f.addRecords(name.Name)
		} else {
			f.addAddress(name.Name)
		}
	}
	return f.found, f.err
}

// A filler fills a topology.
type filler struct {
	ctx   context.Context
	t     *understudy.Topology
	src   Source
	pools map[netip.Addr]string // whose address it is
	found Found
	err   error
}

func (f *filler) remark(format string, args ...any) {
	f.found.Remarks = append(f.found.Remarks, fmt.Sprintf(format, args...))
}

// answered takes note of an answer.
func (f *filler) answered(a Answer) {
	if f.found.Answers++; f.found.Answers == 1 || a.TTL < f.found.TTL {
		f.found.TTL = a.TTL
	}
}

// host asks for the addresses of a name. That nobody has an answer is no reason to give up: the name may be of somebody else's zone.
func (f *filler) host(name string) Answer {
	a, err := f.src.Host(f.ctx, name)
	if err != nil {
		f.remark("%v", err)
		return a
	}
	f.answered(a)
	return a
}

// findPools learns the addresses of the pools.
func (f *filler) findPools() {
	f.pools = map[netip.Addr]string{}
	for _, p := range f.t.Pools {
		a := f.host(p.FQDN)
		if a.Missing {
			f.remark("pool %s has no address", p.FQDN)
		}
		for _, addr := range a.Addresses {
			if other := f.pools[addr]; other != "" {
				f.remark("pools %s and %s have the address %s", other, p.FQDN, addr)
				continue
			}
			f.pools[addr] = p.FQDN
		}
	}
}

// names are the rungs of all ladders, each once.
func (f *filler) names() (all []discovery.Rung) {
	seen := map[string]bool{}
	for _, domain := range append([]string{f.t.Domain}, f.t.Domains...) {
		for g := discovery.Generation(0); g <= discovery.PhoneEdition; g++ {
			for _, r := range discovery.Ladder(discovery.Client{Generation: g, PlainTCP: f.t.Parameters.PlainTCP}, domain, nil) {
				if key := dns.Canonical(r.Name); r.Source.Named() && !seen[key] {
					seen[key] = true
					all = append(all, r)
				}
			}
		}
	}
	return all
}

func (f *filler) addRecords(name string) {
	a, err := f.src.SRV(f.ctx, name)
	switch {
	case err == nil:
		f.answered(a)
	case errors.Is(err, ErrNoZone), f.err != nil:
		f.remark("%v", err)
		return
	default:
		f.err = err
		return
	}
	f.t.Records = slices.DeleteFunc(f.t.Records, func(r understudy.Record) bool { return dns.Equal(r.Name, name) })
	for _, r := range a.Records {
		r.Target = f.target(name, r)
		f.t.Records = append(f.t.Records, understudy.Record{Name: name, SRV: r})
	}
}

// target is the pool behind the target of a record. An alias is followed, though no target should be one (RFC 2782).
func (f *filler) target(name string, r dns.SRV) string {
	if !r.Usable() || f.isPool(r.Target) != "" {
		return cmp.Or(f.isPool(r.Target), r.Target)
	}
	a, pool := f.follow(r.Target)
	switch {
	case pool == "":
		f.remark("%s leads to %s, which is none of the pools", name, dns.Canonical(r.Target))
	case len(a.Names) > 1:
		f.remark("%s leads to %s, which is an alias of %s: no target should be one", name, dns.Canonical(r.Target), pool)
	default:
		f.remark("%s leads to %s, which has the address of %s", name, dns.Canonical(r.Target), pool)
	}
	return cmp.Or(pool, dns.Canonical(r.Target))
}

// isPool is the pool of a name; empty if it is none.
func (f *filler) isPool(name string) string {
	for _, p := range f.t.Pools {
		if dns.Equal(p.FQDN, name) {
			return p.FQDN
		}
	}
	return ""
}

// follow finds the pool that a name leads to, along its aliases or by its address; empty if it leads to none.
func (f *filler) follow(name string) (a Answer, pool string) {
	a = f.host(name)
	for _, alias := range a.Names {
		if pool := f.isPool(alias); pool != "" {
			return a, pool
		}
	}
	for _, addr := range a.Addresses {
		if pool := f.pools[addr]; pool != "" {
			return a, pool
		}
	}
	return a, ""
}

func (f *filler) addAddress(name string) {
	a, pool := f.follow(name)
	if len(a.Names) == 0 { // there was no answer
		return
	}
	f.t.Addresses = slices.DeleteFunc(f.t.Addresses, func(a understudy.Address) bool { return dns.Equal(a.Name, name) })
	switch {
	case pool != "":
		f.t.Addresses = append(f.t.Addresses, understudy.Address{Name: name, Target: pool})
	case !a.Missing:
		f.remark("%s leads to %v, which is none of the pools", name, a.Addresses)
	}
}
