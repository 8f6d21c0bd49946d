package story

import (
	"flag"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"understudy.example"
)

var rewrite = flag.Bool("rewrite", false, "write what happened into the stories in testdata")

// Every story in testdata is written in its canonical form, and plays as it says.
func TestGolden(t *testing.T) { playAll(t, "testdata/*.story") }

// Every story of a situation that the sources leave open, or tell of only in pieces, is written in its canonical form, and
// plays as it says. Run with -rewrite, it takes down what happened; read every line of that.
func TestGoldenSituations(t *testing.T) { playAll(t, "testdata/situations/*.story") }

// The lab as its program plays it is a story, too; its program's own test writes it.
const labStory = "../examples/lab/lab.story"

func playAll(t *testing.T, pattern string) {
	for _, name := range files(t, pattern) {
		t.Run(filepath.Base(name), func(t *testing.T) { playGolden(t, name) })
	}
}

func files(t testing.TB, pattern string) []string {
	names, err := filepath.Glob(pattern)
	if err != nil || len(names) == 0 {
		t.Fatal("no stories", err)
	}
	return names
}

// A golden is a story of testdata as it was read and as it was played.
type golden struct {
	src           []byte
	story, played *Story
	err           error                      // that Play returns
	actions       map[understudy.Action]bool // what happened, without whom it was about
}

var (
	goldens = map[string]*golden{}
	reading sync.Mutex
)

// goldenOf plays a golden story, once for all tests.
func goldenOf(t testing.TB, name string) *golden {
	reading.Lock()
	defer reading.Unlock()
	if g := goldens[name]; g != nil {
		return g
	}
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
	g := &golden{src: src, story: s, actions: map[understudy.Action]bool{}}
	g.played, g.err = Player{Tell: func(e Event) {
		if a := e.Action; a != nil {
			g.actions[understudy.Action{Kind: a.Kind, Who: understudy.Who{Part: a.Who.Part}, From: a.From, On: a.On, Code: a.Code, Arg: a.Arg}] = true
		}
	}}.Play(s)
	goldens[name] = g
	return g
}

func playGolden(t *testing.T, name string) {
	g := goldenOf(t, name)
	if g.err != nil {
		t.Error(g.err)
	}
	switch {
	case g.played == nil:
	case *rewrite:
		if err := os.WriteFile(name, g.played.Format(), 0o644); err != nil {
			t.Fatal(err)
		}
	case len(happenings(g.story)) == 0:
		t.Error("it does not say what happens; run go test -run Golden -rewrite")
	case string(g.story.Format()) != string(g.src):
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

func BenchmarkParse(b *testing.B) {
	src, err := os.ReadFile("testdata/refused.story")
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	b.SetBytes(int64(len(src)))
	for b.Loop() {
		if _, err := Parse("", src); err != nil {
			b.Fatal(err)
		}
	}
}

// An hour of the lab, in which nothing but routine happens.
func BenchmarkPlay(b *testing.B) {
	s := mustParse(b, "u1@lab.local signs in\n+1h\n")
	b.ReportAllocs()
	for b.Loop() {
		if _, err := (Player{}).Play(s); err != nil {
			b.Fatal(err)
		}
	}
}
