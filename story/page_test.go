package story

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"understudy.example"
	"understudy.example/client/features"
	"understudy.example/pool/failover"
	"understudy.example/pool/replication"
)

var page = filepath.Join("..", "docs", "story.md")

// TestPage holds docs/story.md in step with the parser: its lists are those of what is read, and it tells of every declaration.
func TestPage(t *testing.T) {
	src, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	text := string(src)
	for _, list := range lists() {
		begin, end := "<!-- "+list.name+" -->\n```text\n", "```\n<!-- /"+list.name+" -->\n"
		before, rest, begins := strings.Cut(text, begin)
		_, after, ends := strings.Cut(rest, end)
		if !begins || !ends {
			t.Fatalf("%s has no list of %s", page, list.name)
		}
		text = before + begin + strings.Join(list.lines, "\n") + "\n" + end + after
	}
	if *rewrite {
		if err := os.WriteFile(page, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	} else if text != string(src) {
		t.Errorf("%s does not list what the parser takes; go test ./story -run TestPage -rewrite writes it anew", page)
	}
	if strings.Contains(text, "||") || strings.Contains(text, "  ]") {
		t.Errorf("%s has something that has no name", page)
	}
	for _, g := range groups(new(understudy.Topology)) {
		if !strings.Contains(text, "**"+g.word+"**") {
			t.Errorf("%s does not tell what %s is", page, g.word)
		}
	}
}

// The stories of the page are written as they would be printed, and what they expect holds.
func TestPageStories(t *testing.T) {
	src, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	blocks := regexp.MustCompile("(?s)```story\n(.*?)```").FindAllStringSubmatch(string(src), -1)
	if len(blocks) < 3 {
		t.Fatalf("only %d stories", len(blocks))
	}
	for i, b := range blocks {
		s, err := Parse(fmt.Sprint("story ", i+1), []byte(b[1]))
		if err != nil {
			t.Error(err)
			continue
		}
		if got := string(s.Format()); got != b[1] {
			t.Errorf("story %d is printed as\n%s", i+1, got)
		}
		if _, err := (Player{}).Play(s); err != nil {
			t.Error(err)
		}
	}
}

type listing struct {
	name  string
	lines []string
}

// lists are all lines that there are, by what they are.
func lists() []listing {
	var declarations, parameters []string
	for _, g := range groups(new(understudy.Topology)) {
		declarations = append(declarations, usage(g.add()))
	}
	preset := understudy.Topology{Parameters: understudy.Defaults()}
	for _, s := range settingsOf(&preset) {
		v := s.value()
		parameters = append(parameters, strings.TrimSpace(fmt.Sprintf("%-44s%-12s%s", s.name, v.write(), strings.Join(v.names, "|"))))
	}
	var guards, laws []string
	for _, g := range understudy.Guards() {
		guards = append(guards, g.Name)
	}
	for _, l := range understudy.Laws() {
		laws = append(laws, l.ID)
	}
	return []listing{{"declarations", declarations}, {"parameters", parameters}, {"inputs", usages(inputs)}, {"questions", usages(questions)},
		{"checks of what is", usages(lasting)}, {"checks of what became", usages(passing)},
		{"FAULT", flow(faultNames)}, {"STEP", flow(namesOf[failover.Step]())}, {"FEATURE", flow(namesOf[features.Feature]())},
		{"DATA", flow(namesOf[replication.Data]())}, {"GUARD", flow(guards)}, {"LAW", flow(laws)}}
}

// flow puts names into lines.
func flow(names []string) (lines []string) {
	for i, n := range names {
		last := len(lines) - 1
		switch {
		case i == 0:
			lines = append(lines, n)
		case len(lines[last])+2+len(n) > wide:
			lines[last] += ","
			lines = append(lines, n)
		default:
			lines[last] += ", " + n
		}
	}
	return lines
}

const wide = 110 // columns

func usages[T any](forms []form[T]) (lines []string) {
	for _, f := range forms {
		s, _ := f.fresh()
		lines = append(lines, usage(s))
	}
	return lines
}

// usage is a line with the names of what can stand in it, in several lines if it is long.
func usage(s shape) string {
	values := s.values
	var words []string
	for _, w := range strings.Fields(s.words) {
		if w == "%" {
			w, values = cmp.Or(placeholder(values[0]), "VALUE"), values[1:]
		}
		words = append(words, w)
	}
	for _, c := range s.clauses {
		clause := strings.TrimSpace(c.word + " " + placeholder(c.value))
		if !c.must {
			clause = "[" + clause + "]"
		}
		words = append(words, clause)
	}
	var text strings.Builder
	length := 0
	for i, w := range words {
		switch {
		case i == 0 || w == ">":
		case length+1+len(w) > wide:
			text.WriteString("\n   ")
			length = 3
			fallthrough
		default:
			w = " " + w
		}
		text.WriteString(w)
		length += len(w)
	}
	return text.String()
}

// placeholder is what stands for a value: the names that it can have, if they are few, or the name of what it is.
func placeholder(v value) string {
	switch n := len(v.names); {
	case n > 9:
		return placeholders[v.names[0]]
	case n > 0:
		return strings.Join(v.names, "|")
	case len(v.what) == 0:
		return ""
	}
	return v.part + placeholders[v.what[0]]
}

var placeholders = map[string]string{
	"a name": "NAME", "a SIP domain": "DOMAIN", "a pool": "POOL", "a site": "SITE", "a user": "USER", "an address": "ADDRESS", "a host": "HOST",
	"an Edge pool": "EDGE", "a pool or a site": "PLACE", "a pool, a site or a user": "NAME", "a duration": "DURATION", "a response group": "GROUP",
	"an operating system": "SYSTEM", "the name of a record": "NAME", "a zone": "ZONE", "a whole number in its range": "NUMBER",
	"a module": "MODULE", "a time span, as in 00:00:15": "HH:MM:SS", "$true or $false": "$true|$false", "a guard": "GUARD, ...",
	"a law": "LAW", "nic": "FAULT", "read configuration": "STEP", "sign-in": "FEATURE", "contacts": "DATA",
	"a text": "TEXT", "a feature": "FEATURE", "a parameter that was not set yet, as in health.grace": "PARAMETER",
}
