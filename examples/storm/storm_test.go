package main

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"understudy.example/sim"
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

// storm runs the program without a report.
func storm(t *testing.T, args ...string) string {
	t.Helper()
	var out, errs bytes.Buffer
	if code := run(append(args, "-o", ""), &out, &errs); code != told {
		t.Fatal(code, errs.String())
	}
	return out.String()
}

// Where users are still out in the end, nobody is told that everybody is back.
func TestStillOut(t *testing.T) {
	for _, args := range [][]string{{"-users", "1000", "-others", "0", "-equal", "-jitter", "0"}, {"-users", "20000", "-others", "0", "-fronts", "1"}} {
		out := storm(t, args...)
		if strings.Contains(out, "Everybody") || !strings.Contains(out, "Not everybody was registered again: in the end, at 9h0m0s, ") {
			t.Errorf("%v: %s", args, out)
		}
	}
}

// F-46: calls from and to the telephone network take a gateway elsewhere and a carrier that reroutes. The summary and the page say
// whether these are there, and with them users lose less. C-116: of many attempts in one second, most are turned away.
func TestPrepared(t *testing.T) {
	small, without := []string{"-users", "100", "-others", "0"}, map[bool]float64{}
	for _, is := range []bool{false, true} {
		s := Documented()
		s.Users, s.Others, s.Prepared = 100, 0, is
		if err := s.Validate(); err != nil {
			t.Fatal(err)
		}
		o, err := s.Play()
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range o.Report.Populations[0].Features {
			if f.Feature == "outbound PSTN" || f.Feature == "inbound PSTN" {
				without[is] += f.UserMinutes
			}
		}
	}
	if without[true] <= 0 || without[true] > without[false]/2 {
		t.Errorf("user-minutes without the telephone network: %v", without)
	}
	if out := storm(t, small...); !strings.Contains(out, "for which nothing was prepared: no gateway elsewhere, no carrier that reroutes") {
		t.Error(out)
	}
	if out := storm(t, append(small, "-rate", "0")...); strings.Contains(out, "most of them") {
		t.Error(out)
	}
	if out := storm(t, append(small, "-rate", "2")...); !strings.Contains(out, "most attempts to sign in in one second 100, at 12m4s, most of them turned away or redirected") {
		t.Error(out)
	}
	if out := storm(t, append(small, "-prepared")...); !strings.Contains(out, "for which all was prepared: a gateway elsewhere, a carrier that reroutes") {
		t.Error(out)
	}
}

func TestUsage(t *testing.T) {
	for _, args := range [][]string{{"-users", "0"}, {"-jitter", "101"}, {"-over", "1m"}, {"x"}, {"-none"}, {"-rate", "-1"}, {"-rate", "1000001"}, {"-fronts", "17"},
		{"-seed", "4294967296"}, {"-detect", "1s"}, {"-failback", "25h"}, {"-users", "0", "-others", "-1"}} {
		var out, errs bytes.Buffer
		if code := run(args, &out, &errs); code != misused || !strings.HasPrefix(errs.String(), "storm: ") || strings.Count(errs.String(), "\n") != 1 || !strings.Contains(errs.String(), args[0]) {
			t.Errorf("%v: %d %q", args, code, errs.String())
		}
	}
	var out, errs bytes.Buffer
	if code := run([]string{"-o", "main.go/f"}, &out, &errs); code != failed || errs.String() != "storm: -o main.go/f: mkdir main.go: not a directory\n" || out.Len() > 0 {
		t.Errorf("%d %q %s", code, errs.String(), out.String())
	}
}

// What was missed for just as long is counted, so that three lines stand for all that was missed most.
func TestWorst(t *testing.T) {
	var got []string
	for _, m := range worst([]sim.FeatureLoss{{Feature: "a", UserMinutes: 1}, {Feature: "b", UserMinutes: 3}, {Feature: "c", UserMinutes: 3}, {Feature: "d", UserMinutes: 3},
		{Feature: "e", UserMinutes: 2}, {Feature: "f", UserMinutes: 0}}) {
		got = append(got, m.names())
	}
	if want := []string{"b and 2 more", "e", "a"}; !slices.Equal(got, want) {
		t.Errorf("%v, not %v", got, want)
	}
}
