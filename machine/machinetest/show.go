package machinetest

import (
	"fmt"
	"iter"
	"reflect"
	"strings"

	"understudy.example/machine"
)

// describe writes a call.
func describe[S comparable, E any](at machine.Instant, s S, e *E) string {
	if e == nil {
		return fmt.Sprintf("Advance(%s)", show(&s))
	}
	return fmt.Sprintf("Step(%v, %s, %s)", at, show(&s), show(e))
}

// differ says how two results differ for an owner, who does not look into the state.
func differ[A any](due, wanted machine.Instant, out, want []A) string {
	switch {
	case !same(out, want):
		return fmt.Sprintf("actions %s instead of %s", list(out), list(want))
	case due != wanted:
		return fmt.Sprintf("deadline %v instead of %v", due, wanted)
	}
	return ""
}

// same compares actions; nil and empty are the same.
func same[A any](a, b []A) bool {
	return len(a) == len(b) && (len(a) == 0 || reflect.DeepEqual(a, b))
}

func list[A any](out []A) string {
	lines := make([]string, len(out))
	for i := range out {
		lines[i] = show(&out[i])
	}
	return "[" + strings.Join(lines, ", ") + "]"
}

// show writes a value as %+v does, but uses the String methods of unexported fields too, writes Timers as their
// deadlines, and what an interface holds with the name of its type.
func show[T any](p *T) string {
	var b strings.Builder
	write(&b, reflect.ValueOf(p).Elem())
	return b.String()
}

func write(b *strings.Builder, v reflect.Value) {
	v = open(v)
	if v.Kind() == reflect.Interface && !v.IsNil() {
		held := reflect.New(v.Elem().Type()).Elem()
		held.Set(v.Elem())
		b.WriteString(held.Type().Name())
		v = held
	}
	switch x := v.Interface().(type) {
	case machine.Timer:
		b.WriteString(x.Deadline().String())
	case fmt.Stringer:
		fmt.Fprint(b, x)
	default:
		writePlain(b, v)
	}
}

func writePlain(b *strings.Builder, v reflect.Value) {
	if v.Kind() != reflect.Struct {
		fmt.Fprintf(b, "%+v", v)
		return
	}
	b.WriteString("{")
	for i := range v.NumField() {
		if i > 0 {
			b.WriteString(" ")
		}
		b.WriteString(v.Type().Field(i).Name + ":")
		write(b, v.Field(i))
	}
	b.WriteString("}")
}

// reports ranges over what actions say of tables.
func reports[A any](out []A) iter.Seq[machine.Report] {
	return func(yield func(machine.Report) bool) {
		for _, a := range out {
			r, ok := any(a).(machine.Reporter)
			if !ok {
				continue
			}
			if report, ok := r.Report(); ok && report.Sheet != nil && !yield(report) {
				return
			}
		}
	}
}

// place writes where in a table a report stands.
func place(r machine.Report) string {
	return fmt.Sprintf("%s: %s on %s", r.Sheet.Name(), name(r.Sheet.Phases(), r.From), name(r.Sheet.Causes(), r.On))
}

func name(names []string, v uint8) string { return machine.Name(names, v) }
