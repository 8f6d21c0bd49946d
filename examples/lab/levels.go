package main

import (
	"cmp"
	"slices"
	"strings"
)

// stand prints who is served in full, or not at all. What anything between them lets users do takes lines to say; that is
// printed when the story says something next, or before it changes again, so that those who come to it one by one are told
// together.
func (p *printer) stand(users []standing) {
	var clear []standing
	for _, s := range users {
		p.users[s.User] = s
		if !s.level.in || s.everything() {
			clear = append(clear, s)
		} else {
			p.stood = append(p.stood, s)
		}
	}
	p.levels(clear)
}

// beforeNext prints how users are served who are about to be served in another way.
func (p *printer) beforeNext(beats []beat) {
	for _, b := range beats {
		for _, s := range b.users {
			if slices.ContainsFunc(p.stood, func(o standing) bool { return o.User == s.User }) {
				p.flushStood()
			}
		}
	}
}

// flushStood prints what was put off.
func (p *printer) flushStood() {
	if len(p.stood) > 0 {
		p.flushMissed()
	}
	users := p.stood
	p.stood = nil
	p.levels(users)
}

// levels prints how users are served, those who are served alike together.
func (p *printer) levels(users []standing) {
	slices.SortStableFunc(users, func(a, b standing) int { return cmp.Compare(p.tally.index(a.User), p.tally.index(b.User)) })
	for _, g := range groups(users, func(a, b standing) bool { return a.level == b.level }) {
		var who []string
		for _, s := range g {
			who = append(who, p.names.Text(s.User))
		}
		p.level(g[0], strings.Join(who, ", "))
	}
}

// level prints how somebody is served, and once in a section what that lets him do.
func (p *printer) level(s standing, who string) {
	level := p.names.Text(s.Level)
	switch {
	case !s.level.in:
		p.row("", "=", who, level, "nothing works", red)
	case s.everything():
		p.row("", "=", who, level, "everything works", green)
	case p.told[s.Level]:
		p.row("", "=", who, level, "as above", yellow)
	default:
		p.told[s.Level] = true
		p.row("", "=", who, level, "", yellow)
		p.abilities(s)
	}
}

func (p *printer) abilities(s standing) {
	const word = 9
	for _, a := range s.abilities() {
		p.cells("", "", plain, cell{a[0], whoAt, word, bold}, cell{a[1], whoAt + word, p.width - whoAt - word, plain})
	}
}
