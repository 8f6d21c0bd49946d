package sweep

import (
	"encoding/csv"
	"encoding/json"
	"io"
	"slices"
	"strconv"
)

// WriteCSV writes results of this Sweep as CSV, in the order in which they are given: a line of names with their units, and a line for each.
func (s *Sweep) WriteCSV(w io.Writer, results []Result) error {
	if err := s.checkAll(results); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	out.Write(s.columns())
	for _, r := range results {
		out.Write(s.row(r))
	}
	out.Flush()
	return wrapped(out.Error())
}

// columns are the names of the columns.
func (s *Sweep) columns() []string {
	names := []string{"point", "seed"}
	add := func(name, unit string) {
		if unit != "" {
			name += " (" + unit + ")"
		}
		names = append(names, name)
	}
	for _, a := range s.Axes {
		add(a.Name, a.Unit)
	}
	for _, m := range s.Measures {
		add(m.Name, m.Unit)
	}
	return names
}

func (s *Sweep) row(r Result) []string {
	cells := []string{strconv.Itoa(r.Number), strconv.FormatUint(uint64(r.Seed), 10)}
	for _, a := range s.Axes {
		cells = append(cells, written(r.Values[a.Name]))
	}
	for _, m := range s.Measures {
		cells = append(cells, written(r.Measured[m.Name]))
	}
	return cells
}

// written writes a number as JSON does.
func written(x float64) string {
	text, err := json.Marshal(x)
	if err != nil {
		panic(err)
	}
	return string(text)
}

// ReadCSV reads what WriteCSV has written of this Sweep. Results are in the order of their points. Errors about what it says wrap ErrFile.
func (s *Sweep) ReadCSV(r io.Reader) ([]Result, error) {
	rows, err := csv.NewReader(r).ReadAll()
	switch {
	case err != nil:
		return nil, broken("", "%s", err)
	case len(rows) == 0 || !slices.Equal(rows[0], s.columns()):
		return nil, broken("", "line 1 must be the columns of this sweep, %q", s.columns())
	}
	var results []Result
	for i, row := range rows[1:] {
		result, err := s.parseRow(row)
		if err == nil {
			err = s.check(result)
		}
		if err != nil {
			return nil, broken("", "row %d: %s", i+1, inner(err))
		}
		results = append(results, result)
	}
	if results, err = s.Merge(results); err != nil {
		return nil, broken("", "%s", inner(err))
	}
	return results, nil
}

// parseRow reads a row that has as many cells as there are columns.
func (s *Sweep) parseRow(row []string) (r Result, err error) {
	if r.Number, err = strconv.Atoi(row[0]); err != nil {
		return r, err
	}
	seed, err := strconv.ParseUint(row[1], 10, 32)
	if err != nil {
		return r, err
	}
	r.Seed, r.Values, r.Measured = uint32(seed), Values{}, Values{}
	cell := func(in Values, name, text string) {
		x, bad := strconv.ParseFloat(text, 64)
		if in[name] = x; bad != nil && err == nil {
			err = bad
		}
	}
	for i, a := range s.Axes {
		cell(r.Values, a.Name, row[2+i])
	}
	for i, m := range s.Measures {
		cell(r.Measured, m.Name, row[2+len(s.Axes)+i])
	}
	return r, err
}
