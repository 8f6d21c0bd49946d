package floors

import (
	"fmt"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "understudy.example"

// A rule says what the packages under a folder may import. The first rule whose folder holds a package counts.
type rule struct {
	under   string   // "." is the root package alone
	may     []string // packages of the module, each with everything below it
	foreign []string // modules from elsewhere
	std     []string // packages of the standard library; nil is all of them
}

var pure = []string{"cmp", "errors", "fmt", "iter", "math", "math/bits", "slices", "strings", "time"}

// rules are the floors, the highest first.
var rules = []rule{
	{under: "examples", may: []string{"", "machine", "pool", "registrar", "cms", "client", "dns", "story", "deployment", "live", "policy", "explore", "sim"},
		foreign: []string{"github.com/benbjohnson/clock"}},
	{under: "internal/corpus", may: []string{"", "machine", "pool", "registrar", "cms", "client", "dns", "story", "live", "policy", "explore", "failovertest"},
		foreign: []string{"github.com/benbjohnson/clock", "pgregory.net/rapid"}},
	{under: "internal", may: []string{""}},
	{under: "failovertest", may: []string{"", "machine", "pool", "registrar", "cms", "client", "dns", "story", "policy", "explore"},
		foreign: []string{"pgregory.net/rapid"}},
	{under: "explore", may: []string{"", "machine", "pool", "registrar", "cms", "client", "dns", "story"}},
	{under: "sim/sweep", may: []string{"machine", "internal/filelock"}},
	{under: "sim", may: []string{"", "machine", "pool", "registrar", "cms", "client", "dns", "story"},
		std: append([]string{"encoding/binary", "io", "strconv"}, pure...)},
	{under: "policy", may: []string{"", "machine", "pool", "registrar", "cms", "client", "dns"}},
	{under: "live", may: []string{"machine"}, foreign: []string{"github.com/looplab/fsm", "github.com/benbjohnson/clock"}},
	{under: "story/lanes", may: []string{"", "machine", "pool", "registrar", "cms", "client", "dns", "story", "internal/markup"}},
	{under: "deployment", may: []string{"", "machine", "pool", "registrar", "cms", "client", "dns", "story", "internal/encoding"}},
	{under: "story", may: []string{"", "machine", "pool", "registrar", "cms", "client", "dns", "internal/encoding"}},
	{under: "pool/internal", may: []string{"machine"}}, // what only tests import
	{under: "pool", may: []string{"machine"}, std: pure},
	{under: "registrar", may: []string{"machine"}, std: pure},
	{under: "cms", may: []string{"machine"}, std: pure},
	{under: "client", may: []string{"machine"}, std: pure},
	{under: "dns", may: []string{"machine"}, std: pure},
	{under: "machine/machinetest", may: []string{"machine"}},
	{under: "machine", std: append([]string{"unsafe"}, pure...)}, // a Layout reads fields of any of three sizes where they lie
	{under: ".", may: []string{"machine", "pool", "registrar", "cms", "client", "dns"},
		std: append([]string{"encoding/binary", "hash/fnv"}, pure...)},
}

func ruleFor(folder string) *rule {
	for i, r := range rules {
		if within(folder, r.under) || r.under == "." && folder == "." {
			return &rules[i]
		}
	}
	return nil
}

func within(path, folder string) bool { return path == folder || strings.HasPrefix(path, folder+"/") }

// offence returns what is wrong with a package importing another, or nothing.
func offence(folder, imports string) string {
	r := ruleFor(folder)
	if r == nil {
		return fmt.Sprintf("%s stands on no floor", folder)
	}
	target, ours := strings.CutPrefix(imports, module)
	target = strings.TrimPrefix(target, "/")
	switch {
	case ours && (within(target, folder) || folder == "pool" && within(target, "pool")):
		return "" // a package may import what is below its own folder
	case ours && slices.ContainsFunc(r.may, func(m string) bool { return m == target || m != "" && within(target, m) }):
		return ""
	case ours:
		return fmt.Sprintf("%s must not import %s", folder, imports)
	case strings.Contains(strings.Split(imports, "/")[0], "."):
		if slices.ContainsFunc(r.foreign, func(m string) bool { return within(imports, m) }) {
			return ""
		}
		return fmt.Sprintf("%s must not depend on %s", folder, imports)
	case r.std != nil && !slices.Contains(r.std, imports):
		return fmt.Sprintf("%s is pure and must not import %q", folder, imports)
	}
	return ""
}

func TestFloors(t *testing.T) {
	root := filepath.Join("..", "..")
	files := 0
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && path != root {
			if _, nested := os.Stat(filepath.Join(path, "go.mod")); nested == nil || strings.HasPrefix(d.Name(), ".") || d.Name() == "testdata" {
				return filepath.SkipDir
			}
		}
		if d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		files++
		folder, _ := filepath.Rel(root, filepath.Dir(path))
		return checkFile(t, path, filepath.ToSlash(folder))
	})
	if err != nil {
		t.Fatal(err)
	}
	if files < 40 {
		t.Fatalf("only %d files were looked at", files)
	}
}

func checkFile(t *testing.T, path, folder string) error {
	f, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
	if err != nil {
		return err
	}
	for _, spec := range f.Imports {
		imports, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			return err
		}
		if o := offence(folder, imports); o != "" {
			t.Errorf("%s: %s", path, o)
		}
	}
	return nil
}

// The rules themselves: each of these would be an import that runs upwards, sideways or out.
func TestOffences(t *testing.T) {
	for _, c := range []struct{ folder, imports string }{
		{"machine", "understudy.example/pool/health"},
		{"machine", "sync"},
		{"pool/health", "understudy.example/registrar"},
		{"pool/health", "understudy.example/pool/failover"},
		{"registrar", "math/rand/v2"},
		{"cms", "github.com/looplab/fsm"},
		{"client", "understudy.example"},
		{".", "understudy.example/story"},
		{".", "github.com/benbjohnson/clock"},
		{"story", "understudy.example/live"},
		{"story/lanes", "understudy.example/explore"},
		{"story", "understudy.example/deployment"},
		{"live", "pgregory.net/rapid"},
		{"sim", "os"},
		{"sim", "understudy.example/explore"},
		{"examples/lab", "pgregory.net/rapid"},
		{"attic", "fmt"},
	} {
		if offence(c.folder, c.imports) == "" {
			t.Errorf("%s may import %s", c.folder, c.imports)
		}
	}
	for _, c := range []struct{ folder, imports string }{
		{"pool", "understudy.example/pool/health"},
		{"pool/health", "understudy.example/machine"},
		{".", "understudy.example/dns/cache"},
		{"examples/lab", "understudy.example"},
		{"machine/machinetest", "testing"},
	} {
		if o := offence(c.folder, c.imports); o != "" {
			t.Error(o)
		}
	}
}
