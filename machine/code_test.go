package machine_test

import (
	"encoding/binary"
	"errors"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
	"understudy.example/machine"
)

// A field is one visit of a Code: a kind, its range, and what is visited.
type field struct {
	kind  string
	n     int           // enums: the range
	ahead time.Duration // Timer and Age: the range

	Small  uint8
	Middle uint16
	Large  uint32
	Flag   bool
	Whole  uint64
	Timer  machine.Timer
}

var kinds = []string{"enum8", "enum16", "enum32", "bool", "uint64", "timer", "age"}

func (f *field) code(c *machine.Code) {
	switch f.kind {
	case "enum8":
		machine.Enum(c, &f.Small, f.n)
	case "enum16":
		machine.Enum(c, &f.Middle, f.n)
	case "enum32":
		machine.Enum(c, &f.Large, f.n)
	case "bool":
		c.Bool(&f.Flag)
	case "uint64":
		c.Uint64(&f.Whole)
	case "timer":
		c.Timer(&f.Timer, f.ahead)
	case "age":
		c.Age(&f.Timer, f.ahead)
	}
}

// blank returns the field without its value.
func (f field) blank() field { return field{kind: f.kind, n: f.n, ahead: f.ahead} }

// bits is how much the field adds to the domain.
func (f field) bits(quantum time.Duration) float64 {
	switch f.kind {
	case "bool":
		return 1
	case "uint64":
		return 64
	case "timer", "age":
		return math.Log2(math.Ceil(float64(f.ahead)/float64(quantum)) + 2)
	}
	return math.Log2(float64(f.n))
}

func visit(c *machine.Code, fields []field) {
	for i := range fields {
		fields[i].code(c)
	}
}

func pack(now machine.Instant, quantum time.Duration, fields []field) ([]uint64, error) {
	var c machine.Code
	c.Pack(now, quantum, nil)
	visit(&c, fields)
	return c.Words(), c.Close()
}

// unpack reads words into fields of the same shape as like.
func unpack(now machine.Instant, quantum time.Duration, words []uint64, like []field) ([]field, error) {
	fields := make([]field, len(like))
	for i := range like {
		fields[i] = like[i].blank()
	}
	var c machine.Code
	c.Unpack(now, quantum, words)
	visit(&c, fields)
	return fields, c.Close()
}

// A shape is fields with values, when they are packed and with which quantum.
type shape struct {
	now     machine.Instant
	quantum time.Duration
	fields  []field
}

func drawShape(t *rapid.T) shape {
	s := shape{
		now:     machine.Instant(rapid.Int64Range(-1<<60, 1<<60).Draw(t, "now")),
		quantum: rapid.SampledFrom([]time.Duration{1, 7, time.Second, 10 * time.Second}).Draw(t, "quantum"),
	}
	for range rapid.IntRange(1, 12).Draw(t, "fields") {
		s.fields = append(s.fields, s.drawField(t))
	}
	return s
}

func (s shape) drawField(t *rapid.T) field {
	f := field{kind: rapid.SampledFrom(kinds).Draw(t, "kind")}
	switch f.kind {
	case "enum8":
		f.n = rapid.IntRange(1, 256).Draw(t, "range")
		f.Small = uint8(rapid.IntRange(0, f.n-1).Draw(t, "value"))
	case "enum16":
		f.n = rapid.IntRange(1, 1<<16).Draw(t, "range")
		f.Middle = uint16(rapid.IntRange(0, f.n-1).Draw(t, "value"))
	case "enum32":
		f.n = rapid.IntRange(1, math.MaxInt32).Draw(t, "range")
		f.Large = uint32(rapid.IntRange(0, f.n-1).Draw(t, "value"))
	case "bool":
		f.Flag = rapid.Bool().Draw(t, "value")
	case "uint64":
		f.Whole = rapid.Uint64().Draw(t, "value")
	case "timer", "age":
		f.ahead = time.Duration(rapid.Int64Range(0, int64(time.Hour)).Draw(t, "range"))
		least := int64(0)
		if f.kind == "age" {
			least = 1 // what is due is packed as what is not armed
		}
		quanta := int64(f.ahead / s.quantum)
		if n := rapid.Int64Range(least-1, quanta).Draw(t, "value"); n >= least {
			f.Timer = machine.At(s.now.Add(time.Duration(n) * s.quantum))
		}
	}
	return f
}

func TestCodeRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawShape(t)
		words, err := pack(s.now, s.quantum, s.fields)
		if err != nil {
			t.Fatal(err)
		}
		got, err := unpack(s.now, s.quantum, words, s.fields)
		if err != nil || !slices.Equal(got, s.fields) {
			t.Fatalf("%+v\nis unpacked as\n%+v: %v", s.fields, got, err)
		}
	})
}

