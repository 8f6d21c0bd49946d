package story

import (
	"strings"

	"understudy.example"
)

// keywords are all words of lines that are not names. Names that look like them are written in quotes.
var keywords map[string]bool

// The words come from the forms, which write names with their help, so they cannot be collected any earlier.
func init() {
	keywords = map[string]bool{"at": true, "within": true, "for": true, "expect": true, "story": true}
	add := func(s shape) {
		for _, w := range strings.Fields(s.words) {
			keywords[strings.ToLower(w)] = true
		}
		for _, c := range s.clauses {
			keywords[strings.ToLower(c.word)] = true
		}
	}
	for _, f := range inputs {
		s, _ := f.fresh()
		add(s)
	}
	for _, f := range questions {
		s, _ := f.fresh()
		add(s)
	}
	for _, f := range lasting {
		s, _ := f.fresh()
		add(s)
	}
	for _, f := range passing {
		s, _ := f.fresh()
		add(s)
	}
	for _, g := range groups(new(understudy.Topology)) {
		add(g.add())
	}
}
