package story

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"understudy.example/dns"
)

// A value is one variable of a line: how it is read from words, and how it is written.
type value struct {
	what  []string // what is expected here, for errors
	names []string // all there is to choose from, if it is a choice
	part  string   // what the product writes before the name
	read  func(c *cursor) bool
	write func() string // nil: the value has no words of its own
	zero  func() bool   // whether it can be left out
}

// A clause is a keyword and its value. Clauses follow the words of a line, in any order, each at most once.
type clause struct {
	word  string
	value value
	must  bool // it is always there
}

// A shape is one kind of line, bound to the variables of one line: words, with % for each of the values, and clauses.
// One shape both reads and writes, so that what is written is what is read.
type shape struct {
	words   string
	values  []value
	clauses []clause
}

func line(words string, values ...value) shape { return shape{words: words, values: values} }

func (s shape) with(clauses ...clause) shape {
	s.clauses = clauses
	return s
}

func may(word string, v value) clause  { return clause{word, v, false} }
func must(word string, v value) clause { return clause{word, v, true} }

// read takes a whole line.
func (s shape) read(c *cursor) bool {
	c.at = 0
	values := s.values
	for _, w := range strings.Fields(s.words) {
		switch {
		case w == "%":
			if !values[0].read(c) {
				return c.want(values[0].what...)
			}
			values = values[1:]
		case !c.take(w):
			return c.want(w)
		}
	}
	return s.readClauses(c)
}

func (s shape) readClauses(c *cursor) bool {
	seen := make([]bool, len(s.clauses))
	for !c.done() {
		i := 0
		for i < len(s.clauses) && !(!seen[i] && c.take(s.clauses[i].word)) {
			i++
		}
		if i == len(s.clauses) {
			return s.wantClauses(c, seen)
		}
		seen[i] = true
		if v := s.clauses[i].value; !v.read(c) {
			return c.want(v.what...)
		}
	}
	for i, cl := range s.clauses {
		if cl.must && !seen[i] {
			return c.want(cl.word)
		}
	}
	return true
}

func (s shape) wantClauses(c *cursor, seen []bool) bool {
	for i, cl := range s.clauses {
		if !seen[i] {
			c.want(cl.word)
		}
	}
	return c.want("the end of the line")
}

// String writes the line.
func (s shape) String() string {
	var b strings.Builder
	put := func(w string) {
		if b.Len() > 0 && w != "" && w != ">" {
			b.WriteByte(' ')
		}
		b.WriteString(w)
	}
	values := s.values
	for _, w := range strings.Fields(s.words) {
		if w == "%" {
			w, values = values[0].write(), values[1:]
		}
		put(w)
	}
	for _, cl := range s.clauses {
		if cl.must || !cl.value.zero() {
			put(cl.word)
			if cl.value.write != nil {
				put(cl.value.write())
			}
		}
	}
	return b.String()
}

// A form makes shapes for one kind of T: fresh ones, to be read, and those of a T that is there, to be written.
type form[T any] struct {
	fresh func() (shape, func() T)
	of    func(T) (shape, bool)
}

// formOf makes a form of what describes one concrete V, which is a T.
func formOf[T, V any](describe func(*V) shape) form[T] {
	return form[T]{
		fresh: func() (shape, func() T) {
			v := new(V)
			return describe(v), func() T { return any(*v).(T) }
		},
		of: func(t T) (shape, bool) {
			v, ok := any(t).(V)
			return describe(&v), ok
		},
	}
}

// read finds the form that the words of c have.
func read[T any](forms []form[T], c *cursor) (t T, ok bool) {
	for _, f := range forms {
		if s, value := f.fresh(); s.read(c) {
			return value(), true
		}
	}
	return t, false
}

// write finds the form that t has, and writes it.
func write[T any](forms []form[T], t T) (string, bool) {
	for _, f := range forms {
		if s, ok := f.of(t); ok {
			return s.String(), true
		}
	}
	return "", false
}

// names are the names of a topology, each in its own spelling, by what it is compared by.
type names struct{ pools, sites, edges, observers, users, guards map[string]string }

// in finds a name.
func in(all map[string]string, name string) (string, bool) {
	s, ok := all[dns.Canonical(name)]
	return s, ok
}

// name is a name that look knows; a nil look knows all.
func name(what string, p *string, look func(n *names, name string) (string, bool)) value {
	return value{
		what: []string{what},
		read: func(c *cursor) bool {
			at := c.at
			s, ok := c.name()
			if ok && c.names != nil && look != nil {
				s, ok = look(c.names, s)
			}
			if !ok {
				c.at = at
				return false
			}
			*p = s
			return true
		},
		write: func() string { return quote(*p) },
		zero:  func() bool { return *p == "" },
	}
}

// newName is a name that nothing has had before, and every text of one word.
func newName(what string, p *string) value { return name(what, p, nil) }

func pool(p *string) value {
	return name("a pool", p, func(n *names, s string) (string, bool) { return in(n.pools, s) })
}

func site(p *string) value {
	return name("a site", p, func(n *names, s string) (string, bool) { return in(n.sites, s) })
}

