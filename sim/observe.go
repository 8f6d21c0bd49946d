package sim

import (
	"understudy.example"
	"understudy.example/client"
	"understudy.example/machine"
	"understudy.example/registrar"
)

// An Observer hears what happens to clients, in the order in which it happens. It is called in the middle of a step and must
// not touch the World.
type Observer interface {
	// Moved says that a client has come into another phase, or to another pool.
	Moved(at machine.Instant, m Move)
	// Asked says what became of a REGISTER.
	Asked(at machine.Instant, a Ask)
}

// A Move is a client's change of phase, and with it of mode, or of the pool it is at.
type Move struct {
	Client     int
	Population int
	From, To   client.Phase
	Pool       int // that it is registered at from now on, or tries; -1 for none
}

// An Ask is a REGISTER and its answer.
type Ask struct {
	Client     int
	Population int
	Pool       int
	Refresh    bool            // of a registration that the client believes in
	Path       understudy.Path // the rest counts if it is open
	Verdict    registrar.Verdict
	Rule       registrar.RuleID
}

// A Load is what came to the registrar of one pool.
type Load struct {
	Attempts  uint64    // REGISTERs sent there
	Unheard   uint64    // of those: nothing there could hear it
	Refused   uint64    // of those: the connection was refused
	Refreshes uint64    // of those that were answered: to a registration that the client believed in
	Verdicts  [4]uint64 // of those that were answered: by registrar.Verdict
}

// Answered is how many were answered.
func (l Load) Answered() uint64 { return l.Attempts - l.Unheard - l.Refused }

// load is what has come to the registrar of a pool, to the nearest.
func (s *servers) load(pool int) Load {
	l, parts := s.loads[pool], s.parts[pool].counters()
	for i, n := range l.counters() {
		*n += (*parts[i] + unit/2) / unit
	}
	return l
}

func (l *Load) counters() [8]*uint64 {
	return [...]*uint64{&l.Attempts, &l.Unheard, &l.Refused, &l.Refreshes, &l.Verdicts[0], &l.Verdicts[1], &l.Verdicts[2], &l.Verdicts[3]}
}
