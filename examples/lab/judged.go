package main

import (
	"fmt"
	"slices"
	"strings"

	"understudy.example"
	"understudy.example/story"
)

// judged is what a story was held to, which the last line vouches for.
type judged struct {
	checks   int
	written  bool     // it says what happens, and nothing else may
	broken   []string // laws
	expected []string // laws that the story says to be broken
}

// hear takes note of checks, and of laws that are broken.
func (j *judged) hear(beats []beat) {
	for _, b := range beats {
		law, about := strings.CutPrefix(b.line.Who, "law ")
		switch {
		case b.kind == said && b.step == nil && about && !slices.Contains(j.broken, law):
			j.broken = append(j.broken, law)
		case b.kind == cued && b.step != nil:
			j.check(b)
		}
	}
}

func (j *judged) check(b beat) {
	if v := b.step.Verb; b.failed != nil || v != story.Expect && v != story.Within && v != story.Throughout {
		return
	}
	j.checks++
	if words := strings.Fields(b.step.Text); strings.EqualFold(words[0], "law") {
		j.expected = append(j.expected, strings.ToLower(words[1]))
	}
}

// held says what has held in a story that is over and in which nothing has gone wrong.
func (j *judged) held() (text string) {
	switch {
	case j.checks == 1:
		text = "1 check held, "
	case j.checks > 1:
		text = fmt.Sprintf("%d checks held, ", j.checks)
	}
	if j.written {
		text += "everything happened as it is written, "
	}
	if text != "" {
		text += "and "
	}
	text += "the laws of the model held"
	if excused := j.ofModel(); excused != nil {
		text += " but for " + strings.Join(excused, ", ") + ", as expected"
	}
	return text
}

// ofModel are the laws of the model that are broken: the story expects them to be, or it would have failed.
func (j *judged) ofModel() (laws []string) {
	for _, l := range understudy.Laws() {
		if l.Duty == understudy.OfModel && slices.Contains(j.broken, l.ID) {
			laws = append(laws, l.ID)
		}
	}
	return laws
}

// told says which laws are broken and fail nothing, because an administrator may break what a policy must not; empty if none is.
func (j *judged) told() string {
	var laws []string
	for _, l := range j.broken {
		if !slices.Contains(j.expected, l) && !slices.Contains(j.ofModel(), l) {
			laws = append(laws, l)
		}
	}
	if laws == nil {
		return ""
	}
	return "What is broken binds policies, and fails no story: " + strings.Join(laws, ", ") + ". failovertest.Replay judges a policy by it."
}
