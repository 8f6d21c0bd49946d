package sim

import (
	"understudy.example"
	"understudy.example/client"
	"understudy.example/machine"
	"understudy.example/registrar"
	"understudy.example/registrar/binding"
)

// A sheet is what the servers answer now: a row for every population and pool. It is worked out again when the System has
// changed, so that an event of a client costs a look and no question.
type sheet struct {
	pools int
	rows  []row
}

// A row is what one pool is to one population.
type row struct {
	path     understudy.Path
	arrives  bool
	hop      machine.Instant    // latency, one way
	knows    [2]registrar.Known // of who is not held there, and of who is
	answers  [answers]answer    // by variant
	judged   binding.Event      // what becomes of who is held there when the registrar judges again
	contacts [2]int             // of a redirect
}

// An answer is an understudy.Answer without what is the same in all.
type answer struct {
	verdict registrar.Verdict
	level   registrar.Level
	rule    registrar.RuleID
	on      client.Cause
	mode    client.Mode
	counts  bool
}

// What a registrar knows of one endpoint apart from its user: whether it has a binding and whether the REGISTER is its
// refresh, the certificate, and whether there is room.
const (
	anew     = 0 // no binding
	anewHeld = 1 // a first REGISTER of an endpoint whose old binding is still there
	refresh  = 2
	statuses = 3

	perStatus = 3 * 2 * 2
	answers   = statuses * perStatus
)

func variant(status int, c registrar.Certificate, full, crowded bool) int {
	return ((status*3+int(c))*2+bit(full))*2 + bit(crowded)
}

func bit(b bool) int {
	if b {
		return 1
	}
	return 0
}

func (s *sheet) row(population uint8, pool int) *row { return &s.rows[int(population)*s.pools+pool] }

// read works out a row, and reports whether the path to the pool has changed.
func (r *row) read(c understudy.Crowd, pool int) (moved bool) {
	path := c.Path(pool)
	moved = path != r.path
	r.path, r.arrives, r.hop = path, c.Arrives(pool), machine.Instant(c.Latency(pool))
	r.contacts = c.Contacts(pool)
	if knows := [2]registrar.Known{c.Knows(pool, false), c.Knows(pool, true)}; knows != r.knows {
		r.knows = knows
		r.ask(c, pool)
	}
	r.judged = c.Judge(pool)
	return moved
}

// ask asks for every answer.
func (r *row) ask(c understudy.Crowd, pool int) {
	for i := range r.answers {
		k := r.knows[min(i/perStatus, 1)]
		k.Bound = i/perStatus == refresh
		k.Certificate = registrar.Certificate(i / 4 % 3)
		k.Full, k.Crowded = i/2%2 == 1, i%2 == 1
		a := c.Register(pool, k, i/perStatus == refresh)
		r.answers[i] = answer{a.Verdict, a.Level, a.Rule, a.Client.On, a.Client.Mode, a.Counts}
	}
}
