// Beam runs the sweep of examples/sweep as a pipeline of Apache Beam: on its embedded runner, prism, or on any other that takes
// pipelines in Go. README.md says how.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/log"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/x/beamx"

	"understudy.example/examples/sweep/flapping"
)

func main() {
	q := flapping.Default()
	q.Flags(flag.CommandLine)
	folder := flag.String("out", "beam", "the results go into this `folder`, which workers have to reach")
	flag.Parse()
	log.LogLevel = "warn"
	beam.Init() // a worker stays there
	os.Exit(run(context.Background(), q, *folder, flag.Args(), os.Stdout, os.Stderr))
}

// Exit codes.
const (
	told    = 0
	failed  = 1
	misused = 2
)

// run runs the pipeline on the runner that the flag -runner names. Nothing may be left behind the flags: flags there are not read.
func run(ctx context.Context, q flapping.Question, folder string, left []string, stdout, stderr io.Writer) int {
	code, err := misused, q.Validate()
	if len(left) > 0 {
		err = fmt.Errorf("%s is no flag, and what is behind it is not read", left[0])
	}
	if err == nil {
		p, s := beam.NewPipelineWithRoot()
		build(s, q, folder)
		code, err = failed, beamx.Run(ctx, p)
	}
	if err != nil {
		fmt.Fprintf(stderr, "beam: %s\n", strings.Join(strings.Fields(err.Error()), " "))
		return code
	}
	fmt.Fprintf(stdout, "%s\n%s\n", file(folder, lines), file(folder, rows))
	return told
}
