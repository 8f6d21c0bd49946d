package main

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"flag"
	"fmt"
	"io"
	"math"
	"net"
	"net/netip"
	"os"
	"strconv"
	"strings"
	"time"

	"understudy.example/edge/lookup"
)

const help = `usage: monitor [flags] TOPOLOGY

Watches the pools of TOPOLOGY, which is a story, or what the script of package deployment has exported, and shows what the model makes
of what it sees. On a terminal the view is live; anywhere else there is a line for everything that happens. SIGINT and SIGTERM end it.

`

// options are what was asked for.
type options struct {
	file    string
	dns     string
	site    string
	whynot  string
	metrics string
	record  string
	log     string
	ca      string
	every   time.Duration
	refresh time.Duration
	port    int
	speed   float64
	plain   bool
	once    bool
}

var errHelped = errors.New("helped")

// parse reads the arguments. Help is written to stdout.
func parse(args []string, stdout io.Writer) (*options, error) {
	o, flags := &options{every: 5 * time.Second, refresh: time.Minute}, flag.NewFlagSet("monitor", flag.ContinueOnError)
	flags.StringVar(&o.dns, "dns", "", "ask the DNS server at `address`, as in 192.0.2.53 or 192.0.2.53:53, and not those that this machine asks")
	flags.StringVar(&o.site, "site", "", "look as an administrator in this `site` does; the first one of the topology if empty")
	flags.StringVar(&o.whynot, "whynot", "", "say what stands against failing this `pool` over")
	flags.Var((*interval)(&o.every), "every", "ask each pool so often: a `duration`, as in 5s")
	flags.Var((*interval)(&o.refresh), "refresh", "look names up again after such a `duration`, or when the first of their TTLs has ended, if that is sooner")
	flags.IntVar(&o.port, "port", 5061, "ask pools at this `port` that no record of clients inside gives one")
	flags.Float64Var(&o.speed, "speed", 1, "run the model so many `times` faster than the clock, to rehearse: its intervals are so much shorter")
	flags.BoolVar(&o.plain, "plain", false, "ask over TCP, without TLS")
	flags.StringVar(&o.ca, "ca", "", "trust the certificates in this PEM `file`, and not those that this machine trusts")
	flags.StringVar(&o.metrics, "metrics", "", "serve Prometheus metrics at this `address`, as in 127.0.0.1:9100, under /metrics")
	flags.StringVar(&o.record, "record", "", "record what is seen into a new `file`, which examples/lab plays")
	flags.StringVar(&o.log, "log", "", "append the log to `file`; without it the log goes to standard error, unless the view is live")
	flags.BoolVar(&o.once, "once", false, "ask each pool once, and show what that says; the exit code is 1 if one does not serve")
	flags.SetOutput(io.Discard)
	err := flags.Parse(args)
	if errors.Is(err, flag.ErrHelp) {
		flags.SetOutput(stdout)
		fmt.Fprint(stdout, help)
		flags.PrintDefaults()
		return nil, errHelped
	}
	if err == nil {
		o.file = flags.Arg(0)
		err = o.check(flags.Args())
	}
	return o, err
}

// An interval is a flag: a duration, which has a unit.
type interval time.Duration

func (i *interval) String() string { return time.Duration(*i).String() }

// Set reads it.
func (i *interval) Set(text string) error {
	d, err := time.ParseDuration(text)
	if err != nil {
		return errors.New("must be a duration, as in 5s")
	}
	*i = interval(d)
	return nil
}

// check finds what flags do not go together.
func (o *options) check(args []string) error {
	switch {
	case len(args) > 1 && strings.HasPrefix(args[1], "-"):
		return fmt.Errorf("%s stands after TOPOLOGY: flags go before it", args[1])
	case len(args) != 1:
		return fmt.Errorf("one topology is watched at a time, not %d", len(args))
	case o.every <= 0:
		return fmt.Errorf("-every %v must be above 0", o.every)
	case o.refresh <= 0:
		return fmt.Errorf("-refresh %v must be above 0", o.refresh)
	case !(o.speed > 0) || math.IsInf(o.speed, 0):
		return fmt.Errorf("-speed %v must be above 0, and finite", o.speed)
	case o.port < 1 || o.port > 65535:
		return fmt.Errorf("-port %d must be from 1 to 65535", o.port)
	case o.plain && o.ca != "":
		return errors.New("-ca is for TLS, and -plain does without")
	case o.once && (o.record != "" || o.metrics != ""):
		return errors.New("-once goes neither with -record nor with -metrics")
	}
	return o.checkDNS()
}

// checkDNS completes the address of the DNS server with the port of DNS.
func (o *options) checkDNS() error {
	if o.dns == "" {
		return nil
	}
	if bare := strings.TrimSuffix(strings.TrimPrefix(o.dns, "["), "]"); !strings.Contains(o.dns, ":") || isAddress(bare) {
		o.dns = net.JoinHostPort(bare, "53")
	}
	host, port, err := net.SplitHostPort(o.dns)
	if n, bad := strconv.ParseUint(port, 10, 16); err != nil || bad != nil || n == 0 || host == "" {
		return fmt.Errorf("-dns %s is no address of a server, as in 192.0.2.53:53", o.dns)
	}
	return nil
}

func isAddress(text string) bool { _, err := netip.ParseAddr(text); return err == nil }

// source is the DNS server to ask, or those that this machine asks.
func (o *options) source() (lookup.Servers, error) {
	if o.dns != "" {
		return lookup.Servers{{Address: o.dns}}, nil
	}
	s, err := lookup.System()
	if err != nil {
		err = fmt.Errorf("monitor: %w; -dns names a server", err)
	}
	return s, err
}

// secured is how pools are asked over TLS; nil is plain TCP.
func (o *options) secured() (*tls.Config, error) {
	if o.plain {
		return nil, nil
	}
	config := &tls.Config{}
	if o.ca == "" {
		return config, nil
	}
	text, err := os.ReadFile(o.ca)
	if err != nil {
		return nil, fmt.Errorf("monitor: -ca: %w", err)
	}
	config.RootCAs = x509.NewCertPool()
	if !config.RootCAs.AppendCertsFromPEM(text) {
		return nil, fmt.Errorf("monitor: -ca: there is no certificate in %s", o.ca)
	}
	return config, nil
}
