package story

import (
	"fmt"
	"strings"

	"understudy.example"
)

// A mark is the line of a declaration, and how an error of the topology begins that is about it: in small letters.
type mark struct {
	begins string
	line   int
}

// marks are those of all declarations: by their names, and by their indices where they have no good ones.
func (p *parser) marks(t *understudy.Topology) []mark {
	all := p.set
	put := func(word string, i int, begins ...string) {
		for _, b := range begins {
			all = append(all, mark{strings.ToLower(b), p.lines[word][i]})
		}
	}
	named := func(word, kind, list string, i int, name string) {
		put(word, i, fmt.Sprintf("%s %q", kind, name), fmt.Sprintf("%s[%d]", list, i))
	}
	if len(p.lines["domain"]) > 0 {
		put("domain", 0, "Domain ")
	}
	for i := range t.Domains {
		put("domain", i+1, fmt.Sprintf("Domains[%d]", i))
	}
	for i, s := range t.Sites {
		named("site", "site", "Sites", i, s.Name)
	}
	for i, x := range t.Pools {
		named("pool", "pool", "Pools", i, x.FQDN)
	}
	for i, x := range t.Pairs {
		put("pair", i, fmt.Sprintf("pair of %q and %q", x.Pools[0], x.Pools[1]))
	}
	for i, g := range t.Groups {
		put("group", i, `group "`+g.Name+`"`)
	}
	for i, e := range t.Edges {
		named("edge", "edge", "Edges", i, e.FQDN)
	}
	for i, o := range t.Observers {
		named("observer", "observer", "Observers", i, o.Name)
	}
	for i, u := range t.Users {
		named("user", "user", "Users", i, u.URI)
	}
	for i, r := range t.Records {
		put("srv", i, fmt.Sprintf("record %q to %q", r.Name, r.Target), fmt.Sprintf("Records[%d]", i))
	}
	for i := range t.Addresses {
		put("address", i, fmt.Sprintf("Addresses[%d]", i))
	}
	for i, g := range t.GeoNames {
		named("geo", "geographic name", "GeoNames", i, g.Name)
	}
	return all
}

// marks are those of a setting: an error is about it, or about the settings of its package.
func (s setting) marks(line int) []mark {
	name := strings.ToLower(strings.ReplaceAll(s.name, "-", ""))
	of, field, nested := strings.Cut(name, ".")
	if !nested {
		return []mark{{name + " ", line}}
	}
	return []mark{{of + ": " + field + " ", line}, {of + "." + field + " ", line}, {of + ": ", line}}
}

// about is the line that an error is about: the most that it begins with decides, and of two with one name the last. It is 0 if there is none.
func about(marks []mark, text string) int {
	text = strings.ToLower(text)
	line, most := 0, 0
	for _, m := range marks {
		if len(m.begins) >= most && strings.HasPrefix(text, m.begins) {
			line, most = m.line, len(m.begins)
		}
	}
	return line
}
