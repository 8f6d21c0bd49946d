package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"math"
	"strings"
)

const help = `usage: lab [flags] [FILE]

Plays the story in FILE, or the reference lab; what a program has recorded is a story, too. The exit code is 1 if a check failed or a law of the model was broken; laws of
policies are told, for an administrator may break them.

`

// options are what was asked for.
type options struct {
	file     string
	format   string
	verbose  bool
	live     bool
	speed    float64
	diagrams string
	html     string
}

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
	set := map[string]bool{}
	flags.Visit(func(f *flag.Flag) { set[f.Name] = true })
	o.file = flags.Arg(0)
	switch {
	case flags.NArg() > 1:
		return fmt.Errorf("one story at a time, not %s", strings.Join(flags.Args(), ", "))
	case o.format != "text" && o.format != "json":
		return fmt.Errorf("-format %s is neither text nor json", o.format)
	case !(o.speed > 0) || math.IsInf(o.speed, 0):
		return fmt.Errorf("-speed %v must be above 0, and finite", o.speed)
	case set["speed"] && !o.live:
		return errors.New("-speed goes with -live")
	case set["diagrams"] && (len(set) > 1 || flags.NArg() > 0 || o.diagrams == ""):
		return errors.New("-diagrams goes with a folder and nothing else")
	case set["html"] && (len(set) > 1 || o.html == ""):
		return errors.New("-html goes with a file to write, and a story or none")
	}
	return nil
}
