package main

import (
	"bytes"
	"fmt"
	"io"
	"log/slog"
	"os"
	"sync"
	"time"

	"golang.org/x/term"

	"understudy.example/machine"
	"understudy.example/story"
)

// A happening is something that has happened, in the model or to what is watched.
type happening struct {
	at             time.Time
	elapsed        machine.Instant
	who, what, why string
}

func (h happening) log(to *slog.Logger) {
	to.Info(h.what, "who", h.who, "why", h.why, "at", time.Duration(h.elapsed))
}

// An audience is shown what there is to be seen. None of its methods blocks.
type audience interface {
	happened(h happening)
	show(r *report, told []happening)
	close()
}

// A speaker writes to somebody who may not listen: what finds no room is left out, and how much of it is said.
type speaker struct {
	w     io.Writer
	texts chan []byte
	done  chan struct{}
	err   error // the first that writing has met; to be read when it is done

	mu     sync.Mutex
	missed int
	closed bool
}

// room is how many texts may wait.
const room = 1024

func newSpeaker(w io.Writer) *speaker {
	s := &speaker{w: w, texts: make(chan []byte, room), done: make(chan struct{})}
	go func() {
		defer close(s.done)
		for text := range s.texts {
			if _, err := s.w.Write(text); s.err == nil {
				s.err = err
			}
		}
	}()
	return s
}

// say writes a text, some time.
func (s *speaker) say(text []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return
	}
	if s.missed > 0 {
		text = append(fmt.Appendf(nil, "... %d texts are left out\n", s.missed), text...)
	}
	select {
	case s.texts <- text:
		s.missed = 0
	default:
		s.missed++
	}
}

// Write is say, for a log.
func (s *speaker) Write(text []byte) (int, error) {
	s.say(bytes.Clone(text))
	return len(text), nil
}

// farewell is how long somebody is waited for who does not listen.
const farewell = time.Second

// close writes what there is, as long as somebody listens, and returns what went wrong.
func (s *speaker) close() error {
	s.mu.Lock()
	if !s.closed {
		s.closed = true
		close(s.texts)
	}
	s.mu.Unlock()
	select {
	case <-s.done:
		return s.err
	case <-time.After(farewell):
		return fmt.Errorf("nobody has read for %v", farewell)
	}
}

// nobody is an audience that is not there.
type nobody struct{}

func (nobody) happened(happening)        {}
func (nobody) show(*report, []happening) {}
func (nobody) close()                    {}

// columns is how wide a page is that no terminal shows.
const columns = 120

// page is the text of rows.
func page(rows []row) []byte {
	var text bytes.Buffer
	for _, r := range rows {
		text.WriteString(r.text + "\n")
	}
	return text.Bytes()
}

// A reader is an audience that gets a line for everything that happens, and the screen in the beginning and in the end.
type reader struct {
	*speaker
	short  story.Short
	last   []byte
	waited bool // it knows that there is no model yet
	begun  bool
}

func (r *reader) happened(h happening) {
	line := fmt.Sprintf("%s  %s: %s", h.at.Format(time.DateTime), h.who, h.what)
	if h.why != "" {
		line += "  " + h.why
	}
	if h.who != "monitor" { // which tells of what DNS was asked for
		line = r.short.Text(line)
	}
	r.say([]byte(legible(line) + "\n"))
}

func (r *reader) show(report *report, _ []happening) {
	if report.waits > 0 {
		if !r.waited {
			r.waited = true
			r.say(page(draw(report, r.short, columns, nil)[:1]))
		}
		return
	}
	r.last = append(page(draw(report, r.short, columns, nil)), '\n')
	if !r.begun {
		r.begun = true
		r.say(r.last)
	}
}

func (r *reader) close() {
	if r.begun {
		r.say(append([]byte("\n"), r.last...))
	}
	r.speaker.close()
}

// A viewer is an audience at a terminal.
type viewer struct {
	*speaker
	terminal *os.File
	short    story.Short
	colours  bool
}

// What a terminal is told: to show another screen and no cursor, to begin at its top, to clear the rest of a row and of the screen.
const (
	enter    = "\x1b[?1049h\x1b[?25l"
	leave    = "\x1b[?25h\x1b[?1049l"
	home     = "\x1b[H"
	clearRow = "\x1b[K\r\n"
	clearEnd = "\x1b[J"
)

var tones = map[tone]string{loud: "\x1b[1m", good: "\x1b[32m", poor: "\x1b[33m", bad: "\x1b[31m"}

func newViewer(terminal *os.File, short story.Short) *viewer {
	v := &viewer{newSpeaker(terminal), terminal, short, os.Getenv("NO_COLOR") == ""}
	v.say([]byte(enter + home))
	return v
}

func (v *viewer) happened(happening) {}

func (v *viewer) show(r *report, told []happening) {
	if len(v.texts) > 1 {
		return // it does not listen: the latest screen is enough for it
	}
	width, height, err := term.GetSize(int(v.terminal.Fd()))
	if err != nil || width < 1 || height < 1 {
		width, height = 80, 24
	}
	v.say(v.page(fit(r, v.short, width, height-1, told), height))
}

// page is a screen of so many rows.
func (v *viewer) page(rows []row, height int) []byte {
	page := bytes.NewBufferString(home)
	for i, row := range rows[:min(len(rows), height-1)] {
		if i > 0 {
			page.WriteString(clearRow)
		}
		if colour := tones[row.tone]; v.colours && colour != "" {
			page.WriteString(colour + row.text + "\x1b[0m")
			continue
		}
		page.WriteString(row.text)
	}
	page.WriteString("\x1b[K" + clearEnd)
	return page.Bytes()
}

func (v *viewer) close() {
	v.say([]byte(leave))
	v.speaker.close()
}
