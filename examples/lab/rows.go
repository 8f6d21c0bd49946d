package main

import (
	"reflect"
	"slices"
	"strings"

	"understudy.example"
	"understudy.example/machine"
	"understudy.example/pool/health"
	"understudy.example/story"
)

// A block is what happened at one instant after orders of one kind. It is kept until it is complete.
type block struct {
	orders []*story.Step
	rows   []row
}

// A row is what happened to one or several, in the same words.
type row struct {
	who       []string
	what, why string
	style     style
	note      bool
}

// order puts an order into the block. Orders of one kind that are given at one instant are printed together.
func (p *printer) order(at machine.Instant, step *story.Step) {
	p.flushStood()
	if o := p.block.orders; len(o) == 0 || reflect.TypeOf(o[0].Input) != reflect.TypeOf(step.Input) {
		p.flush(at)
	}
	p.block.orders = append(p.block.orders, step)
}

// add puts what happened into the block, or with those who do the same.
func (p *printer) add(at machine.Instant, b beat) {
	if b.line.Routine && !p.verbose {
		return
	}
	who := p.names.Text(b.line.Who)
	if missed(b) {
		p.miss(at, who, b.line.Why)
		return
	}
	r := row{[]string{who}, p.names.Text(b.line.What), b.line.Why, tone(b), b.kind == noted}
	i := slices.IndexFunc(p.block.rows, func(o row) bool { return o.what == r.what && o.why == r.why })
	if i < 0 {
		p.block.rows = append(p.block.rows, r)
		return
	}
	if o := &p.block.rows[i]; !slices.Contains(o.who, who) {
		o.who = append(o.who, who)
	}
}

// tone is the colour of what happened.
func tone(b beat) style {
	switch b.action.Kind {
	case understudy.Blocked, understudy.Refused, understudy.Denied, understudy.Invalid, understudy.RunStopped,
		understudy.StoreStopped, understudy.SetupFailed, understudy.Broke, understudy.SignedOut, understudy.Unheard,
		understudy.Overran:
		return red
	case understudy.SignedIn, understudy.RunFinished, understudy.StoreFinished, understudy.Mended:
		return green
	}
	return plain
}

// flush prints the block.
func (p *printer) flush(at machine.Instant) {
	b := p.block
	if p.block = (block{}); len(b.orders)+len(b.rows) == 0 {
		return
	}
	p.flushMissed()
	for _, step := range b.orders {
		p.wide(p.time(at), "»", p.names.Text(step.String()), cyan)
	}
	for _, r := range b.rows {
		who := strings.Join(r.who, ", ")
		if r.note {
			p.wide(p.time(at), "↳", who+" "+r.what, yellow)
		} else {
			p.row(p.time(at), "", who, r.what, p.reason(r.why), r.style)
		}
	}
}

// A miss is pings without an answer, as one observer sees them, since anything else happened.
type miss struct {
	who, why string
	at       []machine.Instant
}

// missed reports whether a beat is one more ping without an answer.
func missed(b beat) bool {
	return b.kind == happened && b.action.Kind == understudy.Moved && b.action.Who.Part == understudy.PartHealth &&
		health.Phase(b.action.From) == health.Silent && health.Cause(b.action.On) == health.Missed
}

// miss remembers a missed ping. Those that follow each other are printed together, as soon as anything else is.
func (p *printer) miss(at machine.Instant, who, why string) {
	i := slices.IndexFunc(p.missed, func(m miss) bool { return m.who == who })
	if i < 0 {
		i, p.missed = len(p.missed), append(p.missed, miss{who: who, why: why})
	}
	p.missed[i].at = append(p.missed[i].at, at)
}

// flushMissed prints missed pings.
func (p *printer) flushMissed() {
	all := p.missed
	p.missed = nil
	for _, g := range groups(all, func(a, b miss) bool { return slices.Equal(a.at, b.at) }) {
		var who []string
		for _, m := range g {
			who = append(who, m.who)
		}
		p.row(p.time(g[0].at[0]), "", strings.Join(who, ", "), g[0].what(), p.reason(g[0].why), plain)
	}
}

// what says which pings were missed.
func (m miss) what() string {
	const most = 4
	switch n := len(m.at); {
	case n == 1:
		return "silent: ping missed"
	case n <= most:
		return "silent: pings missed at " + clocks(m.at)
	default:
		return "silent: pings missed from " + clock(m.at[0]) + " to " + clock(m.at[n-1])
	}
}

// groups puts together what is the same, in the order of its first.
func groups[T any](all []T, same func(a, b T) bool) (groups [][]T) {
	for _, x := range all {
		i := slices.IndexFunc(groups, func(g []T) bool { return same(g[0], x) })
		if i < 0 {
			i, groups = len(groups), append(groups, nil)
		}
		groups[i] = append(groups[i], x)
	}
	return groups
}
