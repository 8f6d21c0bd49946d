package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// A small storm: everybody loses the pool, and everybody is home in the end; on any run the same bytes.
func TestSmallStorm(t *testing.T) {
	args := []string{"-users", "400", "-others", "100", "-rate", "2"}
	var out, again, errs bytes.Buffer
	one, two := t.TempDir(), t.TempDir()
	if code := run(append(args, "-o", one), &out, &errs); code != told {
		t.Fatal(code, errs.String())
	}
	if code := run(append(args, "-o", two), &again, &errs); code != told {
		t.Fatal(code, errs.String())
	}
	if a, b := out.String(), strings.ReplaceAll(again.String(), two, one); a != b {
		t.Errorf("%s\nand then\n%s", a, b)
	}
	if s := out.String(); !strings.Contains(s, "Everybody was registered again") || strings.Contains(s, "In the end") {
		t.Error(s)
	}
	for _, name := range []string{"report.html", "clients.svg", "registrars.svg", "outages.svg", "features.svg"} {
		a, err := os.ReadFile(filepath.Join(one, name))
		if b, _ := os.ReadFile(filepath.Join(two, name)); err != nil || len(a) == 0 || !bytes.Equal(a, b) {
			t.Errorf("%s: %v, %d bytes", name, err, len(a))
		}
		for _, bad := range []string{"src=", "@import", "<script", "<link"} {
			if bytes.Contains(a, []byte(bad)) {
				t.Errorf("%s has %q", name, bad)
			}
		}
	}
}

// C-118, H-38: what the pool takes in a second sets how long the storm lasts: 400 users at 1 a second take at least 400 s less the burst.
func TestRateBounds(t *testing.T) {
	s := Documented()
	s.Users, s.Others, s.Rate = 400, 0, 1
	if err := s.Validate(); err != nil {
		t.Fatal(err)
	}
	o, err := s.Play()
	if err != nil {
		t.Fatal(err)
	}
	first, last := time.Duration(0), time.Duration(0)
	for i, v := range o.Report.Series {
		at := time.Duration(i+1) * 10 * time.Second
		if v.Limited > 0 && first == 0 {
			first = at
		}
		if v.Out > 0 && at < s.Back {
			last = at
		}
	}
	if last-first < 380*time.Second {
		t.Errorf("400 users are back from %v to %v", first, last)
	}
}

func TestUsage(t *testing.T) {
	for _, args := range [][]string{{"-users", "0"}, {"-jitter", "101"}, {"-over", "1m"}, {"x"}, {"-none"}, {"-rate", "-1"}, {"-fronts", "17"}} {
		var out, errs bytes.Buffer
		if code := run(args, &out, &errs); code != misused || !strings.HasPrefix(errs.String(), "storm: ") {
			t.Errorf("%v: %d %q", args, code, errs.String())
		}
	}
}
