package story

import (
	"flag"
	"os"
	"path/filepath"
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
		t.Run(filepath.Base(name), func(t *testing.T) { playGolden(t, name) })
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
