package understudy

import (
	"slices"

	"understudy.example/machine"
)

// A Process is one machine of a System: a machine.Process whose state can be visited. Parts are made of them.
type Process[E any, A machine.Reporter] interface {
	machine.Process[E, A]
	Code(*machine.Code)
}

// A bank holds all machines of one kind. It is the only place where machines are stepped: it reports their moves and
// refusals, hands everything they did to do, and keeps the slots' deadlines.
type bank[E any, A machine.Reporter, P Process[E, A]] struct {
	part  Part
	width int // machines for each A of Who: B counts below it
	first int // slot of the first machine
	at    []P
	do    func(s *System, i int, a A)
	named func(i int) Who      // who machine i is, where width does not say it; may be nil
	about func(i int, a A) Who // who an action is about, where that is not the machine itself; may be nil
	shows func(p P) uint8      // what a View shows of a machine, where that is little and seldom changes; nil where it may be anything
	shown []uint8              // that, of each
	spare []A
}

// slots is what the System knows of a bank without its types.
type slots interface {
	len() int
	place(s *System, first int)
	advance(s *System, i int)
	who(i int) Who
	code(c *machine.Code)
	sync(s *System)
}

func (b *bank[E, A, P]) len() int { return len(b.at) }

func (b *bank[E, A, P]) place(s *System, first int) {
	b.first = first
	b.sync(s)
}

// sync reads all deadlines afresh.
func (b *bank[E, A, P]) sync(s *System) {
	for i, p := range b.at {
		s.due.set(b.first+i, p.Deadline())
	}
	if b.shows != nil {
		b.shown = slices.Grow(b.shown, len(b.at))[:len(b.at)]
		for i, p := range b.at {
			b.shown[i] = b.shows(p)
		}
	}
}

// changed reports whether machine i may have changed so that a View shows it. What it does to others, or is told of it, counts for itself.
func (b *bank[E, A, P]) changed(i int) bool {
	if b.shows == nil {
		return true
	}
	was := b.shown[i]
	b.shown[i] = b.shows(b.at[i])
	return b.shown[i] != was
}

func (b *bank[E, A, P]) who(i int) Who {
	if b.named != nil {
		return b.named(i)
	}
	return Who{b.part, int16(i / b.width), int16(i % b.width)}
}

func (b *bank[E, A, P]) whose(i int, a A) Who {
	if b.about != nil {
		return b.about(i, a)
	}
	return b.who(i)
}

func (b *bank[E, A, P]) code(c *machine.Code) {
	for _, p := range b.at {
		p.Code(c)
	}
}

// step lets e happen to machine i, now; to no machine where an order, with its guard taken away, means one that is not
// there.
func (b *bank[E, A, P]) step(s *System, i int, e E) {
	if i < 0 {
		return
	}
	out := b.take()
	b.did(s, i, b.at[i].Step(s.now, e, out))
}

// advance lets the deadline of machine i pass.
func (b *bank[E, A, P]) advance(s *System, i int) {
	out := b.take()
	b.did(s, i, b.at[i].Advance(out))
}

// take lends the spare slice; while it is lent, which happens when doing leads back to the same bank, another is made.
func (b *bank[E, A, P]) take() []A {
	out := b.spare
	b.spare = nil
	return out[:0]
}

func (b *bank[E, A, P]) did(s *System, i int, out []A) {
	s.due.set(b.first+i, b.at[i].Deadline())
	if b.changed(i) {
		s.news++
	}
	for _, a := range out {
		if r, ok := a.Report(); ok {
			kind := Moved
			if r.Entry().Outcome != machine.Taken {
				kind = Refused
			}
			s.tell(Action{Kind: kind, Who: b.whose(i, a), From: r.From, On: r.On, Peer: -1})
		}
		b.do(s, i, a)
	}
	b.spare = out
}
