package understudy

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"understudy.example/machine"
)

// TestQueue holds the queue to a list that is sorted: by the instant of arrival, and what was sent first comes first.
func TestQueue(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var q queue
		var naive []message
		sent := uint16(0)
		t.Repeat(map[string]func(*rapid.T){
			"push": func(t *rapid.T) {
				m := message{at: machine.Instant(rapid.IntRange(0, 9).Draw(t, "at")), data: [4]uint16{sent}}
				sent++
				q.push(m)
				i := len(naive)
				for i > 0 && naive[i-1].at > m.at {
					i--
				}
				naive = append(naive[:i:i], append([]message{m}, naive[i:]...)...)
			},
			"pop": func(t *rapid.T) {
				if len(naive) == 0 {
					t.Skip("it is empty")
				}
				if got := q.pop(); got != naive[0] {
					t.Fatalf("%+v, want %+v", got, naive[0])
				}
				naive = naive[1:]
			},
			"": func(t *rapid.T) {
				want := machine.Never
				if len(naive) > 0 {
					want = naive[0].at
				}
				if q.deadline() != want || len(q.list)-q.head != len(naive) {
					t.Fatalf("%v and %d under way, want %v and %d", q.deadline(), len(q.list)-q.head, want, len(naive))
				}
			},
		})
	})
}

// TestQueueUsesItsRoom keeps three messages under way for a long time; they never take more room than a few.
func TestQueueUsesItsRoom(t *testing.T) {
	var q queue
	for i := range 10_000 {
		if q.push(message{at: machine.Instant(i)}); i >= 3 {
			q.pop()
		}
	}
	if cap(q.list) > 16 {
		t.Errorf("room for %d messages, where 4 are under way at most", cap(q.list))
	}
}

// TestQueueIsBounded fills the queue: what is sent beyond is lost, and what is there can be packed.
func TestQueueIsBounded(t *testing.T) {
	var q, copied queue
	for i := range mostMessages + 2 {
		q.push(message{at: 7, to: int16(i % 3)})
	}
	if len(q.list) != mostMessages {
		t.Errorf("%d messages are under way", len(q.list))
	}
	for range 3 {
		q.pop()
	}
	for range 5 {
		q.push(message{at: 7})
	}
	if n := len(q.list) - q.head; n != mostMessages {
		t.Errorf("%d messages are under way, after three have arrived and five are sent", n)
	}
	var c machine.Code
	c.Pack(7, 1, nil)
	q.code(&c, time.Second, 3)
	words, err := c.Words(), c.Err()
	if err != nil {
		t.Fatal(err)
	}
	c.Unpack(7, 1, words)
	copied.code(&c, time.Second, 3)
	if err := c.Close(); err != nil || len(copied.list) != mostMessages || copied.list[mostMessages-1] != q.list[len(q.list)-1] {
		t.Errorf("%d messages, %v", len(copied.list), err)
	}
}

// The last instant there is can be stepped to like any other: nothing is under way then, which is not the same as something
// that arrives at Never.
func TestTheEndOfTime(t *testing.T) {
	h := begin(t, Paired())
	h.do(SignIn{h.topology.Users[0].URI})
	if h.Step(machine.Never, nil, nil); h.Now() != machine.Never {
		t.Errorf("it is %v", h.Now())
	}
}

// What an instant has no room for any more is dropped, and that is told; what arrives later is not.
func TestWhatOverrunsIsDropped(t *testing.T) {
	s := mustNew(t, Paired())
	s.machines = 0
	for _, at := range []machine.Instant{s.now, s.now, s.now + 1} {
		s.queue.push(message{at: at, kind: messageKinds})
	}
	if did := s.Step(s.now, nil, nil); !slices.Equal(did, []Action{{Kind: Overran, Peer: -1}}) {
		t.Errorf("%+v", did)
	}
	if left := s.queue.list[s.queue.head:]; len(left) != 1 || left[0].at != s.now+1 {
		t.Errorf("%+v are left", left)
	}
}
