package sim

import (
	stdheap "container/heap"

	"understudy.example/machine"
)

// boxes is container/heap with a closure for every timer, as simulators are often written: the rival of the calendar.
type boxes struct{ list boxed }

type box struct {
	timer
	run func() timer
}

type boxed []*box

func (b boxed) Len() int           { return len(b) }
func (b boxed) Less(i, j int) bool { return b[i].compare(b[j].timer) < 0 }
func (b boxed) Swap(i, j int)      { b[i], b[j] = b[j], b[i] }
func (b *boxed) Push(x any)        { *b = append(*b, x.(*box)) }
func (b *boxed) Pop() any {
	last := (*b)[len(*b)-1]
	(*b)[len(*b)-1] = nil
	*b = (*b)[:len(*b)-1]
	return last
}

func (q *boxes) push(t timer) {
	stdheap.Push(&q.list, &box{t, func() timer { return t }})
}

func (q *boxes) peek(limit machine.Instant) (timer, bool) {
	if len(q.list) == 0 || q.list[0].at > limit {
		return timer{}, false
	}
	return q.list[0].run(), true
}

func (q *boxes) pop() { stdheap.Pop(&q.list) }
