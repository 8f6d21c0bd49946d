package main

import (
	"errors"
	"fmt"

	"understudy.example/explore"
	"understudy.example/machine"
)

// A pair is two pools, each the other's backup, and a user of each. It knows no time but ticks: a pool that has missed some in a row
// counts as down, and one that has been heard for some in a row as recovered.
type pair struct {
	*limits
	pools  [2]pool
	users  [2]phase // the i-th one's home is the i-th pool
	forced bool     // the store was moved last without its pool's consent
}

// limits are ticks in a row.
type limits struct{ down, recovered uint8 }

type pool struct {
	up, failedOver bool // its users are served by the other one
	active         bool // it believes that it has the active configuration store
	missed, heard  uint8
}

type phase uint8

const (
	home    phase = iota // in full service
	limited              // on the backup, without what only home has
	full                 // on the backup, in full service
	out                  // signed in nowhere
	phases
)

// newPair is how all begins.
func newPair(l *limits) explore.World {
	w := &pair{limits: l}
	for i := range w.pools {
		w.pools[i] = pool{up: true, heard: l.recovered}
	}
	w.pools[0].active = true
	return w
}

// Code visits the state. What changes with everything else comes first: neighbours in it take little room.
func (w *pair) Code(c *machine.Code) {
	for i := range w.pools {
		p := &w.pools[i]
		c.Bool(&p.up)
		c.Bool(&p.failedOver)
		c.Bool(&p.active)
		machine.Enum(c, &w.users[i], int(phases))
	}
	c.Bool(&w.forced)
	for i := range w.pools {
		machine.Enum(c, &w.pools[i].missed, int(w.down)+1)
		machine.Enum(c, &w.pools[i].heard, int(w.recovered)+1)
	}
}

// CopyFrom saves unpacking a state once for every move.
func (w *pair) CopyFrom(from explore.World) { *w = *from.(*pair) }

// The moves: what happens, times 8, and to whom; for users also where it leads them.
const (
	power explore.Move = iota << 3
	tick
	failOver
	failBack
	move
	take
	user
)

// Moves are what can happen.
func (w *pair) Moves(to []explore.Move) []explore.Move {
	for i := range explore.Move(2) {
		p, backup := &w.pools[i], &w.pools[1-i]
		to = append(to, power|i, tick|i)
		if p.missed == w.down && !p.failedOver && backup.up {
			to = append(to, failOver|i)
		}
		if p.failedOver && p.heard == w.recovered {
			to = append(to, failBack|i)
		}
		// The store goes after the users of the first pool.
		if p.active && w.pools[0].failedOver == (i == 0) && backup.up {
			switch {
			case p.up:
				to = append(to, move|i)
			case p.missed == w.down:
				to = append(to, take|i)
			}
		}
		to = w.goes(i, to)
	}
	return to
}

// goes appends where a user can go.
func (w *pair) goes(i explore.Move, to []explore.Move) []explore.Move {
	p, backup, at := &w.pools[i], &w.pools[1-i], w.users[i]
	away := at == limited || at == full
	if at != home && p.up && !p.failedOver {
		to = append(to, user|i|explore.Move(home)<<1)
	}
	if (at == home || at == out) && !p.up && backup.up {
		to = append(to, user|i|explore.Move(limited)<<1)
	}
	if at == limited && p.failedOver && backup.up {
		to = append(to, user|i|explore.Move(full)<<1)
	}
	if (away || at == home && !p.up) && !backup.up {
		to = append(to, user|i|explore.Move(out)<<1)
	}
	return to
}

// Do makes a move.
func (w *pair) Do(m explore.Move) error {
	i := m & 1
	p, backup := &w.pools[i], &w.pools[1-i]
	switch m &^ 7 {
	case power:
		p.up = !p.up
	case tick:
		p.tick(w.limits)
	case failOver:
		p.failedOver = true
	case failBack:
		if p.failedOver = false; p.heard < w.recovered {
			return errEarly
		}
	case move:
		p.active, backup.active = false, true
		w.forced = w.forced && i == 0
	case take:
		p.active, backup.active, w.forced = false, true, true
	case user:
		w.users[i] = phase(m >> 1 & 3)
	}
	if w.pools[0].active && w.pools[1].active {
		return errTwice
	}
	return nil
}

// tick is one look at a pool.
func (p *pool) tick(l *limits) {
	if p.up {
		p.missed, p.heard = 0, min(p.heard+1, l.recovered)
	} else {
		p.missed, p.heard = min(p.missed+1, l.down), 0
	}
}

// The laws.
var (
	errEarly = errors.New("failed back before the pool had recovered")
	errTwice = errors.New("two pools have the active store")
)

// Label puts a move into words.
func (w *pair) Label(m explore.Move) string {
	i := m&1 + 1
	switch m &^ 7 {
	case power:
		if w.pools[m&1].up {
			return fmt.Sprintf("pool %d stops", i)
		}
		return fmt.Sprintf("pool %d starts", i)
	case tick:
		return fmt.Sprintf("a tick of pool %d", i)
	case failOver:
		return fmt.Sprintf("pool %d is failed over", i)
	case failBack:
		return fmt.Sprintf("pool %d is failed back", i)
	case move:
		return fmt.Sprintf("the store is moved away from pool %d", i)
	case take:
		return fmt.Sprintf("the store is taken from pool %d", i)
	}
	return fmt.Sprintf("user %d is %s", i, [phases]string{"at home", "on the backup", "in full service on the backup", "out"}[m>>1&3])
}
