package main

import (
	"reflect"
	"testing"

	"understudy.example"
	"understudy.example/story"
)

// The story's lab and the one that is built in are the same.
func TestLabIsUnderstudyLab(t *testing.T) {
	s, err := story.Parse("lab.story", labStory)
	if err != nil {
		t.Fatal(err)
	}
	if want := understudy.Lab(); !reflect.DeepEqual(s.Topology, want) {
		t.Errorf("lab.story has\n%+v\nand understudy.Lab()\n%+v", s.Topology, want)
	}
}
