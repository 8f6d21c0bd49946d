package machinetest

import (
	"math"
	"reflect"
	"unsafe"

	"understudy.example/machine"
)

// pointer finds the first part of a type that is not plain data, and says what it is.
func pointer(t reflect.Type) (path string, kind string) {
	switch t.Kind() {
	case reflect.Pointer, reflect.UnsafePointer, reflect.Slice, reflect.Map, reflect.Func, reflect.Chan,
		reflect.Interface, reflect.String:
		return "", t.Kind().String()
	case reflect.Array:
		path, kind = pointer(t.Elem())
		return "[0]" + path, kind
	case reflect.Struct:
		for i := range t.NumField() {
			if path, kind := pointer(t.Field(i).Type); kind != "" {
				return "." + t.Field(i).Name + path, kind
			}
		}
	}
	return "", ""
}

// open lifts the restrictions that reflect has for unexported fields. v is addressable.
func open(v reflect.Value) reflect.Value {
	return reflect.NewAt(v.Type(), unsafe.Pointer(v.UnsafeAddr())).Elem()
}

// scramble overwrites about half of the numbers in v, which is addressable. What is reached through pointers is not
// touched, for it may be shared.
func scramble(v reflect.Value, d *machine.Draw) {
	v = open(v)
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			scramble(v.Field(i), d)
		}
	case reflect.Array:
		for i := range v.Len() {
			scramble(v.Index(i), d)
		}
	case reflect.Interface:
		if !v.IsNil() {
			held := reflect.New(v.Elem().Type()).Elem()
			held.Set(v.Elem())
			scramble(held, d)
			v.Set(held)
		}
	default:
		if d.Below(2) == 0 {
			overwrite(v, number(d))
		}
	}
}

func overwrite(v reflect.Value, n uint64) {
	switch {
	case v.Kind() == reflect.Bool:
		v.SetBool(n%2 == 1)
	case v.CanInt():
		v.SetInt(int64(n))
	case v.CanUint():
		v.SetUint(n)
	case v.CanFloat():
		v.SetFloat(math.Float64frombits(n))
	}
}

// number draws a number that somebody may not have thought of.
func number(d *machine.Draw) uint64 {
	switch d.Below(4) {
	case 0:
		return d.Below(5) - 2 // around zero
	case 1:
		return 1<<63 - d.Below(3) // around the largest and the smallest signed number
	case 2:
		return d.Below(1 << 10)
	}
	return d.Below(math.MaxUint64)
}
