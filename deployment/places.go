package deployment

import (
	"cmp"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// A mark remembers where a part of the topology comes from, by what an error of the topology calls it.
type mark struct {
	at   int // offset in the text
	path string
	what string
}

// A place is where a file says something.
type place struct {
	line, col int
	path      string
}

// mark remembers a row that a part of the topology is made of. An error calls that by its name, or by its index if it has no good one.
func (r *reader) mark(o row, kind, list string, i int, name string) {
	r.marks = append(r.marks, mark{o.value.at, o.path, fmt.Sprintf("%s %q", kind, name)}, mark{o.value.at, o.path, fmt.Sprintf("%s[%d]", list, i)})
}

// markAll remembers where all of a kind are told, or where rules are.
func (r *reader) markAll(v *value, path string, what ...string) {
	for _, w := range what {
		r.marks = append(r.marks, mark{v.at, path, w})
	}
}

// places finds the lines of all marks in one pass. Of two with one name the last has the place of it, as it is the one that errors are about.
func (r *reader) places() map[string]place {
	slices.SortStableFunc(r.marks, func(a, b mark) int { return cmp.Compare(a.at, b.at) })
	all := map[string]place{}
	line, begin, at := 1, 0, 0
	for _, m := range r.marks {
		for ; at < m.at; at++ {
			if r.src[at] == '\n' {
				line, begin = line+1, at+1
			}
		}
		all[m.what] = place{line, m.at - begin + 1, m.path}
	}
	return all
}

// about is what an error of a topology is about, as it begins: a thing by its name or its index, all of a kind, or the rules of a package.
var about = regexp.MustCompile(`^(?:understudy: )?([a-z]+ "[^"]*"|[A-Z]\w+(?:\[\d+\])?|[a-z]+)`)

// Validate reports every fault of the topology as Topology.Validate does, up to MaxErrors of them, each as an *Error that wraps it and has the
// place of what it is about, if that is one thing.
func (d *Deployment) Validate() error {
	var all []error
	for _, err := range each(d.Topology.Validate()) {
		if len(all) == MaxErrors {
			break
		}
		e := &Error{File: d.file, Text: oneLine(strings.TrimPrefix(err.Error(), "understudy: ")), err: err}
		if what := about.FindStringSubmatch(err.Error()); what != nil {
			p := d.places[what[1]]
			e.Line, e.Col, e.Path = p.line, p.col, p.path
		}
		all = append(all, e)
	}
	return errors.Join(all...)
}

// each takes apart what errors.Join has put together.
func each(err error) []error {
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		return joined.Unwrap()
	}
	return nil
}