func user(p *string) value {
	return name("a user", p, func(n *names, s string) (string, bool) { return in(n.users, s) })
}

func edge(p *string) value {
	return name("an Edge pool", p, func(n *names, s string) (string, bool) { return in(n.edges, s) })
}

func place(p *string) value { return name("a pool or a site", p, (*names).place) }

func party(p *string) value {
	return name("a pool, a site or a user", p, func(n *names, s string) (string, bool) {
		if p, ok := n.place(s); ok {
			return p, true
		}
		if e, ok := in(n.edges, s); ok {
			return e, true
		}
		if o, ok := in(n.observers, s); ok {
			return o, true
		}
		return in(n.users, s)
	})
}

func (n *names) place(s string) (string, bool) {
	if p, ok := in(n.pools, s); ok {
		return p, true
	}
	return in(n.sites, s)
}

// prefixed is a name that the product writes behind one of some prefixes; the first one is written, if it can be.
func prefixed(v value, p *string, prefixes ...string) value {
	named := v.read
	v.part = prefixes[0]
	v.read = func(c *cursor) bool {
		at := c.at
		s, ok := c.name()
		inner := &cursor{words: []word{{text: cutPrefix(s, prefixes), quoted: true}}, names: c.names}
		if !ok || !named(inner) {
			c.at = at
			return false
		}
		return true
	}
	v.write = func() string {
		i := slices.IndexFunc(prefixes, func(prefix string) bool { return cutPrefix(prefix+*p, prefixes) == *p })
		return quote(prefixes[max(i, 0)] + *p)
	}
	return v
}

// cutPrefix takes the first of the prefixes away that s has.
func cutPrefix(s string, prefixes []string) string {
	for _, prefix := range prefixes {
		if n := len(prefix); n > 0 && len(s) >= n && strings.EqualFold(s[:n], prefix) {
			return s[n:]
		}
	}
	return s
}

// enum is one of some names, which can be several words each. The longest one that fits is meant. Errors list the names
// if what is empty.
func enum[T ~uint8](what string, p *T, names []string) value {
	expected := names
	if what != "" {
		expected = []string{what}
	}
	return value{
		what:  expected,
		names: names,
		read: func(c *cursor) bool {
			best := 0
			for i, n := range names {
				if k := c.fits(strings.Fields(n)); k > best {
					*p, best = T(i), k
				}
			}
			c.at += best
			return best > 0
		},
		write: func() string {
			if int(*p) < len(names) {
				return names[*p]
			}
			return strconv.Itoa(int(*p)) + "?"
		},
		zero: func() bool { return *p == 0 },
	}
}

// fits returns how many words of the line the keywords are, none if they do not stand here.
func (c *cursor) fits(keywords []string) int {
	if len(keywords) > len(c.words)-c.at {
		return 0
	}
	for i, k := range keywords {
		if !c.words[c.at+i].is(k) {
			return 0
		}
	}
	return len(keywords)
}

// namesOf lists the names of an enum: those of its values from 0 to the last one that has a name.
func namesOf[T phase]() []string {
	var all []string
	for i := range 256 {
		n := T(i).String()
		if strings.HasSuffix(n, "?") {
			break
		}
		all = append(all, n)
	}
	return all
}

// toggle is a clause that says all by being there.
func toggle(p *bool) value {
	return value{
		read: func(*cursor) bool {
			*p = true
			return true
		},
		zero: func() bool { return !*p },
	}
}

// number is a whole number that is not negative.
func number[T ~int | ~uint8 | ~uint16 | ~uint32](p *T) value {
	return value{
		what: []string{"a whole number in its range"},
		read: func(c *cursor) bool {
			n, err := strconv.ParseUint(c.look().text, 10, 32)
			if err != nil || c.look().quoted || T(n) < 0 || uint64(T(n)) != n {
				return false
			}
			*p = T(n)
			c.at++
			return true
		},
		write: func() string { return strconv.FormatInt(int64(*p), 10) },
		zero:  func() bool { return *p == 0 },
	}
}

// interval is a duration that is written in seconds where they are whole, as the product does.
func interval(p *time.Duration) value {
	v := duration(p)
	v.write = func() string {
		if *p%time.Second == 0 {
			return strconv.FormatInt(int64(*p/time.Second), 10) + "s"
		}
		return short(*p)
	}
	return v
}

// duration is a duration.
func duration(p *time.Duration) value {
	return value{
		what: []string{"a duration"},
		read: func(c *cursor) bool {
			d, err := time.ParseDuration(c.look().text)
			if err != nil || c.look().quoted {
				return false
			}
			*p = d
			c.at++
			return true
		},
		write: func() string { return short(*p) },
		zero:  func() bool { return *p == 0 },
	}
}

// short writes a duration without the zeros that time.Duration ends in: 2h, not 2h0m0s.
func short(d time.Duration) string {
	s := d.String()
	if strings.HasSuffix(s, "m0s") {
		s = s[:len(s)-2]
	}
	if strings.HasSuffix(s, "h0m") {
		s = s[:len(s)-2]
	}
	return s
}
