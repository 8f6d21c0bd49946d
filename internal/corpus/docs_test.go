package corpus

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"understudy.example/explore"
)

var rewrite = flag.Bool("rewrite", false, "write docs/corpus.md and docs/laws.md")

// docs/corpus.md tells every report, and the length of the shortest history that shows it.
func TestCorpusPage(t *testing.T) {
	if testing.Short() {
		t.Skip("the lengths are those of attacks that -short does not make")
	}
	page(t, "corpus.md", corpusPage(t))
}

// docs/laws.md tells every law, and what of each principle is judged.
func TestLawsPage(t *testing.T) {
	page(t, "laws.md", lawsPage())
}

// page holds a page to what is generated.
func page(t *testing.T, name, want string) {
	t.Helper()
	path := filepath.Join("..", "..", "docs", name)
	if *rewrite {
		if err := os.WriteFile(path, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(text) != want {
		t.Errorf("%s is not what the corpus and the laws say; write it anew with go test ./internal/corpus -run Page -rewrite", path)
	}
}

const corpusHead = `# Bugs that happened

Failovers have gone wrong in public, and people have written it down. Each report below is planted here as a small fault: a wrong
policy, detector, registrar, client, store or driver. Random histories attack it, and the law that is named for it has to catch it; the
length is that of the shortest history, in faults, acts and orders. What is right in its place has to pass the same attack.
`

func corpusPage(t *testing.T) string {
	var b strings.Builder
	b.WriteString(corpusHead)
	for _, k := range Kinds() {
		fmt.Fprintf(&b, "\n## %s\n\n| Report | What happened | Planted | Law | Length |\n|---|---|---|---|---|\n", k.Title)
		for _, r := range k.Reports {
			fmt.Fprintf(&b, "| %s | %s | %s | %s | %s |\n", r.sources(), r.What, r.Planted, r.law(), r.length(t))
		}
	}
	return b.String()
}

// sources are the number, and links.
func (r *Report) sources() string {
	links := []string{}
	for i, s := range r.Sources {
		links = append(links, fmt.Sprintf("[%c](%s)", 'a'+i, s))
	}
	return fmt.Sprintf("%d: %s", r.Number, strings.Join(links, " "))
}

func (r *Report) law() string {
	switch {
	case r.Plant == nil:
		return "none"
	case strings.HasPrefix(r.Law, "machinetest"):
		return r.Law
	}
	return fmt.Sprintf("[%s](laws.md#%s)", r.Law, r.Law)
}

func (r *Report) length(t *testing.T) string {
	if r.Plant == nil {
		return ""
	}
	c, err := caught[r.Number]()
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprint(c.Length)
}

const lawsHead = `# Laws

What a failover has to keep, as values: ` + "`explore.Laws()`" + ` has them all, and a check is made with as many of them as you like. A law that is a
duty of the model holds whatever is ordered and whatever breaks. One that is a duty of the policy holds where only the policy gives
orders. A duty of both holds whatever is ordered and whatever breaks, and policies have broken it, too. Laws that must hold are reasons to fail; the others warn. Each counts how often it applied: a law that never did has not held.

Some policies say of themselves what a law can hold them to, by a method more. ` + "`Gate() time.Duration`" + ` is how long a pool has to
have served before it is failed back; ` + "`Window() (every time.Duration, looks, least int)`" + ` is a detector's, which looks so often and takes a pool
for lost that served in fewer than least percent of the last looks; ` + "`Valid() time.Duration`" + ` is how old that can be which it goes by;
` + "`Budget() (failovers int, within time.Duration)`" + ` is how often it fails a pool over in a while; ` + "`Vetoed() []string`" + ` are pools in maintenance.
` + "`Patience(v *understudy.View, pool int) (over, back time.Duration)`" + ` is how long it may leave a pool alone that is lost, as long as all stays as v
shows it, below 0 for ever, and one that has recovered: bounds of a law are that much longer.
`

func lawsPage() string {
	var b strings.Builder
	b.WriteString(lawsHead)
	for _, l := range explore.Laws() {
		fmt.Fprintf(&b, "\n## %s\n\n%s (%s).\n\nA duty of the %v; %v. %s\n", l.ID, l.Name, l.Why, l.Duty, l.Severity, judges(l))
		if of := principlesOf(l.ID); len(of) > 0 {
			fmt.Fprintf(&b, "Principles: %s.\n", strings.Join(of, ", "))
		}
	}
	b.WriteString("\n## Principles\n\nWhat the laws rest on, and what of it cannot be judged here.\n\n| Principle | Judged by | Not |\n|---|---|---|\n")
	for _, p := range Principles() {
		fmt.Fprintf(&b, "| %s %s | %s | %s |\n", p.ID, p.What, strings.Join(p.Laws, ", "), p.Not)
	}
	return b.String()
}

// judges says how a law judges.
func judges(l explore.Law) string {
	switch {
	case l.Watch != nil:
		return "It watches a history, and remembers."
	case l.Over != nil:
		return "It judges whole histories, and compares."
	}
	return "It judges every instant by itself."
}

func principlesOf(law string) (ids []string) {
	for _, p := range Principles() {
		for _, id := range p.Laws {
			if id == law {
				ids = append(ids, p.ID)
			}
		}
	}
	return ids
}
