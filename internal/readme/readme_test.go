package readme

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var rewrite = flag.Bool("rewrite", false, "write into README.md what its programs print")

// blocks are a program, and what it prints.
var blocks = regexp.MustCompile("(?s)```go\n(.*?)```\n(.*?)```text\n(.*?)```")

// An empty module that imports this one through replace builds the programs of README and of a page of docs, which print what these
// say. Of a test, which fails and says more, they have some lines in their order.
func TestPrograms(t *testing.T) {
	dir := outside(t)
	for page, programs := range map[string]int{"README.md": 3, "docs/exploration.md": 1} {
		testPage(t, dir, page, programs)
	}
}

func testPage(t *testing.T, dir, page string, programs int) {
	path := filepath.Join("..", "..", filepath.FromSlash(page))
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	all := blocks.FindAllSubmatch(text, -1)
	if len(all) != programs {
		t.Fatalf("%s has %d programs with their output", page, len(all))
	}
	for i, block := range all {
		program, want := string(block[1]), string(block[3])
		name := fmt.Sprintf("%s%d", strings.TrimSuffix(filepath.Base(page), ".md"), i+1)
		t.Run(name, func(t *testing.T) {
			if strings.HasPrefix(program, "package main\n") {
				write(t, dir, name+"/main.go", program)
				got := goes(t, dir, true, "run", "./"+name)
				if *rewrite {
					rewritten(t, path, program, want, got)
				} else if got != want {
					t.Errorf("%s says\n%s\nand its program prints\n%s", page, want, got)
				}
				return
			}
			write(t, dir, name+"/mine_test.go", program)
			got := goes(t, dir, false, "test", "-short", "-run", "/double-store", "./"+name)
			if line := missing(got, want); line != "" {
				t.Errorf("%s says %q, and its test\n%s", page, line, got)
			}
		})
	}
}

// missing is the first piece of some lines that a text does not have, behind those before it; "..." stands for anything between pieces.
func missing(text, lines string) string {
	for line := range strings.Lines(lines) {
		for piece := range strings.SplitSeq(line, "...") {
			piece = strings.TrimSpace(piece)
			_, rest, found := strings.Cut(text, piece)
			if !found {
				return piece
			}
			text = rest
		}
	}
	return ""
}

func TestMissing(t *testing.T) {
	if got := missing("a b\n c\nd e f\n", "b\n...\nd ... f\n"); got != "" {
		t.Error(got)
	}
	if got := missing("a\nb\n", "b\na\n"); got != "a" {
		t.Error(got)
	}
}

// outside is a folder with an empty module.
func outside(t *testing.T) string {
	root, err := filepath.Abs(filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	write(t, dir, "go.mod", "module outside.example\n\ngo 1.25\n\nrequire understudy.example v0.0.0\n\nreplace understudy.example => "+root+"\n")
	return dir
}

func write(t *testing.T, dir, name, content string) {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}

// goes runs the go command, which has to succeed or to fail, and returns what it prints.
func goes(t *testing.T, dir string, well bool, args ...string) string {
	t.Helper()
	cmd := exec.Command("go", args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOFLAGS=-mod=mod", "GOWORK=off", "RAPID_SEED=7")
	var stderr strings.Builder
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if (err == nil) != well || !well && strings.Contains(string(out), "[build failed]") {
		t.Fatalf("outside of the module go %s: %v\n%s%s", strings.Join(args, " "), err, out, stderr.String())
	}
	return string(out)
}

// rewritten puts what a program prints behind it.
func rewritten(t *testing.T, path, program, was, is string) {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	before, after, _ := strings.Cut(string(text), program)
	after = strings.Replace(after, "```text\n"+was+"```", "```text\n"+is+"```", 1)
	if err := os.WriteFile(path, []byte(before+program+after), 0o644); err != nil {
		t.Fatal(err)
	}
}
