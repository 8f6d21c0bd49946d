package machine_test

import (
	"errors"
	"slices"
	"testing"

	"pgregory.net/rapid"
	"understudy.example/machine"
)

// A Layout packs what a Code packs, and unpacks it; it knows values outside their range, visits that are not like the first, and
// fields that it has no place for.
func TestLayout(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawShape(t)
		strange := func(f field) bool { return f.kind == "uint64" || f.kind == "timer" || f.kind == "age" }
		if rapid.Bool().Draw(t, "without") {
			s.fields = slices.DeleteFunc(s.fields, strange)
		}
		if len(s.fields) == 0 {
			return
		}
		fits := !slices.ContainsFunc(s.fields, strange)
		shown := len(s.fields)
		l, err := machine.LayoutOf(func(c *machine.Code) {
			if c.Unpacking() { // some begin with a state that is empty
				empty(s.fields)
			}
			visit(c, s.fields[:shown])
		})
		if fits != (err == nil) || !fits && !errors.Is(err, machine.ErrCode) {
			t.Fatalf("of %+v: %v", s.fields, err)
		}
		if !fits {
			return
		}
		want, _ := pack(s.now, s.quantum, s.fields)
		got, err := l.Pack(nil)
		if err != nil || !slices.Equal(got, want) {
			t.Fatalf("%x, and a Code packs %x (%v)", got, want, err)
		}
		before := slices.Clone(s.fields)
		if err := l.Unpack(append(slices.Clone(want), 1)); !errors.Is(err, machine.ErrLayout) {
			t.Fatalf("a word more: %v", err)
		}
		empty(s.fields)
		if err := l.Unpack(want); err != nil || !slices.Equal(s.fields, before) {
			t.Fatalf("%+v\nis unpacked as\n%+v: %v", before, s.fields, err)
		}
		spoil(t, &s.fields[rapid.IntRange(0, len(s.fields)-1).Draw(t, "spoilt")], l)
		shown--
		if err := l.Unpack(want); !errors.Is(err, machine.ErrLayout) {
			t.Fatalf("one field less: %v", err)
		}
	})
}

func empty(fields []field) {
	for i, f := range fields {
		fields[i] = f.blank()
	}
}

// spoil gives a field a value that it cannot have, if there is one.
func spoil(t *rapid.T, f *field, l *machine.Layout) {
	switch was := *f; {
	case f.kind == "enum8" && f.n < 256:
		f.Small = uint8(f.n)
		defer func() { *f = was }()
	case f.kind == "enum16" && f.n < 1<<16:
		f.Middle = uint16(f.n)
		defer func() { *f = was }()
	case f.kind == "enum32":
		f.Large = uint32(f.n)
		defer func() { *f = was }()
	default:
		return
	}
	if _, err := l.Pack(nil); !errors.Is(err, machine.ErrCode) {
		t.Fatalf("%+v is packed: %v", *f, err)
	}
}
