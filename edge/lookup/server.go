package lookup

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net"
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

// System is the DNS server that this machine asks first, by its resolv.conf.
func System() (Server, error) { return systemServer("/etc/resolv.conf") }

func systemServer(file string) (Server, error) {
	conf, err := wire.ClientConfigFromFile(file)
	switch {
	case err != nil:
		return Server{}, fmt.Errorf("lookup: %w", err)
	case len(conf.Servers) == 0:
		return Server{}, fmt.Errorf("lookup: %s names no server", file)
	}
	return Server{Address: net.JoinHostPort(conf.Servers[0], conf.Port)}, nil
}
