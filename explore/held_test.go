package explore

import (
	"os"
	"path/filepath"
	"testing"

	"understudy.example"
	"understudy.example/story"
)

// Stories in which a law of the model once saw what was not there are no alarm any more: whatever is ordered, it holds.
func TestHeld(t *testing.T) {
	paths, err := filepath.Glob("testdata/held/*.story")
	if err != nil || len(paths) == 0 {
		t.Fatal(paths, err)
	}
	laws := Select(func(l Law) bool { return l.Duty == understudy.OfModel })
	for _, path := range paths {
		s := storyOf(t, path)
		trial, err := Setup{}.Run(FromStory(s, s.Topology.Sites[0].Name, true), laws...)
		if err != nil {
			t.Fatal(err)
		}
		if b := trial.Broken(); b != nil {
			t.Errorf("%s: %v", path, b)
		}
	}
}

// storyOf reads a story.
func storyOf(t *testing.T, path string) *story.Story {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	s, err := story.Parse(path, text)
	if err != nil {
		t.Fatal(err)
	}
	return s
}
