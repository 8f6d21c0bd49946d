package main

import (
	"slices"
	"strings"

	"understudy.example"
	"understudy.example/client"
	"understudy.example/client/features"
)

// A level is how a user is served.
type level struct {
	in   bool
	mode client.Mode
	pool string
}

// full reports whether nothing of it is a resiliency mode.
func (l level) full() bool { return l.in && !l.mode.Limited() }

// String writes the level in words: "limited on FE02.lab.local".
func (l level) String() string {
	if !l.in {
		return "signed out"
	}
	word, where := "normal", " at "
	switch {
	case l.mode.Limited():
		word = "limited"
	case l.mode == client.FullBackup:
		word = "full"
	}
	if l.mode.Backup() {
		where = " on "
	}
	return word + where + l.pool
}

// banner is what the client's own notice says at this level.
func (l level) banner() []string {
	if l.in && l.mode == client.LimitedBackup {
		return features.Banner()
	}
	return nil
}

// A standing is how a user is served, and what that lets him do.
type standing struct {
	User  string `json:"user"`
	Level string `json:"level"`
	level level
	whys  map[string]string // of each feature

	Can     []string `json:"can"`
	Cannot  []string `json:"cannot"`
	Depends []need   `json:"depends"` // not now: it would take a condition
	Unknown []string `json:"unknown"` // no source says
	Banner  []string `json:"banner"`  // what the client itself says, which is another matter (L-12, X-9)
}

// A need is a condition, and what it would take it for.
type need struct {
	On       string   `json:"on"`
	Features []string `json:"features"`
}

// levelOf looks at how a user is served.
func levelOf(system *understudy.System, user string) level {
	u, _ := system.User(user)
	return level{u.Registered, u.Mode, u.At}
}

// stands looks at how a user is served, and at what that lets him do.
func stands(system *understudy.System, user string) standing {
	s := standing{User: user, level: levelOf(system, user), whys: map[string]string{},
		Can: []string{}, Cannot: []string{}, Depends: []need{}, Unknown: []string{}, Banner: []string{}}
	s.Level, s.Banner = s.level.String(), append(s.Banner, s.level.banner()...)
	for f := range features.All() {
		if a, ok := system.Can(user, f); ok {
			s.add(f.String(), a)
		}
	}
	return s
}

func (s *standing) add(feature string, a features.Answer) {
	s.whys[feature] = a.Why
	switch {
	case a.Available == features.Yes:
		s.Can = append(s.Can, feature)
	case a.Available == features.Unknown:
		s.Unknown = append(s.Unknown, feature)
	case a.Needs == "":
		s.Cannot = append(s.Cannot, feature)
	default:
		i := slices.IndexFunc(s.Depends, func(n need) bool { return n.On == a.Needs })
		if i < 0 {
			i, s.Depends = len(s.Depends), append(s.Depends, need{On: a.Needs})
		}
		s.Depends[i].Features = append(s.Depends[i].Features, feature)
	}
}

// everything reports whether nothing is missing.
func (s *standing) everything() bool {
	return s.level.in && len(s.Cannot)+len(s.Depends)+len(s.Unknown) == 0
}

// abilities are the lines that say what can be done: a word, and what it is about.
func (s *standing) abilities() (lines [][2]string) {
	add := func(word, text string) {
		if text != "" {
			lines = append(lines, [2]string{word, text})
		}
	}
	add("can", strings.Join(s.Can, ", "))
	add("cannot", strings.Join(s.Cannot, ", "))
	var needs []string
	for _, n := range s.Depends {
		needs = append(needs, strings.Join(n.Features, ", ")+" ("+n.On+")")
	}
	add("depends", strings.Join(needs, "; "))
	add("unknown", strings.Join(s.Unknown, ", "))
	add("banner", s.banner())
	return lines
}

// banner is what the client itself says, if it says anything.
func (s *standing) banner() string {
	if len(s.Banner) == 0 {
		return ""
	}
	return "The client itself says: " + strings.Join(s.Banner, "; ") + "; etc. (L-12, X-9)"
}
