package story

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"time"
	"unicode"

	"understudy.example"
	"understudy.example/client/features"
	"understudy.example/pool/failover"
)

// A setting is one parameter of a topology: a leaf of its Parameters or of its Conditions, under a name that is made
// of the names of the fields that lead there, as in "health.grace" or "failover.durations.hydrate-backup".
type setting struct {
	name   string
	at     reflect.Value
	preset reflect.Value
}

// settingsOf lists all settings of t, each with what it is by itself.
func settingsOf(t *understudy.Topology) (all []setting) {
	preset := understudy.Defaults()
	walk("", reflect.ValueOf(&t.Parameters).Elem(), reflect.ValueOf(&preset).Elem(), &all)
	walk("conditions", reflect.ValueOf(&t.Conditions).Elem(), reflect.ValueOf(features.Conditions{}), &all)
	return all
}

// Times hands every parameter of t that is a time to f, under the name that a story has for it, as in health.grace.
func Times(t *understudy.Topology, f func(name string, d *time.Duration)) {
	for _, s := range settingsOf(t) {
		if d, ok := s.at.Addr().Interface().(*time.Duration); ok {
			f(s.name, d)
		}
	}
}

func walk(name string, at, preset reflect.Value, all *[]setting) {
	under := func(field string) string { return strings.TrimPrefix(name+"."+kebab(field), ".") }
	switch at.Kind() {
	case reflect.Struct:
		for i := range at.NumField() {
			walk(under(at.Type().Field(i).Name), at.Field(i), preset.Field(i), all)
		}
	case reflect.Array: // there is one kind: what failover takes for each step
		for i := range at.Len() {
			walk(under(failover.Step(i).String()), at.Index(i), preset.Index(i), all)
		}
	default:
		*all = append(*all, setting{name, at, preset})
	}
}

// kebab writes a name of Go, or a name with spaces, in small letters with hyphens: StoreThreshold is store-threshold, MaxTTL max-ttl.
func kebab(s string) string {
	var b strings.Builder
	small := false
	for _, r := range s {
		if small && unicode.IsUpper(r) {
			b.WriteByte('-')
		}
		small = unicode.IsLower(r)
		b.WriteRune(unicode.ToLower(r))
	}
	return strings.ReplaceAll(b.String(), " ", "-")
}

// settings are the declarations of those parameters that differ from their preset.
func settings(t *understudy.Topology) group {
	all := settingsOf(t)
	left := slices.Clone(all)
	return group{
		word: "set",
		add:  func() shape { return setShape(&left) },
		all: func() (shapes []shape) {
			for _, s := range all {
				if !s.at.Equal(s.preset) {
					shapes = append(shapes, line("set "+s.name+" %", s.value()))
				}
			}
			return shapes
		},
	}
}

// setShape reads one of the settings that are left, once.
func setShape(left *[]setting) shape {
	var name string
	var chosen value
	parameter := value{
		what: []string{"a parameter that was not set yet, as in health.grace"},
		read: func(c *cursor) bool {
			i := slices.IndexFunc(*left, func(s setting) bool { return c.take(s.name) })
			if i < 0 {
				return false
			}
			name, chosen = (*left)[i].name, (*left)[i].value()
			*left = slices.Delete(*left, i, i+1)
			return true
		},
		write: func() string { return name },
	}
	return line("set % %", parameter, value{
		read:  func(c *cursor) bool { return chosen.read(c) || c.want(chosen.what...) },
		write: func() string { return chosen.write() },
	})
}

// value reads and writes the setting.
func (s setting) value() value {
	switch p := s.at.Addr().Interface().(type) {
	case *time.Duration:
		return duration(p)
	case *int:
		return number(p)
	case *bool:
		return boolean(p)
	case *uint8:
		return number(p)
	}
	return s.choice()
}

// choice is the value of a setting that is an enum.
func (s setting) choice() value {
	names := []string{}
	for i := range 256 {
		n := fmt.Sprint(reflect.ValueOf(uint8(i)).Convert(s.at.Type()))
		if strings.HasSuffix(n, "?") {
			break
		}
		names = append(names, n)
	}
	var v uint8
	e := enum("", &v, names)
	return value{
		what:  e.what,
		names: names,
		read: func(c *cursor) bool {
			ok := e.read(c)
			s.at.SetUint(uint64(v))
			return ok
		},
		write: func() string { return fmt.Sprint(s.at.Interface()) },
	}
}

// boolean is true or false.
func boolean(p *bool) value {
	return value{
		what: []string{"true or false"},
		read: func(c *cursor) bool {
			*p = c.take("true")
			return *p || c.take("false")
		},
		write: func() string { return fmt.Sprint(*p) },
	}
}
