// Whatif asks of every pool and every site of a topology: if it died now, who is affected, what happens when, what stays lost until
// which order, what stands in the way of recovery, and can the survivor carry it?
package main

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"

	"understudy.example"
	"understudy.example/story"
)

const help = `usage: whatif [flags] [FILE]

Takes the topology of the story in FILE, or the reference lab, and lets every pool and every site die, one at a time.

`

// Exit codes.
const (
	told    = 0
	failed  = 1 // a story that cannot be read
	misused = 2
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

// run is the program.
func run(args []string, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("whatif", flag.ContinueOnError)
	format := flags.String("format", "text", "`text`, json or html")
	flags.SetOutput(io.Discard)
	err := flags.Parse(args)
	write := writers[*format]
	switch {
	case errors.Is(err, flag.ErrHelp):
		flags.SetOutput(stdout)
		fmt.Fprint(stdout, help)
		flags.PrintDefaults()
		return told
	case err != nil:
	case write == nil:
		err = fmt.Errorf("-format %s is none of text, json and html", *format)
	case flags.NArg() > 1:
		err = errors.New("one story at a time")
	}
	if err != nil {
		fmt.Fprintf(stderr, "%v; whatif -h explains\n", err)
		return misused
	}
	t, err := topology(flags.Arg(0))
	if err == nil {
		var r *Report
		if r, err = NewReport(t); err == nil {
			err = write(stdout, r)
		}
	}
	if err != nil {
		fmt.Fprintln(stderr, err)
		return failed
	}
	return told
}

// topology reads that of a story.
func topology(file string) (understudy.Topology, error) {
	if file == "" {
		return understudy.Paired(), nil
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return understudy.Topology{}, err
	}
	s, err := story.Parse(file, text)
	if err != nil {
		return understudy.Topology{}, err
	}
	return s.Topology, nil
}

// writers write a report, each in its format.
var writers = map[string]func(io.Writer, *Report) error{
	"text": writeText,
	"html": writePage,
	"json": func(w io.Writer, r *Report) error {
		e := json.NewEncoder(w)
		e.SetIndent("", "  ")
		return e.Encode(r)
	},
}
