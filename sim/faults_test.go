package sim

import (
	"errors"
	"math"
	"os"
	"reflect"
	"strings"
	"testing"
	"time"

	"understudy.example"
	"understudy.example/client"
	"understudy.example/machine"
	"understudy.example/story"
)

// Waits have the mean and the median of an exponential distribution.
func TestWaitIsExponential(t *testing.T) {
	const n, mean = 100_000, time.Hour
	d := machine.Draw{Seed: 1}
	var sum time.Duration
	short := 0
	for range n {
		w := time.Duration(wait(&d, mean))
		sum += w / n
		if w < 2495_330*time.Millisecond { // ln 2 of an hour
			short++
		}
	}
	if sum < mean*98/100 || sum > mean*102/100 {
		t.Errorf("the mean is %v", sum)
	}
	if short < n*49/100 || short > n*51/100 {
		t.Errorf("%d of %d are below the median", short, n)
	}
}

func TestRandomFaults(t *testing.T) {
	rates := []Rate{
		{understudy.Fault{Kind: understudy.NIC, Of: fe1}, 6 * time.Hour, 30 * time.Minute},
		{understudy.Fault{Kind: understudy.SQL, Of: fe2}, 12 * time.Hour, time.Hour},
	}
	all, err := Random(7, rates, at(72*time.Hour))
	if err != nil || len(all) < 15 {
		t.Fatalf("%d acts, %v", len(all), err)
	}
	broken := map[understudy.Fault]bool{}
	last := machine.Instant(0)
	for _, a := range all {
		if a.At < last {
			t.Errorf("%v after %v", a.At, last)
		}
		last = a.At
		b, begins := a.In.(understudy.Break)
		h, _ := a.In.(understudy.Heal)
		f := b.Fault
		if !begins {
			f = h.Fault
		}
		if broken[f] == begins {
			t.Errorf("%+v twice", a)
		}
		broken[f] = begins
	}
	one, _ := Random(7, rates[:1], at(72*time.Hour))
	var same []Act
	for _, a := range all {
		if strings.Contains(reflect.ValueOf(a.In).Field(0).Interface().(understudy.Fault).Of, "FE01") {
			same = append(same, a)
		}
	}
	if !reflect.DeepEqual(one, same) {
		t.Error("a second rate has changed the first")
	}
	w := mustNew(t, crowdOf(100, 12))
	w.must(t, w.Play(all))
	w.must(t, w.Run(at(80*time.Hour)))
	if err := w.sound(); err != nil {
		t.Error(err)
	}
	if _, err := Random(1, []Rate{{}}, Horizon+1); !errors.Is(err, ErrRate) || strings.Count(err.Error(), "\n") != 2 {
		t.Errorf("got %v", err)
	}
}

// What seldom breaks, or lasts for ever, breaks neither before the beginning nor twice.
func TestRandomSaturates(t *testing.T) {
	const year = 365 * 24 * time.Hour
	for _, r := range []Rate{{power(fe1), 100 * year, time.Hour}, {power(fe1), math.MaxInt64, math.MaxInt64}, {power(fe1), time.Hour, math.MaxInt64}} {
		for seed := range uint32(300) {
			acts, err := Random(seed, []Rate{r}, at(24*time.Hour))
			if err != nil || len(acts) > 2 || len(acts) > 0 && (acts[0].At < 0 || acts[len(acts)-1].At > at(24*time.Hour)) {
				t.Fatalf("%v, seed %d: %v, %v", r, seed, acts, err)
			}
		}
	}
}

// What was to happen in the past is an error that says what and when, and has not happened.
func TestActsOfThePast(t *testing.T) {
	acts := []Act{{at(2 * time.Hour), understudy.Break{Fault: power(fe2)}}, {at(time.Hour), understudy.Break{Fault: power(fe1)}}}
	const want = "sim: understudy.Break{Fault:{Kind:power off Of:FE01.lab.local To: Step:read configuration Front:0}} at 1h0m0s: it is 2h0m0s already"
	w, k := mustNew(t, crowdOf(100, 12)), mustCount(t, crowdOf(100, 12), 0)
	for _, p := range []interface {
		Play([]Act) error
		Count(int, client.Phase) int
		Now() machine.Instant
	}{w, k} {
		if err := p.Play(acts); err == nil || err.Error() != want {
			t.Errorf("got %v, want %s", err, want)
		}
		if p.Count(0, client.InNormal) != 100 || p.Now() != at(2*time.Hour) {
			t.Errorf("%d are in at %v", p.Count(0, client.InNormal), p.Now())
		}
	}
}

// A story can be played with populations in place of its users.
func TestScript(t *testing.T) {
	s := &story.Story{Topology: understudy.Paired(), Steps: []story.Step{
		{Verb: story.Wait, Time: 10 * time.Minute},
		{Verb: story.Do, Input: understudy.Break{Fault: power(fe1)}},
		{Verb: story.Expect, Text: "u1 is out"},
		{Verb: story.Until, Time: 40 * time.Minute},
		{Verb: story.Do, Input: understudy.Heal{Fault: power(fe1)}},
	}}
	acts, err := Script(s)
	if err != nil || len(acts) != 2 || acts[1].At != at(40*time.Minute) {
		t.Fatalf("%v, %v", acts, err)
	}
	w := mustNew(t, Config{Topology: s.Topology, Populations: []Population{{Like: "u1@lab.local", Users: 50, SignedIn: true}}})
	w.must(t, w.Play(acts))
	if n := w.Count(0, client.InLimitedBackup); n != 50 {
		t.Errorf("%d are on the backup", n)
	}
	src, err := os.ReadFile("../story/testdata/verdict.story")
	if err != nil {
		t.Fatal(err)
	}
	within, err := story.Parse("verdict.story", src)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Script(within); err == nil || !strings.Contains(err.Error(), "sim: verdict.story:") {
		t.Errorf("got %v", err)
	}
}
