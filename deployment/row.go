package deployment

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
)

// A row is one object that a cmdlet returned. It is asked for properties, takes them in every form that PowerShell gives
// them, and knows which nobody has asked for.
type row struct {
	*reader
	*value
	section string
	path    string // as in "Get-CsSite[1]"
}

// rows are the objects of a section: a list of them, one alone, or none. A list can come wrapped in an object with
// its count, as Windows PowerShell writes one whose type was extended.
func (r *reader) rows(section string, v *value) (all []row) {
	v = unwrapped(v)
	switch v.kind {
	case null:
		return nil
	case list:
		for i := range v.items {
			if item := unwrapped(&v.items[i]); item.kind != null {
				all = r.row(all, item, section, fmt.Sprintf("%s[%d]", section, i))
			}
		}
		return all
	case object:
		if len(v.fields) == 0 { // nothing, as a pipeline that returned nothing is written
			return nil
		}
	}
	return r.row(nil, v, section, section)
}

func (r *reader) row(all []row, v *value, section, path string) []row {
	if v.kind != object {
		r.wrong(v, path, "an object")
		return all
	}
	return append(all, row{r, v, section, path})
}

// unwrapped takes what is in a value that PowerShell has put into an object with something about it: the number of items, or
// how to display it.
func unwrapped(v *value) *value {
	inner := v.get("value")
	about := func(name string) bool { return v.get(name) != nil }
	if inner != nil && (len(v.fields) == 1 || about("Count") || about("DisplayHint") || about("ReadCount")) {
		return &inner.value
	}
	return v
}

// take finds a property that has a value, and remembers that it was asked for. A list of one is that one.
func (o row) take(name string) *value {
	f := o.get(name)
	if f == nil {
		return nil
	}
	f.taken = true
	v := unwrapped(&f.value)
	if v.kind == list && len(v.items) == 1 {
		v = &v.items[0]
	}
	if v.kind == null || v.kind == text && v.text == "" || v.kind == list && len(v.items) == 0 {
		return nil
	}
	return v
}

// text is a property that is one word or name; an object may stand for its Identity, Fqdn or Name.
func (o row) text(name string) string {
	v := o.take(name)
	if v == nil {
		return ""
	}
	return o.word(v, o.path+"."+name)
}

func (o row) word(v *value, path string) string {
	switch v.kind {
	case text:
		if cut(v.text) {
			o.remark(v, path, "was cut off by -Depth: only %q is left", v.text)
			return ""
		}
		return v.text
	case object:
		for _, name := range []string{"Identity", "Fqdn", "FriendlyName", "Name"} {
			if f := v.get(name); f != nil && f.kind == text {
				return f.text
			}
		}
	}
	o.wrong(v, path, "a name")
	return ""
}

// cut reports whether a text is what -Depth leaves of an object.
func cut(s string) bool {
	return strings.HasPrefix(s, "@{") || strings.HasPrefix(s, "Microsoft.Rtc.") || strings.HasPrefix(s, "System.") &&
		strings.ContainsAny(s, "[]")
}

// texts are a property that is a list of names. Below -Depth a list is one text, with spaces between.
func (o row) texts(name string) (all []string) {
	v := o.take(name)
	switch {
	case v == nil:
		return nil
	case v.kind == text && !cut(v.text):
		return strings.Fields(v.text)
	case v.kind != list:
		return nonempty(o.word(v, o.path+"."+name))
	}
	for i := range v.items {
		all = append(all, nonempty(o.word(&v.items[i], fmt.Sprintf("%s.%s[%d]", o.path, name, i)))...)
	}
	return all
}

func nonempty(s string) []string {
	if s == "" {
		return nil
	}
	return []string{s}
}

// truth is a property that is true or false.
func (o row) truth(name string) bool {
	v := o.take(name)
	if v == nil {
		return false
	}
	if v.kind == boolean || v.kind == text {
		if is, err := strconv.ParseBool(strings.ToLower(v.text)); err == nil {
			return is
		}
	}
	o.wrong(v, o.path+"."+name, "true or false")
	return false
}

