package pairing

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"understudy.example/machine"
	"understudy.example/machine/machinetest"
)

var events = []Event{{On: Name}, {On: Clear}, {On: Publish}, {Install, 0}, {Install, 1}}

func TestContract(t *testing.T) {
	machinetest.Run(t, Rules{}, State{}, events, machinetest.Phase(Table, State.Phase),
		machinetest.Bytes(2), machinetest.Wild(), machinetest.Cover())
}

// want is the whole machine once more, a line a state: the phase, and the sides where setup was run (01 is side 0);
// then what Name, Clear, Publish, Install on side 0 and Install on side 1 lead to. A dot is ignored, a dash refused.
const want = `
unpaired/00   named/00  -            .             .              .
named/00      -         unpaired/00  published/00  .              .
published/00  -         leaving/00   .             half-ready/01  half-ready/10
half-ready/01 -         leaving/01   .             .              ready/11
half-ready/10 -         leaving/10   .             ready/11       .
ready/11      -         leaving/11   .             .              .
leaving/00    -         -            unpaired/00   leaving/01     leaving/10
leaving/01    -         -            unpaired/00   .              leaving/11
leaving/10    -         -            unpaired/00   leaving/11     .
leaving/11    -         -            unpaired/00   .              .
`

func short(s State) string {
	return fmt.Sprintf("%s/%02b", strings.ReplaceAll(s.phase.String(), " ", "-"), s.installed)
}

// TestEveryStateAndEvent walks through all states that can be reached; there are no others (F-8, F-19, F-157, L-6).
func TestEveryStateAndEvent(t *testing.T) {
	lines := map[string][]string{}
	for _, line := range strings.Split(strings.TrimSpace(want), "\n") {
		f := strings.Fields(line)
		lines[f[0]] = f[1:]
	}
	seen := map[State]bool{}
	for todo := []State{{}}; len(todo) > 0; todo = todo[1:] {
		s := todo[0]
		line := lines[short(s)]
		if seen[s] {
			continue
		}
		if seen[s] = true; line == nil {
			t.Fatalf("%s is reached, and should not be", short(s))
		}
		for side := range uint8(4) { // what is no side counts as the one that its last bit says
			if s.Installed(side) != (s.installed&(1<<(side%2)) != 0) {
				t.Errorf("%s: installed in %d: %v", short(s), side, s.Installed(side))
			}
		}
		for i, e := range events {
			to, out := Rules{}.Step(0, s, e, nil)
			is := "."
			if len(out) == 1 {
				is = map[Kind]string{Moved: short(to), Refuse: "-"}[out[0].Kind]
			}
			if is != line[i] || is == "." && to != s {
				t.Errorf("%s, %v: %s, want %s", short(s), e, is, line[i])
			}
			todo = append(todo, to)
		}
	}
	if len(seen) != len(lines) {
		t.Errorf("%d states are reached, want %d", len(seen), len(lines))
	}
}

// F-3: the pair is in force from its publication to the publication of its end. L-6, F-19: the Backup Services run from
// the second setup on, and to that same end.
func TestWhatAPairIsGoodFor(t *testing.T) {
	var s State
	for _, c := range []struct {
		e                Event
		published, ready bool
	}{
		{Event{On: Name}, false, false},
		{Event{On: Publish}, true, false},
		{Event{Install, 1}, true, false},
		{Event{Install, 1}, true, false},
		{Event{Install, 0}, true, true},
		{Event{On: Clear}, true, true},
		{Event{On: Publish}, false, false},
		{Event{On: Name}, false, false},
		{Event{On: Publish}, true, false},
		{Event{On: Clear}, true, false},
		{Event{Install, 0}, true, false},
		{Event{Install, 1}, true, true},
		{Event{On: Publish}, false, false},
	} {
		s, _ = Rules{}.Step(0, s, c.e, nil)
		if s.Published() != c.published || s.Ready() != c.ready {
			t.Errorf("%v, now %v: published %v, ready %v", c.e, s.Phase(), s.Published(), s.Ready())
		}
	}
	if (State{phases, both}).Published() {
		t.Error("a phase that is none is published")
	}
}

func TestNonsenseIsRefused(t *testing.T) {
	for _, e := range []Event{{On: InstallAgain}, {Install, 2}, {Install, 3}, {On: causes}, {On: 255}} {
		for p := range phases {
			s := State{phase: p}
			if got, out := (Rules{}).Step(0, s, e, nil); got != s || len(out) != 1 || out[0].Kind != Refuse {
				t.Errorf("%v in %v: %+v, %+v", e, p, got, out)
			}
		}
	}
}

