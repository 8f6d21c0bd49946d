package story

import (
	"errors"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"testing"

	"understudy.example"
)

// A moment is what a System remembers while a story is played, and how many steps of the story have begun.
type moment struct {
	snapshot []byte
	begun    int
}

// moments are some of those at which something happens in a story, evenly drawn.
func moments(t *testing.T, s *Story, most int, draw *rand.Rand) (some []moment) {
	seen, step := 0, (*Step)(nil)
	now := moment{}
	_, err := Player{Tell: func(e Event) {
		if e.Step != step {
			step = e.Step
			now.begun++
		}
		at := draw.IntN(seen + 1)
		seen++
		if at >= most {
			return
		}
		var err error
		if now.snapshot, err = e.System.AppendSnapshot(nil); err != nil {
			t.Fatal(err)
		}
		if len(some) < most {
			some = append(some, now)
			return
		}
		some[at] = now
	}}.Play(s)
	if len(some) == 0 {
		t.Fatalf("%s: nothing happens: %v", s.Name, err)
	}
	return some
}

// Snapshots of every situation, with some of their bytes changed, are refused, or make a System that goes on with the story
// and can be asked everything.
func TestSpoiledSnapshots(t *testing.T) {
	edits := 200
	if testing.Short() {
		edits = 30
	}
	var taken, refused int
	for i, name := range files(t, "testdata/situations/*.story") {
		t.Run(filepath.Base(name), func(t *testing.T) {
			draw := rand.New(rand.NewPCG(7, uint64(i)))
			s := goldenOf(t, name).story
			some := moments(t, s, 20, draw)
			for range edits {
				m := some[draw.IntN(len(some))]
				system, err := understudy.Restore(s.Topology, spoil(m.snapshot, draw))
				switch {
				case err == nil:
					taken++
					goOn(system, s.Steps[min(m.begun, len(s.Steps)):])
				case errors.Is(err, understudy.ErrSnapshot):
					refused++
				default:
					t.Errorf("%v is not of a snapshot", err)
				}
			}
		})
	}
	if taken == 0 || refused == 0 {
		t.Errorf("%d were taken and %d refused: one of them was never tried", taken, refused)
	}
}

// spoil changes a few bytes.
func spoil(snapshot []byte, draw *rand.Rand) []byte {
	b := slices.Clone(snapshot)
	for range 1 + draw.IntN(3) {
		b[draw.IntN(len(b))] ^= byte(1 + draw.IntN(255))
	}
	return b
}

// goOn lets the next steps of a story be done in a System, whatever time it is there, and asks about everything in between.
func goOn(s *understudy.System, steps []Step) {
	askAll(s)
	for _, step := range steps[:min(len(steps), 6)] {
		if step.Input != nil {
			s.WhyNot(step.Input, 0)
			tellAll(s, s.Step(s.Now(), step.Input, nil))
		}
		for range 8 {
			tellAll(s, s.Advance(s.Step(s.Deadline(), nil, nil)))
		}
		askAll(s)
	}
}

func tellAll(s *understudy.System, all []understudy.Action) {
	for _, a := range all {
		s.Tell(a)
	}
}

// askAll asks for whatever a System tells of itself.
func askAll(s *understudy.System) {
	t := s.Topology()
	var v understudy.View
	for _, site := range t.Sites {
		s.View(site.Name, &v)
	}
	for i, p := range t.Pools {
		s.Pool(p.FQDN)
		s.Room(i)
	}
	for _, u := range t.Users {
		s.User(u.URI)
	}
	s.Agenda(true)
	s.Losses()
	s.Outlooks()
}
