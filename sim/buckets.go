package sim

import (
	"math/bits"
	"time"
)

// Buckets are durations, counted by size: of two durations in one bucket the longer is at most a sixteenth longer than the shorter. They add up,
// and say the same in whatever order they were filled. The zero Buckets are empty.
type Buckets struct {
	Counts []uint64 `json:"counts,omitempty"` // by bucket, up to the last one that is not empty
	Count  uint64   `json:"count"`
	Most   Span     `json:"most"` // the longest, exactly
	Sum    Total    `json:"sum"`  // of all of them, exactly
}

// fine is how many buckets a power of two is divided into, as a power of two.
const fine = 4

// bucket is the number of the bucket of a duration, in milliseconds.
func bucket(d time.Duration) int {
	ms := uint64(max(d, 0) / time.Millisecond)
	if ms < 1<<fine {
		return int(ms)
	}
	shift := bits.Len64(ms) - fine - 1
	return shift<<fine + int(ms>>shift)
}

// floor is the shortest duration in a bucket.
func floor(bucket int) time.Duration {
	if bucket < 2<<fine {
		return time.Duration(bucket) * time.Millisecond
	}
	shift := bucket>>fine - 1
	return time.Duration(uint64(bucket&(1<<fine-1)|1<<fine)<<shift) * time.Millisecond
}

// Add counts a duration.
func (b *Buckets) Add(d time.Duration) {
	i := bucket(d)
	for len(b.Counts) <= i {
		b.Counts = append(b.Counts, 0)
	}
	b.Counts[i]++
	b.Count++
	b.Most = max(b.Most, Span(d))
	b.Sum.Add(1, d)
}

// Merge counts what others have counted.
func (b *Buckets) Merge(other *Buckets) {
	for len(b.Counts) < len(other.Counts) {
		b.Counts = append(b.Counts, 0)
	}
	for i, n := range other.Counts {
		b.Counts[i] += n
	}
	b.Count += other.Count
	b.Most = max(b.Most, other.Most)
	b.Sum.Merge(other.Sum)
}

// Percentile is a duration that so many of a hundred durations are not longer than: at most a sixteenth too long, and never longer than
// Most. It is 0 of none.
func (b *Buckets) Percentile(p float64) time.Duration {
	need, seen := p/100*float64(b.Count), uint64(0)
	for i, n := range b.Counts {
		if seen += n; n > 0 && float64(seen) >= need {
			return min(floor(i+1), time.Duration(b.Most))
		}
	}
	return time.Duration(b.Most)
}

// Range is from where to where the durations of a bucket go; to is in the next one.
func (b *Buckets) Range(bucket int) (from, to time.Duration) { return floor(bucket), floor(bucket + 1) }

// A Total is a sum of many durations, exactly: a million clients in a year are too much for a time.Duration.
type Total struct {
	Seconds int64 `json:"s"`
	Nanos   int64 `json:"ns"` // below a second
}

// Add adds a duration so many times; n has to be below 1<<32.
func (t *Total) Add(n int64, d time.Duration) {
	t.Seconds += n * int64(d/time.Second)
	t.Nanos += n * int64(d%time.Second)
	t.carry()
}

// Merge adds another sum.
func (t *Total) Merge(o Total) {
	t.Seconds += o.Seconds
	t.Nanos += o.Nanos
	t.carry()
}

func (t *Total) carry() {
	t.Seconds += t.Nanos / int64(time.Second)
	t.Nanos %= int64(time.Second)
}

// Minutes is about how many minutes it is.
func (t Total) Minutes() float64 { return (float64(t.Seconds) + float64(t.Nanos)/1e9) / 60 }

// A Span is a duration that JSON gets in words.
type Span time.Duration

// MarshalText writes it as time.Duration does.
func (s Span) MarshalText() ([]byte, error) { return []byte(time.Duration(s).String()), nil }

// UnmarshalText reads it as time.ParseDuration does.
func (s *Span) UnmarshalText(text []byte) error {
	d, err := time.ParseDuration(string(text))
	*s = Span(d)
	return err
}

func (s Span) String() string { return time.Duration(s).String() }
