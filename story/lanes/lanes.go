package lanes

import (
	"fmt"

	"understudy.example/machine"
	"understudy.example/story"
)

// A Broken law is one that whoever attacked the story found to be broken in it. A Player finds those of understudy.Laws by itself.
type Broken struct {
	At   machine.Instant
	ID   string   // of the law
	Name string   // the law in one sentence
	Why  string   // what it rests on
	How  string   // what broke it
	Seen []string // what could be seen of it, from where that matters, one line each
}

// Draw plays a story and returns its page, with broken laws marked. The error says what went wrong with the play, as that of
// Player.Play does; there is no page if the story cannot be played.
func Draw(s *story.Story, player story.Player, broken ...Broken) (page []byte, err error) {
	t := newTake(s, broken)
	tell, whole := player.Tell, *s
	player.Tell = func(e story.Event) {
		t.hear(e)
		if tell != nil {
			tell(e)
		}
	}
	whole.Steps = append(s.Steps[:len(s.Steps):len(s.Steps)], story.Step{Verb: story.Comment}) // so that the end has an instant
	played, err := player.Play(&whole)
	if played == nil {
		return nil, err
	}
	t.end(apart(err))
	return render(t), err
}

// apart takes joined errors apart.
func apart(err error) []error {
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		return joined.Unwrap()
	}
	if err != nil {
		return []error{err}
	}
	return nil
}

// clock writes an instant like the hands of a clock, to the millisecond: 1:02:30.
func clock(at machine.Instant) string {
	ms := int64(at) / 1e6
	text := fmt.Sprintf("%d:%02d:%02d", ms/3_600_000, ms/60_000%60, ms/1000%60)
	if ms %= 1000; ms != 0 {
		text += fmt.Sprintf(".%03d", ms)
	}
	return text
}
