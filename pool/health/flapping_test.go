package health

import (
	"slices"
	"testing"
	"time"

	"understudy.example/machine"
)

// A flap is a link that is open and silent in turn.
type flap struct {
	period, off, offset time.Duration // silent for off at the end of each period
}

func (f flap) open(t machine.Instant) bool {
	return (time.Duration(t)+f.offset)%f.period < f.period-f.off
}

// A turn is a verdict, or its end.
type turn struct {
	at   machine.Instant
	down bool
}

// turnsOf lets an observer run over a flapping link, whose answers come at once, and returns its turns.
func turnsOf(r Rules, f flap, end machine.Instant) (turns []turn) {
	p := machine.Of(r, State{})
	boot := uint8(1)
	var did func(now machine.Instant, out []Action)
	did = func(now machine.Instant, out []Action) {
		for _, a := range out {
			from, to := a.Move.From, Phase(Table.Look(a.Move).To)
			switch {
			case a.Kind == Ask && f.open(now):
				did(now, p.Step(now, Event{On: Answered, Ask: a.Ask, Boot: boot}, nil))
			case a.Kind == Moved && to == Down && from != Down:
				turns = append(turns, turn{now, true})
			case a.Kind == Moved && from == Down && to != Down:
				turns = append(turns, turn{now, false})
			}
		}
	}
	did(0, p.Step(0, Event{On: Started}, nil))
	for p.Deadline() <= end {
		now := p.Deadline()
		did(now, p.Advance(nil))
	}
	return turns
}

// reckon is the same from the words of H-34 to H-36, with no state but the last answer and the run of answers: asks while
// it is not down, silence for the window and Grace, and then the one rule or the other.
func reckon(r Rules, f flap, end machine.Instant) (turns []turn) {
	ask, last := machine.Instant(0), machine.Instant(0)
	for {
		verdict := last.Add(r.Window()).Add(r.Grace)
		for ; ask < verdict && ask <= end; ask = ask.Add(r.Ping) {
			if f.open(ask) {
				last, verdict = ask, ask.Add(r.Window()).Add(r.Grace)
			}
		}
		if verdict > end {
			return turns
		}
		turns = append(turns, turn{verdict, true})
		every := r.Ping
		if r.Mode == Recheck {
			every = r.Failback
		}
		began := machine.Never
		for ask = verdict.Add(every); ; ask = ask.Add(every) {
			if ask > end {
				return turns
			}
			if !f.open(ask) {
				began = machine.Never
				continue
			}
			began = min(began, ask)
			if r.Mode == Recheck || ask > began && ask >= began.Add(r.Failback) {
				break
			}
		}
		turns = append(turns, turn{ask, false})
		last, ask = ask, ask.Add(r.Ping)
	}
}

// Over a link that flaps with any period from 5 s to 10 min, silent for more or less of it, nobody goes home before an
// answer since the verdict, nor under HoldDown before an unbroken run of them; nobody cycles faster than the rules allow,
// and silence shorter than the window leads to no verdict at all (F-34, F-38, H-34, H-36).
func TestEveryFlappingPeriod(t *testing.T) {
	const end = machine.Instant(6 * time.Hour)
	verdicts := map[Mode]int{}
	for period := 5 * time.Second; period <= 10*time.Minute; period += 5 * time.Second {
		for _, share := range []time.Duration{1, 2, 3} {
			for _, offset := range []time.Duration{0, 1, 17 * time.Second} {
				for _, intervals := range [][2]time.Duration{{30, 30}, {30, 120}, {300, 600}} {
					r := PoolToPool()
					r.Detect, r.Failback = intervals[0]*time.Second, intervals[1]*time.Second
					f := flap{period, period * share / 4, offset}
					for r.Mode = range HoldDown + 1 {
						verdicts[r.Mode] += flapping(t, r, f, end)
					}
				}
			}
		}
	}
	if verdicts[Recheck] == 0 || verdicts[HoldDown] == 0 || verdicts[HoldDown] >= verdicts[Recheck] {
		t.Errorf("verdicts %v: HoldDown is there to make fewer of them", verdicts)
	}
}

// flapping holds one observer over one link against the rules, and returns how many verdicts it came to.
func flapping(t *testing.T, r Rules, f flap, end machine.Instant) (verdicts int) {
	t.Helper()
	turns := turnsOf(r, f, end)
	if want := reckon(r, f, end); !slices.Equal(turns, want) {
		t.Fatalf("%v %+v %v:\ngot  %v\nwant %v", r.Mode, f, r.Detect, turns, want)
	}
	fastest := r.Failback // from a verdict to its end (H-36)
	if r.Mode == HoldDown {
		fastest += r.Ping
	}
	for i, turn := range turns {
		switch {
		case turn.down:
			verdicts++
			if i > 0 && turn.at.Sub(turns[i-1].at) < r.Window()+r.Grace {
				t.Fatalf("%v %+v: a verdict at %v, after an answer at %v", r.Mode, f, turn.at, turns[i-1].at)
			}
		case !f.open(turn.at):
			t.Fatalf("%v %+v: back at %v, without an answer", r.Mode, f, turn.at)
		case turn.at.Sub(turns[i-1].at) < fastest:
			t.Fatalf("%v %+v: back at %v, so soon after the verdict at %v", r.Mode, f, turn.at, turns[i-1].at)
		}
	}
	if verdicts > 0 && f.off < r.Window()+r.Grace-2*r.Ping && f.period-f.off >= r.Ping {
		t.Fatalf("%v %+v: %d verdicts, though every silence is shorter than the window", r.Mode, f, verdicts)
	}
	return verdicts
}
