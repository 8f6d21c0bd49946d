package machine

import (
	"errors"
	"fmt"
)

// Faults collects what is wrong with a value, so that Validate can report all of it at once: one line each, which begins
// with the name of the package and wraps Kind.
type Faults struct {
	Package string
	Kind    error
	all     []error
}

// If adds a fault where is holds.
func (f *Faults) If(is bool, format string, args ...any) {
	if is {
		f.all = append(f.all, fault{f.Package + ": " + fmt.Sprintf(format, args...), f.Kind})
	}
}

// Add adds an error as it is, such as a part's own; nil adds nothing.
func (f *Faults) Add(err error) {
	if err != nil {
		f.all = append(f.all, err)
	}
}

// Err returns all faults as one error, nil if there are none.
func (f *Faults) Err() error { return errors.Join(f.all...) }

type fault struct {
	text string
	kind error
}

func (f fault) Error() string { return f.text }
func (f fault) Unwrap() error { return f.kind }
