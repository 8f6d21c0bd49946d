package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"understudy.example/sim/sweep"
)

// A meter shows how far a sweep is: as a bar where somebody looks at a terminal, and as a line for each tenth where not.
type meter struct {
	out   io.Writer
	bar   bool
	now   func() time.Time
	begun time.Time
	shown int // tenths of lines, or of a second since the beginning of bars
}

func newMeter(out io.Writer, now func() time.Time) *meter {
	m := &meter{out: out, now: now, begun: now(), shown: -1}
	if f, ok := out.(*os.File); ok {
		info, err := f.Stat()
		m.bar = err == nil && info.Mode()&os.ModeCharDevice != 0
	}
	return m
}

// tell hears of progress.
func (m *meter) tell(p sweep.Progress) {
	passed := m.now().Sub(m.begun)
	step := 10 * p.Done / max(p.All, 1)
	if m.bar {
		step = int(passed / (100 * time.Millisecond))
	}
	if step == m.shown && p.Done < p.All {
		return
	}
	m.shown = step
	text := fmt.Sprintf("%d of %d points%s", p.Done, p.All, left(p, passed))
	if !m.bar {
		fmt.Fprintln(m.out, text)
		return
	}
	const wide = 30
	full := wide * p.Done / max(p.All, 1)
	fmt.Fprintf(m.out, "\r%s%s %s\x1b[K", strings.Repeat("█", full), strings.Repeat("░", wide-full), text)
}

// end leaves the line of the bar.
func (m *meter) end() {
	if m.bar && m.shown >= 0 {
		fmt.Fprintln(m.out)
	}
}

// left is how long the rest will take if it takes as long as what was run until now.
func left(p sweep.Progress, passed time.Duration) string {
	run, rest := p.Done-p.Known, p.All-p.Done
	switch {
	case rest == 0:
		return fmt.Sprintf(", %v", passed.Round(time.Second))
	case run == 0:
		return ""
	}
	return fmt.Sprintf(", %v left", (passed * time.Duration(rest) / time.Duration(run)).Round(time.Second))
}