// TestCodeTimeShift packs a state at one time and unpacks it at another: its deadlines move along, and it packs the same.
func TestCodeTimeShift(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawShape(t)
		by := time.Duration(rapid.Int64Range(-1<<60, 1<<60).Draw(t, "by"))
		words, _ := pack(s.now, s.quantum, s.fields)
		got, err := unpack(s.now.Add(by), s.quantum, words, s.fields)
		if err != nil {
			t.Fatal(err)
		}
		for i, f := range s.fields {
			if was, is := f.Timer, got[i].Timer; was.Armed() != is.Armed() || was.Deadline().Add(by) != is.Deadline() {
				t.Fatalf("field %d: %v became %v, shifted by %v", i, was.Deadline(), is.Deadline(), by)
			}
		}
		if again, err := pack(s.now.Add(by), s.quantum, got); err != nil || !slices.Equal(again, words) {
			t.Fatalf("%x became %x: %v", words, again, err)
		}
	})
}

// TestCodeSize holds the sum of the sizes to the words that are needed, which waste less than one digit each.
func TestCodeSize(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawShape(t)
		before := slices.Clone(s.fields)
		var c machine.Code
		c.Size(s.quantum)
		visit(&c, s.fields)
		want := 0.0
		for _, f := range s.fields {
			want += f.bits(s.quantum)
		}
		if math.Abs(c.Bits()-want) > 1e-6 || c.Err() != nil {
			t.Fatalf("%v bits, want %v: %v", c.Bits(), want, c.Err())
		}
		if !slices.Equal(s.fields, before) {
			t.Fatal("counting states changes one")
		}
		if words, _ := pack(s.now, s.quantum, s.fields); float64(64*len(words)) < want-1e-6 || float64(32*len(words)) > want+64 {
			t.Fatalf("%d words for %v bits", len(words), want)
		}
	})
}

// TestCodeWordCount takes words away and adds some.
func TestCodeWordCount(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawShape(t)
		words, _ := pack(s.now, s.quantum, s.fields)
		for _, wrong := range [][]uint64{
			nil, words[:len(words)-1], append(slices.Clone(words), 0), append(slices.Clone(words), 1),
			append(slices.Clone(words), math.MaxUint64),
		} {
			if _, err := unpack(s.now, s.quantum, wrong, s.fields); !errors.Is(err, machine.ErrCode) {
				t.Fatalf("%d words instead of %d: %v", len(wrong), len(words), err)
			}
		}
	})
}

// TestCodeGolden pins the words, worked out apart: what was stored once has to be read again.
func TestCodeGolden(t *testing.T) {
	twenty := func(v uint32) field { return field{kind: "enum32", n: 1 << 20, Large: v} }
	fields := []field{
		twenty(1), twenty(2), twenty(3), {kind: "enum8", n: 16, Small: 9}, twenty(4), {kind: "bool", Flag: true},
		{kind: "timer", ahead: time.Minute, Timer: machine.At(100 + 2e9)}, {kind: "timer", ahead: time.Minute},
		{kind: "uint64", Whole: 0x123456789abcdef}, {kind: "age", ahead: 3, Timer: machine.At(102)},
		{kind: "enum32", n: 1 << 29, Large: 1},
	}
	want := []uint64{0x30000200001, 0xee6b2803000049, 0x0, 0x89abcdef, 0x801234567}
	words, err := pack(100, 1, fields)
	if err != nil || !slices.Equal(words, want) {
		t.Errorf("%#x, want %#x: %v", words, want, err)
	}
}

// TestCodeLeftOver fills the bits of a word that its digits leave empty.
func TestCodeLeftOver(t *testing.T) {
	fields := slices.Repeat([]field{{kind: "enum32", n: 1 << 20, Large: 5}}, 4)
	words, _ := pack(0, 1, fields)
	for bit := 60; bit < 64; bit++ {
		hostile := slices.Clone(words)
		hostile[0] |= 1 << bit
		if _, err := unpack(0, 1, hostile, fields); !errors.Is(err, machine.ErrCode) {
			t.Errorf("bit %d is ignored: %v", bit, err)
		}
	}
	_, err := unpack(0, 1, append(slices.Clone(words), 0), fields)
	if err == nil || !strings.HasSuffix(err.Error(), "3 words, of which 2 were read") {
		t.Errorf("%d words and another one: %v", len(words), err)
	}
}

// TestCodeOverwrites unpacks into fields that have values already.
func TestCodeOverwrites(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawShape(t)
		words, _ := pack(s.now, s.quantum, s.fields)
		got := slices.Clone(s.fields)
		for i := range got {
			f := &got[i]
			f.Small, f.Middle, f.Large, f.Whole = ^f.Small, ^f.Middle, ^f.Large, ^f.Whole
			f.Flag, f.Timer = !f.Flag, machine.At(77)
		}
		var c machine.Code
		c.Unpack(s.now, s.quantum, words)
		visit(&c, got)
		again, err := pack(s.now, s.quantum, got)
		if c.Close() != nil || err != nil || !slices.Equal(again, words) {
			t.Fatalf("%+v\nis unpacked as\n%+v", s.fields, got)
		}
	})
}

