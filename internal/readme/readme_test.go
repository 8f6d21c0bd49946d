package readme

import (
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var rewrite = flag.Bool("rewrite", false, "write into README.md what its program prints")

var blocks = regexp.MustCompile("(?s)```go\n(.*?)```\n(.*?)```text\n(.*?)```")

// An empty module that imports this one through replace builds the README's program, which prints what README says.
func TestProgram(t *testing.T) {
	root, err := filepath.Abs(filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(root, "README.md")
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	at := blocks.FindSubmatchIndex(text)
	if at == nil {
		t.Fatal("README.md has no program with its output")
	}
	got := run(t, root, text[at[2]:at[3]])
	if *rewrite {
		text = append(append(append([]byte(nil), text[:at[6]]...), got...), text[at[7]:]...)
		if err := os.WriteFile(path, text, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if want := string(text[at[6]:at[7]]); got != want {
		t.Errorf("README.md says\n%s\nand its program prints\n%s", want, got)
	}
}

func run(t *testing.T, root string, program []byte) string {
	dir := t.TempDir()
	write := func(name string, content []byte) {
		if err := os.WriteFile(filepath.Join(dir, name), content, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("main.go", program)
	write("go.mod", []byte("module outside.example\n\ngo 1.25\n\nrequire understudy.example v0.0.0\n\nreplace understudy.example => "+root+"\n"))
	cmd := exec.Command("go", "run", ".")
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOFLAGS=-mod=mod", "GOWORK=off")
	var stderr strings.Builder
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("the program of README.md does not run outside of the module: %v\n%s", err, stderr.String())
	}
	return string(out)
}
