package main

import (
	"bytes"
	"context"
	"regexp"
	"testing"
	"testing/synctest"
	"time"

	"understudy.example/live"
	"understudy.example/machine"
)

// A live run tells the same as a plain one, to the letter: inputs are cues inside the process, and happen at their own
// instants however late the clock is.
func TestLive(t *testing.T) {
	for _, file := range stories {
		code, plain, _ := lab(t, "", file)
		gotCode, got, errs := lab(t, "", "-live", "-speed", "1e6", file)
		if got != plain || gotCode != code || errs != "" {
			t.Errorf("%s: exit code %d; differs from the plain run: %t, %s", file, gotCode, got != plain, errs)
		}
	}
}

// At the speed of the clock the lab takes as long as its story says, and each instant is told when it comes.
func TestLiveTakesItsTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := parsed(t, "lab.story")
		p, err := perform(s, rehearse(s, mostDeadlines).cues)
		if err != nil {
			t.Fatal(err)
		}
		began, instants := time.Now(), 0
		at, over, err := playLive(t.Context(), p, live.Options{}, func(at machine.Instant, beats []beat) {
			instants++
			if late := time.Since(began) - time.Duration(at); late < 0 || late > time.Millisecond {
				t.Errorf("%v is told %v late", at, late)
			}
		})
		if !over || err != nil || at < machine.Instant(2*time.Hour) || instants < 100 {
			t.Errorf("over %t at %v after %d instants: %v", over, at, instants, err)
		}
	})
}

// An interrupted run stops at once, says so, and adds up what it has seen.
func TestInterrupted(t *testing.T) {
	t.Setenv("COLUMNS", "")
	ctx, stop := context.WithTimeout(context.Background(), 200*time.Millisecond)
	defer stop()
	var out, errs bytes.Buffer
	code := run(ctx, []string{"-live", "-speed", "600"}, &out, &errs)
	want := regexp.MustCompile(`(?s)── What stands.*✓ u1 normal at FE01\n.*── What it cost .*  u1 +0s +0s +(\S+) +(\S+) +0:00:00\n.*\n\ninterrupted\n$`)
	m := want.FindStringSubmatch(out.String())
	if code != stopped || errs.Len() > 0 || m == nil || m[1] != m[2] {
		t.Errorf("exit code %d, stderr %q, stdout %s", code, errs.String(), out.String())
	}
}
