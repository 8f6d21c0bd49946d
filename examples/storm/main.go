// Storm lets a pool of 40,000 users die, and tells how they come back: what the backup has to take, who is without what for how long,
// and when all is as it was. It prints a summary and writes a report, one page that needs no network, with the charts beside it.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

const help = `usage: storm [flags]

A pair of pools in one site. The first dies, an administrator moves the Central Management Store and fails the pool over, the server
comes back, and the pool is failed back.

`

// Exit codes.
const (
	told    = 0
	failed  = 1
	misused = 2
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

// run is the program.
func run(args []string, stdout, stderr io.Writer) int {
	s, flags := Documented(), flag.NewFlagSet("storm", flag.ContinueOnError)
	s.flags(flags)
	folder := flags.String("o", "storm", "the report goes into this `folder`; none if empty")
	flags.SetOutput(io.Discard)
	err := flags.Parse(args)
	switch {
	case errors.Is(err, flag.ErrHelp):
		flags.SetOutput(stdout)
		fmt.Fprint(stdout, help)
		flags.PrintDefaults()
		return told
	case err == nil && flags.NArg() > 0:
		err = fmt.Errorf("%s is no flag", flags.Arg(0))
	case err == nil:
		err = s.Validate()
	}
	if err != nil {
		fmt.Fprintf(stderr, "storm: %s; -h explains\n", line(err))
		return misused
	}
	if err := s.tell(stdout, *folder); err != nil {
		fmt.Fprintf(stderr, "storm: %s\n", line(err))
		return failed
	}
	return told
}

// line is an error in one line.
func line(err error) string { return strings.ReplaceAll(err.Error(), "\n", "; ") }

// tell plays the scenario, prints the summary, and writes the report.
func (s *Scenario) tell(stdout io.Writer, folder string) error {
	if folder != "" {
		if err := os.MkdirAll(folder, 0o777); err != nil { // now, rather than when all is done
			return fmt.Errorf("-o %s: %w", folder, err)
		}
	}
	o, err := s.Play()
	if err != nil {
		return err
	}
	for _, line := range o.Summary() {
		fmt.Fprintln(stdout, line)
	}
	if folder == "" {
		return nil
	}
	page, err := o.Page()
	if err != nil {
		return err
	}
	names, err := page.Write(folder)
	if err == nil {
		fmt.Fprintf(stdout, "\n%s, and %d charts beside it\n", filepath.Join(folder, names[0]), len(names)-1)
	}
	return err
}