// count is a property that is a number from 0; ok is false if there is none.
func (o row) count(name string) (n int, ok bool) {
	v := o.take(name)
	if v == nil {
		return 0, false
	}
	if v.kind == number || v.kind == text {
		if n, err := strconv.ParseInt(v.text, 10, 32); err == nil && n >= 0 {
			return int(n), true
		}
	}
	o.wrong(v, o.path+"."+name, fmt.Sprintf("a number between 0 and %d", math.MaxInt32))
	return 0, false
}

// span is a property that is a TimeSpan: an object with its ticks, or text; ok is false if there is none.
func (o row) span(name string) (d time.Duration, ok bool) {
	v := o.take(name)
	if v == nil {
		return 0, false
	}
	switch v.kind {
	case text:
		d, ok = clock(v.text)
	case object:
		if f := v.get("Ticks"); f != nil && f.kind == number {
			ticks, err := strconv.ParseInt(f.text, 10, 64)
			d, ok = time.Duration(ticks)*tick, err == nil && ticks >= 0 && ticks <= math.MaxInt64/int64(tick)
		} else if f := v.get("TotalSeconds"); f != nil && f.kind == number {
			seconds, err := strconv.ParseFloat(f.text, 64)
			d, ok = time.Duration(seconds*float64(time.Second)), err == nil && seconds >= 0 && seconds < math.MaxInt64/float64(time.Second)
		}
	}
	if !ok {
		o.wrong(v, o.path+"."+name, "a TimeSpan")
	}
	return d, ok
}

// tick is the unit of a TimeSpan.
const tick = 100 * time.Nanosecond

// clock reads a TimeSpan as text: [days.]hours:minutes:seconds[.fraction].
func clock(s string) (time.Duration, bool) {
	days, rest, long := strings.Cut(s, ".")
	if !long || strings.Contains(days, ":") {
		days, rest = "0", s
	}
	parts := strings.Split(rest, ":")
	if len(parts) != 3 {
		return 0, false
	}
	d, err := strconv.ParseUint(days, 10, 16)
	h, err2 := strconv.ParseUint(parts[0], 10, 8)
	m, err3 := strconv.ParseUint(parts[1], 10, 8)
	whole, fraction, _ := strings.Cut(parts[2], ".")
	sec, err4 := strconv.ParseUint(whole, 10, 8)
	part, err5 := strconv.ParseUint((fraction + "0000000")[:7], 10, 32)
	if err != nil || err2 != nil || err3 != nil || err4 != nil || err5 != nil || h > 23 || m > 59 || sec > 59 || len(fraction) > 7 {
		return 0, false
	}
	return time.Duration(d*24+h)*time.Hour + time.Duration(m)*time.Minute + time.Duration(sec)*time.Second + time.Duration(part)*tick, true
}

// date is a property that is a DateTime: "/Date(milliseconds)/", or ISO 8601. Nothing hangs on it: another is reported.
func (o row) date(name string) time.Time {
	v := o.take(name)
	if v == nil {
		return time.Time{}
	}
	if v.kind == text {
		if ms, ok := strings.CutPrefix(v.text, "/Date("); ok {
			ms, _, _ = strings.Cut(ms, ")")
			if n, err := strconv.ParseInt(ms, 10, 64); err == nil && n >= 0 && n < 1<<48 {
				return time.UnixMilli(n).UTC()
			}
		}
		if at, err := time.Parse(time.RFC3339, v.text); err == nil {
			return at.UTC()
		}
	}
	o.remark(v, o.path+"."+name, "is no DateTime, and is left out")
	return time.Time{}
}

// untaken reports what nobody has asked for.
func (o row) untaken() {
	for i := range o.fields {
		if f := &o.fields[i]; !f.taken {
			o.unknown(f, o.section)
		}
	}
}
