package main

import (
	"os"
	"os/exec"
	"strconv"
	"strings"
)

// isTerminal reports whether somebody looks at what is written to f.
func isTerminal(f *os.File) bool {
	if f == nil {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// colourful reports whether colours are wanted.
func colourful(terminal bool) bool {
	return terminal && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
}

// width is how wide the page is: as COLUMNS says, or the terminal, or 120.
func width(f *os.File) int {
	for _, s := range []string{os.Getenv("COLUMNS"), columns(f)} {
		if n, err := strconv.Atoi(s); err == nil && n > 0 {
			return n
		}
	}
	return 120
}

// columns asks a terminal for its width; it is empty where nobody answers.
func columns(f *os.File) string {
	if !isTerminal(f) {
		return ""
	}
	ask := exec.Command("stty", "size")
	ask.Stdin = f
	answer, _ := ask.Output()
	if size := strings.Fields(string(answer)); len(size) == 2 {
		return size[1]
	}
	return ""
}
