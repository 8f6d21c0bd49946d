package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
)

const help = `usage: lab [flags] [FILE]

Plays the story in FILE, or the reference lab; what a program has recorded is a story, too. The exit code is 1 if a check failed or a law of
the model was broken; laws of policies are told, for an administrator may break them.

`

// options are what was asked for.
type options struct {
	file      string
	format    string
	verbose   bool
	live      bool
	speed     float64
	diagrams  string
	html      string
	bytes     int
	deadlines int
}

// Bounds of what is played, unless flags say otherwise: a day in which twenty pools come and go at every ask of a monitor has 15 MB, and
// half a year in which they stay has 17 million deadlines.
const (
	mostBytes     = 32 << 20
	mostDeadlines = 20_000_000
)

// Why there is nothing to do.
var (
	errHelped = errors.New("helped")
	errUsage  = errors.New("bad usage")
)

// parse reads the arguments. Help is written to stdout, and what is wrong with them to stderr.
func parse(args []string, stdout, stderr io.Writer) (*options, error) {
	o, flags := &options{}, flag.NewFlagSet("lab", flag.ContinueOnError)
	flags.StringVar(&o.format, "format", "text", "`text`, for people, or json, one object a line")
	flags.BoolVar(&o.verbose, "verbose", false, "tell what is routine, too")
	flags.BoolVar(&o.live, "live", false, "play on the real clock")
	flags.Float64Var(&o.speed, "speed", 60, "with -live: so many `times` faster")
	flags.StringVar(&o.diagrams, "diagrams", "", "play nothing, and write a page for each machine into `folder`")
	flags.StringVar(&o.html, "html", "", "print nothing, and draw the story into `file`, a page for a browser")
	flags.IntVar(&o.bytes, "bytes", mostBytes, "read stories of at most so many `bytes`")
	flags.IntVar(&o.deadlines, "deadlines", mostDeadlines, "give up a story after so many `deadlines` of its machines")
	flags.SetOutput(io.Discard)
	err := flags.Parse(args)
	if errors.Is(err, flag.ErrHelp) {
		flags.SetOutput(stdout)
		fmt.Fprint(stdout, help)
		flags.PrintDefaults()
		fmt.Fprint(stdout, jsonHelp)
		return nil, errHelped
	}
	if err == nil {
		err = o.check(flags)
	}
	if err != nil {
		fmt.Fprintf(stderr, "%v; lab -h explains\n", err)
		return nil, errUsage
	}
	return o, nil
}

// check finds what flags do not go together.
func (o *options) check(flags *flag.FlagSet) error {
	var set []string
	flags.Visit(func(f *flag.Flag) { set = append(set, f.Name) })
	has := func(name string) bool { return slices.Contains(set, name) }
	o.file = flags.Arg(0)
	switch {
	case strings.HasPrefix(flags.Arg(1), "-"):
		return fmt.Errorf("%s stands after FILE: flags go before it", flags.Arg(1))
	case flags.NArg() > 1:
		return fmt.Errorf("one story at a time, not %s", strings.Join(flags.Args(), ", "))
	case o.format != "text" && o.format != "json":
		return fmt.Errorf("-format %s is neither text nor json", o.format)
	case !(o.speed > 0) || math.IsInf(o.speed, 0):
		return fmt.Errorf("-speed %v must be above 0, and finite", o.speed)
	case has("speed") && !o.live:
		return errors.New("-speed goes with -live")
	case o.bytes < 1 || o.deadlines < 1:
		return fmt.Errorf("-bytes %d and -deadlines %d must be above 0", o.bytes, o.deadlines)
	case has("diagrams") && (o.diagrams == "" || o.file != ""):
		return errors.New("-diagrams goes with a folder, and no story")
	case has("html") && o.html == "":
		return errors.New("-html goes with a file to write")
	case has("diagrams") && len(set) > 1:
		return without(set, "diagrams", "plays nothing")
	case has("html"):
		return without(set, "html", "prints nothing", "bytes", "deadlines")
	}
	return nil
}

// without finds the flag that does not go with another, which does something in place of playing.
func without(set []string, flag, does string, with ...string) error {
	for _, other := range set {
		if other != flag && !slices.Contains(with, other) {
			return fmt.Errorf("-%s %s, and does not go with -%s", flag, does, other)
		}
	}
	return nil
}
