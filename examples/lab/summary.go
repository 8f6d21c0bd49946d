package main

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"understudy.example/machine"
)

// end prints what the story has cost, and what has gone wrong.
func (p *printer) end(faults []error) {
	p.heading("What it cost")
	p.usages()
	p.losses()
	p.orders()
	p.failures(faults)
}

// table writes rows of words, each column as wide as it has to be; all but the first are set to the right. A row of one
// word is the title of those that follow.
func (p *page) table(rows [][]string) {
	wide := make([]int, len(rows[0]))
	for _, r := range rows {
		for i, s := range r {
			if len(r) > 1 {
				wide[i] = max(wide[i], utf8.RuneCountInString(s))
			}
		}
	}
	p.line("")
	for k, r := range rows {
		line := fmt.Sprintf("  %-*s", wide[0], r[0])
		for i, s := range r[1:] {
			line += fmt.Sprintf("   %*s", wide[i+1], s)
		}
		st := plain
		switch {
		case k == 0:
			st = dim
		case len(r) == 1:
			st = bold
		}
		p.line(p.paint(st, line))
	}
}

// usages prints how long each user was served how.
func (p *printer) usages() {
	rows := [][]string{{"user", "signed out", "limited", "full", "in all", "since"}}
	for _, u := range p.tally.users {
		if u.seen {
			rows = append(rows, []string{
				p.names.Text(u.user), duration(u.out), duration(u.limited), duration(u.full),
				duration(p.tally.between(u.first, p.tally.now)), clock(u.first),
			})
		}
	}
	if len(rows) > 1 {
		p.table(rows)
	}
}

// losses prints what each fault that cost a user his registrar has led to, counted from the fault.
func (p *printer) losses() {
	rows := [][]string{{"user", "signed out", "verdict", "in again", "full again"}}
	for _, f := range p.tally.faults {
		if f.losses != nil {
			rows = append(rows, []string{clock(f.at) + " " + p.names.Text(f.who) + " " + f.what})
		}
		for _, l := range f.losses {
			rows = append(rows, []string{
				p.names.Text(l.user), p.since(f.at, l.out), p.since(f.at, f.verdict), p.since(f.at, l.in), p.since(f.at, l.full),
			})
		}
	}
	if len(rows) > 1 {
		p.table(rows)
	}
}

// since is the time that has passed at t, as in +32s.
func (p *printer) since(from, t machine.Instant) string {
	if t == machine.Never {
		return "-"
	}
	return "+" + duration(p.tally.between(from, t))
}

// orders prints what the orders took, and their steps.
func (p *printer) orders() {
	slow := slices.DeleteFunc(slices.Clone(p.tally.orders), func(o order) bool { return !o.slow() })
	for i, o := range slow {
		if i == 0 {
			p.line("")
		}
		p.row(clock(o.at), "", p.names.Text(o.who), o.what+": "+p.took(&o), p.steps(&o), bold)
	}
}

func (p *printer) took(o *order) string {
	switch {
	case o.end == machine.Never:
		return "goes on"
	case o.failed:
		return "stopped after " + duration(p.tally.between(o.at, o.end))
	}
	return duration(p.tally.between(o.at, o.end))
}

func (p *printer) steps(o *order) string {
	var all []string
	for _, s := range o.steps {
		all = append(all, s.name+" "+duration(s.took))
	}
	if o.served != machine.Never {
		all = append(all, "users in full service "+duration(p.tally.between(o.end, o.served))+" later")
	}
	return strings.Join(all, ", ")
}

// failures prints what has gone wrong, one line each.
func (p *printer) failures(faults []error) {
	p.line("")
	for _, f := range faults {
		p.line(p.paint(red, f.Error()))
	}
	if len(faults) > 0 {
		return
	}
	p.text("“"+p.title+"”: "+p.judged.held()+", in "+span(0, p.tally.now)+" of its time.", 0, green)
	p.text(p.judged.told(), 0, yellow)
}
