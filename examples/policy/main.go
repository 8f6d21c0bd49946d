// Policy is the way of somebody who writes a failover policy, from the first try to one that can be trusted. It answers what readers of
// the lab asked: can failover be automatic, and must the Central Management Store always be moved by hand?
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"

	"understudy.example"
	"understudy.example/explore"
)

const help = `usage: policy [flags]

Attacks two policies that fail over by themselves, tells what breaks the first, and compares them.

`

// Exit codes.
const (
	told    = 0
	failed  = 1 // a page that cannot be written, or a policy that does not behave as is told here
	misused = 2
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

// run is the program.
func run(args []string, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("policy", flag.ContinueOnError)
	histories := flags.Int("histories", 100, "`number` of histories of each attack")
	page := flags.String("html", "", "draw what breaks the first policy on a page, in `FILE`")
	flags.SetOutput(io.Discard)
	err := flags.Parse(args)
	switch {
	case errors.Is(err, flag.ErrHelp):
		flags.SetOutput(stdout)
		fmt.Fprint(stdout, help)
		flags.PrintDefaults()
		return told
	case err == nil && flags.NArg() > 0:
		err = fmt.Errorf("%q is no flag", flags.Arg(0))
	}
	if err != nil {
		fmt.Fprintf(stderr, "%v; policy -h explains\n", err)
		return misused
	}
	if err := tell(stdout, attack(*histories), *page); err != nil {
		fmt.Fprintln(stderr, err)
		return failed
	}
	return told
}

// attack says how policies are attacked: at the site of the backup, on one ground. Other seeds find other histories, which end alike.
func attack(histories int) explore.Options {
	return explore.Options{Grounds: []understudy.Topology{ground()}, Places: []string{"west"}, Histories: histories, Seed: 9}
}

// ground is the lab's pair across two sites, with an observer in a third one, and a power switch on either pool. The product has neither
// (H-95, H-96); eager does without them.
func ground() understudy.Topology {
	t := understudy.Paired()
	t.Sites, t.Conditions.SameSite = []understudy.Site{{Name: "east"}, {Name: "west"}, {Name: "hill"}}, false
	t.Pools[0].Site, t.Pools[1].Site = "east", "west"
	t.Pools[0].Management, t.Pools[1].Management = true, true
	t.Observers = []understudy.Observer{{Name: "lookout", Site: "hill"}}
	t.Users = []understudy.User{{URI: "u1@lab.local", Home: t.Pools[0].FQDN}, {URI: "u2@lab.local", Home: t.Pools[1].FQDN},
		{URI: "u3@lab.local", Home: t.Pools[0].FQDN, Site: "west"}}
	return t
}
