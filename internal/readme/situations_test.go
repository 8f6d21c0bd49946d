package readme

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"understudy.example/story"
)

// docs/situations.md lists every golden story by its title and its opening comment.
func TestSituations(t *testing.T) {
	root := filepath.Join("..", "..")
	var b strings.Builder
	b.WriteString(situationsHead)
	for _, pattern := range []string{"story/testdata/*.story", "story/testdata/situations/*.story"} {
		names, err := filepath.Glob(filepath.Join(root, filepath.FromSlash(pattern)))
		if err != nil || len(names) == 0 {
			t.Fatal("no stories", err)
		}
		for _, name := range names {
			src, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			told, err := story.Parse(name, src)
			if err != nil {
				t.Fatal(err)
			}
			at, err := filepath.Rel(root, name)
			if err != nil {
				t.Fatal(err)
			}
			at = filepath.ToSlash(at)
			fmt.Fprintf(&b, "\n## %s\n\n%s\n\n[%s](../%s)\n", told.Title, strings.Join(told.Notes, "\n"), filepath.Base(at), at)
		}
	}
	path := filepath.Join(root, "docs", "situations.md")
	if *rewrite {
		if err := os.WriteFile(path, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(text) != b.String() {
		t.Errorf("%s is not what the stories say; write it anew with -rewrite", path)
	}
}

const situationsHead = `# Situations

What happens when: every golden story, by its title and what would be wrong otherwise. Each can be played:

    go run ./examples/lab story/testdata/situations/site-loss.story
`
