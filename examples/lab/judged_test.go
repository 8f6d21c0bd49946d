package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"understudy.example"
	"understudy.example/story"
)

// The last lines vouch for what was judged and for nothing else: a law of policies that is broken is named, unless the story expects it.
func TestJudged(t *testing.T) {
	text, err := os.ReadFile("../../story/testdata/divided.story")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ drop, want string }{
		{`^$`, `: 3 checks held, everything happened as it is written, and the laws of the model held, in .*\n$`},
		{`(?m)^\|.*\n`, `: 3 checks held, and the laws of the model held, in .*\n$`},
		{`(?m)^(\|.*|.*law double-store broken)\n`,
			`2 checks held, .*\nWhat is broken binds policies, and fails no story: double-store\. failovertest\.Replay judges a policy by it\.\n$`},
		{`(?m)^(expect .*|\|.*)\n`, `: 1 check held, and the laws of the model held, in .*\n$`},
		{`(?m)^(expect .*|within .*|\|.*)\n`, `: the laws of the model held, in .*\nWhat is broken `},
	} {
		file := filepath.Join(t.TempDir(), "x.story")
		edited := regexp.MustCompile(c.drop).ReplaceAllString(string(text), "") + "at 10s\n"
		if err := os.WriteFile(file, []byte(edited), 0o644); err != nil {
			t.Fatal(err)
		}
		if out := played(t, "1000", file); !regexp.MustCompile(c.want).MatchString(out) {
			t.Errorf("without %s: %s", c.drop, out[strings.LastIndex(out, "“"):])
		}
	}
}

// A law of the model that the story expects to be broken is not said to have held.
func TestJudgedExpected(t *testing.T) {
	var j judged
	said := beat{kind: said, line: understudy.Line{Who: "law failback", What: "broken: x"}}
	j.hear([]beat{said, said, {kind: cued, step: &story.Step{Verb: story.Expect, Text: "law failback broken"}}})
	if got := j.held() + j.told(); got != "1 check held, and the laws of the model held but for failback, as expected" {
		t.Error(got)
	}
}
