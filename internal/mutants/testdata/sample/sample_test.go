package sample

import "testing"

func TestSum(t *testing.T) {
	if got := Sum(4); got != 6 {
		t.Error(got)
	}
}

func TestLargest(t *testing.T) {
	if Largest(1, 2) != 2 || Largest(2, 1) != 2 {
		t.Error("the smaller")
	}
}

func TestWord(t *testing.T) {
	if got := Word("a"); got != "a!!!!!!!!!!!!" {
		t.Error(got)
	}
}

func TestDeadline(t *testing.T) {
	if got := Deadline(2); got != -1 {
		t.Error(got)
	}
}
