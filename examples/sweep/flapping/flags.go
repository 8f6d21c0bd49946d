package flapping

import (
	"flag"
	"slices"
	"strings"
	"time"
)

// Flags lets flags change the question.
func (q *Question) Flags(f *flag.FlagSet) {
	f.Var((*durations)(&q.Detect), "detect", "failure detection `intervals`")
	f.Var((*durations)(&q.Failback), "failback", "failback `intervals`")
	f.Var((*durations)(&q.Lasts), "lasts", "for how long the link is lost each time, on `average`")
	f.DurationVar(&q.Every, "every", q.Every, "how long the link holds, on `average`")
	f.IntVar(&q.Users, "users", q.Users, "`users` of the pool")
	f.IntVar(&q.Seeds, "seeds", q.Seeds, "how many `seeds` each combination is run with")
}

// durations are a flag: durations with commas between them.
type durations []time.Duration

func (d *durations) String() string {
	var words []string
	for _, x := range *d {
		words = append(words, Span(x))
	}
	return strings.Join(words, ",")
}

// Set reads them.
func (d *durations) Set(text string) error {
	*d = nil
	for word := range strings.SplitSeq(text, ",") {
		x, err := time.ParseDuration(word)
		if err != nil {
			return err
		}
		*d = append(*d, x)
	}
	slices.Sort(*d)
	return nil
}

// Span writes a duration without zeros at its end: 90s, 5m, 1h.
func Span(d time.Duration) string {
	text := d.String()
	if strings.HasSuffix(text, "m0s") {
		text = strings.TrimSuffix(text, "0s")
	}
	if strings.HasSuffix(text, "h0m") {
		text = strings.TrimSuffix(text, "0m")
	}
	return text
}
