package sim

import (
	"time"

	"understudy.example"
	"understudy.example/client"
	"understudy.example/machine"
	"understudy.example/registrar/binding"
)

// forget empties the registrar of a pool, whose service has stopped (H-10).
func (w *World) forget(pool int) {
	w.left[pool] = nil
	for i := range w.clients {
		if c := &w.clients[i]; c.bound != 0 && c.bound.pool() == pool {
			c.bound = 0
		}
	}
	w.held[pool] = 0
	for g := range w.crowds {
		clear(w.levels[(g*w.sheet.pools+pool)*3:][:3])
	}
}

// pathsChanged lets all clients of a population know that are registered at a pool, or try it.
func (w *World) pathsChanged(g, pool int, before, now understudy.Path) {
	for i := w.first[g]; i < w.first[g+1]; i++ {
		if w.at(&w.clients[i]) == pool {
			w.pathChanged(i, pool, before, now)
		}
	}
}

// judge lets registrars judge again what they hold (H-14).
func (w *World) judge() {
	w.begun = w.now
	for pool := range w.room {
		if w.judging>>pool&1 == 0 {
			continue
		}
		for g := range w.crowds {
			if w.affects(g, pool) {
				w.judgeAt(g, pool)
			}
		}
	}
	w.judging = 0
}

// affects reports whether a judgement changes any binding of a population.
func (w *World) affects(g, pool int) bool {
	e, n := w.sheet.row(uint8(g), pool).judged, w.levels[(g*w.sheet.pools+pool)*3:][:3]
	if e.On != binding.Change {
		return n[binding.Limited]+n[binding.Full] > 0
	}
	return n[binding.Limited+binding.Full-e.Level] > 0
}

func (w *World) judgeAt(g, pool int) {
	r := w.sheet.row(uint8(g), pool)
	for i := w.first[g]; i < w.first[g+1]; i++ {
		c := &w.clients[i]
		b := w.boundAt(i, c, pool)
		if b == 0 {
			continue
		}
		var s binding.State
		s, w.notes = w.binding.Step(w.now, b.state(), r.judged, w.notes[:0])
		w.setBound(i, c, pool, makeBound(pool, s))
		for _, a := range w.notes {
			if a.Kind == binding.Notify {
				w.notify(i, pool, r, a.Note, s.Level())
			}
		}
	}
}

// notify lets a registrar tell a client something, if that gets through.
func (w *World) notify(i uint32, pool int, r *row, note binding.Note, level binding.Level) {
	if !r.arrives || w.config.Topology.Parameters.AtRefresh && !note.Deregisters() {
		return
	}
	for n := range notices {
		if notices[n] == note {
			w.news++
			w.mail.send(w.now, r.hop, i, letter{kind: notice, pool: pool, note: uint8(n), level: level}.pack())
		}
	}
}

// begin brings a population to where it is at the beginning.
func (w *World) begin(g int) {
	p := w.config.Populations[g]
	for i := w.first[g]; i < w.first[g+1]; i++ {
		if p.SignedIn {
			w.signedIn(i)
			continue
		}
		w.timers.push(timer{w.drawn(i, p.SignIn), i, signInDue})
	}
}

// drawn returns an instant below d, or 0.
func (w *World) drawn(i uint32, d time.Duration) machine.Instant {
	order, waits := w.config.Topology.Seeds(int(i))
	draw := machine.Draw{Seed: order ^ waits, Drawn: 1 << 31}
	return machine.Instant(draw.Below(uint64(d)))
}

// signedIn makes a client one that has been registered at home for some time, with a certificate that is known where it may
// need it. If its registrar has no room for it (C-121), it is one that is about to sign in.
func (w *World) signedIn(i uint32) {
	c := &w.clients[i]
	if home := w.crowds[c.population].Home(); int64(w.held[home]) >= w.room[home] {
		w.timers.push(timer{w.drawn(i, w.rules.Refresh), i, signInDue})
		return
	}
	begun := -w.drawn(i, w.rules.Refresh)
	c.state = w.settled(c, begun, func(s client.State, e client.Event) client.State {
		if w.own != nil {
			s, w.acts = w.own.Step(begun, s, e, w.acts[:0])
		} else {
			s, w.acts = w.rules.Step(begun, s, e, w.acts[:0])
		}
		return s
	})
	w.hold(c, 0, c.bound, c.bound.pool())
	w.counts[c.population][client.Out]--
	w.counts[c.population][c.state.Phase()]++
	w.arm(i, c, machine.Never, machine.Never)
}

// renumber gives clients the new numbers of their records.
func (w *World) renumber(numbers []uint8) {
	for i := range w.clients {
		w.clients[i].record = numbers[w.clients[i].record]
	}
}
