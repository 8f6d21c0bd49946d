package sweep

import (
	"bytes"
	"errors"
	"strings"
	"testing"
)

// readText reads what a file would say.
func readText(text string) (*Sweep, []Result, error) {
	s, results, _, err := read("", []byte(text))
	return s, results, err
}

// Whatever a file says, it is read, or refused in one line; and what was read is written to a file that says the same.
func FuzzReadFile(f *testing.F) {
	s := pair()
	full := lines(f, s, results(f, s)[:7])
	f.Add([]byte(full))
	f.Add([]byte(full[:len(full)-9]))
	f.Add([]byte(strings.Replace(full, "90", "1e-7", -1)))
	f.Add([]byte(strings.Replace(full, `"out"`, `"o\u0000"`, -1)))
	f.Add([]byte(`{"sweep":{"name":"a","axes":null,"seeds":[1],"measures":[{"name":"m"}]}}` + "\n" + `{"point":0,"values":{},"seed":1,"measured":{"m":-0}}` + "\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		s, all, err := readText(string(text))
		if err != nil {
			if !errors.Is(err, ErrFile) || strings.Contains(err.Error(), "\n") || !strings.HasPrefix(err.Error(), "sweep: ") {
				t.Fatalf("%q", err)
			}
			return
		}
		again, same, err := readText(lines(t, s, all))
		if err != nil || lines(t, again, same) != lines(t, s, all) {
			t.Fatalf("%v\n%s\n%s", err, lines(t, s, all), lines(t, again, same))
		}
	})
}

// The same of CSV, with the sweep that it is of.
func FuzzReadCSV(f *testing.F) {
	s := pair()
	var b bytes.Buffer
	if err := s.WriteCSV(&b, results(f, s)[:7]); err != nil {
		f.Fatal(err)
	}
	f.Add(b.Bytes())
	f.Add(b.Bytes()[:b.Len()-5])
	f.Add(bytes.ReplaceAll(b.Bytes(), []byte("90"), []byte(`"90"`)))
	f.Fuzz(func(t *testing.T, text []byte) {
		s := pair()
		all, err := s.ReadCSV(bytes.NewReader(text))
		if err != nil {
			if !errors.Is(err, ErrFile) || strings.Contains(err.Error(), "\n") || !strings.HasPrefix(err.Error(), "sweep: ") {
				t.Fatalf("%q", err)
			}
			return
		}
		var b, c bytes.Buffer
		if err := s.WriteCSV(&b, all); err != nil {
			t.Fatal(err)
		}
		again, err := s.ReadCSV(bytes.NewReader(b.Bytes()))
		if err != nil || s.WriteCSV(&c, again) != nil || b.String() != c.String() {
			t.Fatalf("%v\n%s\n%s", err, b.String(), c.String())
		}
	})
}

// The two forms, to the byte.
func TestForms(t *testing.T) {
	s := &Sweep{Name: "forms", Axes: []Axis{{"detect", "s", []float64{90, 1e21}}, {`link, "flaps"`, "", []float64{0.5}}}, Seeds: []uint32{7}, Measures: []Measure{{"out", "user-minutes"}}}
	all := []Result{{Point{0, Values{"detect": 90, `link, "flaps"`: 0.5}, 7}, Values{"out": 1.25}}, {Point{1, Values{"detect": 1e21, `link, "flaps"`: 0.5}, 7}, Values{"out": -3}}}
	want := `{"sweep":{"name":"forms","axes":[{"name":"detect","unit":"s","values":[90,1e+21]},{"name":"link, \"flaps\"","values":[0.5]}],"seeds":[7],"measures":[{"name":"out","unit":"user-minutes"}]}}
{"point":0,"values":{"detect":90,"link, \"flaps\"":0.5},"seed":7,"measured":{"out":1.25}}
{"point":1,"values":{"detect":1e+21,"link, \"flaps\"":0.5},"seed":7,"measured":{"out":-3}}
`
	if got := lines(t, s, all); got != want {
		t.Error(got)
	}
	var b bytes.Buffer
	if err := s.WriteCSV(&b, all); err != nil || b.String() != `point,seed,detect (s),"link, ""flaps""",out (user-minutes)
0,7,90,0.5,1.25
1,7,1e+21,0.5,-3
` {
		t.Error(err, b.String())
	}
}

// A row of CSV that is not of this sweep is told in one line.
func TestOtherRows(t *testing.T) {
	s := pair()
	const head = "point,seed,detect (s),failback (s),out (min),false\n"
	for text, says := range map[string]string{
		"":                                    `sweep: line 1 must be the columns of this sweep, ["point" "seed" "detect (s)" "failback (s)" "out (min)" "false"]`,
		"point,seed\n":                        `sweep: line 1 must be the columns of this sweep, ["point" "seed" "detect (s)" "failback (s)" "out (min)" "false"]`,
		head + "0,1,90,30,5\n":                "sweep: record on line 2: wrong number of fields",
		head + "x,1,90,30,5,5\n":              `sweep: row 1: strconv.Atoi: parsing "x": invalid syntax`,
		head + "0,-1,90,30,5,5\n":             `sweep: row 1: strconv.ParseUint: parsing "-1": invalid syntax`,
		head + "0,1,90,30,5,5\n0,1,90,y,5,5":  `sweep: row 2: strconv.ParseFloat: parsing "y": invalid syntax`,
		head + "0,1,91,30,5,5\n":              "sweep: row 1: point 0: values map[detect:91 failback:30] must be map[detect:90 failback:30]",
		head + "0,1,90,30,NaN,5\n":            `sweep: row 1: point 0: measure "out" must be a finite number`,
		head + "0,1,90,30,5,5\n0,1,90,30,5,6": "sweep: point 0 has measured map[false:5 out:5] and map[false:6 out:5]: the runs are not of one function",
	} {
		if _, err := s.ReadCSV(strings.NewReader(text)); !errors.Is(err, ErrFile) || err.Error() != says {
			t.Errorf("%q: %v, not %s", text, err, says)
		}
	}
}
