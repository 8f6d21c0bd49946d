package sim

import (
	"errors"

	"understudy.example/registrar"
)

// A record is who knows the certificate of a client: the pools, each a bit, and those whose Backup Service takes it along with
// the next import. Clients keep the number of theirs, so that an import changes a few records and no client. Record 0 is
// of clients without a certificate.
type record struct {
	home         int
	known, carry uint64
}

type records struct {
	all   []record
	carry uint64 // pools that some record waits at
}

var errRecords = errors.New("sim: certificates are known in more than 256 different ways")

// of returns the number of a record, and reports whether there is room for it.
func (r *records) of(is record) (n uint8, ok bool) {
	r.carry |= is.carry
	for i := len(r.all) - 1; i > 0; i-- {
		if r.all[i] == is {
			return uint8(i), true
		}
	}
	if len(r.all) == 256 {
		return 0, false
	}
	r.all = append(r.all, is)
	return uint8(len(r.all) - 1), true
}

// like returns the first number of a record that says what this one says by now.
func (r *records) like(n uint8) uint8 {
	for i := uint8(1); i < n; i++ {
		if r.all[i] == r.all[n] {
			return i
		}
	}
	return n
}

// at returns what a pool makes of the certificate.
func (r *records) at(n uint8, pool int) registrar.Certificate {
	switch {
	case n == 0:
		return registrar.None
	case r.all[n].known>>pool&1 != 0:
		return registrar.Recorded
	}
	return registrar.Unheard
}

// carried lets the records that wait at a pool come to another (C-66).
func (r *records) carried(from, to int) {
	for i := range r.all {
		if is := &r.all[i]; is.carry>>from&1 != 0 {
			is.carry &^= 1 << from
			is.known |= 1 << to
		}
	}
	r.carry &^= 1 << from
}

// compact gives equal records one number; it returns the new number of each.
func (r *records) compact() []uint8 {
	old, numbers := r.all, make([]uint8, len(r.all))
	r.all = append([]record(nil), record{})
	for i, is := range old[1:] {
		numbers[i+1], _ = r.of(is)
	}
	return numbers
}
