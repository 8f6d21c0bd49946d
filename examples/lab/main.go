// Lab plays the reference lab for people: two paired pools, three users, and everything that their builder did and asked,
// from the first pool to the last failback. With a file it plays any other story.
package main

import (
	"bufio"
	"cmp"
	"context"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"

	"understudy.example/live"
	"understudy.example/machine"
	"understudy.example/story"
	"understudy.example/story/lanes"
)

//go:embed lab.story
var labStory []byte

// Exit codes.
const (
	held    = 0
	failed  = 1 // a story that cannot be read, a check that failed, a law that was broken, a file that cannot be written
	misused = 2
	stopped = 130 // interrupted
)

func main() {
	os.Exit(run(context.Background(), os.Args[1:], os.Stdout, os.Stderr))
}

// run is the program.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	o, err := parse(args, stdout, stderr)
	switch {
	case errors.Is(err, errHelped):
		return held
	case err != nil:
		return misused
	}
	do := o.play
	switch {
	case o.diagrams != "":
		do = o.diagram
	case o.html != "":
		do = o.draw
	}
	code, err := do(ctx, stdout)
	if err != nil {
		fmt.Fprintln(stderr, err)
		return failed
	}
	return code
}

// diagram writes the pages of all machines.
func (o *options) diagram(_ context.Context, stdout io.Writer) (code int, err error) {
	n, err := writeDiagrams(o.diagrams)
	if err == nil {
		fmt.Fprintf(stdout, "%d machines in %s\n", n, o.diagrams)
	}
	return held, err
}

// draw draws the story into a file.
func (o *options) draw(_ context.Context, stdout io.Writer) (code int, err error) {
	s, err := o.read()
	if err != nil {
		return failed, err
	}
	page, wrong := lanes.Draw(s, story.Player{Deadlines: o.deadlines})
	if page == nil {
		return failed, wrong
	}
	if err := os.WriteFile(o.html, page, 0o666); err != nil {
		return failed, err
	}
	fmt.Fprintf(stdout, "%s is drawn in %s\n", cmp.Or(s.Title, "The story"), o.html)
	if wrong != nil {
		fmt.Fprintln(stdout, wrong)
		code = failed
	}
	return code, nil
}

func (o *options) reader() story.Reader { return story.Reader{Bytes: o.bytes} }

// read reads the story that was asked for.
func (o *options) read() (*story.Story, error) {
	if o.file == "" {
		return o.reader().Parse("lab.story", labStory)
	}
	text, err := os.ReadFile(o.file)
	if err != nil {
		return nil, err
	}
	s, err := o.reader().Parse(o.file, text)
	if wrong := (*story.Error)(nil); errors.As(err, &wrong) && strings.Contains(wrong.Expected, "understudy story") && strings.HasPrefix(wrong.Found, "{") {
		return nil, fmt.Errorf("%w; if it is an export, examples/whatif -format story makes a story of it", err)
	}
	if err == nil && s.Unfinished != "" {
		s.Notes = append(s.Notes, fmt.Sprintf("The last line was not finished, and is left out: %q", s.Unfinished))
	}
	return s, err
}

// play plays the story.
func (o *options) play(ctx context.Context, stdout io.Writer) (code int, err error) {
	s, err := o.read()
	if err != nil {
		return failed, err
	}
	r := rehearse(s, o.deadlines)
	p, err := perform(s, r.cues)
	if err != nil {
		return failed, err
	}
	out := bufio.NewWriter(stdout)
	show := o.audience(out, stdout, s)
	over, err := o.perform(ctx, p, show, out)
	switch {
	case err != nil:
		out.Flush()
		return failed, err
	case !over:
		code, r.faults = stopped, []error{errors.New("interrupted")}
	case r.faults != nil:
		code = failed
	}
	show.end(r.faults)
	return code, out.Flush()
}

// audience makes the one who hears the story.
func (o *options) audience(out *bufio.Writer, stdout io.Writer, s *story.Story) audience {
	if o.format == "json" {
		return newJSONLines(out, s, o.verbose)
	}
	file, _ := stdout.(*os.File)
	p := newPrinter(out, s.Topology, width(file), colourful(isTerminal(file)), o.verbose || s.Verbose)
	p.open(s)
	return p
}

// perform plays in no time or live, and reports whether the story came to its end.
func (o *options) perform(ctx context.Context, p *performance, show audience, out *bufio.Writer) (over bool, err error) {
	if !o.live {
		machine.Until(p, machine.Never, nil, show.hear)
		return true, nil
	}
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt)
	defer stop()
	at, over, err := playLive(ctx, p, live.Options{Rate: o.speed}, func(at machine.Instant, beats []beat) {
		show.hear(at, beats)
		out.Flush()
	})
	if !over && err == nil {
		show.hear(at, []beat{{kind: ended}})
	}
	return over, err
}
