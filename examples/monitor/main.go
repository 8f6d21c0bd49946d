// Monitor watches the pools of a deployment and says what the model makes of what it sees: which pools answer, what each registrar
// will do next and when, what a client would find that signs in now, where the configuration master is said to be, and what stands
// against an order. It gives no orders.
//
// What it sees is what asking finds: each pool by OPTIONS, the records by DNS. Everything else is what a model of the deployment does
// that is told of it: the registrars watch each other by their own rules and intervals, and one user for each pool lives through it.
// With -record the topology and what was found become a story, which examples/lab plays to the same end:
//
//	go -C examples/monitor run . -record seen.story -whynot FE01 ../lab/lab.story
//	go run ./examples/lab examples/monitor/seen.story
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
)

// Exit codes.
const (
	stopped = 0 // by a signal; or, with -once, every pool serves
	failed  = 1 // something cannot be read, written or listened to; or, with -once, a pool does not serve
	misused = 2
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

// run is the program. It ends with ctx.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	o, err := parse(args, stdout)
	switch {
	case errors.Is(err, errHelped):
		return stopped
	case err != nil:
		fmt.Fprintf(stderr, "monitor: %v; -h explains\n", err)
		return misused
	}
	serves, err := o.run(ctx, stdout, stderr)
	switch {
	case err != nil:
		fmt.Fprintln(stderr, err)
		return failed
	case !serves && o.once:
		return failed
	}
	return stopped
}
