package story

import (
	"os"
	"path/filepath"
	"testing"
)

// Every story of a situation that the sources leave open, or tell of only in pieces, is written in its canonical form, and
// plays as it says. Run with -rewrite, it takes down what happened; read every line of that.
func TestGoldenSituations(t *testing.T) {
	files, err := filepath.Glob("testdata/situations/*.story")
	if err != nil || len(files) == 0 {
		t.Fatal("no stories", err)
	}
	for _, name := range files {
		t.Run(filepath.Base(name), func(t *testing.T) { playGolden(t, name) })
	}
}

func playGolden(t *testing.T, name string) {
	src, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	s, err := Parse(name, src)
	if err != nil {
		t.Fatal(err)
	}
	if *rewrite {
		for i := range s.Steps {
			s.Steps[i].Happened = nil
		}
	}
	played, err := Player{}.Play(s)
	if err != nil {
		t.Error(err)
	}
	switch {
	case played == nil:
	case *rewrite:
		if err := os.WriteFile(name, played.Format(), 0o644); err != nil {
			t.Fatal(err)
		}
	case len(happenings(s)) == 0:
		t.Error("it does not say what happens; run go test -run Golden -rewrite")
	case string(s.Format()) != string(src):
		t.Error("it is not as Format writes it; run go test -run Golden -rewrite")
	}
}

// happenings are all lines of what a story says that happens.
func happenings(s *Story) (all []string) {
	for _, step := range s.Steps {
		all = append(all, step.Happened...)
	}
	return all
}
