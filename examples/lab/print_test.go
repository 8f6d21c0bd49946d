package main

import (
	"bufio"
	"bytes"
	"context"
	"regexp"
	"strings"
	"testing"
	"time"

	"understudy.example/machine"
)

func TestColours(t *testing.T) {
	for _, test := range []struct {
		terminal      bool
		noColor, term string
		want          bool
	}{
		{true, "", "xterm", true},
		{true, "1", "xterm", false},
		{true, "", "dumb", false},
		{false, "", "xterm", false},
	} {
		t.Setenv("NO_COLOR", test.noColor)
		t.Setenv("TERM", test.term)
		if got := colourful(test.terminal); got != test.want {
			t.Errorf("%+v: %t", test, got)
		}
	}
}

// Colours change nothing else.
func TestColoursOnly(t *testing.T) {
	text := func(colour bool) string {
		var out strings.Builder
		w := bufio.NewWriter(&out)
		s := parsed(t, "lab.story")
		r := rehearse(s, mostDeadlines)
		p, err := perform(s, r.cues)
		if err != nil {
			t.Fatal(err)
		}
		show := newPrinter(w, s.Topology, 120, colour, false)
		show.open(s)
		machine.Until(p, machine.Never, nil, show.hear)
		show.end(r.faults)
		w.Flush()
		return out.String()
	}
	with, without := text(true), text(false)
	if strings.Contains(without, "\x1b") || !strings.Contains(with, "\x1b[31m") {
		t.Error("colours where there should be none, or none where there should be")
	}
	if regexp.MustCompile("\x1b\\[[0-9]+m").ReplaceAllString(with, "") != without {
		t.Error("colours change the text")
	}
}

func TestDurations(t *testing.T) {
	for d, want := range map[time.Duration]string{
		0: "0s", 95 * time.Second: "1m35s", 5 * time.Minute: "5m", 2 * time.Hour: "2h", time.Hour + time.Second: "1h0m1s", time.Hour + 10*time.Minute: "1h10m",
	} {
		if got := duration(d); got != want {
			t.Errorf("%v is %s, want %s", d, got, want)
		}
	}
	if got := exact(machine.Instant(time.Hour + 979*time.Millisecond)); got != "1:00:00.979" {
		t.Errorf("exact: %s", got)
	}
}

func TestWrap(t *testing.T) {
	got := strings.Join(wrap("It is broken where it may be (F-1, H-2)", 16), "|")
	if want := "It is broken|where it may be|(F-1, H-2)"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// The program is the first thing that people run: it should not make them wait.
func BenchmarkLab(b *testing.B) {
	b.Setenv("COLUMNS", "")
	b.ReportAllocs()
	for b.Loop() {
		var out, errs bytes.Buffer
		run(context.Background(), nil, &out, &errs)
	}
}
