package story

import (
	"regexp"
	"strings"

	"understudy.example"
)

// Short are the short forms of long names, where they are not ambiguous: FE01 for FE01.lab.local, u1 for u1@lab.local.
type Short map[string]string

// Shorten returns short forms of the names of pools and users.
func Shorten(t understudy.Topology) Short {
	long, times := map[string]string{}, map[string]int{}
	add := func(name, mark string) {
		short, _, _ := strings.Cut(name, mark)
		long[name] = short
		times[strings.ToLower(short)]++
	}
	for _, p := range t.Pools {
		add(p.FQDN, ".")
	}
	for _, u := range t.Users {
		add(u.URI, "@")
	}
	for _, s := range t.Sites {
		times[strings.ToLower(s.Name)]++
	}
	n := Short{}
	for name, short := range long {
		if times[strings.ToLower(short)] == 1 && short != "" {
			n[name] = short
		}
	}
	return n
}

var nameLike = regexp.MustCompile(`[\pL\pN_][\pL\pN_.@-]*[\pL\pN_]`)

// Text writes a text with short names.
func (n Short) Text(text string) string {
	return nameLike.ReplaceAllStringFunc(text, func(word string) string {
		if short, ok := n[word]; ok {
			return short
		}
		return word
	})
}