// TestCodeRanges looks one below, at and one above each range.
func TestCodeRanges(t *testing.T) {
	const now, ten = machine.Instant(1000), 10 * time.Second
	at := func(d time.Duration) machine.Timer { return machine.At(now.Add(d)) }
	for _, c := range []struct {
		name    string
		quantum time.Duration
		field   field
		fits    bool
	}{
		{"enum at its last value", 1, field{kind: "enum8", n: 5, Small: 4}, true},
		{"enum beyond", 1, field{kind: "enum8", n: 5, Small: 5}, false},
		{"enum of one value", 1, field{kind: "enum8", n: 1}, true},
		{"enum of none counts as of one", 1, field{kind: "enum8", n: 0}, true},
		{"enum of one value, beyond", 1, field{kind: "enum8", n: 1, Small: 1}, false},
		{"enum of 16 bits, beyond", 1, field{kind: "enum16", n: 300, Middle: 300}, false},
		{"enum of 32 bits, beyond", 1, field{kind: "enum32", n: 1 << 20, Large: 1 << 20}, false},
		{"timer not armed", 1, field{kind: "timer", ahead: ten}, true},
		{"timer due now", 1, field{kind: "timer", ahead: ten, Timer: at(0)}, true},
		{"timer overdue", 1, field{kind: "timer", ahead: ten, Timer: at(-1)}, false},
		{"timer at its range", 1, field{kind: "timer", ahead: ten, Timer: at(ten)}, true},
		{"timer beyond", 1, field{kind: "timer", ahead: ten, Timer: at(ten + 1)}, false},
		{"timer with no range, due now", 1, field{kind: "timer", Timer: at(0)}, true},
		{"timer with a negative range", 1, field{kind: "timer", ahead: -ten, Timer: at(0)}, true},
		{"timer with a negative range, due later", 1, field{kind: "timer", ahead: -ten, Timer: at(1)}, false},
		{"timer at the end of time", 1, field{kind: "timer", ahead: ten, Timer: machine.At(last)}, false},
		{"timer at the beginning of time", 1, field{kind: "timer", ahead: ten, Timer: machine.At(first)}, false},
		{"timer on a quantum", time.Second, field{kind: "timer", ahead: ten, Timer: at(3 * time.Second)}, true},
		{"timer between two quanta", time.Second, field{kind: "timer", ahead: ten, Timer: at(3*time.Second + 1)}, false},
		{"a quantum below 1 counts as 1", 0, field{kind: "timer", ahead: ten, Timer: at(3)}, true},
		{"age at its range", 1, field{kind: "age", ahead: ten, Timer: at(ten)}, true},
		{"age beyond", 1, field{kind: "age", ahead: ten, Timer: at(ten + 1)}, false},
	} {
		words, err := pack(now, c.quantum, []field{c.field})
		if c.fits != (err == nil) || err != nil && !errors.Is(err, machine.ErrCode) {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		got, err := unpack(now, c.quantum, words, []field{c.field})
		if err != nil || c.fits && got[0] != c.field {
			t.Errorf("%s: unpacked as %+v: %v", c.name, got[0], err)
		}
	}
}

// TestCodeFirstError is the one that is told, and what follows it is packed all the same.
func TestCodeFirstError(t *testing.T) {
	fields := []field{{kind: "enum8", n: 5, Small: 77}, {kind: "enum8", n: 5, Small: 88}, {kind: "enum8", n: 5, Small: 3}}
	words, err := pack(0, 1, fields)
	if want := "machine: state and code do not agree: value 77 is outside [0, 5)"; err == nil || err.Error() != want {
		t.Errorf("%v, want %s", err, want)
	}
	if got, err := unpack(0, 1, words, fields); err != nil || got[2].Small != 3 {
		t.Errorf("unpacked as %+v: %v", got, err)
	}
}

// TestCodeAge packs ages, the same ones as TestCodeTimer's deadlines: a full age has no deadline any more, and one
// between two quanta becomes younger.
func TestCodeAge(t *testing.T) {
	const now, full, quantum = machine.Instant(5), time.Minute, 10 * time.Second
	for age, want := range map[time.Duration]time.Duration{
		0: 0, 1: 0, quantum - 1: 0, quantum: quantum, quantum + 1: quantum, 25 * time.Second: 20 * time.Second,
		full - 1: full - quantum, full: full, full + 1: full, time.Hour: full,
	} {
		f := field{kind: "age", ahead: full, Timer: machine.At(now.Add(-age).Add(full))}
		words, err := pack(now, quantum, []field{f})
		if err != nil {
			t.Errorf("age %v: %v", age, err)
			continue
		}
		got, _ := unpack(now, quantum, words, []field{f})
		is, exact := got[0].Timer.Age(now, full)
		if is != want || exact != (want < full) || got[0].Timer.Armed() != (want < full) {
			t.Errorf("age %v became %v, exact %v; want %v", age, is, exact, want)
		}
	}
}

func TestCodeReuse(t *testing.T) {
	buf := make([]uint64, 3, 8)
	var c machine.Code
	c.Pack(0, 1, buf)
	flag := true
	c.Bool(&flag)
	words := c.Words()
	if len(words) != 1 || words[0] != 1 || &words[0] != &buf[0] {
		t.Errorf("packed %v, not into the buffer", words)
	}
	if c.Unpacking() {
		t.Error("packing is called unpacking")
	}
	c.Unpack(17, 1, words)
	if !c.Unpacking() || c.Now() != 17 {
		t.Errorf("unpacking %v at %v", c.Unpacking(), c.Now())
	}
}

// FuzzUnpack reads hostile words. Nothing panics, and words that are accepted are those of a state: it can be packed
// again, to the same words if no age is among its fields.
func FuzzUnpack(f *testing.F) {
	f.Add([]byte{}, []byte{})
	f.Add([]byte("5\x00\x00\x00\x00\x00\x00\x00"), []byte{0, 5})
	f.Add([]byte("five words, of which some are not complete"), []byte{4, 0, 5, 9, 6, 9, 3, 0, 1, 200, 2, 1})
	f.Add(slices.Repeat([]byte{0xff}, 64), []byte{4, 0, 4, 0, 2, 255, 2, 255, 5, 255, 6, 255})
	f.Fuzz(func(t *testing.T, data, layout []byte) {
		var fields []field
		ages := false
		for i := 0; i+1 < len(layout) && i < 64; i += 2 {
			fd := field{kind: kinds[int(layout[i])%len(kinds)], n: int(layout[i+1]), ahead: time.Duration(layout[i+1]) * time.Second}
			if fd.kind == "enum32" {
				fd.n <<= 20
			}
			ages = ages || fd.kind == "age"
			fields = append(fields, fd)
		}
		words := []uint64{}
		for ; len(data) >= 8; data = data[8:] {
			words = append(words, binary.LittleEndian.Uint64(data))
		}
		got, err := unpack(12345, 1, words, fields)
		if err != nil {
			return
		}
		again, err := pack(12345, 1, got)
		if err != nil || !ages && !slices.Equal(again, words) {
			t.Fatalf("%x, unpacked, packs as %x: %v", words, again, err)
		}
		if same, err := unpack(12345, 1, again, fields); err != nil || !ages && !slices.Equal(same, got) {
			t.Fatalf("%+v is unpacked as %+v: %v", got, same, err)
		}
	})
}

// smallState is a state as a client has it.
type smallState struct {
	phase, tries uint8
	up           bool
	retry, lease machine.Timer
}

func (s *smallState) Code(c *machine.Code) {
	machine.Enum(c, &s.phase, 9)
	machine.Enum(c, &s.tries, 16)
	c.Bool(&s.up)
	c.Timer(&s.retry, 32*time.Second)
	c.Age(&s.lease, 600*time.Second)
}

// TestSmallState says that such a state fits into one word, as the explorer needs it.
func TestSmallState(t *testing.T) {
	var c machine.Code
	s := smallState{phase: 8, tries: 15, up: true, retry: machine.At(32e9), lease: machine.At(600e9)}
	c.Pack(0, time.Second, nil)
	s.Code(&c)
	if words := c.Words(); len(words) != 1 || c.Err() != nil {
		t.Errorf("%d words: %v", len(words), c.Err())
	}
}

func BenchmarkCodePack(b *testing.B) {
	b.ReportAllocs()
	var c machine.Code
	s := smallState{phase: 3, tries: 2, up: true, retry: machine.At(17e9), lease: machine.At(500e9)}
	buf := make([]uint64, 0, 1)
	for b.Loop() {
		c.Pack(0, time.Second, buf)
		s.Code(&c)
		buf = c.Words()
	}
	if c.Err() != nil {
		b.Fatal(c.Err())
	}
}

func BenchmarkCodeUnpack(b *testing.B) {
	b.ReportAllocs()
	var c machine.Code
	s := smallState{phase: 3, tries: 2, up: true, retry: machine.At(17e9), lease: machine.At(500e9)}
	c.Pack(0, time.Second, nil)
	s.Code(&c)
	words := c.Words()
	for b.Loop() {
		c.Unpack(0, time.Second, words)
		s.Code(&c)
		if c.Close() != nil {
			b.Fatal(c.Close())
		}
	}
}
