package main

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"

	"understudy.example"
	"understudy.example/machine"
	"understudy.example/pool/health"
	"understudy.example/story"
)

// A tone is how much a row matters.
type tone uint8

const (
	even tone = iota
	loud      // a heading
	good
	poor // something is missing, or about to be
	bad
)

// A row is one line of the screen.
type row struct {
	tone tone
	text string
}

// indent is how wide the words before the texts are.
const indent = 11

// A screen is a report in rows.
type screen struct {
	*report
	short story.Short
	width int
	rows  []row
}

// draw writes a report in rows that are no wider than that, with short names, and below it what has happened.
func draw(r *report, short story.Short, width int, told []happening) []row {
	s := newScreen(r, short, width)
	s.top()
	for i := range r.pools {
		s.pool(&r.pools[i])
	}
	s.blank()
	if r.waits == 0 {
		s.put(s.store())
	}
	s.resolver()
	s.next()
	s.reasons()
	s.told(told)
	return s.rows
}

func newScreen(r *report, short story.Short, width int) *screen {
	return &screen{report: r, short: short, width: max(width, indent+20)}
}

// top says what is shown.
func (s *screen) top() {
	now := s.now.Format(time.DateTime)
	if s.waits > 0 {
		s.heading(fmt.Sprintf("%s  looking names up, and asking every pool, for %s", now, span(s.waits)))
		return
	}
	s.heading(fmt.Sprintf("%s  as %s sees it, after %s", now, s.site, span(s.elapsed.Sub(machine.Instant(stood)))))
}

func (s *screen) blank() { s.rows = append(s.rows, row{}) }

func (s *screen) heading(text string) {
	s.rows = append(s.rows, row{loud, legible(s.short.Text(text))})
}

// legible is a text without what a terminal would take for an order: servers say what they like.
func legible(text string) string {
	return strings.Map(func(c rune) rune {
		if !unicode.IsPrint(c) {
			return '\ufffd'
		}
		return c
	}, text)
}

// put adds a text behind a word, in as many rows as it takes.
func (s *screen) put(t tone, word, text string) { s.putAsIs(t, word, s.short.Text(text)) }

// putAsIs adds a text whose names stay as long as they are.
func (s *screen) putAsIs(t tone, word, text string) {
	line, words := fmt.Sprintf("%-*s", indent-1, word), 0
	for _, next := range strings.Fields(legible(text)) {
		if words > 0 && len([]rune(line))+1+len([]rune(next)) > s.width {
			s.rows = append(s.rows, row{t, line})
			line, words = strings.Repeat(" ", indent-1), 0
		}
		line, words = line+" "+next, words+1
	}
	s.rows = append(s.rows, row{t, line})
}

// pool writes what was found of a pool, what those hold of it that watch it, and how its users fare.
func (s *screen) pool(p *poolReport) {
	s.blank()
	s.heading(p.fqdn)
	s.putAsIs(s.answer(p.finding)) // an error may be about the names themselves
	if s.waits > 0 {
		return
	}
	if p.backup == "" {
		s.put(even, "backup", "none")
	}
	for _, o := range s.outlooks {
		if o.Of == p.fqdn {
			s.put(s.outlook(o, p))
		}
	}
	s.put(s.users(p))
	if len(p.without) > 0 && s.fares(p) {
		s.put(poor, "without", strings.Join(p.without, ", "))
	}
}

// answer says what asking has found.
func (s *screen) answer(f finding) (tone, string, string) {
	if !f.asked {
		return poor, "asked", "not yet"
	}
	lasts := "for " + span(s.now.Sub(f.since))
	switch {
	case unasked(f.result) && f.known:
		return poor, "asked", "not asked: " + f.result.String() + "; what was found last counts"
	case unasked(f.result):
		return poor, "asked", "not asked: " + f.result.String() + ", and taken to be up"
	}
	if f.broken {
		return bad, "asked", fmt.Sprintf("it does not serve, %s: %v", lasts, f.result)
	}
	text := fmt.Sprintf("it serves, %s: %v in %v", lasts, f.result, f.result.Took.Round(time.Millisecond))
	if end := f.result.NotAfter; !end.IsZero() {
		text += ", by a certificate that ends on " + end.Format(time.DateOnly)
	}
	return good, "asked", text
}

// outlook says what a registrar holds of the pool, and what it does next.
func (s *screen) outlook(o understudy.Outlook, p *poolReport) (tone, string, string) {
	serves := p.finding.result.Serves()
	if !p.finding.known || s.unknown(o.By) {
		return poor, "registrar", "unknown: what " + o.By + " holds it to be depends on a pool that was never asked"
	}
	text := fmt.Sprintf("%s holds it to be %v", o.By, o.Phase)
	switch {
	case o.Next == machine.Never:
		return even, "registrar", o.By + " does not run, and watches nobody"
	case o.Phase == health.Down:
		return bad, "registrar", fmt.Sprintf("%s, and asks again in %s", text, s.until(o.Next))
	case o.Phase == health.Up && serves:
		return good, "registrar", fmt.Sprintf("%s, and asks again in %s", text, s.until(o.Next))
	case o.Phase == health.Up:
		return even, "registrar", fmt.Sprintf("%s, and asks again in %s", text, s.until(o.Next))
	}
	return poor, "registrar", fmt.Sprintf("%s, and declares it down in %s unless it answers", text, s.until(o.Verdict))
}

