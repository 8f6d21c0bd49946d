package main

import (
	"fmt"
	"slices"
	"strings"

	"understudy.example/story"
)

// fit draws a report in so many rows. Where that is too little for everything, the pools come first that something is wrong with, each gets a
// row before the first gets more, and how many get none is said; the rest has half of the rows, or all that are left.
func fit(r *report, short story.Short, width, height int, told []happening) []row {
	if all := draw(r, short, width, told); len(all) <= height {
		return all
	}
	s := newScreen(r, short, width)
	top := s.part(s.top)
	room := max(height-len(top), 0)
	below := s.below(told, max(room/2, room-1-len(r.pools)))
	rows := slices.Concat(top, s.ranked(room-len(below)), below)
	return rows[:min(len(rows), height)]
}

// part are the rows that something writes.
func (s *screen) part(write func()) []row {
	before := s.rows
	s.rows = nil
	write()
	part := s.rows
	s.rows = before
	return part
}

// below are rows about everything but the pools, as many as there is room for.
func (s *screen) below(told []happening, room int) []row {
	const few = 3 // rows about DNS, and about what is due
	rows := []row{{}}
	add := func(most int, write func()) { rows = append(rows, cut(s.part(write), min(most, room-len(rows)))...) }
	if s.waits == 0 {
		add(1, func() { s.put(s.store()) })
	}
	add(few, s.resolver)
	add(few, s.next)
	add(room, s.reasons)
	for n := min(len(told), most); n > 0; n-- {
		if part := s.part(func() { s.told(told[len(told)-n:]) }); len(part) <= room-len(rows) {
			return append(rows, part...)
		}
	}
	return rows[:max(min(len(rows), room), 0)]
}

// cut leaves out what is too much, and says so.
func cut(rows []row, most int) []row {
	switch {
	case len(rows) <= most:
		return rows
	case most < 2:
		return nil
	}
	more := row{rows[0].tone, fmt.Sprintf("%*s ... and %d rows more", indent-1, "", len(rows)-most+1)}
	return append(slices.Clone(rows[:most-1]), more)
}

// A ranking is what there is to show of a pool.
type ranking struct {
	full  []row
	brief row // whose tone is the worst of all
}

// ranked are rows about the pools, as many as there is room for.
func (s *screen) ranked(room int) (rows []row) {
	var all []ranking
	for i := range s.pools {
		all = append(all, s.rank(&s.pools[i]))
	}
	slices.SortStableFunc(all, func(a, b ranking) int { return int(b.brief.tone) - int(a.brief.tone) })
	room-- // for the empty row before those that get one
	extra, whole := room-len(all), 0
	for whole < len(all) && len(all[whole].full)-1 <= extra {
		extra -= len(all[whole].full) - 1
		rows = append(rows, all[whole].full...)
		whole++
	}
	rows = append(rows, row{})
	shown := len(all)
	if shown > room {
		shown = max(room-1, 0)
	}
	for i := whole; i < shown; i++ {
		rows = append(rows, all[i].brief)
	}
	if shown < len(all) {
		rows = append(rows, notShown(all[shown:]))
	}
	return rows
}

// notShown says how many pools are not shown, the first of which are the worst.
func notShown(all []ranking) row {
	ill := 0
	for _, r := range all {
		if r.brief.tone >= poor {
			ill++
		}
	}
	wrong := "nothing is wrong with them"
	if ill > 0 {
		wrong = fmt.Sprintf("something is wrong with %d of them", ill)
	}
	return row{all[0].brief.tone, fmt.Sprintf("... and %d more pools, for which there is no room; %s", len(all), wrong)}
}

// rank draws a pool in full and in one row.
func (s *screen) rank(p *poolReport) ranking {
	r := ranking{s.part(func() { s.pool(p) }), row{good, s.brief(p)}}
	for _, row := range r.full {
		r.brief.tone = max(r.brief.tone, row.tone)
	}
	return r
}

// brief says of a pool what matters most: what asking has found, what a registrar holds it to be, and how its users fare.
func (s *screen) brief(p *poolReport) string {
	f := p.finding
	said := []string{"it serves"}
	switch {
	case !f.asked:
		said[0] = "not asked yet"
	case unasked(f.result):
		said[0] = "not asked"
	case f.broken:
		said[0] = "it does not serve, for " + span(s.now.Sub(f.since))
	}
	for _, o := range s.outlooks {
		if o.Of == p.fqdn && f.known && !s.unknown(o.By) {
			said = append(said, fmt.Sprintf("%s holds it to be %v", o.By, o.Phase))
		}
	}
	if s.waits == 0 && s.fares(p) {
		said = append(said, p.now.String())
	}
	text := []rune(legible(fmt.Sprintf("%-*s %s", indent-1, s.short.Text(p.fqdn), s.short.Text(strings.Join(said, "; ")))))
	if len(text) > s.width {
		text = append(text[:s.width-3], []rune("...")...)
	}
	return string(text)
}
