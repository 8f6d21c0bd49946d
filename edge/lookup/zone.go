package lookup

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"strings"

	wire "github.com/miekg/dns"

	"understudy.example/dns"
	"understudy.example/internal/encoding"
)

// Bounds of what is read of a zone file. They are far above what a zone of a deployment has, and keep a hostile file from taking all
// memory.
const (
	MaxZone    = 8 << 20 // bytes
	MaxRecords = 100_000 // records of all types
)

// A Zone is what a zone file says. It answers as a server would that has this zone and no other: wildcards stand for names that do not exist.
// What is delegated to others it does not know.
type Zone struct {
	apex    string               // canonical
	records map[string][]wire.RR // by owner
	soa     []wire.RR
}

// ParseZone reads a zone file in the format of RFC 1035, whose names are relative to origin until it says otherwise. It follows no
// $INCLUDE. A file without any record is no zone. The file may be in UTF-16, or have a byte-order mark. Errors wrap ErrZone and name the place.
func ParseZone(name string, r io.Reader, origin string) (*Zone, error) {
	limited := &io.LimitedReader{R: r, N: MaxZone + 1}
	text, err := io.ReadAll(limited)
	if err == nil {
		text, err = encoding.Decode(text)
	}
	if err != nil {
		return nil, fmt.Errorf("%w: %s: it is not text: %w", ErrZone, name, err)
	}
	p := wire.NewZoneParser(bytes.NewReader(text), wire.Fqdn(origin), name)
	z := &Zone{apex: dns.Canonical(wire.Fqdn(origin)), records: map[string][]wire.RR{}}
	n := 0
	for rr, ok := p.Next(); ok; rr, ok = p.Next() {
		if n++; n > MaxRecords {
			return nil, fmt.Errorf("%w: %s: there are more than %d records", ErrZone, name, MaxRecords)
		}
		if rr.Header().Rrtype == wire.TypeSOA {
			z.apex, z.soa = dns.Canonical(rr.Header().Name), append(z.soa, rr)
		}
		owner := dns.Canonical(rr.Header().Name)
		z.records[owner] = append(z.records[owner], rr)
	}
	if limited.N == 0 {
		return nil, fmt.Errorf("%w: %s: it is longer than %d bytes", ErrZone, name, MaxZone)
	}
	if err := p.Err(); err != nil {
		return nil, &zoneError{err, brief(oneLine(err.Error()))}
	}
	if n == 0 {
		return nil, fmt.Errorf("%w: %s: there is no record in it", ErrZone, name)
	}
	return z, nil
}

// A zoneError is an error of the parser, in one line.
type zoneError struct {
	err  error
	text string
}

func (e *zoneError) Error() string   { return ErrZone.Error() + ": " + e.text }
func (e *zoneError) Unwrap() []error { return []error{ErrZone, e.err} }

// oneLine is a text without the end of a line, or its middle.
func oneLine(s string) string {
	return strings.Map(func(c rune) rune {
		if c < ' ' || c == 0x7f {
			return ' '
		}
		return c
	}, s)
}

// brief is a text without its middle if it is long: the parser says what it found, however long that is, and then where.
func brief(s string) string {
	if r := []rune(s); len(r) > 400 {
		return string(r[:300]) + "..." + string(r[len(r)-60:])
	}
	return s
}

// SRV returns the SRV records of a name.
func (z *Zone) SRV(_ context.Context, name string) (Answer, error) { return z.find(name, wire.TypeSRV) }

// Host returns the addresses of a name, of both kinds.
func (z *Zone) Host(_ context.Context, name string) (Answer, error) { return z.find(name, wire.TypeA) }

func (z *Zone) find(name string, kind uint16) (Answer, error) {
	var found []wire.RR
	seen := map[string]bool{}
	for at := dns.Canonical(name); !seen[at] && len(seen) <= MostAliases; {
		seen[at] = true
		records, _ := z.at(at)
		found = append(found, records...)
		for _, rr := range records {
			if alias, ok := rr.(*wire.CNAME); ok {
				at = dns.Canonical(alias.Target)
			}
		}
	}
	a, err := answer(name, kind, found, negative(z.soa))
	if err != nil {
		return Answer{}, err
	}
	_, exists := z.at(a.Names[len(a.Names)-1])
	a.NoName = a.Missing && !exists
	return a, nil
}

// at returns the records of a name, and whether there is such a name. One that does not exist has the records of the wildcard below its
// closest encloser, if that exists (RFC 4592, 3.3.1).
func (z *Zone) at(name string) (records []wire.RR, exists bool) {
	if records := z.records[name]; len(records) > 0 {
		return records, true
	}
	if !z.has(name) {
		return nil, false
	}
	encloser := z.encloser(name)
	if encloser == strings.TrimSuffix(name, ".") { // of the root
		return nil, true
	}
	wildcard := strings.TrimSuffix("*."+encloser, ".")
	for _, rr := range z.records[wildcard] {
		rr = wire.Copy(rr)
		rr.Header().Name = name
		records = append(records, rr)
	}
	return records, z.encloser(wildcard) == wildcard
}

// encloser is the longest name that exists and is the one that is given, or above it; empty for the root. A name exists if it has records,
// or one below it has (RFC 4592, 2.2).
func (z *Zone) encloser(name string) string {
	longest := strings.TrimSuffix(z.apex, ".")
	for owner := range z.records {
		if common := shared(owner, name); len(common) > len(longest) {
			longest = common
		}
	}
	return longest
}

// shared is the longest name that two names are, or are below; empty for the root.
func shared(a, b string) string {
	n := 0
	for i := 1; i <= min(len(a), len(b)) && a[len(a)-i] == b[len(b)-i]; i++ {
		if labelBegins(a, len(a)-i) && labelBegins(b, len(b)-i) {
			n = i
		}
	}
	return a[len(a)-n:]
}

// labelBegins reports whether a label of a name begins there, which it does not after a dot that is part of one.
func labelBegins(name string, at int) bool {
	return at == 0 || name[at-1] == '.' && (at == 1 || name[at-2] != '\\')
}

// Zones are several zones, each of which answers for its own names: those that are within the name of its SOA record, or of its
// origin if it has none. A name that is in several is of the innermost of them; one that is in none is an error that wraps ErrNoZone.
type Zones []*Zone

// SRV returns the SRV records of a name.
func (zs Zones) SRV(ctx context.Context, name string) (Answer, error) {
	z, err := zs.of(name)
	if err != nil {
		return Answer{}, err
	}
	return z.SRV(ctx, name)
}

// Host returns the addresses of a name, of both kinds. It follows no alias from one zone into another.
func (zs Zones) Host(ctx context.Context, name string) (Answer, error) {
	z, err := zs.of(name)
	if err != nil {
		return Answer{}, err
	}
	return z.Host(ctx, name)
}

// has reports whether a name is in a zone.
func (z *Zone) has(name string) bool { return z.apex == "." || dns.RelaxedMatch(name, z.apex) }

// of is the zone that a name is in.
func (zs Zones) of(name string) (found *Zone, err error) {
	for _, z := range zs {
		if z.has(name) && (found == nil || len(z.apex) > len(found.apex)) {
			found = z
		}
	}
	if found == nil {
		return nil, fmt.Errorf("lookup: %.300q: %w", name, ErrNoZone)
	}
	return found, nil
}