// users says how those are served who are homed on the pool, and what one meets who signs in now.
func (s *screen) users(p *poolReport) (tone, string, string) {
	if !s.fares(p) {
		return poor, "users", "unknown: it depends on a pool that was never asked"
	}
	text := p.now.String()
	switch {
	case s.unknown(p.signIn.then.pool):
		text += "; who signs in now is led to a pool that was never asked"
	case p.signIn.at == machine.Never:
		text += fmt.Sprintf("; who signs in now finds no registrar within %s", span(horizon))
	case p.signIn.then != p.now || !p.now.in:
		text += fmt.Sprintf("; who signs in now is %v in %s", p.signIn.then, s.until(p.signIn.at))
	}
	switch {
	case !p.now.in:
		return bad, "users", text
	case p.now.mode.Limited():
		return poor, "users", text
	}
	return good, "users", text
}

// store says where the Central Management Store is, as far as anybody here can tell.
func (s *screen) store() (tone, string, string) {
	switch {
	case s.view.ActiveKnown && s.unknown(s.view.Active):
		return poor, "CMS", s.view.Active + " is said to be the active master, and was never asked"
	case s.view.ActiveKnown:
		return good, "CMS", s.view.Active + " is the active master"
	}
	for _, site := range s.view.Sites {
		if site.Name == s.view.Site && site.Names != "" {
			return bad, "CMS", "the directory names " + site.Names + ", which cannot be asked (F-103)"
		}
	}
	return bad, "CMS", "nobody here can tell"
}

// resolver says what DNS has answered, and since when it does not. What it was asked for is not shortened, for that is what it was asked for.
func (s *screen) resolver() {
	n := &s.names
	var ranks []string
	for _, r := range n.records {
		ranks = append(ranks, fmt.Sprintf("%s %d %s", r.Name, r.Priority, r.Target))
	}
	says := s.short.Text(strings.Join(ranks, ", "))
	switch {
	case s.waits > 0 && n.answered.IsZero() && n.err == nil:
		s.putAsIs(even, "DNS", n.server+" is asked for the first time")
	case s.waits > 0 && n.answered.IsZero(): // nobody waits if the topology has records
		s.putAsIs(bad, "DNS", fmt.Sprintf("no answer, and the topology has no records, so it is asked again: %v", n.err))
	case n.err == nil:
		s.putAsIs(even, "DNS", n.server+" says "+says)
	case n.heard:
		s.putAsIs(poor, "DNS", fmt.Sprintf("%s says %s; what it does not answer counts as before: %v", n.server, says, n.err))
	case n.answered.IsZero():
		s.putAsIs(bad, "DNS", fmt.Sprintf("no answer, so what the topology says counts: %v", n.err))
	default:
		s.putAsIs(bad, "DNS", fmt.Sprintf("no answer for %s, so what it said counts, %s: %v", span(s.now.Sub(n.answered)), says, n.err))
	}
	for _, remark := range n.remarks {
		s.putAsIs(poor, "", remark)
	}
}

// most is how many things are shown that are due, or have happened.
const most = 6

func (s *screen) next() {
	word := "next"
	for _, item := range s.due[:min(len(s.due), most)] {
		s.put(even, word, fmt.Sprintf("in %s %s: %s", s.until(item.At), item.Name, item.What))
		word = ""
	}
}

// reasons say what stands against a failover, and whether that changes.
func (s *screen) reasons() {
	w := s.why
	if w == nil {
		return
	}
	s.blank()
	s.heading("To fail " + w.pool + " over")
	for _, b := range w.Blocks {
		s.put(bad, "blocked", b.Name+": "+b.Why)
	}
	switch {
	case len(w.Blocks) == 0 && slices.ContainsFunc(s.pools, func(p poolReport) bool { return !p.finding.known }):
		s.put(poor, "", "nothing stands against it, if the pools that were never asked are up")
	case len(w.Blocks) == 0:
		s.put(good, "", "nothing stands against it")
	case w.Changes != machine.Never:
		s.put(even, "", "by itself this changes in "+s.until(w.Changes))
	case w.Looked == machine.Never:
		s.put(even, "", "this does not change by itself")
	default:
		s.put(even, "", "this does not change by itself within "+span(horizon))
	}
}

// told writes what has happened last.
func (s *screen) told(all []happening) {
	if len(all) == 0 {
		return
	}
	s.blank()
	for _, h := range all[max(0, len(all)-most):] {
		s.put(even, h.at.Format(time.TimeOnly), h.who+": "+h.what)
	}
}

// until says in how long something is due. A second that has begun counts, so that it is due when 0s is shown.
func (s *screen) until(t machine.Instant) string { return span(t.Sub(s.elapsed) + time.Second - 1) }

// span writes a duration in whole seconds.
func span(d time.Duration) string {
	text := max(d, 0).Truncate(time.Second).String()
	if strings.HasSuffix(text, "m0s") {
		text = strings.TrimSuffix(text, "0s")
	}
	if strings.HasSuffix(text, "h0m") {
		text = strings.TrimSuffix(text, "0m")
	}
	return text
}
