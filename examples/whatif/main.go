// Whatif asks of every pool and every site of a topology: if it died now, who is affected, what happens when, what stays lost until
// which order, what stands in the way of recovery, and can the survivor carry it? The topology is a story's, or that of a deployment
// as it is exported from the product, with what its zone files say of it.
package main

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
)

const help = `usage: whatif [flags] [FILE]

Takes the topology of the story in FILE, or that of a deployment if FILE ends in .json: what deployment/export.ps1 writes. Without FILE
it is the reference lab. Every pool dies, and every site that has some unless it is the only one, one at a time, and comes back.

`

// Exit codes.
const (
	told    = 0
	failed  = 1 // a file that cannot be read
	misused = 2
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

// run is the program.
func run(args []string, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("whatif", flag.ContinueOnError)
	format := flags.String("format", "text", "`text`, json or html; or story, which is the topology as it was understood, to look at and to edit")
	cut := flags.Bool("cut", false, "let a site that dies take the network of those who sit there with it")
	var zones list
	flags.Var(&zones, "zone", "take the records of a zone from `[ORIGIN=]FILE`, in place of what the topology says of the names in it; without ORIGIN it is the zone of the first SIP domain; as often as there are zones")
	flags.SetOutput(io.Discard)
	err := flags.Parse(args)
	write := writers(*cut)[*format]
	switch {
	case errors.Is(err, flag.ErrHelp):
		flags.SetOutput(stdout)
		fmt.Fprint(stdout, help)
		flags.PrintDefaults()
		return told
	case err != nil:
	case write == nil:
		err = fmt.Errorf("-format %s is none of text, json, html and story", *format)
	case strings.HasPrefix(flags.Arg(1), "-"):
		err = fmt.Errorf("%s stands after FILE: flags go before it", flags.Arg(1))
	case flags.NArg() > 1:
		err = errors.New("one file at a time")
	}
	if err != nil {
		fmt.Fprintf(stderr, "%v; whatif -h explains\n", err)
		return misused
	}
	source, err := read(flags.Arg(0), zones)
	if err == nil {
		err = write(stdout, source)
	}
	if err != nil {
		fmt.Fprintln(stderr, err)
		return failed
	}
	return told
}

// A list is a flag that can be given several times.
type list []string

func (l *list) String() string { return strings.Join(*l, " ") }

func (l *list) Set(s string) error {
	*l = append(*l, s)
	return nil
}

// writers write what was read, or the report of it, each in its format.
func writers(cut bool) map[string]func(io.Writer, *Source) error {
	reported := func(write func(io.Writer, *Report) error) func(io.Writer, *Source) error {
		return func(w io.Writer, s *Source) error {
			r, err := NewReport(s.Story.Topology, cut)
			if err != nil {
				return err
			}
			r.Remarks = append(r.Remarks, s.Remarks...)
			return write(w, r)
		}
	}
	return map[string]func(io.Writer, *Source) error{"text": reported(writeText), "html": reported(writePage), "json": reported(writeJSON), "story": writeStory}
}

func writeJSON(w io.Writer, r *Report) error {
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	return e.Encode(r)
}

func writeStory(w io.Writer, s *Source) error {
	_, err := w.Write(s.Story.Format())
	return err
}
