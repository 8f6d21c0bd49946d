package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"understudy.example"
)

var rewrite = flag.Bool("rewrite", false, "write testdata/lab.txt anew")

// What the program says of the lab: a limited user after the verdict, a full one after both orders (L-8..L-17).
func TestLab(t *testing.T) {
	var out, errs bytes.Buffer
	if code := run(nil, &out, &errs); code != told || errs.Len() > 0 {
		t.Fatal(code, errs.String())
	}
	const path = "testdata/lab.txt"
	if *rewrite {
		if err := os.WriteFile(path, out.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if want, err := os.ReadFile(path); err != nil || out.String() != string(want) {
		t.Errorf("%v\n%s", err, &out)
	}
}

func report(t *testing.T, change func(*understudy.Topology)) *Report {
	t.Helper()
	top := understudy.Paired()
	change(&top)
	r, err := NewReport(top)
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

// F-73: what stands in the way is named, and the pool is not failed over while it stands.
func TestBlocked(t *testing.T) {
	r := report(t, func(top *understudy.Topology) {
		top.Edges = []understudy.Edge{{FQDN: "edge.lab.local", Site: top.Sites[0].Name, NextHop: top.Pools[0].FQDN}}
	})
	orders := r.Deaths[0].Orders
	if last := orders[len(orders)-1]; len(last.Blocks) != 1 || last.Blocks[0].Guard != "edge-next-hop" || len(last.Changes) != 0 {
		t.Errorf("%+v", orders)
	}
	if left := r.Deaths[0].Left; len(left) != 3 || left[0].Level != "limited on the backup, FE02.lab.local" {
		t.Errorf("%+v", left)
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
		for format := range writers {
			var out, errs bytes.Buffer
			if code := run([]string{"-format", format, f}, &out, &errs); code != told || out.Len() == 0 {
				t.Errorf("%s as %s: %d %s", f, format, code, &errs)
			}
			if format == "json" {
				same(t, f, out.Bytes())
			}
		}
	}
}

func same(t *testing.T, file string, text []byte) {
	t.Helper()
	var got struct{ Deaths []struct{ Of string } }
	top, err := topology(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, &got); err != nil || len(got.Deaths) < len(top.Pools) || got.Deaths[0].Of != top.Pools[0].FQDN {
		t.Errorf("%s: %v", file, err)
	}
}

// The page needs nothing from elsewhere, and escapes what a topology says.
func TestPage(t *testing.T) {
	r := report(t, func(top *understudy.Topology) { top.Pools[0].Homed = 9999 })
	r.Lint = append(r.Lint, "<script>")
	var b bytes.Buffer
	if err := writePage(&b, r); err != nil {
		t.Fatal(err)
	}
	for _, bad := range []string{"<script>", "http://", "https://", "src=", "@import"} {
		if strings.Contains(b.String(), bad) {
			t.Errorf("the page has %q", bad)
		}
	}
}

// What is asked for wrongly gets one line, and its own exit code.
func TestUsage(t *testing.T) {
	for _, c := range []struct {
		args []string
		code int
		says string
	}{{[]string{"-format", "xml"}, misused, "xml"}, {[]string{"a", "b"}, misused, "one story"}, {[]string{"-x"}, misused, "-x"},
		{[]string{"none.story"}, failed, "none.story"}, {[]string{"whatif_test.go"}, failed, "whatif_test.go:1"}} {
		var out, errs bytes.Buffer
		if code := run(c.args, &out, &errs); code != c.code || strings.Count(errs.String(), "\n") != 1 || !strings.Contains(errs.String(), c.says) {
			t.Errorf("%v: %d %q", c.args, code, errs.String())
		}
	}
	var out bytes.Buffer
	if code := run([]string{"-h"}, &out, &out); code != told || !strings.Contains(out.String(), "-format") {
		t.Error(code, out.String())
	}
}

func TestSpan(t *testing.T) {
	if got := Span(90*time.Second + 300*time.Millisecond).String(); got != "1m30s" {
		t.Error(got)
	}
}
