package main

import (
	"context"
	"encoding/json"
	"io"
	"reflect"
	"strings"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/register"

	"understudy.example/examples/sweep/flapping"
	"understudy.example/sim/sweep"
)

// Points and results travel as the JSON that they are in files.
func init() {
	beam.RegisterCoder(reflect.TypeFor[sweep.Point](), encodePoint, decodePoint)
	beam.RegisterCoder(reflect.TypeFor[sweep.Result](), encodeResult, decodeResult)
	register.DoFn2x0[[]byte, func(sweep.Point)](&points{})
	register.Emitter1[sweep.Point]()
	register.DoFn1x2[sweep.Point, sweep.Result, error](&measure{})
	register.DoFn3x1[context.Context, int, func(*sweep.Result) bool, error](&write{})
	register.Iter1[sweep.Result]()
}

func encodePoint(p sweep.Point) ([]byte, error) { return json.Marshal(p) }

func decodePoint(text []byte) (p sweep.Point, err error) { return p, json.Unmarshal(text, &p) }

func encodeResult(r sweep.Result) ([]byte, error) { return json.Marshal(r) }

func decodeResult(text []byte) (r sweep.Result, err error) { return r, json.Unmarshal(text, &r) }

// build builds the pipeline that answers a question, and writes the results into a folder.
func build(s beam.Scope, q flapping.Question, folder string) {
	all := beam.ParDo(s.Scope("points"), &points{q}, beam.Impulse(s))
	results := beam.ParDo(s.Scope("measure"), &measure{q}, beam.Reshuffle(s, all)) // so that every worker gets some
	s = s.Scope("write")
	beam.ParDo0(s, &write{q, folder}, beam.GroupByKey(s, beam.AddFixedKey(s, results)))
}

// points makes the points.
type points struct{ Question flapping.Question }

// ProcessElement makes all of them of the one element that there is.
func (f *points) ProcessElement(_ []byte, emit func(sweep.Point)) {
	s := f.Question.Sweep()
	for n := range s.Points() {
		p, _ := s.Point(n) // all of these are there
		emit(p)
	}
}

// measure runs a point.
type measure struct{ Question flapping.Question }

// ProcessElement is what takes the time.
func (f *measure) ProcessElement(p sweep.Point) (sweep.Result, error) {
	m, err := f.Question.Run(p)
	return sweep.Result{Point: p, Measured: m}, err
}

// write writes what has come together.
type write struct {
	Question flapping.Question
	Folder   string // of any file system that is registered
}

// ProcessElement is called once, with all results, in any order.
func (f *write) ProcessElement(ctx context.Context, _ int, next func(*sweep.Result) bool) error {
	s := f.Question.Sweep()
	var results []sweep.Result
	for r := (sweep.Result{}); next(&r); r = (sweep.Result{}) {
		results = append(results, r)
	}
	results, err := s.Merge(results)
	if err != nil {
		return err
	}
	if err := create(ctx, file(f.Folder, lines), func(w io.Writer) error { return s.Write(w, results) }); err != nil {
		return err
	}
	return create(ctx, file(f.Folder, rows), func(w io.Writer) error { return s.WriteCSV(w, results) })
}

// The files.
const lines, rows = "results.jsonl", "results.csv"

// file is a file in a folder, which may be an address.
func file(folder, name string) string { return strings.TrimSuffix(folder, "/") + "/" + name }

// create writes a file.
func create(ctx context.Context, name string, write func(io.Writer) error) error {
	fs, err := filesystem.New(ctx, name)
	if err != nil {
		return err
	}
	defer fs.Close()
	w, err := fs.OpenWrite(ctx, name)
	if err != nil {
		return err
	}
	err = write(w)
	if closed := w.Close(); err == nil {
		err = closed
	}
	return err
}
