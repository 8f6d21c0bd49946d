package story

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var rewrite = flag.Bool("rewrite", false, "write what happened into the stories in testdata")

// Every story in testdata is written in its canonical form, and plays as it says.
func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/*.story")
	if err != nil || len(files) == 0 {
		t.Fatal("no stories", err)
	}
	for _, name := range files {
		t.Run(filepath.Base(name), func(t *testing.T) {
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
			if *rewrite && played != nil {
				if err := os.WriteFile(name, played.Format(), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if string(s.Format()) != string(src) || !strings.Contains(string(src), "\n| ") {
				t.Errorf("it is not as Format writes it, or does not say what happens; run go test -run Golden -rewrite")
			}
		})
	}
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
