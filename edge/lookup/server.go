package lookup

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net"
	"strings"
	"time"

	wire "github.com/miekg/dns"
)

// What an error of this package is about.
var (
	ErrZone    = errors.New("lookup: a zone file that cannot be read")
	ErrName    = errors.New("not the name of a host")
	ErrServer  = errors.New("the server has no answer")
	ErrNoZone  = errors.New("it is in none of the zones")
	ErrAliases = errors.New("aliases that lead nowhere")
)

// A Server is a DNS server, asked directly.
type Server struct {
	Address string        // as in "127.0.0.1:53"
	Timeout time.Duration // of each exchange; 0 is DefaultTimeout
}

// DefaultTimeout is how long an answer of a server is waited for.
const DefaultTimeout = 2 * time.Second

// SRV asks for the SRV records of a name.
func (s Server) SRV(ctx context.Context, name string) (Answer, error) {
	return s.ask(ctx, name, wire.TypeSRV)
}

// Host asks for the addresses of a name, of both kinds.
func (s Server) Host(ctx context.Context, name string) (Answer, error) {
	a, err := s.ask(ctx, name, wire.TypeA)
	if err != nil || a.NoName {
		return a, err
	}
	b, err := s.ask(ctx, name, wire.TypeAAAA)
	switch {
	case err != nil:
		return Answer{}, err
	case a.Missing && !b.Missing:
		return b, nil
	case !b.Missing:
		a.Addresses, a.TTL, a.TCP = append(a.Addresses, b.Addresses...), min(a.TTL, b.TTL), a.TCP || b.TCP
	}
	return a, nil
}

// ask asks one question.
func (s Server) ask(ctx context.Context, name string, kind uint16) (Answer, error) {
	fail := func(err error) (Answer, error) {
		return Answer{}, fmt.Errorf("lookup: %s: %s %q: %w", s.Address, wire.TypeToString[kind], name, err)
	}
	if _, ok := wire.IsDomainName(name); !ok || name == "" {
		return fail(ErrName)
	}
	m, tcp, err := s.exchange(ctx, new(wire.Msg).SetQuestion(wire.Fqdn(name), kind))
	switch {
	case err != nil:
		return fail(err)
	case m.Rcode != wire.RcodeSuccess && m.Rcode != wire.RcodeNameError:
		return fail(fmt.Errorf("%w: %s", ErrServer, wire.RcodeToString[m.Rcode]))
	}
	if kind == wire.TypeAAAA { // both kinds are addresses
		kind = wire.TypeA
	}
	a, err := answer(name, kind, m.Answer, negative(m.Ns))
	if err != nil {
		return fail(err)
	}
	a.TCP, a.NoName = tcp, m.Rcode == wire.RcodeNameError
	return a, nil
}

// exchange asks over UDP, and over TCP if the answer was cut off.
func (s Server) exchange(ctx context.Context, q *wire.Msg) (m *wire.Msg, tcp bool, err error) {
	c := wire.Client{Timeout: cmp.Or(s.Timeout, DefaultTimeout)}
	m, _, err = c.ExchangeContext(ctx, q, s.Address)
	if err == nil && m.Truncated {
		c.Net, tcp = "tcp", true
		m, _, err = c.ExchangeContext(ctx, q, s.Address)
	}
	var timeout net.Error
	if errors.As(err, &timeout) && timeout.Timeout() {
		err = fmt.Errorf("%w within %v", ErrServer, c.Timeout)
	}
	return m, tcp, err
}

// negative is how long what is missing may be kept: what the zone's SOA says, or not at all (RFC 2308).
func negative(authority []wire.RR) time.Duration {
	for _, rr := range authority {
		if soa, ok := rr.(*wire.SOA); ok {
			return time.Duration(min(soa.Minttl, soa.Hdr.Ttl)) * time.Second
		}
	}
	return 0
}

// Servers are DNS servers that are asked one after the other, each once, until one has an answer or ctx is done. Of an error, each says its own.
type Servers []Server

// SRV asks for the SRV records of a name.
func (all Servers) SRV(ctx context.Context, name string) (Answer, error) {
	return all.ask(ctx, func(s Server) (Answer, error) { return s.SRV(ctx, name) })
}

// Host asks for the addresses of a name, of both kinds.
func (all Servers) Host(ctx context.Context, name string) (Answer, error) {
	return all.ask(ctx, func(s Server) (Answer, error) { return s.Host(ctx, name) })
}

func (all Servers) ask(ctx context.Context, of func(Server) (Answer, error)) (a Answer, err error) {
	if len(all) == 0 {
		return a, fmt.Errorf("lookup: %w: there is none", ErrServer)
	}
	for _, s := range all {
		a, next := of(s)
		if next == nil {
			return a, nil
		}
		if err == nil {
			err = next
		} else {
			err = fmt.Errorf("%w; %w", err, next)
		}
		if ctx.Err() != nil || errors.Is(next, ErrName) { // the next one would say the same
			break
		}
	}
	return Answer{}, err
}

// String lists the addresses, in the order in which they are asked.
func (all Servers) String() string {
	var list []string
	for _, s := range all {
		list = append(list, s.Address)
	}
	return strings.Join(list, ", ")
}

// System are the DNS servers that this machine asks, by its resolv.conf.
func System() (Servers, error) { return systemServers("/etc/resolv.conf") }

func systemServers(file string) (all Servers, err error) {
	conf, err := wire.ClientConfigFromFile(file)
	switch {
	case err != nil:
		return nil, fmt.Errorf("lookup: %w", err)
	case len(conf.Servers) == 0:
		return nil, fmt.Errorf("lookup: %s names no server", file)
	}
	for _, host := range conf.Servers {
		all = append(all, Server{Address: net.JoinHostPort(host, conf.Port)})
	}
	return all, nil
}
