package understudy

import (
	"time"

	"understudy.example/machine"
)

// A message is on its way from one half or part of the System to another. Everything that is not decided on the spot
// goes this way, even when it takes no time, so that no machine is stepped from inside its own step.
type message struct {
	at   machine.Instant
	kind messageKind
	to   int16 // the pool, database or user it is for
	from int16 // the pool it is from
	data [4]uint16
}

type messageKind uint8

const (
	answerMessage messageKind = iota // to the observer at a pool: data is ask, boot
	stepMessage                      // to the failover of a pool: data is the world's answer to a Check
	storeMessage                     // to the store: likewise
	foundMessage                     // to a user: the candidate list is made
	passedMessage                    // to the check of a geographic name's target: it passes
	pathMessage                      // to a user: data is the client's event
	replyMessage                     // to a user, from a pool: data is the client's event, mode, attempt, rule
	noticeMessage                    // to a user, from a pool: data is the note, level
	messageKinds
)

// mostMessages is how many messages can be under way; what is sent beyond it is lost.
const mostMessages = 1 << 16

// A queue holds messages by the instant they arrive, first sent first.
type queue struct {
	list []message
	head int
}

func (q *queue) deadline() machine.Instant {
	if q.head == len(q.list) {
		return machine.Never
	}
	return q.list[q.head].at
}

// arrived reports whether a message is there by now.
func (q *queue) arrived(now machine.Instant) bool {
	return q.head < len(q.list) && q.list[q.head].at <= now
}

func (q *queue) pop() message {
	m := q.list[q.head]
	if q.head++; q.head == len(q.list) {
		q.list, q.head = q.list[:0], 0
	}
	return m
}

func (q *queue) push(m message) {
	if len(q.list)-q.head >= mostMessages {
		return
	}
	if q.head > 0 && len(q.list) == cap(q.list) {
		n := copy(q.list, q.list[q.head:])
		q.list, q.head = q.list[:n], 0
	}
	q.list = append(q.list, m)
	for i := len(q.list) - 1; i > q.head && q.list[i-1].at > m.at; i-- {
		q.list[i], q.list[i-1] = q.list[i-1], q.list[i]
	}
}

// code visits the messages under way; ahead is the longest that one can take.
func (q *queue) code(c *machine.Code, ahead time.Duration, parties int) {
	n := uint32(len(q.list) - q.head)
	machine.Enum(c, &n, mostMessages+1)
	live := q.list[q.head:]
	if c.Unpacking() {
		live = make([]message, n)
		q.list, q.head = live, 0
	}
	for i := range live {
		m := &live[i]
		at := machine.At(m.at)
		c.Timer(&at, ahead)
		m.at = at.Deadline()
		machine.Enum(c, &m.kind, int(messageKinds))
		party(c, &m.to, parties)
		party(c, &m.from, parties)
		for k := range m.data {
			machine.Enum(c, &m.data[k], 1<<16)
		}
	}
}

// members visits a set of numbers below n, at most 64.
func members(c *machine.Code, set *uint64, n int) {
	const part = 16
	for at := 0; at < n; at += part {
		some := uint32(*set >> at % (1 << part))
		if at+part >= n {
			some = uint32(min(*set>>at, 1<<part)) // what is beyond n is outside
		}
		machine.Enum(c, &some, 1<<min(part, n-at))
		if c.Unpacking() {
			*set = *set&^((1<<part-1)<<at) | uint64(some)<<at
		}
	}
}

// party visits the number of a pool, user, site or database, or -1 for none.
func party(c *machine.Code, p *int16, n int) {
	v := uint32(*p + 1)
	machine.Enum(c, &v, n+1)
	*p = int16(v) - 1
}