func TestNothingIsDue(t *testing.T) {
	s := State{Ready, both}
	if got, out := (Rules{}).Advance(s, nil); got != s || out != nil || (Rules{}).Deadline(s) != machine.Never {
		t.Error(got, out)
	}
	if err := (Rules{}).Validate(); err != nil {
		t.Error(err)
	}
}

func TestNames(t *testing.T) {
	got := fmt.Sprint(Moved, Refuse, Kind(9), Phase(9), Cause(9), Error, Warning, Standard, Virtual, SubscriptionEdition, AlwaysOn)
	if got != "moved refuse 9? 9? 9? error warning Standard Edition virtual "+
		"Skype for Business Server Subscription Edition SQL AlwaysOn" {
		t.Error(got)
	}
}

// lab is a pair without fault, to which each case does one thing.
func lab() (a, b Member) {
	a = Member{FQDN: "FE01.lab.local", Site: "North", OS: "Windows Server 2012", Users: 2_500}
	b = Member{FQDN: "FE02.lab.local", Site: "South", OS: "windows server 2012", Users: 2_500}
	return a, b
}

func codes(all []Finding) string {
	var s []string
	for _, f := range all {
		s = append(s, fmt.Sprintf("%v %s %s", f.Severity, f.Code, f.Fact))
	}
	return strings.Join(s, "; ")
}

