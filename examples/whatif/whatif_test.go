package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"understudy.example"
	"understudy.example/client/features"
	"understudy.example/dns"
	"understudy.example/pool/pairing"
)

var rewrite = flag.Bool("rewrite", false, "write testdata anew")

// printed is what the program prints.
func printed(t *testing.T, args ...string) string {
	t.Helper()
	var out, errs bytes.Buffer
	if code := run(args, &out, &errs); code != told || errs.Len() > 0 {
		t.Fatal(code, errs.String())
	}
	return out.String()
}

// same compares a text with a file.
func same(t *testing.T, path, text string) {
	t.Helper()
	if *rewrite {
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if want, err := os.ReadFile(path); err != nil || text != string(want) {
		t.Errorf("%v\n%s", err, text)
	}
}

// What the program says of the lab: a limited user after the verdict, a full one after both orders (L-8..L-17).
func TestLab(t *testing.T) { same(t, "testdata/lab.txt", printed(t)) }

// exported is a deployment with its zones.
var exported = []string{"-zone", "testdata/db.example.com", "-zone", "example.net=testdata/db.example.net", "../../deployment/testdata/pair.json"}

// What the program says of a deployment, whose users are only counted: each pool's are told of as one.
func TestDeployment(t *testing.T) { same(t, "testdata/pair.txt", printed(t, exported...)) }

// What was understood is a story: it gives the same topology, and the same answers, when it is read; and an edit of it counts.
func TestRoundTrip(t *testing.T) {
	text := printed(t, append([]string{"-format", "story"}, exported...)...)
	same(t, "testdata/pair.story", text)
	path := filepath.Join(t.TempDir(), "pair.story")
	write := func(text string) {
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write(text)
	first, err := read(exported[4], []string{exported[1], exported[3]})
	if err != nil {
		t.Fatal(err)
	}
	again, err := read(path, nil)
	if err != nil || !reflect.DeepEqual(again.Story.Topology, first.Story.Topology) || printed(t, "-format", "story", path) != text {
		t.Errorf("%v, %+v\nread again as %+v", err, first.Story.Topology, again.Story.Topology)
	}
	_, answers, _ := strings.Cut(printed(t, exported...), "\n\n")
	if got := printed(t, path); got != answers {
		t.Errorf("the story is answered\n%s\nand the deployment\n%s", got, answers)
	}
	write(strings.Replace(text, "homed 1800", "homed 4800", 1))
	if got := printed(t, path); !strings.Contains(got, "would carry 5450 users, more than its 5000") {
		t.Error(got)
	}
}

// A zone takes the place of what a topology said of its names, and what is remarkable about it is a comment.
func TestZoneOfTheLab(t *testing.T) {
	path := filepath.Join(t.TempDir(), "db.lab.local")
	if err := os.WriteFile(path, []byte("$TTL 1h\n_sipinternaltls._tcp SRV 0 0 5061 FE01\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	story := printed(t, "-format", "story", "-zone", path)
	if n := strings.Count(story, "\n  srv "); n != 1 || !strings.Contains(story, "\n# pool FE01.lab.local has no address\n") {
		t.Error(story)
	}
}

func report(t *testing.T, change func(*understudy.Topology)) *Report {
	t.Helper()
	top := understudy.Paired()
	change(&top)
	r, err := NewReport(top, false)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// F-25: a pool without a backup takes everybody with it, and no order helps.
func TestAlone(t *testing.T) {
	r := report(t, func(top *understudy.Topology) {
		top.Pools, top.Pairs, top.Records = top.Pools[:1], nil, top.Records[:1]
	})
	d := r.Deaths[0]
	if len(r.Deaths) != 1 || len(d.Orders) != 0 || len(d.Stranded) != 1 || len(d.Left) != len(d.ByItself[0].Users) || d.Left[0].Why == "" {
		t.Errorf("%+v", d)
	}
	if len(d.Back) == 0 || d.Back[len(d.Back)-1].Level != "normal at FE01.lab.local" || len(d.Returns) != 0 || len(d.Away) != 0 { // they come back by themselves
		t.Errorf("%+v", d)
	}
}

// F-14: a backup that would carry more than it can is named, with the number.
func TestCapacity(t *testing.T) {
	d := report(t, func(top *understudy.Topology) { top.Pools[0].Homed, top.Pools[1].Homed = 2600, 2400 }).Deaths[0]
	if len(d.Load) != 1 || d.Load[0].Users != 5003 || d.Load[0].Most != 5000 || d.Load[0].Fact != "F-14" {
		t.Errorf("%+v", d.Load)
	}
	if !strings.Contains(strings.Join(d.Facts(), "\n"), "more than its 5000") {
		t.Error(d.Facts())
	}
}

// F-9: two pools of a pair at one site are lost together, and the other site's are not.
func TestSite(t *testing.T) {
	r := report(t, func(top *understudy.Topology) { top.Sites = append(top.Sites, understudy.Site{Name: "branch"}) })
	d := r.Deaths[len(r.Deaths)-1]
	if !d.Site || len(d.Pools) != 2 || len(d.Stranded) != 2 || len(d.Left) != 3 {
		t.Errorf("%+v", d)
	}
	r = report(t, func(top *understudy.Topology) {
		top.Sites = append(top.Sites, understudy.Site{Name: "west"})
		top.Pools[1].Site = "west"
	})
	if d := r.Deaths[2]; !d.Site || len(d.Pools) != 1 || len(d.Stranded) != 0 || len(d.Left) != 0 {
		t.Errorf("%+v", d)
	}
}

// F-73: an Edge pool gets another next hop before the pool that was it is failed over.
func TestNextHop(t *testing.T) {
	d := report(t, func(top *understudy.Topology) {
		top.Edges = []understudy.Edge{{FQDN: "edge.lab.local", Site: top.Sites[0].Name, NextHop: top.Pools[0].FQDN}}
	}).Deaths[0]
	if len(d.Orders) != 3 || !strings.Contains(d.Orders[1].Line, "Set-CsEdgeServer") || len(d.Left) != 0 || d.Lost[0].Until != 3 {
		t.Errorf("%+v", d)
	}
	for _, o := range d.Orders {
		if len(o.Blocks) != 0 {
			t.Errorf("%+v", o)
		}
	}
}

// twoSites is the lab with a pool at each of two sites, and an Edge pool that hands on to the first.
func twoSites(top *understudy.Topology) {
	top.Sites = append(top.Sites, understudy.Site{Name: "west"})
	top.Pools[1].Site = "west"
	top.Edges = []understudy.Edge{{FQDN: "edge.lab.local", Site: "west", NextHop: top.Pools[0].FQDN}}
}

// The way home (F-83, L-22..L-24): once it is back nothing goes home by itself; the pool is failed back, the Edge pool gets its hop again,
// and the store goes last. Then everybody is served as before.
func TestWayHome(t *testing.T) {
	d := report(t, twoSites).Deaths[2]
	if len(d.Orders) != 3 || len(d.Back) != 0 || len(d.Returns) != 3 || len(d.Away) != 0 || d.Home()[0] != "after that everybody who was signed in is served as before" {
		t.Fatalf("%+v", d)
	}
	for i, want := range []string{"Invoke-CsPoolFailBack -PoolFqdn FE01.lab.local", "-Registrar Registrar:FE01.lab.local", "-BackupSqlServerFqdn FE01.lab.local"} {
		o := d.Returns[i]
		if o.Number != 4+i || !strings.Contains(o.Line, want) || len(o.Blocks) != 0 || o.Stopped || o.Takes == 0 && i != 1 {
			t.Errorf("%+v", o)
		}
	}
	var levels []string
	for _, c := range d.Returns[0].Changes {
		levels = append(levels, c.Level)
	}
	if got := strings.Join(levels, "; "); got != "limited on the backup, FE02.lab.local; limited at home at FE01.lab.local; normal at FE01.lab.local" {
		t.Error(got)
	}
}

// A site that is cut takes its users' network: no order serves them, and once it is back they find where they are served.
func TestCut(t *testing.T) {
	top := understudy.Paired()
	twoSites(&top)
	r, err := NewReport(top, true)
	if err != nil {
		t.Fatal(err)
	}
	d := r.Deaths[2]
	if len(d.Left) != 3 || d.Left[0].Level != out || len(d.Back) == 0 || d.Back[len(d.Back)-1].Level != "full on the backup, FE02.lab.local" || len(d.Away) != 0 {
		t.Errorf("%+v", d)
	}
	if facts := strings.Join(d.Facts(), "\n"); !strings.Contains(facts, "and the network of users who sit there") {
		t.Error(facts)
	}
	if d := r.Deaths[0]; d.Cut || len(d.Left) != 0 { // a pool alone takes nobody's network
		t.Errorf("%+v", d)
	}
}

// Who is not served as before is named, with what he is without.
func TestAway(t *testing.T) {
	alive, err := living(understudy.Paired())
	if err != nil {
		t.Fatal(err)
	}
	w, err := newWake(alive, nil, &Death{})
	if err != nil {
		t.Fatal(err)
	}
	w.users = slices.Clone(w.well)
	w.users[0].can = slices.DeleteFunc(slices.Clone(w.users[0].can), func(f features.Feature) bool { return f == features.IM })
	w.users[1].level, w.users[1].can = out, nil
	w.miss()
	if got := strings.Join(w.Home(), "\n"); got != "u1@lab.local: still normal at FE01.lab.local: without IM\nu2@lab.local: still signed out" {
		t.Error(got)
	}
}

// F-55: what stands in the way is named, and the pool is not failed over while it stands: here the only configuration master dies
// with it.
func TestBlocked(t *testing.T) {
	r := report(t, func(top *understudy.Topology) {
		top.Sites = append(top.Sites, understudy.Site{Name: "west"})
		top.Pools[1].Site = "west"
		master := top.Pools[0]
		master.FQDN = "FE03.lab.local"
		top.Pools[0].CMS = false
		top.Pools = append(top.Pools, master)
	})
	d := r.Deaths[3]
	if !d.Site || len(d.Pools) != 2 || len(d.Orders) != 1 || len(d.Stranded) != 1 {
		t.Fatalf("%+v", d)
	}
	if o := d.Orders[0]; len(o.Blocks) == 0 || o.Blocks[0].Guard != "cms-writable" || o.Waits != 0 || len(o.Changes) != 0 {
		t.Errorf("%+v", o)
	}
	if left := d.Left; len(left) != 3 || left[0].Level != "limited on the backup, FE02.lab.local" {
		t.Errorf("%+v", left)
	}
	if l := d.Lost; len(l) != 2 || l[0].Until != 0 || len(l[0].Users) != 3 || l[0].Depends || !l[1].Depends {
		t.Errorf("%+v", l)
	}
	for _, f := range d.Lost[1].Features {
		if !strings.HasSuffix(f, ")") {
			t.Errorf("%s depends on nothing", f)
		}
	}
}

// Who is signed out before anything dies is told of, with what it takes; no death is then said to leave him signed out.
func TestAbsent(t *testing.T) {
	top := understudy.Paired()
	top.Records, top.Addresses = nil, nil
	r, err := NewReport(top, false)
	if err != nil {
		t.Fatal(err)
	}
	told := 0
	for _, l := range r.Lint {
		if strings.Contains(l, "signed out before anything dies") && strings.HasSuffix(l, "; nothing is known of DNS that clients look up") {
			told++
		}
	}
	if told != len(top.Users) {
		t.Errorf("%d of %d users: %q", told, len(top.Users), r.Lint)
	}
	for _, d := range r.Deaths {
		if len(d.Left) != 0 {
			t.Errorf("%s: %+v", d.Of, d.Left)
		}
		if facts := d.Facts(); !slices.Contains(facts, "nobody whom this concerns could sign in before: nothing is known of DNS that clients look up") {
			t.Errorf("%s: %q", d.Of, facts)
		}
	}
}

// An export says nothing of DNS. Without zone files that is told where it is read and with every death; with them neither is, and no text
// calls harmless what nobody can notice.
func TestExportWithoutZones(t *testing.T) {
	const advice = "nothing is said of DNS, where clients look for a server: -zone FILE takes the records of a zone"
	squeezed := func(args ...string) string { return strings.Join(strings.Fields(printed(t, args...)), " ") }
	text := squeezed(exported[4])
	if n := strings.Count(text, "nobody whom this concerns could sign in before"); n != 4 || n != strings.Count(text, " died now ") || strings.Count(text, advice) != 1 ||
		strings.Contains(text, "nobody notices") || strings.Contains(text, "everybody is served") {
		t.Errorf("%d: %s", n, text)
	}
	if n := strings.Count(printed(t, "-format", "html", exported[4]), `<li class="bad">nobody whom this concerns could sign in before`); n != 4 {
		t.Errorf("the page tells it %d times", n)
	}
	text = squeezed(exported...)
	if strings.Contains(text, "-zone FILE") || strings.Contains(text, "could sign in") || strings.Contains(text, "srv are") || !strings.Contains(text, "host and os are for you to write") {
		t.Error(text)
	}
}

// Sites that are not let die are named.
func TestSitesLeftOut(t *testing.T) {
	if r := report(t, func(*understudy.Topology) {}); !slices.Contains(r.Lint, "note: HQ is the only site, with which everything would be lost: its death is left out") {
		t.Errorf("%q", r.Lint)
	}
	r := report(t, func(top *understudy.Topology) { top.Sites = append(top.Sites, understudy.Site{Name: "branch"}) })
	if !slices.Contains(r.Lint, "note: site branch has no pool: its death is left out") || len(r.Deaths) != 3 {
		t.Errorf("%q, %+v", r.Lint, r.Deaths)
	}
}

// Every topology of the golden stories gets an answer in every format, and the JSON says what the report does.
func TestEveryTopology(t *testing.T) {
	files, err := filepath.Glob("../../story/testdata/*/*.story")
	if err != nil || len(files) < 100 {
		t.Fatal(len(files), err)
	}
	if testing.Short() {
		files = files[:20]
	}
	for _, f := range files {
		for format := range writers(false) {
			var out, errs bytes.Buffer
			if code := run([]string{"-format", format, f}, &out, &errs); code != told || out.Len() == 0 {
				t.Errorf("%s as %s: %d %s", f, format, code, &errs)
			}
			if format == "json" {
				sayTheSame(t, f, out.Bytes())
			}
		}
	}
}

func sayTheSame(t *testing.T, file string, text []byte) {
	t.Helper()
	var got struct{ Deaths []struct{ Of string } }
	source, err := read(file, nil)
	if err != nil {
		t.Fatal(err)
	}
	top := source.Story.Topology
	if err := json.Unmarshal(text, &got); err != nil || len(got.Deaths) < len(top.Pools) || got.Deaths[0].Of != top.Pools[0].FQDN {
		t.Errorf("%s: %v", file, err)
	}
}

// The page needs nothing from elsewhere, and escapes what a topology says.
func TestPage(t *testing.T) {
	r := report(t, func(top *understudy.Topology) { top.Pools[0].Homed = 9999 })
	r.Lint, r.Remarks = append(r.Lint, "<script>"), append(r.Remarks, "<script>")
	var b bytes.Buffer
	if err := writePage(&b, r); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"<h3>By itself</h3>", "<h3>Until it is back</h3>", "<h3>Once it is back</h3>", `<li class="good">after that everybody who was signed in is served as before</li>`} {
		if n := strings.Count(b.String(), want); n != len(r.Deaths) {
			t.Errorf("the page has %d times %s", n, want)
		}
	}
	for _, bad := range []string{"<script>", "http://", "https://", "src=", "@import"} {
		if strings.Contains(b.String(), bad) {
			t.Errorf("the page has %q", bad)
		}
	}
}

// What is asked for wrongly gets one line, and its own exit code.
func TestUsage(t *testing.T) {
	write := func(name, text string) string {
		path := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return path
	}
	for _, c := range []struct {
		args []string
		code int
		says string
	}{{[]string{"-format", "xml"}, misused, "xml"}, {[]string{"a", "b"}, misused, "one file"}, {[]string{"a", "-cut"}, misused, "-cut stands after FILE: flags go before it"}, {[]string{"-x"}, misused, "-x"},
		{[]string{"none.story"}, failed, "none.story"}, {[]string{"whatif_test.go"}, failed, "whatif_test.go:1"},
		{[]string{"testdata/none.json"}, failed, "none.json"}, {[]string{"-zone", "none", exported[4]}, failed, "none"},
		{[]string{"-zone", write("db.empty", "; nothing\n")}, failed, "db.empty: there is no record in it"},
		{[]string{"-zone", "whatif_test.go", exported[4]}, failed, "whatif_test.go"},
		{[]string{write("a.JSON", `{"Get-CsSite": 1}`)}, failed, `a.JSON:1:16: Get-CsSite: expected an object, found "1"`}} {
		var out, errs bytes.Buffer
		if code := run(c.args, &out, &errs); code != c.code || strings.Count(errs.String(), "\n") != 1 || !strings.Contains(errs.String(), c.says) {
			t.Errorf("%v: %d %q", c.args, code, errs.String())
		}
	}
	var out bytes.Buffer
	if code := run([]string{"-h"}, &out, &out); code != told || !strings.Contains(out.String(), "-format") || !strings.Contains(out.String(), "\n  -zone [ORIGIN=]FILE\n    \ttake the records of a zone from [ORIGIN=]FILE, in place of") {
		t.Error(code, out.String())
	}
}

func TestSpan(t *testing.T) {
	if got := Span(90*time.Second + 300*time.Millisecond).String(); got != "1m30s" {
		t.Error(got)
	}
}

// What a survivor would carry counts all who come to it: of several lost pools, and of appliances that have only a backup registrar (F-4).
// Names are compared as DNS does, and counted users have one who stands for them beside those who are named.
func TestLoadOfASite(t *testing.T) {
	top := understudy.Paired()
	top.Pools[0].Homed = 400
	top.Sites = append(top.Sites, understudy.Site{Name: "Branch"})
	for _, name := range []string{"sba.lab.local", "sbb.lab.local"} {
		top.Pools = append(top.Pools, understudy.Pool{FQDN: name, Site: "BRANCH", Edition: pairing.Appliance, Homed: 90, Backup: "fe01.LAB.local",
			Automatic: true, Detect: 5 * time.Minute, Failback: 10 * time.Minute})
	}
	r, err := NewReport(top, false)
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(r.Deaths, func(d *Death) bool { return d.Of == "Branch" })
	if i < 0 || len(r.Deaths[i].Pools) != 2 {
		t.Fatalf("no death of both pools of Branch: %+v", r.Deaths)
	}
	named := 0
	for _, u := range top.Users {
		if dns.Equal(u.Home, "FE01.lab.local") {
			named++
		}
	}
	d := r.Deaths[i]
	if len(d.Load) != 1 || d.Load[0].Pool != "FE01.lab.local" || d.Load[0].Users != 400+named+2*90 || d.Homed != 180 || d.Behind != "" {
		t.Errorf("%+v, %d homed, data %q old", d.Load, d.Homed, d.Behind)
	}
	counted := func(c Change) bool { return slices.Contains(c.Users, "400 users of FE01.lab.local") }
	if first := r.Deaths[0]; !slices.ContainsFunc(first.ByItself, counted) {
		t.Errorf("nobody stands for those who are counted: %+v", first.ByItself)
	}
}
