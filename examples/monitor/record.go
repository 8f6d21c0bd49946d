package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"time"

	"understudy.example"
	"understudy.example/internal/filelock"
	"understudy.example/live"
	"understudy.example/story"
)

// lineEnd stands for the end of the first line of a record, which has two: live takes an input for one line, a story puts its instant
// above it. No line of a story has this byte in it.
const lineEnd = '\f'

// A recorder writes a story as it happens. Each input is one Write, so that what a killed program leaves behind is whole but for its
// last line.
type recorder struct{ w io.Writer }

// Write writes the lines of one record.
func (r recorder) Write(line []byte) (int, error) {
	return r.w.Write(bytes.ReplaceAll(line, []byte{lineEnd}, []byte{'\n'}))
}

// encode writes an input, or the end of the run, as lines of a story.
func encode(dst []byte, l live.Line[understudy.Input]) ([]byte, error) {
	dst = append(dst, story.Step{Verb: story.Until, Time: time.Duration(l.At) + stood}.String()...)
	if l.Event == nil {
		return dst, nil
	}
	return append(append(dst, lineEnd), story.FormatInput(*l.Event)...), nil
}

// opening is a story up to the instant at which the monitor begins: its topology, and what was found then.
func opening(t understudy.Topology, first []understudy.Input, now time.Time) []byte {
	s := story.Story{Title: "What a monitor saw", Recorded: true, Topology: t,
		Notes: []string{"It began at " + now.UTC().Format(time.RFC3339) + ", which is " + span(stood) + " here. Up to then everything is taken to have stood."}}
	for _, u := range t.Users {
		s.Steps = append(s.Steps, story.Step{Verb: story.Do, Input: understudy.SignIn{User: u.URI}})
	}
	s.Steps = append(s.Steps, story.Step{Verb: story.Until, Time: stood})
	for _, in := range first {
		s.Steps = append(s.Steps, story.Step{Verb: story.Do, Input: in})
	}
	return s.Format()
}

// create opens a file to record into, which has to be new, empty or no file at all but a device. One that is empty may be left over, or be
// another monitor's that has just begun: its lock tells.
func create(name string) (*os.File, error) {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL|os.O_APPEND, 0o666)
	if errors.Is(err, fs.ErrExist) {
		f, err = os.OpenFile(name, os.O_WRONLY|os.O_APPEND, 0)
	}
	if err != nil {
		return nil, fmt.Errorf("monitor: -record: %w", err)
	}
	if err := claim(f); err != nil {
		f.Close()
		return nil, fmt.Errorf("monitor: -record: %w", err)
	}
	return f, nil
}

// claim takes a file for this monitor alone.
func claim(f *os.File) error {
	info, err := f.Stat()
	if err != nil || !info.Mode().IsRegular() {
		return err
	}
	if !filelock.Lock(f) {
		return fmt.Errorf("another monitor records into %s", f.Name())
	}
	if info, err = f.Stat(); err == nil && info.Size() > 0 { // the other one may have ended just before
		err = fmt.Errorf("%s is not empty, and nothing is written over", f.Name())
	}
	return err
}