func TestCheckFindsOneThingAtATime(t *testing.T) {
	enterprise := func(r Release, front, ua, ub int) func(a, b *Member) {
		return func(a, b *Member) {
			a.Edition, b.Edition, a.Release, b.Release = Enterprise, Enterprise, r, r
			a.FrontEnds, b.FrontEnds, a.Users, b.Users = front, 3, ua, ub
		}
	}
	for _, c := range []struct {
		name string
		do   func(a, b *Member)
		want string
	}{
		{"nothing", func(*Member, *Member) {}, ""},
		{"itself, however it is spelt", func(a, b *Member) { b.FQDN = "fe01.LAB.local" }, "error itself F-1"},
		{"two pools without a name", func(a, b *Member) { a.FQDN, b.FQDN = "", "" }, ""},
		{"a name that begins alike", func(a, b *Member) { b.FQDN = "FE01.lab.local.example" }, ""},
		{"editions", func(a, b *Member) { b.Edition, b.FrontEnds = Enterprise, 3 }, "warning editions F-6"},
		{"hosts", func(a, b *Member) { a.Host = Virtual }, "warning hosts F-6"},
		{"operating systems", func(a, b *Member) { b.OS = "Windows Server 2016" }, "warning operating-systems F-6"},
		{"an operating system that is not known", func(a, b *Member) { b.OS = "" }, ""},
		{"the other one", func(a, b *Member) { a.OS = "" }, ""},
		{"sites", func(a, b *Member) { b.Site = "north" }, "warning same-site F-9"},
		{"sites that are not known", func(a, b *Member) { a.Site, b.Site = "", "" }, ""},
		{"releases", func(a, b *Member) { a.Release = Skype2015 }, "warning releases F-17"},
		{"databases", func(a, b *Member) { a.BackEnd, b.BackEnd = Mirroring, Clustering }, "warning back-ends F-16"},
		{"the same databases", func(a, b *Member) { a.BackEnd, b.BackEnd = AlwaysOn, AlwaysOn }, ""},
		{"two front ends", enterprise(Lync2013, 2, 0, 0), "warning front-ends F-21"},
		{"three front ends", enterprise(Lync2013, 3, 0, 0), ""},
		{"front ends that are not known", enterprise(Lync2013, 0, 0, 0), ""},
		{"one server is all of a Standard Edition pool", func(a, b *Member) { a.FrontEnds = 1 }, ""},
		{"5,001 users", func(a, b *Member) { a.Users++ }, "warning capacity F-14; warning capacity F-14"},
		{"80,000", enterprise(Skype2015, 3, 40_000, 40_000), ""},
		{"80,001", enterprise(Skype2015, 3, 40_000, 40_001), "warning capacity F-13; warning capacity F-13"},
		{"106,000", enterprise(Skype2019, 3, 53_000, 53_000), ""},
		{"106,001", enterprise(SubscriptionEdition, 3, 53_001, 53_000), "warning capacity F-15; warning capacity F-15"},
	} {
		t.Run(c.name, func(t *testing.T) {
			a, b := lab()
			c.do(&a, &b)
			if got := codes(Check(a, b)); got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}

// F-2: the oldest release pairs nothing; by age it comes first, though its number is the last.
func TestReleases(t *testing.T) {
	byAge := []Release{Lync2010, Lync2013, Skype2015, Skype2019, SubscriptionEdition}
	for i, a := range byAge {
		if a.Pairs() != (i > 0) {
			t.Errorf("%v pairs: %v", a, a.Pairs())
		}
		for j, b := range byAge {
			if a.Since(b) != (i >= j) {
				t.Errorf("%v since %v: %v", a, b, a.Since(b))
			}
		}
	}
}

// Every kind of trouble at once, each said once and of the right pool.
func TestCheckSaysEverythingAtOnce(t *testing.T) {
	a, b := lab()
	a.Edition, a.FrontEnds, a.Host, a.Release, a.BackEnd, a.Site = Enterprise, 2, Virtual, Skype2019, Mirroring, "South"
	a.OS, a.Users = "Windows Server 2019", 80_000
	want := []string{
		"warning: FE01.lab.local is Enterprise Edition, FE02.lab.local is Standard Edition (F-6)",
		"warning: FE01.lab.local is virtual, FE02.lab.local is physical (F-6)",
		"warning: FE01.lab.local runs on Windows Server 2019, FE02.lab.local on windows server 2012 (F-6)",
		"warning: FE01.lab.local and FE02.lab.local are both in site South, and are lost together with it (F-9)",
		"warning: FE01.lab.local is Skype for Business Server 2019, FE02.lab.local is Lync Server 2013: " +
			"disaster failover is unsupported and may lose data (F-17)",
		"warning: the databases of FE01.lab.local and FE02.lab.local have different high availability: SQL mirroring, none (F-16)",
		"warning: FE01.lab.local has 2 front ends, and three must have run at once for its data to be synchronised (F-21)",
		"warning: FE02.lab.local can serve 5000 users, and has to serve the 82500 of both (F-14)",
	}
	got := Check(a, b)
	if len(got) != len(want) {
		t.Fatalf("%d findings, want %d: %v", len(got), len(want), got)
	}
	for i, f := range got {
		if f.String() != want[i] {
			t.Errorf("%s\nwant %s", f, want[i])
		}
	}
}

// F-1: a pair has no first and no second, so what is wrong with it does not depend on the order.
func TestCheckIsSymmetric(t *testing.T) {
	member := rapid.Custom(func(t *rapid.T) Member {
		return Member{
			FQDN: rapid.SampledFrom([]string{"a", "b", "A"}).Draw(t, "fqdn"), Site: rapid.SampledFrom([]string{"", "n", "N", "s"}).Draw(t, "site"),
			Edition: Edition(rapid.IntRange(0, 2).Draw(t, "edition")), Host: Host(rapid.IntRange(0, 2).Draw(t, "host")),
			OS: rapid.SampledFrom([]string{"", "x", "y"}).Draw(t, "os"), Release: Release(rapid.IntRange(0, 4).Draw(t, "release")),
			BackEnd: BackEnd(rapid.IntRange(0, 4).Draw(t, "back end")), FrontEnds: rapid.IntRange(-1, 4).Draw(t, "front ends"),
			Users: rapid.SampledFrom([]int{-1, 0, 2_500, 40_000, 60_000}).Draw(t, "users"),
		}
	})
	count := func(all []Finding) map[string]int {
		n := map[string]int{}
		for _, f := range all {
			n[f.Code+f.Fact]++
		}
		return n
	}
	rapid.Check(t, func(t *rapid.T) {
		a, b := member.Draw(t, "a"), member.Draw(t, "b")
		if x, y := fmt.Sprint(count(Check(a, b))), fmt.Sprint(count(Check(b, a))); x != y {
			t.Fatalf("%s one way, %s the other", x, y)
		}
	})
}

func BenchmarkStep(b *testing.B) {
	b.ReportAllocs()
	s, out := State{}, make([]Action, 0, 1)
	for i := range b.N {
		s, out = Rules{}.Step(0, s, events[i%len(events)], out[:0])
	}
}

func BenchmarkAdvance(b *testing.B) {
	b.ReportAllocs()
	s, out := State{}, make([]Action, 0, 1)
	for range b.N {
		s, out = Rules{}.Advance(s, out[:0])
	}
}
