package story

import (
	"maps"
	"slices"
	"strings"

	"understudy.example/dns"
)

// misnamed reports whether the reading failed at a name which is not whole, or at the address of nobody at the beginning of the line; then it
// wants the right one.
func (c *cursor) misnamed() bool {
	if c.names == nil || c.best >= len(c.words) {
		return false
	}
	text := dns.Canonical(c.words[c.best].text)
	if whole := c.whole(text); whole != "" {
		c.wants = []string{"the whole name, " + whole}
		return true
	}
	if c.best > 0 || !strings.Contains(text, "@") || !c.wanted("a user") {
		return false
	}
	c.wants = []string{"a user that is in the topology"}
	for _, uri := range sorted(c.names.users) {
		if near(uri, text) {
			c.wants[0] += ", such as " + c.names.users[uri]
			break
		}
	}
	return true
}

// whole is the name of a user or a pool that can stand there and of which text is the beginning, up to its @ or its first dot; empty if
// there is none.
func (c *cursor) whole(text string) string {
	for _, kind := range []struct {
		what, end string
		all       map[string]string
	}{{"a user", "@", c.names.users}, {"a pool", ".", c.names.pools}, {"an Edge pool", ".", c.names.edges}} {
		if !c.wanted(kind.what) {
			continue
		}
		for _, name := range sorted(kind.all) {
			if strings.HasPrefix(name, text+kind.end) {
				return kind.all[name]
			}
		}
	}
	return ""
}

// wanted reports whether such a thing was expected, be it as one of several.
func (c *cursor) wanted(what string) bool {
	return slices.ContainsFunc(c.wants, func(w string) bool { return strings.Contains(w, what) })
}

func sorted(names map[string]string) []string { return slices.Sorted(maps.Keys(names)) }

// near reports whether two names differ in one place: a letter, two that have changed places, one too many or one too few.
func near(a, b string) bool {
	for a != "" && b != "" && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for a != "" && b != "" && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	swapped := len(a) == 2 && len(b) == 2 && a[0] == b[1] && a[1] == b[0]
	return len(a) <= 1 && len(b) <= 1 || swapped
}
